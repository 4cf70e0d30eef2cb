"""How bodies work together, in documents: the kinds, their carrying out, Staf Ahli, urusan, named relations."""

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
    bernomor,
    id_peraturan,
    kunci_peraturan,
    nilai_dasar,
    tanpa_kosong,
    tulis_dasar,
)
from registry.dokumen.daftar import kunci_urut, rujukan_butir, rujukan_induk, sama_semua
from registry.dokumen.galat import Ruas
from registry.dokumen.skema import BATAS_DAFTAR, DasarIsian, EdisiIsian, Isian
from registry.dokumen.tipe import KunciPeraturan, KunciUnit, Pilihan, Rujukan, Teks, YaTidak, medan
from registry.isi_edisi import Nilai
from relations.butir import JENIS_RINCIAN
from relations.dokumen_urusan import URUSAN, URUSAN_NASIONAL
from relations.models import (
    BidangStafAhli,
    HubunganKerja,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Urusan,
    UrusanPerangkat,
)


class ButirIsian(Isian):
    """One item of a printed list."""

    label: Annotated[str, Teks(maks=20)] = Field("", description="Huruf atau angka dalam naskah.")
    teks: Annotated[str, Teks()] = Field(description="Isi butir, dengan ejaan baku.")
    tertulis: Annotated[str, Teks()] = Field("", description="Tulisan naskah, bila berbeda.")


class RincianIsian(Isian):
    """One printed list that belongs to a kind."""

    jenis: Annotated[str, Pilihan(kode=JENIS_RINCIAN)] = Field(description="Isi daftar ini tentang apa.")
    rujukan: Annotated[str, Rujukan()] = Field("", description="Tempat daftar ini.")
    terbuka: Annotated[bool, YaTidak()] = Field(False, description='Ya, bila naskah menulis "antara lain".')
    butir: list[ButirIsian] = Field(default_factory=list, max_length=BATAS_DAFTAR, description="Butir-butirnya.")


class KetentuanIsian(Isian):
    """A kind of relation that the regulation enables for one subject."""

    subjek: Annotated[str, medan(KetentuanHubungan, "subjek")] = Field(description="Antara siapa.")
    subjek_tertulis: Annotated[str, medan(KetentuanHubungan, "subjek_tertulis")] = Field(
        "", description="Sebutan subjek menurut naskah."
    )
    jenis: Annotated[str, medan(KetentuanHubungan, "jenis")] = Field(description="Jenis hubungan kerja.")
    urutan: Annotated[int | None, medan(KetentuanHubungan, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya."
    )
    dasar: DasarIsian | None = Field(None, description="Tempat jenis ini dibuka.")
    maksud: Annotated[str, medan(KetentuanHubungan, "maksud")] = Field(
        "", description="Maksudnya, dengan kata sendiri, bukan salinan naskah."
    )
    pelaksana: Annotated[str, medan(KetentuanHubungan, "pelaksana")] = Field(
        "", description="Pasal yang melaksanakannya; kosong bila tidak ada."
    )
    rincian: list[RincianIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Daftar kegiatan, maksud, bentuk, dan sebagainya."
    )


class PelaksanaanIsian(Isian):
    """A provision that belongs to no single kind."""

    topik: Annotated[str, medan(KetentuanPelaksanaan, "topik")] = Field(description="Pokoknya.")
    urutan: Annotated[int | None, medan(KetentuanPelaksanaan, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya."
    )
    judul: Annotated[str, medan(KetentuanPelaksanaan, "judul")] = Field(description="Judul singkat.")
    subjek: Annotated[str, medan(KetentuanPelaksanaan, "subjek")] = Field("", description="Bagi siapa; kosong: semua.")
    isi: Annotated[str, medan(KetentuanPelaksanaan, "isi")] = Field("", description="Isinya, dengan kata sendiri.")
    dasar: DasarIsian | None = Field(None, description="Tempat ketentuan ini.")
    terbuka: Annotated[bool, YaTidak()] = Field(False, description='Ya, bila naskah menulis "antara lain".')
    butir: list[ButirIsian] = Field(default_factory=list, max_length=BATAS_DAFTAR, description="Butir-butirnya.")


class UrusanStafAhliIsian(Isian):
    """One matter of a Staf Ahli. What it says itself goes before what the list says."""

    huruf: Annotated[str, medan(BidangStafAhli, "huruf")] = Field("", description="Huruf dalam naskah.")
    urusan: Annotated[str, medan(Urusan, "nama")] = Field(
        description="Nama urusan dalam nasional.yaml, atau sebutan naskah bila tidak ada di sana."
    )
    tertulis: Annotated[str, medan(BidangStafAhli, "tertulis")] = Field("", description="Tulisan naskah, bila berbeda.")
    catatan: Annotated[str, medan(BidangStafAhli, "catatan")] = Field("", description="Mengapa dibaca demikian.")
    rujukan: Annotated[str, medan(BidangStafAhli, "rujukan")] = Field(
        "", description="Hanya bila bukan rujukan daftar ditambah huruf."
    )
    urutan: Annotated[int | None, medan(BidangStafAhli, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya dalam daftar."
    )


class StafAhliIsian(Isian):
    """The matters of one Staf Ahli."""

    staf_ahli: Annotated[str, KunciUnit()] = Field(description="Staf ahli.")
    peraturan: Annotated[str | None, KunciPeraturan()] = Field(None, description="Peraturan yang memuat daftar ini.")
    rujukan: Annotated[str, medan(BidangStafAhli, "rujukan")] = Field("", description="Tempat daftar ini.")
    catatan: Annotated[str, medan(BidangStafAhli, "catatan")] = Field(
        "", description="Mengapa dibaca demikian; berlaku bagi semua urusan daftar."
    )
    urusan: list[UrusanStafAhliIsian] = Field(
        min_length=1, max_length=BATAS_DAFTAR, description="Urusan, menurut urutan naskah."
    )


class UrusanPerangkatIsian(Isian):
    """A matter that a body carries out."""

    unit: Annotated[str, KunciUnit()] = Field(description="Perangkat daerah.")
    urusan: Annotated[str, medan(Urusan, "nama")] = Field(description="Nama urusan.")
    dasar: DasarIsian | None = Field(None, description="Tempat penugasannya.")


class HubunganKerjaIsian(Isian):
    """A relation that the regulation names between two bodies."""

    dari: Annotated[str, KunciUnit()] = Field(description="Unit pertama.")
    ke: Annotated[str, KunciUnit()] = Field(description="Unit kedua.")
    jenis: Annotated[str, medan(HubunganKerja, "jenis")] = Field(description="Jenis hubungan kerja.")
    subjenis: Annotated[str, medan(HubunganKerja, "subjenis")] = Field("", description="Hanya bagi koordinatif.")
    keterangan: Annotated[str, medan(HubunganKerja, "keterangan")] = Field("", description="Penjelasan.")
    dasar: DasarIsian | None = Field(None, description="Tempat hubungan ini disebut.")


# --- butir ----------------------------------------------------------------------------------------


def _baca_butir(butir: Sequence[ButirIsian]) -> list[dict[str, str]]:
    return [
        {"label": satu.label, "teks": satu.teks, **({"tertulis": satu.tertulis} if satu.tertulis else {})}
        for satu in butir
    ]


def _tulis_butir(butir: list[dict[str, str]]) -> list[dict[str, Any]]:
    return [tanpa_kosong(label=satu["label"], teks=satu["teks"], tertulis=satu.get("tertulis", "")) for satu in butir]


# --- ketentuan dan pelaksanaan --------------------------------------------------------------------


def baca_ketentuan(entri: Sequence[KetentuanIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, urutan, satu in bernomor(entri):
        yield Baris(
            "ketentuanhubungan",
            {
                "subjek": satu.subjek,
                "jenis": satu.jenis,
                "subjek_tertulis": satu.subjek_tertulis,
                "urutan": urutan,
                "maksud": satu.maksud,
                "pelaksana": satu.pelaksana,
                "rincian": [
                    {
                        "jenis": rincian.jenis,
                        "rujukan": rincian.rujukan,
                        "terbuka": rincian.terbuka,
                        "butir": _baca_butir(rincian.butir),
                    }
                    for rincian in satu.rincian
                ],
                **nilai_dasar(satu.dasar, kamus),
            },
            (ke,),
        )


def tulis_ketentuan(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    nomor = Penomor()
    return [
        tanpa_kosong(
            subjek=satu["subjek"],
            subjek_tertulis=satu["subjek_tertulis"],
            jenis=satu["jenis"],
            urutan=nomor.tulis(satu["urutan"]),
            dasar=tulis_dasar(satu, kamus),
            maksud=satu["maksud"],
            pelaksana=satu["pelaksana"],
            rincian=[
                tanpa_kosong(
                    jenis=rincian["jenis"],
                    rujukan=rincian["rujukan"],
                    terbuka=rincian["terbuka"],
                    butir=_tulis_butir(rincian["butir"]),
                )
                for rincian in satu["rincian"]
            ],
        )
        for satu in sorted(isi["ketentuanhubungan"], key=lambda satu: (satu["urutan"], satu["subjek"], satu["jenis"]))
    ]


def baca_pelaksanaan(entri: Sequence[PelaksanaanIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, urutan, satu in bernomor(entri):
        yield Baris(
            "ketentuanpelaksanaan",
            {
                "urutan": urutan,
                "topik": satu.topik,
                "subjek": satu.subjek,
                "judul": satu.judul,
                "isi": satu.isi,
                "butir": _baca_butir(satu.butir),
                "terbuka": satu.terbuka,
                **nilai_dasar(satu.dasar, kamus),
            },
            (ke,),
        )


def tulis_pelaksanaan(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    nomor = Penomor()
    return [
        tanpa_kosong(
            topik=satu["topik"],
            urutan=nomor.tulis(satu["urutan"]),
            judul=satu["judul"],
            subjek=satu["subjek"],
            isi=satu["isi"],
            dasar=tulis_dasar(satu, kamus),
            terbuka=satu["terbuka"],
            butir=_tulis_butir(satu["butir"]),
        )
        for satu in sorted(isi["ketentuanpelaksanaan"], key=lambda satu: satu["urutan"])
    ]


# --- staf ahli, urusan, hubungan kerja ------------------------------------------------------------


def baca_staf_ahli(entri: Sequence[StafAhliIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, daftar in enumerate(entri):
        for letak, urutan, satu in bernomor(daftar.urusan):
            yield Baris(
                "bidangstafahli",
                {
                    "staf_ahli_id": kamus.unit(daftar.staf_ahli),
                    "urusan_id": kamus.lain(URUSAN, satu.urusan),
                    "huruf": satu.huruf,
                    "urutan": urutan,
                    "peraturan_id": id_peraturan(daftar.peraturan, kamus),
                    "rujukan": satu.rujukan or rujukan_butir(daftar.rujukan, satu.huruf),
                    "tertulis": satu.tertulis,
                    "catatan": satu.catatan or daftar.catatan,
                },
                (ke, "urusan", letak),
            )


def tulis_staf_ahli(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    daftar: dict[tuple[str, str, str], list[Nilai]] = defaultdict(list)
    for nilai in isi["bidangstafahli"]:
        peraturan = kunci_peraturan(nilai["peraturan_id"], kamus)
        induk = rujukan_induk(nilai["rujukan"], nilai["huruf"])
        daftar[peraturan, induk, kamus.kunci_unit(nilai["staf_ahli_id"])].append(nilai)
    hasil = []
    for kepala in sorted(daftar, key=lambda kepala: (kepala[0], kunci_urut(kepala[1]), kepala[2])):
        peraturan, induk, staf_ahli = kepala
        semua = sorted(daftar[kepala], key=lambda satu: (satu["urutan"], kamus.kunci_lain(URUSAN, satu["urusan_id"])))
        catatan = sama_semua([satu["catatan"] for satu in semua])
        nomor = Penomor()
        urusan = [
            tanpa_kosong(
                huruf=satu["huruf"],
                urusan=kamus.kunci_lain(URUSAN, satu["urusan_id"]),
                tertulis=satu["tertulis"],
                catatan=satu["catatan"] if satu["catatan"] != catatan else "",
                rujukan=satu["rujukan"] if satu["rujukan"] != rujukan_butir(induk, satu["huruf"]) else "",
                urutan=nomor.tulis(satu["urutan"]),
            )
            for satu in semua
        ]
        hasil.append(
            tanpa_kosong(staf_ahli=staf_ahli, peraturan=peraturan, rujukan=induk, catatan=catatan, urusan=urusan)
        )
    return hasil


def baca_urusan(entri: Sequence[UrusanPerangkatIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, satu in enumerate(entri):
        yield Baris(
            "urusanperangkat",
            {
                "perangkat_daerah_id": kamus.unit(satu.unit),
                "urusan_id": kamus.lain(URUSAN, satu.urusan),
                **nilai_dasar(satu.dasar, kamus),
            },
            (ke,),
        )


def tulis_urusan(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    semua = [
        tanpa_kosong(
            unit=kamus.kunci_unit(satu["perangkat_daerah_id"]),
            urusan=kamus.kunci_lain(URUSAN, satu["urusan_id"]),
            dasar=tulis_dasar(satu, kamus),
        )
        for satu in isi["urusanperangkat"]
    ]
    return sorted(semua, key=lambda satu: (satu["unit"], satu["urusan"]))


def baca_hubungan_kerja(entri: Sequence[HubunganKerjaIsian], kamus: Kamus) -> Iterator[Baris]:
    for ke, satu in enumerate(entri):
        yield Baris(
            "hubungankerja",
            {
                "dari_id": kamus.unit(satu.dari),
                "ke_id": kamus.unit(satu.ke),
                "jenis": satu.jenis,
                "subjenis": satu.subjenis,
                "keterangan": satu.keterangan,
                **nilai_dasar(satu.dasar, kamus),
            },
            (ke,),
        )


def tulis_hubungan_kerja(isi: Mapping[str, list[Nilai]], kamus: Kamus) -> list[dict[str, Any]]:
    semua = [
        tanpa_kosong(
            dari=kamus.kunci_unit(satu["dari_id"]),
            ke=kamus.kunci_unit(satu["ke_id"]),
            jenis=satu["jenis"],
            subjenis=satu["subjenis"],
            keterangan=satu["keterangan"],
            dasar=tulis_dasar(satu, kamus),
        )
        for satu in isi["hubungankerja"]
    ]
    return sorted(semua, key=lambda satu: (satu["dari"], satu["ke"], satu["jenis"], satu.get("subjenis", "")))


def periksa_hubungan_kerja(edisi: EdisiIsian, ruas: Ruas, p: Pemeriksa) -> None:
    semua: Sequence[HubunganKerjaIsian] = edisi.hubungan_kerja  # type: ignore[attr-defined]  # registered section
    for ke, satu in enumerate(semua):
        if satu.dari == satu.ke:
            p.salah((*ruas, "hubungan_kerja", ke, "ke"), "unit tidak berhubungan kerja dengan dirinya sendiri")
        if satu.subjenis and satu.jenis != "koordinatif":
            p.salah((*ruas, "hubungan_kerja", ke, "subjenis"), "hanya hubungan koordinatif yang mempunyai subjenis")


BAGIAN = (
    BagianEdisi(
        nama="ketentuan",
        letak=30,
        skema=KetentuanIsian,
        isi=(KetentuanHubungan,),
        keterangan="Jenis hubungan kerja yang dibuka peraturan, bagi setiap subjek.",
        baca=baca_ketentuan,
        tulis=tulis_ketentuan,
        kelengkapan="ketentuan",
    ),
    BagianEdisi(
        nama="pelaksanaan",
        letak=40,
        skema=PelaksanaanIsian,
        isi=(KetentuanPelaksanaan,),
        keterangan="Ketentuan lain: prinsip, asas, bentuk, waktu, pelaporan, dan sebagainya.",
        baca=baca_pelaksanaan,
        tulis=tulis_pelaksanaan,
        kelengkapan="ketentuan",
    ),
    BagianEdisi(
        nama="staf_ahli",
        letak=50,
        skema=StafAhliIsian,
        isi=(BidangStafAhli,),
        keterangan="Urusan setiap Staf Ahli: satu butir untuk satu daftar dalam naskah.",
        baca=baca_staf_ahli,
        tulis=tulis_staf_ahli,
    ),
    BagianEdisi(
        nama="urusan",
        letak=60,
        skema=UrusanPerangkatIsian,
        isi=(UrusanPerangkat,),
        keterangan="Urusan yang dilaksanakan perangkat daerah, bila peraturan menyatakannya.",
        baca=baca_urusan,
        tulis=tulis_urusan,
    ),
    BagianEdisi(
        nama="hubungan_kerja",
        letak=70,
        skema=HubunganKerjaIsian,
        isi=(HubunganKerja,),
        keterangan="Hubungan kerja antara dua unit yang disebut peraturan dan tidak mengikuti dari yang lain.",
        baca=baca_hubungan_kerja,
        tulis=tulis_hubungan_kerja,
        periksa=periksa_hubungan_kerja,
    ),
    URUSAN_NASIONAL,
)
