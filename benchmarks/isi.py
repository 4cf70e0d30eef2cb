"""Synthetic regions for the benches: many regions, several editions each, one tree and its spans an edition.

Written in bulk below the services (a million rows through `terapkan` would measure the wrong thing), with
the same shape: content first, publication afterwards, so that the freezing triggers stay on.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from coordination.bagan.isi import Bagan, Kepala, Kolom, Unit
from coordination.bagan.keterangan import Baris, JenisGaris, Keterangan
from coordination.models import RentangKoordinasi
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan
from registry.pencarian import indeks_ulang
from relations.models import JenisHubungan, KetentuanHubungan, SubjenisKoordinatif

SUKU = [awal + akhir for awal in "bcdgjklmnprstw" for akhir in "aiuo"]
URUSAN = (
    "Kesehatan",
    "Pendidikan",
    "Sosial",
    "Perhubungan",
    "Pertanian",
    "Perikanan",
    "Perdagangan",
    "Lingkungan Hidup",
    "Pariwisata",
    "Kependudukan dan Pencatatan Sipil",
    "Komunikasi dan Informatika",
    "Pekerjaan Umum dan Penataan Ruang",
    "Tenaga Kerja",
    "Perpustakaan dan Kearsipan",
    "Pemberdayaan Masyarakat dan Desa",
    "Pemuda dan Olahraga",
    "Ketahanan Pangan",
    "Kebudayaan",
)
BADAN = (
    "Perencanaan Pembangunan Daerah",
    "Penanggulangan Bencana Daerah",
    "Kesatuan Bangsa dan Politik",
    "Pendapatan Daerah",
)

#: The sub-kinds of koordinatif as a provision lists them.
SUBJENIS = json.dumps(
    [
        {
            "jenis": "subjenis",
            "rujukan": "Pasal 10",
            "terbuka": True,
            "butir": [{"label": "abc"[n], "teks": nama} for n, nama in enumerate(SubjenisKoordinatif.labels)],
        }
    ]
)


def kata(acak: random.Random) -> str:
    return "".join(acak.choices(SUKU, k=acak.choice((2, 3, 3, 4)))).capitalize()


def bagan_besar(banyak: int) -> Bagan:
    """A chart of so many units, two fifths of them under one of five koordinator."""
    acak = random.Random(4)
    unit = [
        Unit(f"Dinas {acak.choice(URUSAN)} dan {acak.choice(URUSAN)}", badan=n, huruf="a", koordinasi=True)
        for n in range(1, banyak + 1)
    ]
    batas = [0, *(banyak * bagian // 100 for bagian in (40, 60, 75, 90, 100))]
    garis = (Baris(JenisGaris.KOMANDO, "Garis komando"), Baris(JenisGaris.KOORDINASI, "Garis koordinasi"))
    return Bagan(
        kepala=Kepala("BAGAN", "Peraturan Bupati", "Kabupaten", "Edisi"),
        keterangan=Keterangan(garis, "Nama dan bentuk garis menurut naskah."),
        kepala_daerah=Unit("Bupati", badan=9001),
        sekda=Unit("Sekretaris Daerah", badan=9002),
        kolom=tuple(
            Kolom(Unit(f"Asisten {n}", badan=9002 + n), tuple(unit[batas[n - 1] : batas[n]])) for n in range(1, 6)
        ),
        komando=True,
    )


def bagan(acak: random.Random, banyak: int) -> list[tuple[str, str, int | None]]:
    """(name, jenis, index of the parent) of a tree of `banyak` nodes, parents before children."""
    semua: list[tuple[str, str, int | None]] = [
        ("Pemerintah Kabupaten", "pemerintah_daerah", None),
        ("Bupati", "kepala_daerah", 0),
        ("Sekretariat Daerah", "sekretariat_daerah", 1),
        ("Sekretaris Daerah", "sekretaris_daerah", 2),
    ]
    semua += [(nama, "asisten", 3) for nama in ("Asisten Pemerintahan", "Asisten Perekonomian", "Asisten Administrasi")]
    semua += [(f"Bagian {kata(acak)}", "bagian", 4 + n % 3) for n in range(9)]
    semua += [(f"Dinas {nama}", "dinas", 1) for nama in URUSAN]
    semua += [(f"Badan {nama}", "badan", 1) for nama in BADAN]
    semua.append(("Kecamatan", "kelompok", 1))
    kelompok = len(semua) - 1
    kecamatan = max(1, (banyak - len(semua)) // 13)
    for _ in range(kecamatan):
        semua.append((f"Kecamatan {kata(acak)}", "kecamatan", kelompok))
        induk = len(semua) - 1
        semua += [(f"Desa {kata(acak)} {kata(acak)}", "desa", induk) for _ in range(12)]
    return semua[:banyak]


def letak(semua: list[tuple[str, str, int | None]]) -> list[tuple[int, int, int]]:
    """(left, right, level) of each node."""
    anak: dict[int | None, list[int]] = {}
    for nomor, (_, _, induk) in enumerate(semua):
        anak.setdefault(induk, []).append(nomor)
    hasil = [(0, 0, 0)] * len(semua)
    hitung = 0
    tumpukan = [(0, 0, False)]
    while tumpukan:
        nomor, level, tutup = tumpukan.pop()
        hitung += 1
        if tutup:
            hasil[nomor] = (hasil[nomor][0], hitung, level)
            continue
        hasil[nomor] = (hitung, 0, level)
        tumpukan.append((nomor, level, True))
        tumpukan += [(satu, level + 1, False) for satu in reversed(anak.get(nomor, []))]
    return hasil


def tulis(model: type[models.Model], kolom: list[str], baris: Iterable[tuple[Any, ...]]) -> None:
    """COPY on PostgreSQL, executemany on SQLite."""
    tabel = model._meta.db_table
    with connection.cursor() as kursor:
        if connection.vendor == "postgresql":
            with kursor.copy(f"COPY {tabel} ({', '.join(kolom)}) FROM STDIN") as salin:
                for satu in baris:
                    salin.write_row(satu)
        else:
            tanda = ", ".join(["%s"] * len(kolom))
            kursor.executemany(f"INSERT INTO {tabel} ({', '.join(kolom)}) VALUES ({tanda})", list(baris))


def buat(daerah: int, edisi: int, simpul: int, *, benih: int = 7, indeks: bool = True) -> None:
    """Fill an empty, migrated database with `daerah` × `edisi` editions of `simpul` nodes; deterministic."""
    acak = random.Random(benih)
    for awal in range(0, daerah, 20):
        with transaction.atomic():
            for nomor in range(awal, min(awal + 20, daerah)):
                _satu_daerah(acak, nomor, edisi, simpul)
    with connection.cursor() as kursor:
        for perintah in connection.ops.sequence_reset_sql(
            no_style(), [Daerah, Peraturan, PerangkatDaerah, Edisi, Kedudukan, RentangKoordinasi, KetentuanHubungan]
        ):
            kursor.execute(perintah)
    if indeks:
        for satu in Daerah.objects.all():
            indeks_ulang(satu)
    with connection.cursor() as kursor:
        padat = connection.vendor == "postgresql" and not connection.in_atomic_block
        kursor.execute("VACUUM ANALYZE" if padat else "ANALYZE")


def _satu_daerah(acak: random.Random, nomor: int, edisi: int, simpul: int) -> None:
    nama = kata(acak) + kata(acak).lower()
    milik = nomor + 1
    Daerah.objects.bulk_create(
        [
            Daerah(
                id=milik,
                kode=f"{11 + nomor // 90:02d}.{nomor % 90 + 1:02d}",
                nama=f"Kabupaten {nama}",
                jenis="kabupaten",
                zona_waktu="Asia/Jakarta",
            )
        ]
    )
    semua = bagan(acak, simpul)
    tempat = letak(semua)
    badan_awal = milik * 1_000
    tulis(
        PerangkatDaerah,
        ["id", "uuid", "daerah_id", "kunci", "nama"],
        [(badan_awal + n, _uuid(badan_awal + n), milik, f"unit-{n}", satu[0]) for n, satu in enumerate(semua)],
    )
    for ke in range(edisi):
        _satu_edisi(milik, ke, semua, tempat, badan_awal)


def _satu_edisi(
    milik: int, ke: int, semua: list[tuple[str, str, int | None]], tempat: list[tuple[int, int, int]], badan_awal: int
) -> None:
    mulai = date(2010 + 2 * ke, 1, 2)
    nomor = milik * 100 + ke
    Peraturan.objects.bulk_create(
        [
            Peraturan(
                id=nomor, daerah_id=milik, kunci=f"perbup-{ke + 1}-{mulai.year}", jenis="perbup", nomor=str(ke + 1),
                tahun=mulai.year, tentang="Rentang Koordinasi", ditetapkan=mulai, diundangkan=mulai,
                berlaku_mulai=mulai,
            )
        ]
    )  # fmt: skip
    Edisi.objects.bulk_create(
        [Edisi(id=nomor, daerah_id=milik, peraturan_id=nomor, berlaku_mulai=mulai, ketentuan="lengkap")]
    )
    node = nomor * 1_000
    tulis(
        Kedudukan,
        ["id", "edisi_id", "perangkat_daerah_id", "induk_id", "nama", "singkatan", "jenis", "tipe", "urutan", "kontak",
         "peraturan_id", "rujukan", "tertulis", "catatan", "disebut_rujukan", "lft", "rght", "tree_id", "level"],
        [
            (node + n, nomor, badan_awal + n, None if induk is None else node + induk, nama, "", jenis, "", n, "",
             nomor, "Pasal 3", "", "", "", *tempat[n][:2], nomor, tempat[n][2])
            for n, (nama, jenis, induk) in enumerate(semua)
        ],
    )  # fmt: skip
    tulis(
        RentangKoordinasi,
        ["id", "edisi_id", "koordinator_id", "unit_id", "sebutan_ke", "utama", "urutan", "huruf", "verba", "makna",
         "peraturan_id", "rujukan", "tertulis", "catatan"],
        list(_rentang(nomor, ke, semua, badan_awal)),
    )  # fmt: skip
    tulis(
        KetentuanHubungan,
        ["id", "edisi_id", "subjek", "subjek_tertulis", "jenis", "urutan", "maksud", "pelaksana", "rincian",
         "peraturan_id", "rujukan", "tertulis", "catatan"],
        [
            (nomor * 10 + n, nomor, "perangkat_daerah", "perangkat daerah", jenis, n, "", f"Pasal {n + 4}",
             SUBJENIS if jenis == JenisHubungan.KOORDINATIF else "[]", nomor, "Pasal 4 ayat (1)", "", "")
            for n, jenis in enumerate(JenisHubungan.values)
        ],
    )  # fmt: skip
    Edisi.objects.filter(pk=nomor).update(keadaan="terbit", diterbitkan_pada=datetime(2020, 1, 1, tzinfo=UTC))


def _rentang(
    nomor: int, ke: int, semua: list[tuple[str, str, int | None]], badan_awal: int
) -> Iterator[tuple[Any, ...]]:
    urutan = 0
    for n, (_, jenis, _) in enumerate(semua):
        if jenis not in ("dinas", "badan", "kelompok"):
            continue
        urutan += 1
        asisten = 4 + (n + ke) % 3
        yield (
            nomor * 1_000 + n, nomor, badan_awal + asisten, badan_awal + n, 1, True, urutan, "a", "mengoordinasikan",
            "koordinasi", nomor, f"Pasal 5 ayat ({asisten - 3}) huruf a", "", "",
        )  # fmt: skip


def _uuid(nomor: int) -> str:
    """As the column stores it."""
    nilai = uuid.UUID(int=nomor)
    return str(nilai) if connection.vendor == "postgresql" else nilai.hex
