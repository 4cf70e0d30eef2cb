"""The registry's own sections of an edition: the tree, and what became of which body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Any

from pydantic import Field

from registry.dokumen.bagian import (
    BagianEdisi,
    Baris,
    Kamus,
    Pemeriksa,
    Penomor,
    id_peraturan,
    kunci_peraturan,
    nilai_dasar,
    tanpa_kosong,
    tulis_dasar,
)
from registry.dokumen.galat import Ruas
from registry.dokumen.skema import BATAS_DAFTAR, DasarIsian, EdisiIsian, Isian
from registry.dokumen.tipe import Bulat, KunciPeraturan, KunciUnit, medan
from registry.isi_edisi import Nilai
from registry.models import JenisUnit, Kedudukan, PesertaSuksesi, Suksesi


class DisebutIsian(Isian):
    """Where a regulation names the unit."""

    peraturan: Annotated[str | None, KunciPeraturan()] = Field(None, description="Peraturan yang menyebut unit ini.")
    rujukan: Annotated[str, medan(Kedudukan, "disebut_rujukan")] = Field("", description="Tempat penyebutannya.")


class SimpulIsian(Isian):
    """A unit in the tree, with the units under it."""

    unit: Annotated[str, KunciUnit()] = Field(description="Badan yang menempati tempat ini.")
    nama: Annotated[str, medan(Kedudukan, "nama")] = Field(description="Nama persis seperti tertulis dalam peraturan.")
    jenis: Annotated[str, medan(Kedudukan, "jenis")] = Field(description="Jenis unit.")
    singkatan: Annotated[str, medan(Kedudukan, "singkatan")] = Field("", description="Singkatan resmi.")
    tipe: Annotated[str, medan(Kedudukan, "tipe")] = Field("", description="Tipe menurut PP 18/2016.")
    kontak: Annotated[str, medan(Kedudukan, "kontak")] = Field("", description="Kontak kantor, bukan orang.")
    urutan: Annotated[int | None, medan(Kedudukan, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya di bawah induknya."
    )
    dasar: DasarIsian | None = Field(None, description="Dasar tempatnya dalam bagan.")
    disebut: DisebutIsian | None = Field(None, description="Tempat peraturan menyebut unit ini.")
    bawahan: list[SimpulIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Unit di bawahnya, menurut urutan."
    )


class SuksesiIsian(Isian):
    """One event: which bodies became which."""

    nomor: Annotated[int, Bulat(sedikitnya=1)] = Field(description="Nomor peristiwa dalam edisi ini.")
    jenis: Annotated[str, medan(Suksesi, "jenis")] = Field(description="Jenis peristiwa.")
    keterangan: Annotated[str, medan(Suksesi, "keterangan")] = Field("", description="Penjelasan.")
    lama: list[Annotated[str, KunciUnit()]] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Badan sebelum peristiwa."
    )
    baru: list[Annotated[str, KunciUnit()]] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Badan sesudah peristiwa."
    )
    dasar: DasarIsian | None = Field(None, description="Dasar peristiwa ini.")


# --- struktur -------------------------------------------------------------------------------------


def baca_struktur(entri: Sequence[SimpulIsian], kamus: Kamus) -> Iterator[Baris]:
    tumpukan: list[tuple[SimpulIsian, Ruas, Any]] = [
        (simpul, (ke,), None) for ke, simpul in reversed(list(enumerate(entri)))
    ]
    nomor: dict[Any, Penomor] = defaultdict(Penomor)
    while tumpukan:
        simpul, ruas, induk = tumpukan.pop()
        unit = kamus.unit(simpul.unit)
        disebut = simpul.disebut or DisebutIsian()
        yield Baris(
            "kedudukan",
            {
                "perangkat_daerah_id": unit,
                "induk": induk,
                "urutan": nomor[induk].baca(simpul.urutan),
                "nama": simpul.nama,
                "singkatan": simpul.singkatan,
                "jenis": simpul.jenis,
                "tipe": simpul.tipe,
                "kontak": simpul.kontak,
                "disebut_peraturan_id": id_peraturan(disebut.peraturan, kamus),
                "disebut_rujukan": disebut.rujukan,
                **nilai_dasar(simpul.dasar, kamus),
            },
            ruas,
        )
        bawahan: list[tuple[SimpulIsian, Ruas, Any]] = [
            (anak, (*ruas, "bawahan", ke), unit) for ke, anak in enumerate(simpul.bawahan)
        ]
        tumpukan += reversed(bawahan)


def tulis_struktur(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    anak: dict[Any, list[Nilai]] = defaultdict(list)
    for nilai in isi["kedudukan"]:
        anak[nilai["induk"]].append(nilai)

    def tulis(induk: Any) -> list[dict[str, Any]]:
        nomor = Penomor()
        saudara = anak[induk]
        saudara.sort(key=lambda satu: (satu["urutan"], satu["nama"], kamus.kunci_unit(satu["perangkat_daerah_id"])))
        return [
            tanpa_kosong(
                unit=kamus.kunci_unit(satu["perangkat_daerah_id"]),
                nama=satu["nama"],
                jenis=satu["jenis"],
                singkatan=satu["singkatan"],
                tipe=satu["tipe"],
                kontak=satu["kontak"],
                urutan=nomor.tulis(satu["urutan"]),
                dasar=tulis_dasar(satu, kamus),
                disebut=tanpa_kosong(
                    peraturan=kunci_peraturan(satu["disebut_peraturan_id"], kamus),
                    rujukan=satu["disebut_rujukan"],
                ),
                bawahan=tulis(satu["perangkat_daerah_id"]),
            )
            for satu in saudara
        ]

    return tulis(None)


def periksa_struktur(edisi: EdisiIsian, ruas: Ruas, p: Pemeriksa) -> None:
    pangkal: Sequence[SimpulIsian] = edisi.struktur  # type: ignore[attr-defined]  # registered section
    for ke, simpul in enumerate(pangkal):
        if ke:
            p.salah((*ruas, "struktur", ke), "bagan hanya mempunyai satu pangkal; letakkan unit ini di bawah unit lain")
        elif simpul.jenis != JenisUnit.PEMERINTAH_DAERAH:
            p.salah(
                (*ruas, "struktur", ke, "jenis"),
                f"pangkal bagan harus berjenis {JenisUnit.PEMERINTAH_DAERAH.value}, bukan {simpul.jenis}",
            )


# --- suksesi --------------------------------------------------------------------------------------


def baca_suksesi(entri: Sequence[SuksesiIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, satu in enumerate(entri):
        yield Baris(
            "suksesi",
            {
                "nomor": satu.nomor,
                "jenis": satu.jenis,
                "keterangan": satu.keterangan,
                **nilai_dasar(satu.dasar, kamus),
            },
            (ke,),
        )
        for peran, badan in (("lama", satu.lama), ("baru", satu.baru)):
            for letak, kunci in enumerate(badan):
                yield Baris(
                    "pesertasuksesi",
                    {"nomor": satu.nomor, "peran": peran, "perangkat_daerah_id": kamus.unit(kunci)},
                    (ke, peran, letak),
                )


def tulis_suksesi(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    peserta: dict[tuple[int, str], list[str]] = defaultdict(list)
    for nilai in isi["pesertasuksesi"]:
        peserta[nilai["nomor"], nilai["peran"]].append(kamus.kunci_unit(nilai["perangkat_daerah_id"]))
    return [
        tanpa_kosong(
            nomor=satu["nomor"],
            jenis=satu["jenis"],
            keterangan=satu["keterangan"],
            lama=sorted(peserta[satu["nomor"], "lama"]),
            baru=sorted(peserta[satu["nomor"], "baru"]),
            dasar=tulis_dasar(satu, kamus),
        )
        for satu in sorted(isi["suksesi"], key=lambda satu: satu["nomor"])
    ]


STRUKTUR = BagianEdisi(
    nama="struktur",
    letak=10,
    skema=SimpulIsian,
    isi=(Kedudukan,),
    keterangan="Bagan: satu pangkal (pemerintah daerah), dan di bawahnya unit-unit bersarang.",
    baca=baca_struktur,
    tulis=tulis_struktur,
    kelengkapan="struktur",
    periksa=periksa_struktur,
)
SUKSESI = BagianEdisi(
    nama="suksesi",
    letak=80,
    skema=SuksesiIsian,
    isi=(Suksesi, PesertaSuksesi),
    keterangan="Badan yang berganti nama, digabung, dipecah, dibubarkan, atau dibentuk oleh edisi ini.",
    baca=baca_suksesi,
    tulis=tulis_suksesi,
)
