"""System checks of the registry (`manage.py check --database default`, and before `migrate`)."""

from __future__ import annotations

from collections.abc import Sequence
from contextvars import ContextVar
from typing import Any

from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from django.db import connections

from registry import beku
from registry.models import Tindakan

#: Set while `migrate` runs, which sets missing triggers again and must not be stopped by their absence.
sedang_migrasi: ContextVar[bool] = ContextVar("rentang_sedang_migrasi", default=False)


@register(Tags.database)
def pemicu_terpasang(app_configs: Any, databases: Sequence[str] | None, **kwargs: Any) -> list[CheckMessage]:
    """E001: a trigger that freezes published rows or history is missing or switched off (W001 for `migrate` itself).
    The health page is red meanwhile."""
    pesan: list[CheckMessage] = []
    for alias in databases or []:
        if Tindakan._meta.db_table not in connections[alias].introspection.table_names():
            continue  # before the first migrate there is nothing to freeze
        if hilang := beku.hilang(alias):
            migrasi = sedang_migrasi.get()
            pesan.append(
                (checks.Warning if migrasi else checks.Error)(
                    f"Pemicu pembeku hilang dari basis data {alias!r}: {', '.join(hilang)}.",
                    hint="Jalankan `manage.py migrate`; pemicu dipasang kembali sesudahnya. "
                    "Lalu cari tahu siapa yang melepasnya: `manage.py verifikasi_riwayat`.",
                    id="registry.W001" if migrasi else "registry.E001",
                )
            )
    return pesan
