"""Seals as data, to be checked without Rentang: the head of a seal follows from what is written here.

A seal is {"bentuk", "nomor", "pada", "sebab", "pemasangan", "jumlah", "sebelum", "kepala", "bagian"}; each part
{"urutan", "jenis", "tabel", "edisi", "kolom", "jumlah", "dari", "sampai", "sidik"} and, where asked for, "daftar":
its list in base64. How a head is computed stands in `kanonik` and in docs/segel.md.
"""

from __future__ import annotations

import base64
from collections.abc import Collection, Iterable
from typing import Any, NamedTuple

from django.db.models import Sum

from registry.models import BagianSegel, JenisBagian, Segel
from registry.segel import kanonik, tabel

#: Characters of a head that name it for certain.
PANJANG_ACUAN = 16


class Rekap(NamedTuple):
    """How many rows of one table a seal holds."""

    tabel: str
    nama: str
    jenis: str
    jumlah: int


def dokumen(segel: Segel, *, dengan_daftar: bool = True) -> dict[str, Any]:
    """One seal, whole; 1 query."""
    semua = segel.bagian.order_by("urutan")
    if not dengan_daftar:
        semua = semua.defer("daftar")
    return _segel(segel) | {"bagian": [_bagian(satu, dengan_daftar=dengan_daftar) for satu in semua]}


def rantai(sampai: Segel) -> list[dict[str, Any]]:
    """All seals from the first to `sampai`, their parts without lists; 2 queries."""
    bagian: dict[int, list[dict[str, Any]]] = {}
    for satu in BagianSegel.objects.filter(segel__nomor__lte=sampai.nomor).defer("daftar").order_by("segel", "urutan"):
        bagian.setdefault(satu.segel_id, []).append(_bagian(satu, dengan_daftar=False))
    semua = Segel.objects.filter(nomor__lte=sampai.nomor).order_by("nomor")
    return [_segel(satu) | {"bagian": bagian.get(satu.pk, [])} for satu in semua]


def bagian_untuk(nama: str, ids: Collection[int]) -> list[dict[str, Any]]:
    """Parts with their lists, and the number of their seal as "segel", that hold these rows of an append-only table.

    Rows that no seal holds yet are in none of them. 2 queries.
    """
    semua = list(
        BagianSegel.objects.filter(jenis=JenisBagian.RIWAYAT, tabel=nama)
        .order_by("sampai")
        .values_list("pk", "dari", "sampai")
    )
    return _bersegel({kunci for kunci, dari, sampai in semua if any(dari <= satu <= sampai for satu in ids)})


def bagian_edisi(edisi_id: int) -> list[dict[str, Any]]:
    """Parts with their lists that hold the live rows of a published edition; [] where it is not sealed yet. 1 query."""
    semua = BagianSegel.objects.filter(jenis=JenisBagian.EDISI, edisi=edisi_id)
    return _bersegel(set(semua.values_list("pk", flat=True)))


def rekap(segel: Segel) -> list[Rekap]:
    """Rows of a seal by table, in the order of its parts; 1 query."""
    jumlah = segel.bagian.order_by().values_list("jenis", "tabel").annotate(Sum("jumlah"))
    semua = [Rekap(nama, sebutan_tabel(nama), str(JenisBagian(jenis).label), banyak) for jenis, nama, banyak in jumlah]
    return sorted(semua, key=lambda satu: (satu.jenis == JenisBagian.EDISI.label, satu.nama))


def acuan(segel: Segel) -> str:
    """`number:head` as `verifikasi_riwayat --acuan` takes it."""
    return f"{segel.nomor}:{segel.kepala[:PANJANG_ACUAN]}"


def sebutan_tabel(nama: str) -> str:
    """What a table holds, in the user's words; its own name where it is gone."""
    if nama in tabel.bertambah():
        model = tabel.bertambah()[nama].model
        asal = getattr(model, "instance_type", None)
        return f"riwayat {asal._meta.verbose_name}" if asal else str(model._meta.verbose_name)
    if nama in tabel.edisi():
        return str(tabel.edisi()[nama].model._meta.verbose_name)
    return nama


def _bersegel(kunci: Iterable[int]) -> list[dict[str, Any]]:
    semua = BagianSegel.objects.filter(pk__in=list(kunci)).select_related("segel").order_by("segel__nomor", "urutan")
    return [_bagian(satu, dengan_daftar=True) | {"segel": satu.segel.nomor} for satu in semua]


def _segel(satu: Segel) -> dict[str, Any]:
    return {
        "bentuk": satu.bentuk,
        "nomor": satu.nomor,
        "pada": kanonik.nilai(satu.pada),
        "sebab": str(satu.sebab),
        "pemasangan": str(satu.pemasangan),
        "jumlah": satu.jumlah,
        "sebelum": satu.sebelum,
        "kepala": satu.kepala,
    }


def _bagian(satu: BagianSegel, *, dengan_daftar: bool) -> dict[str, Any]:
    isi: dict[str, Any] = {
        "urutan": satu.urutan,
        "jenis": str(satu.jenis),
        "tabel": satu.tabel,
        "edisi": satu.edisi_id,
        "kolom": satu.kolom,
        "jumlah": satu.jumlah,
        "dari": satu.dari,
        "sampai": satu.sampai,
        "sidik": satu.sidik,
    }
    if dengan_daftar:
        isi["daftar"] = base64.b64encode(bytes(satu.daftar)).decode()
    return isi
