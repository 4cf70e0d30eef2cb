"""Addresses of the pages that read the record. Included before `registry.urls`."""

from django.urls import path

from registry.audit import views

urlpatterns = [
    path("daerah/<str:kode>/riwayat/", views.riwayat_daerah, name="riwayat-daerah"),
    path("daerah/<str:kode>/riwayat/banding/", views.riwayat_banding, name="riwayat-banding"),
    path("daerah/<str:kode>/riwayat/<int:pk>/", views.riwayat_tindakan, name="riwayat-tindakan"),
    path("audit/nasional/", views.audit_nasional, name="audit-nasional"),
]
