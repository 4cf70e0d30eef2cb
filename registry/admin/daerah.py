"""Admin of Daerah."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from registry import services
from registry.admin.umum import ALASAN, AdminAcuan
from registry.izin import Aksi, boleh
from registry.models import Daerah


@admin.register(Daerah)
class DaerahAdmin(AdminAcuan):
    """Regions. Work on a region starts at its desk, to which each row leads."""

    layanan = services.simpan_daerah
    list_display = ["kode", "nama", "jenis", "provinsi", "zona_waktu", "meja"]
    list_display_links = ["kode", "nama"]
    list_select_related = ["provinsi"]
    list_filter = ["jenis", ("provinsi", admin.RelatedOnlyFieldListFilter)]
    search_fields = ["nama", "kode", "ibu_kota"]
    ordering = ["kode"]
    autocomplete_fields = ["provinsi"]
    fieldsets = [
        (None, {"fields": ["kode", "nama", "jenis", "provinsi", "ibu_kota", "zona_waktu"]}),
        ALASAN,
    ]

    def get_readonly_fields(self, request: HttpRequest, obj: Daerah | None = None) -> list[str]:
        """What places a region in the nation is changed by whoever runs all of them."""
        return [] if boleh(request.user, None, Aksi.KELOLA) else ["kode", "jenis", "provinsi"]

    @admin.display(description="meja kerja")
    def meja(self, obj: Daerah) -> str:
        return format_html('<a href="{}">Buka meja</a>', reverse("admin:daerah_meja", args=[obj.kode]))
