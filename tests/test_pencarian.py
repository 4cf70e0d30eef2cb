"""Search on a small cast: who comes first, what is said of a hit, what the index holds."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from registry.models import Kedudukan, NamaLain, PerangkatDaerah
from registry.models.pencarian import Kata, Penunjuk, PenunjukDaerah, Trigram
from registry.pencarian import MAKS_HASIL, Hasil, Keberadaan, cari, indeks_ulang
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan, ubah_rancangan
from tests import pabrik

HARI = date(2022, 6, 1)

Bagan = dict[str, tuple[str, str, str | None]]


def bagan(daerah: str, *unit: tuple[str, str]) -> Bagan:
    """A flat tree: head and secretariat, then the units (name, sort)."""
    semua: Bagan = {
        "pemda": (f"Pemerintah {daerah}", "pemerintah_daerah", None),
        "bupati": (f"Bupati {daerah.split(maxsplit=1)[1]}", "kepala_daerah", "pemda"),
        "setda": ("Sekretariat Daerah", "sekretariat_daerah", "bupati"),
        "sekda": ("Sekretaris Daerah", "sekretaris_daerah", "setda"),
        "asisten-1": ("Asisten Pemerintahan", "asisten", "sekda"),
        "asisten-2": ("Asisten Perekonomian", "asisten", "sekda"),
    }
    return semua | {f"unit-{nomor}": (nama, jenis, "bupati") for nomor, (nama, jenis) in enumerate(unit, start=1)}


@pytest.fixture
def pemeran(db: None) -> dict[str, pabrik.Kabupaten]:
    """Regions with like names and unlike offices."""
    banjar = pabrik.kabupaten(
        "98.01",
        "Kabupaten Banjar",
        rentang={},
        bagan=bagan(
            "Kabupaten Banjar",
            ("Dinas Kesehatan", "dinas"),
            ("Dinas Pendidikan", "dinas"),
            ("Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan", "dinas"),
            ("Dinas Perumahan Rakyat, Kawasan Pemukiman dan Lingkungan Hidup", "dinas"),
            ("Dinas Pemadam Kebakaran dan Penyelamatan", "dinas"),
            ("Satuan Polisi Pamong Praja", "satpol_pp"),
            ("Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan", "badan"),
            ("Sekretariat Dewan Perwakilan Rakyat Daerah", "sekretariat_dprd"),
            ("Kecamatan", "kelompok"),
        ),
    )
    banjar.daerah.ibu_kota = "Martapura"
    banjar.daerah.save()
    indeks_ulang(banjar.daerah)
    banjarbaru = pabrik.kabupaten(
        "98.72",
        "Kota Banjarbaru",
        rentang={},
        bagan=bagan(
            "Kota Banjarbaru",
            ("Dinas Kesehatan", "dinas"),
            ("UPTD Laboratorium Kesehatan", "uptd"),
            ("Badan Penanggulangan Bencana Daerah", "badan"),
            ("Kecamatan Satu", "kecamatan"),
        ),
    )
    kota_banjar = pabrik.kabupaten(
        "97.79", "Kota Banjar", rentang={}, bagan=bagan("Kota Banjar", ("Dinas Kesehatan", "dinas"))
    )
    for kab in (banjarbaru, kota_banjar):
        kab.daerah.jenis = "kota"
        kab.daerah.save()
    pesawaran = pabrik.kabupaten(
        "97.09",
        "Kabupaten Pesawaran",
        rentang={},
        bagan=bagan(
            "Kabupaten Pesawaran",
            ("Dinas Kesehatan", "dinas"),
            ("Dinas Pendidikan dan Kebudayaan", "dinas"),
            ("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", "satpol_pp"),
            ("Badan Perencanaan Pembangunan Daerah", "badan"),
            ("Dinas Pemberdayaan Masyarakat dan Desa", "dinas"),
            ("Bagian Kerjasama", "bagian"),
            ("Desa/Kelurahan", "kelompok"),
            ("Badan Usaha Milik Daerah (BUMD)", "kelompok"),
        ),
    )
    return {"banjar": banjar, "banjarbaru": banjarbaru, "kota banjar": kota_banjar, "pesawaran": pesawaran}


def pertama(q: str, **lain: Any) -> str:
    """Name and region of the first hit."""
    hasil = cari(q, tanggal=lain.pop("tanggal", HARI), **lain)
    return f"{hasil[0].nama} | {hasil[0].daerah_nama}" if hasil else ""


def unit(kab: pabrik.Kabupaten, nama: str) -> PerangkatDaerah:
    return next(badan for badan in kab.badan.values() if badan.nama == nama)


@pytest.mark.parametrize(
    ("q", "nama"),
    [
        ("dinkes", "Dinas Kesehatan | Kabupaten Banjar"),
        ("DINKES", "Dinas Kesehatan | Kabupaten Banjar"),
        ("kesehatan", "Dinas Kesehatan | Kabupaten Banjar"),
        ("dinas kesehtan", "Dinas Kesehatan | Kabupaten Banjar"),
        ("dians kesehtan", "Dinas Kesehatan | Kabupaten Banjar"),
        ("dinas kese", "Dinas Kesehatan | Kabupaten Banjar"),
        ("kesehatan dinas", "Dinas Kesehatan | Kabupaten Banjar"),
        ("kepala dinas kesehatan", "Dinas Kesehatan | Kabupaten Banjar"),
        ("dinas kesehtan pesawran", "Dinas Kesehatan | Kabupaten Pesawaran"),
        ("dinas kesehatan kab. pesawaran", "Dinas Kesehatan | Kabupaten Pesawaran"),
        ("bappeda", "Badan Perencanaan Pembangunan Daerah | Kabupaten Pesawaran"),
        ("bapeda", "Badan Perencanaan Pembangunan Daerah | Kabupaten Pesawaran"),
        ("bappeda banjar", "Badan Perencanaan Pembangunan Daerah, Penelitian dan Pengembangan | Kabupaten Banjar"),
        ("satpol pp", "Satuan Polisi Pamong Praja | Kabupaten Banjar"),
        ("satpolpp", "Satuan Polisi Pamong Praja | Kabupaten Banjar"),
        ("sat pol pp", "Satuan Polisi Pamong Praja | Kabupaten Banjar"),
        ("satpol pp pesawaran", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran | Kabupaten Pesawaran"),
        ("pemadam", "Dinas Pemadam Kebakaran dan Penyelamatan | Kabupaten Banjar"),
        ("damkar pesawaran", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran | Kabupaten Pesawaran"),
        ("disdik", "Dinas Pendidikan | Kabupaten Banjar"),
        ("disdik pesawaran", "Dinas Pendidikan dan Kebudayaan | Kabupaten Pesawaran"),
        ("pu banjar", "Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan | Kabupaten Banjar"),
        ("kawasan permukiman", "Dinas Perumahan Rakyat, Kawasan Pemukiman dan Lingkungan Hidup | Kabupaten Banjar"),
        ("setwan", "Sekretariat Dewan Perwakilan Rakyat Daerah | Kabupaten Banjar"),
        ("sekretariat dprd", "Sekretariat Dewan Perwakilan Rakyat Daerah | Kabupaten Banjar"),
        ("sekretariat daerah pesawaran", "Sekretariat Daerah | Kabupaten Pesawaran"),
        ("b.p.b.d", "Badan Penanggulangan Bencana Daerah | Kota Banjarbaru"),
        ("kerja sama", "Bagian Kerjasama | Kabupaten Pesawaran"),
        ("asisten 1 pesawaran", "Asisten Pemerintahan | Kabupaten Pesawaran"),
        ("asisten ii pesawaran", "Asisten Perekonomian | Kabupaten Pesawaran"),
        ("pemberdayaan desa", "Dinas Pemberdayaan Masyarakat dan Desa | Kabupaten Pesawaran"),
        ("pemkab pesawaran", "Pemerintah Kabupaten Pesawaran | Kabupaten Pesawaran"),
        ("dinas pesawaran", "Dinas Kesehatan | Kabupaten Pesawaran"),
        ("pesawaran", "Pemerintah Kabupaten Pesawaran | Kabupaten Pesawaran"),
    ],
)
def test_the_right_unit_comes_first(pemeran: dict[str, pabrik.Kabupaten], q: str, nama: str) -> None:
    assert pertama(q) == nama


@pytest.mark.parametrize(
    ("q", "daerah"),
    [
        ("dinkes banjar", ["Kabupaten Banjar", "Kota Banjar"]),
        ("dinkes kabupaten banjar", ["Kabupaten Banjar"]),
        ("dinkes kab banjar", ["Kabupaten Banjar"]),
        ("dinkes kota banjar", ["Kota Banjar"]),
        ("dinkes banjarbaru", ["Kota Banjarbaru"]),
        ("dinkes banjar baru", ["Kota Banjarbaru"]),
        ("dinkes martapura", ["Kabupaten Banjar"]),
    ],
)
def test_regions_of_like_names_are_told_apart(pemeran: dict[str, pabrik.Kabupaten], q: str, daerah: list[str]) -> None:
    assert [satu.daerah_nama for satu in cari(q, tanggal=HARI)] == daerah


def test_a_region_that_is_not_of_the_kind_asked_is_no_full_hit(kab: pabrik.Kabupaten) -> None:
    assert [satu.lengkap for satu in cari("dinkes kabupaten contoh", tanggal=HARI)] == [True]
    assert [satu.lengkap for satu in cari("dinkes kota contoh", tanggal=HARI)] == [False]


def test_the_shorter_name_comes_before_the_longer(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    nama = [satu.nama for satu in cari("kesehatan", tanggal=HARI)]
    assert nama == ["Dinas Kesehatan"] * 4 + ["UPTD Laboratorium Kesehatan"]


def test_a_name_comes_before_an_alias(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    NamaLain.objects.create(
        perangkat_daerah=unit(pemeran["banjar"], "Dinas Pendidikan"), nama="Pamong Belajar", jenis="sebutan"
    )
    indeks_ulang(pemeran["banjar"].daerah)
    assert [satu.nama for satu in cari("pamong", tanggal=HARI)] == [
        "Satuan Polisi Pamong Praja",
        "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
        "Dinas Pendidikan",
    ]


def test_a_word_in_full_hides_the_words_that_only_begin_so(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert {satu.daerah_nama for satu in cari("bupati banjar", tanggal=HARI)} == {"Kabupaten Banjar", "Kota Banjar"}
    assert "Kota Banjarbaru" in {satu.daerah_nama for satu in cari("bupati banja", tanggal=HARI)}


def test_a_chosen_region_limits_the_hits(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert [satu.daerah_kode for satu in cari("dinkes", tanggal=HARI, daerah="97.09")] == ["97.09"]
    assert [satu.daerah_kode for satu in cari("dinkes", tanggal=HARI, daerah=pemeran["banjarbaru"].daerah)] == ["98.72"]
    assert cari("dinkes", tanggal=HARI, daerah="11.11") == []


def test_where_no_unit_meets_every_word_the_nearest_are_marked(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    hasil = cari("dinas kesehatan perhubungan banjarbaru", tanggal=HARI)
    assert (hasil[0].nama, hasil[0].daerah_nama, hasil[0].lengkap) == ("Dinas Kesehatan", "Kota Banjarbaru", False)
    assert all(satu.lengkap for satu in cari("dinas kesehatan banjarbaru", tanggal=HARI))


def test_a_named_region_without_such_a_unit_is_not_answered_by_its_other_units(
    pemeran: dict[str, pabrik.Kabupaten],
) -> None:
    assert {satu.nama for satu in cari("bpbd pesawaran", tanggal=HARI)} == {"Badan Penanggulangan Bencana Daerah"}


def test_equal_hits_follow_the_sort_of_unit_then_the_region_then_the_name(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    daerah = [satu.daerah_nama for satu in cari("dinkes", tanggal=HARI)]
    assert daerah == sorted(daerah)
    jenis = [satu.jenis for satu in cari("daerah", tanggal=HARI, daerah="97.09")]
    assert jenis.index("sekretaris_daerah") < jenis.index("badan")


# --- kelompok ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("q", "nama", "anggota"),
    [
        ("kecamatan martapura", "Kecamatan | Kabupaten Banjar", "Kecamatan Martapura"),
        ("camat martapura", "Kecamatan | Kabupaten Banjar", "Kecamatan Martapura"),
        ("camat Sungai Tabuk", "Kecamatan | Kabupaten Banjar", "Kecamatan Sungai Tabuk"),
        ("kec. astambul banjar", "Kecamatan | Kabupaten Banjar", "Kecamatan Astambul"),
        ("desa x pesawaran", "Desa/Kelurahan | Kabupaten Pesawaran", "Desa X"),
        ("lurah sukaraja", "Desa/Kelurahan | Kabupaten Pesawaran", "Kelurahan Sukaraja"),
        ("pdam pesawaran", "Badan Usaha Milik Daerah (BUMD) | Kabupaten Pesawaran", "PDAM"),
        ("bumd maju jaya", "Badan Usaha Milik Daerah (BUMD) | Kabupaten Pesawaran", "BUMD Maju Jaya"),
    ],
)
def test_a_kelompok_answers_for_a_member_that_is_not_recorded(
    pemeran: dict[str, pabrik.Kabupaten], q: str, nama: str, anggota: str
) -> None:
    hasil = cari(q, tanggal=HARI)[0]
    assert f"{hasil.nama} | {hasil.daerah_nama}" == nama
    assert hasil.anggota == anggota
    assert hasil.kelompok
    assert hasil.lengkap


@pytest.mark.parametrize("q", ["kecamatan", "camat", "kecamatan banjar", "desa", "bumd", "kelurahan pesawaran"])
def test_a_kelompok_that_is_asked_for_itself_answers_for_no_member(
    pemeran: dict[str, pabrik.Kabupaten], q: str
) -> None:
    hasil = cari(q, tanggal=HARI)
    assert hasil
    assert all(not satu.kelompok for satu in hasil)


def test_a_member_that_is_recorded_answers_for_itself(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert pertama("kecamatan satu") == "Kecamatan Satu | Kota Banjarbaru"
    assert pertama("camat satu") == "Kecamatan Satu | Kota Banjarbaru"


def test_no_kelompok_of_another_region_answers(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert [satu for satu in cari("kecamatan sukamaju pesawaran", tanggal=HARI) if satu.kelompok] == []
    assert [satu for satu in cari("desa sukamaju banjar", tanggal=HARI) if satu.jenis == "kelompok"] == []


def test_words_that_are_all_in_a_name_are_no_member(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert [satu.nama for satu in cari("pemberdayaan masyarakat desa", tanggal=HARI)] == [
        "Dinas Pemberdayaan Masyarakat dan Desa"
    ]


# --- time -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def berganti(kab: pabrik.Kabupaten) -> pabrik.Kabupaten:
    """From 2023 Dinas Kesehatan has another name, Dinas Pendidikan is gone and Dinas Sosial is new."""
    kab.badan["dinsos"] = pabrik.badan(kab.daerah, "dinsos", "Dinas Sosial")
    baru = buat_rancangan(
        daerah=kab.daerah,
        asal=kab.edisi,
        oleh=None,
        peraturan=pabrik.peraturan(kab.daerah, "9", 2023),
        berlaku_mulai=date(2023, 1, 2),
    )
    terapkan(
        edisi=baru,
        ubah={
            ("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesejahteraan"},
            ("kedudukan", (kab.id("disdik"),)): None,
            ("rentangkoordinasi", (kab.id("disdik"), 1)): None,
            ("kedudukan", (kab.id("dinsos"),)): {
                "induk": kab.id("bupati"),
                "nama": "Dinas Sosial",
                "jenis": "dinas",
                "urutan": 99,
                "peraturan_id": kab.peraturan.pk,
                "rujukan": "Pasal 3",
            },
        },
        oleh=None,
    )
    terbitkan(edisi=baru, oleh=None)
    return kab


def test_an_old_name_finds_the_body_and_today_it_bears_its_new_one(berganti: pabrik.Kabupaten) -> None:
    (hasil,) = cari("dinas kesehatan", tanggal=date(2024, 1, 1))
    assert (hasil.nama, hasil.keadaan) == ("Dinas Kesejahteraan", Keberadaan.BERDIRI)
    assert (hasil.sebab, hasil.lewat) == ("dahulu", "Dinas Kesehatan")
    assert hasil.edisi_mulai == date(2023, 1, 2)


def test_before_the_change_it_bears_its_old_name(berganti: pabrik.Kabupaten) -> None:
    (hasil,) = cari("dinas kesehatan", tanggal=HARI)
    assert (hasil.nama, hasil.sebab, hasil.edisi_mulai) == ("Dinas Kesehatan", "", date(2020, 1, 2))
    (hasil,) = cari("kesejahteraan", tanggal=HARI, daerah="99.01", batas=1)
    assert hasil.keadaan == Keberadaan.BERDIRI


def test_a_body_that_stands_no_more_and_one_that_does_not_stand_yet_are_told(berganti: pabrik.Kabupaten) -> None:
    def keadaan(q: str, tanggal: date) -> tuple[str, Keberadaan, date]:
        (hasil,) = cari(q, tanggal=tanggal)
        return hasil.nama, hasil.keadaan, hasil.edisi_mulai

    lama, baru = date(2020, 1, 2), date(2023, 1, 2)
    assert keadaan("disdik", HARI) == ("Dinas Pendidikan", Keberadaan.BERDIRI, lama)
    assert keadaan("disdik", date(2024, 1, 1)) == ("Dinas Pendidikan", Keberadaan.SUDAH_TIDAK, lama)
    assert keadaan("dinsos", HARI) == ("Dinas Sosial", Keberadaan.BELUM, baru)
    assert keadaan("dinsos", date(2024, 1, 1)) == ("Dinas Sosial", Keberadaan.BERDIRI, baru)
    assert keadaan("dinsos", date(2019, 1, 1)) == ("Dinas Sosial", Keberadaan.TANPA_EDISI, baru)


def test_standing_bodies_come_before_those_that_do_not(berganti: pabrik.Kabupaten) -> None:
    NamaLain.objects.create(perangkat_daerah=berganti.badan["dinkes"], nama="Urusan Pendidikan", jenis="sebutan")
    indeks_ulang(berganti.daerah)
    assert [satu.keadaan for satu in cari("pendidikan", tanggal=date(2024, 1, 1))] == [
        Keberadaan.BERDIRI,
        Keberadaan.SUDAH_TIDAK,
    ]
    assert pertama("pendidikan") == "Dinas Pendidikan | Kabupaten Contoh"


def test_an_edition_whose_content_is_unknown_says_nothing_of_a_body(kab: pabrik.Kabupaten) -> None:
    kosong = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2021),
        berlaku_mulai=date(2021, 1, 2),
    )
    kosong = ubah_rancangan(
        edisi=kosong, oleh=None, struktur="belum_dimuat", rentang="belum_dimuat", ketentuan="belum_dimuat"
    )
    terbitkan(edisi=kosong, oleh=None)
    (hasil,) = cari("dinkes", tanggal=HARI)
    assert (hasil.nama, hasil.keadaan) == ("Dinas Kesehatan", Keberadaan.TIDAK_DIKETAHUI)


def test_a_draft_is_not_found_and_leaves_no_word(rancangan: pabrik.Kabupaten) -> None:
    assert cari("dinkes", tanggal=HARI) == []
    assert not Kata.objects.exists()


def test_a_ralat_takes_the_wrong_name_out_of_the_index(kab: pabrik.Kabupaten) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Keselamatan"}}, oleh=None)
    assert pertama("kesehatan") == "Dinas Kesehatan | Kabupaten Contoh"
    terbitkan(edisi=ralat, oleh=None)
    assert cari("dinas kesehatan", tanggal=HARI, daerah="99.01") == []
    assert pertama("keselamatan") == "Dinas Keselamatan | Kabupaten Contoh"


def test_a_word_that_leads_nowhere_any_more_is_no_known_word(kab: pabrik.Kabupaten) -> None:
    """Else "holtikultura", corrected by a ralat, would hide the slip that it is."""
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehaton"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    assert Kata.objects.filter(kata="kesehatan").exists()
    assert pertama("kesehatan") == "Dinas Kesehaton | Kabupaten Contoh"


# --- aliases and merged bodies ----------------------------------------------------------------------------------------


def test_an_alias_is_found_once_it_is_indexed_and_told(kab: pabrik.Kabupaten) -> None:
    NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Jawatan Tabib", jenis="nama_lama")
    indeks_ulang(kab.daerah)
    (hasil,) = cari("jawatan", tanggal=HARI)
    assert (hasil.nama, hasil.sebab, hasil.lewat) == ("Dinas Kesehatan", "nama lain", "Jawatan Tabib")


def test_a_general_abbreviation_is_told(kab: pabrik.Kabupaten) -> None:
    (hasil,) = cari("dinkes", tanggal=HARI)
    assert (hasil.sebab, hasil.lewat) == ("sebutan umum", "Dinkes")


def test_a_body_entered_twice_is_found_as_the_one_that_is_kept(kab: pabrik.Kabupaten) -> None:
    disdik = kab.badan["disdik"]
    disdik.dialihkan_ke = kab.badan["dinkes"]
    disdik.save()
    indeks_ulang(kab.daerah)
    (hasil,) = cari("dinas pendidikan", tanggal=HARI)
    assert hasil.perangkat_daerah_id == kab.id("dinkes")
    assert (hasil.sebab, hasil.lewat) == ("nama lain", "Dinas Pendidikan")


def test_bodies_that_are_merged_in_a_circle_do_not_hang(kab: pabrik.Kabupaten) -> None:
    for satu, lain in (("disdik", "dinkes"), ("dinkes", "disdik")):
        PerangkatDaerah.objects.filter(pk=kab.id(satu)).update(dialihkan_ke=kab.id(lain))
    indeks_ulang(kab.daerah)
    assert {satu.nama for satu in cari("dinas", tanggal=HARI)} == {"Dinas Kesehatan", "Dinas Pendidikan"}


# --- cost and hostile input -------------------------------------------------------------------------------------------


def test_known_words_take_two_queries_and_slips_three(
    pemeran: dict[str, pabrik.Kabupaten], django_assert_num_queries: Callable[[int], Any]
) -> None:
    for q, banyak in (("dinkes banjar", 2), ("dinas kese", 2), ("dinas kesehtan pesawran", 3), ("", 0), ("!?", 0)):
        with django_assert_num_queries(banyak):
            cari(q, tanggal=HARI)


@pytest.mark.parametrize(
    "q",
    [
        "",
        " ",
        "%",
        "_%_",
        "dinas%",
        "'; DROP TABLE registry_kata; --",
        '"dinkes"',
        "(dinkes",
        "\x00",
        "din\x00kes",
        "🏥" * 50,
        "ﷺ" * 300,
        "ّ" * 500,
        "\ud800",
        "a" * 10_000,
        "dinas kesehatan " * 700,
        " ".join(f"kata{n}" for n in range(500)),
        " ".join("abcdefghijklmnopqrstuvwxyz"),
        "zzzz",
        "99999999999999999999",
        "#kecamatan",
        "-1",
        "{0} %s %(a)s",
        "\u202edinkes",
        "ｄｉｎｋｅｓ",
        "di ke dan",
    ],
)
def test_no_text_is_an_error(
    pemeran: dict[str, pabrik.Kabupaten], q: str, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_max_num_queries(3):
        assert isinstance(cari(q, tanggal=HARI), list)


@pytest.mark.parametrize("q", ["xyzzy", "xyzzy qwerty", "dinas xyzzy", "%", "zz"])
def test_a_question_that_means_nothing_has_no_answer(pemeran: dict[str, pabrik.Kabupaten], q: str) -> None:
    assert cari(q, tanggal=HARI) == []


def test_a_region_whose_name_no_body_bears_can_be_named(db: None) -> None:
    semua = bagan("Kabupaten Sungai Jauh", ("Dinas Kesehatan", "dinas"))
    semua |= {"pemda": ("Pemerintah Daerah", "pemerintah_daerah", None), "bupati": ("Bupati", "kepala_daerah", "pemda")}
    pabrik.kabupaten("96.01", "Kabupaten Sungai Jauh", rentang={}, bagan=semua)
    assert pertama("sungai jauh") == "Pemerintah Daerah | Kabupaten Sungai Jauh"
    assert pertama("sungai") == "Pemerintah Daerah | Kabupaten Sungai Jauh"
    assert pertama("dinas sungai") == "Dinas Kesehatan | Kabupaten Sungai Jauh"
    assert cari("kota sungai jauh", tanggal=HARI) == []


def test_only_the_first_words_are_read(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    assert pertama("dinkes pesawaran " + "kata " * 500).startswith("Dinas Kesehatan | Kabupaten Pesawaran")


def test_pages_are_slices_of_one_order(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    semua = cari("daerah", tanggal=HARI, batas=MAKS_HASIL)
    assert len(semua) > 5
    potongan: list[Hasil] = []
    for mulai in range(0, len(semua), 3):
        potongan += cari("daerah", tanggal=HARI, mulai=mulai, batas=3)
    assert potongan == semua
    assert cari("daerah", tanggal=HARI, mulai=MAKS_HASIL) == []
    assert cari("daerah", tanggal=HARI, batas=0) == cari("daerah", tanggal=HARI, batas=-1) == []


# --- the index --------------------------------------------------------------------------------------------------------


def _isi_indeks() -> set[tuple[Any, ...]]:
    return set(Penunjuk.objects.values_list("kata__kata", "perangkat_daerah", "bobot", "urutan_jenis", "sumber"))


def test_indexing_again_changes_nothing_and_writes_nothing(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    sebelum = set(Penunjuk.objects.values_list())
    for kab in pemeran.values():
        indeks_ulang(kab.daerah)
    assert set(Penunjuk.objects.values_list()) == sebelum


def test_indexing_one_region_leaves_the_others_alone(pemeran: dict[str, pabrik.Kabupaten]) -> None:
    Penunjuk.objects.all().delete()
    indeks_ulang(pemeran["banjar"].daerah)
    assert set(Penunjuk.objects.values_list("daerah__kode", flat=True)) == {"98.01"}


def test_the_index_can_be_rebuilt_from_nothing(pemeran: dict[str, pabrik.Kabupaten], capsys: Any) -> None:
    sebelum = _isi_indeks()
    for model in (Penunjuk, PenunjukDaerah, Trigram, Kata):
        model._default_manager.all().delete()
    assert cari("dinkes", tanggal=HARI) == []
    call_command("indeks_ulang", "--semua")
    assert _isi_indeks() == sebelum
    assert "4 daerah" in capsys.readouterr().out


def test_the_command_wants_regions_that_exist(db: None) -> None:
    for argumen in ((), ("11.11",), ("11.11", "--semua")):
        with pytest.raises(CommandError):
            call_command("indeks_ulang", *argumen)


def test_every_word_has_its_trigrams(kab: pabrik.Kabupaten) -> None:
    for pk, kata in Kata.objects.values_list("pk", "kata"):
        banyak = 0 if kata.startswith("#") or len(kata) < 3 else len({f" {kata} "[n : n + 3] for n in range(len(kata))})
        assert Trigram.objects.filter(kata=pk).count() == banyak, kata


@pytest.mark.lambat
def test_regions_that_bring_the_same_new_words_at_once_all_succeed(nyata: None) -> None:
    kabupaten = [
        pabrik.kabupaten(f"96.{n:02d}", f"Kabupaten Serentak {n}", terbit=False, tahun=2020) for n in range(1, 5)
    ]
    assert not Kata.objects.exists()
    galat: list[str] = []
    mulai = threading.Barrier(len(kabupaten))

    def terbit(kab: pabrik.Kabupaten) -> None:
        try:
            mulai.wait()
            terbitkan(edisi=kab.edisi, oleh=None)
        except Exception as salah:
            galat.append(f"{type(salah).__name__}: {salah}")
        finally:
            connections.close_all()

    utas = [threading.Thread(target=terbit, args=(kab,)) for kab in kabupaten]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert galat == []
    assert len(cari("dinkes", tanggal=HARI)) == len(kabupaten)
    assert Kedudukan.objects.filter(nama="Dinas Kesehatan").count() == len(kabupaten)
