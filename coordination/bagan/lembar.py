"""The chart on several pages: an overview, then each koordinator with his units. For A4, and for charts that no single
sheet of A3 can hold legibly."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from coordination.bagan.isi import Bagan, Kolom, Unit, Zona
from coordination.bagan.keterangan import JenisGaris
from coordination.bagan.puncak import (
    LEBAR_DPRD,
    SELA_DPRD,
    Apex,
    KotakStaf,
    Letak,
    garis_staf,
    judul,
    susun_apex,
)
from coordination.bagan.rupa import (
    Catatan,
    Kata,
    Legenda,
    Skala,
    garis,
    kotak_kepala,
    kotak_kosong,
    kotak_unit,
    ruang_huruf,
    tinggi_kata,
    tinggi_kepala,
    tinggi_kosong,
    tinggi_unit,
    tulis_kata,
)
from registry.gambar import ukur
from registry.gambar.bentuk import (
    A3_MENDATAR,
    A4,
    GARIS,
    KERTAS,
    REDUP,
    TINTA,
    Bentuk,
    Gambar,
    Garis,
    Kelompok,
    Kotak,
)

TEPI = 34.0
LORONG = 12.0
#: Room that the running head and the line at the foot take up.
ATAS, BAWAH = 24.0, 26.0
#: Letters of the line at the foot.
KAKI = 6.4
JUDUL_ZONA = {Zona.SETDA: "Pada Sekretariat Daerah", Zona.DALAM: "Dalam bingkai perangkat daerah", Zona.LUAR: ""}


@dataclass(frozen=True, slots=True)
class Kertas:
    """A size of paper, the letters on it, and how many columns of boxes it takes."""

    lebar: float
    tinggi: float
    skala: Skala
    lajur: int

    @property
    def kanan(self) -> float:
        return self.lebar - TEPI

    @property
    def dasar(self) -> float:
        """Nothing but the line at the foot stands lower."""
        return self.tinggi - TEPI - BAWAH

    @property
    def isi(self) -> float:
        return self.lebar - 2 * TEPI


KERTAS_A4 = Kertas(*A4, Skala(9.5, lega=False), 1)
KERTAS_A3 = Kertas(*A3_MENDATAR, Skala(9, lega=False), 3)
#: Larger letters for the pages of the koordinator, where they make no page more.
LEBIH_BESAR = (12.0, 11.0, 10.25)


@dataclass(slots=True)
class Lembaran:
    """One page while it is being filled; `y`: how far."""

    judul: str
    y: float
    isi: list[Bentuk] = field(default_factory=list)


def berhalaman(bagan: Bagan, kertas: Kertas) -> list[Gambar]:
    """All pages."""
    kolom = _kolom(bagan, kertas)
    ikhtisar = _Ikhtisar(bagan, kertas)
    banyak = len(ikhtisar.halaman([0] * len(kolom)))
    mulai = [1 + banyak + sum(len(satu) for satu in kolom[:nomor]) for nomor in range(len(kolom))]
    semua = ikhtisar.halaman(mulai)
    for satu in kolom:
        semua += satu
    if bagan.tanpa and not ikhtisar.tanpa_termuat:
        semua += _Kolom(bagan, kertas, None).halaman()
    return [_jadi(bagan, kertas, satu, nomor, len(semua)) for nomor, satu in enumerate(semua, 1)]


def _kolom(bagan: Bagan, kertas: Kertas) -> list[list[Lembaran]]:
    """The pages of each koordinator."""
    hasil = [_Kolom(bagan, kertas, satu).halaman() for satu in bagan.kolom]
    for huruf in LEBIH_BESAR:
        besar = replace(kertas, skala=Skala(huruf, lega=False))
        calon = [_Kolom(bagan, besar, satu).halaman() for satu in bagan.kolom]
        if sum(map(len, calon)) == sum(map(len, hasil)):
            return calon
    return hasil


def _jadi(bagan: Bagan, kertas: Kertas, lembaran: Lembaran, nomor: int, banyak: int) -> Gambar:
    """A filled page with its running head and foot."""
    kepala, kecil = bagan.kepala, 7.4
    isi: list[Bentuk] = []
    if nomor > 1:
        baris = [Kata(f"Bagan {kepala.daerah} · {lembaran.judul}", kecil, True)]
        # One line: what it names stands in full on the page itself.
        isi += tulis_kata(baris, TEPI, TEPI, kertas.isi - 70)[:1]
        isi.append(Garis(((TEPI, TEPI + 13), (kertas.kanan, TEPI + 13)), GARIS, 0.6))
    kaki = [" · ".join(satu for satu in (kepala.peraturan, kepala.edisi) if satu), kepala.alamat]
    halaman = [Kata(f"halaman {nomor} dari {banyak}", KAKI, warna=REDUP)]
    isi += tulis_kata([Kata(satu, KAKI, warna=REDUP) for satu in kaki if satu], TEPI, kertas.dasar + 8, kertas.isi - 84)
    isi += tulis_kata(halaman, kertas.kanan, kertas.dasar + 8, 80, "end")
    judul_halaman = f"{kepala.judul.capitalize()} · {kepala.daerah}"
    return Gambar(
        kertas.lebar,
        kertas.tinggi,
        judul_halaman if nomor == 1 else f"{kepala.daerah} · {lembaran.judul}",
        bagan.uraian if nomor == 1 else "",
        (*isi, *lembaran.isi),
    )


# --- one koordinator --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Butir:
    """What stands in a column of boxes: a unit, a title, or what stands for units that are not there."""

    tinggi: float
    unit: Unit | None = None
    judul: str = ""


@dataclass(frozen=True)  # without slots, for what is found once and asked of every box
class _Kolom:
    """The pages of one koordinator; `kolom`: None for the units in nobody's column."""

    bagan: Bagan
    kertas: Kertas
    kolom: Kolom | None

    @property
    def _skala(self) -> Skala:
        return self.kertas.skala

    @property
    def _judul(self) -> str:
        if self.kolom is not None:
            return self.kolom.kepala.nama
        return self.bagan.judul_tanpa or "Unit tanpa koordinator"

    @property
    def _semua(self) -> Sequence[Unit]:
        return self.kolom.unit if self.kolom is not None else self.bagan.tanpa

    @cached_property
    def _huruf(self) -> float:
        return ruang_huruf(self._semua, self._skala)

    @property
    def _lebar_lajur(self) -> float:
        return (self.kertas.isi - (self.kertas.lajur - 1) * 16) / self.kertas.lajur

    @property
    def _lebar_kotak(self) -> float:
        kanan = self._skala.garis_kanan if any(satu.komando for satu in self._semua) else 0
        return self._lebar_lajur - self._skala.garis_kiri - kanan

    def _butir(self) -> Iterator[_Butir]:
        zona = [satu for satu in Zona if any(unit.zona is satu for unit in self._semua)]
        for satu in zona:
            judul_zona = JUDUL_ZONA[satu] or self._judul_luar()
            if len(zona) > 1 or satu is Zona.LUAR:
                kata = [Kata(judul_zona, self._skala.kecil, True)]
                yield _Butir(tinggi_kata(kata, self._lebar_kotak) + self._skala.huruf * 0.5, judul=judul_zona)
            for unit in self._semua:
                if unit.zona is satu:
                    yield _Butir(tinggi_unit(unit, self._lebar_kotak, self._skala, self._huruf), unit)
        if self.kolom is not None and self.kolom.kosong:
            yield _Butir(tinggi_kosong(self.kolom, self._lebar_kotak, self._skala))

    def _judul_luar(self) -> str:
        if not self.bagan.komando:
            return "Di luar bingkai"
        return f"Di luar bingkai: tidak di bawah {self.bagan.keterangan.nama(JenisGaris.KOMANDO)}"

    def halaman(self) -> list[Lembaran]:
        sisa = list(self._butir())
        semua: list[Lembaran] = []
        while sisa or not semua:
            lembaran = Lembaran(self._judul + (" (lanjutan)" if semua else ""), TEPI + ATAS)
            bawah_kepala = self._gambar_kepala(lembaran, bool(semua))
            for lajur in range(self.kertas.lajur):
                x = TEPI + lajur * (self._lebar_lajur + 16)
                sisa = self._isi_lajur(lembaran, x, bawah_kepala, sisa)
            semua.append(lembaran)
        return semua

    def _gambar_kepala(self, lembaran: Lembaran, lanjutan: bool) -> float:
        if self.kolom is None:
            kata = [Kata(lembaran.judul, self._skala.huruf * 1.2, True)]
            lembaran.isi += tulis_kata(kata, TEPI, lembaran.y, self.kertas.isi)
            return lembaran.y + tinggi_kata(kata, self.kertas.isi)
        kolom = self.kolom
        if lanjutan:
            kolom = replace(kolom, sebutan=(*kolom.sebutan, "lanjutan"))
        tinggi = tinggi_kepala(kolom, self.kertas.isi, self._skala)
        lembaran.isi.append(kotak_kepala(kolom, TEPI, lembaran.y, self.kertas.isi, tinggi, self._skala))
        return lembaran.y + tinggi

    def _isi_lajur(self, lembaran: Lembaran, x: float, atas: float, sisa: list[_Butir]) -> list[_Butir]:
        """Fill one column down to the foot; returns what did not fit."""
        s = self._skala
        y, kiri = atas + s.huruf, x + s.garis_kiri
        titik, tegak = x + s.huruf * 0.55, x + self._lebar_lajur - s.huruf * 0.35
        koordinasi: list[float] = []
        komando: list[float] = []
        for nomor, butir in enumerate(sisa):
            berikut = sisa[nomor + 1].tinggi + s.sela if butir.judul and nomor + 1 < len(sisa) else 0
            if nomor and y + butir.tinggi + berikut > self.kertas.dasar:
                sisa = sisa[nomor:]
                break
            lembaran.isi += self._gambar_butir(butir, kiri, y)
            if butir.unit.koordinasi if butir.unit is not None else bool(self._ragu and not butir.judul):
                koordinasi.append(y + butir.tinggi / 2)
            if butir.unit is not None and butir.unit.komando:
                komando.append(y + butir.tinggi / 2)
            y += butir.tinggi + (s.sela * 0.4 if butir.judul else s.sela)
        else:
            sisa = []
        if self.kolom is not None:
            kanan = kiri + self._lebar_kotak
            lembaran.isi += self._sisir(JenisGaris.KOORDINASI, titik, kiri, atas, koordinasi)
            lembaran.isi += self._sisir(JenisGaris.KOMANDO, tegak, kanan, atas, komando)
        return sisa

    @property
    def _ragu(self) -> bool:
        return self.kolom is not None and self.kolom.ragu

    def _gambar_butir(self, butir: _Butir, x: float, y: float) -> Iterator[Bentuk]:
        if butir.unit is not None:
            yield kotak_unit(butir.unit, x, y, self._lebar_kotak, butir.tinggi, self._skala, self._huruf)
        elif butir.judul:
            yield from tulis_kata([Kata(butir.judul, self._skala.kecil, True, REDUP)], x, y + 2, self._lebar_kotak)
        elif self.kolom is not None:
            yield kotak_kosong(self.kolom, x, y, self._lebar_kotak, butir.tinggi, self._skala)

    def _sisir(self, jenis: JenisGaris, batang: float, ke: float, atas: float, y: list[float]) -> Iterator[Bentuk]:
        """A line down from the head with a tooth to each box."""
        if not y:
            return
        yield garis(self.bagan, jenis, (batang, atas), (batang, max(y)))
        mulai = batang + (ke - batang) * 0.4 if jenis is JenisGaris.KOORDINASI else batang
        for satu in y:
            yield garis(self.bagan, jenis, (mulai, satu), (ke, satu))


# --- overview ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Ikhtisar:
    """The first page: apex, heads with the page on which each goes on, the frame, legend and notes."""

    bagan: Bagan
    kertas: Kertas
    tanpa_termuat: bool = False

    @property
    def _skala(self) -> Skala:
        return self.kertas.skala

    def halaman(self, mulai: Sequence[int]) -> list[Lembaran]:
        """`mulai`: on which page each koordinator begins."""
        semua = [Lembaran("Ikhtisar", TEPI)]
        apex = self._gambar_puncak(semua[0])
        self._gambar_kepala(semua, apex, mulai)
        self._gambar_bingkai(semua, apex)
        self._gambar_legenda(semua)
        self._gambar_catatan(semua)
        return semua

    def _ruang(self, semua: list[Lembaran], tinggi: float) -> Lembaran:
        """The page on which so much still fits."""
        if semua[-1].y + tinggi > self.kertas.dasar and semua[-1].isi:
            semua.append(Lembaran("Ikhtisar (lanjutan)", TEPI + ATAS))
        return semua[-1]

    def _gambar_puncak(self, lembaran: Lembaran) -> Apex:
        k, lebar = self._skala.umum, self.kertas.isi
        kata = judul(self.bagan, lebar, self._skala)
        lembaran.isi += tulis_kata(kata[:1], TEPI, lembaran.y, lebar)
        lembaran.y += tinggi_kata(kata[:1], lebar) + 3
        lembaran.isi += tulis_kata(kata[1:], TEPI, lembaran.y, lebar)
        atas = lembaran.y + tinggi_kata(kata[1:], lebar) + 14
        jabatan, staf = 156 * k, self.bagan.staf_ahli
        tengah = TEPI + lebar / 2
        letak = None
        if staf is not None:
            dprd = (LEBAR_DPRD + SELA_DPRD) * k if self.bagan.dprd is not None else 0
            tengah = min(tengah, TEPI + LORONG + dprd + 10 * k + jabatan / 2)
            kiri = tengah + jabatan / 2 + 40 * k
            kotak = KotakStaf(staf, self._skala, 3 if self.kertas.lajur > 1 else 1)
            letak = Letak(kiri, atas + 52 * k, self.kertas.kanan - kiri, kotak.tinggi(self.kertas.kanan - kiri))
            lembaran.isi.append(kotak.gambar(letak))
        apex = susun_apex(self.bagan, tengah, atas, jabatan, self._skala, letak.pusar if letak is not None else 0)
        lembaran.isi += apex.isi
        if staf is not None and letak is not None:
            lembaran.isi += garis_staf(self.bagan, staf, apex, letak, k)
        lembaran.y = max(apex.bawah, apex.simpang, letak.bawah if letak is not None else 0) + 22
        return apex

    def _gambar_kepala(self, semua: list[Lembaran], apex: Apex, mulai: Sequence[int]) -> None:
        """The heads one below the other: first the Sekda's own (dotted), then those whom he commands (solid)."""
        atas = semua[0].y
        kiri = TEPI + LORONG + 28
        gigi: dict[JenisGaris | None, list[tuple[Lembaran, float]]] = {}
        for kolom, halaman in zip(self.bagan.kolom, mulai, strict=True):
            sebutan = " · ".join((*kolom.sebutan, *self._kosong(kolom), f"halaman {halaman}"))
            lengkap = replace(kolom, sebutan=(sebutan,))
            lebar = self.kertas.kanan - kiri
            tinggi = tinggi_kepala(lengkap, lebar, self._skala)
            lembaran = self._ruang(semua, tinggi)
            lembaran.isi.append(kotak_kepala(lengkap, kiri, lembaran.y, lebar, tinggi, self._skala))
            gigi.setdefault(kolom.garis, []).append((lembaran, lembaran.y + tinggi / 2))
            lembaran.y += tinggi + self._skala.sela * 1.6
        sumber = apex.sekda or apex.kepala
        if sumber is None:
            return
        # The dotted trunk lies further in and ends above the first solid tooth: they never cross.
        batang = {
            JenisGaris.KOMANDO: (TEPI + LORONG + 6, sumber.tengah, atas - 13),
            JenisGaris.KOORDINASI: (TEPI + LORONG + 17, sumber.tengah + 26, atas - 6),
        }
        for jenis, (x, mulai_x, datar) in batang.items():
            for lembaran in semua:
                y = [tinggi for lain, tinggi in gigi.get(jenis, []) if lain is lembaran]
                if not y:
                    continue
                asal = ((mulai_x, sumber.bawah), (mulai_x, datar), (x, datar))
                pangkal = asal if lembaran is semua[0] else ((x, TEPI + ATAS),)
                lembaran.isi.append(garis(self.bagan, jenis, *pangkal, (x, max(y))))
                for satu in y:
                    lembaran.isi.append(garis(self.bagan, jenis, (x, satu), (kiri, satu)))

    def _kosong(self, kolom: Kolom) -> tuple[str, ...]:
        return (kolom.kosong,) if kolom.kosong else ()

    def _gambar_bingkai(self, semua: list[Lembaran], apex: Apex) -> None:
        """The frame, with the units in it that stand in nobody's column; the others are counted."""
        dalam = [satu for satu in self.bagan.tanpa if satu.zona is Zona.DALAM]
        banyak = sum(satu.zona is Zona.DALAM and not satu.acuan for kolom in self.bagan.kolom for satu in kolom.unit)
        ragu = any(satu.kosong for satu in self.bagan.kolom)
        if not (dalam or banyak or ragu):
            return
        semua[-1].y += 10
        lembaran = self._ruang(semua, 60)
        x, lebar = TEPI + LORONG, self.kertas.isi - LORONG
        ruang, y = lebar - 24, lembaran.y + self._skala.huruf * 1.4
        isi_bingkai = f"{banyak} unit digambar menurut koordinatornya pada halaman berikut."
        kata = [Kata(isi_bingkai, self._skala.kecil)] if banyak else []
        isi = tulis_kata(kata, x + 12, y, ruang)
        y += tinggi_kata(kata, ruang) + (4 if kata else 0)
        judul_tanpa = [Kata(self.bagan.judul_tanpa, self._skala.kecil, True, REDUP)] if self.bagan.judul_tanpa else []
        tinggi = [tinggi_unit(satu, ruang, self._skala) for satu in self.bagan.tanpa]
        perlu = tinggi_kata(judul_tanpa, ruang) + 8 + sum(satu + self._skala.sela for satu in tinggi)
        self.tanpa_termuat = len(dalam) == len(self.bagan.tanpa) and y + perlu < self.kertas.dasar
        if dalam and self.tanpa_termuat:
            isi += tulis_kata(judul_tanpa, x + 12, y + 4, ruang)
            y += tinggi_kata(judul_tanpa, ruang) + 8
            for unit, satu in zip(dalam, tinggi, strict=True):
                isi.append(kotak_unit(unit, x + 12, y, ruang, satu, self._skala))
                y += satu + self._skala.sela
        elif dalam:
            lagi = [Kata(f"{self.bagan.judul_tanpa or 'Tanpa koordinator'}: {len(dalam)} unit, di halaman akhir", 8)]
            isi += tulis_kata(lagi, x + 12, y, ruang)
            y += tinggi_kata(lagi, ruang) + 4
        self._garis_bingkai(lembaran, semua[0], apex, lembaran.y + self._skala.huruf * 2)
        lembaran.isi.append(self._kotak_bingkai(x, lembaran.y, lebar, y + 6 - lembaran.y))
        lembaran.isi += isi
        lembaran.y = y + 20

    def _kotak_bingkai(self, x: float, y: float, lebar: float, tinggi: float) -> Kelompok:
        isi: list[Bentuk] = [Kotak(x, y, lebar, tinggi, None, TINTA, 1.7, 3)]
        ukuran, ruang = self._skala.kecil, lebar - 40
        for nama in (self.bagan.bingkai, "PERANGKAT DAERAH"):
            panjang = ukur.lebar(nama, ukuran, True)
            if panjang <= ruang:
                isi.append(Kotak(x + lebar - 18 - panjang, y - ukuran * 0.7, panjang + 8, ukuran * 1.4, KERTAS, None))
                isi += tulis_kata([Kata(nama, ukuran, True)], x + lebar - 14, y - ukuran * 0.6, panjang + 1, "end")
                break
        return Kelompok(tuple(isi), tanda="bingkai")

    def _garis_bingkai(self, lembaran: Lembaran, pertama: Lembaran, apex: Apex, y: float) -> None:
        if not self.bagan.komando or apex.kepala is None or lembaran is not pertama:
            return
        tengah = apex.kepala.tengah
        lembaran.isi.append(
            garis(
                self.bagan,
                JenisGaris.KOMANDO,
                (tengah, apex.kepala.bawah),
                (tengah, apex.simpang),
                (TEPI, apex.simpang),
                (TEPI, y),
                (TEPI + LORONG, y),
            )
        )

    def _gambar_legenda(self, semua: list[Lembaran]) -> None:
        legenda = Legenda(self.bagan, self._skala)
        lebar = min(self.kertas.isi, 340.0)
        tinggi = legenda.tinggi(lebar)
        lembaran = self._ruang(semua, tinggi)
        lembaran.isi.append(legenda.gambar(TEPI, lembaran.y, lebar))
        lembaran.y += tinggi + 14

    def _gambar_catatan(self, semua: list[Lembaran]) -> None:
        """As many notes on a page as it takes."""
        sisa, ukuran = list(self.bagan.catatan), max(self._skala.huruf * 0.78, 7)
        lajur = 2 if self.kertas.lajur == 1 else 3
        lebar = self.kertas.isi
        while sisa:
            self._ruang(semua, Catatan(tuple(sisa[:1]), ukuran, lajur).tinggi(lebar))
            banyak, ruang = len(sisa), self.kertas.dasar - semua[-1].y
            while banyak > 1 and Catatan(tuple(sisa[:banyak]), ukuran, lajur).tinggi(lebar) > ruang:
                banyak -= 1
            catatan = Catatan(tuple(sisa[:banyak]), ukuran, lajur)
            semua[-1].isi += catatan.gambar(TEPI, semua[-1].y, lebar)
            semua[-1].y += catatan.tinggi(lebar) + 10
            sisa = sisa[banyak:]
