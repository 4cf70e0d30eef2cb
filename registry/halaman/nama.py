"""What a body is called where the public reads: as published editions call it, never as staff label it."""

from __future__ import annotations

from django.db.models import OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from registry.models import Edisi, Kedudukan

#: For a body that no published edition holds (a span may name one). It has no page either, so nothing links to it.
TANPA_NAMA = "unit yang belum tercatat namanya"


def tempat_terakhir(kolom: str) -> QuerySet[Kedudukan]:
    """For a subquery: the published places of the body in column `kolom`, newest first."""
    semua: QuerySet[Kedudukan] = Kedudukan.objects.filter(
        perangkat_daerah=OuterRef(kolom), edisi__in=Edisi.objects.terbit()
    ).order_by("-edisi__berlaku_mulai", "-edisi__urutan", "-id")
    return semua


def nama_terakhir(kolom: str) -> Coalesce:
    """Annotation: the last published name of the body in column `kolom`, else TANPA_NAMA."""
    return Coalesce(Subquery(tempat_terakhir(kolom).values("nama")[:1]), Value(TANPA_NAMA))


def nama_pernah(kolom: str) -> Coalesce:
    """Annotation: the last published name, also of editions that a ralat superseded since (they stay public); else
    TANPA_NAMA. Only `nama_terakhir` says that the body has a page."""
    semua = Kedudukan.objects.filter(perangkat_daerah=OuterRef(kolom), edisi__diterbitkan_pada__isnull=False)
    diralat = semua.order_by("-edisi__berlaku_mulai", "-edisi__urutan", "-edisi__diterbitkan_pada", "-id")
    terakhir = Subquery(tempat_terakhir(kolom).values("nama")[:1])
    return Coalesce(terakhir, Subquery(diralat.values("nama")[:1]), Value(TANPA_NAMA))


def nama_di_edisi(kolom: str) -> Coalesce:
    """Annotation of a row of an edition: the name there of the body in column `kolom`; where the body has no place
    in it, as `nama_terakhir`."""
    sini = Kedudukan.objects.filter(edisi=OuterRef("edisi"), perangkat_daerah=OuterRef(kolom))
    return Coalesce(Subquery(sini.values("nama")[:1]), nama_terakhir(kolom))
