"""Edisi: the consolidated state of one region after one regulation, from one date on."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from registry.fields import RujukanField
from registry.querysets import EdisiQuerySet
from registry.riwayat import Riwayat

#: The parts of an edition of which completeness is stated, in the order in which pages show them.
BAGIAN = ("struktur", "rentang", "ketentuan")


class Keadaan(models.TextChoices):
    """Life of an edition. From `diajukan` on its content stands still; a second person makes it `disetujui`, and only
    then can it become `terbit`, which is final: a correction is another edition that supersedes it."""

    RANCANGAN = "rancangan", "rancangan"
    DIAJUKAN = "diajukan", "diajukan"
    DISETUJUI = "disetujui", "disetujui"
    TERBIT = "terbit", "terbit"
    DIBATALKAN = "dibatalkan", "dibatalkan"


#: States of an edition that may still become `terbit`.
BERJALAN = (Keadaan.RANCANGAN, Keadaan.DIAJUKAN, Keadaan.DISETUJUI)


class Kelengkapan(models.TextChoices):
    """What is known of a part. Unknown is not none."""

    LENGKAP = "lengkap", "lengkap"
    SEBAGIAN = "sebagian", "sebagian"
    BELUM_TERBACA = "belum_terbaca", "belum terbaca"
    TIDAK_DIATUR = "tidak_diatur", "tidak diatur"
    BELUM_DIMUAT = "belum_dimuat", "isi belum dicatat"


def _kelengkapan(nama: str) -> models.CharField:
    return models.CharField(
        f"kelengkapan {nama}", max_length=13, choices=Kelengkapan.choices, default=Kelengkapan.LENGKAP
    )


class Edisi(models.Model):
    """One edition. In force on a date = the last published, not superseded one by (berlaku_mulai, urutan)
    not after it; its end is the day before the next one starts and is never stored."""

    daerah = models.ForeignKey("registry.Daerah", verbose_name="daerah", on_delete=models.PROTECT, related_name="edisi")
    peraturan = models.ForeignKey(
        "registry.Peraturan",
        verbose_name="peraturan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="edisi",
        help_text="Peraturan yang menyebabkan edisi ini.",
    )
    berlaku_mulai = models.DateField("berlaku mulai", null=True, blank=True)
    urutan = models.PositiveSmallIntegerField(
        "urutan", default=1, help_text="Bila dua peraturan mulai berlaku pada hari yang sama; yang terakhir menang."
    )
    keadaan = models.CharField("keadaan", max_length=10, choices=Keadaan.choices, default=Keadaan.RANCANGAN)
    asal = models.ForeignKey(
        "self",
        verbose_name="disalin dari",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="turunan",
    )
    meralat = models.ForeignKey(
        "self", verbose_name="meralat", null=True, blank=True, on_delete=models.PROTECT, related_name="ralat"
    )
    mengikuti = models.ForeignKey(
        "self",
        verbose_name="mengikuti",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="pengikut",
        help_text="Ralat yang meneruskan perubahan rancangan lain; diajukan, disetujui, dan terbit bersamanya.",
    )
    alasan = models.TextField("alasan", blank=True, help_text="Wajib bagi ralat.")
    struktur = _kelengkapan("struktur")
    struktur_rujukan = RujukanField("letak struktur")
    struktur_keterangan = models.TextField("keterangan struktur", blank=True)
    rentang = _kelengkapan("rentang")
    rentang_rujukan = RujukanField("letak rentang")
    rentang_keterangan = models.TextField("keterangan rentang", blank=True)
    ketentuan = _kelengkapan("ketentuan")
    ketentuan_rujukan = RujukanField("letak ketentuan")
    ketentuan_keterangan = models.TextField("keterangan ketentuan", blank=True)
    dibuat_oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="dibuat oleh",
        null=True,
        blank=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
    )
    dibuat_pada = models.DateTimeField("dibuat pada", auto_now_add=True)
    diterbitkan_pada = models.DateTimeField("diterbitkan pada", null=True, blank=True, editable=False)
    diralat_pada = models.DateTimeField("diralat pada", null=True, blank=True, editable=False)
    history = Riwayat(excluded_fields=["dibuat_pada"])

    objects = EdisiQuerySet.as_manager()

    class Meta:
        verbose_name = "edisi"
        verbose_name_plural = "edisi"
        ordering = ["daerah", "-berlaku_mulai", "-urutan", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["daerah", "berlaku_mulai", "urutan"],
                condition=Q(diterbitkan_pada__isnull=False, diralat_pada__isnull=True),
                name="satu_edisi_per_tanggal",
                violation_error_message=(
                    "Sudah ada edisi terbit pada tanggal dan urutan itu. Pakai urutan berikutnya, atau buat ralat."
                ),
            ),
            models.UniqueConstraint(
                fields=["meralat"],
                condition=Q(diterbitkan_pada__isnull=False),
                name="satu_ralat_terbit",
                violation_error_message="Edisi itu sudah diralat oleh edisi lain.",
            ),
            models.CheckConstraint(
                condition=Q(diterbitkan_pada__isnull=True) | Q(berlaku_mulai__isnull=False),
                name="terbit_bertanggal",
                violation_error_message="Isi tanggal berlaku sebelum menerbitkan.",
            ),
            models.CheckConstraint(
                condition=Q(keadaan="terbit", diterbitkan_pada__isnull=False)
                | (~Q(keadaan="terbit") & Q(diterbitkan_pada__isnull=True)),
                name="terbit_tercatat_waktunya",
                violation_error_message="Edisi terbit harus mempunyai waktu terbit, yang lain tidak.",
            ),
            models.CheckConstraint(
                condition=Q(diralat_pada__isnull=True)
                | (Q(diterbitkan_pada__isnull=False) & Q(diralat_pada__gte=F("diterbitkan_pada"))),
                name="ralat_sesudah_terbit",
                violation_error_message="Hanya edisi terbit yang dapat diralat.",
            ),
            models.CheckConstraint(
                condition=Q(meralat__isnull=True) | ~Q(alasan=""),
                name="ralat_beralasan",
                violation_error_message="Tulis alasan ralat.",
            ),
            models.CheckConstraint(
                condition=Q(mengikuti__isnull=True) | Q(meralat__isnull=False) & ~Q(mengikuti=F("id")),
                name="pengikut_adalah_ralat",
                violation_error_message="Yang mengikuti rancangan lain adalah ralat atas edisi terbit.",
            ),
            models.CheckConstraint(
                condition=Q(urutan__gte=1),
                name="urutan_edisi_dari_satu",
                violation_error_message="Urutan dimulai dari 1.",
            ),
        ]
        indexes = [
            models.Index(
                fields=["daerah", "-berlaku_mulai", "-urutan", "-id"],
                condition=Q(diterbitkan_pada__isnull=False),
                name="edisi_terbit_idx",
            ),
        ]

    def __str__(self) -> str:
        mulai = self.berlaku_mulai.isoformat() if self.berlaku_mulai else "tanpa tanggal"
        urutan = "" if self.urutan == 1 else f" ({self.urutan})"
        return f"{self.daerah} · {mulai}{urutan} · {self.get_keadaan_display()}"

    @property
    def terkunci(self) -> bool:
        """Rows of this edition may no longer be written."""
        return self.keadaan != Keadaan.RANCANGAN

    @property
    def slug_tanggal(self) -> str:
        """Name of the edition in URLs: "2022-05-13", or "2022-05-13-2" for a second one of that day."""
        if self.berlaku_mulai is None:
            return ""
        return self.berlaku_mulai.isoformat() + ("" if self.urutan == 1 else f"-{self.urutan}")

    @property
    def berlaku_sampai(self) -> date | None:
        """Last day in force, None while open-ended. Needs `dengan_akhir()` (no query of its own).

        Two editions of one day: the first ends on the day before it starts, i.e. it never was in force.
        """
        berikut: date | None = self.berikut_mulai  # type: ignore[attr-defined]  # annotation
        return None if berikut is None else berikut - timedelta(days=1)

    @property
    def mulai_disimpulkan(self) -> str:
        """Why its first day is inferred; "" where it is printed. Reads `peraturan` (select it)."""
        return self.peraturan.berlaku_mulai_catatan if self.peraturan is not None else ""

    @property
    def akhir_disimpulkan(self) -> str:
        """Why its last day is inferred: the next edition's first day is. Needs `dengan_akhir()`."""
        return self.berikut_catatan or ""  # type: ignore[attr-defined]  # annotation

    def kelengkapan(self, bagian: str) -> Kelengkapan:
        """State of a part ("struktur", "rentang", "ketentuan")."""
        return Kelengkapan(getattr(self, bagian))
