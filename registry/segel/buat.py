"""Sealing: new rows and newly published editions, under a head that is chained to the head before.

A row that commits late is never passed over, and nobody waits for the sealer. First the highest id of each table is
read, then who is just writing to these tables (`pg_locks`: INSERT locks its table before it draws an id, so whoever
holds an id below that bound and has not committed is among them), and the sealer waits until those have ended. Below
the bound nothing can appear any more. It takes no table lock: the application's role has no right to one on tables
that it may only add to (docs/segel.md), and a lock would make publications queue, or die in a deadlock. SQLite has
one writer at a time: what is committed is complete below its highest id.

Rows are then hashed outside any transaction, and written in a short one in which the last seal must still be the one
to which the new one is chained; otherwise another sealer was faster, and it starts again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from uuid import uuid4

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Exists, Max, OuterRef
from django.utils import timezone

from registry.models import BagianSegel, Edisi, JenisBagian, SebabSegel, Segel
from registry.segel import buku, kanonik, surat, tabel
from registry.segel.ekspor import hitung_kepala, pernyataan
from registry.segel.tabel import Nilai, Tabel

catatan = logging.getLogger(__name__)

#: Rows under one seal, about; what is left is sealed by the next one.
BARIS_SESEGEL = 100_000
#: Number of the advisory lock under which a seal is written (PostgreSQL).
KUNCI_SEGEL = 0x5E9E1
#: Seconds for which a publication waits for the seal at most, and for which the command does.
TUNGGU_TERBIT, TUNGGU_PERINTAH = 5.0, 60.0


class Tersusul(Exception):
    """Another seal was made meanwhile."""


@dataclass(slots=True)
class Hasil:
    """What a call did. `tertunda`: tables left for the next seal, because somebody was writing to them all the time;
    `lagi`: more rows than one seal takes; `kabar`: what went wrong after the seal stood (ledger, e-mail), in sentences
    that whoever asked for it passes on."""

    segel: Segel | None = None
    tertunda: list[str] = field(default_factory=list)
    lagi: bool = False
    kabar: list[str] = field(default_factory=list)


def segel_baru(sebab: str = SebabSegel.PERINTAH, *, tunggu: float | None = None, kosong: bool = False) -> Hasil:
    """Seal what is new, 100,000 rows at most; no seal where nothing is (unless `kosong`).

    Never inside a transaction (RuntimeError): it would wait for the rows of its own caller, and vanish with a
    rollback. Raises Tersusul where other sealers were faster for `tunggu` seconds (a minute). About 10 queries,
    one more for each table with new rows and for each table of a new edition.
    """
    batas_waktu = time.monotonic() + (TUNGGU_PERINTAH if tunggu is None else tunggu)
    while True:
        try:
            hasil = _sekali(sebab, batas_waktu, kosong=kosong)
            break
        except Tersusul:
            if time.monotonic() > batas_waktu:
                raise
    if hasil.segel is not None:
        hasil.kabar = [kabar for kirim in (buku.catat, surat.kirim) if (kabar := kirim(hasil.segel))]
    return hasil


def segel_semua(sebab: str = SebabSegel.PERINTAH, *, kosong: bool = False) -> Iterator[Hasil]:
    """Seal until nothing is left. One result a seal, and one without where there was nothing."""
    while True:
        hasil = segel_baru(sebab, kosong=kosong)
        yield hasil
        if not hasil.lagi:
            return


def segel_sesudah_terbit() -> None:
    """Ask for a seal once the publication under way is committed. Call it inside its transaction; it never raises.

    Of several publications in one transaction the first call seals all and the others find nothing new.
    """
    if settings.SEGEL_OTOMATIS:
        transaction.on_commit(_segel_terbit, robust=True)


def _segel_terbit() -> None:
    try:
        hasil = segel_baru(SebabSegel.TERBIT, tunggu=TUNGGU_TERBIT)
    except Exception:
        # The publication stands; the timer seals what this could not.
        catatan.exception("Penerbitan tersimpan, tetapi belum tersegel; jalankan manage.py segel.")
        return
    for kabar in hasil.kabar:  # whoever runs the command reads it there
        catatan.warning("%s", kabar)
    if hasil.tertunda:
        catatan.warning("Belum tersegel karena sedang ditulisi: %s.", ", ".join(hasil.tertunda))


def _sekali(sebab: str, batas_waktu: float, *, kosong: bool) -> Hasil:
    # The order matters: a seal made between these reads is noticed when this one is written, and whatever comes above
    # the bounds comes after this moment.
    pada = timezone.now()
    terakhir = Segel.objects.order_by("-nomor").first()
    tersegel = sampai_tersegel()
    batas, tertunda = _batas(tersegel, batas_waktu)
    bagian: list[BagianSegel] = []
    lagi = _kumpulkan(tersegel, batas, bagian)
    hasil = Hasil(tertunda=tertunda, lagi=lagi)
    if bagian or kosong:
        hasil.segel = _simpan(sebab, pada, terakhir, bagian)
    return hasil


def sampai_tersegel() -> dict[str, int]:
    """{table: highest id that a seal holds}; 1 query."""
    semua = BagianSegel.objects.filter(jenis=JenisBagian.RIWAYAT).order_by().values_list("tabel")
    return dict(semua.annotate(Max("sampai")))


def edisi_belum_tersegel() -> list[int]:
    """Ids of published editions that no seal holds; 1 query."""
    ada = BagianSegel.objects.filter(jenis=JenisBagian.EDISI, edisi=OuterRef("pk"))
    semua = Edisi.objects.filter(~Exists(ada), diterbitkan_pada__isnull=False)
    return list(semua.order_by("pk").values_list("pk", flat=True))


def nomor_tertinggi() -> dict[str, int]:
    """{sealed table: highest id in it}, empty ones left out; 1 query."""
    nama = connection.ops.quote_name
    satu = [
        f"SELECT '{t.nama}', MAX({nama(str(t.model._meta.pk.column))}) FROM {nama(t.nama)}"
        for t in tabel.bertambah().values()
    ]
    with connection.cursor() as kursor:
        kursor.execute(" UNION ALL ".join(satu))
        return {t: tinggi for t, tinggi in kursor.fetchall() if tinggi is not None}


def _batas(tersegel: dict[str, int], batas_waktu: float) -> tuple[dict[str, int], list[str]]:
    """({table with new rows: id below which nothing can appear}, tables where that is not known in time)."""
    batas = {t: tinggi for t, tinggi in nomor_tertinggi().items() if tinggi > tersegel.get(t, 0)}
    if connection.vendor != "postgresql" or not batas:
        return batas, []
    # After the bounds were read, never before: who draws an id now draws one above them.
    sisa = _penulis(list(batas))
    jeda = 0.01
    while sisa and time.monotonic() < batas_waktu:
        time.sleep(jeda)
        jeda = min(jeda * 1.5, 0.25)
        kini = _penulis(list(batas))
        # A prepared transaction goes on under another number.
        sisa = {satu for satu in kini if satu in sisa or satu[1].startswith("-1/")}
    tertunda = sorted({t for t, _ in sisa})
    return {t: tinggi for t, tinggi in batas.items() if t not in tertunda}, tertunda


def _penulis(semua: list[str]) -> set[tuple[str, str]]:
    """(table, transaction) of everybody else who has written to one of the tables and has not ended; 1 query."""
    with connection.cursor() as kursor:
        kursor.execute(
            "SELECT c.relname, l.virtualtransaction FROM pg_locks l JOIN pg_class c ON c.oid = l.relation "
            "WHERE l.locktype = 'relation' AND l.granted AND l.mode = 'RowExclusiveLock' "
            "AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database()) "
            "AND l.pid IS DISTINCT FROM pg_backend_pid() AND c.relname = ANY(%s) AND pg_table_is_visible(c.oid)",
            [semua],
        )
        return set(kursor.fetchall())


def _kumpulkan(tersegel: dict[str, int], batas: dict[str, int], bagian: list[BagianSegel]) -> bool:
    """Hash the new rows, then the new editions, into `bagian`; is something left for another seal?"""
    jumlah = 0
    for nama, satu in tabel.bertambah().items():
        if nama not in batas:
            continue
        semua = satu.baris(satu.kolom, sesudah=tersegel.get(nama), sampai=batas[nama])
        for buat in _bagian(satu, semua, jenis=JenisBagian.RIWAYAT, edisi=None):
            bagian.append(buat)
            jumlah += buat.jumlah
            if jumlah >= BARIS_SESEGEL:
                return True
    for edisi in edisi_belum_tersegel():
        for satu in tabel.edisi().values():
            semua = satu.baris(satu.kolom, edisi=edisi)
            for buat in _bagian(satu, semua, jenis=JenisBagian.EDISI, edisi=edisi):
                bagian.append(buat)
                jumlah += buat.jumlah
        if jumlah >= BARIS_SESEGEL:  # an edition is sealed whole
            return True
    return False


def _bagian(satu: Tabel, semua: Iterator[tuple[int, Nilai]], *, jenis: str, edisi: int | None) -> Iterator[BagianSegel]:
    kolom = satu.kolom
    while isi := [(nomor, satu.sidik(kolom, nilai)) for nomor, nilai in islice(semua, kanonik.BARIS_SEBAGIAN)]:
        daftar = kanonik.daftar(isi)
        yield BagianSegel(
            jenis=jenis,
            tabel=satu.nama,
            edisi_id=edisi,
            kolom=kolom,
            jumlah=len(isi),
            dari=isi[0][0],
            sampai=isi[-1][0],
            daftar=daftar,
            sidik=kanonik.sidik_daftar(daftar),
        )


def _simpan(sebab: str, pada: datetime, terakhir: Segel | None, bagian: list[BagianSegel]) -> Segel:
    """Write one seal after `terakhir`; Tersusul where that is no longer the last one."""
    for urutan, satu in enumerate(bagian, 1):
        satu.urutan = urutan
    segel = Segel(
        nomor=terakhir.nomor + 1 if terakhir else 1,
        pada=pada,
        sebab=sebab,
        bentuk=kanonik.BENTUK,
        pemasangan=terakhir.pemasangan if terakhir else uuid4(),
        jumlah=sum(satu.jumlah for satu in bagian),
        sebelum=terakhir.kepala if terakhir else kanonik.KEPALA_AWAL,
    )
    segel.kepala = hitung_kepala(segel, [pernyataan(satu) for satu in bagian])
    try:
        with transaction.atomic(durable=True):
            if connection.vendor == "postgresql":
                with connection.cursor() as kursor:
                    kursor.execute("SELECT pg_advisory_xact_lock(%s)", [KUNCI_SEGEL])
            kini = Segel.objects.order_by("-nomor").values_list("pk", flat=True).first()
            if kini != (terakhir.pk if terakhir else None):
                raise Tersusul
            segel.save(force_insert=True)
            for satu in bagian:
                satu.segel = segel
            BagianSegel.objects.bulk_create(bagian, batch_size=50)
    except IntegrityError as galat:  # the number is taken: a sealer that this snapshot does not see
        raise Tersusul from galat
    return segel
