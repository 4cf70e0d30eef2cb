"""Why a file is not read at all."""

from __future__ import annotations

from registry.galat import GalatRentang


class BerkasDitolak(GalatRentang):
    """The file cannot be read, or not safely. The sentence says what to do about it; nothing was written."""


class TakTermuat(GalatRentang):
    """A value has no place in this form of file (a text longer than a cell of a sheet)."""
