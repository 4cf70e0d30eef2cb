"""The workbench screen of the kinds of hubungan kerja: kinds against subjects, each with what is said of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry.admin.kelengkapan import KelengkapanForm
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.aturan import Tingkat, periksa_edisi, temuan_untuk
from registry.galat import Bentrok, GalatRentang, Terkunci
from registry.izin import Aksi
from registry.models import Edisi, Kelengkapan
from relations.models import JenisHubungan, KetentuanHubungan, Subjek, Topik
from relations.panel import NAMA_RINCIAN, bertopik, ketentuan_pelaksanaan


@dataclass(frozen=True, slots=True)
class Sel:
    """A kind for a subject: the row that enables it, or the address of the form that would."""

    jenis: JenisHubungan
    subjek: Subjek
    ketentuan: KetentuanHubungan | None
    alamat_tambah: str

    @property
    def jangkar(self) -> str:
        return f"k-{self.jenis}-{self.subjek}"

    @property
    def rincian(self) -> list[tuple[str, dict[str, Any]]]:
        """(heading, list) of every list of the row."""
        return [(NAMA_RINCIAN[satu["jenis"]], satu) for satu in self.ketentuan.rincian] if self.ketentuan else []


def ketentuan(request: Any, pk: int) -> HttpResponse:
    """The kinds of one edition by subject, and the provisions beside them; a fixed number of queries."""
    edisi = baca_edisi(request, pk)
    if request.method != "POST":
        return _layar(request, edisi)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    return _kelengkapan(request, edisi)


def _layar(
    request: HttpRequest, edisi: Edisi, kelengkapan: KelengkapanForm | None = None, status: int = 200
) -> HttpResponse:
    semua = periksa_edisi(edisi)
    konteks = konteks_edisi(request, edisi, "ketentuan", semua)
    temuan = temuan_untuk(semua, "ketentuan")
    keadaan = edisi.kelengkapan("ketentuan")
    tabel = _tabel(edisi)
    pelaksanaan = ketentuan_pelaksanaan(edisi)
    isi = {
        "title": "Ketentuan",
        "ubah": konteks["boleh_ubah"] or request.method == "POST",
        "temuan": [(satu, f"#{satu.jangkar}" if satu.jangkar else "") for satu in temuan],
        "jumlah_temuan": [(tingkat, sum(satu.tingkat == tingkat for satu in temuan)) for tingkat in Tingkat],
        "subjek": list(Subjek),
        "tabel": [(jenis, [tabel[jenis, subjek] for subjek in Subjek]) for jenis in JenisHubungan],
        "menurut_subjek": [
            (subjek, [satu for satu in tabel.values() if satu.subjek == subjek and satu.ketentuan is not None])
            for subjek in Subjek
        ],
        "topik": [(nama, bertopik(pelaksanaan, kode)) for kode, nama in Topik.choices],
        "jumlah_pelaksanaan": len(pelaksanaan),
        "keadaan": keadaan,
        "tanpa_isi": keadaan not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN)
        and not any(satu.ketentuan for satu in tabel.values()),
        "kelengkapan": kelengkapan or KelengkapanForm(edisi=edisi, bagian="ketentuan"),
        "buka_kelengkapan": kelengkapan is not None,
        **konteks,
    }
    return tampilkan(request, "meja_ketentuan", isi, status)


def _tabel(edisi: Edisi) -> dict[tuple[JenisHubungan, Subjek], Sel]:
    """Every kind for every subject, those of one subject in the regulation's order first; 1 query."""
    semua = KetentuanHubungan.objects.pada(edisi).muat_dasar().order_by("urutan", "id")
    ada = {(JenisHubungan(satu.jenis), Subjek(satu.subjek)): satu for satu in semua}
    tambah = reverse("admin:relations_ketentuanhubungan_add")
    kunci = [*ada, *((jenis, subjek) for jenis in JenisHubungan for subjek in Subjek if (jenis, subjek) not in ada)]
    return {
        (jenis, subjek): Sel(
            jenis, subjek, ada.get((jenis, subjek)), f"{tambah}?edisi={edisi.pk}&subjek={subjek}&jenis={jenis}"
        )
        for jenis, subjek in kunci
    }


def _kelengkapan(request: Any, edisi: Edisi) -> HttpResponse:
    """How complete the provisions are, where they stand, in words."""
    form = KelengkapanForm(request.POST, edisi=edisi, bagian="ketentuan")
    status = 422
    if form.is_valid():
        try:
            tersimpan = form.simpan(request.user)
        except GalatRentang as galat:
            form.add_error(None, str(galat))
            status = 409 if isinstance(galat, Bentrok | Terkunci) else 422
            form.segarkan()
        else:
            pesan = "Kelengkapan ketentuan disimpan." if tersimpan else "Tidak ada yang berubah."
            messages.success(request, pesan)
            return HttpResponseRedirect(reverse("admin:edisi_ketentuan", args=[edisi.pk]))
    return _layar(request, edisi, form, status)
