"""A certificate: the state of a region on a date, as the registry had recorded it at a moment. It says the same for
ever, because both clocks are in its address, and its hash is computed from exactly what it shows.

The hash: SHA-256 of the JSON text that `Keterangan.data` gives, keys sorted, without spaces, UTF-8; that text is what
`keterangan.json` sends, so that `sha256sum` of the file is the hash (docs/segel.md, "Keterangan keadaan").
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from coordination.halaman.jawaban import sajikan
from coordination.halaman.kisi import JABATAN_LAIN, KATA
from coordination.koordinator import Jawaban, baca_edisi, dasar_baris, koordinator_edisi
from coordination.models import Makna
from registry import waktu
from registry.halaman.edisi import kelengkapan
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, Peraturan
from registry.segel import kanonik
from registry.templatetags.rentang import kapital, tgl_polos
from relations.panel import kelompok_hubungan

#: Number of the form; a change of what is hashed raises it.
BENTUK = 1


@dataclass(frozen=True, slots=True)
class EdisiTertera:
    """The edition in force, in words. `diralat`: why this version replaced an earlier one, "" for a first one."""

    berlaku: str
    disimpulkan: str
    peraturan: str
    tentang: str
    pengundangan: str
    tercatat_sejak: str
    diralat: str


@dataclass(frozen=True, slots=True)
class BagianTertera:
    """How completely one part of the edition is recorded."""

    nama: str
    keadaan: str
    rujukan: str
    keterangan: str


@dataclass(frozen=True, slots=True)
class UnitTertera:
    """One row of the table. `tingkat`: depth in the tree, 0 for the root; `hubungan`: in which way, "" for none;
    `tanpa`: why there is no koordinator, in words; `pasal`, `peraturan`: of the koordinator, else of its place."""

    uuid: str
    nama: str
    jenis: str
    tingkat: int
    koordinator: str
    hubungan: str
    tanpa: str
    pasal: str
    peraturan: str
    tertulis: str
    catatan: str


@dataclass(frozen=True, slots=True)
class JenisTertera:
    """One kind of hubungan kerja as the regulation enables it."""

    subjek: str
    jenis: str
    maksud: str
    pasal: str
    peraturan: str


@dataclass(frozen=True, slots=True)
class Keterangan:
    """All that a certificate says."""

    daerah: Daerah
    pada: date
    tercatat: datetime
    edisi: EdisiTertera | None
    bagian: tuple[BagianTertera, ...]
    unit: tuple[UnitTertera, ...]
    jenis: tuple[JenisTertera, ...]

    @property
    def judul(self) -> str:
        return f"Keterangan keadaan per tanggal {tgl_polos(self.pada)}"

    @property
    def saat(self) -> str:
        """The moment of recording, exact, on the region's clock."""
        return sebut_tepat(self.tercatat, self.daerah)

    @property
    def pernyataan(self) -> tuple[str, ...]:
        """What the two clocks mean, in sentences."""
        return (
            f"Keterangan ini menyatakan keadaan {self.daerah.nama} yang berlaku pada {tgl_polos(self.pada)}, menurut "
            f"apa yang tercatat di Rentang sampai {self.saat}.",
            "Yang dicatat atau diralat sesudah saat itu tidak termasuk, sehingga isi keterangan ini tidak berubah.",
        )

    def data(self) -> dict[str, Any]:
        """Exactly what is shown, to be hashed."""
        return {
            "bentuk": BENTUK,
            "judul": self.judul,
            "daerah": {"kode": self.daerah.kode, "nama": self.daerah.nama},
            "pada": self.pada.isoformat(),
            "tercatat": kanonik.nilai(self.tercatat),
            "pernyataan": list(self.pernyataan),
            "edisi": asdict(self.edisi) if self.edisi is not None else None,
            "kelengkapan": [asdict(satu) for satu in self.bagian],
            "unit": [asdict(satu) for satu in self.unit],
            "hubungan_kerja": [asdict(satu) for satu in self.jenis],
        }

    def teks(self) -> bytes:
        """The canonical text."""
        return kanonik.teks(self.data())

    def sidik(self) -> str:
        """SHA-256 of the canonical text, in hex."""
        return hashlib.sha256(self.teks()).hexdigest()


def sebut_tepat(saat: datetime, daerah: Daerah) -> str:
    """ "22 November 2026 pukul 16.20.45,123456 WITA": to the microsecond, whole seconds without the rest."""
    pola = "j F Y \\p\\u\\k\\u\\l H.i.s,u" if saat.microsecond else "j F Y \\p\\u\\k\\u\\l H.i.s"
    return waktu.sebut_saat(saat, daerah, pola)


def muat_keterangan(daerah: Daerah, pada: date, tercatat: datetime) -> Keterangan:
    """The certificate, read as the connection stands (`registry.tercatat.sebagaimana`); 4 queries."""
    edisi = Edisi.objects.berlaku_di(daerah, pada)
    return Keterangan(
        daerah=daerah,
        pada=pada,
        tercatat=tercatat,
        edisi=_edisi(edisi, daerah) if edisi is not None else None,
        bagian=tuple(_bagian(edisi)) if edisi is not None else (),
        unit=tuple(_unit(edisi)) if edisi is not None else (),
        jenis=tuple(_jenis(edisi)) if edisi is not None else (),
    )


def _edisi(edisi: Edisi, daerah: Daerah) -> EdisiTertera:
    peraturan = edisi.peraturan
    assert edisi.diterbitkan_pada is not None
    akhir = f" sampai {tgl_polos(edisi.berlaku_sampai)}" if edisi.berlaku_sampai else ""
    return EdisiTertera(
        berlaku=f"sejak {tgl_polos(edisi.berlaku_mulai)}{akhir}",
        disimpulkan=edisi.mulai_disimpulkan,
        peraturan=peraturan.judul if peraturan is not None else "",
        tentang=peraturan.tentang if peraturan is not None else "",
        pengundangan=peraturan.lembaran_lengkap if peraturan is not None else "",
        tercatat_sejak=sebut_tepat(edisi.diterbitkan_pada, daerah),
        diralat=edisi.alasan if edisi.meralat_id is not None else "",
    )


def _bagian(edisi: Edisi) -> Iterator[BagianTertera]:
    for satu in kelengkapan(edisi):
        yield BagianTertera(satu["nama"], satu["kata"], satu["rujukan"], satu["keterangan"])


def _unit(edisi: Edisi) -> Iterator[UnitTertera]:
    """The tree from the root down; 2 queries."""
    bacaan = baca_edisi(edisi)
    jawaban = koordinator_edisi(edisi, bacaan)
    tingkat: dict[int, int] = {}
    for satu in bacaan.tempat:
        tingkat[satu.pk] = tingkat[satu.induk_id] + 1 if satu.induk_id in tingkat else 0
        yield _satu_unit(satu, tingkat[satu.pk], jawaban[satu.perangkat_daerah_id], edisi)


def _satu_unit(satu: Any, tingkat: int, jawaban: Jawaban | None, edisi: Edisi) -> UnitTertera:
    dasar = jawaban.dasar if jawaban is not None else dasar_baris(satu)
    # The sentence of the unit's page, and so its word.
    tanpa = sajikan(Kedudukan(nama=satu.nama, jenis=satu.jenis), edisi, jawaban).kalimat
    return UnitTertera(
        uuid=str(satu.perangkat_daerah__uuid),
        nama=satu.nama,
        jenis=str(JenisUnit(satu.jenis).label),
        tingkat=tingkat,
        koordinator=jawaban.nama if jawaban is not None else "",
        hubungan=_hubungan(jawaban) if jawaban is not None else "",
        tanpa=KATA.get(tanpa, JABATAN_LAIN) if jawaban is None else "",
        pasal=dasar.rujukan,
        peraturan=_judul(dasar.peraturan),
        tertulis=dasar.tertulis,
        catatan=dasar.catatan if dasar.tertulis else "",
    )


def _hubungan(jawaban: Jawaban) -> str:
    kata = "membawahi" if jawaban.makna == Makna.MEMBAWAHI else "mengoordinasikan"
    return f"{kata}, langsung" if jawaban.langsung else f"{kata}, melalui {jawaban.melalui}"


def _jenis(edisi: Edisi) -> Iterator[JenisTertera]:
    """The kinds by subject; 1 query."""
    for kelompok in kelompok_hubungan(edisi):
        for satu in kelompok.jenis:
            ketentuan = satu.ketentuan
            yield JenisTertera(
                subjek=kelompok.nama,
                jenis=kapital(ketentuan.get_jenis_display()),
                maksud=ketentuan.maksud.strip(),
                pasal=ketentuan.pelaksana or ketentuan.rujukan,
                peraturan=_judul(ketentuan.peraturan),
            )


def _judul(peraturan: Peraturan | None) -> str:
    return peraturan.judul_pendek if peraturan is not None else ""
