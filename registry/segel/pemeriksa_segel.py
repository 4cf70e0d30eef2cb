#!/usr/bin/env python3
"""Checks an audit pack of Rentang without Rentang: only this file, Python 3.9 or later, and nothing to install.

    python3 pemeriksa_segel.py BERKAS.zip [--acuan NOMOR:KEPALA] [--manifes SIDIK]

Instead of the ZIP it takes the folder into which that was unpacked.

Everything is computed here anew from what the pack says; nothing of Rentang is imported. `registry.segel.kanonik` is
the same arithmetic on the other side: change both or neither. Exit 0: all fits; 1: something does not, and the first
such thing is named; 2: nothing contradicts, but of some rows only the hash could be compared (they are named), or
called in a wrong way (told on the error stream). A pack is read as what a forger wrote: no size, name or shape in it
is taken on trust.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import json
import os
import re
import sys
import unicodedata
import zipfile
import zlib
from bisect import bisect_left
from typing import Any, Iterator, NoReturn  # noqa: UP035  (Python 3.9)

BENTUK = 1
KEPALA_AWAL = "0" * 64
LEBAR_NOMOR, LEBAR = 8, 40
MANIFES, SEGEL = "manifes.json", "segel.json"
#: Rows as they were sealed, and the table that is a plain rendering of them.
PASANGAN = {"riwayat.jsonl": "riwayat.csv", "tindakan.jsonl": "tindakan.csv"}
KEPALA_CSV = (
    "waktu_setempat", "waktu_utc", "tabel", "nomor", "macam", "pelaku", "peran", "alasan", "dasar", "isi", "sebutan",
    "segel", "sidik",
)  # fmt: skip
MACAM = {"+": "dibuat", "~": "diubah", "-": "dihapus"}
#: Columns that have a place of their own in the table.
_SUDAH = {
    "history_date": 0, "pada": 0, "history_type": 0, "history_nama": 0, "nama_oleh": 0, "history_change_reason": 0,
    "alasan": 0,
}  # fmt: skip
_TAMPAK_RUMUS = re.compile("'*[=+\\-@\t\r]")
#: A spreadsheet refuses longer cells.
BATAS_SEL = 32000
#: The edition's own table: its row comes first among the rows of an edition.
TABEL_EDISI = "registry_edisi"
ISI_EDISI = re.compile(r"(edisi/[^/]+/[^/]+)/isi\.jsonl")
#: Where a row says when it was written.
RUAS_WAKTU = {"riwayat.jsonl": "history_date", "tindakan.jsonl": "pada"}
_SAAT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z")
#: Bytes, unpacked: of one file, of all, of a file that is read as a whole, of one line. A ZIP of 3 MB can hold 3 GB.
BATAS_BERKAS, BATAS_SEMUA, BATAS_UTUH, BATAS_BARIS = 2 << 30, 4 << 30, 256 << 20, 16 << 20
#: Rows that are named where only their hash could be compared, and characters of a line that is shown.
SEBUT_SAJA, BATAS_TAMPIL = 50, 600


class TidakCocok(Exception):
    """Something does not fit; says what."""


def teks(isi: Any) -> bytes:
    """JSON as it is hashed."""
    return json.dumps(isi, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def sidik(isi: bytes) -> str:
    return hashlib.sha256(isi).hexdigest()


def baca_json(isi: bytes) -> Any:
    """JSON in which each key stands once and numbers are numbers: two readers cannot take it for two things."""
    return json.loads(isi, object_pairs_hook=_tanpa_ganda, parse_int=_bulat, parse_constant=_bukan_nilai)


def _tanpa_ganda(pasangan: list[tuple[str, Any]]) -> dict[str, Any]:
    hasil = dict(pasangan)
    if len(hasil) != len(pasangan):
        nama = [satu for satu, _ in pasangan]
        raise TidakCocok(f"Kunci {next(satu for satu in nama if nama.count(satu) > 1)} ditulis dua kali.")
    return hasil


def _bulat(isi: str) -> int:
    if len(isi) > 20:  # longer than any number of a database; very long ones take minutes to read
        raise ValueError(f"bilangan {len(isi)} angka")
    return int(isi)


def _bukan_nilai(isi: str) -> NoReturn:
    raise ValueError(f"{isi} bukan nilai JSON")


def aman(isi: str) -> str:
    """One line as it may be shown: what a terminal would obey (escapes, line ends, changes of direction) is spelled
    out, because names in a pack are a stranger's words."""
    if len(isi) > BATAS_TAMPIL:
        isi = f"{isi[:BATAS_TAMPIL]}…"
    return "".join(
        f"\\u{ord(satu):04x}" if unicodedata.category(satu) in ("Cc", "Cf", "Cs", "Cn", "Co", "Zl", "Zp") else satu
        for satu in isi
    )


# --- The table beside the rows -----------------------------------------------------------------------


def baris_csv(rekaman: dict[str, Any]) -> list[str]:
    """One row of a table, from its record alone: so the table can be checked as well."""
    isi, tampil = rekaman["terbuka"], rekaman["tampil"]
    riwayat = "history_type" in isi
    alasan = isi.get("history_change_reason" if riwayat else "alasan")
    sel = [
        tampil["waktu_setempat"],
        isi.get("history_date" if riwayat else "pada"),
        tampil["tabel"],
        str(rekaman["nomor"]),
        MACAM.get(isi["history_type"], isi["history_type"]) if riwayat else isi.get("jenis"),
        isi.get("history_nama" if riwayat else "nama_oleh"),
        tampil["peran"],
        alasan,
        tampil["dasar"],
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


def saat(isi: Any) -> str:
    """A moment as it is written here, so that texts compare as moments do."""
    if not isinstance(isi, str) or not _SAAT.fullmatch(isi):
        raise TidakCocok(f"{isi!r} bukan saat.")
    return isi


class Rantai:
    """The seals of a pack: each head computed anew from its statement and the head before it."""

    def __init__(self, isi: dict[str, Any]) -> None:
        self.kepala: dict[int, str] = {}
        self.bagian: dict[tuple[int, int], list[Any]] = {}
        self.per_tabel: dict[str, list[list[Any]]] = {}
        #: When the newest seal was made; "" where there is none.
        self.pada = ""
        #: {table of rows that are only added: highest number that is sealed}; editions that are sealed.
        self.batas: dict[str, int] = {}
        self.edisi: set[int] = set()
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
            self.pada = saat(satu["pada"])
            for bagian in satu["bagian"]:
                self.bagian[nomor, bagian[0]] = bagian
                self.per_tabel.setdefault(bagian[2], []).append([nomor, bagian])
                if bagian[3] is None:
                    self.batas[bagian[2]] = max(bagian[7], self.batas.get(bagian[2], 0))
                else:
                    self.edisi.add(bagian[3])
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


class Folder:
    """An unpacked pack, read like a ZIP."""

    def __init__(self, jalur: str) -> None:
        self.jalur = jalur

    def __enter__(self) -> Folder:
        return self

    def __exit__(self, *galat: object) -> None:
        pass

    def isi(self) -> list[tuple[str, int]]:
        """(name, bytes) of each file."""
        semua = [os.path.join(induk, nama) for induk, _, nama_nama in os.walk(self.jalur) for nama in nama_nama]
        hasil = []
        for satu in semua:
            nama = os.path.relpath(satu, self.jalur).replace(os.sep, "/")
            if os.path.islink(satu) or not os.path.isfile(satu):
                raise TidakCocok(f"{nama} bukan berkas biasa.")
            hasil.append((nama, os.path.getsize(satu)))
        return sorted(hasil)

    def open(self, nama: str) -> Any:
        return open(os.path.join(self.jalur, *nama.split("/")), "rb")  # whoever reads it closes it


def isi_zip(berkas: zipfile.ZipFile) -> list[tuple[str, int]]:
    """(name, bytes when unpacked) of each entry. Who unpacks and packs again adds entries for folders; they hold
    nothing and are left out."""
    hasil = []
    for satu in berkas.infolist():
        nama = satu.filename
        if satu.orig_filename not in (nama, nama.replace("/", os.sep)) or not nama_aman(nama.rstrip("/")):
            raise TidakCocok(f"Nama berkas {satu.orig_filename} tidak boleh ada dalam berkas audit.")
        if nama.endswith("/"):
            continue
        if satu.flag_bits & 0x1:
            raise TidakCocok(f"Berkas {nama} terkunci dengan kata sandi.")
        if satu.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise TidakCocok(f"Berkas {nama} dimampatkan dengan cara yang tidak dikenal ({satu.compress_type}).")
        hasil.append((nama, satu.file_size))
    return hasil


def nama_aman(nama: str) -> bool:
    """Does it stay below the folder into which it is unpacked, on every system?"""
    if "\\" in nama or ":" in nama or any(unicodedata.category(satu) == "Cc" for satu in nama):
        return False
    return all(satu not in ("", ".", "..") for satu in nama.split("/"))


class Paket:
    """One pack, opened. Nothing of it is unpacked to disk."""

    def __init__(self, berkas: Any) -> None:
        self.zip = berkas
        isi = isi_zip(berkas) if isinstance(berkas, zipfile.ZipFile) else berkas.isi()
        self.ukuran: dict[str, int] = {}
        serupa: set[str] = set()
        for nama, bita in isi:
            if nama.casefold() in serupa:  # many a system takes these for one file
                raise TidakCocok(f"Berkas {nama} ada dua kali.")
            serupa.add(nama.casefold())
            if not nama_aman(nama):
                raise TidakCocok(f"Nama berkas {nama} tidak boleh ada dalam berkas audit.")
            if bita > BATAS_BERKAS:
                raise TidakCocok(f"Berkas {nama} terlalu besar ({bita} bita).")
            self.ukuran[nama] = bita
        if sum(self.ukuran.values()) > BATAS_SEMUA:
            raise TidakCocok(f"Isinya terlalu besar ({sum(self.ukuran.values())} bita).")
        self.nama = set(self.ukuran)
        self._periksa_kelengkapan()
        mentah = self.utuh(MANIFES)
        self.sidik_manifes = sidik(mentah)
        self.manifes = self._json(MANIFES, mentah)
        self.daftar: dict[tuple[int, int], Daftar] = {}

    def _periksa_kelengkapan(self) -> None:
        """Is there all against which something is compared? A table without its rows would be compared to nothing."""
        for nama in (MANIFES, SEGEL, *PASANGAN, *PASANGAN.values()):
            if nama not in self.nama:
                raise TidakCocok(f"Berkas {nama} tidak ada.")
        for nama in sorted(self.nama):
            if nama.endswith(".jsonl") and nama not in PASANGAN and not ISI_EDISI.fullmatch(nama):
                raise TidakCocok(f"Berkas {nama} tidak dikenal.")
            if re.fullmatch("edisi/[^/]+/[^/]+/.+", nama) and f"{nama.rsplit('/', 1)[0]}/isi.jsonl" not in self.nama:
                raise TidakCocok(f"Berkas {nama.rsplit('/', 1)[0]}/isi.jsonl tidak ada.")

    def utuh(self, nama: str) -> bytes:
        """A file as a whole; one that is small in honest packs."""
        if self.ukuran[nama] > BATAS_UTUH:
            raise TidakCocok(f"Berkas {nama} terlalu besar ({self.ukuran[nama]} bita).")
        with self.zip.open(nama) as aliran:
            isi: bytes = aliran.read(BATAS_UTUH + 1)
        if len(isi) != self.ukuran[nama]:
            raise TidakCocok(f"Berkas {nama} tidak sebesar yang disebut dalam berkas ini.")
        return isi

    def _json(self, letak: str, isi: bytes) -> Any:
        try:
            return baca_json(isi)
        except TidakCocok as galat:
            raise TidakCocok(f"{letak}: {galat}") from galat
        except RecursionError as galat:
            raise TidakCocok(f"{letak}: bertingkat terlalu dalam.") from galat
        except ValueError as galat:
            raise TidakCocok(f"{letak}: bukan JSON ({galat}).") from galat

    def _baris_berkas(self, nama: str) -> Iterator[bytes]:
        """Lines of a file, of bounded length."""
        with self.zip.open(nama) as aliran, io.BufferedReader(aliran, 1 << 16) as baca:
            nomor = 0
            while baris := baca.readline(BATAS_BARIS + 1):
                nomor += 1
                if len(baris) > BATAS_BARIS:
                    raise TidakCocok(f"{nama} baris {nomor} terlalu panjang.")
                yield baris

    def periksa_manifes(self) -> int:
        """Each file against the manifest; how many there are."""
        tercantum = {satu["nama"]: satu for satu in self.manifes["berkas"]}
        if len(tercantum) != len(self.manifes["berkas"]):
            raise TidakCocok(f"{MANIFES} mencantumkan satu berkas dua kali.")
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
        self.rantai = Rantai(self._json(SEGEL, self.utuh(SEGEL)))
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
            bagian, isi = self.rantai.bagian[letak], self.utuh(nama)
            daftar = Daftar(isi)
            if sidik(isi) != bagian[8] or len(isi) != LEBAR * bagian[5]:
                raise TidakCocok(f"Daftar {nama} tidak sesuai dengan sidiknya dalam segel {letak[0]}.")
            self.daftar[letak] = daftar
            jumlah += 1
        return jumlah

    def rekaman(self, nama: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """(line number, record) of a file of JSON lines."""
        for nomor, baris in enumerate(self._baris_berkas(nama), 1):
            letak = f"{nama} baris {nomor}"
            isi = self._json(letak, baris)
            if not _berbentuk(isi):
                raise TidakCocok(f"{letak}: bukan baris berkas audit.")
            yield nomor, isi

    def periksa_baris(self) -> Hitungan:
        """Each row against the list of its part, and the table beside it."""
        hasil = Hitungan()
        ada: set[tuple[str, int]] = set()
        for nama in sorted(satu for satu in self.nama if satu.endswith(".jsonl")):
            jumlah = 0
            tabel = self._tabel(PASANGAN.get(nama))
            edisi: dict[str, Any] | None = None
            for urut, rekaman in self.rekaman(nama):
                jumlah += 1
                letak = f"{nama} baris {urut} ({rekaman['tabel']} nomor {rekaman['nomor']})"
                if (rekaman["tabel"], rekaman["nomor"]) in ada:
                    raise TidakCocok(f"{letak}: baris itu ada dua kali.")
                ada.add((rekaman["tabel"], rekaman["nomor"]))
                if nama not in PASANGAN:
                    edisi = self._periksa_milik(letak, rekaman, edisi)
                self._periksa_rekaman(letak, rekaman, edisi, hasil)
                if tabel is not None and next(tabel, None) != baris_csv(rekaman):
                    raise TidakCocok(f"{PASANGAN[nama]} baris {urut + 1} berbeda dari {letak}.")
            if tabel is not None and next(tabel, None) is not None:
                raise TidakCocok(f"{PASANGAN[nama]} mempunyai baris yang tidak ada dalam {nama}.")
            if nama not in PASANGAN and edisi is None:
                raise TidakCocok(f"{nama} tidak berisi edisinya.")
            if jumlah != self.manifes["jumlah"].get(nama):
                raise TidakCocok(f"{nama} berisi {jumlah} baris; manifes menyebut jumlah yang lain.")
        return hasil

    def _tabel(self, nama: str | None) -> Iterator[list[str]] | None:
        if nama is None:
            return None
        baca = csv.reader(satu.decode() for satu in self._baris_berkas(nama))
        if next(baca, None) != ["\ufeff" + KEPALA_CSV[0], *KEPALA_CSV[1:]]:
            raise TidakCocok(f"Kepala {nama} tidak dikenal.")
        return baca

    def _periksa_milik(self, letak: str, rekaman: dict[str, Any], edisi: dict[str, Any] | None) -> dict[str, Any]:
        """Each row of an edition belongs to the edition that is named first; returns that."""
        if edisi is None:
            if rekaman["tabel"] != TABEL_EDISI:
                raise TidakCocok(f"{letak}: baris pertama bukan edisinya.")
            return rekaman
        if rekaman["tabel"] == TABEL_EDISI or rekaman["terbuka"].get("edisi_id") != edisi["nomor"]:
            raise TidakCocok(f"{letak}: milik edisi lain.")
        return edisi

    def _periksa_rekaman(
        self, letak: str, rekaman: dict[str, Any], edisi: dict[str, Any] | None, hasil: Hitungan
    ) -> None:
        if rekaman["segel"] is None:
            self._periksa_belum(letak, rekaman, edisi)
            hasil.belum += 1
            return
        bagian = self.rantai.bagian.get((rekaman["segel"], rekaman["bagian"]))
        daftar = self.daftar.get((rekaman["segel"], rekaman["bagian"]))
        if bagian is None or daftar is None:
            raise TidakCocok(f"{letak}: daftar segel {rekaman['segel']} bagian {rekaman['bagian']} tidak ada.")
        if bagian[2] != rekaman["tabel"]:
            raise TidakCocok(f"{letak}: bagian segel itu milik tabel {bagian[2]}.")
        if bagian[3] != (None if edisi is None else edisi["nomor"]):
            raise TidakCocok(f"{letak}: bagian segel itu milik edisi lain.")
        tersegel = daftar.sidik(rekaman["nomor"])
        if tersegel is None:
            raise TidakCocok(f"{letak}: baris ini tidak ada dalam daftar segel {rekaman['segel']}.")
        if tersegel != rekaman["sidik"]:
            raise TidakCocok(f"{letak}: sidiknya berbeda dari yang disegel.")
        self._periksa_isi(letak, rekaman, bagian[4][0], hasil)

    def _periksa_isi(self, letak: str, rekaman: dict[str, Any], kolom: list[str], hasil: Hitungan) -> None:
        """What a sealed row says against its hash. `kolom`: its open columns when it was sealed."""
        terbuka = rekaman["terbuka"]
        if rekaman["tertutup"] is None:
            # A column that was sealed open may no longer be shown, or a column is gone: then nothing that the row
            # says can be computed to its hash, and whoever makes up a row can claim the same.
            if list(terbuka) != [satu for satu in kolom if satu in terbuka]:
                raise TidakCocok(f"{letak}: kolomnya bukan yang disegel.")
            hasil.sidik_saja.append(letak)
            return
        if list(terbuka) != kolom:
            raise TidakCocok(f"{letak}: kolomnya bukan yang disegel.")
        if sidik(teks([BENTUK, rekaman["tabel"], list(terbuka.values()), rekaman["tertutup"]])) != rekaman["sidik"]:
            raise TidakCocok(f"{letak}: isinya berbeda dari yang disegel.")
        hasil.cocok[rekaman["segel"]] = hasil.cocok.get(rekaman["segel"], 0) + 1

    def _periksa_belum(self, letak: str, rekaman: dict[str, Any], edisi: dict[str, Any] | None) -> None:
        """A row that says it is not sealed yet is in no list, has a number above all that its table has sealed (rows
        of an edition: their edition is not sealed), and is younger than the newest seal."""
        self._periksa_di_daftar(letak, rekaman, edisi)
        if edisi is not None:
            if edisi["nomor"] in self.rantai.edisi:
                raise TidakCocok(f"{letak}: mengaku belum disegel, padahal edisinya sudah.")
            ditulis = edisi["terbuka"].get("diterbitkan_pada")
        else:
            batas = self.rantai.batas.get(rekaman["tabel"], 0)
            if rekaman["nomor"] <= batas:
                raise TidakCocok(f"{letak}: tabel itu sudah disegel sampai nomor {batas}, tetapi tanpa baris ini.")
            ditulis = rekaman["terbuka"].get(RUAS_WAKTU[letak.split(" ", 1)[0]])
        try:
            ditulis = saat(ditulis)
        except TidakCocok as galat:
            raise TidakCocok(f"{letak}: {galat}") from galat
        if ditulis <= self.rantai.pada:
            raise TidakCocok(
                f"{letak}: ditulis {ditulis}, sebelum segel terakhir ({self.rantai.pada}), tetapi tidak disegel. "
                "Bila tercatat tepat saat segel itu dibuat: buat segel baru, lalu unduh lagi."
            )

    def _periksa_di_daftar(self, letak: str, rekaman: dict[str, Any], edisi: dict[str, Any] | None) -> None:
        nomor = rekaman["nomor"]
        for segel, bagian in self.rantai.per_tabel.get(rekaman["tabel"], []):
            if not bagian[6] <= nomor <= bagian[7]:
                continue
            daftar = self.daftar.get((segel, bagian[0]))
            if daftar is not None and daftar.sidik(nomor) is not None:
                raise TidakCocok(f"{letak}: mengaku belum disegel, padahal ada dalam segel {segel}.")
            if daftar is None and edisi is None:  # numbers of editions overlap, and only theirs are in the pack
                raise TidakCocok(f"{letak}: daftar segel {segel} bagian {bagian[0]} tidak ada.")


def _berbentuk(isi: Any) -> bool:
    """Is it a record at all?"""

    def nomor(satu: Any) -> bool:
        return isinstance(satu, int) and not isinstance(satu, bool) and 0 <= satu < 1 << 63

    return (
        isinstance(isi, dict)
        and isinstance(isi["tabel"], str)
        and nomor(isi["nomor"])
        and (isi["segel"] is None or (nomor(isi["segel"]) and nomor(isi["bagian"])))
        and isinstance(isi["sidik"], str)
        and isinstance(isi["terbuka"], dict)
        and isinstance(isi["sebutan"], dict)
        and (isi["tertutup"] is None or isinstance(isi["tertutup"], str))
    )


class Hitungan:
    """{seal: how many of its rows fit}; how many are younger than the newest seal; the rows of which only the hash
    could be compared."""

    def __init__(self) -> None:
        self.cocok: dict[int, int] = {}
        self.belum = 0
        self.sidik_saja: list[str] = []


class Hasil(list):
    """Lines of what was found. `sebagian`: of some rows only the hash could be compared."""

    sebagian = False


def periksa(jalur: str, acuan: list[tuple[int, str]], manifes: str) -> Hasil:
    """What was found. Raises TidakCocok."""
    buka: Any = Folder if os.path.isdir(jalur) else zipfile.ZipFile
    with buka(jalur) as berkas:
        paket = Paket(berkas)
        tertera = re.search(r"-([0-9a-f]{12})(?: \(\d+\))?(?:\.zip)?$", jalur.rstrip("/\\"))
        for sumber, awal in (("yang Anda berikan", manifes), ("dalam nama berkasnya", tertera[1] if tertera else "")):
            if not paket.sidik_manifes.startswith(awal):
                raise TidakCocok(f"Sidik manifes {paket.sidik_manifes} bukan {awal} {sumber}.")
        banyak = paket.periksa_manifes()
        rantai = paket.periksa_rantai(acuan)
        daftar = paket.periksa_daftar()
        baris = paket.periksa_baris()
    isi = paket.manifes
    nomor, kepala = rantai.akhir
    hasil = Hasil()
    hasil += [
        f"Berkas audit {isi['daerah']['nama']}, {isi['masa']['dari']} sampai {isi['masa']['sampai']}",
        f"Manifes        : {banyak} berkas cocok. Sidik manifes {paket.sidik_manifes}",
        f"Rantai segel   : {nomor} segel menyambung. Kepala terakhir {kepala}"
        if nomor
        else "Rantai segel   : basis data ini belum pernah disegel",
        f"Daftar sidik   : {daftar} daftar cocok",
        f"Baris          : {sum(baris.cocok.values())} baris cocok dengan yang disegel",
    ]
    if baris.belum:
        hasil.append(f"                 {baris.belum} baris lebih baru daripada segel terakhir: belum dapat diperiksa")
    if baris.sidik_saja:
        banyak = len(baris.sidik_saja)
        hasil.append(f"                 {banyak} baris tidak dibuka seluruhnya: hanya sidiknya dibandingkan:")
        hasil += [f"                   {satu}" for satu in baris.sidik_saja[:SEBUT_SAJA]]
        if banyak > SEBUT_SAJA:
            hasil.append(f"                   dan {banyak - SEBUT_SAJA} lagi")
    sesudah = 0
    if acuan:
        tinggi = max(satu for satu, _ in acuan)
        sesudah = sum(banyak for segel, banyak in baris.cocok.items() if segel > tinggi)
        hasil.append(f"Acuan          : {len(acuan)} kepala segel cocok dengan acuan Anda")
        if sesudah:
            hasil.append(f"                 {sesudah} baris disegel sesudah segel {tinggi}: tidak dijaga acuan itu")
    else:
        hasil.append("Acuan          : tidak diberikan; berikan kepala segel yang Anda simpan sendiri dengan --acuan")
    if not manifes:
        hasil.append("Sidik manifes  : tidak diberikan; berikan yang tertera di halaman Rentang dengan --manifes")
    hasil.sebagian = bool(baris.sidik_saja)
    batasan = [
        kata
        for ya, kata in (
            (baris.sidik_saja, f"isi {len(baris.sidik_saja)} baris di atas tidak terbukti"),
            (not acuan, "tanpa acuan: hanya terbukti isi berkas ini saling cocok"),
            (sesudah, f"{sesudah} baris lebih baru daripada acuan"),
            (not manifes, "tanpa --manifes: mungkin ada baris atau berkas yang dibuang"),
            (baris.belum, f"{baris.belum} baris belum disegel, jadi belum dapat diperiksa"),
        )
        if ya
    ]
    hasil.append(f"{'; '.join(['COCOK SEBAGIAN' if hasil.sebagian else 'COCOK', *batasan])}.")
    return hasil


def baca_manifes(isi: str) -> str:
    """The hash of a manifest, or how it begins."""
    if not re.fullmatch("[0-9a-fA-F]{12,64}", isi):
        raise argparse.ArgumentTypeError("tulis sedikitnya 12 huruf dan angka pertama sidik manifesnya")
    return isi.lower()


def baca_acuan(isi: str) -> tuple[int, str]:
    """ "12:ab34…" as (12, "ab34…")."""
    cocok = re.fullmatch(r"(\d{1,18}):([0-9a-fA-F]{12,64})", isi)
    if cocok is None:
        raise argparse.ArgumentTypeError("tulis NOMOR:KEPALA, sedikitnya 12 huruf dan angka pertama kepalanya")
    return int(cocok[1]), cocok[2].lower()


#: argparse speaks English; these are its words that a wrong call shows.
_KATA = (
    (re.compile("the following arguments are required: (.+)"), r"\1 belum disebut."),
    (re.compile("unrecognized arguments: (.+)"), r"tidak dikenal: \1"),
    (re.compile("argument (.+): expected one argument"), r"\1 memerlukan isi."),
    (re.compile("argument (.+): ignored explicit argument (.+)"), r"\1 tidak memerlukan isi."),
    (re.compile("ambiguous option: (.+) could match (.+)"), r"\1 kurang lengkap: \2"),
    (re.compile("argument ([^:]+): (.+)", re.DOTALL), r"\1: \2"),
)


class Pengurai(argparse.ArgumentParser):
    """Tells in Indonesian how this is called, and ends with 2 where it was called otherwise."""

    def error(self, message: str) -> NoReturn:
        for pola, kata in _KATA:
            if pola.fullmatch(message):
                message = pola.sub(kata, message)
                break
        self.exit(2, f"{self.format_usage()}{message}\nPetunjuk: {self.prog} --help\n")

    def format_usage(self) -> str:
        return "Cara: python3 pemeriksa_segel.py BERKAS.zip [--acuan NOMOR:KEPALA] [--manifes SIDIK]\n"

    def format_help(self) -> str:
        return f"{self.format_usage()}\n{PETUNJUK}"


PETUNJUK = """Memeriksa berkas audit Rentang: ZIP-nya, atau folder tempat isinya dibuka.

  --acuan NOMOR:KEPALA  kepala segel yang Anda simpan sendiri; boleh berkali-kali
  --manifes SIDIK       sidik manifes menurut halaman Rentang
  --help                petunjuk ini

Di Windows tulis "py" sebagai ganti "python3".
"""


def utama(argumen: list[str]) -> int:
    urai = Pengurai(prog="pemeriksa_segel.py")
    urai.add_argument("berkas", metavar="BERKAS.zip")
    urai.add_argument(
        "--acuan", metavar="NOMOR:KEPALA", type=baca_acuan, action="append", default=[],
        help="kepala segel yang Anda simpan sendiri; boleh berkali-kali",
    )  # fmt: skip
    urai.add_argument(
        "--manifes", metavar="SIDIK", type=baca_manifes, default=None, help="sidik manifes menurut halaman Rentang"
    )
    pilihan = urai.parse_args(argumen)
    try:
        hasil = periksa(pilihan.berkas, pilihan.acuan, pilihan.manifes or "")
    except TidakCocok as galat:
        return _tidak_cocok(str(galat))
    except FileNotFoundError as galat:
        return _tidak_cocok(f"Berkas tidak ada: {galat.filename}")
    except MemoryError:
        return _tidak_cocok("Berkas ini terlalu besar untuk komputer ini.")
    except RecursionError:
        return _tidak_cocok("Isinya bertingkat terlalu dalam.")
    except zlib.error as galat:
        return _tidak_cocok(f"Berkas rusak: isinya tidak dapat dibuka ({galat}).")
    except Exception as galat:  # whatever a strange file can cause: an answer, never a traceback
        return _tidak_cocok(f"Berkas rusak atau bukan berkas audit Rentang ({type(galat).__name__}: {galat}).")
    sys.stdout.write("".join(f"{aman(satu)}\n" for satu in hasil))
    return 2 if hasil.sebagian else 0


def _tidak_cocok(sebab: str) -> int:
    sys.stdout.write(f"TIDAK COCOK. {aman(sebab)}\n")
    return 1


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(utama(sys.argv[1:]))
