"""Today, at the edge: views and commands ask here; querysets, models and rules are given dates."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.utils import timezone
from django.utils.formats import date_format

if TYPE_CHECKING:
    from registry.models import Daerah


def zona(daerah: Daerah | None) -> ZoneInfo:
    """The region's own time zone; WIB for the nation."""
    return ZoneInfo(daerah.zona_waktu if daerah is not None else "Asia/Jakarta")


def hari_ini(daerah: Daerah | None = None) -> date:
    """Today where the region is (Kalimantan Selatan is an hour ahead of Jakarta)."""
    return timezone.localdate(timezone=zona(daerah))


def waktu_setempat(saat: datetime, daerah: Daerah | None = None) -> datetime:
    """A moment on the region's clock."""
    return timezone.localtime(saat, zona(daerah))


#: Zone -> what its time is called.
SEBUTAN = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


def sebut_saat(saat: datetime, daerah: Daerah | None = None, pola: str = "j F Y H.i") -> str:
    """A moment on the region's clock, with the name of its zone: "3 Mei 2026 14.05 WITA"."""
    return f"{date_format(waktu_setempat(saat, daerah), pola)} {SEBUTAN[zona(daerah).key]}"
