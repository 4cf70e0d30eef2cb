"""What derivation stands on: tree, answers, provisions, matters and typed relations of one edition, read once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, reduce
from itertools import takewhile
from operator import or_
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from django.db.models import Q

from coordination.koordinator import (
    RUAS_PERATURAN,
    DasarJawaban,
    Jawaban,
    baca_edisi,
    dasar_baris,
    koordinator_edisi,
)
from coordination.models import Makna
from registry.halaman.nama import nama_di_edisi
from registry.isi_edisi import DASAR
from registry.models import Edisi, JenisUnit
from relations.models import (
    BidangStafAhli,
    HubunganKerja,
    JenisHubungan,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Subjek,
    SubjenisKoordinatif,
    UrusanPerangkat,
)
from relations.panel import TANPA_HUBUNGAN, ketentuan_pelaksanaan
from relations.pembuka import menyebut_subjenis, pembuka, subjek_antara

#: What the name of a class entry tells of its members that are no perangkat daerah, as a pattern that Python and both
#: databases read alike.
KELOMPOK_LAIN = (
    (r"(^|[^a-z])(badan usaha milik|bumd|perusahaan|perumda|perseroda)([^a-z]|$)", JenisUnit.BUMD),
    (r"(^|[^a-z])instansi vertikal([^a-z]|$)", JenisUnit.INSTANSI_VERTIKAL),
    (r"(^|[^a-z])desa([^a-z]|$)", JenisUnit.DESA),
)

#: Sorts to which no kind between perangkat daerah applies. Staf Ahli have kinds of their own (PP 18/2016 Pasal 102).
BUKAN_PERANGKAT = {*TANPA_HUBUNGAN, JenisUnit.STAF_AHLI}

#: Sorts that are perangkat daerah by themselves (UU 23/2014 Pasal 209 ayat (2); PP 41/2007 has kantor and rumah sakit
#: of their own), as against parts of one and class entries.
PERANGKAT = {
    JenisUnit.SEKRETARIAT_DAERAH,
    JenisUnit.SEKRETARIAT_DPRD,
    JenisUnit.INSPEKTORAT,
    JenisUnit.DINAS,
    JenisUnit.BADAN,
    JenisUnit.KANTOR,
    JenisUnit.SATPOL_PP,
    JenisUnit.KECAMATAN,
    JenisUnit.RSUD,
}

#: Bodies with which koordinatif is instansional (Pesawaran 38/2022 Pasal 1 angka 17).
INSTANSI_LAIN = {JenisUnit.BUMD, JenisUnit.INSTANSI_VERTIKAL}

#: Offices and units of the Sekretariat Daerah through which others may hang in a tree without being part of them.
SEKRETARIAT = {JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH, JenisUnit.ASISTEN}


def sifat(jenis: str, nama: str) -> str:
    """The sort of a unit; of a class entry, the sort of its members where they are no perangkat daerah."""
    if jenis != JenisUnit.KELOMPOK:
        return jenis
    cocok = (str(sebagai) for pola, sebagai in KELOMPOK_LAIN if re.search(pola, nama, re.IGNORECASE))
    return next(cocok, jenis)


def bukan_perangkat() -> Q:
    """Of places (Kedudukan): those that are no perangkat daerah, as `Bahan.perangkat` sees it."""
    kelompok = Q(jenis=JenisUnit.KELOMPOK) & reduce(or_, (Q(nama__iregex=pola) for pola, _ in KELOMPOK_LAIN))
    return Q(jenis__in=BUKAN_PERANGKAT) | kelompok


class Berbadan(Protocol):
    """Anything that belongs to one body."""

    @property
    def badan(self) -> int: ...


B = TypeVar("B", bound=Berbadan)


class Titik(NamedTuple):
    """One end of a relation. `jenis` is "" for a body that has no place in the edition's tree."""

    badan: int
    uuid: UUID
    nama: str
    jenis: str


class BarisUrusan(NamedTuple):
    """One matter of one body: of a Staf Ahli (with its letter), or of a perangkat daerah."""

    badan: int
    urusan: int
    nama: str
    kode: str
    bagian_dari: int | None
    huruf: str
    dasar: DasarJawaban

    def bertemu(self, lain: BarisUrusan) -> bool:
        """The same matter, or one is part of the other."""
        return self.urusan in (lain.urusan, lain.bagian_dari) or self.bagian_dari == lain.urusan


class Tersurat(NamedTuple):
    """A relation that somebody typed because the regulation names it."""

    pk: int
    dari: Titik
    ke: Titik
    jenis: str
    subjenis: str
    keterangan: str
    dasar: DasarJawaban


@dataclass(slots=True)
class IsiBahan:
    """Rows as they were read; from anywhere, so that derivation needs no database."""

    tempat: list[Any] = field(default_factory=list)
    jawaban: dict[int, Jawaban | None] = field(default_factory=dict)
    ketentuan: list[KetentuanHubungan] = field(default_factory=list)
    pelaksanaan: list[KetentuanPelaksanaan] = field(default_factory=list)
    bidang: list[BarisUrusan] = field(default_factory=list)
    urusan: list[BarisUrusan] = field(default_factory=list)
    tersurat: list[Tersurat] = field(default_factory=list)
    rentang: list[Any] = field(default_factory=list)


class Bahan:
    """One edition in memory. Everything here is O(units) and asks nothing more of the database."""

    def __init__(self, edisi: Edisi, isi: IsiBahan) -> None:
        self.edisi = edisi
        self.tempat: list[Any] = isi.tempat
        self.jawaban = isi.jawaban
        self.ketentuan = isi.ketentuan
        self.pelaksanaan = isi.pelaksanaan
        self.bidang = isi.bidang
        self.urusan = isi.urusan
        self.tersurat = isi.tersurat
        self.rentang: list[Any] = isi.rentang
        self._dasar: dict[int, DasarJawaban] = {}
        self.titik: dict[int, Titik] = {
            satu.perangkat_daerah_id: Titik(
                satu.perangkat_daerah_id, satu.perangkat_daerah__uuid, satu.nama, satu.jenis
            )
            for satu in isi.tempat
        }
        for jawaban in isi.jawaban.values():
            if jawaban is not None and jawaban.id not in self.titik:
                self.titik[jawaban.id] = Titik(jawaban.id, jawaban.uuid, jawaban.nama, "")
        for tersurat in isi.tersurat:
            for ujung in (tersurat.dari, tersurat.ke):
                self.titik.setdefault(ujung.badan, ujung)

    @cached_property
    def baris(self) -> dict[int, Any]:
        """{body id: its place}."""
        return {satu.perangkat_daerah_id: satu for satu in self.tempat}

    @cached_property
    def nomor(self) -> dict[int, int]:
        """{body id: its place in tree order}."""
        return {satu.perangkat_daerah_id: nomor for nomor, satu in enumerate(self.tempat)}

    @cached_property
    def urutan_rentang(self) -> dict[int, int]:
        """{body id: its place among all spans of the edition}, of bodies with a span of their own: koordinator by
        koordinator, as they stand in the tree; those whom he coordinates before those whom he commands."""
        tanpa = len(self.tempat)
        # Numbers within a list start again in each list, hence a stable sort by list.
        urut = sorted(self.rentang, key=lambda satu: (self.nomor.get(satu.koordinator_id, tanpa), satu.makna))
        return {satu.unit_id: nomor for nomor, satu in enumerate(urut)}

    @cached_property
    def jalur(self) -> dict[int, tuple[Any, ...]]:
        """{body id: places above it, the nearest first}; as long as the tree is deep."""
        menurut_pk = {satu.pk: satu for satu in self.tempat}
        hasil: dict[int, tuple[Any, ...]] = {}
        for satu in self.tempat:
            induk = menurut_pk.get(satu.induk_id)
            atas = () if induk is None else (induk, *hasil[induk.perangkat_daerah_id])
            hasil[satu.perangkat_daerah_id] = atas
        return hasil

    @cached_property
    def bawahan(self) -> dict[int, list[Any]]:
        """{body id: places right below it, in tree order}. A class entry is looked through: what stands below
        "Kecamatan" stands right below whatever "Kecamatan" stands below, and so does "Kecamatan" itself."""
        hasil: dict[int, list[Any]] = {}
        for satu in self.tempat:
            atas = next((di_atas for di_atas in self.jalur[satu.perangkat_daerah_id] if not _golongan(di_atas)), None)
            if atas is not None:
                hasil.setdefault(atas.perangkat_daerah_id, []).append(satu)
        return hasil

    def golongan(self, badan: int) -> list[int]:
        """The class entries of which a body is a member, the nearest first: what is said of them is said of it."""
        return [satu.perangkat_daerah_id for satu in takewhile(_golongan, self.jalur.get(badan, ()))]

    @cached_property
    def dijawab(self) -> dict[int, Jawaban]:
        """{body id: its koordinator} of those whom the regulation itself gives one: by name, or as members of a class
        that it names. A UPTD, which is answered through its dinas, is not among them."""
        langsung = {badan: satu for badan, satu in self.jawaban.items() if satu is not None and satu.langsung}
        hasil = dict(langsung)
        for badan, satu in self.jawaban.items():
            if satu is not None and not satu.langsung and any(kelas in langsung for kelas in self.golongan(badan)):
                hasil[badan] = satu
        return hasil

    def serentang(self, makna: Makna) -> dict[int, list[int]]:
        """{koordinator: the units of `dijawab` that he coordinates (or commands)}, in the order of the regulation."""
        hasil: dict[int, list[int]] = {}
        for badan, jawaban in self.dijawab.items():
            if jawaban.makna == makna and jawaban.id != badan:
                hasil.setdefault(jawaban.id, []).append(badan)
        return {koordinator: sorted(milik, key=self.letak) for koordinator, milik in hasil.items()}

    def letak(self, badan: int) -> tuple[int, int]:
        """Sorts units in the order of the regulation's lists, what stands below a listed one right after it; those
        in no list come last, in tree order."""
        return self._letak.get(badan) or self._cari_letak(badan)

    @cached_property
    def _letak(self) -> dict[int, tuple[int, int]]:
        return {badan: self._cari_letak(badan) for badan in self.nomor}

    def _cari_letak(self, badan: int) -> tuple[int, int]:
        jalur = (badan, *(satu.perangkat_daerah_id for satu in self.jalur.get(badan, ())))
        tersebut = next((satu for satu in jalur if satu in self.urutan_rentang), None)
        urutan = len(self.urutan_rentang) if tersebut is None else self.urutan_rentang[tersebut]
        return urutan, self.nomor.get(badan, -1)

    def dasar_tempat(self, badan: int) -> DasarJawaban:
        """The basis of a unit's place in the tree."""
        if badan not in self._dasar:
            self._dasar[badan] = dasar_baris(self.baris[badan])
        return self._dasar[badan]

    def menurut_naskah(self, semua: Iterable[B]) -> tuple[B, ...]:
        """What has a `badan`, in the order of `letak`."""
        return tuple(sorted(semua, key=lambda satu: self.letak(satu.badan)))

    def bersifat(self, badan: int) -> str:
        """The sort of a unit, see `sifat`; "" of one without a place."""
        return sifat(self.titik[badan].jenis, self.titik[badan].nama)

    def perangkat(self, badan: int) -> bool:
        """Is it a perangkat daerah (or part of one), to which kinds between perangkat daerah apply?"""
        jenis = self.bersifat(badan)
        return bool(jenis) and jenis not in BUKAN_PERANGKAT

    def berdiri_sendiri(self, badan: int) -> bool:
        """Is it a perangkat daerah of its own, with a head who answers for it: no part of another one, such as a UPTD,
        unless a span names it."""
        if not self.perangkat(badan) or self.titik[badan].jenis in {*SEKRETARIAT, JenisUnit.BAGIAN}:
            return False
        if badan in self.urutan_rentang:
            return True
        atas = (satu for satu in self.jalur.get(badan, ()) if satu.jenis not in SEKRETARIAT and not _golongan(satu))
        return not any(self.perangkat(satu.perangkat_daerah_id) for satu in atas)

    def pembuka(self, jenis: JenisHubungan, *subjek: Subjek) -> KetentuanHubungan | None:
        """The provision that enables a kind for one of the subjects, the first of which wins; None if none does."""
        return pembuka(self.ketentuan, jenis, *subjek)

    def pembuka_antara(self, jenis: JenisHubungan, *badan: int) -> KetentuanHubungan | None:
        """The provision that enables a kind between these units."""
        return self.pembuka(jenis, *subjek_antara(*(self.titik[satu].jenis for satu in badan)))

    def bersubjenis(
        self, ketentuan: KetentuanHubungan | None, subjenis: SubjenisKoordinatif
    ) -> SubjenisKoordinatif | None:
        """The sub-kind, where the provision lists it; Banjar 15/2022 lists none."""
        return subjenis if menyebut_subjenis(ketentuan, subjenis) else None

    def berjenis(self, jenis: JenisUnit) -> list[Titik]:
        """Units of one sort in tree order."""
        return list(self._berjenis.get(jenis, ()))

    @cached_property
    def _berjenis(self) -> dict[str, list[Titik]]:
        hasil: dict[str, list[Titik]] = {}
        for satu in self.tempat:
            hasil.setdefault(satu.jenis, []).append(self.titik[satu.perangkat_daerah_id])
        return hasil


def _golongan(tempat: Any) -> bool:
    return bool(tempat.jenis == JenisUnit.KELOMPOK)


def baca_bahan(edisi: Edisi) -> Bahan:
    """Everything that derivation needs of one edition; 7 queries, O(units)."""
    bacaan = baca_edisi(edisi)
    return Bahan(
        edisi,
        IsiBahan(
            tempat=bacaan.tempat,
            jawaban=koordinator_edisi(edisi, bacaan),
            ketentuan=list(KetentuanHubungan.objects.pada(edisi).muat_dasar().order_by("urutan", "id")),
            pelaksanaan=ketentuan_pelaksanaan(edisi),
            bidang=_urusan(BidangStafAhli.objects.pada(edisi).order_by("urutan", "id"), "staf_ahli_id", "huruf"),
            urusan=_urusan(UrusanPerangkat.objects.pada(edisi).order_by("id"), "perangkat_daerah_id"),
            tersurat=_tersurat(edisi),
            rentang=bacaan.rentang,
        ),
    )


_URUSAN = ("urusan_id", "urusan__nama", "urusan__kode", "urusan__bagian_dari_id")


def _urusan(semua: Any, badan: str, huruf: str = "") -> list[BarisUrusan]:
    ruas = (badan, *_URUSAN, *((huruf,) if huruf else ()), *DASAR, *RUAS_PERATURAN)
    return [
        BarisUrusan(
            getattr(satu, badan),
            satu.urusan_id,
            satu.urusan__nama,
            satu.urusan__kode or "",
            satu.urusan__bagian_dari_id,
            getattr(satu, huruf) if huruf else "",
            dasar_baris(satu),
        )
        for satu in semua.values_list(*ruas, named=True)
    ]


def _tersurat(edisi: Edisi) -> list[Tersurat]:
    semua = (
        HubunganKerja.objects.pada(edisi)
        .annotate(nama_dari=nama_di_edisi("dari"), nama_ke=nama_di_edisi("ke"))
        .order_by("id")
        .values_list(
            "pk", "dari_id", "dari__uuid", "nama_dari", "ke_id", "ke__uuid", "nama_ke", "jenis", "subjenis",
            "keterangan", *DASAR, *RUAS_PERATURAN,
            named=True,
        )
    )  # fmt: skip
    return [
        Tersurat(
            satu.pk,
            Titik(satu.dari_id, satu.dari__uuid, satu.nama_dari, ""),
            Titik(satu.ke_id, satu.ke__uuid, satu.nama_ke, ""),
            satu.jenis,
            satu.subjenis,
            satu.keterangan,
            dasar_baris(satu),
        )
        for satu in semua
    ]
