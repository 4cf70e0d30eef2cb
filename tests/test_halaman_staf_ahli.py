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

from coordination.halaman.staf_ahli import sebutan
from coordination.hubungan import turunkan
from registry.aturan import ATURAN
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
#: As the table of bodies calls them, where nothing else can be meant.
PEMERINTAHAN_S, EKONOMI_S, MASYARAKAT_S = (
    satu.removeprefix("Staf Ahli bidang ") for satu in (PEMERINTAHAN, EKONOMI, MASYARAKAT)
)


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
    assert ada["Dinas Kesehatan"] == {MASYARAKAT_S: ["kesehatan"]}
    assert ada["Dinas Pendidikan dan Kebudayaan"] == {MASYARAKAT_S: ["pendidikan", "kebudayaan"]}
    assert ada["Dinas Tanaman Pangan dan Holtikultura"] == {EKONOMI_S: ["pertanian"]}
    assert ada["Dinas Perkebunan dan Peternakan"] == {EKONOMI_S: ["pertanian"]}
    assert ada["Dinas Ketahanan Pangan"] == {EKONOMI_S: ["pangan"]}
    assert ada["Dinas Perikanan"] == {EKONOMI_S: ["kelautan dan perikanan"]}
    assert ada["Badan Pendapatan Daerah"] == {EKONOMI_S: ["keuangan"]}
    assert ada["Dinas Komunikasi, Informatika, Statistik dan Persandian"] == {
        PEMERINTAHAN_S: [kominfo, "statistik", "persandian"], MASYARAKAT_S: [kominfo],
    }  # fmt: skip
    assert ada["Inspektorat"] == {siapa: ["pengawasan"] for siapa in (PEMERINTAHAN_S, EKONOMI_S, MASYARAKAT_S)}
    assert ada["Badan Kesatuan Bangsa dan Politik"] == {
        PEMERINTAHAN_S: ["pemerintahan umum", "kesatuan bangsa dan politik"]
    }
    assert ada["Dinas Koperasi Usaha Kecil dan Menengah dan Tenaga Kerja"] == {
        EKONOMI_S: ["koperasi, usaha kecil, dan menengah"], MASYARAKAT_S: ["tenaga kerja"],
    }  # fmt: skip
    pppa = "Dinas Pemberdayaan Perempuan dan Perlindungan Anak serta Pengendalian Penduduk dan Keluarga Berencana"
    assert ada[pppa] == {PEMERINTAHAN_S: [kb], MASYARAKAT_S: ["pemberdayaan perempuan dan pelindungan anak", kb]}
    assert ada["Satuan Polisi Pamong Praja dan Pemadam Kebakaran"] == {
        PEMERINTAHAN_S: ["ketenteraman dan ketertiban umum"],
        MASYARAKAT_S: ["ketenteraman dan ketertiban umum"],
        TANPA: ["kebakaran"],
    }
    assert ada["Badan Penanggulangan Bencana Daerah"] == {MASYARAKAT_S: ["penanggulangan bencana"]}
    assert ada["Dinas Perhubungan"] == {TANPA: ["perhubungan"]}
    semua = (PEMERINTAHAN_S, EKONOMI_S, MASYARAKAT_S)
    assert ada["Badan Perencanaan Pembangunan Daerah"] == {
        siapa: ["perencanaan dan kinerja pemerintah"] for siapa in semua
    }
    assert [nama for nama, milik in ada.items() if TANPA in milik] == [
        "Dinas Perhubungan", "Satuan Polisi Pamong Praja dan Pemadam Kebakaran",
    ]  # fmt: skip
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
    assert re.findall(r"<span><a [^>]*>([^<]*)</a>", tidak) == ["perhubungan", "kebakaran"]
    assert "perhubungan 2.15 Dinas Perhubungan" in teks(tidak)
    sepi = bagian(isi, "Urusan Staf Ahli tanpa perangkat daerah")
    assert kata_tautan(sepi) == [
        "pelayanan publik", "ketatalaksanaan", "kewilayahan", "otonomi daerah",
        "perlindungan Hak Asasi Manusia", "perundang-undangan", "sosialisasi hukum", "penegakan hukum",
        "wawasan kebangsaan, ke-Bhinneka Tunggal Ika-an", "energi dan sumber daya mineral",
    ]  # fmt: skip
    assert "Dua perangkat daerah yang urusannya belum tercatat – Sekretariat Daerah – Sekretariat DPRD" in teks(isi)
    assert 'ayat (5) huruf b disebut "perencanaan dan kinerja pemerintah".' in teks(isi)


def test_the_five_kinds_of_the_staf_ahli_stand_there_with_their_pasal() -> None:
    isi = teks(bagian(Client().get(PESAWARAN + "staf-ahli/").content.decode(), "Jenis hubungan kerja Staf Ahli"))
    for huruf, jenis, pasal in zip(
        "abcde", ("Konsultatif", "Kolegial", "Fungsional", "Struktural", "Koordinatif"), (6, 7, 8, 9, 10), strict=True
    ):
        assert jenis in isi
        assert f"Pasal 5 ayat (1) huruf {huruf} Perbup Pesawaran 38/2022 · dijalankan menurut Pasal {pasal}" in isi


@pytest.mark.parametrize(
    ("kode", "perbup", "lampiran", "belum"),
    [
        ("62.05", "Perbup Barito Utara 2/2013", False, ["Susunan"]),
        ("63.03", "Perbup Banjar 15/2022", True, ["Susunan", "Rentang koordinasi"]),
        ("63.11", "Perbup Balangan 28/2025", True, ["Susunan", "Rentang koordinasi", "Jenis hubungan kerja"]),
        ("35.17", "Perbup Jombang 35/2009", False, ["Susunan"]),
    ],
)
def test_where_nothing_is_said_of_staf_ahli_the_page_says_what_was_read_and_what_was_not(
    kode: str, perbup: str, lampiran: bool, belum: list[str]
) -> None:
    halaman = buka(f"/daerah/{kode}/staf-ahli/")
    kalimat = f"{perbup} yang tercatat tidak memuat ketentuan tentang Staf Ahli"
    assert f"{kalimat}{' dalam pasal-pasalnya' if lampiran else ''}." in halaman.teks
    assert ("Lampirannya belum terbaca; ketentuan itu mungkin ada di sana." in halaman.teks) == lampiran
    assert "tidak mengatur" not in halaman.teks
    isi = Client().get(f"/daerah/{kode}/staf-ahli/").content.decode()
    assert 'class="jawaban ragu' in isi if lampiran else 'class="jawaban tanpa' in isi
    bagian_belum = bagian(isi, "Yang belum terbaca atau belum dimuat")
    assert re.findall(r"<dt>(.*?)</dt>", bagian_belum) == belum
    assert "Ketentuan tentang Staf Ahli mungkin ada di sini, atau dalam peraturan lain" in teks(bagian_belum)
    # What the edition says of a part that was read to its end has no place here.
    assert "Lima jenis hubungan kerja dan sistem informasi" not in halaman.teks
    assert halaman.terlarang == []


def test_a_date_without_content_and_one_before_the_first_edition_say_so() -> None:
    kosong = buka(PESAWARAN + "staf-ahli/?pada=2021-01-01").teks
    assert "Isi peraturan yang berlaku pada tanggal ini belum dicatat." in kosong
    assert kosong.count("Isi SK Bupati 55/I.12/HK/2020 belum dicatat.") == 1
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
    assert semua.count() == 48
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
        PESAWARAN + "urusan/5.01/",  # perencanaan: the regulation speaks of "perencanaan dan kinerja pemerintah"
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
    assert dulu["Dinas Kesehatan"] == {"Hukum": ["kesehatan"]}
    assert kini["Dinas Kesehatan"] == {"Ekonomi": ["kesehatan"]}
    assert "Staf Ahli Hukum" in buka("/daerah/99.01/urusan/1.02/?pada=2020-06-01").teks


def ubahan(kab: Kabupaten, ubah: Any) -> Edisi:
    """An edition caused by Perbup 9/2026, with the rows of the one before it."""
    lagi = pabrik.peraturan(kab.daerah, "9", 2026)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2026, 1, 5))
    if ubah:
        terapkan(edisi=edisi, ubah=ubah, oleh=None)
    return terbitkan(edisi=edisi, oleh=None)


def test_after_an_amendment_the_regulation_of_the_rows_is_named_and_not_the_one_of_the_edition() -> None:
    kab = berurusan()
    ubahan(kab, {})
    isi = buka("/daerah/99.01/staf-ahli/?pada=2026-02-01").teks
    assert "Dua Staf Ahli membidangi 2 urusan menurut Peraturan Bupati Contoh Nomor 1 Tahun 2020." in isi
    assert "Nomor 9 Tahun 2026" not in isi
    urusan = buka("/daerah/99.01/urusan/arsip-purba/?pada=2026-02-01").teks
    assert "Tidak ada Staf Ahli yang membidangi urusan ini menurut Perbup Contoh 1/2020." in urusan


def test_rows_of_two_regulations_name_both() -> None:
    kab = berurusan()
    lagi = pabrik.peraturan(kab.daerah, "4", 2025)
    sehat = Urusan.objects.get(nama="kesehatan").pk
    ubahan(kab, {("bidangstafahli", (kab.id("staf-2"), sehat)): {"peraturan_id": lagi.pk, "rujukan": "Pasal 2"}})
    isi = buka("/daerah/99.01/staf-ahli/?pada=2026-02-01").teks
    assert "menurut Peraturan Bupati Contoh Nomor 1 Tahun 2020 dan Peraturan Bupati Contoh Nomor 4 Tahun 2025." in isi


def test_without_fields_the_places_of_the_staf_ahli_say_by_which_regulation_they_are() -> None:
    kab = pabrik.kabupaten(bagan={**BAGAN, "staf-1": ("Staf Ahli Hukum", "staf_ahli", "bupati")})
    ubahan(kab, {})
    isi = buka("/daerah/99.01/staf-ahli/?pada=2026-02-01").teks
    assert "Satu Staf Ahli menurut Peraturan Bupati Contoh Nomor 1 Tahun 2020." in isi


def test_an_amendment_that_is_silent_too_is_named_with_what_it_amends() -> None:
    kab = pabrik.kabupaten(terbit=False, ketentuan="lengkap")
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    terapkan(edisi=kab.edisi, ubah={("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): dasar}, oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None, alasan="contoh")
    ubahan(kab, {})
    isi = buka("/daerah/99.01/staf-ahli/?pada=2026-02-01").teks
    assert (
        "Perbup Contoh 9/2026 dan Perbup Contoh 1/2020 yang tercatat tidak memuat ketentuan tentang Staf Ahli." in isi
    )


def salah_bidang(monkeypatch: pytest.MonkeyPatch) -> Kabupaten:
    """As it could be published before a rule forbade it: fields of an Asisten, and of a body that has no place."""
    monkeypatch.delitem(ATURAN, "BIDANG_BUKAN_STAF_AHLI")
    kab = berurusan(terbit=False)
    kab.badan["luar"] = pabrik.badan(kab.daerah, "luar", "Label Staf Luar")
    lain = Urusan.objects.get(nama="arsip purba").pk
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 8 huruf z"}
    ubah: Any = {("bidangstafahli", (kab.id(siapa), lain)): dasar for siapa in ("asisten-1", "luar")}
    for urutan, jenis in enumerate(("konsultatif", "fungsional", "koordinatif"), 1):
        ubah["ketentuanhubungan", ("staf_ahli", jenis)] = {
            "urutan": urutan,
            "rujukan": "Pasal 5",
            "pelaksana": "Pasal 6",
        }
    kab.edisi.ketentuan = "lengkap"
    kab.edisi.save()
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None, alasan="contoh")
    return kab


def test_only_who_stands_as_staf_ahli_counts_and_others_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    kab = salah_bidang(monkeypatch)
    isi = buka("/daerah/99.01/staf-ahli/").teks
    assert "Dua Staf Ahli membidangi 2 urusan" in isi
    assert (
        "Tercatat mempunyai bidang, tetapi bukan Staf Ahli dalam susunan Asisten Pemerintahan dan Kesejahteraan "
        "Rakyat, unit yang belum tercatat namanya. Bidangnya tidak dihitung"
    ) in isi
    assert "Label Staf" not in isi
    assert tabel("/daerah/99.01/staf-ahli/")["Dinas Pendidikan"] == {TANPA: ["arsip purba"]}
    assert "Tidak ada Staf Ahli yang membidangi urusan ini" in buka("/daerah/99.01/urusan/arsip-purba/").teks
    edisi = buka("/daerah/99.01/edisi/2020-01-02/").teks
    assert "1 Staf Ahli, 2 urusan" in edisi
    assert edisi.count("bukan Staf Ahli dalam susunan") == 2
    asisten = kab.badan["asisten-1"]
    assert "arsip purba" not in buka(f"/perangkat-daerah/{asisten.uuid}/").teks


def test_who_does_not_stand_as_staf_ahli_is_tied_to_nobody_by_a_field(monkeypatch: pytest.MonkeyPatch) -> None:
    kab = salah_bidang(monkeypatch)
    dinas: dict[str, list[str]] = {jenis: [] for jenis in ("disdik", "dinkes")}
    turunan = turunkan(kab.edisi)
    for siapa, milik in dinas.items():
        milik += [satu.lain.nama for satu in turunan.milik(kab.id(siapa)) if "STAF_AHLI_URUSAN" in satu.aturan]
    assert dinas == {"disdik": [], "dinkes": ["Staf Ahli Hukum"] * 3}


def test_a_field_of_a_body_without_a_place_costs_one_query_more(
    monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    salah_bidang(monkeypatch)
    with django_assert_max_num_queries(10):
        assert Client().get("/daerah/99.01/staf-ahli/").status_code == 200


@pytest.mark.parametrize(
    ("nama", "ringkas"),
    [
        (PEMERINTAHAN, "Pemerintahan, Hukum dan Politik"), ("Staf Ahli Bupati Bidang hukum", "Hukum"),
        ("Staf Ahli Wali Kota Ekonomi", "Ekonomi"), ("Staf Ahli Hukum", "Hukum"), ("Staf Ahli", "Staf Ahli"),
        ("Penasihat Bupati", "Penasihat Bupati"),
    ],
)  # fmt: skip
def test_a_staf_ahli_is_called_by_his_field_where_nothing_else_can_be_meant(nama: str, ringkas: str) -> None:
    assert sebutan(nama) == ringkas


def test_what_the_table_says_already_is_folded_on_a_small_screen() -> None:
    isi = Client().get(PESAWARAN + "staf-ahli/").content.decode()
    assert re.findall(r'<details class="lipat lipat-sempit"><summary>(.*?)</summary>', isi)[:3] == [
        f"{jumlah} urusan {nama}" for jumlah, nama in (("21", PEMERINTAHAN_S), ("18", EKONOMI_S), ("19", MASYARAKAT_S))
    ]
    assert "<summary>Sepuluh catatan</summary>" in isi
    css = (FIXTURES.parent / "registry/static/registry/rentang.css").read_text(encoding="utf-8")
    cetak = re.search(r"@media \(min-width: 48rem\), print \{\s*details\.lipat-sempit::details-content", css)
    assert cetak is not None, "yang dilipat di layar sempit harus terbuka di layar lebar dan di kertas"


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
