"""Rules on the tree, and on what is stated to be known of an edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Count

from registry import pohon
from registry.aturan.dasar import PENATAUSAHAAN, Aturan, Konteks, Temuan, Tingkat, aturan
from registry.models import BAGIAN, Daerah, Edisi, JenisUnit, Kedudukan, Kelengkapan


@aturan
class AkarPemerintahDaerah(Aturan):
    kode = "AKAR"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 23/2014 Pasal 1 angka 2 dan angka 3"
    uraian = "Pangkal bagan adalah pemerintah daerah, sehingga kepala daerah dan DPRD sama-sama mendapat tempat."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for unit in k.pohon:
            if (unit.induk_id is None) != (unit.jenis == JenisUnit.PEMERINTAH_DAERAH):
                yield self.temuan(
                    f"{unit.nama} {'menjadi pangkal bagan' if unit.induk_id is None else 'tidak di pangkal bagan'}, "
                    f"padahal jenisnya {unit.get_jenis_display()}.",
                    unit.perangkat_daerah_id,
                )


@aturan
class PohonUtuh(Aturan):
    kode = "POHON"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Nomor pohon yang tersimpan cocok dengan induk tiap unit."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for salah in pohon.periksa(Kedudukan._base_manager.filter(edisi=k.edisi)):
            yield self.temuan(f"Susunan bagan rusak: {salah}.")


@aturan
class NamaGanda(Aturan):
    kode = "NAMA_GANDA"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Satu nama hanya dipakai satu kali di bawah induk yang sama."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        hitung = Counter((unit.induk_id, unit.nama.casefold()) for unit in k.pohon)
        for unit in k.pohon:
            if hitung[unit.induk_id, unit.nama.casefold()] > 1:
                yield self.temuan(f"Nama {unit.nama} dipakai lebih dari satu kali.", unit.perangkat_daerah_id)


@aturan
class KelompokTanpaAnggota(Aturan):
    kode = "KELOMPOK"
    tingkat = Tingkat.CATATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Anggota kelompok yang tidak dicatat satu per satu dijawab melalui kelompoknya."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        induk = {unit.induk_id for unit in k.pohon}
        for unit in k.pohon:
            if unit.jenis == JenisUnit.KELOMPOK and unit.pk not in induk:
                yield self.temuan(
                    f"Anggota kelompok {unit.nama} tidak dicatat satu per satu.", unit.perangkat_daerah_id
                )


@aturan
class KelengkapanSesuaiIsi(Aturan):
    kode = "KELENGKAPAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Bagian yang belum terbaca, tidak diatur, atau belum dicatat tidak berisi baris; yang lengkap berisi."
    perbaikan = "kepala"

    #: Part -> models whose rows are its content; upper apps add theirs.
    isi: ClassVar[dict[str, list[type[models.Model]]]] = {bagian: [] for bagian in BAGIAN}

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for bagian, model in self.isi.items():
            keadaan = k.edisi.kelengkapan(bagian)
            berisi = any(k.baris(satu) for satu in model)
            kosong = keadaan in (Kelengkapan.BELUM_TERBACA, Kelengkapan.TIDAK_DIATUR, Kelengkapan.BELUM_DIMUAT)
            if kosong and berisi:
                yield self.temuan(f"Bagian {bagian} dinyatakan {keadaan.label}, padahal ada isinya.")
            if keadaan == Kelengkapan.LENGKAP and model and not berisi:
                yield self.temuan(f"Bagian {bagian} dinyatakan lengkap, padahal kosong. Pilih keadaan yang sebenarnya.")


KelengkapanSesuaiIsi.isi["struktur"].append(Kedudukan)


@aturan
class KeteranganSalinan(Aturan):
    kode = "KETERANGAN_SALINAN"
    tingkat = Tingkat.CATATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Keterangan kelengkapan yang disalin dari edisi dasar dibaca ulang bila banyaknya isi sudah lain."
    perbaikan = "kepala"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for bagian in keterangan_basi(k.edisi):
            yield self.temuan(
                f"Keterangan kelengkapan {bagian} disalin dari edisi dasar, padahal banyaknya isi sudah lain; "
                "periksa apakah masih benar."
            )


def keterangan_basi(edisi: Edisi) -> list[str]:
    """Parts of a draft whose note is that of its base, word for word, although they hold more or fewer rows by now.

    None for what is published. 1 query a model of a part with such a note; `asal` should be loaded.
    """
    asal = edisi.asal
    if asal is None or edisi.diterbitkan_pada is not None:
        return []
    hasil = []
    for bagian, semua in KelengkapanSesuaiIsi.isi.items():
        catatan = getattr(edisi, f"{bagian}_keterangan")
        if catatan and catatan == getattr(asal, f"{bagian}_keterangan") and _lain_banyaknya(semua, edisi, asal):
            hasil.append(bagian)
    return hasil


def _lain_banyaknya(semua: list[type[models.Model]], edisi: Edisi, asal: Edisi) -> bool:
    for model in semua:
        baris = model._base_manager.filter(edisi__in=[edisi.pk, asal.pk]).order_by().values_list("edisi_id")
        banyak = dict(baris.annotate(Count("pk")))
        if banyak.get(edisi.pk, 0) != banyak.get(asal.pk, 0):
            return True
    return False


#: Since when PP 18/2016 sets the size of a Sekretariat Daerah; before it PP 41/2007 counted otherwise.
PP_18_2016 = date(2016, 6, 19)
#: Tipe of the Sekretariat Daerah -> most Asisten, most Bagian of each; "" where the tipe is not stated.
BATAS_SETDA = {"A": (3, 4), "B": (3, 3), "C": (2, 3), "": (3, 4)}
BATAS_STAF_AHLI = 3


class _Ukuran(Aturan):
    """Base of the rules on how large PP 18/2016 lets a region's staff be."""

    tingkat = Tingkat.PERINGATAN
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        if k.tanggal >= PP_18_2016:
            yield from self.hitung(k)

    def hitung(self, k: Konteks) -> Iterator[Temuan]:
        raise NotImplementedError

    @staticmethod
    def tipe(k: Konteks) -> str:
        """Tipe of the Sekretariat Daerah; "" where it is not stated."""
        return next((unit.tipe for unit in k.pohon if unit.jenis == JenisUnit.SEKRETARIAT_DAERAH), "")

    @staticmethod
    def sebutan(tipe: str) -> str:
        return f"bagi Sekretariat Daerah tipe {tipe}" if tipe else "yang dibolehkan"


@aturan
class JumlahAsisten(_Ukuran):
    kode = "JUMLAH_ASISTEN"
    dasar_hukum = "PP 18/2016 Pasal 55 sampai dengan Pasal 57 dan Pasal 74 sampai dengan Pasal 76"
    uraian = "Paling banyak tiga Asisten; dua pada Sekretariat Daerah tipe C."

    def hitung(self, k: Konteks) -> Iterator[Temuan]:
        tipe = self.tipe(k)
        batas, _ = BATAS_SETDA[tipe]
        if sum(unit.jenis == JenisUnit.ASISTEN for unit in k.pohon) > batas:
            yield self.temuan(f"Jumlah Asisten lebih dari {batas}, batas {self.sebutan(tipe)}.")


@aturan
class JumlahBagian(_Ukuran):
    kode = "JUMLAH_BAGIAN"
    dasar_hukum = "PP 18/2016 Pasal 74 sampai dengan Pasal 76"
    uraian = "Paling banyak empat Bagian di bawah satu Asisten; tiga pada Sekretariat Daerah tipe B dan C."

    def hitung(self, k: Konteks) -> Iterator[Temuan]:
        if k.edisi.daerah.jenis == Daerah.Jenis.PROVINSI:  # these limits are of kabupaten and kota
            return
        tipe = self.tipe(k)
        _, batas = BATAS_SETDA[tipe]
        bagian = Counter(unit.induk_id for unit in k.pohon if unit.jenis == JenisUnit.BAGIAN)
        for unit in k.pohon:
            if unit.jenis == JenisUnit.ASISTEN and bagian[unit.pk] > batas:
                yield self.temuan(
                    f"{unit.nama} membawahi lebih dari {batas} Bagian, batas {self.sebutan(tipe)}.",
                    unit.perangkat_daerah_id,
                )


@aturan
class JumlahStafAhli(_Ukuran):
    kode = "JUMLAH_STAF_AHLI"
    dasar_hukum = "PP 18/2016 Pasal 102"
    uraian = "Paling banyak tiga Staf Ahli kepala daerah."

    def hitung(self, k: Konteks) -> Iterator[Temuan]:
        semua = [unit for unit in k.pohon if unit.jenis == JenisUnit.STAF_AHLI]
        wadah = {unit.induk_id for unit in semua}  # a heading above the three is none of them
        if sum(unit.pk not in wadah for unit in semua) > BATAS_STAF_AHLI:
            yield self.temuan(f"Jumlah Staf Ahli lebih dari {BATAS_STAF_AHLI}.")
