"""The life of an edition: draft, clone, ralat, publication, calling off."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F, Max
from django.utils import timezone

from registry import isi_edisi
from registry.aturan import Tingkat, periksa_edisi
from registry.galat import Ditolak
from registry.kendala import pesan_kendala
from registry.models import BAGIAN, Daerah, Edisi, JenisTindakan, Keadaan, Peraturan
from registry.pencarian import indeks_ulang
from registry.riwayat import atas_nama
from registry.services.dasar import Pelaku, bersihkan, catat
from registry.services.isi import kunci_rancangan


def buat_rancangan(
    *,
    daerah: Daerah,
    oleh: Pelaku,
    asal: Edisi | None = None,
    berlaku_mulai: date | None = None,
    peraturan: Peraturan | None = None,
    urutan: int | None = None,
    alasan: str = "",
) -> Edisi:
    """Start a draft: empty, or cloned from a published edition of the region (in force, past or future)."""
    if asal is not None and (asal.daerah_id != daerah.pk or asal.diterbitkan_pada is None):
        raise Ditolak("Rancangan disalin dari edisi terbit daerah yang sama.")
    if asal is not None and asal.diralat_pada is not None:
        raise Ditolak("Edisi itu sudah diralat; salin ralatnya.")
    if peraturan is not None:
        _tolak_peraturan_lain(peraturan, daerah.pk)
    with transaction.atomic(), atas_nama(oleh):
        edisi = Edisi(
            daerah=daerah,
            asal=asal,
            peraturan=peraturan,
            berlaku_mulai=berlaku_mulai,
            urutan=urutan or _urutan_berikut(daerah, berlaku_mulai),
            dibuat_oleh=oleh,
        )
        if asal is not None:
            _salin_kelengkapan(asal, edisi)
        edisi._change_reason = alasan  # type: ignore[attr-defined]
        edisi.save()
        if asal is not None:
            klon(asal, edisi)
        catat(edisi, JenisTindakan.BUAT_RANCANGAN, oleh=oleh, alasan=alasan)
    return edisi


def buat_ralat(*, edisi: Edisi, oleh: Pelaku, alasan: str) -> Edisi:
    """Start a draft that corrects an error of the registry in a published edition; it takes its date and place.

    Publishing it supersedes `edisi`. Raises Ditolak without a reason or where `edisi` is not in the registry
    today.
    """
    if not alasan.strip():
        raise Ditolak("Tulis alasan ralat.")
    if edisi.diterbitkan_pada is None or edisi.diralat_pada is not None:
        raise Ditolak("Hanya edisi terbit yang belum diralat yang dapat diralat.")
    with transaction.atomic(), atas_nama(oleh):
        ralat = Edisi(
            daerah_id=edisi.daerah_id,
            asal=edisi,
            meralat=edisi,
            peraturan_id=edisi.peraturan_id,
            berlaku_mulai=edisi.berlaku_mulai,
            urutan=edisi.urutan,
            alasan=alasan,
            dibuat_oleh=oleh,
        )
        _salin_kelengkapan(edisi, ralat)
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


#: What `ubah_rancangan` may change: the cause, the date, and what is known of each part.
RUAS_KEPALA = frozenset(
    {"peraturan", "berlaku_mulai", "urutan"}
    | {ruas for bagian in BAGIAN for ruas in (bagian, f"{bagian}_rujukan", f"{bagian}_keterangan")}
)


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
        terkunci._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
        terkunci.save()
        if {nama: getattr(terkunci, nama) for nama in ruas} != sebelum:
            catat(terkunci, JenisTindakan.UBAH, oleh=oleh, alasan=alasan)
    return terkunci


def terbitkan(*, edisi: Edisi, oleh: Pelaku, alasan: str = "") -> Edisi:
    """Publish a draft, whole or not at all. A ralat supersedes what it corrects in the same instant.

    The region's row is locked first (publications of a region queue up; caches turn over). Raises Terkunci,
    Ditolak (a galat stands; the date is taken).
    """
    try:
        with transaction.atomic(), atas_nama(oleh):
            Daerah.objects.filter(pk=edisi.daerah_id).update(versi=F("versi") + 1)
            terkunci = kunci_rancangan(edisi)
            galat = [temuan for temuan in periksa_edisi(terkunci) if temuan.tingkat == Tingkat.GALAT]
            if galat:
                raise Ditolak([f"[{temuan.kode}] {temuan.pesan}" for temuan in galat])
            saat = timezone.now()
            if terkunci.meralat_id is not None:
                lama = Edisi.objects.select_for_update(no_key=True).get(pk=terkunci.meralat_id)
                if lama.diralat_pada is not None:
                    raise Ditolak("Edisi yang diralat sudah diralat oleh edisi lain.")
                lama.diralat_pada = saat
                lama._change_reason = terkunci.alasan  # type: ignore[attr-defined]
                lama.save(update_fields=["diralat_pada"])
            terkunci.keadaan = Keadaan.TERBIT
            terkunci.diterbitkan_pada = saat
            terkunci._change_reason = alasan  # type: ignore[attr-defined]
            terkunci.save(update_fields=["keadaan", "diterbitkan_pada"])
            catat(terkunci, JenisTindakan.TERBITKAN, oleh=oleh, alasan=alasan or terkunci.alasan, saat=saat)
            indeks_ulang(terkunci.daerah)
            return terkunci
    except IntegrityError as galat_basis:
        raise Ditolak(pesan_kendala(galat_basis)) from galat_basis


def batalkan_rancangan(*, edisi: Edisi, oleh: Pelaku, alasan: str) -> Edisi:
    """Call a draft off. It is kept, read-only. Raises Terkunci, Ditolak (no reason)."""
    if not alasan.strip():
        raise Ditolak("Tulis alasan pembatalan.")
    with transaction.atomic(), atas_nama(oleh):
        terkunci = kunci_rancangan(edisi)
        terkunci.keadaan = Keadaan.DIBATALKAN
        terkunci._change_reason = alasan  # type: ignore[attr-defined]
        terkunci.save(update_fields=["keadaan"])
        catat(terkunci, JenisTindakan.BATALKAN, oleh=oleh, alasan=alasan)
    return terkunci


def _tolak_peraturan_lain(peraturan: Peraturan, daerah_id: int) -> None:
    if peraturan.daerah_id != daerah_id:
        raise Ditolak("Peraturan penyebab harus peraturan daerah ini.")


def _urutan_berikut(daerah: Daerah, berlaku_mulai: date | None) -> int:
    if berlaku_mulai is None:
        return 1
    sehari = Edisi.objects.terbit().filter(daerah=daerah, berlaku_mulai=berlaku_mulai)
    terakhir: int | None = sehari.aggregate(terakhir=Max("urutan"))["terakhir"]
    return (terakhir or 0) + 1


def _salin_kelengkapan(dari: Edisi, ke: Edisi) -> None:
    for bagian in BAGIAN:
        for ruas in (bagian, f"{bagian}_rujukan", f"{bagian}_keterangan"):
            setattr(ke, ruas, getattr(dari, ruas))
