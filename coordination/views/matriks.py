"""The matrix of a region: who works with whom, in which kinds."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coordination.halaman.matriks import muat_matriks
from coordination.views.edisi import edisi_pada, edisi_pertama
from registry.halaman.dasar import Pada, buat_pita, halaman, muat_daerah


@halaman
def hubungan(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """Units against units; 10 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    h = muat_matriks(edisi, request.GET) if edisi is not None else None
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi, lain=h.saringan.lain if h is not None else ()),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": edisi_pertama(daerah, edisi),
        "h": h,
    }
    return render(request, "coordination/matriks.html", konteks)
