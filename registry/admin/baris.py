"""Rows inside a form: a table in which every field says its name also to those who do not see the heading."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.forms import BaseInlineFormSet
from django.http import HttpRequest

from registry.admin.formulir import FormBaris
from registry.admin.umum import AdminRentang, PilihanTerbatas, ditolak
from registry.services.acuan import Baris


class BarisFormSet(BaseInlineFormSet):
    """Names the box that takes a row out, and tells the service what was seen of each row."""

    def baris(self) -> tuple[list[Baris], list[Baris]]:
        """(rows to write, rows to take out), each with what was seen of it; nothing is written here."""
        simpan = self.save(commit=False)
        terlihat = {id(form.instance): form.terlihat.get("nilai") for form in self.forms}
        hapus = self.deleted_objects  # known once `save` ran
        return [(satu, terlihat[id(satu)]) for satu in simpan], [(satu, terlihat[id(satu)]) for satu in hapus]

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Keluarkan baris ini"


class BarisInline(PilihanTerbatas, admin.TabularInline):
    """A wrong row may be taken out by whoever may change it; history keeps it."""

    form = FormBaris
    formset = BarisFormSet
    extra = 0
    show_change_link = True
    formfield_overrides = AdminRentang.formfield_overrides  # type: ignore[assignment]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.has_change_permission(request, obj)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        tersembunyi = ["lihat"] if self.has_change_permission(request, obj) else []
        return [*super().get_fields(request, obj), *tersembunyi]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        kelas = super().get_formset(request, obj, **kwargs)
        kelas.form.penolakan = ditolak(request)  # type: ignore[attr-defined]
        return kelas

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        bidang = super().formfield_for_dbfield(db_field, request, **kwargs)
        if bidang is not None:
            bidang.widget.attrs["aria-label"] = str(bidang.label)
        return bidang
