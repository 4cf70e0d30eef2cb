"""The lists of a regulation, as arithmetic: where a list stands, which letter comes next, letters set anew. No query.

A list is what one provision gives one koordinator: "Pasal 22 ayat (4)", membawahi mengkoordinasikan, a to k. A
koordinator may have several (Pesawaran 38/2022: ayat (3) for Bagian that an Asisten membawahi, ayat (4) for the
others). The pinpoint of a row follows from its list and its letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from registry.dokumen.daftar import huruf_ke
from registry.rujukan import Rujukan, RujukanSalah


@dataclass(frozen=True, slots=True)
class Daftar:
    """One list. `pangkal`: the pinpoint above its letters, "" where nobody has said it yet."""

    koordinator: int
    peraturan: int | None
    pangkal: str
    verba: str
    makna: str


@lru_cache(maxsize=4096)
def sambung(pangkal: str, huruf: str) -> str:
    """ "Pasal 22 ayat (4)" with "e" is "Pasal 22 ayat (4) huruf e"; with "5", angka 5. Raises RujukanSalah."""
    if not pangkal or not huruf:
        return pangkal
    return str(Rujukan.parse(pangkal).tambah("angka" if huruf.isdecimal() else "huruf", huruf))


@lru_cache(maxsize=4096)
def pisah(rujukan: str, huruf: str) -> str | None:
    """Inverse of `sambung`: the pangkal of a row; None where its pinpoint does not end with its letter."""
    if not huruf or not rujukan:
        return rujukan
    try:
        induk = Rujukan.parse(rujukan).induk
        return str(induk) if induk is not None and sambung(str(induk), huruf) == rujukan else None
    except RujukanSalah:
        return None


def nomor_dari(huruf: str) -> int:
    """Inverse of `huruf_ke`, also for figures; 0 for anything else."""
    if huruf.isascii() and huruf.isdecimal():
        return int(huruf)
    if not (huruf.isascii() and huruf.isalpha()):
        return 0
    nomor = 0
    for satu in huruf.lower():
        nomor = nomor * 26 + ord(satu) - ord("a") + 1
    return nomor


def berikut(terpakai: Sequence[str]) -> str:
    """The label after the last one of a list: "" for a list that has none, figures where it counts in figures."""
    berlabel = [satu for satu in terpakai if satu]
    if terpakai and not berlabel:
        return ""
    return _label(max(map(nomor_dari, berlabel), default=0) + 1, berlabel)


def susun_huruf(semula: Sequence[str], berbagi: Sequence[bool]) -> list[str]:
    """Labels a, b, c … for rows in their order. `berbagi`: of each row, whether it goes on sharing its label with the
    row before it."""
    hasil: list[str] = []
    nomor = 0
    for ke, bersama in enumerate(berbagi):
        if ke == 0 or not bersama:
            nomor += 1
        hasil.append(_label(nomor, [satu for satu in semula if satu]))
    return hasil


def rapi(huruf: Sequence[str], berbagi: Sequence[bool]) -> bool:
    """Do these labels already run a, b, c …? A list without labels is as it should be."""
    return not any(huruf) or list(huruf) == susun_huruf(huruf, berbagi)


def _label(nomor: int, berlabel: Iterable[str]) -> str:
    berlabel = list(berlabel)
    return str(nomor) if berlabel and all(satu.isdecimal() for satu in berlabel) else huruf_ke(nomor)
