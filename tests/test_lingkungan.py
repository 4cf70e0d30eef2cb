"""Settings from the environment: wrong values stop the start with a sentence."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import lingkungan


@pytest.mark.parametrize(("teks", "hasil"), [("1", True), ("ya", True), ("0", False), ("tidak", False), (" ", True)])
def test_a_switch_reads_what_people_write(monkeypatch: pytest.MonkeyPatch, teks: str, hasil: bool) -> None:
    monkeypatch.setenv("SAKELAR", teks)
    assert lingkungan.boolean("SAKELAR", bawaan=True) is hasil


def test_an_unknown_switch_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "mungkin")
    with pytest.raises(ImproperlyConfigured, match="tulis 1 atau 0"):
        lingkungan.boolean("DEBUG", bawaan=False)


@pytest.mark.parametrize("kunci", ["", "pendek"])
def test_production_needs_a_secret_key(monkeypatch: pytest.MonkeyPatch, kunci: str) -> None:
    monkeypatch.setenv("SECRET_KEY", kunci)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY belum diisi"):
        lingkungan.kunci_rahasia(debug=False)


@pytest.mark.parametrize(
    ("url", "pesan"),
    [
        ("mysql://a@b/c", "mysql"),
        ("rentang.sqlite3", "rentang.sqlite3"),
        ("postgres://localhost:5432/", "nama basis data"),
        ("postgres://localhost:lima/x", "tidak terbaca"),
    ],
)
def test_a_wrong_database_url_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, url: str, pesan: str) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match=pesan):
        lingkungan.basis_data(tmp_path / "x.sqlite3")


def test_sqlite_is_the_default_with_wal_and_immediate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    hasil = lingkungan.basis_data(tmp_path / "ada spasi" / "x.sqlite3")
    assert hasil["NAME"].endswith("ada spasi/x.sqlite3")
    assert hasil["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in hasil["OPTIONS"]["init_command"]
    assert "ATOMIC_REQUESTS" not in hasil


def test_a_server_with_a_wrong_setting_does_not_start_and_says_why() -> None:
    lingkung = {**os.environ, "DEBUG": "1", "DATABASE_URL": "mysql://a/b", "DJANGO_SETTINGS_MODULE": "config.settings"}
    hasil = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=Path(__file__).parents[1],
        env=lingkung,
        capture_output=True,
        text=True,
        check=False,
    )
    assert hasil.returncode != 0
    assert "DATABASE_URL dimulai dengan 'mysql'" in hasil.stderr.strip().splitlines()[-1]
    assert "Traceback" not in hasil.stderr
