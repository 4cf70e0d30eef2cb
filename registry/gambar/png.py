"""A drawing as PNG: its PDF page, painted by pypdfium2 with letters of its own, so that no font has to be there."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

import pypdfium2
from PIL import Image

from registry.gambar import pdf
from registry.gambar.bentuk import Gambar

#: A picture takes four bytes a pixel while it is painted; A3 at 200 dots an inch has 7.7 million.
PIKSEL_TERBANYAK = 16_000_000
#: PDFium keeps its state in one place: whoever calls it, in whatever document, calls it alone.
_kunci = Lock()


def tulis(gambar: Gambar, *, lebar_piksel: int = 2400) -> bytes:
    """The drawing so many pixels wide, or as wide as PIKSEL_TERBANYAK allows."""
    skala = max(lebar_piksel, 1) / gambar.lebar
    skala = min(skala, (PIKSEL_TERBANYAK / (gambar.lebar * gambar.tinggi)) ** 0.5)
    isi = pdf.tulis([gambar], judul=gambar.judul)
    with _kunci:
        lukisan = _lukis(isi, skala)
    keluaran = BytesIO()
    lukisan.save(keluaran, "PNG", optimize=False, compress_level=6)
    return keluaran.getvalue()


def _lukis(isi: bytes, skala: float) -> Image.Image:
    """The first page, painted. Everything of PDFium is closed here, under the lock, and not by a collector later."""
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        halaman = dokumen[0]
        petak = halaman.render(scale=skala)
        try:
            return petak.to_pil().convert("RGB")  # a copy
        finally:
            petak.close()
            halaman.close()
    finally:
        dokumen.close()
