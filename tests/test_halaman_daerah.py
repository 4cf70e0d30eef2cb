"""Lists and pages of regions, their editions, and the front page."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from registry.aturan import ATURAN
from registry.models import Daerah, Edisi
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan
from relations.models import Urusan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def buka(client: Client, alamat: str) -> Halaman:
    jawaban = client.get(alamat)
    assert jawaban.status_code == 200
    return baca(jawaban)


def kedua(kab: Kabupaten, mulai: date = date(2023, 5, 1)) -> None:
    """A second edition with the same content."""
    peraturan = pabrik.peraturan(kab.daerah, "7", mulai.year, berlaku_mulai=mulai)
    peraturan.hubungan_keluar.create(ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=peraturan, berlaku_mulai=mulai)
    terbitkan(edisi=edisi, oleh=None)


def test_the_front_page_is_a_search_then_an_answer_then_the_regions(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, "/")
    assert halaman.h1 == ["Siapa mengoordinasikan perangkat daerah Anda?"]
    assert [nama for tingkat, nama in halaman.judul if tingkat == 2] == [
        "Jawaban yang Anda dapat",
        "Daerah yang tercatat",
    ]
    assert "Kabupaten Contoh 3 unit dalam rentang dua Asisten Perbup Contoh 1/2020" in halaman.teks


def test_an_empty_registry_says_what_to_do_next(client: Client) -> None:
    assert "Staf dapat memuat dokumen daerah yang pertama." in buka(client, "/").teks
    assert "Staf dapat memuat dokumen daerah yang pertama." in buka(client, "/daerah/").teks


def test_regions_whose_spans_are_unknown_say_which_kind_of_unknown(client: Client, kab: Kabupaten) -> None:
    for kode, nama, keadaan in (
        ("99.02", "Kabupaten Kelabu", "belum_terbaca"),
        ("99.03", "Kota Sunyi", "tidak_diatur"),
    ):
        lain = pabrik.kabupaten(kode, nama, terbit=False, rentang={})
        lain.edisi.rentang = keadaan
        lain.edisi.save()
        terbitkan(edisi=lain.edisi, oleh=None)
    teks = buka(client, "/daerah/").teks
    assert "Kabupaten Kelabu Rentang koordinasi belum terbaca" in teks
    assert "Kota Sunyi Rentang koordinasi tidak diatur" in teks
    assert "Tiga daerah mempunyai edisi yang berlaku" in teks


def test_a_long_list_of_regions_comes_in_pages_by_province(
    client: Client, kab: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.halaman.daerah.DAERAH_SEHALAMAN", 2)
    for kode, nama in (("98", "Provinsi Awal"), ("97", "Provinsi Lain")):
        provinsi = pabrik.daerah(kode, nama, jenis="provinsi")
        lain = pabrik.kabupaten(f"{kode}.01", f"Kabupaten {kode}")
        Daerah.objects.filter(pk=lain.daerah.pk).update(provinsi=provinsi)
    satu = buka(client, "/daerah/?pada=2021-01-01")
    assert "Tiga daerah mempunyai edisi" in satu.teks
    assert "Di halaman ini yang ke-1 sampai ke-2." in satu.teks
    assert [nama for tingkat, nama in satu.judul if tingkat == 2] == ["Kabupaten Contoh", "Provinsi Awal"]
    assert "Daerah sebelumnya" not in satu.teks
    dua = buka(client, next(alamat for alamat in satu.tautan if "mulai=" in alamat))
    assert [nama for tingkat, nama in dua.judul if tingkat == 2] == ["Provinsi Lain"]
    assert "/daerah/?pada=2021-01-01&mulai=0" in dua.tautan
    assert "Daerah berikutnya" not in dua.teks
    for aneh in ("999", "-1", "abc"):
        assert "ke-1 sampai ke-2" in buka(client, f"/daerah/?mulai={aneh}").teks


def test_a_region_says_what_is_known_by_which_regulations_in_which_editions(client: Client, kab: Kabupaten) -> None:
    kedua(kab)
    teks = buka(client, "/daerah/99.01/").teks
    assert "Rentang koordinasi 3 unit dalam rentang dua Asisten lengkap" in teks
    assert "Susunan dan bagan 13 unit lengkap" in teks
    assert "Perbup Contoh 7/2023" in teks
    assert "dicabut oleh Perbup Contoh 7/2023 Pasal 9" in teks
    assert "1 Mei 2023 – sekarang berlaku" in teks
    assert "2 Januari 2020 – 30 April 2023" in teks


def test_before_it_was_revoked_a_regulation_was_in_force(client: Client, kab: Kabupaten) -> None:
    kedua(kab)
    teks = buka(client, "/daerah/99.01/?pada=2021-01-01").teks
    assert "dicabut oleh" not in teks
    assert "Perbup Contoh 7/2023 Rentang Koordinasi Asisten Sekretaris Daerah 1 Mei 2023 belum berlaku" in teks


def test_a_region_with_nothing_but_a_draft_is_not_there(client: Client, rancangan: Kabupaten) -> None:
    for alamat in ("", "rentang/", "bagan/", "edisi/", "edisi/2020-01-02/"):
        jawaban = client.get(f"/daerah/99.01/{alamat}")
        assert jawaban.status_code == 404
        assert "Daerah ini belum tercatat" in baca(jawaban).teks
    assert "Contoh" not in buka(client, "/daerah/").teks
    assert "Contoh" not in buka(client, "/").teks


def test_editions_are_listed_newest_first_with_what_is_known_of_each(client: Client, kab: Kabupaten) -> None:
    kedua(kab)
    teks = buka(client, "/daerah/99.01/edisi/").teks
    assert teks.index("1 Mei 2023 – sekarang") < teks.index("2 Januari 2020 – 30 April 2023")
    assert "Susunan lengkap · Rentang lengkap · Jenis hubungan tidak diatur" in teks


def test_an_edition_of_the_future_is_announced_as_such(client: Client, kab: Kabupaten) -> None:
    kedua(kab, date(2999, 1, 1))
    teks = buka(client, "/daerah/99.01/edisi/").teks
    assert "mulai 1 Januari 2999 belum berlaku" in teks
    assert "1 Januari 2999 – sekarang" not in teks


def test_an_edition_shows_its_whole_content(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, "/daerah/99.01/edisi/2020-01-02/")
    assert halaman.h1 == ["Kabupaten Contoh, edisi 2 Januari 2020"]
    assert "huruf a Dinas Kesehatan" in halaman.teks
    assert "Jenis hubungan kerja tidak diatur" in halaman.teks


def test_two_editions_of_one_day_have_an_address_each(client: Client, kab: Kabupaten) -> None:
    kedua(kab, date(2020, 1, 2))
    pertama = buka(client, "/daerah/99.01/edisi/2020-01-02/")
    assert "Edisi 2 Januari 2020, digantikan pada hari yang sama · edisi lain" in pertama.teks
    lain = buka(client, "/daerah/99.01/edisi/2020-01-02-2/")
    assert "Edisi 2 Januari 2020 · edisi ke-2 pada hari mulainya · edisi terakhir yang tercatat" in lain.teks


@pytest.mark.parametrize("halaman", ["", "edisi/"])
def test_an_edition_replaced_on_its_first_day_has_no_period(client: Client, kab: Kabupaten, halaman: str) -> None:
    kedua(kab, date(2020, 1, 2))
    isi = buka(client, f"/daerah/99.01/{halaman}")
    assert "2 Januari 2020, digantikan pada hari yang sama" in isi.teks
    assert "1 Januari 2020" not in isi.teks
    assert "/daerah/99.01/edisi/2020-01-02/" in isi.tautan


@pytest.mark.parametrize("halaman", ["", "rentang/", "bagan/"])
def test_the_first_edition_is_the_first_that_was_in_force(client: Client, kab: Kabupaten, halaman: str) -> None:
    kedua(kab, date(2020, 1, 2))
    assert (
        "mulai berlaku 2 Januari 2020 (Perbup Contoh 7/2020)"
        in buka(client, f"/daerah/99.01/{halaman}?pada=2010-01-01").teks
    )


def ganti_nama(kab: Kabupaten) -> Edisi:
    """An edition in which Dinas Pendidikan is succeeded by a new body."""
    kab.badan["baru"] = pabrik.badan(kab.daerah, "dispora", "Label Staf")
    edisi = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2023),
        berlaku_mulai=date(2023, 1, 2),
    )
    tempat = {"induk": kab.id("bupati"), "nama": "Dinas Pendidikan dan Olahraga", "jenis": "dinas"}
    ubah: Any = {
        ("rentangkoordinasi", (kab.id("disdik"), 1)): None,
        ("kedudukan", (kab.id("disdik"),)): None,
        ("kedudukan", (kab.id("baru"),)): tempat,
        ("suksesi", (1,)): {"jenis": "ganti_nama"},
        ("pesertasuksesi", (1, "lama", kab.id("disdik"))): {},
        ("pesertasuksesi", (1, "baru", kab.id("baru"))): {},
    }
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    return terbitkan(edisi=edisi, oleh=None)


def test_a_succession_names_bodies_as_the_registry_says_today(client: Client, kab: Kabupaten) -> None:
    lama = kab.edisi
    ganti_nama(kab)
    ralat = buat_ralat(edisi=lama, oleh=None, alasan="Nama salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terapkan(edisi=ralat, ubah={("rentangkoordinasi", (kab.id("disdik"), 1)): None}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = buka(client, "/daerah/99.01/edisi/2023-01-02/")
    assert "Ganti nama unit yang belum tercatat namanya menjadi Dinas Pendidikan dan Olahraga" in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['disdik'].uuid}/" not in halaman.tautan
    assert f"/perangkat-daerah/{kab.badan['baru'].uuid}/" in halaman.tautan


def test_an_edition_shows_no_label_of_staff(client: Client, sari: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(ATURAN, "BIDANG_BUKAN_STAF_AHLI")  # as it could be published before that rule
    kab = pabrik.kabupaten(terbit=False)
    tak_bertempat = {kunci: pabrik.badan(kab.daerah, kunci, f"Label Staf {kunci}") for kunci in ("tamu", "ahli")}
    bidang = Urusan.objects.create(nama="Hukum")
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    ubah: Any = {
        ("hubungankerja", (kab.id("dinkes"), tak_bertempat["tamu"].pk, "koordinatif", "")): dasar,
        ("bidangstafahli", (tak_bertempat["ahli"].pk, bidang.pk)): dasar,
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    for alamat in ("/daerah/99.01/edisi/2020-01-02/", f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"):
        halaman = buka(client, alamat)
        assert "Label Staf" not in halaman.teks
        assert "dengan unit yang belum tercatat namanya" in halaman.teks
        assert not [satu for badan in tak_bertempat.values() for satu in halaman.tautan if str(badan.uuid) in satu]


def test_a_ralat_keeps_the_address_and_says_why(client: Client, kab: Kabupaten) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Nama salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Pendidikan Dasar"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    teks = buka(client, "/daerah/99.01/edisi/2020-01-02/").teks
    assert "Edisi ini sudah diralat" in teks
    assert "Nama salah ketik." in teks


@pytest.mark.parametrize("alamat", ["2020-01-03", "2020-13-01", "2020-01-02-9", "2020-01-02-0", "kemarin", "9" * 300])
def test_an_address_of_no_edition_is_a_helpful_404(client: Client, kab: Kabupaten, alamat: str) -> None:
    jawaban = client.get(f"/daerah/99.01/edisi/{alamat}/")
    assert jawaban.status_code == 404
    assert "/daerah/99.01/edisi/" in baca(jawaban).tautan


@pytest.mark.parametrize("kode", ["99.99", "63", "abc", "63.03'--", "%00", "99.01%00", "9" * 500, "٦٣.٠٣"])
def test_an_unknown_region_is_a_helpful_404(client: Client, kab: Kabupaten, kode: str) -> None:
    jawaban = client.get(f"/daerah/{kode}/")
    assert jawaban.status_code == 404
    halaman = baca(jawaban)
    assert "Daerah ini belum tercatat" in halaman.teks
    assert "/daerah/" in halaman.tautan
