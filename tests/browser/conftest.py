"""A real browser over a real server. Any console error, failed request or CSP violation fails the test."""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from pytest_django.live_server_helper import LiveServer

from tests import pabrik
from tests.pabrik import Kabupaten

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@pytest.fixture(scope="session")
def peramban() -> Iterator[Any]:
    """Chromium, or a loud skip; under CI its absence is a failure."""
    if not Path(CHROMIUM).exists():
        pesan = f"Chromium tidak ada di {CHROMIUM}: uji peramban DILEWATI. Pasang chromium, atau isi CHROMIUM."
        if os.environ.get("CI"):
            pytest.fail(pesan)
        warnings.warn(pesan, pytest.PytestWarning, stacklevel=1)
        pytest.skip(pesan)
    sync_playwright = pytest.importorskip("playwright.sync_api").sync_playwright
    # Playwright keeps an event loop in this thread, in which Django would refuse to reach the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def live_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveServer]:
    """pytest-django's, started where the folder of collected files exists (WhiteNoise looks for it at once)."""
    with override_settings(STATIC_ROOT=str(tmp_path_factory.mktemp("statis"))):
        peladen = LiveServer("localhost")
    yield peladen
    peladen.stop()


@pytest.fixture
def situs(nyata: None, live_server: LiveServer) -> Kabupaten:
    """The server with Kabupaten Contoh in it; its address is `live_server.url`."""
    return pabrik.kabupaten()


@pytest.fixture
def buka(peramban: Any, live_server: LiveServer) -> Iterator[Callable[..., Any]]:
    """`buka(path, lebar=360, **context options)` opens a page; what the browser complains of fails the test.

    `boleh`: fragments of complaints that the test expects (the 404 that it asks for).
    """
    konteks: list[Any] = []
    keluhan: list[str] = []
    dibolehkan: list[str] = []

    def _buka(jalur: str, *, lebar: int = 360, boleh: tuple[str, ...] = (), **pilihan: Any) -> Any:
        dibolehkan.extend(boleh)
        konteks.append(peramban.new_context(viewport={"width": lebar, "height": 740}, locale="id-ID", **pilihan))
        laman = konteks[-1].new_page()
        laman.on("console", lambda pesan: keluhan.append(pesan.text) if pesan.type == "error" else None)
        laman.on("pageerror", lambda galat: keluhan.append(str(galat)))
        # What a navigation cuts short has not failed.
        laman.on(
            "requestfailed",
            lambda minta: None if "ERR_ABORTED" in minta.failure else keluhan.append(f"{minta.url} {minta.failure}"),
        )
        laman.goto(live_server.url + jalur)
        return laman

    yield _buka
    for satu in konteks:
        satu.close()
    assert [satu for satu in keluhan if not any(kata in satu for kata in dibolehkan)] == []
