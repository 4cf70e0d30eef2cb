"""The charts of the five founding regencies: what stands in their regulations, and nothing cut or covered."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction

from coordination.bagan.isi import Bagan, Kolom, Zona
from coordination.bagan.keterangan import JenisGaris
from coordination.bagan.lembar import KERTAS_A4, berhalaman
from coordination.bagan.lukis import lukis
from coordination.bagan.rakit import Bacaan, baca_edisi, rakit
from coordination.bagan.tata import susun
from coordination.halaman.bagan import Butir, susun_daftar, tuliskan
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca
from registry.gambar.bentuk import Gambar, Garis, Pola
from registry.models import Edisi
from relations.panel import ketentuan_pelaksanaan
from tests.bagan_contoh import cacat, tulisan, unit_tergambar

AKAR = Path(__file__).resolve().parents[1]
BERKAS = AKAR.parent / "shared" / "golden.json"
BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = "62.05", "63.11", "63.03", "18.09", "35.17"
LIMA = (BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG)
SEED = {"S2": BANJAR, "S3": PESAWARAN, "S4": JOMBANG}

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (AKAR / "fixtures" / "nasional.yaml", *sorted((AKAR / "fixtures").glob("[0-9]*.yaml"))):
            muat(baca(jalur))
        yield
        transaction.set_rollback(True)
    dibaca.cache_clear()
    bagan.cache_clear()


@cache
def dibaca(kode: str) -> Bacaan:
    semua = Edisi.objects.terbit().filter(daerah__kode=kode).select_related("daerah", "peraturan__daerah")
    bacaan = baca_edisi(semua.order_by("-berlaku_mulai")[0])
    assert bacaan is not None
    return bacaan


@cache
def bagan(kode: str) -> Bagan:
    b = dibaca(kode)

    def alamat(uuid: UUID | None) -> str:
        return f"/perangkat-daerah/{uuid}/" if uuid else ""

    return rakit(b, tanggal=date(2026, 11, 22), ketentuan=ketentuan_pelaksanaan(b.edisi), alamat=alamat)


def gambar(kode: str) -> Gambar:
    lembar = susun(bagan(kode))
    assert lembar is not None
    return lukis(lembar, utuh=True)


def kolom(kode: str, nama: str) -> Kolom:
    return next(satu for satu in bagan(kode).kolom if satu.kepala.nama == nama)


@pytest.mark.parametrize("kode", LIMA)
def test_the_chart_has_no_fault_on_a3_and_on_a4(kode: str) -> None:
    assert cacat(gambar(kode)) == []
    assert [salah for satu in berhalaman(bagan(kode), KERTAS_A4) for salah in cacat(satu)] == []


@pytest.mark.parametrize("kode", LIMA)
def test_every_unit_of_the_edition_is_drawn_once_and_listed_once(kode: str) -> None:
    semua = Counter([*dibaca(kode).simpul])
    assert Counter(unit_tergambar(gambar(kode))) == semua
    terdaftar = [
        satu.butir.unit.perangkat_daerah_id
        for satu in tuliskan(susun_daftar(dibaca(kode)))
        if isinstance(satu.butir, Butir)
    ]
    assert Counter(terdaftar) == semua


@pytest.mark.skipif(not BERKAS.exists(), reason="golden.json tidak ada di samping repositori")
def test_letters_and_pasal_of_each_column_are_those_of_the_text() -> None:
    emas = json.loads(BERKAS.read_text(encoding="utf-8"))
    for rentang in emas["spans"]:
        if rentang["seed"] not in SEED or not rentang["units"]:
            continue
        satu = kolom(SEED[rentang["seed"]], rentang["asisten"].partition(" [")[0])
        koordinasi = rentang["relasi"] == "koordinasi"
        milik = [unit for unit in satu.unit if unit.koordinasi == koordinasi]
        assert [unit.huruf for unit in milik] == [unit["huruf"] for unit in rentang["units"]], rentang["sitasi"]
        assert [unit.nama for unit in milik] == [unit["unit"] for unit in rentang["units"]], rentang["sitasi"]
        assert any(rentang["sitasi"] in kata and f"{len(milik)} unit" in kata for kata in satu.sebutan)


def test_the_legends_have_the_words_of_each_regulation() -> None:
    nama = {kode: [satu.nama for satu in bagan(kode).keterangan.baris] for kode in LIMA}
    assert nama[BANJAR] == ["Garis komando", "Garis koordinatif"]
    assert bagan(BANJAR).keterangan.baris[1].tambahan == (
        "(hubungan konsultatif, kolegial, fungsional dan koordinatif)"
    )
    assert nama[PESAWARAN] == ["Garis Lini", "Garis Koordinasi", "Garis Pertanggungjawaban"]
    assert nama[JOMBANG] == nama[BALANGAN] == ["Komando", "Koordinasi"]
    assert nama[BARITO_UTARA] == ["Komando"]
    for kode in LIMA:
        for satu in nama[kode]:
            assert satu in tulisan(gambar(kode))


def test_the_legends_say_whose_the_shapes_of_the_lines_are() -> None:
    sumber = {kode: bagan(kode).keterangan.sumber for kode in LIMA}
    assert sumber[BANJAR] == "Nama dan bentuk garis menurut naskah."
    assert "bentuknya tidak terbaca, jadi bentuk garis di sini dari Rentang" in sumber[PESAWARAN]
    assert "belum terbaca" in sumber[BALANGAN]
    for kode in (JOMBANG, BARITO_UTARA):
        assert sumber[kode].startswith("Peraturannya tidak memuat bagan")


def test_banjar_draws_command_solid_and_coordination_dotted() -> None:
    b = bagan(BANJAR)
    assert b.keterangan.bentuk(JenisGaris.KOMANDO) is Pola.UTUH
    assert b.keterangan.bentuk(JenisGaris.KOORDINASI) is Pola.TITIK
    assert b.staf_ahli is None
    assert [satu.sebutan for satu in b.kolom] == [
        ("Pasal 15 ayat (2) · 11 unit",),
        ("Pasal 15 ayat (3) · 10 unit",),
        ("Pasal 15 ayat (4) · 5 unit",),
    ]
    catatan = " ".join(b.catatan)
    assert "Bagan dalam Lampiran belum terbaca" in catatan
    assert "Asisten melaporkan hasil koordinasinya kepada Sekretaris Daerah (Pasal 17)." in catatan
    assert "(Pasal 15 ayat (6))" in catatan
    kecamatan = next(satu for satu in b.kolom[0].unit if satu.huruf == "k")
    assert kecamatan.kelompok


def test_pesawaran_draws_three_lines_and_the_staf_ahli_beside() -> None:
    b = bagan(PESAWARAN)
    assert b.staf_ahli is not None
    assert len(b.staf_ahli.unit) == 3
    assert (b.staf_ahli.garis, b.staf_ahli.sekda) == (JenisGaris.PERTANGGUNGJAWABAN, True)
    pola = {satu.pola for satu in gambar(PESAWARAN).isi if isinstance(satu, Garis)}
    assert {Pola.UTUH, Pola.TITIK, Pola.PUTUS} <= pola
    assert [satu.nama for satu in b.tanpa] == ["Inspektorat"]
    assert "Tidak disebut dalam rentang mana pun" in tulisan(gambar(PESAWARAN))
    assert {satu.nama for k in b.kolom for satu in k.unit if satu.zona is Zona.LUAR} == {
        "Desa/Kelurahan",
        "Badan Usaha Milik Daerah (BUMD)",
    }
    assert {
        (satu.zona, satu.komando, satu.koordinasi) for k in b.kolom for satu in k.unit if satu.nama[:6] == "Bagian"
    } == {(Zona.SETDA, True, False)}
    assert "Pasal 22 ayat (8) tertulis" in " ".join(b.catatan)


def test_jombang_commands_and_coordinates_its_bagian_and_keeps_its_companies_outside() -> None:
    b = bagan(JOMBANG)
    bagian = [satu for k in b.kolom for satu in k.unit if satu.nama.startswith("Bagian")]
    assert len(bagian) == 10
    assert all(satu.komando and satu.koordinasi and satu.zona is Zona.SETDA for satu in bagian)
    assert [satu.huruf for satu in b.kolom[1].di(Zona.LUAR)] == ["q", "r", "s", "t"]


def test_balangan_says_in_amber_that_nobody_has_read_its_lists() -> None:
    b = bagan(BALANGAN)
    assert [(satu.kosong, satu.ragu) for satu in b.kolom] == [("Rentangnya belum terbaca (Lampiran II)", True)] * 3
    assert tulisan(gambar(BALANGAN)).count("Rentangnya belum terbaca") == 3


def test_barito_utara_has_no_koordinator_and_draws_its_classes_in_the_frame() -> None:
    b = bagan(BARITO_UTARA)
    assert b.kolom == ()
    assert [satu.nama for satu in b.tanpa] == [
        "Dinas Daerah",
        "Lembaga Teknis Daerah",
        "Sekretariat Dewan Perwakilan Rakyat Daerah",
    ]
    assert b.judul_tanpa == ""
    assert "tidak membagi perangkat daerah ke dalam rentang koordinasi" in " ".join(b.catatan)


@pytest.mark.parametrize("kode", LIMA)
def test_every_box_leads_to_its_unit(kode: str) -> None:
    for satu in bagan(kode).semua():
        assert satu.alamat == f"/perangkat-daerah/{dibaca(kode).simpul[satu.badan].kedudukan.perangkat_daerah.uuid}/"
