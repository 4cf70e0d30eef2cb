"""Screens of one unit of the tree: change it, add one under it, take it out."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect

from registry import panel, services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.formulir_struktur import FormKeluar, FormPindah, FormUnit, FormUnitBaru
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.admin.struktur import alamat_struktur, kata_galat, segel_pohon, status_galat, tolak
from registry.galat import Bentrok, Ditolak, GalatRentang
from registry.isi_edisi import DAFTAR, Nilai
from registry.izin import Aksi
from registry.models import Edisi, Kedudukan, PerangkatDaerah
from registry.pencarian.calon import Calon, cari_calon
from registry.services.struktur import ISI, Bagan
from registry.waktu import hari_ini


def unit(request: Any, pk: int, badan: int) -> HttpResponse:
    """One unit: its form, its place, and what upper apps say of it. A post is one act, or comes back with the input."""
    edisi = baca_edisi(request, pk)
    if request.method == "POST":
        wajib(request, edisi.daerah_id, Aksi.UBAH)
    objek = _baca_unit(edisi, badan)
    if objek is None:
        return _unit_hilang(request, edisi, badan)
    form = _kelas(FormUnit, edisi)(request.POST or None, instance=objek)
    status = 200
    if request.method == "POST":
        try:
            if form.is_valid():
                return _simpan(request, edisi, badan, form)
            status = 422
        except GalatRentang as galat:
            edisi = baca_edisi(request, pk)
            objek = _baca_unit(edisi, badan)
            if objek is None:
                return _unit_hilang(request, edisi, badan)
            form = _kelas(FormUnit, edisi, galat)(request.POST, instance=objek)
            status = status_galat(galat)
    return tampilkan(request, "unit", _isi_unit(request, edisi, objek, form), status)


def _baca_unit(edisi: Edisi, badan: int) -> Any:
    semua = Kedudukan.objects.pada(edisi).select_related("perangkat_daerah", "peraturan__daerah", "induk", "edisi")
    return semua.filter(perangkat_daerah=badan).first()


def _kelas(kelas: Any, edisi: Edisi, galat: GalatRentang | None = None) -> Any:
    """The form class for this edition; with a refusal, the one that shows it and keeps the input."""
    return type(kelas.__name__, (kelas,), {"edisi": edisi, "penolakan": galat})


def _simpan(request: Any, edisi: Edisi, badan: int, form: Any) -> HttpResponse:
    ubah, lihat = form.ubahan()
    if ubah:
        ringkas = form.ringkas()
        alasan = form.cleaned_data["alasan"]
        services.terapkan(edisi=edisi, ubah=ubah, lihat=lihat, oleh=request.user, alasan=alasan, ringkas=ringkas)
    messages.info(request, f"{ringkas}." if ubah else "Tidak ada yang berubah.")
    return HttpResponseRedirect(alamat_struktur(edisi, badan))


def _isi_unit(request: HttpRequest, edisi: Edisi, objek: Any, form: Any) -> dict[str, Any]:
    """Context of the screen; 3 queries and those of the head and the slots."""
    kepala = konteks_edisi(request, edisi, "struktur")
    semua = list(Kedudukan.objects.pada(edisi).menurut_pohon())
    bagan = Bagan.baca(edisi) if kepala["boleh_ubah"] else None
    badan = objek.perangkat_daerah_id
    potongan = (fungsi(request, edisi, objek, kepala["boleh_ubah"]) for fungsi in panel.UNIT_BAGIAN)
    return {
        "title": str(objek),
        "unit": objek,
        "form": form,
        "tampil_form": kepala["boleh_ubah"] or form.is_bound,
        "jalur": Kedudukan.objects.jalur(objek).exclude(pk=objek.pk),
        "pindah": FormPindah(bagan=bagan, badan=badan) if bagan is not None and objek.induk_id is not None else None,
        "lihat_pohon": segel_pohon(edisi, semua) if bagan is not None else "",
        "bagian_unit": [satu for satu in potongan if satu is not None],
        **kepala,
    }


def _unit_hilang(request: Any, edisi: Edisi, badan: int) -> HttpResponse:
    """Somebody took the unit out. What was typed is offered as a new place of the same body."""
    milik = PerangkatDaerah.objects.filter(pk=badan, daerah=edisi.daerah_id).first()
    if request.method != "POST" or milik is None:
        raise Http404
    galat = Bentrok([f"{milik} sudah dikeluarkan dari rancangan"], [(ISI, (badan,))])
    awal = {nama: request.POST.get(nama, "") for nama in FormUnitBaru.Meta.fields}
    form = _kelas(FormUnitBaru, edisi)(initial={**awal, "badan": str(badan)}, bagan=Bagan.baca(edisi))
    return _layar_tambah(request, edisi, form, [], 409, f"{kata_galat(edisi, galat)} Isian Anda belum disimpan.")


def tambah(request: Any, pk: int) -> HttpResponse:
    """Add a unit. First bodies are looked for that the name may mean; then it is one of them, or a new one."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    bagan = Bagan.baca(edisi)
    if request.method != "POST":
        awal = {"di_bawah": request.GET.get("induk", ""), "nama": request.GET.get("nama", "")[:255]}
        form = _kelas(FormUnitBaru, edisi)(initial=awal, bagan=bagan)
        return _layar_tambah(request, edisi, form, _calon(edisi, awal["nama"]))
    form = _kelas(FormUnitBaru, edisi)(request.POST, bagan=bagan)
    if not form.is_valid():
        return _layar_tambah(request, edisi, form, _calon(edisi, request.POST.get("nama", "")), 422)
    pilihan = form.cleaned_data["badan"]
    calon = _calon(edisi, form.cleaned_data["nama"], form.cleaned_data["singkatan"])
    if not pilihan and calon:
        pesan = "Sebelum ditambahkan: periksa apakah badan ini sudah tercatat, lalu pilih di bawah."
        return _layar_tambah(request, edisi, form, calon, 200, pesan)
    try:
        milik = _badan_pilihan(edisi, pilihan)
        ringkas = services.tambahkan(
            edisi=edisi,
            induk=form.induk,
            nilai=form.nilai(),
            badan=milik,
            oleh=request.user,
            alasan=form.cleaned_data["alasan"],
        )
    except GalatRentang as galat:
        edisi = baca_edisi(request, pk)
        return _layar_tambah(request, edisi, form, calon, status_galat(galat), kata_galat(edisi, galat))
    messages.info(request, f"{ringkas}.")
    return HttpResponseRedirect(alamat_struktur(edisi))


def _calon(edisi: Edisi, nama: str, singkatan: str = "") -> list[Calon]:
    return cari_calon(edisi, nama, singkatan, tanggal=hari_ini(edisi.daerah)) if nama.strip() else []


def _badan_pilihan(edisi: Edisi, pilihan: str) -> PerangkatDaerah | None:
    """The body that was chosen, of this region; None for a new one."""
    if pilihan in ("", "baru"):
        return None
    milik = PerangkatDaerah.objects.filter(daerah=edisi.daerah_id, dialihkan_ke=None)
    badan = milik.filter(pk=pilihan).first() if pilihan.isascii() and pilihan.isdigit() and len(pilihan) < 19 else None
    if badan is None:
        raise Ditolak("Badan yang dipilih tidak ada di daerah ini.")
    return badan


def _layar_tambah(
    request: HttpRequest, edisi: Edisi, form: Any, calon: list[Calon], status: int = 200, pesan: str = ""
) -> HttpResponse:
    isi = {
        "title": "Tambah unit",
        "form": form,
        "calon": calon,
        "dipilih": str(form["badan"].value() or ""),
        "pesan": pesan,
        "genting": status != 200,
        "alamat_batal": alamat_struktur(edisi),
        **konteks_edisi(request, edisi, "struktur"),
    }
    return tampilkan(request, "unit_tambah", isi, status)


def keluarkan(request: Any, pk: int, badan: int) -> HttpResponse:
    """Ask, then take a unit out of the draft, with what stands below it where the person says so."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    bagan = Bagan.baca(edisi)
    if badan not in bagan.simpul:
        if request.method != "POST" or not PerangkatDaerah.objects.filter(pk=badan, daerah=edisi.daerah_id).exists():
            raise Http404
        return tolak(request, edisi, Bentrok(["unit ini sudah dikeluarkan"], [(ISI, (badan,))]), "", badan)
    bawahan = bagan.keturunan(badan)[1:]
    form = FormKeluar(request.POST or None, bawahan=len(bawahan))
    if request.method == "POST" and form.is_valid():
        lihat = _buka_cabang(edisi, badan, request.POST.get("lihat", ""))
        if lihat is None or badan not in lihat:
            form.add_error(None, KEDALUWARSA)
        else:
            return _keluarkan(request, edisi, bagan.nama(badan), badan, form, lihat)
    semua = DAFTAR[ISI].baca(edisi.pk)
    cabang = {satu: semua[(satu,)] for satu in [badan, *bawahan] if (satu,) in semua}
    isi = {
        "title": f"Keluarkan {bagan.nama(badan)}",
        "nama": bagan.nama(badan),
        "form": form,
        "bawahan": [bagan.nama(satu) for satu in bawahan],
        "lihat": segel({"edisi": edisi.pk, "cabang": cabang}, _jenis_cabang(edisi, badan)),
        "alamat_batal": alamat_struktur(edisi, badan),
        **konteks_edisi(request, edisi, "struktur"),
    }
    return tampilkan(request, "unit_keluarkan", isi, 422 if form.errors else 200)


def _keluarkan(request: Any, edisi: Edisi, nama: str, badan: int, form: Any, lihat: dict[int, Nilai]) -> HttpResponse:
    try:
        ringkas = services.keluarkan(
            edisi=edisi,
            badan=badan,
            beserta=form.cleaned_data.get("beserta", False),
            lihat=lihat,
            oleh=request.user,
            alasan=form.cleaned_data["alasan"],
        )
    except GalatRentang as galat:
        edisi = baca_edisi(request, edisi.pk)
        return tolak(request, edisi, galat, f"{nama} dikeluarkan", badan)
    messages.info(request, f"{ringkas}.")
    return HttpResponseRedirect(alamat_struktur(edisi))


def _jenis_cabang(edisi: Edisi, badan: int) -> str:
    return f"keluarkan-unit:{edisi.pk}:{badan}"


def _buka_cabang(edisi: Edisi, badan: int, teks: str) -> dict[int, Nilai] | None:
    isi = buka_segel(teks, _jenis_cabang(edisi, badan)) or {}
    if isi.get("edisi") != edisi.pk or "cabang" not in isi:
        return None
    return {int(satu): nilai for satu, nilai in isi["cabang"].items()}
