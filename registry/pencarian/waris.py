"""Names that pass from a body to its successors, with the date from which on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from registry.models import Peran, PesertaSuksesi
from registry.querysets import EdisiQuerySet


class Waris:
    """Hands the names of bodies on to their successors, edition by edition, oldest first; 1 query."""

    def __init__(self, terbit: EdisiQuerySet, dialihkan: Mapping[int, int]) -> None:
        self.dialihkan = dialihkan
        self.nama: dict[int, dict[str, None]] = defaultdict(dict)
        self.warisan: dict[int, dict[str, date]] = defaultdict(dict)
        self.peristiwa: dict[int, dict[int, tuple[set[int], set[int]]]] = defaultdict(dict)
        peserta = PesertaSuksesi.objects.filter(edisi__in=terbit).order_by("edisi_id", "nomor", "pk")
        for edisi, nomor, peran, pk in peserta.values_list("edisi_id", "nomor", "peran", "perangkat_daerah_id"):
            lama, baru = self.peristiwa[edisi].setdefault(nomor, (set(), set()))
            (lama if peran == Peran.LAMA else baru).add(self._pakai(pk))

    def _pakai(self, pk: int) -> int:
        return tujuan(pk, self.dialihkan)

    def bernama(self, pk: int, *nama: str) -> None:
        self.nama[self._pakai(pk)].update(dict.fromkeys(satu for satu in nama if satu))

    def terjadi(self, edisi: int, mulai: date | None) -> None:
        """The events of an edition: what the old side was called up to now, the new side answers to from now on."""
        assert mulai is not None  # published
        for lama, baru in self.peristiwa[edisi].values():
            for dari in lama:
                for ke in baru - {dari}:
                    for teks in (*self.nama[dari], *self.warisan[dari]):
                        self.warisan[ke].setdefault(teks, mulai)

    def milik(self, pk: int) -> dict[str, date]:
        """Names that a body answers to for its predecessors, but for those that it bears itself."""
        return {teks: sejak for teks, sejak in self.warisan[pk].items() if teks not in self.nama[pk]}


def tujuan(pk: int, dialihkan: Mapping[int, int]) -> int:
    """Where a chain of merges ends; stops at the first body seen twice."""
    lewat = set()
    while pk in dialihkan and pk not in lewat:
        lewat.add(pk)
        pk = dialihkan[pk]
    return pk
