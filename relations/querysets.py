"""Reads of what regulations say about how bodies work together."""

from __future__ import annotations

from typing import Self

from django.db import models

from registry.querysets import IsiQuerySet


class KetentuanQuerySet(IsiQuerySet):
    def muat_dasar(self) -> Self:
        """Fetch plan: the regulation with its region."""
        return self.select_related("peraturan__daerah")


class KetentuanManager(models.Manager.from_queryset(KetentuanQuerySet)):  # type: ignore[misc]
    """Default manager of provisions."""
