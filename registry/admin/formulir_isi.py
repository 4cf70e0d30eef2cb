"""Form on one row of one edition."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db.models import Max

from registry.admin.formulir import FormTerlihat
from registry.isi_edisi import DAFTAR, IsiEdisi, Ubah
from registry.models import Edisi


class FormIsi(FormTerlihat):
    """One row of one draft. Knows what `terapkan` must be told: the change, and what was seen."""

    edisi: ClassVar[Edisi | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.baru and self.edisi is not None and "peraturan" in self.fields:
            self.initial.setdefault("peraturan", self.edisi.peraturan_id)
        if self.baru and "urutan" in self.fields:
            urutan = self.fields["urutan"]
            urutan.required, urutan.initial = False, None
            urutan.help_text = "Kosongkan untuk menaruhnya paling akhir."

    @property
    def isi(self) -> IsiEdisi:
        return DAFTAR[str(self._meta.model._meta.model_name)]

    def nilai_kini(self) -> dict[str, Any]:
        return nilai_baris(self.isi, self.instance)

    def yang_terlihat(self) -> dict[str, Any]:
        edisi = {"edisi": self.edisi.pk if self.edisi else None}
        kunci = None if self.baru else [getattr(self.instance, ruas) for ruas in self.isi.kunci]
        return super().yang_terlihat() | edisi | {"kunci": kunci}

    def clean_urutan(self) -> int:
        """Without a number a new row goes last; 1 query."""
        urutan: int | None = self.cleaned_data.get("urutan")
        if urutan is not None:
            return urutan
        terakhir = self._meta.model._base_manager.filter(edisi=self.edisi).aggregate(satu=Max("urutan"))["satu"]
        return (terakhir or 0) + 1

    def ubahan(self) -> tuple[Ubah, Ubah]:
        """(change-set, what was seen) for `terapkan`; ({}, {}) where nothing was changed."""
        isi = self.isi
        nilai = {ruas: self._nilai(ruas) for ruas in isi.nilai if ruas.removesuffix("_id") in self.fields}
        kunci = tuple(self._nilai(ruas) for ruas in isi.kunci)
        baru = (isi.nama, kunci)
        if self.baru:
            return {baru: nilai}, {baru: None}
        lama = (isi.nama, tuple(self.terlihat["kunci"]))
        dilihat: dict[str, Any] = self.terlihat["nilai"]
        if lama != baru:
            return {lama: None, baru: {**dilihat, **nilai}}, {lama: dilihat, baru: None}
        ubah = {ruas: satu for ruas, satu in nilai.items() if satu != dilihat.get(ruas)}
        return ({lama: ubah}, {lama: dilihat}) if ubah else ({}, {})

    def _nilai(self, ruas: str) -> Any:
        nama = ruas.removesuffix("_id")
        if nama not in self.fields:
            return getattr(self.instance, ruas)
        nilai = self.cleaned_data[nama]
        if ruas == "induk":
            return nilai.perangkat_daerah_id if nilai is not None else None
        return nilai.pk if hasattr(nilai, "pk") else nilai


def nilai_baris(isi: IsiEdisi, objek: Any) -> dict[str, Any]:
    """The values of a stored row, as change-sets write them. `induk` should be loaded for a place in the tree."""
    nilai = {ruas: getattr(objek, ruas) for ruas in isi.nilai}
    if isi.berpohon:
        nilai["induk"] = objek.induk.perangkat_daerah_id if objek.induk is not None else None
    return nilai
