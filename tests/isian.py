"""Driving admin forms in tests: what a browser would post back, and templates that keep silent about nothing."""

from __future__ import annotations

import sys
from datetime import date
from typing import Any

import pytest
from django import forms
from django.template import engines
from django.template.base import Node
from django.urls import reverse

from registry.models import Edisi
from tests.halaman import Halaman, rapikan

__all__ = ["alamat", "baca", "daftar_edisi", "galat_formulir", "isian", "ketat_rentang", "rapikan"]


class Hilang(str):
    """`string_if_invalid` that fails for the templates of Rentang; Django's own admin leaves variables out at will."""

    __slots__ = ()

    def __mod__(self, nama: Any) -> str:
        bingkai: Any = sys._getframe(1)
        while bingkai is not None:
            simpul = bingkai.f_locals.get("self")
            if isinstance(simpul, Node) and simpul.origin is not None:
                if "/admin/rentang/" in str(simpul.origin.name):
                    raise AssertionError(f"variabel templat tidak dikenal: {nama} ({simpul.origin.name})")
                return ""
            bingkai = bingkai.f_back
        return ""


def ketat_rentang(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unknown variables in templates/admin/rentang fail the test."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", Hilang("%s"))  # type: ignore[attr-defined]


def baca(jawaban: Any) -> Halaman:
    """A rendered admin page, read."""
    return Halaman(jawaban.content.decode())


def isian(jawaban: Any, **ganti: Any) -> dict[str, Any]:
    """What the browser would post from the form on this page, with `ganti` typed over it (None leaves a field out)."""
    konteks = jawaban.context
    form = konteks["adminform"].form if konteks.get("adminform") else konteks["form"]
    data = _isian(form)
    for satu in konteks.get("inline_admin_formsets") or []:
        data |= _isian(satu.formset.management_form)
        for baris in satu.formset.forms:
            data |= _isian(baris)
    data |= {nama: str(nilai) for nama, nilai in ganti.items() if nilai is not None}
    return {nama: nilai for nama, nilai in data.items() if nama not in ganti or ganti[nama] is not None}


def _isian(form: Any) -> dict[str, Any]:
    data = {}
    for ruas in form:
        nilai = ruas.value()
        if isinstance(ruas.field.widget, forms.CheckboxInput):
            if nilai:
                data[ruas.html_name] = "on"
        elif not isinstance(ruas.field.widget, forms.FileInput):
            isi = nilai.isoformat() if isinstance(nilai, date) else nilai
            data[ruas.html_name] = "" if isi is None else str(isi)
    return data


def galat_formulir(jawaban: Any) -> str:
    """All errors that the form on this page shows, in one text."""
    konteks = jawaban.context
    form = konteks["adminform"].form if konteks.get("adminform") else konteks["form"]
    return " ".join(str(pesan) for semua in form.errors.values() for pesan in semua)


def alamat(model: Any, layar: str, *args: Any) -> str:
    """Address of a ModelAdmin's page."""
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{layar}", args=args)


def daftar_edisi(model: Any, edisi: Edisi) -> str:
    return f"{alamat(model, 'changelist')}?edisi={edisi.pk}"
