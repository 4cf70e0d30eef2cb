"""Addresses of the pages about who coordinates whom."""

from django.urls import path

from coordination import views

urlpatterns = [
    path("daerah/<str:kode>/bagan/", views.bagan, name="bagan"),
    path("daerah/<str:kode>/rentang/", views.rentang, name="rentang"),
    path("perangkat-daerah/<uuid:uuid>/", views.unit, name="unit"),
]
