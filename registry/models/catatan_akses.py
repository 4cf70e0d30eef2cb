"""CatatanAkses: who signed in, failed to, and took data out; kept apart from history, append-only."""

from uuid import uuid4

from django.conf import settings
from django.db import models


class JenisAkses(models.TextChoices):
    MASUK = "masuk", "masuk"
    GAGAL = "gagal", "gagal masuk"
    KELUAR = "keluar", "keluar"
    EKSPOR = "ekspor", "mengunduh data"
    AKUN = "akun", "mengubah akun"


class CatatanAkses(models.Model):
    """One such event. `nama`: the account's name as it was then; of a failure only where an account has that name,
    because people type passwords into the wrong field. `rincian`: what was taken out, or changed of an account."""

    jenis = models.CharField("jenis", max_length=6, choices=JenisAkses.choices)
    pada = models.DateTimeField("pada")
    pengguna = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama = models.CharField("nama", max_length=200, blank=True)
    daerah = models.ForeignKey("registry.Daerah", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    alamat = models.GenericIPAddressField("alamat", null=True, blank=True)
    rincian = models.CharField("rincian", max_length=300, blank=True)
    # Drawn at random and shown nowhere: whoever reads the hash of a sealed row cannot try addresses until one fits.
    garam = models.UUIDField("garam", default=uuid4, editable=False)

    class Meta:
        verbose_name = "catatan akses"
        verbose_name_plural = "catatan akses"
        ordering = ["-pada", "-id"]
        indexes = [
            models.Index(fields=["-pada", "-id"], name="akses_pada_idx"),
            models.Index(fields=["jenis", "-pada", "-id"], name="akses_jenis_idx"),
            models.Index(fields=["daerah", "-pada", "-id"], name="akses_daerah_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.nama or 'akun tidak dikenal'} {self.get_jenis_display()}"
