"""Admin of PerangkatDaerah, with its other names."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from registry import services
from registry.admin.baris import BarisInline
from registry.admin.formulir import FormTerlihat
from registry.admin.saring import SaringDaerah, SaringDaerahBadan, tautan_daerah
from registry.admin.umum import ALASAN, AdminAcuan, AdminRentang
from registry.models import NamaLain, PerangkatDaerah
from registry.services.struktur import kunci_baru


class FormBadan(FormTerlihat):
    """A body. Its key in documents follows from its name unless it is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kunci" in self.fields:
            self.fields["kunci"].required = False
            self.fields["kunci"].help_text = "Nama dalam dokumen pertukaran; kosongkan agar disusun dari nama."

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        if "kunci" in self.fields and not bersih.get("kunci") and bersih.get("daerah"):
            bersih["kunci"] = kunci_baru(bersih["daerah"], bersih.get("nama", ""))
        return bersih


class NamaLainInline(BarisInline):
    """Names by which people look for the body."""

    model = NamaLain
    extra = 1
    fields = ["nama", "jenis"]
    verbose_name_plural = "nama lain (hanya untuk pencarian)"


@admin.register(PerangkatDaerah)
class PerangkatDaerahAdmin(AdminAcuan):
    """Enduring bodies. What they are called and where they stand is written in an edition."""

    layanan = services.simpan_badan
    change_form_template = "admin/rentang/badan_form.html"
    form = FormBadan
    inlines = [NamaLainInline]
    list_display = ["nama", "milik", "kunci", "dialihkan_ke"]
    list_select_related = ["daerah", "dialihkan_ke"]
    list_filter = [SaringDaerah]
    search_fields = ["nama", "kunci", "nama_lain__nama"]
    search_help_text = "Nama pengenal, kunci, atau nama lain."
    ordering = ["daerah", "nama", "id"]
    autocomplete_fields = ["daerah", "dialihkan_ke"]
    fieldsets = [
        (
            None,
            {
                "fields": ["daerah", "nama", "kunci", "uuid", "dialihkan_ke"],
                "description": "Nama dan tempat dalam bagan ditulis dalam rancangan edisi, bukan di sini.",
            },
        ),
        ALASAN,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[PerangkatDaerah]:
        return super().get_queryset(request).select_related("daerah")

    def get_readonly_fields(self, request: HttpRequest, obj: PerangkatDaerah | None = None) -> list[str]:
        """A body keeps its region, key and UUID for good."""
        return ["uuid", *(["daerah", "kunci"] if obj is not None else [])]

    @admin.display(description="daerah", ordering="daerah")
    def milik(self, obj: PerangkatDaerah) -> str:
        return tautan_daerah(obj.daerah)


@admin.register(NamaLain)
class NamaLainAdmin(AdminRentang):
    """Other names, to be searched and for their history; edited on the page of their body."""

    list_display = ["nama", "jenis", "perangkat_daerah", "milik"]
    list_select_related = ["perangkat_daerah__daerah"]
    list_filter = ["jenis", SaringDaerahBadan]
    search_fields = ["nama", "perangkat_daerah__nama"]
    ordering = ["nama", "id"]
    fields = ["perangkat_daerah", "nama", "jenis"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="daerah")
    def milik(self, obj: NamaLain) -> str:
        return tautan_daerah(obj.perangkat_daerah.daerah)
