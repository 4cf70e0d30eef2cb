"""What the rows of an edition have in common: the edition, and the legal basis that every fact carries."""

from typing import Any, NoReturn

from django.db import models

from registry.fields import RujukanField
from registry.galat import HanyaLewatLayanan

#: How a line of `catatan` begins by which a fact is kept although its basis was revoked; the reason follows.
DIPERTAHANKAN = "Dipertahankan walau dasarnya dicabut"


class Dasar(models.Model):
    """Regulation + pinpoint, and what the print says where it differs from what is meant.

    The public page shows both readings (Pesawaran 38/2022 Pasal 22 ayat (8)).
    """

    peraturan = models.ForeignKey(
        "registry.Peraturan",
        verbose_name="peraturan",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Peraturan yang menyatakan fakta ini.",
    )
    rujukan = RujukanField("rujukan", help_text="Contoh: Pasal 15 ayat (2) huruf c")
    tertulis = models.TextField(
        "tertulis", blank=True, help_text="Kata dalam naskah, hanya bila berbeda dari yang dimaksud."
    )
    catatan = models.TextField("catatan", blank=True, help_text="Mengapa dibaca demikian.")

    class Meta:
        abstract = True

    @property
    def dipertahankan(self) -> bool:
        """Did a person say why the fact stands without its basis (`services.pencabutan`)?"""
        return any(baris.startswith(DIPERTAHANKAN) for baris in self.catatan.splitlines())


class BarisEdisi(models.Model):
    """A row of an edition. Written only by `services.terapkan` and `services.klon`."""

    edisi = models.ForeignKey(
        "registry.Edisi", verbose_name="edisi", on_delete=models.PROTECT, related_name="%(class)s"
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)
