"""Reads of who coordinates whom."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models

from registry.querysets import IsiQuerySet

if TYPE_CHECKING:
    from registry.models import PerangkatDaerah


class RentangQuerySet(IsiQuerySet):
    def utama(self) -> Self:
        """Main listings: at most one a unit in an edition."""
        return self.filter(utama=True)

    def oleh(self, koordinator: PerangkatDaerah) -> Self:
        """What one koordinator coordinates."""
        return self.filter(koordinator=koordinator)

    def atas(self, unit: PerangkatDaerah) -> Self:
        """All listings of one unit."""
        return self.filter(unit=unit)

    def menurut_naskah(self) -> Self:
        """In the order of the regulation's lists."""
        return self.order_by("urutan", "sebutan_ke", "id")

    def muat_dasar(self) -> Self:
        """Fetch plan: both bodies and the regulation with its region."""
        return self.select_related("koordinator", "unit", "peraturan__daerah")


class RentangManager(models.Manager.from_queryset(RentangQuerySet)):  # type: ignore[misc]
    """Default manager of spans."""
