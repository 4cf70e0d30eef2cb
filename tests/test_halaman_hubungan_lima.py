"""The relations of every unit of the five regencies: the kinds, the activities and the pasal of their regulations."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from coordination.ego import Tujuan, susun_kartu
from coordination.halaman.hubungan import Isi, susun
from coordination.hubungan import Turunan, turunkan
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.models import Edisi, Kedudukan
from registry.templatetags.rentang import bilangan
from relations.models import KetentuanHubungan, KetentuanPelaksanaan
from relations.panel import TANPA_HUBUNGAN
from tests.halaman import Halaman, ketat, rapikan

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]

AKAR = Path(__file__).resolve().parents[1]
BERKAS = AKAR.parent / "shared" / "golden.json"
EMAS: dict[str, Any] = json.loads(BERKAS.read_text(encoding="utf-8")) if BERKAS.exists() else {}
perlu_emas = pytest.mark.skipif(not EMAS, reason="golden.json tidak ada di samping repositori")

BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = "62.05", "63.11", "63.03", "18.09", "35.17"
LIMA = (BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG)
SEED = {"S0": BARITO_UTARA, "S1": BALANGAN, "S2": BANJAR, "S3": PESAWARAN, "S4": JOMBANG}
ASISTEN_1 = "Asisten Pemerintahan dan Kesejahteraan Rakyat"


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (AKAR / "fixtures" / "nasional.yaml", *sorted((AKAR / "fixtures").glob("[0-9]*.yaml"))):
            muat(baca_yaml(jalur))
        yield
        transaction.set_rollback(True)
    for satu in (_buka, mentah, edisi, turunan):
        satu.cache_clear()


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@cache
def edisi(kode: str) -> Edisi:
    """The edition of the founding regulation."""
    satu = Edisi.objects.terbit().filter(daerah__kode=kode).order_by("-berlaku_mulai").select_related("daerah").first()
    assert satu is not None
    return satu


@cache
def turunan(kode: str) -> Turunan:
    return turunkan(edisi(kode))


def unit(kode: str) -> list[Kedudukan]:
    return list(Kedudukan.objects.pada(edisi(kode)).select_related("perangkat_daerah").menurut_pohon())


@cache
def mentah(alamat: str) -> str:
    jawaban = Client().get(alamat)
    assert jawaban.status_code == 200, alamat
    return str(jawaban.content.decode())


@cache
def _buka(alamat: str) -> Halaman:
    return Halaman(mentah(alamat))


def halaman(satu: Kedudukan, tab: str = "hubungan/") -> Halaman:
    return _buka(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/{tab}")


def buka(kode: str, nama: str, tab: str = "hubungan/") -> Halaman:
    return halaman(next(satu for satu in unit(kode) if satu.nama == nama), tab)


def isi(satu: Kedudukan) -> Isi:
    return susun(turunan(satu.edisi.daerah.kode), satu.perangkat_daerah_id)


def subjek(satu: Kedudukan) -> str:
    """For whom golden.json lists the kinds of this unit."""
    if satu.jenis == "staf_ahli":
        return "Staf Ahli"
    return "Asisten dengan Perangkat Daerah" if satu.edisi.daerah.kode == BANJAR else "perangkat daerah"


def jenis_emas(satu: Kedudukan) -> list[str]:
    for kelompok in EMAS["kinds"]:
        if SEED[kelompok["seed"]] == satu.edisi.daerah.kode and kelompok["subjek"].lower() == subjek(satu).lower():
            return [jenis["jenis"] for jenis in kelompok["jenis"]]
    return []


@pytest.mark.parametrize("kode", LIMA)
def test_every_unit_has_its_tab_and_the_tab_is_sound(kode: str) -> None:
    for satu in unit(kode):
        hal = halaman(satu)
        assert hal.h1 == [satu.nama]
        assert hal.terlarang == [], satu.nama
        assert len(hal.id) == len(set(hal.id)), satu.nama
        for tab in ("", "kartu/"):
            assert f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/{tab}" in hal.tautan


@perlu_emas
@pytest.mark.parametrize("kode", LIMA)
def test_the_kinds_of_a_unit_are_those_that_its_regulation_enables_in_its_order(kode: str) -> None:
    for satu in unit(kode):
        ada = [golongan.jenis.value for golongan in isi(satu).golongan]
        sifat = turunan(kode).bahan.bersifat(satu.perangkat_daerah_id)
        emas = jenis_emas(satu)
        tanpa = sifat in TANPA_HUBUNGAN or (
            kode == BANJAR and satu.jenis in ("sekretaris_daerah", "sekretariat_daerah", "staf_ahli")
        )
        if tanpa:  # it is at most the other end of somebody's relation
            assert set(ada) <= set(emas), satu.nama
        else:
            assert ada == emas, satu.nama
        kepala = [nama.lower() for tingkat, nama in halaman(satu).judul if tingkat == 3]
        for jenis in ("konsultatif", "kolegial", "fungsional", "struktural", "koordinatif"):
            assert (jenis in kepala) is (jenis in ada), (satu.nama, jenis)


def test_banjar_shows_no_struktural_anywhere_and_draws_its_line_of_command() -> None:
    for satu in unit(BANJAR):
        hal = halaman(satu)
        assert "Struktural" not in [nama for _, nama in hal.judul], satu.nama
        assert " St " not in hal.teks, satu.nama
        for kata in re.findall(r"([^.]*\bstruktural\b)", hal.teks, re.IGNORECASE):
            # Said to be none, and named in the rule that holds because it is none.
            assert "idak dibuka" in kata or "tidak membuka jenis" in kata, (satu.nama, kata)
    teks = buka(BANJAR, "Dinas Kesehatan").teks
    assert "tidak dibuka Tidak dibuka oleh Perbup Banjar 15/2022: struktural." in teks
    assert "Bukan jenis hubungan kerja menurut Perbup Banjar 15/2022" in teks
    assert "Bupati Banjar tepat di atasnya diturunkan dari susunan Pasal 35 ayat (2) PP 18/2016" in teks


def test_pesawaran_says_that_no_article_carries_out_kolegial_between_perangkat_daerah() -> None:
    for nama in ("Dinas Kesehatan", "Inspektorat", "Bagian Hukum", "Asisten Administrasi Umum"):
        kolegial = bagian(buka(PESAWARAN, nama).teks, "Kolegial", "Fungsional")
        assert kolegial.startswith("Kolegial Pasal 15 ayat (1) huruf b dibuka tanpa pasal pelaksana"), nama
        assert "dijabarkan" not in kolegial.split("Koordinatornya sama")[0]
        assert "melompat dari Paragraf 1 ke Paragraf 3" in kolegial
    staf = bagian(buka(PESAWARAN, "Staf Ahli bidang Pemerintahan, Hukum dan Politik").teks, "Kolegial", "Fungsional")
    assert staf.startswith("Kolegial Pasal 5 ayat (1) huruf b; dijabarkan Pasal 7")


def bagian(teks: str, dari: str, sampai: str) -> str:
    """What stands between two headings of kinds."""
    awal = re.search(rf"\b{dari} Pasal \d", teks)
    akhir = re.search(rf"\b{sampai} Pasal \d", teks)
    assert awal is not None
    assert akhir is not None
    return teks[awal.start() : akhir.start()]


DAFTAR = re.compile(
    r'<details class="lipat"><summary>([^<]*?): [\w ]+ butir menurut ([^<]*)</summary>\s*<ol class="butir">(.*?)</ol>',
    re.DOTALL,
)
BUTIR = re.compile(r'<li><span class="huruf">(\w+)\.</span><span>(.*?)</span></li>', re.DOTALL)


def daftar_kegiatan(satu: Kedudukan) -> dict[str, tuple[str, list[tuple[str, str]]]]:
    """{pasal: (heading, items)} of the folded lists on the tab, in the words that the regulation prints."""
    jawaban = mentah(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/hubungan/")
    hasil = {}
    for judul, rujukan, butir in DAFTAR.findall(jawaban):
        isi_butir = []
        for huruf, teks in BUTIR.findall(butir):
            tertulis = re.search(r"<small>tertulis: <q>(.*?)</q></small>", teks)
            isi_butir.append((huruf, _polos(html.unescape(tertulis.group(1) if tertulis else teks))))
        hasil[rujukan] = (judul, isi_butir)
    return hasil


def _polos(teks: str) -> str:
    """A word that was broken at the end of a line ("tugas- tugas") is no wording of the regulation."""
    return re.sub(r"(?<=\w)- (?=\w)", "-", " ".join(teks.split()))


def penerima(kode: str, subjek_: str) -> Kedudukan:
    """A unit to which the kinds of a subject apply."""
    jenis = {"staf_ahli": "staf_ahli"}.get(subjek_, "kelompok" if kode == BARITO_UTARA else "asisten")
    return next(satu for satu in unit(kode) if satu.jenis == jenis)


@perlu_emas
@pytest.mark.parametrize("seed", SEED)
def test_the_activities_of_each_kind_are_those_of_the_regulation_with_their_letters(seed: str) -> None:
    kode = SEED[seed]
    emas = {satu["sitasi"]: satu for satu in EMAS["lists"] if satu["seed"] == seed}
    for subjek_ in {satu.subjek for satu in KetentuanHubungan.objects.filter(edisi=edisi(kode))}:
        ada = daftar_kegiatan(penerima(kode, subjek_))
        ketentuan = KetentuanHubungan.objects.filter(edisi=edisi(kode), subjek=subjek_)
        daftar = {r["rujukan"]: r["jenis"] for satu in ketentuan for r in satu.rincian}
        assert daftar.keys() <= emas.keys()
        assert {rujukan for rujukan, jenis in daftar.items() if jenis != "subjenis"} == ada.keys()
        for rujukan, (judul, butir) in ada.items():
            assert butir == [(satu["no"], _polos(satu["teks"])) for satu in emas[rujukan]["butir"]], rujukan
            terbuka = "antara lain" in emas[rujukan]["judul"] and "tanpa" not in emas[rujukan]["judul"]
            assert judul.endswith(", antara lain") is terbuka, rujukan


@perlu_emas
@pytest.mark.parametrize("seed", ["S0", "S1", "S3", "S4"])
def test_the_sub_kinds_of_koordinatif_stand_in_the_words_of_the_regulation(seed: str) -> None:
    teks = halaman(penerima(SEED[seed], "perangkat_daerah")).teks
    [daftar] = [satu for satu in EMAS["lists"] if satu["seed"] == seed and satu["judul"].startswith("Sub-jenis")]
    for butir in daftar["butir"]:
        tingkat = "angka" if butir["no"].isdigit() else "huruf"
        # Balangan prints "hirarki", Pesawaran "inter sektoral"; both are read as the others write it.
        dibaca = butir["teks"].replace("hirarki", "hierarki").replace("inter sektoral", "intersektoral")
        assert f"{daftar['sitasi']} {tingkat} {butir['no']}: {dibaca}" in teks


@pytest.mark.parametrize("kode", LIMA)
def test_every_row_is_there_with_its_pasal_its_rule_and_the_provision_that_enables_it(kode: str) -> None:
    jumlah = 0
    for satu in unit(kode):
        teks = halaman(satu).teks
        milik = turunan(kode).milik(satu.perangkat_daerah_id)
        for hubungan in milik:
            jumlah += 1
            assert hubungan.lain.nama in teks
            assert hubungan.dasar, (satu.nama, hubungan.lain.nama)
            for dasar in hubungan.dasar:
                assert dasar.rujukan
                assert dasar.peraturan is not None
                assert f"{dasar.rujukan} {dasar.peraturan.judul}" in teks
                assert rapikan(dasar.tertulis) in teks
            ketentuan = hubungan.ketentuan
            assert ketentuan is not None
            assert f"Jenis ini dibuka {ketentuan.rujukan}" in teks
        pembuka = teks.count(", dasar hubungan dengan ")
        assert pembuka >= len(milik)
        assert "Dasarnya, dasar hubungan" not in teks
    assert jumlah == sum(len(turunan(kode).milik(satu.perangkat_daerah_id)) for satu in unit(kode)) > 0


def test_banjar_dinas_kesehatan_works_with_its_asisten_and_ten_others() -> None:
    teks = buka(BANJAR, "Dinas Kesehatan").teks
    assert "Dinas Kesehatan berhubungan kerja dengan 11 unit lain, dalam empat jenis yang dibuka Perbup" in teks
    assert f"Koordinatornya sama: {ASISTEN_1} 10 perangkat daerah lain diturunkan dari rentang" in teks
    assert "Unit ini sendiri: Pasal 15 ayat (2) huruf c Perbup Banjar 15/2022" in teks
    assert "Dinas Pendidikan Pasal 15 ayat (2) huruf b, dasar hubungan dengan Dinas Pendidikan" in teks
    jalur = f"pimpinan Dinas Kesehatan melalui {ASISTEN_1} melalui Sekretaris Daerah kepada Bupati Banjar"
    assert f"Pertanggungjawaban pimpinannya {jalur} Pasal 15 ayat (6)" in teks


def test_the_lines_of_accountability_and_reporting_are_there_with_their_pasal() -> None:
    assert f"Pelaporan hasil koordinasi {ASISTEN_1} kepada Sekretaris Daerah Pasal 17" in buka(BANJAR, ASISTEN_1).teks
    staf = "Staf Ahli bidang Pemerintahan, Hukum dan Politik"
    teks = buka(PESAWARAN, staf).teks
    assert f"Pertanggungjawaban {staf} bertanggung jawab kepada Bupati Pesawaran Pasal 3 ayat (4)" in teks
    assert f"Koordinasi administratif {staf} dikoordinasikan oleh Sekretaris Daerah Pasal 3 ayat (4)" in teks
    teks = buka(PESAWARAN, "Dinas Ketahanan Pangan").teks
    assert "Wajib lapor program berdana lembaga nonpemerintah atau negara asing Pasal 24 ayat (1)" in teks


def test_what_arrives_at_an_office_stands_on_its_page() -> None:
    teks = buka(BANJAR, "Sekretaris Daerah").teks
    assert "Pertanggungjawaban pimpinan perangkat daerah, melaluinya 26 unit" in teks
    assert f"Pelaporan hasil koordinasi Asisten, kepadanya {ASISTEN_1}" in teks
    assert "Pasal 17 Asisten melaporkan hasil koordinasinya kepada Sekretaris Daerah." in teks
    assert "perangkat daerah, melaluinya 11 unit Sekretariat Dewan" in buka(BANJAR, ASISTEN_1).teks
    assert "Pertanggungjawaban pimpinan perangkat daerah, kepadanya 26 unit" in buka(BANJAR, "Bupati Banjar").teks
    assert "Pertanggungjawaban Staf Ahli, kepadanya Staf Ahli bidang" in buka(PESAWARAN, "Bupati Pesawaran").teks
    assert ", kepadanya" not in buka(BANJAR, "Dinas Kesehatan").teks


PERATURAN = {
    BARITO_UTARA: "Perbup Barito Utara 2/2013",
    BALANGAN: "Perbup Balangan 28/2025",
    BANJAR: "Perbup Banjar 15/2022",
    PESAWARAN: "Perbup Pesawaran 38/2022",
    JOMBANG: "Perbup Jombang 35/2009",
}


@pytest.mark.parametrize("kode", LIMA)
def test_no_unit_is_told_the_regulation_of_another_region(kode: str) -> None:
    sumber = set()
    for satu in unit(kode):
        teks = halaman(satu).teks
        for lain in set(LIMA) - {kode}:
            assert PERATURAN[lain].rsplit(" ", 1)[0] not in teks, satu.nama
        sumber |= set(re.findall(r"Sumber aturan turunan ini: (Perbup [\w ]+? \d+/\d+)", teks))
    tanpa = {BARITO_UTARA, BALANGAN}  # lines of command alone, of national law
    assert sumber == (set() if kode in tanpa else {PERATURAN[kode]})


@pytest.mark.parametrize(
    ("kode", "nama", "kata"),
    [
        (PESAWARAN, "Dinas Kesehatan", "Peraturan menyebut koordinasinya, tidak menyebutnya hierarkis"),
        (PESAWARAN, "Dinas Kesehatan", "Peraturan membuka jenis ini antarperangkat daerah tanpa menyebut pasangan"),
        (PESAWARAN, "Dinas Perikanan", "Peraturan membuka jenis ini antarperangkat daerah tanpa menyebut pasangan"),
        (PESAWARAN, "Badan Usaha Milik Daerah (BUMD)", "Naskah tidak menyebut siapa “instansi lain” itu"),
        (JOMBANG, "PD Air Minum (PDAM)", "Pasal 2 menyebut seluruh rentangnya hierarki; BUMD dan instansi"),
        (BANJAR, "Dinas Kesehatan", "Pasal 6 ayat (1) mencetak “Perangkat Daerah”, dibaca “Asisten dengan"),
    ],
)
def test_what_is_read_into_a_regulation_is_seen_on_the_list(kode: str, nama: str, kata: str) -> None:
    assert f" dibaca {kata}" in buka(kode, nama).teks


def test_matters_in_common_are_a_reading_that_the_pasal_beside_them_does_not_say() -> None:
    bersama = [satu for satu in unit(PESAWARAN) if "urusan yang sama: " in halaman(satu).teks.casefold()]
    for satu in bersama:
        assert "walau sektornya tidak berlainan. Pasal di samping nama dasar urusannya" in halaman(satu).teks
    assert bersama


def test_jombang_says_hierarki_itself() -> None:
    assert "tidak menyebutnya hierarkis" not in buka(JOMBANG, "Dinas Kesehatan").teks


@pytest.mark.parametrize("kode", LIMA)
def test_provisions_on_accountability_that_concern_a_unit_are_said_once(kode: str) -> None:
    semua = KetentuanPelaksanaan.objects.filter(
        edisi=edisi(kode), topik__in=["pertanggungjawaban", "pelaporan", "tanggung_jawab"]
    )
    terlihat = set()
    for satu in unit(kode):
        milik = isi(satu)
        jalur = {ketentuan.pk for ini in milik.jalur for ketentuan in ini.ketentuan}
        jalur |= {ketentuan.pk for ini in milik.masuk for ketentuan in ini.ketentuan}
        teks = {ketentuan.pk for ketentuan in milik.ketentuan_jalur}
        assert not jalur & teks, satu.nama
        terlihat |= jalur | teks
    assert terlihat == {satu.pk for satu in semua}


@pytest.mark.parametrize(
    ("kode", "nama", "kata"),
    [
        (BALANGAN, "Asisten Administrasi Umum", "belum terbaca Dengan siapa, belum terbaca dari naskah"),
        (BALANGAN, "Asisten Administrasi Umum", "rentang koordinasi ada di sana (Lampiran II)."),
        (BARITO_UTARA, "Dinas Daerah", "Peraturan tidak menyebut dengan siapa: rentang koordinasi tidak diatur (Pasal"),
        (BARITO_UTARA, "Dinas Daerah", "dapat diturunkan bagi satu jenis: struktural."),
        (PESAWARAN, "Inspektorat", "Peraturan tidak menyebut dengan siapa: unit ini tidak ada dalam rentang mana pun."),
        (PESAWARAN, "Asisten Administrasi Umum", "tidak disebut dengan siapa Peraturan tidak menyebut dengan siapa."),
        (BANJAR, "Bupati Banjar", "Bupati Banjar memimpin pemerintahan daerah; yang diatur ialah hubungan perangkat"),
        (BANJAR, "Dewan Perwakilan Rakyat Daerah", "Tidak ada jenis hubungan kerja yang dibuka baginya."),
        (BANJAR, "Sekretaris Daerah", "dibuka bagi Asisten dengan perangkat daerah, tidak bagi Sekretaris Daerah."),
        (JOMBANG, "PD Air Minum (PDAM)", "adalah badan usaha milik daerah, bukan perangkat daerah. Yang tampak di"),
        (JOMBANG, "PD Air Minum (PDAM)", "Koordinasi instansional (multisektoral) Pasal 10 huruf c"),
    ],
)
def test_the_tab_says_when_the_source_does_not_tell_and_to_whom_no_kind_applies(
    kode: str, nama: str, kata: str
) -> None:
    assert kata in buka(kode, nama).teks


@pytest.mark.parametrize(
    ("kode", "pada"),
    [(BALANGAN, "2022-01-01"), (BANJAR, "2020-01-01"), (PESAWARAN, "2021-01-01"), (JOMBANG, "2007-01-01")],
)
def test_the_years_of_a_revoked_regulation_do_not_show_the_present_relations(kode: str, pada: str) -> None:
    satu = next(satu for satu in unit(kode) if satu.jenis == "asisten")
    teks = halaman(satu, f"hubungan/?pada={pada}").teks
    assert f"Hubungan kerja {satu.nama} belum dicatat untuk tanggal ini." in teks
    assert "Koordinatornya" not in teks


@pytest.mark.parametrize("kode", LIMA)
def test_the_answer_page_counts_those_with_the_same_koordinator_as_the_tab_does(kode: str) -> None:
    for satu in unit(kode):
        kolegial = [
            hubungan
            for hubungan in turunan(kode).milik(satu.perangkat_daerah_id)
            if any(kata.startswith("koordinatornya sama") for kata in hubungan.kata)
        ]
        hal = halaman(satu, "")
        ada = re.search(r"diturunkan dari rentang (\S+(?: \S+)?) unit lain berkoordinator sama", hal.teks)
        if not kolegial:
            assert ada is None, satu.nama
            continue
        assert ada is not None, satu.nama
        assert ada.group(1).lower() == bilangan(len(kolegial)), satu.nama
        assert f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/hubungan/#kolegial" in hal.tautan


@pytest.mark.parametrize("kode", LIMA)
def test_the_graph_shows_everybody_whom_the_list_shows_once(kode: str) -> None:
    t = turunan(kode)
    for satu in unit(kode):
        badan = satu.perangkat_daerah_id
        komando = {hubungan.lain.nama for hubungan in t.komando_milik(badan) if hubungan.ketentuan is None}
        lain = {hubungan.lain.nama for hubungan in t.milik(badan)}
        kartu = susun_kartu(t, badan, Tujuan(unit=lambda ujung: str(ujung.uuid), daftar=lambda jenis: f"#{jenis}"))
        entri = [ini for milik in kartu for ini in milik.isi]
        assert sum(ini.jumlah for ini in entri) == len(lain) + len(komando), satu.nama
        assert {ini.nama for ini in entri if ini.jumlah == 1} <= lain | komando
        isi_halaman = mentah(f"/perangkat-daerah/{satu.perangkat_daerah.uuid}/hubungan/")
        assert isi_halaman.count("<svg xmlns") == (2 if lain or komando else 0), satu.nama
        for ini in entri:
            assert isi_halaman.count(f'aria-label="{html.escape(ini.nama)}, ') >= 2, (satu.nama, ini.nama)
