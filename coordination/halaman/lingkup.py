"""The list of what a body coordinates and commands in an edition, read together with its place there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db.models import Aggregate, F, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat

from coordination.models import Makna
from registry.models import Kedudukan

RUAS, BARIS = "\x1f", "\x1e"


class Terdaftar(NamedTuple):
    """One unit in the list. `nama`: as the edition calls it."""

    badan: int
    nama: str
    makna: str
    huruf: str
    rujukan: str


class _Rangkai(Aggregate):
    """All values in one text, in no order; both engines know it, each under its own name."""

    function = "STRING_AGG"
    output_field = TextField()

    def as_sqlite(self, compiler: Any, connection: Any, **lain: Any) -> Any:
        return super().as_sql(compiler, connection, function="GROUP_CONCAT", **lain)


def dengan_lingkup() -> dict[str, Any]:
    """Annotation of places that `lingkup` reads; no query of its own. Units without a place are in no list, as on the
    unit's page."""
    rentang = "perangkat_daerah__dalam_rentang"
    bagian = (F("perangkat_daerah"), F("nama"), *(F(f"{rentang}__{ruas}") for ruas in ("makna", "huruf", "rujukan")))
    isi = [satu for ruas in bagian for satu in (ruas, Value(RUAS))]
    semua = (
        Kedudukan.objects.filter(
            edisi=OuterRef("edisi"),
            **{f"{rentang}__edisi": OuterRef("edisi"), f"{rentang}__koordinator": OuterRef("perangkat_daerah")},
        )
        .order_by()
        .values("edisi")
        .annotate(semua=_Rangkai(Concat(*isi, output_field=TextField()), Value(BARIS)))
    )
    return {"lingkup": Subquery(semua.values("semua"), output_field=TextField())}


def lingkup(tempat: Kedudukan) -> frozenset[Terdaftar]:
    """The list of a place that was read with `dengan_lingkup`; no query."""
    teks: str | None = vars(tempat).get("lingkup")
    if not teks:
        return frozenset()
    pecah = (satu.split(RUAS) for satu in teks.split(BARIS))
    return frozenset(
        Terdaftar(int(badan), nama, makna, huruf, rujukan) for badan, nama, makna, huruf, rujukan, *_ in pecah
    )


def jumlah(semua: Iterable[Terdaftar], makna: Makna) -> int:
    """How many units of one sense; one that a defective text lists twice counts once."""
    return len({satu.badan for satu in semua if satu.makna == makna})
