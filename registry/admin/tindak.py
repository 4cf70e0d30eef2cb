"""Screens that act on a whole edition: start a draft, publish it, call it off, correct what is published, undo."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry import izin, services
from registry.admin.formulir import AlasanForm
from registry.admin.formulir_edisi import RancanganForm, TerbitForm
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_daerah, baca_edisi, tampilkan, wajib
from registry.aturan import Tingkat, periksa_edisi
from registry.galat import Bentrok, GalatRentang
from registry.izin import Aksi
from registry.models import Daerah, Edisi, Kedudukan
from registry.waktu import hari_ini


def buat_rancangan(request: Any, kode: str) -> HttpResponse:
    """Form: from which published edition (or empty), for which date, by which regulation."""
    daerah = baca_daerah(request, kode)
    wajib(request, daerah.pk, Aksi.UBAH)
    awal = {"asal": request.GET.get("asal", "")}
    form = RancanganForm(request.POST or None, daerah=daerah, hari_ini=hari_ini(daerah), initial=awal)
    if request.method == "POST" and form.is_valid():
        try:
            edisi = services.buat_rancangan(daerah=daerah, oleh=request.user, **form.isian())
        except GalatRentang as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, "Rancangan dibuat. Hanya rancangan ini yang berubah sampai Anda menerbitkannya.")
            return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    isi = {
        "title": "Buat rancangan",
        "subtitle": daerah.nama,
        "daerah": daerah,
        "form": form,
        "pengantar": "Rancangan adalah salinan yang dapat diubah. Umum tidak melihatnya sampai diterbitkan.",
        "tombol": "Buat rancangan",
        "alamat_batal": reverse("admin:daerah_meja", args=[daerah.kode]),
    }
    return tampilkan(request, "formulir", isi)


def terbitkan(request: Any, pk: int) -> HttpResponse:
    """What the rules find, by severity; for a draft without a galat, the form that publishes it."""
    edisi = baca_edisi(request, pk)
    temuan = periksa_edisi(edisi)
    galat = [satu for satu in temuan if satu.tingkat == Tingkat.GALAT]
    boleh = not edisi.terkunci and izin.boleh(request.user, edisi.daerah_id, Aksi.TERBITKAN)
    perlu_alasan = any(satu.tingkat == Tingkat.PERINGATAN for satu in temuan)
    form = TerbitForm(request.POST or None, edisi=edisi, perlu_alasan=perlu_alasan) if boleh and not galat else None
    if request.method == "POST":
        if form is None:
            raise PermissionDenied
        if form.is_valid():
            try:
                _terbitkan(request, edisi, form)
            except GalatRentang as salah:
                form.add_error(None, str(salah))
            else:
                messages.success(request, "Edisi terbit. Halaman umum menampilkannya mulai tanggal berlakunya.")
                return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    tempat = dict(Kedudukan.objects.pada(edisi).values_list("perangkat_daerah", "pk"))
    isi = {
        "title": "Periksa dan terbitkan" if boleh else "Periksa",
        "tingkat": [
            (tingkat, [(satu, tempat.get(satu.perangkat_daerah_id)) for satu in temuan if satu.tingkat == tingkat])
            for tingkat in Tingkat
        ],
        "form": form,
        "boleh_terbit": boleh,
        "ada_galat": bool(galat),
        "sesudahnya": _sesudahnya(edisi),
        **konteks_edisi(request, edisi, "periksa"),
    }
    return tampilkan(request, "terbitkan", isi)


def _terbitkan(request: Any, edisi: Edisi, form: TerbitForm) -> None:
    """Publish what the person saw: nobody may have acted on the draft in between."""
    with transaction.atomic():
        Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
        services.kunci_rancangan(edisi)
        if form.terakhir_dilihat != form.tindakan_terakhir():
            raise Bentrok(["rancangan ini diubah; periksa temuannya sekali lagi"])
        services.terbitkan(edisi=edisi, oleh=request.user, alasan=form.cleaned_data["alasan"])


def _sesudahnya(edisi: Edisi) -> list[Edisi]:
    """Published editions that start later: publishing this draft does not change them."""
    if edisi.terkunci or edisi.berlaku_mulai is None or edisi.meralat_id is not None:
        return []
    lain = Edisi.objects.terbit().filter(daerah=edisi.daerah_id, berlaku_mulai__gt=edisi.berlaku_mulai)
    return list(lain.select_related("peraturan__daerah", "daerah").menurut_waktu())


def batalkan(request: Any, pk: int) -> HttpResponse:
    """Call a draft off, with a reason."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    return _beralasan(
        request,
        edisi,
        act=lambda alasan: services.batalkan_rancangan(edisi=edisi, oleh=request.user, alasan=alasan),
        judul="Batalkan rancangan",
        pengantar="Rancangan yang dibatalkan tidak dihapus: ia tetap dapat dibaca, tetapi tidak dapat diubah lagi.",
        selesai="Rancangan dibatalkan.",
    )


def ralat(request: Any, pk: int) -> HttpResponse:
    """Start a draft that corrects an error of the registry in a published edition."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.RALAT)
    return _beralasan(
        request,
        edisi,
        act=lambda alasan: services.buat_ralat(edisi=edisi, oleh=request.user, alasan=alasan),
        judul="Buat ralat",
        pengantar=(
            "Ralat memperbaiki kesalahan pencatatan, bukan perubahan hukum. Isi edisi ini disalin; sesudah terbit, "
            "salinan itu menggantikannya pada tanggal yang sama, dan alasannya tampil untuk umum."
        ),
        selesai="Rancangan ralat dibuat.",
    )


def _beralasan(request: Any, edisi: Edisi, *, act: Any, judul: str, pengantar: str, selesai: str) -> HttpResponse:
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            hasil: Edisi = act(form.cleaned_data["alasan"])
        except GalatRentang as galat:
            form.add_error(None, str(galat))
        else:
            messages.success(request, selesai)
            return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[hasil.pk]))
    isi = {
        "title": judul,
        "form": form,
        "pengantar": pengantar,
        "tombol": judul,
        "alamat_batal": reverse("admin:edisi_ringkasan", args=[edisi.pk]),
        "daerah": edisi.daerah,
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "formulir", isi)
