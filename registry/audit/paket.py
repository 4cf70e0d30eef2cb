"""The audit pack of a region: one ZIP with all that an auditor takes away, and with what it takes to check it.

It is written to a temporary file and never held in memory. The same database gives the same bytes, but for the moment
in the manifest: entries in order of their names, one fixed date, no system's own marks. How the pack is checked stands
in docs/segel.md ("Berkas audit") and, for who receives it, in BACA-SAYA.txt.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
import tomllib
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date, datetime
from functools import cache, partial
from pathlib import Path
from typing import IO, Any, NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.conf import settings
from django.template.loader import render_to_string

from registry.audit import paket_baris, paket_edisi
from registry.audit.masukan import awal_hari
from registry.audit.paket_baris import BukuSegel
from registry.audit.paket_edisi import Versi
from registry.dokumen.kamus import KamusBasis
from registry.models import BagianSegel, Daerah, Segel
from registry.segel import kanonik, pemeriksa_segel
from registry.segel.pemeriksa_segel import nama_daftar

#: Of every entry, because the moment of packing stands in the manifest.
TANGGAL_ZIP = (1980, 1, 1, 0, 0, 0)
#: Bytes copied at once, and below which a temporary file stays in memory.
POTONG, DI_INGATAN = 1 << 20, 1 << 18
#: Hex digits of the manifest's hash in the name of the file.
PANJANG_NAMA = 12

Penulis = Callable[[IO[bytes]], None]


class Paket(NamedTuple):
    """A pack. `berkas`: an open temporary file at its beginning, gone when it is closed; `sidik`: of the manifest."""

    berkas: IO[bytes]
    nama: str
    sidik: str
    jumlah: dict[str, int]


def buat_paket(daerah: Daerah, dari: date, sampai: date, saat: datetime) -> Paket:
    """The pack of a region for the days from `dari` to `sampai` of its own clock, made at `saat`.

    About 60 queries, some for every thousand revisions, and about 60 for every version of an edition.
    """
    berkas: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (the answer closes it)
    try:
        rakit = _Perakit(daerah, dari, sampai, saat)
        with ZipFile(berkas, "w", ZIP_DEFLATED) as keluar:
            sidik = rakit.tulis(keluar)
        berkas.seek(0)
        return Paket(berkas, nama_berkas(daerah, dari, sampai, sidik), sidik, rakit.jumlah)
    except BaseException:
        berkas.close()
        raise


def nama_berkas(daerah: Daerah, dari: date, sampai: date, sidik: str) -> str:
    """ "berkas-audit-63.03-2026-01-01-2026-12-31-ab12cd34ef56.zip"."""
    kode = "".join(satu for satu in daerah.kode if satu.isascii() and (satu.isalnum() or satu == "."))
    return f"berkas-audit-{kode}-{dari.isoformat()}-{sampai.isoformat()}-{sidik[:PANJANG_NAMA]}.zip"


@cache
def versi_rentang() -> str:
    """The version of this software."""
    isi = tomllib.loads((Path(settings.BASE_DIR) / "pyproject.toml").read_text(encoding="utf-8"))
    return str(isi["project"]["version"])


class _Perakit:
    """Writes one pack. `jumlah`: lines of each file of rows; `tercantum`: what the manifest will list."""

    def __init__(self, daerah: Daerah, dari: date, sampai: date, saat: datetime) -> None:
        self.daerah, self.dari, self.sampai, self.saat = daerah, dari, sampai, saat
        # Seals that are made from now on are not in this pack: rows under them count as not sealed yet.
        self.segel = Segel.objects.order_by("-nomor").first()
        self.buku = BukuSegel(self.segel.nomor if self.segel is not None else 0)
        self.versi: list[Versi] = paket_edisi.versi_berlaku(daerah, dari, sampai)
        self.jumlah: dict[str, int] = {}
        self.tercantum: list[dict[str, Any]] = []

    def tulis(self, keluar: ZipFile) -> str:
        """Write all entries, the manifest last; returns the hash of the manifest."""
        with ExitStack() as tumpuk:
            # Rows come first, because they tell which lists are needed; entries are written by name.
            sementara = self._baris(tumpuk)
            tulis: dict[str, Penulis] = {nama: partial(_salin, isi) for nama, isi in sementara.items()}
            tulis |= dict(self._edisi())
            tulis |= dict(self._segel())
            tulis["BACA-SAYA.txt"] = lambda ke: _tulis_teks(ke, self._baca_saya())
            script = Path(pemeriksa_segel.__file__).read_bytes()
            tulis["pemeriksa_segel.py"] = lambda ke: _tulis_bita(ke, script)
            for nama, isi in sorted(tulis.items()):
                self._tulis_satu(keluar, nama, isi)
        manifes = json.dumps(self._manifes(), ensure_ascii=False, indent=1).encode() + b"\n"
        keluar.writestr(_kepala(pemeriksa_segel.MANIFES), manifes)
        return hashlib.sha256(manifes).hexdigest()

    def _tulis_satu(self, keluar: ZipFile, nama: str, isi: Penulis) -> None:
        with keluar.open(_kepala(nama), "w", force_zip64=True) as ke:
            hitung = _Hitung(ke)
            isi(hitung)  # type: ignore[arg-type]  # all that is asked of it is to write
        self.tercantum.append({"nama": nama, "bita": hitung.bita, "sha256": hitung.sidik.hexdigest()})

    # --- What is in it -----------------------------------------------------------------------------------

    def _baris(self, tumpuk: ExitStack) -> dict[str, IO[bytes]]:
        """{name: open file} of all files of rows."""
        semua: dict[str, IO[bytes]] = {}

        def baru(nama: str) -> IO[bytes]:
            semua[nama] = berkas = tumpuk.enter_context(tempfile.SpooledTemporaryFile(DI_INGATAN))  # noqa: SIM115
            return berkas

        masa = (awal_hari(self.dari, self.daerah), awal_hari(self.sampai, self.daerah, 1))
        for jsonl, sumber in (("riwayat.jsonl", paket_baris.revisi), ("tindakan.jsonl", paket_baris.tindakan)):
            tabel = baru(pemeriksa_segel.PASANGAN[jsonl])
            baris = sumber(self.daerah, *masa)
            self.jumlah[jsonl] = paket_baris.tulis(baris, self.buku, self.daerah, baru(jsonl), tabel)
        for satu in self.versi:
            nama = f"{satu.folder}/isi.jsonl"
            self.jumlah[nama] = paket_edisi.tulis_baris(satu.edisi, self.buku, self.daerah, baru(nama))
        return semua

    def _edisi(self) -> Iterator[tuple[str, Penulis]]:
        """Tables and documents; each is read when it is written."""
        kamus = KamusBasis(self.daerah)
        yield "edisi/daftar-edisi.csv", paket_edisi.tulis_csv(paket_edisi.daftar_edisi(self.versi))
        for satu in self.versi:
            yield f"{satu.folder}/edisi.yaml", partial(_tulis_dokumen, satu, kamus, self.daerah)
            for bagian in paket_edisi.bagian_edisi():
                yield f"{satu.folder}/{bagian}.csv", partial(_tulis_bagian, satu, bagian)
        peraturan = paket_edisi.peraturan_paket(self.daerah, self.versi)
        hubungan = paket_edisi.tabel_hubungan(self.daerah, peraturan)
        yield "peraturan.csv", paket_edisi.tulis_csv(paket_edisi.tabel_peraturan(peraturan))
        yield "hubungan-peraturan.csv", paket_edisi.tulis_csv(hubungan)

    def _segel(self) -> Iterator[tuple[str, Penulis]]:
        """The chain of heads, and the lists in which a row of the pack stands or could stand."""
        yield pemeriksa_segel.SEGEL, partial(_tulis_rantai, self.segel.nomor if self.segel is not None else 0)
        for letak, pk in self.buku.terpakai.items():
            yield nama_daftar(*letak), partial(_tulis_daftar, pk)

    def _manifes(self) -> dict[str, Any]:
        return {
            "bentuk": kanonik.BENTUK,
            "daerah": {"kode": self.daerah.kode, "nama": self.daerah.nama},
            "masa": {
                "dari": self.dari.isoformat(),
                "sampai": self.sampai.isoformat(),
                "zona_waktu": self.daerah.zona_waktu,
            },
            "dibuat_pada": kanonik.nilai(self.saat),
            "versi_rentang": versi_rentang(),
            "segel_terakhir": None if self.segel is None else {"nomor": self.segel.nomor, "kepala": self.segel.kepala},
            "jumlah": self.jumlah,
            "berkas": self.tercantum,
        }

    def _baca_saya(self) -> str:
        konteks = {
            "daerah": self.daerah,
            "dari": self.dari,
            "sampai": self.sampai,
            "segel": self.segel,
            "versi": self.versi,
            "revisi": self.jumlah["riwayat.jsonl"],
            "tindakan": self.jumlah["tindakan.jsonl"],
        }
        return render_to_string("audit/berkas_baca_saya.txt", konteks)


class _Hitung:
    """Counts and hashes what is written through it."""

    def __init__(self, ke: IO[bytes]) -> None:
        self.ke, self.sidik, self.bita = ke, hashlib.sha256(), 0

    def write(self, isi: bytes) -> int:
        self.sidik.update(isi)
        self.bita += len(isi)
        return self.ke.write(isi)


def _kepala(nama: str) -> ZipInfo:
    """The head of an entry: the same on every machine."""
    kepala = ZipInfo(nama, TANGGAL_ZIP)
    kepala.compress_type, kepala.create_system, kepala.external_attr = ZIP_DEFLATED, 3, 0o644 << 16
    return kepala


def _salin(isi: IO[bytes], ke: IO[bytes]) -> None:
    isi.seek(0)
    while potong := isi.read(POTONG):
        ke.write(potong)


def _tulis_bita(ke: IO[bytes], isi: bytes) -> None:
    ke.write(isi)


def _tulis_teks(ke: IO[bytes], isi: str) -> None:
    """Text as Windows reads it too."""
    ke.write(b"\xef\xbb\xbf" + isi.replace("\r\n", "\n").replace("\n", "\r\n").encode())


def _tulis_dokumen(versi: Versi, kamus: KamusBasis, daerah: Daerah, ke: IO[bytes]) -> None:
    ke.write(paket_edisi.dokumen(versi, kamus, daerah).encode())


def _tulis_bagian(versi: Versi, bagian: str, ke: IO[bytes]) -> None:
    paket_edisi.tulis_csv(paket_edisi.tabel_bagian(versi.edisi, bagian))(ke)


def _tulis_daftar(pk: int, ke: IO[bytes]) -> None:
    ke.write(bytes(BagianSegel.objects.values_list("daftar", flat=True).get(pk=pk)))


def _tulis_rantai(sampai: int, ke: IO[bytes]) -> None:
    """The seals from the first to `sampai`, one a line; the statement of each part as its head holds it."""
    ke.write(f'{{"bentuk":{kanonik.BENTUK},"segel":['.encode())
    semua = Segel.objects.filter(nomor__lte=sampai).order_by("nomor")
    for urut, satu in enumerate(semua.iterator(200)):
        bagian = satu.bagian.order_by("urutan").values_list(
            "urutan", "jenis", "tabel", "edisi_id", "kolom", "jumlah", "dari", "sampai", "sidik"
        )
        isi = {
            "nomor": satu.nomor,
            "pada": kanonik.nilai(satu.pada),
            "sebab": satu.sebab,
            "bentuk": satu.bentuk,
            "pemasangan": str(satu.pemasangan),
            "jumlah": satu.jumlah,
            "sebelum": satu.sebelum,
            "kepala": satu.kepala,
            "bagian": [list(isi) for isi in bagian],
        }
        ke.write(b",\n" if urut else b"\n")
        ke.write(json.dumps(isi, ensure_ascii=False, separators=(",", ":")).encode())
    ke.write(b"\n]}\n")
