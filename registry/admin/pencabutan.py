"""Dampak pencabutan: which facts lose their basis when a regulation is revoked, and what becomes of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode

from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.admin.struktur import kata_galat, status_galat
from registry.banding.bahan import Bahan
from registry.banding.sisa import sebut
from registry.forms import bersihkan
from registry.galat import Ditolak, GalatRentang
from registry.halaman.edisi import NAMA_BAGIAN
from registry.halaman.peraturan import fakta_per_daerah
from registry.isi_edisi import DAFTAR, Kunci, Nilai
from registry.izin import Aksi, ada_peran, boleh, daerah_dengan, terlihat
from registry.models import BAGIAN, Edisi, HubunganPeraturan, JenisHubunganPeraturan, Peraturan
from registry.rujukan import RujukanSalah, kanonik
from registry.services.pencabutan import (
    Fakta,
    Pilihan,
    Putusan,
    dasar_dipakai,
    fakta_berdasar,
    kena_rujukan,
    putuskan,
)
from registry.waktu import hari_ini

#: Facts decided on one screen; a browser's form may not carry more fields.
MAKS = 300
PILIHAN = (
    ("", "biarkan"),
    (Pilihan.ALIHKAN.value, "alihkan dasar"),
    (Pilihan.AKHIRI.value, "akhiri"),
    (Pilihan.TETAP.value, "pertahankan"),
)


@dataclass(frozen=True, slots=True)
class Baris:
    """One fact on the screen with what the person chose for it."""

    fakta: Fakta
    teks: str
    pilihan: str
    rujukan: str
    alamat: str


@dataclass(slots=True)
class Kelompok:
    """Facts of one part. semua: what the person chose for all of them that have no choice of their own."""

    kode: str
    judul: str
    semua: str = ""
    baris: list[Baris] = field(default_factory=list)


def pencabutan(request: Any, pk: int) -> HttpResponse:
    """The screen of one draft: choose a regulation, see what rests on it, decide. A post is one act."""
    edisi = baca_edisi(request, pk)
    if request.method == "POST":
        wajib(request, edisi.daerah_id, Aksi.UBAH)
        return _putuskan(request, edisi)
    return _layar(request, edisi)


def _layar(
    request: Any, edisi: Edisi, data: Mapping[str, str] | None = None, galat: str = "", status: int = 200
) -> HttpResponse:
    b = Bahan(None, edisi, publik=False)
    isian = data if data is not None else request.GET
    dicabut, rujukan, salah = _dicabut(edisi, b, isian)
    fakta = [] if dicabut is None or salah else _fakta(b, dicabut, rujukan)
    tampil = fakta[:MAKS]
    isi = {
        "title": "Dampak pencabutan",
        "dicabut": dicabut,
        "rujukan": isian.get("rujukan", "") if salah else rujukan,
        "salah": salah,
        "galat": galat,
        "calon": _calon(edisi, b),
        "kelompok": kelompokkan(
            b, tampil, data or {}, edisi if boleh(request.user, edisi.daerah_id, Aksi.UBAH) else None
        ),
        "jumlah": len(fakta),
        "sisa": len(fakta) - len(tampil),
        "kepala": [] if dicabut is None or salah else _kepala(edisi, dicabut, rujukan),
        "pilihan": PILIHAN,
        "segel": segel(_tersegel(edisi, dicabut, rujukan, tampil), f"pencabutan:{edisi.pk}"),
        "pengganti": _pengganti(edisi),
        "pengganti_terpilih": str((data or {}).get("pengganti") or edisi.peraturan_id or ""),
        "alasan": (data or {}).get("alasan", ""),
        **konteks_edisi(request, edisi, "periksa"),
    }
    return tampilkan(request, "pencabutan", isi, status)


def _putuskan(request: Any, edisi: Edisi) -> HttpResponse:
    """Carry out what was ticked, compared with what was seen."""
    data = request.POST.dict()
    terlihat_ = buka_segel(data.get("lihat", ""), f"pencabutan:{edisi.pk}") or {}
    if terlihat_.get("edisi") != edisi.pk or terlihat_.get("peraturan") is None:
        return _layar(request, edisi, data, KEDALUWARSA, 409)
    data |= {"peraturan": str(terlihat_["peraturan"]), "rujukan": terlihat_["rujukan"]}
    try:
        putusan = _dari_isian(terlihat_["fakta"], data)
        dicabut = Peraturan.objects.select_related("daerah").get(pk=terlihat_["peraturan"])
        pengganti = next((satu for satu in _pengganti(edisi) if str(satu.pk) == data.get("pengganti")), None)
        putuskan(
            edisi=edisi,
            dicabut=dicabut,
            putusan=putusan,
            oleh=request.user,
            pengganti=pengganti,
            alasan=data.get("alasan", "").replace("\x00", "")[:2000],
        )
    except GalatRentang as galat:
        return _layar(request, edisi, data, kata_galat(edisi, galat), status_galat(galat))
    messages.success(request, f"{len(putusan)} fakta diputuskan. Semuanya satu tindakan, yang dapat diurungkan.")
    alamat = reverse("admin:edisi_pencabutan", args=[edisi.pk])
    tanya = urlencode({"peraturan": data["peraturan"], "rujukan": data["rujukan"]})
    return HttpResponseRedirect(f"{alamat}?{tanya}")


def _dari_isian(fakta: list[Any], data: Mapping[str, str]) -> list[Putusan]:
    """The choices of a post; one made for a whole group holds for its certain facts without a choice of their own.
    Raises Ditolak for a pinpoint that is none."""
    hasil = []
    for bagian, kunci, ruas, nilai, pasti in fakta:
        satu = Fakta(bagian, tuple(kunci), ruas, nilai, pasti)
        kata = data.get(f"p~{satu.kode}", "") or (data.get(f"semua~{bagian}~{ruas}", "") if pasti else "")
        if kata not in list(Pilihan):
            continue
        try:
            rujukan = kanonik(data.get(f"r~{satu.kode}", ""))
        except RujukanSalah as salah:
            raise Ditolak(str(salah)) from salah
        hasil.append(Putusan(satu, Pilihan(kata), rujukan))
    return hasil


def _tersegel(edisi: Edisi, dicabut: Peraturan | None, rujukan: str, fakta: list[Fakta]) -> dict[str, Any]:
    return {
        "edisi": edisi.pk,
        "peraturan": None if dicabut is None else dicabut.pk,
        "rujukan": rujukan,
        "fakta": [[satu.bagian, list(satu.kunci), satu.ruas, satu.nilai, satu.pasti] for satu in fakta],
    }


def _dicabut(edisi: Edisi, b: Bahan, isian: Mapping[str, str]) -> tuple[Peraturan | None, str, str]:
    """(regulation, part in canonical words, what is wrong with the part). A regulation that is neither the region's
    nor the nation's is not there."""
    nomor = isian.get("peraturan", "")
    dicabut = None
    if nomor.isascii() and nomor.isdigit() and len(nomor) <= 18:
        dicabut = b.peraturan.get(int(nomor)) or _pengganti(edisi).filter(pk=int(nomor)).first()
    try:
        return dicabut, kanonik(bersihkan(isian.get("rujukan", ""))), ""
    except RujukanSalah as salah:
        return dicabut, "", str(salah)


def _calon(edisi: Edisi, b: Bahan) -> list[dict[str, Any]]:
    """Regulations on which the draft rests, with counts; those that its own regulation revokes first; 1 query."""
    semua = {(bagian, kunci): nilai for bagian, baris in b.kini.items() for kunci, nilai in baris.items()}
    jumlah = dasar_dipakai(semua)
    cabut = HubunganPeraturan.objects.filter(
        dari=edisi.peraturan_id,
        jenis__in=[JenisHubunganPeraturan.MENCABUT, JenisHubunganPeraturan.MENCABUT_SEBAGIAN],
        ke__isnull=False,
    )
    hasil: list[dict[str, Any]] = []
    if edisi.peraturan_id is not None:
        for satu in cabut.select_related("ke__daerah").order_by("urutan", "id"):
            rujukan = satu.rujukan_ke if satu.jenis == JenisHubunganPeraturan.MENCABUT_SEBAGIAN else ""
            hasil.append({"peraturan": satu.ke, "rujukan": rujukan, "jumlah": jumlah[satu.ke_id or 0], "cabut": True})
    disebut = {satu["peraturan"].pk for satu in hasil if not satu["rujukan"]}
    hasil += [
        {"peraturan": b.peraturan[pk], "rujukan": "", "jumlah": banyak, "cabut": False}
        for pk, banyak in jumlah.most_common()
        if pk not in disebut
    ]
    return hasil


def _pengganti(edisi: Edisi) -> QuerySet[Peraturan]:
    """What a fact of this edition may rest on."""
    return Peraturan.objects.filter(Q(daerah=edisi.daerah_id) | Q(daerah=None)).select_related("daerah").order_by(
        "-daerah", "-tahun", "jenis", "nomor", "id"
    )  # fmt: skip


def urut_isi(b: Bahan) -> list[tuple[str, Kunci, Nilai]]:
    """The rows of an edition, part by part, in the order of the tree."""
    return [(isi.nama, kunci, kini) for isi in DAFTAR for kunci, _, kini in b.berubah(isi.nama) if kini is not None]


def _fakta(b: Bahan, dicabut: Peraturan, rujukan: str) -> list[Fakta]:
    """Facts that lose their basis, mere mentions last. Raises RujukanSalah."""
    return sorted(fakta_berdasar(urut_isi(b), dicabut.pk, rujukan), key=lambda satu: satu.penyebutan)


def kelompokkan(b: Bahan, fakta: list[Fakta], data: Mapping[str, str], edisi: Edisi | None) -> list[Kelompok]:
    """Facts by part. edisi: the draft on whose screens they can be mended, None for who may only look."""
    hasil: dict[str, Kelompok] = {}
    for satu in fakta:
        kode = f"{satu.bagian}~{satu.ruas}"
        nama = "penyebutan nama" if satu.penyebutan else str(DAFTAR[satu.bagian].model._meta.verbose_name_plural)
        kelompok = hasil.setdefault(
            kode, Kelompok(kode, f"{nama[:1].upper()}{nama[1:]}", data.get(f"semua~{kode}", ""))
        )
        teks = f"penyebutan nama {b.nama(satu.kunci[0])}" if satu.penyebutan else sebut(b, satu.bagian, satu.kunci)
        alamat = ""
        if edisi is not None and satu.bagian == "kedudukan":
            alamat = reverse("admin:edisi_struktur", args=[edisi.pk]) + f"#u{satu.kunci[0]}"
        pilihan, rujukan = data.get(f"p~{satu.kode}", ""), data.get(f"r~{satu.kode}", satu.rujukan)
        kelompok.baris.append(Baris(satu, f"{teks[:1].upper()}{teks[1:]}", pilihan, rujukan, alamat))
    return list(hasil.values())


def _kepala(edisi: Edisi, dicabut: Peraturan, rujukan: str) -> list[tuple[str, str]]:
    """[(part, where it was read)] of the head: what it says of where a part stands is of its own regulation, or of
    that of its base."""
    milik = {edisi.peraturan_id, edisi.asal.peraturan_id if edisi.asal is not None else None}
    if dicabut.pk not in milik:
        return []
    letak = [(NAMA_BAGIAN[bagian], getattr(edisi, f"{bagian}_rujukan")) for bagian in BAGIAN]
    return [(nama, satu) for nama, satu in letak if satu and kena_rujukan(rujukan, satu)]


def pencabutan_peraturan(request: HttpRequest, pk: int) -> HttpResponse:
    """Of a regulation in general, only to be read: which facts of editions in force rest on it."""
    if not ada_peran(request.user):
        raise PermissionDenied
    semua = Peraturan.objects.filter(terlihat(request.user, "daerah", nasional=True)).select_related("daerah")
    peraturan = get_object_or_404(semua, pk=pk)
    isi: dict[str, Any] = {
        "title": "Dampak pencabutan",
        "peraturan": peraturan,
        "rujukan": bersihkan(request.GET.get("rujukan", "")),
        "salah": "",
        "edisi": None,
        "kelompok": [],
        "per_daerah": [],
        "jumlah": 0,
    }
    isi |= _nasional(request, peraturan) if peraturan.daerah is None else _daerah(peraturan, isi["rujukan"])
    return tampilkan(request, "pencabutan_peraturan", isi)


def _nasional(request: HttpRequest, peraturan: Peraturan) -> dict[str, Any]:
    milik = daerah_dengan(request.user, Aksi.LIHAT)
    semua = fakta_per_daerah(peraturan, hari_ini())
    return {"per_daerah": [satu for satu in semua if milik is None or satu[0].pk in milik]}


def _daerah(peraturan: Peraturan, rujukan: str) -> dict[str, Any]:
    """Facts of the region's edition in force today."""
    assert peraturan.daerah is not None
    edisi = Edisi.objects.berlaku_di(peraturan.daerah, hari_ini(peraturan.daerah))
    if edisi is None:
        return {}
    b = Bahan(None, edisi, publik=False)
    try:
        fakta = _fakta(b, peraturan, rujukan)
    except RujukanSalah as salah:
        return {"edisi": edisi, "salah": str(salah)}
    return {"edisi": edisi, "kelompok": kelompokkan(b, fakta, {}, None), "jumlah": len(fakta)}
