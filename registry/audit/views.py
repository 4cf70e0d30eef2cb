"""Views of the timeline, one act, and the comparison of two moments."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse

from registry.audit.akses import untuk_petugas


@untuk_petugas
def riwayat_daerah(request: HttpRequest, kode: str) -> HttpResponse:
    raise Http404


@untuk_petugas
def riwayat_banding(request: HttpRequest, kode: str) -> HttpResponse:
    raise Http404


@untuk_petugas
def riwayat_tindakan(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    raise Http404


@untuk_petugas
def audit_nasional(request: HttpRequest) -> HttpResponse:
    raise Http404
