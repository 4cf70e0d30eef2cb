"""`manage.py muat FILE…`: regency documents into the registry (docs/format.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError

from registry.dokumen.galat import DokumenSalah
from registry.dokumen.kemajuan import Kemajuan
from registry.dokumen.muat import muat, periksa_berkas
from registry.dokumen.penulis import AKUN_IMPOR
from registry.dokumen.skema import DokumenNasionalIsian
from registry.dokumen.yaml_aman import baca


class Command(BaseCommand):
    help = "Memuat dokumen daerah (YAML). Dokumen nasional didahulukan; setiap dokumen dimuat seluruhnya atau tidak."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("berkas", nargs="+", type=Path, metavar="FILE", help="dokumen daerah atau nasional")
        parser.add_argument(
            "--ralat",
            default="",
            metavar="ALASAN",
            help="perbaiki pencatatan yang sudah terbit; edisi lama tetap tersimpan sebagai versi sebelumnya",
        )
        parser.add_argument("--oleh", default="", metavar="NAMA", help=f"nama akun pelaku (bawaan: {AKUN_IMPOR})")

    def handle(self, *args: Any, **options: Any) -> None:
        oleh = _pelaku(options["oleh"])
        berkas: list[Path] = options["berkas"]
        tampil = options["verbosity"] >= 2 or (options["verbosity"] == 1 and self.stderr.isatty())
        # Every file is read twice and none is kept: 552 documents in memory would be gigabytes.
        kemajuan = Kemajuan(self.stderr, len(berkas), tampil)
        urut: list[tuple[bool, int, Path]] = []
        salah: list[str] = []
        for ke, jalur in enumerate(berkas):
            kemajuan.maju(f"periksa {jalur.name}")
            try:
                dokumen = periksa_berkas(baca(jalur))
                urut.append((not isinstance(dokumen, DokumenNasionalIsian), ke, jalur))
            except DokumenSalah as e:
                salah.append(str(e))
        kemajuan.selesai()
        if salah:
            raise CommandError("\n\n".join(salah))
        kemajuan = Kemajuan(self.stderr, len(berkas), tampil)
        for _, _, jalur in sorted(urut):
            kemajuan.maju(jalur.name)
            try:
                hasil = muat(baca(jalur), oleh=oleh, ralat=options["ralat"], maju=kemajuan.langkah)
            except DokumenSalah as e:
                kemajuan.selesai()
                salah.append(str(e))
                self.stderr.write(str(e))
                continue
            kemajuan.selesai()
            if options["verbosity"]:
                self.stdout.write(str(hasil))
        if salah:
            raise CommandError(f"{len(salah)} dari {len(berkas)} dokumen tidak dimuat.")


def _pelaku(nama: str) -> User | None:
    """The account in whose name is loaded; None for the system's own."""
    if not nama:
        return None
    pengguna = User._default_manager.filter(username=nama, is_active=True).first()
    if pengguna is None:
        raise CommandError(f'Akun "{nama}" tidak ada atau tidak aktif.')
    return pengguna
