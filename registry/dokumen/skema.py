"""What a document may contain: one class an entry, one attribute a field, with the sentence that explains it.

The field tables of docs/format.md are generated from these classes (`tabel`), the messages name their fields, and what
is written back is ordered by them. The sections of an edition are not listed here: each app registers its own
(`bagian`), and `lengkap` puts them together.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Annotated, Any, get_args
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, model_validator

from registry.dokumen.galat import Ruas
from registry.dokumen.tipe import (
    Bulat,
    Kode,
    KunciPeraturan,
    KunciUnit,
    Pembaca,
    Pilihan,
    Tahun,
    Uuid,
    medan,
    salah,
)
from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
)

BATAS_DAFTAR = 20_000
"""Entries of one list."""


class Isian(BaseModel):
    """An entry: a mapping with known fields. A field with nothing behind it counts as left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _tanpa_ruas_kosong(cls, nilai: Any) -> Any:
        if not isinstance(nilai, dict):
            raise salah('di sini harus ada kelompok ruas (baris "nama ruas: isi")')
        # An unknown field is kept, to be refused: `{teks: satu, dua}` has one, "dua", without a value.
        kosong = {kunci for kunci, isi in nilai.items() if isinstance(isi, str) and not isi.strip()}
        return {kunci: isi for kunci, isi in nilai.items() if kunci not in kosong or kunci not in cls.model_fields}


class DasarIsian(Isian):
    """Legal basis of a fact."""

    peraturan: Annotated[str | None, KunciPeraturan()] = Field(None, description="Peraturan yang menyatakannya.")
    rujukan: Annotated[str, medan(Kedudukan, "rujukan")] = Field("", description="Tempatnya dalam peraturan itu.")
    tertulis: Annotated[str, medan(Kedudukan, "tertulis")] = Field(
        "", description="Kata dalam naskah, hanya bila berbeda dari yang dimaksud."
    )
    catatan: Annotated[str, medan(Kedudukan, "catatan")] = Field("", description="Mengapa dibaca demikian.")


class ProvinsiIsian(Isian):
    kode: Annotated[str, Kode()] = Field(description="Kode provinsi.")
    nama: Annotated[str, medan(Daerah, "nama")] = Field(description="Nama provinsi.")


class DaerahIsian(Isian):
    """The region that the document is about."""

    kode: Annotated[str, Kode()] = Field(description="Kode daerah; satu dokumen untuk satu daerah.")
    nama: Annotated[str, medan(Daerah, "nama")] = Field(description="Nama lengkap dengan jenisnya.")
    jenis: Annotated[str, medan(Daerah, "jenis")] = Field(description="Jenis daerah.")
    provinsi: ProvinsiIsian | None = Field(None, description="Provinsi dari kabupaten atau kota ini.")
    ibu_kota: Annotated[str, medan(Daerah, "ibu_kota")] = Field("", description="Ibu kota.")
    zona_waktu: Annotated[str, medan(Daerah, "zona_waktu")] = Field(
        description="Menentukan kapan hari berganti di daerah itu."
    )


class LembaranIsian(Isian):
    """The gazette."""

    jenis: Annotated[str, medan(Peraturan, "lembaran")] = Field("", description="Jenis lembaran resmi.")
    tahun: Annotated[int | None, Tahun()] = Field(None, description="Tahun lembaran.")
    nomor: Annotated[str, medan(Peraturan, "lembaran_nomor")] = Field("", description='Nomor, misalnya "38/E".')
    tambahan: Annotated[str, medan(Peraturan, "tambahan_nomor")] = Field(
        "", description="Nomor tambahan lembaran (TLN atau TLD)."
    )
    tertulis: Annotated[str, medan(Peraturan, "lembaran_tertulis")] = Field(
        "", description="Tulisan naskah, hanya bila berbeda dari yang dimaksud."
    )


class HubunganIsian(Isian):
    """How the regulation bears on another one."""

    jenis: Annotated[str, medan(HubunganPeraturan, "jenis")] = Field(description="Jenis hubungan.")
    ke: Annotated[str | None, KunciPeraturan(lintas=True)] = Field(
        None, description="Peraturan tujuan; kosong bila naskah tidak memungkinkan mengenalinya."
    )
    rujukan: Annotated[str, medan(HubunganPeraturan, "rujukan")] = Field(
        "", description="Tempat penyebutan dalam peraturan ini."
    )
    rujukan_ke: Annotated[str, medan(HubunganPeraturan, "rujukan_ke")] = Field(
        "", description="Bagian peraturan tujuan yang ditunjuk."
    )
    tertulis: Annotated[str, medan(HubunganPeraturan, "tertulis")] = Field(
        "", description="Tulisan naskah; wajib bila `ke` kosong."
    )
    catatan: Annotated[str, medan(HubunganPeraturan, "catatan")] = Field("", description="Keterangan.")
    urutan: Annotated[int | None, medan(HubunganPeraturan, "urutan")] = Field(
        None, description="Hanya bila bukan nomor berikutnya."
    )


class PeraturanIsian(Isian):
    """One regulation or decision."""

    kunci: Annotated[str, medan(Peraturan, "kunci")] = Field(description="Nama peraturan dalam dokumen ini.")
    jenis: Annotated[str, medan(Peraturan, "jenis")] = Field(description="Jenis peraturan.")
    nomor: Annotated[str, medan(Peraturan, "nomor")] = Field(
        "", description='Nomor, misalnya "15" atau "55/I.12/HK/2020"; wajib kecuali bagi UUD.'
    )
    tahun: Annotated[int | None, Tahun()] = Field(None, description="Tahun.")
    tentang: Annotated[str, medan(Peraturan, "tentang")] = Field(
        "", description="Judul tanpa jenis dan nomor; wajib kecuali bagi UUD."
    )
    tempat: Annotated[str, medan(Peraturan, "tempat")] = Field("", description="Tempat penetapan.")
    ditetapkan: Annotated[date | None, medan(Peraturan, "ditetapkan")] = Field(None, description="Tanggal ditetapkan.")
    diundangkan: Annotated[date | None, medan(Peraturan, "diundangkan")] = Field(
        None, description="Tanggal diundangkan."
    )
    berlaku_mulai: Annotated[date | None, medan(Peraturan, "berlaku_mulai")] = Field(
        None, description="Tanggal mulai berlaku."
    )
    berlaku_mulai_catatan: Annotated[str, medan(Peraturan, "berlaku_mulai_catatan")] = Field(
        "", description="Mengapa tanggal itu, bila disimpulkan atau berlaku surut."
    )
    lembaran: LembaranIsian | None = Field(None, description="Lembaran atau berita resmi.")
    penandatangan: Annotated[str, medan(Peraturan, "penandatangan")] = Field(
        "", description="Jabatan penandatangan, bukan nama orang."
    )
    pengundang: Annotated[str, medan(Peraturan, "pengundang")] = Field(
        "", description="Jabatan yang mengundangkan, bukan nama orang."
    )
    tautan: Annotated[str, medan(Peraturan, "tautan")] = Field("", description="Halaman JDIH.")
    catatan: Annotated[str, medan(Peraturan, "catatan")] = Field("", description="Keterangan.")
    hubungan: list[HubunganIsian] = Field(
        default_factory=list,
        max_length=BATAS_DAFTAR,
        description="Yang diubah, dicabut, dan yang menjadi dasar hukum, menurut urutan naskah.",
    )


class NamaLainIsian(Isian):
    nama: Annotated[str, medan(NamaLain, "nama")] = Field(description="Nama lain; untuk pencarian.")
    jenis: Annotated[str, medan(NamaLain, "jenis")] = Field("singkatan", description="Jenis nama.")


class UnitIsian(Isian):
    """One enduring body; its name and place on a date are told by the editions."""

    kunci: Annotated[str, medan(PerangkatDaerah, "kunci")] = Field(
        description="Nama badan dalam dokumen ini; tidak pernah berganti, juga bila badan berganti nama."
    )
    nama: Annotated[str, medan(PerangkatDaerah, "nama")] = Field(
        description="Nama pengenal; nama resmi ada dalam struktur setiap edisi."
    )
    uuid: Annotated[UUID | None, Uuid()] = Field(
        None, description="Hanya bila bukan UUID yang dihitung dari kode daerah dan kunci."
    )
    dialihkan_ke: Annotated[str | None, KunciUnit()] = Field(
        None, description="Bila badan yang sama tercatat dua kali: kunci yang dipakai."
    )
    nama_lain: list[NamaLainIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Singkatan, ejaan lain, nama lama, sebutan."
    )


class KelengkapanBagianIsian(Isian):
    """What is known of one part of an edition. Unknown is not none."""

    keadaan: Annotated[str, medan(Edisi, "struktur")] = Field(description="Apa yang diketahui tentang bagian ini.")
    rujukan: Annotated[str, medan(Edisi, "struktur_rujukan")] = Field(
        "", description="Tempat bagian ini diatur, atau dicari."
    )
    keterangan: Annotated[str, medan(Edisi, "struktur_keterangan")] = Field("", description="Penjelasan keadaan itu.")


class KelengkapanIsian(Isian):
    struktur: KelengkapanBagianIsian = Field(description="Susunan perangkat daerah.")
    rentang: KelengkapanBagianIsian = Field(description="Siapa mengoordinasikan siapa.")
    ketentuan: KelengkapanBagianIsian = Field(description="Jenis hubungan kerja dan pelaksanaannya.")


class EdisiIsian(Isian):
    """The state of the region after one regulation, from one date on; the registered sections follow."""

    berlaku_mulai: Annotated[date, medan(Edisi, "berlaku_mulai")] = Field(description="Tanggal mulai berlaku.")
    urutan: Annotated[int, Bulat(sedikitnya=1)] = Field(
        1, description="Bila dua peraturan mulai berlaku pada hari yang sama; yang terakhir menang."
    )
    peraturan: Annotated[str, KunciPeraturan()] = Field(description="Peraturan yang menyebabkan edisi ini.")
    kelengkapan: KelengkapanIsian = Field(description="Apa yang diketahui dari setiap bagian.")


class DokumenDaerahIsian(Isian):
    """A regency document."""

    rentang: Annotated[str, Pilihan(kode=("1",))] = Field(description="Versi format ini: 1.")
    daerah: DaerahIsian = Field(description="Daerah yang dicatat.")
    peraturan: list[PeraturanIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Peraturan daerah ini, masing-masing satu kali."
    )
    perangkat_daerah: list[UnitIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Semua badan, masing-masing satu kali."
    )
    edisi: list[Any] = Field(default_factory=list, max_length=BATAS_DAFTAR, description="Edisi, menurut tanggal.")


class DokumenNasionalIsian(Isian):
    """The document of what all regions share; the registered national sections follow."""

    rentang: Annotated[str, Pilihan(kode=("1",))] = Field(description="Versi format ini: 1.")
    nasional: Annotated[str, Pilihan(kode=("ya",))] = Field(description='Selalu "ya".')
    peraturan: list[PeraturanIsian] = Field(
        default_factory=list, max_length=BATAS_DAFTAR, description="Peraturan nasional, masing-masing satu kali."
    )


Dokumen = DokumenDaerahIsian | DokumenNasionalIsian


def skema_pada(skema: type[Isian], ruas: Ruas) -> type[Isian]:
    """The entry class that stands at a path."""
    for langkah in ruas:
        if isinstance(langkah, str):
            skema = skema_dalam(skema.model_fields[langkah].annotation) or skema
    return skema


def skema_dalam(anotasi: Any) -> type[Isian] | None:
    """The entry class inside `X`, `X | None`, `list[X]`; None for a scalar."""
    if isinstance(anotasi, type) and issubclass(anotasi, Isian):
        return anotasi
    return next((dalam for satu in get_args(anotasi) if (dalam := skema_dalam(satu))), None)


@cache
def pembaca_ruas(skema: type[Isian], nama: str) -> Pembaca | None:
    """How a field's scalar (or each scalar of its list) is read; None for a field that holds entries."""
    ruas = skema.model_fields[nama]
    calon = [*ruas.metadata, *(satu for arg in get_args(ruas.annotation) for satu in getattr(arg, "__metadata__", ()))]
    return next((satu for satu in calon if isinstance(satu, Pembaca)), None)


def telusuri(isian: Isian, ruas: Ruas = ()) -> Iterator[tuple[Ruas, Pembaca, Any]]:
    """Every filled scalar of an entry and of all entries in it: path, reader, value."""
    for nama in type(isian).model_fields:
        nilai = getattr(isian, nama)
        if isinstance(nilai, Isian):
            yield from telusuri(nilai, (*ruas, nama))
        elif isinstance(nilai, list) and nilai and isinstance(nilai[0], Isian):
            for ke, satu in enumerate(nilai):
                yield from telusuri(satu, (*ruas, nama, ke))
        elif nilai is not None and (pembaca := pembaca_ruas(type(isian), nama)) is not None:
            if isinstance(nilai, list):
                yield from (((*ruas, nama, ke), pembaca, satu) for ke, satu in enumerate(nilai))
            else:
                yield (*ruas, nama), pembaca, nilai


def data(isian: Isian) -> dict[str, Any]:
    """An entry as plain text data: fields in the order of the schema, what says nothing left out."""
    hasil: dict[str, Any] = {}
    for nama, ruas in type(isian).model_fields.items():
        nilai = getattr(isian, nama)
        if nilai == ruas.get_default(call_default_factory=True) or nilai == "":
            continue
        hasil[nama] = _teks(nilai)
    return hasil


def _teks(nilai: Any) -> Any:
    if isinstance(nilai, Isian):
        return data(nilai)
    if isinstance(nilai, list):
        return [_teks(satu) for satu in nilai]
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)
