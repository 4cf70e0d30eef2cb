"""`make bench`: the same acts on a small registry and on a national one, as ratios in one run.

Each engine gets a small database (5 regions × 1 edition × 300 nodes) and a large one (552 × 6 × 300, about a
million places), in processes of their own. Read the ratios: absolute figures say more about the machine.
Then the record (`benchmarks/audit.py`): 10,000 acts against a million, within limits of its own.

    python benchmarks/jalankan.py [--daerah 552] [--edisi 6] [--simpul 300] [--mesin sqlite,postgresql] [--catatan 0]
"""

from __future__ import annotations

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

AKAR = Path(__file__).resolve().parents[1]
SERVER_BAWAAN = "postgres://postgres@127.0.0.1:5432/postgres"

#: Measured act -> median on the prototype at 1M places, (SQLite, PostgreSQL) ms; docs of the design.
PURWARUPA = {
    "koordinator satu unit": (1.3, 3.3),
    "koordinator satu edisi": (1.8, 2.7),
    "edisi berlaku, satu daerah": (0.8, 1.5),
    "edisi berlaku, semua daerah": (2.4, 7.5),
    "salin 300 simpul": (3.5, 26.0),
    "cari singkatan": (10.0, 50.0),
    "cari unit + daerah": (33.0, 61.0),
    "cari dua salah ketik": (64.0, 93.0),
    "halaman unit": (11.0, 19.0),
}


def server_postgresql() -> str | None:
    """URL of a PostgreSQL server to make databases on, or None."""
    url = os.environ.get("DATABASE_URL", SERVER_BAWAAN)
    if not url.startswith("postgres"):
        url = SERVER_BAWAAN
    bagian = urlsplit(url)
    try:
        with socket.create_connection((bagian.hostname or "127.0.0.1", bagian.port or 5432), timeout=1):
            return url
    except OSError:
        return None


def ukur(kerja: Callable[[int], object], kali: int = 25) -> float:
    """Median ms of `kali` runs after two warm-up ones; the run's number is passed in."""
    waktu = []
    for ke in range(kali + 2):
        mulai = time.perf_counter()
        kerja(ke)
        waktu.append((time.perf_counter() - mulai) * 1000)
    return statistics.median(waktu[2:])


def ukur_bagan() -> dict[str, float]:
    """Laying out and writing a chart of 150 units under five koordinator; needs no database."""
    from benchmarks.isi import bagan_besar
    from coordination.bagan.lukis import lukis
    from coordination.bagan.tata import susun_bebas
    from registry.gambar import pdf, svg

    isi = bagan_besar(150)
    gambar = lukis(susun_bebas(isi), utuh=True)
    return {
        "bagan 150 unit: tata letak": ukur(lambda ke: lukis(susun_bebas(isi)), kali=5),
        "bagan 150 unit: SVG": ukur(lambda ke: svg.tulis(gambar), kali=5),
        "bagan 150 unit: PDF": ukur(lambda ke: pdf.tulis([gambar], judul="Bagan"), kali=5),
    }


def anak(daerah: int, edisi: int, simpul: int) -> dict[str, float]:
    """Runs in a process of its own, on the database that DATABASE_URL names."""
    sys.path.insert(0, str(AKAR))
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import transaction
    from django.test import Client

    from benchmarks.isi import buat
    from coordination.hubungan import turunkan
    from coordination.koordinator import koordinator, koordinator_edisi
    from registry.models import Daerah, Edisi, Kedudukan
    from registry.pencarian import cari
    from registry.services import buat_rancangan

    call_command("migrate", verbosity=0)
    mulai = time.perf_counter()
    buat(daerah, edisi, simpul)
    hasil: dict[str, float] = {"menyiapkan (detik)": time.perf_counter() - mulai}
    hari = date(2026, 11, 22)
    semua = list(Daerah.objects.order_by("id"))
    berlaku = list(Edisi.objects.berlaku_pada(hari).select_related("daerah"))
    unit = list(
        Kedudukan.objects.filter(edisi__in=berlaku[:50], jenis__in=["desa", "dinas"])
        .select_related("perangkat_daerah")
        .order_by("id")[::97]
    )
    klien = Client(headers={"accept-language": "id"})

    def salin(ke: int) -> None:
        with transaction.atomic():
            asal = berlaku[ke % len(berlaku)]
            buat_rancangan(daerah=asal.daerah, asal=asal, oleh=None)
            transaction.set_rollback(True)

    def halaman(alamat: str) -> Callable[[int], object]:
        def buka(ke: int) -> None:
            badan, daerah = unit[ke % len(unit)].perangkat_daerah, semua[ke % len(semua)]
            jawaban = klien.get(alamat.format(uuid=badan.uuid, kode=daerah.kode))
            if jawaban.status_code != 200:
                raise RuntimeError(f"{alamat}: {jawaban.status_code}")

        return buka

    nama = [satu.nama_pendek.lower() for satu in semua]
    hasil |= {
        "koordinator satu unit": ukur(lambda ke: koordinator(unit[ke % len(unit)])),
        "koordinator satu edisi": ukur(lambda ke: koordinator_edisi(berlaku[ke % len(berlaku)])),
        "turunan satu edisi": ukur(lambda ke: turunkan(berlaku[ke % len(berlaku)])),
        "turunan: semua pasangan": ukur(lambda ke: turunkan(berlaku[ke % len(berlaku)]).pasangan()),
        "edisi berlaku, satu daerah": ukur(lambda ke: Edisi.objects.berlaku_di(semua[ke % len(semua)], hari)),
        "edisi berlaku, semua daerah": ukur(lambda ke: list(Edisi.objects.berlaku_pada(hari).values_list("pk"))),
        "salin 300 simpul": ukur(salin),
        "cari singkatan": ukur(lambda ke: cari("dinas kesehatan", tanggal=hari)),
        "cari unit + daerah": ukur(lambda ke: cari(f"dinas pendidikan {nama[ke % len(nama)]}", tanggal=hari)),
        "cari dua salah ketik": ukur(
            lambda ke: cari(f"dinas kesehtan {nama[ke % len(nama)][:-2]}{nama[ke % len(nama)][-1]}", tanggal=hari)
        ),
        "halaman unit": ukur(halaman("/perangkat-daerah/{uuid}/")),
        "halaman rentang": ukur(halaman("/daerah/{kode}/rentang/")),
        "halaman daerah": ukur(halaman("/daerah/{kode}/")),
        "halaman cari": ukur(halaman("/cari/?q=dinas+kesehtan")),
        "halaman bagan": ukur(halaman("/daerah/{kode}/bagan/"), kali=5),
    }
    return hasil | ukur_bagan()


def jalankan_anak(url: str, ukuran: tuple[int, int, int]) -> dict[str, float]:
    lingkung = {**os.environ, "DATABASE_URL": url, "DEBUG": "0", "DJANGO_SETTINGS_MODULE": "config.settings"}
    lingkung.setdefault("SECRET_KEY", "hanya-untuk-pengukuran-" + "x" * 32)
    lingkung["ALLOWED_HOSTS"] = "testserver"
    lingkung["STATIC_ROOT"] = tempfile.mkdtemp(prefix="rentang-statis-")
    kumpulkan = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(kumpulkan, cwd=AKAR, env=lingkung, check=True)
    jalan = [sys.executable, __file__, "--anak", *map(str, ukuran)]
    keluar = subprocess.run(jalan, cwd=AKAR, env=lingkung, stdout=subprocess.PIPE, check=True)
    hasil: dict[str, float] = json.loads(keluar.stdout.splitlines()[-1])
    return hasil


def satu_mesin(mesin: str, ukuran: dict[str, tuple[int, int, int]], server: str | None) -> None:
    hasil: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory(prefix="rentang-bench-") as folder:
        for besar, berapa in ukuran.items():
            if mesin == "sqlite":
                hasil[besar] = jalankan_anak(f"sqlite:///{folder}/{besar}.sqlite3", berapa)
            else:
                hasil[besar] = _di_postgresql(str(server), f"rentang_bench_{besar}_{os.getpid()}", berapa)
    kecil, besar_ = hasil["kecil"], hasil["besar"]
    baris_purwarupa = 0 if mesin == "sqlite" else 1
    print(f"\n{mesin}: {ukuran['besar'][0]} daerah × {ukuran['besar'][1]} edisi × {ukuran['besar'][2]} simpul")
    print(f"{'':30}{'kecil ms':>10}{'besar ms':>10}{'nisbah':>8}{'purwarupa ms':>14}{'× purwarupa':>13}")
    for nama, nilai in besar_.items():
        acuan = PURWARUPA.get(nama, (None, None))[baris_purwarupa]
        banding = f"{acuan:>14.1f}{nilai / acuan:>13.1f}" if acuan else ""
        print(f"{nama:30}{kecil[nama]:>10.1f}{nilai:>10.1f}{nilai / kecil[nama]:>8.1f}{banding}")


def _di_postgresql(server: str, nama: str, berapa: tuple[int, int, int]) -> dict[str, float]:
    import psycopg

    with psycopg.connect(server, autocommit=True) as koneksi:
        koneksi.execute(f'CREATE DATABASE "{nama}"')
    try:
        return jalankan_anak(urlsplit(server)._replace(path=f"/{nama}").geturl(), berapa)
    finally:
        with psycopg.connect(server, autocommit=True) as koneksi:
            koneksi.execute(f'DROP DATABASE "{nama}" WITH (FORCE)')


def utama() -> None:
    baca = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    baca.add_argument("--daerah", type=int, default=552)
    baca.add_argument("--edisi", type=int, default=6)
    baca.add_argument("--simpul", type=int, default=300)
    baca.add_argument("--mesin", default="sqlite,postgresql")
    baca.add_argument("--catatan", type=int, default=1_000_000, help="tindakan dalam catatan besar; 0: dilewati")
    baca.add_argument("--anak", nargs=3, type=int, metavar=("DAERAH", "EDISI", "SIMPUL"), help=argparse.SUPPRESS)
    pilihan = baca.parse_args()
    if pilihan.anak:
        print(json.dumps(anak(*pilihan.anak)))
        return
    ukuran = {"kecil": (5, 1, pilihan.simpul), "besar": (pilihan.daerah, pilihan.edisi, pilihan.simpul)}
    for mesin in pilihan.mesin.split(","):
        server = server_postgresql() if mesin == "postgresql" else None
        if mesin == "postgresql" and server is None:
            print("postgresql: tidak ada server yang menjawab; dilewati.")
            continue
        satu_mesin(mesin, ukuran, server)
    from benchmarks.audit import ukur_catatan

    if pilihan.catatan and ukur_catatan(min(10_000, pilihan.catatan), pilihan.catatan, pilihan.mesin):
        sys.exit(1)


if __name__ == "__main__":
    utama()
