"""The chart of a region."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coordination.halaman.bagan import muat_bagan
from coordination.views.edisi import edisi_pada, edisi_pertama
from registry.halaman.dasar import Pada, buat_pita, halaman, muat_daerah
from relations.models import Topik
from relations.panel import bertopik, ketentuan_pelaksanaan


@halaman
def bagan(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The tree of a region as a nested list; 6 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    ketentuan = ketentuan_pelaksanaan(edisi) if edisi is not None else []
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": edisi_pertama(daerah, edisi),
        "simpul": muat_bagan(edisi) if edisi is not None else [],
        "garis": bertopik(ketentuan, Topik.GARIS),
    }
    return render(request, "coordination/bagan.html", konteks)
