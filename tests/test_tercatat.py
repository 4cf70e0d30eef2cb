"""The registry as it stood: tables shadowed by views of a moment, and nothing left behind."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan
from registry.tercatat import MasaLalu, _revisi, luar_edisi, saat_kini, sebagaimana, tak_tersusun
from relations.models import Urusan
from tests import pabrik
from tests.pabrik import Kabupaten

DULU = datetime(2020, 5, 1, tzinfo=UTC)


def ubah_nama(objek: Any, nama: str, saat: datetime) -> None:
    objek.nama = nama
    objek._history_date = saat
    objek.save()


@pytest.mark.django_db
def test_yang_dibangun_ulang_adalah_semua_yang_berriwayat_di_luar_edisi() -> None:
    assert set(luar_edisi()) == {Daerah, HubunganPeraturan, NamaLain, PerangkatDaerah, Peraturan, Urusan}


@pytest.mark.django_db
def test_tiap_saat_memberi_keadaan_saat_itu_dan_sesudahnya_yang_sekarang(kab: Kabupaten) -> None:
    t = timezone.now()
    saat = [t + timedelta(seconds=n) for n in range(1, 4)]
    for n, satu in enumerate(saat):
        ubah_nama(kab.daerah, f"Kabupaten Nama {n}", satu)
    with sebagaimana(t):
        assert Daerah.objects.get(pk=kab.daerah.pk).nama == "Kabupaten Contoh"
    for n, satu in enumerate(saat):
        with sebagaimana(satu):
            assert saat_kini() == satu
            assert Daerah.objects.get(kode="99.01").nama == f"Kabupaten Nama {n}"
            assert Edisi.objects.terbit().select_related("daerah").get().daerah.nama == f"Kabupaten Nama {n}"
        with sebagaimana(satu - timedelta(microseconds=1)):
            assert Daerah.objects.get(kode="99.01").nama != f"Kabupaten Nama {n}"
    assert saat_kini() is None
    assert Daerah.objects.get(kode="99.01").nama == "Kabupaten Nama 2"


@pytest.mark.django_db
def test_dua_revisi_pada_satu_saat_dibaca_yang_terakhir_ditulis(kab: Kabupaten) -> None:
    saat = timezone.now() + timedelta(seconds=1)
    ubah_nama(kab.daerah, "Kabupaten Pertama", saat)
    ubah_nama(kab.daerah, "Kabupaten Kedua", saat)
    with sebagaimana(saat):
        assert [satu.nama for satu in Daerah.objects.all()] == ["Kabupaten Kedua"]


@pytest.mark.django_db
def test_yang_dihapus_ada_sebelum_dan_tiada_sesudah_penghapusannya(kab: Kabupaten) -> None:
    alias = NamaLain(perangkat_daerah=kab.badan["dinkes"], nama="DKK")
    alias._history_date = DULU  # type: ignore[attr-defined]
    alias.save()
    hapus = DULU + timedelta(days=1)
    alias._history_date = hapus  # type: ignore[attr-defined]
    alias.delete()
    assert not NamaLain.objects.exists()
    with sebagaimana(DULU):
        assert NamaLain.objects.get().nama == "DKK"
    for satu in (DULU - timedelta(microseconds=1), hapus):
        with sebagaimana(satu):
            assert not NamaLain.objects.exists()


@pytest.mark.django_db
def test_rancangan_tidak_tampak_dan_ralat_yang_kemudian_belum_terjadi(kab: Kabupaten, sari: Any) -> None:
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2023, 1, 1))
    sebelum = timezone.now()
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah tulis")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Sehat"}}, oleh=None)
    ralat = terbitkan(edisi=ralat, oleh=None)
    saat = ralat.diterbitkan_pada
    assert saat is not None
    with sebagaimana(sebelum):
        assert list(Edisi.objects.all()) == [kab.edisi]
        assert Edisi.objects.get().diralat_pada is None
        assert Kedudukan.objects.get(edisi__in=Edisi.objects.terbit(), perangkat_daerah=kab.badan["dinkes"]).nama == (
            "Dinas Kesehatan"
        )
    with sebagaimana(saat):
        assert [satu.pk for satu in Edisi.objects.terbit()] == [ralat.pk]
        assert Edisi.objects.get(pk=kab.edisi.pk).diralat_pada == saat
    with sebagaimana(saat - timedelta(microseconds=1)):
        assert [satu.pk for satu in Edisi.objects.terbit()] == [kab.edisi.pk]
    assert rancangan in Edisi.objects.all()


@pytest.mark.django_db
def test_sebelum_segala_sesuatu_tercatat_tidak_ada_apa_apa(kab: Kabupaten) -> None:
    with sebagaimana(datetime(1, 1, 1, tzinfo=UTC)):
        semua: list[Any] = [Edisi, *luar_edisi()]
        for model in semua:
            assert not model._base_manager.exists(), model
    with sebagaimana(datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)):
        assert Edisi.objects.count() == 1


@pytest.mark.django_db
def test_galat_di_dalam_halaman_tidak_meninggalkan_masa_lalu(kab: Kabupaten) -> None:
    ubah_nama(kab.daerah, "Kabupaten Baru", timezone.now())
    with pytest.raises(ZeroDivisionError), sebagaimana(DULU):
        1 / Daerah.objects.count()
    assert Daerah.objects.get().nama == "Kabupaten Baru"
    with pytest.raises(DatabaseError), transaction.atomic(), sebagaimana(DULU), connection.cursor() as kursor:
        kursor.execute("SELECT tidak_ada FROM tidak_ada")
    with pytest.raises(DatabaseError), transaction.atomic(), sebagaimana(DULU), transaction.atomic():
        Daerah.objects.extra(where=["tidak_ada = 1"]).count()
    assert saat_kini() is None
    ubah_nama(kab.daerah, "Kabupaten Lagi", timezone.now())
    assert Daerah.objects.get().nama == "Kabupaten Lagi"


@pytest.mark.django_db
def test_menulis_di_masa_lalu_ditolak_dengan_kata_dan_basis_data_pun_menolak(
    kab: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sebagaimana(timezone.now()):
        for tulis in (
            lambda: Daerah.objects.update(nama="x"),
            lambda: Tindakan.objects.create(jenis="catat", pada=DULU),
            lambda: NamaLain.objects.all()._raw_delete("default"),
            lambda: kab.daerah.save(),
        ):
            with pytest.raises(MasaLalu, match="hanya dapat dibaca"), transaction.atomic():
                tulis()
    monkeypatch.setattr("registry.tercatat._BACA", frozenset({"SELECT", "UPDATE", "INSERT", "SAVEPOINT", "ROLLBACK"}))
    for tulis in (
        lambda: Edisi.objects.update(alasan="x"),
        lambda: Tindakan.objects.create(jenis="catat", pada=DULU),
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), sebagaimana(timezone.now()):
            tulis()
    # What lies outside editions is a temporary table: PostgreSQL lets it be written, and forgets it.
    with suppress(DatabaseError), transaction.atomic(), sebagaimana(timezone.now()):
        Daerah.objects.update(ibu_kota="x")
    assert Daerah.objects.get().ibu_kota == ""
    Daerah.objects.update(ibu_kota="Martapura")
    assert Daerah.objects.get().ibu_kota == "Martapura"


@pytest.mark.django_db
def test_tidak_dapat_berpindah_saat_di_dalamnya(kab: Kabupaten) -> None:
    with sebagaimana(DULU):
        with pytest.raises(MasaLalu, match="berpindah saat"), sebagaimana(timezone.now()):
            pass
        assert not Daerah.objects.exists()
    with pytest.raises(ValueError, match="zone"), sebagaimana(datetime(2026, 1, 1)):  # noqa: DTZ001
        pass


@pytest.mark.django_db
def test_akun_peran_dan_tindakan_tetap_yang_sekarang(kab: Kabupaten, sari: Any) -> None:
    with sebagaimana(DULU):
        assert type(sari).objects.filter(pk=sari.pk).exists()
        assert Tindakan.objects.exists()


@pytest.mark.django_db
def test_di_dalam_transaksi_yang_dibuka_sendiri(kab: Kabupaten) -> None:
    with transaction.atomic():
        Daerah.objects.update(ibu_kota="sebelum")
        with sebagaimana(DULU):
            assert not Daerah.objects.exists()
        Daerah.objects.update(ibu_kota="sesudah")
    assert Daerah.objects.get().ibu_kota == "sesudah"


@pytest.mark.django_db
def test_kueri_yang_sama_berganti_ganti_saat(kab: Kabupaten) -> None:
    """Prepared statements must not go on reading the table, or the views of another moment."""
    t = timezone.now()
    ubah_nama(kab.daerah, "Kabupaten Baru", t + timedelta(seconds=5))
    for _ in range(12):
        assert Daerah.objects.get(pk=kab.daerah.pk).nama == "Kabupaten Baru"
        with sebagaimana(t):
            assert Daerah.objects.get(pk=kab.daerah.pk).nama == "Kabupaten Contoh"
        with sebagaimana(DULU):
            assert not Daerah.objects.filter(pk=kab.daerah.pk).exists()


def test_tanpa_transaksi_luar_tidak_ada_yang_tertinggal_dan_utas_lain_membaca_sekarang(nyata: None) -> None:
    kab = pabrik.kabupaten()
    Edisi.objects.count()
    hasil: list[int] = []

    def lain() -> None:
        try:
            hasil.append(Daerah.objects.count())
            Daerah.objects.update(ibu_kota="ditulis utas lain")  # no lock is held
        finally:
            connection.close()

    with sebagaimana(DULU):
        assert not Daerah.objects.exists()
        utas = threading.Thread(target=lain)
        utas.start()
        utas.join(10)
        assert hasil == [1]
        assert not Daerah.objects.exists()
    assert not connection.in_atomic_block
    assert Daerah.objects.get().ibu_kota == "ditulis utas lain"
    assert _sementara() == []
    with pytest.raises(KeyError), sebagaimana(DULU):
        raise KeyError
    assert _sementara() == []
    kab.daerah.nama = "Kabupaten Tertulis"
    kab.daerah.save()
    assert Daerah.objects.get().nama == "Kabupaten Tertulis"


def _sementara() -> list[str]:
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            kursor.execute(
                "SELECT relname FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND relkind IN ('v', 'r', 'i')"
            )
        else:
            kursor.execute("SELECT name FROM sqlite_temp_master")
        return [nama for (nama,) in kursor.fetchall()]


@pytest.mark.django_db
def test_sqlite_koneksi_yang_tidak_dapat_dibersihkan_ditutup(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL menggulung transaksinya")
    ditutup: list[bool] = []
    monkeypatch.setattr(connection, "close", lambda: ditutup.append(True))
    with pytest.raises(sqlite3.DatabaseError), sebagaimana(DULU):
        monkeypatch.setattr("registry.tercatat.luar_edisi", lambda: [_Rusak])
    assert ditutup == [True]
    monkeypatch.undo()
    with connection.cursor() as kursor:  # by hand, because this test goes on using the connection
        for model in luar_edisi():
            kursor.execute(f'DROP TABLE IF EXISTS temp."{model._meta.db_table}"')


class _Rusak:
    class _meta:
        db_table = 'x" bukan perintah'


@pytest.mark.django_db
def test_yang_dimuat_tanpa_riwayat_diberitahukan(kab: Kabupaten) -> None:
    assert tak_tersusun(kab.daerah) == []
    Peraturan.objects.bulk_create([Peraturan(kunci="uu-1-2000", jenis="uu", nomor="1", tahun=2000, tentang="Contoh")])
    PerangkatDaerah.objects.bulk_create(
        [PerangkatDaerah(daerah=kab.daerah, kunci=f"tanpa-{n}", nama=f"Tanpa {n}") for n in range(2)]
    )
    assert tak_tersusun(kab.daerah) == [("perangkat daerah", 2), ("peraturan", 1)]
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    assert tak_tersusun(lain) == [("peraturan", 1)]


@pytest.mark.django_db
@pytest.mark.parametrize("nama", [model._meta.model_name for model in luar_edisi()])
def test_tiap_baris_satu_pencarian_indeks_berapa_pun_riwayatnya(kab: Kabupaten, nama: str) -> None:
    """No statement that fills a shadow reads a history table from end to end. Asked of SQLite: what PostgreSQL chooses
    depends on what it thinks is in the tables, and `make bench` measures it there."""
    if connection.vendor == "postgresql":
        pytest.skip("rencana PostgreSQL bergantung pada statistiknya")
    model = next(satu for satu in luar_edisi() if satu._meta.model_name == nama)
    sql, params = _revisi(model, timezone.now(), kab.daerah).query.get_compiler(connection=connection).as_sql()
    with connection.cursor() as kursor:
        kursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        rencana = [str(baris[-1]) for baris in kursor.fetchall()]
    assert any(f"r_{nama}_idx" in satu for satu in rencana), rencana
    penuh = [satu for satu in rencana if satu.startswith("SCAN") and "INDEX" not in satu and "historical" in satu]
    assert penuh == [], rencana
