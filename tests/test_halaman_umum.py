"""What all public pages have in common: dates, errors, no cookies, a strict CSP, sound HTML, links that lead on."""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import pairwise
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, RequestFactory, override_settings
from django.utils import timezone

from registry.services import buat_rancangan
from registry.views import terlarang
from tests import pabrik
from tests.halaman import baca, dalam_situs, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def halaman_bertanggal(kab: Kabupaten) -> list[str]:
    return [
        "/",
        "/cari/?q=dinas",
        "/daerah/",
        "/daerah/99.01/",
        "/daerah/99.01/bagan/",
        "/daerah/99.01/rentang/",
        "/daerah/99.01/edisi/",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/kartu/",
        f"/peraturan/{kab.peraturan.pk}/",
    ]


def dengan(alamat: str, **isi: str) -> str:
    tambahan = "&".join(f"{nama}={quote(nilai)}" for nama, nilai in isi.items())
    return f"{alamat}{'&' if '?' in alamat else '?'}{tambahan}"


@pytest.mark.parametrize(
    "pada",
    [
        "2023-02-31",
        "besok",
        "2023-13-01",
        "31 Februari 2023",
        "x" * 10_000,
        "\x00",
        "<script>",
        "\u202e2023-01-01x",
        "🎂",
        "%",
        "'",
        "2023-01-01' OR 1",
        "10000-01-01",
        "-1",
        "0000-00-00",
    ],
)
def test_a_wrong_date_is_a_400_with_a_form_to_mend_it(client: Client, kab: Kabupaten, pada: str) -> None:
    for alamat in halaman_bertanggal(kab):
        jawaban = client.get(dengan(alamat, pada=pada))
        if not pada.strip("\x00"):  # nothing that can be seen: as if no date had been asked for
            assert jawaban.status_code == 200
            continue
        assert jawaban.status_code == 400
        halaman = baca(jawaban)
        assert halaman.h1 == ["Tanggal itu tidak terbaca"]
        assert "bukan tanggal yang ada" in halaman.teks
        assert 'type="date"' in jawaban.content.decode()
        assert halaman.terlarang == []
        assert len(jawaban.content) < 8_000


def test_the_400_of_a_search_keeps_the_question(client: Client, kab: Kabupaten) -> None:
    isi = client.get("/cari/?q=dinkes&pada=kemarin").content.decode()
    assert '<input type="hidden" name="q" value="dinkes">' in isi
    assert "/cari/?q=dinkes" in isi


@pytest.mark.parametrize("pada", ["2021-06-01", "01-06-2021", "1/6/2021", " 2021-06-01 "])
def test_dates_are_read_as_people_write_them(client: Client, kab: Kabupaten, pada: str) -> None:
    assert "Keadaan per 1 Juni 2021" in baca(client.get(dengan("/daerah/99.01/", pada=pada))).teks


def test_every_dated_page_takes_the_ends_of_time(client: Client, kab: Kabupaten) -> None:
    for alamat in halaman_bertanggal(kab):
        for pada in ("0001-01-01", "9999-12-31", "1945-08-17"):
            assert client.get(dengan(alamat, pada=pada)).status_code == 200


def test_today_is_today_where_the_region_is(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    pabrik.kabupaten()  # WITA
    monkeypatch.setattr(timezone, "now", lambda: datetime(2026, 3, 1, 16, 30, tzinfo=UTC))
    assert "Keadaan per 2 Maret 2026 (hari ini)" in baca(client.get("/daerah/99.01/")).teks
    assert "Keadaan per 1 Maret 2026 (hari ini)" in baca(client.get("/daerah/")).teks  # WIB


def test_no_public_page_sets_a_cookie_or_varies_by_one(client: Client, kab: Kabupaten) -> None:
    for alamat in halaman_bertanggal(kab):
        jawaban = client.get(alamat)
        assert not jawaban.cookies
        assert "Cookie" not in jawaban.get("Vary", "")


def test_a_strict_csp_stands_on_every_page_and_nothing_needs_more(client: Client, kab: Kabupaten) -> None:
    for alamat in (*halaman_bertanggal(kab), "/tidak-ada/", "/daerah/1/"):
        jawaban = client.get(alamat)
        assert "default-src 'none'" in jawaban["Content-Security-Policy"]
        assert "unsafe" not in jawaban["Content-Security-Policy"]
        assert baca(jawaban).terlarang == []


def test_pages_are_sound_one_h1_headings_in_order_ids_unique(client: Client, kab: Kabupaten) -> None:
    for alamat in (*halaman_bertanggal(kab), "/daerah/99.01/edisi/2020-01-02/", "/tidak-ada/"):
        halaman = baca(client.get(alamat))
        assert len(halaman.h1) == 1, alamat
        assert len(halaman.id) == len(set(halaman.id)), alamat
        tingkat = [satu for satu, _ in halaman.judul]
        assert all(berikut <= satu + 1 for satu, berikut in pairwise(tingkat)), alamat


def test_every_link_leads_to_a_page(client: Client, kab: Kabupaten, sari: User) -> None:
    """Walks all public pages from the front page; a draft on the side adds none."""
    buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    antre, lihat = ["/", "/daerah/99.01/rentang/?pada=2021-01-01"], set[str]()
    while antre:
        alamat = antre.pop()
        if alamat in lihat:
            continue
        lihat.add(alamat)
        jawaban = client.get(alamat)
        assert jawaban.status_code == 200, alamat
        if jawaban["Content-Type"].startswith("text/html"):
            antre += dalam_situs(baca(jawaban).tautan)
    assert len(lihat) > 40


@pytest.mark.parametrize("debug", [False, True])
def test_an_unknown_region_is_helpful_also_while_developing(client: Client, kab: Kabupaten, debug: bool) -> None:
    with override_settings(DEBUG=debug):
        jawaban = client.get("/daerah/11.11/")
        assert jawaban.status_code == 404
        assert "Daerah ini belum tercatat" in baca(jawaban).teks


def test_an_address_that_no_page_has_is_a_helpful_404(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get("/entah/apa/")
    assert jawaban.status_code == 404
    halaman = baca(jawaban)
    assert halaman.h1 == ["Halaman ini tidak ada"]
    assert {"/", "/daerah/"} <= set(halaman.tautan)


def test_a_failure_is_told_without_asking_the_database(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*args: object, **kwargs: object) -> None:
        raise RuntimeError("sengaja")

    monkeypatch.setattr("registry.views.muat_halaman_daerah", gagal)
    jawaban = Client(raise_request_exception=False).get("/daerah/99.01/")
    assert jawaban.status_code == 500
    assert baca(jawaban).h1 == ["Ada gangguan pada Rentang"]


def test_nothing_can_be_posted_to_a_public_page(client: Client, kab: Kabupaten) -> None:
    for alamat in halaman_bertanggal(kab):
        assert client.post(alamat).status_code == 405
        assert client.head(alamat).status_code == 200


def test_the_skip_link_leads_to_the_content(client: Client, kab: Kabupaten) -> None:
    for alamat in halaman_bertanggal(kab):
        halaman = baca(client.get(alamat))
        assert halaman.tautan[0] == "#isi"
        assert "isi" in halaman.id


def test_the_style_sheet_names_no_other_host() -> None:
    gaya = (settings.BASE_DIR / "registry" / "static" / "registry" / "rentang.css").read_text(encoding="utf-8")
    assert "http" not in gaya
    assert "url(" not in gaya
    assert "@import" not in gaya


def test_a_403_tells_who_is_logged_in_something_else(client: Client, kab: Kabupaten, sari: User) -> None:
    minta = RequestFactory().get("/admin/")
    minta.user = sari
    tamu = terlarang(minta)
    assert "Halaman ini untuk staf Bagian Organisasi yang sudah masuk." in baca(tamu).teks
    minta.COOKIES[settings.SESSION_COOKIE_NAME] = "ada"
    masuk = terlarang(minta)
    assert masuk.status_code == 403
    assert "Anda sudah masuk, tetapi akun ini tidak diberi hak" in baca(masuk).teks
    assert "untuk staf Bagian Organisasi yang sudah masuk" not in baca(masuk).teks
