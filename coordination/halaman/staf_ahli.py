"""What the pages of the Staf Ahli and of one matter read: who has which matters, and who meets whom through them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q

from coordination.bahan import PERANGKAT, Bahan, BarisUrusan, Titik, baca_bahan
from coordination.halaman.rentang import pangkal
from coordination.koordinator import DasarJawaban
from coordination.turunan import StafAhliSeurusan, seurusan
from registry.halaman.edisi import kelengkapan
from registry.halaman.nama import nama_di_edisi
from registry.models import Edisi, JenisUnit, Kelengkapan, Peraturan
from relations.models import BidangStafAhli, JenisHubungan, KetentuanHubungan, Subjek, SubjenisKoordinatif, Urusan
from relations.panel import catatan_umum
from relations.pembuka import DENGAN_STAF_AHLI
from relations.urusan import alamat_urusan

#: A sentence that says of a Lampiran that nobody has read it.
_LAMPIRAN = re.compile(r"\bLampiran\b[^.]*\bbelum terbaca\b")

#: What the names of the Staf Ahli of a region begin with alike.
_SEBUTAN = re.compile(r"\AStaf Ahli (?:(?:Bupati|Wali ?kota|Gubernur) )?(?:Bidang )?(?=\S)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Milik:
    """One matter of one body. `lewat`: in words, the other matter through which it belongs here; "" if its own."""

    titik: Titik
    baris: BarisUrusan
    lewat: str = ""

    @property
    def badan(self) -> int:
        return self.titik.badan


@dataclass(frozen=True, slots=True)
class UrusanMilik:
    """A matter with bodies that have it, or whom one meets through it."""

    baris: BarisUrusan
    milik: tuple[Milik, ...] = ()

    @property
    def alamat(self) -> str:
        return alamat_urusan(self.baris.kode, self.baris.nama)


@dataclass(frozen=True, slots=True)
class Bidang:
    """One Staf Ahli with his field; each matter with the bodies that he meets through it."""

    titik: Titik
    butir: tuple[UrusanMilik, ...]

    @property
    def dasar(self) -> list[DasarJawaban]:
        """Where the field stands, without letters."""
        semua = (satu.baris for satu in self.butir)
        return list(dict.fromkeys(DasarJawaban(b.dasar.peraturan, pangkal(b.dasar.rujukan, b.huruf)) for b in semua))

    @property
    def catatan(self) -> list[str]:
        return catatan_umum(satu.baris.dasar.catatan for satu in self.butir)

    @property
    def perangkat(self) -> int:
        """How many bodies he meets."""
        return len({milik.badan for satu in self.butir for milik in satu.milik})

    @property
    def sebutan(self) -> str:
        return sebutan(self.titik.nama)


@dataclass(frozen=True, slots=True)
class BagiPerangkat:
    """One body: each Staf Ahli of the region (by `sebutan`) with the matters through which they meet, and the matters
    that none has."""

    titik: Titik
    sel: tuple[tuple[str, tuple[UrusanMilik, ...]], ...]
    tanpa: tuple[UrusanMilik, ...]


@dataclass(frozen=True, slots=True)
class Bersama:
    """Matters that the same Staf Ahli share."""

    staf_ahli: tuple[Titik, ...]
    urusan: tuple[UrusanMilik, ...]


class HalamanStafAhli:
    """The Staf Ahli of one edition: their fields, and whom they meet. O(matters), no query.

    Only who stands as Staf Ahli in the tree is one. `luar`: bodies outside of it for which a field is recorded.
    """

    def __init__(self, bahan: Bahan, luar: Iterable[Titik] = ()) -> None:
        self.bahan = bahan
        semua = self._menurut_pohon(bahan.bidang)
        self.bidang = [satu for satu in semua if bahan.titik[satu.badan].jenis == JenisUnit.STAF_AHLI]
        bukan = [bahan.titik[satu.badan] for satu in semua if satu not in self.bidang]
        self.bukan_staf_ahli = [*dict.fromkeys(bukan), *luar]
        self.urusan = [satu for satu in self._menurut_pohon(bahan.urusan) if bahan.perangkat(satu.badan)]
        #: {matter of one side: those of the other side that it meets}
        self._temu: dict[BarisUrusan, list[BarisUrusan]] = {}
        for milik in seurusan(bahan).values():
            for pasangan in milik.values():
                for bidang, urusan in pasangan:
                    self._temu.setdefault(bidang, []).append(urusan)
                    self._temu.setdefault(urusan, []).append(bidang)

    def _menurut_pohon(self, semua: list[BarisUrusan]) -> list[BarisUrusan]:
        """Matters of bodies that stand in the tree, body by body in tree order."""
        return sorted(
            (satu for satu in semua if satu.badan in self.bahan.nomor), key=lambda satu: self.bahan.nomor[satu.badan]
        )

    @cached_property
    def ketentuan(self) -> list[KetentuanHubungan]:
        """The kinds that the regulation enables for Staf Ahli, in its order."""
        return [satu for satu in self.bahan.ketentuan if satu.subjek == Subjek.STAF_AHLI]

    @cached_property
    def titik(self) -> list[Titik]:
        """The Staf Ahli in tree order."""
        return self.bahan.berjenis(JenisUnit.STAF_AHLI)

    @cached_property
    def peraturan(self) -> list[Peraturan]:
        """On what the fields rest; without any the places of the Staf Ahli. Seldom the regulation that causes the
        edition alone: one that amends leaves the rest as it stands in another."""
        dasar = [satu.dasar for satu in self.bidang] or [self.bahan.dasar_tempat(satu.badan) for satu in self.titik]
        return list(dict.fromkeys(satu.peraturan for satu in dasar if satu.peraturan is not None))

    @property
    def kosong(self) -> bool:
        """Does the edition say nothing at all of Staf Ahli?"""
        return not self.titik and not self.ketentuan and not self.bukan_staf_ahli

    @cached_property
    def staf_ahli(self) -> list[Bidang]:
        per_orang: dict[int, list[UrusanMilik]] = {}
        for satu in self.bidang:
            per_orang.setdefault(satu.badan, []).append(UrusanMilik(satu, tuple(self._ditemui(satu))))
        return [Bidang(satu, tuple(per_orang.get(satu.badan, ()))) for satu in self.titik]

    @cached_property
    def jumlah_urusan(self) -> int:
        """How many different matters the fields hold."""
        return len({satu.urusan for satu in self.bidang})

    @cached_property
    def perangkat(self) -> list[BagiPerangkat]:
        """The bodies whose matters are recorded, in tree order."""
        per_badan: dict[int, list[BarisUrusan]] = {}
        for satu in self.urusan:
            per_badan.setdefault(satu.badan, []).append(satu)
        return [self._bagi(badan, milik) for badan, milik in per_badan.items()]

    def _bagi(self, badan: int, urusan: list[BarisUrusan]) -> BagiPerangkat:
        per_orang: dict[int, dict[int, UrusanMilik]] = {}
        for satu in urusan:
            for bidang in self._temu.get(satu, ()):
                per_orang.setdefault(bidang.badan, {}).setdefault(bidang.urusan, UrusanMilik(bidang))
        return BagiPerangkat(
            self.bahan.titik[badan],
            tuple((sebutan(satu.nama), tuple(per_orang.get(satu.badan, {}).values())) for satu in self.titik),
            tuple(UrusanMilik(satu) for satu in urusan if satu not in self._temu),
        )

    @cached_property
    def tanpa_urusan(self) -> list[Titik]:
        """Perangkat daerah of whom no matter is recorded."""
        ada = {satu.badan for satu in self.urusan}
        semua = (satu.perangkat_daerah_id for satu in self.bahan.tempat if satu.jenis in PERANGKAT)
        return [self.bahan.titik[satu] for satu in semua if satu not in ada]

    @cached_property
    def bersama(self) -> list[Bersama]:
        """The matters of several Staf Ahli, grouped by whose they are; those of most Staf Ahli first."""
        kelompok: dict[tuple[int, ...], list[UrusanMilik]] = {}
        for satu in self._per_urusan(self.bidang):
            orang = tuple(titik.badan for titik in self.titik if titik.badan in {milik.badan for milik in satu.milik})
            if len(orang) > 1:
                kelompok.setdefault(orang, []).append(satu)
        return [
            Bersama(tuple(self.bahan.titik[satu] for satu in orang), tuple(kelompok[orang]))
            for orang in sorted(kelompok, key=lambda orang: -len(orang))
        ]

    @cached_property
    def tidak_dibidangi(self) -> list[UrusanMilik]:
        """Matters of bodies that stand in the field of no Staf Ahli."""
        return self._per_urusan(satu for satu in self.urusan if satu not in self._temu)

    @cached_property
    def tanpa_perangkat(self) -> list[UrusanMilik]:
        """Matters in a field that no body is known to carry out."""
        return self._per_urusan(satu for satu in self.bidang if satu not in self._temu)

    @cached_property
    def catatan_urusan(self) -> list[str]:
        """What is said of the matters of several bodies alike."""
        return catatan_umum(satu.dasar.catatan for satu in self.urusan)

    @property
    def catatan_sendiri(self) -> list[Milik]:
        """Matters of bodies of which something else is said."""
        umum = set(self.catatan_urusan)
        return [
            Milik(self.bahan.titik[satu.badan], satu)
            for satu in self.urusan
            if satu.dasar.catatan and satu.dasar.catatan not in umum
        ]

    def _ditemui(self, bidang: BarisUrusan) -> Iterator[Milik]:
        for satu in sorted(self._temu.get(bidang, ()), key=lambda satu: self.bahan.nomor[satu.badan]):
            yield Milik(self.bahan.titik[satu.badan], satu, _lewat(bidang, satu))

    def _per_urusan(self, semua: Iterable[BarisUrusan]) -> list[UrusanMilik]:
        """Matters in the order in which they are first met, each with all who have it."""
        kelompok: dict[int, list[BarisUrusan]] = {}
        for satu in semua:
            kelompok.setdefault(satu.urusan, []).append(satu)
        return [
            UrusanMilik(milik[0], tuple(Milik(self.bahan.titik[satu.badan], satu) for satu in milik))
            for milik in kelompok.values()
        ]


def _lewat(dari: BarisUrusan, ke: BarisUrusan) -> str:
    """How one matter is met from another: "" for the same one."""
    return "" if dari.urusan == ke.urusan else _kata_lewat(ke.nama, ke.bagian_dari == dari.urusan)


def _kata_lewat(nama: str, bagian: bool) -> str:
    return f"{nama}, bagian dari urusan ini" if bagian else f"{nama}, yang memuat urusan ini"


def sebutan(nama: str) -> str:
    """ "Pemerintahan, Hukum dan Politik" of "Staf Ahli bidang Pemerintahan, Hukum dan Politik"."""
    singkat = _SEBUTAN.sub("", nama, count=1)
    return singkat[:1].upper() + singkat[1:]


def muat_staf_ahli(edisi: Edisi) -> HalamanStafAhli:
    """The Staf Ahli of one edition; 7 queries, 8 where a body outside of the tree has a field."""
    bahan = baca_bahan(edisi)
    luar = {satu.badan for satu in bahan.bidang} - bahan.nomor.keys()
    return HalamanStafAhli(bahan, _di_luar(edisi, luar) if luar else ())


def _di_luar(edisi: Edisi, badan: set[int]) -> list[Titik]:
    """Bodies without a place by their public names; 1 query."""
    semua = BidangStafAhli.objects.pada(edisi).filter(staf_ahli__in=badan).annotate(nama=nama_di_edisi("staf_ahli"))
    nilai = semua.order_by("nama", "staf_ahli").values_list("staf_ahli", "staf_ahli__uuid", "nama")
    return [Titik(pk, uuid, nama, "") for pk, uuid, nama in dict.fromkeys(nilai)]


@dataclass(frozen=True, slots=True)
class TanpaStafAhli:
    """An edition that says nothing of Staf Ahli: what was read, and what was not. `keadaan`: of what it says of
    working together; `belum`: parts with something unread in them; `lampiran`: a Lampiran is among it."""

    keadaan: str
    peraturan: tuple[Peraturan, ...]
    belum: tuple[dict[str, str], ...]
    lampiran: bool

    @property
    def terbaca(self) -> bool:
        return self.keadaan in (Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR)


def tanpa_staf_ahli(h: HalamanStafAhli) -> TanpaStafAhli:
    """Why a page has nothing to show; no query."""
    edisi = h.bahan.edisi
    ketentuan = (satu.peraturan for satu in h.bahan.ketentuan)
    pelaksanaan = (satu.peraturan for satu in h.bahan.pelaksanaan)
    dasar = (edisi.peraturan, *ketentuan, *pelaksanaan)
    daerah = (satu for satu in dasar if satu is not None and satu.daerah_id == edisi.daerah_id)
    bagian = kelengkapan(edisi)
    tuntas = {Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR}
    belum = [satu for satu in bagian if satu["keadaan"] not in tuntas or _LAMPIRAN.search(satu["keterangan"])]
    return TanpaStafAhli(
        edisi.ketentuan,
        tuple(dict.fromkeys(daerah)),
        # What is said of several parts alike is said once.
        tuple({satu["keterangan"]: satu for satu in belum if satu["keterangan"]}.values()),
        any(_LAMPIRAN.search(satu["keterangan"]) for satu in bagian),
    )


@dataclass(frozen=True, slots=True)
class BagianUrusan:
    """A matter that holds another one or is part of it. `alamat`: of its page; "" where there is none."""

    urusan: Urusan
    alamat: str


@dataclass(frozen=True, slots=True)
class HalamanUrusan:
    """One matter in one edition. `lain`: other spellings that share its address; `dasar_bidang`: on what the fields of
    the Staf Ahli rest."""

    urusan: Urusan
    lain: tuple[Urusan, ...]
    induk: BagianUrusan | None
    bagian: tuple[BagianUrusan, ...]
    staf_ahli: tuple[Milik, ...]
    perangkat: tuple[Milik, ...]
    ketentuan: tuple[KetentuanHubungan, ...]
    lintas: KetentuanHubungan | None
    ada_urusan: bool
    ada_bidang: bool
    dasar_bidang: tuple[Peraturan, ...]

    @property
    def dilaksanakan(self) -> int:
        """How many bodies carry out the matter itself."""
        return len({satu.badan for satu in self.perangkat if not satu.lewat})


def muat_urusan(edisi: Edisi, alamat: str) -> HalamanUrusan | None:
    """One matter of an edition by its address, or by its name where it has a code; None where the edition does not
    name it; 8 queries, 7 for None."""
    h = muat_staf_ahli(edisi)
    semua = [*h.bahan.bidang, *h.bahan.urusan]
    ini = {satu.urusan for satu in semua if alamat in (satu.kode, alamat_urusan("", satu.nama))}
    if not ini:
        return None
    dicatat = {satu.urusan for satu in semua}
    keluarga = Urusan.objects.filter(Q(pk__in=ini) | Q(bagian_dari__in=ini)).select_related("bagian_dari")
    kepala, *lain = sorted((satu for satu in keluarga if satu.pk in ini), key=lambda satu: (not satu.kode, satu.pk))
    staf_ahli = tuple(_pemilik(h.bahan, h.bidang, kepala, ini))
    perangkat = tuple(_pemilik(h.bahan, h.urusan, kepala, ini))
    berlaku = (h.bahan.pembuka(jenis, *DENGAN_STAF_AHLI) for jenis in StafAhliSeurusan.jenis)
    return HalamanUrusan(
        urusan=kepala,
        lain=tuple(lain),
        induk=_bagian(kepala.bagian_dari, dicatat) if kepala.bagian_dari else None,
        # A matter without a code may so far be only a word of somebody's draft.
        bagian=tuple(_bagian(satu, dicatat) for satu in keluarga if satu.pk not in ini and _umum(satu, dicatat)),
        staf_ahli=staf_ahli,
        perangkat=perangkat,
        ketentuan=tuple(satu for satu in berlaku if satu is not None) if staf_ahli and perangkat else (),
        lintas=_lintas(h.bahan) if len({satu.badan for satu in perangkat if not satu.lewat}) > 1 else None,
        ada_urusan=bool(h.urusan),
        ada_bidang=bool(h.bidang),
        dasar_bidang=tuple(h.peraturan),
    )


def _pemilik(b: Bahan, semua: Iterable[BarisUrusan], kepala: Urusan, ini: set[int]) -> Iterator[Milik]:
    """Whose the matter is, or one that holds it or is part of it."""
    for satu in semua:
        titik = b.titik[satu.badan]
        if satu.urusan in ini:
            yield Milik(titik, satu)
        elif satu.bagian_dari in ini:
            yield Milik(titik, satu, _kata_lewat(satu.nama, bagian=True))
        elif satu.urusan == kepala.bagian_dari_id:
            yield Milik(titik, satu, _kata_lewat(satu.nama, bagian=False))


def _umum(urusan: Urusan, dicatat: set[int]) -> bool:
    """Is it of the national list, or named by the edition?"""
    return bool(urusan.kode) or urusan.pk in dicatat


def _bagian(urusan: Urusan, dicatat: set[int]) -> BagianUrusan:
    return BagianUrusan(urusan, urusan.alamat if urusan.pk in dicatat else "")


def _lintas(b: Bahan) -> KetentuanHubungan | None:
    """The provision by which bodies with the same matter are tied to each other, see `UrusanBersama`."""
    ketentuan = b.pembuka(JenisHubungan.KOORDINATIF, Subjek.PERANGKAT_DAERAH)
    return ketentuan if b.bersubjenis(ketentuan, SubjenisKoordinatif.FUNGSIONAL) else None
