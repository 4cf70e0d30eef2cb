"""The certificate of a region: page, PDF, and the text of which its hash is made. For those who work there."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe

from coordination.halaman.keterangan import Keterangan, muat_keterangan
from coordination.halaman.keterangan_gambar import gambar_keterangan, gambar_qr
from coordination.views.alamat import situs
from registry import waktu
from registry.akses import catat_akses
from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.gambar import pdf, svg
from registry.halaman.dasar import Pada, buat_pita, halaman, muat_daerah
from registry.models import Daerah, JenisAkses, VersiNasional
from registry.services.dasar import kunci_daerah

_SIDIK = re.compile(r"[0-9a-f]{64}")


class Cocok(NamedTuple):
    """What was found of the hash in the address. `awal`: it is no whole hash, but this one begins so."""

    ya: bool
    diminta: str
    awal: bool = False


def diunduh(macam: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Note in the access log what a view gave out, or give out nothing. Outside `halaman`, which reads the past, where
    nothing can be written. 1 query more."""

    def hias(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            jawaban = view(request, *args, **kwargs)
            isi: Keterangan | None = getattr(request, "keterangan", None)
            if isi is not None and jawaban.status_code == 200 and request.method == "GET":
                saat = waktu.sebut_saat(isi.tercatat, isi.daerah, "Y-m-d H:i:s.u")
                rincian = f"keterangan {isi.pada.isoformat()} menurut catatan {saat} ({macam}); sidik {isi.sidik()}"
                catat_akses(request, JenisAkses.EKSPOR, daerah=isi.daerah, rincian=rincian)
            return jawaban

        return bungkus

    return hias


@untuk_petugas
@halaman
def keterangan(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The certificate on the screen and in print; with `sidik` it says whether that hash is still its own.
    8 queries."""
    daerah = muat_daerah(kode)
    if (ke := _lengkapi(request, daerah, pada, "keterangan")) is not None:
        return ke
    isi = _muat(daerah, pada)
    alamat = alamat_keterangan(request, isi)
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, kata="lihat keterangan di bawah"),
        "daerah": daerah,
        "k": isi,
        "sidik": isi.sidik(),
        "cocok": periksa_sidik(request, isi),
        "isian": urlencode(_isian(isi)),
        "alamat_singkat": alamat.partition("://")[2],
        # The writer escapes all words that come from outside.
        "qr": mark_safe(svg.tulis(gambar_qr(alamat), terbenam=True, awalan="qr", kelas="kartu-qr")),
    }
    return render(request, "coordination/keterangan.html", konteks)


@untuk_petugas
@diunduh("PDF")
@halaman
def keterangan_pdf(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The certificate as PDF on A4 pages; the same bytes for ever. Noted in the access log. 8 queries."""
    daerah = muat_daerah(kode)
    if (ke := _lengkapi(request, daerah, pada, "keterangan-pdf")) is not None:
        return ke
    isi = request.keterangan = _muat(daerah, pada)  # type: ignore[attr-defined]  # read by `diunduh`
    semua = gambar_keterangan(isi, alamat_keterangan(request, isi))
    jawaban = HttpResponse(
        pdf.tulis(semua, judul=f"{isi.judul}, {daerah.nama}", alamat_dasar=situs(request)),
        content_type="application/pdf",
    )
    jawaban.headers["Content-Disposition"] = f'inline; filename="{nama_berkas(isi)}.pdf"'
    return jawaban


@untuk_petugas
@diunduh("JSON")
@halaman
def keterangan_json(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The very text that is hashed: `sha256sum` of the file is the hash. Noted in the access log. 8 queries."""
    daerah = muat_daerah(kode)
    if (ke := _lengkapi(request, daerah, pada, "keterangan-json")) is not None:
        return ke
    isi = request.keterangan = _muat(daerah, pada)  # type: ignore[attr-defined]  # read by `diunduh`
    jawaban = HttpResponse(isi.teks(), content_type="application/json")
    jawaban.headers["Content-Disposition"] = f'attachment; filename="{nama_berkas(isi)}.json"'
    return jawaban


def _lengkapi(request: HttpRequest, daerah: Daerah, pada: Pada, nama: str) -> HttpResponseRedirect | None:
    """To the address with both clocks, where one is missing or the moment is still to come; None where both stand.

    Whoever publishes holds the region's row, so the lock waits for what already has its moment and is not there yet:
    nothing appears later at or before the moment of the certificate.
    """
    kini = timezone.now()
    if pada.tercatat is None:
        wajib_lihat(request, daerah.pk)
        with transaction.atomic():
            kunci_daerah(daerah.pk)
            # National regulations are on it too; whoever writes one holds this row.
            list(VersiNasional.objects.select_for_update(no_key=True))
            kini = timezone.now()
    elif pada.tercatat <= kini and pada.diminta is not None:
        return None
    saat = kini if pada.tercatat is None or pada.tercatat > kini else pada.tercatat
    isian = {
        "pada": pada.tanggal(daerah).isoformat(),
        "tercatat": waktu.waktu_setempat(saat, daerah).isoformat(),
    }
    if sidik := request.GET.get("sidik", ""):
        isian["sidik"] = sidik[:100]
    return HttpResponseRedirect(f"{reverse(nama, args=[daerah.kode])}?{urlencode(isian)}")


def _muat(daerah: Daerah, pada: Pada) -> Keterangan:
    assert pada.tercatat is not None
    return muat_keterangan(daerah, pada.tanggal(daerah), pada.tercatat)


def _isian(isi: Keterangan) -> dict[str, str]:
    return {
        "pada": isi.pada.isoformat(),
        "tercatat": waktu.waktu_setempat(isi.tercatat, isi.daerah).isoformat(),
    }


def alamat_keterangan(request: HttpRequest, isi: Keterangan) -> str:
    """The whole address at which a certificate is checked."""
    isian = urlencode(_isian(isi) | {"sidik": isi.sidik()})
    return request.build_absolute_uri(f"{reverse('keterangan', args=[isi.daerah.kode])}?{isian}")


def periksa_sidik(request: HttpRequest, isi: Keterangan) -> Cocok | None:
    """Is the hash in the address that of this certificate? None where none is asked about."""
    diminta = "".join(request.GET.get("sidik", "")[:200].split()).lower()
    if not diminta:
        return None
    sidik = isi.sidik()
    utuh = _SIDIK.fullmatch(diminta) is not None
    return Cocok(utuh and diminta == sidik, diminta[:64], awal=not utuh and sidik.startswith(diminta))


def nama_berkas(isi: Keterangan) -> str:
    """ "keterangan-63.03-2023-01-01-ab12cd34ef56"."""
    return f"keterangan-{isi.daerah.kode}-{isi.pada.isoformat()}-{isi.sidik()[:12]}"
