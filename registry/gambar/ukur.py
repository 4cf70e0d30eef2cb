"""How wide words are, and where they break. Letters are Helvetica's, whose widths Arial and Liberation Sans share.

What Helvetica cannot write is taken from Vera, which comes with reportlab; what neither has becomes a black square,
so that a reader sees that something stands there.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from functools import lru_cache, partial
from itertools import groupby
from threading import Lock

from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont

from registry.gambar.bentuk import TINTA, Jangkar, Teks

BIASA, TEBAL = "Helvetica", "Helvetica-Bold"
#: Helvetica's name -> (name, file) of the font that stands in where it has no letter.
GANTI = {BIASA: ("Vera", "Vera.ttf"), TEBAL: ("VeraBd", "VeraBd.ttf")}
#: The square of ZapfDingbats, for what no font here can write.
BUJUR_SANGKAR, HURUF_HIAS = "■", "ZapfDingbats"
#: Where a line may break.
_SELA = re.compile(r"[^\S\u00a0]+")
#: Made on first use; never by two threads at once.
_ganti: dict[str, TTFont] = {}
_kunci = Lock()


def huruf(tebal: bool) -> str:
    """Name of the font."""
    return TEBAL if tebal else BIASA


@lru_cache(maxsize=4096)
def lebar(teks: str, ukuran: float, tebal: bool = False) -> float:
    """Width of a line in points."""
    return float(sum(stringWidth(isi, nama, ukuran) for nama, isi in ruas(teks, tebal)))


@lru_cache(maxsize=4096)
def ruas(teks: str, tebal: bool = False) -> tuple[tuple[str, str], ...]:
    """(font, letters) in which a line can really be written, in order. Nothing is left out but what has no shape
    (joiners, direction marks)."""
    utama = huruf(tebal)
    if teks.isprintable() and _latin(teks):
        return ((utama, teks),) if teks else ()
    satu = (_huruf_tersedia(huruf_ini, utama) for huruf_ini in unicodedata.normalize("NFC", teks))
    terpilih = (pasangan for pasangan in satu if pasangan[1])
    return tuple((nama, "".join(isi for _, isi in semua)) for nama, semua in groupby(terpilih, key=lambda p: p[0]))


def _latin(teks: str) -> bool:
    """Helvetica has every letter of it."""
    try:
        teks.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _huruf_tersedia(satu: str, utama: str) -> tuple[str, str]:
    """The font and the letter for one character: itself, itself in the other font, its base letter, or the square."""
    if satu.isspace():
        return utama, " "
    if unicodedata.category(satu) in ("Cf", "Mn", "Me"):
        return utama, ""
    dasar = unicodedata.normalize("NFKD", satu)[0]
    for calon in (satu, dasar):
        if calon.isprintable() and _latin(calon):
            return utama, calon
        if ord(calon) in _huruf_ganti(utama).face.charToGlyph and calon.isprintable():
            return GANTI[utama][0], calon
    return HURUF_HIAS, BUJUR_SANGKAR


def _huruf_ganti(utama: str) -> TTFont:
    """The font that stands in, known to reportlab from now on."""
    with _kunci:
        if utama not in _ganti:
            registerFont(font := TTFont(*GANTI[utama]))
            _ganti[utama] = font
        return _ganti[utama]


def pecah(teks: str, ukuran: float, ruang: float, tebal: bool = False, *, rata: bool = True) -> list[str]:
    """Lines no wider than `ruang` points, as few as will do and then as even as they go (`rata`; full ones without).

    A word that is wider than the room itself is cut, with a hyphen; no letter is lost. Words tied by a no-break space
    (U+00A0) stay on one line.
    """
    kata = [potong for satu in _SELA.split(teks) if satu for potong in _potong(satu, ukuran, ruang, tebal)]
    baris = _penuh(kata, ukuran, ruang, tebal)
    if len(baris) < 2 or not rata:
        return baris
    # Narrow the room until one more line would be needed: the lines come out even.
    bawah, atas = 0.0, ruang
    for _ in range(12):
        tengah = (bawah + atas) / 2
        calon = _penuh(kata, ukuran, tengah, tebal)
        if len(calon) == len(baris) and all(lebar(satu, ukuran, tebal) <= ruang for satu in calon):
            atas, hasil = tengah, calon
            baris = hasil
        else:
            bawah = tengah
    return baris


def _penuh(kata: list[str], ukuran: float, ruang: float, tebal: bool) -> list[str]:
    baris: list[str] = []
    for satu in kata:
        if baris and lebar(f"{baris[-1]} {satu}", ukuran, tebal) <= ruang:
            baris[-1] = f"{baris[-1]} {satu}"
        else:
            baris.append(satu)
    return baris


def _potong(kata: str, ukuran: float, ruang: float, tebal: bool) -> list[str]:
    if lebar(kata, ukuran, tebal) <= ruang:
        return [kata]
    hasil, sisa = [], kata
    while len(sisa) > 1 and lebar(sisa, ukuran, tebal) > ruang:
        # Widths grow with length: the longest head that fits is found by halving. One letter always goes on.
        panjang = max(1, bisect_right(range(1, len(sisa)), ruang, key=partial(_lebar_kepala, sisa, ukuran, tebal)))
        hasil.append(f"{sisa[:panjang]}-")
        sisa = sisa[panjang:]
    return [*hasil, sisa]


def _lebar_kepala(kata: str, ukuran: float, tebal: bool, panjang: int) -> float:
    return lebar(f"{kata[:panjang]}-", ukuran, tebal)


def tulis(
    x: float,
    y: float,
    isi: str,
    ukuran: float,
    tebal: bool = False,
    warna: str = TINTA,
    jangkar: Jangkar = "start",
) -> Teks:
    """A line of words that knows its own width."""
    return Teks(x, y, isi, ukuran, lebar(isi, ukuran, tebal), tebal, warna, jangkar)
