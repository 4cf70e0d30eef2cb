"""System checks of the registry (`manage.py check --database default`, and before `migrate`)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

from registry import beku
from registry.models import Tindakan


@register(Tags.database)
def pemicu_terpasang(app_configs: Any, databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """W001: a trigger that freezes published rows is missing. No error: `migrate`, which sets it again, runs only
    where no check fails. The health page is red meanwhile."""
    pesan: list[CheckMessage] = []
    for alias in databases or []:
        if Tindakan._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migrate there is nothing to freeze
        hilang = beku.hilang(alias)
        if hilang:
            pesan.append(
                checks.Warning(
                    f"Pemicu pembeku edisi terbit hilang dari basis data {alias!r}: {', '.join(hilang)}.",
                    hint="Jalankan `manage.py migrate`; pemicu dipasang kembali sesudahnya.",
                    id="registry.W001",
                )
            )
    return pesan
