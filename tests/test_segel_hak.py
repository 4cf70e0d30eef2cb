"""The database role of the application: it can do all its work, and cannot touch the record."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from registry import beku, services
from registry.management.commands.hak_basis_data import perintah, semua_tabel
from registry.models import JenisTindakan, Kedudukan, Tindakan
from registry.segel.buat import segel_baru
from tests import pabrik
from tests.pabrik import ada
from tests.segel import cocok, sql, tuntaskan

pytestmark = pytest.mark.django_db

PERAN = f"rentang_uji_{os.getpid()}"


@contextmanager
def sebagai_aplikasi() -> Iterator[None]:
    """As the server works: not the owner, and with the rights that the command grants. The role vanishes with the
    transaction of the test."""
    tuntaskan()
    sql(f"CREATE ROLE {PERAN}")
    for satu in perintah(PERAN, str(connection.settings_dict["NAME"])):
        sql(satu)
    sql(f"SET ROLE {PERAN}")
    try:
        yield
    finally:
        sql("RESET ROLE")


def test_the_command_writes_one_grant_for_every_table(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("hak_basis_data", "--peran", "pelayan")
    isi = capsys.readouterr().out
    milik = {tabel: hak for hak, tabel in re.findall(r'^GRANT ([A-Z, ]+) ON "(\w+)" TO "pelayan";$', isi, re.MULTILINE)}
    assert set(milik) == {model._meta.db_table for model in semua_tabel()} | {"django_migrations"}
    for model in beku.hanya_bertambah():
        assert milik[model._meta.db_table] == "SELECT, INSERT"
    assert milik["registry_kedudukan"] == "SELECT, INSERT, UPDATE, DELETE"
    assert "UPDATE" not in milik["django_migrations"]
    assert "GRANT CONNECT, TEMPORARY ON DATABASE" in isi


@pytest.mark.pg
def test_the_application_cannot_change_what_is_only_added_to_nor_lift_its_triggers() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("hanya PostgreSQL mengenal peran")
    pabrik.kabupaten()
    segel_baru()
    with sebagai_aplikasi():
        for model in beku.hanya_bertambah():
            tabel, kunci = model._meta.db_table, model._meta.pk.column
            for satu, sebab in (
                (f"UPDATE {tabel} SET {kunci} = {kunci}", "permission denied"),
                (f"DELETE FROM {tabel}", "permission denied"),
                (f"TRUNCATE {tabel} CASCADE", "permission denied"),
                (f"ALTER TABLE {tabel} DISABLE TRIGGER ALL", "must be owner"),
                (f"DROP TRIGGER beku_{tabel}_update ON {tabel}", "must be owner"),
                (f"DROP TABLE {tabel}", "must be owner"),
            ):
                with pytest.raises(ProgrammingError, match=sebab), transaction.atomic():
                    sql(satu)
        with pytest.raises(ProgrammingError, match=r"permission denied|must be owner"), transaction.atomic():
            sql("CREATE OR REPLACE FUNCTION rentang_beku_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'")
        sql("CREATE TEMPORARY TABLE sementara (id int) ON COMMIT DROP")


@pytest.mark.pg
def test_the_application_does_all_its_work_with_these_rights() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("hanya PostgreSQL mengenal peran")
    with sebagai_aplikasi():
        kab = pabrik.kabupaten()
        draf = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah baca")
        ubah = {("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Baru"}}
        services.terapkan(edisi=draf, ubah=ubah, oleh=None)
        services.urungkan(tindakan=ada(Tindakan.objects.filter(jenis=JenisTindakan.UBAH).first()), oleh=None)
        services.terapkan(edisi=draf, ubah=ubah, oleh=None)
        services.terbitkan(edisi=draf, oleh=None)
        kab.peraturan.catatan = "diperbaiki"
        kab.peraturan.save()
        assert ada(segel_baru().segel).jumlah > 50
        assert segel_baru().segel is None
        cocok()
    assert Kedudukan.objects.filter(nama="Dinas Kesehatan Baru").exists()
