"""AlasanPeringatan: why an edition is right although a rule warns."""

from django.conf import settings
from django.db import models

from registry.riwayat import Riwayat


class AlasanPeringatan(models.Model):
    """The reason that a person gave for one finding (`registry.aturan.Temuan`) of one draft.

    Not content of the edition: a clone starts without reasons. It stands for the finding in its very words:
    when the finding changes, the reason has to be given again. Frozen with the edition (database trigger).
    """

    edisi = models.ForeignKey(
        "registry.Edisi", verbose_name="edisi", on_delete=models.PROTECT, related_name="alasan_peringatan"
    )
    kode = models.CharField("kode aturan", max_length=40)
    pesan = models.TextField("temuan")
    alasan = models.TextField("alasan")
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name="oleh", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama_oleh = models.CharField("nama", max_length=200, blank=True)
    pada = models.DateTimeField("pada")
    history = Riwayat()

    class Meta:
        verbose_name = "alasan peringatan"
        verbose_name_plural = "alasan peringatan"
        ordering = ["edisi", "kode", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "kode", "pesan"],
                name="satu_alasan_peringatan",
                violation_error_message="Alasan untuk peringatan ini sudah ada.",
            ),
            models.CheckConstraint(
                condition=~models.Q(alasan=""),
                name="alasan_peringatan_terisi",
                violation_error_message="Tulis alasannya.",
            ),
        ]

    def __str__(self) -> str:
        return f"[{self.kode}] {self.pesan}"
