"""Screen Suksesi: the events of an edition as sentences, and in a draft the five acts, each shown before it is done."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse

from registry.admin.formulir import KEDALUWARSA, KolomSegel, buka_segel, segel
from registry.admin.formulir_struktur import peraturan_daerah
from registry.admin.formulir_suksesi import BARIS_MAKS, FORMULIR, FormTindak
from registry.admin.kepala import daftarkan_layar, konteks_edisi
from registry.admin.kolom_unit import Unit
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.admin.pilihan import angka
from registry.admin.pratinjau_suksesi import pratinjau
from registry.galat import Bentrok, GalatRentang, Terkunci
from registry.halaman.suksesi import suksesi_edisi
from registry.isi_edisi import baca, dari_json, sebagai_json
from registry.izin import Aksi, boleh
from registry.models import Edisi, Suksesi
from registry.services import suksesi as layanan
from registry.suksesi import DasarSuksesi, Tindak

daftarkan_layar("suksesi", "Suksesi", "edisi_suksesi", 50, bagian=("suksesi", "pesertasuksesi"))


def suksesi(request: HttpRequest, pk: int) -> HttpResponse:
    """The events of one edition with their basis; a fixed number of queries."""
    edisi = baca_edisi(request, pk)
    ubah = not edisi.terkunci and boleh(request.user, edisi.daerah_id, Aksi.UBAH)
    isi = {
        "title": "Suksesi",
        "peristiwa": suksesi_edisi(edisi, cadangan=[F("perangkat_daerah__nama")]),
        "acara": [(kode, satu.judul, satu.pengantar) for kode, satu in FORMULIR.items()] if ubah else [],
        **konteks_edisi(request, edisi, "suksesi"),
    }
    return tampilkan(request, "meja_suksesi", isi)


def tindak(request: Any, pk: int, jenis: str) -> HttpResponse:
    """Form of one act, then what it would do, then the act. Refusals come back with the input kept."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    if jenis not in FORMULIR:
        raise Http404
    unit = Unit.baca(edisi)
    langkah = request.POST.get("langkah", "")
    if request.method != "POST":
        awal = angka(request.GET, "unit")
        label = unit.label(awal) if awal is not None else ""
        form = FORMULIR[jenis](edisi=edisi, unit=unit, initial=dict.fromkeys(("unit", "lama", "lama_1"), label))
        return _formulir(request, edisi, form)
    if langkah in ("tambah", "isian"):
        data = {nama: request.POST[nama] for nama in request.POST}
        tambah = 1 if langkah == "tambah" else 0
        return _formulir(request, edisi, FORMULIR[jenis](edisi=edisi, unit=unit, initial=data, tambah=tambah))
    form = FORMULIR[jenis](request.POST, edisi=edisi, unit=unit, isi=baca(edisi.pk))
    return _kirim(request, edisi, form, jalankan=langkah == "jalankan")


def _kirim(request: Any, edisi: Edisi, form: FormTindak, *, jalankan: bool) -> HttpResponse:
    if not form.is_valid():
        return _formulir(request, edisi, form)
    try:
        acara = form.tindak()
        if jalankan:
            terlihat = buka_segel(request.POST.get("lihat", ""), _jenis(edisi, acara)) or {}
            if terlihat.get("isian") == _sidik(acara):
                return _jalankan(request, edisi, form, acara, terlihat)
            # Something was chosen anew since the preview, or the form is not ours: show it once more.
            messages.warning(request, "Pilihan Anda berubah sejak pratinjau. Periksa sekali lagi, lalu jalankan.")
        return _pratinjau(request, edisi, form, acara)
    except GalatRentang as galat:
        form.add_error(None, str(galat))
        return _formulir(request, edisi, form, status=409 if isinstance(galat, Bentrok | Terkunci) else 422)


def _jalankan(request: Any, edisi: Edisi, form: FormTindak, acara: Tindak, terlihat: dict[str, Any]) -> HttpResponse:
    try:
        hasil = layanan.jalankan(
            edisi=edisi,
            tindak=acara,
            oleh=request.user,
            lihat=dari_json(terlihat["baris"]),
            alasan=form.cleaned_data["alasan"],
        )
    except Bentrok as galat:  # the act may still be what the person wants: show what it would do now
        form.isi = baca(edisi.pk)
        return _pratinjau(request, edisi, form, acara, bentrok=str(galat))
    messages.success(request, f"{hasil.ringkas}. Dicatat sebagai peristiwa {hasil.nomor}.")
    return HttpResponseRedirect(f"{reverse('admin:edisi_suksesi', args=[edisi.pk])}#s{hasil.nomor}")


def _formulir(request: Any, edisi: Edisi, form: FormTindak, status: int = 200) -> HttpResponse:
    isi = {
        "title": form.judul,
        "form": form,
        "unit": form.unit,
        "boleh_tambah": bool(form.sebutan_baris) and form.banyak < BARIS_MAKS,
        **konteks_edisi(request, edisi, "suksesi"),
    }
    return tampilkan(request, "meja_suksesi_form", isi, status=status)


def _pratinjau(request: Any, edisi: Edisi, form: FormTindak, acara: Tindak, bentrok: str = "") -> HttpResponse:
    """What the act would do. The rows that it would change travel with the form, sealed."""
    hasil, isi = layanan.rencana(edisi=edisi, tindak=acara, isi=form.isi)
    terlihat = {"isian": _sidik(acara), "baris": sebagai_json(layanan.yang_dilihat(hasil, isi))}
    konteks = {
        "title": form.judul,
        "form": form,
        "unit": form.unit,
        "hasil": hasil,
        "kelompok": [(judul, kalimat) for judul, kalimat in pratinjau(hasil) if kalimat],
        "peraturan": form.cleaned_data["peraturan"],
        "lihat": segel(terlihat, _jenis(edisi, acara)),
        "bentrok": bentrok,
        **konteks_edisi(request, edisi, "suksesi"),
    }
    return tampilkan(request, "meja_suksesi_pratinjau", konteks, status=409 if bentrok else 200)


def _sidik(acara: Tindak) -> str:
    """What was asked for, so that only what was shown is done."""
    return hashlib.sha256(repr(acara).encode()).hexdigest()


def _jenis(edisi: Edisi, acara: Tindak) -> str:
    return f"suksesi:{edisi.pk}:{type(acara).__name__}"


class PeristiwaForm(forms.ModelForm):
    """Basis and remark of an event that stands."""

    alasan = forms.CharField(label="Alasan perubahan", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    lihat = KolomSegel(required=False)

    class Meta:
        model = Suksesi
        fields = ["peraturan", "rujukan", "keterangan"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        semua = peraturan_daerah(self.instance.edisi, self.instance.peraturan_id)
        self.fields["peraturan"].queryset = semua  # type: ignore[attr-defined]
        nilai = {ruas: getattr(self.instance, ruas) for ruas in ("peraturan_id", "rujukan", "keterangan")}
        self.initial["lihat"] = segel({"nilai": nilai}, self.jenis_segel)

    @property
    def jenis_segel(self) -> str:
        return f"peristiwa:{self.instance.edisi_id}:{self.instance.nomor}"


def ubah(request: Any, pk: int, nomor: int) -> HttpResponse:
    """Form on the basis and the remark of one event."""
    edisi, peristiwa = _baca_peristiwa(request, pk, nomor)
    form = PeristiwaForm(request.POST or None, instance=peristiwa)
    status = 200
    if request.method == "POST" and form.is_valid():
        terlihat = buka_segel(request.POST.get("lihat", ""), form.jenis_segel)
        peraturan = form.cleaned_data["peraturan"]
        try:
            if terlihat is None:
                raise Bentrok([KEDALUWARSA])
            layanan.ubah_peristiwa(
                edisi=edisi,
                nomor=nomor,
                dasar=DasarSuksesi(
                    peraturan.pk if peraturan else None, form.cleaned_data["rujukan"], form.cleaned_data["keterangan"]
                ),
                lihat=terlihat["nilai"],
                oleh=request.user,
                alasan=form.cleaned_data["alasan"],
            )
        except GalatRentang as galat:
            form = _isian_kembali(request, edisi, nomor)
            form.add_error(None, f"{galat} Isian Anda masih ada di bawah dan belum disimpan.")
            status = 409 if isinstance(galat, Bentrok | Terkunci) else 422
        else:
            messages.success(request, f"Peristiwa {nomor} disimpan.")
            return HttpResponseRedirect(f"{reverse('admin:edisi_suksesi', args=[edisi.pk])}#s{nomor}")
    return _satu(request, edisi, form, status, f"Dasar peristiwa {nomor}", "Simpan", nomor)


def _isian_kembali(request: Any, edisi: Edisi, nomor: int) -> PeristiwaForm:
    """The person's input over the event as it is now, so that saving once more is meant."""
    kini = get_object_or_404(Suksesi.objects.pada(edisi).select_related("edisi"), nomor=nomor)
    data = request.POST.copy()
    data["lihat"] = PeristiwaForm(instance=kini).initial["lihat"]
    form = PeristiwaForm(data, instance=kini)
    form.is_valid()
    return form


class CabutForm(forms.Form):
    """How an event is taken back."""

    cara = forms.ChoiceField(
        label="Yang dilakukan",
        choices=[
            ("semua", "urungkan seluruhnya: susunan dan semua yang beralih kembali seperti sebelumnya"),
            ("catatan", "hapus catatannya saja: susunan tetap seperti sekarang"),
        ],
        widget=forms.RadioSelect,
        initial="semua",
    )
    alasan = forms.CharField(label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 2}))


def cabut(request: Any, pk: int, nomor: int) -> HttpResponse:
    """Take an event back, wholly or its record alone."""
    edisi, peristiwa = _baca_peristiwa(request, pk, nomor)
    dapat = nomor in layanan.tindakan_asal(edisi)
    form = CabutForm(request.POST or None, initial={"cara": "semua" if dapat else "catatan"})
    status = 200
    if request.method == "POST" and form.is_valid():
        bersih = form.cleaned_data
        try:
            layanan.cabut(
                edisi=edisi,
                nomor=nomor,
                oleh=request.user,
                catatan_saja=bersih["cara"] == "catatan",
                alasan=bersih["alasan"],
            )
        except GalatRentang as galat:
            form.add_error(None, str(galat))
            status = 409 if isinstance(galat, Bentrok | Terkunci) else 422
        else:
            messages.success(request, f"Peristiwa {nomor} ({peristiwa.get_jenis_display()}) dicabut.")
            return HttpResponseRedirect(reverse("admin:edisi_suksesi", args=[edisi.pk]))
    return _satu(request, edisi, form, status, f"Cabut peristiwa {nomor}", "Cabut", nomor)


def _baca_peristiwa(request: Any, pk: int, nomor: int) -> tuple[Edisi, Suksesi]:
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    return edisi, get_object_or_404(Suksesi.objects.pada(edisi).select_related("edisi"), nomor=nomor)


def _satu(request: Any, edisi: Edisi, form: Any, status: int, judul: str, tombol: str, nomor: int) -> HttpResponse:
    """A form on one event, under the event as a sentence."""
    semua = suksesi_edisi(edisi, cadangan=[F("perangkat_daerah__nama")])
    isi = {
        "title": judul,
        "pengantar": next((f"{satu.kalimat}." for satu in semua if satu.suksesi.nomor == nomor), ""),
        "form": form,
        "tombol": tombol,
        "daerah": edisi.daerah,
        "alamat_batal": f"{reverse('admin:edisi_suksesi', args=[edisi.pk])}#s{nomor}",
        **konteks_edisi(request, edisi, "suksesi"),
    }
    return tampilkan(request, "formulir", isi, status=status)
