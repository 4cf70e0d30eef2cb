"""All relations of an edition, derived and typed, for a unit's page, the matrix and the rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from coordination.bahan import Bahan, Titik, baca_bahan
from coordination.koordinator import DasarJawaban
from coordination.turunan import ATURAN, Anggota, Ikatan, dibawahi, garis_komando, pimpinan
from registry.models import Edisi
from relations.models import JenisHubungan, KetentuanHubungan, SubjenisKoordinatif


@dataclass(slots=True)
class Hubungan:
    """One relation as a unit's page shows it: with whom, in which kind, why, by which pasal.

    kata: what the other end is to the unit. sebab: what else it rests on. aturan: codes of the rules, [] for one that
    is only typed. tersurat: the typed row's words where there is one; `mengulang`: it only repeats what is derived.
    bacaan: what of it Rentang reads into the regulation.
    """

    lain: Titik
    jenis: JenisHubungan
    subjenis: SubjenisKoordinatif | None
    ketentuan: KetentuanHubungan | None
    kata: list[str] = field(default_factory=list)
    sebab: list[str] = field(default_factory=list)
    dasar: list[DasarJawaban] = field(default_factory=list)
    aturan: list[str] = field(default_factory=list)
    tersurat: list[int] = field(default_factory=list)
    bacaan: list[str] = field(default_factory=list)

    def catat(self, ikatan: Ikatan, kata: str, sebab: str, dasar: tuple[DasarJawaban, ...]) -> None:
        """One more reason why it holds."""
        self.kata += [kata] if kata not in self.kata else []
        self.sebab += [sebab] if sebab and sebab not in self.sebab else []
        self.dasar += [satu for satu in dasar if satu not in self.dasar]
        self.bacaan += [ikatan.bacaan] if ikatan.bacaan and ikatan.bacaan not in self.bacaan else []
        if ikatan.tersurat is not None:
            self.tersurat.append(ikatan.tersurat)
        elif ikatan.aturan not in self.aturan:
            self.aturan.append(ikatan.aturan)

    @property
    def turunan(self) -> bool:
        return bool(self.aturan)

    @property
    def mengulang(self) -> bool:
        return bool(self.aturan and self.tersurat)


class Turunan:
    """All relations of one edition. Made by `turunkan`; asks nothing more of the database."""

    def __init__(self, bahan: Bahan) -> None:
        self.bahan = bahan
        self.ikatan: tuple[Ikatan, ...] = tuple(ikatan for satu in ATURAN for ikatan in satu.ikatan(bahan)) + tuple(
            _dari_tersurat(bahan)
        )

    @cached_property
    def komando(self) -> tuple[Ikatan, ...]:
        """Lines of command, also where struktural is no kind of hubungan kerja."""
        return (*garis_komando(self.bahan), *pimpinan(self.bahan), *dibawahi(self.bahan))

    def milik(self, badan: int) -> list[Hubungan]:
        """The relations of one unit, a row for each other end, kind and sub-kind; O(units)."""
        return _milik(self.bahan, self.ikatan, badan)

    def komando_milik(self, badan: int) -> list[Hubungan]:
        """The lines of command to and from one unit."""
        return _milik(self.bahan, self.komando, badan)

    def pasangan(self) -> dict[tuple[int, int], set[JenisHubungan]]:
        """{(smaller body id, larger): the enabled kinds between them}; as long as there are pairs, for the matrix
        alone. Typed relations of a kind that is not enabled are `tanpa_pembuka`."""
        hasil: dict[tuple[int, int], set[JenisHubungan]] = {}
        for ikatan in self.ikatan:
            for satu, lain in _ujung(ikatan) if ikatan.ketentuan is not None else ():
                hasil.setdefault((min(satu, lain), max(satu, lain)), set()).add(ikatan.jenis)
        return hasil

    @property
    def tanpa_pembuka(self) -> list[Ikatan]:
        """Typed relations of a kind that the regulation does not enable between the two."""
        return [satu for satu in self.ikatan if satu.ketentuan is None]

    def berulang(self) -> list[int]:
        """Ids of typed rows that say only what is derived as well, in either direction."""
        return [
            satu.pk
            for satu in self.bahan.tersurat
            if self.diturunkan(satu.dari.badan, satu.ke.badan, satu.jenis, satu.subjenis)
        ]

    def diturunkan(self, dari: int, ke: int, jenis: str, subjenis: str = "") -> list[str]:
        """Codes of the rules from which a relation follows that somebody types, or would type; [] if from none.
        Without a sub-kind it says what a derived one of any sub-kind says."""
        kode = (
            ikatan.aturan
            for ikatan in self.ikatan
            if ikatan.tersurat is None
            and ikatan.jenis == jenis
            and subjenis in ("", ikatan.subjenis)
            and any(lain == ke for lain, *_ in _dari_sisi(ikatan, dari))
        )
        return list(dict.fromkeys(kode))


def turunkan(edisi: Edisi) -> Turunan:
    """All relations of an edition; 7 queries, O(units)."""
    return Turunan(baca_bahan(edisi))


def _dari_tersurat(b: Bahan) -> Iterator[Ikatan]:
    """Typed relations, also of a kind that is not enabled (then without `ketentuan`)."""
    for satu in b.tersurat:
        yield Ikatan(
            aturan="",
            jenis=JenisHubungan(satu.jenis),
            subjenis=SubjenisKoordinatif(satu.subjenis) if satu.subjenis else None,
            ketentuan=b.pembuka_antara(JenisHubungan(satu.jenis), satu.dari.badan, satu.ke.badan),
            pusat=satu.dari.badan,
            anggota=(Anggota(satu.ke.badan, (satu.dasar,), satu.keterangan),),
            kata="disebut tersendiri",
            kata_pusat="disebut tersendiri",
            tersurat=satu.pk,
        )


def _ujung(ikatan: Ikatan) -> Iterator[tuple[int, int]]:
    """The pairs of a tie, each once."""
    if ikatan.pusat is not None:
        for satu in ikatan.anggota:
            yield ikatan.pusat, satu.badan
        return
    for nomor, satu in enumerate(ikatan.anggota):
        for lain in ikatan.anggota[nomor + 1 :]:
            if _berpasangan(satu, lain):
                yield satu.badan, lain.badan


def _berpasangan(satu: Anggota, lain: Anggota) -> bool:
    """Do two members of a tie without centre have a relation? Not with what one of them is part of."""
    return satu.badan != lain.badan and satu.badan not in lain.atas and lain.badan not in satu.atas


def _milik(b: Bahan, semua: tuple[Ikatan, ...], badan: int) -> list[Hubungan]:
    hasil: dict[tuple[str, str, int], Hubungan] = {}
    for ikatan in semua:
        for lain, kata, sebab, dasar in _dari_sisi(ikatan, badan):
            kunci: tuple[str, str, int] = (ikatan.jenis, ikatan.subjenis or "", lain)
            if ikatan.tersurat is not None and ikatan.subjenis is None:
                # Typed without a sub-kind: it says what a derived one of any sub-kind says.
                kunci = next((ada for ada in hasil if (ada[0], ada[2]) == (ikatan.jenis, lain)), kunci)
            hubungan = hasil.setdefault(kunci, Hubungan(b.titik[lain], ikatan.jenis, ikatan.subjenis, ikatan.ketentuan))
            hubungan.catat(ikatan, kata, sebab, dasar)
    return list(hasil.values())


def _dari_sisi(ikatan: Ikatan, badan: int) -> Iterator[tuple[int, str, str, tuple[DasarJawaban, ...]]]:
    """(other end, what it is to the unit, what else it rests on, by which pasal) of one tie, seen from one unit."""
    if ikatan.pusat == badan:
        for satu in ikatan.anggota:
            yield satu.badan, ikatan.kata_pusat, satu.sebab, satu.dasar
        return
    diri = next((satu for satu in ikatan.anggota if satu.badan == badan), None)
    if diri is None:
        return
    if ikatan.pusat is not None:
        yield ikatan.pusat, ikatan.kata, diri.sebab, diri.dasar
        return
    for satu in ikatan.anggota:
        if _berpasangan(diri, satu):
            yield satu.badan, ikatan.kata, satu.sebab or diri.sebab, tuple(dict.fromkeys((*diri.dasar, *satu.dasar)))
