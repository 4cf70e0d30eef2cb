"""`manage.py hak_basis_data`: SQL that leaves the application no right to change the record (docs/segel.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import connection, models
from django.db.migrations.recorder import MigrationRecorder

from registry import beku


class Command(BaseCommand):
    help = "Menulis SQL PostgreSQL yang memberi peran aplikasi hak secukupnya; jalankan sebagai pemilik basis data."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--peran", default="rentang_aplikasi", metavar="NAMA", help="peran yang dipakai server")

    def handle(self, *args: Any, peran: str, **options: Any) -> None:
        for baris in perintah(peran, str(connection.settings_dict["NAME"] or "rentang")):
            self.stdout.write(f"{baris};")


def perintah(peran: str, basis_data: str) -> Iterator[str]:
    """SQL statements, to be run as the owner of the tables, in the schema that holds them, and again after every
    migration. The role must exist and must not own anything. No query."""
    oleh, basis = _nama(peran), _nama(basis_data)
    yield f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {oleh}, PUBLIC"
    yield f"REVOKE ALL ON ALL SEQUENCES IN SCHEMA public FROM {oleh}, PUBLIC"
    yield f"REVOKE CREATE ON SCHEMA public FROM {oleh}, PUBLIC"
    # Temporary tables hold the registry as it stood (?tercatat=).
    yield f"GRANT CONNECT, TEMPORARY ON DATABASE {basis} TO {oleh}"
    yield f"GRANT USAGE ON SCHEMA public TO {oleh}"
    bertambah = {model._meta.db_table for model in beku.hanya_bertambah()}
    for model in semua_tabel():
        tabel = model._meta.db_table
        hak = "SELECT, INSERT" if tabel in bertambah else "SELECT, INSERT, UPDATE, DELETE"
        yield f"GRANT {hak} ON {_nama(tabel)} TO {oleh}"
    yield f"GRANT SELECT ON {_nama(MigrationRecorder.Migration._meta.db_table)} TO {oleh}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {oleh}"


def semua_tabel() -> list[type[models.Model]]:
    """Models with a table of their own, those between two others included, by name of their table."""
    semua = {model._meta.db_table: model for model in apps.get_models(include_auto_created=True) if model._meta.managed}
    return [semua[nama] for nama in sorted(semua)]


def _nama(nama: str) -> str:
    """An identifier for PostgreSQL, whatever engine this runs on."""
    return '"{}"'.format(nama.replace('"', '""'))
