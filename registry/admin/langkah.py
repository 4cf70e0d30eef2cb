"""The steps of a draft as the screen Periksa offers them, and what is said around them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format

from registry import services
from registry.galat import GalatRentang
from registry.izin import Aksi
from registry.models import Edisi, JenisTindakan, Keadaan, Peraturan


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step of a draft: from which states, who may, what it asks for and how it is said."""

    kode: str
    judul: str
    aksi: Aksi
    dari: tuple[str, ...]
    pengantar: str
    catatan: str
    selesai: str
    perbuat: Callable[..., Edisi]


LANGKAH = (
    Langkah(
        "ajukan", "Ajukan", Aksi.UBAH, (Keadaan.RANCANGAN,),
        "Rancangan yang diajukan tidak dapat diubah lagi sampai ditarik atau dikembalikan. Orang lain yang memeriksa "
        "dan menyetujuinya.",
        "Catatan untuk pemeriksa (boleh kosong)", "Rancangan diajukan.", services.ajukan,
    ),
    Langkah(
        "setujui", "Setujui", Aksi.PERIKSA, (Keadaan.DIAJUKAN,),
        "Yang Anda setujui adalah yang akan terbit: sesudahnya hanya nomor, tanggal, lembaran, dan naskah peraturannya "
        "yang masih diisi.",
        "Catatan (boleh kosong)", "Rancangan disetujui.", services.setujui,
    ),
    Langkah(
        "kembalikan", "Kembalikan", Aksi.PERIKSA, (Keadaan.DIAJUKAN, Keadaan.DISETUJUI),
        "Rancangan kembali kepada penyusunnya. Catatan Anda tampil di kepala rancangan sampai diajukan lagi.",
        "Apa yang harus diperbaiki", "Rancangan dikembalikan.", services.kembalikan,
    ),
    Langkah(
        "tarik", "Tarik pengajuan", Aksi.UBAH, (Keadaan.DIAJUKAN,),
        "Rancangan dapat diubah lagi, dan perlu diajukan sekali lagi.",
        "Alasan (boleh kosong)", "Pengajuan ditarik.", lambda lihat, **isi: services.tarik(**isi),
    ),
)  # fmt: skip

#: Acts that the way of a draft is told by.
PERJALANAN = (
    JenisTindakan.BUAT_RANCANGAN, JenisTindakan.AJUKAN, JenisTindakan.TARIK, JenisTindakan.KEMBALIKAN,
    JenisTindakan.SETUJUI, JenisTindakan.TERBITKAN, JenisTindakan.BATALKAN, JenisTindakan.MUAT,
)  # fmt: skip


def sesudahnya(edisi: Edisi, mulai: date | None) -> list[Edisi]:
    """Published editions that start later than a draft would: publishing it does not change them. 1 query."""
    selesai = edisi.keadaan in (Keadaan.TERBIT, Keadaan.DIBATALKAN)
    if selesai or mulai is None or edisi.meralat_id is not None:
        return []
    lain = Edisi.objects.terbit().filter(daerah=edisi.daerah_id, berlaku_mulai__gt=mulai)
    return list(lain.select_related("peraturan__daerah", "daerah").menurut_waktu())


def kata_sesudah(semua: Sequence[Edisi]) -> str:
    """That later editions stay as they are, in the middle of a sentence."""
    daftar = "; ".join(
        f"{date_format(satu.berlaku_mulai, 'j F Y')} ({satu.peraturan or 'tanpa peraturan'})"
        for satu in semua
        if satu.berlaku_mulai is not None
    )
    return f"sudah ada edisi yang berlaku lebih kemudian dan tidak ikut berubah: {daftar}."


def dapat_ditetapkan(edisi: Edisi) -> Peraturan | None:
    """The regulation, where publication may still settle it: not that of a ralat, nor what the public reads already."""
    if edisi.peraturan is None or edisi.meralat_id is not None:
        return None
    return None if Peraturan.objects.publik().filter(pk=edisi.peraturan.pk).exists() else edisi.peraturan


def kalimat(galat: GalatRentang) -> list[str]:
    """The sentences of a refusal."""
    return getattr(galat, "pesan", None) or [str(galat)]


def belum(edisi: Edisi) -> str:
    """Why this cannot be published now."""
    if edisi.diterbitkan_pada is not None:
        return "Edisi ini sudah terbit. Buat ralat bila pencatatannya salah."
    if edisi.mengikuti_id is not None:
        return "Ralat ini mengikuti rancangan lain dan terbit bersamanya."
    return "Rancangan ini belum disetujui."


def berikutnya(edisi: Edisi) -> str:
    """Who is to act next, for those who may not."""
    return {
        str(Keadaan.RANCANGAN): "Pengelola daerah ini yang mengajukannya.",
        str(Keadaan.DIAJUKAN): "Menunggu persetujuan Pemeriksa yang tidak ikut menyusunnya.",
        str(Keadaan.DISETUJUI): "Menunggu diterbitkan oleh Pengelola atau Pemeriksa daerah ini.",
    }.get(edisi.keadaan, "")
