"""What the page of spans reads: the koordinator side by side, each list as the regulation has it; 7 queries at most."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID

from coordination.aturan import BERKOORDINATOR
from coordination.koordinator import koordinator_edisi
from coordination.models import Makna, RentangKoordinasi
from registry.halaman.nama import TANPA_NAMA, nama_pernah, nama_terakhir
from registry.models import Edisi, JenisUnit, Kedudukan, PerangkatDaerah, Peraturan
from registry.rujukan import Rujukan, RujukanSalah


@dataclass(frozen=True, slots=True)
class ButirRentang:
    """One listing. `uuid`: None where the body has no page · `keterangan`: what has to be said under the name."""

    huruf: str
    nama: str
    uuid: UUID | None
    badan: PerangkatDaerah
    rujukan: str
    keterangan: list[str]
    tertulis: str
    utama: bool


@dataclass(slots=True)
class DaftarRentang:
    """One list of a regulation: one verb, one pasal or ayat, its units in order."""

    makna: str
    verba: str
    rujukan: str
    peraturan: Peraturan | None
    tertulis: str
    catatan: str
    butir: list[ButirRentang] = field(default_factory=list)
    catatan_bersama: list[str] = field(default_factory=list)

    @property
    def membawahi(self) -> bool:
        return self.makna == Makna.MEMBAWAHI

    @property
    def jumlah(self) -> int:
        return sum(satu.utama for satu in self.butir)


@dataclass(slots=True)
class KolomRentang:
    """One koordinator with his lists, coordination before command. `uuid`: None where the body has no page."""

    nama: str
    uuid: UUID | None
    badan: PerangkatDaerah
    daftar: list[DaftarRentang] = field(default_factory=list)

    @property
    def jumlah(self) -> int:
        return sum(satu.jumlah for satu in self.daftar)


@dataclass(slots=True)
class HalamanRentang:
    """`tanpa`: units of the tree that need a koordinator and have none."""

    kolom: list[KolomRentang]
    tanpa: list[Kedudukan]
    asisten: list[Kedudukan]
    verba: list[str]
    kelompok: list[str]

    @property
    def sebutan(self) -> str:
        """What all koordinator of the page are together: "Asisten", if they are."""
        asisten = {satu.perangkat_daerah_id for satu in self.asisten}
        return "Asisten" if all(satu.badan.pk in asisten for satu in self.kolom) else "koordinator"

    @property
    def koordinasi(self) -> int:
        return sum(satu.jumlah for kolom in self.kolom for satu in kolom.daftar if not satu.membawahi)

    @property
    def komando(self) -> int:
        return sum(satu.jumlah for kolom in self.kolom for satu in kolom.daftar if satu.membawahi)

    @property
    def contoh(self) -> tuple[KolomRentang, ButirRentang] | None:
        """A row to show how one cites."""
        return next(
            (
                (kolom, butir)
                for kolom in self.kolom
                for daftar in kolom.daftar
                for butir in daftar.butir
                if butir.huruf
            ),
            None,
        )


def muat_rentang(edisi: Edisi) -> HalamanRentang:
    """All spans of one edition; 4 queries."""
    tempat = {
        satu.perangkat_daerah_id: satu
        for satu in Kedudukan.objects.pada(edisi).select_related("perangkat_daerah").menurut_pohon()
    }
    semua = baris_rentang(edisi)
    jawaban = koordinator_edisi(edisi) if semua else {}
    kolom = kolom_rentang(semua, tempat)
    return HalamanRentang(
        kolom=kolom,
        tanpa=[
            satu
            for satu in tempat.values()
            if semua and satu.jenis in BERKOORDINATOR and jawaban.get(satu.perangkat_daerah_id) is None
        ],
        asisten=[satu for satu in tempat.values() if satu.jenis == JenisUnit.ASISTEN],
        verba=list(dict.fromkeys(satu.verba for satu in semua if satu.verba)),
        kelompok=[
            butir.nama
            for satu in kolom
            for daftar in satu.daftar
            for butir in daftar.butir
            if butir.badan.pk in tempat and tempat[butir.badan.pk].jenis == JenisUnit.KELOMPOK
        ],
    )


def baris_rentang(edisi: Edisi) -> list[RentangKoordinasi]:
    """The listings of one edition in the order of the regulation, each with the names of its bodies; 1 query."""
    return list(
        RentangKoordinasi.objects.pada(edisi)
        .muat_dasar()
        .annotate(nama_koordinator=nama_terakhir("koordinator"), nama_unit=nama_terakhir("unit"))
        .annotate(pernah_koordinator=nama_pernah("koordinator"), pernah_unit=nama_pernah("unit"))
        .menurut_naskah()
    )


def kolom_rentang(semua: list[RentangKoordinasi], tempat: dict[int, Kedudukan]) -> list[KolomRentang]:
    """Listings by koordinator and list. `tempat`: {body id: its place}; no query."""
    kolom: dict[int, KolomRentang] = {}
    daftar: dict[tuple[object, ...], list[RentangKoordinasi]] = {}
    for satu in semua:
        kunci = (satu.koordinator_id, satu.makna, satu.verba, satu.peraturan_id, pangkal(satu.rujukan, satu.huruf))
        daftar.setdefault(kunci, []).append(satu)
    for milik in daftar.values():
        satu = milik[0]
        nama, uuid = _sebutan(satu, "koordinator", tempat)
        kolom.setdefault(satu.koordinator_id, KolomRentang(nama, uuid, satu.koordinator)).daftar.append(
            _daftar(milik, tempat)
        )
    for satu_kolom in kolom.values():
        satu_kolom.daftar.sort(key=lambda satu: satu.membawahi)
    return list(kolom.values())


def _sebutan(baris: RentangKoordinasi, sisi: str, tempat: dict[int, Kedudukan]) -> tuple[str, UUID | None]:
    """What a body of a listing is called: here, else as published last; and where its page is, if it has one."""
    badan: PerangkatDaerah = getattr(baris, sisi)
    sini = tempat.get(badan.pk)
    if sini is not None:
        return sini.nama, badan.uuid
    isi = vars(baris)
    berhalaman = isi[f"nama_{sisi}"] != TANPA_NAMA
    return isi[f"pernah_{sisi}"], badan.uuid if berhalaman else None


def _daftar(milik: list[RentangKoordinasi], tempat: dict[int, Kedudukan]) -> DaftarRentang:
    """A note of most rows is one of the list; one of several rows is said once, below the list."""
    satu = milik[0]
    tertulis = satu.tertulis if len({baris.tertulis for baris in milik}) == 1 else ""
    hitung = Counter(baris.catatan for baris in milik if baris.catatan)
    umum, sering = hitung.most_common(1)[0] if hitung else ("", 0)
    catatan = umum if sering > len(milik) / 2 else ""
    bersama = [teks for teks, banyak in hitung.items() if banyak > 1 and teks != catatan]
    huruf = Counter(baris.huruf for baris in milik)
    return DaftarRentang(
        makna=satu.makna,
        verba=satu.verba,
        rujukan=pangkal(satu.rujukan, satu.huruf),
        peraturan=satu.peraturan,
        tertulis=tertulis,
        catatan=catatan,
        butir=[
            ButirRentang(
                baris.huruf,
                *_sebutan(baris, "unit", tempat),
                badan=baris.unit,
                rujukan=baris.rujukan,
                keterangan=_keterangan(baris, tempat.get(baris.unit_id), huruf[baris.huruf] > 1, catatan, bersama),
                tertulis="" if baris.tertulis == tertulis else baris.tertulis,
                utama=baris.utama,
            )
            for baris in milik
        ],
        catatan_bersama=bersama,
    )


def _keterangan(
    baris: RentangKoordinasi, sini: Kedudukan | None, berbagi: bool, catatan: str, bersama: list[str]
) -> list[str]:
    """What has to be said under one name."""
    hasil = []
    if sini is None:
        hasil.append("tidak ada lagi dalam susunan; tetap disebut dalam peraturan ini")
    elif sini.jenis == JenisUnit.KELOMPOK:
        hasil.append("kelompok: mencakup tiap anggotanya")
    if berbagi and baris.huruf and not baris.catatan:
        hasil.append(f"huruf {baris.huruf} memuat lebih dari satu unit")
    if not baris.utama:
        hasil.append("disebut lagi; koordinator utamanya di tempat lain")
    if baris.catatan in bersama:
        hasil.append(f"lihat catatan {bersama.index(baris.catatan) + 1}")
    elif baris.catatan != catatan:
        hasil.append(baris.catatan)
    return [teks for teks in hasil if teks]


def pangkal(rujukan: str, huruf: str) -> str:
    """Where the list stands: "Pasal 15 ayat (2)" of "Pasal 15 ayat (2) huruf c"."""
    if not huruf:
        return rujukan
    try:
        induk = Rujukan.parse(rujukan).induk
    except RujukanSalah:
        return rujukan
    return str(induk) if induk is not None and rujukan.endswith(f" {huruf}") else rujukan
