"""Acts on the registry. Keyword-only; each runs in one transaction.

Acts on editions leave a Tindakan beside their history; acts on what lies outside leave history.

isi: the one write path to edition content · edisi: the life of an edition · acuan: what lies outside editions.
Lock order: Daerah, then Edisi.
"""

from registry.services.acuan import samakan, simpan_badan, simpan_daerah, simpan_nasional, simpan_peraturan
from registry.services.dasar import Pelaku
from registry.services.edisi import batalkan_rancangan, buat_ralat, buat_rancangan, klon, terbitkan, ubah_rancangan
from registry.services.isi import kunci_rancangan, terapkan, urungkan

__all__ = [
    "Pelaku",
    "batalkan_rancangan",
    "buat_ralat",
    "buat_rancangan",
    "klon",
    "kunci_rancangan",
    "samakan",
    "simpan_badan",
    "simpan_daerah",
    "simpan_nasional",
    "simpan_peraturan",
    "terapkan",
    "terbitkan",
    "ubah_rancangan",
    "urungkan",
]
