"""The certificate drawn on A4 pages, for the PDF. A row is never cut by the end of a page, and the head of the table
stands on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from coordination.halaman.kartu_gambar import GARIS_TIPIS, SISI_QR, SPASI, merek
from coordination.halaman.keterangan import Keterangan, UnitTertera
from registry.gambar import qr, ukur
from registry.gambar.bentuk import (
    A4,
    AMBER_GARIS,
    GARIS,
    LEMBUT,
    REDUP,
    TINTA,
    Bentuk,
    Gambar,
    Garis,
    Kelompok,
    Kotak,
    Pola,
)

TEPI = 42.0
LEBAR, TINGGI = A4
RUANG = LEBAR - 2 * TEPI
#: Where the line at the foot stands, and how low anything else may.
KAKI = TINGGI - 30
DASAR = TINGGI - 52
#: Widths of the columns of units: unit, koordinator, basis.
KOLOM = (218.0, 168.0, RUANG - 386.0)
MASUK, SELA = 7.0, 8.0
#: Deeper places are set in no further.
TINGKAT_TERDALAM = 5


@dataclass(frozen=True, slots=True)
class Baris:
    """A line of a cell."""

    teks: str
    ukuran: float = 8.5
    tebal: bool = False
    warna: str = TINTA
    masuk: float = 0
    tertulis: bool = False


class _Kertas:
    """Pages that are filled from the top. `y`: how far the last one is."""

    def __init__(self) -> None:
        self.halaman: list[list[Bentuk]] = [[]]
        self.y = TEPI

    @property
    def isi(self) -> list[Bentuk]:
        return self.halaman[-1]

    def baru(self) -> None:
        self.halaman.append([])
        self.y = TEPI

    def perlu(self, tinggi: float) -> bool:
        """Go to a new page where so much does not fit; was that so?"""
        if self.y + tinggi <= DASAR:
            return False
        self.baru()
        return True

    def alinea(
        self, teks: str, ukuran: float = 9.5, *, tebal: bool = False, warna: str = TINTA, ruang: float = RUANG
    ) -> None:
        for satu in ukur.pecah(teks, ukuran, ruang, tebal, rata=tebal):
            self.perlu(ukuran * SPASI)
            self.isi.append(ukur.tulis(TEPI, self.y + ukuran, satu, ukuran, tebal, warna))
            self.y += ukuran * SPASI

    def garis(self, tebal: float, warna: str = TINTA) -> None:
        self.isi.append(Garis(((TEPI, self.y), (LEBAR - TEPI, self.y)), warna=warna, tebal=tebal))

    def judul(self, teks: str) -> None:
        self.y += 12
        self.perlu(70)  # no heading stands alone at the foot
        self.alinea(teks, 12, tebal=True)
        self.y += 2
        self.garis(0.6, GARIS)
        self.y += 5


def gambar_keterangan(k: Keterangan, alamat: str) -> list[Gambar]:
    """All pages. `alamat`: the whole address at which the certificate is checked."""
    kertas = _Kertas()
    _kepala(kertas, k)
    _edisi(kertas, k)
    _unit(kertas, k)
    _jenis(kertas, k)
    _bukti(kertas, k, alamat)
    banyak = len(kertas.halaman)
    judul = f"{k.judul}, {k.daerah.nama}"
    return [
        Gambar(
            LEBAR,
            TINGGI,
            judul if nomor == 1 else f"Halaman {nomor}",
            " ".join(k.pernyataan) if nomor == 1 else "",
            (*isi, *_kaki(k, nomor, banyak)),
        )
        for nomor, isi in enumerate(kertas.halaman, 1)
    ]


def gambar_qr(alamat: str) -> Gambar:
    """The code alone, for the screen."""
    return Gambar(SISI_QR, SISI_QR, f"Kode QR: {alamat}", "", (qr.kotak(alamat, 0, 0, SISI_QR),))


def _kaki(k: Keterangan, nomor: int, banyak: int) -> list[Bentuk]:
    kata = f"{k.judul} · {k.daerah.nama} · sidik {k.sidik()[:16]}…"
    return [
        Garis(((TEPI, KAKI - 11), (LEBAR - TEPI, KAKI - 11)), warna=GARIS, tebal=0.6),
        ukur.tulis(TEPI, KAKI, kata, 7.5, False, REDUP),
        ukur.tulis(LEBAR - TEPI, KAKI, f"halaman {nomor} dari {banyak}", 7.5, False, REDUP, "end"),
    ]


def _kepala(kertas: _Kertas, k: Keterangan) -> None:
    kertas.isi.append(merek(LEBAR - TEPI - 92, kertas.y + 2))
    kertas.alinea(k.daerah.nama, 10, warna=REDUP)
    kertas.alinea(k.judul, 17, tebal=True, ruang=RUANG - 110)
    kertas.y += 4
    kertas.alinea(f"menurut catatan sampai {k.saat}", 10.5)
    kertas.y += 7
    kertas.garis(1.4)
    kertas.y += 9
    for satu in k.pernyataan:
        kertas.alinea(satu)


def _edisi(kertas: _Kertas, k: Keterangan) -> None:
    kertas.judul("Edisi yang berlaku")
    if k.edisi is None:
        kertas.alinea(f"Sampai saat itu belum tercatat edisi {k.daerah.nama} yang berlaku pada tanggal ini.")
        return
    e = k.edisi
    fakta = [
        ("Berlaku", f"{e.berlaku} (tanggal disimpulkan: {e.disimpulkan})" if e.disimpulkan else e.berlaku),
        ("Peraturan", f"{e.peraturan} tentang {e.tentang}" if e.tentang else e.peraturan or "belum tercatat"),
        ("Pengundangan", e.pengundangan or "tempat pengundangannya belum tercatat"),
        ("Tercatat sejak", e.tercatat_sejak),
    ]
    fakta += [("Ralat", f"Versi ini meralat versi sebelumnya: {e.diralat}")] if e.diralat else []
    fakta += [
        (satu.nama, ". ".join(isi for isi in (satu.keadaan, satu.rujukan, satu.keterangan) if isi)) for satu in k.bagian
    ]
    for nama, isi in fakta:
        _baris(kertas, [[Baris(nama, 9, warna=REDUP)], [Baris(isi, 9)]], (112.0, RUANG - 112), garis=False)


def _unit(kertas: _Kertas, k: Keterangan) -> None:
    if k.edisi is None:
        return
    kertas.judul(f"Perangkat daerah dan koordinatornya ({len(k.unit)})")
    if not k.unit:
        kertas.alinea("Susunannya belum tercatat dalam edisi ini.")
        return
    _tabel(
        kertas,
        ("Unit", "Koordinator", "Dasar (koordinasi, atau kedudukannya)"),
        [_sel_unit(satu) for satu in k.unit],
        KOLOM,
    )


def _sel_unit(satu: UnitTertera) -> list[list[Baris]]:
    masuk = MASUK * min(satu.tingkat, TINGKAT_TERDALAM)
    nama = [Baris(satu.nama, masuk=masuk), Baris(satu.jenis, 7, warna=REDUP, masuk=masuk)]
    siapa = [Baris(satu.koordinator, tebal=True), Baris(satu.hubungan, 7.5, warna=REDUP)]
    dasar = [Baris(satu.pasal), Baris(satu.peraturan, 7.5, warna=REDUP)]
    if satu.tertulis:
        sebab = f" {satu.catatan}" if satu.catatan else ""
        dasar.append(Baris(f"Tertulis: “{satu.tertulis}”.{sebab}", 7.5, tertulis=True, masuk=6))
    return [nama, siapa if satu.koordinator else [Baris(satu.tanpa, warna=REDUP)], dasar]


def _jenis(kertas: _Kertas, k: Keterangan) -> None:
    if not k.jenis:
        return
    kertas.judul("Jenis hubungan kerja")
    isi = [
        [
            [Baris(satu.jenis, tebal=True), Baris(satu.subjek, 7.5, warna=REDUP)],
            [Baris(satu.maksud)],
            [Baris(satu.pasal), Baris(satu.peraturan, 7.5, warna=REDUP)],
        ]
        for satu in k.jenis
    ]
    _tabel(kertas, ("Jenis", "Maksud", "Dasar"), isi, (128.0, RUANG - 128 - 134, 134.0))


def _bukti(kertas: _Kertas, k: Keterangan, alamat: str) -> None:
    """The hash, the code, and how both are used; together on one page."""
    tepi = qr.TEPI * SISI_QR / len(qr.matriks(alamat))
    kertas.y += 14
    kertas.perlu(SISI_QR + 2 * tepi + 16)
    kertas.garis(1.4)
    kertas.y += tepi + 6
    atas, x = kertas.y, TEPI + SISI_QR + 16
    ruang = LEBAR - TEPI - x
    kertas.isi.append(qr.kotak(alamat, TEPI - tepi, atas - tepi, SISI_QR + 2 * tepi))
    sidik = k.sidik()
    y = atas
    for teks, ukuran, tebal, warna in (
        ("Sidik (SHA-256)", 9.0, True, TINTA),
        (sidik[:32], 9.0, False, TINTA),
        (sidik[32:], 9.0, False, TINTA),
        (
            "Pindai kodenya, atau buka alamat di baliknya: Rentang menghitung ulang keterangan ini dan mengatakan "
            "cocok atau tidak cocok. Sidik dihitung dari persis yang tertera di sini; teksnya dapat diunduh "
            "di halaman itu sebagai JSON. Membukanya memerlukan akun yang bekerja di daerah ini.",
            8.0,
            False,
            REDUP,
        ),
        (
            "Rentang menyalin isi peraturan daerah apa adanya. Bila berbeda dari naskahnya, yang berlaku naskah yang "
            "diundangkan.",
            8.0,
            False,
            REDUP,
        ),
    ):
        for satu in ukur.pecah(teks, ukuran, ruang, tebal, rata=False):
            kertas.isi.append(
                Kelompok((ukur.tulis(x, y + ukuran, satu, ukuran, tebal, warna),), alamat, "Periksa keterangan ini")
                if teks in (sidik[:32], sidik[32:])
                else ukur.tulis(x, y + ukuran, satu, ukuran, tebal, warna)
            )
            y += ukuran * SPASI
        y += 3
    kertas.y = max(y, atas + SISI_QR)


# --- Tables ----------------------------------------------------------------------------------------------


def _tabel(kertas: _Kertas, kepala: Sequence[str], isi: list[list[list[Baris]]], lebar: Sequence[float]) -> None:
    def tulis_kepala() -> None:
        kertas.isi.append(Kotak(TEPI, kertas.y, RUANG, 15, isi=LEMBUT, garis=None))
        x = TEPI
        for nama, ruang in zip(kepala, lebar, strict=True):
            kertas.isi.append(ukur.tulis(x + 3, kertas.y + 10.5, nama, 8, True))
            x += ruang
        kertas.y += 18

    tulis_kepala()
    for sel in isi:
        if kertas.perlu(_tinggi(sel, lebar) + 4):
            tulis_kepala()
        _baris(kertas, sel, lebar, garis=True)


def _pecah(satu: Baris, ruang: float) -> list[str]:
    return ukur.pecah(satu.teks, satu.ukuran, ruang - SELA - satu.masuk, satu.tebal, rata=False) if satu.teks else []


def _tinggi(sel: Sequence[Sequence[Baris]], lebar: Sequence[float]) -> float:
    return max(
        sum(len(_pecah(satu, ruang)) * satu.ukuran * SPASI for satu in kolom)
        for kolom, ruang in zip(sel, lebar, strict=True)
    )


def _baris(kertas: _Kertas, sel: Sequence[Sequence[Baris]], lebar: Sequence[float], *, garis: bool) -> None:
    """One row, whole on its page; one that is higher than a page goes on over the next."""
    kertas.perlu(min(_tinggi(sel, lebar) + 4, DASAR - TEPI))
    sisa = [
        [(teks, satu) for satu in kolom for teks in _pecah(satu, ruang)]
        for kolom, ruang in zip(sel, lebar, strict=True)
    ]
    while True:
        x, bawah = TEPI, kertas.y
        for nomor, ruang in enumerate(lebar):
            y = kertas.y
            while sisa[nomor] and y + (tinggi := sisa[nomor][0][1].ukuran * SPASI) <= DASAR:
                teks, satu = sisa[nomor].pop(0)
                kertas.isi.append(
                    ukur.tulis(x + 3 + satu.masuk, y + satu.ukuran, teks, satu.ukuran, satu.tebal, satu.warna)
                )
                if satu.tertulis:
                    kertas.isi.append(Garis(((x + 4, y + 1), (x + 4, y + tinggi)), AMBER_GARIS, 1, Pola.GANDA))
                y += tinggi
            x, bawah = x + ruang, max(bawah, y)
        if not any(sisa):
            break
        kertas.baru()
    kertas.y = bawah + 3
    if garis:
        kertas.garis(0.4, GARIS_TIPIS)
        kertas.y += 3
