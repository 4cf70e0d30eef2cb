"""What an address asks and no page can answer: 400, in words."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple

from registry import waktu
from registry.forms import bersihkan
from registry.models import Daerah

#: Largest id that a database column holds.
TERBESAR = 2**63 - 1
_TANGGAL = re.compile(r"\d{4}-\d{2}-\d{2}")
_PENANDA = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6})Z_(\d{1,19})")


class SalahIsian(Exception):
    """Something in the address makes no sense. The text says what, and what to write instead; `kembali`: where to go
    on, "" for the page itself."""

    def __init__(self, pesan: str, kembali: str = "") -> None:
        self.kembali = kembali
        super().__init__(pesan)


class Penanda(NamedTuple):
    """A place in a list that is ordered by (moment, id)."""

    pada: datetime
    nomor: int

    def __str__(self) -> str:
        return f"{self.pada.astimezone(UTC).strftime('%Y-%m-%dT%H:%M:%S.%f')}Z_{self.nomor}"


def baca_penanda(tertulis: str) -> Penanda | None:
    """The cursor of an address; None for none. Raises SalahIsian."""
    if not tertulis:
        return None
    cocok = _PENANDA.fullmatch(tertulis[:60]) if tertulis.isascii() and len(tertulis) <= 60 else None
    try:
        if cocok is not None and int(cocok[2]) <= TERBESAR and not cocok[1].startswith("0000"):
            return Penanda(datetime.fromisoformat(cocok[1]).replace(tzinfo=UTC), int(cocok[2]))
    except ValueError:
        pass
    raise SalahIsian("Penanda halaman dalam alamat ini tidak terbaca. Mulai lagi dari halaman pertama riwayat.")


def baca_nomor(tertulis: str, apa: str) -> int | None:
    """An id of an address; None for none. Raises SalahIsian."""
    bersih = tertulis.strip() if tertulis.isascii() else "?"
    if not bersih:
        return None
    if bersih.isdigit() and len(bersih) <= 19 and int(bersih) <= TERBESAR:
        return int(bersih)
    raise SalahIsian(f"{apa} dalam alamat ini tidak terbaca: pilih dari daftarnya.")


def baca_tanggal(tertulis: str, apa: str) -> date | None:
    """A day of an address; None for none. Raises SalahIsian."""
    bersih = bersihkan(tertulis)
    if not bersih:
        return None
    try:
        if bersih.isascii() and _TANGGAL.fullmatch(bersih) and 1900 <= int(bersih[:4]) <= 2200:
            return date.fromisoformat(bersih)
    except ValueError:
        pass
    raise SalahIsian(f"{apa} “{bersih}” bukan tanggal yang ada. Tulis tahun, bulan, lalu hari: 2023-01-31.")


def awal_hari(hari: date, daerah: Daerah | None, tambah: int = 0) -> datetime:
    """When a day (or the one `tambah` days later) begins where the region is."""
    return datetime.combine(hari + timedelta(days=tambah), time(), tzinfo=waktu.zona(daerah))
