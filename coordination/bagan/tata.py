"""The chart on one sheet of A3: as large as it goes, never smaller than legible."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from coordination.bagan.isi import Bagan, Kolom, Unit, Zona
from coordination.bagan.keterangan import JenisGaris
from coordination.bagan.puncak import Letak, Puncak, puncak
from coordination.bagan.rupa import (
    TERKECIL,
    Catatan,
    Kata,
    Skala,
    bagi,
    garis,
    kotak_kepala,
    kotak_kosong,
    kotak_lipat,
    kotak_unit,
    tinggi_kata,
    tinggi_kepala,
    tinggi_kosong,
    tinggi_unit,
    tulis_kata,
)
from registry.gambar import ukur
from registry.gambar.bentuk import A3_MENDATAR, KERTAS, REDUP, TINTA, Bentuk, Gambar, Kotak

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
#: Names are not smaller than this; a chart that needs smaller ones does not fit a sheet.
TERENDAH = 6.0


@dataclass(slots=True)
class Tiang:
    """One column of boxes under a head; a koordinator with many units has several side by side."""

    x: float
    lebar: float
    unit: dict[Zona, list[Unit]] = field(default_factory=dict)


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


def satu_lembar(bagan: Bagan, lipat: frozenset[int] = frozenset()) -> Gambar | None:
    """The chart on one A3 sheet, None where letters would have to be smaller than TERENDAH. `lipat`: columns to fold,
    by number from 0. The drawing ends where its content ends."""
    for lembar in _calon(bagan, lipat, *A3_MENDATAR):
        if lembar.muat():
            return lembar.gambar()
    return None


def lembar_bebas(bagan: Bagan, lipat: frozenset[int] = frozenset()) -> Gambar:
    """The chart on one sheet, be it larger than A3: for screens, which scroll."""
    gambar = satu_lembar(bagan, lipat)
    kali = 1.0
    while gambar is None:
        kali *= 1.4
        lebar, tinggi = A3_MENDATAR[0] * kali, A3_MENDATAR[1] * kali
        for lembar in _calon(bagan, lipat, lebar, tinggi, huruf=(8.0,)):
            if lembar.muat():
                gambar = lembar.gambar()
                break
    return gambar


def _calon(
    bagan: Bagan, lipat: frozenset[int], lebar: float, tinggi: float, huruf: Sequence[float] = ()
) -> Iterator[Lembar]:
    """Layouts to try, best first: one column a koordinator as long as that is easy to read, then more."""
    dasar = max(len(bagan.kolom), 1)
    tambahan = (0, 1, 2, 3, 4, 5, 6, 8, 10, 12) if bagan.kolom else (2, 1, 0, 3, 4, 5, 7, 9)
    besar = [n / 4 for n in range(46, 33, -2)]
    kecil = [n / 4 for n in range(38, 23, -1)]
    urutan: list[tuple[float, bool, tuple[int, ...]]] = []
    if not huruf:
        urutan += [(satu, True, tambahan[:1]) for satu in besar]
        urutan += [(satu, False, tambahan[:1]) for satu in besar if satu >= 8.5]
    for satu in huruf or kecil:
        urutan += [(satu, lega, tambahan) for lega in ((True, False) if satu >= 7.5 else (False,))]
    for satu, lega, lajur in urutan:
        skala = Skala(satu, lega)
        atas = puncak(bagan, Letak(TEPI, TEPI, lebar - 2 * TEPI, 0), skala)
        for lebih in lajur:
            for sendiri in (False, True) if bagan.tanpa and bagan.kolom else (True,):
                yield Lembar(bagan, skala, lipat, dasar + lebih, sendiri, lebar, tinggi, atas)


@dataclass(slots=True)
class Lembar:
    """One try: letters of a size, so many columns. `sendiri`: units in nobody's column get one of their own."""

    bagan: Bagan
    skala: Skala
    lipat: frozenset[int]
    lajur: int
    sendiri: bool
    lebar: float
    tinggi: float
    atas: Puncak
    jajar: list[Jajar] = field(default_factory=list)
    sela: float = 0
    tinggi_kepala: float = 0
    zona: dict[Zona, float] = field(default_factory=dict)
    catatan_di: Jajar | None = None
    tumpang: Tiang | None = None
    """The column under which units in nobody's column find room."""

    # --- fitting ------------------------------------------------------------------------------------

    def muat(self) -> bool:
        """Does it fit? Then everything that is left over goes between the boxes."""
        self.sela = self.skala.sela
        if not self._bagi_lajur():
            return False
        if not self._ukur():
            return False
        sisa = self.tinggi - TEPI - self._bawah()
        if sisa < 0:
            return False
        banyak = max(1, sum(max(len(t.unit.get(z, [])) for j in self.jajar for t in j.tiang) for z in Zona))
        self.sela += min(sisa / banyak, self.skala.huruf * 0.5) * 0.98
        return self._ukur() and self._bawah() <= self.tinggi - TEPI

    def _bagi_lajur(self) -> bool:
        """Give every head its columns, more to those with more units."""
        kolom: list[Kolom | None] = list(self.bagan.kolom)
        if self.bagan.tanpa and (self.sendiri or not kolom):
            kolom.append(None)
        if not kolom:
            return True
        terlipat = [n for n in range(len(kolom)) if n in self.lipat and kolom[n] is not None]
        jatah = [1] * len(kolom)
        berat = [
            0.0 if n in terlipat else float(max(len(self._isi(satu, zona)) for zona in Zona))
            for n, satu in enumerate(kolom)
        ]
        while sum(jatah) < self.lajur:
            terberat = max(range(len(kolom)), key=lambda n: berat[n] / jatah[n])
            if berat[terberat] / jatah[terberat] <= 1:
                return False  # more columns than anybody has units for
            jatah[terberat] += 1
        ruang = self.lebar - 2 * TEPI - LORONG - 2 * ANTAR - (sum(jatah) - 1) * ANTAR
        satuan = ruang / (sum(jatah) - (1 - LIPATAN) * len(terlipat))
        if satuan < TERSEMPIT * self.skala.huruf and (sum(jatah) > len(kolom) or self.skala.huruf > TERENDAH):
            return False
        x = TEPI + LORONG + ANTAR
        for n, satu in enumerate(kolom):
            tiang = []
            for _ in range(jatah[n]):
                tiang.append(Tiang(x, satuan * (LIPATAN if n in terlipat else 1)))
                x += tiang[-1].lebar + ANTAR
            self.jajar.append(Jajar(satu, tiang, n in terlipat))
        return True

    def _isi(self, kolom: Kolom | None, zona: Zona) -> tuple[Unit, ...]:
        if kolom is not None:
            return kolom.di(zona)
        return tuple(satu for satu in self.bagan.tanpa if satu.zona is zona)

    def _ukur(self) -> bool:
        self.tumpang = self.catatan_di = None
        kepala = [tinggi_kepala(satu.kolom, satu.lebar, self.skala) for satu in self.jajar if satu.kolom is not None]
        self.tinggi_kepala = max(kepala, default=0)
        self.zona = dict.fromkeys(Zona, 0.0)
        for jajar in self.jajar:
            for zona in Zona:
                self._isi_tiang(jajar, zona)
                self.zona[zona] = max(self.zona[zona], *(self._tinggi_tiang(jajar, t, zona) for t in jajar.tiang))
        if self.bagan.tanpa and not self.sendiri and not self._tumpangkan():
            return False
        self._tempatkan_catatan()
        return True

    def _isi_tiang(self, jajar: Jajar, zona: Zona) -> None:
        unit = [] if jajar.lipat else list(self._isi(jajar.kolom, zona))
        lebar = jajar.tiang[0].lebar
        tinggi = [self._tinggi_unit(satu, self._lebar_kotak(jajar, lebar, zona), jajar) for satu in unit]
        awal = 0
        for tiang, banyak in zip(jajar.tiang, bagi(tinggi, len(jajar.tiang), self.sela), strict=True):
            tiang.unit[zona] = unit[awal : awal + banyak]
            awal += banyak

    def _lebar_kotak(self, jajar: Jajar, lebar: float, zona: Zona) -> float:
        kanan = self.skala.garis_kanan if self._berkomando(jajar, zona) else 0
        return lebar - self.skala.garis_kiri - kanan

    def _berkomando(self, jajar: Jajar, zona: Zona) -> bool:
        """A line of command runs down the right side; in the Sekretariat Daerah room is kept for it in every column,
        so that the boxes stand in line."""
        if zona is Zona.SETDA:
            return True
        return any(satu.komando for lain in Zona for satu in self._isi(jajar.kolom, lain) if lain is not Zona.SETDA)

    def _berhuruf(self, jajar: Jajar) -> bool:
        return jajar.kolom is not None and any(satu.huruf for satu in jajar.kolom.unit)

    def _tinggi_unit(self, unit: Unit, lebar: float, jajar: Jajar) -> float:
        return tinggi_unit(unit, lebar, self.skala, self._berhuruf(jajar))

    def _tinggi_tiang(self, jajar: Jajar, tiang: Tiang, zona: Zona) -> float:
        lebar = self._lebar_kotak(jajar, tiang.lebar, zona)
        unit = tiang.unit.get(zona, [])
        tinggi = sum(self._tinggi_unit(satu, lebar, jajar) for satu in unit) + self.sela * max(len(unit) - 1, 0)
        if zona is Zona.DALAM and jajar.pengganti and tiang is jajar.tiang[0]:
            tinggi += self._tinggi_pengganti(jajar) + (self.sela if unit else 0)
        if jajar.kolom is None and zona is Zona.DALAM and unit:
            tinggi += self._tinggi_judul_tanpa(lebar)
        return tinggi

    def _tinggi_pengganti(self, jajar: Jajar) -> float:
        assert jajar.kolom is not None
        lebar = self._lebar_kotak(jajar, jajar.tiang[0].lebar, Zona.DALAM)
        return 3.4 * self.skala.huruf if jajar.lipat else tinggi_kosong(jajar.kolom, lebar, self.skala)

    # --- what fills the empty room ------------------------------------------------------------------

    def _judul_tanpa(self) -> list[Kata]:
        judul = self.bagan.judul_tanpa
        return [Kata(judul, self.skala.kecil, True, REDUP)] if judul else []

    def _tinggi_judul_tanpa(self, lebar: float) -> float:
        kata = self._judul_tanpa()
        return tinggi_kata(kata, lebar) + self.skala.huruf * 0.4 if kata else 0

    def _tumpangkan(self) -> bool:
        """Units in nobody's column under the shortest column, if none gets longer by it."""
        calon = [(j, t) for j in self.jajar if not j.lipat for t in j.tiang]
        if not calon:
            return False
        jajar, tiang = min(calon, key=lambda satu: self._tinggi_tiang(*satu, Zona.DALAM))
        unit = self._isi(None, Zona.DALAM)
        lebar = tiang.lebar - self.skala.garis_kiri
        tinggi = self._tinggi_tiang(jajar, tiang, Zona.DALAM)
        if unit:
            tinggi += self._jarak + self._tinggi_judul_tanpa(lebar)
            tinggi += sum(tinggi_unit(satu, lebar, self.skala, False) + self.sela for satu in unit) - self.sela
        if tinggi > self.zona[Zona.DALAM] or (unit and jajar.pengganti):
            return False
        self.tumpang = tiang
        luar = self._isi(None, Zona.LUAR)
        if luar:
            tinggi = self._tinggi_tiang(jajar, tiang, Zona.LUAR)
            tinggi += sum(tinggi_unit(satu, lebar, self.skala, False) + self.sela for satu in luar)
            self.zona[Zona.LUAR] = max(self.zona[Zona.LUAR], tinggi - (0 if tiang.unit[Zona.LUAR] else self.sela))
        return True

    @property
    def _jarak(self) -> float:
        """Between a list and what stands below it for another reason."""
        return self.skala.huruf * 1.5

    def _terisi(self, jajar: Jajar) -> float:
        """How far down a head's columns are taken in the frame."""
        tinggi = 0.0
        for tiang in jajar.tiang:
            satu = self._tinggi_tiang(jajar, tiang, Zona.DALAM)
            if tiang is self.tumpang and (unit := self._isi(None, Zona.DALAM)):
                lebar = tiang.lebar - self.skala.garis_kiri
                satu += self._jarak + self._tinggi_judul_tanpa(lebar)
                satu += sum(tinggi_unit(u, lebar, self.skala, False) + self.sela for u in unit) - self.sela
            tinggi = max(tinggi, satu)
        return tinggi

    @property
    def _catatan(self) -> Catatan:
        """The notes as they stand in the frame."""
        return Catatan(self.bagan.catatan, self._huruf_catatan)

    @property
    def _huruf_catatan(self) -> float:
        return max(min(self.skala.huruf * 0.8, 8.2), 6.2)

    def _tempatkan_catatan(self) -> None:
        """In the frame under the shortest list, if they fit there; else they go to the foot of the sheet."""
        calon = [satu for satu in self.jajar if not satu.lipat]
        if not calon:
            return
        jajar = min(calon, key=self._terisi)
        kosong = self.zona[Zona.DALAM] - self._terisi(jajar) - self._jarak
        if self._catatan.tinggi(jajar.lebar - self.skala.garis_kiri) <= kosong:
            self.catatan_di = jajar

    # --- heights ------------------------------------------------------------------------------------

    @property
    def _y_kepala(self) -> float:
        return self.atas.bawah + (26 if self._bertiga else 14) * self.skala.umum

    @property
    def _bertiga(self) -> bool:
        """Lines lead from the apex to heads."""
        return any(satu.kolom is not None and satu.kolom.garis is not None for satu in self.jajar)

    @property
    def _y_setda(self) -> float:
        return self._y_kepala + self.tinggi_kepala + (self.skala.huruf * 0.9 if self.tinggi_kepala else 0)

    @property
    def _y_bingkai(self) -> float:
        setda = self.zona[Zona.SETDA]
        return self._y_setda + (setda + self.skala.huruf * 1.2 if setda else self.skala.huruf * 0.4)

    @property
    def _y_dalam(self) -> float:
        return self._y_bingkai + self.skala.huruf * 1.55

    @property
    def _bawah_bingkai(self) -> float:
        """Without units there is no frame."""
        if not self.jajar or not self.zona[Zona.DALAM]:
            return self._y_bingkai
        return self._y_dalam + self.zona[Zona.DALAM] + self.skala.huruf * 1.0

    @property
    def _y_luar(self) -> float:
        return self._bawah_bingkai + self.skala.kecil * 2.6

    @property
    def _y_kaki(self) -> float:
        if self.zona[Zona.LUAR]:
            return self._y_luar + self.zona[Zona.LUAR] + 10 * self.skala.umum
        return self._bawah_bingkai + 10 * self.skala.umum

    @property
    def _catatan_kaki(self) -> Catatan:
        return Catatan(() if self.catatan_di is not None else self.bagan.catatan, self._huruf_catatan, 3)

    def _kaki(self) -> list[Kata]:
        isi = " · ".join(
            satu for satu in (self.bagan.kepala.lembaran, "nama unit ditulis seperti dalam naskah") if satu
        )
        return [Kata(isi, max(7.4 * self.skala.umum, TERKECIL), warna=REDUP)]

    @property
    def _lebar_isi(self) -> float:
        return self.lebar - 2 * TEPI

    @property
    def _ruang_kaki(self) -> float:
        alamat = self.bagan.kepala.alamat
        return self._lebar_isi - (ukur.lebar(alamat, self._kaki()[0].ukuran) + 24 if alamat else 0)

    def _bawah(self) -> float:
        catatan = self._catatan_kaki.tinggi(self._lebar_isi)
        return self._y_kaki + catatan + (6 if catatan else 0) + tinggi_kata(self._kaki(), self._ruang_kaki)

    # --- drawing ------------------------------------------------------------------------------------

    def gambar(self) -> Gambar:
        isi: list[Bentuk] = []
        if self.jajar and self.zona[Zona.DALAM]:
            isi += self._gambar_bingkai()
        isi += self._gambar_komando()
        for jajar in self.jajar:
            isi += self._gambar_jajar(jajar)
        isi += self._gambar_tumpang()
        isi += self.atas.isi
        if self.zona[Zona.LUAR]:
            isi += self._gambar_judul_luar()
        isi += self._gambar_kaki()
        return Gambar(
            self.lebar,
            min(self.tinggi, self._bawah() + TEPI),
            f"{self.bagan.kepala.judul.capitalize()}, {self.bagan.kepala.daerah}",
            self.bagan.uraian,
            tuple(isi),
        )

    def _gambar_bingkai(self) -> Iterator[Bentuk]:
        x, lebar = TEPI + LORONG, self._lebar_isi - LORONG
        y = self._y_bingkai
        yield Kotak(x, y, lebar, self._bawah_bingkai - y, None, TINTA, 1.7, 3)
        ukuran = max(self.skala.kecil, TERKECIL)
        tiang = self.jajar[-1].tiang[-1]
        ruang = tiang.lebar - self.skala.garis_kiri - 4
        nama = next(
            (satu for satu in (self.bagan.bingkai, "PERANGKAT DAERAH") if ukur.lebar(satu, ukuran, True) <= ruang - 10),
            "",
        )
        if nama:
            panjang = ukur.lebar(nama, ukuran, True)
            kanan = x + lebar - ANTAR
            yield Kotak(kanan - panjang - 8, y - ukuran * 0.7, panjang + 8, ukuran * 1.4, KERTAS, None)
            yield from tulis_kata([Kata(nama, ukuran, True)], kanan - 4, y - ukuran * 0.6, panjang + 1, "end")

    def _gambar_komando(self) -> Iterator[Bentuk]:
        """Kepala daerah to the frame; Sekda to the heads; the Sekda's own column by its dotted line."""
        if self.bagan.komando and self.jajar and self.zona[Zona.DALAM] and self.atas.cabang:
            y = self._y_dalam + self.skala.huruf * 1.5
            yield garis(self.bagan, JenisGaris.KOMANDO, *self.atas.cabang, (TEPI, y), (TEPI + LORONG, y))
        sekda = self.atas.sekda
        if sekda is None:
            return
        y, k = self._y_kepala, self.skala.umum
        bus = y - 11 * k
        komando = [j.tengah for j in self.jajar if j.kolom is not None and j.kolom.garis is JenisGaris.KOMANDO]
        if komando:
            yield garis(self.bagan, JenisGaris.KOMANDO, (sekda.tengah, sekda.bawah), (sekda.tengah, bus))
            ujung = sorted({*komando, sekda.tengah})
            if len(ujung) > 1:
                yield garis(self.bagan, JenisGaris.KOMANDO, (ujung[0], bus), (ujung[-1], bus))
            for x in komando:
                yield garis(self.bagan, JenisGaris.KOMANDO, (x, bus), (x, y))
        sendiri = [j for j in self.jajar if j.kolom is not None and j.kolom.garis is JenisGaris.KOORDINASI]
        for nomor, jajar in enumerate(sendiri):
            # The further a column lies, the higher its line: none crosses another.
            mulai = sekda.tengah - sekda.lebar * (0.36 - 0.1 * nomor)
            tingkat = bus - (len(sendiri) - nomor) * 5 * k
            titik = ((mulai, sekda.bawah), (mulai, tingkat), (jajar.kiri + 10 * k, tingkat), (jajar.kiri + 10 * k, y))
            yield garis(self.bagan, JenisGaris.KOORDINASI, *titik)

    def _gambar_jajar(self, jajar: Jajar) -> Iterator[Bentuk]:
        kolom = jajar.kolom
        if kolom is not None:
            kepala = kotak_kepala(kolom, jajar.kiri, self._y_kepala, jajar.lebar, self.tinggi_kepala, self.skala)
            yield kepala
        for tiang in jajar.tiang:
            yield from self._gambar_tiang(jajar, tiang)
        if self.catatan_di is jajar:
            x, lebar = jajar.kiri + self.skala.garis_kiri, jajar.lebar - self.skala.garis_kiri
            y = self._y_dalam + self._terisi(jajar) + self._jarak
            yield from self._catatan.gambar(x, y, lebar)

    def _y_zona(self, zona: Zona) -> float:
        return {Zona.SETDA: self._y_setda, Zona.DALAM: self._y_dalam, Zona.LUAR: self._y_luar}[zona]

    def _gambar_tiang(self, jajar: Jajar, tiang: Tiang) -> Iterator[Bentuk]:
        kolom = jajar.kolom
        x = tiang.x + self.skala.garis_kiri
        titik, komando = tiang.x + self.skala.huruf * 0.55, tiang.x + tiang.lebar - self.skala.huruf * 0.35
        koordinasi_di: list[float] = []
        komando_di: list[tuple[float, float]] = []
        for zona in Zona:
            y = self._y_zona(zona)
            lebar = self._lebar_kotak(jajar, tiang.lebar, zona)
            if zona is Zona.DALAM and jajar.pengganti and kolom is not None and tiang is jajar.tiang[0]:
                tinggi = self._tinggi_pengganti(jajar)
                yield (kotak_lipat if jajar.lipat else kotak_kosong)(kolom, x, y, lebar, tinggi, self.skala)
                if jajar.lipat or kolom.ragu:
                    koordinasi_di.append(y + tinggi / 2)
                y += tinggi + self.sela
            if kolom is None and zona is Zona.DALAM and tiang.unit[zona]:
                yield from tulis_kata(self._judul_tanpa(), x, y, lebar)
                y += self._tinggi_judul_tanpa(lebar)
            for unit in tiang.unit[zona]:
                tinggi = self._tinggi_unit(unit, lebar, jajar)
                yield kotak_unit(unit, x, y, lebar, tinggi, self.skala, self._berhuruf(jajar))
                if unit.koordinasi:
                    koordinasi_di.append(y + tinggi / 2)
                if unit.komando:
                    komando_di.append((x + lebar, y + tinggi / 2))
                y += tinggi + self.sela
        if kolom is None:
            return
        atas = self._y_kepala + self.tinggi_kepala
        if koordinasi_di:
            yield garis(self.bagan, JenisGaris.KOORDINASI, (titik, atas), (titik, max(koordinasi_di)))
            for y in koordinasi_di:
                yield garis(self.bagan, JenisGaris.KOORDINASI, (titik, y), (x, y))
        if komando_di:
            yield garis(self.bagan, JenisGaris.KOMANDO, (komando, atas), (komando, max(y for _, y in komando_di)))
            for kanan, y in komando_di:
                yield garis(self.bagan, JenisGaris.KOMANDO, (komando, y), (kanan, y))

    def _gambar_tumpang(self) -> Iterator[Bentuk]:
        """Units in nobody's column, under somebody's, without a line."""
        tiang = self.tumpang
        if tiang is None:
            return
        jajar = next(satu for satu in self.jajar if tiang in satu.tiang)
        x, lebar = tiang.x + self.skala.garis_kiri, tiang.lebar - self.skala.garis_kiri
        for zona in (Zona.DALAM, Zona.LUAR):
            unit = self._isi(None, zona)
            y = self._y_zona(zona) + self._tinggi_tiang(jajar, tiang, zona)
            if zona is Zona.DALAM and unit:
                y += self._jarak
                yield from tulis_kata(self._judul_tanpa(), x, y, lebar)
                y += self._tinggi_judul_tanpa(lebar)
            elif tiang.unit[zona]:
                y += self.sela
            for satu in unit:
                tinggi = tinggi_unit(satu, lebar, self.skala, False)
                yield kotak_unit(satu, x, y, lebar, tinggi, self.skala, False)
                y += tinggi + self.sela

    def _gambar_judul_luar(self) -> Iterator[Bentuk]:
        kata = "Di luar bingkai: tidak di bawah garis komando" if self.bagan.komando else "Di luar bingkai"
        ukuran = max(self.skala.kecil * 0.95, TERKECIL)
        y = self._bawah_bingkai + self.skala.kecil * 0.8
        x = self.jajar[0].kiri + self.skala.garis_kiri
        yield from tulis_kata([Kata(kata, ukuran, True, REDUP)], x, y, self.jajar[0].tiang[0].lebar)

    def _gambar_kaki(self) -> Iterator[Bentuk]:
        catatan = self._catatan_kaki
        y = self._y_kaki
        yield from catatan.gambar(TEPI, y, self._lebar_isi)
        tinggi = catatan.tinggi(self._lebar_isi)
        y += tinggi + (6 if tinggi else 0)
        kaki = self._kaki()
        yield from tulis_kata(kaki, TEPI, y, self._ruang_kaki)
        if self.bagan.kepala.alamat:
            alamat = [Kata(self.bagan.kepala.alamat, kaki[0].ukuran, warna=REDUP)]
            yield from tulis_kata(alamat, self.lebar - TEPI, y, self._lebar_isi, "end")
