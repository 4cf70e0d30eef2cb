"""The page of spans and the page of the tree."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from registry.models import PerangkatDaerah
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def buka(client: Client, alamat: str, kode: str = "99.01") -> Halaman:
    jawaban = client.get(f"/daerah/{kode}/{alamat}")
    assert jawaban.status_code == 200
    return baca(jawaban)


def test_each_koordinator_has_his_list_in_the_order_and_with_the_letters_of_the_regulation(
    client: Client, kab: Kabupaten
) -> None:
    halaman = buka(client, "rentang/")
    assert halaman.h1 == ["Rentang koordinasi Kabupaten Contoh"]
    assert "Dua Asisten mengoordinasikan 3 unit." in halaman.teks
    assert (
        "Asisten Pemerintahan dan Kesejahteraan Rakyat Pasal 5 ayat (1), 2 unit "
        "huruf a Dinas Kesehatan huruf b Kecamatan kelompok: mencakup tiap anggotanya"
    ) in halaman.teks
    assert "Asisten Perekonomian dan Pembangunan Pasal 5 ayat (2), 1 unit huruf a Dinas Pendidikan" in halaman.teks


def test_a_row_can_be_cited_from_the_head_and_the_letter(client: Client, kab: Kabupaten) -> None:
    assert "Dinas Kesehatan: Pasal 5 ayat (1) huruf a." in buka(client, "rentang/").teks


def test_units_that_no_span_names_are_listed(client: Client) -> None:
    pabrik.kabupaten(rentang={"dinkes": ("asisten-1", "a")})
    teks = buka(client, "rentang/").teks
    assert "Tidak disebut dalam rentang mana pun" in teks
    assert "tidak menyebut koordinatornya. Dinas Pendidikan Kecamatan Satu" in teks


def test_command_and_coordination_are_told_apart_by_word_and_by_form(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    dasar = {"koordinator_id": kab.id("asisten-1"), "peraturan_id": kab.peraturan.pk}
    bawahi = {**dasar, "makna": "membawahi", "verba": "membawahi", "huruf": "a", "rujukan": "Pasal 5 ayat (4) huruf a"}
    terapkan(edisi=kab.edisi, ubah={("rentangkoordinasi", (kab.id("bagian-hukum"), 1)): bawahi}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    jawaban = client.get("/daerah/99.01/rentang/")
    teks = baca(jawaban).teks
    assert "mengoordinasikan 3 unit dan membawahi 1." in teks
    assert "Membawahi Pasal 5 ayat (4) · membawahi huruf a Bagian Hukum" in teks
    assert 'class="rentang-daftar komando"' in jawaban.content.decode()


def test_two_units_of_one_letter_say_so(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    ubah = {("rentangkoordinasi", (kab.id("kecamatan"), 1)): {"huruf": "a", "rujukan": "Pasal 5 ayat (1) huruf a"}}
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "huruf a memuat lebih dari satu unit" in buka(client, "rentang/").teks


def test_a_second_listing_stays_in_the_record_and_is_marked(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    lagi = {"koordinator_id": kab.id("asisten-2"), "utama": False, "huruf": "b", "urutan": 9, "rujukan": "Pasal 9"}
    terapkan(edisi=kab.edisi, ubah={("rentangkoordinasi", (kab.id("dinkes"), 2)): lagi}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "disebut lagi; koordinator utamanya di tempat lain" in buka(client, "rentang/").teks


def test_a_span_whose_unit_left_the_tree_stays_in_the_record(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    terapkan(edisi=kab.edisi, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "tidak ada lagi dalam susunan; tetap disebut dalam peraturan ini" in buka(client, "rentang/").teks


def test_a_body_without_a_place_here_has_its_last_published_name(client: Client, kab: Kabupaten) -> None:
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Staf")
    lain = pabrik.peraturan(kab.daerah, "7", 2023)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lain, berlaku_mulai=date(2023, 1, 2))
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    halaman = buka(client, "rentang/")
    assert "Label Staf" not in halaman.teks
    assert "Asisten Perekonomian dan Pembangunan Pasal 5 ayat (2), 1 unit huruf a Dinas Pendidikan" in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['disdik'].uuid}/" in halaman.tautan


def test_a_body_that_was_never_published_has_neither_label_nor_link(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Staf")
    ubah = {("kedudukan", (kab.id("disdik"),)): None}
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    for alamat in ("rentang/", "edisi/2020-01-02/"):
        halaman = buka(client, alamat)
        assert "Label Staf" not in halaman.teks
        assert "Pembangunan Pasal 5 ayat (2), 1 unit huruf a unit yang belum tercatat namanya" in halaman.teks
        assert f"/perangkat-daerah/{kab.badan['disdik'].uuid}/" not in halaman.tautan


def test_a_body_that_a_ralat_took_out_keeps_the_name_it_was_published_with(client: Client, kab: Kabupaten) -> None:
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Staf")
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Tidak ada dalam susunan.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = buka(client, "rentang/")
    assert "Label Staf" not in halaman.teks
    assert "Pembangunan Pasal 5 ayat (2), 1 unit huruf a Dinas Pendidikan" in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['disdik'].uuid}/" not in halaman.tautan  # it has no page


@pytest.mark.parametrize(
    ("keadaan", "kalimat"),
    [
        ("belum_terbaca", "Rentang koordinasi Kabupaten Contoh belum terbaca."),
        ("tidak_diatur", "Peraturan Kabupaten Contoh tidak mengatur siapa mengoordinasikan perangkat daerah."),
        ("belum_dimuat", "Isi peraturan yang berlaku pada tanggal ini belum dicatat."),
    ],
)
def test_no_spans_is_never_an_empty_list(client: Client, keadaan: str, kalimat: str) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang = keadaan
    kab.edisi.rentang_rujukan = "Lampiran II"
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client, "rentang/").teks
    assert kalimat in teks
    assert "Lampiran II" in teks
    assert "Asisten yang disebut" in teks


@pytest.mark.parametrize("halaman", ["rentang/", "bagan/", ""])
def test_before_the_first_edition_the_page_leads_to_it(client: Client, kab: Kabupaten, halaman: str) -> None:
    isi = buka(client, f"{halaman}?pada=1999-12-31")
    assert "Belum ada edisi pada 31 Desember 1999" in isi.teks
    assert f"/daerah/99.01/{halaman}?pada=2020-01-02" in isi.tautan
