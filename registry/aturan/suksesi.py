"""Rules on successions: how many bodies on each side, and that the tree shows what is said to have happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

from registry.aturan.dasar import PENATAUSAHAAN, Aturan, Konteks, Temuan, Tingkat, aturan
from registry.models import JenisSuksesi, Kelengkapan, Peran, PesertaSuksesi, Suksesi

#: Events after which the bodies on the old side are there no more.
BERAKHIR: dict[str, str] = {
    JenisSuksesi.GABUNG: "digabung",
    JenisSuksesi.PECAH: "dipecah",
    JenisSuksesi.BUBAR: "dibubarkan",
}


@aturan
class SuksesiSesuaiJenis(Aturan):
    kode = "SUKSESI"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Ganti nama dan gabung mempunyai tepat satu penerus; pecah dua atau lebih; bubar tidak satu pun."
    perbaikan = "suksesi"

    #: jenis -> (fewest, most) bodies on the old side, the same on the new side; None = no limit
    batas: ClassVar[dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]]] = {
        "ganti_nama": ((1, 1), (1, 1)),
        "gabung": ((2, None), (1, 1)),
        "pecah": ((1, 1), (2, None)),
        "bubar": ((1, None), (0, 0)),
        "bentuk": ((0, 0), (1, None)),
    }

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peserta = Counter((satu.nomor, satu.peran) for satu in k.baris(PesertaSuksesi))
        nomor = set()
        for peristiwa in k.baris(Suksesi):
            nomor.add(peristiwa.nomor)
            for peran, (sedikit, banyak) in zip(("lama", "baru"), self.batas[peristiwa.jenis], strict=True):
                jumlah = peserta[peristiwa.nomor, peran]
                if jumlah < sedikit or (banyak is not None and jumlah > banyak):
                    yield self.temuan(
                        f"Peristiwa {peristiwa.nomor} ({peristiwa.get_jenis_display()}) "
                        f"menyebut {jumlah} badan {peran}.",
                        jangkar=f"s{peristiwa.nomor}",
                    )
        for satu in sorted({satu for satu, _ in peserta} - nomor):
            yield self.temuan(f"Ada peserta peristiwa {satu}, tetapi peristiwanya tidak ada.", jangkar=f"s{satu}")


def _peristiwa(k: Konteks) -> Iterator[tuple[Suksesi, set[int], set[int]]]:
    """(event, bodies on its old side, on its new side) of an edition whose tree is known."""
    if k.edisi.kelengkapan("struktur") not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN):
        return
    for peristiwa in k.baris(Suksesi):
        sisi: dict[str, set[int]] = {Peran.LAMA: set(), Peran.BARU: set()}
        for satu in k.baris(PesertaSuksesi):
            if satu.nomor == peristiwa.nomor:
                sisi[satu.peran].add(satu.perangkat_daerah_id)
        yield peristiwa, sisi[Peran.LAMA], sisi[Peran.BARU]


@aturan
class BadanLamaSudahKeluar(Aturan):
    kode = "SUKSESI_BADAN_LAMA"
    tingkat = Tingkat.GALAT
    dasar_hukum = "PP 18/2016 Pasal 3"
    uraian = "Badan yang digabung, dipecah, atau dibubarkan tidak lagi ada dalam bagan, kecuali ia sendiri penerusnya."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        semua = list(_peristiwa(k))
        penerus = {badan for _, _, baru in semua for badan in baru}
        for peristiwa, lama, _ in semua:
            if peristiwa.jenis not in BERAKHIR:
                continue
            for badan in sorted((lama - penerus) & k.kedudukan.keys()):
                yield self.temuan(
                    f"{k.nama(badan)} masih ada dalam bagan, padahal menurut peristiwa {peristiwa.nomor} "
                    f"sudah {BERAKHIR[peristiwa.jenis]}.",
                    badan,
                )


@aturan
class BadanBaruAda(Aturan):
    kode = "SUKSESI_BADAN_BARU"
    tingkat = Tingkat.GALAT
    dasar_hukum = "PP 18/2016 Pasal 3"
    uraian = "Badan penerus dan badan yang dibentuk ada dalam bagan, bila bagannya lengkap."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        if k.edisi.kelengkapan("struktur") != Kelengkapan.LENGKAP:
            return
        semua = list(_peristiwa(k))
        berlanjut = {badan for _, lama, _ in semua for badan in lama}  # another event of the day took it further
        for peristiwa, _, baru in semua:
            for badan in sorted(baru - berlanjut - k.kedudukan.keys()):
                yield self.temuan(
                    f"{k.nama(badan)} tidak ada dalam bagan, padahal menurut peristiwa {peristiwa.nomor} "
                    f"({peristiwa.get_jenis_display()}) menjadi badan baru.",
                    badan,
                    jangkar="",
                )


@aturan
class NamaSungguhBerganti(Aturan):
    kode = "SUKSESI_NAMA"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "PP 18/2016 Pasal 3"
    uraian = "Badan yang berganti nama sungguh bernama lain daripada dalam edisi sebelumnya."
    perbaikan = "suksesi"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for peristiwa, lama, baru in _peristiwa(k):
            if peristiwa.jenis != JenisSuksesi.GANTI_NAMA or len(lama) != 1 or len(baru) != 1:
                continue
            [dari], [ke] = lama, baru
            if dari != ke and dari in k.kedudukan:
                yield self.temuan(
                    f"{k.nama(dari)} masih ada dalam bagan, padahal dinyatakan berganti nama "
                    f"(peristiwa {peristiwa.nomor}).",
                    dari,
                    jangkar=f"s{peristiwa.nomor}",
                )
                continue
            dahulu = k.nama_sebelumnya.get(dari)
            if dahulu is not None and ke in k.kedudukan and dahulu == k.nama(ke):
                yield self.temuan(
                    f"{dahulu} dinyatakan berganti nama (peristiwa {peristiwa.nomor}), padahal namanya tetap.",
                    ke,
                    jangkar=f"s{peristiwa.nomor}",
                )
