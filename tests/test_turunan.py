"""Derivation, rule by rule: named after its kode, where it holds and where it keeps silent. Most need no database
(tests/bahan_contoh.py); that one read from the database gives the same, in how many queries, stands at the end.
"""

from __future__ import annotations

from collections import Counter
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from coordination.bahan import bukan_perangkat
from coordination.hubungan import Turunan, turunkan
from coordination.turunan import ATURAN, Sumber
from registry.models import Daerah, JenisUnit, Kedudukan, Peraturan
from registry.services import terapkan
from relations.models import HubunganKerja, JenisHubungan, Subjek, Urusan
from tests import pabrik
from tests.bahan_contoh import (
    PERATURAN,
    SEMUA_JENIS,
    SUBJENIS,
    Contoh,
    baris,
    dasar,
    ketentuan,
    lain,
    pelaksanaan,
    satu,
)
from tests.pabrik import BAGAN, RENTANG, Kabupaten

PD, ASISTEN_PD, STAF_AHLI = "perangkat_daerah", "asisten_perangkat_daerah", "staf_ahli"


def contoh(*jenis: str, subjek: str = PD, **isi: Any) -> Contoh:
    """The fixed cast with some kinds enabled for one subject."""
    return Contoh(ketentuan=ketentuan(subjek, *jenis), **isi)


def rentang(*tambahan: tuple[str, str, str, str]) -> list[tuple[str, str, str, str]]:
    """The spans of the cast, and others."""
    return [*((unit, siapa, huruf, "koordinasi") for unit, (siapa, huruf) in RENTANG.items()), *tambahan]


def dengan_staf_ahli(ini: Contoh, banyak: int = 2) -> Contoh:
    for nomor in range(1, banyak + 1):
        ini.tambah(f"staf-ahli-{nomor}", f"Staf Ahli Bidang {nomor}", "staf_ahli", "bupati")
    return ini


def test_every_rule_states_its_code_kind_source_and_what_it_says() -> None:
    assert len({satu.kode for satu in ATURAN}) == len(ATURAN)
    for aturan in ATURAN:
        assert aturan.jenis
        assert set(aturan.jenis) <= set(JenisHubungan)
        assert aturan.sumber
        assert aturan.uraian.endswith(".")
        assert not aturan.bacaan or aturan.bacaan.endswith(".")


def test_the_rule_book_of_derivation_is_up_to_date(tmp_path: Path, settings: Any) -> None:
    call_command("buku_turunan", periksa=True)
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(CommandError, match="buku_turunan"):
        call_command("buku_turunan", periksa=True)
    call_command("buku_turunan", stdout=StringIO())
    call_command("buku_turunan", periksa=True)
    buku = (tmp_path / "docs" / "turunan.md").read_text(encoding="utf-8")
    assert all(f"## `{satu.kode}` · " in buku and "; ".join(teks for _, teks in satu.sumber) in buku for satu in ATURAN)


@pytest.mark.parametrize("rincian", [None, []])
def test_every_rule_yields_only_its_own_code_and_kinds(rincian: Any) -> None:
    """Also the two that share their members: BUMD are instansional where the sub-kind is listed, else like others."""
    semua = [k for s in Subjek for k in ketentuan(s, *SEMUA_JENIS, rincian=rincian)]
    ini = dengan_staf_ahli(Contoh(ketentuan=semua, rentang=rentang(("bumd", "asisten-1", "c", "koordinasi"))))
    ini.tambah("bumd", "PD Pasar", "bumd", "pemda")
    for aturan in ATURAN:
        for ikatan in aturan.ikatan(ini.bahan):
            assert ikatan.aturan == aturan.kode
            assert ikatan.jenis in aturan.jenis


def test_nothing_is_derived_where_no_kind_is_enabled() -> None:
    ini = dengan_staf_ahli(Contoh(urusan=[("dinkes", 1, None)]))
    ini.bidang = [("staf-ahli-1", 1, None)]
    assert ini.turunan.ikatan == ()


# --- GARIS_KOMANDO ----------------------------------------------------------------------------------


def test_GARIS_KOMANDO() -> None:
    ini = contoh("struktural")
    assert lain(ini, "dinkes", "struktural") == ["bupati", "puskesmas"]
    atas, bawah = baris(ini, "dinkes", "struktural")
    assert (atas.kata, bawah.kata) == (["tepat di atasnya"], ["tepat di bawahnya"])
    assert atas.dasar == [dasar("Pasal 3 dinkes")]
    assert bawah.dasar == [dasar("Pasal 3 puskesmas")]
    assert satu(ini, "puskesmas", "dinkes", "struktural").kata == ["tepat di atasnya"]


@pytest.mark.parametrize("jenis", ["konsultatif", "kolegial", "fungsional", "koordinatif"])
def test_GARIS_KOMANDO_is_no_relation_where_struktural_is_not_enabled_and_a_line_all_the_same(jenis: str) -> None:
    ini = contoh(jenis)
    assert lain(ini, "dinkes", "struktural") == []
    assert lain(ini, "dinkes", "struktural", komando=True) == ["bupati", "puskesmas"]
    assert all(satu.ketentuan is None for satu in ini.turunan.komando)


def test_GARIS_KOMANDO_to_a_Staf_Ahli_holds_only_by_his_own_subject() -> None:
    antar = dengan_staf_ahli(contoh("struktural"))
    assert "staf-ahli-1" not in lain(antar, "bupati", "struktural")
    assert "staf-ahli-1" in lain(antar, "bupati", "struktural", komando=True)
    sendiri = dengan_staf_ahli(contoh("struktural", subjek=STAF_AHLI))
    assert lain(sendiri, "bupati", "struktural") == ["staf-ahli-1", "staf-ahli-2"]
    assert satu(sendiri, "staf-ahli-1", "bupati", "struktural").ketentuan == sendiri.ketentuan[0]


def test_GARIS_KOMANDO_between_Asisten_and_perangkat_daerah_alone_joins_nobody_else() -> None:
    assert lain(contoh("struktural", subjek=ASISTEN_PD), "dinkes", "struktural") == []


def test_GARIS_KOMANDO_looks_through_a_class_entry() -> None:
    ini = contoh("struktural")
    assert lain(ini, "kec-satu", "struktural") == ["bupati"]
    assert lain(ini, "kecamatan", "struktural") == ["bupati"]


def test_GARIS_KOMANDO_the_DPRD_does_not_command_its_Sekretariat() -> None:
    ini = contoh("struktural").tambah("dprd", "DPRD", "dprd", "pemda")
    ini.tambah("setwan", "Sekretariat DPRD", "sekretariat_dprd", "dprd")
    assert lain(ini, "setwan", "struktural", komando=True) == []


@pytest.mark.parametrize("jenis", ["bumd", "instansi_vertikal", "desa", "dprd", "wakil_kepala_daerah"])
def test_GARIS_KOMANDO_reaches_no_body_that_is_no_perangkat_daerah(jenis: str) -> None:
    ini = contoh("struktural").tambah("lain", "Lain", jenis, "bupati")
    assert lain(ini, "lain", "struktural", komando=True) == []


# --- PIMPINAN_SEKRETARIAT ---------------------------------------------------------------------------


def test_PIMPINAN_SEKRETARIAT() -> None:
    ini = contoh("struktural")
    assert lain(ini, "sekda", "struktural") == ["asisten-1", "asisten-2", "asisten-3", "setda", "bupati"]
    assert satu(ini, "sekda", "setda", "struktural").kata == ["dipimpinnya"]
    assert satu(ini, "setda", "sekda", "struktural").kata == ["memimpinnya"]
    assert satu(ini, "sekda", "bupati", "struktural").kata == ["tepat di atasnya"]
    assert satu(ini, "sekda", "setda", "struktural").dasar == [dasar("Pasal 3 sekda")]
    assert satu(ini, "sekda", "bupati", "struktural").dasar == [dasar("Pasal 3 setda")]


def test_PIMPINAN_SEKRETARIAT_is_a_line_also_where_struktural_is_not_enabled() -> None:
    ini = contoh("koordinatif")
    assert lain(ini, "sekda", "struktural") == []
    assert lain(ini, "setda", "struktural", komando=True) == ["bupati", "sekda"]


def test_PIMPINAN_SEKRETARIAT_a_Sekda_above_the_Sekretariat_is_in_its_line_already() -> None:
    ini = contoh("struktural")
    ini.bagan = {
        **{k: v for k, v in BAGAN.items() if k in ("pemda", "bupati")},
        "sekda": ("Sekretaris Daerah", "sekretaris_daerah", "bupati"),
        "setda": ("Sekretariat Daerah", "sekretariat_daerah", "sekda"),
    }
    ini.rentang = []
    assert lain(ini, "sekda", "struktural") == ["bupati", "setda"]
    assert satu(ini, "setda", "sekda", "struktural").aturan == ["GARIS_KOMANDO"]


# --- MEMBAWAHI --------------------------------------------------------------------------------------


def test_MEMBAWAHI_by_the_tree() -> None:
    ini = contoh("struktural")
    [bagian] = baris(ini, "asisten-1", "struktural", aturan="MEMBAWAHI")
    assert (ini.kunci(bagian.lain.badan), bagian.kata) == ("bagian-hukum", ["dibawahinya"])
    assert bagian.dasar == [dasar("Pasal 3 bagian-hukum")]  # of its own place, not of the Asisten's
    assert satu(ini, "bagian-hukum", "asisten-1", "struktural").kata == ["membawahinya"]


def test_MEMBAWAHI_by_a_span_that_says_so_in_the_order_of_its_letters() -> None:
    ini = contoh("struktural", rentang=[("b", "asisten-2", "a", "membawahi"), ("a", "asisten-2", "b", "membawahi")])
    for kunci in "ab":
        ini.tambah(kunci, f"Bagian {kunci}", "bagian", "setda")
    assert lain(ini, "asisten-2", "struktural", aturan="MEMBAWAHI") == ["b", "a"]
    assert satu(ini, "a", "asisten-2", "struktural").dasar == [dasar("Pasal 5 asisten-2 huruf b")]


def test_MEMBAWAHI_where_a_span_coordinates_a_Bagian_that_stands_below_the_same_Asisten() -> None:
    """Jombang 35/2009: struktural by the tree and koordinatif by the text."""
    ini = contoh("struktural", "koordinatif", rentang=rentang(("bagian-hukum", "asisten-1", "c", "koordinasi")))
    assert satu(ini, "bagian-hukum", "asisten-1", "struktural").dasar == [dasar("Pasal 3 bagian-hukum")]
    assert satu(ini, "bagian-hukum", "asisten-1", "koordinatif").dasar == [dasar("Pasal 5 asisten-1 huruf c")]


def test_MEMBAWAHI_keeps_the_letters_of_a_span_that_coordinates_what_stands_below() -> None:
    ini = contoh("struktural").tambah("bagian-2", "Bagian Dua", "bagian", "asisten-1")
    ini.rentang = [("bagian-2", "asisten-1", "a", "koordinasi"), ("bagian-hukum", "asisten-1", "b", "koordinasi")]
    assert lain(ini, "asisten-1", "struktural", aturan="MEMBAWAHI") == ["bagian-2", "bagian-hukum"]


def test_MEMBAWAHI_holds_for_Asisten_with_perangkat_daerah_where_only_that_is_enabled() -> None:
    ini = contoh("struktural", subjek=ASISTEN_PD)
    assert lain(ini, "bagian-hukum", "struktural") == ["asisten-1"]


def test_MEMBAWAHI_is_only_a_line_where_struktural_is_not_enabled() -> None:
    ini = contoh("kolegial")
    assert lain(ini, "asisten-1", "struktural") == []
    assert lain(ini, "asisten-1", "struktural", komando=True) == ["sekda", "bagian-hukum"]


def test_MEMBAWAHI_does_not_make_a_BUMD_part_of_the_staff() -> None:
    ini = contoh("struktural", rentang=[("bumd", "asisten-2", "a", "membawahi")])
    ini.tambah("bumd", "PD Pasar", "bumd", "pemda").tambah("bumd-2", "PD Air", "bumd", "asisten-3")
    assert lain(ini, "bumd", "struktural", komando=True) == []
    assert lain(ini, "bumd-2", "struktural", komando=True) == []


# --- STAF_AHLI_SEKDA --------------------------------------------------------------------------------

TUGAS = [
    {
        "jenis": "isi",
        "rujukan": "Pasal 9 ayat (3)",
        "terbuka": False,
        "butir": [
            {"label": "a", "teks": "tugas sesuai bidangnya"},
            {"label": "b", "teks": "pelaksanaan tugas yang dikoordinasikan oleh Sekretaris Daerah"},
        ],
    }
]


def test_STAF_AHLI_SEKDA() -> None:
    ini = dengan_staf_ahli(Contoh(ketentuan=ketentuan(STAF_AHLI, "struktural", rincian=TUGAS)))
    assert lain(ini, "sekda", "struktural") == ["staf-ahli-1", "staf-ahli-2"]
    [sekda] = baris(ini, "staf-ahli-1", "struktural", aturan="STAF_AHLI_SEKDA")
    assert sekda.kata == ["mengoordinasikan tugasnya"]
    assert sekda.dasar == [dasar("Pasal 9 ayat (3) huruf b")]


@pytest.mark.parametrize("teks", ["", "laporan kepada Sekretaris Daerah", "tugas yang dikoordinasikan oleh Asisten"])
def test_STAF_AHLI_SEKDA_keeps_silent_where_the_provision_lists_no_such_task(teks: str) -> None:
    rincian = [{**TUGAS[0], "butir": [{"label": "a", "teks": teks}]}] if teks else []
    ini = dengan_staf_ahli(Contoh(ketentuan=ketentuan(STAF_AHLI, "struktural", rincian=rincian)))
    assert lain(ini, "sekda", "struktural") == []


def test_STAF_AHLI_SEKDA_keeps_silent_where_the_list_is_of_another_kind_or_subject() -> None:
    for subjek, jenis in ((STAF_AHLI, "koordinatif"), (PD, "struktural")):
        ini = dengan_staf_ahli(Contoh(ketentuan=ketentuan(subjek, jenis, rincian=TUGAS)))
        assert "staf-ahli-1" not in lain(ini, "sekda", "struktural")


def test_STAF_AHLI_SEKDA_needs_both() -> None:
    ini = Contoh(ketentuan=ketentuan(STAF_AHLI, "struktural", rincian=TUGAS))
    assert ini.turunan.ikatan == ()
    dengan_staf_ahli(ini)
    for kunci in [k for k in BAGAN if k not in ("pemda", "bupati", "setda")]:
        del ini.bagan[kunci]
    ini.rentang = []
    assert lain(ini, "staf-ahli-1", "struktural") == ["bupati"]


# --- KOORDINATOR ------------------------------------------------------------------------------------


def test_KOORDINATOR() -> None:
    ini = contoh("koordinatif")
    assert lain(ini, "dinkes", "koordinatif") == ["asisten-1"]
    ini_baris = satu(ini, "dinkes", "asisten-1", "koordinatif")
    assert (ini_baris.kata, ini_baris.aturan, ini_baris.sebab) == (["koordinatornya"], ["KOORDINATOR"], [])
    assert ini_baris.subjenis == "hierarkis"
    assert ini_baris.dasar == [dasar("Pasal 5 asisten-1 huruf a")]
    assert satu(ini, "asisten-1", "dinkes", "koordinatif").kata == ["dikoordinasikannya"]


@pytest.mark.parametrize("jenis", [satu for satu in SEMUA_JENIS if satu != "koordinatif"])
def test_KOORDINATOR_keeps_silent_where_koordinatif_is_not_enabled(jenis: str) -> None:
    assert lain(contoh(jenis), "dinkes", "koordinatif") == []


def test_KOORDINATOR_lists_in_the_order_of_the_letters_and_not_of_the_tree() -> None:
    ini = contoh("koordinatif", rentang=[
        ("disdik", "asisten-1", "a", "koordinasi"), ("kecamatan", "asisten-1", "b", "koordinasi"),
        ("dinkes", "asisten-1", "c", "koordinasi"),
    ])  # fmt: skip
    assert lain(ini, "asisten-1", "koordinatif") == [
        "disdik",
        "kecamatan",
        "kec-satu",
        "dinkes",
        "puskesmas",
        "bagian-hukum",
    ]


def test_KOORDINATOR_reaches_a_unit_through_the_body_above_it_and_says_so() -> None:
    ini = contoh("koordinatif")
    puskesmas = satu(ini, "puskesmas", "asisten-1", "koordinatif")
    assert puskesmas.sebab == ["melalui Dinas Kesehatan"]
    assert puskesmas.dasar == [dasar("Pasal 5 asisten-1 huruf a")]
    assert satu(ini, "kec-satu", "asisten-1", "koordinatif").sebab == ["melalui Kecamatan"]


def test_KOORDINATOR_has_no_sub_kind_where_the_regulation_lists_none() -> None:
    polos = Contoh(ketentuan=ketentuan(ASISTEN_PD, "koordinatif", rincian=[]))
    assert satu(polos, "dinkes", "asisten-1", "koordinatif").subjenis is None
    lain_lagi = [{**SUBJENIS[0], "butir": SUBJENIS[0]["butir"][1:]}]  # type: ignore[index]  # a list of butir
    tanpa = Contoh(ketentuan=ketentuan(PD, "koordinatif", rincian=lain_lagi))
    assert satu(tanpa, "dinkes", "asisten-1", "koordinatif").subjenis is None


def test_KOORDINATOR_a_sub_kind_is_listed_as_one_and_not_named_among_activities() -> None:
    rincian = [{**SUBJENIS[0], "jenis": "kegiatan"}]
    ini = Contoh(ketentuan=ketentuan(PD, "koordinatif", rincian=rincian))
    assert satu(ini, "dinkes", "asisten-1", "koordinatif").subjenis is None


@pytest.mark.parametrize("tulisan", ["hierarki", "hirarki", "hierarkis/inter sektoral"])
def test_KOORDINATOR_knows_the_sub_kind_by_every_spelling(tulisan: str) -> None:
    rincian = [{**SUBJENIS[0], "butir": [{"label": "a", "teks": f"koordinasi {tulisan}"}]}]
    ini = Contoh(ketentuan=ketentuan(PD, "koordinatif", rincian=rincian))
    assert satu(ini, "dinkes", "asisten-1", "koordinatif").subjenis == "hierarkis"


def test_KOORDINATOR_a_Bagian_below_an_Asisten_is_coordinated_only_where_struktural_is_no_kind() -> None:
    """Banjar 15/2022 Pasal 11: Asisten with all perangkat daerah and Bagian of his field."""
    assert lain(contoh("koordinatif", "struktural"), "bagian-hukum", "koordinatif") == []
    ini = contoh("koordinatif", subjek=ASISTEN_PD)
    assert lain(ini, "bagian-hukum", "koordinatif") == ["asisten-1"]
    assert satu(ini, "bagian-hukum", "asisten-1", "koordinatif").dasar == [dasar("Pasal 3 bagian-hukum")]


def test_KOORDINATOR_what_stands_below_a_commanded_Bagian_is_commanded_too() -> None:
    ini = contoh("koordinatif", "struktural").tambah("sub", "Subbagian", "lainnya", "bagian-hukum")
    assert lain(ini, "sub", "koordinatif") == []
    ini.ketentuan = ketentuan(PD, "koordinatif")
    assert satu(ini, "sub", "asisten-1", "koordinatif").sebab == ["melalui Bagian Hukum"]


def test_KOORDINATOR_an_Asisten_in_a_span_of_the_Sekda() -> None:
    ini = contoh("koordinatif", rentang=rentang(("asisten-1", "sekda", "a", "koordinasi")))
    assert lain(ini, "sekda", "koordinatif") == ["asisten-1"]
    assert "asisten-1" in lain(ini, "dinkes", "koordinatif")
    assert "sekda" not in lain(ini, "dinkes", "koordinatif")


def test_KOORDINATOR_a_Sekda_who_coordinates_stands_in_for_his_Asisten_as_subject() -> None:
    ini = contoh("koordinatif", subjek=ASISTEN_PD, rentang=[("dinkes", "sekda", "a", "koordinasi")])
    assert lain(ini, "dinkes", "koordinatif") == ["sekda"]


def test_KOORDINATOR_shows_the_provision_of_the_subject_that_fits_the_pair() -> None:
    ini = Contoh(
        ketentuan=[*ketentuan(PD, "koordinatif"), *ketentuan(ASISTEN_PD, "koordinatif")],
        rentang=[("dinkes", "asisten-1", "a", "koordinasi"), ("disdik", "sekda", "a", "koordinasi")],
    )
    assert satu(ini, "dinkes", "asisten-1", "koordinatif").ketentuan == ini.ketentuan[1]
    assert satu(ini, "disdik", "sekda", "koordinatif").ketentuan == ini.ketentuan[0]


def test_KOORDINATOR_of_a_Staf_Ahli_needs_his_own_subject() -> None:
    span = [("staf-ahli-1", "sekda", "a", "koordinasi")]
    assert lain(dengan_staf_ahli(contoh("koordinatif", rentang=span)), "staf-ahli-1", "koordinatif") == []
    ini = dengan_staf_ahli(contoh("koordinatif", subjek=STAF_AHLI, rentang=span))
    assert lain(ini, "staf-ahli-1", "koordinatif") == ["sekda"]
    assert satu(ini, "staf-ahli-1", "sekda", "koordinatif").subjenis is None


def test_KOORDINATOR_a_village_is_coordinated_without_a_sub_kind() -> None:
    """Pesawaran 38/2022 Pasal 22 ayat (4) huruf k: in the list, and no perangkat daerah."""
    ini = contoh("koordinatif", rentang=[("desa", "asisten-1", "a", "koordinasi")])
    ini.tambah("desa", "Desa/Kelurahan", "kelompok", "pemda")
    assert satu(ini, "desa", "asisten-1", "koordinatif").subjenis is None


def test_KOORDINATOR_names_a_koordinator_who_has_no_place() -> None:
    ini = contoh("koordinatif", rentang=[("dinkes", "asisten-4", "a", "koordinasi")], luar=("asisten-4",))
    assert satu(ini, "dinkes", "asisten-4", "koordinatif").lain.jenis == ""


def test_KOORDINATOR_a_span_whose_unit_left_the_tree_ties_nobody() -> None:
    ini = contoh(*SEMUA_JENIS, rentang=rentang(("bubar", "asisten-1", "c", "koordinasi")), luar=("bubar",))
    assert ini.turunan.milik(ini.id("bubar")) == []
    assert ini.id("bubar") not in {badan for pasang in ini.turunan.pasangan() for badan in pasang}


@pytest.mark.parametrize("unit", ["bupati", "kelas"])
def test_KOORDINATOR_nobody_coordinates_himself(unit: str) -> None:
    """Neither through what stands above him nor as a member of a class that he coordinates."""
    ini = contoh(*SEMUA_JENIS).tambah("kelas", "Sekretariat", "kelompok", "bupati")
    ini.bagan["setda"] = ("Sekretariat Daerah", "sekretariat_daerah", "kelas")
    ini.rentang = [(unit, "setda", "a", "koordinasi")]
    assert all(satu.lain.badan != ini.id("setda") for satu in ini.turunan.milik(ini.id("setda")))


# --- INSTANSI_LAIN ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("PD Air Minum", "bumd"),
        ("Kantor Pertanahan", "instansi_vertikal"),
        ("Badan Usaha Milik Daerah (BUMD)", "kelompok"),
        ("Perusahaan Daerah", "kelompok"),
        ("Instansi Vertikal", "kelompok"),
    ],
)
def test_INSTANSI_LAIN(nama: str, jenis: str) -> None:
    ini = contoh(*SEMUA_JENIS, rentang=rentang(("lain", "asisten-1", "c", "koordinasi")))
    ini.tambah("lain", nama, jenis, "pemda")
    semua = ini.turunan.milik(ini.id("lain"))
    assert [(ini.kunci(satu.lain.badan), satu.jenis, satu.subjenis, satu.aturan) for satu in semua] == [
        ("asisten-1", "koordinatif", "instansional", ["INSTANSI_LAIN"])
    ]


def test_INSTANSI_LAIN_is_not_derived_with_those_who_have_the_same_koordinator() -> None:
    ini = contoh(*SEMUA_JENIS, rentang=rentang(("bumd", "asisten-1", "c", "koordinasi")))
    ini.tambah("bumd", "PD Pasar", "bumd", "pemda")
    assert "bumd" not in lain(ini, "dinkes", "koordinatif")


def test_INSTANSI_LAIN_is_plain_koordinatif_where_the_sub_kind_is_not_listed() -> None:
    tanpa = [{**SUBJENIS[0], "butir": SUBJENIS[0]["butir"][:2]}]  # type: ignore[index]  # a list of butir
    ini = Contoh(
        ketentuan=ketentuan(PD, "koordinatif", rincian=tanpa), rentang=[("bumd", "asisten-1", "a", "koordinasi")]
    )
    ini.tambah("bumd", "PD Pasar", "bumd", "pemda")
    bumd = satu(ini, "bumd", "asisten-1", "koordinatif")
    assert (bumd.subjenis, bumd.aturan) == (None, ["KOORDINATOR"])


def test_INSTANSI_LAIN_needs_koordinatif_and_a_span() -> None:
    tanpa_jenis = contoh("konsultatif", rentang=[("bumd", "asisten-1", "a", "koordinasi")])
    tanpa_jenis.tambah("bumd", "PD Pasar", "bumd", "pemda")
    assert tanpa_jenis.turunan.milik(tanpa_jenis.id("bumd")) == []
    tanpa_rentang = contoh("koordinatif").tambah("bumd", "PD Pasar", "bumd", "pemda")
    assert tanpa_rentang.turunan.milik(tanpa_rentang.id("bumd")) == []


# --- URUSAN_BERSAMA ---------------------------------------------------------------------------------


def test_URUSAN_BERSAMA() -> None:
    ini = contoh("koordinatif", urusan=[("disdik", 1, None), ("dinkes", 1, None), ("kec-satu", 2, None)])
    [ikatan] = [satu for satu in ini.turunan.ikatan if satu.aturan == "URUSAN_BERSAMA"]
    assert [ini.kunci(satu.badan) for satu in ikatan.anggota] == ["dinkes", "disdik"]
    bersama = satu(ini, "dinkes", "disdik", "koordinatif")
    assert (bersama.subjenis, bersama.aturan) == ("fungsional", ["URUSAN_BERSAMA"])
    assert bersama.kata == ["urusan yang sama: urusan 1"]
    assert set(bersama.dasar) == {dasar("Pasal 14 dinkes 1"), dasar("Pasal 14 disdik 1")}
    assert lain(ini, "kec-satu", "koordinatif", aturan="URUSAN_BERSAMA") == []


def test_URUSAN_BERSAMA_two_shared_matters_are_one_relation_with_two_reasons() -> None:
    ini = contoh("koordinatif", urusan=[(siapa, urusan, None) for urusan in (1, 2) for siapa in ("dinkes", "disdik")])
    assert satu(ini, "dinkes", "disdik", "koordinatif").kata == [
        "urusan yang sama: urusan 1",
        "urusan yang sama: urusan 2",
    ]


@pytest.mark.parametrize("subjek", [ASISTEN_PD, STAF_AHLI])
def test_URUSAN_BERSAMA_holds_only_between_perangkat_daerah(subjek: str) -> None:
    ini = contoh("koordinatif", subjek=subjek, urusan=[("dinkes", 1, None), ("disdik", 1, None)])
    assert lain(ini, "dinkes", "koordinatif", aturan="URUSAN_BERSAMA") == []


def test_URUSAN_BERSAMA_needs_the_sub_kind() -> None:
    ini = Contoh(ketentuan=ketentuan(PD, "koordinatif", rincian=[]), urusan=[("dinkes", 1, None), ("disdik", 1, None)])
    assert lain(ini, "dinkes", "koordinatif") == ["asisten-1"]


def test_URUSAN_BERSAMA_does_not_join_a_dinas_with_its_own_UPTD() -> None:
    ini = contoh("koordinatif", urusan=[(siapa, 1, None) for siapa in ("dinkes", "puskesmas", "disdik")])
    assert lain(ini, "puskesmas", "koordinatif", aturan="URUSAN_BERSAMA") == ["disdik"]
    assert lain(ini, "dinkes", "koordinatif", aturan="URUSAN_BERSAMA") == ["disdik"]


@pytest.mark.parametrize("jenis", ["bumd", "staf_ahli", "instansi_vertikal"])
def test_URUSAN_BERSAMA_joins_only_perangkat_daerah(jenis: str) -> None:
    ini = contoh("koordinatif", urusan=[("dinkes", 1, None), ("lain", 1, None)]).tambah("lain", "Lain", jenis, "bupati")
    assert lain(ini, "dinkes", "koordinatif", aturan="URUSAN_BERSAMA") == []


@pytest.mark.parametrize("tersurat", [[], [("dinkes", "luar", "konsultatif", "")]])
def test_URUSAN_BERSAMA_does_not_join_a_body_without_a_place(tersurat: list[tuple[str, str, str, str]]) -> None:
    urusan = [("dinkes", 1, None), ("luar", 1, None)]
    ini = contoh("koordinatif", urusan=urusan, tersurat=tersurat, luar=("luar",))
    assert lain(ini, "dinkes", "koordinatif", aturan="URUSAN_BERSAMA") == []


# --- ASISTEN ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", ["konsultatif", "fungsional"])
def test_ASISTEN(jenis: str) -> None:
    ini = contoh(jenis)
    [asisten] = baris(ini, "dinkes", jenis)
    assert (ini.kunci(asisten.lain.badan), asisten.aturan) == ("asisten-1", ["ASISTEN"])
    assert (asisten.kata, asisten.subjenis) == (["Asisten koordinatornya"], None)
    assert asisten.dasar == [dasar("Pasal 5 asisten-1 huruf a")]
    assert lain(ini, "asisten-1", jenis) == ["dinkes", "kecamatan", "kec-satu"]
    assert satu(ini, "asisten-1", "dinkes", jenis).kata == ["dalam rentangnya"]


def test_ASISTEN_is_kolegial_only_where_the_subject_is_Asisten_with_perangkat_daerah() -> None:
    assert "asisten-1" not in lain(contoh("kolegial"), "dinkes", "kolegial")
    assert lain(contoh("kolegial", subjek=ASISTEN_PD), "dinkes", "kolegial") == ["asisten-1", "kecamatan", "kec-satu"]


def test_ASISTEN_keeps_silent_where_the_kind_is_not_enabled_or_only_for_Staf_Ahli() -> None:
    assert lain(contoh("konsultatif"), "dinkes", "fungsional") == []
    assert lain(contoh("konsultatif", subjek=STAF_AHLI), "dinkes", "konsultatif") == []


def test_ASISTEN_shows_the_provision_for_Asisten_first() -> None:
    ini = Contoh(ketentuan=[*ketentuan(PD, "konsultatif"), *ketentuan(ASISTEN_PD, "konsultatif")])
    assert satu(ini, "dinkes", "asisten-1", "konsultatif").ketentuan == ini.ketentuan[1]


def test_ASISTEN_a_Bagian_that_he_commands_is_in_no_such_relation() -> None:
    ini = contoh(*SEMUA_JENIS)
    assert {satu.jenis for satu in ini.turunan.milik(ini.id("bagian-hukum"))} == {"struktural"}


def test_ASISTEN_members_of_a_class_count_as_the_class_does_a_UPTD_does_not() -> None:
    ini = contoh("konsultatif")
    kecamatan = satu(ini, "kec-satu", "asisten-1", "konsultatif")
    assert kecamatan.sebab == ["melalui Kecamatan"]
    assert kecamatan.dasar == [dasar("Pasal 5 asisten-1 huruf b")]
    assert lain(ini, "puskesmas", "konsultatif") == []


@pytest.mark.parametrize(("nama", "jenis"), [("Desa/Kelurahan", "kelompok"), ("PD Pasar", "bumd"), ("Desa", "desa")])
def test_ASISTEN_has_no_such_relation_with_what_is_no_perangkat_daerah(nama: str, jenis: str) -> None:
    ini = contoh("konsultatif", rentang=[("lain", "asisten-1", "a", "koordinasi")]).tambah("lain", nama, jenis, "pemda")
    assert lain(ini, "lain", "konsultatif") == []


def test_ASISTEN_a_Sekda_who_coordinates_a_unit_himself() -> None:
    ini = contoh("konsultatif", "kolegial", rentang=[("dinkes", "sekda", "a", "koordinasi")])
    assert satu(ini, "dinkes", "sekda", "konsultatif").kata == ["koordinatornya"]
    assert lain(ini, "dinkes", "kolegial") == []
    khusus = contoh("konsultatif", "kolegial", subjek=ASISTEN_PD, rentang=[("dinkes", "sekda", "a", "koordinasi")])
    assert khusus.turunan.milik(khusus.id("dinkes")) == []


def test_ASISTEN_in_a_span_of_the_Sekda_is_no_perangkat_daerah_in_that_span() -> None:
    ini = contoh("konsultatif", rentang=[("asisten-1", "sekda", "a", "koordinasi")])
    assert lain(ini, "asisten-1", "konsultatif") == []


# --- STAF_AHLI_URUSAN -------------------------------------------------------------------------------


@pytest.mark.parametrize("jenis", ["konsultatif", "fungsional", "koordinatif"])
def test_STAF_AHLI_URUSAN(jenis: str) -> None:
    ini = dengan_staf_ahli(contoh(jenis, subjek=STAF_AHLI, urusan=[("disdik", 1, None), ("dinkes", 1, None)]))
    ini.bidang = [("staf-ahli-1", 1, None), ("staf-ahli-2", 2, None)]
    [ahli] = baris(ini, "dinkes", jenis)
    assert (ini.kunci(ahli.lain.badan), ahli.aturan) == ("staf-ahli-1", ["STAF_AHLI_URUSAN"])
    assert (ahli.kata, ahli.sebab) == (["Staf Ahli yang membidanginya"], ["urusan urusan 1"])
    assert ahli.dasar == [dasar("Pasal 13 staf-ahli-1 1"), dasar("Pasal 14 dinkes 1")]
    assert ahli.ketentuan == ini.ketentuan[0]
    assert lain(ini, "staf-ahli-1", jenis) == ["dinkes", "disdik"]  # spans: dinkes before disdik
    assert lain(ini, "staf-ahli-2", jenis) == []


@pytest.mark.parametrize("jenis", SEMUA_JENIS)
def test_STAF_AHLI_URUSAN_keeps_silent_where_the_kind_is_not_enabled_for_Staf_Ahli(jenis: str) -> None:
    ini = dengan_staf_ahli(contoh(jenis, urusan=[("dinkes", 1, None)]))
    ini.bidang = [("staf-ahli-1", 1, None)]
    assert "staf-ahli-1" not in lain(ini, "dinkes", jenis)


@pytest.mark.parametrize(
    ("bidang", "urusan", "bertemu"),
    [((1, None), (2, 1), True), ((2, 1), (1, None), True), ((2, 1), (3, 1), False), ((1, None), (2, None), False)],
)
def test_STAF_AHLI_URUSAN_one_matter_that_is_part_of_the_other_counts_two_parts_do_not(
    bidang: tuple[int, int | None], urusan: tuple[int, int | None], bertemu: bool
) -> None:
    ini = dengan_staf_ahli(contoh("konsultatif", subjek=STAF_AHLI, urusan=[("dinkes", *urusan)]))
    ini.bidang = [("staf-ahli-1", *bidang)]
    assert (lain(ini, "dinkes", "konsultatif") == ["staf-ahli-1"]) is bertemu


@pytest.mark.parametrize("tersurat", [[], [("dinkes", "luar", "kolegial", "")]])
def test_STAF_AHLI_URUSAN_joins_only_perangkat_daerah_with_a_place(tersurat: list[tuple[str, str, str, str]]) -> None:
    ini = dengan_staf_ahli(contoh("konsultatif", subjek=STAF_AHLI, tersurat=tersurat, luar=("luar",)))
    ini.tambah("bumd", "PD Pasar", "bumd", "pemda")
    ini.urusan = [(siapa, 1, None) for siapa in ("bumd", "luar", "staf-ahli-2", "dinkes")]
    ini.bidang = [(siapa, 1, None) for siapa in ("staf-ahli-1", "luar", "sekda")]
    assert lain(ini, "staf-ahli-1", "konsultatif") == ["dinkes"]
    assert lain(ini, "luar", "konsultatif") == []
    assert lain(ini, "sekda", "konsultatif") == []  # a field is recorded for him, and he is no Staf Ahli


# --- BERKOORDINATOR_SAMA ----------------------------------------------------------------------------


def test_BERKOORDINATOR_SAMA() -> None:
    ini = contoh("kolegial")
    ini.rentang[2] = ("disdik", "asisten-1", "c", "koordinasi")
    assert lain(ini, "dinkes", "kolegial") == ["kecamatan", "kec-satu", "disdik"]
    sama = satu(ini, "dinkes", "disdik", "kolegial")
    assert sama.kata == ["koordinatornya sama: Asisten Pemerintahan dan Kesejahteraan Rakyat"]
    assert sama.dasar == [dasar("Pasal 5 asisten-1 huruf a"), dasar("Pasal 5 asisten-1 huruf c")]


def test_BERKOORDINATOR_SAMA_not_across_spans_and_not_alone() -> None:
    ini = contoh("kolegial")
    assert lain(ini, "disdik", "kolegial") == []
    assert "disdik" not in lain(ini, "dinkes", "kolegial")


@pytest.mark.parametrize("jenis", [satu for satu in SEMUA_JENIS if satu != "kolegial"])
def test_BERKOORDINATOR_SAMA_keeps_silent_where_kolegial_is_not_enabled(jenis: str) -> None:
    assert lain(contoh(jenis), "dinkes", "kolegial") == []


def test_BERKOORDINATOR_SAMA_rests_on_the_subject_Asisten_where_no_other_is_there() -> None:
    """Banjar 15/2022 Pasal 6 ayat (1) prints "Perangkat Daerah", read "Asisten dengan Perangkat Daerah"."""
    khusus = contoh("kolegial", subjek=ASISTEN_PD)
    assert satu(khusus, "dinkes", "kecamatan", "kolegial").ketentuan == khusus.ketentuan[0]
    dua = Contoh(ketentuan=[*ketentuan(ASISTEN_PD, "kolegial"), *ketentuan(PD, "kolegial")])
    assert satu(dua, "dinkes", "kecamatan", "kolegial").ketentuan == dua.ketentuan[1]
    assert lain(contoh("kolegial", subjek=STAF_AHLI), "dinkes", "kolegial") == []


def test_BERKOORDINATOR_SAMA_a_class_is_not_the_colleague_of_its_members() -> None:
    ini = contoh("kolegial").tambah("kec-dua", "Kecamatan Dua", "kecamatan", "kecamatan")
    assert lain(ini, "kecamatan", "kolegial") == ["dinkes"]
    assert lain(ini, "kec-satu", "kolegial") == ["dinkes", "kec-dua"]
    assert satu(ini, "dinkes", "kec-satu", "kolegial").sebab == ["melalui Kecamatan"]
    assert satu(ini, "kec-satu", "dinkes", "kolegial").sebab == ["melalui Kecamatan"]


def test_BERKOORDINATOR_SAMA_a_UPTD_is_no_colleague() -> None:
    assert lain(contoh("kolegial"), "puskesmas", "kolegial") == []


def test_BERKOORDINATOR_SAMA_Bagian_below_one_Asisten_among_themselves() -> None:
    ini = contoh("kolegial").tambah("bagian-2", "Bagian Dua", "bagian", "asisten-1")
    assert lain(ini, "bagian-hukum", "kolegial") == ["bagian-2"]
    assert satu(ini, "bagian-hukum", "bagian-2", "kolegial").kata == [
        "sama-sama di bawah Asisten Pemerintahan dan Kesejahteraan Rakyat"
    ]


def test_BERKOORDINATOR_SAMA_leaves_out_villages_BUMD_and_Staf_Ahli() -> None:
    lain_lain = [
        ("desa", "Desa/Kelurahan", "kelompok"),
        ("bumd", "PD Pasar", "bumd"),
        ("ahli", "Staf Ahli", "staf_ahli"),
    ]
    ini = contoh("kolegial", rentang=rentang(*((kunci, "asisten-2", "b", "koordinasi") for kunci, _, _ in lain_lain)))
    for kunci, nama, jenis in lain_lain:
        ini.tambah(kunci, nama, jenis, "pemda")
    assert lain(ini, "disdik", "kolegial") == []


# --- SESAMA_STAF_AHLI -------------------------------------------------------------------------------


def test_SESAMA_STAF_AHLI() -> None:
    ini = dengan_staf_ahli(contoh("kolegial", subjek=STAF_AHLI), 3)
    assert lain(ini, "staf-ahli-2", "kolegial") == ["staf-ahli-1", "staf-ahli-3"]
    sama = satu(ini, "staf-ahli-1", "staf-ahli-2", "kolegial")
    assert (sama.kata, sama.aturan) == (["sesama Staf Ahli"], ["SESAMA_STAF_AHLI"])
    assert sama.dasar == [dasar("Pasal 3 staf-ahli-1"), dasar("Pasal 3 staf-ahli-2")]


def test_SESAMA_STAF_AHLI_needs_two_and_their_own_subject() -> None:
    sendiri = dengan_staf_ahli(contoh("kolegial", subjek=STAF_AHLI), 1)
    assert sendiri.turunan.ikatan == ()
    assert lain(dengan_staf_ahli(contoh("kolegial")), "staf-ahli-1", "kolegial") == []
    assert lain(dengan_staf_ahli(contoh("konsultatif", subjek=STAF_AHLI)), "staf-ahli-1", "kolegial") == []


# --- Typed relations --------------------------------------------------------------------------------


def test_a_typed_relation_stands_beside_what_is_derived() -> None:
    ini = contoh("konsultatif", tersurat=[("dinkes", "disdik", "konsultatif", "")])
    tersurat = satu(ini, "disdik", "dinkes", "konsultatif")
    assert (tersurat.turunan, tersurat.tersurat, tersurat.mengulang) == (False, [1], False)
    assert (tersurat.kata, tersurat.dasar) == (["disebut tersendiri"], [dasar("Pasal 20")])
    assert tersurat.ketentuan == ini.ketentuan[0]
    turunan = satu(ini, "dinkes", "asisten-1", "konsultatif")
    assert (turunan.turunan, turunan.tersurat) == (True, [])


def test_a_typed_relation_of_a_kind_that_is_not_enabled_is_shown_without_a_provision() -> None:
    ini = contoh("konsultatif", tersurat=[("dinkes", "disdik", "struktural", "")])
    assert satu(ini, "dinkes", "disdik", "struktural").ketentuan is None
    ahli = dengan_staf_ahli(contoh("konsultatif", tersurat=[("dinkes", "staf-ahli-1", "konsultatif", "")]))
    assert satu(ahli, "dinkes", "staf-ahli-1", "konsultatif").ketentuan is None


@pytest.mark.parametrize("ujung", [("dinkes", "asisten-1"), ("asisten-1", "dinkes")])
def test_a_typed_relation_that_is_derived_too_is_one_row_and_known_as_a_repetition(ujung: tuple[str, str]) -> None:
    ini = contoh("konsultatif", tersurat=[(*ujung, "konsultatif", "")])
    assert ini.turunan.berulang() == [1]
    for dari, ke in (ujung, ujung[::-1]):
        satu_baris = satu(ini, dari, ke, "konsultatif")
        assert satu_baris.mengulang
        assert satu_baris.tersurat == [1]
        assert satu_baris.dasar == [dasar("Pasal 5 asisten-1 huruf a"), dasar("Pasal 20")]


@pytest.mark.parametrize(
    ("subjenis", "berulang"), [("", [1]), ("hierarkis", [1]), ("fungsional", []), ("instansional", [])]
)
def test_a_typed_sub_kind_repeats_only_the_same_one(subjenis: str, berulang: list[int]) -> None:
    ini = contoh("koordinatif", tersurat=[("dinkes", "asisten-1", "koordinatif", subjenis)])
    assert ini.turunan.berulang() == berulang
    assert len([h for h in ini.turunan.milik(ini.id("dinkes")) if h.lain.badan == ini.id("asisten-1")]) == 2 - len(
        berulang
    )


def test_a_typed_sub_kind_repeats_nothing_where_none_is_derived() -> None:
    ini = Contoh(
        ketentuan=ketentuan(PD, "koordinatif", rincian=[]),
        tersurat=[("dinkes", "asisten-1", "koordinatif", "hierarkis")],
    )
    assert ini.turunan.berulang() == []


def test_repetition_is_of_the_same_kind_and_the_same_pair() -> None:
    ini = contoh("konsultatif", "kolegial")
    ini.tersurat = [
        ("dinkes", "asisten-1", "kolegial", ""), ("dinkes", "asisten-2", "konsultatif", ""),
        ("kecamatan", "kec-satu", "kolegial", ""), ("kec-satu", "dinkes", "kolegial", ""),
    ]  # fmt: skip
    assert ini.turunan.berulang() == [4]
    assert ini.turunan.diturunkan(ini.id("kec-satu"), ini.id("dinkes"), "kolegial") == ["BERKOORDINATOR_SAMA"]
    assert ini.turunan.diturunkan(ini.id("dinkes"), ini.id("disdik"), "kolegial") == []


def test_typed_rows_do_not_repeat_each_other() -> None:
    ini = contoh(
        "konsultatif", tersurat=[("dinkes", "disdik", "konsultatif", ""), ("disdik", "dinkes", "konsultatif", "")]
    )
    assert ini.turunan.berulang() == []


# --- A whole edition --------------------------------------------------------------------------------


def besar(banyak: int) -> Contoh:
    """All kinds for all subjects; `banyak` more units of every sort, each with a span and a matter."""
    ini = dengan_staf_ahli(Contoh(ketentuan=[k for s in Subjek for k in ketentuan(s, *SEMUA_JENIS)]), 3)
    for n in range(banyak):
        jenis = ("dinas", "badan", "kecamatan", "uptd", "bagian", "bumd")[n % 6]
        induk = {"kecamatan": "kecamatan", "uptd": "dinkes", "bagian": f"asisten-{n % 3 + 1}"}.get(jenis, "bupati")
        ini.tambah(f"u{n}", f"Unit {n}", jenis, induk)
        if jenis in ("dinas", "badan", "bumd"):
            ini.rentang.append((f"u{n}", f"asisten-{n % 3 + 1}", "z", "koordinasi"))
        ini.urusan.append((f"u{n}", n % 30, None))
    ini.bidang = [(f"staf-ahli-{n % 3 + 1}", n, None) for n in range(30)]
    return ini


def panjang(ini: Contoh) -> int:
    return sum(len(ikatan.anggota) for ikatan in ini.turunan.ikatan)


def test_the_ties_of_an_edition_grow_with_its_units_and_not_with_its_pairs() -> None:
    sedang, lebar = panjang(besar(150)), panjang(besar(300))
    assert lebar < 2.2 * sedang
    assert lebar < 14 * 300
    assert len(besar(300).turunan.pasangan()) > 3 * lebar


JENIS = st.sampled_from(
    ["dinas", "bagian", "kelompok", "kecamatan", "uptd", "bumd", "desa", "staf_ahli", "asisten", "lainnya"]
)


@st.composite
def edisi_acak(gambar: st.DrawFn) -> Contoh:
    """A small edition of any shape: what staff may type, sensible or not."""
    ini = Contoh(rentang=[])
    for nomor in range(gambar(st.integers(0, 8))):
        induk = gambar(st.sampled_from(sorted(ini.bagan)))
        nama = gambar(st.sampled_from([f"Unit {nomor}", "Desa", "BUMD", "Kecamatan"]))
        ini.tambah(f"x{nomor}", nama, gambar(JENIS), induk)
    unit = st.sampled_from(sorted(ini.bagan))
    siapa = st.sampled_from(["asisten-1", "asisten-2", "sekda", "setda"])
    makna = st.sampled_from(["koordinasi", "membawahi"])
    for satu_unit in gambar(st.lists(unit, unique=True, max_size=8)):
        koordinator = gambar(siapa)
        if koordinator != satu_unit:
            ini.rentang.append((satu_unit, koordinator, "a", gambar(makna)))
    jenis = st.lists(st.sampled_from(SEMUA_JENIS), unique=True)
    rincian = st.sampled_from([None, [], TUGAS])
    ini.ketentuan = [k for s in Subjek for k in ketentuan(s, *gambar(jenis), rincian=gambar(rincian))]
    ini.urusan = [(u, gambar(st.integers(1, 3)), None) for u in gambar(st.lists(unit, unique=True, max_size=5))]
    ini.bidang = [(u, gambar(st.integers(1, 3)), None) for u in gambar(st.lists(unit, unique=True, max_size=3))]
    for dari, ke in gambar(st.lists(st.tuples(unit, unit), max_size=3)):
        if dari != ke:
            ini.tersurat.append((dari, ke, gambar(st.sampled_from(SEMUA_JENIS)), ""))
    return ini


@given(edisi_acak())
def test_the_matrix_and_the_units_tell_the_same_whatever_the_edition(ini: Contoh) -> None:
    turunan = ini.turunan
    dari_unit: dict[tuple[int, int], set[str]] = {}
    for badan in turunan.bahan.titik:
        for hubungan in turunan.milik(badan):
            assert hubungan.lain.badan != badan
            if hubungan.ketentuan is None:  # typed, of a kind that is not enabled
                assert hubungan.tersurat
                continue
            dari_unit.setdefault((badan, hubungan.lain.badan), set()).add(hubungan.jenis)
    assert all(dari_unit[b, a] == jenis for (a, b), jenis in dari_unit.items())
    assert turunan.pasangan() == {(a, b): jenis for (a, b), jenis in dari_unit.items() if a < b}


@given(edisi_acak())
def test_no_derived_relation_is_of_a_kind_that_is_not_enabled(ini: Contoh) -> None:
    dibuka = {(k.subjek, k.jenis) for k in ini.ketentuan}
    for ikatan in ini.turunan.ikatan:
        if ikatan.tersurat is None:
            assert ikatan.ketentuan is not None
            assert (ikatan.ketentuan.subjek, ikatan.ketentuan.jenis) in dibuka
            assert ikatan.ketentuan.jenis == ikatan.jenis
            assert ikatan.anggota
            assert ikatan.pusat not in {satu.badan for satu in ikatan.anggota}


@given(edisi_acak())
def test_a_tie_holds_nobody_twice_and_names_the_pasal_of_each(ini: Contoh) -> None:
    for ikatan in ini.turunan.ikatan:
        assert max(Counter(satu.badan for satu in ikatan.anggota).values()) == 1
        assert ikatan.pusat is not None or len(ikatan.anggota) > 1
        assert all(satu.dasar for satu in ikatan.anggota)


@given(edisi_acak())
def test_repetitions_are_what_the_rows_of_the_units_say(ini: Contoh) -> None:
    turunan = ini.turunan
    diulang = {
        pk for badan in turunan.bahan.titik for satu in turunan.milik(badan) if satu.mengulang for pk in satu.tersurat
    }
    assert set(turunan.berulang()) == diulang


def test_units_of_several_lists_stand_koordinator_by_koordinator_and_those_commanded_last() -> None:
    """The letters start again in every list, and so do the numbers by which they are read."""
    ini = contoh("kolegial")
    for kunci in ("p", "q", "r"):
        ini.tambah(kunci, f"Unit {kunci}", "bagian", "setda")
    ini.rentang = [
        ("disdik", "asisten-2", "a", "koordinasi"), ("p", "asisten-1", "a", "membawahi"),
        ("q", "asisten-1", "a", "koordinasi"), ("dinkes", "asisten-1", "b", "koordinasi"),
    ]  # fmt: skip
    bahan = ini.bahan
    urut = sorted((ini.id(kunci) for kunci in ("disdik", "p", "q", "r", "dinkes", "puskesmas")), key=bahan.letak)
    assert [ini.kunci(badan) for badan in urut] == ["q", "dinkes", "puskesmas", "p", "disdik", "r"]
    assert bahan.letak(-1) == (len(ini.rentang), -1)


# --- What is read into a regulation, and whose regulation says so ------------------------------------


def bacaan(ini: Contoh, unit: str, jenis: str, aturan: str) -> list[str]:
    """What the rows of a rule say is read, each once."""
    return list(dict.fromkeys(teks for hub in baris(ini, unit, jenis, aturan=aturan) for teks in hub.bacaan))


HIERARKI = pelaksanaan("lingkup", "", "Pasal 2", "rentang koordinasi hierarki")


def test_KOORDINATOR_a_sub_kind_is_read_where_the_regulation_does_not_call_its_spans_hierarki() -> None:
    """Jombang Pasal 2 does, Pesawaran Pasal 22 does not; Banjar lists no sub-kinds."""
    pesawaran = contoh("koordinatif")
    jombang = contoh("koordinatif")
    jombang.pelaksanaan = [HIERARKI]
    banjar = Contoh(ketentuan=ketentuan(ASISTEN_PD, "koordinatif", rincian=[]))
    [teks] = bacaan(pesawaran, "dinkes", "koordinatif", "KOORDINATOR")
    assert teks == "Peraturan menyebut koordinasinya, tidak menyebutnya hierarkis; subjenisnya dibaca begitu."
    assert bacaan(jombang, "dinkes", "koordinatif", "KOORDINATOR") == []
    assert bacaan(banjar, "dinkes", "koordinatif", "KOORDINATOR") == []


def test_INSTANSI_LAIN_is_a_reading_also_against_a_regulation_that_calls_the_whole_span_hierarki() -> None:
    ini = contoh("koordinatif").tambah("bumd", "PD Air Minum", "bumd", "pemda")
    ini.rentang.append(("bumd", "asisten-1", "z", "koordinasi"))
    [teks] = bacaan(ini, "bumd", "koordinatif", "INSTANSI_LAIN")
    assert teks.startswith("Naskah tidak menyebut siapa “instansi lain” itu;")
    ini.pelaksanaan = [HIERARKI]
    [teks] = bacaan(ini, "bumd", "koordinatif", "INSTANSI_LAIN")
    assert teks.startswith("Pasal 2 menyebut seluruh rentangnya hierarki;")


def test_URUSAN_BERSAMA_is_a_reading() -> None:
    ini = contoh("koordinatif")
    ini.urusan = [("dinkes", 1, None), ("disdik", 1, None)]
    [teks] = bacaan(ini, "dinkes", "koordinatif", "URUSAN_BERSAMA")
    assert "walau sektornya tidak berlainan. Pasal di samping nama dasar urusannya" in teks


@pytest.mark.parametrize("jenis", ["konsultatif", "fungsional"])
def test_ASISTEN_is_a_reading_where_the_subject_does_not_name_him(jenis: str) -> None:
    [teks] = bacaan(contoh(jenis), "dinkes", jenis, "ASISTEN")
    assert "antarperangkat daerah tanpa menyebut pasangannya; Asisten dibaca sebagai wakil" in teks
    assert bacaan(Contoh(ketentuan=ketentuan(ASISTEN_PD, jenis)), "dinkes", jenis, "ASISTEN") == []


def test_BERKOORDINATOR_SAMA_is_a_reading_and_more_so_where_the_subject_is_read_otherwise() -> None:
    [teks] = bacaan(contoh("kolegial"), "dinkes", "kolegial", "BERKOORDINATOR_SAMA")
    assert teks.startswith("Peraturan membuka jenis ini antarperangkat daerah tanpa menyebut pasangannya;")
    banjar = Contoh(ketentuan=ketentuan(ASISTEN_PD, "kolegial"))
    [teks] = bacaan(banjar, "dinkes", "kolegial", "BERKOORDINATOR_SAMA")
    assert teks.startswith("Peraturan membuka jenis ini bagi Asisten dengan perangkat daerah; antara sesama")
    banjar.ketentuan[0].subjek_tertulis, banjar.ketentuan[0].rujukan = "Perangkat Daerah", "Pasal 6 ayat (1) huruf b"
    [teks] = bacaan(banjar, "dinkes", "kolegial", "BERKOORDINATOR_SAMA")
    awal = "Pasal 6 ayat (1) mencetak “Perangkat Daerah”, dibaca “Asisten dengan perangkat daerah”; antara sesama"
    assert teks.startswith(awal)


def test_SESAMA_STAF_AHLI_is_a_reading_and_lines_of_command_are_none() -> None:
    ini = Contoh(ketentuan=[*ketentuan(STAF_AHLI, "kolegial"), *ketentuan(PD, "struktural")])
    ini.tambah("sa-1", "Staf Ahli Satu", "staf_ahli", "bupati").tambah("sa-2", "Staf Ahli Dua", "staf_ahli", "bupati")
    assert len(bacaan(ini, "sa-1", "kolegial", "SESAMA_STAF_AHLI")) == 1
    assert bacaan(ini, "bupati", "struktural", "") == []


def test_a_source_speaks_where_its_regulation_holds_and_national_law_everywhere() -> None:
    sumber = Sumber("99.01", "Perbup Contoh 1/2020 Pasal 5")
    lain = Peraturan(jenis="perbup", nomor="1", tahun=2020, daerah=Daerah(kode="99.02", nama="Kabupaten Contoh"))
    baru = Peraturan(jenis="perbup", nomor="11", tahun=2020, daerah=PERATURAN.daerah)
    assert sumber.berlaku([lain, PERATURAN])
    assert not sumber.berlaku([lain, baru])
    assert Sumber("", "PP 18/2016 Pasal 77").berlaku([])


@pytest.mark.parametrize("satu", ATURAN, ids=lambda satu: satu.kode)
def test_a_source_is_of_the_region_whose_regulation_it_names(satu: Any) -> None:
    for daerah, teks in satu.sumber:
        assert bool(daerah) == teks.startswith("Perbup "), teks


# --- The same from the database ---------------------------------------------------------------------

BERISI: dict[tuple[str, tuple[str, ...]], dict[str, Any]] = {
    ("ketentuanhubungan", (PD, jenis)): {
        "rujukan": "Pasal 6",
        "rincian": SUBJENIS if jenis == "koordinatif" else [],
    }
    for jenis in SEMUA_JENIS
}


def isi(kab: Kabupaten, oleh: User, nama: str = "kesehatan") -> None:
    """All kinds, a matter of two bodies, and a typed row that repeats what is derived."""
    urusan = Urusan.objects.create(nama=nama)
    milik = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    terapkan(
        edisi=kab.edisi,
        oleh=oleh,
        ubah={
            **{kunci: {**milik, **nilai} for kunci, nilai in BERISI.items()},
            **{("urusanperangkat", (kab.id(unit), urusan.pk)): milik for unit in ("dinkes", "disdik")},
            ("hubungankerja", (kab.id("dinkes"), kab.id("asisten-1"), "koordinatif", "")): milik,
        },
    )


def ringkas(turunan: Turunan, kunci: dict[int, str]) -> set[tuple[Any, ...]]:
    return {
        (
            ikatan.aturan,
            ikatan.jenis,
            ikatan.subjenis,
            kunci.get(ikatan.pusat or 0),
            tuple((kunci[satu.badan], satu.sebab, tuple(kunci[atas] for atas in satu.atas)) for satu in ikatan.anggota),
        )
        for ikatan in turunan.ikatan
    }


@pytest.mark.django_db
def test_the_database_gives_what_plain_rows_give(rancangan: Kabupaten, sari: User) -> None:
    isi(rancangan, sari)
    dibaca = turunkan(rancangan.edisi)
    ini = contoh(*SEMUA_JENIS, urusan=[("dinkes", 1, None), ("disdik", 1, None)])
    ini.tersurat = [("dinkes", "asisten-1", "koordinatif", "")]
    kunci = {rancangan.id(satu): satu for satu in BAGAN}
    assert ringkas(dibaca, kunci) == ringkas(ini.turunan, {ini.id(satu): satu for satu in BAGAN})
    assert dibaca.berulang() == [HubunganKerja.objects.get().pk]
    [urusan] = [satu for satu in dibaca.milik(rancangan.id("dinkes")) if satu.aturan == ["URUSAN_BERSAMA"]]
    assert urusan.kata == ["urusan yang sama: kesehatan"]
    assert [satu.rujukan for satu in urusan.dasar] == ["Pasal 9"]


@pytest.mark.django_db
def test_an_edition_is_derived_in_seven_queries_whatever_its_size(django_assert_num_queries: Any, sari: User) -> None:
    banyak = {f"dinas-{n}": (f"Dinas {n}", "dinas", "bupati") for n in range(142)}
    rentang_banyak = {**RENTANG, **{kunci: (f"asisten-{n % 3 + 1}", "c") for n, kunci in enumerate(banyak)}}
    for kode, bagan, span in (("99.01", BAGAN, RENTANG), ("99.02", {**BAGAN, **banyak}, rentang_banyak)):
        kab = pabrik.kabupaten(kode, f"Kabupaten {kode}", bagan=bagan, rentang=span, oleh=sari, terbit=False)
        isi(kab, sari, kode)
        kab.edisi.refresh_from_db()
        with django_assert_num_queries(7):
            turunan = turunkan(kab.edisi)
            assert turunan.pasangan()
            assert turunan.komando
            assert len(turunan.berulang()) == 1
            [peraturan] = {dasar.peraturan for dasar in turunan.milik(kab.id("dinkes"))[0].dasar}
            assert peraturan is not None
            assert peraturan.judul


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("nama", "perangkat"),
    [
        ("Kecamatan", True),
        ("Dinas Daerah", True),
        ("Dinas Pedesaan", True),
        ("Balai Desain", True),
        ("Perusahaanku", True),
        ("Desa/Kelurahan", False),
        ("DESA", False),
        ("Badan Usaha Milik Daerah (BUMD)", False),
        ("BUMD", False),
        ("Perusahaan Daerah", False),
        ("Perumda Air", False),
        ("Instansi Vertikal", False),
    ],
)
def test_the_database_and_python_agree_which_classes_are_perangkat_daerah(nama: str, perangkat: bool) -> None:
    bagan = {**BAGAN, "kelas": (nama, "kelompok", "pemda")}
    ini = Contoh(bagan=dict(bagan))
    assert ini.bahan.perangkat(ini.id("kelas")) is perangkat
    kab = pabrik.kabupaten(bagan=bagan, terbit=False)
    bukan = set(Kedudukan.objects.pada(kab.edisi).filter(bukan_perangkat()).values_list("perangkat_daerah", flat=True))
    assert (kab.id("kelas") not in bukan) is perangkat
    assert kab.id("dinkes") not in bukan
    assert kab.id("bupati") in bukan


def test_every_sort_of_unit_is_either_a_perangkat_daerah_or_not() -> None:
    bukan = {
        "pemerintah_daerah",
        "kepala_daerah",
        "wakil_kepala_daerah",
        "dprd",
        "staf_ahli",
        "desa",
        "bumd",
        "instansi_vertikal",
    }
    for jenis in JenisUnit:
        ini = Contoh().tambah("ini", "Unit", jenis, "pemda")
        assert ini.bahan.perangkat(ini.id("ini")) is (jenis not in bukan), jenis
