"""What became of a card: does the registry still give its answer for that date, and does it give it today?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef

from coordination.halaman.jawaban import Sajian, sajikan, tanpa_tempat
from coordination.halaman.kalimat import Kata, kalimat
from coordination.halaman.kartu import ButirRentang, isi_jawaban
from coordination.halaman.rentang import pangkal
from coordination.halaman.unit import DasarRentang, berjangka, dasar_bersama, nama_pada, terakhir_berdiri, tujuan
from coordination.kode_pendek import Kode, sidik
from coordination.koordinator import RUAS_PERATURAN, koordinator_untuk, peraturan_ringkas
from coordination.models import Makna, RentangKoordinasi
from registry.halaman.edisi import berlaku, kini
from registry.halaman.nama import nama_terakhir
from registry.halaman.suksesi import jejak, versi_dan_peristiwa
from registry.models import Edisi, Kedudukan, PerangkatDaerah


@dataclass(frozen=True, slots=True)
class Keadaan:
    """The answer of a body on one date. `dasar`: where it stands; `isi`: what of it counts (`isi_jawaban`)."""

    tanggal: date
    sajian: Sajian
    kalimat: tuple[Kata, ...]
    dasar: list[DasarRentang]
    isi: tuple[object, ...]

    @property
    def sidik(self) -> str:
        return sidik(self.isi)


@dataclass(frozen=True, slots=True)
class Periksa:
    """What became of a card: does the registry still say so of that date (`cocok`), and does it say so of today?"""

    badan: PerangkatDaerah
    nama: str
    kartu: Keadaan
    kini: Keadaan
    cocok: bool

    @property
    def tetap(self) -> bool:
        """Today's answer is that of the card's date."""
        return self.kartu.isi == self.kini.isi

    @property
    def edisi_lain(self) -> Edisi | None:
        """The edition in force today, where it is not that of the card's date."""
        dulu, kini_ = self.kartu.sajian.edisi, self.kini.sajian.edisi
        return kini_ if dulu is not None and kini_ is not None and dulu.pk != kini_.pk else None

    @property
    def hari_ini(self) -> bool:
        return self.kartu.tanggal == self.kini.tanggal


def badan_berkode(kode: Kode) -> list[PerangkatDaerah]:
    """Public bodies whose UUID begins so, with the last name of each (`nama_publik`); 1 query by the index."""
    dialihkan = PerangkatDaerah.objects.filter(dialihkan_ke__isnull=False)
    return list(
        (PerangkatDaerah.objects.publik() | dialihkan)
        .filter(uuid__range=kode.rentang_uuid)
        .select_related("daerah__provinsi")
        .annotate(nama_publik=nama_terakhir("pk"))
        .order_by("uuid")
    )


def periksa_kartu(badan: PerangkatDaerah, kode: Kode, hari_ini: date) -> Periksa:
    """The card of one body behind a code; 4 queries, more for a body that leads to another (`tujuan`)."""
    assert kode.tanggal is not None
    ujung = tujuan(badan)
    kartu, kini_ = keadaan_pada(ujung, badan.uuid, (kode.tanggal, hari_ini))
    return Periksa(ujung, kartu.sajian.nama, kartu, kini_, cocok=kartu.sidik == kode.sidik)


def keadaan_pada(badan: PerangkatDaerah, uuid: UUID, tanggal: Sequence[date]) -> list[Keadaan]:
    """The answers of a body on some dates, as its page gives them; 4 queries. `uuid`: under which the card was made."""
    versi, peristiwa = versi_dan_peristiwa(badan.daerah)
    semua = kini(versi)
    tempat = {
        satu.edisi_id: satu
        for satu in Kedudukan.objects.filter(perangkat_daerah=badan, edisi__in=[satu.pk for satu in semua])
        .select_related("induk")
        .order_by("edisi")
    }
    jawaban = koordinator_untuk(tempat.values())
    edisi_edisi = [berlaku(semua, satu) for satu in tanggal]
    rentang = _rentang_badan(badan, [satu for satu in edisi_edisi if satu is not None])
    hasil = []
    for satu, edisi in zip(tanggal, edisi_edisi, strict=True):
        sini = tempat.get(edisi.pk) if edisi is not None else None
        milik = rentang.get(edisi.pk, []) if edisi is not None and sini is not None else []
        if edisi is not None and sini is not None:
            baris = [satu for satu, _ in milik]
            koordinasi = {satu.unit for satu in baris if satu.makna == Makna.KOORDINASI}
            bawahan = {satu.unit for satu in baris if satu.makna == Makna.MEMBAWAHI}
            sajian = replace(
                berjangka(sajikan(sini, edisi, jawaban[sini.pk]), semua, tempat, jawaban),
                jumlah=len(koordinasi),
                jumlah_bawahan=len(bawahan),
            )
        else:
            sajian = tanpa_tempat(nama_pada(semua, edisi, tempat), "", edisi)
            berdiri = terakhir_berdiri(semua, tempat, satu)
            if edisi is not None and berdiri is not None and jejak(peristiwa, badan.pk, berdiri, edisi).peristiwa:
                sajian = replace(sajian, kalimat="tidak_ada")
        hasil.append(
            Keadaan(
                satu,
                sajian,
                kalimat(sajian, badan.daerah.nama, sini.induk if sini is not None else None),
                _dasar(sajian, milik),
                isi_jawaban(uuid, sajian, (baris for baris, _ in milik)),
            )
        )
    return hasil


def _dasar(j: Sajian, milik: Sequence[tuple[ButirRentang, str]]) -> list[DasarRentang]:
    """Where an answer stands: of its own span, else of the spans that the body has, else what was searched."""
    if j.jawaban is not None:
        return [DasarRentang(j.jawaban.dasar.rujukan, j.jawaban.dasar.peraturan)]
    if milik:
        return dasar_bersama(DasarRentang(pangkal(baris.rujukan, huruf), baris.peraturan) for baris, huruf in milik)
    return [DasarRentang("", j.peraturan)] if j.peraturan is not None else []


def _rentang_badan(badan: PerangkatDaerah, edisi: Sequence[Edisi]) -> dict[int, list[tuple[ButirRentang, str]]]:
    """{edition: (row, its letter) of what a body coordinates there}, of units that stand in it; 1 query."""
    ada = Kedudukan.objects.filter(edisi=OuterRef("edisi"), perangkat_daerah=OuterRef("unit"))
    hasil: dict[int, list[tuple[ButirRentang, str]]] = {}
    baris = (
        RentangKoordinasi.objects.oleh(badan)
        .filter(Exists(ada), edisi__in=[satu.pk for satu in edisi])
        .order_by("edisi", "urutan", "id")
        .values_list("edisi", "huruf", "unit__uuid", "makna", "rujukan", "peraturan", *RUAS_PERATURAN)
    )
    for satu, huruf, unit, makna, rujukan, *peraturan in baris:
        hasil.setdefault(satu, []).append((ButirRentang(unit, makna, rujukan, peraturan_ringkas(*peraturan)), huruf))
    return hasil
