"""The whole schema: the head of a document with the sections that all apps have registered; and its faults in words."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic import Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from registry.dokumen.bagian import BAGIAN_NASIONAL, bagian_edisi
from registry.dokumen.galat import BATAS_GALAT, DokumenSalah, Galat
from registry.dokumen.skema import (
    BATAS_DAFTAR,
    Dokumen,
    DokumenDaerahIsian,
    DokumenNasionalIsian,
    EdisiIsian,
    Isian,
    skema_pada,
)
from registry.dokumen.tipe import mirip, ringkas
from registry.dokumen.yaml_aman import Naskah


@cache
def edisi_lengkap() -> type[EdisiIsian]:
    """An edition with the sections that all apps have registered (after start-up: it is built once)."""
    return create_model("EdisiLengkapIsian", __base__=EdisiIsian, **_ruas_bagian(bagian_edisi()))


@cache
def dokumen_daerah() -> type[DokumenDaerahIsian]:
    """A regency document with all registered sections."""
    edisi: Any = Field(default_factory=list, max_length=BATAS_DAFTAR, description="Edisi, menurut tanggal.")
    anotasi: Any = list[edisi_lengkap()]  # type: ignore[misc]  # a class made at start-up
    return create_model("DokumenDaerahLengkapIsian", __base__=DokumenDaerahIsian, edisi=(anotasi, edisi))


@cache
def dokumen_nasional() -> type[DokumenNasionalIsian]:
    """The national document with all registered sections."""
    ruas = _ruas_bagian(BAGIAN_NASIONAL.values())
    return create_model("DokumenNasionalLengkapIsian", __base__=DokumenNasionalIsian, **ruas)


def _ruas_bagian(semua: Iterable[Any]) -> dict[str, Any]:
    daftar: Any = list
    return {
        bagian.nama: (
            daftar[bagian.skema],
            Field(default_factory=list, max_length=BATAS_DAFTAR, description=bagian.keterangan),
        )
        for bagian in semua
    }


def baca_dokumen(naskah: Naskah) -> Dokumen:
    """Typed entries of a file. Raises DokumenSalah with all faults of form at once (BATAS_GALAT shown)."""
    skema: type[Dokumen] = dokumen_nasional() if "nasional" in naskah.data else dokumen_daerah()
    try:
        return skema.model_validate(naskah.data)
    except ValidationError as e:
        semua = sorted(e.errors(include_url=False), key=lambda satu: naskah.baris(satu["loc"]))
        # The rest is only counted: a hostile file has a hundred thousand faults, each with its nearest word.
        galat = [naskah.galat(satu["loc"], pesan_galat(skema, satu)) for satu in semua[:BATAS_GALAT]]
        raise DokumenSalah(naskah.berkas, galat + [Galat("")] * (len(semua) - len(galat))) from None


def pesan_galat(skema: type[Isian], satu: ErrorDetails) -> str:
    """What is wrong with a field, in words."""
    jenis, ctx = satu["type"], satu.get("ctx", {})
    if jenis == "rentang":
        return str(ctx["pesan"])
    if jenis == "missing":
        return "ruas wajib belum diisi"
    if jenis == "extra_forbidden":
        return _pesan_ruas_asing(skema, satu)
    if jenis == "list_type":
        return "di sini harus ada daftar (baris yang diawali tanda - )"
    if jenis == "too_short":
        return "daftar ini masih kosong"
    if jenis == "too_long":
        return f"terlalu banyak butir; paling banyak {ctx.get('max_length', BATAS_DAFTAR)}"
    return "isian ini tidak dapat dibaca"


def _pesan_ruas_asing(skema: type[Isian], satu: ErrorDetails) -> str:
    *induk, nama = satu["loc"]
    dikenal = list(skema_pada(skema, tuple(induk)).model_fields)
    pesan = f'ruas "{ringkas(str(nama))}" tidak dikenal di sini{mirip(str(nama), dikenal)}'
    if satu["input"] == "" and " " in str(nama):
        # `{teks: satu, dua}` is two fields to YAML, the second without a value.
        pesan += "; isi yang memuat koma di dalam { } harus diberi tanda kutip"
    return pesan if "mungkin" in pesan or len(dikenal) > 20 else f"{pesan}; yang dikenal: {', '.join(dikenal)}"
