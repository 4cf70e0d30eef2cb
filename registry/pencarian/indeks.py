"""Writes the search index of a region from its published editions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

from django.db import models, transaction

from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, NamaLain, PerangkatDaerah
from registry.models.pencarian import Kata, Penunjuk, PenunjukDaerah, Trigram
from registry.pencarian.jarak import trigram
from registry.pencarian.normalisasi import MAKS_PANJANG_KATA, inisial, isi, pecah
from registry.pencarian.setara import KELAS, SETARA, Setara
from registry.pencarian.waris import Waris, tujuan

#: First character of the words that stand for a class of bodies; no normalised word contains it.
TANDA_KELAS = "#"

_URUTAN_JENIS = {jenis: urutan for urutan, jenis in enumerate(JenisUnit.values)}
_SETARA_MENURUT_AWAL: dict[str, list[Setara]] = defaultdict(list)
for _satu in SETARA:
    _SETARA_MENURUT_AWAL[_satu.dari[0]].append(_satu)


class Sumber(IntEnum):
    """Where a word of a body comes from; a higher one outranks a lower one (hundreds of `Penunjuk.bobot`)."""

    DAERAH = 0  # not stored with the body: a word of its region
    UMUM = 1  # a general abbreviation (`setara`), the initials, the number of an Asisten
    NAMA_LAIN = 2  # an alias, a name of a body that was entered twice, or one of a predecessor
    SINGKATAN = 3  # the abbreviation of an edition
    NAMA = 4  # the name of an edition, of today or old


class _Bobot(NamedTuple):
    """Compared as it stands: heavier first, and of equals the one of the latest name (no source to tell)."""

    bobot: int
    terakhir: bool
    sumber: str
    sejak: date | None = None


@dataclass(slots=True)
class _Badan:
    """The public names of one body: text → where it comes from. `nama` is the latest one.

    `warisan`: names of its predecessors → since when it stands for them.
    """

    nama: str = ""
    singkatan: str = ""
    jenis: str = JenisUnit.LAINNYA
    nomor_asisten: int = 0
    kelompok: bool = False
    semua: dict[tuple[str, Sumber], None] = field(default_factory=dict)
    warisan: dict[str, date] = field(default_factory=dict)

    def berada(self, nama: str, singkatan: str, jenis: str) -> None:
        """What an edition calls it, later than those before."""
        self.nama, self.singkatan, self.jenis = nama, singkatan, jenis
        self.kelompok = self.kelompok or jenis == JenisUnit.KELOMPOK
        self.semua[nama, Sumber.NAMA] = None
        if singkatan:
            self.semua[singkatan, Sumber.SINGKATAN] = None

    def kata(self) -> dict[str, _Bobot]:
        """Every word that leads to this body, by its best occurrence."""
        terbaik: dict[str, _Bobot] = {}

        def catat(kata: str, asal: Sumber, bagian: float, sumber: str) -> None:
            bobot = _Bobot(asal * 100 + max(1, min(99, int(bagian * 99))), sumber == "", sumber)
            terbaik[kata] = max(bobot, terbaik.get(kata, bobot))

        for teks, asal in self.semua:
            kata = pecah(teks)
            penentu = isi(kata)
            for satu in kata:
                bagian = 1 / len(penentu) if satu in penentu else 0
                catat(satu, asal, bagian, "" if teks in (self.nama, self.singkatan) else teks)
            for satu, bagian, tampil in _turunan(kata):
                catat(satu, Sumber.UMUM, bagian, tampil)
        if self.nomor_asisten:
            catat(str(self.nomor_asisten), Sumber.UMUM, 0.5, f"Asisten {self.nomor_asisten}")
        if self.kelompok:
            for kelas in self._kelas():
                catat((TANDA_KELAS + kelas)[:MAKS_PANJANG_KATA], Sumber.UMUM, 0.5, "")
        # A word of its own leads here on any date, so it is never replaced by an inherited one.
        return self._kata_warisan() | terbaik

    def _kata_warisan(self) -> dict[str, _Bobot]:
        """Words of predecessors' names, each with the name that tells why."""
        terbaik: dict[str, _Bobot] = {}
        for teks, sejak in self.warisan.items():
            kata = pecah(teks)
            penentu = isi(kata)
            langsung = [(satu, Sumber.NAMA_LAIN, 1 / len(penentu) if satu in penentu else 0) for satu in kata]
            turunan = [(satu, Sumber.UMUM, bagian) for satu, bagian, _ in _turunan(kata)]
            for satu, asal, bagian in (*langsung, *turunan):
                bobot = _Bobot(asal * 100 + max(1, min(99, int(bagian * 99))), False, teks, sejak)
                terbaik[satu] = max(bobot, terbaik.get(satu, bobot))
        return terbaik

    def _kelas(self) -> set[str]:
        """Classes that a kelompok stands for: "Desa/Kelurahan" → desa, kelurahan; "Instansi" → instansi."""
        hasil = set()
        for teks, _ in self.semua:
            kata = pecah(teks)
            hasil |= {satu for satu in kata if satu in KELAS and KELAS[satu].kelas == satu}
            if len(kata) == 1:
                hasil.add(kata[0])
        return hasil


def indeks_ulang(daerah: Daerah) -> int:
    """Bring the index rows of one region in line with its published editions; the number of postings.

    Call it in the transaction that changes what the public may find (publication, ralat, an alias, dialihkan_ke,
    a region's name), once, at its end. Names of superseded editions are left out: a ralat says that the registry
    was wrong, not that the body was once called so.

    About 10 queries, and 1 INSERT a 500 postings that are new; for 300 bodies 20–30 ms, 110–180 ms if all are new.
    Locks the region's row first (again, where the caller already holds it), so two rewrites of one region queue
    up. Regions share only the words: these are inserted in alphabetical order and never changed or deleted, so
    two regions that bring the same new word wait for each other in one direction, and neither fails.
    """
    with transaction.atomic():
        daerah = Daerah.objects.select_for_update(no_key=True).get(pk=daerah.pk)
        badan = _badan(daerah)
        kata_badan = {pk: satu.kata() for pk, satu in badan.items()}
        kata_daerah = {
            (kata, asal)
            for asal, teks in (
                (PenunjukDaerah.Asal.NAMA, daerah.nama_pendek),
                (PenunjukDaerah.Asal.IBU_KOTA, daerah.ibu_kota),
            )
            for kata in pecah(teks)
        }
        semua_kata = {kata for semua in kata_badan.values() for kata in semua} | {kata for kata, _ in kata_daerah}
        kata_id = _catat_kata(semua_kata)
        penunjuk = {
            (kata_id[kata], pk, bobot.bobot, _URUTAN_JENIS[badan[pk].jenis], bobot.sumber, bobot.sejak)
            for pk, semua in kata_badan.items()
            for kata, bobot in semua.items()
        }
        ruas = ("kata_id", "perangkat_daerah_id", "bobot", "urutan_jenis", "sumber", "sejak")
        _selaraskan(Penunjuk, daerah, ruas, penunjuk)
        _selaraskan(PenunjukDaerah, daerah, ("kata_id", "asal"), {(kata_id[kata], asal) for kata, asal in kata_daerah})
        return len(penunjuk)


def _selaraskan(model: type[models.Model], daerah: Daerah, ruas: tuple[str, ...], baru: set[tuple[Any, ...]]) -> None:
    """Make the rows of the region equal to `baru`, touching only what differs; 1 query, and 2 where it does."""
    semua = model._default_manager.filter(daerah=daerah)
    lama = {baris[1:]: baris[0] for baris in semua.values_list("pk", *ruas)}
    semua.filter(pk__in=[pk for isi_baris, pk in lama.items() if isi_baris not in baru]).delete()
    model._default_manager.bulk_create(
        [model(daerah=daerah, **dict(zip(ruas, isi_baris, strict=True))) for isi_baris in sorted(baru - lama.keys())],
        batch_size=500,
    )


def _badan(daerah: Daerah) -> dict[int, _Badan]:
    """Bodies of the region's published editions with all their names, merged ones under their target, and the names
    of their predecessors; 5 queries."""
    alihan = PerangkatDaerah.objects.filter(daerah=daerah, dialihkan_ke__isnull=False).order_by()
    dialihkan = {pk: ke for pk, ke in alihan.values_list("pk", "dialihkan_ke") if ke is not None}
    terbit = Edisi.objects.terbit().filter(daerah=daerah)
    tempat = _menurut(
        Kedudukan.objects.filter(edisi__in=terbit)
        .order_by("urutan", "pk")
        .values_list("edisi_id", "perangkat_daerah_id", "nama", "singkatan", "jenis")
    )
    nama_lain = NamaLain.objects.filter(perangkat_daerah__daerah=daerah).order_by("pk")
    alias = _menurut(nama_lain.values_list("perangkat_daerah", "nama"))
    publik: dict[int, _Badan] = {}
    waris = Waris(terbit, dialihkan)
    for pk, semua in alias.items():
        waris.bernama(pk, *(nama for (nama,) in semua))
    for edisi, mulai in terbit.order_by("berlaku_mulai", "urutan", "pk").values_list("pk", "berlaku_mulai"):
        waris.terjadi(edisi, mulai)
        asisten = 0
        for pk, nama, singkatan, jenis in tempat[edisi]:
            badan = publik.setdefault(pk, _Badan())
            badan.berada(nama, singkatan, jenis)
            if jenis == JenisUnit.ASISTEN:
                asisten += 1
                badan.nomor_asisten = asisten
            waris.bernama(pk, nama, singkatan)
    for pk, semua in alias.items():
        if pk in publik:
            publik[pk].semua.update({(nama, Sumber.NAMA_LAIN): None for (nama,) in semua})
    for pk in dialihkan:
        ke = tujuan(pk, dialihkan)
        if pk in publik and ke in publik and ke != pk:
            lama = publik.pop(pk)
            publik[ke].semua.update({(teks, Sumber.NAMA_LAIN): None for teks, _ in lama.semua})
    for pk, badan in publik.items():
        badan.warisan = waris.milik(pk)
    return publik


def _menurut(baris: Iterable[tuple[Any, ...]]) -> dict[int, list[tuple[Any, ...]]]:
    """Rows by their first column."""
    hasil: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
    for kunci, *lain in baris:
        hasil[kunci].append(tuple(lain))
    return hasil


def _turunan(kata: list[str]) -> Iterator[tuple[str, float, str]]:
    """Words by which people look for a name, with the share of the name that each stands for, and as written."""
    penentu = len(isi(kata))
    for awal, satu in enumerate(kata):
        for setara in _SETARA_MENURUT_AWAL.get(satu, ()):
            panjang = len(setara.dari)
            if tuple(kata[awal : awal + panjang]) == setara.dari:
                bagian = len(isi(setara.dari)) / penentu / len(setara.ke) if setara.tepat else 0
                for ke in setara.ke:
                    yield ke, bagian, setara.tampil
    if singkatan := inisial(kata):
        yield singkatan, 1.0, singkatan.upper()


def _catat_kata(semua: Iterable[str]) -> dict[str, int]:
    """Ids of the words, inserting the new ones with their trigrams."""
    kata = sorted(semua)
    ada = _id_kata(kata)
    baru = [satu for satu in kata if satu not in ada]
    if baru:
        Kata.objects.bulk_create([Kata(kata=satu) for satu in baru], ignore_conflicts=True, batch_size=500)
        id_baru = _id_kata(baru)
        Trigram.objects.bulk_create(
            sorted(
                (
                    Trigram(tri=tri, panjang=len(satu), kata_id=pk)
                    for satu, pk in id_baru.items()
                    if len(satu) >= 3 and not satu.startswith(TANDA_KELAS)
                    for tri in trigram(satu)
                ),
                key=lambda satu: (satu.tri, satu.panjang, satu.kata_id),
            ),
            ignore_conflicts=True,
            batch_size=500,
        )
        ada |= id_baru
    return ada


def _id_kata(kata: list[str]) -> dict[str, int]:
    return {
        satu: pk
        for awal in range(0, len(kata), 500)
        for pk, satu in Kata.objects.filter(kata__in=kata[awal : awal + 500]).values_list("pk", "kata")
    }
