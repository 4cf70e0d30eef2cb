"""What an act touched, read from its own before and after, so that acts are found by body and by regulation; and the
before and after of rows outside editions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models

from registry.isi_edisi import DAFTAR
from registry.models import JenisObjek, ObjekTindakan, Tindakan

#: Model outside editions -> {field, or "" for its own id: what that names}
ACUAN: Mapping[str, Mapping[str, JenisObjek]] = {
    "peraturan": {"": JenisObjek.PERATURAN},
    "hubunganperaturan": {"dari_id": JenisObjek.PERATURAN, "ke_id": JenisObjek.PERATURAN},
    "perangkatdaerah": {"": JenisObjek.BADAN, "dialihkan_ke_id": JenisObjek.BADAN},
    "namalain": {"perangkat_daerah_id": JenisObjek.BADAN},
}


def catat_objek(tindakan: Tindakan, peraturan: int | None = None) -> None:
    """Write down what an act touched; `peraturan`: the regulation behind its edition. 1 query, none for nothing."""
    kena = {(str(jenis), nomor) for jenis, nomor in _objek(tindakan)}
    if peraturan is not None:
        kena.add((str(JenisObjek.PERATURAN), peraturan))
    ObjekTindakan.objects.bulk_create(
        [
            ObjekTindakan(tindakan=tindakan, jenis=jenis, nomor=nomor, pada=tindakan.pada)
            for jenis, nomor in sorted(kena)
        ],
        batch_size=500,
    )


def _objek(tindakan: Tindakan) -> Iterator[tuple[JenisObjek, int]]:
    for satu in [*(tindakan.sebelum or ()), *(tindakan.sesudah or ())]:
        nama, kunci, nilai = satu["isi"], satu["kunci"], satu["nilai"] or {}
        if nama in DAFTAR.semua:
            isi = DAFTAR[nama]
            isian = {**dict(zip(isi.kunci, kunci, strict=True)), **nilai}
            badan = isi.ruas_badan()
            for ruas, angka in isian.items():
                if angka is None:
                    continue
                if ruas in badan:
                    yield JenisObjek.BADAN, angka
                elif ruas.endswith("peraturan_id"):
                    yield JenisObjek.PERATURAN, angka
            continue
        for ruas, jenis in ACUAN.get(nama, {}).items():
            angka = nilai.get(ruas) if ruas else kunci[0]
            if angka is not None:
                yield jenis, angka


def nilai_acuan(objek: models.Model) -> dict[str, Any]:
    """All recorded values of a row outside editions, fit for JSON (`DjangoJSONEncoder` does the dates)."""
    ruas = type(objek).history.model.tracked_fields  # type: ignore[attr-defined]
    return {satu.attname: _polos(getattr(objek, satu.attname)) for satu in ruas if not satu.primary_key}


def perubahan_acuan(lama: models.Model | None, baru: models.Model | None) -> tuple[list[Any], list[Any]]:
    """(before, after) of one row as `Tindakan` keeps them: whole for a new or removed row, else the fields that
    differ; ([], []) where none does. No query."""
    satu = baru if baru is not None else lama
    assert satu is not None
    isi, kunci = satu._meta.model_name, [satu.pk]
    dulu = None if lama is None else nilai_acuan(lama)
    kini = None if baru is None else nilai_acuan(baru)
    if dulu is not None and kini is not None:
        beda = [ruas for ruas in kini if dulu[ruas] != kini[ruas]]
        if not beda:
            return [], []
        # What it belongs to stays in, so that the act is found by it.
        ikut = [*beda, *(ruas for ruas in ACUAN.get(str(isi), {}) if ruas and ruas not in beda and ruas in kini)]
        dulu, kini = {ruas: dulu[ruas] for ruas in ikut}, {ruas: kini[ruas] for ruas in ikut}
    return [{"isi": isi, "kunci": kunci, "nilai": dulu}], [{"isi": isi, "kunci": kunci, "nilai": kini}]


def _polos(nilai: Any) -> Any:
    """Files by their name, JSON values as they are."""
    return nilai.name if isinstance(nilai, models.fields.files.FieldFile) else nilai
