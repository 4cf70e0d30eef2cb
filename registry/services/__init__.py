"""Acts on the registry. Keyword-only; each runs in one transaction.

Every act leaves a Tindakan beside its history, all under one number (`riwayat.satu_tindakan`).

isi: the one write path to edition content · edisi: how a draft starts · acuan: what lies outside editions ·
cabang: onto another base · terusan: on into other editions · alihkan: a body that was entered twice.
Lock order: Daerah, then Edisi.
"""

from registry.services.acuan import samakan, simpan_badan, simpan_daerah, simpan_nasional, simpan_peraturan
from registry.services.akun import beri_peran, cabut_peran
from registry.services.alasan import alasan_awal, beri_alasan
from registry.services.alihkan import alihkan, keadaan_alih, siapkan_ralat_alih
from registry.services.alur import (
    ajukan,
    batalkan_rancangan,
    kembalikan,
    mengarang,
    pengembalian,
    setujui,
    tarik,
    tindakan_terakhir,
)
from registry.services.cabang import (
    DasarRancangan,
    Rencana,
    keadaan_dasar,
    keadaan_dasar_semua,
    rebase,
    rencana_rebase,
)
from registry.services.dasar import Pelaku
from registry.services.edisi import PeraturanBaru, buat_ralat, buat_rancangan, klon, ubah_rancangan
from registry.services.isi import kunci_rancangan, terapkan, ulangi, urungkan
from registry.services.pemeriksaan import catat_pemeriksaan
from registry.services.penetapan import Penetapan
from registry.services.struktur import geser, keluarkan, pindahkan, tambahkan
from registry.services.terbit import DasarBerganti, PerluAlasan, terbitkan
from registry.services.terusan import pembawa, pengikut, perlu_diteruskan_lagi, teruskan, tujuan_terusan

__all__ = [
    "DasarBerganti",
    "DasarRancangan",
    "Pelaku",
    "Penetapan",
    "PeraturanBaru",
    "PerluAlasan",
    "Rencana",
    "ajukan",
    "alasan_awal",
    "alihkan",
    "batalkan_rancangan",
    "beri_alasan",
    "beri_peran",
    "buat_ralat",
    "buat_rancangan",
    "cabut_peran",
    "catat_pemeriksaan",
    "geser",
    "keadaan_alih",
    "keadaan_dasar",
    "keadaan_dasar_semua",
    "keluarkan",
    "kembalikan",
    "klon",
    "kunci_rancangan",
    "mengarang",
    "pembawa",
    "pengembalian",
    "pengikut",
    "perlu_diteruskan_lagi",
    "pindahkan",
    "rebase",
    "rencana_rebase",
    "samakan",
    "setujui",
    "siapkan_ralat_alih",
    "simpan_badan",
    "simpan_daerah",
    "simpan_nasional",
    "simpan_peraturan",
    "tambahkan",
    "tarik",
    "terapkan",
    "terbitkan",
    "teruskan",
    "tindakan_terakhir",
    "tujuan_terusan",
    "ubah_rancangan",
    "ulangi",
    "urungkan",
]
