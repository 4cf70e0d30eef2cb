"""`manage.py buku_turunan`: docs/turunan.md from the rules of derivation."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from coordination.turunan import ATURAN, AturanTurunan

PEMBUKA = """\
# Buku turunan

Dibuat oleh `manage.py buku_turunan` dari kelas-kelas dalam `coordination/turunan.py`; jangan disunting dengan tangan.
Mengapa aturannya demikian: [keputusan 13](keputusan/0013-hubungan-diturunkan.md).

Hubungan kerja tidak dicatat satu per satu. Yang mengikuti dari bagan, rentang, dan urusan **diturunkan** oleh aturan di
bawah ini setiap kali edisinya dibaca; yang disebut naskah antara dua unit dan tidak mengikuti dari apa pun **dicatat**
(`HubunganKerja`). Baris yang hanya mengulang turunan diberi catatan (`HUBUNGAN_BERULANG`).

Berlaku bagi semua aturan:

- **Dibuka dulu.** Aturan berlaku hanya bila edisinya mencatat ketentuan yang membuka jenis itu bagi subjeknya.
  Ketentuan itu ditampilkan bersama hubungannya. Garis komando tetap digambar walau struktural tidak dibuka.
- **Subjek.** Dengan Asisten: “Asisten dengan perangkat daerah”, atau bila itu tidak ada “antarperangkat daerah”; selain
  itu sebaliknya. Dengan Staf Ahli hanya “Staf Ahli”. Tidak ada yang menggantikannya.
- **Perangkat daerah.** Bukan kepala daerah, DPRD, Staf Ahli, BUMD, instansi vertikal, atau desa; sebutan golongan
  (“Desa/Kelurahan”, “Badan Usaha Milik Daerah”) menurut namanya.
- **Melalui.** Anggota golongan yang disebut naskah (“Kecamatan”) berhubungan seperti golongannya. Unit yang dijawab
  melalui perangkat daerah di atasnya (UPTD melalui dinasnya) hanya ikut koordinatif.
- **Satu sebutan.** Yang dipakai sebutan utama; penyebutan kedua dalam naskah yang cacat tidak menurunkan apa pun. Unit
  yang masih disebut rentang tetapi sudah tidak ada dalam bagan juga tidak.
- **Subjenis koordinatif** ditulis hanya bila ketentuannya merinci subjenis itu.
"""

PENUTUP = """\

## Jalur pertanggungjawaban dan pelaporan

Bukan jenis hubungan kerja. Diturunkan dari ketentuan pelaksanaan edisi (`coordination/pelaporan.py`).

| Kode | Jalur | Ada bila | Contoh |
|---|---|---|---|
| `PERTANGGUNGJAWABAN` | pimpinan perangkat daerah → Asisten koordinatornya → Sekretaris Daerah → kepala daerah | \
ada ketentuan pertanggungjawaban antarperangkat daerah; Asisten ikut bila ada pula bagi Asisten dengan perangkat \
daerah | Perbup Banjar 15/2022 Pasal 15 ayat (6) dan ayat (7) |
| `LAPORAN_ASISTEN` | Asisten → Sekretaris Daerah | ada ketentuan pelaporan bagi Asisten dengan perangkat daerah | \
Perbup Banjar 15/2022 Pasal 17 |
| `TANGGUNG_JAWAB_STAF_AHLI` | Staf Ahli → kepala daerah | ada ketentuan pertanggungjawaban bagi Staf Ahli | \
Perbup Pesawaran 38/2022 Pasal 3 ayat (4) |
| `ADMINISTRASI_STAF_AHLI` | Staf Ahli → Sekretaris Daerah | ada ketentuan pertanggungjawaban bagi Staf Ahli | \
Perbup Pesawaran 38/2022 Pasal 3 ayat (4); PP 18/2016 Pasal 102 |

Halaman tiap unit menampilkan jalur yang berpangkal padanya; halaman Asisten, Sekretaris Daerah, dan kepala daerah juga
yang datang kepadanya atau melaluinya.

Pimpinan unit yang menjadi bagian perangkat daerah lain (UPTD, Bagian) tidak mempunyai jalur sendiri, kecuali rentang
menyebut unit itu.
"""


class Command(BaseCommand):
    """Write the rule book of derivation."""

    help = "Tulis docs/turunan.md dari aturan turunan; --periksa hanya membandingkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--periksa", action="store_true", help="Gagal bila berkas tidak sama.")

    def handle(self, *args: Any, **opsi: Any) -> None:
        berkas = Path(settings.BASE_DIR) / "docs" / "turunan.md"
        isi = buku()
        if opsi["periksa"]:
            if not berkas.exists() or berkas.read_text(encoding="utf-8") != isi:
                raise CommandError("docs/turunan.md tidak sesuai dengan aturannya; jalankan manage.py buku_turunan.")
            return
        berkas.write_text(isi, encoding="utf-8")
        self.stdout.write("docs/turunan.md ditulis.")


def buku() -> str:
    """The rule book as Markdown, in the order in which pages show what follows."""
    return PEMBUKA + "".join(map(_aturan, ATURAN)) + PENUTUP


def _aturan(satu: AturanTurunan) -> str:
    jenis = ", ".join(str(jenis.label) for jenis in satu.jenis)
    bacaan = f"\nYang dibaca Rentang: {satu.bacaan}\n" if satu.bacaan else ""
    sumber = "; ".join(teks for _, teks in satu.sumber)
    return f"\n## `{satu.kode}` · {jenis}\n\n{satu.uraian}\n{bacaan}\nSumber: {sumber}.\n"
