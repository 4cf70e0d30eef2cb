"""An uploaded file into sheets of text, whatever it claims to be. No query, no file on the disk."""

from __future__ import annotations

from registry.tabel.baca_csv import baca_csv
from registry.tabel.baca_xlsx import baca_xlsx
from registry.tabel.galat import BerkasDitolak
from registry.tabel.lembar import BATAS_BERKAS, Lembar, sebut_angka

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP = b"PK\x03\x04"
TERLALU_BESAR = (
    f"Berkas lebih besar dari {sebut_angka(BATAS_BERKAS / 1_000_000)} MB. Hapus gambar dan lembar lain, atau bagi "
    "berkasnya."
)
SIMPAN_XLSX = "Buka di Excel atau LibreOffice, lalu simpan sebagai “Excel Workbook (.xlsx)”."


def baca_berkas(nama: str, isi: bytes) -> list[Lembar]:
    """Sheets of a file, by its content; the name only tells what it was meant to be. Raises BerkasDitolak."""
    akhiran = nama.rpartition(".")[2].casefold() if "." in nama else ""
    if len(isi) > BATAS_BERKAS:
        raise BerkasDitolak(TERLALU_BESAR)
    if not isi.strip():
        raise BerkasDitolak("Berkas ini kosong.")
    if isi.startswith(OLE2):
        if "EncryptedPackage".encode("utf-16-le") in isi:
            raise BerkasDitolak("Berkas ini bersandi. Hapus kata sandinya, simpan, lalu unggah lagi.")
        raise BerkasDitolak(f"Berkas ini berbentuk Excel lama (.xls). {SIMPAN_XLSX}")
    if akhiran in ("xlsm", "xltm", "xlsb"):
        raise BerkasDitolak(f"Berkas .{akhiran} dapat memuat makro dan tidak diterima. {SIMPAN_XLSX}")
    if isi.startswith(ZIP):
        return baca_xlsx(isi)
    if akhiran in ("xlsx", "xls", "ods"):
        raise BerkasDitolak(f"Isi berkas ini bukan XLSX; mungkin rusak. {SIMPAN_XLSX}")
    if isi.startswith((b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")):
        raise BerkasDitolak("Berkas ini bukan tabel. Yang diterima: .xlsx dan .csv.")
    if isi.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<?xml", b"<table")):
        raise BerkasDitolak(f"Berkas ini halaman web, bukan tabel. {SIMPAN_XLSX}")
    return [baca_csv(nama, isi)]
