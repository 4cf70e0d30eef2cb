"""A body that was entered twice: one of the two is led to the other.

Open drafts are written over at once. Published editions never change; where they hold the double, a ralat of each
is drafted first (one head, the others follow it), and the body is led over once these are published.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction
from django.db.models import Q
from django.utils.formats import date_format

from registry import isi_edisi
from registry.galat import Ditolak
from registry.isi_edisi import IsiEdisi, Ubah, ganti_badan
from registry.izin import Aksi, wajib_boleh
from registry.models import Edisi, JenisTindakan, Keadaan, PerangkatDaerah
from registry.riwayat import atas_nama
from registry.services.acuan import simpan_badan
from registry.services.dasar import Pelaku, kunci_daerah
from registry.services.edisi import buat_ralat
from registry.services.isi import kunci_rancangan, terapkan


class Langkah(StrEnum):
    """Where one is with a body that was entered twice."""

    TERTAHAN = "tertahan"  # something must be mended first
    RALAT = "ralat"  # published editions hold it: draft their ralat
    MENUNGGU = "menunggu"  # the ralat are drafted, not yet published
    ALIHKAN = "alihkan"  # nothing is in the way
    SELESAI = "selesai"  # it is led over


@dataclass(frozen=True, slots=True)
class KeadaanAlih:
    """What stands between a body and its being led over. Editions oldest first."""

    langkah: Langkah
    #: sentences on what must be mended first
    halangan: list[str]
    #: published editions that hold it and of which no ralat is under way
    diralat: list[Edisi]
    #: ralat drafts under way that do not hold it any more
    menunggu: list[Edisi]
    #: open drafts that are written over
    rancangan: list[Edisi]


def keadaan_alih(dari: PerangkatDaerah, ke: PerangkatDaerah) -> KeadaanAlih:
    """Where one is; 1 query a registered part that names bodies, and 1."""
    memuat_dari, memuat_ke = _memuat(dari), _memuat(ke)
    semua = list(
        Edisi.objects.filter(daerah=dari.daerah_id, diralat_pada__isnull=True)
        .exclude(keadaan=Keadaan.DIBATALKAN)
        .select_related("daerah", "peraturan__daerah")
        .menurut_waktu()
    )
    memuat = [satu for satu in semua if satu.pk in memuat_dari]
    terbit = [satu for satu in memuat if satu.keadaan == Keadaan.TERBIT]
    menunggu = [
        satu
        for satu in semua
        if satu.keadaan != Keadaan.TERBIT
        and satu.meralat_id in {edisi.pk for edisi in terbit}
        and satu.pk not in memuat_dari
        and satu.pk in memuat_ke
    ]
    dirancang = {satu.meralat_id for satu in menunggu}
    diralat = [satu for satu in terbit if satu.pk not in dirancang]
    rancangan = [satu for satu in memuat if satu.keadaan == Keadaan.RANCANGAN]
    halangan = [
        f"Edisi {_sebut(satu)} memuat kedua badan; keluarkan salah satunya lebih dahulu."
        for satu in memuat
        if satu.pk in memuat_ke
    ]
    halangan += [
        f"Rancangan {_sebut(satu)} sudah {satu.get_keadaan_display()} dan memuat badan ini; "
        "tarik atau kembalikan dahulu pengajuannya."
        for satu in memuat
        if satu.keadaan in (Keadaan.DIAJUKAN, Keadaan.DISETUJUI)
    ]
    langkah = _langkah(dari, ke, halangan, diralat, terbit)
    return KeadaanAlih(langkah, halangan, diralat, menunggu, rancangan)


def siapkan_ralat_alih(*, dari: PerangkatDaerah, ke: PerangkatDaerah, oleh: Pelaku, alasan: str) -> Edisi:
    """First step: draft the ralat of every published edition that holds `dari`, with `ke` in its place. The first
    is the head, which the others follow through approval and publication. One transaction; a fixed number of
    queries an edition. Returns the head. Raises TidakBerwenang, Ditolak."""
    wajib_boleh(oleh, dari.daerah_id, Aksi.RALAT)
    with transaction.atomic(), atas_nama(oleh):
        keadaan = _kunci(dari, ke, alasan)
        if keadaan.langkah is not Langkah.RALAT:
            raise Ditolak("Tidak ada edisi terbit yang perlu diralat untuk pengalihan ini.")
        kepala: Edisi | None = None
        for edisi in keadaan.diralat:
            ralat = buat_ralat(edisi=edisi, oleh=oleh, alasan=alasan, mengikuti=kepala)
            _ganti(ralat, dari, ke, oleh, alasan)
            kepala = kepala or ralat
    assert kepala is not None  # the step says that there is one
    return kepala


def alihkan(*, dari: PerangkatDaerah, ke: PerangkatDaerah, oleh: Pelaku, alasan: str) -> list[Edisi]:
    """Second step, or the only one where nothing published holds `dari`: write `ke` in its place in every open
    draft, one act each, and lead the body over. Its names and its address keep leading to `ke`. One transaction.

    Returns the drafts that were written. Raises TidakBerwenang, Ditolak (published editions hold it; a draft that
    holds it stands still; one edition holds both)."""
    wajib_boleh(oleh, dari.daerah_id, Aksi.UBAH)
    with transaction.atomic(), atas_nama(oleh):
        keadaan = _kunci(dari, ke, alasan)
        if keadaan.langkah in (Langkah.RALAT, Langkah.MENUNGGU):
            raise Ditolak("Badan ini masih dimuat edisi terbit; terbitkan dahulu ralatnya, lalu alihkan.")
        if keadaan.langkah is Langkah.SELESAI:
            raise Ditolak("Badan ini sudah dialihkan.")
        for edisi in keadaan.rancangan:
            _ganti(edisi, dari, ke, oleh, alasan)
        semula = dari.dialihkan_ke_id
        dari.dialihkan_ke = ke
        simpan_badan(objek=dari, oleh=oleh, lihat={"dialihkan_ke_id": semula}, alasan=alasan)
    return keadaan.rancangan


def gantian(edisi: Edisi, dari: int, ke: int) -> Ubah:
    """The change-set that writes one body in place of another, wherever a key or a value of this edition points at
    it; 1 query a registered part. A row of another key is a row taken out and one put in."""
    lama, peta = isi_edisi.baca(edisi.pk), {dari: ke}
    kena = {butir: nilai for butir, nilai in lama.items() if ganti_badan({butir: nilai}, peta) != {butir: nilai}}
    tetap = {butir: nilai for butir, nilai in lama.items() if butir not in kena}
    return isi_edisi.beda(lama, {**tetap, **ganti_badan(kena, peta)})


def _ganti(edisi: Edisi, dari: PerangkatDaerah, ke: PerangkatDaerah, oleh: Pelaku, alasan: str) -> None:
    """Write one draft over, under its lock: rows are read after it, so that what others wrote comes along. The act
    cannot be undone by itself, because the body would stay led over."""
    terkunci = kunci_rancangan(edisi)
    terapkan(
        edisi=terkunci,
        ubah=gantian(terkunci, dari.pk, ke.pk),
        oleh=oleh,
        alasan=alasan,
        ringkas=f"{dari} dicatat sebagai {ke}: badan yang sama tercatat dua kali",
        jenis=JenisTindakan.ALIHKAN,
    )


def _kunci(dari: PerangkatDaerah, ke: PerangkatDaerah, alasan: str) -> KeadaanAlih:
    """Lock the region and all its drafts (2 queries), then look where one is: what a writer was about to commit is
    seen. Raises Ditolak for what is in the way."""
    if not alasan.strip():
        raise Ditolak("Tulis alasan pengalihan.")
    if dari.pk == ke.pk:
        raise Ditolak("Tidak dapat dialihkan ke dirinya sendiri.")
    if dari.daerah_id != ke.daerah_id:
        raise Ditolak(f"“{ke}” badan daerah lain; pilih badan dari daerah yang sama.")
    kunci_daerah(dari.daerah_id)
    draf = Edisi.objects.select_for_update(no_key=True).filter(daerah=dari.daerah_id, keadaan=Keadaan.RANCANGAN)
    list(draf.order_by("pk").values_list("pk"))  # only to lock them
    keadaan = keadaan_alih(dari, ke)
    if keadaan.halangan:
        raise Ditolak(keadaan.halangan)
    return keadaan


def _langkah(
    dari: PerangkatDaerah, ke: PerangkatDaerah, halangan: list[str], diralat: list[Edisi], terbit: list[Edisi]
) -> Langkah:
    if dari.dialihkan_ke_id == ke.pk:
        return Langkah.SELESAI
    if halangan:
        return Langkah.TERTAHAN
    if diralat:
        return Langkah.RALAT
    return Langkah.MENUNGGU if terbit else Langkah.ALIHKAN


def _memuat(badan: PerangkatDaerah) -> set[int]:
    """Ids of the editions in which a row points at the body; 1 query a registered part that names bodies."""
    edisi: set[int] = set()
    for isi in isi_edisi.DAFTAR:
        syarat = _menunjuk(isi, badan.pk)
        if syarat:
            edisi |= set(isi.model._base_manager.filter(syarat).order_by().values_list("edisi", flat=True))
    return edisi


def _menunjuk(isi: IsiEdisi, badan: int) -> Q:
    """Rows whose key or value is this body; the parent of a place has a place of its own and is left out."""
    syarat = Q()
    for ruas in isi.ruas_badan():
        if not (isi.berpohon and ruas == "induk"):
            syarat |= Q(**{ruas: badan})
    return syarat


def _sebut(edisi: Edisi) -> str:
    return date_format(edisi.berlaku_mulai, "j F Y") if edisi.berlaku_mulai else "yang belum bertanggal"
