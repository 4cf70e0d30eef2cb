"""What documents hold beyond the registry's own head: registered by the app that owns it, from its `apps.py`.

An app registers each section with its schema and two functions, section -> rows and rows -> section. Loading,
comparing, checking, exporting and the manual loop over these registers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db import models

from registry.dokumen.galat import Ruas
from registry.dokumen.skema import DasarIsian, EdisiIsian, Isian
from registry.isi_edisi import DASAR, Nilai


@dataclass(frozen=True, slots=True)
class Baris:
    """One row of an edition: part (name of the registered model), fields, and where it stands in the section."""

    isi: str
    nilai: Nilai
    ruas: Ruas


class Kamus(Protocol):
    """Between the keys of a document and the ids of rows. `lain`: a registered catalogue ("urusan")."""

    def unit(self, kunci: str) -> Any: ...

    def peraturan(self, kunci: str) -> Any: ...

    def lain(self, katalog: str, kunci: str) -> Any: ...

    def kunci_unit(self, id_unit: Any) -> str: ...

    def kunci_peraturan(self, id_peraturan: Any) -> str: ...

    def kunci_lain(self, katalog: str, id_lain: Any) -> str: ...


class Pemeriksa(Protocol):
    """Where a section reports what no single entry can see."""

    def salah(self, ruas: Ruas, pesan: str) -> None: ...

    def baris(self, ruas: Ruas) -> int: ...


class Penulis(Protocol):
    """How a national section writes: every difference from what is public is reported, and refused without a ralat."""

    def baru(self, objek: models.Model) -> None: ...

    def samakan(self, objek: models.Model, nilai: Mapping[str, Any], ruas: Ruas, *, publik: bool = True) -> None: ...


@dataclass(frozen=True, slots=True)
class BagianEdisi:
    """A section of `edisi`. `isi`: the registered models that it fills, all rows of them.

    letak: documents show sections in this order, whatever the order of the apps.
    kelengkapan: the part of the edition whose stated completeness it must agree with ("" = none).
    """

    nama: str
    letak: int
    skema: type[Isian]
    isi: tuple[type[models.Model], ...]
    keterangan: str
    baca: Callable[[Sequence[Any], Kamus], Iterable[Baris]]
    tulis: Callable[[Mapping[str, list[Nilai]], Kamus], list[dict[str, Any]]]
    kelengkapan: str = ""
    periksa: Callable[[EdisiIsian, Ruas, Pemeriksa], None] | None = None


@dataclass(frozen=True, slots=True)
class BagianNasional:
    """A section of the national document."""

    nama: str
    skema: type[Isian]
    keterangan: str
    muat: Callable[[Sequence[Any], Penulis], None]
    ekspor: Callable[[], list[dict[str, Any]]]
    periksa: Callable[[Sequence[Any], Pemeriksa], None] | None = None


@dataclass(frozen=True, slots=True)
class Katalog:
    """Things outside editions that rows point at by name. `buat`: a new one, unsaved."""

    semua: Callable[[], dict[str, Any]]
    buat: Callable[[str], models.Model]


BAGIAN_EDISI: dict[str, BagianEdisi] = {}
BAGIAN_NASIONAL: dict[str, BagianNasional] = {}
KATALOG: dict[str, Katalog] = {}


def bagian_edisi() -> list[BagianEdisi]:
    """The sections of an edition as documents show them."""
    return sorted(BAGIAN_EDISI.values(), key=lambda bagian: bagian.letak)


def daftarkan(*bagian: BagianEdisi | BagianNasional) -> None:
    """Register sections. Registering a name again replaces it."""
    for satu in bagian:
        if isinstance(satu, BagianEdisi):
            BAGIAN_EDISI[satu.nama] = satu
        else:
            BAGIAN_NASIONAL[satu.nama] = satu


def daftarkan_katalog(nama: str, katalog: Katalog) -> None:
    KATALOG[nama] = katalog


# --- Helpers that every section uses --------------------------------------------------------------


def id_peraturan(kunci: str | None, kamus: Kamus) -> Any:
    """Id of a regulation; None where an entry names none."""
    return kamus.peraturan(kunci) if kunci else None


def kunci_peraturan(nomor: Any, kamus: Kamus) -> str:
    """Key of a regulation; "" where a row names none."""
    return kamus.kunci_peraturan(nomor) if nomor is not None else ""


def nilai_dasar(dasar: DasarIsian | None, kamus: Kamus) -> Nilai:
    """The four fields of `Dasar` from an entry's `dasar`."""
    if dasar is None:
        return dict.fromkeys(DASAR, "") | {"peraturan_id": None}
    return {
        "peraturan_id": id_peraturan(dasar.peraturan, kamus),
        "rujukan": dasar.rujukan,
        "tertulis": dasar.tertulis,
        "catatan": dasar.catatan,
    }


def tulis_dasar(nilai: Nilai, kamus: Kamus) -> dict[str, Any]:
    """The inverse: {} where a row has no basis."""
    return tanpa_kosong(
        peraturan=kunci_peraturan(nilai["peraturan_id"], kamus),
        rujukan=nilai["rujukan"],
        tertulis=nilai["tertulis"],
        catatan=nilai["catatan"],
    )


@dataclass(slots=True)
class Penomor:
    """Order numbers that a list implies (1, 2, 3, …), and the few that it has to spell out."""

    terakhir: int = field(default=0)

    def baca(self, tertulis: int | None) -> int:
        """Number of the next entry: the one written, else one more than the last."""
        self.terakhir = self.terakhir + 1 if tertulis is None else tertulis
        return self.terakhir

    def tulis(self, urutan: int) -> str | None:
        """What must be written so that reading gives `urutan`; None where the place in the list says it."""
        tersirat = self.terakhir + 1
        self.terakhir = urutan
        return None if urutan == tersirat else str(urutan)


def tanpa_kosong(**ruas: Any) -> dict[str, Any]:
    """Entry as plain data without fields that say nothing; True and False as ya and tidak."""
    hasil: dict[str, Any] = {}
    for nama, nilai in ruas.items():
        if isinstance(nilai, bool):
            hasil[nama] = "ya" if nilai else "tidak"
        elif nilai not in (None, "", [], {}):
            hasil[nama] = nilai if isinstance(nilai, (list, dict)) else str(nilai)
    return hasil


def bernomor(entri: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    """(place in the list, order number, entry) of entries with an optional `urutan`."""
    penomor = Penomor()
    for ke, satu in enumerate(entri):
        yield ke, penomor.baca(satu.urutan), satu
