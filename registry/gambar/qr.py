"""A QR code as shapes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import segno

from registry.gambar.bentuk import KERTAS, Kelompok, Kotak

#: Light squares around the code, without which readers do not find it (ISO/IEC 18004).
TEPI = 4
HITAM = "#000000"


def kotak(teks: str, x: float, y: float, sisi: float) -> Kelompok:
    """The code of `teks` in a square of `sisi` points, its quiet zone included; error level M (15 % may be lost)."""
    petak = matriks(teks)
    satuan = sisi / (len(petak) + 2 * TEPI)
    gelap = tuple(
        Kotak(x + (kolom + TEPI) * satuan, y + (baris + TEPI) * satuan, panjang * satuan, satuan, isi=HITAM, garis=None)
        for baris, isi in enumerate(petak)
        for kolom, panjang in _deret(isi)
    )
    return Kelompok((Kotak(x, y, sisi, sisi, isi=KERTAS, garis=None), *gelap), nama=f"Kode QR: {teks}", tajam=True)


@lru_cache(maxsize=64)
def matriks(teks: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the code, True for a dark square."""
    kode = segno.make(teks, error="m", micro=False, boost_error=False)
    return tuple(tuple(bool(satu) for satu in baris) for baris in kode.matrix)


def _deret(baris: tuple[bool, ...]) -> Iterator[tuple[int, int]]:
    """(start, length) of each run of dark squares."""
    awal: int | None = None
    for letak, gelap in enumerate((*baris, False)):
        if gelap and awal is None:
            awal = letak
        elif not gelap and awal is not None:
            yield awal, letak - awal
            awal = None
