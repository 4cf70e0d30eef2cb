"""`manage.py migrate`: Django's, which a missing trigger does not stop, because it sets it again."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from registry.pemeriksaan import sedang_migrasi


class Command(migrate.Command):
    """Migrate, then freeze again (`beku.sesudah_migrasi`)."""

    def handle(self, *args: Any, **options: Any) -> None:
        tanda = sedang_migrasi.set(True)
        try:
            super().handle(*args, **options)
        finally:
            sedang_migrasi.reset(tanda)
