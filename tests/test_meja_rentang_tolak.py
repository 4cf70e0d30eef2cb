"""The screen Rentang under two people at once, foreign ids, hostile input, closed editions and other roles."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from coordination.models import RentangKoordinasi
from registry.models import Edisi
from registry.services import buat_rancangan
from tests import pabrik
from tests.formulir_laman import bidang, formulir
from tests.isian import baca, ketat_rentang
from tests.pabrik import RENTANG, Kabupaten
from tests.rentang_laman import ASISTEN, FORM, baris, buka, dua, layar, pilih, simpan, ubahan

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


def test_two_people_on_different_rows_do_not_collide(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    satu, lain = dua(sari, kab)
    milik = buka(satu, draf) | pilih(satu, draf, kab.id("dinkes"), ASISTEN["asisten-2"])
    punya = buka(lain, draf) | pilih(lain, draf, kab.id("disdik"), ASISTEN["asisten-3"])
    assert simpan(satu, draf, milik).status_code == 302
    assert simpan(lain, draf, punya).status_code == 302
    assert baris(draf, kab.id("dinkes")).koordinator_id == kab.id("asisten-2")
    assert baris(draf, kab.id("disdik")).koordinator_id == kab.id("asisten-3")


def test_the_second_on_one_row_is_told_who_did_what_and_keeps_the_input(
    kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    satu, lain = dua(sari, kab)
    milik = buka(satu, draf) | pilih(satu, draf, kab.id("dinkes"), ASISTEN["asisten-2"])
    punya = buka(lain, draf) | pilih(lain, draf, kab.id("dinkes"), ASISTEN["asisten-3"])
    punya |= {f"h-{kab.id('kecamatan')}": "k"}
    assert simpan(satu, draf, milik).status_code == 302
    jawaban = simpan(lain, draf, punya)
    assert jawaban.status_code == 409
    teks = baca(jawaban).teks
    assert "Dinas Kesehatan: diubah oleh Sari Wulandari" in teks
    assert f"koordinator kini {ASISTEN['asisten-2']}, semula {ASISTEN['asisten-1']}" in teks
    assert f"Isian Anda: {ASISTEN['asisten-3']}, huruf a" in teks
    assert baris(draf, kab.id("dinkes")).koordinator_id == kab.id("asisten-2")
    lagi = bidang(jawaban, FORM)
    assert lagi[f"h-{kab.id('kecamatan')}"] == ["k"]
    assert simpan(lain, draf, lagi).status_code == 302
    assert baris(draf, kab.id("dinkes")).koordinator_id == kab.id("asisten-3")
    assert baris(draf, kab.id("kecamatan")).huruf == "k"


def test_a_row_released_meanwhile_is_told(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    satu, lain = dua(sari, kab)
    punya = buka(lain, draf) | {f"h-{kab.id('dinkes')}": "c"}
    simpan(satu, draf, buka(satu, draf) | {f"k-{kab.id('dinkes')}": ""})
    jawaban = simpan(lain, draf, punya)
    assert jawaban.status_code == 409
    assert "kini tidak ada lagi dalam rentang" in baca(jawaban).teks
    assert simpan(lain, draf, bidang(jawaban, FORM)).status_code == 302
    assert baris(draf, kab.id("dinkes")).huruf == "c"


def test_two_who_give_one_unit_its_first_koordinator(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    satu, lain = dua(sari, kab)
    milik = buka(satu, draf) | pilih(satu, draf, kab.id("kec-satu"), ASISTEN["asisten-1"])
    punya = buka(lain, draf) | pilih(lain, draf, kab.id("kec-satu"), ASISTEN["asisten-2"])
    assert simpan(satu, draf, milik).status_code == 302
    jawaban = simpan(lain, draf, punya)
    assert jawaban.status_code == 409
    assert "kini sudah ada dalam rentang" in baca(jawaban).teks
    assert RentangKoordinasi.objects.filter(edisi=draf, unit=kab.id("kec-satu")).count() == 1


def test_a_preview_tells_what_others_did_in_the_meantime(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    satu, lain = dua(sari, kab)
    punya = buka(lain, draf) | {f"h-{kab.id('dinkes')}": "c", "lakukan": "susun:99"}
    simpan(satu, draf, buka(satu, draf) | {f"h-{kab.id('dinkes')}": "d"})
    teks = baca(lain.post(layar(draf), punya)).teks
    assert "huruf kini “d”, semula “a”" in teks


# --- What may not be ---------------------------------------------------------------------------------


def test_a_foreign_id_is_no_row_and_no_choice(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    asing = pabrik.kabupaten("98.02", "Kabupaten Lain", oleh=sari)
    data = buka(masuk, draf) | {f"k-{asing.id('dinkes')}": "0", f"h-{asing.id('dinkes')}": "x", "k-abc": "1"}
    assert simpan(masuk, draf, data).status_code == 302
    assert ubahan(draf) == []
    jawaban = simpan(masuk, draf, data, **{"d0-peraturan": str(asing.peraturan.pk)})
    assert jawaban.status_code == 422
    assert "tidak dikenal di daerah ini" in baca(jawaban).teks
    assert RentangKoordinasi.objects.filter(edisi=asing.edisi).count() == len(RENTANG)


def test_the_seal_of_another_edition_or_a_broken_one_writes_nothing(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    lain = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    data = buka(masuk, draf) | {f"k-{kab.id('dinkes')}": ""}
    for lihat in (buka(masuk, lain)["lihat"][0], "", "omong kosong", data["lihat"][0][:-2]):
        jawaban = simpan(masuk, draf, data, lihat=lihat)
        assert jawaban.status_code == 422
        assert "tidak lengkap atau kedaluwarsa" in baca(jawaban).teks
    assert ubahan(draf) == ubahan(lain) == []


@pytest.mark.parametrize(
    ("ruas", "isi", "kata"),
    [
        ("h-{}", "abcdef", "paling panjang 5"),
        ("h-{}", "a!", "bukan huruf atau angka"),
        ("u-{}-1", "-3", "harus angka"),
        ("u-{}-1", "9" * 5000, "harus angka"),
        ("k-{}", "77", "tidak dikenal"),
        ("k-{}", "9" * 5000, "tidak dikenal"),
        ("d0-pangkal", "entah di mana", "Dasar"),
        ("d0-pangkal", "P" * 5000, "Dasar"),
        ("d0-makna", "menyayangi", "Arti kata kerja"),
        ("d0-verba", "x" * 101, "paling panjang 100"),
        ("d0-peraturan", "٣", "tidak dikenal"),
    ],
)
def test_hostile_input_comes_back_as_a_sentence(
    ruas: str, isi: str, kata: str, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    jawaban = simpan(masuk, draf, buka(masuk, draf), **{ruas.format(kab.id("dinkes")): isi})
    assert jawaban.status_code == 422
    assert kata in baca(jawaban).teks
    assert ubahan(draf) == []


def test_control_characters_and_markup_are_text(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf)
    assert simpan(masuk, draf, data, **{"d0-verba": "<b>mem\x00bina\x07</b>"}, alasan="a\x00b").status_code == 302
    isi = masuk.get(layar(draf)).content.decode()
    assert "&lt;b&gt;membina&lt;/b&gt;" in isi
    assert ubahan(draf)[0].alasan == "ab"


def test_a_submitted_draft_and_a_published_edition_are_read_only(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf) | {f"k-{kab.id('dinkes')}": ""}
    Edisi.objects.filter(pk=draf.pk).update(keadaan="diajukan")
    for edisi in (draf, kab.edisi):
        jawaban = masuk.get(layar(edisi))
        assert FORM not in formulir(jawaban)
        teks = baca(jawaban).teks
        assert "Dinas Kesehatan" in teks
        assert "Pasal 5 ayat (1) huruf a" in teks
    jawaban = simpan(masuk, draf, data)
    assert jawaban.status_code == 409
    assert "diajukan" in baca(jawaban).teks
    assert bidang(jawaban, FORM)[f"k-{kab.id('dinkes')}"] == [""]
    assert RentangKoordinasi.objects.filter(edisi=draf).count() == len(RENTANG)


def test_roles_and_regions(kab: Kabupaten, draf: Edisi, client: Client) -> None:
    lain = pabrik.daerah("97.01", "Kabupaten Asing")
    for nama, peran, milik, baca_status, tulis_status in (
        ("pemeriksa", "pemeriksa", kab.daerah, 200, 403),
        ("auditor", "auditor", kab.daerah, 200, 403),
        ("asing", "pengelola", lain, 404, 404),
        ("tamu", "", None, 403, 403),
    ):
        client.force_login(pabrik.pengguna(nama, peran, milik))
        jawaban = client.get(layar(draf))
        assert jawaban.status_code == baca_status, nama
        assert baca_status != 200 or FORM not in formulir(jawaban)
        for lakukan in ("simpan", "tetapkan", "kelengkapan"):
            assert client.post(layar(draf), {"lakukan": lakukan}).status_code == tulis_status, nama
    assert ubahan(draf) == []
