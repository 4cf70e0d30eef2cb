"""Addresses of the admin screens that are no form on one model."""

from __future__ import annotations

from django.contrib.admin.sites import AdminSite
from django.urls import URLPattern, path

from registry.admin import meja, tindak


def alamat(situs: AdminSite) -> list[URLPattern]:
    """All of them behind the log-in of the admin site."""
    layar = situs.admin_view
    return [
        path("daerah/<str:kode>/", layar(meja.meja_daerah), name="daerah_meja"),
        path("daerah/<str:kode>/rancangan/", layar(tindak.buat_rancangan), name="daerah_rancangan"),
        path("edisi/<int:pk>/", layar(meja.ringkasan), name="edisi_ringkasan"),
        path("edisi/<int:pk>/struktur/", layar(meja.struktur), name="edisi_struktur"),
        path("edisi/<int:pk>/terbitkan/", layar(tindak.terbitkan), name="edisi_terbitkan"),
        path("edisi/<int:pk>/batalkan/", layar(tindak.batalkan), name="edisi_batalkan"),
        path("edisi/<int:pk>/ralat/", layar(tindak.ralat), name="edisi_ralat"),
        path("edisi/<int:pk>/tindakan/", layar(tindak.tindakan), name="edisi_tindakan"),
        path("tindakan/<int:pk>/urungkan/", layar(tindak.urungkan), name="tindakan_urungkan"),
    ]
