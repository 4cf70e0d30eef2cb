"""The tree of an edition: the only module that knows the columns of django-mptt.

They are an index for reading, recomputed as a whole from (`induk`, `urutan`) by `susun`. No incremental
MPTT move ever runs, so none can corrupt. They are never truth: not in history, not in documents, not in
the API.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db import connections
from django.db.models import F, Q, QuerySet

from registry.galat import Ditolak

if TYPE_CHECKING:
    from registry.models import Kedudukan

K = TypeVar("K")

#: Columns that carry the edition's id, so that a clone replaces them.
KOLOM_EDISI = ("tree_id",)
#: Columns that go along when a node stops or starts being the root.
KOLOM_PANGKAL = ("level",)
URUT_POHON = ("tree_id", "lft")
#: What `turunkan` needs of a plain row.
TEPI = ("lft", "rght")


def jalur_dan_diri(unit: Kedudukan) -> Q:
    """The unit and everything above it, in its edition. By the tree's own id: that index knows the order too."""
    return Q(tree_id=unit.edisi_id, lft__lte=unit.lft, rght__gte=unit.rght)


def di_bawah(unit: Kedudukan) -> Q:
    """Everything below the unit, in its edition."""
    return Q(tree_id=unit.edisi_id, lft__gt=unit.lft, rght__lt=unit.rght)


def di_sekeliling(sambungan: str) -> Q:
    """The place joined under `sambungan`, of the same edition, lies in this place (or is it)."""
    return Q(lft__lte=F(f"{sambungan}__lft"), rght__gte=F(f"{sambungan}__rght"))


def di_jalur(atas: Kedudukan, unit: Kedudukan) -> bool:
    """Is `atas` the unit itself or above it? Both already read; no query."""
    return bool(atas.edisi_id == unit.edisi_id and atas.lft <= unit.lft and atas.rght >= unit.rght)


def kedalaman(unit: Kedudukan) -> int:
    """0 for the root."""
    return int(unit.level)


def kolom_baru(unit: Kedudukan, edisi_id: int) -> None:
    """Placeholder tree columns of a row about to be inserted; `susun` sets the real ones."""
    unit.tree_id, unit.lft, unit.rght, unit.level = edisi_id, 1, 2, 0 if unit.induk_id is None else 1


def bukan_pangkal(unit: Kedudukan) -> None:
    """Placeholder level of a root that goes under another node, to be written with its `induk`."""
    unit.level = 1


def jadi_pangkal(unit: Kedudukan) -> None:
    """Level of a node that becomes the root, to be written with its `induk`."""
    unit.level = 0


@dataclass(slots=True)
class Simpul:
    """A node read into memory with its children, in order."""

    kedudukan: Kedudukan
    anak: list[Simpul]


def rakit(semua: QuerySet[Kedudukan]) -> Simpul | None:
    """Nest the nodes of one edition, in tree order; 1 query. None for an edition without nodes."""
    akar: Simpul | None = None
    tumpukan: list[Simpul] = []
    for kedudukan in semua.order_by(*URUT_POHON):
        simpul = Simpul(kedudukan, [])
        while tumpukan and tumpukan[-1].kedudukan.rght < kedudukan.lft:
            tumpukan.pop()
        if tumpukan:
            tumpukan[-1].anak.append(simpul)
        else:
            akar = simpul
        tumpukan.append(simpul)
    return akar


def turunkan(
    semua: Sequence[Any], sendiri: Mapping[int, K], teruskan: Callable[[Any, K | None], K | None]
) -> dict[int, K | None]:
    """Hand values down a tree: each node has its own (`sendiri`, by node id) or what comes from above;
    `teruskan(node, its value)` is what it hands to its children. O(n), no query.

    `semua`: places, or plain rows with pk and `TEPI`, in tree order. Returns {node id: value | None}.
    """
    hasil: dict[int, K | None] = {}
    tumpukan: list[tuple[int, K | None]] = []
    for unit in semua:
        while tumpukan and tumpukan[-1][0] < unit.lft:
            tumpukan.pop()
        dari_atas = tumpukan[-1][1] if tumpukan else None
        hasil[unit.pk] = sendiri.get(unit.pk, dari_atas)
        tumpukan.append((unit.rght, teruskan(unit, hasil[unit.pk])))
    return hasil


def susun(semua: QuerySet[Kedudukan]) -> int:
    """Recompute the tree columns of one edition's nodes from (`induk`, `urutan`, `nama`).

    `semua`: all rows of the edition, under the edition's lock. 2 queries (read, one UPDATE a 200 changed rows).
    Returns the number of rows whose columns changed. Raises Ditolak for a cycle or a node that hangs on
    nothing; then nothing was written.
    """
    beda, terputus = _beda(semua)
    if terputus:
        raise Ditolak(f"Susunan melingkar: {terputus} unit tidak tersambung ke pangkal bagan.")
    _tulis(semua, beda)
    return len(beda)


def menyimpang(semua: QuerySet[Kedudukan]) -> list[int]:
    """Ids of the nodes of one edition whose stored columns are not what `susun` would write; 1 query. For whoever
    must know whether pages show the tree that was recorded."""
    beda, terputus = _beda(semua)
    asing = semua.exclude(tree_id=F("edisi_id")).order_by("pk").values_list("pk", flat=True)
    return [pk for pk, *_ in beda] or list(asing[:1]) or [0] * bool(terputus)


def _beda(semua: QuerySet[Kedudukan]) -> tuple[list[tuple[int, int, int, int]], int]:
    """((id, lft, rght, level) of the nodes whose columns differ from what follows from parents and orders; how many
    hang on nothing)."""
    baris = list(semua.order_by("urutan", "nama", "id").values_list("id", "induk_id", "lft", "rght", "level"))
    anak: dict[int | None, list[int]] = {}
    for pk, induk, *_ in baris:
        anak.setdefault(induk, []).append(pk)
    letak = _letak(anak)
    beda = [(pk, *letak[pk]) for pk, _, *kini in baris if pk in letak and letak[pk] != tuple(kini)]
    return beda, len(baris) - len(letak)


def _letak(anak: dict[int | None, list[int]]) -> dict[int, tuple[int, int, int]]:
    """{id: (lft, rght, level)} of all nodes that hang on the root; a loop hangs on nothing."""
    kiri: dict[int, tuple[int, int]] = {}
    letak: dict[int, tuple[int, int, int]] = {}
    nomor = 0
    tumpukan = [(pk, 0, False) for pk in reversed(anak.get(None, []))]
    while tumpukan:
        pk, level, tutup = tumpukan.pop()
        nomor += 1
        if tutup:
            letak[pk] = (kiri[pk][0], nomor, level)
            continue
        kiri[pk] = (nomor, level)
        tumpukan.append((pk, level, True))
        tumpukan += [(cucu, level + 1, False) for cucu in reversed(anak.get(pk, []))]
    return letak


def _tulis(semua: QuerySet[Kedudukan], beda: list[tuple[int, int, int, int]]) -> None:
    """UPDATE … FROM (VALUES …): bulk_update's CASE grows quadratically with rows and columns."""
    koneksi = connections[semua.db]
    tabel = koneksi.ops.quote_name(semua.model._meta.db_table)
    tempat = "(%s::bigint, %s::int, %s::int, %s::int)" if koneksi.vendor == "postgresql" else "(%s, %s, %s, %s)"
    for awal in range(0, len(beda), 200):
        bagian = beda[awal : awal + 200]
        nilai: list[Any] = [angka for satu in bagian for angka in satu]
        with koneksi.cursor() as kursor:
            kursor.execute(
                f"WITH baru(id, l, r, t) AS (VALUES {', '.join([tempat] * len(bagian))}) "
                f"UPDATE {tabel} SET lft = baru.l, rght = baru.r, level = baru.t FROM baru WHERE {tabel}.id = baru.id",
                nilai,
            )


def periksa(semua: QuerySet[Kedudukan]) -> list[str]:
    """Independent check of the stored columns against `induk`: faults in words, [] for a sound tree; 1 query.

    For the system's own tests and `manage.py periksa`; recomputes nothing and repairs nothing.
    """
    baris: dict[int, Any] = {
        pk: (induk, edisi, pohon, lft, rght, level)
        for pk, induk, edisi, pohon, lft, rght, level in semua.order_by().values_list(
            "id", "induk_id", "edisi_id", "tree_id", "lft", "rght", "level"
        )
    }
    salah: list[str] = []
    tepi: dict[int, list[int]] = {}
    for pk, (induk, edisi, pohon, lft, rght, level) in baris.items():
        tepi.setdefault(edisi, []).extend((lft, rght))
        if pohon != edisi:
            salah.append(f"unit {pk} tercatat dalam pohon edisi lain")
        if induk is None:
            if level != 0:
                salah.append(f"pangkal {pk} tidak pada tingkat 0")
        elif induk not in baris or baris[induk][1] != edisi:
            salah.append(f"induk unit {pk} berada di luar edisinya")
        elif not (baris[induk][3] < lft < rght < baris[induk][4] and level == baris[induk][5] + 1):
            salah.append(f"unit {pk} tidak bersarang dalam induknya")
    for edisi, angka in tepi.items():
        if sorted(angka) != list(range(1, len(angka) + 1)):
            salah.append(f"nomor pohon edisi {edisi} berlubang atau berganda")
    return salah
