"""Lists of a regulation as text: what is shown can be typed, and what is typed is what was shown."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from relations.butir import JENIS_RINCIAN, periksa_butir, periksa_rincian
from relations.forms import ButirField, RincianField, baca_butir, baca_rincian, tulis_butir, tulis_rincian

label = st.sampled_from(["", "a", "b", "aa", "1", "12", "(1)", "(a)"])
kata = st.text(st.characters(categories=["L", "N"], max_codepoint=0x24F), min_size=2, max_size=8)
teks = st.lists(kata, min_size=1, max_size=5).map(" ".join)
butir = st.one_of(
    st.fixed_dictionaries({"label": label, "teks": teks}),
    st.fixed_dictionaries({"label": label, "teks": teks, "tertulis": teks}),
)
rincian = st.fixed_dictionaries(
    {
        "jenis": st.sampled_from(JENIS_RINCIAN),
        "rujukan": st.sampled_from(["Pasal 7", "Pasal 7 ayat (2)", "Lampiran II angka 3"]),
        "terbuka": st.booleans(),
        "butir": st.lists(butir, min_size=1, max_size=4),
    }
)


@given(st.lists(butir, max_size=6))
def test_butir_survive_being_shown_and_typed(semua: list[dict[str, str]]) -> None:
    assert baca_butir(tulis_butir(semua)) == semua
    periksa_butir(semua)


@given(st.lists(rincian, max_size=4))
def test_rincian_survive_being_shown_and_typed(semua: list[dict[str, Any]]) -> None:
    assert baca_rincian(tulis_rincian(semua)) == semua
    assert baca_rincian(tulis_rincian(semua).replace("\n", "\r\n")) == semua
    periksa_rincian(semua)


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_valid_butir(ketikan: str) -> None:
    periksa_butir(baca_butir(ketikan))


@given(st.text(max_size=200))
def test_whatever_is_typed_becomes_valid_rincian_or_a_sentence(ketikan: str) -> None:
    with contextlib.suppress(ValidationError):
        periksa_rincian(baca_rincian(ketikan))


def test_a_line_is_read_as_people_write_it() -> None:
    assert baca_butir("a) satu\n2. dua\n- tiga\n\n  empat  \n(5) lima [tertulis: liam]") == [
        {"label": "a", "teks": "satu"},
        {"label": "2", "teks": "dua"},
        {"label": "", "teks": "tiga"},
        {"label": "", "teks": "empat"},
        {"label": "(5)", "teks": "lima", "tertulis": "liam"},
    ]


def test_a_heading_that_is_none_is_explained_with_an_example() -> None:
    with pytest.raises(ValidationError, match=r"kegiatan · Pasal 7 ayat \(2\) · antara lain"):
        baca_rincian("kegiatan Pasal 7\na. perencanaan")
    with pytest.raises(ValidationError):
        baca_rincian("kegiatan · Pasal entah · lengkap\na. perencanaan")


def test_fields_see_a_change_only_where_there_is_one() -> None:
    awal = [{"label": "a", "teks": "satu"}]
    assert not ButirField(required=False).has_changed(awal, "a. satu\r\n")
    assert ButirField(required=False).has_changed(awal, "a. dua")
    assert ButirField(required=False).clean("") == []
    with pytest.raises(ValidationError):
        ButirField().clean(" ")
    assert RincianField(required=False).clean("") == []
