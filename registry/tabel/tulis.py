"""Files that people download: the tables of an edition, and the empty template."""

from __future__ import annotations

import io
from typing import Any

import tablib
from django.utils.text import slugify
from import_export.formats.base_formats import CSV
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from registry.isi_edisi import DAFTAR
from registry.models import Edisi, JenisUnit, Kedudukan
from registry.tabel.galat import TakTermuat
from registry.tabel.kamus import KamusTabel
from registry.tabel.lembar import BATAS_BARIS, BATAS_SEL
from registry.tabel.luput import PEMICU, ke_csv, ke_xlsx
from registry.tabel.resource import TABEL, Kolom, Tabel
from registry.tabel.widget import UnitWidget

BOM = "\ufeff"
#: Empty rows of a file that carry the format and the drop-downs.
SISA = 300
#: Who may stand in the drop-down of koordinators.
KOORDINATOR = (JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH)

_TEBAL = Font(bold=True)
_KEPALA = PatternFill("solid", fgColor="E6F1EF")
_REDUP = Font(color="4B5956")
_ATAS = Alignment(vertical="top", wrap_text=True)

CARA = (
    "Isi lembar Unit dan Rentang; lembar ini tidak diimpor. Jangan mengubah kepala kolom.",
    "Kunci adalah pengenal tetap sebuah badan: nama boleh berganti, kunci tidak. Unit baru: kosongkan kuncinya.",
    "Induk, unit, dan koordinator ditulis dengan kuncinya. Nama yang hanya dipunyai satu unit juga dikenali.",
    "Semua sel berformat Teks, agar “38/E”, “007”, dan “1-2” tidak diubah Excel. Jangan pakai rumus dan sel gabungan.",
    "Sel kosong berarti isinya kosong, kecuali pada kolom yang berkata lain.",
    "Sebelum ada yang tertulis, Rentang memperlihatkan nasib tiap baris, dan Anda memutuskan.",
)


def tabel_edisi(edisi: Edisi, *, kosong: bool = False) -> list[Tabel]:
    """The tables of an edition; 4 queries and 1 a table (none of those for empty tables)."""
    kamus = KamusTabel(edisi)
    return [tabel(kamus, {} if kosong else DAFTAR[tabel.bagian].baca(edisi.pk)) for tabel in TABEL]


def tulis_csv(tabel: Tabel) -> bytes:
    """One table, comma-separated, UTF-8 with the mark by which Excel knows it."""
    data = tabel.tulis()
    luput = tablib.Dataset(*([ke_csv(sel) for sel in baris] for baris in data), headers=data.headers)
    return (BOM + CSV().export_data(luput)).encode()


def tulis_xlsx(edisi: Edisi, *, kosong: bool = False) -> bytes:
    """All tables, the instructions, and a hidden sheet of the lists behind the drop-downs. 1 query more than the
    tables. Raises TakTermuat for a text longer than a cell."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    semua = tabel_edisi(edisi, kosong=kosong)
    daftar = _Daftar(buku)
    koordinator = _koordinator(edisi)
    for tabel in semua:
        _tulis_lembar(buku.create_sheet(tabel.judul), tabel, daftar, koordinator)
    _tulis_petunjuk(buku.create_sheet("Petunjuk"), edisi, semua)
    daftar.tulis()
    aliran = io.BytesIO()
    buku.save(aliran)
    return aliran.getvalue()


def nama_berkas(edisi: Edisi, apa: str, akhiran: str) -> str:
    """ "kabupaten-banjar-2022-05-13-unit.csv"; the id where there is no date yet."""
    tanggal = edisi.berlaku_mulai.isoformat() if edisi.berlaku_mulai else f"rancangan-{edisi.pk}"
    return f"{slugify(edisi.daerah.nama)}-{tanggal}-{apa}.{akhiran}"


def _koordinator(edisi: Edisi) -> list[str]:
    """Keys of who may coordinate in this edition; 1 query."""
    tempat = Kedudukan.objects.pada(edisi).filter(jenis__in=KOORDINATOR).menurut_pohon()
    return list(tempat.values_list("perangkat_daerah__kunci", flat=True))


class _Daftar:
    """Lists for drop-downs, each a column of one hidden sheet."""

    def __init__(self, buku: Workbook) -> None:
        self.buku = buku
        self.isi: dict[str, list[str]] = {}

    def rumus(self, nama: str, pilihan: list[str]) -> str:
        self.isi.setdefault(nama, pilihan)
        kolom = get_column_letter(list(self.isi).index(nama) + 1)
        return f"Daftar!${kolom}$2:${kolom}${len(pilihan) + 1}"

    def tulis(self) -> None:
        lembar: Any = self.buku.create_sheet("Daftar")
        lembar.sheet_state = "hidden"
        for kolom, (nama, pilihan) in enumerate(self.isi.items(), 1):
            for baris, teks in enumerate([f"daftar {nama}", *pilihan], 1):
                _tulis_sel(lembar.cell(row=baris, column=kolom), teks)


def _tulis_lembar(lembar: Any, tabel: Tabel, daftar: _Daftar, koordinator: list[str]) -> None:
    data = tabel.tulis()
    kolom = tabel.kolom()
    for ke, satu in enumerate(kolom, 1):
        huruf = get_column_letter(ke)
        lembar.column_dimensions[huruf].width = satu.lebar
        lembar.column_dimensions[huruf].number_format = "@"
        kepala = lembar.cell(row=1, column=ke)
        _tulis_sel(kepala, str(satu.column_name))
        kepala.font, kepala.fill = _TEBAL, _KEPALA
        _pilihan(lembar, satu, huruf, daftar, koordinator, len(data) + 1 + SISA)
    for nomor, baris in enumerate(data, 2):
        for ke, teks in enumerate(baris, 1):
            if len(teks) >= BATAS_SEL:
                raise TakTermuat(f"Lembar {tabel.judul}: isi sel terlalu panjang untuk XLSX; unduh sebagai CSV.")
            if teks:
                sel = lembar.cell(row=nomor, column=ke)
                _tulis_sel(sel, teks)
                if kolom[ke - 1].readonly:
                    sel.font = _REDUP
    lembar.freeze_panes = "C2"


def _tulis_sel(sel: Any, teks: str) -> None:
    """A text that stays one: no formula, no error value, no number, no date; also after somebody has edited it."""
    sel.value = ke_xlsx(teks)
    sel.data_type = "s"
    sel.number_format = "@"
    sel.alignment = _ATAS
    if teks[:1] in PEMICU or teks[:1] == "'":
        sel.quotePrefix = True


def _pilihan(lembar: Any, kolom: Kolom, huruf: str, daftar: _Daftar, koordinator: list[str], sampai: int) -> None:
    """Drop-down of a column. Keys may also be typed, or be names, so for them it is only an offer."""
    nama, pilihan = str(kolom.column_name), kolom.widget.pilihan()
    tawaran = isinstance(kolom.widget, UnitWidget)
    if kolom.attribute == "koordinator_id" and not kolom.readonly:
        pilihan = koordinator
    if not pilihan:
        return
    satu = DataValidation(type="list", formula1=daftar.rumus(nama, pilihan), allow_blank=True)
    satu.showErrorMessage = not tawaran
    satu.errorTitle, satu.error = nama, f"Pilih {nama.lower()} dari daftarnya."
    lembar.add_data_validation(satu)
    satu.add(f"{huruf}2:{huruf}{min(sampai, BATAS_BARIS + 1)}")


def _tulis_petunjuk(lembar: Any, edisi: Edisi, semua: list[Tabel]) -> None:
    peraturan = semua[0].kamus.daftar_peraturan()
    baris: list[tuple[str, ...]] = [(f"Unit dan rentang {edisi.daerah.nama}",), ("",), *((satu,) for satu in CARA)]
    for tabel in semua:
        baris += [("",), (f"Lembar {tabel.judul}", tabel.penjelasan), ("Kolom", "Isi", "Bentuk")]
        baris += [
            (str(k.column_name), f"{k.keterangan}{' Wajib.' if k.wajib else ''}", k.widget.bentuk)
            for k in tabel.kolom()
        ]
    baris += [("",), ("Peraturan yang dikenal", "Kunci untuk kolom Peraturan dan Disebut dalam"), *peraturan]
    for nomor, isi in enumerate(baris, 1):
        for ke, teks in enumerate(isi, 1):
            _tulis_sel(lembar.cell(row=nomor, column=ke), teks)
        if isi[0] in ("Kolom", "Peraturan yang dikenal") or isi[0].startswith("Lembar ") or nomor == 1:
            lembar.cell(row=nomor, column=1).font = _TEBAL
        if len(isi) == 1:
            lembar.cell(row=nomor, column=1).alignment = Alignment(vertical="top")
    for huruf, lebar in (("A", 28), ("B", 80), ("C", 40)):
        lembar.column_dimensions[huruf].width = lebar
