"""What a unit's page reads: 8 queries at most, whatever the unit, the region and the number of regions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from coordination.bahan import BUKAN_PERANGKAT, SEKRETARIAT, bukan_perangkat, sifat
from coordination.halaman.bersama import gabung_rujukan
from coordination.halaman.jawaban import Sajian, sajikan, sama, tanpa_tempat, ucapan
from coordination.halaman.kalimat import memimpin
from coordination.halaman.lingkup import dengan_lingkup, lingkup
from coordination.halaman.penerus import Kelanjutan, lanjutkan, tempat_ujung
from coordination.halaman.rentang import pangkal
from coordination.koordinator import RUAS_PERATURAN, Jawaban, koordinator_untuk, peraturan_ringkas
from coordination.models import Makna, RentangKoordinasi
from coordination.turunan import TANPA_KOMANDO, PimpinanSekretariat
from registry import pohon
from registry.halaman.dasar import Tautan, TidakAda
from registry.halaman.edisi import (
    berlaku,
    edisi_pertama,
    kini,
    pernah_berlaku,
    tercatat,
    tidak_dimuat,
)
from registry.halaman.nama import TANPA_NAMA
from registry.halaman.suksesi import Peristiwa, asal_usul, jejak, versi_dan_peristiwa
from registry.models import (
    Edisi,
    HubunganPeraturan,
    JenisHubunganPeraturan,
    JenisNamaLain,
    JenisUnit,
    Kedudukan,
    PerangkatDaerah,
    Peraturan,
)
from relations.models import KetentuanHubungan, KetentuanPelaksanaan, Subjek, Topik
from relations.panel import (
    TOPIK_UNIT,
    KelompokHubungan,
    Milik,
    bertopik,
    kelompok_hubungan,
    ketentuan_pelaksanaan,
    milik_badan,
    subjek_berlaku,
)


@dataclass(frozen=True, slots=True)
class NamaDikenal:
    """A name under which people look for the body; `jenis` in words."""

    nama: str
    jenis: str


@dataclass(frozen=True, slots=True)
class EdisiUnit:
    """One edition in the life of the body: its place there, the answer there, and what befell it."""

    edisi: Edisi
    tempat: Kedudukan | None
    sajian: Sajian
    kosong: bool
    peristiwa: str

    @property
    def pernah_berlaku(self) -> bool:
        return pernah_berlaku(self.edisi)


class DasarRentang(NamedTuple):
    """Pinpoints in one regulation: "Pasal 22 ayat (3) dan ayat (4)"."""

    rujukan: str
    peraturan: Peraturan | None


def dasar_bersama(semua: Iterable[DasarRentang]) -> list[DasarRentang]:
    """Pinpoints of many rows, put together for each regulation."""
    per_peraturan: dict[int | None, tuple[Peraturan | None, list[str]]] = {}
    for satu in semua:
        kunci = satu.peraturan.pk if satu.peraturan is not None else None
        per_peraturan.setdefault(kunci, (satu.peraturan, []))[1].append(satu.rujukan)
    return [DasarRentang(gabung_rujukan(rujukan), peraturan) for peraturan, rujukan in per_peraturan.values()]


@dataclass(slots=True)
class HalamanUnit:
    """Everything on a unit's page. `edisi` and `tempat` are None where there is none on the date. `jenis_edisi`: the
    kinds that the edition enables, for whomever; `hubungan`: those for this sort of unit."""

    badan: PerangkatDaerah
    tanggal: date
    edisi: Edisi | None
    tempat: Kedudukan | None
    nama: str
    sajian: Sajian
    nama_lain: list[NamaDikenal]
    riwayat: list[EdisiUnit]
    tercatat_sejak: datetime | None
    diralat: bool
    jalur: list[Kedudukan] = field(default_factory=list)
    anak: list[Kedudukan] = field(default_factory=list)
    rentang: list[Kedudukan] = field(default_factory=list)
    jenis_edisi: list[KelompokHubungan] = field(default_factory=list)
    hubungan: list[KelompokHubungan] = field(default_factory=list)
    pelaksanaan: list[KetentuanPelaksanaan] = field(default_factory=list)
    pertanggungjawaban: list[KetentuanPelaksanaan] = field(default_factory=list)
    milik: list[Milik] = field(default_factory=list)
    kelanjutan: Kelanjutan = field(default_factory=Kelanjutan)
    asal_usul: list[Peristiwa] = field(default_factory=list)

    @property
    def urusan(self) -> list[Milik]:
        return [satu for satu in self.milik if satu.isi == "urusan"]

    @property
    def hubungan_tertentu(self) -> list[Milik]:
        return [satu for satu in self.milik if satu.isi == "hubungan"]

    @property
    def dikoordinasikan(self) -> list[Kedudukan]:
        """What the unit itself coordinates, in the order of the regulation."""
        return [satu for satu in self.rentang if vars(satu)["rentang_makna"] == Makna.KOORDINASI]

    @property
    def dibawahi(self) -> list[Kedudukan]:
        """What a span says that it commands (membawahi)."""
        return [satu for satu in self.rentang if vars(satu)["rentang_makna"] == Makna.MEMBAWAHI]

    @property
    def dasar_rentang(self) -> list[DasarRentang]:
        """Where the lists of what it coordinates and commands stand, by the regulation of each row: an edition that
        another regulation brought about may keep them as they were."""
        baris = (vars(satu) for satu in (*self.dikoordinasikan, *self.dibawahi))
        return dasar_bersama(
            DasarRentang(pangkal(satu["rentang_rujukan"], satu["rentang_huruf"]), satu["rentang_peraturan"])
            for satu in baris
        )

    @property
    def ketentuan_edisi(self) -> list[KetentuanHubungan]:
        return [satu.ketentuan for kelompok in self.jenis_edisi for satu in kelompok.jenis]

    @property
    def langkah(self) -> list[tuple[Kedudukan, Kedudukan | None]]:
        """The way down to the unit, each place with the Sekretariat Daerah that it leads: a tree that puts the Sekda
        below it does not mean that it commands him (`turunan.pimpinan`)."""
        hasil: list[tuple[Kedudukan, Kedudukan | None]] = []
        for satu in self.jalur:
            if hasil and memimpin(satu.jenis, hasil[-1][0].jenis):
                hasil.append((satu, hasil.pop()[0]))
            else:
                hasil.append((satu, None))
        return hasil

    @property
    def di_atas(self) -> Kedudukan | None:
        """What stands right above it on that way."""
        return self.langkah[-2][0] if len(self.langkah) > 1 else None

    @property
    def komando(self) -> bool:
        """The line to it from above is one of command, not of mere place."""
        return self.di_atas is not None and self.di_atas.jenis not in TANPA_KOMANDO

    @property
    def pimpinan(self) -> Kedudukan | None:
        """Of the Sekretariat Daerah: the Sekda who leads it."""
        if self.tempat is None:
            return None
        return next((satu for satu in self.anak if memimpin(satu.jenis, self.tempat.jenis)), None)

    @property
    def dasar_pimpinan(self) -> str:
        """Where national law says that he does."""
        return "; ".join(satu.teks for satu in PimpinanSekretariat.sumber if not satu.daerah)

    @property
    def dicabut(self) -> set[int]:
        """Regulations on which the places around the unit rest, and which are revoked by then."""
        return {satu.peraturan_id for satu in self.jalur if satu.peraturan_id and vars(satu)["dicabut"]}

    @property
    def bawahan(self) -> list[Kedudukan]:
        """Units below it in the tree that no list above names already, but for the Sekda who leads it."""
        disebut = {satu.pk for satu in (*self.rentang, self.pimpinan) if satu is not None}
        return [satu for satu in self.anak if satu.pk not in disebut]

    @property
    def atasan(self) -> list[Kedudukan]:
        return self.jalur[:-1]

    @property
    def berdiri_sendiri(self) -> bool:
        """As `Bahan.berdiri_sendiri`, of the unit and what stands above it."""
        if (
            self.tempat is None
            or _bukan_perangkat(self.tempat)
            or self.tempat.jenis in {*SEKRETARIAT, JenisUnit.BAGIAN}
        ):
            return False
        bagian = {*SEKRETARIAT, JenisUnit.KELOMPOK}
        return vars(self.tempat).get("koordinator_utama") is not None or all(
            satu.jenis in bagian or _bukan_perangkat(satu) for satu in self.atasan
        )

    @property
    def serentang(self) -> int:
        """How many other units have the same koordinator by a span of their own."""
        jumlah = vars(self.tempat).get("serentang") if self.tempat is not None else None
        return jumlah - 1 if jumlah else 0

    @property
    def lewat_asisten(self) -> list[Tautan]:
        """Steps of the line of accountability, where the regulation says that it runs through the koordinator
        (Banjar 15/2022 Pasal 15 ayat (6) and (7)); [] where it does not, as in `pelaporan`."""
        jawaban = self.sajian.jawaban
        subjek = {satu.subjek for satu in self.pertanggungjawaban}
        kepala = next((satu for satu in self.jalur if satu.jenis == JenisUnit.KEPALA_DAERAH), None)
        if jawaban is None or jawaban.makna != Makna.KOORDINASI or kepala is None or not self.berdiri_sendiri:
            return []
        if not {Subjek.PERANGKAT_DAERAH, Subjek.ASISTEN_PERANGKAT_DAERAH} <= subjek:
            return []
        return [
            tautan_unit("melalui ", jawaban.nama, jawaban.uuid),
            Tautan("melalui Sekretaris Daerah", ""),
            Tautan(f"kepada {kepala.nama}", reverse("unit", args=[kepala.perangkat_daerah.uuid])),
        ]

    @property
    def pertama(self) -> Edisi | None:
        """The region's first edition, for a date before it."""
        return edisi_pertama(satu.edisi for satu in self.riwayat)

    def peraturan_milik(self, pk: int | None) -> Peraturan | None:
        """A regulation among those already read whole, for rows that carry only its title."""
        kenal: Iterable[Peraturan | None] = (
            *(satu.edisi.peraturan for satu in self.riwayat),
            *(satu.peraturan for satu in self.ketentuan_edisi),
            *(satu.peraturan for satu in self.pelaksanaan),
            *(satu.peraturan for satu in self.jalur),
        )
        return next((satu for satu in kenal if satu is not None and satu.pk == pk), None)


def muat_badan(uuid: UUID) -> tuple[PerangkatDaerah, list[NamaDikenal]]:
    """A public body, or one that leads to another (`tujuan`), with its other names; 1 query (a row a name).
    Raises TidakAda."""
    dialihkan = PerangkatDaerah.objects.filter(dialihkan_ke__isnull=False)
    baris = list(
        (PerangkatDaerah.objects.publik() | dialihkan)
        .filter(uuid=uuid)
        .select_related("daerah__provinsi")
        .annotate(lain_nama=F("nama_lain__nama"), lain_jenis=F("nama_lain__jenis"))
        .order_by("nama_lain__jenis", "nama_lain__nama")
    )
    if not baris:
        raise _tidak_ada()
    dikenal = [
        NamaDikenal(vars(satu)["lain_nama"], str(JenisNamaLain(vars(satu)["lain_jenis"]).label))
        for satu in baris
        if vars(satu)["lain_nama"]
    ]
    return baris[0], dikenal


def tujuan(badan: PerangkatDaerah) -> PerangkatDaerah:
    """The body whose page answers for one that was entered twice: the last along `dialihkan_ke` that stands in a
    published edition; the body itself where it leads nowhere. 0 queries for a body that leads nowhere, else one a
    step and one more. Raises TidakAda: the chain comes back to where it was, or nothing along it is public.
    """
    if badan.dialihkan_ke_id is None:
        return badan
    rantai = {badan.pk: badan}
    ujung: PerangkatDaerah | None = badan.dialihkan_ke
    while ujung is not None:
        if ujung.pk in rantai:
            raise TidakAda(
                "Alamat ini tidak sampai ke mana pun",
                "Unit ini dialihkan ke unit lain yang dialihkan kembali kepadanya, jadi halamannya tidak dapat "
                "ditentukan. Cari namanya di bawah ini.",
            )
        rantai[ujung.pk] = ujung
        ujung = ujung.dialihkan_ke
    tempat = Kedudukan.objects.filter(perangkat_daerah__in=rantai, edisi__in=Edisi.objects.terbit())
    berdiri = set(tempat.values_list("perangkat_daerah", flat=True))
    for pk, satu in reversed(rantai.items()):
        if pk in berdiri:
            return satu
    raise _tidak_ada()


def _tidak_ada() -> TidakAda:
    return TidakAda(
        "Perangkat daerah ini tidak ada",
        "Alamatnya mungkin terpotong, atau unit itu belum masuk edisi yang terbit. Cari namanya di bawah ini.",
    )


def tautan_unit(kata: str, nama: str, uuid: UUID) -> Tautan:
    """`kata` and the name, leading to the page of the body; nowhere where it has no public name, hence no page."""
    return Tautan(f"{kata}{nama}", "" if nama == TANPA_NAMA else reverse("unit", args=[uuid]))


@dataclass(frozen=True, slots=True)
class Letak:
    """Where a body stands on a date, among all published versions of its region's editions.

    sekarang: editions as the registry holds them today, newest first; tempat: {edition id: the body's place there};
    edisi, sini: the edition in force and the place in it, None where there is none.
    """

    versi: list[Edisi]
    peristiwa: list[Peristiwa]
    sekarang: list[Edisi]
    tempat: dict[int, Kedudukan]
    edisi: Edisi | None
    sini: Kedudukan | None

    @property
    def nama(self) -> str:
        """The body's name on the date, else the nearest one known."""
        return nama_pada(self.sekarang, self.edisi, self.tempat)

    def sajian_kosong(self, kelanjutan: Kelanjutan) -> Sajian:
        """The answer where the body has no place on the date."""
        jenis = next((self.tempat[satu.pk].jenis for satu in self.sekarang if satu.pk in self.tempat), "")
        sajian = tanpa_tempat(self.nama, jenis, self.edisi)
        # An event tells that it ended, also where the tree is known in part only.
        return replace(sajian, kalimat="tidak_ada") if kelanjutan.langkah else sajian


def cari_letak(badan: PerangkatDaerah, tanggal: date, **anotasi: Any) -> Letak:
    """Where a body stands on a date; 2 queries. `anotasi`: what else to read of its places."""
    versi, peristiwa = versi_dan_peristiwa(badan.daerah)
    tempat = {
        satu.edisi_id: satu
        for satu in Kedudukan.objects.filter(perangkat_daerah=badan, edisi__in=[satu.pk for satu in versi])
        .muat_dasar()
        .annotate(**anotasi)
    }
    sekarang = kini(versi)
    edisi = berlaku(sekarang, tanggal)
    return Letak(versi, peristiwa, sekarang, tempat, edisi, tempat.get(edisi.pk) if edisi is not None else None)


def cari_kelanjutan(
    badan: PerangkatDaerah, letak: Letak, tanggal: date
) -> tuple[Kelanjutan, dict[int, Jawaban | None]]:
    """(what became of a body that stands no longer, {place id: answer} of all its places); 2 queries at most."""
    berdiri = terakhir_berdiri(letak.sekarang, letak.tempat, tanggal)
    if letak.edisi is None or letak.sini is not None or berdiri is None:
        return Kelanjutan(), koordinator_untuk(letak.tempat.values())
    lanjut = jejak(letak.peristiwa, badan.pk, berdiri, letak.edisi)
    ujung = tempat_ujung(lanjut, letak.edisi)
    jawaban = koordinator_untuk([*letak.tempat.values(), *ujung])
    return lanjutkan(badan.pk, lanjut, letak.edisi, ujung, jawaban), jawaban


def muat_unit(badan: PerangkatDaerah, nama_lain: list[NamaDikenal], tanggal: date) -> HalamanUnit:
    """The page of a body on a date; 7 queries beside `muat_badan`."""
    letak = cari_letak(badan, tanggal, **_serentang(), **dengan_lingkup())
    versi, peristiwa, sekarang, tempat = letak.versi, letak.peristiwa, letak.sekarang, letak.tempat
    edisi, sini = letak.edisi, letak.sini
    kelanjutan, jawaban = cari_kelanjutan(badan, letak, tanggal)
    nama = letak.nama
    riwayat = [_edisi_unit(satu, tempat.get(satu.pk), jawaban, nama, peristiwa, badan.pk) for satu in sekarang]
    saat, diralat = _tercatat_sejak(versi, tempat, jawaban, tanggal)
    asal = _asal(badan, peristiwa, sekarang, tempat, edisi)
    if edisi is None or sini is None:
        return HalamanUnit(
            badan,
            tanggal,
            edisi,
            None,
            nama,
            letak.sajian_kosong(kelanjutan),
            nama_lain,
            riwayat,
            saat,
            diralat,
            kelanjutan=kelanjutan,
            asal_usul=asal,
        )
    keluarga = _keluarga(sini, tanggal)
    rentang = sorted(
        (satu for satu in keluarga if vars(satu)["rentang_urutan"] is not None),
        key=lambda satu: vars(satu)["rentang_urutan"],
    )
    unik = list({satu.pk: satu for satu in keluarga}.values())
    pelaksanaan = ketentuan_pelaksanaan(edisi)
    jenis = sifat(sini.jenis, sini.nama)
    sajian = sajikan(sini, edisi, jawaban[sini.pk])
    jenis_edisi = kelompok_hubungan(edisi)
    # Places and not rows: a defective text lists one unit twice.
    jumlah, jumlah_bawahan = (
        len({satu.pk for satu in rentang if vars(satu)["rentang_makna"] == makna})
        for makna in (Makna.KOORDINASI, Makna.MEMBAWAHI)
    )
    return HalamanUnit(
        badan=badan,
        tanggal=tanggal,
        edisi=edisi,
        tempat=sini,
        nama=nama,
        sajian=replace(berjangka(sajian, sekarang, tempat, jawaban), jumlah=jumlah, jumlah_bawahan=jumlah_bawahan),
        nama_lain=nama_lain,
        riwayat=riwayat,
        tercatat_sejak=saat,
        diralat=diralat,
        jalur=[satu for satu in unik if pohon.di_jalur(satu, sini)],
        anak=[satu for satu in unik if satu.induk_id == sini.pk],
        rentang=rentang,
        jenis_edisi=jenis_edisi,
        hubungan=[satu for satu in jenis_edisi if satu.subjek in subjek_berlaku(jenis)],
        pelaksanaan=bertopik(pelaksanaan, *TOPIK_UNIT, jenis_unit=jenis),
        pertanggungjawaban=[
            satu
            for satu in bertopik(pelaksanaan, Topik.PERTANGGUNGJAWABAN, jenis_unit=jenis)
            if sini.jenis != JenisUnit.ASISTEN or satu.subjek != Subjek.PERANGKAT_DAERAH
        ],
        milik=milik_badan(edisi, badan.pk),
        asal_usul=asal,
    )


def terakhir_berdiri(semua: list[Edisi], tempat: dict[int, Kedudukan], tanggal: date) -> Edisi | None:
    """Of editions newest first: the last one up to a date that holds the body."""
    return next(
        (
            satu
            for satu in semua
            if satu.pk in tempat and satu.berlaku_mulai is not None and satu.berlaku_mulai <= tanggal
        ),
        None,
    )


def _asal(
    badan: PerangkatDaerah,
    peristiwa: list[Peristiwa],
    semua: list[Edisi],
    tempat: dict[int, Kedudukan],
    edisi: Edisi | None,
) -> list[Peristiwa]:
    """The events from which the body came, up to the date; of one that comes only later, up to its first edition."""
    pertama = next((satu for satu in reversed(semua) if satu.pk in tempat), None)
    sampai = max((satu for satu in (edisi, pertama) if satu is not None), key=semua[::-1].index, default=None)
    return asal_usul(peristiwa, badan.pk, sampai) if sampai is not None else []


def _bukan_perangkat(satu: Kedudukan) -> bool:
    return sifat(satu.jenis, satu.nama) in BUKAN_PERANGKAT


def _serentang() -> dict[str, Any]:
    """Annotations of a place: how many perangkat daerah share its koordinator there, as the derivation counts them
    (`turunan.BerkoordinatorSama`)."""
    perangkat = Kedudukan.objects.filter(edisi=OuterRef("edisi"), perangkat_daerah=OuterRef("unit"))
    rentang = RentangKoordinasi.objects.utama().filter(
        Exists(perangkat.exclude(bukan_perangkat())), edisi=OuterRef("edisi"), makna=Makna.KOORDINASI
    )
    return {
        "koordinator_utama": Subquery(rentang.filter(unit=OuterRef("perangkat_daerah")).values("koordinator")[:1]),
        "serentang": Subquery(
            rentang.filter(koordinator=OuterRef("koordinator_utama"))
            .order_by()
            .values("edisi")
            .annotate(jumlah=Count("pk"))
            .values("jumlah")
        ),
    }


def _keluarga(unit: Kedudukan, tanggal: date) -> list[Kedudukan]:
    """The places above a unit, itself, those right below it, and those in its spans, in tree order; 1 query.

    A place in one of the unit's spans carries that span as `rentang_…`; one listed twice comes twice. Each knows
    whether the regulation on which it rests is revoked by a date (`dicabut`).
    """
    rentang = "perangkat_daerah__dalam_rentang"
    disebut = RentangKoordinasi.objects.filter(
        edisi=unit.edisi_id, koordinator=unit.perangkat_daerah_id, unit=OuterRef("perangkat_daerah")
    )
    semua = list(
        Kedudukan.objects.pada(unit.edisi_id)
        .filter(pohon.jalur_dan_diri(unit) | Q(induk=unit) | Exists(disebut))
        .annotate(
            rentang=FilteredRelation(
                rentang,
                condition=Q(
                    **{f"{rentang}__edisi": unit.edisi_id, f"{rentang}__koordinator": unit.perangkat_daerah_id}
                ),
            )
        )
        .annotate(
            rentang_urutan=F("rentang__urutan"),
            rentang_huruf=F("rentang__huruf"),
            rentang_makna=F("rentang__makna"),
            rentang_rujukan=F("rentang__rujukan"),
            rentang_utama=F("rentang__utama"),
            rentang_peraturan_id=F("rentang__peraturan"),
            **{f"rentang_{ruas}": F(f"rentang__{ruas}") for ruas in RUAS_PERATURAN},
            dicabut=Exists(_pencabutan(tanggal)),
        )
        .muat_dasar()
        .menurut_pohon()
    )
    for satu in semua:
        baris = vars(satu)
        ruas = ("peraturan_id", *RUAS_PERATURAN)
        baris["rentang_peraturan"] = peraturan_ringkas(*(baris[f"rentang_{nama}"] for nama in ruas))
    return semua


def _pencabutan(tanggal: date) -> QuerySet[HubunganPeraturan]:
    """What revokes the regulation of a place by a date, see `Peraturan.status_pada`."""
    berlaku_saat_itu = Q(dari__berlaku_mulai__lte=tanggal) | Q(dari__berlaku_mulai=None) & (
        Q(dari__tahun=None) | Q(dari__tahun__lte=tanggal.year)
    )
    return HubunganPeraturan.objects.dari_publik().filter(
        berlaku_saat_itu, jenis=JenisHubunganPeraturan.MENCABUT, ke=OuterRef("peraturan")
    )


def _edisi_unit(
    edisi: Edisi,
    tempat: Kedudukan | None,
    jawaban: dict[int, Jawaban | None],
    nama: str,
    peristiwa: list[Peristiwa],
    badan: int,
) -> EdisiUnit:
    terjadi = "; ".join(satu.ringkas for satu in peristiwa if satu.edisi.pk == edisi.pk and satu.menyebut(badan))
    if tempat is None:
        return EdisiUnit(edisi, None, tanpa_tempat(nama, "", edisi), tidak_dimuat(edisi), terjadi)
    return EdisiUnit(edisi, tempat, sajikan(tempat, edisi, jawaban[tempat.pk]), False, terjadi)


def nama_pada(semua: list[Edisi], edisi: Edisi | None, tempat: dict[int, Kedudukan]) -> str:
    """The body's name on the date; else the last one before it, else the first one after it. `semua`: newest first."""
    letak = next((nomor for nomor, satu in enumerate(semua) if edisi is not None and satu.pk == edisi.pk), len(semua))
    urut = (*semua[letak:], *reversed(semua[:letak]))
    return next((tempat[satu.pk].nama for satu in urut if satu.pk in tempat), TANPA_NAMA)


def berjangka(
    sajian: Sajian, semua: list[Edisi], tempat: dict[int, Kedudukan], jawaban: dict[int, Jawaban | None]
) -> Sajian:
    """The answer of one edition with from when to when it holds: the unbroken run of editions with the same answer.
    One that another replaced on its first day was never in force, and breaks no run. The answer of an Asisten is
    whom he coordinates, which is read of one edition only, so his run is that edition. `semua`: newest first."""
    ini = sajian.edisi
    if ini is None:
        return sajian
    edisi = [satu for satu in semua if pernah_berlaku(satu)]

    def isi(satu: Edisi) -> tuple[bool, Jawaban | None]:
        sini = tempat.get(satu.pk)
        return sini is not None, jawaban.get(sini.pk) if sini is not None else None

    def sejalan(satu: Edisi) -> bool:
        ada, jawabnya = isi(satu)
        return ada and sama(jawabnya, sajian.jawaban) and satu.rentang == ini.rentang

    awal = akhir = next(nomor for nomor, satu in enumerate(edisi) if satu.pk == ini.pk)
    sendiri = sajian.kalimat == JenisUnit.ASISTEN
    while not sendiri and awal + 1 < len(edisi) and sejalan(edisi[awal + 1]):
        awal += 1
    while not sendiri and akhir > 0 and sejalan(edisi[akhir - 1]):
        akhir -= 1
    return replace(
        sajian,
        sejak=edisi[awal].berlaku_mulai,
        sampai=edisi[akhir].berlaku_sampai,
        awal=edisi[awal],
        akhir=edisi[akhir],
    )


def _tercatat_sejak(
    versi: list[Edisi], tempat: dict[int, Kedudukan], jawaban: dict[int, Jawaban | None], tanggal: date
) -> tuple[datetime | None, bool]:
    """Since when the registry gives this answer for this date, and whether it ever gave another one. The answer of one
    who coordinates is his list as well.

    Walks back through the moments at which an edition was published, and asks at each what the registry said
    then; stops at the first other answer. No query. `tempat`: read with `dengan_lingkup`.
    """

    def dikatakan(saat: datetime) -> tuple[object, ...] | None:
        """What the registry said then; None where it knew nothing of the unit on that date."""
        edisi = berlaku(tercatat(versi, saat), tanggal)
        sini = tempat.get(edisi.pk) if edisi is not None else None
        if edisi is None or sini is None:
            return None
        return ucapan(sajikan(sini, edisi, jawaban[sini.pk]), lingkup(sini))

    saat_terbit = sorted({satu.diterbitkan_pada for satu in versi if satu.diterbitkan_pada is not None}, reverse=True)
    sekarang = dikatakan(saat_terbit[0]) if saat_terbit else None
    if sekarang is None:
        return None, False
    sejak = saat_terbit[0]
    for saat in saat_terbit[1:]:
        dulu = dikatakan(saat)
        if dulu != sekarang:
            return sejak, dulu is not None
        sejak = saat
    return sejak, False
