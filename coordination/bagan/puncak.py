"""The upper part of a sheet: title, apex, legend, Staf Ahli, and the lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from coordination.bagan.isi import Bagan, StafAhli
from coordination.bagan.keterangan import JenisGaris
from coordination.bagan.rupa import (
    TERKECIL,
    Jabatan,
    Kata,
    Legenda,
    Skala,
    Titik,
    garis,
    kotak_unit,
    tinggi_kata,
    tinggi_unit,
    tulis_kata,
)
from registry.gambar.bentuk import GARIS, KERTAS, LEMBUT, REDUP, Bentuk, Garis, Kelompok, Kotak

#: Width of the box of the DPRD, and what parts it from the kepala daerah.
LEBAR_DPRD, SELA_DPRD = 118, 20


@dataclass(frozen=True, slots=True)
class Letak:
    """A rectangle on the sheet."""

    x: float
    y: float
    lebar: float
    tinggi: float

    @property
    def kanan(self) -> float:
        return self.x + self.lebar

    @property
    def bawah(self) -> float:
        return self.y + self.tinggi

    @property
    def tengah(self) -> float:
        return self.x + self.lebar / 2

    @property
    def pusar(self) -> float:
        """Half-way down."""
        return self.y + self.tinggi / 2


@dataclass(slots=True)
class Apex:
    """Kepala daerah, DPRD and Sekda, with the soft ground that says that they are the pemerintah daerah."""

    kiri: float
    bawah: float
    isi: list[Bentuk] = field(default_factory=list)
    kepala: Letak | None = None
    sekda: Letak | None = None
    simpang: float = 0
    """Height at which a line may leave the one between kepala daerah and Sekda."""


@dataclass(frozen=True, slots=True)
class Puncak:
    """The upper part, drawn. bawah: nothing of it lies lower. sekda: the box from which the line of command goes down
    to the koordinator. cabang: how the line of the kepala daerah comes to the left margin, on its way to the frame."""

    bawah: float
    isi: tuple[Bentuk, ...]
    sekda: Letak | None
    cabang: tuple[Titik, ...]


def puncak(bagan: Bagan, bidang: Letak, skala: Skala, lorong: float = 0) -> Puncak:
    """Title left, apex in the middle, legend right, the Staf Ahli under the legend. `lorong`: by how much what lies
    below is set in on the left; the apex stands over the middle of that."""
    k = skala.umum
    tengah = bidang.tengah + lorong / 2
    legenda = Legenda(bagan, skala)
    lebar = bidang.lebar * 0.29
    kotak = Letak(bidang.kanan - lebar, bidang.y, lebar, legenda.tinggi(lebar))
    bawah = [kotak.bawah]
    staf = letak = None
    if bagan.staf_ahli is not None:
        kiri = tengah + (88 + 46) * k
        staf = KotakStaf(bagan.staf_ahli, skala)
        letak = Letak(kiri, kotak.bawah + 11 * k, bidang.kanan - kiri, staf.tinggi(bidang.kanan - kiri))
        bawah.append(letak.bawah)

    # The Sekda stands level with the Staf Ahli, so that the line between them is straight.
    apex = susun_apex(bagan, tengah, bidang.y, 176 * k, skala, letak.pusar if letak is not None else 0)
    isi = list(apex.isi)
    lebar_judul = apex.kiri - 16 * k - bidang.x
    kata = judul(bagan, lebar_judul, skala)
    isi += tulis_kata(kata[:1], bidang.x, bidang.y, lebar_judul)
    bawah_judul = bidang.y + tinggi_kata(kata[:1], lebar_judul) + 4 * k
    isi += tulis_kata(kata[1:], bidang.x, bawah_judul, lebar_judul)
    bawah_judul += tinggi_kata(kata[1:], lebar_judul)
    bawah += [apex.bawah, bawah_judul]
    isi.append(legenda.gambar(kotak.x, kotak.y, kotak.lebar))
    if bagan.staf_ahli is not None and staf is not None and letak is not None:
        isi += garis_staf(bagan, bagan.staf_ahli, apex, letak, k)
        isi.append(staf.gambar(letak))
    cabang: tuple[Titik, ...] = ()
    if apex.kepala is not None:
        rendah = max(apex.simpang, bawah_judul + 8 * k)
        belok = apex.kiri - 8 * k
        mulai = (apex.kepala.tengah, apex.kepala.bawah), (apex.kepala.tengah, apex.simpang)
        cabang = (*mulai, (belok, apex.simpang), (belok, rendah), (bidang.x, rendah))
        bawah.append(rendah)
    return Puncak(max(bawah), tuple(isi), apex.sekda or apex.kepala, cabang)


def judul(bagan: Bagan, lebar: float, skala: Skala) -> list[Kata]:
    """The title block, its letters as large as leaves the title in five lines."""
    k, kepala = skala.umum, bagan.kepala
    ukuran = 13.0 * k
    while ukuran > 8.5 * k and tinggi_kata([Kata(kepala.judul, ukuran, True)], lebar) > 5 * ukuran * 1.2:
        ukuran -= 0.5
    kecil = max(8.6 * k, TERKECIL)
    asal = [satu for satu in (kepala.daerah, kepala.peraturan) if satu]
    satu_baris = [Kata(" · ".join(asal), kecil)]
    if tinggi_kata(satu_baris, lebar) > kecil * 1.5:
        satu_baris = [Kata(satu, kecil) for satu in asal]
    edisi = [Kata(satu, kecil, warna=REDUP) for satu in kepala.edisi.split(" · ")]
    if tinggi_kata([Kata(kepala.edisi, kecil)], lebar) <= kecil * 1.5:
        edisi = [Kata(kepala.edisi, kecil, warna=REDUP)]
    return [Kata(kepala.judul, ukuran, True), *satu_baris, *edisi]


def susun_apex(bagan: Bagan, tengah: float, y: float, lebar: float, skala: Skala, sejajar: float = 0) -> Apex:
    """The apex with the kepala daerah in the middle: DPRD left of him, the Sekda below, the middle of his box no higher
    than `sejajar`."""
    k = skala.umum
    kiri = tengah - lebar / 2
    hasil = Apex(kiri, y)
    atas = _pemda(bagan, kiri, y, lebar, skala, hasil) if bagan.pemda is not None else y
    jabatan = [satu for satu in (bagan.kepala_daerah, *bagan.wakil) if satu is not None]
    if jabatan:
        kotak = Jabatan(jabatan[0], tuple(jabatan[1:]))
        hasil.kepala = Letak(kiri, atas, lebar, kotak.tinggi(lebar, skala))
        hasil.bawah = hasil.kepala.bawah
        hasil.isi.append(kotak.gambar(kiri, atas, lebar, skala))
    if bagan.dprd is not None:
        kotak, lebar_dprd = Jabatan(bagan.dprd, ukuran=8.6), LEBAR_DPRD * k
        hasil.kiri = kiri - lebar_dprd - SELA_DPRD * k
        hasil.isi.append(kotak.gambar(hasil.kiri, atas, lebar_dprd, skala))
        hasil.bawah = max(hasil.bawah, atas + kotak.tinggi(lebar_dprd, skala))
    if bagan.pemda is not None:
        pagar = 9 * k
        hasil.kiri, hasil.bawah = hasil.kiri - pagar, max(hasil.bawah, atas) + pagar
        alas = Kotak(hasil.kiri, y, kiri + lebar + pagar - hasil.kiri, hasil.bawah - y, LEMBUT, None, 0, 4 * k)
        hasil.isi.insert(0, Kelompok((alas,), tanda="alas"))
    hasil.simpang = hasil.bawah + 11 * k
    sekda = [satu for satu in (bagan.sekda, bagan.setda) if satu is not None]
    if sekda:
        kotak = Jabatan(sekda[0], tuple(sekda[1:]))
        tinggi = kotak.tinggi(lebar, skala)
        atas = max(hasil.bawah + 22 * k if hasil.isi else y, sejajar - tinggi / 2)
        hasil.sekda = Letak(kiri, atas, lebar, tinggi)
        if hasil.kepala is not None:
            hasil.isi.append(garis(bagan, JenisGaris.KOMANDO, (tengah, hasil.kepala.bawah), (tengah, atas)))
        hasil.isi.append(kotak.gambar(kiri, atas, lebar, skala))
        hasil.bawah = hasil.sekda.bawah
    return hasil


def _pemda(bagan: Bagan, kiri: float, y: float, lebar: float, skala: Skala, apex: Apex) -> float:
    """The name over the ground; returns where the boxes on it begin."""
    k, unit = skala.umum, bagan.pemda
    assert unit is not None
    if bagan.dprd is not None:
        kiri, lebar = kiri - (LEBAR_DPRD + SELA_DPRD) * k, lebar + (LEBAR_DPRD + SELA_DPRD) * k
    nama = [Kata(isi, max(7.6 * k, TERKECIL), warna=REDUP) for isi in (unit.nama, *unit.baris)]
    tulisan = tulis_kata(nama, kiri, y + 5 * k, lebar)
    apex.isi.append(Kelompok(tuple(tulisan), alamat=unit.alamat, nama=unit.nama, tanda=f"unit-{unit.badan}"))
    return y + tinggi_kata(nama, lebar) + 9 * k


# --- Staf Ahli --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class KotakStaf:
    """The Staf Ahli side by side in a frame of their own, so that a line leads to all of them at once."""

    staf: StafAhli
    skala: Skala
    lajur: int = 3

    @property
    def _skala(self) -> Skala:
        return Skala(max(8.2 * self.skala.umum, 6), lega=False)

    @property
    def _kepala(self) -> list[Kata]:
        ukuran = max(7.4 * self.skala.umum, TERKECIL)
        return [Kata(f"STAF AHLI{f' · {self.staf.rujukan}' if self.staf.rujukan else ''}", ukuran, True)]

    def _baris(self, lebar: float) -> Iterator[tuple[list[int], float, float]]:
        """Rows: which units, how wide a box, how high the row."""
        banyak = len(self.staf.unit)
        lajur = min(self.lajur, banyak, 2 if banyak == 4 else banyak)
        k = self.skala.umum
        satu = (lebar - 14 * k - (lajur - 1) * 6 * k) / lajur
        for awal in range(0, banyak, lajur):
            nomor = list(range(awal, min(awal + lajur, banyak)))
            yield nomor, satu, max(tinggi_unit(self.staf.unit[n], satu, self._skala) for n in nomor)

    def tinggi(self, lebar: float) -> float:
        k = self.skala.umum
        kepala = tinggi_kata(self._kepala, lebar - 14 * k)
        return kepala + sum(tinggi + 6 * k for _, _, tinggi in self._baris(lebar)) + 7 * k

    def gambar(self, letak: Letak) -> Kelompok:
        k = self.skala.umum
        isi: list[Bentuk] = [Kotak(letak.x, letak.y, letak.lebar, letak.tinggi, KERTAS, GARIS, 0.8, 2.4 * k)]
        isi += tulis_kata(self._kepala, letak.x + 7 * k, letak.y + 3.5 * k, letak.lebar - 14 * k)
        y = letak.y + tinggi_kata(self._kepala, letak.lebar - 14 * k) + 6 * k
        for nomor, lebar, tinggi in self._baris(letak.lebar):
            for lajur, n in enumerate(nomor):
                x = letak.x + 7 * k + lajur * (lebar + 6 * k)
                isi.append(kotak_unit(self.staf.unit[n], x, y, lebar, tinggi, self._skala))
            y += tinggi + 6 * k
        return Kelompok(tuple(isi), tanda="staf-ahli")


def garis_staf(bagan: Bagan, staf: StafAhli, apex: Apex, letak: Letak, k: float) -> Iterator[Garis]:
    """From the kepala daerah to the top of their frame, from the Sekda to its side."""
    if apex.kepala is not None:
        turun = letak.x + 22 * k
        mulai = (apex.kepala.kanan, apex.kepala.pusar)
        yield garis(bagan, staf.garis, mulai, (turun, apex.kepala.pusar), (turun, letak.y))
    if staf.sekda and apex.sekda is not None:
        belok = apex.sekda.kanan + 18 * k
        lurus = letak.y + 4 <= apex.sekda.pusar <= letak.bawah - 4
        ujung = apex.sekda.pusar if lurus else letak.pusar
        mulai = (apex.sekda.kanan, apex.sekda.pusar)
        yield garis(bagan, JenisGaris.KOORDINASI, mulai, (belok, apex.sekda.pusar), (belok, ujung), (letak.x, ujung))
