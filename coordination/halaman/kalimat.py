"""The answer as one sentence, for every state in which it may be: the same words on the unit's page, on the card and
on the page that verifies a card."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from coordination.halaman.jawaban import Sajian
from registry.models import JenisUnit, Kedudukan, Kelengkapan
from registry.templatetags.rentang import bilangan


class Kata(NamedTuple):
    """A part of a sentence. `uuid`: of the body that it names; such a part is the last but for the full stop."""

    teks: str
    tebal: bool = False
    uuid: UUID | None = None


#: Sentence (`Sajian.kalimat`) -> its words; what stands between asterisks is the point of it.
KALIMAT = {
    "belum_terbaca": "Koordinator {nama} *belum terbaca* dari naskah.",
    "tidak_diatur": "Peraturan {daerah} *tidak mengatur* siapa mengoordinasikan {nama}.",
    "belum_dimuat": "Koordinator {nama} *belum dicatat* untuk tanggal ini.",
    "belum_diatur": "{nama} *tidak disebut* dalam rentang koordinasi {daerah}.",
    "tidak_terbaca": (
        "Belum diketahui apakah {nama} ada dalam susunan {daerah} pada tanggal ini: susunannya "
        "*belum terbaca seluruhnya*."
    ),
    "tidak_ada": "{nama} *tidak ada* dalam susunan {daerah} pada tanggal ini.",
    "tanpa_edisi": "Belum ada edisi {daerah} pada tanggal ini, jadi koordinator {nama} *belum diketahui*.",
    JenisUnit.KEPALA_DAERAH: "{nama} memimpin pemerintahan daerah dan *tidak dikoordinasikan*.",
    JenisUnit.PEMERINTAH_DAERAH: "{nama} adalah pangkal susunan dan *tidak dikoordinasikan*.",
    JenisUnit.DPRD: "{nama} berdiri di samping kepala daerah dan *tidak dikoordinasikan* Asisten.",
    JenisUnit.INSTANSI_VERTIKAL: "{nama} bukan perangkat daerah; *tidak ada* Asisten yang menjadi koordinatornya.",
}
#: An Asisten who himself stands in no span: his answer is what he coordinates.
ASISTEN_BERENTANG = "{nama} mengoordinasikan *{jumlah} unit*."
ASISTEN_BERBAWAHAN = "{nama} mengoordinasikan *{jumlah} unit* dan membawahi *{bawahan}*."
ASISTEN_BELUM_TERBACA = "Unit yang dikoordinasikan {nama} *belum terbaca* dari naskah."
ASISTEN_TANPA_RENTANG = "{nama} belum mempunyai *rentang koordinasi* dalam edisi ini."
#: Every other office.
JABATAN_LAIN = "{nama}{atas} *tidak dikoordinasikan* Asisten."


def kalimat(j: Sajian, daerah: str, atasan: Kedudukan | None = None) -> tuple[Kata, ...]:
    """The sentence in parts. `daerah`: the region's name; `atasan`: what stands right above."""
    if j.jawaban is not None:
        kata = "berada di bawah" if j.kalimat == "membawahi" else "dikoordinasikan oleh"
        return Kata(f"{j.nama} {kata} "), Kata(j.jawaban.nama, True, j.jawaban.uuid), Kata(".")
    pola = _asisten(j) if j.kalimat == JenisUnit.ASISTEN else KALIMAT.get(j.kalimat, JABATAN_LAIN)
    isi = {
        "nama": j.nama,
        "daerah": daerah,
        "jumlah": bilangan(j.jumlah),
        "bawahan": bilangan(j.jumlah_bawahan),
        "atas": f" {_letak(j.jenis, atasan)} {atasan.nama} dan" if atasan is not None else "",
    }
    bagian = (Kata(satu.format(**isi), bool(nomor % 2)) for nomor, satu in enumerate(pola.split("*")))
    return tuple(satu for satu in bagian if satu.teks)


def memimpin(jenis: str, atas: str) -> bool:
    """Does a Sekda stand below the Sekretariat Daerah, which he leads (UU 23/2014 Pasal 213 ayat (1))? The sorts of a
    unit and of what stands right above it."""
    return jenis == JenisUnit.SEKRETARIS_DAERAH and atas == JenisUnit.SEKRETARIAT_DAERAH


def _letak(jenis: str, atasan: Kedudukan) -> str:
    if memimpin(jenis, atasan.jenis):
        return "memimpin"
    return "dipimpin oleh" if memimpin(atasan.jenis, jenis) else "berada di bawah"


def polos(kata: Iterable[Kata]) -> str:
    """The sentence without its parts."""
    return "".join(satu.teks for satu in kata)


def _asisten(j: Sajian) -> str:
    if j.jumlah:
        return ASISTEN_BERBAWAHAN if j.jumlah_bawahan else ASISTEN_BERENTANG
    if j.edisi is not None and j.edisi.rentang == Kelengkapan.BELUM_TERBACA:
        return ASISTEN_BELUM_TERBACA
    return ASISTEN_TANPA_RENTANG
