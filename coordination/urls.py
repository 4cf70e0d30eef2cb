"""Addresses of the pages about who coordinates whom."""

from django.urls import path

from coordination.views.bagan import bagan, bagan_pdf, bagan_png, bagan_svg
from coordination.views.hubungan_unit import hubungan_unit
from coordination.views.kartu import kartu, kartu_pdf, periksa
from coordination.views.keterangan import keterangan, keterangan_json, keterangan_pdf
from coordination.views.matriks import hubungan
from coordination.views.rentang import rentang
from coordination.views.riwayat_unit import riwayat_unit
from coordination.views.staf_ahli import staf_ahli, urusan
from coordination.views.unit import unit

urlpatterns = [
    path("daerah/<str:kode>/bagan/", bagan, name="bagan"),
    path("daerah/<str:kode>/bagan.pdf", bagan_pdf, name="bagan-pdf"),
    path("daerah/<str:kode>/bagan.png", bagan_png, name="bagan-png"),
    path("daerah/<str:kode>/bagan.svg", bagan_svg, name="bagan-svg"),
    path("daerah/<str:kode>/hubungan/", hubungan, name="hubungan"),
    path("daerah/<str:kode>/keterangan/", keterangan, name="keterangan"),
    path("daerah/<str:kode>/keterangan.json", keterangan_json, name="keterangan-json"),
    path("daerah/<str:kode>/keterangan.pdf", keterangan_pdf, name="keterangan-pdf"),
    path("daerah/<str:kode>/rentang/", rentang, name="rentang"),
    path("daerah/<str:kode>/staf-ahli/", staf_ahli, name="staf-ahli"),
    path("daerah/<str:kode>/urusan/<str:alamat>/", urusan, name="urusan"),
    path("k/<str:kode>/", periksa, name="kartu-periksa"),
    path("perangkat-daerah/<uuid:uuid>/", unit, name="unit"),
    path("perangkat-daerah/<uuid:uuid>/hubungan/", hubungan_unit, name="unit-hubungan"),
    path("perangkat-daerah/<uuid:uuid>/kartu/", kartu, name="unit-kartu"),
    path("perangkat-daerah/<uuid:uuid>/kartu.pdf", kartu_pdf, name="unit-kartu-pdf"),
    path("perangkat-daerah/<uuid:uuid>/riwayat/", riwayat_unit, name="unit-riwayat"),
]
