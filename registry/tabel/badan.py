"""Which body a row of the sheet of units means: one that is known, one that it may be, or a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from registry.tabel.kamus import KamusTabel, kunci_sah
from registry.tabel.kepala import LembarDikenal
from registry.tabel.lembar import PANJANG_NAMA
from registry.tabel.resource import Tabel

#: {row of the sheet: key of the body that it means, "" for a new one}
PilihanBadan = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Calon:
    """A body that a row may mean. `di_sini`: it stands in this draft."""

    kunci: str
    nama: str
    di_sini: bool


@dataclass(frozen=True, slots=True)
class Usul:
    """ "Mungkin sama dengan …". `terpilih`: the person has chosen; `pilihan`: what, "" for a new body."""

    calon: tuple[Calon, ...]
    terpilih: bool
    pilihan: str


def siapkan_badan(dikenal: LembarDikenal, tabel: Tabel, kamus: KamusTabel, pilihan: PilihanBadan) -> dict[int, Usul]:
    """Give every row of the sheet of units the key of its body, in the sheet itself; {row: proposal}. No query.

    New bodies are taken up in the dictionary, so that other cells of the file may name them.
    """
    lembar = dikenal.lembar
    di_kunci = dikenal.kepala.index("Kunci") if "Kunci" in dikenal.kepala else None
    di_nama = dikenal.kepala.index("Nama")
    if di_kunci is None:
        di_kunci = len(dikenal.kepala)
        dikenal.kepala.append("Kunci")
        lembar.baris[:] = [(nomor, [*sel, ""]) for nomor, sel in lembar.baris]
    dipakai = {kamus.kenal(sel[di_kunci].strip()) for _, sel in lembar.baris}
    usul: dict[int, Usul] = {}
    for nomor, sel in lembar.baris:
        kunci, nama = sel[di_kunci].strip(), sel[di_nama].strip()[:PANJANG_NAMA]
        if (not kunci and not nama) or kamus.kenal(kunci) is not None:
            continue
        calon = tuple(
            Calon(kamus.kunci_unit(pk), kamus.nama_unit(pk), pk in kamus.dalam_edisi)
            for pk in kamus.serupa(kunci, nama)
            if pk not in dipakai
        )
        dipilih = pilihan.get(nomor)
        if calon:
            usul[nomor] = Usul(calon, dipilih is not None, dipilih or "")
        if dipilih and any(satu.kunci == dipilih for satu in calon):
            sel[di_kunci] = dipilih
            continue
        sel[di_kunci] = _badan_baru(tabel, kamus, nomor, kunci, nama)
    return usul


def _badan_baru(tabel: Tabel, kamus: KamusTabel, nomor: int, kunci: str, nama: str) -> str:
    """Key of the body that the row brings; what was typed where it can be none."""
    if kunci and not kunci_sah(kunci):
        tabel.tambah_galat(
            nomor, "Kunci", f"“{kunci[:80]}” tidak dikenal. Kunci baru hanya memuat huruf kecil, angka, dan tanda "
            f"hubung: “{kamus.kunci_bebas(nama or kunci)}”, atau kosongkan."
        )  # fmt: skip
        return kunci
    if not kunci and not nama:
        return ""
    kunci = kunci or kamus.kunci_bebas(nama)
    if kamus.kenal(kunci) is None:
        kamus.tambah(kunci, nama or kunci, nomor)
    return kunci
