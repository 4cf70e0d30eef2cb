"""The widget on the lists of a kind: each list in fields of its own, which together are the text of `relations.forms`.

A list is a sort, a pinpoint, open ("antara lain") or whole, and its items, one a line. Whoever posts the text itself
under the field's own name is understood too: that is how a form brings an untouched field up to date.
"""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

from relations.butir import JENIS_RINCIAN

#: Empty lists that the form offers beside those that are there; how many lists are read from a post at most.
CADANGAN, PALING_BANYAK = 2, 40
TERBUKA, TERTUTUP = "antara lain", "lengkap"
RUAS = ("jenis", "rujukan", "terbuka", "butir")


class RincianWidget(forms.Textarea):
    """Lists as blocks; text that is not lists (a half-typed one) as it is, to be mended by hand."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> str | None:
        if name in data or f"{name}-jumlah" not in data:
            teks: str | None = data.get(name)
            return teks
        jumlah = str(data[f"{name}-jumlah"])
        banyak = min(int(jumlah), PALING_BANYAK) if re.fullmatch("[0-9]{1,3}", jumlah) else 0
        blok = [{ruas: _baku(data.get(f"{name}-{ke}-{ruas}")) for ruas in RUAS} for ke in range(banyak)]
        return "\n\n".join(_teks(satu) for satu in blok if satu["jenis"] or satu["rujukan"] or satu["butir"])

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return name not in data and f"{name}-jumlah" not in data

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        teks = str(value or "").replace("\r\n", "\n").strip("\n")
        blok = _blok(teks)
        if blok is None:
            return super().render(name, value, attrs, renderer)
        kosong = dict.fromkeys(RUAS, "") | {"terbuka": TERTUTUP}
        isi = {
            "nama": name,
            "blok": [*blok, *([kosong] * CADANGAN)],
            "jumlah": len(blok) + CADANGAN,
            "jenis_rincian": JENIS_RINCIAN,
            "pilihan": (TERTUTUP, TERBUKA),
            "id": (attrs or {}).get("id", f"id_{name}"),
        }
        return mark_safe(render_to_string("admin/rentang/rincian.html", isi))

    def id_for_label(self, id_: str) -> str:
        return f"{id_}-0-jenis"


def _teks(blok: dict[str, str]) -> str:
    butir = "\n".join(baris for baris in blok["butir"].splitlines() if baris.strip())
    return f"{blok['jenis']} · {blok['rujukan']} · {blok['terbuka']}\n{butir}"


def _blok(teks: str) -> list[dict[str, str]] | None:
    """Lists of a text by its headings; None where a heading is not one. Nothing else is checked."""
    hasil = []
    for potong in re.split(r"\n[ \t]*\n+", teks):
        if not potong.strip():
            continue
        kepala, _, butir = potong.strip("\n").partition("\n")
        bagian = [satu.strip() for satu in kepala.split("·")]
        if len(bagian) != 3 or bagian[2] not in (TERBUKA, TERTUTUP):
            return None
        hasil.append(dict(zip(RUAS, (*bagian, butir), strict=True)))
    return hasil


def _baku(isi: Any) -> str:
    return str(isi or "").replace("\r\n", "\n").strip()
