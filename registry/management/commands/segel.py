"""`manage.py segel`: seal what is new (docs/segel.md)."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from registry.models import SebabSegel
from registry.segel.buat import Tersusul, segel_semua


class Command(BaseCommand):
    help = "Menyegel semua catatan baru dan edisi yang baru terbit; tidak berbuat apa-apa bila tidak ada yang baru."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--berkala", action="store_true", help="dari penjadwal; tercatat sebagai sebabnya")
        parser.add_argument("--kosong", action="store_true", help="buat segel juga bila tidak ada yang baru")

    def handle(self, *args: Any, berkala: bool, kosong: bool, **options: Any) -> None:
        sebab = SebabSegel.BERKALA if berkala else SebabSegel.PERINTAH
        try:
            for hasil in segel_semua(sebab, kosong=kosong):
                if hasil.segel is not None:
                    self.stdout.write(f"Segel {hasil.segel.nomor}: {hasil.segel.jumlah} baris. {hasil.segel.kepala}")
                elif not hasil.tertunda:
                    self.stdout.write("Tidak ada yang baru.")
                for kabar in hasil.kabar:
                    self.stderr.write(self.style.WARNING(kabar))
                tertunda = hasil.tertunda
        except Tersusul as galat:
            raise CommandError("Penyegelan lain terus mendahului; ulangi sebentar lagi.") from galat
        if tertunda:
            raise CommandError(
                f"Belum disegel, karena ada yang terus menulisinya: {', '.join(tertunda)}. Ulangi sesudah itu selesai."
            )
