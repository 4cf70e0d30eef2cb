"""Make a virtual environment that holds a lock file: python -m config.siapkan [--dev] [--venv DIR].

Standard library only, for it runs before anything is installed. Whatever stands in the way ends the
program with one sentence (SystemExit) and no traceback.
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

VERSI = f"{sys.version_info.major}.{sys.version_info.minor}"
if sys.version_info < (3, 11):  # noqa: UP036 (this line is what tells an older Python so)
    sys.exit(f"Rentang memerlukan Python 3.11 atau lebih baru; ini Python {VERSI}.")

AKAR = Path(__file__).resolve().parent.parent
DATA = AKAR / ".rentang"
KUNCI = AKAR / "requirements.lock"
KUNCI_DEV = AKAR / "requirements-dev.lock"  # holds everything of KUNCI too

# Set for another project or another environment, these would lead pip or Python astray.
PENGGANGGU = (
    "DJANGO_SETTINGS_MODULE",
    "GUNICORN_CMD_ARGS",
    "PIP_PREFIX",
    "PIP_TARGET",
    "PYTHONHOME",
    "PYTHONPATH",
    "VIRTUAL_ENV",
    "__PYVENV_LAUNCHER__",
)


def lingkungan(**tambahan: str) -> dict[str, str]:
    """The environment for programs inside the virtual environment, with `tambahan` on top."""
    bersih = {nama: nilai for nama, nilai in os.environ.items() if nama not in PENGGANGGU}
    return bersih | {"PIP_USER": "0", "PYTHONUTF8": "1"} | tambahan


def akhir(keluaran: str, batas: int = 12) -> str:
    """What a person needs of a failed program's output: its last lines, no pip warnings, no stack."""
    baris = [satu for satu in keluaran.strip().splitlines() if not satu.startswith("WARNING:")]
    if any(satu.startswith("Traceback ") for satu in baris):
        baris = baris[max(nomor for nomor, satu in enumerate(baris) if satu.startswith("  ")) + 1 :]
    return "\n".join(f"  {satu.strip()}" for satu in baris[-batas:])


def pastikan_dapat_ditulis() -> None:
    """Refuse to begin where nothing can be kept; creates .rentang, closed to other users."""
    try:
        with tempfile.TemporaryFile(dir=AKAR):
            DATA.mkdir(mode=0o700, exist_ok=True)
        with tempfile.TemporaryFile(dir=DATA):
            pass
    except OSError as sebab:
        raise SystemExit(f"Folder {AKAR} tidak dapat ditulis ({sebab.strerror}).") from None


@contextmanager
def giliran() -> Iterator[None]:
    """One preparation at a time in this folder; the lock falls with the process that holds it."""
    with open(DATA / "giliran", "w") as berkas:
        try:
            fcntl.flock(berkas, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Menunggu persiapan lain di folder ini selesai ...", flush=True)
            fcntl.flock(berkas, fcntl.LOCK_EX)
        yield


def siapkan(venv: Path, *, dev: bool) -> Path:
    """Return the interpreter of `venv`, holding the lock; build or complete it where it does not.

    A stamp inside names the place and the locks. It is written last and taken away first, so that an
    interrupted installation, or a folder that was moved, has none that fits and is built anew.
    """
    venv = venv.resolve()
    python = venv / "bin" / "python"
    stempel = venv / "terpasang.txt"
    perlu = [str(venv)] + [_sidik(kunci) for kunci in ((KUNCI, KUNCI_DEV) if dev else (KUNCI,))]
    ada = stempel.read_text().splitlines() if stempel.is_file() else []
    if ada[:1] != perlu[:1] or not _hidup(python):
        _buat(venv)
    elif set(perlu) <= set(ada):
        return python
    stempel.unlink(missing_ok=True)
    _pasang(python, KUNCI_DEV if dev else KUNCI)
    stempel.write_text("\n".join(perlu) + "\n")
    return python


def _sidik(berkas: Path) -> str:
    return hashlib.sha256(berkas.read_bytes()).hexdigest()


def _hidup(python: Path) -> bool:
    """Whether the interpreter still runs and finds its libraries (a Python upgrade may break both)."""
    return python.exists() and not _jalan([python, "-c", "import pip, django"]).returncode


def _jalan(perintah: Sequence[str | Path]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        perintah,
        cwd=AKAR,
        env=lingkungan(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )


def _buat(venv: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise SystemExit(f"Python {VERSI} di mesin ini tidak lengkap. Pasang dulu: sudo apt install python{VERSI}-venv")
    print(f"Membuat lingkungan Python di {venv.name} ...", flush=True)
    # The interpreter may be that of an activated environment, even of the one that is made anew here.
    asli = getattr(sys, "_base_executable", sys.executable)
    hasil = _jalan([asli, "-m", "venv", "--clear", venv])
    if hasil.returncode:
        raise SystemExit(f"Lingkungan Python di {venv} tidak dapat dibuat:\n{akhir(hasil.stdout)}")


def _pasang(python: Path, kunci: Path) -> None:
    print(f"Memasang pustaka menurut {kunci.name} (kira-kira setengah menit) ...", flush=True)
    hasil = _jalan([python, "-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", kunci])
    if hasil.returncode:
        raise SystemExit(
            f"Pustaka tidak dapat dipasang. Periksa sambungan ke indeks paket, lalu ulangi:\n{akhir(hasil.stdout)}"
        )


def main() -> None:
    """Prepare the environment that the Makefile asks for."""
    pengurai = argparse.ArgumentParser(description=__doc__)
    pengurai.add_argument("--dev", action="store_true")
    pengurai.add_argument("--venv", type=Path, default=AKAR / ".venv")
    pilihan = pengurai.parse_args()
    pastikan_dapat_ditulis()
    try:
        with giliran():
            siapkan(pilihan.venv, dev=pilihan.dev)
    except KeyboardInterrupt:
        sys.exit("Persiapan dihentikan; perintah yang sama melanjutkannya.")
    except OSError as sebab:
        sys.exit(f"Persiapan tidak dapat dilanjutkan: {sebab}")


if __name__ == "__main__":
    main()
