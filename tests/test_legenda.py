"""The legend of a region: lines and kinds in the words of its own regulation, and what is not known of them."""

from __future__ import annotations

from typing import Any

import pytest
from django.template.loader import render_to_string
from django.test import RequestFactory

from coordination.bagan.keterangan import JenisGaris, baca
from coordination.halaman.legenda import KeadaanGaris, Legenda, garis, legenda
from registry.gambar.bentuk import Pola
from registry.models import Edisi
from relations.models import KetentuanPelaksanaan
from tests.bahan_contoh import PERATURAN, SEMUA_JENIS, ketentuan
from tests.halaman import Halaman, ketat


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def ketentuan_garis(judul: str, isi: str = "", **lain: Any) -> KetentuanPelaksanaan:
    return KetentuanPelaksanaan(
        topik=lain.pop("topik", "garis"), judul=judul, isi=isi, peraturan=PERATURAN, rujukan="Lampiran", **lain
    )


def edisi(**keadaan: str) -> Edisi:
    return Edisi(peraturan=PERATURAN, **keadaan)


def teks(satu: Legenda) -> str:
    isi = {"l": satu, "request": RequestFactory().get("/")}
    return Halaman(render_to_string("coordination/_legenda.html", isi)).teks


BANJAR = [
    ketentuan_garis("Garis utuh: komando", "Garis utuh pada bagan berarti komando.", tertulis="GARIS KOMANDO"),
    ketentuan_garis(
        "Garis titik: koordinatif",
        "Satu garis titik mewakili keempat jenis.",
        tertulis="GARIS KOORDINATIF (HUBUNGAN KONSULTATIF, KOLEGIAL",
        catatan="Kurung tutup tidak tercetak.",
    ),
]
PESAWARAN = [
    ketentuan_garis(f"Garis {nama}", isi, tertulis=f"Garis {nama.title()}", catatan="Bentuk garisnya tidak terbaca.")
    for nama, isi in (
        ("lini", "Garis yang menunjukkan hubungan komando."),
        ("koordinasi", "Garis yang menunjukkan hubungan koordinasi."),
        ("pertanggungjawaban", "Kepada siapa suatu unit bertanggung jawab."),
    )
]


def test_a_line_has_the_name_and_the_shape_that_the_regulation_gives_it() -> None:
    komando, koordinatif = garis(BANJAR)
    assert (komando.nama, komando.jenis, komando.pola) == ("Garis komando", JenisGaris.KOMANDO, Pola.UTUH)
    assert koordinatif.nama == "Garis koordinatif (hubungan konsultatif, kolegial)"
    assert (koordinatif.jenis, koordinatif.pola) == (JenisGaris.KOORDINASI, Pola.TITIK)


def test_what_was_printed_is_shown_where_more_than_capitals_differ() -> None:
    komando, koordinatif = garis(BANJAR)
    assert komando.tertulis == ""
    assert koordinatif.tertulis == "GARIS KOORDINATIF (HUBUNGAN KONSULTATIF, KOLEGIAL"
    tampil = teks(legenda(edisi(), [], BANJAR))
    assert "Tertulis GARIS KOORDINATIF (HUBUNGAN KONSULTATIF, KOLEGIAL. Kurung tutup tidak tercetak." in tampil
    assert "GARIS KOMANDO" not in tampil


def test_three_lines_of_unknown_shape_are_three_kinds_and_say_so_once() -> None:
    satu = legenda(edisi(), [], PESAWARAN)
    assert [ini.jenis for ini in satu.garis] == list(JenisGaris)
    assert [ini.pola for ini in satu.garis] == [None, None, None]
    tampil = teks(satu)
    assert tampil.count("Bentuk garisnya tidak terbaca.") == 1
    assert "bentuk garis tidak terbaca" in tampil
    assert "Garis Lini Garis yang menunjukkan hubungan komando. Lampiran Perbup" in tampil


def test_a_known_shape_beside_an_unknown_one_keeps_both_remarks() -> None:
    tampil = teks(legenda(edisi(), [], [BANJAR[0], PESAWARAN[1]]))
    assert "bentuk garis tidak terbaca" not in tampil
    assert "Bentuk garisnya tidak terbaca." in tampil


@pytest.mark.parametrize("semua", [BANJAR, PESAWARAN])
def test_the_legend_in_words_and_the_legend_of_the_chart_read_the_same_lines(semua: list[KetentuanPelaksanaan]) -> None:
    bagan = baca(semua, edisi(), set(JenisGaris))
    for satu in garis(semua):
        assert satu.jenis is not None
        assert bagan.nama(satu.jenis).casefold() in satu.nama.casefold()
        assert satu.pola in (None, bagan.bentuk(satu.jenis))


@pytest.mark.parametrize(
    ("keadaan", "hasil"),
    [
        ({"ketentuan": "lengkap", "rentang": "lengkap", "struktur": "sebagian"}, KeadaanGaris.TIDAK_ADA),
        ({"ketentuan": "lengkap", "rentang": "tidak_diatur"}, KeadaanGaris.TIDAK_ADA),
        ({"ketentuan": "lengkap", "rentang": "belum_terbaca"}, KeadaanGaris.BELUM_TERBACA),
        ({"ketentuan": "belum_terbaca", "rentang": "lengkap"}, KeadaanGaris.BELUM_TERBACA),
        ({"ketentuan": "belum_dimuat", "rentang": "belum_dimuat"}, KeadaanGaris.BELUM_DIMUAT),
        ({"ketentuan": "sebagian", "rentang": "lengkap"}, KeadaanGaris.BELUM_TERCATAT),
        ({"ketentuan": "lengkap", "rentang": "sebagian"}, KeadaanGaris.BELUM_TERCATAT),
    ],
)
def test_unknown_is_not_none(keadaan: dict[str, str], hasil: KeadaanGaris) -> None:
    satu = legenda(edisi(**keadaan), [], [])
    assert satu.keadaan_garis == hasil
    kata = {
        KeadaanGaris.TIDAK_ADA: "Perbup Contoh 1/2020 tidak memuat keterangan garis bagan",
        KeadaanGaris.BELUM_TERBACA: "belum terbaca Bagannya belum terbaca",
        KeadaanGaris.BELUM_DIMUAT: "isi belum dicatat Isi peraturan",
        KeadaanGaris.BELUM_TERCATAT: "belum tercatat Baru sebagian",
    }
    tampil = teks(satu)
    assert [ini for ini, kalimat in kata.items() if kalimat in tampil] == [hasil]


def test_a_chart_that_a_provision_names_is_one_whose_legend_nobody_read() -> None:
    bagan = ketentuan_garis("Bagan jalur koordinasi", "Ada dalam Lampiran II.", topik="lainnya")
    satu = legenda(edisi(ketentuan="lengkap", rentang="lengkap"), [], [bagan])
    assert satu.keadaan_garis == KeadaanGaris.BELUM_TERBACA
    assert "memuat bagan, tetapi bagan dan keterangan garisnya belum terbaca. Bagan jalur koordinasi" in teks(satu)
    assert legenda(edisi(), [], [bagan, *BANJAR]).bagan == []


def test_kinds_stand_by_subject_with_letter_pasal_and_the_regulations_own_spelling() -> None:
    staf_ahli = ketentuan("staf_ahli", "konsultatif", "kolegial")
    staf_ahli[1].tertulis = "kolegal"
    perangkat = ketentuan("perangkat_daerah", *SEMUA_JENIS)
    satu = legenda(edisi(), [*staf_ahli, *perangkat], [])
    assert [ini.nama for ini in satu.subjek] == ["antarperangkat daerah", "Staf Ahli"]
    assert [ini.jenis for ini in satu.subjek[0].jenis] == list(SEMUA_JENIS)
    assert satu.subjek[0].tanpa == ()
    assert satu.subjek[1].tanpa == ("fungsional", "struktural", "koordinatif")
    tampil = teks(satu)
    assert "Kl kolegial tertulis kolegal Pasal 6 staf_ahli kolegial Perbup Contoh 1/2020" in tampil
    assert tampil.count("tertulis") == 1
    assert "sebagai jenis hubungan kerja: fungsional, struktural, koordinatif." in tampil


def test_without_kinds_the_legend_says_how_much_is_known() -> None:
    tampil = teks(legenda(edisi(ketentuan="belum_terbaca", ketentuan_keterangan="Lampirannya rusak."), [], []))
    assert "belum terbaca Lampirannya rusak." in tampil
