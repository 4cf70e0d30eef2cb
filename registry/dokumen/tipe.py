"""How the text of one field becomes a value, and what is said when it cannot.

Every scalar of a document arrives as text. A reader here turns it into text without stray space, a date, a number, a
yes or no, a key, a code from a list. Limits and lists come from the model's field (`medan`), so that none is
written twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import islice
from typing import Any
from uuid import UUID

from django.core.validators import RegexValidator
from django.db import models
from pydantic_core import PydanticCustomError, core_schema

from registry.dokumen.yaml_aman import tak_terlihat
from registry.fields import RujukanField
from registry.rujukan import RujukanSalah, kanonik

BULAN = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
BATAS_TEKS = 20_000
BATAS_PENDEK = 1_000
"""What is no text (a date, a number, a pinpoint) is never longer than this."""
BATAS_MIRIP = 2_000
"""Words among which the nearest one is looked for; more would take seconds."""


def salah(pesan: str) -> PydanticCustomError:
    """A fault with its sentence; braces in the sentence are text."""
    return PydanticCustomError("rentang", "{pesan}", {"pesan": pesan})


def rapi(teks: str) -> str:
    """The one spelling of a text in documents: composed letters, no stray space, breaks only between paragraphs.

    Applied on both sides of every comparison, so that a space too many is never a difference.
    """
    baris = (" ".join(satu.split()) for satu in unicodedata.normalize("NFC", teks).splitlines())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(baris)).strip()


def sebaris(teks: str) -> str:
    """`rapi`, on one line."""
    return " ".join(unicodedata.normalize("NFC", teks).split())


def mirip(kata: str, pilihan: Iterable[str], *, awalan: str = "mungkin maksudnya") -> str:
    """' (mungkin maksudnya "x")' where a word of `pilihan` is near; "" otherwise."""
    dekat = get_close_matches(kata[:200], list(islice(pilihan, BATAS_MIRIP)), n=1, cutoff=0.6)
    return f' ({awalan} "{dekat[0]}")' if dekat else ""


def ringkas(teks: str, banyak: int = 60) -> str:
    return teks if len(teks) <= banyak else teks[: banyak - 1] + "…"


@dataclass(frozen=True, slots=True)
class Pembaca:
    """Base: reads one scalar. `macam` says to people what may stand there."""

    @property
    def macam(self) -> str:
        return "teks"

    def baca(self, teks: str) -> Any:
        return teks

    def __call__(self, nilai: Any) -> Any:
        if isinstance(nilai, list):
            raise salah("di sini hanya boleh satu isian, bukan daftar")
        if isinstance(nilai, dict):
            raise salah("di sini hanya boleh satu isian, bukan kelompok ruas")
        # Before anything is done with it: a reader may take time that grows with the text.
        if len(nilai) > 2 * BATAS_TEKS or (len(nilai) > BATAS_PENDEK and not isinstance(self, Teks)):
            raise salah(f"terlalu panjang ({len(nilai)} huruf)")
        return self.baca(nilai)

    def __get_pydantic_core_schema__(self, sumber: Any, penangan: Any) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self)


@dataclass(frozen=True, slots=True)
class Teks(Pembaca):
    maks: int = BATAS_TEKS
    beralinea: bool = False
    pola: tuple[tuple[re.Pattern[str], str], ...] = ()
    """Patterns that it must have, each with its sentence."""

    @property
    def macam(self) -> str:
        return "teks" if self.maks >= BATAS_TEKS else f"teks, paling panjang {self.maks} huruf"

    def baca(self, teks: str) -> str:
        bersih = rapi(teks) if self.beralinea else sebaris(teks)
        if len(bersih) > self.maks:
            raise salah(f"terlalu panjang ({len(bersih)} huruf); paling panjang {self.maks} huruf")
        if huruf := tak_terlihat(bersih.replace("\n", "")):
            raise salah(f"ada karakter yang tidak terlihat ({huruf}); ketik ulang isian ini")
        for pola, kalimat in self.pola:
            if not pola.search(bersih):
                raise salah(f'"{ringkas(bersih)}" tidak cocok. {kalimat}')
        return bersih


@dataclass(frozen=True, slots=True)
class Tautan(Teks):
    """Web address. Only http(s): a page links to it."""

    @property
    def macam(self) -> str:
        return "alamat web (http:// atau https://)"

    def baca(self, teks: str) -> str:
        bersih = Teks.baca(self, teks)
        if not re.fullmatch(r"https?://[^\s/$.?#][^\s]*", bersih):
            raise salah("tulis alamat web lengkap, diawali http:// atau https://")
        return bersih


@dataclass(frozen=True, slots=True)
class Kunci(Pembaca):
    """Name of something inside documents: lower-case words joined by hyphens."""

    maks: int = 150

    @property
    def macam(self) -> str:
        return "kunci (huruf kecil, angka, tanda hubung)"

    def baca(self, teks: str) -> str:
        bersih = teks.strip()
        # What the model's slug field takes; people are told the plainer rule.
        if not re.fullmatch(r"[-A-Za-z0-9_]+", bersih):
            raise salah(
                f'"{ringkas(bersih)}" bukan kunci; pakai huruf kecil dan angka dengan tanda hubung, '
                "misalnya dinas-kesehatan"
            )
        if len(bersih) > self.maks:
            raise salah(f"kunci terlalu panjang ({len(bersih)} huruf); paling panjang {self.maks} huruf")
        return bersih


@dataclass(frozen=True, slots=True)
class KunciUnit(Kunci):
    """Key of a body of the document's list."""

    @property
    def macam(self) -> str:
        return "kunci dari daftar perangkat_daerah"


@dataclass(frozen=True, slots=True)
class KunciPeraturan(Kunci):
    """Key of a regulation: of this document or `nasional/…`; `lintas`: also `63/…` of another region."""

    maks: int = 80
    lintas: bool = False

    @property
    def macam(self) -> str:
        lain = ", atau kode daerah lain/kunci" if self.lintas else ""
        return f"kunci peraturan dokumen ini, atau nasional/kunci{lain}"

    def baca(self, teks: str) -> str:
        pemilik, garis, kunci = teks.strip().rpartition("/")
        kode = self.lintas and re.fullmatch(r"[0-9]{2}(\.[0-9]{2})?", pemilik)
        if garis and pemilik != "nasional" and not kode:
            boleh = '"nasional" atau kode daerah' if self.lintas else '"nasional"'
            raise salah(f'yang di depan garis miring harus {boleh}, bukan "{ringkas(pemilik)}"')
        return f"{pemilik}{garis}{Kunci.baca(self, kunci)}"


@dataclass(frozen=True, slots=True)
class Kode(Pembaca):
    """Code of a region."""

    @property
    def macam(self) -> str:
        return "kode wilayah Kemendagri, misalnya 63 atau 63.03"

    def baca(self, teks: str) -> str:
        bersih = teks.strip()
        if not re.fullmatch(r"[0-9]{2}(\.[0-9]{2})?", bersih):
            raise salah(f'"{ringkas(bersih)}" bukan kode wilayah; tulis seperti 63 atau 63.03')
        return bersih


@dataclass(frozen=True, slots=True)
class Pilihan(Pembaca):
    """One of a list of codes."""

    kode: tuple[str, ...] = ()

    @property
    def macam(self) -> str:
        return "salah satu dari " + ", ".join(self.kode)

    def baca(self, teks: str) -> str:
        bersih = teks.strip()
        if bersih not in self.kode:
            raise salah(
                f'kata "{ringkas(bersih)}" bukan salah satu dari: {", ".join(self.kode)}{mirip(bersih, self.kode)}'
            )
        return bersih


@dataclass(frozen=True, slots=True)
class Tanggal(Pembaca):
    @property
    def macam(self) -> str:
        return "tanggal TTTT-BB-HH, misalnya 2022-05-13"

    def baca(self, teks: str) -> date:
        temu = re.fullmatch(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", teks.strip())
        if temu is None:
            raise salah(f'"{ringkas(teks)}" bukan tanggal; tulis tahun-bulan-hari, misalnya 2022-05-13')
        tahun, bulan, hari = (int(angka) for angka in temu.groups())
        if not 1 <= bulan <= 12:
            raise salah(f"bulan {bulan} tidak ada; tulis tahun-bulan-hari, misalnya 2022-05-13")
        if not 1900 <= tahun <= 2200:
            raise salah(f"tahun {tahun} tidak masuk akal")
        try:
            return date(tahun, bulan, hari)
        except ValueError:
            raise salah(f"tanggal {hari} {BULAN[bulan - 1]} {tahun} tidak ada") from None


@dataclass(frozen=True, slots=True)
class Bulat(Pembaca):
    sedikitnya: int = 0
    maks: int = 32_767

    @property
    def macam(self) -> str:
        return f"angka bulat {self.sedikitnya} sampai {self.maks}"

    def baca(self, teks: str) -> int:
        bersih = teks.strip()
        # The length is looked at first: Python refuses to read thousands of digits.
        if not re.fullmatch(r"[0-9]{1,10}", bersih) or not self.sedikitnya <= int(bersih) <= self.maks:
            raise salah(f'"{ringkas(bersih)}" bukan angka bulat antara {self.sedikitnya} dan {self.maks}')
        return int(bersih)


@dataclass(frozen=True, slots=True)
class YaTidak(Pembaca):
    @property
    def macam(self) -> str:
        return "ya atau tidak"

    def baca(self, teks: str) -> bool:
        bersih = teks.strip()
        if bersih not in ("ya", "tidak"):
            raise salah(f'"{ringkas(bersih)}" bukan jawaban; tulis ya atau tidak')
        return bersih == "ya"


@dataclass(frozen=True, slots=True)
class Rujukan(Pembaca):
    """A pinpoint, in its one spelling."""

    maks: int = 200

    @property
    def macam(self) -> str:
        return "rujukan, misalnya Pasal 15 ayat (2) huruf c"

    def baca(self, teks: str) -> str:
        try:
            baku = kanonik(sebaris(teks))
        except RujukanSalah as e:
            raise salah(str(e)) from None
        if len(baku) > self.maks:
            raise salah(f"rujukan terlalu panjang; paling panjang {self.maks} huruf")
        return baku


@dataclass(frozen=True, slots=True)
class Uuid(Pembaca):
    @property
    def macam(self) -> str:
        return "UUID"

    def baca(self, teks: str) -> UUID:
        try:
            return UUID(teks.strip()) if len(teks) <= 60 else UUID("")
        except ValueError:
            raise salah(f'"{ringkas(teks)}" bukan UUID') from None


@dataclass(frozen=True, slots=True)
class Tahun(Bulat):
    """Year of a regulation or gazette."""

    sedikitnya: int = 1900
    maks: int = 2200


def _teks(ruas: models.CharField[Any, Any]) -> Pembaca:
    if ruas.choices:
        return Pilihan(kode=tuple(str(kode) for kode, _ in ruas.flatchoices if kode))
    pola = tuple(
        (re.compile(satu.regex), str(satu.message)) for satu in ruas.validators if isinstance(satu, RegexValidator)
    )
    return Teks(maks=ruas.max_length or BATAS_TEKS, pola=pola)


#: Sort of model field -> its reader; the first that fits, so special fields stand before CharField.
_PEMBACA: tuple[tuple[type[models.Field[Any, Any]], Callable[[Any], Pembaca]], ...] = (
    (RujukanField, lambda ruas: Rujukan(maks=ruas.max_length)),
    (models.SlugField, lambda ruas: Kunci(maks=ruas.max_length)),
    (models.URLField, lambda ruas: Tautan(maks=ruas.max_length)),
    (models.CharField, _teks),
    (models.TextField, lambda ruas: Teks(beralinea=True)),
    (models.DateField, lambda ruas: Tanggal()),
    (models.PositiveSmallIntegerField, lambda ruas: Bulat(maks=32_767)),
    (models.PositiveIntegerField, lambda ruas: Bulat(maks=2_147_483_647)),
)


def medan(model: type[models.Model], nama: str) -> Pembaca:
    """The reader of what a model's field holds, with its limits and its list of codes."""
    ruas = model._meta.get_field(nama)
    for jenis, pembaca in _PEMBACA:
        if isinstance(ruas, jenis):
            return pembaca(ruas)
    raise TypeError(f"{model.__name__}.{nama}: no reader for {type(ruas).__name__}")
