"""What the lists and pages of regions read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Window
from django.db.models.functions import Coalesce

from registry import panel
from registry.halaman.edisi import berlaku, edisi_pertama, kini, semua_versi
from registry.halaman.peraturan import PeraturanTercatat, peraturan_daerah
from registry.models import Daerah, Edisi, Kedudukan, Kelengkapan
from registry.panel import Hal, Potongan
from registry.querysets import EdisiQuerySet

#: Regions on the front page; a longer list is on its own page.
DAERAH_DEPAN = 24

#: Regions on one page of the whole list.
DAERAH_SEHALAMAN = 100


@dataclass(frozen=True, slots=True)
class DaerahTercatat:
    """One region of a list: its edition in force and a line on what is known."""

    edisi: Edisi
    ringkasan: str

    @property
    def daerah(self) -> Daerah:
        return self.edisi.daerah

    @property
    def keadaan(self) -> str:
        """State of the spans, where they have no content to count."""
        return "" if self.ringkasan else self.edisi.rentang


@dataclass(slots=True)
class DaftarDaerah:
    """One page of the list of regions. `jumlah`: of the whole list; `sebelum`, `lagi`: where the neighbouring pages
    begin, None where there is none."""

    daerah: list[DaerahTercatat]
    jumlah: int
    mulai: int

    @property
    def provinsi(self) -> list[tuple[str, list[DaerahTercatat]]]:
        return menurut_provinsi(self.daerah)

    @property
    def sebelum(self) -> int | None:
        return max(0, self.mulai - DAERAH_SEHALAMAN) if self.mulai else None

    @property
    def lagi(self) -> int | None:
        akhir = self.mulai + len(self.daerah)
        return akhir if akhir < self.jumlah else None


def daerah_depan(tanggal: date) -> list[DaerahTercatat]:
    """The first regions with an edition in force on a date, by name, and one more than fit; 2 queries."""
    return _tercatat(_berlaku(tanggal).order_by("daerah__nama", "daerah__kode")[: DAERAH_DEPAN + 1])


def daftar_daerah(tanggal: date, mulai: int = 0) -> DaftarDaerah:
    """Regions with an edition in force on a date, by province and name, from `mulai` on; 2 queries."""
    urut = (Coalesce("daerah__provinsi__nama", "daerah__nama"), "daerah__nama", "daerah__kode")
    edisi = _berlaku(tanggal).annotate(jumlah=Window(Count("pk"))).order_by(*urut)
    semua = _tercatat(edisi[mulai : mulai + DAERAH_SEHALAMAN])
    if mulai and not semua:
        return daftar_daerah(tanggal)  # an address beyond the end of the list
    return DaftarDaerah(semua, vars(semua[0].edisi)["jumlah"] if semua else 0, mulai)


def _berlaku(tanggal: date) -> EdisiQuerySet:
    return Edisi.objects.berlaku_pada(tanggal).select_related("daerah__provinsi", "peraturan__daerah")


def _tercatat(edisi: Iterable[Edisi]) -> list[DaerahTercatat]:
    semua = list(edisi)
    ringkasan: dict[int, str] = {}
    for dari in panel.RINGKASAN:
        ringkasan.update({pk: teks for pk, teks in dari(semua).items() if teks})
    return [DaerahTercatat(satu, ringkasan.get(satu.pk, "")) for satu in semua]


def menurut_provinsi(semua: Sequence[DaerahTercatat]) -> list[tuple[str, list[DaerahTercatat]]]:
    """A list of regions in the order of their provinces; a province itself stands under its own name."""
    per_provinsi: dict[str, list[DaerahTercatat]] = {}
    for satu in semua:
        provinsi = satu.daerah.provinsi or satu.daerah
        per_provinsi.setdefault(provinsi.nama, []).append(satu)
    return list(per_provinsi.items())


@dataclass(slots=True)
class HalamanDaerah:
    """A region on a date. `edisi` None: before the first edition."""

    daerah: Daerah
    tanggal: date
    semua_edisi: list[Edisi]
    edisi: Edisi | None
    hal: list[Hal]
    peraturan: list[PeraturanTercatat]
    peraturan_lain: list[PeraturanTercatat]

    @property
    def pertama(self) -> Edisi | None:
        return edisi_pertama(self.semua_edisi)


def muat_halaman_daerah(daerah: Daerah, tanggal: date) -> HalamanDaerah:
    """The page of a region; 7 queries beside the region itself."""
    semua = kini(semua_versi(daerah))
    edisi = berlaku(semua, tanggal)
    peraturan = peraturan_daerah(daerah, tanggal)
    penyebab = {satu.peraturan_id for satu in semua}
    return HalamanDaerah(
        daerah=daerah,
        tanggal=tanggal,
        semua_edisi=semua,
        edisi=edisi,
        hal=hal_edisi(edisi) if edisi is not None else [],
        peraturan=[satu for satu in peraturan if satu.peraturan.pk in penyebab],
        peraturan_lain=[satu for satu in peraturan if satu.peraturan.pk not in penyebab],
    )


def hal_edisi(edisi: Edisi) -> list[Hal]:
    """Rows of "Yang tercatat" of an edition, from all apps."""
    hal = [_susunan(edisi), *(satu for tambah in panel.HAL for satu in tambah(edisi))]
    return sorted(hal, key=lambda satu: satu.urutan)


def _susunan(edisi: Edisi) -> Hal:
    jumlah = 0
    if edisi.struktur in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN):
        jumlah = Kedudukan.objects.pada(edisi).count()
    return Hal("Susunan dan bagan", f"{jumlah} unit" if jumlah else "", bagian="struktur", halaman="bagan", urutan=30)


def bagian_edisi(edisi: Edisi) -> list[Potongan]:
    """Sections of an edition's own page, from all apps."""
    return [potongan for buat in panel.BAGIAN_EDISI if (potongan := buat(edisi)) is not None]
