"""Reading public pages in tests: their visible text, their links, and templates that keep silent about nothing."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from django.template import engines

KOSONG = {"meta", "link", "input", "br", "img", "circle", "path", "rect"}


class Hilang(str):
    """`string_if_invalid` that fails the test instead of printing nothing."""

    __slots__ = ()

    def __mod__(self, nama: Any) -> str:
        raise AssertionError(f"variabel templat tidak dikenal: {nama}")


def ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make unknown template variables fail."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Hilang("%s"))  # type: ignore[attr-defined]


class Halaman(HTMLParser):
    """A page, read: text, headings, links, and what strict CSP or good HTML forbid."""

    def __init__(self, isi: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tautan: list[str] = []
        self.id: list[str] = []
        self.judul: list[tuple[int, str]] = []
        self.terlarang: list[str] = []
        self._tumpukan: list[str] = []
        self._teks: list[str] = []
        self._judul: list[str] | None = None
        self.feed(isi)
        self.terlarang += [f"<{nama}> tidak ditutup" for nama in self._tumpukan]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atribut = dict(attrs)
        if tag == "a" and atribut.get("href"):
            self.tautan.append(atribut["href"] or "")
        if atribut.get("id"):
            self.id.append(atribut["id"] or "")
        if "style" in atribut or any(nama.startswith("on") for nama in atribut) or tag == "style":
            self.terlarang.append(f"<{tag} {atribut}>")
        if tag == "script" and not atribut.get("src"):
            self.terlarang.append("skrip sebaris")
        if re.fullmatch("h[1-6]", tag):
            self._judul = []
        if tag not in KOSONG:
            self._tumpukan.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in KOSONG:
            self._tumpukan.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self._tumpukan or self._tumpukan.pop() != tag:
            self.terlarang.append(f"</{tag}> tidak pada tempatnya")
        if self._judul is not None and re.fullmatch("h[1-6]", tag):
            self.judul.append((int(tag[1]), rapikan("".join(self._judul))))
            self._judul = None

    def handle_data(self, data: str) -> None:
        if "script" not in self._tumpukan and "title" not in self._tumpukan:
            self._teks.append(data)
        if self._judul is not None:
            self._judul.append(data)

    @property
    def teks(self) -> str:
        return rapikan(" ".join(self._teks))

    @property
    def h1(self) -> list[str]:
        return [nama for tingkat, nama in self.judul if tingkat == 1]


def rapikan(teks: str) -> str:
    """One line, spaces before punctuation gone (inline elements leave them)."""
    return re.sub(r"\s+([.,;:)”?])", r"\1", " ".join(teks.split())).replace("“ ", "“")


def baca(jawaban: Any) -> Halaman:
    """The page of a response of the test client."""
    return Halaman(jawaban.content.decode())


def dalam_situs(tautan: list[str]) -> list[str]:
    """Links to public pages, without their fragment; drawings are no pages."""
    bersih = {html.unescape(satu).split("#")[0] for satu in tautan}
    bukan, gambar = ("/admin", "/static", "/berkas"), (".svg", ".png", ".pdf")
    halaman = (satu for satu in bersih if satu.startswith("/") and not satu.startswith(bukan))
    return sorted(satu for satu in halaman if not satu.partition("?")[0].endswith(gambar))
