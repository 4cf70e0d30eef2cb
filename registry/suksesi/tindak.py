"""The five acts of succession, each with its particulars and the rules of the law on its two sides. No query.

`susun(isi)` works one out over the whole content of a draft (`isi_edisi.baca`). Raises Ditolak, in words, where the
act breaks a rule: who is renamed or merged has exactly one successor, who is split two or more, who is dissolved
none; who is formed has no predecessor.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from registry.galat import Ditolak
from registry.models import JenisSuksesi
from registry.suksesi.penyusun import Penyusun, tunggal
from registry.suksesi.rencana import Butir, DasarSuksesi, Isi, Penerus, Rencana, daftar_kata


class Tindak(Protocol):
    """`penerus`: the bodies on the new side, some of which may have to be made."""

    @property
    def penerus(self) -> Sequence[Penerus]: ...

    def susun(self, isi: Isi) -> Rencana: ...


@dataclass(frozen=True, slots=True)
class GantiNama:
    """The body gets another name where it stands; or another body takes its place under that name."""

    badan: int
    baru: Penerus
    dasar: DasarSuksesi = field(default_factory=DasarSuksesi)

    @property
    def penerus(self) -> Sequence[Penerus]:
        return [self.baru]

    def susun(self, isi: Isi) -> Rencana:
        r = Penyusun(isi, JenisSuksesi.GANTI_NAMA, [self.badan], self.dasar)
        ke = r.penerus([self.baru])[0]
        if ke != self.badan and ke in r.tempat:
            raise Ditolak(f"{r.sebut(ke)} sudah ada dalam bagan; yang demikian penggabungan, bukan ganti nama.")
        if not self.baru.nama:
            raise Ditolak("Tulis nama barunya.")
        if ke == self.badan and self.baru.nama == r.tempat[ke]["nama"]:
            raise Ditolak(f"Namanya sudah {self.baru.nama}; singkatan saja diubah pada layar Struktur.")
        r.ganti_tempat({ke: self.baru})
        r.bawa(lambda butir, dari: [ke])
        return r.selesai([ke])


@dataclass(frozen=True, slots=True)
class Gabung:
    """Two or more bodies become one. `rentang_dari`: the body whose listings are kept where only one main listing
    may stand (its koordinator); None keeps none of them."""

    lama: Sequence[int]
    baru: Penerus
    rentang_dari: int | None = None
    dasar: DasarSuksesi = field(default_factory=DasarSuksesi)

    @property
    def penerus(self) -> Sequence[Penerus]:
        return [self.baru]

    def susun(self, isi: Isi) -> Rencana:
        if len(set(self.lama)) < 2:
            raise Ditolak("Penggabungan memerlukan dua unit lama atau lebih.")
        r = Penyusun(isi, JenisSuksesi.GABUNG, self.lama, self.dasar)
        ke = r.penerus([self.baru])[0]
        if self.rentang_dari is not None and self.rentang_dari not in {*r.lama, ke}:
            raise Ditolak("Koordinator diambil dari salah satu unit yang digabung.")
        r.ganti_tempat({ke: self.baru})

        def tujuan(butir: Butir, dari: int) -> Sequence[int]:
            return [ke] if dari == self.rentang_dari or not tunggal(butir, dari) else []

        r.bawa(tujuan, juga=ke)
        return r.selesai([ke])


@dataclass(frozen=True, slots=True)
class Pecah:
    """One body becomes two or more; it may be one of them itself. `anak`: {child: position in `penerus`}; `baris`:
    {(row, `lama`): positions}. What is not said stays with `lama`, or else goes to the first."""

    lama: int
    penerus: Sequence[Penerus]
    anak: Mapping[int, int] = field(default_factory=dict)
    baris: Mapping[tuple[Butir, int], Sequence[int]] = field(default_factory=dict)
    dasar: DasarSuksesi = field(default_factory=DasarSuksesi)

    def susun(self, isi: Isi) -> Rencana:
        if len(self.penerus) < 2:
            raise Ditolak("Pemecahan memerlukan dua penerus atau lebih.")
        r = Penyusun(isi, JenisSuksesi.PECAH, [self.lama], self.dasar)
        ke = r.penerus(self.penerus)
        utama = ke.index(self.lama) if self.lama in ke else 0
        if any(not 0 <= n < len(ke) for n in [*self.anak.values(), *(n for satu in self.baris.values() for n in satu)]):
            raise Ditolak("Ada bagian yang diarahkan ke penerus yang tidak disebut.")
        anak = {satu: ke[n] for satu, n in self.anak.items()}
        r.ganti_tempat(dict(zip(ke, self.penerus, strict=True)), anak=anak, bawaan=ke[utama])
        r.bawa(lambda butir, dari: [ke[n] for n in dict.fromkeys(self.baris.get((butir, dari), [utama]))])
        return r.selesai(ke)


@dataclass(frozen=True, slots=True)
class Bubar:
    """Bodies end without a successor. Their children go under `anak_ke`, or end with them (`anak_ikut`)."""

    lama: Sequence[int]
    anak_ke: int | None = None
    anak_ikut: bool = False
    dasar: DasarSuksesi = field(default_factory=DasarSuksesi)

    @property
    def penerus(self) -> Sequence[Penerus]:
        return []

    def susun(self, isi: Isi) -> Rencana:
        if not self.lama:
            raise Ditolak("Sebut sedikitnya satu unit yang dibubarkan.")
        r = Penyusun(isi, JenisSuksesi.BUBAR, self.lama, self.dasar)
        bawahan = [satu for satu in r.di_bawah(r.lama) if satu not in r.lama]
        if bawahan and not self.anak_ikut and self.anak_ke is None:
            raise Ditolak(
                f"Katakan nasib unit di bawahnya ({daftar_kata(sorted(map(r.sebut, bawahan))[:5])}): "
                "pindah ke bawah unit lain, atau ikut dibubarkan."
            )
        if self.anak_ikut:
            r.lama += bawahan
        elif bawahan and (self.anak_ke in r.lama or self.anak_ke not in r.tempat):
            raise Ditolak("Pilih unit yang tetap ada dalam bagan sebagai tempat unit di bawahnya.")
        r.ganti_tempat({}, bawaan=self.anak_ke)
        r.bawa(lambda butir, dari: [])
        return r.selesai([])


@dataclass(frozen=True, slots=True)
class Bentuk:
    """New bodies come without a predecessor. One that stands already keeps its place; only the event is recorded."""

    penerus: Sequence[Penerus]
    dasar: DasarSuksesi = field(default_factory=DasarSuksesi)

    def susun(self, isi: Isi) -> Rencana:
        if not self.penerus:
            raise Ditolak("Sebut sedikitnya satu unit yang dibentuk.")
        r = Penyusun(isi, JenisSuksesi.BENTUK, [], self.dasar)
        ke = r.penerus(self.penerus)
        for satu, rinci in zip(ke, self.penerus, strict=True):
            if satu not in r.tempat and (rinci.induk is None or not rinci.jenis):
                raise Ditolak(f"Sebut jenis {rinci.nama or 'unit baru'} dan unit di atasnya.")
        r.ganti_tempat(dict(zip(ke, self.penerus, strict=True)))
        return r.selesai(ke)
