"""The answer's sentence on pages. No tag here asks the database."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from coordination.halaman.jawaban import Sajian
from coordination.halaman.kalimat import Kata, kalimat, polos
from registry.templatetags.rentang import tautan_unit

register = template.Library()


@register.simple_tag(takes_context=True)
def kalimat_jawaban(context: Context, j: Sajian, daerah: Any) -> SafeString:
    """The sentence of an answer; `h` of the context (a unit's page), if any, knows what stands above the unit."""
    atasan = getattr(context.get("h"), "atasan", None)
    return tulis_kalimat(context, kalimat(j, daerah.nama, atasan[-1] if atasan else None))


@register.simple_tag(takes_context=True)
def tulis_kalimat(context: Context, kata: Iterable[Kata]) -> SafeString:
    """Parts of a sentence; a body is linked, and its name stays together with the full stop."""
    semua = list(kata)
    letak = next((nomor for nomor, satu in enumerate(semua) if satu.uuid is not None), len(semua))
    awal = format_html_join("", "{}", ((_kata(satu),) for satu in semua[:letak]))
    if letak == len(semua):
        return awal
    siapa = tautan_unit(context, semua[letak].teks, semua[letak].uuid)
    return format_html('{}<span class="siapa">{}{}</span>', awal, siapa, polos(semua[letak + 1 :]))


def _kata(satu: Kata) -> str:
    return format_html("<strong>{}</strong>", satu.teks) if satu.tebal else satu.teks
