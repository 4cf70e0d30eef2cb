"""Files that cannot be imported: each gets a sentence that says what to do, never an error page."""

from __future__ import annotations

import contextlib
import io
import time
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from registry.tabel.berkas import baca_berkas
from registry.tabel.galat import BerkasDitolak
from tests import pabrik
from tests.isian import baca, ketat_rentang
from tests.tabel import UNIT, rencana, simpan, unggah, xlsx

BARIS = ["dinkes", "Dinas Kesehatan", "dinas", "bupati"]


@pytest.fixture
def masuk(client: Any, rancangan: pabrik.Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch) -> Any:
    ketat_rentang(monkeypatch)
    client.force_login(sari)
    return client


def buku(ubah: Callable[[Any], None]) -> bytes:
    """A good sheet, then `ubah`."""
    hasil = Workbook()
    lembar: Any = hasil.worksheets[0]
    lembar.title = "Unit"
    for baris in (UNIT, BARIS, ["disdik", "Dinas Pendidikan", "dinas", "bupati"]):
        lembar.append(baris)
    ubah(lembar)
    return simpan(hasil)


def isi_zip(anggota: dict[str, bytes]) -> bytes:
    aliran = io.BytesIO()
    with zipfile.ZipFile(aliran, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, isi in anggota.items():
            arsip.writestr(nama, isi)
    return aliran.getvalue()


def ganti_anggota(ubah: Callable[[dict[str, bytes]], None]) -> bytes:
    """A good workbook with members of its zip replaced."""
    with zipfile.ZipFile(io.BytesIO(xlsx(Unit=[UNIT, BARIS]))) as arsip:
        anggota = {nama: arsip.read(nama) for nama in arsip.namelist()}
    ubah(anggota)
    return isi_zip(anggota)


def bom(anggota: dict[str, bytes]) -> None:
    anggota["xl/media/gambar.png"] = b"\0" * 40_000_000


def bom_sel(anggota: dict[str, bytes]) -> None:
    anggota["xl/worksheets/sheet1.xml"] = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        + b"<c/>" * 300_000
        + b"</row></sheetData></worksheet>"
    )


def tawa(anggota: dict[str, bytes]) -> None:
    isi = anggota["xl/worksheets/sheet1.xml"]
    entitas = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    anggota["xl/worksheets/sheet1.xml"] = entitas + isi.partition(b"?>")[2] if b"?>" in isi else entitas + isi


def terpotong(anggota: dict[str, bytes]) -> None:
    anggota["xl/worksheets/sheet1.xml"] = anggota["xl/worksheets/sheet1.xml"][:200]


def tanpa_lembar(anggota: dict[str, bytes]) -> None:
    anggota["xl/workbook.xml"] = b"<bukan/>"


def makro(anggota: dict[str, bytes]) -> None:
    anggota["xl/vbaProject.bin"] = b"x"


def makro_terselubung(anggota: dict[str, bytes]) -> None:
    jenis = anggota["[Content_Types].xml"]
    anggota["[Content_Types].xml"] = jenis.replace(b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main")


def _lembar_berbaris(baris: bytes, awalan: bytes = b"") -> Callable[[dict[str, bytes]], None]:
    """A sheet with heads, followed by `baris`; `awalan`: prefix of the names of all elements."""

    def ubah(anggota: dict[str, bytes]) -> None:
        kepala = b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % satu.encode() for satu in UNIT)
        ruang = b"xmlns:%s" % awalan[:-1] if awalan else b"xmlns"
        isi = b"<worksheet><sheetData><row>" + kepala + b"</row>" + baris + b"</sheetData></worksheet>"
        isi = isi.replace(b"<", b"<" + awalan).replace(b"<" + awalan + b"/", b"</" + awalan)
        milik = ruang + b'="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
        anggota["xl/worksheets/sheet1.xml"] = isi.replace(b"worksheet>", b"worksheet " + milik + b">", 1)

    return ubah


def gabung(lembar: Any) -> None:
    lembar.merge_cells("D2:D3")


def sembunyi(lembar: Any) -> None:
    lembar.parent.create_sheet("Lain")
    lembar.sheet_state = "hidden"


def dua_tabel(lembar: Any) -> None:
    lembar.title = "Sheet1"
    lembar.parent.copy_worksheet(lembar)


def kepala_asing(lembar: Any) -> None:
    for sel in lembar[1]:
        sel.value = f"kolom {sel.column}"


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
CSV = "Kunci,Nama,Jenis,Induk\r\ndinkes,Dinas Kesehatan,dinas,bupati\r\n"


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("a.xlsx", b"   ", "Berkas ini kosong"),
        ("a.csv", b"\xef\xbb\xbf", "Tidak ada lembar dengan kepala kolom yang dikenal"),
        ("a.xlsx", b"PK\x03\x04 bukan zip", "bukan XLSX yang utuh"),
        ("a.xlsx", b"apa saja", "Isi berkas ini bukan XLSX"),
        ("a.xls", OLE, "berbentuk Excel lama (.xls)"),
        ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "bersandi"),
        ("a.xlsm", xlsx(Unit=[UNIT, BARIS]), "dapat memuat makro"),
        ("a.xlsx", ganti_anggota(makro), "memuat makro"),
        ("a.xlsx", ganti_anggota(makro_terselubung), "memuat makro"),
        ("a.ods", isi_zip({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "OpenDocument"),
        ("a.xlsx", isi_zip({"word/document.xml": b"<a/>"}), "bukan XLSX yang utuh"),
        ("a.pdf", b"%PDF-1.7 ...", "bukan tabel"),
        ("a.csv", b"<html><table><tr><td>Kunci</td></tr></table></html>", "halaman web"),
        ("a.xlsx", ganti_anggota(bom), "membengkak"),
        ("a.xlsx", ganti_anggota(bom_sel), "membengkak"),
        ("a.xlsx", ganti_anggota(tawa), "bukan XLSX yang utuh"),
        ("a.xlsx", ganti_anggota(terpotong), "bukan XLSX yang utuh"),
        ("a.xlsx", ganti_anggota(tanpa_lembar), "Tidak ada lembar dengan kepala"),
        ("a.xlsx", buku(gabung), "sel D2:D3 digabung"),
        ("a.xlsx", buku(sembunyi), "Lembar “Unit” tersembunyi"),
        ("a.xlsx", buku(dua_tabel), "sama-sama tabel Unit"),
        ("a.xlsx", buku(kepala_asing), "Tidak ada lembar dengan kepala kolom yang dikenal"),
        ("a.xlsx", xlsx(Unit=[UNIT, *[BARIS] * 10_000]), "barisnya lebih dari 3.000"),
        ("a.csv", (CSV + "x,y,z,a\r\n" * 10_000).encode(), "Barisnya lebih dari 3.000"),
        ("a.xlsx", xlsx(Unit=[[*UNIT, *(f"k{ke}" for ke in range(80))], BARIS]), "kolomnya lebih dari 60"),
        ("a.csv", CSV.replace("Kesehatan", "Keséhatan").encode("cp1252"), "bukan UTF-8"),
        ("a.csv", CSV.encode() + b'x,"tak ditutup', "Berkas CSV ini rusak"),
        ("a.csv", CSV.encode() + b'x,"' + b"a" * 140_000 + b'"', "Berkas CSV ini rusak"),
        ("a.csv", CSV.encode() + b"\x00\x01", "bukan tabel"),
        ("a.csv", b"a,b\n" * 50, "Tidak ada lembar dengan kepala kolom yang dikenal"),
        ("a.xlsx", b"PK\x03\x04" + b"\0" * 2_600_000, "lebih besar dari 2,5 MB"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_is_told_in_words(
    masuk: Any, rancangan: pabrik.Kabupaten, nama: str, isi: bytes, pesan: str
) -> None:
    jawaban = unggah(masuk, rancangan.edisi, isi, nama)
    assert jawaban.status_code == 422
    assert pesan in baca(jawaban).teks


@pytest.mark.parametrize(
    ("baris", "pesan"),
    [
        (["dinkes", '="Dinas " & "X"', "dinas", "bupati"], "Lembar Unit, baris 2, kolom Nama: berisi rumus"),
        (["dinkes", "#REF!", "dinas", "bupati"], "Lembar Unit, baris 2, kolom Nama: berisi galat #REF!"),
        (["dinkes", date(2022, 3, 4), "dinas", "bupati"], "kolom Nama: terbaca Excel sebagai tanggal"),
        (["dinkes", "Dinas Kesehatan", "dinas", "bupati", "lebih"], "ada isi di kolom E yang tidak berkepala"),
        (["dinkes", "a" * 32_767, "dinas", "bupati"], "kolom Nama: terlalu panjang untuk satu sel"),
    ],
)
def test_a_cell_that_cannot_be_taken_as_it_is_is_told(
    rancangan: pabrik.Kabupaten, baris: list[Any], pesan: str
) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, baris]))
    assert any(pesan in satu for satu in hasil.nasib[0].galat), hasil.nasib[0].galat
    assert not hasil.dapat_diterapkan


@pytest.mark.parametrize(
    ("kepala", "galat", "catatan"),
    [
        (["Kunci", "Nama", "Jenis"], "kolom “Induk” tidak ada; tambahkan kolomnya.", ""),
        (["Kunci", "Nama", "Jeniss", "Induk", "Jenis"], "kolom C “Jeniss” tidak dikenal; mungkin “Jenis”?", ""),
        ([*UNIT, "Nama"], "kolom “Nama” ada dua kali (kolom E); hapus salah satu.", ""),
        ([*UNIT, "Keterangan saya"], "", "kolom E “Keterangan saya” tidak dikenal dan tidak dibaca."),
        (["KUNCI", " nama ", "Jenis (pilih)", "in-duk"], "kolom D “in-duk” tidak dikenal; mungkin “Induk”?", ""),
    ],
)  # fmt: skip
def test_columns_that_lack_or_are_too_many_are_told(
    rancangan: pabrik.Kabupaten, kepala: list[str], galat: str, catatan: str
) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Unit=[kepala, BARIS]))
    assert [satu for satu in hasil.galat if galat in satu] if galat else hasil.galat == []
    assert not catatan or f"Lembar Unit: {catatan}" in hasil.catatan


@pytest.mark.parametrize(
    ("baris", "awalan", "pesan"),
    [
        (b'<row r="99999999999999999999"/>', b"", "bukan XLSX yang utuh"),
        (b'<row r="9e9"/>', b"", "bukan XLSX yang utuh"),
        (b'<row r="99999999999999999999"/>', b"x-y:", "barisnya lebih dari 3.020"),
        (b'<row r="9e9"/>', b"x-y:", "barisnya lebih dari 3.020"),
        (b'<row r="1048576"/>', b"", "barisnya lebih dari 3.020"),
        (b'<row r="3021"/>', b"", "barisnya lebih dari 3.020"),
        (b"<row/>" * 5_000, b"", "barisnya lebih dari 3.020"),
        (b"<row/>" * 100_000, b"", "membengkak"),
        (b"<row r='2'/>" * 100_000, b"", "membengkak"),
        (b"<lain/>" * 1_100_000, b"x-y:", "membengkak"),
    ],
)
def test_rows_that_are_only_claimed_cost_nothing(baris: bytes, awalan: bytes, pesan: str) -> None:
    isi = ganti_anggota(_lembar_berbaris(baris, awalan))
    mulai = time.process_time()
    with pytest.raises(BerkasDitolak, match=pesan):
        baca_berkas("a.xlsx", isi)
    assert time.process_time() - mulai < 2


def test_the_last_row_that_may_be_there_is_read() -> None:
    isi = ganti_anggota(_lembar_berbaris(b'<row r="3020"><c t="inlineStr"><is><t>dinkes</t></is></c></row>'))
    assert [nomor for nomor, _ in baca_berkas("a.xlsx", isi)[0].baris] == [3020]


def test_a_title_above_the_heads_and_empty_rows_do_no_harm(rancangan: pabrik.Kabupaten) -> None:
    isi = xlsx(Susunan=[["Kabupaten Contoh"], [], UNIT, BARIS, [], ["disdik", "", "dinas", "bupati"]])
    hasil = rencana(rancangan.edisi, isi)
    assert [(satu.baris, satu.jenis) for satu in hasil.nasib] == [(4, "tetap"), (6, "galat")]
    csv = "\r\n\r\nJudul\r\n" + CSV + ",,,\r\ndisdik,,dinas,bupati\r\n"
    hasil = rencana(rancangan.edisi, csv.encode(), "unit.csv")
    assert [(satu.baris, satu.jenis) for satu in hasil.nasib] == [(5, "tetap"), (7, "galat")]


def test_hidden_and_foreign_sheets_beside_the_tables_are_left_alone(rancangan: pabrik.Kabupaten) -> None:
    isi = xlsx(Unit=[UNIT, BARIS], Catatan=[["apa saja"], ["Kunci"]], Kosong=[])
    assert rencana(rancangan.edisi, isi).jumlah()["tetap"] == 1


def test_no_file_and_no_way_are_told(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    alamat = reverse("admin:edisi_impor", args=[rancangan.edisi.pk])
    jawaban = masuk.post(alamat, {"cara": "lain"})
    assert jawaban.status_code == 422
    assert "Pilih dulu berkasnya" in baca(jawaban).teks
    for isi in ({"segel": "bukan segel"}, {"segel": "", "lakukan": "terapkan"}):
        jawaban = masuk.post(alamat, isi)
        assert jawaban.status_code == 422
        assert "kedaluwarsa" in baca(jawaban).teks


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.xlsx", "a", "a.xls"]))
@settings(max_examples=150, deadline=None)
def test_bytes_of_any_kind_are_read_or_refused(isi: bytes, nama: str) -> None:
    with contextlib.suppress(BerkasDitolak):
        baca_berkas(nama, isi)


@given(
    st.sampled_from(["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml", "[Content_Types].xml"]),
    st.lists(st.tuples(st.integers(0, 3000), st.binary(min_size=1, max_size=8)), min_size=1, max_size=4),
)
@settings(max_examples=200, deadline=None)
def test_a_damaged_workbook_is_read_or_refused(anggota: str, rusak: list[tuple[int, bytes]]) -> None:
    def rusakkan(semua: dict[str, bytes]) -> None:
        isi = bytearray(semua[anggota])
        for letak, ganti in rusak:
            isi[letak % len(isi) : letak % len(isi) + len(ganti)] = ganti
        semua[anggota] = bytes(isi)

    with contextlib.suppress(BerkasDitolak):
        baca_berkas("a.xlsx", ganti_anggota(rusakkan))
