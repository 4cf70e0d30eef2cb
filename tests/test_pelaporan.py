"""Lines of accountability and reporting, each with its legal source: whose they are, through whom, to whom."""

from __future__ import annotations

import pytest

from coordination.pelaporan import Jalur, JalurMasuk, jalur_masuk, jalur_pelaporan
from relations.models import KetentuanPelaksanaan
from tests.bahan_contoh import Contoh, pelaksanaan

PD, ASISTEN_PD, STAF_AHLI = "perangkat_daerah", "asisten_perangkat_daerah", "staf_ahli"
AYAT_6 = pelaksanaan("pertanggungjawaban", PD, "Pasal 15 ayat (6)")
AYAT_7 = pelaksanaan("pertanggungjawaban", ASISTEN_PD, "Pasal 15 ayat (7)")
PASAL_17 = pelaksanaan("pelaporan", ASISTEN_PD, "Pasal 17")
PASAL_3 = pelaksanaan("pertanggungjawaban", STAF_AHLI, "Pasal 3 ayat (4)")


def contoh(*semua: KetentuanPelaksanaan) -> Contoh:
    return Contoh(pelaksanaan=list(semua))


def jalur(ini: Contoh, unit: str) -> list[Jalur]:
    return jalur_pelaporan(ini.bahan, ini.id(unit))


def langkah(satu: Jalur) -> list[tuple[str, str]]:
    return [(tahap.kata, tahap.nama) for tahap in satu.langkah]


SEKDA, BUPATI = ("melalui", "Sekretaris Daerah"), ("kepada", "Bupati Contoh")
LEWAT_ASISTEN = ("melalui", "Asisten Pemerintahan dan Kesejahteraan Rakyat")


def test_PERTANGGUNGJAWABAN_runs_through_the_Asisten_and_the_Sekda() -> None:
    """Banjar 15/2022 Pasal 15 ayat (6) and ayat (7)."""
    [satu] = jalur(contoh(AYAT_6, AYAT_7, PASAL_17), "dinkes")
    assert (satu.kode, langkah(satu)) == (
        "PERTANGGUNGJAWABAN",
        [("pimpinan", "Dinas Kesehatan"), LEWAT_ASISTEN, SEKDA, BUPATI],
    )
    assert [ketentuan.rujukan for ketentuan in satu.ketentuan] == ["Pasal 15 ayat (6)", "Pasal 15 ayat (7)"]
    assert [tahap.titik is not None for tahap in satu.langkah] == [True] * 4


def test_PERTANGGUNGJAWABAN_leaves_the_Asisten_out_where_the_regulation_does_not_name_him() -> None:
    [satu] = jalur(contoh(AYAT_6), "dinkes")
    assert langkah(satu) == [("pimpinan", "Dinas Kesehatan"), SEKDA, BUPATI]
    assert satu.ketentuan == (AYAT_6,)


def test_PERTANGGUNGJAWABAN_of_a_unit_without_koordinator_names_none() -> None:
    ini = contoh(AYAT_6, AYAT_7)
    ini.tambah("inspektorat", "Inspektorat", "inspektorat", "bupati")
    [satu] = jalur(ini, "inspektorat")
    assert langkah(satu) == [("pimpinan", "Inspektorat"), SEKDA, BUPATI]
    assert satu.ketentuan == (AYAT_6,)


def test_PERTANGGUNGJAWABAN_names_a_Sekda_who_coordinates_once() -> None:
    ini = contoh(AYAT_6, AYAT_7)
    ini.rentang = [("dinkes", "sekda", "a", "koordinasi")]
    [satu] = jalur(ini, "dinkes")
    assert langkah(satu) == [("pimpinan", "Dinas Kesehatan"), SEKDA, BUPATI]


@pytest.mark.parametrize("unit", ["kecamatan", "kec-satu"])
def test_PERTANGGUNGJAWABAN_of_a_class_entry_and_of_its_members(unit: str) -> None:
    [satu] = jalur(contoh(AYAT_6, AYAT_7), unit)
    assert LEWAT_ASISTEN in langkah(satu)


@pytest.mark.parametrize("unit", ["puskesmas", "bagian-hukum", "asisten-1", "sekda", "setda", "bupati", "pemda"])
def test_PERTANGGUNGJAWABAN_is_of_heads_of_perangkat_daerah_alone(unit: str) -> None:
    assert jalur(contoh(AYAT_6, AYAT_7), unit) == []


@pytest.mark.parametrize(
    ("nama", "jenis"),
    [
        ("PD Air Minum", "bumd"),
        ("Desa/Kelurahan", "kelompok"),
        ("Staf Ahli", "staf_ahli"),
        ("BPN", "instansi_vertikal"),
    ],
)
def test_PERTANGGUNGJAWABAN_is_not_of_what_is_no_perangkat_daerah(nama: str, jenis: str) -> None:
    ini = contoh(AYAT_6, AYAT_7)
    ini.tambah("lain", nama, jenis, "pemda")
    ini.rentang.append(("lain", "asisten-1", "c", "koordinasi"))
    assert jalur(ini, "lain") == []


def test_PERTANGGUNGJAWABAN_of_a_part_that_a_span_names_by_itself() -> None:
    """A rumah sakit in the list of perangkat daerah answers by itself, though it hangs under its dinas."""
    ini = contoh(AYAT_6, AYAT_7)
    ini.tambah("rsud", "RSUD", "rsud", "dinkes")
    assert jalur(ini, "rsud") == []
    ini.rentang.append(("rsud", "asisten-1", "c", "koordinasi"))
    assert len(jalur(ini, "rsud")) == 1


def test_PERTANGGUNGJAWABAN_a_dinas_that_hangs_under_the_Sekda_is_no_part_of_the_Sekretariat() -> None:
    ini = contoh(AYAT_6)
    ini.tambah("dinas", "Dinas Sosial", "dinas", "sekda")
    assert len(jalur(ini, "dinas")) == 1


def test_PERTANGGUNGJAWABAN_needs_its_provision() -> None:
    assert jalur(contoh(AYAT_7, PASAL_17, PASAL_3), "dinkes") == []


def test_PERTANGGUNGJAWABAN_names_offices_that_have_no_place() -> None:
    ini = contoh(AYAT_6)
    ini.bagan = {"pemda": ini.bagan["pemda"], "dinkes": ("Dinas Kesehatan", "dinas", "pemda")}
    ini.rentang = []
    [satu] = jalur(ini, "dinkes")
    assert langkah(satu)[1:] == [("melalui", "Sekretaris Daerah"), ("kepada", "kepala daerah")]
    assert [tahap.titik for tahap in satu.langkah[1:]] == [None, None]


def test_LAPORAN_ASISTEN() -> None:
    """Banjar 15/2022 Pasal 17."""
    ini = contoh(AYAT_6, AYAT_7, PASAL_17)
    [satu] = jalur(ini, "asisten-2")
    assert (satu.kode, langkah(satu)) == (
        "LAPORAN_ASISTEN",
        [("", "Asisten Perekonomian dan Pembangunan"), ("kepada", "Sekretaris Daerah")],
    )
    assert satu.ketentuan == (PASAL_17,)
    assert jalur(contoh(AYAT_6, AYAT_7), "asisten-2") == []
    assert jalur(contoh(pelaksanaan("pelaporan", PD, "Pasal 24")), "asisten-2") == []


def test_Staf_Ahli_answer_to_the_kepala_daerah_and_are_coordinated_by_the_Sekda() -> None:
    """Pesawaran 38/2022 Pasal 3 ayat (4)."""
    ini = contoh(AYAT_6, PASAL_3)
    ini.tambah("ahli", "Staf Ahli", "staf_ahli", "bupati")
    tanggung_jawab, administrasi = jalur(ini, "ahli")
    assert (tanggung_jawab.kode, langkah(tanggung_jawab)[1]) == (
        "TANGGUNG_JAWAB_STAF_AHLI",
        ("bertanggung jawab kepada", "Bupati Contoh"),
    )
    assert (administrasi.kode, langkah(administrasi)[1]) == (
        "ADMINISTRASI_STAF_AHLI",
        ("dikoordinasikan oleh", "Sekretaris Daerah"),
    )
    assert tanggung_jawab.ketentuan == administrasi.ketentuan == (PASAL_3,)
    tanpa = contoh(AYAT_6)
    tanpa.tambah("ahli", "Staf Ahli", "staf_ahli", "bupati")
    assert jalur(tanpa, "ahli") == []
    assert jalur(ini, "dinkes")[0].kode == "PERTANGGUNGJAWABAN"


# --- What arrives -----------------------------------------------------------------------------------


def masuk(ini: Contoh, unit: str) -> dict[str, JalurMasuk]:
    semua = jalur_masuk(ini.bahan, ini.id(unit))
    assert len({satu.kode for satu in semua}) == len(semua)
    return {f"{satu.judul}, {satu.arah}": satu for satu in semua}


def dari(ini: Contoh, satu: JalurMasuk) -> list[str]:
    return [ini.kunci(titik.badan) for titik in satu.dari]


LEWATNYA = "Pertanggungjawaban pimpinan perangkat daerah, melaluinya"


def test_the_Sekda_hears_the_reports_of_the_Asisten_and_accountability_runs_through_him() -> None:
    """Banjar 15/2022 Pasal 15 ayat (6), ayat (7), and Pasal 17."""
    ini = contoh(AYAT_6, AYAT_7, PASAL_17)
    tiba = masuk(ini, "sekda")
    assert tiba.keys() == {LEWATNYA, "Pelaporan hasil koordinasi Asisten, kepadanya"}
    lewat, laporan = tiba[LEWATNYA], tiba["Pelaporan hasil koordinasi Asisten, kepadanya"]
    assert dari(ini, laporan) == ["asisten-1", "asisten-2", "asisten-3"]
    assert laporan.ketentuan == [PASAL_17]
    assert dari(ini, lewat) == ["dinkes", "kecamatan", "disdik"]  # of the class entry, not of its members
    assert lewat.ketentuan == [AYAT_6, AYAT_7]


def test_through_an_Asisten_runs_what_his_own_units_account_for() -> None:
    ini = contoh(AYAT_6, AYAT_7, PASAL_17)
    assert {nama: dari(ini, satu) for nama, satu in masuk(ini, "asisten-2").items()} == {LEWATNYA: ["disdik"]}
    assert masuk(contoh(AYAT_6, PASAL_17), "asisten-2") == {}  # where the regulation does not name him


def test_accountability_ends_with_the_kepala_daerah() -> None:
    ini = contoh(AYAT_6, AYAT_7, PASAL_17)
    [(nama, satu)] = masuk(ini, "bupati").items()
    assert nama == "Pertanggungjawaban pimpinan perangkat daerah, kepadanya"
    assert dari(ini, satu) == ["dinkes", "kecamatan", "disdik"]


def test_Staf_Ahli_arrive_at_the_kepala_daerah_and_at_the_Sekda() -> None:
    """Pesawaran 38/2022 Pasal 3 ayat (4)."""
    ini = contoh(PASAL_3).tambah("ahli", "Staf Ahli", "staf_ahli", "bupati")
    assert {nama: dari(ini, satu) for nama, satu in masuk(ini, "bupati").items()} == {
        "Pertanggungjawaban Staf Ahli, kepadanya": ["ahli"]
    }
    assert {nama: dari(ini, satu) for nama, satu in masuk(ini, "sekda").items()} == {
        "Koordinasi administratif Staf Ahli, olehnya": ["ahli"]
    }


@pytest.mark.parametrize("unit", ["dinkes", "setda", "kec-satu", "pemda"])
def test_nothing_arrives_elsewhere_or_without_a_provision(unit: str) -> None:
    assert masuk(contoh(AYAT_6, AYAT_7, PASAL_17, PASAL_3), unit) == {}
    assert masuk(contoh(), "sekda") == masuk(contoh(), "bupati") == {}
