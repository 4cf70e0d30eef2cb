"""Banding: what changes between two editions, in sentences; no difference is silent."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from registry import isi_edisi
from registry.banding import Banding, bandingkan
from registry.galat import Ditolak
from registry.isi_edisi import DAFTAR, Kunci, Ubah
from registry.models import Edisi
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan
from relations.models import Urusan
from tests import pabrik
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

BESAR = {
    **BAGAN,
    "dishub": ("Dinas Perhubungan", "dinas", "bupati"),
    "perikanan": ("Dinas Perikanan", "dinas", "bupati"),
    "pertanian": ("Dinas Pertanian", "dinas", "bupati"),
    "bid-tanam": ("Bidang Tanaman Pangan", "lainnya", "pertanian"),
    "staf-ahli": ("Staf Ahli Bidang Hukum", "staf_ahli", "bupati"),
}
RENTANG_BESAR = {
    **RENTANG,
    "perikanan": ("asisten-2", "b"),
    "pertanian": ("asisten-2", "c"),
    "dishub": ("asisten-2", "d"),
}


@pytest.fixture
def banjar(db: None, sari: User) -> Kabupaten:
    """A region with an edition that holds rows of every part that clones."""
    kab = pabrik.kabupaten(bagan=BESAR, rentang=RENTANG_BESAR, terbit=False, ketentuan="lengkap", oleh=sari)
    urusan = [Urusan.objects.create(kode=f"1.0{n}", nama=nama) for n, nama in enumerate(("pangan", "pertanian"), 1)]
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    butir = [{"label": "a", "teks": "perencanaan"}, {"label": "b", "teks": "pelaksanaan"}]
    rincian = [{"jenis": "kegiatan", "rujukan": "Pasal 7", "terbuka": True, "butir": butir}]
    ubah: Ubah = {
        ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {
            "urutan": 1,
            "pelaksana": "Pasal 7",
            "rincian": rincian,
            **dasar,
        },
        ("ketentuanhubungan", ("perangkat_daerah", "kolegial")): {"urutan": 2, "pelaksana": "Pasal 8", **dasar},
        ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Rapat bulanan", "butir": butir, **dasar},
        ("ketentuanpelaksanaan", (2,)): {"topik": "pelaporan", "judul": "Laporan", **dasar},
        ("bidangstafahli", (kab.id("staf-ahli"), urusan[0].pk)): {"huruf": "a", "urutan": 1, **dasar},
        ("urusanperangkat", (kab.id("pertanian"), urusan[1].pk)): dasar,
        ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "fungsional", "")): dasar,
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=sari)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def rancang(kab: Kabupaten, ubah: Ubah | None = None, *, asal: Edisi | None = None, tahun: int = 2024) -> Edisi:
    """A draft of the edition in force with a change-set applied."""
    dasar = pabrik.peraturan(kab.daerah, str(tahun), tahun)
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=asal or kab.edisi, peraturan=dasar, berlaku_mulai=date(tahun, 1, 2)
    )
    if ubah:
        terapkan(edisi=edisi, ubah=ubah, oleh=None)
    return edisi


def teks(banding: Banding, kelompok: str = "") -> list[str]:
    return [satu.polos for milik in banding.kelompok if kelompok in ("", milik.kode) for satu in milik.kalimat]


def perbedaan(lama: Edisi, baru: Edisi) -> Counter[Any]:
    """Every difference of content by the registry's own comparison; what one edition alone holds is no difference."""
    semula = {k: v for k, v in isi_edisi.baca(lama.pk).items() if DAFTAR[k[0]].ikut_klon or baru.meralat_id}
    kini = isi_edisi.baca(baru.pk)
    hasil: Counter[Any] = Counter()
    for (bagian, kunci), nilai in isi_edisi.beda(semula, kini).items():
        dua_sisi = (bagian, kunci) in semula and (bagian, kunci) in kini
        hasil.update((bagian, kunci, ruas) for ruas in (nilai or {} if dua_sisi else [""]))
    return hasil


def tempat(kab: Kabupaten, kunci: str) -> tuple[str, Kunci]:
    return ("kedudukan", (kab.id(kunci),))


def sebutan(kab: Kabupaten, kunci: str) -> tuple[str, Kunci]:
    return ("rentangkoordinasi", (kab.id(kunci), 1))


def test_a_draft_without_changes_says_that_nothing_changed_and_what_stays(banjar: Kabupaten) -> None:
    hasil = bandingkan(banjar.edisi, rancang(banjar))
    assert hasil.pembuka == "Tidak ada yang berubah."
    assert hasil.kalimat == []
    assert hasil.hitungan == [("tetap", len(BESAR))]
    tetap = {kelompok.judul: kelompok.tetap for kelompok in hasil.kelompok}
    assert tetap["Jenis hubungan kerja"] == "Tidak berubah: konsultatif, kolegial."
    assert tetap["Rentang koordinasi"].startswith("Tidak berubah: 6 unit dalam rentang dua koordinator")


def test_a_merger_is_told_as_one_event_with_its_basis(banjar: Kabupaten) -> None:
    baru = pabrik.badan(banjar.daerah, "dkpp", "Dinas Ketahanan Pangan, Pertanian dan Perikanan")
    edisi = rancang(banjar)
    tanam = tempat(banjar, "bid-tanam")
    terapkan(
        edisi=edisi,
        oleh=None,
        ubah={
            ("kedudukan", (baru.pk,)): {
                "nama": baru.nama,
                "jenis": "dinas",
                "induk": banjar.id("bupati"),
                "urutan": 20,
            },
            tanam: {"induk": baru.pk},
            tempat(banjar, "perikanan"): None,
            tempat(banjar, "pertanian"): None,
            sebutan(banjar, "perikanan"): None,
            sebutan(banjar, "pertanian"): None,
            sebutan(banjar, "dishub"): {"huruf": "c", "rujukan": "Pasal 5 ayat (2) huruf c", "urutan": 5},
            ("rentangkoordinasi", (baru.pk, 1)): {"koordinator_id": banjar.id("asisten-2"), "huruf": "b", "urutan": 4},
            ("urusanperangkat", (banjar.id("pertanian"), Urusan.objects.get(nama="pertanian").pk)): None,
            ("suksesi", (1,)): {"jenis": "gabung"},
            ("pesertasuksesi", (1, "lama", banjar.id("perikanan"))): {},
            ("pesertasuksesi", (1, "lama", banjar.id("pertanian"))): {},
            ("pesertasuksesi", (1, "baru", baru.pk)): {},
        },
    )
    hasil = bandingkan(banjar.edisi, edisi)
    susunan = teks(hasil, "susunan")
    assert susunan[0] == (
        "Dinas Perikanan dan Dinas Pertanian digabung menjadi Dinas Ketahanan Pangan, Pertanian dan Perikanan."
    )
    gabung = hasil.kalimat[0]
    assert "".join(kata.teks for kata in gabung.dasar) == "dasar penggabungan belum diisi"
    assert [kata.gaya for kata in gabung.dasar] == ["", "kosong"]
    assert not any("dihapus dari struktur" in satu or "masuk struktur" in satu for satu in susunan)
    # What hung below follows, folded away; the letters too.
    lipatan = {judul for kelompok in hasil.kelompok for judul, _ in kelompok.lipatan}
    assert "Satu unit ikut ke badan yang menggantikan induknya" in lipatan
    assert "Satu huruf bergeser sebagai akibatnya" in lipatan
    assert "Dua sebutan keluar dari rentang bersama unitnya" in lipatan
    hitungan = dict(hasil.hitungan)
    assert (hitungan["digabung"], hitungan["hurufnya bergeser"]) == (2, 1)
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, edisi)


@pytest.mark.parametrize(
    ("jenis", "lama", "baru", "kalimat"),
    [
        ("pecah", ["pertanian"], 2, "Dinas Pertanian dipecah menjadi Badan Baru 1 dan Badan Baru 2."),
        ("bubar", ["dishub"], 0, "Dinas Perhubungan dibubarkan."),
        ("bentuk", [], 1, "Badan Baru 1 dibentuk, di bawah Bupati Contoh."),
        ("ganti_nama", ["dishub"], 1, "Nama Dinas Perhubungan berubah menjadi Badan Baru 1."),
    ],
)
def test_every_sort_of_event_has_its_sentence(
    banjar: Kabupaten, jenis: str, lama: list[str], baru: int, kalimat: str
) -> None:
    edisi = rancang(banjar)
    ubah: Ubah = {("suksesi", (1,)): {"jenis": jenis, "peraturan_id": banjar.peraturan.pk, "rujukan": "Pasal 2"}}
    for nomor in range(1, baru + 1):
        badan = pabrik.badan(banjar.daerah, f"baru-{nomor}", f"Badan Baru {nomor}")
        ubah["kedudukan", (badan.pk,)] = {"nama": badan.nama, "jenis": "badan", "induk": banjar.id("bupati")}
        ubah["pesertasuksesi", (1, "baru", badan.pk)] = {}
    for kunci in lama:
        ubah["pesertasuksesi", (1, "lama", banjar.id(kunci))] = {}
        ubah |= {tempat(banjar, kunci): None, sebutan(banjar, kunci): None}
    if jenis == "pecah":
        ubah[tempat(banjar, "bid-tanam")] = None
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    hasil = bandingkan(banjar.edisi, edisi)
    assert teks(hasil, "susunan")[0] == kalimat
    assert "Pasal 2 Perbup Contoh 1/2020" in "".join(kata.teks for kata in hasil.kalimat[0].dasar)
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, edisi)


def test_a_rename_of_the_same_body_is_told_once_and_marks_both_names(banjar: Kabupaten) -> None:
    ubah: Ubah = {
        tempat(banjar, "dinkes"): {"nama": "Dinas Kesehatan dan Gizi", "singkatan": "Dinkes"},
        ("suksesi", (1,)): {"jenis": "ganti_nama"},
        ("pesertasuksesi", (1, "lama", banjar.id("dinkes"))): {},
        ("pesertasuksesi", (1, "baru", banjar.id("dinkes"))): {},
    }
    edisi = rancang(banjar, ubah)
    hasil = bandingkan(banjar.edisi, edisi)
    nama = [satu for satu in hasil.kalimat if satu.jenis == "berganti nama"]
    assert [satu.polos for satu in nama] == ["Nama Dinas Kesehatan berubah menjadi Dinas Kesehatan dan Gizi."]
    assert [(kata.teks, kata.gaya) for kata in nama[0].teks if kata.gaya] == [
        ("Dinas Kesehatan", "lama"),
        ("Dinas Kesehatan dan Gizi", "baru"),
    ]
    assert "Dinas Kesehatan dan Gizi: singkatan Dinkes dicatat." in teks(hasil)
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, edisi)


def test_a_unit_that_changes_its_asisten_is_told_with_both_and_the_pinpoints(banjar: Kabupaten) -> None:
    ubah: Ubah = {
        sebutan(banjar, "perikanan"): {
            "koordinator_id": banjar.id("asisten-3"),
            "huruf": "a",
            "rujukan": "Pasal 5 ayat (3) huruf a",
        }
    }
    hasil = bandingkan(banjar.edisi, rancang(banjar, ubah))
    (satu,) = [satu for satu in hasil.kalimat if satu.jenis == "pindah koordinator"]
    assert satu.polos == (
        "Dinas Perikanan pindah dari Asisten Perekonomian dan Pembangunan ke Asisten Administrasi Umum."
    )
    dasar = "".join(kata.teks for kata in satu.dasar)
    assert dasar == "Semula Pasal 5 ayat (2) huruf b · menjadi Pasal 5 ayat (3) huruf a Perbup Contoh 1/2020"
    assert hasil.pembuka == "Satu perangkat daerah berubah."


def test_units_that_follow_their_parent_are_told_although_no_row_of_theirs_changed(banjar: Kabupaten) -> None:
    ubah: Ubah = {sebutan(banjar, "dinkes"): {"koordinator_id": banjar.id("asisten-2")}}
    hasil = bandingkan(banjar.edisi, rancang(banjar, ubah))
    ikut = [satu for satu in hasil.kalimat if satu.jenis == "ikut pindah koordinator"]
    assert [satu.polos for satu in ikut] == [
        "Puskesmas Contoh ikut pindah dari Asisten Pemerintahan dan Kesejahteraan Rakyat "
        "ke Asisten Perekonomian dan Pembangunan, bersama induknya."
    ]
    assert ikut[0].lipat
    assert ikut[0].butir == frozenset()


def test_a_bagian_that_moves_in_the_tree_gets_another_koordinator_by_it(banjar: Kabupaten) -> None:
    edisi = rancang(banjar, {tempat(banjar, "bagian-hukum"): {"induk": banjar.id("asisten-3")}})
    semua = teks(bandingkan(banjar.edisi, edisi))
    assert (
        "Bagian Hukum pindah dari bawah Asisten Pemerintahan dan Kesejahteraan Rakyat "
        "ke bawah Asisten Administrasi Umum." in semua
    )
    assert (
        "Bagian Hukum pindah dari Asisten Pemerintahan dan Kesejahteraan Rakyat ke Asisten Administrasi Umum." in semua
    )


def test_what_leaves_and_what_comes_is_told_with_its_parent(banjar: Kabupaten) -> None:
    badan = pabrik.badan(banjar.daerah, "bapenda", "Badan Pendapatan Daerah")
    ubah: Ubah = {
        tempat(banjar, "bagian-hukum"): None,
        ("kedudukan", (badan.pk,)): {"nama": badan.nama, "jenis": "badan", "tipe": "B", "induk": banjar.id("bupati")},
    }
    edisi = rancang(banjar, ubah)
    hasil = bandingkan(banjar.edisi, edisi)
    assert teks(hasil, "susunan") == [
        "Badan Pendapatan Daerah masuk struktur di bawah Bupati Contoh.",
        "Bagian Hukum dihapus dari struktur, semula di bawah Asisten Pemerintahan dan Kesejahteraan Rakyat.",
    ]
    assert "".join(kata.teks for kata in hasil.kalimat[0].dasar) == "dasar belum diisi"
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, edisi)


def test_kinds_activities_and_provisions_are_told(banjar: Kabupaten) -> None:
    butir = [{"label": "a", "teks": "perencanaan"}, {"label": "b", "teks": "pengawasan"}]
    rincian = [{"jenis": "kegiatan", "rujukan": "Pasal 7", "terbuka": True, "butir": butir}]
    dasar = {"peraturan_id": banjar.peraturan.pk, "rujukan": "Pasal 6"}
    edisi = rancang(
        banjar,
        {
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"rincian": rincian},
            ("ketentuanhubungan", ("perangkat_daerah", "kolegial")): None,
            ("ketentuanhubungan", ("staf_ahli", "fungsional")): dasar,
            # A provision put in front moves the others by one number.
            ("ketentuanpelaksanaan", (1,)): {"topik": "asas", "judul": "Asas", "butir": [], **dasar},
            ("ketentuanpelaksanaan", (2,)): {"topik": "waktu", "judul": "Rapat bulanan",
                                             "butir": [{"label": "a", "teks": "perencanaan"},
                                                       {"label": "b", "teks": "pelaksanaan"}]},
            ("ketentuanpelaksanaan", (3,)): {"topik": "pelaporan", "judul": "Laporan", **dasar},
        },
    )  # fmt: skip
    hasil = bandingkan(banjar.edisi, edisi)
    semua = teks(hasil, "ketentuan")
    assert "Kegiatan hubungan konsultatif antarperangkat daerah berubah." in semua
    kegiatan = next(satu for satu in hasil.kalimat if satu.perbuatan == "Kegiatan")
    assert ["".join(kata.teks for kata in satu) for satu in kegiatan.rincian] == [
        "Ditambahkan: pengawasan.",
        "Dihapus: pelaksanaan.",
    ]
    assert "Hubungan kolegial antarperangkat daerah tidak lagi diatur." in semua
    assert "Hubungan fungsional Staf Ahli mulai diatur." in semua
    assert "Ketentuan Asas (asas pelaksanaan) ditambahkan." in semua
    assert "Rapat bulanan (waktu koordinasi): dari nomor 1 menjadi nomor 2." in semua
    assert not any("Laporan" in satu and "dihapus" in satu for satu in semua)
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, edisi)


def test_a_basis_that_passes_to_another_regulation_is_gathered_under_one_heading(banjar: Kabupaten) -> None:
    edisi = rancang(banjar)
    assert edisi.peraturan is not None
    ubah: Ubah = {
        tempat(banjar, kunci): {"peraturan_id": edisi.peraturan.pk} for kunci in ("dinkes", "disdik", "dishub")
    }
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    hasil = bandingkan(banjar.edisi, edisi)
    (kelompok,) = [satu for satu in hasil.kelompok if satu.kode == "dasar"]
    ((judul, kalimat),) = kelompok.lipatan
    assert judul == "Tiga fakta beralih dasar dari Perbup Contoh 1/2020 ke Perbup Contoh 2024/2024"
    assert kalimat[0].polos == (
        "Tempat Dinas Kesehatan dalam susunan: semula Pasal 3 Perbup Contoh 1/2020, "
        "menjadi Pasal 3 Perbup Contoh 2024/2024."
    )


def test_what_nobody_entered_is_unknown_and_never_gone(banjar: Kabupaten) -> None:
    gelap = buat_rancangan(
        daerah=banjar.daerah,
        oleh=None,
        peraturan=pabrik.peraturan(banjar.daerah, "9", 2010),
        berlaku_mulai=date(2010, 1, 2),
    )
    Edisi.objects.filter(pk=gelap.pk).update(struktur="belum_dimuat", rentang="belum_terbaca", ketentuan="belum_dimuat")
    gelap = terbitkan(edisi=gelap, oleh=None)
    hasil = bandingkan(gelap, banjar.edisi)
    assert hasil.pembuka == "Apa yang berubah belum diketahui."
    assert not any("masuk" in satu for satu in teks(hasil))
    ragu = {kelompok.kode: satu for kelompok in hasil.kelompok for satu in kelompok.ragu}
    assert ragu.keys() >= {"susunan", "rentang", "ketentuan"}
    assert "belum diketahui, bukan tidak ada" in ragu["susunan"].teks
    assert "belum terbaca dari sumbernya" in ragu["rentang"].teks
    assert ragu["susunan"].jumlah == len(BESAR)
    # The other way round it is no removal either.
    assert not any("dihapus" in satu for satu in teks(bandingkan(banjar.edisi, gelap)))
    assert Counter(hasil.diceritakan) == perbedaan(gelap, banjar.edisi)


def test_without_a_base_everything_is_new_and_counted(banjar: Kabupaten) -> None:
    hasil = bandingkan(None, banjar.edisi)
    assert {satu.judul for kelompok in hasil.kelompok for satu in kelompok.ragu} == {"Seluruhnya baru"}
    assert len(hasil.diceritakan) == len(isi_edisi.baca(banjar.edisi.pk))


def test_events_of_editions_in_between_are_told_with_their_date(banjar: Kabupaten) -> None:
    satu = rancang(
        banjar,
        {
            tempat(banjar, "dishub"): {"nama": "Dinas Perhubungan dan Laut"},
            ("suksesi", (1,)): {"jenis": "ganti_nama", "peraturan_id": banjar.peraturan.pk, "rujukan": "Pasal 2"},
            ("pesertasuksesi", (1, "lama", banjar.id("dishub"))): {},
            ("pesertasuksesi", (1, "baru", banjar.id("dishub"))): {},
        },
        tahun=2022,
    )
    tengah = terbitkan(edisi=satu, oleh=None)
    akhir = rancang(banjar, asal=tengah, tahun=2024)
    hasil = bandingkan(banjar.edisi, akhir, antara=[tengah])
    assert teks(hasil) == ["Nama Dinas Perhubungan berubah menjadi Dinas Perhubungan dan Laut."]
    assert "2 Januari 2022" in "".join(kata.teks for baris in hasil.kalimat[0].rincian for kata in baris)
    assert Counter(hasil.diceritakan) == perbedaan(banjar.edisi, akhir)


def test_of_a_ralat_the_events_are_compared_and_not_told_anew(banjar: Kabupaten, sari: User) -> None:
    isi: Ubah = {
        tempat(banjar, "dishub"): {"nama": "Dinas Perhubungan dan Laut"},
        ("suksesi", (1,)): {"jenis": "ganti_nama", "peraturan_id": banjar.peraturan.pk, "rujukan": "Pasal 2"},
        ("pesertasuksesi", (1, "lama", banjar.id("dishub"))): {},
        ("pesertasuksesi", (1, "baru", banjar.id("dishub"))): {},
    }
    terbit = terbitkan(edisi=rancang(banjar, isi), oleh=None)
    ralat = buat_ralat(edisi=terbit, oleh=None, alasan="salah ketik")
    assert bandingkan(terbit, ralat).pembuka == "Tidak ada yang berubah."
    terapkan(edisi=ralat, oleh=None, ubah={("suksesi", (1,)): {"rujukan": "Pasal 3"}})
    hasil = bandingkan(terbit, ralat)
    assert [satu.perbuatan for satu in hasil.kalimat] == ["Catatan peristiwa"]
    assert Counter(hasil.diceritakan) == perbedaan(terbit, ralat)
    terapkan(
        edisi=ralat, oleh=None, ubah={("suksesi", (1,)): None, **{k: None for k in isi if k[0] == "pesertasuksesi"}}
    )
    hasil = bandingkan(terbit, ralat)
    assert "dihapus" in hasil.kalimat[0].polos
    assert Counter(hasil.diceritakan) == perbedaan(terbit, ralat)


def test_names_with_braces_and_markup_are_words(banjar: Kabupaten) -> None:
    jahat = "Dinas {} %s </del><script>alert(1)</script> {{ x }}"
    hasil = bandingkan(banjar.edisi, rancang(banjar, {tempat(banjar, "dinkes"): {"nama": jahat}}))
    assert f"Nama Dinas Kesehatan berubah menjadi {jahat}." in teks(hasil)


@pytest.mark.parametrize("benih", range(12))
def test_no_change_is_silent(banjar: Kabupaten, benih: int) -> None:
    """Random change-sets, applied as the application does: each difference ends in exactly one sentence or count."""
    acak = random.Random(benih)
    edisi = rancang(banjar)
    assert edisi.peraturan is not None
    diterima = 0
    for _ in range(40):
        try:
            terapkan(edisi=edisi, ubah=_acak(acak, banjar, edisi.peraturan.pk), oleh=None)
            diterima += 1
        except Ditolak:
            continue
    assert diterima >= 10
    beda = perbedaan(banjar.edisi, edisi)
    hasil = bandingkan(banjar.edisi, edisi)
    assert Counter(hasil.diceritakan) == beda
    assert set(beda.values()) <= {1}
    # And no sentence falls back on the words of the machine.
    assert [satu.polos for kelompok in hasil.kelompok if kelompok.kode == "lain" for satu in kelompok.kalimat] == []
    # Told from the other side the same differences are told too.
    balik = bandingkan(edisi, banjar.edisi)
    assert len(balik.diceritakan) == len(set(balik.diceritakan))


def _acak(acak: random.Random, kab: Kabupaten, peraturan: int) -> Ubah:
    """One random change of one row."""
    badan = list(kab.badan)
    nilai: dict[str, Callable[[], Any]] = {
        "peraturan_id": lambda: acak.choice([peraturan, kab.peraturan.pk, None]),
        "rujukan": lambda: acak.choice(["", "Pasal 4", "Pasal 5 ayat (1)"]),
        "tertulis": lambda: acak.choice(["", "tulisan"]),
        "catatan": lambda: acak.choice(["", "catatan"]),
        "urutan": lambda: acak.randint(1, 40),
        "huruf": lambda: acak.choice("abcdef"),
    }
    bagian: dict[str, tuple[Callable[[], Kunci], dict[str, Callable[[], Any]]]] = {
        "kedudukan": (
            lambda: (kab.id(acak.choice(badan)),),
            {
                "nama": lambda: acak.choice(["Dinas Lain", "Badan Lain", "Bagian Lain"]),
                "singkatan": lambda: acak.choice(["", "DL"]),
                "jenis": lambda: acak.choice(["dinas", "badan", "bagian"]),
                "tipe": lambda: acak.choice(["", "A", "B"]),
                "kontak": lambda: acak.choice(["", "0511"]),
                "induk": lambda: kab.id(acak.choice(badan)),
                "disebut_peraturan_id": nilai["peraturan_id"],
                "disebut_rujukan": nilai["rujukan"],
            },
        ),
        "rentangkoordinasi": (
            lambda: (kab.id(acak.choice(badan)), acak.choice([1, 1, 1, 2])),
            {
                "koordinator_id": lambda: kab.id(acak.choice(["asisten-1", "asisten-2", "asisten-3"])),
                "utama": lambda: acak.random() < 0.7,
                "verba": lambda: acak.choice(["", "membina"]),
                "makna": lambda: acak.choice(["koordinasi", "membawahi"]),
                "huruf": nilai["huruf"],
            },
        ),
        "ketentuanhubungan": (
            lambda: (
                acak.choice(["perangkat_daerah", "staf_ahli"]),
                acak.choice(["konsultatif", "kolegial", "fungsional"]),
            ),
            {
                "maksud": lambda: acak.choice(["", "agar serasi"]),
                "pelaksana": nilai["rujukan"],
                "subjek_tertulis": lambda: acak.choice(["", "SKPD"]),
                "rincian": lambda: acak.choice([[], [{"jenis": "kegiatan", "rujukan": "Pasal 9", "terbuka": False,
                                                      "butir": [{"label": "a", "teks": "rapat"}]}]]),
            },
        ),
        "ketentuanpelaksanaan": (
            lambda: (acak.randint(1, 5),),
            {
                "topik": lambda: acak.choice(["waktu", "asas"]),
                "judul": lambda: acak.choice(["Rapat bulanan", "Laporan", "Asas"]),
                "isi": lambda: acak.choice(["", "isi"]),
                "butir": lambda: acak.choice([[], [{"label": "1", "teks": "satu"}]]),
                "terbuka": lambda: acak.random() < 0.5,
            },
        ),
        "bidangstafahli": (
            lambda: (kab.id("staf-ahli"), acak.choice(list(Urusan.objects.order_by("pk"))).pk),
            {"huruf": nilai["huruf"]},
        ),
        "urusanperangkat": (
            lambda: (kab.id(acak.choice(badan)), acak.choice(list(Urusan.objects.order_by("pk"))).pk), {},
        ),
        "hubungankerja": (
            lambda: (
                kab.id("dinkes"),
                kab.id(acak.choice(["disdik", "dishub"])),
                "koordinatif",
                acak.choice(["", "hierarkis"]),
            ),
            {"keterangan": lambda: acak.choice(["", "bersama"])},
        ),
        "suksesi": (
            lambda: (acak.randint(1, 2),),
            {"jenis": lambda: acak.choice(["gabung", "pecah", "ganti_nama", "bubar", "bentuk"]),
             "keterangan": lambda: acak.choice(["", "catatan"])},
        ),
        "pesertasuksesi": (
            lambda: (acak.randint(1, 2), acak.choice(["lama", "baru"]), kab.id(acak.choice(badan))), {},
        ),
    }  # fmt: skip
    nama = acak.choice([*bagian, "kedudukan", "kedudukan", "rentangkoordinasi"])
    kunci, ruas = bagian[nama]
    if acak.random() < 0.2:
        return {(nama, kunci()): None}
    umum = {
        satu: nilai[satu]
        for satu in ("peraturan_id", "rujukan", "tertulis", "catatan", "urutan")
        if satu in DAFTAR[nama].nilai
    }
    semua = {**umum, **ruas}
    pilih = list(semua) if acak.random() < 0.3 else acak.sample(list(semua), min(len(semua), 2))
    return {(nama, kunci()): {satu: semua[satu]() for satu in pilih}}
