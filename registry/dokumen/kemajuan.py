"""A progress bar on the error stream, for loads that take long."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

LEBAR = 24


@dataclass(slots=True)
class Kemajuan:
    """One line that is drawn over: `  3/552 [##······] 63.03-banjar.yaml · edisi 2022-05-13`.

    Nothing is drawn unless `tampil`; `selesai` wipes the line, so that messages start on a clean one.
    """

    aliran: Any
    jumlah: int
    tampil: bool
    sudah: int = 0
    panjang: int = 0
    nama: str = ""

    def _gambar(self, keterangan: str) -> None:
        if not self.tampil:
            return
        penuh = LEBAR * self.sudah // self.jumlah if self.jumlah else LEBAR
        batang = "#" * penuh + "·" * (LEBAR - penuh)
        baris = f"{self.sudah:>{len(str(self.jumlah))}}/{self.jumlah} [{batang}] {keterangan}"[:100]
        # `str`: as it is, not in the red of the error stream.
        self.aliran.write("\r" + baris.ljust(self.panjang), str, ending="")
        self.aliran.flush()
        self.panjang = len(baris)

    def maju(self, nama: str) -> None:
        """The next file."""
        self.sudah += 1
        self.nama = nama
        self._gambar(nama)

    def langkah(self, keterangan: str) -> None:
        """A step within the file."""
        self._gambar(f"{self.nama} · {keterangan}")

    def selesai(self) -> None:
        if self.tampil and self.panjang:
            self.aliran.write("\r" + " " * self.panjang + "\r", str, ending="")
            self.aliran.flush()
            self.panjang = 0
