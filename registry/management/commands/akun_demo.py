"""`manage.py akun_demo`: one account per role, for a demo and never for a real installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import Group, Permission, User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.db.models import QuerySet

APLIKASI = ("registry", "relations", "coordination")
#: Without the letters and figures that are mistaken for each other.
HURUF = "abcdefghjkmnpqrstuvwxyz23456789"


class Peran(NamedTuple):
    """A demo account. `izin`: kinds of permission on all models; `tambahan`: single ones."""

    akun: str
    kelompok: str
    untuk: str
    izin: tuple[str, ...] = ()
    tambahan: tuple[str, ...] = ()


PERAN = (
    Peran("administrator", "", "mengatur semuanya, termasuk akun"),
    Peran(
        "pengelola",
        "Pengelola",
        "staf Bagian Organisasi: membuat, mengubah, dan menerbitkan",
        ("view", "add", "change"),
    ),
    Peran(
        "pemeriksa",
        "Pemeriksa",
        "membaca semuanya, menerbitkan dan membatalkan rancangan",
        ("view",),
        ("change_edisi",),
    ),
    Peran("auditor", "Auditor", "hanya membaca, termasuk riwayat dan tindakan", ("view",)),
)


class Command(BaseCommand):
    """Create the accounts that are missing and print all of them with their passwords."""

    help = "Membuat satu akun demo tiap peran dan menampilkan kata sandinya; dijalankan lagi, kata sandinya tetap."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--berkas",
            type=Path,
            default=settings.BASE_DIR / ".rentang" / "akun-demo.txt",
            help="Tempat menyimpan kata sandi; hanya dapat dibaca pemiliknya.",
        )

    def handle(self, *args: Any, berkas: Path, **options: Any) -> None:
        if not settings.DEBUG and os.environ.get("RENTANG_DEMO") != "1":
            raise CommandError("Akun demo tidak pernah dibuat pada pemasangan sungguhan.")
        sandi = baca(berkas)
        baris = []
        with transaction.atomic():
            for peran in PERAN:
                hilang = peran.akun not in sandi
                kata = sandi.setdefault(peran.akun, sandi_baru())
                sama = siapkan(peran, kata, atur_ulang=hilang)
                baris.append((peran.akun, kata if sama else "(sudah diganti)", peran.untuk))
            simpan(berkas, sandi)
        for akun, kata_sandi, untuk in baris:
            self.stdout.write(f"{akun:<14} {kata_sandi:<20} {untuk}")


def siapkan(peran: Peran, sandi: str, *, atur_ulang: bool) -> bool:
    """Make the account where it is missing, and its permissions as they should be. Is `sandi` its password?"""
    pengguna = User.objects.filter(username=peran.akun).first()
    if pengguna is None:
        nama = peran.akun.capitalize()
        pengguna = User.objects.create_user(peran.akun, password=sandi, is_staff=True, first_name=nama)
        pengguna.is_superuser = not peran.kelompok
        pengguna.save()
    elif atur_ulang:
        pengguna.set_password(sandi)
        pengguna.save()
    if peran.kelompok:
        kelompok, _ = Group.objects.get_or_create(name=peran.kelompok)
        kelompok.permissions.set([satu for satu in _izin_rentang() if boleh(peran, satu.codename)])
        pengguna.groups.add(kelompok)
    return pengguna.check_password(sandi)


def _izin_rentang() -> QuerySet[Permission]:
    return Permission.objects.filter(content_type__app_label__in=APLIKASI)


def boleh(peran: Peran, izin: str) -> bool:
    """Does the role include this permission? Who may see a row may see its history."""
    jenis, _, model = izin.partition("_")
    return izin in peran.tambahan or (jenis in peran.izin and not model.startswith("historical"))


def sandi_baru() -> str:
    """About 79 bits, in four groups that can be read aloud."""
    return "-".join("".join(secrets.choice(HURUF) for _ in range(4)) for _ in range(4))


def baca(berkas: Path) -> dict[str, str]:
    """Account and password a line; {} where there is no file yet."""
    if not berkas.exists():
        return {}
    pasangan = (baris.split() for baris in berkas.read_text(encoding="utf-8").splitlines())
    return {satu[0]: satu[1] for satu in pasangan if len(satu) == 2}


def simpan(berkas: Path, sandi: dict[str, str]) -> None:
    """Write the file anew, readable by its owner only from the first byte on."""
    berkas.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    sementara = berkas.with_name(f"{berkas.name}.baru")
    sementara.unlink(missing_ok=True)
    nomor = os.open(sementara, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(nomor, "w", encoding="utf-8") as tulis:
        tulis.writelines(f"{akun} {kata}\n" for akun, kata in sandi.items())
    sementara.replace(berkas)
