"""What is known of one part of a draft, edited on the screen of that part: state, place, in words."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import transaction

from registry import services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.galat import Bentrok, Ditolak
from registry.models import Edisi, Kelengkapan
from registry.rujukan import RujukanSalah, kanonik
from registry.services import Pelaku


class KelengkapanForm(forms.Form):
    """State of one part (`bagian`) of an edition. Carries, sealed, what it showed."""

    keadaan = forms.ChoiceField(label="Kelengkapan", choices=Kelengkapan.choices)
    letak = forms.CharField(
        label="Letak dalam naskah",
        required=False,
        max_length=200,
        help_text="Misalnya Pasal 15 ayat (2) atau Lampiran II.",
    )
    keterangan = forms.CharField(
        label="Keterangan", required=False, max_length=4000, widget=forms.Textarea(attrs={"rows": 3})
    )
    lihat_kelengkapan = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, edisi: Edisi, bagian: str) -> None:
        self.edisi, self.bagian = edisi, bagian
        kini = self._kini(edisi)
        super().__init__(data, initial={**kini, "lihat_kelengkapan": self._segel(kini)}, auto_id="id_kelengkapan_%s")

    def clean_letak(self) -> str:
        teks: str = self.cleaned_data["letak"]
        try:
            return kanonik(teks) if teks else ""
        except RujukanSalah as salah:
            raise forms.ValidationError(str(salah)) from salah

    def simpan(self, oleh: Pelaku) -> bool:
        """Write it; False where nothing differed. Raises Bentrok, Ditolak, Terkunci, TidakBerwenang."""
        terlihat = buka_segel(self.cleaned_data["lihat_kelengkapan"], self._jenis_segel) or {}
        if (terlihat.get("edisi"), terlihat.get("bagian")) != (self.edisi.pk, self.bagian):
            raise Ditolak(KEDALUWARSA)
        dilihat: dict[str, str] = terlihat["nilai"]
        jadi = {ruas: self.cleaned_data[ruas] for ruas in dilihat}
        if _polos(jadi) == _polos(dilihat):
            return False
        with transaction.atomic():
            kini = self._kini(services.kunci_rancangan(self.edisi))
            if kini != dilihat:
                raise Bentrok(
                    f"{self.fields[ruas].label} kini “{kini[ruas] or 'kosong'}”, semula “{dilihat[ruas] or 'kosong'}”"
                    for ruas in kini
                    if kini[ruas] != dilihat[ruas]
                )
            ruas = {"keadaan": "", "letak": "_rujukan", "keterangan": "_keterangan"}
            services.ubah_rancangan(
                edisi=self.edisi, oleh=oleh, **{f"{self.bagian}{ruas[nama]}": isi for nama, isi in jadi.items()}
            )
        return True

    def segarkan(self) -> None:
        """After a refusal: the input stays, the seal is of what stands there now."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        self.edisi.refresh_from_db(fields=[self.bagian, f"{self.bagian}_rujukan", f"{self.bagian}_keterangan"])
        data["lihat_kelengkapan"] = self._segel(self._kini(self.edisi))
        self.data = data

    def _kini(self, edisi: Edisi) -> dict[str, str]:
        bagian = self.bagian
        return {
            "keadaan": getattr(edisi, bagian),
            "letak": getattr(edisi, f"{bagian}_rujukan"),
            "keterangan": getattr(edisi, f"{bagian}_keterangan"),
        }

    def _segel(self, kini: dict[str, str]) -> str:
        return segel({"edisi": self.edisi.pk, "bagian": self.bagian, "nilai": kini}, self._jenis_segel)

    @property
    def _jenis_segel(self) -> str:
        return f"kelengkapan:{self.edisi.pk}:{self.bagian}"


def _polos(nilai: dict[str, str]) -> dict[str, str]:
    """As a browser sends it back: line ends of its own, no blanks at the ends."""
    return {ruas: isi.replace("\r\n", "\n").strip() for ruas, isi in nilai.items()}
