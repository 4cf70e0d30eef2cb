"""Admin of the registry, one file a model; the screens that are no form on one model are in `meja` and `tindak`."""

from typing import Any

from django.contrib import admin

from registry.admin import (  # noqa: F401  each registers its models
    alasan_peringatan,
    daerah,
    edisi,
    kedudukan,
    pengguna,
    penugasan,
    perangkat_daerah,
    peraturan,
    suksesi,
    tindakan,
)
from registry.admin.alamat import alamat
from registry.admin.meja import beranda
from registry.admin.pilihan import Pelengkapan

situs: Any = admin.site
situs.halaman = alamat(admin.site)
situs.isi_beranda = beranda
situs.pelengkapan = Pelengkapan
