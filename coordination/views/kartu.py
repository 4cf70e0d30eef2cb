"""The answer card of a unit, and the page that verifies one."""

from __future__ import annotations

import hashlib
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.text import slugify

from coordination.halaman.kartu import Kartu, susun_kartu
from coordination.halaman.kartu_gambar import gambar_kartu, gambar_qr
from coordination.halaman.periksa_kartu import badan_berkode, periksa_kartu
from coordination.halaman.unit import HalamanUnit, muat_badan, muat_unit, tujuan
from coordination.kode_pendek import urai
from coordination.views.alamat import alihkan, situs
from registry import waktu
from registry.gambar import pdf, svg
from registry.halaman.dasar import Pada, Tautan, TidakAda, buat_pita, halaman

#: A card is checked against what the registry says now.
SATU_WAKTU = (
    "Kartu jawaban dibuat dan diperiksa menurut catatan sekarang. Untuk yang tercatat pada suatu saat, buka halaman "
    "unitnya, atau buat keterangannya."
)


@halaman(satu_waktu=SATU_WAKTU)
def kartu(request: HttpRequest, uuid: UUID, pada: Pada) -> HttpResponse:
    """The card of a unit, for the screen; printed, it is the drawing of the PDF. 9 queries."""
    badan, nama_lain = muat_badan(uuid)
    if (ujung := tujuan(badan)).pk != badan.pk:
        return alihkan(request, "unit-kartu", ujung)
    h = muat_unit(badan, nama_lain, pada.tanggal(badan.daerah))
    isi = susun_kartu(h)
    alamat = alamat_kartu(request, isi)
    gambar = gambar_kartu(isi, alamat)
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, badan.daerah, h.edisi),
        "daerah": badan.daerah,
        "h": h,
        "k": isi,
        "alamat_singkat": alamat.partition("://")[2],
        # The writer escapes all words that come from outside.
        "qr": mark_safe(svg.tulis(gambar_qr(alamat), terbenam=True, awalan="qr", kelas="kartu-qr")),
        "lembar": mark_safe(svg.tulis(gambar, alamat_dasar=situs(request), terbenam=True, awalan="lembar")),
    }
    return render(request, "coordination/kartu.html", konteks)


@halaman(satu_waktu=SATU_WAKTU)
def kartu_pdf(request: HttpRequest, uuid: UUID, pada: Pada) -> HttpResponseBase:
    """The card as PDF, always one A4 page; the same bytes as long as the answer is the same. 9 queries."""
    badan, nama_lain = muat_badan(uuid)
    if (ujung := tujuan(badan)).pk != badan.pk:
        return alihkan(request, "unit-kartu-pdf", ujung)
    h = muat_unit(badan, nama_lain, pada.tanggal(badan.daerah))
    isi = susun_kartu(h)
    gambar = gambar_kartu(isi, alamat_kartu(request, isi))
    berkas = pdf.tulis([gambar], judul=isi.judul, alamat_dasar=situs(request))
    jawaban = HttpResponse(berkas, content_type="application/pdf")
    jawaban.headers["Content-Disposition"] = f'inline; filename="{nama_berkas(h)}"'
    # Asked again each time, because a correction may change it; sent again only if it did.
    jawaban.headers["Cache-Control"] = "no-cache"
    jawaban.headers["ETag"] = f'"{hashlib.sha256(berkas).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=jawaban.headers["ETag"], response=jawaban) or jawaban


@halaman(satu_waktu=SATU_WAKTU)
def periksa(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """Where the code of a card leads: is its answer still given? The code of a unit alone leads to its page."""
    terurai = urai(kode)
    calon = badan_berkode(terurai) if terurai is not None else []
    if terurai is None or not calon:
        raise TidakAda(
            "Kode ini tidak dikenal",
            "Periksa lagi kode di bawah gambar QR pada kartunya: delapan huruf atau angka, lalu tanggal, lalu empat "
            "huruf atau angka. Atau cari nama unitnya di bawah ini.",
            Tautan("Lihat semua daerah yang tercatat", reverse("daftar-daerah")),
        )
    if terurai.tanggal is None:
        if len(calon) == 1:
            # The one that answers for it, or nobody: a diversion inside a draft is not told.
            return alihkan(request, "unit", tujuan(calon[0]))
        return render(request, "coordination/kartu_pilih.html", {"pada": pada, "calon": calon})
    semua = [periksa_kartu(satu, terurai, waktu.hari_ini(satu.daerah)) for satu in calon]
    cocok = [satu for satu in semua if satu.cocok]
    konteks = {"pada": pada, "cocok": bool(cocok), "semua": cocok or semua, "tanggal": terurai.tanggal}
    return render(request, "coordination/kartu_periksa.html", konteks)


def alamat_kartu(request: HttpRequest, isi: Kartu) -> str:
    """The whole address at which a card is verified."""
    return request.build_absolute_uri(reverse("kartu-periksa", args=[isi.kode]))


def nama_berkas(h: HalamanUnit) -> str:
    """ "kartu-dinas-kesehatan-kabupaten-banjar-2026-11-22.pdf"."""
    nama = slugify(f"{h.nama[:80]} {h.badan.daerah.nama}") or "unit"
    return f"kartu-{nama}-{h.tanggal.isoformat()}.pdf"
