"""What a browser would post from a form on a page: every field as it stands there, in one mapping."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any


class _Formulir(HTMLParser):
    """Fields of the forms of a page, by the form's id or else its place."""

    def __init__(self, isi: str) -> None:
        super().__init__(convert_charrefs=True)
        self.semua: dict[str, dict[str, list[str]]] = {}
        self._form: dict[str, list[str]] | None = None
        self._pilihan: tuple[str, list[str | None]] | None = None
        self._area: tuple[str, list[str]] | None = None
        self.feed(isi)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        atribut = dict(attrs)
        if tag == "form":
            self._form = self.semua.setdefault(atribut.get("id") or str(len(self.semua)), {})
        nama = atribut.get("name")
        if tag == "option" and self._pilihan is not None:
            isi = self._pilihan[1]
            if not isi or "selected" in atribut:
                isi[:] = [atribut.get("value")]
        elif self._form is None or not nama or "disabled" in atribut:
            return
        elif tag == "select":
            self._pilihan = (nama, [])
        elif tag == "textarea":
            self._area = (nama, [])
        elif tag == "input":
            jenis = atribut.get("type")
            if jenis not in ("submit", "button", "image") and (
                jenis not in ("radio", "checkbox") or "checked" in atribut
            ):
                self._form.setdefault(nama, []).append(atribut.get("value") or "")

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._form is None:
            return
        if tag == "select" and self._pilihan is not None:
            nama, isi = self._pilihan
            self._form.setdefault(nama, []).extend(satu or "" for satu in isi)
            self._pilihan = None
        elif tag == "textarea" and self._area is not None:
            nama, potong = self._area
            # A browser drops the line end right after the tag and sends the others as CR LF.
            teks = "".join(potong).removeprefix("\n").replace("\n", "\r\n")
            self._form.setdefault(nama, []).append(teks)
            self._area = None
        elif tag == "form":
            self._form = None


def bidang(jawaban: Any, form: str, **ganti: Any) -> dict[str, Any]:
    """The fields of one form of a page, with `ganti` typed over them (None leaves a field out). "-" in a field's
    name is written "__"."""
    data: dict[str, Any] = dict(_Formulir(jawaban.content.decode()).semua[form])
    for nama, nilai in ganti.items():
        nama = nama.replace("__", "-")
        if nilai is None:
            data.pop(nama, None)
        else:
            data[nama] = nilai
    return data


def formulir(jawaban: Any) -> list[str]:
    """Ids of the forms on a page."""
    return list(_Formulir(jawaban.content.decode()).semua)
