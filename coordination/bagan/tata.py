"""The chart on one sheet: measured and fitted, as large as it goes and never smaller than legible."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coordination.bagan.isi import Bagan, Kolom, Unit, Zona
from coordination.bagan.puncak import Letak, Puncak, puncak
from coordination.bagan.rupa import (
    TERKECIL,
    Catatan,
    Kata,
    Skala,
    bagi,
    tinggi_kata,
    tinggi_kepala,
    tinggi_kosong,
    tinggi_unit,
)
from registry.gambar import ukur
from registry.gambar.bentuk import A3_MENDATAR, REDUP

#: Between the edge of the paper and the drawing.
TEPI = 28.0
#: The line of command from the kepala daerah runs between the margin and the frame.
LORONG = 12.0
#: Between two columns.
ANTAR = 12.0
#: A folded column takes up this much of a column's width.
LIPATAN = 0.42
#: No column is narrower than this many letters of its names.
TERSEMPIT = 13.0
#: Sizes of names that are tried, in points. What needs smaller ones than the last does not fit a sheet.
UKURAN_BESAR = tuple(n / 2 for n in range(28, 16, -1))
UKURAN_KECIL = tuple(n / 4 for n in range(38, 23, -1))
#: Columns to add to one a koordinator; of a chart without koordinator: to one.
TAMBAHAN = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12)
TAMBAHAN_TANPA = (2, 1, 0, 3, 4, 5, 7, 9)


@dataclass(slots=True)
class Tiang:
    """One column of boxes under a head; a koordinator with many units has several side by side."""

    x: float
    lebar: float
    unit: dict[Zona, list[Unit]] = field(default_factory=lambda: {zona: [] for zona in Zona})


@dataclass(slots=True)
class Jajar:
    """A head with its columns. `kolom`: None for the units that stand in nobody's column."""

    kolom: Kolom | None
    tiang: list[Tiang]
    lipat: bool = False

    @property
    def kiri(self) -> float:
        return self.tiang[0].x

    @property
    def lebar(self) -> float:
        return self.tiang[-1].x + self.tiang[-1].lebar - self.kiri

    @property
    def tengah(self) -> float:
        return self.kiri + self.lebar / 2

    @property
    def pengganti(self) -> bool:
        """A box stands in for units that are not there."""
        return self.kolom is not None and (self.lipat or bool(self.kolom.kosong))

    @property
    def berhuruf(self) -> bool:
        return self.kolom is not None and any(satu.huruf for satu in self.kolom.unit)


@dataclass(frozen=True, slots=True)
class Pilihan:
    """One way to lay the sheet out. sejajar: boxes of a row are equally high in all columns. sendiri: units in
    nobody's column get one of their own, else they stand under the shortest."""

    skala: Skala
    lajur: int
    sejajar: bool
    sendiri: bool


def susun(bagan: Bagan, lipat: frozenset[int] = frozenset()) -> Lembar | None:
    """The chart on one A3 sheet, None where letters would have to be too small. `lipat`: columns to fold, by number
    from 0."""
    return _pertama(bagan, lipat, *A3_MENDATAR, list(_cara(bagan)))


def susun_bebas(bagan: Bagan, lipat: frozenset[int] = frozenset()) -> Lembar:
    """The chart on one sheet, be it larger than A3: for screens, which scroll."""
    lembar = susun(bagan, lipat)
    kali = 1.0
    while lembar is None:
        kali *= 1.3
        cara = [satu for satu in _cara(bagan) if satu.skala.huruf == UKURAN_KECIL[-8]]
        lembar = _pertama(bagan, lipat, A3_MENDATAR[0] * kali, A3_MENDATAR[1] * kali, cara)
    return lembar


def _pertama(bagan: Bagan, lipat: frozenset[int], lebar: float, tinggi: float, cara: list[Pilihan]) -> Lembar | None:
    atas: dict[Skala, Puncak] = {}
    for satu in cara:
        if satu.skala not in atas:
            atas[satu.skala] = puncak(bagan, Letak(TEPI, TEPI, lebar - 2 * TEPI, 0), satu.skala, LORONG)
        lembar = Lembar(bagan, satu, lipat, lebar, tinggi, atas[satu.skala])
        if lembar.muat():
            return lembar
    return None


def _cara(bagan: Bagan) -> Iterator[Pilihan]:
    """Layouts to try, best first: one column a koordinator as long as that is easy to read, then more."""
    tambahan = TAMBAHAN if bagan.kolom else TAMBAHAN_TANPA
    dasar = max(len(bagan.kolom), 1)
    urutan: list[tuple[float, bool, tuple[int, ...]]] = []
    urutan += [(satu, lega, tambahan[:1]) for lega in (True, False) for satu in UKURAN_BESAR]
    urutan += [(satu, lega, tambahan) for satu in UKURAN_KECIL for lega in (True, False) if satu >= 7.5 or not lega]
    for huruf, lega, lajur in urutan:
        for lebih in lajur:
            for sendiri in (False, True) if bagan.tanpa and bagan.kolom else (True,):
                for sejajar in (True,) if lega else (True, False):
                    yield Pilihan(Skala(huruf, lega), dasar + lebih, sejajar, sendiri)


@dataclass(slots=True)
class Lembar:
    """A sheet laid out in one way. After `muat` it knows where everything stands."""

    bagan: Bagan
    cara: Pilihan
    lipat: frozenset[int]
    lebar: float
    tinggi: float
    atas: Puncak
    jajar: list[Jajar] = field(default_factory=list)
    sela: float = 0
    tinggi_kepala: float = 0
    zona: dict[Zona, float] = field(default_factory=dict)
    baris: dict[Zona, list[float]] = field(default_factory=dict)
    #: The head under whose list the notes stand; None: at the foot of the sheet.
    catatan_di: Jajar | None = None
    catatan: Catatan = field(default_factory=lambda: Catatan((), 1))
    #: The column under which units in nobody's column stand.
    tumpang: tuple[Jajar, Tiang] | None = None

    @property
    def skala(self) -> Skala:
        return self.cara.skala

    # --- fitting ------------------------------------------------------------------------------------

    def muat(self) -> bool:
        """Does it fit? Then what is left over goes between the boxes."""
        self.sela = self.skala.sela
        if not self._bagi_lajur() or not self._ukur():
            return False
        sisa = self.tinggi - TEPI - self.bawah
        if sisa < 0:
            return False
        banyak = sum(max((len(t.unit[zona]) for j in self.jajar for t in j.tiang), default=0) for zona in Zona)
        self.sela += min(sisa / max(banyak, 1), self.skala.huruf * 0.5) * 0.98
        return self._ukur() and self.bawah <= self.tinggi - TEPI

    def _bagi_lajur(self) -> bool:
        """Give every head its columns, more to those with more units."""
        kolom: list[Kolom | None] = list(self.bagan.kolom)
        if self.bagan.tanpa and (self.cara.sendiri or not kolom):
            kolom.append(None)
        if not kolom:
            return True
        terlipat = [n for n in range(len(self.bagan.kolom)) if n in self.lipat]
        jatah = [1] * len(kolom)
        berat = [0 if n in terlipat else max(len(self.isi(satu, z)) for z in Zona) for n, satu in enumerate(kolom)]
        while sum(jatah) < self.cara.lajur:
            terberat = max(range(len(kolom)), key=lambda n: berat[n] / jatah[n])
            if berat[terberat] <= jatah[terberat]:
                return False  # more columns than anybody has units for
            jatah[terberat] += 1
        ruang = self.lebar - 2 * TEPI - LORONG - 2 * ANTAR - (sum(jatah) - 1) * ANTAR
        satuan = ruang / (sum(jatah) - (1 - LIPATAN) * len(terlipat))
        if satuan < TERSEMPIT * self.skala.huruf:
            return False
        x = TEPI + LORONG + ANTAR
        for n, satu in enumerate(kolom):
            tiang = []
            for _ in range(jatah[n]):
                tiang.append(Tiang(x, satuan * (LIPATAN if n in terlipat else 1)))
                x += tiang[-1].lebar + ANTAR
            self.jajar.append(Jajar(satu, tiang, n in terlipat))
        return True

    def isi(self, kolom: Kolom | None, zona: Zona) -> tuple[Unit, ...]:
        if kolom is not None:
            return kolom.di(zona)
        return tuple(satu for satu in self.bagan.tanpa if satu.zona is zona)

    def _ukur(self) -> bool:
        self.tumpang = self.catatan_di = None
        kepala = [tinggi_kepala(satu.kolom, satu.lebar, self.skala) for satu in self.jajar if satu.kolom is not None]
        self.tinggi_kepala = max(kepala, default=0)
        for zona in Zona:
            for jajar in self.jajar:
                self._isi_tiang(jajar, zona)
            semua = [(jajar, tiang) for jajar in self.jajar for tiang in jajar.tiang]
            self.baris[zona] = self._ukur_baris(semua, zona)
            self.zona[zona] = max((self.tinggi_tiang(*satu, zona) for satu in semua), default=0)
        if self.bagan.tanpa and self.bagan.kolom and not self.cara.sendiri and not self._tumpangkan():
            return False
        self._tempatkan_catatan()
        return True

    def _isi_tiang(self, jajar: Jajar, zona: Zona) -> None:
        unit = [] if jajar.lipat else list(self.isi(jajar.kolom, zona))
        tinggi = [self._tinggi_sendiri(satu, jajar, jajar.tiang[0], zona) for satu in unit]
        awal = 0
        for tiang, banyak in zip(jajar.tiang, bagi(tinggi, len(jajar.tiang), self.sela), strict=True):
            tiang.unit[zona] = unit[awal : awal + banyak]
            awal += banyak

    def _ukur_baris(self, semua: list[tuple[Jajar, Tiang]], zona: Zona) -> list[float]:
        """Height of each row across all columns; [] where every box is as high as it needs."""
        if not self.cara.sejajar:
            return []
        hasil: list[float] = []
        for jajar, tiang in semua:
            for nomor, unit in enumerate(tiang.unit[zona]):
                tinggi = self._tinggi_sendiri(unit, jajar, tiang, zona)
                if nomor < len(hasil):
                    hasil[nomor] = max(hasil[nomor], tinggi)
                else:
                    hasil.append(tinggi)
        return hasil

    def _tinggi_sendiri(self, unit: Unit, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        return tinggi_unit(unit, self.lebar_kotak(jajar, tiang, zona), self.skala, jajar.berhuruf)

    def tinggi_kotak(self, jajar: Jajar, tiang: Tiang, zona: Zona, nomor: int) -> float:
        if self.baris[zona]:
            return self.baris[zona][nomor]
        return self._tinggi_sendiri(tiang.unit[zona][nomor], jajar, tiang, zona)

    def lebar_kotak(self, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        """In the Sekretariat Daerah room is kept in every column for the line of command on the right, so that the
        boxes stand in line; elsewhere only where one runs there."""
        komando = zona is Zona.SETDA or any(
            satu.komando for lain in (Zona.DALAM, Zona.LUAR) for satu in self.isi(jajar.kolom, lain)
        )
        return tiang.lebar - self.skala.garis_kiri - (self.skala.garis_kanan if komando else 0)

    def tinggi_tiang(self, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        """How far down a column reaches in a zone."""
        banyak = len(tiang.unit[zona])
        tinggi = sum(self.tinggi_kotak(jajar, tiang, zona, n) for n in range(banyak)) + self.sela * max(banyak - 1, 0)
        if zona is Zona.DALAM and jajar.pengganti and tiang is jajar.tiang[0]:
            tinggi += self.tinggi_pengganti(jajar) + (self.sela if banyak else 0)
        if zona is Zona.DALAM and jajar.kolom is None and banyak:
            tinggi += self.tinggi_judul_tanpa(self.lebar_kotak(jajar, tiang, zona))
        return tinggi

    def tinggi_pengganti(self, jajar: Jajar) -> float:
        if jajar.kolom is None or jajar.lipat:
            return 3.4 * self.skala.huruf
        return tinggi_kosong(jajar.kolom, self.lebar_kotak(jajar, jajar.tiang[0], Zona.DALAM), self.skala)

    # --- what fills the empty room ------------------------------------------------------------------

    @property
    def jarak(self) -> float:
        """Between a list and what stands below it for another reason."""
        return self.skala.huruf * 1.5

    @property
    def judul_tanpa(self) -> list[Kata]:
        judul = self.bagan.judul_tanpa
        return [Kata(judul, self.skala.kecil, True, REDUP)] if judul else []

    def tinggi_judul_tanpa(self, lebar: float) -> float:
        return tinggi_kata(self.judul_tanpa, lebar) + self.skala.huruf * 0.4 if self.judul_tanpa else 0

    def lebar_tumpang(self, tiang: Tiang) -> float:
        return tiang.lebar - self.skala.garis_kiri

    def tinggi_tumpang(self, tiang: Tiang, zona: Zona) -> float:
        """Height of the units in nobody's column, with what parts them from the list above."""
        lebar = self.lebar_tumpang(tiang)
        unit = self.isi(None, zona)
        if not unit:
            return 0
        kepala = self.jarak + self.tinggi_judul_tanpa(lebar) if zona is Zona.DALAM else self.sela
        return kepala + sum(tinggi_unit(satu, lebar, self.skala, False) + self.sela for satu in unit) - self.sela

    def _tumpangkan(self) -> bool:
        """Units in nobody's column under the shortest column, if the frame gets no higher by it."""
        calon = [(j, t) for j in self.jajar if not j.pengganti for t in j.tiang]
        if not calon:
            return False
        jajar, tiang = min(calon, key=lambda satu: self.tinggi_tiang(satu[0], satu[1], Zona.DALAM))
        if self.tinggi_tiang(jajar, tiang, Zona.DALAM) + self.tinggi_tumpang(tiang, Zona.DALAM) > self.zona[Zona.DALAM]:
            return False
        self.tumpang = (jajar, tiang)
        luar = self.tinggi_tiang(jajar, tiang, Zona.LUAR) + self.tinggi_tumpang(tiang, Zona.LUAR)
        self.zona[Zona.LUAR] = max(self.zona[Zona.LUAR], luar)
        return True

    def terisi(self, jajar: Jajar) -> float:
        """How far down a head's columns are taken in the frame."""
        return max(
            self.tinggi_tiang(jajar, tiang, Zona.DALAM)
            + (self.tinggi_tumpang(tiang, Zona.DALAM) if self.tumpang is not None and self.tumpang[1] is tiang else 0)
            for tiang in jajar.tiang
        )

    @property
    def catatan_kaki(self) -> Catatan:
        """The notes as they stand at the foot."""
        ukuran = min(max(self.skala.huruf * 0.78, 6.2), 9.2)
        return Catatan(() if self.catatan_di is not None else self.bagan.catatan, ukuran, 3)

    def _tempatkan_catatan(self) -> None:
        """In the frame under the shortest list, if they fit there; in letters a little smaller if need be."""
        calon = [satu for satu in self.jajar if not satu.lipat]
        if not calon:
            return
        jajar = min(calon, key=self.terisi)
        kosong = self.zona[Zona.DALAM] - self.terisi(jajar) - self.jarak
        besar = self.catatan_kaki.ukuran
        for ukuran in (besar, besar * 0.93, besar * 0.86):
            catatan = Catatan(self.bagan.catatan, max(ukuran, TERKECIL))
            if catatan.tinggi(jajar.lebar - self.skala.garis_kiri) <= kosong:
                self.catatan_di, self.catatan = jajar, catatan
                return

    # --- heights ------------------------------------------------------------------------------------

    @property
    def y_kepala(self) -> float:
        """Where the heads begin; lines lead to them from the apex."""
        bergaris = any(satu.kolom is not None and satu.kolom.garis is not None for satu in self.jajar)
        return self.atas.bawah + (26 if bergaris else 14) * self.skala.umum

    @property
    def bawah_kepala(self) -> float:
        return self.y_kepala + self.tinggi_kepala

    def y_zona(self, zona: Zona) -> float:
        """Where the boxes of a zone begin."""
        if zona is Zona.SETDA:
            return self.bawah_kepala + (self.skala.huruf * 0.9 if self.tinggi_kepala else 0)
        if zona is Zona.DALAM:
            return self.y_bingkai + self.skala.huruf * 1.55
        return self.bawah_bingkai + self.skala.kecil * 2.6

    @property
    def berbingkai(self) -> bool:
        """Without units there is no frame."""
        return bool(self.jajar) and self.zona[Zona.DALAM] > 0

    @property
    def y_bingkai(self) -> float:
        setda = self.zona[Zona.SETDA]
        return self.y_zona(Zona.SETDA) + (setda + self.skala.huruf * 1.2 if setda else self.skala.huruf * 0.4)

    @property
    def bawah_bingkai(self) -> float:
        if not self.berbingkai:
            return self.y_bingkai
        return self.y_zona(Zona.DALAM) + self.zona[Zona.DALAM] + self.skala.huruf

    @property
    def y_kaki(self) -> float:
        luar = self.zona[Zona.LUAR]
        return (self.y_zona(Zona.LUAR) + luar if luar else self.bawah_bingkai) + 10 * self.skala.umum

    @property
    def lebar_isi(self) -> float:
        return self.lebar - 2 * TEPI

    @property
    def kaki(self) -> list[Kata]:
        """The line at the foot: gazette, and how names are written."""
        isi = (self.bagan.kepala.lembaran, "nama unit ditulis seperti dalam naskah")
        return [Kata(" · ".join(satu for satu in isi if satu), max(7.4 * self.skala.umum, TERKECIL), warna=REDUP)]

    @property
    def lebar_kaki(self) -> float:
        """Room for it beside the address."""
        alamat = self.bagan.kepala.alamat
        return self.lebar_isi - (ukur.lebar(alamat, self.kaki[0].ukuran) + 24 if alamat else 0)

    @property
    def y_baris_kaki(self) -> float:
        catatan = self.catatan_kaki.tinggi(self.lebar_isi)
        return self.y_kaki + (catatan + 8 * self.skala.umum if catatan else 0)

    @property
    def bawah(self) -> float:
        """Where the drawing ends."""
        return self.y_baris_kaki + tinggi_kata(self.kaki, self.lebar_kaki)
