"""The spans of one edition while somebody works on them: what was seen, what is wanted, what follows from it.

`Susunan` is made from the rows of an edition (`coordination.matriks`) or from the seal of a form; it holds no query.
`ubahan` turns the difference into a change-set for `terapkan`, with what the person saw of the touched fields.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from coordination.daftar import Daftar, berikut, pisah, rapi, sambung, susun_huruf
from registry.isi_edisi import Kunci, Nilai, Ubah

BAGIAN = "rentangkoordinasi"
#: (unit's body id, sebutan_ke)
KunciBaris = tuple[int, int]
#: What a row that leaves its list does not take along: remarks on the old pinpoint.
LEPAS = {"tertulis": "", "catatan": ""}


@dataclass(slots=True)
class Baris:
    """One listing of a unit; `lama` None: none yet. `daftar`: list in which it is wanted (None: in none), `semula`
    where it was seen. bebas: its pinpoint does not follow from list and letter, and is left alone."""

    unit: int
    ke: int
    utama: bool
    lama: Nilai | None = None
    semula: int | None = None
    daftar: int | None = None
    huruf: str = ""
    urutan: int | None = None
    bebas: bool = False

    @property
    def kunci(self) -> KunciBaris:
        return self.unit, self.ke

    @property
    def pindah(self) -> bool:
        """Wanted in another list than the one in which it was seen."""
        return self.daftar is not None and self.daftar != self.semula

    @property
    def huruf_lama(self) -> str:
        return str(self.lama["huruf"]) if self.lama else ""


@dataclass(slots=True)
class Susunan:
    """All listings of an edition. `daftar_lama`: the lists as seen; `daftar`: as they are wanted, same places."""

    daftar_lama: list[Daftar] = field(default_factory=list)
    daftar: list[Daftar] = field(default_factory=list)
    baris: dict[KunciBaris, Baris] = field(default_factory=dict)
    _kunci: dict[int, list[KunciBaris]] = field(default_factory=dict)

    def sebutan(self, unit: int) -> list[Baris]:
        """All listings of one unit: one, seldom two."""
        return [self.baris[kunci] for kunci in self._kunci.get(unit, ())]

    def utama(self, unit: int) -> Baris | None:
        return next((satu for satu in self.sebutan(unit) if satu.utama), None)

    def isi_daftar(self, ke: int) -> list[Baris]:
        """Rows wanted in one list, in its order."""
        return sorted((satu for satu in self.baris.values() if satu.daftar == ke), key=_urut)

    # --- acts on the screen's state ---

    def tempatkan(self, baris: Baris, daftar: int | None) -> None:
        """Put a row into a list (or none): last, under the next letter. Back where it was, as it was."""
        baris.daftar = daftar
        if daftar is None or daftar == baris.semula:
            baris.huruf = baris.huruf_lama
            baris.urutan = baris.lama["urutan"] if baris.lama else None
            return
        lain = [satu for satu in self.isi_daftar(daftar) if satu is not baris]
        baris.huruf = berikut([satu.huruf for satu in lain])
        baris.urutan = max((satu.urutan or 0 for satu in lain), default=0) + 1

    def susun_huruf(self, ke: int, *, pisah: bool = False) -> None:
        """Labels anew. Neighbours that the stored text prints under one label go on sharing it, unless `pisah`; doubles
        that came about on the screen are parted."""
        isi = self.isi_daftar(ke)
        berbagi = [not pisah and satu for satu in self.berbagi(ke)]
        for baris, huruf in zip(isi, susun_huruf([satu.huruf for satu in isi], berbagi), strict=True):
            baris.huruf = huruf

    def berbagi(self, ke: int) -> list[bool]:
        """Of each row of a list: does it share its label with the row before it, here and as it was stored?"""
        isi = self.isi_daftar(ke)
        return [False] * min(1, len(isi)) + [
            satu.huruf == lain.huruf != ""
            and satu.huruf_lama == lain.huruf_lama != ""
            and satu.semula == lain.semula == ke
            for satu, lain in pairwise(isi)
        ]

    def geser(self, baris: Baris, arah: int) -> None:
        """One place up (-1) or down (+1) in its list; nothing at its end."""
        if baris.daftar is None:
            return
        isi = self.isi_daftar(baris.daftar)
        tempat = isi.index(baris)
        ke = tempat + arah
        if not 0 <= ke < len(isi):
            return
        tetangga = isi[ke]
        if len({satu.urutan for satu in isi}) < len(isi):  # numbers that repeat say nothing of the order
            isi[tempat], isi[ke] = tetangga, baris
            for nomor, satu in enumerate(isi, 1):
                satu.urutan = nomor
        else:
            baris.urutan, tetangga.urutan = tetangga.urutan, baris.urutan

    # --- what follows from it ---

    def rujukan(self, baris: Baris) -> str:
        """The pinpoint that a row will have. Raises RujukanSalah."""
        assert baris.daftar is not None
        lama = baris.lama
        daftar = self.daftar[baris.daftar]
        tetap = baris.daftar == baris.semula and lama is not None
        if tetap and lama is not None:
            sama = baris.huruf == lama["huruf"] and daftar.pangkal == self.daftar_lama[baris.daftar].pangkal
            if baris.bebas or sama:
                return str(lama["rujukan"])
        return sambung(daftar.pangkal, baris.huruf)

    def nilai(self, baris: Baris) -> Nilai | None:
        """The values that a row will have; None where it will not be there. Raises RujukanSalah."""
        if baris.daftar is None:
            return None
        daftar = self.daftar[baris.daftar]
        isi: Nilai = {"huruf": baris.huruf, "urutan": baris.urutan or 0, "rujukan": self.rujukan(baris)}
        ikut = {
            "verba": daftar.verba,
            "makna": daftar.makna,
            "peraturan_id": daftar.peraturan,
        }
        if baris.lama is None:
            return {"koordinator_id": daftar.koordinator, "utama": True, **ikut, **isi, **LEPAS}
        if baris.pindah:
            return {**baris.lama, "koordinator_id": daftar.koordinator, **ikut, **isi, **LEPAS}
        return {**baris.lama, **({} if baris.bebas else ikut), **isi}

    def berubah(self, baris: Baris) -> bool:
        if baris.lama is None or baris.daftar is None:
            return (baris.lama is None) != (baris.daftar is None)
        return self.nilai(baris) != baris.lama

    def ubahan(self) -> tuple[Ubah, Ubah]:
        """(change-set, what was seen of the touched fields) for `terapkan`. Raises RujukanSalah."""
        ubah: Ubah = {}
        lihat: Ubah = {}
        for kunci, baris in self.baris.items():
            lama, baru = baris.lama, self.nilai(baris)
            tempat: tuple[str, Kunci] = (BAGIAN, kunci)
            if lama is None or baru is None:
                if lama != baru:
                    ubah[tempat], lihat[tempat] = baru, lama
                continue
            beda = {ruas: isi for ruas, isi in baru.items() if isi != lama[ruas]}
            if beda:
                ubah[tempat] = beda
                # Whose row it was belongs to every change of it: letters of a row that has left are nobody's.
                lihat[tempat] = {ruas: lama[ruas] for ruas in {*beda, "koordinator_id"}}
        return ubah, lihat

    # --- the seal of a form ---

    def segel(self) -> dict[str, Any]:
        """What was seen, fit for JSON; inverse of `dari_segel`."""
        return {
            "daftar": [
                [satu.koordinator, satu.peraturan, satu.pangkal, satu.verba, satu.makna] for satu in self.daftar_lama
            ],
            "baris": [[b.unit, b.ke, b.utama, b.lama, b.semula, b.bebas] for b in self.baris.values()],
        }

    @classmethod
    def dari_segel(cls, isi: Mapping[str, Any]) -> Susunan:
        daftar = [Daftar(*satu) for satu in isi["daftar"]]
        hasil = cls(daftar_lama=daftar, daftar=list(daftar))
        for unit, ke, utama, lama, semula, bebas in isi["baris"]:
            hasil.tambah(Baris(unit, ke, utama, lama, semula, semula, bebas=bebas))
        return hasil

    def tambah(self, baris: Baris) -> None:
        if baris.lama is not None:
            baris.huruf, baris.urutan = baris.lama["huruf"], baris.lama["urutan"]
        self.baris[baris.kunci] = baris
        self._kunci.setdefault(baris.unit, []).append(baris.kunci)

    # --- keeping what a person did, on rows read afresh ---

    def terima(self, dari: Susunan) -> list[tuple[Baris, Baris | None]]:
        """Take over what the person of `dari` wants; what they left alone stays as it is here. Returns the pairs
        (their row, ours or None) of the rows they touched that are not any more as they saw them."""
        letak = {ke: self._letak(satu) for ke, satu in enumerate(dari.daftar_lama)}
        diubah = {ke for ke, satu in enumerate(dari.daftar) if satu != dari.daftar_lama[ke]}
        for ke in diubah:
            sini = letak[ke]
            if sini is not None:
                self.daftar[sini] = replace(self.daftar[sini], **_beda(dari.daftar_lama[ke], dari.daftar[ke]))
        asing: list[tuple[Baris, Baris | None]] = []
        for baris in dari.baris.values():
            if not _disentuh(baris) and baris.daftar not in diubah:
                continue
            sini_baris = self.utama(baris.unit) if baris.utama else self.baris.get(baris.kunci)
            if sini_baris is None or sini_baris.lama != baris.lama:
                asing.append((baris, sini_baris))
            if sini_baris is not None and _disentuh(baris):
                sini_baris.daftar = letak[baris.daftar] if baris.daftar is not None else None
                sini_baris.huruf, sini_baris.urutan = baris.huruf, baris.urutan
        return asing

    def _letak(self, daftar: Daftar) -> int | None:
        """Where a list of another reading is here: the same, or the first of that koordinator."""
        if daftar in self.daftar_lama:
            return self.daftar_lama.index(daftar)
        return next((ke for ke, satu in enumerate(self.daftar_lama) if satu.koordinator == daftar.koordinator), None)


def golongkan(semua: Iterable[Nilai]) -> tuple[list[Daftar], list[tuple[int | None, bool]]]:
    """The lists in which rows stand, and for each row (its list, whether it stands free of it). O(rows)."""
    semua = list(semua)
    kunci = [_daftar_dari(satu) for satu in semua]
    banyak: dict[Daftar, int] = {}
    for satu in kunci:
        if satu is not None:
            banyak[satu] = banyak.get(satu, 0) + 1
    berhuruf = {satu for satu, nilai in zip(kunci, semua, strict=True) if satu is not None and nilai["huruf"]}
    # A lone row without a letter beside real lists is a provision of its own, not a list.
    punya = {satu.koordinator for satu in banyak if satu in berhuruf or banyak[satu] > 1}
    daftar = [s for s in banyak if s in berhuruf or banyak[s] > 1 or s.koordinator not in punya]
    letak = {satu: ke for ke, satu in enumerate(daftar)}
    milik: dict[int, int] = {}
    for ke, satu_daftar in enumerate(daftar):
        milik.setdefault(satu_daftar.koordinator, ke)
    return daftar, [
        (letak[satu], False) if satu is not None and satu in letak else (milik.get(nilai["koordinator_id"]), True)
        for satu, nilai in zip(kunci, semua, strict=True)
    ]


def huruf_rapi(susunan: Susunan, ke: int) -> bool:
    return rapi([satu.huruf for satu in susunan.isi_daftar(ke)], susunan.berbagi(ke))


def _daftar_dari(nilai: Nilai) -> Daftar | None:
    pangkal = pisah(nilai["rujukan"], nilai["huruf"])
    if pangkal is None:
        return None
    return Daftar(nilai["koordinator_id"], nilai["peraturan_id"], pangkal, nilai["verba"], nilai["makna"])


def _disentuh(baris: Baris) -> bool:
    urutan_lama = baris.lama["urutan"] if baris.lama else None
    tetap = baris.daftar == baris.semula and baris.huruf == baris.huruf_lama
    return not (tetap and (baris.daftar is None or baris.urutan == urutan_lama))


def _urut(baris: Baris) -> tuple[int, int, int]:
    return (baris.urutan if baris.urutan is not None else 99999, baris.ke, baris.unit)


def _beda(lama: Daftar, baru: Daftar) -> dict[str, Any]:
    ruas = ("peraturan", "pangkal", "verba", "makna")
    return {satu: getattr(baru, satu) for satu in ruas if getattr(baru, satu) != getattr(lama, satu)}
