"""Public pages about who coordinates whom: the unit's answer, the spans, the tree."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from coordination.halaman.bagan import muat_bagan
from coordination.halaman.rentang import muat_rentang
from coordination.halaman.unit import muat_badan, muat_unit, tujuan
from registry.halaman.dasar import Pada, buat_pita, halaman, muat_daerah
from registry.models import Daerah, Edisi, JenisUnit
from relations.models import Topik
from relations.panel import bertopik, ketentuan_pelaksanaan


@halaman
def unit(request: HttpRequest, uuid: UUID, pada: Pada) -> HttpResponse:
    """A unit: its koordinator in one sentence, and all that stands behind it; 8 queries."""
    badan, nama_lain = muat_badan(uuid)
    if (ujung := tujuan(badan)).pk != badan.pk:
        ke = reverse("unit", args=[ujung.uuid])
        sisa = request.GET.urlencode()
        # Temporary: a merger may be undone, and browsers never ask again where a permanent one led.
        return HttpResponseRedirect(f"{ke}?{sisa}" if sisa else ke)
    h = muat_unit(badan, nama_lain, pada.tanggal(badan.daerah))
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, badan.daerah, h.edisi),
        "daerah": badan.daerah,
        "h": h,
    }
    return render(request, "coordination/unit.html", konteks)


@halaman
def rentang(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The spans of a region side by side; 7 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = _edisi(daerah, pada)
    ketentuan = ketentuan_pelaksanaan(edisi) if edisi is not None else []
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": _pertama(daerah, edisi),
        "r": muat_rentang(edisi) if edisi is not None else None,
        "lingkup": bertopik(ketentuan, Topik.LINGKUP, Topik.TUGAS, jenis_unit=JenisUnit.DINAS),
    }
    return render(request, "coordination/rentang.html", konteks)


@halaman
def bagan(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The tree of a region as a nested list; 6 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = _edisi(daerah, pada)
    ketentuan = ketentuan_pelaksanaan(edisi) if edisi is not None else []
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": _pertama(daerah, edisi),
        "simpul": muat_bagan(edisi) if edisi is not None else [],
        "garis": bertopik(ketentuan, Topik.GARIS),
    }
    return render(request, "coordination/bagan.html", konteks)


def _edisi(daerah: Daerah, pada: Pada) -> Edisi | None:
    return Edisi.objects.berlaku_di(daerah, pada.tanggal(daerah))


def _pertama(daerah: Daerah, edisi: Edisi | None) -> Edisi | None:
    """The first edition that was ever in force in the region, for a date before it; no query otherwise."""
    if edisi is not None:
        return None
    semua = Edisi.objects.terbit().filter(daerah=daerah).select_related("peraturan__daerah")
    return semua.order_by("berlaku_mulai", "-urutan", "-id").first()
