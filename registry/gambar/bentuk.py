"""The shapes of which a drawing is made. A writer (`svg`, `pdf`) knows how to put each of them down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Literal

#: Colours of the house (static/registry/rentang.css), for drawings that no style sheet reaches.
KERTAS = "#ffffff"
LEMBUT = "#f0f3f1"
TINTA = "#17211f"
REDUP = "#4b5956"
GARIS = "#71807c"
TEAL = "#0b5c58"
AMBER = "#7a4300"
AMBER_GARIS = "#c2780a"
AMBER_MUDA = "#fff4da"

#: Of a page in points: (width, height).
A4 = (595.28, 841.89)
A3_MENDATAR = (1190.55, 841.89)


Jangkar = Literal["start", "middle", "end"]


class Pola(Enum):
    """How a line is drawn; colour is never the only carrier."""

    UTUH = "utuh"
    TITIK = "titik"
    PUTUS = "putus"
    PUTUS_TITIK = "putus_titik"
    GANDA = "ganda"


#: Colour and line of each kind of hubungan kerja; beside them always stands the word.
JENIS: dict[str, tuple[str, Pola]] = {
    "konsultatif": ("#0a669c", Pola.PUTUS),
    "kolegial": ("#2b7131", Pola.GANDA),
    "fungsional": ("#ad4309", Pola.PUTUS_TITIK),
    "struktural": (TINTA, Pola.UTUH),
    "koordinatif": (TEAL, Pola.TITIK),
}


@dataclass(frozen=True, slots=True)
class Teks:
    """One line of words on a baseline, never wrapped: `ukur.pecah` wraps before.

    `lebar`: what the line takes up in the letters that `ukur` knows. The SVG writer holds every other font to it, so
    that a name cannot leave its box whatever the reader's machine has.
    """

    x: float
    y: float
    isi: str
    ukuran: float
    lebar: float
    tebal: bool = False
    warna: str = TINTA
    jangkar: Jangkar = "start"


@dataclass(frozen=True, slots=True)
class Kotak:
    """A rectangle; `isi` and `garis` are colours, None for no filling and no edge."""

    x: float
    y: float
    lebar: float
    tinggi: float
    isi: str | None = KERTAS
    garis: str | None = TINTA
    tebal: float = 1
    sudut: float = 0
    pola: Pola = Pola.UTUH


@dataclass(frozen=True, slots=True)
class Lingkaran:
    x: float
    y: float
    jari: float
    isi: str | None = None
    garis: str | None = TINTA
    tebal: float = 1


@dataclass(frozen=True, slots=True)
class Garis:
    """A line through points."""

    titik: tuple[tuple[float, float], ...]
    warna: str = TINTA
    tebal: float = 1.5
    pola: Pola = Pola.UTUH


@dataclass(frozen=True, slots=True)
class Kelompok:
    """Shapes that belong together. `alamat`: where they lead, relative to the site ("/perangkat-daerah/…"), "" for
    nowhere; `nama`: what they are called aloud; `tanda`: a name by which a script finds the group (data-tanda);
    `tajam`: many small squares that make one picture: edges on whole pixels, and no seam between neighbours."""

    isi: tuple[Bentuk, ...]
    alamat: str = ""
    nama: str = ""
    tanda: str = ""
    tajam: bool = False


Bentuk = Teks | Kotak | Lingkaran | Garis | Kelompok


@dataclass(frozen=True, slots=True)
class Gambar:
    """A whole drawing, one page. `judul` and `uraian` say it to those who do not see it."""

    lebar: float
    tinggi: float
    judul: str
    uraian: str
    isi: tuple[Bentuk, ...]


def petak(isi: tuple[Bentuk, ...]) -> list[list[Bentuk]]:
    """Runs of plain squares of one colour, to be painted in one go; any other shape alone."""
    hasil: list[list[Bentuk]] = []
    for satu in isi:
        warna = satu.isi if isinstance(satu, Kotak) and satu.garis is None and not satu.sudut else None
        terakhir = hasil[-1][0] if hasil else None
        if warna and isinstance(terakhir, Kotak) and (terakhir.isi, terakhir.garis, terakhir.sudut) == (warna, None, 0):
            hasil[-1].append(satu)
        else:
            hasil.append([satu])
    return hasil
