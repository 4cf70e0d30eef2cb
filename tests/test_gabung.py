"""The three-way merge, by its laws: nothing is lost, nothing overwritten, every contradiction asked of a person."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from registry.gabung import Butir, Pertentangan, gabung, terapkan_ke
from registry.gabung_pohon import kusut
from registry.isi_edisi import Nilai

Isi = dict[Butir, Nilai]

RUAS = ("nama", "induk", "tipe")
nilai = st.fixed_dictionaries({ruas: st.integers(0, 3) for ruas in RUAS})
isi = st.dictionaries(st.tuples(st.just("baris"), st.tuples(st.integers(0, 5))), nilai, max_size=6)


def hasil(dasar: Isi, kita: Isi, mereka: Isi, **lain: Any) -> Isi:
    ubah, sisa = gabung(dasar, kita, mereka, **lain)
    assert sisa == []
    return terapkan_ke(kita, ubah)


def bertentangan(dulu: Any, ini: Any, itu: Any) -> bool:
    return ini not in (dulu, itu) and itu != dulu


def yang_bertentangan(dasar: Isi, kita: Isi, mereka: Isi) -> set[tuple[Butir, str]]:
    """By the definition, one row and field at a time: both sides changed it, each otherwise."""
    semua = set()
    for butir in dasar.keys() | kita.keys() | mereka.keys():
        dulu, ini, itu = dasar.get(butir), kita.get(butir), mereka.get(butir)
        if dulu is None or ini is None or itu is None:
            if bertentangan(dulu, ini, itu):
                semua.add((butir, ""))
        else:
            semua |= {(butir, ruas) for ruas in RUAS if bertentangan(dulu[ruas], ini[ruas], itu[ruas])}
    return semua


@given(isi, isi)
def test_a_merge_with_an_unchanged_side_gives_the_other_side(dasar: Isi, lain: Isi) -> None:
    assert hasil(dasar, lain, dasar) == lain
    assert hasil(dasar, dasar, lain) == lain


@given(isi, isi)
def test_both_sides_alike_merge_to_themselves_and_write_nothing(dasar: Isi, lain: Isi) -> None:
    assert gabung(dasar, lain, lain) == ({}, [])


@given(isi, isi, isi)
def test_a_conflict_is_where_both_changed_the_same_field_otherwise_and_nowhere_else(a: Isi, b: Isi, c: Isi) -> None:
    _, sisa = gabung(a, b, c)
    assert {(satu.butir, satu.ruas) for satu in sisa} == yang_bertentangan(a, b, c)
    for satu in sisa:
        tiga = [isi.get(satu.butir) for isi in (a, b, c)]
        if satu.ruas:
            tiga = [None if baris is None else baris[satu.ruas] for baris in tiga]
        assert [satu.dasar, satu.kita, satu.mereka] == tiga


@given(isi, isi, isi)
def test_what_both_sides_agree_on_is_the_same_from_either_side(a: Isi, b: Isi, c: Isi) -> None:
    dari_b, sisa_b = gabung(a, b, c)
    dari_c, sisa_c = gabung(a, c, b)
    assert {(satu.butir, satu.ruas) for satu in sisa_b} == {(satu.butir, satu.ruas) for satu in sisa_c}
    if not sisa_b:
        assert terapkan_ke(b, dari_b) == terapkan_ke(c, dari_c)


@given(isi, isi, st.data())
def test_changes_to_different_rows_commute_without_a_question(dasar: Isi, lain: Isi, data: st.DataObject) -> None:
    semua = sorted(dasar.keys() | lain.keys(), key=str)
    milik_kita = set(data.draw(st.lists(st.sampled_from(semua)))) if semua else set()

    def ubahan(milik: bool) -> Isi:
        sumber = {butir: (lain if (butir in milik_kita) is milik else dasar).get(butir) for butir in semua}
        return {butir: baris for butir, baris in sumber.items() if baris is not None}

    kita, mereka = ubahan(True), ubahan(False)
    assert hasil(dasar, kita, mereka) == hasil(dasar, mereka, kita) == lain


@given(isi, isi, isi)
def test_unanswered_conflicts_leave_this_side_as_it_is(a: Isi, b: Isi, c: Isi) -> None:
    ubah, sisa = gabung(a, b, c)
    jadi = terapkan_ke(b, ubah)
    for satu in sisa:
        baris = jadi.get(satu.butir)
        assert (baris if satu.ruas == "" or baris is None else baris[satu.ruas]) == satu.kita


@given(isi, isi, isi, st.sampled_from(["kita", "mereka"]))
def test_an_answer_settles_each_conflict_and_nothing_else(a: Isi, b: Isi, c: Isi, pihak: Any) -> None:
    tanpa, sisa = gabung(a, b, c)
    pilihan = {(satu.butir, satu.ruas): pihak for satu in sisa}
    jadi = hasil(a, b, c, pilihan=pilihan)
    for satu in sisa:
        baris = jadi.get(satu.butir)
        isi_kini = baris if satu.ruas == "" or baris is None else baris[satu.ruas]
        assert isi_kini == (satu.kita if pihak == "kita" else satu.mereka)
    tersentuh = {satu.butir for satu in sisa}
    lain = terapkan_ke(b, tanpa)
    assert {k: v for k, v in jadi.items() if k not in tersentuh} == {
        k: v for k, v in lain.items() if k not in tersentuh
    }


@given(isi, isi, isi)
def test_a_whole_row_may_be_chosen_without_a_conflict(a: Isi, b: Isi, c: Isi) -> None:
    semua = a.keys() | b.keys() | c.keys()
    assert hasil(a, b, c, pilihan={(butir, ""): "mereka" for butir in semua}) == c
    assert hasil(a, b, c, pilihan={(butir, ""): "kita" for butir in semua}) == b


# The tree ---------------------------------------------------------------------------------------------


def pohon(**induk: str | None) -> Isi:
    """A tree by parents, as rows of the part that carries it. Bodies are named by letters."""
    return {("kedudukan", (badan,)): {"induk": atas, "nama": badan.upper()} for badan, atas in induk.items()}


def tanya(dasar: Isi, kita: Isi, mereka: Isi, **lain: Any) -> list[Pertentangan]:
    ubah, sisa = gabung(dasar, kita, mereka, **lain)
    assert sisa == []
    return kusut(dasar, kita, mereka, terapkan_ke(kita, ubah))


DASAR = pohon(r=None, a="r", b="r", c="b")


def test_crossing_moves_are_no_field_conflict_but_are_asked() -> None:
    kita, mereka = pohon(r=None, a="b", b="r", c="b"), pohon(r=None, a="r", b="a", c="b")
    semua = tanya(DASAR, kita, mereka)
    assert [(satu.kunci, satu.ruas, satu.kita, satu.mereka) for satu in semua] == [
        (("a",), "induk", "b", "r"),
        (("b",), "induk", "r", "a"),
    ]
    assert semua[0].sebab == "Susunan melingkar: A di bawah B di bawah A."
    for satu, pihak, jadi in ((("a",), "mereka", "r"), (("b",), "kita", "b")):
        butir = ("kedudukan", satu)
        assert tanya(DASAR, kita, mereka, pilihan={(butir, "induk"): pihak}) == []
        assert hasil(DASAR, kita, mereka, pilihan={(butir, "induk"): pihak})["kedudukan", ("a",)]["induk"] == jadi


def test_a_unit_below_one_that_the_other_side_took_out_is_asked() -> None:
    kita, mereka = pohon(r=None, a="r", b="r", c="b", d="b"), pohon(r=None, a="r", c="a")
    semua = tanya(DASAR, kita, mereka)
    assert [(satu.kunci, satu.ruas) for satu in semua] == [(("b",), ""), (("d",), "")]
    assert "D berada di bawah B, yang dikeluarkan di sisi lain." in semua[0].sebab
    assert tanya(DASAR, kita, mereka, pilihan={(("kedudukan", ("b",)), ""): "kita"}) == []
    assert tanya(DASAR, kita, mereka, pilihan={(("kedudukan", ("d",)), ""): "mereka"}) == []


def test_two_roots_are_asked() -> None:
    kita = pohon(r="x", x=None, a="r", b="r", c="b")
    mereka = pohon(r="y", y=None, a="r", b="r", c="b")
    ubah, sisa = gabung(DASAR, kita, mereka)
    assert [satu.ruas for satu in sisa] == ["induk"]
    assert ubah
    pilihan: Any = {(("kedudukan", ("r",)), "induk"): "kita"}
    assert {satu.kunci for satu in tanya(DASAR, kita, mereka, pilihan=pilihan)} == {("x",), ("y",)}


@pytest.mark.parametrize("ujung", ["kita", "mereka"])
@given(st.lists(st.integers(0, 6), min_size=7, max_size=7), st.lists(st.integers(0, 6), min_size=7, max_size=7))
def test_two_sound_trees_can_always_be_brought_together(ujung: Any, satu: list[int], dua: list[int]) -> None:
    """Answering every question with one side ends, at the latest with that side's tree."""

    def buat(acak: list[int]) -> Isi:
        # Parents come earlier in the numbering, so that each tree is sound; the order differs between the two.
        return {
            ("kedudukan", (n,)): {"induk": None if n == 0 else acak[n - 1] % n, "nama": str(n)}
            for n in range(len(acak))
        }

    def terbalik(acak: list[int]) -> Isi:
        n = len(acak)
        return {
            ("kedudukan", ((n - k) % n,)): {
                "induk": None if k == 0 else (n - acak[k - 1] % k) % n,
                "nama": str((n - k) % n),
            }
            for k in range(n)
        }

    dasar, kita, mereka = buat([0] * 7), buat(satu), terbalik(dua)
    pilihan: dict[Any, Any] = {}
    for _ in range(30):
        ubah, sisa = gabung(dasar, kita, mereka, pilihan)
        sisa = sisa or kusut(dasar, kita, mereka, terapkan_ke(kita, ubah))
        if not sisa:
            return
        assert not all((tanya.butir, tanya.ruas) in pilihan for tanya in sisa)
        pilihan |= {(tanya.butir, tanya.ruas): ujung for tanya in sisa}
    raise AssertionError("questions without end")
