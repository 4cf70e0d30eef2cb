"""The screen Rentang: units against koordinator, by real posts of the form that the screen shows."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.matriks import nama_pendek
from coordination.models import RentangKoordinasi
from registry.models import Edisi
from registry.services import buat_rancangan, terapkan, urungkan
from tests import pabrik
from tests.formulir_laman import bidang
from tests.isian import baca, ketat_rentang
from tests.pabrik import BAGAN, RENTANG, Kabupaten
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


def test_a_unit_moves_with_verb_pinpoint_and_the_next_free_letter(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf) | pilih(masuk, draf, kab.id("dinkes"), ASISTEN["asisten-2"])
    jawaban = simpan(masuk, draf, data)
    assert jawaban.status_code == 302
    satu = baris(draf, kab.id("dinkes"))
    assert (satu.koordinator_id, satu.huruf, satu.rujukan) == (kab.id("asisten-2"), "b", "Pasal 5 ayat (2) huruf b")
    assert satu.urutan == 4
    (tindakan,) = ubahan(draf)
    assert tindakan.ringkas == f"Dinas Kesehatan dipindah ke {ASISTEN['asisten-2']}"
    assert [isi["kunci"] for isi in tindakan.sesudah or []] == [[kab.id("dinkes"), 1]]
    urungkan(tindakan=tindakan, oleh=None)
    assert baris(draf, kab.id("dinkes")).rujukan == "Pasal 5 ayat (1) huruf a"


def test_remarks_on_the_old_pinpoint_do_not_travel(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    kunci = ("rentangkoordinasi", (kab.id("dinkes"), 1))
    terapkan(edisi=draf, ubah={kunci: {"tertulis": "Dinas Kesehtan", "catatan": "salah cetak"}}, oleh=sari)
    assert "tertulis lain" in baca(masuk.get(layar(draf))).teks
    simpan(masuk, draf, buka(masuk, draf) | pilih(masuk, draf, kab.id("dinkes"), ASISTEN["asisten-2"]))
    satu = baris(draf, kab.id("dinkes"))
    assert (satu.tertulis, satu.catatan) == ("", "")


def test_a_unit_is_given_its_first_koordinator_and_released_again(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    simpan(masuk, draf, buka(masuk, draf) | {f"k-{kab.id('disdik')}": ""})
    assert not RentangKoordinasi.objects.filter(edisi=draf, unit=kab.id("disdik")).exists()
    teks = baca(masuk.get(layar(draf))).teks
    assert "Belum berkoordinator (1)" in teks
    assert "Dinas Pendidikan tidak mempunyai koordinator." in teks
    simpan(masuk, draf, buka(masuk, draf) | pilih(masuk, draf, kab.id("disdik"), ASISTEN["asisten-1"]))
    satu = baris(draf, kab.id("disdik"))
    assert (satu.huruf, satu.rujukan, satu.verba) == ("c", "Pasal 5 ayat (1) huruf c", "mengoordinasikan")
    assert [tindakan.ringkas for tindakan in ubahan(draf)] == [
        f"Dinas Pendidikan diberi koordinator {ASISTEN['asisten-1']}",
        "Dinas Pendidikan dilepas dari koordinatornya",
    ]


def test_a_letter_typed_for_a_moved_unit_wins(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf) | pilih(masuk, draf, kab.id("dinkes"), ASISTEN["asisten-2"])
    simpan(masuk, draf, data | {f"h-{kab.id('dinkes')}": "z"})
    assert baris(draf, kab.id("dinkes")).rujukan == "Pasal 5 ayat (2) huruf z"


def test_the_basis_of_a_koordinator_changes_all_its_rows_in_one_act(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    baru = pabrik.peraturan(kab.daerah, "", 2024, kunci="perbup-rancangan-2024")
    data = buka(masuk, draf)
    ke = next(nama for nama, isi in data.items() if isi == ["Pasal 5 ayat (1)"]).removesuffix("-pangkal")
    ganti = {f"{ke}-pangkal": "psl 7(2)", f"{ke}-verba": "membina", f"{ke}-peraturan": str(baru.pk)}
    simpan(masuk, draf, data, **ganti, alasan="Perbup baru")
    for unit, huruf in (("dinkes", "a"), ("kecamatan", "b")):
        satu = baris(draf, kab.id(unit))
        assert (satu.rujukan, satu.verba, satu.peraturan_id) == (f"Pasal 7 ayat (2) huruf {huruf}", "membina", baru.pk)
    assert baris(draf, kab.id("disdik")).rujukan == "Pasal 5 ayat (2) huruf a"
    (tindakan,) = ubahan(draf)
    assert (tindakan.ringkas, tindakan.alasan) == (f"Dasar rentang {ASISTEN['asisten-1']} diubah", "Perbup baru")


def test_a_koordinator_without_a_basis_gets_one_with_its_first_unit(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf)
    klik = pilih(masuk, draf, kab.id("dinkes"), ASISTEN["asisten-3"])
    ke = next(iter(klik.values()))
    simpan(masuk, draf, data | klik, **{f"d{ke}-pangkal": "Pasal 5 ayat (3)"})
    satu = baris(draf, kab.id("dinkes"))
    assert (satu.rujukan, satu.urutan, satu.peraturan_id) == ("Pasal 5 ayat (3) huruf a", 1, kab.peraturan.pk)


def test_ticked_units_are_set_together_and_shown_before_they_are_saved(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    klik = pilih(masuk, draf, kab.id("dinkes"), ASISTEN["asisten-2"])
    ke = next(iter(klik.values()))
    pilihan = [str(kab.id("dinkes")), str(kab.id("kec-satu"))]
    jawaban = masuk.post(layar(draf), buka(masuk, draf) | {"pilih": pilihan, "masal": ke, "lakukan": "tetapkan"})
    assert jawaban.status_code == 200
    assert "2 baris berubah dan belum disimpan" in baca(jawaban).teks
    assert ubahan(draf) == []
    simpan(masuk, draf, bidang(jawaban, FORM))
    (tindakan,) = ubahan(draf)
    assert len(tindakan.sesudah or []) == 2
    # As the rows stand on the screen: Dinas before Kecamatan.
    assert [baris(draf, kab.id(unit)).huruf for unit in ("disdik", "dinkes", "kec-satu")] == ["a", "b", "c"]


def test_ticked_units_are_released_together(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    pilihan = [str(kab.id("dinkes")), str(kab.id("disdik"))]
    jawaban = masuk.post(layar(draf), buka(masuk, draf) | {"pilih": pilihan, "masal": "lepas", "lakukan": "tetapkan"})
    assert f"dilepas dari {ASISTEN['asisten-1']}" in baca(jawaban).teks
    simpan(masuk, draf, bidang(jawaban, FORM))
    assert RentangKoordinasi.objects.filter(edisi=draf).count() == len(RENTANG) - 2


@pytest.mark.parametrize("masal", ["", "99", "-1", "x" * 50, "9" * 6000])
def test_setting_ticked_units_needs_a_choice(masal: str, masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    data = buka(masuk, draf) | {"pilih": [str(kab.id("dinkes"))], "masal": masal, "lakukan": "tetapkan"}
    jawaban = masuk.post(layar(draf), data)
    assert jawaban.status_code == 422
    assert "Pilih dulu koordinator" in baca(jawaban).teks


def test_a_choice_taken_back_before_saving_leaves_the_row_as_it_was(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    unit = kab.id("dinkes")
    semula = buka(masuk, draf)[f"k-{unit}"]
    ke = next(iter(pilih(masuk, draf, unit, ASISTEN["asisten-2"]).values()))
    jawaban = masuk.post(layar(draf), buka(masuk, draf) | {"pilih": [str(unit)], "masal": ke, "lakukan": "tetapkan"})
    lain = next(iter(pilih(masuk, draf, unit, ASISTEN["asisten-3"]).values()))
    lagi = masuk.post(layar(draf), bidang(jawaban, FORM) | {f"k-{unit}": lain, "lakukan": "susun:99"})
    assert bidang(lagi, FORM)[f"h-{unit}"] == ["a"]  # not the b that asisten-2 would have given
    kembali = simpan(masuk, draf, bidang(lagi, FORM) | {f"k-{unit}": semula, f"h-{unit}": "a"})
    assert kembali.status_code == 302
    assert ubahan(draf) == []


def banyak(sari: User, huruf: list[str]) -> tuple[Kabupaten, Edisi]:
    """A draft whose Asisten 2 has a list with these letters."""
    bagan = {**BAGAN, **{f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(1, len(huruf) + 1)}}
    rentang = {f"dinas-{n}": ("asisten-2", satu) for n, satu in enumerate(huruf, 1)}
    kab = pabrik.kabupaten("98.01", "Kabupaten Huruf", bagan=bagan, rentang=rentang, oleh=sari, terbit=False)
    return kab, kab.edisi


def susunan_huruf(kab: Kabupaten, edisi: Edisi) -> list[str]:
    return [satu.huruf for satu in RentangKoordinasi.objects.pada(edisi).menurut_naskah()]


def test_letters_are_set_anew_in_order_and_shared_letters_stay_shared(masuk: Client, sari: User) -> None:
    kab, edisi = banyak(sari, ["b", "d", "d", "f"])
    assert "huruf belum berurutan" in baca(masuk.get(layar(edisi))).teks
    jawaban = masuk.post(layar(edisi), buka(masuk, edisi) | {"lakukan": "susun"})
    assert susunan_huruf(kab, edisi) == ["b", "d", "d", "f"]
    assert "3 baris berubah" not in baca(jawaban).teks
    assert simpan(masuk, edisi, bidang(jawaban, FORM)).status_code == 302
    assert susunan_huruf(kab, edisi) == ["a", "b", "b", "c"]
    assert baris(edisi, kab.id("dinas-4")).rujukan == "Pasal 5 ayat (2) huruf c"
    assert ubahan(edisi)[0].ringkas == "Huruf 4 unit disusun"


def test_a_shared_letter_is_parted_where_the_person_says_so(masuk: Client, sari: User) -> None:
    kab, edisi = banyak(sari, ["a", "b", "b", "c"])
    assert "Susun ulang, satu huruf satu unit" in baca(masuk.get(layar(edisi))).teks
    jawaban = masuk.post(layar(edisi), buka(masuk, edisi) | {"lakukan": "pisah:0"})
    assert simpan(masuk, edisi, bidang(jawaban, FORM)).status_code == 302
    assert susunan_huruf(kab, edisi) == ["a", "b", "c", "d"]
    assert "Susun ulang, satu huruf satu unit" not in baca(masuk.get(layar(edisi))).teks


def test_doubles_that_came_about_on_the_screen_are_parted(masuk: Client, sari: User) -> None:
    kab, edisi = banyak(sari, ["a", "b", "c"])
    data = buka(masuk, edisi) | {f"h-{kab.id('dinas-2')}": "a"}
    jawaban = masuk.post(layar(edisi), data | {"lakukan": "susun"})
    simpan(masuk, edisi, bidang(jawaban, FORM))
    assert susunan_huruf(kab, edisi) == ["a", "b", "c"]
    simpan(masuk, edisi, data)
    assert susunan_huruf(kab, edisi) == ["a", "a", "c"]  # what is typed and saved is what the text prints


def test_letters_go_on_after_z(masuk: Client, sari: User) -> None:
    kab, edisi = banyak(sari, ["c"] + [""] * 0 + [f"{chr(97 + n)}" for n in range(26)])
    data = buka(masuk, edisi) | pilih(masuk, edisi, kab.id("dinkes"), ASISTEN["asisten-2"])
    simpan(masuk, edisi, data)
    assert baris(edisi, kab.id("dinkes")).rujukan == "Pasal 5 ayat (2) huruf aa"


def test_order_changes_by_one_place_or_by_number(masuk: Client, sari: User) -> None:
    kab, edisi = banyak(sari, ["a", "b", "c"])
    kunci = f"{kab.id('dinas-3')}-1"
    jawaban = masuk.post(layar(edisi), buka(masuk, edisi) | {"lakukan": f"naik:{kunci}"})
    assert bidang(jawaban, FORM)[f"u-{kunci}"] == ["2"]
    jawaban = masuk.post(layar(edisi), bidang(jawaban, FORM) | {"lakukan": "susun"})
    simpan(masuk, edisi, bidang(jawaban, FORM))
    assert [baris(edisi, kab.id(f"dinas-{n}")).huruf for n in (1, 3, 2)] == ["a", "b", "c"]
    simpan(masuk, edisi, buka(masuk, edisi) | {f"u-{kunci}": "9"})
    assert baris(edisi, kab.id("dinas-3")).urutan == 9
    assert ubahan(edisi)[0].ringkas == "Urutan Dinas Nomor 3 diubah"


@pytest.mark.parametrize("lakukan", ["naik:0-0", "turun:x", "susun:99", "susun:" + "9" * 5000, "apa saja", "naik:"])
def test_a_button_that_names_nothing_changes_nothing(lakukan: str, masuk: Client, draf: Edisi) -> None:
    jawaban = masuk.post(layar(draf), buka(masuk, draf) | {"lakukan": lakukan})
    assert jawaban.status_code == 200
    assert ubahan(draf) == []


# --- What stands out ---------------------------------------------------------------------------------


def test_a_second_listing_and_a_unit_outside_the_structure_are_shown_as_such(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 5 ayat (3) huruf a", "huruf": "a", "utama": False}
    terapkan(
        edisi=draf,
        oleh=sari,
        ubah={
            ("rentangkoordinasi", (kab.id("dinkes"), 2)): {"koordinator_id": kab.id("asisten-3"), **dasar},
            ("kedudukan", (kab.id("disdik"),)): None,
        },
    )
    jawaban = masuk.get(layar(draf))
    teks = baca(jawaban).teks
    assert "disebut 2 kali" in teks
    assert f"juga disebut: {ASISTEN['asisten-3']}, Pasal 5 ayat (3) huruf a" in teks
    assert "Dalam rentang, tidak lagi dalam bagan (1)" in teks
    kedua = RentangKoordinasi.objects.get(edisi=draf, sebutan_ke=2)
    assert reverse("admin:coordination_rentangkoordinasi_change", args=[kedua.pk]) in baca(jawaban).tautan
    simpan(masuk, draf, bidang(jawaban, FORM))
    assert len(ubahan(draf)) == 1  # the one above


def test_a_row_with_a_pinpoint_of_its_own_is_left_alone(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    kunci = ("rentangkoordinasi", (kab.id("kecamatan"), 1))
    terapkan(edisi=draf, oleh=sari, ubah={kunci: {"rujukan": "Pasal 9 ayat (4)"}})
    jawaban = masuk.get(layar(draf))
    assert "dasar sendiri" in baca(jawaban).teks
    data = bidang(jawaban, FORM)
    ke = next(nama for nama, isi in data.items() if isi == ["Pasal 5 ayat (1)"])
    simpan(masuk, draf, data, **{ke: "Pasal 7"})
    assert baris(draf, kab.id("kecamatan")).rujukan == "Pasal 9 ayat (4)"
    assert baris(draf, kab.id("dinkes")).rujukan == "Pasal 7 huruf a"


def test_who_is_answered_through_another_is_told_and_not_called_uncovered(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    teks = baca(masuk.get(layar(draf))).teks
    assert f"dikoordinasikan {ASISTEN['asisten-1']}, melalui Kecamatan" in teks
    assert f"dibawahi {ASISTEN['asisten-1']}" in teks
    assert "Belum berkoordinator" not in teks
    assert "Kelompok, bukan perangkat daerah (1)" in teks


def test_completeness_is_kept_with_its_place_and_told_when_it_changed(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    satu, lain = dua(sari, kab)
    data = bidang(
        satu.get(layar(draf)), "form-kelengkapan", keadaan="sebagian", letak="psl 5", keterangan="Baru dua ayat."
    )
    punya = bidang(lain.get(layar(draf)), "form-kelengkapan", keadaan="belum_terbaca")
    assert satu.post(layar(draf), data | {"lakukan": "kelengkapan"}).status_code == 302
    draf.refresh_from_db()
    assert (draf.rentang, draf.rentang_rujukan, draf.rentang_keterangan) == ("sebagian", "Pasal 5", "Baru dua ayat.")
    jawaban = lain.post(layar(draf), punya | {"lakukan": "kelengkapan"})
    assert jawaban.status_code == 409
    assert "Kelengkapan kini “sebagian”, semula “lengkap”" in baca(jawaban).teks
    salah = satu.post(layar(draf), data | {"lakukan": "kelengkapan", "letak": "entah"})
    assert salah.status_code == 422


def test_an_edition_that_says_nothing_of_spans_says_so(client: Client, sari: User) -> None:
    kab = pabrik.kabupaten("98.03", "Kabupaten Diam", rentang={}, oleh=sari)
    client.force_login(sari)
    teks = baca(client.get(layar(kab.edisi))).teks
    assert "tidak diatur" in teks
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    teks = baca(client.get(layar(draf))).teks
    assert "Belum berkoordinator" not in teks


def test_short_names_are_for_phones_and_differ() -> None:
    semua = [*ASISTEN.values(), "Sekretaris Daerah", "Asisten Pemerintahan Umum", "Asisten I"]
    assert nama_pendek(semua) == [
        "Pemerintahan", "Perekonomian", "Adm. Umum", "Sekda", "Pemerintahan Umum", "Asisten I",
    ]  # fmt: skip


def test_queries_do_not_grow_with_units_and_koordinator(masuk: Client, sari: User) -> None:
    sedikit, _ = banyak(sari, ["a"])
    asisten = {f"asisten-{n}": (f"Asisten Nomor {n}", "asisten", "sekda") for n in (4, 5)}
    dinas = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(150)}
    rentang = {f"dinas-{n}": (f"asisten-{n % 5 + 1}", "a") for n in range(150)}
    besar = pabrik.kabupaten(
        "98.09", "Kabupaten Besar", bagan={**BAGAN, **asisten, **dinas}, rentang=rentang, oleh=sari, terbit=False
    )
    hitung = []
    for edisi in (sedikit.edisi, besar.edisi):
        masuk.get(layar(edisi))
        with CaptureQueriesContext(connection) as kueri:
            jawaban = masuk.get(layar(edisi))
        assert jawaban.status_code == 200
        hitung.append(len(kueri))
    assert hitung[0] == hitung[1]
    assert hitung[1] <= 30
    data = bidang(jawaban, FORM)
    with CaptureQueriesContext(connection) as kueri:
        assert simpan(masuk, besar.edisi, data | {"d0-verba": "membina"}).status_code == 302
    assert len(kueri) <= 20
