"""Kedudukan: name and place of a body in one edition; the org tree of the edition."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.db.models import F, Q
from mptt.models import MPTTModel, TreeForeignKey

from registry.fields import RujukanField
from registry.galat import HanyaLewatLayanan
from registry.models.dasar import BarisEdisi, Dasar
from registry.querysets import KedudukanManager
from registry.riwayat import Riwayat


class JenisUnit(models.TextChoices):
    """Sorts of unit, in the order of precedence in which lists show them."""

    PEMERINTAH_DAERAH = "pemerintah_daerah", "pemerintah daerah"
    KEPALA_DAERAH = "kepala_daerah", "kepala daerah"
    WAKIL_KEPALA_DAERAH = "wakil_kepala_daerah", "wakil kepala daerah"
    DPRD = "dprd", "DPRD"
    SEKRETARIS_DAERAH = "sekretaris_daerah", "sekretaris daerah"
    SEKRETARIAT_DAERAH = "sekretariat_daerah", "sekretariat daerah"
    ASISTEN = "asisten", "asisten"
    BAGIAN = "bagian", "bagian"
    STAF_AHLI = "staf_ahli", "staf ahli"
    SEKRETARIAT_DPRD = "sekretariat_dprd", "sekretariat DPRD"
    INSPEKTORAT = "inspektorat", "inspektorat"
    DINAS = "dinas", "dinas"
    BADAN = "badan", "badan"
    KANTOR = "kantor", "kantor"
    SATPOL_PP = "satpol_pp", "satuan polisi pamong praja"
    KECAMATAN = "kecamatan", "kecamatan"
    KELURAHAN = "kelurahan", "kelurahan"
    DESA = "desa", "desa"
    UPTD = "uptd", "UPTD"
    RSUD = "rsud", "rumah sakit umum daerah"
    BUMD = "bumd", "BUMD"
    INSTANSI_VERTIKAL = "instansi_vertikal", "instansi vertikal"
    KELOMPOK = "kelompok", "kelompok"
    LAINNYA = "lainnya", "lainnya"


class Tipe(models.TextChoices):
    """Typology of PP 18/2016 Pasal 6."""

    A = "A", "A (besar)"
    B = "B", "B (sedang)"
    C = "C", "C (kecil)"


class Kedudukan(BarisEdisi, Dasar, MPTTModel):
    """A node of an edition's tree. `Dasar` is the basis of its place; `disebut_…` is where it is named.

    Written only through `services.terapkan`; the tree columns are recomputed by `pohon.susun`, and every
    incremental way of django-mptt (save, move_to, drag, delete) is closed because each was shown to corrupt.
    """

    perangkat_daerah = models.ForeignKey(
        "registry.PerangkatDaerah",
        verbose_name="perangkat daerah",
        on_delete=models.PROTECT,
        related_name="kedudukan",
    )
    induk = TreeForeignKey(
        "self", verbose_name="induk", null=True, blank=True, on_delete=models.PROTECT, related_name="anak"
    )
    nama = models.CharField("nama", max_length=255, help_text="Persis seperti tertulis dalam peraturan.")
    singkatan = models.CharField("singkatan", max_length=40, blank=True)
    jenis = models.CharField("jenis", max_length=20, choices=JenisUnit.choices)
    tipe = models.CharField("tipe", max_length=1, choices=Tipe.choices, blank=True)
    urutan = models.PositiveIntegerField("urutan", default=0)
    kontak = models.CharField("kontak kantor", max_length=255, blank=True)
    disebut_peraturan = models.ForeignKey(
        "registry.Peraturan",
        verbose_name="disebut dalam",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    disebut_rujukan = RujukanField("rujukan penyebutan")
    history = Riwayat(no_db_index=["peraturan", "disebut_peraturan", "induk"])

    objects = KedudukanManager()

    class MPTTMeta:
        parent_attr = "induk"

    class Meta:
        verbose_name = "kedudukan"
        verbose_name_plural = "kedudukan"
        constraints = [
            models.UniqueConstraint(
                fields=["edisi"],
                condition=Q(induk__isnull=True),
                name="satu_akar",
                violation_error_message="Satu edisi hanya mempunyai satu pangkal bagan.",
            ),
            models.UniqueConstraint(
                fields=["edisi", "perangkat_daerah"],
                name="satu_kedudukan",
                violation_error_message="Perangkat daerah ini sudah ada dalam bagan edisi ini.",
            ),
            models.CheckConstraint(
                condition=Q(tree_id=F("edisi_id")),
                name="pohon_adalah_edisi",
                violation_error_message="Unit tidak dapat dipindah ke edisi lain.",
            ),
            models.CheckConstraint(
                condition=Q(lft__lt=F("rght")),
                name="lft_lt_rght",
                violation_error_message="Susunan bagan rusak.",
            ),
            models.CheckConstraint(
                condition=Q(induk__isnull=False, level__gt=0) | Q(induk__isnull=True, level=0),
                name="akar_level_0",
                violation_error_message="Susunan bagan rusak.",
            ),
            models.CheckConstraint(
                condition=Q(induk__isnull=True) | ~Q(induk=F("id")),
                name="induk_bukan_diri",
                violation_error_message="Unit tidak dapat menjadi induk bagi dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    def move_to(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)

    def insert_at(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)
