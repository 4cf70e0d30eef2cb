"""A clock that tests set: `django.utils.timezone.now`, from which history, acts and publications take their time."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone


class Jam:
    """Stands still until it is set. `zona`: whose time is written."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, zona: str = "Asia/Makassar") -> None:
        self.zona = ZoneInfo(zona)
        self.kini = timezone.now()
        monkeypatch.setattr(timezone, "now", lambda: self.kini)

    def saat(self, teks: str) -> datetime:
        """ "2025-03-20T14:00" on the region's clock, as a moment."""
        return datetime.fromisoformat(teks).replace(tzinfo=self.zona).astimezone(UTC)

    def setel(self, teks: str) -> None:
        self.kini = self.saat(teks)
