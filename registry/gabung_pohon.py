"""What the two sides of a merge make of the tree together. Each side's tree is sound; both changes at once may put
A below B and B below A, or leave a unit below one that the other side took out. No field conflicts then; a person
must choose all the same. No query.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from registry.gabung import Butir, Isi, Pertentangan, urut_butir
from registry.isi_edisi import DAFTAR, Nilai
from registry.lingkaran import lingkaran


def kusut(dasar: Isi, kita: Isi, mereka: Isi, jadi: Mapping[Butir, Nilai]) -> list[Pertentangan]:
    """Places on which the trees of both sides do not go together, each to be chosen on; [] for a sound tree.

    `jadi`: the content that the merge would leave.
    """
    hasil: dict[Butir, Pertentangan] = {}
    for bagian in (isi.nama for isi in DAFTAR if isi.berpohon):
        induk = {kunci[0]: nilai["induk"] for (nama, kunci), nilai in jadi.items() if nama == bagian}
        for badan, sebab in _ganjalan(induk, _nama(bagian, (jadi, kita, mereka, dasar))):
            butir = (bagian, (badan,))
            tanya = _tanya(butir, dasar.get(butir), kita.get(butir), mereka.get(butir), sebab)
            if tanya is not None:
                hasil.setdefault(butir, tanya)
    return sorted(hasil.values(), key=lambda satu: urut_butir(satu.butir))


def _nama(bagian: str, semua: Iterable[Isi]) -> dict[Any, str]:
    """Names of all bodies that stand in one of the trees; the first that knows one names it."""
    nama: dict[Any, str] = {}
    for isi in semua:
        for (satu, kunci), nilai in isi.items():
            if satu == bagian and nilai is not None:
                nama.setdefault(kunci[0], str(nilai["nama"]))
    return nama


def _ganjalan(induk: Mapping[Any, Any], nama: Mapping[Any, str]) -> Iterator[tuple[Any, str]]:
    """(body, why it must be chosen on) of a parent map that is no tree."""

    def sebut(badan: Any) -> str:
        return nama.get(badan, "unit yang tidak dikenal")

    for anak, atas in induk.items():
        if atas is not None and atas not in induk:
            sebab = f"{sebut(anak)} berada di bawah {sebut(atas)}, yang dikeluarkan di sisi lain."
            yield anak, sebab
            yield atas, sebab
    pangkal = [badan for badan, atas in induk.items() if atas is None]
    if len(pangkal) > 1:
        sebab = f"Bagan hanya mempunyai satu pangkal, bukan {' dan '.join(map(sebut, pangkal))}."
        yield from ((badan, sebab) for badan in pangkal)
    for lingkar in lingkaran(induk):
        sebab = f"Susunan melingkar: {' di bawah '.join(map(sebut, [*lingkar, lingkar[0]]))}."
        yield from ((badan, sebab) for badan in lingkar)


def _tanya(butir: Butir, dulu: Nilai | None, ini: Nilai | None, itu: Nilai | None, sebab: str) -> Pertentangan | None:
    """The choice that a place offers; None where both sides have it alike. The parent alone is asked of a place that
    all three know; else the row, as `gabung` asks it."""
    if dulu is None or ini is None or itu is None:
        return None if ini == itu else Pertentangan(*butir, "", dulu, ini, itu, sebab)
    if ini["induk"] == itu["induk"]:
        return None
    return Pertentangan(*butir, "induk", dulu["induk"], ini["induk"], itu["induk"], sebab)
