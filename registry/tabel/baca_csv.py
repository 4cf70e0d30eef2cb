"""CSV as Excel in Indonesian and in English writes it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from registry.tabel.galat import BerkasDitolak
from registry.tabel.lembar import BATAS_BARIS, BATAS_KOLOM, BATAS_PEMBUKA, BATAS_SEL, Lembar, bakukan, sebut_angka
from registry.tabel.luput import dari_csv
from registry.tabel.resource import TABEL

#: The Indonesian Excel separates by semicolon, because its decimal sign is the comma.
PEMISAH = (",", ";", "\t")


def baca_csv(nama: str, isi: bytes) -> Lembar:
    """The only sheet of the file; its name is the file's. Raises BerkasDitolak."""
    teks = _teks(isi)
    pemisah = max(PEMISAH, key=lambda satu: _dikenal(teks, satu))
    judul = re.sub(r"\.[^.]*$", "", nama.replace("\\", "/").rpartition("/")[2])
    lembar: Lembar | None = None
    for nomor, mentah in enumerate(_baris(teks, pemisah), 1):
        sel = [dari_csv(satu) for satu in mentah]
        if lembar is None:
            lembar = _kepala(judul, sel, nomor, pemisah)
        elif any(satu.strip() for satu in sel):
            _tambah(lembar, nomor, sel)
    return lembar or Lembar(judul, [])


def _teks(isi: bytes) -> str:
    """Raises BerkasDitolak for what is no UTF-8 and no marked UTF-16."""
    utf16 = isi.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        teks = isi.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as galat:
        raise BerkasDitolak(
            "Huruf dalam berkas ini tidak terbaca (bukan UTF-8). Di Excel pilih Simpan sebagai “CSV UTF-8”, atau "
            "simpan sebagai .xlsx."
        ) from galat
    if "\x00" in teks:
        raise BerkasDitolak("Berkas ini bukan tabel. Yang diterima: .xlsx dan .csv.")
    return teks


def _baris(teks: str, pemisah: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah, strict=True)
    except csv.Error as galat:
        raise BerkasDitolak(
            "Berkas CSV ini rusak: ada tanda kutip yang tidak ditutup, atau sel yang terlalu panjang."
        ) from galat


def _dikenal(teks: str, pemisah: str) -> int:
    """Known headings that the opening rows give with this separator."""
    kenal = {kepala for tabel in TABEL for kepala in tabel.kepala()}
    terbanyak = 0
    try:
        for nomor, sel in enumerate(csv.reader(io.StringIO(teks, newline=""), delimiter=pemisah)):
            terbanyak = max(terbanyak, sum(bakukan(satu) in kenal for satu in sel[:BATAS_KOLOM]))
            if nomor >= BATAS_PEMBUKA:
                break
    except csv.Error:
        pass  # told when the rows themselves are read
    return terbanyak


def _kepala(judul: str, sel: list[str], nomor: int, pemisah: str) -> Lembar | None:
    """The row of headings: the first that holds two known ones. Excel's own "sep=;" line is none."""
    kenal = {kepala for tabel in TABEL for kepala in tabel.kepala()}
    if sum(bakukan(satu) in kenal for satu in sel) < 2:
        if nomor > BATAS_PEMBUKA:
            return Lembar(judul, [])
        return None
    if len(sel) > BATAS_KOLOM:
        raise BerkasDitolak(f"Kolomnya lebih dari {BATAS_KOLOM}; hapus yang tidak dipakai.")
    return Lembar(judul, sel)


def _tambah(lembar: Lembar, nomor: int, sel: list[str]) -> None:
    if len(lembar.baris) >= BATAS_BARIS:
        raise BerkasDitolak(f"Barisnya lebih dari {sebut_angka(BATAS_BARIS)}; bagi berkasnya.")
    lebar = len(lembar.kepala)
    if any(satu.strip() for satu in sel[lebar:]):
        lembar.galat.append((nomor, -1, "baris ini mempunyai lebih banyak sel daripada kepala kolom."))
    for indeks, satu in enumerate(sel[:lebar]):
        if len(satu) > BATAS_SEL:
            lembar.galat.append((nomor, indeks, f"lebih panjang dari {BATAS_SEL} huruf."))
    lembar.baris.append((nomor, [satu[:BATAS_SEL] for satu in sel[:lebar]] + [""] * (lebar - len(sel))))
