"""What a file would change in a draft: the fate of every row, told before anything is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from registry.isi_edisi import DAFTAR, Kunci, Nilai, Ubah
from registry.models import Edisi
from registry.tabel.badan import PilihanBadan, Usul, siapkan_badan
from registry.tabel.kamus import BadanBaru, KamusTabel
from registry.tabel.kepala import LembarDikenal, kenali
from registry.tabel.lembar import Lembar
from registry.tabel.muatan import Muatan, jejak
from registry.tabel.resource import Kolom, Tabel

JenisNasib = Literal["galat", "usul", "baru", "berubah", "dikeluarkan", "tetap"]
#: Order in which people want to see them.
URUT: tuple[JenisNasib, ...] = ("galat", "usul", "baru", "berubah", "dikeluarkan", "tetap")


@dataclass(frozen=True, slots=True)
class Beda:
    kolom: str
    dari: str
    menjadi: str


@dataclass(slots=True)
class Nasib:
    """What becomes of one row. `baris` is 0 for a row that only the draft has."""

    lembar: str
    baris: int
    jenis: JenisNasib
    nama: str
    kunci: str
    beda: list[Beda] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    catatan: str = ""
    usul: Usul | None = None


@dataclass(slots=True)
class Rencana:
    """All of it. `galat`: what concerns a sheet or the file; with any error nothing may be written."""

    nasib: list[Nasib] = field(default_factory=list)
    galat: list[str] = field(default_factory=list)
    catatan: list[str] = field(default_factory=list)
    muatan: Muatan = field(default_factory=Muatan)

    @property
    def bergalat(self) -> bool:
        return bool(self.galat) or any(satu.jenis == "galat" for satu in self.nasib)

    @property
    def perlu_pilihan(self) -> bool:
        return any(satu.usul is not None and not satu.usul.terpilih for satu in self.nasib)

    @property
    def dapat_diterapkan(self) -> bool:
        return not self.bergalat and not self.perlu_pilihan and bool(self.muatan.ubah)

    def jumlah(self) -> dict[JenisNasib, int]:
        return {jenis: sum(satu.jenis == jenis for satu in self.nasib) for jenis in URUT}


def rencanakan(
    edisi: Edisi, semua: list[Lembar], *, samakan: bool = False, pilihan: PilihanBadan | None = None
) -> Rencana:
    """Compare a file with a draft. `samakan`: rows that a sheet of the file lacks are taken out of the draft.

    `pilihan`: {row of the sheet of units: key of the body that it means, "" for a new one}.
    4 queries and 1 a table, whatever the number of rows. Raises BerkasDitolak.
    """
    dikenal = kenali(semua)
    rencana = Rencana()
    for satu in dikenal:
        rencana.galat += [f"Lembar {satu.tabel.judul}: {pesan}" for pesan in satu.galat]
        rencana.catatan += [f"Lembar {satu.tabel.judul}: {pesan}" for pesan in satu.catatan]
    if rencana.galat:
        return rencana
    kamus = KamusTabel(edisi)
    baca = [(satu, satu.tabel(kamus, DAFTAR[satu.tabel.bagian].baca(edisi.pk))) for satu in dikenal]
    usul: dict[int, Usul] = {}
    for satu, tabel in baca:
        if tabel.isi.berpohon:
            usul = siapkan_badan(satu, tabel, kamus, pilihan or {})
    muatan = rencana.muatan
    for satu, tabel in baca:
        tabel.baca(satu.kepala, satu.lembar)
        _bandingkan(rencana, satu, tabel, usul if tabel.isi.berpohon else {}, samakan=samakan)
        if samakan:
            muatan.jejak[tabel.bagian] = jejak(tabel.kini)
    muatan.badan = _badan_terpakai(kamus, muatan.ubah)
    return rencana


def _bandingkan(
    rencana: Rencana, dikenal: LembarDikenal, tabel: Tabel, usul: Mapping[int, Usul], *, samakan: bool
) -> None:
    """Fates of one table, and its part of the change-set."""
    nomor, ubah = _ubahan(tabel)
    dibuang = [kunci for kunci in tabel.kini if kunci not in nomor] if samakan else []
    jadi = {kunci: nilai for kunci, nilai in tabel.kini.items() if kunci not in dibuang}
    for kunci, nilai in ubah.items():
        jadi[kunci] = {**jadi.get(kunci, {}), **nilai}
    tabel.periksa(jadi, nomor)
    rencana.galat += [f"Lembar {tabel.judul}: {pesan}" for semua in tabel.salah.get(0, {}).values() for pesan in semua]
    menurut_nomor = {letak: kunci for kunci, letak in nomor.items()}
    for letak, _ in dikenal.lembar.baris:
        nasib = _nasib(tabel, letak, menurut_nomor.get(letak), ubah)
        nasib.usul = usul.get(letak)
        if nasib.usul is not None and not nasib.usul.terpilih and nasib.jenis != "galat":
            nasib.jenis, nasib.kunci, nasib.catatan = "usul", "", ""
        rencana.nasib.append(nasib)
    for kunci in sorted(dibuang, key=lambda satu: tabel.urut(satu, tabel.kini[satu])):
        rencana.nasib.append(
            Nasib(
                tabel.judul,
                0,
                "dikeluarkan",
                sebut_baris(tabel, kunci, tabel.kini[kunci]),
                tabel.kamus.kunci_unit(kunci[0]),
            )
        )
    muatan = rencana.muatan
    for kunci, nilai in ubah.items():
        kini = tabel.kini.get(kunci)
        if nilai:
            muatan.ubah[tabel.bagian, kunci] = nilai
            muatan.lihat[tabel.bagian, kunci] = None if kini is None else {ruas: kini[ruas] for ruas in nilai}
    for kunci in dibuang:
        muatan.ubah[tabel.bagian, kunci] = None
        muatan.lihat[tabel.bagian, kunci] = tabel.kini[kunci]


def _ubahan(tabel: Tabel) -> tuple[dict[Kunci, int], dict[Kunci, Nilai]]:
    """({key: row of the file}, {key: fields that differ; all of them for a new row}). A key met twice is an error."""
    nomor: dict[Kunci, int] = {}
    ubah: dict[Kunci, Nilai] = {}
    for letak, (baris, baru) in tabel.hasil.items():
        kunci: Kunci = tuple(getattr(baris, ruas) for ruas in tabel.isi.kunci)
        if None in kunci:
            continue
        if kunci in nomor:
            kolom = str(tabel.kolom_ruas(tabel.isi.kunci[0]).column_name)
            tabel.tambah_galat(letak, kolom, f"“{tabel.kamus.kunci_unit(kunci[0])}” sudah ada di baris {nomor[kunci]}.")
            continue
        nomor[kunci] = letak
        nilai = {ruas: getattr(baris, ruas) for ruas in tabel.isi.nilai}
        kini = baris.ada
        ubah[kunci] = nilai if baru or kini is None else {r: isi for r, isi in nilai.items() if kini[r] != isi}
    return nomor, ubah


def _nasib(tabel: Tabel, letak: int, kunci: Kunci | None, ubah: Mapping[Kunci, Nilai]) -> Nasib:
    galat = [
        f"Lembar {tabel.judul}, baris {letak}{f', kolom {kolom}' if kolom else ''}: {pesan}"
        for kolom, semua in tabel.salah.get(letak, {}).items()
        for pesan in semua
    ]
    baris, _ = tabel.hasil[letak]
    nilai = {ruas: getattr(baris, ruas) for ruas in tabel.isi.nilai}
    if kunci is None:
        return Nasib(tabel.judul, letak, "galat", str(getattr(baris, "nama", "") or ""), "", galat=galat)
    nama, kunci_teks = sebut_baris(tabel, kunci, nilai), tabel.kamus.kunci_unit(kunci[0])
    kini = tabel.kini.get(kunci)
    beda = list(_beda(tabel, kini, ubah[kunci])) if kini is not None else list(_isi_baru(tabel, nilai))
    jenis: JenisNasib = "galat" if galat else "baru" if kini is None else "berubah" if beda else "tetap"
    catatan = ""
    if jenis == "baru" and tabel.isi.berpohon:
        catatan = "badan baru" if kunci[0] < 0 else "badan yang sudah dikenal"
    return Nasib(tabel.judul, letak, jenis, nama, kunci_teks, beda, galat, catatan)


def sebut_baris(tabel: Tabel, kunci: Kunci, nilai: Mapping[str, Any]) -> str:
    """The row as people call it."""
    nama = tabel.kamus.nama_unit(kunci[0])
    if tabel.isi.berpohon:
        return str(nilai["nama"] or nama)
    return f"{nama} (penyebutan ke-{kunci[1]})" if len(kunci) > 1 and kunci[1] != 1 else nama


def _beda(tabel: Tabel, kini: Nilai, ubah: Nilai) -> Iterator[Beda]:
    for kolom, dari, menjadi in _kolom_nilai(tabel, kini, ubah):
        yield Beda(str(kolom.column_name), dari or "kosong", menjadi or "kosong")


def _isi_baru(tabel: Tabel, nilai: Nilai) -> Iterator[Beda]:
    for kolom, _, menjadi in _kolom_nilai(tabel, {}, nilai):
        if menjadi and kolom.attribute != "nama":
            yield Beda(str(kolom.column_name), "", menjadi)


def _kolom_nilai(tabel: Tabel, kini: Mapping[str, Any], ubah: Mapping[str, Any]) -> Iterator[tuple[Kolom, str, str]]:
    for kolom in tabel.kolom():
        if not kolom.readonly and kolom.attribute in ubah:
            sebut = kolom.widget.sebut
            dari, menjadi = kini.get(kolom.attribute), ubah[kolom.attribute]
            yield kolom, sebut(dari, tabel.kamus), sebut(menjadi, tabel.kamus)


def _badan_terpakai(kamus: KamusTabel, ubah: Ubah) -> list[BadanBaru]:
    """New bodies that a row of the change-set stands on."""
    dipakai = {kunci[0] for _, kunci in ubah}
    return [satu for satu in kamus.baru if satu.id in dipakai]
