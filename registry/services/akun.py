"""Giving and taking roles. An account is never deleted; who gave what, and when it ended, stays in history."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from registry.akun import boleh_beri
from registry.galat import Ditolak, TidakBerwenang
from registry.izin import sistem
from registry.kendala import pesan_kendala
from registry.models import Daerah, JenisTindakan, Penugasan, PeranPengguna
from registry.riwayat import atas_nama, nama_pelaku
from registry.services.dasar import Pelaku, catat_acuan
from registry.services.objek import perubahan_acuan


def beri_peran(*, pengguna: User, daerah: Daerah | None, peran: str, oleh: Pelaku, alasan: str = "") -> Penugasan:
    """Give a person a role in a region, or in all of them (None). Raises TidakBerwenang, Ditolak."""
    if peran not in PeranPengguna.values:
        raise Ditolak("Peran itu tidak dikenal.")
    try:
        with transaction.atomic(), atas_nama(oleh):
            _wajib_beri(oleh, pengguna, daerah.pk if daerah is not None else None)
            satu = Penugasan(pengguna=pengguna, daerah=daerah, peran=peran)
            satu._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
            satu.save()
            _catat(None, satu, oleh, alasan)
    except IntegrityError as galat:
        raise Ditolak(pesan_kendala(galat)) from galat
    return satu


def cabut_peran(*, penugasan: Penugasan, oleh: Pelaku, alasan: str = "") -> None:
    """Take a role back; history keeps it. Raises TidakBerwenang."""
    with transaction.atomic(), atas_nama(oleh):
        kini = Penugasan.objects.select_related("pengguna").filter(pk=penugasan.pk).first()
        if kini is None:  # somebody else took it back already
            return
        _wajib_beri(oleh, kini.pengguna, kini.daerah_id)
        kini._change_reason = alasan  # type: ignore[attr-defined]
        _catat(kini, None, oleh, alasan)
        kini.delete()


def _catat(lama: Penugasan | None, baru: Penugasan | None, oleh: Pelaku, alasan: str) -> None:
    """The act of giving or taking back; 2 queries."""
    satu = baru or lama
    assert satu is not None
    kata = "memberi peran" if baru is not None else "mencabut peran"
    sebelum, sesudah = perubahan_acuan(lama, baru)
    catat_acuan(
        satu.daerah_id,
        JenisTindakan.PERAN,
        oleh=oleh,
        alasan=alasan,
        ringkas=f"{kata} {satu.get_peran_display()}: {nama_pelaku(satu.pengguna)}",
        sebelum=sebelum,
        sesudah=sesudah,
    )


def _wajib_beri(oleh: Pelaku, pengguna: User, daerah_id: int | None) -> None:
    """Under a lock on the account, so that nobody makes a superuser of it in between."""
    terkunci = User.objects.select_for_update(no_key=True).get(pk=pengguna.pk)
    if not sistem(oleh) and not boleh_beri(oleh, terkunci, daerah_id):
        raise TidakBerwenang("Akun Anda tidak berwenang memberi atau mencabut peran ini.")
