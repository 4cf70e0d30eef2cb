"""What an edition is made of.

Each app registers its models here (from `apps.py`); clone, comparison, change-sets, undo, checks, digest and
documents loop over the registry, so that nobody lists the parts of an edition twice. Rows point at bodies
(PerangkatDaerah), never at places of an edition, which makes cloning a plain copy. The one exception is
`Kedudukan.induk`; outside the database it is written as the body of the parent, under the name "induk".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection, models

from registry import pohon

#: Identity of a row inside its edition, values of the registered `kunci` fields.
Kunci = tuple[Any, ...]
#: Field -> value; a subset of the registered `nilai` fields in a change, all of them when read.
Nilai = dict[str, Any]
#: A change-set: {(part, key): values | None}. None removes the row; values of an absent row create it.
Ubah = dict[tuple[str, Kunci], Nilai | None]

DASAR = ("peraturan_id", "rujukan", "tertulis", "catatan")


@dataclass(frozen=True, slots=True)
class IsiEdisi:
    """One registered model. `kunci` is unique together with the edition; `nilai` is what a change means.

    ikut_klon=False: content of one edition only (Suksesi), copied by a ralat and by nothing else.
    berpohon=True: rows hang in the tree, `induk` among `nilai` is the parent's body id (None for the root).
    penanda: a boolean among `nilai` that only one of several rows may hold; rows that give it up are written
    before those that take it.
    utuh=True: the fields of a row belong together (a letter to its span); a merge asks on the row, not field by field.
    templat=True: where another region's edition is taken as a template, these rows may come along, pointing at the
    region's own bodies and without the legal basis.
    """

    model: type[models.Model]
    kunci: tuple[str, ...]
    nilai: tuple[str, ...]
    ikut_klon: bool = True
    berpohon: bool = False
    penanda: str = ""
    utuh: bool = False
    templat: bool = False

    @property
    def nama(self) -> str:
        """Name in change-sets: the model's name in lower case."""
        return str(self.model._meta.model_name)

    def sumber(self, ruas: str) -> str:
        """Where the value of a field is read from."""
        return "induk__perangkat_daerah_id" if self.berpohon and ruas == "induk" else ruas

    def ruas_badan(self) -> tuple[str, ...]:
        """Fields of key and values that point at a body; the parent of a place is one."""
        return _ruas_badan(self)

    def baca(self, edisi_id: int) -> dict[Kunci, Nilai]:
        """All rows of an edition; 1 query."""
        banyak = len(self.kunci)
        ruas = [self.sumber(nama) for nama in self.kunci + self.nilai]
        semua = self.model._base_manager.filter(edisi_id=edisi_id).order_by().values_list(*ruas)
        return {baris[:banyak]: dict(zip(self.nilai, baris[banyak:], strict=True)) for baris in semua}


@cache
def _ruas_badan(isi: IsiEdisi) -> tuple[str, ...]:
    """By label, because models import this module."""
    semua = {ruas: isi.model._meta.get_field(ruas.removesuffix("_id")).related_model for ruas in isi.kunci + isi.nilai}
    return tuple(
        ruas
        for ruas, acuan in semua.items()
        if (isi.berpohon and ruas == "induk")
        or (
            isinstance(acuan, type)
            and issubclass(acuan, models.Model)
            and acuan._meta.label_lower == "registry.perangkatdaerah"
        )
    )


@dataclass(slots=True)
class _Daftar:
    semua: dict[str, IsiEdisi] = field(default_factory=dict)

    def __iter__(self) -> Iterator[IsiEdisi]:
        return iter(self.semua.values())

    def __getitem__(self, nama: str) -> IsiEdisi:
        return self.semua[nama]


DAFTAR = _Daftar()


def daftarkan(isi: IsiEdisi) -> None:
    """Register a part of the edition; called from `apps.py`. Registering the same model again replaces it."""
    DAFTAR.semua[isi.nama] = isi


def baca(edisi_id: int) -> Ubah:
    """The whole content of an edition as a change-set that would create it; 1 query a registered model."""
    return {(isi.nama, kunci): nilai for isi in DAFTAR for kunci, nilai in isi.baca(edisi_id).items()}


def beda(lama: Mapping[tuple[str, Kunci], Nilai | None], baru: Mapping[tuple[str, Kunci], Nilai | None]) -> Ubah:
    """The change-set that turns `lama` into `baru`: only rows and fields that differ. No query."""
    ubah: Ubah = {}
    for kunci in lama.keys() | baru.keys():
        dulu, kini = lama.get(kunci), baru.get(kunci)
        if dulu == kini:
            continue
        if dulu is None or kini is None:
            ubah[kunci] = kini
        else:
            ubah[kunci] = {ruas: nilai for ruas, nilai in kini.items() if dulu.get(ruas) != nilai}
    return ubah


def ganti_badan(ubah: Mapping[tuple[str, Kunci], Nilai | None], peta: Mapping[int, int]) -> Ubah:
    """The change-set with other bodies, wherever a key or a value points at one of `peta`. No query."""
    hasil: Ubah = {}
    for (nama, kunci), nilai in ubah.items():
        isi = DAFTAR[nama]
        acuan = isi.ruas_badan()
        jadi = tuple(peta.get(satu, satu) if r in acuan else satu for r, satu in zip(isi.kunci, kunci, strict=True))
        hasil[nama, jadi] = (
            None if nilai is None else {r: peta.get(satu, satu) if r in acuan else satu for r, satu in nilai.items()}
        )
    return hasil


def sebagai_json(ubah: Mapping[tuple[str, Kunci], Nilai | None]) -> list[dict[str, Any]]:
    """Change-set for a JSON column, in a stable order."""
    return [
        {"isi": nama, "kunci": list(kunci), "nilai": nilai}
        for (nama, kunci), nilai in sorted(ubah.items(), key=lambda satu: (satu[0][0], str(satu[0][1])))
    ]


def dari_json(baris: list[dict[str, Any]]) -> Ubah:
    """Inverse of `sebagai_json`."""
    return {(satu["isi"], tuple(satu["kunci"])): satu["nilai"] for satu in baris}


def salin(lama_id: int, baru_id: int, *, sebagai_ralat: bool) -> int:
    """Copy all rows of one edition to another, empty one; INSERT … SELECT, 1 query a model, 1 more for the tree.

    The same SQL on both engines, independent of how many editions exist. Called by `services.klon` under
    locks. Returns the number of rows copied.
    """
    jumlah = 0
    with connection.cursor() as kursor:
        for isi in DAFTAR:
            if not (isi.ikut_klon or sebagai_ralat):
                continue
            nama = connection.ops.quote_name
            tabel = nama(isi.model._meta.db_table)
            kolom = [ruas.column for ruas in isi.model._meta.local_concrete_fields if not ruas.primary_key]
            ganti = {"edisi_id", *pohon.KOLOM_EDISI}
            pilih = ", ".join("%s" if satu in ganti else nama(satu) for satu in kolom)
            kursor.execute(
                f"INSERT INTO {tabel} ({', '.join(map(nama, kolom))}) SELECT {pilih} FROM {tabel} WHERE edisi_id = %s",
                [baru_id] * sum(satu in ganti for satu in kolom) + [lama_id],
            )
            jumlah += kursor.rowcount
            if isi.berpohon:
                # Inserted with the old parent (a null one would be a second root), then re-pointed by body.
                kursor.execute(
                    f"UPDATE {tabel} SET induk_id = (SELECT sini.id FROM {tabel} sana JOIN {tabel} sini "
                    "ON sini.perangkat_daerah_id = sana.perangkat_daerah_id AND sini.edisi_id = %s "
                    f"WHERE sana.id = {tabel}.induk_id) WHERE edisi_id = %s AND induk_id IS NOT NULL",
                    [baru_id, baru_id],
                )
    return jumlah
