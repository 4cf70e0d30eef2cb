"""Finds bodies by name: reads the question, lets the database rank, and says of each hit where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from registry.models import Daerah, JenisUnit, Kelengkapan
from registry.pencarian.akhir import Akhir
from registry.pencarian.indeks import Sumber
from registry.pencarian.normalisasi import pecah
from registry.pencarian.peringkat import ANGGOTA, MAKS_HASIL, PER_DEKAT, TERISI, Baris, peringkat
from registry.pencarian.setara import KELAS
from registry.pencarian.tafsir import IBU_KOTA, Tafsir, tafsirkan

#: Why a body was found by a name that it does not show, in the user's words.
SEBAB = {
    Sumber.NAMA: "nama di edisi lain",
    Sumber.SINGKATAN: "singkatan",
    Sumber.NAMA_LAIN: "nama lain",
    Sumber.UMUM: "sebutan umum",
}


#: The name was borne before: by the body itself, or by one whose successor it is.
DAHULU = "dahulu"


class Keberadaan(StrEnum):
    """How a hit stands on the date asked."""

    BERDIRI = "berdiri"
    SUDAH_TIDAK = "sudah_tidak"
    BELUM = "belum"
    TANPA_EDISI = "tanpa_edisi"
    TIDAK_DIKETAHUI = "tidak_diketahui"


@dataclass(frozen=True, slots=True)
class Hasil:
    """A hit. `nama`, `singkatan`, `jenis`, `kedudukan_id` and the edition tell its place on the date asked; where it
    does not stand there (`keadaan`), its last place before, else the next one after.

    sebab: how it was found, where its name does not show it: "dahulu" (a former name, or one of a predecessor),
    "sebutan umum", "nama lain", "nama di edisi lain", ""
    · lewat: that name · lengkap: every word of the question was met · anggota: the member that was asked for, when
    the hit is the kelompok that answers for it ("Kecamatan Martapura") · struktur: what the edition in force knows of
    the tree, "" without one · di_luar: the question names another region, so that this is no answer to it · akhir: the
    published event that ended it, where it does not stand.
    """

    perangkat_daerah_id: int
    uuid: UUID
    nama: str
    singkatan: str
    jenis: str
    daerah_id: int
    daerah_kode: str
    daerah_nama: str
    keadaan: Keberadaan
    kedudukan_id: int
    edisi_id: int
    edisi_mulai: date
    edisi_urutan: int
    sebab: str
    lewat: str
    lengkap: bool
    anggota: str
    struktur: str = ""
    di_luar: bool = False
    akhir: Akhir | None = None

    @property
    def kelompok(self) -> bool:
        """The hit answers for a member that is not recorded by itself."""
        return bool(self.anggota)


@dataclass(frozen=True, slots=True)
class Temuan:
    """Hits, and what of the question they leave open.

    sebutan: what was asked for besides the regions · tanpa_hasil: regions that the question names letter by letter
    where nothing answers to it · asing: named regions that are not recorded · tak_dikenal: words that are in no name.
    """

    hasil: list[Hasil]
    sebutan: str = ""
    disebut: tuple[Daerah, ...] = ()
    tanpa_hasil: tuple[Daerah, ...] = ()
    asing: tuple[str, ...] = ()
    tak_dikenal: tuple[str, ...] = ()


def cari(q: str, *, tanggal: date, daerah: Daerah | str | None = None, batas: int = 20, mulai: int = 0) -> list[Hasil]:
    """Bodies whose names answer to `q`, best first; as they stand on `tanggal`.

    daerah: a region or its code; then only its bodies. mulai, batas: a slice of at most `MAKS_HASIL` hits. All hits
    meet equally many words of the question: where some meet every word, only those are given.

    Order: more words met, then standing on the date, then exact before beginning before misspelled, then name before
    alias before region, then the shorter name; of equals, by sort of unit, region, name.

    At most 3 queries whatever the size of the data: the words, the like words (only where a typed word is in no
    name), the hits. Any text is allowed; one that means nothing gives [].
    """
    return temukan(q, tanggal=tanggal, daerah=daerah, batas=batas, mulai=mulai).hasil


def temukan(q: str, *, tanggal: date, daerah: Daerah | str | None = None, batas: int = 20, mulai: int = 0) -> Temuan:
    """Like `cari`, with what the hits leave open; the same queries."""
    mulai, batas = max(0, mulai), max(0, batas)
    if not batas or mulai >= MAKS_HASIL:
        return Temuan([])
    tafsir = tafsirkan(q)
    baris = peringkat(tafsir, tanggal=tanggal, daerah=daerah, batas=mulai + batas)
    setara = [satu for satu in baris if satu.cakupan == baris[0].cakupan and _bermakna(satu, tafsir)]
    semua = [_hasil(satu, tafsir, tanggal) for satu in setara]
    return Temuan(
        semua[mulai:],
        tafsir.sebutan,
        tuple(sorted(tafsir.disebut.values(), key=lambda satu: (satu.nama, satu.kode))),
        _tanpa_hasil(tafsir, semua, daerah),
        tuple(tafsir.asing),
        tuple(tafsir.tak_dikenal),
    )


def _tanpa_hasil(tafsir: Tafsir, semua: list[Hasil], daerah: Daerah | str | None) -> tuple[Daerah, ...]:
    """Named regions without a hit; none where another region of that name has one, or a body elsewhere bears the
    name itself. A search inside one region tells nothing of another."""
    kode = daerah.kode if isinstance(daerah, Daerah) else daerah
    menjawab = {satu.daerah_id for satu in semua}
    terjawab = [tafsir.penyebut(pk) for pk in tafsir.disebut if pk in menjawab]
    if any(satu.lengkap and satu.daerah_id not in tafsir.disebut for satu in semua):
        return ()
    kosong = [
        satu for pk, satu in tafsir.disebut.items() if tafsir.penyebut(pk) not in terjawab and kode in (None, satu.kode)
    ]
    return tuple(sorted(kosong, key=lambda satu: (satu.nama, satu.kode)))


def _bermakna(baris: Baris, tafsir: Tafsir) -> bool:
    """More than the region was met, where more was asked."""
    wajib = tafsir.wajib
    selain = [
        nilai
        for nilai, ruang in zip(baris.ruang, tafsir.ruang, strict=True)
        if not ruang.menamai_daerah and any(ruang is satu for satu in wajib)
    ]
    return not selain or max(selain) >= ANGGOTA


def _hasil(baris: Baris, tafsir: Tafsir, tanggal: date) -> Hasil:
    anggota = _anggota(baris, tafsir)
    sebab, lewat = _sebab(baris, tafsir, tanggal)
    lengkap = bool(anggota) or baris.cakupan == 2 * len(tafsir.wajib)
    return Hasil(
        perangkat_daerah_id=baris.perangkat_daerah_id,
        uuid=baris.uuid,
        nama=baris.nama,
        singkatan=baris.singkatan,
        jenis=baris.jenis,
        daerah_id=baris.daerah_id,
        daerah_kode=baris.daerah_kode,
        daerah_nama=baris.daerah_nama,
        keadaan=_keadaan(baris, tanggal),
        kedudukan_id=baris.kedudukan_id,
        edisi_id=baris.edisi_id,
        edisi_mulai=baris.edisi_mulai,
        edisi_urutan=baris.edisi_urutan,
        sebab=sebab,
        lewat=lewat,
        lengkap=lengkap,
        anggota=anggota,
        struktur=baris.struktur or "",
        di_luar=not lengkap and bool(tafsir.disebut or tafsir.asing) and baris.daerah_id not in tafsir.disebut,
        akhir=baris.akhir,
    )


def _keadaan(baris: Baris, tanggal: date) -> Keberadaan:
    """Unknown is not none: only an edition that knows the whole tree can say that a body does not stand."""
    if baris.kini:
        return Keberadaan.BERDIRI
    if baris.struktur is None:
        return Keberadaan.TANPA_EDISI
    if baris.struktur != Kelengkapan.LENGKAP:
        return Keberadaan.TIDAK_DIKETAHUI
    return Keberadaan.SUDAH_TIDAK if baris.edisi_mulai <= tanggal else Keberadaan.BELUM


def _anggota(baris: Baris, tafsir: Tafsir) -> str:
    """The member that was asked for, where this kelompok answers for it; "" where the kelompok itself was."""
    if baris.jenis != JenisUnit.KELOMPOK:
        return ""
    sebutan, nama, disebut = "", [], False
    for nilai, ruang in zip(baris.ruang, tafsir.ruang, strict=True):
        if ruang.kelas and nilai >= TERISI:
            sebutan = sebutan or ruang.kelas.sebutan
            # "PDAM" is itself a member of the class BUMD; "camat" is not one of kecamatan.
            disebut = disebut or KELAS.get(ruang.kelas.kelas, ruang.kelas).sebutan != ruang.kelas.sebutan
        elif nilai == ANGGOTA or (ruang.daerah and nilai % PER_DEKAT == IBU_KOTA):
            nama.append(ruang.ketikan.asli)
    if not sebutan or not (nama or disebut):
        return ""
    return " ".join([sebutan, *(satu.title() if satu.islower() else satu for satu in nama)])


def _sebab(baris: Baris, tafsir: Tafsir, tanggal: date) -> tuple[str, str]:
    """How it was found, and by which name, where the name that is shown does not tell."""
    tampak = set(pecah(f"{baris.nama} {baris.singkatan}"))
    tersembunyi = any(
        ruang.kata and nilai >= TERISI and nilai % PER_DEKAT >= 100 and not ruang.teks & tampak
        for nilai, ruang in zip(baris.ruang, tafsir.ruang, strict=True)
    )
    if not tersembunyi or (baris.jenis == JenisUnit.KELOMPOK and baris.sumber is None):
        return "", ""
    if baris.sumber is None or baris.sumber_bobot is None:
        return SEBAB[Sumber.NAMA], ""
    if baris.sumber_sejak is not None and baris.sumber_sejak <= tanggal:
        return DAHULU, baris.sumber
    return SEBAB[Sumber(baris.sumber_bobot // 100)], baris.sumber
