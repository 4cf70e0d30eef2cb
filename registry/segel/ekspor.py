"""Seals as data, to be checked without Rentang: the head of a seal follows from what is written here.

A seal is {"bentuk", "nomor", "pada", "sebab", "pemasangan", "jumlah", "sebelum", "kepala", "bagian"}; a part is
[order, kind, table, edition id or null, [open columns, closed columns], count, first id, last id, hash of its list],
just as the head is computed over it (`kanonik.kepala`, docs/segel.md).
"""

from __future__ import annotations

import base64
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


def dokumen(segel: Segel) -> dict[str, Any]:
    """One seal, whole, with "daftar": {order of the part: its list in base64}. 1 query."""
    bagian = list(segel.bagian.order_by("urutan"))
    return {
        "bentuk": segel.bentuk,
        "nomor": segel.nomor,
        "pada": kanonik.nilai(segel.pada),
        "sebab": str(segel.sebab),
        "pemasangan": str(segel.pemasangan),
        "jumlah": segel.jumlah,
        "sebelum": segel.sebelum,
        "kepala": segel.kepala,
        "bagian": [pernyataan(satu) for satu in bagian],
        "daftar": {str(satu.urutan): base64.b64encode(bytes(satu.daftar)).decode() for satu in bagian},
    }


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
