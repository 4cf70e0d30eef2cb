"""What the page of the matrix reads: units against units, in which kinds; of one edition, 8 queries.

A pair is one number, a bit for each kind, so that a whole region is cheap to filter. What would be too heavy for one
page is shown span by span, and a span that is too heavy by itself in parts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

from django.http import QueryDict
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from coordination.bahan import Titik
from coordination.halaman.legenda import Legenda, legenda, peraturan_pembuka
from coordination.hubungan import Turunan, turunkan
from registry.halaman.nama import TANPA_NAMA
from registry.models import Edisi, JenisNamaLain, JenisUnit, Kelengkapan, NamaLain, Peraturan
from registry.templatetags.rentang import HURUF_JENIS
from relations.models import JenisHubungan

#: What one page holds: units a side, and cells that say something (each twice, in the table and in the list). More is
#: shown in parts of `SISI_BAGIAN` a side.
SISI, SEL, SISI_BAGIAN = 60, 2000, 40

#: Offices, which are never abbreviated in public.
JABATAN = {
    JenisUnit.KEPALA_DAERAH,
    JenisUnit.WAKIL_KEPALA_DAERAH,
    JenisUnit.SEKRETARIS_DAERAH,
    JenisUnit.ASISTEN,
    JenisUnit.STAF_AHLI,
}

#: Value of `?rentang=` for the units that stand in none.
LUAR = "luar"

#: Of a printed column in the smallest letters: its width in mm, with one letter pair a line and with two (1.5 em of 6.5
#: pt each, 2 pt between them, 1 pt on each side, the border). Of a sheet: what is left beside the names.
LEBAR_KOLOM, LEBAR_KOLOM_DUA = 4.5, 8.6
LEBAR_A4, LEBAR_A3 = 208, 334

BIT: dict[JenisHubungan, int] = {jenis: 1 << nomor for nomor, jenis in enumerate(JenisHubungan)}
SEMUA = (1 << len(JenisHubungan)) - 1


@dataclass(frozen=True, slots=True)
class Gabungan:
    """Kinds that hold together between two units: their letters, and the same in words."""

    jenis: tuple[JenisHubungan, ...]
    tanda: SafeString
    kata: str


def _gabungan(bit: int) -> Gabungan:
    jenis = tuple(satu for satu in JenisHubungan if bit & BIT[satu])
    huruf = [HURUF_JENIS[satu] for satu in jenis]
    return Gabungan(
        jenis,
        format_html_join(" ", '<i class="{}">{}</i>', ((satu.lower(), satu) for satu in huruf)),
        ", ".join(str(satu.label) for satu in jenis),
    )


#: All that can stand in a cell, made once.
GABUNGAN = [_gabungan(bit) for bit in range(SEMUA + 1)]


@dataclass(frozen=True, slots=True)
class UnitMatriks:
    """One row and column. `nomor`: the same in every view of an edition; `rentang`: body id of its koordinator."""

    nomor: int
    titik: Titik
    singkatan: str
    rentang: int | None

    @property
    def badan(self) -> int:
        return self.titik.badan

    @property
    def uuid(self) -> UUID:
        return self.titik.uuid

    @property
    def nama(self) -> str:
        return self.titik.nama

    @property
    def berhalaman(self) -> bool:
        """A body that was never published has no page."""
        return self.nama != TANPA_NAMA


@dataclass(frozen=True, slots=True)
class Sel:
    """A cell that says something; `isi` None: where a unit meets itself."""

    lain: UnitMatriks
    isi: Gabungan | None


@dataclass(slots=True)
class Baris:
    """One row. `sel`: None is a blank. `menurut`: the same as a list, partners by what they share with the unit."""

    unit: UnitMatriks
    sel: list[Sel | None]
    menurut: list[tuple[Gabungan, list[UnitMatriks]]]

    @property
    def jumlah(self) -> int:
        return sum(len(lain) for _, lain in self.menurut)


@dataclass(slots=True)
class Kelompok:
    """Neighbouring rows (or columns) of one koordinator."""

    nama: str
    unit: list[UnitMatriks] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)

    @property
    def banyak(self) -> int:
        return len(self.unit)


@dataclass(frozen=True, slots=True)
class PilihanJenis:
    """A kind in the form. `jumlah`: pairs of units in the whole edition; None where the kind is not enabled; `sebab`:
    why there are none."""

    jenis: JenisHubungan
    jumlah: int | None
    dipilih: bool
    sebab: str = ""

    @property
    def nama(self) -> str:
        return str(self.jenis.label)


@dataclass(frozen=True, slots=True)
class PilihanRentang:
    """A span in the form."""

    nilai: str
    nama: str
    jumlah: int
    dipilih: bool


@dataclass(frozen=True, slots=True)
class Petak:
    """One part of a matrix that is too heavy for one page: (first, last) row and column, counted from 1."""

    nomor: int
    baris: tuple[int, int]
    kolom: tuple[int, int]
    alamat: str


@dataclass(slots=True)
class Saringan:
    """What the address asks for, as far as it makes sense. `keluhan`: sentences about what does not."""

    jenis: list[JenisHubungan] = field(default_factory=list)
    rentang: str = ""
    unit: UnitMatriks | None = None
    bagian: int = 1
    keluhan: list[str] = field(default_factory=list)

    @property
    def bit(self) -> int:
        return sum(BIT[satu] for satu in self.jenis) or SEMUA

    @property
    def ada(self) -> bool:
        return bool(self.jenis or self.rentang or self.unit)

    @property
    def lain(self) -> tuple[tuple[str, str], ...]:
        """The same as it stands in an address."""
        unit = [("unit", str(self.unit.uuid))] if self.unit is not None else []
        rentang = [("rentang", self.rentang)] if self.rentang else []
        return (*(("jenis", str(satu)) for satu in self.jenis), *rentang, *unit)


class Peta:
    """All pairs of an edition, ready to be asked for a part."""

    def __init__(self, turunan: Turunan, singkatan: Mapping[int, str]) -> None:
        self.bahan = turunan.bahan
        self.dibuka = {JenisHubungan(satu.jenis) for satu in self.bahan.ketentuan}
        #: {body id: {body id: bits}}, both ways.
        self.tetangga: dict[int, dict[int, int]] = {}
        self.jumlah = dict.fromkeys(self.dibuka, 0)
        #: Typed relations of a kind that the regulation does not enable between the two.
        self.tak_dibuka = len(turunan.tanpa_pembuka)
        for (satu, lain), jenis in turunan.pasangan().items():
            bit = sum(BIT[ini] for ini in jenis)
            for ini in jenis:
                self.jumlah[ini] += 1
            self.tetangga.setdefault(satu, {})[lain] = bit
            self.tetangga.setdefault(lain, {})[satu] = bit
        self.unit = self._urut(singkatan)

    def _urut(self, singkatan: Mapping[int, str]) -> dict[int, UnitMatriks]:
        """{body id: unit}: those in no span in tree order, then span by span in the order of the regulation."""
        milik = {badan: satu.id for badan, satu in self.bahan.jawaban.items() if satu is not None}
        urut = sorted(self.tetangga, key=lambda badan: (*self.bahan.letak(badan), badan))
        rentang: dict[int | None, int] = {None: -1}
        for badan in urut:
            rentang.setdefault(milik.get(badan), len(rentang))
        urut.sort(key=lambda badan: rentang[milik.get(badan)])
        titik = self.bahan.titik
        return {
            badan: UnitMatriks(
                nomor,
                titik[badan],
                singkatan.get(badan, "") if titik[badan].jenis not in JABATAN else "",
                milik.get(badan),
            )
            for nomor, badan in enumerate(urut, 1)
        }

    @cached_property
    def menurut_uuid(self) -> dict[str, UnitMatriks]:
        return {str(satu.uuid): satu for satu in self.unit.values()}

    @cached_property
    def rentang(self) -> dict[str, tuple[str, list[UnitMatriks]]]:
        """{value of `?rentang=`: (name, members)}, in the order of the rows."""
        hasil: dict[str, tuple[str, list[UnitMatriks]]] = {}
        for satu in self.unit.values():
            nilai, nama = LUAR, self.nama_rentang(None)
            if satu.rentang is not None:
                nilai, nama = str(self.bahan.titik[satu.rentang].uuid), self.nama_rentang(satu.rentang)
            hasil.setdefault(nilai, (nama, []))[1].append(satu)
        return hasil

    def nama_rentang(self, badan: int | None) -> str:
        if badan is not None:
            return self.bahan.titik[badan].nama
        # Those who coordinate stand in no span themselves, but they are not left out of anything.
        kepala = {satu.rentang for satu in self.unit.values() if satu.rentang is not None}
        luar = {satu.badan for satu in self.unit.values() if satu.rentang is None}
        if not kepala & luar:
            return "Di luar rentang koordinasi"
        return "Koordinator" if luar <= kepala else "Koordinator dan unit di luar rentang"

    def anggota(self, nilai: str) -> list[UnitMatriks]:
        """The units of a span, the koordinator first."""
        anggota = self.rentang[nilai][1]
        kepala = self.menurut_uuid.get(nilai)
        return [kepala, *anggota] if kepala is not None and kepala not in anggota else anggota


@dataclass(slots=True)
class HalamanMatriks:
    """The matrix as one page shows it. `dipilihkan`: the whole would be too wide, so the first span is shown;
    `kertas`: classes that tell print on which sheet and in which letters."""

    peta: Peta
    legenda: Legenda
    saringan: Saringan
    jenis: list[PilihanJenis]
    rentang: list[PilihanRentang]
    dipilihkan: bool = False
    kelompok: list[Kelompok] = field(default_factory=list)
    kolom: list[Kelompok] = field(default_factory=list)
    petak: list[Petak] = field(default_factory=list)
    pasangan: int = 0
    kertas: str = ""

    @property
    def edisi(self) -> Edisi:
        return self.peta.bahan.edisi

    @property
    def pembuka(self) -> list[Peraturan]:
        """The regulations that enable the kinds; not always that which caused the edition."""
        return peraturan_pembuka(self.peta.bahan.ketentuan)

    @property
    def semua_pasangan(self) -> int:
        """Pairs of units in the whole edition, whatever is shown."""
        return sum(len(lain) for lain in self.peta.tetangga.values()) // 2

    @property
    def unit(self) -> list[UnitMatriks]:
        """All that may be asked for."""
        return list(self.peta.unit.values())

    @property
    def banyak_baris(self) -> int:
        return sum(len(satu.baris) for satu in self.kelompok)

    @property
    def banyak_kolom(self) -> int:
        return sum(satu.banyak for satu in self.kolom)

    @property
    def tanpa(self) -> list[Titik]:
        """Units of the tree with which nothing stands in any relation, in tree order."""
        return [
            self.peta.bahan.titik[satu.perangkat_daerah_id]
            for satu in self.peta.bahan.tempat
            if satu.perangkat_daerah_id not in self.peta.unit
        ]

    @property
    def kata_jenis(self) -> str:
        """The kinds that are shown, in words; "" for all."""
        return ", ".join(str(satu.label) for satu in self.saringan.jenis)

    @property
    def tidak_dibuka(self) -> list[str]:
        """Of the kinds asked for: those that the regulation does not enable."""
        return [str(satu.label) for satu in self.saringan.jenis if satu not in self.peta.dibuka]


def muat_matriks(edisi: Edisi, diminta: QueryDict) -> HalamanMatriks:
    """The matrix of an edition as the address asks for it; 8 queries."""
    peta = Peta(turunkan(edisi), _singkatan(edisi))
    saringan = baca_saringan(diminta, peta)
    halaman = HalamanMatriks(
        peta=peta,
        legenda=legenda(edisi, peta.bahan.ketentuan, peta.bahan.pelaksanaan),
        saringan=saringan,
        jenis=[
            PilihanJenis(satu, peta.jumlah.get(satu), satu in saringan.jenis, _tanpa_pasangan(edisi, satu))
            for satu in JenisHubungan
        ],
        rentang=[
            PilihanRentang(nilai, nama, len(anggota), nilai == saringan.rentang)
            for nilai, (nama, anggota) in peta.rentang.items()
        ],
    )
    baris, kolom = _sisi(halaman)
    _isi(halaman, baris, kolom)
    return halaman


def _tanpa_pasangan(edisi: Edisi, jenis: JenisHubungan) -> str:
    """Why nobody is paired in a kind that is enabled: it is derived from the tree, or else from spans and matters."""
    keadaan = edisi.struktur if jenis == JenisHubungan.STRUKTURAL else edisi.rentang
    if keadaan == Kelengkapan.BELUM_TERBACA:
        return "dibuka; dengan siapa belum terbaca"
    if keadaan in (Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR):
        return "dibuka; naskah tidak menyebut dengan siapa"
    return "dibuka; dengan siapa belum tercatat"


def _singkatan(edisi: Edisi) -> dict[int, str]:
    """{body id: its shortest abbreviation}; 1 query."""
    semua = NamaLain.objects.filter(
        perangkat_daerah__daerah=edisi.daerah_id, jenis=JenisNamaLain.SINGKATAN
    ).values_list("perangkat_daerah_id", "nama")
    return dict(sorted(semua, key=lambda satu: (-len(satu[1]), satu[1])))


def baca_saringan(diminta: QueryDict, peta: Peta) -> Saringan:
    """The filters of an address. What makes no sense filters nothing, and is said."""
    hasil = Saringan()
    for tertulis in dict.fromkeys(diminta.getlist("jenis")):
        if tertulis in JenisHubungan.values:
            hasil.jenis.append(JenisHubungan(tertulis))
        elif tertulis:
            hasil.keluhan.append(f"“{_potong(tertulis)}” bukan jenis hubungan kerja, jadi tidak dipakai menyaring.")
    hasil.jenis.sort(key=list(JenisHubungan).index)
    rentang = diminta.get("rentang", "").casefold()
    if rentang in peta.rentang:
        hasil.rentang = rentang
    elif rentang:
        hasil.keluhan.append(f"Tidak ada rentang “{_potong(rentang)}” dalam edisi ini, jadi tidak dipakai menyaring.")
    unit = diminta.get("unit", "").casefold()
    hasil.unit = peta.menurut_uuid.get(unit)
    if unit and hasil.unit is None:
        hasil.keluhan.append(
            f"Tidak ada unit “{_potong(unit)}” yang berhubungan kerja dalam edisi ini, jadi tidak dipakai menyaring."
        )
    bagian = diminta.get("bagian", "")
    if bagian.isascii() and bagian.isdecimal() and len(bagian) < 4 and int(bagian):
        hasil.bagian = int(bagian)
    elif bagian:
        hasil.keluhan.append(f"Tidak ada bagian “{_potong(bagian)}”; yang ditampilkan bagian pertama.")
    return hasil


def _potong(teks: str) -> str:
    """What somebody wrote into an address, short enough to be said back."""
    rapi = " ".join("".join(satu if satu.isprintable() else " " for satu in teks[:100]).split())
    return rapi if len(rapi) <= 40 else f"{rapi[:40]}…"


def _sisi(h: HalamanMatriks) -> tuple[list[UnitMatriks], list[UnitMatriks]]:
    """The rows and the columns, in order, before they are cut into parts."""
    peta, saringan, bit = h.peta, h.saringan, h.saringan.bit
    semua = [satu for satu in peta.unit.values() if any(isi & bit for isi in peta.tetangga[satu.badan].values())]
    nilai = saringan.rentang
    if not nilai and saringan.unit is None and not _muat(peta, semua, semua, bit):
        nilai = _rentang_pertama(peta, {satu.badan for satu in semua})
        h.dipilihkan = True
        h.rentang = [PilihanRentang(s.nilai, s.nama, s.jumlah, s.nilai == nilai) for s in h.rentang]
    semua_badan: AbstractSet[int] = peta.unit.keys()
    dalam = {satu.badan for satu in peta.anggota(nilai)} if nilai else semua_badan
    satu_baris = saringan.unit is not None
    baris = [saringan.unit] if saringan.unit else [satu for satu in semua if satu.badan in dalam]
    kolom = dalam if satu_baris else semua_badan
    kena = {lain for satu in baris for lain, isi in peta.tetangga[satu.badan].items() if isi & bit and lain in kolom}
    if not kena:
        return [], []
    kena |= set() if satu_baris else {satu.badan for satu in baris}
    return baris, [satu for satu in peta.unit.values() if satu.badan in kena]


def _rentang_pertama(peta: Peta, badan: AbstractSet[int]) -> str:
    """The first span in which one of these units stands; those in none only where there is no other."""
    kena = [nilai for nilai, (_, milik) in peta.rentang.items() if any(satu.badan in badan for satu in milik)]
    return next((nilai for nilai in kena if nilai != LUAR), LUAR)


def _muat(peta: Peta, baris: Sequence[UnitMatriks], kolom: Sequence[UnitMatriks], bit: int) -> bool:
    if max(len(baris), len(kolom)) > SISI:
        return False
    ada = {satu.badan for satu in kolom}
    terisi = (isi & bit and lain in ada for satu in baris for lain, isi in peta.tetangga[satu.badan].items())
    return sum(map(bool, terisi)) <= SEL


def _isi(h: HalamanMatriks, baris: list[UnitMatriks], kolom: list[UnitMatriks]) -> None:
    """Fill the page with the rows and columns that it shows, cut into parts where they are too many."""
    if not _muat(h.peta, baris, kolom, h.saringan.bit):
        baris, kolom = _potongan(h, baris, kolom)
    h.kolom = _berkelompok(h.peta, kolom)
    h.kelompok = _berkelompok(h.peta, baris)
    pasangan: set[tuple[int, int]] = set()
    for kelompok in h.kelompok:
        for satu in kelompok.unit:
            milik = _baris(h.peta, satu, kolom, h.saringan.bit)
            kelompok.baris.append(milik)
            pasangan.update(
                (min(satu.badan, lain.badan), max(satu.badan, lain.badan))
                for _, semua in milik.menurut
                for lain in semua
            )
    h.pasangan = len(pasangan)
    h.kertas = _kertas(h.kelompok, len(kolom))


def _kertas(kelompok: Iterable[Kelompok], kolom: int) -> str:
    """The smallest sheet on which nothing is cut off, with the largest letters that it takes."""
    dua = {
        nomor
        for satu in kelompok
        for baris in satu.baris
        for nomor, sel in enumerate(baris.sel)
        if sel is not None and sel.isi is not None and len(sel.isi.jenis) > 1
    }
    lebar = LEBAR_KOLOM * (kolom - len(dua)) + LEBAR_KOLOM_DUA * len(dua)
    if lebar <= LEBAR_A4:
        return "kertas-a4"
    if lebar <= LEBAR_A3 * 0.8:
        return "kertas-a3 besar"
    return "kertas-a3" if lebar <= LEBAR_A3 else "kertas-a3 tegak"


def _potongan(
    h: HalamanMatriks, baris: list[UnitMatriks], kolom: list[UnitMatriks]
) -> tuple[list[UnitMatriks], list[UnitMatriks]]:
    mulai = [(b, k) for b in range(0, len(baris), SISI_BAGIAN) for k in range(0, len(kolom), SISI_BAGIAN)]
    h.petak = [
        Petak(
            nomor,
            (b + 1, min(b + SISI_BAGIAN, len(baris))),
            (k + 1, min(k + SISI_BAGIAN, len(kolom))),
            _alamat(h, nomor),
        )
        for nomor, (b, k) in enumerate(mulai, 1)
    ]
    if h.saringan.bagian > len(mulai):
        h.saringan.keluhan.append(f"Tidak ada bagian “{h.saringan.bagian}”; yang ditampilkan bagian pertama.")
        h.saringan.bagian = 1
    b, k = mulai[h.saringan.bagian - 1]
    return baris[b : b + SISI_BAGIAN], kolom[k : k + SISI_BAGIAN]


def _alamat(h: HalamanMatriks, bagian: int) -> str:
    """Query string of one part."""
    isi = QueryDict(mutable=True)
    for nama, nilai in (*h.saringan.lain, ("bagian", str(bagian))):
        isi.appendlist(nama, nilai)
    return isi.urlencode()


def _berkelompok(peta: Peta, unit: Sequence[UnitMatriks]) -> list[Kelompok]:
    hasil: dict[int | None, Kelompok] = {}
    for satu in unit:
        awal = "" if satu.rentang is None else "Rentang "
        kelompok = hasil.setdefault(satu.rentang, Kelompok(awal + peta.nama_rentang(satu.rentang)))
        kelompok.unit.append(satu)
    return list(hasil.values())


def _baris(peta: Peta, unit: UnitMatriks, kolom: Sequence[UnitMatriks], bit: int) -> Baris:
    tetangga = peta.tetangga[unit.badan]
    sel: list[Sel | None] = []
    menurut: dict[int, list[UnitMatriks]] = {}
    for lain in kolom:
        isi = tetangga.get(lain.badan, 0) & bit
        if isi:
            menurut.setdefault(isi, []).append(lain)
            sel.append(Sel(lain, GABUNGAN[isi]))
        else:
            sel.append(Sel(lain, None) if lain is unit else None)
    # First those with whom most is shared.
    urut = sorted(menurut.items(), key=lambda satu: (-satu[0].bit_count(), satu[0]))
    return Baris(unit, sel, [(GABUNGAN[isi], semua) for isi, semua in urut])
