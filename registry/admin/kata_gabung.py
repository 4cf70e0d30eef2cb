"""What a merge would write, and what it asks, in words. Names of what is pointed at are read in bulk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone

from registry import isi_edisi
from registry.admin.kata import KOSONG, Nama, baca_nama, kata, medan, sebut, uraikan
from registry.gabung import Butir, Pertentangan, Pihak
from registry.isi_edisi import DAFTAR, Nilai
from registry.models import Edisi, Tindakan
from registry.services.cabang import KEPALA, Rencana

#: Fields that say little about a row that is put in or taken out.
SEPINTAS = (
    "urutan", "jenis", "catatan", "tertulis", "rujukan", "peraturan_id", "disebut_rujukan", "disebut_peraturan_id"
)  # fmt: skip

#: (row, field) -> side chosen, as it travels through a form.
Jawaban = dict[tuple[Butir, str], Pihak]


@dataclass(frozen=True, slots=True)
class Pertanyaan:
    """One thing to choose on. `nama`: of its radio buttons; `dipilih`: the side chosen before, "" for none; `baris`:
    the row that it is about, the same for all its fields; `bisa_dasar`: what stood there before both is a third
    choice."""

    nama: str
    baris: str
    ruas: str
    sebab: str
    dasar: str
    kita: str
    mereka: str
    dipilih: str
    bisa_dasar: bool

    @property
    def judul(self) -> str:
        """ "kedudukan Dinas Kesehatan: nama" """
        return ": ".join(filter(None, (self.baris, self.ruas)))


def tanyakan(semua: Sequence[Pertentangan], dipilih: Mapping[Any, str], awalan: str = "p") -> list[Pertanyaan]:
    """The conflicts as questions; 1 query a model that their values point at."""
    nama = baca_nama(_acuan(semua))
    return [
        Pertanyaan(
            nama=f"{awalan}-{nomor}",
            baris=_baris(satu, nama),
            ruas=str(medan(_model(satu.bagian), satu.ruas).verbose_name) if satu.ruas else "",
            sebab=satu.sebab,
            dasar=_sisi(satu, satu.dasar, nama),
            kita=_sisi(satu, satu.kita, nama),
            mereka=_sisi(satu, satu.mereka, nama),
            dipilih=dipilih.get((satu.butir, satu.ruas), ""),
            bisa_dasar=satu.dasar not in (satu.kita, satu.mereka),
        )
        for nomor, satu in enumerate(semua)
    ]


def kalimat_rencana(rencana: Rencana) -> list[str]:
    """What a merge would write, a sentence a row; 1 query a model that the change-set points at."""
    balik = {
        butir: None if rencana.kita.get(butir) is None else {ruas: rencana.kita[butir][ruas] for ruas in nilai or {}}  # type: ignore[index]
        for butir, nilai in rencana.isi.items()
    }
    act = Tindakan(
        pk=0,
        pada=timezone.now(),
        sebelum=isi_edisi.sebagai_json(balik),
        sesudah=isi_edisi.sebagai_json(rencana.isi),
    )
    kepala = rencana.kita.get(KEPALA) or {}
    return [
        *(
            f"{medan(Edisi, ruas).verbose_name} dari {kata(Edisi, ruas, kepala.get(ruas), {})} "
            f"menjadi {kata(Edisi, ruas, nilai, {})}"
            for ruas, nilai in rencana.kepala.items()
        ),
        *uraikan([act]).get(0, []),
    ]


def untuk_segel(semua: Iterable[Pertentangan]) -> list[list[Any]]:
    """What was asked, in the order of the radio buttons, fit for a seal."""
    return [[satu.bagian, list(satu.kunci), satu.ruas] for satu in semua]


def jawaban_untuk_segel(jawaban: Jawaban) -> list[list[Any]]:
    return [[bagian, list(kunci), ruas, pihak] for ((bagian, kunci), ruas), pihak in jawaban.items()]


def baca_jawaban(tanya: Sequence[Any], dipilih: Sequence[Any], data: Mapping[str, Any], awalan: str = "p") -> Jawaban:
    """The answers given before and now, out of a seal that this server wrote and a form post."""
    jawaban: Jawaban = {((bagian, tuple(kunci)), ruas): pihak for bagian, kunci, ruas, pihak in dipilih}
    for nomor, (bagian, kunci, ruas) in enumerate(tanya):
        pihak = data.get(f"{awalan}-{nomor}")
        if pihak in ("kita", "mereka", "dasar"):
            jawaban[(bagian, tuple(kunci)), ruas] = pihak
    return jawaban


def _model(bagian: str) -> type[models.Model]:
    return DAFTAR[bagian].model if bagian in DAFTAR.semua else Edisi


def _ruas_kunci(bagian: str) -> tuple[str, ...]:
    return DAFTAR[bagian].kunci if bagian in DAFTAR.semua else ()


def _acuan(semua: Iterable[Pertentangan]) -> Iterator[tuple[type[models.Model], str, Any]]:
    """All (model, field, value) that the words of the conflicts need."""
    for satu in semua:
        model = _model(satu.bagian)
        yield from ((model, *pasangan) for pasangan in zip(_ruas_kunci(satu.bagian), satu.kunci, strict=True))
        for nilai in (satu.dasar, satu.kita, satu.mereka):
            if satu.ruas:
                yield model, satu.ruas, nilai
            elif nilai is not None:
                yield from ((model, ruas, isi) for ruas, isi in nilai.items())


def _baris(satu: Pertentangan, nama: Nama) -> str:
    """ "kedudukan Dinas Kesehatan" """
    if satu.butir == KEPALA:
        return "kepala rancangan"
    model = _model(satu.bagian)
    return f"{model._meta.verbose_name} {sebut(model, _ruas_kunci(satu.bagian), satu.kunci, nama)}"


def _sisi(satu: Pertentangan, nilai: Any, nama: Nama) -> str:
    """The value of one side; of a whole row, whether it is there and what sets it apart from the old base."""
    model = _model(satu.bagian)
    if satu.ruas:
        return kata(model, satu.ruas, nilai, nama)
    if nilai is None:
        return "tidak ada" if satu.dasar is None else "dikeluarkan"
    if nilai is satu.dasar:
        return f"ada: {_isi(model, nilai, nama, _berbeda(satu))}"
    if satu.dasar is None:
        return f"ditambahkan: {_isi(model, nilai, nama, _berbeda(satu))}"
    beda = {ruas: isi for ruas, isi in nilai.items() if satu.dasar.get(ruas) != isi}
    if not beda:
        return f"tetap ada: {_isi(model, nilai, nama, _berbeda(satu))}"
    return "diubah: " + "; ".join(
        f"{medan(model, ruas).verbose_name} {kata(model, ruas, isi, nama)}" for ruas, isi in beda.items()
    )


def _berbeda(satu: Pertentangan) -> set[str]:
    """Fields of a row that any two of its three states tell otherwise."""
    ada = [nilai for nilai in (satu.dasar, satu.kita, satu.mereka) if nilai is not None]
    return {ruas for ruas in ada[0] if any(nilai[ruas] != ada[0][ruas] for nilai in ada[1:])}


def _isi(model: type[models.Model], nilai: Nilai, nama: Nama, berbeda: set[str]) -> str:
    """A row in short; what is `berbeda` is told even where it says little by itself, or is empty."""
    semua = ((ruas, kata(model, ruas, isi, nama)) for ruas, isi in nilai.items())
    kata_kata = (
        f"{medan(model, ruas).verbose_name} {isi}"
        for ruas, isi in semua
        if ruas in berbeda or (ruas not in SEPINTAS and isi != KOSONG)
    )
    return "; ".join(kata_kata) or "ada"
