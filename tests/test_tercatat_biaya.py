"""What reading the past costs: the rows that a page reads, never the length of history."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.models import Daerah, PerangkatDaerah, Peraturan
from registry.tercatat import sebagaimana
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]


def riwayat_lain(model: Any, banyak: int, mulai: int, **ganti: str) -> None:
    """So many more revisions of other objects, ten of each; `ganti`: column -> SQL."""
    riwayat = model.history.model
    tabel, kolom = riwayat._meta.db_table, [ruas.column for ruas in riwayat._meta.local_concrete_fields]
    kolom.remove("history_id")
    isi = {"id": f"{mulai} + n / 10", "history_type": "CASE WHEN n % 10 = 0 THEN '+' ELSE '~' END", **ganti}
    pilih = ", ".join(isi.get(nama, f"satu.{nama}") for nama in kolom)
    angka = (
        f"SELECT g AS n FROM generate_series({mulai}, {mulai + banyak - 1}) g"
        if connection.vendor == "postgresql"
        else f"WITH RECURSIVE d(n) AS (SELECT {mulai} UNION ALL SELECT n + 1 FROM d WHERE n < {mulai + banyak - 1}) "
        "SELECT n FROM d"
    )
    with connection.cursor() as kursor:
        kursor.execute(
            f"INSERT INTO {tabel} ({', '.join(kolom)}) SELECT {pilih} FROM ({angka}) d, "
            f"(SELECT * FROM {tabel} ORDER BY history_id LIMIT 1) satu"
        )
        kursor.execute(f"ANALYZE {tabel}")


def tambah(kab: Kabupaten, banyak: int, mulai: int) -> None:
    acak = "gen_random_uuid()" if connection.vendor == "postgresql" else "lower(hex(randomblob(16)))"
    lain = f"{kab.daerah.pk + 1000} + n % 500"
    riwayat_lain(PerangkatDaerah, banyak // 2, mulai, uuid=acak, daerah_id=lain)
    riwayat_lain(Peraturan, banyak // 2, mulai, daerah_id=lain)


def lama(klien: Client, alamat: str, saat: str) -> float:
    """Seconds in the database, of the fastest of several; what else the machine does is not asked."""
    hasil = []
    for _ in range(7):
        with CaptureQueriesContext(connection) as kueri:
            assert klien.get(alamat, {"tercatat": saat}).status_code == 200
        hasil.append(sum(float(satu["time"]) for satu in kueri.captured_queries))
    return min(hasil)


def test_dua_ratus_ribu_baris_riwayat_lain_tidak_memperlambat_halaman(kab: Kabupaten) -> None:
    klien = Client()
    klien.force_login(pabrik.pengguna("auditor", "auditor", kab.daerah))
    semua = [
        f"/daerah/{kab.daerah.kode}/",
        f"/daerah/{kab.daerah.kode}/rentang/",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/",
        f"/peraturan/{kab.peraturan.pk}/",
    ]
    tambah(kab, 10_000, 1_000_000)
    saat = timezone.now().isoformat()
    dulu = {alamat: lama(klien, alamat, saat) for alamat in semua}
    tambah(kab, 190_000, 2_000_000)
    kini = {alamat: lama(klien, alamat, saat) for alamat in semua}
    for alamat in semua:
        assert kini[alamat] <= 1.5 * dulu[alamat] + 0.02, (alamat, dulu[alamat], kini[alamat])


def test_tiap_cari_dalam_pandangan_memakai_indeks(kab: Kabupaten) -> None:
    tambah(kab, 10_000, 1_000_000)
    with sebagaimana(timezone.now()), CaptureQueriesContext(connection) as kueri:
        list(PerangkatDaerah.objects.filter(uuid=kab.badan["dinkes"].uuid).select_related("daerah", "dialihkan_ke"))
        list(PerangkatDaerah.objects.filter(daerah=kab.daerah))
        list(Peraturan.objects.filter(pk=kab.peraturan.pk).select_related("daerah__provinsi"))
        list(Daerah.objects.filter(kode=kab.daerah.kode))
        with connection.cursor() as kursor:
            for satu in list(kueri.captured_queries):
                penjelas = "EXPLAIN" if connection.vendor == "postgresql" else "EXPLAIN QUERY PLAN"
                kursor.execute(f"{penjelas} {satu['sql']}")
                rencana = "\n".join(str(baris) for baris in kursor.fetchall())
                for tabel in ("historicalperangkatdaerah", "historicalperaturan"):
                    assert f"Seq Scan on registry_{tabel}" not in rencana, rencana
                assert "SCAN h" not in rencana.replace("SCAN h USING", ""), rencana
                assert "MATERIALIZE" not in rencana, rencana
