"""Penugasan: which person does what for which region."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from registry.riwayat import Riwayat


class PeranPengguna(models.TextChoices):
    """What a person is for; `registry.izin` says what each may do."""

    PENGELOLA = "pengelola", "Pengelola"
    PEMERIKSA = "pemeriksa", "Pemeriksa"
    AUDITOR = "auditor", "Auditor"
    ADMINISTRATOR = "administrator", "Administrator"


class Penugasan(models.Model):
    """One role of one person in one region, or in all of them (`daerah` empty). A person may have several.

    A role that ends is taken out; history keeps it.
    """

    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="pengguna", on_delete=models.PROTECT, related_name="penugasan"
    )
    daerah = models.ForeignKey(
        "registry.Daerah",
        verbose_name="daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="penugasan",
        help_text="Kosong: semua daerah.",
    )
    peran = models.CharField("peran", max_length=13, choices=PeranPengguna.choices)
    history = Riwayat()

    class Meta:
        verbose_name = "penugasan"
        verbose_name_plural = "penugasan"
        ordering = ["pengguna", "daerah", "peran"]
        constraints = [
            models.UniqueConstraint(
                fields=["pengguna", "daerah", "peran"],
                name="satu_penugasan_daerah",
                violation_error_message="Peran ini sudah diberikan di daerah itu.",
            ),
            models.UniqueConstraint(
                fields=["pengguna", "peran"],
                condition=Q(daerah__isnull=True),
                name="satu_penugasan_semua_daerah",
                violation_error_message="Peran ini sudah diberikan untuk semua daerah.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pengguna}: {self.get_peran_display()} {self.daerah or 'semua daerah'}"
