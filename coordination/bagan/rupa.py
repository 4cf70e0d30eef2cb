"""The pieces of a chart: boxes, lines, legend and notes, measured first and drawn where the layout says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coordination.bagan.isi import Bagan, Kolom, Unit
from coordination.bagan.keterangan import JenisGaris
from registry.gambar import ukur
from registry.gambar.bentuk import (
    AMBER,
    AMBER_GARIS,
    AMBER_MUDA,
    GARIS,
    KERTAS,
    LEMBUT,
    REDUP,
    TEAL,
    TINTA,
    Bentuk,
    Garis,
    Jangkar,
    Kelompok,
    Kotak,
    Lingkaran,
    Pola,
)

Titik = tuple[float, float]

#: Height of a line of words, as a multiple of its letters.
BARIS = 1.19
#: Nothing on a sheet is smaller than this.
TERKECIL = 5.5
#: How far the second sheet of a kelompok shows behind the first.
TUMPUK = 2.6

WARNA = {JenisGaris.KOMANDO: TINTA, JenisGaris.KOORDINASI: TEAL, JenisGaris.PERTANGGUNGJAWABAN: TINTA}
TEBAL = {JenisGaris.KOMANDO: 1.7, JenisGaris.KOORDINASI: 2.3, JenisGaris.PERTANGGUNGJAWABAN: 1.5}


@dataclass(frozen=True, slots=True)
class Skala:
    """How large everything is. `huruf`: letters of names in points; `lega`: boxes leave room for two lines."""

    huruf: float
    lega: bool = True

    @property
    def kecil(self) -> float:
        """Letters of what stands under a name."""
        return max(self.huruf * 0.8, TERKECIL)

    @property
    def umum(self) -> float:
        """What the apex, legend and notes are multiplied by."""
        return min(max(self.huruf / 9.5, 0.74), 1.32)

    @property
    def sela(self) -> float:
        """Between two boxes of a column."""
        return self.huruf * (0.55 if self.lega else 0.42 if self.huruf > 8 else 0.34)

    @property
    def jari(self) -> float:
        """Of the ring around a letter."""
        return self.huruf * 0.74

    @property
    def tepi(self) -> float:
        """Inside a box, left and right."""
        return self.huruf * (0.6 if self.lega else 0.5)

    @property
    def garis_kiri(self) -> float:
        """From the left edge of a column to its boxes; the dotted line runs there."""
        return self.huruf * (1.75 if self.lega or self.huruf > 8 else 1.5)

    @property
    def garis_kanan(self) -> float:
        """From the boxes to the right edge, where the line of command runs."""
        return self.huruf * 1.0


@dataclass(frozen=True, slots=True)
class Kata:
    """Words of one look."""

    isi: str
    ukuran: float
    tebal: bool = False
    warna: str = TINTA


# --- words ------------------------------------------------------------------------------------------


@lru_cache(maxsize=8192)
def _lebar_kata(teks: str, tebal: bool) -> tuple[float, ...]:
    return tuple(ukur.lebar(kata, 1, tebal) for kata in teks.split())


def jumlah_baris(teks: str, ukuran: float, ruang: float, tebal: bool = False) -> int:
    """How many lines `ukur.pecah` would need, never fewer; without breaking anything."""
    ruang = ruang / ukuran - 1e-4
    spasi = ukur.lebar(" ", 1, tebal)
    jumlah, sisa = 0, -1.0
    for lebar in _lebar_kata(teks, tebal):
        if lebar > ruang:
            return len(ukur.pecah(teks, ukuran, ruang * ukuran, tebal))
        if lebar + spasi <= sisa:
            sisa -= lebar + spasi
        else:
            jumlah, sisa = jumlah + 1, ruang - lebar
    return jumlah


def tinggi_kata(semua: Sequence[Kata], ruang: float) -> float:
    return sum(jumlah_baris(satu.isi, satu.ukuran, ruang, satu.tebal) * satu.ukuran * BARIS for satu in semua)


def tulis_kata(semua: Sequence[Kata], x: float, y: float, ruang: float, jangkar: Jangkar = "start") -> list[Bentuk]:
    """Words from `y` down, wrapped into `ruang`; `x` is where lines start, have their middle, or end."""
    hasil: list[Bentuk] = []
    for satu in semua:
        for baris in ukur.pecah(satu.isi, satu.ukuran, ruang, satu.tebal):
            hasil.append(ukur.tulis(x, y + satu.ukuran * 0.95, baris, satu.ukuran, satu.tebal, satu.warna, jangkar))
            y += satu.ukuran * BARIS
    return hasil


def tulis_tengah(
    semua: Sequence[Kata], x: float, y: float, ruang: float, tinggi: float, jangkar: Jangkar = "start"
) -> list[Bentuk]:
    """The same, in the middle of a height."""
    nyata = sum(len(ukur.pecah(satu.isi, satu.ukuran, ruang, satu.tebal)) * satu.ukuran * BARIS for satu in semua)
    return tulis_kata(semua, x, y + (tinggi - nyata) / 2, ruang, jangkar)


# --- lines ------------------------------------------------------------------------------------------


def garis(bagan: Bagan, jenis: JenisGaris, *titik: Titik) -> Garis:
    """A line of the chart in the look of its kind; points on one spot count once."""
    unik = [satu for nomor, satu in enumerate(titik) if nomor == 0 or satu != titik[nomor - 1]]
    return Garis(tuple(unik), WARNA[jenis], TEBAL[jenis], bagan.keterangan.bentuk(jenis))


# --- boxes ------------------------------------------------------------------------------------------


def kata_unit(unit: Unit, skala: Skala) -> list[Kata]:
    warna = REDUP if unit.acuan else TINTA
    return [Kata(unit.nama, skala.huruf, warna=warna), *(Kata(isi, skala.kecil, warna=REDUP) for isi in unit.baris)]


def lebar_huruf(unit: Unit, skala: Skala) -> float:
    """Width of the ring around a unit's letter; it is drawn out for "aa"."""
    panjang = ukur.lebar(unit.huruf, _ukuran_huruf(unit, skala), True) + skala.jari * 0.8
    return max(2 * skala.jari, panjang) if unit.huruf else 0


def _ukuran_huruf(unit: Unit, skala: Skala) -> float:
    return max(skala.huruf * (0.9 if len(unit.huruf) == 1 else 0.78), TERKECIL)


def ruang_huruf(semua: Iterable[Unit], skala: Skala) -> float:
    """Room for the letters of a column, 0 where it has none."""
    return max((lebar_huruf(satu, skala) for satu in semua), default=0)


def tinggi_unit(unit: Unit, lebar: float, skala: Skala, huruf: float = 0) -> float:
    """Height of a unit's box; with room to breathe no lower than two lines. `huruf`: room for letters."""
    ruang = lebar - 2 * skala.tepi - (huruf + skala.tepi * 0.8 if huruf else 0) - (TUMPUK if unit.kelompok else 0)
    isi = tinggi_kata(kata_unit(unit, skala), ruang)
    dasar = skala.huruf * BARIS * (2 if skala.lega else 1)
    return (
        max(isi, dasar, 2 * skala.jari)
        + skala.huruf * (0.62 if skala.huruf > 8 else 0.5)
        + (TUMPUK if unit.kelompok else 0)
    )


def kotak_unit(unit: Unit, x: float, y: float, lebar: float, tinggi: float, skala: Skala, huruf: float = 0) -> Kelompok:
    """A unit's box: white; a second sheet behind it for a kelompok, a dashed edge where its own box is elsewhere."""
    isi: list[Bentuk] = []
    sudut = skala.huruf * 0.22
    if unit.kelompok:
        lebar, tinggi = lebar - TUMPUK, tinggi - TUMPUK
        isi.append(Kotak(x + TUMPUK, y + TUMPUK, lebar, tinggi, tebal=0.8, sudut=sudut))
    if unit.acuan:
        isi.append(Kotak(x, y, lebar, tinggi, garis=GARIS, tebal=0.8, sudut=sudut, pola=Pola.PUTUS))
    else:
        isi.append(Kotak(x, y, lebar, tinggi, tebal=0.9, sudut=sudut))
    kiri = x + skala.tepi
    if unit.huruf:
        isi += tanda_huruf(unit, kiri + huruf / 2, y + tinggi / 2, skala)
    if huruf:
        kiri += huruf + skala.tepi * 0.8
    isi += tulis_tengah(kata_unit(unit, skala), kiri, y, x + lebar - skala.tepi - kiri, tinggi)
    sebutan = f"huruf {unit.huruf}, {unit.nama}" if unit.huruf else unit.nama
    return Kelompok(tuple(isi), alamat=unit.alamat, nama=sebutan, tanda=f"unit-{unit.badan}")


def tanda_huruf(unit: Unit, x: float, y: float, skala: Skala) -> list[Bentuk]:
    """The letter under which the regulation lists the unit: ringed where it is coordinated, boxed where commanded."""
    ukuran, r = _ukuran_huruf(unit, skala), skala.jari
    separuh = lebar_huruf(unit, skala) / 2
    bingkai: Bentuk
    if not unit.koordinasi:
        bingkai = Kotak(x - separuh, y - r, 2 * separuh, 2 * r, KERTAS, TINTA, 0.9, r * 0.3)
    elif separuh > r:
        bingkai = Kotak(x - separuh, y - r, 2 * separuh, 2 * r, KERTAS, TEAL, 1.1, r)
    else:
        bingkai = Lingkaran(x, y, r, KERTAS, TEAL, 1.1)
    warna = TEAL if unit.koordinasi else TINTA
    return [bingkai, ukur.tulis(x, y + ukuran * 0.36, unit.huruf, ukuran, True, warna, "middle")]


def kata_kepala(kolom: Kolom, skala: Skala) -> list[Kata]:
    besar = skala.huruf * 1.04
    warna = TEAL if kolom.acuan else KERTAS
    bawah = [*kolom.kepala.baris, *kolom.sebutan]
    return [
        Kata(kolom.kepala.nama.upper(), besar, True, warna),
        *(Kata(isi, skala.kecil, warna=warna) for isi in bawah),
    ]


def tinggi_kepala(kolom: Kolom, lebar: float, skala: Skala) -> float:
    return tinggi_kata(kata_kepala(kolom, skala), lebar - 2 * skala.tepi) + skala.huruf * 1.3


def kotak_kepala(kolom: Kolom, x: float, y: float, lebar: float, tinggi: float, skala: Skala) -> Kelompok:
    """The head of a column: teal; white with a teal edge where the koordinator's own box is elsewhere."""
    isi: list[Bentuk] = [Kotak(x, y, lebar, tinggi, KERTAS if kolom.acuan else TEAL, TEAL, 1.2, skala.huruf * 0.22)]
    isi += tulis_tengah(kata_kepala(kolom, skala), x + lebar / 2, y, lebar - 2 * skala.tepi, tinggi, "middle")
    kepala = kolom.kepala
    return Kelompok(tuple(isi), alamat=kepala.alamat, nama=kepala.nama, tanda=f"unit-{kepala.badan}")


def kata_kosong(kolom: Kolom, skala: Skala) -> list[Kata]:
    return [Kata(kolom.kosong, skala.huruf, kolom.ragu, AMBER if kolom.ragu else REDUP)]


def tinggi_kosong(kolom: Kolom, lebar: float, skala: Skala) -> float:
    return tinggi_kata(kata_kosong(kolom, skala), lebar - 3 * skala.tepi) + skala.huruf * 2.2


def kotak_kosong(kolom: Kolom, x: float, y: float, lebar: float, tinggi: float, skala: Skala) -> Kelompok:
    """What stands for units that are not there: amber and dashed where nobody has read them."""
    if kolom.ragu:
        bingkai = Kotak(x, y, lebar, tinggi, AMBER_MUDA, AMBER_GARIS, 1.2, skala.huruf * 0.22, Pola.PUTUS)
    else:
        bingkai = Kotak(x, y, lebar, tinggi, KERTAS, GARIS, 0.8, skala.huruf * 0.22)
    kata = tulis_tengah(kata_kosong(kolom, skala), x + lebar / 2, y, lebar - 3 * skala.tepi, tinggi, "middle")
    return Kelompok((bingkai, *kata), tanda="kosong")


def kotak_lipat(kolom: Kolom, x: float, y: float, lebar: float, tinggi: float, skala: Skala) -> Kelompok:
    """A folded column."""
    kata = [Kata(f"{len(kolom.unit)} unit dilipat" if kolom.unit else "dilipat", skala.huruf, warna=REDUP)]
    isi = tulis_tengah(kata, x + lebar / 2, y, lebar - 2 * skala.tepi, tinggi, "middle")
    return Kelompok((Kotak(x, y, lebar, tinggi, LEMBUT, GARIS, 0.8, skala.huruf * 0.22), *isi), tanda="lipat")


@dataclass(frozen=True, slots=True)
class Jabatan:
    """A box of the apex: an office, with smaller ones sharing its box."""

    utama: Unit
    serta: tuple[Unit, ...] = ()
    ukuran: float = 10.5

    def _kata(self, skala: Skala) -> list[tuple[Unit, list[Kata]]]:
        """Each part of the box with its words."""
        k = skala.umum
        bagian = [(self.utama, [Kata(self.utama.nama.upper(), self.ukuran * k, True)])]
        bagian += [(satu, [Kata(satu.nama, 8.6 * k)]) for satu in self.serta]
        for satu, kata in bagian:
            kata += [Kata(isi, max(7.2 * k, TERKECIL), warna=REDUP) for isi in satu.baris]
        return bagian

    def tinggi(self, lebar: float, skala: Skala) -> float:
        """Height of the whole box."""
        return sum(self._tinggi(kata, lebar, skala, nomor) for nomor, (_, kata) in enumerate(self._kata(skala)))

    def _tinggi(self, kata: list[Kata], lebar: float, skala: Skala, nomor: int) -> float:
        return tinggi_kata(kata, lebar - 14 * skala.umum) + (7 if nomor else 13) * skala.umum

    def gambar(self, x: float, y: float, lebar: float, skala: Skala) -> Kelompok:
        sudut = 2.4 * skala.umum
        isi: list[Bentuk] = [Kotak(x, y, lebar, self.tinggi(lebar, skala), tebal=1.3, sudut=sudut)]
        for nomor, (unit, kata) in enumerate(self._kata(skala)):
            tinggi = self._tinggi(kata, lebar, skala, nomor)
            bagian = tulis_tengah(kata, x + lebar / 2, y, lebar - 14 * skala.umum, tinggi, "middle")
            if nomor:
                isi.append(Garis(((x + 6, y), (x + lebar - 6, y)), GARIS, 0.5))
            # An unseen sheet makes the whole part lead to its page.
            alas = Kotak(x + 1, y + 1, lebar - 2, tinggi - 2, KERTAS, None)
            isi.append(Kelompok((alas, *bagian), alamat=unit.alamat, nama=unit.nama, tanda=f"unit-{unit.badan}"))
            y += tinggi
        return Kelompok(tuple(isi), tanda="puncak")


# --- legend and notes -------------------------------------------------------------------------------

#: One row of the legend: what it shows, its name, what is added to it.
BarisLegenda = tuple[JenisGaris | str | None, str, str]


@dataclass(frozen=True, slots=True)
class Legenda:
    """The legend in its box."""

    bagan: Bagan
    skala: Skala

    def _baris(self) -> list[BarisLegenda]:
        b = self.bagan
        hasil: list[BarisLegenda] = [(satu.jenis, satu.nama, satu.tambahan) for satu in b.keterangan.baris]
        if b.berhuruf:
            hasil.append(("huruf", "", "Huruf dalam pasal yang disebut di kepala kolom"))
        if b.berkelompok:
            hasil.append(("kelompok", "", "Kelompok: mencakup tiap anggotanya"))
        if b.beracuan:
            hasil.append(("acuan", "", "Disebut di sini, kotaknya sendiri ada di tempat lain"))
        if b.ragu:
            hasil.append(("ragu", "", "Belum terbaca atau belum tercatat"))
        return hasil

    def _kata(self, nama: str, tambahan: str) -> list[Kata]:
        k = self.skala.umum
        utama = [Kata(nama, 8.4 * k, True)] if nama else []
        return [*utama, *([Kata(tambahan, max(7.3 * k, TERKECIL), warna=REDUP)] if tambahan else [])]

    @property
    def _sumber(self) -> list[Kata]:
        return [Kata(self.bagan.keterangan.sumber, max(6.8 * self.skala.umum, TERKECIL), warna=REDUP)]

    def _ruang(self, lebar: float) -> float:
        return lebar - 78 * self.skala.umum

    def _tinggi(self, lebar: float, baris: BarisLegenda) -> float:
        return max(tinggi_kata(self._kata(baris[1], baris[2]), self._ruang(lebar)), 9 * self.skala.umum)

    def tinggi(self, lebar: float) -> float:
        k = self.skala.umum
        isi = sum(self._tinggi(lebar, satu) + 4 * k for satu in self._baris())
        return 23 * k + isi + tinggi_kata(self._sumber, lebar - 20 * k) + 8 * k

    def gambar(self, x: float, y: float, lebar: float) -> Kelompok:
        k = self.skala.umum
        isi: list[Bentuk] = [Kotak(x, y, lebar, self.tinggi(lebar), garis=GARIS, tebal=0.8, sudut=2)]
        isi += tulis_kata([Kata("KETERANGAN", 8.4 * k, True)], x + 10 * k, y + 7 * k, lebar)
        y += 22 * k
        for baris in self._baris():
            tinggi = self._tinggi(lebar, baris)
            isi += self._contoh(baris[0], x + 10 * k, y + tinggi / 2)
            isi += tulis_tengah(self._kata(baris[1], baris[2]), x + 68 * k, y, self._ruang(lebar), tinggi)
            y += tinggi + 4 * k
        isi += tulis_kata(self._sumber, x + 10 * k, y + 2 * k, lebar - 20 * k)
        return Kelompok(tuple(isi), tanda="legenda")

    def _contoh(self, apa: JenisGaris | str | None, x: float, y: float) -> list[Bentuk]:
        k = self.skala.umum
        if isinstance(apa, JenisGaris):
            return [garis(self.bagan, apa, (x, y), (x + 46 * k, y))]
        if apa == "huruf":
            contoh = Skala(7.6 * k)
            return tanda_huruf(Unit("", huruf="a", koordinasi=True), x + contoh.jari, y, contoh)
        kotak = Kotak(x, y - 3.6 * k, 22 * k, 7.2 * k, tebal=0.8, sudut=1)
        if apa == "kelompok":
            return [Kotak(x + 2, y - 3.6 * k + 2, 22 * k, 7.2 * k, tebal=0.7, sudut=1), kotak]
        if apa == "acuan":
            return [Kotak(kotak.x, kotak.y, kotak.lebar, kotak.tinggi, garis=GARIS, tebal=0.8, pola=Pola.PUTUS)]
        if apa == "ragu":
            return [Kotak(kotak.x, kotak.y, kotak.lebar, kotak.tinggi, AMBER_MUDA, AMBER_GARIS, 1, pola=Pola.PUTUS)]
        return []


@dataclass(frozen=True, slots=True)
class Catatan:
    """The notes under a rule, in one or more columns."""

    isi: tuple[str, ...]
    ukuran: float
    lajur: int = 1

    def _lebar(self, lebar: float) -> float:
        return (lebar - (self.lajur - 1) * 18) / self.lajur

    def _tinggi(self, isi: str, lebar: float) -> float:
        return tinggi_kata([Kata(isi, self.ukuran)], self._lebar(lebar) - self.ukuran * 1.2) + self.ukuran * 0.42

    def _bagi(self, lebar: float) -> list[list[str]]:
        tinggi = [self._tinggi(satu, lebar) for satu in self.isi]
        hasil, awal = [], 0
        for banyak in bagi(tinggi, self.lajur):
            hasil.append(list(self.isi[awal : awal + banyak]))
            awal += banyak
        return hasil

    def tinggi(self, lebar: float) -> float:
        if not self.isi:
            return 0
        isi = max(sum(self._tinggi(satu, lebar) for satu in lajur) for lajur in self._bagi(lebar))
        return self.ukuran * 2.3 + isi

    def gambar(self, x: float, y: float, lebar: float) -> list[Bentuk]:
        if not self.isi:
            return []
        hasil: list[Bentuk] = [Garis(((x, y), (x + lebar, y)), GARIS, 0.6)]
        hasil += tulis_kata([Kata("Catatan", self.ukuran, True)], x, y + self.ukuran * 0.6, lebar)
        atas = y + self.ukuran * 2.3
        for lajur in self._bagi(lebar):
            y = atas
            for satu in lajur:
                hasil.append(ukur.tulis(x, y + self.ukuran * 0.95, "–", self.ukuran))
                masuk = self.ukuran * 1.2
                hasil += tulis_kata([Kata(satu, self.ukuran)], x + masuk, y, self._lebar(lebar) - masuk)
                y += self._tinggi(satu, lebar)
            x += self._lebar(lebar) + 18
        return hasil


def bagi(tinggi: Sequence[float], lajur: int, sela: float = 0) -> list[int]:
    """How many of some heights go into each of `lajur` columns, in order, so that the tallest is as low as can be."""
    if lajur < 2 or len(tinggi) < 2:
        return [len(tinggi), *[0] * (lajur - 1)]
    bawah, atas = max(tinggi), sum(tinggi) + sela * len(tinggi)
    hasil = [len(tinggi), *[0] * (lajur - 1)]
    for _ in range(14):
        batas = (bawah + atas) / 2
        calon = _isi_lajur(tinggi, batas, sela)
        if len(calon) <= lajur:
            atas, hasil = batas, [*calon, *[0] * (lajur - len(calon))]
        else:
            bawah = batas
    return hasil


def _isi_lajur(tinggi: Sequence[float], batas: float, sela: float) -> list[int]:
    hasil, penuh = [0], 0.0
    for satu in tinggi:
        if hasil[-1] and penuh + sela + satu > batas:
            hasil.append(0)
            penuh = 0.0
        penuh += satu + (sela if hasil[-1] else 0)
        hasil[-1] += 1
    return hasil
