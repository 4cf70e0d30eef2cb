"""What an answer card says: one unit, one date, one page; the same content for the screen, the print and the PDF.

Built on the unit's page (8 queries); the office of the koordinator is one more, and where the regulation of the
answer is nowhere else on that page, so is its place of promulgation. Every state of the answer has its
words: a card says plainly when the source does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from uuid import UUID

from coordination.bahan import sifat
from coordination.halaman.bersama import bukan_subjek
from coordination.halaman.jawaban import Sajian
from coordination.halaman.kalimat import Kata, kalimat, polos
from coordination.halaman.unit import DasarRentang, HalamanUnit, dasar_bersama
from coordination.kode_pendek import kode_kartu, sidik
from coordination.koordinator import DasarJawaban, Status
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, Kelengkapan, PerangkatDaerah, Peraturan
from registry.rujukan import RujukanSalah, kanonik
from registry.templatetags.rentang import bilangan, kapital, tgl_polos
from relations.models import JenisHubungan, Subjek, Topik
from relations.panel import TANPA_HUBUNGAN, JenisBerlaku, KelompokHubungan, bertopik, jenis_berlaku
from relations.pembuka import pembuka, subjek_antara

#: Activities are named on the card while they fit in about one line; else counted.
PANJANG_SEBUT = 110
#: What the items of a list inside a kind are called, in a count and before them.
SEBUTAN_RINCIAN = {
    "maksud": "maksud",
    "kegiatan": "kegiatan",
    "subjenis": "subjenis",
    "bentuk": "bentuk",
    "isi": "ketentuan",
    "cara": "cara",
}
#: Where nobody can tell that a date is printed.
DISIMPULKAN = " (tanggal disimpulkan)"
KINI_DICABUT = "kini dicabut"
TANPA_KONTAK = "Telepon dan surel belum diisi."
#: Sentences of a unit that may have a koordinator and for which none is known.
TANPA_KOORDINATOR = tuple(satu.value for satu in Status if satu != Status.ADA)
#: Those whose office is the Sekretariat Daerah (PP 18/2016 Pasal 5).
BERKANTOR_DI_SETDA = {JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH}


class ButirRentang(NamedTuple):
    """One row of what a body coordinates or commands."""

    unit: UUID
    makna: str
    rujukan: str
    peraturan: Peraturan | None

    @property
    def sumber(self) -> str:
        return self.peraturan.judul if self.peraturan is not None else ""


@dataclass(frozen=True, slots=True)
class Fakta:
    """One fact beside the sentence: what it is, the pasal, and the rest. `ragu`: why it is not certain."""

    nama: str
    isi: str
    pasal: str = ""
    ragu: str = ""
    peraturan: Peraturan | None = None


@dataclass(frozen=True, slots=True)
class Catatan:
    """A remark under the answer. `tertulis`: it shows a print that says something else than is meant."""

    teks: str
    tertulis: bool = False


@dataclass(frozen=True, slots=True)
class Butir:
    """One item of a list. `uuid`: of the unit that it names."""

    teks: str
    rujukan: str = ""
    huruf: str = ""
    uuid: UUID | None = None


@dataclass(frozen=True, slots=True)
class Daftar:
    """A list under a heading; `kosong` is said where it has no items."""

    judul: str
    isi: tuple[Butir, ...] = ()
    kosong: str = ""


@dataclass(frozen=True, slots=True)
class BarisJenis:
    """One kind as the edition enables it. `pasal` is "" where no article carries it out."""

    jenis: str
    nama: str
    maksud: str
    rincian: str
    pasal: str
    dasar: str

    @property
    def maksud_ringkas(self) -> tuple[str, str, str]:
        """None of what it is for, the first sentence, all."""
        return "", kalimat_pertama(self.maksud), self.maksud


@dataclass(frozen=True, slots=True)
class KelompokJenis:
    """The kinds of one subject. `tertulis`: how its print is read, where it says something else."""

    judul: str
    baris: tuple[BarisJenis, ...]
    tertulis: str = ""


@dataclass(frozen=True, slots=True)
class Kontak:
    """Where to turn to: an office, never a person."""

    judul: str
    siapa: str
    isi: str
    terisi: bool


@dataclass(frozen=True, slots=True)
class Kartu:
    """Everything on a card, in words."""

    badan: PerangkatDaerah
    daerah: Daerah
    tanggal: date
    nama: str
    sajian: Sajian
    kalimat: tuple[Kata, ...]
    kode: str
    fakta: tuple[Fakta, ...]
    catatan: tuple[Catatan, ...]
    kelompok: tuple[KelompokJenis, ...]
    tanpa_jenis: str
    daftar: tuple[Daftar, ...]
    kontak: Kontak | None
    sumber: tuple[str, ...] = field(default=())

    @property
    def judul(self) -> str:
        return f"Kartu jawaban: {self.nama}, {self.daerah.nama}"


def susun_kartu(h: HalamanUnit) -> Kartu:
    """The card of a unit's page; 2 queries at most (the office of the koordinator, the regulation of the answer)."""
    daerah = h.badan.daerah
    koordinator = _tempat_koordinator(h)
    kelompok = tuple(_kelompok(satu, h) for satu in (*h.hubungan, *_lewat_koordinator(h, koordinator)))
    return Kartu(
        badan=h.badan,
        daerah=daerah,
        tanggal=h.tanggal,
        nama=h.nama,
        sajian=h.sajian,
        kalimat=kalimat(h.sajian, daerah.nama, h.atasan[-1] if h.atasan else None),
        kode=kode_kartu(h.badan.uuid, h.tanggal, sidik(isi_jawaban(h.badan.uuid, h.sajian, _rentang(h)))),
        fakta=tuple(_fakta(h)),
        catatan=tuple(_catatan(h)),
        kelompok=kelompok,
        tanpa_jenis="" if h.hubungan or h.tempat is None or h.edisi is None else _tanpa_jenis(h, h.tempat, h.edisi),
        daftar=tuple(_daftar(h)),
        kontak=_kontak(h, koordinator),
        sumber=tuple(_sumber(h)),
    )


# --- Which regulation ----------------------------------------------------------------------------------


def _pokok(h: HalamanUnit) -> list[Peraturan]:
    """The regulations on which the answer rests: of an Asisten those of his spans; else the one that was searched."""
    j = h.sajian
    dasar = [j.peraturan] if j.jawaban is not None else [satu.peraturan for satu in h.dasar_rentang] or [j.peraturan]
    return [satu for satu in dasar if satu is not None]


def _sebut(h: HalamanUnit, semua: Iterable[DasarRentang | DasarJawaban]) -> str:
    """Pinpoints, with the regulation where it is not the one of the answer."""
    pokok = {satu.pk for satu in _pokok(h)[:1]}
    bersama = dasar_bersama(DasarRentang(satu.rujukan, satu.peraturan) for satu in semua)
    return "; ".join(f"{satu.rujukan}{_asing(satu.peraturan, pokok)}" for satu in bersama)


def _asing(peraturan: Peraturan | None, pokok: set[int]) -> str:
    return f" {peraturan.judul_pendek}" if peraturan is not None and peraturan.pk not in pokok else ""


def _fakta(h: HalamanUnit) -> Iterator[Fakta]:
    j = h.sajian
    ragu = "tanggal disimpulkan" if j.tanggal_disimpulkan else ""
    peraturan = j.peraturan
    if j.jawaban is not None:
        yield _menurut("Menurut", j.jawaban.dasar.rujukan, peraturan, h.dicabut)
        jenis = "komando" if j.kalimat == "membawahi" else "koordinatif"
        yield Fakta("Jenis hubungan", f"{jenis}, {_cara(j)}")
        masa = f"{tgl_polos(j.sejak)} sampai {tgl_polos(j.sampai)}" if j.sampai else f"sejak {tgl_polos(j.sejak)}"
        yield Fakta("Berlaku", f"{masa}{DISIMPULKAN}" if j.sampai_disimpulkan and not ragu else masa, ragu=ragu)
    elif j.edisi is not None:
        yield from _fakta_tanpa_jawaban(h, j.edisi)
    yield Fakta("Keadaan per", tgl_polos(h.tanggal))


def _fakta_tanpa_jawaban(h: HalamanUnit, edisi: Edisi) -> Iterator[Fakta]:
    """What was searched, or where the unit's own spans or its place stand; of which edition."""
    j = h.sajian
    peraturan = edisi.peraturan if j.peraturan is None else j.peraturan
    if h.dasar_rentang:
        for nomor, satu in enumerate(h.dasar_rentang):
            yield _menurut("dan menurut" if nomor else "Menurut", satu.rujukan, satu.peraturan, h.dicabut)
    elif j.kalimat in TANPA_KOORDINATOR or j.kalimat == JenisUnit.ASISTEN:
        yield _menurut(_kata_sumber(j), edisi.rentang_rujukan, peraturan, set())
    elif h.tempat is not None and h.tempat.peraturan is not None:
        yield _menurut("Kedudukan menurut", h.tempat.rujukan, h.tempat.peraturan, h.dicabut)
    else:
        yield _menurut("Menurut susunan dalam", edisi.struktur_rujukan, edisi.peraturan, set())
    yield Fakta("Edisi berlaku", _masa_edisi(edisi), ragu="tanggal disimpulkan" if edisi.mulai_disimpulkan else "")


def _menurut(nama: str, pasal: str, peraturan: Peraturan | None, dicabut: set[int]) -> Fakta:
    ragu = KINI_DICABUT if peraturan is not None and peraturan.pk in dicabut else ""
    return Fakta(nama, peraturan.judul if peraturan is not None else "", pasal, ragu, peraturan)


def _masa_edisi(edisi: Edisi) -> str:
    """ "sejak 1 Januari 2019", "1 Januari 2019 sampai 31 Desember 2022 (tanggal disimpulkan)"."""
    if edisi.berlaku_sampai is None:
        return f"sejak {tgl_polos(edisi.berlaku_mulai)}"
    akhir = f"{tgl_polos(edisi.berlaku_sampai)}{DISIMPULKAN if edisi.akhir_disimpulkan else ''}"
    return f"{tgl_polos(edisi.berlaku_mulai)} sampai {akhir}"


def _cara(j: Sajian) -> str:
    return "langsung" if j.jawaban is None or j.jawaban.langsung else f"melalui {j.jawaban.melalui}"


def _kata_sumber(j: Sajian) -> str:
    if j.kalimat == "belum_dimuat":
        return "Seharusnya dalam"
    return "Ada dalam" if j.kalimat in ("belum_terbaca", JenisUnit.ASISTEN) else "Diperiksa dalam"


def _catatan(h: HalamanUnit) -> Iterator[Catatan]:
    """Remarks under the sentence: what is printed otherwise, what a group means, where the source stops."""
    j = h.sajian
    if j.jawaban is not None:
        dasar = j.jawaban.dasar
        if dasar.tertulis:
            sebab = dasar.catatan or f"Dibaca {j.jawaban.nama}."
            yield Catatan(f"Tertulis dalam naskah: “{dasar.tertulis}”. {sebab}", tertulis=True)
        elif dasar.catatan:
            yield Catatan(dasar.catatan)
    elif j.edisi is not None and j.kalimat in TANPA_KOORDINATOR and j.edisi.rentang_keterangan:
        yield Catatan(j.edisi.rentang_keterangan)
    if j.tanggal_disimpulkan:
        yield Catatan(f"Tanggal berlaku: {j.tanggal_disimpulkan}")
    if h.tempat is not None and h.tempat.jenis == JenisUnit.KELOMPOK:
        yield Catatan(f"Peraturan menyebut “{h.tempat.nama}” sebagai kelompok; tiap anggotanya mengikuti jawaban ini.")
    if h.edisi is None and h.pertama is not None:
        yield Catatan(
            f"Edisi pertama {h.badan.daerah.nama} yang tercatat mulai berlaku {tgl_polos(h.pertama.berlaku_mulai)}"
            f"{DISIMPULKAN if h.pertama.mulai_disimpulkan else ''}"
            f"{f' ({h.pertama.peraturan.judul_pendek})' if h.pertama.peraturan else ''}."
        )


# --- The kinds -----------------------------------------------------------------------------------------


def _kelompok(kelompok: KelompokHubungan, h: HalamanUnit) -> KelompokJenis:
    """The kinds of one subject; their regulation is named once where all of them stand in another than the answer."""
    pokok = {satu.pk for satu in _pokok(h)[:1]}
    asing = {_asing(satu.ketentuan.peraturan, pokok) for satu in kelompok.jenis}
    bersama = asing.pop() if len(asing) == 1 else ""
    return KelompokJenis(
        f"Hubungan kerja {kelompok.nama}{f' menurut{bersama}' if bersama else ''}",
        tuple(
            _baris_jenis(satu, "" if bersama else _asing(satu.ketentuan.peraturan, pokok))
            for satu in kelompok.koordinatif_dahulu
        ),
        f"Tertulis “{kelompok.tertulis}”; dibaca {kelompok.nama}." if kelompok.tertulis else "",
    )


def _lewat_koordinator(h: HalamanUnit, koordinator: Kedudukan | None) -> list[KelompokHubungan]:
    """Koordinatif, of a body that is no perangkat daerah and has a koordinator all the same: what is enabled for him
    serves both, as in `turunan.dikoordinasikan`."""
    if h.tempat is None or h.sajian.kalimat != "koordinasi" or not _bukan_subjek(h.tempat):
        return []
    subjek = subjek_antara(koordinator.jenis if koordinator is not None else "", h.tempat.jenis)
    ketentuan = pembuka(h.ketentuan_edisi, JenisHubungan.KOORDINATIF, *subjek)
    if ketentuan is None:
        return []
    return [KelompokHubungan(ketentuan.subjek, ketentuan.get_subjek_display(), [jenis_berlaku(ketentuan)])]


def _bukan_subjek(tempat: Kedudukan) -> bool:
    return sifat(tempat.jenis, tempat.nama) in TANPA_HUBUNGAN


def _baris_jenis(satu: JenisBerlaku, asing: str) -> BarisJenis:
    ketentuan = satu.ketentuan
    return BarisJenis(
        jenis=satu.jenis,
        nama=kapital(ketentuan.get_jenis_display()),
        maksud=ketentuan.maksud.strip(),
        rincian=kapital("; ".join(_rincian(**isi) for isi in ketentuan.rincian)),
        pasal=f"{rentang_pasal(ketentuan.pelaksana)}{asing}" if ketentuan.pelaksana else "",
        dasar=f"{ketentuan.rujukan}{asing}",
    )


def _rincian(jenis: str, rujukan: str, terbuka: bool, butir: Sequence[dict[str, str]]) -> str:
    """ "kegiatan antara lain perencanaan, perumusan (Pasal 7 ayat (2))"; of long ones how many: "tujuh kegiatan"."""
    nama = SEBUTAN_RINCIAN[jenis]
    sebut = ", ".join(satu["teks"] for satu in butir)
    letak = f" ({rujukan})" if rujukan else ""
    if len(sebut) <= PANJANG_SEBUT:
        return f"{nama}{' antara lain' if terbuka else ':'} {sebut}{letak}"
    return f"{bilangan(len(butir))} {nama}{letak}"


def kalimat_pertama(teks: str) -> str:
    """The first sentence of some text. A full stop counts before a space and a capital."""
    return re.split(r"(?<=[.!?])\s+(?=[A-Z“])", teks.strip(), maxsplit=1)[0]


def rentang_pasal(rujukan: str) -> str:
    """ "Pasal 10–13" for "Pasal 10 sampai dengan Pasal 13"; anything else as it is."""
    cocok = re.fullmatch(r"Pasal (\w+) sampai dengan Pasal (\w+)", rujukan)
    return f"Pasal {cocok[1]}–{cocok[2]}" if cocok else rujukan


def _tanpa_jenis(h: HalamanUnit, tempat: Kedudukan, edisi: Edisi) -> str:
    """Why no kind is enabled for the unit; in the words of its tab "Hubungan" where the edition has kinds."""
    if h.ketentuan_edisi:
        return bukan_subjek(h.nama, sifat(tempat.jenis, tempat.nama), h.ketentuan_edisi, edisi)
    keadaan = edisi.kelengkapan("ketentuan")
    keterangan = f" {edisi.ketentuan_keterangan}" if edisi.ketentuan_keterangan else ""
    if keadaan == Kelengkapan.BELUM_TERBACA:
        return f"Jenis hubungan kerja belum terbaca dari naskah.{keterangan}"
    if keadaan == Kelengkapan.BELUM_DIMUAT:
        return f"Jenis hubungan kerja belum dicatat.{keterangan}"
    if keadaan == Kelengkapan.TIDAK_DIATUR:
        return f"Peraturannya tidak mengatur jenis hubungan kerja.{keterangan}"
    jenis = tempat.get_jenis_display()
    if keadaan == Kelengkapan.SEBAGIAN:
        return f"Jenis hubungan kerja bagi {jenis} belum tercatat; naskahnya baru terbaca sebagian."
    return f"Peraturannya tidak mengatur jenis hubungan kerja bagi {jenis}."


# --- Lists ---------------------------------------------------------------------------------------------


def _daftar(h: HalamanUnit) -> Iterator[Daftar]:
    if h.kelanjutan.langkah:
        yield _penerus(h)
    if h.pimpinan is not None:
        yield Daftar("Dipimpin oleh", (Butir(h.pimpinan.nama, uuid=h.pimpinan.perangkat_daerah.uuid),))
    if h.dikoordinasikan:
        yield Daftar("Yang dikoordinasikannya", tuple(_unit(h, h.dikoordinasikan)))
    if h.dibawahi:
        yield Daftar("Yang dibawahinya menurut rentang", tuple(_unit(h, h.dibawahi)))
    bentuk = list(_bentuk(h))
    if h.lewat_asisten:
        jalan = ", ".join(satu.teks for satu in h.lewat_asisten)
        pasal = _sebut(h, (DasarRentang(satu.rujukan, satu.peraturan) for satu in h.pertanggungjawaban))
        melalui = Butir(f"Pertanggungjawaban pimpinannya, {jalan}", pasal)
        yield Daftar("Pertanggungjawaban melalui Asisten", (melalui,))
    yield from bentuk
    if h.sajian.kalimat == "koordinasi" and not h.lewat_asisten and not bentuk:
        yield Daftar("Yang disampaikan melalui koordinatornya", kosong=_tanpa_penyampaian(h))
    if bertanggung_jawab := tuple(_pertanggungjawaban(h)):
        yield Daftar("Pertanggungjawaban dan pelaporan", bertanggung_jawab)


def _penerus(h: HalamanUnit) -> Daftar:
    terjadi = [
        Butir(
            f"{kapital(satu.peristiwa.ringkas)}, {tgl_polos(satu.peristiwa.edisi.berlaku_mulai)}",
            satu.peristiwa.rujukan,
        )
        for satu in h.kelanjutan.langkah
    ]
    kini_ada = [
        Butir(
            polos(kalimat(satu.sajian, h.badan.daerah.nama))
            if satu.sajian is not None
            else f"{satu.nama} (tidak ada lagi dalam susunan pada tanggal ini)",
            uuid=satu.sisi.uuid_publik,
        )
        for satu in h.kelanjutan.ujung
    ]
    return Daftar("Yang menggantikannya" if kini_ada else "Tanpa pengganti", (*kini_ada, *terjadi))


def _unit(h: HalamanUnit, semua: Iterable[Kedudukan]) -> Iterator[Butir]:
    """Units of a span. What their letter leaves open is told: the pasal, the regulation where there are several."""
    pokok = {satu.pk for satu in _pokok(h)[:1]}
    for satu in semua:
        baris = vars(satu)
        asing = _asing(baris["rentang_peraturan"], pokok)
        rujukan = "" if baris["rentang_huruf"] and not asing else f"{baris['rentang_rujukan']}{asing}"
        yield Butir(satu.nama, rujukan, baris["rentang_huruf"], satu.perangkat_daerah.uuid)


def _bentuk(h: HalamanUnit) -> Iterator[Daftar]:
    """The forms in which a kind between Asisten and perangkat daerah is carried out, kind by kind: ways in which the
    two work together, not what goes through him (Banjar 15/2022 Pasal 13: paraf koordinasi)."""
    dengan_asisten = (satu for satu in h.hubungan if satu.subjek == Subjek.ASISTEN_PERANGKAT_DAERAH)
    for satu in (satu for kelompok in dengan_asisten for satu in kelompok.koordinatif_dahulu):
        isi = tuple(
            Butir(
                kapital(butir["teks"]),
                _sebut(h, [DasarRentang(_berlabel(rincian["rujukan"], butir["label"]), satu.ketentuan.peraturan)]),
            )
            for rincian in satu.ketentuan.rincian
            if rincian["jenis"] == "bentuk"
            for butir in rincian["butir"]
        )
        if isi and h.sajian.jawaban is not None:
            koordinatif = satu.jenis == JenisHubungan.KOORDINATIF
            nama = "koordinasi" if koordinatif else f"hubungan {satu.ketentuan.get_jenis_display()}"
            yield Daftar(f"Bentuk {nama} dengan Asisten", isi)


def _pertanggungjawaban(h: HalamanUnit) -> Iterator[Butir]:
    """What is not said already of the way through the Asisten; of an Asisten also to whom he reports."""
    semua = [] if h.lewat_asisten else list(h.pertanggungjawaban)
    if h.tempat is not None and h.tempat.jenis == JenisUnit.ASISTEN:
        pelaporan = bertopik(h.pelaksanaan, Topik.PELAPORAN)
        semua += [satu for satu in pelaporan if satu.subjek == Subjek.ASISTEN_PERANGKAT_DAERAH]
    for satu in semua:
        isi = f"{satu.judul}: {satu.isi}" if satu.isi else satu.judul
        yield Butir(isi.rstrip("."), _sebut(h, [DasarRentang(satu.rujukan, satu.peraturan)]))


def _tanpa_penyampaian(h: HalamanUnit) -> str:
    keadaan = h.edisi.kelengkapan("ketentuan") if h.edisi is not None else Kelengkapan.BELUM_DIMUAT
    if keadaan in (Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR):
        return "Peraturannya tidak menyebut apa yang harus disampaikan melalui koordinator."
    if keadaan == Kelengkapan.BELUM_DIMUAT:
        return "Belum dicatat apa yang harus disampaikan melalui koordinator."
    return "Belum terbaca seluruhnya dari naskah apa yang harus disampaikan melalui koordinator."


def _berlabel(rujukan: str, label: str) -> str:
    """The pinpoint of an item of a list: its letter or its number."""
    tingkat = "angka" if label.isdigit() else "huruf"
    try:
        return kanonik(f"{rujukan} {tingkat} {label}") if label.isalnum() else rujukan
    except RujukanSalah:
        return rujukan


# --- Contact and sources -------------------------------------------------------------------------------


def _tempat_koordinator(h: HalamanUnit) -> Kedudukan | None:
    """The place of the koordinator in the edition, if he has one; 1 query."""
    if h.edisi is None or h.sajian.jawaban is None:
        return None
    return Kedudukan.objects.pada(h.edisi).filter(perangkat_daerah=h.sajian.jawaban.id).first()


def _kontak(h: HalamanUnit, koordinator: Kedudukan | None) -> Kontak | None:
    """The office of the koordinator, else of the unit itself; None where the unit has no place of its own."""
    if h.edisi is None or h.tempat is None:
        return None
    jawaban = h.sajian.jawaban
    if jawaban is None:
        if h.sajian.kalimat in ("belum_terbaca", "belum_dimuat"):
            return Kontak("Menghubungi", "Koordinatornya belum diketahui.", "", False)
        if h.tempat.jenis == JenisUnit.KELOMPOK:
            return None  # a name for many offices is none itself
        return _isi_kontak("Menghubungi unit ini", h.nama, h.tempat, h.badan.daerah)
    return _isi_kontak("Menghubungi koordinatornya", jawaban.nama, koordinator, h.badan.daerah)


def _isi_kontak(judul: str, nama: str, tempat: Kedudukan | None, daerah: Daerah) -> Kontak:
    kantor = (
        f", Sekretariat Daerah {daerah.nama}" if tempat and tempat.jenis in BERKANTOR_DI_SETDA else f", {daerah.nama}"
    )
    isi = tempat.kontak if tempat is not None else ""
    return Kontak(judul, f"{nama}{kantor}.", isi or TANPA_KONTAK, bool(isi))


def _sumber(h: HalamanUnit) -> Iterator[str]:
    """The edition; the regulations of the answer, and where each was gazetted. The edition may have been brought about
    by another one, which is then named beside it."""
    edisi, pokok = h.edisi, _pokok(h)
    if edisi is None:
        return
    akhir = f" sampai {tgl_polos(edisi.berlaku_sampai)}" if edisi.berlaku_sampai else ""
    sebab = _asing(edisi.peraturan, {satu.pk for satu in pokok})
    yield (
        f"Edisi berlaku sejak {tgl_polos(edisi.berlaku_mulai)}{DISIMPULKAN if edisi.mulai_disimpulkan else ''}"
        f"{akhir}{DISIMPULKAN if akhir and edisi.akhir_disimpulkan else ''}{f' karena{sebab}' if sebab else ''}"
    )
    for satu in pokok:
        utuh = h.peraturan_milik(satu.pk) or Peraturan.objects.select_related("daerah").get(pk=satu.pk)
        yield f"{utuh.judul} tentang {utuh.tentang}" if utuh.tentang else utuh.judul
        yield utuh.lembaran_lengkap or "Tempat pengundangannya belum tercatat"


# --- The digest on its code ------------------------------------------------------------------------------


def isi_jawaban(uuid: UUID, j: Sajian, rentang: Iterable[ButirRentang] = ()) -> tuple[object, ...]:
    """What a card answers: whose card, its state, who, in which sense, directly or not, by which pasal of which
    regulation; of one who coordinates also whom, by which pasal. Not the edition: a later one that repeats the answer
    gives the same. Names are left out: a corrected spelling is the same answer."""
    dasar = j.jawaban.dasar if j.jawaban is not None else None
    return (
        uuid,
        j.kalimat,
        j.jawaban.uuid if j.jawaban is not None else "",
        j.jawaban.makna.value if j.jawaban is not None else "",
        "" if j.jawaban is None else "langsung" if j.jawaban.langsung else "melalui",
        dasar.rujukan if dasar is not None else "",
        dasar.peraturan.judul if dasar is not None and dasar.peraturan is not None else "",
        sorted({f"{satu.unit} {satu.makna} {satu.rujukan} {satu.sumber}" for satu in rentang}),
    )


def _rentang(h: HalamanUnit) -> list[ButirRentang]:
    semua = ((satu.perangkat_daerah.uuid, vars(satu)) for satu in h.rentang)
    return [
        ButirRentang(uuid, baris["rentang_makna"], baris["rentang_rujukan"], baris["rentang_peraturan"])
        for uuid, baris in semua
    ]
