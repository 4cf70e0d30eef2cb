"""The admin site of Rentang: Django's, with the screens that `registry.admin` puts in front of the model lists."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern

#: Largest number that a column holds.
PALING_BESAR = 2**63 - 1


def periksa_alamat(request: HttpRequest, urut: tuple[Any, ...], bagian: dict[str, Any]) -> None:
    """An address that a database cannot be asked. No query.

    Raises BadRequest for a NUL character (PostgreSQL knows none), and Http404 for a primary key in the path that no
    row can have (SQLite overflows). `urut`: unnamed parts of the path, which are the keys of django-simple-history.
    """
    kata = (satu for nama, semua in request.GET.lists() for satu in (nama, *semua))
    if "\x00" in request.path or any("\x00" in satu for satu in kata):
        raise BadRequest("Alamat memuat karakter NUL.")
    if any(isinstance(satu, int) and satu > PALING_BESAR for satu in bagian.values()):
        raise Http404
    pk = [str(satu) for satu in (*urut, *(bagian.get(nama, 0) for nama in ("object_id", "version_id", "id")))]
    if not all(satu.isascii() and satu.isdigit() and len(satu) <= 18 for satu in pk):
        raise Http404


class SitusAdmin(admin.AdminSite):
    """Admin for staf Bagian Organisasi. A region is chosen first, then one of its editions."""

    site_header = "Administrasi Rentang"
    site_title = "Administrasi Rentang"
    index_title = "Pilih daerah"
    index_template = "admin/rentang/beranda.html"
    empty_value_display = "belum diisi"
    enable_nav_sidebar = False  # one comes to a list through a region and an edition

    def __init__(self, name: str = "admin") -> None:
        super().__init__(name)
        #: Screens that are not a form on one model, before the addresses of the models.
        self.halaman: list[URLPattern] = []
        #: What the index shows above the models.
        self.isi_beranda: Callable[[HttpRequest], dict[str, Any]] = lambda request: {}
        #: Answers the autocomplete fields; knows to which region a form belongs.
        self.pelengkapan: type[AutocompleteJsonView] = AutocompleteJsonView
        # Nothing that endures is deleted; rows of a draft leave it through a service.
        self.disable_action("delete_selected")

    def get_urls(self) -> list[Any]:
        """Without Django's "view on site": it answers for any row of any region, and no model here has such a page."""
        bawaan = [satu for satu in super().get_urls() if getattr(satu, "name", None) != "view_on_site"]
        return [*self.halaman, *bawaan]

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Every page of the admin passes here, so the address is looked at once, before any of them reads it."""
        dalam = super().admin_view(view, cacheable)

        @functools.wraps(dalam)
        def layar(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
            periksa_alamat(request, args, kwargs)
            return dalam(request, *args, **kwargs)

        return layar

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """The registry, what builds on it, and last the accounts."""
        urut = ["registry", "relations", "coordination"]
        semua = super().get_app_list(request, app_label)
        return sorted(semua, key=lambda satu: urut.index(satu["app_label"]) if satu["app_label"] in urut else len(urut))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        return super().index(request, {**self.isi_beranda(request), **(extra_context or {})})

    def autocomplete_view(self, request: HttpRequest) -> HttpResponseBase:  # type: ignore[override]
        return self.pelengkapan.as_view(admin_site=self)(request)
