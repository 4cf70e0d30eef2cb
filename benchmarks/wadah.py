"""A database of its own for one measuring process, made before and gone afterwards."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

AKAR = Path(__file__).resolve().parents[1]


def di_basis_sendiri(mesin: str, server: str | None, naskah: str, isian: list[str]) -> dict[str, Any]:
    """Run a script on an empty database; the last line that it prints, as JSON."""
    with tempfile.TemporaryDirectory(prefix="rentang-bench-") as folder:
        if mesin == "sqlite":
            return _jalankan(f"sqlite:///{folder}/ukur.sqlite3", folder, naskah, isian)
        import psycopg

        nama = f"rentang_bench_{os.getpid()}_{time.monotonic_ns()}"
        with psycopg.connect(str(server), autocommit=True) as koneksi:
            koneksi.execute(f'CREATE DATABASE "{nama}"')
        try:
            return _jalankan(urlsplit(str(server))._replace(path=f"/{nama}").geturl(), folder, naskah, isian)
        finally:
            with psycopg.connect(str(server), autocommit=True) as koneksi:
                koneksi.execute(f'DROP DATABASE "{nama}" WITH (FORCE)')


def _jalankan(url: str, folder: str, naskah: str, isian: list[str]) -> dict[str, Any]:
    lingkung = {**os.environ, "DATABASE_URL": url, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
    lingkung.setdefault("SECRET_KEY", "hanya-untuk-pengukuran-" + "x" * 32)
    lingkung |= {"ALLOWED_HOSTS": "testserver", "STATIC_ROOT": f"{folder}/statis", "SEGEL_OTOMATIS": "0"}
    lingkung["PYTHONPATH"] = str(AKAR)
    kumpulkan = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(kumpulkan, cwd=AKAR, env=lingkung, check=True)
    jalan = [sys.executable, naskah, *isian]
    keluar = subprocess.run(jalan, cwd=AKAR, env=lingkung, stdout=subprocess.PIPE, check=True)
    hasil: dict[str, Any] = json.loads(keluar.stdout.splitlines()[-1])
    return hasil
