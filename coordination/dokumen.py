"""The spans of coordination in documents: one entry a printed list, one item a unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from coordination.models import Makna, RentangKoordinasi
from registry.dokumen.bagian import (
    BagianEdisi,
    Baris,
    Kamus,
    Pemeriksa,
    Penomor,
    id_peraturan,
    kunci_peraturan,
    tanpa_kosong,
)
from registry.dokumen.daftar import kunci_urut, rujukan_butir, rujukan_induk, sama_semua
from registry.dokumen.galat import Ruas
from registry.dokumen.isi import SimpulIsian
from registry.dokumen.skema import BATAS_DAFTAR, EdisiIsian, Isian
from registry.dokumen.tipe import Bulat, KunciPeraturan, KunciUnit, YaTidak, medan
from registry.isi_edisi import Nilai
from registry.models import JenisUnit

BOLEH_MENGOORDINASI = (JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH)


class UnitRentangIsian(Isian):
    """One unit of the list. What it says itself goes before what the list says."""

    huruf: Annotated[str, medan(RentangKoordinasi, "huruf")] = Field("", description="Huruf (atau angka) dalam naskah.")
    unit: Annotated[str, KunciUnit()] = Field(description="Yang dikoordinasikan.")
    tertulis: Annotated[str, medan(RentangKoordinasi, "tertulis")] = Field(
        "", description="Tulisan naskah untuk unit ini, bila berbeda."
    )
    catatan: Annotated[str, medan(RentangKoordinasi, "catatan")] = Field("", description="Mengapa dibaca demikian.")
    utama: Annotated[bool, YaTidak()] = Field(
        True, description="Tidak, bila naskah menyebut unit ini lagi dan penyebutan lain yang dipakai."
    )
    sebutan_ke: Annotated[int, Bulat(sedikitnya=1)] = Field(
        1, description="2 untuk penyebutan kedua unit yang sama dalam edisi ini."
    )
    rujukan: Annotated[str, medan(RentangKoordinasi, "rujukan")] = Field(
        "", description="Hanya bila bukan rujukan daftar ditambah huruf."
    )
    urutan: Annotated[int | None, medan(RentangKoordinasi, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya dalam daftar."
    )


class RentangIsian(Isian):
    """One list of one koordinator."""

    koordinator: Annotated[str, KunciUnit()] = Field(description="Asisten, atau Sekretaris Daerah.")
    makna: Annotated[str, medan(RentangKoordinasi, "makna")] = Field(
        Makna.KOORDINASI.value, description="Arti kata kerja itu."
    )
    verba: Annotated[str, medan(RentangKoordinasi, "verba")] = Field("", description="Kata kerja menurut naskah.")
    peraturan: Annotated[str | None, KunciPeraturan()] = Field(None, description="Peraturan yang memuat daftar ini.")
    rujukan: Annotated[str, medan(RentangKoordinasi, "rujukan")] = Field("", description="Tempat daftar ini.")
    tertulis: Annotated[str, medan(RentangKoordinasi, "tertulis")] = Field(
        "", description="Tulisan naskah, bila berbeda dari yang dimaksud; berlaku bagi semua unit daftar."
    )
    catatan: Annotated[str, medan(RentangKoordinasi, "catatan")] = Field(
        "", description="Mengapa dibaca demikian; berlaku bagi semua unit daftar."
    )
    unit: list[UnitRentangIsian] = Field(
        min_length=1, max_length=BATAS_DAFTAR, description="Unit dalam daftar, menurut urutan naskah."
    )


def baca(entri: Sequence[RentangIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, daftar in enumerate(entri):
        nomor = Penomor()
        kepala = {
            "koordinator_id": kamus.unit(daftar.koordinator),
            "makna": daftar.makna,
            "verba": daftar.verba,
            "peraturan_id": id_peraturan(daftar.peraturan, kamus),
        }
        for letak, satu in enumerate(daftar.unit):
            yield Baris(
                "rentangkoordinasi",
                {
                    **kepala,
                    "unit_id": kamus.unit(satu.unit),
                    "sebutan_ke": satu.sebutan_ke,
                    "utama": satu.utama,
                    "urutan": nomor.baca(satu.urutan),
                    "huruf": satu.huruf,
                    "rujukan": satu.rujukan or rujukan_butir(daftar.rujukan, satu.huruf),
                    "tertulis": satu.tertulis or daftar.tertulis,
                    "catatan": satu.catatan or daftar.catatan,
                },
                (ke, "unit", letak),
            )


def tulis(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    daftar: dict[tuple[str, str, str, str, str], list[Nilai]] = defaultdict(list)
    for nilai in isi["rentangkoordinasi"]:
        peraturan = kunci_peraturan(nilai["peraturan_id"], kamus)
        induk = rujukan_induk(nilai["rujukan"], nilai["huruf"])
        koordinator = kamus.kunci_unit(nilai["koordinator_id"])
        daftar[peraturan, induk, koordinator, nilai["makna"], nilai["verba"]].append(nilai)
    return [
        _tulis_daftar(kepala, daftar[kepala], kamus)
        for kepala in sorted(daftar, key=lambda kepala: (kepala[0], kunci_urut(kepala[1]), kepala[2:]))
    ]


def _tulis_daftar(kepala: tuple[str, str, str, str, str], semua: list[Nilai], kamus: Kamus) -> dict[str, Any]:
    peraturan, induk, koordinator, makna, verba = kepala
    semua.sort(key=lambda satu: (satu["urutan"], satu["huruf"], kamus.kunci_unit(satu["unit_id"]), satu["sebutan_ke"]))
    tertulis = sama_semua([satu["tertulis"] for satu in semua])
    catatan = sama_semua([satu["catatan"] for satu in semua])
    nomor = Penomor()
    return tanpa_kosong(
        koordinator=koordinator,
        makna=makna,
        verba=verba,
        peraturan=peraturan,
        rujukan=induk,
        tertulis=tertulis,
        catatan=catatan,
        unit=[
            tanpa_kosong(
                huruf=satu["huruf"],
                unit=kamus.kunci_unit(satu["unit_id"]),
                tertulis=satu["tertulis"] if satu["tertulis"] != tertulis else "",
                catatan=satu["catatan"] if satu["catatan"] != catatan else "",
                utama=satu["utama"],
                sebutan_ke=satu["sebutan_ke"],
                rujukan=satu["rujukan"] if satu["rujukan"] != rujukan_butir(induk, satu["huruf"]) else "",
                urutan=nomor.tulis(satu["urutan"]),
            )
            for satu in semua
        ],
    )


def periksa(edisi: EdisiIsian, ruas: Ruas, p: Pemeriksa) -> None:
    """Who may coordinate, one main koordinator a unit, letters in their place."""
    jenis = dict(_jenis_unit(edisi.struktur))  # type: ignore[attr-defined]  # registered section
    utama: dict[str, tuple[str, Ruas]] = {}
    semua: Sequence[RentangIsian] = edisi.rentang  # type: ignore[attr-defined]
    for ke, daftar in enumerate(semua):
        di_sini = (*ruas, "rentang", ke)
        _periksa_koordinator(daftar, jenis, di_sini, p)
        _periksa_huruf(daftar, di_sini, p)
        for letak, satu in enumerate(daftar.unit):
            tempat: Ruas = (*di_sini, "unit", letak)
            if satu.unit == daftar.koordinator:
                p.salah((*tempat, "unit"), "unit tidak mengoordinasikan dirinya sendiri")
            if not satu.utama:
                continue
            if satu.unit in utama:
                lain, tempat_lain = utama[satu.unit]
                p.salah(
                    (*tempat, "unit"),
                    f"{satu.unit} sudah mempunyai koordinator utama {lain} (baris {p.baris(tempat_lain)}); bila naskah "
                    "memang menyebutnya dua kali, beri penyebutan ini sebutan_ke: 2 dan utama: tidak",
                )
            else:
                utama[satu.unit] = (daftar.koordinator, tempat)


def _periksa_koordinator(daftar: RentangIsian, jenis: dict[str, str], ruas: Ruas, p: Pemeriksa) -> None:
    if not jenis:
        return
    if daftar.koordinator not in jenis:
        p.salah((*ruas, "koordinator"), f"{daftar.koordinator} menjadi koordinator, tetapi tidak ada dalam struktur")
    elif jenis[daftar.koordinator] not in BOLEH_MENGOORDINASI:
        p.salah(
            (*ruas, "koordinator"),
            f"{daftar.koordinator} berjenis {jenis[daftar.koordinator]}; yang mengoordinasikan adalah asisten "
            "atau sekretaris daerah",
        )


def _periksa_huruf(daftar: RentangIsian, ruas: Ruas, p: Pemeriksa) -> None:
    """Two units may share a letter when they follow each other: regulations print "e. Dinas X, Satpol PP"."""
    terakhir = ""
    lewat: set[str] = set()
    for letak, satu in enumerate(daftar.unit):
        if satu.huruf and satu.huruf != terakhir:
            if satu.huruf in lewat and not satu.rujukan:
                p.salah((*ruas, "unit", letak, "huruf"), f"huruf {satu.huruf} sudah dipakai dalam daftar ini")
            lewat.add(satu.huruf)
        tanpa_tempat = satu.huruf and not satu.rujukan and daftar.rujukan
        if tanpa_tempat and rujukan_butir(daftar.rujukan, satu.huruf) == daftar.rujukan:
            p.salah(
                (*ruas, "unit", letak, "huruf"),
                f'"{satu.huruf}" tidak dapat ditambahkan pada {daftar.rujukan}; tulis rujukan unit ini lengkap',
            )
        terakhir = satu.huruf


def _jenis_unit(pangkal: Sequence[SimpulIsian]) -> Iterator[tuple[str, str]]:
    tumpukan = list(pangkal)
    while tumpukan:
        simpul = tumpukan.pop()
        yield simpul.unit, simpul.jenis
        tumpukan += simpul.bawahan


RENTANG = BagianEdisi(
    nama="rentang",
    letak=20,
    skema=RentangIsian,
    isi=(RentangKoordinasi,),
    keterangan="Siapa mengoordinasikan siapa: satu butir untuk satu daftar dalam naskah.",
    baca=baca,
    tulis=tulis,
    kelengkapan="rentang",
    periksa=periksa,
)
