"""A plan of succession in sentences: "Yang akan terjadi"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from registry.admin.kata import baca_nama, kata, medan
from registry.isi_edisi import DAFTAR, Nilai
from registry.models import PerangkatDaerah
from registry.suksesi import Butir, Rencana

#: How the name of another region of the change reads in a sentence.
DI_LUAR = "pangkal bagan"


def pratinjau(rencana: Rencana) -> list[tuple[str, list[str]]]:
    """(heading, sentences): what leaves and comes, who is moved, which rows are kept and which are lost; 1 query a
    model that the rows point at."""
    n, dulu = rencana.nama, rencana.nama_lama
    induk = {kunci[0]: nilai["induk"] for (_, kunci), nilai in rencana.ubah.items() if nilai and "induk" in nilai}
    susunan = [f"{dulu[satu]} keluar dari susunan." for satu in rencana.keluar]
    susunan += [f"{n[satu]} masuk ke susunan, di bawah {n.get(induk[satu], DI_LUAR)}." for satu in rencana.masuk]
    susunan += [f"{lama} menjadi bernama {baru}." for _, lama, baru in rencana.berganti]
    susunan += [
        f"{n[satu]} pindah dari bawah {dulu.get(dari or 0, DI_LUAR)} ke bawah {n.get(ke or 0, DI_LUAR)}."
        for satu, dari, ke in rencana.pindah
    ]
    semula = uraian_baris(((satu, nilai) for satu, nilai, _ in rencana.dibuang), dulu)
    menjadi = uraian_baris(((satu, nilai) for _, satu, nilai in rencana.dibawa), n)
    dibuang = [f"{teks}: {sebab}." for teks, (*_, sebab) in zip(semula, rencana.dibuang, strict=True)]
    return [
        ("Susunan", susunan or ["Tidak ada unit yang keluar, masuk, atau pindah."]),
        ("Yang beralih kepada penerusnya", [f"{teks}." for teks in menjadi]),
        ("Yang dihapus dari rancangan", dibuang),
    ]


def uraian_baris(
    semua: Iterable[tuple[Butir, Nilai]], nama_unit: Mapping[int, str], *, pendek: bool = False
) -> list[str]:
    """Each row by what it names: "rentang koordinasi: unit Dinas Kesehatan, koordinator Asisten … (Pasal 5)".
    `pendek`: without what its key names, for lists by unit."""
    baris = list(semua)
    isi = [(DAFTAR[bagian], kunci, nilai) for (bagian, kunci), nilai in baris]
    disebut = [
        [
            (ruas, satu)
            for ruas, satu in (*zip(bagian.kunci, kunci, strict=True), *nilai.items())
            if _perlu(bagian, ruas) and not (pendek and ruas in bagian.kunci)
        ]
        for bagian, kunci, nilai in isi
    ]
    nama: dict[Any, str] = baca_nama(
        (bagian.model, ruas, satu) for (bagian, *_), semua in zip(isi, disebut, strict=True) for ruas, satu in semua
    )
    nama |= {(PerangkatDaerah, satu): teks for satu, teks in nama_unit.items()}
    return [
        ("" if pendek else f"{bagian.model._meta.verbose_name}: ")
        + ", ".join(
            f"{medan(bagian.model, ruas).verbose_name} {kata(bagian.model, ruas, satu, nama)}" for ruas, satu in ini
        )
        + (f" ({nilai['rujukan']})" if nilai.get("rujukan") else "")
        for (bagian, _, nilai), ini in zip(isi, disebut, strict=True)
    ]


def _perlu(bagian: Any, ruas: str) -> bool:
    """What tells rows apart: what they point at, and the kind of a relation; not the regulation, which the pinpoint
    tells."""
    satu = medan(bagian.model, ruas)
    return ruas != "peraturan_id" and (satu.is_relation or (ruas in bagian.kunci and bool(satu.choices)))
