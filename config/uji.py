"""`make test`: the suite on SQLite and, beside it, on PostgreSQL where there is one. Arguments go to pytest.

PostgreSQL is that of DATABASE_URL, else a server on this machine that lets `postgres` in.
BASIS_DATA=sqlite or BASIS_DATA=postgres runs one of the two.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack
from typing import IO

import psycopg

from config.siapkan import AKAR, lingkungan

SETEMPAT = "postgres://postgres@127.0.0.1:5432"


def main() -> None:
    """Run both suites at the same time, the second one's output after the first one's; exit 1 where one failed."""
    pilihan = os.environ.get("BASIS_DATA", "")
    if pilihan not in ("", "sqlite", "postgres"):
        sys.exit(f"BASIS_DATA={pilihan} tidak dikenal: tulis sqlite atau postgres.")
    ringkasan: list[tuple[str, str]] = []
    suite = [] if pilihan == "postgres" else [("SQLite", "")]
    if pilihan != "sqlite":
        url, alasan = postgres()
        if url:
            suite.append(("PostgreSQL", url))
        else:
            ringkasan.append(("PostgreSQL", f"DILEWATI: {alasan}"))
    with ExitStack() as tumpukan:
        berjalan: list[Suite] = []
        for nama, url in suite:
            simpan = tumpukan.enter_context(tempfile.TemporaryFile()) if berjalan else None
            berjalan.append(tumpukan.enter_context(Suite(nama, url, simpan)))
        ringkasan = [(satu.nama, satu.selesai()) for satu in berjalan] + ringkasan
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


class Suite:
    """pytest on one database. Its output goes to the screen, or to a file until it is asked for."""

    def __init__(self, nama: str, url: str, hasil: IO[bytes] | None) -> None:
        self.nama = nama
        self.mulai = time.monotonic()
        self.hasil = hasil
        if hasil is None:
            self._judul()
        self.proses = subprocess.Popen(
            [sys.executable, "-m", "pytest", *sys.argv[1:]],
            cwd=AKAR,
            env=lingkungan(DATABASE_URL=url, DEBUG="1"),
            stdout=self.hasil,
            stderr=self.hasil and subprocess.STDOUT,
        )

    def selesai(self) -> str:
        """Wait, show what was kept; returns the verdict."""
        kode = self.proses.wait()
        lama = time.monotonic() - self.mulai
        if self.hasil is not None:
            self._judul()
            self.hasil.seek(0)
            sys.stdout.buffer.write(self.hasil.read())
            sys.stdout.flush()
        return f"{'GAGAL' if kode else 'lulus'} ({lama:.0f} detik)"

    def _judul(self) -> None:
        print(f"\n=== Suite pada {self.nama} ===", flush=True)

    def __enter__(self) -> Suite:
        return self

    def __exit__(self, *galat: object) -> None:
        """Leave no run behind that nobody waits for."""
        if self.proses.poll() is None:
            self.proses.terminate()
            self.proses.wait()


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit("Dihentikan.")
