"""The registry as it stood: inside `sebagaimana(saat)` every query of this connection reads what was recorded then.

The tables are shadowed by temporary views of the same name, so that no query, model or page knows of the moment:

* `Edisi`: what was published by then, with `diralat_pada` empty where the correction came later. Heads and content of
  published editions never change, so the live rows are exact, and content is reached through its edition.
* What lies outside editions (`luar_edisi`): of each row the newest revision not after the moment, ties broken by
  `history_id`; none where that revision is a removal. Columns that are not recorded come from the live row.

Each view is one table with one probe a row (index `r_<model>_idx`), so planners flatten it and the other indexes of
the history table (code, UUID, foreign keys) go on working: the cost follows the rows that a page reads, not the
history. Accounts, roles, sessions, acts and the search index are as they are now. Nothing can be written inside.

PostgreSQL: a transaction that is rolled back, so that nothing stays behind on a pooled connection. SQLite: the views
are dropped again; no transaction, which would take the write lock. A cache over content must not be used inside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, IntegerField, OuterRef, Q, Value
from django.utils import timezone

from registry.isi_edisi import DAFTAR
from registry.models import AlasanPeringatan, Daerah, Edisi, Penugasan
from registry.riwayat import tabel_riwayat

_TANDA = "_rentang_tercatat"
#: What a page may say to the database while it reads the past.
_BACA = frozenset({"SELECT", "(SELECT", "WITH", "EXPLAIN", "SAVEPOINT", "RELEASE", "ROLLBACK"})


class MasaLalu(Exception):
    """The past cannot be written, and cannot be entered from within."""


def luar_edisi() -> list[type[models.Model]]:
    """Models with history that are neither editions nor what belongs to one, nor roles: what the views rebuild."""
    bukan = {Edisi, Penugasan, AlasanPeringatan, *(isi.model for isi in DAFTAR)}
    semua = (riwayat.instance_type for riwayat in tabel_riwayat())  # type: ignore[attr-defined]
    return [model for model in semua if model not in bukan]


def saat_kini(using: str = DEFAULT_DB_ALIAS) -> datetime | None:
    """The moment as of which this connection reads; None in the present. No query."""
    kini: datetime | None = getattr(connections[using], _TANDA, None)
    return kini


@contextmanager
def sebagaimana(saat: datetime, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Read the registry as it was recorded at `saat` (aware; revisions of that very instant count).

    Querysets must be evaluated, and responses rendered, before it ends. Raises MasaLalu inside another one, and for
    every statement inside that is no reading. A fixed number of statements, whatever is recorded.
    """
    if timezone.is_naive(saat):
        raise ValueError("a moment needs its time zone")
    koneksi = connections[using]
    if saat_kini(using) is not None:
        raise MasaLalu("Catatan sudah dibaca menurut satu saat; tidak dapat berpindah saat di dalamnya.")
    buka = _di_postgresql if koneksi.vendor == "postgresql" else _di_sqlite
    with buka(koneksi, saat):
        setattr(koneksi, _TANDA, saat)
        try:
            with koneksi.execute_wrapper(_tolak_tulis):
                yield
        finally:
            setattr(koneksi, _TANDA, None)


def _tolak_tulis(jalankan: Callable[..., Any], sql: str, params: Any, many: bool, konteks: dict[str, Any]) -> Any:
    """Says it in words; the database itself refuses too (read-only until the views are gone)."""
    kata = str(sql).split(None, 1)[0].upper() if str(sql).strip() else ""
    if kata not in _BACA:
        raise MasaLalu(f"Catatan sebagaimana adanya dahulu hanya dapat dibaca ({kata or 'perintah kosong'}).")
    return jalankan(sql, params, many, konteks)


@contextmanager
def _di_postgresql(koneksi: BaseDatabaseWrapper, saat: datetime) -> Iterator[None]:
    # Inside another transaction: a savepoint; rolling back to it also ends its being read-only.
    with transaction.atomic(using=koneksi.alias):
        try:
            with koneksi.cursor() as kursor:
                # Views first: a read-only transaction makes none. Views over one table could be written through.
                # The planner takes a probe a row for costly and would compile what runs in a millisecond.
                kursor.execute(
                    "; ".join([*pandangan(koneksi, saat), "SET TRANSACTION READ ONLY", "SET LOCAL jit = off"])
                )
            yield
        finally:
            transaction.set_rollback(True, using=koneksi.alias)


@contextmanager
def _di_sqlite(koneksi: BaseDatabaseWrapper, saat: datetime) -> Iterator[None]:
    try:
        with koneksi.cursor() as kursor:
            for sql in pandangan(koneksi, saat):
                kursor.execute(sql)
            kursor.execute("PRAGMA query_only = ON")
        yield
    finally:
        _bersihkan_sqlite(koneksi)


def _bersihkan_sqlite(koneksi: BaseDatabaseWrapper) -> None:
    """Past Django's own cursor, which says nothing more in a transaction that an error has doomed. A connection that
    cannot be cleaned is closed, and with it everything temporary is gone."""
    if koneksi.connection is None:
        return
    try:
        koneksi.connection.execute("PRAGMA query_only = OFF")
        semua: list[type[models.Model]] = [Edisi, *luar_edisi()]
        for model in semua:
            koneksi.connection.execute(f"DROP VIEW IF EXISTS temp.{koneksi.ops.quote_name(model._meta.db_table)}")
    except sqlite3.DatabaseError:
        koneksi.close()
        raise


def pandangan(koneksi: BaseDatabaseWrapper, saat: datetime) -> list[str]:
    """The CREATE statements for a moment. No text of a user is in them: names of models and one timestamp."""
    utc = saat.astimezone(UTC)
    if koneksi.vendor == "postgresql":
        # The body is resolved before the view exists, so the bare name is the table.
        waktu, skema = f"'{utc.isoformat(' ')}'::timestamptz", ""
    else:
        waktu, skema = f"'{utc.replace(tzinfo=None).isoformat(' ')}'", "main."
    kutip = koneksi.ops.quote_name
    semua = [_edisi(kutip, waktu, skema)]
    for model in luar_edisi():
        semua.append(_dari_riwayat(model, kutip, waktu, skema))
    return semua


def _edisi(kutip: Callable[[str], str], waktu: str, skema: str) -> str:
    tabel = kutip(Edisi._meta.db_table)
    kolom = ", ".join(
        f"CASE WHEN e.{kutip(ruas.column)} > {waktu} THEN NULL ELSE e.{kutip(ruas.column)} END AS {kutip(ruas.column)}"
        if ruas.name == "diralat_pada"
        else f"e.{kutip(ruas.column)}"
        for ruas in Edisi._meta.local_concrete_fields
    )
    return (
        f"CREATE TEMP VIEW {tabel} AS SELECT {kolom} FROM {skema}{tabel} e "
        f"WHERE e.diterbitkan_pada IS NOT NULL AND e.diterbitkan_pada <= {waktu}"
    )


def _dari_riwayat(model: type[models.Model], kutip: Callable[[str], str], waktu: str, skema: str) -> str:
    """One table and no join, or SQLite would not flatten it on the right of a LEFT JOIN."""
    tabel, kunci = kutip(model._meta.db_table), kutip(str(model._meta.pk.column))
    catatan = model.history.model  # type: ignore[attr-defined]
    riwayat = f"{skema}{kutip(catatan._meta.db_table)}"
    ada = {ruas.column for ruas in catatan.tracked_fields}
    kolom = ", ".join(
        f"h.{kutip(ruas.column)}"
        if ruas.column in ada
        else f"(SELECT kini.{kutip(ruas.column)} FROM {skema}{tabel} kini WHERE kini.{kunci} = h.{kunci}) "
        f"AS {kutip(ruas.column)}"
        for ruas in model._meta.local_concrete_fields
    )
    return (
        f"CREATE TEMP VIEW {tabel} AS SELECT {kolom} FROM {riwayat} h "
        f"WHERE h.history_date <= {waktu} AND h.history_type <> '-' AND h.history_id = ("
        f"SELECT lain.history_id FROM {riwayat} lain WHERE lain.{kunci} = h.{kunci} AND lain.history_date <= {waktu} "
        f"ORDER BY lain.history_date DESC, lain.history_id DESC LIMIT 1)"
    )


# --- What cannot be rebuilt --------------------------------------------------------------------------

#: Model -> how its rows belong to a region; others belong to all.
_MILIK: dict[str, Callable[[int | None], Q]] = {
    "daerah": lambda pk: Q(pk=pk),
    "peraturan": lambda pk: Q(daerah=pk) | Q(daerah=None),
    "hubunganperaturan": lambda pk: Q(dari__daerah=pk) | Q(dari__daerah=None),
    "perangkatdaerah": lambda pk: Q(daerah=pk),
    "namalain": lambda pk: Q(perangkat_daerah__daerah=pk),
}


def tak_tersusun(daerah: Daerah | None) -> list[tuple[str, int]]:
    """(name of the model, rows) of what a page of this region (None: of the nation) may show and whose beginning was
    not recorded: such rows are missing from the past. Asked in the present; 1 query."""
    semua: list[models.QuerySet[Any]] = []
    model_luar = luar_edisi()
    for nomor, model in enumerate(model_luar):
        awal = model.history.model._base_manager.filter(  # type: ignore[attr-defined]
            history_type="+", **{model._meta.pk.attname: OuterRef("pk")}
        )
        milik = _MILIK.get(str(model._meta.model_name))
        saring = milik(daerah.pk if daerah is not None else None) if milik is not None else Q()
        semua.append(
            model._base_manager.filter(saring, ~Exists(awal))
            .order_by()
            .annotate(nomor_model=Value(nomor, output_field=IntegerField()))
            .values_list("nomor_model")
        )
    hitung: dict[int, int] = {}
    for (nomor,) in semua[0].union(*semua[1:], all=True):
        hitung[nomor] = hitung.get(nomor, 0) + 1
    return [(str(model_luar[nomor]._meta.verbose_name), jumlah) for nomor, jumlah in sorted(hitung.items())]


def sebut_tak_tersusun(semua: Iterable[tuple[str, int]]) -> str:
    """ "2 peraturan dan 1 nama lain", "" for none."""
    kata = [f"{jumlah} {nama}" for nama, jumlah in semua]
    return " dan ".join([", ".join(kata[:-1]), kata[-1]] if len(kata) > 1 else kata)
