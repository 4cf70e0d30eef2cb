"""Which recorded fields may be shown: an allowlist. A field that nobody put here appears on no page and in no pack."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models

from registry.isi_edisi import DAFTAR, DASAR

_TERBUKA: dict[str, tuple[str, ...]] = {
    "daerah": ("kode", "nama", "jenis", "provinsi_id", "ibu_kota", "zona_waktu"),
    "peraturan": (
        "daerah_id", "kunci", "jenis", "nomor", "tahun", "tentang", "tempat", "ditetapkan", "diundangkan",
        "berlaku_mulai", "berlaku_mulai_catatan", "lembaran", "lembaran_tahun", "lembaran_nomor", "tambahan_nomor",
        "lembaran_tertulis", "penandatangan", "pengundang", "berkas", "tautan", "catatan",
    ),
    "hubunganperaturan": ("dari_id", "ke_id", "jenis", "rujukan", "rujukan_ke", "tertulis", "catatan", "urutan"),
    "perangkatdaerah": ("uuid", "daerah_id", "kunci", "nama", "dialihkan_ke_id"),
    "namalain": ("perangkat_daerah_id", "nama", "jenis"),
    "edisi": (
        "daerah_id", "peraturan_id", "berlaku_mulai", "urutan", "keadaan", "asal_id", "meralat_id", "mengikuti_id",
        "alasan", "struktur", "struktur_rujukan", "struktur_keterangan", "rentang", "rentang_rujukan",
        "rentang_keterangan", "ketentuan", "ketentuan_rujukan", "ketentuan_keterangan", "diterbitkan_pada",
        "diralat_pada",
    ),
    "kedudukan": (
        "edisi_id", "perangkat_daerah_id", "induk_id", "induk", "urutan", "nama", "singkatan", "jenis", "tipe",
        "kontak", *DASAR, "disebut_peraturan_id", "disebut_rujukan",
    ),
    "suksesi": ("edisi_id", "nomor", "jenis", "keterangan", *DASAR),
    "pesertasuksesi": ("edisi_id", "nomor", "peran", "perangkat_daerah_id"),
    "alasanperingatan": ("edisi_id", "kode", "pesan", "alasan", "nama_oleh", "pada"),
    "penugasan": ("daerah_id", "peran"),
}  # fmt: skip


def daftarkan(model: type[models.Model], *ruas: str) -> None:
    """Open fields of a model of an upper app; called from `apps.py`."""
    _TERBUKA[str(model._meta.model_name)] = ruas


def daftarkan_isi(*semua: type[models.Model]) -> None:
    """Open all that a part of editions says (`registry.isi_edisi`, where it is registered first): a published edition
    shows it to everybody."""
    for model in semua:
        isi = DAFTAR[str(model._meta.model_name)]
        daftarkan(model, "edisi_id", *isi.kunci, *isi.nilai)


def terbuka(model: str) -> tuple[str, ...]:
    """Fields of a model (by its name in lower case) that may be shown; () for one that nobody opened."""
    return _TERBUKA.get(model, ())


def semua() -> Mapping[str, tuple[str, ...]]:
    return _TERBUKA


#: Recorded and never shown, with the reason. Every recorded field is either open or here (tests/test_arsitektur.py).
TERSEMBUNYI: Mapping[str, Mapping[str, str]] = {
    "edisi": {"dibuat_oleh_id": "akun; siapa yang bertindak dibaca dari nama yang dibekukan"},
    "alasanperingatan": {"oleh_id": "akun; namanya dibekukan dalam nama_oleh"},
    "penugasan": {"pengguna_id": "akun; namanya dibekukan dalam ringkasan tindakan"},
}
