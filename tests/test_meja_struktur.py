"""The Struktur screen: every change is one act, seen rows are compared, and nothing breaks the tree."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry import isi_edisi, pohon
from registry.admin.kolom_unit import Unit
from registry.galat import Ditolak
from registry.models import Edisi, Kedudukan, PerangkatDaerah, Tindakan
from registry.services import PeraturanBaru, batalkan_rancangan, buat_rancangan, tambahkan, terapkan, terbitkan
from registry.services.struktur import LANGKAH, Simpul, sisipan
from tests import pabrik
from tests.isian import alamat, baca, isian, ketat_rentang
from tests.pabrik import BAGAN, Kabupaten, ada

pytestmark = pytest.mark.django_db

Kirim = Callable[..., Any]


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def budi(db: None) -> User:
    return pabrik.pengguna("budi", first_name="Budi", last_name="Santoso")


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )


def layar(draf: Edisi, nama: str = "edisi_struktur", *lain: Any) -> str:
    return reverse(f"admin:{nama}", args=[draf.pk, *lain])


def segel_layar(jawaban: Any) -> str:
    return str(jawaban.context["lihat"])


@pytest.fixture
def pindah(masuk: Client, draf: Edisi) -> Kirim:
    """Open the tree, then post a move (with an older seal where one is given)."""

    def lakukan(lihat: str | None = None, **isi: Any) -> Any:
        lihat = segel_layar(masuk.get(layar(draf))) if lihat is None else lihat
        return masuk.post(layar(draf, "struktur_pindah"), {"lihat": lihat, **isi})

    return lakukan


def urut(draf: Edisi, kab: Kabupaten, induk: str) -> list[str]:
    semua = Kedudukan.objects.pada(draf).filter(induk=kab.unit(induk, draf)).menurut_pohon()
    return [satu.nama for satu in semua]


def sehat(edisi: Edisi) -> bool:
    return pohon.periksa(Kedudukan._base_manager.filter(edisi=edisi)) == []


def terakhir(draf: Edisi) -> Tindakan:
    return Tindakan.objects.atas(draf)[0]


# Moving -----------------------------------------------------------------------------------------------


def test_a_unit_goes_under_another_one_in_one_act_told_as_the_user_would(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    jawaban = pindah(unit=kab.id("dinkes"), ke=kab.id("setda"))
    assert jawaban["Location"] == f"{layar(draf)}#u{kab.id('dinkes')}"
    assert kab.unit("dinkes", draf).induk == kab.unit("setda", draf)
    assert kab.unit("puskesmas", draf).induk == kab.unit("dinkes", draf)
    assert sehat(draf)
    assert terakhir(draf).ringkas == "Dinas Kesehatan dipindah ke bawah Sekretariat Daerah"
    assert terakhir(draf).sesudah == [
        {"isi": "kedudukan", "kunci": [kab.id("dinkes")], "nilai": {"induk": kab.id("setda")}}
    ]
    halaman = baca(masuk.get(layar(draf)))
    assert "Terakhir: Dinas Kesehatan dipindah ke bawah Sekretariat Daerah, oleh Sari Wulandari" in halaman.teks
    assert kab.unit("dinkes").induk == kab.unit("bupati")


def test_sisters_change_places_and_only_the_rows_that_must_are_touched(
    pindah: Kirim, kab: Kabupaten, draf: Edisi
) -> None:
    assert urut(draf, kab, "bupati") == ["Sekretariat Daerah", "Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan"]
    pindah(unit=kab.id("kecamatan"), ke=kab.id("bupati"), sebelum=kab.id("dinkes"))
    assert urut(draf, kab, "bupati") == ["Sekretariat Daerah", "Kecamatan", "Dinas Kesehatan", "Dinas Pendidikan"]
    # 3, 9, 10, 12: between 3 and 9 there is room, so that no sister is renumbered
    assert [satu["kunci"] for satu in terakhir(draf).sesudah or []] == [[kab.id("kecamatan")]]
    pindah(unit=kab.id("kecamatan"), ke=kab.id("bupati"), letak="awal")
    assert urut(draf, kab, "bupati")[0] == "Kecamatan"
    pindah(langkah=f"{kab.id('kecamatan')}:turun")
    assert urut(draf, kab, "bupati")[1] == "Kecamatan"
    pindah(langkah=f"{kab.id('kecamatan')}:naik")
    assert urut(draf, kab, "bupati")[0] == "Kecamatan"
    assert sehat(draf)


def test_a_step_in_goes_under_the_sister_above_and_a_step_out_after_the_parent(
    pindah: Kirim, kab: Kabupaten, draf: Edisi
) -> None:
    pindah(langkah=f"{kab.id('disdik')}:masuk")
    assert urut(draf, kab, "dinkes") == ["Puskesmas Contoh", "Dinas Pendidikan"]
    pindah(langkah=f"{kab.id('disdik')}:keluar")
    assert urut(draf, kab, "bupati") == ["Sekretariat Daerah", "Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan"]
    assert sehat(draf)


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ({"unit": "dinkes", "ke": "puskesmas"}, "karena Puskesmas Contoh berada di bawahnya"),
        ({"unit": "dinkes", "ke": "dinkes"}, "tidak dapat dipindah ke bawah dirinya sendiri"),
        ({"unit": "pemda", "ke": "dinkes"}, "adalah pangkal bagan dan tidak dapat dipindah"),
        ({"langkah": "pemda:naik"}, "adalah pangkal bagan dan tidak dapat dipindah"),
        ({"langkah": "setda:naik"}, "sudah paling atas di bawah Bupati Contoh"),
        ({"langkah": "setda:masuk"}, "sudah paling atas di bawah Bupati Contoh"),
        ({"langkah": "kecamatan:turun"}, "sudah paling bawah di bawah Bupati Contoh"),
        ({"langkah": "bupati:keluar"}, "sudah langsung di bawah pangkal bagan"),
    ],
)
def test_a_move_that_cannot_be_is_explained(
    isi: dict[str, str], pesan: str, pindah: Kirim, kab: Kabupaten, draf: Edisi
) -> None:
    sebelum = isi_edisi.baca(draf.pk)
    kirim = {}
    for ruas, nilai in isi.items():
        kunci, titik_dua, arah = nilai.partition(":")
        kirim[ruas] = f"{kab.id(kunci)}{titik_dua}{arah}"
    jawaban = pindah(**kirim)
    assert jawaban.status_code == 422
    assert pesan in baca(jawaban).teks
    assert isi_edisi.baca(draf.pk) == sebelum


def test_a_unit_dropped_where_it_stands_is_no_act(pindah: Kirim, kab: Kabupaten, draf: Edisi) -> None:
    sebelum = Tindakan.objects.count()
    for isi in (
        {"unit": kab.id("dinkes"), "ke": kab.id("bupati"), "sebelum": kab.id("disdik")},
        {"unit": kab.id("dinkes"), "ke": kab.id("bupati"), "sebelum": kab.id("dinkes")},
        {"unit": kab.id("kecamatan"), "ke": kab.id("bupati")},
    ):
        assert pindah(**isi).status_code == 302
    assert Tindakan.objects.count() == sebelum


def test_units_of_other_editions_and_regions_are_never_touched(pindah: Kirim, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    sebelum = (isi_edisi.baca(draf.pk), isi_edisi.baca(lain.edisi.pk))
    for isi in (
        {"unit": lain.id("dinkes"), "ke": kab.id("setda")},
        {"unit": kab.id("dinkes"), "ke": lain.id("setda")},
        {"unit": kab.id("dinkes"), "ke": kab.id("setda"), "sebelum": lain.id("dinkes")},
        {"langkah": f"{lain.id('dinkes')}:naik"},
        {"unit": 10**17, "ke": kab.id("setda")},
    ):
        assert pindah(**isi).status_code in (409, 422), isi
    assert (isi_edisi.baca(draf.pk), isi_edisi.baca(lain.edisi.pk)) == sebelum


@pytest.mark.parametrize(
    "isi",
    [
        {},
        {"unit": "", "ke": ""},
        {"unit": "abc", "ke": "1"},
        {"unit": "-1", "ke": "1"},
        {"langkah": "1:terbang"},
        {"langkah": "٣:naik"},
        {"unit": "1", "ke": "1", "letak": "tengah"},
        {"unit": "1", "ke": "1", "sebelum": "x"},
        {"unit": "9" * 40, "ke": "1"},
    ],
)
def test_a_post_that_says_nothing_sensible_is_refused_in_words(isi: dict[str, str], pindah: Kirim) -> None:
    jawaban = pindah(**isi)
    assert jawaban.status_code == 422
    assert "kedaluwarsa" in baca(jawaban).teks


def test_a_move_without_its_seal_or_with_one_of_another_edition_writes_nothing(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    lain = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    for lihat in ("", "palsu", segel_layar(masuk.get(layar(lain)))):
        jawaban = pindah(lihat, unit=kab.id("dinkes"), ke=kab.id("setda"))
        assert jawaban.status_code == 422
    assert kab.unit("dinkes", draf).induk == kab.unit("bupati", draf)


# Two people -------------------------------------------------------------------------------------------


def test_a_unit_that_somebody_moved_since_is_shown_and_moved_only_when_asked_again(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    lihat = segel_layar(masuk.get(layar(draf)))
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"induk": kab.id("sekda")}}, oleh=budi)
    jawaban = pindah(lihat, unit=kab.id("dinkes"), ke=kab.id("setda"))
    assert jawaban.status_code == 409
    teks = baca(jawaban).teks
    assert "Belum dilakukan: Dinas Kesehatan dipindah ke bawah Sekretariat Daerah" in teks
    assert "Diubah oleh Budi Santoso" in teks
    assert "induk kini “Sekretaris Daerah”, semula “Bupati Contoh”" in teks
    assert kab.unit("dinkes", draf).induk == kab.unit("sekda", draf)
    gagal = jawaban.context["gagal"]
    assert pindah(segel_layar(jawaban), **gagal.ulang).status_code == 302
    assert kab.unit("dinkes", draf).induk == kab.unit("setda", draf)


def test_people_on_different_units_do_not_collide(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    lihat = segel_layar(masuk.get(layar(draf)))
    ubah: isi_edisi.Ubah = {
        ("kedudukan", (kab.id("disdik"),)): {"induk": kab.id("setda"), "nama": "Dinas Lain"},
        ("kedudukan", (kab.id("puskesmas"),)): None,
    }
    terapkan(edisi=draf, ubah=ubah, oleh=budi)
    assert pindah(lihat, unit=kab.id("dinkes"), ke=kab.id("setda")).status_code == 302
    assert pindah(lihat, langkah=f"{kab.id('kecamatan')}:masuk").status_code in (302, 422)
    assert sehat(draf)


def test_a_neighbour_that_left_meanwhile_is_told(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    lihat = segel_layar(masuk.get(layar(draf)))
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"induk": kab.id("setda")}}, oleh=budi)
    jawaban = pindah(lihat, unit=kab.id("kecamatan"), ke=kab.id("bupati"), sebelum=kab.id("disdik"))
    assert jawaban.status_code == 409
    assert "Dinas Pendidikan sudah tidak lagi di bawah Bupati Contoh" in baca(jawaban).teks
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=budi)
    jawaban = pindah(lihat, unit=kab.id("puskesmas"), ke=kab.id("bupati"))
    assert jawaban.status_code == 409
    assert "Puskesmas Contoh sudah dikeluarkan dari rancangan" in baca(jawaban).teks


def test_a_draft_that_was_submitted_meanwhile_says_so_and_stays(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    lihat = segel_layar(masuk.get(layar(draf)))
    form = isian(masuk.get(layar(draf, "struktur_unit", kab.id("dinkes"))), nama="Dinas Kesehatan Versi Sari")
    keluar = masuk.get(layar(draf, "struktur_keluarkan", kab.id("puskesmas"))).context["lihat"]
    tambah = isian(masuk.get(layar(draf, "struktur_tambah")), nama="Dinas Baru", jenis="dinas", badan="baru")
    tambah["di_bawah"] = str(kab.id("bupati"))
    sebelum = isi_edisi.baca(draf.pk)
    Edisi.objects.filter(pk=draf.pk).update(keadaan="diajukan")
    unit = layar(draf, "struktur_unit", kab.id("dinkes"))
    jawaban = {
        "pindah": pindah(lihat, unit=kab.id("dinkes"), ke=kab.id("setda")),
        "ubah": masuk.post(unit, form),
        "keluarkan": masuk.post(layar(draf, "struktur_keluarkan", kab.id("puskesmas")), {"lihat": keluar}),
        "tambah": masuk.post(layar(draf, "struktur_tambah"), tambah),
    }
    for nama, satu in jawaban.items():
        assert satu.status_code == 409, nama
        assert "sudah diajukan" in baca(satu).teks, nama
    assert 'value="Dinas Kesehatan Versi Sari"' in jawaban["ubah"].content.decode()
    assert 'value="Dinas Baru"' in jawaban["tambah"].content.decode()
    assert isi_edisi.baca(draf.pk) == sebelum
    assert not PerangkatDaerah.objects.filter(nama="Dinas Baru").exists()


# One unit ---------------------------------------------------------------------------------------------


def test_a_unit_is_renamed_on_its_own_short_form(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = layar(draf, "struktur_unit", kab.id("dinkes"))
    jawaban = masuk.post(form, isian(masuk.get(form), nama="Dinas Kesehatan dan Gizi"))
    assert jawaban["Location"] == f"{layar(draf)}#u{kab.id('dinkes')}"
    assert terakhir(draf).ringkas == "Dinas Kesehatan diganti nama menjadi Dinas Kesehatan dan Gizi"
    masuk.post(form, isian(masuk.get(form), singkatan="Dinkes", jenis="badan", tipe="A", rujukan="pasal 9 huruf b"))
    unit = kab.unit("dinkes", draf)
    assert (unit.singkatan, unit.jenis, unit.tipe, unit.rujukan) == ("Dinkes", "badan", "A", "Pasal 9 huruf b")
    assert "jenis badan" in terakhir(draf).ringkas
    sebelum = Tindakan.objects.count()
    assert masuk.post(form, isian(masuk.get(form))).status_code == 302
    assert Tindakan.objects.count() == sebelum


def test_a_unit_changed_by_another_person_comes_back_with_both_values(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = layar(draf, "struktur_unit", kab.id("dinkes"))
    terbuka = isian(masuk.get(form), nama="Dinas Kesehatan Versi Sari")
    terapkan(
        edisi=draf,
        ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Versi Budi", "singkatan": "DK"}},
        oleh=budi,
    )
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    teks = baca(jawaban).teks
    assert "Diubah oleh Budi Santoso" in teks
    assert "nama kini “Dinas Kesehatan Versi Budi”, semula “Dinas Kesehatan”" in teks
    lagi = isian(jawaban)
    assert (lagi["nama"], lagi["singkatan"]) == ("Dinas Kesehatan Versi Sari", "DK")
    assert masuk.post(form, lagi).status_code == 302
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan Versi Sari"


@pytest.mark.parametrize(
    ("ganti", "ruas"),
    [
        ({"nama": ""}, "nama"),
        ({"nama": "x" * 5000}, "nama"),
        ({"nama": "a\x00b"}, "nama"),
        ({"jenis": "kerajaan"}, "jenis"),
        ({"tipe": "Z"}, "tipe"),
        ({"rujukan": "entah di mana"}, "rujukan"),
        ({"peraturan": "999999"}, "peraturan"),
    ],
)
def test_wrong_input_on_a_unit_is_explained_at_its_field(
    ganti: dict[str, str], ruas: str, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    form = layar(draf, "struktur_unit", kab.id("dinkes"))
    jawaban = masuk.post(form, isian(masuk.get(form), **ganti))
    assert jawaban.status_code == 422
    assert ruas in jawaban.context["form"].errors
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan"


def test_a_regulation_of_another_region_cannot_be_the_basis(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    form = layar(draf, "struktur_unit", kab.id("dinkes"))
    jawaban = masuk.post(form, isian(masuk.get(form), peraturan=lain.peraturan.pk))
    assert "peraturan" in jawaban.context["form"].errors


@pytest.mark.parametrize("lihat", ["", "palsu", None])
def test_a_unit_form_without_its_seal_writes_nothing(
    lihat: str | None, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    form = layar(draf, "struktur_unit", kab.id("dinkes"))
    jawaban = masuk.post(form, isian(masuk.get(form), nama="Tanpa Segel", lihat=lihat))
    assert jawaban.status_code == 422
    assert "kedaluwarsa" in baca(jawaban).teks
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan"


def test_input_on_a_unit_that_is_gone_is_offered_as_a_new_place_of_the_same_body(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = layar(draf, "struktur_unit", kab.id("puskesmas"))
    terbuka = isian(masuk.get(form), nama="Puskesmas Versi Sari")
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=budi)
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert "sudah dikeluarkan dari rancangan" in baca(jawaban).teks
    lagi = {**isian(jawaban), "di_bawah": str(kab.id("dinkes"))}
    assert lagi["nama"] == "Puskesmas Versi Sari"
    assert masuk.post(layar(draf, "struktur_tambah"), lagi).status_code == 302
    assert kab.unit("puskesmas", draf).nama == "Puskesmas Versi Sari"


def test_units_of_another_edition_have_no_screen_here(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    for nama in ("struktur_unit", "struktur_keluarkan"):
        for badan in (lain.id("dinkes"), 10**17, 0):
            assert masuk.get(layar(draf, nama, badan)).status_code == 404
            assert masuk.post(layar(draf, nama, badan), {"lihat": ""}).status_code == 404


# Adding -----------------------------------------------------------------------------------------------


@pytest.fixture
def tambah(masuk: Client, kab: Kabupaten, draf: Edisi) -> Kirim:
    def lakukan(sebutan: str, induk: str = "bupati", **ganti: Any) -> Any:
        form = f"{layar(draf, 'struktur_tambah')}?induk={kab.id(induk)}"
        return masuk.post(form, {**isian(masuk.get(form), jenis="dinas", nama=sebutan), **ganti})

    return lakukan


def test_a_new_body_and_its_place_are_one_act(tambah: Kirim, kab: Kabupaten, draf: Edisi) -> None:
    assert tambah("Badan Pendapatan", "bupati", jenis="badan").status_code == 302
    badan = PerangkatDaerah.objects.get(daerah=kab.daerah, nama="Badan Pendapatan")
    unit = Kedudukan.objects.get(edisi=draf, perangkat_daerah=badan)
    assert (unit.induk, unit.jenis, unit.peraturan) == (kab.unit("bupati", draf), "badan", kab.peraturan)
    assert urut(draf, kab, "bupati")[-1] == "Badan Pendapatan"
    assert terakhir(draf).ringkas == "Badan Pendapatan ditambahkan di bawah Bupati Contoh"
    assert sehat(draf)


def test_a_body_that_stood_in_an_earlier_edition_is_found_and_keeps_its_identity(
    tambah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    kini = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2023, 1, 1)
    )
    terapkan(edisi=kini, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    terbitkan(edisi=kini, oleh=None)
    jawaban = tambah("Pusksmas Contoh", "dinkes", jenis="uptd")
    assert jawaban.status_code == 200
    assert "Puskesmas Contoh, dalam edisi 2020–2022, sekarang tidak ada" in baca(jawaban).teks
    assert not PerangkatDaerah.objects.filter(nama="Pusksmas Contoh").exists()
    assert tambah("Puskesmas Contoh", "dinkes", jenis="uptd", badan=str(kab.id("puskesmas"))).status_code == 302
    assert kab.unit("puskesmas", draf).nama == "Puskesmas Contoh"
    assert PerangkatDaerah.objects.filter(daerah=kab.daerah).count() == len(BAGAN)


def test_other_names_and_abbreviations_find_the_body_too(
    tambah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    badan = pabrik.badan(kab.daerah, "bpbd", "Badan Penanggulangan Bencana Daerah")
    badan.nama_lain.create(nama="Kesbanglinmas")
    for ketik in ("BPBD", "kesbanglinmas", "Badan Penanggulangan Bencana", "badan penanggulangan bencna daerah"):
        jawaban = tambah(ketik, "bupati")
        assert jawaban.status_code == 200, ketik
        assert [satu.badan for satu in jawaban.context["calon"]] == [badan], ketik
    langsung = masuk.get(f"{layar(draf, 'struktur_tambah')}?nama=BPBD")
    assert "Badan Penanggulangan Bencana Daerah, belum pernah ada dalam edisi terbit" in baca(langsung).teks
    assert tambah("BPBD", "bupati", badan="baru").status_code == 302
    assert PerangkatDaerah.objects.filter(daerah=kab.daerah, nama="BPBD").exists()


def test_what_only_a_called_off_draft_made_is_proposed_last_or_not_at_all(
    tambah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    baru = PeraturanBaru("perbup", "Yang Tidak Jadi")
    lain = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2023, 1, 1))
    tambahkan(
        edisi=lain, induk=kab.id("bupati"), nilai={"nama": "Dinas Kelautan", "jenis": "dinas"}, badan=None, oleh=sari
    )
    terapkan(
        edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"peraturan_id": ada(lain.peraturan).pk}}, oleh=sari
    )
    pabrik.badan(kab.daerah, "kelautan-lama", "Dinas Kelautan dan Pesisir")

    def ditawarkan(alamat: str) -> bool:
        return "Yang Tidak Jadi" in masuk.get(alamat).content.decode()

    def calon() -> list[tuple[str, str]]:
        return [(satu.nama, satu.masa) for satu in tambah("Dinas Kelautan", "bupati").context["calon"]]

    semula = "belum pernah ada dalam edisi terbit"
    assert calon() == [("Dinas Kelautan", semula), ("Dinas Kelautan dan Pesisir", semula)]
    mulai = reverse("admin:daerah_rancangan", args=[kab.daerah.kode])
    unit_lain, unit_ini = (layar(draf, "struktur_unit", kab.id(satu)) for satu in ("disdik", "puskesmas"))
    assert all(map(ditawarkan, (mulai, unit_lain, unit_ini)))
    assert "Dinas Kelautan" in Unit.baca(draf).lain
    batalkan_rancangan(edisi=lain, oleh=sari, alasan="tidak jadi")
    assert calon() == [("Dinas Kelautan dan Pesisir", semula), ("Dinas Kelautan", "dari rancangan yang dibatalkan")]
    assert [ditawarkan(satu) for satu in (mulai, unit_lain)] == [False, False]
    assert ditawarkan(unit_ini)  # the unit rests on it: what is there is never dropped by opening a form
    assert "Dinas Kelautan" not in Unit.baca(draf).lain
    assert (
        tambah("Dinas Kelautan", "bupati", badan=str(PerangkatDaerah.objects.get(nama="Dinas Kelautan").pk)).status_code
        == 302
    )
    assert "Dinas Kelautan" in Unit.baca(draf).draf


def test_a_body_that_stands_already_is_shown_and_refused(tambah: Kirim, kab: Kabupaten, draf: Edisi) -> None:
    jawaban = tambah("Dinas Kesehatan")
    assert "sudah ada dalam rancangan ini" in baca(jawaban).teks
    dipaksa = tambah("Dinas Kesehatan", badan=str(kab.id("dinkes")))
    assert dipaksa.status_code == 422
    assert "sudah ada dalam bagan ini" in baca(dipaksa).teks


def test_wrong_choices_when_adding_are_refused_and_leave_no_body(tambah: Kirim, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    sebelum = PerangkatDaerah.objects.count()
    for ganti in (
        {"badan": str(lain.id("dinkes"))},
        {"badan": "abc"},
        {"badan": "9" * 30},
        {"badan": "baru", "di_bawah": str(lain.id("setda"))},
        {"badan": "baru", "di_bawah": ""},
        {"badan": "baru", "nama": "x" * 300},
        {"badan": "baru", "nama": " "},
        {"badan": "baru", "jenis": ""},
    ):
        assert tambah("Dinas Percobaan", **ganti).status_code == 422, ganti
    assert PerangkatDaerah.objects.count() == sebelum


def test_an_empty_draft_gets_its_root_first(masuk: Client, kab: Kabupaten, sari: User) -> None:
    kosong = buat_rancangan(daerah=kab.daerah, oleh=sari)
    form = layar(kosong, "struktur_tambah")
    assert form in baca(masuk.get(layar(kosong))).tautan
    data = isian(masuk.get(form), nama="Pemerintah Kabupaten", jenis="pemerintah_daerah", badan=str(kab.id("pemda")))
    assert masuk.post(form, data).status_code == 302
    assert Kedudukan.objects.get(edisi=kosong).perangkat_daerah == kab.badan["pemda"]


# Taking out -------------------------------------------------------------------------------------------


def test_a_unit_leaves_and_comes_back_by_undo(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    sebelum = isi_edisi.baca(draf.pk)
    form = layar(draf, "struktur_keluarkan", kab.id("puskesmas"))
    jawaban = masuk.post(form, {"lihat": masuk.get(form).context["lihat"], "alasan": "bubar"})
    assert jawaban["Location"] == layar(draf)
    assert not Kedudukan.objects.filter(edisi=draf, perangkat_daerah=kab.id("puskesmas")).exists()
    masuk.post(reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk]))
    assert isi_edisi.baca(draf.pk) == sebelum
    assert sehat(draf)


def test_a_unit_with_children_leaves_only_together_with_them_and_as_one_act(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    form = layar(draf, "struktur_keluarkan", kab.id("sekda"))
    halaman = masuk.get(form)
    assert "Di bawahnya masih ada 4 unit" in baca(halaman).teks
    tanpa = masuk.post(form, {"lihat": halaman.context["lihat"]})
    assert tanpa.status_code == 422
    assert "masih membawahi 4 unit" in baca(tanpa).teks
    banyak = Tindakan.objects.count()
    assert masuk.post(form, {"lihat": halaman.context["lihat"], "beserta": "on"}).status_code == 302
    assert Tindakan.objects.count() == banyak + 1
    assert terakhir(draf).ringkas == "Sekretaris Daerah dikeluarkan beserta 4 unit di bawahnya"
    assert sehat(draf)
    masuk.post(reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk]))
    assert urut(draf, kab, "asisten-1") == ["Bagian Hukum"]


def test_a_unit_that_came_under_it_meanwhile_does_not_leave_unseen(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = layar(draf, "struktur_keluarkan", kab.id("sekda"))
    lihat = masuk.get(form).context["lihat"]
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"induk": kab.id("asisten-2")}}, oleh=budi)
    jawaban = masuk.post(form, {"lihat": lihat, "beserta": "on"})
    assert jawaban.status_code == 409
    assert kab.unit("sekda", draf)
    for palsu in ("", "palsu", segel_layar(masuk.get(layar(draf)))):
        assert masuk.post(form, {"lihat": palsu, "beserta": "on"}).status_code == 422
    assert kab.unit("sekda", draf)


def test_the_root_does_not_leave_with_the_whole_tree(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = layar(draf, "struktur_keluarkan", kab.id("pemda"))
    jawaban = masuk.post(form, {"lihat": masuk.get(form).context["lihat"], "beserta": "on"})
    assert jawaban.status_code == 422
    assert "adalah pangkal bagan" in baca(jawaban).teks
    assert Kedudukan.objects.pada(draf).count() == len(BAGAN)


def test_who_was_faster_is_told_when_the_unit_is_gone_already(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = layar(draf, "struktur_keluarkan", kab.id("puskesmas"))
    lihat = masuk.get(form).context["lihat"]
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=budi)
    jawaban = masuk.post(form, {"lihat": lihat})
    assert jawaban.status_code == 409
    assert "Budi Santoso" in baca(jawaban).teks


# Undoing ----------------------------------------------------------------------------------------------


def test_undo_returns_to_the_screen_and_is_itself_told_and_done_again(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    pindah(unit=kab.id("dinkes"), ke=kab.id("setda"))
    urung = reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk])
    jawaban = masuk.post(urung, {"next": layar(draf)}, follow=True)
    assert jawaban.redirect_chain[0][0] == layar(draf)
    teks = baca(jawaban).teks
    assert "Diurungkan: Dinas Kesehatan dipindah ke bawah Sekretariat Daerah." in teks
    assert "Mengurungkan: Dinas Kesehatan dipindah ke bawah Sekretariat Daerah, oleh Sari Wulandari" in teks
    assert kab.unit("dinkes", draf).induk == kab.unit("bupati", draf)
    masuk.post(reverse("admin:tindakan_ulangi", args=[terakhir(draf).pk]), {"next": layar(draf)})
    assert kab.unit("dinkes", draf).induk == kab.unit("setda", draf)
    masuk.post(reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk]))
    assert kab.unit("dinkes", draf).induk == kab.unit("bupati", draf)


@pytest.mark.parametrize(
    "tuju", ["https://jahat.example/", "//jahat.example/", "/admin/", "", "/admin/edisi/{lain}/struktur/", "\\\\x"]
)
def test_undo_leads_nowhere_else(tuju: str, pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    pindah(unit=kab.id("dinkes"), ke=kab.id("setda"))
    urung = reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk])
    jawaban = masuk.post(urung, {"next": tuju.format(lain=kab.edisi.pk)})
    assert jawaban["Location"] == reverse("admin:edisi_tindakan", args=[draf.pk])


def test_undo_is_refused_in_words_where_somebody_wrote_since(
    pindah: Kirim, masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    pindah(unit=kab.id("dinkes"), ke=kab.id("setda"))
    tindakan = terakhir(draf)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"induk": kab.id("sekda")}}, oleh=budi)
    urung = reverse("admin:tindakan_urungkan", args=[tindakan.pk])
    jawaban = masuk.post(urung, {"next": layar(draf)}, follow=True)
    assert "Tidak dapat dilakukan. Diubah orang lain" in baca(jawaban).teks
    bukan = masuk.post(reverse("admin:tindakan_ulangi", args=[tindakan.pk]), follow=True)
    assert "Hanya yang diurungkan dapat diulangi" in baca(bukan).teks


# Reading ----------------------------------------------------------------------------------------------


def test_a_published_tree_is_read_only_and_may_be_searched(masuk: Client, kab: Kabupaten) -> None:
    jawaban = masuk.get(layar(kab.edisi))
    isi = jawaban.content.decode()
    assert "data-ubah" not in isi
    assert "Keluarkan" not in isi
    assert "Terakhir:" not in isi
    unit = masuk.get(layar(kab.edisi, "struktur_unit", kab.id("dinkes")))
    assert b'value="Simpan"' not in unit.content
    cari = baca(masuk.get(layar(kab.edisi), {"q": "puskes"}))
    assert "4 dari 13 unit" in cari.teks
    assert "Dinas Pendidikan" not in cari.teks
    assert "Tidak ada unit yang namanya memuat “zzz”" in baca(masuk.get(layar(kab.edisi), {"q": "zzz"})).teks


def test_who_may_only_look_posts_nothing(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    client.force_login(pabrik.pengguna("auditor", peran="auditor"))
    assert "data-ubah" not in client.get(layar(draf)).content.decode()
    for nama, lain in (
        ("struktur_pindah", ()),
        ("struktur_tambah", ()),
        ("struktur_unit", (kab.id("dinkes"),)),
        ("struktur_keluarkan", (kab.id("dinkes"),)),
        ("struktur_urusan", (kab.id("dinkes"),)),
    ):
        assert client.post(layar(draf, nama, *lain), {"lihat": ""}).status_code == 403, nama
    asing = pabrik.pengguna("asing", milik=pabrik.daerah("98.01", "Kabupaten Lain"))
    client.force_login(asing)
    assert client.get(layar(draf)).status_code == 404
    assert client.post(layar(draf, "struktur_pindah"), {}).status_code == 404


def test_the_tabs_and_the_lists_behind_them_are_on_every_screen(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    halaman = masuk.get(layar(draf))
    judul = [nama for _, nama, _ in halaman.context["layar"]]
    assert judul[:2] == ["Ringkasan", "Struktur"]
    assert judul[-1] == "Tindakan"
    assert "Periksa" in judul
    assert any(kode == "bidangstafahli" for kode, _, _ in halaman.context["bagian_lain"])
    form = masuk.get(alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk))
    assert form.context["layar_aktif"] == "struktur"


@pytest.mark.parametrize("nama", ["edisi_struktur", "struktur_unit", "struktur_tambah", "struktur_keluarkan"])
def test_queries_stay_within_the_budget_for_20_and_300_units(nama: str, masuk: Client, sari: User) -> None:
    banyak = {}
    for jumlah, kode in ((7, "99.01"), (287, "99.02")):
        tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(jumlah)}
        kab = pabrik.kabupaten(kode, f"Kabupaten {kode}", bagan={**BAGAN, **tambahan})
        draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "DK"}}, oleh=sari)
        satu = {"edisi_struktur": (), "struktur_tambah": ()}.get(nama, (kab.id("dinkes"),))
        alamat_layar = layar(draf, nama, *satu)
        masuk.get(alamat_layar)
        with CaptureQueriesContext(connection) as kueri:
            assert masuk.get(alamat_layar).status_code == 200
        banyak[jumlah] = len(kueri)
    assert banyak[7] == banyak[287]
    # Of these 8 to 9 are session, account, role, the edition and its head.
    batas = {"edisi_struktur": 12, "struktur_unit": 18, "struktur_tambah": 12, "struktur_keluarkan": 12}
    assert banyak[287] <= batas[nama]


# The plain form, and numbers --------------------------------------------------------------------------


def test_a_unit_with_children_is_given_another_body_and_they_follow(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.badan(kab.daerah, "dinas-baru", "Dinas Baru")
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    banyak = Tindakan.objects.count()
    assert masuk.post(form, isian(masuk.get(form), perangkat_daerah=lain.pk)).status_code == 302
    baru = Kedudukan.objects.get(edisi=draf, perangkat_daerah=lain)
    assert baru.nama == "Dinas Kesehatan"
    assert kab.unit("puskesmas", draf).induk == baru
    assert not Kedudukan.objects.filter(edisi=draf, perangkat_daerah=kab.id("dinkes")).exists()
    assert Tindakan.objects.count() == banyak + 1
    assert sehat(draf)
    masuk.post(reverse("admin:tindakan_urungkan", args=[terakhir(draf).pk]))
    assert isi_edisi.baca(draf.pk) == isi_edisi.baca(kab.edisi.pk)
    assert sehat(draf)
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    assert masuk.post(form, isian(masuk.get(form), perangkat_daerah="", nama="Tetap")).status_code == 302
    assert kab.unit("dinkes", draf).nama == "Tetap"


def saudara(*urutan: int) -> list[Simpul]:
    return [Simpul(badan, None, nomor, f"u{badan}") for badan, nomor in enumerate(urutan, 1)]


@pytest.mark.parametrize(
    ("urutan", "di", "kini", "nomor", "geser"),
    [
        ((), 0, 7, 7, {}),
        ((1, 2), 2, 9, 9, {}),
        ((1, 2), 2, 0, 2 + LANGKAH, {}),
        ((10, 20), 1, 0, 15, {}),
        ((10, 20), 0, 30, 4, {}),
        ((1, 2, 3, 50), 1, 9, 2, {2: 3, 3: 4}),
        ((1, 2, 3), 1, 9, 1 + LANGKAH, {2: 1 + 2 * LANGKAH, 3: 1 + 3 * LANGKAH}),
        ((0, 0, 0, 99), 1, 0, 1, {2: 2, 3: 3}),
        ((0, 99), 0, 5, 0, {1: 1}),
    ],
)
def test_a_number_is_found_between_sisters_at_the_least_cost(
    urutan: tuple[int, ...], di: int, kini: int, nomor: int, geser: dict[int, int]
) -> None:
    semua = saudara(*urutan)
    assert sisipan(semua, di, kini) == (nomor, geser)
    jadi = [geser.get(satu.badan, satu.urutan) for satu in semua]
    jadi.insert(di, nomor)
    assert jadi[: di + 1] == sorted(jadi[: di + 1])
    assert len(set(jadi[di:])) == len(jadi[di:])


def test_the_service_refuses_a_place_that_is_none(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    badan = pabrik.badan(kab.daerah, "x", "X")
    with pytest.raises(Ditolak):
        tambahkan(edisi=draf, induk=badan.pk, nilai={"nama": "X", "jenis": "dinas"}, badan=badan, oleh=sari)
