"""Which columns of a table are sealed, and which of them a pack for an auditor may show."""

from __future__ import annotations

from typing import NamedTuple

from django.db import models

from registry.audit import ruas
from registry.models import Tindakan
from registry.riwayat import KOLOM_POHON, BarisRiwayat

#: What every history row says of itself. The number of its act stays closed: it blinds the other closed columns.
_RIWAYAT = ("history_date", "history_type", "history_change_reason", "history_nama")
#: The act log keeps whole change-sets, with fields that nobody opened; the revisions of the same act show them.
_TINDAKAN = ("daerah_id", "edisi_id", "jenis", "nama_oleh", "pada", "ringkas", "alasan", "mengurungkan_id")


class KolomSegel(NamedTuple):
    """Columns of one table. `kunci`: the id, which stands beside the row hash and not in it."""

    kunci: str
    terbuka: tuple[str, ...]
    tertutup: tuple[str, ...]


def kolom_segel(model: type[models.Model]) -> KolomSegel:
    """How rows of this model are sealed today, in the order of their fields; parts that were sealed earlier name
    their own. Columns of the tree are an index for reading and no part of any row. No query."""
    boleh = _boleh(model)
    terbuka: list[str] = []
    tertutup: list[str] = []
    for satu in model._meta.local_concrete_fields:
        if satu.primary_key or satu.name in KOLOM_POHON:
            continue
        (terbuka if satu.attname in boleh else tertutup).append(str(satu.column))
    return KolomSegel(str(model._meta.pk.column), tuple(terbuka), tuple(tertutup))


def _boleh(model: type[models.Model]) -> frozenset[str]:
    """Names of its fields that may be shown."""
    if issubclass(model, BarisRiwayat):
        asal = model.instance_type  # type: ignore[attr-defined]
        return frozenset((*ruas.terbuka(str(asal._meta.model_name)), asal._meta.pk.attname, *_RIWAYAT))
    if model is Tindakan:
        return frozenset(_TINDAKAN)
    return frozenset(ruas.terbuka(str(model._meta.model_name)))
