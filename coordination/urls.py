"""Addresses of the pages about who coordinates whom."""

from django.urls import path

from coordination.views.bagan import bagan
from coordination.views.rentang import rentang
from coordination.views.unit import unit

urlpatterns = [
    path("daerah/<str:kode>/bagan/", bagan, name="bagan"),
    path("daerah/<str:kode>/rentang/", rentang, name="rentang"),
    path("perangkat-daerah/<uuid:uuid>/", unit, name="unit"),
]
