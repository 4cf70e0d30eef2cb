"""The page of a unit."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from coordination.halaman.unit import muat_badan, muat_unit, tujuan
from coordination.views.alamat import alihkan
from registry.halaman.dasar import Pada, buat_pita, halaman


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
