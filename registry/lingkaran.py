"""Loops of a parent map. No query."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


def lingkaran(induk: Mapping[Any, Any]) -> Iterator[list[Any]]:
    """The loops of a parent map, each from its first member on; O(n). A parent that is no key ends a path."""
    selesai: set[Any] = set()
    for awal in induk:
        jejak: dict[Any, None] = {}
        kini = awal
        while kini is not None and kini in induk and kini not in selesai and kini not in jejak:
            jejak[kini] = None
            kini = induk[kini]
        if kini in jejak:
            urut = list(jejak)
            yield urut[urut.index(kini) :]
        selesai.update(jejak)
