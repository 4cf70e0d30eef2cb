"""Who words which part of a comparison. Upper apps register theirs from their `apps.py`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from registry.isi_edisi import Kunci

if TYPE_CHECKING:
    from registry.banding.bahan import Bahan
    from registry.banding.bentuk import Kalimat


@dataclass(frozen=True, slots=True)
class BagianBanding:
    """One group of a comparison and how it is worded.

    cerita: the sentences; it takes the differences that it tells from the material (`Bahan.ambil`). What is left over
        is worded by the frame: bases under "Dasar", anything else field by field, so that no difference is silent.
    sebut: part -> the fact of one row in words ("rentang Dinas Kesehatan").
    lengkap: the part of the edition that says how much is known ("struktur"), "" where none does.
    tetap: what is said where nothing changed; "" says nothing.
    satuan: what one row is ("unit"), for what cannot be compared.
    """

    kode: str
    judul: str
    urutan: int
    cerita: Callable[[Bahan], Iterable[Kalimat]]
    sebut: Mapping[str, Callable[[Bahan, Kunci], str]]
    lengkap: str = ""
    tetap: Callable[[Bahan, list[Kalimat]], str] | None = None
    satuan: str = "baris"


@dataclass(slots=True)
class _Daftar:
    semua: dict[str, BagianBanding] = field(default_factory=dict)

    def __iter__(self) -> Iterator[BagianBanding]:
        return iter(sorted(self.semua.values(), key=lambda satu: satu.urutan))


BAGIAN_BANDING = _Daftar()


def daftarkan(bagian: BagianBanding) -> None:
    """Register a group; registering the same code again replaces it."""
    BAGIAN_BANDING.semua[bagian.kode] = bagian
