"""Settings from the environment; a wrong value stops the start with one sentence.

django-environ reads and converts; this module only turns its exceptions into a sentence that the
person who starts the server understands, naming the variable and an example.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

env = environ.Env()

SKEMA_BASIS_DATA = ("postgres", "postgresql", "psql", "pgsql", "sqlite")
BENAR = ("1", "true", "yes", "on", "ya", "y", "t")
SALAH = ("0", "false", "no", "off", "tidak", "n", "f", "")


def boolean(nama: str, bawaan: bool) -> bool:
    """A switch: 1/0, true/false, ya/tidak. Raises ImproperlyConfigured for anything else."""
    teks = env.str(nama, default="")
    if not teks.strip():
        return bawaan
    if teks.strip().lower() in BENAR:
        return True
    if teks.strip().lower() in SALAH:
        return False
    raise ImproperlyConfigured(f"{nama}={teks!r} tidak dikenal: tulis 1 atau 0.")


def bilangan(nama: str, bawaan: int) -> int:
    """A whole number, 0 or more. Raises ImproperlyConfigured for anything else."""
    teks = env.str(nama, default="").strip()
    if not teks:
        return bawaan
    if not (teks.isascii() and teks.isdigit()):
        raise ImproperlyConfigured(f"{nama}={teks!r} tidak dikenal: tulis bilangan, misalnya 1.")
    return int(teks)


def daftar(nama: str, bawaan: list[str]) -> list[str]:
    """Comma-separated values; blanks dropped."""
    return [bagian.strip() for bagian in env.list(nama, default=bawaan) if bagian.strip()]


def kunci_rahasia(debug: bool) -> str:
    """SECRET_KEY; required (at least 32 characters) as soon as DEBUG is off."""
    kunci: str = env.str("SECRET_KEY", default="")
    if kunci and (debug or len(kunci) >= 32):
        return kunci
    if debug and not kunci:
        return "hanya-untuk-pengembangan-di-mesin-sendiri"
    raise ImproperlyConfigured(
        "SECRET_KEY belum diisi atau kurang dari 32 karakter. Buat satu dengan: "
        'python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
    )


def surel() -> dict[str, Any]:
    """EMAIL_URL as Django's EMAIL_… settings; {} without it. Raises ImproperlyConfigured in words."""
    url: str = env.str("EMAIL_URL", default="").strip()
    if not url:
        return {}
    try:
        hasil: dict[str, Any] = env.email_url_config(url)
    except (ImproperlyConfigured, ValueError) as sebab:
        raise ImproperlyConfigured(
            "EMAIL_URL tidak terbaca; contoh: smtp+tls://nama:sandi@surel.contoh.go.id:587."
        ) from sebab
    # The mail server may be away; who publishes does not wait for it for long.
    return {"EMAIL_TIMEOUT": 10} | {nama: nilai for nama, nilai in hasil.items() if nilai is not None}


def basis_data(sqlite: Path) -> dict[str, Any]:
    """DATABASE_URL as a Django DATABASES entry; without it, SQLite at `sqlite`."""
    url: str = env.str("DATABASE_URL", default="").strip()
    if url:
        hasil = _dari_url(url)
    else:
        sqlite.parent.mkdir(mode=0o700, exist_ok=True)
        hasil = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sqlite)}
    if hasil["ENGINE"].endswith("sqlite3"):
        # WAL lets readers go on while one writes. IMMEDIATE takes the write lock at the start of a
        # transaction: a lock upgrade in the middle cannot wait and fails at once.
        hasil["OPTIONS"] = {
            "timeout": 30,
            "transaction_mode": "IMMEDIATE",
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA busy_timeout=30000; "
                "PRAGMA cache_size=-65536; PRAGMA mmap_size=268435456; PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        hasil["CONN_MAX_AGE"] = 60
        hasil["CONN_HEALTH_CHECKS"] = True
    return hasil


def _dari_url(url: str) -> dict[str, Any]:
    skema = urlsplit(url).scheme
    if skema not in SKEMA_BASIS_DATA:
        raise ImproperlyConfigured(
            f"DATABASE_URL dimulai dengan {skema or url!r}; yang dikenal: postgres://nama:sandi@host:5432/basisdata "
            "atau sqlite:///jalur/berkas.sqlite3."
        )
    try:
        hasil: dict[str, Any] = env.db_url_config(url)
    except (ValueError, KeyError) as sebab:
        raise ImproperlyConfigured(f"DATABASE_URL tidak terbaca: {sebab}.") from sebab
    if not hasil.get("NAME"):
        raise ImproperlyConfigured("DATABASE_URL tidak menyebut nama basis data.")
    return hasil
