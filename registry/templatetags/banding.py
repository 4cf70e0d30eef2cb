"""How the marked words of a comparison are written. No tag here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from registry.banding import Kata

register = template.Library()

_GAYA = {
    "": ("", ""),
    "kuat": ("<strong>", "</strong>"),
    "lama": ('<del class="lama">', "</del>"),
    "baru": ('<ins class="baru">', "</ins>"),
    "kosong": ('<span class="keping peringatan">', "</span>"),
}


@register.filter
def bertanda(teks: Iterable[Kata]) -> SafeString:
    """A sentence with its old and new words marked; the words themselves are escaped."""
    return format_html_join(
        "", "{}{}{}", ((mark_safe(_GAYA[gaya][0]), isi, mark_safe(_GAYA[gaya][1])) for isi, gaya in teks)
    )


@register.filter
def milik(peta: Mapping[Any, list[Any]], kunci: Any) -> list[Any]:
    """What a mapping holds for a key; [] for none."""
    return peta.get(kunci, [])
