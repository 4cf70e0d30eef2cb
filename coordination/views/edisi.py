"""Which edition a page of a region shows."""

from __future__ import annotations

from registry.halaman.dasar import Pada
from registry.models import Daerah, Edisi


def edisi_pada(daerah: Daerah, pada: Pada) -> Edisi | None:
    """The edition of a page, with its last day; 1 query."""
    return Edisi.objects.berlaku_di(daerah, pada.tanggal(daerah))


def edisi_pertama(daerah: Daerah, edisi: Edisi | None) -> Edisi | None:
    """The first edition that was ever in force in the region, for a date before it; no query otherwise."""
    if edisi is not None:
        return None
    semua = Edisi.objects.terbit().filter(daerah=daerah).select_related("peraturan__daerah")
    return semua.order_by("berlaku_mulai", "-urutan", "-id").first()
