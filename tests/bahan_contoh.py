"""Bahan of Kabupaten Contoh from plain rows, without a database: what derivation stands on, written down in a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from coordination.bahan import Bahan, BarisUrusan, IsiBahan, Tersurat, Titik
from coordination.hubungan import Hubungan, Turunan
from coordination.koordinator import RUAS_PERATURAN, BacaanEdisi, DasarJawaban, koordinator_edisi
from registry import pohon
from registry.models import Daerah, Edisi, Peraturan
from relations.models import KetentuanHubungan, KetentuanPelaksanaan
from tests.pabrik import BAGAN, RENTANG

Bagan = Mapping[str, tuple[str, str, str | None]]

PERATURAN = Peraturan(
    id=1, jenis="perbup", nomor="1", tahun=2020, daerah=Daerah(id=1, kode="99.01", nama="Kabupaten Contoh")
)
#: The sub-kinds as Jombang 35/2009 Pasal 10 begins to write them.
SUBJENIS = [
    {
        "jenis": "subjenis",
        "rujukan": "Pasal 10",
        "terbuka": True,
        "butir": [
            {"label": "a", "teks": "koordinasi hierarki (intersektoral)"},
            {"label": "b", "teks": "koordinasi fungsional (lintas sektoral)"},
            {"label": "c", "teks": "koordinasi instansional (multisektoral)"},
        ],
    }
]
SEMUA_JENIS = ("konsultatif", "kolegial", "fungsional", "struktural", "koordinatif")


def kolom(rujukan: str) -> dict[str, Any]:
    """The columns of a legal basis."""
    judul = dict(zip(RUAS_PERATURAN, ("perbup", "1", 2020, 1, "99.01", "Kabupaten Contoh"), strict=True))
    return {"peraturan_id": 1, "rujukan": rujukan, "tertulis": "", "catatan": "", **judul}


def dasar(rujukan: str) -> DasarJawaban:
    return DasarJawaban(PERATURAN, rujukan)


def ketentuan(subjek: str, *jenis: str, rincian: Sequence[Any] | None = None) -> list[KetentuanHubungan]:
    """Kinds enabled for one subject; koordinatif with all three sub-kinds unless told otherwise."""
    return [
        KetentuanHubungan(
            id=SEMUA_JENIS.index(satu) + 10 * len(subjek),
            subjek=subjek,
            jenis=satu,
            peraturan=PERATURAN,
            rujukan=f"Pasal 6 {subjek} {satu}",
            rincian=rincian if rincian is not None else SUBJENIS if satu == "koordinatif" else [],
        )
        for satu in jenis
    ]


def pelaksanaan(topik: str, subjek: str, rujukan: str, tertulis: str = "") -> KetentuanPelaksanaan:
    return KetentuanPelaksanaan(
        topik=topik, subjek=subjek, judul=topik, rujukan=rujukan, tertulis=tertulis, peraturan=PERATURAN
    )


@dataclass
class Contoh:
    """What a test changes of the fixed cast. rentang: (unit, koordinator, huruf, makna); urusan, bidang: (unit, matter
    id, matter it is part of); tersurat: (from, to, kind, sub-kind)."""

    bagan: dict[str, tuple[str, str, str | None]] = field(default_factory=lambda: dict(BAGAN))
    rentang: list[tuple[str, str, str, str]] = field(
        default_factory=lambda: [(unit, siapa, huruf, "koordinasi") for unit, (siapa, huruf) in RENTANG.items()]
    )
    ketentuan: list[KetentuanHubungan] = field(default_factory=list)
    pelaksanaan: list[KetentuanPelaksanaan] = field(default_factory=list)
    urusan: list[tuple[str, int, int | None]] = field(default_factory=list)
    bidang: list[tuple[str, int, int | None]] = field(default_factory=list)
    tersurat: list[tuple[str, str, str, str]] = field(default_factory=list)
    #: Bodies that spans, matters or typed rows name and that have no place.
    luar: tuple[str, ...] = ()

    def id(self, kunci: str) -> int:
        return [*self.bagan, *self.luar].index(kunci) + 1

    def kunci(self, badan: int) -> str:
        return [*self.bagan, *self.luar][badan - 1]

    def tambah(self, kunci: str, nama: str, jenis: str, induk: str) -> Contoh:
        self.bagan[kunci] = (nama, jenis, induk)
        return self

    @property
    def bahan(self) -> Bahan:
        tempat = self._tempat()
        rentang = [self._rentang(*satu) for satu in self.rentang]
        bacaan = BacaanEdisi(tempat, rentang)
        return Bahan(
            Edisi(),
            IsiBahan(
                tempat=tempat,
                jawaban=koordinator_edisi(Edisi(), bacaan),
                ketentuan=self.ketentuan,
                pelaksanaan=self.pelaksanaan,
                bidang=self._urusan(self.bidang, "Pasal 13"),
                urusan=self._urusan(self.urusan, "Pasal 14"),
                tersurat=[
                    Tersurat(nomor, self._ujung(dari), self._ujung(ke), jenis, subjenis, "", dasar("Pasal 20"))
                    for nomor, (dari, ke, jenis, subjenis) in enumerate(self.tersurat, 1)
                ],
                rentang=rentang,
            ),
        )

    @property
    def turunan(self) -> Turunan:
        return Turunan(self.bahan)

    def _tempat(self) -> list[Any]:
        anak: dict[str | None, list[str]] = {}
        for kunci, (_, _, induk) in self.bagan.items():
            anak.setdefault(induk, []).append(kunci)
        hasil: list[Any] = []
        hitung = 0

        def telusuri(kunci: str) -> None:
            nonlocal hitung
            hitung += 1
            kiri, letak = hitung, len(hasil)
            hasil.append(None)
            for satu in anak.get(kunci, []):
                telusuri(satu)
            hitung += 1
            nama, jenis, induk = self.bagan[kunci]
            badan = self.id(kunci)
            hasil[letak] = SimpleNamespace(
                pk=100 + badan,
                induk_id=None if induk is None else 100 + self.id(induk),
                perangkat_daerah_id=badan,
                perangkat_daerah__uuid=UUID(int=badan),
                nama=nama,
                jenis=jenis,
                **dict(zip(pohon.TEPI, (kiri, hitung), strict=True)),
                **kolom(f"Pasal 3 {kunci}"),
            )

        for akar in anak.get(None, []):
            telusuri(akar)
        return hasil

    def _rentang(self, unit: str, koordinator: str, huruf: str, makna: str) -> Any:
        siapa = self.id(koordinator)
        return SimpleNamespace(
            unit_id=self.id(unit),
            koordinator_id=siapa,
            koordinator__uuid=UUID(int=siapa),
            koordinator__nama=koordinator,
            makna=makna,
            huruf=huruf,
            verba="",
            **kolom(f"Pasal 5 {koordinator} huruf {huruf}"),
        )

    def _urusan(self, semua: Iterable[tuple[str, int, int | None]], pasal: str) -> list[BarisUrusan]:
        return [
            BarisUrusan(self.id(siapa), urusan, f"urusan {urusan}", "", induk, "", dasar(f"{pasal} {siapa} {urusan}"))
            for siapa, urusan, induk in semua
        ]

    def _ujung(self, kunci: str) -> Titik:
        return Titik(self.id(kunci), UUID(int=self.id(kunci)), kunci, "")


def lain(contoh: Contoh, unit: str, jenis: str, *, aturan: str = "", komando: bool = False) -> list[str]:
    """With whom a unit has relations of a kind, in the order of its page."""
    return [contoh.kunci(satu.lain.badan) for satu in baris(contoh, unit, jenis, aturan=aturan, komando=komando)]


def baris(contoh: Contoh, unit: str, jenis: str, *, aturan: str = "", komando: bool = False) -> list[Hubungan]:
    """The rows of a unit of one kind, only those of one rule if it is named."""
    turunan = contoh.turunan
    semua = turunan.komando_milik(contoh.id(unit)) if komando else turunan.milik(contoh.id(unit))
    return [satu for satu in semua if satu.jenis == jenis and (not aturan or aturan in satu.aturan)]


def satu(contoh: Contoh, unit: str, lawan: str, jenis: str) -> Hubungan:
    """The one row of a kind between two units, seen from the first."""
    [ini] = [hub for hub in baris(contoh, unit, jenis) if hub.lain.badan == contoh.id(lawan)]
    return ini
