"""How alike two words look: trigrams find candidates, the edit distance decides. No query; pure."""

from __future__ import annotations

#: Distance that means "not alike".
JAUH = 9


def trigram(kata: str) -> set[str]:
    """Trigrams of a word, its ends marked by a space: "pu" → {" pu", "pu "}."""
    bertepi = f" {kata} "
    return {bertepi[awal : awal + 3] for awal in range(len(bertepi) - 2)}


def toleransi(kata: str) -> int:
    """Slips that are forgiven in a typed word: none below 4 letters, one below 7, else two; numbers: none."""
    if len(kata) < 4 or kata.isdigit():
        return 0
    return 1 if len(kata) < 7 else 2


def jarak(ketikan: str, kata: str, maks: int) -> int:
    """Damerau–Levenshtein distance (a swap of neighbours counts one), or `JAUH` where it exceeds `maks`.

    len(ketikan) × (2 × maks + 1) steps: only the diagonal band that can still matter is computed.
    """
    if ketikan == kata:
        return 0
    if abs(len(ketikan) - len(kata)) > maks:
        return JAUH
    lebar = len(kata)
    dua_lalu: list[int] = []
    lalu = [kolom if kolom <= maks else JAUH for kolom in range(lebar + 1)]
    for baris, huruf in enumerate(ketikan, start=1):
        kini = [JAUH] * (lebar + 1)
        if baris <= maks:
            kini[0] = baris
        for kolom in range(max(1, baris - maks), min(lebar, baris + maks) + 1):
            nilai = min(lalu[kolom] + 1, kini[kolom - 1] + 1, lalu[kolom - 1] + (huruf != kata[kolom - 1]))
            if baris > 1 and kolom > 1 and huruf == kata[kolom - 2] and ketikan[baris - 2] == kata[kolom - 1]:
                nilai = min(nilai, dua_lalu[kolom - 2] + 1)
            kini[kolom] = nilai
        if min(kini) > maks:
            return JAUH
        dua_lalu, lalu = lalu, kini
    return lalu[lebar] if lalu[lebar] <= maks else JAUH
