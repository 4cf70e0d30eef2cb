"""The answer as people read it: which sentence it takes, and the facts that stand beside the sentence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from coordination.koordinator import Jawaban, Status, status
from coordination.models import Makna
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan

#: Offices that lead or stand beside: that nobody coordinates them is no gap, so it is said in words of its own.
JABATAN = {
    JenisUnit.PEMERINTAH_DAERAH,
    JenisUnit.KEPALA_DAERAH,
    JenisUnit.WAKIL_KEPALA_DAERAH,
    JenisUnit.DPRD,
    JenisUnit.SEKRETARIS_DAERAH,
    JenisUnit.SEKRETARIAT_DAERAH,
    JenisUnit.ASISTEN,
    JenisUnit.STAF_AHLI,
    JenisUnit.INSTANSI_VERTIKAL,
}

#: Sentence -> form of its edge: dotted where there is a koordinator, solid ink where the tree answers,
#: dashed amber where we do not know, grey where there is nothing to know.
BENTUK = {
    "koordinasi": "",
    "membawahi": "komando",
    "belum_terbaca": "ragu",
    "belum_dimuat": "ragu",
    "tanpa_edisi": "ragu",
}


@dataclass(frozen=True, slots=True)
class Sajian:
    """One unit's answer on one date. `kalimat` chooses the sentence in `komponen/jawaban*.html`.

    kalimat: "koordinasi", "membawahi", a `Status`, a value of JABATAN, "tidak_ada" (the unit stands in no place of
    a tree that is known whole), "tidak_terbaca" (of one that is not)
    or "tanpa_edisi" (no edition yet). awal, akhir: the editions in which the unbroken run of this answer begins and
    ends, where they are known; sejak, sampai: from when to when it holds.
    """

    nama: str
    jenis: str
    kalimat: str
    edisi: Edisi | None
    jawaban: Jawaban | None = None
    sejak: date | None = None
    sampai: date | None = None
    jumlah: int = 0
    jumlah_bawahan: int = 0
    awal: Edisi | None = None
    akhir: Edisi | None = None

    @property
    def bentuk(self) -> str:
        if self.kalimat == JenisUnit.ASISTEN and self.edisi is not None:
            return "" if self.berentang else BENTUK.get(self.edisi.rentang, "tanpa")
        return BENTUK.get(self.kalimat, "tanpa")

    @property
    def berentang(self) -> bool:
        """The edition knows its spans, so that an Asisten's page lists his."""
        return self.edisi is not None and self.edisi.rentang in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN)

    @property
    def peraturan(self) -> Peraturan | None:
        """The regulation that the answer rests on, or that was searched for one."""
        if self.jawaban is not None:
            return self.jawaban.dasar.peraturan
        if self.edisi is None:
            return None
        # What an edition only repeats of the one before it was written of that one's regulation.
        rujukan = self.edisi.rentang_rujukan
        sumber = self.awal if self.awal is not None and rujukan == self.awal.rentang_rujukan != "" else self.edisi
        return sumber.peraturan

    @property
    def tanggal_disimpulkan(self) -> str:
        """Why the date from which the answer holds (`sejak`) is inferred; "" where it is printed."""
        awal = self.awal or self.edisi
        return awal.mulai_disimpulkan if awal is not None else ""

    @property
    def sampai_disimpulkan(self) -> str:
        """Why the date to which it holds (`sampai`) is inferred; "" where it is printed, or there is none."""
        return self.akhir.akhir_disimpulkan if self.akhir is not None and self.sampai is not None else ""

    @property
    def kutipan(self) -> str:
        """The citation, ready to be copied into a letter; "" without an answer."""
        peraturan = self.peraturan
        if self.jawaban is None or peraturan is None:
            return ""
        induk = self.edisi.peraturan if self.edisi is not None else None
        lengkap = induk if induk is not None and induk.pk == peraturan.pk else None
        tentang = f" tentang {lengkap.tentang}" if lengkap is not None else ""
        lembaran = f" ({lengkap.lembaran_lengkap})" if lengkap is not None and lengkap.lembaran_lengkap else ""
        return f"{self.jawaban.dasar.rujukan} {peraturan.judul}{tentang}{lembaran}".strip()


def sajikan(unit: Kedudukan, edisi: Edisi, jawaban: Jawaban | None) -> Sajian:
    """The answer of one place; no query."""
    if jawaban is not None:
        kalimat = "membawahi" if jawaban.makna == Makna.MEMBAWAHI else "koordinasi"
    elif unit.jenis in JABATAN:
        kalimat = unit.jenis
    else:
        kalimat = status(jawaban, edisi).value
    return Sajian(
        nama=unit.nama, jenis=unit.jenis, kalimat=kalimat, edisi=edisi, jawaban=jawaban, sejak=edisi.berlaku_mulai
    )


def tanpa_tempat(nama: str, jenis: str, edisi: Edisi | None) -> Sajian:
    """The answer where the unit has no place on the date: no edition, one that nobody entered, or not in it."""
    if edisi is None:
        kalimat = "tanpa_edisi"
    elif edisi.struktur == Status.BELUM_DIMUAT:
        kalimat = Status.BELUM_DIMUAT.value
    elif edisi.struktur == Kelengkapan.LENGKAP:
        kalimat = "tidak_ada"
    else:
        kalimat = "tidak_terbaca"  # unknown is not none: part of the tree has not been read
    return Sajian(nama=nama, jenis=jenis, kalimat=kalimat, edisi=edisi, sejak=edisi.berlaku_mulai if edisi else None)


def sama(satu: Jawaban | None, lain: Jawaban | None) -> bool:
    """Do two answers say the same: who, in which sense, through whom, by which pasal?"""
    return _inti(satu) == _inti(lain)


def ucapan(sajian: Sajian, lingkup: frozenset[tuple[object, ...]]) -> tuple[object, ...]:
    """What the registry says of a unit; equal where every word of the answer is. `lingkup`: whom it coordinates."""
    jawaban = sajian.jawaban
    # The state of the spans as a whole is a word of his answer only; of others `kalimat` says it.
    sebab = sajian.edisi.rentang if sajian.kalimat == JenisUnit.ASISTEN and sajian.edisi is not None else ""
    siapa = jawaban.nama if jawaban is not None else ""
    return (sajian.kalimat, sajian.nama, sebab, siapa, _inti(jawaban), lingkup)


def _inti(jawaban: Jawaban | None) -> tuple[object, ...] | None:
    if jawaban is None:
        return None
    dasar = jawaban.dasar
    return (
        jawaban.id,
        jawaban.makna,
        jawaban.melalui,
        dasar.peraturan.pk if dasar.peraturan is not None else None,
        dasar.rujukan,
        dasar.tertulis,
    )
