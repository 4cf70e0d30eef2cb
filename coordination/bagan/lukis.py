"""A sheet that was laid out, as shapes."""

from __future__ import annotations

from collections.abc import Iterator

from coordination.bagan.isi import Unit, Zona
from coordination.bagan.keterangan import JenisGaris
from coordination.bagan.rupa import (
    TERKECIL,
    Kata,
    garis,
    kotak_kepala,
    kotak_kosong,
    kotak_lipat,
    kotak_unit,
    tinggi_unit,
    tulis_kata,
)
from coordination.bagan.tata import ANTAR, LORONG, TEPI, Jajar, Lembar, Tiang
from registry.gambar import ukur
from registry.gambar.bentuk import KERTAS, REDUP, TINTA, Bentuk, Gambar, Kelompok, Kotak

#: A box that was placed: the unit (None: it stands for units that are not there), left, top, width, height.
Terletak = tuple[Unit | None, float, float, float, float]


def lukis(lembar: Lembar, *, utuh: bool = False) -> Gambar:
    """The drawing. It ends where its content ends; `utuh`: with its sheet."""
    isi: list[Bentuk] = [*_bingkai(lembar), *_komando(lembar)]
    for jajar in lembar.jajar:
        isi += _jajar(lembar, jajar)
    isi += _tumpang(lembar)
    isi += lembar.atas.isi
    isi += _judul_luar(lembar)
    isi += _kaki(lembar)
    kepala = lembar.bagan.kepala
    return Gambar(
        lembar.lebar,
        lembar.tinggi if utuh else min(lembar.tinggi, lembar.bawah + TEPI),
        f"{kepala.judul.capitalize()} · {kepala.daerah}",
        lembar.bagan.uraian,
        tuple(isi),
    )


def _bingkai(lembar: Lembar) -> Iterator[Bentuk]:
    """The frame around the perangkat daerah, with its name on the upper edge where no dotted line enters."""
    if not lembar.berbingkai:
        return
    x, y, lebar = TEPI + LORONG, lembar.y_bingkai, lembar.lebar_isi - LORONG
    isi: list[Bentuk] = [Kotak(x, y, lebar, lembar.bawah_bingkai - y, None, TINTA, 1.7, 3)]
    ukuran = lembar.skala.kecil
    # A line of command that goes on into the frame keeps to the right of the last column.
    geser = lembar.skala.garis_kanan if lembar.jajar[-1].komando_bawah else 0
    ruang = lembar.jajar[-1].tiang[-1].lebar - lembar.skala.garis_kiri - geser - 14
    for nama in (lembar.bagan.bingkai, "PERANGKAT DAERAH"):
        panjang = ukur.lebar(nama, ukuran, True)
        if panjang <= ruang:
            kanan = x + lebar - ANTAR - geser
            isi.append(Kotak(kanan - panjang - 8, y - ukuran * 0.7, panjang + 8, ukuran * 1.4, KERTAS, None))
            isi += tulis_kata([Kata(nama, ukuran, True)], kanan - 4, y - ukuran * 0.6, panjang + 1, "end")
            break
    yield Kelompok(tuple(isi), tanda="bingkai")


def _komando(lembar: Lembar) -> Iterator[Bentuk]:
    """From the kepala daerah to the frame, once for all in it; from the Sekda to the heads."""
    bagan, atas = lembar.bagan, lembar.atas
    if bagan.komando and lembar.berbingkai and atas.cabang:
        y = lembar.y_zona(Zona.DALAM) + lembar.skala.huruf * 1.5
        yield garis(bagan, JenisGaris.KOMANDO, *atas.cabang, (TEPI, y), (TEPI + LORONG, y))
    sekda = atas.sekda
    if sekda is None:
        return
    y, k = lembar.y_kepala, lembar.skala.umum
    palang = y - 11 * k
    bawahan = [j.tengah for j in lembar.jajar if j.kolom is not None and j.kolom.garis is JenisGaris.KOMANDO]
    if bawahan:
        ujung = (min(*bawahan, sekda.tengah), max(*bawahan, sekda.tengah))
        yield garis(bagan, JenisGaris.KOMANDO, (sekda.tengah, sekda.bawah), (sekda.tengah, palang))
        if ujung[0] < ujung[1]:
            yield garis(bagan, JenisGaris.KOMANDO, (ujung[0], palang), (ujung[1], palang))
        for x in bawahan:
            yield garis(bagan, JenisGaris.KOMANDO, (x, palang), (x, y))
    sendiri = [j for j in lembar.jajar if j.kolom is not None and j.kolom.garis is JenisGaris.KOORDINASI]
    for nomor, jajar in enumerate(sendiri):
        # The further left a column lies, the further left and the higher its line: none crosses another.
        mulai, ke = sekda.x + sekda.lebar * (0.14 + 0.1 * nomor), jajar.kiri + 12 * k
        tinggi = palang - (len(sendiri) - nomor) * 5 * k
        yield garis(bagan, JenisGaris.KOORDINASI, (mulai, sekda.bawah), (mulai, tinggi), (ke, tinggi), (ke, y))


def _jajar(lembar: Lembar, jajar: Jajar) -> Iterator[Bentuk]:
    if jajar.kolom is not None:
        letak = (jajar.kiri, lembar.y_kepala, jajar.lebar, lembar.tinggi_kepala)
        yield kotak_kepala(jajar.kolom, *letak, lembar.skala)
    for tiang in jajar.tiang:
        kotak = list(_kotak(lembar, jajar, tiang))
        if jajar.kolom is not None:
            yield from _garis_tiang(lembar, jajar, tiang, kotak)
        elif tiang.unit[Zona.DALAM]:
            x, y = tiang.x + lembar.skala.garis_kiri, lembar.y_zona(Zona.DALAM)
            yield from tulis_kata(lembar.judul_tanpa, x, y, lembar.lebar_kotak(jajar, tiang, Zona.DALAM))
        for unit, x, y, lebar, tinggi in kotak:
            yield _gambar_kotak(lembar, jajar, unit, x, y, lebar, tinggi)
    if lembar.catatan_di is jajar:
        y = lembar.y_zona(Zona.DALAM) + lembar.terisi(jajar) + lembar.jarak
        yield from lembar.catatan.gambar(lembar.x_catatan(jajar), y, lembar.lebar_catatan(jajar))


def _kotak(lembar: Lembar, jajar: Jajar, tiang: Tiang) -> Iterator[Terletak]:
    """Where the boxes of one column stand."""
    x = tiang.x + lembar.skala.garis_kiri
    for zona in Zona:
        y, lebar = lembar.y_zona(zona), lembar.lebar_kotak(jajar, tiang, zona)
        if zona is Zona.DALAM and jajar.kolom is None:
            y += lembar.tinggi_judul_tanpa(lebar)
        for nomor, unit in enumerate(tiang.unit[zona]):
            tinggi = lembar.tinggi_kotak(jajar, tiang, zona, nomor)
            yield unit, x, y, lebar, tinggi
            y += tinggi + lembar.sela
        if zona is Zona.DALAM and jajar.pengganti and tiang is jajar.tiang[0]:
            yield None, x, y, lebar, lembar.tinggi_pengganti(jajar)


def _gambar_kotak(
    lembar: Lembar, jajar: Jajar, unit: Unit | None, x: float, y: float, lebar: float, tinggi: float
) -> Kelompok:
    if unit is not None:
        return kotak_unit(unit, x, y, lebar, tinggi, lembar.skala, jajar.huruf)
    assert jajar.kolom is not None
    return (kotak_lipat if jajar.lipat else kotak_kosong)(jajar.kolom, x, y, lebar, tinggi, lembar.skala)


def _garis_tiang(lembar: Lembar, jajar: Jajar, tiang: Tiang, kotak: list[Terletak]) -> Iterator[Bentuk]:
    """From the head: dotted on the left to what it coordinates, solid on the right to what it commands."""
    assert jajar.kolom is not None
    titik = tiang.x + lembar.skala.huruf * 0.55
    tegak = tiang.x + tiang.lebar - lembar.skala.huruf * 0.35
    atas = lembar.bawah_kepala
    pengganti = jajar.lipat or jajar.kolom.ragu
    kiri = [
        (x, y + tinggi / 2) for unit, x, y, _, tinggi in kotak if (unit.koordinasi if unit is not None else pengganti)
    ]
    kanan = [(x + lebar, y + tinggi / 2) for unit, x, y, lebar, tinggi in kotak if unit is not None and unit.komando]
    if kiri:
        yield garis(lembar.bagan, JenisGaris.KOORDINASI, (titik, atas), (titik, max(y for _, y in kiri)))
    if kanan:
        yield garis(lembar.bagan, JenisGaris.KOMANDO, (tegak, atas), (tegak, max(y for _, y in kanan)))
    for x, y in kiri:
        yield garis(lembar.bagan, JenisGaris.KOORDINASI, (titik + (x - titik) * 0.35, y), (x, y))
    for x, y in kanan:
        yield garis(lembar.bagan, JenisGaris.KOMANDO, (tegak, y), (x, y))


def _tumpang(lembar: Lembar) -> Iterator[Bentuk]:
    """Units in nobody's column, under somebody's, without a line."""
    if lembar.tumpang is None:
        return
    jajar, tiang = lembar.tumpang
    x, lebar = tiang.x + lembar.skala.garis_kiri, lembar.lebar_kotak(jajar, tiang, Zona.DALAM)
    for zona in (Zona.DALAM, Zona.LUAR):
        atas = lembar.tinggi_tiang(jajar, tiang, zona)
        y = lembar.y_zona(zona) + atas
        unit = lembar.isi(None, zona)
        if zona is Zona.DALAM and unit:
            y += lembar.jarak
            yield from tulis_kata(lembar.judul_tanpa, x, y, lebar)
            y += lembar.tinggi_judul_tanpa(lebar)
        elif atas:
            y += lembar.sela
        for satu in unit:
            tinggi = tinggi_unit(satu, lebar, lembar.skala)
            yield kotak_unit(satu, x, y, lebar, tinggi, lembar.skala)
            y += tinggi + lembar.sela


def _judul_luar(lembar: Lembar) -> Iterator[Bentuk]:
    """Over the leftmost boxes below the frame: why they are not in it."""
    if not lembar.zona[Zona.LUAR]:
        return
    kata = "Di luar bingkai"
    if lembar.bagan.komando:
        kata += f": tidak di bawah {lembar.bagan.keterangan.nama(JenisGaris.KOMANDO)}"
    tumpang = lembar.tumpang[1] if lembar.tumpang is not None and lembar.isi(None, Zona.LUAR) else None
    jajar, tiang = next((j, t) for j in lembar.jajar for t in j.tiang if t.unit[Zona.LUAR] or t is tumpang)
    lebar = lembar.lebar_kotak(jajar, tiang, Zona.DALAM)
    ukuran = lembar.skala.kecil
    while ukuran > TERKECIL and ukur.lebar(kata, ukuran, True) > lebar:
        ukuran = max(ukuran - 0.25, TERKECIL)
    y = lembar.bawah_bingkai + lembar.skala.kecil * 1.0
    satu_baris = Kata(kata if ukur.lebar(kata, ukuran, True) <= lebar else "Di luar bingkai", ukuran, True, REDUP)
    yield from tulis_kata([satu_baris], tiang.x + lembar.skala.garis_kiri, y, lebar)


def _kaki(lembar: Lembar) -> Iterator[Bentuk]:
    yield from lembar.catatan_kaki.gambar(TEPI, lembar.y_kaki, lembar.lebar_isi)
    y = lembar.y_baris_kaki
    yield from tulis_kata(lembar.kaki, TEPI, y, lembar.lebar_kaki)
    if alamat := lembar.bagan.kepala.alamat:
        kata = [Kata(alamat, lembar.kaki[0].ukuran, warna=REDUP)]
        yield from tulis_kata(kata, lembar.lebar - TEPI, y, lembar.lebar_isi, "end")
