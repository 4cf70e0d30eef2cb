"""Sealing: what is new, once, chained; after publications, into the ledger, by e-mail; late rows and many sealers."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection, connections, transaction

from registry.models import BagianSegel, JenisBagian, Peraturan, SebabSegel, Segel
from registry.segel import buat, kanonik
from registry.segel.buat import Tersusul, segel_baru, segel_semua
from registry.segel.periksa import periksa
from registry.services import buat_ralat, buat_rancangan, terbitkan
from tests import pabrik
from tests.pabrik import Kabupaten, ada
from tests.segel import cocok

pytestmark = pytest.mark.django_db

Riwayat: Any = Peraturan.history.model


@pytest.fixture
def buku(settings: Any, tmp_path: Path) -> Path:
    berkas = tmp_path / "luar" / "segel.txt"
    settings.SEGEL_BUKU = str(berkas)
    return berkas


def test_each_row_is_sealed_once_and_each_seal_is_chained_to_the_one_before(kab: Kabupaten) -> None:
    satu = ada(segel_baru().segel)
    assert (satu.nomor, satu.sebelum) == (1, kanonik.KEPALA_AWAL)
    assert segel_baru().segel is None
    kab.peraturan.save()
    dua = ada(segel_baru().segel)
    assert (dua.nomor, dua.sebelum, dua.pemasangan) == (2, satu.kepala, satu.pemasangan)
    [bagian] = dua.bagian.all()
    assert (bagian.tabel, bagian.jumlah) == (Riwayat._meta.db_table, 1)
    assert bagian.dari == bagian.sampai == Riwayat._base_manager.latest("pk").pk


def test_a_part_holds_so_many_rows_and_no_more(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kanonik, "BARIS_SEBAGIAN", 4)
    monkeypatch.setattr("registry.segel.tabel.BARIS_SEKALI", 3)
    segel_baru()
    assert max(BagianSegel.objects.values_list("jumlah", flat=True)) == 4
    assert BagianSegel.objects.filter(tabel="registry_kedudukan").count() == 4  # of 13 rows
    cocok()


def test_a_long_backlog_becomes_several_seals(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kanonik, "BARIS_SEBAGIAN", 5)
    monkeypatch.setattr(buat, "BARIS_SESEGEL", 25)
    semua = [hasil.segel for hasil in segel_semua()]
    assert len(semua) > 2
    assert all(satu is not None for satu in semua[:-1])
    assert segel_baru().segel is None
    hasil = cocok()
    assert (hasil.belum, hasil.belum_edisi) == (0, 0)


def test_an_edition_is_sealed_with_all_its_rows_when_it_is_published(rancangan: Kabupaten) -> None:
    segel_baru()
    assert not BagianSegel.objects.filter(jenis=JenisBagian.EDISI).exists()
    terbitkan(edisi=rancangan.edisi, oleh=None)
    segel_baru()
    jumlah = dict(BagianSegel.objects.filter(edisi=rancangan.edisi).values_list("tabel", "jumlah"))
    assert jumlah == {
        "registry_edisi": 1, "registry_kedudukan": len(pabrik.BAGAN),
        "coordination_rentangkoordinasi": len(pabrik.RENTANG),
    }  # fmt: skip


def test_a_superseded_edition_still_fits_its_seal(kab: Kabupaten) -> None:
    segel_baru()
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah baca")
    terbitkan(edisi=ralat, oleh=None)
    kab.edisi.refresh_from_db()
    assert kab.edisi.diralat_pada is not None
    cocok()
    segel_baru()
    assert cocok().edisi == 2


def test_the_command_seals_and_says_so_or_that_nothing_is_new(
    kab: Kabupaten, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("segel", "--berkala")
    segel = Segel.objects.get()
    assert segel.sebab == SebabSegel.BERKALA
    assert capsys.readouterr().out == f"Segel 1: {segel.jumlah} baris. {segel.kepala}\n"
    call_command("segel")
    assert capsys.readouterr().out == "Tidak ada yang baru.\n"
    call_command("segel", "--kosong")
    assert (Segel.objects.count(), ada(Segel.objects.first()).jumlah) == (2, 0)
    cocok()


def test_every_seal_is_a_line_of_the_ledger(kab: Kabupaten, buku: Path) -> None:
    segel = ada(segel_baru().segel)
    kab.peraturan.save()
    segel_baru()
    baris = buku.read_text().splitlines()
    assert baris[0] == f"{segel.pemasangan} 1 {kanonik.nilai(segel.pada)} {segel.kepala}"
    assert len(baris) == 2
    assert cocok().tercatat_buku == 2


LAIN = f"00000000-0000-4000-8000-000000000000 9 2026-01-01T00:00:00Z {'a' * 64}\n"


def test_lines_of_another_installation_before_ours_are_left_alone(kab: Kabupaten, buku: Path) -> None:
    buku.parent.mkdir(parents=True, exist_ok=True)
    buku.write_text(LAIN)
    segel_baru()
    assert (cocok().tercatat_buku, cocok().lain_buku) == (1, 1)


def test_a_ledger_that_ends_with_another_installation_or_was_scribbled_in_is_told(kab: Kabupaten, buku: Path) -> None:
    segel_baru()
    with buku.open("a") as isi:
        isi.write(f"{LAIN}coretan\n")
    rusak, lain = periksa().temuan
    assert "Baris 3 buku" in rusak.kalimat
    assert "tidak terbaca" in rusak.kalimat
    assert "milik pemasangan lain: rantainya ditulis ulang dari awal" in lain.kalimat


def test_a_seal_that_missed_the_ledger_is_written_with_the_next_one_also_after_half_a_line(
    kab: Kabupaten, buku: Path, settings: Any
) -> None:
    segel_baru()
    tempat, settings.SEGEL_BUKU = settings.SEGEL_BUKU, ""
    segel_baru(kosong=True)
    settings.SEGEL_BUKU = tempat
    assert periksa().tanpa_buku == 1
    buku.write_text(buku.read_text().rstrip("\n"))
    segel_baru(kosong=True)
    assert [baris.split()[1] for baris in buku.read_text().splitlines()] == ["1", "2", "3"]
    assert (cocok().tercatat_buku, cocok().tanpa_buku) == (3, 0)


def test_a_ledger_that_cannot_be_written_is_told_and_undoes_nothing(
    kab: Kabupaten, settings: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "berkas").write_text("")
    settings.SEGEL_BUKU = str(tmp_path / "berkas" / "segel.txt")
    call_command("segel")
    keluar = capsys.readouterr().err
    assert ("tidak tercatat dalam buku" in keluar, keluar.count("\n")) == (True, 1)
    assert Segel.objects.count() == 1


def test_a_seal_is_sent_by_mail_with_what_is_needed_to_check_it(kab: Kabupaten, settings: Any) -> None:
    settings.SEGEL_SURAT = ["inspektorat@contoh.go.id", "bpk@contoh.go.id"]
    segel = ada(segel_baru().segel)
    [surat] = mail.outbox
    assert surat.to == settings.SEGEL_SURAT
    assert surat.subject == f"Segel Rentang 1: {segel.kepala[:12]}"
    assert segel.kepala in surat.body
    assert f"verifikasi_riwayat --acuan 1:{segel.kepala[:16]}" in surat.body
    assert "riwayat peraturan" in surat.body
    assert "&" not in surat.body


def test_mail_that_cannot_be_sent_is_told_and_undoes_nothing(
    kab: Kabupaten, settings: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gagal(*isi: Any) -> None:
        raise ConnectionRefusedError("ditolak")

    settings.SEGEL_SURAT = ["inspektorat@contoh.go.id"]
    monkeypatch.setattr("registry.segel.surat.send_mail", gagal)
    call_command("segel")
    keluar = capsys.readouterr().err
    assert ("tidak terkirim lewat surel: ditolak" in keluar, keluar.count("\n")) == (True, 1)
    assert Segel.objects.count() == 1


def test_a_sealer_that_was_overtaken_starts_again(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    asli: Callable[..., Any] = buat._kumpulkan

    def disusul(*isi: Any) -> Any:
        monkeypatch.setattr(buat, "_kumpulkan", asli)
        segel_baru(SebabSegel.BERKALA)
        kab.peraturan.save()
        return asli(*isi)

    monkeypatch.setattr(buat, "_kumpulkan", disusul)
    segel = ada(segel_baru().segel)
    assert (segel.nomor, segel.jumlah) == (2, 1)
    cocok()


def test_one_that_is_always_overtaken_gives_up(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    def disusul(*isi: Any) -> Any:
        raise Tersusul

    monkeypatch.setattr(buat, "_simpan", disusul)
    with pytest.raises(Tersusul):
        segel_baru(tunggu=0)
    monkeypatch.setattr(buat, "TUNGGU_PERINTAH", 0)
    with pytest.raises(CommandError, match="terus mendahului"):
        call_command("segel")


def test_a_publication_is_followed_by_a_seal(
    rancangan: Kabupaten, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SEGEL_OTOMATIS = True
    with django_capture_on_commit_callbacks(execute=True):
        terbitkan(edisi=rancangan.edisi, oleh=None)
        assert not Segel.objects.exists()
    assert Segel.objects.get().sebab == SebabSegel.TERBIT
    hasil = cocok()
    assert (hasil.edisi, hasil.belum) == (1, 0)


def test_several_publications_in_one_transaction_are_one_seal(
    settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.SEGEL_OTOMATIS = True
    with django_capture_on_commit_callbacks(execute=True):
        for ke in range(1, 4):
            pabrik.kabupaten(f"99.0{ke}", f"Kabupaten {ke}")
    assert Segel.objects.count() == 1
    assert cocok().edisi == 3


def test_a_seal_that_fails_does_not_disturb_the_publication(
    rancangan: Kabupaten,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def gagal(*isi: Any, **lain: Any) -> None:
        raise OSError("penuh")

    settings.SEGEL_OTOMATIS = True
    monkeypatch.setattr(buat, "_simpan", gagal)
    with django_capture_on_commit_callbacks(execute=True):
        terbit = terbitkan(edisi=rancangan.edisi, oleh=None)
    assert terbit.diterbitkan_pada is not None
    assert "belum tersegel" in caplog.text


def test_mail_that_cannot_be_sent_after_a_publication_is_one_line_of_the_log(
    rancangan: Kabupaten,
    settings: Any,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: Any,
) -> None:
    def gagal(*isi: Any) -> None:
        raise ConnectionRefusedError("ditolak")

    settings.SEGEL_OTOMATIS, settings.SEGEL_SURAT = True, ["inspektorat@contoh.go.id"]
    monkeypatch.setattr("registry.segel.surat.send_mail", gagal)
    with django_capture_on_commit_callbacks(execute=True):
        terbitkan(edisi=rancangan.edisi, oleh=None)
    [baris] = [satu for satu in caplog.records if "surel" in satu.getMessage()]
    assert baris.getMessage() == "Segel 1 tidak terkirim lewat surel: ditolak."
    assert baris.exc_info is None


def test_nothing_is_sealed_inside_a_transaction(nyata: None) -> None:
    pabrik.kabupaten()
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        segel_baru()
    assert not Segel.objects.exists()


def test_a_row_that_commits_late_is_waited_for_and_never_passed_over(
    nyata: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """PostgreSQL; SQLite has one writer at a time, so a lower number never commits after a higher one."""
    kab = pabrik.kabupaten()
    if connection.vendor == "sqlite":
        pytest.skip("SQLite mempunyai satu penulis")
    terbuka, lanjut = threading.Event(), threading.Event()

    def lambat() -> None:
        try:
            with transaction.atomic():
                pabrik.peraturan(kab.daerah, nomor="90")
                terbuka.set()
                assert lanjut.wait(20)
        finally:
            connections.close_all()

    utas = threading.Thread(target=lambat)
    utas.start()
    assert terbuka.wait(20)
    pabrik.peraturan(kab.daerah, nomor="91")  # a higher number, committed first
    monkeypatch.setattr(buat, "TUNGGU_PERINTAH", 0.05)
    hasil = segel_baru()
    assert hasil.tertunda == [Riwayat._meta.db_table]
    assert not BagianSegel.objects.filter(tabel=Riwayat._meta.db_table).exists()
    assert BagianSegel.objects.filter(tabel="registry_tindakan").exists()  # the others were not held up
    with pytest.raises(CommandError, match="Belum disegel"):
        call_command("segel")
    selesai = threading.Timer(0.2, lanjut.set)
    selesai.start()
    hasil = segel_baru(tunggu=20)  # waits until the other has committed
    utas.join()
    assert hasil.tertunda == []
    [bagian] = ada(hasil.segel).bagian.all()
    nomor = {satu.nomor: satu.pk for satu in Peraturan.objects.filter(nomor__in=["90", "91"])}
    tersegel = kanonik.baca_daftar(bytes(bagian.daftar))
    assert {ada(Riwayat._base_manager.get(id=pk)).pk for pk in nomor.values()} <= set(tersegel)
    assert cocok().belum == 0


@pytest.mark.lambat
def test_four_who_publish_at_once_all_live_and_all_is_sealed(nyata: None, settings: Any) -> None:
    settings.SEGEL_OTOMATIS = True
    semua = [pabrik.kabupaten(f"99.0{ke}", f"Kabupaten {ke}") for ke in range(1, 5)]
    draf = [
        [
            buat_rancangan(
                daerah=kab.daerah, asal=kab.edisi, oleh=None, peraturan=kab.peraturan, berlaku_mulai=date(tahun, 1, 1)
            )
            for tahun in (2024, 2025, 2026)
        ]
        for kab in semua
    ]
    hasil: Counter[str] = Counter()
    mulai = threading.Barrier(4)

    def terbit(milik: list[Any]) -> None:
        try:
            mulai.wait()
            for satu in milik:
                terbitkan(edisi=satu, oleh=None, dasar_lama=True)
                hasil["terbit"] += 1
        except Exception as galat:
            hasil[f"galat {galat!r}"] += 1
        finally:
            connections.close_all()

    utas = [threading.Thread(target=terbit, args=(milik,)) for milik in draf]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert hasil == {"terbit": 12}
    segel_baru()
    periksa = cocok()
    assert (periksa.edisi, periksa.belum, periksa.belum_edisi) == (16, 0, 0)


def test_seals_themselves_are_only_added_to(kab: Kabupaten) -> None:
    segel = ada(segel_baru().segel)
    for ubah in (
        lambda: Segel.objects.update(sebab="berkala"),
        lambda: BagianSegel.objects.update(jumlah=0),
        lambda: BagianSegel.objects.filter(segel=segel)._raw_delete("default"),
    ):
        with pytest.raises(Exception, match="hanya dapat ditambah"), transaction.atomic():
            ubah()
