"""Ranks the bodies that a question may mean, in the database; says where each of the best stands on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from registry.models import Daerah
from registry.models.pencarian import Penunjuk
from registry.pencarian.akhir import BANYAK, GABUNGAN, KOLOM, Akhir, baca_akhir
from registry.pencarian.tafsir import Dekat, Ruang, Tafsir

#: The best hits are put in their final order; nobody pages farther than this.
MAKS_HASIL = 200

#: Where only words like "dinas" or "desa" are asked for, in all regions: the postings that take part.
MAKS_CALON = 5_000

#: Values of a slot. A word counts its nearness first, then `Penunjuk.bobot` (at most 499). Below `TERISI` a slot is
#: not filled: a region of that name but of another kind, or a kelompok of which the word may name a member.
PER_DEKAT = 500
SALAH_DAERAH, ANGGOTA, TERISI = 1, 2, 10
#: A word like "dinas": puts one hit before another, and never chooses.
TAMBAHAN_UMUM = 40


@dataclass(frozen=True, slots=True)
class Baris:
    """A ranked body: what each slot of the question is worth for it, and its place.

    kini: it stands in the edition in force in its region · struktur: what that edition knows of the tree, None where
    none is in force. The place (kedudukan … urutan) is the one there, else the last before, else the next after.
    sumber_sejak: since when it was called so, or stands for the one who was; None for what no edition calls it.
    akhir: what ended it, where it does not stand and a published event says so.
    """

    perangkat_daerah_id: int
    uuid: UUID
    daerah_id: int
    daerah_kode: str
    daerah_nama: str
    cakupan: int
    kini: bool
    struktur: str | None
    kedudukan_id: int
    nama: str
    singkatan: str
    jenis: str
    edisi_id: int
    edisi_mulai: date
    edisi_urutan: int
    sumber: str | None
    sumber_bobot: int | None
    sumber_sejak: date | None
    ruang: tuple[int, ...]
    akhir: Akhir | None


def peringkat(tafsir: Tafsir, *, tanggal: date, daerah: Daerah | str | None, batas: int) -> list[Baris]:
    """The best `batas` bodies in order; 1 query, none where the question means nothing."""
    kandidat = _kandidat(tafsir, tanggal, daerah)
    if kandidat is None:
        return []
    sql, isian = _sql(tafsir, kandidat, tanggal, min(batas, MAKS_HASIL))
    with connection.cursor() as kursor:
        kursor.execute(sql, isian)
        return [_baris(list(milik)) for _, milik in groupby(kursor.fetchall(), key=lambda satu: satu[0])]


def _kandidat(tafsir: Tafsir, tanggal: date, daerah: Daerah | str | None) -> QuerySet[Penunjuk] | None:
    """Postings of the bodies that take part, chosen by the rarest words; None: the question means nothing."""
    wajib = tafsir.wajib
    if not wajib or all(ruang.kosong for ruang in wajib):
        return None
    sini = Penunjuk.objects.filter(Q(sejak__isnull=True) | Q(sejak__lte=tanggal))
    if daerah is not None:
        sini = sini.filter(daerah__kode=daerah) if isinstance(daerah, str) else sini.filter(daerah=daerah)
    if tafsir.kelompok and tafsir.dinamai:
        # Where a region is named, no kelompok of another one answers.
        lain = Penunjuk.objects.filter(kata__in=tafsir.kelompok).exclude(daerah__in=tafsir.dinamai)
        sini = sini.exclude(perangkat_daerah__in=lain.values("perangkat_daerah"))
    semua = {pk for ruang in tafsir.ruang for pk in ruang.kata} | tafsir.kelompok
    langka = {pk for ruang in wajib if ruang.langka for pk in ruang.kata}
    if langka:
        langka |= tafsir.kelompok
        badan = sini.filter(kata__in=langka)
        return sini.filter(
            Q(kata__in=langka) | Q(kata__in=semua - langka, perangkat_daerah__in=badan.values("perangkat_daerah"))
        )
    if tafsir.tempat:
        return _kandidat_di_daerah(tafsir, sini, semua)
    if not semua:
        return None
    if any(ruang.kosong for ruang in wajib) and daerah is None:
        # "dinas qwerty" means nothing; "kecamatan qwerty" asks for a member of a kelompok.
        return sini.filter(kata__in=tafsir.kelompok) if tafsir.kelompok else None
    return sini.filter(kata__in=semua).order_by("-bobot", "urutan_jenis", "pk")[:MAKS_CALON]


def _kandidat_di_daerah(tafsir: Tafsir, sini: QuerySet[Penunjuk], semua: set[int]) -> QuerySet[Penunjuk]:
    """The same where no rare word is asked, but a region: "dinas banjar", "banjar"."""
    nama_daerah = {pk for ruang in tafsir.ruang if ruang.menamai_daerah for pk in ruang.kata}
    di_sana = Q(daerah__in=tafsir.tempat)
    if semua == nama_daerah:
        return sini.filter(di_sana | Q(kata__in=nama_daerah))
    pilihan = di_sana & Q(kata__in=semua - nama_daerah)
    if any(ruang.sering for ruang in tafsir.wajib):
        pilihan |= Q(kata__in=nama_daerah)  # a Kecamatan Banjar elsewhere
    badan = sini.filter(pilihan)
    return sini.filter(kata__in=semua, perangkat_daerah__in=badan.values("perangkat_daerah"))


def _pengisi(tafsir: Tafsir) -> list[tuple[int, int, int, int]]:
    """(slot, word, factor, addend): the word fills the slot with bobot × factor + addend."""
    hasil = []
    for nomor, ruang in enumerate(tafsir.ruang):
        if not _wajib(ruang, tafsir):
            hasil += [(nomor, kata, 0, TAMBAHAN_UMUM) for kata in ruang.kata]
            continue
        hasil += [(nomor, kata, 1, PER_DEKAT * dekat) for kata, dekat in ruang.kata.items()]
        # A kelompok answers for its members: its class word fills the slot of the class, and, less well, any slot
        # that may be the member's name.
        if ruang.kelompok:
            hasil += [(nomor, kata, 1, PER_DEKAT * Dekat.TEPAT) for kata in ruang.kelompok]
        elif not ruang.menamai_daerah:
            hasil += [(nomor, kata, 0, ANGGOTA) for kata in tafsir.kelompok]
    return hasil


def _wilayah(tafsir: Tafsir) -> list[tuple[int, ...]]:
    """(region, worth of slot 0, slot 1 …) for the bodies of a region; -1: it has the name, but is of another kind."""
    banyak = len(tafsir.ruang)
    hasil: dict[int, list[int]] = {}
    for nomor, ruang in enumerate(tafsir.ruang):
        for pk, (dekat, mutu) in ruang.daerah.items():
            hasil.setdefault(pk, [0] * banyak)[nomor] = PER_DEKAT * dekat + mutu
        for pk in ruang.daerah_salah:
            hasil.setdefault(pk, [0] * banyak)[nomor] = -1
    return [(pk, *nilai) for pk, nilai in hasil.items()]


def _wajib(ruang: Ruang, tafsir: Tafsir) -> bool:
    return any(ruang is satu for satu in tafsir.wajib)


def _sql(tafsir: Tafsir, kandidat: QuerySet[Penunjuk], tanggal: date, batas: int) -> tuple[str, list[Any]]:
    """The ranking query; only numbers and text compiled by the ORM are put into it.

    Raw SQL, because the ORM can neither join a list of values nor select from a subquery: it would write the worth
    of each slot anew into each expression that uses it, hundreds of lines for three words. Standard SQL, the same
    for both engines. Only the best `MAKS_HASIL` by words alone are looked up in the edition in force; "published and
    not superseded" is `EdisiQuerySet.terbit`.
    """
    ruas = range(len(tafsir.ruang))
    wajib = [n for n in ruas if _wajib(tafsir.ruang[n], tafsir)]
    ruas_calon = "perangkat_daerah", "daerah", "urutan_jenis", "kata", "bobot"
    calon, isian_calon = kandidat.values_list(*ruas_calon).query.sql_with_params()
    pengisi = _pengisi(tafsir) or [(-1, -1, 0, 0)]
    wilayah = _wilayah(tafsir) or [(-1, *(0 for _ in ruas))]
    kata = sorted({pk for n in wajib for pk in tafsir.ruang[n].kata} | {-1})
    ruang_kata = "MAX(CASE p.ruang WHEN {0} THEN c.bobot * p.kali + p.tambah ELSE 0 END) AS k{0}"
    ruang_daerah = (
        f"CASE WHEN w.d{{0}} < 0 THEN {SALAH_DAERAH} WHEN w.d{{0}} > k{{0}} THEN w.d{{0}} ELSE k{{0}} END AS r{{0}}"
    )
    terisi = f"CASE WHEN r{{0}} >= {TERISI} THEN 2 WHEN r{{0}} = {ANGGOTA} THEN 1 ELSE 0 END"
    penuh = 2 * len(wajib)
    sql = f"""
        WITH calon (badan, daerah, urutan_jenis, kata, bobot) AS ({calon}),
        pengisi (ruang, kata, kali, tambah) AS (VALUES {_nilai(pengisi)}),
        wilayah (daerah, {_ulang("d{0}", ruas)}) AS (VALUES {_nilai(wilayah)}),
        kata_badan AS (
            SELECT c.badan, c.daerah, c.urutan_jenis,
                {_ulang(ruang_kata, ruas)}
            FROM calon c LEFT JOIN pengisi p ON p.kata = c.kata
            GROUP BY c.badan, c.daerah, c.urutan_jenis
        ),
        ruang AS (
            SELECT k.badan, k.daerah, k.urutan_jenis,
                {_ulang(ruang_daerah, ruas)},
                {_ulang("CASE WHEN w.d{0} > 0 THEN w.d{0} ELSE 0 END", ruas, " + ")} AS sedaerah
            FROM kata_badan k LEFT JOIN wilayah w ON w.daerah = k.daerah
        ),
        cakupan AS (
            SELECT ruang.*, {_ulang(terisi, wajib, " + ")} AS cakupan
            FROM ruang
        ),
        nilai AS (
            -- Of hits that leave a word unmet, those of the region that was named come first.
            SELECT c.*,
                {_ulang("r{0}", ruas, " + ")} + CASE WHEN cakupan < {penuh} THEN sedaerah ELSE 0 END AS nilai
            FROM cakupan c
        ),
        terbaik AS (
            SELECT n.*, d.kode AS daerah_kode, d.nama AS daerah_nama, (
                SELECT e.id FROM registry_edisi e
                WHERE e.daerah_id = n.daerah AND e.diterbitkan_pada IS NOT NULL AND e.diralat_pada IS NULL
                    AND e.berlaku_mulai <= %s
                ORDER BY e.berlaku_mulai DESC, e.urutan DESC, e.id DESC LIMIT 1) AS berlaku
            FROM nilai n JOIN registry_daerah d ON d.id = n.daerah
            ORDER BY n.cakupan DESC, n.nilai DESC, n.urutan_jenis, d.nama, n.badan LIMIT {MAKS_HASIL}
        ),
        halaman AS (
            SELECT t.*, b.uuid, b.nama AS label, kini.id AS kini, COALESCE(kini.id, (
                SELECT k.id FROM registry_kedudukan k JOIN registry_edisi e ON e.id = k.edisi_id
                WHERE k.perangkat_daerah_id = t.badan
                    AND e.diterbitkan_pada IS NOT NULL AND e.diralat_pada IS NULL
                ORDER BY CASE WHEN e.berlaku_mulai <= %s THEN 0 ELSE 1 END,
                    CASE WHEN e.berlaku_mulai > %s THEN e.berlaku_mulai END,
                    e.berlaku_mulai DESC, e.urutan DESC LIMIT 1)) AS tempat
            FROM terbaik t JOIN registry_perangkatdaerah b ON b.id = t.badan
            LEFT JOIN registry_kedudukan kini ON kini.edisi_id = t.berlaku AND kini.perangkat_daerah_id = t.badan
            ORDER BY cakupan DESC, CASE WHEN kini.id IS NULL THEN 1 ELSE 0 END, nilai DESC, urutan_jenis,
                daerah_nama, b.nama, badan LIMIT {batas:d}
        )
        SELECT h.badan, h.uuid, h.daerah, h.daerah_kode, h.daerah_nama, h.cakupan, h.kini, b.struktur,
            k.id, k.nama, k.singkatan, k.jenis, e.id, e.berlaku_mulai, e.urutan, s.sumber, s.bobot,
            COALESCE(s.sejak, (
                SELECT MIN(se.berlaku_mulai) FROM registry_kedudukan sk JOIN registry_edisi se ON se.id = sk.edisi_id
                WHERE sk.perangkat_daerah_id = h.badan AND (sk.nama = s.sumber OR sk.singkatan = s.sumber)
                    AND se.diterbitkan_pada IS NOT NULL AND se.diralat_pada IS NULL)),
            {_ulang("r{0}", ruas)}, {KOLOM}
        FROM halaman h
        JOIN registry_kedudukan k ON k.id = h.tempat
        JOIN registry_edisi e ON e.id = k.edisi_id
        LEFT JOIN registry_edisi b ON b.id = h.berlaku
        LEFT JOIN registry_penunjuk s ON s.id = (
            SELECT p.id FROM registry_penunjuk p
            WHERE p.perangkat_daerah_id = h.badan AND p.kata_id IN ({_ulang("%s", kata)}) AND p.sumber <> ''
                AND (p.sejak IS NULL OR p.sejak <= %s)
            ORDER BY p.bobot DESC, p.kata_id LIMIT 1)
        {GABUNGAN}
        ORDER BY h.cakupan DESC, CASE WHEN h.kini IS NULL THEN 1 ELSE 0 END, h.nilai DESC, h.urutan_jenis,
            h.daerah_nama, h.label, h.badan, pb.id
    """
    hari = connection.ops.adapt_datefield_value(tanggal)
    return sql, [*isian_calon, hari, hari, hari, *kata, hari, hari]


def _nilai(baris: Iterable[tuple[int, ...]]) -> str:
    """Rows of integers as the list of VALUES."""
    return ", ".join(f"({', '.join(str(int(satu)) for satu in tupel)})" for tupel in baris)


def _ulang(pola: str, nomor: Iterable[int], sambung: str = ", ") -> str:
    return sambung.join(pola.format(int(n)) for n in nomor)


def _baris(milik: list[tuple[Any, ...]]) -> Baris:
    """One hit out of its rows, which differ in the bodies that came out of it."""
    kolom = milik[0]
    (badan, uuid, daerah, kode, nama_daerah, cakupan, kini, struktur, *tempat, sumber, bobot, sejak), ruang = (
        kolom[:18],
        kolom[18:-BANYAK],
    )
    kedudukan, nama, singkatan, jenis, edisi, mulai, urutan = tempat
    return Baris(
        perangkat_daerah_id=badan,
        uuid=uuid if isinstance(uuid, UUID) else UUID(uuid),  # SQLite has no type of its own for it
        daerah_id=daerah,
        daerah_kode=kode,
        daerah_nama=nama_daerah,
        cakupan=cakupan,
        kini=kini is not None,
        struktur=struktur,
        kedudukan_id=kedudukan,
        nama=nama,
        singkatan=singkatan,
        jenis=jenis,
        edisi_id=edisi,
        edisi_mulai=mulai if isinstance(mulai, date) else date.fromisoformat(mulai),
        edisi_urutan=urutan,
        sumber=sumber,
        sumber_bobot=bobot,
        sumber_sejak=date.fromisoformat(sejak) if isinstance(sejak, str) else sejak,
        ruang=ruang,
        akhir=baca_akhir([satu[-BANYAK:] for satu in milik]),
    )
