"""Addresses of the registry's pages; those about who coordinates whom are in `coordination.urls`."""

from django.urls import path

from registry import views

urlpatterns = [
    path("", views.beranda, name="beranda"),
    path("cari/", views.cari, name="cari"),
    path("daerah/", views.daftar, name="daftar-daerah"),
    path("daerah/<str:kode>/", views.daerah, name="daerah"),
    path("daerah/<str:kode>/edisi/", views.daftar_edisi, name="daftar-edisi"),
    path("daerah/<str:kode>/edisi/<str:alamat>/", views.edisi, name="edisi"),
    path("daerah/<str:kode>/banding/", views.banding, name="banding"),
    path("peraturan/<int:pk>/", views.peraturan, name="peraturan"),
    path("peraturan/<int:pk>/berkas/", views.berkas_peraturan, name="berkas-peraturan"),
]
