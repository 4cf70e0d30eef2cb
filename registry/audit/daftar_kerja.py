"""Work lists for auditors: which there are, of which parts (`registry.audit.daftar_bagian`), what each holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from registry.audit.daftar_bagian import (
    BANYAK,
    Bagian,
    BarisTanpaPeraturan,
    BelumDiperiksa,
    DiubahSesudahDisetujui,
    EdisiDisisipkan,
    EdisiSurut,
    EdisiTanpaPeraturan,
    EdisiTerlambat,
    Lingkup,
    OlehPenguasa,
    PenyetujuPenerbit,
    PenyetujuPenyusun,
    PeraturanSurut,
    PeraturanTerlambat,
    PeringatanDilewati,
    Ralat,
    TanpaPersetujuan,
    TanpaRiwayat,
    TindakanTanpaPeraturan,
)
from registry.lingkup import jalur_daerah
from registry.models import Daerah
from registry.riwayat import tabel_riwayat

#: Entries a file.
BANYAK_BERKAS = 10_000


@dataclass(frozen=True)
class DaftarKerja:
    """One list of the front page. `judul_daerah`: what it is called beside the name of one region, where its own title
    would say that again; see `sebutan_daerah`."""

    kode: str
    judul: str
    kata: str
    bagian: tuple[Bagian, ...] = ()
    judul_daerah: str = ""

    def semua_bagian(self) -> tuple[Bagian, ...]:
        return self.bagian

    @property
    def sebutan_daerah(self) -> str:
        return self.judul_daerah or self.judul

    def satu_bagian(self, kode: str) -> Bagian | None:
        return next((satu for satu in self.semua_bagian() if satu.kode == kode), None)

    @property
    def dihitung(self) -> bool:
        return all(satu.dihitung for satu in self.semua_bagian())


@dataclass(frozen=True)
class DaftarTanpaRiwayat(DaftarKerja):
    """One part a model that keeps history and belongs to a region; read from the registered models."""

    @cached_property
    def _bagian(self) -> tuple[Bagian, ...]:
        hasil = []
        for riwayat in tabel_riwayat():
            model: type[Model] = riwayat.instance_type  # type: ignore[attr-defined]  # set by simple-history
            jalur = jalur_daerah(model)
            if jalur:
                hasil.append(TanpaRiwayat(model, riwayat, jalur))
        return tuple(hasil)

    def semua_bagian(self) -> tuple[Bagian, ...]:
        return self._bagian

    @property
    def dihitung(self) -> bool:
        return False


DAFTAR_KERJA: tuple[DaftarKerja, ...] = (
    DaftarKerja(
        "tanpa-peraturan",
        "Perubahan tanpa peraturan",
        "Apa yang tercatat tanpa dasar hukum, dan siapa yang mencatatnya.",
        (EdisiTanpaPeraturan(), BarisTanpaPeraturan(), TindakanTanpaPeraturan()),
    ),
    DaftarKerja(
        "terlambat",
        "Dicatat terlambat",
        "Apa yang baru tercatat lama sesudah mulai berlaku.",
        (EdisiTerlambat(), PeraturanTerlambat()),
    ),
    DaftarKerja(
        "surut",
        "Berlaku surut",
        "Apa yang berlaku, atau dicatat, ke belakang.",
        (PeraturanSurut(), EdisiSurut(), EdisiDisisipkan()),
    ),
    DaftarKerja(
        "orang-sama",
        "Disetujui orang yang sama",
        "Persetujuan dan penerbitan yang tidak lewat dua orang.",
        (PenyetujuPenyusun(), TanpaPersetujuan(), PenyetujuPenerbit(), DiubahSesudahDisetujui(), OlehPenguasa()),
    ),
    DaftarKerja("ralat", "Ralat", "Kesalahan pencatatan yang dibetulkan.", (Ralat(),)),
    DaftarKerja(
        "peringatan", "Peringatan yang dilewati", "Aturan yang tidak dituruti, dan alasannya.", (PeringatanDilewati(),)
    ),
    DaftarKerja(
        "belum-diperiksa",
        "Daerah yang belum diperiksa setahun",
        "Tempat yang menunggu pemeriksaan.",
        (BelumDiperiksa(),),
        "Belum diperiksa setahun",
    ),
    DaftarTanpaRiwayat(
        "tanpa-riwayat",
        "Data tanpa riwayat",
        "Data yang ditulis tanpa lewat Rentang, sehingga tidak dapat disusun kembali menurut waktu pencatatannya.",
    ),
)


def satu_daftar(kode: str) -> DaftarKerja | None:
    return next((satu for satu in DAFTAR_KERJA if satu.kode == kode), None)


@dataclass(slots=True)
class RingkasDaerah:
    """How much of each list one region has."""

    daerah: Daerah
    jumlah: list[tuple[DaftarKerja, int]]
    total: int


@dataclass(slots=True)
class Ringkasan:
    """The front page: each list with its number (None: not counted here), and the regions with most to look at."""

    daftar: list[tuple[DaftarKerja, int | None]]
    daerah: list[RingkasDaerah]
    daerah_lain: int


def ringkas(lingkup: Lingkup, banyak: int = BANYAK) -> Ringkasan:
    """1 query a counted part and 1 for the regions, however many regions there are."""
    per_daftar = {satu.kode: _jumlah(satu, lingkup) for satu in DAFTAR_KERJA if satu.dihitung}
    total: dict[int, int] = defaultdict(int)
    for milik in per_daftar.values():
        for daerah, jumlah in milik.items():
            total[daerah] += jumlah
    terbanyak = sorted(total, key=lambda daerah: (-total[daerah], daerah))
    baris = Daerah.objects.in_bulk(terbanyak[:banyak])
    return Ringkasan(
        daftar=[
            (satu, sum(per_daftar[satu.kode].values()) if satu.kode in per_daftar else None) for satu in DAFTAR_KERJA
        ],
        daerah=[
            RingkasDaerah(
                baris[daerah],
                [
                    (satu, per_daftar[satu.kode][daerah])
                    for satu in DAFTAR_KERJA
                    if daerah in per_daftar.get(satu.kode, {})
                ],
                total[daerah],
            )
            for daerah in terbanyak[:banyak]
        ],
        daerah_lain=max(0, len(terbanyak) - banyak),
    )


def _jumlah(daftar: DaftarKerja, lingkup: Lingkup) -> dict[int, int]:
    hasil: dict[int, int] = defaultdict(int)
    for bagian in daftar.semua_bagian():
        for daerah, jumlah in bagian.jumlah(lingkup).items():
            hasil[daerah] += jumlah
    return hasil
