"""A draft at a moment: what it was cloned from, overlaid by its own history up to then. Any edition can be read so.

What it was cloned from is the base in its first revision, a published edition, which never changes; a clone writes no
history of its own. Every later write, by whatever act (undo, import, a rebase onto another base), is in the history of
the rows, so that later changes of `asal` need no heed here: a rebase keeps rows that a person chose to keep, which the
newer base has otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai, Ubah
from registry.models import Edisi, Kedudukan


def isi_tercatat(edisi_id: int, saat: datetime | None) -> tuple[dict[str, Any] | None, Ubah]:
    """(head, content) of any edition as recorded at a moment; (None, {}) before it existed. None: by all that was
    recorded, in the order in which it was written, whatever the clock said.

    The head has all recorded fields by attname; the content is what `isi_edisi.baca` would have given then.
    Queries: 1 for the head, 2 a registered part, 1 more for the tree; whatever is recorded.
    """
    kepala = _kepala(edisi_id, saat)
    if not kepala:
        return None, {}
    kini = kepala[-1]
    if kini["history_type"] == "-":
        return None, {}
    semula, ralat = kepala[0]["asal_id"], kepala[0]["meralat_id"] is not None
    isi: Ubah = {}
    for bagian in DAFTAR:
        baris: dict[Kunci, Nilai] = {}
        if semula is not None and (bagian.ikut_klon or ralat):
            baris = bagian.baca(semula)
        for kunci, nilai in _riwayat(bagian, edisi_id, saat):
            if nilai is None:
                baris.pop(kunci, None)
            else:
                baris[kunci] = nilai
        isi.update({(bagian.nama, kunci): nilai for kunci, nilai in baris.items()})
    return {nama: nilai for nama, nilai in kini.items() if not nama.startswith("history_")}, isi


def _urut(semua: Any, saat: datetime | None) -> Any:
    """Revisions up to a moment, oldest first; without one, all of them as they were written."""
    if saat is None:
        return semua.order_by("history_id")
    return semua.filter(history_date__lte=saat).order_by("history_date", "history_id")


def _kepala(edisi_id: int, saat: datetime | None) -> list[dict[str, Any]]:
    """The revisions of the head, oldest first; 1 query."""
    riwayat = Edisi.history.model
    ruas = [satu.attname for satu in riwayat.tracked_fields]
    return list(_urut(riwayat._base_manager.filter(id=edisi_id), saat).values(*ruas, "history_date", "history_type"))


def _riwayat(isi: IsiEdisi, edisi_id: int, saat: datetime | None) -> Iterator[tuple[Kunci, Nilai | None]]:
    """(key, values or None where it was taken out) of each revision up to the moment, oldest first; 1 query, 2 more
    for a tree."""
    riwayat = isi.model.history.model  # type: ignore[attr-defined]
    ruas = [f"{nama}_id" if isi.berpohon and nama == "induk" else nama for nama in isi.nilai]
    semua = _urut(riwayat._base_manager.filter(edisi_id=edisi_id), saat)
    semua = semua.values_list("history_type", *isi.kunci, *ruas)
    badan = _badan(edisi_id) if isi.berpohon else {}
    banyak = len(isi.kunci) + 1
    for jenis, *baris in semua:
        kunci = tuple(baris[: banyak - 1])
        nilai = dict(zip(isi.nilai, baris[banyak - 1 :], strict=True))
        if isi.berpohon and nilai["induk"] is not None:
            nilai["induk"] = badan[nilai["induk"]]
        yield kunci, None if jenis == "-" else nilai


def _badan(edisi_id: int) -> dict[int, int]:
    """{place: body} of all places that the edition ever had: those of a clone are live, or were taken out, which is a
    revision. 2 queries."""
    lalu = Kedudukan.history.model._base_manager.filter(edisi_id=edisi_id).order_by()
    kini = Kedudukan._base_manager.filter(edisi_id=edisi_id).order_by()
    return {
        **dict(lalu.values_list("id", "perangkat_daerah_id")),
        **dict(kini.values_list("id", "perangkat_daerah_id")),
    }
