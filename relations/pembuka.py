"""Which provision enables a kind between two units: the subject that fits them best comes first.

Kinds hold per regulation and subject. Banjar 15/2022 Pasal 6 ayat (1) prints "Perangkat Daerah" and is read "Asisten
dengan Perangkat Daerah": what it enables serves both, each subject standing in for the other where only one is there.
Nothing stands in for Staf Ahli, who are no perangkat daerah (PP 18/2016 Pasal 102).
"""

from __future__ import annotations

from collections.abc import Iterable

from registry.models import JenisUnit
from relations.models import KetentuanHubungan, Subjek, SubjenisKoordinatif

ANTARPERANGKAT = (Subjek.PERANGKAT_DAERAH, Subjek.ASISTEN_PERANGKAT_DAERAH)
DENGAN_ASISTEN = (Subjek.ASISTEN_PERANGKAT_DAERAH, Subjek.PERANGKAT_DAERAH)
DENGAN_STAF_AHLI = (Subjek.STAF_AHLI,)

#: How the lists of the regulations begin to write a sub-kind: hierarki, hirarki, hierarkis.
_TULISAN = {
    SubjenisKoordinatif.HIERARKIS: ("hierarki", "hirarki"),
    SubjenisKoordinatif.FUNGSIONAL: ("fungsional",),
    SubjenisKoordinatif.INSTANSIONAL: ("instansional",),
}


def subjek_antara(*jenis_unit: str) -> tuple[Subjek, ...]:
    """Subjects of a relation between units of these sorts, the first that a provision has wins."""
    if JenisUnit.STAF_AHLI in jenis_unit:
        return DENGAN_STAF_AHLI
    return DENGAN_ASISTEN if JenisUnit.ASISTEN in jenis_unit else ANTARPERANGKAT


def pembuka(semua: Iterable[KetentuanHubungan], jenis: str, *subjek: Subjek) -> KetentuanHubungan | None:
    """The provision that enables a kind for one of the subjects, the first of which wins; None if none does."""
    milik = {satu.subjek: satu for satu in semua if satu.jenis == jenis}
    return next((milik[siapa] for siapa in subjek if siapa in milik), None)


def subjenis_tertulis(teks: str) -> SubjenisKoordinatif | None:
    """The sub-kind that an item of a regulation's list speaks of."""
    kecil = teks.casefold()
    return next((satu for satu, tulisan in _TULISAN.items() if any(kata in kecil for kata in tulisan)), None)


def menyebut_subjenis(ketentuan: KetentuanHubungan | None, subjenis: SubjenisKoordinatif) -> bool:
    """Does the provision list this sub-kind of koordinatif? Banjar 15/2022 lists none."""
    rincian = ketentuan.rincian if ketentuan is not None else []
    return any(
        tulisan in butir["teks"].casefold()
        for daftar in rincian
        if daftar["jenis"] == "subjenis"
        for butir in daftar["butir"]
        for tulisan in _TULISAN[subjenis]
    )
