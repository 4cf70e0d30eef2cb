"""The small regency document of the tests: Kabupaten Contoh, as plain data to be bent and then written as YAML."""

from __future__ import annotations

import copy
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.apps import apps

from registry.dokumen.galat import DokumenSalah, Galat
from registry.dokumen.muat import muat, periksa_berkas
from registry.dokumen.penulis import Hasil
from registry.dokumen.tulis import sebagai_yaml
from registry.dokumen.yaml_aman import Naskah, urai

LENGKAP = {"keadaan": "lengkap", "rujukan": "Pasal 3"}

NASIONAL: dict[str, Any] = {
    "rentang": "1",
    "nasional": "ya",
    "peraturan": [
        {"kunci": "uu-23-2014", "jenis": "uu", "nomor": "23", "tahun": "2014", "tentang": "Pemerintahan Daerah"},
        {
            "kunci": "uu-9-2015",
            "jenis": "uu",
            "nomor": "9",
            "tahun": "2015",
            "tentang": "Perubahan Kedua",
            "hubungan": [{"jenis": "mengubah", "ke": "nasional/uu-23-2014"}],
        },
        {"kunci": "uud-1945", "jenis": "uud", "tahun": "1945"},
    ],
    "urusan": [
        {
            "kode": "1.02",
            "nama": "kesehatan",
            "kelompok": "pelayanan_dasar",
            "rujukan": "Pasal 12 ayat (1) huruf b",
        },
        {"nama": "gizi", "kelompok": "pelayanan_dasar", "bagian_dari": "kesehatan"},
    ],
}

DAERAH: dict[str, Any] = {
    "rentang": "1",
    "daerah": {
        "kode": "99.01",
        "nama": "Kabupaten Contoh",
        "jenis": "kabupaten",
        "provinsi": {"kode": "99", "nama": "Contoh Raya"},
        "ibu_kota": "Contohkota",
        "zona_waktu": "Asia/Makassar",
    },
    "peraturan": [
        {
            "kunci": "perbup-7-2015",
            "jenis": "perbup",
            "nomor": "7",
            "tahun": "2015",
            "tentang": "Rentang Koordinasi",
            "ditetapkan": "2015-02-03",
            "diundangkan": "2015-02-03",
            "berlaku_mulai": "2015-02-03",
        },
        {
            "kunci": "perbup-1-2020",
            "jenis": "perbup",
            "nomor": "1",
            "tahun": "2020",
            "tentang": "Rentang Koordinasi Asisten Sekretaris Daerah",
            "tempat": "Contohkota",
            "ditetapkan": "2020-01-02",
            "diundangkan": "2020-01-02",
            "berlaku_mulai": "2020-01-02",
            "lembaran": {"jenis": "berita_daerah", "tahun": "2020", "nomor": "38/E"},
            "penandatangan": "Bupati Contoh",
            "hubungan": [
                {"jenis": "mencabut", "ke": "perbup-7-2015", "rujukan": "Pasal 9"},
                {"jenis": "dasar_hukum", "ke": "nasional/uu-23-2014", "rujukan": "Mengingat angka 1"},
                {
                    "jenis": "dasar_hukum",
                    "rujukan": "Mengingat angka 2",
                    "tertulis": "Peraturan Daerah Nomor … Tahun 2016",
                },
            ],
        },
    ],
    "perangkat_daerah": [
        {"kunci": "pemda", "nama": "Pemerintah Kabupaten Contoh"},
        {"kunci": "bupati", "nama": "Bupati Contoh"},
        {"kunci": "setda", "nama": "Sekretariat Daerah", "nama_lain": [{"nama": "Setda"}]},
        {"kunci": "asisten-1", "nama": "Asisten Pemerintahan"},
        {"kunci": "asisten-2", "nama": "Asisten Perekonomian"},
        {"kunci": "staf-ahli", "nama": "Staf Ahli"},
        {
            "kunci": "dinkes",
            "nama": "Dinas Kesehatan",
            "nama_lain": [{"nama": "Dinkes"}, {"nama": "DKK", "jenis": "ejaan"}],
        },
        {"kunci": "disdik", "nama": "Dinas Pendidikan"},
        {"kunci": "satpol-pp", "nama": "Satuan Polisi Pamong Praja"},
    ],
    "edisi": [
        {
            "berlaku_mulai": "2015-02-03",
            "peraturan": "perbup-7-2015",
            "kelengkapan": {bagian: {"keadaan": "belum_dimuat"} for bagian in ("struktur", "rentang", "ketentuan")},
        },
        {
            "berlaku_mulai": "2020-01-02",
            "peraturan": "perbup-1-2020",
            "kelengkapan": {bagian: dict(LENGKAP) for bagian in ("struktur", "rentang", "ketentuan")},
            "struktur": [
                {
                    "unit": "pemda",
                    "nama": "Pemerintah Kabupaten Contoh",
                    "jenis": "pemerintah_daerah",
                    "dasar": {"peraturan": "nasional/uu-23-2014", "rujukan": "Pasal 57"},
                    "bawahan": [
                        {
                            "unit": "bupati",
                            "nama": "Bupati Contoh",
                            "jenis": "kepala_daerah",
                            "dasar": {"peraturan": "nasional/uu-23-2014", "rujukan": "Pasal 59 ayat (1)"},
                            "bawahan": [
                                {
                                    "unit": "setda",
                                    "nama": "Sekretariat Daerah",
                                    "jenis": "sekretariat_daerah",
                                    "bawahan": [
                                        {"unit": "asisten-1", "nama": "Asisten Pemerintahan", "jenis": "asisten"},
                                        {"unit": "asisten-2", "nama": "Asisten Perekonomian", "jenis": "asisten"},
                                    ],
                                },
                                {"unit": "staf-ahli", "nama": "Staf Ahli", "jenis": "staf_ahli"},
                                {
                                    "unit": "dinkes",
                                    "nama": "Dinas Kesehatan",
                                    "jenis": "dinas",
                                    "tipe": "A",
                                    "disebut": {"peraturan": "perbup-1-2020", "rujukan": "Pasal 5 ayat (1) huruf a"},
                                },
                                {"unit": "disdik", "nama": "Dinas Pendidikan", "jenis": "dinas"},
                                {"unit": "satpol-pp", "nama": "Satuan Polisi Pamong Praja", "jenis": "satpol_pp"},
                            ],
                        }
                    ],
                }
            ],
            "rentang": [
                {
                    "koordinator": "asisten-1",
                    "makna": "koordinasi",
                    "verba": "mengoordinasikan",
                    "peraturan": "perbup-1-2020",
                    "rujukan": "Pasal 5 ayat (1)",
                    "unit": [
                        {"huruf": "a", "unit": "dinkes"},
                        {"huruf": "b", "unit": "disdik"},
                        {"huruf": "b", "unit": "satpol-pp"},
                    ],
                },
                {
                    "koordinator": "asisten-2",
                    "verba": "mengoordinasikan",
                    "peraturan": "perbup-1-2020",
                    "rujukan": "Pasal 5 ayat (2)",
                    "tertulis": "Asisten Perkonomian",
                    "catatan": "Salah ketik naskah.",
                    "unit": [{"huruf": "a", "unit": "disdik", "sebutan_ke": "2", "utama": "tidak"}],
                },
            ],
            "ketentuan": [
                {
                    "subjek": "asisten_perangkat_daerah",
                    "jenis": "konsultatif",
                    "dasar": {"peraturan": "perbup-1-2020", "rujukan": "Pasal 6 huruf a"},
                    "maksud": "Menyamakan pemahaman.\n\nDua alinea.",
                    "pelaksana": "Pasal 7",
                    "rincian": [
                        {
                            "jenis": "kegiatan",
                            "rujukan": "Pasal 7 ayat (2)",
                            "terbuka": "ya",
                            "butir": [
                                {"label": "a", "teks": "perencanaan"},
                                {"label": "b", "teks": "pemutakhiran", "tertulis": "pematkhiran"},
                            ],
                        }
                    ],
                }
            ],
            "pelaksanaan": [
                {
                    "topik": "waktu",
                    "judul": "Waktu koordinasi",
                    "isi": "Setiap minggu.",
                    "dasar": {"peraturan": "perbup-1-2020", "rujukan": "Pasal 8"},
                    "butir": [{"label": "a", "teks": "berkala"}],
                }
            ],
            "staf_ahli": [
                {
                    "staf_ahli": "staf-ahli",
                    "peraturan": "perbup-1-2020",
                    "rujukan": "Pasal 10",
                    "urusan": [
                        {"huruf": "a", "urusan": "kesehatan"},
                        {"huruf": "b", "urusan": "kewilayahan setempat", "tertulis": "kewilayahaan"},
                    ],
                }
            ],
            "urusan": [{"unit": "dinkes", "urusan": "kesehatan", "dasar": {"peraturan": "perbup-1-2020"}}],
            "hubungan_kerja": [
                {
                    "dari": "dinkes",
                    "ke": "disdik",
                    "jenis": "koordinatif",
                    "subjenis": "fungsional",
                    "keterangan": "UKS",
                }
            ],
            "suksesi": [
                {"nomor": "1", "jenis": "ganti_nama", "lama": ["satpol-pp"], "baru": ["disdik"], "keterangan": "contoh"}
            ],
        },
    ],
}


def daerah() -> dict[str, Any]:
    """A copy of Kabupaten Contoh to bend."""
    return copy.deepcopy(DAERAH)


def nasional() -> dict[str, Any]:
    return copy.deepcopy(NASIONAL)


def naskah(isi: dict[str, Any], nama: str = "99.01-contoh.yaml") -> Naskah:
    return urai(sebagai_yaml(isi).encode(), nama=nama)


def muat_isi(isi: dict[str, Any], **pilihan: Any) -> Hasil:
    return muat(naskah(isi), **pilihan)


def muat_contoh(**ubah: Any) -> Hasil:
    """The national document and Kabupaten Contoh."""
    muat_isi(nasional())
    return muat_isi(daerah())


def tulis(folder: Path, isi: dict[str, Any], nama: str = "99.01-contoh.yaml") -> Path:
    """The document as a file."""
    jalur = folder / nama
    jalur.write_text(sebagai_yaml(isi), encoding="utf-8")
    return jalur


def kesalahan(perbuat: Callable[[], object]) -> list[Galat]:
    """The faults for which something is refused; [] where it goes well. Any other error is one."""
    try:
        perbuat()
    except DokumenSalah as e:
        return e.galat
    return []


def galat(isi: dict[str, Any]) -> list[str]:
    """Faults of a document as people read them, "ruas: pesan", found without the database."""
    semua = kesalahan(lambda: periksa_berkas(naskah(isi)))
    return [str(satu).split(", ", 1)[-1] if satu.ruas else satu.pesan for satu in semua]


def potret() -> dict[str, list[Any]]:
    """Every row of every table, to tell whether anything at all was written."""
    return {
        model._meta.db_table: sorted(model._base_manager.values_list(), key=repr)
        for model in apps.get_models(include_auto_created=True)
    }


def penuh() -> dict[str, Any]:
    """Kabupaten Contoh with every field of the format filled somewhere."""
    isi = daerah()
    dasar = {"peraturan": "perbup-1-2020", "rujukan": "Pasal 11", "tertulis": "cetakan", "catatan": "sebab"}
    lama, kini = isi["peraturan"]
    lama |= {"berlaku_mulai": "2015-01-01", "berlaku_mulai_catatan": "Berlaku surut (Pasal 12)."}
    kini |= {"pengundang": "Sekretaris Daerah", "tautan": "https://jdih.example/1", "catatan": "Alinea satu.\n\nDua."}
    kini["lembaran"] |= {"tambahan": "4", "tertulis": "TAHUN 38/E NOMOR 2020"}
    kini["hubungan"][1] |= {"rujukan_ke": "Pasal 209 ayat (2)", "catatan": "dicetak dua kali", "urutan": "5"}
    isi["perangkat_daerah"].append(
        {"kunci": "dinkes-lama", "nama": "Dinas Kesehatan", "uuid": str(uuid.UUID(int=7)), "dialihkan_ke": "dinkes"}
    )
    edisi = isi["edisi"][1]
    edisi |= {"urutan": "2"}
    edisi["kelengkapan"]["rentang"] |= {"keterangan": "Menurut batang tubuh."}
    dinkes = edisi["struktur"][0]["bawahan"][0]["bawahan"][2]
    dinkes |= {"singkatan": "Dinkes", "kontak": "(0511) 12345", "urutan": "9", "dasar": dasar}
    edisi["rentang"][0]["makna"] = "membawahi"
    edisi["rentang"][0]["unit"][2] |= {
        "tertulis": "Sat Pol PP",
        "catatan": "singkatan naskah",
        "rujukan": "Pasal 5 ayat (1) huruf b angka 2",
        "urutan": "7",
    }
    # In one list with a unit that has neither: what belongs to the unit alone does not become the list's.
    edisi["rentang"][0]["unit"][1] |= {"tertulis": "Dinas P dan K", "catatan": "nama lama", "urutan": "4"}
    edisi["ketentuan"][0] |= {"subjek_tertulis": "Asisten", "urutan": "2"}
    edisi["pelaksanaan"][0] |= {"subjek": "staf_ahli", "urutan": "4", "terbuka": "ya"}
    edisi["staf_ahli"][0]["catatan"] = "menurut lampiran"
    edisi["staf_ahli"][0]["urusan"].append({"huruf": "c", "urusan": "kelautan", "catatan": "khusus"})
    edisi["staf_ahli"][0]["urusan"][1] |= {"catatan": "sendiri", "rujukan": "Pasal 10A", "urutan": "6"}
    edisi["hubungan_kerja"][0]["dasar"] = dasar
    edisi["suksesi"][0]["dasar"] = dasar
    return isi
