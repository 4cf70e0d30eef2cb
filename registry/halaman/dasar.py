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
from django.db.models import Min
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from registry import waktu
from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.forms import SaatSalah, TanggalSalah, baca_pada, baca_tercatat, gabung_jam
from registry.izin import Aksi, boleh
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan
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


def sebut_tercatat(saat: datetime, tertulis: str, daerah: Daerah | None) -> str:
    """A moment of the second clock in words: "22 November 2026, akhir hari", "20 November 2026 09.14.05 WITA".
    `tertulis`: as it stands in addresses, which tells a day from a moment."""
    if len(tertulis) > len("2026-11-20"):
        return waktu.sebut_saat(saat, daerah, "j F Y H.i.s")
    hari = waktu.waktu_setempat(saat, daerah).date()
    return f"{date_format(hari, 'j F Y')}, akhir hari{' (hari ini)' if hari == waktu.hari_ini(daerah) else ''}"


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
    def kata_tercatat(self) -> str:
        """The moment in words, "" in the present."""
        return "" if self.tercatat is None else sebut_tercatat(self.tercatat, self.tertulis, self.daerah)

    @property
    def isian_jam(self) -> str:
        """What the form's hour holds, exact to the microsecond; "" for the end of a day."""
        if self.tercatat is None or len(self.tertulis) <= len("2026-11-20"):
            return ""
        return waktu.waktu_setempat(self.tercatat, self.daerah).time().isoformat()

    @property
    def zona(self) -> str:
        """What the region's time is called: "WITA"."""
        return waktu.SEBUTAN[waktu.zona(self.daerah).key]


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
            if dua_waktu and "jam" in request.GET:
                return HttpResponseRedirect(alamat_berjam(request))
            if tertulis and not dua_waktu:
                return _satu_waktu(request, satu_waktu or TANPA_CATATAN)
            pada = Pada(baca_pada(request.GET))
            if tertulis:
                return _menurut_catatan(request, view, pada, tertulis, args, kwargs)
            jawaban = view(request, *args, pada=pada, **kwargs)
        except TanggalSalah as salah:
            return _tanggal_salah(request, salah)
        except SaatSalah as salah:
            return _saat_salah(request, salah)
        except TidakAda as tidak_ada:
            return _tidak_ada(request, tidak_ada)
        if getattr(request, "pribadi", False):
            patch_cache_control(jawaban, private=True)
        return jawaban

    return bungkus


def alamat_berjam(request: HttpRequest) -> str:
    """The address that a form with `jam` asks for, where the moment stands in `tercatat` alone and what was left empty
    is gone. Raises SaatSalah."""
    isi = request.GET.copy()
    tertulis = gabung_jam(isi.get("tercatat", ""), isi.pop("jam")[-1])
    for nama, nilai in (("tercatat", tertulis), ("pada", isi.get("pada", ""))):
        isi.pop(nama, None)
        if nilai:
            isi[nama] = nilai
    return f"{request.path}?{isi.urlencode(safe=':')}" if isi else request.path


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
    try:
        return _sebagaimana(request, view, pada, daerah, args, kwargs)
    except TidakAda as tidak_ada:
        awal = _catatan_pertama(kwargs, daerah) if ada and request.path.endswith("/") else None
        if awal is not None and (awal.saat is None or saat < awal.saat):
            return _belum_mencatat(request, pada, daerah, awal)
        return _tidak_ada(request, tidak_ada, pada, daerah)


def _sebagaimana(
    request: HttpRequest,
    view: Callable[..., HttpResponseBase],
    pada: Pada,
    daerah: Daerah | None,
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
) -> HttpResponseBase:
    """The page, rendered, inside the moment of `pada`. Raises TidakAda."""
    assert pada.tercatat is not None
    with sebagaimana(pada.tercatat, daerah):
        jawaban = view(request, *args, pada=pada, **kwargs)
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


class CatatanPertama(NamedTuple):
    """What an address names today, and since when Rentang shows it (None: it cannot be told); `riwayat`: where the
    acts on it are told."""

    nama: str
    saat: datetime | None
    riwayat: str


def _catatan_pertama(kwargs: Mapping[str, Any], daerah: Daerah | None) -> CatatanPertama | None:
    """Of a region, a body or a regulation, asked in the present; None for what was never published. 2 queries."""
    terbit = Edisi.objects.filter(diterbitkan_pada__isnull=False).order_by()
    awal: datetime | None
    if "kode" in kwargs:
        assert daerah is not None
        awal = terbit.filter(daerah=daerah).aggregate(awal=Min("diterbitkan_pada"))["awal"]
        return CatatanPertama(daerah.nama, awal, reverse("riwayat-daerah", args=[daerah.kode])) if awal else None
    if "uuid" in kwargs:
        badan = PerangkatDaerah.objects.filter(uuid=kwargs["uuid"]).first()
        tempat = Kedudukan._base_manager.filter(perangkat_daerah=badan, edisi__in=terbit).order_by()
        awal = tempat.aggregate(awal=Min("edisi__diterbitkan_pada"))["awal"] if badan is not None else None
        return CatatanPertama(badan.nama, awal, reverse("unit-riwayat", args=[badan.uuid])) if badan and awal else None
    peraturan = Peraturan.objects.publik().select_related("daerah").filter(pk=kwargs["pk"]).first()
    if peraturan is None:
        return None
    # What makes one public is more than one thing: the first edition that it caused is the plain case.
    awal = terbit.filter(peraturan=peraturan).aggregate(awal=Min("diterbitkan_pada"))["awal"]
    riwayat = reverse("audit-nasional") if daerah is None else reverse("riwayat-daerah", args=[daerah.kode])
    return CatatanPertama(peraturan.judul_pendek, awal, riwayat)


def _belum_mencatat(request: HttpRequest, pada: Pada, daerah: Daerah | None, awal: CatatanPertama) -> HttpResponse:
    """The page, under its name, of what the registry did not have yet at the moment."""
    assert pada.tercatat is not None
    sampai = waktu.sebut_saat(pada.tercatat, daerah, "j F Y H.i.s")
    kata, saran = f"Sampai {sampai} Rentang belum mencatat {awal.nama}.", [Tautan(f"Riwayat {awal.nama}", awal.riwayat)]
    if awal.saat is not None:
        kata += f" Catatan pertamanya {waktu.sebut_saat(awal.saat, daerah, 'j F Y H.i.s')}."
        tertulis = waktu.waktu_setempat(awal.saat, daerah).isoformat()
        isi = {nama: str(nilai)[:200] for nama, nilai in request.GET.items()} | {"tercatat": tertulis}
        saran.insert(0, Tautan("Lihat menurut catatan pertama itu", berisian(request.path, isi)))
    konteks = {
        "pita": buat_pita(request, pada, daerah, kata=""),
        "judul": awal.nama,
        "penjelasan": kata,
        "saran": saran,
    }
    return render(request, "404.html", konteks)


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
            "penjelasan": f"Menurut catatan sampai saat itu: {tidak_ada.penjelasan}",
            "saran": tuple(Tautan(teks, _bertercatat(alamat, pada)) for teks, alamat in tidak_ada.saran),
        }
    return render(request, "404.html", konteks, status=404)


def _bertercatat(alamat: str, pada: Pada) -> str:
    """A link of the application with the moment, unless its page has no second clock."""
    if "?" in alamat or alamat == reverse("daftar-daerah"):
        return alamat
    return berisian(alamat, {"tercatat": pada.tertulis})


def _saat_salah(request: HttpRequest, salah: SaatSalah) -> HttpResponse:
    sisa = {nama: str(nilai)[:200] for nama, nilai in request.GET.items() if nama not in ("tercatat", "jam")}
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
