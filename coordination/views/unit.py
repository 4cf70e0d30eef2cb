"""The page of a unit."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from coordination.halaman.unit import muat_badan, muat_unit, tujuan
from registry.halaman.dasar import Pada, buat_pita, halaman
from registry.models import PerangkatDaerah


def alihkan(request: HttpRequest, nama: str, ujung: PerangkatDaerah) -> HttpResponseRedirect:
    """To the same page (`nama`) of the body that answers for this one; what was asked is kept.

    Temporary: a merger may be undone, and browsers never ask again where a permanent one led.
    """
    ke, sisa = reverse(nama, args=[ujung.uuid]), request.GET.urlencode()
    return HttpResponseRedirect(f"{ke}?{sisa}" if sisa else ke)


@halaman
def unit(request: HttpRequest, uuid: UUID, pada: Pada) -> HttpResponse:
    """A unit: its koordinator in one sentence, and all that stands behind it; 8 queries."""
    badan, nama_lain = muat_badan(uuid)
    if (ujung := tujuan(badan)).pk != badan.pk:
        return alihkan(request, "unit", ujung)
    h = muat_unit(badan, nama_lain, pada.tanggal(badan.daerah))
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, badan.daerah, h.edisi),
        "daerah": badan.daerah,
        "h": h,
    }
    return render(request, "coordination/unit.html", konteks)
