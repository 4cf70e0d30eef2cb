"""Where a finding is mended: the screen that it names, at the thing that it is about."""

from __future__ import annotations

from django.urls import NoReverseMatch, reverse

from registry.aturan import Temuan
from registry.models import Edisi

#: `Temuan.perbaikan` -> (name of the screen, words of the link)
LAYAR = {
    "struktur": ("edisi_struktur", "Buka di struktur"),
    "rentang": ("edisi_rentang", "Buka di rentang"),
    "ketentuan": ("edisi_ketentuan", "Buka di ketentuan"),
    "hubungan": ("relations_hubungankerja_changelist", "Buka di hubungan kerja"),
    "bidang": ("relations_bidangstafahli_changelist", "Buka di bidang staf ahli"),
    "suksesi": ("edisi_suksesi", "Buka di suksesi"),
    "kepala": ("registry_edisi_change", "Ubah kepala rancangan"),
    "peraturan": ("registry_peraturan_change", "Buka peraturannya"),
    "pencabutan": ("edisi_pencabutan", "Lihat dampak pencabutan"),
}


def tautan_perbaikan(temuan: Temuan, edisi: Edisi) -> tuple[str, str] | None:
    """(address, words of the link); None where no screen mends it. No query."""
    if temuan.perbaikan not in LAYAR:
        return None
    nama, kata = LAYAR[temuan.perbaikan]
    if temuan.perbaikan in ("hubungan", "bidang"):
        alamat = alamat_layar(nama)
        return (f"{alamat}?edisi={edisi.pk}", kata) if alamat else None
    sasaran = temuan.peraturan_id if temuan.perbaikan == "peraturan" else edisi.pk
    alamat = alamat_layar(nama, sasaran)
    if not alamat or sasaran is None:
        return None
    if temuan.perbaikan == "pencabutan" and temuan.peraturan_id is not None:
        alamat = f"{alamat}?peraturan={temuan.peraturan_id}"
    return (f"{alamat}#{temuan.jangkar}" if temuan.jangkar else alamat), kata


def alamat_layar(nama: str, *sasaran: int | None) -> str:
    """Address of a screen of the admin; "" for one that an upper app would bring and that is not there."""
    try:
        return reverse(f"admin:{nama}", args=sasaran)
    except NoReverseMatch:
        return ""
