"""The head that every screen of one edition carries: where one is, what state it is in, where one can go.

The tabs are registered (`daftarkan_layar`): by the modules of this app when the admin loads them, by upper apps from
their `apps.py`. Parts of an edition that have a plain list only stand under "Bagian lain".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import Max, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse

from registry.aturan import Temuan, Tingkat
from registry.isi_edisi import DAFTAR, IsiEdisi
from registry.izin import Aksi, boleh
from registry.models import DAPAT_DIURUNGKAN, Edisi, JenisTindakan, Keadaan, Tindakan
from registry.services.alur import pengembalian
from registry.services.cabang import keadaan_dasar
from registry.services.terusan import perlu_diteruskan_lagi
from registry.waktu import hari_ini

#: State -> class of its keping.
KELAS = {
    "rancangan": "peringatan",
    "diajukan": "peringatan",
    "disetujui": "peringatan",
    "terbit": "berlaku",
    "dibatalkan": "dicabut",
}


@dataclass(frozen=True, slots=True)
class Layar:
    """A tab. `bagian`: names of the parts of an edition whose plain forms belong to it too, so that the tab is marked
    on them. The address takes the edition's id."""

    kode: str
    judul: str
    nama_url: str
    urutan: int
    bagian: tuple[str, ...] = ()


#: Tab code -> tab. Read it through `layar_berurut`.
LAYAR: dict[str, Layar] = {}


def daftarkan_layar(kode: str, judul: str, nama_url: str, urutan: int, bagian: tuple[str, ...] = ()) -> None:
    """Add a tab to the head of every edition; registering a code again replaces it.

    Places taken: ringkasan 10, struktur 20, rentang 30, ketentuan 40, suksesi 50, periksa 60, banding 70, tindakan 80.
    """
    LAYAR[kode] = Layar(kode, judul, nama_url, urutan, bagian)


daftarkan_layar("ringkasan", "Ringkasan", "edisi_ringkasan", 10)
daftarkan_layar("struktur", "Struktur", "edisi_struktur", 20, bagian=("kedudukan",))
daftarkan_layar("periksa", "Periksa", "edisi_terbitkan", 60)
daftarkan_layar("tindakan", "Tindakan", "edisi_tindakan", 80)


def layar_berurut() -> list[Layar]:
    return sorted(LAYAR.values(), key=lambda satu: (satu.urutan, satu.kode))


def alamat_daftar(model: Any, edisi: Edisi) -> str:
    """The plain list of one part of one edition."""
    alamat = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{alamat}?edisi={edisi.pk}"


def bagian_berurut() -> list[IsiEdisi]:
    """Parts of an edition as they are listed: the tree, then the upper apps first, what is never cloned last."""
    urut_aplikasi = [konfigurasi.label for konfigurasi in apps.get_app_configs()]
    return sorted(
        DAFTAR, key=lambda isi: (not isi.berpohon, not isi.ikut_klon, -urut_aplikasi.index(isi.model._meta.app_label))
    )


def konteks_edisi(
    request: HttpRequest, edisi: Edisi, aktif: str, temuan: Sequence[Temuan] | None = None
) -> dict[str, Any]:
    """Context of `admin/rentang/kepala_edisi.html`; for a draft 1 query for the edition in force (where it has a base)
    and 1–2 for its last act and 1 for the remarks under which it was returned, else none.

    `edisi.daerah` and `edisi.peraturan__daerah` should be loaded. `aktif`: code of the tab one is on, or name of the
    part of the edition that is shown. `temuan`: all findings, where the screen has run the rules: then the tab Periksa
    says how many are to be mended or given a reason.
    """
    boleh_ubah = not edisi.terkunci and boleh(request.user, edisi.daerah_id, Aksi.UBAH)
    layar = layar_berurut()
    milik = next((satu.kode for satu in layar if aktif in (satu.kode, *satu.bagian)), aktif)
    lain = _bagian_lain(request, edisi)
    return {
        "edisi": edisi,
        "boleh_ubah": boleh_ubah,
        "boleh_ralat": boleh(request.user, edisi.daerah_id, Aksi.RALAT),
        "kelas_keadaan": "diralat" if edisi.diralat_pada else KELAS[edisi.keadaan],
        "kata_keadaan": "sudah diralat" if edisi.diralat_pada else edisi.get_keadaan_display(),
        "layar": [
            (satu.kode, _berhitung(satu, temuan), reverse(f"admin:{satu.nama_url}", args=[edisi.pk])) for satu in layar
        ],
        "layar_aktif": milik,
        "bagian_lain": lain,
        "judul_bagian_lain": next((judul for kode, judul, _ in lain if kode == milik not in LAYAR), "Bagian lain"),
        "di_bagian_lain": milik not in LAYAR,
        "kembali_ke": request.get_full_path(),
        "pengembalian": pengembalian(edisi),
        **_asal_usul(edisi),
        **(_tindakan_terakhir(edisi) if boleh_ubah else TANPA_TINDAKAN),
    }


def _berhitung(layar: Layar, temuan: Sequence[Temuan] | None) -> str:
    """ "Periksa (2)" """
    if layar.kode != "periksa" or temuan is None:
        return layar.judul
    return f"{layar.judul} ({sum(satu.tingkat != Tingkat.CATATAN for satu in temuan)})"


def _bagian_lain(request: HttpRequest, edisi: Edisi) -> list[tuple[str, str, str]]:
    """(part, title, address) of every plain list; the tree's is reached from its screen."""
    return [
        (isi.nama, _judul(isi.model), alamat_daftar(isi.model, edisi))
        for isi in bagian_berurut()
        if not isi.berpohon
        and admin.site.is_registered(isi.model)
        and admin.site.get_model_admin(isi.model).has_view_permission(request)
    ]


def _judul(model: Any) -> str:
    nama = str(model._meta.verbose_name_plural)
    return nama[:1].upper() + nama[1:]


def _asal_usul(edisi: Edisi) -> dict[str, Any]:
    """From what a draft was made, whether that is still what it should rest on, and may it be brought up to date."""
    if edisi.asal_id is None or edisi.diterbitkan_pada is not None:
        return {"asal_usul": "", "dasar_diganti": False, "dapat_disesuaikan": False, "terusan_basi": False}
    dasar = keadaan_dasar(edisi, hari_ini(edisi.daerah))
    return {
        "asal_usul": dasar.kalimat,
        "dasar_diganti": not dasar.masih_berlaku,
        "dapat_disesuaikan": dasar.dapat_disesuaikan and not edisi.terkunci,
        "terusan_basi": edisi.keadaan == Keadaan.RANCANGAN and perlu_diteruskan_lagi(edisi),
    }


#: Where there is nothing to undo.
TANPA_TINDAKAN: dict[str, Any] = {"terakhir": None, "ulangan": None}


def _tindakan_terakhir(edisi: Edisi) -> dict[str, Any]:
    """`terakhir`: the newest act that changed content and still stands; `ulangan`: the undoing that can itself be
    turned back, because nothing happened since; 2 queries."""
    ringan = Tindakan.objects.atas(edisi).defer("sebelum", "sesudah", "rincian")
    terbaru = ringan.first()
    if terbaru is None:
        return TANPA_TINDAKAN
    berdiri = ringan.filter(jenis__in=DAPAT_DIURUNGKAN, sebelum__isnull=False, diurungkan_oleh__isnull=True)
    # What was done on another base holds that one's values.
    sesuai = Tindakan.objects.filter(edisi=edisi, jenis=JenisTindakan.SESUAIKAN).order_by().values("edisi")
    berdiri = berdiri.filter(pk__gt=Coalesce(Subquery(sesuai.annotate(terakhir=Max("pk")).values("terakhir")), 0))
    return {"terakhir": berdiri.first(), "ulangan": terbaru if terbaru.jenis == JenisTindakan.URUNG else None}
