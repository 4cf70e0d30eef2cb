"""What the two sides of a merge make of a mark that only one of several rows may bear. Each side marks one row; both
changes at once may mark two, or none. No field conflicts then; a person must choose all the same. No query.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from registry.gabung import Butir, Isi, Pertentangan, urut_butir
from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai

BANYAK = "Hanya satu penyebutan yang boleh menjadi yang utama; kedua sisi bersama-sama menjadikannya {}."
TANPA = "Satu penyebutan harus menjadi yang utama; pilihan kedua sisi bersama-sama tidak menyisakan satu pun."


def berebut(dasar: Isi, kita: Isi, mereka: Isi, jadi: Mapping[Butir, Nilai]) -> list[Pertentangan]:
    """Rows on whose mark the sides do not go together, each to be chosen on; [] where each group has its one.

    `jadi`: the content that the merge would leave.
    """
    hasil: list[Pertentangan] = []
    for isi in (satu for satu in DAFTAR if satu.penanda):
        sini, sana, akhir = (_bertanda(isi, satu) for satu in (kita, mereka, jadi))
        for kelompok in sini.keys() | sana.keys():
            kini = akhir.get(kelompok, set())
            if len(kini) > 1:
                sebab = BANYAK.format(len(kini))
            elif not kini and kelompok in sini and kelompok in sana:
                sebab = TANPA
            else:
                continue
            for kunci in sini.get(kelompok, set()) ^ sana.get(kelompok, set()):
                butir = (isi.nama, kunci)
                hasil.append(_tanya(isi, butir, dasar.get(butir), kita.get(butir), mereka.get(butir), sebab))
    return sorted(hasil, key=lambda satu: urut_butir(satu.butir))


def _bertanda(isi: IsiEdisi, semua: Mapping[Butir, Nilai | None]) -> dict[Kunci, set[Kunci]]:
    """{bodies of the key: keys of the rows that bear the mark}"""
    badan = [letak for letak, ruas in enumerate(isi.kunci) if ruas in isi.ruas_badan()]
    hasil: dict[Kunci, set[Kunci]] = {}
    for (nama, kunci), nilai in semua.items():
        if nama == isi.nama and nilai is not None and nilai[isi.penanda]:
            hasil.setdefault(tuple(kunci[letak] for letak in badan), set()).add(kunci)
    return hasil


def _tanya(isi: IsiEdisi, butir: Butir, dulu: Any, ini: Any, itu: Any, sebab: str) -> Pertentangan:
    if isi.utuh or dulu is None or ini is None or itu is None:
        return Pertentangan(*butir, "", dulu, ini, itu, sebab)
    return Pertentangan(*butir, isi.penanda, dulu[isi.penanda], ini[isi.penanda], itu[isi.penanda], sebab)
