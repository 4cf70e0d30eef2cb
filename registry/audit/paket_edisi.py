"""The editions and regulations of a pack, for people: documents, tables, and the rows as they were sealed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import IO, Any, NamedTuple

from django.db import models
from django.db.models import Q

from registry.audit import paket_baris
from registry.audit.masukan import awal_hari
from registry.audit.paket_baris import BOM, Baris, BukuSegel, baris_sebagai_csv
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan, tujuan
from registry.dokumen import ekspor
from registry.dokumen.kamus import KamusBasis
from registry.dokumen.skema import data
from registry.dokumen.tulis import sebagai_yaml
from registry.halaman.edisi import kini, semua_versi, tercatat
from registry.isi_edisi import DAFTAR
from registry.models import (
    BAGIAN,
    AlasanPeringatan,
    Daerah,
    Edisi,
    HubunganPeraturan,
    JenisPeraturan,
    Kedudukan,
    PerangkatDaerah,
    Peraturan,
)
from registry.segel import kanonik
from registry.segel.pemeriksa_segel import sel_aman

SATU_SAAT = timedelta(microseconds=1)


class Versi(NamedTuple):
    """One version of one edition in a pack. `folder`: where it stands; `sampai`: its last day, None while open, as
    the registry said it last."""

    edisi: Edisi
    folder: str
    sampai: date | None


def versi_berlaku(daerah: Daerah, dari: date, sampai: date) -> list[Versi]:
    """All published versions, corrected ones too, of which one of these is true: in force on some day of that time, as
    the registry said it last or at some moment of that time; published or corrected in that time. By date, then by
    when they were published. 1 query."""
    semua = semua_versi(daerah)
    masa = (awal_hari(dari, daerah), awal_hari(sampai, daerah, 1))
    # Between these the record stands still.
    berubah = {saat for satu in semua for saat in (satu.diterbitkan_pada, satu.diralat_pada) if saat is not None}
    catatan = [tercatat(semua, saat) for saat in {masa[0], *(saat for saat in berubah if masa[0] <= saat < masa[1])}]
    hasil: list[Versi] = []
    for satu in reversed(semua):
        # Among those that the registry showed beside it last.
        kawan = kini(semua) if satu.diralat_pada is None else tercatat(semua, satu.diralat_pada - SATU_SAAT)
        dicatat = any(
            saat is not None and masa[0] <= saat < masa[1] for saat in (satu.diterbitkan_pada, satu.diralat_pada)
        )
        dulu = (lain for lain in catatan if any(v.pk == satu.pk for v in lain))
        if not dicatat and not any(_berlaku_dalam(satu, lain, dari, sampai) for lain in (kawan, *dulu)):
            continue
        nomor = sum(1 for lain in hasil if lain.edisi.slug_tanggal == satu.slug_tanggal) + 1
        hasil.append(Versi(satu, f"edisi/{satu.slug_tanggal}/versi-{nomor}", _hari_akhir(satu, kawan)))
    return hasil


def _berlaku_dalam(satu: Edisi, kawan: Iterable[Edisi], dari: date, sampai: date) -> bool:
    """Was a version in force on some day of that time, among these?"""
    akhir = _hari_akhir(satu, kawan)
    return satu.berlaku_mulai is not None and satu.berlaku_mulai <= sampai and (akhir is None or akhir >= dari)


def _hari_akhir(satu: Edisi, kawan: Iterable[Edisi]) -> date | None:
    """The last day on which a version was in force among these, None while open."""
    letak = (satu.berlaku_mulai, satu.urutan)
    sesudah = [v.berlaku_mulai for v in kawan if v.berlaku_mulai and (v.berlaku_mulai, v.urutan) > letak]
    return min(sesudah) - timedelta(days=1) if sesudah else None


def daftar_edisi(semua: Iterable[Versi]) -> Iterator[list[str]]:
    """The table of all versions, its head first. No query."""
    kepala = ["folder", "berlaku_mulai", "berlaku_sampai", "urutan", "peraturan", "diterbitkan_pada_utc"]
    kepala += ["diralat_pada_utc", "alasan_ralat"]
    yield kepala + [ruas for bagian in BAGIAN for ruas in (bagian, f"{bagian}_rujukan", f"{bagian}_keterangan")]
    for satu in semua:
        e = satu.edisi
        isi = [satu.folder, e.berlaku_mulai, satu.sampai, e.urutan, e.peraturan.judul if e.peraturan else ""]
        isi += [kanonik.nilai(e.diterbitkan_pada), kanonik.nilai(e.diralat_pada), e.alasan]
        for bagian in BAGIAN:
            isi += [getattr(e, bagian), getattr(e, f"{bagian}_rujukan"), getattr(e, f"{bagian}_keterangan")]
        yield ["" if sel is None else str(sel) for sel in isi]


def dokumen(versi: Versi, kamus: KamusBasis, daerah: Daerah) -> str:
    """One version as a document of the exchange format (docs/format.md), with the bodies and regulations that it
    rests on; about 20 queries. What has no place in the format is said instead."""
    isi = {versi.edisi.pk: ekspor.baca_isi(versi.edisi)}
    unit, peraturan = ekspor.yang_dirujuk(daerah, [versi.edisi], isi)
    try:
        return sebagai_yaml(
            {
                "rentang": ekspor.VERSI,
                "daerah": ekspor.data_daerah(daerah),
                "peraturan": [
                    data(satu)
                    for satu in ekspor.isian_peraturan(Peraturan.objects.filter(pk__in=peraturan), kamus).values()
                ],
                "perangkat_daerah": [
                    data(satu)
                    for satu in ekspor.isian_unit(PerangkatDaerah.objects.filter(pk__in=unit), daerah, kamus).values()
                ],
                "edisi": [data(ekspor.isian_edisi(versi.edisi, kamus, isi[versi.edisi.pk]))],
            }
        )
    except ekspor.TidakDapatDitulis as galat:
        return f"# {galat}\n# Isinya ada dalam tabel di sebelah berkas ini.\n"


def baris_edisi(edisi: Edisi) -> Iterator[Baris]:
    """The live rows of a published edition as seals hold them: its head, its content, the reasons for its warnings.
    1 query a model."""
    saat = edisi.diterbitkan_pada
    assert saat is not None
    yield from paket_baris.baca_hidup(Edisi.objects.filter(pk=edisi.pk), edisi.pk, saat)
    model: list[type[models.Model]] = [*(isi.model for isi in DAFTAR), AlasanPeringatan]
    for satu in sorted(model, key=lambda m: m._meta.db_table):
        semua = satu._base_manager.filter(edisi_id=edisi.pk).order_by("pk")
        yield from paket_baris.baca_hidup(semua, edisi.pk, saat)


def bagian_edisi() -> list[str]:
    """Names of the parts of an edition, of all apps."""
    return sorted(DAFTAR.semua)


def tabel_bagian(edisi: Edisi, bagian: str) -> Iterator[list[str]]:
    """One part of an edition, head first, numbers as names of then: of bodies as the edition itself calls them.
    2 queries and a few for the other names."""
    assert edisi.diterbitkan_pada is not None
    isi, saat = DAFTAR[bagian], Saat(edisi.diterbitkan_pada)
    tempat = dict(Kedudukan.objects.pada(edisi).order_by().values_list("perangkat_daerah_id", "nama"))
    semua: list[dict[str, Any]] = [
        {**dict(zip(isi.kunci, kunci, strict=True)), **nilai} for kunci, nilai in isi.baca(edisi.pk).items()
    ]
    s = Sebutan(edisi.daerah)
    for baris in semua:
        for ruas, nilai in baris.items():
            s.minta(isi.model, ruas, nilai, saat)
    s.muat()

    def sel(ruas: str, nilai: Any) -> str:
        if nilai is None or nilai == "":
            return ""
        if isinstance(nilai, list):
            return json.dumps(nilai, ensure_ascii=False, sort_keys=True)
        if nilai in tempat and tujuan(isi.model, ruas) is PerangkatDaerah:
            return tempat[nilai]
        return s.kata(isi.model, ruas, nilai, saat).strip("“”")

    return _tabel_isi([*isi.kunci, *isi.nilai], semua, sel)


def _tabel_isi(ruas: list[str], semua: list[dict[str, Any]], sel: Callable[[str, Any], str]) -> Iterator[list[str]]:
    yield [satu.removesuffix("_id") for satu in ruas]
    # By what is read, not by numbers: two databases with the same content give the same table.
    yield from sorted([sel(satu, baris[satu]) for satu in ruas] for baris in semua)


# --- Regulations -----------------------------------------------------------------------------------------


def peraturan_paket(daerah: Daerah, versi: Iterable[Versi]) -> list[Peraturan]:
    """The region's own regulations, and the others on which a version of the pack rests; by year and kind. 1 query,
    and 1 a field that names one."""
    edisi = [satu.edisi.pk for satu in versi]
    dasar: set[int | None] = {satu.edisi.peraturan_id for satu in versi}
    for isi in DAFTAR:
        for ruas in (*isi.kunci, *isi.nilai):
            if ruas.endswith("peraturan_id"):
                baris = isi.model._base_manager.filter(edisi_id__in=edisi).order_by()
                dasar |= set(baris.values_list(ruas, flat=True).distinct())
    semua = Peraturan.objects.filter(Q(daerah=daerah) | Q(pk__in=dasar - {None})).select_related("daerah").order_by()
    return sorted(semua, key=lambda satu: (satu.tahun or 0, satu.jenis, satu.kunci, satu.daerah_id or 0))


def tabel_peraturan(semua: Iterable[Peraturan]) -> Iterator[list[str]]:
    """The regulations, head first. No query."""
    ruas = [satu for satu in terbuka("peraturan") if satu != "daerah_id"]
    yield ["nomor_catatan", "pemilik", "judul", *ruas]
    for satu in semua:
        nilai = [getattr(satu, nama) for nama in ruas]
        pemilik = satu.daerah.nama if satu.daerah is not None else "nasional"
        yield [str(satu.pk), pemilik, satu.judul, *("" if isi is None else str(isi) for isi in nilai)]


def tabel_hubungan(daerah: Daerah, semua: Iterable[Peraturan]) -> Iterator[list[str]]:
    """What these regulations do to others, head first; 1 query. A rancangan of another region stays unnamed."""
    ruas = [satu for satu in terbuka("hubunganperaturan") if satu not in ("dari_id", "ke_id", "urutan")]
    yield ["dari", "ke", *ruas]
    nomor = [satu.pk for satu in semua]
    hubungan = HubunganPeraturan.objects.filter(dari__in=nomor).select_related("dari__daerah", "ke__daerah")
    for satu in hubungan.order_by("dari__tahun", "dari__kunci", "urutan", "pk"):
        ke = satu.ke
        asing = ke is not None and not ke.nomor and ke.jenis != JenisPeraturan.UUD and ke.daerah_id != daerah.pk
        isi = ["" if ke is None or asing else ke.judul, *(str(getattr(satu, nama)) for nama in ruas)]
        yield [satu.dari.judul, *isi]


def tulis_csv(semua: Iterable[list[str]]) -> Callable[[IO[bytes]], None]:
    """Writes rows as CSV, cells kept from acting as formulas."""

    def tulis(keluar: IO[bytes]) -> None:
        keluar.write(BOM.encode())
        for baris in semua:
            keluar.write(baris_sebagai_csv([sel_aman(sel) for sel in baris]).encode())

    return tulis


def tulis_baris(edisi: Edisi, buku: BukuSegel, daerah: Daerah, keluar: IO[bytes]) -> int:
    """The rows of an edition as they were sealed; how many."""
    return paket_baris.tulis(baris_edisi(edisi), buku, daerah, keluar, None)
