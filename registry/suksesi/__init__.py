"""Acts of succession, worked out before they are written: what they are given, what they would do. No query.

rencana: the plan, and what it is given · penyusun: how places and rows follow · tindak: the five acts.
`registry.services.suksesi` carries them out.
"""

from registry.suksesi.rencana import Butir, DasarSuksesi, Isi, Penerus, Rencana, daftar_kata, kalimat
from registry.suksesi.tindak import Bentuk, Bubar, Gabung, GantiNama, Pecah, Tindak

__all__ = [
    "Bentuk",
    "Bubar",
    "Butir",
    "DasarSuksesi",
    "Gabung",
    "GantiNama",
    "Isi",
    "Pecah",
    "Penerus",
    "Rencana",
    "Tindak",
    "daftar_kata",
    "kalimat",
]
