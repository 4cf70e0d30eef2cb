"""The matrix in a real browser: heads that stay, cells that the keyboard reaches, a list on a phone, paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
from pytest_django.live_server_helper import LiveServer

from tests.browser.test_halaman import UKUR
from tests.matriks_contoh import ramai
from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]
ALAMAT = "/daerah/99.01/hubungan/"

#: Boxes of the scroller, of its heads, of a cell and of the head of its row.
KOTAK = """(sel) => {
  const kotak = (unsur) => { const k = unsur.getBoundingClientRect(); return [k.left, k.top, k.right, k.bottom]; };
  const gulir = document.querySelector('.matriks-gulir');
  const baris = sel.closest('tr');
  return {
    gulir: kotak(gulir),
    kepala: kotak(gulir.querySelector('thead tr:last-child > th:last-child')),
    atas: kotak(gulir.querySelector('thead')),
    pojok: kotak(gulir.querySelector('thead tr:last-child > th')),
    baris: kotak(baris.querySelector('th')),
    sel: kotak(sel),
  };
}"""


#: Scrolls a cell to the corner that the heads cover.
TUTUPI = """(sel) => {
  const gulir = document.querySelector('.matriks-gulir');
  const [k, g] = [sel.getBoundingClientRect(), gulir.getBoundingClientRect()];
  gulir.scrollBy(k.left - g.left - 60, k.top - g.top - 60);
}"""


@pytest.fixture
def lebar(nyata: None, live_server: LiveServer) -> Kabupaten:
    """A region of some forty units that all have relations."""
    return ramai(30)


def terakhir(laman: Any) -> Any:
    """The last cell that says something, far from both heads."""
    return laman.locator(".matriks-hubungan td a").last


@pytest.mark.parametrize("layar", [320, 360, 768, 1280])
def test_the_page_is_legible_touchable_and_no_wider_than_the_screen(lebar: Kabupaten, buka: Buka, layar: int) -> None:
    assert buka(ALAMAT, lebar=layar).evaluate(UKUR) == []


def test_both_heads_stay_while_one_scrolls(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    laman.evaluate("document.querySelector('.matriks-gulir').scrollTo(9999, 9999)")
    terakhir(laman).scroll_into_view_if_needed()
    kotak = terakhir(laman).evaluate(KOTAK)
    assert laman.evaluate("document.querySelector('.matriks-gulir').scrollLeft") > 100
    assert kotak["baris"][0] == pytest.approx(kotak["gulir"][0], abs=2)
    assert kotak["pojok"][0] == pytest.approx(kotak["gulir"][0], abs=2)
    assert kotak["atas"][1] == pytest.approx(kotak["gulir"][1], abs=2)
    # The head of the row still stands beside its cell, that of the last column above it.
    assert kotak["baris"][1] <= kotak["sel"][1] < kotak["baris"][3]
    assert kotak["kepala"][3] <= kotak["gulir"][3]
    diatasnya = "([x, y]) => document.elementFromPoint(x, y).closest('th') !== null"
    assert laman.evaluate(diatasnya, [kotak["gulir"][0] + 40, kotak["sel"][1] + 8])


def test_the_keyboard_reaches_every_cell_and_none_hides_under_a_head(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    # A cell that lies under both heads comes out from below them as soon as it is reached.
    sel = laman.locator(".matriks-hubungan tbody tr").nth(20).locator("td a").nth(5)
    sel.evaluate(TUTUPI)
    tertutup = sel.evaluate(KOTAK)
    assert tertutup["sel"][0] < tertutup["baris"][2] - 5
    assert tertutup["sel"][1] < tertutup["atas"][3] - 5
    sel.focus()
    kotak = laman.evaluate_handle("document.activeElement").evaluate(KOTAK)
    assert kotak["sel"][0] >= kotak["baris"][2] - 1
    assert kotak["sel"][1] >= kotak["atas"][3] - 1


def test_arrow_keys_go_from_cell_to_cell_and_the_column_is_marked(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    letak = (
        "(() => { const s = document.activeElement.closest('td'); return [s.parentElement.rowIndex, s.cellIndex]; })()"
    )
    sel = laman.locator(".matriks-hubungan tbody tr").nth(12).locator("td a").first
    sel.focus()
    baris, kolom = laman.evaluate(letak)
    laman.keyboard.press("ArrowRight")
    assert laman.evaluate(letak)[0] == baris
    assert laman.evaluate(letak)[1] > kolom
    sorot = "document.querySelectorAll('.matriks-hubungan thead th.sorot')"
    assert laman.evaluate(f"{sorot}.length") == 1
    assert laman.evaluate(f"{sorot}[0].cellIndex") == laman.evaluate(letak)[1]
    laman.keyboard.press("ArrowDown")
    assert laman.evaluate(letak)[0] > baris
    laman.keyboard.press("ArrowLeft")
    laman.keyboard.press("ArrowUp")
    assert laman.evaluate("document.activeElement.closest('td') !== null")


#: What has the focus: the table, the way past it, or something else.
FOKUS = """(() => {
  const di = document.activeElement;
  if (di.closest('.matriks-hubungan')) return 'tabel';
  return di.closest('.matriks-gulir') ? 'gulir' : di.getAttribute('href') ?? di.tagName;
})()"""


def test_the_table_is_one_stop_for_tab_which_remembers_its_place(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280)
    laman.locator(".lompat-tabel").focus()
    laman.keyboard.press("Tab")
    assert laman.evaluate(FOKUS) == "tabel"
    laman.keyboard.press("ArrowDown")
    laman.keyboard.press("End")
    di = laman.evaluate("document.activeElement.href")
    laman.keyboard.press("Tab")
    assert laman.evaluate(FOKUS) not in ("tabel", "gulir")
    laman.keyboard.press("Shift+Tab")
    assert laman.evaluate("document.activeElement.href") == di
    laman.keyboard.press("Home")
    assert laman.evaluate("document.activeElement.closest('th') !== null")
    laman.keyboard.press("Shift+Tab")
    assert laman.evaluate(FOKUS) == "#sesudah-matriks"


def test_one_can_jump_over_the_table_and_without_javascript_tab_goes_through_it(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT, lebar=1280, java_script_enabled=False)
    lompat = laman.locator(".lompat-tabel")
    lompat.focus()
    kotak = lompat.bounding_box()
    assert kotak["width"] > 60
    assert 0 <= kotak["y"] < 740
    for _ in range(4):
        laman.keyboard.press("Tab")
    assert laman.evaluate(FOKUS) == "tabel"
    lompat.focus()
    laman.keyboard.press("Enter")
    laman.keyboard.press("Tab")
    assert laman.evaluate(FOKUS) not in ("tabel", "gulir")


def test_one_of_table_and_list_is_there_for_eyes_and_for_ears(lebar: Kabupaten, buka: Buka) -> None:
    for layar, tabel in ((360, False), (767, False), (768, True), (1280, True)):
        laman = buka(ALAMAT, lebar=layar)
        assert laman.locator(".matriks-gulir").is_visible() is tabel
        assert laman.locator(".matriks-daftar").is_visible() is not tabel
        # What is not displayed is in no accessibility tree either.
        assert laman.get_by_role("table").count() == int(tabel)


def test_on_a_phone_a_unit_opens_and_leads_to_its_page(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(ALAMAT)
    laman.get_by_text("Dinas Kesehatan", exact=False).locator("visible=true").first.click()
    tautan = laman.locator("details[open] a").first
    assert tautan.bounding_box()["height"] >= 24
    tautan.click()
    laman.wait_for_url("**/perangkat-daerah/*/hubungan/#u-*")
    assert laman.locator("h1").inner_text() == "Dinas Kesehatan"


def test_filters_work_without_javascript(lebar: Kabupaten, buka: Buka) -> None:
    laman = buka(f"{ALAMAT}?pada=2024-05-01", lebar=1280, java_script_enabled=False)
    laman.get_by_label("struktural").check()
    laman.get_by_label("Rentang").select_option("luar")
    laman.get_by_role("button", name="Tampilkan").click()
    assert "jenis=struktural" in laman.url
    assert "pada=2024-05-01" in laman.url
    assert set(laman.locator(".matriks-hubungan td i").all_inner_texts()) == {"St"}
    laman.get_by_role("link", name="Hapus saringan").click()
    assert laman.url.endswith(f"{ALAMAT}?pada=2024-05-01")


#: Letters of cells that come nearer than a point to another letter of their cell, or to the edge of the cell.
BERIMPIT = """() => {
  const salah = [], titik = 96 / 72;
  for (const sel of document.querySelectorAll('.matriks-hubungan td')) {
    const tepi = sel.getBoundingClientRect();
    const huruf = [...sel.querySelectorAll('i')].map((satu) => {
      const isi = document.createRange();
      isi.selectNodeContents(satu);
      const kata = isi.getBoundingClientRect(), kotak = satu.getBoundingClientRect();
      return { kiri: Math.min(kata.left, kotak.left), kanan: Math.max(kata.right, kotak.right), atas: kotak.top,
               bawah: kotak.bottom, teks: satu.textContent };
    });
    huruf.forEach((a, nomor) => {
      if (a.kiri < tepi.left + titik - 0.1 || a.kanan > tepi.right - titik + 0.1) salah.push(`tepi ${a.teks}`);
      for (const b of huruf.slice(nomor + 1)) {
        const samping = Math.max(a.kiri, b.kiri) - Math.min(a.kanan, b.kanan);
        const tumpuk = Math.max(a.atas, b.atas) - Math.min(a.bawah, b.bawah);
        if (samping < titik - 0.1 && tumpuk < titik - 0.1) salah.push(`${a.teks} ${b.teks}`);
      }
    });
  }
  return [...new Set(salah)];
}"""


@pytest.mark.parametrize("sisa", ["", "?unit="])
def test_letters_keep_apart_on_paper_and_konsultatif_is_dashed(lebar: Kabupaten, buka: Buka, sisa: str) -> None:
    laman = buka(f"{ALAMAT}{sisa}{lebar.badan['dinkes'].uuid if sisa else ''}", lebar=1280)
    laman.emulate_media(media="print")
    assert laman.locator(".matriks-hubungan i.ks").count() > 0
    assert laman.evaluate(BERIMPIT) == []
    # A dashed border of so few points is drawn as one stroke.
    gaya = "(s) => [getComputedStyle(s).borderBottomStyle, getComputedStyle(s).backgroundImage]"
    garis, gambar = laman.locator(".matriks-hubungan i.ks").first.evaluate(gaya)
    assert garis == "none"
    assert gambar.startswith("repeating-linear-gradient")


def test_paper_says_which_part_of_a_matrix_it_is(nyata: None, live_server: LiveServer, buka: Buka) -> None:
    kab = ramai(70, satu_rentang=True)
    laman = buka(f"{ALAMAT}?rentang={kab.badan['asisten-1'].uuid}&bagian=2", lebar=1280)
    laman.emulate_media(media="print")
    kata = laman.locator(".matriks-hitung")
    assert kata.is_visible()
    assert kata.inner_text().startswith("Bagian 2 dari 4 (baris 1–40, kolom 41–")


def test_paper_holds_the_whole_table_and_nothing_to_press(lebar: Kabupaten, buka: Buka, tmp_path: Any) -> None:
    laman = buka(ALAMAT, lebar=1280)
    laman.emulate_media(media="print")
    assert laman.locator(".matriks-hubungan").is_visible()
    for hilang in (".matriks-daftar", ".saring-matriks", "header.kepala"):
        assert not laman.locator(hilang).is_visible()
    berkas = tmp_path / "matriks.pdf"
    laman.pdf(path=str(berkas), prefer_css_page_size=True)
    terakhir_kolom = laman.locator(".matriks-hubungan thead tr").last.locator("th").count() - 1
    with pypdfium2.PdfDocument(str(berkas)) as pdf:
        for halaman in pdf:
            mendatar, tegak = halaman.get_size()
            assert (mendatar, tegak) == pytest.approx((1191, 842), abs=1)  # A3: on less it would shrink
            teks = halaman.get_textpage()
            batas = [teks.get_rect(nomor)[2] for nomor in range(teks.count_rects())]
            assert max(batas) <= mendatar - 20  # what is furthest right still has its margin
        kata = " ".join(pdf[0].get_textpage().get_text_range().split())
        assert " ".join(str(terakhir_kolom - kurang) for kurang in (2, 1, 0)) in kata
