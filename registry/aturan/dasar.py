"""What rules are made of: findings, severity, the rows that all rules share, and the running of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from registry import pohon
from registry.isi_edisi import DAFTAR
from registry.models import (
    Edisi,
    HubunganPeraturan,
    JenisHubunganPeraturan,
    JenisPeraturan,
    Kedudukan,
    Peraturan,
)


class Tingkat(StrEnum):
    """Severity: a galat blocks publication, a peringatan asks for a reason, a catatan informs."""

    GALAT = "galat"
    PERINGATAN = "peringatan"
    CATATAN = "catatan"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One finding, in the user's words, about one thing of the edition.

    `pesan` says the same as long as the matter is the same: a reason is kept for it in these very words.
    perbaikan: the screen that mends it ("struktur", "rentang", "ketentuan", "hubungan", "bidang", "suksesi",
    "kepala", "peraturan", "pencabutan", or ""); jangkar: the place on that screen; peraturan_id: the regulation that
    is meant.
    """

    kode: str
    tingkat: Tingkat
    pesan: str
    dasar_hukum: str
    perangkat_daerah_id: int | None = None
    perbaikan: str = ""
    jangkar: str = ""
    peraturan_id: int | None = None

    @property
    def kunci(self) -> tuple[str, str]:
        """By what a reason for it is kept."""
        return self.kode, self.pesan


class Konteks:
    """The rows of one edition, read once and shared by all rules; 1 query a model that a rule asks for."""

    def __init__(self, edisi: Edisi) -> None:
        self.edisi = edisi
        self._baris: dict[type[models.Model], list[Any]] = {}

    def baris(self, model: type[models.Model]) -> list[Any]:
        """All rows of a registered model; foreign keys to regulations are not loaded."""
        if model not in self._baris:
            self._baris[model] = list(model._base_manager.filter(edisi=self.edisi).order_by("pk"))
        return self._baris[model]

    @cached_property
    def pohon(self) -> list[Kedudukan]:
        """Nodes, parents before children."""
        return sorted(self.baris(Kedudukan), key=lambda unit: [getattr(unit, k) for k in pohon.URUT_POHON])

    @cached_property
    def kedudukan(self) -> dict[int, Kedudukan]:
        """{body id: its place}."""
        return {unit.perangkat_daerah_id: unit for unit in self.pohon}

    def nama(self, perangkat_daerah_id: int) -> str:
        """Name in this edition; the body's label where it does not stand in the tree (1 query, once)."""
        if perangkat_daerah_id in self.kedudukan:
            return self.kedudukan[perangkat_daerah_id].nama
        return self._label.get(perangkat_daerah_id, "unit yang tidak dikenal")

    @cached_property
    def tanggal(self) -> date:
        """The edition's date. A draft without one comes after everything that is known today."""
        return self.edisi.berlaku_mulai or date.max

    @cached_property
    def peraturan(self) -> dict[int, Peraturan]:
        """{id: regulation} of all on which rows of this edition rest; 1 query beside the rows."""
        dipakai = {
            getattr(baris, ruas)
            for isi in DAFTAR
            for ruas in isi.nilai
            if ruas.endswith("peraturan_id")
            for baris in self.baris(isi.model)
        }
        return {satu.pk: satu for satu in Peraturan.objects.filter(pk__in=dipakai).select_related("daerah").order_by()}

    @cached_property
    def terikat_tanpa_nomor(self) -> list[Peraturan]:
        """Regulations without a number to which the edition's own one is tied; 1 query."""
        semua = Peraturan.objects.filter(hubungan_masuk__dari=self.edisi.peraturan_id, nomor="")
        return list(semua.exclude(jenis=JenisPeraturan.UUD).select_related("daerah").order_by("pk").distinct())

    @property
    def peraturan_tanpa_nomor(self) -> list[Peraturan]:
        """Regulations without a number on which rows of this edition rest."""
        tanpa = [satu for satu in self.peraturan.values() if not satu.nomor and satu.jenis != JenisPeraturan.UUD]
        return sorted(tanpa, key=lambda satu: satu.pk)

    @cached_property
    def pencabutan(self) -> list[HubunganPeraturan]:
        """What by the edition's date had revoked, wholly or in part, a regulation on which its rows rest; 1 query.

        A rancangan revokes nothing yet, except the one that causes this very edition.
        """
        nyata = Q(dari=self.edisi.peraturan_id) | ~Q(dari__nomor="")
        semua = (
            HubunganPeraturan.objects.filter(
                nyata,
                ke__in=self.peraturan,
                jenis__in=[JenisHubunganPeraturan.MENCABUT, JenisHubunganPeraturan.MENCABUT_SEBAGIAN],
            )
            .select_related("dari__daerah")
            .order_by("pk")
        )
        return [
            satu for satu in semua if satu.dari_id == self.edisi.peraturan_id or satu.dari.sudah_berlaku(self.tanggal)
        ]

    @cached_property
    def sebelumnya(self) -> Edisi | None:
        """The published edition that this one follows in time; where it has no date, the one it was cloned from.
        1 query."""
        mulai, urutan = self.edisi.berlaku_mulai, self.edisi.urutan
        if mulai is None:
            return self.edisi.asal
        lain = Edisi.objects.terbit().filter(daerah=self.edisi.daerah_id)
        lain = lain.exclude(pk__in=[self.edisi.pk, self.edisi.meralat_id or 0])
        dahulu = lain.filter(Q(berlaku_mulai__lt=mulai) | Q(berlaku_mulai=mulai, urutan__lt=urutan))
        return dahulu.order_by("-berlaku_mulai", "-urutan", "-id").first()

    @cached_property
    def nama_sebelumnya(self) -> dict[int, str]:
        """{body id: its name} in the edition before this one; 2 queries."""
        if self.sebelumnya is None:
            return {}
        return dict(Kedudukan.objects.pada(self.sebelumnya).values_list("perangkat_daerah", "nama"))

    @cached_property
    def _label(self) -> dict[int, str]:
        return dict(self.edisi.daerah.perangkat_daerah.order_by().values_list("pk", "nama"))


class Aturan:
    """Base of the rules. A subclass states the class attributes and yields findings from `periksa`.

    menyusul: what it finds is settled by the publication itself (number, year and dates of the regulation), so
    that a draft may be submitted and approved before. perbaikan: the screen that mends it, where all its findings
    have the same one.
    """

    kode: ClassVar[str]
    tingkat: ClassVar[Tingkat]
    dasar_hukum: ClassVar[str]
    uraian: ClassVar[str]
    menyusul: ClassVar[bool] = False
    perbaikan: ClassVar[str] = ""

    def periksa(self, k: Konteks) -> Iterable[Temuan]:
        raise NotImplementedError  # an abstract rule has no findings of its own

    def temuan(self, pesan: str, perangkat_daerah_id: int | None = None, **lain: Any) -> Temuan:
        """A finding. `lain`: perbaikan, jangkar, peraturan_id; a body is found on its screen by its own anchor."""
        lain.setdefault("perbaikan", self.perbaikan)
        if perangkat_daerah_id is not None and lain["perbaikan"] in ("struktur", "rentang"):
            lain.setdefault("jangkar", f"u{perangkat_daerah_id}")
        return Temuan(self.kode, self.tingkat, pesan, self.dasar_hukum, perangkat_daerah_id, **lain)


ATURAN: dict[str, type[Aturan]] = {}

PENATAUSAHAAN = "aturan pencatatan Rentang"


def aturan(kelas: type[Aturan]) -> type[Aturan]:
    """Class decorator: registers a rule under its code."""
    ATURAN[kelas.kode] = kelas
    return kelas


def periksa_edisi(edisi: Edisi) -> list[Temuan]:
    """All findings on one edition, worst first, none twice; a fixed number of queries whatever its size."""
    konteks = Konteks(edisi)
    semua = dict.fromkeys(temuan for kelas in ATURAN.values() for temuan in kelas().periksa(konteks))
    urut = list(Tingkat)
    return sorted(semua, key=lambda temuan: (urut.index(temuan.tingkat), temuan.kode, temuan.pesan))


def menyusul(temuan: Temuan) -> bool:
    """May a draft be submitted and approved although this stands, because publication will settle it?"""
    return ATURAN[temuan.kode].menyusul


@dataclass(frozen=True, slots=True)
class Ringkasan:
    """How many findings there are, for screens that only point at the full list."""

    galat: int
    peringatan: int
    catatan: int


def ringkas_temuan(edisi: Edisi) -> Ringkasan:
    """Numbers of findings on an edition; as many queries as `periksa_edisi`."""
    tingkat = [temuan.tingkat for temuan in periksa_edisi(edisi)]
    return Ringkasan(*(tingkat.count(satu) for satu in Tingkat))


def temuan_untuk(semua: Iterable[Temuan], perbaikan: str) -> list[Temuan]:
    """Of the findings those that one screen mends ("rentang")."""
    return [temuan for temuan in semua if temuan.perbaikan == perbaikan]
