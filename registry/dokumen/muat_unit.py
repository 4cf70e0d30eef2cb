"""The enduring bodies of a document, and their other names, into the database."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from registry.dokumen.beda import kalimat
from registry.dokumen.ekspor import isian_unit, nama_terbit
from registry.dokumen.galat import Ruas
from registry.dokumen.kamus import KamusBasis
from registry.dokumen.penulis import PenulisBasis
from registry.dokumen.skema import DokumenDaerahIsian, UnitIsian
from registry.dokumen.tipe import sebaris
from registry.models import Daerah, NamaLain, PerangkatDaerah
from registry.models.perangkat_daerah import uuid_baku


class MuatUnit:
    """Bodies of one region: new ones and new names are added, public ones compared."""

    def __init__(self, penulis: PenulisBasis, kamus: KamusBasis, daerah: Daerah) -> None:
        self.penulis = penulis
        self.kamus = kamus
        self.daerah = daerah

    def muat(self, dokumen: DokumenDaerahIsian) -> None:
        semua = PerangkatDaerah.objects.filter(daerah=self.daerah)
        ada = {satu.kunci: satu for satu in semua}
        lama = {satu.kunci: satu for satu in isian_unit(semua, self.daerah, self.kamus).values()}
        publik = set(semua.publik().values_list("kunci", flat=True))
        nama = nama_terbit(semua)
        self._periksa_uuid(dokumen, ada)
        ada |= self._tambah([satu for satu in dokumen.perangkat_daerah if satu.kunci not in ada])
        for ke, isian in enumerate(dokumen.perangkat_daerah):
            unit = ada[isian.kunci]
            ruas: Ruas = ("perangkat_daerah", ke)
            baru = isian.kunci not in lama
            tujuan = ada[isian.dialihkan_ke] if isian.dialihkan_ke else None
            terlihat = isian.kunci in publik and not baru
            self.penulis.samakan(unit, {"dialihkan_ke": tujuan}, (*ruas, "dialihkan_ke"), publik=terlihat)
            if baru:
                continue
            if isian.nama not in (unit.nama, *nama.get(unit.pk, ())):
                # A label for staff, never shown: no ralat for it.
                self.penulis.samakan(unit, {"nama": isian.nama}, (*ruas, "nama"), publik=False)
            self._samakan_nama_lain(unit, lama[isian.kunci], isian, ruas, terlihat)

    def _tambah(self, baru: list[UnitIsian]) -> dict[str, PerangkatDaerah]:
        objek = [
            PerangkatDaerah(daerah=self.daerah, kunci=satu.kunci, nama=satu.nama, uuid=self._uuid(satu))
            for satu in baru
        ]
        self.penulis.sisip(objek)
        self.kamus.tambah_unit((satu.kunci, satu.pk) for satu in objek)
        self.penulis.sisip(
            NamaLain(perangkat_daerah=unit, nama=lain.nama, jenis=lain.jenis)
            for unit, isian in zip(objek, baru, strict=True)
            for lain in isian.nama_lain
        )
        return {satu.kunci: satu for satu in objek}

    def _uuid(self, isian: UnitIsian) -> UUID:
        return isian.uuid or uuid_baku(self.daerah.kode, isian.kunci)

    def _periksa_uuid(self, dokumen: DokumenDaerahIsian, ada: Mapping[str, PerangkatDaerah]) -> None:
        """A body keeps its key and its UUID for good: one is never moved to another."""
        dicari = {self._uuid(satu) for satu in dokumen.perangkat_daerah}
        pemilik = {satu.uuid: satu for satu in PerangkatDaerah.objects.filter(uuid__in=dicari).select_related("daerah")}
        salah: list[tuple[Ruas, str]] = []
        for ke, isian in enumerate(dokumen.perangkat_daerah):
            ruas: Ruas = ("perangkat_daerah", ke)
            unit, lain = ada.get(isian.kunci), pemilik.get(self._uuid(isian))
            if unit is not None and unit.uuid != self._uuid(isian):
                pesan = f"{isian.kunci} tercatat dengan UUID {unit.uuid}; kunci sebuah badan tidak berpindah"
                salah.append((ruas, pesan))
            elif unit is None and lain is not None:
                milik = "" if lain.daerah_id == self.daerah.pk else f" di {lain.daerah}"
                salah.append((ruas, f'UUID ini milik "{lain.kunci}"{milik}; kunci sebuah badan tidak pernah berganti'))
        self.penulis.tolak(*salah)

    def _samakan_nama_lain(
        self, unit: PerangkatDaerah, lama: UnitIsian, isian: UnitIsian, ruas: Ruas, publik: bool
    ) -> None:
        dulu = {satu.nama: satu.jenis for satu in lama.nama_lain}
        kini = {satu.nama: satu.jenis for satu in isian.nama_lain}
        if dulu == kini:
            return
        baris = {sebaris(satu.nama): satu for satu in NamaLain.objects.filter(perangkat_daerah=unit)}
        for ke, satu in enumerate(isian.nama_lain):
            if satu.nama not in dulu:
                self.penulis.baru(NamaLain(perangkat_daerah=unit, nama=satu.nama, jenis=satu.jenis))
            elif dulu[satu.nama] != satu.jenis:
                pesan = kalimat(f'{unit.kunci}, jenis nama lain "{satu.nama}"', dulu[satu.nama], satu.jenis)
                self.penulis.beda((*ruas, "nama_lain", ke), pesan, publik=publik)
                self.penulis.simpan(baris[satu.nama], {"jenis": satu.jenis})
        for nama in [nama for nama in dulu if nama not in kini]:
            pesan = f'{unit.kunci}, nama lain "{nama}": tercatat, tetapi tidak ada dalam dokumen'
            self.penulis.beda((*ruas, "nama_lain"), pesan, publik=publik)
            self.penulis.hapus(baris[nama])
