"""Suksesi: what became of which body when an edition came into force."""

from django.db import models

from registry.models.dasar import BarisEdisi, Dasar
from registry.querysets import IsiManager
from registry.riwayat import Riwayat


class JenisSuksesi(models.TextChoices):
    """Ways in which bodies succeed each other. Renamed and merged bodies have exactly one successor, a split
    body two or more, a dissolved one none, a new one no predecessor."""

    GANTI_NAMA = "ganti_nama", "ganti nama"
    GABUNG = "gabung", "digabung"
    PECAH = "pecah", "dipecah"
    BUBAR = "bubar", "dibubarkan"
    BENTUK = "bentuk", "dibentuk"


class Suksesi(BarisEdisi, Dasar):
    """One event of the edition that brings it about; copied by a ralat of that edition, never by a clone."""

    nomor = models.PositiveSmallIntegerField("nomor", help_text="Nomor peristiwa dalam edisi ini.")
    jenis = models.CharField("jenis", max_length=10, choices=JenisSuksesi.choices)
    keterangan = models.TextField("keterangan", blank=True)
    history = Riwayat(no_db_index=["peraturan"])

    objects = IsiManager()

    class Meta:
        verbose_name = "suksesi"
        verbose_name_plural = "suksesi"
        ordering = ["edisi", "nomor"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "nomor"],
                name="satu_nomor_suksesi",
                violation_error_message="Nomor peristiwa ini sudah dipakai.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor}. {self.get_jenis_display()}"


class Peran(models.TextChoices):
    LAMA = "lama", "badan lama"
    BARU = "baru", "badan baru"


class PesertaSuksesi(BarisEdisi):
    """A body on the old or the new side of event `nomor` of the same edition."""

    nomor = models.PositiveSmallIntegerField("nomor")
    peran = models.CharField("peran", max_length=4, choices=Peran.choices)
    perangkat_daerah = models.ForeignKey(
        "registry.PerangkatDaerah",
        verbose_name="perangkat daerah",
        on_delete=models.PROTECT,
        related_name="peserta_suksesi",
    )
    history = Riwayat()

    objects = IsiManager()

    class Meta:
        verbose_name = "peserta suksesi"
        verbose_name_plural = "peserta suksesi"
        ordering = ["edisi", "nomor", "-peran", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "nomor", "peran", "perangkat_daerah"],
                name="satu_peserta_suksesi",
                violation_error_message="Badan ini sudah disebut dalam peristiwa itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.nomor} {self.get_peran_display()} {self.perangkat_daerah}"
