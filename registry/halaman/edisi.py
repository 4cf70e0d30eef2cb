"""Editions as pages show them: which is in force, which come before and after, what each one holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from registry.halaman.dasar import Tautan, TidakAda
from registry.models import BAGIAN, Daerah, Edisi, Kelengkapan
from registry.querysets import EdisiQuerySet

_ALAMAT = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:-([1-9]\d{0,3}))?")


def semua_versi(daerah: Daerah) -> list[Edisi]:
    """Every published version of every edition of a region, newest edition and newest version first; 1 query."""
    return list(semua_versi_q(daerah))


def semua_versi_q(daerah: Daerah) -> EdisiQuerySet:
    """What `semua_versi` reads, for pages that read more in the same query."""
    return (
        Edisi.objects.filter(daerah=daerah, diterbitkan_pada__isnull=False)
        .dengan_akhir()
        .select_related("peraturan__daerah", "daerah")
        .order_by("-berlaku_mulai", "-urutan", "-diterbitkan_pada", "-id")
    )


def kini(versi: Iterable[Edisi]) -> list[Edisi]:
    """Of versions as `semua_versi` gives them: what the registry says today, newest first."""
    return [satu for satu in versi if satu.diralat_pada is None]


def tercatat(versi: Iterable[Edisi], saat: datetime) -> list[Edisi]:
    """Of versions as `semua_versi` gives them: what the registry said at a moment, newest first. The same answer as
    `Edisi.objects.tercatat_pada`, without a query: a unit's page asks it of every moment of publication."""
    return [
        satu
        for satu in versi
        if satu.diterbitkan_pada is not None
        and satu.diterbitkan_pada <= saat
        and (satu.diralat_pada is None or satu.diralat_pada > saat)
    ]


def berlaku(edisi: Iterable[Edisi], tanggal: date) -> Edisi | None:
    """Of editions newest first: the one in force. The same answer as `Edisi.objects.berlaku_di`, without a query."""
    return next((satu for satu in edisi if satu.berlaku_mulai is not None and satu.berlaku_mulai <= tanggal), None)


def urai_alamat(alamat: str) -> tuple[date, int] | None:
    """Date and order that "2022-05-13" or "2022-05-13-2" names; None for anything else."""
    cocok = _ALAMAT.fullmatch(alamat)
    if cocok is None:
        return None
    tahun, bulan, hari, urutan = cocok.groups()
    try:
        return date(int(tahun), int(bulan), int(hari)), int(urutan or 1)
    except ValueError:
        return None


def edisi_beralamat(daerah: Daerah, alamat: str) -> Edisi:
    """The edition that "2022-05-13" or "2022-05-13-2" names; 1 query, 1 more where a ralat moved it to another date,
    whose edition is then returned. Raises TidakAda."""
    letak = urai_alamat(alamat)
    edisi: Edisi | None = None
    if letak is not None:
        edisi = (
            Edisi.objects.terbit()
            .filter(daerah=daerah, berlaku_mulai=letak[0], urutan=letak[1])
            .dengan_akhir()
            .select_related("peraturan__daerah", "daerah", "meralat")
            .first()
        ) or _pindahan(daerah, letak)
    if edisi is None:
        raise TidakAda(
            "Tidak ada edisi pada tanggal itu",
            f"{daerah.nama} tidak mempunyai edisi yang mulai berlaku pada tanggal dalam alamat ini.",
            Tautan(f"Lihat semua edisi {daerah.nama}", reverse("daftar-edisi", args=[daerah.kode])),
        )
    return edisi


def _pindahan(daerah: Daerah, letak: tuple[date, int]) -> Edisi | None:
    """What became of an edition whose date itself a ralat corrected: its address goes on leading somewhere; 1 query."""
    versi = semua_versi(daerah)
    ralat = {satu.meralat_id: satu for satu in versi if satu.meralat_id is not None}
    edisi = next((satu for satu in versi if (satu.berlaku_mulai, satu.urutan) == letak), None)
    while edisi is not None and edisi.diralat_pada is not None:
        edisi = ralat.get(edisi.pk)
    return edisi


def pernah_berlaku(edisi: Edisi) -> bool:
    """No other edition replaced it on the very day on which it starts. Needs `dengan_akhir()`."""
    mulai, sampai = edisi.berlaku_mulai, edisi.berlaku_sampai
    return mulai is None or sampai is None or mulai <= sampai


def edisi_pertama(edisi: Iterable[Edisi]) -> Edisi | None:
    """Of editions newest first: the oldest that was ever in force."""
    return next((satu for satu in reversed(list(edisi)) if pernah_berlaku(satu)), None)


#: How a part of an edition is called on pages.
NAMA_BAGIAN = {
    "struktur": "Susunan",
    "rentang": "Rentang koordinasi",
    "ketentuan": "Jenis hubungan kerja",
}


def kelengkapan(edisi: Edisi) -> list[dict[str, str]]:
    """What the edition says of its parts, ready for a page; no query."""
    return [
        {
            "bagian": bagian,
            "nama": NAMA_BAGIAN[bagian],
            "keadaan": edisi.kelengkapan(bagian).value,
            "kata": str(edisi.kelengkapan(bagian).label),
            "rujukan": getattr(edisi, f"{bagian}_rujukan"),
            "keterangan": getattr(edisi, f"{bagian}_keterangan"),
        }
        for bagian in BAGIAN
    ]


def tidak_dimuat(edisi: Edisi) -> bool:
    """Nobody has entered anything of this edition."""
    return all(edisi.kelengkapan(bagian) == Kelengkapan.BELUM_DIMUAT for bagian in BAGIAN)
