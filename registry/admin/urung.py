"""What was done to an edition, and turning it back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from registry import services
from registry.admin.kata import uraikan
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.galat import GalatRentang
from registry.izin import Aksi, terlihat
from registry.models import Edisi, Tindakan


def tindakan(request: HttpRequest, pk: int) -> HttpResponse:
    """Acts on one edition, newest first, in words; the last one that still stands can be undone."""
    edisi = baca_edisi(request, pk)
    halaman = Paginator(Tindakan.objects.atas(edisi), 25).get_page(request.GET.get("p"))
    urungan = Tindakan.objects.filter(mengurungkan__in=[satu.pk for satu in halaman])
    uraian = uraikan(halaman.object_list)
    kepala = konteks_edisi(request, edisi, "tindakan")
    isi = {
        "title": "Tindakan",
        "halaman": halaman,
        "baris": [(satu, uraian.get(satu.pk, [])) for satu in halaman],
        "diurungkan": set(urungan.order_by().values_list("mengurungkan", flat=True)),
        "dapat_diurungkan": kepala["terakhir"].pk if kepala["terakhir"] is not None else None,
        **kepala,
    }
    return tampilkan(request, "tindakan", isi)


@require_POST
def urungkan(request: Any, pk: int) -> HttpResponse:
    """Undo one act; refused in words where somebody wrote to the same rows since."""
    return _balikkan(request, pk, services.urungkan, "Diurungkan")


@require_POST
def ulangi(request: Any, pk: int) -> HttpResponse:
    """Do again what was undone; refused in words where somebody wrote to the same rows since."""
    return _balikkan(request, pk, services.ulangi, "Diulangi")


def _balikkan(request: Any, pk: int, act: Callable[..., Any], kata: str) -> HttpResponse:
    semua = Tindakan.objects.filter(terlihat(request.user), edisi__isnull=False).select_related("edisi")
    satu = get_object_or_404(semua, pk=pk)
    wajib(request, satu.daerah_id, Aksi.UBAH)
    try:
        act(tindakan=satu, oleh=request.user)
    except GalatRentang as galat:
        messages.error(request, f"Tidak dapat dilakukan. {galat}")
    else:
        pokok = satu.ringkas.removeprefix("mengurungkan: ") or satu.get_jenis_display()
        messages.success(request, f"{kata}: {pokok}.")
    assert satu.edisi is not None  # filtered above
    return HttpResponseRedirect(_kembali(request, satu.edisi))


def _kembali(request: Any, edisi: Edisi) -> str:
    """The screen from which the button was pressed, where it is one of this edition."""
    tuju = request.POST.get("next", "")
    milik_edisi = tuju.startswith(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    if milik_edisi and url_has_allowed_host_and_scheme(tuju, allowed_hosts=None) and ".." not in tuju:
        return str(tuju)
    return reverse("admin:edisi_tindakan", args=[edisi.pk])
