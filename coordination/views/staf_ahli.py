"""The pages of a region's Staf Ahli and of one matter."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from coordination.halaman.staf_ahli import muat_staf_ahli, muat_urusan, tanpa_staf_ahli
from coordination.views.edisi import edisi_pada, edisi_pertama
from registry.halaman.dasar import Pada, Tautan, TidakAda, buat_pita, halaman, muat_daerah
from registry.models import Daerah


@halaman
def staf_ahli(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The Staf Ahli of a region, their fields, and which of them a body has; 9 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    h = muat_staf_ahli(edisi) if edisi is not None else None
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": edisi_pertama(daerah, edisi),
        "h": h,
        "tanpa": tanpa_staf_ahli(h) if h is not None and h.kosong else None,
    }
    return render(request, "coordination/staf_ahli.html", konteks)


@halaman
def urusan(request: HttpRequest, kode: str, alamat: str, pada: Pada) -> HttpResponse:
    """One matter: which Staf Ahli has it, which bodies carry it out, by which pasal; 10 queries."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    h = muat_urusan(edisi, alamat) if edisi is not None else None
    if h is None:
        raise _tidak_ada(daerah, pada)
    if h.urusan.alamat != alamat:
        sisa = request.GET.urlencode()
        ke = reverse("urusan", args=[kode, h.urusan.alamat])
        return HttpResponseRedirect(f"{ke}?{sisa}" if sisa else ke)
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "h": h,
    }
    return render(request, "coordination/urusan.html", konteks)


def _tidak_ada(daerah: Daerah, pada: Pada) -> TidakAda:
    semua = reverse("staf-ahli", args=[daerah.kode])
    return TidakAda(
        "Urusan ini tidak tercatat",
        f"Yang tercatat dari {daerah.nama} pada tanggal ini tidak menyebut urusan itu, atau alamatnya salah tulis. "
        "Urusan ditulis dengan kodenya, misalnya 1.02, atau dengan namanya.",
        Tautan(
            f"Lihat Staf Ahli dan urusan {daerah.nama}",
            pada.pada_alamat(semua),
        ),
    )
