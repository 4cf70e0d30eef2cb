"""How a draft starts (empty, cloned, as a ralat), and its head. What becomes of it: `alur`, `terbit`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from registry import isi_edisi
from registry.galat import Ditolak
from registry.izin import Aksi, wajib_boleh
from registry.kendala import pesan_kendala
from registry.models import BAGIAN, Daerah, Edisi, JenisTindakan, Kelengkapan, Peraturan
from registry.riwayat import atas_nama
from registry.services.acuan import simpan_peraturan
from registry.services.dasar import Pelaku, bersihkan, catat, kunci_daerah
from registry.services.isi import kunci_rancangan
from registry.services.templat import isi_dari_templat, kelengkapan_templat, tolak_templat


@dataclass(frozen=True, slots=True)
class PeraturanBaru:
    """A regulation that is only being drafted: what is known of it is its kind and its subject."""

    jenis: str
    tentang: str


def buat_rancangan(
    *,
    daerah: Daerah,
    oleh: Pelaku,
    asal: Edisi | None = None,
    templat: Edisi | None = None,
    dengan_rentang: bool = False,
    berlaku_mulai: date | None = None,
    peraturan: Peraturan | PeraturanBaru | None = None,
    urutan: int | None = None,
    alasan: str = "",
) -> Edisi:
    """Start a draft: empty, cloned from a published edition of the region (`asal`: in force, past or future), or
    with the structure of another region's published edition (`templat`; `dengan_rentang`: and its spans). An empty
    one claims nothing: its parts are "isi belum dicatat".

    A clone is one INSERT … SELECT a model, whatever the number of units, regions and editions; a template is new
    bodies and one change-set. `PeraturanBaru` is recorded with the draft, without a number. One transaction.
    Raises TidakBerwenang, Ditolak.
    """
    wajib_boleh(oleh, daerah.pk, Aksi.UBAH)
    if asal is not None and templat is not None:
        raise Ditolak("Pilih salah satu: edisi daerah ini atau templat daerah lain.")
    if asal is not None and (asal.daerah_id != daerah.pk or asal.diterbitkan_pada is None):
        raise Ditolak("Rancangan disalin dari edisi terbit daerah yang sama.")
    if asal is not None and asal.diralat_pada is not None:
        raise Ditolak("Edisi itu sudah diralat; salin ralatnya.")
    if templat is not None:
        tolak_templat(templat, daerah)
    if isinstance(peraturan, Peraturan):
        _tolak_peraturan_lain(peraturan, daerah.pk)
    with transaction.atomic(), atas_nama(oleh):
        edisi = Edisi(
            daerah=daerah,
            asal=asal,
            peraturan=_catat_peraturan(peraturan, daerah, oleh) if isinstance(peraturan, PeraturanBaru) else peraturan,
            berlaku_mulai=berlaku_mulai,
            urutan=urutan or urutan_berikut(daerah, berlaku_mulai),
            dibuat_oleh=oleh,
        )
        _kelengkapan_awal(edisi, templat, dengan_rentang=dengan_rentang)
        edisi._change_reason = alasan  # type: ignore[attr-defined]
        edisi.save()
        if templat is not None:
            isi_dari_templat(edisi=edisi, templat=templat, oleh=oleh, alasan=alasan, dengan_rentang=dengan_rentang)
            return edisi
        if asal is not None:
            klon(asal, edisi)
        catat(edisi, JenisTindakan.BUAT_RANCANGAN, oleh=oleh, alasan=alasan)
    return edisi


def _kelengkapan_awal(edisi: Edisi, templat: Edisi | None, *, dengan_rentang: bool) -> None:
    """What is known of each part of a fresh draft; nothing is saved."""
    if edisi.asal is not None:
        salin_kelengkapan(edisi.asal, edisi)
    elif templat is not None:
        kelengkapan_templat(edisi, dengan_rentang=dengan_rentang)
    else:
        for bagian in BAGIAN:
            setattr(edisi, bagian, Kelengkapan.BELUM_DIMUAT)


def buat_ralat(*, edisi: Edisi, oleh: Pelaku, alasan: str, mengikuti: Edisi | None = None) -> Edisi:
    """Start a draft that corrects an error of the registry in a published edition; it takes its date and place.

    Publishing it supersedes `edisi`. `mengikuti`: the draft whose change it carries on, and with which it goes
    through every step; region and head are locked first, so that the head is not submitted without it. Raises
    TidakBerwenang; Terkunci (the head is no draft any more); Ditolak without a reason or where `edisi` is not in
    the registry today.
    """
    wajib_boleh(oleh, edisi.daerah_id, Aksi.RALAT)
    if not alasan.strip():
        raise Ditolak("Tulis alasan ralat.")
    if edisi.diterbitkan_pada is None or edisi.diralat_pada is not None:
        raise Ditolak("Hanya edisi terbit yang belum diralat yang dapat diralat.")
    with transaction.atomic(), atas_nama(oleh):
        if mengikuti is not None:
            kunci_daerah(edisi.daerah_id)
            kunci_rancangan(mengikuti)
        ralat = Edisi(
            daerah_id=edisi.daerah_id,
            asal=edisi,
            meralat=edisi,
            mengikuti=mengikuti,
            peraturan_id=edisi.peraturan_id,
            berlaku_mulai=edisi.berlaku_mulai,
            urutan=edisi.urutan,
            alasan=alasan,
            dibuat_oleh=oleh,
        )
        salin_kelengkapan(edisi, ralat)
        ralat._change_reason = alasan  # type: ignore[attr-defined]
        ralat.save()
        klon(edisi, ralat)
        catat(ralat, JenisTindakan.BUAT_RANCANGAN, oleh=oleh, alasan=alasan)
    return ralat


def klon(asal: Edisi, tujuan: Edisi) -> int:
    """Copy the content of a published edition into a fresh draft; a fixed number of queries. Rows copied.

    One act, no history rows: a draft's state at a moment is its `asal`, which never changes, overlaid with
    the draft's own history.
    """
    if asal.diterbitkan_pada is None:
        raise Ditolak("Hanya edisi terbit yang dapat disalin.")
    with transaction.atomic():
        kunci_rancangan(tujuan)
        return isi_edisi.salin(asal.pk, tujuan.pk, sebagai_ralat=tujuan.meralat_id is not None)


#: What the head says of how complete each part is.
RUAS_KELENGKAPAN = tuple(ruas for bagian in BAGIAN for ruas in (bagian, f"{bagian}_rujukan", f"{bagian}_keterangan"))
#: What `ubah_rancangan` may change: the cause, the date, and what is known of each part.
RUAS_KEPALA = frozenset({"peraturan", "berlaku_mulai", "urutan", *RUAS_KELENGKAPAN})


def ubah_rancangan(*, edisi: Edisi, oleh: Pelaku, alasan: str = "", pindah_tanggal: bool = False, **ruas: Any) -> Edisi:
    """Change the head of a draft (regulation, date, order, completeness). Raises Terkunci, Ditolak.

    A ralat keeps the date of what it corrects, unless the date itself is the error (`pindah_tanggal`).
    """
    tak_boleh = ruas.keys() - RUAS_KEPALA
    if tak_boleh:
        raise TypeError(f"not of the head of a draft: {sorted(tak_boleh)}")
    try:
        return _ubah_kepala(edisi, oleh, alasan, ruas, pindah_tanggal=pindah_tanggal)
    except IntegrityError as galat:
        raise Ditolak(pesan_kendala(galat)) from galat


def _ubah_kepala(edisi: Edisi, oleh: Pelaku, alasan: str, ruas: dict[str, Any], *, pindah_tanggal: bool) -> Edisi:
    with transaction.atomic(), atas_nama(oleh):
        terkunci = kunci_rancangan(edisi)
        wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
        if ruas.get("peraturan") is not None:
            _tolak_peraturan_lain(ruas["peraturan"], terkunci.daerah_id)
        tetap = (terkunci.berlaku_mulai, terkunci.urutan)
        jadi = (ruas.get("berlaku_mulai", tetap[0]), ruas.get("urutan", tetap[1]))
        if terkunci.meralat_id is not None and not pindah_tanggal and jadi != tetap:
            raise Ditolak("Ralat memakai tanggal dan urutan edisi yang diralatnya.")
        sebelum = {nama: getattr(terkunci, nama) for nama in ruas}
        for nama, nilai in ruas.items():
            setattr(terkunci, nama, nilai)
        bersihkan(terkunci)
        sesudah = {nama: getattr(terkunci, nama) for nama in ruas}
        if beda := [nama for nama in ruas if sesudah[nama] != sebelum[nama]]:
            terkunci._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
            terkunci.save()
            kepala = {
                kapan: {nama: getattr(nilai[nama], "pk", nilai[nama]) for nama in beda}
                for kapan, nilai in (("sebelum", sebelum), ("sesudah", sesudah))
            }
            catat(terkunci, JenisTindakan.UBAH, oleh=oleh, alasan=alasan, rincian={"kepala": kepala})
    return terkunci


def _tolak_peraturan_lain(peraturan: Peraturan, daerah_id: int) -> None:
    if peraturan.daerah_id != daerah_id:
        raise Ditolak("Peraturan penyebab harus peraturan daerah ini.")


def urutan_berikut(daerah: Daerah, berlaku_mulai: date | None) -> int:
    """The place after all published editions of that day; 1 query."""
    if berlaku_mulai is None:
        return 1
    sehari = Edisi.objects.terbit().filter(daerah=daerah, berlaku_mulai=berlaku_mulai)
    terakhir: int | None = sehari.aggregate(terakhir=Max("urutan"))["terakhir"]
    return (terakhir or 0) + 1


def _catat_peraturan(baru: PeraturanBaru, daerah: Daerah, oleh: Pelaku) -> Peraturan:
    """The regulation of a draft, without number and year: it has neither before it is made."""
    if not baru.tentang.strip():
        raise Ditolak("Isi tentang apa peraturan ini.")
    awalan = f"{baru.jenis.replace('_', '-')}-rancangan"
    dipakai = set(
        Peraturan.objects.filter(daerah=daerah, kunci__startswith=awalan).order_by().values_list("kunci", flat=True)
    )
    calon = [awalan, *(f"{awalan}-{nomor}" for nomor in range(2, len(dipakai) + 3))]
    kunci = next(satu for satu in calon if satu not in dipakai)
    peraturan = Peraturan(daerah=daerah, kunci=kunci, jenis=baru.jenis, tentang=baru.tentang.strip())
    simpan_peraturan(objek=peraturan, oleh=oleh, lihat=None)
    return peraturan


def salin_kelengkapan(dari: Edisi, ke: Edisi) -> None:
    """What is known of each part, taken from another edition; nothing is saved."""
    for ruas in RUAS_KELENGKAPAN:
        setattr(ke, ruas, getattr(dari, ruas))
