"""`manage.py akun_demo`: one account per role, the same passwords every time, never on a real installation."""

from __future__ import annotations

import stat
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db.models import Value
from django.db.models.functions import Concat
from django.test import Client
from django.urls import reverse

from registry.models import Kedudukan, Penugasan, Tindakan
from tests import pabrik
from tests.isian import alamat, baca
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def berkas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RENTANG_DEMO", "1")
    return tmp_path / "dalam" / "akun.txt"


def jalankan(berkas: Path) -> dict[str, str]:
    """Run; {account: password} as printed."""
    keluar = StringIO()
    call_command("akun_demo", berkas=berkas, stdout=keluar)
    return {baris.split()[0]: baris.split()[1] for baris in keluar.getvalue().splitlines()}


def test_every_role_can_log_in_and_passwords_stay(berkas: Path, client: Client) -> None:
    pertama = jalankan(berkas)
    assert list(pertama) == ["administrator", "pengelola", "pemeriksa", "auditor"]  # no region to work in alone
    assert len(set(pertama.values())) == 4
    assert jalankan(berkas) == pertama
    for nama, sandi in pertama.items():
        assert len(sandi) >= 16
        assert client.login(username=nama, password=sandi)
        assert client.get(reverse("admin:index")).status_code == 200
    assert User.objects.get(username="administrator").is_superuser
    assert User.objects.filter(is_superuser=True).count() == 1


def test_the_file_is_readable_by_its_owner_only(berkas: Path) -> None:
    jalankan(berkas)
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600
    berkas.chmod(0o644)
    jalankan(berkas)
    assert stat.S_IMODE(berkas.stat().st_mode) == 0o600


def test_a_lost_file_resets_and_a_changed_password_is_left_alone(berkas: Path, client: Client) -> None:
    pertama = jalankan(berkas)
    berkas.unlink()
    kedua = jalankan(berkas)
    assert set(kedua.values()).isdisjoint(pertama.values())
    assert client.login(username="auditor", password=kedua["auditor"])
    auditor = User.objects.get(username="auditor")
    auditor.set_password("pilihan-sendiri-123")
    auditor.save()
    assert jalankan(berkas)["auditor"] == "(sudah"
    assert client.login(username="auditor", password="pilihan-sendiri-123")


def test_an_emptied_database_gets_the_same_passwords(berkas: Path, client: Client) -> None:
    pertama = jalankan(berkas)
    Penugasan.objects.all().delete()
    User.objects.update(username=Concat(Value("dulu-"), "username"))  # the log keeps accounts from being deleted
    assert jalankan(berkas) == pertama
    assert client.login(username="pengelola", password=pertama["pengelola"])


def test_it_refuses_outside_of_a_demo(berkas: Path, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.delenv("RENTANG_DEMO")
    settings.DEBUG = False
    with pytest.raises(CommandError, match="tidak pernah dibuat"):
        jalankan(berkas)
    assert not User.objects.exists()
    assert not berkas.exists()
    settings.DEBUG = True
    assert jalankan(berkas)


def test_roles_may_do_what_they_are_for(berkas: Path, client: Client, kab: Kabupaten) -> None:
    jalankan(berkas)
    izin = {
        akun.username: {satu.partition(".")[2] for satu in akun.get_all_permissions()}
        for akun in User.objects.filter(is_superuser=False, username__in=["pengelola", "pemeriksa", "auditor"])
    }
    assert len(izin) == 3
    assert {"change_kedudukan", "add_edisi", "change_rentangkoordinasi", "add_ketentuanhubungan"} <= izin["pengelola"]
    for baca_saja in ("pemeriksa", "auditor"):
        assert {satu for satu in izin[baca_saja] if not satu.startswith("view_")} == set()
        assert "view_kedudukan" in izin[baca_saja]
    assert not {
        satu for semua in izin.values() for satu in semua if satu.startswith("delete_") or satu.endswith("_user")
    }
    client.force_login(User.objects.get(username="auditor"))
    assert client.get(alamat(Kedudukan, "history", kab.unit("dinkes").pk)).status_code == 200
    assert "Sari Wulandari" in baca(client.get(alamat(Tindakan, "changelist"))).teks


def test_where_the_example_regions_are_loaded_some_accounts_work_in_one_alone(berkas: Path, client: Client) -> None:
    banjar = pabrik.daerah("63.03", "Kabupaten Banjar")
    pertama = jalankan(berkas)
    assert list(pertama)[4:] == ["pengelola.banjar", "pemeriksa.banjar"]  # no Jombang here
    jombang = pabrik.daerah("35.17", "Kabupaten Jombang")
    kedua = jalankan(berkas)
    assert list(kedua)[4:] == ["pengelola.banjar", "pemeriksa.banjar", "pengelola.jombang"]
    assert pertama.items() <= kedua.items()
    peran = set(Penugasan.objects.order_by().values_list("pengguna__username", "daerah__kode", "peran"))
    assert ("pengelola.banjar", "63.03", "pengelola") in peran
    assert Penugasan.objects.filter(pengguna__username="pengelola", daerah=None, peran="pengelola").exists()
    assert len(peran) == 6  # run three times, each is given once
    jalankan(berkas)
    assert Penugasan.objects.count() == 6
    assert client.login(username="pengelola.banjar", password=kedua["pengelola.banjar"])
    assert client.get(reverse("admin:daerah_meja", args=[banjar.kode])).status_code == 200
    assert client.get(reverse("admin:daerah_meja", args=[jombang.kode])).status_code == 404
