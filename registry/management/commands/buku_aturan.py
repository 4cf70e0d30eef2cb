"""`manage.py buku_aturan`: docs/aturan.md from the rule classes."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from registry.aturan import ATURAN, Tingkat

ARTI = {
    Tingkat.GALAT: "menghalangi penerbitan",
    Tingkat.PERINGATAN: "boleh diterbitkan, dengan alasan",
    Tingkat.CATATAN: "sekadar memberi tahu",
}


class Command(BaseCommand):
    help = "Tulis docs/aturan.md dari kelas aturan; --periksa hanya membandingkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--periksa", action="store_true", help="Gagal bila berkas tidak sama.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        berkas = Path(settings.BASE_DIR) / "docs" / "aturan.md"
        isi = buku()
        if opsi["periksa"]:
            if not berkas.exists() or berkas.read_text(encoding="utf-8") != isi:
                raise CommandError("docs/aturan.md tidak sesuai dengan kelas aturan; jalankan manage.py buku_aturan.")
            return
        berkas.write_text(isi, encoding="utf-8")
        self.stdout.write("docs/aturan.md ditulis.")


def buku() -> str:
    """The rule book as Markdown, worst severity first, then by code."""
    baris = [
        "# Buku aturan",
        "",
        "Dibuat oleh `manage.py buku_aturan` dari kelas-kelas dalam `*/aturan.py`; jangan disunting dengan tangan.",
        "Yang bertanda * diselesaikan oleh penerbitan itu sendiri (nomor, tahun, dan tanggal peraturan), sehingga",
        "tidak menghalangi pengajuan dan persetujuan.",
    ]
    for tingkat in Tingkat:
        baris += ["", f"## {tingkat.capitalize()} ({ARTI[tingkat]})", "", "| Kode | Aturan | Dasar |", "|---|---|---|"]
        baris += [
            f"| `{kode}`{'*' if kelas.menyusul else ''} | {kelas.uraian} | {kelas.dasar_hukum} |"
            for kode, kelas in sorted(ATURAN.items())
            if kelas.tingkat == tingkat
        ]
    return "\n".join(baris) + "\n"
