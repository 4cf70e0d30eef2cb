"""Admin of RentangKoordinasi: who coordinates whom, in one edition at a time."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from coordination.models import RentangKoordinasi
from registry.admin.isi import DASAR, AdminIsi
from registry.admin.pilihan import pk_dari
from registry.admin.umum import ALASAN
from registry.models import JenisUnit, Kedudukan, PerangkatDaerah

#: Who may coordinate (PP 18/2016 Pasal 77; rule KOORDINATOR).
KOORDINATOR = [JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH]


class PilihKoordinator(forms.ModelChoiceField):
    """Bodies under the names that they have in the draft; `nama`: {body id: name}."""

    nama: dict[int, str]

    def label_from_instance(self, obj: Any) -> str:
        return self.nama.get(obj.pk, str(obj))


class SaringKoordinator(admin.SimpleListFilter):
    """The koordinators of the edition on the screen; 1 query."""

    title = "koordinator"
    parameter_name = "koordinator"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        edisi = getattr(request, "edisi", None)
        rentang = RentangKoordinasi.objects.filter(edisi=edisi).order_by().values("koordinator")
        return [(str(satu.pk), satu.nama) for satu in PerangkatDaerah.objects.filter(pk__in=rentang)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        nilai = self.value()
        if nilai is None:
            return queryset
        pk = pk_dari(nilai)
        return queryset.none() if pk is None else queryset.filter(koordinator=pk)


@admin.register(RentangKoordinasi)
class RentangKoordinasiAdmin(AdminIsi):
    """One listing of one unit in the span of one koordinator."""

    kunci_tetap = True
    list_display = ["unit", "koordinator", "huruf", "makna", "utama", "rujukan"]
    list_filter = [SaringKoordinator, "makna", "utama"]
    search_fields = ["unit__nama", "koordinator__nama", "rujukan"]
    ordering = ["koordinator", "urutan", "sebutan_ke", "id"]
    autocomplete_fields = ["unit", "peraturan"]
    fieldsets = [
        (None, {"fields": ["unit", "koordinator", "makna", "verba", ("huruf", "urutan")]}),
        DASAR,
        (
            "Penyebutan ganda",
            {
                "fields": ["sebutan_ke", "utama"],
                "description": "Hanya bila naskah menyebut unit yang sama dua kali: satu utama, yang lain tidak.",
            },
        ),
        ALASAN,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("koordinator", "unit")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Koordinator: an Asisten or the Sekda of this tree, or one already in use; 2 queries."""
        edisi = getattr(request, "edisi", None)
        if db_field.name != "koordinator" or edisi is None:
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        tempat = Kedudukan.objects.pada(edisi).filter(jenis__in=KOORDINATOR).menurut_pohon()
        nama = dict(tempat.values_list("perangkat_daerah", "nama"))
        dipakai = RentangKoordinasi.objects.pada(edisi).order_by().values_list("koordinator", flat=True)
        kwargs["queryset"] = PerangkatDaerah.objects.filter(pk__in={*nama, *dipakai}, daerah=edisi.daerah_id)
        bidang = super().formfield_for_foreignkey(db_field, request, form_class=PilihKoordinator, **kwargs)
        bidang.nama = nama
        return bidang
