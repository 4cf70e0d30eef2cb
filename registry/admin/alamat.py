"""Addresses of the admin screens that are no form on one model."""

from __future__ import annotations

from django.contrib.admin.sites import AdminSite
from django.urls import URLPattern, path

from registry.admin import (
    alihkan,
    alur,
    banding,
    cabang,
    impor,
    meja,
    meja_suksesi,
    pencabutan,
    peraturan,
    struktur,
    tindak,
    unit,
    urung,
)


def alamat(situs: AdminSite) -> list[URLPattern]:
    """All of them behind the log-in of the admin site."""
    layar = situs.admin_view
    return [
        path("daerah/<str:kode>/", layar(meja.meja_daerah), name="daerah_meja"),
        path("daerah/<str:kode>/rancangan/", layar(tindak.buat_rancangan), name="daerah_rancangan"),
        path("edisi/<int:pk>/", layar(meja.ringkasan), name="edisi_ringkasan"),
        path("edisi/<int:pk>/struktur/", layar(struktur.struktur), name="edisi_struktur"),
        path("edisi/<int:pk>/struktur/pindah/", layar(struktur.pindah), name="struktur_pindah"),
        path("edisi/<int:pk>/struktur/tambah/", layar(unit.tambah), name="struktur_tambah"),
        path("edisi/<int:pk>/struktur/<int:badan>/", layar(unit.unit), name="struktur_unit"),
        path("edisi/<int:pk>/struktur/<int:badan>/keluarkan/", layar(unit.keluarkan), name="struktur_keluarkan"),
        path("edisi/<int:pk>/suksesi/", layar(meja_suksesi.suksesi), name="edisi_suksesi"),
        path("edisi/<int:pk>/suksesi/<int:nomor>/", layar(meja_suksesi.ubah), name="edisi_suksesi_ubah"),
        path("edisi/<int:pk>/suksesi/<int:nomor>/cabut/", layar(meja_suksesi.cabut), name="edisi_suksesi_cabut"),
        path("edisi/<int:pk>/suksesi/<str:jenis>/", layar(meja_suksesi.tindak), name="edisi_suksesi_tindak"),
        path("edisi/<int:pk>/periksa/", layar(alur.periksa), name="edisi_terbitkan"),
        path("edisi/<int:pk>/terbitkan/", layar(alur.periksa), name="edisi_terbitkan_lama"),
        path("edisi/<int:pk>/sesuaikan/", layar(cabang.sesuaikan), name="edisi_sesuaikan"),
        path("edisi/<int:pk>/teruskan/", layar(cabang.teruskan), name="edisi_teruskan"),
        path("perangkat-daerah/<int:pk>/alihkan/", layar(alihkan.badan_alihkan), name="badan_alihkan"),
        path("edisi/<int:pk>/batalkan/", layar(alur.batalkan), name="edisi_batalkan"),
        path("edisi/<int:pk>/ralat/", layar(tindak.ralat), name="edisi_ralat"),
        path("edisi/<int:pk>/ekspor/", layar(impor.ekspor), name="edisi_ekspor"),
        path("edisi/<int:pk>/impor/", layar(impor.impor), name="edisi_impor"),
        path("edisi/<int:pk>/banding/", layar(banding.banding), name="edisi_banding"),
        path("edisi/<int:pk>/pencabutan/", layar(pencabutan.pencabutan), name="edisi_pencabutan"),
        path("edisi/<int:pk>/tindakan/", layar(urung.tindakan), name="edisi_tindakan"),
        path("peraturan/<int:pk>/pencabutan/", layar(pencabutan.pencabutan_peraturan), name="peraturan_pencabutan"),
        path("peraturan/<int:pk>/berkas/", layar(peraturan.berkas), name="peraturan_berkas"),
        path("tindakan/<int:pk>/urungkan/", layar(urung.urungkan), name="tindakan_urungkan"),
        path("tindakan/<int:pk>/ulangi/", layar(urung.ulangi), name="tindakan_ulangi"),
    ]
