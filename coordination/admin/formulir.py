"""The form behind the matrix: what was posted, read against what its seal says was on the screen.

Fields: `k-<unit>` place of the list chosen ("" for none) · `h-<unit>` letter · `u-<unit>-<ke>` number in the list ·
`a-<unit>` what the server gave a moved row by itself · `d<list>-…` verb, meaning, regulation, pinpoint of a list ·
`pilih` ticked units · `masal` list for them · `lakukan` the button. Only rows and lists in the seal are read, so that
a foreign id in a field's name is no row at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import QueryDict

from coordination.daftar import sambung
from coordination.models import Makna
from coordination.susunan import Baris, Susunan
from registry.admin.formulir import buka_segel, segel
from registry.models import Edisi
from registry.rujukan import RujukanSalah, kanonik

LEPAS = "lepas"
PANJANG_HURUF, PANJANG_VERBA, URUTAN_MAKS = 5, 100, 9999


def kunci_segel(edisi: Edisi, susunan: Susunan) -> str:
    """The hidden field: what the screen shows of this edition, signed."""
    return segel({"edisi": edisi.pk, **susunan.segel()}, f"rentang:{edisi.pk}")


class FormRentang:
    """One post of the matrix. `sah`: its seal is ours and of this edition; `salah`: what cannot be read, in words."""

    def __init__(self, data: QueryDict, edisi: Edisi, nama: dict[int, str], peraturan: set[int]) -> None:
        self.data, self.nama, self.peraturan = data, nama, peraturan
        self.salah: list[str] = []
        isi = buka_segel(data.get("lihat", ""), f"rentang:{edisi.pk}") or {}
        self.sah = isi.get("edisi") == edisi.pk and "baris" in isi
        self.susunan = Susunan.dari_segel(isi) if self.sah else Susunan()
        self.dipilih = {int(satu) for satu in data.getlist("pilih") if _nomor(satu) is not None}
        if self.sah:
            self._baca_daftar()
            self._baca_baris()

    @property
    def lakukan(self) -> str:
        """Button and its argument: "simpan", "tetapkan", "susun", "susun:3", "pisah:3", "naik:12-1", "turun:12-1"."""
        return str(self.data.get("lakukan", "simpan"))

    # --- reading ---

    def _baca_daftar(self) -> None:
        for ke, lama in enumerate(self.susunan.daftar_lama):
            verba = self._teks(f"d{ke}-verba", lama.verba)
            makna = self.data.get(f"d{ke}-makna", lama.makna)
            if len(verba) > PANJANG_VERBA:
                self.salah.append(f"Kata kerja {self._sebut(ke)} paling panjang {PANJANG_VERBA} huruf.")
                verba = lama.verba
            if makna not in Makna.values:
                self.salah.append(f"Arti kata kerja {self._sebut(ke)} tidak dikenal.")
                makna = lama.makna
            pangkal, peraturan = self._pangkal(ke, lama.pangkal), self._peraturan(ke, lama.peraturan)
            self.susunan.daftar[ke] = replace(lama, verba=verba, makna=makna, pangkal=pangkal, peraturan=peraturan)

    def _pangkal(self, ke: int, lama: str) -> str:
        teks = self._teks(f"d{ke}-pangkal", lama)
        if teks == lama or not teks:
            return teks
        try:
            pangkal = kanonik(teks)
            sambung(pangkal, "a")
        except RujukanSalah as salah:
            self.salah.append(f"Dasar {self._sebut(ke)}: {salah}")
            return lama
        return pangkal

    def _peraturan(self, ke: int, lama: int | None) -> int | None:
        isi = self.data.get(f"d{ke}-peraturan")
        if isi is None or isi == str(lama or ""):
            return lama
        if isi == "":
            return None
        pk = _nomor(isi)
        if pk not in self.peraturan:
            self.salah.append(f"Peraturan bagi {self._sebut(ke)} tidak dikenal di daerah ini.")
            return lama
        return pk

    def _baca_baris(self) -> None:
        susunan = self.susunan
        pindah: list[tuple[Baris, int]] = []
        for baris in susunan.baris.values():
            if baris.utama:
                tujuan = self._tujuan(baris)
                if tujuan is not None and tujuan != baris.semula:
                    pindah.append((baris, tujuan))
                    continue
                baris.daftar = tujuan
            if baris.daftar is not None:
                baris.huruf = self._huruf(baris, baris.huruf_lama)
                baris.urutan = self._urutan(baris, baris.lama["urutan"] if baris.lama else None)
        # Rows that come to a list go to its end, one after the other, once all that stay are known.
        for baris, tujuan in pindah:
            susunan.tempatkan(baris, tujuan)
            self._ketik_sendiri(baris)

    def _tujuan(self, baris: Baris) -> int | None:
        isi = self.data.get(f"k-{baris.unit}")
        if isi is None:
            return baris.semula
        if isi == "":
            return None
        ke = _nomor(isi)
        if ke is None or ke >= len(self.susunan.daftar):
            self.salah.append(f"Koordinator yang dipilih bagi {self._unit(baris)} tidak dikenal.")
            return baris.semula
        if self.susunan.daftar[ke].koordinator == baris.unit:
            self.salah.append(f"{self._unit(baris)} tidak mengoordinasikan dirinya sendiri.")
            return baris.semula
        return ke

    def _ketik_sendiri(self, baris: Baris) -> None:
        """A letter or number that the person typed for a moved row wins over the next free one."""
        otomatis = self.data.get(f"a-{baris.unit}", "").split(":")
        if len(otomatis) == 3 and otomatis[0] != str(baris.daftar):
            # Chosen anew since the server filled these in: they belong to the list that was chosen before.
            diam = {f"h-{baris.unit}": otomatis[1], f"u-{baris.unit}-{baris.ke}": otomatis[2]}
        else:
            diam = {f"h-{baris.unit}": baris.huruf_lama, f"u-{baris.unit}-{baris.ke}": ""}
            if baris.lama is not None:
                diam[f"u-{baris.unit}-{baris.ke}"] = str(baris.lama["urutan"])
        if self.data.get(f"h-{baris.unit}", "").strip() not in ("", diam[f"h-{baris.unit}"]):
            baris.huruf = self._huruf(baris, baris.huruf)
        if self.data.get(f"u-{baris.unit}-{baris.ke}", "").strip() not in ("", diam[f"u-{baris.unit}-{baris.ke}"]):
            baris.urutan = self._urutan(baris, baris.urutan)

    def _huruf(self, baris: Baris, semula: str) -> str:
        nama = f"h-{baris.unit}" if baris.utama else f"h-{baris.unit}-{baris.ke}"
        huruf = self._teks(nama, semula)
        if huruf == semula:
            return semula
        if len(huruf) > PANJANG_HURUF:
            self.salah.append(f"Huruf bagi {self._unit(baris)} paling panjang {PANJANG_HURUF} tanda.")
            return semula
        try:
            sambung("Pasal 1", huruf)
        except RujukanSalah:
            self.salah.append(f"“{huruf}” bagi {self._unit(baris)} bukan huruf atau angka; tulis misalnya c.")
            return semula
        return huruf

    def _urutan(self, baris: Baris, semula: int | None) -> int | None:
        isi = self.data.get(f"u-{baris.unit}-{baris.ke}", "").strip()
        if isi in ("", str(semula)):
            return semula
        nomor = _nomor(isi)
        if nomor is None or nomor > URUTAN_MAKS:
            self.salah.append(f"Nomor urut {self._unit(baris)} harus angka dari 0 sampai {URUTAN_MAKS}.")
            return semula
        return nomor

    # --- acts ---

    def perbuat(self) -> None:
        """What the button asks, on the state of the screen; nothing is written."""
        nama, _, dengan = self.lakukan.partition(":")
        acts: dict[str, Callable[[str], None]] = {
            "tetapkan": self._tetapkan,
            "susun": self._susun,
            "pisah": self._pisah,
            "naik": lambda kunci: self._geser(kunci, -1),
            "turun": lambda kunci: self._geser(kunci, +1),
        }
        if nama in acts:
            acts[nama](dengan)

    def _tetapkan(self, _: str) -> None:
        pilihan = self.data.get("masal", "")
        ke = _nomor(pilihan)
        if pilihan != LEPAS and (ke is None or ke >= len(self.susunan.daftar)):
            self.salah.append("Pilih dulu koordinator untuk yang dicentang.")
            return
        tujuan = None if pilihan == LEPAS else ke
        terpilih = [b for b in self.susunan.baris.values() if b.utama and b.unit in self.dipilih]
        if not terpilih:
            self.salah.append("Centang dulu unit yang hendak ditetapkan.")
        for baris in terpilih:
            if tujuan is not None and self.susunan.daftar[tujuan].koordinator == baris.unit:
                self.salah.append(f"{self._unit(baris)} tidak mengoordinasikan dirinya sendiri.")
            elif baris.daftar != tujuan:
                self.susunan.tempatkan(baris, tujuan)

    def _susun(self, dengan: str) -> None:
        semua = range(len(self.susunan.daftar))
        for ke in semua if dengan == "" else [satu for satu in semua if str(satu) == dengan]:
            isi = self.susunan.isi_daftar(ke)
            if dengan != "" or any(satu.huruf for satu in isi):  # "all" means those that count in letters
                self.susunan.susun_huruf(ke)

    def _pisah(self, dengan: str) -> None:
        ke = _nomor(dengan)
        if ke is not None and ke < len(self.susunan.daftar):
            self.susunan.susun_huruf(ke, pisah=True)

    def _geser(self, kunci: str, arah: int) -> None:
        baris = next((b for b in self.susunan.baris.values() if f"{b.unit}-{b.ke}" == kunci), None)
        if baris is not None:
            self.susunan.geser(baris, arah)

    # --- words ---

    def _teks(self, nama: str, semula: str) -> str:
        """A line as typed, without control characters; untouched where it is what was shown."""
        isi: Any = self.data.get(nama)
        if isi is None or isi == semula:
            return semula
        return " ".join("".join(satu for satu in str(isi) if satu.isprintable() or satu.isspace()).split())

    def _sebut(self, ke: int) -> str:
        return self.nama.get(self.susunan.daftar_lama[ke].koordinator, "koordinator")

    def _unit(self, baris: Baris) -> str:
        return self.nama.get(baris.unit, "unit yang tidak dikenal")


def _nomor(isi: str) -> int | None:
    """A plain number of a sane length; None for anything else."""
    return int(isi) if isi.isascii() and isi.isdecimal() and len(isi) < 19 else None
