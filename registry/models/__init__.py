"""Who exists, by which law: the models of the registry, one noun of the law a file."""

from registry.models.alasan_peringatan import AlasanPeringatan
from registry.models.daerah import Daerah, VersiNasional
from registry.models.dasar import DIPERTAHANKAN, BarisEdisi, Dasar
from registry.models.edisi import BAGIAN, BERJALAN, Edisi, Keadaan, Kelengkapan
from registry.models.kedudukan import JenisUnit, Kedudukan, Tipe
from registry.models.pencarian import Kata, Penunjuk, PenunjukDaerah, Trigram
from registry.models.penugasan import Penugasan, PeranPengguna
from registry.models.perangkat_daerah import JenisNamaLain, NamaLain, PerangkatDaerah
from registry.models.peraturan import (
    HubunganPeraturan,
    JenisHubunganPeraturan,
    JenisPeraturan,
    Lembaran,
    Peraturan,
    StatusPeraturan,
)
from registry.models.suksesi import JenisSuksesi, Peran, PesertaSuksesi, Suksesi
from registry.models.tindakan import DAPAT_DIURUNGKAN, MENGARANG, JenisTindakan, Tindakan

__all__ = [
    "BAGIAN",
    "BERJALAN",
    "DAPAT_DIURUNGKAN",
    "DIPERTAHANKAN",
    "MENGARANG",
    "AlasanPeringatan",
    "BarisEdisi",
    "Daerah",
    "Dasar",
    "Edisi",
    "HubunganPeraturan",
    "JenisHubunganPeraturan",
    "JenisNamaLain",
    "JenisPeraturan",
    "JenisSuksesi",
    "JenisTindakan",
    "JenisUnit",
    "Kata",
    "Keadaan",
    "Kedudukan",
    "Kelengkapan",
    "Lembaran",
    "NamaLain",
    "Penugasan",
    "Penunjuk",
    "PenunjukDaerah",
    "Peran",
    "PeranPengguna",
    "PerangkatDaerah",
    "Peraturan",
    "PesertaSuksesi",
    "StatusPeraturan",
    "Suksesi",
    "Tindakan",
    "Tipe",
    "Trigram",
    "VersiNasional",
]
