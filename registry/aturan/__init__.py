"""Rules of an edition: one rule = one class with code, severity, legal citation, message and check.

The admin, the importer, publication and `manage.py periksa` run the same classes; `docs/aturan.md` is
generated from them. Upper apps add theirs in their own `aturan.py`.
"""

from registry.aturan.badan import BadanDialihkan
from registry.aturan.dasar import (
    ATURAN,
    PENATAUSAHAAN,
    Aturan,
    Konteks,
    Ringkasan,
    Temuan,
    Tingkat,
    aturan,
    menyusul,
    periksa_edisi,
    ringkas_temuan,
    temuan_untuk,
)
from registry.aturan.fakta import BADAN, LAYAR_BAGIAN, LayarBagian
from registry.aturan.peraturan import TanggalEdisi
from registry.aturan.suksesi import SuksesiSesuaiJenis
from registry.aturan.susunan import KelengkapanSesuaiIsi, keterangan_basi

__all__ = [
    "ATURAN",
    "BADAN",
    "LAYAR_BAGIAN",
    "PENATAUSAHAAN",
    "Aturan",
    "BadanDialihkan",
    "KelengkapanSesuaiIsi",
    "Konteks",
    "LayarBagian",
    "Ringkasan",
    "SuksesiSesuaiJenis",
    "TanggalEdisi",
    "Temuan",
    "Tingkat",
    "aturan",
    "keterangan_basi",
    "menyusul",
    "periksa_edisi",
    "ringkas_temuan",
    "temuan_untuk",
]
