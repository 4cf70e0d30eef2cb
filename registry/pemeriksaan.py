"""System checks of the registry (`manage.py check --database default`, and before `migrate`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from registry import beku
from registry.models import Tindakan


@register(Tags.database)
def pemicu_terpasang(app_configs: Any, databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001: a trigger that freezes published rows is missing."""
    pesan: list[CheckMessage] = []
    for alias in databases or []:
        if Tindakan._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migrate there is nothing to freeze
        hilang = beku.hilang(alias)
        if hilang:
            pesan.append(
                Error(
                    f"Pemicu pembeku edisi terbit hilang dari basis data {alias!r}: {', '.join(hilang)}.",
                    hint="Jalankan `manage.py migrate`; pemicu dipasang kembali sesudahnya.",
                    id="registry.E001",
                )
            )
    return pesan
