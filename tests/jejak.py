"""What an act leaves behind: its Tindakan, the history rows of what it changed and of nothing else, all of one number.

`satu_tindakan_tercatat` looks at every table with history before and after what runs inside, whatever it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import models

from registry import isi_edisi
from registry.isi_edisi import DAFTAR
from registry.models import AlasanPeringatan, Edisi, ObjekTindakan, PerangkatDaerah, Tindakan
from registry.riwayat import nama_pelaku, tabel_riwayat

Rekaman = dict[str, Any]
KONTEN = {str(isi.nama) for isi in DAFTAR}


def bersejarah() -> dict[type[models.Model], Any]:
    """{model: its history model}."""
    return {satu.instance_type: satu for satu in tabel_riwayat()}  # type: ignore[attr-defined]


@dataclass
class Potret:
    """All rows of all tables with history, and how far the logs had come."""

    baris: dict[type[models.Model], dict[Any, Rekaman]]
    riwayat: dict[type[models.Model], int]
    tindakan: int


@dataclass
class Jejak:
    """What was left behind; filled in when the act is over."""

    tindakan: list[Tindakan] = field(default_factory=list)
    #: (model, key, "+~-") of the new history rows, in the order written within a table
    riwayat: list[tuple[type[models.Model], Any, str]] = field(default_factory=list)

    @property
    def jenis(self) -> list[str]:
        return [str(satu.jenis) for satu in self.tindakan]


def potret() -> Potret:
    """1 query a live table, 1 a history table, 1."""
    return Potret(
        baris={model: _baca(model, riwayat) for model, riwayat in bersejarah().items()},
        riwayat={model: _terakhir(riwayat, "history_id") for model, riwayat in bersejarah().items()},
        tindakan=_terakhir(Tindakan, "pk"),
    )


@contextmanager
def satu_tindakan_tercatat(oleh: Any = ...) -> Iterator[Jejak]:
    """What runs inside is one act that leaves its whole trace; `oleh`: who must stand in it (... = anybody)."""
    awal, jejak = potret(), Jejak()
    yield jejak
    akhir = potret()
    jejak.tindakan = list(Tindakan.objects.filter(pk__gt=awal.tindakan).order_by("pk"))
    baru = {model: _baru(riwayat, awal.riwayat[model]) for model, riwayat in bersejarah().items()}
    jejak.riwayat = [(model, satu.id, satu.history_type) for model, semua in baru.items() for satu in semua]
    pemeriksa = _Pemeriksa(awal, akhir, baru, jejak.tindakan)
    salah = [*pemeriksa.baris(), *pemeriksa.riwayat(), *pemeriksa.salinan(), *pemeriksa.tindakan(oleh)]
    assert salah == [], "\n".join(salah)


def tidak_ada_jejak(awal: Potret) -> bool:
    """Is everything as it was?"""
    return potret() == awal


class _Pemeriksa:
    """Compares before and after with what was recorded in between; each method yields what is wrong."""

    def __init__(
        self, awal: Potret, akhir: Potret, baru: dict[type[models.Model], list[Any]], tindakan: list[Tindakan]
    ) -> None:
        self.awal, self.akhir, self.baru, self.semua = awal, akhir, baru, tindakan
        #: editions that this act made as a copy of another one: {edition: its base}
        self.klon = {
            pk: satu["asal_id"]
            for pk, satu in akhir.baris[Edisi].items()
            if pk not in awal.baris[Edisi] and satu["asal_id"] is not None
        }

    def baris(self) -> Iterator[str]:
        """Every row that came, changed or went has its history, which says what is stored."""
        for model, akhir in self.akhir.baris.items():
            awal = self.awal.baris[model]
            terakhir = {satu.id: satu for satu in self.baru[model]}
            for pk in awal.keys() | akhir.keys():
                dulu, kini, rekam = awal.get(pk), akhir.get(pk), terakhir.get(pk)
                sebut = f"{model.__name__} {pk}"
                if dulu == kini:
                    continue
                if rekam is None:
                    if not self._salinan(model, kini):
                        yield f"{sebut}: {dulu} -> {kini} tanpa baris riwayat"
                elif kini is None:
                    if rekam.history_type != "-":
                        yield f"{sebut}: dihapus, riwayat {rekam.history_type}"
                elif rekam.history_type == "-" or _isi(rekam) != kini:
                    yield f"{sebut}: riwayat {rekam.history_type} {_isi(rekam)} bukan {kini}"
                elif dulu is None and not self._salinan(model, kini) and _pertama(self.baru[model], pk) != "+":
                    yield f"{sebut}: baru tanpa riwayat +"

    def riwayat(self) -> Iterator[str]:
        """No history where nothing changed; all of the act's number."""
        for model, semua in self.baru.items():
            kini: dict[Any, Rekaman | None] = dict(self.awal.baris[model])
            for satu in semua:
                sebut = f"{model.__name__} {satu.id} riwayat {satu.history_type}"
                dulu = kini.get(satu.id)
                if satu.history_type == "~" and dulu == _isi(satu):
                    yield f"{sebut}: tidak ada yang berubah"
                if satu.history_type == "+" and dulu is not None:
                    yield f"{sebut}: sudah ada sebelumnya"
                kini[satu.id] = None if satu.history_type == "-" else _isi(satu)
                if satu.history_kelompok is None:
                    yield f"{sebut}: tanpa kelompok"

    def salinan(self) -> Iterator[str]:
        """What a copy holds otherwise than its base has history of its own; all else has none."""
        for edisi, asal in self.klon.items():
            asli, kini = isi_edisi.baca(asal), isi_edisi.baca(edisi)
            ikut = {butir: nilai for butir, nilai in asli.items() if self._ikut(edisi, butir[0])}
            beda = {butir for butir in ikut.keys() | kini.keys() if ikut.get(butir) != kini.get(butir)}
            tercatat = {
                (isi.nama, tuple(getattr(satu, ruas) for ruas in isi.kunci))
                for isi in DAFTAR
                for satu in self.baru[isi.model]
                if satu.edisi_id == edisi
            }
            # A row that came under a parent that is new itself is told by the parent's key.
            if tercatat != beda:
                yield f"salinan {edisi}: berubah {sorted(beda, key=str)}, tercatat {sorted(tercatat, key=str)}"

    def tindakan(self, oleh: Any) -> Iterator[str]:
        """There is an act; all is of its number and in one person's name; it tells of every row."""
        semua = [satu for baris in self.baru.values() for satu in baris]
        if not self.semua:
            yield f"tanpa Tindakan, {len(semua)} baris riwayat"
            return
        kelompok: set[UUID | None] = {satu.kelompok for satu in self.semua} | {satu.history_kelompok for satu in semua}
        if len(kelompok) != 1 or None in kelompok:
            yield f"kelompok: {kelompok}"
        if oleh is not ...:
            pelaku = {(satu.oleh_id, satu.nama_oleh) for satu in self.semua}
            pelaku |= {(satu.history_user_id, satu.history_nama) for satu in semua}
            if pelaku != {(getattr(oleh, "pk", None), nama_pelaku(oleh))}:
                yield f"pelaku: {pelaku}"
        yield from self._tak_disebut()

    def _tak_disebut(self) -> Iterator[str]:
        """Rows of which no act of this number tells."""
        disebut: dict[str, set[tuple[Any, ...]]] = defaultdict(set)
        for satu in self.semua:
            for butir in [*(satu.sebelum or ()), *(satu.sesudah or ())]:
                disebut[butir["isi"]].add(tuple(butir["kunci"]))
        edisi = {satu.edisi_id for satu in self.semua}
        edisi |= {satu.edisi.meralat_id for satu in self.semua if satu.edisi is not None}
        badan = set(
            ObjekTindakan.objects.filter(tindakan__in=self.semua, jenis="badan").values_list("nomor", flat=True)
        )
        for model, semua in self.baru.items():
            nama = str(model._meta.model_name)
            for satu in semua:
                if nama in KONTEN:
                    kunci = tuple(getattr(satu, ruas) for ruas in DAFTAR[nama].kunci)
                    ada = satu.edisi_id in edisi and kunci in disebut[nama]
                elif model is Edisi:
                    ada = satu.id in edisi
                elif model is AlasanPeringatan:
                    ada = satu.edisi_id in edisi
                elif model is PerangkatDaerah:
                    ada = satu.id in badan
                else:
                    ada = (satu.id,) in disebut[nama]
                if not ada:
                    yield f"{model.__name__} {satu.id} {satu.history_type}: tidak disebut satu tindakan pun"

    def _salinan(self, model: type[models.Model], kini: Rekaman | None) -> bool:
        """Is it content of an edition that this act copied?"""
        return str(model._meta.model_name) in KONTEN and kini is not None and kini["edisi_id"] in self.klon

    def _ikut(self, edisi: int, bagian: str) -> bool:
        """Does this part go along with a copy? What belongs to one edition only goes into its ralat."""
        return DAFTAR[bagian].ikut_klon or self.akhir.baris[Edisi][edisi]["meralat_id"] is not None


def _baca(model: type[models.Model], riwayat: Any) -> dict[Any, Rekaman]:
    ruas = [satu.attname for satu in riwayat.tracked_fields]
    return {satu["id"]: satu for satu in model._base_manager.order_by("pk").values(*ruas)}


def _isi(rekam: Any) -> Rekaman:
    return {ruas.attname: _polos(getattr(rekam, ruas.attname)) for ruas in type(rekam).tracked_fields}


def _polos(nilai: Any) -> Any:
    return nilai.name if isinstance(nilai, models.fields.files.FieldFile) else nilai


def _baru(riwayat: Any, sesudah: int) -> list[Any]:
    return list(riwayat._default_manager.filter(history_id__gt=sesudah).order_by("history_id"))


def _pertama(semua: list[Any], pk: Any) -> str:
    return next(str(satu.history_type) for satu in semua if satu.id == pk)


def _terakhir(model: Any, kunci: str) -> int:
    return model._base_manager.order_by().aggregate(satu=models.Max(kunci))["satu"] or 0
