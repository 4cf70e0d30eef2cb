"""Shared fixtures. Silence is loud: warnings are errors (pyproject); tests/halaman.py makes unknown template
variables fail on the public pages."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, settings

from registry import beku
from tests import pabrik

# How fast examples are found says something about the machine, which may be running two suites, not about Rentang.
settings.register_profile("rentang", suppress_health_check=[HealthCheck.too_slow], deadline=None)
settings.load_profile("rentang")

# Programs that tests start seal nothing either, and write no ledger.
os.environ["SEGEL_OTOMATIS"], os.environ["SEGEL_BUKU"] = "0", ""


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """SQLite is tested as it runs, in a file with WAL; an in-memory one shares its cache between threads and
    answers "table is locked" where a file waits."""
    # The browser keeps its line to the live server open; a thread that lives on must not hold a connection.
    connection.settings_dict["CONN_MAX_AGE"] = 0
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("basisdata") / "uji.sqlite3")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL drops no database that somebody is connected to: a server thread cut off in the middle of a
    request by a closing browser leaves its session behind."""
    yield
    if connection.vendor == "postgresql":
        with django_db_blocker.unblock():
            with connection.cursor() as kursor:
                kursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                    "WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            connection.close()


@pytest.fixture(scope="session")
def _folder_statis(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(tmp_path_factory.mktemp("statis"))


@pytest.fixture(autouse=True)
def _pengaturan_uji(settings: Any, _folder_statis: str) -> None:
    settings.STATIC_ROOT = _folder_statis
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    # Tests of seals switch them on, with a ledger of their own; the machine's ledger is nobody's here.
    settings.SEGEL_OTOMATIS, settings.SEGEL_BUKU, settings.SEGEL_SURAT = False, "", []
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def nyata(transactional_db: None) -> Iterator[None]:
    """Real transactions (threads, COMMIT). The triggers that freeze published rows would also stop the
    emptying of tables afterwards, so they are lifted last; the flush that follows sets them again."""
    if beku.hilang():
        beku.pasang()
    yield
    connection.ensure_connection()
    beku.lepas()


@pytest.fixture
def sari(db: None) -> User:
    """Staf Bagian Organisasi of Kabupaten Contoh."""
    return pabrik.pengguna("sari", first_name="Sari", last_name="Wulandari")


@pytest.fixture
def kab(db: None, sari: User) -> pabrik.Kabupaten:
    """Kabupaten Contoh with one edition in force since 2 January 2020."""
    return pabrik.kabupaten(oleh=sari)


@pytest.fixture
def rancangan(db: None, sari: User) -> pabrik.Kabupaten:
    """Kabupaten Contoh with one draft, nothing published."""
    return pabrik.kabupaten(oleh=sari, terbit=False)
