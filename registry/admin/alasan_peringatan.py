"""Admin of AlasanPeringatan: why editions were right although a rule warned, to be searched and for its history."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from registry.admin.saring import SaringDaerah, tautan_daerah
from registry.admin.umum import AdminRentang
from registry.models import AlasanPeringatan


class SaringDaerahEdisi(SaringDaerah):
    """The region of the edition that a row belongs to."""

    ruas = "edisi__daerah"


@admin.register(AlasanPeringatan)
class AlasanPeringatanAdmin(AdminRentang):
    """Reasons are given on the Periksa screen of their draft; here they are read."""

    list_display = ["kode", "pesan", "alasan", "nama_oleh", "pada", "milik"]
    list_select_related = ["edisi__daerah"]
    list_filter = [SaringDaerahEdisi]
    search_fields = ["kode", "pesan", "alasan", "nama_oleh"]
    ordering = ["-pada", "-id"]
    fields = ["edisi", "kode", "pesan", "alasan", "nama_oleh", "pada"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[AlasanPeringatan]:
        hasil: QuerySet[AlasanPeringatan] = super().get_queryset(request).select_related("edisi__daerah")
        return hasil

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="daerah")
    def milik(self, obj: AlasanPeringatan) -> str:
        return tautan_daerah(obj.edisi.daerah)
