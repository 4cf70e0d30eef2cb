"""`manage.py indeks_ulang`: rewrites the search index from the published editions."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from registry.models import Daerah
from registry.models.pencarian import Kata, Penunjuk, PenunjukDaerah, Trigram
from registry.pencarian import indeks_ulang


class Command(BaseCommand):
    help = (
        "Tulis ulang indeks pencarian. Penerbitan melakukannya sendiri; perintah ini untuk memperbaiki indeks, "
        "atau sesudah daftar singkatan umum berubah."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kode", nargs="*", metavar="KODE", help="Daerah, misalnya 63.03.")
        parser.add_argument("--semua", action="store_true", help="Semua daerah yang mempunyai edisi terbit.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        daerah = self._daerah(opsi["kode"], semua=opsi["semua"])
        for satu in daerah:
            jumlah = indeks_ulang(satu)
            if opsi["verbosity"] > 1:
                self.stdout.write(f"{satu.kode} {satu.nama}: {jumlah} penunjuk")
        if opsi["semua"]:
            self._perbarui_statistik()
        self.stdout.write(f"{len(daerah)} daerah diindeks ulang.")

    def _daerah(self, kode: list[str], *, semua: bool) -> list[Daerah]:
        if semua == bool(kode):
            raise CommandError("Tulis kode daerah, atau --semua.")
        if semua:
            return list(Daerah.objects.berisi().order_by("kode"))
        daerah = list(Daerah.objects.filter(kode__in=kode).order_by("kode"))
        hilang = sorted(set(kode) - {satu.kode for satu in daerah})
        if hilang:
            raise CommandError(f"Daerah {', '.join(hilang)} tidak tercatat. Tulis kode Kemendagri seperti 63.03.")
        return daerah

    def _perbarui_statistik(self) -> None:
        """Tell the database's planner how large the tables are; SQLite never finds out by itself."""
        with connection.cursor() as kursor:
            for model in (Kata, Trigram, Penunjuk, PenunjukDaerah):
                kursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
