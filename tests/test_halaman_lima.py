"""The five founding regencies through the public pages: every fact is found there with its pinpoint."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from coordination.models import RentangKoordinasi
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.models import Edisi, HubunganPeraturan, Kedudukan
from relations.models import BidangStafAhli, KetentuanHubungan, KetentuanPelaksanaan
from tests.halaman import Halaman, baca, dalam_situs, ketat, rapikan

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = "62.05", "63.11", "63.03", "18.09", "35.17"
ASISTEN_1 = "Asisten Pemerintahan dan Kesejahteraan Rakyat"
ASISTEN_2 = "Asisten Perekonomian dan Pembangunan"
ASISTEN_3 = "Asisten Administrasi Umum"


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (FIXTURES / "nasional.yaml", *sorted(FIXTURES.glob("[0-9]*.yaml"))):
            muat(baca_yaml(jalur))
        yield
        transaction.set_rollback(True)
    _buka.cache_clear()


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@cache
def _buka(alamat: str) -> Halaman:
    jawaban = Client().get(alamat)
    assert jawaban.status_code == 200, alamat
    return baca(jawaban)


def buka(alamat: str) -> Halaman:
    return _buka(alamat)


def unit(kode: str, nama: str, pada: str = "") -> Halaman:
    tempat = Kedudukan.objects.select_related("perangkat_daerah").get(
        edisi__daerah__kode=kode, edisi__diterbitkan_pada__isnull=False, nama=nama
    )
    return buka(f"/perangkat-daerah/{tempat.perangkat_daerah.uuid}/" + (f"?pada={pada}" if pada else ""))


def halaman_edisi(edisi: Edisi) -> str:
    return buka(f"/daerah/{edisi.daerah.kode}/edisi/{edisi.slug_tanggal}/").teks


def test_every_span_is_on_the_unit_page_and_on_the_page_of_spans() -> None:
    semua = list(RentangKoordinasi.objects.select_related("edisi__daerah", "unit", "koordinator", "peraturan__daerah"))
    assert len(semua) == 26 + 32 + 12 + 43
    nama = dict(Kedudukan.objects.values_list("perangkat_daerah_id", "nama"))
    for satu in semua:
        halaman = buka(f"/perangkat-daerah/{satu.unit.uuid}/?pada={satu.edisi.berlaku_mulai}")
        kata = "berada di bawah" if satu.makna == "membawahi" else "dikoordinasikan oleh"
        assert f"{nama[satu.unit_id]} {kata} {nama[satu.koordinator_id]}." in halaman.teks
        assert f"Menurut {satu.rujukan} {satu.peraturan.judul}" in halaman.teks
        rentang = buka(f"/daerah/{satu.edisi.daerah.kode}/rentang/?pada={satu.edisi.berlaku_mulai}").teks
        assert f"huruf {satu.huruf} {nama[satu.unit_id]}" in rentang


def test_every_kind_is_on_the_edition_page_with_its_pasal_and_its_activities() -> None:
    semua = list(KetentuanHubungan.objects.select_related("edisi__daerah"))
    assert len(semua) == 5 + 5 + 4 + 10 + 5
    for satu in semua:
        teks = halaman_edisi(satu.edisi)
        assert satu.rujukan in teks
        assert rapikan(satu.pelaksana) in teks
        for rincian in satu.rincian:
            assert rincian["rujukan"] in teks
            for butir in rincian["butir"]:
                assert rapikan(butir["teks"]) in teks


def test_every_provision_beside_the_kinds_is_on_the_edition_page() -> None:
    for satu in KetentuanPelaksanaan.objects.select_related("edisi__daerah"):
        teks = halaman_edisi(satu.edisi)
        assert rapikan(satu.judul) in teks
        assert satu.rujukan in teks
        assert rapikan(satu.tertulis) in teks


def test_every_matter_of_the_staf_ahli_is_on_his_page_with_its_letter() -> None:
    semua = list(BidangStafAhli.objects.select_related("edisi", "staf_ahli", "urusan"))
    assert len(semua) == 21 + 18 + 19
    for satu in semua:
        teks = buka(f"/perangkat-daerah/{satu.staf_ahli.uuid}/").teks
        assert f"{satu.huruf}. {satu.urusan.nama} {satu.rujukan}" in teks


def test_every_revocation_and_every_legal_basis_is_on_the_page_of_the_regulation() -> None:
    for satu in HubunganPeraturan.objects.select_related("dari__daerah", "ke__daerah"):
        teks = buka(f"/peraturan/{satu.dari_id}/").teks
        assert rapikan(f"{satu.ke.judul if satu.ke else 'tidak dapat dikenali'} {satu.rujukan_ke}") in teks
        assert satu.rujukan in teks
        if satu.ke is not None and satu.jenis == "mencabut":
            dicabut = buka(f"/peraturan/{satu.ke_id}/").teks
            assert f"dicabut oleh {satu.dari.judul_pendek} {satu.rujukan}" in dicabut


def test_banjar_answers_the_question_with_pasal_and_date() -> None:
    teks = unit(BANJAR, "Dinas Kesehatan").teks
    assert f"Dinas Kesehatan dikoordinasikan oleh {ASISTEN_1}." in teks
    assert "Menurut Pasal 15 ayat (2) huruf c Peraturan Bupati Banjar Nomor 15 Tahun 2022" in teks
    assert "Berlaku sejak 13 Mei 2022" in teks
    assert f"pimpinan Dinas Kesehatan melalui {ASISTEN_1} melalui Sekretaris Daerah kepada Bupati Banjar" in teks
    assert "Pasal 15 ayat (6) Perbup Banjar 15/2022; Pasal 15 ayat (7) Perbup Banjar 15/2022" in teks


def test_pesawaran_shows_the_misprinted_actor_beside_the_reading() -> None:
    teks = unit(PESAWARAN, "Badan Pendapatan Daerah").teks
    assert f"Badan Pendapatan Daerah dikoordinasikan oleh {ASISTEN_3}." in teks
    assert (
        "Tertulis dalam naskah Asisten Perekonomian dan Pembangunan sebagaimana dimaksud pada ayat (2) huruf b" in teks
    )
    assert f"Dibaca {ASISTEN_3}" in teks
    assert "tanggal disimpulkan" in teks


def test_pesawaran_commands_its_bagian_and_forgets_its_inspektorat() -> None:
    assert f"Bagian Hukum berada di bawah {ASISTEN_1}." in unit(PESAWARAN, "Bagian Hukum").teks
    assert (
        "Inspektorat tidak disebut dalam rentang koordinasi Kabupaten Pesawaran." in unit(PESAWARAN, "Inspektorat").teks
    )
    assert "Tidak disebut dalam rentang mana pun" in buka(f"/daerah/{PESAWARAN}/rentang/").teks


def test_jombang_coordinates_its_bagian_and_its_companies_in_the_old_words() -> None:
    teks = unit(JOMBANG, "PD Air Minum (PDAM)").teks
    assert f"PD Air Minum (PDAM) dikoordinasikan oleh {ASISTEN_2}." in teks
    assert "Pasal 2 angka 2 huruf t" in teks
    assert "mengkoordinir" in teks


def test_balangan_is_unread_and_barito_utara_is_unregulated() -> None:
    assert "Rentang koordinasi Kabupaten Balangan belum terbaca." in buka(f"/daerah/{BALANGAN}/rentang/").teks
    assert ASISTEN_1 in buka(f"/daerah/{BALANGAN}/rentang/").teks
    teks = buka(f"/daerah/{BARITO_UTARA}/rentang/").teks
    assert "Peraturan Kabupaten Barito Utara tidak mengatur siapa mengoordinasikan perangkat daerah." in teks


@pytest.mark.parametrize(
    ("kode", "pada", "peraturan"),
    [
        (BALANGAN, "2022-01-01", "94/2021"),
        (BALANGAN, "2024-01-01", "90/2023"),
        (BANJAR, "2020-01-01", "89/2019"),
        (PESAWARAN, "2021-01-01", "55/I.12/HK/2020"),
        (JOMBANG, "2007-01-01", "189/2005"),
    ],
)
def test_the_years_of_a_revoked_regulation_do_not_show_the_present_law(kode: str, pada: str, peraturan: str) -> None:
    halaman = buka(f"/daerah/{kode}/?pada={pada}")
    assert "isi belum dicatat" in halaman.teks
    assert peraturan in halaman.teks
    assert "belum dicatat" in buka(f"/daerah/{kode}/rentang/?pada={pada}").teks


def test_a_kecamatan_that_is_no_unit_of_its_own_is_answered() -> None:
    teks = buka("/cari/?q=kecamatan+martapura").teks
    assert "jawabannya mengikuti kelompok Kecamatan" in teks
    assert f"Dikoordinasikan oleh {ASISTEN_1} Pasal 15 ayat (2) huruf k Perbup Banjar 15/2022" in teks


def test_every_page_of_the_five_is_there_and_sound() -> None:
    antre, lihat = ["/"], set[str]()
    while antre:
        alamat = antre.pop()
        if alamat in lihat or "?" in alamat:
            continue
        lihat.add(alamat)
        halaman = buka(alamat)
        assert halaman.terlarang == [], alamat
        assert len(halaman.h1) == 1, alamat
        antre += dalam_situs(halaman.tautan)
    assert len(lihat) > 250
