"""Whatever the owner of the database does to the record, verification finds it and names it."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from coordination.models import RentangKoordinasi
from registry import beku, services
from registry.models import (
    BagianSegel,
    Edisi,
    JenisBagian,
    Kedudukan,
    NamaLain,
    ObjekTindakan,
    Peraturan,
    Segel,
    Suksesi,
    Tindakan,
)
from registry.riwayat import atas_nama
from registry.segel import kanonik, tabel
from registry.segel.buat import segel_baru
from registry.segel.ekspor import hitung_kepala, pernyataan
from registry.segel.periksa import Jenis, periksa
from tests import pabrik
from tests.pabrik import Kabupaten, ada
from tests.segel import cocok, sebagai_pemilik, sisipkan, sql, temuan, tuntaskan

pytestmark = pytest.mark.django_db

Riwayat: Any = Peraturan.history.model


@pytest.fixture(autouse=True)
def _buku(settings: Any, tmp_path: Path) -> None:
    settings.SEGEL_BUKU = str(tmp_path / "luar" / "segel.txt")


@pytest.fixture
def tersegel(kab: Kabupaten) -> Kabupaten:
    """Five revisions of a regulation, the last four by Rina, and a published edition; all sealed."""
    with atas_nama(pabrik.pengguna("rina", first_name="Rina", last_name="Astuti")):
        for ke in range(1, 5):
            kab.peraturan.catatan = f"catatan ke-{ke}"
            kab.peraturan._change_reason = "pembetulan"  # type: ignore[attr-defined]
            kab.peraturan.save()
    assert segel_baru().segel is not None
    cocok()
    return kab


def revisi(kab: Kabupaten) -> list[Any]:
    return list(Riwayat._base_manager.filter(id=kab.peraturan.pk).order_by("pk"))


def test_what_was_sealed_fits(tersegel: Kabupaten) -> None:
    hasil = cocok()
    assert hasil.segel == 1
    assert hasil.baris == ada(Segel.objects.get()).jumlah > 50
    assert hasil.edisi == 1
    assert hasil.belum == hasil.belum_edisi == 0


def test_an_edited_history_row_is_named_with_its_object_its_author_and_what_differs(tersegel: Kabupaten) -> None:
    sasaran = revisi(tersegel)[2]
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=sasaran.pk).update(catatan="palsu")
    [satu] = temuan()
    assert (satu.jenis, satu.tabel, satu.baris, satu.segel) == (Jenis.DIUBAH, Riwayat._meta.db_table, sasaran.pk, 1)
    assert "peraturan “Rentang Koordinasi" in satu.kalimat
    assert "oleh Rina Astuti pada" in satu.kalimat
    assert "catatan “catatan ke-1” menjadi “palsu”" in satu.kalimat
    assert "catatan “catatan ke-3” menjadi “palsu”" in satu.kalimat


def test_the_name_of_the_author_is_sealed_too(tersegel: Kabupaten) -> None:
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=revisi(tersegel)[1].pk).update(history_nama="Orang Lain")
    [satu] = temuan()
    assert satu.jenis == Jenis.DIUBAH
    assert "Orang Lain" in satu.kalimat


def test_rows_cut_off_at_the_end_are_told_as_one(tersegel: Kabupaten) -> None:
    akhir = revisi(tersegel)[-2:]
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk__in=[satu.pk for satu in akhir]).delete()
    satu, *lain = temuan()
    assert (satu.jenis, satu.baris) == (Jenis.TERPOTONG, akhir[0].pk)
    assert f"nomor {akhir[0].pk} sampai {akhir[1].pk} (2 baris)" in satu.kalimat
    assert "terpotong" in satu.kalimat
    assert "catatan ke-" not in satu.kalimat
    # The regulation itself no longer says what its newest revision says.
    assert [temu.jenis for temu in lain] == [Jenis.TANPA_RIWAYAT]


def test_a_row_deleted_in_the_middle_is_named_between_its_neighbours(tersegel: Kabupaten) -> None:
    sebelum, sasaran, sesudah = revisi(tersegel)[1:4]
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=sasaran.pk).delete()
    [satu] = temuan()
    assert (satu.jenis, satu.baris) == (Jenis.DIHAPUS, sasaran.pk)
    assert f"sebelumnya (nomor {sebelum.pk})" in satu.kalimat
    assert f"sesudahnya (nomor {sesudah.pk})" in satu.kalimat


@pytest.mark.parametrize("letak", ["sebelum yang pertama", "di celah"])
def test_a_row_slipped_in_among_sealed_ones_is_named(tersegel: Kabupaten, letak: str) -> None:
    semua = revisi(tersegel)
    if letak == "di celah":
        kepala: Any = Tindakan
        contoh = ada(Tindakan.objects.order_by("pk").last())
        with sebagai_pemilik():
            sisipkan(Tindakan, contoh.pk + 5, contoh)
        segel_baru()
        nomor = contoh.pk + 3
    else:
        kepala, contoh, nomor = Riwayat, semua[0], semua[0].pk - 1_000
    with sebagai_pemilik():
        sisipkan(kepala, nomor, contoh)
    satu = temuan()[0]
    assert (satu.jenis, satu.tabel, satu.baris) == (Jenis.DISISIPKAN, kepala._meta.db_table, nomor)


def test_two_rows_that_changed_places_are_known_for_what_they_are(tersegel: Kabupaten) -> None:
    a, b = revisi(tersegel)[1:3]
    kunci = Riwayat._meta.pk.column
    with sebagai_pemilik():
        for dari, ke in ((a.pk, -7), (b.pk, a.pk), (-7, b.pk)):
            sql(f"UPDATE {Riwayat._meta.db_table} SET {kunci} = %s WHERE {kunci} = %s", ke, dari)
    satu, dua, *_ = temuan()
    assert [(temu.jenis, temu.baris) for temu in (satu, dua)] == [(Jenis.TERTUKAR, a.pk), (Jenis.TERTUKAR, b.pk)]
    assert f"disegel sebagai baris {b.pk}" in satu.kalimat


def test_an_edited_act_is_named(tersegel: Kabupaten) -> None:
    sasaran = ada(Tindakan.objects.filter(jenis="terbitkan").first())
    with sebagai_pemilik():
        Tindakan.objects.filter(pk=sasaran.pk).update(nama_oleh="Orang Lain")
    [satu] = temuan()
    assert (satu.jenis, satu.baris) == (Jenis.DIUBAH, sasaran.pk)
    assert sasaran.ringkas in satu.kalimat


def test_a_deleted_entry_of_the_access_log_is_named(client: Any, tersegel: Kabupaten) -> None:
    model: Any = tabel.bertambah()["registry_catatanakses"].model
    model.objects.create(jenis="masuk", pada=tersegel.edisi.diterbitkan_pada, nama="sari", alamat="10.0.0.7")
    model.objects.create(jenis="ekspor", pada=tersegel.edisi.diterbitkan_pada, nama="sari", rincian="berkas audit")
    segel_baru()
    cocok()
    with sebagai_pemilik():
        model.objects.filter(jenis="masuk").delete()
    [satu] = temuan()
    assert (satu.jenis, satu.tabel, satu.segel) == (Jenis.DIHAPUS, "registry_catatanakses", 2)


def test_a_dropped_trigger_is_named(tersegel: Kabupaten) -> None:
    tuntaskan()
    nama, milik = f"beku_{Riwayat._meta.db_table}_update", Riwayat._meta.db_table
    sql(f"DROP TRIGGER {nama}" + (f" ON {milik}" if connection.vendor == "postgresql" else ""))
    [satu] = temuan()
    assert satu.jenis == Jenis.PEMICU
    assert nama in satu.kalimat


def test_a_trigger_replaced_by_one_that_lets_pass_is_named(tersegel: Kabupaten) -> None:
    tuntaskan()
    nama, milik = f"beku_{Riwayat._meta.db_table}_update", Riwayat._meta.db_table
    if connection.vendor == "postgresql":
        sql(f"CREATE OR REPLACE TRIGGER {nama} BEFORE UPDATE ON {milik} FOR EACH ROW WHEN (false) "
            "EXECUTE FUNCTION rentang_beku_log()")  # fmt: skip
    else:
        sql(f"DROP TRIGGER {nama}")
        sql(f"CREATE TRIGGER {nama} BEFORE UPDATE ON {milik} WHEN 0 BEGIN SELECT 1; END")
    assert beku.hilang() == []
    [satu] = temuan()
    assert satu.jenis == Jenis.PEMICU
    assert nama in satu.kalimat


@pytest.mark.pg
def test_a_trigger_function_that_does_nothing_is_named(tersegel: Kabupaten) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("hanya PostgreSQL")
    sql("CREATE OR REPLACE FUNCTION rentang_beku_log() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'")
    [satu] = temuan()
    assert (satu.jenis, "rentang_beku_log" in satu.kalimat) == (Jenis.PEMICU, True)


@pytest.mark.pg
@pytest.mark.parametrize("cara", ["DISABLE", "ENABLE REPLICA"])
def test_a_disabled_trigger_is_named(tersegel: Kabupaten, cara: str) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("hanya PostgreSQL")
    tuntaskan()
    nama, milik = f"beku_{Riwayat._meta.db_table}_delete", Riwayat._meta.db_table
    sql(f"ALTER TABLE {milik} {cara} TRIGGER {nama}")
    [satu] = temuan()
    assert (satu.jenis, nama in satu.kalimat) == (Jenis.PEMICU, True)


def test_a_row_replaced_on_sqlite_without_its_trigger_is_named(tersegel: Kabupaten) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("hanya SQLite mengenal REPLACE")
    sasaran, contoh = revisi(tersegel)[1:3]
    kolom = [satu.column for satu in Riwayat._meta.concrete_fields if not satu.primary_key]
    with sebagai_pemilik():
        sql(
            f"REPLACE INTO {Riwayat._meta.db_table} (history_id, {', '.join(kolom)}) "
            f"SELECT %s, {', '.join(kolom)} FROM {Riwayat._meta.db_table} WHERE history_id = %s",
            sasaran.pk,
            contoh.pk,
        )
    [satu] = temuan()
    assert (satu.jenis, satu.baris) == (Jenis.TERTUKAR, sasaran.pk)


@pytest.mark.parametrize("ruas", ["pada", "sebab", "jumlah", "kepala", "sebelum", "pemasangan"])
def test_an_edited_seal_is_named(tersegel: Kabupaten, ruas: str) -> None:
    segel = Segel.objects.get()
    baru: dict[str, Any] = {
        "pada": tersegel.edisi.diterbitkan_pada, "sebab": "berkala", "jumlah": segel.jumlah + 1, "kepala": "a" * 64,
        "sebelum": "b" * 64, "pemasangan": "00000000-0000-4000-8000-000000000000",
    }  # fmt: skip
    with sebagai_pemilik():
        Segel.objects.filter(pk=segel.pk).update(**{ruas: baru[ruas]})
    semua = temuan()
    assert Jenis.RANTAI in {satu.jenis for satu in semua}
    assert {satu.segel for satu in semua} == {1}


def test_a_part_whose_bounds_were_edited_is_named(tersegel: Kabupaten) -> None:
    with sebagai_pemilik():
        BagianSegel.objects.filter(tabel=Riwayat._meta.db_table).update(sampai=revisi(tersegel)[0].pk)
    assert temuan()[0].jenis == Jenis.RANTAI


def test_an_edited_list_is_named_and_does_not_pass_for_its_rows(tersegel: Kabupaten) -> None:
    bagian = BagianSegel.objects.get(tabel=Riwayat._meta.db_table)
    sasaran = revisi(tersegel)[1]
    milik = tabel.bertambah()[Riwayat._meta.db_table]
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=sasaran.pk).update(catatan="palsu")
        palsu = kanonik.daftar((nomor, milik.sidik(milik.kolom, isi)) for nomor, isi in milik.baris(milik.kolom))
        BagianSegel.objects.filter(pk=bagian.pk).update(daftar=palsu)
    [satu] = temuan()
    assert (satu.jenis, satu.tabel, satu.segel) == (Jenis.DAFTAR, bagian.tabel, 1)


def palsukan_rantai(kab: Kabupaten) -> None:
    """Everything forged consistently, as somebody would who knows how: row, list, hash, head."""
    milik = tabel.bertambah()[Riwayat._meta.db_table]
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=revisi(kab)[1].pk).update(catatan="palsu")
        bagian = BagianSegel.objects.get(tabel=milik.nama)
        daftar = kanonik.daftar((nomor, milik.sidik(milik.kolom, isi)) for nomor, isi in milik.baris(milik.kolom))
        BagianSegel.objects.filter(pk=bagian.pk).update(daftar=daftar, sidik=kanonik.sidik_daftar(daftar))
        segel = Segel.objects.get()
        kepala = hitung_kepala(segel, [pernyataan(satu) for satu in segel.bagian.order_by("urutan")])
        Segel.objects.update(kepala=kepala)


def test_a_chain_forged_in_every_detail_is_known_by_the_ledger_outside(tersegel: Kabupaten, settings: Any) -> None:
    kepala = Segel.objects.get().kepala
    palsukan_rantai(tersegel)
    [satu] = temuan()
    assert (satu.jenis, satu.segel) == (Jenis.BUKU, 1)
    assert "rantainya ditulis ulang" in satu.kalimat
    settings.SEGEL_BUKU = ""
    cocok()  # which is why there is a ledger
    [satu] = temuan(acuan=[(1, kepala[:12])])
    assert (satu.jenis, satu.segel) == (Jenis.ACUAN, 1)


def test_the_last_seal_deleted_with_its_rows_is_known_by_the_ledger_and_by_a_print(tersegel: Kabupaten) -> None:
    """What an older copy of the database put back looks like."""
    tersegel.peraturan.catatan = "yang hendak dilupakan"
    tersegel.peraturan.save()
    kedua = ada(segel_baru().segel)
    cocok()
    akhir = revisi(tersegel)[-1]
    with sebagai_pemilik():
        BagianSegel.objects.filter(segel=kedua).delete()
        Segel.objects.filter(pk=kedua.pk).delete()
        Riwayat._base_manager.filter(pk=akhir.pk).delete()
        Peraturan.objects.filter(pk=tersegel.peraturan.pk).update(catatan="catatan ke-4")
    satu, *lain = temuan(acuan=[(2, kedua.kepala)])
    assert (satu.jenis, satu.segel) == (Jenis.BUKU, 2)
    assert "lebih tua daripada segel 2" in satu.kalimat
    assert [(temu.jenis, temu.segel) for temu in lain] == [(Jenis.ACUAN, 2)]


def test_a_seal_deleted_in_the_middle_is_named(tersegel: Kabupaten) -> None:
    for ke in range(2):
        tersegel.peraturan.catatan = f"lagi {ke}"
        tersegel.peraturan.save()
        segel_baru()
    with sebagai_pemilik():
        BagianSegel.objects.filter(segel__nomor=2).delete()
        Segel.objects.filter(nomor=2).delete()
    satu = temuan()[0]
    assert (satu.jenis, satu.segel) == (Jenis.RANTAI, 2)
    assert "Segel nomor 2 dihapus" in satu.kalimat


def test_all_seals_deleted_is_known_by_the_ledger(tersegel: Kabupaten) -> None:
    with sebagai_pemilik():
        BagianSegel.objects.all().delete()
        Segel.objects.all().delete()
    [satu] = temuan()
    assert satu.jenis == Jenis.BUKU
    assert "belum pernah disegel" in satu.kalimat


def test_a_row_of_a_published_edition_that_was_edited_is_named(tersegel: Kabupaten) -> None:
    sasaran = RentangKoordinasi.objects.get(edisi=tersegel.edisi, unit=tersegel.badan["dinkes"])
    with sebagai_pemilik():
        RentangKoordinasi._base_manager.filter(pk=sasaran.pk).update(huruf="z")
    [satu] = temuan()
    assert (satu.jenis, satu.tabel, satu.baris) == (Jenis.DIUBAH, "coordination_rentangkoordinasi", sasaran.pk)
    assert "huruf “a” menjadi “z”" in satu.kalimat
    assert "Kabupaten Contoh" in satu.kalimat


def test_a_row_taken_from_or_put_into_a_published_edition_is_named(tersegel: Kabupaten) -> None:
    kec, disdik = (tersegel.unit(nama) for nama in ("kec-satu", "disdik"))
    with sebagai_pemilik():
        Kedudukan._base_manager.filter(pk=kec.pk).delete()
    [satu] = temuan()
    assert (satu.jenis, satu.tabel, satu.baris) == (Jenis.DIHAPUS, "registry_kedudukan", kec.pk)
    assert "dihapus dari edisi terbit Kabupaten Contoh" in satu.kalimat
    with sebagai_pemilik():
        Kedudukan._base_manager.filter(pk=disdik.pk).update(perangkat_daerah_id=kec.perangkat_daerah_id)
        Suksesi._base_manager.bulk_create([Suksesi(edisi=tersegel.edisi, nomor=1, jenis="bubar")])
    jenis = {(satu.jenis, satu.tabel) for satu in temuan()}
    assert jenis >= {(Jenis.DIUBAH, "registry_kedudukan"), (Jenis.DISISIPKAN, "registry_suksesi")}


def test_the_head_of_a_published_edition_is_sealed(tersegel: Kabupaten) -> None:
    with sebagai_pemilik():
        Edisi.objects.filter(pk=tersegel.edisi.pk).update(berlaku_mulai="2019-01-01")
    satu, *_ = temuan()
    assert (satu.jenis, satu.tabel) == (Jenis.DIUBAH, "registry_edisi")
    assert "2020-01-02" in satu.kalimat
    assert "2019-01-01" in satu.kalimat


def test_a_regulation_changed_deleted_or_added_without_history_is_named(tersegel: Kabupaten) -> None:
    lama = pabrik.peraturan(tersegel.daerah, nomor="7")
    segel_baru()
    Peraturan.objects.filter(pk=tersegel.peraturan.pk).update(tentang="Lain")
    Peraturan._base_manager.filter(pk=lama.pk)._raw_delete("default")
    lain = NamaLain(perangkat_daerah=tersegel.badan["dinkes"], nama="Dinkes", jenis="singkatan")
    NamaLain.objects.bulk_create([lain])
    semua = temuan()
    assert {satu.jenis for satu in semua} == {Jenis.TANPA_RIWAYAT}
    nama, ubah, hapus = sorted(semua, key=lambda satu: (satu.tabel, satu.baris))
    assert (nama.baris, ubah.baris, hapus.baris) == (lain.pk, tersegel.peraturan.pk, lama.pk)
    assert "tidak mempunyai riwayat" in nama.kalimat
    assert "diubah tanpa riwayat" in ubah.kalimat
    assert "menjadi “Lain”" in ubah.kalimat
    assert "dihapus tanpa riwayat" in hapus.kalimat


def test_a_draft_changed_without_history_is_named(tersegel: Kabupaten) -> None:
    draf = services.buat_rancangan(
        daerah=tersegel.daerah, asal=tersegel.edisi, oleh=None, peraturan=tersegel.peraturan,
        berlaku_mulai=date(2024, 1, 1),
    )  # fmt: skip
    dinkes, kec = (("kedudukan", (tersegel.id(nama),)) for nama in ("dinkes", "kec-satu"))
    services.terapkan(edisi=draf, ubah={dinkes: {"nama": "Dinas Kesehatan Baru"}, kec: None}, oleh=None)
    assert cocok().rancangan == 1
    tempat = tersegel.unit("dinkes", draf)
    Kedudukan._base_manager.filter(pk=tempat.pk).update(singkatan="DKB")
    RentangKoordinasi._base_manager.filter(edisi=draf, unit=tersegel.badan["disdik"])._raw_delete("default")
    semua = temuan()
    assert {(satu.jenis, satu.tabel) for satu in semua} == {
        (Jenis.TANPA_RIWAYAT, "registry_kedudukan"), (Jenis.TANPA_RIWAYAT, "coordination_rentangkoordinasi"),
    }  # fmt: skip
    [satu] = [satu for satu in semua if satu.tabel == "registry_kedudukan"]
    assert "“Dinas Kesehatan Baru” dalam Kabupaten Contoh" in satu.kalimat
    assert "singkatan kosong menjadi “DKB”" in satu.kalimat


def test_a_sealed_column_that_is_gone_is_said_and_does_not_pass(
    tersegel: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabel.Tabel, "hilang", lambda milik, kolom: ["lama"] if milik.model is Tindakan else [])
    [satu] = temuan()
    assert (satu.jenis, satu.tabel) == (Jenis.TIDAK_TERPERIKSA, "registry_tindakan")
    assert "kolom lama" in satu.kalimat


def test_a_column_added_later_leaves_old_seals_as_they_are(
    tersegel: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    semua = tabel.bertambah()
    terbuka, tertutup = semua["registry_tindakan"].kolom
    kini = tabel.Tabel(Tindakan, [terbuka[:-1], tertutup[:-1]])  # what is sealed today differs from then
    monkeypatch.setattr(tabel, "bertambah", lambda: {**semua, kini.nama: kini})
    cocok()
    Tindakan.objects.create(daerah=tersegel.daerah, jenis="catat", pada=tersegel.edisi.dibuat_pada)
    segel_baru()
    assert BagianSegel.objects.get(segel__nomor=2, tabel=kini.nama).kolom == kini.kolom
    cocok()


def test_rows_not_sealed_yet_are_counted_and_are_no_error(tersegel: Kabupaten) -> None:
    tersegel.peraturan.catatan = "baru"
    tersegel.peraturan.save()
    assert cocok().belum == 1


def test_more_findings_than_can_be_told_are_counted(tersegel: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.segel.periksa.DISEBUT", 3)
    with sebagai_pemilik():
        Riwayat._base_manager.update(history_change_reason="palsu")
    hasil = periksa()
    assert (len(hasil.temuan), hasil.banyak) == (3, 5)


Perintah = Callable[..., tuple[int, str]]


@pytest.fixture
def perintah(capsys: pytest.CaptureFixture[str]) -> Perintah:
    def jalankan(*argumen: str) -> tuple[int, str]:
        capsys.readouterr()
        try:
            call_command("verifikasi_riwayat", *argumen)
        except SystemExit as keluar:
            return int(str(keluar.code)), capsys.readouterr().out
        return 0, capsys.readouterr().out

    return jalankan


def test_the_command_says_in_one_paragraph_that_all_fits(tersegel: Kabupaten, perintah: Perintah) -> None:
    segel = Segel.objects.get()
    cetak = " ".join(segel.kepala[letak : letak + 4] for letak in range(0, 64, 4))
    kode, isi = perintah("--acuan", f"1:{cetak}")
    assert kode == 0
    assert isi.startswith("COCOK. 1 segel menyambung")
    assert "Acuan: 1 cocok" in isi
    assert "Semua baris sudah disegel." in isi


def test_the_command_names_the_first_row_first_and_exits_with_1(tersegel: Kabupaten, perintah: Perintah) -> None:
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=revisi(tersegel)[1].pk).update(catatan="palsu")
    kode, isi = perintah()
    assert kode == 1
    assert isi.startswith(f"TIDAK COCOK. Baris {revisi(tersegel)[1].pk} riwayat peraturan diubah")
    kode, isi = perintah("--json")
    assert kode == 1
    assert json.loads(isi)["temuan"][0]["jenis"] == "diubah"
    assert json.loads(isi)["cocok"] is False


def test_what_was_changed_is_told_before_all_the_missing_triggers(
    tersegel: Kabupaten, perintah: Perintah, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever lifted the triggers and left them off must not drown what they did."""
    sasaran = revisi(tersegel)[1].pk
    with sebagai_pemilik(pasang=False):
        Riwayat._base_manager.filter(pk=sasaran).update(catatan="palsu")
    nama = beku.hilang()
    assert len(nama) > 50
    kode, isi = perintah()
    baris = isi.splitlines()
    assert (kode, len(baris)) == (1, 3)
    assert baris[0].startswith(f"TIDAK COCOK. Baris {sasaran} riwayat peraturan diubah")
    assert baris[1].startswith(f"Dan {len(nama)} pemicu hilang atau dimatikan: {nama[0]}, {nama[1]}, {nama[2]}, dan ")
    data = json.loads(perintah("--json")[1])
    assert [satu["jenis"] for satu in data["temuan"]] == ["diubah", "pemicu"]
    assert data["pemicu_hilang"] == nama
    with sebagai_pemilik(pasang=False):
        Riwayat._base_manager.update(history_change_reason="palsu")
    monkeypatch.setattr("registry.segel.periksa.DISEBUT", 3)
    baris = perintah()[1].splitlines()
    assert baris[1] == "Juga (4):"
    assert [satu[:5] for satu in baris[2:4]] == ["- Bar", "- Bar"]
    assert baris[4] == "… dan 2 lagi."
    assert baris[5].startswith(f"Dan {len(nama)} pemicu hilang")
    beku.pasang()


def test_rows_of_seals_before_a_number_can_be_left_out(tersegel: Kabupaten, perintah: Perintah) -> None:
    tersegel.peraturan.catatan = "baru"
    tersegel.peraturan.save()
    segel_baru()
    with sebagai_pemilik():
        Riwayat._base_manager.filter(pk=revisi(tersegel)[1].pk).update(catatan="palsu")
    assert perintah("--sejak", "2")[0] == 0
    assert perintah("--sejak", "1")[0] == 1


@pytest.mark.parametrize("acuan", ["1", "1:abc", "x:" + "a" * 64, "1:" + "g" * 64])
def test_a_reference_that_is_none_is_refused(tersegel: Kabupaten, acuan: str) -> None:
    with pytest.raises(Exception, match="NOMOR:KEPALA"):
        call_command("verifikasi_riwayat", "--acuan", acuan)


def test_an_old_file_put_back_is_known(nyata: None, tmp_path: Path) -> None:
    """SQLite: a copy of the file, taken before, put back after."""
    if connection.vendor != "sqlite":
        pytest.skip("di PostgreSQL: test_the_last_seal_deleted_with_its_rows_is_known_by_the_ledger_and_by_a_print")
    kab = pabrik.kabupaten()
    segel_baru()
    salinan = tmp_path / "salinan.sqlite3"
    connection.ensure_connection()
    with closing(sqlite3.connect(salinan)) as tujuan:
        connection.connection.backup(tujuan)
    kab.peraturan.catatan = "yang hendak dilupakan"
    kab.peraturan.save()
    segel_baru()
    cocok()
    with closing(sqlite3.connect(salinan)) as asal:
        asal.backup(connection.connection)
    satu = temuan()[0]
    assert (satu.jenis, satu.segel) == (Jenis.BUKU, 2)
    assert "lebih tua daripada segel 2" in satu.kalimat


def test_every_table_that_is_only_added_to_is_sealed_or_part_of_the_chain() -> None:
    tersegel = {satu.model for satu in tabel.bertambah().values()}
    indeks = {ObjekTindakan}  # built from the acts, and truth about nothing
    assert tersegel | {Segel, BagianSegel} | indeks == set(beku.hanya_bertambah())


def test_every_frozen_table_is_sealed_with_the_edition() -> None:
    dijaga = {satu.tabel for satu in beku.pemicu()} - {model._meta.db_table for model in beku.hanya_bertambah()}
    assert set(tabel.edisi()) == dijaga


def test_all_but_the_id_and_the_tree_is_sealed() -> None:
    pohon = {"lft", "rght", "tree_id", "level"}
    for satu in [*tabel.bertambah().values(), *tabel.edisi().values()]:
        semua = {ruas.column for ruas in satu.model._meta.concrete_fields if not ruas.primary_key} - pohon
        sisa = semua - {kolom for kelompok in satu.kolom for kolom in kelompok}
        assert sisa == ({"diralat_pada"} if satu.nama == "registry_edisi" else set()), satu.nama


def test_editions_and_history_are_different_parts(tersegel: Kabupaten) -> None:
    jenis = dict(Segel.objects.get().bagian.values_list("tabel", "jenis"))
    assert jenis["registry_edisi"] == jenis["registry_kedudukan"] == JenisBagian.EDISI
    assert jenis["registry_historicaledisi"] == jenis["registry_tindakan"] == JenisBagian.RIWAYAT


# --- What no seal says, but its neighbours do -----------------------------------------------------------


def test_a_chain_made_anew_from_the_start_does_not_pass_beside_the_old_ledger(
    tersegel: Kabupaten, settings: Any
) -> None:
    """Whoever holds the database but not the ledger deletes all seals and seals what he made of it."""
    with sebagai_pemilik():
        BagianSegel.objects.all().delete()
        Segel.objects.all().delete()
    tempat, settings.SEGEL_BUKU = settings.SEGEL_BUKU, ""
    assert segel_baru().segel is not None
    settings.SEGEL_BUKU = tempat
    assert any("rantainya ditulis ulang" in satu.kalimat for satu in temuan())


@pytest.mark.parametrize("disegel", [False, True])
def test_a_revision_added_later_with_an_earlier_date_is_named(tersegel: Kabupaten, disegel: bool) -> None:
    """One plain INSERT, which every trigger lets pass, would change what the registry seems to have said then."""
    riwayat = Peraturan.history.model
    lama = riwayat.objects.order_by("history_id").first()
    palsu = {
        ruas.attname: getattr(lama, ruas.attname) for ruas in riwayat._meta.concrete_fields if not ruas.primary_key
    }
    palsu["history_date"] = lama.history_date - timedelta(hours=1)
    palsu["history_type"], palsu["tentang"] = "~", "Palsu sejak dahulu"
    riwayat.objects.bulk_create([riwayat(**palsu), riwayat(**{**palsu, "tentang": lama.tentang})])
    if disegel:
        assert segel_baru().segel is not None
    mundur = [satu for satu in temuan() if satu.jenis == "tanggal_mundur"]
    assert [satu.tabel for satu in mundur] == [riwayat._meta.db_table]
    assert "dan 1 baris lain bertanggal mundur" in mundur[0].kalimat


def test_clocks_that_differ_a_little_raise_no_alarm(tersegel: Kabupaten) -> None:
    """A second server whose clock is five minutes slow writes the newer revision."""
    riwayat = Peraturan.history.model
    objek = tersegel.peraturan
    for nama, mundur in (("satu", 0), ("dua", 5)):
        objek.catatan = nama
        objek._history_date = timezone.now() - timedelta(minutes=mundur)  # type: ignore[attr-defined]
        objek.save()
    del objek._history_date  # type: ignore[attr-defined]
    assert riwayat.objects.filter(id=objek.pk).order_by("history_date").last().catatan == "satu"
    cocok()


def test_a_published_edition_without_history_of_its_rows_is_named_sealed_or_not(tersegel: Kabupaten) -> None:
    unit = tersegel.unit("dinkes")
    with sebagai_pemilik():
        Kedudukan._base_manager.filter(pk=unit.pk).update(nama="Dinas Palsu")
        BagianSegel.objects.all().delete()
        Segel.objects.all().delete()
    assert any("Dinas Palsu" in satu.kalimat for satu in temuan())
    assert segel_baru().segel is not None
    assert any("diubah tanpa riwayat" in satu.kalimat for satu in temuan() if satu.jenis == "tanpa_riwayat")


@pytest.mark.parametrize("ubah", [{"level": 5}, {"lft": 1, "rght": 99}])
def test_columns_of_the_tree_that_were_changed_are_named(tersegel: Kabupaten, ubah: dict[str, int]) -> None:
    with sebagai_pemilik():
        Kedudukan._base_manager.filter(pk=tersegel.unit("dinkes").pk).update(**ubah)
    assert [satu.jenis for satu in temuan()] == ["pohon"]


def test_a_trigger_of_somebody_else_on_a_guarded_table_is_named(tersegel: Kabupaten) -> None:
    tabel_log = Tindakan._meta.db_table
    if connection.vendor == "postgresql":
        sql(f"CREATE RULE telan AS ON INSERT TO {tabel_log} DO INSTEAD NOTHING")
    else:
        sql(f"CREATE TRIGGER telan BEFORE INSERT ON {tabel_log} BEGIN SELECT RAISE(IGNORE); END")
    assert [("telan" in satu.kalimat, satu.jenis) for satu in temuan()] == [(True, "pemicu")]


def test_a_row_that_cannot_be_read_is_named_and_hides_no_other(tersegel: Kabupaten) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL menolak nilai seperti itu")
    riwayat = Peraturan.history.model._meta.db_table
    satu, dua = Peraturan.history.order_by("history_id").values_list("history_id", flat=True)[:2]
    with sebagai_pemilik():
        sql(f"UPDATE {riwayat} SET history_date = '2026-13-45 00:00:00' WHERE history_id = %s", satu)
        sql(f"UPDATE {riwayat} SET tentang = 'lain' WHERE history_id = %s", dua)
    semua = [(t.baris, t.jenis) for t in temuan() if t.tabel == riwayat]
    assert (satu, "tidak_terperiksa") in semua
    assert (dua, "diubah") in semua


def test_temporary_tables_do_not_lead_the_triggers_astray(tersegel: Kabupaten) -> None:
    """The application's role may make temporary tables (for `?tercatat=`); a trigger must not read one of those."""
    if connection.vendor != "postgresql":
        pytest.skip("pemicu SQLite membaca skemanya sendiri")
    sql(f"CREATE TEMP TABLE {Edisi._meta.db_table} AS SELECT * FROM public.{Edisi._meta.db_table} WHERE false")
    unit = Kedudukan._meta.db_table
    with pytest.raises(IntegrityError, match="sudah terbit"), transaction.atomic():
        sql(f"UPDATE public.{unit} SET nama = 'x' WHERE perangkat_daerah_id = %s", tersegel.id("dinkes"))
