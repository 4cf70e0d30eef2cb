"""Units and spans as XLSX and CSV: what people download, and that it comes back unchanged."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.models import Edisi, Kedudukan, Tindakan
from registry.services import buat_rancangan, terapkan
from registry.tabel.luput import dari_csv, dari_xlsx, ke_csv, ke_xlsx
from registry.tabel.resource import TABEL
from registry.tabel.tulis import tabel_edisi, tulis_csv, tulis_xlsx
from tests import pabrik
from tests.tabel import buka, lanjut, rencana, seperti_excel, unggah

FIXTURES = Path(__file__).parents[1] / "fixtures"
KASAR = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=40)
RUMUS = [
    "=1+1",
    "+62 511",
    "-",
    "@setda",
    "'=1+1",
    "''",
    "=cmd|' /C calc'!A0",
    "\tx",
    "#REF!",
    "#N/A",
    "_x0041_",
    "_x005F_",
]
SAMARAN = r"'?(?:_?x[0-9A-F]{4}[_\x01\r]?){1,3}"
MANGSA = ["38/E", "007", "1-2", "3/4", "1e5", "TRUE", "ya", " tepi ", "baris\nkedua", "Ä “kutip”, titik;koma", '"']


def kolom(buku: Any, lembar: str, kepala: str) -> dict[str, Any]:
    """{key: value} of a column."""
    satu = buku[lembar]
    indeks = next(sel.column for sel in satu[1] if sel.value == kepala) - 1
    return {baris[0].value: baris[indeks].value for baris in satu.iter_rows(min_row=2) if baris[0].value}


def beri_catatan(edisi: Edisi, unit: int, teks: str) -> None:
    terapkan(edisi=edisi, ubah={("kedudukan", (unit,)): {"catatan": teks}}, oleh=None)


@pytest.fixture
def masuk(client: Any, rancangan: pabrik.Kabupaten, sari: User) -> Any:
    client.force_login(sari)
    return client


def test_a_workbook_holds_a_sheet_of_units_one_of_spans_and_instructions(rancangan: pabrik.Kabupaten) -> None:
    buku = buka(tulis_xlsx(rancangan.edisi))
    assert [(satu.title, satu.sheet_state) for satu in buku.worksheets] == [
        ("Unit", "visible"),
        ("Rentang", "visible"),
        ("Petunjuk", "visible"),
        ("Daftar", "hidden"),
    ]
    assert kolom(buku, "Unit", "Induk")["dinkes"] == "bupati"
    assert kolom(buku, "Unit", "Nama induk")["dinkes"] == "Bupati Contoh"
    assert kolom(buku, "Unit", "Jenis")["setda"] == "sekretariat daerah"
    assert kolom(buku, "Rentang", "Koordinator")["dinkes"] == "asisten-1"
    assert kolom(buku, "Rentang", "Peraturan")["dinkes"] == "perbup-1-2020"
    petunjuk = [str(sel) for baris in buku["Petunjuk"].values for sel in baris if sel]
    assert "Lembar Rentang" in petunjuk
    assert "perbup-1-2020" in petunjuk


def test_every_registered_field_has_a_column(rancangan: pabrik.Kabupaten) -> None:
    for tabel in tabel_edisi(rancangan.edisi):
        ruas = {satu.attribute for satu in tabel.kolom() if not satu.readonly}
        assert ruas == {*tabel.isi.kunci, *tabel.isi.nilai}


def test_every_column_is_in_the_manual() -> None:
    buku = (FIXTURES.parent / "docs" / "format-tabel.md").read_text(encoding="utf-8")
    for tabel in TABEL:
        isi = buku.partition(f"## Lembar {tabel.judul}")[2].partition("\n## ")[0]
        assert [nama for nama in tabel.kepala().values() if nama not in isi] == []


def test_parents_stand_above_their_children(rancangan: pabrik.Kabupaten) -> None:
    urut = [baris[0].value for baris in buka(tulis_xlsx(rancangan.edisi))["Unit"].iter_rows(min_row=2)]
    assert urut[0] == "pemda"
    assert urut.index("setda") < urut.index("sekda") < urut.index("asisten-1") < urut.index("bagian-hukum")


def test_the_template_has_heads_drop_downs_and_no_rows(rancangan: pabrik.Kabupaten) -> None:
    buku: Any = buka(tulis_xlsx(rancangan.edisi, kosong=True))
    assert kolom(buku, "Unit", "Nama") == {}
    daftar = {baris[0]: [sel for sel in baris[1:] if sel] for baris in zip(*buku["Daftar"].values, strict=True)}
    assert "kelompok" in daftar["daftar Jenis"]
    assert daftar["daftar Tipe"] == ["A", "B", "C"]
    assert daftar["daftar Makna"] == ["mengoordinasikan", "membawahi"]
    assert daftar["daftar Koordinator"] == ["setda", "sekda", "asisten-1", "asisten-2", "asisten-3"]
    aturan = {str(satu.sqref): satu.formula1 for satu in buku["Rentang"].data_validations.dataValidation}
    assert any(rumus.startswith("Daftar!$") for rumus in aturan.values())
    assert rencana(rancangan.edisi, tulis_xlsx(rancangan.edisi, kosong=True)).nasib == []


@pytest.mark.parametrize("teks", [*RUMUS, *MANGSA])
def test_a_cell_that_looks_like_a_formula_a_number_or_a_date_stays_text(rancangan: pabrik.Kabupaten, teks: str) -> None:
    beri_catatan(rancangan.edisi, rancangan.id("dinkes"), teks)
    isi = tulis_xlsx(rancangan.edisi)
    buku: Any = buka(isi)
    indeks = next(sel.column for sel in buku["Unit"][1] if sel.value == "Catatan") - 1
    sel = next(baris[indeks] for baris in buku["Unit"].iter_rows(min_row=2) if baris[0].value == "dinkes")
    assert (sel.data_type, sel.number_format) == ("s", "@")
    assert sel.quotePrefix or teks[0] not in "=+-@\t'"
    assert rencana(rancangan.edisi, isi, samakan=True).muatan.ubah == {}
    if "x005F_" not in teks:  # of a file that Excel saved, openpyxl takes these letters out
        assert b"sharedStrings" in seperti_excel(isi)
        assert rencana(rancangan.edisi, seperti_excel(isi), samakan=True).muatan.ubah == {}
    unit = tulis_csv(tabel_edisi(rancangan.edisi)[0])
    semua = csv.DictReader(io.StringIO(unit.decode("utf-8-sig"), newline=""))
    tertulis = next(baris["Catatan"] for baris in semua if baris["Kunci"] == "dinkes")
    assert tertulis[:1] not in tuple("=+-@\t\r")
    assert rencana(rancangan.edisi, unit, "unit.csv", samakan=True).muatan.ubah == {}


def test_csv_opens_in_excel_and_may_come_back_with_semicolons(rancangan: pabrik.Kabupaten) -> None:
    unit = tulis_csv(tabel_edisi(rancangan.edisi)[0])
    assert unit.startswith(b"\xef\xbb\xbfKunci,Nama,")
    baris = list(csv.reader(io.StringIO(unit.decode("utf-8-sig"), newline="")))
    aliran = io.StringIO(newline="")
    csv.writer(aliran, delimiter=";").writerows(baris)
    for isi in (
        aliran.getvalue().encode(),
        ("sep=;\r\n" + aliran.getvalue()).encode(),
        aliran.getvalue().encode("utf-16"),
    ):
        hasil = rencana(rancangan.edisi, isi, "unit.csv", samakan=True)
        assert (hasil.muatan.ubah, hasil.galat, hasil.jumlah()["tetap"]) == ({}, [], len(pabrik.BAGAN))


@given(
    st.one_of(KASAR, st.sampled_from([*RUMUS, *MANGSA]), st.from_regex(r"'?_?x?[0-9A-F]{4}_[\x01\r]?", fullmatch=True))
)
def test_masking_is_undone_exactly(teks: str) -> None:
    assert dari_csv(ke_csv(teks)) == teks
    assert dari_xlsx(ke_xlsx(teks)) == teks


@given(st.lists(KASAR, min_size=3, max_size=3))
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_hostile_text_comes_back_from_both_forms(rancangan: pabrik.Kabupaten, teks: list[str]) -> None:
    unit = rancangan.id("dinkes")
    Kedudukan._base_manager.filter(edisi=rancangan.edisi, perangkat_daerah=unit).update(
        nama=teks[0] or "x", tertulis=teks[1], catatan=teks[2]
    )
    assert rencana(rancangan.edisi, tulis_xlsx(rancangan.edisi), samakan=True).muatan.ubah == {}
    for tabel in tabel_edisi(rancangan.edisi):
        hasil = rencana(rancangan.edisi, tulis_csv(tabel), f"{tabel.judul}.csv", samakan=True)
        assert (hasil.muatan.ubah, hasil.galat) == ({}, [])


@pytest.fixture
def lima(db: None) -> list[Edisi]:
    """The five regencies as they are shipped, one draft each from what is in force."""
    call_command("muat", *(str(satu) for satu in sorted(FIXTURES.glob("*.yaml"))), verbosity=0)
    terbit = Edisi.objects.terbit().exclude(kedudukan=None).select_related("daerah").distinct()
    return [
        buat_rancangan(daerah=satu.daerah, oleh=None, asal=satu, berlaku_mulai=satu.berlaku_mulai) for satu in terbit
    ]


def test_all_five_regencies_come_back_without_a_change(lima: list[Edisi]) -> None:
    assert len({satu.daerah.kode for satu in lima}) == 5
    for edisi in lima:
        berkas = [("semua.xlsx", tulis_xlsx(edisi))]
        berkas += [(f"{tabel.judul}.csv", tulis_csv(tabel)) for tabel in tabel_edisi(edisi)]
        for nama, isi in berkas:
            for samakan in (False, True):
                hasil = rencana(edisi, isi, nama, samakan=samakan)
                assert (hasil.muatan.ubah, hasil.galat, hasil.catatan) == ({}, [], []), (edisi, nama)
                assert {satu.jenis for satu in hasil.nasib} <= {"tetap"}


def test_what_was_downloaded_and_uploaded_leaves_no_act(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    alamat = reverse("admin:edisi_ekspor", args=[rancangan.edisi.pk])
    jumlah = Tindakan.objects.count()
    for unduh, nama in (("xlsx", "a.xlsx"), ("csv-unit", "a.csv"), ("csv-rentang", "b.csv")):
        jawaban = masuk.get(alamat, {"unduh": unduh})
        assert jawaban["Content-Disposition"].startswith("attachment; filename=")
        pratinjau = unggah(masuk, rancangan.edisi, jawaban.content, nama, "samakan")
        assert "tidak ada yang perlu ditulis" in pratinjau.content.decode()
        lanjut(masuk, rancangan.edisi, pratinjau)
    assert Tindakan.objects.count() == jumlah


def test_the_screen_offers_all_downloads_also_of_a_published_edition(client: Any, kab: pabrik.Kabupaten) -> None:
    client.force_login(pabrik.pengguna("auditor", peran="auditor", milik=kab.daerah))
    alamat = reverse("admin:edisi_ekspor", args=[kab.edisi.pk])
    teks = client.get(alamat).content.decode()
    for unduh in ("xlsx", "csv-unit", "csv-rentang", "templat"):
        assert f"?unduh={unduh}" in teks
        assert client.get(alamat, {"unduh": unduh}).status_code == 200
    assert reverse("admin:edisi_impor", args=[kab.edisi.pk]) not in teks
    assert client.get(alamat, {"unduh": "lain"}).status_code == 404


def test_nobody_without_a_role_in_the_region_downloads_anything(client: Any, kab: pabrik.Kabupaten) -> None:
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    client.force_login(pabrik.pengguna("tamu", milik=lain))
    for pertanyaan in ({}, {"unduh": "xlsx"}, {"unduh": "templat"}):
        assert client.get(reverse("admin:edisi_ekspor", args=[kab.edisi.pk]), pertanyaan).status_code == 404


def test_a_text_longer_than_a_cell_is_told_and_csv_still_holds_it(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    beri_catatan(rancangan.edisi, rancangan.id("dinkes"), "a" * 32_767)
    alamat = reverse("admin:edisi_ekspor", args=[rancangan.edisi.pk])
    assert "unduh sebagai CSV" in masuk.get(alamat, {"unduh": "xlsx"}, follow=True).content.decode()
    isi = masuk.get(alamat, {"unduh": "csv-unit"}).content
    assert rencana(rancangan.edisi, isi, "unit.csv", samakan=True).muatan.ubah == {}


def test_an_export_costs_the_same_queries_however_large(
    rancangan: pabrik.Kabupaten, django_assert_num_queries: Any
) -> None:
    rancangan.edisi.daerah  # noqa: B018  loaded by the view
    with django_assert_num_queries(7):
        tulis_xlsx(rancangan.edisi)
