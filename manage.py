#!/usr/bin/env python3
"""Rentang's command line. After `make demo` it works on the demo's data with no further settings."""

import os
import sys
from pathlib import Path

KUNCI_DEMO = Path(__file__).resolve().parent / ".rentang" / "kunci-rahasia"


def main() -> None:
    """Run one command; a missing library or a wrong setting is one sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    if not os.environ.get("SECRET_KEY") and os.access(KUNCI_DEMO, os.R_OK):
        os.environ["SECRET_KEY"] = KUNCI_DEMO.read_text().strip()
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.core.management import execute_from_command_line
    except ImportError:
        sys.exit("Django tidak ditemukan. Jalankan `make demo` sekali, lalu: .venv/bin/python manage.py ...")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as sebab:
        sys.exit(f"Pengaturan salah: {sebab}")


if __name__ == "__main__":
    main()
