"""What a document says differently from the registry, in words.

Both sides are compared as documents: the registry's side is exported first. So spelling, order and defaults that a
document cannot express are never a difference, and loading what was exported changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from registry.dokumen.bagian import BagianEdisi, Baris, Kamus
from registry.dokumen.galat import Galat, Ruas
from registry.dokumen.kamus import KamusBasis, KamusLambang
from registry.dokumen.periksa import baris_edisi, kunci_baris, sebutan_baris, tanggal
from registry.dokumen.skema import EdisiIsian, Isian
from registry.dokumen.tipe import ringkas
from registry.dokumen.yaml_aman import Naskah
from registry.isi_edisi import DAFTAR, Kunci, Nilai, Ubah


def tulis_nilai(nilai: Any) -> str:
    """A value as people read it."""
    if nilai in (None, "", [], {}):
        return "kosong"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, date):
        return tanggal(nilai)
    if isinstance(nilai, (list, dict)):
        nilai = json.dumps(nilai, ensure_ascii=False)
    return f'"{ringkas(str(nilai), 80)}"'


def beda_isian(lama: Isian, baru: Isian) -> Iterator[tuple[Ruas, Any, Any]]:
    """(path, value in the registry, value in the document) of the scalars that differ; lists are not looked into."""
    for nama in type(baru).model_fields:
        dulu, kini = getattr(lama, nama), getattr(baru, nama)
        if isinstance(kini, list) or dulu == kini:
            continue
        if isinstance(dulu, Isian) and isinstance(kini, Isian):
            yield from (((nama, *ruas), a, b) for ruas, a, b in beda_isian(dulu, kini))
        else:
            yield (nama,), _datar(dulu), _datar(kini)


def kalimat(sebutan: str, dulu: Any, kini: Any) -> str:
    return f"{sebutan}: tercatat {tulis_nilai(dulu)}, dalam dokumen {tulis_nilai(kini)}"


def _datar(nilai: Any) -> Any:
    return nilai.model_dump(exclude_defaults=True, mode="json") if isinstance(nilai, Isian) else nilai


@dataclass(frozen=True, slots=True)
class BedaEdisi:
    """How an edition of a document differs from the published one."""

    kalimat: list[Galat]
    """One sentence a field or row."""
    baris: list[tuple[str, Kunci, Nilai | None]]
    """Rows that differ, by the keys of the document (see `KamusLambang`)."""
    dokumen: EdisiIsian
    tercatat: EdisiIsian

    def __bool__(self) -> bool:
        return bool(self.kalimat)

    def ubah(self, kamus: KamusBasis) -> Ubah:
        """The change-set that turns the registry's rows into the document's."""
        sini = _dengan_id(self.dokumen, kamus)
        sana = _dengan_id(self.tercatat, kamus)
        hasil: Ubah = {}
        for isi, kunci, nilai in self.baris:
            if nilai is None:
                hasil[isi, sana[isi, kunci][0]] = None
            else:
                kunci_id, nilai_id = sini[isi, kunci]
                hasil[isi, kunci_id] = {ruas: nilai_id[ruas] for ruas in nilai}
        return hasil


def isi_dokumen(edisi: EdisiIsian, kamus: Kamus) -> Ubah:
    """All rows of an edition of a document as the change-set that creates them."""
    return {(baris.isi, kunci_baris(baris)): _nilai(baris) for _, baris in baris_edisi(edisi, kamus)}


def bandingkan(naskah: Naskah, ruas: Ruas, tercatat: EdisiIsian, dokumen: EdisiIsian) -> BedaEdisi:
    """Compare an edition with its published version; no query."""
    sebutan = f"edisi {tercatat.berlaku_mulai.isoformat()}"
    galat = [
        naskah.galat((*ruas, *dalam), kalimat(f"{sebutan}, {' '.join(map(str, dalam))}", dulu, kini))
        for dalam, dulu, kini in beda_isian(tercatat, dokumen)
    ]
    dulu = _berlambang(tercatat)
    kini = _berlambang(dokumen)
    beda: list[tuple[str, Kunci, Nilai | None]] = []
    for kunci in [*kini, *(satu for satu in dulu if satu not in kini)]:
        lama, baru = dulu.get(kunci), kini.get(kunci)
        isi, kunci_isi = kunci
        nama = f"{sebutan}, {sebutan_baris(isi, kunci_isi)}"
        if baru is None:
            beda.append((isi, kunci_isi, None))
            galat.append(naskah.galat(ruas, f"{nama}: tercatat, tetapi tidak ada dalam dokumen"))
            continue
        bagian, baris = baru
        tempat: Ruas = (*ruas, bagian.nama, *baris.ruas)
        nilai = _nilai(baris)
        if lama is None:
            beda.append((isi, kunci_isi, nilai))
            galat.append(naskah.galat(tempat, f"{nama}: ada dalam dokumen, tetapi tidak tercatat"))
            continue
        nilai_lama = _nilai(lama[1])
        if berubah := {nama_ruas: satu for nama_ruas, satu in nilai.items() if nilai_lama[nama_ruas] != satu}:
            beda.append((isi, kunci_isi, berubah))
            galat += [
                naskah.galat(tempat, kalimat(f"{nama}, {satu.removesuffix('_id')}", nilai_lama[satu], berubah[satu]))
                for satu in berubah
            ]
    return BedaEdisi(galat, beda, dokumen, tercatat)


def _berlambang(edisi: EdisiIsian) -> dict[tuple[str, Kunci], tuple[BagianEdisi, Baris]]:
    return {(baris.isi, kunci_baris(baris)): (bagian, baris) for bagian, baris in baris_edisi(edisi, KamusLambang())}


def _dengan_id(edisi: EdisiIsian, kamus: KamusBasis) -> dict[tuple[str, Kunci], tuple[Kunci, Nilai]]:
    """{(part, key of the document): (key, values) with ids}."""
    pasangan = zip(baris_edisi(edisi, KamusLambang()), baris_edisi(edisi, kamus), strict=True)
    return {
        (lambang.isi, kunci_baris(lambang)): (kunci_baris(baris), _nilai(baris))
        for (_, lambang), (_, baris) in pasangan
    }


def _nilai(baris: Baris) -> Nilai:
    """The compared fields of a row, without its key."""
    return {ruas: baris.nilai[ruas] for ruas in DAFTAR[baris.isi].nilai}
