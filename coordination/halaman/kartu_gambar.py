"""The answer card drawn on one A4 page, for the PDF and for the print of the page.

A card is always one page. What does not fit is first set smaller, then shortened, in the order of `KERAPATAN`; the
page says so where something was left out, and nothing is ever cut without a mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from math import cos, pi, sin
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse

from coordination.halaman.kalimat import Kata, polos
from coordination.halaman.kartu import BarisJenis, Butir, Daftar, Fakta, Kartu, KelompokJenis
from registry.gambar import qr, ukur
from registry.gambar.bentuk import (
    A4,
    AMBER,
    AMBER_GARIS,
    GARIS,
    JENIS,
    KERTAS,
    REDUP,
    TEAL,
    TINTA,
    Bentuk,
    Gambar,
    Garis,
    Kelompok,
    Kotak,
    Lingkaran,
    Pola,
    Teks,
)
from registry.templatetags.rentang import HURUF_JENIS, bilangan, tgl_polos

TEPI = 42.0
LEBAR, TINGGI = A4
RUANG = LEBAR - 2 * TEPI
#: Side of the QR code; a phone reads 45 squares of 0.65 mm from paper.
SISI_QR = 96.0
TEAL_GELAP = "#083f3d"
#: Edge of the answer: (colour, line) by `Sajian.bentuk`, as on the unit's page.
TEPI_JAWABAN = {
    "": (TEAL, Pola.TITIK),
    "komando": (TINTA, Pola.UTUH),
    "tanpa": (GARIS, Pola.UTUH),
    "ragu": (AMBER_GARIS, Pola.PUTUS),
}
#: Circles of the mark: (x, y, radius).
MEREK = ((17, 5, 4.4), (4.6, 21.5, 3.6), (17, 21.5, 3.6), (29.4, 21.5, 3.6))
GARIS_TIPIS = "#d7dedb"
#: Heights of lines, as multiples of the letters.
SPASI, SPASI_KALIMAT = 1.32, 1.25
#: Lists longer than this stand in two columns.
DUA_KOLOM = 6
#: Of the table of kinds: where the words begin, and how wide the pasal is.
KOLOM_URAIAN, KOLOM_PASAL = 134.0, 84.0
#: A reference in brackets, which may hold brackets of its own.
RUJUKAN = re.compile(r"\((?:Pasal|Lampiran) (?:[^()]|\([^()]*\)){,36}\)")
PENJELASAN = (
    "Keadaan per {tanggal}. Bila peraturannya berubah atau catatannya dibetulkan, halaman itu menunjukkan jawaban "
    "yang baru."
)
SELENGKAPNYA = "Sebagian isi diringkas supaya muat pada satu lembar; selengkapnya di halaman unitnya."


class Kerapatan(NamedTuple):
    """How close things stand. `skala`: of all letters; `rincian`: of the kinds, shown or not; `maksud`: of the kinds,
    none, the first sentence, or all; `butir`: items of a list; `baris`: lines of any one text."""

    skala: float
    rincian: bool
    maksud: int
    butir: int
    baris: int


KERAPATAN = (
    Kerapatan(1, True, 2, 99, 99),
    Kerapatan(0.95, True, 2, 99, 99),
    Kerapatan(0.9, True, 2, 99, 99),
    Kerapatan(0.86, True, 2, 99, 99),
    Kerapatan(0.83, True, 2, 99, 99),
    Kerapatan(0.93, True, 1, 99, 99),
    Kerapatan(0.93, False, 1, 99, 99),
    Kerapatan(0.86, False, 1, 40, 12),
    Kerapatan(0.86, False, 1, 12, 6),
    Kerapatan(0.8, False, 0, 8, 4),
    Kerapatan(0.72, False, 0, 4, 3),
    Kerapatan(0.64, False, 0, 2, 2),
    Kerapatan(0.6, False, 0, 1, 1),
)


def gambar_kartu(kartu: Kartu, alamat: str) -> Gambar:
    """The card as a drawing of one A4 page. `alamat`: the whole address at which it is verified."""
    for rapat in KERAPATAN:
        isi = _Lembar(rapat, TEPI)
        _badan(isi, kartu)
        ukuran = _Lembar(rapat, 0, isi.terpotong)
        _kaki(ukuran, kartu, alamat)
        if isi.y + ukuran.y <= TINGGI - TEPI:
            break
    kaki = _Lembar(rapat, TINGGI - TEPI - ukuran.y, isi.terpotong)
    _kaki(kaki, kartu, alamat)
    return Gambar(LEBAR, TINGGI, kartu.judul, polos(kartu.kalimat), (*isi.isi, *kaki.isi))


def gambar_qr(alamat: str) -> Gambar:
    """The code alone, for the screen."""
    return Gambar(SISI_QR, SISI_QR, f"Kode QR: {alamat}", "", (qr.kotak(alamat, 0, 0, SISI_QR),))


class _Lembar:
    """Shapes placed from the top down. `y`: where the next one begins; `terpotong`: something was left out."""

    def __init__(self, rapat: Kerapatan, y: float, terpotong: bool = False) -> None:
        self.rapat, self.y, self.terpotong = rapat, y, terpotong
        self.isi: list[Bentuk] = []

    def u(self, ukuran: float) -> float:
        """A length at the scale of this page."""
        return ukuran * self.rapat.skala

    def baris(self, teks: str, ukuran: float, ruang: float, tebal: bool = False, rata: bool = False) -> list[str]:
        """Lines of a text, at most as many as the page allows; a text that goes on ends with a mark."""
        semua = ukur.pecah(_utuh(teks), self.u(ukuran), ruang, tebal, rata=rata or tebal)
        if len(semua) <= self.rapat.baris:
            return semua
        self.terpotong = True
        *awal, akhir = semua[: self.rapat.baris]
        while akhir and ukur.lebar(f"{akhir} …", self.u(ukuran), tebal) > ruang:
            akhir = akhir[:-1]
        return [*awal, f"{akhir.rstrip()} …"]

    def tulis(
        self,
        x: float,
        y: float,
        teks: str,
        ukuran: float,
        ruang: float,
        *,
        tebal: bool = False,
        warna: str = TINTA,
        rata: bool = False,
    ) -> float:
        """Write a text from `y` down; where it ends. Bold lines, and those `rata`, come out even."""
        for satu in self.baris(teks, ukuran, ruang, tebal, rata):
            self.isi.append(ukur.tulis(x, y + self.u(ukuran), satu, self.u(ukuran), tebal, warna))
            y += self.u(ukuran) * SPASI
        return y

    def alinea(
        self,
        teks: str,
        ukuran: float = 10,
        *,
        x: float = TEPI,
        ruang: float = RUANG,
        tebal: bool = False,
        warna: str = TINTA,
    ) -> None:
        """Write a text where the page stands, and go on below it."""
        self.y = self.tulis(x, self.y, teks, ukuran, ruang, tebal=tebal, warna=warna)

    def turun(self, jarak: float) -> None:
        self.y += self.u(jarak)

    def garis(self, tebal: float, warna: str = TINTA) -> None:
        self.isi.append(Garis(((TEPI, self.y), (LEBAR - TEPI, self.y)), warna=warna, tebal=tebal))

    def judul(self, teks: str) -> None:
        """Heading of a part, with its rule."""
        self.turun(11)
        self.alinea(teks, 11, tebal=True)
        self.turun(1)
        self.garis(0.6, GARIS)
        self.turun(5)


def _utuh(teks: str) -> str:
    """The text with each short reference in brackets on one line: "(Pasal 13 huruf c)"."""
    return RUJUKAN.sub(lambda cocok: cocok[0].replace(" ", "\u00a0"), teks)


def _badan(lembar: _Lembar, kartu: Kartu) -> None:
    _kepala(lembar, kartu)
    _jawaban(lembar, kartu)
    if kartu.tanpa_jenis:
        lembar.judul("Hubungan kerja")
        lembar.alinea(kartu.tanpa_jenis)
    for satu in kartu.kelompok:
        _jenis(lembar, satu)
    for daftar in kartu.daftar:
        _daftar(lembar, daftar)
    if kartu.kontak is not None:
        lembar.judul(kartu.kontak.judul)
        lembar.alinea(kartu.kontak.siapa)
        if kartu.kontak.isi:
            lembar.alinea(kartu.kontak.isi, warna=TINTA if kartu.kontak.terisi else REDUP)
    lembar.turun(14)


# --- Head and answer -----------------------------------------------------------------------------------


def _kepala(lembar: _Lembar, kartu: Kartu) -> None:
    lembar.isi.append(merek(LEBAR - TEPI - 92, lembar.y + 2))
    lembar.alinea("Kartu jawaban koordinasi", 9.5, warna=REDUP)
    lembar.alinea(kartu.nama, 20, ruang=RUANG - 110, tebal=True)
    lembar.alinea(kartu.daerah.nama, 11)
    lembar.turun(7)
    lembar.garis(1.4)
    lembar.turun(12)


def merek(x: float, y: float) -> Kelompok:
    """The mark of the house: three below one, tied by dots."""
    busur = tuple((x + 17 - 12.5 * cos(pi * n / 24), y + 20.5 - 12.5 * sin(pi * n / 24)) for n in range(25))
    titik = [Lingkaran(x + kiri, y + atas, jari, TEAL_GELAP, None) for kiri, atas, jari in MEREK]
    return Kelompok(
        (
            Garis(busur, TEAL_GELAP, 2.2, Pola.TITIK),
            Garis(((x + 17, y + 7), (x + 17, y + 20)), TEAL_GELAP, 2.2, Pola.TITIK),
            *titik,
            ukur.tulis(x + 42, y + 18, "Rentang", 13, True, TEAL_GELAP),
        ),
        nama="Rentang",
    )


def _jawaban(lembar: _Lembar, kartu: Kartu) -> None:
    """The box of the answer: its edge says what kind of answer it is, the sentence says it in words."""
    atas, x, ruang = lembar.y, TEPI + 22, RUANG - 22 - 14
    lembar.turun(12)
    _kalimat(lembar, kartu, x, ruang)
    lembar.turun(9)
    _fakta(lembar, kartu.fakta, x, ruang)
    for catatan in kartu.catatan:
        lembar.turun(6)
        awal, masuk = lembar.y, 9 if catatan.tertulis else 0
        lembar.alinea(catatan.teks, 9, x=x + masuk, ruang=ruang - masuk, warna=REDUP)
        if catatan.tertulis:
            lembar.isi.append(Garis(((x + 2, awal), (x + 2, lembar.y)), AMBER_GARIS, 1.2, Pola.GANDA))
    lembar.turun(11)
    warna, pola = TEPI_JAWABAN[kartu.sajian.bentuk]
    kanan = LEBAR - TEPI
    bingkai = ((TEPI, atas), (kanan, atas), (kanan, lembar.y), (TEPI, lembar.y))
    lembar.isi.append(Garis(bingkai, GARIS, 0.6))
    lembar.isi.append(Garis(((TEPI + 2, atas), (TEPI + 2, lembar.y)), warna, 4, pola))


def _kalimat(lembar: _Lembar, kartu: Kartu, x: float, ruang: float) -> None:
    """The sentence; the name of a body on lines of its own, linked to its page on that date."""
    ukuran = lembar.u(16)
    awal = [satu for satu in kartu.kalimat if satu.uuid is None]
    siapa = next((satu for satu in kartu.kalimat if satu.uuid is not None), None)
    akhir = awal.pop().teks if siapa is not None else ""
    for baris in _lipat_rata(awal, ukuran, ruang):
        lembar.isi.extend(_berderet(x, lembar.y + ukuran, baris, ukuran))
        lembar.y += ukuran * SPASI_KALIMAT
    if siapa is None or siapa.uuid is None:
        return
    nama: list[Bentuk] = []
    semua = ukur.pecah(siapa.teks, ukuran, ruang - ukur.lebar(akhir, ukuran), tebal=True)
    for nomor, satu in enumerate(semua, 1):
        deret = [(satu, True), (akhir, False)] if nomor == len(semua) else [(satu, True)]
        nama.extend(_berderet(x, lembar.y + ukuran, deret, ukuran))
        lembar.y += ukuran * SPASI_KALIMAT
    lembar.isi.append(Kelompok(tuple(nama), _alamat_unit(siapa.uuid, kartu), siapa.teks))


def _alamat_unit(uuid: UUID, kartu: Kartu) -> str:
    return f"{reverse('unit', args=[uuid])}?pada={kartu.tanggal.isoformat()}"


def _berderet(x: float, y: float, baris: Iterable[tuple[str, bool]], ukuran: float) -> Iterator[Teks]:
    """The pieces of one line, one after the other."""
    for teks, tebal in baris:
        satu = ukur.tulis(x, y, teks, ukuran, tebal)
        x += satu.lebar
        if teks.strip():
            yield satu


def _lipat(kata: Iterable[Kata], ukuran: float, ruang: float) -> list[list[tuple[str, bool]]]:
    """Lines of a sentence whose parts differ in weight; nothing is wider than the room."""
    hasil: list[list[tuple[str, bool]]] = []
    isi = ruang + 1.0  # so that the first word begins a line
    for potongan in _kata(kata, ukuran, ruang):
        lebar = sum(ukur.lebar(teks, ukuran, tebal) for teks, tebal in potongan)
        sela = ukur.lebar(" ", ukuran)
        if isi + sela + lebar > ruang:
            hasil.append([])
            isi = -sela
        else:
            hasil[-1].append((" ", False))
        hasil[-1].extend(potongan)
        isi += sela + lebar
    return hasil


def _lipat_rata(kata: Sequence[Kata], ukuran: float, ruang: float) -> list[list[tuple[str, bool]]]:
    """As `_lipat`, with lines as even as they go."""
    baris = _lipat(kata, ukuran, ruang)
    while ruang > ukuran and len(calon := _lipat(kata, ukuran, ruang - ukuran / 2)) == len(baris):
        baris, ruang = calon, ruang - ukuran / 2
    return baris


def _kata(kata: Iterable[Kata], ukuran: float, ruang: float) -> list[list[tuple[str, bool]]]:
    """Words of a sentence, each of pieces of one weight ("seluruhnya" and its full stop)."""
    semua: list[list[tuple[str, bool]]] = [[]]
    for satu in kata:
        for bagian in re.split(r"(\s+)", satu.teks):
            if bagian.isspace():
                semua.append([])
            elif bagian:
                awal, *lain = ukur.pecah(bagian, ukuran, ruang, satu.tebal)
                semua[-1].append((awal, satu.tebal))
                semua.extend([(potong, satu.tebal)] for potong in lain)
    return [satu for satu in semua if satu]


def _fakta(lembar: _Lembar, semua: tuple[Fakta, ...], x: float, ruang: float) -> None:
    """The facts side by side; the first, which names the regulation, takes as much room as two others."""
    bagian = ruang / (len(semua) + 1)
    bawah = lembar.y
    for nomor, satu in enumerate(semua):
        kolom = x + (bagian * (nomor + 1) if nomor else 0)
        lebar = (bagian if nomor else 2 * bagian) - 10
        y = lembar.tulis(kolom, lembar.y, satu.nama, 8.5, lebar, warna=REDUP)
        if satu.pasal:
            y = lembar.tulis(kolom, y, satu.pasal, 11, lebar, tebal=True)
        y = lembar.tulis(kolom, y, satu.isi, 10, lebar, rata=True)
        if satu.ragu:
            y = lembar.tulis(kolom, y, satu.ragu, 8.5, lebar, warna=AMBER)
        bawah = max(bawah, y)
    lembar.y = bawah


# --- Kinds and lists -----------------------------------------------------------------------------------


def _jenis(lembar: _Lembar, kelompok: KelompokJenis) -> None:
    lembar.judul(kelompok.judul)
    if kelompok.tertulis:
        lembar.alinea(kelompok.tertulis, 8.5, warna=REDUP)
        lembar.turun(3)
    for satu in kelompok.baris:
        _baris_jenis(lembar, satu)


def _baris_jenis(lembar: _Lembar, satu: BarisJenis) -> None:
    """Letters, line and name of a kind; what it is for; by which pasal."""
    atas = lembar.y
    warna, pola = JENIS[satu.jenis]
    lembar.isi += [
        Kotak(TEPI, atas, 22, 14, isi=warna, garis=None, sudut=2),
        Teks(
            TEPI + 11,
            atas + 10.2,
            huruf := HURUF_JENIS[satu.jenis],
            9,
            ukur.lebar(huruf, 9, True),
            True,
            KERTAS,
            "middle",
        ),
        Garis(((TEPI + 28, atas + 7), (TEPI + 56, atas + 7)), warna, 1.4 if pola is Pola.GANDA else 2, pola),
        ukur.tulis(TEPI + 64, atas + lembar.u(10) + 0.5, satu.nama, lembar.u(10), True),
    ]
    isi, ruang = atas, RUANG - KOLOM_URAIAN - KOLOM_PASAL - 10
    if maksud := satu.maksud_ringkas[lembar.rapat.maksud]:
        isi = lembar.tulis(TEPI + KOLOM_URAIAN, isi, maksud, 9.5, ruang)
    if lembar.rapat.rincian and satu.rincian:
        isi = lembar.tulis(TEPI + KOLOM_URAIAN, isi, satu.rincian, 8.5, ruang, warna=REDUP)
    lembar.terpotong |= maksud != satu.maksud or bool(satu.rincian) > lembar.rapat.rincian
    kolom_pasal = LEBAR - TEPI - KOLOM_PASAL
    pasal = lembar.tulis(kolom_pasal, atas, satu.pasal or satu.dasar, 9.5, KOLOM_PASAL, warna=REDUP)
    if not satu.pasal:
        pasal = lembar.tulis(kolom_pasal, pasal, "tanpa pasal pelaksana", 8, KOLOM_PASAL, warna=AMBER)
    lembar.y = max(isi, pasal, atas + 15) + lembar.u(3)
    lembar.garis(0.4, GARIS_TIPIS)
    lembar.turun(4)


def _daftar(lembar: _Lembar, daftar: Daftar) -> None:
    """A list under its heading; a long one in two columns, and what is too much for the page is counted."""
    lembar.judul(daftar.judul)
    if not daftar.isi:
        lembar.alinea(daftar.kosong, warna=REDUP)
        return
    tampil = daftar.isi if len(daftar.isi) <= lembar.rapat.butir else daftar.isi[: lembar.rapat.butir]
    kolom = 2 if len(tampil) > DUA_KOLOM else 1
    ruang = (RUANG - 18 * (kolom - 1)) / kolom
    tinggi = -(-len(tampil) // kolom)
    bawah = lembar.y
    for nomor in range(kolom):
        y = lembar.y
        for satu in tampil[nomor * tinggi : (nomor + 1) * tinggi]:
            y = _butir(lembar, satu, TEPI + nomor * (ruang + 18), y, ruang)
        bawah = max(bawah, y)
    lembar.y = bawah
    if sisa := len(daftar.isi) - len(tampil):
        lembar.terpotong = True
        lembar.alinea(f"dan {bilangan(sisa)} lainnya, lihat halaman unit", x=TEPI + 16, ruang=RUANG - 16, warna=REDUP)


def _butir(lembar: _Lembar, satu: Butir, x: float, y: float, ruang: float) -> float:
    lembar.tulis(x, y, f"{satu.huruf}." if satu.huruf else "–", 10, 16, warna=REDUP)
    teks = f"{satu.teks} ({satu.rujukan})" if satu.rujukan else satu.teks
    return lembar.tulis(x + 16, y, teks, 10, ruang - 16) + lembar.u(1.5)


# --- Foot ----------------------------------------------------------------------------------------------


def _kaki(lembar: _Lembar, kartu: Kartu, alamat: str) -> None:
    """The code, the address to verify at, and the source."""
    lembar.garis(1.4)
    # The quiet zone is white like the paper, so the code itself begins at the margin.
    tepi = qr.TEPI * SISI_QR / len(qr.matriks(alamat))
    lembar.y += tepi + 1
    atas, x, ruang = lembar.y, TEPI + SISI_QR + 14, RUANG - SISI_QR - 14
    lembar.isi.append(qr.kotak(alamat, TEPI - tepi, atas - tepi, SISI_QR + 2 * tepi))
    kata = "Periksa kartu ini:"
    singkat = alamat.partition("://")[2] or alamat
    lebar_kata = ukur.lebar(f"{kata} ", 10, True)
    # An address is never broken, and no hyphen may come into it.
    ukuran = min(10.0, 10 * (ruang - lebar_kata) / ukur.lebar(singkat, 10))
    lembar.isi.append(ukur.tulis(x, atas + 10, kata, 10, True))
    lembar.isi.append(Kelompok((ukur.tulis(x + lebar_kata, atas + 10, singkat, ukuran),), alamat, singkat))
    lembar.y = atas + 10 * SPASI + 2
    for teks in (PENJELASAN.format(tanggal=tgl_polos(kartu.tanggal)), *kartu.sumber):
        lembar.alinea(teks, 9, x=x, ruang=ruang, warna=REDUP)
    if lembar.terpotong:
        lembar.alinea(SELENGKAPNYA, 9, x=x, ruang=ruang, warna=AMBER)
    lembar.y = max(lembar.y, atas + SISI_QR)
