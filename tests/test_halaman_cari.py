"""The search page: hits with their answers, live search, and whatever people may type."""

from __future__ import annotations

from datetime import date
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from registry.models import NamaLain
from registry.pencarian import indeks_ulang
from registry.services import buat_rancangan, terapkan, terbitkan, ubah_rancangan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def cari(client: Client, q: str, **lain: str) -> Halaman:
    jawaban = client.get(f"/cari/?{urlencode({'q': q, **lain})}")
    assert jawaban.status_code == 200
    return baca(jawaban)


def test_a_hit_carries_its_answer(client: Client, kab: Kabupaten) -> None:
    halaman = cari(client, "kesehatan")
    assert "1 perangkat daerah cocok dengan “kesehatan”" in halaman.teks
    assert (
        "Dinas Kesehatan Kabupaten Contoh Dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat "
        "Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020 · edisi sejak 2 Januari 2020"
    ) in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/" in halaman.tautan


def test_a_hit_by_another_name_says_by_which(client: Client, kab: Kabupaten) -> None:
    NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Dinkes", jenis="singkatan")
    indeks_ulang(kab.daerah)
    assert "cocok lewat" in cari(client, "dinkes").teks


def test_a_member_that_is_not_recorded_is_answered_through_its_class(client: Client, kab: Kabupaten) -> None:
    teks = cari(client, "kecamatan martapura").teks
    assert "“kecamatan martapura” tidak dicatat sendiri; jawabannya mengikuti kelompok Kecamatan." in teks.replace(
        "Kecamatan Martapura", "kecamatan martapura"
    )
    assert "Dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat" in teks


def test_no_hit_says_what_to_try_next(client: Client, kab: Kabupaten) -> None:
    halaman = cari(client, "qqqqqq")
    assert "Tidak ada perangkat daerah bernama “qqqqqq”" in halaman.teks
    assert "/daerah/" in halaman.tautan


def test_no_hit_in_a_region_whose_spans_are_unread_says_so(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang, kab.edisi.rentang_keterangan = "belum_terbaca", "Bagannya berupa gambar."
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = cari(client, "qqqqqq", daerah="99.01").teks
    assert "Tidak ada perangkat daerah bernama “qqqqqq” di Kabupaten Contoh" in teks
    assert "Rentang koordinasi Kabupaten Contoh belum terbaca Bagannya berupa gambar." in teks


def test_hits_of_several_regions_can_be_narrowed_to_one(client: Client, kab: Kabupaten) -> None:
    pabrik.kabupaten("99.02", "Kabupaten Lain")
    halaman = cari(client, "kesehatan")
    assert "Semua Kabupaten Contoh 1 Kabupaten Lain 1" in halaman.teks
    assert "/cari/?q=kesehatan&daerah=99.02" in halaman.tautan
    sempit = cari(client, "kesehatan", daerah="99.02").teks
    assert "1 perangkat daerah cocok dengan “kesehatan” di Kabupaten Lain" in sempit


def test_a_search_on_a_date_answers_for_that_date_and_keeps_it(client: Client, kab: Kabupaten) -> None:
    halaman = cari(client, "kesehatan", pada="2021-06-01")
    assert "Keadaan per 1 Juni 2021" in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/?pada=2021-06-01" in halaman.tautan


def test_long_lists_come_in_pages(client: Client) -> None:
    bagan = {kunci: pabrik.BAGAN[kunci] for kunci in ("pemda", "bupati")}
    bagan |= {f"sekolah-{n}": (f"Sekolah Alam {n}", "uptd", "bupati") for n in range(1, 25)}
    pabrik.kabupaten(bagan=bagan, rentang={})
    pertama = cari(client, "sekolah alam")
    assert "Hasil 1 sampai 20 untuk “sekolah alam”" in pertama.teks
    assert "/cari/?q=sekolah%20alam&mulai=20" in pertama.tautan
    kedua = cari(client, "sekolah alam", mulai="20")
    assert "Hasil 21 sampai 24" in kedua.teks
    assert "Tidak ada hasil lagi" in cari(client, "sekolah alam", mulai="9999").teks


def test_htmx_gets_the_list_alone_and_a_line_for_those_who_listen(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get("/cari/?q=kesehatan", headers={"HX-Request": "true"})
    isi = jawaban.content.decode()
    assert "<html" not in isi
    assert 'hx-swap-oob="innerHTML:#hasil-status"' in isi
    assert "1 perangkat daerah cocok dengan kesehatan" in baca(jawaban).teks
    assert "HX-Request" in jawaban["Vary"]
    assert "HX-Request" in client.get("/cari/?q=kesehatan")["Vary"]


def test_an_emptied_box_empties_the_list(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get("/cari/?q=", headers={"HX-Request": "true"})
    assert jawaban.status_code == 200
    assert "Dinas" not in baca(jawaban).teks


@pytest.mark.parametrize(
    "q",
    [
        "a" * 10_000,
        "\x00",
        "dinas\x00kesehatan",
        "<script>alert(1)</script>",
        "\u202edinas\u202c kesehatan\u200b",
        "🏥 kesehatan 👩‍⚕️",
        "%",
        "100%_\\",
        "' OR 1=1 --",
        '"dinas"',
        "{{ 7|add:7 }}",
        "٤٢",
        "\ud800",
        "dinas " * 2000,
        "   ",
        "&daerah=63",
    ],
)
def test_anything_may_be_typed(client: Client, kab: Kabupaten, q: str) -> None:
    for parameter in ({"q": q}, {"q": "dinas", "daerah": q}, {"q": q, "daerah": "99.01"}, {"q": "dinas", "mulai": q}):
        alamat = f"/cari/?{urlencode({k: v.encode('utf-8', 'surrogatepass') for k, v in parameter.items()})}"
        for kepala in ({}, {"HX-Request": "true"}):
            jawaban = client.get(alamat, headers=kepala)
            assert jawaban.status_code == 200
            halaman = baca(jawaban)
            assert halaman.terlarang == []
            assert "\x00" not in jawaban.content.decode()
            assert "\u202e" not in jawaban.content.decode()


def test_what_was_typed_is_shown_escaped(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get("/cari/", {"q": "<script>alert(1)</script>"})
    assert "<script>alert" not in jawaban.content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in jawaban.content.decode()


@pytest.mark.parametrize("pada", [date(1, 1, 1), date(9999, 12, 31)])
def test_the_ends_of_time_are_dates_too(client: Client, kab: Kabupaten, pada: date) -> None:
    assert "Keadaan per" in cari(client, "kesehatan", pada=f"{pada.year:04}-{pada.month:02}-{pada.day:02}").teks


def test_the_form_works_without_javascript(client: Client, kab: Kabupaten) -> None:
    isi: Any = client.get("/").content.decode()
    assert 'action="/cari/" method="get"' in isi
    assert 'name="q"' in isi


def belum_tercatat(kode: str = "99.02", nama: str = "Kabupaten Sunyi Utara", **bagian: str) -> Kabupaten:
    """A region whose edition knows its head alone."""
    kab = pabrik.kabupaten(kode, nama, terbit=False, bagan={k: BAGAN[k] for k in ("pemda", "bupati")}, rentang={})
    for ruas, nilai in bagian.items():
        setattr(kab.edisi, ruas, nilai)
    kab.edisi.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


@pytest.mark.parametrize(
    ("rentang", "kata"),
    [
        ("belum_terbaca", "Rentang koordinasinya belum terbaca dari naskah."),
        ("tidak_diatur", "Peraturannya tidak mengatur siapa mengoordinasikan siapa."),
        ("sebagian", "Unit ini tidak disebut dalam edisi itu (Perbup Sunyi Utara 1/2020)."),
    ],
)
def test_a_named_region_without_a_hit_says_so_and_no_other_answers(
    client: Client, kab: Kabupaten, django_assert_max_num_queries: Any, rentang: str, kata: str
) -> None:
    belum_tercatat(rentang=rentang)
    with django_assert_max_num_queries(4):
        halaman = cari(client, "dinas kesehatan sunyi utara")
    teks = halaman.teks
    assert "“dinas kesehatan” tidak tercatat dalam edisi Kabupaten Sunyi Utara" in teks
    assert kata in teks
    assert teks.index("tidak tercatat") < teks.index("Di daerah lain") < teks.index("Dinas Kesehatan, Kabupaten Contoh")
    assert "Dikoordinasikan oleh" not in teks
    assert "cocok dengan" not in teks
    assert {"/daerah/99.02/", "/daerah/99.02/rentang/"} <= set(halaman.tautan)
    assert halaman.terlarang == []


def test_a_misspelled_word_beside_an_empty_region_keeps_the_budget(
    client: Client, kab: Kabupaten, django_assert_max_num_queries: Any
) -> None:
    belum_tercatat()
    with django_assert_max_num_queries(4):
        assert "tidak tercatat dalam edisi Kabupaten Sunyi Utara" in cari(client, "kesehtan sunyi utara").teks


def test_a_region_of_another_kind_is_not_meant(client: Client, kab: Kabupaten) -> None:
    teks = cari(client, "kota contoh kesehatan").teks
    assert "Kota Contoh tidak tercatat di Rentang" in teks
    assert "Dikoordinasikan oleh" not in teks
    assert "Di daerah lain" in teks
    assert "Dikoordinasikan oleh" in cari(client, "kabupaten contoh kesehatan").teks


def test_words_in_no_name_are_told_above_the_near_hits(client: Client, kab: Kabupaten) -> None:
    teks = cari(client, "kesehatan surabaya").teks
    assert teks.index("“surabaya” tidak dikenal") < teks.index("Dinas Kesehatan")
    assert "Tidak ada yang cocok dengan semua kata; yang terdekat: 1 perangkat daerah mirip" in teks
    assert "tidak dikenal" not in cari(client, "kecamatan martapura").teks


def test_two_named_regions_answer_together(client: Client, kab: Kabupaten) -> None:
    pabrik.kabupaten("99.03", "Kabupaten Ramai")
    belum_tercatat()
    teks = cari(client, "kesehatan contoh ramai").teks
    assert "2 perangkat daerah cocok dengan" in teks
    assert "tidak tercatat" not in teks
    teks = cari(client, "kesehatan contoh sunyi utara").teks
    assert "“kesehatan” tidak tercatat di Kabupaten Sunyi Utara" in teks
    assert "Dikoordinasikan oleh" in teks


def test_a_class_that_a_region_does_not_have_is_named(client: Client, kab: Kabupaten) -> None:
    belum_tercatat()
    teks = cari(client, "camat sunyi utara").teks
    assert "“Kecamatan” tidak tercatat dalam edisi Kabupaten Sunyi Utara" in teks
    assert "Tidak ada perangkat daerah bernama" not in teks


def test_a_search_kept_to_one_region_tells_nothing_of_another(client: Client, kab: Kabupaten) -> None:
    belum_tercatat()
    teks = cari(client, "kesehatan contoh", daerah="99.02").teks
    assert "tidak tercatat" not in teks
    assert "Kabupaten Contoh disebut, tetapi pencarian ini hanya di daerah lain." in teks


def test_no_answer_of_another_edition_is_shown(client: Client, kab: Kabupaten) -> None:
    teks = cari(client, "kesehatan", pada="2015-01-01").teks
    assert "Belum diketahui pada 1 Januari 2015: belum ada edisi pada tanggal itu" in teks
    assert "Dikoordinasikan oleh" not in teks
    kosong = buat_rancangan(
        daerah=kab.daerah, oleh=None, peraturan=pabrik.peraturan(kab.daerah, "7", 2021), berlaku_mulai=date(2021, 1, 2)
    )
    belum: Any = dict.fromkeys(("struktur", "rentang", "ketentuan"), "belum_dimuat")
    terbitkan(edisi=ubah_rancangan(edisi=kosong, oleh=None, **belum), oleh=None)
    teks = cari(client, "kesehatan", pada="2022-01-01").teks
    assert "Belum diketahui pada 1 Januari 2022: isi edisi itu belum dicatat" in teks
    assert "Dikoordinasikan oleh" not in teks
    assert "Dikoordinasikan oleh" in cari(client, "kesehatan", pada="2020-06-01").teks


def test_a_body_that_does_not_stand_has_no_answer(client: Client, kab: Kabupaten) -> None:
    lagi = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2023),
        berlaku_mulai=date(2023, 1, 2),
    )
    terapkan(edisi=lagi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)
    terbitkan(edisi=lagi, oleh=None)
    teks = cari(client, "puskesmas contoh", pada="2024-01-01").teks
    assert "Sudah tidak ada pada 1 Januari 2024 nama menurut edisi sejak 2 Januari 2020" in teks
    assert "melalui" not in teks


def test_a_chosen_region_or_date_searches_anew_and_today_is_not_pinned(client: Client, kab: Kabupaten) -> None:
    isi = client.get("/").content.decode()
    assert "change from:#daerah, change from:#pada" in isi
    assert '<input type="date" id="pada" name="pada">' in isi
    assert "registry/rentang.js" in isi
    bertanggal = client.get("/?pada=2021-06-01").content.decode()
    assert '<input type="date" id="pada" name="pada" value="2021-06-01">' in bertanggal
    langsung = client.get("/cari/?q=kesehatan&daerah=&pada=", headers={"HX-Request": "true"})
    assert all("pada=" not in satu for satu in baca(langsung).tautan)


def test_a_date_to_come_is_told_by_what_is_recorded_today(client: Client, kab: Kabupaten) -> None:
    kata = "menurut yang tercatat sampai hari ini"
    assert kata in cari(client, "kesehatan", pada="2999-01-01").teks
    assert kata not in cari(client, "kesehatan", pada="2021-01-01").teks
    assert kata in baca(client.get("/daerah/99.01/?pada=2999-01-01")).teks
