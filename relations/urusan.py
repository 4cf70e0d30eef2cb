"""Matters by name: the address under which a page shows one, and what people mean who type one."""

from __future__ import annotations

from django.utils.text import slugify

#: The address of a matter in whose name nothing can stand in an address.
TANPA_NAMA = "urusan"


def alamat_urusan(kode: str | None, nama: str) -> str:
    """The national code ("2.16"), else the name ("pelayanan-publik"). Names that differ in signs or capitals alone
    share one address: they are one matter to the reader."""
    return kode or slugify(nama) or TANPA_NAMA
