"""Who works with whom, in which kind, and why: what follows from tree, spans and matters, by a few named rules.

One rule, one class, one legal source. A rule holds only where the edition's own KetentuanHubungan enables the kind
for the subject; what a regulation does not enable is not derived. Ties are kept as a centre with its members, or as
members among themselves, so that a whole edition stays O(units): sixteen units under one koordinator are one tie, not
a hundred and twenty pairs. Why the rules are as they are: docs/keputusan/0013; the rules in words: docs/turunan.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from coordination.bahan import INSTANSI_LAIN, Bahan, BarisUrusan
from coordination.koordinator import DasarJawaban, Jawaban
from coordination.models import Makna
from registry.models import JenisUnit, Peraturan
from relations.models import JenisHubungan, KetentuanHubungan, Subjek, SubjenisKoordinatif, Topik
from relations.panel import JenisBerlaku, KelompokHubungan
from relations.pembuka import ANTARPERANGKAT, DENGAN_ASISTEN, DENGAN_STAF_AHLI

BARITO_UTARA, BALANGAN, BANJAR, PESAWARAN, JOMBANG = "62.05", "63.11", "63.03", "18.09", "35.17"

#: A regulation that calls its spans hierarchical (Jombang 35/2009 Pasal 2).
_HIERARKI = re.compile(r"\brentang koordinasi hie?rarki", re.IGNORECASE)

#: Under these a unit has its place without being commanded from there.
TANPA_KOMANDO = {JenisUnit.PEMERINTAH_DAERAH, JenisUnit.DPRD, JenisUnit.KELOMPOK}


@dataclass(frozen=True, slots=True)
class Anggota:
    """One member of a tie, with the pasal from which it follows.

    sebab: what only this member's tie rests on. atas: bodies above it, which a tie of members among themselves does
    not pair with it (a class entry with its member, a dinas with its UPTD).
    """

    badan: int
    dasar: tuple[DasarJawaban, ...] = ()
    sebab: str = ""
    atas: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Ikatan:
    """One tie: `pusat` with each of `anggota`; where there is no `pusat`, the members with each other.

    ketentuan: the provision that enables the kind; None only for a line of command where struktural is not enabled,
    and for a typed relation of a kind that is not. kata: how a member calls the other end; kata_pusat: how `pusat`
    calls its members. tersurat: id of the typed row, None for what is derived. bacaan: what Rentang reads into the
    edition's own regulation, in one sentence; "" where the regulation says so itself.
    """

    aturan: str
    jenis: JenisHubungan
    ketentuan: KetentuanHubungan | None
    anggota: tuple[Anggota, ...]
    kata: str
    kata_pusat: str = ""
    pusat: int | None = None
    subjenis: SubjenisKoordinatif | None = None
    tersurat: int | None = None
    bacaan: str = ""


class Sumber(NamedTuple):
    """Where the law says so. `daerah`: code of the region whose regulation it is, "" for national law."""

    daerah: str
    teks: str

    def berlaku(self, semua: Iterable[Peraturan]) -> bool:
        """Does it speak where these regulations hold? Reads `daerah` of each."""
        return not self.daerah or any(
            satu.daerah is not None
            and satu.daerah.kode == self.daerah
            and self.teks.startswith(f"{satu.judul_pendek} ")
            for satu in semua
        )


class AturanTurunan:
    """A rule of derivation. `sumber`: where the law says so; `uraian`: the rule in words; `bacaan`: what Rentang reads
    into the sources, where they enable the kind without saying between whom. What of that is a reading in one edition
    stands on its ties (`Ikatan.bacaan`)."""

    kode: ClassVar[str]
    jenis: ClassVar[tuple[JenisHubungan, ...]]
    sumber: ClassVar[tuple[Sumber, ...]]
    uraian: ClassVar[str]
    bacaan: ClassVar[str] = ""

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        """The ties of one edition; O(units), no query."""
        raise NotImplementedError


ATURAN: list[AturanTurunan] = []


def aturan(kelas: type[AturanTurunan]) -> type[AturanTurunan]:
    """Register a rule, in the order in which pages show what follows from it."""
    ATURAN.append(kelas())
    return kelas


# --- Struktural -------------------------------------------------------------------------------------


def garis_komando(b: Bahan) -> Iterator[Ikatan]:
    """Lines of command as the tree draws them, also where struktural is no kind of hubungan kerja.

    A class entry commands nobody: its members stand below what it stands below. Asisten with what is below them are
    left to `Membawahi`, the Sekretariat Daerah with the Sekda who heads it to `PimpinanSekretariat`.
    """
    for atas in b.tempat:
        if atas.jenis in TANPA_KOMANDO or atas.jenis == JenisUnit.ASISTEN:
            continue
        bawah = b.bawahan.get(atas.perangkat_daerah_id, [])
        perangkat = [s for s in bawah if b.perangkat(s.perangkat_daerah_id) and not _dipimpin(atas, s)]
        for subjek, milik in (
            (DENGAN_STAF_AHLI, [satu for satu in bawah if satu.jenis == JenisUnit.STAF_AHLI]),
            ((Subjek.PERANGKAT_DAERAH,), perangkat),
        ):
            if milik:
                yield Ikatan(
                    aturan="GARIS_KOMANDO",
                    jenis=JenisHubungan.STRUKTURAL,
                    ketentuan=b.pembuka(JenisHubungan.STRUKTURAL, *subjek),
                    pusat=atas.perangkat_daerah_id,
                    anggota=tuple(_bertempat(b, satu) for satu in milik),
                    kata="tepat di atasnya",
                    kata_pusat="tepat di bawahnya",
                )


def pimpinan(b: Bahan) -> Iterator[Ikatan]:
    """The Sekda with the Sekretariat Daerah that he heads, and with whom the Sekretariat Daerah stands below: a tree
    that puts the Sekda below his own Sekretariat Daerah does not mean that it commands him."""
    for setda in b.tempat:
        for sekda in b.bawahan.get(setda.perangkat_daerah_id, []):
            if not _dipimpin(setda, sekda):
                continue
            ketentuan = b.pembuka(JenisHubungan.STRUKTURAL, Subjek.PERANGKAT_DAERAH)
            yield Ikatan(
                aturan="PIMPINAN_SEKRETARIAT",
                jenis=JenisHubungan.STRUKTURAL,
                ketentuan=ketentuan,
                pusat=sekda.perangkat_daerah_id,
                anggota=(Anggota(setda.perangkat_daerah_id, _ada((b.dasar_tempat(sekda.perangkat_daerah_id),))),),
                kata="memimpinnya",
                kata_pusat="dipimpinnya",
            )
            di_atas = b.jalur[setda.perangkat_daerah_id]
            atas = next((satu for satu in di_atas if satu.jenis != JenisUnit.KELOMPOK), None)
            if atas is not None and atas.jenis not in TANPA_KOMANDO:
                yield Ikatan(
                    aturan="PIMPINAN_SEKRETARIAT",
                    jenis=JenisHubungan.STRUKTURAL,
                    ketentuan=ketentuan,
                    pusat=atas.perangkat_daerah_id,
                    anggota=(Anggota(sekda.perangkat_daerah_id, _ada((b.dasar_tempat(setda.perangkat_daerah_id),))),),
                    kata="tepat di atasnya",
                    kata_pusat="tepat di bawahnya",
                )


def dibawahi(b: Bahan) -> Iterator[Ikatan]:
    """Asisten with the units that they command: those below them in the tree, and those of a span that says
    "membawahi". Jombang 35/2009 says "mengkoordinir" of its Bagian, which stand under the Asisten all the same."""
    per_koordinator: dict[int, dict[int, Anggota]] = {}
    for koordinator, milik in b.serentang(Makna.MEMBAWAHI).items():
        for badan in milik:
            if b.perangkat(badan):
                per_koordinator.setdefault(koordinator, {})[badan] = Anggota(badan, _dasar(b, badan))
    for asisten in b.berjenis(JenisUnit.ASISTEN):
        for satu in b.bawahan.get(asisten.badan, []):
            if b.perangkat(satu.perangkat_daerah_id):
                milik_asisten = per_koordinator.setdefault(asisten.badan, {})
                milik_asisten.setdefault(satu.perangkat_daerah_id, _bertempat(b, satu))
    for pusat, anggota in per_koordinator.items():
        yield Ikatan(
            aturan="MEMBAWAHI",
            jenis=JenisHubungan.STRUKTURAL,
            ketentuan=b.pembuka_antara(JenisHubungan.STRUKTURAL, pusat),
            pusat=pusat,
            anggota=b.menurut_naskah(anggota.values()),
            kata="membawahinya",
            kata_pusat="dibawahinya",
        )


def _dipimpin(setda: Any, sekda: Any) -> bool:
    return bool(setda.jenis == JenisUnit.SEKRETARIAT_DAERAH and sekda.jenis == JenisUnit.SEKRETARIS_DAERAH)


def _bertempat(b: Bahan, satu: Any) -> Anggota:
    """A member whose tie rests on its place in the tree."""
    return Anggota(satu.perangkat_daerah_id, _ada((b.dasar_tempat(satu.perangkat_daerah_id),)))


@aturan
class GarisKomando(AturanTurunan):
    kode = "GARIS_KOMANDO"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = (
        Sumber("", "PP 18/2016 Pasal 29 sampai dengan Pasal 52 dan Pasal 102"),
        Sumber("", "sebelum itu PP 41/2007 Pasal 10 sampai dengan Pasal 18 dan Pasal 36"),
    )
    uraian = "Unit berhubungan struktural dengan yang tepat di atasnya dan yang tepat di bawahnya dalam susunan."
    bacaan = (
        "Peraturan membuka jenisnya; siapa di atas siapa dibaca dari bagan edisi. Sebutan golongan (“Kecamatan”) "
        "tidak memerintah anggotanya, DPRD tidak memerintah sekretariatnya."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return _dibuka(garis_komando(b))


@aturan
class PimpinanSekretariat(AturanTurunan):
    kode = "PIMPINAN_SEKRETARIAT"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = (
        Sumber("", "UU 23/2014 Pasal 213 ayat (1)"),
        Sumber("", "PP 18/2016 Pasal 29 ayat (2)"),
        Sumber("", "sebelum itu PP 41/2007 Pasal 10"),
    )
    uraian = "Sekretaris Daerah memimpin Sekretariat Daerah; yang tepat di atas sekretariatnya tepat di atasnya juga."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return _dibuka(pimpinan(b))


@aturan
class Membawahi(AturanTurunan):
    kode = "MEMBAWAHI"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = (
        Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 22 ayat (3), ayat (5), dan ayat (7)"),
        Sumber("", "PP 18/2016 Pasal 74 sampai dengan Pasal 76"),
        Sumber("", "sebelum itu PP 41/2007 Pasal 28 ayat (1)"),
    )
    uraian = "Asisten berhubungan struktural dengan Bagian yang dibawahinya, menurut naskah atau menurut bagan."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return _dibuka(dibawahi(b))


@aturan
class StafAhliSekda(AturanTurunan):
    kode = "STAF_AHLI_SEKDA"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = (
        Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 9 ayat (3) huruf a"),
        Sumber("", "PP 18/2016 Pasal 102"),
    )
    uraian = (
        "Staf Ahli berhubungan struktural dengan Sekretaris Daerah, bila isi hubungan struktural Staf Ahli menyebut "
        "tugas yang dikoordinasikan oleh Sekretaris Daerah."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.STRUKTURAL, *DENGAN_STAF_AHLI)
        dasar = _tugas_dikoordinasikan_sekda(ketentuan)
        semua = tuple(Anggota(satu.badan, (dasar,)) for satu in b.berjenis(JenisUnit.STAF_AHLI) if dasar is not None)
        for sekda in b.berjenis(JenisUnit.SEKRETARIS_DAERAH)[:1] if semua else ():
            yield Ikatan(
                aturan=self.kode,
                jenis=JenisHubungan.STRUKTURAL,
                ketentuan=ketentuan,
                pusat=sekda.badan,
                anggota=semua,
                kata="mengoordinasikan tugasnya",
                kata_pusat="tugasnya dikoordinasikan",
            )


def _tugas_dikoordinasikan_sekda(ketentuan: KetentuanHubungan | None) -> DasarJawaban | None:
    """Where the provision lists tasks that the Sekda coordinates."""
    for daftar in ketentuan.rincian if ketentuan is not None else ():
        for butir in daftar["butir"]:
            teks = butir["teks"].casefold()
            if ketentuan is not None and "koordin" in teks and "oleh sekretaris daerah" in teks:
                huruf = f" huruf {butir['label']}" if butir["label"].isalpha() else ""
                return DasarJawaban(ketentuan.peraturan, daftar["rujukan"] + huruf, butir.get("tertulis", ""))
    return None


# --- Koordinatif ------------------------------------------------------------------------------------


def dikoordinasikan(b: Bahan, siapa: Iterable[int]) -> Iterator[Ikatan]:
    """Koordinators with whom of `siapa` they coordinate, by what the regulation calls it: hierarkis with perangkat
    daerah, instansional with BUMD and instansi vertikal, without a sub-kind with others and where it lists none."""
    struktural = {(i.pusat, a.badan) for i in dibawahi(b) if i.ketentuan is not None for a in i.anggota}
    kelompok: dict[tuple[int, KetentuanHubungan, SubjenisKoordinatif | None], list[Anggota]] = {}
    for badan in siapa:
        jawaban = b.jawaban[badan]
        if jawaban is None or jawaban.id == badan or _dikomando(b, badan, jawaban, struktural):
            continue
        ketentuan = b.pembuka_antara(JenisHubungan.KOORDINATIF, jawaban.id, badan)
        if ketentuan is not None:
            sebab = "" if jawaban.langsung else f"melalui {jawaban.melalui}"
            kunci = jawaban.id, ketentuan, _subjenis(b, ketentuan, badan)
            kelompok.setdefault(kunci, []).append(Anggota(badan, _dasar(b, badan), sebab))
    for (koordinator, ketentuan, subjenis), anggota in kelompok.items():
        lain = subjenis == SubjenisKoordinatif.INSTANSIONAL
        yield Ikatan(
            aturan="INSTANSI_LAIN" if lain else "KOORDINATOR",
            jenis=JenisHubungan.KOORDINATIF,
            subjenis=subjenis,
            ketentuan=ketentuan,
            pusat=koordinator,
            anggota=b.menurut_naskah(anggota),
            kata="koordinatornya",
            kata_pusat="dikoordinasikannya",
            bacaan=_bacaan_subjenis(b, subjenis),
        )


def _bacaan_subjenis(b: Bahan, subjenis: SubjenisKoordinatif | None) -> str:
    """Of the relation with one's koordinator: what is read into its sub-kind."""
    hierarki = next(
        (satu for satu in b.pelaksanaan if satu.topik == Topik.LINGKUP and _HIERARKI.search(satu.tertulis)), None
    )
    if subjenis == SubjenisKoordinatif.HIERARKIS and hierarki is None:
        return "Peraturan menyebut koordinasinya, tidak menyebutnya hierarkis; subjenisnya dibaca begitu."
    if subjenis == SubjenisKoordinatif.INSTANSIONAL:
        awal = "Naskah tidak menyebut siapa “instansi lain” itu"
        if hierarki is not None:
            awal = f"{hierarki.rujukan} menyebut seluruh rentangnya hierarki"
        return f"{awal}; BUMD dan instansi vertikal dalam rentang dibaca sebagai “instansi lain”."
    return ""


def _dikomando(b: Bahan, badan: int, jawaban: Jawaban, struktural: set[tuple[int | None, int]]) -> bool:
    """Is the answer a line of command, shown as struktural (of the unit itself, or of the one through which it is
    answered: a subbagian through its Bagian)?"""
    if jawaban.makna != Makna.MEMBAWAHI:
        return False
    jalur = (badan, *(satu.perangkat_daerah_id for satu in b.jalur.get(badan, ())))
    return any((jawaban.id, satu) in struktural for satu in jalur)


def _subjenis(b: Bahan, ketentuan: KetentuanHubungan, badan: int) -> SubjenisKoordinatif | None:
    if b.bersifat(badan) in INSTANSI_LAIN:
        return b.bersubjenis(ketentuan, SubjenisKoordinatif.INSTANSIONAL)
    return b.bersubjenis(ketentuan, SubjenisKoordinatif.HIERARKIS) if b.perangkat(badan) else None


@aturan
class Koordinator(AturanTurunan):
    kode = "KOORDINATOR"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = (
        Sumber(JOMBANG, "Perbup Jombang 35/2009 Pasal 2"),
        Sumber(BANJAR, "Perbup Banjar 15/2022 Pasal 11 dan Pasal 15"),
        Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 22"),
        Sumber("", "PP 18/2016 Pasal 77"),
    )
    uraian = (
        "Unit berhubungan koordinatif dengan koordinatornya; koordinasi hierarkis, bila peraturan merinci subjenis. "
        "Bagian di bawah Asisten ikut, bila peraturan tidak membuka jenis struktural."
    )
    bacaan = (
        "Hanya Jombang menamai rentangnya hierarki (Pasal 2), walau Pasal 10 huruf a membatasinya pada satu unit "
        "organisasi. Unit tanpa rentang sendiri ikut melalui unit di atasnya."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return (satu for satu in dikoordinasikan(b, b.jawaban) if satu.aturan == self.kode)


@aturan
class UrusanBersama(AturanTurunan):
    kode = "URUSAN_BERSAMA"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = (
        Sumber(BARITO_UTARA, "Perbup Barito Utara 2/2013 Pasal 9 angka 2"),
        Sumber(BALANGAN, "Perbup Balangan 28/2025 Pasal 10 ayat (1) huruf b"),
        Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 19 ayat (3) huruf b"),
        Sumber(JOMBANG, "Perbup Jombang 35/2009 Pasal 10 huruf b"),
    )
    uraian = "Perangkat daerah yang menangani urusan yang sama berhubungan koordinatif fungsional (lintas sektoral)."
    bacaan = "Keterkaitan berdasarkan fungsi dibaca dari urusan yang dicatat bagi tiap perangkat daerah."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOORDINATIF, Subjek.PERANGKAT_DAERAH)
        subjenis = b.bersubjenis(ketentuan, SubjenisKoordinatif.FUNGSIONAL)
        if subjenis is None:
            return
        per_urusan: dict[int, list[BarisUrusan]] = {}
        for satu in b.urusan:
            if satu.badan in b.baris and b.perangkat(satu.badan):
                per_urusan.setdefault(satu.urusan, []).append(satu)
        for milik in per_urusan.values():
            if len(milik) > 1:
                yield Ikatan(
                    aturan=self.kode,
                    jenis=JenisHubungan.KOORDINATIF,
                    subjenis=subjenis,
                    ketentuan=ketentuan,
                    anggota=tuple(
                        Anggota(satu.badan, _ada((satu.dasar,)), atas=_atas(b, satu.badan))
                        for satu in b.menurut_naskah(milik)
                    ),
                    kata=f"urusan yang sama: {milik[0].nama}",
                    bacaan=(
                        "Naskah tidak menyebut pasangannya; urusan yang sama dibaca sebagai keterkaitan fungsi, walau "
                        "sektornya tidak berlainan. Pasal di samping nama dasar urusannya, bukan dasar pasangannya."
                    ),
                )


@aturan
class InstansiLain(AturanTurunan):
    kode = "INSTANSI_LAIN"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = (
        Sumber(JOMBANG, "Perbup Jombang 35/2009 Pasal 2 angka 2 dan Pasal 10 huruf c"),
        Sumber(
            PESAWARAN,
            "Perbup Pesawaran 38/2022 Pasal 1 angka 17, Pasal 19 ayat (3) huruf c, dan Pasal 22 ayat (6) huruf p",
        ),
    )
    uraian = "BUMD dan instansi vertikal berhubungan koordinatif instansional (multisektoral) dengan koordinatornya."
    bacaan = (
        "“Instansi lain” adalah BUMD dan instansi vertikal dalam rentang. Dengan perangkat daerah yang serentang "
        "hubungannya tidak diturunkan: naskah mensyaratkan keterkaitan, dan tidak menyebutnya."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        lain = [badan for badan in b.jawaban if b.bersifat(badan) in INSTANSI_LAIN]
        semua = dikoordinasikan(b, lain) if lain else ()
        return (satu for satu in semua if satu.aturan == self.kode)


# --- Konsultatif dan fungsional ---------------------------------------------------------------------


@aturan
class AsistenKoordinator(AturanTurunan):
    kode = "ASISTEN"
    jenis = (JenisHubungan.KONSULTATIF, JenisHubungan.KOLEGIAL, JenisHubungan.FUNGSIONAL)
    sumber = (Sumber(BANJAR, "Perbup Banjar 15/2022 Pasal 5, Pasal 6 ayat (1), Pasal 7, Pasal 8, dan Pasal 9"),)
    uraian = (
        "Perangkat daerah berhubungan konsultatif dan fungsional dengan koordinatornya; juga kolegial dengan Asisten "
        "koordinatornya, bila peraturan membukanya bagi Asisten dengan perangkat daerah."
    )
    bacaan = (
        "Bila subjeknya antarperangkat daerah, peraturan tidak menyebut pasangannya; koordinator dibaca sebagai wakil "
        "Sekretariat Daerah, perangkat daerah yang mengoordinasikan."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        for jenis in self.jenis:
            for koordinator, serentang in b.serentang(Makna.KOORDINASI).items():
                subjek = _subjek_koordinator(b, koordinator, jenis)
                ketentuan = b.pembuka(jenis, *subjek)
                anggota = [satu for satu in serentang if b.perangkat(satu) and not _asisten(b, satu)]
                if ketentuan is not None and anggota:
                    yield Ikatan(
                        aturan=self.kode,
                        jenis=jenis,
                        ketentuan=ketentuan,
                        pusat=koordinator,
                        anggota=tuple(Anggota(satu, _dasar(b, satu), _melalui(b, satu)) for satu in anggota),
                        kata="Asisten koordinatornya" if _asisten(b, koordinator) else "koordinatornya",
                        kata_pusat="dalam rentangnya",
                        bacaan=_bacaan_koordinator(b, koordinator, ketentuan),
                    )


def _asisten(b: Bahan, badan: int) -> bool:
    return b.titik[badan].jenis == JenisUnit.ASISTEN


def _bacaan_koordinator(b: Bahan, koordinator: int, ketentuan: KetentuanHubungan) -> str:
    """ "Asisten dengan perangkat daerah" says between whom; "antarperangkat daerah" does not."""
    if ketentuan.subjek == Subjek.ASISTEN_PERANGKAT_DAERAH:
        return ""
    siapa = "Asisten" if _asisten(b, koordinator) else "koordinatornya"
    return (
        f"Peraturan membuka jenis ini antarperangkat daerah tanpa menyebut pasangannya; {siapa} dibaca sebagai wakil "
        "Sekretariat Daerah, yang mengoordinasikan."
    )


def _subjek_koordinator(b: Bahan, koordinator: int, jenis: JenisHubungan) -> tuple[Subjek, ...]:
    """Under which subject a kind holds between a koordinator and his units. Between perangkat daerah kolegial joins
    equals, so with the koordinator it holds only where a regulation says "Asisten dengan perangkat daerah"."""
    if not _asisten(b, koordinator):
        return () if jenis == JenisHubungan.KOLEGIAL else (Subjek.PERANGKAT_DAERAH,)
    return (Subjek.ASISTEN_PERANGKAT_DAERAH,) if jenis == JenisHubungan.KOLEGIAL else DENGAN_ASISTEN


@aturan
class StafAhliSeurusan(AturanTurunan):
    kode = "STAF_AHLI_URUSAN"
    jenis = (JenisHubungan.KONSULTATIF, JenisHubungan.FUNGSIONAL, JenisHubungan.KOORDINATIF)
    sumber = (
        Sumber(
            PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 5 ayat (1), Pasal 6, Pasal 8, Pasal 10, dan Pasal 13 ayat (2)"
        ),
    )
    uraian = (
        "Staf Ahli berhubungan konsultatif, fungsional, dan koordinatif dengan perangkat daerah yang menangani urusan "
        "dalam bidangnya."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        bertemu = seurusan(b)
        for jenis in self.jenis:
            ketentuan = b.pembuka(jenis, *DENGAN_STAF_AHLI)
            for staf_ahli, anggota in bertemu.items() if ketentuan is not None else ():
                yield Ikatan(
                    aturan=self.kode,
                    jenis=jenis,
                    ketentuan=ketentuan,
                    pusat=staf_ahli,
                    anggota=b.menurut_naskah(
                        Anggota(badan, _ada(d for t in temu for d in (t[0].dasar, t[1].dasar)), _urusan(temu))
                        for badan, temu in anggota.items()
                    ),
                    kata="Staf Ahli yang membidanginya",
                    kata_pusat="menangani urusan dalam bidangnya",
                )


def seurusan(b: Bahan) -> dict[int, dict[int, list[tuple[BarisUrusan, BarisUrusan]]]]:
    """{Staf Ahli: {perangkat daerah: the matters where they meet, (of the field, of the body)}}; O(meetings). Only who
    stands as Staf Ahli in the tree is one, for whomever a field is recorded."""
    menurut: dict[int, list[BarisUrusan]] = {}
    for satu in b.urusan:
        if satu.badan in b.baris and b.perangkat(satu.badan):
            menurut.setdefault(satu.urusan, []).append(satu)
            if satu.bagian_dari is not None:
                menurut.setdefault(satu.bagian_dari, []).append(satu)
    hasil: dict[int, dict[int, list[tuple[BarisUrusan, BarisUrusan]]]] = {}
    for bidang in b.bidang:
        if bidang.badan not in b.baris or b.titik[bidang.badan].jenis != JenisUnit.STAF_AHLI:
            continue
        calon = [*menurut.get(bidang.urusan, ()), *menurut.get(bidang.bagian_dari or 0, ())]
        for satu in dict.fromkeys(calon):
            if bidang.bertemu(satu) and satu.badan != bidang.badan:
                hasil.setdefault(bidang.badan, {}).setdefault(satu.badan, []).append((bidang, satu))
    return hasil


def _urusan(temu: list[tuple[BarisUrusan, BarisUrusan]]) -> str:
    return f"urusan {', '.join(dict.fromkeys(bidang.nama for bidang, _ in temu))}"


# --- Kolegial ---------------------------------------------------------------------------------------


@aturan
class BerkoordinatorSama(AturanTurunan):
    kode = "BERKOORDINATOR_SAMA"
    jenis = (JenisHubungan.KOLEGIAL,)
    sumber = (
        Sumber(BANJAR, "Perbup Banjar 15/2022 Pasal 8 dan Pasal 15 ayat (5)"),
        Sumber(JOMBANG, "Perbup Jombang 35/2009 Pasal 6"),
        Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 1 angka 24 dan Pasal 15 ayat (1) huruf b"),
    )
    uraian = "Perangkat daerah yang koordinatornya sama berhubungan kolegial; begitu pula Bagian di bawah satu Asisten."
    bacaan = (
        "Peraturan membuka jenisnya tanpa menyebut pasangan perangkat daerahnya (Banjar: subjeknya pun dibaca “Asisten "
        "dengan Perangkat Daerah”); yang ditampilkan hanya yang setara dalam satu rentang."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOLEGIAL, *ANTARPERANGKAT)
        if ketentuan is None:
            return
        for makna, kata in ((Makna.KOORDINASI, "koordinatornya sama: "), (Makna.MEMBAWAHI, "sama-sama di bawah ")):
            for koordinator, serentang in b.serentang(makna).items():
                anggota = [satu for satu in serentang if b.perangkat(satu)]
                if len(anggota) > 1:
                    yield Ikatan(
                        aturan=self.kode,
                        jenis=JenisHubungan.KOLEGIAL,
                        ketentuan=ketentuan,
                        anggota=tuple(
                            Anggota(satu, _dasar(b, satu), _melalui(b, satu), _atas(b, satu)) for satu in anggota
                        ),
                        kata=f"{kata}{b.titik[koordinator].nama}",
                        bacaan=_bacaan_setara(ketentuan),
                    )


def _bacaan_setara(ketentuan: KetentuanHubungan) -> str:
    hanya = "dibaca hanya antara yang setara dalam satu rentang"
    if ketentuan.subjek != Subjek.ASISTEN_PERANGKAT_DAERAH:
        return f"Peraturan membuka jenis ini antarperangkat daerah tanpa menyebut pasangannya; {hanya}."
    awal = subjek_dibaca(ketentuan) or "Peraturan membuka jenis ini bagi Asisten dengan perangkat daerah"
    return f"{awal}; antara sesama perangkat daerah jenis ini {hanya}."


def subjek_dibaca(ketentuan: KetentuanHubungan) -> str:
    """Where a regulation prints a subject that is read otherwise (Banjar 15/2022 Pasal 6 ayat (1)); else ""."""
    tertulis = KelompokHubungan(
        ketentuan.subjek, ketentuan.get_subjek_display(), [JenisBerlaku(ketentuan, [])]
    ).tertulis
    pasal = re.sub(r" huruf \w+$", "", ketentuan.rujukan)
    return f"{pasal} mencetak “{tertulis}”, dibaca “{ketentuan.get_subjek_display()}”" if tertulis else ""


@aturan
class SesamaStafAhli(AturanTurunan):
    kode = "SESAMA_STAF_AHLI"
    jenis = (JenisHubungan.KOLEGIAL,)
    sumber = (Sumber(PESAWARAN, "Perbup Pesawaran 38/2022 Pasal 3 ayat (4), Pasal 5 ayat (1) huruf b, dan Pasal 7"),)
    uraian = "Para Staf Ahli, yang bersama-sama dikoordinasikan secara administratif, berhubungan kolegial."
    bacaan = "Pasal 7 menyebut maksud dan caranya, bukan pasangannya; dibaca antar-Staf Ahli, yang setara."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOLEGIAL, *DENGAN_STAF_AHLI)
        semua = b.berjenis(JenisUnit.STAF_AHLI)
        if ketentuan is not None and len(semua) > 1:
            yield Ikatan(
                aturan=self.kode,
                jenis=JenisHubungan.KOLEGIAL,
                ketentuan=ketentuan,
                anggota=tuple(_bertempat(b, b.baris[satu.badan]) for satu in semua),
                kata="sesama Staf Ahli",
                bacaan="Peraturan tidak menyebut pasangannya; dibaca antar-Staf Ahli, yang setara.",
            )


# --- Yang dipakai beberapa aturan -------------------------------------------------------------------


def _dibuka(semua: Iterable[Ikatan]) -> Iterator[Ikatan]:
    """Of lines of command: those that are a kind of hubungan kerja here."""
    return (satu for satu in semua if satu.ketentuan is not None)


def _dasar(b: Bahan, badan: int) -> tuple[DasarJawaban, ...]:
    """The basis of a unit's answer. Of one that stands below its Asisten without a span, that of its own place: the
    answer has only that of the Asisten's."""
    jawaban = b.jawaban[badan]
    if jawaban is None:
        return ()
    sendiri = jawaban.makna == Makna.MEMBAWAHI and badan not in b.urutan_rentang
    return _ada((b.dasar_tempat(badan) if sendiri and jawaban.langsung else jawaban.dasar,))


def _melalui(b: Bahan, badan: int) -> str:
    jawaban = b.jawaban[badan]
    return "" if jawaban is None or jawaban.langsung else f"melalui {jawaban.melalui}"


def _atas(b: Bahan, badan: int) -> tuple[int, ...]:
    return tuple(satu.perangkat_daerah_id for satu in b.jalur.get(badan, ()))


def _ada(dasar: Iterable[DasarJawaban]) -> tuple[DasarJawaban, ...]:
    """Each pasal once, what says nothing left out. Two loads of one regulation are equal, and so are their rows."""
    return tuple(dict.fromkeys(satu for satu in dasar if satu.peraturan is not None or satu.rujukan))
