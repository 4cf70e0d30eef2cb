"""The tab "Hubungan" in a browser: the graph that fits the screen, rows that open, print, no script."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from registry.services import terapkan, terbitkan
from tests import pabrik
from tests.bahan_contoh import SEMUA_JENIS
from tests.browser.test_halaman import UKUR
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]

#: Words of the graph as the browser draws them: smaller than 11 px, outside the drawing, or one upon another.
UKUR_GAMBAR = """() => {
  const salah = [];
  const gambar = [...document.querySelectorAll('figure.ego > svg')].filter((satu) => satu.getClientRects().length);
  if (gambar.length !== 1) return [`${gambar.length} gambar terlihat`];
  const batas = gambar[0].getBoundingClientRect(), skala = batas.width / gambar[0].viewBox.baseVal.width;
  const teks = [...gambar[0].querySelectorAll('text')].map((satu) => [satu, satu.getBoundingClientRect()]);
  for (const [satu, kotak] of teks) {
    if (parseFloat(satu.getAttribute('font-size')) * skala < 11) salah.push(`kecil: ${satu.textContent}`);
    if (kotak.left < batas.left - 1 || kotak.right > batas.right + 1 || kotak.bottom > batas.bottom + 1)
      salah.push(`di luar: ${satu.textContent}`);
    for (const [lain, b] of teks)
      if (lain !== satu && kotak.left < b.right - 1 && b.left < kotak.right - 1
          && kotak.top < b.bottom - 4 && b.top < kotak.bottom - 4)
        salah.push(`bertumpuk: ${satu.textContent} / ${lain.textContent}`);
  }
  return salah;
}"""


@pytest.fixture
def kab(situs: Kabupaten) -> Kabupaten:
    """A region beside Kabupaten Contoh where all five kinds are enabled and an Asisten has many units."""
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n} yang Namanya Panjang Sekali", "dinas", "bupati") for n in range(12)}
    kab = pabrik.kabupaten(
        "99.02",
        "Kabupaten Contoh Kedua",
        terbit=False,
        ketentuan="lengkap",
        bagan={**BAGAN, **tambahan},
        rentang={**RENTANG, **dict.fromkeys(tambahan, ("asisten-1", "c"))},
    )
    terapkan(
        edisi=kab.edisi,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", jenis)): {
                "urutan": nomor,
                "maksud": f"Maksud {jenis}.",
                "peraturan_id": kab.peraturan.pk,
                "rujukan": f"Pasal 6 ayat (1) huruf {'abcde'[nomor]}",
                "pelaksana": f"Pasal {7 + nomor}",
            }
            for nomor, jenis in enumerate(SEMUA_JENIS)
        }
        | {
            ("ketentuanpelaksanaan", (1,)): {
                "topik": "garis",
                "judul": "Garis pertanggungjawaban",
                "isi": "Kepada siapa suatu unit bertanggung jawab.",
                "peraturan_id": kab.peraturan.pk,
                "rujukan": "Lampiran",
            }
        },
        oleh=None,
    )
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def alamat(kab: Kabupaten, kunci: str) -> str:
    return f"/perangkat-daerah/{kab.badan[kunci].uuid}/hubungan/"


@pytest.mark.parametrize("lebar", [360, 1280])
def test_the_tab_is_legible_touchable_and_no_wider_than_the_screen(kab: Kabupaten, buka: Buka, lebar: int) -> None:
    laman = buka("/", lebar=lebar)
    asal = laman.url.rstrip("/")
    for kunci in ("dinkes", "asisten-1", "bupati", "kec-satu", "puskesmas", "pemda"):
        laman.goto(asal + alamat(kab, kunci))
        if kunci != "pemda":
            assert laman.evaluate(UKUR_GAMBAR) == [], kunci
        laman.evaluate("document.querySelectorAll('figure.ego > svg').forEach((satu) => satu.remove())")
        assert laman.evaluate(UKUR) == [], kunci


def test_on_the_smallest_phone_no_page_scrolls_sideways(kab: Kabupaten, buka: Buka) -> None:
    laman = buka(alamat(kab, "asisten-1"), lebar=320)
    asal = laman.url.removesuffix(alamat(kab, "asisten-1"))
    for jalur in (alamat(kab, "asisten-1"), alamat(kab, "pemda"), "/daerah/99.02/hubungan/"):
        laman.goto(asal + jalur)
        laman.evaluate("document.querySelectorAll('details').forEach((satu) => { satu.open = true; })")
        assert laman.get_by_text("Garis pertanggungjawaban").is_visible()
        assert laman.evaluate("document.documentElement.scrollWidth") <= 320, jalur


@pytest.mark.parametrize(("lebar", "terlihat"), [(360, "sempit"), (900, "sempit"), (1280, "lebar")])
def test_one_graph_is_shown_and_its_links_lead_on(kab: Kabupaten, buka: Buka, lebar: int, terlihat: str) -> None:
    laman = buka(alamat(kab, "dinkes"), lebar=lebar)
    for satu in ("lebar", "sempit"):
        assert laman.is_visible(f"svg.ego-{satu}") is (satu == terlihat)
    laman.click(f"svg.ego-{terlihat} a[aria-label^='Asisten Pemerintahan'] text")
    laman.wait_for_url(f"**{alamat(kab, 'asisten-1')}")
    assert laman.inner_text("h1") == "Asisten Pemerintahan dan Kesejahteraan Rakyat"


def test_a_row_opens_its_pasal_by_keyboard_and_without_script(kab: Kabupaten, buka: Buka) -> None:
    laman = buka(alamat(kab, "dinkes"), lebar=1280, java_script_enabled=False)
    isi = laman.locator("#konsultatif .dasar dl").first
    assert not isi.is_visible()
    laman.locator("#konsultatif .dasar summary").first.focus()
    laman.keyboard.press("Enter")
    isi.wait_for(state="visible")
    assert "Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Kedua Nomor 1 Tahun 2020" in isi.inner_text()
    assert "Pasal 6 ayat (1) huruf a" in isi.inner_text()


def test_an_address_with_a_unit_opens_a_folded_list(kab: Kabupaten, buka: Buka) -> None:
    """The matrix leads to a row; one in a list that is folded away is unfolded by the browser."""
    laman = buka(f"{alamat(kab, 'bupati')}#u-{kab.badan['disdik'].uuid}", lebar=1280)
    laman.locator(f"#u-{kab.badan['disdik'].uuid}").wait_for(state="visible")


def test_print_has_the_graph_the_rows_and_no_tabs(kab: Kabupaten, buka: Buka) -> None:
    laman = buka(alamat(kab, "asisten-1"), lebar=794)
    laman.emulate_media(media="print")
    assert not laman.is_visible("nav.tab")
    assert laman.is_visible("svg.ego-lebar")
    assert not laman.is_visible("svg.ego-sempit")
    dinas = laman.locator("#fungsional .hubungan a", has_text="Dinas Nomor 11")
    assert dinas.is_visible()  # folded on the screen: the same as in the list above
    assert laman.evaluate("document.documentElement.scrollWidth") <= 794
