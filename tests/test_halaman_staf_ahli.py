"""The pages of the Staf Ahli and of one matter: fields with letters, whom they meet, and what nobody covers."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from registry.dokumen.galat import DokumenSalah
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import Naskah
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.models import Edisi, Kedudukan
from registry.services import buat_rancangan, terapkan, terbitkan
from relations.models import BidangStafAhli, Urusan, UrusanPerangkat
from relations.urusan import alamat_urusan
from tests import pabrik
from tests.halaman import Halaman, baca, dalam_situs, ketat
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
GOLDEN = FIXTURES.parents[1] / "shared" / "golden.json"
PESAWARAN, BANJAR, JOMBANG = "/daerah/18.09/", "/daerah/63.03/", "/daerah/35.17/"
DOKUMEN = ("nasional", "18.09-pesawaran", "35.17-jombang", "62.05-barito-utara", "63.03-banjar", "63.11-balangan")
PEMERINTAHAN = "Staf Ahli bidang Pemerintahan, Hukum dan Politik"
EKONOMI = "Staf Ahli bidang Ekonomi, Keuangan dan Pembangunan"
MASYARAKAT = "Staf Ahli bidang Kemasyarakatan dan Sumber Daya Manusia"
TANPA = "Tidak dibidangi Staf Ahli"


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The five regencies loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for nama in DOKUMEN:
            muat(baca_yaml(FIXTURES / f"{nama}.yaml"))
        yield
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def buka(alamat: str, status: int = 200) -> Halaman:
    jawaban = Client().get(alamat)
    assert jawaban.status_code == status, alamat
    return baca(jawaban)


def bagian(halaman: str, judul: str) -> str:
    """The section under a heading, as HTML."""
    cocok = re.search(rf'<h2 id="[^"]*">{re.escape(judul)}</h2>(.*?)</section>\s*(?=<section|\{{|$|</div>|<footer)',
                      halaman, re.DOTALL)  # fmt: skip
    assert cocok is not None, judul
    return cocok[1]


def teks(potongan: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", potongan)).split())


def kata_tautan(potongan: str) -> list[str]:
    return [html.unescape(satu) for satu in re.findall(r"<a [^>]*>([^<]*)</a>", potongan)]


def tabel(alamat: str = PESAWARAN + "staf-ahli/") -> dict[str, dict[str, list[str]]]:
    """{perangkat daerah: {Staf Ahli, or TANPA: matters}} as the table has them."""
    isi = Client().get(alamat).content.decode()
    hasil: dict[str, dict[str, list[str]]] = {}
    for baris in re.findall(r'<tr><th scope="row">(.*?)</tr>', isi, re.DOTALL):
        kepala, *sel = baris.split("<td data-label=")
        hasil[kata_tautan(kepala)[0]] = {
            html.unescape(satu.split('"')[1]): kata_tautan(satu) for satu in sel if kata_tautan(satu)
        }
    return hasil


# The regency that regulates its Staf Ahli ----------------------------------------------------------------


@pytest.mark.skipif(not GOLDEN.exists(), reason="golden.json tidak ada di samping repositori")
def test_every_field_has_its_matters_letters_and_prints_as_the_regulation_has_them() -> None:
    emas = json.loads(GOLDEN.read_text(encoding="utf-8"))["staf_ahli"]
    assert [len(satu["urusan"]) for satu in emas] == [21, 18, 19]
    isi = Client().get(PESAWARAN + "staf-ahli/").content.decode()
    for satu in emas:
        milik = re.search(rf">{satu['staf_ahli']}</a></h3>(.*?)</section>", isi, re.DOTALL)
        assert milik is not None
        assert f"{satu['sitasi']} Perbup Pesawaran 38/2022 · {len(satu['urusan'])} urusan" in teks(milik[1])
        butir = re.findall(r'<li><span class="huruf">(\w+)\.</span>(.*?)</li>', milik[1], re.DOTALL)
        assert [huruf for huruf, _ in butir] == [urusan["huruf"] for urusan in satu["urusan"]]
        for (_, tampil), urusan in zip(butir, satu["urusan"], strict=True):
            naskah = re.search(r"tertulis: <q>(.*?)</q>", tampil)
            assert html.unescape(naskah[1] if naskah else kata_tautan(tampil)[0]) == urusan["urusan"]


def test_four_matters_are_everybodys_and_four_of_two_staf_ahli_only() -> None:
    isi = bagian(
        Client().get(PESAWARAN + "staf-ahli/").content.decode(), "Urusan yang dibidangi lebih dari satu Staf Ahli"
    )
    semua, dua = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", isi, re.DOTALL)
    assert semua[0] == "Semua Staf Ahli"
    assert set(kata_tautan(semua[1])) == {
        "pengawasan", "perencanaan dan kinerja pemerintah", "pelayanan publik", "penelitian dan pengembangan",
    }  # fmt: skip
    assert dua[0] == f"{PEMERINTAHAN} dan {MASYARAKAT}"
    assert set(kata_tautan(dua[1])) == {
        "administrasi kependudukan dan pencatatan sipil", "ketenteraman dan ketertiban umum",
        "komunikasi dan informatika", "pengendalian penduduk dan keluarga berencana",
    }  # fmt: skip


def test_every_body_finds_its_staf_ahli_through_the_matters_of_its_name() -> None:
    ada = tabel()
    kb, kominfo = "pengendalian penduduk dan keluarga berencana", "komunikasi dan informatika"
    assert ada["Dinas Kesehatan"] == {MASYARAKAT: ["kesehatan"]}
    assert ada["Dinas Pendidikan dan Kebudayaan"] == {MASYARAKAT: ["pendidikan", "kebudayaan"]}
    assert ada["Dinas Tanaman Pangan dan Holtikultura"] == {EKONOMI: ["pertanian"]}
    assert ada["Dinas Perkebunan dan Peternakan"] == {EKONOMI: ["pertanian"]}
    assert ada["Dinas Ketahanan Pangan"] == {EKONOMI: ["pangan"]}
    assert ada["Dinas Perikanan"] == {EKONOMI: ["kelautan dan perikanan"]}
    assert ada["Badan Pendapatan Daerah"] == {EKONOMI: ["keuangan"]}
    assert ada["Dinas Komunikasi, Informatika, Statistik dan Persandian"] == {
        PEMERINTAHAN: [kominfo, "statistik", "persandian"], MASYARAKAT: [kominfo],
    }  # fmt: skip
    assert ada["Inspektorat"] == {siapa: ["pengawasan"] for siapa in (PEMERINTAHAN, EKONOMI, MASYARAKAT)}
    assert ada["Badan Kesatuan Bangsa dan Politik"] == {
        PEMERINTAHAN: ["pemerintahan umum", "kesatuan bangsa dan politik"]
    }
    assert ada["Dinas Koperasi Usaha Kecil dan Menengah dan Tenaga Kerja"] == {
        EKONOMI: ["koperasi, usaha kecil, dan menengah"], MASYARAKAT: ["tenaga kerja"],
    }  # fmt: skip
    pppa = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak serta Pengendalian Penduduk dan Keluarga Berencana"
    assert ada[pppa] == {PEMERINTAHAN: [kb], MASYARAKAT: ["pemberdayaan perempuan dan pelindungan anak", kb]}
    assert ada["Satuan Polisi Pamong Praja dan Pemadam Kebakaran"] == {
        PEMERINTAHAN: ["ketenteraman dan ketertiban umum"],
        MASYARAKAT: ["ketenteraman dan ketertiban umum"],
        TANPA: ["kebakaran"],
    }
    assert ada["Badan Penanggulangan Bencana Daerah"] == {MASYARAKAT: ["penanggulangan bencana"]}
    assert ada["Dinas Perhubungan"] == {TANPA: ["perhubungan"]}
    assert ada["Badan Perencanaan Pembangunan Daerah"] == {TANPA: ["perencanaan"]}
    assert len(ada) == 30


def test_no_body_is_given_a_matter_without_saying_that_it_was_read_from_the_name() -> None:
    semua = list(UrusanPerangkat.objects.filter(edisi__daerah__kode="18.09").select_related("peraturan"))
    assert len(semua) == 39
    for satu in semua:
        assert (satu.peraturan.kunci, satu.rujukan) == ("perbup-38-2022", "Pasal 13 ayat (2)")
        assert satu.catatan.startswith("Dibaca dari nama badan; Perbup ini tidak merinci urusan tiap perangkat daerah.")


def test_what_no_staf_ahli_covers_and_what_no_body_carries_out_are_listed() -> None:
    isi = Client().get(PESAWARAN + "staf-ahli/").content.decode()
    tidak = bagian(isi, "Urusan yang tidak dibidangi Staf Ahli mana pun")
    assert re.findall(r"<span><a [^>]*>([^<]*)</a>", tidak) == ["perhubungan", "kebakaran", "perencanaan"]
    assert "perhubungan 2.15 Dinas Perhubungan" in teks(tidak)
    sepi = bagian(isi, "Urusan Staf Ahli tanpa perangkat daerah")
    assert kata_tautan(sepi) == [
        "perencanaan dan kinerja pemerintah", "pelayanan publik", "ketatalaksanaan", "kewilayahan", "otonomi daerah",
        "perlindungan Hak Asasi Manusia", "perundang-undangan", "sosialisasi hukum", "penegakan hukum",
        "wawasan kebangsaan, ke-Bhinneka Tunggal Ika-an", "energi dan sumber daya mineral",
    ]  # fmt: skip
    assert "Dua perangkat daerah yang urusannya belum tercatat – Sekretariat Daerah – Sekretariat DPRD" in teks(isi)
    assert "Perbup ini tidak menyatakan keduanya satu urusan, jadi tidak disamakan." in teks(isi)


def test_the_five_kinds_of_the_staf_ahli_stand_there_with_their_pasal() -> None:
    isi = teks(bagian(Client().get(PESAWARAN + "staf-ahli/").content.decode(), "Jenis hubungan kerja Staf Ahli"))
    for huruf, jenis, pasal in zip(
        "abcde", ("Konsultatif", "Kolegial", "Fungsional", "Struktural", "Koordinatif"), (6, 7, 8, 9, 10), strict=True
    ):
        assert jenis in isi
        assert f"Pasal 5 ayat (1) huruf {huruf} Perbup Pesawaran 38/2022 · dijalankan menurut Pasal {pasal}" in isi


def test_regencies_that_do_not_regulate_staf_ahli_say_so() -> None:
    for kode in ("62.05", "63.03", "63.11", "35.17"):
        halaman = buka(f"/daerah/{kode}/staf-ahli/")
        assert "tidak mengatur Staf Ahli." in halaman.teks
        assert halaman.terlarang == []


def test_a_date_without_content_and_one_before_the_first_edition_say_so() -> None:
    assert (
        "Isi peraturan yang berlaku pada tanggal ini belum dicatat."
        in buka(PESAWARAN + "staf-ahli/?pada=2021-01-01").teks
    )
    assert "Belum ada edisi pada 1 Januari 2001" in buka(PESAWARAN + "staf-ahli/?pada=2001-01-01").teks
    dahulu = buka(PESAWARAN + "staf-ahli/?pada=2022-02-01")
    assert "Tiga Staf Ahli membidangi 46 urusan" in dahulu.teks
    assert all(
        "pada=2022-02-01" in satu for satu in dahulu.tautan if "/urusan/" in satu or "/perangkat-daerah/" in satu
    )
    assert "Daerah ini belum tercatat" in buka("/daerah/99.99/staf-ahli/", 404).teks


# One matter ----------------------------------------------------------------------------------------------


def test_a_matter_tells_who_has_it_who_carries_it_out_and_where_the_nation_lists_it() -> None:
    isi = buka(PESAWARAN + "urusan/2.16/")
    assert isi.h1 == ["Urusan komunikasi dan informatika"]
    assert f"{PEMERINTAHAN} Pasal 13 ayat (3) huruf k Perbup Pesawaran 38/2022" in isi.teks
    assert f"{MASYARAKAT} Pasal 13 ayat (5) huruf p Perbup Pesawaran 38/2022" in isi.teks
    assert EKONOMI not in isi.teks
    assert "Dinas Komunikasi, Informatika, Statistik dan Persandian Pasal 13 ayat (2)" in isi.teks
    assert "Dibaca dari nama badan" in isi.teks
    assert "Dalam UU 23/2014 Pasal 12 ayat (2) huruf j" in isi.teks
    for jenis, huruf in (("Konsultatif", "a"), ("Fungsional", "c"), ("Koordinatif", "e")):
        assert re.search(
            rf"{jenis} Staf Ahli dengan perangkat daerah di atas Pasal 5 ayat \(1\) huruf {huruf}", isi.teks
        )
    assert isi.terlarang == []


def test_a_printed_spelling_a_part_and_two_bodies_of_one_matter_are_told() -> None:
    tramtib = buka(PESAWARAN + "urusan/ketenteraman-dan-ketertiban-umum/").teks
    assert "tertulis: ketentraman & ketertiban" in tramtib
    assert "Bagian dari ketenteraman, ketertiban umum, dan pelindungan masyarakat 1.05" in tramtib
    assert "Kode tidak ada" in tramtib
    pertanian = buka(PESAWARAN + "urusan/3.27/").teks
    assert "antara dua perangkat daerah yang menanganinya (fungsional, lintas sektoral) Pasal 15 ayat (1) huruf e" in (
        pertanian
    )
    umum = buka(PESAWARAN + "urusan/pemerintahan-umum/").teks
    assert "Badan Kesatuan Bangsa dan Politik" in umum
    assert "lewat kesatuan bangsa dan politik, bagian dari urusan ini" in umum
    kesbang = buka(PESAWARAN + "urusan/8.01/").teks
    assert (
        "Pasal 13 ayat (3) huruf j Perbup Pesawaran 38/2022 lewat pemerintahan umum, yang memuat urusan ini" in kesbang
    )
    perhubungan = buka(PESAWARAN + "urusan/2.15/").teks
    assert "Tidak ada Staf Ahli yang membidangi urusan ini menurut Perbup Pesawaran 38/2022." in perhubungan
    assert "Hubungan kerja lewat urusan ini" not in perhubungan


def test_a_word_of_the_regulation_alone_says_that_it_is_no_matter_of_the_nation() -> None:
    isi = buka(PESAWARAN + "urusan/pelayanan-publik/").teks
    assert "Kelompok di luar daftar: sebutan peraturan Kabupaten Pesawaran sendiri" in isi
    assert "Tidak terbaca perangkat daerah mana yang menangani urusan ini." in isi


def test_every_matter_of_the_edition_has_a_page_and_every_link_leads_somewhere() -> None:
    semua = Urusan.objects.filter(
        pk__in=[
            *BidangStafAhli.objects.values_list("urusan", flat=True),
            *UrusanPerangkat.objects.values_list("urusan", flat=True),
        ]
    )
    assert semua.count() == 49
    for satu in semua:
        halaman = buka(f"{PESAWARAN}urusan/{satu.alamat}/")
        assert halaman.h1 == [f"Urusan {satu.nama}"]
        assert halaman.terlarang == []
    for alamat in dalam_situs(buka(PESAWARAN + "staf-ahli/").tautan):
        assert Client().get(alamat).status_code == 200, alamat


def test_a_coded_matter_is_also_found_by_name_and_led_to_its_code_with_the_date() -> None:
    jawaban = Client().get(PESAWARAN + "urusan/kelautan-dan-perikanan/?pada=2023-05-01")
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/daerah/18.09/urusan/3.25/?pada=2023-05-01")


@pytest.mark.parametrize(
    "alamat",
    [
        PESAWARAN + "urusan/3.28/",  # of the national list, but not of this regency
        PESAWARAN + "urusan/1.05/",  # only its parts are named
        PESAWARAN + "urusan/tidak-ada/",
        PESAWARAN + "urusan/%00/",
        PESAWARAN + "urusan/3.25/?pada=2021-01-01",
        PESAWARAN + "urusan/3.25/?pada=1999-01-01",
        BANJAR + "urusan/pelayanan-publik/",
        JOMBANG + "urusan/1.02/",
    ],
)
def test_a_matter_that_the_edition_does_not_name_is_not_there_in_words(alamat: str) -> None:
    jawaban = Client().get(alamat)
    assert jawaban.status_code in (400, 404) if "%00" in alamat else jawaban.status_code == 404
    if "%00" not in alamat:
        assert "Urusan ini tidak tercatat" in baca(jawaban).teks
        assert any("/staf-ahli/" in satu for satu in baca(jawaban).tautan)


def test_the_address_of_a_matter_is_its_code_or_its_name() -> None:
    assert alamat_urusan("2.16", "komunikasi") == "2.16"
    assert alamat_urusan(None, "wawasan kebangsaan, ke-Bhinneka Tunggal Ika-an") == (
        "wawasan-kebangsaan-ke-bhinneka-tunggal-ika-an"
    )
    assert alamat_urusan("", "—") == "urusan"


# Other pages ---------------------------------------------------------------------------------------------


def test_unit_region_and_edition_lead_to_these_pages() -> None:
    dinas = Kedudukan.objects.get(edisi__daerah__kode="18.09", nama="Dinas Perikanan").perangkat_daerah
    staf = Kedudukan.objects.get(edisi__daerah__kode="18.09", nama=EKONOMI).perangkat_daerah
    assert PESAWARAN + "urusan/3.25/" in buka(f"/perangkat-daerah/{dinas.uuid}/").tautan
    assert PESAWARAN + "staf-ahli/" in buka(f"/perangkat-daerah/{dinas.uuid}/").tautan
    assert PESAWARAN + "urusan/perencanaan-dan-kinerja-pemerintah/" in buka(f"/perangkat-daerah/{staf.uuid}/").tautan
    daerah = buka(PESAWARAN)
    assert PESAWARAN + "staf-ahli/" in daerah.tautan
    assert "3 Staf Ahli, 58 urusan" in daerah.teks
    assert "39 urusan 30 perangkat daerah" in daerah.teks
    edisi = buka(PESAWARAN + "edisi/2022-01-03/")
    assert PESAWARAN + "urusan/2.15/" in [satu.split("?")[0] for satu in edisi.tautan]
    assert "Dinas Perhubungan perhubungan 2.15 Pasal 13 ayat (2) Perbup Pesawaran 38/2022" in edisi.teks


# A small world -------------------------------------------------------------------------------------------


def berurusan(*, terbit: bool = True, banyak: int = 0, tahun: int = 2020) -> Kabupaten:
    """Kabupaten Contoh with two Staf Ahli; the second has no field."""
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(banyak)}
    bagan = {
        **BAGAN, **tambahan,
        "staf-1": ("Staf Ahli Hukum", "staf_ahli", "bupati"), "staf-2": ("Staf Ahli Ekonomi", "staf_ahli", "bupati"),
    }  # fmt: skip
    kab = pabrik.kabupaten(bagan=bagan, terbit=False, tahun=tahun)
    sehat, sendiri, lain = (
        Urusan.objects.get_or_create(nama=nama, defaults={"kode": kode})[0].pk
        for nama, kode in (("kesehatan", None), ("tata naskah khas", None), ("arsip purba", None))
    )
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 8 huruf a", "huruf": "a"}
    polos = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    ubah: dict[Any, Any] = {
        ("bidangstafahli", (kab.id("staf-1"), sehat)): dasar,
        ("bidangstafahli", (kab.id("staf-1"), sendiri)): {**dasar, "huruf": "b", "rujukan": "Pasal 8 huruf b"},
        ("urusanperangkat", (kab.id("dinkes"), sehat)): polos,
        ("urusanperangkat", (kab.id("disdik"), lain)): polos,
    }
    ubah |= {("urusanperangkat", (kab.id(kunci), sehat)): polos for kunci in tambahan}
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    if terbit:
        kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def test_the_page_follows_the_editions_in_time() -> None:
    kab = berurusan()
    lagi = pabrik.peraturan(kab.daerah, "7", 2023)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2023, 1, 2))
    sehat = Urusan.objects.get(nama="kesehatan").pk
    terapkan(
        edisi=edisi,
        oleh=None,
        ubah={
            ("bidangstafahli", (kab.id("staf-1"), sehat)): None,
            ("bidangstafahli", (kab.id("staf-2"), sehat)): {"huruf": "c", "rujukan": "Pasal 4 huruf c"},
        },
    )
    terbitkan(edisi=edisi, oleh=None)
    dulu = tabel("/daerah/99.01/staf-ahli/?pada=2022-12-31")
    kini = tabel("/daerah/99.01/staf-ahli/?pada=2023-01-02")
    assert dulu["Dinas Kesehatan"] == {"Staf Ahli Hukum": ["kesehatan"]}
    assert kini["Dinas Kesehatan"] == {"Staf Ahli Ekonomi": ["kesehatan"]}
    assert "Staf Ahli Hukum" in buka("/daerah/99.01/urusan/1.02/?pada=2020-06-01").teks


def test_a_staf_ahli_without_a_field_is_said_to_have_none() -> None:
    berurusan()
    assert "Staf Ahli Ekonomi Bidangnya tidak dirinci." in buka("/daerah/99.01/staf-ahli/").teks


def test_matters_of_bodies_that_nobody_recorded_are_unknown_and_not_none() -> None:
    kab = berurusan(terbit=False)
    terapkan(
        edisi=kab.edisi,
        ubah={
            ("urusanperangkat", (satu.perangkat_daerah_id, satu.urusan_id)): None
            for satu in UrusanPerangkat.objects.filter(edisi=kab.edisi)
        },
        oleh=None,
    )
    terbitkan(edisi=kab.edisi, oleh=None)
    isi = buka("/daerah/99.01/staf-ahli/").teks
    assert "Urusan perangkat daerah belum tercatat" in isi
    assert "tanpa perangkat daerah" not in isi
    assert "Urusan tiap perangkat daerah belum tercatat." in buka("/daerah/99.01/urusan/tata-naskah-khas/").teks


def test_a_draft_leaks_neither_fields_nor_matters() -> None:
    kab = berurusan()
    draf = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2021, 1, 1)
    )
    rahasia = Urusan.objects.create(nama="urusan rahasia sekali").pk
    terapkan(edisi=draf, ubah={("bidangstafahli", (kab.id("staf-2"), rahasia)): {}}, oleh=None)
    assert "rahasia" not in buka("/daerah/99.01/staf-ahli/").teks
    assert buka("/daerah/99.01/urusan/urusan-rahasia-sekali/", 404).teks.count("rahasia") == 0
    assert buka("/daerah/99.01/urusan/arsip-purba/").teks.count("Dinas Pendidikan") == 1
    buka("/daerah/18.09/urusan/arsip-purba/", 404)
    pabrik.kabupaten("98.01", "Kabupaten Lain", terbit=False)
    for alamat in ("/daerah/98.01/staf-ahli/", "/daerah/98.01/urusan/1.02/"):
        assert "Daerah ini belum tercatat" in buka(alamat, 404).teks


def test_a_matter_of_a_body_that_left_the_tree_keeps_its_page_and_is_nobodys() -> None:
    kab = berurusan(terbit=False)
    terapkan(edisi=kab.edisi, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "Dinas Pendidikan" not in buka("/daerah/99.01/staf-ahli/").teks
    assert "Tidak terbaca perangkat daerah mana" in buka("/daerah/99.01/urusan/arsip-purba/").teks


def test_names_that_differ_in_capitals_alone_share_one_page() -> None:
    kab = berurusan(terbit=False)
    besar = Urusan.objects.create(nama="Arsip Purba").pk
    terapkan(edisi=kab.edisi, ubah={("bidangstafahli", (kab.id("staf-2"), besar)): {"huruf": "x"}}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    isi = buka("/daerah/99.01/urusan/arsip-purba/").teks
    assert "Staf Ahli Ekonomi" in isi
    assert "Dinas Pendidikan" in isi
    assert "Ditulis juga Arsip Purba" in isi


@pytest.mark.parametrize("banyak", [0, 140])
def test_the_pages_cost_the_same_for_14_and_for_155_units(
    banyak: int, client: Client, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    kab = berurusan(banyak=banyak)
    assert Kedudukan.objects.filter(edisi=kab.edisi).count() == 15 + banyak
    for alamat, paling in (("/daerah/99.01/staf-ahli/", 9), ("/daerah/99.01/urusan/1.02/", 10)):
        with django_assert_max_num_queries(paling):
            assert client.get(alamat).status_code == 200


# The document --------------------------------------------------------------------------------------------


def pesawaran() -> Naskah:
    return baca_yaml(FIXTURES / "18.09-pesawaran.yaml")


def test_a_database_with_the_edition_of_old_takes_the_matters_only_as_a_ralat(tmp_path: Path) -> None:
    lama = FIXTURES.joinpath("18.09-pesawaran.yaml").read_text(encoding="utf-8")
    kini = Edisi.objects.terbit().get(daerah__kode="18.09", berlaku_mulai=date(2022, 1, 3))
    berkas = tmp_path / "18.09-pesawaran.yaml"
    berkas.write_text(lama.replace("urusan: perhubungan", "urusan: transmigrasi"), encoding="utf-8")
    with pytest.raises(DokumenSalah, match="tidak dimuat, 2 perbedaan dari yang terbit"):
        muat(baca_yaml(berkas))
    assert not muat(pesawaran())  # nothing differs, nothing is written
    assert str(muat(baca_yaml(berkas), ralat="salah baca")).endswith(": 1 edisi diralat.")
    assert tabel()["Dinas Perhubungan"] == {TANPA: ["transmigrasi"]}
    assert str(muat(pesawaran(), ralat="salah baca")).endswith(": 1 edisi diralat.")
    baru = Edisi.objects.terbit().get(daerah__kode="18.09", berlaku_mulai=date(2022, 1, 3))
    assert baru.pk != kini.pk
    assert tabel()["Dinas Perhubungan"] == {TANPA: ["perhubungan"]}
