"""Another region's structure as a template: same sorts of units, this region's own bodies and names."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.models import RentangKoordinasi
from registry import pohon, services
from registry.galat import Ditolak, TidakBerwenang
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Tindakan
from registry.services.templat import penyulih
from tests import pabrik
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db


@pytest.fixture
def kota(db: None) -> Daerah:
    return pabrik.daerah("98.71", "Kota Maju", jenis="kota")


def salin(milik: Daerah, templat: Edisi, oleh: User | None = None, **lain: Any) -> Edisi:
    return services.buat_rancangan(daerah=milik, oleh=oleh, templat=templat, **lain)


def nama(edisi: Edisi) -> list[str]:
    return list(Kedudukan.objects.pada(edisi).menurut_pohon().values_list("nama", flat=True))


def test_the_structure_comes_without_single_members_and_under_the_regions_own_names(
    kab: Kabupaten, kota: Daerah
) -> None:
    draf = salin(kota, kab.edisi)
    assert nama(draf) == [
        "Pemerintah Kota Maju",
        "Wali Kota Maju",
        "Sekretariat Daerah",
        "Sekretaris Daerah",
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
        "Bagian Hukum",
        "Asisten Perekonomian dan Pembangunan",
        "Asisten Administrasi Umum",
        "Dinas Kesehatan",
        "Dinas Pendidikan",
        "Kecamatan",
    ]
    assert pohon.periksa(Kedudukan._base_manager.filter(edisi=draf)) == []
    for unit in Kedudukan.objects.pada(draf):
        assert (unit.peraturan_id, unit.rujukan, unit.kontak) == (None, "", "")
        assert unit.perangkat_daerah.daerah == kota
    assert (draf.asal, draf.struktur, draf.rentang, draf.ketentuan) == (
        None,
        "sebagian",
        "belum_dimuat",
        "belum_dimuat",
    )
    assert not RentangKoordinasi.objects.pada(draf).exists()


def test_the_spans_come_along_when_asked_for(kab: Kabupaten, kota: Daerah) -> None:
    draf = salin(kota, kab.edisi, dengan_rentang=True)
    semua = RentangKoordinasi.objects.pada(draf).order_by("urutan").select_related("unit", "koordinator")
    assert [(satu.unit.nama, satu.koordinator.nama, satu.huruf, satu.rujukan) for satu in semua] == [
        ("Dinas Kesehatan", "Asisten Pemerintahan dan Kesejahteraan Rakyat", "a", ""),
        ("Kecamatan", "Asisten Pemerintahan dan Kesejahteraan Rakyat", "b", ""),
        ("Dinas Pendidikan", "Asisten Perekonomian dan Pembangunan", "a", ""),
    ]
    assert draf.rentang == "sebagian"


def test_it_is_one_act_with_history_of_its_own(kab: Kabupaten, kota: Daerah, sari: User) -> None:
    draf = salin(kota, kab.edisi, oleh=sari, alasan="mulai dari Contoh")
    (tindakan,) = Tindakan.objects.atas(draf)
    assert (tindakan.jenis, tindakan.ringkas) == (
        "buat_rancangan",
        "membuat rancangan dari templat Kabupaten Contoh",
    )
    badan = ada(PerangkatDaerah.objects.filter(daerah=kota, nama="Dinas Kesehatan").first())
    assert badan.history.get().history_nama == "Sari Wulandari"
    assert badan.kedudukan.get().history.get().history_type == "+"
    assert not PerangkatDaerah.objects.publik().filter(daerah=kota).exists()


def test_bodies_of_the_region_are_used_again_by_name_and_by_other_names(kab: Kabupaten, kota: Daerah) -> None:
    dinkes = pabrik.badan(kota, "kesehatan", "DINAS KESEHATAN")
    disdik = pabrik.badan(kota, "dikbud", "Dinas Pendidikan dan Kebudayaan")
    disdik.nama_lain.create(nama="Dinas Pendidikan", jenis="nama_lama")
    hukum = pabrik.badan(kota, "hukum", "Bagian Hukum (ganda)")
    hukum.nama_lain.create(nama="Bagian Hukum")
    hukum.dialihkan_ke = tujuan = pabrik.badan(kota, "hukum-setda", "Bagian Hukum dan HAM")
    hukum.save()
    kepala = pabrik.badan(kota, "wali-kota", "Walikota")
    draf = salin(kota, kab.edisi)
    unit = dict(Kedudukan.objects.pada(draf).values_list("nama", "perangkat_daerah"))
    assert unit["Dinas Kesehatan"] == dinkes.pk
    assert unit["Dinas Pendidikan"] == disdik.pk
    assert unit["Bagian Hukum"] == tujuan.pk
    assert unit["Wali Kota Maju"] == kepala.pk


def test_a_body_of_another_sort_is_another_body(kab: Kabupaten, kota: Daerah) -> None:
    lama = pabrik.kabupaten(
        "98.02", "Kabupaten Sana", bagan={"x": ("Dinas Kesehatan", "kantor", None)}, rentang={}, terbit=False
    )
    draf = salin(lama.daerah, kab.edisi)
    assert Kedudukan.objects.get(edisi=draf, nama="Dinas Kesehatan").perangkat_daerah_id != lama.id("x")
    assert PerangkatDaerah.objects.filter(daerah=lama.daerah, kunci="dinas-kesehatan").exists()


def test_of_bodies_of_one_name_the_one_below_the_same_parent_is_used() -> None:
    bagan = {
        "r": ("Pemerintah Kabupaten A", "pemerintah_daerah", None),
        "satu": ("Sekretariat Daerah", "sekretariat_daerah", "r"),
        "dua": ("Sekretariat DPRD", "sekretariat_dprd", "r"),
        "u1": ("Bagian Umum", "bagian", "satu"),
        "u2": ("Bagian Umum", "bagian", "dua"),
    }
    a = pabrik.kabupaten("98.01", "Kabupaten A", bagan=bagan, rentang={})
    lain, urutan = {**bagan, "r": ("Pemda", "pemerintah_daerah", None)}, ["r", "satu", "dua", "u2", "u1"]
    b = pabrik.kabupaten("98.02", "Kabupaten B", bagan={satu: lain[satu] for satu in urutan}, rentang={})
    draf = salin(b.daerah, a.edisi)
    badan = {unit.perangkat_daerah_id: unit.induk for unit in Kedudukan.objects.pada(draf).select_related("induk")}
    assert ada(badan[b.id("u1")]).perangkat_daerah_id == b.id("satu")
    assert ada(badan[b.id("u2")]).perangkat_daerah_id == b.id("dua")
    assert PerangkatDaerah.objects.filter(daerah=b.daerah).count() == 6  # only the root bore another name


@pytest.mark.parametrize(
    ("teks", "jadi"),
    [
        ("Pemerintah Kabupaten Banjar", "Pemerintah Kota Banjarmasin"),
        ("PEMERINTAH KABUPATEN BANJAR", "PEMERINTAH KOTA BANJARMASIN"),
        ("Bupati Banjar", "Wali Kota Banjarmasin"),
        ("Wakil Bupati", "Wakil Wali Kota"),
        ("Sekretariat Daerah Kabupaten", "Sekretariat Daerah Kota"),
        ("Komisi Kabupaten/Kota", "Komisi Kabupaten/Kota"),
        ("RSUD Banjarbaru", "RSUD Banjarbaru"),
        ("Pemkab", "Pemkot"),
    ],
)
def test_names_of_a_kabupaten_become_those_of_a_kota(teks: str, jadi: str) -> None:
    kab = Daerah(nama="Kabupaten Banjar", jenis="kabupaten")
    kota = Daerah(nama="Kota Banjarmasin", jenis="kota")
    assert penyulih(kab, kota)(teks) == jadi


@pytest.mark.parametrize(
    ("teks", "jadi"),
    [
        ("Walikota Banjarmasin", "Bupati Banjar"),
        ("Wakil Wali Kota", "Wakil Bupati"),
        ("Pemerintah Kota", "Pemerintah Kabupaten"),
        ("Dinas Tata Kota", "Dinas Tata Kota"),
    ],
)
def test_names_of_a_kota_become_those_of_a_kabupaten(teks: str, jadi: str) -> None:
    kab = Daerah(nama="Kabupaten Banjar", jenis="kabupaten")
    kota = Daerah(nama="Kota Banjarmasin", jenis="kota")
    assert penyulih(kota, kab)(teks) == jadi


def test_only_a_public_edition_of_another_region_is_a_template(kab: Kabupaten, kota: Daerah) -> None:
    draf = services.buat_rancangan(daerah=kab.daerah, asal=kab.edisi, oleh=None)
    for milik, templat in ((kota, draf), (kab.daerah, kab.edisi)):
        with pytest.raises(Ditolak):
            salin(milik, templat)
    services.terbitkan(edisi=services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah"), oleh=None)
    kab.edisi.refresh_from_db()
    with pytest.raises(Ditolak, match="belum diralat"):
        salin(kota, kab.edisi)
    sebelum = Edisi.objects.count()
    hampa = pabrik.kabupaten("98.03", "Kabupaten Hampa", bagan={}, rentang={}, terbit=False)
    Edisi.objects.filter(pk=hampa.edisi.pk).update(keadaan="terbit", diterbitkan_pada=kab.edisi.diterbitkan_pada)
    with pytest.raises(Ditolak, match="tidak memuat bagan"):
        salin(kota, Edisi.objects.get(pk=hampa.edisi.pk))
    assert Edisi.objects.count() == sebelum + 1


def test_who_works_for_the_other_region_only_starts_nothing(kab: Kabupaten, kota: Daerah) -> None:
    with pytest.raises(TidakBerwenang):
        salin(kota, kab.edisi, oleh=pabrik.pengguna("sana", milik=kab.daerah))


def test_three_hundred_units_take_less_than_a_second_and_queries_by_the_batch(kota: Daerah) -> None:
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(287)}
    besar = pabrik.kabupaten("97.01", "Kabupaten Besar", bagan={**pabrik.BAGAN, **tambahan})
    mulai = time.process_time()
    with CaptureQueriesContext(connection) as kueri:
        salin(kota, besar.edisi, dengan_rentang=True)
    assert time.process_time() - mulai < 1.0
    assert len(kueri) < 60
