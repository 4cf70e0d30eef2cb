"""What the address of a list may ask: what the list itself links with, nothing else."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import SimpleListFilter
from django.http import HttpRequest

#: Years of a date hierarchy; Django reckons one year onward and in UTC, so that the ends of time overflow.
TAHUN = range(1000, 9999)
#: Largest number that a column holds.
PALING_BESAR = 2**63 - 1


def boleh_ditanyakan(admin: Any, request: HttpRequest | None, nama: str, nilai: Any) -> bool:
    """May `nama` stand in the address of this list? No query.

    Django allows any lookup on the model's own fields and over its reverse relations. Those reach rows of regions
    that are not the person's: a filter that answers yes or no tells what it must not show.
    """
    tanggal = admin.date_hierarchy
    if tanggal and nama == f"{tanggal}__year":
        return _angka(nilai) in TAHUN
    dikenal = {"pk", "id", "pk__exact", "id__exact", "edisi"}
    if tanggal:
        dikenal |= {f"{tanggal}__month", f"{tanggal}__day"}
    for satu in admin.get_list_filter(request):
        if isinstance(satu, type) and issubclass(satu, SimpleListFilter):
            dikenal.add(str(satu.parameter_name))
        else:
            ruas = satu[0] if isinstance(satu, list | tuple) else satu
            dikenal |= {f"{ruas}{akhir}" for akhir in ("", "__exact", "__isnull", "__id__exact", "__pk__exact")}
    angka = _angka(nilai)
    return nama in dikenal and (angka is None or abs(angka) <= PALING_BESAR)


def _angka(nilai: Any) -> int | None:
    """The number that Django would read; None for what is none."""
    try:
        return int(nilai)
    except (TypeError, ValueError):
        return None
