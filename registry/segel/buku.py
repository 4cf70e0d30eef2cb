"""The ledger of seals outside the database: one line a seal, so that an old or forged database is told from it.

A line is `installation number moment head`. The file is only ever added to; where it lies on another machine, or is
append-only by the file system, whoever holds the database does not hold it.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from registry.models import Segel
from registry.segel import kanonik

catatan = logging.getLogger(__name__)

_BARIS = re.compile(r"([0-9a-f-]{36}) ([1-9][0-9]*) (\S+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Catatan:
    """One line. `letak`: its number in the file, from 1."""

    letak: int
    pemasangan: UUID
    nomor: int
    pada: str
    kepala: str


def berkas() -> Path | None:
    """Where the ledger lies; None where none is kept."""
    return Path(settings.SEGEL_BUKU) if settings.SEGEL_BUKU else None


def catat(segel: Segel) -> str:
    """Add a seal to the ledger, down to the disk; "" or, in words, why that failed. Never raises OSError: the seal
    stands."""
    tempat = berkas()
    if tempat is None:
        return ""
    baris = f"{segel.pemasangan} {segel.nomor} {kanonik.nilai(segel.pada)} {segel.kepala}\n"
    try:
        tempat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One write to a file opened for adding: lines of several servers do not mix.
        tulis = os.open(tempat, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(tulis, baris.encode())
            os.fsync(tulis)
        finally:
            os.close(tulis)
    except OSError as galat:
        catatan.exception("Segel %s tidak tercatat dalam buku %s.", segel.nomor, tempat)
        return f"Segel {segel.nomor} tidak tercatat dalam buku {tempat}: {galat.strerror or galat}."
    return ""


def baca() -> Iterator[Catatan]:
    """All lines of the ledger that are lines of a ledger; none where there is no file. Raises OSError."""
    tempat = berkas()
    if tempat is None or not tempat.exists():
        return
    with tempat.open(encoding="utf-8", errors="replace") as isi:
        for letak, baris in enumerate(isi, 1):
            if cocok := _BARIS.fullmatch(baris.strip()):
                pemasangan, nomor, pada, kepala = cocok.groups()
                yield Catatan(letak, UUID(pemasangan), int(nomor), pada, kepala)
