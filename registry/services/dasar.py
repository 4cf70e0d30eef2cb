"""What the services share: who acts, field checks in words, the act log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.utils import timezone

from registry.galat import Ditolak
from registry.models import Daerah, Edisi, Tindakan
from registry.riwayat import nama_pelaku, satu_tindakan
from registry.services.objek import catat_objek

Pelaku = User | None


def kunci_daerah(daerah_id: int) -> None:
    """Lock the row of a region; 1 query. Comes before the lock of any edition of it, so that acts that need several
    editions never wait for each other in a ring."""
    Daerah.objects.select_for_update(no_key=True).get(pk=daerah_id)


def bersihkan(objek: models.Model, kecuali: Iterable[str] = ()) -> None:
    """Field checks of one object without queries; Ditolak with the fields' own sentences."""
    rujukan = {ruas.name for ruas in objek._meta.concrete_fields if ruas.is_relation}
    try:
        objek.clean_fields(exclude=rujukan | set(kecuali))
        objek.clean()
    except ValidationError as galat:
        ruas_pesan = galat.message_dict if hasattr(galat, "error_dict") else {"": galat.messages}
        raise Ditolak(
            [f"{objek}: {sebutan(objek, nama)}{pesan}" for nama, semua in ruas_pesan.items() for pesan in semua]
        ) from galat


def sebutan(objek: models.Model, ruas: str) -> str:
    """A field's label before its message; "" for messages about the whole object."""
    if ruas in ("", NON_FIELD_ERRORS):
        return ""
    return f"{getattr(objek._meta.get_field(ruas), 'verbose_name', ruas)}: "


def catat(
    edisi: Edisi,
    jenis: str,
    *,
    oleh: Pelaku,
    alasan: str = "",
    ringkas: str = "",
    rincian: dict[str, Any] | None = None,
    saat: datetime | None = None,
    sebelum: list[dict[str, Any]] | None = None,
    sesudah: list[dict[str, Any]] | None = None,
    mengurungkan: Tindakan | None = None,
) -> Tindakan:
    """Record an act on an edition, and what it touched; 2 queries."""
    with satu_tindakan():
        tindakan = Tindakan.objects.create(
            daerah_id=edisi.daerah_id,
            edisi=edisi,
            jenis=jenis,
            oleh=oleh,
            nama_oleh=nama_pelaku(oleh),
            pada=saat or timezone.now(),
            ringkas=ringkas[:300],
            alasan=alasan,
            rincian=rincian,
            sebelum=sebelum,
            sesudah=sesudah,
            mengurungkan=mengurungkan,
        )
    catat_objek(tindakan, peraturan=edisi.peraturan_id)
    return tindakan


def catat_acuan(
    daerah_id: int | None,
    jenis: str,
    *,
    oleh: Pelaku,
    ringkas: str,
    alasan: str = "",
    sebelum: list[dict[str, Any]] | None = None,
    sesudah: list[dict[str, Any]] | None = None,
) -> Tindakan:
    """Record an act on what lies outside editions (`daerah_id` None: the nation's), and what it touched; 2 queries."""
    with satu_tindakan():
        tindakan = Tindakan.objects.create(
            daerah_id=daerah_id,
            jenis=jenis,
            oleh=oleh,
            nama_oleh=nama_pelaku(oleh),
            pada=timezone.now(),
            ringkas=ringkas[:300],
            alasan=alasan,
            sebelum=sebelum,
            sesudah=sesudah,
        )
    catat_objek(tindakan)
    return tindakan
