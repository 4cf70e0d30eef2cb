"""Rules of an edition: one rule = one class with code, severity, legal citation, message and check.

The admin, the importer, publication and `manage.py periksa` run the same classes; `docs/aturan.md` is
generated from them. Upper apps add theirs in their own `aturan.py`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import Any, ClassVar

from django.db import models

from registry import pohon
from registry.isi_edisi import DAFTAR
from registry.models import BAGIAN, Dasar, Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan


class Tingkat(StrEnum):
    """Severity: a galat blocks publication, a peringatan asks for a reason, a catatan informs."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding, in the user's words, about one thing of the edition."""

    kode: str
    tingkat: Tingkat
    pesan: str
    dasar_hukum: str
    perangkat_daerah_id: int | None = None


class Konteks:
    """The rows of one edition, read once and shared by all rules; 1 query a model that a rule asks for."""

    def __init__(self, edisi: Edisi) -> None:
        self.edisi = edisi
        self._baris: dict[type[models.Model], list[Any]] = {}

    def baris(self, model: type[models.Model]) -> list[Any]:
        """All rows of a registered model; foreign keys to regulations are not loaded."""
        if model not in self._baris:
            self._baris[model] = list(model._base_manager.filter(edisi=self.edisi).order_by("pk"))
        return self._baris[model]

    @cached_property
    def pohon(self) -> list[Kedudukan]:
        """Nodes, parents before children."""
        return sorted(self.baris(Kedudukan), key=lambda unit: [getattr(unit, k) for k in pohon.URUT_POHON])

    @cached_property
    def kedudukan(self) -> dict[int, Kedudukan]:
        """{body id: its place}."""
        return {unit.perangkat_daerah_id: unit for unit in self.pohon}

    def nama(self, perangkat_daerah_id: int) -> str:
        """Name in this edition; the body's label where it does not stand in the tree (1 query, once)."""
        if perangkat_daerah_id in self.kedudukan:
            return self.kedudukan[perangkat_daerah_id].nama
        return self._label.get(perangkat_daerah_id, "unit yang tidak dikenal")

    @cached_property
    def peraturan_tanpa_nomor(self) -> list[Peraturan]:
        """Regulations without a number on which rows of this edition rest; 1 query beside the rows."""
        dipakai = {
            getattr(baris, ruas)
            for isi in DAFTAR
            for ruas in isi.nilai
            if ruas.endswith("peraturan_id")
            for baris in self.baris(isi.model)
        }
        bernomor = Peraturan.objects.bernomor()
        return list(Peraturan.objects.filter(pk__in=dipakai).exclude(pk__in=bernomor).select_related("daerah"))

    @cached_property
    def _label(self) -> dict[int, str]:
        return dict(self.edisi.daerah.perangkat_daerah.order_by().values_list("pk", "nama"))


class Aturan:
    """Base of the rules. A subclass states the class attributes and yields findings from `periksa`."""

    kode: ClassVar[str]
    tingkat: ClassVar[Tingkat]
    dasar_hukum: ClassVar[str]
    uraian: ClassVar[str]

    def periksa(self, k: Konteks) -> Iterable[Temuan]:
        raise NotImplementedError  # an abstract rule has no findings of its own

    def temuan(self, pesan: str, perangkat_daerah_id: int | None = None) -> Temuan:
        return Temuan(self.kode, self.tingkat, pesan, self.dasar_hukum, perangkat_daerah_id)


ATURAN: dict[str, type[Aturan]] = {}


def aturan(kelas: type[Aturan]) -> type[Aturan]:
    """Class decorator: registers a rule under its code."""
    ATURAN[kelas.kode] = kelas
    return kelas


def periksa_edisi(edisi: Edisi) -> list[Temuan]:
    """All findings on one edition, worst first; a fixed number of queries whatever its size."""
    konteks = Konteks(edisi)
    semua = [temuan for kelas in ATURAN.values() for temuan in kelas().periksa(konteks)]
    urut = list(Tingkat)
    return sorted(semua, key=lambda temuan: (urut.index(temuan.tingkat), temuan.kode, temuan.pesan))


PENATAUSAHAAN = "aturan pencatatan Rentang"


@aturan
class AkarPemerintahDaerah(Aturan):
    kode = "AKAR"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 23/2014 Pasal 1 angka 2 dan angka 3"
    uraian = "Pangkal bagan adalah pemerintah daerah, sehingga kepala daerah dan DPRD sama-sama mendapat tempat."

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

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for salah in pohon.periksa(Kedudukan._base_manager.filter(edisi=k.edisi)):
            yield self.temuan(f"Susunan bagan rusak: {salah}.")


@aturan
class PeraturanBernomor(Aturan):
    kode = "PERATURAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 12/2011 Lampiran II butir 3"
    uraian = "Edisi disebabkan satu peraturan daerah itu yang bernomor dan bertahun; dasar tiap fakta juga bernomor."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peraturan = k.edisi.peraturan
        if peraturan is None:
            yield self.temuan("Edisi ini belum menyebut peraturan penyebabnya.")
        elif not peraturan.nomor or not peraturan.tahun:
            yield self.temuan(f"{peraturan} belum bernomor atau belum bertahun.")
        elif peraturan.daerah_id != k.edisi.daerah_id:
            yield self.temuan(f"{peraturan} bukan peraturan daerah ini.")
        for satu in k.peraturan_tanpa_nomor:
            yield self.temuan(f"Ada fakta yang berdasar {satu}, yang belum bernomor.")


@aturan
class TanggalEdisi(Aturan):
    kode = "TANGGAL"
    tingkat = Tingkat.GALAT
    dasar_hukum = "UU 12/2011 Pasal 87"
    uraian = "Edisi bertanggal, dan tidak mulai sebelum peraturannya berlaku (atau diundangkan, atau ditetapkan)."

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
                    f"lebih awal daripada {nama} ({tanggal:%d-%m-%Y})."
                )


#: Fields by which a row of any part names the body that it is about.
BADAN = ("perangkat_daerah_id", "unit_id", "staf_ahli_id", "dari_id")


@aturan
class FaktaBerdasar(Aturan):
    kode = "DASAR"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Tiap fakta menyebut peraturan dan rujukannya."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for isi in DAFTAR:
            if not issubclass(isi.model, Dasar):
                continue
            tanpa = [baris for baris in k.baris(isi.model) if baris.peraturan_id is None or not baris.rujukan]
            for baris in tanpa:
                badan = next((getattr(baris, r) for r in BADAN if getattr(baris, r, None)), None)
                nama = k.nama(badan) if badan else str(baris)
                yield self.temuan(f"{isi.model._meta.verbose_name} {nama} belum menyebut dasar hukumnya.", badan)


@aturan
class NamaGanda(Aturan):
    kode = "NAMA_GANDA"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Satu nama hanya dipakai satu kali di bawah induk yang sama."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        hitung = Counter((unit.induk_id, unit.nama.casefold()) for unit in k.pohon)
        for unit in k.pohon:
            if hitung[unit.induk_id, unit.nama.casefold()] > 1:
                yield self.temuan(f"Nama {unit.nama} dipakai lebih dari satu kali.", unit.perangkat_daerah_id)


@aturan
class KelengkapanSesuaiIsi(Aturan):
    kode = "KELENGKAPAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Bagian yang belum terbaca, tidak diatur, atau belum dicatat tidak berisi baris; yang lengkap berisi."

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
class SuksesiSesuaiJenis(Aturan):
    kode = "SUKSESI"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Ganti nama dan gabung mempunyai tepat satu penerus; pecah dua atau lebih; bubar tidak satu pun."

    #: jenis -> (fewest, most) bodies on the old side, the same on the new side; None = no limit
    batas: ClassVar[dict[str, tuple[tuple[int, int | None], tuple[int, int | None]]]] = {
        "ganti_nama": ((1, 1), (1, 1)),
        "gabung": ((2, None), (1, 1)),
        "pecah": ((1, 1), (2, None)),
        "bubar": ((1, None), (0, 0)),
        "bentuk": ((0, 0), (1, None)),
    }

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        peserta = Counter((satu.nomor, satu.peran) for satu in k.baris(DAFTAR["pesertasuksesi"].model))
        nomor = set()
        for peristiwa in k.baris(DAFTAR["suksesi"].model):
            nomor.add(peristiwa.nomor)
            for peran, (sedikit, banyak) in zip(("lama", "baru"), self.batas[peristiwa.jenis], strict=True):
                jumlah = peserta[peristiwa.nomor, peran]
                if jumlah < sedikit or (banyak is not None and jumlah > banyak):
                    yield self.temuan(
                        f"Peristiwa {peristiwa.nomor} ({peristiwa.get_jenis_display()}) "
                        f"menyebut {jumlah} badan {peran}."
                    )
        for satu in {satu for satu, _ in peserta} - nomor:
            yield self.temuan(f"Ada peserta peristiwa {satu}, tetapi peristiwanya tidak ada.")


@aturan
class KelompokTanpaAnggota(Aturan):
    kode = "KELOMPOK"
    tingkat = Tingkat.CATATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Anggota kelompok yang tidak dicatat satu per satu dijawab melalui kelompoknya."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        induk = {unit.induk_id for unit in k.pohon}
        for unit in k.pohon:
            if unit.jenis == JenisUnit.KELOMPOK and unit.pk not in induk:
                yield self.temuan(
                    f"Anggota kelompok {unit.nama} tidak dicatat satu per satu.", unit.perangkat_daerah_id
                )
