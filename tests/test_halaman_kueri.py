"""Query budgets of the public pages (query_counts.json), unchanged by more units, more editions and more regions."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coordination.kode_pendek import kode_unit
from registry import pohon
from registry.isi_edisi import Ubah
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah
from registry.services import buat_rancangan, suksesi, terapkan, terbitkan
from registry.suksesi import Penerus
from relations.models import Urusan
from tests import pabrik
from tests.halaman import ketat
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

ANGGARAN: dict[str, int] = json.loads((Path(__file__).parent / "query_counts.json").read_text(encoding="utf-8"))
#: The contract of the issue, which the reviewed numbers may never pass.
KONTRAK = {
    "unit": 8,
    "hubungan": 10,
    "kartu": 10,
    "periksa kartu": 10,
    "rentang": 8,
    "bagan": 8,
    "matriks": 10,
    "staf ahli": 10,
    "urusan": 10,
    "cari": 4,
    "daerah": 8,
    "daftar edisi": 6,
    "peraturan": 8,
}


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def lengkap(banyak: int = 0) -> Kabupaten:
    """Kabupaten Contoh with a Staf Ahli, two editions, and as many more dinas as wanted."""
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(banyak)}
    bagan = {**BAGAN, "staf-ahli": ("Staf Ahli Bidang Hukum", "staf_ahli", "bupati"), **tambahan}
    rentang = {**RENTANG, **dict.fromkeys(tambahan, ("asisten-2", "b"))}
    kab = pabrik.kabupaten(bagan=bagan, rentang=rentang)
    lagi = pabrik.peraturan(kab.daerah, "7", 2023)
    lagi.hubungan_keluar.create(ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2023, 1, 2))
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)
    urusan = Urusan.objects.create(kode="1.02", nama="kesehatan", kelompok="pelayanan_dasar").pk
    ditangani: Ubah = {("urusanperangkat", (kab.id(kunci), urusan)): {} for kunci in ("dinkes", *tambahan)}
    terapkan(edisi=edisi, ubah={("bidangstafahli", (kab.id("staf-ahli"), urusan)): {}, **ditangani}, oleh=None)
    for n, kunci in enumerate(("kec-satu", "bagian-hukum"), 1):  # each has a successor
        kab.badan[f"penerus-{n}"] = pabrik.badan(kab.daerah, f"penerus-{n}", f"Penerus {n}")
        baru = Penerus(kab.id(f"penerus-{n}"), f"Penerus {n}")
        suksesi.ganti_nama(edisi=edisi, badan=kab.id(kunci), nama="", penerus=baru, oleh=None)
    kab.edisi = terbitkan(edisi=edisi, oleh=None)
    return kab


def daerah_lain(banyak: int) -> None:
    """Many more regions with a published edition each, written in bulk."""
    saat = timezone.now()
    daerah = Daerah.objects.bulk_create(
        Daerah(kode=f"{10 + n // 60}.{n % 60 + 1:02}", nama=f"Kabupaten Uji {n}", jenis="kabupaten")
        for n in range(banyak)
    )
    acuan = pabrik.peraturan(None, "18", 2016, jenis="pp")
    edisi = Edisi.objects.bulk_create(
        Edisi(
            daerah=satu,
            peraturan=acuan,
            berlaku_mulai=date(2020, 1, 2),
            ketentuan="tidak_diatur",
            rentang="tidak_diatur",
        )
        for satu in daerah
    )
    badan = PerangkatDaerah.objects.bulk_create(
        PerangkatDaerah(daerah=satu, kunci="pemda", nama=f"Pemerintah {satu.nama}") for satu in daerah
    )
    Kedudukan._base_manager.bulk_create(
        Kedudukan(edisi=e, perangkat_daerah=b, nama=b.nama, jenis="pemerintah_daerah", peraturan=acuan, **_akar(e))
        for e, b in zip(edisi, badan, strict=True)
    )
    Edisi.objects.filter(pk__in=[satu.pk for satu in edisi]).update(keadaan="terbit", diterbitkan_pada=saat)


def _akar(edisi: Edisi) -> dict[str, int]:
    contoh = Kedudukan()
    pohon.kolom_baru(contoh, edisi.pk)
    return {nama: getattr(contoh, nama) for nama in ("tree_id", "lft", "rght", "level")}


def alamat(kab: Kabupaten) -> dict[str, str]:
    unit = {kunci: f"/perangkat-daerah/{badan.uuid}/" for kunci, badan in kab.badan.items()}
    nasional = pabrik.peraturan(None, "23", 2014, jenis="uu")
    return {
        "beranda": "/",
        "cari": "/cari/?q=kesehatan",
        "cari salah ketik": "/cari/?q=kesehtan",
        "cari tanpa hasil di satu daerah": "/cari/?q=xyzzyxyz&daerah=99.01",
        "daftar daerah": "/daerah/",
        "daerah": "/daerah/99.01/",
        "daftar edisi": "/daerah/99.01/edisi/",
        "edisi": "/daerah/99.01/edisi/2020-01-02/",
        "banding": "/daerah/99.01/banding/",
        "bagan": "/daerah/99.01/bagan/",
        "bagan svg": "/daerah/99.01/bagan.svg",
        "bagan pdf": "/daerah/99.01/bagan.pdf",
        "bagan pdf a4": "/daerah/99.01/bagan.pdf?kertas=a4",
        "bagan png": "/daerah/99.01/bagan.png",
        "rentang": "/daerah/99.01/rentang/",
        "matriks": "/daerah/99.01/hubungan/",
        "staf ahli": "/daerah/99.01/staf-ahli/",
        "urusan": "/daerah/99.01/urusan/1.02/",
        "unit": unit["dinkes"],
        "unit asisten": unit["asisten-1"],
        "unit staf ahli": unit["staf-ahli"],
        "unit yang sudah tidak ada": unit["puskesmas"],
        "unit yang berpenerus": unit["kec-satu"],
        "unit yang berpendahulu": unit["penerus-1"],
        "hubungan unit": f"{unit['dinkes']}hubungan/",
        "hubungan asisten": f"{unit['asisten-1']}hubungan/",
        "hubungan unit yang sudah tidak ada": f"{unit['puskesmas']}hubungan/",
        "hubungan unit yang berpenerus": f"{unit['kec-satu']}hubungan/",
        "kartu": f"{unit['dinkes']}kartu/",
        "kartu asisten": f"{unit['asisten-1']}kartu/",
        "kartu unit yang sudah tidak ada": f"{unit['puskesmas']}kartu/",
        "kartu unit yang berpenerus": f"{unit['kec-satu']}kartu/",
        "kartu pdf": f"{unit['dinkes']}kartu.pdf",
        "periksa kartu": f"/k/{kode_unit(kab.badan['asisten-1'].uuid)}-210601-0000/",
        "peraturan": f"/peraturan/{kab.peraturan.pk}/",
        "peraturan nasional": f"/peraturan/{nasional.pk}/",
    }


def test_no_reviewed_budget_passes_the_contract() -> None:
    for nama, batas in KONTRAK.items():
        for satu, anggaran in ANGGARAN.items():
            if satu.split()[0] == nama.split()[0] and satu.startswith(nama):
                assert anggaran <= batas, satu


def test_every_page_keeps_its_budget(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    semua = alamat(lengkap())
    # Pages of the record are for those who sign in, and are counted where they are tested (test_riwayat_*).
    assert semua.keys() == {nama for nama in ANGGARAN if not nama.startswith("riwayat ")}
    for nama, satu in semua.items():
        with django_assert_max_num_queries(ANGGARAN[nama], info=nama):
            assert client.get(satu).status_code == 200


def test_a_hundred_more_units_cost_no_query(client: Client, django_assert_max_num_queries: Callable[..., Any]) -> None:
    for nama, satu in alamat(lengkap(banyak=100)).items():
        with django_assert_max_num_queries(ANGGARAN[nama], info=nama):
            assert client.get(satu).status_code == 200


def test_five_hundred_more_regions_cost_no_query(
    client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    semua = alamat(lengkap())
    daerah_lain(500)
    for nama, satu in semua.items():
        with django_assert_max_num_queries(ANGGARAN[nama], info=nama):
            assert client.get(satu).status_code == 200
