"""From an edition to what its chart holds: which unit stands where, and which lines lead to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from coordination.aturan import BERKOORDINATOR
from coordination.bagan.isi import Bagan, Kepala, Kolom, StafAhli, Unit, Zona
from coordination.bagan.keterangan import JenisGaris, Keterangan, baca
from coordination.halaman.rentang import (
    ButirRentang,
    DaftarRentang,
    KolomRentang,
    baris_rentang,
    kolom_rentang,
)
from registry import pohon
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan
from registry.pohon import Simpul
from registry.templatetags.rentang import tgl_polos
from relations.models import KetentuanPelaksanaan, Subjek, Topik
from relations.panel import bertopik

#: Of these the first in tree order stands in the apex of the chart; a second one is a box like any other.
PUNCAK = {
    JenisUnit.PEMERINTAH_DAERAH,
    JenisUnit.KEPALA_DAERAH,
    JenisUnit.DPRD,
    JenisUnit.SEKRETARIS_DAERAH,
    JenisUnit.SEKRETARIAT_DAERAH,
}
#: Sorts that are no part of the Sekretariat Daerah even where the tree puts them below the Sekda.
PERANGKAT = (BERKOORDINATOR - {JenisUnit.BAGIAN}) | {JenisUnit.KELOMPOK}
#: Begins the remark on a unit that stands under another one than the line of command shows.
DI_BAWAH = "di bawah "

Alamat = Callable[[UUID | None], str]


@dataclass(frozen=True, slots=True)
class Bacaan:
    """An edition, read: its tree by body, and its spans."""

    edisi: Edisi
    akar: Simpul
    simpul: dict[int, Simpul]
    induk: dict[int, int]
    rentang: list[KolomRentang]

    @property
    def utama(self) -> dict[int, tuple[KolomRentang, DaftarRentang, ButirRentang]]:
        """The main listing of each body that has one."""
        return {
            butir.badan.pk: (kolom, daftar, butir)
            for kolom in self.rentang
            for daftar in kolom.daftar
            for butir in daftar.butir
            if butir.utama
        }

    def berjenis(self, *jenis: str) -> Iterator[Simpul]:
        return (satu for satu in self.simpul.values() if satu.kedudukan.jenis in jenis)


def baca_edisi(edisi: Edisi) -> Bacaan | None:
    """Tree and spans of one edition, None for one without units; 2 queries."""
    akar = pohon.rakit(Kedudukan.objects.pada(edisi).select_related("perangkat_daerah", "peraturan__daerah"))
    if akar is None:
        return None
    simpul = {satu.kedudukan.perangkat_daerah_id: satu for satu in telusuri(akar)}
    tempat = {badan: satu.kedudukan for badan, satu in simpul.items()}
    return bacaan(edisi, akar, kolom_rentang(baris_rentang(edisi), tempat))


def bacaan(edisi: Edisi, akar: Simpul, rentang: list[KolomRentang]) -> Bacaan:
    """The same of what was read already; no query."""
    simpul = {satu.kedudukan.perangkat_daerah_id: satu for satu in telusuri(akar)}
    induk = {anak.kedudukan.perangkat_daerah_id: badan for badan, satu in simpul.items() for anak in satu.anak}
    return Bacaan(edisi, akar, simpul, induk, rentang)


def telusuri(simpul: Simpul) -> Iterator[Simpul]:
    """A node and all below it, in reading order."""
    tumpukan = [simpul]
    while tumpukan:
        satu = tumpukan.pop()
        yield satu
        tumpukan.extend(reversed(satu.anak))


def rakit(
    b: Bacaan,
    *,
    tanggal: date,
    ketentuan: Sequence[KetentuanPelaksanaan],
    alamat: Alamat,
    alamat_halaman: str = "",
    tercatat: str = "",
) -> Bagan:
    """The chart of an edition as it stands on a date. `alamat`: where a body's page is; `tercatat`: the moment as of
    which the registry is read, in words, "" for now; no query."""
    penata = _Penata(b, alamat)
    penata.jalan()
    kolom = penata.kolom()
    staf = _staf_ahli(penata, ketentuan)
    dipakai = {JenisGaris.KOMANDO}
    if any(satu.ragu or any(unit.koordinasi for unit in satu.unit) for satu in kolom) or (staf and staf.sekda):
        dipakai.add(JenisGaris.KOORDINASI)
    if staf is not None:
        dipakai.add(staf.garis)
    keterangan = baca(bertopik(ketentuan, Topik.GARIS), b.edisi, dipakai)
    puncak = penata.puncak
    sisa = tuple(penata.tanpa)
    komando = JenisUnit.KEPALA_DAERAH in puncak
    return Bagan(
        kepala=_kepala(b, tanggal, alamat_halaman, tercatat),
        keterangan=keterangan,
        pemda=puncak.get(JenisUnit.PEMERINTAH_DAERAH),
        kepala_daerah=puncak.get(JenisUnit.KEPALA_DAERAH),
        wakil=tuple(penata.wakil),
        dprd=puncak.get(JenisUnit.DPRD),
        sekda=puncak.get(JenisUnit.SEKRETARIS_DAERAH),
        setda=puncak.get(JenisUnit.SEKRETARIAT_DAERAH),
        staf_ahli=staf,
        kolom=kolom,
        tanpa=sisa,
        judul_tanpa="Tidak disebut dalam rentang mana pun" if b.rentang and sisa else "",
        bingkai=f"PERANGKAT DAERAH {b.edisi.daerah.nama.upper()}",
        komando=komando,
        catatan=tuple(_catatan(b, penata, keterangan, ketentuan, komando)),
        uraian=_uraian(b, kolom),
    )


class _Penata:
    """Walks the tree once and puts every unit in its place."""

    def __init__(self, b: Bacaan, alamat: Alamat) -> None:
        self.b, self.alamat = b, alamat
        self.utama = b.utama
        self.berkolom = {satu.badan.pk for satu in b.rentang if satu.badan.pk in b.simpul}
        self.puncak: dict[str, Unit] = {}
        self.badan_puncak: dict[str, int] = {}
        self.wakil: list[Unit] = []
        self.staf_ahli: list[Unit] = []
        self.asisten: dict[int, Unit] = {}
        self.tanpa: list[Unit] = []
        #: {koordinator: {body: box}}
        self.milik: dict[int, dict[int, Unit]] = {}
        self.di_setda: list[Unit] = []
        for jenis in PUNCAK:
            pertama = next(b.berjenis(jenis), None)
            if pertama is not None:
                self.badan_puncak[jenis] = pertama.kedudukan.perangkat_daerah_id

    def jalan(self) -> None:
        self._jalan(self.b.akar, Zona.DALAM, 0)

    def _jalan(self, simpul: Simpul, zona: Zona, asisten: int) -> None:
        """`asisten`: the Asisten right above, 0 for none."""
        tempat = simpul.kedudukan
        badan = tempat.perangkat_daerah_id
        if self.badan_puncak.get(tempat.jenis) == badan:
            self.puncak[tempat.jenis] = self._unit(simpul, ())
            self._anak(simpul, self._zona_bawah(tempat.jenis), 0)
        elif tempat.jenis == JenisUnit.ASISTEN:
            self.asisten[badan] = self._unit(simpul, ())
            self._anak(simpul, Zona.SETDA, badan)
        elif tempat.jenis == JenisUnit.WAKIL_KEPALA_DAERAH:
            self.wakil.append(self._unit(simpul, self._bawahan(simpul, zona)))
        elif tempat.jenis == JenisUnit.STAF_AHLI:
            self.staf_ahli.append(self._unit(simpul, self._bawahan(simpul, zona)))
        else:
            if zona is Zona.SETDA and not asisten and tempat.jenis in PERANGKAT:
                zona = Zona.DALAM
            self._kotak(simpul, zona, asisten)

    def _anak(self, simpul: Simpul, zona: Zona, asisten: int) -> None:
        for anak in simpul.anak:
            self._jalan(anak, zona, asisten)

    def _zona_bawah(self, jenis: str) -> Zona:
        if jenis in (JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH):
            return Zona.SETDA
        if jenis == JenisUnit.PEMERINTAH_DAERAH and JenisUnit.KEPALA_DAERAH in self.badan_puncak:
            return Zona.LUAR
        return Zona.DALAM

    def _bawahan(self, simpul: Simpul, zona: Zona) -> tuple[Unit, ...]:
        """What is below a box: told by it, but for what a regulation lists or draws by itself."""
        hasil = []
        for anak in simpul.anak:
            badan = anak.kedudukan.perangkat_daerah_id
            berdiri = anak.kedudukan.jenis in (JenisUnit.ASISTEN, JenisUnit.STAF_AHLI, JenisUnit.WAKIL_KEPALA_DAERAH)
            puncak = self.badan_puncak.get(anak.kedudukan.jenis) == badan
            if berdiri or puncak or badan in self.utama or badan in self.berkolom:
                self._jalan(anak, zona, 0)
            else:
                hasil.append(self._unit(anak, self._bawahan(anak, zona)))
        return tuple(hasil)

    def _kotak(self, simpul: Simpul, zona: Zona, asisten: int) -> None:
        badan = simpul.kedudukan.perangkat_daerah_id
        bawahan = self._bawahan(simpul, zona)
        if badan in self.utama:
            kolom, daftar, butir = self.utama[badan]
            unit = self._unit(
                simpul,
                bawahan,
                zona=zona,
                huruf=butir.huruf,
                komando=daftar.membawahi or asisten == kolom.badan.pk,
                koordinasi=not daftar.membawahi,
                tempat=self._di_bawah(badan, kolom.badan.pk),
            )
            self.milik.setdefault(kolom.badan.pk, {})[badan] = unit
            return
        unit = self._unit(simpul, bawahan, zona=zona, komando=bool(asisten), tempat=self._di_bawah(badan, asisten))
        if asisten:
            self.milik.setdefault(asisten, {})[badan] = unit
        elif zona is Zona.SETDA and self._setda:
            langsung = not any(satu.startswith(DI_BAWAH) for satu in unit.keterangan)
            self.di_setda.append(replace(unit, komando=langsung))
        else:
            self.tanpa.append(replace(unit, zona=Zona.DALAM if zona is Zona.SETDA else zona))

    def _di_bawah(self, badan: int, kolom: int) -> str:
        """Says under whom a unit stands, where the lines do not show it."""
        induk = self.b.induk.get(badan)
        if induk is None or induk == kolom:
            return ""
        tergambar = (JenisUnit.KEPALA_DAERAH, JenisUnit.PEMERINTAH_DAERAH)
        if induk in {self.badan_puncak.get(jenis) for jenis in tergambar}:
            return ""
        if induk in self._setda and not kolom:
            return ""
        return f"{DI_BAWAH}{self.b.simpul[induk].kedudukan.nama}"

    def _unit(
        self,
        simpul: Simpul,
        bawahan: tuple[Unit, ...],
        *,
        zona: Zona = Zona.DALAM,
        huruf: str = "",
        komando: bool = False,
        koordinasi: bool = False,
        tempat: str = "",
    ) -> Unit:
        satu = simpul.kedudukan
        kelompok = satu.jenis == JenisUnit.KELOMPOK
        return Unit(
            nama=satu.nama,
            badan=satu.perangkat_daerah_id,
            alamat=self.alamat(satu.perangkat_daerah.uuid),
            huruf=huruf,
            keterangan=tuple(teks for teks in ("kelompok" if kelompok else "", tempat) if teks),
            zona=zona,
            kelompok=kelompok,
            komando=komando,
            koordinasi=koordinasi,
            bawahan=bawahan,
        )

    def bingkai(self) -> list[Unit]:
        """The units in the frame."""
        semua = [*self.tanpa, *(satu for milik in self.milik.values() for satu in milik.values())]
        return [satu for satu in semua if satu.zona is Zona.DALAM]

    # --- columns ------------------------------------------------------------------------------------

    def kolom(self) -> tuple[Kolom, ...]:
        """The Sekda's own column first (its dotted line keeps to the side), then the Asisten in tree order, then
        those who coordinate without being one, and those whom the tree does not know any more."""
        rentang = {satu.badan.pk: satu for satu in self.b.rentang}
        sekda = [badan for badan in rentang if badan in self._setda]
        lain = [badan for badan in rentang if badan not in self.asisten and badan not in self._setda]
        hasil = [self._kolom(badan, rentang[badan], JenisGaris.KOORDINASI) for badan in sekda]
        hasil += [self._kolom(badan, rentang.get(badan), JenisGaris.KOMANDO) for badan in self.asisten]
        if self.di_setda:
            hasil.append(self._kolom_setda())
        hasil += [self._kolom(badan, rentang[badan], None) for badan in lain]
        return tuple(hasil)

    @property
    def _setda(self) -> set[int]:
        jenis = (JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH)
        return {self.badan_puncak[satu] for satu in jenis if satu in self.badan_puncak}

    def _kolom(self, badan: int, rentang: KolomRentang | None, garis: JenisGaris | None) -> Kolom:
        milik = dict(self.milik.get(badan, {}))
        daftar = rentang.daftar if rentang is not None else []
        unit: list[Unit] = []
        for satu in daftar:
            pokok = next(lain for lain in daftar if lain.membawahi == satu.membawahi)
            unit += [
                self._butir(butir, satu, milik, "" if satu is pokok else _tempat(butir, satu, pokok))
                for butir in satu.butir
            ]
        unit += milik.values()
        kosong, ragu = ("", False) if any(satu.koordinasi for satu in unit) else _kosong(self.b.edisi)
        return Kolom(
            kepala=self.asisten.get(badan) or self._acuan_kepala(badan, rentang),
            unit=tuple(unit),
            sebutan=tuple(_sebutan(daftar, unit)),
            garis=garis,
            acuan=badan not in self.asisten,
            kosong=kosong if ragu or not unit else "",
            ragu=ragu,
        )

    def _butir(self, butir: ButirRentang, daftar: DaftarRentang, milik: dict[int, Unit], rujukan: str) -> Unit:
        """The box of a listing: the unit's own, or one that points to it."""
        badan = butir.badan.pk
        tambahan = (rujukan,) if rujukan else ()
        unit = milik.pop(badan, None) if butir.utama else None
        if unit is not None:
            return replace(unit, keterangan=(*unit.keterangan, *tambahan))
        kata = "kotaknya ada di tempat lain"
        if badan not in self.b.simpul:
            kata = "tidak ada lagi dalam susunan; tetap disebut dalam peraturan ini"
        elif not butir.utama:
            kata = "disebut lagi; koordinator utamanya di tempat lain"
        return Unit(
            nama=butir.nama,
            badan=badan if badan in self.b.simpul else 0,
            alamat=self.alamat(butir.uuid),
            huruf=butir.huruf,
            keterangan=(kata, *tambahan),
            komando=daftar.membawahi,
            koordinasi=not daftar.membawahi,
            acuan=True,
        )

    def _acuan_kepala(self, badan: int, rentang: KolomRentang | None) -> Unit:
        if badan in self.b.simpul:
            return replace(self._unit(self.b.simpul[badan], ()), acuan=True)
        assert rentang is not None  # only a listing names a koordinator who is not in the tree
        return Unit(
            nama=rentang.nama,
            alamat=self.alamat(rentang.uuid),
            keterangan=("tidak ada lagi dalam susunan",),
            acuan=True,
        )

    def _kolom_setda(self) -> Kolom:
        """What stands in the Sekretariat Daerah without an Asisten above it."""
        badan = self.badan_puncak.get(JenisUnit.SEKRETARIAT_DAERAH) or self.badan_puncak[JenisUnit.SEKRETARIS_DAERAH]
        return Kolom(
            kepala=replace(self._unit(self.b.simpul[badan], ()), acuan=True),
            unit=tuple(self.di_setda),
            sebutan=("tanpa Asisten di antaranya",),
            acuan=True,
        )


def _kosong(edisi: Edisi) -> tuple[str, bool]:
    """Why a koordinator has nobody below him, and whether that is because nobody has read it."""
    letak = f" ({edisi.rentang_rujukan})" if edisi.rentang_rujukan else ""
    return {
        Kelengkapan.LENGKAP: ("Tidak ada unit yang disebut dalam rentangnya", False),
        Kelengkapan.SEBAGIAN: ("Belum ada yang tercatat dalam rentangnya", True),
        Kelengkapan.BELUM_TERBACA: (f"Rentangnya belum terbaca{letak}", True),
        Kelengkapan.TIDAK_DIATUR: ("Rentangnya tidak diatur", False),
        Kelengkapan.BELUM_DIMUAT: ("Rentangnya belum dicatat", True),
    }[edisi.kelengkapan("rentang")]


def _sebutan(daftar: Sequence[DaftarRentang], unit: Sequence[Unit]) -> Iterator[str]:
    """Lines under a koordinator's name: where his lists stand and how long they are."""
    for membawahi in (False, True):
        milik = [satu for satu in daftar if satu.membawahi == membawahi]
        if milik:
            letak = milik[0].rujukan + (" dan lain-lain" if len(milik) > 1 else "")
            jumlah = sum(satu.jumlah for satu in milik)
            yield f"membawahi {jumlah} unit, {letak}" if membawahi else f"{letak} · {jumlah} unit"
    dibawahi = sum(satu.komando and not satu.acuan for satu in unit)
    if dibawahi and not any(satu.membawahi for satu in daftar):
        juga = sum(satu.komando and satu.koordinasi for satu in unit)
        kata = f"{dibawahi} di antaranya juga di bawahnya" if juga == dibawahi else f"membawahi {dibawahi} unit"
        yield f"{kata} menurut susunan"


def _staf_ahli(penata: _Penata, ketentuan: Sequence[KetentuanPelaksanaan]) -> StafAhli | None:
    """Where the regulation says to whom they answer, that line is drawn instead of the tree's (Pesawaran 38/2022
    Pasal 3 ayat (4)); the same provision has the Sekda coordinate their administration."""
    if not penata.staf_ahli:
        return None
    kepada = [satu for satu in bertopik(ketentuan, Topik.PERTANGGUNGJAWABAN) if satu.subjek == Subjek.STAF_AHLI]
    if not kepada:
        return StafAhli(tuple(penata.staf_ahli))
    return StafAhli(tuple(penata.staf_ahli), JenisGaris.PERTANGGUNGJAWABAN, True, kepada[0].rujukan)


def _tempat(butir: ButirRentang, daftar: DaftarRentang, pokok: DaftarRentang) -> str:
    """The pasal of a listing, with its regulation where that is not the column's."""
    if daftar.peraturan is None or daftar.peraturan == pokok.peraturan:
        return butir.rujukan
    return f"{butir.rujukan} {daftar.peraturan.judul_pendek}".strip()


def _pokok(b: Bacaan) -> Peraturan | None:
    """The regulation in which most of the lists stand, after which the chart is named; where there are none, the one
    that brought the edition about. An edition may be caused by a regulation that says nothing of coordination."""
    hitung: Counter[Peraturan] = Counter()
    for kolom in b.rentang:
        for daftar in kolom.daftar:
            if daftar.peraturan is not None:
                hitung[daftar.peraturan] += len(daftar.butir)
    return max(hitung, key=lambda satu: (hitung[satu], satu == b.edisi.peraturan), default=b.edisi.peraturan)


def _kepala(b: Bacaan, tanggal: date, alamat: str, tercatat: str) -> Kepala:
    edisi, pokok = b.edisi, _pokok(b)
    penyebab = edisi.peraturan if edisi.peraturan != pokok else None
    disimpulkan = edisi.peraturan is not None and edisi.peraturan.berlaku_mulai_catatan
    return Kepala(
        judul=_judul(pokok.tentang if pokok is not None else ""),
        peraturan=pokok.judul if pokok is not None else "",
        daerah=edisi.daerah.nama,
        edisi=(
            f"Edisi berlaku sejak {tgl_polos(edisi.berlaku_mulai)}"
            f"{' (tanggal disimpulkan)' if disimpulkan else ''}"
            f"{f' menurut {penyebab.judul_pendek}' if penyebab is not None else ''} · keadaan per {tgl_polos(tanggal)}"
            f"{f' · menurut catatan sampai {tercatat}' if tercatat else ''}"
        ),
        lembaran=pokok.lembaran_lengkap if pokok is not None else "",
        alamat=alamat,
    )


def _judul(tentang: str) -> str:
    """The title of the regulation over the chart; "BAGAN" before it unless it says so itself."""
    judul = tentang.upper() or "SUSUNAN DAN KOORDINASI"
    return judul if judul.startswith("BAGAN") else f"BAGAN {judul}"


def _catatan(
    b: Bacaan,
    penata: _Penata,
    keterangan: Keterangan,
    ketentuan: Sequence[KetentuanPelaksanaan],
    komando: bool,
) -> Iterator[str]:
    """The notes: what the frame stands for, how much of the edition is known, what is read other than printed, and
    who answers to whom. All of it from the edition."""
    tempat = [b.simpul[unit.badan].kedudukan for unit in penata.bingkai()]
    hitung = Counter(satu.peraturan.judul_pendek for satu in tempat if satu.peraturan is not None)
    if komando and hitung:
        sumber = _rangkai([nama for nama, _ in sorted(hitung.items(), key=lambda satu: (-satu[1], satu[0]))])
        garis = keterangan.nama(JenisGaris.KOMANDO)
        nama = penata.puncak[JenisUnit.KEPALA_DAERAH].nama
        kecuali = any(satu.startswith(DI_BAWAH) for unit in penata.bingkai() for satu in unit.keterangan)
        yield (
            f"{garis.capitalize()} dari {nama} ke bingkai berlaku bagi tiap unit di dalamnya"
            f"{f', kecuali yang bertanda “{DI_BAWAH}…”' if kecuali else ''}, menurut {sumber}; "
            "pasalnya ada di halaman unit."
        )
    for bagian, nama in (("struktur", "Susunan"), ("rentang", "Rentang"), ("ketentuan", "Ketentuan")):
        if teks := getattr(b.edisi, f"{bagian}_keterangan"):
            yield f"{nama} ({b.edisi.kelengkapan(bagian).label}): {teks}"
    for kolom in b.rentang:
        for daftar in kolom.daftar:
            if daftar.tertulis:
                yield f"{daftar.rujukan} tertulis “{daftar.tertulis}”, dibaca {kolom.nama}."
    for satu in bertopik(ketentuan, Topik.PERTANGGUNGJAWABAN, Topik.PELAPORAN):
        yield (
            f"{satu.judul}: {satu.isi.rstrip('.')} ({satu.rujukan})." if satu.isi else f"{satu.judul} ({satu.rujukan})."
        )


def _uraian(b: Bacaan, kolom: Sequence[Kolom]) -> str:
    """The drawing in a few words, for those who do not see it."""
    unit = f"{len(b.simpul)} unit {b.edisi.daerah.nama}"
    if not kolom:
        return f"Susunan {unit}."
    milik = [f"{satu.kepala.nama} ({len(satu.unit)} unit)" for satu in kolom]
    return f"Susunan {unit}, di antaranya {_rangkai(milik)}."


def _rangkai(kata: Sequence[str]) -> str:
    """a, b dan c"""
    return kata[0] if len(kata) == 1 else f"{', '.join(kata[:-1])} dan {kata[-1]}"
