"""What is derived of the five founding regencies, against the lists of their own regulations.

golden.json holds the lists; what is written out below was read from the texts by hand. No kind that a regulation does
not enable is derived, and none of what its lists say is missing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from coordination.hubungan import Hubungan, Turunan, turunkan
from coordination.pelaporan import jalur_pelaporan
from coordination.turunan import ATURAN
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca
from registry.models import Edisi
from relations.models import JenisHubungan

AKAR = Path(__file__).resolve().parents[1]
BERSAMA = AKAR.parent / "shared"
BERKAS = BERSAMA / "golden.json"
EMAS: dict[str, Any] = json.loads(BERKAS.read_text(encoding="utf-8")) if BERKAS.exists() else {}
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not EMAS, reason="golden.json tidak ada di samping repositori"),
]

BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = KODE = ("62.05", "63.11", "63.03", "18.09", "35.17")
SEED = dict(zip(("S0", "S1", "S2", "S3", "S4"), KODE, strict=True))
ASISTEN_1 = "Asisten Pemerintahan dan Kesejahteraan Rakyat"
ASISTEN_2 = "Asisten Perekonomian dan Pembangunan"
ASISTEN_3 = "Asisten Administrasi Umum"
SETDA, SEKDA = "Sekretariat Daerah", "Sekretaris Daerah"

#: In a list, and no perangkat daerah: kinds between perangkat daerah do not hold with them.
BUKAN_PERANGKAT = {
    "Desa/Kelurahan",
    "Badan Usaha Milik Daerah (BUMD)",
    'PD, BPR "Bank Pasar"',
    'PD Perkebunan "Panglungan"',
    "PD Apotek Seger",
    "PD Air Minum (PDAM)",
}
BUMD = BUKAN_PERANGKAT - {"Desa/Kelurahan"}


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (AKAR / "fixtures" / "nasional.yaml", *sorted((AKAR / "fixtures").glob("[0-9]*.yaml"))):
            muat(baca(jalur))
        yield
        transaction.set_rollback(True)
    turunan.cache_clear()


@cache
def turunan(kode: str) -> Turunan:
    """Of the edition of the founding regulation, the newest of its region."""
    return turunkan(Edisi.objects.terbit().filter(daerah__kode=kode).order_by("-berlaku_mulai").first())  # type: ignore[arg-type]  # loaded


def id_unit(kode: str, nama: str) -> int:
    [badan] = [satu.badan for satu in turunan(kode).bahan.titik.values() if satu.nama == nama]
    return badan


def milik(kode: str, nama: str) -> dict[str, list[str]]:
    """{kind: names of the other ends, in the order of the unit's page}."""
    hasil: dict[str, list[str]] = {}
    for satu in turunan(kode).milik(id_unit(kode, nama)):
        hasil.setdefault(str(satu.jenis), []).append(satu.lain.nama)
    return hasil


def baris(kode: str, nama: str, lawan: str, jenis: str) -> Hubungan:
    [satu] = [h for h in turunan(kode).milik(id_unit(kode, nama)) if (h.lain.nama, h.jenis) == (lawan, jenis)]
    return satu


def daftar(seed: str, relasi: str) -> list[tuple[str, list[str], str]]:
    """(Asisten, units in the order of their letters, pinpoint) of every list of a regulation."""
    return [
        (satu["asisten"].split(" [")[0], [unit["unit"] for unit in satu["units"]], satu["sitasi"])
        for satu in EMAS.get("spans", [])
        if satu["seed"] == seed and satu["relasi"] == relasi
    ]


RENTANG = [(SEED[seed], *satu) for seed in SEED for satu in daftar(seed, "koordinasi")]


def pd(unit: list[str]) -> list[str]:
    return [nama for nama in unit if nama not in BUKAN_PERANGKAT]


# --- Kinds ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", SEED)
def test_no_kind_is_shown_that_the_regulation_does_not_enable(seed: str) -> None:
    dibuka = {jenis["jenis"] for satu in EMAS["kinds"] if satu["seed"] == seed for jenis in satu["jenis"]}
    ini = turunan(SEED[seed])
    for badan in ini.bahan.titik:
        assert {satu.jenis for satu in ini.milik(badan)} <= dibuka
    assert {jenis for pasang in ini.pasangan().values() for jenis in pasang} <= dibuka


@pytest.mark.parametrize("seed", SEED)
def test_every_relation_names_the_provision_that_enables_it_and_the_pasal_from_which_it_follows(seed: str) -> None:
    sitasi = {jenis["sitasi"] for satu in EMAS["kinds"] if satu["seed"] == seed for jenis in satu["jenis"]}
    ini = turunan(SEED[seed])
    for badan in ini.bahan.titik:
        for satu in ini.milik(badan):
            assert satu.ketentuan is not None
            assert satu.ketentuan.rujukan in sitasi
            assert satu.dasar
            assert satu.kata
            assert satu.aturan
            assert all(dasar.peraturan is not None and dasar.rujukan for dasar in satu.dasar)


@pytest.mark.parametrize(("kode", "kurang"), [
    (BARITO_UTARA, {"konsultatif", "kolegial", "fungsional", "koordinatif"}),  # no spans: tidak diatur
    (BALANGAN, {"konsultatif", "kolegial", "fungsional", "koordinatif"}),  # spans in a chart that nobody has read
    (BANJAR, {"struktural"}),  # not enabled
    (PESAWARAN, set()),
    (JOMBANG, set()),
])  # fmt: skip
def test_which_kinds_have_nothing_to_stand_on(kode: str, kurang: set[str]) -> None:
    ada = {str(jenis) for pasang in turunan(kode).pasangan().values() for jenis in pasang}
    assert set(JenisHubungan.values) - ada == kurang


# --- Spans ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kode", "asisten", "unit", "sitasi"), RENTANG)
def test_each_unit_of_a_list_has_its_Asisten_and_its_colleagues(
    kode: str, asisten: str, unit: list[str], sitasi: str
) -> None:
    for nama in unit:
        ini = milik(kode, nama)
        koordinator = baris(kode, nama, asisten, "koordinatif")
        assert koordinator.dasar[0].rujukan.startswith(f"{sitasi} huruf ")
        # Asisten first; what shares a matter comes after him.
        assert ini["koordinatif"][0] == asisten
        asisten_lain = {ASISTEN_1, ASISTEN_2, ASISTEN_3} - {asisten}
        assert not asisten_lain & {lain for semua in ini.values() for lain in semua}
        if nama in BUKAN_PERANGKAT:
            assert ini == {"koordinatif": [asisten]}
            continue
        sesama = [lain for lain in pd(unit) if lain != nama]
        assert ini["kolegial"] == ([asisten] if kode == BANJAR else []) + sesama
        for jenis in ("konsultatif", "fungsional"):
            assert ini[jenis][0] == asisten
            assert all(lain.startswith("Staf Ahli") for lain in ini[jenis][1:])


@pytest.mark.parametrize(("kode", "asisten", "unit", "sitasi"), RENTANG)
def test_each_Asisten_has_his_list_in_the_order_of_its_letters(
    kode: str, asisten: str, unit: list[str], sitasi: str
) -> None:
    ini = milik(kode, asisten)
    # By what the regulation calls it: the perangkat daerah, then who are none, each in the order of the letters.
    assert [nama for nama in ini["koordinatif"] if nama not in BUKAN_PERANGKAT] == pd(unit)
    assert [nama for nama in ini["koordinatif"] if nama in BUKAN_PERANGKAT] == [n for n in unit if n not in pd(unit)]
    assert ini["konsultatif"] == ini["fungsional"] == pd(unit)
    assert ini.get("kolegial", []) == (pd(unit) if kode == BANJAR else [])


@pytest.mark.parametrize(("kode", "asisten", "unit", "sitasi"), RENTANG)
def test_sub_kinds_are_told_where_the_regulation_lists_them(
    kode: str, asisten: str, unit: list[str], sitasi: str
) -> None:
    for nama in unit:
        harap = "instansional" if nama in BUMD else "hierarkis" if nama not in BUKAN_PERANGKAT else None
        assert baris(kode, nama, asisten, "koordinatif").subjenis == (None if kode == BANJAR else harap)


@pytest.mark.parametrize("kode", [BARITO_UTARA, BALANGAN])
def test_without_readable_spans_nobody_is_coordinated(kode: str) -> None:
    ini = turunan(kode)
    assert {satu.aturan for satu in ini.ikatan} == {"GARIS_KOMANDO", "PIMPINAN_SEKRETARIAT"}


# --- Struktural -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("asisten", "unit", "sitasi"), daftar("S3", "struktural"))
def test_Pesawaran_an_Asisten_commands_his_Bagian(asisten: str, unit: list[str], sitasi: str) -> None:
    assert milik(PESAWARAN, asisten)["struktural"] == [SEKDA, *unit]
    for nama in unit:
        assert milik(PESAWARAN, nama) == {"struktural": [asisten], "kolegial": [lain for lain in unit if lain != nama]}
        assert baris(PESAWARAN, nama, asisten, "struktural").dasar[0].rujukan.startswith(f"{sitasi} huruf ")


def test_Jombang_a_Bagian_is_below_its_Asisten_by_the_tree_and_coordinated_by_the_text() -> None:
    struktural = baris(JOMBANG, "Bagian Hukum", ASISTEN_3, "struktural")
    koordinatif = baris(JOMBANG, "Bagian Hukum", ASISTEN_3, "koordinatif")
    assert [(satu.peraturan.judul_pendek, satu.rujukan) for satu in struktural.dasar if satu.peraturan] == [
        ("PP 41/2007", "Pasal 28 ayat (1)")
    ]
    assert [(satu.peraturan.judul_pendek, satu.rujukan) for satu in koordinatif.dasar if satu.peraturan] == [
        ("Perbup Jombang 35/2009", "Pasal 2 angka 3 huruf i")
    ]


def test_Banjar_has_lines_of_command_and_no_struktural() -> None:
    ini = turunan(BANJAR)
    assert {JenisHubungan.STRUKTURAL} & {satu.jenis for satu in ini.ikatan} == set()
    komando = {
        nama: [(satu.lain.nama, satu.kata) for satu in ini.komando_milik(id_unit(BANJAR, nama))]
        for nama in ("Dinas Kesehatan", "Kecamatan", ASISTEN_1, SEKDA, "Sekretariat Dewan Perwakilan Rakyat Daerah")
    }
    atas, bawah = ["tepat di atasnya"], ["tepat di bawahnya"]
    assert komando == {
        "Dinas Kesehatan": [("Bupati Banjar", atas)],
        "Kecamatan": [("Bupati Banjar", atas)],
        ASISTEN_1: [(SEKDA, atas)],
        SEKDA: [
            (ASISTEN_1, bawah), (ASISTEN_2, bawah), (ASISTEN_3, bawah),
            (SETDA, ["dipimpinnya"]), ("Bupati Banjar", atas),
        ],
        "Sekretariat Dewan Perwakilan Rakyat Daerah": [],
    }  # fmt: skip


@pytest.mark.parametrize(("kode", "bupati"), [
    (BARITO_UTARA, "Bupati Barito Utara"), (BALANGAN, "Bupati Balangan"), (PESAWARAN, "Bupati Pesawaran"),
    (JOMBANG, "Bupati Jombang"),
])  # fmt: skip
def test_the_Sekda_heads_the_Sekretariat_and_stands_below_the_Bupati(kode: str, bupati: str) -> None:
    assert baris(kode, SEKDA, SETDA, "struktural").kata == ["dipimpinnya"]
    assert baris(kode, SEKDA, bupati, "struktural").kata == ["tepat di atasnya"]
    assert baris(kode, SETDA, bupati, "struktural").kata == ["tepat di atasnya"]


def test_Barito_Utara_knows_its_perangkat_daerah_only_as_classes() -> None:
    assert milik(BARITO_UTARA, "Bupati Barito Utara") == {
        "struktural": [SETDA, "Dinas Daerah", "Lembaga Teknis Daerah", SEKDA]
    }
    assert milik(BARITO_UTARA, "Dinas Daerah") == {"struktural": ["Bupati Barito Utara"]}
    assert milik(BARITO_UTARA, "Sekretariat Dewan Perwakilan Rakyat Daerah") == {}


def test_Balangan_knows_its_Sekretariat_alone() -> None:
    for asisten in (ASISTEN_1, ASISTEN_2, ASISTEN_3):
        assert milik(BALANGAN, asisten) == {"struktural": [SEKDA]}


def test_Banjar_offices_outside_the_lists_have_no_relation_of_the_regulation() -> None:
    for nama in ("Bupati Banjar", "Wakil Bupati", "Dewan Perwakilan Rakyat Daerah", SETDA, SEKDA):
        assert milik(BANJAR, nama) == {}


def test_Pesawaran_the_Inspektorat_is_in_no_list() -> None:
    ini = milik(PESAWARAN, "Inspektorat")
    assert ini["struktural"] == ["Bupati Pesawaran"]
    assert "kolegial" not in ini
    assert all(lain.startswith("Staf Ahli") for jenis in ("konsultatif", "koordinatif") for lain in ini[jenis])


# --- Staf Ahli --------------------------------------------------------------------------------------

POLITIK = "Staf Ahli bidang Pemerintahan, Hukum dan Politik"
EKONOMI = "Staf Ahli bidang Ekonomi, Keuangan dan Pembangunan"
SDM = "Staf Ahli bidang Kemasyarakatan dan Sumber Daya Manusia"


@pytest.mark.parametrize("staf_ahli", [POLITIK, EKONOMI, SDM])
def test_Pesawaran_Staf_Ahli_among_themselves_and_with_Bupati_and_Sekda(staf_ahli: str) -> None:
    ini = milik(PESAWARAN, staf_ahli)
    assert ini["struktural"] == ["Bupati Pesawaran", SEKDA]
    assert ini["kolegial"] == [satu for satu in (POLITIK, EKONOMI, SDM) if satu != staf_ahli]
    assert baris(PESAWARAN, staf_ahli, SEKDA, "struktural").dasar[0].rujukan == "Pasal 9 ayat (3) huruf a"
    assert baris(PESAWARAN, staf_ahli, "Bupati Pesawaran", "struktural").dasar[0].rujukan == "Pasal 3 ayat (4)"
    assert ini["konsultatif"] == ini["fungsional"] == ini["koordinatif"]


@pytest.mark.parametrize(
    ("nama", "staf_ahli"),
    [
        ("Dinas Kesehatan", [SDM]),
        ("Dinas Pendidikan dan Kebudayaan", [SDM]),
        ("Dinas Sosial", [SDM]),
        ("Dinas Perpustakaan dan Kearsipan", [SDM]),
        ("Badan Penanggulangan Bencana Daerah", [SDM]),
        ("Dinas Pekerjaan Umum dan Penataan Ruang", [EKONOMI]),
        ("Dinas Perikanan", [EKONOMI]),
        ("Dinas Pariwisata", [EKONOMI]),
        ("Badan Pendapatan Daerah", [EKONOMI]),
        ("Badan Kesatuan Bangsa dan Politik", [POLITIK]),
        ("Dinas Kependudukan dan Pencatatan Sipil", [POLITIK, SDM]),
        ("Dinas Komunikasi, Informatika, Statistik dan Persandian", [POLITIK, SDM]),
        ("Satuan Polisi Pamong Praja dan Pemadam Kebakaran", [POLITIK, SDM]),
        ("Badan Penelitian dan Pengembangan Daerah", [POLITIK, EKONOMI, SDM]),
        ("Inspektorat", [POLITIK, EKONOMI, SDM]),
        ("Dinas Perhubungan", []),  # Pasal 13 gives perhubungan to nobody
    ],
)
def test_Pesawaran_which_Staf_Ahli_a_body_has(nama: str, staf_ahli: list[str]) -> None:
    ini = milik(PESAWARAN, nama)
    for jenis in ("konsultatif", "fungsional", "koordinatif"):
        assert [satu for satu in ini.get(jenis, []) if satu.startswith("Staf Ahli")] == staf_ahli


def test_Pesawaran_a_Staf_Ahli_is_met_only_through_a_matter_of_his_list() -> None:
    bidang = {
        satu["staf_ahli"]: {f"{satu['sitasi']} huruf {urusan['huruf']}" for urusan in satu["urusan"]}
        for satu in EMAS["staf_ahli"]
    }
    for nama, huruf in bidang.items():
        for satu in turunan(PESAWARAN).milik(id_unit(PESAWARAN, nama)):
            if satu.aturan == ["STAF_AHLI_URUSAN"]:
                rujukan = {dasar.rujukan for dasar in satu.dasar}
                assert rujukan & huruf
                assert rujukan <= huruf | {"Pasal 13 ayat (2)"}


@pytest.mark.parametrize("kode", [satu for satu in KODE if satu != PESAWARAN])
def test_elsewhere_no_Staf_Ahli_is_invented(kode: str) -> None:
    assert not [satu for satu in turunan(kode).bahan.titik.values() if satu.nama.startswith("Staf Ahli")]


# --- Lines of accountability ------------------------------------------------------------------------


def jalur(kode: str, nama: str) -> list[tuple[str, list[str], list[str]]]:
    semua = jalur_pelaporan(turunan(kode).bahan, id_unit(kode, nama))
    return [
        (satu.kode, [langkah.nama for langkah in satu.langkah], [ketentuan.rujukan for ketentuan in satu.ketentuan])
        for satu in semua
    ]


@pytest.mark.parametrize(("asisten", "unit", "sitasi"), daftar("S2", "koordinasi"))
def test_Banjar_every_head_answers_through_his_Asisten_and_the_Sekda(
    asisten: str, unit: list[str], sitasi: str
) -> None:
    pasal = ["Pasal 15 ayat (6)", "Pasal 15 ayat (7)"]
    for nama in unit:
        assert jalur(BANJAR, nama) == [("PERTANGGUNGJAWABAN", [nama, asisten, SEKDA, "Bupati Banjar"], pasal)]
    assert jalur(BANJAR, asisten) == [("LAPORAN_ASISTEN", [asisten, SEKDA], ["Pasal 17"])]


def test_Pesawaran_only_Staf_Ahli_have_a_line() -> None:
    ini = turunan(PESAWARAN).bahan
    pasal = ["Pasal 3 ayat (4)"]
    for satu in ini.titik.values():
        harap = [
            ("TANGGUNG_JAWAB_STAF_AHLI", [satu.nama, "Bupati Pesawaran"], pasal),
            ("ADMINISTRASI_STAF_AHLI", [satu.nama, SEKDA], pasal),
        ]
        assert jalur(PESAWARAN, satu.nama) == (harap if satu.nama in (POLITIK, EKONOMI, SDM) else [])


@pytest.mark.parametrize("kode", [BARITO_UTARA, BALANGAN, JOMBANG])
def test_elsewhere_the_regulation_says_nothing_of_accountability(kode: str) -> None:
    ini = turunan(kode).bahan
    assert [satu for badan in ini.titik for satu in jalur_pelaporan(ini, badan)] == []


# --- The sources of the rules -----------------------------------------------------------------------

NASKAH = {"Barito Utara": "000", "Balangan": "001", "Banjar": "002", "Pesawaran": "003", "Jombang": "004"}


@pytest.mark.parametrize("aturan", ATURAN, ids=lambda satu: satu.kode)
def test_the_pasal_that_a_rule_cites_stand_in_the_regulation(aturan: Any) -> None:
    for _, kutipan in aturan.sumber:
        cocok = re.match(r"Perbup ([A-Z][\w ]*?) \d+/\d+ (.+)", kutipan)
        if cocok is None:
            continue
        [berkas] = (BERSAMA / "seeds").glob(f"{NASKAH[cocok[1]]}_*.txt")
        isi = re.split(r"^\**Pasal (\d+)\**$", berkas.read_text(encoding="utf-8"), flags=re.MULTILINE)
        pasal = dict(zip(isi[1::2], isi[2::2], strict=True))
        for satu in re.split(r"(?=Pasal \d)", cocok[2])[1:]:
            nomor = satu.split()[1].rstrip(",")
            assert nomor in pasal, kutipan
            for ayat in re.findall(r"ayat \((\d+)\)", satu):
                assert f"({ayat})" in pasal[nomor], kutipan
            for label in re.findall(r"(?:huruf|angka) (\w+)", satu):
                assert re.search(rf"^\W*{label}\.", pasal[nomor], re.MULTILINE), kutipan
