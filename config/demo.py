"""`make demo`: from a fresh clone to a running registry with the example regencies, in one command.

Standard library only. Every obstacle is one Indonesian sentence and exit code 1. Running it again
keeps the data. PORT, DATABASE_URL and SECRET_KEY are taken from the environment where they are set.
"""

from __future__ import annotations

import hashlib
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

from config.siapkan import AKAR, DATA, akhir, giliran, lingkungan, pastikan_dapat_ditulis, siapkan

ALAMAT = "127.0.0.1"
BATAS_SIAP = 60  # seconds
TERMUAT = DATA / "contoh-termuat"


def main() -> None:
    """Prepare, serve until Ctrl+C, and say so at the end."""
    for sinyal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        if sinyal != signal.SIGHUP or signal.getsignal(sinyal) != signal.SIG_IGN:  # nohup make demo
            signal.signal(sinyal, _hentikan)
    server = None
    try:
        port = baca_port(os.environ.get("PORT", ""))
        pastikan_port_bebas(port)
        pastikan_dapat_ditulis()
        with giliran():
            demo = Demo(siapkan(AKAR / ".venv", dev=False))
            akun = demo.isi()
        server = demo.layani(port)
        tunggu_siap(server, port)
        sambut(port, akun)
        kode = server.wait()
        sys.exit(f"Server berhenti sendiri (kode {kode}); lihat pesan di atas.")
    except KeyboardInterrupt:
        if server is None:
            sys.exit("\nPersiapan dihentikan; `make demo` melanjutkannya.")
        matikan(server)
        print("\nRentang berhenti. Data tetap tersimpan; `make demo` menjalankannya lagi.", flush=True)
    except OSError as sebab:
        sys.exit(f"Demo tidak dapat dilanjutkan: {sebab}")
    finally:
        if server is not None:
            matikan(server)


def _hentikan(sinyal: int, bingkai: FrameType | None) -> None:
    raise KeyboardInterrupt


def baca_port(teks: str) -> int:
    """PORT as a number; empty means 8000."""
    teks = teks.strip() or "8000"
    if not (teks.isascii() and teks.isdigit() and len(teks) <= 5 and 1 <= int(teks) <= 65535):
        raise SystemExit(f"PORT={teks} bukan nomor port: tulis angka 1 sampai 65535, misalnya PORT=8001.")
    return int(teks)


def pastikan_port_bebas(port: int) -> None:
    """Refuse a port that something else listens on, before minutes are spent on it."""
    with socket.socket() as soket:
        soket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            soket.bind((ALAMAT, port))
        except OSError as sebab:
            alasan = "hanya boleh dipakai root" if isinstance(sebab, PermissionError) else "sedang dipakai"
            lain = port + 1 if 1024 <= port < 65535 else 8001
            raise SystemExit(f"Port {port} {alasan}. Pilih port lain, misalnya: make demo PORT={lain}") from None


class Demo:
    """The steps that run inside the virtual environment, all with the same settings."""

    def __init__(self, python: Path) -> None:
        self.python = python
        self.env = lingkungan(
            DEBUG="0",
            HTTPS="0",
            ALLOWED_HOSTS=f"localhost,{ALAMAT}",
            SECRET_KEY=os.environ.get("SECRET_KEY") or kunci_rahasia(),
            STATIC_ROOT=str(DATA / "static"),
            RENTANG_DEMO="1",  # without it akun_demo refuses
        )

    def isi(self) -> str:
        """Bring database and static files up to date; returns the demo accounts as text."""
        belum_lengkap = self._manage("migrate", "--check").returncode
        if belum_lengkap:
            self._langkah("Menyiapkan basis data ...", "migrate")
        self._muat_contoh(perlu=bool(belum_lengkap))
        self._langkah("Menyiapkan berkas tampilan ...", "collectstatic", "--noinput")
        return self._langkah("Menyiapkan akun demo ...", "akun_demo")

    def layani(self, port: int) -> subprocess.Popen[bytes]:
        """Start the server, in a session of its own: Ctrl+C reaches only this program, which ends it."""
        pastikan_port_bebas(port)
        perintah: list[str | Path] = [
            self.python,
            "-m",
            "gunicorn",
            "-c",
            "config/gunicorn.py",
            "-b",
            f"{ALAMAT}:{port}",
        ]
        return subprocess.Popen(perintah, cwd=AKAR, env=self.env, start_new_session=True)

    def _muat_contoh(self, *, perlu: bool) -> None:
        """Load the documents once for each content of theirs, so that what was edited here stays.

        A later load may be refused where the data have gone their own way: the data win.
        """
        dokumen = sorted((AKAR / "fixtures").glob("*.yaml"))
        basis_data = self.env.get("DATABASE_URL", "").encode()
        sidik = hashlib.sha256(b"\0".join([basis_data, *(satu.read_bytes() for satu in dokumen)])).hexdigest()
        termuat = TERMUAT.read_text() if TERMUAT.exists() else ""
        if not perlu and sidik == termuat:
            return
        print("Memuat dokumen contoh ...", flush=True)
        berkas = [str(satu.relative_to(AKAR)) for satu in dokumen]
        hasil = self._manage("muat", *berkas)
        ditolak = dict(_ditolak(hasil.stdout))
        berbeda = [nama for nama, sebab in ditolak.items() if "perbedaan dari yang terbit" in sebab]
        hanya_berbeda = bool(berbeda) and len(berbeda) == len(ditolak)
        if hasil.returncode and not (termuat or hanya_berbeda):
            raise SystemExit(f"Dokumen contoh tidak dapat dimuat:\n{akhir(hasil.stdout)}")
        for nama in berbeda:
            print(
                f"Contoh {nama} kini berbeda dari yang sudah terbit di basis data ini, jadi tidak dimuat; data yang "
                "sudah ada dipertahankan. Untuk memakainya sebagai ralat:\n"
                f'  .venv/bin/python manage.py muat fixtures/{nama} --ralat "contoh yang baru"',
                flush=True,
            )
        if not hasil.returncode or hanya_berbeda:
            TERMUAT.write_text(sidik)  # said once: the same documents would be refused again
        else:
            print("Sebagian contoh tidak dimuat ulang; data yang sudah ada dipertahankan.", flush=True)

    def _langkah(self, kalimat: str, *perintah: str) -> str:
        print(kalimat, flush=True)
        hasil = self._manage(*perintah)
        if hasil.returncode:
            raise SystemExit(f"Langkah itu gagal (manage.py {perintah[0]}):\n{akhir(hasil.stdout)}")
        return hasil.stdout

    def _manage(self, *perintah: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [self.python, "manage.py", *perintah],
            cwd=AKAR,
            env=self.env,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )


def _ditolak(keluaran: str) -> Iterator[tuple[str, str]]:
    """(document, why) of those that `muat` refused."""
    for baris in keluaran.splitlines():
        nama, pisah, sebab = baris.partition(": tidak dimuat, ")
        if pisah:
            yield nama, sebab


def kunci_rahasia() -> str:
    """The demo's SECRET_KEY, made once and readable by its owner only; manage.py reads it too."""
    berkas = DATA / "kunci-rahasia"
    if not berkas.exists() or not berkas.read_text().strip():
        berkas.touch(mode=0o600)
        berkas.write_text(secrets.token_urlsafe(48) + "\n")
    return berkas.read_text().strip()


def tunggu_siap(server: subprocess.Popen[bytes], port: int) -> None:
    """Return when /sehat/ answers 200."""
    batas = time.monotonic() + BATAS_SIAP
    while not sehat(port):
        if server.poll() is not None:
            raise SystemExit("Server berhenti sebelum siap; lihat pesan di atas.")
        if time.monotonic() > batas:
            raise SystemExit(f"Server tidak menjawab /sehat/ dalam {BATAS_SIAP} detik.")
        time.sleep(0.2)


def sehat(port: int) -> bool:
    """Whether the server says that it and its database are well."""
    sambungan = http.client.HTTPConnection(ALAMAT, port, timeout=5)
    try:
        sambungan.request("GET", "/sehat/")
        return sambungan.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        sambungan.close()


def sambut(port: int, akun: str) -> None:
    """The address and the accounts: the last thing on the screen."""
    alamat = f"http://{ALAMAT}:{port}/"
    baris = ["", f"Rentang berjalan di {alamat}", "", f"Akun demo, untuk masuk di {alamat}admin/", ""]
    baris += [f"  {satu}".rstrip() for satu in akun.strip().splitlines()]
    baris += ["", "Tekan Ctrl+C untuk berhenti.", ""]
    print("\n".join(baris), flush=True)


def matikan(server: subprocess.Popen[bytes]) -> None:
    """End the server and its workers; does nothing where it has ended."""
    for sinyal in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(sinyal, signal.SIG_IGN)
    server.send_signal(signal.SIGINT)
    try:
        server.wait(10)
    except subprocess.TimeoutExpired:
        os.killpg(server.pid, signal.SIGKILL)


if __name__ == "__main__":
    main()
