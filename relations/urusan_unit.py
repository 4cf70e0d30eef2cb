"""The matters of one unit in the Struktur screen: shown beside its name, ticked in a form of their own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.http import require_POST

from registry import panel, services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.meja import baca_edisi, wajib
from registry.admin.struktur import Gagal, alamat_struktur, kata_galat, layar, status_galat
from registry.galat import GalatRentang
from registry.isi_edisi import Ubah
from registry.izin import Aksi
from registry.models import Edisi, Kedudukan
from registry.panel import Potongan
from relations.models import Urusan, UrusanPerangkat

ISI = "urusanperangkat"
#: Names shown in the tree before the rest becomes a number.
TAMPIL = 2


class FormUrusan(forms.Form):
    """Which matters a unit carries out. What the person saw travels along, sealed."""

    urusan = forms.ModelMultipleChoiceField(
        queryset=Urusan.objects.all(), required=False, widget=forms.CheckboxSelectMultiple, label="Urusan"
    )


def keterangan(edisi: Edisi) -> Mapping[int, Sequence[str]]:
    """Matters beside the names in the tree; 1 query."""
    semua: dict[int, list[str]] = {}
    baris = UrusanPerangkat.objects.pada(edisi).order_by("perangkat_daerah_id", "urusan__kode", "urusan__nama")
    for badan, nama in baris.values_list("perangkat_daerah", "urusan__nama"):
        semua.setdefault(badan, []).append(nama)
    return {badan: [f"urusan {_ringkas(nama)}"] for badan, nama in semua.items()}


def _ringkas(nama: Sequence[str]) -> str:
    lebih = len(nama) - TAMPIL
    return ", ".join(nama[:TAMPIL]) + (f" dan {lebih} lain" if lebih > 0 else "")


def bagian(request: HttpRequest, edisi: Edisi, unit: Kedudukan, boleh: bool) -> Potongan | None:
    """Section of the screen of one unit; 1–2 queries."""
    punya = _punya(edisi, unit.perangkat_daerah_id)
    if not boleh and not punya:
        return None
    nama = list(Urusan.objects.filter(pk__in=punya).values_list("nama", flat=True))
    isi = {
        "edisi": edisi,
        "unit": unit,
        "nama": nama,
        "boleh": boleh,
        "form": FormUrusan(initial={"urusan": punya}, auto_id="urusan_%s") if boleh else None,
        "lihat": segel(
            {"edisi": edisi.pk, "unit": unit.perangkat_daerah_id, "urusan": punya},
            _jenis_segel(edisi, unit.perangkat_daerah_id),
        ),
    }
    return Potongan("admin/rentang/unit_urusan.html", isi)


def _jenis_segel(edisi: Edisi, badan: int) -> str:
    return f"urusan:{edisi.pk}:{badan}"


def _punya(edisi: Edisi, badan: int) -> list[int]:
    semua = UrusanPerangkat.objects.pada(edisi).filter(perangkat_daerah=badan).order_by("urusan")
    return list(semua.values_list("urusan", flat=True))


@require_POST
def atur_urusan(request: Any, pk: int, badan: int) -> HttpResponse:
    """Set the matters of one unit, as one act; new ones rest on what the unit itself rests on."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    unit = get_object_or_404(Kedudukan.objects.pada(edisi), perangkat_daerah=badan)
    form = FormUrusan(request.POST)
    terlihat = buka_segel(request.POST.get("lihat", ""), _jenis_segel(edisi, badan)) or {}
    if not form.is_valid() or (terlihat.get("edisi"), terlihat.get("unit")) != (edisi.pk, badan):
        pesan = KEDALUWARSA if form.is_valid() else "Urusan yang dipilih tidak dikenal."
        return layar(request, edisi, Gagal(pesan, "", {}), 422)
    dipilih = {satu.pk: satu.nama for satu in form.cleaned_data["urusan"]}
    ubah, lihat = _ubahan(unit, set(terlihat["urusan"]), set(dipilih))
    ringkas = f"Urusan {unit.nama} diatur menjadi {_ringkas(list(dipilih.values())) or 'tidak ada'}"
    if ubah:
        try:
            services.terapkan(edisi=edisi, ubah=ubah, lihat=lihat, oleh=request.user, ringkas=ringkas)
        except GalatRentang as galat:
            edisi = baca_edisi(request, pk)
            return layar(request, edisi, Gagal(kata_galat(edisi, galat), ringkas, {}), status_galat(galat))
    messages.info(request, f"{ringkas}." if ubah else "Tidak ada yang berubah.")
    return HttpResponseRedirect(alamat_struktur(edisi, badan))


def _ubahan(unit: Kedudukan, lama: set[int], baru: set[int]) -> tuple[Ubah, Ubah]:
    """(change-set, what was seen): rows that go were there, rows that come were not."""
    badan = unit.perangkat_daerah_id
    dasar = {"peraturan_id": unit.peraturan_id, "rujukan": unit.rujukan}
    ubah: Ubah = {(ISI, (badan, satu)): None for satu in lama - baru}
    lihat: Ubah = {baris: {} for baris in ubah}
    for satu in baru - lama:
        ubah[ISI, (badan, satu)] = dict(dasar)
        lihat[ISI, (badan, satu)] = None
    return ubah, lihat


def daftarkan() -> None:
    """Fill the slots and add the address; called from `apps.py`."""
    panel.UNIT_KETERANGAN.daftarkan(keterangan)
    panel.UNIT_BAGIAN.daftarkan(bagian)
    situs: Any = admin.site
    alamat = "edisi/<int:pk>/struktur/<int:badan>/urusan/"
    if not any(satu.name == "struktur_urusan" for satu in situs.halaman):
        situs.halaman.append(path(alamat, situs.admin_view(atur_urusan), name="struktur_urusan"))
