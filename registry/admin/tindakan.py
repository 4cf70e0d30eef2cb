"""Admin of Tindakan: the act log of the person's regions, to be read."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from registry.admin.kata import uraikan
from registry.admin.saring import SaringDaerah
from registry.admin.umum import BerlingkupDaerah
from registry.models import Tindakan

#: Sentences shown of one act; loading a document changes hundreds of rows.
PALING_BANYAK = 200


@admin.register(Tindakan)
class TindakanAdmin(BerlingkupDaerah, admin.ModelAdmin):
    """Append-only, in the database too; so it has no history of its own."""

    actions = None
    list_per_page = 50
    show_full_result_count = False
    list_display = ["pada", "nama_oleh", "jenis", "daerah", "edisi", "alasan"]
    list_select_related = ["daerah", "edisi__daerah"]
    list_filter = [SaringDaerah, "jenis"]
    search_fields = ["nama_oleh", "alasan", "daerah__nama"]
    date_hierarchy = "pada"
    ordering = ["-pada", "-id"]
    fields = ["pada", "nama_oleh", "jenis", "daerah", "edisi", "alasan", "mengurungkan", "uraian", "lengkap"]

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        request.ringkas = True
        return super().changelist_view(request, extra_context)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Tindakan]:
        """The change-sets, which may be long, only for the page of one act."""
        semua = super().get_queryset(request)
        return semua.defer("sebelum", "sesudah") if hasattr(request, "ringkas") else semua

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="sebelum dan sesudah")
    def lengkap(self, obj: Tindakan) -> str:
        """Where the act stands whole, before and after."""
        daerah = obj.daerah
        if daerah is None:
            alamat = reverse("audit-nasional-tindakan", args=[obj.pk])
        else:
            alamat = reverse("riwayat-tindakan", args=[daerah.kode, obj.pk])
        return format_html('<a href="{}">Lihat sebelum dan sesudahnya</a>', alamat)

    @admin.display(description="yang diubah")
    def uraian(self, obj: Tindakan) -> str:
        semua = uraikan([obj]).get(obj.pk, [])
        lebih = [f"… dan {len(semua) - PALING_BANYAK} perubahan lain"] if len(semua) > PALING_BANYAK else []
        baris = [*semua[:PALING_BANYAK], *lebih] or ["seluruh edisi"]
        return format_html_join("\n", "<p>{}</p>", ((satu,) for satu in baris))
