"""What waits for this person: drafts to approve, to mend, to publish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from registry.izin import Aksi, terlihat
from registry.models import MENGARANG, Daerah, Edisi, JenisTindakan, Keadaan, Tindakan

#: Most drafts named in one list; the desk of a region shows all of its own.
TERBANYAK = 20


@dataclass(frozen=True, slots=True)
class Menunggu:
    """One list of the work that waits."""

    judul: str
    perintah: str
    edisi: list[Edisi]


def menunggu(pengguna: Any, daerah: Daerah | None = None) -> list[Menunggu]:
    """What waits for a person in all their regions, or in one; lists without anything are left out. Up to 3 queries."""
    pekerjaan = [
        ("Menunggu persetujuan Anda", "Periksa", _diajukan(pengguna)),
        ("Dikembalikan kepada Anda", "Perbaiki", _dikembalikan(pengguna)),
        ("Disetujui, menunggu diterbitkan", "Terbitkan", _disetujui(pengguna)),
    ]
    hasil = []
    for judul, perintah, semua in pekerjaan:
        if daerah is not None:
            semua = semua.filter(daerah=daerah)
        edisi = list(semua.select_related("daerah", "peraturan__daerah").order_by("daerah__kode", "pk")[:TERBANYAK])
        if edisi:
            hasil.append(Menunggu(judul, perintah, edisi))
    return hasil


def _kepala(keadaan: str) -> QuerySet[Edisi]:
    """What follows another draft waits with it."""
    return Edisi.objects.filter(keadaan=keadaan, mengikuti__isnull=True)


def _diajukan(pengguna: Any) -> QuerySet[Edisi]:
    """Submitted, and written by somebody else."""
    milik = Q(edisi=OuterRef("pk")) | Q(edisi__mengikuti=OuterRef("pk"))
    karangan = Tindakan.objects.filter(milik, oleh=pengguna.pk, jenis__in=MENGARANG)
    return _kepala(Keadaan.DIAJUKAN).filter(terlihat(pengguna, aksi=Aksi.PERIKSA)).exclude(Exists(karangan))


def _dikembalikan(pengguna: Any) -> QuerySet[Edisi]:
    """Returned with remarks and not submitted again since."""
    langkah = Tindakan.objects.filter(
        edisi=OuterRef("pk"), jenis__in=[JenisTindakan.AJUKAN, JenisTindakan.KEMBALIKAN]
    ).order_by("-pada", "-id")
    semua = _kepala(Keadaan.RANCANGAN).filter(terlihat(pengguna, aksi=Aksi.UBAH))
    return semua.annotate(langkah=Subquery(langkah.values("jenis")[:1])).filter(langkah=JenisTindakan.KEMBALIKAN)


def _disetujui(pengguna: Any) -> QuerySet[Edisi]:
    return _kepala(Keadaan.DISETUJUI).filter(terlihat(pengguna, aksi=Aksi.TERBITKAN))
