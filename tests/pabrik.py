"""The fixed cast of the tests: Kabupaten Contoh, its Setda, three Asisten, two Dinas.

Everything is made through the services, as the application does it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from registry.isi_edisi import Ubah
from registry.models import Daerah, Edisi, Kedudukan, Penugasan, PerangkatDaerah, Peraturan
from registry.models.perangkat_daerah import uuid_baku
from registry.services import buat_rancangan, terapkan, terbitkan

#: kunci -> (name, jenis, kunci of the parent)
BAGAN: dict[str, tuple[str, str, str | None]] = {
    "pemda": ("Pemerintah Kabupaten Contoh", "pemerintah_daerah", None),
    "bupati": ("Bupati Contoh", "kepala_daerah", "pemda"),
    "setda": ("Sekretariat Daerah", "sekretariat_daerah", "bupati"),
    "sekda": ("Sekretaris Daerah", "sekretaris_daerah", "setda"),
    "asisten-1": ("Asisten Pemerintahan dan Kesejahteraan Rakyat", "asisten", "sekda"),
    "asisten-2": ("Asisten Perekonomian dan Pembangunan", "asisten", "sekda"),
    "asisten-3": ("Asisten Administrasi Umum", "asisten", "sekda"),
    "bagian-hukum": ("Bagian Hukum", "bagian", "asisten-1"),
    "dinkes": ("Dinas Kesehatan", "dinas", "bupati"),
    "disdik": ("Dinas Pendidikan", "dinas", "bupati"),
    "puskesmas": ("Puskesmas Contoh", "uptd", "dinkes"),
    "kecamatan": ("Kecamatan", "kelompok", "bupati"),
    "kec-satu": ("Kecamatan Satu", "kecamatan", "kecamatan"),
}

#: unit -> (koordinator, huruf)
RENTANG: dict[str, tuple[str, str]] = {
    "dinkes": ("asisten-1", "a"),
    "kecamatan": ("asisten-1", "b"),
    "disdik": ("asisten-2", "a"),
}


T = TypeVar("T")


def ada(nilai: T | None) -> T:
    """The value, which must be there."""
    assert nilai is not None
    return nilai


def pengguna(nama: str = "sari", peran: str = "pengelola", milik: Daerah | None = None, **lain: Any) -> User:
    """A staff account with one role in one region, or in all of them; peran="" for none."""
    akun: User = get_user_model().objects.create_user(
        username=nama, password="rahasia-uji-12345", is_staff=True, **lain
    )
    if peran:
        Penugasan.objects.create(pengguna=akun, daerah=milik, peran=peran)
    return akun


def daerah(kode: str = "99.01", nama: str = "Kabupaten Contoh", **lain: Any) -> Daerah:
    return Daerah.objects.create(
        kode=kode,
        nama=nama,
        jenis=lain.pop("jenis", "kabupaten"),
        zona_waktu=lain.pop("zona_waktu", "Asia/Makassar"),
        **lain,
    )


def peraturan(milik: Daerah | None, nomor: str = "1", tahun: int = 2020, **lain: Any) -> Peraturan:
    jenis = lain.pop("jenis", "perbup")
    mulai = lain.pop("berlaku_mulai", date(tahun, 1, 2))
    return Peraturan.objects.create(
        daerah=milik,
        kunci=lain.pop("kunci", f"{jenis.replace('_', '-')}-{nomor or 'rancangan'}-{tahun}".lower()),
        jenis=jenis,
        nomor=nomor,
        tahun=tahun,
        tentang=lain.pop("tentang", "Rentang Koordinasi Asisten Sekretaris Daerah"),
        ditetapkan=lain.pop("ditetapkan", mulai),
        diundangkan=lain.pop("diundangkan", mulai),
        berlaku_mulai=mulai,
        **lain,
    )


@dataclass
class Kabupaten:
    """A region with its bodies, one regulation and one edition."""

    daerah: Daerah
    peraturan: Peraturan
    edisi: Edisi
    badan: dict[str, PerangkatDaerah] = field(default_factory=dict)

    def id(self, kunci: str) -> int:
        return self.badan[kunci].pk

    def unit(self, kunci: str, edisi: Edisi | None = None) -> Kedudukan:
        """The place of a body in an edition, read afresh."""
        tempat: Kedudukan = Kedudukan.objects.get(edisi=edisi or self.edisi, perangkat_daerah=self.badan[kunci])
        return tempat


def badan(milik: Daerah, kunci: str, nama: str) -> PerangkatDaerah:
    return PerangkatDaerah.objects.create(daerah=milik, kunci=kunci, nama=nama, uuid=uuid_baku(milik.kode, kunci))


def isi_bagan(
    kab: Kabupaten,
    bagan: Mapping[str, tuple[str, str, str | None]] = BAGAN,
    rentang: Mapping[str, tuple[str, str]] = RENTANG,
) -> Ubah:
    """Change-set of a tree and its spans, all resting on the region's regulation."""
    ubah: Ubah = {}
    for urutan, (kunci, (nama, jenis, induk)) in enumerate(bagan.items(), 1):
        ubah["kedudukan", (kab.id(kunci),)] = {
            "induk": kab.id(induk) if induk else None,
            "urutan": urutan,
            "nama": nama,
            "jenis": jenis,
            "peraturan_id": kab.peraturan.pk,
            "rujukan": "Pasal 3",
        }
    for urutan, (kunci, (koordinator, huruf)) in enumerate(rentang.items(), 1):
        ubah["rentangkoordinasi", (kab.id(kunci), 1)] = {
            "koordinator_id": kab.id(koordinator),
            "urutan": urutan,
            "huruf": huruf,
            "verba": "mengoordinasikan",
            "peraturan_id": kab.peraturan.pk,
            "rujukan": f"Pasal 5 ayat ({koordinator[-1]}) huruf {huruf}",
        }
    return ubah


def kabupaten(
    kode: str = "99.01",
    nama: str = "Kabupaten Contoh",
    *,
    terbit: bool = True,
    bagan: Mapping[str, tuple[str, str, str | None]] = BAGAN,
    rentang: Mapping[str, tuple[str, str]] = RENTANG,
    oleh: User | None = None,
    tahun: int = 2020,
    ketentuan: str = "tidak_diatur",
) -> Kabupaten:
    """A whole region with one edition in force since 2 January `tahun` (a draft with terbit=False)."""
    milik = daerah(kode, nama)
    dasar = peraturan(milik, tahun=tahun)
    edisi = buat_rancangan(daerah=milik, oleh=oleh, peraturan=dasar, berlaku_mulai=date(tahun, 1, 2))
    edisi.struktur = "lengkap"
    edisi.ketentuan = ketentuan
    edisi.rentang = "lengkap" if rentang else "tidak_diatur"
    edisi.save()
    kab = Kabupaten(milik, dasar, edisi)
    for kunci, (nama_unit, _, _) in bagan.items():
        kab.badan[kunci] = badan(milik, kunci, nama_unit)
    terapkan(edisi=edisi, ubah=isi_bagan(kab, bagan, rentang), oleh=oleh)
    if terbit:
        kab.edisi = terbitkan(edisi=edisi, oleh=None)
    return kab
