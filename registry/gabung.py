"""Three-way merge of edition content by identity: field by field, conflicts named, never overwritten. No query.

`dasar`: what both sides started from; `kita`: the side that is written; `mereka`: the side whose changes are brought
in. Each is a whole content as `isi_edisi.baca` gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from registry.isi_edisi import Kunci, Nilai, Ubah

Butir = tuple[str, Kunci]
Isi = Mapping[Butir, Nilai | None]
#: A side of the merge, or what both started from.
Pihak = Literal["kita", "mereka", "dasar"]


@dataclass(frozen=True, slots=True)
class Pertentangan:
    """Both sides changed the same thing, each otherwise. `ruas` is "" where a whole row is in question: one side
    removed what the other changed, both added it, or its fields belong together. The values are then whole rows, None
    for a row that is not there.

    `sebab`: why a person must choose although the two sides do not contradict each other in one field (the tree
    that both changes make together hangs on nothing or in a loop); "" for a conflict of fields.
    """

    bagian: str
    kunci: Kunci
    ruas: str
    dasar: Any
    kita: Any
    mereka: Any
    sebab: str = ""

    @property
    def butir(self) -> Butir:
        return (self.bagian, self.kunci)


#: (row, field or "" for the whole row) -> the side chosen
Pilihan = Mapping[tuple[Butir, str], Pihak]


def urut_butir(butir: Butir) -> tuple[str, ...]:
    """Order of rows in which questions are asked: by part, then by key, numbers by size."""
    return (butir[0], *(str(satu).rjust(20) for satu in butir[1]))


def gabung(
    dasar: Isi, kita: Isi, mereka: Isi, pilihan: Pilihan | None = None, *, utuh: Collection[str] = ()
) -> tuple[Ubah, list[Pertentangan]]:
    """(change-set that brings into `kita` what `mereka` changed since `dasar`, conflicts that nobody chose on).

    A conflict without a choice leaves `kita` as it is in the change-set. A choice holds where there is no conflict
    too: "kita" keeps what would be changed, "mereka" takes what would be kept, "dasar" undoes both sides. Order of
    conflicts is stable. `utuh`: parts whose rows are asked on whole, as soon as one field conflicts.
    """
    ubah: Ubah = {}
    sisa: list[Pertentangan] = []
    dipilih = pilihan or {}
    milik = {butir for butir, _ in dipilih}
    for butir in sorted(dasar.keys() | kita.keys() & milik | mereka.keys(), key=urut_butir):
        dulu, ini, itu = dasar.get(butir), kita.get(butir), mereka.get(butir)
        if (ini == itu or itu == dulu) and butir not in milik:
            continue
        jadi, bentrok = _satu(butir, dulu, ini, itu, dipilih)
        if bentrok and butir[0] in utuh:
            jadi, bentrok = _TETAP, [Pertentangan(*butir, "", dulu, ini, itu)]
        sisa += bentrok
        if jadi is not _TETAP:
            ubah[butir] = jadi
    return ubah, sisa


def terapkan_ke(isi: Isi, ubah: Isi) -> dict[Butir, Nilai]:
    """The content as a change-set would leave it. No query."""
    jadi = {butir: nilai for butir, nilai in isi.items() if nilai is not None}
    for butir, nilai in ubah.items():
        if nilai is None:
            jadi.pop(butir, None)
        else:
            jadi[butir] = {**jadi.get(butir, {}), **nilai}
    return jadi


_TETAP: Any = object()


def _ubahan(ini: Nilai | None, itu: Nilai | None) -> Nilai | None:
    """What must be written to make `ini` into `itu`."""
    if ini is None or itu is None:
        return itu
    return {ruas: nilai for ruas, nilai in itu.items() if ini.get(ruas) != nilai}


def _satu(
    butir: Butir, dulu: Nilai | None, ini: Nilai | None, itu: Nilai | None, pilihan: Pilihan
) -> tuple[Any, list[Pertentangan]]:
    """One row that differs: (what to write or _TETAP, conflicts left)."""
    seluruhnya = pilihan.get((butir, ""))
    if seluruhnya is None and ini is not None and itu is not None and dulu is not None:
        return _per_ruas(butir, dulu, ini, itu, pilihan)
    if seluruhnya is None:
        if ini == dulu:
            seluruhnya = "mereka"
        elif itu == dulu:
            seluruhnya = "kita"
        else:
            return _TETAP, [Pertentangan(*butir, "", dulu, ini, itu)]
    jadi = {"kita": ini, "mereka": itu, "dasar": dulu}[seluruhnya]
    return (_TETAP if jadi == ini else _ubahan(ini, jadi)), []


def _per_ruas(butir: Butir, dulu: Nilai, ini: Nilai, itu: Nilai, pilihan: Pilihan) -> tuple[Any, list[Pertentangan]]:
    jadi: Nilai = {}
    sisa: list[Pertentangan] = []
    for ruas in itu:
        pihak = pilihan.get((butir, ruas)) or _pihak(dulu.get(ruas), ini[ruas], itu[ruas])
        if pihak is None:
            sisa.append(Pertentangan(*butir, ruas, dulu.get(ruas), ini[ruas], itu[ruas]))
            continue
        nilai = {"kita": ini, "mereka": itu, "dasar": dulu}[pihak].get(ruas)
        if nilai != ini[ruas]:
            jadi[ruas] = nilai
    return jadi or _TETAP, sisa


def _pihak(dulu: Any, ini: Any, itu: Any) -> Pihak | None:
    """The side that alone changed a field; None where both did, each otherwise."""
    if ini == dulu:
        return "mereka"
    return "kita" if itu in (dulu, ini) else None
