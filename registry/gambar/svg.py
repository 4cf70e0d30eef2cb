"""A drawing as SVG: presentation attributes only, so that one text serves inline under a strict CSP, as a download
and in print."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from registry.gambar.bentuk import KERTAS, Bentuk, Gambar, Garis, Kelompok, Kotak, Lingkaran, Pola, Teks, petak

#: All of them have Helvetica's widths, but for the last.
HURUF = "Arial, 'Liberation Sans', Arimo, Helvetica, sans-serif"
#: Lengths of dashes and gaps, as multiples of the line's width. TITIK needs round ends.
PUTUS: dict[Pola, tuple[float, ...]] = {
    Pola.TITIK: (0.025, 2.25),
    Pola.PUTUS: (3, 1.8),
    Pola.PUTUS_TITIK: (4, 1.6, 1.1, 1.6),
}
#: A double line is one as wide as this, with a white core as wide as the line itself.
LEBAR_GANDA = 3
#: What XML 1.0 does not allow, not even as a reference.
_TERLARANG = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def tulis(
    gambar: Gambar,
    *,
    alamat_dasar: str = "",
    terbenam: bool = False,
    awalan: str = "gambar",
    kelas: str = "",
    bisu: bool = False,
) -> str:
    """The drawing as SVG text; the same drawing always gives the same text.

    alamat_dasar: put before addresses that start with "/", so that links work from a saved file
    ("https://rentang.example"). terbenam: inline in a page: no XML declaration, no size and no ground of its own.
    awalan: begins the ids, which may not occur twice in a page. kelas: class of the <svg>, for the page's style sheet.
    bisu: hidden from readers of speech and left out by the Tab key, because the page says the same in words.
    """
    judul, uraian = f"{awalan}-judul", f"{awalan}-uraian"
    atribut: dict[str, str | float | None] = {
        "xmlns": "http://www.w3.org/2000/svg",
        "class": kelas or None,
        "viewBox": f"0 0 {angka(gambar.lebar)} {angka(gambar.tinggi)}",
        "width": None if terbenam else f"{angka(gambar.lebar)}pt",
        "height": None if terbenam else f"{angka(gambar.tinggi)}pt",
        "xml:lang": None if terbenam else "id",
        # An image hides what is in it from readers of speech; one with links may not.
        "role": "group" if _bertaut(gambar.isi) else "img",
        "aria-hidden": "true" if bisu else None,
        "aria-labelledby": judul,
        "aria-describedby": uraian if gambar.uraian else None,
        "font-family": HURUF,
    }
    baris = [] if terbenam else ['<?xml version="1.0" encoding="UTF-8"?>']
    baris.append(_buka("svg", atribut))
    baris.append(f"{_buka('title', {'id': judul})}{_isi(gambar.judul)}</title>")
    if gambar.uraian:
        baris.append(f"{_buka('desc', {'id': uraian})}{_isi(gambar.uraian)}</desc>")
    if not terbenam:
        baris.append(_tag("rect", {"width": gambar.lebar, "height": gambar.tinggi, "fill": KERTAS}))
    for satu in gambar.isi:
        baris.extend(_tulis(satu, alamat_dasar))
    if bisu:
        baris = [f'<a tabindex="-1"{satu[2:]}' if satu.startswith("<a ") else satu for satu in baris]
    baris.append("</svg>")
    return "\n".join(baris) + "\n"


def angka(nilai: float) -> str:
    """A number with two decimals at most, written as short as it goes. Raises ValueError: not finite."""
    if not math.isfinite(nilai):
        raise ValueError(f"Ukuran gambar bukan angka: {nilai}")
    teks = f"{nilai:.2f}".rstrip("0").rstrip(".")
    return "0" if teks == "-0" else teks


def bersih(teks: str) -> str:
    """Text without runs of white space, and with a mark where a character is that XML does not know."""
    return _TERLARANG.sub("\ufffd", " ".join(teks.split()))


def alamat_penuh(alamat: str, alamat_dasar: str) -> str:
    """Where a group leads. Raises ValueError: neither an address of this site nor one of the web."""
    if alamat.startswith("/"):
        return f"{alamat_dasar.rstrip('/')}{alamat}"
    if alamat.startswith(("https://", "http://")):
        return alamat
    raise ValueError(f"Alamat dalam gambar harus dimulai dengan /: {alamat}")


def _bertaut(isi: tuple[Bentuk, ...]) -> bool:
    return any(isinstance(satu, Kelompok) and (satu.alamat or _bertaut(satu.isi)) for satu in isi)


def _tulis(bentuk: Bentuk, alamat_dasar: str) -> Iterator[str]:
    match bentuk:
        case Teks():
            yield _teks(bentuk)
        case Kotak():
            yield from _kotak(bentuk)
        case Lingkaran():
            yield _tag(
                "circle",
                {
                    "cx": bentuk.x,
                    "cy": bentuk.y,
                    "r": bentuk.jari,
                    "fill": bentuk.isi or "none",
                    **({"stroke": bentuk.garis, "stroke-width": bentuk.tebal} if bentuk.garis else {}),
                },
            )
        case Garis():
            yield from _garis(bentuk)
        case Kelompok():
            yield from _kelompok(bentuk, alamat_dasar)


def _kelompok(bentuk: Kelompok, alamat_dasar: str) -> Iterator[str]:
    nama_tag = "a" if bentuk.alamat else "g"
    yield _buka(
        nama_tag,
        {
            "href": alamat_penuh(bentuk.alamat, alamat_dasar) if bentuk.alamat else None,
            "role": "group" if bentuk.nama and not bentuk.alamat else None,
            "aria-label": bentuk.nama or None,
            "data-tanda": bentuk.tanda or None,
            "shape-rendering": "crispEdges" if bentuk.tajam else None,
        },
    )
    for semua in petak(bentuk.isi) if bentuk.tajam else [[satu] for satu in bentuk.isi]:
        if len(semua) > 1:
            yield _petak([satu for satu in semua if isinstance(satu, Kotak)])
        else:
            yield from _tulis(semua[0], alamat_dasar)
    yield f"</{nama_tag}>"


def _petak(semua: list[Kotak]) -> str:
    """Many squares as one path: a fifth of the text that as many <rect> take."""
    jalur = "".join(
        f"M{angka(satu.x)} {angka(satu.y)}h{angka(satu.lebar)}v{angka(satu.tinggi)}h{angka(-satu.lebar)}z"
        for satu in semua
    )
    return _tag("path", {"fill": semua[0].isi, "d": jalur})


def _teks(bentuk: Teks) -> str:
    isi = bersih(bentuk.isi)
    atribut = {
        "x": bentuk.x,
        "y": bentuk.y,
        "font-size": bentuk.ukuran,
        "font-weight": "700" if bentuk.tebal else None,
        "text-anchor": bentuk.jangkar if bentuk.jangkar != "start" else None,
        "textLength": bentuk.lebar if bentuk.lebar > 0 and isi else None,
        "lengthAdjust": "spacingAndGlyphs" if bentuk.lebar > 0 and isi else None,
        "fill": bentuk.warna,
    }
    return f"{_buka('text', atribut)}{escape(isi)}</text>"


def _kotak(bentuk: Kotak) -> Iterator[str]:
    letak: dict[str, str | float | None] = {
        "x": bentuk.x,
        "y": bentuk.y,
        "width": bentuk.lebar,
        "height": bentuk.tinggi,
        "rx": bentuk.sudut or None,
    }
    garis = _goresan(bentuk.garis, bentuk.tebal, bentuk.pola) if bentuk.garis else {}
    yield _tag("rect", {**letak, "fill": bentuk.isi or "none", **garis})
    if bentuk.garis and bentuk.pola is Pola.GANDA:
        yield _tag("rect", {**letak, "fill": "none", **_goresan(KERTAS, bentuk.tebal, Pola.UTUH)})


def _garis(bentuk: Garis) -> Iterator[str]:
    jalur = "".join(f"{'L' if nomor else 'M'}{angka(x)} {angka(y)}" for nomor, (x, y) in enumerate(bentuk.titik))
    dasar: dict[str, str | float | None] = {"d": jalur, "fill": "none", "stroke-linejoin": "round"}
    yield _tag("path", {**dasar, **_goresan(bentuk.warna, bentuk.tebal, bentuk.pola)})
    if bentuk.pola is Pola.GANDA:
        yield _tag("path", {**dasar, **_goresan(KERTAS, bentuk.tebal, Pola.UTUH)})


def _goresan(warna: str, tebal: float, pola: Pola) -> dict[str, str | float | None]:
    """How an edge or a line is stroked. Of a double line: the wide one."""
    return {
        "stroke": warna,
        "stroke-width": tebal * LEBAR_GANDA if pola is Pola.GANDA else tebal,
        "stroke-linecap": "round" if pola is Pola.TITIK else None,
        "stroke-dasharray": " ".join(angka(satu * tebal) for satu in PUTUS[pola]) if pola in PUTUS else None,
    }


def _buka(nama: str, atribut: dict[str, str | float | None]) -> str:
    """An opening tag; attributes that are None are left out."""
    isi = "".join(
        f' {kunci}="{_isi(nilai) if isinstance(nilai, str) else angka(nilai)}"'
        for kunci, nilai in atribut.items()
        if nilai is not None
    )
    return f"<{nama}{isi}>"


def _tag(nama: str, atribut: dict[str, str | float | None]) -> str:
    return f"{_buka(nama, atribut)[:-1]}/>"


def _isi(teks: str) -> str:
    """Words inside a tag or an attribute."""
    return escape(bersih(teks), {'"': "&quot;"})
