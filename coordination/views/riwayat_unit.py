"""The history of a unit: the grid of two clocks, and the acts behind it. For those who work in its region."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from coordination.halaman.riwayat_unit import muat_badan_tercatat, muat_riwayat_unit
from registry.audit.akses import wajib_lihat
from registry.audit.masukan import SalahIsian
from registry.audit.views import halaman_riwayat
from registry.forms import SaatSalah
from registry.halaman.dasar import alamat_berjam


@halaman_riwayat
def riwayat_unit(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What the registry said of a unit, by both clocks, and what was done to it."""
    badan = muat_badan_tercatat(uuid)
    wajib_lihat(request, badan.daerah_id)
    if "jam" in request.GET:
        try:
            return HttpResponseRedirect(alamat_berjam(request))
        except SaatSalah as salah:
            raise SalahIsian(f"“{salah.tertulis}” bukan tanggal atau saat yang ada.") from salah
    h = muat_riwayat_unit(badan, request.GET)
    return render(request, "coordination/riwayat_unit.html", {"daerah": badan.daerah, "h": h, "pada": h.pada})
