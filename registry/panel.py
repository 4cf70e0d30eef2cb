"""What upper apps add to the pages of this app. They register from their `apps.py`; nothing here knows them.

Each slot is a list of functions in a fixed order; a page calls all of them and shows what they return.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

from registry.models import Edisi, Kedudukan, Peraturan

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True)
class Tempat(Generic[F]):
    """A slot. Registering the same function again replaces it, so that a reload of an app does no harm."""

    _isi: dict[str, tuple[int, F]] = field(default_factory=dict)

    def daftarkan(self, fungsi: F, urutan: int = 0) -> None:
        self._isi[f"{fungsi.__module__}.{fungsi.__qualname__}"] = (urutan, fungsi)

    def __iter__(self) -> Iterator[F]:
        return iter(fungsi for _, fungsi in sorted(self._isi.values(), key=lambda satu: satu[0]))


@dataclass(frozen=True, slots=True)
class Potongan:
    """A piece of a page: the template that renders it, and what that template is given as `isi`."""

    templat: str
    isi: Any


@dataclass(frozen=True, slots=True)
class Hal:
    """One row of "Yang tercatat": what is known of one matter.

    bagian: the part of the edition that says how much; "" where `keadaan` says it itself. jangkar: its place on the
    edition's page; halaman: name of a page of its own.
    """

    nama: str
    isi: str
    bagian: str = ""
    keadaan: str = ""
    halaman: str = ""
    jangkar: str = ""
    urutan: int = 0


#: Answers for places that a search found, by id: {place id: piece}. A fixed number of queries.
JAWABAN: Tempat[Callable[[Sequence[int]], Mapping[int, Potongan]]] = Tempat()

#: One line about each of some editions in force: {edition id: text}. A fixed number of queries.
RINGKASAN: Tempat[Callable[[Sequence[Edisi]], Mapping[int, str]]] = Tempat()

#: Rows of "Yang tercatat" of one edition.
HAL: Tempat[Callable[[Edisi], Sequence[Hal]]] = Tempat()

#: Sections of the page of one edition, in order; None where there is nothing to say.
BAGIAN_EDISI: Tempat[Callable[[Edisi], Potongan | None]] = Tempat()

#: Facts that rest on a regulation, as (sort, value rows `edisi_id, rujukan, fakta_teks`), in the order to show
#: them; `registry.halaman.peraturan` joins them with UNION, so that many apps cost one query. Given the regulation
#: and the ids of the editions to look in.
FAKTA: Tempat[Callable[[Peraturan, Sequence[int]], Sequence[tuple[str, QuerySet[Any]]]]] = Tempat()

#: An answer to show on the front page, out of the editions in force; None where there is none to show.
CONTOH: Tempat[Callable[[Sequence[Edisi], date], Potongan | None]] = Tempat()

#: Of the units in the admin's tree of an edition: texts shown beside a name, {body id: texts}. 1 query each.
UNIT_KETERANGAN: Tempat[Callable[[Edisi], Mapping[int, Sequence[str]]]] = Tempat()

#: Sections of the admin's screen of one unit (request, edition with its head loaded, unit, may it be changed); None
#: where there is nothing to show. A section that changes something posts to an address of its own app.
UNIT_BAGIAN: Tempat[Callable[[Any, Edisi, Kedudukan, bool], Potongan | None]] = Tempat()
