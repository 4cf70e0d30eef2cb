"""The head that every screen of one edition carries: where one is, what state it is in, where one can go."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.formats import date_format

from registry.isi_edisi import DAFTAR, IsiEdisi
from registry.models import Edisi, Keadaan
from registry.waktu import hari_ini

#: State -> class of its keping.
KELAS = {"rancangan": "peringatan", "diajukan": "peringatan", "terbit": "berlaku", "dibatalkan": "dicabut"}


def alamat_daftar(model: Any, edisi: Edisi) -> str:
    """The list of one part of one edition; the tree has a screen of its own."""
    alamat = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{alamat}?edisi={edisi.pk}"


def bagian_berurut() -> list[IsiEdisi]:
    """Parts of an edition as the tabs show them: the tree, then the upper apps first, what is never cloned last."""
    urut_aplikasi = [konfigurasi.label for konfigurasi in apps.get_app_configs()]
    return sorted(
        DAFTAR, key=lambda isi: (not isi.berpohon, not isi.ikut_klon, -urut_aplikasi.index(isi.model._meta.app_label))
    )


def konteks_edisi(request: HttpRequest, edisi: Edisi, aktif: str) -> dict[str, Any]:
    """Context of `admin/rentang/kepala_edisi.html`; 1 query (the edition in force), for a draft that has a base.

    `edisi.daerah` and `edisi.peraturan__daerah` should be loaded. `aktif`: name of the tab one is on.
    """
    layar = [("ringkasan", "Ringkasan", reverse("admin:edisi_ringkasan", args=[edisi.pk]))]
    for isi in bagian_berurut():
        model = isi.model
        if admin.site.is_registered(model) and admin.site.get_model_admin(model).has_view_permission(request):
            alamat = reverse("admin:edisi_struktur", args=[edisi.pk]) if isi.berpohon else alamat_daftar(model, edisi)
            layar.append((isi.nama, "Struktur" if isi.berpohon else _judul(model), alamat))
    periksa = "Periksa dan terbitkan" if edisi.keadaan == Keadaan.RANCANGAN else "Periksa"
    layar.append(("periksa", periksa, reverse("admin:edisi_terbitkan", args=[edisi.pk])))
    layar.append(("tindakan", "Tindakan", reverse("admin:edisi_tindakan", args=[edisi.pk])))
    return {
        "edisi": edisi,
        "boleh_ubah": not edisi.terkunci and request.user.has_perm("registry.change_edisi"),
        "kelas_keadaan": "diralat" if edisi.diralat_pada else KELAS[edisi.keadaan],
        "kata_keadaan": "sudah diralat" if edisi.diralat_pada else edisi.get_keadaan_display(),
        "asal_usul": _asal_usul(edisi),
        "layar": layar,
        "layar_aktif": aktif,
    }


def _judul(model: Any) -> str:
    nama = str(model._meta.verbose_name_plural)
    return nama[:1].upper() + nama[1:]


def _asal_usul(edisi: Edisi) -> str:
    """From what a draft was made, and whether that is still the edition in force on the draft's date."""
    asal = edisi.asal
    if asal is None or edisi.diterbitkan_pada is not None:
        return ""
    if edisi.meralat_id is not None:
        return f"Ralat atas edisi {_tanggal(asal)}." + (
            " Edisi itu sudah diralat orang lain." if asal.diralat_pada is not None else ""
        )
    tanggal = edisi.berlaku_mulai or hari_ini(edisi.daerah)
    berlaku = Edisi.objects.berlaku_di(edisi.daerah, tanggal)
    masih = "masih edisi yang berlaku" if berlaku == asal else "dasar rancangan ini sudah bukan edisi yang berlaku"
    return f"Disalin dari edisi {_tanggal(asal)}; {masih}."


def _tanggal(edisi: Edisi) -> str:
    return date_format(edisi.berlaku_mulai, "j F Y") if edisi.berlaku_mulai else "belum bertanggal"
