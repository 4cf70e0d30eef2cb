"""What the page of the chart reads: the drawing, and the same content as a real nested list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict

from coordination.aturan import BERKOORDINATOR
from coordination.bagan.isi import Bagan
from coordination.bagan.rakit import DI_BAWAH, Alamat, Bacaan, baca_edisi, rakit
from coordination.halaman.rentang import ButirRentang, DaftarRentang
from coordination.turunan import TANPA_KOMANDO
from registry.halaman.dasar import Pada
from registry.models import Edisi, JenisUnit, Kedudukan
from registry.pohon import Simpul
from relations.models import KetentuanPelaksanaan

#: Sizes of the chart on the page, in percent of the width that it has.
ZUM = (100, 150, 200, 300)

#: Offices that stay in their place of the tree even where a span lists them.
TETAP = {
    JenisUnit.PEMERINTAH_DAERAH,
    JenisUnit.KEPALA_DAERAH,
    JenisUnit.DPRD,
    JenisUnit.SEKRETARIS_DAERAH,
    JenisUnit.SEKRETARIAT_DAERAH,
    JenisUnit.ASISTEN,
}

#: Under these a unit of a span is taken to stand; another one above it is named.
DIANDAIKAN = {JenisUnit.KEPALA_DAERAH, JenisUnit.PEMERINTAH_DAERAH}


# --- what the address asks for ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tampilan:
    """How the chart is shown. `lipat`: folded columns, by number from 1; `lain`: what else the address keeps."""

    zum: int = 100
    lipat: tuple[int, ...] = ()
    lain: tuple[tuple[str, str], ...] = ()

    def alamat(self, *, zum: int | None = None, lipat: Sequence[int] | None = None) -> str:
        """The page with another size or other columns folded; "?" for the page as it is by itself."""
        zum = self.zum if zum is None else zum
        lipat = self.lipat if lipat is None else lipat
        isi = [*self.lain]
        if zum != ZUM[0]:
            isi.append(("zum", str(zum)))
        if lipat:
            isi.append(("lipat", ",".join(map(str, sorted(lipat)))))
        return f"?{urlencode(isi, safe=',')}#bagan"

    @property
    def lebih_besar(self) -> str:
        """Address of the next larger size; of the largest, its own."""
        return self.alamat(zum=next((satu for satu in ZUM if satu > self.zum), self.zum))

    @property
    def lebih_kecil(self) -> str:
        return self.alamat(zum=next((satu for satu in reversed(ZUM) if satu < self.zum), self.zum))

    @property
    def semula(self) -> str:
        return self.alamat(zum=ZUM[0])

    def balik(self, nomor: int) -> str:
        """Address with one column folded, or unfolded."""
        return self.alamat(lipat=[*{*self.lipat} ^ {nomor}])


def baca_tampilan(data: QueryDict, kolom: int, pada: Pada | None) -> Tampilan:
    """`?zum=&lipat=`: whatever makes no sense is left out. `kolom`: how many columns there are."""
    diminta = data.get("zum", "")[:6]
    angka = int(diminta) if diminta.isascii() and diminta.isdigit() else ZUM[0]
    zum = min(ZUM, key=lambda satu: abs(satu - angka))
    nomor = {satu for satu in ",".join(data.getlist("lipat"))[:400].split(",") if satu.isascii() and satu.isdigit()}
    lipat = tuple(sorted({int(satu[:6]) for satu in nomor} & set(range(1, kolom + 1))))
    return Tampilan(zum, lipat, tuple(pada.isian().items()) if pada is not None else ())


# --- the list ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Butir:
    """One unit of the list. huruf: under which its koordinator's list has it; keterangan: what has to be said of it."""

    unit: Kedudukan
    huruf: str = ""
    keterangan: tuple[str, ...] = ()
    anak: list[Cabang] = field(default_factory=list)

    @property
    def uuid(self) -> UUID:
        return self.unit.perangkat_daerah.uuid

    @property
    def berkolom(self) -> bool:
        """It coordinates or commands by a list of the regulation."""
        return any(satu.rujukan for satu in self.anak)


@dataclass(slots=True)
class Sisa:
    """A listing of a unit that has no place, or its own place elsewhere."""

    nama: str
    uuid: UUID | None
    huruf: str
    keterangan: str


@dataclass(slots=True)
class Cabang:
    """A list of units under one. `garis`: "koordinatif", "komando" or "letak" (mere place or membership); `judul`: what
    they are to the unit above, "" for what is simply below it."""

    garis: Literal["koordinatif", "komando", "letak"]
    judul: str = ""
    rujukan: str = ""
    butir: list[Butir | Sisa] = field(default_factory=list)

    @property
    def jumlah(self) -> int:
        return len(self.butir)


@dataclass(frozen=True, slots=True)
class Tanda:
    """One step of the list as a template writes it: open or close a list or one of its units."""

    apa: Literal["buka", "butir", "sisa", "tutup_butir", "tutup"]
    cabang: Cabang | None = None
    butir: Butir | Sisa | None = None


@dataclass(slots=True)
class HalamanBagan:
    """The chart of an edition, drawn from `bagan`, listed in `daftar`."""

    bagan: Bagan
    daftar: list[Tanda]


def muat_bagan(
    edisi: Edisi,
    *,
    tanggal: date,
    ketentuan: Sequence[KetentuanPelaksanaan],
    alamat: Alamat,
    alamat_halaman: str,
    tercatat: str = "",
) -> HalamanBagan | None:
    """Chart and list of an edition, None where it holds no unit; 2 queries. `tercatat`: as of `rakit`."""
    bacaan = baca_edisi(edisi)
    if bacaan is None:
        return None
    bagan = rakit(
        bacaan,
        tanggal=tanggal,
        ketentuan=ketentuan,
        alamat=alamat,
        alamat_halaman=alamat_halaman,
        tercatat=tercatat,
    )
    return HalamanBagan(bagan, list(tuliskan(susun_daftar(bacaan))))


def susun_daftar(b: Bacaan) -> Cabang:
    """Every unit of the edition exactly once: under its koordinator where a span lists it, else where the tree has
    it. O(units)."""
    return _Penyusun(b).akar()


class _Penyusun:
    def __init__(self, b: Bacaan) -> None:
        self.b = b
        self.utama = b.utama
        tetap = {satu.kedudukan.perangkat_daerah_id for satu in b.berjenis(*TETAP)}
        tetap |= {satu.badan.pk for satu in b.rentang if satu.badan.pk in b.simpul}
        # Who has a koordinator below him cannot move under one, or the list would have no end.
        for badan in list(tetap):
            while badan in b.induk and b.induk[badan] not in tetap:
                badan = b.induk[badan]
                tetap.add(badan)
        self.pindah = {
            badan
            for badan, (kolom, *_) in self.utama.items()
            if badan in b.simpul and badan not in tetap and kolom.badan.pk in b.simpul
        }
        self.kolom = {satu.badan.pk: satu for satu in b.rentang}

    def akar(self) -> Cabang:
        return Cabang("letak", butir=[self._butir(self.b.akar)])

    def _butir(self, simpul: Simpul, huruf: str = "") -> Butir:
        keterangan = self._keterangan(simpul.kedudukan)
        return Butir(simpul.kedudukan, huruf, (keterangan,) if keterangan else (), list(self._cabang(simpul)))

    def _keterangan(self, unit: Kedudukan) -> str:
        """What its place in the list does not say."""
        badan = unit.perangkat_daerah_id
        if badan in self.pindah:
            kolom, daftar, _ = self.utama[badan]
            atas = self.b.simpul[self.b.induk[badan]].kedudukan
            if atas.perangkat_daerah_id == kolom.badan.pk:
                return "" if daftar.membawahi else "juga dibawahinya"
            return "" if atas.jenis in DIANDAIKAN else f"{DI_BAWAH}{atas.nama}"
        if badan in self.utama:
            kolom, _, butir = self.utama[badan]
            return f"{kolom.nama}, huruf {butir.huruf}" if butir.huruf else kolom.nama
        belum = self.b.rentang and unit.jenis in BERKOORDINATOR and not self._bernaung(badan)
        return "koordinatornya tidak disebut" if belum else ""

    def _bernaung(self, badan: int) -> bool:
        """Somebody above has a koordinator, or is an Asisten: it answers for this one too."""
        while badan in self.b.induk:
            badan = self.b.induk[badan]
            if badan in self.utama or self.b.simpul[badan].kedudukan.jenis == JenisUnit.ASISTEN:
                return True
        return False

    def _cabang(self, simpul: Simpul) -> Iterator[Cabang]:
        badan = simpul.kedudukan.perangkat_daerah_id
        if badan in self.kolom:
            for daftar in self.kolom[badan].daftar:
                yield self._cabang_rentang(daftar)
        bawah = [self._butir(anak) for anak in simpul.anak if anak.kedudukan.perangkat_daerah_id not in self.pindah]
        if bawah:
            garis: Literal["komando", "letak"] = "letak" if simpul.kedudukan.jenis in TANPA_KOMANDO else "komando"
            yield Cabang(garis, "Di bawahnya" if badan in self.kolom else "", butir=[*bawah])

    def _cabang_rentang(self, daftar: DaftarRentang) -> Cabang:
        judul = "Membawahi" if daftar.membawahi else "Mengoordinasikan"
        cabang = Cabang("komando" if daftar.membawahi else "koordinatif", judul, daftar.rujukan)
        for satu in daftar.butir:
            cabang.butir.append(self._butir_rentang(satu))
        return cabang

    def _butir_rentang(self, satu: ButirRentang) -> Butir | Sisa:
        badan = satu.badan.pk
        if satu.utama and badan in self.pindah:
            return self._butir(self.b.simpul[badan], satu.huruf)
        kata = "lihat tempatnya dalam daftar ini"
        if badan not in self.b.simpul:
            kata = "tidak ada lagi dalam susunan; tetap disebut dalam peraturan ini"
        elif not satu.utama:
            kata = "disebut lagi; koordinator utamanya di tempat lain"
        return Sisa(satu.nama, satu.uuid, satu.huruf, kata)


def tuliskan(cabang: Cabang) -> Iterator[Tanda]:
    """The list in the order in which it is written, so that one flat loop of a template suffices."""
    yield Tanda("buka", cabang)
    for satu in cabang.butir:
        if isinstance(satu, Sisa):
            yield Tanda("sisa", butir=satu)
            continue
        yield Tanda("butir", butir=satu)
        for bawah in satu.anak:
            yield from tuliskan(bawah)
        yield Tanda("tutup_butir")
    yield Tanda("tutup", cabang)
