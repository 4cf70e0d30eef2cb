"""`manage.py ekspor KODE`: what is public of a region, in the format that `muat` reads (docs/format.md)."""

from __future__ import annotations

import os
import tempfile
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from registry.dokumen.ekspor import ekspor_daerah, ekspor_nasional
from registry.dokumen.tabel import tabel
from registry.galat import GalatRentang
from registry.models import Daerah

NASIONAL = "nasional"
RUAS = "ruas"


class Command(BaseCommand):
    help = "Menulis dokumen satu daerah, atau dokumen nasional. Hanya yang sudah terbit."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "kode", metavar="KODE", help=f'kode daerah (63.03), "{NASIONAL}", atau "{RUAS}" (tabel ruas docs/format.md)'
        )
        parser.add_argument("--keluar", type=Path, metavar="FILE", help="tulis ke berkas ini, bukan ke layar")

    def handle(self, *args: Any, **options: Any) -> None:
        teks = f"{tabel()}\n" if options["kode"] == RUAS else self._dokumen(options["kode"])
        keluar: Path | None = options["keluar"]
        if keluar is None:
            self.stdout.write(teks, ending="")
            return
        try:
            _tulis(keluar, teks)
        except OSError as e:
            raise CommandError(f"{keluar} tidak dapat ditulis ({e.strerror}).") from e

    def _dokumen(self, kode: str) -> str:
        try:
            # One transaction: editions published meanwhile are in the document whole or not at all.
            with transaction.atomic():
                if kode == NASIONAL:
                    return ekspor_nasional()
                daerah = Daerah.objects.select_related("provinsi").filter(kode=kode).first()
                if daerah is None:
                    raise CommandError(f'Daerah dengan kode "{kode}" tidak tercatat.')
                return ekspor_daerah(daerah)
        except GalatRentang as e:
            raise CommandError(str(e)) from e


def _tulis(keluar: Path, teks: str) -> None:
    """Whole or not at all: an interrupted run leaves the old file."""
    pegangan, sementara = tempfile.mkstemp(dir=keluar.parent, prefix=f".{keluar.name}.")
    try:
        with os.fdopen(pegangan, "w", encoding="utf-8", newline="\n") as berkas:
            berkas.write(teks)
        Path(sementara).chmod(0o644)
        Path(sementara).replace(keluar)
    except BaseException:
        Path(sementara).unlink(missing_ok=True)
        raise
