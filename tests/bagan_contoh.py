"""Charts made up for tests, and a reader of drawings that finds what is cut, covered or crossed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from coordination.bagan.isi import Bagan, Kepala, Kolom, StafAhli, Unit, Zona
from coordination.bagan.keterangan import Baris, JenisGaris, Keterangan
from registry.gambar import ukur
from registry.gambar.bentuk import Bentuk, Gambar, Garis, Kelompok, Kotak, Lingkaran, Teks

NAMA = (
    "Dinas Kesehatan",
    "Dinas Sosial, Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana",
    "Badan Pengelolaan Keuangan, Pendapatan dan Aset Daerah",
    "Satuan Polisi Pamong Praja",
    "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu",
    "Badan Kesatuan Bangsa dan Politik",
    "Dinas Komunikasi, Informatika, Statistik dan Persandian",
)

KETERANGAN = Keterangan(
    (
        Baris(JenisGaris.KOMANDO, "Garis lini"),
        Baris(JenisGaris.KOORDINASI, "Garis koordinasi"),
        Baris(JenisGaris.PERTANGGUNGJAWABAN, "Garis pertanggungjawaban"),
    ),
    "Nama garis menurut naskah; bentuknya tidak terbaca, jadi bentuk garis di sini dari Rentang.",
)


def huruf(nomor: int) -> str:
    """a, b, … z, aa, ab, …"""
    return (huruf(nomor // 26 - 1) if nomor >= 26 else "") + chr(97 + nomor % 26)


def bagan_buatan(
    isi: Sequence[int],
    nama: Sequence[str] = NAMA,
    *,
    bagian: int = 0,
    luar: int = 0,
    tanpa: int = 0,
    staf_ahli: int = 3,
    bawahan: int = 0,
    sekda: bool = False,
    catatan: int = 5,
    dprd: bool = True,
) -> Bagan:
    """A chart with as many units under each koordinator as `isi` says, named in turn."""
    nomor = iter(range(1, 10_000))

    def unit(zona: Zona = Zona.DALAM, **lain: object) -> Unit:
        ke = next(nomor)
        dasar = Unit(nama[ke % len(nama)], badan=ke, alamat=f"/perangkat-daerah/{ke}/", zona=zona)
        anak = tuple(Unit(f"UPTD {n}", badan=next(nomor)) for n in range(bawahan if ke % 5 == 0 else 0))
        kelompok = ke % 17 == 0
        return replace(
            dasar,
            bawahan=anak,
            kelompok=kelompok,
            keterangan=("kelompok",) if kelompok else (),
            **lain,  # type: ignore[arg-type]
        )

    kolom = []
    for ke, banyak in enumerate(isi):
        di_luar = luar if ke == 0 else 0
        milik = [
            unit(Zona.LUAR if n >= banyak - di_luar else Zona.DALAM, huruf=huruf(n), koordinasi=True)
            for n in range(banyak)
        ]
        milik += [unit(Zona.SETDA, huruf=huruf(n), komando=True) for n in range(bagian)]
        sendiri = sekda and ke == 0
        kolom.append(
            Kolom(
                kepala=replace(unit(), kelompok=False, keterangan=(), acuan=sendiri),
                unit=tuple(milik),
                sebutan=(f"Pasal 22 ayat ({ke + 3}) · {banyak} unit",),
                garis=JenisGaris.KOORDINASI if sendiri else JenisGaris.KOMANDO,
                acuan=sendiri,
                kosong="" if milik else "Rentangnya belum terbaca (Lampiran II)",
                ragu=not milik,
            )
        )
    return Bagan(
        kepala=Kepala(
            "BAGAN POLA HUBUNGAN KERJA PERANGKAT DAERAH DALAM PENYELENGGARAAN PEMERINTAHAN DAERAH",
            "Peraturan Bupati Contoh Nomor 38 Tahun 2022",
            "Kabupaten Contoh",
            "Edisi berlaku sejak 3 Januari 2022 · keadaan per 22 November 2026",
            "Berita Daerah Kabupaten Contoh Tahun 2022 Nomor 527",
            "rentang.example/daerah/99.01/bagan/",
        ),
        keterangan=KETERANGAN,
        pemda=Unit("Pemerintah Kabupaten Contoh", badan=9001, alamat="/p/"),
        kepala_daerah=Unit("Bupati Contoh", badan=9002, alamat="/p/"),
        wakil=(Unit("Wakil Bupati", badan=9003, alamat="/p/"),),
        dprd=Unit("Dewan Perwakilan Rakyat Daerah", badan=9004, alamat="/p/") if dprd else None,
        sekda=Unit("Sekretaris Daerah", badan=9005, alamat="/p/"),
        setda=Unit("Sekretariat Daerah", badan=9006, alamat="/p/"),
        staf_ahli=StafAhli(
            tuple(replace(unit(), kelompok=False, keterangan=()) for _ in range(staf_ahli)),
            JenisGaris.PERTANGGUNGJAWABAN,
            True,
            "Pasal 3 ayat (4)",
        )
        if staf_ahli
        else None,
        kolom=tuple(kolom),
        tanpa=tuple(unit() for _ in range(tanpa)),
        judul_tanpa="Tidak disebut dalam rentang mana pun" if tanpa and kolom else "",
        komando=True,
        catatan=("Susunan (sebagian): dari batang tubuh; bagan dalam Lampiran belum terbaca.",) * catatan,
    )


# --- reading a drawing ------------------------------------------------------------------------------

Persegi = tuple[float, float, float, float]
Ruas = tuple[tuple[float, float], tuple[float, float]]

#: Groups that hold others; everything else that has a rectangle is a box that nothing may touch.
WADAH = ("bingkai", "alas", "staf-ahli", "puncak")


@dataclass(frozen=True)
class Bagian:
    """A group with a rectangle: where it is, and the groups around it."""

    tanda: str
    letak: Persegi
    dalam: tuple[int, ...]
    kelompok: Kelompok


def telusuri(isi: Sequence[Bentuk], dalam: tuple[int, ...] = ()) -> Iterator[tuple[Bentuk, tuple[int, ...]]]:
    """Every shape with the groups around it."""
    for satu in isi:
        yield satu, dalam
        if isinstance(satu, Kelompok):
            yield from telusuri(satu.isi, (*dalam, id(satu)))


def kotak_teks(teks: Teks) -> Persegi:
    kiri = teks.x - {"start": 0.0, "middle": teks.lebar / 2, "end": teks.lebar}[teks.jangkar]
    return kiri, teks.y - teks.ukuran * 0.74, kiri + teks.lebar, teks.y + teks.ukuran * 0.22


def persegi(kotak: Kotak) -> Persegi:
    return kotak.x, kotak.y, kotak.x + kotak.lebar, kotak.y + kotak.tinggi


def termuat(isi: Persegi, luar: Persegi, longgar: float = 0.05) -> bool:
    return (
        isi[0] >= luar[0] - longgar
        and isi[1] >= luar[1] - longgar
        and isi[2] <= luar[2] + longgar
        and isi[3] <= luar[3] + longgar
    )


def bertindih(a: Persegi, b: Persegi, longgar: float = 0.05) -> bool:
    return a[0] < b[2] - longgar and b[0] < a[2] - longgar and a[1] < b[3] - longgar and b[1] < a[3] - longgar


def gabung(semua: Sequence[Persegi]) -> Persegi:
    kiri, atas, kanan, bawah = zip(*semua, strict=True)
    return min(kiri), min(atas), max(kanan), max(bawah)


def ruas(garis: Garis) -> list[Ruas]:
    return list(zip(garis.titik, garis.titik[1:], strict=False))


def kotak_ruas(satu: Ruas) -> Persegi:
    (x1, y1), (x2, y2) = satu
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def menembus(satu: Ruas, kotak: Persegi) -> bool:
    """A line, level or upright, passes through the inside of a rectangle."""
    kiri, atas, kanan, bawah = kotak_ruas(satu)
    return (
        kiri < kotak[2] - 0.4
        and kotak[0] + 0.4 < kanan + 1e-9
        and atas < kotak[3] - 0.4
        and kotak[1] + 0.4 < bawah + 1e-9
    )


def bersilang(a: Ruas, b: Ruas) -> bool:
    """Two lines, one level and one upright, cross within both."""
    ka, kb = kotak_ruas(a), kotak_ruas(b)
    datar, tegak = (ka, kb) if ka[1] == ka[3] else (kb, ka)
    if datar[1] != datar[3] or tegak[0] != tegak[2]:
        return False
    return datar[0] + 0.5 < tegak[0] < datar[2] - 0.5 and tegak[1] + 0.5 < datar[1] < tegak[3] - 0.5


def bertumpuk(a: Ruas, b: Ruas) -> bool:
    """Two lines of one direction run over each other."""
    ka, kb = kotak_ruas(a), kotak_ruas(b)
    if ka[0] == ka[2] == kb[0] == kb[2]:
        return min(ka[3], kb[3]) - max(ka[1], kb[1]) > 0.5
    if ka[1] == ka[3] == kb[1] == kb[3]:
        return min(ka[2], kb[2]) - max(ka[0], kb[0]) > 0.5
    return False


class Pembaca:
    """Reads a drawing and lists its faults in words."""

    def __init__(self, gambar: Gambar) -> None:
        self.gambar = gambar
        semua = list(telusuri(gambar.isi))
        self.teks = [(satu, dalam) for satu, dalam in semua if isinstance(satu, Teks)]
        self.garis = [satu for satu, dalam in semua if isinstance(satu, Garis) and not dalam]
        self.bagian: dict[int, Bagian] = {}
        for satu, dalam in semua:
            if isinstance(satu, Kelompok):
                kotak = [persegi(isi) for isi in satu.isi if isinstance(isi, Kotak)]
                if kotak:
                    self.bagian[id(satu)] = Bagian(satu.tanda, gabung(kotak), dalam, satu)
        self.kotak = [satu for satu in self.bagian.values() if satu.tanda not in WADAH and not self._dalam_kotak(satu)]
        self.wadah = [satu for satu in self.bagian.values() if satu.tanda in WADAH]

    def _dalam_kotak(self, bagian: Bagian) -> bool:
        """A part of a box is no box of its own."""
        return any(satu in self.bagian and self.bagian[satu].tanda == "puncak" for satu in bagian.dalam)

    def cacat(self) -> list[str]:
        return [
            *self._keluar(),
            *self._teks_keluar(),
            *self._teks_bertindih(),
            *self._kotak_bertindih(),
            *self._garis(),
        ]

    def _keluar(self) -> Iterator[str]:
        kertas = (8.0, 8.0, self.gambar.lebar - 8, self.gambar.tinggi - 8)
        for satu, _ in telusuri(self.gambar.isi):
            letak: Persegi | None = None
            match satu:
                case Teks():
                    letak = kotak_teks(satu)
                case Kotak():
                    letak = persegi(satu)
                case Lingkaran():
                    letak = (satu.x - satu.jari, satu.y - satu.jari, satu.x + satu.jari, satu.y + satu.jari)
                case Garis():
                    letak = gabung([kotak_ruas(isi) for isi in ruas(satu)])
            if letak is not None and not termuat(letak, kertas):
                yield f"di luar kertas: {satu}"

    def _teks_keluar(self) -> Iterator[str]:
        for teks, dalam in self.teks:
            if abs(teks.lebar - ukur.lebar(teks.isi, teks.ukuran, teks.tebal)) > 0.01:
                yield f"lebar bukan ukurannya: {teks.isi}"
            if teks.ukuran < 5.4:
                yield f"huruf {teks.ukuran:.1f} pt: {teks.isi}"
            sekitar = [self.bagian[satu] for satu in dalam if satu in self.bagian]
            if sekitar and not termuat(kotak_teks(teks), sekitar[-1].letak):
                yield f"keluar dari kotaknya: {teks.isi}"
            lingkar = [
                satu for satu, dimana in telusuri(self.gambar.isi) if isinstance(satu, Lingkaran) and dimana == dalam
            ]
            tengah = teks.jangkar == "middle" and any(abs(satu.x - teks.x) < 0.01 for satu in lingkar)
            if tengah and teks.lebar > 2 * lingkar[0].jari:
                yield f"keluar dari lingkarannya: {teks.isi}"

    def _teks_bertindih(self) -> Iterator[str]:
        for (a, _), (b, _) in combinations(self.teks, 2):
            if bertindih(kotak_teks(a), kotak_teks(b)):
                yield f"huruf bertindih: {a.isi} / {b.isi}"
        for teks, dalam in self.teks:
            for kotak in self.kotak:
                if id(kotak.kelompok) not in dalam and bertindih(kotak_teks(teks), kotak.letak):
                    yield f"huruf di atas kotak {kotak.tanda}: {teks.isi}"

    def _kotak_bertindih(self) -> Iterator[str]:
        for a, b in combinations(self.kotak, 2):
            if bertindih(a.letak, b.letak):
                yield f"kotak bertindih: {a.tanda} / {b.tanda}"
        for wadah in self.wadah:
            for kotak in self.kotak:
                if bertindih(wadah.letak, kotak.letak) and not termuat(kotak.letak, wadah.letak):
                    yield f"kotak {kotak.tanda} menonjol dari {wadah.tanda}"

    def _garis(self) -> Iterator[str]:
        padat = [*self.kotak, *(satu for satu in self.wadah if satu.tanda in ("staf-ahli", "puncak"))]
        berjenis = [(satu, (garis.warna, garis.pola)) for garis in self.garis for satu in ruas(garis)]
        for satu, jenis in berjenis:
            (x1, y1), (x2, y2) = satu
            if x1 != x2 and y1 != y2:
                yield f"garis miring: {satu}"
            for kotak in padat:
                if menembus(satu, kotak.letak):
                    yield f"garis {jenis} menembus {kotak.tanda}: {satu}"
            for teks, _ in self.teks:
                if bertindih(kotak_ruas(satu), kotak_teks(teks), -0.3):
                    yield f"garis {satu} melewati huruf: {teks.isi}"
        for (a, jenis_a), (b, jenis_b) in combinations(berjenis, 2):
            if bersilang(a, b) or (jenis_a != jenis_b and bertumpuk(a, b)):
                yield f"garis bersilang: {jenis_a} {a} / {jenis_b} {b}"


def cacat(gambar: Gambar) -> list[str]:
    """What is wrong with a drawing, in words; [] for a sound one."""
    return Pembaca(gambar).cacat()


def unit_tergambar(gambar: Gambar) -> list[int]:
    """Bodies of the boxes of a drawing, in order."""
    tanda = [satu.tanda for satu, _ in telusuri(gambar.isi) if isinstance(satu, Kelompok)]
    return [int(satu.removeprefix("unit-")) for satu in tanda if satu.startswith("unit-")]


def tulisan(gambar: Gambar) -> str:
    """All words of a drawing, lines joined."""
    return " ".join(satu.isi for satu, _ in telusuri(gambar.isi) if isinstance(satu, Teks))
