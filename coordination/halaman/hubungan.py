"""What the tab "Hubungan" of a unit reads: with whom it works, in which kind, why, and by which pasal.

10 queries at most, whatever the unit and the region: one for the body (`unit.muat_badan`), two for where it stands,
seven for its edition (`turunkan`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from coordination.bahan import Titik
from coordination.ego import Kartu, Tujuan, sebutan, susun_kartu
from coordination.halaman.bersama import bukan_subjek, gabung_rujukan
from coordination.halaman.jawaban import Sajian
from coordination.halaman.legenda import Legenda, legenda, peraturan_pembuka
from coordination.halaman.penerus import Kelanjutan
from coordination.halaman.unit import Letak, cari_kelanjutan, cari_letak
from coordination.hubungan import Hubungan, Turunan, turunkan
from coordination.koordinator import DasarJawaban
from coordination.pelaporan import Jalur, JalurMasuk, jalur_masuk, jalur_pelaporan
from coordination.turunan import ATURAN, AturanTurunan, subjek_dibaca
from registry.halaman.dasar import Pada
from registry.halaman.edisi import edisi_pertama
from registry.halaman.nama import TANPA_NAMA
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, PerangkatDaerah, Peraturan
from relations.models import (
    JenisHubungan,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Subjek,
    SubjenisKoordinatif,
    Topik,
)
from relations.panel import TANPA_HUBUNGAN, Rincian, bertopik, jenis_berlaku, subjek_berlaku
from relations.pembuka import subjenis_tertulis

#: From what a rule derives, in one word on the chip.
ASAL = {
    "GARIS_KOMANDO": "susunan",
    "PIMPINAN_SEKRETARIAT": "susunan",
    "MEMBAWAHI": "susunan",
    "STAF_AHLI_SEKDA": "isi hubungan Staf Ahli",
    "KOORDINATOR": "rentang",
    "URUSAN_BERSAMA": "urusan",
    "INSTANSI_LAIN": "rentang",
    "ASISTEN": "rentang",
    "STAF_AHLI_URUSAN": "urusan",
    "BERKOORDINATOR_SAMA": "rentang",
    "SESAMA_STAF_AHLI": "susunan",
}
BERKODE: dict[str, AturanTurunan] = {satu.kode: satu for satu in ATURAN}

#: Provisions that tell of accountability and reporting; the lines of `pelaporan` are drawn from some of them.
TOPIK_JALUR = (Topik.PERTANGGUNGJAWABAN, Topik.PELAPORAN, Topik.TANGGUNG_JAWAB)
#: Provisions that tell between whom, how and when people work together.
TOPIK_LAIN = (Topik.LINGKUP, Topik.TUGAS, Topik.BENTUK, Topik.CARA, Topik.WAKTU)

#: A list of partners up to this length stands open.
TERBUKA = 20


@dataclass(frozen=True, slots=True)
class Alasan:
    """Why nobody is named. `keadaan` forms the chip, `ringkas` is its word; `lewat`: the unit whose page tells more."""

    keadaan: str
    ringkas: str
    teks: str
    lewat: Titik | None = None


@dataclass(frozen=True, slots=True)
class Mengapa:
    """A rule from which a row follows. `sumber`: where national law, or the row's own regulations, say so."""

    uraian: str
    sumber: str


@dataclass(frozen=True, slots=True)
class Baris:
    """One relation of the unit. `pasal`: its pinpoints in one line, without those that the whole list shares; `asal`:
    from what it is derived, [] of one that is only typed; `jangkar`: where a cell of the matrix leads to, "" but for
    the first row with the other; `subjek`: how the regulation prints between whom, where that is read otherwise."""

    hubungan: Hubungan
    pasal: str
    asal: list[str]
    aturan: list[Mengapa]
    jangkar: str
    subjek: str

    @property
    def lain(self) -> Titik:
        return self.hubungan.lain

    @property
    def sebab(self) -> str:
        return "; ".join(self.hubungan.sebab)


@dataclass(frozen=True, slots=True)
class Kumpulan:
    """Others that are the same to the unit. `bersama`: the pasal that all of them share, `sendiri`: because it is that
    of the unit itself; `sama`: the same others as in a list before, folded; `bacaan`: what is read into the regulation
    to say so."""

    kata: str
    sebutan: str
    asal: list[str]
    baris: list[Baris]
    bersama: list[DasarJawaban]
    sendiri: bool
    sama: bool
    bacaan: list[str]

    @property
    def lipat(self) -> bool:
        return self.sama or len(self.baris) > TERBUKA


@dataclass(frozen=True, slots=True)
class Bagian:
    """Part of a kind: one sub-kind in the words of the regulation (`judul` "" for a kind without). `alasan`: why it has
    no rows."""

    judul: str
    teks: str
    rujukan: str
    kumpulan: list[Kumpulan]
    alasan: Alasan | None


@dataclass(frozen=True, slots=True)
class Pihak:
    """A kind as one provision enables it. `rincian`: its lists but that of the sub-kinds, which are parts; `catatan`:
    what is remarked of this kind alone, not of all that the same article enables."""

    ketentuan: KetentuanHubungan
    nama: str
    catatan: str
    rincian: list[Rincian]
    bagian: list[Bagian]


@dataclass(frozen=True, slots=True)
class Golongan:
    """One kind of hubungan kerja of the unit. `jumlah`: with how many others."""

    jenis: JenisHubungan
    pihak: list[Pihak]
    jumlah: int

    @property
    def nama(self) -> str:
        return str(self.jenis.label)

    @property
    def alasan(self) -> Alasan | None:
        """Why it has no rows at all."""
        if self.jumlah:
            return None
        return next((satu.alasan for pihak in self.pihak for satu in pihak.bagian if satu.alasan is not None), None)


@dataclass(frozen=True, slots=True)
class TanpaPasangan:
    """Kinds that are enabled for the unit, nobody being named in them, all for one reason."""

    jenis: list[str]
    teks: str


@dataclass(slots=True)
class Isi:
    """The relations of a unit that has its place in the edition.

    penjelasan: why no kind, or not all that the edition enables, applies to it. tidak_dibuka: kinds that the
    regulation does not enable between its subjects; belum_diketahui: the same of an edition not read whole. komando:
    lines of command where struktural is no kind. tanpa_pembuka: typed relations of a kind that is not enabled.
    """

    turunan: Turunan
    badan: int
    golongan: list[Golongan] = field(default_factory=list)
    penjelasan: str = ""
    keadaan: str = ""
    tidak_dibuka: list[str] = field(default_factory=list)
    belum_diketahui: bool = False
    komando: list[Kumpulan] = field(default_factory=list)
    tanpa_pembuka: list[Baris] = field(default_factory=list)
    jalur: list[Jalur] = field(default_factory=list)
    masuk: list[JalurMasuk] = field(default_factory=list)
    ketentuan_jalur: list[KetentuanPelaksanaan] = field(default_factory=list)
    ketentuan_lain: list[KetentuanPelaksanaan] = field(default_factory=list)
    legenda: Legenda | None = None

    @property
    def jumlah(self) -> int:
        """With how many others it works, in kinds that are enabled."""
        return len({baris.lain.badan for baris in self._baris()})

    @property
    def sebutan(self) -> str:
        """Those others together; one alone by name."""
        lain = list({baris.lain.badan: baris.lain for baris in self._baris()}.values())
        return lain[0].nama if len(lain) == 1 else sebutan(self.turunan.bahan, self.badan, lain)

    @property
    def terisi(self) -> list[str]:
        """The kinds of which one knows with whom."""
        return [satu.nama for satu in self.golongan if satu.jumlah]

    @property
    def tanpa_pasangan(self) -> list[TanpaPasangan]:
        """The kinds of which one does not, by the reason why."""
        per_sebab: dict[str, list[str]] = {}
        for satu in self.golongan:
            if satu.alasan is not None:
                per_sebab.setdefault(satu.alasan.teks, []).append(satu.nama)
        return [TanpaPasangan(jenis, teks) for teks, jenis in per_sebab.items()]

    @property
    def pembuka(self) -> list[Peraturan]:
        """The regulations that enable the kinds of this unit, or of the edition where it has none."""
        sendiri = [pihak.ketentuan for golongan in self.golongan for pihak in golongan.pihak]
        return peraturan_pembuka(sendiri or self.turunan.bahan.ketentuan)

    @property
    def pembuka_edisi(self) -> list[Peraturan]:
        """Those that enable kinds at all."""
        return peraturan_pembuka(self.turunan.bahan.ketentuan)

    @property
    def staf_ahli(self) -> bool:
        """The edition tells which matters its Staf Ahli have."""
        return bool(self.turunan.bahan.bidang)

    def _baris(self) -> Iterator[Baris]:
        for golongan in self.golongan:
            for pihak in golongan.pihak:
                for bagian in pihak.bagian:
                    for kumpulan in bagian.kumpulan:
                        yield from kumpulan.baris


@dataclass(slots=True)
class HalamanHubungan:
    """Everything on the tab. Without a place on the date `isi` is None, and `sajian` says what is known."""

    badan: PerangkatDaerah
    tanggal: date
    edisi: Edisi | None
    tempat: Kedudukan | None
    nama: str
    isi: Isi | None = None
    sajian: Sajian | None = None
    kelanjutan: Kelanjutan = field(default_factory=Kelanjutan)
    pertama: Edisi | None = None

    def kartu(self, pada: Pada) -> list[Kartu]:
        """The cards of the ego graph; they lead on to the same tab of the others, by the same clocks."""
        if self.isi is None:
            return []
        daftar = pada.pada_alamat(reverse("unit-hubungan", args=[self.badan.uuid]))
        return susun_kartu(
            self.isi.turunan,
            self.badan.pk,
            Tujuan(
                unit=lambda satu: (
                    "" if satu.nama == TANPA_NAMA else pada.pada_alamat(reverse("unit-hubungan", args=[satu.uuid]))
                ),
                daftar=lambda jenis: f"{daftar}#{jenis or 'komando'}",
            ),
        )


def muat_hubungan(badan: PerangkatDaerah, tanggal: date) -> HalamanHubungan:
    """The tab of a body on a date; 9 queries, 4 where it has no place."""
    letak = cari_letak(badan, tanggal)
    if letak.edisi is None or letak.sini is None:
        return _tanpa_tempat(badan, tanggal, letak)
    isi = susun(turunkan(letak.edisi), badan.pk)
    return HalamanHubungan(badan, tanggal, letak.edisi, letak.sini, letak.sini.nama, isi)


def _tanpa_tempat(badan: PerangkatDaerah, tanggal: date, letak: Letak) -> HalamanHubungan:
    kelanjutan, _ = cari_kelanjutan(badan, letak, tanggal)
    return HalamanHubungan(
        badan,
        tanggal,
        letak.edisi,
        None,
        letak.nama,
        sajian=letak.sajian_kosong(kelanjutan),
        kelanjutan=kelanjutan,
        pertama=edisi_pertama(letak.sekarang),
    )


def susun(t: Turunan, badan: int) -> Isi:
    """The relations of one unit as the tab shows them; O(units), no query."""
    return _Penyusun(t, badan).isi()


class _Penyusun:
    """Puts the relations of one unit in the order of the regulation, and says why where there are none."""

    def __init__(self, t: Turunan, badan: int) -> None:
        self.t, self.b, self.badan = t, t.bahan, badan
        self.titik = self.b.titik[badan]
        self.sifat = self.b.bersifat(badan)
        self.subjek = subjek_berlaku(self.sifat)
        self.milik = t.milik(badan)
        self.berlaku = [satu for satu in self.b.ketentuan if satu.subjek in self.subjek]
        self.pernah: list[frozenset[int]] = []
        self.berjangkar: set[int] = set()

    def isi(self) -> Isi:
        jalur, masuk = jalur_pelaporan(self.b, self.badan), jalur_masuk(self.b, self.badan)
        return Isi(
            self.t,
            self.badan,
            golongan=[self.golongan(jenis) for jenis in self.jenis()],
            penjelasan=self.penjelasan(),
            keadaan=self.keadaan(),
            tidak_dibuka=self.tidak_dibuka(),
            belum_diketahui=self.b.edisi.kelengkapan("ketentuan") != Kelengkapan.LENGKAP,
            komando=self.kumpulan([satu for satu in self.t.komando_milik(self.badan) if satu.ketentuan is None]),
            tanpa_pembuka=[self.baris(satu) for satu in self.milik if satu.ketentuan is None],
            jalur=jalur,
            masuk=masuk,
            ketentuan_jalur=self.ketentuan(TOPIK_JALUR, (*jalur, *masuk)),
            ketentuan_lain=self.ketentuan(TOPIK_LAIN, ()),
            legenda=legenda(self.b.edisi, self.b.ketentuan, self.b.pelaksanaan),
        )

    # Which kinds

    def jenis(self) -> list[JenisHubungan]:
        """Kinds enabled for the unit, then those in which it is the other end of somebody's relation."""
        ada = [satu.ketentuan for satu in self.milik if satu.ketentuan is not None]
        lain = sorted(ada, key=lambda satu: (satu.urutan, satu.pk))
        return list(dict.fromkeys(JenisHubungan(satu.jenis) for satu in (*self.berlaku, *lain)))

    def tidak_dibuka(self) -> list[str]:
        ada = set(self.jenis())
        return [str(satu.label) for satu in JenisHubungan if satu not in ada] if self.berlaku else []

    def keadaan(self) -> str:
        """How well the edition knows the kinds, where it has none."""
        return "" if self.b.ketentuan else str(self.b.edisi.ketentuan)

    def penjelasan(self) -> str:
        if self.berlaku or not self.b.ketentuan:
            return ""
        sebab = bukan_subjek(self.titik.nama, self.sifat, self.b.ketentuan, self.b.edisi)
        if self.sifat not in TANPA_HUBUNGAN:
            return sebab
        if self.milik:
            return f"{sebab} Yang tampak di bawah ini hubungan unit lain dengannya."
        return f"{sebab} Tidak ada jenis hubungan kerja yang dibuka baginya."

    # One kind

    def golongan(self, jenis: JenisHubungan) -> Golongan:
        baris = [satu for satu in self.milik if satu.jenis == jenis and satu.ketentuan is not None]
        sendiri = [satu for satu in self.berlaku if satu.jenis == jenis]
        lewat = [satu.ketentuan for satu in baris if satu.ketentuan is not None and satu.ketentuan not in sendiri]
        pihak = [self.pihak(satu, baris) for satu in dict.fromkeys((*sendiri, *lewat))]
        return Golongan(jenis, pihak, len({satu.lain.badan for satu in baris}))

    def pihak(self, ketentuan: KetentuanHubungan, semua: Sequence[Hubungan]) -> Pihak:
        baris = [satu for satu in semua if satu.ketentuan == ketentuan]
        daftar = zip(jenis_berlaku(ketentuan).rincian, ketentuan.rincian, strict=True)
        sesubjek = [satu.catatan for satu in self.b.ketentuan if satu.subjek == ketentuan.subjek]
        return Pihak(
            ketentuan,
            str(ketentuan.get_subjek_display()),
            ketentuan.catatan if sesubjek.count(ketentuan.catatan) == 1 else "",
            [rincian for rincian, isi in daftar if isi["jenis"] != "subjenis"],
            list(self.bagian(ketentuan, baris)),
        )

    def bagian(self, ketentuan: KetentuanHubungan, semua: Sequence[Hubungan]) -> Iterator[Bagian]:
        """Without sub-kinds one part; else one for each that the provision lists, and one for what has none."""
        sendiri = ketentuan.subjek in self.subjek
        disebut: set[SubjenisKoordinatif] = set()
        for rincian in ketentuan.rincian:
            for butir in rincian["butir"] if rincian["jenis"] == "subjenis" else ():
                subjenis = subjenis_tertulis(butir["teks"])
                baru = subjenis is not None and subjenis not in disebut
                baris = [satu for satu in semua if baru and satu.subjenis == subjenis]
                if subjenis is not None:
                    disebut.add(subjenis)
                if baris or sendiri:
                    alasan = None if baris else self.alasan(ketentuan, subjenis)
                    rujukan = f"{rincian['rujukan']} {_huruf(butir['label'])}"
                    judul = re.split(r",| yang ", butir["teks"])[0]
                    yield Bagian(judul, butir["teks"], rujukan, self.kumpulan(baris), alasan)
        sisa = [satu for satu in semua if satu.subjenis not in disebut]
        if sisa or not disebut:
            alasan = None if sisa else self.alasan(ketentuan, None)
            yield Bagian("", "", "", self.kumpulan(sisa), alasan)

    # Rows

    def kumpulan(self, semua: Sequence[Hubungan]) -> list[Kumpulan]:
        """Rows by what the others are to the unit and how one knows, in the order in which they follow."""
        per_kata: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Hubungan]] = {}
        for satu in semua:
            per_kata.setdefault((tuple(satu.kata), tuple(satu.bacaan)), []).append(satu)
        return [self._kumpulan("; ".join(kata), milik) for (kata, _), milik in per_kata.items()]

    def _kumpulan(self, kata: str, milik: Sequence[Hubungan]) -> Kumpulan:
        bersama = _bersama(milik)
        baris = [self.baris(satu, bersama) for satu in milik]
        siapa = frozenset(satu.lain.badan for satu in milik)
        pernah = len(milik) > 1 and siapa in self.pernah
        self.pernah.append(siapa)
        asal = baris[0].asal if all(satu.asal == baris[0].asal for satu in baris) else []
        jawaban = self.b.jawaban.get(self.badan)
        sendiri = jawaban is not None and bersama == [jawaban.dasar]
        nama = sebutan(self.b, self.badan, [satu.lain for satu in milik])
        return Kumpulan(kata, nama, asal, baris, bersama, sendiri, pernah, milik[0].bacaan)

    def baris(self, satu: Hubungan, bersama: Sequence[DasarJawaban] = ()) -> Baris:
        return Baris(
            satu,
            self.pasal([dasar for dasar in satu.dasar if dasar not in bersama] or satu.dasar),
            list(dict.fromkeys(ASAL[kode] for kode in satu.aturan)),
            [_mengapa(BERKODE[kode], satu) for kode in satu.aturan],
            self.jangkar(satu.lain),
            "" if satu.ketentuan is None else subjek_dibaca(satu.ketentuan),
        )

    def jangkar(self, lain: Titik) -> str:
        baru = lain.badan not in self.berjangkar
        self.berjangkar.add(lain.badan)
        return f"u-{lain.uuid}" if baru else ""

    def pasal(self, semua: Iterable[DasarJawaban]) -> str:
        """Pinpoints in one line; the regulation is named where it is not the edition's own."""
        per_peraturan: dict[str, list[str]] = {}
        for satu in semua:
            asing = satu.peraturan is not None and satu.peraturan.pk != self.b.edisi.peraturan_id
            nama = f" {satu.peraturan.judul_pendek}" if satu.peraturan is not None and asing else ""
            per_peraturan.setdefault(nama, []).append(satu.rujukan)
        return "; ".join(f"{gabung_rujukan(rujukan)}{nama}".strip() for nama, rujukan in per_peraturan.items())

    # Why there are none

    def alasan(self, ketentuan: KetentuanHubungan, subjenis: SubjenisKoordinatif | None) -> Alasan:
        """Why the regulation, or what was read of it, names nobody in a kind that it enables for the unit."""
        if ketentuan.jenis == JenisHubungan.STRUKTURAL:
            return self._tanpa_komando()
        if ketentuan.subjek == Subjek.STAF_AHLI:
            if ketentuan.jenis != JenisHubungan.KOLEGIAL:
                return self._tanpa_urusan("urusan dalam bidangnya", "urusan dalam bidangnya", bool(self.b.urusan))
            return Alasan("tidak_diatur", "tidak ada Staf Ahli lain", "Tidak ada Staf Ahli lain dalam susunan.")
        if subjenis == SubjenisKoordinatif.FUNGSIONAL:
            punya = any(satu.badan == self.badan for satu in self.b.urusan)
            return self._tanpa_urusan("urusan yang ditanganinya", "urusan yang sama", punya)
        if subjenis == SubjenisKoordinatif.INSTANSIONAL and self.b.edisi.rentang == Kelengkapan.LENGKAP:
            return Alasan(
                "tidak_diatur", "tidak disebut dengan siapa", "Peraturan tidak menyebut instansi lain bagi unit ini."
            )
        return self._tanpa_rentang(ketentuan)

    def _tanpa_komando(self) -> Alasan:
        kurang = "" if self.b.edisi.struktur == Kelengkapan.LENGKAP else " Susunannya belum tercatat seluruhnya."
        return Alasan(
            "ragu" if kurang else "tidak_diatur",
            "tidak tercatat",
            f"Dalam susunan yang tercatat tidak ada garis komando ke atas atau ke bawahnya.{kurang}",
        )

    @staticmethod
    def _tanpa_urusan(apa: str, bersama: str, tercatat: bool) -> Alasan:
        if tercatat:
            teks = f"Tidak ada unit lain yang tercatat menangani {bersama}."
            return Alasan("tidak_diatur", "tidak ada yang tercatat", teks)
        return Alasan(
            "ragu",
            "belum tercatat",
            f"Peraturan tidak menyebut dengan siapa; {apa} belum tercatat, jadi belum dapat diturunkan.",
        )

    def _tanpa_rentang(self, ketentuan: KetentuanHubungan) -> Alasan:
        edisi = self.b.edisi
        rujukan = f" ({edisi.rentang_rujukan})" if edisi.rentang_rujukan else ""
        jawaban = self.b.jawaban.get(self.badan)
        tidak = "Peraturan tidak menyebut dengan siapa"
        if edisi.rentang == Kelengkapan.BELUM_TERBACA:
            teks = f"Dengan siapa, belum terbaca dari naskah: rentang koordinasi ada di sana{rujukan}."
            return Alasan("belum_terbaca", "belum terbaca", teks)
        if edisi.rentang == Kelengkapan.TIDAK_DIATUR:
            teks = f"{tidak}: rentang koordinasi tidak diatur{rujukan}."
            return Alasan("tidak_diatur", "tidak disebut dengan siapa", teks)
        if edisi.rentang == Kelengkapan.BELUM_DIMUAT:
            return Alasan("belum_dimuat", "isi belum dicatat", "Rentang koordinasi edisi ini belum dicatat.")
        if jawaban is not None and self.badan not in self.b.dijawab:
            lewat = next((satu for satu in self.b.jalur[self.badan] if satu.nama == jawaban.melalui), None)
            teks = f"Koordinatornya dijawab melalui {jawaban.melalui}; jenis ini tercatat di sana."
            titik = self.b.titik[lewat.perangkat_daerah_id] if lewat is not None else None
            return Alasan("turunan", f"melalui {jawaban.melalui}", teks, titik)
        if jawaban is None and self.sifat not in (JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH):
            if edisi.rentang == Kelengkapan.SEBAGIAN:
                teks = f"{tidak}: rentang koordinasi baru tercatat sebagian, dan unit ini belum ada di dalamnya."
                return Alasan("ragu", "belum tercatat", teks)
            teks = f"{tidak}: unit ini tidak ada dalam rentang mana pun."
            return Alasan("tidak_diatur", "tidak disebut dengan siapa", teks)
        if ketentuan.jenis == JenisHubungan.KOLEGIAL and self.badan in self.b.dijawab:
            teks = "Tidak ada unit lain yang koordinatornya sama."
            return Alasan("tidak_diatur", "tidak ada yang setara", teks)
        return Alasan("tidak_diatur", "tidak disebut dengan siapa", f"{tidak}.")

    # Beside the kinds

    def ketentuan(self, topik: Sequence[Topik], jalur: Iterable[Jalur | JalurMasuk]) -> list[KetentuanPelaksanaan]:
        """Provisions on some topics that concern this sort of unit, but those that a line shows already."""
        if self.sifat in TANPA_HUBUNGAN:
            return []
        dipakai = {satu.pk for milik in jalur for satu in milik.ketentuan}
        return [
            satu
            for satu in bertopik(self.b.pelaksanaan, *topik, jenis_unit=self.sifat)
            if satu.pk not in dipakai and not self._bagi_kepala(satu)
        ]

    def _bagi_kepala(self, satu: KetentuanPelaksanaan) -> bool:
        """An Asisten is no head of a perangkat daerah who answers for it."""
        return (
            self.sifat == JenisUnit.ASISTEN
            and satu.topik == Topik.PERTANGGUNGJAWABAN
            and satu.subjek == Subjek.PERANGKAT_DAERAH
        )


def _mengapa(aturan: AturanTurunan, hubungan: Hubungan) -> Mengapa:
    """A rule with what of its sources speaks for the row: a regulation of another region says nothing here."""
    semua = [hubungan.ketentuan, *hubungan.dasar]
    peraturan = [satu.peraturan for satu in semua if satu is not None and satu.peraturan is not None]
    return Mengapa(aturan.uraian, "; ".join(satu.teks for satu in aturan.sumber if satu.berlaku(peraturan)))


def _bersama(milik: Sequence[Hubungan]) -> list[DasarJawaban]:
    """What all rows of a list rest on, beside what each rests on by itself."""
    if len(milik) < 2 or any(len(satu.dasar) < 2 for satu in milik):
        return []
    return [dasar for dasar in milik[0].dasar if all(dasar in satu.dasar for satu in milik[1:])]


def _huruf(label: str) -> str:
    return f"angka {label}" if label.isdigit() else f"huruf {label}"


__all__ = ["HalamanHubungan", "Isi", "muat_hubungan", "susun"]
