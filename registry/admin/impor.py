"""Import and export of an edition's tables: download, upload, preview of every row, and one confirmation.

Between preview and confirmation nothing lies on the server: the rows of the file and the change-set travel with the
form, signed, bound to the edition and the person (`segel`). A confirmation that somebody else overtook is told, and the
same file is compared anew.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.akses import catat_akses
from registry.aturan import Temuan
from registry.galat import Bentrok, Ditolak, GalatRentang, Terkunci
from registry.izin import Aksi, boleh
from registry.models import Edisi, JenisAkses
from registry.tabel.berkas import TERLALU_BESAR, baca_berkas
from registry.tabel.galat import BerkasDitolak, TakTermuat
from registry.tabel.layanan import gladi
from registry.tabel.layanan import impor as impor_berkas
from registry.tabel.lembar import BATAS_BARIS, BATAS_BERKAS, Lembar, sebut_angka
from registry.tabel.muatan import Muatan
from registry.tabel.rencana import URUT, Nasib, Rencana, rencanakan
from registry.tabel.tulis import nama_berkas, tabel_edisi, tulis_csv, tulis_xlsx

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Characters of the sealed form field; Django reads no form above 2.5 MB.
BATAS_SEGEL = 2_000_000
#: Rows without a known key whose name is known: more of them than a person would go through.
BATAS_USUL = 200

#: New bodies that are ticked one by one; more of them (a region's first file) are read through and ticked together.
BATAS_SATU_SATU = 50
SEMUA = "*"

JUDUL_NASIB = {
    "galat": "Harus diperbaiki",
    "usul": "Pilih badannya",
    "baru": "Baru",
    "berubah": "Berubah",
    "dikeluarkan": "Dikeluarkan",
    "tetap": "Tetap",
}
CARA = [
    ("tambah", "Hanya menambah dan mengubah; baris yang tidak ada dalam berkas dibiarkan"),
    ("samakan", "Jadikan sama dengan berkas; baris yang tidak ada dalam berkas dikeluarkan"),
]


class UnggahForm(forms.Form):
    """The file, and what becomes of rows that it lacks."""

    berkas = forms.FileField(
        label="Berkas",
        help_text=f".xlsx atau .csv, paling besar {sebut_angka(BATAS_BERKAS / 1_000_000)} MB dan "
        f"{sebut_angka(BATAS_BARIS)} baris tiap lembar.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": "Pilih dulu berkasnya.",
            "empty": "Berkas ini kosong.",
            "missing": "Pilih dulu berkasnya.",
            "invalid": "Pilih dulu berkasnya.",
        },
        max_length=200,
        allow_empty_file=False,
    )
    cara = forms.ChoiceField(label="Cara", choices=CARA, widget=forms.RadioSelect, initial="tambah")


@dataclass(frozen=True, slots=True)
class BarisBaru:
    """A body that the file would bring, to be ticked before anything is written."""

    kunci: str
    nama: str
    disahkan: bool


@dataclass(slots=True)
class Kiriman:
    """What one preview is about; all of it travels in the seal."""

    nama: str
    lembar: list[Lembar]
    samakan: bool
    pilihan: dict[int, str] = field(default_factory=dict)

    def segel(self, edisi: Edisi, oleh: Any, muatan: Muatan) -> str:
        isi = {
            "impor": edisi.pk,
            "oleh": oleh.pk,
            "nama": self.nama,
            "lembar": [satu.sebagai_json() for satu in self.lembar],
            "samakan": self.samakan,
            "pilihan": [[baris, kunci] for baris, kunci in self.pilihan.items()],
            "muatan": muatan.sebagai_json(),
        }
        return segel(isi, f"impor:{edisi.pk}:{oleh.pk}")


def ekspor(request: HttpRequest, pk: int) -> HttpResponse:
    """Without `?unduh=` what can be downloaded; with it the file. A fixed number of queries."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.LIHAT)
    unduh = request.GET.get("unduh", "")
    if unduh:
        return _unduh(request, edisi, unduh)
    isi = {
        "title": "Ekspor",
        "tabel": tabel_edisi(edisi),
        "boleh_impor": not edisi.terkunci and boleh(request.user, edisi.daerah_id, Aksi.UBAH),
        **konteks_edisi(request, edisi, "struktur"),
    }
    return tampilkan(request, "ekspor", isi)


def _unduh(request: HttpRequest, edisi: Edisi, apa: str) -> HttpResponse:
    try:
        if apa in ("xlsx", "templat"):
            nama = nama_berkas(edisi, "templat" if apa == "templat" else "unit-rentang", "xlsx")
            return _keluar(request, edisi, tulis_xlsx(edisi, kosong=apa == "templat"), XLSX, nama)
        for tabel in tabel_edisi(edisi):
            if apa == f"csv-{tabel.judul.lower()}":
                nama = nama_berkas(edisi, tabel.judul.lower(), "csv")
                return _keluar(request, edisi, tulis_csv(tabel), "text/csv; charset=utf-8", nama)
    except TakTermuat as galat:
        messages.error(request, str(galat))
        return HttpResponseRedirect(reverse("admin:edisi_ekspor", args=[edisi.pk]))
    raise Http404


def _keluar(request: HttpRequest, edisi: Edisi, isi: bytes, jenis: str, nama: str) -> HttpResponse:
    """A file that leaves Rentang, and the note that it did; 1 query."""
    catat_akses(request, JenisAkses.EKSPOR, daerah=edisi.daerah, rincian=f"tabel edisi: {nama}")
    return HttpResponse(isi, content_type=jenis, headers={"Content-Disposition": f'attachment; filename="{nama}"'})


def impor(request: Any, pk: int) -> HttpResponse:
    """GET: the form. POST: a file to preview, a preview to compute anew with the choices made, or its confirmation."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    if request.method != "POST":
        return _formulir(request, edisi, UnggahForm())
    if edisi.terkunci:
        return _formulir(request, edisi, UnggahForm(), status=409)
    form = UnggahForm()
    try:
        if "segel" in request.POST:
            return _lanjut(request, edisi)
        form = UnggahForm(request.POST, request.FILES)
        if form.is_valid():
            return _pratinjau(request, edisi, _baca(form))
    except BerkasDitolak as galat:
        if form.is_bound:
            form.add_error("berkas", str(galat))
        else:
            messages.error(request, str(galat))
    return _formulir(request, edisi, form, status=422)


def _baca(form: UnggahForm) -> Kiriman:
    """Raises BerkasDitolak."""
    berkas = form.cleaned_data["berkas"]
    if berkas.size > BATAS_BERKAS:
        raise BerkasDitolak(TERLALU_BESAR)
    nama = "".join(huruf for huruf in berkas.name if huruf.isprintable())[:100]
    return Kiriman(nama, baca_berkas(nama, berkas.read()), form.cleaned_data["cara"] == "samakan")


def _lanjut(request: Any, edisi: Edisi) -> HttpResponse:
    """A preview comes back: confirmed, or with choices."""
    isi = buka_segel(str(request.POST["segel"]), f"impor:{edisi.pk}:{request.user.pk}")
    if isi is None or isi.get("impor") != edisi.pk or isi.get("oleh") != request.user.pk:
        raise BerkasDitolak(KEDALUWARSA)
    kiriman = Kiriman(
        isi["nama"], [Lembar.dari_json(satu) for satu in isi["lembar"]], isi["samakan"],
        dict(isi["pilihan"]),
    )  # fmt: skip
    muatan = Muatan.dari_json(isi["muatan"])
    samakan = request.POST.get("cara", "samakan" if kiriman.samakan else "") == "samakan"
    pilihan = kiriman.pilihan | _pilihan(request.POST)
    # What is confirmed is what was shown: another way or choice is shown first.
    dilihat = (samakan, pilihan) == (kiriman.samakan, kiriman.pilihan)
    if request.POST.get("lakukan") == "terapkan" and muatan.ubah and dilihat:
        return _terapkan(request, edisi, kiriman, muatan)
    kiriman.samakan, kiriman.pilihan = samakan, pilihan
    return _pratinjau(request, edisi, kiriman)


def _terapkan(request: Any, edisi: Edisi, kiriman: Kiriman, muatan: Muatan) -> HttpResponse:
    alasan = str(request.POST.get("alasan", ""))[:2000].strip()
    if any(not satu.disahkan for satu in _badan_baru(request, kiriman, muatan)):
        galat = Ditolak("Centang dulu tiap badan baru di bawah: badan yang sudah tercatat tidak dicatat dua kali.")
        return _pratinjau(request, edisi, kiriman, penolakan=galat, alasan=alasan)
    try:
        jumlah = impor_berkas(edisi=edisi, muatan=muatan, oleh=request.user, berkas=kiriman.nama, alasan=alasan)
    except GalatRentang as galat:
        return _pratinjau(request, edisi, kiriman, penolakan=galat, alasan=alasan)
    messages.success(request, f"{kiriman.nama} diimpor: {jumlah} baris berubah. Dapat diurungkan seluruhnya.")
    return HttpResponseRedirect(reverse("admin:edisi_struktur", args=[edisi.pk]))


def _pratinjau(
    request: Any, edisi: Edisi, kiriman: Kiriman, *, penolakan: GalatRentang | None = None, alasan: str = ""
) -> HttpResponse:
    """The fate of every row, and what the rules would find. Raises BerkasDitolak."""
    rencana = rencanakan(edisi, kiriman.lembar, samakan=kiriman.samakan, pilihan=kiriman.pilihan)
    temuan = _gladi(request, edisi, rencana)
    # What may not be confirmed does not travel: nobody can send it back.
    muatan = rencana.muatan if rencana.dapat_diterapkan else Muatan()
    baru = _badan_baru(request, kiriman, muatan)
    bungkus = kiriman.segel(edisi, request.user, muatan)
    if len(bungkus) > BATAS_SEGEL or rencana.jumlah()["usul"] > BATAS_USUL:
        raise BerkasDitolak(
            "Isinya terlalu banyak untuk diperiksa sekaligus. Bagi berkasnya, atau mulai dari hasil ekspor agar kolom "
            "Kunci terisi."
        )
    status = 200 if penolakan is None else 409 if isinstance(penolakan, Bentrok | Terkunci) else 422
    isi = {
        "title": "Pratinjau impor",
        "nama": kiriman.nama,
        "samakan": kiriman.samakan,
        "cara": CARA,
        "rencana": rencana,
        "kelompok": _kelompok(rencana),
        "jumlah": [(JUDUL_NASIB[jenis], jumlah, jenis) for jenis, jumlah in rencana.jumlah().items() if jumlah],
        "badan_baru": baru,
        "sekaligus": SEMUA if len(baru) > BATAS_SATU_SATU else "",
        "semua_disahkan": all(satu.disahkan for satu in baru),
        "usul": [satu for satu in rencana.nasib if satu.usul is not None],
        "temuan": temuan,
        "segel": bungkus,
        "penolakan": penolakan,
        "alasan": alasan,
        **konteks_edisi(request, edisi, "struktur"),
    }
    return tampilkan(request, "impor_pratinjau", isi, status=status)


def _gladi(request: Any, edisi: Edisi, rencana: Rencana) -> list[Temuan]:
    """Rehearse what could be confirmed; a refusal is an error of the preview."""
    if not rencana.dapat_diterapkan:
        return []
    try:
        return gladi(edisi=edisi, muatan=rencana.muatan, oleh=request.user)
    except Ditolak as galat:
        rencana.galat += galat.pesan
    except GalatRentang as galat:
        rencana.galat.append(str(galat))
    return []


def _badan_baru(request: Any, kiriman: Kiriman, muatan: Muatan) -> list[BarisBaru]:
    """The bodies that a confirmation would make; ticked where the person did so, or chose "badan baru" before."""
    dicentang = set(request.POST.getlist("badan_baru"))
    semua = len(muatan.badan) > BATAS_SATU_SATU and SEMUA in dicentang
    return [
        BarisBaru(satu.kunci, satu.nama, semua or satu.kunci in dicentang or kiriman.pilihan.get(satu.baris) == "")
        for satu in muatan.badan
    ]


def _kelompok(rencana: Rencana) -> list[tuple[str, str, list[Nasib]]]:
    semua = [(jenis, JUDUL_NASIB[jenis], [satu for satu in rencana.nasib if satu.jenis == jenis]) for jenis in URUT]
    return [kelompok for kelompok in semua if kelompok[2]]


def _formulir(request: Any, edisi: Edisi, form: UnggahForm, status: int = 200) -> HttpResponse:
    isi = {"title": "Impor", "form": form, **konteks_edisi(request, edisi, "struktur")}
    return tampilkan(request, "impor", isi, status=status)


def _pilihan(data: Mapping[str, Any]) -> dict[int, str]:
    """{row: key, "" for a new body} out of fields named `pilih-<row>`; what else stands there is nobody's choice."""
    hasil = {}
    for nama, nilai in data.items():
        cocok = re.fullmatch(r"pilih-(\d{1,7})", nama, re.ASCII)
        if cocok:
            hasil[int(cocok.group(1))] = "" if nilai == "baru" else str(nilai).removeprefix("kunci:")[:150]
    return hasil
