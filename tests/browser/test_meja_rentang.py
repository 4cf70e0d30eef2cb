"""The screens Rentang and Ketentuan in a real browser: by keyboard and by mouse, with and without script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.models import Edisi, Tindakan
from registry.services import buat_rancangan, terapkan
from relations.models import KetentuanHubungan
from tests import pabrik
from tests.browser.test_admin import SANDI, UKUR_ADMIN, WAJAR
from tests.pabrik import BAGAN, Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]
ASISTEN_2, ASISTEN_3 = BAGAN["asisten-2"][0], BAGAN["asisten-3"][0]


@pytest.fixture
def draf(situs: Kabupaten) -> Edisi:
    return buat_rancangan(daerah=situs.daerah, oleh=None, asal=situs.edisi)


@pytest.fixture
def masuk(situs: Kabupaten, buka: Buka, live_server: Any) -> Callable[..., Any]:
    """`masuk(path, lebar=360)` logs the region's Pengelola in and opens a page."""
    pabrik.pengguna("sari", milik=situs.daerah)

    def _masuk(jalur: str, **pilihan: Any) -> Any:
        laman = buka(f"{reverse('admin:login')}?next={jalur}", **pilihan)
        laman.fill("#id_username", "sari")
        laman.fill("#id_password", SANDI)
        laman.click("input[type=submit]")
        laman.wait_for_url(live_server.url + jalur)
        return laman

    return _masuk


def layar(edisi: Edisi) -> str:
    return reverse("admin:edisi_rentang", args=[edisi.pk])


def simpan(laman: Any) -> str:
    with laman.expect_navigation():
        laman.get_by_role("button", name="Simpan", exact=True).last.click()
    laman.locator(".messagelist .success").wait_for()
    return str(laman.inner_text(".messagelist"))


@pytest.mark.parametrize("lebar", [360, 1280])
def test_a_unit_is_moved_by_mouse_and_the_row_says_what_will_be(
    lebar: int, masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi
) -> None:
    laman = masuk(layar(draf), lebar=lebar)
    baris = laman.locator(f"#u{situs.id('dinkes')}")
    assert baris.locator("[data-dasar]").inner_text() == "Pasal 5 ayat (1) huruf a"
    assert not laman.is_visible("#belum-simpan")
    laman.get_by_label(f"Dinas Kesehatan: {ASISTEN_2}").check()
    assert baris.locator("[data-dasar]").inner_text() == "Pasal 5 ayat (2) huruf b"
    assert baris.locator("input[type=text]").input_value() == "b"
    assert laman.inner_text("#belum-simpan").startswith("1 baris")
    assert f"Dinas Kesehatan dipindah ke {ASISTEN_2}" in simpan(laman)
    assert RentangKoordinasi.objects.get(edisi=draf, unit=situs.id("dinkes")).rujukan == "Pasal 5 ayat (2) huruf b"


def test_the_matrix_is_worked_by_keyboard_alone(masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi) -> None:
    laman = masuk(layar(draf), lebar=1280)
    radio = laman.locator(f"#u{situs.id('dinkes')} input[type=radio]:checked")
    radio.focus()
    laman.keyboard.press("ArrowRight")
    laman.keyboard.press("ArrowRight")
    assert laman.get_by_label(f"Dinas Kesehatan: {ASISTEN_3}").is_checked()
    laman.keyboard.press("Tab")
    assert laman.evaluate("document.activeElement.name") == f"h-{situs.id('dinkes')}"
    laman.keyboard.type("c")
    for _ in range(6):  # letter, Rinci, next row's tick, its radios
        laman.keyboard.press("Tab")
        if laman.evaluate("document.activeElement.type") == "radio":
            break
    assert laman.evaluate("document.activeElement.name") == f"k-{situs.id('disdik')}"
    laman.keyboard.press("Enter")
    laman.locator(".messagelist .success").wait_for()
    satu = RentangKoordinasi.objects.get(edisi=draf, unit=situs.id("dinkes"))
    assert (satu.koordinator_id, satu.huruf) == (situs.id("asisten-3"), "c")


def test_the_same_without_script(masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi) -> None:
    laman = masuk(layar(draf), lebar=1280, java_script_enabled=False)
    laman.get_by_label("Centang Dinas Kesehatan").check()
    laman.get_by_label("Centang Kecamatan", exact=True).check()
    laman.select_option("#masal", label=ASISTEN_2)
    laman.get_by_role("button", name="Tetapkan").click()
    laman.locator("#belum-simpan", has_text="2 baris berubah dan belum disimpan").wait_for()
    assert Tindakan.objects.filter(edisi=draf, jenis="ubah").count() == 0
    laman.get_by_role("button", name="Susun ulang huruf a, b, c …").click()
    assert f"2 unit dipindah ke {ASISTEN_2}" in simpan(laman)
    assert Tindakan.objects.filter(edisi=draf, jenis="ubah").count() == 1


def test_ticks_are_counted_and_leaving_with_unsaved_changes_asks(
    masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi
) -> None:
    laman = masuk(layar(draf), lebar=1280)
    laman.get_by_label("Centang Dinas Kesehatan").check()
    assert "(1)" in laman.inner_text("#jumlah-centang")
    laman.get_by_label(f"Dinas Kesehatan: {ASISTEN_2}").check()
    tanya: list[str] = []

    def tetap_di_sini(dialog: Any) -> None:
        tanya.append(dialog.type)
        dialog.dismiss()

    laman.on("dialog", tetap_di_sini)
    with laman.expect_event("dialog"):
        laman.get_by_role("link", name="Struktur", exact=True).click()
    assert tanya == ["beforeunload"]
    assert laman.url.split("#")[0].endswith(layar(draf))
    laman.get_by_label(f"Dinas Kesehatan: {BAGAN['asisten-1'][0]}").check()
    assert laman.locator(f"#u{situs.id('dinkes')} [data-dasar]").inner_text() == "Pasal 5 ayat (1) huruf a"
    assert not laman.is_visible("#belum-simpan")


def test_the_order_changes_by_a_button_and_stays_open(masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi) -> None:
    laman = masuk(layar(draf), lebar=360)
    laman.locator("summary", has_text="Asisten Pemerintahan").last.click()
    laman.get_by_role("button", name="Naik Kecamatan").click()
    laman.get_by_role("button", name="Susun ulang huruf daftar ini").locator("visible=true").click()
    laman.locator("#belum-simpan", has_text="2 baris").wait_for(state="attached")
    assert "Huruf 2 unit disusun" in simpan(laman)
    huruf = dict(RentangKoordinasi.objects.pada(draf).values_list("unit", "huruf"))
    assert (huruf[situs.id("kecamatan")], huruf[situs.id("dinkes")]) == ("a", "b")


def test_a_list_of_a_kind_is_edited_and_one_is_added(masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi) -> None:
    Edisi.objects.filter(pk=draf.pk).update(ketentuan="lengkap")
    tujuan = reverse("admin:edisi_ketentuan", args=[draf.pk])
    laman = masuk(tujuan, lebar=360)
    laman.get_by_role("link", name="Tambah konsultatif antarperangkat daerah").click()
    laman.fill("#id_maksud", "Menyamakan pandangan.")
    laman.fill("#id_rujukan", "psl 6(1)a")
    laman.get_by_label("Jenis daftar").first.select_option("kegiatan")
    laman.get_by_label("Pasal dan ayat").first.fill("Pasal 7 ayat (2)")
    laman.get_by_label("Daftar ini").first.select_option("antara lain")
    laman.get_by_label("Butir, satu tiap baris").first.fill("a. perencanaan\nb. evaluasi")
    laman.locator("input[name=_save]").click()
    laman.locator("#k-konsultatif-perangkat_daerah", has_text="Kegiatan, antara lain").wait_for()
    satu = KetentuanHubungan.objects.get(edisi=draf)
    assert [butir["teks"] for butir in satu.rincian[0]["butir"]] == ["perencanaan", "evaluasi"]


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_screens_are_readable_and_fit(lebar: int, masuk: Callable[..., Any], situs: Kabupaten, draf: Edisi) -> None:
    Edisi.objects.filter(pk=draf.pk).update(ketentuan="lengkap")
    dasar = {"peraturan_id": situs.peraturan.pk, "rujukan": "Pasal 6 ayat (1) huruf a"}
    rincian = [{"jenis": "isi", "rujukan": "Pasal 7", "terbuka": True, "butir": [{"label": "a", "teks": "rapat"}]}]
    terapkan(
        edisi=draf,
        oleh=None,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"rincian": rincian, **dasar},
            ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu", **dasar},
            ("rentangkoordinasi", (situs.id("disdik"), 1)): None,
            ("rentangkoordinasi", (situs.id("kecamatan"), 1)): {"tertulis": "Kecamtan", "huruf": "a"},
        },
    )
    ketentuan = KetentuanHubungan.objects.get(edisi=draf)
    semua = [
        layar(draf),
        layar(situs.edisi),
        reverse("admin:edisi_ketentuan", args=[draf.pk]),
        reverse("admin:edisi_ketentuan", args=[situs.edisi.pk]),
        reverse("admin:relations_ketentuanhubungan_change", args=[ketentuan.pk]),
    ]
    laman = masuk(semua[0], lebar=lebar)
    asal = laman.url.removesuffix(semua[0])
    salah = {}
    for satu in semua:
        laman.goto(asal + satu)
        laman.evaluate("document.querySelectorAll('details').forEach((satu) => { satu.open = true; })")
        salah[satu] = [keluhan for keluhan in laman.evaluate(UKUR_ADMIN) if not WAJAR.match(keluhan)]
    assert {satu: isi for satu, isi in salah.items() if isi} == {}
