"""Search in the five founding regencies, as they are loaded: the right unit first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction

from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca
from registry.pencarian import Keberadaan, cari

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
HARI = date(2026, 1, 1)
BANJAR, JOMBANG, PESAWARAN = "Kabupaten Banjar", "Kabupaten Jombang", "Kabupaten Pesawaran"


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (FIXTURES / "nasional.yaml", *sorted(FIXTURES.glob("[0-9]*.yaml"))):
            muat(baca(jalur))
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("q", "nama", "daerah"),
    [
        ("dinkes", "Dinas Kesehatan", [BANJAR, JOMBANG, PESAWARAN]),
        ("dinas kesehtan", "Dinas Kesehatan", [BANJAR, JOMBANG, PESAWARAN]),
        ("dinas kesehatan kab. banjar", "Dinas Kesehatan", [BANJAR]),
        ("bappeda", "Bappeda", [JOMBANG, BANJAR, PESAWARAN]),
        ("satpol pp", "Satuan Polisi Pamong Praja", [BANJAR, JOMBANG, PESAWARAN]),
        ("satpolpp jombang", "Satuan Polisi Pamong Praja", [JOMBANG]),
        ("disdik banjar", "Dinas Pendidikan", [BANJAR]),
        ("pemadam", "Dinas Pemadam Kebakaran dan Penyelamatan", [BANJAR, PESAWARAN]),
        ("inspektorat", "Inspektorat Daerah", None),
        ("dukcapil", "Dinas Kependudukan dan Pencatatan Sipil", [BANJAR, JOMBANG, PESAWARAN]),
        ("pu banjar", "Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan", [BANJAR]),
        ("pekerjaan umum jombang", "Dinas PU Bina Marga dan Pengairan", [JOMBANG, JOMBANG]),
        ("kominfo", "Dinas Komunikasi, Informatika, Statistik dan Persandian", [BANJAR, PESAWARAN, JOMBANG]),
        ("dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu", [BANJAR, PESAWARAN]),
        ("b.p.b.d banjar", "Badan Penanggulangan Bencana Daerah", [BANJAR]),
        ("rsud jombang", "Rumah Sakit Umum Daerah", [JOMBANG]),
        ("permukiman", "Dinas Perumahan Rakyat dan Kawasan Permukiman", [PESAWARAN, BANJAR]),
        ("pemukiman", "Dinas Perumahan Rakyat dan Kawasan Permukiman", [PESAWARAN, BANJAR]),
        ("olah raga", "Dinas Kepemudaan dan Olahraga", [PESAWARAN, BANJAR, JOMBANG]),
        ("pemuda", "Dinas Pemuda Olah Raga, Kebudayaan dan Pariwisata", None),
        ("kerja sama", "Bagian Kerjasama", [PESAWARAN]),
        ("kesbangpol & linmas", "Badan Kesbangpol & Linmas", [JOMBANG]),
        ("kesatuan bangsa jombang", "Badan Kesbangpol & Linmas", [JOMBANG]),
        ("asisten 1 banjar", "Asisten Pemerintahan dan Kesejahteraan Rakyat", [BANJAR]),
        ("pdam jombang", "PD Air Minum (PDAM)", [JOMBANG]),
    ],
)
def test_the_right_unit_comes_first(q: str, nama: str, daerah: list[str] | None) -> None:
    hasil = cari(q, tanggal=HARI)
    assert hasil[0].nama == nama
    assert all(satu.lengkap for satu in hasil)
    if daerah is not None:
        assert [satu.daerah_nama for satu in hasil] == daerah


@pytest.mark.parametrize("singkat", ["setwan", "sekretariat dprd", "sekwan"])
@pytest.mark.parametrize("daerah", [BANJAR, JOMBANG, PESAWARAN])
def test_the_secretariat_of_the_dprd_is_found_under_either_name(singkat: str, daerah: str) -> None:
    (hasil,) = cari(f"{singkat} {daerah}", tanggal=HARI)
    assert (hasil.jenis, hasil.daerah_nama) == ("sekretariat_dprd", daerah)


@pytest.mark.parametrize(
    ("q", "nama", "daerah", "anggota"),
    [
        ("kecamatan martapura", "Kecamatan", BANJAR, "Kecamatan Martapura"),
        ("camat diwek jombang", "Kecamatan", JOMBANG, "Kecamatan Diwek"),
        ("desa x pesawaran", "Desa/Kelurahan", PESAWARAN, "Desa X"),
        ("pdam pesawaran", "Badan Usaha Milik Daerah (BUMD)", PESAWARAN, "PDAM"),
    ],
)
def test_a_member_of_a_kelompok_is_answered_through_it(q: str, nama: str, daerah: str, anggota: str) -> None:
    (hasil,) = cari(q, tanggal=HARI)
    assert (hasil.nama, hasil.daerah_nama, hasil.anggota) == (nama, daerah, anggota)


def test_every_unit_is_found_first_by_its_own_name_in_its_region() -> None:
    """Where two bear one name (Setda and Sekda may share words), the unit itself is the first of its name."""
    for kode in ("63.03", "18.09", "35.17", "62.05", "63.11"):
        for satu in cari("daerah", tanggal=HARI, daerah=kode, batas=200):
            pertama = cari(f"{satu.nama} {satu.daerah_nama}", tanggal=HARI, daerah=kode)[0]
            assert pertama.nama == satu.nama


def test_years_of_an_unread_regulation_tell_nothing_of_a_unit() -> None:
    (hasil,) = cari("dinkes banjar", tanggal=date(2020, 1, 1))
    assert hasil.keadaan == Keberadaan.TIDAK_DIKETAHUI
    (hasil,) = cari("dinkes banjar", tanggal=date(2022, 5, 13))
    assert hasil.keadaan == Keberadaan.BERDIRI
