"""The table of spans, for import and export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from coordination.models import Makna, RentangKoordinasi
from registry.isi_edisi import Kunci, Nilai
from registry.tabel.resource import Kolom, Tabel
from registry.tabel.unit import teks
from registry.tabel.widget import (
    BilanganWidget,
    NamaUnitWidget,
    PeraturanWidget,
    PilihanWidget,
    UnitWidget,
    YaTidakWidget,
)


class TabelRentang(Tabel):
    """Who coordinates whom: one row a listing of a unit."""

    judul = "Rentang"
    bagian = "rentangkoordinasi"
    penjelasan = "Rentang koordinasi: satu baris untuk satu unit dalam daftar seorang koordinator."
    tanda = ("Unit", "Koordinator")

    unit = Kolom("unit_id", "Unit", UnitWidget(), "Kunci unit yang dikoordinasikan.", wajib=True, lebar=30)
    nama_unit = Kolom("unit_id", "Nama unit", NamaUnitWidget(), "Keterangan.", hanya_dibaca=True, lebar=44)
    koordinator = Kolom(
        "koordinator_id", "Koordinator", UnitWidget(), "Kunci Asisten, atau kunci Sekretaris Daerah.", wajib=True,
        lebar=30,
    )  # fmt: skip
    nama_koordinator = Kolom(
        "koordinator_id", "Nama koordinator", NamaUnitWidget(), "Keterangan.", hanya_dibaca=True, lebar=44
    )
    sebutan_ke = Kolom(
        "sebutan_ke", "Sebutan ke", BilanganWidget(sedikitnya=1), "2 untuk penyebutan kedua unit yang sama. Kosong: 1.",
        tetap_bila_kosong=True, lebar=11,
    )  # fmt: skip
    utama = Kolom(
        "utama", "Utama", YaTidakWidget(), "Tidak, bila penyebutan lain yang dipakai. Kosong bagi baris baru: ya.",
        tetap_bila_kosong=True, lebar=8,
    )  # fmt: skip
    urutan = Kolom(
        "urutan", "Urutan", BilanganWidget(), "Urutan dalam daftar. Kosong bagi baris baru: paling akhir.",
        tetap_bila_kosong=True, lebar=9,
    )  # fmt: skip
    huruf = Kolom("huruf", "Huruf", teks(RentangKoordinasi, "huruf"), "Huruf (atau angka) dalam naskah.", lebar=8)
    verba = Kolom(
        "verba", "Verba", teks(RentangKoordinasi, "verba"), "Kata kerja menurut naskah, misalnya “mengkoordinir”."
    )
    makna = Kolom(
        "makna", "Makna", PilihanWidget(Makna), "Arti kata kerja itu. Kosong bagi baris baru: mengoordinasikan.",
        tetap_bila_kosong=True, lebar=18,
    )  # fmt: skip
    peraturan = Kolom("peraturan_id", "Peraturan", PeraturanWidget(), "Peraturan yang memuat daftar ini.", lebar=24)
    rujukan = Kolom(
        "rujukan", "Rujukan", teks(RentangKoordinasi, "rujukan"), "Contoh: Pasal 5 ayat (1) huruf a.", lebar=28
    )
    tertulis = Kolom(
        "tertulis", "Tertulis", teks(RentangKoordinasi, "tertulis"), "Tulisan naskah untuk unit ini, bila berbeda."
    )
    catatan = Kolom("catatan", "Catatan", teks(RentangKoordinasi, "catatan"), "Mengapa dibaca demikian.")

    def kunci_baris(self, row: Mapping[str, Any]) -> Kunci | None:
        ke = str(row.get("Sebutan ke") or "1").strip()
        try:
            return (self.kamus.unit(row["Unit"]), int(ke)) if row.get("Unit") else None
        except ValueError:
            return None

    def bawaan(self) -> Nilai:
        return {"sebutan_ke": 1, "urutan": None}

    def urut(self, kunci: Kunci, nilai: Nilai) -> Any:
        koordinator = self.kamus.kunci_unit(nilai["koordinator_id"])
        return koordinator, nilai["urutan"], nilai["huruf"], self.kamus.kunci_unit(kunci[0]), kunci[1]

    def lengkapi(self) -> None:
        akhir: dict[Any, int] = defaultdict(int)
        for nilai in self.kini.values():
            akhir[nilai["koordinator_id"]] = max(akhir[nilai["koordinator_id"]], nilai["urutan"])
        for baris, _ in self.hasil.values():
            if baris.urutan is not None:
                akhir[baris.koordinator_id] = max(akhir[baris.koordinator_id], baris.urutan)
        for baris, _ in self.hasil.values():
            if baris.urutan is None:
                akhir[baris.koordinator_id] += 1
                baris.urutan = akhir[baris.koordinator_id]

    def periksa(self, jadi: Mapping[Kunci, Nilai], nomor: Mapping[Kunci, int]) -> None:
        """Nobody coordinates himself; one main koordinator a unit."""
        utama: dict[Any, list[Kunci]] = defaultdict(list)
        for kunci, nilai in jadi.items():
            if kunci in nomor and nilai["koordinator_id"] == kunci[0]:
                self.tambah_galat(nomor[kunci], "Koordinator", "unit tidak mengoordinasikan dirinya sendiri.")
            if nilai["utama"]:
                utama[kunci[0]].append(kunci)
        for unit, semua in utama.items():
            dalam_berkas = [kunci for kunci in semua if kunci in nomor]
            if len(semua) > 1 and dalam_berkas:
                pesan = (
                    f"“{self.kamus.nama_unit(unit)}” sudah mempunyai koordinator utama; tulis “tidak” pada salah satu."
                )
                self.tambah_galat(nomor[dalam_berkas[-1]], "Utama", pesan)
