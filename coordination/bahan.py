"""What derivation stands on: tree, answers, provisions, matters and typed relations of one edition, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple, Protocol, TypeVar
from uuid import UUID

from coordination.koordinator import (
    RUAS_PERATURAN,
    DasarJawaban,
    Jawaban,
    baca_edisi,
    dasar_baris,
    koordinator_edisi,
)
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

#: Words in the name of a class entry that tell that its members are no perangkat daerah.
KELOMPOK_LAIN = (
    ("badan usaha milik", JenisUnit.BUMD),
    ("bumd", JenisUnit.BUMD),
    ("perusahaan daerah", JenisUnit.BUMD),
    ("instansi vertikal", JenisUnit.INSTANSI_VERTIKAL),
)


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
class _Isi:
    """Rows as they were read."""

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

    def __init__(self, edisi: Edisi, isi: _Isi) -> None:
        self.edisi = edisi
        self.tempat: list[Any] = isi.tempat
        self.jawaban = isi.jawaban
        self.ketentuan = isi.ketentuan
        self.pelaksanaan = isi.pelaksanaan
        self.bidang = isi.bidang
        self.urusan = isi.urusan
        self.tersurat = isi.tersurat
        #: {body id: its place among all spans of the edition}, of bodies with a span of their own.
        self.urutan_rentang: dict[int, int] = {satu.unit_id: nomor for nomor, satu in enumerate(isi.rentang)}
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
    def anak(self) -> dict[int, list[Any]]:
        """{place id: places right below it, in tree order}."""
        hasil: dict[int, list[Any]] = {}
        for satu in self.tempat:
            if satu.induk_id is not None:
                hasil.setdefault(satu.induk_id, []).append(satu)
        return hasil

    def letak(self, badan: int) -> tuple[int, int]:
        """Sorts units in the order of the regulation's lists; those in none come last, in tree order."""
        tanpa = len(self.urutan_rentang)
        return self.urutan_rentang.get(badan, tanpa), self.nomor.get(badan, -1)

    def menurut_naskah(self, semua: Iterable[B]) -> tuple[B, ...]:
        """What has a `badan`, in the order of `letak`."""
        return tuple(sorted(semua, key=lambda satu: self.letak(satu.badan)))

    def bersifat(self, badan: int) -> str:
        """The sort of a unit; of a class entry, the sort of its members where its name tells it."""
        jenis = self.titik[badan].jenis
        if jenis != JenisUnit.KELOMPOK:
            return jenis
        nama = self.titik[badan].nama.casefold()
        return next((str(sebagai) for kata, sebagai in KELOMPOK_LAIN if kata in nama), jenis)

    def perangkat(self, badan: int) -> bool:
        """Is it a perangkat daerah (or part of one), to which kinds between perangkat daerah apply?"""
        sifat = self.bersifat(badan)
        return bool(sifat) and sifat not in TANPA_HUBUNGAN

    def pembuka(self, jenis: JenisHubungan, *subjek: Subjek) -> KetentuanHubungan | None:
        """The provision that enables a kind for one of the subjects, the first of which wins; None if none does."""
        for siapa in subjek:
            for satu in self.ketentuan:
                if satu.jenis == jenis and satu.subjek == siapa:
                    return satu
        return None

    def bersubjenis(
        self, ketentuan: KetentuanHubungan | None, subjenis: SubjenisKoordinatif
    ) -> SubjenisKoordinatif | None:
        """The sub-kind, where the provision lists sub-kinds of koordinatif; Banjar 15/2022 does not."""
        rincian = ketentuan.rincian if ketentuan is not None else []
        return subjenis if any(satu["jenis"] == "subjenis" for satu in rincian) else None

    def berjenis(self, jenis: JenisUnit) -> list[Titik]:
        """Units of one sort in tree order."""
        return [self.titik[satu.perangkat_daerah_id] for satu in self.tempat if satu.jenis == jenis]


def baca_bahan(edisi: Edisi) -> Bahan:
    """Everything that derivation needs of one edition; 7 queries, O(units)."""
    bacaan = baca_edisi(edisi)
    return Bahan(
        edisi,
        _Isi(
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
