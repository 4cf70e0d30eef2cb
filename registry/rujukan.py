"""Pinpoints into a regulation: "Pasal 15 ayat (2) huruf c", read, written, compared.

Two value objects, plain Python, immutable, hashable, totally ordered:

- `Rujukan` is ONE place: a path of pieces from the outside in, whatever the nesting ("huruf a angka 1",
  "angka 1 huruf a").
- `DaftarRujukan` is what a citation may say beside that: a range ("Pasal 10 sampai dengan Pasal 13"), a
  list ("Pasal 15 ayat (6) dan ayat (7)"), or both. Every member is a pair (awal, akhir), equal for one
  place, so that `Rujukan` needs to know nothing about ranges. A single place parses as a list of one.

`parse` reads what people type ("psl. 15(2)c", "lamp. II butir 3", "Pasal 10-13"), `str` writes what the
drafting rules prescribe (UU 12/2011 Lampiran II angka 23 and 271-281), and `parse(str(x)) == x` always.
Only the canonical text is stored; what a regulation prints differently belongs into `tertulis`.

Order. Menimbang, Mengingat, Memperhatikan, Diktum, BAB, Pasal, Lampiran, Penjelasan; a place stands before
what is inside it; inserted numbers follow their base: 5, 5A, 5B, 6 and (1), (1a), (2); letters run a-z, then
aa; ayat before huruf before angka. A BAB stands before every Pasal, since the citation does not tell which
Pasal it holds (for the same reason a BAB never contains a Pasal here). Roman Pasal come after the Arabic
ones: an amending regulation has no Arabic Pasal of its own, and where both occur (UUD 1945, Aturan
Peralihan) the Roman ones close the text.

Not covered, because nothing that the registry holds needs it: a Pasal inside a Pasal (omnibus "Pasal 175
angka 1 Pasal 1"), Buku, alinea, tables, and headings such as "Judul" or "Legenda".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from typing import NamedTuple

PANJANG_MAKS = 200
CONTOH = "Pasal 15 ayat (2) huruf c"
_BEBERAPA = "Pasal 15 ayat (6) dan ayat (7)"
_RENTETAN = "Pasal 10 sampai dengan Pasal 13"

KunciLabel = tuple[int, int, int, str, int]
KunciUrut = tuple[tuple[int, int, int, int, str, int], ...]


class RujukanSalah(ValueError):
    """The text is no pinpoint. The message is one Indonesian sentence with an example, fit for a form."""


class Potongan(NamedTuple):
    """One piece of a pinpoint: ("pasal", "15"), ("ayat", "2"), ("lampiran", ""); the label is bare."""

    jenis: str
    label: str


def _salah(masalah: str, contoh: str = CONTOH) -> RujukanSalah:
    return RujukanSalah(f"{masalah}; tulis misalnya “{contoh}”.")


def _kutip(teks: str) -> str:
    return f"“{teks if len(teks) <= 30 else teks[:29] + '…'}”"


# --- Pieces: which there are, how they are written, what may stand in what ------------------------

# In the order in which siblings are sorted.
_URUTAN_JENIS = (
    "menimbang",
    "mengingat",
    "memperhatikan",
    "diktum",
    "bab",
    "bagian",
    "paragraf",
    "pasal",
    "ayat",
    "huruf",
    "angka",
    "lampiran",
    "penjelasan",
)
_PERINGKAT = {jenis: urut for urut, jenis in enumerate(_URUTAN_JENIS)}
_PUNCAK = frozenset(_URUTAN_JENIS) - {"bagian", "paragraf", "ayat", "huruf", "angka"}
_TANPA_LABEL = frozenset({"menimbang", "mengingat", "memperhatikan"})
_BOLEH_TANPA_LABEL = _TANPA_LABEL | {"lampiran", "penjelasan"}
_ANAK: dict[str, tuple[str, ...]] = {
    "menimbang": ("huruf", "angka"),
    "mengingat": ("angka", "huruf"),
    "memperhatikan": ("angka", "huruf"),
    "diktum": ("huruf", "angka"),
    "bab": ("bagian",),
    "bagian": ("paragraf",),
    "paragraf": (),
    "pasal": ("ayat", "huruf", "angka"),
    "ayat": ("huruf", "angka"),
    "huruf": ("angka",),
    "angka": ("huruf",),
    "lampiran": ("bab", "huruf", "angka"),
    "penjelasan": ("pasal",),
}
# UU 12/2011 Lampiran II angka 92-95: a. → 1. → a) → 1), never deeper.
_RINCIAN_MAKS = 4

_TAMPIL = {
    "menimbang": "Menimbang",
    "mengingat": "Mengingat",
    "memperhatikan": "Memperhatikan",
    "diktum": "Diktum",
    "bab": "BAB",
    "bagian": "Bagian",
    "paragraf": "Paragraf",
    "pasal": "Pasal",
    "ayat": "ayat",
    "huruf": "huruf",
    "angka": "angka",
    "lampiran": "Lampiran",
    "penjelasan": "Penjelasan",
}
_CONTOH = {
    "menimbang": "Menimbang huruf a",
    "mengingat": "Mengingat angka 3",
    "memperhatikan": "Memperhatikan angka 1",
    "diktum": "Diktum KEDUA",
    "bab": "BAB III",
    "bagian": "BAB III Bagian Kedua",
    "paragraf": "BAB III Bagian Kedua Paragraf 1",
    "pasal": "Pasal 15",
    "ayat": "Pasal 15 ayat (2)",
    "huruf": CONTOH,
    "angka": "Pasal 1 angka 5",
    "lampiran": "Lampiran II angka 3",
    "penjelasan": "Penjelasan Pasal 126",
}


def _tulis(potongan: Potongan) -> str:
    """The dressed piece: "ayat (2)"."""
    jenis, label = potongan
    if not label:
        return _TAMPIL[jenis]
    return f"{_TAMPIL[jenis]} ({label})" if jenis == "ayat" else f"{_TAMPIL[jenis]} {label}"


# --- Labels ---------------------------------------------------------------------------------------


def _romawi(angka: int) -> str:
    puluhan = ("", "X", "XX", "XXX", "XL", "L", "LX", "LXX", "LXXX")
    satuan = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return puluhan[angka // 10] + satuan[angka % 10]


# No C and D, so that "BAB VIC" can only be VI with an inserted C; L ends what a regulation can reach.
_NILAI_ROMAWI = {_romawi(angka): angka for angka in range(1, 90)}
_SISIPAN_ROMAWI = "ABCDEFGH"
# A Pasal in Roman numerals belongs to an amendment, which has two; L is left out: it is a misread 1.
_PASAL_ROMAWI_MAKS = 39

_SATUAN = ("", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")


def _tingkat(angka: int) -> str:
    """The ordinal in words: 2 is "kedua", 12 "kedua belas"."""
    if angka < 10:
        return f"ke{_SATUAN[angka]}"
    if angka < 12:
        return {10: "kesepuluh", 11: "kesebelas"}[angka]
    if angka < 20:
        return f"ke{_SATUAN[angka - 10]} belas"
    return f"ke{_SATUAN[angka // 10]} puluh {_SATUAN[angka % 10]}".rstrip()


_NILAI_TINGKAT = {_tingkat(angka).replace(" ", ""): angka for angka in range(1, 100)} | {"pertama": 1}
_LANJUTAN_TINGKAT = frozenset({"belas", "puluh", *_SATUAN[1:]})

_NOMOR = re.compile(r"0*([1-9][0-9]{0,3})([A-Za-z]{0,2})")
# One letter, a doubled one (aa, BB) or a second round (ab, ba): the two series that regulations use after z,
# and no ordinary short word ("di", "ke", "yg"). A digit is an inserted item (huruf a1).
_HURUF = re.compile(r"([A-Za-z]|([A-Za-z])\2|[ABab][A-Za-z])([1-9]?)")


def _kenali(jenis: str, mentah: str, di_lampiran: bool = False) -> tuple[str, KunciLabel]:
    """Canonical label and its sort key. Raises RujukanSalah; canonical labels come back unchanged."""
    if not mentah:
        if jenis in _BOLEH_TANPA_LABEL:
            return "", (0, 0, 0, "", 0)
        raise _salah(f"“{_TAMPIL[jenis]}” belum diberi nomor atau huruf", _CONTOH[jenis])
    hasil: tuple[str, KunciLabel] | None = None
    if jenis in ("pasal", "ayat", "angka", "paragraf"):
        hasil = _kenali_nomor(mentah, sisipan_besar=jenis in ("pasal", "paragraf"))
        if hasil is None and jenis == "pasal":
            hasil = _kenali_romawi(mentah, _PASAL_ROMAWI_MAKS)
    elif jenis == "huruf":
        hasil = _kenali_huruf(mentah, di_lampiran)
    elif jenis in ("bab", "lampiran"):
        hasil = _kenali_romawi(mentah) or _kenali_romawi_berangka(mentah)
    elif jenis in ("bagian", "diktum"):
        hasil = _kenali_tingkat(mentah, besar=jenis == "diktum")
    elif jenis == "penjelasan" and mentah.lower() == "umum":
        hasil = "Umum", (0, 0, 1, "", 0)
    if hasil is None:
        raise _salah(f"{_kutip(mentah)} bukan nomor atau huruf untuk “{_TAMPIL[jenis]}”", _CONTOH[jenis])
    return hasil


def _kenali_nomor(mentah: str, sisipan_besar: bool) -> tuple[str, KunciLabel] | None:
    cocok = _NOMOR.fullmatch(mentah)
    if cocok is None:
        return None
    nomor, sisipan = int(cocok[1]), cocok[2].upper() if sisipan_besar else cocok[2].lower()
    return f"{nomor}{sisipan}", (0, nomor, len(sisipan), sisipan, 0)


def _kenali_huruf(mentah: str, di_lampiran: bool) -> tuple[str, KunciLabel] | None:
    cocok = _HURUF.fullmatch(mentah)
    if cocok is None:
        return None
    # An annex may number A. 1. a.: there the capital tells the level, elsewhere it is a slip.
    besar = di_lampiran and cocok[1][0].isupper()
    huruf = cocok[1].upper() if besar else cocok[1].lower()
    return huruf + cocok[3], (0, 0, len(huruf), huruf, int(cocok[3] or 0))


def _kenali_romawi(mentah: str, paling_besar: int = 89) -> tuple[str, KunciLabel] | None:
    besar = mentah.upper()
    pokok, sisipan = besar, ""
    if besar not in _NILAI_ROMAWI and besar[-1] in _SISIPAN_ROMAWI:
        pokok, sisipan = besar[:-1], besar[-1]
    nilai = _NILAI_ROMAWI.get(pokok, 0)
    return (besar, (1, nilai, len(sisipan), sisipan, 0)) if 0 < nilai <= paling_besar else None


def _kenali_romawi_berangka(mentah: str) -> tuple[str, KunciLabel] | None:
    """BAB and Lampiran are numbered in Roman; "BAB 3" is how people type it."""
    cocok = re.fullmatch(r"0*([1-9]|[1-8][0-9])([A-Ha-h]?)", mentah)
    return _kenali_romawi(_romawi(int(cocok[1])) + cocok[2]) if cocok else None


def _kenali_tingkat(mentah: str, besar: bool) -> tuple[str, KunciLabel] | None:
    if re.fullmatch(r"[0-9]{1,2}", mentah):
        nilai = int(mentah)
    else:
        nilai = _NILAI_TINGKAT.get(mentah.replace(" ", "").lower(), 0)
    kata = _tingkat(nilai)
    return (kata.upper() if besar else kata.title(), (0, nilai, 0, "", 0)) if nilai else None


def _anak(induk: Sequence[Potongan]) -> tuple[str, ...]:
    """The kinds that may stand directly inside a path."""
    akhir = induk[-1]
    if akhir == ("penjelasan", "Umum"):
        return ("huruf", "angka")
    if akhir.jenis == "bab" and induk[0].jenis == "lampiran":
        return ("bagian", "huruf", "angka")
    return _ANAK[akhir.jenis]


def _tolak_bila_tak_bersarang(induk: Sequence[Potongan], potongan: Potongan) -> None:
    """Raise RujukanSalah unless the piece may stand directly inside that path."""
    jenis = potongan.jenis
    if jenis not in _PERINGKAT:
        raise _salah(f"{_kutip(jenis)} bukan bagian dari rujukan")
    tulisan = _tulis(potongan)
    if not induk:
        if jenis in _PUNCAK:
            return
        if jenis in ("bagian", "paragraf"):
            depan = "BAB"
        else:
            depan = "Pasal" if jenis == "ayat" else "Pasal, Menimbang, Mengingat, atau Lampiran"
        raise _salah(f"“{tulisan}” harus didahului {depan}", _CONTOH[jenis])
    akhir = induk[-1]
    if jenis not in _anak(induk):
        if jenis not in ("huruf", "angka") and any(lain.jenis == jenis for lain in induk):
            raise _salah(f"“{_TAMPIL[jenis]}” tertulis dua kali", _CONTOH[jenis])
        if jenis in _PUNCAK:
            raise _salah(f"“{tulisan}” harus tertulis paling depan", _CONTOH[jenis])
        raise _salah(f"“{tulisan}” tidak dapat berada langsung di dalam “{_tulis(akhir)}”", _CONTOH[jenis])
    if sum(lain.jenis in ("huruf", "angka") for lain in induk) >= _RINCIAN_MAKS:
        raise _salah(f"Rincian paling dalam {_RINCIAN_MAKS} tingkat", "Pasal 3 ayat (1) huruf a angka 2")


# --- One place ------------------------------------------------------------------------------------


@total_ordering
@dataclass(frozen=True, slots=True)
class Rujukan:
    """One place in a regulation. Raises RujukanSalah where the pieces make no sense together."""

    potongan: tuple[Potongan, ...]

    def __post_init__(self) -> None:
        baku: list[Potongan] = []
        for jenis, label in self.potongan:
            _tolak_bila_tak_bersarang(baku, Potongan(jenis, label))
            di_lampiran = bool(baku) and baku[0].jenis == "lampiran"
            baku.append(Potongan(jenis, _kenali(jenis, label, di_lampiran)[0]))
        if not baku:
            raise _salah("Rujukan masih kosong")
        object.__setattr__(self, "potongan", tuple(baku))

    @classmethod
    def parse(cls, teks: str) -> Rujukan:
        """Read one place. Lists and ranges are refused: DaftarRujukan.parse reads those."""
        tunggal = DaftarRujukan.parse(teks).tunggal
        if tunggal is None:
            raise _salah(f"{_kutip(teks.strip())} memuat lebih dari satu rujukan, padahal di sini hanya satu")
        return tunggal

    def __str__(self) -> str:
        return " ".join(map(_tulis, self.potongan))

    def __lt__(self, lain: object) -> bool:
        if not isinstance(lain, Rujukan):
            return NotImplemented
        return self.kunci_urut < lain.kunci_urut

    @property
    def kunci_urut(self) -> KunciUrut:
        """Sort key, comparable with that of any other Rujukan; equal keys mean equal places."""
        di_lampiran = self.potongan[0].jenis == "lampiran"
        return tuple((_PERINGKAT[jenis], *_kenali(jenis, label, di_lampiran)[1]) for jenis, label in self.potongan)

    @property
    def induk(self) -> Rujukan | None:
        """One level up; None at the top ("Pasal 15", "Lampiran II")."""
        return Rujukan(self.potongan[:-1]) if len(self.potongan) > 1 else None

    @property
    def pasal(self) -> str | None:
        """Label of the Pasal that this place stands in; None outside the articles.

        "Penjelasan Pasal 126" stands in the Penjelasan, so None.
        """
        puncak = self.potongan[0]
        return puncak.label if puncak.jenis == "pasal" else None

    def tambah(self, jenis: str, label: str = "") -> Rujukan:
        """The place one level down: "Pasal 15 ayat (2)" with ("huruf", "c")."""
        return Rujukan((*self.potongan, Potongan(jenis, label)))

    def di_bawah(self, lain: Rujukan) -> bool:
        """Strictly inside the other place."""
        return self != lain and lain.memuat(self)

    def memuat(self, lain: Rujukan) -> bool:
        """The other place is this one or inside it."""
        return lain.potongan[: len(self.potongan)] == self.potongan


# --- Ranges and lists -----------------------------------------------------------------------------


class Anggota(NamedTuple):
    """One member of a citation: a place (awal == akhir) or a range, both ends included."""

    awal: Rujukan
    akhir: Rujukan

    def memuat(self, lain: Rujukan) -> bool:
        """The place is in the range, or inside its last one. A place that only overlaps the range is not."""
        if self.awal == self.akhir:
            return self.awal.memuat(lain)
        if self.akhir.memuat(lain):
            return True
        return self.awal <= lain < self.akhir and not lain.memuat(self.akhir)


@total_ordering
@dataclass(frozen=True, slots=True)
class DaftarRujukan:
    """One or several places and ranges, ascending, none twice (UU 12/2011 Lampiran II angka 276)."""

    anggota: tuple[Anggota, ...]

    def __post_init__(self) -> None:
        if not self.anggota:
            raise _salah("Rujukan masih kosong")
        for awal, akhir in self.anggota:
            _tolak_bila_bukan_rentang(awal, akhir)
        baku = sorted({Anggota(*anggota) for anggota in self.anggota}, key=_kunci_anggota)
        object.__setattr__(self, "anggota", tuple(baku))
        if len(str(self)) > PANJANG_MAKS:
            raise _salah_panjang()

    @classmethod
    def parse(cls, teks: str) -> DaftarRujukan:
        """Read a citation. Raises RujukanSalah, and nothing else, for any text."""
        return cls(tuple(_baca(teks)))

    @classmethod
    def dari(cls, *rujukan: Rujukan) -> DaftarRujukan:
        """The list of these places."""
        return cls(tuple(Anggota(satu, satu) for satu in rujukan))

    def __str__(self) -> str:
        tulisan: list[str] = []
        sebelum: Rujukan | None = None
        for awal, akhir in self.anggota:
            teks = _tulis_sesudah(sebelum, awal)
            if awal != akhir:
                teks += f" sampai dengan {_tulis_sesudah(awal, akhir)}"
            tulisan.append(teks)
            sebelum = akhir
        if len(tulisan) < 3:
            return " dan ".join(tulisan)
        return f"{', '.join(tulisan[:-1])}, dan {tulisan[-1]}"

    def __lt__(self, lain: object) -> bool:
        if not isinstance(lain, DaftarRujukan):
            return NotImplemented
        return self.kunci_urut < lain.kunci_urut

    def __iter__(self) -> Iterator[Anggota]:
        return iter(self.anggota)

    @property
    def tunggal(self) -> Rujukan | None:
        """The place, where the citation names just one."""
        awal, akhir = self.anggota[0]
        return awal if len(self.anggota) == 1 and awal == akhir else None

    @property
    def kunci_urut(self) -> tuple[tuple[KunciUrut, KunciUrut], ...]:
        """Sort key, comparable with that of any other DaftarRujukan."""
        return tuple(map(_kunci_anggota, self.anggota))

    def memuat(self, lain: Rujukan | DaftarRujukan) -> bool:
        """Every place of the other is in one of these. Two ranges that touch do not count as one."""
        if isinstance(lain, Rujukan):
            return any(anggota.memuat(lain) for anggota in self.anggota)
        return all(
            any(anggota.memuat(awal) and anggota.memuat(akhir) for anggota in self.anggota) for awal, akhir in lain
        )


@lru_cache(maxsize=4096)
def kanonik(teks: str) -> str:
    """Canonical text of a single place, range or list; "" for blank. Raises RujukanSalah.

    Cached: the rows of one regulation repeat the same few hundred texts.
    """
    return str(DaftarRujukan.parse(teks)) if teks.strip() else ""


def _kunci_anggota(anggota: Anggota) -> tuple[KunciUrut, KunciUrut]:
    return anggota.awal.kunci_urut, anggota.akhir.kunci_urut


def _bentuk(rujukan: Rujukan) -> list[tuple[str, int]]:
    """Kinds and numeral systems along the path: what both ends of a range have in common."""
    return [(potongan.jenis, kunci[1]) for potongan, kunci in zip(rujukan.potongan, rujukan.kunci_urut, strict=True)]


def _tolak_bila_bukan_rentang(awal: Rujukan, akhir: Rujukan) -> None:
    if awal == akhir:
        return
    if _bentuk(awal) != _bentuk(akhir) or not (awal.potongan[-1].label and akhir.potongan[-1].label):
        raise _salah(f"“{awal}” dan “{akhir}” tidak setingkat sehingga tidak dapat menjadi awal dan akhir", _RENTETAN)
    if awal > akhir:
        raise _salah(f"“{awal}” harus mendahului “{akhir}”", _RENTETAN)


def _sambung(sebelum: Rujukan, jenis: str) -> tuple[Potongan, ...] | None:
    """The path that "ayat (3)" continues after "Pasal 15 ayat (2) huruf a": Pasal 15."""
    for letak in range(len(sebelum.potongan) - 1, -1, -1):
        if sebelum.potongan[letak].jenis == jenis:
            return sebelum.potongan[:letak]
    return None


def _tulis_sesudah(sebelum: Rujukan | None, rujukan: Rujukan) -> str:
    """The shortest text that means this place when it is read after the other: "ayat (7)"."""
    potongan = rujukan.potongan
    if sebelum is not None:
        for letak in range(len(potongan) - 1, 0, -1):
            if _sambung(sebelum, potongan[letak].jenis) == potongan[:letak]:
                return " ".join(map(_tulis, potongan[letak:]))
    return str(rujukan)


# --- Reading --------------------------------------------------------------------------------------

_KATA_KUNCI = {
    "menimbang": "menimbang",
    "mengingat": "mengingat",
    "memperhatikan": "memperhatikan",
    "diktum": "diktum",
    "bab": "bab",
    "bagian": "bagian",
    "bag": "bagian",
    "bgn": "bagian",
    "paragraf": "paragraf",
    "par": "paragraf",
    "pasal": "pasal",
    "psl": "pasal",
    "ps": "pasal",
    "ayat": "ayat",
    "ay": "ayat",
    "huruf": "huruf",
    "hrf": "huruf",
    "angka": "angka",
    "butir": "angka",
    "nomor": "angka",
    "no": "angka",
    "lampiran": "lampiran",
    "lamp": "lampiran",
    "penjelasan": "penjelasan",
    "penj": "penjelasan",
}
_UNSUR = re.compile(
    rf"""(?P<kurung>\([ ]?[0-9A-Za-z](?:[ ]?[0-9A-Za-z]){{0,5}}[ ]?\))
    | (?P<sampai>(?:sampai[ ]dengan|sampai|hingga|s/d|s\.[ ]?d|sd)\b\.?|[-\u2010-\u2015])
    | (?P<dan>,?[ ]?(?:dan|serta|juncto|jo)\b\.?|[,;/&])
    | (?P<kunci>{"|".join(_KATA_KUNCI)})(?![A-Za-z])\.?
    | (?P<label>[0-9A-Za-z]+)[.)]?
    """,
    # ASCII: without it, IGNORECASE lets "ı" and "İ" pass for i.
    re.ASCII | re.IGNORECASE | re.VERBOSE,
)


class _Unsur(NamedTuple):
    """A token; `teks` is the kind for a keyword, the bare label for a label in or without parentheses."""

    macam: str
    teks: str

    @property
    def berangka(self) -> bool:
        return self.teks[:1].isdigit()

    @property
    def kata(self) -> bool:
        """An ordinary word, too long for the labels that may stand without their keyword."""
        return len(self.teks) > 2 and self.teks.isalpha()


def _salah_panjang() -> RujukanSalah:
    return _salah(f"Rujukan paling panjang {PANJANG_MAKS} karakter", _RENTETAN)


def _unsur(teks: str) -> list[_Unsur]:
    if len(teks) > PANJANG_MAKS and len(teks.strip()) > PANJANG_MAKS:
        raise _salah_panjang()
    # Text pasted from a PDF brings full-width digits, no-break spaces and invisible joiners.
    teks = "".join(huruf for huruf in unicodedata.normalize("NFKC", teks) if unicodedata.category(huruf) != "Cf")
    teks = " ".join(teks.split())
    hasil: list[_Unsur] = []
    letak = 0
    while letak < len(teks):
        if teks[letak] == " ":
            letak += 1
            continue
        cocok = _UNSUR.match(teks, letak)
        if cocok is None or cocok.lastgroup is None:
            raise _salah(f"{_kutip(teks[letak:].split(' ')[0])} bukan bagian dari rujukan")
        macam, isi = cocok.lastgroup, cocok[cocok.lastgroup]
        if macam == "kunci":
            isi = _KATA_KUNCI[isi.lower()]
        elif macam == "kurung":
            isi = isi[1:-1].replace(" ", "")
        hasil.append(_Unsur(macam, isi))
        letak = cocok.end()
    return hasil


def _baca(teks: str) -> list[Anggota]:
    unsur = _unsur(teks)
    if not unsur:
        raise _salah("Rujukan masih kosong")
    hasil: list[Anggota] = []
    sebelum: _Terbaca | None = None
    penghubung = ""
    letak = 0
    while True:
        ujung = letak
        while ujung < len(unsur) and unsur[ujung].macam not in ("dan", "sampai"):
            ujung += 1
        if ujung == letak:
            raise _salah("Ada rujukan yang kosong di depan atau di belakang kata penghubung", _BEBERAPA)
        sebelum = _baca_satu(unsur[letak:ujung], sebelum)
        if penghubung != "sampai":
            hasil.append(Anggota(sebelum.rujukan, sebelum.rujukan))
        elif hasil[-1].awal != hasil[-1].akhir:
            raise _salah("“sampai dengan” tertulis dua kali berturut-turut", _RENTETAN)
        elif hasil[-1].awal == sebelum.rujukan:
            raise _salah(f"Awal dan akhirnya sama-sama “{sebelum.rujukan}”", _RENTETAN)
        else:
            hasil[-1] = Anggota(hasil[-1].awal, sebelum.rujukan)
        if ujung == len(unsur):
            return hasil
        penghubung = unsur[ujung].macam
        letak = ujung + 1


class _Terbaca(NamedTuple):
    rujukan: Rujukan
    berkurung: bool  # its last label was written in parentheses


def _baca_satu(unsur: Sequence[_Unsur], sebelum: _Terbaca | None) -> _Terbaca:
    """Read the tokens between two connectives; what they leave out is taken from the place before them."""
    awal = unsur[0]
    jenis = _jenis_awal(awal, sebelum)
    dasar = _sambung(sebelum.rujukan, jenis) if sebelum else ()
    if dasar is None and sebelum:
        # "Penjelasan Umum dan Pasal 5", "Lampiran I dan BAB II": inside the first or in the body?
        puncak = sebelum.rujukan.potongan[0].jenis
        if jenis not in _PUNCAK or jenis in _ANAK[puncak]:
            raise _salah(
                f"“{_TAMPIL[jenis]}” sesudah “{sebelum.rujukan}” tidak jelas ada di dalam apa",
                "Pasal 15 ayat (6) dan Pasal 16 ayat (1)",
            )
    jalur = list(dasar or ())
    berkurung = False
    letak = 0
    while letak < len(unsur):
        kini = unsur[letak]
        if letak:
            jenis = kini.teks if kini.macam == "kunci" else _jenis_tersirat(jalur[-1].jenis, kini)
        mentah, berkurung, letak = _baca_label(unsur, letak, jenis)
        jalur.append(Potongan(jenis, mentah))
    return _Terbaca(Rujukan(tuple(jalur)), berkurung)


def _jenis_awal(awal: _Unsur, sebelum: _Terbaca | None) -> str:
    """The kind of a first token: as written, or that of the place before it ("ayat (6) dan (7)")."""
    if awal.macam == "kunci":
        return awal.teks
    if sebelum is None:
        if awal.kata:
            raise _salah(f"{_kutip(awal.teks)} bukan bagian dari rujukan")
        raise _salah(f"{_kutip(awal.teks)} harus didahului Pasal, Menimbang, Mengingat, atau Lampiran")
    akhir = sebelum.rujukan.potongan[-1]
    if awal.macam == "kurung" and awal.berangka and not (akhir.jenis == "angka" and sebelum.berkurung):
        return "ayat"
    # "ayat (1) dan 10" may mean ayat (10) or Pasal 10, "Pasal 5 dan i" anything: a bare label must look like
    # the one that it follows.
    serupa = (awal.macam == "kurung") == sebelum.berkurung and awal.berangka == akhir.label[:1].isdigit()
    if serupa and akhir.label:
        return akhir.jenis
    raise _salah(f"{_kutip(awal.teks)} sesudah “{sebelum.rujukan}” tidak jelas artinya", _BEBERAPA)


def _jenis_tersirat(akhir: str, kini: _Unsur) -> str:
    """The kind of a label without its word, only where no other reading exists: "Pasal 15(2)c"."""
    if kini.kata:
        raise _salah(f"{_kutip(kini.teks)} bukan bagian dari rujukan")
    if kini.macam == "kurung" and kini.berangka and akhir == "pasal":
        return "ayat"
    if len(kini.teks) == 1 and kini.teks.isalpha() and akhir in ("ayat", "menimbang"):
        return "huruf"
    if kini.macam == "label" and kini.berangka and akhir == "mengingat":
        return "angka"
    raise _salah(f"{_kutip(kini.teks)} sesudah “{_TAMPIL[akhir]}” tidak jelas artinya")


def _baca_label(unsur: Sequence[_Unsur], letak: int, jenis: str) -> tuple[str, bool, int]:
    """Label, whether it stood in parentheses, next position (always further). "" after a bare keyword."""
    if unsur[letak].macam == "kunci":
        letak += 1
        if jenis in _TANPA_LABEL or letak == len(unsur) or unsur[letak].macam == "kunci":
            return "", False, letak
        if jenis == "penjelasan" and unsur[letak].teks.lower() != "umum":
            return "", False, letak
    label = unsur[letak]
    letak += 1
    kata = label.teks
    if jenis in ("bagian", "diktum"):
        while letak < len(unsur) and unsur[letak].teks.lower() in _LANJUTAN_TINGKAT:
            kata += f" {unsur[letak].teks}"
            letak += 1
    return kata, label.macam == "kurung", letak
