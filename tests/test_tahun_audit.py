"""A year of changes, some wrong, some corrected, some backdated: what held on a date, as it was recorded at a moment.

The answers are written by hand, below; nothing of them is computed by what they check.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse
from django.utils.formats import date_format

from coordination.koordinator import koordinator
from registry import services
from registry.galat import GalatRentang
from registry.isi_edisi import Ubah
from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
)
from registry.services import suksesi
from registry.suksesi import Penerus
from registry.tercatat import sebagaimana
from tests import pabrik
from tests.halaman import baca, ketat
from tests.jam import Jam
from tests.pabrik import BAGAN, Kabupaten, ada

pytestmark = pytest.mark.django_db

SALAH, BENAR = "Rentang Kordinasi", "Rentang Koordinasi Tahun 2024"


@dataclass
class Tahun:
    """The year, told. `kab`: the region; `dua`: the regulation whose title was mistyped."""

    kab: Kabupaten
    dua: Peraturan
    jam: Jam


def _terbit(
    kab: Kabupaten, mulai: date, asal: Edisi, ubah: Ubah, peraturan: Peraturan | None = None, urutan: int | None = None
) -> Edisi:
    edisi = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=asal, peraturan=peraturan or kab.peraturan, berlaku_mulai=mulai,
        urutan=urutan,
    )  # fmt: skip
    if ubah:
        services.terapkan(edisi=edisi, ubah=ubah, oleh=None)
    return services.terbitkan(edisi=edisi, oleh=None)


def _ralat(edisi: Edisi, ubah: Ubah) -> Edisi:
    ralat = services.buat_ralat(edisi=edisi, oleh=None, alasan="salah catat")
    services.terapkan(edisi=ralat, ubah=ubah, oleh=None)
    return services.terbitkan(edisi=ralat, oleh=None)


def _oleh(kab: Kabupaten, unit: str, nomor: int, huruf: str) -> Ubah:
    """The unit is coordinated by Asisten `nomor`."""
    rujukan = f"Pasal 5 ayat ({nomor}) huruf {huruf}"
    nilai = {"koordinator_id": kab.id(f"asisten-{nomor}"), "huruf": huruf, "rujukan": rujukan}
    return {("rentangkoordinasi", (kab.id(unit), 1)): nilai}


@pytest.fixture
def tahun(db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> Tahun:
    settings.SEGEL_OTOMATIS = False
    jam = Jam(monkeypatch)
    # Loaded late: in force since 2020, recorded in 2025.
    jam.setel("2025-02-10T09:00")
    kab = pabrik.kabupaten()
    a, dinkes = kab.edisi, kab.badan["dinkes"]
    # A wrong koordinator, published under a regulation whose title is mistyped …
    jam.setel("2025-03-03T10:00")
    dua = pabrik.peraturan(kab.daerah, "7", 2024, tentang=SALAH, berlaku_mulai=date(2024, 1, 1))
    b = _terbit(kab, date(2024, 1, 1), a, _oleh(kab, "dinkes", 3, "a"), dua)
    # … and corrected 17 days later; the title in April.
    jam.setel("2025-03-20T14:00")
    b2 = _ralat(b, _oleh(kab, "dinkes", 2, "b"))
    jam.setel("2025-04-15T09:30")
    dua.tentang = BENAR
    services.simpan_peraturan(objek=dua, oleh=None, lihat={"tentang": SALAH}, alasan="salah ketik")
    # Backdated: an edition between the two.
    jam.setel("2025-05-05T08:00")
    tiga = pabrik.peraturan(kab.daerah, "3", 2022, berlaku_mulai=date(2022, 6, 1))
    nama: Ubah = {("kedudukan", (dinkes.pk,)): {"nama": "Dinas Kesehatan Masyarakat"}}
    _terbit(kab, date(2022, 6, 1), a, nama, tiga)
    # Another name by which it is found, for three months.
    jam.setel("2025-06-02T11:00")
    lain = NamaLain(perangkat_daerah=dinkes, nama="Jawatan Sehat")
    services.simpan_badan(objek=dinkes, oleh=None, lihat={}, ikutan=[(lain, None)])
    # Published in advance, corrected before it holds.
    jam.setel("2025-07-01T16:00")
    d = _terbit(kab, date(2026, 1, 1), b2, _oleh(kab, "disdik", 1, "c"))
    jam.setel("2025-08-15T13:00")
    _ralat(d, _oleh(kab, "disdik", 3, "a"))
    jam.setel("2025-09-01T09:00")
    services.simpan_badan(objek=dinkes, oleh=None, lihat={}, hapus=[(lain, {"nama": "Jawatan Sehat"})])
    # A draft that came to nothing.
    jam.setel("2025-09-10T09:00")
    batal = services.buat_rancangan(daerah=kab.daerah, oleh=None, asal=b2, berlaku_mulai=date(2025, 9, 15))
    services.terapkan(edisi=batal, ubah={("kedudukan", (dinkes.pk,)): {"nama": "Dinas Batal"}}, oleh=None)
    services.batalkan_rancangan(edisi=batal, oleh=None, alasan="tidak jadi")
    # Two editions of one day: a renaming in the morning, a merger in the afternoon.
    jam.setel("2025-10-01T10:00")
    f = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=b2, peraturan=kab.peraturan, berlaku_mulai=date(2025, 10, 1)
    )
    suksesi.ganti_nama(edisi=f, badan=kab.id("disdik"), nama="Dinas Pendidikan dan Kebudayaan", oleh=None)
    f = services.terbitkan(edisi=f, oleh=None)
    jam.setel("2025-10-01T15:00")
    g = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=f, peraturan=kab.peraturan, berlaku_mulai=date(2025, 10, 1)
    )
    suksesi.gabung(
        edisi=g, lama=[kab.id("dinkes"), kab.id("disdik")], rentang_dari=kab.id("dinkes"), oleh=None,
        baru=Penerus(kab.id("dinkes"), "Dinas Kesehatan dan Pendidikan"),
    )  # fmt: skip
    services.terapkan(edisi=g, ubah=_oleh(kab, "dinkes", 1, "c"), oleh=None)
    g = services.terbitkan(edisi=g, oleh=None)
    # A revocation that was overlooked.
    jam.setel("2025-11-10T09:00")
    cabut = HubunganPeraturan(dari=dua, ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    services.simpan_peraturan(objek=dua, oleh=None, lihat={}, alasan="terlewat", ikutan=[(cabut, None)])
    # Two acts in one instant, on one body.
    jam.setel("2025-11-20T10:00")
    for dulu, kini in (("Dinas Kesehatan", "Dinkes Satu"), ("Dinkes Satu", "Dinkes Dua")):
        dinkes.nama = kini
        services.simpan_badan(objek=dinkes, oleh=None, lihat={"nama": dulu})
    # Published and corrected in one instant, half an hour into the day where the region is, and the day before in UTC.
    jam.setel("2025-12-01T00:30")
    h = _terbit(kab, date(2025, 12, 1), g, _oleh(kab, "dinkes", 3, "z"))
    _ralat(h, _oleh(kab, "dinkes", 2, "d"))
    jam.setel("2026-01-15T09:00")
    return Tahun(kab, dua, jam)


# The answers ------------------------------------------------------------------------------------------

PADA = (
    "2019-12-31", "2020-01-02", "2022-05-31", "2022-06-01", "2023-12-31", "2024-01-01", "2025-09-30", "2025-10-01",
    "2025-12-01", "2026-01-01",
)  # fmt: skip

#: As recorded (a day: at its end) -> which edition held on each of PADA; "-" none.
BERLAKU: dict[str, str] = {
    "2025-02-09":                 "-  -  -  -  -  -  -  -  -  -",
    "2025-02-10T08:59:59.999999": "-  -  -  -  -  -  -  -  -  -",
    "2025-02-10T09:00":           "-  A  A  A  A  A  A  A  A  A",
    "2025-02-10":                 "-  A  A  A  A  A  A  A  A  A",
    "2025-03-03T09:59:59.999999": "-  A  A  A  A  A  A  A  A  A",
    "2025-03-03":                 "-  A  A  A  A  B  B  B  B  B",
    "2025-03-20T13:59:59.999999": "-  A  A  A  A  B  B  B  B  B",
    "2025-03-20T14:00":           "-  A  A  A  A  B2 B2 B2 B2 B2",
    "2025-05-04":                 "-  A  A  A  A  B2 B2 B2 B2 B2",
    "2025-05-05":                 "-  A  A  C  C  B2 B2 B2 B2 B2",
    "2025-07-01T15:59:59":        "-  A  A  C  C  B2 B2 B2 B2 B2",
    "2025-07-01":                 "-  A  A  C  C  B2 B2 B2 B2 D",
    "2025-08-14":                 "-  A  A  C  C  B2 B2 B2 B2 D",
    "2025-08-15":                 "-  A  A  C  C  B2 B2 B2 B2 D2",
    "2025-09-30":                 "-  A  A  C  C  B2 B2 B2 B2 D2",
    "2025-10-01T10:00":           "-  A  A  C  C  B2 B2 F  F  D2",
    "2025-10-01T14:59:59.999999": "-  A  A  C  C  B2 B2 F  F  D2",
    "2025-10-01":                 "-  A  A  C  C  B2 B2 G  G  D2",
    "2025-11-30":                 "-  A  A  C  C  B2 B2 G  G  D2",
    "2025-12-01T00:29:59.999999": "-  A  A  C  C  B2 B2 G  G  D2",
    "2025-12-01T00:30":           "-  A  A  C  C  B2 B2 G  H2 D2",
    "2026-01-15":                 "-  A  A  C  C  B2 B2 G  H2 D2",
}  # fmt: skip

#: Before the region was recorded at all.
BELUM_TERCATAT = {"2025-02-09", "2025-02-10T08:59:59.999999"}

#: After the mistyped title was recorded and before it was corrected.
SALAH_TERCATAT = {"2025-03-03", "2025-03-20T13:59:59.999999", "2025-03-20T14:00"}

#: Edition -> (its address, name of the Dinas Kesehatan, its Asisten, pinpoint; the same of the Dinas Pendidikan or
#: None where it is in no place).
ISI: dict[str, tuple[str, tuple[str, int, str], tuple[str, int, str] | None]] = {
    "A": (
        "2020-01-02", ("Dinas Kesehatan", 1, "Pasal 5 ayat (1) huruf a"),
        ("Dinas Pendidikan", 2, "Pasal 5 ayat (2) huruf a"),
    ),
    "B": (
        "2024-01-01", ("Dinas Kesehatan", 3, "Pasal 5 ayat (3) huruf a"),
        ("Dinas Pendidikan", 2, "Pasal 5 ayat (2) huruf a"),
    ),
    "B2": (
        "2024-01-01", ("Dinas Kesehatan", 2, "Pasal 5 ayat (2) huruf b"),
        ("Dinas Pendidikan", 2, "Pasal 5 ayat (2) huruf a"),
    ),
    "C": (
        "2022-06-01", ("Dinas Kesehatan Masyarakat", 1, "Pasal 5 ayat (1) huruf a"),
        ("Dinas Pendidikan", 2, "Pasal 5 ayat (2) huruf a"),
    ),
    "D": (
        "2026-01-01", ("Dinas Kesehatan", 2, "Pasal 5 ayat (2) huruf b"),
        ("Dinas Pendidikan", 1, "Pasal 5 ayat (1) huruf c"),
    ),
    "D2": (
        "2026-01-01", ("Dinas Kesehatan", 2, "Pasal 5 ayat (2) huruf b"),
        ("Dinas Pendidikan", 3, "Pasal 5 ayat (3) huruf a"),
    ),
    "F": (
        "2025-10-01", ("Dinas Kesehatan", 2, "Pasal 5 ayat (2) huruf b"),
        ("Dinas Pendidikan dan Kebudayaan", 2, "Pasal 5 ayat (2) huruf a"),
    ),
    "G": ("2025-10-01-2", ("Dinas Kesehatan dan Pendidikan", 1, "Pasal 5 ayat (1) huruf c"), None),
    "H2": ("2025-12-01", ("Dinas Kesehatan dan Pendidikan", 2, "Pasal 5 ayat (2) huruf d"), None),
}  # fmt: skip

#: As recorded -> title of Perbup 7/2024 (None: not recorded), other name, is Perbup 1/2020 revoked, name of the body.
LUAR: dict[str, tuple[str | None, bool, bool, str | None]] = {
    "2025-02-09": (None, False, False, None),
    "2025-02-10": (None, False, False, "Dinas Kesehatan"),
    "2025-03-03": (SALAH, False, False, "Dinas Kesehatan"),
    "2025-04-15T09:29:59.999999": (SALAH, False, False, "Dinas Kesehatan"),
    "2025-04-15T09:30": (BENAR, False, False, "Dinas Kesehatan"),
    "2025-06-02T10:59:59.999999": (BENAR, False, False, "Dinas Kesehatan"),
    "2025-06-02": (BENAR, True, False, "Dinas Kesehatan"),
    "2025-08-31": (BENAR, True, False, "Dinas Kesehatan"),
    "2025-09-01T09:00": (BENAR, False, False, "Dinas Kesehatan"),
    "2025-11-09": (BENAR, False, False, "Dinas Kesehatan"),
    "2025-11-10": (BENAR, False, True, "Dinas Kesehatan"),
    "2025-11-20T09:59:59.999999": (BENAR, False, True, "Dinas Kesehatan"),
    "2025-11-20T10:00": (BENAR, False, True, "Dinkes Dua"),
    "2026-01-15": (BENAR, False, True, "Dinkes Dua"),
}


def pasangan() -> Iterator[tuple[str, str, str]]:
    """(as recorded, on, edition)."""
    for tercatat, baris in BERLAKU.items():
        for pada, label in zip(PADA, baris.split(), strict=True):
            yield tercatat, pada, label


def saat(tahun: Tahun, tercatat: str) -> datetime:
    return tahun.jam.saat(tercatat if "T" in tercatat else f"{tercatat}T23:59:59.999999")


def jawaban(kab: Kabupaten, pada: date) -> tuple[str, Any, Any]:
    """What the registry says now of the two Dinas on a date, through what the pages are made of."""
    edisi = Edisi.objects.berlaku_di(kab.daerah, pada)
    if edisi is None:
        return "-", None, None
    hasil: list[Any] = []
    for kunci in ("dinkes", "disdik"):
        tempat = Kedudukan.objects.pada(edisi).filter(perangkat_daerah__kunci=kunci).first()
        siapa = koordinator(tempat) if tempat is not None else None
        hasil.append(None if tempat is None or siapa is None else (tempat.nama, siapa.nama, siapa.dasar.rujukan))
    return edisi.slug_tanggal, hasil[0], hasil[1]


def harapan(label: str) -> tuple[str, Any, Any]:
    if label == "-":
        return "-", None, None
    alamat, *dua = ISI[label]
    sebut = [None if satu is None else (satu[0], BAGAN[f"asisten-{satu[1]}"][0], satu[2]) for satu in dua]
    return alamat, sebut[0], sebut[1]


# The tests --------------------------------------------------------------------------------------------


def test_the_year_answers_every_pair_of_dates(tahun: Tahun) -> None:
    semua = list(pasangan())
    assert len(semua) == 220
    for tercatat in BERLAKU:
        with sebagaimana(saat(tahun, tercatat)):
            for _, pada, label in (satu for satu in semua if satu[0] == tercatat):
                kini = jawaban(tahun.kab, date.fromisoformat(pada))
                assert kini == harapan(label), (pada, tercatat)


def test_what_lies_outside_editions_is_as_it_was_recorded(tahun: Tahun) -> None:
    for tercatat, (judul, lain, cabut, nama) in LUAR.items():
        with sebagaimana(saat(tahun, tercatat)):
            perbup = Peraturan.objects.filter(pk=tahun.dua.pk).first()
            badan = PerangkatDaerah.objects.filter(pk=tahun.kab.id("dinkes")).first()
            kini = (
                None if perbup is None else perbup.tentang,
                NamaLain.objects.filter(nama="Jawatan Sehat").exists(),
                HubunganPeraturan.objects.filter(ke=tahun.kab.peraturan.pk, jenis="mencabut").exists(),
                None if badan is None else badan.nama,
            )
            assert kini == (judul, lain, cabut, nama), tercatat
            assert Daerah.objects.exists() == (nama is not None), tercatat


def test_today_and_the_record_of_today_are_one(tahun: Tahun) -> None:
    sekarang = [jawaban(tahun.kab, date.fromisoformat(pada)) for pada in PADA]
    with sebagaimana(saat(tahun, "2026-01-15")):
        assert [jawaban(tahun.kab, date.fromisoformat(pada)) for pada in PADA] == sekarang


@pytest.fixture
def auditor(tahun: Tahun, monkeypatch: pytest.MonkeyPatch) -> Client:
    ketat(monkeypatch)
    klien = Client()
    klien.force_login(pabrik.pengguna("auditor", "auditor", tahun.kab.daerah))
    return klien


def buka(klien: Client, alamat: str, **tanya: str) -> tuple[int, str]:
    jawaban = klien.get(alamat, tanya)
    return jawaban.status_code, baca(jawaban).teks


def test_the_page_of_a_unit_answers_every_pair_of_dates(tahun: Tahun, auditor: Client) -> None:
    alamat = reverse("unit", args=[tahun.kab.badan["dinkes"].uuid])
    for tercatat, pada, label in pasangan():
        status, teks = buka(auditor, alamat, pada=pada, tercatat=tercatat)
        if tercatat in BELUM_TERCATAT:
            assert (status, "Rentang belum mencatat" in teks) == (200, True), (pada, tercatat)
            continue
        assert status == 200, (pada, tercatat)
        if label == "-":
            assert "Pasal 5" not in teks, (pada, tercatat)
            continue
        _, (nama, nomor, rujukan), _ = ISI[label]
        asisten = BAGAN[f"asisten-{nomor}"][0]
        assert f"{nama} dikoordinasikan oleh {asisten}" in teks, (pada, tercatat, teks[:400])
        assert rujukan in teks, (pada, tercatat)


@pytest.mark.parametrize("halaman", ["rentang", "daerah"])
def test_the_pages_of_the_region_answer_pairs_of_dates(tahun: Tahun, auditor: Client, halaman: str) -> None:
    """Every other moment; both dinas where the page names units."""
    alamat = reverse(halaman, args=[tahun.kab.daerah.kode])
    for nomor, (tercatat, pada, label) in enumerate(pasangan()):
        if nomor % 3:
            continue
        status, teks = buka(auditor, alamat, pada=pada, tercatat=tercatat)
        if tercatat in BELUM_TERCATAT:
            assert (status, "Rentang belum mencatat" in teks) == (200, True), (pada, tercatat)
            continue
        assert status == 200, (pada, tercatat)
        if label == "-":
            assert "Dinas Kesehatan" not in teks, (pada, tercatat)
            continue
        _, dinkes, disdik = ISI[label]
        if halaman == "rentang":
            assert dinkes[0] in teks, (pada, tercatat)
            assert ("Dinas Pendidikan" in teks) == (disdik is not None), (pada, tercatat)
            assert ("Dinas Pendidikan dan Kebudayaan" in teks) == (label == "F"), (pada, tercatat)
        else:
            assert (SALAH in teks) == (tercatat in SALAH_TERCATAT), (pada, tercatat)
        mulai = date_format(date.fromisoformat(ISI[label][0][:10]), "j F Y")
        assert f"edisi berlaku sejak {mulai}" in teks, (pada, tercatat, teks[:300])


def test_the_comparison_compares_what_was_recorded(tahun: Tahun, auditor: Client) -> None:
    alamat = reverse("banding", args=[tahun.kab.daerah.kode])
    tanya = {"dari": "2020-01-02", "ke": "2024-01-01"}
    asisten = {nomor: BAGAN[f"asisten-{nomor}"][0] for nomor in (2, 3)}
    for tercatat, ada_di, tiada in (("2025-03-03", 3, 2), ("2025-03-20", 2, 3), ("2026-01-15", 2, 3)):
        status, teks = buka(auditor, alamat, tercatat=tercatat, **tanya)
        assert status == 200
        assert f"ke {asisten[ada_di]}" in teks or asisten[ada_di] in teks, tercatat
        assert asisten[tiada] not in teks, tercatat
    assert buka(auditor, alamat, tercatat="2025-03-02", **tanya)[0] == 404
    assert buka(auditor, alamat, tercatat="2025-05-04", dari="2020-01-02", ke="2022-06-01")[0] == 404
    status, teks = buka(auditor, alamat, tercatat="2025-05-05", dari="2020-01-02", ke="2022-06-01")
    assert (status, "Dinas Kesehatan Masyarakat" in teks) == (200, True)


def test_the_page_of_a_regulation_shows_its_title_as_recorded(tahun: Tahun, auditor: Client) -> None:
    for tercatat, (judul, _, cabut, _) in LUAR.items():
        status, teks = buka(auditor, reverse("peraturan", args=[tahun.dua.pk]), tercatat=tercatat)
        assert (status, "Rentang belum mencatat" in teks) == (200, judul is None), tercatat
        if judul is not None:
            assert judul in teks, tercatat
            assert (SALAH in teks) == (judul == SALAH), tercatat
            assert ("mencabut" in teks.lower()) == cabut, tercatat


def test_nobody_without_a_role_there_reads_the_past(tahun: Tahun) -> None:
    alamat = reverse("unit", args=[tahun.kab.badan["dinkes"].uuid])
    assert Client().get(alamat, {"tercatat": "2025-03-03"}).status_code == 302
    lain = Client()
    lain.force_login(pabrik.pengguna("lain", "auditor", pabrik.daerah("98.01", "Kabupaten Lain")))
    assert lain.get(alamat, {"tercatat": "2025-03-03"}).status_code == 403


# An oracle of its own, against random years -----------------------------------------------------------


@dataclass
class Versi:
    """What the oracle keeps of one published version."""

    tempat: tuple[date, int]
    nilai: int
    sejak: int
    sampai: int | None = None
    edisi: Edisi | None = None


@dataclass
class Peramal:
    """A bitemporal list in plain Python: versions of editions, and values that lie outside them."""

    versi: list[Versi] = field(default_factory=list)
    nama: list[tuple[int, str]] = field(default_factory=list)
    alias: list[tuple[int, bool]] = field(default_factory=list)

    def berlaku(self, pada: date, tercatat: int) -> int | None:
        semua = [
            satu
            for satu in self.versi
            if satu.sejak <= tercatat and not (satu.sampai is not None and satu.sampai <= tercatat)
            if satu.tempat[0] <= pada
        ]
        return max(semua, key=lambda satu: satu.tempat).nilai if semua else None

    @staticmethod
    def terakhir(semua: list[tuple[int, Any]], tercatat: int) -> Any:
        sampai = [nilai for kapan, nilai in semua if kapan <= tercatat]
        return sampai[-1] if sampai else None


KECIL = {kunci: BAGAN[kunci] for kunci in ("pemda", "bupati", "setda", "sekda", "asisten-1", "asisten-2", "dinkes")}


@pytest.mark.parametrize("benih", range(4))
def test_random_years_agree_with_an_oracle_of_plain_lists(
    benih: int, monkeypatch: pytest.MonkeyPatch, settings: Any
) -> None:
    settings.SEGEL_OTOMATIS = False
    acak, jam = random.Random(benih), Jam(monkeypatch)
    awal = jam.saat("2025-01-01T00:00")
    menit = 0
    jam.kini = awal
    kab = pabrik.kabupaten(bagan=KECIL, rentang={"dinkes": ("asisten-1", "a")})
    dinkes = kab.badan["dinkes"]
    peramal = Peramal([Versi((date(2020, 1, 2), 1), 0, 0, edisi=kab.edisi)], [(0, "Dinas Kesehatan")], [(0, False)])
    for nomor in range(1, 15):
        menit += acak.choice([0, 0, 1, 60, 1440, 20000])
        jam.kini = awal + timedelta(minutes=menit)
        laku = acak.choice(["terbit", "terbit", "ralat", "ralat", "nama", "alias"])
        if laku == "terbit":
            _acak_terbit(acak, kab, peramal, menit, nomor)
        elif laku == "ralat":
            _acak_ralat(acak, kab, peramal, menit, nomor)
        elif laku == "nama":
            semula, dinkes.nama = dinkes.nama, f"Dinas {nomor}"
            services.simpan_badan(objek=dinkes, oleh=None, lihat={"nama": semula})
            peramal.nama.append((menit, dinkes.nama))
        else:
            _acak_alias(dinkes, peramal, menit)
    menjawab = 0
    menit_diuji = sorted({0, menit, *(acak.randint(0, menit) for _ in range(20)), *(v.sejak for v in peramal.versi)})
    menit_diuji += [satu - 1 for satu in menit_diuji if satu > 0]
    for tercatat in menit_diuji:
        with sebagaimana(awal + timedelta(minutes=tercatat)):
            for pada in [date(2019, 1, 1) + timedelta(days=acak.randint(0, 2900)) for _ in range(12)]:
                assert _nilai(kab, pada) == peramal.berlaku(pada, tercatat), (pada, tercatat)
                menjawab += 1
            assert PerangkatDaerah.objects.get(pk=dinkes.pk).nama == peramal.terakhir(peramal.nama, tercatat)
            assert NamaLain.objects.exists() == peramal.terakhir(peramal.alias, tercatat)
    assert menjawab > 250


def _acak_terbit(acak: random.Random, kab: Kabupaten, peramal: Peramal, menit: int, nomor: int) -> None:
    mulai = date(2020, 1, 2) + timedelta(days=acak.randint(0, 2400))
    sedang = [satu for satu in peramal.versi if satu.sampai is None]
    urutan = 1 + max((satu.tempat[1] for satu in sedang if satu.tempat[0] == mulai), default=0)
    try:
        with transaction.atomic():
            edisi = _terbit(kab, mulai, ada(acak.choice(sedang).edisi), _huruf(kab, nomor), urutan=urutan)
    except GalatRentang:  # a rule of dates forbids it: then nothing was written
        return
    peramal.versi.append(Versi((mulai, urutan), nomor, menit, edisi=edisi))


def _acak_ralat(acak: random.Random, kab: Kabupaten, peramal: Peramal, menit: int, nomor: int) -> None:
    lama = acak.choice([satu for satu in peramal.versi if satu.sampai is None])
    ralat = _ralat(ada(lama.edisi), _huruf(kab, nomor))
    lama.sampai = menit
    peramal.versi.append(Versi(lama.tempat, nomor, menit, edisi=ralat))


def _acak_alias(dinkes: PerangkatDaerah, peramal: Peramal, menit: int) -> None:
    ada_kini = NamaLain.objects.filter(perangkat_daerah=dinkes).first()
    if ada_kini is None:
        baru = NamaLain(perangkat_daerah=dinkes, nama="Jawatan")
        services.simpan_badan(objek=dinkes, oleh=None, lihat={}, ikutan=[(baru, None)])
    else:
        services.simpan_badan(objek=dinkes, oleh=None, lihat={}, hapus=[(ada_kini, {"nama": "Jawatan"})])
    peramal.alias.append((menit, ada_kini is None))


def _huruf(kab: Kabupaten, nomor: int) -> Ubah:
    """A change by which a version is known: the number in its pinpoint."""
    koordinator_id = kab.id(f"asisten-{1 + nomor % 2}")
    rujukan = f"Pasal {100 + nomor} ayat (1)"
    return {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": koordinator_id, "rujukan": rujukan}}


def _nilai(kab: Kabupaten, pada: date) -> int | None:
    _, dinkes, _ = jawaban(kab, pada)
    if dinkes is None:
        return None
    angka = int(dinkes[2].split()[1])
    return angka - 100 if angka > 100 else 0
