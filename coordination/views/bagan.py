"""The chart of a region: the page, and the drawing alone as SVG, PDF and PNG."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe

from coordination.bagan.isi import Bagan
from coordination.bagan.lembar import KERTAS_A3, KERTAS_A4, berhalaman
from coordination.bagan.lukis import lukis
from coordination.bagan.tata import susun, susun_bebas
from coordination.halaman.bagan import HalamanBagan, baca_tampilan, muat_bagan
from coordination.views.alamat import situs
from coordination.views.edisi import edisi_pada, edisi_pertama
from registry import waktu
from registry.gambar import pdf, png, svg
from registry.gambar.bentuk import Gambar
from registry.halaman.dasar import Pada, Tautan, TidakAda, buat_pita, halaman, muat_daerah
from registry.models import Daerah, Edisi
from registry.templatetags.rentang import tgl_polos
from relations.models import KetentuanPelaksanaan, Topik
from relations.panel import bertopik, ketentuan_pelaksanaan

#: Width of the PNG: A3 at 150 dots an inch.
LEBAR_PNG = 2480


@halaman
def bagan(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The chart of a region with its content as a list; 5 queries whatever the number of units."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    konteks: dict[str, Any] = {
        "pada": pada,
        "pita": buat_pita(request, pada, daerah, edisi),
        "daerah": daerah,
        "edisi": edisi,
        "pertama": edisi_pertama(daerah, edisi),
    }
    if edisi is not None:
        ketentuan = ketentuan_pelaksanaan(edisi)
        konteks["garis"] = bertopik(ketentuan, Topik.GARIS)
        if isi := _isi(request, daerah, edisi, pada, ketentuan):
            konteks |= _gambar(request, isi, pada)
    return render(request, "coordination/bagan.html", konteks)


def _gambar(request: HttpRequest, isi: HalamanBagan, pada: Pada) -> dict[str, Any]:
    """What the page shows of a chart: the drawing as asked for, and the list."""
    tampilan = baca_tampilan(request.GET, len(isi.bagan.kolom), pada)
    lembar = susun_bebas(isi.bagan, frozenset(nomor - 1 for nomor in tampilan.lipat))
    gambar = svg.tulis(lukis(lembar), terbenam=True, awalan="bagan", kelas="bagan-svg", bisu=True)
    return {
        "b": isi.bagan,
        "daftar": isi.daftar,
        "tampilan": tampilan,
        # The writer escapes all words that come from outside.
        "gambar": mark_safe(gambar),
        "kolom": [
            (nomor, kolom.kepala.nama, nomor in tampilan.lipat, tampilan.balik(nomor))
            for nomor, kolom in enumerate(isi.bagan.kolom, 1)
        ],
    }


@halaman
def bagan_svg(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The drawing, with links that work from a saved file; 5 queries."""
    isi = _muat(request, kode, pada)
    teks = svg.tulis(lukis(susun_bebas(isi)), alamat_dasar=situs(request))
    return _berkas(request, kode, pada, teks.encode(), "svg", "image/svg+xml")


@halaman
def bagan_pdf(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The drawing on one A3 sheet; `?kertas=a4` on several of A4; 5 queries."""
    isi = _muat(request, kode, pada)
    a4 = request.GET.get("kertas", "").strip().casefold() == "a4"
    semua = berhalaman(isi, KERTAS_A4) if a4 else _a3(isi)
    berkas = pdf.tulis(semua, judul=semua[0].judul, alamat_dasar=situs(request))
    return _berkas(request, kode, pada, berkas, "pdf", "application/pdf", "-a4" if a4 else "")


@halaman
def bagan_png(request: HttpRequest, kode: str, pada: Pada) -> HttpResponseBase:
    """The drawing as a picture; 5 queries."""
    isi = _muat(request, kode, pada)
    berkas = png.tulis(lukis(susun_bebas(isi)), lebar_piksel=LEBAR_PNG)
    return _berkas(request, kode, pada, berkas, "png", "image/png")


def _a3(isi: Bagan) -> list[Gambar]:
    """One sheet of A3; several where letters would get too small."""
    lembar = susun(isi)
    return [lukis(lembar, utuh=True)] if lembar is not None else berhalaman(isi, KERTAS_A3)


def _muat(request: HttpRequest, kode: str, pada: Pada) -> Bagan:
    """The chart of a region on a date. Raises TidakAda, in words, where there is nothing to draw."""
    daerah = muat_daerah(kode)
    edisi = edisi_pada(daerah, pada)
    if edisi is None:
        raise TidakAda(
            f"Belum ada edisi pada {tgl_polos(pada.tanggal(daerah))}",
            f"Bagan {daerah.nama} baru ada sejak edisi pertamanya yang tercatat.",
            Tautan("Lihat edisi yang tercatat", reverse("daftar-edisi", args=[daerah.kode])),
        )
    isi = _isi(request, daerah, edisi, pada, ketentuan_pelaksanaan(edisi))
    if isi is None:
        raise TidakAda(
            f"Bagan {daerah.nama} belum dapat digambar",
            edisi.struktur_keterangan or "Belum ada unit yang tercatat dalam edisi ini.",
            Tautan("Lihat edisi yang tercatat", reverse("daftar-edisi", args=[daerah.kode])),
        )
    return isi.bagan


def _isi(
    request: HttpRequest, daerah: Daerah, edisi: Edisi, pada: Pada, ketentuan: Sequence[KetentuanPelaksanaan]
) -> HalamanBagan | None:
    """Chart and list of an edition; 2 queries."""

    def alamat(uuid: UUID | None) -> str:
        return pada.pada_alamat(reverse("unit", args=[uuid])) if uuid is not None else ""

    return muat_bagan(
        edisi,
        tanggal=pada.tanggal(daerah),
        ketentuan=ketentuan,
        alamat=alamat,
        alamat_halaman=f"Rentang · {request.get_host()}{pada.pada_alamat(reverse('bagan', args=[daerah.kode]))}",
        tercatat=waktu.sebut_saat(pada.tercatat, daerah, "j F Y H.i.s") if pada.tercatat is not None else "",
    )


def _berkas(
    request: HttpRequest, kode: str, pada: Pada, isi: bytes, akhiran: str, jenis: str, tambahan: str = ""
) -> HttpResponseBase:
    """A file of the chart. Asked again each time, because a correction may change it; sent again only if it did."""
    jawaban = HttpResponse(isi, content_type=jenis)
    saat = f"-{pada.diminta.isoformat()}" if pada.diminta is not None else ""
    if pada.tercatat is not None:
        saat += f"-tercatat-{re.sub('[^0-9]', '', pada.tertulis)}"
    jawaban.headers["Content-Disposition"] = f'inline; filename="bagan-{kode}{saat}{tambahan}.{akhiran}"'
    jawaban.headers["Cache-Control"] = "no-cache"
    jawaban.headers["ETag"] = f'"{hashlib.sha256(isi).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=jawaban.headers["ETag"], response=jawaban) or jawaban
