#!/usr/bin/env python3
"""Checks an audit pack of Rentang without Rentang: only this file, Python 3.9 or later, and nothing to install.

    python3 pemeriksa_segel.py BERKAS.zip [--acuan NOMOR:KEPALA] [--manifes SIDIK]

Everything is computed here anew from what the pack says; nothing of Rentang is imported. `registry.segel.kanonik` is
the same arithmetic on the other side: change both or neither. Exit 0: all fits; 1: something does not, and the first
such thing is named; 2: called in a wrong way.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import re
import sys
import zipfile
from bisect import bisect_left
from typing import Any, Iterator  # noqa: UP035  (Python 3.9)

BENTUK = 1
KEPALA_AWAL = "0" * 64
LEBAR_NOMOR, LEBAR = 8, 40
MANIFES, SEGEL = "manifes.json", "segel.json"
#: Rows as they were sealed, and the table that is a plain rendering of them.
PASANGAN = {"riwayat.jsonl": "riwayat.csv", "tindakan.jsonl": "tindakan.csv"}
KEPALA_CSV = ("waktu_utc", "tabel", "nomor", "macam", "pelaku", "alasan", "isi", "sebutan", "segel", "sidik")
MACAM = {"+": "dibuat", "~": "diubah", "-": "dihapus"}
#: Columns that have a place of their own in the table.
_SUDAH = {
    "history_date": 0, "pada": 0, "history_type": 0, "history_nama": 0, "nama_oleh": 0, "history_change_reason": 0,
    "alasan": 0,
}  # fmt: skip
_TAMPAK_RUMUS = re.compile("'*[=+\\-@\t\r]")
#: A spreadsheet refuses longer cells.
BATAS_SEL = 32000


class TidakCocok(Exception):
    """Something does not fit; says what."""


def teks(isi: Any) -> bytes:
    """JSON as it is hashed."""
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


# --- The table beside the rows -----------------------------------------------------------------------


def baris_csv(rekaman: dict[str, Any]) -> list[str]:
    """One row of a table, from its record alone: so the table can be checked as well."""
    isi = rekaman["terbuka"]
    riwayat = "history_type" in isi
    alasan = isi.get("history_change_reason" if riwayat else "alasan")
    sel = [
        isi.get("history_date" if riwayat else "pada"),
        rekaman["tabel"],
        str(rekaman["nomor"]),
        MACAM.get(isi["history_type"], isi["history_type"]) if riwayat else isi.get("jenis"),
        isi.get("history_nama" if riwayat else "nama_oleh"),
        alasan,
        "; ".join(f"{nama}={_sebagai_sel(satu)}" for nama, satu in isi.items() if _tampil(nama, riwayat, satu)),
        "; ".join(f"{nama}={satu}" for nama, satu in rekaman["sebutan"].items()),
        "" if rekaman["segel"] is None else str(rekaman["segel"]),
        rekaman["sidik"],
    ]
    return [sel_aman("" if satu is None else str(satu)) for satu in sel]


def _tampil(nama: str, riwayat: bool, satu: Any) -> bool:
    if satu is None or satu == "":
        return False
    return nama not in _SUDAH or (riwayat and nama in ("pada", "nama_oleh", "alasan"))


def _sebagai_sel(satu: Any) -> str:
    if isinstance(satu, bool):
        return "ya" if satu else "tidak"
    return teks(satu).decode() if isinstance(satu, (dict, list)) else str(satu)


def sel_aman(isi: str) -> str:
    """A cell that no spreadsheet takes for a formula; a very long one is cut, and says so."""
    isi = isi.replace("\0", "\ufffd")
    if len(isi) > BATAS_SEL:
        isi = f"{isi[:BATAS_SEL]} … (dipotong; selengkapnya dalam berkas .jsonl)"
    return f"'{isi}" if _TAMPAK_RUMUS.match(isi) else isi


# --- The seals -----------------------------------------------------------------------------------------


class Rantai:
    """The seals of a pack: each head computed anew from its statement and the head before it."""

    def __init__(self, isi: dict[str, Any]) -> None:
        self.kepala: dict[int, str] = {}
        self.bagian: dict[tuple[int, int], list[Any]] = {}
        self.per_tabel: dict[str, list[list[Any]]] = {}
        sebelum, pemasangan = KEPALA_AWAL, None
        for urut, satu in enumerate(isi["segel"], 1):
            nomor = satu["nomor"]
            if nomor != urut:
                raise TidakCocok(f"Segel nomor {urut} tidak ada; yang ada nomor {nomor}.")
            if satu["bentuk"] != BENTUK:
                raise TidakCocok(f"Segel {nomor} memakai tata cara {satu['bentuk']}, yang tidak dikenal pemeriksa ini.")
            if satu["sebelum"] != sebelum:
                raise TidakCocok(f"Segel {nomor} tidak menyambung segel sebelumnya.")
            if pemasangan not in (None, satu["pemasangan"]):
                raise TidakCocok(f"Segel {nomor} berasal dari pemasangan Rentang yang lain.")
            pemasangan = satu["pemasangan"]
            pernyataan = [
                BENTUK, nomor, satu["pada"], satu["sebab"], pemasangan, sebelum, satu["bagian"],
            ]  # fmt: skip
            if sidik(teks(pernyataan)) != satu["kepala"]:
                raise TidakCocok(f"Kepala segel {nomor} tidak sesuai dengan isinya.")
            sebelum = self.kepala[nomor] = satu["kepala"]
            for bagian in satu["bagian"]:
                self.bagian[nomor, bagian[0]] = bagian
                self.per_tabel.setdefault(bagian[2], []).append([nomor, bagian])
        self.akhir = (len(self.kepala), sebelum)


class Daftar:
    """The list of one part: for each row its number (8 bytes) and the hash of its text (32 bytes), by number."""

    def __init__(self, isi: bytes) -> None:
        self.isi = isi

    def __len__(self) -> int:
        return len(self.isi) // LEBAR

    def __getitem__(self, urut: int) -> int:
        if urut >= len(self):
            raise IndexError(urut)
        return int.from_bytes(self.isi[urut * LEBAR : urut * LEBAR + LEBAR_NOMOR], "big")

    def sidik(self, nomor: int) -> str | None:
        """The hash beside a number, in hex; None where the number is not in the list."""
        urut = bisect_left(self, nomor)
        if urut >= len(self) or self[urut] != nomor:
            return None
        return self.isi[urut * LEBAR + LEBAR_NOMOR : (urut + 1) * LEBAR].hex()


def nama_daftar(segel: int, bagian: int) -> str:
    """Where the list of a part stands in a pack."""
    return f"segel/{segel:06d}-{bagian:04d}.daftar"


# --- A pack ----------------------------------------------------------------------------------------------


class Paket:
    """One pack, opened. Nothing of it is unpacked to disk."""

    def __init__(self, berkas: zipfile.ZipFile) -> None:
        self.zip = berkas
        nama = berkas.namelist()
        ganda = sorted({satu for satu in nama if nama.count(satu) > 1}) if len(set(nama)) != len(nama) else []
        if ganda:
            raise TidakCocok(f"Berkas {ganda[0]} ada dua kali.")
        if MANIFES not in nama:
            raise TidakCocok(f"Berkas {MANIFES} tidak ada.")
        self.nama = set(nama)
        mentah = berkas.read(MANIFES)
        self.sidik_manifes = sidik(mentah)
        self.manifes = json.loads(mentah)
        self.daftar: dict[tuple[int, int], Daftar] = {}

    def periksa_manifes(self) -> int:
        """Each file against the manifest; how many there are."""
        tercantum = {satu["nama"]: satu for satu in self.manifes["berkas"]}
        for nama in sorted(self.nama - set(tercantum) - {MANIFES}):
            raise TidakCocok(f"Berkas {nama} tidak tercantum dalam manifes: ditambahkan kemudian.")
        for nama, satu in sorted(tercantum.items()):
            if nama not in self.nama:
                raise TidakCocok(f"Berkas {nama} tercantum dalam manifes, tetapi tidak ada.")
            hitung, bita = hashlib.sha256(), 0
            with self.zip.open(nama) as aliran:
                for potong in iter(lambda: aliran.read(1 << 20), b""):
                    hitung.update(potong)
                    bita += len(potong)
            if (bita, hitung.hexdigest()) != (satu["bita"], satu["sha256"]):
                raise TidakCocok(f"Berkas {nama} tidak sesuai dengan sidiknya dalam manifes: isinya diubah.")
        return len(tercantum)

    def periksa_rantai(self, acuan: list[tuple[int, str]]) -> Rantai:
        """The chain of heads, its end as the manifest says, and the heads that somebody kept elsewhere."""
        self.rantai = Rantai(json.loads(self.zip.read(SEGEL)))
        nomor, kepala = self.rantai.akhir
        akhir = self.manifes["segel_terakhir"]
        if (akhir or {"nomor": 0, "kepala": KEPALA_AWAL}) != {"nomor": nomor, "kepala": kepala}:
            raise TidakCocok(f"Segel terakhir dalam berkas ini nomor {nomor}; manifes menyebut yang lain.")
        for nomor, kepala in acuan:
            if nomor not in self.rantai.kepala:
                raise TidakCocok(f"Segel {nomor} yang dijadikan acuan tidak ada dalam berkas ini.")
            if not self.rantai.kepala[nomor].startswith(kepala):
                raise TidakCocok(f"Kepala segel {nomor} berbeda dari acuan: riwayatnya pernah ditulis ulang.")
        return self.rantai

    def periksa_daftar(self) -> int:
        """Each list against the hash in its seal; how many there are."""
        jumlah = 0
        for nama in sorted(satu for satu in self.nama if satu.startswith("segel/")):
            cocok = re.fullmatch(r"segel/(\d{6,})-(\d{4,})\.daftar", nama)
            letak = (int(cocok[1]), int(cocok[2])) if cocok else (0, 0)
            if letak not in self.rantai.bagian:
                raise TidakCocok(f"Berkas {nama} bukan bagian dari segel mana pun.")
            bagian, isi = self.rantai.bagian[letak], self.zip.read(nama)
            daftar = Daftar(isi)
            if sidik(isi) != bagian[8] or len(isi) != LEBAR * bagian[5]:
                raise TidakCocok(f"Daftar {nama} tidak sesuai dengan sidiknya dalam segel {letak[0]}.")
            self.daftar[letak] = daftar
            jumlah += 1
        return jumlah

    def rekaman(self, nama: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """(line number, record) of a file of JSON lines."""
        with self.zip.open(nama) as aliran:
            for nomor, baris in enumerate(io.TextIOWrapper(aliran, "utf-8", newline="\n"), 1):
                yield nomor, json.loads(baris)

    def periksa_baris(self) -> Hitungan:
        """Each row against the list of its part, and the table beside it."""
        hasil = Hitungan()
        ada: set[tuple[str, int]] = set()
        for nama in sorted(satu for satu in self.nama if satu.endswith(".jsonl")):
            jumlah = 0
            tabel = self._tabel(PASANGAN.get(nama))
            for urut, rekaman in self.rekaman(nama):
                jumlah += 1
                letak = f"{nama} baris {urut} ({rekaman['tabel']} nomor {rekaman['nomor']})"
                if (rekaman["tabel"], rekaman["nomor"]) in ada:
                    raise TidakCocok(f"{letak}: baris itu ada dua kali.")
                ada.add((rekaman["tabel"], rekaman["nomor"]))
                self._periksa_rekaman(letak, rekaman, hasil)
                if tabel is not None and next(tabel, None) != baris_csv(rekaman):
                    raise TidakCocok(f"{PASANGAN[nama]} baris {urut + 1} berbeda dari {letak}.")
            if tabel is not None and next(tabel, None) is not None:
                raise TidakCocok(f"{PASANGAN[nama]} mempunyai baris yang tidak ada dalam {nama}.")
            if jumlah != self.manifes["jumlah"].get(nama):
                raise TidakCocok(f"{nama} berisi {jumlah} baris; manifes menyebut jumlah yang lain.")
        return hasil

    def _tabel(self, nama: str | None) -> Iterator[list[str]] | None:
        if nama is None:
            return None
        baca = csv.reader(io.TextIOWrapper(self.zip.open(nama), "utf-8-sig", newline=""))
        if next(baca, None) != list(KEPALA_CSV):
            raise TidakCocok(f"Kepala {nama} tidak dikenal.")
        return baca

    def _periksa_rekaman(self, letak: str, rekaman: dict[str, Any], hasil: Hitungan) -> None:
        if rekaman["segel"] is None:
            self._periksa_belum(letak, rekaman)
            hasil.belum += 1
            return
        bagian = self.rantai.bagian.get((rekaman["segel"], rekaman["bagian"]))
        daftar = self.daftar.get((rekaman["segel"], rekaman["bagian"]))
        if bagian is None or daftar is None:
            raise TidakCocok(f"{letak}: daftar segel {rekaman['segel']} bagian {rekaman['bagian']} tidak ada.")
        if bagian[2] != rekaman["tabel"]:
            raise TidakCocok(f"{letak}: bagian segel itu milik tabel {bagian[2]}.")
        tersegel = daftar.sidik(rekaman["nomor"])
        if tersegel is None:
            raise TidakCocok(f"{letak}: baris ini tidak ada dalam daftar segel {rekaman['segel']}.")
        if tersegel != rekaman["sidik"]:
            raise TidakCocok(f"{letak}: sidiknya berbeda dari yang disegel.")
        terbuka = rekaman["terbuka"]
        if rekaman["tertutup"] is None:  # columns that may no longer be shown
            if not set(bagian[4][0]) - set(terbuka):
                raise TidakCocok(f"{letak}: sidik kolom tertutup hilang.")
            hasil.sidik_saja += 1
            return
        if list(terbuka) != bagian[4][0]:
            raise TidakCocok(f"{letak}: kolomnya bukan yang disegel.")
        if sidik(teks([BENTUK, rekaman["tabel"], list(terbuka.values()), rekaman["tertutup"]])) != tersegel:
            raise TidakCocok(f"{letak}: isinya berbeda dari yang disegel.")
        hasil.cocok += 1

    def _periksa_belum(self, letak: str, rekaman: dict[str, Any]) -> None:
        """A row that says it is not sealed yet must not be in a list, and no list that could hold it may be missing."""
        for segel, bagian in self.rantai.per_tabel.get(rekaman["tabel"], []):
            if not bagian[6] <= rekaman["nomor"] <= bagian[7]:
                continue
            daftar = self.daftar.get((segel, bagian[0]))
            if daftar is None:
                raise TidakCocok(f"{letak}: daftar segel {segel} bagian {bagian[0]} tidak ada.")
            if daftar.sidik(rekaman["nomor"]) is not None:
                raise TidakCocok(f"{letak}: mengaku belum disegel, padahal ada dalam segel {segel}.")


class Hitungan:
    """How many rows fit; how many are younger than the newest seal; of how many only the hash could be compared."""

    cocok = belum = sidik_saja = 0


def periksa(jalur: str, acuan: list[tuple[int, str]], manifes: str) -> list[str]:
    """What was found, in lines. Raises TidakCocok."""
    with zipfile.ZipFile(jalur) as berkas:
        paket = Paket(berkas)
        tertera = re.search(r"-([0-9a-f]{12})(?: \(\d+\))?\.zip$", jalur)
        for sumber, awal in (("yang Anda berikan", manifes), ("dalam nama berkasnya", tertera[1] if tertera else "")):
            if not paket.sidik_manifes.startswith(awal):
                raise TidakCocok(f"Sidik manifes {paket.sidik_manifes} bukan {awal} {sumber}.")
        banyak = paket.periksa_manifes()
        rantai = paket.periksa_rantai(acuan)
        daftar = paket.periksa_daftar()
        baris = paket.periksa_baris()
    isi = paket.manifes
    nomor, kepala = rantai.akhir
    hasil = [
        f"Berkas audit {isi['daerah']['nama']}, {isi['masa']['dari']} sampai {isi['masa']['sampai']}",
        f"Manifes        : {banyak} berkas cocok. Sidik manifes {paket.sidik_manifes}",
        f"Rantai segel   : {nomor} segel menyambung. Kepala terakhir {kepala}"
        if nomor
        else "Rantai segel   : basis data ini belum pernah disegel",
        f"Daftar sidik   : {daftar} daftar cocok",
        f"Baris          : {baris.cocok} baris cocok dengan yang disegel",
    ]
    if baris.belum:
        hasil.append(f"                 {baris.belum} baris lebih baru daripada segel terakhir: belum dapat diperiksa")
    if baris.sidik_saja:
        hasil.append(f"                 {baris.sidik_saja} baris tidak dibuka seluruhnya: hanya sidiknya dibandingkan")
    if acuan:
        hasil.append(f"Acuan          : {len(acuan)} kepala segel cocok dengan acuan Anda")
    else:
        hasil.append(
            "Acuan          : tidak diberikan. Tanpa kepala segel yang Anda simpan sendiri, yang terbukti hanya"
        )
        hasil.append("                 bahwa isi berkas ini saling cocok.")
    return hasil


def baca_acuan(isi: str) -> tuple[int, str]:
    """ "12:ab34…" as (12, "ab34…")."""
    cocok = re.fullmatch(r"(\d{1,18}):([0-9a-fA-F]{12,64})", isi)
    if cocok is None:
        raise argparse.ArgumentTypeError("tulis NOMOR:KEPALA, sedikitnya 12 huruf dan angka pertama kepalanya")
    return int(cocok[1]), cocok[2].lower()


def utama(argumen: list[str]) -> int:
    urai = argparse.ArgumentParser(prog="pemeriksa_segel.py", description="Memeriksa berkas audit Rentang.")
    urai.add_argument("berkas", metavar="BERKAS.zip")
    urai.add_argument(
        "--acuan", metavar="NOMOR:KEPALA", type=baca_acuan, action="append", default=[],
        help="kepala segel yang Anda simpan sendiri; boleh berkali-kali",
    )  # fmt: skip
    urai.add_argument("--manifes", metavar="SIDIK", default="", help="sidik manifes menurut halaman Rentang")
    pilihan = urai.parse_args(argumen)
    try:
        hasil = periksa(pilihan.berkas, pilihan.acuan, pilihan.manifes.lower())
    except TidakCocok as galat:
        sys.stdout.write(f"TIDAK COCOK. {galat}\n")
        return 1
    except (OSError, zipfile.BadZipFile, ValueError, KeyError, TypeError, LookupError, AttributeError) as galat:
        sys.stdout.write(f"TIDAK COCOK. Berkas rusak atau bukan berkas audit Rentang ({galat}).\n")
        return 1
    sys.stdout.write("\n".join([*hasil, "COCOK.", ""]))
    return 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(utama(sys.argv[1:]))
