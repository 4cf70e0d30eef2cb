"""Admin of coordination: the plain form on a span (`rentang`), and the workbench screen of all spans (`meja`)."""

from typing import Any

from django.contrib import admin
from django.urls import path

from coordination.admin import hubungan, meja, rentang  # noqa: F401  registers its model, and what is said of others
from registry.admin.kepala import daftarkan_layar

situs: Any = admin.site
situs.halaman.append(path("edisi/<int:pk>/rentang/", admin.site.admin_view(meja.rentang), name="edisi_rentang"))
daftarkan_layar("rentang", "Rentang", "edisi_rentang", 30, bagian=("rentangkoordinasi",))
