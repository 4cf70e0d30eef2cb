"""Successions as an edition's page tells them: what became of which body."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Q, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse

from registry.halaman.dasar import Tautan
from registry.halaman.nama import TANPA_NAMA, nama_terakhir, tempat_terakhir
from registry.models import Edisi, Peran, PesertaSuksesi, Suksesi


@dataclass(slots=True)
class Peristiwa:
    """One succession with the bodies on its two sides."""

    suksesi: Suksesi
    lama: list[Tautan] = field(default_factory=list)
    baru: list[Tautan] = field(default_factory=list)


def suksesi_edisi(edisi: Edisi) -> list[Peristiwa]:
    """The successions that an edition brings about; 2 queries."""
    semua = {
        satu.nomor: Peristiwa(satu)
        for satu in Suksesi.objects.pada(edisi).select_related("peraturan__daerah").order_by("nomor")
    }
    if not semua:
        return []
    # As it was called here or last before: what it was renamed to later does not belong to this event.
    tempat = tempat_terakhir("perangkat_daerah").filter(
        Q(edisi__berlaku_mulai__lt=edisi.berlaku_mulai)
        | Q(edisi__berlaku_mulai=edisi.berlaku_mulai, edisi__urutan__lte=edisi.urutan)
    )
    peserta = (
        PesertaSuksesi.objects.pada(edisi)
        .select_related("perangkat_daerah")
        .annotate(nama=Coalesce(Subquery(tempat.values("nama")[:1]), nama_terakhir("perangkat_daerah")))
        .order_by("nomor", "id")
    )
    for satu in peserta:
        nama = vars(satu)["nama"]
        tautan = Tautan(nama, "" if nama == TANPA_NAMA else reverse("unit", args=[satu.perangkat_daerah.uuid]))
        sisi = semua[satu.nomor].lama if satu.peran == Peran.LAMA else semua[satu.nomor].baru
        sisi.append(tautan)
    return list(semua.values())
