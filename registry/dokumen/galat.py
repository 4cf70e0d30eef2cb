"""What is wrong with a document, in words that its author can act on: file, line, field, sentence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

Ruas = tuple[str | int, ...]
"""Path of a field inside a document: keys of mappings and (0-based) places in lists."""

BATAS_GALAT = 50
"""More faults than this are counted, not listed: a reader mends the first ones and tries again."""


@dataclass(frozen=True, slots=True)
class Galat:
    """One fault. `baris` is 1-based; 0 where the fault has no line (the whole file, or the database)."""

    pesan: str
    baris: int = 0
    ruas: Ruas = ()

    def __str__(self) -> str:
        tempat = ", ".join(filter(None, [f"baris {self.baris}" if self.baris else "", tulis_ruas(self.ruas)]))
        return f"{tempat}: {self.pesan}" if tempat else self.pesan


class DokumenSalah(Exception):
    """A document that is refused: nothing of it has been written. `hal`: what its faults are called."""

    def __init__(self, berkas: str, galat: Sequence[Galat], *, hal: str = "kesalahan", saran: str = "") -> None:
        self.berkas = berkas
        self.hal = hal
        self.galat = list(galat)
        self.saran = saran
        super().__init__(str(self))

    def __str__(self) -> str:
        tampil = self.galat[:BATAS_GALAT]
        sisa = len(self.galat) - len(tampil)
        judul = f"{self.berkas}: tidak dimuat, {len(self.galat)} {self.hal}. Tidak ada yang berubah."
        baris = [judul, *(f"  - {g}" for g in tampil)]
        if sisa:
            baris.append(f"  … dan {sisa} {self.hal} lagi.")
        if self.saran:
            baris.append(self.saran)
        return "\n".join(baris)


def tulis_ruas(ruas: Iterable[str | int]) -> str:
    """("edisi", 0, "rentang", 2, "verba") -> "edisi ke-1 > rentang ke-3 > verba"."""
    bagian: list[str] = []
    for langkah in ruas:
        if isinstance(langkah, int):
            butir = f"butir ke-{langkah + 1}"
            if bagian and " ke-" not in bagian[-1]:
                bagian[-1] += f" ke-{langkah + 1}"
            else:
                bagian.append(butir)
        else:
            # A key is the author's own text: it may be a whole sentence, or worse.
            bagian.append(langkah if len(langkah) <= 60 else langkah[:57] + "…")
    return " > ".join(bagian)
