"""What the page of a regulation reads: itself, what it does to others and they to it, and what rests on it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import IO, Any

from django.db.models import Case, Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Value, When
from django.urls import reverse

from registry import panel
from registry.halaman.dasar import Tautan, TidakAda
from registry.models import Daerah, Edisi, HubunganPeraturan, JenisHubunganPeraturan, Kedudukan, Peraturan
from registry.rujukan import DaftarRujukan, RujukanSalah

#: A national regulation may carry a hundred thousand facts: they are counted by region, not listed.
FAKTA_MAKS = 500


def muat_peraturan(pk: int) -> Peraturan:
    """A public regulation; 1 query. Raises TidakAda."""
    peraturan = Peraturan.objects.publik().select_related("daerah__provinsi").filter(pk=pk).first()
    if peraturan is None:
        raise TidakAda(
            "Peraturan ini tidak ada",
            "Nomor dalam alamat ini bukan peraturan yang dimuat Rentang, atau peraturannya belum diundangkan.",
            Tautan("Lihat daerah dan peraturannya", reverse("daftar-daerah")),
        )
    return peraturan


def buka_berkas(peraturan: Peraturan) -> tuple[str, IO[bytes]]:
    """A regulation's PDF, opened, with the name under which to save it; no query. Raises TidakAda."""
    nama = re.sub(r"[^A-Za-z0-9]+", "-", peraturan.kunci).strip("-") or f"peraturan-{peraturan.pk}"
    try:
        if peraturan.berkas:
            return f"{nama}.pdf", peraturan.berkas.open("rb")
    except OSError:
        pass  # recorded, and gone from the disk
    raise TidakAda(
        "Berkas peraturan ini tidak ada",
        f"Naskah {peraturan.judul_pendek} belum diunggah ke Rentang, atau berkasnya hilang. "
        "Yang tercatat darinya tetap dapat dibaca.",
        Tautan(f"Lihat {peraturan.judul_pendek}", reverse("peraturan", args=[peraturan.pk])),
    )


@dataclass(slots=True)
class Hubungan:
    """How regulations bear on each other, seen from one of them."""

    mencabut: list[HubunganPeraturan] = field(default_factory=list)
    mengubah: list[HubunganPeraturan] = field(default_factory=list)
    dasar: list[HubunganPeraturan] = field(default_factory=list)
    dicabut: list[HubunganPeraturan] = field(default_factory=list)
    diubah: list[HubunganPeraturan] = field(default_factory=list)
    dipakai: list[HubunganPeraturan] = field(default_factory=list)

    @property
    def masuk(self) -> list[HubunganPeraturan]:
        """What others do to it."""
        return [*self.dicabut, *self.diubah]


def hubungan(peraturan: Peraturan) -> Hubungan:
    """Both directions, in the order of the citing text; 1 query.

    What a draft cites stays out, and so does what is cited and not public, unless the print names it: then
    `lain_publik` is False, and only the print may be shown.
    """
    hasil = Hubungan()
    publik = Peraturan.objects.publik()
    # Both directions at once: planning what is public costs more than finding a few ties.
    semua = (
        HubunganPeraturan.objects.filter(Q(dari=peraturan) | Q(ke=peraturan))
        .annotate(lain=Case(When(dari=peraturan, then=F("ke")), default=F("dari")))
        .annotate(lain_publik=Exists(publik.filter(pk=OuterRef("lain"))))
        .select_related("dari__daerah", "ke__daerah")
        .order_by("urutan", "id")
    )
    masuk = []
    for satu in semua:
        tampak = vars(satu)["lain_publik"]
        if satu.dari_id != peraturan.pk:
            masuk += [satu] if tampak else []
        elif tampak or satu.tertulis:
            _pilih(satu.jenis, hasil.mencabut, hasil.mengubah, hasil.dasar).append(satu)
    for satu in sorted(masuk, key=lambda satu: (satu.dari.tahun or 0, satu.dari.nomor, satu.pk)):
        _pilih(satu.jenis, hasil.dicabut, hasil.diubah, hasil.dipakai).append(satu)
    return hasil


def _pilih(jenis: str, cabut: list[Any], ubah: list[Any], dasar: list[Any]) -> list[Any]:
    if jenis == JenisHubunganPeraturan.MENCABUT:
        return cabut
    return dasar if jenis == JenisHubunganPeraturan.DASAR_HUKUM else ubah


def edisi_peraturan(peraturan: Peraturan) -> list[Edisi]:
    """The editions that a regulation brought about, oldest first; 1 query."""
    return list(
        Edisi.objects.terbit()
        .filter(peraturan=peraturan)
        .dengan_akhir()
        .select_related("daerah", "peraturan__daerah")
        .menurut_waktu()
    )


@dataclass(slots=True)
class KelompokFakta:
    """Facts of one sort that rest on a regulation, by pinpoint."""

    nama: str
    baris: list[tuple[str, list[str]]]
    jumlah: int


def fakta(peraturan: Peraturan, tanggal: date) -> list[KelompokFakta]:
    """What rests on a region's regulation in its edition in force on a date; 2 queries for all apps."""
    if peraturan.daerah is None or (edisi := Edisi.objects.berlaku_di(peraturan.daerah, tanggal)) is None:
        return []
    semua = _semua_fakta(peraturan, [edisi.pk])
    per_isi: dict[int, list[tuple[str, str]]] = {}
    for nomor, _, rujukan, teks in _gabung(satu for _, satu in semua)[:FAKTA_MAKS]:
        per_isi.setdefault(nomor, []).append((rujukan, teks))
    return [
        KelompokFakta(nama, menurut_rujukan(per_isi[nomor]), len(per_isi[nomor]))
        for nomor, (nama, _) in enumerate(semua)
        if nomor in per_isi
    ]


def fakta_per_daerah(peraturan: Peraturan, tanggal: date) -> list[tuple[Daerah, int]]:
    """How many facts rest on a national regulation in each region's edition in force, by name; 2 queries.

    The editions are asked for once and passed by id: as a subquery, each branch of the UNION would find them anew.
    """
    edisi = {
        satu.pk: satu.daerah
        for satu in Edisi.objects.berlaku_pada(tanggal).select_related("daerah").order_by("daerah__nama", "pk")
    }
    hitung: Counter[int] = Counter()
    semua = [
        satu.values("edisi_id").annotate(jumlah=Count("pk")).values_list("edisi_id", "jumlah")
        for _, satu in _semua_fakta(peraturan, list(edisi))
    ]
    for _, edisi_id, jumlah in _gabung(semua):
        hitung[edisi_id] += jumlah
    return [(daerah, hitung[pk]) for pk, daerah in edisi.items() if pk in hitung]


def _gabung(semua: Iterable[QuerySet[Any]]) -> QuerySet[Any]:
    """UNION ALL of value rows, each with the number of its query in front."""
    bernomor = []
    for nomor, satu in enumerate(semua):
        ruas = list(satu.query.values_select) + list(satu.query.annotation_select)
        bernomor.append(
            satu.annotate(nomor_fakta=Value(nomor, output_field=IntegerField())).values_list("nomor_fakta", *ruas)
        )
    return bernomor[0].union(*bernomor[1:], all=True)


def _semua_fakta(peraturan: Peraturan, edisi: Sequence[int]) -> list[tuple[str, QuerySet[Any]]]:
    return [
        *(satu for tambah in panel.FAKTA for satu in tambah(peraturan, edisi)),
        *_fakta_susunan(peraturan, edisi),
    ]


def _fakta_susunan(peraturan: Peraturan, edisi: Sequence[int]) -> Sequence[tuple[str, QuerySet[Any]]]:
    """Places in the tree, and names that the regulation mentions."""

    def baris(rujukan: str, **saring: Any) -> QuerySet[Any]:
        semua: QuerySet[Any] = (
            Kedudukan.objects.filter(edisi__in=edisi, **saring)
            .order_by()
            .annotate(fakta_rujukan=F(rujukan), fakta_teks=F("nama"))
            .values_list("edisi_id", "fakta_rujukan", "fakta_teks")
        )
        return semua

    return [
        ("Tempat dalam susunan", baris("rujukan", peraturan=peraturan)),
        ("Penyebutan nama", baris("disebut_rujukan", disebut_peraturan=peraturan)),
    ]


def menurut_rujukan(baris: Iterable[tuple[str, str]]) -> list[tuple[str, list[str]]]:
    """Facts gathered by pinpoint, in the order of the regulation's text; those without a pinpoint last."""
    per_rujukan: dict[str, list[str]] = {}
    for rujukan, teks in baris:
        per_rujukan.setdefault(rujukan, []).append(teks)
    return sorted(per_rujukan.items(), key=lambda satu: kunci_rujukan(satu[0]))


@lru_cache(maxsize=4096)
def kunci_rujukan(rujukan: str) -> tuple[Any, ...]:
    """Sorting key of a stored pinpoint; one that cannot be read comes last."""
    try:
        return (0, DaftarRujukan.parse(rujukan).kunci_urut)
    except RujukanSalah:
        return (1, rujukan)


@dataclass(frozen=True, slots=True)
class PeraturanTercatat:
    """A regulation of a list: its state on the date, and what made it so."""

    peraturan: Peraturan
    keadaan: str
    masuk: list[HubunganPeraturan]


def peraturan_daerah(daerah: Daerah, tanggal: date) -> list[PeraturanTercatat]:
    """The public regulations of a region, newest first; 2 queries."""
    semua = list(
        Peraturan.objects.publik()
        .filter(daerah=daerah)
        .select_related("daerah")
        .order_by(F("tahun").desc(nulls_last=True), "jenis", "nomor", "id")
    )
    # "mencabut" sorts before "mengubah": what ends a regulation is said first.
    hubungan_masuk = (
        HubunganPeraturan.objects.dari_publik()
        .filter(ke__in=[satu.pk for satu in semua])
        .exclude(jenis=JenisHubunganPeraturan.DASAR_HUKUM)
        .select_related("dari__daerah")
        .order_by("jenis", "dari__tahun", "id")
    )
    masuk: dict[int | None, list[HubunganPeraturan]] = {}
    for satu in hubungan_masuk:
        if satu.dari.sudah_berlaku(tanggal):
            masuk.setdefault(satu.ke_id, []).append(satu)
    return [
        PeraturanTercatat(satu, satu.status_pada(tanggal, masuk.get(satu.pk, [])), masuk.get(satu.pk, []))
        for satu in semua
    ]
