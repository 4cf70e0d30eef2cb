"""Who works with whom, in which kind, and why: what follows from tree, spans and matters, by a few named rules.

One rule, one class, one legal source. A rule holds only where the edition's own KetentuanHubungan enables the kind
for the subject; what a regulation does not enable is not derived. Ties are kept as a centre with its members, or as
members among themselves, so that a whole edition stays O(units): sixteen units under one koordinator are one tie, not
a hundred and twenty pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from coordination.bahan import Bahan, BarisUrusan
from coordination.koordinator import DasarJawaban, Jawaban, dasar_baris
from coordination.models import Makna
from registry.models import JenisUnit
from relations.models import JenisHubungan, KetentuanHubungan, Subjek, SubjenisKoordinatif

#: Under these a unit has its place without being commanded from there.
TANPA_KOMANDO = {JenisUnit.PEMERINTAH_DAERAH, JenisUnit.DPRD, JenisUnit.KELOMPOK}

ANTARPERANGKAT = (Subjek.PERANGKAT_DAERAH, Subjek.ASISTEN_PERANGKAT_DAERAH)
DENGAN_ASISTEN = (Subjek.ASISTEN_PERANGKAT_DAERAH, Subjek.PERANGKAT_DAERAH)


@dataclass(frozen=True, slots=True)
class Anggota:
    """One member of a tie, with the pasal from which it follows. `sebab`: what only this member's tie rests on."""

    badan: int
    dasar: tuple[DasarJawaban, ...] = ()
    sebab: str = ""


@dataclass(frozen=True, slots=True)
class Ikatan:
    """One tie: `pusat` with each of `anggota`; where there is no `pusat`, the members with each other.

    ketentuan: the provision that enables the kind; None only for a line of command where struktural is not enabled,
    and for a typed relation of a kind that is not. kata: how a member calls the other end; kata_pusat: how `pusat`
    calls its members. tersurat: id of the typed row, None for what is derived.
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


class AturanTurunan:
    """A rule of derivation. `sumber`: where the law says so; `uraian`: the rule in words."""

    kode: ClassVar[str]
    jenis: ClassVar[tuple[JenisHubungan, ...]]
    sumber: ClassVar[str]
    uraian: ClassVar[str]

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

    Asisten with what is below them are left to `Membawahi`; a class entry commands nobody.
    """
    for atas in b.tempat:
        if atas.jenis in TANPA_KOMANDO or atas.jenis == JenisUnit.ASISTEN:
            continue
        bawah = [satu for satu in b.anak.get(atas.pk, []) if b.perangkat(satu.perangkat_daerah_id)]
        for subjek in (Subjek.STAF_AHLI, Subjek.PERANGKAT_DAERAH):
            milik = [satu for satu in bawah if (satu.jenis == JenisUnit.STAF_AHLI) == (subjek == Subjek.STAF_AHLI)]
            ketentuan = b.pembuka(JenisHubungan.STRUKTURAL, subjek)
            if milik:
                yield Ikatan(
                    aturan="GARIS_KOMANDO",
                    jenis=JenisHubungan.STRUKTURAL,
                    ketentuan=ketentuan,
                    pusat=atas.perangkat_daerah_id,
                    anggota=tuple(Anggota(satu.perangkat_daerah_id, (dasar_baris(satu),)) for satu in milik),
                    kata="tepat di atasnya",
                    kata_pusat="tepat di bawahnya",
                )


def dibawahi(b: Bahan) -> Iterator[Ikatan]:
    """Asisten with the units that they command: those below them in the tree, and those of a span that says
    "membawahi". Jombang 35/2009 says "mengkoordinir" of its Bagian, which stand under the Asisten all the same."""
    per_asisten: dict[int, dict[int, Anggota]] = {}
    for badan, jawaban in b.jawaban.items():
        if jawaban is not None and jawaban.makna == Makna.MEMBAWAHI and jawaban.langsung:
            per_asisten.setdefault(jawaban.id, {})[badan] = Anggota(badan, _dasar_bawahan(b, badan, jawaban))
    for asisten in b.berjenis(JenisUnit.ASISTEN):
        for satu in b.anak.get(b.baris[asisten.badan].pk, []):
            badan = satu.perangkat_daerah_id
            if b.perangkat(badan):
                milik = per_asisten.setdefault(asisten.badan, {})
                milik.setdefault(badan, Anggota(badan, (dasar_baris(satu),)))
    for pusat, anggota in per_asisten.items():
        yield Ikatan(
            aturan="MEMBAWAHI",
            jenis=JenisHubungan.STRUKTURAL,
            ketentuan=b.pembuka(JenisHubungan.STRUKTURAL, Subjek.PERANGKAT_DAERAH),
            pusat=pusat,
            anggota=b.menurut_naskah(anggota.values()),
            kata="membawahinya",
            kata_pusat="dibawahinya",
        )


def _dasar_bawahan(b: Bahan, badan: int, jawaban: Jawaban) -> tuple[DasarJawaban, ...]:
    """Of a unit that stands below its Asisten without a span, the basis is that of its own place."""
    return (jawaban.dasar,) if badan in b.urutan_rentang else (dasar_baris(b.baris[badan]),)


@aturan
class GarisKomando(AturanTurunan):
    kode = "GARIS_KOMANDO"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = "Permendagri 33/2008; PP 18/2016 Pasal 29 sampai dengan Pasal 52 dan Pasal 102"
    uraian = "Unit berhubungan struktural dengan yang tepat di atasnya dan yang tepat di bawahnya dalam susunan."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return (satu for satu in garis_komando(b) if satu.ketentuan is not None)


@aturan
class Membawahi(AturanTurunan):
    kode = "MEMBAWAHI"
    jenis = (JenisHubungan.STRUKTURAL,)
    sumber = "Perbup Pesawaran 38/2022 Pasal 22 ayat (3), ayat (5), dan ayat (7)"
    uraian = "Asisten berhubungan struktural dengan Bagian yang dibawahinya."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        return (satu for satu in dibawahi(b) if satu.ketentuan is not None)


# --- Koordinatif ------------------------------------------------------------------------------------


@aturan
class Koordinator(AturanTurunan):
    kode = "KOORDINATOR"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = "Perbup Jombang 35/2009 Pasal 2; Perbup Banjar 15/2022 Pasal 11 dan Pasal 15"
    uraian = (
        "Unit berhubungan koordinatif dengan koordinatornya; koordinasi hierarkis, bila peraturan merinci subjenis. "
        "Bagian di bawah Asisten ikut, bila peraturan tidak membuka jenis struktural."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOORDINATIF, *DENGAN_ASISTEN)
        if ketentuan is None:
            return
        struktural = b.pembuka(JenisHubungan.STRUKTURAL, Subjek.PERANGKAT_DAERAH)
        per_koordinator: dict[int, list[Anggota]] = {}
        for badan, jawaban in b.jawaban.items():
            if jawaban is None or (jawaban.makna == Makna.MEMBAWAHI and struktural is not None):
                continue
            sebab = "" if jawaban.langsung else f"melalui {jawaban.melalui}"
            per_koordinator.setdefault(jawaban.id, []).append(Anggota(badan, (jawaban.dasar,), sebab))
        for koordinator, anggota in per_koordinator.items():
            yield Ikatan(
                aturan=self.kode,
                jenis=JenisHubungan.KOORDINATIF,
                subjenis=b.bersubjenis(ketentuan, SubjenisKoordinatif.HIERARKIS),
                ketentuan=ketentuan,
                pusat=koordinator,
                anggota=b.menurut_naskah(anggota),
                kata="koordinatornya",
                kata_pusat="dikoordinasikannya",
            )


@aturan
class UrusanBersama(AturanTurunan):
    kode = "URUSAN_BERSAMA"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = "Perbup Barito Utara 2/2013 Pasal 9; Perbup Pesawaran 38/2022 Pasal 19 ayat (3) huruf b"
    uraian = "Perangkat daerah yang menangani urusan yang sama berhubungan koordinatif fungsional (lintas sektoral)."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOORDINATIF, Subjek.PERANGKAT_DAERAH)
        subjenis = b.bersubjenis(ketentuan, SubjenisKoordinatif.FUNGSIONAL)
        if subjenis is None:
            return
        per_urusan: dict[int, list[BarisUrusan]] = {}
        for satu in b.urusan:
            if satu.badan in b.titik:
                per_urusan.setdefault(satu.urusan, []).append(satu)
        for milik in per_urusan.values():
            if len(milik) > 1:
                yield Ikatan(
                    aturan=self.kode,
                    jenis=JenisHubungan.KOORDINATIF,
                    subjenis=subjenis,
                    ketentuan=ketentuan,
                    anggota=tuple(Anggota(satu.badan, (satu.dasar,)) for satu in milik),
                    kata=f"urusan yang sama: {milik[0].nama}",
                )


@aturan
class InstansiLain(AturanTurunan):
    kode = "INSTANSI_LAIN"
    jenis = (JenisHubungan.KOORDINATIF,)
    sumber = "Perbup Jombang 35/2009 Pasal 10 huruf c; Perbup Pesawaran 38/2022 Pasal 19 ayat (3) huruf c"
    uraian = (
        "BUMD dan instansi vertikal berhubungan koordinatif instansional (multisektoral) dengan perangkat daerah yang "
        "koordinatornya sama."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOORDINATIF, Subjek.PERANGKAT_DAERAH)
        subjenis = b.bersubjenis(ketentuan, SubjenisKoordinatif.INSTANSIONAL)
        if subjenis is None:
            return
        for asisten, serentang in _serentang(b).items():
            lain = [satu for satu in serentang if b.bersifat(satu) in (JenisUnit.BUMD, JenisUnit.INSTANSI_VERTIKAL)]
            dalam = [satu for satu in serentang if b.perangkat(satu) and b.bersifat(satu) != JenisUnit.BAGIAN]
            for satu in lain if dalam else ():
                yield Ikatan(
                    aturan=self.kode,
                    jenis=JenisHubungan.KOORDINATIF,
                    subjenis=subjenis,
                    ketentuan=ketentuan,
                    pusat=satu,
                    anggota=tuple(Anggota(badan, _dasar_dua(b, badan, satu)) for badan in dalam),
                    kata=f"instansi lain dalam rentang {b.titik[asisten].nama}",
                    kata_pusat=f"dalam rentang {b.titik[asisten].nama}",
                )


# --- Konsultatif dan fungsional ---------------------------------------------------------------------


@aturan
class AsistenKoordinator(AturanTurunan):
    kode = "ASISTEN"
    jenis = (JenisHubungan.KONSULTATIF, JenisHubungan.KOLEGIAL, JenisHubungan.FUNGSIONAL)
    sumber = "Perbup Banjar 15/2022 Pasal 6 ayat (1) sampai dengan Pasal 9"
    uraian = (
        "Perangkat daerah berhubungan konsultatif dan fungsional dengan Asisten koordinatornya; juga kolegial, bila "
        "peraturan membukanya bagi Asisten dengan perangkat daerah."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        for jenis in self.jenis:
            subjek = DENGAN_ASISTEN if jenis != JenisHubungan.KOLEGIAL else (Subjek.ASISTEN_PERANGKAT_DAERAH,)
            ketentuan = b.pembuka(jenis, *subjek)
            for asisten, serentang in _serentang(b).items() if ketentuan is not None else ():
                anggota = [satu for satu in serentang if b.perangkat(satu)]
                if anggota:
                    yield Ikatan(
                        aturan=self.kode,
                        jenis=jenis,
                        ketentuan=ketentuan,
                        pusat=asisten,
                        anggota=tuple(Anggota(satu, _dasar(b, satu)) for satu in anggota),
                        kata="Asisten koordinatornya"
                        if b.titik[asisten].jenis == JenisUnit.ASISTEN
                        else "koordinatornya",
                        kata_pusat="dalam rentangnya",
                    )


@aturan
class StafAhliSeurusan(AturanTurunan):
    kode = "STAF_AHLI_URUSAN"
    jenis = (JenisHubungan.KONSULTATIF, JenisHubungan.FUNGSIONAL, JenisHubungan.KOORDINATIF)
    sumber = "Perbup Pesawaran 38/2022 Pasal 5, Pasal 6, Pasal 8, Pasal 10, dan Pasal 13 ayat (2)"
    uraian = (
        "Staf Ahli berhubungan konsultatif, fungsional, dan koordinatif dengan perangkat daerah yang menangani urusan "
        "dalam bidangnya."
    )

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        for jenis in self.jenis:
            ketentuan = b.pembuka(jenis, Subjek.STAF_AHLI)
            for staf_ahli, anggota in seurusan(b).items() if ketentuan is not None else ():
                yield Ikatan(
                    aturan=self.kode,
                    jenis=jenis,
                    ketentuan=ketentuan,
                    pusat=staf_ahli,
                    anggota=tuple(
                        Anggota(badan, _unik(satu.dasar for satu, _ in temu), f"urusan {_nama_urusan(temu)}")
                        for badan, temu in anggota.items()
                    ),
                    kata="Staf Ahli yang membidanginya",
                    kata_pusat="menangani urusan dalam bidangnya",
                )


def seurusan(b: Bahan) -> dict[int, dict[int, list[tuple[BarisUrusan, BarisUrusan]]]]:
    """{Staf Ahli: {perangkat daerah: the matters where they meet, (of the field, of the body)}}; O(meetings)."""
    menurut: dict[int, list[BarisUrusan]] = {}
    for satu in b.urusan:
        if satu.badan in b.titik:
            menurut.setdefault(satu.urusan, []).append(satu)
            if satu.bagian_dari is not None:
                menurut.setdefault(satu.bagian_dari, []).append(satu)
    hasil: dict[int, dict[int, list[tuple[BarisUrusan, BarisUrusan]]]] = {}
    for bidang in b.bidang:
        if bidang.badan not in b.titik:
            continue
        calon = [*menurut.get(bidang.urusan, ()), *menurut.get(bidang.bagian_dari or 0, ())]
        for satu in dict.fromkeys(calon):
            if bidang.bertemu(satu) and satu.badan != bidang.badan:
                hasil.setdefault(bidang.badan, {}).setdefault(satu.badan, []).append((bidang, satu))
    return hasil


# --- Kolegial ---------------------------------------------------------------------------------------


@aturan
class BerkoordinatorSama(AturanTurunan):
    kode = "BERKOORDINATOR_SAMA"
    jenis = (JenisHubungan.KOLEGIAL,)
    sumber = "Permendagri 33/2008; Perbup Banjar 15/2022 Pasal 8"
    uraian = "Perangkat daerah yang koordinatornya sama berhubungan kolegial; begitu pula Bagian di bawah satu Asisten."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOLEGIAL, *ANTARPERANGKAT)
        if ketentuan is None:
            return
        for makna, kata in ((Makna.KOORDINASI, "koordinatornya sama"), (Makna.MEMBAWAHI, "sama-sama di bawah")):
            for asisten, serentang in _serentang(b, makna).items():
                anggota = [satu for satu in serentang if b.perangkat(satu)]
                if len(anggota) > 1:
                    sambung = ": " if makna == Makna.KOORDINASI else " "
                    yield Ikatan(
                        aturan=self.kode,
                        jenis=JenisHubungan.KOLEGIAL,
                        ketentuan=ketentuan,
                        anggota=tuple(Anggota(satu, _dasar(b, satu)) for satu in anggota),
                        kata=f"{kata}{sambung}{b.titik[asisten].nama}",
                    )


@aturan
class SesamaStafAhli(AturanTurunan):
    kode = "SESAMA_STAF_AHLI"
    jenis = (JenisHubungan.KOLEGIAL,)
    sumber = "Perbup Pesawaran 38/2022 Pasal 3 ayat (4), Pasal 5 ayat (1) huruf b, dan Pasal 7"
    uraian = "Para Staf Ahli, yang bersama-sama dikoordinasikan secara administratif, berhubungan kolegial."

    def ikatan(self, b: Bahan) -> Iterator[Ikatan]:
        ketentuan = b.pembuka(JenisHubungan.KOLEGIAL, Subjek.STAF_AHLI)
        semua = b.berjenis(JenisUnit.STAF_AHLI)
        if ketentuan is not None and len(semua) > 1:
            yield Ikatan(
                aturan=self.kode,
                jenis=JenisHubungan.KOLEGIAL,
                ketentuan=ketentuan,
                anggota=tuple(Anggota(satu.badan, (dasar_baris(b.baris[satu.badan]),)) for satu in semua),
                kata="sesama Staf Ahli",
            )


# --- Yang dipakai beberapa aturan -------------------------------------------------------------------


def _serentang(b: Bahan, makna: Makna = Makna.KOORDINASI) -> dict[int, list[int]]:
    """{koordinator: the units that he coordinates (or commands) directly}, in the order of the regulation."""
    hasil: dict[int, list[int]] = {}
    for badan, jawaban in b.jawaban.items():
        if jawaban is not None and jawaban.langsung and jawaban.makna == makna:
            hasil.setdefault(jawaban.id, []).append(badan)
    return {koordinator: sorted(milik, key=b.letak) for koordinator, milik in hasil.items()}


def _dasar(b: Bahan, badan: int) -> tuple[DasarJawaban, ...]:
    jawaban = b.jawaban[badan]
    if jawaban is None:
        return ()
    return _dasar_bawahan(b, badan, jawaban) if jawaban.makna == Makna.MEMBAWAHI else (jawaban.dasar,)


def _dasar_dua(b: Bahan, satu: int, lain: int) -> tuple[DasarJawaban, ...]:
    return _unik((*_dasar(b, satu), *_dasar(b, lain)))


def _unik(dasar: Iterator[DasarJawaban] | tuple[DasarJawaban, ...]) -> tuple[DasarJawaban, ...]:
    """Each pasal once. By its columns: two loads of one regulation are equal, and so are their rows."""
    return tuple(dict.fromkeys(dasar))


def _nama_urusan(temu: list[tuple[BarisUrusan, BarisUrusan]]) -> str:
    return ", ".join(dict.fromkeys(bidang.nama for bidang, _ in temu))
