"""`manage.py akun_demo`: one account per role, for a demo and never for a real installation."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from registry.models import Daerah, Penugasan, PeranPengguna
from registry.services import beri_peran

#: Without the letters and figures that are mistaken for each other.
HURUF = "abcdefghjkmnpqrstuvwxyz23456789"


class Akun(NamedTuple):
    """A demo account. `peran`: "" for whoever runs the installation; `kode`: its region, "" for all of them."""

    nama: str
    peran: str
    untuk: str
    kode: str = ""


AKUN = (
    Akun("administrator", "", "mengatur semuanya, termasuk akun"),
    Akun("pengelola", PeranPengguna.PENGELOLA, "semua daerah: menyusun, mengajukan, dan menerbitkan rancangan"),
    Akun("pemeriksa", PeranPengguna.PEMERIKSA, "semua daerah: menyetujui atau mengembalikan, dan menerbitkan"),
    Akun("auditor", PeranPengguna.AUDITOR, "semua daerah: hanya membaca, termasuk riwayat dan tindakan"),
    Akun("pengelola.banjar", PeranPengguna.PENGELOLA, "hanya Kabupaten Banjar: menyusun dan menerbitkan", "63.03"),
    Akun("pemeriksa.banjar", PeranPengguna.PEMERIKSA, "hanya Kabupaten Banjar: menyetujui dan menerbitkan", "63.03"),
    Akun("pengelola.jombang", PeranPengguna.PENGELOLA, "hanya Kabupaten Jombang: menyusun dan menerbitkan", "35.17"),
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
            daerah = {satu.kode: satu for satu in Daerah.objects.filter(kode__in=[satu.kode for satu in AKUN])}
            for akun in AKUN:
                if akun.kode and akun.kode not in daerah:  # that region is not loaded
                    continue
                hilang = akun.nama not in sandi
                kata = sandi.setdefault(akun.nama, sandi_baru())
                sama = siapkan(akun, daerah.get(akun.kode), kata, atur_ulang=hilang)
                baris.append((akun.nama, kata if sama else "(sudah diganti)", akun.untuk))
            simpan(berkas, sandi)
        for nama, kata_sandi, untuk in baris:
            self.stdout.write(f"{nama:<18} {kata_sandi:<20} {untuk}")


def siapkan(akun: Akun, daerah: Daerah | None, sandi: str, *, atur_ulang: bool) -> bool:
    """Make the account and its role where they are missing. Is `sandi` its password?"""
    pengguna = User.objects.filter(username=akun.nama).first()
    if pengguna is None:
        nama = akun.nama.replace(".", " ").title()
        pengguna = User.objects.create_user(akun.nama, password=sandi, is_staff=True, first_name=nama)
        pengguna.is_superuser = not akun.peran
        pengguna.save()
    elif atur_ulang:
        pengguna.set_password(sandi)
        pengguna.save()
    if akun.peran and not Penugasan.objects.filter(pengguna=pengguna, daerah=daerah, peran=akun.peran).exists():
        beri_peran(pengguna=pengguna, daerah=daerah, peran=akun.peran, oleh=None, alasan="akun demo")
    return pengguna.check_password(sandi)


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
