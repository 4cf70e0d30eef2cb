"""The legend of a chart, in the words of the region's own regulation."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from registry.gambar.bentuk import Pola
from registry.models import Edisi, Kelengkapan
from relations.models import KetentuanPelaksanaan

T = TypeVar("T")


class JenisGaris(StrEnum):
    """What a line of a chart means."""

    KOMANDO = "komando"
    KOORDINASI = "koordinasi"
    PERTANGGUNGJAWABAN = "pertanggungjawaban"


#: Words by which regulations name the kinds ("garis lini" of Pesawaran is the "garis komando" of Banjar). First hit.
KATA_JENIS = (
    ("tanggung", JenisGaris.PERTANGGUNGJAWABAN),
    ("koordina", JenisGaris.KOORDINASI),
    ("komando", JenisGaris.KOMANDO),
    ("lini", JenisGaris.KOMANDO),
    ("perintah", JenisGaris.KOMANDO),
    ("struktural", JenisGaris.KOMANDO),
)

#: Words by which a legend tells the shape of a line.
KATA_BENTUK = (
    ("titik", Pola.TITIK),
    ("putus", Pola.PUTUS),
    ("ganda", Pola.GANDA),
    ("utuh", Pola.UTUH),
    ("lurus", Pola.UTUH),
    ("penuh", Pola.UTUH),
)

#: Shapes of Rentang, where the regulation's own are not known.
POLA = {
    JenisGaris.KOMANDO: Pola.UTUH,
    JenisGaris.KOORDINASI: Pola.TITIK,
    JenisGaris.PERTANGGUNGJAWABAN: Pola.PUTUS,
}

#: Plain words, where the regulation has no legend.
SEBUTAN = {
    JenisGaris.KOMANDO: ("Komando", "siapa berada di bawah siapa"),
    JenisGaris.KOORDINASI: ("Koordinasi", "siapa mengoordinasikan siapa"),
    JenisGaris.PERTANGGUNGJAWABAN: ("Pertanggungjawaban", "kepada siapa bertanggung jawab"),
}

SENDIRI = "bentuk garis di sini dari Rentang"


@dataclass(frozen=True, slots=True)
class Baris:
    """One line of the legend. `jenis`: None for a line that is named but not drawn in this chart."""

    jenis: JenisGaris | None
    nama: str
    tambahan: str = ""


@dataclass(frozen=True, slots=True)
class Keterangan:
    """The legend. `sumber`: where its words are from, and where not; `pola`: how each kind of line is drawn."""

    baris: tuple[Baris, ...]
    sumber: str
    pola: tuple[tuple[JenisGaris, Pola], ...] = tuple(POLA.items())

    def bentuk(self, jenis: JenisGaris) -> Pola:
        return dict(self.pola)[jenis]

    def nama(self, jenis: JenisGaris) -> str:
        """What the regulation calls a kind of line: "garis lini"."""
        nama = next((satu.nama for satu in self.baris if satu.jenis is jenis), f"Garis {jenis}")
        nama = nama.lower()
        return nama if nama.startswith("garis") else f"garis {nama}"


def baca(semua: Iterable[KetentuanPelaksanaan], edisi: Edisi, dipakai: Collection[JenisGaris]) -> Keterangan:
    """The legend of an edition. `semua`: its provisions on lines; `dipakai`: kinds that the chart draws."""
    pola = dict(POLA)
    baris: list[Baris] = []
    terbaca, tak_terbaca = True, False
    for satu in semua:
        jenis, bentuk = jenis_garis(satu), bentuk_garis(satu)
        terbaca = terbaca and bentuk is not None
        tak_terbaca = tak_terbaca or "tidak terbaca" in satu.catatan
        nama, tambahan = nama_garis(satu)
        if jenis is not None and any(lain.jenis is jenis for lain in baris):
            jenis = None  # two names for one kind: the first is the one that is drawn
        if jenis is not None and bentuk is not None:
            pola[jenis] = bentuk
        baris.append(Baris(jenis, nama, tambahan if jenis in dipakai else "tidak dipakai dalam bagan ini"))
    bernama = {satu.jenis for satu in baris}
    polos = [Baris(jenis, *SEBUTAN[jenis]) for jenis in JenisGaris if jenis in dipakai and jenis not in bernama]
    sumber = _sumber(baris, terbaca, tak_terbaca) if baris else _tanpa_legenda(edisi)
    if baris and polos:
        sumber += "; yang tidak disebutnya dengan kata Rentang"
    return Keterangan((*baris, *polos), f"{sumber}.", tuple(_terbedakan(pola).items()))


def jenis_garis(satu: KetentuanPelaksanaan) -> JenisGaris | None:
    """What a provision on a line speaks of. The line's own name first: what explains it may name other lines too."""
    return _cari(KATA_JENIS, satu.tertulis or satu.judul) or _cari(KATA_JENIS, f"{satu.judul} {satu.isi}")


def bentuk_garis(satu: KetentuanPelaksanaan) -> Pola | None:
    """How the line is drawn; None where that is not told."""
    return _cari(KATA_BENTUK, f"{satu.judul} {satu.isi}")


def nama_garis(satu: KetentuanPelaksanaan) -> tuple[str, str]:
    """What the regulation calls the line, and what it adds in brackets."""
    return _nama(satu.tertulis or satu.judul)


def _sumber(baris: list[Baris], terbaca: bool, tak_terbaca: bool) -> str:
    if terbaca:
        return "Nama dan bentuk garis menurut naskah"
    sebab = "tidak terbaca" if tak_terbaca else "tidak tercatat"
    return f"Nama garis menurut naskah; bentuknya {sebab}, jadi {SENDIRI}"


def _tanpa_legenda(edisi: Edisi) -> str:
    """Unknown is not none: only of a regulation that was read whole can one say that it has no chart."""
    teks = (edisi.struktur_keterangan, edisi.rentang_keterangan, edisi.ketentuan_keterangan)
    ada = any("bagan" in satu.casefold() and "belum terbaca" in satu.casefold() for satu in teks)
    if ada or edisi.rentang == Kelengkapan.BELUM_TERBACA:
        return f"Bagan dalam naskah belum terbaca; kata dan {SENDIRI}"
    if edisi.ketentuan == Kelengkapan.LENGKAP:
        return f"Peraturannya tidak memuat bagan; kata dan {SENDIRI}"
    return f"Keterangan garis tidak tercatat; kata dan {SENDIRI}"


def _nama(tulisan: str) -> tuple[str, str]:
    """ "GARIS KOORDINATIF (HUBUNGAN …" -> "Garis koordinatif", "(hubungan …)"; an open bracket is closed."""
    pokok, kurung, dalam = tulisan.partition("(")
    return _kalimat(pokok.strip()), f"({_kecil(dalam.strip().removesuffix(')'))})" if kurung else ""


def _kalimat(teks: str) -> str:
    return teks[:1] + teks[1:].lower() if teks.isupper() else teks[:1].upper() + teks[1:]


def _kecil(teks: str) -> str:
    return teks.lower() if teks.isupper() else teks


def _cari(daftar: Iterable[tuple[str, T]], teks: str) -> T | None:
    kecil = teks.casefold()
    return next((nilai for kata, nilai in daftar if kata in kecil), None)


def _terbedakan(pola: dict[JenisGaris, Pola]) -> dict[JenisGaris, Pola]:
    """No two kinds look alike: what the regulation fixed stays, the others move out of its way."""
    hasil: dict[JenisGaris, Pola] = {}
    for jenis in sorted(pola, key=lambda satu: pola[satu] is POLA[satu]):
        bebas = [pola[jenis], *Pola]
        hasil[jenis] = next(satu for satu in bebas if satu not in hasil.values())
    return {jenis: hasil[jenis] for jenis in JenisGaris}
