"""Works an act of succession out over the content of a draft. No query.

Rows are carried from one body to another for every registered part, so that nothing here knows what the upper apps
register: which of a row's fields name a body, and of which rows only one may be the main one, the registry tells.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import product
from typing import Any

from registry.galat import Ditolak
from registry.isi_edisi import DAFTAR, Nilai
from registry.models import JenisSuksesi
from registry.suksesi.rencana import (
    PERISTIWA,
    PESERTA,
    TEMPAT,
    Butir,
    DasarSuksesi,
    Isi,
    Penerus,
    Rencana,
    kolom_kunci,
    kolom_nilai,
)

#: Where a row that points at an old body goes: (row, the body in it) -> the bodies that get it; [] drops it.
Tujuan = Callable[[Butir, int], Sequence[int]]


class Penyusun:
    """Works one act out, step by step, over the content as it is."""

    def __init__(self, isi: Isi, jenis: JenisSuksesi, lama: Sequence[int], dasar: DasarSuksesi) -> None:
        self.isi, self.dasar = isi, dasar
        self.tempat: dict[int, Nilai] = {
            kunci[0]: nilai for (nama, kunci), nilai in isi.items() if nama == TEMPAT and nilai is not None
        }
        self.lama = list(dict.fromkeys(lama))
        if any(satu not in self.tempat for satu in self.lama):
            raise Ditolak("Ada unit lama yang tidak ada dalam bagan rancangan ini.")
        if len(self.lama) != len(lama):
            raise Ditolak("Satu unit lama disebut lebih dari satu kali.")
        self.nama = {satu: str(nilai["nama"]) for satu, nilai in self.tempat.items()}
        nomor = 1 + max((kunci[0] for nama, kunci in isi if nama in (PERISTIWA, PESERTA)), default=0)
        self.r = Rencana(str(jenis), nomor, nama=dict(self.nama), nama_lama=dict(self.nama))
        self.jadi = {satu: nilai["induk"] for satu, nilai in self.tempat.items()}

    def sebut(self, badan: int) -> str:
        return self.nama.get(badan, "unit lain")

    def penerus(self, baru: Sequence[Penerus]) -> list[int]:
        """Ids of the new side, negative for bodies that are yet to be made."""
        ke = [-nomor if satu.badan is None else satu.badan for nomor, satu in enumerate(baru, 1)]
        if len(set(ke)) != len(ke):
            raise Ditolak("Satu penerus disebut lebih dari satu kali.")
        for satu, rinci in zip(ke, baru, strict=True):
            if satu not in self.tempat and not rinci.nama:
                raise Ditolak("Tulis nama unit yang baru.")
        return ke

    def di_bawah(self, semua: Sequence[int]) -> list[int]:
        """All bodies below some, nearest first."""
        anak: dict[Any, list[int]] = {}
        for satu, nilai in self.tempat.items():
            anak.setdefault(nilai["induk"], []).append(satu)
        hasil: dict[int, None] = {}
        tunggu = list(semua)
        while tunggu:
            for satu in anak.get(tunggu.pop(0), []):
                if satu not in hasil:
                    hasil[satu] = None
                    tunggu.append(satu)
        return list(hasil)

    def ganti_tempat(
        self, baru: Mapping[int, Penerus], anak: Mapping[int, int] | None = None, bawaan: int | None = None
    ) -> None:
        """Old places leave, new ones come, children of those that leave move to `anak` or `bawaan` (default: the
        only new body)."""
        r = self.r
        r.keluar = [satu for satu in self.lama if satu not in baru]
        if any(self.tempat[satu]["induk"] is None for satu in r.keluar):
            raise Ditolak("Pangkal bagan tidak dapat digabung, dipecah, atau dibubarkan.")
        for satu, rinci in baru.items():
            self._letakkan(satu, rinci)
        ke = bawaan if bawaan is not None else next(iter(baru), None)
        asal = {satu: nilai["induk"] for satu, nilai in self.tempat.items() if nilai["induk"] in self.lama}
        for satu, induk in asal.items():
            if satu in r.keluar or satu in baru:
                continue
            tujuan = (anak or {}).get(satu, ke if induk in r.keluar else induk)
            if tujuan != induk:
                r.ubah[TEMPAT, (satu,)] = {"induk": tujuan}
                r.pindah.append((satu, induk, tujuan))
                self.jadi[satu] = tujuan
        for satu in r.keluar:
            r.ubah[TEMPAT, (satu,)] = None
            del self.jadi[satu]
        self._periksa_susunan()

    def _letakkan(self, badan: int, rinci: Penerus) -> None:
        r, ada = self.r, self.tempat.get(badan)
        acuan = self.tempat[self.lama[0]] if self.lama else {}
        induk = rinci.induk if rinci.induk is not None else (ada or acuan)["induk"]
        while induk in r.keluar and rinci.induk is None:  # its parent goes with this act
            induk = self.tempat[induk]["induk"]
        if induk in r.keluar:
            raise Ditolak(f"{self.sebut(induk)} keluar dari bagan; pilih unit lain sebagai tempat unit yang baru.")
        nama = rinci.nama or (ada or {}).get("nama", "")
        penyebutan = {"disebut_peraturan_id": self.dasar.peraturan_id, "disebut_rujukan": self.dasar.rujukan}
        r.nama[badan] = nama
        self.jadi[badan] = induk
        if ada is None:
            r.masuk.append(badan)
            r.nama_lama[badan] = nama
            r.ubah[TEMPAT, (badan,)] = {
                "induk": induk,
                "urutan": acuan["urutan"] if acuan and rinci.induk in (None, acuan["induk"]) else self._terakhir(induk),
                "nama": nama,
                "singkatan": rinci.singkatan,
                "jenis": rinci.jenis or acuan.get("jenis", ""),
                "tipe": rinci.tipe or acuan.get("tipe", ""),
                "peraturan_id": self.dasar.peraturan_id,
                "rujukan": self.dasar.rujukan,
                **penyebutan,
            }
            return
        minta = {"induk": induk, "nama": nama, "jenis": rinci.jenis, "tipe": rinci.tipe, "singkatan": rinci.singkatan}
        tetap = ("jenis", "tipe") if nama != ada["nama"] else ("jenis", "tipe", "singkatan")
        ubah = {ruas: isi for ruas, isi in minta.items() if isi != ada[ruas] and (isi or ruas not in tetap)}
        if "nama" in ubah:
            r.berganti.append((badan, ada["nama"], nama))
            if self.dasar.peraturan_id is not None:
                ubah |= {ruas: isi for ruas, isi in penyebutan.items() if ada[ruas] != isi}
        if "induk" in ubah:
            r.pindah.append((badan, ada["induk"], induk))
        if ubah:
            r.ubah[TEMPAT, (badan,)] = ubah

    def _terakhir(self, induk: int | None) -> int:
        saudara = (nilai["urutan"] for nilai in self.tempat.values() if nilai["induk"] == induk)
        return max(saudara, default=0) + 1

    def _periksa_susunan(self) -> None:
        for awal in self.jadi:
            kini, lewat = self.jadi[awal], {awal}
            while kini is not None:
                if kini in lewat:
                    raise Ditolak(f"{self.r.nama.get(kini, 'Unit')} akan berada di bawah dirinya sendiri.")
                if kini not in self.jadi:
                    raise Ditolak(f"Unit di atas {self.r.nama.get(awal, 'unit baru')} tidak ada dalam bagan.")
                lewat.add(kini)
                kini = self.jadi[kini]

    def bawa(self, tujuan: Tujuan, juga: int | None = None) -> None:
        """Every row that points at an old body (or at `juga`, which takes part too) goes where `tujuan` says. A row
        that would stand twice, or that would tie a body to itself, is dropped."""
        # What stands at the new body already comes first, so that a carried double is the one that is dropped.
        urut = [*([juga] if juga is not None else []), *(satu for satu in self.lama if satu != juga)]
        kena = dict(menunjuk(self.isi, set(urut)))
        terpakai = set(self.isi.keys() - kena.keys())
        for butir, nilai in sorted(
            kena.items(),
            key=lambda satu: min(urut.index(badan) for badan in badan_baris(*satu) if badan in urut),
        ):
            self._bawa_satu(butir, nilai, set(urut), tujuan, terpakai)

    def _bawa_satu(self, butir: Butir, nilai: Nilai, lama: set[int], tujuan: Tujuan, terpakai: set[Butir]) -> None:
        semula = badan_baris(butir, nilai)
        pilihan = [list(tujuan(butir, satu)) if satu in lama else [satu] for satu in semula]
        self.r.ubah[butir] = None
        tersisa, sebab = False, "tidak dipertahankan"
        for gabungan in product(*pilihan):
            if len(set(gabungan)) < len(set(semula)):
                sebab = "akan menunjuk dirinya sendiri"
                continue
            jadi, isian = ganti(butir, nilai, gabungan)
            if jadi in terpakai:
                sebab = "sudah ada"
                continue
            terpakai.add(jadi)
            tersisa = True
            if jadi != butir:
                self.r.ubah[jadi] = isian
            else:
                beda = {ruas: satu for ruas, satu in isian.items() if nilai[ruas] != satu}
                if beda:
                    self.r.ubah[butir] = beda
                else:
                    del self.r.ubah[butir]
            if (jadi, isian) != (butir, nilai):
                self.r.dibawa.append((butir, jadi, isian))
        if not tersisa:
            self.r.dibuang.append((butir, nilai, sebab))

    def selesai(self, baru: Sequence[int]) -> Rencana:
        """Adds the event itself. A second change of name in one draft is the same event."""
        r = self.r
        r.lama, r.baru = self.lama, list(baru)
        if r.jenis == JenisSuksesi.GANTI_NAMA and r.lama == r.baru:
            r.nomor = self._ganti_nama_semula(r.lama[0]) or r.nomor
        r.ubah[PERISTIWA, (r.nomor,)] = {
            "jenis": r.jenis,
            "keterangan": self.dasar.keterangan,
            "peraturan_id": self.dasar.peraturan_id,
            "rujukan": self.dasar.rujukan,
        }
        for peran, semua in (("lama", r.lama), ("baru", r.baru)):
            r.ubah |= {(PESERTA, (r.nomor, peran, satu)): {} for satu in semua}
        return r

    def _ganti_nama_semula(self, badan: int) -> int | None:
        for (nama, kunci), nilai in self.isi.items():
            sendiri = all((PESERTA, (kunci[0], peran, badan)) in self.isi for peran in ("lama", "baru"))
            if nama == PERISTIWA and nilai is not None and nilai["jenis"] == JenisSuksesi.GANTI_NAMA and sendiri:
                return int(kunci[0])
        return None


def menunjuk(isi: Isi, badan: set[int]) -> Iterator[tuple[Butir, Nilai]]:
    """Rows of what editions hand on, but for places, that name one of these bodies."""
    for butir, nilai in isi.items():
        bagian = DAFTAR[butir[0]]
        if nilai is not None and bagian.ikut_klon and not bagian.berpohon and badan & set(badan_baris(butir, nilai)):
            yield butir, nilai


def badan_baris(butir: Butir, nilai: Nilai) -> list[int]:
    """The bodies that a row names, those of its key first."""
    isi = DAFTAR[butir[0]]
    return [butir[1][letak] for letak in kolom_kunci(isi)] + [nilai[ruas] for ruas in kolom_nilai(isi)]


def tunggal(butir: Butir, badan: int) -> bool:
    """Of the rows that are about this body, one must be the main one (the listing in a span)."""
    isi = DAFTAR[butir[0]]
    return bool(isi.penanda) and any(butir[1][letak] == badan for letak in kolom_kunci(isi))


def ganti(butir: Butir, nilai: Nilai, badan: Sequence[int]) -> tuple[Butir, Nilai]:
    """The row with other bodies, in the order of `badan_baris`."""
    isi = DAFTAR[butir[0]]
    kunci, ruas = kolom_kunci(isi), kolom_nilai(isi)
    baru = list(butir[1])
    for letak, satu in zip(kunci, badan, strict=False):
        baru[letak] = satu
    return (butir[0], tuple(baru)), {**nilai, **dict(zip(ruas, badan[len(kunci) :], strict=True))}
