"""Short codes that people type from paper: of a body, and of an answer card.

    8ZK3T0QD                    the first 40 bits of the body's UUID
    8ZK3T0QD-261122-7GQX        the same, the date of the card's state, and a digest of the answer on it

Letters are Crockford's base32: no I, L, O, U; whoever types them is understood. A date outside the years 2000 to
2099 is written with all four digits of its year.

What the digest proves: that the registry, asked for that date, gives the answer from which the card was made
(agreement). What it does not: where the card came from. It holds no secret, anybody can compute it, and 20 bits are
soon tried through. That is why the page behind the code prints the answer itself, and why it is the page that counts,
never the paper.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

HURUF = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What is read for letters that are easily mistaken.
_SALAH_BACA = str.maketrans("ILO", "110")
_POLA = re.compile(rf"([{HURUF}]{{8}})(?:-(\d{{6}}|\d{{8}})-([{HURUF}]{{4}}))?")

_BIT_BADAN, _BIT_SIDIK, _BIT_UUID = 40, 20, 128


@dataclass(frozen=True, slots=True)
class Kode:
    """A code that was read. `awal`: the first 40 bits of the UUID; `tanggal`, `sidik`: of a card, else None and ""."""

    awal: int
    tanggal: date | None = None
    sidik: str = ""

    @property
    def rentang_uuid(self) -> tuple[UUID, UUID]:
        """First and last UUID that begin so: a range of the indexed column on either database."""
        geser = _BIT_UUID - _BIT_BADAN
        return UUID(int=self.awal << geser), UUID(int=((self.awal + 1) << geser) - 1)


def kode_unit(uuid: UUID) -> str:
    """The eight letters of a body."""
    return _huruf(uuid.int >> (_BIT_UUID - _BIT_BADAN), _BIT_BADAN)


def kode_kartu(uuid: UUID, tanggal: date, sidik: str) -> str:
    """The code of the card of a body on a date. `sidik`: of `sidik`."""
    hari = f"{tanggal.year:04}{tanggal:%m%d}"
    return f"{kode_unit(uuid)}-{hari[2:] if 2000 <= tanggal.year <= 2099 else hari}-{sidik}"


def sidik(isi: Sequence[object]) -> str:
    """Four letters from what an answer says; the same on every machine and database."""
    teks = json.dumps(list(isi), default=str, ensure_ascii=True, separators=(",", ":"))
    awal = int.from_bytes(hashlib.sha256(teks.encode()).digest()[:4], "big")
    return _huruf(awal >> (32 - _BIT_SIDIK), _BIT_SIDIK)


def urai(teks: str) -> Kode | None:
    """What a code says, however it was typed; None for what is no code."""
    cocok = _POLA.fullmatch(teks.upper().translate(_SALAH_BACA)) if teks.isascii() else None
    if cocok is None:
        return None
    badan, hari, tanda = cocok.groups()
    awal = 0
    for satu in badan:
        awal = awal * len(HURUF) + HURUF.index(satu)
    if hari is None:
        return Kode(awal)
    hari = hari if len(hari) == 8 else f"20{hari}"
    try:
        tanggal = date(int(hari[:4]), int(hari[4:6]), int(hari[6:]))
    except ValueError:
        return None
    return Kode(awal, tanggal, tanda)


def _huruf(nilai: int, bit: int) -> str:
    return "".join(HURUF[nilai >> geser & 31] for geser in range(bit - 5, -1, -5))
