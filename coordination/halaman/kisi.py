"""The grid of two clocks of one unit: what the registry said, at each moment, of each span of dates.

Nothing is derived here: which versions stood at a moment is `tercatat`, which of them was in force `berlaku`, the
answer in each `koordinator_untuk` and `sajikan`, as on the unit's page under the same two clocks
(`registry.tercatat.sebagaimana`). What lies outside editions is one thing in a cell, how the regulation behind the
answer was called: read from its own history and its region's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from copy import copy
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Q, Window
from django.db.models.functions import Lag
from django.urls import reverse
from django.utils.formats import date_format

from coordination.halaman.bersama import gabung_rujukan
from coordination.halaman.jawaban import JABATAN, Sajian, sajikan, tanpa_tempat, ucapan
from coordination.halaman.lingkup import Terdaftar, dengan_lingkup, jumlah, lingkup
from coordination.halaman.rentang import pangkal
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
#: An Asisten without a list.
RENTANG_GELAP, TANPA_RENTANG = "rentangnya belum terbaca", "tanpa rentang"
#: Answers that rest on no regulation, or on that of each row of a list.
TANPA_SUMBER = frozenset({*JABATAN, "tidak_ada", "tanpa_edisi"})
SESAAT = timedelta(microseconds=1)
#: A moment, as short as it can be told from the others.
POLA = ("j M Y, H.i", "j M Y, H.i.s", "j M Y, H.i.s,u")
#: More spans than this do not fit on a sheet: it is printed as cards.
KOLOM_SEHALAMAN = 6


@dataclass(frozen=True, slots=True)
class Kolom:
    """A span of dates. `sampai`: its last day, None while open; `disimpulkan`: why its first day is inferred."""

    mulai: date
    sampai: date | None
    disimpulkan: str = ""
    mendatang: bool = False

    @property
    def kata(self) -> str:
        """ "3 Januari 2022 – sekarang", "mulai 1 Januari 2027"."""
        awal = date_format(self.mulai, "j F Y")
        if self.sampai is None:
            return f"mulai {awal}" if self.mendatang else f"{awal} – sekarang"
        return f"{awal} – {date_format(self.sampai, 'j F Y')}"


@dataclass(frozen=True, slots=True)
class Sel:
    """One answer. `peraturan`: behind it, as it was called at that moment; `akhir`: what became of a unit that stands
    no longer; `lawan`: the answer that the registry gave before, where it is another one."""

    sajian: Sajian
    lingkup: frozenset[Terdaftar] = frozenset()
    peraturan: str = ""
    akhir: str = ""
    berubah: bool = False
    lawan: Sel | None = None

    @property
    def kunci(self) -> tuple[object, ...]:
        """Equal where every word is."""
        siapa = ucapan(self.sajian, self.lingkup) if self.ada else (self.sajian.kalimat,)
        return (siapa, self.peraturan, self.akhir)

    @property
    def ada(self) -> bool:
        """The unit has a place in the edition."""
        return bool(self.sajian.jenis)

    @property
    def kata(self) -> str:
        """The answer in a few words."""
        j = self.sajian
        if j.jawaban is not None:
            return f"di bawah {j.jawaban.nama}" if j.kalimat == "membawahi" else j.jawaban.nama
        if j.kalimat == JenisUnit.ASISTEN:
            return self.kata_lingkup or (RENTANG_GELAP if self._rentang == Kelengkapan.BELUM_TERBACA else TANPA_RENTANG)
        return KATA.get(j.kalimat, JABATAN_LAIN)

    @property
    def kata_lingkup(self) -> str:
        """What he coordinates and commands, counted; "" for nothing."""
        kata = ((Makna.KOORDINASI, "mengoordinasikan"), (Makna.MEMBAWAHI, "membawahi"))
        hitung = ((satu, jumlah(self.lingkup, makna)) for makna, satu in kata)
        return " dan ".join(f"{satu} {bilangan(banyak)} unit" for satu, banyak in hitung if banyak)

    @property
    def _rentang(self) -> str:
        return self.sajian.edisi.rentang if self.sajian.edisi is not None else ""

    @property
    def ragu(self) -> bool:
        return self.sajian.kalimat in RAGU or self.kata == RENTANG_GELAP

    @property
    def tegas(self) -> bool:
        """It names somebody, or counts them."""
        asisten = self.sajian.kalimat == JenisUnit.ASISTEN
        return self.sajian.jawaban is not None or (asisten and bool(self.lingkup))

    @property
    def rujukan(self) -> str:
        """Where the answer stands, or where one would."""
        j = self.sajian
        if j.jawaban is not None:
            return j.jawaban.dasar.rujukan
        if j.kalimat == JenisUnit.ASISTEN and self.lingkup:
            return gabung_rujukan(sorted({pangkal(satu.rujukan, satu.huruf) for satu in self.lingkup}))
        return j.edisi.rentang_rujukan if j.edisi is not None and self.ada and j.kalimat not in TANPA_SUMBER else ""

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
    def bernama(self) -> str:
        """The unit's own name there, where that is what changed."""
        if self.lawan is None or not (self.ada and self.lawan.ada) or self.lawan.sajian.nama == self.sajian.nama:
            return ""
        return self.sajian.nama

    @property
    def masuk(self) -> list[str]:
        """Units that came into his list since the answer before; [] where there was no list."""
        return _selisih(self.lawan, self) if self.lawan is not None and self.lawan.lingkup else []

    @property
    def keluar(self) -> list[str]:
        return _selisih(self, self.lawan) if self.lawan is not None and self.lingkup else []


def _selisih(dari: Sel, ke: Sel) -> list[str]:
    """Names of units that one list has and the other has not."""
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
    still; sebab: what made it change; sel: one a column; jangkar: where the page tells of the act, or ""."""

    saat: datetime | None
    sampai: datetime | None
    sel: list[Sel]
    sebab: str = ""
    kata: str = ""
    kata_sampai: str = ""
    jangkar: str = ""
    gabung: list[SelGabung] = field(default_factory=list)


@dataclass(slots=True)
class Kisi:
    """kolom: oldest first; baris: newest first, the last one is before anything was recorded. Both empty for a unit
    whose region never published."""

    kolom: list[Kolom] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)

    @property
    def lebar(self) -> bool:
        return len(self.kolom) > KOLOM_SEHALAMAN

    @property
    def disimpulkan(self) -> list[Kolom]:
        return [satu for satu in self.kolom if satu.disimpulkan]

    @property
    def tertulis(self) -> list[Sel]:
        """Answers of the newest row whose print differs from what is meant, each once."""
        hasil: dict[tuple[str, ...], Sel] = {}
        for satu in self.baris[0].sel if self.baris else ():
            jawaban = satu.sajian.jawaban
            if jawaban is not None and jawaban.dasar.tertulis:
                hasil.setdefault((jawaban.dasar.tertulis, jawaban.nama, jawaban.dasar.rujukan), satu)
        return list(hasil.values())


# --- How regulations were called ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Sebutan:
    """How regulations were called at a moment. Revisions that changed it, oldest first; `kini`: those regulations as
    they are today."""

    kini: dict[int, Peraturan]
    peraturan: dict[int, list[Any]]
    daerah: dict[int, list[Any]]
    _judul: dict[tuple[int, datetime], str] = field(default_factory=dict)

    def pada(self, pk: int, saat: datetime) -> str:
        """Short title; "" for one that is not known. A row without history is as it is today. Kept: a grid asks for
        few regulations in many cells."""
        if (pk, saat) not in self._judul:
            self._judul[pk, saat] = self._sebut(pk, saat)
        return self._judul[pk, saat]

    def _sebut(self, pk: int, saat: datetime) -> str:
        satu, dulu = self.kini.get(pk), _pada(self.peraturan.get(pk), saat)
        if satu is None:
            return ""
        milik = satu.daerah
        if milik is not None and (lama := _pada(self.daerah.get(milik.pk), saat)) is not None:
            milik = Daerah(pk=milik.pk, kode=milik.kode, nama=lama.nama, jenis=lama.jenis)
        asal = dulu or satu
        return Peraturan(
            pk=pk, jenis=asal.jenis, nomor=asal.nomor, tahun=asal.tahun, tentang=asal.tentang, daerah=milik
        ).judul_pendek

    def saat(self) -> set[datetime]:
        """Moments at which a title may have changed."""
        semua = (*self.peraturan.values(), *self.daerah.values())
        return {satu.history_date for milik in semua for satu in milik}


def _pada(semua: list[Any] | None, saat: datetime) -> Any:
    """Of revisions oldest first: the newest not after a moment, else the oldest; None for none."""
    if not semua:
        return None
    return next((satu for satu in reversed(semua) if satu.history_date <= saat), semua[0])


def baca_sebutan(peraturan: Iterable[Peraturan]) -> Sebutan:
    """Titles of some regulations at all moments; 2 queries, none for none. Reads `daerah` of each (select it)."""
    kini: dict[int, Peraturan] = {}
    for satu in peraturan:
        kini.setdefault(satu.pk, satu)
    daerah = {satu.daerah_id for satu in kini.values() if satu.daerah_id is not None}
    return Sebutan(
        kini,
        _riwayat(Peraturan, kini, "jenis", "nomor", "tahun", "tentang"),
        _riwayat(Daerah, daerah, "nama", "jenis"),
    )


def _riwayat(model: Any, ids: Collection[int], *ruas: str) -> dict[int, list[Any]]:
    """{id: revisions, oldest first}; 1 query, none for none. Of each row the first, and those that say one of these
    fields otherwise than the one before: other changes, however many, stay in the database."""
    hasil: dict[int, list[Any]] = {}
    if ids:
        urut = [F("history_date").asc(), F("history_id").asc()]
        lalu = {
            f"lalu_{satu}": Window(Lag(satu), partition_by=F("id"), order_by=urut) for satu in ("history_id", *ruas)
        }
        beda = Q(lalu_history_id__isnull=True)
        for satu in ruas:
            # A change from or to nothing is no inequality in SQL.
            beda |= ~Q(**{satu: F(f"lalu_{satu}")}) | Q(**{f"{satu}__isnull": True, f"lalu_{satu}__isnull": False})
            beda |= Q(**{f"{satu}__isnull": False, f"lalu_{satu}__isnull": True})
        semua = model.history.model._base_manager.filter(id__in=list(ids)).annotate(**lalu).filter(beda)
        baris = semua.order_by("history_date", "history_id").values_list("id", "history_date", *ruas, named=True)
        for satu in baris:
            hasil.setdefault(satu.id, []).append(satu)
    return hasil


# --- What it rests on, and one answer ----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class BahanKisi:
    """Everything a grid rests on. versi: all versions published up to a moment (`sampai`), newest edition first;
    tempat: {edition id: the body's place}; jawaban: {place id: answer}; peristiwa: of all those versions."""

    badan: PerangkatDaerah
    versi: list[Edisi]
    peristiwa: list[Peristiwa]
    tempat: dict[int, Kedudukan]
    jawaban: dict[int, Jawaban | None]
    sebutan: Sebutan
    sampai: datetime

    @property
    def kini(self) -> list[Edisi]:
        """What the registry said at the end, newest first."""
        return sebagaimana(self.versi, self.sampai)


def baca_bahan(badan: PerangkatDaerah, sampai: datetime) -> BahanKisi:
    """What the grid of a body up to a moment rests on; 5 queries, whatever the number of editions. `badan` needs its
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


def sebagaimana(versi: Iterable[Edisi], saat: datetime) -> list[Edisi]:
    """What the registry said at a moment, newest first: as `tercatat`, each with the end that it had then."""
    hasil: list[Edisi] = []
    berikut: Edisi | None = None
    for satu in tercatat(versi, saat):
        dulu = copy(satu)
        vars(dulu)["berikut_mulai"] = berikut.berlaku_mulai if berikut is not None else None
        vars(dulu)["berikut_catatan"] = berikut.mulai_disimpulkan if berikut is not None else None
        hasil.append(dulu)
        berikut = dulu
    return hasil


def jawab(bahan: BahanKisi, saat: datetime, tanggal: date, kini: list[Edisi] | None = None) -> Sel:
    """What the registry said at a moment of a date. `kini`: `sebagaimana` of that moment, if at hand. No query."""
    if kini is None:
        kini = sebagaimana(bahan.versi, saat)
    edisi = berlaku(kini, tanggal)
    if edisi is None:
        return Sel(tanpa_tempat("", "", None))
    sini = bahan.tempat.get(edisi.pk)
    if sini is None:
        return _tanpa_tempat(bahan, kini, edisi, saat, tanggal)
    sajian = berjangka(sajikan(sini, edisi, bahan.jawaban[sini.pk]), kini, bahan.tempat, bahan.jawaban)
    sumber = None if sajian.kalimat in TANPA_SUMBER else sajian.peraturan
    return Sel(sajian, lingkup(sini), bahan.sebutan.pada(sumber.pk, saat) if sumber is not None else "")


def _tanpa_tempat(bahan: BahanKisi, kini: list[Edisi], edisi: Edisi, saat: datetime, tanggal: date) -> Sel:
    """No place on the date; an event may tell what became of the unit, also where the tree is known in part only."""
    sajian = tanpa_tempat("", "", edisi)
    berdiri = terakhir_berdiri(kini, bahan.tempat, tanggal)
    if berdiri is not None:
        hidup = {satu.pk for satu in kini}
        lanjut = jejak([p for p in bahan.peristiwa if p.edisi.pk in hidup], bahan.badan.pk, berdiri, edisi)
        if lanjut.peristiwa:
            return Sel(replace(sajian, kalimat="tidak_ada"), akhir=_akhir(lanjut.peristiwa[0]))
    if edisi.peraturan_id is None or sajian.kalimat in TANPA_SUMBER:
        return Sel(sajian)
    return Sel(sajian, peraturan=bahan.sebutan.pada(edisi.peraturan_id, saat))


def _akhir(peristiwa: Peristiwa) -> str:
    """What befell it, with the names of those that came out as their own edition has them."""
    baru = " dan ".join(satu.nama for satu in peristiwa.baru)
    return f"{peristiwa.kata_kerja} menjadi {baru}" if baru else peristiwa.kata_kerja


# --- The grid ----------------------------------------------------------------------------------------


def susun_kisi(bahan: BahanKisi, hari_ini: date, hingga: str = "sekarang") -> Kisi:
    """The grid; no query. O(moments × spans × editions). `hingga`: up to when the record is read, in words."""
    awal = sorted({satu.berlaku_mulai for satu in bahan.versi if satu.berlaku_mulai is not None})
    if not awal:
        return Kisi()
    terbit = {satu.diterbitkan_pada for satu in bahan.versi if satu.diterbitkan_pada is not None}
    ralat = {satu.diralat_pada for satu in bahan.versi if satu.diralat_pada is not None}
    saat_semua = terbit | ralat | {saat for saat in bahan.sebutan.saat() if saat > min(terbit)}
    belum = Sel(tanpa_tempat("", "", None))
    catatan: list[tuple[datetime, list[Sel]]] = []
    terakhir = [belum] * len(awal)
    for saat in sorted(saat for saat in saat_semua if saat <= bahan.sampai):
        kini = sebagaimana(bahan.versi, saat)
        sel = [jawab(bahan, saat, tanggal, kini) for tanggal in awal]
        if [satu.kunci for satu in sel] != [satu.kunci for satu in terakhir]:
            catatan.append((saat, sel))
            terakhir = sel
    pakai = _kolom_terpakai([sel for _, sel in catatan], len(awal))
    kolom = _kolom(bahan, [awal[letak] for letak in pakai], hari_ini)
    hasil = Kisi(kolom)
    lama = [belum] * len(kolom)
    pertama = catatan[0][0] if catatan else None
    hasil.baris.append(Baris(None, pertama, lama))
    batas = [*(saat for saat, _ in catatan[1:]), None]
    for (saat, sel), sampai in zip(catatan, batas, strict=True):
        baru = [sel[letak] for letak in pakai]
        jadi = [
            replace(satu, berubah=True, lawan=dulu) if satu.kunci != dulu.kunci else satu
            for satu, dulu in zip(baru, lama, strict=True)
        ]
        hasil.baris.append(Baris(saat, sampai, jadi, sebab=_sebab(bahan.versi, saat)))
        lama = baru
    hasil.baris.reverse()
    _sebut_saat(hasil, bahan.badan.daerah, hingga)
    for baris in hasil.baris:
        baris.gabung = _gabung(bahan.badan, kolom, baris, pertama)
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
    saat = baris.saat or (pertama - SESAAT if pertama is not None else None)
    hasil: list[SelGabung] = []
    letak = 0
    while letak < len(kolom):
        ujung = letak
        while ujung + 1 < len(kolom) and _sama(baris.sel[ujung + 1], baris.sel[letak]):
            ujung += 1
        masa = Kolom(kolom[letak].mulai, kolom[ujung].sampai, mendatang=kolom[letak].mendatang)
        alamat = ""
        if saat is not None:
            tanya = {"pada": masa.mulai.isoformat(), "tercatat": tulis_saat(saat, badan.daerah)}
            alamat = f"{reverse('unit', args=[badan.uuid])}?{urlencode(tanya)}"
        hasil.append(SelGabung(baris.sel[letak], masa, ujung - letak + 1, alamat))
        letak = ujung + 1
    return hasil


def _sama(satu: Sel, lain: Sel) -> bool:
    if satu.kunci != lain.kunci or satu.berubah != lain.berubah:
        return False
    return satu.lawan is None or lain.lawan is None or satu.lawan.kunci == lain.lawan.kunci


def tulis_saat(saat: datetime, daerah: Daerah) -> str:
    """A moment for an address, exact to the microsecond, on the region's clock."""
    return waktu.waktu_setempat(saat, daerah).isoformat(timespec="microseconds")


def _sebut_saat(kisi: Kisi, daerah: Daerah, hingga: str) -> None:
    """Moments in words, with as much of the clock as tells them apart. `hingga`: what the last row holds up to."""
    semua = [satu.saat for satu in kisi.baris if satu.saat is not None]
    pola = next((satu for satu in POLA if len({_tulis(s, daerah, satu) for s in semua}) == len(semua)), POLA[-1])
    for satu in kisi.baris:
        akhir = _tulis(satu.sampai, daerah, pola) if satu.sampai is not None else hingga
        if satu.saat is None:
            satu.kata = f"sebelum {akhir}" if satu.sampai is not None else f"sampai {hingga}"
        else:
            satu.kata, satu.kata_sampai = _tulis(satu.saat, daerah, pola), f"sampai {akhir}"


def _tulis(saat: datetime, daerah: Daerah, pola: str) -> str:
    return date_format(waktu.waktu_setempat(saat, daerah), pola)
