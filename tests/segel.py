"""Tampering for tests of seals: what the owner of the database can do."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from registry import beku
from registry.segel.periksa import Hasil, Temuan, periksa


@contextmanager
def sebagai_pemilik(*, pasang: bool = True) -> Iterator[None]:
    """The owner lifts the triggers, does it, and sets them again."""
    tuntaskan()
    beku.lepas()
    yield
    tuntaskan()
    if pasang:
        beku.pasang()


def tuntaskan() -> None:
    """PostgreSQL changes no table while checks of its rows wait for the end of the transaction."""
    if connection.vendor == "postgresql":
        sql("SET CONSTRAINTS ALL IMMEDIATE")
        sql("SET CONSTRAINTS ALL DEFERRED")


def sql(perintah: str, *nilai: Any) -> None:
    with connection.cursor() as kursor:
        kursor.execute(perintah, nilai or None)


def sisipkan(model: Any, nomor: int, contoh: Any) -> None:
    """A row with a number of one's choice, otherwise like `contoh`."""
    kolom = [satu.column for satu in model._meta.concrete_fields if not satu.primary_key]
    kunci, tabel = model._meta.pk.column, model._meta.db_table
    semua = ", ".join(kolom)
    sql(f"INSERT INTO {tabel} ({kunci}, {semua}) SELECT %s, {semua} FROM {tabel} WHERE {kunci} = %s", nomor, contoh.pk)


def temuan(**opsi: Any) -> list[Temuan]:
    return periksa(**opsi).temuan


def cocok(**opsi: Any) -> Hasil:
    """The result of a verification that must find nothing."""
    hasil = periksa(**opsi)
    assert not hasil.temuan, [satu.kalimat for satu in hasil.temuan]
    return hasil
