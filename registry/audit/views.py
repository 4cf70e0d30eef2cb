"""Views of the timeline, one act, one row, and the comparison of two moments. For those who work in the region."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.audit.bandingan import muat_bandingan
from registry.audit.halaman_rancangan import alamat_rancangan, muat_rancangan
from registry.audit.lini import muat_riwayat
from registry.audit.masukan import SalahIsian
from registry.audit.tindakan import muat_baris, muat_tindakan
from registry.forms import SaatSalah, baca_tercatat
from registry.halaman.dasar import alamat_berjam, buat_pita
from registry.models import Daerah, Edisi


def halaman_riwayat(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page of the record: GET or HEAD, sign-in and role, and 400 in words for what the address asks in vain."""

    @untuk_petugas
    @require_safe
    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        kembali = ""
        try:
            return view(request, *args, **kwargs)
        except SalahIsian as salah:
            pesan, kembali = str(salah), salah.kembali
        except SaatSalah as saat:
            sebab = "lebih kemudian daripada hari ini" if saat.mendatang else "bukan tanggal atau saat yang ada"
            pesan = f"“{saat.tertulis}” {sebab}."
        isi = {"pesan": pesan, "alamat": request.path, "kembali": kembali}
        return render(request, "audit/salah.html", isi, status=400)

    return bungkus


def daerah_petugas(request: HttpRequest, kode: str) -> Daerah:
    """A region in which the person works, published or not (`berisi` says which); 2 queries. Raises Http404,
    PermissionDenied."""
    daerah: Daerah | None = None
    if len(kode) <= 5 and kode.isascii() and kode.isprintable():
        terbit = Exists(Edisi.objects.terbit().order_by().filter(daerah=OuterRef("pk")))
        daerah = Daerah.objects.filter(kode=kode).annotate(berisi=terbit).first()
    if daerah is None:
        raise Http404
    wajib_lihat(request, daerah.pk)
    return daerah


@halaman_riwayat
def riwayat_daerah(request: HttpRequest, kode: str) -> HttpResponse:
    """The timeline of a region."""
    daerah = daerah_petugas(request, kode)
    return _lini(request, daerah)


def _lini(request: HttpRequest, daerah: Daerah | None) -> HttpResponse:
    if "jam" in request.GET:
        return HttpResponseRedirect(alamat_berjam(request))
    h = muat_riwayat(daerah, request.GET)
    pada = h.saringan.waktu
    pita = buat_pita(request, pada, daerah, lain=tuple(h.saringan.saring), bertanggal=False)
    konteks = {"daerah": daerah, "h": h, "pada": pada, "pita": pita, "dicetak": timezone.now()}
    return render(request, "audit/riwayat.html", konteks)


@halaman_riwayat
def riwayat_tindakan(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """One act, before and after."""
    daerah = daerah_petugas(request, kode)
    h = muat_tindakan(daerah, pk, request.GET)
    pokok = h.entri.pokok
    isi = "" if pokok.edisi_id is None else alamat_rancangan(daerah, pokok.edisi_id, pokok.pada)
    return render(request, "audit/tindakan.html", {"daerah": daerah, "h": h, "alamat_isi": isi})


@halaman_riwayat
def riwayat_baris(request: HttpRequest, kode: str) -> HttpResponse:
    """All changes of one row, and any two of them compared."""
    daerah = daerah_petugas(request, kode)
    return render(request, "audit/baris.html", {"daerah": daerah, "h": muat_baris(daerah, request.GET)})


@halaman_riwayat
def riwayat_banding(request: HttpRequest, kode: str) -> HttpResponse:
    """Two moments of the record compared."""
    daerah = daerah_petugas(request, kode)
    return render(request, "audit/banding.html", {"daerah": daerah, "h": muat_bandingan(daerah, request.GET)})


@halaman_riwayat
def audit_rancangan(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """A draft (or any edition) of a region as it stood at `?tercatat=`; without it, as it stands."""
    daerah = daerah_petugas(request, kode)
    edisi = Edisi.objects.filter(daerah=daerah, pk=pk).select_related("peraturan__daerah", "daerah").first()
    if edisi is None:
        raise Http404
    saat, tertulis = baca_tercatat(request.GET.get("tercatat", ""), daerah)
    h = muat_rancangan(edisi, daerah, saat, tertulis)
    return render(request, "audit/rancangan.html", {"daerah": daerah, "h": h})


@halaman_riwayat
def audit_nasional(request: HttpRequest) -> HttpResponse:
    """The timeline of what belongs to no region."""
    wajib_lihat(request, None)
    return _lini(request, None)


@halaman_riwayat
def audit_nasional_tindakan(request: HttpRequest, pk: int) -> HttpResponse:
    """One national act, before and after."""
    wajib_lihat(request, None)
    isi = {"daerah": None, "h": muat_tindakan(None, pk, request.GET), "alamat_isi": ""}
    return render(request, "audit/tindakan.html", isi)
