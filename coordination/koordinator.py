"""Who coordinates this unit: the registry's one question.

Walk up from the unit; the first that answers wins, whatever its sort:
1. the unit's own main span;
2. an Asisten above it (*membawahi*: the tree says so);
3. the main span of a body above it (a class entry such as "Kecamatan" answers for its members).
Else nobody, in words (`Status`). Nearest must win: with "any span first" a Bagian would pass its own Asisten
as soon as the Asisten himself stands in a span of the Sekda.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery

from coordination.models import Makna, RentangKoordinasi
from registry import pohon
from registry.isi_edisi import DASAR
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan

#: Columns of a row's regulation that its title needs, in the order of `peraturan_ringkas`.
RUAS_PERATURAN = (
    "peraturan__jenis",
    "peraturan__nomor",
    "peraturan__tahun",
    "peraturan__daerah_id",
    "peraturan__daerah__kode",
    "peraturan__daerah__nama",
)


#: Those who coordinate are coordinated by a span of their own or not at all, never through a body above them:
#: a span of the whole Sekretariat Daerah would make an Asisten his own koordinator.
BERKOORDINASI_SENDIRI = frozenset({JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH})


class Status(StrEnum):
    """Why there is, or is not, a koordinator."""

    ADA = "ada"
    BELUM_DIATUR = "belum_diatur"  # the regulation has spans, and this unit stands in none
    TIDAK_DIATUR = "tidak_diatur"  # the regulation has no spans at all
    BELUM_TERBACA = "belum_terbaca"  # the spans stand in a source that nobody has read
    BELUM_DIMUAT = "belum_dimuat"  # nobody has entered this edition's content


@dataclass(frozen=True, slots=True)
class DasarJawaban:
    """The legal basis of an answer. `tertulis`: as printed, where it differs; `catatan`: why read so."""

    peraturan: Peraturan | None
    rujukan: str
    tertulis: str = ""
    catatan: str = ""


@dataclass(frozen=True, slots=True)
class Jawaban:
    """The koordinator of one unit. `melalui`: name of the body above through which it answers, "" if direct."""

    id: int
    uuid: uuid.UUID
    nama: str
    langsung: bool
    melalui: str
    makna: Makna
    dasar: DasarJawaban
    huruf: str = ""
    verba: str = ""


def koordinator(unit: Kedudukan) -> Jawaban | None:
    """The koordinator of one place in one edition; 1 query."""
    return koordinator_untuk([unit])[unit.pk]


def koordinator_untuk(units: Iterable[Kedudukan]) -> dict[int, Jawaban | None]:
    """{place id: answer} for some places, possibly of several editions; 1 query.

    For a whole edition use `koordinator_edisi`, which does not grow with the depth of the tree.
    """
    units = list(units)
    if not units:
        return {}
    syarat = Q()
    for unit in units:
        syarat |= pohon.jalur_dan_diri(unit)
    semua = list(_berjalur(Kedudukan.objects.filter(syarat)))
    return {unit.pk: _terdekat(unit, semua) for unit in units}


def koordinator_tempat(ids: Sequence[int]) -> dict[Kedudukan, Jawaban | None]:
    """{place: answer} for places known by id alone, each with its edition and regulation; 1 query."""
    dicari = set(ids)
    # Joined from the few places asked for, through their edition, to what lies around them there.
    calon = Kedudukan.objects.alias(
        sasaran=FilteredRelation("edisi__kedudukan", condition=Q(edisi__kedudukan__pk__in=dicari))
    ).filter(pohon.di_sekeliling("sasaran"))
    semua = list(_berjalur(calon).select_related("edisi__peraturan__daerah").distinct())
    return {unit: _terdekat(unit, semua) for unit in semua if unit.pk in dicari}


def _terdekat(unit: Kedudukan, semua: Sequence[Kedudukan]) -> Jawaban | None:
    """The rule itself. `semua`: places from the root down, among them all those on the unit's path."""
    lewat = unit.nama  # the last body passed on the way up
    for satu in reversed(semua):
        if not pohon.di_jalur(satu, unit):
            continue
        if satu.perangkat_daerah_id == unit.perangkat_daerah_id:
            if satu.rentang_koordinator is not None:
                return _dari_rentang(satu)
            if satu.jenis in BERKOORDINASI_SENDIRI:
                return None
            continue
        if satu.jenis == JenisUnit.ASISTEN:
            jawaban = _dari_asisten(satu)
            return jawaban if satu.pk == unit.induk_id else replace(jawaban, langsung=False, melalui=lewat)
        if satu.rentang_koordinator is not None:
            return replace(_dari_rentang(satu), langsung=False, melalui=satu.nama)
        lewat = satu.nama
    return None


def _berjalur(jalur: QuerySet[Kedudukan]) -> QuerySet[Kedudukan]:
    """Places from the root down, each joined with its own main span."""
    nama_koordinator = Kedudukan.objects.filter(
        edisi=OuterRef("edisi"), perangkat_daerah=OuterRef("rentang__koordinator")
    ).values("nama")[:1]
    return (
        jalur.annotate(
            rentang=FilteredRelation(
                "perangkat_daerah__dalam_rentang",
                condition=Q(
                    perangkat_daerah__dalam_rentang__edisi=F("edisi"), perangkat_daerah__dalam_rentang__utama=True
                ),
            )
        )
        .annotate(
            rentang_koordinator=F("rentang__koordinator"),
            rentang_uuid=F("rentang__koordinator__uuid"),
            rentang_nama=Subquery(nama_koordinator),
            rentang_label=F("rentang__koordinator__nama"),
            rentang_makna=F("rentang__makna"),
            rentang_huruf=F("rentang__huruf"),
            rentang_verba=F("rentang__verba"),
            rentang_rujukan=F("rentang__rujukan"),
            rentang_tertulis=F("rentang__tertulis"),
            rentang_catatan=F("rentang__catatan"),
            p_id=F("rentang__peraturan"),
            p_jenis=F("rentang__peraturan__jenis"),
            p_nomor=F("rentang__peraturan__nomor"),
            p_tahun=F("rentang__peraturan__tahun"),
            p_daerah=F("rentang__peraturan__daerah"),
            p_kode=F("rentang__peraturan__daerah__kode"),
            p_nama=F("rentang__peraturan__daerah__nama"),
        )
        .select_related("perangkat_daerah", "peraturan__daerah")
        .order_by(*pohon.URUT_POHON)
    )


def _dari_rentang(satu: Kedudukan) -> Jawaban:
    baris = vars(satu)
    peraturan = peraturan_ringkas(
        *(baris[f"p_{ruas}"] for ruas in ("id", "jenis", "nomor", "tahun", "daerah", "kode", "nama"))
    )
    return Jawaban(
        id=satu.rentang_koordinator,
        uuid=satu.rentang_uuid,
        nama=baris["rentang_nama"] or baris["rentang_label"],
        langsung=True,
        melalui="",
        makna=Makna(baris["rentang_makna"]),
        dasar=DasarJawaban(peraturan, baris["rentang_rujukan"], baris["rentang_tertulis"], baris["rentang_catatan"]),
        huruf=baris["rentang_huruf"],
        verba=baris["rentang_verba"],
    )


def _dari_asisten(asisten: Kedudukan) -> Jawaban:
    return Jawaban(
        id=asisten.perangkat_daerah_id,
        uuid=asisten.perangkat_daerah.uuid,
        nama=asisten.nama,
        langsung=True,
        melalui="",
        makna=Makna.MEMBAWAHI,
        dasar=DasarJawaban(asisten.peraturan, asisten.rujukan, asisten.tertulis, asisten.catatan),
    )


@dataclass(frozen=True, slots=True)
class BacaanEdisi:
    """Places and main spans of one edition as plain rows (named tuples), places in tree order.

    Plain, because a model instance a unit would cost several times as much.
    """

    tempat: list[Any]
    rentang: list[Any]


def baca_edisi(edisi: Edisi) -> BacaanEdisi:
    """What `koordinator_edisi` and all that is derived of an edition stand on; 2 queries."""
    return BacaanEdisi(
        list(
            Kedudukan.objects.pada(edisi)
            .menurut_pohon()
            .values_list(
                "pk",
                "induk_id",
                "perangkat_daerah_id",
                "perangkat_daerah__uuid",
                "nama",
                "jenis",
                *pohon.TEPI,
                *DASAR,
                *RUAS_PERATURAN,
                named=True,
            )
        ),
        list(
            RentangKoordinasi.objects.pada(edisi)
            .utama()
            .menurut_naskah()
            .values_list(
                "unit_id", "koordinator_id", "koordinator__uuid", "koordinator__nama", "makna", "huruf", "verba",
                *DASAR, *RUAS_PERATURAN,
                named=True,
            )
        ),
    )  # fmt: skip


def koordinator_edisi(edisi: Edisi, bacaan: BacaanEdisi | None = None) -> dict[int, Jawaban | None]:
    """{body id: answer} of a whole edition; 2 queries (0 with `bacaan`), O(units). Equal to `koordinator` of each."""
    bacaan = bacaan or baca_edisi(edisi)
    semua = bacaan.tempat
    tempat = {unit.perangkat_daerah_id: unit for unit in semua}
    sendiri: dict[int, Jawaban] = {}
    for satu in bacaan.rentang:
        unit = tempat.get(satu.unit_id)
        if unit is None:
            continue  # the Perda removed the unit first; the span stays in the record, the unit does not
        yang = tempat.get(satu.koordinator_id)
        jawaban = Jawaban(
            id=satu.koordinator_id,
            uuid=satu.koordinator__uuid,
            nama=yang.nama if yang is not None else satu.koordinator__nama,
            langsung=True,
            melalui="",
            makna=Makna(satu.makna),
            dasar=dasar_baris(satu),
            huruf=satu.huruf,
            verba=satu.verba,
        )
        sendiri[unit.pk] = jawaban

    def teruskan(unit: Any, jawaban: Jawaban | None) -> Jawaban | None:
        """What a place hands down to those below it."""
        if unit.jenis == JenisUnit.ASISTEN:
            return Jawaban(
                id=unit.perangkat_daerah_id,
                uuid=unit.perangkat_daerah__uuid,
                nama=unit.nama,
                langsung=True,
                melalui="",
                makna=Makna.MEMBAWAHI,
                dasar=dasar_baris(unit),
            )
        if jawaban is not None and jawaban.langsung:
            return replace(jawaban, langsung=False, melalui=unit.nama)
        return jawaban

    hasil = pohon.turunkan(semua, sendiri, teruskan)
    return {
        unit.perangkat_daerah_id: (sendiri.get(unit.pk) if unit.jenis in BERKOORDINASI_SENDIRI else hasil[unit.pk])
        for unit in semua
    }


def dasar_baris(baris: Any) -> DasarJawaban:
    """Basis of a plain row that holds `DASAR` and `RUAS_PERATURAN`."""
    return DasarJawaban(
        peraturan_ringkas(baris.peraturan_id, *(getattr(baris, ruas) for ruas in RUAS_PERATURAN)),
        baris.rujukan,
        baris.tertulis,
        baris.catatan,
    )


def peraturan_ringkas(
    pk: int | None, jenis: str, nomor: str, tahun: int | None, daerah_id: int | None, kode: str, nama: str
) -> Peraturan | None:
    """A regulation from its columns, enough for its title and its link."""
    if pk is None:
        return None
    daerah = None if daerah_id is None else Daerah(id=daerah_id, kode=kode, nama=nama)
    return Peraturan(id=pk, jenis=jenis, nomor=nomor, tahun=tahun, daerah=daerah)


def status(jawaban: Jawaban | None, edisi: Edisi) -> Status:
    """In words why there is no koordinator, from what the edition says of its spans; no query."""
    if jawaban is not None:
        return Status.ADA
    keadaan = edisi.kelengkapan("rentang")
    if keadaan in (Kelengkapan.TIDAK_DIATUR, Kelengkapan.BELUM_TERBACA, Kelengkapan.BELUM_DIMUAT):
        return Status(keadaan.value)
    return Status.BELUM_DIATUR
