"""Rules on the regulation that causes an edition, and on its dates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from registry.aturan.dasar import Aturan, Konteks, Temuan, Tingkat, aturan


@aturan
class PeraturanPenyebab(Aturan):
    kode = "PERATURAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 12/2011 Lampiran II butir 3"
    uraian = (
        "Edisi disebabkan satu peraturan daerah itu; peraturan lain yang menjadi dasar fakta, atau yang dicabut, "
        "diubah, atau disebutnya, sudah bernomor."
    )
    perbaikan = "kepala"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan = k.edisi.peraturan
        if peraturan is None:
            yield self.temuan("Edisi ini belum menyebut peraturan penyebabnya.")
        elif peraturan.daerah_id != k.edisi.daerah_id:
            yield self.temuan(f"{peraturan} bukan peraturan daerah ini.")
        for satu in k.peraturan_tanpa_nomor:
            if satu.pk != k.edisi.peraturan_id:
                yield self.temuan(
                    f"Ada fakta yang berdasar {satu}, yang belum bernomor.", perbaikan="peraturan", peraturan_id=satu.pk
                )
        for satu in k.terikat_tanpa_nomor:
            yield self.temuan(
                f"{peraturan} menunjuk {satu}, yang belum bernomor.", perbaikan="peraturan", peraturan_id=satu.pk
            )


@aturan
class PeraturanBernomor(Aturan):
    kode = "NOMOR_PERATURAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 12/2011 Lampiran II butir 3"
    uraian = "Peraturan penyebab edisi bernomor dan bertahun pada saat edisinya terbit."
    menyusul = True
    perbaikan = "peraturan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan = k.edisi.peraturan
        if peraturan is not None and (not peraturan.nomor or not peraturan.tahun):
            yield self.temuan(f"{peraturan} belum bernomor atau belum bertahun.", peraturan_id=peraturan.pk)


@aturan
class TanggalEdisi(Aturan):
    kode = "TANGGAL"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 12/2011 Pasal 87"
    uraian = "Edisi bertanggal, dan tidak mulai sebelum peraturannya berlaku (atau diundangkan, atau ditetapkan)."
    menyusul = True
    perbaikan = "kepala"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan, mulai = k.edisi.peraturan, k.edisi.berlaku_mulai
        if mulai is None:
            yield self.temuan("Edisi ini belum bertanggal.")
            return
        tanggal = peraturan and (peraturan.berlaku_mulai or peraturan.diundangkan or peraturan.ditetapkan)
        if tanggal and mulai < tanggal:
            yield self.temuan(f"Edisi mulai {mulai:%d-%m-%Y}, lebih awal daripada {peraturan} ({tanggal:%d-%m-%Y}).")


@aturan
class TanggalKemudian(Aturan):
    kode = "TANGGAL_KEMUDIAN"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Pasal 87"
    uraian = "Edisi mulai pada hari peraturannya berlaku, kecuali peraturan itu berlaku bertahap."
    menyusul = True
    perbaikan = "kepala"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan, mulai = k.edisi.peraturan, k.edisi.berlaku_mulai
        if peraturan is not None and mulai and peraturan.berlaku_mulai and mulai > peraturan.berlaku_mulai:
            yield self.temuan(
                f"Edisi mulai {mulai:%d-%m-%Y}, sedangkan {peraturan} berlaku sejak {peraturan.berlaku_mulai:%d-%m-%Y}."
            )


@aturan
class UrutanTanggalPeraturan(Aturan):
    kode = "URUTAN_TANGGAL"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Pasal 81 sampai dengan Pasal 87"
    uraian = "Ditetapkan, diundangkan, lalu mulai berlaku."
    menyusul = True
    perbaikan = "peraturan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan = k.edisi.peraturan
        if peraturan is None:
            return
        urut = [
            (nama, tanggal)
            for nama, tanggal in (
                ("ditetapkan", peraturan.ditetapkan),
                ("diundangkan", peraturan.diundangkan),
                ("berlaku", peraturan.berlaku_mulai),
            )
            if tanggal is not None
        ]
        for (nama, tanggal), (nama_berikut, berikut) in pairwise(urut):
            if berikut < tanggal:
                yield self.temuan(
                    f"{peraturan}: tanggal {nama_berikut} ({berikut:%d-%m-%Y}) "
                    f"lebih awal daripada {nama} ({tanggal:%d-%m-%Y}).",
                    peraturan_id=peraturan.pk,
                )
