"""The JSON shape of lists printed in a regulation, and its check.

butir:   [{"label": "a", "teks": "perencanaan", "tertulis": "…"}], `tertulis` only where the print differs.
rincian: [{"jenis": "kegiatan", "rujukan": "Pasal 7 ayat (2)", "terbuka": true, "butir": [...]}].
A list is open when the regulation says "antara lain".
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError

from registry.rujukan import RujukanSalah, kanonik

JENIS_RINCIAN = ("maksud", "kegiatan", "subjenis", "bentuk", "isi", "cara")


def periksa_butir(nilai: Any) -> None:
    """Validator: raises ValidationError in words for anything but a list of butir."""
    if not isinstance(nilai, list):
        raise ValidationError("Butir harus berupa daftar.")
    for nomor, butir in enumerate(nilai, 1):
        if not isinstance(butir, dict) or not {"label", "teks"} <= butir.keys() <= {"label", "teks", "tertulis"}:
            raise ValidationError(f"Butir ke-{nomor} harus mempunyai label dan teks.")
        if not all(isinstance(isi, str) for isi in butir.values()) or not butir["teks"].strip():
            raise ValidationError(f"Butir ke-{nomor} belum berisi teks.")


def periksa_rincian(nilai: Any) -> None:
    """Validator: raises ValidationError in words for anything but a list of rincian."""
    if not isinstance(nilai, list):
        raise ValidationError("Rincian harus berupa daftar.")
    for nomor, rincian in enumerate(nilai, 1):
        if not isinstance(rincian, dict) or rincian.keys() != {"jenis", "rujukan", "terbuka", "butir"}:
            raise ValidationError(f"Rincian ke-{nomor} harus mempunyai jenis, rujukan, terbuka, dan butir.")
        if rincian["jenis"] not in JENIS_RINCIAN:
            raise ValidationError(f"Jenis rincian ke-{nomor} harus salah satu dari: {', '.join(JENIS_RINCIAN)}.")
        if not isinstance(rincian["terbuka"], bool):
            raise ValidationError(f"Rincian ke-{nomor}: terbuka harus ya atau tidak.")
        try:
            kanonik(rincian["rujukan"])
        except RujukanSalah as galat:
            raise ValidationError(f"Rincian ke-{nomor}: {galat}") from galat
        periksa_butir(rincian["butir"])
