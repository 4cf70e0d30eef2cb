"""How a body that does not stand any more ended, read beside the hits: joins of the ranking query, no query of its
own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

#: Columns that `GABUNGAN` adds, at the end of a row.
KOLOM = (
    "su.jenis, au.berlaku_mulai, pb.perangkat_daerah_id, bb.uuid, "
    + """COALESCE(
    (SELECT ak.nama FROM registry_kedudukan ak
     WHERE ak.edisi_id = pb.edisi_id AND ak.perangkat_daerah_id = pb.perangkat_daerah_id),
    (SELECT ak.nama FROM registry_kedudukan ak JOIN registry_edisi ae ON ae.id = ak.edisi_id
     WHERE ak.perangkat_daerah_id = pb.perangkat_daerah_id
         AND ae.diterbitkan_pada IS NOT NULL AND ae.diralat_pada IS NULL
     ORDER BY ae.berlaku_mulai DESC, ae.urutan DESC, ae.id DESC LIMIT 1))"""
)
BANYAK = 5

#: Of a hit `h` that does not stand and whose place is in edition `e`: the last event since then in which the body, or
#: its double, takes part, up to a date (the one parameter). Where it is on the new side too, it came out of it alive.
#: One row for each body on the new side.
GABUNGAN = """
    LEFT JOIN registry_pesertasuksesi pl ON h.kini IS NULL AND pl.peran = 'lama' AND pl.id = (
        SELECT ap.id FROM registry_pesertasuksesi ap JOIN registry_edisi ae ON ae.id = ap.edisi_id
        WHERE ap.perangkat_daerah_id IN (
                SELECT ab.id FROM registry_perangkatdaerah ab WHERE ab.id = h.badan OR ab.dialihkan_ke_id = h.badan)
            AND ae.diterbitkan_pada IS NOT NULL AND ae.diralat_pada IS NULL AND ae.berlaku_mulai <= %s
            AND (ae.berlaku_mulai > e.berlaku_mulai
                OR (ae.berlaku_mulai = e.berlaku_mulai AND ae.urutan >= e.urutan))
        ORDER BY ae.berlaku_mulai DESC, ae.urutan DESC, ap.nomor DESC,
            CASE ap.peran WHEN 'baru' THEN 0 ELSE 1 END, ap.id LIMIT 1)
    LEFT JOIN registry_suksesi su ON su.edisi_id = pl.edisi_id AND su.nomor = pl.nomor
    LEFT JOIN registry_edisi au ON au.id = pl.edisi_id
    LEFT JOIN registry_pesertasuksesi pb
        ON pb.edisi_id = pl.edisi_id AND pb.nomor = pl.nomor AND pb.peran = 'baru'
    LEFT JOIN registry_perangkatdaerah bb ON bb.id = pb.perangkat_daerah_id
"""


@dataclass(frozen=True, slots=True)
class Akhir:
    """The event that ended a body. `baru`: (id, uuid, name; None where no published edition calls it) of those that
    came out of it."""

    jenis: str
    mulai: date
    baru: tuple[tuple[int, UUID, str | None], ...]


def baca_akhir(semua: list[tuple[Any, ...]]) -> Akhir | None:
    """Out of the columns `KOLOM` of all rows of one hit."""
    jenis, mulai = semua[0][:2]
    if jenis is None:
        return None
    return Akhir(
        jenis,
        mulai if isinstance(mulai, date) else date.fromisoformat(mulai),
        # SQLite has no type of its own for dates and UUIDs
        tuple(
            (badan, uuid if isinstance(uuid, UUID) else UUID(uuid), nama)
            for _, _, badan, uuid, nama in semua
            if badan is not None
        ),
    )
