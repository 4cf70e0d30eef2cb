"""Views of the work lists and of the access log."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from registry import services, waktu
from registry.akses import boleh_lihat_alamat, catat_akses
from registry.audit import catatan, daftar_kerja
from registry.audit.akses import untuk_petugas, wajib_lihat
from registry.audit.daftar_bagian import Entri, Lingkup, lingkup_untuk
from registry.audit.daftar_kerja import DAFTAR_KERJA, DaftarKerja, satu_daftar
from registry.audit.peran import peran_semua
from registry.audit.views import daerah_petugas
from registry.galat import GalatRentang
from registry.izin import Aksi, boleh, daerah_dengan
from registry.models import Daerah, JenisAkses, Segel
from registry.services.pemeriksaan import PANJANG_SASARAN
from registry.tabel.luput import ke_csv

BOM = "\ufeff"


class PemeriksaanForm(forms.Form):
    """What was checked, and what was found."""

    sasaran = forms.CharField(
        label="Yang diperiksa",
        max_length=PANJANG_SASARAN,
        help_text="Contoh: rentang koordinasi edisi 13 Mei 2022.",
        error_messages={"required": "Tulis apa yang diperiksa."},
    )
    hasil = forms.CharField(
        label="Temuan",
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Bila tidak ada temuan, tulis demikian.",
        error_messages={"required": "Tulis temuannya; bila tidak ada temuan, tulis demikian."},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, label_suffix="")


@untuk_petugas
@require_safe
def audit(request: HttpRequest) -> HttpResponse:
    """The lists with their numbers, and the regions with most to look at; a fixed number of queries."""
    lingkup = _lingkup(request)
    konteks = {
        "ringkas": daftar_kerja.ringkas(lingkup),
        "daerah": lingkup.daerah,
        "segel": Segel.objects.first(),
        "boleh_audit": _boleh_audit(request),
    }
    return render(request, "audit/daftar.html", konteks)


@untuk_petugas
@require_safe
def audit_daftar(request: HttpRequest, kode: str) -> HttpResponse:
    """One list: its parts with the newest of each, or one part from where a page ended."""
    return _tampilkan(request, _daftar(kode), _lingkup(request))


@untuk_petugas
@require_safe
def audit_daftar_csv(request: HttpRequest, kode: str) -> HttpResponse:
    """A list as a file, within the regions that the person audits; noted in the access log."""
    _wajib_audit(request)
    daftar, lingkup = _daftar(kode), _lingkup(request, Aksi.AUDIT)
    isi = _csv(_tabel(daftar, lingkup, request))
    catat_akses(request, JenisAkses.EKSPOR, daerah=lingkup.daerah, rincian=f"daftar kerja: {daftar.judul}")
    return _lampiran(isi, f"audit-{daftar.kode}.csv")


@untuk_petugas
@require_POST
def catat_pemeriksaan(request: HttpRequest, kode: str) -> HttpResponse:
    """Record a check of one region; shown again with what is missing where it is."""
    daerah = daerah_petugas(request, kode)
    wajib_lihat(request, daerah.pk, Aksi.AUDIT)
    form = PemeriksaanForm(request.POST)
    if form.is_valid():
        try:
            services.catat_pemeriksaan(daerah=daerah, oleh=request.user, **form.cleaned_data)  # type: ignore[arg-type]
        except GalatRentang as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, f"Pemeriksaan {daerah} dicatat.")
            return HttpResponseRedirect(reverse("audit-daftar", args=["belum-diperiksa"]))
    daftar = _daftar("belum-diperiksa")
    return _tampilkan(request, daftar, _lingkup(request, daerah=daerah), form=form, status=422)


@untuk_petugas
@require_safe
def audit_akses(request: HttpRequest) -> HttpResponse:
    """The access log; 2 queries. With `?unduh=csv` the file."""
    _wajib_audit(request)
    saring = catatan.SaringAkses(request.GET)
    dengan_alamat = boleh_lihat_alamat(request.user)
    if request.GET.get("unduh") == "csv":
        isi = _csv(catatan.sebagai_tabel(request.user, saring, dengan_alamat=dengan_alamat))
        catat_akses(request, JenisAkses.EKSPOR, rincian="catatan akses")
        return _lampiran(isi, "catatan-akses.csv")
    h = catatan.halaman(request.user, saring)
    konteks = {
        "saring": saring,
        "h": h,
        "lanjut": saring.alamat(sebelum=h.lanjut),
        "unduh": saring.alamat(unduh="csv"),
        "dengan_alamat": dengan_alamat,
        "semua_daerah": daerah_dengan(request.user, Aksi.AUDIT) is None,
    }
    return render(request, "audit/akses.html", konteks)


# Shared ------------------------------------------------------------------------------------------------


def _boleh_audit(request: HttpRequest) -> bool:
    """Does this person audit some region?"""
    wilayah = daerah_dengan(request.user, Aksi.AUDIT)
    return wilayah is None or bool(wilayah)


def _wajib_audit(request: HttpRequest) -> None:
    if not _boleh_audit(request):
        raise PermissionDenied("Akun Anda tidak diberi tugas memeriksa catatan di satu daerah pun.")


def _daftar(kode: str) -> DaftarKerja:
    daftar = satu_daftar(kode)
    if daftar is None:
        raise Http404
    return daftar


def _lingkup(request: HttpRequest, aksi: Aksi = Aksi.LIHAT, daerah: Daerah | None = None) -> Lingkup:
    """The person's regions, or the one that `?daerah=` names. Raises PermissionDenied for one of others."""
    kode = request.GET.get("daerah", "") if daerah is None else ""
    if kode:
        daerah = Daerah.objects.filter(kode=kode).first() if len(kode) <= 5 and "\x00" not in kode else None
        if daerah is None:
            raise PermissionDenied("Daerah itu tidak tercatat, atau bukan daerah Anda.")
    if daerah is not None:
        wajib_lihat(request, daerah.pk, aksi)
    return lingkup_untuk(request.user, timezone.now(), aksi=aksi, daerah=daerah)


def _tampilkan(
    request: HttpRequest, daftar: DaftarKerja, lingkup: Lingkup, form: PemeriksaanForm | None = None, status: int = 200
) -> HttpResponse:
    pilih = daftar.satu_bagian(request.GET.get("bagian", ""))
    sebelum = catatan.baca_penanda(request.GET.get("sebelum", "")) if pilih is not None else None
    dasar = {"daerah": lingkup.daerah.kode} if lingkup.daerah is not None else {}
    bagian = []
    for satu in [pilih] if pilih is not None else daftar.semua_bagian():
        entri, lanjut = satu.halaman(lingkup, sebelum)
        alamat = urlencode({**dasar, "bagian": satu.kode, "sebelum": lanjut}) if lanjut is not None else ""
        if entri or daftar.dihitung or pilih is not None:  # of the many models without history only what there is
            bagian.append({"bagian": satu, "entri": entri, "lanjut": alamat})
    periksa = daftar.kode == "belum-diperiksa"
    konteks = {
        "daftar": daftar,
        "bagian": bagian,
        "tunggal": len(daftar.semua_bagian()) == 1,
        "lanjutan": sebelum is not None,
        "daerah": lingkup.daerah,
        "dicetak": lingkup.saat,
        "tanya": urlencode(dasar),
        "boleh_audit": _boleh_audit(request),
        "form": form or (_formulir(request, lingkup.daerah) if periksa else None),
        "dapat_dicatat": _dapat_dicatat(request, bagian) if periksa else set(),
        "semua_daftar": DAFTAR_KERJA,
    }
    return render(request, "audit/daftar_isi.html", konteks, status=status)


def _formulir(request: HttpRequest, daerah: Daerah | None) -> PemeriksaanForm | None:
    """The form of the one region that is looked at, for who audits it."""
    return PemeriksaanForm() if daerah is not None and boleh(request.user, daerah.pk, Aksi.AUDIT) else None


def _dapat_dicatat(request: HttpRequest, bagian: Iterable[dict[str, Any]]) -> set[int]:
    """Of the regions on the page those that this person audits; no query beyond the roles."""
    daerah = {entri.daerah.pk for satu in bagian for entri in satu["entri"] if entri.daerah is not None}
    return {pk for pk in daerah if boleh(request.user, pk, Aksi.AUDIT)}


def _tabel(daftar: DaftarKerja, lingkup: Lingkup, request: HttpRequest) -> Iterable[list[str]]:
    """Head and rows of a list as a file, at most `BANYAK_BERKAS` a part, read 500 at a time. Moments in ISO form on the
    region's clock, so that a spreadsheet sorts them; addresses whole, because a file is read elsewhere."""
    yield [
        "Bagian",
        "Kode daerah",
        "Daerah",
        "Apa",
        "Kapan",
        "Siapa",
        "Peran",
        "Alasan",
        "Dasar",
        "Keterangan",
        "Tautan",
    ]
    for bagian in daftar.semua_bagian():
        sebelum, banyak = None, 0
        while banyak < daftar_kerja.BANYAK_BERKAS:
            entri, sebelum = bagian.halaman(lingkup, sebelum, 500)
            banyak += len(entri)
            peran = peran_semua(satu.tindakan for satu in entri if satu.tindakan is not None)
            for satu in entri:
                yield [
                    bagian.judul,
                    satu.daerah.kode if satu.daerah is not None else "",
                    str(satu.daerah or ""),
                    satu.apa,
                    _iso(satu),
                    satu.siapa,
                    ", ".join(peran[satu.tindakan.pk]) if satu.tindakan is not None else "",
                    satu.alasan,
                    str(satu.dasar or ""),
                    " ".join(satu.keterangan),
                    request.build_absolute_uri(satu.alamat) if satu.alamat else "",
                ]
            if sebelum is None:
                break


def _iso(entri: Entri) -> str:
    if isinstance(entri.kapan, datetime):
        return waktu.waktu_setempat(entri.kapan, entri.daerah).isoformat(timespec="seconds")
    return entri.kapan.isoformat() if entri.kapan is not None else ""


def _csv(baris: Iterable[list[str]]) -> bytes:
    """UTF-8 with the mark by which Excel knows it; no cell begins a formula."""
    aliran = io.StringIO()
    csv.writer(aliran).writerows([ke_csv(sel) for sel in satu] for satu in baris)
    return (BOM + aliran.getvalue()).encode()


def _lampiran(isi: bytes, nama: str) -> HttpResponse:
    kepala = {"Content-Disposition": f'attachment; filename="{nama}"'}
    return HttpResponse(isi, content_type="text/csv; charset=utf-8", headers=kepala)
