"""Rows of a pack as they were sealed: one JSON line each, and a table for people that follows from the lines."""

from __future__ import annotations

import csv
import heapq
import io
import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import lru_cache
from itertools import islice
from typing import IO, Any, NamedTuple
from uuid import UUID

from django.db import models
from django.db.models import Q

from registry import waktu
from registry.audit.peran import peran_dulu
from registry.audit.sebut import Saat, Sebutan
from registry.lingkup import jalur_daerah
from registry.models import BagianSegel, Daerah, Edisi, Tindakan
from registry.riwayat import tabel_riwayat
from registry.segel import kanonik
from registry.segel.kolom import kolom_segel
from registry.segel.pemeriksa_segel import KEPALA_CSV, Daftar, baris_csv

#: Rows whose names are looked up together, and rows read at once.
SEKALI, BACA_SEKALI = 1_000, 2_000
#: Lists of parts kept at hand; one is 400 kB at most.
DAFTAR_DI_TANGAN = 32
BOM = "\ufeff"


class Letak(NamedTuple):
    """Where a row is sealed: seal, part, the columns that were hashed, the hash of the row in hex."""

    segel: int
    bagian: int
    kolom: list[list[str]]
    sidik: str


class _Bagian(NamedTuple):
    dari: int
    sampai: int
    segel: int
    urutan: int
    kolom: list[list[str]]
    pk: int


class BukuSegel:
    """The parts of all seals up to one of them, without their lists; `terpakai`: {(seal, part): id} of those in which a
    row was looked for.
    1 query, 1 more a list that is opened."""

    def __init__(self, sampai: int) -> None:
        self.terpakai: dict[tuple[int, int], int] = {}
        self._semua: dict[tuple[str, int | None], list[_Bagian]] = {}
        kolom_sama: dict[str, list[list[str]]] = {}
        semua = BagianSegel.objects.filter(segel__nomor__lte=sampai).order_by("dari", "segel__nomor", "urutan")
        ruas = ("tabel", "edisi_id", "kolom", "dari", "sampai", "segel__nomor", "urutan", "pk")
        for tabel, edisi, kolom, dari, akhir, segel, urutan, pk in semua.values_list(*ruas).iterator(BACA_SEKALI):
            kolom = kolom_sama.setdefault(repr(kolom), kolom)
            self._semua.setdefault((tabel, edisi), []).append(_Bagian(dari, akhir, segel, urutan, kolom, pk))
        self._buka = lru_cache(DAFTAR_DI_TANGAN)(baca_daftar)

    def letak(self, tabel: str, edisi: int | None, nomor: int) -> Letak | None:
        """Where a row is sealed; None where it is not yet. `edisi`: whose live row it is, None for a row of history."""
        semua = self._semua.get((tabel, edisi), [])
        urut = bisect_right(semua, nomor, key=lambda satu: satu.dari) - 1
        if urut < 0 or nomor > semua[urut].sampai:
            return None
        bagian = semua[urut]
        self.terpakai[bagian.segel, bagian.urutan] = bagian.pk
        sidik = self._buka(bagian.pk).sidik(nomor)
        return None if sidik is None else Letak(bagian.segel, bagian.urutan, bagian.kolom, sidik)


def baca_daftar(bagian: int) -> Daftar:
    """The list of one part; 1 query."""
    return Daftar(bytes(BagianSegel.objects.values_list("daftar", flat=True).get(pk=bagian)))


class Baris(NamedTuple):
    """One row as it is stored. `kolom`: {column: value}; `edisi`: whose live row it is, None for a row of history."""

    pada: datetime
    model: type[models.Model]
    nomor: int
    kolom: Mapping[str, Any]
    edisi: int | None = None


def rekaman(baris: Baris, buku: BukuSegel, sebutan: Mapping[str, str]) -> dict[str, Any]:
    """A row as a line says it: its open columns, what stands for the closed ones, its hash and where that is sealed.

    A column that was open when it was sealed and is so no longer stays out; the row can then be told by its hash
    alone (`tertutup` is null).
    """
    tabel, bagi = baris.model._meta.db_table, kolom_segel(baris.model)
    letak = buku.letak(tabel, baris.edisi, baris.nomor)
    buka, tutup = letak.kolom if letak is not None else (list(bagi.terbuka), list(bagi.tertutup))
    boleh = set(bagi.terbuka)
    terbuka = {satu: kanonik.nilai(baris.kolom[satu]) for satu in buka if satu in boleh}
    utuh = len(terbuka) == len(buka) and all(satu in baris.kolom for satu in tutup)
    tertutup = [baris.kolom[satu] for satu in tutup] if utuh else []
    return {
        "tabel": tabel,
        "nomor": baris.nomor,
        "segel": letak.segel if letak is not None else None,
        "bagian": letak.bagian if letak is not None else None,
        "sidik": letak.sidik if letak is not None
        else kanonik.sidik_baris(tabel, [baris.kolom[satu] for satu in buka], tertutup).hex(),
        "terbuka": terbuka,
        "tertutup": kanonik.sidik_tertutup(tertutup) if utuh else None,
        "sebutan": dict(sebutan),
    }  # fmt: skip


def baca(semua: models.QuerySet[Any], ruas_waktu: str) -> Iterator[Baris]:
    """Rows of an append-only table, read a part at a time; 1 query. `ruas_waktu`: the field that says when."""
    for nomor, kolom in _kolom(semua):
        yield Baris(kolom[ruas_waktu], semua.model, nomor, kolom)


def baca_hidup(semua: models.QuerySet[Any], edisi: int, saat: datetime) -> Iterator[Baris]:
    """Live rows of a published edition, which is as it was at `saat`; 1 query."""
    for nomor, kolom in _kolom(semua):
        yield Baris(saat, semua.model, nomor, {"edisi_id": edisi, **kolom}, edisi)


def _kolom(semua: models.QuerySet[Any]) -> Iterator[tuple[int, dict[str, Any]]]:
    ruas = list(semua.model._meta.local_concrete_fields)
    nama, kunci = [satu.column for satu in ruas], semua.model._meta.pk.column
    for nilai in semua.values_list(*(satu.attname for satu in ruas)).iterator(BACA_SEKALI):
        kolom = dict(zip(nama, nilai, strict=True))
        yield kolom[kunci], kolom


# --- Of a region ---------------------------------------------------------------------------------------


def revisi(daerah: Daerah, dari: datetime, sampai: datetime) -> Iterator[Baris]:
    """All history rows of a region, `dari` <= moment < `sampai`, oldest first; 1 query a history table."""
    sumber = []
    for model in tabel_riwayat():
        milik = milik_daerah(model, daerah)
        if milik is not None:
            semua = model._default_manager.filter(milik, history_date__gte=dari, history_date__lt=sampai)
            sumber.append(baca(semua.order_by("history_date", "history_id"), "history_date"))
    yield from heapq.merge(*sumber, key=lambda satu: (satu.pada, satu.model._meta.db_table, satu.nomor))


def tindakan(daerah: Daerah, dari: datetime, sampai: datetime) -> Iterator[Baris]:
    """The acts of a region in that time, oldest first; 1 query."""
    semua = Tindakan.objects.filter(daerah=daerah, pada__gte=dari, pada__lt=sampai)
    return baca(semua.order_by("pada", "id"), "pada")


def milik_daerah(model: type[models.Model], daerah: Daerah) -> Q | None:
    """Condition on the rows of a history table that belong to a region; None where none can. What was removed from
    its own table is found through history."""
    asal = model.instance_type  # type: ignore[attr-defined]
    jalur = jalur_daerah(asal)
    if not jalur:
        return None
    if jalur == "pk":
        return Q(id=daerah.pk)
    if jalur == "daerah":
        return Q(daerah_id=daerah.pk)
    induk, _, akhir = jalur.partition("__")
    assert akhir == "daerah", f"no way from {asal.__name__} to its region"
    if asal._meta.get_field(induk).related_model is Edisi:
        return Q(edisi_id__in=Edisi.objects.filter(daerah=daerah).values("pk"))
    riwayat_induk = asal._meta.get_field(induk).related_model.history.model
    return Q(**{f"{induk}_id__in": riwayat_induk._default_manager.filter(daerah_id=daerah.pk).values("id")})


# --- Names, and writing --------------------------------------------------------------------------------


def tulis(semua: Iterable[Baris], buku: BukuSegel, daerah: Daerah, jsonl: IO[bytes], tabel: IO[bytes] | None) -> int:
    """Write rows as lines, and as a table where one is wanted; returns how many. A few queries for every thousand
    rows, so that memory stays bounded."""
    jumlah, urut = 0, iter(semua)
    if tabel is not None:
        tabel.write((BOM + baris_sebagai_csv(KEPALA_CSV)).encode())
    while potong := list(islice(urut, SEKALI)):
        for satu, (sebutan, tampil) in zip(potong, sebut(potong, daerah), strict=True):
            isi = rekaman(satu, buku, sebutan) | {"tampil": tampil}
            jsonl.write(json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")
            if tabel is not None:
                tabel.write(baris_sebagai_csv(baris_csv(isi)).encode())
        jumlah += len(potong)
    return jumlah


def baris_sebagai_csv(sel: Iterable[str]) -> str:
    """One line of a CSV file."""
    keluaran = io.StringIO()
    csv.writer(keluaran, lineterminator="\r\n").writerow(sel)
    return keluaran.getvalue()


def sebut(semua: list[Baris], daerah: Daerah) -> list[tuple[dict[str, str], dict[str, str]]]:
    """For each row (what its open numbers name, as that was called then; what the table for people says besides: the
    region's own time, the table's name, of an act the role and the legal basis of then). A few queries for all."""
    s = Sebutan(daerah)
    acuan = [(satu, list(_acuan(satu))) for satu in semua]
    for satu, ruas in acuan:
        for model, nama in ruas:
            s.minta(model, nama, satu.kolom[nama], _saat(satu))
    dasar = _dasar(semua)
    for satu, peraturan in zip(semua, dasar, strict=True):
        s.minta(Edisi, "peraturan_id", peraturan, _saat(satu))
    s.muat()
    orang = {satu.kolom["oleh_id"] for satu in semua if satu.model is Tindakan}
    peran = peran_dulu(daerah, [Tindakan(oleh_id=pk) for pk in orang]) if orang else None
    ingat: dict[Any, str] = {}  # rows of one act name the same things

    def kata(model: type[models.Model], nama: str, nilai: Any, satu: Baris) -> str:
        kunci = (model, nama, nilai, saat := _saat(satu))
        if kunci not in ingat:
            ingat[kunci] = s.kata(model, nama, nilai, saat)
        return ingat[kunci]

    def tampil(satu: Baris, peraturan: int | None) -> dict[str, str]:
        dulu = peran.pada(satu.kolom["oleh_id"], satu.pada) if peran is not None and satu.model is Tindakan else []
        return {
            "waktu_setempat": waktu.sebut_saat(satu.pada, daerah, "Y-m-d H:i:s"),
            "tabel": str(getattr(satu.model, "instance_type", satu.model)._meta.verbose_name),
            "peran": ", ".join(dulu),
            "dasar": "" if peraturan is None else kata(Edisi, "peraturan_id", peraturan, satu).strip("“”"),
        }

    return [
        ({nama: kata(model, nama, satu.kolom[nama], satu) for model, nama in ruas}, tampil(satu, peraturan))
        for (satu, ruas), peraturan in zip(acuan, dasar, strict=True)
    ]


def _dasar(semua: list[Baris]) -> list[int | None]:
    """For each row the regulation behind the edition of an act, as it was then; None for other rows. 1 query, none
    where no act is on an edition."""
    edisi = {satu.kolom["edisi_id"] for satu in semua if satu.model is Tindakan} - {None}
    dulu: dict[int, list[tuple[datetime, UUID | None, int | None]]] = {}
    riwayat: Any = Edisi.history.model
    if edisi:
        revisi = riwayat._default_manager.filter(id__in=edisi).order_by("history_date", "history_id")
        for nomor, *lain in revisi.values_list("id", "history_date", "history_kelompok", "peraturan_id"):
            dulu.setdefault(nomor, []).append((lain[0], lain[1], lain[2]))
    hasil: list[int | None] = []
    for satu in semua:
        peraturan = None
        for kapan, kelompok, nilai in dulu.get(satu.kolom["edisi_id"], []) if satu.model is Tindakan else []:
            if kapan <= satu.pada or (kelompok is not None and kelompok == satu.kolom["kelompok"]):
                peraturan = nilai
        hasil.append(peraturan)
    return hasil


def _acuan(baris: Baris) -> Iterator[tuple[type[models.Model], str]]:
    """(model, field) of the open columns of a row that point at something."""
    asal: type[models.Model] = getattr(baris.model, "instance_type", baris.model)
    for nama in _ruas_acuan(asal, kolom_segel(baris.model).terbuka):
        if isinstance(baris.kolom[nama], int):
            yield asal, nama


@lru_cache
def _ruas_acuan(model: type[models.Model], terbuka: tuple[str, ...]) -> tuple[str, ...]:
    """Columns that point at rows with a history. Not the region, which is the pack's; not a place's parent, which
    stands in the edition's own table."""
    ruas = {satu.column: satu for satu in model._meta.local_concrete_fields}
    return tuple(
        nama
        for nama in terbuka
        if nama in ruas
        and nama not in ("induk_id", "daerah_id")
        and ruas[nama].related_model is not None
        and hasattr(ruas[nama].related_model, "history")
    )


def _saat(baris: Baris) -> Saat:
    """Bodies are called by their own name and not by that of their place: a thousand rows of one edition would ask
    for all that was ever done in it, and a place says its name itself."""
    kelompok: UUID | None = baris.kolom.get("history_kelompok") or baris.kolom.get("kelompok")
    return Saat(baris.pada, kelompok)
