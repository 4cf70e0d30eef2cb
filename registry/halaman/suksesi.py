"""Successions as public pages tell them: what became of which body, over any number of steps, up to a date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from registry.halaman.dasar import Tautan
from registry.halaman.edisi import semua_versi_q
from registry.halaman.nama import TANPA_NAMA, nama_terakhir, tempat_terakhir
from registry.models import Daerah, Edisi, JenisSuksesi, Kedudukan, Peran, Peraturan, PesertaSuksesi, Suksesi
from registry.suksesi import kalimat

#: What befell the old side, before "menjadi".
KATA_KERJA = {
    JenisSuksesi.GANTI_NAMA: "berganti nama",
    JenisSuksesi.GABUNG: "digabung",
    JenisSuksesi.PECAH: "dipecah",
    JenisSuksesi.BUBAR: "dibubarkan",
    JenisSuksesi.BENTUK: "dibentuk",
}


@dataclass(frozen=True, slots=True)
class Sisi:
    """A body on one side of an event, as it was called then. `badan`: the one that is used where two were entered."""

    badan: int
    uuid: UUID
    nama: str

    @property
    def uuid_publik(self) -> UUID | None:
        """Nothing to lead to where it has no public name, hence no page."""
        return None if self.nama == TANPA_NAMA else self.uuid


@dataclass(slots=True)
class Peristiwa:
    """One event of a published edition. `edisi` has its regulation and region loaded."""

    edisi: Edisi
    nomor: int
    jenis: str
    keterangan: str
    rujukan: str
    peraturan: Peraturan | None
    lama: list[Sisi] = field(default_factory=list)
    baru: list[Sisi] = field(default_factory=list)

    @property
    def kata_kerja(self) -> str:
        return KATA_KERJA[JenisSuksesi(self.jenis)]

    @property
    def urut(self) -> tuple[date, int, int]:
        assert self.edisi.berlaku_mulai is not None  # published
        return self.edisi.berlaku_mulai, self.edisi.urutan, self.nomor

    @property
    def ringkas(self) -> str:
        return kalimat(self.jenis, (satu.nama for satu in self.lama), (satu.nama for satu in self.baru))

    def menyebut(self, badan: int) -> bool:
        return any(satu.badan == badan for satu in (*self.lama, *self.baru))


@dataclass(slots=True)
class Jejak:
    """What became of a body: the events that carried it on, oldest first, and the bodies at their end."""

    peristiwa: list[Peristiwa] = field(default_factory=list)
    ujung: dict[int, Sisi] = field(default_factory=dict)


def versi_dan_peristiwa(daerah: Daerah, *, semua_versi: bool = False) -> tuple[list[Edisi], list[Peristiwa]]:
    """(every published version as `semua_versi` gives them, the events of those that the registry holds today, oldest
    first); 1 query, of a row a version and a body that takes part in an event. Drafts take no part.
    `semua_versi`: the events of versions that a ralat superseded as well."""
    versi: dict[int, Edisi] = {}
    semua: dict[tuple[int, int], Peristiwa] = {}
    for baris in _berpeserta(semua_versi_q(daerah)):
        edisi = versi.setdefault(baris.pk, baris)
        isi = vars(baris)
        if isi["s_nomor"] is None or isi["s_jenis"] is None or (edisi.diralat_pada is not None and not semua_versi):
            continue
        peristiwa = semua.setdefault((edisi.pk, isi["s_nomor"]), _peristiwa(edisi, isi))
        lama = isi["s_peran"] == Peran.LAMA
        nama = isi["nama_sebelum"] or isi["nama_sini"] if lama else isi["nama_sini"]
        badan, uuid = isi["s_badan"], isi["s_uuid"]
        if isi["s_dialihkan"] is not None:
            badan, uuid = isi["s_dialihkan"], isi["s_dialihkan_uuid"]
        sisi = Sisi(badan, uuid, nama or isi["nama_akhir"] or TANPA_NAMA)
        (peristiwa.lama if lama else peristiwa.baru).append(sisi)
    return list(versi.values()), sorted(semua.values(), key=lambda satu: satu.urut)


def _berpeserta(versi: QuerySet[Edisi]) -> QuerySet[Edisi]:
    """Versions, each once for every body in an event of it, with that body, its names and the event."""
    peserta = "pesertasuksesi"
    sini = Kedudukan.objects.filter(edisi=OuterRef("pk"), perangkat_daerah=OuterRef(f"{peserta}__perangkat_daerah"))
    akhir = tempat_terakhir(f"{peserta}__perangkat_daerah")
    return (
        versi.annotate(s=FilteredRelation("suksesi", condition=Q(suksesi__nomor=F(f"{peserta}__nomor"))))
        .annotate(
            s_nomor=F(f"{peserta}__nomor"),
            s_peran=F(f"{peserta}__peran"),
            s_badan=F(f"{peserta}__perangkat_daerah"),
            s_uuid=F(f"{peserta}__perangkat_daerah__uuid"),
            s_dialihkan=F(f"{peserta}__perangkat_daerah__dialihkan_ke"),
            s_dialihkan_uuid=F(f"{peserta}__perangkat_daerah__dialihkan_ke__uuid"),
            s_jenis=F("s__jenis"),
            s_keterangan=F("s__keterangan"),
            s_rujukan=F("s__rujukan"),
            s_peraturan=F("s__peraturan"),
            s_p_jenis=F("s__peraturan__jenis"),
            s_p_nomor=F("s__peraturan__nomor"),
            s_p_tahun=F("s__peraturan__tahun"),
            s_p_daerah=F("s__peraturan__daerah"),
            nama_sini=Subquery(sini.values("nama")[:1]),
            nama_sebelum=Subquery(akhir.filter(_mendahului("")).values("nama")[:1]),
            nama_akhir=Subquery(akhir.values("nama")[:1]),
        )
        .order_by(*versi.query.order_by, f"{peserta}__nomor", f"{peserta}__id")
    )


def _peristiwa(edisi: Edisi, isi: dict[str, Any]) -> Peristiwa:
    peraturan = None
    if isi["s_peraturan"] is not None:
        peraturan = Peraturan(
            pk=isi["s_peraturan"],
            jenis=isi["s_p_jenis"],
            nomor=isi["s_p_nomor"],
            tahun=isi["s_p_tahun"],
            daerah=edisi.daerah if isi["s_p_daerah"] is not None else None,
        )
    return Peristiwa(edisi, isi["s_nomor"], isi["s_jenis"], isi["s_keterangan"], isi["s_rujukan"], peraturan)


def _mendahului(awalan: str) -> Q:
    """Places of editions before the one that the outer query is about."""
    mulai, urutan = OuterRef(f"{awalan}berlaku_mulai"), OuterRef(f"{awalan}urutan")
    return Q(edisi__berlaku_mulai__lt=mulai) | Q(edisi__berlaku_mulai=mulai, edisi__urutan__lt=urutan)


def jejak(peristiwa: Sequence[Peristiwa], badan: int, sejak: Edisi, sampai: Edisi) -> Jejak:
    """What became of a body that stood last in edition `sejak`, up to edition `sampai`. `peristiwa`: oldest first;
    each is looked at once, so that a chain that comes back to where it was ends all the same. No query."""
    awal, akhir = _letak(sejak), _letak(sampai)
    hasil = Jejak()
    kini: dict[int, Sisi | None] = {badan: None}
    for satu in peristiwa:
        if not awal <= satu.urut[:2] <= akhir or not any(sisi.badan in kini for sisi in satu.lama):
            continue
        baru = {sisi.badan: sisi for sisi in satu.baru}
        if satu.urut[:2] == awal and badan in baru:  # what it went through itself, and outlived
            continue
        kini = {satu_badan: sisi for satu_badan, sisi in kini.items() if satu_badan not in {s.badan for s in satu.lama}}
        kini |= baru
        hasil.peristiwa.append(satu)
    hasil.ujung = {satu_badan: sisi for satu_badan, sisi in kini.items() if sisi is not None}
    return hasil


def asal_usul(peristiwa: Sequence[Peristiwa], badan: int, sampai: Edisi) -> list[Peristiwa]:
    """The events from which a body came, over all its predecessors, up to edition `sampai`; oldest first. No query."""
    akhir = _letak(sampai)
    kini = {badan}
    hasil = []
    for satu in reversed(peristiwa):
        if satu.urut[:2] <= akhir and any(sisi.badan in kini for sisi in satu.baru):
            hasil.append(satu)
            kini |= {sisi.badan for sisi in satu.lama}
    return hasil[::-1]


def _letak(edisi: Edisi) -> tuple[date, int]:
    assert edisi.berlaku_mulai is not None  # published
    return edisi.berlaku_mulai, edisi.urutan


@dataclass(slots=True)
class PeristiwaEdisi:
    """One succession with the bodies on its two sides, for lists."""

    suksesi: Suksesi
    lama: list[Tautan] = field(default_factory=list)
    baru: list[Tautan] = field(default_factory=list)

    @property
    def kalimat(self) -> str:
        return kalimat(self.suksesi.jenis, (satu.teks for satu in self.lama), (satu.teks for satu in self.baru))


def suksesi_edisi(edisi: Edisi, cadangan: Iterable[Any] = ()) -> list[PeristiwaEdisi]:
    """The successions that an edition brings about; 2 queries. The old side is called as it was before the edition,
    the new one as it is there. `cadangan`: expressions for the name of a body that no published edition holds."""
    semua = {
        satu.nomor: PeristiwaEdisi(satu)
        for satu in Suksesi.objects.pada(edisi).select_related("peraturan__daerah").order_by("nomor")
    }
    if not semua:
        return []
    sini = Kedudukan.objects.filter(edisi=edisi, perangkat_daerah=OuterRef("perangkat_daerah")).values("nama")[:1]
    dulu = tempat_terakhir("perangkat_daerah")
    if edisi.berlaku_mulai is not None:  # a draft may have no date yet: then all that is published comes before
        mulai, urutan = Value(edisi.berlaku_mulai), Value(edisi.urutan)
        dulu = dulu.filter(Q(edisi__berlaku_mulai__lt=mulai) | Q(edisi__berlaku_mulai=mulai, edisi__urutan__lt=urutan))
    peserta = (
        PesertaSuksesi.objects.pada(edisi)
        .select_related("perangkat_daerah")
        .annotate(nama_sini=Subquery(sini), nama_sebelum=Subquery(dulu.values("nama")[:1]))
        .annotate(nama_akhir=Coalesce(*cadangan, nama_terakhir("perangkat_daerah"), Value(TANPA_NAMA)))
        .order_by("nomor", "id")
    )
    for satu in peserta:
        if satu.nomor not in semua:
            continue
        nama = _nama_sisi(satu)
        tautan = Tautan(nama, "" if nama == TANPA_NAMA else reverse("unit", args=[satu.perangkat_daerah.uuid]))
        sisi = semua[satu.nomor].lama if satu.peran == Peran.LAMA else semua[satu.nomor].baru
        sisi.append(tautan)
    return list(semua.values())


def _nama_sisi(satu: PesertaSuksesi) -> str:
    nama = vars(satu)
    lama = nama["nama_sebelum"] if satu.peran == Peran.LAMA else None
    return str(lama or nama["nama_sini"] or nama["nama_akhir"])
