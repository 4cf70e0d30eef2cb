"""Lists: where a lettered item of a regulation stands, which list it belongs to, and wholes before their parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from registry.rujukan import DaftarRujukan, RujukanSalah


def huruf_ke(nomor: int) -> str:
    """1 is a, 26 z, 27 aa, 28 ab."""
    teks = ""
    while nomor > 0:
        nomor, sisa = divmod(nomor - 1, 26)
        teks = chr(ord("a") + sisa) + teks
    return teks


def rujukan_butir(induk: str, huruf: str) -> str:
    """Pinpoint of item `huruf` of the list at `induk`: "Pasal 15 ayat (2)", "c" -> "Pasal 15 ayat (2) huruf c".

    A list may be numbered as well ("1" -> angka 1). `induk` itself where an item has no place in it.
    """
    if not induk or not huruf:
        return induk
    try:
        tempat = DaftarRujukan.parse(induk).tunggal
        return induk if tempat is None else str(tempat.tambah("angka" if huruf.isdigit() else "huruf", huruf))
    except RujukanSalah:
        return induk


def rujukan_induk(rujukan: str, huruf: str) -> str:
    """The list in which item `huruf` with this pinpoint stands; the pinpoint itself where that cannot be told."""
    if not rujukan or not huruf:
        return rujukan
    try:
        tempat = DaftarRujukan.parse(rujukan).tunggal
    except RujukanSalah:
        return rujukan
    induk = str(tempat.induk) if tempat is not None and tempat.induk is not None else ""
    return induk if rujukan_butir(induk, huruf) == rujukan else rujukan


def kunci_urut(rujukan: str) -> Any:
    """Sort key of a pinpoint's text, as regulations are read; no pinpoint first."""
    try:
        return (1, DaftarRujukan.parse(rujukan).kunci_urut, rujukan)
    except RujukanSalah:
        return (0, (), rujukan)


def sama_semua(nilai: list[str]) -> str:
    """The one text that all entries of a list share; "" where they do not."""
    return nilai[0] if nilai and len(set(nilai)) == 1 else ""


def menurut_induk(induk: Mapping[str, str | None]) -> list[str]:
    """Names with the one that each hangs on before it; O(n). What hangs in a circle is left out.

    A parent that is not among the names counts as none.
    """
    anak: dict[str | None, list[str]] = defaultdict(list)
    for nama, atas in induk.items():
        anak[atas if atas in induk else None].append(nama)
    urut = list(anak[None])
    for nama in urut:  # grows while it is read
        urut += anak[nama]
    return urut
