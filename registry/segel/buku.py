"""The ledger of seals outside the database: one line a seal, so that an old or forged database is told from it.

A line is `installation number moment head`. The file is only ever added to; where it lies on another machine, or is
append-only by the file system, whoever holds the database does not hold it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from django.conf import settings

from registry.models import Segel
from registry.segel import kanonik

_BARIS = re.compile(r"([0-9a-f-]{36}) ([1-9][0-9]*) (\S+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Catatan:
    """One line. `letak`: its number in the file, from 1."""

    letak: int
    pemasangan: UUID
    nomor: int
    pada: str
    kepala: str


@dataclass(frozen=True, slots=True)
class TakTerbaca:
    """A line that is none of a ledger."""

    letak: int


def berkas() -> Path | None:
    """Where the ledger lies; None where none is kept."""
    return Path(settings.SEGEL_BUKU) if settings.SEGEL_BUKU else None


def catat(segel: Segel) -> str:
    """Add a seal to the ledger, down to the disk, with those before it that a process which was ended did not write
    down; "" or, in words, why that failed. Never raises OSError: the seal stands."""
    tempat = berkas()
    if tempat is None:
        return ""
    try:
        ada = [satu.nomor for satu in baca() if isinstance(satu, Catatan) and satu.pemasangan == segel.pemasangan]
        tertinggal = Segel.objects.filter(pemasangan=segel.pemasangan, nomor__gt=max(ada, default=0))
        semua = [*tertinggal.filter(nomor__lt=segel.nomor).order_by("nomor"), segel]
        baris = "".join(f"{satu.pemasangan} {satu.nomor} {kanonik.nilai(satu.pada)} {satu.kepala}\n" for satu in semua)
        if tempat.exists() and tempat.read_bytes()[-1:] not in (b"", b"\n"):
            baris = f"\n{baris}"
        tempat.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # One write to a file opened for adding: lines of several servers do not mix.
        tulis = os.open(tempat, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o640)
        try:
            os.write(tulis, baris.encode())
            os.fsync(tulis)
        finally:
            os.close(tulis)
    except OSError as galat:
        return f"Segel {segel.nomor} tidak tercatat dalam buku {tempat}: {galat.strerror or galat}."
    return ""


def baca() -> Iterator[Catatan | TakTerbaca]:
    """All lines of the ledger that are not empty; none where there is no file. Raises OSError."""
    tempat = berkas()
    if tempat is None or not tempat.exists():
        return
    with tempat.open(encoding="utf-8", errors="replace") as isi:
        for letak, baris in enumerate(isi, 1):
            if cocok := _BARIS.fullmatch(baris.strip()):
                pemasangan, nomor, pada, kepala = cocok.groups()
                try:
                    yield Catatan(letak, UUID(pemasangan), int(nomor), pada, kepala)
                except ValueError:
                    yield TakTerbaca(letak)
            elif baris.strip():
                yield TakTerbaca(letak)
