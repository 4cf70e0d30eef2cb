"""The matters of one unit as a person arranges them: what was typed, read against the list of matters. No query.

One row is one matter, typed as "2.16 komunikasi dan informatika", as "komunikasi dan informatika", or in the words of
the regulation where the national list does not know it. The rows of a Staf Ahli carry letters and an order, those of
another body do not. The pinpoint of a row follows from that of the list and its letter, unless it has one of its own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import pairwise
from typing import Any, NamedTuple

from django.utils.text import slugify

from registry.dokumen.daftar import huruf_ke, rujukan_butir, rujukan_induk
from registry.isi_edisi import Nilai, Ubah
from registry.rujukan import Rujukan, RujukanSalah, kanonik

BIDANG, URUSAN = "bidangstafahli", "urusanperangkat"
PANJANG_NAMA, PANJANG_HURUF, PANJANG_TEKS, URUTAN_MAKS = 200, 5, 2000, 9999
#: From here on two names look like one that was typed twice.
SERUPA = 0.87

_KODE = re.compile(r"(\d\.\d{2})(?:[\s.:–-]+(.*))?")


class Dikenal(NamedTuple):
    """A matter that can be chosen."""

    pk: int
    kode: str
    nama: str

    @property
    def tampil(self) -> str:
        return f"{self.kode} {self.nama}".strip()


class Terbaca(NamedTuple):
    """What a text means: a known matter, or a new one (`urusan` None). `tertulis`: typed words that differ from its
    name."""

    urusan: int | None
    nama: str
    tertulis: str = ""


class TulisanSalah(ValueError):
    """What was typed is no matter, in words."""


class KatalogUrusan:
    """The matters that a region can choose from."""

    def __init__(self, semua: Iterable[Dikenal]) -> None:
        self.semua = list(semua)
        self.menurut_pk = {satu.pk: satu for satu in self.semua}
        self._kode = {satu.kode: satu for satu in self.semua if satu.kode}
        self._nama = {slugify(satu.nama): satu for satu in reversed(self.semua)}

    def baca(self, teks: str) -> Terbaca:
        """Raises TulisanSalah."""
        cocok = _KODE.fullmatch(teks)
        if cocok is None:
            return self._tanpa_kode(teks)
        kode, nama = cocok[1], (cocok[2] or "").strip()
        satu = self._kode.get(kode)
        if satu is None:
            raise TulisanSalah(f"Kode {kode} tidak ada dalam daftar nasional. Tulis urusannya tanpa kode.")
        if not nama or slugify(nama) == slugify(satu.nama):
            return Terbaca(satu.pk, satu.nama)
        lain = self._nama.get(slugify(nama))
        if lain is not None:
            raise TulisanSalah(f"{kode} adalah {satu.nama}, bukan {lain.nama}. Tulis salah satu.")
        return Terbaca(satu.pk, satu.nama, nama)

    def _tanpa_kode(self, teks: str) -> Terbaca:
        if not slugify(teks):
            raise TulisanSalah("Tulis nama urusannya.")
        if teks[0].isdigit():
            raise TulisanSalah("Kode urusan ditulis seperti 1.02, diikuti namanya.")
        if len(teks) > PANJANG_NAMA:
            raise TulisanSalah(f"Nama urusan paling panjang {PANJANG_NAMA} huruf.")
        satu = self._nama.get(slugify(teks))
        return Terbaca(satu.pk, satu.nama) if satu is not None else Terbaca(None, teks)

    def serupa(self, nama: str) -> str:
        """A known matter whose name looks like this one; "" for none."""
        dekat = get_close_matches(slugify(nama), self._nama, n=1, cutoff=SERUPA)
        return self._nama[dekat[0]].nama if dekat else ""


@dataclass(slots=True)
class Baris:
    """One row of the form. `lama`: the matter that stood there when it was opened; `dasar`: (regulation, pinpoint)
    where it is not that of the list; `lain`: the person says that it is not what it looks like."""

    lama: int | None = None
    teks: str = ""
    huruf: str = ""
    tertulis: str = ""
    catatan: str = ""
    nomor: int | None = None
    dasar: tuple[int | None, str] | None = None
    buang: bool = False
    lain: bool = False
    salah: str = ""
    serupa: str = ""
    terbaca: Terbaca | None = None

    @property
    def kosong(self) -> bool:
        """A row that nobody has written in."""
        return self.lama is None and not (self.teks or self.tertulis or self.catatan)

    @property
    def hidup(self) -> bool:
        """Is there a matter in it that stays?"""
        return bool(self.teks) and not self.buang


@dataclass(slots=True)
class Susunan:
    """All matters of one unit. `isi`: BIDANG or URUSAN; `dilihat`: {matter: values} as they were on the screen;
    `pangkal`: the pinpoint above the letters."""

    isi: str
    badan: int
    dilihat: dict[int, Nilai] = field(default_factory=dict)
    peraturan: int | None = None
    pangkal: str = ""
    baris: list[Baris] = field(default_factory=list)
    salah: list[str] = field(default_factory=list)

    @property
    def berhuruf(self) -> bool:
        return self.isi == BIDANG

    @property
    def sah(self) -> bool:
        return not self.salah and not any(satu.salah or satu.serupa for satu in self.baris)

    @classmethod
    def dari(
        cls, isi: str, badan: int, nilai: Mapping[int, Nilai], katalog: KatalogUrusan, bawaan: tuple[int | None, str]
    ) -> Susunan:
        """The rows as they are stored. `bawaan`: the basis of a list that is still empty."""
        susunan = cls(isi, badan, dict(nilai))
        hitung = Counter(_pangkal(satu) for satu in nilai.values())
        susunan.peraturan, susunan.pangkal = hitung.most_common(1)[0][0] if hitung else bawaan
        urut = sorted(nilai, key=lambda urusan: nilai[urusan].get("urutan", 0)) if isi == BIDANG else list(nilai)
        susunan.baris = [susunan._dari_nilai(urusan, nilai[urusan], katalog) for urusan in urut]
        if isi == BIDANG:
            for baris, nomor in zip(susunan.baris, _nomor_naik([satu.nomor for satu in susunan.baris]), strict=True):
                baris.nomor = nomor
        return susunan

    def _dari_nilai(self, urusan: int, nilai: Nilai, katalog: KatalogUrusan) -> Baris:
        return Baris(
            lama=urusan,
            teks=katalog.menurut_pk[urusan].tampil,
            huruf=nilai.get("huruf", ""),
            tertulis=nilai["tertulis"],
            catatan=nilai["catatan"],
            nomor=nilai.get("urutan"),
            dasar=self._dasar_sendiri(nilai),
        )

    def _dasar_sendiri(self, nilai: Nilai) -> tuple[int | None, str] | None:
        sama = _pangkal(nilai) == (self.peraturan, self.pangkal)
        return None if sama else (nilai["peraturan_id"], nilai["rujukan"])

    # --- what a post says ---

    def terima(self, data: Mapping[str, Any], katalog: KatalogUrusan, peraturan: Iterable[int]) -> None:
        """Read the fields of a post over what is stored; what cannot be read is told in `salah`.

        Fields: `peraturan`, `pangkal` of the list; `b<n>` the matter that row n had (must be among those seen),
        `u<n>` the matter typed, `h<n>`, `n<n>` letter and number, `t<n>` as printed, `c<n>` note, `x<n>` take out,
        `l<n>` not what it looks like.
        """
        self._terima_dasar(data, set(peraturan))
        self.baris = []
        for n in range(min(_angka(data.get("jumlah", "")) or 0, 500)):
            self._terima_baris(n, data)
        if self.dilihat.keys() - {baris.lama for baris in self.baris}:
            # What does not arrive is not meant to go: taking out is said with x<n>.
            self.salah.append("Tidak semua baris sampai ke sini, jadi tidak ada yang disimpan. Muat ulang layar ini.")
        for baris in self.baris:
            if baris.hidup:
                self._baca(baris, katalog)
            elif baris.lama is None and not baris.kosong:
                baris.salah = baris.salah or "Tulis nama urusannya."
        self._tolak_ganda()

    def _terima_dasar(self, data: Mapping[str, Any], peraturan: set[int]) -> None:
        dipilih = str(data.get("peraturan", ""))
        if dipilih and _angka(dipilih) not in peraturan:
            self.salah.append("Peraturan yang dipilih tidak dikenal di daerah ini.")
        else:
            self.peraturan = _angka(dipilih)
        self.pangkal = _rapi(data.get("pangkal", ""))
        try:
            self.pangkal = kanonik(self.pangkal) if self.pangkal else ""
        except RujukanSalah as salah:
            self.salah.append(str(salah))

    def _terima_baris(self, n: int, data: Mapping[str, Any]) -> None:
        lama = _angka(data.get(f"b{n}", ""))
        dilihat = self.dilihat.get(lama) if lama is not None else None
        baris = Baris(
            lama=lama if dilihat is not None else None,
            teks=_rapi(data.get(f"u{n}", "")),
            huruf=_rapi(data.get(f"h{n}", "")) if self.berhuruf else "",
            tertulis=_rapi(data.get(f"t{n}", "")),
            catatan=_rapi(data.get(f"c{n}", "")),
            nomor=_angka(data.get(f"n{n}", "")) if self.berhuruf else None,
            buang=f"x{n}" in data,
            lain=f"l{n}" in data,
        )
        if dilihat is not None:
            baris.dasar = self._dasar_dilihat(dilihat)
        self.baris.append(baris)
        if len(baris.huruf) > PANJANG_HURUF or not _huruf(baris.huruf):
            baris.salah = f"“{baris.huruf}” bukan huruf atau angka; tulis misalnya c."
        elif max(len(baris.tertulis), len(baris.catatan)) > PANJANG_TEKS:
            baris.salah = f"Tulisan naskah dan catatan paling panjang {PANJANG_TEKS} huruf."
        elif (baris.nomor or 0) > URUTAN_MAKS:
            baris.salah = f"Nomor urut paling besar {URUTAN_MAKS}."

    def _dasar_dilihat(self, nilai: Nilai) -> tuple[int | None, str] | None:
        """A row whose basis was its own keeps it, whatever the list now rests on."""
        semua = Counter(_pangkal(satu) for satu in self.dilihat.values())
        return None if _pangkal(nilai) == semua.most_common(1)[0][0] else (nilai["peraturan_id"], nilai["rujukan"])

    def _baca(self, baris: Baris, katalog: KatalogUrusan) -> None:
        try:
            baris.terbaca = katalog.baca(baris.teks)
        except TulisanSalah as salah:
            baris.salah = baris.salah or str(salah)
            return
        if baris.terbaca.tertulis and not baris.tertulis:
            baris.tertulis = baris.terbaca.tertulis
        if baris.terbaca.urusan is None and not baris.lain:
            baris.serupa = katalog.serupa(baris.terbaca.nama)

    def _tolak_ganda(self) -> None:
        dahulu: dict[str, int] = {}
        for nomor, baris in enumerate(self.baris, 1):
            if baris.terbaca is None or not baris.hidup:
                continue
            kunci = str(baris.terbaca.urusan or slugify(baris.terbaca.nama))
            if kunci in dahulu:
                baris.salah = baris.salah or f"Urusan ini sudah ada di baris {dahulu[kunci]}."
            dahulu.setdefault(kunci, nomor)

    def tambahkan_asing(self, kini: Mapping[int, Nilai], katalog: KatalogUrusan) -> None:
        """Rows that others added since: kept beside the person's own. Then what is stored counts as seen."""
        tertulis = {satu.lama for satu in self.baris} | {
            satu.terbaca.urusan for satu in self.baris if satu.terbaca is not None
        }
        for urusan, nilai in kini.items():
            if urusan not in self.dilihat and urusan not in tertulis:
                self.baris.append(self._dari_nilai(urusan, nilai, katalog))
        self.dilihat = dict(kini)

    # --- acts on the screen ---

    def urutkan(self) -> list[Baris]:
        """Rows in the order of their numbers; those without one stay behind the row before them. Of two with the same
        number one was moved there: from below, and it comes first, or from above, and it comes last."""
        kunci: list[tuple[int, int, int]] = []
        terakhir = 0
        for letak, baris in enumerate(self.baris):
            kunci.append((terakhir, 1, letak) if baris.nomor is None else (baris.nomor, 0, -letak))
            terakhir = kunci[-1][0]
        urut = sorted(range(len(self.baris)), key=kunci.__getitem__)
        self.baris = [self.baris[satu] for satu in urut]
        return self.baris

    def nomori(self) -> None:
        """Number the rows as they stand."""
        for nomor, baris in enumerate((satu for satu in self.baris if not satu.kosong), 1):
            baris.nomor = nomor

    def susun_huruf(self) -> None:
        """Letters a, b, c … in the order of the rows."""
        for nomor, baris in enumerate((satu for satu in self.baris if satu.hidup), 1):
            baris.huruf = huruf_ke(nomor)

    def geser(self, letak: int, arah: int) -> None:
        """Swap a row with its neighbour."""
        ke = letak + arah
        if 0 <= letak < len(self.baris) and 0 <= ke < len(self.baris) and not self.baris[ke].kosong:
            self.baris[letak], self.baris[ke] = self.baris[ke], self.baris[letak]

    # --- the change ---

    def baru(self) -> list[str]:
        """Names of matters that the registry does not know yet."""
        return [
            satu.terbaca.nama
            for satu in self.baris
            if satu.hidup and satu.terbaca is not None and satu.terbaca.urusan is None
        ]

    def ubahan(self, id_baru: Mapping[str, int]) -> tuple[Ubah, Ubah]:
        """(change-set, what was seen) for `terapkan`. `id_baru`: of the matters in `baru`."""
        jadi = self._jadi(id_baru)
        ubah: Ubah = {}
        lihat: Ubah = {}
        for urusan, dilihat in self.dilihat.items():
            if urusan not in jadi:
                ubah[self.isi, (self.badan, urusan)] = None
                lihat[self.isi, (self.badan, urusan)] = dilihat
        for urusan, nilai in jadi.items():
            semula = self.dilihat.get(urusan)
            beda = {ruas: satu for ruas, satu in nilai.items() if semula is None or semula[ruas] != satu}
            if beda:
                ubah[self.isi, (self.badan, urusan)] = beda
                lihat[self.isi, (self.badan, urusan)] = semula
        return ubah, lihat

    def _jadi(self, id_baru: Mapping[str, int]) -> dict[int, Nilai]:
        self._lengkapi()
        jadi: dict[int, Nilai] = {}
        for baris in self.baris:
            if not baris.hidup or baris.terbaca is None:
                continue
            peraturan, rujukan = baris.dasar or (self.peraturan, rujukan_butir(self.pangkal, baris.huruf))
            nilai: Nilai = {
                "peraturan_id": peraturan,
                "rujukan": rujukan,
                "tertulis": baris.tertulis,
                "catatan": baris.catatan,
            }
            if self.berhuruf:
                nilai |= {"huruf": baris.huruf, "urutan": baris.nomor}
            pk = baris.terbaca.urusan
            jadi[pk if pk is not None else id_baru[baris.terbaca.nama]] = nilai
        return jadi

    def _lengkapi(self) -> None:
        """Numbers that rise with the rows, and the next letter for a new row of a list that counts a, b, c …"""
        if not self.berhuruf:
            return
        hidup = [satu for satu in self.urutkan() if satu.hidup]
        nomor = _nomor_naik([satu.nomor for satu in hidup])
        berabjad = all(satu.huruf in ("", huruf_ke(ke)) for ke, satu in enumerate(hidup, 1))
        berhuruf = any(satu.huruf for satu in hidup)
        for ke, baris in enumerate(hidup, 1):
            baris.nomor = nomor[ke - 1]
            if berabjad and berhuruf and baris.lama is None:
                baris.huruf = huruf_ke(ke)


def _nomor_naik(nomor: Sequence[int | None]) -> list[int]:
    """The numbers as they are where they rise, missing ones filled in; else 1, 2, 3 …"""
    hasil: list[int] = []
    for satu in nomor:
        hasil.append(satu if satu is not None else (hasil[-1] if hasil else 0) + 1)
    return hasil if all(a < b for a, b in pairwise(hasil)) else list(range(1, len(hasil) + 1))


def _pangkal(nilai: Nilai) -> tuple[int | None, str]:
    return nilai["peraturan_id"], rujukan_induk(nilai["rujukan"], nilai.get("huruf", ""))


def _angka(teks: Any) -> int | None:
    """A plain number of a sane length; None for anything else."""
    isi = str(teks).strip()
    return int(isi) if isi.isascii() and isi.isdecimal() and len(isi) < 19 else None


def _rapi(teks: Any) -> str:
    """One line, without control characters."""
    return " ".join("".join(satu for satu in str(teks) if satu.isprintable() or satu.isspace()).split())


def _huruf(teks: str) -> bool:
    """Can it stand as the letter of an item?"""
    if not teks:
        return True
    try:
        Rujukan.parse("Pasal 1").tambah("angka" if teks.isdigit() else "huruf", teks)
    except RujukanSalah:
        return False
    return True
