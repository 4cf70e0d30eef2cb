"""PerangkatDaerah: the enduring body, whatever it is called and wherever it stands."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from registry.querysets import PerangkatDaerahQuerySet
from registry.riwayat import Riwayat

#: Namespace of the UUIDs that follow from "kode/kunci", so that a document need not spell them out.
RUANG_NAMA = uuid.UUID("5b0c6c0e-4d2a-5f0e-9a5e-7d1c3f1b2a90")


def uuid_baku(kode: str, kunci: str) -> uuid.UUID:
    """UUID of body `kunci` of region `kode`: the same on every database that loads the same document."""
    return uuid.uuid5(RUANG_NAMA, f"{kode}/{kunci}")


class PerangkatDaerah(models.Model):
    """A body of regional government (also a class of bodies, an office such as an Asisten, a BUMD).

    Name and place belong to `Kedudukan`, one an edition; `nama` here is only the label under which staff
    recognise the body, and is never shown to the public.
    """

    uuid = models.UUIDField("UUID", unique=True, default=uuid.uuid4, editable=False)
    daerah = models.ForeignKey(
        "registry.Daerah", verbose_name="daerah", on_delete=models.PROTECT, related_name="perangkat_daerah"
    )
    kunci = models.SlugField("kunci", max_length=150, help_text="Nama dalam dokumen pertukaran: dinas-kesehatan")
    nama = models.CharField("nama pengenal", max_length=255)
    dialihkan_ke = models.ForeignKey(
        "self",
        verbose_name="dialihkan ke",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="dialihkan_dari",
        help_text="Bila badan yang sama tercatat dua kali: yang dipakai.",
    )
    history = Riwayat()

    objects = PerangkatDaerahQuerySet.as_manager()

    class Meta:
        verbose_name = "perangkat daerah"
        verbose_name_plural = "perangkat daerah"
        ordering = ["daerah", "nama", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["daerah", "kunci"],
                name="kunci_perangkat_daerah",
                violation_error_message="Kunci ini sudah dipakai di daerah ini.",
            ),
            models.CheckConstraint(
                condition=Q(dialihkan_ke__isnull=True) | ~Q(dialihkan_ke=F("id")),
                name="dialihkan_bukan_ke_diri",
                violation_error_message="Tidak dapat dialihkan ke dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama


class JenisNamaLain(models.TextChoices):
    SINGKATAN = "singkatan", "singkatan umum"
    EJAAN = "ejaan", "ejaan lain"
    NAMA_LAMA = "nama_lama", "nama lama"
    SEBUTAN = "sebutan", "sebutan lain"


class NamaLain(models.Model):
    """Another name under which people look for a body. For finding only; no regulation says it."""

    perangkat_daerah = models.ForeignKey(
        PerangkatDaerah, verbose_name="perangkat daerah", on_delete=models.PROTECT, related_name="nama_lain"
    )
    nama = models.CharField("nama", max_length=255)
    jenis = models.CharField("jenis", max_length=10, choices=JenisNamaLain.choices, default=JenisNamaLain.SINGKATAN)
    history = Riwayat()

    class Meta:
        verbose_name = "nama lain"
        verbose_name_plural = "nama lain"
        ordering = ["perangkat_daerah", "jenis", "nama"]
        constraints = [
            models.UniqueConstraint(
                fields=["perangkat_daerah", "nama"],
                name="satu_nama_lain",
                violation_error_message="Nama lain ini sudah tercatat.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama
