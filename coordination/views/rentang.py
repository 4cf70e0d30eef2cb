"""The page of a region's spans."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coordination.halaman.rentang import muat_rentang
from coordination.views.edisi import edisi_pada, edisi_pertama
from registry.halaman.dasar import Pada, buat_pita, halaman, muat_daerah
from registry.models import JenisUnit
from relations.models import Topik
from relations.panel import bertopik, ketentuan_pelaksanaan


@halaman
def rentang(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The spans of a region side by side; 7 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    ketentuan = ketentuan_pelaksanaan(edisi) if edisi is not None else []
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": edisi_pertama(daerah, edisi),
        "r": muat_rentang(edisi) if edisi is not None else None,
        "lingkup": bertopik(ketentuan, Topik.LINGKUP, Topik.TUGAS, jenis_unit=JenisUnit.DINAS),
    }
    return render(request, "coordination/rentang.html", konteks)
