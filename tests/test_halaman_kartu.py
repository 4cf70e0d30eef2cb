"""The answer card: every state in words, one A4 page always, and a short code that tells whether it still holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pypdfium2
import pytest
from django.test import Client

from coordination.halaman.bersama import BUKAN_SUBJEK, gabung_rujukan
from coordination.halaman.kartu import (
    BarisJenis,
    Butir,
    Catatan,
    Daftar,
    Fakta,
    Kartu,
    KelompokJenis,
    isi_jawaban,
    kalimat_pertama,
    rentang_pasal,
    susun_kartu,
)
from coordination.halaman.kartu_gambar import SELENGKAPNYA, TEPI, gambar_kartu
from coordination.halaman.unit import muat_badan, muat_unit
from coordination.kode_pendek import HURUF, Kode, kode_kartu, kode_unit, sidik, urai
from registry.gambar import pdf, qr, svg
from registry.gambar.bentuk import A4, Bentuk, Kelompok, Teks
from registry.gambar.pdf import batas
from registry.models import JenisUnit, PerangkatDaerah
from registry.services import buat_ralat, buat_rancangan, suksesi, terapkan, terbitkan
from registry.suksesi import Penerus
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db

ALAMAT = "https://rentang.example/k/8ZK3T0QD-261122-7GQX/"
TIDAK_DIATUR = "Peraturannya tidak mengatur jenis hubungan kerja."


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def alamat(kab: Kabupaten, kunci: str, pada: str = "", apa: str = "kartu/") -> str:
    return f"/perangkat-daerah/{kab.badan[kunci].uuid}/{apa}" + (f"?pada={pada}" if pada else "")


def buka(client: Client, kab: Kabupaten, kunci: str, pada: str = "") -> Halaman:
    jawaban = client.get(alamat(kab, kunci, pada))
    assert jawaban.status_code == 200
    halaman = baca(jawaban)
    assert halaman.terlarang == []
    return halaman


def kode(client: Client, kab: Kabupaten, kunci: str, pada: str = "") -> str:
    isi: Kartu = client.get(alamat(kab, kunci, pada)).context["k"]
    return isi.kode


def periksa(client: Client, kode: str) -> Halaman:
    jawaban = client.get(f"/k/{kode}/")
    assert jawaban.status_code == 200
    return baca(jawaban)


def teks_pdf(isi: bytes) -> list[str]:
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        return [" ".join(halaman.get_textpage().get_text_bounded().split()) for halaman in dokumen]
    finally:
        dokumen.close()


def kartu(kab: Kabupaten, kunci: str, tanggal: date = date(2026, 11, 22)) -> Kartu:
    return susun_kartu(muat_unit(*muat_badan(kab.badan[kunci].uuid), tanggal))


def berketentuan(bagan: Any = pabrik.BAGAN, **keadaan: str) -> Kabupaten:
    """Kabupaten Contoh, where accountability and two kinds run through the Asisten (as Banjar has it)."""
    kab = pabrik.kabupaten(terbit=False, ketentuan="lengkap", bagan=bagan)
    dasar = {"peraturan_id": kab.peraturan.pk, "subjek": "asisten_perangkat_daerah"}
    bentuk = {
        "jenis": "bentuk",
        "rujukan": "Pasal 13",
        "terbuka": False,
        "butir": [
            {"label": "a", "teks": "penyampaian laporan"},
            {"label": "b", "teks": "permintaan paraf koordinasi atas naskah dinas"},
        ],
    }
    kegiatan = {
        "jenis": "kegiatan",
        "rujukan": "Pasal 7 ayat (2)",
        "terbuka": True,
        "butir": [{"label": "a", "teks": "perencanaan"}, {"label": "b", "teks": "perumusan"}],
    }
    koordinatif = {
        "rujukan": "Pasal 6 huruf b",
        "urutan": 2,
        "maksud": "Menyelaraskan program. Dengan sarana yang lancar.",
        "pelaksana": "Pasal 10 sampai dengan Pasal 13",
        "rincian": [bentuk],
        "peraturan_id": kab.peraturan.pk,
    }
    konsultatif = {
        "rujukan": "Pasal 6 huruf a",
        "urutan": 1,
        "maksud": "Menyamakan pandangan.",
        "pelaksana": "",
        "rincian": [kegiatan],
        "peraturan_id": kab.peraturan.pk,
    }
    ubah: dict[Any, Any] = {
        ("ketentuanhubungan", ("asisten_perangkat_daerah", "koordinatif")): koordinatif,
        ("ketentuanhubungan", ("asisten_perangkat_daerah", "konsultatif")): konsultatif,
        ("ketentuanpelaksanaan", (1,)): {
            **dasar,
            "topik": "pertanggungjawaban",
            "subjek": "perangkat_daerah",
            "rujukan": "Pasal 15 ayat (6)",
            "judul": "Kepada Bupati",
        },
        ("ketentuanpelaksanaan", (2,)): {
            **dasar,
            "topik": "pertanggungjawaban",
            "rujukan": "Pasal 15 ayat (7)",
            "judul": "Lewat Asisten",
        },
        ("ketentuanpelaksanaan", (3,)): {
            **dasar,
            "topik": "pelaporan",
            "rujukan": "Pasal 17",
            "judul": "Asisten kepada Sekretaris Daerah",
        },
        ("kedudukan", (kab.id("asisten-1"),)): {"kontak": "Gedung Setda lantai 2, (0511) 123456"},
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    for nama, nilai in keadaan.items():
        setattr(kab.edisi, nama, nilai)
    kab.edisi.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


# What the card says


def test_kartu_memuat_jawaban_pasal_tanggal_dan_sumbernya(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "dinkes", "2023-05-01").teks
    for bagian in (
        "Kartu jawaban koordinasi Dinas Kesehatan Kabupaten Contoh",
        "Dinas Kesehatan dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat.",
        "Menurut Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Nomor 1 Tahun 2020",
        "Jenis hubungan koordinatif, langsung",
        "Berlaku sejak 2 Januari 2020",
        "Keadaan per 1 Mei 2023",
        "Edisi berlaku sejak 2 Januari 2020",
        TIDAK_DIATUR,
        "Menghubungi koordinatornya Asisten Pemerintahan dan Kesejahteraan Rakyat, Sekretariat Daerah "
        "Kabupaten Contoh. Telepon dan surel belum diisi.",
        "Peraturannya tidak menyebut apa yang harus disampaikan melalui koordinator.",
        f"Periksa kartu ini: testserver/k/{kode_unit(kab.badan['dinkes'].uuid)}-230501-",
    ):
        assert bagian in teks


def test_yang_melalui_asisten_disebut_dengan_pasalnya(client: Client) -> None:
    kab = berketentuan()
    teks = buka(client, kab, "dinkes").teks
    for bagian in (
        "Koordinatif Menyelaraskan program. Dengan sarana yang lancar. Bentuk: penyampaian laporan, permintaan paraf "
        "koordinasi atas naskah dinas (Pasal 13) Pasal 10–13",
        "Menyamakan pandangan. Kegiatan antara lain perencanaan, perumusan (Pasal 7 ayat (2))",
        "Pasal 6 huruf a tanpa pasal pelaksana",
        "Pertanggungjawaban pimpinannya, melalui Asisten Pemerintahan dan Kesejahteraan Rakyat, melalui Sekretaris "
        "Daerah, kepada Bupati Contoh (Pasal 15 ayat (6) dan ayat (7))",
        "Pertanggungjawaban melalui Asisten – Pertanggungjawaban pimpinannya",
        "Bentuk koordinasi dengan Asisten – Penyampaian laporan (Pasal 13 huruf a)",
        "Permintaan paraf koordinasi atas naskah dinas (Pasal 13 huruf b)",
        "Gedung Setda lantai 2, (0511) 123456",
    ):
        assert bagian in teks
    assert "belum diisi" not in teks
    assert "disampaikan melalui" not in teks
    assert teks.count("tanpa pasal pelaksana") == 2  # once in the words, once on the sheet that is printed


def test_kartu_asisten_memuat_yang_dikoordinasikannya_dan_kepada_siapa_ia_melapor(client: Client) -> None:
    teks = buka(client, berketentuan(), "asisten-1").teks
    assert "mengoordinasikan dua unit" in teks
    assert "Yang dikoordinasikannya a. Dinas Kesehatan b. Kecamatan" in teks
    assert "Asisten kepada Sekretaris Daerah (Pasal 17)" in teks


def test_anggota_kelompok_menyebut_melalui_siapa(client: Client, kab: Kabupaten) -> None:
    assert "Jenis hubungan koordinatif, melalui Kecamatan" in buka(client, kab, "kec-satu").teks
    teks = buka(client, kab, "kecamatan").teks
    assert "Peraturan menyebut “Kecamatan” sebagai kelompok; tiap anggotanya mengikuti jawaban ini." in teks


def test_bagian_berada_di_bawah_asistennya(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "bagian-hukum").teks
    assert "Bagian Hukum berada di bawah Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    assert "Jenis hubungan komando, langsung" in teks


@pytest.mark.parametrize(
    ("keadaan", "kalimat", "sumber", "kontak"),
    [
        ("belum_terbaca", "Koordinator Dinas Kesehatan belum terbaca dari naskah.", "Ada dalam Lampiran II", False),
        (
            "tidak_diatur",
            "Peraturan Kabupaten Contoh tidak mengatur siapa mengoordinasikan Dinas Kesehatan.",
            "Diperiksa dalam Lampiran II",
            True,
        ),
        ("belum_dimuat", "Koordinator Dinas Kesehatan belum dicatat untuk tanggal ini.", "Seharusnya dalam", False),
        (
            "sebagian",
            "Dinas Kesehatan tidak disebut dalam rentang koordinasi Kabupaten Contoh.",
            "Diperiksa dalam Lampiran II",
            True,
        ),
    ],
)
def test_tiap_keadaan_tanpa_jawaban_dikatakan_terang(
    client: Client, keadaan: str, kalimat: str, sumber: str, kontak: bool
) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang, kab.edisi.rentang_rujukan = keadaan, "Lampiran II"
    kab.edisi.rentang_keterangan = "Bagannya berupa gambar."
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client, kab, "dinkes").teks
    for bagian in (kalimat, sumber, "Bagannya berupa gambar."):
        assert bagian in teks
    assert ("Koordinatornya belum diketahui." in teks) is not kontak
    assert [kalimat in halaman for halaman in teks_pdf(client.get(alamat(kab, "dinkes", apa="kartu.pdf")).content)] == [
        True
    ]


@pytest.mark.parametrize(
    ("keadaan", "kata"),
    [
        ("belum_terbaca", "Jenis hubungan kerja belum terbaca dari naskah."),
        ("belum_dimuat", "Jenis hubungan kerja belum dicatat."),
        ("tidak_diatur", TIDAK_DIATUR),
        ("sebagian", "Jenis hubungan kerja bagi dinas belum tercatat; naskahnya baru terbaca sebagian."),
    ],
)
def test_jenis_yang_tidak_ada_dikatakan_sebabnya(client: Client, keadaan: str, kata: str) -> None:
    kab = pabrik.kabupaten(ketentuan=keadaan)
    assert kata in buka(client, kab, "dinkes").teks


def test_unit_yang_tidak_kena_jenis_apa_pun_mendapat_kata_sendiri(client: Client) -> None:
    kab = berketentuan()
    for kunci, kata in (
        ("sekda", "dibuka bagi Asisten dengan perangkat daerah, tidak bagi Sekretaris Daerah."),
        ("bupati", "memimpin pemerintahan daerah; yang diatur ialah hubungan perangkat daerah."),
    ):
        assert kata in buka(client, kab, kunci).teks
        assert kata in baca(client.get(alamat(kab, kunci, apa="hubungan/"))).teks


def test_yang_bukan_perangkat_daerah_memuat_jenis_koordinatornya(client: Client) -> None:
    """As its tab has it: no kind is enabled for it, and what is enabled for its koordinator serves both."""
    kab = berketentuan(bagan={**pabrik.BAGAN, "kecamatan": ("Kelurahan/Desa", "kelompok", "bupati")})
    teks = buka(client, kab, "kecamatan").teks
    assert "Jenis hubungan koordinatif, langsung" in teks
    assert f"Kelurahan/Desa {BUKAN_SUBJEK[JenisUnit.DESA]}." in teks
    assert "Hubungan kerja Asisten dengan perangkat daerah Ko Koordinatif Menyelaraskan program." in teks
    assert "Konsultatif" not in teks
    assert "Koordinatif" in baca(client.get(alamat(kab, "kecamatan", apa="hubungan/"))).teks


def test_sekda_memimpin_sekretariatnya(client: Client, kab: Kabupaten) -> None:
    kata = "Sekretaris Daerah memimpin Sekretariat Daerah dan tidak dikoordinasikan Asisten."
    assert kata in buka(client, kab, "sekda").teks
    assert kata in periksa(client, kode(client, kab, "sekda")).teks
    assert "Dipimpin oleh – Sekretaris Daerah" in buka(client, kab, "setda").teks


# The regulation of the answer, not the one that brought the edition about


def edisi_pengubah(kab: Kabupaten, ubah: Any = None) -> None:
    """A later edition by another regulation; what it leaves alone still rests on the first one."""
    perda = pabrik.peraturan(kab.daerah, "9", 2026, jenis="perda", berlaku_mulai=date(2026, 11, 1))
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=perda, berlaku_mulai=date(2026, 11, 1)
    )
    terapkan(edisi=edisi, ubah=ubah or {}, oleh=None)
    terbitkan(edisi=edisi, oleh=None)


def test_kartu_menyebut_peraturan_jawabannya_bukan_yang_mengubah_edisi(client: Client) -> None:
    kab = berketentuan()
    kab.peraturan.lembaran, kab.peraturan.lembaran_tahun, kab.peraturan.lembaran_nomor = "berita_daerah", 2020, "1"
    kab.peraturan.save()
    edisi_pengubah(kab)
    for kunci, pasal in (("asisten-1", "Pasal 5 ayat (1)"), ("dinkes", "Pasal 5 ayat (1) huruf a")):
        teks = buka(client, kab, kunci, "2026-11-02").teks
        assert f"Menurut {pasal} Peraturan Bupati Contoh Nomor 1 Tahun 2020" in teks
        assert f"{pasal} Peraturan Daerah" not in teks
        assert "Edisi berlaku sejak 1 November 2026 karena Perda Contoh 9/2026" in teks
        assert "Peraturan Bupati Contoh Nomor 1 Tahun 2020 tentang Rentang Koordinasi" in teks
        assert "Berita Daerah Kabupaten Contoh Tahun 2020 Nomor 1" in teks
        assert "Nomor 9 Tahun 2026" not in teks
        assert "Hubungan kerja Asisten dengan perangkat daerah Ko" in teks  # their own regulation, needs no name
    teks = buka(client, kab, "asisten-1", "2026-11-02").teks
    assert "Edisi berlaku sejak 1 November 2026 Keadaan per 2 November 2026" in teks
    assert "Edisi berlaku sejak 2 Januari 2020" not in teks


def test_jenis_dari_peraturan_lain_menyebut_peraturannya(client: Client) -> None:
    kab = berketentuan()
    dari = {"koordinator_id": kab.id("asisten-2"), "rujukan": "Pasal 3 huruf a"}
    perda = pabrik.peraturan(kab.daerah, "9", 2026, jenis="perda", berlaku_mulai=date(2026, 11, 1))
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=perda, berlaku_mulai=date(2026, 11, 1)
    )
    ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {**dari, "peraturan_id": perda.pk}}
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    teks = buka(client, kab, "dinkes", "2026-11-02").teks
    assert "Menurut Pasal 3 huruf a Peraturan Daerah Kabupaten Contoh Nomor 9 Tahun 2026" in teks
    assert "Hubungan kerja Asisten dengan perangkat daerah menurut Perbup Contoh 1/2020 Ko" in teks
    assert "(Pasal 13 huruf b Perbup Contoh 1/2020)" in teks
    assert "(Pasal 15 ayat (6) dan ayat (7) Perbup Contoh 1/2020)" in teks
    # An Asisten with units of both: each by its own.
    teks = buka(client, kab, "asisten-2", "2026-11-02").teks
    assert "dan menurut Pasal" in teks
    assert (
        "a. Dinas Kesehatan (Pasal 3 huruf a Perda Contoh 9/2026)" in teks or "(Pasal 5 ayat (2) huruf a Perbup" in teks
    )


def test_kartu_tetap_cocok_bila_edisi_kemudian_mengulang_jawabannya(client: Client, kab: Kabupaten) -> None:
    lama = {kunci: kode(client, kab, kunci, "2026-11-02") for kunci in ("dinkes", "asisten-1", "sekda", "disdik")}
    dulu = kode(client, kab, "asisten-1", "2026-10-01")
    edisi_pengubah(kab, {("rentangkoordinasi", (kab.id("disdik"), 1)): {"rujukan": "Pasal 6 huruf a"}})
    for kunci in ("dinkes", "asisten-1", "sekda"):
        assert periksa(client, lama[kunci]).h1 == ["Kartu ini cocok"]
    assert periksa(client, lama["disdik"]).h1 == ["Kartu ini tidak cocok"]  # by another pasal
    halaman = periksa(client, dulu)
    assert halaman.h1 == ["Kartu ini cocok"]
    assert "Menurut Pasal 5 ayat (1) Peraturan Bupati Contoh Nomor 1 Tahun 2020" in halaman.teks
    assert "Jawabannya masih sama. Edisi yang berlaku hari ini lain: sejak 1 November 2026, karena Perda Contoh" in (
        halaman.teks
    )


def test_rentang_asisten_yang_berubah_bukan_jawaban_yang_sama(client: Client, kab: Kabupaten) -> None:
    dulu = kode(client, kab, "asisten-2", "2026-10-01")
    edisi_pengubah(kab, {("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-1")}})
    halaman = periksa(client, dulu)
    assert halaman.h1 == ["Kartu ini cocok"]
    assert "Jawaban hari ini lain" in halaman.teks
    assert "masih sama" not in halaman.teks


def test_tanggal_yang_disimpulkan_disebut_pada_kartu(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    kab.peraturan.berlaku_mulai_catatan = "Tanggalnya kosong dalam naskah."
    kab.peraturan.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    edisi_pengubah(kab)
    teks = buka(client, kab, "dinkes", "2021-01-01").teks
    assert "Edisi berlaku sejak 2 Januari 2020 (tanggal disimpulkan) sampai 31 Oktober 2026" in teks
    teks = buka(client, kab, "dinkes", "2026-11-02").teks
    assert "Berlaku sejak 2 Januari 2020 tanggal disimpulkan" in teks
    assert "Tanggal berlaku: Tanggalnya kosong dalam naskah." in teks
    assert "mulai berlaku 2 Januari 2020 (tanggal disimpulkan)" in buka(client, kab, "dinkes", "2010-01-01").teks


def test_tanggal_sebelum_edisi_pertama_dijawab_dengan_kata(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "dinkes", "2010-01-01")
    assert "Belum ada edisi Kabupaten Contoh pada tanggal ini" in halaman.teks
    assert "yang tercatat mulai berlaku 2 Januari 2020" in halaman.teks
    assert alamat(kab, "dinkes", "2020-01-02") in halaman.tautan
    assert len(teks_pdf(client.get(alamat(kab, "dinkes", "2010-01-01", "kartu.pdf")).content)) == 1


def test_unit_yang_sudah_digantikan_menyebut_penggantinya(client: Client, kab: Kabupaten) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2023, 1, 2))
    edisi.peraturan = pabrik.peraturan(kab.daerah, "7", 2023)
    edisi.save()
    baru = pabrik.badan(kab.daerah, "dinkes-baru", "Dinas Kesehatan Baru")
    suksesi.ganti_nama(
        edisi=edisi, badan=kab.id("dinkes"), nama="", penerus=Penerus(baru.pk, "Dinas Kesehatan Baru"), oleh=None
    )
    terbitkan(edisi=edisi, oleh=None)
    halaman = buka(client, kab, "dinkes", "2023-05-01")
    assert "Dinas Kesehatan tidak ada dalam susunan Kabupaten Contoh pada tanggal ini." in halaman.teks
    assert "Dinas Kesehatan Baru dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in halaman.teks
    assert f"/perangkat-daerah/{baru.uuid}/?pada=2023-05-01" in halaman.tautan
    assert periksa(client, kode(client, kab, "dinkes", "2023-05-01")).h1 == ["Kartu ini cocok"]


def test_unit_yang_tercatat_dua_kali_dialihkan(client: Client, kab: Kabupaten) -> None:
    ganda = pabrik.badan(kab.daerah, "ganda", "Label Ganda")
    PerangkatDaerah.objects.filter(pk=ganda.pk).update(dialihkan_ke=kab.badan["dinkes"])
    kab.badan["ganda"] = ganda
    for apa in ("kartu/", "kartu.pdf"):
        jawaban = client.get(alamat(kab, "ganda", "2021-01-01", apa))
        assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(kab, "dinkes", "2021-01-01", apa))


def test_unit_yang_tidak_ada_404_dengan_kata(client: Client, kab: Kabupaten) -> None:
    for apa in ("kartu/", "kartu.pdf"):
        jawaban = client.get(f"/perangkat-daerah/{UUID(int=1)}/{apa}")
        assert jawaban.status_code == 404
        assert "Perangkat daerah ini tidak ada" in baca(jawaban).teks


def test_halaman_unit_menawarkan_kartunya(client: Client, kab: Kabupaten) -> None:
    halaman = baca(client.get(f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/?pada=2021-01-01"))
    assert "Kartu jawaban (A4)" in halaman.teks
    assert alamat(kab, "dinkes", "2021-01-01") in halaman.tautan
    assert "Kartu jawaban (A4)" not in baca(client.get("/")).teks


def test_nama_jahat_hanya_menjadi_kata(client: Client) -> None:
    jahat = 'Dinas <script>alert(1)</script> "x" {{ 7 }} *'
    kab = pabrik.kabupaten(bagan={**pabrik.BAGAN, "dinkes": (jahat, "dinas", "bupati")})
    jawaban = client.get(alamat(kab, "dinkes"))
    assert "<script>alert" not in jawaban.content.decode()
    assert f"{jahat} dikoordinasikan oleh" in baca(jawaban).teks
    berkas = client.get(alamat(kab, "dinkes", apa="kartu.pdf"))
    assert "<script>alert(1)</script>" in teks_pdf(berkas.content)[0]
    assert re.fullmatch(r'inline; filename="kartu-[a-z0-9-]+\.pdf"', berkas["Content-Disposition"])


# One page, always


def test_pdf_satu_lembar_a4_dan_sama_setiap_kali(client: Client, kab: Kabupaten) -> None:
    alamat_pdf = alamat(kab, "dinkes", "2023-05-01", "kartu.pdf")
    jawaban = client.get(alamat_pdf)
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban["Content-Disposition"] == (
        'inline; filename="kartu-dinas-kesehatan-kabupaten-contoh-2023-05-01.pdf"'
    )
    assert jawaban.content == client.get(alamat_pdf).content
    dokumen = pypdfium2.PdfDocument(jawaban.content)
    assert [halaman.get_size() for halaman in dokumen] == [pytest.approx(A4, abs=0.01)]
    dokumen.close()
    (teks,) = teks_pdf(jawaban.content)
    for bagian in ("Asisten Pemerintahan dan Kesejahteraan Rakyat.", "Pasal 5 ayat (1) huruf a", "1 Mei 2023"):
        assert bagian in teks
    assert f"/URI (http://testserver/perangkat-daerah/{kab.badan['asisten-1'].uuid}/?pada=2023-05-01)".encode() in (
        jawaban.content
    )


def test_pdf_yang_sama_tidak_dikirim_lagi(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get(alamat(kab, "dinkes", "2023-05-01", "kartu.pdf"))
    assert jawaban["Cache-Control"] == "no-cache"
    ulang = client.get(alamat(kab, "dinkes", "2023-05-01", "kartu.pdf"), headers={"If-None-Match": jawaban["ETag"]})
    assert (ulang.status_code, ulang.content) == (304, b"")


def test_cetakan_halaman_adalah_gambar_pdf(client: Client, kab: Kabupaten) -> None:
    """The sheet in the page is drawn by the same shapes as the PDF."""
    jawaban = client.get(alamat(kab, "dinkes"))
    isi: Kartu = jawaban.context["k"]
    lembar = svg.tulis(
        gambar_kartu(isi, f"http://testserver/k/{isi.kode}/"),
        alamat_dasar="http://testserver",
        terbenam=True,
        awalan="lembar",
    )
    assert f'<div class="kartu-lembar">{lembar}</div>' in jawaban.content.decode()


def daun(isi: tuple[Bentuk, ...]) -> Iterator[Bentuk]:
    for satu in isi:
        if isinstance(satu, Kelompok):
            yield from daun(satu.isi)
        else:
            yield satu


def berlebihan(isi: Kartu, kali: int) -> Kartu:
    """A card with far too much of everything."""
    panjang = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak serta Pengendalian Penduduk " * 4
    baris = tuple(
        BarisJenis(jenis, jenis.capitalize(), panjang * kali, panjang * kali, "", "Pasal 15 ayat (1) huruf b")
        for jenis in ("koordinatif", "konsultatif", "kolegial", "fungsional", "struktural")
    )
    return replace(
        isi,
        nama=panjang[:255],
        kalimat=(
            isi.kalimat[0]._replace(teks=f"{panjang[:255]} dikoordinasikan oleh "),
            isi.kalimat[1]._replace(teks=panjang[:255]),
            *isi.kalimat[2:],
        ),
        fakta=(Fakta("Menurut", panjang[:200], panjang[:200]), *isi.fakta[1:]),
        catatan=(Catatan(panjang * kali, True), Catatan(panjang * kali)),
        kelompok=tuple(KelompokJenis("Hubungan kerja", baris) for _ in range(2)),
        daftar=tuple(
            Daftar("Daftar", tuple(Butir(panjang[:255]) for _ in range(20 * kali))) for _ in range(3 + kali // 4)
        ),
        sumber=(panjang[:200], panjang[:200], panjang[:200]),
    )


@pytest.mark.parametrize("kali", [0, 1, 2, 8])
def test_tidak_ada_yang_keluar_dari_lembar_atau_bertumpuk(kab: Kabupaten, kali: int) -> None:
    isi = kartu(kab, "dinkes")
    gambar = gambar_kartu(berlebihan(isi, kali) if kali else isi, ALAMAT)
    lebar, tinggi = A4
    for satu in daun(gambar.isi):
        kiri, atas, kanan, bawah = batas(satu)
        assert 30 <= kiri <= kanan <= lebar - 30, satu
        assert 30 <= atas <= bawah <= tinggi - 30, satu
    baris = sorted((satu for satu in daun(gambar.isi) if isinstance(satu, Teks)), key=lambda satu: satu.y)
    for nomor, satu in enumerate(baris):
        for lain in baris[nomor + 1 :]:
            if lain.y - satu.y >= min(satu.ukuran, lain.ukuran) * 0.9:
                continue
            di_kiri, di_kanan = sorted((batas(satu), batas(lain)))
            assert di_kiri[2] <= di_kanan[0] + 0.5, (satu, lain)
    (teks,) = teks_pdf(pdf.tulis([gambar], judul="x"))
    assert (SELENGKAPNYA in teks) is (kali > 0)
    assert ("lainnya, lihat halaman unit" in teks) is (kali > 0)


def test_catatan_yang_terpotong_diakui(kab: Kabupaten) -> None:
    isi = replace(kartu(kab, "dinkes"), daftar=(), kelompok=(), catatan=(Catatan("kata demi kata " * 1000),))
    (teks,) = teks_pdf(pdf.tulis([gambar_kartu(isi, ALAMAT)], judul="x"))
    assert " …" in teks
    assert SELENGKAPNYA in teks


def test_kode_qr_tidak_kena_garis(kab: Kabupaten) -> None:
    """The quiet zone stays white: nothing but the code itself lies in it."""
    gambar = gambar_kartu(kartu(kab, "dinkes"), ALAMAT)
    kode_qr = next(satu for satu in gambar.isi if isinstance(satu, Kelompok) and satu.nama.startswith("Kode QR"))
    kiri, atas, kanan, bawah = batas(kode_qr)
    for satu in daun(tuple(satu for satu in gambar.isi if satu is not kode_qr)):
        k, a, n, b = batas(satu)
        assert n <= kiri or k >= kanan or b <= atas or a >= bawah or (a == b and a <= atas), satu
    petak = len(qr.matriks(ALAMAT))
    assert kiri + qr.TEPI * (kanan - kiri) / (petak + 2 * qr.TEPI) == pytest.approx(TEPI)


# Codes


def test_kode_adalah_awal_uuid_dalam_huruf_crockford() -> None:
    assert kode_unit(UUID(int=0)) == "00000000"
    assert kode_unit(UUID(int=2**128 - 1)) == "ZZZZZZZZ"
    uuid = UUID("78b1bacb-9f33-5c9c-9400-dffc928bfa54")
    terurai = urai(kode_unit(uuid))
    assert terurai == Kode(0x78B1BACB9F)
    awal, akhir = terurai.rentang_uuid
    assert awal == UUID("78b1bacb-9f00-0000-0000-000000000000")
    assert akhir == UUID("78b1bacb-9fff-ffff-ffff-ffffffffffff")


@pytest.mark.parametrize("tanggal", [date(2026, 11, 22), date(2000, 1, 1), date(2099, 12, 31), date(1999, 1, 1)])
def test_kode_kartu_terbaca_kembali(tanggal: date) -> None:
    tertulis = kode_kartu(UUID("78b1bacb-9f33-5c9c-9400-dffc928bfa54"), tanggal, "1A0Z")
    for bentuk in (tertulis, tertulis.lower(), tertulis.replace("1", "l"), tertulis.replace("0", "o")):
        assert urai(bentuk) == Kode(0x78B1BACB9F, tanggal, "1A0Z")
    assert urai(tertulis.replace("1", "I"))


@pytest.mark.parametrize(
    "salah",
    [
        "",
        "8ZK3T0Q",
        "8ZK3T0QDD",
        "8ZK3T0QU",
        "8ZK3T0QD-",
        "8ZK3T0QD-261122",
        "8ZK3T0QD-261322-7GQX",
        "8ZK3T0QD-000000-7GQX",
        "8ZK3T0QD-261122-7GQ",
        "8ZK3T0QD-261122-7GQX-1",
        "８ＺＫ３Ｔ０ＱＤ",
        "ß" * 8,
        "' OR 1=1",
        "x" * 5000,
        "\x00",
    ],
)
def test_kode_yang_salah_404_dengan_kata(client: Client, kab: Kabupaten, salah: str) -> None:
    assert urai(salah) is None
    if salah:
        jawaban = client.get(f"/k/{salah}/")
        assert jawaban.status_code in (400, 404)
        assert len(jawaban.content) < 8_000


def test_kode_yang_tidak_dikenal_404_dengan_kata(client: Client, kab: Kabupaten) -> None:
    for tidak_ada in ("00000000", "00000000-261122-7GQX"):
        jawaban = client.get(f"/k/{tidak_ada}/")
        assert jawaban.status_code == 404
        assert baca(jawaban).h1 == ["Kode ini tidak dikenal"]
        assert "delapan huruf atau angka, lalu tanggal, lalu empat huruf atau angka" in baca(jawaban).teks


def test_sidik_empat_huruf_dan_berubah_oleh_setiap_bagian() -> None:
    dasar: list[object] = [UUID(int=1), "koordinasi", "Pasal 5", date(2020, 1, 2), 1, ["a"]]
    semua = {sidik(dasar)}
    for nomor in range(len(dasar)):
        lain = list(dasar)
        lain[nomor] = "lain"
        semua.add(sidik(lain))
    assert len(semua) == len(dasar) + 1
    assert all(re.fullmatch(f"[{HURUF}]{{4}}", satu) for satu in semua)
    assert sidik(dasar) == "JJ1F"  # known: no other machine may compute another


def test_kode_unit_menuju_halamannya(client: Client, kab: Kabupaten) -> None:
    pendek = kode_unit(kab.badan["dinkes"].uuid)
    jawaban = client.get(f"/k/{pendek.lower()}/?pada=2021-01-01")
    assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(kab, "dinkes", "2021-01-01", ""))


def test_dua_unit_yang_berbagi_kode_dipilih_pembaca(client: Client, kab: Kabupaten) -> None:
    kembar = UUID(int=kab.badan["dinkes"].uuid.int ^ 1)
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(uuid=kembar)
    halaman = baca(client.get(f"/k/{kode_unit(kembar)}/"))
    assert halaman.h1 == ["Kode itu dipakai lebih dari satu unit"]
    assert {f"/perangkat-daerah/{satu}/" for satu in (kembar, kab.badan["dinkes"].uuid)} <= set(halaman.tautan)
    # The digest knows which of the two a card is of.
    halaman = periksa(client, kode(client, kab, "dinkes"))
    assert halaman.h1 == ["Kartu ini cocok"]
    assert "Dinas Kesehatan dikoordinasikan oleh" in halaman.teks
    assert "Dinas Pendidikan" not in halaman.teks


def test_unit_dalam_rancangan_tidak_ditemukan_lewat_kodenya(client: Client, rancangan: Kabupaten) -> None:
    assert client.get(f"/k/{kode_unit(rancangan.badan['dinkes'].uuid)}/").status_code == 404


# Verification


def test_kartu_yang_masih_berlaku_cocok(client: Client, kab: Kabupaten) -> None:
    halaman = periksa(client, kode(client, kab, "dinkes", "2021-06-01").lower())
    assert halaman.h1 == ["Kartu ini cocok"]
    assert "Rentang masih memberi jawaban yang sama bagi 1 Juni 2021" in halaman.teks
    assert "Dinas Kesehatan dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in halaman.teks
    assert "Jawabannya masih sama." in halaman.teks
    assert alamat(kab, "dinkes", "2021-06-01", "") in halaman.tautan
    assert alamat(kab, "dinkes") in halaman.tautan


def test_kartu_hari_ini_dan_kartu_masa_depan(client: Client, kab: Kabupaten) -> None:
    assert "Kartunya bertanggal hari ini." in periksa(client, kode(client, kab, "dinkes")).teks
    assert "Tanggal kartu belum tiba; jawaban hari ini sama." in (
        periksa(client, kode(client, kab, "dinkes", "2090-01-01")).teks
    )


def test_kartu_palsu_tidak_cocok_dan_jawaban_yang_benar_diberikan(client: Client, kab: Kabupaten) -> None:
    asli = kode(client, kab, "dinkes", "2021-06-01")
    palsu = asli[:-1] + ("0" if asli[-1] != "0" else "1")
    halaman = periksa(client, palsu)
    assert halaman.h1 == ["Kartu ini tidak cocok"]
    assert "Bagi 1 Juni 2021 Rentang kini menjawab: Dinas Kesehatan dikoordinasikan oleh" in halaman.teks
    assert "Mengapa tidak cocok" in halaman.teks
    assert "salah satu dari ini: – kodenya salah ketik" in halaman.teks
    assert "tidak berasal dari Rentang" not in halaman.teks
    # The code of another date or another unit does not serve either.
    assert periksa(client, asli.replace("210601", "190601")).h1 == ["Kartu ini tidak cocok"]
    assert periksa(client, kode_unit(kab.badan["disdik"].uuid) + asli[8:]).h1 == ["Kartu ini tidak cocok"]
    # Not even where both have the same answer: whose card it is, is part of it.
    satu, dua = (isi_jawaban(kab.badan[kunci].uuid, kartu(kab, "dinkes").sajian) for kunci in ("dinkes", "disdik"))
    assert satu != dua


def test_sesudah_ralat_kartu_lama_tidak_cocok(client: Client, kab: Kabupaten) -> None:
    lama = {kunci: kode(client, kab, kunci, "2021-06-01") for kunci in ("dinkes", "disdik", "asisten-1")}
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah baca ayat.")
    ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    terapkan(edisi=ralat, ubah=ubah, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = periksa(client, lama["dinkes"])
    assert halaman.h1 == ["Kartu ini tidak cocok"]
    assert "Dinas Kesehatan dikoordinasikan oleh Asisten Perekonomian dan Pembangunan." in halaman.teks
    assert periksa(client, lama["disdik"]).h1 == ["Kartu ini cocok"]
    # What an Asisten coordinates is his answer.
    halaman = periksa(client, lama["asisten-1"])
    assert halaman.h1 == ["Kartu ini tidak cocok"]
    assert "mengoordinasikan satu unit." in halaman.teks


def test_ralat_ejaan_nama_tidak_membuat_kartu_tidak_cocok(client: Client, kab: Kabupaten) -> None:
    lama = kode(client, kab, "dinkes", "2021-06-01")
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("asisten-1"),)): {"nama": "Asisten Pemerintahan"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = periksa(client, lama)
    assert halaman.h1 == ["Kartu ini cocok"]
    assert "dikoordinasikan oleh Asisten Pemerintahan." in halaman.teks


def test_jawaban_hari_ini_yang_sudah_lain_disebut(client: Client, kab: Kabupaten) -> None:
    lama = kode(client, kab, "dinkes", "2021-06-01")
    edisi = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2023),
        berlaku_mulai=date(2023, 1, 2),
    )
    ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    halaman = periksa(client, lama)
    assert halaman.h1 == ["Kartu ini cocok"]
    assert (
        "Jawaban hari ini lain: Dinas Kesehatan dikoordinasikan oleh Asisten Perekonomian dan Pembangunan."
    ) in halaman.teks


def test_kartu_badan_yang_kemudian_dialihkan_tetap_terbaca(client: Client, kab: Kabupaten) -> None:
    lama = kode(client, kab, "dinkes", "2021-06-01")
    PerangkatDaerah.objects.filter(pk=kab.id("dinkes")).update(dialihkan_ke=kab.badan["disdik"])
    halaman = periksa(client, lama)
    assert halaman.h1 == ["Kartu ini tidak cocok"]
    assert "Dinas Pendidikan dikoordinasikan oleh Asisten Perekonomian dan Pembangunan." in halaman.teks


def test_halaman_periksa_empat_kueri_lebih_sedikit_dari_kartunya(
    client: Client, kab: Kabupaten, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    satu = kode(client, kab, "asisten-1", "2021-06-01")
    with django_assert_max_num_queries(5):
        periksa(client, satu)


# Small words


def test_rentang_pasal_dipendekkan_dan_rujukan_digabung() -> None:
    assert rentang_pasal("Pasal 10 sampai dengan Pasal 13") == "Pasal 10–13"
    assert rentang_pasal("Pasal 10 dan Pasal 11") == "Pasal 10 dan Pasal 11"
    assert rentang_pasal("") == ""
    assert gabung_rujukan(["Pasal 15 ayat (6)", "Pasal 15 ayat (7)", "Pasal 15 ayat (6)"]) == (
        "Pasal 15 ayat (6) dan ayat (7)"
    )
    assert gabung_rujukan(["bukan rujukan", "Pasal 1"]) == "bukan rujukan dan Pasal 1"
    assert gabung_rujukan([]) == ""


def test_kalimat_pertama() -> None:
    assert kalimat_pertama("Satu (Pasal 1 ayat (2)). Dua.") == "Satu (Pasal 1 ayat (2))."
    assert kalimat_pertama("Satu saja") == "Satu saja"
    assert kalimat_pertama("") == ""


def test_kode_badan_rancangan_tidak_membocorkan_pengalihannya(client: Client, kab: Kabupaten) -> None:
    """A body of a draft led over to another one of a draft: its short address tells nothing, not even where to."""
    satu, dua = pabrik.badan(kab.daerah, "rahasia-1", "Dinas Rahasia"), pabrik.badan(kab.daerah, "rahasia-2", "Dinas X")
    assert client.get(f"/k/{kode_unit(satu.uuid)}/").status_code == 404
    PerangkatDaerah.objects.filter(pk=satu.pk).update(dialihkan_ke=dua)
    jawaban = client.get(f"/k/{kode_unit(satu.uuid)}/")
    assert jawaban.status_code == 404
    assert str(dua.uuid) not in jawaban.content.decode()
    PerangkatDaerah.objects.filter(pk=satu.pk).update(dialihkan_ke=kab.badan["dinkes"])
    assert client.get(f"/k/{kode_unit(satu.uuid)}/").headers["Location"] == alamat(kab, "dinkes", apa="")
