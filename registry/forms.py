"""What the public types into Rentang: a search, and a date. Both come in the address, so both may be anything."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from registry import waktu
from registry.models import Daerah
from registry.models.daerah import POLA_KODE

#: Longest search that is looked at; the rest of a longer one is dropped.
PANJANG_CARI = 120

#: The contract is 2023-01-31; the other two are what people type where the browser has no date field.
BENTUK_TANGGAL = ["%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"]


def bersihkan(teks: str) -> str:
    """One line of visible text: compatibility forms folded, control, direction and other unseen marks gone."""
    lipat = unicodedata.normalize("NFKC", teks[: 4 * PANJANG_CARI])
    terlihat = (" " if satu.isspace() else satu for satu in lipat if satu.isspace() or satu.isprintable())
    return " ".join("".join(terlihat).split())[:PANJANG_CARI].strip()


class TanggalSalah(Exception):
    """`pada` is no date. `tertulis`: what was asked for, fit to be shown."""

    def __init__(self, tertulis: str) -> None:
        self.tertulis = tertulis
        super().__init__(tertulis)


class PadaForm(forms.Form):
    """The date of `?pada=`."""

    pada = forms.DateField(required=False, input_formats=BENTUK_TANGGAL)


def baca_pada(data: Any) -> date | None:
    """The date asked for, None where none was. Raises TanggalSalah."""
    tertulis = data.get("pada", "")
    form = PadaForm({"pada": bersihkan(tertulis)})
    if not form.is_valid():
        raise TanggalSalah(bersihkan(tertulis))
    tanggal: date | None = form.cleaned_data["pada"]
    return tanggal


class SaatSalah(Exception):
    """`tercatat` is no moment, or one to come. `tertulis`: what was asked for, fit to be shown."""

    def __init__(self, tertulis: str, *, mendatang: bool = False) -> None:
        self.tertulis, self.mendatang = tertulis, mendatang
        super().__init__(tertulis)


#: A moment as it stands in addresses. Where a "+" was not encoded, it arrives as a space.
_SAAT = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?) ?(Z|[+-]?\d\d:?\d\d)?", re.IGNORECASE)


def gabung_jam(tertulis: str, jam: str) -> str:
    """`?tercatat=` of a form whose hour is a field of its own: "2026-11-20T09:14", and the day alone without an hour.
    Whether that is a moment is for `baca_tercatat`. Raises SaatSalah for an hour without a day."""
    hari, pukul = bersihkan(tertulis), bersihkan(jam)
    if not pukul:
        return hari
    form = PadaForm({"pada": hari})
    if not form.is_valid() or form.cleaned_data["pada"] is None:
        raise SaatSalah(f"{hari} {pukul}".strip())
    # "09.14" is how an hour is written here.
    return f"{form.cleaned_data['pada'].isoformat()}T{pukul if ':' in pukul else pukul.replace('.', ':')}"


def baca_tercatat(tertulis: str, daerah: Daerah | None) -> tuple[datetime | None, str]:
    """(moment, as it stands in addresses) of `?tercatat=`; (None, "") where none was asked for.

    A date is the end of that day where the region is; a moment without offset is on the region's clock. A date stays
    one in addresses, a moment gets its offset there. Raises SaatSalah, also for what is later than today.
    """
    bersih = bersihkan(tertulis)
    if not bersih:
        return None, ""
    zona = waktu.zona(daerah)
    form = PadaForm({"pada": bersih})
    try:
        if form.is_valid():
            tanggal: date = form.cleaned_data["pada"]
            saat = datetime.combine(tanggal, time.max, zona)
            ditulis = tanggal.isoformat()
        else:
            saat = _baca_saat(bersih, zona)
            ditulis = saat.isoformat()
        saat.astimezone(UTC)
        besok = datetime.combine(waktu.hari_ini(daerah) + timedelta(days=1), time.min, zona)
        if saat >= besok:
            raise SaatSalah(bersih, mendatang=True)
    except (ValueError, OverflowError) as galat:
        raise SaatSalah(bersih) from galat
    return saat, ditulis


def _baca_saat(teks: str, zona: ZoneInfo) -> datetime:
    """Raises ValueError."""
    cocok = _SAAT.fullmatch(teks)
    if cocok is None:
        raise ValueError(teks)
    tanggal, jam, geser = cocok.groups()
    geser = geser or ""
    if geser[:1].isdigit():
        geser = f"+{geser}"
    saat = datetime.fromisoformat(f"{tanggal}T{jam}{geser.upper()}")
    return saat.replace(tzinfo=zona) if saat.tzinfo is None else saat.astimezone(zona)


class CariForm(forms.Form):
    """`/cari/?q=&daerah=&mulai=`. Never invalid: a search that makes no sense finds nothing."""

    q = forms.CharField(required=False)
    daerah = forms.CharField(required=False)
    mulai = forms.IntegerField(required=False, min_value=0, max_value=10_000)

    def __init__(self, data: Any) -> None:
        super().__init__({nama: bersihkan(data.get(nama, "")) for nama in ("q", "daerah", "mulai")})
        self.full_clean()

    @property
    def q_bersih(self) -> str:
        return str(self.cleaned_data.get("q", ""))

    @property
    def kode_daerah(self) -> str:
        """The region's code; "" for what cannot be one, which then narrows nothing."""
        kode = str(self.cleaned_data.get("daerah", ""))
        return kode if kode.isascii() and re.fullmatch(POLA_KODE, kode) else ""

    @property
    def mulai_dari(self) -> int:
        return int(self.cleaned_data.get("mulai") or 0)

    def isian(self) -> tuple[tuple[str, str], ...]:
        """What was asked, for the address of the same search on another date."""
        return tuple((nama, nilai) for nama, nilai in (("q", self.q_bersih), ("daerah", self.kode_daerah)) if nilai)
