"""The table of units: the tree of an edition, one row a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from registry.isi_edisi import Kunci, Nilai
from registry.lingkaran import lingkaran
from registry.models import JenisUnit, Kedudukan, Tipe
from registry.tabel.resource import Kolom, Tabel
from registry.tabel.widget import (
    BilanganWidget,
    NamaUnitWidget,
    PeraturanWidget,
    PilihanWidget,
    TeksWidget,
    TipeWidget,
    UnitWidget,
)


def teks(model: Any, ruas: str) -> TeksWidget:
    return TeksWidget(model._meta.get_field(ruas))


class TabelUnit(Tabel):
    """Places of bodies. A key that is not known yet is a new body (`rencana` has taken it up before reading)."""

    judul = "Unit"
    bagian = "kedudukan"
    penjelasan = "Susunan: satu baris untuk satu unit, dengan induknya."
    tanda = ("Nama", "Jenis", "Induk")

    kunci = Kolom(
        "perangkat_daerah_id", "Kunci", UnitWidget(),
        "Pengenal tetap badan ini, tidak berubah walau namanya berganti. Kosongkan bagi unit baru: dibuatkan.",
        lebar=30,
    )  # fmt: skip
    nama = Kolom(
        "nama", "Nama", teks(Kedudukan, "nama"), "Persis seperti tertulis dalam peraturan.", wajib=True, lebar=48
    )
    singkatan = Kolom("singkatan", "Singkatan", teks(Kedudukan, "singkatan"), "Singkatan resmi, bila ada.")
    jenis = Kolom("jenis", "Jenis", PilihanWidget(JenisUnit), "Jenis unit.", wajib=True, lebar=22)
    tipe = Kolom("tipe", "Tipe", TipeWidget(Tipe, tulis_nilai=True), "A, B, atau C menurut PP 18/2016.", lebar=8)
    induk = Kolom(
        "induk", "Induk", UnitWidget(), "Kunci unit di atasnya. Kosong hanya bagi pangkal bagan (pemerintah daerah).",
        lebar=30,
    )  # fmt: skip
    nama_induk = Kolom("induk", "Nama induk", NamaUnitWidget(), "Keterangan.", hanya_dibaca=True, lebar=36)
    urutan = Kolom(
        "urutan", "Urutan", BilanganWidget(paling=2_147_483_647),
        "Urutan di bawah induknya. Kosong: tidak berubah; bagi unit baru: paling akhir.",
        tetap_bila_kosong=True, lebar=9,
    )  # fmt: skip
    kontak = Kolom("kontak", "Kontak kantor", teks(Kedudukan, "kontak"), "Kontak kantor, bukan orang.", lebar=24)
    peraturan = Kolom(
        "peraturan_id", "Peraturan", PeraturanWidget(), "Peraturan yang menjadi dasar tempatnya dalam bagan.", lebar=24
    )
    rujukan = Kolom("rujukan", "Rujukan", teks(Kedudukan, "rujukan"), "Contoh: Pasal 15 ayat (2) huruf c.", lebar=28)
    tertulis = Kolom(
        "tertulis", "Tertulis", teks(Kedudukan, "tertulis"), "Kata dalam naskah, hanya bila berbeda dari yang dimaksud."
    )
    catatan = Kolom("catatan", "Catatan", teks(Kedudukan, "catatan"), "Mengapa dibaca demikian.")
    disebut_peraturan = Kolom(
        "disebut_peraturan_id", "Disebut dalam", PeraturanWidget(), "Peraturan lain yang menyebut unit ini.", lebar=24
    )
    disebut_rujukan = Kolom(
        "disebut_rujukan", "Rujukan penyebutan", teks(Kedudukan, "disebut_rujukan"), "Tempatnya disebut.", lebar=24
    )

    def kunci_baris(self, row: Mapping[str, Any]) -> Kunci | None:
        try:
            return (self.kamus.unit(row["Kunci"]),) if row.get("Kunci") else None
        except ValueError:
            return None

    def bawaan(self) -> Nilai:
        return {"urutan": None}

    def urut(self, kunci: Kunci, nilai: Nilai) -> Any:
        """Parents before children, siblings in their order: the path from the root."""
        jejak: list[Any] = []
        sudah: set[Any] = set()
        kini, isi = kunci[0], nilai
        while kini not in sudah:
            sudah.add(kini)
            jejak.append((isi["urutan"], isi["nama"], self.kamus.kunci_unit(kini)))
            kini = isi["induk"]
            if (kini,) not in self.kini:
                break
            isi = self.kini[(kini,)]
        return jejak[::-1]

    def lengkapi(self) -> None:
        akhir: dict[Any, int] = defaultdict(int)
        for nilai in self.kini.values():
            akhir[nilai["induk"]] = max(akhir[nilai["induk"]], nilai["urutan"])
        for baris, _ in self.hasil.values():
            if baris.urutan is not None:
                akhir[baris.induk] = max(akhir[baris.induk], baris.urutan)
        for baris, _ in self.hasil.values():
            if baris.urutan is None:
                akhir[baris.induk] += 1
                baris.urutan = akhir[baris.induk]

    def periksa(self, jadi: Mapping[Kunci, Nilai], nomor: Mapping[Kunci, int]) -> None:
        """One root, every parent in the tree, no loop; told at the row that the file has, or at the sheet."""
        pangkal = [kunci for kunci, nilai in jadi.items() if nilai["induk"] is None]
        if len(pangkal) > 1:
            for kunci in pangkal:
                if kunci in nomor and self.kini.get(kunci, {"induk": ...})["induk"] is not None:
                    pesan = "kosong, padahal bagan hanya mempunyai satu pangkal; tulis kunci unit di atasnya."
                    self.tambah_galat(nomor[kunci], "Induk", pesan)
        elif not pangkal and jadi:
            self.tambah_galat(0, "", "bagan tidak mempunyai pangkal: satu unit harus tanpa induk (pemerintah daerah).")
        for kunci, nilai in jadi.items():
            induk = nilai["induk"]
            if induk is not None and (induk,) not in jadi:
                nama = self.kamus.nama_unit(induk)
                if kunci in nomor:
                    self.tambah_galat(nomor[kunci], "Induk", f"“{nama}” tidak ada dalam bagan sesudah impor ini.")
                else:
                    pesan = f"“{nama}” dikeluarkan, padahal “{nilai['nama']}” masih berada di bawahnya."
                    self.tambah_galat(0, "", pesan)
        self._periksa_lingkaran(jadi, nomor)

    def _periksa_lingkaran(self, jadi: Mapping[Kunci, Nilai], nomor: Mapping[Kunci, int]) -> None:
        for lingkar in lingkaran({kunci[0]: nilai["induk"] for kunci, nilai in jadi.items()}):
            nama = " di bawah ".join(self.kamus.nama_unit(satu) for satu in [*lingkar[:4], lingkar[0]])
            letak = next((nomor[(satu,)] for satu in lingkar if (satu,) in nomor), 0)
            self.tambah_galat(letak, "Induk" if letak else "", f"susunannya melingkar: {nama}.")
