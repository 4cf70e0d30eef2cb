"""Compile every template of the project, so that a wrong tag or filter is found without its page."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django
from django.template import TemplateSyntaxError, engines
from django.template.backends.django import DjangoTemplates

from config.siapkan import AKAR


def main() -> None:
    """Print each template that does not compile; exit 1 where there is one."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    mesin = engines["django"]
    assert isinstance(mesin, DjangoTemplates)
    galat = []
    for folder in map(Path, mesin.template_dirs):
        if not folder.is_relative_to(AKAR) or ".venv" in folder.parts:
            continue
        for berkas in sorted(satu for satu in folder.rglob("*.*") if satu.is_file()):
            try:
                mesin.get_template(str(berkas.relative_to(folder)))
            except (TemplateSyntaxError, UnicodeDecodeError) as sebab:
                galat.append(f"{berkas.relative_to(AKAR)}: {sebab}")
    sys.exit("\n".join(galat) or 0)


if __name__ == "__main__":
    main()
