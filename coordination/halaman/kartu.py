"""What an answer card says: one unit, one date, one page; the same content for the screen, the print and the PDF.

Built on the unit's page (8 queries); the office of the koordinator is one more. Every state of the answer has its
words: a card says plainly when the source does not tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from coordination.halaman.jawaban import Sajian
from coordination.halaman.kalimat import Kata, kalimat, polos
from coordination.halaman.unit import HalamanUnit
from coordination.kode_pendek import kode_kartu, sidik
from coordination.koordinator import Status
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, Kelengkapan, PerangkatDaerah, Peraturan
from registry.rujukan import RujukanSalah, kanonik
from registry.templatetags.rentang import bilangan, kapital, tgl_polos
from relations.models import Subjek, Topik
from relations.panel import TANPA_HUBUNGAN, JenisBerlaku, KelompokHubungan, bertopik

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
TANPA_KONTAK = "Telepon dan surel belum diisi."
#: Sentences of a unit that may have a koordinator and for which none is known.
TANPA_KOORDINATOR = tuple(satu.value for satu in Status if satu != Status.ADA)
#: Those whose office is the Sekretariat Daerah (PP 18/2016 Pasal 5).
BERKANTOR_DI_SETDA = {JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH}


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
    """The card of a unit's page; 1 query at most (the office of the koordinator)."""
    daerah = h.badan.daerah
    atasan = h.atasan[-1].nama if h.atasan else ""
    kelompok = tuple(_kelompok(satu) for satu in h.hubungan)
    return Kartu(
        badan=h.badan,
        daerah=daerah,
        tanggal=h.tanggal,
        nama=h.nama,
        sajian=h.sajian,
        kalimat=kalimat(h.sajian, daerah.nama, atasan),
        kode=kode_kartu(h.badan.uuid, h.tanggal, sidik_jawaban(h.badan.uuid, h.sajian, _rentang(h))),
        fakta=tuple(_fakta(h)),
        catatan=tuple(_catatan(h)),
        kelompok=kelompok,
        tanpa_jenis="" if kelompok or h.tempat is None or h.edisi is None else _tanpa_jenis(h.tempat, h.edisi),
        daftar=tuple(_daftar(h)),
        kontak=_kontak(h),
        sumber=tuple(_sumber(h.edisi)),
    )


def _fakta(h: HalamanUnit) -> Iterator[Fakta]:
    j = h.sajian
    ragu = "tanggal disimpulkan" if j.tanggal_disimpulkan else ""
    masa = f"{tgl_polos(j.sejak)} sampai {tgl_polos(j.sampai)}" if j.sampai else f"sejak {tgl_polos(j.sejak)}"
    peraturan = j.peraturan
    if j.jawaban is not None:
        yield Fakta("Menurut", peraturan.judul if peraturan else "", j.jawaban.dasar.rujukan, peraturan=peraturan)
        jenis = "komando" if j.kalimat == "membawahi" else "koordinatif"
        yield Fakta("Jenis hubungan", f"{jenis}, {_cara(j)}")
        yield Fakta("Berlaku", masa, ragu=ragu)
    elif peraturan is not None and j.edisi is not None:
        pasal = gabung_rujukan(h.dasar_rentang) or j.edisi.rentang_rujukan
        if (
            j.kalimat in ("belum_terbaca", "tidak_diatur", "belum_diatur", "belum_dimuat")
            or j.kalimat == JenisUnit.ASISTEN
        ):
            yield Fakta(_kata_sumber(j, bool(h.dasar_rentang)), peraturan.judul, pasal, peraturan=peraturan)
        elif h.tempat is not None and h.tempat.peraturan is not None:
            letak = h.tempat.peraturan
            yield Fakta("Kedudukan menurut", letak.judul, h.tempat.rujukan, peraturan=letak)
        else:
            yield Fakta("Menurut susunan dalam", peraturan.judul, j.edisi.struktur_rujukan, peraturan=peraturan)
        yield Fakta("Edisi berlaku", masa, ragu=ragu)
    yield Fakta("Keadaan per", tgl_polos(h.tanggal))


def _cara(j: Sajian) -> str:
    return "langsung" if j.jawaban is None or j.jawaban.langsung else f"melalui {j.jawaban.melalui}"


def _kata_sumber(j: Sajian, berentang: bool) -> str:
    if berentang:
        return "Menurut"
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
            f"{f' ({h.pertama.peraturan.judul_pendek})' if h.pertama.peraturan else ''}."
        )


# --- The kinds -----------------------------------------------------------------------------------------


def _kelompok(kelompok: KelompokHubungan) -> KelompokJenis:
    return KelompokJenis(
        f"Hubungan kerja {kelompok.nama}",
        tuple(_baris_jenis(satu) for satu in kelompok.koordinatif_dahulu),
        f"Tertulis “{kelompok.tertulis}”; dibaca {kelompok.nama}." if kelompok.tertulis else "",
    )


def _baris_jenis(satu: JenisBerlaku) -> BarisJenis:
    ketentuan = satu.ketentuan
    return BarisJenis(
        jenis=satu.jenis,
        nama=kapital(ketentuan.get_jenis_display()),
        maksud=ketentuan.maksud.strip(),
        rincian=kapital("; ".join(_rincian(**isi) for isi in ketentuan.rincian)),
        pasal=rentang_pasal(ketentuan.pelaksana),
        dasar=ketentuan.rujukan,
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


def _tanpa_jenis(tempat: Kedudukan, edisi: Edisi) -> str:
    """Why no kind is listed."""
    keadaan = edisi.kelengkapan("ketentuan")
    keterangan = f" {edisi.ketentuan_keterangan}" if edisi.ketentuan_keterangan else ""
    if keadaan == Kelengkapan.BELUM_TERBACA:
        return f"Jenis hubungan kerja belum terbaca dari naskah.{keterangan}"
    if keadaan == Kelengkapan.BELUM_DIMUAT:
        return f"Jenis hubungan kerja belum dicatat.{keterangan}"
    if keadaan == Kelengkapan.TIDAK_DIATUR:
        return f"Peraturannya tidak mengatur jenis hubungan kerja.{keterangan}"
    jenis = tempat.get_jenis_display()
    if tempat.jenis in TANPA_HUBUNGAN:
        return f"Jenis hubungan kerja antarperangkat daerah tidak dikenakan pada {jenis}."
    if keadaan == Kelengkapan.SEBAGIAN:
        return f"Jenis hubungan kerja bagi {jenis} belum tercatat; naskahnya baru terbaca sebagian."
    return f"Peraturannya tidak mengatur jenis hubungan kerja bagi {jenis}."


# --- Lists ---------------------------------------------------------------------------------------------


def _daftar(h: HalamanUnit) -> Iterator[Daftar]:
    if h.kelanjutan.langkah:
        yield _penerus(h)
    if h.dikoordinasikan:
        yield Daftar("Yang dikoordinasikannya", tuple(_unit(h.dikoordinasikan)))
    if h.dibawahi:
        yield Daftar("Yang dibawahinya menurut rentang", tuple(_unit(h.dibawahi)))
    disampaikan = tuple(_disampaikan(h))
    if disampaikan:
        yield Daftar("Yang disampaikan melalui Asisten", disampaikan)
    elif h.sajian.kalimat == "koordinasi":
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


def _unit(semua: Iterable[Kedudukan]) -> Iterator[Butir]:
    for satu in semua:
        baris = vars(satu)
        rujukan = "" if baris["rentang_huruf"] else baris["rentang_rujukan"]
        yield Butir(satu.nama, rujukan, baris["rentang_huruf"], satu.perangkat_daerah.uuid)


def _disampaikan(h: HalamanUnit) -> Iterator[Butir]:
    """What goes through the Asisten: accountability, where the regulation leads it there, and the forms in which the
    kinds between an Asisten and a perangkat daerah are carried out (Banjar 15/2022 Pasal 13: paraf koordinasi)."""
    if h.lewat_asisten:
        jalan = ", ".join(satu.teks for satu in h.lewat_asisten)
        yield Butir(
            f"Pertanggungjawaban pimpinannya, {jalan}", gabung_rujukan(satu.rujukan for satu in h.pertanggungjawaban)
        )
    if h.sajian.jawaban is None:
        return
    for kelompok in h.hubungan:
        if kelompok.subjek != Subjek.ASISTEN_PERANGKAT_DAERAH:
            continue
        for satu in kelompok.koordinatif_dahulu:
            for rincian in satu.ketentuan.rincian:
                if rincian["jenis"] == "bentuk":
                    for butir in rincian["butir"]:
                        yield Butir(kapital(butir["teks"]), _berlabel(rincian["rujukan"], butir["label"]))


def _pertanggungjawaban(h: HalamanUnit) -> Iterator[Butir]:
    """What is not said already of the way through the Asisten; of an Asisten also to whom he reports."""
    semua = [] if h.lewat_asisten else list(h.pertanggungjawaban)
    if h.tempat is not None and h.tempat.jenis == JenisUnit.ASISTEN:
        pelaporan = bertopik(h.pelaksanaan, Topik.PELAPORAN)
        semua += [satu for satu in pelaporan if satu.subjek == Subjek.ASISTEN_PERANGKAT_DAERAH]
    for satu in semua:
        isi = f"{satu.judul}: {satu.isi}" if satu.isi else satu.judul
        yield Butir(isi.rstrip("."), satu.rujukan)


def _tanpa_penyampaian(h: HalamanUnit) -> str:
    keadaan = h.edisi.kelengkapan("ketentuan") if h.edisi is not None else Kelengkapan.BELUM_DIMUAT
    if keadaan in (Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR):
        return "Peraturannya tidak menyebut apa yang harus disampaikan melalui koordinator."
    if keadaan == Kelengkapan.BELUM_DIMUAT:
        return "Belum dicatat apa yang harus disampaikan melalui koordinator."
    return "Belum terbaca seluruhnya dari naskah apa yang harus disampaikan melalui koordinator."


def gabung_rujukan(semua: Iterable[str]) -> str:
    """ "Pasal 15 ayat (6) dan ayat (7)" from both; as they stand where they make no one reference."""
    teks = " dan ".join(dict.fromkeys(satu for satu in semua if satu))
    try:
        return kanonik(teks)
    except RujukanSalah:
        return teks


def _berlabel(rujukan: str, label: str) -> str:
    """The pinpoint of an item of a list: its letter or its number."""
    tingkat = "angka" if label.isdigit() else "huruf"
    try:
        return kanonik(f"{rujukan} {tingkat} {label}") if label.isalnum() else rujukan
    except RujukanSalah:
        return rujukan


# --- Contact and sources -------------------------------------------------------------------------------


def _kontak(h: HalamanUnit) -> Kontak | None:
    """The office of the koordinator, else of the unit itself; None where the unit has no place of its own. 1 query."""
    if h.edisi is None or h.tempat is None:
        return None
    jawaban = h.sajian.jawaban
    if jawaban is None:
        if h.sajian.kalimat in ("belum_terbaca", "belum_dimuat"):
            return Kontak("Menghubungi", "Koordinatornya belum diketahui.", "", False)
        if h.tempat.jenis == JenisUnit.KELOMPOK:
            return None  # a name for many offices is none itself
        return _isi_kontak("Menghubungi unit ini", h.nama, h.tempat, h.badan.daerah)
    tempat = Kedudukan.objects.pada(h.edisi).filter(perangkat_daerah=jawaban.id).first()
    return _isi_kontak("Menghubungi koordinatornya", jawaban.nama, tempat, h.badan.daerah)


def _isi_kontak(judul: str, nama: str, tempat: Kedudukan | None, daerah: Daerah) -> Kontak:
    kantor = (
        f", Sekretariat Daerah {daerah.nama}" if tempat and tempat.jenis in BERKANTOR_DI_SETDA else f", {daerah.nama}"
    )
    isi = tempat.kontak if tempat is not None else ""
    return Kontak(judul, f"{nama}{kantor}.", isi or TANPA_KONTAK, bool(isi))


def _sumber(edisi: Edisi | None) -> Iterator[str]:
    """The edition, its regulation, and where that was gazetted."""
    if edisi is None:
        return
    akhir = f" sampai {tgl_polos(edisi.berlaku_sampai)}" if edisi.berlaku_sampai else ""
    yield f"Edisi berlaku sejak {tgl_polos(edisi.berlaku_mulai)}{akhir}"
    peraturan = edisi.peraturan
    if peraturan is not None:
        yield f"{peraturan.judul} tentang {peraturan.tentang}" if peraturan.tentang else peraturan.judul
        yield peraturan.lembaran_lengkap or "Tempat pengundangannya belum tercatat"


# --- The digest on its code ------------------------------------------------------------------------------


def sidik_jawaban(uuid: UUID, j: Sajian, rentang: Iterable[tuple[UUID, str]] = ()) -> str:
    """Digest of what a card answers: whose card, its state, who, in which sense, by which pasal of which regulation,
    in which edition; of one who coordinates also whom. Names are left out: a corrected spelling is the same answer.
    """
    dasar = j.jawaban.dasar if j.jawaban is not None else None
    return sidik(
        (
            uuid,
            j.kalimat,
            j.jawaban.uuid if j.jawaban is not None else "",
            j.jawaban.makna.value if j.jawaban is not None else "",
            "" if j.jawaban is None else "langsung" if j.jawaban.langsung else "melalui",
            dasar.rujukan if dasar is not None else "",
            dasar.peraturan.judul if dasar is not None and dasar.peraturan is not None else "",
            j.edisi.berlaku_mulai if j.edisi is not None else "",
            j.edisi.urutan if j.edisi is not None else "",
            sorted({f"{satu} {makna}" for satu, makna in rentang}),
        )
    )


def _rentang(h: HalamanUnit) -> list[tuple[UUID, str]]:
    return [(satu.perangkat_daerah.uuid, vars(satu)["rentang_makna"]) for satu in h.rentang]
