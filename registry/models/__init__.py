"""Who exists, by which law: the models of the registry, one noun of the law a file."""

from registry.models.alasan_peringatan import AlasanPeringatan
from registry.models.catatan_akses import CatatanAkses, JenisAkses
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
from registry.models.segel import BagianSegel, JenisBagian, SebabSegel, Segel
from registry.models.suksesi import JenisSuksesi, Peran, PesertaSuksesi, Suksesi
from registry.models.tindakan import (
    DAPAT_DIURUNGKAN,
    MENGARANG,
    JenisObjek,
    JenisTindakan,
    ObjekTindakan,
    Tindakan,
)

__all__ = [
    "BAGIAN",
    "BERJALAN",
    "DAPAT_DIURUNGKAN",
    "DIPERTAHANKAN",
    "MENGARANG",
    "AlasanPeringatan",
    "BagianSegel",
    "BarisEdisi",
    "CatatanAkses",
    "Daerah",
    "Dasar",
    "Edisi",
    "HubunganPeraturan",
    "JenisAkses",
    "JenisBagian",
    "JenisHubunganPeraturan",
    "JenisNamaLain",
    "JenisObjek",
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
    "ObjekTindakan",
    "Penugasan",
    "Penunjuk",
    "PenunjukDaerah",
    "Peran",
    "PeranPengguna",
    "PerangkatDaerah",
    "Peraturan",
    "PesertaSuksesi",
    "SebabSegel",
    "Segel",
    "StatusPeraturan",
    "Suksesi",
    "Tindakan",
    "Tipe",
    "Trigram",
    "VersiNasional",
]
