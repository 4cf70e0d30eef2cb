"""History by django-simple-history, with the traps of this project's shape closed.

* MPTT columns are an index for reading, recomputed by `pohon.susun`; they are never recorded.
* Two revisions of one instant (several acts of one transaction) both survive the stock `as_of`;
  `RiwayatQuerySet` breaks the tie by `history_id`.
* The user's name is frozen in the row: a revision says who acted as they were called then.
* A revert through the admin is off (settings); the past is corrected by a new act, never restored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

KOLOM_POHON = frozenset({"lft", "rght", "tree_id", "level"})


class RiwayatQuerySet(HistoricalQuerySet):
    """`as_of` that answers each object once, also for revisions of one instant."""

    def latest_of_each(self) -> RiwayatQuerySet:
        """The newest revision of each object; ties in time are broken by history_id. No extra query."""
        kunci = self._pk_attr
        sesudahnya = self.filter(
            Q(history_date__gt=OuterRef("history_date"))
            | Q(history_date=OuterRef("history_date"), history_id__gt=OuterRef("history_id")),
            **{kunci: OuterRef(kunci)},
        )
        return self.filter(~Exists(sesudahnya))


class NamaPelakuField(models.CharField):
    """Fills itself with the acting user's name when the row is written; works in bulk inserts,
    which send no signals."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        nilai: str = getattr(model_instance, self.attname) or ""
        pengguna = getattr(model_instance, "history_user", None)
        if not nilai and pengguna is not None:
            nilai = nama_pelaku(pengguna)
            setattr(model_instance, self.attname, nilai)
        return nilai


class BarisRiwayat(models.Model):
    """Columns that every history table has beside simple-history's own."""

    history_nama = NamaPelakuField("pelaku", max_length=200, blank=True, default="", editable=False)

    class Meta:
        abstract = True


class Riwayat(HistoricalRecords):
    """`history = Riwayat()`: history without tree columns, with frozen user names, tie-safe."""

    def __init__(self, **pilihan: Any) -> None:
        pilihan.setdefault("bases", [BarisRiwayat])
        pilihan.setdefault("historical_queryset", RiwayatQuerySet)
        pilihan.setdefault("history_id_field", models.BigAutoField())
        super().__init__(**pilihan)

    def fields_included(self, model: type[models.Model]) -> list[models.Field]:
        # `excluded_fields` would cost one query per historic instance; leaving the columns out does not.
        return [ruas for ruas in super().fields_included(model) if ruas.name not in KOLOM_POHON and ruas.concrete]


def nama_pelaku(pengguna: AbstractBaseUser | None) -> str:
    """The name under which an act is recorded: full name, else user name; "" for nobody."""
    if pengguna is None:
        return ""
    penuh: str = getattr(pengguna, "get_full_name", str)()
    return (penuh or pengguna.get_username())[:200]


@contextmanager
def atas_nama(pengguna: AbstractBaseUser | None) -> Iterator[None]:
    """Attribute history written inside to `pengguna` where there is no request (commands, tests)."""
    konteks = HistoricalRecords.context
    sebelumnya = getattr(konteks, "request", None)
    konteks.request = SimpleNamespace(user=pengguna)
    try:
        yield
    finally:
        if sebelumnya is None:
            del konteks.request
        else:
            konteks.request = sebelumnya


@cache
def _model_riwayat(model: type[models.Model]) -> Any:
    """The history model of a model. Each look at `model.history` builds a manager class anew, a millisecond a row."""
    return model.history.model  # type: ignore[attr-defined]


def rekam(
    baris: Iterable[tuple[models.Model, str]],
    *,
    saat: datetime,
    oleh: AbstractBaseUser | None,
    alasan: str,
) -> int:
    """Write one history row for each (object, "+" | "~" | "-"), all of one instant.

    Objects may be of several models; 1 query a model. Returns the number of rows. Used by
    `services.terapkan`, which writes edition content in bulk and so bypasses save().
    """
    per_model: dict[type[models.Model], list[models.Model]] = {}
    for objek, jenis in baris:
        model_riwayat = _model_riwayat(type(objek))
        nilai = {ruas.attname: getattr(objek, ruas.attname) for ruas in model_riwayat.tracked_fields}
        per_model.setdefault(model_riwayat, []).append(
            model_riwayat(
                **nilai,
                history_date=saat,
                history_type=jenis,
                history_change_reason=alasan,
                history_user=oleh,
                history_nama=nama_pelaku(oleh),
            )
        )
    for model_riwayat, semua in per_model.items():
        model_riwayat._default_manager.bulk_create(semua, batch_size=500)
    return sum(len(semua) for semua in per_model.values())
