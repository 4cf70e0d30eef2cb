"""Is this zip a workbook that may be opened? Looked at before any library unpacks it."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib

from registry.tabel.galat import BerkasDitolak

#: Bytes of all members unpacked, and of one member that is neither a sheet nor the table of texts.
BATAS_BUKA = 30_000_000
BATAS_ANGGOTA = 3_000_000
BATAS_JUMLAH = 400
#: Cells of one sheet, texts of a workbook: each costs far more in memory than in the file.
BATAS_UNSUR = 250_000
#: Elements of any name in the whole workbook: each is built in memory, known to the parser or not.
BATAS_SEMUA_UNSUR = 1_000_000
#: Largest number of a row in Excel, and rows of one sheet, empty ones included.
BATAS_NOMOR = 1_048_576
BATAS_BARIS_LEMBAR = 20_000

RUSAK = "Isi berkas ini bukan XLSX yang utuh. Buka di Excel atau LibreOffice, lalu simpan lagi sebagai .xlsx."
MEMBENGKAK = (
    "Isi berkas ini membengkak saat dibuka, jauh melebihi sebuah tabel unit. Salin tabelnya ke buku kerja baru."
)

#: What reading a zip that is not whole raises.
TAK_UTUH = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    EOFError,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
)

_PENTING = re.compile(r"\.(?:xml|rels|vml)$", re.IGNORECASE)
_LEMBAR = re.compile(r"^xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_UNSUR = re.compile(rb"<(?:\w+:)?(?:c|si)[\s>/]")
_BARIS = re.compile(rb"<(?:\w+:)?row[\s>/][^<>]*")
_NOMOR = re.compile(rb"\sr\s*=\s*[\"']([^\"']*)[\"']")
_GABUNG = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})[\"']")


def periksa_zip(isi: bytes) -> dict[str, list[str]]:
    """{path of a sheet in the zip: ranges of merged cells}. Raises BerkasDitolak.

    Sizes are those that the zip states; what it unpacks never exceeds them, because zipfile stops there.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
            _periksa_isi(arsip)
            semua: dict[str, list[str]] = {}
            sisa = BATAS_SEMUA_UNSUR
            for satu in arsip.infolist():
                semua[satu.filename], unsur = _periksa(arsip, satu)
                sisa -= unsur
                if sisa < 0:
                    raise BerkasDitolak(MEMBENGKAK)
    except TAK_UTUH as galat:
        raise BerkasDitolak(RUSAK) from galat
    return {nama: gabungan for nama, gabungan in semua.items() if gabungan}


def _periksa_isi(arsip: zipfile.ZipFile) -> None:
    semua = arsip.infolist()
    nama = {satu.filename.casefold() for satu in semua}
    if len(semua) > BATAS_JUMLAH or len(nama) != len(semua) or sum(satu.file_size for satu in semua) > BATAS_BUKA:
        raise BerkasDitolak(MEMBENGKAK)
    if any(satu.flag_bits & 1 for satu in semua):
        raise BerkasDitolak("Berkas ini bersandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
    if "mimetype" in nama:
        raise BerkasDitolak("Berkas ini berbentuk OpenDocument (.ods). Simpan dulu sebagai “Excel Workbook (.xlsx)”.")
    if any(satu.endswith("vbaproject.bin") for satu in nama):
        raise BerkasDitolak("Berkas ini memuat makro dan tidak diterima. Simpan sebagai “Excel Workbook (.xlsx)”.")
    if "[content_types].xml" not in nama or "xl/workbook.xml" not in nama:
        raise BerkasDitolak(RUSAK)


def _periksa(arsip: zipfile.ZipFile, satu: zipfile.ZipInfo) -> tuple[list[str], int]:
    """(merged ranges of a sheet, none for any other member; elements)."""
    if not _PENTING.search(satu.filename):
        return [], 0
    lembar = _LEMBAR.match(satu.filename)
    if lembar is None and satu.filename.casefold() != "xl/sharedstrings.xml" and satu.file_size > BATAS_ANGGOTA:
        raise BerkasDitolak(MEMBENGKAK)
    isi = arsip.read(satu)
    # Every XML in a workbook is UTF-8 or UTF-16; in the latter a letter is followed or preceded by a zero.
    if b"\x00" in isi[:200] or b"<!DOCTYPE" in isi or b"<!ENTITY" in isi:
        raise BerkasDitolak(RUSAK)
    if sum(1 for _ in _UNSUR.finditer(isi)) > BATAS_UNSUR:
        raise BerkasDitolak(MEMBENGKAK)
    if satu.filename.casefold() == "[content_types].xml" and b"macroEnabled" in isi:
        raise BerkasDitolak("Berkas ini memuat makro dan tidak diterima. Simpan sebagai “Excel Workbook (.xlsx)”.")
    unsur = isi.count(b"</") + isi.count(b"/>")
    if lembar is None:
        return [], unsur
    _periksa_baris(isi)
    return [cocok.group(1).decode() for cocok in _GABUNG.finditer(isi)], unsur


def _periksa_baris(isi: bytes) -> None:
    """Rows of a sheet: how many, and numbers that Excel has. What hides from these patterns stops in `baca_xlsx`."""
    for ke, baris in enumerate(_BARIS.finditer(isi), 1):
        nomor = _NOMOR.search(baris.group())
        if ke > BATAS_BARIS_LEMBAR:
            raise BerkasDitolak(MEMBENGKAK)
        if nomor is not None and not (nomor.group(1).isdigit() and int(nomor.group(1)[:9]) <= BATAS_NOMOR):
            raise BerkasDitolak(RUSAK)
