"""The founding regencies compared: what was never entered is unknown, and a whole amendment of Banjar in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from coordination.models import RentangKoordinasi
from registry.banding import bandingkan
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.isi_edisi import Ubah
from registry.models import Daerah, Edisi, Kedudukan
from registry.services import buat_rancangan, terapkan
from tests import pabrik
from tests.halaman import baca, ketat

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


@pytest.mark.parametrize(
    ("kode", "dari", "ke"),
    [
        ("18.09", "1 Januari 2020", "3 Januari 2022"),
        ("35.17", "1 Januari 2005", "6 April 2009"),
        ("63.03", "1 Januari 2019", "13 Mei 2022"),
        ("63.11", "1 Januari 2023", "6 Mei 2025"),
    ],
)
def test_against_an_edition_that_nobody_entered_nothing_came_and_nothing_went(
    client: Client, kode: str, dari: str, ke: str
) -> None:
    jawaban = client.get(f"/daerah/{kode}/banding/")
    assert jawaban.status_code == 200
    teks = baca(jawaban).teks
    assert "Apa yang berubah belum diketahui." in teks
    assert f"Perubahan dari edisi {dari} ke edisi {ke} karena itu belum diketahui, bukan tidak ada." in teks
    assert "masuk struktur" not in teks
    assert "dihapus dari struktur" not in teks


def test_barito_utara_has_one_edition_and_says_what_it_cannot_be_compared_with(client: Client) -> None:
    teks = baca(client.get("/daerah/62.05/banding/")).teks
    assert "Baru satu edisi Kabupaten Barito Utara yang tercatat." in teks


def test_a_whole_amendment_of_banjar_in_sentences(db: None) -> None:
    banjar = Daerah.objects.get(kode="63.03")
    asal = Edisi.objects.terbit().get(daerah=banjar, berlaku_mulai=date(2022, 5, 13))
    tempat = {satu.nama: satu for satu in Kedudukan.objects.pada(asal).select_related("induk")}
    rentang = {satu.unit_id: satu for satu in RentangKoordinasi.objects.pada(asal)}

    def id_(nama: str) -> int:
        return tempat[nama].perangkat_daerah_id

    pangan, tani = id_("Dinas Ketahanan Pangan dan Perikanan"), id_("Dinas Pertanian")
    rumah = id_("Dinas Perumahan Rakyat, Kawasan Pemukiman dan Lingkungan Hidup")
    kominfo = id_("Dinas Komunikasi, Informatika, Statistik dan Persandian")
    baru = pabrik.badan(banjar, "dkpp", "Dinas Ketahanan Pangan, Pertanian dan Perikanan")
    asisten = rentang[pangan].koordinator_id
    huruf = rentang[pangan].huruf
    peraturan = pabrik.peraturan(banjar, "7", 2024)
    ubah: Ubah = {
        ("kedudukan", (baru.pk,)): {
            "nama": baru.nama, "jenis": "dinas", "induk": tempat["Dinas Pertanian"].induk.perangkat_daerah_id,
            "urutan": 99,
            "peraturan_id": peraturan.pk, "rujukan": "Pasal 3",
        },
        ("kedudukan", (pangan,)): None,
        ("kedudukan", (tani,)): None,
        ("kedudukan", (rumah,)): {"nama": "Dinas Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup"},
        ("rentangkoordinasi", (pangan, 1)): None,
        ("rentangkoordinasi", (tani, 1)): None,
        ("rentangkoordinasi", (baru.pk, 1)): {"koordinator_id": asisten, "huruf": huruf, "peraturan_id": peraturan.pk},
        ("rentangkoordinasi", (kominfo, 1)): {"koordinator_id": asisten, "rujukan": "Pasal 15 ayat (3) huruf j",
                                              "huruf": "j"},
        ("suksesi", (1,)): {"jenis": "gabung"},
        ("pesertasuksesi", (1, "lama", pangan)): {},
        ("pesertasuksesi", (1, "lama", tani)): {},
        ("pesertasuksesi", (1, "baru", baru.pk)): {},
    }  # fmt: skip
    draf = buat_rancangan(daerah=banjar, oleh=None, asal=asal, peraturan=peraturan, berlaku_mulai=date(2024, 3, 1))
    terapkan(edisi=draf, ubah=ubah, oleh=None)
    hasil = bandingkan(asal, draf)
    semua = [satu.polos for satu in hasil.kalimat if not satu.lipat]
    assert semua == [
        "Dinas Ketahanan Pangan dan Perikanan dan Dinas Pertanian digabung menjadi "
        "Dinas Ketahanan Pangan, Pertanian dan Perikanan.",
        "Nama Dinas Perumahan Rakyat, Kawasan Pemukiman dan Lingkungan Hidup berubah menjadi "
        "Dinas Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup.",
        "Dinas Komunikasi, Informatika, Statistik dan Persandian pindah dari Asisten Administrasi Umum ke "
        "Asisten Perekonomian dan Pembangunan.",
        "Dinas Ketahanan Pangan, Pertanian dan Perikanan masuk rentang Asisten Perekonomian dan Pembangunan.",
    ]
    kominfo_dasar = next(satu for satu in hasil.kalimat if satu.jenis == "pindah koordinator").dasar
    assert "".join(kata.teks for kata in kominfo_dasar) == (
        "Semula Pasal 15 ayat (4) huruf b · menjadi Pasal 15 ayat (3) huruf j Perbup Banjar 15/2022"
    )
    tetap = next(satu.tetap for satu in hasil.kelompok if satu.kode == "ketentuan")
    assert tetap == "Tidak berubah: konsultatif, kolegial, fungsional, koordinatif."
    assert dict(hasil.hitungan)["digabung"] == 2
