"""Tindakan: one act of one person on an edition; append-only."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from registry.querysets import TindakanQuerySet


class JenisTindakan(models.TextChoices):
    BUAT_RANCANGAN = "buat_rancangan", "membuat rancangan"
    UBAH = "ubah", "mengubah isi"
    URUNG = "urung", "mengurungkan"
    TERBITKAN = "terbitkan", "menerbitkan"
    BATALKAN = "batalkan", "membatalkan rancangan"
    MUAT = "muat", "memuat dokumen"


class Tindakan(models.Model):
    """Who did what to which edition, when and why, with what it replaced.

    `sebelum`/`sesudah` hold change-sets (see `isi_edisi.sebagai_json`). A clone is one act here, not hundreds
    of history rows. Rows are never updated or deleted (database trigger), so there is no history of them:
    the act that undoes another points back at it.
    """

    daerah = models.ForeignKey("registry.Daerah", on_delete=models.PROTECT, related_name="tindakan")
    edisi = models.ForeignKey(
        "registry.Edisi", null=True, blank=True, on_delete=models.PROTECT, related_name="tindakan"
    )
    jenis = models.CharField("jenis", max_length=16, choices=JenisTindakan.choices)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama_oleh = models.CharField("oleh", max_length=200, blank=True)
    pada = models.DateTimeField("pada")
    alasan = models.TextField("alasan", blank=True)
    sebelum = models.JSONField("sebelum", null=True, blank=True, encoder=DjangoJSONEncoder)
    sesudah = models.JSONField("sesudah", null=True, blank=True, encoder=DjangoJSONEncoder)
    mengurungkan = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="diurungkan_oleh"
    )

    objects = TindakanQuerySet.as_manager()

    class Meta:
        verbose_name = "tindakan"
        verbose_name_plural = "tindakan"
        ordering = ["-pada", "-id"]
        indexes = [models.Index(fields=["daerah", "-pada", "-id"], name="tindakan_daerah_idx")]

    def __str__(self) -> str:
        return f"{self.nama_oleh or 'sistem'} {self.get_jenis_display()}"
