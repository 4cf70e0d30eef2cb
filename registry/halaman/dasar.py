"""What every public page has: the date that was asked for, its banner, and the two ways of not being there.

A page about a region has a second clock, `?tercatat=`: what the registry said at a moment, for those who work in that
region. It is entered here and nowhere else (`halaman`); the page itself does not know of it, see `registry.tercatat`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import urlencode

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from registry import waktu
from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.forms import SaatSalah, TanggalSalah, baca_pada, baca_tercatat
from registry.izin import Aksi, boleh
from registry.models import Daerah, Edisi, PerangkatDaerah, Peraturan
from registry.tercatat import sebagaimana, sebut_tak_tersusun, tak_tersusun

#: Pages without a second clock, or with none that says anything: links to them drop it.
SATU_WAKTU = frozenset({"beranda", "cari", "daftar-daerah", "kartu-periksa", "unit-kartu", "unit-kartu-pdf"})


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
    """The two clocks of a page: the date asked for, or today where the region is; and the moment as of which the
    registry is read, None for now. `tertulis`: that moment as it stands in addresses. `tak_tersusun`: what of the
    region has no beginning in history, in words."""

    diminta: date | None
    tercatat: datetime | None = None
    tertulis: str = ""
    tak_tersusun: str = ""

    def tanggal(self, daerah: Daerah | None = None) -> date:
        return self.diminta or waktu.hari_ini(daerah)

    def bertanggal(self, tanggal: date | None) -> Pada:
        """The same record on another date (None: on none, for pages that have their own dates)."""
        return replace(self, diminta=tanggal)

    def isian(self, *, satu_waktu: bool = False) -> dict[str, str]:
        """What addresses have to say to keep both clocks; `satu_waktu`: the date only."""
        isi = {"pada": self.diminta.isoformat()} if self.diminta is not None else {}
        return isi | {"tercatat": self.tertulis} if self.tertulis and not satu_waktu else isi

    def pada_alamat(self, alamat: str, **lain: object) -> str:
        """An address of a page with two clocks, with both; `lain`: what else it says."""
        return berisian(alamat, self.isian() | {nama: str(nilai) for nama, nilai in lain.items()})


def berisian(alamat: str, isian: Mapping[str, str]) -> str:
    """A path with a query; the path alone without one."""
    return f"{alamat}?{urlencode(isian)}" if isian else alamat


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
    diminta: date | None = None
    tercatat: datetime | None = None
    tertulis: str = ""
    tak_tersusun: str = ""
    daerah: Daerah | None = None
    dua_waktu: bool = False
    bertanggal: bool = True

    @property
    def alamat_sekarang(self) -> str:
        """The same page today, as recorded today."""
        return berisian(self.alamat, dict(self.lain))

    @property
    def alamat_tercatat_kini(self) -> str:
        """The same page on the same date, as recorded today."""
        return berisian(self.alamat, dict(self.lain) | Pada(self.diminta).isian())

    @property
    def hari_tercatat(self) -> date | None:
        """The day of the moment, where the region is."""
        return None if self.tercatat is None else waktu.waktu_setempat(self.tercatat, self.daerah).date()

    @property
    def alamat_hari_tercatat(self) -> str:
        """The same page on that day, as recorded at that moment."""
        return berisian(self.alamat, dict(self.lain) | Pada(self.hari_tercatat, self.tercatat, self.tertulis).isian())

    @property
    def sampai_hari_ini(self) -> bool:
        """The moment is the end of today, and so has not come yet."""
        return self.tercatat is not None and self.hari_tercatat == waktu.hari_ini(self.daerah) and self.isian_tanggal

    @property
    def isian_tanggal(self) -> bool:
        """The form asks for a day and not for a moment."""
        return len(self.tertulis) <= len("2026-11-20")

    @property
    def isian_tercatat(self) -> str:
        """What its field holds: a day, or a moment on the region's clock; exactly what was asked for."""
        if self.tercatat is None:
            return waktu.hari_ini(self.daerah).isoformat()
        if self.isian_tanggal:
            return self.tertulis
        return waktu.waktu_setempat(self.tercatat, self.daerah).replace(tzinfo=None).isoformat()


def buat_pita(
    request: HttpRequest,
    pada: Pada,
    daerah: Daerah | None = None,
    edisi: Edisi | None = None,
    *,
    kata: str = "belum ada edisi pada tanggal ini",
    lain: tuple[tuple[str, str], ...] = (),
    bertanggal: bool = True,
) -> Pita:
    """The banner of a page. `edisi` needs `dengan_akhir()` and its regulation; `bertanggal`: the page goes by `pada`.
    No query, but for those who carry a session (who may choose the second clock: 2, a request)."""
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
        diminta=pada.diminta,
        tercatat=pada.tercatat,
        tertulis=pada.tertulis,
        tak_tersusun=pada.tak_tersusun,
        daerah=daerah,
        dua_waktu=pada.tercatat is not None or _boleh_dua_waktu(request, daerah),
        bertanggal=bertanggal,
    )


def _boleh_dua_waktu(request: HttpRequest, daerah: Daerah | None) -> bool:
    """May the reader ask what was recorded? Who carries no session cookie may not: no session is looked at, and the
    page stays the same for all visitors. What is offered to some is kept by no cache in between."""
    if not getattr(request, "dua_waktu", False) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    bisa = request.user.is_authenticated and boleh(request.user, daerah.pk if daerah is not None else None, Aksi.LIHAT)
    if bisa:
        request.pribadi = True  # type: ignore[attr-defined]  # read by `halaman`
    return bisa


#: What is said on pages that have one clock, unless they say it themselves.
TANPA_CATATAN = "Halaman ini tidak dapat dibaca menurut saat pencatatan, karena tidak menyangkut satu daerah saja."


def halaman(view: Callable[..., HttpResponseBase] | None = None, *, satu_waktu: str = "") -> Callable[..., Any]:
    """A public page: GET or HEAD, `pada` read from the address and passed on, 400, 403 and 404 answered in words.

    A page about a region (its address names one, a body or a regulation) takes `tercatat` too and is then run inside
    `registry.tercatat.sebagaimana`, for who may read that region's record. Another one, or one with `satu_waktu`
    (why not, in words), answers 400. The answers are rendered here and not by the error handlers, so that they look
    the same under DEBUG.
    """
    if view is None:
        return lambda satu: halaman(satu, satu_waktu=satu_waktu)

    @require_safe
    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        dua_waktu = not satu_waktu and not _PENUNJUK.isdisjoint(kwargs)
        request.dua_waktu = dua_waktu  # type: ignore[attr-defined]  # read by `buat_pita`
        tertulis = request.GET.get("tercatat", "").strip()
        try:
            if tertulis and not dua_waktu:
                return _satu_waktu(request, satu_waktu or TANPA_CATATAN)
            pada = Pada(baca_pada(request.GET))
            if tertulis:
                return _menurut_catatan(request, view, pada, tertulis, args, kwargs)
            jawaban = view(request, *args, pada=pada, **kwargs)
        except TanggalSalah as salah:
            return _tanggal_salah(request, salah)
        except TidakAda as tidak_ada:
            return _tidak_ada(request, tidak_ada)
        if getattr(request, "pribadi", False):
            patch_cache_control(jawaban, private=True)
        return jawaban

    return bungkus


#: Arguments of an address that lead to a region.
_PENUNJUK = frozenset({"kode", "uuid", "pk"})


@untuk_petugas
def _menurut_catatan(
    request: HttpRequest,
    view: Callable[..., HttpResponseBase],
    pada: Pada,
    tertulis: str,
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
) -> HttpResponseBase:
    """The page as the registry stood. The region, and who may read it, are asked of the present; at most 3 queries
    and the views beside what the page asks."""
    ada, daerah = _daerah_alamat(kwargs)
    if ada:
        wajib_lihat(request, daerah.pk if daerah is not None else None)
    try:
        saat, ditulis = baca_tercatat(tertulis, daerah)
    except SaatSalah as salah:
        return _saat_salah(request, salah)
    if saat is None:  # nothing but unseen marks
        return view(request, *args, pada=pada, **kwargs)
    pada = replace(pada, tercatat=saat, tertulis=ditulis, tak_tersusun=sebut_tak_tersusun(tak_tersusun(daerah)))
    with sebagaimana(saat, daerah):
        try:
            jawaban = view(request, *args, pada=pada, **kwargs)
        except TidakAda as tidak_ada:
            jawaban = _tidak_ada(request, tidak_ada, pada, daerah)
        if hasattr(jawaban, "render") and callable(jawaban.render):
            jawaban.render()
        if jawaban.streaming and not isinstance(jawaban, FileResponse):
            raise RuntimeError("a page that streams would read on in the present")
    return jawaban


def _daerah_alamat(kwargs: Mapping[str, Any]) -> tuple[bool, Daerah | None]:
    """(is there such a thing, its region; None for the nation's) of what an address names; 1 query. Where the live
    row is gone, its last revision tells."""
    semua: list[Any]
    if "kode" in kwargs:
        kode = str(kwargs["kode"])
        semua = list(Daerah.objects.filter(kode=kode)) if _kode_wajar(kode) else []
        return bool(semua), semua[0] if semua else None
    model: Any = PerangkatDaerah if "uuid" in kwargs else Peraturan
    saring = {nama: kwargs[nama] for nama in ("uuid", "pk") if nama in kwargs}
    semua = list(model.objects.select_related("daerah").filter(**saring))
    if not semua:
        lalu = {("id" if nama == "pk" else nama): nilai for nama, nilai in saring.items()}
        semua = list(model.history.filter(**lalu).select_related("daerah")[:1])
    return bool(semua), semua[0].daerah if semua else None


def _kode_wajar(kode: str) -> bool:
    return len(kode) <= 5 and kode.isascii() and kode.isprintable()


def _tidak_ada(
    request: HttpRequest, tidak_ada: TidakAda, pada: Pada | None = None, daerah: Daerah | None = None
) -> HttpResponse:
    konteks: dict[str, Any] = {
        "judul": tidak_ada.judul,
        "penjelasan": tidak_ada.penjelasan,
        "saran": tidak_ada.saran,
    }
    if pada is not None and pada.tercatat is not None:
        konteks |= {
            "pita": buat_pita(request, pada, daerah, kata=""),
            "judul": "Pada saat itu Rentang belum mencatat ini",
            "penjelasan": f"Sampai saat itu yang diminta alamat ini belum tercatat, atau tidak ada. {tidak_ada.judul}: "
            f"{tidak_ada.penjelasan}",
            "saran": tuple(Tautan(teks, _bertercatat(alamat, pada)) for teks, alamat in tidak_ada.saran),
        }
    return render(request, "404.html", konteks, status=404)


def _bertercatat(alamat: str, pada: Pada) -> str:
    """A link of the application with the moment, unless its page has no second clock."""
    if "?" in alamat or alamat == reverse("daftar-daerah"):
        return alamat
    return berisian(alamat, {"tercatat": pada.tertulis})


def _saat_salah(request: HttpRequest, salah: SaatSalah) -> HttpResponse:
    sisa = {nama: str(nilai)[:200] for nama, nilai in request.GET.items() if nama != "tercatat"}
    konteks = {
        "tanggal_salah": "",
        "satu_waktu": "",
        "saat_salah": salah.tertulis,
        "mendatang": salah.mendatang,
        "alamat": request.path,
        "alamat_sekarang": berisian(request.path, sisa),
        "lain": tuple(sisa.items()),
    }
    return render(request, "400.html", konteks, status=400)


def _satu_waktu(request: HttpRequest, sebab: str) -> HttpResponse:
    sisa = {nama: str(nilai)[:200] for nama, nilai in request.GET.items() if nama != "tercatat"}
    konteks = {
        "tanggal_salah": "",
        "saat_salah": "",
        "satu_waktu": sebab,
        "alamat_sekarang": berisian(request.path, sisa),
    }
    return render(request, "400.html", konteks, status=400)


def _tanggal_salah(request: HttpRequest, salah: TanggalSalah) -> HttpResponse:
    lain = tuple((nama, nilai[:200]) for nama, nilai in request.GET.items() if nama in ("q", "daerah", "tercatat"))
    konteks = {
        "tanggal_salah": salah.tertulis,
        "saat_salah": "",
        "satu_waktu": "",
        "alamat": request.path,
        "alamat_sekarang": f"{request.path}?{urlencode(lain)}" if lain else request.path,
        "lain": lain,
    }
    return render(request, "400.html", konteks, status=400)


def muat_daerah(kode: str) -> Daerah:
    """A region that has something published, with its province; 1 query. Raises TidakAda."""
    daerah: Daerah | None = None
    if _kode_wajar(kode):
        daerah = Daerah.objects.berisi().select_related("provinsi").filter(kode=kode).first()
    if daerah is None:
        raise TidakAda(
            "Daerah ini belum tercatat",
            "Rentang belum memuat peraturan daerah dengan kode itu, atau kodenya salah ketik. "
            "Kode wilayah ditulis seperti 63.03.",
            Tautan("Lihat semua daerah yang tercatat", reverse("daftar-daerah")),
        )
    return daerah
