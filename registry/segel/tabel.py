"""What is sealed: the tables whose rows are only ever added, and the live rows of published editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import models

from registry.isi_edisi import DAFTAR
from registry.models import AlasanPeringatan, CatatanAkses, Edisi, Tindakan
from registry.riwayat import KOLOM_POHON, tabel_riwayat
from registry.segel.kolom import kolom_segel

#: Rows read at once. An act holds its whole change-set, a history row holds one object.
BARIS_SEKALI, TINDAKAN_SEKALI = 2_000, 200

Baris = tuple[int, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Tabel:
    """One sealed table. `kolom`: {column that is sealed today: attribute of the model}, the open ones first, then those
    that no pack shows (`tertutup`); each in the order of the model.

    Not sealed are the id (it stands beside the hash), the tree columns (an index) and `diralat_pada` of an edition
    (set once after publication; its history row is sealed).
    """

    model: type[models.Model]
    kolom: dict[str, str]
    tertutup: tuple[str, ...] = ()

    @property
    def nama(self) -> str:
        return self.model._meta.db_table

    @property
    def pembagian(self) -> list[list[str]]:
        """`[open columns, closed columns]`, as a part of a seal names them."""
        return [[satu for satu in self.kolom if satu not in self.tertutup], list(self.tertutup)]

    def hilang(self, kolom: Sequence[str]) -> list[str]:
        """Of the columns that a seal names, those that the table no longer has."""
        ada = {ruas.column for ruas in self.model._meta.concrete_fields}
        return [satu for satu in kolom if satu not in ada]

    def baris(
        self, kolom: Sequence[str], *, sesudah: int | None = None, sampai: int | None = None, edisi: int | None = None
    ) -> Iterator[Baris]:
        """(id, values of `kolom`) in the order of ids, `sesudah` < id <= `sampai`; of one edition where it is named.

        1 query for every 2,000 rows, so that memory stays bounded whatever the table holds.
        """
        nama = {ruas.column: ruas.attname for ruas in self.model._meta.concrete_fields}
        sekali = TINDAKAN_SEKALI if self.model is Tindakan else BARIS_SEKALI
        semua = self.model._base_manager.order_by("pk").values_list("pk", *(nama[satu] for satu in kolom))
        if sampai is not None:
            semua = semua.filter(pk__lte=sampai)
        if edisi is not None:
            semua = semua.filter(**{"pk" if self.model is Edisi else "edisi_id": edisi})
        while True:
            potong = list((semua if sesudah is None else semua.filter(pk__gt=sesudah))[:sekali])
            for kunci, *nilai in potong:
                yield kunci, tuple(nilai)
            if len(potong) < sekali:
                return
            sesudah = potong[-1][0]


def _tabel(model: type[models.Model], kecuali: frozenset[str] = frozenset()) -> Tabel:
    bagi = kolom_segel(model)
    nama = {satu.column: satu.attname for satu in model._meta.concrete_fields if satu.name not in kecuali}
    kolom = {satu: nama[satu] for satu in (*bagi.terbuka, *bagi.tertutup) if satu in nama}
    return Tabel(model, kolom, tuple(satu for satu in bagi.tertutup if satu in nama))


@cache
def bertambah() -> dict[str, Tabel]:
    """{name: table} whose new rows every seal takes: history, acts, the access log; by name.

    `ObjekTindakan` is an index to the acts, `Segel` is covered by its own chain.
    """
    semua = [*tabel_riwayat(), Tindakan, CatatanAkses]
    return {satu.nama: satu for satu in sorted(map(_tabel, semua), key=lambda satu: satu.nama)}


@cache
def edisi() -> dict[str, Tabel]:
    """{name: table} whose rows are sealed with the edition that they belong to: its head first, then its content and
    the reasons for its warnings, by name."""
    isi = [*(satu.model for satu in DAFTAR), AlasanPeringatan]
    semua = sorted((_tabel(satu, KOLOM_POHON) for satu in isi), key=lambda satu: satu.nama)
    kepala = _tabel(Edisi, frozenset({"diralat_pada"}))
    return {satu.nama: satu for satu in [kepala, *semua]}
