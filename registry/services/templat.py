"""Another region's structure as a template: its sorts and names of units, carried by this region's own bodies.

Only what is public serves as a template. What belongs to that region alone stays behind: its legal basis, contact
offices, and single members of a class (kecamatan, desa, UPTD, RSUD, BUMD and whatever stands below a kelompok).
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from registry.galat import Ditolak
from registry.isi_edisi import DAFTAR, DASAR, IsiEdisi, Kunci, Nilai, Ubah
from registry.models import (
    Daerah,
    Edisi,
    JenisTindakan,
    JenisUnit,
    Kedudukan,
    Kelengkapan,
    NamaLain,
    PerangkatDaerah,
)
from registry.pencarian.normalisasi import pecah
from registry.riwayat import rekam
from registry.services.dasar import Pelaku
from registry.services.isi import terapkan

#: Sorts of which each unit bears a name of its own; another region has others.
TUNGGAL = frozenset(
    {
        JenisUnit.KECAMATAN,
        JenisUnit.KELURAHAN,
        JenisUnit.DESA,
        JenisUnit.UPTD,
        JenisUnit.RSUD,
        JenisUnit.BUMD,
    }
)

#: Sort of region -> (its head, the word for it, short for its government).
SEBUTAN = {
    Daerah.Jenis.KABUPATEN: ("Bupati", "Kabupaten", "Pemkab"),
    Daerah.Jenis.KOTA: ("Wali Kota", "Kota", "Pemkot"),
    Daerah.Jenis.PROVINSI: ("Gubernur", "Provinsi", "Pemprov"),
}


def tolak_templat(templat: Edisi, daerah: Daerah) -> None:
    """Raises Ditolak for anything but a public edition of another region."""
    if templat.daerah_id == daerah.pk:
        raise Ditolak("Templat diambil dari daerah lain; edisi daerah ini disalin langsung.")
    if templat.diterbitkan_pada is None or templat.diralat_pada is not None:
        raise Ditolak("Templat diambil dari edisi yang terbit dan belum diralat.")


def kelengkapan_templat(edisi: Edisi, *, dengan_rentang: bool) -> None:
    """A template is never the whole of what this region's law says. Nothing is saved."""
    edisi.struktur = Kelengkapan.SEBAGIAN
    edisi.rentang = Kelengkapan.SEBAGIAN if dengan_rentang else Kelengkapan.BELUM_DIMUAT
    edisi.ketentuan = Kelengkapan.BELUM_DIMUAT


def isi_dari_templat(*, edisi: Edisi, templat: Edisi, oleh: Pelaku, alasan: str, dengan_rentang: bool) -> None:
    """Fill an empty draft from a template, in one act. Runs in the caller's transaction, under the region's lock.

    Bodies of this region that bear the same name (also an old or other one) are used; the rest are made, in bulk,
    with history. A fixed number of queries, whatever the size. Raises Ditolak for a template without units.
    """
    daerah = Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
    asal = Daerah.objects.get(pk=templat.daerah_id)
    sulih = penyulih(asal, daerah)
    unit = _unit_templat(templat)
    if not unit:
        raise Ditolak("Edisi itu tidak memuat bagan, sehingga tidak dapat menjadi templat.")
    badan = _Badan.baca(daerah)
    ganti: dict[int, int] = {}
    baru: list[tuple[int, PerangkatDaerah]] = []
    nama = {lama: sulih(nilai["nama"]) for lama, nilai in unit.items()}
    for lama, nilai in unit.items():
        dikenal = badan.cari(nama[lama], nilai["jenis"], nama.get(nilai["induk"], ""))
        if dikenal is not None:
            ganti[lama] = dikenal
        else:
            baru.append((lama, badan.buat(nama[lama])))
    ganti |= _catat_badan(baru, oleh, f"dari templat {asal}")
    ubah: Ubah = {
        ("kedudukan", (ganti[lama],)): {
            **nilai,
            "induk": ganti.get(nilai["induk"]),
            "nama": nama[lama],
            "singkatan": sulih(nilai["singkatan"]),
        }
        for lama, nilai in unit.items()
    }
    if dengan_rentang:
        ubah |= _bagian_lain(templat, ganti)
    tentang: dict[str, Any] = {
        "jenis": JenisTindakan.BUAT_RANCANGAN,
        "alasan": alasan,
        "ringkas": f"membuat rancangan dari templat {asal}",
        "rincian": {"templat": templat.pk, "badan_baru": len(baru)},
    }
    terapkan(edisi=edisi, ubah=ubah, oleh=oleh, **tentang)


def penyulih(dari: Daerah, ke: Daerah) -> Callable[[str], str]:
    """Puts this region's own names in place of the other's: "Pemerintah Kabupaten Banjar", "Bupati Banjar" ->
    "Pemerintah Kota Banjarmasin", "Wali Kota Banjarmasin". "Kabupaten/Kota" and "Tata Kota" stay what they are."""
    (kepala, sebutan, singkat), (kepala_kita, sebutan_kita, singkat_kita) = (
        SEBUTAN[Daerah.Jenis(dari.jenis)],
        SEBUTAN[Daerah.Jenis(ke.jenis)],
    )
    pasangan = {
        "kabupaten/kota": "Kabupaten/Kota",
        dari.nama.casefold(): ke.nama,
        dari.nama_pendek.casefold(): ke.nama_pendek,
        kepala.casefold(): kepala_kita,
        kepala.replace(" ", "").casefold(): kepala_kita,
        singkat.casefold(): singkat_kita,
        sebutan.casefold(): sebutan_kita,
    }
    pola = [re.escape(satu) for satu in sorted(pasangan, key=len, reverse=True) if satu != sebutan.casefold()]
    # "Kota" alone is also what a Dinas Tata Kota looks after.
    pola.append(rf"(?<=pemerintah ){sebutan}|(?<=daerah ){sebutan}" if sebutan == "Kota" else re.escape(sebutan))
    cari = re.compile(rf"\b(?:{'|'.join(pola)})\b", re.IGNORECASE)

    def ganti(cocok: re.Match[str]) -> str:
        tulis = pasangan[cocok.group().casefold()]
        return tulis.upper() if cocok.group().isupper() else tulis

    return lambda teks: cari.sub(ganti, teks)


def _unit_templat(templat: Edisi) -> dict[int, Nilai]:
    """What is taken of the tree, parents first: {body: values, with `induk` as the body of the parent}; 1 query."""
    diambil: dict[int, Nilai] = {}
    ruas = ("urutan", "nama", "singkatan", "jenis", "tipe")
    semua = Kedudukan.objects.pada(templat).menurut_pohon()
    for badan, induk, *nilai in semua.values_list("perangkat_daerah", "induk__perangkat_daerah", *ruas):
        isi = dict(zip(ruas, nilai, strict=True))
        atas = diambil.get(induk)
        anggota = isi["jenis"] in TUNGGAL or (atas is not None and atas["jenis"] == JenisUnit.KELOMPOK)
        if not anggota and (induk is None or atas is not None):
            diambil[badan] = {**isi, "induk": induk}
    return diambil


def _bagian_lain(templat: Edisi, ganti: Mapping[int, int]) -> Ubah:
    """Rows of the parts that go with a template, where all bodies that they name were taken; 1 query a part."""
    ubah: Ubah = {}
    for isi in DAFTAR:
        if not isi.templat:
            continue
        for kunci, nilai in isi.baca(templat.pk).items():
            baris = _petakan(isi, kunci, nilai, ganti)
            if baris is not None:
                ubah[isi.nama, baris[0]] = baris[1]
    return ubah


def _petakan(isi: IsiEdisi, kunci: Kunci, nilai: Nilai, ganti: Mapping[int, int]) -> tuple[Kunci, Nilai] | None:
    """The row with this region's bodies and without legal basis; None where one of its bodies was not taken."""
    semua = {**dict(zip(isi.kunci, kunci, strict=True)), **nilai}
    for ruas in isi.ruas_badan():
        if semua[ruas] is not None and semua[ruas] not in ganti:
            return None
        semua[ruas] = ganti.get(semua[ruas])
    return tuple(semua[ruas] for ruas in isi.kunci), {ruas: semua[ruas] for ruas in isi.nilai if ruas not in DASAR}


@dataclass(slots=True)
class _Badan:
    """The bodies of a region by the names that they bear or bore. `dipakai`: taken by this draft already."""

    daerah: Daerah
    kata_daerah: frozenset[str]
    kunci: set[str] = field(default_factory=set)
    #: name -> bodies, those that bear it in a regulation before those that people call so
    menurut_nama: dict[str, dict[int, None]] = field(default_factory=dict)
    jenis: dict[int, set[str]] = field(default_factory=dict)
    induk: dict[int, str] = field(default_factory=dict)
    dipakai: set[int] = field(default_factory=set)

    @classmethod
    def baca(cls, daerah: Daerah) -> _Badan:
        """3 queries."""
        diri = cls(daerah, frozenset(pecah(daerah.nama)))
        alih: dict[int, int] = {}
        semua = PerangkatDaerah.objects.filter(daerah=daerah).order_by("pk")
        baris = list(semua.values_list("pk", "kunci", "nama", "dialihkan_ke"))
        for pk, kunci, _, dialihkan in baris:
            diri.kunci.add(kunci)
            alih[pk] = dialihkan or pk
        for pk, _, nama, _ in baris:
            diri._kenal(nama, alih[pk])
        tempat = Kedudukan.objects.filter(perangkat_daerah__daerah=daerah).order_by("pk")
        for pk, nama, jenis, induk in tempat.values_list("perangkat_daerah", "nama", "jenis", "induk__nama"):
            diri._kenal(nama, alih[pk])
            diri.jenis.setdefault(alih[pk], set()).add(jenis)
            diri.induk[alih[pk]] = diri._sama(induk or "")
        lain = NamaLain.objects.filter(perangkat_daerah__daerah=daerah).order_by("pk")
        for pk, nama in lain.values_list("perangkat_daerah", "nama"):
            diri._kenal(nama, alih[pk])
        return diri

    def cari(self, nama: str, jenis: str, induk: str) -> int | None:
        """The body of that name and sort that this draft does not hold yet; of several, the one that last stood
        below a unit of that name, else the one entered first."""
        calon = [
            satu
            for satu in self.menurut_nama.get(self._sama(nama), {})
            if satu not in self.dipakai and jenis in self.jenis.get(satu, {jenis})
        ]
        di_sini = [satu for satu in calon if self.induk.get(satu) == self._sama(induk)]
        for satu in [*di_sini, *calon]:
            self.dipakai.add(satu)
            return satu
        return None

    def buat(self, nama: str) -> PerangkatDaerah:
        """A new body, not saved, with a key that none of the region has."""
        dasar = slugify(nama)[:140] or "unit"
        nomor, kunci = 2, dasar
        while kunci in self.kunci:
            nomor, kunci = nomor + 1, f"{dasar}-{nomor}"
        self.kunci.add(kunci)
        return PerangkatDaerah(daerah=self.daerah, kunci=kunci, nama=nama, uuid=uuid.uuid4())

    def _kenal(self, nama: str, badan: int) -> None:
        self.menurut_nama.setdefault(self._sama(nama), {}).setdefault(badan, None)

    def _sama(self, nama: str) -> str:
        """What makes two names one: the words, without the region's own ("Bupati Banjar" and "Bupati")."""
        kata = pecah(nama)
        return " ".join([satu for satu in kata if satu not in self.kata_daerah] or kata)


def _catat_badan(baru: list[tuple[int, PerangkatDaerah]], oleh: Pelaku, alasan: str) -> dict[int, int]:
    """Save new bodies with their first history rows; {body of the template: new body}; 2 queries."""
    semua = PerangkatDaerah.objects.bulk_create([satu for _, satu in baru], batch_size=500)
    rekam([(satu, "+") for satu in semua], saat=timezone.now(), oleh=oleh, alasan=alasan)
    return {lama: satu.pk for (lama, _), satu in zip(baru, semua, strict=True)}
