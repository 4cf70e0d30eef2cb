"""What only a browser can tell: live search, no script, keyboard, narrow screens, contrast, print, CSP."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]

#: Text below the contrast of WCAG 1.4.3, and targets below the size of 2.5.8 that do not stand in a sentence.
UKUR = """() => {
  const angka = (warna) => { const n = warna.match(/[\\d.]+/g).map(Number); return n.length > 3 ? n : [...n, 1]; };
  const terang = (warna) => warna.slice(0, 3).map((v) => v / 255)
    .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((jumlah, v, n) => jumlah + v * [0.2126, 0.7152, 0.0722][n], 0);
  const dasar = (unsur) => {
    for (; unsur; unsur = unsur.parentElement) {
      const warna = angka(getComputedStyle(unsur).backgroundColor);
      if (warna[3] > 0) return warna;
    }
    return [255, 255, 255, 1];
  };
  const salah = [];
  document.querySelectorAll('details').forEach((satu) => { satu.open = true; });
  const jalan = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (jalan.nextNode()) {
    const teks = jalan.currentNode.textContent.trim(), unsur = jalan.currentNode.parentElement;
    if (!teks || !unsur.getClientRects().length) continue;
    // A drawing that is zoomed, and whose words stand on the page as well.
    if (unsur.closest('.bagan-svg[aria-hidden="true"]')) continue;
    const gaya = getComputedStyle(unsur), px = parseFloat(gaya.fontSize);
    if (gaya.visibility === 'hidden') continue;
    const [a, b] = [terang(angka(gaya.color)), terang(dasar(unsur))];
    const kontras = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    const besar = px >= 24 || (px >= 18.66 && gaya.fontWeight >= 700);
    if (kontras < (besar ? 3 : 4.5)) salah.push(`kontras ${kontras.toFixed(2)}: ${teks.slice(0, 40)}`);
    if (px < 14) salah.push(`huruf ${px} px: ${teks.slice(0, 40)}`);
  }
  for (const unsur of document.querySelectorAll('a, button, input:not([type=hidden]), select, summary')) {
    const kotak = unsur.getBoundingClientRect();
    if (!kotak.width || unsur.closest('.lompat')) continue;
    const dalamKalimat = getComputedStyle(unsur).display === 'inline'
      && [...unsur.parentElement.childNodes].some((satu) => satu !== unsur && satu.textContent.trim());
    if (!dalamKalimat && (kotak.height < 24 || kotak.width < 24))
      salah.push(`sasaran ${kotak.width | 0}x${kotak.height | 0}: ${unsur.textContent.trim().slice(0, 40)}`);
    if (unsur.matches('input, select') && !unsur.labels.length) salah.push(`tanpa label: ${unsur.name}`);
  }
  const lebar = document.documentElement.scrollWidth;
  if (lebar > innerWidth) salah.push(`melebar ${lebar} px pada layar ${innerWidth} px`);
  return salah;
}"""


def semua(kab: Kabupaten) -> list[str]:
    return [
        "/",
        "/cari/?q=dinas",
        "/cari/?q=zzzz",
        "/daerah/",
        "/daerah/99.01/",
        "/daerah/99.01/?pada=1999-01-01",
        "/daerah/99.01/bagan/",
        "/daerah/99.01/rentang/",
        "/daerah/99.01/edisi/",
        "/daerah/99.01/edisi/2020-01-02/",
        f"/peraturan/{kab.peraturan.pk}/",
        *(
            f"/perangkat-daerah/{kab.badan[kunci].uuid}/"
            for kunci in ("dinkes", "asisten-1", "bagian-hukum", "kec-satu")
        ),
    ]


@pytest.mark.parametrize("lebar", [360, 1280])
def test_every_page_is_legible_touchable_and_no_wider_than_the_screen(situs: Kabupaten, buka: Buka, lebar: int) -> None:
    laman = buka("/", lebar=lebar)
    asal = laman.url.rstrip("/")
    for jalur in semua(situs):
        laman.goto(asal + jalur)
        assert laman.evaluate(UKUR) == [], jalur


def test_hits_appear_while_one_types(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/")
    laman.get_by_label("Nama atau singkatan perangkat daerah").press_sequentially("keseh", delay=20)
    laman.locator("#hasil a", has_text="Dinas Kesehatan").wait_for()
    assert "Asisten Pemerintahan dan Kesejahteraan Rakyat" in laman.locator("#hasil").inner_text()
    assert laman.url.endswith("/")
    laman.locator("#hasil-status", has_text="1 perangkat daerah cocok").wait_for(state="attached")
    laman.get_by_label("Nama atau singkatan perangkat daerah").fill("")
    laman.locator("#hasil a", has_text="Dinas Kesehatan").wait_for(state="detached")


def test_a_chosen_date_searches_anew_and_a_failure_is_told(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/", boleh=("ERR_FAILED", "htmx:"))
    laman.fill("#q", "kesehatan")
    laman.wait_for_selector("#hasil .hasil-jawaban strong")
    assert "pada=" not in laman.get_attribute("#hasil .hasil h2 a", "href")
    assert not laman.is_visible("#cari-gagal")
    laman.fill("#pada", "2015-01-01")
    laman.dispatch_event("#pada", "change")
    laman.wait_for_selector("#hasil >> text=Belum diketahui pada 1 Januari 2015")
    laman.route("**/cari/**", lambda jalan: jalan.abort())
    laman.select_option("#daerah", "99.01")
    laman.wait_for_selector("#cari-gagal", state="visible")
    laman.unroute("**/cari/**")
    laman.fill("#q", "pendidikan")
    laman.wait_for_selector("#hasil >> text=Dinas Pendidikan")
    assert not laman.is_visible("#cari-gagal")


def test_going_back_to_a_search_shows_the_whole_page(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/cari/?q=dinas")
    laman.get_by_label("Nama atau singkatan perangkat daerah").fill("kesehatan")
    laman.locator(".hasil-jumlah", has_text="kesehatan").wait_for()
    laman.get_by_role("link", name="Dinas Kesehatan", exact=True).click()
    laman.wait_for_url("**/perangkat-daerah/**")
    laman.go_back()
    assert laman.locator("header.kepala").count() == 1


def test_everything_works_without_javascript(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/", java_script_enabled=False)
    laman.get_by_label("Nama atau singkatan perangkat daerah").fill("kesehatan")
    laman.get_by_role("button", name="Cari").click()
    laman.get_by_role("link", name="Dinas Kesehatan", exact=True).click()
    assert laman.locator("h1").inner_text() == "Dinas Kesehatan"
    laman.get_by_text("Lihat tanggal lain").click()
    laman.get_by_label("Keadaan pada tanggal").fill("2021-06-01")
    laman.get_by_role("button", name="Lihat").click()
    assert "Keadaan per 1 Juni 2021" in laman.locator(".pita").inner_text()
    laman.get_by_role("link", name="lihat keadaan sekarang").click()
    assert "hari ini" in laman.locator(".pita").inner_text()


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/daerah/99.01/rentang/")
    laman.keyboard.press("Tab")
    lompat = laman.get_by_role("link", name="Langsung ke isi")
    assert lompat.bounding_box()["y"] >= 0
    garis = lompat.evaluate("(unsur) => getComputedStyle(unsur).outlineWidth")
    assert garis == "3px"
    laman.keyboard.press("Enter")
    assert laman.evaluate("document.activeElement.id") == "isi"
    laman.keyboard.press("Tab")
    assert laman.evaluate("document.activeElement.closest('main') !== null")


def test_print_leaves_the_navigation_out_and_opens_what_is_folded(situs: Kabupaten, buka: Buka) -> None:
    laman = buka(f"/perangkat-daerah/{situs.badan['asisten-1'].uuid}/", lebar=1280)
    laman.emulate_media(media="print")
    assert not laman.locator("header.kepala").is_visible()
    assert not laman.locator("footer.kaki").is_visible()
    assert laman.locator(".pita p").is_visible()


def test_a_missing_page_is_a_page_too(situs: Kabupaten, buka: Buka) -> None:
    laman = buka("/daerah/11.11/", boleh=("404",))
    assert laman.locator("h1").inner_text() == "Daerah ini belum tercatat"
    assert laman.evaluate(UKUR) == []
