"""What the page of the audit pack asks and shows."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, NamedTuple

from django import forms

from registry.forms import BENTUK_TANGGAL, bersihkan
from registry.models import CatatanAkses, Daerah, JenisAkses

#: Downloads that the page lists.
UNDUHAN = 10
_TERCATAT = re.compile(r"berkas audit (\d{4}-\d{2}-\d{2}) sampai (\d{4}-\d{2}-\d{2}); sidik manifes ([0-9a-f]{64})")
_GALAT = {
    "required": "Isi tanggalnya.",
    "invalid": "Tanggal ini tidak dikenal. Tulis seperti 2026-01-31.",
}


class BerkasForm(forms.Form):
    """The days that a pack is to cover; this year up to today where nothing is asked."""

    dari = forms.DateField(label="Dari tanggal", input_formats=BENTUK_TANGGAL, error_messages=_GALAT)
    sampai = forms.DateField(label="Sampai dengan tanggal", input_formats=BENTUK_TANGGAL, error_messages=_GALAT)

    def __init__(self, data: Any, *, hari_ini: date) -> None:
        self.hari_ini = hari_ini
        semula = {"dari": hari_ini.replace(month=1, day=1).isoformat(), "sampai": hari_ini.isoformat()}
        super().__init__({nama: bersihkan(data.get(nama, isi)) for nama, isi in semula.items()})

    def clean_sampai(self) -> date:
        sampai: date = self.cleaned_data["sampai"]
        if sampai > self.hari_ini:
            raise forms.ValidationError("Tanggal ini belum terjadi. Yang terakhir hari ini.")
        return sampai

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or self.cleaned_data
        dari, sampai = bersih.get("dari"), bersih.get("sampai")
        if dari is not None and dari.year < 1900:
            self.add_error("dari", "Tanggal ini terlalu awal.")
        elif dari is not None and sampai is not None and dari > sampai:
            self.add_error("dari", "Tanggal awal harus sebelum tanggal akhir.")
        return bersih

    def masa(self) -> tuple[date, date]:
        """First and last day. Only of a valid form."""
        return self.cleaned_data["dari"], self.cleaned_data["sampai"]


class Unduhan(NamedTuple):
    """One pack that somebody downloaded. `sidik`: of its manifest."""

    pada: datetime
    nama: str
    dari: date
    sampai: date
    sidik: str


def unduhan(daerah: Daerah) -> list[Unduhan]:
    """The last packs of a region that were downloaded, from the access log, newest first; 1 query."""
    semua = CatatanAkses.objects.filter(
        jenis=JenisAkses.EKSPOR, daerah=daerah, rincian__startswith="berkas audit "
    ).order_by("-pada", "-id")[:UNDUHAN]
    return [
        Unduhan(satu.pada, satu.nama, date.fromisoformat(cocok[1]), date.fromisoformat(cocok[2]), cocok[3])
        for satu in semua
        if (cocok := _TERCATAT.fullmatch(satu.rincian))
    ]
