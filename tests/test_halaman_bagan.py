"""The page of the chart and the drawing alone, over HTTP."""

from __future__ import annotations

import re
import zlib
from datetime import date
from typing import Any

import pytest
from django.test import Client

from coordination.halaman.bagan import baca_tampilan
from registry import waktu
from registry.services import buat_rancangan, terapkan, terbitkan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

ASISTEN_1 = "Asisten Pemerintahan dan Kesejahteraan Rakyat"
FORMAT = ("bagan.svg", "bagan.pdf", "bagan.pdf?kertas=a4", "bagan.png")


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def buka(client: Client, sisa: str = "") -> Halaman:
    jawaban = client.get(f"/daerah/99.01/bagan/{sisa}")
    assert jawaban.status_code == 200
    return baca(jawaban)


def isi(client: Client, sisa: str = "") -> str:
    return str(client.get(f"/daerah/99.01/bagan/{sisa}").content.decode())


def kosong(**ruas: str) -> Kabupaten:
    """A region whose only edition holds nothing, or nothing but what is said of it."""
    kab = pabrik.kabupaten(terbit=False, bagan={}, rentang={})
    kab.edisi.struktur, kab.edisi.rentang = "belum_dimuat", "belum_dimuat"
    kab.edisi.struktur_keterangan = "Naskahnya belum dibaca."
    for nama, nilai in ruas.items():
        setattr(kab.edisi, nama, nilai)
    kab.edisi.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


# --- the page ---------------------------------------------------------------------------------------


def test_the_drawing_comes_first_and_the_list_after_it(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client)
    assert halaman.terlarang == []
    assert halaman.h1 == ["Bagan Kabupaten Contoh"]
    teks = isi(client)
    assert teks.index('<svg xmlns="http://www.w3.org/2000/svg" class="bagan-svg"') < teks.index(
        "Isi bagan sebagai daftar"
    )
    assert len(halaman.id) == len(set(halaman.id))


def test_the_drawing_is_silent_because_the_list_says_the_same(client: Client, kab: Kabupaten) -> None:
    teks = isi(client)
    svg = teks[teks.index("<svg xmlns") : teks.index("</svg>", teks.index("bagan-svg"))]
    assert 'aria-hidden="true"' in svg.split(">")[0]
    tautan = re.findall(r"<a [^>]*>", svg)
    assert len(tautan) == len(BAGAN) - 2  # Puskesmas and Kecamatan Satu are counted in the box above them
    assert all('tabindex="-1"' in satu for satu in tautan)
    assert "Isi yang sama ada dalam daftar di bawahnya" in teks


def test_every_box_leads_to_its_unit_and_keeps_the_date(client: Client, kab: Kabupaten) -> None:
    for sisa, akhir in (("", ""), ("?pada=2023-05-01", "?pada=2023-05-01")):
        tautan = re.findall(r'<a tabindex="-1" href="([^"]+)"', isi(client, sisa))
        assert f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/{akhir}" in tautan
        assert all(satu.endswith(f"/{akhir}") for satu in tautan)


def test_the_list_holds_every_unit_once_under_its_koordinator(client: Client, kab: Kabupaten) -> None:
    teks = isi(client)
    daftar = teks[teks.index('class="pohon') :]
    for kunci, badan in kab.badan.items():
        assert daftar.count(f'href="/perangkat-daerah/{badan.uuid}/"') == 1, kunci
    halaman = buka(client).teks
    assert f"{ASISTEN_1} asisten Mengoordinasikan 2 unit, Pasal 5 ayat (1) a. Dinas Kesehatan dinas" in halaman
    assert "b. Kecamatan kelompok Kecamatan Satu kecamatan Di bawahnya 1 unit Bagian Hukum bagian" in halaman


def test_what_is_not_drawn_with_a_box_is_counted_in_one(client: Client, kab: Kabupaten) -> None:
    teks = buka(client).teks
    assert "dan 1 unit di bawahnya" in teks
    assert "kelompok: 1 anggota tercatat" in teks


def test_the_page_says_how_much_of_the_tree_is_known(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.struktur, kab.edisi.struktur_keterangan = "sebagian", "Bagian tidak didaftar."
    kab.edisi.rentang, kab.edisi.rentang_keterangan = "belum_terbaca", "Bagannya berupa gambar."
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client).teks
    assert "Susunan: sebagian Bagian tidak didaftar." in teks
    assert "Jalur koordinasi: belum terbaca Bagannya berupa gambar." in teks
    assert teks.count("Rentangnya belum terbaca") == 3


def test_a_unit_that_nobody_coordinates_says_so(client: Client) -> None:
    pabrik.kabupaten(rentang={"dinkes": ("asisten-1", "a")})
    teks = buka(client).teks
    assert "Dinas Pendidikan dinas koordinatornya tidak disebut" in teks
    assert "Tidak disebut dalam rentang mana pun" in teks


def test_an_edition_without_content_is_no_empty_drawing(client: Client) -> None:
    kosong()
    teks = buka(client).teks
    assert "Bagan ini belum dapat digambar Naskahnya belum dibaca." in teks
    assert "<svg xmlns" not in isi(client)


def test_before_the_first_edition_the_page_leads_to_it(client: Client, kab: Kabupaten) -> None:
    assert "Belum ada edisi pada 31 Desember 1999" in buka(client, "?pada=1999-12-31").teks


def test_names_that_look_like_markup_stay_words(client: Client) -> None:
    jahat = '</text></svg><script>alert("x")</script>&amp;'
    pabrik.kabupaten(bagan={**BAGAN, "jahat": (jahat, "dinas", "bupati")})
    halaman = buka(client)
    assert halaman.terlarang == []
    assert "<script>alert" not in isi(client)
    svg = client.get("/daerah/99.01/bagan.svg").content.decode()
    assert "<script" not in svg


# --- size and folding -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("diminta", "zum", "lipat"),
    [
        ("", 100, ()),
        ("zum=150", 150, ()),
        ("zum=170", 150, ()),
        ("zum=999999999999", 300, ()),
        ("zum=abc", 100, ()),
        ("zum=-5", 100, ()),
        ("zum=٣٠٠", 100, ()),
        ("zum=", 100, ()),
        ("lipat=1", 100, (1,)),
        ("lipat=2,1,2", 100, (1, 2)),
        ("lipat=1&lipat=3", 100, (1, 3)),
        ("lipat=-1,9999", 100, ()),
        ("lipat=0", 100, ()),
        ("lipat=x,,;", 100, ()),
        ("zum=200&lipat=3", 200, (3,)),
    ],
)
def test_whatever_the_address_asks_for_the_page_stays_sane(
    client: Client, kab: Kabupaten, diminta: str, zum: int, lipat: tuple[int, ...]
) -> None:
    teks = isi(client, f"?{diminta}")
    assert f"bagan-bingkai zum-{zum}" in teks
    assert teks.count('data-tanda="lipat"') == len(lipat)


def test_the_buttons_are_links_that_keep_what_else_was_asked(client: Client, kab: Kabupaten) -> None:
    tautan = buka(client, "?pada=2023-05-01&zum=150&lipat=2").tautan
    assert "?pada=2023-05-01&zum=200&lipat=2#bagan" in tautan
    assert "?pada=2023-05-01&lipat=2#bagan" in tautan
    assert "?pada=2023-05-01&zum=150#bagan" in tautan  # unfolds the second
    assert "?pada=2023-05-01&zum=150&lipat=1,2#bagan" in tautan
    assert "?zum=300#bagan" in buka(client, "?zum=300").tautan  # the largest leads to itself


def test_a_folded_column_is_folded_in_the_drawing_and_open_in_the_list(client: Client, kab: Kabupaten) -> None:
    teks = isi(client, "?lipat=1")
    gambar, daftar = teks[: teks.index("</svg>", teks.index("bagan-svg"))], teks[teks.index('class="pohon') :]
    dinkes = str(kab.badan["dinkes"].uuid)
    assert dinkes not in gambar
    assert dinkes in daftar
    assert "Buka Asisten Pemerintahan" in buka(client, "?lipat=1").teks


def test_the_next_sizes_stop_at_the_ends() -> None:
    class Data(dict[str, str]):
        def getlist(self, nama: str) -> list[str]:
            return [self[nama]] if nama in self else []

    data: Any = Data(zum="300")
    assert "zum=300" in baca_tampilan(data, 3, None).lebih_besar
    data = Data()
    assert baca_tampilan(data, 3, None).lebih_kecil == "?#bagan"


# --- the drawing alone ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "jenis", "awal"),
    [
        ("bagan.svg", "image/svg+xml", b"<?xml"),
        ("bagan.pdf", "application/pdf", b"%PDF"),
        ("bagan.png", "image/png", b"\x89PNG"),
    ],
)
def test_the_drawing_can_be_fetched(client: Client, kab: Kabupaten, nama: str, jenis: str, awal: bytes) -> None:
    jawaban = client.get(f"/daerah/99.01/{nama}")
    assert jawaban.status_code == 200
    assert jawaban.headers["Content-Type"] == jenis
    assert jawaban.content.startswith(awal)
    akhiran = nama.partition(".")[2]
    assert jawaban.headers["Content-Disposition"] == f'inline; filename="bagan-99.01.{akhiran}"'
    dulu = client.get(f"/daerah/99.01/{nama}?pada=2023-05-01")
    assert f'"bagan-99.01-2023-05-01.{akhiran}"' in dulu.headers["Content-Disposition"]


@pytest.mark.parametrize("nama", FORMAT)
def test_the_same_drawing_is_sent_once(client: Client, kab: Kabupaten, nama: str) -> None:
    alamat = f"/daerah/99.01/{nama}"
    jawaban = client.get(alamat)
    assert jawaban.headers["Cache-Control"] == "no-cache"
    assert client.get(alamat).content == jawaban.content
    lagi = client.get(alamat, headers={"if-none-match": jawaban.headers["ETag"]})
    assert lagi.status_code == 304
    assert lagi.content == b""
    beda = client.get(f"{alamat}{'&' if '?' in alamat else '?'}pada=2023-05-01")
    assert beda.headers["ETag"] != jawaban.headers["ETag"]


def test_the_pdf_is_one_a3_sheet_or_several_of_a4(client: Client, kab: Kabupaten) -> None:
    def ukuran(sisa: str) -> list[str]:
        return re.findall(
            r"/MediaBox \[ ([\d. ]+) \]", client.get(f"/daerah/99.01/bagan.pdf{sisa}").content.decode("latin-1")
        )

    assert [[round(float(n)) for n in satu.split()] for satu in ukuran("")] == [[0, 0, 1191, 842]]
    a4 = ukuran("?kertas=a4")
    assert len(a4) == 4
    assert {tuple(round(float(n)) for n in satu.split()) for satu in a4} == {(0, 0, 595, 842)}
    assert ukuran("?kertas=x") == ukuran("?kertas=A5") == ukuran("")
    assert ukuran("?kertas=A4") == a4


def test_links_in_a_saved_drawing_lead_back_here(client: Client, kab: Kabupaten) -> None:
    svg = client.get("/daerah/99.01/bagan.svg?pada=2023-05-01").content.decode()
    alamat = f"http://testserver/perangkat-daerah/{kab.badan['dinkes'].uuid}/?pada=2023-05-01"
    assert f'href="{alamat}"' in svg
    assert "testserver/daerah/99.01/bagan/?pada=2023-05-01" in svg
    assert 'role="group"' in svg
    pdf = client.get("/daerah/99.01/bagan.pdf?pada=2023-05-01").content.decode("latin-1")
    assert alamat in pdf


def test_the_drawing_names_edition_and_date(client: Client, kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(waktu, "hari_ini", lambda daerah=None: date(2026, 11, 22))
    for nama in FORMAT[:3]:
        teks = client.get(f"/daerah/99.01/{nama}").content.decode("latin-1")
        assert "Edisi berlaku sejak 2 Januari 2020" in teks
        assert "keadaan per 22 November 2026" in teks


@pytest.mark.parametrize("nama", FORMAT)
def test_what_is_not_there_is_answered_in_words(client: Client, nama: str) -> None:
    kosong()
    for alamat, kata in (
        (f"/daerah/12.34/{nama}", "Daerah ini belum tercatat"),
        (f"/daerah/99.01/{nama}", "Bagan Kabupaten Contoh belum dapat digambar"),
        (f"/daerah/99.01/{nama}{'&' if '?' in nama else '?'}pada=1999-12-31", "Belum ada edisi pada 31 Desember 1999"),
    ):
        jawaban = client.get(alamat)
        assert jawaban.status_code == 404
        assert kata in baca(jawaban).teks
    assert client.get(f"/daerah/99.01/{nama}{'&' if '?' in nama else '?'}pada=besok").status_code == 400
    assert client.post(f"/daerah/99.01/{nama}").status_code == 405


def test_a_draft_is_not_drawn(client: Client, kab: Kabupaten) -> None:
    draf = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2021, 1, 2))
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Rahasia"}}, oleh=None)
    assert "Dinas Rahasia" not in isi(client)
    assert b"Dinas Rahasia" not in client.get("/daerah/99.01/bagan.svg").content


def test_150_units_fit_the_page_and_the_sheet(client: Client) -> None:
    dinas = {f"dinas-{n}": (f"Dinas Urusan Pemerintahan Nomor {n}", "dinas", "bupati") for n in range(137)}
    rentang = {**RENTANG, **{kunci: (f"asisten-{n % 3 + 1}", "z") for n, kunci in enumerate(dinas)}}
    pabrik.kabupaten(bagan={**BAGAN, **dinas}, rentang=rentang)
    halaman = buka(client)
    assert halaman.teks.count("Dinas Urusan Pemerintahan Nomor") >= 2 * 137
    pdf = client.get("/daerah/99.01/bagan.pdf").content
    assert pdf.count(b"/MediaBox") == 1
    assert zlib.crc32(pdf) == zlib.crc32(client.get("/daerah/99.01/bagan.pdf").content)


def test_the_chart_is_named_after_the_regulation_of_its_lists_not_after_one_that_only_changed_the_tree(
    client: Client, kab: Kabupaten
) -> None:
    """A Perda on the structure makes a new edition; the pasal of the spans stay those of the Perbup."""
    perda = pabrik.peraturan(kab.daerah, "9", 2024, jenis="perda", tentang="Perubahan Susunan Perangkat Daerah")
    baru = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=perda, berlaku_mulai=date(2024, 2, 1))
    terbitkan(edisi=baru, oleh=None)
    jawaban = client.get("/daerah/99.01/bagan.svg?pada=2024-03-01")
    assert jawaban.status_code == 200
    svg = " ".join(re.sub(r"<[^>]+>", " ", jawaban.content.decode()).split())
    assert "PERUBAHAN SUSUNAN" not in svg
    assert "1 Februari 2024 menurut Perda Contoh 9/2024" in svg
