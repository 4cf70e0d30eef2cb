"""The page of an edition as it stood at a moment: what differs from its base, and its tree in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from registry import isi_edisi
from registry.audit.baris import Baris, Mentah, rakit_semua, ruas_tampil
from registry.audit.rancangan import isi_tercatat
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan
from registry.halaman.dasar import berisian
from registry.isi_edisi import DAFTAR, Nilai, Ubah
from registry.models import Daerah, Edisi, JenisUnit
from registry.waktu import sebut_saat, waktu_setempat

#: Differing rows that the page shows.
BARIS_TERBANYAK = 300


@dataclass(frozen=True, slots=True)
class Tempat:
    """One line of the tree, in words."""

    nama: str
    jenis: str
    tingkat: int
    koordinator: str
    huruf: str


@dataclass(frozen=True, slots=True)
class HalamanRancangan:
    """The draft at a moment; `kepala` is None where it did not exist. `beda`: against the base that it had then."""

    edisi: Edisi
    saat: datetime
    tertulis: str
    sekarang: bool
    kepala: Baris | None
    keadaan: str
    dasar: Edisi | None
    beda: list[Baris]
    lebih: int
    susunan: list[Tempat]
    jumlah: list[tuple[str, int]]
    #: Its date at the moment, and whether it was published by then.
    mulai: date | None = None
    terbit: bool = False

    @property
    def judul(self) -> str:
        """What it was called at the moment: its date may have changed since."""
        ada = self.kepala is not None
        mulai = self.mulai if ada else self.edisi.berlaku_mulai
        apa = "Ralat" if self.edisi.meralat_id else "Edisi" if self.terbit or not ada else "Rancangan"
        if not ada and self.edisi.diterbitkan_pada is None:
            apa = "Ralat" if self.edisi.meralat_id else "Rancangan"
        return f"{apa} {date_format(mulai, 'j F Y') if mulai is not None else 'belum bertanggal'}"

    @property
    def kata_kini(self) -> str:
        """Its date today, where that is another; "" where it is not."""
        kini = self.edisi.berlaku_mulai
        if self.kepala is None or kini == self.mulai or kini is None:
            return ""
        apa = "terbit sebagai" if self.edisi.diterbitkan_pada is not None else "tanggalnya kini"
        return f"{apa} {date_format(kini, 'j F Y')}"

    @property
    def kata_saat(self) -> str:
        return sebut_saat(self.saat, self.edisi.daerah, "j F Y H.i.s")


def alamat_rancangan(daerah: Daerah, edisi_id: int, saat: datetime) -> str:
    """Address of the page that shows an edition of a region as it stood; no query."""
    tertulis = waktu_setempat(saat, daerah).isoformat()
    return berisian(reverse("audit-rancangan", args=[daerah.kode, edisi_id]), {"tercatat": tertulis})


def muat_rancangan(edisi: Edisi, daerah: Daerah, saat: datetime | None, tertulis: str) -> HalamanRancangan:
    """A fixed number of queries whatever the size of the edition and of its history."""
    pada = saat or timezone.now()
    kepala, isi = isi_tercatat(edisi.pk, pada)
    asal: int = (kepala or {}).get("asal_id") or 0
    dasar = Edisi.objects.filter(pk=asal).select_related("peraturan__daerah", "daerah").first()
    s, kapan = Sebutan(daerah), Saat(pada, None, edisi.pk)
    mentah = list(_mentah(_semula(dasar, kepala), isi, kapan))
    tampil = mentah[:BARIS_TERBANYAK]
    if kepala is not None:
        buka = {ruas: kepala[ruas] for ruas in terbuka("edisi") if ruas in kepala}
        tampil = [Mentah(Edisi, (edisi.pk,), None, buka, kapan), *tampil]
    semua = rakit_semua(s, tampil, daerah.kode)
    return HalamanRancangan(
        edisi=edisi,
        saat=pada,
        tertulis=tertulis,
        sekarang=saat is None,
        kepala=semua[0] if kepala is not None else None,
        keadaan=str(dict(Edisi._meta.get_field("keadaan").flatchoices)[kepala["keadaan"]]) if kepala else "",
        dasar=dasar,
        beda=semua[1:] if kepala is not None else [],
        lebih=len(mentah) - BARIS_TERBANYAK if len(mentah) > BARIS_TERBANYAK else 0,
        susunan=list(_susunan(isi)),
        jumlah=_jumlah(isi),
        mulai=kepala["berlaku_mulai"] if kepala else None,
        terbit=bool(kepala and kepala["diterbitkan_pada"]),
    )


def _semula(dasar: Edisi | None, kepala: Mapping[str, Any] | None) -> Ubah:
    if dasar is None or kepala is None:
        return {}
    ralat = kepala["meralat_id"] is not None
    return {butir: nilai for butir, nilai in isi_edisi.baca(dasar.pk).items() if DAFTAR[butir[0]].ikut_klon or ralat}


def _mentah(semula: Ubah, isi: Ubah, saat: Saat) -> Iterator[Mentah]:
    """Rows that differ, by part, in the order of their keys."""
    urut = {bagian.nama: nomor for nomor, bagian in enumerate(DAFTAR)}
    for nama, kunci in sorted(isi_edisi.beda(semula, isi), key=lambda satu: (urut[satu[0]], str(satu[1]))):
        bagian = DAFTAR[nama]
        buka = set(ruas_tampil(bagian.model)) | {"induk"}
        dulu, kini = semula.get((nama, kunci)), isi.get((nama, kunci))
        if dulu is not None and kini is not None:
            buka &= {ruas for ruas in kini if kini[ruas] != dulu.get(ruas)}
        saring = [
            None if satu is None else {ruas: nilai for ruas, nilai in satu.items() if ruas in buka}
            for satu in (dulu, kini)
        ]
        yield Mentah(bagian.model, kunci, saring[0], saring[1], saat)


def _susunan(isi: Ubah) -> Iterator[Tempat]:
    """The tree, parents before children, with whose main span each unit is in. The spans are an upper app's: they are
    found by the name of their part, and where there are none the column stays empty."""
    pohon = {kunci[0]: nilai for (nama, kunci), nilai in isi.items() if nama == "kedudukan" and nilai is not None}
    rentang = {
        kunci[0]: nilai
        for (nama, kunci), nilai in isi.items()
        if nama == "rentangkoordinasi" and nilai is not None and nilai.get("utama", True)
    }
    jenis = dict(JenisUnit.choices)
    anak: dict[Any, list[int]] = {}
    for badan, nilai in pohon.items():
        anak.setdefault(nilai["induk"], []).append(badan)
    tumpukan = [(badan, 0) for badan in _urut(anak.get(None, ()), pohon)]
    while tumpukan:
        badan, tingkat = tumpukan.pop()
        nilai, milik = pohon[badan], rentang.get(badan)
        nama = pohon.get(milik["koordinator_id"], {}).get("nama", "") if milik is not None else ""
        huruf = milik.get("huruf", "") if milik is not None else ""
        yield Tempat(nilai["nama"], str(jenis.get(nilai["jenis"], "")), tingkat, nama or "", huruf)
        tumpukan += [(satu, tingkat + 1) for satu in _urut(anak.get(badan, ()), pohon)]


def _urut(badan: Iterable[int], pohon: Mapping[int, Nilai]) -> list[int]:
    """Last first, for a stack."""
    return sorted(badan, key=lambda satu: (pohon[satu]["urutan"], pohon[satu]["nama"]), reverse=True)


def _jumlah(isi: Ubah) -> list[tuple[str, int]]:
    """How many rows of each part, in the order of the parts."""
    hitung: dict[str, int] = {}
    for nama, _ in isi:
        hitung[nama] = hitung.get(nama, 0) + 1
    return [(str(bagian.model._meta.verbose_name), hitung[bagian.nama]) for bagian in DAFTAR if bagian.nama in hitung]
