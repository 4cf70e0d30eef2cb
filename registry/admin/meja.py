"""Screens of the admin that are no form on one model: choosing a region, its desk, one edition, its tree."""

from __future__ import annotations

from typing import Any, TypeVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse

from registry import services
from registry.admin.kepala import KELAS, alamat_daftar, bagian_berurut, konteks_edisi
from registry.admin.menunggu import menunggu
from registry.aturan import keterangan_basi
from registry.forms import bersihkan
from registry.izin import Aksi, ada_peran, boleh, terlihat
from registry.models import BAGIAN, BERJALAN, Daerah, Edisi
from registry.services import DasarRancangan, keadaan_dasar_semua
from registry.waktu import hari_ini

M = TypeVar("M", bound=models.Model)

#: Regions on one page of the index.
SEHALAMAN = 30


def wajib(request: HttpRequest, daerah_id: int | None, aksi: Aksi) -> None:
    """Raises PermissionDenied unless the person may do this in this region (None: in the nation's own rows)."""
    if not boleh(request.user, daerah_id, aksi):
        raise PermissionDenied(f"Akun Anda tidak berwenang {aksi}.")


def tampilkan(request: HttpRequest, templat: str, isi: dict[str, Any], status: int = 200) -> TemplateResponse:
    """A page of the admin site."""
    return TemplateResponse(
        request, f"admin/rentang/{templat}.html", {**admin.site.each_context(request), **isi}, status=status
    )


def daftar_daerah(request: HttpRequest) -> dict[str, Any]:
    """The person's own regions, found by `?q=`, with the edition in force today in their own zone; 3–4 queries
    whatever their number."""
    if not ada_peran(request.user):
        return {"boleh_daerah": False}
    q = bersihkan(request.GET.get("q", ""))
    semua = Daerah.objects.filter(terlihat(request.user, "pk")).order_by("kode")
    semua = semua.annotate(rancangan=Count("edisi", filter=Q(edisi__keadaan__in=BERJALAN)))
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


def beranda(request: HttpRequest) -> dict[str, Any]:
    """The front page of the admin: what waits for this person, and their regions; up to 3 queries more."""
    return {"menunggu": menunggu(request.user), **daftar_daerah(request)}


def pilih_edisi(request: HttpRequest, model: Any, tujuan: str = "changelist") -> TemplateResponse:
    """Asks for region and edition before anything of an edition is listed; 2–4 queries."""
    kode = bersihkan(request.GET.get("daerah", ""))
    daerah = Daerah.objects.filter(terlihat(request.user, "pk"), kode=kode).first()
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
    daerah = baca_daerah(request, kode)
    semua = _edisi_daerah(daerah)
    hari = hari_ini(daerah)
    terbit = [satu for satu in semua if satu.diterbitkan_pada and not satu.diralat_pada]
    berlaku = next((satu for satu in terbit if satu.berlaku_mulai and satu.berlaku_mulai <= hari), None)
    rancangan = [satu for satu in semua if satu.keadaan in BERJALAN]
    dasar = keadaan_dasar_semua(rancangan, hari) if rancangan else {}
    isi = {
        "title": daerah.nama,
        "daerah": daerah,
        "berlaku": berlaku,
        "kelompok": [
            ("Rancangan", "Belum ada rancangan.", [_baris(satu, dasar[satu.pk]) for satu in rancangan]),
            ("Edisi terbit", "Belum ada edisi terbit.", [_baris(satu) for satu in terbit]),
            ("Arsip", "", [_baris(satu) for satu in semua if satu not in terbit and satu not in rancangan]),
        ],
        "jumlah_badan": daerah.perangkat_daerah.count(),
        "jumlah_peraturan": daerah.peraturan.count(),
        "boleh_rancangan": boleh(request.user, daerah.pk, Aksi.UBAH),
        "menunggu": menunggu(request.user, daerah),
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
        "kelengkapan": kelengkapan(edisi),
        "keterangan_basi": keterangan_basi(edisi),
        "boleh_rancangan": boleh(request.user, edisi.daerah_id, Aksi.UBAH),
        **_terusan(request, edisi),
        "rancangan_dari_sini": edisi.turunan.filter(keadaan="rancangan").select_related("daerah").order_by("pk"),
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "ringkasan", isi)


def _terusan(request: HttpRequest, edisi: Edisi) -> dict[str, bool]:
    """Is there an edition into which this one's change can be carried on, and may this person do so? At most 1
    query."""
    terbuka = not edisi.terkunci or edisi.diterbitkan_pada is not None
    ada = terbuka and services.tujuan_terusan(edisi).exists()
    boleh_ralat = boleh(request.user, edisi.daerah_id, Aksi.RALAT)
    minta = ada and not boleh_ralat and boleh(request.user, edisi.daerah_id, Aksi.UBAH)
    return {"boleh_teruskan": ada and boleh_ralat, "minta_teruskan": minta}


def baca_edisi(request: HttpRequest, pk: int) -> Edisi:
    """The edition with region, regulation and base; 1 query. Http404 for one of a region where the person has no
    role, as if it were not there; PermissionDenied for who has no role anywhere."""
    semua = Edisi.objects.select_related("daerah", "peraturan__daerah", "asal", "meralat", "dibuat_oleh")
    return get_object_or_404(_milik(request, semua, "daerah"), pk=pk)


def baca_daerah(request: HttpRequest, kode: str) -> Daerah:
    """The region with its province; 1 query. Raises as `baca_edisi` does."""
    return get_object_or_404(_milik(request, Daerah.objects.select_related("provinsi"), "pk"), kode=kode)


def _milik(request: HttpRequest, semua: QuerySet[M], jalur: str) -> QuerySet[M]:
    if not ada_peran(request.user):
        raise PermissionDenied
    return semua.filter(terlihat(request.user, jalur))


def _edisi_daerah(daerah: Daerah) -> list[Edisi]:
    """All editions of a region, newest first, with their ends; 1 query."""
    return list(
        daerah.edisi.select_related("peraturan__daerah").dengan_akhir().order_by("-berlaku_mulai", "-urutan", "-id")
    )


def kelengkapan(edisi: Edisi) -> list[tuple[str, Any, str, str]]:
    """(part, state, where it was looked for, in words) of each part."""
    return [
        (bagian, edisi.kelengkapan(bagian), getattr(edisi, f"{bagian}_rujukan"), getattr(edisi, f"{bagian}_keterangan"))
        for bagian in BAGIAN
    ]


def _baris(edisi: Edisi, dasar: DasarRancangan | None = None) -> dict[str, Any]:
    return {
        "edisi": edisi,
        "dasar": dasar,
        "kelas": "diralat" if edisi.diralat_pada else KELAS[edisi.keadaan],
        "kata": "sudah diralat" if edisi.diralat_pada else edisi.get_keadaan_display(),
        "kelengkapan": kelengkapan(edisi),
        "bagian": [
            (isi.model._meta.verbose_name_plural, alamat_daftar(isi.model, edisi))
            for isi in bagian_berurut()
            if not isi.berpohon
        ],
        "sampai": edisi.berlaku_sampai if edisi.diterbitkan_pada and not edisi.diralat_pada else None,
    }
