"""What counts as the same word, and how alike two words are. No database."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.pencarian.jarak import JAUH, jarak, toleransi, trigram
from registry.pencarian.normalisasi import EJAAN, MAKS_PANJANG_KATA, SAMBUNG, SERANGKAI, inisial, isi, pecah, urai
from registry.pencarian.setara import KELAS, SETARA


@pytest.mark.parametrize(
    ("satu", "dua"),
    [
        ("Kawasan Permukiman", "kawasan PEMUKIMAN"),
        ("Perlindungan Anak", "pelindungan anak"),
        ("Olah Raga", "olahraga"),
        ("Kerja Sama", "Kerjasama"),
        ("Kesbangpol & Linmas", "kesbangpol dan linmas"),
        ("B.P.B.D.", "bpbd"),
        ("b p b d", "BPBD"),
        ("Satpol-PP", "satpol pp"),
        ("Sat Pol PP", "Satpol PP"),
        ("Asisten II", "asisten 2"),
        ("Kab. Banjar", "kabupaten banjar"),
        ("Desa/Kelurahan", "desa, kelurahan"),
        ("Tanaman Pangan dan Holtikultura", "tanaman pangan & hortikultura"),
        ("Jum'at", "jumat"),
        ("Café", "cafe"),
        ("DINAS", "dinas"),
    ],
)
def test_two_spellings_are_one(satu: str, dua: str) -> None:
    assert pecah(satu) == pecah(dua)


def test_a_name_is_never_cut_at_a_joining_word() -> None:
    assert pecah("Dinas Kependudukan dan Pencatatan Sipil") == ["dinas", "kependudukan", "pencatatan", "sipil"]


def test_a_word_keeps_what_was_typed() -> None:
    assert [(satu.kata, satu.asli) for satu in urai("Kec. Sungai  X")] == [
        ("kec", "Kec"),
        ("sungai", "Sungai"),
        ("10", "X"),
    ]


def test_the_words_that_tell_names_apart_leave_out_the_sort_of_unit() -> None:
    assert isi(pecah("Dinas Kesehatan Daerah")) == ["kesehatan"]
    assert isi(pecah("Dinas Daerah")) == ["dinas", "daerah"]


def test_initials_are_taken_as_offices_take_them() -> None:
    assert inisial(pecah("Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu")) == "dpmptsp"
    assert inisial(pecah("Bagian Administrasi Pembangunan")) == ""


@settings(max_examples=300)
@given(st.text(max_size=300))
def test_any_text_can_be_read(teks: str) -> None:
    for kata in pecah(teks):
        assert kata.isascii()
        assert kata.isalnum()
        assert kata == kata.lower()
        assert 0 < len(kata) <= MAKS_PANJANG_KATA


@settings(max_examples=300)
@given(st.text(max_size=80))
def test_normal_words_are_their_own_normal_form(teks: str) -> None:
    kata = pecah(teks)
    if not any(len(satu) == 1 for satu in kata) and not any(dua in SERANGKAI for dua in zip(kata, kata[1:])):  # noqa: B905, RUF007
        assert pecah(" ".join(kata)) == kata


def _jarak_polos(a: str, b: str) -> int:
    tabel = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(b) + 1)] for i in range(len(a) + 1)]
    for i in range(1, len(a) + 1):
        for j in range(1, len(b) + 1):
            beda = a[i - 1] != b[j - 1]
            tabel[i][j] = min(tabel[i - 1][j] + 1, tabel[i][j - 1] + 1, tabel[i - 1][j - 1] + beda)
            if i > 1 and j > 1 and a[i - 1] == b[j - 2] and a[i - 2] == b[j - 1]:
                tabel[i][j] = min(tabel[i][j], tabel[i - 2][j - 2] + 1)
    return tabel[-1][-1]


@settings(max_examples=500)
@given(st.text("abc", max_size=9), st.text("abc", max_size=9), st.integers(0, 3))
def test_the_banded_distance_is_the_plain_one_up_to_its_limit(a: str, b: str, maks: int) -> None:
    polos = _jarak_polos(a, b)
    assert jarak(a, b, maks) == (polos if polos <= maks else JAUH)


@pytest.mark.parametrize(
    ("ketikan", "kata", "nilai"),
    [
        ("kesehtan", "kesehatan", 1),
        ("kesehatna", "kesehatan", 1),
        ("dians", "dinas", 1),
        ("pesawran", "pesawaran", 1),
        ("kesihatann", "kesehatan", 2),
        ("bappeda", "pertanian", JAUH),
    ],
)
def test_the_distance_of_common_slips(ketikan: str, kata: str, nilai: int) -> None:
    assert jarak(ketikan, kata, toleransi(ketikan)) == nilai


def test_short_words_and_numbers_must_be_right() -> None:
    assert [toleransi(kata) for kata in ("pu", "bkd", "dinas", "kesehatan", "2022")] == [0, 0, 1, 2, 0]


def test_a_trigram_knows_the_ends_of_a_word() -> None:
    assert trigram("pu") == {" pu", "pu "}


def test_the_tables_of_words_are_in_normal_form() -> None:
    """Else an entry could never match."""
    assert {nilai for nilai in EJAAN.values() if pecah(nilai) != [nilai]} == set()
    assert {nilai for nilai in SERANGKAI.values() if pecah(nilai) != [nilai]} == set()
    assert {kata for kata in KELAS if pecah(kata) != [kata]} == set()
    assert [setara for setara in SETARA if not setara.dari or not setara.ke] == []
    assert [setara for setara in SETARA if set(setara.dari) & SAMBUNG] == []


def test_no_general_abbreviation_is_entered_twice() -> None:
    pasangan = [(setara.dari, setara.ke) for setara in SETARA]
    assert len(pasangan) == len(set(pasangan))
