"""The Struktur screen in a real browser: by mouse, by keyboard, by form and without script, under strict CSP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse

from registry.models import Edisi, Kedudukan, PerangkatDaerah, Tindakan
from registry.services import buat_rancangan, terapkan
from tests import pabrik
from tests.browser.test_admin import SANDI, UKUR_ADMIN, WAJAR
from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]


@pytest.fixture
def draf(situs: Kabupaten) -> Edisi:
    return buat_rancangan(
        daerah=situs.daerah, oleh=None, asal=situs.edisi, peraturan=situs.peraturan, berlaku_mulai=date(2024, 1, 1)
    )


@pytest.fixture
def masuk(situs: Kabupaten, buka: Buka, live_server: Any) -> Buka:
    """`masuk(path, lebar=…)` logs a Pengelola in and opens a page."""
    pabrik.pengguna("sari", first_name="Sari", last_name="Wulandari")

    def _masuk(jalur: str, **pilihan: Any) -> Any:
        laman = buka(f"{reverse('admin:login')}?next={jalur}", **pilihan)
        laman.fill("#id_username", "sari")
        laman.fill("#id_password", SANDI)
        laman.click("input[type=submit]")
        laman.wait_for_url(live_server.url + jalur)
        return laman

    return _masuk


@pytest.fixture
def struktur(masuk: Buka, draf: Edisi) -> Buka:
    return lambda **pilihan: masuk(reverse("admin:edisi_struktur", args=[draf.pk]), **pilihan)


def baris(laman: Any, kab: Kabupaten, kunci: str) -> Any:
    return laman.locator(f"#u{kab.id(kunci)} > .pohon-baris")


def tersimpan(laman: Any, teks: str) -> None:
    """The act was answered: its sentence stands above, and the tree is at rest again."""
    laman.locator(".messagelist", has_text=teks).wait_for()
    laman.locator("#lembar:not([aria-busy])").wait_for()


def urut(kab: Kabupaten, draf: Edisi, induk: str) -> list[str]:
    semua = Kedudukan.objects.pada(draf).filter(induk=kab.unit(induk, draf)).menurut_pohon()
    return [satu.nama for satu in semua]


def seret(laman: Any, dari: Any, ke: Any, bagian: float) -> None:
    """Drag one row onto a part of another one (0 its upper edge, 1 its lower)."""
    kotak = ke.bounding_box()
    dari.drag_to(ke, source_position={"x": 120, "y": 12}, target_position={"x": 90, "y": kotak["height"] * bagian})


def test_units_are_dragged_under_and_between_others(struktur: Buka, situs: Kabupaten, draf: Edisi) -> None:
    laman = struktur(lebar=1280)
    seret(laman, baris(laman, situs, "dinkes"), baris(laman, situs, "setda"), 0.5)
    tersimpan(laman, "Dinas Kesehatan dipindah ke bawah Sekretariat Daerah")
    assert urut(situs, draf, "setda") == ["Sekretaris Daerah", "Dinas Kesehatan"]
    seret(laman, baris(laman, situs, "kecamatan"), baris(laman, situs, "disdik"), 0.1)
    tersimpan(laman, "Kecamatan dipindah ke atas Dinas Pendidikan")
    assert urut(situs, draf, "bupati") == ["Sekretariat Daerah", "Kecamatan", "Dinas Pendidikan"]
    # A unit dropped on what stands below it goes nowhere, and nothing is sent.
    banyak = Tindakan.objects.count()
    seret(laman, baris(laman, situs, "setda"), baris(laman, situs, "sekda"), 0.5)
    laman.locator(".diangkat").wait_for(state="detached")
    assert Tindakan.objects.count() == banyak
    laman.get_by_role("button", name="Urungkan").click()
    tersimpan(laman, "Diurungkan: Kecamatan dipindah ke atas Dinas Pendidikan")
    assert urut(situs, draf, "bupati") == ["Sekretariat Daerah", "Dinas Pendidikan", "Kecamatan"]
    laman.get_by_role("button", name="Ulangi").click()
    tersimpan(laman, "Diulangi: Kecamatan dipindah ke atas Dinas Pendidikan")
    assert urut(situs, draf, "bupati") == ["Sekretariat Daerah", "Kecamatan", "Dinas Pendidikan"]


def test_the_drop_line_shows_the_place_and_says_it(struktur: Buka, situs: Kabupaten) -> None:
    laman = struktur(lebar=1280)
    asal, tujuan = baris(laman, situs, "disdik"), baris(laman, situs, "dinkes")
    asal.hover(position={"x": 120, "y": 12})
    laman.mouse.down()
    kotak = tujuan.bounding_box()
    x, tengah = kotak["x"] + 90, kotak["y"] + kotak["height"] * 0.5
    for y in (
        kotak["y"] + kotak["height"] + 20,
        tengah + 2,
        tengah,
    ):  # the first move starts the drag, the next are over
        laman.mouse.move(x, y, steps=3)
    laman.locator(f"#u{situs.id('dinkes')}.sasaran-dalam").wait_for()
    laman.locator("#siaran", has_text="di bawah Dinas Kesehatan").wait_for()
    for y in (kotak["y"] + 3, kotak["y"] + 2):
        laman.mouse.move(x, y, steps=3)
    laman.locator(f"#u{situs.id('dinkes')}.sasaran-atas").wait_for()
    laman.locator("#siaran", has_text="di bawah Bupati Contoh, sebelum Dinas Kesehatan").wait_for()
    laman.mouse.up()
    tersimpan(laman, "Dinas Pendidikan dipindah ke atas Dinas Kesehatan")


@pytest.mark.parametrize("lebar", [360, 1280])
def test_units_are_moved_by_keyboard_alone(lebar: int, struktur: Buka, situs: Kabupaten, draf: Edisi) -> None:
    laman = struktur(lebar=lebar)
    nama = f"#u{situs.id('disdik')} > .pohon-baris .pohon-nama"
    laman.locator(nama).focus()
    laman.keyboard.press("Alt+Shift+ArrowUp")
    tersimpan(laman, "Dinas Pendidikan dipindah ke atas Dinas Kesehatan")
    laman.locator(f"{nama}:focus").wait_for()
    laman.keyboard.press("Alt+Shift+ArrowDown")
    tersimpan(laman, "Dinas Pendidikan dipindah ke atas Kecamatan")
    laman.locator(f"{nama}:focus").wait_for()
    laman.keyboard.press("Alt+Shift+ArrowRight")
    tersimpan(laman, "Dinas Pendidikan dipindah ke bawah Dinas Kesehatan")
    assert urut(situs, draf, "dinkes") == ["Puskesmas Contoh", "Dinas Pendidikan"]
    laman.locator(f"{nama}:focus").wait_for()
    laman.keyboard.press("Alt+Shift+ArrowLeft")
    tersimpan(laman, "Dinas Pendidikan dipindah ke bawah Bupati Contoh")

    laman.locator(f"#u{situs.id('disdik')} > .pohon-baris .pohon-geser").focus()
    laman.keyboard.press("Enter")
    laman.locator("#papan-geser").wait_for()
    laman.keyboard.press("ArrowUp")
    laman.keyboard.press("Escape")
    laman.locator("#papan-geser").wait_for(state="detached")
    assert urut(situs, draf, "bupati") == ["Sekretariat Daerah", "Dinas Kesehatan", "Dinas Pendidikan", "Kecamatan"]
    laman.keyboard.press("Enter")
    laman.locator("#papan-geser output", has_text="sebelum Kecamatan").wait_for()
    for tombol, tempat in (
        ("ArrowUp", "di bawah Dinas Kesehatan, sesudah Puskesmas Contoh"),
        ("ArrowLeft", "di bawah Bupati Contoh, sebelum Kecamatan"),
        ("ArrowRight", "di bawah Dinas Kesehatan, sesudah Puskesmas Contoh"),
        ("Home", "di bawah Pemerintah Kabupaten Contoh, sebelum Bupati Contoh"),
        ("ArrowDown", "di bawah Bupati Contoh, sebelum Sekretariat Daerah"),
    ):
        laman.keyboard.press(tombol)
        laman.locator("#papan-geser output", has_text=tempat).wait_for()
    laman.keyboard.press("Enter")
    tersimpan(laman, "Dinas Pendidikan dipindah ke atas Sekretariat Daerah")
    assert urut(situs, draf, "bupati")[0] == "Dinas Pendidikan"


@pytest.mark.parametrize("lebar", [360, 1280])
def test_a_unit_is_renamed_moved_added_and_taken_out_by_form(
    lebar: int, struktur: Buka, situs: Kabupaten, draf: Edisi
) -> None:
    laman = struktur(lebar=lebar, boleh=("422",))
    baris(laman, situs, "dinkes").locator(".pohon-nama").click()
    laman.locator("dialog[open] #id_nama").fill("Dinas Kesehatan dan Gizi")
    laman.locator("dialog[open] #id_rujukan").fill("entah di mana")
    laman.locator("dialog[open] input[value=Simpan]").click()
    laman.locator("dialog[open] .errors #id_rujukan").wait_for()
    assert laman.locator("dialog[open] #id_nama").input_value() == "Dinas Kesehatan dan Gizi"
    laman.locator("dialog[open] #id_rujukan").fill("Pasal 4 huruf a")
    laman.locator("dialog[open] input[value=Simpan]").click()
    tersimpan(laman, "Dinas Kesehatan: nama “Dinas Kesehatan dan Gizi”")
    assert situs.unit("dinkes", draf).rujukan == "Pasal 4 huruf a"

    baris(laman, situs, "dinkes").locator(".pohon-menu summary").click()
    baris(laman, situs, "dinkes").get_by_role("link", name="Pindahkan ke…").click()
    laman.locator("dialog[open] #pindahkan .select2-selection").wait_for()
    laman.locator("dialog[open] #pindahkan .select2-selection").focus()
    laman.keyboard.press("Enter")
    laman.locator(".select2-container--open .select2-search__field").fill("sekretariat")
    laman.locator(".select2-results__option--highlighted", has_text="Sekretariat Daerah").wait_for()
    laman.keyboard.press("Enter")
    laman.locator("#pindahkan .select2-selection__rendered", has_text="Sekretariat Daerah").wait_for()
    laman.locator("dialog[open] input[value=Pindahkan]").click()
    tersimpan(laman, "Dinas Kesehatan dan Gizi dipindah ke bawah Sekretariat Daerah")
    assert situs.unit("dinkes", draf).induk == situs.unit("setda", draf)

    laman.get_by_role("link", name="Tambah unit").click()
    laman.locator("dialog[open] #id_nama").fill("Dinas Pendidikan dan Olahraga")
    laman.locator("#calon", has_text="Dinas Pendidikan: sudah ada dalam rancangan ini").wait_for()
    laman.locator("dialog[open] #id_jenis").select_option("dinas")
    laman.get_by_label("Badan baru, belum pernah tercatat").check()
    laman.locator("dialog[open] input[value=Tambahkan]").click()
    tersimpan(laman, "Dinas Pendidikan dan Olahraga ditambahkan")
    baru = PerangkatDaerah.objects.get(nama="Dinas Pendidikan dan Olahraga")
    laman.locator(f"#u{baru.pk}").wait_for()

    baris(laman, situs, "dinkes").locator(".pohon-menu summary").click()
    baris(laman, situs, "dinkes").get_by_role("link", name="Keluarkan").click()
    laman.locator("dialog[open] #id_beserta").check()
    laman.locator("dialog[open] input[value=Keluarkan]").click()
    tersimpan(laman, "dikeluarkan beserta 1 unit di bawahnya")
    laman.get_by_role("button", name="Urungkan").click()
    tersimpan(laman, "Diurungkan")
    laman.locator(f"#u{situs.id('puskesmas')}").wait_for()
    assert laman.evaluate("document.documentElement.scrollWidth") <= lebar


def test_a_log_in_that_ran_out_keeps_what_was_typed(
    struktur: Buka, situs: Kabupaten, draf: Edisi, live_server: Any
) -> None:
    laman = struktur(lebar=1280)
    laman.get_by_role("link", name="Tambah unit").click()
    laman.locator("dialog[open] #id_nama").fill("Badan Antariksa")
    laman.locator("dialog[open] #id_jenis").select_option("badan")
    Session.objects.all().delete()
    for _ in range(2):  # told each time, until somebody logs in
        laman.locator("dialog[open] input[value=Tambahkan]").click()
        pesan = laman.locator("dialog[open] .gagal-kirim", has_text="Sesi masuk Anda berakhir")
        pesan.wait_for()
        laman.locator("#lembar-unit:not([aria-busy])").wait_for()
        assert laman.locator("dialog[open] #id_nama").input_value() == "Badan Antariksa"
        assert pesan.count() == 1
    with laman.context.expect_page() as baru:
        pesan.get_by_role("link", name="Masuk lagi di tab baru").click()
    masuk_lagi = baru.value
    masuk_lagi.fill("#id_username", "sari")
    masuk_lagi.fill("#id_password", SANDI)
    masuk_lagi.click("input[type=submit]")
    masuk_lagi.wait_for_url(re.compile(f"^{re.escape(live_server.url)}(?!.*login)"))
    laman.locator("dialog[open] input[value=Tambahkan]").click()
    tersimpan(laman, "Badan Antariksa ditambahkan")
    assert Kedudukan.objects.filter(edisi=draf, nama="Badan Antariksa").exists()


def test_what_another_person_moved_is_told_before_it_is_overruled(
    struktur: Buka, situs: Kabupaten, draf: Edisi
) -> None:
    budi = pabrik.pengguna("budi", first_name="Budi", last_name="Santoso")
    laman = struktur(lebar=1280, boleh=("409",))
    terapkan(edisi=draf, ubah={("kedudukan", (situs.id("dinkes"),)): {"induk": situs.id("sekda")}}, oleh=budi)
    seret(laman, baris(laman, situs, "dinkes"), baris(laman, situs, "setda"), 0.5)
    laman.locator("#gagal:focus", has_text="Diubah oleh Budi Santoso").wait_for()
    assert situs.unit("dinkes", draf).induk == situs.unit("sekda", draf)
    laman.get_by_role("button", name="Tetap lakukan").click()
    tersimpan(laman, "Dinas Kesehatan dipindah ke bawah Sekretariat Daerah")
    assert situs.unit("dinkes", draf).induk == situs.unit("setda", draf)


def test_the_tree_is_folded_and_searched_and_stays_so_after_an_act(
    struktur: Buka, situs: Kabupaten, draf: Edisi
) -> None:
    laman = struktur(lebar=360)
    hukum = laman.locator(f"#u{situs.id('bagian-hukum')}")
    laman.get_by_role("button", name="Bawahan Sekretariat Daerah").click()
    hukum.wait_for(state="hidden")
    laman.locator(f"#u{situs.id('disdik')} > .pohon-baris .pohon-nama").focus()
    laman.keyboard.press("Alt+Shift+ArrowUp")
    tersimpan(laman, "Dinas Pendidikan dipindah")
    assert hukum.is_hidden()
    laman.get_by_role("button", name="Buka semua").click()
    hukum.wait_for()
    laman.locator("#cari-unit").press_sequentially("hukum")
    laman.locator("#cocok", has_text="1 unit cocok").wait_for()
    assert hukum.is_visible()
    assert laman.locator(f"#u{situs.id('dinkes')}").is_hidden()
    laman.locator("#cari-unit").fill("")
    laman.locator(f"#u{situs.id('dinkes')}").wait_for()


def test_everything_works_without_script(struktur: Buka, situs: Kabupaten, draf: Edisi) -> None:
    laman = struktur(lebar=360, java_script_enabled=False)
    for tombol, pesan in (("Turun", "dipindah ke atas Kecamatan"), ("Naik", "dipindah ke atas Dinas Pendidikan")):
        baris(laman, situs, "dinkes").locator(".pohon-menu summary").click()
        with laman.expect_navigation():
            baris(laman, situs, "dinkes").get_by_role("button", name=tombol).click()
        laman.locator(".messagelist", has_text=pesan).wait_for()
    baris(laman, situs, "dinkes").locator(".pohon-menu summary").click()
    with laman.expect_navigation():
        baris(laman, situs, "dinkes").get_by_role("link", name="Pindahkan ke…").click()
    laman.select_option("#id_ke", label="– – Sekretariat Daerah")
    with laman.expect_navigation():
        laman.click("input[value=Pindahkan]")
    laman.locator(".messagelist", has_text="dipindah ke bawah Sekretariat Daerah").wait_for()
    with laman.expect_navigation():
        laman.get_by_role("button", name="Urungkan").click()
    laman.locator(".messagelist", has_text="Diurungkan").wait_for()
    assert situs.unit("dinkes", draf).induk == situs.unit("bupati", draf)


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_screens_are_readable_fit_and_begin_with_their_content(
    lebar: int, masuk: Buka, situs: Kabupaten, draf: Edisi
) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (situs.id("dinkes"),)): {"singkatan": "Dinkes"}}, oleh=None, ringkas="x")
    layar = [
        reverse("admin:edisi_struktur", args=[draf.pk]),
        reverse("admin:edisi_struktur", args=[situs.edisi.pk]),
        reverse("admin:struktur_unit", args=[draf.pk, situs.id("dinkes")]),
        reverse("admin:struktur_unit", args=[situs.edisi.pk, situs.id("dinkes")]),
        reverse("admin:struktur_tambah", args=[draf.pk]) + "?nama=Dinas Kesehatan",
        reverse("admin:struktur_keluarkan", args=[draf.pk, situs.id("dinkes")]),
        reverse("admin:edisi_tindakan", args=[draf.pk]),
    ]
    laman = masuk(reverse("admin:index"), lebar=lebar)
    asal = laman.url.removesuffix(reverse("admin:index"))
    salah = {}
    for satu in layar:
        laman.goto(asal + satu)
        salah[satu] = [keluhan for keluhan in laman.evaluate(UKUR_ADMIN) if not re.match(WAJAR, keluhan)]
    assert {satu: isi for satu, isi in salah.items() if isi} == {}
    laman.goto(asal + layar[0])
    assert laman.locator("#cari-unit").bounding_box()["y"] < 740
    kini = laman.locator(".meja-layar [aria-current]").bounding_box()
    assert 0 <= kini["x"] <= lebar - kini["width"]
