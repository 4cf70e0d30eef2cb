"""Reading YAML that nobody has vouched for: plain data, and the line on which every field stands.

Only the part of YAML that a document needs is accepted: one document of mappings, lists and scalars. Every scalar is
text (so that `kode: 63.10` stays "63.10"); what text means is for the schema to say. The events of the parser are read
one by one, so a hostile file is left at the first fault: nothing is expanded, built or recursed into.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

import yaml

from registry.dokumen.galat import DokumenSalah, Galat, Ruas

BATAS_BITA = 2 * 1024 * 1024
BATAS_DALAM = 40
BATAS_ISIAN = 250_000
"""Fields and entries of one file; 2 MB of `- a` would otherwise become a million of them."""

# libyaml where PyYAML was built with it (a hundred times faster), the same grammar in Python where it was not.
_PENGURAI: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Invisible characters: controls, zero-width, bidirectional overrides, line separators. They make two different keys
# look the same, or a line read otherwise than it is stored. Tab, line feed and carriage return stay.
_TERLARANG = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
_GANTI_BARIS = re.compile("\r\n|\r|\n")


@dataclass(slots=True)
class _Letak:
    """The line of a mapping or list, and of what it holds (a scalar is only its line)."""

    baris: int
    anak: dict[str | int, _Letak | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Naskah:
    """A file that could be read: `data` of dict, list and str only."""

    berkas: str
    data: dict[str, Any]
    _letak: _Letak

    def baris(self, ruas: Ruas) -> int:
        """Line (1-based) of a field, or of the nearest thing around it where the field itself is missing."""
        letak: _Letak | int = self._letak
        for langkah in ruas:
            if isinstance(letak, int) or langkah not in letak.anak:
                break
            letak = letak.anak[langkah]
        return letak if isinstance(letak, int) else letak.baris

    def galat(self, ruas: Ruas, pesan: str) -> Galat:
        return Galat(pesan, self.baris(ruas), ruas)


def baca(jalur: Path, *, nama: str = "") -> Naskah:
    """Read one file; `nama` is what messages call it (its own name otherwise).

    Raises DokumenSalah; never reads more than BATAS_BITA bytes.
    """
    nama = nama or jalur.name
    try:
        if not jalur.is_file():
            raise DokumenSalah(nama, [Galat("berkas tidak ditemukan" if not jalur.exists() else "ini bukan berkas")])
        if (bita := jalur.stat().st_size) > BATAS_BITA:
            raise DokumenSalah(nama, [Galat(_terlalu_besar(bita))])
        with jalur.open("rb") as berkas:
            isi = berkas.read(BATAS_BITA + 1)
    except OSError as e:
        raise DokumenSalah(nama, [Galat(f"berkas tidak dapat dibuka ({e.strerror or 'sebab tidak diketahui'})")]) from e
    return urai(isi, nama=nama)


def urai(isi: bytes, *, nama: str = "dokumen") -> Naskah:
    """The same for bytes that are already in memory."""
    if len(isi) > BATAS_BITA:
        raise DokumenSalah(nama, [Galat(_terlalu_besar(len(isi)))])
    teks = _teks(isi, nama)
    try:
        return _Pembangun(nama, teks).bangun()
    except yaml.MarkedYAMLError as e:
        raise DokumenSalah(nama, [_galat_yaml(e, teks)]) from None
    except yaml.YAMLError:
        raise DokumenSalah(nama, [Galat("berkas ini bukan YAML yang dapat dibaca")]) from None


def tak_terlihat(teks: str) -> str:
    """Name of the first character of a text that cannot be seen or is a control ("" = none)."""
    temu = _terlarang(teks)
    return f"U+{ord(temu.group()[-1]):04X}" if temu else ""


def _terlarang(teks: str) -> re.Match[str] | None:
    return _TERLARANG.search(teks) or (None if teks.isascii() else _bertumpuk().search(teks))


@cache
def _bertumpuk() -> re.Pattern[str]:
    """Five accents on one letter: no language writes them, and composing thousands of them takes minutes."""
    tanda = "".join(satu for satu in map(chr, range(0x300, 0x1F000)) if unicodedata.combining(satu))
    return re.compile(f"[{tanda}]{{5}}")


def tanpa_tak_terlihat(teks: str) -> str:
    """A text without those characters."""
    bersih = _TERLARANG.sub(" ", teks)
    return bersih if bersih.isascii() else _bertumpuk().sub("", bersih)


def _terlalu_besar(bita: int) -> str:
    return (
        f"berkas terlalu besar ({bita / 1_048_576:.1f} MB); paling besar {BATAS_BITA // 1_048_576} MB. "
        "Satu berkas untuk satu daerah."
    ).replace(".", ",", 1)


def _teks(isi: bytes, nama: str) -> str:
    if isi[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise DokumenSalah(nama, [Galat("berkas ini tersimpan sebagai UTF-16; simpan ulang sebagai UTF-8")])
    try:
        # A mark at the start (Notepad writes one) is no character of the text.
        teks = isi.decode("utf-8-sig")
    except UnicodeDecodeError as e:
        baris = isi.count(b"\n", 0, e.start) + 1
        pesan = "ada huruf yang tidak dapat dibaca; simpan berkas ini sebagai UTF-8"
        raise DokumenSalah(nama, [Galat(pesan, baris)]) from None
    if temu := _terlarang(teks):
        baris = len(_GANTI_BARIS.findall(teks, 0, temu.start())) + 1
        raise DokumenSalah(nama, [Galat(_pesan_tak_terlihat(tak_terlihat(temu.group())), baris)])
    return teks


def _pesan_tak_terlihat(huruf: str) -> str:
    return f"ada karakter yang tidak terlihat ({huruf}); hapus lalu ketik ulang bagian itu"


@dataclass(slots=True)
class _Wadah:
    """A mapping or list that the parser is inside of."""

    isi: dict[str, Any] | list[Any]
    letak: _Letak
    kunci: str | None = None
    """Of a mapping: the key that waits for its value, and of a whole one: the last key."""
    menunggu: bool = False

    def langkah(self, *, terdalam: bool) -> tuple[str | int, ...]:
        """The step from here to what is being read; what is inside of an entry has been put in already."""
        if isinstance(self.isi, list):
            return (len(self.isi) - (not terdalam),)
        return () if self.kunci is None else (self.kunci,)


class _Pembangun:
    """Builds data and lines from the parser's events; its own stack, no recursion."""

    def __init__(self, nama: str, teks: str) -> None:
        self.nama = nama
        self.teks = teks
        self.tumpukan: list[_Wadah] = []
        self.jumlah = 0

    def bangun(self) -> Naskah:
        akar: _Wadah | None = None
        for acara in yaml.parse(self.teks, Loader=_PENGURAI):
            if isinstance(acara, yaml.ScalarEvent):
                self._skalar(acara)
            elif isinstance(acara, yaml.CollectionStartEvent):
                self._buka([] if isinstance(acara, yaml.SequenceStartEvent) else {}, acara)
                akar = akar or self.tumpukan[0]
            elif isinstance(acara, yaml.CollectionEndEvent):
                self.tumpukan.pop()
            elif isinstance(acara, yaml.AliasEvent):
                self._tolak(acara, f"acuan *{_ringkas(str(acara.anchor))} tidak diterima; tulis isinya di sini")
            elif isinstance(acara, yaml.DocumentStartEvent):
                self._dokumen(acara, pertama=akar is None)
        if akar is None or not isinstance(akar.isi, dict):
            raise DokumenSalah(self.nama, [Galat("berkas ini kosong")])
        return Naskah(self.nama, akar.isi, akar.letak)

    def _dokumen(self, acara: Any, *, pertama: bool) -> None:
        if not pertama:
            self._tolak(acara, "satu berkas hanya memuat satu dokumen; hapus tanda --- yang kedua")
        if acara.version or acara.tags:
            self._tolak(acara, "baris pengarah (yang diawali %) tidak diterima; hapus baris itu")

    def _tolak(self, acara: Any, pesan: str) -> NoReturn:
        dalam = self.tumpukan[-1] if self.tumpukan else None
        ruas = tuple(satu for wadah in self.tumpukan for satu in wadah.langkah(terdalam=wadah is dalam))
        raise DokumenSalah(self.nama, [Galat(pesan, acara.start_mark.line + 1, ruas)])

    def _periksa(self, acara: Any) -> None:
        if acara.anchor:
            self._tolak(acara, f"jangkar &{_ringkas(acara.anchor)} tidak diterima; hapus tanda itu")
        if acara.tag:
            self._tolak(acara, "penanda jenis (yang diawali !) tidak diterima; hapus tanda itu")
        self.jumlah += 1
        if self.jumlah > BATAS_ISIAN:
            self._tolak(acara, f"terlalu banyak isian; paling banyak {BATAS_ISIAN:,}".replace(",", "."))

    def _skalar(self, acara: Any) -> None:
        self._periksa(acara)
        nilai: str = acara.value
        if not self.tumpukan:
            self._tolak(acara, 'ini bukan dokumen Rentang; dokumen berisi baris "nama ruas: nilai"')
        # The raw text has been searched; a quoted scalar can still spell such a character by its number.
        if not acara.implicit[0] and (huruf := tak_terlihat(nilai)):
            self._tolak(acara, _pesan_tak_terlihat(huruf))
        wadah = self.tumpukan[-1]
        if isinstance(wadah.isi, dict) and not wadah.menunggu:
            self._kunci(wadah, nilai, acara)
        elif acara.implicit[0] and nilai in ("~", "null", "Null", "NULL"):
            self._tolak(acara, f'"{nilai}" bukan isian; hapus ruas ini bila memang kosong')
        else:
            self._taruh(nilai, acara)

    def _kunci(self, wadah: _Wadah, kunci: str, acara: Any) -> None:
        if kunci == "<<":
            self._tolak(acara, "kunci gabung << tidak diterima; tulis isinya di sini")
        wadah.kunci, wadah.menunggu = kunci, True
        if kunci in wadah.isi:
            self._tolak(acara, f'ruas "{_ringkas(kunci)}" ditulis dua kali di tempat yang sama')
        # The value of a key is looked for where the key stands, also when it begins on the next line.
        wadah.letak.anak[kunci] = acara.start_mark.line + 1

    def _taruh(self, nilai: Any, acara: Any) -> _Letak | None:
        """Put a value where it belongs; the place of a mapping or list is returned to be filled."""
        wadah = self.tumpukan[-1]
        if isinstance(wadah.isi, dict):
            langkah: str | int = wadah.kunci or ""
            baris = wadah.letak.anak[langkah]
            assert isinstance(baris, int)
            wadah.isi[str(langkah)] = nilai
            wadah.menunggu = False
        else:
            langkah = len(wadah.isi)
            baris = acara.start_mark.line + 1
            wadah.isi.append(nilai)
        letak = None if isinstance(nilai, str) else _Letak(baris)
        wadah.letak.anak[langkah] = baris if letak is None else letak
        return letak

    def _buka(self, isi: dict[str, Any] | list[Any], acara: Any) -> None:
        self._periksa(acara)
        if len(self.tumpukan) >= BATAS_DALAM:
            self._tolak(acara, f"susunan bertingkat lebih dari {BATAS_DALAM} tingkat")
        if not self.tumpukan:
            if isinstance(isi, list):
                self._tolak(acara, 'dokumen diawali nama ruas (misalnya "rentang: 1"), bukan daftar')
            letak = _Letak(1)
        else:
            wadah = self.tumpukan[-1]
            if isinstance(wadah.isi, dict) and not wadah.menunggu:
                self._tolak(acara, "nama ruas harus berupa kata, bukan daftar atau kelompok ruas")
            letak = self._taruh(isi, acara) or _Letak(1)
        self.tumpukan.append(_Wadah(isi, letak))


def _ringkas(nilai: str) -> str:
    return nilai if len(nilai) <= 40 else nilai[:37] + "…"


_SEBAB = {
    "mapping values are not allowed in this context": (
        "titik dua yang diikuti spasi memisahkan ruas dari isinya; beri tanda kutip pada isi yang memuatnya, "
        "atau sejajarkan awal baris ini dengan baris di atasnya"
    ),
    "did not find expected ',' or '}'": "kurung kurawal { belum ditutup, atau koma terlewat",
    "did not find expected ',' or ']'": "kurung siku [ belum ditutup, atau koma terlewat",
    "found unexpected end of stream": "tanda kutip belum ditutup",
    "did not find expected key": "awal baris ini tidak sejajar dengan ruas di atasnya, atau tanda kutip tak sepasang",
    "did not find expected '-' indicator": "awal baris ini tidak sejajar dengan butir daftar di atasnya",
    "found invalid Unicode character escape code": "kode karakter dalam tanda kutip tidak dikenal",
    "found unknown escape character": "garis miring terbalik dalam tanda kutip ganda; pakai tanda kutip tunggal",
    "block sequence entries are not allowed in this context": "daftar dimulai di baris baru, bukan di sini",
    "could not find expected ':'": "titik dua sesudah nama ruas tidak ada",
}


def _galat_yaml(e: yaml.MarkedYAMLError, teks: str) -> Galat:
    """The parser's complaint in the words of the person who typed the file."""
    tanda = e.problem_mark or e.context_mark
    masalah = str(e.problem or "")
    baris = tanda.line + 1 if tanda else 0
    isi_baris = _GANTI_BARIS.split(teks)[baris - 1 : baris]
    awal = isi_baris[0][: tanda.column + 1] if tanda and isi_baris else ""
    if "cannot start any token" in masalah:
        if awal.endswith("\t"):
            return Galat("tab tidak boleh dipakai untuk menjorokkan baris; pakai spasi", baris)
        return Galat(f'isi yang diawali tanda "{awal[-1:]}" harus diberi tanda kutip', baris)
    pesan = _SEBAB.get(
        masalah, "susunan di baris ini tidak dapat dibaca; periksa awal baris, titik dua, dan tanda kutip"
    )
    if masalah == "found unexpected end of stream" and e.context_mark:
        return Galat(pesan, e.context_mark.line + 1)
    return Galat(pesan, baris)
