"""What the page of the tree reads: the tree of one edition as a nested list, flat enough for one template loop."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordination.halaman.jawaban import Sajian, sajikan
from coordination.koordinator import Jawaban, koordinator_edisi
from registry import pohon
from registry.models import Edisi, JenisUnit, Kedudukan

#: Under these a unit has its place without being commanded from there.
TANPA_KOMANDO = {JenisUnit.PEMERINTAH_DAERAH, JenisUnit.DPRD, JenisUnit.KELOMPOK}


@dataclass(slots=True)
class Simpul:
    """One node of the list. `tutup`: how many lists end after it; `anak`: how many units stand right below it.

    `komando`: the line to its own children is one of command, not of mere place.
    """

    unit: Kedudukan
    sajian: Sajian
    tingkat: int
    anak: int
    komando: bool
    tutup: range

    @property
    def dikoordinasikan(self) -> Jawaban | None:
        """The koordinator, where a span names this very unit (what follows from the tree needs no words here)."""
        jawaban = self.sajian.jawaban
        return jawaban if jawaban is not None and jawaban.langsung and self.sajian.kalimat == "koordinasi" else None


def muat_bagan(edisi: Edisi) -> list[Simpul]:
    """The tree of an edition in reading order, each unit with its answer; 3 queries, O(units)."""
    akar = pohon.rakit(Kedudukan.objects.pada(edisi).select_related("perangkat_daerah"))
    if akar is None:
        return []
    jawaban = koordinator_edisi(edisi)
    hasil: list[Simpul] = []
    for simpul, tingkat, terakhir in _telusuri(akar, 0, 0):
        unit = simpul.kedudukan
        hasil.append(
            Simpul(
                unit=unit,
                sajian=sajikan(unit, edisi, jawaban[unit.perangkat_daerah_id]),
                tingkat=tingkat,
                anak=len(simpul.anak),
                komando=unit.jenis not in TANPA_KOMANDO,
                tutup=range(terakhir),
            )
        )
    return hasil


def _telusuri(simpul: pohon.Simpul, tingkat: int, terakhir: int) -> Iterator[tuple[pohon.Simpul, int, int]]:
    """Nodes in reading order with depth and the number of lists that end after each leaf."""
    yield simpul, tingkat, 0 if simpul.anak else terakhir
    for nomor, anak in enumerate(simpul.anak, 1):
        yield from _telusuri(anak, tingkat + 1, terakhir + 1 if nomor == len(simpul.anak) else 0)
