"""The screen of a unit's matters: typed, chosen, lettered, moved, taken out; refused in words; undone as one act."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.models import Edisi, Tindakan
from registry.services import buat_rancangan, terapkan, urungkan
from relations.models import BidangStafAhli, Urusan, UrusanPerangkat
from relations.susunan_urusan import Dikenal, KatalogUrusan, TulisanSalah
from tests import pabrik
from tests.isian import alamat, baca, ketat_rentang
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db

Kirim = Callable[..., Any]
DAFTAR = [
    ("1.01", "pendidikan"), ("1.02", "kesehatan"), ("2.16", "komunikasi dan informatika"),
    ("2.19", "kepemudaan dan olah raga"), ("", "ketenteraman dan ketertiban umum"),
]  # fmt: skip


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def daftar(db: None) -> dict[str, int]:
    """A short national list."""
    return {
        nama: Urusan.objects.create(kode=kode or None, nama=nama, kelompok="pelayanan_dasar").pk
        for kode, nama in DAFTAR
    }


@pytest.fixture
def kab(db: None, sari: User) -> Kabupaten:
    return pabrik.kabupaten(oleh=sari, bagan={**BAGAN, "staf": ("Staf Ahli Hukum", "staf_ahli", "bupati")})


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )


def layar(draf: Edisi, badan: int) -> str:
    return reverse("admin:struktur_urusan", args=[draf.pk, badan])


def isian(jawaban: Any) -> dict[str, str]:
    """What the browser would post from the screen as it stands."""
    konteks = jawaban.context
    susunan, data = konteks["susunan"], {"lihat": konteks["lihat"], "jumlah": str(konteks["jumlah"])}
    data |= {"peraturan": str(susunan.peraturan or ""), "pangkal": susunan.pangkal}
    for n, baris in enumerate(konteks["baris"]):
        data |= {f"u{n}": baris.teks, f"t{n}": baris.tertulis, f"c{n}": baris.catatan, f"b{n}": str(baris.lama or "")}
        if susunan.berhuruf:
            data |= {f"h{n}": baris.huruf, f"n{n}": "" if baris.nomor is None else str(baris.nomor)}
    return data


@pytest.fixture
def kirim(masuk: Client, draf: Edisi) -> Kirim:
    """Open the screen of a body and post it with `ganti` typed over it."""

    def lakukan(badan: int, semula: dict[str, str] | None = None, **ganti: str) -> Any:
        data = semula if semula is not None else isian(masuk.get(layar(draf, badan)))
        return masuk.post(layar(draf, badan), {**data, **ganti})

    return lakukan


def bidang(draf: Edisi) -> list[tuple[str, str, str]]:
    semua = BidangStafAhli.objects.filter(edisi=draf).order_by("urutan").values_list("huruf", "urusan__nama", "rujukan")
    return list(semua)


def pesan(jawaban: Any) -> str:
    """Refusals and remarks of the screen."""
    ada = re.findall(
        r'class="(?:susun-galat|errorlist|errornote)"[^>]*>(.*?)</(?:p|ul)>', jawaban.content.decode(), re.S
    )
    return " ".join(re.sub(r"<[^>]+>", " ", " ".join(ada)).split()).replace("&quot;", '"')


def terakhir(draf: Edisi) -> Tindakan:
    return Tindakan.objects.atas(draf)[0]


# Matters of a body ---------------------------------------------------------------------------------------


def test_a_body_is_given_matters_from_the_list_by_name_or_code_and_in_words_of_its_own(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    jawaban = kirim(
        kab.id("dinkes"), u0="1.02 kesehatan", u1="Pendidikan", u2="kebun raya", c2="Dibaca dari namanya.",
        pangkal="pasal 9 ayat 2",
    )  # fmt: skip
    assert jawaban["Location"] == f"{reverse('admin:edisi_struktur', args=[draf.pk])}#u{kab.id('dinkes')}"
    semua = UrusanPerangkat.objects.filter(edisi=draf).order_by("id")
    assert [(satu.urusan.nama, satu.rujukan, satu.catatan) for satu in semua.select_related("urusan")] == [
        ("kesehatan", "Pasal 9 ayat (2)", ""),
        ("pendidikan", "Pasal 9 ayat (2)", ""),
        ("kebun raya", "Pasal 9 ayat (2)", "Dibaca dari namanya."),
    ]
    assert {satu.peraturan for satu in semua} == {kab.peraturan}
    baru = Urusan.objects.get(nama="kebun raya")
    assert (baru.kode, baru.kelompok, Urusan.history.get(id=baru.pk).history_nama) == (None, "lain", "Sari Wulandari")
    assert terakhir(draf).ringkas == "Urusan Dinas Kesehatan: ditambah kesehatan, pendidikan dan 1 lain"
    struktur = baca(masuk.get(reverse("admin:edisi_struktur", args=[draf.pk]))).teks
    assert "urusan pendidikan, kesehatan dan 1 lain" in struktur
    unit = baca(masuk.get(reverse("admin:struktur_unit", args=[draf.pk, kab.id("dinkes")]))).teks
    assert "kesehatan 1.02 pendidikan 1.01 kebun raya" in unit


def test_a_second_body_starts_from_the_basis_of_the_others(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    kirim(kab.id("dinkes"), u0="kesehatan", pangkal="Pasal 9 ayat (2)")
    susunan = masuk.get(layar(draf, kab.id("disdik"))).context["susunan"]
    assert (susunan.peraturan, susunan.pangkal) == (kab.peraturan.pk, "Pasal 9 ayat (2)")


def test_taking_out_emptying_and_replacing_are_one_act_that_is_undone_whole(
    kirim: Kirim, kab: Kabupaten, draf: Edisi, sari: User, daftar: dict[str, int]
) -> None:
    badan = kab.id("dinkes")
    kirim(badan, u0="kesehatan", u1="pendidikan", u2="kepemudaan dan olah raga")
    kirim(badan, x0="on", u1="", u2="komunikasi dan informatika")
    semua = UrusanPerangkat.objects.filter(edisi=draf).values_list("urusan__nama", flat=True)
    assert list(semua) == ["komunikasi dan informatika"]
    assert terakhir(draf).ringkas == (
        "Urusan Dinas Kesehatan: ditambah komunikasi dan informatika; dikeluarkan kesehatan, pendidikan dan 1 lain"
    )
    urungkan(tindakan=terakhir(draf), oleh=sari)
    assert set(semua.all()) == {"kesehatan", "pendidikan", "kepemudaan dan olah raga"}


def test_what_is_as_it_was_writes_nothing(kirim: Kirim, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]) -> None:
    kirim(kab.id("dinkes"), u0="kesehatan", t0="kesehatan rakyat")
    kirim(kab.id("staf"), u0="kesehatan", u1="pendidikan")
    sebelum = Tindakan.objects.count()
    for badan in ("dinkes", "staf"):
        assert kirim(kab.id(badan)).status_code == 302
    assert Tindakan.objects.count() == sebelum


@pytest.mark.parametrize(
    ("isi", "kata"),
    [
        ({"u0": "9.99 apa saja"}, "Kode 9.99 tidak ada dalam daftar nasional. Tulis urusannya tanpa kode."),
        ({"u0": "1.02 pendidikan"}, "1.02 adalah kesehatan, bukan pendidikan. Tulis salah satu."),
        ({"u0": "12.3 kesehatan"}, "Kode urusan ditulis seperti 1.02, diikuti namanya."),
        ({"u0": "?!"}, "Tulis nama urusannya."),
        ({"t0": "kata naskah"}, "Tulis nama urusannya."),
        ({"u0": "x" * 201}, "Nama urusan paling panjang 200 huruf."),
        ({"u0": "kesehatan", "c0": "x" * 2001}, "Tulisan naskah dan catatan paling panjang 2000 huruf."),
        ({"u0": "kesehatan", "u1": "1.02"}, "Urusan ini sudah ada di baris 1."),
        ({"u0": "taman kota", "u1": "Taman Kota"}, "Urusan ini sudah ada di baris 1."),
        ({"u0": "kesehatan", "pangkal": "pasal apa"}, "bukan nomor atau huruf untuk"),
        ({"u0": "kesehatan", "peraturan": "999999"}, "Peraturan yang dipilih tidak dikenal di daerah ini."),
        ({"u0": "ketentraman dan ketertiban umum"}, "Mirip “ketenteraman dan ketertiban umum” dalam daftar."),
    ],
)
def test_what_cannot_be_read_is_said_beside_it_and_the_input_stays(
    isi: dict[str, str], kata: str, kirim: Kirim, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    jawaban = kirim(kab.id("dinkes"), **isi)
    assert jawaban.status_code == 422
    assert kata in pesan(jawaban)
    assert not UrusanPerangkat.objects.filter(edisi=draf).exists()
    assert Urusan.objects.count() == len(DAFTAR)
    kembali = isian(jawaban)
    assert all(kembali[nama] == nilai for nama, nilai in isi.items() if nama[0] in "utc")


def test_a_name_that_looks_like_another_one_is_taken_once_the_person_says_that_it_is_not(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    tolak = kirim(kab.id("dinkes"), u0="ketentraman dan ketertiban umum")
    assert 'name="l0"' in tolak.content.decode()
    assert kirim(kab.id("dinkes"), isian(tolak), l0="on").status_code == 302
    assert Urusan.objects.get(nama="ketentraman dan ketertiban umum").urusan_perangkat.filter(edisi=draf).exists()


# The field of a Staf Ahli --------------------------------------------------------------------------------


def test_a_staf_ahli_gets_letters_an_order_and_the_print_beside_the_code(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    badan = kab.id("staf")
    kirim(
        badan,
        u0="pendidikan",
        h0="a",
        u1="2.19 pemuda dan olahraga",
        u2="pelayanan publik",
        pangkal="Pasal 13 ayat (3)",
    )
    assert bidang(draf) == [
        ("a", "pendidikan", "Pasal 13 ayat (3) huruf a"),
        ("b", "kepemudaan dan olah raga", "Pasal 13 ayat (3) huruf b"),
        ("c", "pelayanan publik", "Pasal 13 ayat (3) huruf c"),
    ]
    assert BidangStafAhli.objects.get(edisi=draf, huruf="b").tertulis == "pemuda dan olahraga"
    assert "membidangi 3 urusan" in baca(masuk.get(reverse("admin:edisi_struktur", args=[draf.pk]))).teks
    unit = baca(masuk.get(reverse("admin:struktur_unit", args=[draf.pk, badan]))).teks
    assert "a. pendidikan 1.01 b. kepemudaan dan olah raga 2.19 c. pelayanan publik" in unit


def test_rows_are_moved_by_button_or_number_and_lettered_anew_before_anything_is_written(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    badan = kab.id("staf")
    kirim(badan, u0="pendidikan", h0="a", u1="kesehatan", u2="komunikasi dan informatika", pangkal="Pasal 4")
    naik = kirim(badan, lakukan="naik:2")
    assert [satu.teks[5:] for satu in naik.context["baris"][:3]] == [
        "pendidikan",
        "komunikasi dan informatika",
        "kesehatan",
    ]
    assert "Belum disimpan." in baca(naik).teks
    assert [huruf for huruf, _, _ in bidang(draf)] == ["a", "b", "c"]
    assert [nama for _, nama, _ in bidang(draf)] == ["pendidikan", "kesehatan", "komunikasi dan informatika"]
    disusun = kirim(badan, isian(naik), lakukan="susun")
    kirim(badan, isian(disusun), lakukan="simpan")
    assert bidang(draf) == [
        ("a", "pendidikan", "Pasal 4 huruf a"),
        ("b", "komunikasi dan informatika", "Pasal 4 huruf b"),
        ("c", "kesehatan", "Pasal 4 huruf c"),
    ]
    assert terakhir(draf).ringkas == "Urusan Staf Ahli Hukum: 2 diubah"
    kirim(badan, n2="1")  # the last row to the first place
    assert [nama for _, nama, _ in bidang(draf)] == ["kesehatan", "pendidikan", "komunikasi dan informatika"]
    kirim(badan, n0="3")  # and back
    assert [nama for _, nama, _ in bidang(draf)] == ["pendidikan", "komunikasi dan informatika", "kesehatan"]


def test_more_rows_are_asked_for_without_losing_what_was_typed(kirim: Kirim, kab: Kabupaten, daftar: Any) -> None:
    jawaban = kirim(kab.id("staf"), u0="pendidikan", u1="taman kota", lakukan="tambah")
    assert [satu.teks for satu in jawaban.context["baris"]][:2] == ["pendidikan", "taman kota"]
    assert len(jawaban.context["baris"]) == 2 + 3 + 5


@pytest.mark.parametrize("huruf", ["a b", "abcdef", "§"])
def test_a_letter_that_is_none_is_refused(huruf: str, kirim: Kirim, kab: Kabupaten, draf: Edisi, daftar: Any) -> None:
    jawaban = kirim(kab.id("staf"), u0="pendidikan", h0=huruf)
    assert jawaban.status_code == 422
    assert f"“{huruf}” bukan huruf atau angka; tulis misalnya c." in pesan(jawaban)


def test_a_row_with_a_basis_of_its_own_keeps_it(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    badan, lain = kab.id("staf"), pabrik.peraturan(kab.daerah, "5", 2019)
    dasar = {"peraturan_id": kab.peraturan.pk, "urutan": 1}
    terapkan(
        edisi=draf,
        oleh=None,
        ubah={
            ("bidangstafahli", (badan, daftar["pendidikan"])): {**dasar, "huruf": "a", "rujukan": "Pasal 4 huruf a"},
            ("bidangstafahli", (badan, daftar["kesehatan"])): {
                **dasar, "huruf": "b", "rujukan": "Pasal 4 huruf b", "urutan": 2},
            ("bidangstafahli", (badan, daftar["komunikasi dan informatika"])): {
                "peraturan_id": lain.pk, "huruf": "c", "rujukan": "Lampiran II", "urutan": 3},
        },
    )  # fmt: skip
    assert "dasar sendiri: Lampiran II" in baca(masuk.get(layar(draf, badan))).teks
    kirim(badan, pangkal="Pasal 8 ayat (1)")
    assert [rujukan for _, _, rujukan in bidang(draf)] == [
        "Pasal 8 ayat (1) huruf a", "Pasal 8 ayat (1) huruf b", "Lampiran II",
    ]  # fmt: skip
    assert BidangStafAhli.objects.get(edisi=draf, huruf="c").peraturan == lain


# Two at once, and those who may not ----------------------------------------------------------------------


def test_what_somebody_else_wrote_meanwhile_is_told_and_kept(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    badan = kab.id("staf")
    kirim(badan, u0="pendidikan", h0="a", u1="kesehatan")
    lama = isian(masuk.get(layar(draf, badan)))
    budi = pabrik.pengguna("budi", first_name="Budi")
    asing = {"huruf": "x", "urutan": 9, "peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 3 huruf x"}
    terapkan(
        edisi=draf,
        oleh=budi,
        ubah={
            ("bidangstafahli", (badan, daftar["pendidikan"])): {"tertulis": "pendidikan rakyat"},
            ("bidangstafahli", (badan, daftar["komunikasi dan informatika"])): asing,
        },
    )
    bentrok = kirim(badan, lama, c0="catatan saya")
    assert bentrok.status_code == 409
    assert "Diubah oleh Budi" in pesan(bentrok)
    assert "Isian Anda masih di bawah dan belum disimpan." in pesan(bentrok)
    kembali = isian(bentrok)
    assert kembali["c0"] == "catatan saya"
    assert kembali["u2"] == "2.16 komunikasi dan informatika"
    assert kirim(badan, kembali, t0="pendidikan rakyat").status_code == 302
    assert len(bidang(draf)) == 3
    satu = BidangStafAhli.objects.get(edisi=draf, urusan=daftar["pendidikan"])
    assert (satu.catatan, satu.tertulis) == ("catatan saya", "pendidikan rakyat")


def test_a_draft_that_was_submitted_meanwhile_takes_nothing_and_makes_no_matter(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    badan = kab.id("dinkes")
    lama = isian(masuk.get(layar(draf, badan)))
    Edisi.objects.filter(pk=draf.pk).update(keadaan="diajukan")
    jawaban = kirim(badan, lama, u0="taman kota")
    assert jawaban.status_code == 409
    assert "diajukan" in pesan(jawaban)
    assert isian(jawaban)["u0"] == "taman kota"
    assert not Urusan.objects.filter(nama="taman kota").exists()
    assert masuk.get(layar(draf, badan))["Location"].endswith(f"/struktur/{badan}/")


def test_a_foreign_or_stale_form_is_refused_in_words(
    kirim: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    data = isian(masuk.get(layar(draf, kab.id("dinkes"))))
    for badan, lihat in (
        (kab.id("dinkes"), "palsu"),
        (kab.id("disdik"), data["lihat"]),
        (kab.id("staf"), data["lihat"]),
    ):
        jawaban = masuk.post(layar(draf, badan), {**data, "lihat": lihat, "u0": "kesehatan"})
        assert jawaban.status_code == 422
        assert "Buka ulang halamannya" in pesan(jawaban)
    aneh = {"jumlah": "99999999999999999999", "lakukan": "naik:99999", "b0": "x", "n0": "-1", "u0": "kesehatan"}
    assert (
        masuk.post(layar(draf, kab.id("staf")), {**isian(masuk.get(layar(draf, kab.id("staf")))), **aneh}).status_code
        == 200
    )
    assert not UrusanPerangkat.objects.filter(edisi=draf).exists()


def test_only_who_may_edit_in_that_region_opens_the_screen(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    client.force_login(pabrik.pengguna("auditor", "auditor"))
    assert client.get(layar(draf, kab.id("dinkes"))).status_code == 403
    assert client.post(layar(draf, kab.id("dinkes")), {}).status_code == 403
    client.force_login(pabrik.pengguna("asing", "pengelola", pabrik.daerah("98.01", "Kabupaten Lain")))
    assert client.get(layar(draf, kab.id("dinkes"))).status_code == 404


def test_words_of_other_regions_drafts_are_offered_and_listed_nowhere(
    client: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain", terbit=False)
    terendap = Urusan.objects.create(nama="pulau terendap").pk
    terapkan(edisi=lain.edisi, ubah={("urusanperangkat", (lain.id("dinkes"), terendap)): {}}, oleh=None)
    client.force_login(pabrik.pengguna("sini", "pengelola", kab.daerah))
    assert "terendap" not in client.get(layar(draf, kab.id("dinkes"))).content.decode()
    assert "terendap" not in client.get(alamat(Urusan, "changelist")).content.decode()
    assert client.get(alamat(Urusan, "change", terendap)).status_code == 404
    cari = {"app_label": "relations", "model_name": "urusanperangkat", "field_name": "urusan", "term": "terendap"}
    assert client.get(reverse("admin:autocomplete"), cari).json()["results"] == []
    tambah = alamat(UrusanPerangkat, "add") + f"?edisi={draf.pk}"
    isi = {"perangkat_daerah": kab.id("dinkes"), "urusan": terendap, "lihat": ""}
    client.post(tambah, isi)
    assert not UrusanPerangkat.objects.filter(edisi=draf).exists()
    client.force_login(pabrik.pengguna("nasional", "pengelola"))
    assert "terendap" in client.get(alamat(Urusan, "changelist")).content.decode()


@pytest.mark.parametrize("kunci", ["dinkes", "staf"])
def test_the_screen_costs_the_same_for_no_matter_and_for_many(
    kunci: str, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    def hitung() -> int:
        with CaptureQueriesContext(connection) as kueri:
            assert masuk.get(layar(draf, kab.id(kunci))).status_code == 200
        return len(kueri)

    kosong = hitung()
    isi = "bidangstafahli" if kunci == "staf" else "urusanperangkat"
    semua = [Urusan.objects.create(nama=f"urusan nomor {n}").pk for n in range(60)]
    terapkan(edisi=draf, ubah={(isi, (kab.id(kunci), satu)): {} for satu in semua}, oleh=None)
    assert hitung() <= kosong + 1  # and the last act, to undo
    assert kosong <= 14


# Reading what was typed ----------------------------------------------------------------------------------


def test_what_is_typed_means_one_matter() -> None:
    katalog = KatalogUrusan(Dikenal(n, kode, nama) for n, (kode, nama) in enumerate(DAFTAR, 1))
    assert katalog.baca("1.02") == (2, "kesehatan", "")
    assert katalog.baca("1.02: Kesehatan") == (2, "kesehatan", "")
    assert katalog.baca("komunikasi, dan informatika") == (3, "komunikasi dan informatika", "")
    assert katalog.baca("2.16 kominfo") == (3, "komunikasi dan informatika", "kominfo")
    assert katalog.baca("pelayanan publik") == (None, "pelayanan publik", "")
    assert katalog.serupa("kesehatann") == "kesehatan"
    assert katalog.serupa("perhubungan") == ""
    with pytest.raises(TulisanSalah):
        katalog.baca("1,02 kesehatan")


# Rules ---------------------------------------------------------------------------------------------------


def test_matters_without_a_staf_ahli_are_one_remark(
    masuk: Client, kab: Kabupaten, draf: Edisi, daftar: dict[str, int]
) -> None:
    def catatan() -> str:
        return baca(masuk.get(reverse("admin:edisi_terbitkan", args=[draf.pk]))).teks

    tramtib = daftar["ketenteraman dan ketertiban umum"]
    luas = Urusan.objects.create(kode="1.05", nama="ketenteraman luas", kelompok="pelayanan_dasar").pk
    Urusan.objects.filter(pk=tramtib).update(bagian_dari=luas)
    terapkan(
        edisi=draf,
        oleh=None,
        ubah={("urusanperangkat", (kab.id("dinkes"), satu)): {} for satu in (*daftar.values(), luas)},
    )
    assert "Tidak dibidangi" not in catatan()  # no field is recorded: nobody can tell
    terapkan(edisi=draf, ubah={("bidangstafahli", (kab.id("staf"), tramtib)): {}}, oleh=None)
    tanpa = "kepemudaan dan olah raga, kesehatan, komunikasi dan informatika, pendidikan"
    assert catatan().count(f"Tidak dibidangi Staf Ahli mana pun: {tanpa}.") == 1
    assert "ketenteraman luas" not in catatan()  # its part is covered
    assert "mempunyai bidang Staf Ahli" not in catatan()
    terapkan(edisi=draf, ubah={("bidangstafahli", (kab.id("sekda"), luas)): {}}, oleh=None)
    assert "Sekretaris Daerah mempunyai bidang Staf Ahli, tetapi bukan Staf Ahli dalam bagan." in catatan()
