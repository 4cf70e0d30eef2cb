"""The timeline of a region: its acts, newest first, by page and by filter.

Two steps, whatever is asked: the keys of one page through one index in its order ("lorong", at most two of them), then
the rows of those keys. No count, no offset, and the change-sets, which may be long, stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from registry.audit.baris import Mentah, dari_json
from registry.audit.masukan import (
    Penanda,
    SalahIsian,
    awal_hari,
    baca_nomor,
    baca_penanda,
    baca_tanggal,
    satu_isian,
)
from registry.audit.peran import PeranDulu, peran_dulu
from registry.audit.sebut import Saat, Sebutan, sebut_edisi
from registry.models import (
    Daerah,
    Edisi,
    JenisObjek,
    JenisTindakan,
    Kedudukan,
    ObjekTindakan,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from registry.waktu import waktu_setempat

#: Acts on one page.
SEHALAMAN = 50
#: Names, bodies, regulations and editions offered by a filter, at most.
PILIHAN_TERBANYAK = 1000
#: An act on so few things that its own before and after may be read for the list.
OBJEK_SEDIKIT = 6
#: Days after its start from which an edition is called recorded later.
KEMUDIAN = 30

J = JenisTindakan
#: Kind of the filter -> (words, acts).
KELOMPOK_JENIS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "terbit": ("Penerbitan edisi", (J.TERBITKAN,)),
    "ralat": ("Penerbitan ralat", (J.TERBITKAN,)),
    "pengajuan": ("Pengajuan", (J.AJUKAN, J.TARIK)),
    "persetujuan": ("Persetujuan dan pengembalian", (J.SETUJUI, J.KEMBALIKAN)),
    "isi": ("Perubahan isi rancangan", (J.UBAH, J.URUNG, J.IMPOR, J.SESUAIKAN, J.TERUSKAN, J.ALIHKAN)),
    "rancangan": ("Rancangan dibuat atau dibatalkan", (J.BUAT_RANCANGAN, J.BATALKAN)),
    "muat": ("Pemuatan dokumen", (J.MUAT,)),
    "catat": ("Data di luar edisi", (J.CATAT,)),
    "peran": ("Peran", (J.PERAN,)),
    "periksa": ("Pemeriksaan", (J.PERIKSA,)),
}
#: Of several acts of one request, the one that tells what the request was.
_BOBOT = (
    J.MUAT, J.TERBITKAN, J.SETUJUI, J.KEMBALIKAN, J.AJUKAN, J.TARIK, J.SESUAIKAN, J.ALIHKAN, J.IMPOR, J.URUNG,
    J.BATALKAN, J.TERUSKAN, J.UBAH, J.BUAT_RANCANGAN, J.CATAT, J.PERAN, J.PERIKSA,
)  # fmt: skip
#: Acts whose rows, where few, tell the place in the regulation.
_BERISI = (J.UBAH, J.URUNG, J.CATAT, J.ALIHKAN)


@dataclass(slots=True)
class Saringan:
    """What the timeline is narrowed to; every field may be empty."""

    pelaku: str = ""
    dari: date | None = None
    sampai: date | None = None
    jenis: str = ""
    peraturan: int | None = None
    unit: int | None = None
    edisi: int | None = None

    @property
    def isian(self) -> list[tuple[str, str]]:
        """What the address says of it."""
        tanggal = [(nama, nilai.isoformat()) for nama, nilai in (("dari", self.dari), ("sampai", self.sampai)) if nilai]
        nomor = [("peraturan", self.peraturan), ("unit", self.unit), ("edisi", self.edisi)]
        teks = [(nama, nilai) for nama, nilai in (("pelaku", self.pelaku), ("jenis", self.jenis)) if nilai]
        return [*teks, *tanggal, *((nama, str(nilai)) for nama, nilai in nomor if nilai is not None)]

    def __bool__(self) -> bool:
        return bool(self.isian)


def baca_saringan(data: Any) -> Saringan:
    """The filter of an address. Raises SalahIsian."""
    pelaku, jenis = (str(data.get(nama) or "") for nama in ("pelaku", "jenis"))
    if len(pelaku) > 200 or "\x00" in pelaku:
        raise SalahIsian("Nama pelaku dalam alamat ini tidak terbaca: pilih dari daftarnya.")
    if jenis and jenis not in KELOMPOK_JENIS:
        raise SalahIsian("Jenis tindakan dalam alamat ini tidak dikenal: pilih dari daftarnya.")
    hasil = Saringan(
        pelaku,
        baca_tanggal(str(data.get("dari") or ""), "Tanggal awal"),
        baca_tanggal(str(data.get("sampai") or ""), "Tanggal akhir"),
        jenis,
        baca_nomor(str(data.get("peraturan") or ""), "Peraturan"),
        baca_nomor(str(data.get("unit") or ""), "Unit"),
        baca_nomor(str(data.get("edisi") or ""), "Edisi"),
    )
    if hasil.dari and hasil.sampai and hasil.dari > hasil.sampai:
        raise SalahIsian("Tanggal awal lebih kemudian daripada tanggal akhir.")
    return hasil


# --- One page of keys --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Halaman:
    """Acts of one page, newest first. `lama`, `baru`: where the neighbouring pages begin, None where there is none."""

    tindakan: list[Tindakan]
    lama: Penanda | None
    baru: Penanda | None


def halaman_tindakan(
    daerah: Daerah | None, saringan: Saringan, sesudah: Penanda | None, sebelum: Penanda | None
) -> Halaman:
    """One page of acts; 2 queries, 1 where there is nothing. `sesudah`: older than that place; `sebelum`: newer."""
    mundur = sebelum is not None and sesudah is None
    batas = sebelum if mundur else sesudah
    kunci = _kunci(daerah, saringan, batas, mundur=mundur)
    lebih = len(kunci) > SEHALAMAN
    kunci = kunci[:SEHALAMAN]
    if mundur and not lebih:
        return halaman_tindakan(daerah, saringan, None, None)  # the first page, whole
    menurut_id = {
        satu.pk: satu
        for satu in Tindakan.objects.filter(pk__in=kunci)
        .defer("sebelum", "sesudah")
        .select_related("edisi__daerah", "edisi__peraturan")
        .order_by()
    }
    urut = sorted(menurut_id.values(), key=lambda satu: (satu.pada, satu.pk), reverse=True)
    if lebih:
        urut = _utuh(urut, mundur=mundur)
    if not urut:
        return Halaman([], None, None)
    awal, akhir = (Penanda(satu.pada, satu.pk) for satu in (urut[0], urut[-1]))
    ada_lama = mundur or lebih
    ada_baru = lebih if mundur else sesudah is not None
    return Halaman(urut, akhir if ada_lama else None, awal if ada_baru else None)


def _utuh(urut: list[Tindakan], *, mundur: bool) -> list[Tindakan]:
    """Without the acts at the far end that may go on over the page; all, where the page holds nothing else."""
    ujung = urut[0] if mundur else urut[-1]
    if ujung.kelompok is None:
        return urut
    sisa = [satu for satu in urut if satu.kelompok != ujung.kelompok]
    return sisa or urut


def _kunci(daerah: Daerah | None, saringan: Saringan, batas: Penanda | None, *, mundur: bool) -> list[int]:
    """Ids of one page and one more, in the order of the walk; 1 query."""
    urut = ("pada", "tindakan") if mundur else ("-pada", "-tindakan")
    semua = [_sebatas(lorong, batas, mundur=mundur) for lorong in _lorong(daerah, saringan)]
    tanda = "" if mundur else "-"
    if len(semua) == 1:
        return [pk for pk, _ in semua[0]]
    # Each lane by itself is short; neither engine would walk two of them in order.
    gabung: QuerySet[Any] = Tindakan.objects.none()
    potong = [Tindakan.objects.filter(pk__in=satu.values("nomor_")).order_by().values_list("pk", "pada") for satu in semua]
    gabung = potong[0].union(*potong[1:]).order_by(f"{tanda}pada", f"{tanda}pk")[: SEHALAMAN + 1]
    del urut
    return [pk for pk, _ in gabung]


def _sebatas(lorong: QuerySet[Any], batas: Penanda | None, *, mundur: bool) -> QuerySet[Any]:
    """The part of a lane beyond a place: (id, moment), one more than a page. Both conditions together let an index
    start at the moment."""
    if batas is not None:
        arah = "gt" if mundur else "lt"
        lorong = lorong.filter(
            Q(**{f"pada__{arah}": batas.pada}) | Q(**{f"nomor_lorong__{arah}": batas.nomor}),
            **{f"pada__{arah}e": batas.pada},
        )
    return lorong[: SEHALAMAN + 1]
