"""List filters that stay short however many regions there are."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from registry.admin.pilihan import pk_dari
from registry.izin import terlihat
from registry.models import Daerah

#: More regions than this are not listed; one chooses at the index and comes back with the region in the address.
PALING_BANYAK = 20


class SaringDaerah(admin.SimpleListFilter):
    """One of the person's own regions, or what is national. 1 query."""

    title = "daerah"
    parameter_name = "daerah"
    ruas = "daerah"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        milik = Daerah.objects.filter(terlihat(request.user, "pk"))
        daerah = list(milik.berisi().order_by("kode")[: PALING_BANYAK + 1])
        dipilih = pk_dari(request.GET.get(self.parameter_name, ""))
        if len(daerah) > PALING_BANYAK or (dipilih is not None and dipilih not in {satu.pk for satu in daerah}):
            daerah = list(milik.filter(pk=dipilih)) if dipilih is not None else []
        pilihan = [(str(satu.pk), satu.nama) for satu in daerah]
        nasional = model_admin.model._meta.get_field("daerah").null if self.ruas == "daerah" else False
        return [*([("nasional", "nasional")] if nasional else []), *pilihan]

    def has_output(self) -> bool:
        return bool(self.lookup_choices)

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        nilai = self.value()
        if nilai == "nasional":
            return queryset.filter(**{f"{self.ruas}__isnull": True})
        if nilai is None:
            return queryset
        pk = pk_dari(nilai)
        return queryset.none() if pk is None else queryset.filter(**{self.ruas: pk})


class SaringDaerahBadan(SaringDaerah):
    """The region of the body that a row belongs to."""

    ruas = "perangkat_daerah__daerah"


def tautan_daerah(daerah: Daerah | None) -> str:
    """A link to the desk of a region; "nasional" for none."""
    if daerah is None:
        return "nasional"
    return format_html('<a href="{}">{}</a>', reverse("admin:daerah_meja", args=[daerah.kode]), daerah)
