"""Names and questions as words: the same normal form for what is indexed and what is typed.

No query in this module; every function is pure.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

#: Longest question that is read, in characters, and in words; the rest is ignored.
MAKS_HURUF = 200
MAKS_KATA = 8
#: Longest word (the column's width).
MAKS_PANJANG_KATA = 60

#: Words that join; neither indexed nor searched.
SAMBUNG = frozenset({"dan", "serta", "atau", "di", "ke", "dari", "pada", "untuk", "yang", "dengan", "bagi"})

#: Words of so many names that they never choose a result; typed, they only put one result before another.
UMUM = frozenset(
    {
        "dinas",
        "badan",
        "bagian",
        "subbagian",
        "bidang",
        "seksi",
        "kantor",
        "satuan",
        "unit",
        "lembaga",
        "daerah",
        "kabupaten",
        "kota",
        "provinsi",
        "kepala",
    }
)

#: Words that count, but stand in so many names that rarer words are looked up before them.
SERING = frozenset({"kecamatan", "kelurahan", "desa", "uptd", "upt", "puskesmas"})

#: One spelling for all: laws and people differ (UU 23/2014 "pelindungan", PP 18/2016 "perlindungan").
EJAAN = {
    "permukiman": "pemukiman",
    "pelindungan": "perlindungan",
    "holtikultura": "hortikultura",
    "ketentraman": "ketenteraman",
    "sekertaris": "sekretaris",
    "sekertariat": "sekretariat",
    "propinsi": "provinsi",
    "prov": "provinsi",
    "kab": "kabupaten",
}

#: Written as two words or as one.
SERANGKAI = {
    ("olah", "raga"): "olahraga",
    ("kerja", "sama"): "kerjasama",
    ("wali", "kota"): "walikota",
    ("sub", "bagian"): "subbagian",
    ("sat", "pol"): "satpol",
}

#: "Asisten I" and "Asisten 1".
ROMAWI = {
    romawi: str(nilai)
    for nilai, romawi in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"), start=1)
}

_INISIAL_BERTITIK = re.compile(r"\b(?:[^\W\d_]\.){2,}(?:[^\W\d_]\b)?")
_KATA = re.compile(r"[a-z0-9]+")


class Ketikan(NamedTuple):
    """A word: its normal form, and as it was typed."""

    kata: str
    asli: str


def pecah(teks: str) -> list[str]:
    """Normalised words in order, without joining words: "Kesbangpol & Linmas" → kesbangpol, linmas."""
    return [satu.kata for satu in urai(teks)]


def urai(teks: str) -> list[Ketikan]:
    """Like `pecah`, with each word as typed beside it.

    Lower case without accents; "b.p.b.d" and "b p b d" are one word; "&" is "dan"; apostrophes vanish; any
    other sign separates. Never fails, whatever the text.
    """
    teks = _INISIAL_BERTITIK.sub(lambda cocok: cocok.group().replace(".", "") + " ", teks)
    teks = teks.replace("&", " dan ")
    asli = [potong for bagian in teks.split() for potong in re.split(r"[^\w'’`]+", bagian) if potong]
    ketikan = [Ketikan(kata[:MAKS_PANJANG_KATA], satu) for satu in asli for kata in _KATA.findall(_tanpa_tanda(satu))]
    ketikan = _rangkai(_gabung_huruf(ketikan))
    ketikan = [Ketikan(ROMAWI.get(satu.kata, EJAAN.get(satu.kata, satu.kata)), satu.asli) for satu in ketikan]
    return [satu for satu in ketikan if satu.kata not in SAMBUNG]


def isi(kata: Iterable[str]) -> list[str]:
    """The words that tell one name from another; all of them where none does ("Badan")."""
    semua = list(kata)
    return [satu for satu in semua if satu not in UMUM] or semua


def inisial(kata: Iterable[str]) -> str:
    """Initials, as offices abbreviate themselves: "dpmptsp". "" below four letters: too short to mean one."""
    huruf = "".join(satu[0] for satu in kata if satu[0].isalpha())
    return huruf if len(huruf) >= 4 else ""


def _tanpa_tanda(teks: str) -> str:
    lebar = unicodedata.normalize("NFKD", teks.casefold())
    return "".join(huruf for huruf in lebar if not unicodedata.combining(huruf) and huruf not in "'’`")


def _gabung_huruf(ketikan: list[Ketikan]) -> list[Ketikan]:
    """Join three or more single letters in a row: "b p b d"."""
    hasil: list[Ketikan] = []
    deret: list[Ketikan] = []
    for satu in [*ketikan, Ketikan("", "")]:
        if len(satu.kata) == 1 and satu.kata.isalpha():
            deret.append(satu)
            continue
        if len(deret) >= 3:
            deret = [Ketikan("".join(huruf.kata for huruf in deret), "".join(huruf.asli for huruf in deret))]
        hasil += deret
        deret = []
        hasil.append(satu)
    return hasil[:-1]


def _rangkai(ketikan: list[Ketikan]) -> list[Ketikan]:
    hasil: list[Ketikan] = []
    for satu in ketikan:
        satu_kata = SERANGKAI.get((hasil[-1].kata, satu.kata)) if hasil else None
        if satu_kata:
            hasil[-1] = Ketikan(satu_kata, f"{hasil[-1].asli} {satu.asli}")
        else:
            hasil.append(satu)
    return hasil
