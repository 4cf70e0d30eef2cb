"""History by django-simple-history, with the traps of this project's shape closed.

* MPTT columns are an index for reading, recomputed by `pohon.susun`; they are never recorded.
* Two revisions of one instant (several acts of one transaction) both survive the stock `as_of`;
  `RiwayatQuerySet` breaks the tie by `history_id`.
* The user's name is frozen in the row: a revision says who acted as they were called then.
* `history_kelompok` says which revisions belong to one act: all that one request, or one service called outside a
  request, wrote; the `Tindakan` of that act carry the same number.
* A revert through the admin is off (settings); the past is corrected by a new act, never restored.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Exists, OuterRef, Q
from simple_history.manager import HistoricalQuerySet
from simple_history.models import HistoricalRecords

KOLOM_POHON = frozenset({"lft", "rght", "tree_id", "level"})
#: By which body rows of an edition are found, in the model that has it.
KUNCI_BADAN = ("perangkat_daerah", "unit", "dari", "staf_ahli")

_kelompok: ContextVar[UUID | None] = ContextVar("rentang_kelompok", default=None)


@contextmanager
def satu_tindakan() -> Iterator[UUID]:
    """All history and acts written inside belong together. Inside another one, they belong to that."""
    kini = _kelompok.get()
    if kini is not None:
        yield kini
        return
    baru = uuid4()
    tanda = _kelompok.set(baru)
    try:
        yield baru
    finally:
        _kelompok.reset(tanda)


def kelompok_kini() -> UUID | None:
    """Number of the act under way; None outside any."""
    return _kelompok.get()


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


class KelompokField(models.UUIDField):
    """Fills itself with the number of the act under way; a row written outside any stands alone."""

    def pre_save(self, model_instance: models.Model, add: bool) -> UUID:
        nilai: UUID = getattr(model_instance, self.attname) or kelompok_kini() or uuid4()
        setattr(model_instance, self.attname, nilai)
        return nilai


class BarisRiwayat(models.Model):
    """Columns that every history table has beside simple-history's own. `history_kelompok` is null only in rows that
    are older than the column."""

    history_kelompok = KelompokField("tindakan", null=True, blank=True, db_index=True, editable=False)
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

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        """Three indexes more: the newest revision of one object up to a moment is one probe, however many there are;
        whether its history has a beginning; and what was taken out."""
        kunci, nama = model._meta.pk.attname, model._meta.model_name
        indeks = [
            models.Index(fields=[kunci, "-history_date", "-history_id"], name=f"r_{nama}_idx"),
            models.Index(fields=[kunci], condition=Q(history_type="+"), name=f"rb_{nama}_idx"),
            models.Index(fields=[kunci], condition=Q(history_type="-"), name=f"rh_{nama}_idx"),
        ]
        ruas = {satu.name for satu in model._meta.concrete_fields}
        milik = next((satu for satu in KUNCI_BADAN if satu in ruas), None)
        if "edisi" in ruas and milik is not None:
            # Numbers are given anew to what is taken out and put back; its body is the same.
            letak = ["edisi", milik, "-history_date", "-history_id"]
            indeks.append(models.Index(fields=letak, name=f"rt_{nama}_idx"))
        return {**super().get_meta_options(model), "indexes": indeks}


def nama_pelaku(pengguna: AbstractBaseUser | None) -> str:
    """The name under which an act is recorded: full name, else user name; "" for nobody."""
    if pengguna is None:
        return ""
    penuh: str = getattr(pengguna, "get_full_name", str)()
    return (penuh or pengguna.get_username())[:200]


@contextmanager
def atas_nama(pengguna: AbstractBaseUser | None) -> Iterator[None]:
    """Attribute history written inside to `pengguna` where there is no request (commands, tests); it is one act."""
    konteks = HistoricalRecords.context
    sebelumnya = getattr(konteks, "request", None)
    konteks.request = SimpleNamespace(user=pengguna)
    try:
        with satu_tindakan():
            yield
    finally:
        if sebelumnya is None:
            del konteks.request
        else:
            konteks.request = sebelumnya


def tabel_riwayat() -> list[type[models.Model]]:
    """All history models, by name of their table."""
    semua = [model for model in apps.get_models() if issubclass(model, BarisRiwayat)]
    return sorted(semua, key=lambda model: model._meta.db_table)


def simpan_tercatat(objek: models.Model, ruas: Iterable[str] | None = None, *, saat: datetime, alasan: str) -> None:
    """Save (only `ruas`, else all) with a revision of exactly that moment, under that reason. What simple-history reads
    from the object is taken off again, or its next revision would be dated back."""
    objek._history_date, objek._change_reason = saat, alasan  # type: ignore[attr-defined]
    try:
        objek.save(update_fields=None if ruas is None else list(ruas))
    finally:
        del objek._history_date  # type: ignore[attr-defined]


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
