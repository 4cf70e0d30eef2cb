"""What a comparison says: sentences of marked words, gathered in groups. Pure values, no query.

Every sentence names the differences (`Butir`) that it tells, so that it can be proven that none is silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from registry.isi_edisi import Kunci
from registry.models import Edisi

#: One difference: (part, key, field); field "" for a row that one side does not have.
Butir = tuple[str, Kunci, str]


class Kata(NamedTuple):
    """Some words. gaya: "" plain, "kuat" what it is about, "lama" as it was, "baru" as it is, "kosong" not there."""

    teks: str
    gaya: str = ""


Teks = tuple[Kata, ...]


def kuat(teks: str) -> Kata:
    return Kata(teks, "kuat")


def lama(teks: str) -> Kata:
    return Kata(teks, "lama")


def baru(teks: str) -> Kata:
    return Kata(teks, "baru")


def kosong(teks: str = "belum diisi") -> Kata:
    return Kata(teks, "kosong")


def rangkai(pola: str, *isi: Kata | Teks | str) -> Teks:
    """A sentence from a pattern: each "{}" is replaced, and nothing that is put in is read as a pattern."""
    potong = pola.split("{}")
    hasil = [Kata(potong[0])]
    for satu, sesudah in zip(isi, potong[1:], strict=True):
        if isinstance(satu, str):
            hasil.append(Kata(satu))
        else:
            hasil += [satu] if isinstance(satu, Kata) else satu
        hasil.append(Kata(sesudah))
    hasil = [kata for kata in hasil if kata.teks]
    if len(hasil) > 1 and hasil[-1].teks == "." and hasil[-2].teks.endswith("."):
        hasil.pop()  # what was put in brings its own full stop
    return tuple(hasil)


def deretkan(semua: Sequence[Kata]) -> Teks:
    """ "A", "A dan B", "A, B, dan C"."""
    if not semua:
        return (kosong("belum disebut"),)
    hasil: list[Kata] = []
    for nomor, satu in enumerate(semua):
        if nomor:
            akhir = nomor == len(semua) - 1
            hasil.append(Kata((" dan " if len(semua) == 2 else ", dan ") if akhir else ", "))
        hasil.append(satu)
    return tuple(hasil)


def polos(teks: Teks) -> str:
    return "".join(kata.teks for kata in teks)


@dataclass(frozen=True, slots=True)
class Kalimat:
    """One thing that changed.

    perbuatan: the word before the sentence · jenis: under which it is counted ("pindah koordinator"), "" for what is
    counted nowhere · badan: the bodies it is about · butir: the differences that it tells · lipat: heading with one
    "{}" for the number, under which it is folded away with its like; "" stands open · rincian: smaller lines below.
    """

    perbuatan: str
    teks: Teks
    jenis: str = ""
    dasar: Teks = ()
    rincian: tuple[Teks, ...] = ()
    badan: tuple[int, ...] = ()
    butir: frozenset[Butir] = frozenset()
    lipat: str = ""

    @property
    def polos(self) -> str:
        """The sentence as plain text."""
        return polos(self.teks)


@dataclass(frozen=True, slots=True)
class Ragu:
    """What cannot be compared, or only with care. `jumlah`: how many rows stand there without a counterpart."""

    judul: str
    teks: str
    butir: frozenset[Butir] = frozenset()
    jumlah: int = 0


@dataclass(slots=True)
class KelompokBanding:
    """One group of the comparison. `tetap`: what is said of that which did not change."""

    kode: str
    judul: str
    kalimat: list[Kalimat] = field(default_factory=list)
    ragu: list[Ragu] = field(default_factory=list)
    tetap: str = ""

    @property
    def terbuka(self) -> list[Kalimat]:
        return [satu for satu in self.kalimat if not satu.lipat]

    @property
    def lipatan(self) -> list[tuple[str, list[Kalimat]]]:
        """[(heading, its sentences)], in the order of their first sentence."""
        menurut: dict[str, list[Kalimat]] = {}
        for satu in self.kalimat:
            if satu.lipat:
                menurut.setdefault(satu.lipat, []).append(satu)
        return [(_kapital(judul.replace("{}", bilang(len(semua)), 1)), semua) for judul, semua in menurut.items()]


@dataclass(slots=True)
class Banding:
    """A whole comparison. `lama` None: there is nothing to compare with. `antara`: published editions in between."""

    lama: Edisi | None
    baru: Edisi
    kelompok: list[KelompokBanding]
    hitungan: list[tuple[str, int]]
    pembuka: str
    antara: Sequence[Edisi] = ()

    @property
    def kalimat(self) -> list[Kalimat]:
        return [satu for kelompok in self.kelompok for satu in kelompok.kalimat]

    @property
    def kosong(self) -> bool:
        """Nothing differs, as far as it is known."""
        return not any(kelompok.kalimat or kelompok.ragu for kelompok in self.kelompok)

    @property
    def diceritakan(self) -> list[Butir]:
        """All differences that are told, each as often as it is told."""
        semua: list[Butir] = []
        for kelompok in self.kelompok:
            sumber: Iterable[Kalimat | Ragu] = [*kelompok.kalimat, *kelompok.ragu]
            semua += [butir for satu in sumber for butir in satu.butir]
        return semua


_BILANGAN = (
    "nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas",
    "dua belas",
)  # fmt: skip


def bilang(nilai: int) -> str:
    """Small numbers in words, larger ones in figures, as the pages write them."""
    return _BILANGAN[nilai] if nilai < len(_BILANGAN) else f"{nilai:,}".replace(",", ".")


def _kapital(teks: str) -> str:
    return teks[:1].upper() + teks[1:]
