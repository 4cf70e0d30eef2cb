"""Errors that people meet, each with a sentence in their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


class GalatRentang(Exception):
    """Base of the errors that a screen or a command shows as they are."""


class HanyaLewatLayanan(GalatRentang):
    """A programmer tried to write edition content around the one write path."""

    def __init__(self, model: str) -> None:
        super().__init__(f"{model} hanya diubah lewat registry.services.terapkan.")


class Terkunci(GalatRentang):
    """The edition is no draft (any more): its rows cannot be written."""


class Bentrok(GalatRentang):
    """Somebody else changed what this person saw. Nothing was written.

    `perbedaan`: sentences, one a field: what was seen, what it is now. `butir`: (part, key) of the rows meant.
    """

    def __init__(self, perbedaan: Iterable[str], butir: Iterable[tuple[str, tuple[Any, ...]]] = ()) -> None:
        self.perbedaan = list(perbedaan)
        self.butir = list(butir)
        super().__init__("Diubah orang lain sejak Anda membuka: " + "; ".join(self.perbedaan) + ".")


class Ditolak(GalatRentang):
    """The change breaks a rule of the data. Nothing was written. `pesan`: sentences."""

    def __init__(self, pesan: Iterable[str] | str) -> None:
        self.pesan = [pesan] if isinstance(pesan, str) else list(pesan)
        super().__init__(" ".join(self.pesan))


class TidakBerwenang(GalatRentang):
    """This person may not do this in this region. Nothing was written."""
