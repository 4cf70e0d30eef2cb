"""What the page "Apa yang berubah" reads: two published editions of a region, or a published one and its ralat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from registry.banding import Banding, bandingkan
from registry.forms import bersihkan
from registry.halaman.dasar import Tautan, TidakAda
from registry.halaman.edisi import berlaku, kini, semua_versi, tidak_dimuat, urai_alamat
from registry.models import Daerah, Edisi, HubunganPeraturan, JenisHubunganPeraturan
from registry.waktu import waktu_setempat


@dataclass(frozen=True, slots=True)
class Ralat:
    """One correction of what the registry says of one date. nomor: 1 for the first; lama: the version it corrected,
    which no page shows any more; banding: what it changed, where that was asked for."""

    nomor: int
    edisi: Edisi
    lama: Edisi
    banding: Banding | None = None

    @property
    def kapan(self) -> str:
        """ "3 Juni 2024 pukul 10.15 WITA", on the region's clock."""
        return saat(self.edisi)

    @property
    def alasan(self) -> str:
        return self.edisi.alasan


@dataclass(slots=True)
class HalamanBanding:
    """semua: the region's published editions, newest first · ralat: the correction that is shown instead of two
    editions · lain: corrections of the two · cabut: what the region's first edition replaced, of which nothing was
    entered."""

    semua: list[Edisi]
    dari: Edisi | None = None
    ke: Edisi | None = None
    banding: Banding | None = None
    ditukar: bool = False
    ralat: Ralat | None = None
    lain: list[Ralat] = field(default_factory=list)
    cabut: list[HubunganPeraturan] = field(default_factory=list)

    @property
    def antara(self) -> Sequence[Edisi]:
        """The editions between the two."""
        return self.banding.antara if self.banding is not None else ()

    @property
    def sama(self) -> bool:
        return self.dari is not None and self.dari == self.ke


def saat(edisi: Edisi) -> str:
    """When a version was published, on the region's clock. Reads `edisi.daerah`."""
    assert edisi.diterbitkan_pada is not None
    setempat = waktu_setempat(edisi.diterbitkan_pada, edisi.daerah)
    return (
        f"{date_format(setempat, 'j F Y')} pukul {date_format(setempat, 'H.i')} {edisi.daerah.get_zona_waktu_display()}"
    )


def muat_banding(daerah: Daerah, tanggal: date, isian: Mapping[str, str]) -> HalamanBanding:
    """The page for `?dari=&ke=` or `?ralat=&nomor=`. Raises TidakAda for a date that no edition has.

    Without dates: the edition in force on `tanggal` with the one before it.
    """
    versi = semua_versi(daerah)
    h = HalamanBanding(kini(versi))
    if isian.get("ralat"):
        h.ralat = _ralat_diminta(daerah, versi, h.semua, isian)
        h.dari, h.ke, h.banding = h.ralat.lama, h.ralat.edisi, h.ralat.banding
        return h
    h.dari, h.ke = _pilih(daerah, h.semua, tanggal, isian)
    if h.dari is not None and h.ke is not None:
        urut = list(reversed(h.semua))
        if urut.index(h.dari) > urut.index(h.ke):
            h.dari, h.ke, h.ditukar = h.ke, h.dari, True
        if not h.sama:
            antara = urut[urut.index(h.dari) + 1 : urut.index(h.ke)]
            h.banding = bandingkan(h.dari, h.ke, antara=antara, publik=True)
            h.lain = [satu for edisi in (h.dari, *antara, h.ke) for satu in rantai(edisi, versi)]
    h.cabut = _belum_dicatat(h)
    return h


def _pilih(
    daerah: Daerah, semua: Sequence[Edisi], tanggal: date, isian: Mapping[str, str]
) -> tuple[Edisi | None, Edisi | None]:
    """The two editions that are asked for, or the ones that go without saying."""
    dari, ke = (_beralamat(daerah, semua, isian.get(nama, "")) for nama in ("dari", "ke"))
    if ke is None:
        ke = berlaku(semua, tanggal) or (semua[-1] if semua else None)
        if dari is not None and dari == ke:
            ke = _tetangga(semua, dari, -1) or dari
    if dari is None and ke is not None:
        dari = _tetangga(semua, ke, 1)
    return dari, ke


def _tetangga(semua: Sequence[Edisi], edisi: Edisi, langkah: int) -> Edisi | None:
    """Of editions newest first: the one before in time (1) or after (-1)."""
    letak = semua.index(edisi) + langkah
    return semua[letak] if 0 <= letak < len(semua) else None


def _beralamat(daerah: Daerah, semua: Iterable[Edisi], alamat: str) -> Edisi | None:
    """The edition that an address names, None for none. Raises TidakAda."""
    bersih = bersihkan(alamat)
    if not bersih:
        return None
    letak = urai_alamat(bersih)
    edisi = next((satu for satu in semua if (satu.berlaku_mulai, satu.urutan) == letak), None)
    if edisi is None:
        raise TidakAda(
            "Tidak ada edisi pada tanggal itu",
            f"{daerah.nama} tidak mempunyai edisi “{bersih}”. Tanggal edisi ditulis seperti 2022-05-13.",
            Tautan(f"Bandingkan edisi {daerah.nama} yang ada", reverse("banding", args=[daerah.kode])),
            Tautan(f"Lihat semua edisi {daerah.nama}", reverse("daftar-edisi", args=[daerah.kode])),
        )
    return edisi


# --- Ralat ------------------------------------------------------------------------------------------


def rantai(edisi: Edisi, versi: Iterable[Edisi]) -> list[Ralat]:
    """All corrections that led to what the registry says today of one edition, newest first; no query."""
    menurut_id = {satu.pk: satu for satu in versi}
    pasangan: list[tuple[Edisi, Edisi]] = []
    satu = edisi
    while satu.meralat_id in menurut_id:
        lama = menurut_id[satu.meralat_id]
        pasangan.append((lama, satu))
        satu = lama
    return [Ralat(len(pasangan) - n, ralat, lama) for n, (lama, ralat) in enumerate(pasangan)]


def ralat_edisi(edisi: Edisi) -> list[Ralat]:
    """The corrections of an edition, newest first, and what the last one changed; no query where there is none."""
    if edisi.meralat_id is None:
        return []
    semua = rantai(edisi, semua_versi(edisi.daerah))
    return [_berbanding(semua[0]), *semua[1:]] if semua else []


def _berbanding(satu: Ralat) -> Ralat:
    return Ralat(satu.nomor, satu.edisi, satu.lama, bandingkan(satu.lama, satu.edisi, publik=True))


def _ralat_diminta(daerah: Daerah, versi: list[Edisi], semua: list[Edisi], isian: Mapping[str, str]) -> Ralat:
    edisi = _beralamat(daerah, semua, isian["ralat"])
    daftar = rantai(edisi, versi) if edisi is not None else []
    nomor = bersihkan(isian.get("nomor", ""))
    cocok = [satu for satu in daftar if not nomor or str(satu.nomor) == nomor]
    if edisi is None or not cocok:
        raise TidakAda(
            "Tidak ada ralat itu",
            f"Edisi {daerah.nama} pada tanggal itu tidak pernah diralat, atau nomor ralatnya tidak ada.",
            Tautan(f"Lihat semua edisi {daerah.nama}", reverse("daftar-edisi", args=[daerah.kode])),
        )
    return _berbanding(cocok[0])


# --- What came before the first edition --------------------------------------------------------------


def _belum_dicatat(h: HalamanBanding) -> list[HubunganPeraturan]:
    """Regulations that the oldest edition's one revoked and of which no edition was entered; 1 query, and only where
    the oldest edition is shown."""
    if not h.semua or h.semua[-1] not in (h.dari, h.ke):
        return []
    pertama = h.semua[-1]
    if tidak_dimuat(pertama):
        return []  # the comparison itself says so
    ada = {satu.peraturan_id for satu in h.semua}
    cabut = HubunganPeraturan.objects.filter(
        dari=pertama.peraturan_id, jenis=JenisHubunganPeraturan.MENCABUT, ke__isnull=False, ke__daerah=pertama.daerah
    )
    semua = cabut.exclude(ke__nomor="").select_related("ke__daerah").order_by("urutan", "id")
    return [satu for satu in semua if satu.ke_id not in ada]
