"""The chart in a browser: zoom and pan by button, key, wheel and mouse, with and without the script, and in print."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]
ALAMAT = "/daerah/99.01/bagan/"


def lebar(laman: Any) -> float:
    return float(laman.locator(".bagan-svg").evaluate("satu => satu.getBoundingClientRect().width"))


@pytest.mark.parametrize("layar", [360, 1280])
def test_the_frame_scrolls_and_the_page_does_not(situs: Kabupaten, buka: Buka, layar: int) -> None:
    laman = buka(ALAMAT, lebar=layar)
    for sisa in ("", "?zum=300", "?lipat=1,2"):
        laman.goto(laman.url.partition("?")[0] + sisa)
        assert laman.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert lebar(laman) >= 990
    laman.goto(laman.url.partition("?")[0] + "?zum=200")
    assert laman.locator(".bagan-bingkai").evaluate("satu => satu.scrollWidth > satu.clientWidth * 1.5")


def test_buttons_keys_and_wheel_change_the_size_in_place(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    bingkai, awal = laman.locator(".bagan-bingkai"), lebar(laman)
    laman.get_by_role("link", name="Perbesar").click()
    assert lebar(laman) == pytest.approx(awal * 1.25, rel=0.01)
    assert laman.get_by_text("125%").is_visible()
    laman.get_by_role("link", name="Perkecil").click()
    assert lebar(laman) == pytest.approx(awal, rel=0.01)
    bingkai.focus()
    for tuts in ("+", "+", "+"):
        laman.keyboard.press(tuts)
    assert lebar(laman) == pytest.approx(awal * 1.25**3, rel=0.01)
    sebelum = bingkai.evaluate("satu => satu.scrollLeft")
    laman.keyboard.press("ArrowRight")
    assert bingkai.evaluate("satu => satu.scrollLeft") > sebelum
    laman.keyboard.press("0")
    assert lebar(laman) == pytest.approx(awal, rel=0.01)
    bingkai.hover()
    laman.keyboard.down("Control")
    laman.mouse.wheel(0, -300)
    laman.keyboard.up("Control")
    laman.wait_for_function(f"document.querySelector('.bagan-svg').getBoundingClientRect().width > {awal * 1.5}")
    assert laman.url.endswith(ALAMAT)


def test_the_chart_is_dragged_and_a_drag_opens_nothing(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(f"{ALAMAT}?zum=200", lebar=1280)
    bingkai = laman.locator(".bagan-bingkai")
    bingkai.scroll_into_view_if_needed()
    kotak = laman.locator('[data-tanda^="unit-"]').first.bounding_box()
    laman.mouse.move(kotak["x"] + 20, kotak["y"] + 10)
    laman.mouse.down()
    laman.mouse.move(kotak["x"] - 180, kotak["y"] - 60, steps=4)
    laman.mouse.up()
    assert bingkai.evaluate("satu => satu.scrollLeft") > 100
    assert ALAMAT in laman.url


def test_a_box_leads_to_its_unit(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(f"{ALAMAT}?pada=2023-05-01", lebar=1280)
    laman.locator(f'.bagan-svg a[href*="{situs.badan["dinkes"].uuid}"]').click()
    laman.wait_for_url(re.compile("/perangkat-daerah/"))
    assert laman.url.endswith("?pada=2023-05-01")


def test_tab_goes_to_the_frame_and_on_to_the_list(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    laman.locator(".bagan-bingkai").focus()
    laman.keyboard.press("Shift+Tab")
    laman.keyboard.press("Tab")
    garis = laman.locator(".bagan-bingkai").evaluate("satu => getComputedStyle(satu).outlineStyle")
    assert garis == "solid"
    laman.keyboard.press("Tab")
    assert laman.evaluate("document.activeElement.closest('svg')") is None


def test_without_script_size_and_folding_are_links(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=360, java_script_enabled=False)
    awal = laman.locator(".bagan-svg").bounding_box()["width"]
    laman.get_by_role("link", name="Perbesar").click()
    laman.wait_for_url(re.compile("zum=150"))
    assert laman.locator(".bagan-svg").bounding_box()["width"] == pytest.approx(awal * 1.5, rel=0.01)
    laman.get_by_text("Lipat kolom").click()
    laman.get_by_role("link", name="Lipat Asisten Administrasi Umum").click()
    laman.wait_for_url(re.compile("lipat=3"))
    assert "zum=150" in laman.url
    assert laman.locator('[data-tanda="lipat"]').count() == 1


def test_a_reader_of_speech_gets_the_list_alone(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    assert laman.get_by_role("link", name="Dinas Kesehatan").count() == 1
    assert laman.get_by_role("region", name="Bagan Kabupaten Contoh").count() == 1


def test_print_is_one_a3_sheet_and_then_the_list_on_a4(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    berkas = laman.pdf(prefer_css_page_size=True)
    ukuran = [
        tuple(round(float(angka)) for angka in satu.split())
        for satu in re.findall(rb"/MediaBox \[\s*([\d. ]+)\]", berkas)
    ]
    assert ukuran[0][2:] in {(1191, 842), (1190, 842)}
    assert {satu[2:] for satu in ukuran[1:]} <= {(595, 842), (596, 842)}
    assert 2 <= len(ukuran) <= 3
