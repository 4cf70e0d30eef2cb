"""Lines of accountability and reporting: through whom, to whom, by which pasal. They are no kinds of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from coordination.bahan import Bahan, Titik
from registry.models import JenisUnit
from relations.models import KetentuanPelaksanaan, Subjek, Topik


@dataclass(frozen=True, slots=True)
class Langkah:
    """One step of a line. `kata`: "melalui", "kepada", …; `titik`: None for an office without a place in the tree."""

    kata: str
    nama: str
    titik: Titik | None = None


@dataclass(frozen=True, slots=True)
class Jalur:
    """A line from a unit (first step) to whom it ends. `ketentuan`: the provisions that say so."""

    kode: str
    judul: str
    langkah: tuple[Langkah, ...]
    ketentuan: tuple[KetentuanPelaksanaan, ...]


@dataclass(slots=True)
class JalurMasuk:
    """The lines of one sort that come to an office, or go through it. `kata`: how they call it; `dari`: whose they
    are, in the order of the regulation."""

    kode: str
    kata: str
    dari: list[Titik]
    ketentuan: list[KetentuanPelaksanaan]

    @property
    def judul(self) -> str:
        return JUDUL_MASUK[self.kode]

    @property
    def arah(self) -> str:
        return ARAH_MASUK[self.kata]


#: Offices at which lines arrive.
PENERIMA = {JenisUnit.KEPALA_DAERAH, JenisUnit.SEKRETARIS_DAERAH, JenisUnit.ASISTEN}
JUDUL_MASUK = {
    "PERTANGGUNGJAWABAN": "Pertanggungjawaban pimpinan perangkat daerah",
    "LAPORAN_ASISTEN": "Pelaporan hasil koordinasi Asisten",
    "TANGGUNG_JAWAB_STAF_AHLI": "Pertanggungjawaban Staf Ahli",
    "ADMINISTRASI_STAF_AHLI": "Koordinasi administratif Staf Ahli",
}
ARAH_MASUK = {
    "melalui": "melaluinya",
    "kepada": "kepadanya",
    "bertanggung jawab kepada": "kepadanya",
    "dikoordinasikan oleh": "olehnya",
}


def jalur_masuk(b: Bahan, badan: int) -> list[JalurMasuk]:
    """The lines that come to a unit or go through it; O(units), no query. A class entry speaks for its members."""
    if b.titik[badan].jenis not in PENERIMA:
        return []
    hasil: dict[tuple[str, str], JalurMasuk] = {}
    for asal in b.menurut_naskah(b.titik.values()):
        for jalur in jalur_pelaporan(b, asal.badan):
            tiba = next((satu for satu in jalur.langkah[1:] if satu.titik and satu.titik.badan == badan), None)
            if tiba is not None:
                masuk = hasil.setdefault((jalur.kode, tiba.kata), JalurMasuk(jalur.kode, tiba.kata, [], []))
                masuk.dari.append(asal)
                masuk.ketentuan += [satu for satu in jalur.ketentuan if satu not in masuk.ketentuan]
    for masuk in hasil.values():
        ada = {satu.badan for satu in masuk.dari}
        masuk.dari = [satu for satu in masuk.dari if ada.isdisjoint(b.golongan(satu.badan))]
    return list(hasil.values())


def jalur_pelaporan(b: Bahan, badan: int) -> list[Jalur]:
    """The lines that start at a unit, as far as the edition's provisions say; no query."""
    return [jalur for satu in (_pimpinan, _asisten, _staf_ahli) for jalur in satu(b, badan)]


def _pimpinan(b: Bahan, badan: int) -> Iterator[Jalur]:
    """Kepala Perangkat Daerah to the kepala daerah through the Sekda, and within that through the Asisten who is the
    koordinator (Banjar 15/2022 Pasal 15 ayat (6) and ayat (7)). A UPTD has no such line: its head answers to the
    head of what it is part of."""
    ketentuan = _ketentuan(b, Topik.PERTANGGUNGJAWABAN, Subjek.PERANGKAT_DAERAH)
    if not ketentuan or not b.berdiri_sendiri(badan):
        return
    lewat = _ketentuan(b, Topik.PERTANGGUNGJAWABAN, Subjek.ASISTEN_PERANGKAT_DAERAH)
    jawaban = b.jawaban.get(badan)
    melalui = []
    if lewat and jawaban is not None and b.titik[jawaban.id].jenis == JenisUnit.ASISTEN:
        melalui = [Langkah("melalui", jawaban.nama, b.titik[jawaban.id])]
    yield Jalur(
        "PERTANGGUNGJAWABAN",
        "Pertanggungjawaban pimpinannya",
        (
            Langkah("pimpinan", b.titik[badan].nama, b.titik[badan]),
            *melalui,
            _jabatan(b, "melalui", JenisUnit.SEKRETARIS_DAERAH, "Sekretaris Daerah"),
            _jabatan(b, "kepada", JenisUnit.KEPALA_DAERAH, "kepala daerah"),
        ),
        (*ketentuan, *(lewat if melalui else ())),
    )


def _asisten(b: Bahan, badan: int) -> Iterator[Jalur]:
    """Asisten to the Sekda: the results of coordination (Banjar 15/2022 Pasal 17)."""
    ketentuan = _ketentuan(b, Topik.PELAPORAN, Subjek.ASISTEN_PERANGKAT_DAERAH)
    if ketentuan and b.titik[badan].jenis == JenisUnit.ASISTEN:
        yield Jalur(
            "LAPORAN_ASISTEN",
            "Pelaporan hasil koordinasi",
            (
                Langkah("", b.titik[badan].nama, b.titik[badan]),
                _jabatan(b, "kepada", JenisUnit.SEKRETARIS_DAERAH, "Sekretaris Daerah"),
            ),
            ketentuan,
        )


def _staf_ahli(b: Bahan, badan: int) -> Iterator[Jalur]:
    """Staf Ahli to the kepala daerah; in administration coordinated by the Sekda (Pesawaran 38/2022 Pasal 3 ayat 4)."""
    ketentuan = _ketentuan(b, Topik.PERTANGGUNGJAWABAN, Subjek.STAF_AHLI)
    if ketentuan and b.titik[badan].jenis == JenisUnit.STAF_AHLI:
        awal = Langkah("", b.titik[badan].nama, b.titik[badan])
        for kode, judul, langkah in (
            (
                "TANGGUNG_JAWAB_STAF_AHLI",
                "Pertanggungjawaban",
                _jabatan(b, "bertanggung jawab kepada", JenisUnit.KEPALA_DAERAH, "kepala daerah"),
            ),
            (
                "ADMINISTRASI_STAF_AHLI",
                "Koordinasi administratif",
                _jabatan(b, "dikoordinasikan oleh", JenisUnit.SEKRETARIS_DAERAH, "Sekretaris Daerah"),
            ),
        ):
            yield Jalur(kode, judul, (awal, langkah), ketentuan)


def _ketentuan(b: Bahan, topik: Topik, subjek: Subjek) -> tuple[KetentuanPelaksanaan, ...]:
    return tuple(satu for satu in b.pelaksanaan if satu.topik == topik and satu.subjek == subjek)


def _jabatan(b: Bahan, kata: str, jenis: JenisUnit, sebutan: str) -> Langkah:
    """A step that is an office: the one in the tree, else its name alone."""
    ada = b.berjenis(jenis)
    return Langkah(kata, ada[0].nama, ada[0]) if ada else Langkah(kata, sebutan)
