"""`manage.py periksa`: all rules on the published editions (and drafts, when asked)."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from registry.aturan import Temuan, Tingkat, periksa_edisi
from registry.models import BERJALAN, Daerah, Edisi


class Command(BaseCommand):
    help = "Periksa semua aturan atas edisi terbit; keluar dengan 1 bila ada galat."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--daerah", metavar="KODE", help="Hanya daerah ini, misalnya 63.03.")
        parser.add_argument("--rancangan", action="store_true", help="Periksa juga yang belum terbit.")
        parser.add_argument("--json", action="store_true", help="Tulis sebagai JSON.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        edisi = self._edisi(opsi["daerah"], rancangan=opsi["rancangan"])
        hasil = [(satu, periksa_edisi(satu)) for satu in edisi]
        if opsi["json"]:
            self.stdout.write(json.dumps(sebagai_json(hasil), ensure_ascii=False, indent=2))
        else:
            self._tulis(hasil)
        if any(temuan.tingkat == Tingkat.GALAT for _, semua in hasil for temuan in semua):
            raise SystemExit(1)

    def _edisi(self, kode: str | None, *, rancangan: bool) -> list[Edisi]:
        semua = Edisi.objects.filter(
            Q(diterbitkan_pada__isnull=False, diralat_pada__isnull=True)
            | (Q(keadaan__in=BERJALAN) if rancangan else Q(pk__in=[]))
        ).select_related("daerah", "peraturan__daerah")
        if kode:
            if not Daerah.objects.filter(kode=kode).exists():
                raise CommandError(f"Daerah {kode} tidak tercatat. Tulis kode Kemendagri seperti 63.03.")
            semua = semua.filter(daerah__kode=kode)
        return list(semua.order_by("daerah__kode", "berlaku_mulai", "urutan", "id"))

    def _tulis(self, hasil: list[tuple[Edisi, list[Temuan]]]) -> None:
        jumlah: Counter[Tingkat] = Counter()
        for edisi, semua in hasil:
            if semua:
                self.stdout.write(self.style.MIGRATE_HEADING(str(edisi)))
            for temuan in semua:
                jumlah[temuan.tingkat] += 1
                self.stdout.write(f"  {temuan.tingkat:<10} {temuan.kode:<22} {temuan.pesan} ({temuan.dasar_hukum})")
        angka = ", ".join(f"{jumlah[tingkat]} {tingkat}" for tingkat in Tingkat)
        self.stdout.write(f"{len(hasil)} edisi diperiksa: {angka}.")


def sebagai_json(hasil: list[tuple[Edisi, list[Temuan]]]) -> list[dict[str, Any]]:
    """[{daerah, edisi, temuan: [{kode, tingkat, pesan, dasar_hukum}]}]; editions without findings included."""
    return [
        {
            "daerah": edisi.daerah.kode,
            "edisi": edisi.slug_tanggal,
            "keadaan": edisi.keadaan,
            "temuan": [
                {"kode": t.kode, "tingkat": str(t.tingkat), "pesan": t.pesan, "dasar_hukum": t.dasar_hukum}
                for t in semua
            ],
        }
        for edisi, semua in hasil
    ]
