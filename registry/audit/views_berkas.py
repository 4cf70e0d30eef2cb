"""The page from which an audit pack is downloaded."""

from __future__ import annotations

from django.http import FileResponse, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from registry import waktu
from registry.akses import catat_akses
from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.audit.berkas import BerkasForm, unduhan
from registry.audit.paket import buat_paket
from registry.audit.views import daerah_petugas
from registry.izin import Aksi
from registry.models import JenisAkses


@untuk_petugas
@require_http_methods(["GET", "HEAD", "POST"])
def berkas_audit(request: HttpRequest, kode: str) -> HttpResponseBase:
    """What a pack holds, and its download; each download is noted in the access log. 5 queries, of a download those
    of `buat_paket`."""
    daerah = daerah_petugas(request, kode)
    wajib_lihat(request, daerah.pk, Aksi.AUDIT)
    hari_ini = waktu.hari_ini(daerah)
    form = BerkasForm(request.POST if request.method == "POST" else request.GET, hari_ini=hari_ini)
    if request.method == "POST" and form.is_valid():
        dari, sampai = form.masa()
        paket = buat_paket(daerah, dari, sampai, timezone.now())
        rincian = f"berkas audit {dari.isoformat()} sampai {sampai.isoformat()}; sidik manifes {paket.sidik}"
        try:
            catat_akses(request, JenisAkses.EKSPOR, daerah=daerah, rincian=rincian)
        except BaseException:
            paket.berkas.close()
            raise
        return FileResponse(paket.berkas, as_attachment=True, filename=paket.nama, content_type="application/zip")
    konteks = {"daerah": daerah, "form": form, "hari_ini": hari_ini, "unduhan": unduhan(daerah)}
    return render(request, "audit/berkas.html", konteks, status=400 if form.errors else 200)
