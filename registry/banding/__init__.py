"""Banding: what changes between two editions, as a legal officer would say it.

`bandingkan` gives sentences in groups; each app words its own part and registers it (`daftarkan`) from `apps.py`.
Every difference of content ends in exactly one sentence, or in a count that is named.
"""

from registry.banding.bentuk import Banding, Kalimat, Kata, KelompokBanding, Ragu
from registry.banding.daftar import BAGIAN_BANDING, BagianBanding, daftarkan
from registry.banding.rakit import bandingkan

__all__ = [
    "BAGIAN_BANDING",
    "BagianBanding",
    "Banding",
    "Kalimat",
    "Kata",
    "KelompokBanding",
    "Ragu",
    "bandingkan",
    "daftarkan",
]
