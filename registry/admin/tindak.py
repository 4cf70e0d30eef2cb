"""Screens that act on a whole edition: start a draft, correct what is published. Its way to publication: `alur`."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from registry import services
from registry.admin.formulir import AlasanForm
from registry.admin.formulir_edisi import TEMPLAT, RancanganForm
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_daerah, baca_edisi, tampilkan, wajib
from registry.admin.pilihan import angka
from registry.forms import bersihkan
from registry.galat import GalatRentang
from registry.izin import Aksi
from registry.models import Daerah, Edisi
from registry.waktu import hari_ini

#: Regions shown for one search of a template.
DAERAH_TEMPLAT = 12


def buat_rancangan(request: Any, kode: str) -> HttpResponse:
    """Form: from which published edition, empty or from another region's template; for which date, by which
    regulation. A fixed number of queries."""
    daerah = baca_daerah(request, kode)
    wajib(request, daerah.pk, Aksi.UBAH)
    hari = hari_ini(daerah)
    mencari = _mencari(request.POST)
    templat = _templat(daerah, angka(request.POST, "pakai") or angka(request.GET, "templat"))
    form = RancanganForm(
        None if mencari else request.POST or None,
        daerah=daerah,
        hari_ini=hari,
        templat=templat,
        initial=_awal(request, mencari=mencari),
    )
    if not mencari and request.method == "POST" and form.is_valid():
        try:
            edisi = services.buat_rancangan(daerah=daerah, oleh=request.user, **form.isian())
        except GalatRentang as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Rancangan dibuat. Hanya rancangan ini yang berubah sampai Anda menerbitkannya.")
            return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    q = bersihkan((request.POST or request.GET).get("q", ""))
    isi = {
        "title": "Buat rancangan",
        "subtitle": daerah.nama,
        "daerah": daerah,
        "form": form,
        "templat": templat,
        "q": q,
        "calon_templat": _calon_templat(daerah, q, hari) if q else [],
    }
    return tampilkan(request, "rancangan", isi)


def _mencari(data: Any) -> bool:
    """Does the post look for a template, or take one, rather than start the draft? Enter in the search box presses
    the first button of the form: words that nobody has looked for yet are looked for."""
    q = bersihkan(data.get("q", ""))
    return "cari" in data or "pakai" in data or (q != "" and q != data.get("q_dicari", ""))


def _awal(request: Any, *, mencari: bool) -> dict[str, Any]:
    """What the form starts with: what was typed before a search; else what the address says."""
    if mencari:
        return {**request.POST.dict(), **({"asal": TEMPLAT} if "pakai" in request.POST else {})}
    return {"asal": request.GET["asal"]} if "asal" in request.GET else {}


def _templat(daerah: Daerah, pk: int | None) -> Edisi | None:
    """The public edition of another region that the address names; 1 query, none without."""
    if pk is None:
        return None
    semua = Edisi.objects.terbit().exclude(daerah=daerah).select_related("daerah", "peraturan__daerah")
    return get_object_or_404(semua, pk=pk)


def _calon_templat(daerah: Daerah, q: str, hari: date) -> list[Edisi]:
    """Editions in force today of the regions that a search finds, with their number of units: what the public sees
    of any region may serve as a template; 2 queries."""
    lain = Daerah.objects.berisi().exclude(pk=daerah.pk).filter(Q(nama__icontains=q) | Q(kode__startswith=q))
    ketemu = list(lain.order_by("kode").values_list("pk", flat=True)[:DAERAH_TEMPLAT])
    semua = Edisi.objects.filter(daerah__in=ketemu).berlaku_pada(hari).select_related("daerah", "peraturan__daerah")
    return list(semua.annotate(jumlah_unit=Count("kedudukan")).order_by("daerah__kode"))


def ralat(request: Any, pk: int) -> HttpResponse:
    """Start a draft that corrects an error of the registry in a published edition."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.RALAT)
    return _beralasan(
        request,
        edisi,
        act=lambda alasan: services.buat_ralat(edisi=edisi, oleh=request.user, alasan=alasan),
        judul="Buat ralat",
        pengantar=(
            "Ralat memperbaiki kesalahan pencatatan, bukan perubahan hukum. Isi edisi ini disalin; sesudah terbit, "
            "salinan itu menggantikannya pada tanggal yang sama, dan alasannya tampil untuk umum."
        ),
        selesai=(
            "Rancangan ralat dibuat. Bila kesalahan yang sama ada dalam edisi lain, perbaiki di sini, lalu teruskan."
        ),
    )


def _beralasan(request: Any, edisi: Edisi, *, act: Any, judul: str, pengantar: str, selesai: str) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hasil: Edisi = act(form.cleaned_data["alasan"])
        except GalatRentang as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, selesai)
            return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[hasil.pk]))
    isi = {
        "title": judul,
        "form": form,
        "pengantar": pengantar,
        "tombol": judul,
        "alamat_batal": reverse("admin:edisi_ringkasan", args=[edisi.pk]),
        "daerah": edisi.daerah,
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "formulir", isi)
