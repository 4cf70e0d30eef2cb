"""The registry's one question, by every road to an answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from coordination.koordinator import (
    Status,
    koordinator,
    koordinator_edisi,
    koordinator_tempat,
    koordinator_untuk,
    status,
)
from coordination.models import Makna
from registry.models import Kedudukan, Kelengkapan
from registry.services import buat_rancangan, terapkan, terbitkan
from tests.pabrik import Kabupaten, ada, badan, kabupaten

pytestmark = pytest.mark.django_db


def test_a_unit_is_answered_by_its_own_span(kab: Kabupaten) -> None:
    jawaban = koordinator(kab.unit("dinkes"))
    assert jawaban is not None
    assert jawaban.nama == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    assert (jawaban.id, jawaban.uuid) == (kab.id("asisten-1"), kab.badan["asisten-1"].uuid)
    assert (jawaban.langsung, jawaban.melalui, jawaban.makna) == (True, "", Makna.KOORDINASI)
    assert jawaban.dasar.rujukan == "Pasal 5 ayat (1) huruf a"
    assert jawaban.dasar.peraturan is not None
    assert jawaban.dasar.peraturan.judul_pendek == "Perbup Contoh 1/2020"


def test_a_unit_below_is_answered_through_the_body_above(kab: Kabupaten) -> None:
    jawaban = koordinator(kab.unit("puskesmas"))
    assert jawaban is not None
    assert (jawaban.nama, jawaban.langsung, jawaban.melalui) == (
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
        False,
        "Dinas Kesehatan",
    )


def test_a_member_of_a_class_is_answered_through_the_class(kab: Kabupaten) -> None:
    jawaban = koordinator(kab.unit("kec-satu"))
    assert jawaban is not None
    assert (jawaban.melalui, jawaban.dasar.rujukan) == ("Kecamatan", "Pasal 5 ayat (1) huruf b")


def test_a_bagian_is_answered_by_the_asisten_above_it(kab: Kabupaten) -> None:
    jawaban = koordinator(kab.unit("bagian-hukum"))
    assert jawaban is not None
    assert (jawaban.nama, jawaban.makna, jawaban.langsung) == (
        "Asisten Pemerintahan dan Kesejahteraan Rakyat",
        Makna.MEMBAWAHI,
        True,
    )
    assert jawaban.dasar.rujukan == "Pasal 3"


def test_the_nearest_answer_wins_when_the_asisten_stands_in_a_span_of_the_sekda(
    rancangan: Kabupaten, sari: User
) -> None:
    terapkan(
        edisi=rancangan.edisi,
        ubah={("rentangkoordinasi", (rancangan.id("asisten-1"), 1)): {"koordinator_id": rancangan.id("sekda")}},
        oleh=sari,
    )
    bagian, asisten = koordinator(rancangan.unit("bagian-hukum")), koordinator(rancangan.unit("asisten-1"))
    assert bagian is not None
    assert asisten is not None
    assert bagian.nama == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    assert (asisten.nama, asisten.langsung) == ("Sekretaris Daerah", True)


def test_the_nearer_of_two_spans_above_wins(rancangan: Kabupaten, sari: User) -> None:
    terapkan(
        edisi=rancangan.edisi,
        ubah={("rentangkoordinasi", (rancangan.id("bupati"), 1)): {"koordinator_id": rancangan.id("asisten-3")}},
        oleh=sari,
    )
    dekat, jauh = koordinator(rancangan.unit("puskesmas")), koordinator(rancangan.unit("setda"))
    assert (ada(dekat).id, ada(dekat).melalui) == (rancangan.id("asisten-1"), "Dinas Kesehatan")
    assert (ada(jauh).id, ada(jauh).melalui) == (rancangan.id("asisten-3"), "Bupati Contoh")
    semua = koordinator_edisi(rancangan.edisi)
    assert (semua[rancangan.id("puskesmas")], semua[rancangan.id("setda")]) == (dekat, jauh)


def test_nobody_is_his_own_koordinator_through_a_body_above(rancangan: Kabupaten, sari: User) -> None:
    terapkan(
        edisi=rancangan.edisi,
        ubah={("rentangkoordinasi", (rancangan.id("setda"), 1)): {"koordinator_id": rancangan.id("asisten-3")}},
        oleh=sari,
    )
    semua = koordinator_edisi(rancangan.edisi)
    for kunci in ("asisten-3", "asisten-1", "sekda"):
        assert koordinator(rancangan.unit(kunci)) is None
        assert semua[rancangan.id(kunci)] is None


def test_below_a_bagian_the_asisten_answers_through_it(rancangan: Kabupaten, sari: User) -> None:
    sub = badan(rancangan.daerah, "subbagian", "Subbagian Bantuan Hukum")
    terapkan(
        edisi=rancangan.edisi,
        ubah={("kedudukan", (sub.pk,)): {"induk": rancangan.id("bagian-hukum"), "nama": sub.nama, "jenis": "lainnya"}},
        oleh=sari,
    )
    jawaban = koordinator(Kedudukan.objects.get(perangkat_daerah=sub))
    assert (ada(jawaban).id, ada(jawaban).langsung, ada(jawaban).melalui) == (
        rancangan.id("asisten-1"),
        False,
        "Bagian Hukum",
    )
    assert koordinator_edisi(rancangan.edisi)[sub.pk] == jawaban


def test_a_second_listing_does_not_answer(rancangan: Kabupaten, sari: User) -> None:
    terapkan(
        edisi=rancangan.edisi,
        ubah={
            ("rentangkoordinasi", (rancangan.id("dinkes"), 2)): {
                "koordinator_id": rancangan.id("asisten-3"),
                "utama": False,
            }
        },
        oleh=sari,
    )
    jawaban = koordinator(rancangan.unit("dinkes"))
    assert jawaban is not None
    assert jawaban.id == rancangan.id("asisten-1")


def test_the_span_of_another_edition_does_not_answer(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    terapkan(
        edisi=draf,
        ubah={("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-3")}},
        oleh=sari,
    )
    lama, baru = kab.unit("dinkes"), kab.unit("dinkes", draf)
    hasil = koordinator_untuk([lama, baru])
    assert ada(hasil[lama.pk]).id == kab.id("asisten-1")
    assert ada(hasil[baru.pk]).id == kab.id("asisten-3")


def test_nobody_coordinates_the_bupati_and_the_status_says_why(kab: Kabupaten) -> None:
    assert koordinator(kab.unit("bupati")) is None
    assert status(None, kab.edisi) == Status.BELUM_DIATUR
    for keadaan in (Kelengkapan.TIDAK_DIATUR, Kelengkapan.BELUM_TERBACA, Kelengkapan.BELUM_DIMUAT):
        kab.edisi.rentang = keadaan
        assert status(None, kab.edisi).value == keadaan.value
    assert status(koordinator(kab.unit("dinkes")), kab.edisi) == Status.ADA


def test_a_whole_edition_equals_one_by_one(kab: Kabupaten, sari: User) -> None:
    satu = koordinator_untuk(Kedudukan.objects.pada(kab.edisi))
    semua = koordinator_edisi(kab.edisi)
    tempat = {unit.pk: unit.perangkat_daerah_id for unit in Kedudukan.objects.pada(kab.edisi)}
    assert {tempat[pk]: jawaban for pk, jawaban in satu.items()} == semua
    assert sum(jawaban is not None for jawaban in semua.values()) == 6


def test_places_known_by_id_alone_get_the_same_answers_in_one_query(
    kab: Kabupaten, django_assert_num_queries: Any
) -> None:
    lain = kabupaten("99.02", "Kabupaten Lain", rentang={"disdik": ("asisten-3", "a")})
    satu = koordinator_untuk(Kedudukan.objects.filter(edisi__in=[kab.edisi, lain.edisi]))
    with django_assert_num_queries(1):
        sekaligus = koordinator_tempat(list(satu))
        assert {ada(unit.edisi.peraturan).judul_pendek for unit in sekaligus} == {
            "Perbup Contoh 1/2020",
            "Perbup Lain 1/2020",
        }
    assert {unit.pk: jawaban for unit, jawaban in sekaligus.items()} == satu
    assert koordinator_tempat([]) == {}


def test_a_span_outlives_its_unit_and_answers_for_nobody(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=sari)
    draf.berlaku_mulai = date(2024, 1, 2)
    draf.save()
    terbit = terbitkan(edisi=draf, oleh=None)
    assert kab.id("disdik") not in koordinator_edisi(terbit)


def test_one_query_for_one_and_two_for_all(kab: Kabupaten, django_assert_num_queries: Any) -> None:
    unit = kab.unit("puskesmas")
    with django_assert_num_queries(1):
        jawaban = koordinator(unit)
        assert jawaban is not None
        assert jawaban.dasar.peraturan is not None
        assert jawaban.dasar.peraturan.judul
    with django_assert_num_queries(2):
        assert koordinator_edisi(kab.edisi)
    with django_assert_num_queries(1):
        koordinator_untuk(list(Kedudukan.objects.none()) or [unit])


def test_two_regions_do_not_mix(kab: Kabupaten) -> None:
    lain = kabupaten("99.02", "Kabupaten Lain", rentang={"disdik": ("asisten-3", "a")})
    satu, dua = kab.unit("disdik"), lain.unit("disdik")
    hasil = koordinator_untuk([satu, dua])
    assert (ada(hasil[satu.pk]).id, ada(hasil[dua.pk]).id) == (kab.id("asisten-2"), lain.id("asisten-3"))
