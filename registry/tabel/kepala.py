"""Which table a sheet holds, and what each of its columns is. No query."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import get_close_matches

from registry.tabel.galat import BerkasDitolak
from registry.tabel.lembar import Lembar, bakukan, huruf_kolom
from registry.tabel.resource import TABEL, Tabel


@dataclass(slots=True)
class LembarDikenal:
    """A sheet that is one of the tables. `kepala`: heading of each column, "" for one that is not read."""

    tabel: type[Tabel]
    lembar: Lembar
    kepala: list[str]
    galat: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)


def kenali(semua: list[Lembar]) -> list[LembarDikenal]:
    """The tables of a file, at most one sheet each. Raises BerkasDitolak where there is none, or one twice."""
    dikenal: dict[str, LembarDikenal] = {}
    for lembar in semua:
        tabel = _tabel(lembar)
        if tabel is None:
            continue
        if tabel.bagian in dikenal:
            lain = dikenal[tabel.bagian].lembar.nama
            raise BerkasDitolak(f"Lembar “{lain}” dan “{lembar.nama}” sama-sama tabel {tabel.judul}; sisakan satu.")
        dikenal[tabel.bagian] = _kolom(tabel, lembar)
    if not dikenal:
        butuh = "; ".join(f"{tabel.judul}: {', '.join(tabel.tanda)}" for tabel in TABEL)
        raise BerkasDitolak(
            f"Tidak ada lembar dengan kepala kolom yang dikenal ({butuh}). Kepala kolom berada di satu baris, dekat "
            "baris teratas. Unduh templatnya bila ragu."
        )
    return [dikenal[tabel.bagian] for tabel in TABEL if tabel.bagian in dikenal]


def _tabel(lembar: Lembar) -> type[Tabel] | None:
    """By the sheet's name, else by its heads."""
    ada = {bakukan(satu) for satu in lembar.kepala}
    for tabel in TABEL:
        if bakukan(lembar.nama) == bakukan(tabel.judul):
            return tabel
    cocok = [tabel for tabel in TABEL if {bakukan(satu) for satu in tabel.tanda} <= ada]
    return cocok[0] if cocok else None


def _kolom(tabel: type[Tabel], lembar: Lembar) -> LembarDikenal:
    kenal = tabel.kepala()
    # A copy: keys are filled in, and the sheet as it came must be there to be compared anew.
    salinan = Lembar(
        lembar.nama, list(lembar.kepala), [(nomor, list(sel)) for nomor, sel in lembar.baris], lembar.galat
    )
    hasil = LembarDikenal(tabel, salinan, [])
    for indeks, tertulis in enumerate(lembar.kepala):
        nama = kenal.get(bakukan(tertulis), "")
        if nama and nama in hasil.kepala:
            hasil.galat.append(f"kolom “{nama}” ada dua kali (kolom {huruf_kolom(indeks)}); hapus salah satu.")
        elif not nama and bakukan(tertulis):
            _tak_dikenal(hasil, tertulis, indeks, kenal)
        hasil.kepala.append(nama)
    kurang = [nama for nama in tabel.tanda if nama not in hasil.kepala]
    if kurang:
        hasil.galat.append(f"kolom {', '.join(f'“{nama}”' for nama in kurang)} tidak ada; tambahkan kolomnya.")
    lain = [kolom.column_name for kolom in tabel.fields.values() if not kolom.readonly]
    absen = [nama for nama in lain if nama not in hasil.kepala and nama not in kurang]
    if absen:
        hasil.catatan.append(f"kolom {', '.join(f'“{nama}”' for nama in absen)} tidak ada; isinya tidak diubah.")
    return hasil


def _tak_dikenal(hasil: LembarDikenal, tertulis: str, indeks: int, kenal: dict[str, str]) -> None:
    """A slip in a heading would silently leave a column out, so it is an error; a column of one's own is not."""
    mirip = get_close_matches(bakukan(tertulis)[:60], kenal, n=1, cutoff=0.75)
    letak = f"kolom {huruf_kolom(indeks)} “{tertulis[:60]}”"
    if mirip:
        hasil.galat.append(f"{letak} tidak dikenal; mungkin “{kenal[mirip[0]]}”?")
    else:
        hasil.catatan.append(f"{letak} tidak dikenal dan tidak dibaca.")
