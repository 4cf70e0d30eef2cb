"""What the template of the matrix is given: rows, cells and words, made in one pass over the Matriks. No query."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from coordination.daftar import Daftar
from coordination.matriks import BELUM, LUAR, Kolom, Matriks, Unit
from coordination.models import Makna
from coordination.susunan import Baris, huruf_rapi
from registry.models import Peraturan
from registry.rujukan import RujukanSalah


@dataclass(slots=True)
class Sel:
    """One radio: `nilai` is the list into which it puts the unit."""

    kolom: Kolom
    nilai: int
    dipilih: bool
    mati: bool


@dataclass(slots=True)
class BarisTampil:
    unit: Unit
    sel: list[Sel]
    rujukan: str
    keping: list[tuple[str, str]]
    berubah: str
    alamat: str
    koordinator: str
    lain: list[tuple[str, str, str]] = field(default_factory=list)
    dicentang: bool = False

    @property
    def baris(self) -> Baris:
        return self.unit.baris

    @property
    def otomatis(self) -> str:
        """For a moved row: what it was given without being asked, so that choosing anew gives it anew."""
        baris = self.baris
        return f"{baris.daftar}:{baris.huruf}:{baris.urutan}" if baris.pindah else ""


@dataclass(slots=True)
class DaftarTampil:
    """One list in the panel of bases, with its rows in order."""

    ke: int
    kolom: Kolom
    daftar: Daftar
    peraturan: Peraturan | None
    isi: list[tuple[Baris, str, bool]]
    rapi: bool
    berbagi: bool
    jangkar: str

    @property
    def makna(self) -> str:
        return Makna(self.daftar.makna).label

    @property
    def sebutan(self) -> str:
        """In a choice among lists: whose, and where the koordinator has several, which."""
        if len(self.kolom.daftar) == 1:
            return self.kolom.nama
        return f"{self.kolom.nama}: {self.daftar.pangkal or 'tanpa dasar'} ({self.daftar.verba or self.makna})"


def kelompok(matriks: Matriks, dicentang: set[int]) -> list[tuple[str, str, list[BarisTampil]]]:
    """(code, heading, rows) as the table shows them."""
    ganda = _huruf_ganda(matriks)
    return [
        (kode, judul, [_baris(matriks, satu, ganda, satu.id in dicentang) for satu in isi])
        for kode, judul, isi in matriks.kelompok()
    ]


def daftar(matriks: Matriks) -> list[DaftarTampil]:
    """All lists, by koordinator."""
    hasil = []
    for kolom in matriks.kolom:
        for nomor, ke in enumerate(kolom.daftar):
            satu = matriks.susunan.daftar[ke]
            isi = matriks.susunan.isi_daftar(ke)
            hasil.append(
                DaftarTampil(
                    ke,
                    kolom,
                    satu,
                    matriks.peraturan.get(satu.peraturan or 0),
                    [(b, matriks.nama.get(b.unit, ""), b.pindah) for b in isi],
                    huruf_rapi(matriks.susunan, ke),
                    any(matriks.susunan.berbagi(ke)),
                    f"u{kolom.id}" if nomor == 0 and kolom.id not in matriks.unit else "",
                )
            )
    return hasil


def berubah(matriks: Matriks) -> int:
    """How many rows of the screen are not yet saved."""
    return sum(1 for satu in matriks.susunan.baris.values() if _kata_berubah(matriks, satu))


def _baris(matriks: Matriks, unit: Unit, ganda: set[tuple[Any, ...]], dicentang: bool) -> BarisTampil:
    baris = unit.baris
    sel = []
    for kolom in matriks.kolom:
        dipilih = baris.daftar in kolom.daftar
        nilai = baris.daftar if dipilih and baris.daftar is not None else matriks.daftar_untuk(unit, kolom)
        sel.append(Sel(kolom, nilai, dipilih, kolom.id == unit.id))
    return BarisTampil(
        unit,
        sel,
        _rujukan(matriks, baris),
        _keping(matriks, unit, ganda),
        _kata_berubah(matriks, baris),
        _alamat(matriks, baris),
        next((satu.kolom.nama for satu in sel if satu.dipilih), ""),
        [_sebutan_lain(matriks, satu) for satu in unit.lain],
        dicentang,
    )


def _rujukan(matriks: Matriks, baris: Baris) -> str:
    try:
        return matriks.susunan.rujukan(baris) if baris.daftar is not None else ""
    except RujukanSalah as salah:
        return str(salah)


def _kata_berubah(matriks: Matriks, baris: Baris) -> str:
    """What Simpan would do to this row, in a few words; "" for nothing."""
    nama = {ke: satu.koordinator for ke, satu in enumerate(matriks.susunan.daftar)}
    if baris.lama is None:
        return "" if baris.daftar is None else "ditambahkan"
    if baris.daftar is None:
        return f"dilepas dari {matriks.nama[baris.lama['koordinator_id']]}"
    if baris.pindah:
        if nama[baris.daftar] == baris.lama["koordinator_id"]:
            return "pindah ayat"
        return f"pindah dari {matriks.nama[baris.lama['koordinator_id']]}"
    if baris.huruf != baris.huruf_lama:
        return f"huruf {baris.huruf_lama or 'kosong'} menjadi {baris.huruf or 'kosong'}"
    try:
        return "diubah" if matriks.susunan.nilai(baris) != baris.lama else ""
    except RujukanSalah:
        return "diubah"


def _keping(matriks: Matriks, unit: Unit, ganda: set[tuple[Any, ...]]) -> list[tuple[str, str]]:
    baris = unit.baris
    keping = []
    if unit.kelompok == BELUM and baris.daftar is None:
        keping.append(("peringatan", "belum ada"))
    if unit.kelompok == LUAR:
        keping.append(("peringatan", "tidak lagi dalam bagan"))
    if baris.daftar is not None and baris.huruf and (baris.daftar, baris.huruf) in ganda:
        keping.append(("ragu", "dua unit dalam satu huruf"))
    if baris.lama is not None and baris.daftar == baris.semula:
        if baris.lama["tertulis"]:
            keping.append(("ragu", "tertulis lain"))
        if baris.bebas:
            keping.append(("ragu", "dasar sendiri"))
    if unit.lain:
        keping.append(("ragu", f"disebut {len(unit.lain) + (baris.daftar is not None)} kali"))
    return keping


def _huruf_ganda(matriks: Matriks) -> set[tuple[Any, ...]]:
    dilihat: set[tuple[Any, ...]] = set()
    ganda: set[tuple[Any, ...]] = set()
    for baris in matriks.susunan.baris.values():
        tempat = (baris.daftar, baris.huruf)
        (ganda if tempat in dilihat else dilihat).add(tempat)
    return ganda


def _sebutan_lain(matriks: Matriks, baris: Baris) -> tuple[str, str, str]:
    """(koordinator, pinpoint, address of the plain form) of a listing beside the main one."""
    siapa = matriks.susunan.daftar[baris.daftar].koordinator if baris.daftar is not None else 0
    return matriks.nama.get(siapa, "tidak dikenal"), _rujukan(matriks, baris), _alamat(matriks, baris)


def _alamat(matriks: Matriks, baris: Baris) -> str:
    """The plain form on this listing, for what the matrix does not show."""
    pk = matriks.pk.get(baris.kunci)
    return reverse("admin:coordination_rentangkoordinasi_change", args=[pk]) if pk is not None else ""
