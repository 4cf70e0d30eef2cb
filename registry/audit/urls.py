"""Addresses of the pages that read the record. Included before `registry.urls`."""

from django.urls import path

from registry.audit import views, views_berkas, views_daftar
from registry.segel import views as views_segel

urlpatterns = [
    path("daerah/<str:kode>/riwayat/", views.riwayat_daerah, name="riwayat-daerah"),
    path("daerah/<str:kode>/riwayat/banding/", views.riwayat_banding, name="riwayat-banding"),
    path("daerah/<str:kode>/riwayat/<int:pk>/", views.riwayat_tindakan, name="riwayat-tindakan"),
    path("daerah/<str:kode>/riwayat/baris/", views.riwayat_baris, name="riwayat-baris"),
    path("daerah/<str:kode>/rancangan/<int:pk>/", views.audit_rancangan, name="audit-rancangan"),
    path("daerah/<str:kode>/berkas-audit/", views_berkas.berkas_audit, name="berkas-audit"),
    path("audit/nasional/", views.audit_nasional, name="audit-nasional"),
    path("audit/nasional/<int:pk>/", views.audit_nasional_tindakan, name="audit-nasional-tindakan"),
    path("audit/", views_daftar.audit, name="audit"),
    path("audit/akses/", views_daftar.audit_akses, name="audit-akses"),
    path("audit/daftar/<str:kode>/", views_daftar.audit_daftar, name="audit-daftar"),
    path("audit/daftar/<str:kode>/unduh.csv", views_daftar.audit_daftar_csv, name="audit-daftar-csv"),
    path("audit/periksa/<str:kode>/", views_daftar.catat_pemeriksaan, name="audit-periksa"),
    path("audit/segel/", views_segel.audit_segel, name="audit-segel"),
    path("audit/segel/<int:nomor>/", views_segel.audit_segel_satu, name="audit-segel-satu"),
    path("audit/segel/<int:nomor>.json", views_segel.audit_segel_json, name="audit-segel-json"),
]
