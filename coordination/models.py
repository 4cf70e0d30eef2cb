"""Who coordinates whom."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from coordination.querysets import RentangManager
from registry.models import BarisEdisi, Dasar
from registry.riwayat import Riwayat


class Makna(models.TextChoices):
    """What the printed verb means."""

    KOORDINASI = "koordinasi", "mengoordinasikan"
    MEMBAWAHI = "membawahi", "membawahi"


class RentangKoordinasi(BarisEdisi, Dasar):
    """One listing of one unit in the span of one koordinator (an Asisten, or the Sekda).

    At most one listing of a unit is the main one in an edition; a second listing in a defective text is kept
    with `utama = False`. A span is never the tree parent.
    """

    koordinator = models.ForeignKey(
        "registry.PerangkatDaerah", verbose_name="koordinator", on_delete=models.PROTECT, related_name="rentang"
    )
    unit = models.ForeignKey(
        "registry.PerangkatDaerah", verbose_name="unit", on_delete=models.PROTECT, related_name="dalam_rentang"
    )
    sebutan_ke = models.PositiveSmallIntegerField(
        "sebutan ke-", default=1, help_text="2 untuk penyebutan kedua unit yang sama dalam naskah."
    )
    utama = models.BooleanField("utama", default=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    huruf = models.CharField("huruf", max_length=5, blank=True)
    verba = models.CharField("kata kerja menurut naskah", max_length=100, blank=True)
    makna = models.CharField("makna", max_length=10, choices=Makna.choices, default=Makna.KOORDINASI)
    history = Riwayat(no_db_index=["peraturan"])

    objects = RentangManager()

    class Meta:
        verbose_name = "rentang koordinasi"
        verbose_name_plural = "rentang koordinasi"
        ordering = ["edisi", "urutan", "sebutan_ke", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "unit"],
                condition=Q(utama=True),
                name="satu_koordinator_utama",
                violation_error_message="Unit ini sudah mempunyai koordinator utama dalam edisi ini.",
            ),
            models.UniqueConstraint(
                fields=["edisi", "unit", "sebutan_ke"],
                name="satu_sebutan_rentang",
                violation_error_message="Penyebutan ini sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=~Q(koordinator=F("unit")),
                name="koordinator_bukan_diri",
                violation_error_message="Unit tidak mengoordinasikan dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.huruf}. {self.unit}" if self.huruf else str(self.unit)
