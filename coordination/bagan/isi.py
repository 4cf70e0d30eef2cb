"""What a chart holds: plain values, ready to be drawn or listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from coordination.bagan.keterangan import JenisGaris, Keterangan


class Zona(StrEnum):
    """Where on the sheet a unit stands."""

    SETDA = "setda"  # part of the Sekretariat Daerah
    DALAM = "dalam"  # in the frame that the line of command from the kepala daerah leads to
    LUAR = "luar"  # outside of it


@dataclass(frozen=True, slots=True)
class Unit:
    """One box.

    komando, koordinasi: which lines reach it from the head of its column. acuan: it has its own box elsewhere.
    badan: 0 for what is no unit of the edition. bawahan: units below it that have no box of their own.
    """

    nama: str
    badan: int = 0
    alamat: str = ""
    huruf: str = ""
    keterangan: tuple[str, ...] = ()
    zona: Zona = Zona.DALAM
    kelompok: bool = False
    komando: bool = False
    koordinasi: bool = False
    acuan: bool = False
    bawahan: tuple[Unit, ...] = ()

    @property
    def banyak_bawahan(self) -> int:
        """Units below it, however deep."""
        return sum(1 + satu.banyak_bawahan for satu in self.bawahan)

    @property
    def baris(self) -> tuple[str, ...]:
        """What stands in the box under the name; nobody below it vanishes silently."""
        if not self.bawahan:
            return self.keterangan
        if self.kelompok:
            return (f"kelompok: {self.banyak_bawahan} anggota tercatat", *self.keterangan[1:])
        return (*self.keterangan, f"dan {self.banyak_bawahan} unit di bawahnya")


@dataclass(frozen=True, slots=True)
class Kolom:
    """A koordinator with what he coordinates and commands.

    garis: the line that leads to the head; acuan: his own box stands elsewhere. sebutan: lines under his name.
    kosong: why he coordinates nobody here, "" where he does; ragu: because nobody has read it.
    """

    kepala: Unit
    unit: tuple[Unit, ...] = ()
    sebutan: tuple[str, ...] = ()
    garis: JenisGaris | None = JenisGaris.KOMANDO
    acuan: bool = False
    kosong: str = ""
    ragu: bool = False

    def di(self, zona: Zona) -> tuple[Unit, ...]:
        return tuple(satu for satu in self.unit if satu.zona is zona)


@dataclass(frozen=True, slots=True)
class StafAhli:
    """The Staf Ahli and the lines that lead to them. `garis`: from the kepala daerah. `sekda`: the Sekda coordinates
    their administration."""

    unit: tuple[Unit, ...]
    garis: JenisGaris = JenisGaris.KOMANDO
    sekda: bool = False
    rujukan: str = ""


@dataclass(frozen=True, slots=True)
class Kepala:
    """The title block and the lines at the foot."""

    judul: str
    peraturan: str
    daerah: str
    edisi: str
    lembaran: str = ""
    alamat: str = ""


@dataclass(frozen=True, slots=True)
class Bagan:
    """A chart. `tanpa`: units in nobody's column; judul_tanpa: why, "" where nothing has to be said.

    bingkai: name of the frame around the perangkat daerah. komando: the kepala daerah commands what is in it.
    """

    kepala: Kepala
    keterangan: Keterangan
    pemda: Unit | None = None
    kepala_daerah: Unit | None = None
    wakil: tuple[Unit, ...] = ()
    dprd: Unit | None = None
    sekda: Unit | None = None
    setda: Unit | None = None
    staf_ahli: StafAhli | None = None
    kolom: tuple[Kolom, ...] = ()
    tanpa: tuple[Unit, ...] = ()
    judul_tanpa: str = ""
    bingkai: str = "PERANGKAT DAERAH"
    komando: bool = False
    catatan: tuple[str, ...] = ()
    uraian: str = ""

    @property
    def puncak(self) -> tuple[Unit, ...]:
        """The boxes above the columns."""
        staf = self.staf_ahli.unit if self.staf_ahli is not None else ()
        tunggal = (self.pemda, self.kepala_daerah, self.dprd, self.sekda, self.setda)
        return (*(satu for satu in tunggal if satu is not None), *self.wakil, *staf)

    def semua(self) -> Iterator[Unit]:
        """Every unit that has a box of its own, once."""
        yield from self.puncak
        for kolom in self.kolom:
            if not kolom.acuan:
                yield kolom.kepala
            yield from (satu for satu in kolom.unit if not satu.acuan)
        yield from self.tanpa

    @property
    def ragu(self) -> bool:
        return any(satu.ragu for satu in self.kolom)

    @property
    def berkelompok(self) -> bool:
        return any(satu.kelompok for satu in self.semua())

    @property
    def beracuan(self) -> bool:
        return any(satu.acuan for kolom in self.kolom for satu in kolom.unit)

    @property
    def berhuruf(self) -> bool:
        return any(satu.huruf for kolom in self.kolom for satu in kolom.unit)
