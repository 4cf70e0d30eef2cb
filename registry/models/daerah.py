"""Daerah: provinces, kabupaten and kota by the codes of Kementerian Dalam Negeri."""

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from registry.querysets import DaerahQuerySet
from registry.riwayat import Riwayat

POLA_KODE = r"^\d{2}(\.\d{2})?$"


class Daerah(models.Model):
    """One region. `kode` as in Kepmendagri: "63" for a province, "63.03" for a kabupaten or kota."""

    class Jenis(models.TextChoices):
        PROVINSI = "provinsi", "provinsi"
        KABUPATEN = "kabupaten", "kabupaten"
        KOTA = "kota", "kota"

    class ZonaWaktu(models.TextChoices):
        WIB = "Asia/Jakarta", "WIB"
        WITA = "Asia/Makassar", "WITA"
        WIT = "Asia/Jayapura", "WIT"

    kode = models.CharField(
        "kode wilayah",
        max_length=5,
        unique=True,
        validators=[RegexValidator(POLA_KODE, "Tulis kode Kemendagri seperti 63 atau 63.03.")],
        error_messages={"unique": "Daerah dengan kode ini sudah tercatat."},
    )
    nama = models.CharField("nama", max_length=100, help_text="Lengkap dengan jenisnya: Kabupaten Banjar.")
    jenis = models.CharField("jenis", max_length=10, choices=Jenis.choices)
    provinsi = models.ForeignKey(
        "self",
        verbose_name="provinsi",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        limit_choices_to={"jenis": Jenis.PROVINSI},
        related_name="kabupaten_kota",
    )
    ibu_kota = models.CharField("ibu kota", max_length=100, blank=True)
    zona_waktu = models.CharField("zona waktu", max_length=20, choices=ZonaWaktu.choices, default=ZonaWaktu.WIB)
    versi = models.BigIntegerField("versi", default=0, editable=False)
    history = Riwayat(excluded_fields=["versi"])

    objects = DaerahQuerySet.as_manager()

    class Meta:
        verbose_name = "daerah"
        verbose_name_plural = "daerah"
        ordering = ["kode"]
        constraints = [
            models.CheckConstraint(
                condition=Q(jenis="provinsi", provinsi__isnull=True) | ~Q(jenis="provinsi"),
                name="provinsi_tanpa_induk",
                violation_error_message="Provinsi tidak berada di bawah provinsi lain.",
            ),
            models.CheckConstraint(
                condition=Q(provinsi__isnull=True) | ~Q(provinsi=F("id")),
                name="provinsi_bukan_diri",
                violation_error_message="Daerah tidak dapat menjadi provinsi bagi dirinya sendiri.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def nama_pendek(self) -> str:
        """Name without its kind: "Banjar"."""
        return self.nama.removeprefix("Kabupaten ").removeprefix("Kota ").removeprefix("Provinsi ")


class VersiNasional(models.Model):
    """One row: how often something that all regions show (a national regulation, an urusan) has changed."""

    versi = models.BigIntegerField("versi", default=0)

    class Meta:
        verbose_name = "versi nasional"
        verbose_name_plural = "versi nasional"
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                condition=Q(id=1), name="satu_versi_nasional", violation_error_message="Versi nasional hanya satu."
            ),
        ]

    def __str__(self) -> str:
        return str(self.versi)

    @classmethod
    def naikkan(cls) -> None:
        """Turn over what caches keep of all regions; the first statement of the writer's transaction. 2 queries."""
        cls.objects.get_or_create(pk=1)
        cls.objects.filter(pk=1).update(versi=F("versi") + 1)
