"""Admin of Edisi: the head of a draft, and a list of all editions."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry import services
from registry.admin.formulir import tanggal_wajar
from registry.admin.kepala import konteks_edisi
from registry.admin.pilihan import pk_dari
from registry.admin.saring import SaringDaerah, tautan_daerah
from registry.admin.umum import ALASAN, AdminRentang, ditolak
from registry.models import BAGIAN, Edisi


@admin.register(Edisi)
class EdisiAdmin(AdminRentang):
    """Editions start at the desk of their region and end by being published or called off; here is their head."""

    change_form_template = "admin/rentang/isi_form.html"
    list_display = ["tanggal", "milik", "peraturan", "keadaan", "ralat", *BAGIAN]
    list_filter = [SaringDaerah, "keadaan", *BAGIAN]
    search_fields = ["daerah__nama", "daerah__kode", "peraturan__kunci", "peraturan__tentang"]
    ordering = ["daerah", "-berlaku_mulai", "-urutan", "-id"]
    date_hierarchy = "berlaku_mulai"
    autocomplete_fields = ["peraturan"]
    readonly_fields = [
        "daerah", "keadaan", "asal", "meralat", "alasan_ralat", "dibuat_oleh", "dibuat_pada", "diterbitkan_pada",
        "diralat_pada",
    ]  # fmt: skip
    fieldsets = [
        (None, {"fields": ["daerah", "keadaan", "peraturan", ("berlaku_mulai", "urutan")]}),
        *(
            (
                f"Kelengkapan {bagian}",
                {
                    "fields": [bagian, f"{bagian}_rujukan", f"{bagian}_keterangan"],
                    "description": "Belum diketahui tidak sama dengan tidak ada: katakan apa yang dibaca, dan di mana.",
                },
            )
            for bagian in BAGIAN
        ),
        ALASAN,
        (
            "Asal-usul",
            {
                "fields": [
                    "asal",
                    "meralat",
                    "alasan_ralat",
                    "dibuat_oleh",
                    "dibuat_pada",
                    "diterbitkan_pada",
                    "diralat_pada",
                ]
            },
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Edisi]:
        return super().get_queryset(request).select_related(
            "daerah", "peraturan__daerah", "asal__daerah", "meralat__daerah", "dibuat_oleh"
        )  # fmt: skip

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Drafts are made at the desk of a region."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Edisi | None = None) -> bool:
        boleh = super().has_change_permission(request, obj)
        return boleh and (obj is None or not obj.terkunci or ditolak(request) is not None)

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        edisi = self.get_queryset(request).filter(pk=pk_dari(object_id or "") or 0).first()
        konteks: dict[str, Any] = {
            "show_save_and_continue": False,
            "show_save_and_add_another": False,
            "bisa_dikeluarkan": False,
        }
        if edisi is not None:
            konteks |= konteks_edisi(request, edisi, "ringkasan")
        request.batas = {"daerah": edisi.daerah_id} if edisi is not None else {}
        return super().changeform_view(request, object_id, form_url, {**konteks, **(extra_context or {})})

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        bidang = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "berlaku_mulai" and bidang is not None:
            bidang.validators = [*bidang.validators, tanggal_wajar]
        return bidang

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        edisi = self.get_queryset(request).filter(pk=pk_dari(object_id) or 0).first()
        konteks = konteks_edisi(request, edisi, "ringkasan") if edisi is not None else {}
        return super().history_view(request, object_id, {**konteks, **(extra_context or {})})

    def save_model(self, request: Any, obj: Edisi, form: Any, change: bool) -> None:
        request.tersimpan = form.berubah
        if form.berubah:
            ruas = {nama: form.cleaned_data[nama] for nama in form.changed_data if nama not in ("alasan", "lihat")}
            with transaction.atomic():
                services.kunci_rancangan(obj)
                services.samakan(obj, form.terlihat["nilai"])
                services.ubah_rancangan(edisi=obj, oleh=request.user, alasan=form.cleaned_data["alasan"], **ruas)

    def response_change(self, request: Any, obj: Edisi) -> HttpResponse:
        pesan = "Kepala rancangan disimpan." if request.tersimpan else "Tidak ada yang berubah."
        self.message_user(request, pesan, messages.SUCCESS if request.tersimpan else messages.INFO)
        return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[obj.pk]))

    def log_change(self, *args: Any) -> None:
        """Nothing: the act is kept as a Tindakan."""

    @admin.display(description="berlaku mulai", ordering="berlaku_mulai")
    def tanggal(self, obj: Edisi) -> str:
        return obj.slug_tanggal or "belum bertanggal"

    @admin.display(description="daerah", ordering="daerah")
    def milik(self, obj: Edisi) -> str:
        return tautan_daerah(obj.daerah)

    @admin.display(description="diralat", boolean=True)
    def ralat(self, obj: Edisi) -> bool:
        return obj.diralat_pada is not None

    @admin.display(description="alasan ralat")
    def alasan_ralat(self, obj: Edisi) -> str:
        return obj.alasan or "bukan ralat"
