"""The tab Banding: what a draft changes against its base and its neighbours in time."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.utils.formats import date_format

from registry.admin.kepala import daftarkan_layar, konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan
from registry.banding import bandingkan
from registry.models import Edisi

daftarkan_layar("banding", "Banding", "edisi_banding", 70)


@dataclass(frozen=True, slots=True)
class Pembanding:
    """One thing to compare with. kode: its name in the address; lama, baru: the older side and the newer one."""

    kode: str
    judul: str
    lama: Edisi | None
    baru: Edisi


def banding(request: HttpRequest, pk: int) -> HttpResponse:
    """What changed, in sentences; a fixed number of queries whatever the size of the edition."""
    edisi = baca_edisi(request, pk)
    semua = pembanding(edisi)
    pilih = next((satu for satu in semua if satu.kode == request.GET.get("dengan")), semua[0])
    isi = {
        "title": "Banding",
        "pembanding": semua,
        "pilih": pilih,
        "banding": bandingkan(pilih.lama, pilih.baru),
        "pengikut": _bersama(edisi),
        **konteks_edisi(request, edisi, "banding"),
    }
    return tampilkan(request, "banding", isi)


def pembanding(edisi: Edisi) -> list[Pembanding]:
    """The base first, then the published editions before and after it in time, none twice; at most 3 queries."""
    hasil: list[Pembanding] = []
    dasar = edisi.asal
    if dasar is not None:
        kata = "Yang diralat" if edisi.meralat_id == dasar.pk else "Dasar rancangan"
        hasil.append(Pembanding("dasar", f"{kata}: {sebut(dasar)}", dasar, edisi))
    for kode, kata, lain in (
        ("sebelum", "Edisi sebelumnya", _tetangga(edisi, sesudah=False)),
        ("sesudah", "Edisi sesudahnya", _tetangga(edisi, sesudah=True)),
    ):
        if lain is not None and (dasar is None or lain.pk != dasar.pk):
            sisi = (edisi, lain) if kode == "sesudah" else (lain, edisi)
            hasil.append(Pembanding(kode, f"{kata}: {sebut(lain)}", *sisi))
    return hasil or [Pembanding("dasar", "Tidak ada edisi pembanding", None, edisi)]


def sebut(edisi: Edisi) -> str:
    """ "edisi 13 Mei 2022 (ke-2)"."""
    if edisi.berlaku_mulai is None:
        return "belum bertanggal"
    urutan = f" (ke-{edisi.urutan})" if edisi.urutan != 1 else ""
    return f"edisi {date_format(edisi.berlaku_mulai, 'j F Y')}{urutan}"


def _tetangga(edisi: Edisi, *, sesudah: bool) -> Edisi | None:
    """The published edition next in time; 1 query, none without a date."""
    mulai, urutan = edisi.berlaku_mulai, edisi.urutan
    if mulai is None:
        return None
    lain = (
        Edisi.objects.terbit()
        .filter(daerah=edisi.daerah_id)
        .exclude(pk=edisi.pk)
        .select_related("daerah", "peraturan__daerah")
    )
    if sesudah:
        return lain.sesudah(mulai, urutan).menurut_waktu().first()
    dahulu = lain.filter(Q(berlaku_mulai__lt=mulai) | Q(berlaku_mulai=mulai, urutan__lt=urutan))
    return dahulu.order_by("-berlaku_mulai", "-urutan", "-id").first()


def _bersama(edisi: Edisi) -> list[tuple[str, Edisi]]:
    """The head that a draft follows, and the drafts that follow it, each with a word; 1 query."""
    semua = Edisi.objects.filter(Q(mengikuti=edisi) | Q(pk=edisi.mengikuti_id)).select_related("daerah")
    return [
        ("Rancangan pokok" if satu.pk == edisi.mengikuti_id else "Ralat yang ikut terbit", satu)
        for satu in semua.exclude(keadaan="dibatalkan").order_by("berlaku_mulai", "urutan", "pk")
    ]
