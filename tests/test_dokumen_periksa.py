"""Faults of a document as a whole, found before it touches the database."""

from __future__ import annotations

from typing import Any

import pytest

from tests import naskah_contoh
from tests.naskah_contoh import galat
from tests.test_dokumen_skema import ubah


def satu_galat(isi: dict[str, Any]) -> str:
    semua = galat(isi)
    assert len(semua) == 1, semua
    return semua[0]


@pytest.mark.parametrize(
    ("jalur", "nilai", "pesan"),
    [
        (
            "edisi.1.rentang.0.unit.0.unit",
            "dinks",
            '"dinks" tidak ada dalam daftar perangkat_daerah (mungkin maksudnya "dinkes")',
        ),
        ("edisi.1.rentang.0.koordinator", "asisten-9", '"asisten-9" tidak ada dalam daftar perangkat_daerah'),
        ("edisi.1.suksesi.0.lama", ["zzz"], 'edisi ke-2 > suksesi ke-1 > lama ke-1: "zzz" tidak ada'),
        ("edisi.1.staf_ahli.0.staf_ahli", "staf", '"staf" tidak ada dalam daftar perangkat_daerah'),
        (
            "edisi.1.rentang.0.peraturan",
            "perbup-1-2021",
            'peraturan "perbup-1-2021" tidak ada dalam dokumen ini (mungkin maksudnya',
        ),
        ("edisi.1.peraturan", "perbup-9", 'edisi ke-2 > peraturan: peraturan "perbup-9" tidak ada dalam dokumen ini'),
        (
            "peraturan.1.hubungan.0.ke",
            "99.01/perbup-7-2015",
            'peraturan daerah ini ditulis tanpa kode: "perbup-7-2015"',
        ),
        ("perangkat_daerah.1.kunci", "pemda", "kunci ini sudah ditulis di baris"),
        ("peraturan.1.kunci", "perbup-7-2015", "kunci ini sudah ditulis di baris"),
        ("perangkat_daerah.6.nama_lain.1.nama", "Dinkes", "nama ini sudah ditulis di baris"),
        ("perangkat_daerah.6.dialihkan_ke", "dinkes", "pengalihan ini melingkar"),
        ("peraturan.1.nomor", ..., "peraturan ke-2 > nomor: ruas wajib belum diisi"),
        ("peraturan.1.tahun", ..., "peraturan ke-2 > tahun: ruas wajib belum diisi"),
        (
            "peraturan.1.diundangkan",
            "2020-01-01",
            "diundangkan 1 Januari 2020, lebih awal daripada ditetapkan 2 Januari 2020",
        ),
        ("peraturan.1.berlaku_mulai", "2019-12-31", "bila memang berlaku surut, jelaskan dalam berlaku_mulai_catatan"),
        (
            "peraturan.1.hubungan.0.ke",
            "perbup-1-2020",
            "peraturan tidak dapat mengubah, mencabut, atau mendasari dirinya sendiri",
        ),
        ("peraturan.1.hubungan.2.tertulis", ..., "isi `ke`, atau `tertulis` bila naskah tidak memungkinkan mengenali"),
        (
            "edisi.1.berlaku_mulai",
            "2019-06-01",
            "edisi mulai 1 Juni 2019, lebih awal daripada peraturannya (2 Januari 2020)",
        ),
        ("daerah.kode", "99", "kode 99 bukan kode kabupaten"),
        ("daerah.provinsi.kode", "63", "kode provinsi 63 tidak sama dengan awal kode daerah 99.01"),
        (
            "edisi.1.kelengkapan.rentang.keadaan",
            "belum_terbaca",
            "edisi ke-2 > rentang: kelengkapan rentang dinyatakan belum_terbaca, tetapi bagian ini ada isinya",
        ),
        (
            "edisi.1.kelengkapan.ketentuan.keadaan",
            "tidak_diatur",
            "kelengkapan ketentuan dinyatakan tidak_diatur, tetapi bagian ini ada isinya",
        ),
        ("edisi.1.rentang", [], "rentang dinyatakan lengkap, tetapi tidak ada isinya"),
        (
            "edisi.1.rentang.0.koordinator",
            "dinkes",
            "dinkes berjenis dinas; yang mengoordinasikan adalah asisten atau sekretaris daerah",
        ),
        ("edisi.1.rentang.1.unit.0.utama", "ya", "disdik sudah mempunyai koordinator utama asisten-1 (baris"),
        ("edisi.1.rentang.1.unit.0.sebutan_ke", "1", "rentang koordinasi disdik sudah ditulis di baris"),
        ("edisi.1.rentang.0.unit.0.unit", "asisten-1", "unit tidak mengoordinasikan dirinya sendiri"),
        ("edisi.1.hubungan_kerja.0.ke", "dinkes", "unit tidak berhubungan kerja dengan dirinya sendiri"),
        ("edisi.1.hubungan_kerja.0.jenis", "kolegial", "hanya hubungan koordinatif yang mempunyai subjenis"),
        (
            "edisi.1.struktur.0.jenis",
            "kepala_daerah",
            "pangkal bagan harus berjenis pemerintah_daerah, bukan kepala_daerah",
        ),
    ],
)
def test_pesan(jalur: str, nilai: Any, pesan: str) -> None:
    semua = galat(ubah(naskah_contoh.daerah(), jalur, nilai))
    assert any(pesan in satu for satu in semua), semua


def test_unit_dua_kali_dalam_bagan() -> None:
    isi = naskah_contoh.daerah()
    bupati = isi["edisi"][1]["struktur"][0]["bawahan"][0]
    bupati["bawahan"].append({"unit": "dinkes", "nama": "Dinas Kesehatan", "jenis": "dinas"})
    assert "kedudukan dinkes sudah ditulis di baris" in satu_galat(isi)


def test_unit_di_bawah_dirinya_sendiri() -> None:
    """A circle cannot be written by nesting; the nearest to one is a unit under itself."""
    isi = naskah_contoh.daerah()
    bupati = isi["edisi"][1]["struktur"][0]["bawahan"][0]
    bupati["bawahan"][0]["bawahan"].append({"unit": "bupati", "nama": "Bupati", "jenis": "kepala_daerah"})
    assert "kedudukan bupati sudah ditulis di baris" in satu_galat(isi)


def test_dua_pangkal() -> None:
    isi = naskah_contoh.daerah()
    isi["edisi"][1]["struktur"].append({"unit": "disdik", "nama": "x", "jenis": "dinas"})
    isi["edisi"][1]["struktur"][0]["bawahan"][0]["bawahan"].pop(3)
    assert "bagan hanya mempunyai satu pangkal" in satu_galat(isi)


def test_tanggal_dan_urutan_edisi_dua_kali() -> None:
    isi = naskah_contoh.daerah()
    isi["edisi"].append({**isi["edisi"][1]})
    assert "berlaku_mulai, urutan ini sudah ditulis di baris" in satu_galat(isi)
    isi["edisi"][2]["urutan"] = "2"
    assert galat(isi) == []


def test_peraturan_yang_sama_dengan_dua_kunci() -> None:
    isi = naskah_contoh.daerah()
    isi["peraturan"].append({**isi["peraturan"][0], "kunci": "perbup-tujuh"})
    assert "nomor, jenis, tahun ini sudah ditulis di baris" in satu_galat(isi)


def test_hubungan_yang_sama_dua_kali() -> None:
    isi = naskah_contoh.daerah()
    isi["peraturan"][1]["hubungan"] *= 2
    assert sum("hubungan ini sudah ditulis" in satu for satu in galat(isi)) == 3


def test_berlaku_surut_dengan_penjelasan_diterima() -> None:
    isi = naskah_contoh.daerah()
    isi["peraturan"][1] |= {"berlaku_mulai": "2019-12-31", "berlaku_mulai_catatan": "Pasal 11: berlaku surut."}
    assert galat(isi) == []


def test_dua_unit_berurutan_boleh_berbagi_huruf_yang_terpisah_tidak() -> None:
    isi = naskah_contoh.daerah()
    unit = isi["edisi"][1]["rentang"][0]["unit"]
    assert [satu["huruf"] for satu in unit] == ["a", "b", "b"]
    assert galat(isi) == []
    unit[2]["huruf"] = "a"
    assert "huruf a sudah dipakai dalam daftar ini" in satu_galat(isi)


def test_huruf_yang_tidak_mungkin_pada_rujukan_daftar() -> None:
    isi = naskah_contoh.daerah()
    isi["edisi"][1]["rentang"][0]["rujukan"] = "Pasal 5 ayat (1) dan ayat (2)"
    semua = galat(isi)
    assert len(semua) == 3
    assert all("tulis rujukan unit ini lengkap" in satu for satu in semua)


def test_koordinator_di_luar_bagan() -> None:
    isi = naskah_contoh.daerah()
    setda = isi["edisi"][1]["struktur"][0]["bawahan"][0]["bawahan"][0]
    setda["bawahan"].pop()
    assert "asisten-2 menjadi koordinator, tetapi tidak ada dalam struktur" in satu_galat(isi)


def test_rentang_tanpa_struktur_yang_diketahui_diterima() -> None:
    isi = naskah_contoh.daerah()
    isi["edisi"][1]["struktur"] = []
    isi["edisi"][1]["kelengkapan"]["struktur"] = {"keadaan": "belum_terbaca", "rujukan": "Lampiran I"}
    assert galat(isi) == []


def test_dokumen_nasional() -> None:
    isi = naskah_contoh.nasional()
    isi["urusan"].append({"nama": "kesehatan", "kelompok": "lain"})
    isi["urusan"].append({"nama": "a", "kelompok": "pilihan", "bagian_dari": "b"})
    isi["urusan"].append({"nama": "b", "kelompok": "pilihan", "bagian_dari": "a"})
    isi["urusan"].append({"nama": "c", "kelompok": "pilihan", "bagian_dari": "tidak ada"})
    isi["peraturan"][1]["hubungan"][0]["ke"] = "uu-23-2014"
    semua = "\n".join(galat(isi))
    for pesan in (
        "nama ini sudah ditulis di baris",
        "urusan di luar daftar nasional ditulis dalam dokumen daerah yang menyebutnya",
        "urusan ini melingkar",
        'urusan "tidak ada" tidak ada dalam dokumen ini',
        'tulis "nasional/uu-23-2014"',
    ):
        assert pesan in semua


def test_dokumen_yang_nasional_dan_daerah_sekaligus() -> None:
    isi = naskah_contoh.daerah() | {"nasional": "ya"}
    assert any('ruas "daerah" tidak dikenal' in satu for satu in galat(isi))
