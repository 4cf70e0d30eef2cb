"""Seals as data, to be checked without Rentang: the head of a seal follows from what is written here.

A seal is {"bentuk", "nomor", "pada", "sebab", "pemasangan", "jumlah", "sebelum", "kepala", "bagian"}; a part is
[order, kind, table, edition id or null, [open columns, closed columns], count, first id, last id, hash of its list],
just as the head is computed over it (`kanonik.kepala`, docs/segel.md).
"""

from __future__ import annotations

import base64
from bisect import bisect_left
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


def pernyataan(satu: BagianSegel) -> list[Any]:
    """What a head says of a part. Reads no list."""
    return [
        satu.urutan, str(satu.jenis), satu.tabel, satu.edisi_id, satu.kolom, satu.jumlah, satu.dari, satu.sampai,
        satu.sidik,
    ]  # fmt: skip


def hitung_kepala(segel: Segel, bagian: list[list[Any]]) -> str:
    """Head of a seal from its own fields and its parts."""
    return kanonik.kepala(
        nomor=segel.nomor,
        pada=segel.pada,
        sebab=str(segel.sebab),
        pemasangan=segel.pemasangan,
        sebelum=segel.sebelum,
        bagian=bagian,
    )


def dokumen(segel: Segel, *, dengan_daftar: bool = True) -> dict[str, Any]:
    """One seal, whole; with "daftar": {order of the part: its list in base64} where asked for. 1 query."""
    semua = segel.bagian.order_by("urutan")
    if not dengan_daftar:
        semua = semua.defer("daftar")
    bagian = list(semua)
    isi = _segel(segel) | {"bagian": [pernyataan(satu) for satu in bagian]}
    if dengan_daftar:
        isi["daftar"] = {str(satu.urutan): base64.b64encode(bytes(satu.daftar)).decode() for satu in bagian}
    return isi


def rantai(sampai: Segel) -> list[dict[str, Any]]:
    """All seals from the first to `sampai`, without lists; 2 queries."""
    bagian: dict[int, list[list[Any]]] = {}
    for satu in BagianSegel.objects.filter(segel__nomor__lte=sampai.nomor).defer("daftar").order_by("segel", "urutan"):
        bagian.setdefault(satu.segel_id, []).append(pernyataan(satu))
    semua = Segel.objects.filter(nomor__lte=sampai.nomor).order_by("nomor")
    return [_segel(satu) | {"bagian": bagian.get(satu.pk, [])} for satu in semua]


def bagian_untuk(nama: str, ids: Collection[int]) -> list[BagianSegel]:
    """Parts, with their seals and lists, that may hold these rows of an append-only table; the list says whether one
    does. 2 queries."""
    urut = sorted(ids)
    semua = BagianSegel.objects.filter(jenis=JenisBagian.RIWAYAT, tabel=nama).order_by("sampai")
    return _bersegel(
        kunci
        for kunci, dari, sampai in semua.values_list("pk", "dari", "sampai")
        if (letak := bisect_left(urut, dari)) < len(urut) and urut[letak] <= sampai
    )


def bagian_edisi(edisi_id: int) -> list[BagianSegel]:
    """Parts, with seals and lists, of the live rows of a published edition; [] while it is not sealed. 1 query."""
    return _bersegel(BagianSegel.objects.filter(jenis=JenisBagian.EDISI, edisi=edisi_id).values_list("pk", flat=True))


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


def _bersegel(kunci: Iterable[int]) -> list[BagianSegel]:
    return list(BagianSegel.objects.filter(pk__in=list(kunci)).select_related("segel").order_by("segel", "urutan"))


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
