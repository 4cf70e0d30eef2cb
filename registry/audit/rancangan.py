"""A draft at a moment: what it was cloned from, overlaid by its own history up to then. Any edition can be read so.

What it was cloned from is the base in its first revision, a published edition, which never changes; a clone writes no
history of its own. Every later write, by whatever act (undo, import, a rebase onto another base), is in the history of
the rows, so that later changes of `asal` need no heed here: a rebase keeps rows that a person chose to keep, which the
newer base has otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from registry import isi_edisi
from registry.audit.baris import Baris, Mentah, rakit_semua, ruas_tampil
from registry.audit.masukan import SalahIsian
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan
from registry.audit.views import daerah_petugas, halaman_riwayat
from registry.forms import SaatSalah, baca_tercatat
from registry.halaman.dasar import berisian
from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai, Ubah
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan
from registry.waktu import sebut_saat, waktu_setempat

#: Differing rows that the page shows.
BARIS_TERBANYAK = 300


def isi_tercatat(edisi_id: int, saat: datetime) -> tuple[dict[str, Any] | None, Ubah]:
    """(head, content) of any edition as recorded at a moment; (None, {}) before it existed.

    The head has all recorded fields by attname; the content is what `isi_edisi.baca` would have given then.
    Queries: 1 for the head, 2 a registered part, 1 more for the tree; whatever is recorded.
    """
    kepala = _kepala(edisi_id)
    if not kepala or kepala[0]["history_date"] > saat:
        return None, {}
    kini = [satu for satu in kepala if satu["history_date"] <= saat or _sudah_terbit(satu, saat)][-1]
    if kini["history_type"] == "-":
        return None, {}
    semula, ralat = kepala[0]["asal_id"], kepala[0]["meralat_id"] is not None
    isi: Ubah = {}
    for bagian in DAFTAR:
        baris: dict[Kunci, Nilai] = {}
        if semula is not None and (bagian.ikut_klon or ralat):
            baris = bagian.baca(semula)
        for kunci, nilai in _riwayat(bagian, edisi_id, saat):
            if nilai is None:
                baris.pop(kunci, None)
            else:
                baris[kunci] = nilai
        isi.update({(bagian.nama, kunci): nilai for kunci, nilai in baris.items()})
    return {nama: nilai for nama, nilai in kini.items() if not nama.startswith("history_")}, isi


def _sudah_terbit(kepala: Mapping[str, Any], saat: datetime) -> bool:
    """A publication and a correction take effect at the moment that they name; their revisions are written just
    after it."""
    terbit, diralat = kepala["diterbitkan_pada"], kepala["diralat_pada"]
    return terbit is not None and terbit <= saat and (diralat is None or diralat <= saat)


def alamat_rancangan(edisi: Edisi, saat: datetime) -> str:
    """Address of the page that shows this draft as it stood. Reads `edisi.daerah`; no query."""
    tertulis = waktu_setempat(saat, edisi.daerah).isoformat()
    return berisian(reverse("audit-rancangan", args=[edisi.daerah.kode, edisi.pk]), {"tercatat": tertulis})


def _kepala(edisi_id: int) -> list[dict[str, Any]]:
    """All revisions of the head, oldest first; 1 query."""
    riwayat = Edisi.history.model
    ruas = [satu.attname for satu in riwayat.tracked_fields]
    semua = riwayat._base_manager.filter(id=edisi_id).order_by("history_date", "history_id")
    return list(semua.values(*ruas, "history_date", "history_type"))


def _riwayat(isi: IsiEdisi, edisi_id: int, saat: datetime) -> Iterator[tuple[Kunci, Nilai | None]]:
    """(key, values or None where it was taken out) of each revision up to the moment, oldest first; 1 query, 2 more
    for a tree."""
    riwayat = isi.model.history.model  # type: ignore[attr-defined]
    ruas = [f"{nama}_id" if isi.berpohon and nama == "induk" else nama for nama in isi.nilai]
    semua = (
        riwayat._base_manager.filter(edisi_id=edisi_id, history_date__lte=saat)
        .order_by("history_date", "history_id")
        .values_list("history_type", *isi.kunci, *ruas)
    )
    badan = _badan(edisi_id) if isi.berpohon else {}
    banyak = len(isi.kunci) + 1
    for jenis, *baris in semua:
        kunci = tuple(baris[: banyak - 1])
        nilai = dict(zip(isi.nilai, baris[banyak - 1 :], strict=True))
        if isi.berpohon and nilai["induk"] is not None:
            nilai["induk"] = badan[nilai["induk"]]
        yield kunci, None if jenis == "-" else nilai


def _badan(edisi_id: int) -> dict[int, int]:
    """{place: body} of all places that the edition ever had: those of a clone are live, or were taken out, which is a
    revision. 2 queries."""
    lalu = Kedudukan.history.model._base_manager.filter(edisi_id=edisi_id).order_by()
    kini = Kedudukan._base_manager.filter(edisi_id=edisi_id).order_by()
    return {
        **dict(lalu.values_list("id", "perangkat_daerah_id")),
        **dict(kini.values_list("id", "perangkat_daerah_id")),
    }


# --- The page ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tempat:
    """One line of the tree, in words."""

    nama: str
    jenis: str
    tingkat: int
    koordinator: str
    huruf: str


@dataclass(frozen=True, slots=True)
class HalamanRancangan:
    """The draft at a moment; `kepala` is None where it did not exist. `beda`: against the base that it had then."""

    edisi: Edisi
    saat: datetime
    tertulis: str
    sekarang: bool
    kepala: Baris | None
    keadaan: str
    dasar: Edisi | None
    beda: list[Baris]
    lebih: int
    susunan: list[Tempat]
    jumlah: list[tuple[str, int]]

    @property
    def kata_saat(self) -> str:
        return sebut_saat(self.saat, self.edisi.daerah, "j F Y H.i.s")


@halaman_riwayat
def audit_rancangan(request: HttpRequest, kode: str, pk: int) -> HttpResponse:
    """A draft (or any edition) of a region as it stood at `?tercatat=`; without it, as it stands."""
    daerah = daerah_petugas(request, kode)
    edisi = Edisi.objects.filter(daerah=daerah, pk=pk).select_related("peraturan__daerah", "daerah").first()
    if edisi is None:
        raise Http404
    try:
        saat, tertulis = baca_tercatat(request.GET.get("tercatat", ""), daerah)
    except SaatSalah as salah:
        sebab = "lebih kemudian daripada hari ini" if salah.mendatang else "bukan tanggal atau saat yang ada"
        raise SalahIsian(f"“{salah.tertulis}” {sebab}.") from salah
    h = muat_rancangan(edisi, daerah, saat, tertulis)
    return render(request, "audit/rancangan.html", {"daerah": daerah, "h": h})


def muat_rancangan(edisi: Edisi, daerah: Daerah, saat: datetime | None, tertulis: str) -> HalamanRancangan:
    """A fixed number of queries whatever the size of the edition and of its history."""
    pada = saat or timezone.now()
    kepala, isi = isi_tercatat(edisi.pk, pada)
    asal: int = (kepala or {}).get("asal_id") or 0
    dasar = Edisi.objects.filter(pk=asal).select_related("peraturan__daerah", "daerah").first()
    s, kapan = Sebutan(daerah), Saat(pada, None, edisi.pk)
    mentah = list(_mentah(_semula(dasar, kepala), isi, kapan))
    tampil = mentah[:BARIS_TERBANYAK]
    if kepala is not None:
        buka = {ruas: kepala[ruas] for ruas in terbuka("edisi") if ruas in kepala}
        tampil = [Mentah(Edisi, (edisi.pk,), None, buka, kapan), *tampil]
    semua = rakit_semua(s, tampil, daerah.kode)
    return HalamanRancangan(
        edisi=edisi,
        saat=pada,
        tertulis=tertulis,
        sekarang=saat is None,
        kepala=semua[0] if kepala is not None else None,
        keadaan=str(dict(Edisi._meta.get_field("keadaan").flatchoices)[kepala["keadaan"]]) if kepala else "",
        dasar=dasar,
        beda=semua[1:] if kepala is not None else [],
        lebih=len(mentah) - BARIS_TERBANYAK if len(mentah) > BARIS_TERBANYAK else 0,
        susunan=list(_susunan(isi)),
        jumlah=_jumlah(isi),
    )


def _semula(dasar: Edisi | None, kepala: Mapping[str, Any] | None) -> Ubah:
    if dasar is None or kepala is None:
        return {}
    ralat = kepala["meralat_id"] is not None
    return {butir: nilai for butir, nilai in isi_edisi.baca(dasar.pk).items() if DAFTAR[butir[0]].ikut_klon or ralat}


def _mentah(semula: Ubah, isi: Ubah, saat: Saat) -> Iterator[Mentah]:
    """Rows that differ, by part, in the order of their keys."""
    urut = {bagian.nama: nomor for nomor, bagian in enumerate(DAFTAR)}
    for nama, kunci in sorted(isi_edisi.beda(semula, isi), key=lambda satu: (urut[satu[0]], str(satu[1]))):
        bagian = DAFTAR[nama]
        buka = set(ruas_tampil(bagian.model)) | {"induk"}
        dulu, kini = semula.get((nama, kunci)), isi.get((nama, kunci))
        if dulu is not None and kini is not None:
            buka &= {ruas for ruas in kini if kini[ruas] != dulu.get(ruas)}
        saring = [
            None if satu is None else {ruas: nilai for ruas, nilai in satu.items() if ruas in buka}
            for satu in (dulu, kini)
        ]
        yield Mentah(bagian.model, kunci, saring[0], saring[1], saat)


def _susunan(isi: Ubah) -> Iterator[Tempat]:
    """The tree, parents before children, with whose main span each unit is in. The spans are an upper app's: they are
    found by the name of their part, and where there are none the column stays empty."""
    pohon = {kunci[0]: nilai for (nama, kunci), nilai in isi.items() if nama == "kedudukan" and nilai is not None}
    rentang = {
        kunci[0]: nilai
        for (nama, kunci), nilai in isi.items()
        if nama == "rentangkoordinasi" and nilai is not None and nilai.get("utama", True)
    }
    jenis = dict(JenisUnit.choices)
    anak: dict[Any, list[int]] = {}
    for badan, nilai in pohon.items():
        anak.setdefault(nilai["induk"], []).append(badan)
    tumpukan = [(badan, 0) for badan in _urut(anak.get(None, ()), pohon)]
    while tumpukan:
        badan, tingkat = tumpukan.pop()
        nilai, milik = pohon[badan], rentang.get(badan)
        nama = pohon.get(milik["koordinator_id"], {}).get("nama", "") if milik is not None else ""
        huruf = milik.get("huruf", "") if milik is not None else ""
        yield Tempat(nilai["nama"], str(jenis.get(nilai["jenis"], "")), tingkat, nama or "", huruf)
        tumpukan += [(satu, tingkat + 1) for satu in _urut(anak.get(badan, ()), pohon)]


def _urut(badan: Iterable[int], pohon: Mapping[int, Nilai]) -> list[int]:
    """Last first, for a stack."""
    return sorted(badan, key=lambda satu: (pohon[satu]["urutan"], pohon[satu]["nama"]), reverse=True)


def _jumlah(isi: Ubah) -> list[tuple[str, int]]:
    """How many rows of each part, in the order of the parts."""
    hitung: dict[str, int] = {}
    for nama, _ in isi:
        hitung[nama] = hitung.get(nama, 0) + 1
    return [(str(bagian.model._meta.verbose_name), hitung[bagian.nama]) for bagian in DAFTAR if bagian.nama in hitung]
