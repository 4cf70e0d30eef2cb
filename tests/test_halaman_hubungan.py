"""The tab "Hubungan" of a unit: kinds, others, reasons and pasal; and what is said where one does not know."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coordination.halaman.hubungan import ASAL, Isi, susun
from coordination.hubungan import turunkan
from coordination.turunan import ATURAN
from registry.models import PerangkatDaerah
from registry.services import buat_rancangan, suksesi, terapkan, terbitkan
from registry.suksesi import Penerus
from relations.models import JenisHubungan, Urusan
from tests import pabrik
from tests.bahan_contoh import SEMUA_JENIS, Contoh, ketentuan
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

ASISTEN = "Asisten Pemerintahan dan Kesejahteraan Rakyat"
SUBJENIS = {
    "jenis": "subjenis",
    "rujukan": "Pasal 9",
    "terbuka": True,
    "butir": [
        {"label": "a", "teks": "koordinasi hirarki (intersektoral) yang dilaksanakan oleh pimpinan"},
        {"label": "b", "teks": "koordinasi fungsional (lintas sektoral), antara instansi dari sektor berlainan"},
        {"label": "c", "teks": "koordinasi instansional (multisektoral) yang dilaksanakan dengan instansi lain"},
    ],
}
KEGIATAN = {
    "jenis": "kegiatan",
    "rujukan": "Pasal 7 ayat (2)",
    "terbuka": True,
    "butir": [{"label": "a", "teks": "perencanaan"}, {"label": "b", "teks": "evaluasi"}],
}


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def isi_ketentuan(kab: Kabupaten, subjek: str, *jenis: str, tanpa: str = "") -> Any:
    """A change-set that enables some kinds for one subject; `tanpa`: the one that no article carries out."""
    dasar = {"peraturan_id": kab.peraturan.pk}
    rincian = {"koordinatif": [SUBJENIS], "konsultatif": [KEGIATAN]}
    return {
        ("ketentuanhubungan", (subjek, satu)): {
            "urutan": nomor,
            "maksud": f"Maksud {satu}.",
            "rujukan": f"Pasal 6 ayat (1) huruf {'abcde'[nomor]}",
            "pelaksana": "" if satu == tanpa else f"Pasal {7 + nomor}",
            "rincian": rincian.get(satu, []),
            **dasar,
        }
        for nomor, satu in enumerate(jenis)
    }


def kabupaten(
    *jenis: str,
    subjek: str = "perangkat_daerah",
    tanpa: str = "",
    ubah: Any = None,
    bagan: Any = BAGAN,
    rentang: Any = RENTANG,
    **ruas: str,
) -> Kabupaten:
    """Kabupaten Contoh with some kinds enabled, and what a test adds; published."""
    kab = pabrik.kabupaten(bagan=bagan, rentang=rentang, terbit=False, ketentuan="lengkap" if jenis else "tidak_diatur")
    for nama, nilai in ruas.items():
        setattr(kab.edisi, nama, nilai)
    kab.edisi.save()
    terapkan(edisi=kab.edisi, ubah=isi_ketentuan(kab, subjek, *jenis, tanpa=tanpa), oleh=None)
    if ubah is not None:
        terapkan(edisi=kab.edisi, ubah=ubah(kab), oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def alamat(kab: Kabupaten, kunci: str, pada: str = "") -> str:
    return f"/perangkat-daerah/{kab.badan[kunci].uuid}/hubungan/" + (f"?pada={pada}" if pada else "")


def buka(client: Client, kab: Kabupaten, kunci: str, pada: str = "") -> Halaman:
    jawaban = client.get(alamat(kab, kunci, pada))
    assert jawaban.status_code == 200
    halaman = baca(jawaban)
    assert halaman.terlarang == []
    assert halaman.h1 == [BAGAN.get(kunci, (halaman.h1[0],))[0]]
    return halaman


def kepala(halaman: Halaman, tingkat: int = 3) -> list[str]:
    return [nama for nomor, nama in halaman.judul if nomor == tingkat]


# --- The frame ---------------------------------------------------------------------------------------


def test_the_three_pages_of_a_unit_are_links_and_keep_the_date(client: Client) -> None:
    kab = kabupaten(*SEMUA_JENIS)
    dasar = f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"
    for tab in ("", "hubungan/"):
        jawaban = client.get(f"{dasar}{tab}?pada=2021-01-01")
        tautan = baca(jawaban).tautan
        for lain in ("", "hubungan/", "kartu/"):
            assert f"{dasar}{lain}?pada=2021-01-01" in tautan
        assert f'<a href="{dasar}{tab}?pada=2021-01-01" aria-current="page">' in jawaban.content.decode()


def test_the_date_of_the_page_can_be_changed_without_leaving_the_tab(client: Client) -> None:
    kab = kabupaten(*SEMUA_JENIS)
    jawaban = client.get(alamat(kab, "dinkes", "2021-01-01")).content.decode()
    assert f'<form method="get" action="{alamat(kab, "dinkes")}">' in jawaban
    assert "edisi berlaku sejak" in baca(client.get(alamat(kab, "dinkes", "2021-01-01"))).teks


def test_the_graph_leads_from_unit_to_unit_on_the_same_date(client: Client) -> None:
    kab = kabupaten(*SEMUA_JENIS)
    tautan = buka(client, kab, "dinkes", "2021-01-01").tautan
    assert tautan.count(alamat(kab, "asisten-1", "2021-01-01")) == 2  # wide and narrow
    assert alamat(kab, "bupati", "2021-01-01") in tautan


# --- Kinds -------------------------------------------------------------------------------------------


def test_the_kinds_stand_in_the_order_of_the_regulation_and_no_other_exists(client: Client) -> None:
    kab = kabupaten("koordinatif", "konsultatif")
    halaman = buka(client, kab, "dinkes")
    assert [nama for nama in kepala(halaman) if nama.lower() in SEMUA_JENIS] == ["Koordinatif", "Konsultatif"]
    assert "Tidak dibuka oleh Perbup Contoh 1/2020: kolegial, fungsional, struktural." in halaman.teks


def test_of_an_edition_read_in_part_no_kind_is_said_to_be_missing(client: Client) -> None:
    kab = kabupaten("koordinatif", "konsultatif", ketentuan="sebagian")
    teks = buka(client, kab, "dinkes").teks
    assert "Belum ditemukan dalam bagian peraturan yang terbaca: kolegial, fungsional, struktural." in teks
    assert "Tidak dibuka oleh" not in teks


def test_a_kind_says_where_it_is_enabled_and_carried_out_what_for_and_with_which_activities(client: Client) -> None:
    teks = buka(client, kabupaten("konsultatif", "kolegial", tanpa="kolegial"), "dinkes").teks
    assert "Konsultatif Pasal 6 ayat (1) huruf a; dijabarkan Pasal 7 Maksud konsultatif." in teks
    assert "Kegiatan, antara lain: dua butir menurut Pasal 7 ayat (2) a. perencanaan b. evaluasi" in teks
    assert "Kolegial Pasal 6 ayat (1) huruf b dibuka tanpa pasal pelaksana Disebut sebagai jenis" in teks


def test_the_sub_kinds_of_koordinatif_stand_in_the_words_of_the_regulation(client: Client) -> None:
    halaman = buka(client, kabupaten("koordinatif"), "dinkes")
    assert kepala(halaman, 4)[:3] == [
        "Koordinasi hirarki (intersektoral)",
        "Koordinasi fungsional (lintas sektoral)",
        "Koordinasi instansional (multisektoral)",
    ]
    assert "Pasal 9 huruf a: koordinasi hirarki (intersektoral) yang dilaksanakan oleh pimpinan" in halaman.teks


def test_kinds_that_are_not_entered_are_not_said_to_be_none(client: Client) -> None:
    kab = kabupaten(ketentuan="belum_terbaca", ketentuan_keterangan="Bagannya berupa gambar.")
    teks = buka(client, kab, "dinkes").teks
    assert "Jenis hubungan kerja Kabupaten Contoh pada tanggal ini belum diketahui." in teks
    assert "belum terbaca Bagannya berupa gambar." in teks


# --- Rows --------------------------------------------------------------------------------------------


def test_a_row_says_what_the_other_is_from_what_it_follows_and_opens_its_pasal(client: Client) -> None:
    teks = buka(client, kabupaten("koordinatif"), "dinkes").teks
    assert f"{ASISTEN} koordinatornya diturunkan dari rentang Pasal 5 ayat (1) huruf a, dasar hubungan dengan" in teks
    assert (
        "Menurut Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Nomor 1 Tahun 2020 "
        "Mengapa Unit berhubungan koordinatif dengan koordinatornya"
    ) in teks
    assert "Sumber aturan turunan ini: PP 18/2016 Pasal 77." in teks
    assert "Jenis ini dibuka Pasal 6 ayat (1) huruf a Perbup Contoh 1/2020, dijabarkan Pasal 7" in teks


def test_what_is_printed_otherwise_is_shown_with_the_reading(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        tertulis = {"tertulis": "Dinas Kesehtan", "catatan": "Salah cetak."}
        return {("rentangkoordinasi", (kab.id("dinkes"), 1)): tertulis}

    teks = buka(client, kabupaten("koordinatif", ubah=ubah), "dinkes").teks
    assert "Tertulis dalam naskah Dinas Kesehtan Sebabnya Salah cetak." in teks


def banyak(jumlah: int, asisten: str = "asisten-1") -> dict[str, Any]:
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(jumlah)}
    return {"bagan": {**BAGAN, **tambahan}, "rentang": {**RENTANG, **dict.fromkeys(tambahan, (asisten, "c"))}}


def test_many_that_are_the_same_to_the_unit_stand_under_one_heading_with_their_number(client: Client) -> None:
    kab = kabupaten("kolegial", **banyak(5))
    teks = buka(client, kab, "dinkes").teks
    assert f"Koordinatornya sama: {ASISTEN} 7 perangkat daerah lain diturunkan dari rentang" in teks
    assert "Unit ini sendiri: Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020" in teks
    assert "Dinas Nomor 4 Pasal 5 ayat (1) huruf c, dasar hubungan dengan Dinas Nomor 4" in teks


def test_a_list_of_the_same_others_is_folded_and_so_is_a_long_one(client: Client) -> None:
    kab = kabupaten("konsultatif", "fungsional", **banyak(5))
    isi = client.get(alamat(kab, "asisten-1")).content.decode()
    assert isi.count("sama dengan yang di atas</summary>") == 1
    contoh = Contoh(**_contoh(25), ketentuan=ketentuan("perangkat_daerah", "kolegial"))
    [golongan] = isi_unit(contoh, "dinkes").golongan
    [kumpulan] = golongan.pihak[0].bagian[0].kumpulan
    assert kumpulan.lipat
    assert not kumpulan.sama


def _contoh(jumlah: int) -> dict[str, Any]:
    isi = banyak(jumlah)
    return {
        "bagan": isi["bagan"],
        "rentang": [(unit, siapa, huruf, "koordinasi") for unit, (siapa, huruf) in isi["rentang"].items()],
    }


def isi_unit(contoh: Contoh, kunci: str) -> Isi:
    return susun(contoh.turunan, contoh.id(kunci))


def test_a_typed_relation_and_a_derived_one_are_told_apart(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 20", "keterangan": "mitra data"}
        return {("hubungankerja", (kab.id("disdik"), kab.id("dinkes"), "konsultatif", "")): dasar}

    teks = buka(client, kabupaten("konsultatif", ubah=ubah), "dinkes").teks
    assert "Dinas Pendidikan disebut tersendiri mitra data disebut dalam naskah Pasal 20, dasar hubungan" in teks
    assert f"{ASISTEN} Asisten koordinatornya diturunkan dari rentang Pasal 5 ayat (1) huruf a" in teks


def test_a_typed_relation_that_repeats_a_derived_one_is_a_remark(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 20"}
        return {("hubungankerja", (kab.id("asisten-1"), kab.id("dinkes"), "konsultatif", "")): dasar}

    teks = buka(client, kabupaten("konsultatif", ubah=ubah), "dinkes").teks
    assert "diturunkan dari rentang catatan: sudah diturunkan Pasal 5 ayat (1) huruf a dan Pasal 20" in teks
    assert "disebut dalam naskah" not in teks


def test_a_typed_relation_of_a_kind_that_is_not_enabled_is_warned_of(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 20"}
        return {("hubungankerja", (kab.id("disdik"), kab.id("dinkes"), "kolegial", "")): dasar}

    halaman = buka(client, kabupaten("konsultatif", ubah=ubah), "dinkes")
    assert "Dicatat, tetapi jenisnya tidak dibuka" in kepala(halaman, 2)
    assert "Kolegial" not in kepala(halaman)
    assert "Dinas Pendidikan kolegial disebut dalam naskah Pasal 20" in halaman.teks
    assert "Jenis ini dibuka tidak, dalam peraturan yang berlaku" in halaman.teks


def test_a_line_of_command_is_shown_where_struktural_is_no_kind_and_said_to_be_none(client: Client) -> None:
    halaman = buka(client, kabupaten("koordinatif", subjek="asisten_perangkat_daerah"), "dinkes")
    assert "Garis komando" in kepala(halaman, 2)
    assert "Bukan jenis hubungan kerja menurut Perbup Contoh 1/2020" in halaman.teks
    assert "Bupati Contoh tepat di atasnya diturunkan dari susunan Pasal 3" in halaman.teks
    assert "berhubungan struktural" not in halaman.teks
    halaman = buka(client, _kedua(), "dinkes")
    assert "Garis komando" not in kepala(halaman, 2)
    assert "Struktural" in kepala(halaman)


def _kedua() -> Kabupaten:
    """Another region, where struktural is a kind."""
    kab = pabrik.kabupaten("99.02", "Kabupaten Contoh Kedua", terbit=False, ketentuan="lengkap")
    terapkan(edisi=kab.edisi, ubah=isi_ketentuan(kab, "perangkat_daerah", "struktural"), oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def test_staf_ahli_come_through_matters_under_their_own_provision(client: Client) -> None:
    urusan = Urusan.objects.create(kode="1.02", nama="kesehatan", kelompok="pelayanan_dasar").pk

    def ubah(kab: Kabupaten) -> Any:
        dasar = {"peraturan_id": kab.peraturan.pk}
        return {
            **isi_ketentuan(kab, "staf_ahli", "konsultatif"),
            ("bidangstafahli", (kab.id("sa"), urusan)): {"rujukan": "Pasal 13", **dasar},
            ("urusanperangkat", (kab.id("dinkes"), urusan)): {"rujukan": "Pasal 14", **dasar},
        }

    kab = kabupaten("konsultatif", ubah=ubah, bagan={**BAGAN, "sa": ("Staf Ahli Hukum", "staf_ahli", "bupati")})
    halaman = buka(client, kab, "dinkes")
    assert kepala(halaman, 4)[:2] == ["Antarperangkat daerah", "Staf Ahli"]
    assert "Staf Ahli Hukum Staf Ahli yang membidanginya urusan kesehatan diturunkan dari urusan" in halaman.teks
    assert "/daerah/99.01/staf-ahli/" in halaman.tautan
    staf = client.get(f"/perangkat-daerah/{kab.badan['sa'].uuid}/hubungan/").content.decode()
    assert "Dinas Kesehatan" in staf
    assert "Tidak dibuka oleh Perbup Contoh 1/2020" in staf


# --- What one does not know --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keadaan", "kata"),
    [
        (
            "belum_terbaca",
            "belum terbaca Dengan siapa, belum terbaca dari naskah: rentang koordinasi ada di sana (Lamp",
        ),
        ("tidak_diatur", "Peraturan tidak menyebut dengan siapa: rentang koordinasi tidak diatur (Lampiran II)."),
        ("belum_dimuat", "isi belum dicatat Rentang koordinasi edisi ini belum dicatat."),
        ("sebagian", "rentang koordinasi baru tercatat sebagian, dan unit ini belum ada di dalamnya."),
    ],
)
def test_unread_unregulated_and_not_entered_are_told_apart(client: Client, keadaan: str, kata: str) -> None:
    teks = _tanpa_rentang(client, keadaan)
    assert kata in teks


def _tanpa_rentang(client: Client, keadaan: str) -> str:
    kab = pabrik.kabupaten(rentang={}, terbit=False, ketentuan="lengkap")
    kab.edisi.rentang, kab.edisi.rentang_rujukan = keadaan, "Lampiran II"
    kab.edisi.save()
    terapkan(edisi=kab.edisi, ubah=isi_ketentuan(kab, "perangkat_daerah", "konsultatif"), oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return buka(client, kab, "dinkes").teks


def test_a_unit_in_no_span_is_said_to_be_in_none(client: Client) -> None:
    kab = kabupaten("kolegial", bagan={**BAGAN, "badan": ("Badan Contoh", "badan", "bupati")})
    teks = client.get(f"/perangkat-daerah/{kab.badan['badan'].uuid}/hubungan/").content.decode()
    assert "Peraturan tidak menyebut dengan siapa: unit ini tidak ada dalam rentang mana pun." in teks


def test_a_unit_alone_under_its_koordinator_has_nobody_beside_it(client: Client) -> None:
    assert "Tidak ada unit lain yang koordinatornya sama." in buka(client, kabupaten("kolegial"), "disdik").teks


def test_a_member_of_a_class_has_the_relations_of_its_class(client: Client) -> None:
    teks = buka(client, kabupaten("koordinatif", "kolegial"), "kec-satu").teks
    assert f"{ASISTEN} koordinatornya melalui Kecamatan" in teks
    assert f"Dinas Kesehatan koordinatornya sama: {ASISTEN}" in teks


def test_a_unit_answered_through_another_leads_there(client: Client) -> None:
    kab = kabupaten("koordinatif", "konsultatif")
    halaman = buka(client, kab, "puskesmas")
    assert f"{ASISTEN} koordinatornya melalui Dinas Kesehatan" in halaman.teks
    assert "melalui Dinas Kesehatan Koordinatornya dijawab melalui Dinas Kesehatan; jenis ini" in halaman.teks
    assert alamat(kab, "dinkes") in halaman.tautan


def test_a_class_speaks_for_its_members(client: Client) -> None:
    teks = buka(client, kabupaten("koordinatif"), "kecamatan").teks
    assert "Peraturan menyebut “Kecamatan” sebagai kelompok: hubungan ini berlaku bagi tiap anggotanya." in teks


@pytest.mark.parametrize(
    ("kunci", "kata"),
    [
        (
            "pemda",
            "adalah pangkal susunan, bukan unit yang bekerja sendiri. Tidak ada jenis hubungan kerja yang dibuka",
        ),
        ("bupati", "memimpin pemerintahan daerah; yang diatur ialah hubungan perangkat daerah."),
    ],
)
def test_an_office_to_which_no_kind_applies_says_why(client: Client, kunci: str, kata: str) -> None:
    halaman = buka(client, kabupaten("koordinatif"), kunci)
    assert kata in halaman.teks
    assert "Koordinatif" not in kepala(halaman)


def test_a_lonely_unit_has_no_graph(client: Client) -> None:
    kab = kabupaten("koordinatif", "struktural", rentang={})
    assert "<svg xmlns" not in client.get(alamat(kab, "pemda")).content.decode()
    assert client.get(alamat(kab, "dinkes")).content.decode().count("<svg xmlns") == 2


# --- Places and dates --------------------------------------------------------------------------------


def test_a_date_before_the_first_edition_is_said_and_leads_to_it(client: Client) -> None:
    kab = kabupaten("koordinatif")
    halaman = buka(client, kab, "dinkes", "1999-01-01")
    assert "Belum ada edisi Kabupaten Contoh pada tanggal ini, jadi hubungan kerja Dinas Kesehatan" in halaman.teks
    assert alamat(kab, "dinkes", "2020-01-02") in halaman.tautan


def test_a_future_date_shows_what_is_recorded_until_today(client: Client) -> None:
    nanti = (timezone.now().date() + timedelta(days=900)).isoformat()
    teks = buka(client, kabupaten("koordinatif"), "dinkes", nanti).teks
    assert "menurut yang tercatat sampai hari ini" in teks
    assert "koordinatornya" in teks


def _berubah(kab: Kabupaten, ubah: Any = None, **ruas: str) -> Kabupaten:
    lagi = pabrik.peraturan(kab.daerah, "7", 2023)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2023, 1, 2))
    for nama, nilai in ruas.items():
        setattr(edisi, nama, nilai)
    edisi.save()
    if ubah is not None:
        ubah(edisi)
    kab.edisi = terbitkan(edisi=edisi, oleh=None)
    return kab


def test_a_unit_that_was_removed_is_said_to_be_gone_and_its_old_relations_stay(client: Client) -> None:
    kab = kabupaten("koordinatif")

    def hapus(edisi: Any) -> None:
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)

    _berubah(kab, hapus, struktur="lengkap")
    teks = buka(client, kab, "puskesmas").teks
    assert "Puskesmas Contoh tidak ada dalam susunan Kabupaten Contoh pada tanggal ini, jadi tidak mempunyai" in teks
    assert "koordinatornya melalui Dinas Kesehatan" in buka(client, kab, "puskesmas", "2022-01-01").teks


def test_a_unit_that_has_a_successor_names_it(client: Client) -> None:
    kab = kabupaten("koordinatif")
    kab.badan["baru"] = pabrik.badan(kab.daerah, "baru", "Dinas Kesehatan dan KB")

    def ganti(edisi: Any) -> None:
        baru = Penerus(kab.id("baru"), "Dinas Kesehatan dan KB")
        suksesi.ganti_nama(edisi=edisi, badan=kab.id("dinkes"), nama="", penerus=baru, oleh=None)

    _berubah(kab, ganti)
    halaman = buka(client, kab, "dinkes")
    assert "Penerusnya Dinas Kesehatan dan KB" in halaman.teks


def test_a_part_of_the_tree_that_nobody_read_is_not_an_absence(client: Client) -> None:
    kab = kabupaten("koordinatif")

    def hapus(edisi: Any) -> None:
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)

    _berubah(kab, hapus, struktur="sebagian")
    assert "Belum diketahui apakah Puskesmas Contoh ada dalam susunan" in buka(client, kab, "puskesmas").teks


def test_a_body_that_leads_elsewhere_takes_its_reader_along_with_the_date(client: Client) -> None:
    kab = kabupaten("koordinatif")
    ganda = PerangkatDaerah.objects.create(
        daerah=kab.daerah, kunci="dinkes-ganda", nama="Dinkes", dialihkan_ke=kab.badan["dinkes"]
    )
    jawaban = client.get(f"/perangkat-daerah/{ganda.uuid}/hubungan/?pada=2021-01-01")
    assert jawaban.status_code == 302
    assert jawaban["Location"] == alamat(kab, "dinkes", "2021-01-01")


def test_a_body_that_nobody_published_has_no_tab_and_a_wrong_date_is_answered(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    assert client.get(alamat(kab, "dinkes")).status_code == 404
    kedua = _kedua()
    assert client.get(alamat(kedua, "dinkes", "2021-13-01")).status_code == 400


# --- Which regulation says so -------------------------------------------------------------------------


def test_after_an_amendment_the_kinds_are_still_those_of_the_regulation_that_enables_them(client: Client) -> None:
    kab = _berubah(kabupaten("koordinatif", "konsultatif", subjek="asisten_perangkat_daerah"))
    halaman = buka(client, kab, "dinkes")
    assert kab.edisi.peraturan is not None
    assert kab.edisi.peraturan.judul_pendek == "Perbup Contoh 7/2023"
    assert "dalam dua jenis yang dibuka Perbup Contoh 1/2020." in halaman.teks
    assert "Tidak dibuka oleh Perbup Contoh 1/2020: kolegial, fungsional, struktural." in halaman.teks
    assert "Bukan jenis hubungan kerja menurut Perbup Contoh 1/2020" in halaman.teks
    assert "Tidak dibuka Perbup Contoh 1/2020 sebagai jenis hubungan kerja" in halaman.teks
    assert "Perbup Contoh 1/2020 tidak memuat keterangan garis bagan" in halaman.teks
    assert "7/2023" not in halaman.teks


def test_kinds_that_two_regulations_enable_are_credited_to_both(client: Client) -> None:
    kab = kabupaten("koordinatif", "konsultatif")

    def buka_lagi(edisi: Any) -> None:
        baru = {"peraturan_id": edisi.peraturan_id, "rujukan": "Pasal 1", "urutan": 9}
        terapkan(edisi=edisi, ubah={("ketentuanhubungan", ("perangkat_daerah", "fungsional")): baru}, oleh=None)

    _berubah(kab, buka_lagi)
    teks = buka(client, kab, "dinkes").teks
    assert "dalam tiga jenis yang dibuka Perbup Contoh 1/2020 dan Perbup Contoh 7/2023." in teks


def test_what_no_source_of_the_region_says_is_said_to_be_a_reading(client: Client) -> None:
    teks = buka(client, kabupaten("konsultatif", "koordinatif"), "dinkes").teks
    assert "Pembacaan Rentang; peraturan ini tidak merincinya. Dibaca begini: Peraturan membuka jenis ini" in teks
    assert "Perbup Banjar" not in teks
    assert "Perbup Jombang" not in teks


# --- What is read into it -----------------------------------------------------------------------------


def test_a_reading_stands_on_the_list_and_on_a_single_row(client: Client) -> None:
    teks = buka(client, kabupaten("kolegial", "konsultatif", **banyak(3)), "dinkes").teks
    assert "perangkat daerah lain diturunkan dari rentang dibaca Peraturan membuka jenis ini antarper" in teks
    # Of a single row it follows what the row opens.
    [konsultatif] = isi_unit(Contoh(ketentuan=ketentuan("perangkat_daerah", "konsultatif")), "dinkes").golongan
    [kumpulan] = konsultatif.pihak[0].bagian[0].kumpulan
    assert len(kumpulan.baris) == 1
    assert f"dibaca {kumpulan.bacaan[0]}" in teks


def test_what_the_regulation_says_itself_is_no_reading(client: Client) -> None:
    teks = buka(client, kabupaten("konsultatif", "struktural", subjek="asisten_perangkat_daerah"), "dinkes").teks
    assert "Asisten koordinatornya" in teks
    assert " dibaca " not in teks.casefold()


def test_of_a_subject_that_is_read_otherwise_both_sides_say_the_same(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        cetak = {"subjek_tertulis": "Perangkat Daerah"}
        return {("ketentuanhubungan", ("asisten_perangkat_daerah", "kolegial")): cetak}

    kab = kabupaten("kolegial", subjek="asisten_perangkat_daerah", ubah=ubah)
    dibaca = "Pasal 6 ayat (1) mencetak “Perangkat Daerah”, dibaca “Asisten dengan perangkat daerah”"
    for kunci in ("setda", "sekda"):
        nama = BAGAN[kunci][0]
        kata = f"dibuka bagi Asisten dengan perangkat daerah, tidak bagi {nama}. {dibaca}."
        assert kata in buka(client, kab, kunci).teks
    teks = buka(client, kab, "dinkes").teks
    assert f"dibaca {dibaca}; antara sesama perangkat daerah jenis ini dibaca hanya antara yang setara" in teks
    assert f"Jenis ini dibuka Pasal 6 ayat (1) huruf a Perbup Contoh 1/2020, dijabarkan Pasal 7 {dibaca}." in teks


# --- Kinds without partners ---------------------------------------------------------------------------


def test_a_kind_in_which_nobody_is_named_still_holds(client: Client) -> None:
    kab = kabupaten("konsultatif", "kolegial", "struktural", rentang={})
    teks = buka(client, kab, "dinkes").teks
    assert "Dinas Kesehatan berhubungan kerja dengan 2 unit lain. Perbup Contoh 1/2020 membuka tiga jenis baginya." in (
        teks
    )
    assert "Pasangannya tersurat atau dapat diturunkan bagi satu jenis: struktural." in teks
    sebab = "Peraturan tidak menyebut dengan siapa"
    assert f"Konsultatif, kolegial: dibuka baginya, pasangannya tidak diketahui. {sebab}" in teks
    assert "satu dari tiga" not in teks


def test_desa_and_kelurahan_are_both_told_rightly(client: Client) -> None:
    bagan = {**BAGAN, "desa": ("Desa/Kelurahan", "kelompok", "bupati")}
    kab = kabupaten("koordinatif", bagan=bagan, rentang={**RENTANG, "desa": ("asisten-1", "c")})
    teks = baca(client.get(alamat(kab, "desa"))).teks
    assert "Desa/Kelurahan tidak berdiri sebagai perangkat daerah: desa di luar susunannya, kelurahan bagian" in teks
    assert "pemerintahan desa" not in teks


def test_of_an_edition_whose_kinds_nobody_read_a_line_of_command_is_not_said_to_be_none(client: Client) -> None:
    teks = buka(client, kabupaten(ketentuan="belum_terbaca"), "dinkes").teks
    assert "Belum diketahui apakah peraturannya membuka garis ini sebagai jenis hubungan kerja" in teks
    assert "Bukan jenis hubungan kerja" not in teks


# --- The answer page, and the words ------------------------------------------------------------------


def test_the_answer_page_leads_to_those_with_the_same_koordinator(client: Client) -> None:
    kab = kabupaten("kolegial", **banyak(3))
    halaman = baca(client.get(f"/perangkat-daerah/{kab.badan['dinas-0'].uuid}/"))
    assert "Empat unit lain berkoordinator sama." in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['dinas-0'].uuid}/hubungan/#kolegial" in halaman.tautan
    assert f"/perangkat-daerah/{kab.badan['dinas-0'].uuid}/hubungan/" in halaman.tautan


def test_the_answer_page_does_not_count_those_that_are_no_perangkat_daerah(client: Client) -> None:
    bagan = {**BAGAN, "bumd": ("Perumda Air", "bumd", "pemda"), "bumd-lain": ("BUMD", "kelompok", "pemda")}
    rentang = {**RENTANG, "bumd": ("asisten-1", "c"), "bumd-lain": ("asisten-1", "d")}
    kab = kabupaten("kolegial", bagan=bagan, rentang=rentang)
    assert "Satu unit lain berkoordinator sama." in baca(client.get(alamat(kab, "dinkes")[:-9])).teks


def test_a_part_of_a_dinas_does_not_answer_to_the_kepala_daerah_itself(client: Client) -> None:
    def ubah(kab: Kabupaten) -> Any:
        dasar = {"peraturan_id": kab.peraturan.pk, "judul": "Pertanggungjawaban", "topik": "pertanggungjawaban"}
        return {
            ("ketentuanpelaksanaan", (nomor,)): {"subjek": subjek, "rujukan": f"Pasal 15 ayat ({nomor})", **dasar}
            for nomor, subjek in enumerate(("perangkat_daerah", "asisten_perangkat_daerah"), 6)
        }

    kab = kabupaten("koordinatif", ubah=ubah)
    for tab in ("", "hubungan/"):
        for kunci, ada in (("dinkes", True), ("puskesmas", False), ("kec-satu", True)):
            teks = baca(client.get(f"/perangkat-daerah/{kab.badan[kunci].uuid}/{tab}")).teks
            jalur = f"pimpinan {BAGAN[kunci][0]} melalui {ASISTEN} melalui Sekretaris Daerah kepada Bupati Contoh"
            assert (jalur in teks) is ada, (tab, kunci)


def test_every_rule_says_from_what_it_derives() -> None:
    assert ASAL.keys() == {satu.kode for satu in ATURAN}


def test_names_of_kinds_are_anchors_on_the_page(client: Client) -> None:
    halaman = buka(client, kabupaten(*SEMUA_JENIS), "dinkes")
    assert {str(jenis) for jenis in JenisHubungan} <= set(halaman.id)
    assert len(halaman.id) == len(set(halaman.id))
    for jenis in JenisHubungan:
        assert f"#{jenis}" in halaman.tautan


def test_every_relation_is_shown_once_whatever_the_list_of_sub_kinds_says() -> None:
    """A sub-kind in words that nobody knows, and one that is listed twice, neither hide a row nor repeat it."""
    aneh = [
        {"label": "a", "teks": "koordinasi kemitraan dengan siapa pun"},
        {"label": "b", "teks": "koordinasi fungsional (lintas sektoral)"},
        {"label": "c", "teks": "koordinasi fungsional (lintas sektoral) sekali lagi"},
    ]
    rincian = [{"jenis": "subjenis", "rujukan": "Pasal 9", "terbuka": False, "butir": aneh}]
    kab = pabrik.kabupaten(terbit=False)
    ubah: Any = {
        ("ketentuanhubungan", ("perangkat_daerah", "koordinatif")): {
            "peraturan_id": kab.peraturan.pk,
            "rujukan": "Pasal 3",
            "pelaksana": "Pasal 9",
            "rincian": rincian,
        }
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    turunan = turunkan(kab.edisi)
    for badan in (kab.id("dinkes"), kab.id("asisten-1")):
        milik = [satu for satu in turunan.milik(badan) if satu.jenis == "koordinatif"]
        golongan = next(satu for satu in susun(turunan, badan).golongan if satu.jenis == "koordinatif")
        tampil = [b.hubungan.lain.badan for p in golongan.pihak for g in p.bagian for k in g.kumpulan for b in k.baris]
        assert milik
        assert sorted(tampil) == sorted(satu.lain.badan for satu in milik)
