"""What may be chosen in a form: bodies and regulations of one region, places of one edition, nothing else.

The field that is posted and the autocomplete that fills it are limited by the same function (`batasi`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.contrib.admin.sites import AdminSite
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect
from django.db import models
from django.db.models import Q, QuerySet
from django.http import QueryDict

from registry.izin import terlihat
from registry.models import Edisi
from registry.querysets import PerangkatDaerahQuerySet, PeraturanQuerySet

M = TypeVar("M", bound=models.Model)


def batasi(semua: QuerySet[M], *, daerah: int | None, edisi: int | None) -> QuerySet[M]:
    """Rows of that edition; or of that region and, where the model knows such, of the nation. No query.

    Without a region only what is national remains. Models that know neither are left as they are.
    """
    ruas = {satu.name: satu for satu in semua.model._meta.concrete_fields}
    if "edisi" in ruas:
        return semua.filter(edisi=edisi) if edisi is not None else semua.none()
    if "daerah" not in ruas:
        return semua
    syarat = Q(daerah=daerah) if daerah is not None else Q(pk__in=())
    return semua.filter(syarat | Q(daerah__isnull=True) if ruas["daerah"].null else syarat)


def angka(alamat: QueryDict, nama: str) -> int | None:
    """A number given exactly once in an address; None for anything else."""
    semua = alamat.getlist(nama)
    return pk_dari(semua[0]) if len(semua) == 1 else None


def pk_dari(teks: str) -> int | None:
    """The primary key in an address; None (which no row has) for anything that is no number that a column holds."""
    return int(teks) if teks.isascii() and teks.isdigit() and len(teks) <= 18 else None


class PilihTerbatas(AutocompleteSelect):
    """Autocomplete that says to the server for which region or edition it asks."""

    def __init__(self, medan: Any, situs: AdminSite, *, batas: dict[str, int], **lain: Any) -> None:
        super().__init__(medan, situs, **lain)
        self.batas = batas

    def get_url(self) -> str:
        return f"{super().get_url()}?{urlencode(self.batas)}" if self.batas else super().get_url()

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> list[Any]:
        """What is no primary key was typed into an address or posted; Django would look it up and fail."""
        return super().optgroups(name, ["" if pk_dari(str(satu)) is None else satu for satu in value], attrs)


class Pelengkapan(AutocompleteJsonView):
    """Answers of autocomplete fields: what the ModelAdmin shows this person (its own regions), limited by `batasi`;
    what was made only for drafts that were called off is not proposed.
    1 query more where an edition is named."""

    def get_queryset(self) -> QuerySet[Any]:
        edisi, daerah = angka(self.request.GET, "edisi"), angka(self.request.GET, "daerah")
        if edisi is not None:
            terlihat_edisi = Edisi.objects.filter(terlihat(self.request.user), pk=edisi).order_by()
            daerah = terlihat_edisi.values_list("daerah", flat=True).first()
        semua = batasi(super().get_queryset(), daerah=daerah, edisi=edisi)
        return semua.diusulkan() if isinstance(semua, PeraturanQuerySet | PerangkatDaerahQuerySet) else semua
