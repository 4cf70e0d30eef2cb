"""XLSX, read as a stream: memory grows with the rows that are kept, never with what the file claims."""

from __future__ import annotations

import datetime
import io
import logging
import re
import warnings
from typing import Any

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL

from registry.tabel.galat import BerkasDitolak
from registry.tabel.lembar import (
    BATAS_BARIS,
    BATAS_KOLOM,
    BATAS_PEMBUKA,
    BATAS_SEL,
    Lembar,
    bakukan,
    huruf_kolom,
    sebut_angka,
)
from registry.tabel.luput import dari_xlsx
from registry.tabel.resource import TABEL
from registry.tabel.zip_aman import RUSAK, periksa_zip

log = logging.getLogger(__name__)

#: Number of the last row that may be there.
BARIS_TERAKHIR = BATAS_PEMBUKA + BATAS_BARIS


def baca_xlsx(isi: bytes) -> list[Lembar]:
    """The sheets that look like a table, in order. Raises BerkasDitolak."""
    gabungan = periksa_zip(isi)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of what it will not keep; nothing is written back
            buku = openpyxl.load_workbook(io.BytesIO(isi), read_only=True, data_only=False, keep_links=False)
            try:
                return [lembar for satu in buku.worksheets if (lembar := _lembar(satu, gabungan)) is not None]
            finally:
                buku.close()
    except BerkasDitolak:
        raise
    except Exception as galat:  # a stranger's file in a stranger's parser: any failure of theirs is the file's
        log.info("buku kerja tidak terbaca", exc_info=galat)
        raise BerkasDitolak(RUSAK) from galat


def _lembar(lembar: Any, gabungan: dict[str, list[str]]) -> Lembar | None:
    """A sheet with its heads; None where there are none."""
    nama = str(lembar.title)
    kenal = {kepala for tabel in TABEL for kepala in tabel.kepala()}
    hasil: Lembar | None = None
    nomor_kepala = 0
    # Rows that the file leaves out are made up by openpyxl, so a row numbered a million would cost a million. One row
    # past the last that is allowed is asked for: it comes, empty or not, where the sheet has rows beyond.
    for nomor, sel in enumerate(lembar.iter_rows(max_row=BARIS_TERAKHIR + 1, max_col=BATAS_KOLOM + 1), 1):
        if hasil is not None and nomor > BARIS_TERAKHIR:
            raise BerkasDitolak(
                f"Lembar “{nama}”: barisnya lebih dari {sebut_angka(BARIS_TERAKHIR)}, termasuk baris kosong di bawah "
                "tabel. Hapus baris kosong itu, atau bagi berkasnya."
            )
        if all(satu is EMPTY_CELL for satu in sel) and (hasil is not None or nomor <= BATAS_PEMBUKA):
            continue
        teks = [_teks(satu) for satu in sel]
        if hasil is None:
            if sum(bakukan(satu) in kenal for satu, _ in teks) >= 2:
                hasil, nomor_kepala = _kepala(nama, [satu for satu, _ in teks]), nomor
            elif nomor > BATAS_PEMBUKA:
                return None
        elif any(satu.strip() or salah for satu, salah in teks):
            _tambah(hasil, nomor, teks)
    if hasil is not None:
        _periksa_lembar(lembar, nama, nomor_kepala, gabungan)
    return hasil


def _periksa_lembar(lembar: Any, nama: str, nomor_kepala: int, gabungan: dict[str, list[str]]) -> None:
    if lembar.sheet_state != "visible":
        raise BerkasDitolak(f"Lembar “{nama}” tersembunyi. Tampilkan dulu, agar Anda melihat yang diimpor.")
    jangkauan = [
        satu
        for satu in gabungan.get(lembar._worksheet_path.lstrip("/"), [])
        if int(re.findall(r"\d+", satu)[1]) > nomor_kepala
    ]
    if jangkauan:
        raise BerkasDitolak(
            f"Lembar “{nama}”: sel {jangkauan[0]} digabung, sehingga isinya hanya milik baris pertama. Pisahkan sel "
            "itu, lalu isi tiap barisnya."
        )


def _kepala(nama: str, teks: list[str]) -> Lembar:
    while teks and not teks[-1].strip():
        teks.pop()
    if len(teks) > BATAS_KOLOM:
        raise BerkasDitolak(f"Lembar “{nama}”: kolomnya lebih dari {BATAS_KOLOM}; hapus yang tidak dipakai.")
    return Lembar(nama, teks)


def _tambah(lembar: Lembar, nomor: int, teks: list[tuple[str, str]]) -> None:
    if len(lembar.baris) >= BATAS_BARIS:
        batas = sebut_angka(BATAS_BARIS)
        raise BerkasDitolak(f"Lembar “{lembar.nama}”: barisnya lebih dari {batas}; bagi berkasnya.")
    lebar = len(lembar.kepala)
    if any(satu.strip() for satu, _ in teks[lebar:]):
        lembar.galat.append((nomor, -1, f"ada isi di kolom {huruf_kolom(lebar)} yang tidak berkepala."))
    for indeks, (_, salah) in enumerate(teks[:lebar]):
        if salah:
            lembar.galat.append((nomor, indeks, salah))
    lembar.baris.append((nomor, [satu for satu, _ in teks[:lebar]] + [""] * (lebar - len(teks))))


def _teks(sel: Any) -> tuple[str, str]:
    """(text of a cell, what is wrong with it)."""
    nilai, jenis = sel.value, sel.data_type
    if nilai is None:
        return "", ""
    if jenis == "f":
        return "", "berisi rumus; salin sel itu, lalu tempel sebagai nilai."
    if jenis == "e":
        return "", f"berisi galat {str(nilai)[:20]}; tulis isinya."
    return _nilai(nilai)


def _nilai(nilai: Any) -> tuple[str, str]:
    if isinstance(nilai, bool):
        return ("ya" if nilai else "tidak"), ""
    if isinstance(nilai, int):
        return str(nilai), ""
    if isinstance(nilai, float):
        return (str(int(nilai)) if nilai.is_integer() and abs(nilai) < 1e15 else repr(nilai)), ""
    if isinstance(nilai, datetime.date | datetime.time | datetime.timedelta):
        return "", "terbaca Excel sebagai tanggal atau jam; ubah format sel menjadi Teks, lalu ketik ulang."
    teks = dari_xlsx(str(nilai))
    # Excel holds no more in a cell: a text of that very length was cut off.
    return teks[:BATAS_SEL], "terlalu panjang untuk satu sel; pakai CSV." if len(teks) >= BATAS_SEL else ""
