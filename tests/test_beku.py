"""The triggers that freeze published rows: present, and missed when missing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import OperationalError, connection
from django.test import Client

from registry import beku
from registry.isi_edisi import DAFTAR
from registry.models import Edisi
from registry.pemeriksaan import sedang_migrasi

pytestmark = pytest.mark.django_db


def buang(nama: str, tabel: str) -> None:
    with connection.cursor() as kursor:
        kursor.execute(f"DROP TRIGGER {nama}" + (f" ON {tabel}" if connection.vendor == "postgresql" else ""))


def test_every_registered_model_is_guarded() -> None:
    assert beku.hilang() == []
    dijaga = {satu.tabel for satu in beku.pemicu()}
    assert {isi.model._meta.db_table for isi in DAFTAR} < dijaga
    assert {"registry_edisi", "registry_tindakan"} < dijaga


def test_a_missing_trigger_is_named_by_the_system_check_and_the_health_page(client: Client) -> None:
    buang("beku_registry_kedudukan_update", "registry_kedudukan")
    [galat] = [satu for satu in run_checks(tags=["database"], databases=["default"]) if satu.id == "registry.E001"]
    assert "beku_registry_kedudukan_update" in galat.msg
    assert galat.is_serious()
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 503
    assert "Pengaman" in jawaban.json()["pesan"]


def test_migrate_is_warned_and_not_stopped() -> None:
    """It is what sets the trigger again."""
    buang("beku_registry_kedudukan_update", "registry_kedudukan")
    tanda = sedang_migrasi.set(True)
    try:
        [pesan] = [satu for satu in run_checks(tags=["database"], databases=["default"]) if "registry." in str(satu.id)]
    finally:
        sedang_migrasi.reset(tanda)
    assert (pesan.id, pesan.is_serious()) == ("registry.W001", False)


def test_migrate_sets_a_missing_trigger_again() -> None:
    buang("beku_coordination_rentangkoordinasi_delete", "coordination_rentangkoordinasi")
    call_command("migrate", verbosity=0)
    assert beku.hilang() == []


def test_a_healthy_server_says_so_and_is_not_cached(client: Client) -> None:
    jawaban = client.get("/sehat/")
    assert jawaban.status_code == 200
    assert jawaban.json() == {"status": "sehat", "basis_data": connection.vendor}
    assert "no-store" in jawaban.headers["Cache-Control"]
    assert client.post("/sehat/").status_code == 405


def bangun_ulang(penyunting: Any) -> None:
    penyunting._remake_table(Edisi)


def test_a_table_is_rebuilt_only_with_the_triggers_lifted_and_they_come_back(nyata: None) -> None:
    """What a migration on SQLite runs into where there is data; PostgreSQL changes tables in place."""
    if connection.vendor != "sqlite":
        beku.sebelum_migrasi("default", plan=[object()])
        assert beku.hilang() == []
        return
    with pytest.raises(OperationalError, match="beku_"), connection.schema_editor() as penyunting:
        bangun_ulang(penyunting)
    beku.sebelum_migrasi("default", plan=[])  # nothing to migrate
    assert beku.hilang() == []
    beku.sebelum_migrasi("default", plan=[object()])
    with connection.schema_editor() as penyunting:
        bangun_ulang(penyunting)
    call_command("migrate", verbosity=0)
    assert beku.hilang() == []
