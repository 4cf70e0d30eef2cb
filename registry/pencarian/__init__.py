"""Search by name: `cari` finds bodies, `indeks_ulang` keeps the index of a region.

normalisasi and setara say what counts as the same word, jarak how alike two words are, indeks writes the tables,
tafsir reads a question, peringkat ranks in the database. See docs/keputusan/0007-pencarian.md.
"""

from registry.pencarian.cari import Hasil, Keberadaan, Temuan, cari, temukan
from registry.pencarian.indeks import indeks_ulang
from registry.pencarian.peringkat import MAKS_HASIL

__all__ = ["MAKS_HASIL", "Hasil", "Keberadaan", "Temuan", "cari", "indeks_ulang", "temukan"]
