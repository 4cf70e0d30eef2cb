"""The regulation's page: dates, gazette, what it does to others, what rests on it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from registry.models import PerangkatDaerah, Peraturan
from registry.services import buat_rancangan, terapkan, terbitkan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def buka(client: Client, peraturan: Peraturan, pada: str = "") -> Halaman:
    jawaban = client.get(f"/peraturan/{peraturan.pk}/{f'?pada={pada}' if pada else ''}")
    assert jawaban.status_code == 200
    return baca(jawaban)


def test_four_dates_and_the_gazette_are_kept_apart(client: Client, kab: Kabupaten) -> None:
    p = kab.peraturan
    p.ditetapkan, p.diundangkan, p.berlaku_mulai = date(2019, 12, 30), date(2019, 12, 31), date(2020, 1, 2)
    p.tempat, p.penandatangan = "Kota Contoh", "Bupati Contoh"
    p.lembaran, p.lembaran_tahun, p.lembaran_nomor = "berita_daerah", 2019, "38/E"
    p.lembaran_tertulis = "BERITA DAERAH TAHUN 38 NOMOR 2019"
    p.save()
    teks = buka(client, p).teks
    assert "Ditetapkan 30 Desember 2019 di Kota Contoh, oleh Bupati Contoh" in teks
    assert "Diundangkan 31 Desember 2019" in teks
    assert "Mulai berlaku 2 Januari 2020" in teks
    assert "Dicatat di Rentang" in teks
    assert "Berita Daerah Kabupaten Contoh Tahun 2019 Nomor 38/E" in teks
    assert "Tertulis dalam naskah BERITA DAERAH TAHUN 38 NOMOR 2019" in teks


def test_facts_that_rest_on_it_are_listed_by_pasal_in_the_order_of_the_text(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab.peraturan).teks
    assert (
        "Rentang koordinasi (3) "
        "Pasal 5 ayat (1) huruf a Dinas Kesehatan (Asisten Pemerintahan dan Kesejahteraan Rakyat) "
        "Pasal 5 ayat (1) huruf b Kecamatan (Asisten Pemerintahan dan Kesejahteraan Rakyat) "
        "Pasal 5 ayat (2) huruf a Dinas Pendidikan (Asisten Perekonomian dan Pembangunan)"
    ) in teks
    assert "Tempat dalam susunan (13) Pasal 3" in teks


def test_revocation_is_told_from_both_sides(client: Client, kab: Kabupaten) -> None:
    lama = pabrik.peraturan(kab.daerah, "55/I.12/HK/2020", 2020, jenis="sk_bupati", berlaku_mulai=date(2018, 1, 1))
    kab.peraturan.hubungan_keluar.create(ke=lama, jenis="mencabut", rujukan="Pasal 27")
    assert "Mencabut Surat Keputusan Bupati Contoh Nomor 55/I.12/HK/2020 Pasal 27" in buka(client, kab.peraturan).teks
    teks = buka(client, lama).teks
    assert "dicabut oleh Perbup Contoh 1/2020 Pasal 27, sejak 2 Januari 2020" in teks
    assert "Dicabut oleh Peraturan Bupati Contoh Nomor 1 Tahun 2020 Pasal 27" in teks
    assert "berlaku oleh" not in buka(client, lama, "2019-01-01").teks


def test_what_cannot_be_identified_is_shown_as_printed(client: Client, kab: Kabupaten) -> None:
    kab.peraturan.hubungan_keluar.create(
        jenis="dasar_hukum", rujukan="Mengingat angka 13", tertulis="Peraturan Bupati Nomor   Tahun 2021"
    )
    teks = buka(client, kab.peraturan).teks
    assert "tidak dapat dikenali Mengingat angka 13 · tertulis: Peraturan Bupati Nomor Tahun 2021" in teks


def test_legal_bases_are_links(client: Client, kab: Kabupaten) -> None:
    uu = pabrik.peraturan(None, "23", 2014, jenis="uu")
    kab.peraturan.hubungan_keluar.create(ke=uu, jenis="dasar_hukum", rujukan="Mengingat angka 3")
    assert f"/peraturan/{uu.pk}/" in buka(client, kab.peraturan).tautan
    assert "Menjadi dasar hukum bagi Peraturan Bupati Contoh Nomor 1 Tahun 2020" in buka(client, uu).teks


def test_a_national_regulation_counts_its_facts_by_region(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    pp = pabrik.peraturan(None, "18", 2016, jenis="pp")
    ubah = {("kedudukan", (kab.id(unit),)): {"peraturan_id": pp.pk} for unit in ("dinkes", "disdik")}
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "Kabupaten Contoh 2" in buka(client, pp).teks


def test_a_regulation_of_unknown_dates_does_not_claim_to_be_in_force(client: Client, kab: Kabupaten) -> None:
    lama = pabrik.peraturan(kab.daerah, "3", 2008, jenis="perda")
    Peraturan.objects.filter(pk=lama.pk).update(berlaku_mulai=None, ditetapkan=None, diundangkan=None)
    kab.peraturan.hubungan_keluar.create(ke=lama, jenis="dasar_hukum", rujukan="Mengingat angka 1")
    teks = buka(client, lama).teks
    assert "belum diketahui Sejak kapan berlaku, dan sampai kapan, belum dicatat." in teks
    assert "belum berlaku" in buka(client, lama, "2001-01-01").teks


def test_a_draft_regulation_leaks_nothing(client: Client, kab: Kabupaten) -> None:
    rahasia = pabrik.peraturan(kab.daerah, "", 2026, tentang="Rancangan Rahasia", berlaku_mulai=date(2026, 1, 1))
    bernomor = pabrik.peraturan(kab.daerah, "8", 2026, tentang="Belum Terbit", berlaku_mulai=date(2026, 1, 1))
    buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=bernomor, berlaku_mulai=date(2026, 1, 1))
    bernomor.hubungan_keluar.create(ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 3")
    for satu in (rahasia, bernomor):
        jawaban = client.get(f"/peraturan/{satu.pk}/")
        assert jawaban.status_code == 404
        assert "Rahasia" not in baca(jawaban).teks
    assert "8/2026" not in buka(client, kab.peraturan).teks
    assert "dicabut" not in buka(client, kab.peraturan).teks
    assert "Belum Terbit" not in baca(client.get("/daerah/99.01/")).teks


def test_a_cited_regulation_that_is_not_public_is_named_only_as_printed(client: Client, kab: Kabupaten) -> None:
    rahasia = pabrik.peraturan(kab.daerah, "", 2026, tentang="Rancangan Rahasia", kunci="rahasia")
    lagi = pabrik.peraturan(kab.daerah, "", 2027, tentang="Rancangan Lain", kunci="lagi")
    keluar = kab.peraturan.hubungan_keluar
    keluar.create(ke=rahasia, jenis="mencabut", rujukan="Pasal 27")
    keluar.create(
        ke=lagi,
        jenis="dasar_hukum",
        rujukan="Mengingat angka 9",
        tertulis="Peraturan Bupati Nomor …",
        catatan="Rahasia",
    )
    halaman = buka(client, kab.peraturan)
    assert "Rancangan" not in halaman.teks
    assert "Rahasia" not in halaman.teks
    assert "Mencabut" not in halaman.teks
    assert "Mengingat angka 9 · tertulis: Peraturan Bupati Nomor …" in halaman.teks
    assert "tidak dapat dikenali" not in halaman.teks
    assert not {f"/peraturan/{rahasia.pk}/", f"/peraturan/{lagi.pk}/"} & set(halaman.tautan)


def test_an_edition_replaced_on_its_first_day_says_so(client: Client, kab: Kabupaten) -> None:
    lain = pabrik.peraturan(kab.daerah, "2", 2020)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lain, berlaku_mulai=date(2020, 1, 2))
    terbitkan(edisi=edisi, oleh=None)
    assert "Kabupaten Contoh, 2 Januari 2020, digantikan pada hari yang sama" in buka(client, kab.peraturan).teks
    assert "Kabupaten Contoh, 2 Januari 2020 – sekarang" in buka(client, lain).teks


def test_facts_name_bodies_as_published_never_as_staff_label_them(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Staf")
    terapkan(edisi=kab.edisi, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client, kab.peraturan).teks
    assert "Label Staf" not in teks
    assert "Unit yang belum tercatat namanya (Asisten Perekonomian dan Pembangunan)" in teks


@pytest.mark.parametrize("nomor", ["0", "999999", "9" * 40])
def test_an_unknown_regulation_is_a_helpful_404(client: Client, nomor: str) -> None:
    jawaban = client.get(f"/peraturan/{nomor}/")
    assert jawaban.status_code == 404
    assert "Peraturan ini tidak ada" in baca(jawaban).teks


def test_the_text_of_a_regulation_is_given_as_pdf(
    client: Client, kab: Kabupaten, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    alamat = f"/peraturan/{kab.peraturan.pk}/berkas/"
    assert alamat not in buka(client, kab.peraturan).tautan
    assert client.get(alamat).status_code == 404
    kab.peraturan.berkas.save("naskah <1>.pdf", ContentFile(b"%PDF-1.7 isi"))
    assert alamat in buka(client, kab.peraturan).tautan
    jawaban: Any = client.get(alamat)
    assert b"".join(jawaban.streaming_content) == b"%PDF-1.7 isi"
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == 'attachment; filename="perbup-1-2020.pdf"'
    Path(kab.peraturan.berkas.path).unlink()
    hilang = client.get(alamat)
    assert hilang.status_code == 404
    assert "Berkas peraturan ini tidak ada" in baca(hilang).teks


def test_the_text_of_a_regulation_that_is_not_public_is_not_given(
    client: Client, kab: Kabupaten, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = str(tmp_path)
    rancangan = pabrik.peraturan(kab.daerah, "", 2030)
    rancangan.berkas.save("rancangan.pdf", ContentFile(b"%PDF-1.7 rahasia"))
    assert client.get(f"/peraturan/{rancangan.pk}/berkas/").status_code == 404
