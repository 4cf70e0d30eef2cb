"""Keys and names in files, ids in rows: the bodies of one region, and the regulations of it and of the nation."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from django.db.models import Q
from django.utils.text import slugify

from registry.models import Daerah, Edisi, Kedudukan, NamaLain, PerangkatDaerah, Peraturan
from registry.models.peraturan import SINGKATAN_JENIS
from registry.pencarian.jarak import jarak
from registry.pencarian.normalisasi import pecah

NASIONAL = "nasional/"
#: How often a file is told what it may have meant; each costs a look at all keys.
BATAS_SARAN = 60
_KUNCI = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
PANJANG_KUNCI = 150


@dataclass(frozen=True, slots=True)
class BadanBaru:
    """A body that the import will record. `id` stands for it until then, and is negative; `baris`: the row of the file
    that brings it."""

    id: int
    kunci: str
    nama: str
    baris: int = 0


def bakukan_nama(nama: str) -> str:
    """A name as names are compared: the words that the search compares."""
    return " ".join(pecah(nama))


class KamusTabel:
    """Dictionary of one draft; 4 queries when made.

    Only bodies of the draft's own region are known, and only regulations of that region or of the nation: what is
    not known here cannot be reached by a file. `nama` is the name in this draft, else the label.
    """

    def __init__(self, edisi: Edisi) -> None:
        daerah = edisi.daerah
        self.baru: list[BadanBaru] = []
        self._sisa_saran = BATAS_SARAN
        self._saran: dict[str, str] = {}
        self._baca_badan(edisi, daerah)
        self._baca_peraturan(daerah)

    # --- bodies ---------------------------------------------------------------------------------------------

    def _baca_badan(self, edisi: Edisi, daerah: Daerah) -> None:
        semua = PerangkatDaerah.objects.filter(daerah=daerah).order_by("pk")
        baris = list(semua.values_list("pk", "kunci", "nama", "dialihkan_ke_id"))
        self._kunci = {pk: kunci for pk, kunci, _, _ in baris}
        self._id = {kunci: pk for pk, kunci, _, _ in baris}
        self._id_longgar = {kunci.casefold(): pk for pk, kunci, _, _ in reversed(baris)}
        self._dialihkan = {pk: tujuan for pk, _, _, tujuan in baris if tujuan is not None}
        tempat = Kedudukan.objects.filter(edisi__daerah=daerah).order_by()
        di_sini: dict[int, str] = {}
        self._menurut_nama: dict[str, set[int]] = defaultdict(set)
        for pk, nama, milik in tempat.values_list("perangkat_daerah_id", "nama", "edisi_id").distinct():
            self._menurut_nama[bakukan_nama(nama)].add(pk)
            if milik == edisi.pk:
                di_sini[pk] = nama
        for pk, nama in NamaLain.objects.filter(perangkat_daerah__daerah=daerah).order_by().values_list(
            "perangkat_daerah_id", "nama"
        ):  # fmt: skip
            self._menurut_nama[bakukan_nama(nama)].add(pk)
        for pk, _, nama, _ in baris:
            self._menurut_nama[bakukan_nama(nama)].add(pk)
        self._nama = {pk: nama for pk, _, nama, _ in baris} | di_sini
        #: Bodies that stand in this draft.
        self.dalam_edisi = frozenset(di_sini)
        #: Names under which a row of the file may point at a body instead of by its key.
        self._sebutan: dict[str, set[int]] = defaultdict(set)
        for pk, nama in di_sini.items():
            self._sebutan[bakukan_nama(nama)].add(pk)

    def kenal(self, kunci: str) -> int | None:
        """Id of a key, whatever the case of its letters."""
        pk = self._id.get(kunci)
        return self._id_longgar.get(kunci.casefold()) if pk is None else pk

    def tambah(self, kunci: str, nama: str, baris: int) -> int:
        """Take up a body that is not recorded yet; its id is negative until it is."""
        satu = BadanBaru(-1 - len(self.baru), kunci, nama, baris)
        self.baru.append(satu)
        self._kunci[satu.id] = self._nama[satu.id] = kunci
        self._nama[satu.id] = nama
        self._id[kunci] = self._id_longgar[kunci.casefold()] = satu.id
        self._sebutan[bakukan_nama(nama)].add(satu.id)
        return satu.id

    def unit(self, teks: str) -> int:
        """The body that a cell names by its key, or by a name that only one body of the file and the draft has.

        Raises ValueError with a sentence.
        """
        pk = self.kenal(teks)
        if pk is None:
            senama = self._sebutan.get(bakukan_nama(teks), set())
            if len(senama) == 1:
                return next(iter(senama))
            if senama:
                kunci = ", ".join(f"“{self._kunci[satu]}”" for satu in sorted(senama)[:4])
                raise ValueError(f"“{teks}” adalah nama beberapa unit; tulis kuncinya ({kunci}).")
            raise ValueError(f"“{teks}” tidak dikenal{self._mungkin(teks, self._id)}")
        tujuan = self._dialihkan.get(pk)
        if tujuan is not None and pk not in self.dalam_edisi:
            raise ValueError(f"“{teks}” sudah dialihkan; pakai “{self._kunci.get(tujuan, '')}”.")
        return pk

    def kunci_unit(self, pk: int) -> str:
        return self._kunci[pk]

    def nama_unit(self, pk: int) -> str:
        return self._nama[pk]

    def serupa(self, kunci: str, nama: str) -> list[int]:
        """Bodies that a row with an unknown key may mean: by any name that they have or had, or by a key that
        differs by a slip. Bodies of this draft first."""
        calon = set(self._menurut_nama.get(bakukan_nama(nama), ())) if nama else set()
        calon = {self._dialihkan.get(pk, pk) for pk in calon}
        if kunci and self._sisa_saran > 0:
            self._sisa_saran -= 1
            calon |= {pk for lain, pk in self._id.items() if _selip(kunci, lain)}
        dikenal = [pk for pk in calon if pk > 0 and pk in self._kunci]
        return sorted(dikenal, key=lambda pk: (pk not in self.dalam_edisi, self._kunci[pk]))

    def kunci_bebas(self, nama: str) -> str:
        """A key for a new body of this name that nobody has."""
        dasar = slugify(nama)[: PANJANG_KUNCI - 5].strip("-_").replace("_", "-") or "unit"
        kunci, ke = dasar, 1
        while self.kenal(kunci) is not None:
            ke += 1
            kunci = f"{dasar}-{ke}"
        return kunci

    # --- regulations ----------------------------------------------------------------------------------------

    def _baca_peraturan(self, daerah: Daerah) -> None:
        semua = Peraturan.objects.filter(Q(daerah=daerah) | Q(daerah=None)).select_related("daerah").order_by("pk")
        self._kunci_peraturan: dict[int, str] = {}
        self._judul: dict[int, str] = {}
        self._peraturan: dict[str, int] = {}
        self._penyebutan: dict[str, set[int]] = defaultdict(set)
        for satu in semua:
            kunci = satu.kunci if satu.daerah_id is not None else f"{NASIONAL}{satu.kunci}"
            self._kunci_peraturan[satu.pk] = kunci
            self._peraturan[kunci.casefold()] = satu.pk
            self._judul[satu.pk] = satu.judul_pendek
            for sebutan in _sebutan_peraturan(satu):
                self._penyebutan[_rapat(sebutan)].add(satu.pk)

    def peraturan(self, teks: str) -> int:
        """The regulation that a cell names by its key or in words ("Perbup 15/2022"). Raises ValueError."""
        pk = self._peraturan.get(teks.casefold())
        if pk is not None:
            return pk
        cocok = self._penyebutan.get(_rapat(teks), set())
        if len(cocok) == 1:
            return next(iter(cocok))
        if cocok:
            kunci = ", ".join(f"“{self._kunci_peraturan[satu]}”" for satu in sorted(cocok)[:4])
            raise ValueError(f"“{teks}” dapat berarti beberapa peraturan; tulis kuncinya ({kunci}).")
        mungkin = self._mungkin(teks, self._peraturan)
        raise ValueError(f"peraturan “{teks}” tidak dikenal{mungkin} Yang belum tercatat, catat dulu di meja daerah.")

    def kunci_peraturan(self, pk: int) -> str:
        return self._kunci_peraturan[pk]

    def judul_peraturan(self, pk: int) -> str:
        return self._judul[pk]

    def daftar_peraturan(self) -> list[tuple[str, str]]:
        """(key, title) of all that a file may name, those of the region first."""
        semua = [(kunci, self._judul[pk]) for pk, kunci in self._kunci_peraturan.items()]
        return sorted(semua, key=lambda satu: (satu[0].startswith(NASIONAL), satu[0]))

    # --- what may have been meant ---------------------------------------------------------------------------

    def _mungkin(self, teks: str, kunci: Mapping[str, int]) -> str:
        """The end of a sentence on an unknown text."""
        if teks not in self._saran:
            mirip = self._dekat(teks, kunci)
            self._saran[teks] = f"; mungkin “{mirip}”?" if mirip else "."
        return self._saran[teks]

    def _dekat(self, teks: str, kunci: Iterable[str]) -> str:
        """The key most like a text; "" where none is like it, or where a file asked too often."""
        if self._sisa_saran <= 0:
            return ""
        self._sisa_saran -= 1
        mirip = get_close_matches(slugify(teks[:PANJANG_KUNCI]) or teks[:PANJANG_KUNCI], kunci, n=1, cutoff=0.8)
        return mirip[0] if mirip else ""


def _selip(kunci: str, lain: str) -> bool:
    """Is one key the other with a slip of the hand? Numbers are meant: "asisten-1" is not "asisten-2"."""
    maks = 1 if len(kunci) < 16 else 2
    return re.findall(r"\d+", kunci) == re.findall(r"\d+", lain) and jarak(kunci, lain, maks) <= maks


def kunci_sah(kunci: str) -> bool:
    """May a new body have this key?"""
    return len(kunci) <= PANJANG_KUNCI and _KUNCI.fullmatch(kunci) is not None


def _sebutan_peraturan(satu: Peraturan) -> list[str]:
    """What people call a regulation: "Perbup 15/2022", "Perbup Nomor 15 Tahun 2022", its titles, its bare key."""
    sebutan = [satu.kunci, satu.judul, satu.judul_pendek]
    if satu.nomor:
        singkat = SINGKATAN_JENIS[satu.jenis]
        tahun = [f"{singkat} {satu.nomor}"] if satu.tahun is None else []
        sebutan += [f"{singkat} {satu.nomor}/{satu.tahun}", f"{singkat} nomor {satu.nomor} tahun {satu.tahun}", *tahun]
    return sebutan


def _rapat(teks: str) -> str:
    """Words without case, spaces or "nomor"/"no."."""
    return re.sub(r"[\s.]+", " ", re.sub(r"\bno(?:mor|\.)?\s+", "", teks.casefold())).replace(" ", "")
