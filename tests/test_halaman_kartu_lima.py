"""The cards of the five founding regencies: each fits one page, says what the unit's page says, and is verified."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.db import transaction
from django.test import Client

from coordination.halaman.kalimat import polos
from coordination.halaman.kartu import Kartu
from coordination.halaman.kartu_gambar import SELENGKAPNYA, gambar_kartu
from coordination.hubungan import Turunan, turunkan
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.gambar.bentuk import A4
from registry.gambar.pdf import batas
from registry.models import Edisi, Kedudukan
from relations.models import KetentuanHubungan
from relations.panel import subjek_berlaku
from tests.halaman import Halaman, baca, ketat, rapikan

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (FIXTURES / "nasional.yaml", *sorted(FIXTURES.glob("[0-9]*.yaml"))):
            muat(baca_yaml(jalur))
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def tempat(kode: str, nama: str) -> Kedudukan:
    satu: Kedudukan = (
        Kedudukan.objects.filter(edisi__daerah__kode=kode, edisi__diterbitkan_pada__isnull=False, nama__startswith=nama)
        .select_related("perangkat_daerah", "edisi")
        .order_by("id")[0]
    )
    return satu


def kartu(client: Client, kode: str, nama: str) -> Halaman:
    satu = tempat(kode, nama)
    return baca(client.get(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/kartu/?pada={satu.edisi.berlaku_mulai}"))


def jenis_pada_kartu(isi: Kartu) -> set[str]:
    return {baris.jenis for kelompok in isi.kelompok for baris in kelompok.baris}


@cache
def _turunan(edisi: Edisi) -> Turunan:
    return turunkan(edisi)


def jenis_turunan(satu: Kedudukan) -> set[str]:
    """The kinds that are enabled for a unit; of what is no perangkat daerah, the one in which it is coordinated."""
    t = _turunan(satu.edisi)
    badan = satu.perangkat_daerah_id
    subjek = subjek_berlaku(t.bahan.bersifat(badan))
    if subjek:
        return {k.jenis for k in t.bahan.ketentuan if k.subjek in subjek}
    jawaban = t.bahan.jawaban[badan]
    milik = t.milik(badan) if jawaban is not None else []
    return {h.jenis for h in milik if jawaban is not None and h.lain.badan == jawaban.id and h.ketentuan is not None}


def test_tiap_unit_satu_lembar_dan_cocok_bila_diperiksa(client: Client) -> None:
    semua = Kedudukan.objects.filter(edisi__diterbitkan_pada__isnull=False).select_related(
        "perangkat_daerah", "edisi__daerah"
    )
    assert len(semua) > 150
    diringkas = []
    for satu in semua:
        jawaban = client.get(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/kartu/?pada={satu.edisi.berlaku_mulai}")
        isi = jawaban.context["k"]
        assert baca(jawaban).terlarang == []
        gambar = gambar_kartu(isi, f"https://rentang.example/k/{isi.kode}/")
        assert max(batas(bentuk)[3] for bentuk in gambar.isi) <= A4[1] - 30, satu
        if SELENGKAPNYA in jawaban.content.decode():
            diringkas.append((satu.edisi.daerah.kode, satu.nama))
        assert jenis_pada_kartu(isi) == jenis_turunan(satu), satu
        periksa = client.get(f"/k/{isi.kode}/")
        assert periksa.context["cocok"], satu
        assert periksa.context["semua"][0].kartu.kalimat == isi.kalimat
    assert diringkas == []  # nothing of the founding regencies needs to be left out


@pytest.mark.parametrize(
    ("kode", "nama"),
    [
        ("63.03", "Dinas Sosial, Pemberdayaan Perempuan"),
        ("63.03", "Asisten Pemerintahan"),
        ("18.09", "Staf Ahli"),
        ("18.09", "Badan Kepegawaian"),
        ("62.05", "Dinas Daerah"),
    ],
)
def test_pdf_memuat_kalimat_yang_sama_pada_satu_lembar(client: Client, kode: str, nama: str) -> None:
    satu = tempat(kode, nama)
    alamat = f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/"
    pada = f"?pada={satu.edisi.berlaku_mulai}"
    isi = client.get(f"{alamat}kartu/{pada}").context["k"]
    assert polos(isi.kalimat) in baca(client.get(f"{alamat}{pada}")).teks
    dokumen = pypdfium2.PdfDocument(client.get(f"{alamat}kartu.pdf{pada}").content)
    assert len(dokumen) == 1
    teks = " ".join(dokumen[0].get_textpage().get_text_bounded().split())
    dokumen.close()
    assert polos(isi.kalimat) in teks


def test_jenis_pada_kartu_adalah_jenis_peraturannya(client: Client) -> None:
    for kode, nama, subjek in (
        ("63.03", "Dinas Kesehatan", "asisten_perangkat_daerah"),
        ("18.09", "Dinas Kesehatan", "perangkat_daerah"),
        ("18.09", "Staf Ahli", "staf_ahli"),
        ("35.17", "Dinas Kesehatan", "perangkat_daerah"),
        ("62.05", "Dinas", "perangkat_daerah"),
        ("63.11", "Asisten", "perangkat_daerah"),
    ):
        satu = tempat(kode, nama)
        isi = client.get(
            f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/kartu/?pada={satu.edisi.berlaku_mulai}"
        ).context["k"]
        ada = KetentuanHubungan.objects.filter(edisi=satu.edisi, subjek=subjek)
        assert {baris.jenis for kelompok in isi.kelompok for baris in kelompok.baris} == {k.jenis for k in ada}
        assert all(k.rujukan in {b.dasar for kelompok in isi.kelompok for b in kelompok.baris} for k in ada)


def test_banjar_tidak_mengenal_struktural_dan_meminta_paraf(client: Client) -> None:
    halaman = kartu(client, "63.03", "Dinas Kesehatan")
    assert "Struktural" not in halaman.teks
    assert "tanpa pasal pelaksana" not in halaman.teks
    for bagian in (
        "Koordinatif Menangani tugas dan fungsi secara terpadu",
        "Tujuh kegiatan (Pasal 12); empat bentuk (Pasal 13) Pasal 10–13",
        "melalui Sekretaris Daerah, kepada Bupati Banjar (Pasal 15 ayat (6) dan ayat (7))",
        "Bentuk koordinasi dengan Asisten",
        "(Pasal 13 huruf c)",
        "Berita Daerah Kabupaten Banjar Tahun 2022 Nomor 15",
        "Tertulis “Perangkat Daerah”; dibaca Asisten dengan perangkat daerah.",
    ):
        assert rapikan(bagian) in halaman.teks
    assert "Penyampaian permintaan paraf koordinasi" in halaman.teks


def test_pesawaran_menyebut_yang_tercetak_dan_kolegial_tanpa_pelaksana(client: Client) -> None:
    halaman = kartu(client, "18.09", "Badan Kepegawaian")
    assert "dikoordinasikan oleh Asisten Administrasi Umum." in halaman.teks
    assert "Tertulis dalam naskah: “Asisten Perekonomian dan Pembangunan" in halaman.teks
    assert "tanggal disimpulkan" in halaman.teks
    assert "Pasal 15 ayat (1) huruf b tanpa pasal pelaksana" in halaman.teks
    staf = kartu(client, "18.09", "Staf Ahli").teks
    assert "tidak dikoordinasikan Asisten." in staf
    assert "bertanggung jawab kepadanya; koordinasi administratifnya pada Sekretaris Daerah (Pasal 3 ayat (4))" in staf


def test_balangan_belum_terbaca_dan_barito_utara_tidak_mengatur(client: Client) -> None:
    balangan = kartu(client, "63.11", "Asisten").teks
    assert "belum terbaca dari naskah." in balangan
    assert "Ada dalam Lampiran II Peraturan Bupati Balangan Nomor 28 Tahun 2025" in balangan
    assert "tidak mengatur siapa mengoordinasikan Dinas Daerah." in kartu(client, "62.05", "Dinas Daerah").teks


def test_setda_banjar_dan_pdam_jombang_berkata_seperti_tab_hubungannya(client: Client) -> None:
    for kode, nama, kata in (
        ("63.03", "Sekretariat Daerah", "dibuka bagi Asisten dengan perangkat daerah, tidak bagi Sekretariat Daerah."),
        ("63.03", "Sekretaris Daerah", "dibuka bagi Asisten dengan perangkat daerah, tidak bagi Sekretaris Daerah."),
        ("35.17", "PD Air Minum", "adalah badan usaha milik daerah, bukan perangkat daerah."),
    ):
        satu = tempat(kode, nama)
        alamat, pada = f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/", f"?pada={satu.edisi.berlaku_mulai}"
        for apa in ("kartu", "hubungan"):
            assert kata in baca(client.get(f"{alamat}{apa}/{pada}")).teks, (apa, satu)
    assert "memimpin Sekretariat Daerah dan tidak dikoordinasikan" in kartu(client, "63.03", "Sekretaris Daerah").teks


def test_dasar_yang_dicabut_disebut(client: Client) -> None:
    for kode, nama in (("35.17", "Asisten"), ("62.05", "Dinas Daerah")):
        satu = tempat(kode, nama)
        teks = baca(client.get(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/?pada=2026-11-22")).teks
        assert "(kini dicabut)" in teks, nama
