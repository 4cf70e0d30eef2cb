"""The relations of a unit: with whom it works, in which kind, and by which pasal."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from coordination import ego
from coordination.halaman.hubungan import HalamanHubungan, muat_hubungan
from coordination.halaman.unit import muat_badan, tujuan
from coordination.views.alamat import alihkan
from registry.gambar import svg
from registry.halaman.dasar import Pada, buat_pita, halaman


@halaman
def hubungan_unit(request: HttpRequest, uuid: UUID, pada: Pada) -> HttpResponse:
    """The tab "Hubungan" of a unit; 10 queries."""
    badan, _ = muat_badan(uuid)
    if (ujung := tujuan(badan)).pk != badan.pk:
        return alihkan(request, "unit-hubungan", ujung)
    h = muat_hubungan(badan, pada.tanggal(badan.daerah))
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, badan.daerah, h.edisi),
        "daerah": badan.daerah,
        "h": h,
        "gambar": _gambar(h, pada),
    }
    return render(request, "coordination/unit_hubungan.html", konteks)


def _gambar(h: HalamanHubungan, pada: Pada) -> list[str]:
    """The ego graph for wide and for narrow screens; [] of a unit without relations."""
    kartu = h.kartu(pada)
    # The writer escapes all words that come from outside.
    return [
        mark_safe(svg.tulis(gambar(h.nama, kartu), terbenam=True, awalan=f"ego-{nama}", kelas=f"ego-{nama}"))
        for nama, gambar in (("lebar", ego.gambar_lebar), ("sempit", ego.gambar_sempit))
        if kartu
    ]
