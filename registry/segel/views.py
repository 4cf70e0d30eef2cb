"""Views of the seals: the list, one to be printed, one as data."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from registry.akses import catat_akses
from registry.audit.akses import untuk_petugas
from registry.gambar import svg
from registry.gambar.bentuk import Gambar
from registry.gambar.qr import kotak
from registry.models import JenisAkses, Segel
from registry.segel.ekspor import acuan, dokumen, rekap

#: Seals on one page of the list.
SEHALAMAN = 50
#: Side of the QR code, in points.
SISI_QR = 110.0


class SebelumForm(forms.Form):
    """From which seal the list goes on."""

    sebelum = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)


@untuk_petugas
@require_safe
def audit_segel(request: HttpRequest) -> HttpResponse:
    """All seals, newest first, 50 at a time; 1 query."""
    form = SebelumForm(request.GET)
    sebelum: int | None = form.cleaned_data.get("sebelum") if form.is_valid() else None
    semua = Segel.objects.order_by("-nomor")
    if sebelum is not None:
        semua = semua.filter(nomor__lt=sebelum)
    segel = list(semua[: SEHALAMAN + 1])
    konteks = {
        "semua": segel[:SEHALAMAN],
        "lanjut": segel[SEHALAMAN - 1].nomor if len(segel) > SEHALAMAN else None,
        "awal": sebelum is None,
    }
    return render(request, "audit/segel.html", konteks)


@untuk_petugas
@require_safe
def audit_segel_satu(request: HttpRequest, nomor: int) -> HttpResponse:
    """One seal with all that is needed to keep it on paper; 3 queries."""
    segel = _segel(nomor)
    konteks: dict[str, Any] = {
        "segel": segel,
        "dicetak": timezone.now(),
        "alamat": request.build_absolute_uri(request.path),
        "rekap": rekap(segel),
        "acuan": acuan(segel),
        "kepala": _berkelompok(segel.kepala),
        "sebelum": _berkelompok(segel.sebelum) if segel.nomor > 1 else "",
        # The writer escapes all words that come from outside.
        "qr": mark_safe(svg.tulis(gambar_qr(segel), terbenam=True, awalan="qr", kelas="segel-qr")),
    }
    return render(request, "audit/segel_satu.html", konteks)


@untuk_petugas
@require_safe
def audit_segel_json(request: HttpRequest, nomor: int) -> HttpResponse:
    """One seal with its lists, as data: its head follows from it. Noted in the access log. 3 queries."""
    segel = _segel(nomor)
    isi = dokumen(segel)
    if request.method == "GET":
        catat_akses(request, JenisAkses.EKSPOR, rincian=f"segel {nomor} (JSON); kepala {segel.kepala}")
    jawaban = JsonResponse(isi, json_dumps_params={"ensure_ascii": False})
    jawaban.headers["Content-Disposition"] = f'attachment; filename="segel-{nomor}.json"'
    return jawaban


def gambar_qr(segel: Segel) -> Gambar:
    """Number and whole head, to be read by a camera instead of being typed."""
    teks = f"{segel.nomor}:{segel.kepala}"
    return Gambar(SISI_QR, SISI_QR, f"Kode QR: {teks}", "", (kotak(teks, 0, 0, SISI_QR),))


def _segel(nomor: int) -> Segel:
    segel = Segel.objects.filter(nomor=nomor).first() if nomor < 2**63 else None
    if segel is None:
        raise Http404
    return segel


def _berkelompok(kepala: str) -> list[str]:
    """A head in groups of four, as people read it out."""
    return [kepala[letak : letak + 4] for letak in range(0, len(kepala), 4)]
