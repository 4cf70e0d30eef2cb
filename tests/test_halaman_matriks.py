"""The page of the matrix: who works with whom, in which kinds; the table, the list, the filters, the states."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from html.parser import HTMLParser
from itertools import combinations
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import yaml
from django.db import transaction
from django.test import Client

from coordination.bahan import Titik
from coordination.halaman import matriks
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_naskah
from registry.models import NamaLain, PerangkatDaerah
from registry.services import buat_rancangan, terapkan, terbitkan
from relations.models import JenisHubungan
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.matriks_contoh import berhubungan, ramai
from tests.pabrik import BAGAN, RENTANG

pytestmark = pytest.mark.django_db

AKAR = Path(__file__).resolve().parents[1]
BERKAS = AKAR.parent / "shared" / "golden.json"
EMAS: dict[str, Any] = json.loads(BERKAS.read_text(encoding="utf-8")) if BERKAS.exists() else {}
BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = "62.05", "63.11", "63.03", "18.09", "35.17"
ASISTEN_1, ASISTEN_2 = BAGAN["asisten-1"][0], BAGAN["asisten-2"][0]
HURUF = {
    "Ks": "konsultatif",
    "Kl": "kolegial",
    "Fu": "fungsional",
    "St": "struktural",
    "Ko": "koordinatif",
}
MB = 1_000_000

Pasangan = dict[tuple[str, str], set[str]]


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture(scope="module")
def lima(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The five founding regencies, loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        for jalur in (AKAR / "fixtures" / "nasional.yaml", *sorted((AKAR / "fixtures").glob("[0-9]*.yaml"))):
            muat(baca_naskah(jalur))
        yield
        transaction.set_rollback(True)


class Tabel(HTMLParser):
    """The matrix as it stands on the page: heads, and every cell by the names of its row and its column."""

    def __init__(self, isi: str) -> None:
        super().__init__()
        self.kolom: list[str] = []
        self.baris: list[str] = []
        self.isi: Pasangan = {}
        self.judul: dict[tuple[str, str], str] = {}
        self.ke: dict[tuple[str, str], str] = {}
        self.diri: list[tuple[str, str]] = []
        self.kosong = 0
        self._di = ""
        self._sel = 0
        self._kepala = False
        self.feed(isi[isi.index('<table class="matriks-hubungan"') : isi.index("</table>")])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        sifat = {nama: nilai or "" for nama, nilai in attrs}
        if tag == "thead":
            self._kepala = True
        elif tag == "th" and sifat.get("scope") == "col" and "title" in sifat:
            self.kolom.append(sifat["title"])
        elif tag == "th" and sifat.get("scope") == "row":
            self._di, self._sel = "baris", 0
            self.baris.append("")
        elif tag == "b" and self._di == "baris":
            self._di = "nomor"
        elif tag == "td" and not self._kepala:
            self._di = "sel"
            self._sel += 1
            if sifat.get("class") == "diri":
                self.diri.append(self._kunci)
        elif tag == "a" and self._di == "sel":
            self.judul[self._kunci], self.ke[self._kunci] = sifat["title"], sifat["href"]
            self.isi[self._kunci] = set()

    def handle_endtag(self, tag: str) -> None:
        if tag == "thead":
            self._kepala = False
        elif tag == "b" and self._di == "nomor":
            self._di = "baris"
        elif tag in ("th", "td"):
            self._di = ""

    def handle_data(self, data: str) -> None:
        if self._di == "baris":
            self.baris[-1] += data
        elif self._di == "sel" and data in HURUF:
            self.isi[self._kunci].add(HURUF[data])

    @property
    def _kunci(self) -> tuple[str, str]:
        return self.baris[-1], self.kolom[self._sel - 1]

    def berjenis(self, jenis: str) -> set[frozenset[str]]:
        return {frozenset(kunci) for kunci, isi in self.isi.items() if jenis in isi}


def minta(client: Client, sisa: str = "", kode: str = "99.01") -> str:
    jawaban = client.get(f"/daerah/{kode}/hubungan/{sisa}")
    assert jawaban.status_code == 200
    teks: str = jawaban.content.decode()
    halaman = Halaman(teks)
    assert halaman.terlarang == []
    assert len(halaman.id) == len(set(halaman.id))
    return teks


def tabel(client: Client, sisa: str = "", kode: str = "99.01") -> Tabel:
    return Tabel(minta(client, sisa, kode))


def teks(client: Client, sisa: str = "", kode: str = "99.01") -> str:
    return Halaman(minta(client, sisa, kode)).teks


# --- The table --------------------------------------------------------------------------------------


def test_a_cell_holds_the_kinds_between_its_row_and_its_column(client: Client) -> None:
    berhubungan()
    isi = tabel(client).isi
    assert isi["Dinas Kesehatan", "Kecamatan"] == {"kolegial"}
    assert isi["Dinas Kesehatan", ASISTEN_1] == {"konsultatif", "fungsional", "koordinatif"}
    assert isi["Dinas Kesehatan", "Bupati Contoh"] == {"struktural"}
    assert ("Dinas Kesehatan", "Dinas Pendidikan") not in isi


def test_the_matrix_is_the_same_seen_from_both_sides(client: Client) -> None:
    berhubungan()
    satu = tabel(client)
    assert satu.baris == satu.kolom
    assert satu.isi == {(kolom, baris): isi for (baris, kolom), isi in satu.isi.items()}
    assert satu.diri == [(nama, nama) for nama in satu.baris]


def test_a_cell_says_in_words_what_it_holds_and_leads_to_the_row_of_the_other(client: Client) -> None:
    kab = berhubungan()
    satu = tabel(client)
    kunci = ("Dinas Kesehatan", ASISTEN_1)
    assert satu.judul[kunci] == f"Dinas Kesehatan – {ASISTEN_1}: konsultatif, fungsional, koordinatif"
    alamat, _, jangkar = satu.ke[kunci].partition("#")
    assert alamat == f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/hubungan/"
    assert jangkar in baca(client.get(alamat)).id


def test_every_cell_leads_to_a_place_that_is_there(client: Client) -> None:
    berhubungan(tersurat=[("disdik", "dinkes", "fungsional")])
    ada: dict[str, list[str]] = {}
    semua = tabel(client).ke.values()
    assert len(semua) > 20
    for satu in semua:
        alamat, _, jangkar = satu.partition("#")
        if alamat not in ada:
            ada[alamat] = baca(client.get(alamat)).id
        assert jangkar in ada[alamat], satu


def test_units_stand_span_by_span_and_those_in_none_come_first(client: Client) -> None:
    berhubungan()
    satu = tabel(client)
    letak = [satu.baris.index(nama) for nama in (ASISTEN_2, "Dinas Kesehatan", "Kecamatan", "Dinas Pendidikan")]
    assert letak == sorted(letak)
    judul = re.findall(r'<th scope="rowgroup"[^>]*><span>([^<]+)', minta(client))
    assert judul == ["Koordinator dan unit di luar rentang", f"Rentang {ASISTEN_1}", f"Rentang {ASISTEN_2}"]


def test_heads_name_their_rows_columns_and_groups(client: Client) -> None:
    berhubungan()
    isi = minta(client)
    satu = Tabel(isi)
    assert isi.count('scope="row"') == len(satu.baris)
    assert isi.count('scope="col"') == len(satu.kolom) + 1
    rentang = [int(angka) for angka in re.findall(r'scope="colgroup" colspan="(\d+)"', isi)]
    assert sum(rentang) == len(satu.kolom)
    assert [int(angka) for angka in re.findall(r'<colgroup span="(\d+)"', isi)] == rentang
    assert "<caption" in isi


def test_a_column_may_have_a_short_name_but_an_office_never(client: Client) -> None:
    kab = berhubungan()
    for kunci, nama in (("dinkes", "Dinas Sehat"), ("dinkes", "Dinkes"), ("asisten-1", "Pemkesra")):
        NamaLain.objects.create(perangkat_daerah=kab.badan[kunci], nama=nama, jenis="singkatan")
    isi = minta(client)
    assert (
        '<span aria-hidden="true">Dinkes</span><span class="tersembunyi">Dinas Kesehatan</span>' in isi
    )  # the shortest, beside the full name for those who hear the page
    assert "Dinas Sehat" not in isi
    assert "Pemkesra" not in isi


def test_the_list_for_phones_says_what_the_table_says(client: Client) -> None:
    berhubungan()
    isi = minta(client)
    satu = Tabel(isi)
    daftar: set[tuple[str, str, frozenset[str]]] = set()
    for potong in re.findall(r"<details>(.*?)</details>", isi[isi.index('class="matriks-daftar"') :], re.DOTALL):
        nama = re.findall(r"<summary>([^<]+)", potong)[0]
        for jenis, ul in re.findall(r'<p class="matriks-jenis">(.*?)</p><ul>(.*?)</ul>', potong, re.DOTALL):
            kata = frozenset(re.findall(r"</span>\s*(\w+)</span>", jenis))
            daftar |= {(nama, lain, kata) for lain in re.findall(r"<li><a [^>]+>([^<]+)", ul)}
    assert daftar == {(baris, kolom, frozenset(kata)) for (baris, kolom), kata in satu.isi.items()}


def test_the_numbers_beside_the_kinds_count_pairs_once(client: Client) -> None:
    berhubungan(["konsultatif", "kolegial", "koordinatif"], rentang={**RENTANG, "disdik": ("asisten-1", "c")})
    isi = teks(client)
    satu = tabel(client)
    assert len(satu.berjenis("konsultatif")) > 2
    for huruf in ("Ks", "Kl", "Ko"):
        assert f"{huruf} {HURUF[huruf]} {len(satu.berjenis(HURUF[huruf]))} pasangan" in isi
    assert "Fu fungsional tidak dibuka" in isi
    assert f"{len(satu.isi) // 2} pasangan, {len(satu.baris)} baris dan {len(satu.kolom)} kolom." in isi


def test_a_kind_that_is_not_enabled_is_not_shown_even_if_somebody_typed_it(client: Client) -> None:
    berhubungan(["kolegial"], tersurat=[("disdik", "dinkes", "fungsional"), ("disdik", "kecamatan", "kolegial")])
    satu = tabel(client)
    assert satu.berjenis("fungsional") == set()
    assert frozenset(("Dinas Pendidikan", "Kecamatan")) in satu.berjenis("kolegial")
    assert "Satu pasangan yang disebut tersendiri memakai jenis yang tidak dibuka peraturan ini" in teks(client)


def test_units_without_any_relation_are_named_below(client: Client) -> None:
    berhubungan(["kolegial"])
    isi = teks(client)
    assert "unit dalam susunan tanpa hubungan kerja yang dapat diturunkan Pemerintah Kabupaten Contoh" in isi
    assert "Dinas Pendidikan" not in tabel(client).baris


def test_a_body_that_was_never_published_is_not_linked(client: Client) -> None:
    kab = berhubungan(["kolegial"], tersurat=[("disdik", "dinkes", "kolegial")], terbit=False)
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Staf")
    terapkan(edisi=kab.edisi, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    isi = minta(client)
    assert "Label Staf" not in isi
    assert "unit yang belum tercatat namanya" in isi
    assert f"/perangkat-daerah/{kab.badan['disdik'].uuid}/" not in isi


def test_pairs_are_credited_to_the_regulation_that_enables_their_kinds(client: Client) -> None:
    """An edition that an amendment of something else caused still rests on what it copies."""
    kab = berhubungan(["kolegial"])
    lagi = pabrik.peraturan(kab.daerah, "7", 2023)
    rancangan = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2023, 1, 2)
    )
    terbitkan(edisi=rancangan, oleh=None)
    isi = teks(client)
    assert "pasangan unit menurut Peraturan Bupati Contoh Nomor 1 Tahun 2020. Sebab" in isi
    assert "Perbup Contoh 1/2020 tidak membuka jenis fungsional" in teks(client, "?jenis=fungsional")
    assert "7/2023" not in isi
    assert "Nomor 7 Tahun 2023" not in isi


@pytest.mark.parametrize(
    ("keadaan", "kata"),
    [
        ("tidak_diatur", "naskah tidak menyebut dengan siapa"),
        ("belum_terbaca", "dengan siapa belum terbaca"),
        ("sebagian", "dengan siapa belum tercatat"),
        ("belum_dimuat", "dengan siapa belum tercatat"),
    ],
)
def test_a_kind_without_pairs_is_enabled_all_the_same(client: Client, keadaan: str, kata: str) -> None:
    kab = berhubungan(["kolegial", "struktural"], rentang={}, terbit=False)
    kab.edisi.rentang = keadaan
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    assert f"Kl kolegial dibuka; {kata}" in teks(client)


def test_the_table_can_be_jumped_over(client: Client) -> None:
    berhubungan()
    isi = minta(client)
    assert isi.index('href="#sesudah-matriks"') < isi.index("<table class=") < isi.index('id="sesudah-matriks"')
    assert 'tabindex="0"' not in isi[isi.index("<table class=") : isi.index("</table>")]


# --- Filters ----------------------------------------------------------------------------------------


def test_one_kind_or_several_can_be_asked_for(client: Client) -> None:
    berhubungan()
    semua = tabel(client).isi
    for jenis in (["kolegial"], ["koordinatif", "struktural"]):
        satu = tabel(client, "?" + "&".join(f"jenis={ini}" for ini in jenis))
        assert satu.isi == {kunci: isi & {*jenis} for kunci, isi in semua.items() if isi & {*jenis}}
        assert all(any(nama in kunci for kunci in satu.isi) for nama in satu.baris)


def test_a_span_shows_its_units_with_all_with_whom_they_work(client: Client) -> None:
    kab = berhubungan()
    semua = tabel(client).isi
    satu = tabel(client, f"?rentang={kab.badan['asisten-1'].uuid}")
    assert {ASISTEN_1, "Dinas Kesehatan", "Puskesmas Contoh", "Kecamatan", "Bagian Hukum"} <= {*satu.baris}
    assert not {"Dinas Pendidikan", ASISTEN_2, "Bupati Contoh"} & {*satu.baris}
    assert "Bupati Contoh" in satu.kolom
    assert satu.isi == {kunci: isi for kunci, isi in semua.items() if kunci[0] in satu.baris}
    luar = tabel(client, "?rentang=luar")
    assert {"Bupati Contoh", ASISTEN_1} <= {*luar.baris}
    assert not {"Dinas Kesehatan", "Dinas Pendidikan"} & {*luar.baris}


def test_one_unit_is_one_row_with_its_partners(client: Client) -> None:
    kab = berhubungan()
    semua = tabel(client).isi
    satu = tabel(client, f"?unit={kab.badan['dinkes'].uuid}")
    assert satu.baris == ["Dinas Kesehatan"]
    assert satu.isi == {kunci: isi for kunci, isi in semua.items() if kunci[0] == "Dinas Kesehatan"}
    assert {*satu.kolom} == {kolom for _, kolom in satu.isi}
    dalam = tabel(client, f"?unit={kab.badan['dinkes'].uuid}&rentang={kab.badan['asisten-1'].uuid}&jenis=kolegial")
    assert {"Kecamatan"} <= {*dalam.kolom} <= {"Kecamatan", "Kecamatan Satu"}
    assert dalam.berjenis("kolegial") == {frozenset(("Dinas Kesehatan", nama)) for nama in dalam.kolom}


def test_the_form_says_what_was_asked_for_and_another_date_keeps_it(client: Client) -> None:
    kab = berhubungan()
    uuid = kab.badan["asisten-1"].uuid
    isi = minta(client, f"?jenis=kolegial&rentang={uuid}&pada=2024-05-01")
    assert 'name="jenis" value="kolegial" checked' in isi
    assert isi.count(" checked") == 1
    assert f'<option value="{uuid}" selected>' in isi
    pita = isi[isi.index('class="pita') : isi.index("</form>")]
    assert '<input type="hidden" name="jenis" value="kolegial">' in pita
    assert f'<input type="hidden" name="rentang" value="{uuid}">' in pita
    assert '<input type="hidden" name="pada" value="2024-05-01">' in isi
    assert "Hanya kolegial:" in Halaman(isi).teks
    assert all("?pada=2024-05-01#" in satu for satu in Tabel(isi).ke.values())


@pytest.mark.parametrize(
    ("sisa", "kalimat"),
    [
        ("?jenis=xx", "“xx” bukan jenis hubungan kerja, jadi tidak dipakai menyaring."),
        ("?rentang=abc", "Tidak ada rentang “abc” dalam edisi ini, jadi tidak dipakai menyaring."),
        ("?rentang=9073ec8f-4b58-4751-97df-d43844a283bd", "dalam edisi ini, jadi tidak dipakai menyaring."),
        ("?unit=%3Cb%3E", "Tidak ada unit “<b>” yang berhubungan kerja dalam edisi ini"),
        ("?unit=%00%0a", "Tidak ada unit “” yang berhubungan kerja dalam edisi ini"),
        ("?bagian=x", "Tidak ada bagian “x”; yang ditampilkan bagian pertama."),
        ("?bagian=0", "Tidak ada bagian “0”; yang ditampilkan bagian pertama."),
        ("?jenis=" + "z" * 5000, "“" + "z" * 40 + "…” bukan jenis hubungan kerja"),
    ],
)
def test_a_filter_that_makes_no_sense_filters_nothing_and_is_said(client: Client, sisa: str, kalimat: str) -> None:
    berhubungan()
    semua = tabel(client).isi
    assert kalimat in teks(client, sisa)
    assert tabel(client, sisa).isi == semua


def test_an_empty_form_is_no_filter_and_no_complaint(client: Client) -> None:
    berhubungan()
    isi = minta(client, "?jenis=&rentang=&unit=")
    assert 'class="catatan peringatan' not in isi
    assert "Hapus saringan" not in isi


def test_asking_for_a_kind_that_is_not_enabled_is_answered(client: Client) -> None:
    berhubungan(["kolegial"])
    isi = teks(client, "?jenis=struktural")
    assert "Perbup Contoh 1/2020 tidak membuka jenis struktural, jadi tidak ada pasangan" in isi
    assert "<table" not in minta(client, "?jenis=struktural")
    assert tabel(client, "?jenis=struktural&jenis=kolegial").berjenis("kolegial")


def test_filters_that_leave_nothing_say_so(client: Client) -> None:
    kab = berhubungan(["kolegial", "struktural"])
    isi = teks(client, f"?jenis=kolegial&unit={kab.badan['bupati'].uuid}")
    assert "Tidak ada pasangan yang cocok dengan saringan ini." in isi


# --- What is not known ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keadaan", "kalimat"),
    [
        ("belum_terbaca", "Jenis hubungan kerja Kabupaten Contoh belum terbaca."),
        ("tidak_diatur", "Peraturan Kabupaten Contoh tidak mengatur jenis hubungan kerja perangkat daerah."),
        ("belum_dimuat", "Isi peraturan yang berlaku pada tanggal ini belum dicatat."),
    ],
)
def test_no_kinds_is_never_an_empty_matrix(client: Client, keadaan: str, kalimat: str) -> None:
    kab = pabrik.kabupaten(terbit=False, ketentuan=keadaan)
    kab.edisi.ketentuan_rujukan = "Pasal 7"
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    isi = minta(client)
    assert kalimat in Halaman(isi).teks
    assert "Pasal 7" in isi
    assert "<table" not in isi


@pytest.mark.parametrize(
    ("keadaan", "kalimat"),
    [
        ("belum_terbaca", "Rentang koordinasi: belum terbaca Hubungan dengan koordinator"),
        ("belum_dimuat", "Rentang koordinasi: isi belum dicatat Hubungan dengan koordinator"),
        ("tidak_diatur", "Rentang koordinasi: tidak diatur Peraturan ini membuka jenis hubungan kerja tanpa"),
        ("sebagian", "Baru sebagian rentang yang tercatat"),
    ],
)
def test_kinds_without_spans_are_explained(client: Client, keadaan: str, kalimat: str) -> None:
    kab = berhubungan(rentang={}, terbit=False)
    kab.edisi.rentang = keadaan
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    isi = teks(client)
    assert kalimat in isi


def test_before_the_first_edition_the_page_leads_to_it(client: Client) -> None:
    berhubungan()
    halaman = baca(client.get("/daerah/99.01/hubungan/?pada=1999-12-31"))
    assert "Belum ada edisi pada 31 Desember 1999" in halaman.teks
    assert "/daerah/99.01/hubungan/?pada=2020-01-02" in halaman.tautan


def test_an_unknown_region_and_a_bad_date_are_answered_in_words(client: Client) -> None:
    berhubungan()
    assert client.get("/daerah/11.11/hubungan/").status_code == 404
    assert client.get("/daerah/99.01/hubungan/?pada=kemarin").status_code == 400


def test_nothing_of_a_draft_is_shown(client: Client) -> None:
    kab = berhubungan(["kolegial"], terbit=False)
    assert client.get("/daerah/99.01/hubungan/").status_code == 404
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    semula = minta(client)
    lain = pabrik.peraturan(kab.daerah, "7", 2023)
    draf = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lain, berlaku_mulai=date(2023, 1, 2))
    ubah: Any = {
        ("ketentuanhubungan", ("perangkat_daerah", "struktural")): {"peraturan_id": lain.pk, "rujukan": "Pasal 1"},
        ("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-1")},
        ("hubungankerja", (kab.id("disdik"), kab.id("dinkes"), "kolegial", "")): {"peraturan_id": lain.pk},
    }
    terapkan(edisi=draf, ubah=ubah, oleh=None)
    assert minta(client) == semula
    terbitkan(edisi=draf, oleh=None)
    assert minta(client) != semula


def test_the_page_is_linked_from_the_region_and_from_its_spans(client: Client) -> None:
    berhubungan()
    for asal in ("/daerah/99.01/", "/daerah/99.01/rentang/"):
        assert "/daerah/99.01/hubungan/" in baca(client.get(asal)).tautan
        assert "/daerah/99.01/hubungan/?pada=2024-05-01" in baca(client.get(f"{asal}?pada=2024-05-01")).tautan


# --- Many units -------------------------------------------------------------------------------------


def test_a_wide_region_shows_one_span_and_says_so(client: Client) -> None:
    kab = ramai(140)
    isi = minta(client)
    assert "Semua unit sekaligus terlalu lebar" in isi
    assert f'<option value="{kab.badan["asisten-1"].uuid}"' in isi
    assert max(len(Tabel(isi).baris), len(Tabel(isi).kolom)) <= matriks.SISI


def test_all_parts_of_a_wide_span_together_hold_every_pair(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    kab = ramai(20, satu_rentang=True)
    utuh = tabel(client)
    monkeypatch.setattr(matriks, "SISI", 12)
    monkeypatch.setattr(matriks, "SISI_BAGIAN", 9)
    sisa = f"?rentang={kab.badan['asisten-1'].uuid}"
    pertama = minta(client, f"{sisa}&pada=2024-05-01")
    tautan = [satu for satu in Halaman(pertama).tautan if "bagian=" in satu]
    assert all("pada=2024-05-01" in satu and "rentang=" in satu for satu in tautan)
    isi: Pasangan = {}
    for satu in tautan:
        if "tidak berhubungan kerja satu sama lain. Pilih bagian lain" in teks(client, satu):
            continue
        bagian = tabel(client, satu)
        assert max(len(bagian.baris), len(bagian.kolom)) <= 9
        assert not isi.keys() & bagian.isi.keys()
        isi |= bagian.isi
    baris = {kunci[0] for kunci in isi}
    assert isi == {kunci: jenis for kunci, jenis in utuh.isi.items() if kunci[0] in baris}
    assert f"Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Pengendalian Penduduk {19}" in baris
    assert f"Tidak ada bagian “{len(tautan) + 1}”" in teks(client, f"{sisa}&bagian={len(tautan) + 1}")


@pytest.mark.lambat
@pytest.mark.parametrize("satu_rentang", [False, True])
def test_a_page_of_155_units_stays_light_and_within_its_queries(
    client: Client, django_assert_max_num_queries: Callable[..., Any], satu_rentang: bool
) -> None:
    kab = ramai(155, satu_rentang=satu_rentang)
    semua = ["", f"?unit={kab.badan['dinkes'].uuid}"]
    rentang = ["luar", *(str(kab.badan[satu].uuid) for satu in ("asisten-1", "asisten-2"))]
    for nilai in rentang:
        tautan = Halaman(minta(client, f"?rentang={nilai}")).tautan
        semua += [f"?rentang={nilai}", *sorted({satu for satu in tautan if "bagian=" in satu})[:3]]
    for sisa in semua:
        with django_assert_max_num_queries(10):
            isi = client.get(f"/daerah/99.01/hubungan/{sisa}").content
        assert len(isi) <= 1.5 * MB, sisa


@pytest.mark.lambat
def test_units_that_all_work_together_are_parted_before_the_page_grows_heavy(client: Client) -> None:
    ramai(44, satu_rentang=True, tersurat="fungsional")
    isi = minta(client)
    utuh = Tabel(isi)
    assert max(len(utuh.baris), len(utuh.kolom)) <= matriks.SISI
    assert sum(jenis >= {"kolegial", "fungsional"} for jenis in utuh.isi.values()) > 1000
    assert len(utuh.isi) <= matriks.SEL
    assert 0.5 * MB < len(isi.encode()) <= 1.5 * MB


def test_few_units_cost_as_many_queries_as_many(client: Client, django_assert_num_queries: Callable[..., Any]) -> None:
    berhubungan(bagan={**BAGAN, "staf-ahli": ("Staf Ahli Bidang Hukum", "staf_ahli", "bupati")})
    with django_assert_num_queries(10):
        client.get("/daerah/99.01/hubungan/")


# --- The five founding regencies against a computation of their own ---------------------------------

#: Class entries of the lists whose members are no perangkat daerah.
BUKAN_PERANGKAT = {"kelas:bumd", "bumd", "kelas:desa_kelurahan"}


def daftar_emas(kode: str) -> list[tuple[str, str, list[str]]]:
    """(Asisten, relation, perangkat daerah) of each list that golden.json has of a regulation."""
    seed = {"63.03": "S2", "18.09": "S3", "35.17": "S4"}[kode]
    return [
        (
            satu["asisten"].split(" [")[0],
            satu["relasi"],
            [unit["unit"] for unit in satu["units"] if unit["tipe"] not in BUKAN_PERANGKAT],
        )
        for satu in EMAS["spans"]
        if satu["seed"] == seed
    ]


def pasang(nama: Iterable[str]) -> set[frozenset[str]]:
    return {frozenset(satu) for satu in combinations(nama, 2)}


butuh_emas = pytest.mark.skipif(not EMAS, reason="golden.json tidak ada di samping repositori")


@butuh_emas
@pytest.mark.lambat
def test_banjar_is_what_its_three_lists_say(client: Client, lima: None) -> None:
    semua = daftar_emas(BANJAR)
    assert [len(unit) for _, _, unit in semua] == [11, 10, 5]
    dengan_asisten = {frozenset((asisten, unit)) for asisten, _, milik in semua for unit in milik}
    sesama = {pasangan for _, _, milik in semua for pasangan in pasang(milik)}
    satu = tabel(client, kode=BANJAR)
    for jenis in ("konsultatif", "fungsional", "koordinatif"):
        assert satu.berjenis(jenis) == dengan_asisten
    assert satu.berjenis("kolegial") == sesama | dengan_asisten  # Pasal 8 names the Asisten among the colleagues
    assert satu.berjenis("struktural") == set()


@butuh_emas
@pytest.mark.lambat
def test_jombang_is_what_its_three_lists_say(client: Client, lima: None) -> None:
    semua = daftar_emas(JOMBANG)
    satu = tabel(client, kode=JOMBANG)
    assert satu.berjenis("kolegial") == {pasangan for _, _, milik in semua for pasangan in pasang(milik)}
    dengan_asisten = {frozenset((asisten, unit)) for asisten, _, milik in semua for unit in milik}
    assert satu.berjenis("konsultatif") == satu.berjenis("fungsional") == dengan_asisten
    assert dengan_asisten <= satu.berjenis("koordinatif")


@butuh_emas
@pytest.mark.lambat
def test_pesawaran_is_what_its_six_lists_and_its_three_staf_ahli_say(client: Client, lima: None) -> None:
    semua = daftar_emas(PESAWARAN)
    satu = tabel(client, kode=PESAWARAN)
    staf_ahli = [nama for nama in satu.baris if nama.startswith("Staf Ahli")]
    assert len(staf_ahli) == 3
    sesama = {pasangan for _, _, milik in semua for pasangan in pasang(milik)}
    assert satu.berjenis("kolegial") == sesama | pasang(staf_ahli)
    for asisten, relasi, milik in semua:
        jenis = "struktural" if relasi == "struktural" else "koordinatif"
        assert {frozenset((asisten, unit)) for unit in milik} <= satu.berjenis(jenis)


@pytest.mark.lambat
def test_those_whom_an_asisten_commands_stand_after_those_whom_he_coordinates(client: Client, lima: None) -> None:
    isi = minta(client, kode=PESAWARAN)
    for potong in isi.split('<th scope="rowgroup"')[2:]:
        nama = re.findall(r'<th scope="row"><div><b>\d+</b><a [^>]+>([^<]+)', potong)
        bagian = [satu.startswith("Bagian ") for satu in nama]
        assert bagian == sorted(bagian)
        assert sum(bagian) == 4


@pytest.mark.parametrize(
    ("kolom", "dua", "kertas"),
    [
        (24, 24, "kertas-a4"),
        (25, 25, "kertas-a3 besar"),
        (46, 0, "kertas-a4"),
        (32, 32, "kertas-a3"),
        (38, 38, "kertas-a3"),
        (39, 39, "kertas-a3 tegak"),
        (60, 60, "kertas-a3 tegak"),
    ],
)
def test_the_sheet_grows_with_the_columns_and_the_letters_shrink(kolom: int, dua: int, kertas: str) -> None:
    unit = matriks.UnitMatriks(1, Titik(1, uuid4(), "Dinas", "dinas"), "", None)
    isi = [matriks.Sel(unit, matriks.GABUNGAN[3 if nomor < dua else 1]) for nomor in range(kolom)]
    assert matriks._kertas([matriks.Kelompok("", baris=[matriks.Baris(unit, [*isi], [])])], kolom) == kertas


def pohon(simpul: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """(above, below) of a tree in a document, without those whom nobody commands from there."""
    for bawah in simpul.get("bawahan", ()):
        tempat = {simpul["jenis"], bawah["jenis"]} & {"pemerintah_daerah", "dprd", "kelompok", "wakil_kepala_daerah"}
        if not tempat or (simpul["jenis"] == "kepala_daerah" and bawah["jenis"] == "kelompok"):
            yield simpul["nama"], bawah["nama"]
        yield from pohon(bawah)


@pytest.mark.lambat
@pytest.mark.parametrize(("kode", "berkas"), [(BARITO_UTARA, "62.05-barito-utara"), (BALANGAN, "63.11-balangan")])
def test_without_spans_only_the_tree_speaks(client: Client, lima: None, kode: str, berkas: str) -> None:
    akar = yaml.safe_load((AKAR / "fixtures" / f"{berkas}.yaml").read_text(encoding="utf-8"))["edisi"][-1]["struktur"][
        0
    ]
    bupati = next(satu["nama"] for satu in akar["bawahan"] if satu["jenis"] == "kepala_daerah")
    satu = tabel(client, kode=kode)
    # The Sekda heads the Sekretariat below which the tree puts him, so he stands right below the Bupati too.
    assert satu.berjenis("struktural") == {*map(frozenset, pohon(akar)), frozenset((bupati, "Sekretaris Daerah"))}
    for jenis in JenisHubungan:
        assert jenis == "struktural" or satu.berjenis(jenis) == set()


@pytest.mark.lambat
@pytest.mark.parametrize(
    ("kode", "kalimat"),
    [
        (BANJAR, "Garis komando Garis utuh pada bagan berarti komando. Lampiran Perbup Banjar 15/2022"),
        (BANJAR, "Garis koordinatif (hubungan konsultatif, kolegial, fungsional dan koordinatif) Satu garis titik"),
        (BANJAR, "Fu fungsional Pasal 6 ayat (1) huruf c Perbup Banjar 15/2022"),
        (BANJAR, "sebagai jenis hubungan kerja: struktural."),
        (PESAWARAN, "Garis Lini Garis yang menunjukkan hubungan komando. Lampiran I Perbup Pesawaran 38/2022"),
        (PESAWARAN, "Garis Pertanggungjawaban"),
        (PESAWARAN, "Bentuk garisnya tidak terbaca."),
        (PESAWARAN, "Staf Ahli Ks konsultatif Pasal 5 ayat (1) huruf a Perbup Pesawaran 38/2022"),
        (PESAWARAN, "Kl kolegial tertulis kolegal Pasal 5 ayat (1) huruf b"),
        (PESAWARAN, "Kl kolegial Pasal 15 ayat (1) huruf b Perbup Pesawaran 38/2022"),
        (JOMBANG, "Perbup Jombang 35/2009 tidak memuat keterangan garis bagan."),
        (BARITO_UTARA, "Perbup Barito Utara 2/2013 tidak memuat keterangan garis bagan."),
        (BALANGAN, "Peraturan ini memuat bagan, tetapi bagan dan keterangan garisnya belum terbaca."),
        (BALANGAN, "Ks konsultatif tertulis Hubungan Kerja Konsultatif Pasal 5 ayat (1) huruf a"),
    ],
)
def test_the_legend_speaks_the_words_of_the_regulation(client: Client, lima: None, kode: str, kalimat: str) -> None:
    assert kalimat in teks(client, kode=kode)


@pytest.mark.lambat
def test_the_five_say_what_is_not_known(client: Client, lima: None) -> None:
    assert "Rentang koordinasi: belum terbaca" in teks(client, kode=BALANGAN)
    assert "Rentang koordinasi: tidak diatur" in teks(client, kode=BARITO_UTARA)
    assert "belum dicatat" in teks(client, "?pada=2021-06-01", kode=PESAWARAN)
