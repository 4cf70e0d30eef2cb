"""Screens of the admin that are no form on one model: choosing a region, its desk, one edition, its tree."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from registry import pohon
from registry.admin.kepala import KELAS, alamat_daftar, bagian_berurut, konteks_edisi
from registry.forms import bersihkan
from registry.models import BAGIAN, Daerah, Edisi, Kedudukan
from registry.waktu import hari_ini

#: Regions on one page of the index.
SEHALAMAN = 30


def wajib(request: HttpRequest, *izin: str) -> None:
    """Raises PermissionDenied unless the person has all of these permissions."""
    if not request.user.has_perms(izin):
        raise PermissionDenied


def tampilkan(request: HttpRequest, templat: str, isi: dict[str, Any], status: int = 200) -> TemplateResponse:
    """A page of the admin site."""
    return TemplateResponse(
        request, f"admin/rentang/{templat}.html", {**admin.site.each_context(request), **isi}, status=status
    )


def daftar_daerah(request: HttpRequest) -> dict[str, Any]:
    """Regions found by `?q=`, with the edition in force today in their own zone; 3–4 queries whatever their number."""
    if not request.user.has_perm("registry.view_daerah"):
        return {"boleh_daerah": False}
    q = bersihkan(request.GET.get("q", ""))
    semua = Daerah.objects.annotate(
        rancangan=Count("edisi", filter=Q(edisi__keadaan__in=["rancangan", "diajukan"]))
    ).order_by("kode")
    if q:
        semua = semua.filter(Q(nama__icontains=q) | Q(kode__startswith=q) | Q(ibu_kota__icontains=q))
    halaman = Paginator(semua, SEHALAMAN).get_page(request.GET.get("p"))
    menurut_hari: dict[Any, list[int]] = {}
    for daerah in halaman:
        menurut_hari.setdefault(hari_ini(daerah), []).append(daerah.pk)
    berlaku = {
        edisi.daerah_id: edisi
        for hari, pk in menurut_hari.items()
        for edisi in Edisi.objects.filter(daerah__in=pk).berlaku_pada(hari).select_related("peraturan__daerah")
    }
    return {
        "boleh_daerah": True,
        "q": q,
        "halaman": halaman,
        "baris": [(daerah, berlaku.get(daerah.pk)) for daerah in halaman],
    }


def pilih_edisi(request: HttpRequest, model: Any, tujuan: str = "changelist") -> TemplateResponse:
    """Asks for region and edition before anything of an edition is listed; 2–4 queries."""
    daerah = Daerah.objects.filter(kode=bersihkan(request.GET.get("daerah", ""))).first()
    edisi = []
    if daerah is not None:
        edisi = [(satu, satu.terkunci and tujuan == "add") for satu in _edisi_daerah(daerah)]
    isi = {
        "title": f"{model._meta.verbose_name_plural}: pilih daerah dan edisi",
        "opts": model._meta,
        "daerah": daerah,
        "edisi_daerah": edisi,
        "alamat": reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{tujuan}"),
        **({} if daerah else daftar_daerah(request)),
    }
    return tampilkan(request, "pilih_edisi", isi)


def meja_daerah(request: HttpRequest, kode: str) -> HttpResponse:
    """The desk of one region: its editions and what lies beside them; a fixed number of queries."""
    wajib(request, "registry.view_daerah", "registry.view_edisi")
    daerah = get_object_or_404(Daerah.objects.select_related("provinsi"), kode=kode)
    semua = _edisi_daerah(daerah)
    hari = hari_ini(daerah)
    terbit = [satu for satu in semua if satu.diterbitkan_pada and not satu.diralat_pada]
    berlaku = next((satu for satu in terbit if satu.berlaku_mulai and satu.berlaku_mulai <= hari), None)
    rancangan = [satu for satu in semua if satu.keadaan in ("rancangan", "diajukan")]
    isi = {
        "title": daerah.nama,
        "daerah": daerah,
        "berlaku": berlaku,
        "kelompok": [
            ("Rancangan", "Belum ada rancangan.", [_baris(satu) for satu in rancangan]),
            ("Edisi terbit", "Belum ada edisi terbit.", [_baris(satu) for satu in terbit]),
            ("Arsip", "", [_baris(satu) for satu in semua if satu not in terbit and satu not in rancangan]),
        ],
        "jumlah_badan": daerah.perangkat_daerah.count(),
        "jumlah_peraturan": daerah.peraturan.count(),
        "boleh_rancangan": request.user.has_perm("registry.add_edisi"),
    }
    return tampilkan(request, "meja_daerah", isi)


def ringkasan(request: HttpRequest, pk: int) -> HttpResponse:
    """One edition: its head, how complete it is, how much it holds, what may be done; a fixed number of queries."""
    edisi = baca_edisi(request, pk)
    jumlah = [
        (
            isi.model._meta.verbose_name_plural,
            isi.model._base_manager.filter(edisi=edisi).count(),
            alamat_daftar(isi.model, edisi),
        )
        for isi in bagian_berurut()
    ]
    isi = {
        "title": "Ringkasan",
        "jumlah": jumlah,
        "kelengkapan": _kelengkapan(edisi),
        "boleh_rancangan": request.user.has_perm("registry.add_edisi"),
        "rancangan_dari_sini": edisi.turunan.filter(keadaan="rancangan").select_related("daerah").order_by("pk"),
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "ringkasan", isi)


def struktur(request: HttpRequest, pk: int) -> HttpResponse:
    """The tree of one edition, each node with a link to its form; a fixed number of queries whatever its size."""
    edisi = baca_edisi(request, pk)
    wajib(request, "registry.view_kedudukan")
    semua = Kedudukan.objects.pada(edisi).select_related("peraturan__daerah").menurut_pohon()
    isi = {
        "title": "Struktur",
        "unit": [(satu, min(pohon.kedalaman(satu), 9)) for satu in semua],
        "kelengkapan": _kelengkapan(edisi)[:1],
        "boleh_tambah": not edisi.terkunci and request.user.has_perm("registry.add_kedudukan"),
        "boleh_unit": not edisi.terkunci and request.user.has_perm("registry.change_kedudukan"),
        "boleh_rancangan": request.user.has_perm("registry.add_edisi"),
        **konteks_edisi(request, edisi, "kedudukan"),
    }
    return tampilkan(request, "struktur", isi)


def baca_edisi(request: HttpRequest, pk: int) -> Edisi:
    """The edition with region, regulation and base; 1 query. Raises PermissionDenied, Http404."""
    wajib(request, "registry.view_edisi")
    return get_object_or_404(
        Edisi.objects.select_related("daerah", "peraturan__daerah", "asal", "meralat", "dibuat_oleh"), pk=pk
    )


def _edisi_daerah(daerah: Daerah) -> list[Edisi]:
    """All editions of a region, newest first, with their ends; 1 query."""
    return list(
        daerah.edisi.select_related("peraturan__daerah").dengan_akhir().order_by("-berlaku_mulai", "-urutan", "-id")
    )


def _kelengkapan(edisi: Edisi) -> list[tuple[str, Any, str, str]]:
    """(part, state, where it was looked for, in words) of each part."""
    return [
        (bagian, edisi.kelengkapan(bagian), getattr(edisi, f"{bagian}_rujukan"), getattr(edisi, f"{bagian}_keterangan"))
        for bagian in BAGIAN
    ]


def _baris(edisi: Edisi) -> dict[str, Any]:
    return {
        "edisi": edisi,
        "kelas": "diralat" if edisi.diralat_pada else KELAS[edisi.keadaan],
        "kata": "sudah diralat" if edisi.diralat_pada else edisi.get_keadaan_display(),
        "kelengkapan": _kelengkapan(edisi),
        "bagian": [
            (isi.model._meta.verbose_name_plural, alamat_daftar(isi.model, edisi))
            for isi in bagian_berurut()
            if not isi.berpohon
        ],
        "sampai": edisi.berlaku_sampai if edisi.diterbitkan_pada and not edisi.diralat_pada else None,
    }
