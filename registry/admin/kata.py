"""Values of fields, and differences between them, in words. Names of what is pointed at are read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.formats import date_format

from registry.isi_edisi import DAFTAR
from registry.models import Kedudukan, PerangkatDaerah, Tindakan

KOSONG = "kosong"

#: (model, primary key) -> name
Nama = Mapping[tuple[type[models.Model], Any], str]


def medan(model: type[models.Model], ruas: str) -> Any:
    """The model field of a name as change-sets write it ("peraturan_id", "induk")."""
    return model._meta.get_field(ruas.removesuffix("_id"))


def tujuan(model: type[models.Model], ruas: str) -> type[models.Model] | None:
    """The model at which a value of this field points. "induk" of a place is written as the body of its parent."""
    if model is Kedudukan and ruas == "induk":
        return PerangkatDaerah
    acuan: type[models.Model] | None = medan(model, ruas).related_model
    return acuan


def baca_nama(dicari: Iterable[tuple[type[models.Model], str, Any]]) -> dict[tuple[type[models.Model], Any], str]:
    """Names of all that the given (model, field, value) point at; 1 query a target model."""
    menurut_model: dict[type[models.Model], set[Any]] = {}
    for model, ruas, nilai in dicari:
        acuan = tujuan(model, ruas)
        if acuan is not None and nilai is not None:
            menurut_model.setdefault(acuan, set()).add(nilai)
    nama: dict[tuple[type[models.Model], Any], str] = {}
    for acuan, semua in menurut_model.items():
        sumber = acuan._base_manager.all()
        if any(satu.name == "daerah" for satu in acuan._meta.concrete_fields):
            sumber = sumber.select_related("daerah")
        nama |= {(acuan, pk): str(objek) for pk, objek in sumber.in_bulk(semua).items()}
    return nama


def kata(model: type[models.Model], ruas: str, nilai: Any, nama: Nama) -> str:
    """One value in words. Dates may come as ISO text (from a sealed form or a change-set). No query."""
    satu = medan(model, ruas)
    acuan = tujuan(model, ruas)
    if nilai is None or nilai == "" or nilai == []:
        return KOSONG
    if acuan is not None:
        return nama.get((acuan, nilai), "yang tidak dikenal")
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if satu.choices:
        return str(dict(satu.flatchoices).get(nilai, nilai))
    if isinstance(nilai, list):
        return f"daftar berisi {len(nilai)}"
    if isinstance(satu, models.DateField) and not isinstance(satu, models.DateTimeField):
        return _tanggal(satu, nilai)
    return f"“{nilai}”"


def _tanggal(satu: Any, nilai: Any) -> str:
    try:
        hari: date = satu.to_python(nilai)
    except ValidationError:
        return str(nilai)
    return date_format(hari, "j F Y")


def perbedaan(model: type[models.Model], semula: Mapping[str, Any], kini: Mapping[str, Any]) -> list[str]:
    """Sentences on the fields that differ; 1 query a model that they point at."""
    beda = [ruas for ruas in semula if ruas in kini and semula[ruas] != kini[ruas]]
    nama = baca_nama((model, ruas, nilai[ruas]) for ruas in beda for nilai in (semula, kini))
    return [
        f"{medan(model, ruas).verbose_name} kini {kata(model, ruas, kini[ruas], nama)}, "
        f"semula {kata(model, ruas, semula[ruas], nama)}"
        for ruas in beda
    ]


def uraikan(semua: Iterable[Tindakan]) -> dict[int, list[str]]:
    """What each act changed, a sentence a row; 1 query a model that the change-sets point at."""
    semua = [satu for satu in semua if satu.sesudah is not None]
    dicari: list[tuple[type[models.Model], str, Any]] = []
    for tindakan in semua:
        for baris in [*(tindakan.sebelum or []), *(tindakan.sesudah or [])]:
            if baris["isi"] in DAFTAR.semua:
                isi = DAFTAR[baris["isi"]]
                dicari += [(isi.model, *satu) for satu in zip(isi.kunci, baris["kunci"], strict=True)]
                dicari += [(isi.model, ruas, nilai) for ruas, nilai in (baris["nilai"] or {}).items()]
    nama = baca_nama(dicari)
    return {tindakan.pk: _kalimat(tindakan, nama) for tindakan in semua}


def _kalimat(tindakan: Tindakan, nama: Nama) -> list[str]:
    sebelum = {(baris["isi"], *baris["kunci"]): baris["nilai"] for baris in tindakan.sebelum or []}
    kalimat = []
    for baris in tindakan.sesudah or []:
        if baris["isi"] not in DAFTAR.semua:
            continue
        isi = DAFTAR[baris["isi"]]
        dulu, kini = sebelum.get((baris["isi"], *baris["kunci"])), baris["nilai"]
        pokok = f"{isi.model._meta.verbose_name} {sebut(isi.model, isi.kunci, baris['kunci'], nama)}"
        if kini is None:
            kalimat.append(f"{pokok} dikeluarkan")
        elif dulu is None:
            kalimat.append(f"{pokok} ditambahkan")
        else:
            ubah = [
                f"{medan(isi.model, ruas).verbose_name} dari {kata(isi.model, ruas, dulu.get(ruas), nama)} "
                f"menjadi {kata(isi.model, ruas, nilai, nama)}"
                for ruas, nilai in kini.items()
                if dulu.get(ruas) != nilai
            ]
            kalimat.append(f"{pokok}: {'; '.join(ubah) or 'tidak berubah'}")
    return kalimat


def sebut(model: type[models.Model], ruas: Iterable[str], nilai: Iterable[Any], nama: Nama) -> str:
    """What a key names: the bodies it points at, or else its values in words. Of rows about the same bodies, the second
    and later ones are told by their number ("sebutan ke- 2")."""
    pasangan = list(zip(ruas, nilai, strict=True))
    acuan = [satu for satu in pasangan if tujuan(model, satu[0]) is not None]
    pokok = ", ".join(kata(model, satu, isi, nama) for satu, isi in acuan or pasangan)
    nomor = [
        f"{medan(model, satu).verbose_name}{isi}"
        for satu, isi in pasangan
        if acuan and isinstance(isi, int) and tujuan(model, satu) is None and isi != medan(model, satu).default
    ]
    return f"{pokok} ({', '.join(nomor)})" if nomor else pokok
