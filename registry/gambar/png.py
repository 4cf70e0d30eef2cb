"""A drawing as PNG: its PDF page, painted by pypdfium2 with letters of its own, so that no font has to be there."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

import pypdfium2

from registry.gambar import pdf
from registry.gambar.bentuk import Gambar

#: A picture takes four bytes a pixel while it is painted; A3 at 200 dots an inch has 7.7 million.
PIKSEL_TERBANYAK = 16_000_000
#: PDFium keeps its state in one place and is called by one thread at a time.
_kunci = Lock()


def tulis(gambar: Gambar, *, lebar_piksel: int = 2400) -> bytes:
    """The drawing so many pixels wide, or as wide as PIKSEL_TERBANYAK allows."""
    skala = max(lebar_piksel, 1) / gambar.lebar
    skala = min(skala, (PIKSEL_TERBANYAK / (gambar.lebar * gambar.tinggi)) ** 0.5)
    with _kunci:
        dokumen = pypdfium2.PdfDocument(pdf.tulis([gambar], judul=gambar.judul))
        try:
            lukisan = dokumen[0].render(scale=skala).to_pil().convert("RGB")
        finally:
            dokumen.close()
    keluaran = BytesIO()
    lukisan.save(keluaran, "PNG", optimize=False, compress_level=6)
    return keluaran.getvalue()
