"""What a file holds, whatever its form: sheets with heads and numbered rows of text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

#: Largest file, in bytes: what Django keeps in memory, so that no upload ever lies on the disk.
BATAS_BERKAS = 2_500_000
#: Rows with content on one sheet. The largest regencies have some 700 units, villages included.
BATAS_BARIS = 3_000
BATAS_KOLOM = 60
#: Rows above the heads (a title, an explanation).
BATAS_PEMBUKA = 20
#: Characters in one cell; Excel itself holds no more.
BATAS_SEL = 32_767
#: Longest name of a body.
PANJANG_NAMA = 255


@dataclass(slots=True)
class Lembar:
    """One sheet. `baris`: (row number as the spreadsheet shows it, texts under the heads).

    `galat`: (row number, column index, sentence) of cells that cannot be taken as they are; index -1: of a row.
    """

    nama: str
    kepala: list[str]
    baris: list[tuple[int, list[str]]] = field(default_factory=list)
    galat: list[tuple[int, int, str]] = field(default_factory=list)

    def sebagai_json(self) -> dict[str, Any]:
        return {"nama": self.nama, "kepala": self.kepala, "baris": self.baris, "galat": self.galat}

    @classmethod
    def dari_json(cls, isi: dict[str, Any]) -> Lembar:
        return cls(
            isi["nama"],
            isi["kepala"],
            [(nomor, sel) for nomor, sel in isi["baris"]],
            [(nomor, kolom, pesan) for nomor, kolom, pesan in isi["galat"]],
        )


def bakukan(kepala: str) -> str:
    """A head as it is compared: "  Kontak_Kantor (wajib)" and "kontak kantor" are one."""
    teks = unicodedata.normalize("NFKC", kepala).casefold()
    return " ".join(re.sub(r"\([^)]*\)|[^a-z0-9]+", " ", teks).split())


def huruf_kolom(indeks: int) -> str:
    """Letter of a column, counted from 0: 0 is A, 26 is AA."""
    huruf = ""
    indeks += 1
    while indeks:
        indeks, sisa = divmod(indeks - 1, 26)
        huruf = chr(65 + sisa) + huruf
    return huruf


def sebut_angka(angka: float) -> str:
    """A number as Indonesian writes it: 2500000 is "2.500.000", 2.5 is "2,5"."""
    return f"{angka:,}".replace(",", " ").replace(".", ",").replace(" ", ".")
