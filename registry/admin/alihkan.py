"""Screen on which a body that was entered twice is led to the other one, step by step."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from registry import izin, services
from registry.admin.formulir import AlasanForm
from registry.admin.meja import tampilkan, wajib
from registry.admin.pilihan import angka
from registry.forms import bersihkan
from registry.galat import GalatRentang
from registry.izin import Aksi, terlihat
from registry.models import PerangkatDaerah
from registry.services.alihkan import KeadaanAlih, Langkah

#: Bodies shown for one search.
PALING_BANYAK = 20


class AlihForm(AlasanForm):
    """The reason, with an example."""

    alasan = forms.CharField(
        label="Alasan",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Contoh: Dinas Kesehatan tercatat dua kali, dari Perbup 2009 dan dari Perbup 2022.",
    )


def badan_alihkan(request: Any, pk: int) -> HttpResponse:
    """Choose the body that is used; then say where one is, and take the next step. A fixed number of queries."""
    dari = _badan(request, pk)
    wajib(request, dari.daerah_id, Aksi.UBAH)
    ke = _tujuan(request, dari)
    keadaan = services.keadaan_alih(dari, ke) if ke is not None else None
    form = AlihForm(request.POST or None)
    if request.method == "POST" and ke is not None and keadaan is not None and form.is_valid():
        try:
            return _melangkah(request, dari, ke, keadaan, form.cleaned_data["alasan"])
        except GalatRentang as galat:
            dari, keadaan = _badan(request, pk), services.keadaan_alih(dari, ke)
            form.add_error(None, str(galat))
    q = bersihkan(request.GET.get("q", dari.nama))
    isi = {
        "title": f"Alihkan “{dari}”",
        "daerah": dari.daerah,
        "dari": dari,
        "ke": ke,
        "keadaan": keadaan,
        "form": form,
        "q": q,
        "calon": _calon(dari, q) if ke is None else [],
        "boleh_ralat": izin.boleh(request.user, dari.daerah_id, Aksi.RALAT),
    }
    return tampilkan(request, "alihkan", isi)


def _melangkah(
    request: Any, dari: PerangkatDaerah, ke: PerangkatDaerah, keadaan: KeadaanAlih, alasan: str
) -> HttpResponse:
    """The next step, as the person saw it. Raises GalatRentang."""
    if keadaan.langkah is Langkah.RALAT:
        kepala = services.siapkan_ralat_alih(dari=dari, ke=ke, oleh=request.user, alasan=alasan)
        messages.success(request, "Rancangan ralat dibuat. Sesudah terbit, kembali ke sini untuk mengalihkan badannya.")
        return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[kepala.pk]))
    rancangan = services.alihkan(dari=dari, ke=ke, oleh=request.user, alasan=alasan)
    tambahan = f" {len(rancangan)} rancangan ikut diubah." if rancangan else ""
    messages.success(request, f"“{dari}” dialihkan ke “{ke}”. Nama dan alamat lamanya tetap menuju ke sana.{tambahan}")
    return HttpResponseRedirect(reverse("admin:registry_perangkatdaerah_change", args=[ke.pk]))


def _badan(request: HttpRequest, pk: int) -> PerangkatDaerah:
    """A body of a region in which the person works, read afresh; 1 query. Raises Http404."""
    return get_object_or_404(_terlihat(request), pk=pk)


def _tujuan(request: Any, dari: PerangkatDaerah) -> PerangkatDaerah | None:
    """The body chosen in the address: of the same region, in use, and another one; 1 query."""
    ke = angka(request.GET, "ke")
    if ke is None:
        return None
    if dari.dialihkan_ke_id == ke:
        return dari.dialihkan_ke
    semua = _terlihat(request).filter(daerah=dari.daerah_id, dialihkan_ke__isnull=True).exclude(pk=dari.pk)
    return get_object_or_404(semua, pk=ke)


def _terlihat(request: HttpRequest) -> QuerySet[PerangkatDaerah]:
    return PerangkatDaerah.objects.filter(terlihat(request.user)).select_related("daerah", "dialihkan_ke")


def _calon(dari: PerangkatDaerah, q: str) -> list[PerangkatDaerah]:
    """Bodies of the region that bear all words of the search, in their label or another name; 1 query."""
    semua = PerangkatDaerah.objects.filter(daerah=dari.daerah_id, dialihkan_ke__isnull=True).exclude(pk=dari.pk)
    for kata in q.split():
        semua = semua.filter(Q(nama__icontains=kata) | Q(nama_lain__nama__icontains=kata))
    return list(semua.distinct().order_by("nama", "pk")[:PALING_BANYAK])
