"""The admin in a real browser: a whole change of an edition by hand, under strict CSP, at 360 and 1280 px."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.models import Edisi, Kedudukan, PerangkatDaerah, Peraturan
from registry.services import buat_rancangan, setujui
from tests import pabrik
from tests.browser.test_halaman import UKUR
from tests.isian import alamat, daftar_edisi
from tests.pabrik import Kabupaten

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

Buka = Callable[..., Any]
SANDI = "rahasia-uji-12345"
#: A button that is an <input> says its name by its value; the <select> behind an autocomplete field is out of sight.
UKUR_ADMIN = UKUR.replace("!unsur.labels.length", "!unsur.labels.length && !unsur.ariaLabel")
WAJAR = re.compile(r"tanpa label: (_\w+)?$|sasaran 1x\d+: ")


@pytest.fixture
def masuk(situs: Kabupaten, buka: Buka, live_server: Any) -> Callable[..., Any]:
    """`masuk(path, lebar=360)` logs a superuser in and opens a page."""
    pabrik.pengguna("sari", is_superuser=True)

    def _masuk(jalur: str, **pilihan: Any) -> Any:
        laman = buka(f"{reverse('admin:login')}?next={jalur}", **pilihan)
        laman.fill("#id_username", "sari")
        laman.fill("#id_password", SANDI)
        laman.click("input[type=submit]")
        laman.wait_for_url(live_server.url + jalur)
        return laman

    return _masuk


def pilih(laman: Any, ruas: str, cari: str, pilihan: str) -> None:
    """Choose in an autocomplete field, by keyboard.

    Enter takes the option that is marked, which changes with every answer of the server: the whole text is asked for
    at once, and Enter waits until the option wanted is the marked one.
    """
    laman.locator(f"#id_{ruas} + .select2 .select2-selection").focus()
    laman.keyboard.press("Enter")
    laman.locator(".select2-container--open .select2-search__field").fill(cari)
    laman.locator(".select2-results__option--highlighted", has_text=pilihan).wait_for()
    laman.keyboard.press("Enter")
    laman.locator(f"#select2-id_{ruas}-container", has_text=pilihan).wait_for()


def kirim(laman: Any, tombol: str) -> None:
    """Send a form and wait for the page that says it was kept: a next click would cut the sending short."""
    with laman.expect_navigation():
        laman.click(tombol)
    laman.locator(".messagelist .success").wait_for()


@pytest.mark.parametrize("lebar", [360, 1280])
def test_an_edition_is_copied_changed_and_published(lebar: int, masuk: Callable[..., Any], situs: Kabupaten) -> None:
    baru = pabrik.peraturan(situs.daerah, "7", 2024)
    laman = masuk(reverse("admin:index"), lebar=lebar)
    laman.fill("#cari-daerah", "contoh")
    laman.keyboard.press("Enter")
    laman.get_by_role("link", name="Kabupaten Contoh").click()
    laman.get_by_role("link", name="Buat rancangan", exact=True).click()
    laman.fill("#id_berlaku_mulai", "2024-02-01")
    laman.select_option("#id_peraturan", label=str(baru))
    kirim(laman, "input[type=submit]")

    laman.get_by_role("link", name="Struktur", exact=True).click()
    laman.get_by_role("link", name="Dinas Kesehatan", exact=True).click()
    laman.locator("dialog[open] #id_nama").fill("Dinas Kesehatan dan Gizi")
    laman.locator("dialog[open] input[value=Simpan]").click()
    laman.locator(".meja-urung", has_text="Dinas Kesehatan dan Gizi").wait_for()

    laman.get_by_role("link", name="Rentang", exact=True).click()
    laman.get_by_label("Dinas Kesehatan dan Gizi: Asisten Administrasi Umum").check()
    kirim(laman, ".matriks-simpan button")

    # With the number of findings where the rules ran anyway.
    laman.get_by_role("link", name=re.compile(r"^Periksa( \(\d+\))?$")).click()
    kirim(laman, ".periksa-langkah button")
    setujui(edisi=Edisi.objects.get(peraturan=baru), oleh=pabrik.pengguna("budi", peran="pemeriksa"))
    laman.reload()
    for bidang in laman.locator(".bertumpuk textarea").all():
        bidang.fill("sudah diperiksa")
    laman.check("#id_setuju")
    kirim(laman, ".periksa-terbit button")
    assert "Edisi terbit" in laman.inner_text(".messagelist")

    edisi = Edisi.objects.get(peraturan=baru)
    unit = situs.unit("dinkes", edisi)
    assert edisi.keadaan == "terbit"
    assert unit.nama == "Dinas Kesehatan dan Gizi"
    rentang = RentangKoordinasi.objects.get(edisi=edisi, unit=situs.id("dinkes"))
    assert rentang.koordinator_id == situs.id("asisten-3")
    assert situs.unit("dinkes").nama == "Dinas Kesehatan"


def test_a_line_is_added_to_a_regulation_by_script(masuk: Callable[..., Any], situs: Kabupaten) -> None:
    lama = pabrik.peraturan(situs.daerah, "9", 2018)
    laman = masuk(alamat(Peraturan, "change", situs.peraturan.pk), lebar=1280)
    laman.get_by_role("button", name="Tambahkan Hubungan peraturan lagi").click()
    laman.select_option("#id_hubungan_keluar-0-jenis", "mencabut")
    pilih(laman, "hubungan_keluar-0-ke", "perbup 9/2018", str(lama))
    laman.fill("#id_alasan", "terlewat")
    kirim(laman, "input[name=_save]")
    assert situs.peraturan.hubungan_keluar.get().ke == lama


@pytest.mark.parametrize("lebar", [360, 1280])
def test_screens_are_readable_and_fit(lebar: int, masuk: Callable[..., Any], situs: Kabupaten) -> None:
    draf = buat_rancangan(daerah=situs.daerah, oleh=None, asal=situs.edisi)
    situs.badan["dinkes"].nama_lain.create(nama="Dinkes")
    situs.peraturan.hubungan_keluar.create(ke=pabrik.peraturan(None, "18", 2016, jenis="pp"), jenis="dasar_hukum")
    layar = [
        reverse("admin:daerah_meja", args=[situs.daerah.kode]),
        reverse("admin:daerah_rancangan", args=[situs.daerah.kode]),
        *(
            reverse(f"admin:edisi_{nama}", args=[draf.pk])
            for nama in ("ringkasan", "struktur", "terbitkan", "tindakan", "batalkan")
        ),
        alamat(Kedudukan, "change", situs.unit("dinkes", draf).pk),
        alamat(Kedudukan, "keluarkan", situs.unit("dinkes", draf).pk),
        alamat(Kedudukan, "history", situs.unit("dinkes").pk),
        daftar_edisi(RentangKoordinasi, draf),
        alamat(Edisi, "change", draf.pk),
        alamat(Peraturan, "changelist"),
        alamat(Peraturan, "change", situs.peraturan.pk),
        alamat(PerangkatDaerah, "change", situs.id("dinkes")),
        alamat(User, "changelist"),
    ]
    laman = masuk(reverse("admin:index"), lebar=lebar)
    asal = laman.url.removesuffix(reverse("admin:index"))
    salah = {"/": laman.evaluate(UKUR_ADMIN)}
    for satu in layar:
        laman.goto(asal + satu)
        salah[satu] = laman.evaluate(UKUR_ADMIN)
    nyata = {satu: [keluhan for keluhan in isi if not WAJAR.match(keluhan)] for satu, isi in salah.items()}
    assert {satu: isi for satu, isi in nyata.items() if isi} == {}
