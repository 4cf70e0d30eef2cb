"""What lines and letters mean, in the words of the region's own regulation. No query: callers have read all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from coordination.bagan.keterangan import JenisGaris, bentuk_garis, jenis_garis, nama_garis
from registry.gambar.bentuk import Pola
from registry.models import Edisi, Kelengkapan, Peraturan
from relations.models import JenisHubungan, KetentuanHubungan, KetentuanPelaksanaan, Subjek, Topik
from relations.panel import JenisBerlaku, KelompokHubungan, bertopik


@dataclass(frozen=True, slots=True)
class Garis:
    """One line of the regulation's legend. `jenis`, `pola`: None where the provision does not tell; `tertulis`: as
    printed, where `nama` is not that."""

    jenis: JenisGaris | None
    pola: Pola | None
    nama: str
    isi: str
    tertulis: str
    catatan: str
    rujukan: str
    peraturan: Peraturan | None


class KeadaanGaris(StrEnum):
    """Why there are, or are not, lines to explain."""

    ADA = "ada"
    TIDAK_ADA = "tidak_ada"  # all was read, and it has no legend
    BELUM_TERBACA = "belum_terbaca"  # there is a chart, which nobody has read
    BELUM_DIMUAT = "belum_dimuat"
    BELUM_TERCATAT = "belum_tercatat"  # only part of it was read, and no legend in that


@dataclass(frozen=True, slots=True)
class JenisLegenda:
    """A kind that is enabled. `tertulis`: how the regulation spells it, where it is not the usual word."""

    jenis: str
    nama: str
    tertulis: str
    rujukan: str
    peraturan: Peraturan | None


@dataclass(frozen=True, slots=True)
class SubjekLegenda:
    """The kinds between whom. `tanpa`: the kinds that the regulation does not enable for them."""

    nama: str
    tertulis: str
    sebab: str
    jenis: tuple[JenisLegenda, ...]
    tanpa: tuple[str, ...]


@dataclass(slots=True)
class Legenda:
    """`bagan`: provisions that name a chart of which no legend is known. `peraturan`: in which all this would stand; an
    edition that an amendment caused still rests on what was amended."""

    edisi: Edisi
    keadaan_garis: KeadaanGaris
    garis: list[Garis] = field(default_factory=list)
    bagan: list[KetentuanPelaksanaan] = field(default_factory=list)
    subjek: list[SubjekLegenda] = field(default_factory=list)
    peraturan: list[Peraturan] = field(default_factory=list)

    @property
    def tanpa_pola(self) -> bool:
        """Lines are named, and of none it is known how it is drawn."""
        return bool(self.garis) and all(satu.pola is None for satu in self.garis)


def legenda(
    edisi: Edisi, ketentuan: Sequence[KetentuanHubungan], pelaksanaan: Sequence[KetentuanPelaksanaan]
) -> Legenda:
    """The legend of one edition, of what `relations` has read of it."""
    semua = garis(pelaksanaan)
    bagan = [satu for satu in pelaksanaan if satu.topik != Topik.GARIS and "bagan" in satu.judul.casefold()]
    return Legenda(
        edisi=edisi,
        keadaan_garis=_keadaan(edisi, semua, bagan),
        garis=semua,
        bagan=[] if semua else bagan,
        subjek=_subjek(ketentuan),
        peraturan=peraturan_pembuka(ketentuan) or [satu for satu in (edisi.peraturan,) if satu is not None],
    )


def peraturan_pembuka(ketentuan: Iterable[KetentuanHubungan]) -> list[Peraturan]:
    """The regulations on which provisions rest, each once, in their order."""
    semua = {satu.peraturan_id: satu.peraturan for satu in ketentuan if satu.peraturan is not None}
    return list(semua.values())


def garis(pelaksanaan: Iterable[KetentuanPelaksanaan]) -> list[Garis]:
    """The lines that the provisions on topic GARIS explain, in the regulation's order."""
    return [_garis(satu) for satu in bertopik(pelaksanaan, Topik.GARIS)]


def _garis(satu: KetentuanPelaksanaan) -> Garis:
    nama = " ".join(filter(None, nama_garis(satu)))
    return Garis(
        jenis=jenis_garis(satu),
        pola=bentuk_garis(satu),
        nama=nama,
        isi=satu.isi,
        tertulis=satu.tertulis if satu.tertulis.casefold() != nama.casefold() else "",
        catatan=satu.catatan,
        rujukan=satu.rujukan,
        peraturan=satu.peraturan,
    )


def _keadaan(edisi: Edisi, semua: list[Garis], bagan: list[KetentuanPelaksanaan]) -> KeadaanGaris:
    bagian = {edisi.kelengkapan(nama) for nama in ("rentang", "ketentuan", "struktur")}
    if semua:
        return KeadaanGaris.ADA
    if edisi.kelengkapan("ketentuan") == Kelengkapan.BELUM_DIMUAT:
        return KeadaanGaris.BELUM_DIMUAT
    if bagan or Kelengkapan.BELUM_TERBACA in bagian:
        return KeadaanGaris.BELUM_TERBACA
    selesai = {Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR}
    # Of the tree a part may well stand in other regulations; the chart of a span stands in this one.
    utuh = selesai >= {edisi.kelengkapan("rentang"), edisi.kelengkapan("ketentuan")}
    return KeadaanGaris.TIDAK_ADA if utuh else KeadaanGaris.BELUM_TERCATAT


def _subjek(ketentuan: Sequence[KetentuanHubungan]) -> list[SubjekLegenda]:
    per_subjek: dict[str, KelompokHubungan] = {}
    for satu in ketentuan:
        milik = per_subjek.setdefault(satu.subjek, KelompokHubungan(satu.subjek, satu.get_subjek_display()))
        milik.jenis.append(JenisBerlaku(satu, []))
    return [
        SubjekLegenda(
            nama=milik.nama,
            tertulis=milik.tertulis,
            sebab=milik.sebab,
            jenis=tuple(_jenis(satu.ketentuan) for satu in milik.jenis),
            tanpa=tuple(str(jenis.label) for jenis in JenisHubungan if jenis not in {s.jenis for s in milik.jenis}),
        )
        for milik in sorted(per_subjek.values(), key=lambda milik: list(Subjek).index(Subjek(milik.subjek)))
    ]


def _jenis(satu: KetentuanHubungan) -> JenisLegenda:
    nama = str(JenisHubungan(satu.jenis).label)
    tertulis = satu.tertulis if satu.tertulis.casefold() != nama.casefold() else ""
    return JenisLegenda(satu.jenis, nama, tertulis, satu.rujukan, satu.peraturan)
