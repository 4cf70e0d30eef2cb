"""What every public page has: the date that was asked for, its banner, and the two ways of not being there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from registry import waktu
from registry.forms import TanggalSalah, baca_pada
from registry.models import Daerah, Edisi


class Tautan(NamedTuple):
    """A word and where it leads; "" leads nowhere (the page itself)."""

    teks: str
    alamat: str


class TidakAda(Exception):
    """There is no such page. Says what is missing and where to go on."""

    def __init__(self, judul: str, penjelasan: str, *saran: Tautan) -> None:
        self.judul, self.penjelasan, self.saran = judul, penjelasan, saran
        super().__init__(judul)


@dataclass(frozen=True, slots=True)
class Pada:
    """The date of a page: the one asked for, or today where the region is."""

    diminta: date | None

    def tanggal(self, daerah: Daerah | None = None) -> date:
        return self.diminta or waktu.hari_ini(daerah)


@dataclass(frozen=True, slots=True)
class Pita:
    """The banner: which date, which edition, and the way to another date.

    `lain`: what else the address says and a new date has to keep. `kata`: instead of an edition's dates.
    `sejak_disimpulkan`, `sampai_disimpulkan`: why a date is inferred, "" where it is printed.
    """

    tanggal: date
    sekarang: bool
    sejak: date | None
    sampai: date | None
    kata: str
    alamat: str
    lain: tuple[tuple[str, str], ...]
    mendatang: bool = False
    sejak_disimpulkan: str = ""
    sampai_disimpulkan: str = ""

    @property
    def alamat_sekarang(self) -> str:
        return f"{self.alamat}?{urlencode(self.lain)}" if self.lain else self.alamat


def buat_pita(
    request: HttpRequest,
    pada: Pada,
    daerah: Daerah | None = None,
    edisi: Edisi | None = None,
    *,
    kata: str = "belum ada edisi pada tanggal ini",
    lain: tuple[tuple[str, str], ...] = (),
) -> Pita:
    """The banner of a page. `edisi` needs `dengan_akhir()` and its regulation; no query."""
    tanggal = pada.tanggal(daerah)
    hari_ini = waktu.hari_ini(daerah)
    return Pita(
        tanggal=tanggal,
        sekarang=tanggal == hari_ini,
        mendatang=tanggal > hari_ini,
        sejak=edisi.berlaku_mulai if edisi else None,
        sampai=edisi.berlaku_sampai if edisi else None,
        sejak_disimpulkan=edisi.mulai_disimpulkan if edisi else "",
        sampai_disimpulkan=edisi.akhir_disimpulkan if edisi else "",
        kata=kata,
        alamat=request.path,
        lain=lain,
    )


def halaman(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A public page: GET or HEAD, `pada` read from the address and passed on, 400 and 404 answered in words.

    The answers are rendered here and not by the error handlers, so that they look the same under DEBUG.
    """

    @require_safe
    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, pada=Pada(baca_pada(request.GET)), **kwargs)
        except TanggalSalah as salah:
            return _tanggal_salah(request, salah)
        except TidakAda as tidak_ada:
            konteks = {
                "judul": tidak_ada.judul,
                "penjelasan": tidak_ada.penjelasan,
                "saran": tidak_ada.saran,
            }
            return render(request, "404.html", konteks, status=404)

    return bungkus


def _tanggal_salah(request: HttpRequest, salah: TanggalSalah) -> HttpResponse:
    lain = tuple((nama, nilai[:200]) for nama, nilai in request.GET.items() if nama in ("q", "daerah"))
    konteks = {
        "tanggal_salah": salah.tertulis,
        "alamat": request.path,
        "alamat_sekarang": f"{request.path}?{urlencode(lain)}" if lain else request.path,
        "lain": lain,
    }
    return render(request, "400.html", konteks, status=400)


def muat_daerah(kode: str) -> Daerah:
    """A region that has something published, with its province; 1 query. Raises TidakAda."""
    daerah: Daerah | None = None
    if len(kode) <= 5 and kode.isascii() and kode.isprintable():
        daerah = Daerah.objects.berisi().select_related("provinsi").filter(kode=kode).first()
    if daerah is None:
        raise TidakAda(
            "Daerah ini belum tercatat",
            "Rentang belum memuat peraturan daerah dengan kode itu, atau kodenya salah ketik. "
            "Kode wilayah ditulis seperti 63.03.",
            Tautan("Lihat semua daerah yang tercatat", reverse("daftar-daerah")),
        )
    return daerah
