"""Pinpoints: what is read, what is written, what is refused, how they are ordered."""

from __future__ import annotations

import copy
import json
import pickle
import random
import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.fields import RujukanField
from registry.rujukan import (
    PANJANG_MAKS,
    Anggota,
    DaftarRujukan,
    Potongan,
    Rujukan,
    RujukanSalah,
    kanonik,
)

GOLDEN = Path(__file__).parents[1].parent / "shared" / "golden.json"

# --- What the sources and staff write ----------------------------------------------------------------

KANONIK = [
    "Pasal 35",
    "Pasal 15 ayat (2) huruf c",
    "Pasal 2 angka 1 huruf a",
    "Pasal 3 ayat (1) huruf a angka 2 huruf b",
    "Pasal 5A ayat (1a) huruf aa angka 3a",
    "Pasal 4 ayat (1) huruf a1",
    "Pasal I angka 2",
    "Pasal II",
    "Mengingat angka 3",
    "Menimbang huruf a",
    "Memperhatikan angka 1",
    "Diktum KEDUA huruf a",
    "Diktum KEDUA PULUH SATU",
    "BAB III",
    "BAB IXA",
    "BAB III Bagian Kedua Paragraf 1",
    "Lampiran",
    "Lampiran II angka 3",
    "Lampiran huruf A angka 1 huruf b",
    "Lampiran II BAB I huruf B",
    "Penjelasan",
    "Penjelasan Umum angka 2",
    "Penjelasan Pasal 126",
    "Penjelasan Pasal 5 ayat (1)",
]


@pytest.mark.parametrize("teks", KANONIK)
def test_bentuk_kanonik_tidak_berubah(teks: str) -> None:
    rujukan = Rujukan.parse(teks)
    assert str(rujukan) == teks
    assert Rujukan(rujukan.potongan) == rujukan


@pytest.mark.parametrize(
    ("ketikan", "kanonis"),
    [
        ("  pasal  15   ayat (2)\thuruf c ", "Pasal 15 ayat (2) huruf c"),
        ("PASAL 15 AYAT (2) HURUF C", "Pasal 15 ayat (2) huruf c"),
        ("psl. 15 ayat 2 hrf c", "Pasal 15 ayat (2) huruf c"),
        ("ps.15 ayat(2) huruf (c)", "Pasal 15 ayat (2) huruf c"),
        ("Pasal 15 ayat ( 2 ) huruf c.", "Pasal 15 ayat (2) huruf c"),
        ("Pasal 15(2)c", "Pasal 15 ayat (2) huruf c"),
        ("Pasal 15 (2) (c)", "Pasal 15 ayat (2) huruf c"),
        ("Pasal 15 ayat (2) c", "Pasal 15 ayat (2) huruf c"),
        ("Pasal\u00a015 ayat\u200b (２)", "Pasal 15 ayat (2)"),
        ("Pasal 005", "Pasal 5"),
        ("pasal 5a", "Pasal 5A"),
        ("Pasal 5 ayat (1 A)", "Pasal 5 ayat (1a)"),
        ("Pasal 3 ayat (1) huruf a angka 1) huruf c)", "Pasal 3 ayat (1) huruf a angka 1 huruf c"),
        ("pasal i angka 2", "Pasal I angka 2"),
        ("Lamp. II", "Lampiran II"),
        ("lampiran 2 butir 3", "Lampiran II angka 3"),
        ("Lampiran nomor 3", "Lampiran angka 3"),
        ("bab 3 bagian kedua", "BAB III Bagian Kedua"),
        ("Bab IX bagian 12", "BAB IX Bagian Kedua Belas"),
        ("Bab I bagian pertama", "BAB I Bagian Kesatu"),
        ("diktum kesebelas", "Diktum KESEBELAS"),
        ("Mengingat 3", "Mengingat angka 3"),
        ("menimbang c", "Menimbang huruf c"),
        ("penjelasan UMUM", "Penjelasan Umum"),
        ("Penj. Ps. 126", "Penjelasan Pasal 126"),
    ],
)
def test_ketikan_staf_dibaca_menjadi_bentuk_kanonik(ketikan: str, kanonis: str) -> None:
    assert str(Rujukan.parse(ketikan)) == kanonis
    assert kanonik(ketikan) == kanonis


@pytest.mark.parametrize(
    ("ketikan", "kanonis"),
    [
        ("Pasal 8 sampai dengan Pasal 12", "Pasal 8 sampai dengan Pasal 12"),
        ("Pasal 8-12", "Pasal 8 sampai dengan Pasal 12"),
        ("Pasal 10–13", "Pasal 10 sampai dengan Pasal 13"),
        ("pasal 8 s/d pasal 12", "Pasal 8 sampai dengan Pasal 12"),
        ("Pasal 8 s.d. 12", "Pasal 8 sampai dengan Pasal 12"),
        ("Pasal 8 sd Pasal 12", "Pasal 8 sampai dengan Pasal 12"),
        ("Pasal 8 hingga 12", "Pasal 8 sampai dengan Pasal 12"),
        ("Mengingat angka 8-11", "Mengingat angka 8 sampai dengan angka 11"),
        ("Pasal 9 huruf a)–c)", "Pasal 9 huruf a sampai dengan huruf c"),
        ("Pasal 5 ayat (2) s.d. Pasal 7 ayat (1)", "Pasal 5 ayat (2) sampai dengan Pasal 7 ayat (1)"),
        ("Pasal 15 ayat (6) dan ayat (7)", "Pasal 15 ayat (6) dan ayat (7)"),
        ("Pasal 15 ayat (6) dan (7)", "Pasal 15 ayat (6) dan ayat (7)"),
        ("Pasal 15 ayat 6 dan 7", "Pasal 15 ayat (6) dan ayat (7)"),
        ("Pasal 13 ayat (3)/(5)", "Pasal 13 ayat (3) dan ayat (5)"),
        ("Menimbang huruf a dan b", "Menimbang huruf a dan huruf b"),
        ("Menimbang huruf a, b, dan c", "Menimbang huruf a, huruf b, dan huruf c"),
        ("Pasal 9 & 10; 12", "Pasal 9, Pasal 10, dan Pasal 12"),
        ("Pasal I dan III", "Pasal I dan Pasal III"),
        ("Lampiran I dan II", "Lampiran I dan Lampiran II"),
        ("Diktum KESATU dan KEDUA", "Diktum KESATU dan Diktum KEDUA"),
        ("Pasal 13 ayat (2) dan Lampiran", "Pasal 13 ayat (2) dan Lampiran"),
        ("Pasal 3 ayat (2) jo. Lampiran nomor 3", "Pasal 3 ayat (2) dan Lampiran angka 3"),
        ("Pasal 2 angka 1 huruf a dan angka 2 huruf b", "Pasal 2 angka 1 huruf a dan angka 2 huruf b"),
        ("Pasal 15 ayat (2) huruf a dan (3) huruf b", "Pasal 15 ayat (2) huruf a dan ayat (3) huruf b"),
        ("Penjelasan Pasal 5 dan Pasal 6", "Penjelasan Pasal 5 dan Pasal 6"),
        ("Pasal 4 dan Pasal 10 s.d. Pasal 13", "Pasal 4 dan Pasal 10 sampai dengan Pasal 13"),
        ("Pasal 16, Pasal 4, Pasal 16", "Pasal 4 dan Pasal 16"),
    ],
)
def test_rentetan_dan_daftar_dibaca_dan_diurutkan(ketikan: str, kanonis: str) -> None:
    daftar = DaftarRujukan.parse(ketikan)
    assert str(daftar) == kanonis
    assert DaftarRujukan.parse(kanonis) == daftar
    assert daftar.tunggal is None


@pytest.mark.parametrize(
    ("ketikan", "sebab"),
    [
        ("", "kosong"),
        ("   ", "kosong"),
        ("\u200b", "kosong"),
        ("Pasal", "belum diberi nomor"),
        ("Pasal ayat (2)", "belum diberi nomor"),
        ("Pasal 15 huruf", "belum diberi nomor"),
        ("ayat (2)", "harus didahului Pasal"),
        ("ayat (2) Pasal 15", "harus didahului Pasal"),
        ("huruf a", "harus didahului"),
        ("Bagian Kesatu", "harus didahului BAB"),
        ("15", "harus didahului"),
        ("Pasal 15 ayat (2) ayat (3)", "tertulis dua kali"),
        ("Pasal 15 Pasal 16", "tertulis dua kali"),
        ("Pasal 5 huruf a huruf b", "tidak dapat berada langsung di dalam"),
        ("Pasal 5 huruf a ayat (1)", "tidak dapat berada langsung di dalam"),
        ("BAB III Pasal 10", "paling depan"),
        ("BAB III huruf a", "tidak dapat berada langsung di dalam"),
        ("Pasal 5 huruf a angka 1 huruf a angka 1 huruf a", "tingkat"),
        ("Pasal 0", "bukan nomor"),
        ("Pasal 15 ayat (0)", "bukan nomor"),
        ("Pasal 12345", "bukan nomor"),
        ("Pasal L", "bukan nomor"),
        ("Pasal satu", "bukan nomor"),
        ("BAB IIII", "bukan nomor"),
        ("Pasal 5 huruf di", "bukan nomor"),
        ("Pasal 15 ayat (2) tentang koordinasi", "bukan bagian dari rujukan"),
        ("Lampiran I legenda", "bukan bagian dari rujukan"),
        ("TIDAK ADA pasal pelaksana", "bukan bagian dari rujukan"),
        ("Pasal 15 @ayat", "bukan bagian dari rujukan"),
        ("bagİan 2", "bukan bagian dari rujukan"),
        ("Pasal 15 c", "tidak jelas artinya"),
        ("Pasal 3 (l)", "tidak jelas artinya"),
        ("Pasal 15 ayat (1) dan 10", "tidak jelas artinya"),
        ("Pasal 5 dan i", "tidak jelas artinya"),
        ("Menimbang dan a", "tidak jelas artinya"),
        ("Lampiran dan I", "tidak jelas artinya"),
        ("Penjelasan dan umum", "tidak jelas artinya"),
        ("Penjelasan Umum dan x", "bukan nomor"),
        ("Pasal 5 dan ayat (2)", "tidak jelas ada di dalam apa"),
        ("Penjelasan Umum dan Pasal 6", "tidak jelas ada di dalam apa"),
        ("Lampiran II dan BAB I", "tidak jelas ada di dalam apa"),
        ("Pasal 5 dan", "kosong"),
        (", Pasal 5", "kosong"),
        ("Pasal 5,, Pasal 6", "kosong"),
        ("Pasal 13 sampai dengan Pasal 10", "harus mendahului"),
        ("Pasal 5 sampai dengan Pasal 5", "sama-sama"),
        ("Pasal 5 sampai dengan Pasal 7 ayat (2)", "tidak setingkat"),
        ("Pasal I sampai dengan Pasal 5", "tidak setingkat"),
        ("Lampiran sampai dengan Lampiran II", "tidak setingkat"),
        ("Pasal 5-6-7", "dua kali"),
        ("Pasal " + "1" * 200, f"paling panjang {PANJANG_MAKS}"),
        ("Pasal " + ",".join(map(str, range(1, 60))), f"paling panjang {PANJANG_MAKS}"),
    ],
)
def test_yang_tidak_bermakna_ditolak_dengan_satu_kalimat_dan_contoh(ketikan: str, sebab: str) -> None:
    with pytest.raises(RujukanSalah, match=sebab) as galat:
        DaftarRujukan.parse(ketikan)
    kalimat = str(galat.value)
    assert re.fullmatch("[^\n]+; tulis misalnya “[^”]+”\\.", kalimat)
    contoh = kalimat.split("misalnya “")[1].removesuffix("”.")
    assert kanonik(contoh) == contoh


def test_rujukan_tunggal_menolak_daftar_dan_rentetan() -> None:
    for teks in ("Pasal 9 dan Pasal 10", "Pasal 8-12"):
        with pytest.raises(RujukanSalah, match="lebih dari satu"):
            Rujukan.parse(teks)


# --- The parts of a place ----------------------------------------------------------------------------


def test_potongan_menyebut_jenis_dan_label_telanjang() -> None:
    assert Rujukan.parse("Pasal 15 ayat (2) huruf c").potongan == (
        ("pasal", "15"),
        ("ayat", "2"),
        ("huruf", "c"),
    )
    assert Rujukan.parse("Lampiran angka 3").potongan == (("lampiran", ""), ("angka", "3"))


def test_induk_naik_satu_tingkat_sampai_puncak() -> None:
    rujukan: Rujukan | None = Rujukan.parse("Pasal 15 ayat (2) huruf c")
    jalur = []
    while rujukan:
        jalur.append(str(rujukan))
        rujukan = rujukan.induk
    assert jalur == ["Pasal 15 ayat (2) huruf c", "Pasal 15 ayat (2)", "Pasal 15"]


def test_tambah_turun_satu_tingkat_dan_menolak_yang_tidak_bersarang() -> None:
    ayat = Rujukan.parse("Pasal 15 ayat (2)")
    assert str(ayat.tambah("huruf", "C")) == "Pasal 15 ayat (2) huruf c"
    with pytest.raises(RujukanSalah):
        ayat.tambah("ayat", "3")
    with pytest.raises(RujukanSalah):
        ayat.tambah("paragrap", "1")
    with pytest.raises(RujukanSalah):
        Rujukan(())


def test_pasal_hanya_ada_di_batang_tubuh() -> None:
    assert Rujukan.parse("Pasal 5A ayat (1)").pasal == "5A"
    assert Rujukan.parse("Penjelasan Pasal 126").pasal is None
    assert Rujukan.parse("Lampiran II angka 3").pasal is None


def test_huruf_besar_hanya_bermakna_di_lampiran() -> None:
    assert str(Rujukan.parse("Lampiran I huruf BB")) == "Lampiran I huruf BB"
    assert str(Rujukan.parse("Pasal 5 huruf B")) == "Pasal 5 huruf b"


def test_nilainya_beku_dapat_disalin_dan_dipakai_sebagai_kunci() -> None:
    rujukan = Rujukan.parse("Pasal 15 ayat (2)")
    with pytest.raises(AttributeError):
        rujukan.potongan = ()  # type: ignore[misc]
    assert not hasattr(rujukan, "__dict__")
    assert copy.deepcopy(rujukan) == pickle.loads(pickle.dumps(rujukan)) == rujukan
    assert len({rujukan, Rujukan.parse("psl 15 ayat 2")}) == 1
    teks: Any = "Pasal 15 ayat (2)"
    assert rujukan != teks
    with pytest.raises(TypeError):
        _ = rujukan < teks


# --- Order and containment ---------------------------------------------------------------------------


def test_urutan_mengikuti_naskah_dan_nomor_sisipan() -> None:
    urut = [
        "Menimbang huruf a",
        "Mengingat angka 2",
        "Mengingat angka 10",
        "Diktum KEDUA",
        "BAB IX",
        "BAB IXA",
        "BAB X",
        "Pasal 5",
        "Pasal 5 ayat (1)",
        "Pasal 5 ayat (1) huruf a",
        "Pasal 5 ayat (1) huruf z",
        "Pasal 5 ayat (1) huruf aa",
        "Pasal 5 ayat (1) angka 1",
        "Pasal 5 ayat (1a)",
        "Pasal 5 ayat (2)",
        "Pasal 5 ayat (10)",
        "Pasal 5 huruf a",
        "Pasal 5 huruf a1",
        "Pasal 5 huruf b",
        "Pasal 5 angka 1",
        "Pasal 5A",
        "Pasal 5B",
        "Pasal 5AA",
        "Pasal 6",
        "Pasal 10",
        "Pasal I",
        "Pasal I angka 2",
        "Pasal II",
        "Pasal IX",
        "Lampiran",
        "Lampiran I",
        "Lampiran II BAB I",
        "Lampiran II huruf A",
        "Lampiran II angka 3",
        "Penjelasan",
        "Penjelasan Pasal 126",
        "Penjelasan Umum",
    ]
    acak = list(map(Rujukan.parse, urut))
    random.Random(1).shuffle(acak)
    assert list(map(str, sorted(acak))) == urut


def test_daftar_juga_terurut() -> None:
    urut = ["Pasal 5", "Pasal 5 dan Pasal 7", "Pasal 5 sampai dengan Pasal 6", "Pasal 6"]
    assert list(map(str, sorted(map(DaftarRujukan.parse, reversed(urut))))) == urut


def test_memuat_dirinya_dan_isinya_tetapi_di_bawah_hanya_isinya() -> None:
    pasal, huruf = Rujukan.parse("Pasal 15"), Rujukan.parse("Pasal 15 ayat (2) huruf c")
    assert pasal.memuat(pasal)
    assert pasal.memuat(huruf)
    assert not huruf.memuat(pasal)
    assert huruf.di_bawah(pasal)
    assert not pasal.di_bawah(pasal)
    assert not Rujukan.parse("Pasal 1").memuat(Rujukan.parse("Pasal 15"))
    assert not pasal.memuat(Rujukan.parse("Penjelasan Pasal 15"))
    assert not Rujukan.parse("BAB III").memuat(pasal)


@pytest.mark.parametrize(
    ("daftar", "di_dalam", "di_luar"),
    [
        (
            "Pasal 10 sampai dengan Pasal 13",
            ["Pasal 10", "Pasal 11 ayat (2)", "Pasal 12A", "Pasal 13 huruf a", "Pasal 10-11", "Pasal 10, 13"],
            ["Pasal 9", "Pasal 13A", "Pasal 14", "Pasal I", "Penjelasan Pasal 11", "Pasal 12-14", "Lampiran"],
        ),
        (
            "Pasal 5 ayat (2) sampai dengan Pasal 7 ayat (1)",
            ["Pasal 5 ayat (2)", "Pasal 5 ayat (3) huruf a", "Pasal 6", "Pasal 7 ayat (1) huruf b"],
            ["Pasal 5", "Pasal 5 ayat (1)", "Pasal 7", "Pasal 7 ayat (2)"],
        ),
        (
            "Pasal 9 huruf a sampai dengan huruf c",
            ["Pasal 9 huruf b angka 1"],
            ["Pasal 9", "Pasal 9 huruf d", "Pasal 9 angka 1", "Pasal 8 huruf b"],
        ),
        ("Pasal 4 dan Pasal 6", ["Pasal 6 ayat (1)", "Pasal 4, Pasal 6 huruf a"], ["Pasal 5", "Pasal 4-6"]),
    ],
)
def test_rentetan_memuat_yang_ada_di_antaranya(daftar: str, di_dalam: list[str], di_luar: list[str]) -> None:
    baca = DaftarRujukan.parse
    assert [teks for teks in di_dalam if not baca(daftar).memuat(baca(teks))] == []
    assert [teks for teks in di_luar if baca(daftar).memuat(baca(teks))] == []
    assert baca(daftar).memuat(baca(daftar))


# --- Properties --------------------------------------------------------------------------------------

# A busy machine may pause for longer than Hypothesis allows one example.
_tanpa_batas_waktu = settings(deadline=None)

_SISIPAN = st.sampled_from(["", "", "A", "B", "AA"])
_NOMOR = st.builds(lambda nomor, sisipan: f"{nomor}{sisipan}", st.integers(1, 9999), _SISIPAN)
_HURUF = st.sampled_from([*"abchijlvxz", "aa", "ab", "bb", "a1", "A", "BB"])
_ROMAWI = st.sampled_from(["I", "II", "IV", "V", "VI", "IX", "IXA", "X", "XIV", "XXXIX"])
_TINGKAT = st.integers(1, 99).map(str)
_LABEL: dict[str, st.SearchStrategy[str]] = {
    "pasal": _NOMOR | _ROMAWI,
    "ayat": _NOMOR,
    "angka": _NOMOR,
    "paragraf": _NOMOR,
    "huruf": _HURUF,
    "bab": _ROMAWI | st.sampled_from(["XL", "LXXXIXA"]),
    "bagian": _TINGKAT,
    "diktum": _TINGKAT,
    "lampiran": st.just("") | _ROMAWI,
    "penjelasan": st.sampled_from(["", "Umum"]),
}


_KATA = (
    "Pasal ayat huruf angka Lampiran BAB Bagian Penjelasan Umum Diktum KEDUA Mengingat 5 5A (2) (1a) a c "
    "I II dan , sampai dengan - s.d. / jo. belas"
)


@st.composite
def rujukan(draw: st.DrawFn) -> Rujukan:
    """A walk of random pieces; steps that the value object refuses are skipped."""
    hasil: Rujukan | None = None
    puncak = ["menimbang", "mengingat", "memperhatikan", "diktum", "bab", "pasal", "lampiran", "penjelasan"]
    langkah = [draw(st.sampled_from(puncak))]
    langkah += draw(st.lists(st.sampled_from(["pasal", "bab", "bagian", "paragraf", "ayat", "huruf", "angka"])))
    for jenis in langkah:
        potongan = Potongan(jenis, draw(_LABEL.get(jenis, st.just(""))))
        try:
            hasil = Rujukan((*(hasil.potongan if hasil else ()), potongan))
        except RujukanSalah:
            assert hasil is not None
    assert hasil is not None
    return hasil


@st.composite
def daftar_rujukan(draw: st.DrawFn) -> DaftarRujukan:
    """Up to five members; each new one mostly shares its beginning with another, as citations do."""
    anggota: list[Anggota] = []
    titik = draw(st.lists(rujukan(), min_size=1, max_size=3))
    for asal in draw(st.lists(st.sampled_from(titik), min_size=1, max_size=5)):
        saudara = asal
        jenis, label = asal.potongan[-1]
        if label:
            label_lain = draw(_LABEL[jenis])
            saudara = Rujukan((*asal.potongan[:-1], Potongan(jenis, label_lain)))
        ujung = sorted([asal, saudara])
        try:
            DaftarRujukan((Anggota(*ujung),))
        except RujukanSalah:
            ujung = [saudara, saudara]
        anggota.append(Anggota(*draw(st.sampled_from([ujung, [asal, asal], [saudara, saudara]]))))
    while True:
        try:
            return DaftarRujukan(tuple(anggota))
        except RujukanSalah:  # longer than 200 characters
            anggota.pop()


@_tanpa_batas_waktu
@given(rujukan())
def test_sifat_teks_kanonik_terbaca_kembali(satu: Rujukan) -> None:
    assert Rujukan.parse(str(satu)) == satu
    for ketikan in (str(satu).replace(" ", "  "), str(satu).replace("(", "").replace(")", "")):
        assert Rujukan.parse(ketikan) == satu
    if satu.potongan[0].jenis != "lampiran":
        assert Rujukan.parse(str(satu).upper()) == Rujukan.parse(str(satu).lower()) == satu


@_tanpa_batas_waktu
@given(daftar_rujukan())
def test_sifat_teks_kanonik_daftar_terbaca_kembali(daftar: DaftarRujukan) -> None:
    assert DaftarRujukan.parse(str(daftar)) == daftar
    assert kanonik(str(daftar)) == str(daftar)
    assert len(str(daftar)) <= PANJANG_MAKS
    assert daftar.memuat(daftar)


@_tanpa_batas_waktu
@given(rujukan(), rujukan(), rujukan())
def test_sifat_urutannya_total(a: Rujukan, b: Rujukan, c: Rujukan) -> None:
    assert (a == b) == (a.kunci_urut == b.kunci_urut) == (str(a) == str(b))
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a <= b) == (b >= a) == (not b < a)
    if a <= b <= c:
        assert a <= c
    for kecil, besar in pairwise(sorted([a, b, c])):
        assert kecil <= besar


@_tanpa_batas_waktu
@given(daftar_rujukan(), daftar_rujukan())
def test_sifat_urutan_daftar_total(a: DaftarRujukan, b: DaftarRujukan) -> None:
    assert (a < b) + (a == b) + (a > b) == 1
    assert (a == b) == (a.kunci_urut == b.kunci_urut) == (str(a) == str(b))


@_tanpa_batas_waktu
@given(rujukan())
def test_sifat_induk_memuat_dan_mendahului_anaknya(satu: Rujukan) -> None:
    if satu.induk is not None:
        assert satu.induk < satu
        assert satu.di_bawah(satu.induk)
        assert satu.induk.tambah(*satu.potongan[-1]) == satu


@_tanpa_batas_waktu
@given(
    st.text()
    | st.text("pasl ayhurfngk()0123456789IVXabc,-–/.", max_size=60)
    | st.lists(
        st.sampled_from(_KATA.split()),
        max_size=12,
    ).map(" ".join)
)
def test_sifat_teks_apa_pun_terbaca_atau_ditolak_dengan_rujukan_salah(teks: str) -> None:
    try:
        hasil = DaftarRujukan.parse(teks)
    except RujukanSalah:
        return
    assert DaftarRujukan.parse(str(hasil)) == hasil


@pytest.mark.parametrize("pola", ["x", "Pasal ", "(", " ", "\u200b", "Pasal 1, ", "1", "\ufdfa", "s.d.", "( "])
def test_sepuluh_ribu_karakter_sampah_ditolak_seketika(pola: str) -> None:
    mulai = time.process_time()
    with pytest.raises(RujukanSalah):
        DaftarRujukan.parse((pola * 10_000)[:10_000] + "!")
    with pytest.raises(RujukanSalah):
        DaftarRujukan.parse((pola * 200)[:199] + "!")
    assert time.process_time() - mulai < 0.5


# --- The five regulations ----------------------------------------------------------------------------

# Annotations of the golden file that point at a legend, not at a numbered place.
BUKAN_RUJUKAN = {"Legenda lampiran", "Lampiran I legenda"}
# `rincian` carries remarks besides its citation.
RINCIAN_TANPA_PASAL = {"TIDAK ADA pasal pelaksana"}


def _nilai(isi: Any, kunci: str) -> set[str]:
    if isinstance(isi, list):
        return {nilai for anak in isi for nilai in _nilai(anak, kunci)}
    if not isinstance(isi, dict):
        return set()
    langsung = {isi[kunci]} if isinstance(isi.get(kunci), str) else set()
    return langsung | {nilai for anak in isi.values() for nilai in _nilai(anak, kunci)}


@pytest.fixture(scope="module")
def golden() -> Any:
    if not GOLDEN.exists():
        pytest.skip("golden.json tidak ada di samping repositori ini")
    return json.loads(GOLDEN.read_text(encoding="utf-8"))


def test_setiap_sitasi_kelima_peraturan_terbaca_dan_sudah_kanonik(golden: Any) -> None:
    sitasi = _nilai(golden, "sitasi")
    assert len(sitasi) > 100
    assert sitasi >= BUKAN_RUJUKAN
    assert [teks for teks in sorted(sitasi - BUKAN_RUJUKAN) if str(Rujukan.parse(teks)) != teks] == []


def test_setiap_pasal_pelaksana_kelima_peraturan_terbaca(golden: Any) -> None:
    rincian = {teks.split(";")[0].split(" (")[0] for teks in _nilai(golden, "rincian")} - RINCIAN_TANPA_PASAL
    assert {kanonik(teks) for teks in rincian} >= {"Pasal 16", "Pasal 10 sampai dengan Pasal 13"}


# --- The model field ---------------------------------------------------------------------------------


def _ruas(**opsi: Any) -> RujukanField:
    ruas = RujukanField("rujukan", **opsi)
    ruas.set_attributes_from_name("rujukan")
    return ruas


def test_ruas_menyimpan_bentuk_kanonik() -> None:
    ruas = _ruas()
    assert ruas.clean("psl 15 ayat 6 & 7", None) == "Pasal 15 ayat (6) dan ayat (7)"
    assert ruas.clean("Pasal 10–13", None) == "Pasal 10 sampai dengan Pasal 13"
    assert ruas.clean("", None) == ruas.clean("  ", None) == ""
    assert ruas.to_python(None) is None


def test_ruas_menolak_dengan_kalimat_yang_sama() -> None:
    with pytest.raises(ValidationError) as galat:
        _ruas().clean("ayat (2)", None)
    assert galat.value.messages == ["“ayat (2)” harus didahului Pasal; tulis misalnya “Pasal 15 ayat (2)”."]
    assert galat.value.code == "rujukan_salah"
    with pytest.raises(ValidationError):
        _ruas(blank=False).clean("", None)


def test_ruas_juga_membakukan_yang_disimpan_tanpa_formulir() -> None:
    class Baris:
        rujukan = "pasal 5a"

    baris: Any = Baris()
    assert _ruas().pre_save(baris, add=True) == baris.rujukan == "Pasal 5A"
    baris.rujukan = "entah"
    with pytest.raises(ValidationError):
        _ruas().pre_save(baris, add=True)


def test_ruas_ditulis_ke_migrasi_tanpa_bawaannya() -> None:
    assert RujukanField().deconstruct()[1:] == ("registry.fields.RujukanField", [], {})
    for opsi in ({}, {"blank": False}, {"max_length": 80, "help_text": "Di mana."}):
        _, _, args, kwargs = RujukanField(**opsi).deconstruct()
        assert kwargs == opsi
        salinan = RujukanField(*args, **kwargs)
        assert (salinan.blank, salinan.max_length) == (opsi.get("blank", True), opsi.get("max_length", 200))


def test_ruas_formulir_biasa_dengan_petunjuk() -> None:
    ruas = _ruas().formfield()
    assert type(ruas) is forms.CharField
    assert not ruas.required
    assert ruas.max_length == PANJANG_MAKS
    assert str(ruas.help_text).startswith("Contoh: Pasal 15")
    lain = _ruas(help_text="Di mana.").formfield()
    assert lain is not None
    assert lain.help_text == "Di mana."
