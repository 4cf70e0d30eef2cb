"""The card in a real browser: on a phone, and on paper."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from tests.browser.test_halaman import UKUR
from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]


@pytest.mark.parametrize("lebar", [360, 1280])
def test_kartu_terbaca_pada_layar(buka: Callable[..., Any], situs: Kabupaten, lebar: int) -> None:
    laman = buka(f"/perangkat-daerah/{situs.badan['dinkes'].uuid}/kartu/", lebar=lebar)
    assert laman.evaluate(UKUR) == []
    assert not laman.locator(".kartu-lembar").is_visible()
    laman.get_by_role("link", name="/k/").click()
    assert laman.get_by_role("heading", level=1).inner_text() == "Kartu ini cocok"
    assert laman.evaluate(UKUR) == []


@pytest.mark.parametrize("margin", [{}, {"margin": dict.fromkeys(("top", "right", "bottom", "left"), "18mm")}])
def test_kartu_tercetak_pada_satu_lembar(buka: Callable[..., Any], situs: Kabupaten, margin: dict[str, Any]) -> None:
    laman = buka(f"/perangkat-daerah/{situs.badan['dinkes'].uuid}/kartu/", lebar=1280)
    for css in (False, True):
        dokumen = pypdfium2.PdfDocument(laman.pdf(format="A4", prefer_css_page_size=css, **margin))
        assert len(dokumen) == 1
        teks = " ".join(dokumen[0].get_textpage().get_text_bounded().split())
        dokumen.close()
        assert teks.count("Dinas Kesehatan dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat.") == 1
        assert "Periksa kartu ini:" in teks
        assert "Cari Daerah Masuk" not in teks


@pytest.mark.parametrize("apa", ["", "hubungan/", "kartu/"])
def test_halaman_unit_tidak_bergulir_ke_samping_pada_320_piksel(
    buka: Callable[..., Any], situs: Kabupaten, apa: str
) -> None:
    """WCAG 2.2, 1.4.10: 1280 px at 400 %."""
    for kunci in ("dinkes", "asisten-1"):
        laman = buka(f"/perangkat-daerah/{situs.badan[kunci].uuid}/{apa}", lebar=320)
        assert laman.evaluate("document.documentElement.scrollWidth") <= 320
        assert laman.get_by_role("link", name="Kartu jawaban", exact=True).is_visible()
