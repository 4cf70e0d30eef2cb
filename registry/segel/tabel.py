"""What is sealed: the tables whose rows are only ever added, and the live rows of published editions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import Error, models

from registry.isi_edisi import DAFTAR
from registry.models import AlasanPeringatan, CatatanAkses, Edisi, Tindakan
from registry.riwayat import tabel_riwayat
from registry.segel.kanonik import sidik_baris
from registry.segel.kolom import kolom_segel

#: Rows read at once. An act holds its whole change-set, a history row holds one object.
BARIS_SEKALI, TINDAKAN_SEKALI = 2_000, 200

#: Values of a row by column.
Nilai = dict[str, Any]
#: [open columns, closed columns], as a part of a seal names them.
Kolom = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Tabel:
    """One sealed table. `kolom`: what is sealed of a row today, see `registry.segel.kolom`."""

    model: type[models.Model]
    kolom: list[list[str]]

    @property
    def nama(self) -> str:
        return self.model._meta.db_table

    def hilang(self, kolom: Kolom) -> list[str]:
        """Of the columns that a seal names, those that the table no longer has."""
        ada = {ruas.column for ruas in self.model._meta.concrete_fields}
        return [satu for semua in kolom for satu in semua if satu not in ada]

    def baris(
        self, kolom: Kolom, *, sesudah: int | None = None, sampai: int | None = None, edisi: int | None = None
    ) -> Iterator[tuple[int, Nilai]]:
        """(id, values) in the order of ids, `sesudah` < id <= `sampai`; of one edition where it is named.

        1 query for every 2,000 rows, so that memory stays bounded whatever the table holds.
        """
        nama = {ruas.column: ruas.attname for ruas in self.model._meta.concrete_fields}
        ruas = [satu for semua in kolom for satu in semua]
        sekali = TINDAKAN_SEKALI if self.model is Tindakan else BARIS_SEKALI
        semua = self.model._base_manager.order_by("pk").values_list("pk", *(nama[satu] for satu in ruas))
        if sampai is not None:
            semua = semua.filter(pk__lte=sampai)
        if edisi is not None:
            semua = semua.filter(**{"pk" if self.model is Edisi else "edisi_id": edisi})
        while True:
            potong = list((semua if sesudah is None else semua.filter(pk__gt=sesudah))[:sekali])
            for kunci, *nilai in potong:
                yield kunci, dict(zip(ruas, nilai, strict=True))
            if len(potong) < sekali:
                return
            sesudah = potong[-1][0]

    def baris_tahan(
        self, kolom: Kolom, *, sesudah: int | None = None, sampai: int | None = None, edisi: int | None = None
    ) -> Iterator[tuple[int, Nilai | Exception]]:
        """As `baris`; where a block holds what cannot be read, its rows one by one, with the error for such a row."""
        terakhir = sesudah
        try:
            for nomor, nilai in self.baris(kolom, sesudah=sesudah, sampai=sampai, edisi=edisi):
                yield nomor, nilai
                terakhir = nomor
            return
        except (Error, TypeError, ValueError):
            pass
        semua = self.model._base_manager.order_by("pk").values_list("pk", flat=True)
        if terakhir is not None:
            semua = semua.filter(pk__gt=terakhir)
        if sampai is not None:
            semua = semua.filter(pk__lte=sampai)
        if edisi is not None:
            semua = semua.filter(**{"pk" if self.model is Edisi else "edisi_id": edisi})
        for nomor in semua:
            try:
                yield from self.baris(kolom, sesudah=nomor - 1, sampai=nomor)
            except (Error, TypeError, ValueError) as galat:
                yield nomor, galat

    def sidik(self, kolom: Kolom, nilai: Nilai) -> bytes:
        """Hash of a row."""
        terbuka, tertutup = kolom
        return sidik_baris(self.nama, [nilai[satu] for satu in terbuka], [nilai[satu] for satu in tertutup])


def _tabel(model: type[models.Model], *kecuali: str) -> Tabel:
    _, terbuka, tertutup = kolom_segel(model)
    return Tabel(model, [[satu for satu in semua if satu not in kecuali] for semua in (terbuka, tertutup)])


@cache
def bertambah() -> dict[str, Tabel]:
    """{name: table} whose new rows every seal takes: history, acts, the access log; by name.

    `ObjekTindakan` is an index to the acts, `Segel` is covered by its own chain.
    """
    semua: list[type[models.Model]] = [*tabel_riwayat(), Tindakan, CatatanAkses]
    return {satu.nama: satu for satu in sorted(map(_tabel, semua), key=lambda satu: satu.nama)}


@cache
def edisi() -> dict[str, Tabel]:
    """{name: table} whose rows are sealed with the edition that they belong to: its head first, then its content and
    the reasons for its warnings, by name."""
    isi: list[type[models.Model]] = [*(satu.model for satu in DAFTAR), AlasanPeringatan]
    semua = sorted(map(_tabel, isi), key=lambda satu: satu.nama)
    kepala = _tabel(Edisi, "diralat_pada")  # set once after publication; its history row is sealed
    return {satu.nama: satu for satu in [kepala, *semua]}
