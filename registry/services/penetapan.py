"""What becomes of a regulation on the day it is made: number, year, dates, gazette and its text as PDF.

Written in the transaction that publishes the edition; a file that went to the storage for a transaction that did
not come about is taken out again. (A process killed in between leaves a file that nothing points at.)
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from django.core.files.base import File
from django.utils.text import slugify

from registry.galat import Ditolak
from registry.models import Edisi, JenisTindakan, Peraturan
from registry.services.acuan import samakan
from registry.services.dasar import Pelaku, bersihkan, catat_acuan
from registry.services.objek import perubahan_acuan

BERKAS_TERBESAR = 25 * 1024 * 1024
TANDA_PDF = b"%PDF-"


@dataclass(frozen=True, slots=True)
class Penetapan:
    """What the publication asks for. `mulai`: the edition's date; `lihat`: what the person saw of the regulation
    (fields of `RUAS`), None where it need not be compared; `berkas`: the PDF, None to leave what is there."""

    nomor: str
    tahun: int | None
    ditetapkan: date | None
    diundangkan: date | None
    berlaku_mulai: date | None
    lembaran: str = ""
    lembaran_tahun: int | None = None
    lembaran_nomor: str = ""
    mulai: date | None = None
    berkas: File[Any] | None = field(default=None, compare=False)
    lihat: dict[str, Any] | None = None


#: Fields of the regulation that a publication may write.
RUAS = tuple(satu.name for satu in fields(Penetapan) if satu.name not in ("mulai", "berkas", "lihat"))


@contextmanager
def berkas_sementara() -> Iterator[list[Any]]:
    """Files of the storage (FieldFile) that are put into the list stay only if what is inside comes to an end."""
    tersimpan: list[Any] = []
    try:
        yield tersimpan
    except BaseException:
        for satu in tersimpan:
            satu.storage.delete(satu.name)
        raise


def tetapkan(edisi: Edisi, isi: Penetapan, oleh: Pelaku, alasan: str, tersimpan: list[Any]) -> None:
    """Write the regulation that causes an edition, under the lock of its region. Raises Bentrok, Ditolak.

    What the public already reads is not changed here: it is corrected with its own form, and ralat.
    """
    if edisi.peraturan_id is None:
        raise Ditolak("Edisi ini belum menyebut peraturan penyebabnya.")
    if isi.lihat is not None:
        samakan(Peraturan(pk=edisi.peraturan_id), isi.lihat)
    kini = Peraturan.objects.select_for_update(no_key=True, of=("self",)).select_related("daerah").get(
        pk=edisi.peraturan_id
    )  # fmt: skip
    berubah = {ruas: getattr(isi, ruas) for ruas in RUAS if getattr(isi, ruas) != getattr(kini, ruas)}
    edisi.peraturan = kini
    semula = copy(kini)
    if not berubah and isi.berkas is None:
        return
    if Peraturan.objects.publik().filter(pk=kini.pk).exists():
        raise Ditolak(f"{kini} sudah tampil untuk umum; datanya diperbaiki lewat formulir peraturan, bukan di sini.")
    for ruas, nilai in berubah.items():
        setattr(kini, ruas, nilai)
    if kini.nomor and "-rancangan" in kini.kunci:
        kini.kunci = kunci_peraturan(kini)
        berubah["kunci"] = kini.kunci
    bersihkan(kini)
    if isi.berkas is not None:
        tolak_bukan_pdf(isi.berkas)
        # The name that the person's machine gave it says nothing and might say too much.
        kini.berkas.save(f"{edisi.daerah.kode}-{kini.kunci}.pdf", isi.berkas, save=False)
        tersimpan.append(kini.berkas)
        berubah["berkas"] = kini.berkas.name
    kini._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
    kini.save(update_fields=list(berubah))
    sebelum, sesudah = perubahan_acuan(semula, kini)
    catat_acuan(
        edisi.daerah_id,
        JenisTindakan.CATAT,
        oleh=oleh,
        alasan=alasan,
        ringkas=f"menetapkan {kini}",
        sebelum=sebelum,
        sesudah=sesudah,
    )


def kunci_peraturan(peraturan: Peraturan) -> str:
    """Name of a regulation in documents: "perbup-15-2022"."""
    bagian = (peraturan.jenis.replace("_", "-"), peraturan.nomor.replace("/", "-"), str(peraturan.tahun or ""))
    return slugify("-".join(satu for satu in bagian if satu))[:80]


def tolak_bukan_pdf(berkas: File[Any]) -> None:
    """Raises Ditolak for what is too large or no PDF by its first bytes, whatever it is called."""
    if berkas.size > BERKAS_TERBESAR:
        raise Ditolak("Berkas lebih besar daripada 25 MB.")
    berkas.seek(0)
    awal = berkas.read(len(TANDA_PDF))
    berkas.seek(0)
    if awal != TANDA_PDF:
        raise Ditolak("Isi berkas ini bukan PDF.")
