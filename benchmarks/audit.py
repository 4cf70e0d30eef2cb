"""`make bench`, the record: the same pages over 10,000 acts and over 1,000,000, on both engines.

Acts and history rows are written below the services, spread over the regions with one busy region that has a third of
them. Queries must be as many in both; a page may take half as long again, not more. Ratios are what is read.

    python benchmarks/audit.py [--sedikit 10000] [--banyak 1000000] [--mesin sqlite,postgresql]
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

AKAR = Path(__file__).resolve().parents[1]
#: Regions, and units in each: the same in both sizes, so that only the record grows.
DAERAH, EDISI, SIMPUL = 30, 3, 60
AWAL = datetime(2020, 1, 1, tzinfo=UTC)
#: Which of a region's units most acts are on: a Dinas.
UNIT_SIBUK = 20
#: Recorded over this time, evenly.
RENTANG = timedelta(days=2400)
PELAKU = ("Sari Wulandari", "Budi Santoso", "Dewi Lestari", "Impor dokumen", "Rahmat Hidayat")
#: Kinds of acts on editions and of acts outside them, as often as they come.
JENIS = ("ubah",) * 12 + ("impor", "urung", "ajukan", "setujui", "kembalikan", "buat_rancangan", "terbitkan")
#: A page may take so many times as long.
BATAS = 1.5


def isi_catatan(banyak: int, *, benih: int = 11) -> dict[str, Any]:
    """Write so many acts, each with what it touched and one history row, over what `benchmarks.isi.buat` made.
    Returns what the pages are asked for."""
    from django.db import connection, transaction

    from registry.models import Daerah, Edisi, Peraturan

    daerah = list(Daerah.objects.order_by("pk").values_list("pk", "kode"))
    peraturan = dict(Peraturan.objects.order_by("pk").values_list("daerah", "pk"))
    edisi: dict[int, list[int]] = {}
    for pk, milik in Edisi.objects.order_by("pk").values_list("pk", "daerah"):
        edisi.setdefault(milik, []).append(pk)
    badan = _badan(daerah)
    _awal_riwayat()
    acak = random.Random(benih)
    for awal in range(0, banyak, 50_000):
        with transaction.atomic():
            _potong(acak, awal, min(awal + 50_000, banyak), banyak, daerah, edisi, badan, peraturan)
    with connection.cursor() as kursor:
        padat = connection.vendor == "postgresql" and not connection.in_atomic_block
        kursor.execute("VACUUM ANALYZE" if padat else "ANALYZE")
    sibuk = daerah[0][0]
    return {
        "kode": daerah[0][1], "uuid": str(badan[sibuk][UNIT_SIBUK][1]), "unit": badan[sibuk][UNIT_SIBUK][0],
        "peraturan": peraturan[sibuk], "edisi": edisi[sibuk][-1],
    }  # fmt: skip


def _badan(daerah: list[tuple[int, str]]) -> dict[int, list[tuple[int, uuid.UUID]]]:
    from registry.models import PerangkatDaerah

    hasil: dict[int, list[tuple[int, uuid.UUID]]] = {pk: [] for pk, _ in daerah}
    for pk, nilai, milik in PerangkatDaerah.objects.order_by("pk").values_list("pk", "uuid", "daerah"):
        hasil[milik].append((pk, nilai))
    return hasil


def _awal_riwayat() -> None:
    """The first revision of what lies outside editions, without which the past has none of it."""
    from registry.models import Daerah, PerangkatDaerah, Peraturan
    from registry.riwayat import rekam

    for model in (Daerah, Peraturan, PerangkatDaerah):
        semua = [(satu, "+") for satu in model._base_manager.order_by("pk")]
        rekam(semua, saat=AWAL, oleh=None, alasan="dimuat")


def _potong(
    acak: random.Random,
    awal: int,
    akhir: int,
    banyak: int,
    daerah: list[tuple[int, str]],
    edisi: dict[int, list[int]],
    badan: dict[int, list[tuple[int, uuid.UUID]]],
    peraturan: dict[int, int],
) -> None:
    """Acts number `awal` to `akhir` of `banyak`, in the order of their moments."""
    from benchmarks.isi import tulis
    from registry.models import Kedudukan, ObjekTindakan, PerangkatDaerah, Tindakan

    tindakan: list[tuple[Any, ...]] = []
    objek: list[tuple[Any, ...]] = []
    tempat: list[tuple[Any, ...]] = []
    luar: list[tuple[Any, ...]] = []
    for nomor in range(awal, akhir):
        # A third of all acts are the busy region's own; the others are spread.
        milik = daerah[0][0] if acak.random() < 1 / 3 else acak.choice(daerah)[0]
        pada = AWAL + RENTANG * ((nomor + 1) / (banyak + 1))
        # And of a region's acts a fifth are on one unit, so that its pages are full in both sizes.
        unit, kode = badan[milik][UNIT_SIBUK] if acak.random() < 0.2 else acak.choice(badan[milik])
        kelompok = _uuid(uuid.UUID(int=acak.getrandbits(128)))
        di_luar = acak.random() < 0.2
        jenis = "catat" if di_luar else acak.choice(JENIS)
        satu_edisi = None if di_luar else acak.choice(edisi[milik])
        isi = "perangkatdaerah" if di_luar else "kedudukan"
        ubah = [json.dumps([{"isi": isi, "kunci": [unit], "nilai": {"nama": f"{kata} {nomor}"}}]) for kata in "AB"]
        oleh = acak.choice(PELAKU)
        tindakan.append(
            (nomor + 1, milik, kelompok, satu_edisi, jenis, oleh, pada, f"Unit {unit} diubah", "sesuai naskah", *ubah)
        )
        objek.append((2 * nomor + 1, nomor + 1, "badan", unit, pada))
        objek.append((2 * nomor + 2, nomor + 1, "peraturan", peraturan[milik], pada))
        if di_luar:
            luar.append((unit, _uuid(kode), milik, f"unit-{unit}", f"Unit {unit} ke-{nomor}", pada, kelompok, oleh))
        else:
            tempat.append((unit, satu_edisi, unit, f"Unit {unit} ke-{nomor}", nomor % 99, pada, kelompok, oleh))
    tulis(
        Tindakan,
        ["id", "daerah_id", "kelompok", "edisi_id", "jenis", "nama_oleh", "pada", "ringkas", "alasan", "sebelum",
         "sesudah"],
        tindakan,
    )  # fmt: skip
    tulis(ObjekTindakan, ["id", "tindakan_id", "jenis", "nomor", "pada"], objek)
    tetap = ("~", "sesuai naskah")
    tulis(
        PerangkatDaerah.history.model,
        ["id", "uuid", "daerah_id", "kunci", "nama", "history_date", "history_kelompok", "history_nama",
         "history_type", "history_change_reason"],
        ((*satu, *tetap) for satu in luar),
    )  # fmt: skip
    tulis(
        Kedudukan.history.model,
        ["id", "edisi_id", "perangkat_daerah_id", "nama", "urutan", "history_date", "history_kelompok",
         "history_nama", "singkatan", "jenis", "tipe", "kontak", "rujukan", "tertulis", "catatan", "disebut_rujukan",
         "history_type", "history_change_reason"],
        ((*satu, "", "dinas", "", "", "Pasal 3", "", "", "", *tetap) for satu in tempat),
    )  # fmt: skip


def _uuid(nilai: uuid.UUID) -> str:
    """As the column stores it."""
    from django.db import connection

    return str(nilai) if connection.vendor == "postgresql" else nilai.hex


def halaman(minta: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """(what is measured, address)."""
    riwayat = f"/daerah/{minta['kode']}/riwayat/"
    tengah = (AWAL + RENTANG / 2).date().isoformat()
    yield "lini masa", riwayat
    yield "lini masa, halaman lama", f"{riwayat}?sesudah={tengah}T00:00:00.000000Z_1"
    for nama, nilai in (
        ("pelaku", PELAKU[0]), ("jenis", "terbit"), ("dari", tengah), ("sampai", tengah), ("unit", minta["unit"]),
        ("peraturan", minta["peraturan"]), ("edisi", minta["edisi"]),
    ):  # fmt: skip
        yield f"lini masa, {nama}", f"{riwayat}?{nama}={nilai}"
    yield "lini masa, semua saringan", f"{riwayat}?pelaku={PELAKU[0]}&unit={minta['unit']}&dari={tengah}"
    yield "riwayat unit", f"/perangkat-daerah/{minta['uuid']}/riwayat/"
    yield "unit tercatat", f"/perangkat-daerah/{minta['uuid']}/?tercatat={tengah}"
    yield "rentang tercatat", f"/daerah/{minta['kode']}/rentang/?tercatat={tengah}"
    yield "daerah tercatat", f"/daerah/{minta['kode']}/?tercatat={tengah}"


def buka(minta: dict[str, Any]) -> Callable[[str], int]:
    """Opens a page as an auditor of all regions; gives the number of its queries."""
    from django.contrib.auth import get_user_model
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from registry.models import Penugasan

    akun = get_user_model().objects.create_user("auditor-bench", is_staff=True)
    Penugasan.objects.create(pengguna=akun, daerah=None, peran="auditor")
    klien = Client(headers={"accept-language": "id"})
    klien.force_login(akun)

    def lakukan(alamat: str) -> int:
        with CaptureQueriesContext(connection) as kueri:
            jawaban = klien.get(alamat)
        if jawaban.status_code != 200:
            raise RuntimeError(f"{alamat}: {jawaban.status_code}")
        return len(kueri)

    del minta
    return lakukan


def anak(banyak: int) -> dict[str, list[float]]:
    """{page: [median ms, queries]}; in a process of its own, on the empty database that DATABASE_URL names."""
    sys.path.insert(0, str(AKAR))
    import django

    django.setup()
    from django.core.management import call_command

    from benchmarks.isi import buat
    from benchmarks.jalankan import ukur

    call_command("migrate", verbosity=0)
    buat(DAERAH, EDISI, SIMPUL, indeks=False)
    minta = isi_catatan(banyak)
    lakukan = buka(minta)
    hasil: dict[str, list[float]] = {}
    for nama, alamat in halaman(minta):
        kueri = lakukan(alamat)
        hasil[nama] = [ukur(lambda ke, alamat=alamat: lakukan(alamat), kali=9), kueri]  # type: ignore[misc]
    return hasil


def bandingkan(mesin: str, sedikit: dict[str, list[float]], banyak: dict[str, list[float]]) -> list[str]:
    """Print the table; sentences on what is beyond the limits."""
    print(f"\n{mesin}: catatan")
    print(f"{'':30}{'sedikit ms':>11}{'banyak ms':>11}{'nisbah':>8}{'kueri':>12}")
    salah = []
    for nama, (besar, kueri) in banyak.items():
        kecil, dulu = sedikit[nama]
        print(f"{nama:30}{kecil:>11.1f}{besar:>11.1f}{besar / kecil:>8.2f}{dulu:>7.0f}/{kueri:.0f}")
        if besar > kecil * BATAS:
            salah.append(f"{mesin}, {nama}: {besar / kecil:.2f} kali lebih lama (batas {BATAS})")
        if kueri > dulu:  # fewer: the page of the longer record happens to hold less to look up
            salah.append(f"{mesin}, {nama}: {dulu:.0f} kueri menjadi {kueri:.0f}")
    return salah


def ukur_catatan(sedikit: int, banyak: int, mesin: str) -> list[str]:
    """Measure both sizes on each engine and print the tables; sentences on what is beyond the limits."""
    from benchmarks.jalankan import server_postgresql
    from benchmarks.wadah import di_basis_sendiri

    salah: list[str] = []
    for satu in mesin.split(","):
        server = server_postgresql() if satu == "postgresql" else None
        if satu == "postgresql" and server is None:
            print("postgresql: tidak ada server yang menjawab; dilewati.")
            continue
        hasil = [di_basis_sendiri(satu, server, __file__, ["--anak", str(jumlah)]) for jumlah in (sedikit, banyak)]
        salah += bandingkan(satu, *hasil)
    if salah:
        print("\nMelampaui batas:", *salah, sep="\n  ")
    return salah


def utama() -> None:
    baca = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    baca.add_argument("--sedikit", type=int, default=10_000)
    baca.add_argument("--banyak", type=int, default=1_000_000)
    baca.add_argument("--mesin", default="sqlite,postgresql")
    baca.add_argument("--anak", type=int, help=argparse.SUPPRESS)
    pilihan = baca.parse_args()
    if pilihan.anak is not None:
        print(json.dumps(anak(pilihan.anak)))
    elif ukur_catatan(pilihan.sedikit, pilihan.banyak, pilihan.mesin):
        sys.exit(1)


if __name__ == "__main__":
    sys.path.insert(0, str(AKAR))
    utama()
