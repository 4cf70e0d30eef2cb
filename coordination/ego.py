"""The ego graph of a unit: the unit in the middle, around it those with whom it works, a line a kind.

Others that the same kinds bind to the unit stand on one card, so that nobody is drawn twice: from the unit to a card
runs one line for each kind, in its own colour and form, with its letters where it arrives. Many of one sort become
one entry that leads to the list. What commands the unit stands above it, what it commands below, the rest beside it;
on a phone all stand above and below. The same input gives the same drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from coordination.bahan import PERANGKAT, Bahan, Titik
from coordination.hubungan import Hubungan, Turunan
from registry.gambar import ukur
from registry.gambar.bentuk import (
    GARIS,
    JENIS,
    KERTAS,
    LEMBUT,
    REDUP,
    TEAL,
    TINTA,
    Bentuk,
    Gambar,
    Garis,
    Jangkar,
    Kelompok,
    Kotak,
    Pola,
    Teks,
)
from registry.models import JenisUnit
from registry.templatetags.rentang import HURUF_JENIS
from relations.models import JenisHubungan

#: Others that have a word of their own.
BERNAMA = {
    JenisUnit.BAGIAN: "Bagian",
    JenisUnit.ASISTEN: "Asisten",
    JenisUnit.STAF_AHLI: "Staf Ahli",
    JenisUnit.BUMD: "BUMD",
    JenisUnit.INSTANSI_VERTIKAL: "instansi vertikal",
}
#: As many of one sort are drawn by name; more become one entry.
SENDIRI_SENDIRI = 3
#: As many entries stand on one card; what is left becomes one more.
ISI_KARTU = 6
#: What the other end is to the unit is told by the first of these kinds that binds them.
PENUTUR = (JenisHubungan.KOORDINATIF, JenisHubungan.STRUKTURAL)
#: How lines are called that no kind stands for.
KOMANDO = "garis komando"


class Arah(Enum):
    """Where a card stands."""

    ATAS = "atas"
    BAWAH = "bawah"
    SAMPING = "samping"


@dataclass(frozen=True, slots=True)
class Isi:
    """One entry of a card: a unit, or many of one sort (`jumlah`). `kata`: what it is to the unit."""

    nama: str
    kata: str
    alamat: str
    jumlah: int = 1


@dataclass(frozen=True, slots=True)
class Kartu:
    """Those whom the same kinds bind to the unit; no kind: a line of command that is none."""

    jenis: tuple[JenisHubungan, ...]
    isi: tuple[Isi, ...]
    arah: Arah = Arah.SAMPING

    @property
    def garis(self) -> tuple[JenisHubungan | None, ...]:
        """One for each line that runs to it; None for a line of command that is no kind."""
        return self.jenis or (None,)

    @property
    def kata(self) -> str:
        return ", ".join(satu.label for satu in self.jenis) or f"{KOMANDO} (bukan jenis hubungan kerja)"


class Tujuan(NamedTuple):
    """Where entries lead: one unit, and the list of one kind ("" for lines of command)."""

    unit: Callable[[Titik], str]
    daftar: Callable[[str], str]


# --- What stands on the cards ------------------------------------------------------------------------


def sebutan(b: Bahan, badan: int, lain: Sequence[Titik]) -> str:
    """How some units are called together, seen from one: "10 perangkat daerah lain", "4 Bagian"."""
    kata = {_sebutan(satu) for satu in lain}
    bersama = kata.pop() if len(kata) == 1 else "unit"
    return f"{len(lain)} {bersama}{' lain' if bersama in ('unit', _sebutan(b.titik[badan])) else ''}"


def _sebutan(satu: Titik) -> str:
    if satu.jenis in BERNAMA:
        return BERNAMA[JenisUnit(satu.jenis)]
    kecamatan = satu.jenis == JenisUnit.KELOMPOK and satu.nama.casefold() == "kecamatan"
    return "perangkat daerah" if satu.jenis in PERANGKAT or kecamatan else "unit"


def susun_kartu(t: Turunan, badan: int, tujuan: Tujuan) -> list[Kartu]:
    """The cards of a unit, those with most kinds first; O(units), no query."""
    semua = [satu for satu in t.milik(badan) if satu.ketentuan is not None]
    komando = [satu for satu in t.komando_milik(badan) if satu.ketentuan is None]
    struktural = (satu for satu in (*t.ikatan, *t.komando) if satu.jenis == JenisHubungan.STRUKTURAL)
    pemimpin = {satu.pusat for satu in struktural if any(anggota.badan == badan for anggota in satu.anggota)}
    urutan = _urutan(semua)
    per_lain: dict[int, list[Hubungan]] = {}
    for satu in semua:
        per_lain.setdefault(satu.lain.badan, []).append(satu)
    per_kartu: dict[tuple[Arah, tuple[JenisHubungan, ...]], list[Hubungan]] = {}
    for milik in (*per_lain.values(), *([satu] for satu in komando)):
        jenis = _berurut((satu.jenis for satu in milik if satu.ketentuan is not None), urutan)
        arah = Arah.SAMPING
        if jenis in ((), (JenisHubungan.STRUKTURAL,)):
            arah = Arah.ATAS if milik[0].lain.badan in pemimpin else Arah.BAWAH
        per_kartu.setdefault((arah, jenis), []).append(_penutur(milik))
    kartu = [
        Kartu(jenis, tuple(_isi(t.bahan, badan, semua_isi, jenis, tujuan)), arah)
        for (arah, jenis), semua_isi in per_kartu.items()
    ]
    return _satu_searah(sorted(kartu, key=lambda satu: (-len(satu.jenis), [urutan.index(j) for j in satu.jenis])))


def _satu_searah(semua: Iterable[Kartu]) -> list[Kartu]:
    """One card above the unit and one below it at most; others stand beside it."""
    hasil: list[Kartu] = []
    for satu in semua:
        penuh = satu.arah in {lain.arah for lain in hasil}
        hasil.append(replace(satu, arah=Arah.SAMPING) if penuh else satu)
    return hasil


def _urutan(semua: Iterable[Hubungan]) -> list[JenisHubungan]:
    """The kinds in the order of the regulation."""
    ketentuan = {satu.ketentuan.pk: satu.ketentuan for satu in semua if satu.ketentuan is not None}
    urut = sorted(ketentuan.values(), key=lambda satu: (satu.urutan, satu.pk))
    return list(dict.fromkeys(JenisHubungan(satu.jenis) for satu in urut))


def _berurut(jenis: Iterable[JenisHubungan], urutan: list[JenisHubungan]) -> tuple[JenisHubungan, ...]:
    return tuple(sorted(set(jenis), key=urutan.index))


def _penutur(milik: Sequence[Hubungan]) -> Hubungan:
    """Of all relations with one other end: the one that says best what it is to the unit."""
    return next((satu for jenis in PENUTUR for satu in milik if satu.jenis == jenis), milik[0])


def _isi(
    b: Bahan, badan: int, semua: Sequence[Hubungan], jenis: tuple[JenisHubungan, ...], tujuan: Tujuan
) -> list[Isi]:
    per_kata: dict[str, list[Hubungan]] = {}
    for satu in semua:
        per_kata.setdefault(", ".join(satu.kata), []).append(satu)
    daftar = tujuan.daftar(jenis[0] if jenis else "")
    hasil: list[Isi] = []
    for kata, milik in per_kata.items():
        if len(milik) > SENDIRI_SENDIRI:
            hasil.append(Isi(sebutan(b, badan, [satu.lain for satu in milik]), kata, daftar, len(milik)))
        else:
            hasil += [Isi(satu.lain.nama, ", ".join((kata, *satu.sebab)), tujuan.unit(satu.lain)) for satu in milik]
    if len(hasil) > ISI_KARTU:
        sisa = sum(satu.jumlah for satu in hasil[ISI_KARTU - 1 :])
        hasil[ISI_KARTU - 1 :] = [Isi(f"{sisa} unit lain", "selengkapnya dalam daftar", daftar, sisa)]
    return hasil


def uraian(nama: str, semua: Sequence[Kartu]) -> str:
    """The drawing in words."""
    isi = (
        f"{satu.kata}: " + "; ".join(f"{i.nama} ({i.kata})" if i.kata else i.nama for i in satu.isi) for satu in semua
    )
    return " ".join(f"{satu[:1].upper()}{satu[1:]}." for satu in (f"{nama} di tengah", *isi))


# --- How a card is drawn -----------------------------------------------------------------------------

BESAR, KECIL, HURUF = 15.5, 14, 12
JARAK_BARIS, JARAK_KATA = 19.5, 17.5
#: Between one line and the next, where lines leave the unit and where they arrive.
SELA_GARIS = 24
TEPI_KARTU = 13
LENCANA = (30, 19)
#: A double line takes three times its thickness, a dotted one looks thinner than it is.
TEBAL, TEBAL_KHUSUS = 1.8, {Pola.GANDA: 1.35, Pola.TITIK: 2.6}
JARAK_KARTU = 20


@dataclass(frozen=True, slots=True)
class _Tata:
    """A card with its lines broken: what it takes up before it has its place."""

    kartu: Kartu
    lebar: float
    nama: tuple[tuple[str, ...], ...]
    kata: tuple[tuple[str, ...], ...]

    @property
    def tinggi_garis(self) -> float:
        return len(self.kartu.garis) * SELA_GARIS + 6

    @property
    def tinggi_isi(self) -> list[float]:
        return [
            len(nama) * JARAK_BARIS + len(kata) * JARAK_KATA + 12
            for nama, kata in zip(self.nama, self.kata, strict=True)
        ]

    @property
    def tinggi(self) -> float:
        return self.tinggi_garis + sum(self.tinggi_isi) + 4

    @property
    def banyak(self) -> bool:
        """It stands for many: drawn as a stack."""
        return len(self.kartu.isi) == 1 and self.kartu.isi[0].jumlah > 1

    def tata_garis(self, y: float) -> list[float]:
        """Where its lines arrive, the card's top edge being at `y`."""
        return [y + 5 + SELA_GARIS * (nomor + 0.5) for nomor in range(len(self.kartu.garis))]


def _tata(kartu: Kartu, lebar: float) -> _Tata:
    ruang = lebar - 2 * TEPI_KARTU
    return _Tata(
        kartu,
        lebar,
        tuple(tuple(ukur.pecah(satu.nama, BESAR, ruang, True)) for satu in kartu.isi),
        tuple(tuple(ukur.pecah(satu.kata, KECIL, ruang)) for satu in kartu.isi),
    )


def _gambar_kartu(tata: _Tata, x: float, y: float, sisi: str) -> list[Bentuk]:
    """The card at its place. `sisi`: the edge that faces the unit: "kiri", "kanan", "atas" or "bawah"."""
    tumpuk = -4 if sisi == "kanan" else 4
    hasil: list[Bentuk] = [
        Kotak(x + tumpuk * lapis, y + 4 * lapis, tata.lebar, tata.tinggi, LEMBUT, GARIS, 1, 3)
        for lapis in ((2, 1) if tata.banyak else ())
    ]
    hasil.append(Kotak(x, y, tata.lebar, tata.tinggi, KERTAS, GARIS, 1, 3))
    kepala = y if sisi != "bawah" else y + tata.tinggi - tata.tinggi_garis
    for jenis, letak in zip(tata.kartu.garis, tata.tata_garis(kepala), strict=True):
        hasil += _lencana(jenis, x, letak, tata.lebar, sisi)
    atas = y + tata.tinggi_garis if sisi != "bawah" else y + 4
    for nomor, (isi, tinggi) in enumerate(zip(tata.kartu.isi, tata.tinggi_isi, strict=True)):
        if nomor:
            hasil.append(Garis(((x + TEPI_KARTU, atas), (x + tata.lebar - TEPI_KARTU, atas)), LEMBUT, 1.5))
        hasil.append(_entri(isi, tata.nama[nomor], tata.kata[nomor], x, atas, tata.lebar, tinggi, sisi))
        atas += tinggi
    return hasil


def _entri(
    isi: Isi,
    nama: Sequence[str],
    kata: Sequence[str],
    x: float,
    y: float,
    lebar: float,
    tinggi: float,
    sisi: str,
) -> Kelompok:
    kanan = sisi == "kanan"
    tepi = x + lebar - TEPI_KARTU if kanan else x + TEPI_KARTU
    jangkar: Jangkar = "end" if kanan else "start"
    # A ground of its own, so that not the letters alone can be hit.
    bentuk: list[Bentuk] = [Kotak(x + 2, y + 2, lebar - 4, tinggi - 4, KERTAS, None)]
    baris = y + 5
    for satu in nama:
        baris += JARAK_BARIS
        panjang = ukur.lebar(satu, BESAR, True)
        mulai = tepi - panjang if kanan else tepi
        bentuk.append(ukur.tulis(tepi, baris - 4, satu, BESAR, tebal=True, warna=TEAL, jangkar=jangkar))
        bentuk.append(Garis(((mulai, baris - 1.2), (mulai + panjang, baris - 1.2)), GARIS, 0.7))
    for satu in kata:
        baris += JARAK_KATA
        bentuk.append(ukur.tulis(tepi, baris - 3, satu, KECIL, warna=REDUP, jangkar=jangkar))
    return Kelompok(tuple(bentuk), isi.alamat, f"{isi.nama}, {isi.kata}" if isi.kata else isi.nama)


def _lencana(jenis: JenisHubungan | None, x: float, y: float, lebar: float, sisi: str) -> list[Bentuk]:
    """Letters and word of a kind where its line meets the card; of a line that is no kind the word alone."""
    ln, tn = LENCANA
    tegak = sisi in ("atas", "bawah")
    pusat = {"kiri": x, "kanan": x + lebar, "atas": x + lebar / 2, "bawah": x + lebar / 2}[sisi]
    arah = -1 if sisi == "kanan" else 1
    jangkar: Jangkar = "end" if sisi == "kanan" else "start"
    if jenis is None:
        tengah = ukur.tulis(pusat, y + 4.8, KOMANDO, KECIL, jangkar="middle")
        return [tengah if tegak else ukur.tulis(pusat + arah * 12, y + 4.8, KOMANDO, KECIL, jangkar=jangkar)]
    batas = {"atas": y - SELA_GARIS / 2 - 5, "bawah": y + SELA_GARIS / 2 + 1}.get(sisi, y)
    return [
        *([_garis(jenis, (pusat, batas), (pusat, y))] if tegak else []),
        Kotak(pusat - ln / 2, y - tn / 2, ln, tn, JENIS[jenis][0], KERTAS, 1.5, 3),
        ukur.tulis(pusat, y + 4.2, HURUF_JENIS[jenis], HURUF, tebal=True, warna=KERTAS, jangkar="middle"),
        ukur.tulis(pusat + arah * (ln / 2 + 6), y + 4.8, str(jenis.label), KECIL, jangkar=jangkar),
    ]


def _garis(jenis: JenisHubungan | None, *titik: tuple[float, float]) -> Garis:
    warna, pola = JENIS[jenis] if jenis is not None else (TINTA, Pola.UTUH)
    return Garis(titik, warna, TEBAL_KHUSUS.get(pola, TEBAL), pola)


def _unit(nama: Sequence[str], x: float, y: float, lebar: float, tinggi: float) -> list[Bentuk]:
    awal = y + tinggi / 2 - len(nama) * JARAK_BARIS / 2
    return [
        Kotak(x, y, lebar, tinggi, LEMBUT, TINTA, 2.5, 3),
        *(
            ukur.tulis(x + lebar / 2, awal + JARAK_BARIS * (nomor + 0.75), satu, BESAR, tebal=True, jangkar="middle")
            for nomor, satu in enumerate(nama)
        ),
    ]


# --- Wide: cards left and right ----------------------------------------------------------------------

LEBAR = 960.0
LEBAR_SISI, LEBAR_UNIT = 292.0, 220.0
TEPI = 10.0
SELOKAN = (LEBAR - 2 * (TEPI + LEBAR_SISI) - LEBAR_UNIT) / 2
#: From the unit to the card above or below it.
TANGGA = 30


class _Garis(NamedTuple):
    """One line from the unit's side to a card."""

    jenis: JenisHubungan | None
    dari: float
    ke: float


def gambar_lebar(nama: str, semua: Sequence[Kartu]) -> Gambar:
    """For wide screens and print."""
    kiri, kanan = _bagi(_tata(satu, LEBAR_SISI) for satu in semua if satu.arah is Arah.SAMPING)
    atas = [_tata(satu, LEBAR_UNIT) for satu in semua if satu.arah is Arah.ATAS]
    bawah = [_tata(satu, LEBAR_UNIT) for satu in semua if satu.arah is Arah.BAWAH]
    baris = ukur.pecah(nama, BESAR, LEBAR_UNIT - 2 * TEPI_KARTU, True)
    lintas = max(_jumlah_garis(kiri), _jumlah_garis(kanan))
    tinggi = max(len(baris) * JARAK_BARIS + 26, lintas * SELA_GARIS + 14)
    x = TEPI + LEBAR_SISI + SELOKAN
    # Everything is laid out around the middle of the unit at y = 0, then moved down.
    garis: list[Bentuk] = []
    kartu: list[tuple[_Tata, float, float, str]] = []
    for sisi, milik, tepi in (("kanan", kiri, TEPI), ("kiri", kanan, LEBAR - TEPI - LEBAR_SISI)):
        letak = _letak_sisi(milik)
        kartu += [(tata, tepi, y, sisi) for tata, y in zip(milik, letak, strict=True)]
        lintasan = _lintasan(milik, letak)
        muka = (x, tepi + LEBAR_SISI) if sisi == "kanan" else (x + LEBAR_UNIT, tepi)
        garis += _belokan(lintasan, *muka)
    y = -tinggi / 2
    for tata in atas:
        y -= TANGGA + tata.tinggi
        kartu.append((tata, x, y, "bawah"))
        garis += _tegak(tata, x, y + tata.tinggi, y + tata.tinggi + TANGGA)
    y = tinggi / 2
    for tata in bawah:
        kartu.append((tata, x, y + TANGGA, "atas"))
        garis += _tegak(tata, x, y, y + TANGGA)
        y += TANGGA + tata.tinggi
    return _rampung(nama, semua, LEBAR, [*garis, *_unit(baris, x, -tinggi / 2, LEBAR_UNIT, tinggi)], kartu, tinggi)


def _bagi(semua: Iterable[_Tata]) -> tuple[list[_Tata], list[_Tata]]:
    """Left and right, the next card always to the side that is lower."""
    sisi: tuple[list[_Tata], list[_Tata]] = ([], [])
    for tata in semua:
        kiri, kanan = (sum(satu.tinggi + JARAK_KARTU for satu in milik) for milik in sisi)
        sisi[0 if kiri <= kanan else 1].append(tata)
    return sisi


def _jumlah_garis(milik: Sequence[_Tata]) -> int:
    return sum(len(satu.kartu.garis) for satu in milik)


def _letak_sisi(milik: Sequence[_Tata]) -> list[float]:
    """Top edges of the cards of one side. One alone stands so that its lines run straight."""
    if len(milik) == 1:
        return [-(milik[0].tinggi_garis + 4) / 2]
    tinggi = sum(satu.tinggi for satu in milik) + JARAK_KARTU * (len(milik) - 1)
    letak, y = [], -tinggi / 2
    for satu in milik:
        letak.append(y)
        y += satu.tinggi + JARAK_KARTU
    return letak


def _lintasan(milik: Sequence[_Tata], letak: Sequence[float]) -> list[_Garis]:
    """The lines of one side from top to bottom: they leave the unit in the order in which they arrive."""
    tiba = [
        (jenis, y)
        for tata, atas in zip(milik, letak, strict=True)
        for jenis, y in zip(tata.kartu.garis, tata.tata_garis(atas), strict=True)
    ]
    awal = -(len(tiba) - 1) * SELA_GARIS / 2
    return [_Garis(jenis, awal + nomor * SELA_GARIS, y) for nomor, (jenis, y) in enumerate(tiba)]


def _belokan(semua: Sequence[_Garis], muka: float, tepi: float) -> list[Bentuk]:
    """Lines through the gutter between the unit (`muka`) and the cards (`tepi`), none crossing another.

    Those that rise turn the nearer to the unit the higher they start; those that fall, the lower.
    """
    naik = [satu for satu in semua if satu.ke < satu.dari - 0.5]
    turun = [satu for satu in reversed(semua) if satu.ke > satu.dari + 0.5]
    lajur = {id(satu): nomor for arah in (naik, turun) for nomor, satu in enumerate(arah, 1)}
    langkah = (tepi - muka) / (max(len(naik), len(turun)) + 1)
    hasil: list[Bentuk] = []
    for satu in semua:
        if id(satu) not in lajur:
            hasil.append(_garis(satu.jenis, (muka, satu.dari), (tepi, satu.dari)))
            continue
        x = muka + langkah * lajur[id(satu)]
        hasil.append(_garis(satu.jenis, (muka, satu.dari), (x, satu.dari), (x, satu.ke), (tepi, satu.ke)))
    return hasil


def _tegak(tata: _Tata, x: float, dari: float, ke: float) -> list[Bentuk]:
    """The line to a card above or below."""
    tengah = x + tata.lebar / 2
    return [_garis(jenis, (tengah, dari), (tengah, ke)) for jenis in tata.kartu.garis]


# --- Narrow: cards above and below -------------------------------------------------------------------

LEBAR_SEMPIT = 340.0
#: Between one line and the next in the gutter: as it should be, and at least.
LAJUR, LAJUR_SEMPIT = 10.0, 6.0


def gambar_sempit(nama: str, semua: Sequence[Kartu]) -> Gambar:
    """For phones: everything in one column, the lines in a gutter at its left."""
    samping = [satu for satu in semua if satu.arah is Arah.SAMPING]
    tengah = (len(samping) + 1) // 2
    ke_atas, ke_bawah = (sum(len(satu.garis) for satu in bagian) for bagian in (samping[:tengah], samping[tengah:]))
    lintas = max(ke_atas, ke_bawah)
    lajur = max(LAJUR_SEMPIT, min(LAJUR, LEBAR_SEMPIT / 4 / max(lintas, 1)))
    x = lintas * lajur + (14 if lintas else 1)
    lebar = LEBAR_SEMPIT - x - 9
    muka, di_atas, di_bawah = ([_tata(satu, lebar) for satu in milik] for milik in _urut_sempit(semua, samping, tengah))
    baris = ukur.pecah(nama, BESAR, lebar - 2 * TEPI_KARTU, True)
    tinggi = max(len(baris) * JARAK_BARIS + 24, (ke_atas + ke_bawah + 1) * lajur + 8)
    garis: list[Bentuk] = []
    kartu: list[tuple[_Tata, float, float, str]] = []
    for daftar, arah in ((di_atas, -1), (di_bawah, 1)):
        y, nomor = arah * tinggi / 2, 0
        for tata in daftar:
            tegak = tata in muka
            jarak = TANGGA if tegak else JARAK_KARTU
            atas = y + jarak if arah > 0 else y - jarak - tata.tinggi
            kartu.append((tata, x, atas, ("atas" if arah > 0 else "bawah") if tegak else "kiri"))
            if tegak:
                garis += _tegak(tata, x, y, y + arah * jarak)
            else:
                urut = list(zip(tata.kartu.garis, tata.tata_garis(atas), strict=True))
                for jenis, tiba in urut if arah > 0 else reversed(urut):
                    nomor += 1
                    belok = x - 12 - (nomor - 1) * lajur
                    # The nearest leaves the unit nearest to its edge, so that no line crosses another.
                    dari = arah * (tinggi / 2 - lajur * nomor + 2)
                    garis.append(_garis(jenis, (x, dari), (belok, dari), (belok, tiba), (x, tiba)))
            y = atas + tata.tinggi if arah > 0 else atas
    return _rampung(nama, semua, LEBAR_SEMPIT, [*garis, *_unit(baris, x, -tinggi / 2, lebar, tinggi)], kartu, tinggi)


def _urut_sempit(
    semua: Sequence[Kartu], samping: Sequence[Kartu], tengah: int
) -> tuple[list[Kartu], list[Kartu], list[Kartu]]:
    """(cards on the vertical line, those above the unit and those below it), nearest first."""
    atas = [satu for satu in semua if satu.arah is Arah.ATAS]
    bawah = [satu for satu in semua if satu.arah is Arah.BAWAH]
    return [*atas, *bawah], [*atas, *reversed(samping[:tengah])], [*bawah, *samping[tengah:]]


def _rampung(
    nama: str,
    semua: Sequence[Kartu],
    lebar: float,
    dasar: Sequence[Bentuk],
    kartu: Sequence[tuple[_Tata, float, float, str]],
    tinggi: float,
) -> Gambar:
    """Everything moved down to where the drawing begins."""
    atas = min((y for _, _, y, _ in kartu), default=0.0)
    bawah = max((y + tata.tinggi + (8 if tata.banyak else 0) for tata, _, y, _ in kartu), default=0.0)
    turun = TEPI - min(atas, -tinggi / 2)
    isi = [_geser(satu, turun) for satu in dasar]
    for tata, x, y, sisi in kartu:
        isi += _gambar_kartu(tata, x, y + turun, sisi)
    return Gambar(
        lebar,
        turun + max(bawah, tinggi / 2) + TEPI,
        f"Hubungan kerja {nama}",
        uraian(nama, semua),
        tuple(isi),
    )


def _geser(bentuk: Bentuk, turun: float) -> Bentuk:
    match bentuk:
        case Garis():
            return replace(bentuk, titik=tuple((x, y + turun) for x, y in bentuk.titik))
        case Kotak() | Teks():
            return replace(bentuk, y=bentuk.y + turun)
    raise TypeError(f"Bentuk tidak digeser: {bentuk}")
