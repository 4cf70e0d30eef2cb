"""The registry as it stood: inside `sebagaimana(saat)` every query of this connection reads what was recorded then.

The tables are shadowed by temporary ones of the same name, so that no query, model or page knows of the moment:

* `Edisi`: a view of what was published by then, with `diralat_pada` empty where the correction came later. Heads and
  content of published editions never change, so the live rows are exact, and content is reached through its edition.
* What lies outside editions (`luar_edisi`): a table of each row's newest revision not after the moment, ties broken by
  `history_id`; without those of which that revision is a removal. Columns that are not recorded come from the live
  row. Only what a page of the region can read is in it: rows of the region and of the nation.

Each row is one probe of the index `r_<model>_idx`, however often it was changed: the cost follows what the region has,
not the history. Accounts, roles, sessions, acts and the search index are as they are now. Nothing can be written
inside.

PostgreSQL: a transaction that is rolled back, so that nothing stays behind on a pooled connection. SQLite: what is
temporary is dropped again; no transaction, which would take the write lock. A cache over content must not be used
inside.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Exists, F, IntegerField, OuterRef, Q, Subquery, Value
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
def sebagaimana(saat: datetime, daerah: Daerah | None = None, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Read the registry as it was recorded at `saat` (aware; revisions of that very instant count).

    `daerah`: what lies outside editions is there of this region and of the nation alone; None: of all regions. Must
    be given where one region is read: the cost grows with what is there. Querysets must be evaluated, and responses
    rendered, before it ends. Raises MasaLalu inside another one, and for every statement inside that is no reading. A
    fixed number of statements, whatever is recorded.
    """
    if timezone.is_naive(saat):
        raise ValueError("a moment needs its time zone")
    koneksi = connections[using]
    if saat_kini(using) is not None:
        raise MasaLalu("Catatan sudah dibaca menurut satu saat; tidak dapat berpindah saat di dalamnya.")
    buka = _di_postgresql if koneksi.vendor == "postgresql" else _di_sqlite
    with buka(koneksi, saat, daerah):
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
def _di_postgresql(koneksi: BaseDatabaseWrapper, saat: datetime, daerah: Daerah | None) -> Iterator[None]:
    # Inside another transaction: a savepoint; rolling back to it also ends its being read-only.
    with transaction.atomic(using=koneksi.alias):
        try:
            with koneksi.cursor() as kursor:
                _bayangkan(koneksi, kursor, saat, daerah)
                kursor.execute("SET LOCAL jit = off; SET TRANSACTION READ ONLY")
            yield
        finally:
            transaction.set_rollback(True, using=koneksi.alias)


@contextmanager
def _di_sqlite(koneksi: BaseDatabaseWrapper, saat: datetime, daerah: Daerah | None) -> Iterator[None]:
    try:
        with koneksi.cursor() as kursor:
            _bayangkan(koneksi, kursor, saat, daerah)
            kursor.execute("PRAGMA query_only = ON")
        yield
    finally:
        _bersihkan_sqlite(koneksi)


def _bersihkan_sqlite(koneksi: BaseDatabaseWrapper) -> None:
    """Past Django's own cursor, which says nothing more in a transaction that an error has doomed. A connection that
    cannot be cleaned is closed, and with it everything temporary is gone."""
    if koneksi.connection is None:
        return
    kutip = koneksi.ops.quote_name
    try:
        koneksi.connection.execute("PRAGMA query_only = OFF")
        koneksi.connection.execute(f"DROP VIEW IF EXISTS temp.{kutip(Edisi._meta.db_table)}")
        for model in luar_edisi():
            for tabel in (model._meta.db_table, _sementara(model)):
                koneksi.connection.execute(f"DROP TABLE IF EXISTS temp.{kutip(tabel)}")
    except sqlite3.DatabaseError:
        koneksi.close()
        raise


def _bayangkan(koneksi: BaseDatabaseWrapper, kursor: Any, saat: datetime, daerah: Daerah | None) -> None:
    """Make what shadows. Tables are filled under another name first, because what fills one reads the others."""
    kutip = koneksi.ops.quote_name
    for model in luar_edisi():
        sql, params = _revisi(model, saat, daerah).query.get_compiler(connection=koneksi).as_sql()
        kolom = ", ".join(
            f"k{letak} AS {kutip(ruas.column)}" for letak, ruas in enumerate(model._meta.local_concrete_fields)
        )
        kursor.execute(f"CREATE TEMP TABLE {kutip(_sementara(model))} AS SELECT {kolom} FROM ({sql}) isi", params)
    perintah = [_edisi(koneksi, saat), *(satu for model in luar_edisi() for satu in _namai(koneksi, model))]
    for satu in ["; ".join(perintah)] if koneksi.vendor == "postgresql" else perintah:
        kursor.execute(satu)


def _sementara(model: type[models.Model]) -> str:
    return f"lalu_{model._meta.db_table}"


def _revisi(model: type[models.Model], saat: datetime, daerah: Daerah | None) -> models.QuerySet[Any]:
    """The columns of a model's table, of each row's newest revision not after the moment."""
    riwayat, kunci = model.history.model, model._meta.pk.attname  # type: ignore[attr-defined]
    terbaru = riwayat._base_manager.filter(**{kunci: OuterRef(kunci)}, history_date__lte=saat)
    nomor = Subquery(terbaru.order_by("-history_date", "-history_id").values("history_id")[:1])
    saring = Q() if daerah is None else _milik(model, daerah.pk)
    # Rows that were taken out are no longer there to be found; their last revision says whose they were.
    hidup = model._base_manager.filter(saring).order_by().values_list(nomor)
    # Written out, because SQLite sees the use of a partial index only in a literal.
    hapus = riwayat._base_manager.filter(saring).extra(where=["history_type = '-'"]).order_by().values_list(nomor)
    ada = {ruas.attname for ruas in riwayat.tracked_fields}
    kini = model._base_manager.filter(**{kunci: OuterRef(kunci)})
    kolom = [
        F(ruas.attname) if ruas.attname in ada else Subquery(kini.values(ruas.attname)[:1])
        for ruas in model._meta.local_concrete_fields
    ]
    nama = {f"k{letak}": isi for letak, isi in enumerate(kolom)}
    semua: models.QuerySet[Any] = (
        riwayat._base_manager.filter(history_id__in=hidup.union(hapus)).exclude(history_type="-").order_by()
    )
    return semua.annotate(**nama).values_list(*nama)


def _namai(koneksi: BaseDatabaseWrapper, model: type[models.Model]) -> Iterator[str]:
    """Give a filled table its indexes, and the name of the one that it stands for."""
    kutip, sementara, pg = koneksi.ops.quote_name, _sementara(model), koneksi.vendor == "postgresql"
    for letak, ruas in enumerate(model._meta.local_concrete_fields):
        if ruas.primary_key or ruas.is_relation:
            indeks, kolom = kutip(f"{sementara}_{letak}"), kutip(ruas.column)
            # PostgreSQL wants the schema before the table, SQLite before the index.
            tabel = f"{indeks} ON pg_temp.{kutip(sementara)}" if pg else f"temp.{indeks} ON {kutip(sementara)}"
            yield f"CREATE INDEX {tabel} ({kolom})"
    skema = "pg_temp" if pg else "temp"
    yield f"ALTER TABLE {skema}.{kutip(sementara)} RENAME TO {kutip(model._meta.db_table)}"


def _edisi(koneksi: BaseDatabaseWrapper, saat: datetime) -> str:
    """The view of editions. No text of a user is in it: names of columns and one timestamp."""
    kutip, utc = koneksi.ops.quote_name, saat.astimezone(UTC)
    if koneksi.vendor == "postgresql":
        # The body is resolved before the view exists, so the bare name is the table.
        waktu, skema = f"'{utc.isoformat(' ')}'::timestamptz", ""
    else:
        waktu, skema = f"'{utc.replace(tzinfo=None).isoformat(' ')}'", "main."
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


#: Model -> how its rows belong to a region; others belong to all.
_MILIK: dict[str, Callable[[int | None], Q]] = {
    "daerah": lambda pk: Q(pk=pk) | Q(jenis=Daerah.Jenis.PROVINSI),
    "peraturan": lambda pk: Q(daerah=pk) | Q(daerah=None),
    "hubunganperaturan": lambda pk: Q(dari__daerah=pk) | Q(dari__daerah=None),
    "perangkatdaerah": lambda pk: Q(daerah=pk),
    "namalain": lambda pk: Q(perangkat_daerah__daerah=pk),
}


def _milik(model: type[models.Model], daerah_id: int | None) -> Q:
    """Condition on the rows of a model, or of its history, that belong to this region or to the nation (None: to the
    nation alone)."""
    saring = _MILIK.get(str(model._meta.model_name))
    return Q() if saring is None else saring(daerah_id)


# --- What cannot be rebuilt --------------------------------------------------------------------------


def tak_tersusun(daerah: Daerah | None) -> list[tuple[str, int]]:
    """(name of the model, rows) of what a page of this region (None: of the nation) may show and whose beginning was
    not recorded: such rows are missing from the past. Asked in the present; 1 query."""
    semua: list[models.QuerySet[Any]] = []
    model_luar = luar_edisi()
    for nomor, model in enumerate(model_luar):
        riwayat = model.history.model._base_manager  # type: ignore[attr-defined]
        awal = riwayat.filter(**{model._meta.pk.attname: OuterRef("pk")}).extra(where=["history_type = '+'"])
        semua.append(
            model._base_manager.filter(_milik(model, daerah.pk if daerah is not None else None), ~Exists(awal))
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
