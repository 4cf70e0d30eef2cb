"""The spans of one edition as a matrix: units against koordinator, read once for the workbench screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Q

from coordination.aturan import BERKOORDINATOR
from coordination.daftar import Daftar
from coordination.koordinator import Jawaban, koordinator_edisi
from coordination.models import Makna, RentangKoordinasi
from coordination.susunan import Baris, Susunan, golongkan
from registry.isi_edisi import DAFTAR
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, PerangkatDaerah, Peraturan

BELUM, LUAR, KELOMPOK = "belum", "luar", "kelompok"
#: Words that begin an Asisten's name and tell nothing on a phone.
_AWALAN = {"asisten", "bidang", "i", "ii", "iii", "iv", "sekretaris", "daerah"}


@dataclass(slots=True)
class Kolom:
    """One who coordinates, or may. `daftar`: places of his lists in the Susunan, at least one."""

    id: int
    nama: str
    pendek: str
    di_bagan: bool
    daftar: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Unit:
    """One row. `lain`: its listings beside the main one; `melalui`: through whom it is answered without one."""

    id: int
    nama: str
    jenis: str
    di_bagan: bool
    kelompok: str
    baris: Baris
    jawaban: Jawaban | None
    lain: list[Baris] = field(default_factory=list)

    @property
    def melalui(self) -> str:
        """In words, for a unit without a main span of its own; "" where nothing answers for it."""
        if self.baris.lama is not None or self.jawaban is None:
            return ""
        kata = "dibawahi" if self.jawaban.makna == Makna.MEMBAWAHI else "dikoordinasikan"
        lewat = f", melalui {self.jawaban.melalui}" if self.jawaban.melalui else ""
        return f"{kata} {self.jawaban.nama}{lewat}"


@dataclass
class Matriks:
    edisi: Edisi
    kolom: list[Kolom]
    unit: dict[int, Unit]
    susunan: Susunan
    nama: dict[int, str]
    pk: dict[tuple[int, int], int]
    peraturan: dict[int, Peraturan]

    def kelompok(self) -> list[tuple[str, str, list[Unit]]]:
        """(code, heading, units): the uncovered first, then what left the structure, by sort, kelompok last."""
        menurut: dict[str, list[Unit]] = {}
        for satu in self.unit.values():
            menurut.setdefault(satu.kelompok, []).append(satu)
        label = dict(JenisUnit.choices)
        urut = [BELUM, LUAR, *(str(j) for j in JenisUnit if j not in AKHIR), *map(str, AKHIR)]
        judul = {
            **{kode: nama[:1].upper() + nama[1:] for kode, nama in label.items()},
            BELUM: "Belum berkoordinator",
            LUAR: "Dalam rentang, tidak lagi dalam bagan",
            KELOMPOK: "Kelompok, bukan perangkat daerah",
        }
        return [(kode, judul[kode], menurut[kode]) for kode in urut if kode in menurut]

    def daftar_untuk(self, unit: Unit, kolom: Kolom) -> int:
        """The list of this koordinator into which this unit would go: its own, else where its like stand."""
        if unit.baris.semula in kolom.daftar:
            return unit.baris.semula
        if len(kolom.daftar) == 1:
            return kolom.daftar[0]
        hitung = self._banyak[unit.jenis == JenisUnit.BAGIAN]
        return max(kolom.daftar, key=lambda ke: (hitung[ke], -ke))

    @cached_property
    def _banyak(self) -> dict[bool, Counter[int | None]]:
        """{is a Bagian: units of that sort in each list}."""
        return {
            bagian: Counter(
                satu.baris.semula for satu in self.unit.values() if (satu.jenis == JenisUnit.BAGIAN) == bagian
            )
            for bagian in (True, False)
        }


#: Sorts of unit that the screen shows last: Bagian belong to the Setda, kelompok are no perangkat daerah.
AKHIR = (JenisUnit.BAGIAN, JenisUnit.KELOMPOK)


def baca(edisi: Edisi) -> Matriks:
    """The matrix of an edition; 5 queries, 1 more where a span names a body outside the tree."""
    isi = DAFTAR["rentangkoordinasi"]
    rentang = list(
        RentangKoordinasi.objects.pada(edisi).menurut_naskah().values("pk", "unit_id", "sebutan_ke", *isi.nilai)
    )
    tempat = list(
        Kedudukan.objects.pada(edisi).menurut_pohon().values_list("perangkat_daerah_id", "nama", "jenis", named=True)
    )
    nama = {satu.perangkat_daerah_id: satu.nama for satu in tempat}
    jenis = {satu.perangkat_daerah_id: satu.jenis for satu in tempat}
    luar = {badan for satu in rentang for badan in (satu["unit_id"], satu["koordinator_id"])} - nama.keys()
    if luar:
        nama |= dict(PerangkatDaerah.objects.filter(pk__in=luar).values_list("pk", "nama"))
    kolom = _kolom(jenis, nama, {satu["koordinator_id"] for satu in rentang})
    susunan = _susunan(edisi, kolom, rentang, isi.nilai)
    jawaban = koordinator_edisi(edisi)
    terlibat = {satu["unit_id"] for satu in rentang}
    boleh = BERKOORDINATOR | {JenisUnit.KELOMPOK}
    urut = [badan for badan in jenis if badan in terlibat or jenis[badan] in boleh]
    urut += sorted(terlibat - jenis.keys(), key=lambda badan: nama[badan])
    mengatur = edisi.kelengkapan("rentang") in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN)
    unit = {badan: _unit(badan, nama[badan], jenis.get(badan), susunan, jawaban.get(badan), mengatur) for badan in urut}
    dipakai = {satu["peraturan_id"] for satu in rentang if satu["peraturan_id"]}
    peraturan = Peraturan.objects.filter(Q(daerah=edisi.daerah_id) | Q(pk__in=dipakai)).select_related("daerah")
    return Matriks(
        edisi=edisi,
        kolom=kolom,
        unit=unit,
        susunan=susunan,
        nama=nama,
        pk={(satu["unit_id"], satu["sebutan_ke"]): satu["pk"] for satu in rentang},
        peraturan={satu.pk: satu for satu in peraturan},
    )


def _kolom(jenis: dict[int, str], nama: dict[int, str], dipakai: set[int]) -> list[Kolom]:
    """The Asisten of this tree, then the Sekda, then whoever else stands over a span."""
    sekda = [badan for badan in jenis if jenis[badan] == JenisUnit.SEKRETARIS_DAERAH]
    sekda = sekda or [badan for badan in jenis if jenis[badan] == JenisUnit.SEKRETARIAT_DAERAH]
    urut = [badan for badan in jenis if jenis[badan] == JenisUnit.ASISTEN] + sekda
    urut += sorted(dipakai - {*urut}, key=lambda badan: nama[badan])
    pendek = nama_pendek([nama[badan] for badan in urut])
    return [Kolom(badan, nama[badan], singkat, badan in jenis) for badan, singkat in zip(urut, pendek, strict=True)]


def nama_pendek(semua: Iterable[str]) -> list[str]:
    """Short names for phones: "Pemerintahan", "Adm. Umum", "Sekda"; longer where two would be the same."""
    hasil: list[str] = []
    for nama in semua:
        kata = [satu for satu in nama.replace(",", " ").split() if satu.casefold() not in _AWALAN]
        if nama.casefold().startswith("sekretari"):
            pendek = "Sekda" if nama.casefold().startswith("sekretaris") else "Setda"
        elif kata and kata[0].casefold() == "administrasi":
            pendek = " ".join(["Adm.", *kata[1:2]])
        else:
            pendek = kata[0] if kata else nama
        hasil.append(nama.removeprefix("Asisten ") if pendek in hasil else pendek)
    return hasil


def _susunan(edisi: Edisi, kolom: list[Kolom], rentang: list[dict[str, Any]], ruas: tuple[str, ...]) -> Susunan:
    nilai = [{satu: baris[satu] for satu in ruas} for baris in rentang]
    daftar, letak = golongkan(nilai)
    for satu in kolom:
        satu.daftar = [ke for ke, milik in enumerate(daftar) if milik.koordinator == satu.id]
    tanpa = [satu for satu in kolom if not satu.daftar]
    baku = _baku(edisi, daftar)
    for satu in tanpa:
        satu.daftar = [len(daftar)]
        daftar.append(Daftar(satu.id, baku.peraturan, "", baku.verba, baku.makna))
    milik_kolom = {satu.id: satu.daftar[0] for satu in kolom}
    susunan = Susunan(daftar_lama=daftar, daftar=list(daftar))
    for baris, isi, (ke, bebas) in zip(rentang, nilai, letak, strict=True):
        di = ke if ke is not None else milik_kolom[baris["koordinator_id"]]
        susunan.tambah(Baris(baris["unit_id"], baris["sebutan_ke"], isi["utama"], isi, di, di, bebas=bebas))
    return susunan


def _baku(edisi: Edisi, daftar: list[Daftar]) -> Daftar:
    """What a list that is only begun takes from its neighbours: the usual verb, by the usual regulation."""
    biasa = [satu for satu in daftar if satu.makna == Makna.KOORDINASI]
    verba = Counter(satu.verba for satu in biasa).most_common(1)
    peraturan = Counter(satu.peraturan for satu in biasa).most_common(1)
    return Daftar(
        0,
        peraturan[0][0] if peraturan else edisi.peraturan_id,
        "",
        verba[0][0] if verba else "mengoordinasikan",
        Makna.KOORDINASI,
    )


def _unit(badan: int, nama: str, jenis: str | None, susunan: Susunan, jawaban: Jawaban | None, mengatur: bool) -> Unit:
    baris = susunan.utama(badan)
    lain = [satu for satu in susunan.sebutan(badan) if satu is not baris]
    if baris is None:
        ke = next(nomor for nomor in range(1, 100) if (badan, nomor) not in susunan.baris)
        baris = Baris(badan, ke, utama=True)
        susunan.tambah(baris)
    kelompok = LUAR if jenis is None else str(jenis)
    if mengatur and jenis in BERKOORDINATOR and jawaban is None:
        kelompok = BELUM
    return Unit(badan, nama, jenis or "", jenis is not None, kelompok, baris, jawaban, lain)
