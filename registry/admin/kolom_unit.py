"""Units by name: typed, completed by the browser from a list in the page, and cleaned to the id of the body."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from registry.models import Edisi, Kedudukan, PerangkatDaerah


@dataclass(slots=True)
class Unit:
    """What may be named: units of the draft, and bodies of the region that do not stand in it, each under a label that
    is its own."""

    draf: dict[str, int] = field(default_factory=dict)
    lain: dict[str, int] = field(default_factory=dict)

    @classmethod
    def baca(cls, edisi: Edisi) -> Unit:
        """2 queries."""
        tempat = list(
            Kedudukan.objects.pada(edisi).menurut_pohon().values_list("perangkat_daerah_id", "nama", "induk__nama")
        )
        semua = PerangkatDaerah.objects.diusulkan().filter(daerah=edisi.daerah_id, dialihkan_ke__isnull=True)
        lain = semua.exclude(pk__in=Kedudukan.objects.pada(edisi).order_by().values("perangkat_daerah"))
        luar = lain.order_by("nama", "pk").values_list("pk", "nama", "kunci")
        return cls(
            _berlabel((badan, nama, induk or "pangkal") for badan, nama, induk in tempat),
            _berlabel((badan, nama, f"di luar bagan, {kunci}") for badan, nama, kunci in luar),
        )

    def label(self, badan: int) -> str:
        return next((label for label, satu in self.draf.items() if satu == badan), "")


def _berlabel(semua: Iterable[tuple[int, str, str]]) -> dict[str, int]:
    """{label: body}; a name that two bear is told apart by what stands in brackets, and at last by number."""
    baris = [(badan, " ".join(nama.split()), pembeda) for badan, nama, pembeda in semua]
    nama = [satu.casefold() for _, satu, _ in baris]
    hasil: dict[str, int] = {}
    for badan, satu, pembeda in baris:
        label = satu if nama.count(satu.casefold()) == 1 else f"{satu} ({pembeda})"
        hasil[label if label not in hasil else f"{label} #{badan}"] = badan
    return hasil


class KolomUnit(forms.CharField):
    """A unit by name: cleaned to the id of its body, None where nothing is typed."""

    def __init__(self, unit: Unit, *, juga_lain: bool = False, **lain: Any) -> None:
        daftar = "unit-dan-badan" if juga_lain else "unit-draf"
        widget = forms.TextInput(attrs={"list": daftar, "autocomplete": "off", "class": "vTextField", "maxlength": 400})
        super().__init__(widget=widget, **lain)
        semua = {**unit.draf, **(unit.lain if juga_lain else {})}
        self.pilihan = {label.casefold(): (label, badan) for label, badan in semua.items()}

    def clean(self, value: Any) -> Any:
        tulisan = " ".join(str(super().clean(value) or "").split()).casefold()
        if not tulisan:
            return None
        if tulisan in self.pilihan:
            return self.pilihan[tulisan][1]
        mirip = [label for kunci, (label, _) in self.pilihan.items() if kunci.startswith(f"{tulisan} (")]
        if mirip:
            raise ValidationError(f"Ada beberapa unit bernama demikian; pilih salah satu: {', '.join(mirip[:5])}.")
        raise ValidationError("Tidak ada unit dengan nama itu di sini. Pilih dari daftar yang muncul saat mengetik.")
