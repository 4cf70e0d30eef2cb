"""The canonical text of a row and the hashes over it: the same bytes on both engines, in every time zone.

Form 1. A row is a JSON array `[1, table, [value, …], closed]` in the order of the columns that the seal names, without
spaces, keys of JSON values sorted, UTF-8. A value is null, true, false, a whole number, or text: moments in UTC with
six decimals and "Z", days as ISO dates, UUIDs with hyphens, files by their name. A row hash is the SHA-256 of that
text. The id is not in it but beside it, so that two rows that changed places are known for what they are.

`closed` stands for the columns that nobody but this database is to read (numbers of accounts; `registry.segel.kolom`
says which): the SHA-256, in hex, of the JSON array of their values. A pack for an auditor carries it in their place,
and the row can still be checked to the last byte. It does not give the values away to one who tries them all, because
one of them is `history_kelompok` (of an act: `kelompok`), drawn at random and never exported. `BagianSegel.kolom` is
the pair `[open columns, closed columns]`, so it is part of what the head seals.
`pemeriksa_segel.py` computes the same without Rentang: change both or neither, and then raise `BENTUK`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

BENTUK = 1
#: Rows under one part of a seal, at most.
BARIS_SEBAGIAN = 10_000
#: Bytes of the id and of the hash in a part's list.
PANJANG_NOMOR, PANJANG_SIDIK = 8, 32
#: Head before the first seal.
KEPALA_AWAL = "0" * 64
_POLOS = frozenset({type(None), bool, int, str})


def nilai(isi: Any) -> Any:
    """A database value as it stands in the canonical text. Raises TypeError for what has no canonical form."""
    if type(isi) in _POLOS:  # nearly all values; a million rows have thirty million of them
        return isi
    match isi:
        case None | bool() | int() | str():
            return isi
        case datetime():
            return isi.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
        case date() | time():
            return isi.isoformat()
        case UUID() | Decimal():
            return str(isi)
        case dict():
            return {str(kunci): nilai(satu) for kunci, satu in isi.items()}
        case list() | tuple():
            return [nilai(satu) for satu in isi]
        case float() if isi.is_integer():
            return int(isi)
        case float():
            return repr(isi)
    raise TypeError(f"no canonical form of {type(isi).__name__}")


def teks(isi: Any) -> bytes:
    """JSON as it is hashed."""
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sidik_baris(tabel: str, terbuka: Sequence[Any], tertutup: Sequence[Any]) -> bytes:
    """SHA-256 of a row: 32 bytes. Its values, without the id, in the order that the seal names: those of the open
    columns, those of the closed ones."""
    isi = [BENTUK, tabel, [nilai(satu) for satu in terbuka], sidik_tertutup(tertutup)]
    return hashlib.sha256(teks(isi)).digest()


def sidik_tertutup(kolom: Sequence[Any]) -> str:
    """What stands for the values of the closed columns of a row: SHA-256 in hex."""
    return hashlib.sha256(teks([nilai(satu) for satu in kolom])).hexdigest()


def daftar(baris: Iterable[tuple[int, bytes]]) -> bytes:
    """(id, row hash) of the rows of a part, in the order of their ids, as one piece of bytes."""
    return b"".join(nomor.to_bytes(PANJANG_NOMOR, "big") + sidik for nomor, sidik in baris)


def baca_daftar(isi: bytes) -> dict[int, bytes]:
    """Inverse of `daftar`."""
    lebar = PANJANG_NOMOR + PANJANG_SIDIK
    return {
        int.from_bytes(isi[letak : letak + PANJANG_NOMOR], "big"): isi[letak + PANJANG_NOMOR : letak + lebar]
        for letak in range(0, len(isi), lebar)
    }


def sidik_daftar(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def kepala(
    *, nomor: int, pada: datetime, sebab: str, pemasangan: UUID, sebelum: str, bagian: Iterable[Sequence[Any]]
) -> str:
    """Head of a seal, in hex. `bagian`: (order, kind, table, edition id or None, [open columns, closed columns], count,
    first id, last id, hash of the list) of each part."""
    isi = [BENTUK, nomor, nilai(pada), sebab, str(pemasangan), sebelum, [list(satu) for satu in bagian]]
    return hashlib.sha256(teks(isi)).hexdigest()
