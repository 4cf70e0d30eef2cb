"""The grid of two clocks of one unit: what the registry said, at each moment, of each span of dates.

Nothing is derived here: which versions stood at a moment is `tercatat`, which of them was in force `berlaku`, the
answer in each `koordinator_untuk` and `sajikan`, as on the unit's page under the same two clocks. What lies outside
editions is one thing in a cell, how the regulation behind the answer was called: read from its own history.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from urllib.parse import urlencode

from django.utils.formats import date_format

from coordination.halaman.jawaban import Sajian, sajikan, tanpa_tempat, ucapan
from coordination.halaman.lingkup import Terdaftar, dengan_lingkup, jumlah, lingkup
from coordination.halaman.unit import berjangka, terakhir_berdiri
from coordination.koordinator import Jawaban, koordinator_untuk
from coordination.models import Makna
from registry import waktu
from registry.halaman.edisi import berlaku, tercatat
from registry.halaman.suksesi import Peristiwa, jejak, versi_dan_peristiwa
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, Kelengkapan, PerangkatDaerah, Peraturan
from registry.templatetags.rentang import bilangan

#: Sentence (`Sajian.kalimat`) -> its word in a cell.
KATA = {
    "belum_terbaca": "belum terbaca",
    "tidak_diatur": "tidak diatur",
    "belum_dimuat": "isi belum dicatat",
    "belum_diatur": "belum diatur",
    "tidak_terbaca": "susunan belum terbaca seluruhnya",
    "tidak_ada": "unit tidak ada",
    "tanpa_edisi": "belum tercatat",
}
#: Those that say that something is not known.
RAGU = frozenset({"belum_terbaca", "belum_dimuat", "tidak_terbaca"})
#: Every other office.
JABATAN_LAIN = "tidak dikoordinasikan"
SEDETIK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Kolom:
    """A span of dates. `sampai`: its last day, None while open; `disimpulkan`: why its first day is inferred."""

    mulai: date
    sampai: date | None
    disimpulkan: str = ""
    mendatang: bool = False

    @property
    def kata(self) -> str:
        return masa(self.mulai, self.sampai, mendatang=self.mendatang)


@dataclass(frozen=True, slots=True)
class Sel:
    """One answer. `peraturan`: behind it, as it was called at that moment; `akhir`: what became of a unit that stands
    no longer; `lawan`: the answer that the registry gave before, for what changed in a list."""

    sajian: Sajian
    lingkup: frozenset[Terdaftar] = frozenset()
    peraturan: str = ""
    akhir: str = ""
    berubah: bool = False
    lawan: Sel | None = None

    @property
    def kunci(self) -> tuple[object, ...]:
        """Equal where every word is."""
        if self.sajian.kalimat == "tanpa_edisi":
            return ("tanpa_edisi",)
        tempat = self.sajian.nama if self.ada else ""
        return (ucapan(replace(self.sajian, nama=tempat), self.lingkup), self.peraturan, self.akhir)

    @property
    def ada(self) -> bool:
        """The unit has a place in the edition."""
        return self.sajian.kalimat not in ("tanpa_edisi", "tidak_ada", "tidak_terbaca") and bool(self.sajian.jenis)

    @property
    def kata(self) -> str:
        """The answer in a few words."""
        j = self.sajian
        if j.jawaban is not None:
            return f"di bawah {j.jawaban.nama}" if j.kalimat == "membawahi" else j.jawaban.nama
        if j.kalimat == JenisUnit.ASISTEN:
            return self.kata_lingkup or (
                "rentangnya belum terbaca"
                if j.edisi and j.edisi.rentang == Kelengkapan.BELUM_TERBACA
                else "tanpa rentang"
            )
        return KATA.get(j.kalimat, JABATAN_LAIN)

    @property
    def kata_lingkup(self) -> str:
        """What he coordinates and commands, counted; "" for nothing."""
        satu = ((Makna.KOORDINASI, "mengoordinasikan"), (Makna.MEMBAWAHI, "membawahi"))
        hitung = ((kata, jumlah(self.lingkup, makna)) for makna, kata in satu)
        return " dan ".join(f"{kata} {bilangan(banyak)} unit" for kata, banyak in hitung if banyak)

    @property
    def ragu(self) -> bool:
        return self.sajian.kalimat in RAGU or self.kata == "rentangnya belum terbaca"

    @property
    def tegas(self) -> bool:
        """It names somebody."""
        return self.sajian.jawaban is not None or self.sajian.kalimat == JenisUnit.ASISTEN and bool(self.lingkup)

    @property
    def rujukan(self) -> str:
        if self.sajian.jawaban is not None:
            return self.sajian.jawaban.dasar.rujukan
        edisi = self.sajian.edisi
        return edisi.rentang_rujukan if edisi is not None and self.ada else ""

    @property
    def tertulis(self) -> str:
        return self.sajian.jawaban.dasar.tertulis if self.sajian.jawaban is not None else ""

    @property
    def rincian(self) -> list[str]:
        """What stands in small below the answer, from the pinpoint on."""
        j = self.sajian
        isi = [" ".join(satu for satu in (self.rujukan, self.peraturan) if satu)]
        if j.jawaban is not None and not j.jawaban.langsung:
            isi.append(f"melalui {j.jawaban.melalui}")
        if self.lingkup and j.kalimat != JenisUnit.ASISTEN:
            isi.append(self.kata_lingkup)
        return [satu for satu in (*isi, self.akhir) if satu]

    @property
    def nama_dulu(self) -> str:
        """The unit's own name there, where the cell changed and it is another one than before."""
        if not self.ada or self.lawan is None or not self.lawan.ada or self.lawan.sajian.nama == self.sajian.nama:
            return ""
        return self.sajian.nama

    @property
    def masuk(self) -> list[str]:
        """Units that came into his list since the answer before."""
        return self._selisih(self.lawan, self) if self.lawan is not None and self.lawan.lingkup else []

    @property
    def keluar(self) -> list[str]:
        return self._selisih(self, self.lawan) if self.lawan is not None and self.lingkup else []

    @staticmethod
    def _selisih(dari: Sel, ke: Sel) -> list[str]:
        ada = {(satu.badan, satu.makna) for satu in dari.lingkup}
        return sorted(satu.nama for satu in ke.lingkup if (satu.badan, satu.makna) not in ada)


@dataclass(frozen=True, slots=True)
class SelGabung:
    """Neighbouring cells of one row that say the same. `alamat`: the unit's page under both clocks of the first."""

    sel: Sel
    kolom: Kolom
    lebar: int
    alamat: str


@dataclass(slots=True)
class Baris:
    """What the registry said from a moment on. saat: None before anything was recorded; sampai: until when, None:
    still; sebab: what made it change."""

    saat: datetime | None
    sampai: datetime | None
    sel: list[Sel]
    sebab: str = ""
    kata: str = ""
    kata_sampai: str = ""
    gabung: list[SelGabung] = field(default_factory=list)


@dataclass(slots=True)
class Kisi:
    """kolom: oldest first; baris: newest first, the last one is before anything was recorded."""

    kolom: list[Kolom] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)

    @property
    def lebar(self) -> bool:
        """Too wide for a sheet of paper: printed as cards."""
        return len(self.kolom) > 6

    @property
    def disimpulkan(self) -> list[Kolom]:
        return [satu for satu in self.kolom if satu.disimpulkan]

    @property
    def tertulis(self) -> list[Sel]:
        """Answers of today whose print differs from what is meant, each once."""
        hasil: dict[tuple[str, ...], Sel] = {}
        for satu in self.baris[0].sel if self.baris else ():
            jawaban = satu.sajian.jawaban
            if jawaban is not None and jawaban.dasar.tertulis:
                hasil.setdefault((jawaban.dasar.tertulis, jawaban.nama, jawaban.dasar.rujukan), satu)
        return list(hasil.values())


@dataclass(frozen=True, slots=True)
class Sebutan:
    """How regulations were called at a moment. `riwayat`: {id: [(moment, title)], oldest first}; `kini`: today."""

    riwayat: dict[int, list[tuple[datetime, str]]]
    kini: dict[int, str]

    def pada(self, pk: int, saat: datetime) -> str:
        """The oldest title known where the history is younger than the moment (rows written before it was kept)."""
        semua = self.riwayat.get(pk)
        if not semua:
            return self.kini.get(pk, "")
        return next((judul for sejak, judul in reversed(semua) if sejak <= saat), semua[0][1])

    def saat(self) -> set[datetime]:
        return {sejak for semua in self.riwayat.values() for sejak, _ in semua}


def baca_sebutan(peraturan: Iterable[Peraturan]) -> Sebutan:
    """Titles of some regulations at all moments; 1 query, none for none. Reads `daerah` of each (select it)."""
    semua = {satu.pk: satu for satu in peraturan}
    riwayat: dict[int, list[tuple[datetime, str]]] = {}
    if semua:
        ruas = ("id", "history_date", "jenis", "nomor", "tahun", "tentang")
        model = Peraturan.history.model
        for pk, sejak, jenis, nomor, tahun, tentang in (
            model.objects.filter(id__in=semua).order_by("id", "history_date", "history_id").values_list(*ruas)
        ):
            dulu = Peraturan(
                pk=pk, jenis=jenis, nomor=nomor, tahun=tahun, tentang=tentang, daerah=semua[pk].daerah
            ).judul_pendek
            milik = riwayat.setdefault(pk, [])
            if not milik or milik[-1][1] != dulu:
                milik.append((sejak, dulu))
    return Sebutan(riwayat, {pk: satu.judul_pendek for pk, satu in semua.items()})


@dataclass(slots=True)
class BahanKisi:
    """Everything a grid rests on. versi: all published versions up to a moment, newest edition first; tempat: {edition
    id: the body's place}; jawaban: {place id: answer}; peristiwa: of all those versions."""

    badan: PerangkatDaerah
    versi: list[Edisi]
    peristiwa: list[Peristiwa]
    tempat: dict[int, Kedudukan]
    jawaban: dict[int, Jawaban | None]
    sebutan: Sebutan
    sampai: datetime

    @cached_property
    def kini(self) -> list[Edisi]:
        """What the registry said at the end."""
        return tercatat(self.versi, self.sampai)


def baca_bahan(badan: PerangkatDaerah, sampai: datetime) -> BahanKisi:
    """What the grid of a body up to a moment rests on; 4 queries, whatever the number of editions. `badan` needs its
    region."""
    semua, peristiwa = versi_dan_peristiwa(badan.daerah, semua_versi=True)
    versi = [satu for satu in semua if satu.diterbitkan_pada is not None and satu.diterbitkan_pada <= sampai]
    tempat = {
        satu.edisi_id: satu
        for satu in Kedudukan.objects.filter(perangkat_daerah=badan, edisi__in=[satu.pk for satu in versi])
        .muat_dasar()
        .annotate(**dengan_lingkup())
    }
    jawaban = koordinator_untuk(tempat.values())
    dasar = (satu.dasar.peraturan for satu in jawaban.values() if satu is not None)
    disebut = [satu for satu in (*(satu.peraturan for satu in versi), *dasar) if satu is not None]
    return BahanKisi(badan, versi, peristiwa, tempat, jawaban, baca_sebutan(disebut), sampai)


def jawab(bahan: BahanKisi, saat: datetime, tanggal: date, kini: Sequence[Edisi] | None = None) -> Sel:
    """What the registry said at a moment of a date. `kini`: the versions of that moment, if at hand. No query."""
    kini = tercatat(bahan.versi, saat) if kini is None else list(kini)
    edisi = berlaku(kini, tanggal)
    sini = bahan.tempat.get(edisi.pk) if edisi is not None else None
    if edisi is None:
        return Sel(tanpa_tempat("", "", None))
    if sini is None:
        return _tanpa_tempat(bahan, kini, edisi, saat, tanggal)
    sajian = sajikan(sini, edisi, bahan.jawaban[sini.pk])
    sumber = berjangka(sajian, kini, bahan.tempat, bahan.jawaban).peraturan
    return Sel(sajian, lingkup(sini), bahan.sebutan.pada(sumber.pk, saat) if sumber is not None else "")


def _tanpa_tempat(bahan: BahanKisi, kini: list[Edisi], edisi: Edisi, saat: datetime, tanggal: date) -> Sel:
    """No place on the date; an event may tell what became of the unit, also where the tree is known in part only."""
    sajian = tanpa_tempat("", "", edisi)
    peraturan = bahan.sebutan.pada(edisi.peraturan_id, saat) if edisi.peraturan_id is not None else ""
    berdiri = terakhir_berdiri(kini, bahan.tempat, tanggal)
    if berdiri is not None:
        hidup = {satu.pk for satu in kini}
        lanjut = jejak([p for p in bahan.peristiwa if p.edisi.pk in hidup], bahan.badan.pk, berdiri, edisi)
        if lanjut.peristiwa:
            return Sel(replace(sajian, kalimat="tidak_ada"), peraturan=peraturan, akhir=_akhir(lanjut.peristiwa[0]))
    return Sel(sajian, peraturan=peraturan)


def _akhir(peristiwa: Peristiwa) -> str:
    """What befell it, with the names of those that came out as their own edition has them."""
    baru = " dan ".join(satu.nama for satu in peristiwa.baru)
    return f"{peristiwa.kata_kerja} menjadi {baru}" if baru else peristiwa.kata_kerja


def susun_kisi(bahan: BahanKisi, hari_ini: date) -> Kisi:
    """The grid; no query. O(moments × spans × editions)."""
    awal = sorted({satu.berlaku_mulai for satu in bahan.versi if satu.berlaku_mulai is not None})
    if not awal:
        return Kisi()
    saat_semua = {saat for satu in bahan.versi for saat in (satu.diterbitkan_pada, satu.diralat_pada)}
    saat_semua |= bahan.sebutan.saat()
    belum = Sel(tanpa_tempat("", "", None))
    jejak_baris: list[tuple[datetime, list[Sel]]] = []
    terakhir = [belum] * len(awal)
    for saat in sorted(saat for saat in saat_semua if saat is not None and saat <= bahan.sampai):
        kini = tercatat(bahan.versi, saat)
        sel = [jawab(bahan, saat, tanggal, kini) for tanggal in awal]
        if [satu.kunci for satu in sel] != [satu.kunci for satu in terakhir]:
            jejak_baris.append((saat, sel))
            terakhir = sel
    pakai = _kolom_terpakai([sel for _, sel in jejak_baris], len(awal))
    kolom = _kolom(bahan, [awal[letak] for letak in pakai], hari_ini)
    hasil = Kisi(kolom)
    lama = [belum] * len(kolom)
    sampai: list[datetime | None] = [*(saat for saat, _ in jejak_baris[1:]), None]
    hasil.baris.append(Baris(None, jejak_baris[0][0] if jejak_baris else None, lama))
    for (saat, sel), akhir in zip(jejak_baris, sampai, strict=True):
        baru = [sel[letak] for letak in pakai]
        jadi = [
            replace(satu, berubah=True, lawan=dulu) if satu.kunci != dulu.kunci else satu
            for satu, dulu in zip(baru, lama, strict=True)
        ]
        hasil.baris.append(Baris(saat, akhir, jadi, sebab=_sebab(bahan.versi, saat)))
        lama = baru
    hasil.baris.reverse()
    _sebut_saat(hasil, bahan.badan.daerah)
    for baris in hasil.baris:
        baris.gabung = _gabung(bahan.badan, kolom, baris, hasil.baris[-1].sampai)
    return hasil


def _kolom_terpakai(baris: Sequence[Sequence[Sel]], banyak: int) -> list[int]:
    """Spans that ever differed from the one before them."""
    tegak = [tuple(satu[letak].kunci for satu in baris) for letak in range(banyak)]
    return [letak for letak in range(banyak) if letak == 0 or tegak[letak] != tegak[letak - 1]]


def _kolom(bahan: BahanKisi, awal: Sequence[date], hari_ini: date) -> list[Kolom]:
    sebab: dict[date, str] = {}
    for satu in (*bahan.kini, *bahan.versi):
        if satu.berlaku_mulai is not None and satu.mulai_disimpulkan:
            sebab.setdefault(satu.berlaku_mulai, satu.mulai_disimpulkan)
    akhir = [*(satu - timedelta(days=1) for satu in awal[1:]), None]
    return [
        Kolom(mulai, sampai, sebab.get(mulai, ""), mendatang=mulai > hari_ini)
        for mulai, sampai in zip(awal, akhir, strict=True)
    ]


def _sebab(versi: Iterable[Edisi], saat: datetime) -> str:
    terbit = [satu for satu in versi if satu.diterbitkan_pada == saat]
    if not terbit:
        return "sebutan peraturan"
    return "ralat" if all(satu.meralat_id is not None for satu in terbit) else "terbit"


def _gabung(badan: PerangkatDaerah, kolom: Sequence[Kolom], baris: Baris, pertama: datetime | None) -> list[SelGabung]:
    """Neighbours that say the same, and changed or did not, in one cell."""
    saat = baris.saat if baris.saat is not None else (pertama - SEDETIK if pertama is not None else None)
    hasil: list[SelGabung] = []
    letak = 0
    while letak < len(kolom):
        sel, ujung = baris.sel[letak], letak
        while ujung + 1 < len(kolom) and _sama(baris.sel[ujung + 1], sel):
            ujung += 1
        rentang = Kolom(kolom[letak].mulai, kolom[ujung].sampai, mendatang=kolom[letak].mendatang)
        tanya = (
            urlencode({"pada": rentang.mulai.isoformat(), "tercatat": tulis_saat(saat, badan.daerah)}) if saat else ""
        )
        hasil.append(SelGabung(sel, rentang, ujung - letak + 1, tanya))
        letak = ujung + 1
    return hasil


def _sama(satu: Sel, lain: Sel) -> bool:
    if satu.kunci != lain.kunci or satu.berubah != lain.berubah:
        return False
    return not satu.berubah or satu.lawan is None or lain.lawan is None or satu.lawan.kunci == lain.lawan.kunci


def tulis_saat(saat: datetime, daerah: Daerah) -> str:
    """A moment for an address, exact to the microsecond, on the region's clock."""
    return waktu.waktu_setempat(saat, daerah).isoformat(timespec="microseconds")


def masa(mulai: date, sampai: date | None, *, mendatang: bool = False) -> str:
    """ "3 Januari 2022 – sekarang", "mulai 1 Januari 2027"."""
    awal = date_format(mulai, "j F Y")
    if sampai is None:
        return f"mulai {awal}" if mendatang else f"{awal} – sekarang"
    return f"{awal} – {date_format(sampai, 'j F Y')}"


def _sebut_saat(kisi: Kisi, daerah: Daerah) -> None:
    """Moments in words, with as much of the clock as tells them apart."""
    semua = [satu.saat for satu in kisi.baris if satu.saat is not None]
    pola = next(
        (
            pola
            for pola in ("j M Y, H.i", "j M Y, H.i.s")
            if len({_tulis(s, daerah, pola) for s in semua}) == len(semua)
        ),
        "j M Y, H.i.s,u",
    )
    for satu in kisi.baris:
        if satu.saat is not None:
            satu.kata = _tulis(satu.saat, daerah, pola)
        elif satu.sampai is not None:
            satu.kata = f"sebelum {_tulis(satu.sampai, daerah, pola)}"
        satu.kata_sampai = (
            ""
            if satu.saat is None
            else f"sampai {_tulis(satu.sampai, daerah, pola)}"
            if satu.sampai
            else "sampai sekarang"
        )


def _tulis(saat: datetime, daerah: Daerah, pola: str) -> str:
    return date_format(waktu.waktu_setempat(saat, daerah), pola)


def akhir_zaman() -> datetime:
    """A moment after everything that is recorded."""
    return datetime.max.replace(tzinfo=UTC) - timedelta(days=2)
