"""Screens of a draft as a branch: onto another base, and on into other editions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry import services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.kata_gabung import (
    Jawaban,
    baca_jawaban,
    jawaban_untuk_segel,
    kalimat_rencana,
    tanyakan,
    untuk_segel,
)
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.gabung import Pertentangan
from registry.galat import Bentrok, Ditolak, GalatRentang, Terkunci
from registry.izin import Aksi
from registry.models import Edisi, Keadaan
from registry.services.cabang import tindakan_dilihat
from registry.services.terusan import Terusan, buatan_tangan, sebelumnya
from registry.waktu import hari_ini


def sesuaikan(request: Any, pk: int) -> HttpResponse:
    """What a rebase would change, its conflicts as choices; the rebase itself. A fixed number of queries."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    dasar = services.keadaan_dasar(edisi, hari_ini(edisi.daerah))
    if edisi.terkunci or not dasar.dapat_disesuaikan or dasar.kini is None:
        messages.info(request, "Rancangan ini tidak perlu disesuaikan dengan dasar lain.")
        return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    if request.method == "POST":
        return _kirim_sesuaikan(request, edisi, dasar.kini)
    return _layar_sesuaikan(request, edisi, dasar.kini, {}, None)


def _kirim_sesuaikan(request: Any, edisi: Edisi, ke: Edisi) -> HttpResponse:
    dilihat = buka_segel(request.POST.get("lihat", ""), f"sesuaikan:{edisi.pk}") or {}
    if not dilihat:
        return _layar_sesuaikan(request, edisi, ke, {}, None, Ditolak(KEDALUWARSA))
    jawaban = baca_jawaban(dilihat["tanya"], dilihat["dipilih"], request.POST)
    try:
        if dilihat["ke"] != ke.pk:
            raise Bentrok(["dasar yang baru sudah berganti lagi; periksa perubahannya sekali lagi"])
        sisa = services.rebase(
            edisi=edisi,
            ke=ke,
            oleh=request.user,
            pilihan=jawaban,
            lihat_tindakan=dilihat["tindakan"],
            alasan=request.POST.get("alasan", "").strip(),
        )
    except GalatRentang as galat:
        return _layar_sesuaikan(request, edisi, ke, jawaban, None, galat)
    if sisa:
        return _layar_sesuaikan(request, edisi, ke, jawaban, sisa)
    messages.success(request, "Rancangan disesuaikan dengan dasar yang baru. Yang sudah Anda ubah tetap ada.")
    return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))


def _layar_sesuaikan(
    request: HttpRequest,
    edisi: Edisi,
    ke: Edisi,
    jawaban: Jawaban,
    sisa: list[Pertentangan] | None,
    galat: GalatRentang | None = None,
) -> HttpResponse:
    """`sisa`: conflicts that the service returned; None: those of the plan. The newest act is read before the plan,
    so that what is sealed is never newer than what is shown."""
    tindakan = tindakan_dilihat(edisi)
    rencana = services.rencana_rebase(edisi, ke, jawaban)
    tanya = rencana.pertentangan if sisa is None else sisa
    isi = {
        "title": "Sesuaikan dengan dasar baru",
        "ke": ke,
        "kalimat": kalimat_rencana(rencana),
        "pertanyaan": tanyakan(tanya, jawaban),
        "sudah_dipilih": len(jawaban),
        "dikirim": sisa is not None,
        "galat": galat,
        "alasan": request.POST.get("alasan", ""),
        "lihat": segel(
            {
                "tindakan": tindakan,
                "ke": ke.pk,
                "tanya": untuk_segel(tanya),
                "dipilih": jawaban_untuk_segel(jawaban),
            },
            f"sesuaikan:{edisi.pk}",
        ),
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "sesuaikan", isi, status=_status(galat))


def teruskan(request: Any, pk: int) -> HttpResponse:
    """Choose the editions into which this draft's change is carried on; what each asks; what follows already."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.RALAT)
    berdiri = edisi.keadaan == Keadaan.RANCANGAN or (edisi.keadaan == Keadaan.TERBIT and edisi.diralat_pada is None)
    if not berdiri or edisi.mengikuti_id is not None:
        messages.info(request, "Hanya rancangan atau edisi yang berdiri sendiri yang perubahannya dapat diteruskan.")
        return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))
    if request.method == "POST":
        return _kirim_teruskan(request, edisi)
    return _layar_teruskan(request, edisi, {}, [])


def _kirim_teruskan(request: Any, edisi: Edisi) -> HttpResponse:
    dilihat = buka_segel(request.POST.get("lihat", ""), f"teruskan:{edisi.pk}") or {}
    if not dilihat:
        return _layar_teruskan(request, edisi, {}, [], Ditolak(KEDALUWARSA))
    dipilih, ditinggalkan = (set(request.POST.getlist(ruas)) for ruas in ("tujuan", "tinggalkan"))
    tujuan = [satu for satu in services.tujuan_terusan(edisi) if str(satu.pk) in dipilih]
    jawaban: dict[int, Jawaban] = {}
    for satu in tujuan:
        tanya, sudah = dilihat["semua"].get(str(satu.pk), ([], []))
        jawaban[satu.pk] = baca_jawaban(tanya, sudah, request.POST, f"p-{satu.pk}")
    try:
        if dipilih - {str(satu.pk) for satu in tujuan}:
            raise Bentrok(["edisi yang Anda centang sudah diralat atau tidak dapat diralat lagi; pilih sekali lagi"])
        hasil = services.teruskan(
            edisi=edisi,
            tujuan=tujuan,
            oleh=request.user,
            alasan=request.POST.get("alasan", ""),
            pilihan=jawaban,
            lihat_tindakan=dilihat["tindakan"],
            tinggalkan={satu.pk for satu in services.pengikut(edisi) if str(satu.pk) in ditinggalkan},
        )
    except GalatRentang as galat:
        return _layar_teruskan(request, edisi, jawaban, [], galat)
    if not hasil.selesai:
        return _layar_teruskan(request, edisi, jawaban, hasil.terusan)
    if hasil.pengikut and edisi.diterbitkan_pada is not None:
        messages.success(
            request, f"{len(hasil.pengikut)} rancangan ralat dibuat. Periksa dan ajukan masing-masing dari sini."
        )
    elif hasil.pengikut:
        pesan = f"Perubahan diteruskan ke {len(hasil.pengikut)} edisi, sebagai ralat yang mengikuti rancangan ini."
        messages.success(request, pesan)
    else:
        messages.info(request, "Edisi yang dipilih sudah memuat perubahan ini; tidak ada yang perlu diralat.")
    return HttpResponseRedirect(reverse("admin:edisi_teruskan", args=[edisi.pk]))


def _layar_teruskan(
    request: Any,
    edisi: Edisi,
    jawaban: dict[int, Jawaban],
    terusan: list[Terusan],
    galat: GalatRentang | None = None,
) -> HttpResponse:
    tindakan = tindakan_dilihat(edisi)
    tanya = {satu.tujuan.pk: satu.pertentangan for satu in terusan}
    ikut = list(services.pengikut(edisi) if edisi.diterbitkan_pada is None else services.pembawa(edisi))
    lama = {satu.meralat_id: satu for satu in ikut}
    tangan = buatan_tangan(ikut)
    dipilih, ditinggalkan = (set(request.POST.getlist(ruas)) for ruas in ("tujuan", "tinggalkan"))
    tujuan = list(services.tujuan_terusan(edisi))
    isi = {
        "title": "Teruskan ke edisi lain",
        "kata_mereka": f"pakai {'rancangan' if edisi.diterbitkan_pada is None else 'edisi'} ini",
        "tujuan": [
            {
                "edisi": satu,
                "dipilih": str(satu.pk) in dipilih if request.method == "POST" else satu.pk in lama,
                "sudah": dulu is not None,
                "buatan_tangan": dulu if dulu is not None and dulu.pk in tangan else None,
                "ditinggalkan": dulu is not None and str(dulu.pk) in ditinggalkan,
                "pertanyaan": tanyakan(tanya.get(satu.pk, []), jawaban.get(satu.pk, {}), f"p-{satu.pk}"),
            }
            for satu, dulu in ((satu, sebelumnya(satu, lama)) for satu in tujuan)
        ],
        "pengikut": ikut,
        "berubah": services.perlu_diteruskan_lagi(edisi),
        "dikirim": bool(terusan),
        "galat": galat,
        "alasan": request.POST.get("alasan", "") if request.method == "POST" else edisi.alasan,
        "lihat": segel(
            {
                "tindakan": tindakan,
                "semua": {
                    str(satu.pk): [
                        untuk_segel(tanya.get(satu.pk, [])),
                        jawaban_untuk_segel(jawaban.get(satu.pk, {})),
                    ]
                    for satu in tujuan
                },
            },
            f"teruskan:{edisi.pk}",
        ),
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "teruskan", isi, status=_status(galat))


def _status(galat: GalatRentang | None) -> int:
    return 409 if isinstance(galat, Bentrok | Terkunci) else 200
