"""Names and titles of then are read by probes: the cost follows what is shown, however many revisions there are."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coordination.halaman.kisi import _riwayat
from registry.audit.sebut import Saat, Sebutan, revisi_pada
from registry.models import Kedudukan, PerangkatDaerah, Peraturan
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db
AWAL = datetime(2024, 1, 1, tzinfo=UTC)
BANYAK = 40


def tulis(satu: Any, **ruas: Any) -> None:
    """One revision of a row, with these values instead of its own."""
    riwayat = type(satu).history.model
    nilai = {kolom.attname: getattr(satu, kolom.attname) for kolom in riwayat.tracked_fields}
    riwayat.objects.create(**{"history_type": "~", **nilai, **ruas})


def hari(nomor: int) -> datetime:
    return AWAL + timedelta(days=nomor)


def test_of_many_revisions_only_the_asked_ones_and_the_first_are_read(kab: Kabupaten) -> None:
    badan = PerangkatDaerah.objects.get(pk=kab.id("dinkes"))
    riwayat: Any = PerangkatDaerah.history.model
    for nomor in range(BANYAK):
        tulis(badan, nama=f"Nama {nomor}", history_date=hari(nomor))
    dicari = [((badan.pk,), Saat(hari(10) + timedelta(hours=1))), ((badan.pk,), Saat(hari(30)))]
    nama = [satu.nama for satu in revisi_pada(riwayat, ("id",), dicari)]
    assert nama[-2:] == ["Nama 10", "Nama 30"]
    assert len(nama) == 3  # and the oldest, for what was before anything was recorded
    s = Sebutan(kab.daerah)
    for _, saat in dicari:
        s.minta_objek(PerangkatDaerah, badan.pk, saat)
    s.muat()
    assert [s.nama(PerangkatDaerah, badan.pk, saat) for _, saat in dicari] == ["Nama 10", "Nama 30"]


def test_what_an_act_wrote_counts_whatever_its_clock(kab: Kabupaten) -> None:
    tempat = Kedudukan.objects.filter(perangkat_daerah=kab.id("dinkes")).order_by("-pk")[0]
    tulis(tempat, nama="Yang lain", history_date=hari(1))
    riwayat: Any = Kedudukan.history.model
    tulis(tempat, nama="Miliknya", history_date=hari(9))
    sendiri = riwayat.objects.get(nama="Miliknya")
    kapan = Saat(hari(5), sendiri.history_kelompok, tempat.edisi_id)
    s = Sebutan(kab.daerah)
    s.minta_objek(PerangkatDaerah, kab.id("dinkes"), kapan)
    s.minta_objek(PerangkatDaerah, kab.id("dinkes"), kapan._replace(kelompok=None))
    s.muat()
    assert s.nama(PerangkatDaerah, kab.id("dinkes"), kapan) == "Miliknya"
    assert s.nama(PerangkatDaerah, kab.id("dinkes"), kapan._replace(kelompok=None)) == "Yang lain"


def test_a_thousand_moments_are_one_query(kab: Kabupaten) -> None:
    badan = kab.id("dinkes")
    riwayat: Any = PerangkatDaerah.history.model
    dicari = [((badan,), Saat(hari(nomor))) for nomor in range(1000)]
    with CaptureQueriesContext(connection) as kueri:
        list(revisi_pada(riwayat, ("id",), dicari))
    assert len(kueri) == 1


def test_the_grid_reads_only_revisions_that_call_a_regulation_otherwise(kab: Kabupaten) -> None:
    satu = Peraturan.objects.filter(daerah=kab.daerah).order_by("pk")[0]
    for nomor in range(BANYAK):
        nama = "satu" if nomor < 20 else "dua"
        tulis(satu, tentang=nama, berlaku_mulai_catatan=str(nomor), history_date=hari(nomor))
    baca = _riwayat(Peraturan, [satu.pk], "jenis", "nomor", "tahun", "tentang")[satu.pk]
    sini = [(baris.tentang, baris.history_date) for baris in baca if baris.tentang in ("satu", "dua")]
    assert sini == [("satu", hari(0)), ("dua", hari(20))]
