"""`make test`: the suite on SQLite, then on PostgreSQL where there is one. Arguments go to pytest.

PostgreSQL is that of DATABASE_URL, else a server on this machine that lets `postgres` in.
BASIS_DATA=sqlite or BASIS_DATA=postgres runs one of the two.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import time

import psycopg

from config.siapkan import AKAR, lingkungan

SETEMPAT = "postgres://postgres@127.0.0.1:5432"


def main() -> None:
    """Run, then sum up; exit 1 where a suite failed."""
    pilihan = os.environ.get("BASIS_DATA", "")
    if pilihan not in ("", "sqlite", "postgres"):
        sys.exit(f"BASIS_DATA={pilihan} tidak dikenal: tulis sqlite atau postgres.")
    ringkasan: list[tuple[str, str]] = []
    if pilihan != "postgres":
        ringkasan.append(("SQLite", uji("SQLite", "")))
    if pilihan != "sqlite":
        url, alasan = postgres()
        ringkasan.append(("PostgreSQL", uji("PostgreSQL", url) if url else f"DILEWATI: {alasan}"))
    print("\n" + "\n".join(f"{nama:<11} {hasil}" for nama, hasil in ringkasan), flush=True)
    sys.exit(any(hasil.startswith("GAGAL") for _, hasil in ringkasan))


def postgres() -> tuple[str, str]:
    """The URL for the suite's database, or "" and the reason why there is none."""
    url = os.environ.get("DATABASE_URL", "")
    if url.startswith(("postgres", "psql", "pgsql")):
        return url, ""
    try:
        psycopg.connect(f"{SETEMPAT}/postgres", connect_timeout=3).close()
    except psycopg.OperationalError as sebab:
        return "", " ".join(str(sebab).split())
    # Two clones tested at the same time must not share a database.
    return f"{SETEMPAT}/rentang_{hashlib.sha256(str(AKAR).encode()).hexdigest()[:8]}", ""


def uji(nama: str, url: str) -> str:
    """Run pytest on one database; returns the verdict."""
    print(f"\n=== Suite pada {nama} ===", flush=True)
    mulai = time.monotonic()
    kode = subprocess.call(
        [sys.executable, "-m", "pytest", *sys.argv[1:]],
        cwd=AKAR,
        env=lingkungan(DATABASE_URL=url, DEBUG="1"),
    )
    return f"{'GAGAL' if kode else 'lulus'} ({time.monotonic() - mulai:.0f} detik)"


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Dihentikan.")
