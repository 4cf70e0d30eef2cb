"""Taking one row out of a draft: ask, with a reason, then let the service do it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path

from registry import services
from registry.admin.formulir import AlasanForm, buka_segel, jenis_baris, segel
from registry.admin.formulir_isi import nilai_baris
from registry.admin.kepala import konteks_edisi
from registry.galat import GalatRentang
from registry.isi_edisi import IsiEdisi
from registry.models import Edisi


class BisaDikeluarkan:
    """Adds the page `<id>/keluarkan/` to a ModelAdmin of edition content."""

    opts: Any
    admin_site: Any
    get_queryset: Any
    has_change_permission: Any
    message_user: Any
    ringkas: Any

    @property
    def isi(self) -> IsiEdisi:
        raise NotImplementedError  # the ModelAdmin knows

    def alamat_sesudah(self, edisi: Edisi) -> str:
        raise NotImplementedError  # the ModelAdmin knows

    def get_urls(self) -> list[Any]:
        nama = f"{self.opts.app_label}_{self.opts.model_name}_keluarkan"
        layar = self.admin_site.admin_view(self.keluarkan_view)
        return [path("<int:pk>/keluarkan/", layar, name=nama), *super().get_urls()]  # type: ignore[misc]

    def keluarkan_view(self, request: Any, pk: int) -> HttpResponse:
        """Ask, with a reason, then remove one row of a draft through the service."""
        objek = self.get_queryset(request).filter(pk=pk).first()
        if objek is None:
            raise Http404
        if not self.has_change_permission(request, objek):
            raise PermissionDenied
        form = AlasanForm(request.POST or None)
        if request.method == "POST" and form.is_valid():
            try:
                self._keluarkan(request, objek, form.cleaned_data["alasan"])
            except GalatRentang as galat:
                form.add_error(None, str(galat))
            else:
                self.message_user(request, f"“{objek}” dikeluarkan dari rancangan ini.", messages.SUCCESS)
                return HttpResponseRedirect(self.alamat_sesudah(objek.edisi))
        isi = {
            "title": f"Keluarkan {self.opts.verbose_name}",
            "subtitle": str(objek),
            "form": form,
            "objek": objek,
            "opts": self.opts,
            "lihat": segel({"nilai": nilai_baris(self.isi, objek)}, _jenis(objek)),
            "alamat_batal": self.alamat_sesudah(objek.edisi),
            **konteks_edisi(request, objek.edisi, self.isi.nama),
            **self.admin_site.each_context(request),
        }
        return TemplateResponse(request, "admin/rentang/keluarkan.html", isi)

    def _keluarkan(self, request: Any, objek: Any, alasan: str) -> None:
        terlihat = buka_segel(request.POST.get("lihat", ""), _jenis(objek)) or {}
        kunci = (self.isi.nama, tuple(getattr(objek, ruas) for ruas in self.isi.kunci))
        services.terapkan(
            edisi=objek.edisi,
            ubah={kunci: None},
            lihat={kunci: terlihat.get("nilai")},
            oleh=request.user,
            alasan=alasan,
            ringkas=self.ringkas(objek, "dikeluarkan"),
        )


def _jenis(objek: Any) -> str:
    return f"keluarkan:{jenis_baris(type(objek), objek.pk)}"
