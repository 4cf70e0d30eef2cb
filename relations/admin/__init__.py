"""Admin of relations: plain forms on provisions and Urusan (`isi`) and on typed relations (`hubungan`), and the
workbench screen of the kinds."""

from typing import Any

from django.contrib import admin
from django.urls import path

from registry.admin.kepala import daftarkan_layar
from relations.admin import hubungan, isi, ketentuan  # noqa: F401  registers its models

situs: Any = admin.site
situs.halaman.append(
    path("edisi/<int:pk>/ketentuan/", admin.site.admin_view(ketentuan.ketentuan), name="edisi_ketentuan")
)
daftarkan_layar("ketentuan", "Ketentuan", "edisi_ketentuan", 40, bagian=("ketentuanhubungan", "ketentuanpelaksanaan"))
