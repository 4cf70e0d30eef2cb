"""The workbench screen of the spans: units against koordinator, saved as one act."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from coordination import services
from coordination.admin import tampilan
from coordination.admin.formulir import FormRentang, kunci_segel
from coordination.matriks import Matriks, baca
from coordination.models import Makna, RentangKoordinasi
from coordination.susunan import Baris
from registry.admin.formulir import KEDALUWARSA
from registry.admin.kata import perbedaan
from registry.admin.kelengkapan import KelengkapanForm
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.aturan import Temuan, Tingkat, periksa_edisi, temuan_untuk
from registry.galat import Bentrok, Ditolak, GalatRentang, Terkunci
from registry.izin import Aksi
from registry.models import Edisi, Kelengkapan
from registry.waktu import sebut_saat

ALASAN_MAKS = 2000
#: The form posts to the matrix, and a browser keeps that fragment: what was saved is told above it.
ATAS = "#content-start"


def rentang(request: Any, pk: int) -> HttpResponse:
    """Who coordinates whom in one edition; a fixed number of queries whatever the number of units and koordinator."""
    edisi = baca_edisi(request, pk)
    if request.method != "POST":
        return _layar(request, edisi, baca(edisi))
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    if request.POST.get("lakukan") == "kelengkapan":
        return _kelengkapan(request, edisi)
    return _kirim(request, edisi)


def _kirim(request: Any, edisi: Edisi) -> HttpResponse:
    """One post of the matrix: save it, or show what a button did to it before anything is saved."""
    matriks = baca(edisi)
    form = FormRentang(request.POST, edisi, matriks.nama, set(matriks.peraturan))
    if not form.sah:
        return _layar(request, edisi, matriks, pesan=[KEDALUWARSA], status=422)
    form.perbuat()
    if form.salah or form.lakukan != "simpan":
        return _lagi(request, edisi, matriks, form, status=422 if form.salah else 200)
    try:
        kalimat = services.simpan_rentang(
            edisi=edisi,
            susunan=form.susunan,
            nama=matriks.nama,
            oleh=request.user,
            alasan=_alasan(request.POST.get("alasan", "")),
        )
    except GalatRentang as galat:
        return _lagi(request, edisi, baca(edisi), form, galat)
    messages.add_message(
        request,
        messages.SUCCESS if kalimat else messages.INFO,
        f"Tersimpan: {kalimat}." if kalimat else "Tidak ada yang berubah.",
    )
    return HttpResponseRedirect(reverse("admin:edisi_rentang", args=[edisi.pk]) + ATAS)


def _lagi(
    request: Any,
    edisi: Edisi,
    matriks: Matriks,
    form: FormRentang,
    galat: GalatRentang | None = None,
    status: int = 200,
) -> HttpResponse:
    """The screen again, read afresh, with the person's input on it and what others did meanwhile told."""
    asing = matriks.susunan.terima(form.susunan)
    pesan = list(form.salah)
    if isinstance(galat, Bentrok):
        pesan += [] if asing else galat.perbedaan
    elif galat is not None:
        pesan += galat.pesan if isinstance(galat, Ditolak) else [str(galat)]
    if galat is not None:
        status = 409 if isinstance(galat, Bentrok | Terkunci) else 422
    isi = {
        "bentrok": _kata_bentrok(matriks, form, asing),
        "dicentang": form.dipilih,
        "masal": request.POST.get("masal"),
    }
    return _layar(request, edisi, matriks, pesan=pesan, status=status, **isi)


def _kata_bentrok(matriks: Matriks, form: FormRentang, asing: list[tuple[Baris, Baris | None]]) -> list[str]:
    """What others did to rows that this person touched: who, when, then and now; 2 queries, 0 where nothing."""
    if not asing:
        return []
    riwayat = RentangKoordinasi.history.filter(
        edisi=matriks.edisi.pk, unit__in=[satu.unit for satu, _ in asing]
    ).order_by("history_date", "history_id")
    oleh = {(satu.unit_id, satu.sebutan_ke): satu for satu in riwayat}
    kalimat = []
    for milik, kini in asing:
        terakhir = oleh.get(milik.kunci)
        siapa = "diubah orang lain"
        if terakhir is not None:
            pada = sebut_saat(terakhir.history_date, matriks.edisi.daerah)
            siapa = f"diubah oleh {terakhir.history_nama or 'sistem'} ({pada})"
        lama, baru = milik.lama, kini.lama if kini is not None else None
        if lama is None or baru is None:
            apa = "kini sudah ada dalam rentang" if lama is None else "kini tidak ada lagi dalam rentang"
            apa += f" {matriks.nama[baru['koordinator_id']]}" if baru else ""
        else:
            apa = "; ".join(perbedaan(RentangKoordinasi, lama, baru))
        ingin = "tanpa koordinator"
        if milik.daftar is not None:
            yang = form.susunan.daftar[milik.daftar].koordinator
            ingin = f"{matriks.nama.get(yang, 'koordinator')}, huruf {milik.huruf or 'kosong'}"
        nama = matriks.nama.get(milik.unit) or form.nama.get(milik.unit, "unit")
        kalimat.append(f"{nama}: {siapa} sejak Anda membuka; {apa}. Isian Anda: {ingin}.")
    return kalimat


def _layar(
    request: HttpRequest,
    edisi: Edisi,
    matriks: Matriks,
    *,
    pesan: list[str] | None = None,
    bentrok: list[str] | None = None,
    kelengkapan: KelengkapanForm | None = None,
    dicentang: set[int] | None = None,
    masal: str | None = "",
    status: int = 200,
) -> HttpResponse:
    semua = periksa_edisi(edisi)
    konteks = konteks_edisi(request, edisi, "rentang", semua)
    temuan = temuan_untuk(semua, "rentang")
    # A refused post stays on the screen though it can write nothing any more.
    ubah = konteks["boleh_ubah"] or request.method == "POST"
    daftar = tampilan.daftar(matriks)
    isi = {
        "title": "Rentang",
        "ubah": ubah,
        "temuan": [(satu, _jangkar(satu)) for satu in temuan],
        "jumlah_temuan": [(tingkat, sum(satu.tingkat == tingkat for satu in temuan)) for tingkat in Tingkat],
        "kelompok": tampilan.kelompok(matriks, dicentang or set()),
        "kolom": matriks.kolom,
        "daftar": daftar,
        "jumlah_unit": len(matriks.unit),
        "lebar": len(matriks.kolom) + 5,
        "berubah": tampilan.berubah(matriks) if ubah else 0,
        "makna": Makna.choices,
        "peraturan": sorted(matriks.peraturan.values(), key=str),
        "lihat": kunci_segel(edisi, matriks.susunan) if ubah else "",
        "alasan": request.POST.get("alasan", ""),
        "masal": masal or "",
        "buka_urutan": _daftar_dibuka(request, matriks),
        "pesan": pesan or [],
        "bentrok": bentrok or [],
        "keadaan": edisi.kelengkapan("rentang"),
        "ada_rentang": bool(matriks.pk),
        "tanpa_isi": not matriks.pk and edisi.kelengkapan("rentang") not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN),
        "kelengkapan": kelengkapan or KelengkapanForm(edisi=edisi, bagian="rentang"),
        "buka_kelengkapan": kelengkapan is not None,
        **konteks,
    }
    return tampilkan(request, "meja_rentang", isi, status)


def _kelengkapan(request: Any, edisi: Edisi) -> HttpResponse:
    """How complete the spans are, where they stand, in words."""
    form = KelengkapanForm(request.POST, edisi=edisi, bagian="rentang")
    status = 422
    if form.is_valid():
        try:
            tersimpan = form.simpan(request.user)
        except GalatRentang as galat:
            form.add_error(None, str(galat))
            status = 409 if isinstance(galat, Bentrok | Terkunci) else 422
            form.segarkan()
        else:
            pesan = "Kelengkapan rentang disimpan." if tersimpan else "Tidak ada yang berubah."
            messages.success(request, pesan)
            return HttpResponseRedirect(reverse("admin:edisi_rentang", args=[edisi.pk]) + ATAS)
    return _layar(request, edisi, baca(edisi), kelengkapan=form, status=status)


def _daftar_dibuka(request: HttpRequest, matriks: Matriks) -> int | None:
    """The list in which the person has just moved a row: it stays open."""
    nama, _, kunci = request.POST.get("lakukan", "").partition(":")
    if nama == "susun":
        return int(kunci) if kunci.isdecimal() and len(kunci) < 6 else None
    if nama not in ("naik", "turun"):
        return None
    return next((b.daftar for b in matriks.susunan.baris.values() if f"{b.unit}-{b.ke}" == kunci), None)


def _jangkar(temuan: Temuan) -> str:
    """The row that a finding is about."""
    badan = temuan.perangkat_daerah_id
    return f"#{temuan.jangkar}" if temuan.jangkar else f"#u{badan}" if badan is not None else ""


def _alasan(teks: str) -> str:
    return "".join(satu for satu in teks if satu.isprintable() or satu == "\n")[:ALASAN_MAKS].strip()
