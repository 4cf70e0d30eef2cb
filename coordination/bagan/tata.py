"""The chart on one sheet: measured and fitted, as large as it goes and never smaller than legible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from coordination.bagan.isi import Bagan, Kolom, Unit, Zona
from coordination.bagan.puncak import Letak, Puncak, puncak
from coordination.bagan.rupa import (
    TERKECIL,
    Catatan,
    Kata,
    Skala,
    bagi,
    ruang_huruf,
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
#: Of a sheet larger than A3.
UKURAN_LAYAR = (9.0, 8.0, 7.0)
#: From this size on a chart may be laid out with room to breathe.
LEGA = 7.5
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
    """A head with its columns. `kolom`: None for the units that stand in nobody's column. isi: its units by zone;
    huruf: room for their letters; komando_bawah: a line of command runs down on the right beyond the Setda."""

    kolom: Kolom | None
    tiang: list[Tiang]
    isi: dict[Zona, list[Unit]]
    huruf: float
    komando_bawah: bool
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
    pencari = Pencari(bagan, lipat, *A3_MENDATAR)
    return pencari.mudah() or pencari.padat()


def susun_bebas(bagan: Bagan, lipat: frozenset[int] = frozenset()) -> Lembar:
    """The chart on one sheet, be it larger than A3: for screens, which scroll."""
    lembar = susun(bagan, lipat)
    kali = 1.0
    while lembar is None:
        kali *= 1.3
        lembar = Pencari(bagan, lipat, A3_MENDATAR[0] * kali, A3_MENDATAR[1] * kali).padat(UKURAN_LAYAR)
    return lembar


@dataclass(slots=True)
class Pencari:
    """Looks for the layout with the largest letters."""

    bagan: Bagan
    lipat: frozenset[int]
    lebar: float
    tinggi: float
    _atas: dict[Skala, Puncak] = field(default_factory=dict)

    def mudah(self) -> Lembar | None:
        """One column a koordinator, in letters that are easy to read; boxes of a row in line if that can be."""
        lajur = max(len(self.bagan.kolom), 1) + (0 if self.bagan.kolom else TAMBAHAN_TANPA[0])
        for lega, sejajar in ((True, True), (False, True), (False, False)):
            if lembar := self._terbesar(UKURAN_BESAR, lajur, lega, sejajar):
                return lembar
        return None

    def padat(self, ukuran: Sequence[float] = UKURAN_KECIL) -> Lembar | None:
        """Several columns a koordinator where that makes the letters larger."""
        tambahan = TAMBAHAN if self.bagan.kolom else TAMBAHAN_TANPA
        terbaik: Lembar | None = None
        for lebih in tambahan:
            if terbaik is not None:
                ukuran = [satu for satu in ukuran if satu > terbaik.skala.huruf]
            if not ukuran:
                break
            lajur = max(len(self.bagan.kolom), 1) + lebih
            terbaik = self._terbesar(ukuran, lajur, False, False) or terbaik
        if terbaik is None:
            return None
        huruf, lajur = terbaik.skala.huruf, terbaik.cara.lajur
        for lega, sejajar in ((True, True), (False, True)):
            if huruf >= LEGA and (lembar := self._coba(huruf, lajur, lega, sejajar)):
                return lembar
        return terbaik

    def _terbesar(self, ukuran: Sequence[float], lajur: int, lega: bool, sejajar: bool) -> Lembar | None:
        """The largest of some sizes, given in falling order, that fits."""
        terbaik = self._coba(ukuran[-1], lajur, lega, sejajar)
        bawah, atas = len(ukuran) - 1, 0
        while terbaik is not None and atas < bawah:
            tengah = (atas + bawah) // 2
            if lembar := self._coba(ukuran[tengah], lajur, lega, sejajar):
                terbaik, bawah = lembar, tengah
            else:
                atas = tengah + 1
        return terbaik

    def _coba(self, huruf: float, lajur: int, lega: bool, sejajar: bool) -> Lembar | None:
        skala = Skala(huruf, lega)
        if skala not in self._atas:
            bidang = Letak(TEPI, TEPI, self.lebar - 2 * TEPI, 0)
            self._atas[skala] = puncak(self.bagan, bidang, skala, LORONG)
        for sendiri in (False, True) if self.bagan.tanpa and self.bagan.kolom else (True,):
            cara = Pilihan(skala, lajur, sejajar, sendiri)
            lembar = Lembar(self.bagan, cara, self.lipat, self.lebar, self.tinggi, self._atas[skala])
            if lembar.muat():
                return lembar
        return None


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
    _tinggi_unit: dict[int, float] = field(default_factory=dict)

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
        berat = [0 if n in terlipat else max(self._berat(satu, z) for z in Zona) for n, satu in enumerate(kolom)]
        while sum(jatah) < self.cara.lajur:
            terberat = max(range(len(kolom)), key=lambda n: berat[n] / jatah[n])
            if berat[terberat] / jatah[terberat] < 2:
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
            self.jajar.append(self._jajar(satu, tiang, n in terlipat))
        return True

    def _berat(self, kolom: Kolom | None, zona: Zona) -> float:
        """About how much room units take, in boxes of one short line."""
        return sum((1 + len(satu.nama) // 40 + len(satu.baris)) for satu in self.isi(kolom, zona))

    def _jajar(self, kolom: Kolom | None, tiang: list[Tiang], lipat: bool) -> Jajar:
        isi = {zona: [] if lipat else list(self.isi(kolom, zona)) for zona in Zona}
        bawah = [*isi[Zona.DALAM], *isi[Zona.LUAR]]
        huruf = ruang_huruf((satu for milik in isi.values() for satu in milik), self.skala) if kolom is not None else 0
        return Jajar(kolom, tiang, isi, huruf, any(satu.komando for satu in bawah), lipat)

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
        unit = jajar.isi[zona]
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
        if id(unit) not in self._tinggi_unit:
            lebar = self.lebar_kotak(jajar, tiang, zona)
            self._tinggi_unit[id(unit)] = tinggi_unit(unit, lebar, self.skala, jajar.huruf)
        return self._tinggi_unit[id(unit)]

    def tinggi_kotak(self, jajar: Jajar, tiang: Tiang, zona: Zona, nomor: int) -> float:
        if self.baris[zona]:
            return self.baris[zona][nomor]
        return self._tinggi_sendiri(tiang.unit[zona][nomor], jajar, tiang, zona)

    def lebar_kotak(self, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        """In the Sekretariat Daerah room is kept in every column for the line of command on the right, so that the
        boxes stand in line; elsewhere only where one runs there."""
        komando = zona is Zona.SETDA or jajar.komando_bawah
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

    def tinggi_tumpang(self, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        """Height of the units in nobody's column, with what parts them from the list above."""
        lebar = self.lebar_kotak(jajar, tiang, Zona.DALAM)
        unit = self.isi(None, zona)
        if not unit:
            return 0
        kepala = self.jarak + self.tinggi_judul_tanpa(lebar) if zona is Zona.DALAM else self.sela
        return kepala + sum(tinggi_unit(satu, lebar, self.skala) + self.sela for satu in unit) - self.sela

    def _tumpangkan(self) -> bool:
        """Units in nobody's column under the shortest column, if the frame gets no higher by it."""
        calon = [(j, t) for j in self.jajar if not j.pengganti for t in j.tiang]
        if not calon:
            return False
        jajar, tiang = min(calon, key=lambda satu: self.tinggi_tiang(satu[0], satu[1], Zona.DALAM))
        if (
            self.tinggi_tiang(jajar, tiang, Zona.DALAM) + self.tinggi_tumpang(jajar, tiang, Zona.DALAM)
            > self.zona[Zona.DALAM]
        ):
            return False
        self.tumpang = (jajar, tiang)
        luar = self.tinggi_tiang(jajar, tiang, Zona.LUAR) + self.tinggi_tumpang(jajar, tiang, Zona.LUAR)
        self.zona[Zona.LUAR] = max(self.zona[Zona.LUAR], luar)
        return True

    def terisi(self, jajar: Jajar) -> float:
        """How far down a head's columns are taken in the frame."""
        return max(
            self.tinggi_tiang(jajar, tiang, Zona.DALAM)
            + (
                self.tinggi_tumpang(jajar, tiang, Zona.DALAM)
                if self.tumpang is not None and self.tumpang[1] is tiang
                else 0
            )
            for tiang in jajar.tiang
        )

    @property
    def catatan_kaki(self) -> Catatan:
        """The notes as they stand at the foot."""
        ukuran = min(max(self.skala.huruf * 0.78, 6.2), 9.2)
        return Catatan(() if self.catatan_di is not None else self.bagan.catatan, ukuran, 3)

    def _tempatkan_catatan(self) -> None:
        """In the frame under the shortest list, if they fit there; in letters a little smaller if need be."""
        # A line that goes on below the frame may not run through them.
        calon = [j for j in self.jajar if not j.lipat and not any(t.unit[Zona.LUAR] for t in j.tiang[1:])]
        if not calon:
            return
        jajar = min(calon, key=self.terisi)
        kosong = self.zona[Zona.DALAM] - self.terisi(jajar) - self.jarak
        besar = self.catatan_kaki.ukuran
        for ukuran in (besar, besar * 0.93, besar * 0.86):
            catatan = Catatan(self.bagan.catatan, max(ukuran, TERKECIL))
            if catatan.tinggi(self.lebar_catatan(jajar)) <= kosong:
                self.catatan_di, self.catatan = jajar, catatan
                return

    def lebar_catatan(self, jajar: Jajar) -> float:
        """Room for the notes under a head's columns."""
        terakhir = jajar.tiang[-1]
        return (
            terakhir.x + self.skala.garis_kiri + self.lebar_kotak(jajar, terakhir, Zona.DALAM) - self.x_catatan(jajar)
        )

    def x_catatan(self, jajar: Jajar) -> float:
        return jajar.kiri + self.skala.garis_kiri

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
