"""Public pages of the registry: search, regions, editions, regulations; and what is said when a page is not there."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template import loader
from django.urls import reverse
from django.utils.cache import patch_vary_headers

from registry import panel
from registry.forms import CariForm
from registry.halaman.banding import muat_banding, ralat_edisi, rantai
from registry.halaman.cari import muat_cari
from registry.halaman.daerah import (
    DAERAH_DEPAN,
    bagian_edisi,
    daerah_depan,
    daftar_daerah,
    hal_edisi,
    muat_halaman_daerah,
)
from registry.halaman.dasar import Pada, berisian, buat_pita, halaman, muat_daerah
from registry.halaman.edisi import berlaku, edisi_beralamat, kini, semua_versi, urai_alamat
from registry.halaman.peraturan import (
    buka_berkas,
    edisi_peraturan,
    fakta,
    fakta_per_daerah,
    hubungan,
    muat_peraturan,
)
from registry.halaman.suksesi import suksesi_edisi


@halaman
def beranda(request: HttpRequest, pada: Pada) -> HttpResponse:
    """The front page: search first, then an answer as an example, then the regions; 5 queries."""
    tanggal = pada.tanggal()
    daerah = daerah_depan(tanggal)
    edisi = [satu.edisi for satu in daerah]
    contoh = [potongan for buat in panel.CONTOH if (potongan := buat(edisi, tanggal)) is not None]
    konteks = {
        "pada": pada,
        "tanggal": tanggal,
        "pita": buat_pita(request, pada, kata="edisi yang berlaku di tiap daerah"),
        "daerah": daerah[:DAERAH_DEPAN],
        "lebih": len(daerah) > DAERAH_DEPAN,
        "contoh": contoh,
    }
    return render(request, "registry/beranda.html", konteks)


@halaman(satu_waktu="Pencarian tidak dapat dibaca menurut saat pencatatan: indeksnya hanya menurut catatan sekarang.")
def cari(request: HttpRequest, pada: Pada) -> HttpResponse:
    """Search results; only the list for htmx, which types along."""
    form = CariForm(request.GET)
    temuan = muat_cari(form.q_bersih, form.kode_daerah, pada.tanggal(), form.mulai_dari)
    konteks = {
        "pada": pada,
        "temuan": temuan,
        "pita": buat_pita(request, pada, kata="edisi yang berlaku di tiap daerah", lain=form.isian()),
    }
    konteks["hanya_daftar"] = hanya_daftar = bool(request.htmx)  # type: ignore[attr-defined]
    jawaban = render(request, "registry/_hasil.html" if hanya_daftar else "registry/cari.html", konteks)
    patch_vary_headers(jawaban, ["HX-Request"])
    return jawaban


@halaman
def daftar(request: HttpRequest, pada: Pada) -> HttpResponse:
    """All regions with an edition in force, by province, a hundred at a time; 2 queries."""
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, kata="edisi yang berlaku di tiap daerah"),
        "daftar": daftar_daerah(pada.tanggal(), CariForm(request.GET).mulai_dari),
    }
    return render(request, "registry/daftar_daerah.html", konteks)


@halaman
def daerah(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """A region: what is known, by which regulations, in which editions; 8 queries."""
    milik = muat_daerah(kode)
    h = muat_halaman_daerah(milik, pada.tanggal(milik))
    konteks = {"pada": pada, "pita": buat_pita(request, pada, milik, h.edisi), "h": h, "daerah": milik}
    return render(request, "registry/daerah.html", konteks)


@halaman
def daftar_edisi(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """The editions of a region, newest first, with their corrections; 2 queries."""
    milik = muat_daerah(kode)
    versi = semua_versi(milik)
    semua = kini(versi)
    edisi = berlaku(semua, pada.tanggal(milik))
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, milik, edisi),
        "daerah": milik,
        "semua": semua,
        "ralat": {satu.pk: rantai(satu, versi) for satu in semua if satu.meralat_id is not None},
        "edisi": edisi,
        "tanggal": pada.tanggal(milik),
    }
    return render(request, "registry/daftar_edisi.html", konteks)


@halaman
def edisi(request: HttpRequest, kode: str, alamat: str, pada: Pada) -> HttpResponse:
    """One edition with its whole content except the tree, which has its own page."""
    milik = muat_daerah(kode)
    ini = edisi_beralamat(milik, alamat)
    if urai_alamat(alamat) != (ini.berlaku_mulai, ini.urutan):  # a ralat moved it; may be moved back
        return HttpResponseRedirect(berisian(reverse("edisi", args=[milik.kode, ini.slug_tanggal]), pada.isian()))
    pada_edisi = pada.bertanggal(ini.berlaku_mulai)
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada_edisi, milik, ini, bertanggal=False),
        "daerah": milik,
        "edisi": ini,
        "ralat": ralat_edisi(ini),
        "pada_edisi": pada_edisi,
        "hal": hal_edisi(ini),
        "bagian": bagian_edisi(ini),
        "suksesi": suksesi_edisi(ini),
    }
    return render(request, "registry/edisi.html", konteks)


@halaman
def banding(request: HttpRequest, kode: str, pada: Pada) -> HttpResponse:
    """What changed between two published editions, or by a ralat, in sentences."""
    milik = muat_daerah(kode)
    h = muat_banding(milik, pada.tanggal(milik), request.GET.dict())
    lain = tuple((nama, request.GET[nama][:40]) for nama in ("dari", "ke", "ralat", "nomor") if request.GET.get(nama))
    pita = buat_pita(request, pada, milik, lain=lain, bertanggal=False)
    return render(request, "registry/banding.html", {"pada": pada, "pita": pita, "daerah": milik, "h": h})


@halaman
def peraturan(request: HttpRequest, pk: int, pada: Pada) -> HttpResponse:
    """A regulation: dates, gazette, what it does to others and they to it, what rests on it; 5 queries."""
    tanggal = pada.tanggal()
    milik = muat_peraturan(pk)
    terkait = hubungan(milik)
    nasional = milik.daerah_id is None
    konteks = {
        "pada": pada,
        "pita": buat_pita(request, pada, milik.daerah, kata="keadaan peraturan pada tanggal ini"),
        "peraturan": milik,
        "keadaan": milik.status_pada(tanggal, terkait.masuk),
        "hubungan": terkait,
        "edisi": edisi_peraturan(milik),
        "fakta": [] if nasional else fakta(milik, tanggal),
        "fakta_per_daerah": fakta_per_daerah(milik, tanggal) if nasional else [],
        "tanggal": tanggal,
    }
    return render(request, "registry/peraturan.html", konteks)


@halaman
def berkas_peraturan(request: HttpRequest, pk: int, pada: Pada) -> FileResponse:
    """The text of a regulation as PDF, to be saved; 1 query."""
    nama, isi = buka_berkas(muat_peraturan(pk))
    return FileResponse(isi, as_attachment=True, filename=nama, content_type="application/pdf")


def salah_permintaan(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400, where Django refuses a request."""
    return render(request, "400.html", {"tanggal_salah": "", "saat_salah": "", "satu_waktu": ""}, status=400)


def terlarang(request: HttpRequest, exception: Exception | None = None, reason: str = "") -> HttpResponse:
    """403; also what Django calls when a form carries no valid CSRF token (`reason` is for developers).

    Who carries no session cookie is not logged in: the session, and with it `Vary: Cookie`, stays untouched.
    """
    bersesi = settings.SESSION_COOKIE_NAME in request.COOKIES
    pengguna = getattr(request, "user", None) if bersesi else None
    masuk = pengguna is not None and pengguna.is_authenticated
    sebab = str(exception) if masuk and isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"masuk": masuk, "sebab": sebab}, status=403)


def tidak_ditemukan(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404 of an address that no page has."""
    return render(request, "404.html", status=404)


def galat_server(request: HttpRequest) -> HttpResponse:
    """500; without context processors, which may be what failed."""
    return HttpResponseServerError(loader.render_to_string("500.html"))
