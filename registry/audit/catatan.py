"""The access log as its readers ask for it: which kind, whose, between which days; newest first, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone

from registry import waktu
from registry.akses import terbaca
from registry.forms import BENTUK_TANGGAL, bersihkan
from registry.models import CatatanAkses, JenisAkses

#: Rows a page.
BANYAK = 50
#: Rows a file.
BANYAK_BERKAS = 10_000
#: Words of the kinds as this page says them: a note on an account is about the account, not by it.
KATA_JENIS = {**dict(JenisAkses.choices), JenisAkses.AKUN.value: "akun diubah"}
SALAH_TANGGAL = "Tulis tanggal seperti 2026-01-31."


class SaringAkses(forms.Form):
    """`?jenis=&nama=&dari=&sampai=&sebelum=`. What cannot be read is said on the page and narrows nothing."""

    jenis = forms.ChoiceField(label="Jenis", required=False, choices=[("", "semua"), *KATA_JENIS.items()])
    nama = forms.CharField(label="Nama akun", required=False, max_length=150)
    dari = forms.DateField(
        label="Dari tanggal", required=False, input_formats=BENTUK_TANGGAL, error_messages={"invalid": SALAH_TANGGAL}
    )
    sampai = forms.DateField(
        label="Sampai tanggal", required=False, input_formats=BENTUK_TANGGAL, error_messages={"invalid": SALAH_TANGGAL}
    )

    def __init__(self, data: Any) -> None:
        self.sebelum = baca_penanda(data.get("sebelum", ""))
        super().__init__({nama: bersihkan(data.get(nama, "")) for nama in self.base_fields}, label_suffix="")
        for nama in ("dari", "sampai"):
            self.fields[nama].widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        self.full_clean()

    def isi(self) -> dict[str, Any]:
        return {nama: nilai for nama, nilai in self.cleaned_data.items() if nilai}

    def alamat(self, **tambah: Any) -> str:
        """The same question in an address, with more."""
        semua = {**self.isi(), **tambah}
        return urlencode(
            {nama: nilai.isoformat() if isinstance(nilai, date) else nilai for nama, nilai in semua.items()}
        )

    def q(self) -> Q:
        """Days are those of WIB: the log is one for all regions."""
        isi, syarat = self.isi(), Q()
        if "jenis" in isi:
            syarat &= Q(jenis=isi["jenis"])
        if "nama" in isi:
            syarat &= Q(nama__iexact=isi["nama"])
        if "dari" in isi:
            syarat &= Q(pada__gte=_awal(isi["dari"]))
        if "sampai" in isi:
            syarat &= Q(pada__lt=_awal(isi["sampai"]) + timedelta(days=1))
        return syarat


def baca_penanda(teks: str) -> int | None:
    """The id from which a page goes on; None for anything else."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= 18 else None


def _awal(hari: date) -> datetime:
    # A day more on either side is out of what a database holds.
    hari = min(max(hari, date(1900, 1, 1)), date(9000, 1, 1))
    return timezone.make_aware(datetime.combine(hari, time.min), waktu.zona(None))


@dataclass(frozen=True, slots=True)
class HalamanAkses:
    """One page, and the id to go on from (None at the end)."""

    baris: list[CatatanAkses]
    lanjut: int | None


def catatan(oleh: Any, saring: SaringAkses) -> QuerySet[CatatanAkses]:
    """What this person may read of what they ask for, newest first. Rows are never changed, so that their ids stand in
    the order in which they were written."""
    return CatatanAkses.objects.filter(terbaca(oleh), saring.q()).select_related("daerah").order_by("-pk")


def halaman(oleh: Any, saring: SaringAkses, banyak: int = BANYAK) -> HalamanAkses:
    """1 query, and 1 for the person's roles."""
    semua = catatan(oleh, saring)
    if saring.sebelum is not None:
        semua = semua.filter(pk__lt=saring.sebelum)
    baris = list(semua[: banyak + 1])
    for satu in baris:
        satu.kata = KATA_JENIS[satu.jenis]  # type: ignore[attr-defined]  # read by the page
    return HalamanAkses(baris[:banyak], baris[banyak - 1].pk if len(baris) > banyak else None)


def sebagai_tabel(oleh: Any, saring: SaringAkses, *, dengan_alamat: bool) -> Iterator[list[str]]:
    """Head and rows of a file, at most `BANYAK_BERKAS`."""
    yield ["Waktu", "Jenis", "Akun", "Daerah", "Rincian", *(["Alamat"] if dengan_alamat else [])]
    for satu in catatan(oleh, saring)[:BANYAK_BERKAS]:
        yield [
            waktu.sebut_saat(satu.pada, None, "Y-m-d H:i:s"),
            KATA_JENIS[satu.jenis],
            satu.nama,
            str(satu.daerah or ""),
            satu.rincian,
            *([satu.alamat or ""] if dengan_alamat else []),
        ]
