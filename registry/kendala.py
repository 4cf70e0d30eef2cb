"""Turns a constraint that the database refused into the sentence written beside the constraint."""

from __future__ import annotations

import re

from django.apps import apps
from django.db import IntegrityError
from django.db.models import UniqueConstraint

UMUM = "Basis data menolak perubahan ini karena bertentangan dengan data yang sudah ada."


def pesan_kendala(galat: IntegrityError) -> str:
    """The `violation_error_message` of the constraint that failed, on either engine; no query.

    PostgreSQL names the constraint. SQLite names a CHECK, but for a UNIQUE only its columns.
    """
    sebab = galat.__cause__
    nama = getattr(getattr(sebab, "diag", None), "constraint_name", None)
    teks = str(galat)
    if nama is None:
        cek = re.search(r"CHECK constraint failed: (\w+)", teks)
        nama = cek.group(1) if cek else None
    unik = re.search(r"UNIQUE constraint failed: ([\w., ]+)", teks)
    kolom = {satu.strip() for satu in unik.group(1).split(",")} if unik else set()
    for model in apps.get_models():
        for kendala in model._meta.constraints:
            cocok = kendala.name == nama
            if not cocok and kolom and isinstance(kendala, UniqueConstraint):
                tabel = model._meta.db_table
                cocok = {f"{tabel}.{model._meta.get_field(r).column}" for r in kendala.fields} == kolom  # type: ignore[union-attr]
            if cocok:
                return str(kendala.violation_error_message)
    if "sudah terbit" in teks:
        return "Edisi ini sudah terbit; isinya tidak dapat diubah. Buat ralat bila pencatatannya salah."
    return UMUM
