"""Reads of the registry, named so that they read as a clause: `Kedudukan.objects.pada(edisi).di_bawah(setda)`.

Dates are always passed in. Default managers hide nothing.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any, NoReturn, Self

from django.apps import apps
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from mptt.managers import TreeManager
from mptt.querysets import TreeQuerySet

from registry import pohon
from registry.galat import HanyaLewatLayanan
from registry.isi_edisi import DAFTAR

if TYPE_CHECKING:
    from registry.models import Daerah, Edisi, HubunganPeraturan, Kedudukan, PerangkatDaerah, Peraturan  # noqa: F401


class DaerahQuerySet(models.QuerySet["Daerah"]):
    def berisi(self) -> Self:
        """Regions with at least one published edition."""
        return self.filter(Exists(_edisi().terbit().filter(daerah=OuterRef("pk"))))


class PeraturanQuerySet(models.QuerySet["Peraturan"]):
    def nasional(self) -> Self:
        return self.filter(daerah__isnull=True)

    def bernomor(self) -> Self:
        """Not a rancangan any more. The UUD carries no number and is none either."""
        return self.filter(~Q(nomor="") | Q(jenis="uud"))

    def publik(self) -> Self:
        """What the public may see: numbered, and national or behind a published edition."""
        return self.bernomor().di_balik_terbit()

    def diusulkan(self) -> Self:
        """What a form offers: not what was only drafted, for drafts that were all called off."""
        edisi = _edisi().filter(peraturan=OuterRef("pk"))
        batal = Q(keadaan="dibatalkan")
        return self.exclude(Q(nomor="") & Q(Exists(edisi.filter(batal))) & ~Q(Exists(edisi.exclude(batal))))

    def di_balik_terbit(self) -> Self:
        """National, or behind a published edition: causing it, tied to a regulation that does (what that one
        revokes, changes or cites), or the basis of a row of it. A number would make it public."""
        hubungan = apps.get_model("registry", "HubunganPeraturan")._default_manager
        tampak = (
            Q(daerah__isnull=True)
            | Q(Exists(_edisi().terbit().filter(peraturan=OuterRef("pk"))))
            | Q(Exists(hubungan.filter(_terbit("dari__edisi__"), ke=OuterRef("pk"))))
            | Q(Exists(hubungan.filter(_terbit("dari__hubungan_masuk__dari__edisi__"), ke=OuterRef("pk"))))
        )
        for isi in DAFTAR:
            for ruas in isi.nilai:
                if ruas.endswith("peraturan_id"):
                    baris = isi.model._base_manager.order_by()
                    tampak |= Q(Exists(baris.filter(_terbit("edisi__"), **{ruas: OuterRef("pk")})))
        return self.filter(tampak)


class HubunganPeraturanQuerySet(models.QuerySet["HubunganPeraturan"]):
    def dari_publik(self) -> Self:
        """Ties that a public regulation makes; what a rancangan would do stays out. Asked of each tie that is
        found, not of all regulations first."""
        publik = apps.get_model("registry", "Peraturan")._default_manager.publik()
        return self.filter(Exists(publik.filter(pk=OuterRef("dari"))))


class EdisiQuerySet(models.QuerySet["Edisi"]):
    def terbit(self) -> Self:
        """Published and not superseded by a ralat: what the registry says today."""
        return self.filter(diterbitkan_pada__isnull=False, diralat_pada__isnull=True)

    def tercatat_pada(self, saat: datetime) -> Self:
        """The versions that the registry showed at a moment."""
        return self.filter(Q(diralat_pada__isnull=True) | Q(diralat_pada__gt=saat), diterbitkan_pada__lte=saat)

    def bersandar_pada(self, peraturan_id: int) -> Self:
        """Editions that a regulation causes, whose own regulation is tied to it, or a row of which rests on it."""
        syarat = Q(peraturan=peraturan_id) | Q(peraturan__hubungan_keluar__ke=peraturan_id)
        for isi in DAFTAR:
            for ruas in isi.nilai:
                if ruas.endswith("peraturan_id"):
                    baris = isi.model._base_manager.order_by().filter(edisi=OuterRef("pk"), **{ruas: peraturan_id})
                    syarat |= Q(Exists(baris))
        return self.filter(syarat).distinct()

    def rancangan(self) -> Self:
        return self.filter(keadaan="rancangan")

    def berlaku_pada(self, tanggal: date) -> Self:
        """The edition in force in each region on a date: 1 query, one index probe a region."""
        terakhir = (
            _edisi()
            .terbit()
            .filter(daerah=OuterRef("pk"), berlaku_mulai__lte=tanggal)
            .order_by("-berlaku_mulai", "-urutan", "-id")
            .values("pk")[:1]
        )
        daerah = apps.get_model("registry", "Daerah")._default_manager.order_by()
        return self.filter(pk__in=daerah.values(edisi_berlaku=Subquery(terakhir)))

    def berlaku_di(self, daerah: Daerah, tanggal: date) -> Edisi | None:
        """The edition in force in one region on a date, with its regulation; None before the first; 1 query."""
        return (
            self.terbit()
            .filter(daerah=daerah, berlaku_mulai__lte=tanggal)
            .dengan_akhir()
            .select_related("peraturan__daerah", "daerah")
            .order_by("-berlaku_mulai", "-urutan", "-id")
            .first()
        )

    def dengan_akhir(self) -> Self:
        """Annotates `berikut_mulai`: when the next published edition of the region starts (null: none does), and
        `berikut_catatan`: why that date is inferred.

        For the first of two editions of one day that is the same day.
        """
        berikut = (
            _edisi()
            .terbit()
            .filter(daerah=OuterRef("daerah"))
            .filter(
                Q(berlaku_mulai__gt=OuterRef("berlaku_mulai"))
                | Q(berlaku_mulai=OuterRef("berlaku_mulai"), urutan__gt=OuterRef("urutan"))
            )
            .order_by("berlaku_mulai", "urutan")
        )
        return self.annotate(
            berikut_mulai=Subquery(berikut.values("berlaku_mulai")[:1]),
            berikut_catatan=Subquery(berikut.values("peraturan__berlaku_mulai_catatan")[:1]),
        )

    def sesudah(self, tanggal: date, urutan: int) -> Self:
        """Editions that start after that place in time."""
        return self.filter(Q(berlaku_mulai__gt=tanggal) | Q(berlaku_mulai=tanggal, urutan__gt=urutan))

    def menurut_waktu(self) -> Self:
        """Oldest first."""
        return self.order_by("berlaku_mulai", "urutan", "id")


class PerangkatDaerahQuerySet(models.QuerySet["PerangkatDaerah"]):
    def publik(self) -> Self:
        """Bodies that a published edition holds, or that were merged into one that is."""
        kedudukan = apps.get_model("registry", "Kedudukan")._base_manager
        terbit = _edisi().terbit()
        return self.filter(
            Exists(kedudukan.filter(perangkat_daerah=OuterRef("pk"), edisi__in=terbit))
            | Exists(kedudukan.filter(perangkat_daerah=OuterRef("dialihkan_ke"), edisi__in=terbit))
        )

    def diusulkan(self) -> Self:
        """What a form offers: not what stands in drafts that were called off and nowhere else."""
        return self.filter(~self._hanya_dibatalkan())

    def hanya_dibatalkan(self) -> Self:
        """Bodies that were made in drafts that were called off, and stand nowhere else."""
        return self.filter(self._hanya_dibatalkan())

    @staticmethod
    def _hanya_dibatalkan() -> Q:
        sini, batal = {"perangkat_daerah": OuterRef("pk")}, Q(edisi__keadaan="dibatalkan")
        tempat = apps.get_model("registry", "Kedudukan")._base_manager.filter(**sini)
        peristiwa = apps.get_model("registry", "PesertaSuksesi")._base_manager.filter(**sini)
        return Q(Exists(tempat.filter(batal))) & ~Q(Exists(tempat.exclude(batal)) | Exists(peristiwa.exclude(batal)))


class TindakanQuerySet(models.QuerySet[Any]):
    def atas(self, edisi: Edisi) -> Self:
        """Acts on one edition, newest first."""
        return self.filter(edisi=edisi).order_by("-pada", "-id")


class _TulisTertutup:
    """Bulk writes of edition content are closed; `services` uses the base manager under the draft's lock."""

    model: type[models.Model]

    def _tertutup(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HanyaLewatLayanan(self.model.__name__)

    create = get_or_create = update_or_create = bulk_create = bulk_update = update = delete = _tertutup


class IsiQuerySet(_TulisTertutup, models.QuerySet[Any]):
    """Rows of editions other than the tree."""

    def pada(self, edisi: Edisi | int) -> Self:
        return self.filter(edisi=edisi)


class IsiManager(models.Manager.from_queryset(IsiQuerySet)):  # type: ignore[misc]
    """Default manager of edition content."""


class KedudukanQuerySet(_TulisTertutup, TreeQuerySet):
    """Places in trees. Unordered unless asked: the tree library's ordering breaks every GROUP BY."""

    def pada(self, edisi: Edisi | int) -> Self:
        """The places of one edition."""
        return self.filter(edisi=edisi)

    def menurut_pohon(self) -> Self:
        """Parents before children, siblings in their order."""
        return self.order_by(*pohon.URUT_POHON)

    def di_bawah(self, unit: Kedudukan) -> Self:
        return self.filter(pohon.di_bawah(unit))

    def jalur(self, unit: Kedudukan) -> Self:
        """From the root down to and with the unit."""
        return self.filter(pohon.jalur_dan_diri(unit)).order_by(*pohon.URUT_POHON)

    def muat_dasar(self) -> Self:
        """Fetch plan: body and both regulations with their region."""
        return self.select_related("perangkat_daerah", "peraturan__daerah", "disebut_peraturan__daerah")


class KedudukanManager(TreeManager.from_queryset(KedudukanQuerySet)):  # type: ignore[misc]
    """Default and tree manager of Kedudukan: reads like any other, and every tree operation is closed."""

    def get_queryset(self, *args: Any, **kwargs: Any) -> KedudukanQuerySet:
        return KedudukanQuerySet(self.model, using=self._db)

    def _tertutup(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise HanyaLewatLayanan("Kedudukan")

    move_node = insert_node = rebuild = partial_rebuild = build_tree_nodes = _tertutup
    delay_mptt_updates = disable_mptt_updates = _tertutup


def _edisi() -> EdisiQuerySet:
    """Fresh queryset of editions; by name, because models import this module."""
    semua: EdisiQuerySet = apps.get_model("registry", "Edisi")._default_manager.order_by()
    return semua


def _terbit(awalan: str) -> Q:
    """`EdisiQuerySet.terbit` as a condition on a joined edition: planned far faster than a sub-select each."""
    return Q(**{f"{awalan}diterbitkan_pada__isnull": False, f"{awalan}diralat_pada__isnull": True})
