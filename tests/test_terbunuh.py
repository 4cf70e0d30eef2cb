"""kill -9 in the middle of an act: afterwards the database is sound, and the act is whole or absent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.db import connection

AKAR = Path(__file__).resolve().parent.parent


@pytest.fixture
def alamat_basis(tmp_path: Path) -> Iterator[str]:
    """A database of its own on the engine under test: what is killed must not be the suite's."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{tmp_path / 'terbunuh.sqlite3'}"
        return
    milik = connection.settings_dict
    nama = f"terbunuh_{os.getpid()}"
    lain = {"host": milik["HOST"], "port": milik["PORT"], "user": milik["USER"], "password": milik["PASSWORD"]}
    with psycopg.connect(dbname="postgres", autocommit=True, **{k: v for k, v in lain.items() if v}) as pelayan:
        pelayan.execute(f'CREATE DATABASE "{nama}"')
        try:
            sandi = f":{quote(milik['PASSWORD'])}" if milik["PASSWORD"] else ""
            port = f":{milik['PORT']}" if milik["PORT"] else ""
            yield f"postgres://{quote(milik['USER'])}{sandi}@{milik['HOST']}{port}/{nama}"
        finally:
            pelayan.execute(f'DROP DATABASE "{nama}" WITH (FORCE)')


@pytest.mark.lambat
def test_killed_at_any_instant_an_act_is_whole_or_absent(alamat_basis: str) -> None:
    hasil = subprocess.run(
        [sys.executable, "-m", "tests.terbunuh"],
        cwd=AKAR,
        env={**os.environ, "DATABASE_URL": alamat_basis, "DJANGO_SETTINGS_MODULE": "config.settings", "DEBUG": "1"},
        capture_output=True,
        text=True,
        timeout=900,
        check=False,
    )
    assert hasil.returncode == 0, hasil.stderr[-4000:]
    semua = [json.loads(baris) for baris in hasil.stdout.splitlines()]
    assert [satu["tindak"] for satu in semua] == ["klon", "templat", "rebase", "impor", "terbit"]
    assert all(satu["saat"] >= 10 for satu in semua), semua
