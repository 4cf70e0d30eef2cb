"""What an act of succession will do to the content of a draft, told before anything is written. No query.

Bodies that are yet to be made carry negative ids in a plan; `isi_edisi.ganti_badan` puts the real ones in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from registry.isi_edisi import IsiEdisi, Kunci, Nilai, Ubah
from registry.models import JenisSuksesi, PerangkatDaerah

Butir = tuple[str, Kunci]
Isi = Mapping[Butir, Nilai | None]

TEMPAT, PERISTIWA, PESERTA = "kedudukan", "suksesi", "pesertasuksesi"


@dataclass(frozen=True, slots=True)
class Penerus:
    """A body on the new side. `badan`: None for one that is yet to be made. What is left empty is taken from the
    place that the body has already, else from that of the old body; `induk` is the body of the parent."""

    badan: int | None = None
    nama: str = ""
    singkatan: str = ""
    jenis: str = ""
    tipe: str = ""
    induk: int | None = None


@dataclass(frozen=True, slots=True)
class DasarSuksesi:
    """The legal basis of an event, and what is to be said about it."""

    peraturan_id: int | None = None
    rujukan: str = ""
    keterangan: str = ""


@dataclass(slots=True)
class Rencana:
    """keluar, masuk: bodies whose places go and come · berganti: (body, old name, new name) · pindah: (body, parent
    before, parent after) · dibawa: (row, the row that it becomes, its values) · dibuang: (row, values, why) ·
    nama: what bodies are called, before and after · nomor: of the event."""

    jenis: str
    nomor: int
    lama: list[int] = field(default_factory=list)
    baru: list[int] = field(default_factory=list)
    ubah: Ubah = field(default_factory=dict)
    keluar: list[int] = field(default_factory=list)
    masuk: list[int] = field(default_factory=list)
    berganti: list[tuple[int, str, str]] = field(default_factory=list)
    pindah: list[tuple[int, int | None, int | None]] = field(default_factory=list)
    dibawa: list[tuple[Butir, Butir, Nilai]] = field(default_factory=list)
    dibuang: list[tuple[Butir, Nilai, str]] = field(default_factory=list)
    nama: dict[int, str] = field(default_factory=dict)
    nama_lama: dict[int, str] = field(default_factory=dict)

    @property
    def ringkas(self) -> str:
        """The act in one line."""
        lama, baru = (self.nama_lama[satu] for satu in self.lama), (self.nama[satu] for satu in self.baru)
        return kalimat(self.jenis, lama, baru)


def kalimat(jenis: str, lama: Iterable[str], baru: Iterable[str]) -> str:
    """An event in one line, from the names on its two sides."""
    dulu, kini = daftar_kata(lama) or "unit yang tidak disebut", daftar_kata(baru) or "unit yang tidak disebut"
    return {
        JenisSuksesi.GANTI_NAMA: f"{dulu} berganti nama menjadi {kini}",
        JenisSuksesi.GABUNG: f"{dulu} digabung menjadi {kini}",
        JenisSuksesi.PECAH: f"{dulu} dipecah menjadi {kini}",
        JenisSuksesi.BUBAR: f"{dulu} dibubarkan",
        JenisSuksesi.BENTUK: f"{kini} dibentuk",
    }[JenisSuksesi(jenis)]


def daftar_kata(semua: Iterable[str]) -> str:
    """ "A", "A dan B", "A, B, dan C"."""
    kata = list(semua)
    if len(kata) < 3:
        return " dan ".join(kata)
    return f"{', '.join(kata[:-1])}, dan {kata[-1]}"


def kolom_kunci(isi: IsiEdisi) -> list[int]:
    """Positions in the key that name a body."""
    return [letak for letak, ruas in enumerate(isi.kunci) if _menunjuk_badan(isi, ruas)]


def kolom_nilai(isi: IsiEdisi) -> list[str]:
    """Values that name a body."""
    return [ruas for ruas in isi.nilai if _menunjuk_badan(isi, ruas)]


def _menunjuk_badan(isi: IsiEdisi, ruas: str) -> bool:
    return isi.model._meta.get_field(ruas.removesuffix("_id")).related_model is PerangkatDaerah
