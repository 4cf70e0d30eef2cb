"""Writing what lies outside editions: with history, under a reason, every public difference reported."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.utils import timezone

from registry.dokumen.beda import kalimat
from registry.dokumen.galat import DokumenSalah, Galat, Ruas
from registry.dokumen.yaml_aman import Naskah
from registry.models import JenisTindakan
from registry.riwayat import rekam
from registry.services.dasar import catat_acuan
from registry.services.objek import perubahan_acuan

AKUN_IMPOR = "impor"
ALASAN_MUAT = "dimuat dari dokumen"
SARAN_RALAT = (
    'Yang sudah terbit tidak diubah diam-diam. Bila pencatatannya memang salah, ulangi dengan --ralat "alasan".'
)


@dataclass(slots=True)
class Hasil:
    """What loading a document did."""

    berkas: str
    nama: str
    jumlah: dict[str, int] = field(default_factory=dict)

    def tambah(self, apa: str, banyak: int = 1) -> None:
        if banyak:
            self.jumlah[apa] = self.jumlah.get(apa, 0) + banyak

    def __bool__(self) -> bool:
        return bool(self.jumlah)

    @property
    def rincian(self) -> str:
        """ "3 peraturan baru, 33 perangkat daerah baru"."""
        return ", ".join(f"{banyak} {apa}" for apa, banyak in self.jumlah.items()) or "tidak ada perubahan"

    def __str__(self) -> str:
        return f"{self.berkas} ({self.nama}): {self.rincian}."


class PenulisBasis:
    """Writes for one document, in its transaction. `ralat`: the reason under which public facts may change."""

    def __init__(self, naskah: Naskah, oleh: User | None, ralat: str, nama: str) -> None:
        self.naskah = naskah
        self._oleh = oleh
        self.ralat = ralat
        self.hasil = Hasil(naskah.berkas, nama)
        self.perbedaan: list[Galat] = []
        self.saat = timezone.now()
        self._sebelum: list[dict[str, Any]] = []
        self._sesudah: list[dict[str, Any]] = []

    @cached_property
    def oleh(self) -> User:
        """Who acts. The system's account is made when something is first written; it cannot log in."""
        if self._oleh is not None:
            return self._oleh
        sistem, _ = User._default_manager.get_or_create(
            username=AKUN_IMPOR, defaults={"is_active": False, "first_name": "Impor dokumen", "password": "!"}
        )
        return sistem

    # --- faults ---

    def tolak(self, *salah: tuple[Ruas, str]) -> None:
        """Refuse the document for these faults, whatever reason was given; nothing for none."""
        if salah:
            raise DokumenSalah(self.naskah.berkas, [self.naskah.galat(ruas, pesan) for ruas, pesan in salah])

    def beda(self, ruas: Ruas, pesan: str, *, publik: bool = True) -> None:
        """Report a difference from what is public."""
        if publik:
            self.perbedaan.append(self.naskah.galat(ruas, pesan))

    def tolak_perbedaan(self) -> None:
        """Refuse what would change public facts without a reason."""
        if self.perbedaan and not self.ralat:
            urut = sorted(self.perbedaan, key=lambda satu: satu.baris)
            raise DokumenSalah(self.naskah.berkas, urut, hal="perbedaan dari yang terbit", saran=SARAN_RALAT)

    # --- writing ---

    def baru(self, objek: models.Model) -> None:
        """Insert one object."""
        self.sisip([objek])

    def sisip(self, objek: Iterable[models.Model]) -> None:
        """Insert objects of one model; 2 queries for 500."""
        semua = list(objek)
        if not semua:
            return
        model = type(semua[0])
        model._base_manager.bulk_create(semua, batch_size=500)
        rekam(((satu, "+") for satu in semua), saat=self.saat, oleh=self.oleh, alasan=ALASAN_MUAT)
        for satu in semua:
            self._beda(None, satu)
        self.hasil.tambah(f"{model._meta.verbose_name} baru", len(semua))

    def samakan(self, objek: models.Model, nilai: Mapping[str, Any], ruas: Ruas, *, publik: bool = True) -> None:
        """Make an object say what the document says; every public difference is reported."""
        berubah = {nama: isi for nama, isi in nilai.items() if getattr(objek, nama) != isi}
        for nama, isi in berubah.items():
            tempat = ruas if ruas and ruas[-1] == nama else (*ruas, nama)
            self.beda(tempat, kalimat(f"{objek}, {nama}", getattr(objek, nama), isi), publik=publik)
        if berubah:
            self.simpan(objek, berubah)

    def simpan(self, objek: models.Model, nilai: Mapping[str, Any]) -> None:
        semula = copy(objek)
        for nama, isi in nilai.items():
            setattr(objek, nama, isi)
        self._beralasan(objek)
        # Only these: the version of a region that was read before may have been counted up meanwhile.
        objek.save(update_fields=list(nilai))
        self._beda(semula, objek)
        self.hasil.tambah(f"{type(objek)._meta.verbose_name} diubah")

    def hapus(self, objek: models.Model) -> None:
        self._beralasan(objek)
        self._beda(objek, None)
        objek.delete()
        self.hasil.tambah(f"{type(objek)._meta.verbose_name} dihapus")

    def catat(self, daerah_id: int | None) -> None:
        """The act by which all this was written; none where nothing was. 2 queries."""
        if self._sesudah:
            catat_acuan(
                daerah_id,
                JenisTindakan.MUAT,
                oleh=self.oleh,
                alasan=self.ralat or ALASAN_MUAT,
                ringkas=f"memuat dokumen {self.hasil.nama}: {self.hasil.rincian}",
                sebelum=self._sebelum,
                sesudah=self._sesudah,
            )

    def _beda(self, lama: models.Model | None, baru: models.Model | None) -> None:
        sebelum, sesudah = perubahan_acuan(lama, baru)
        self._sebelum += sebelum
        self._sesudah += sesudah

    def _beralasan(self, objek: Any) -> None:
        """What simple-history reads when the object is written."""
        objek._change_reason = self.ralat or ALASAN_MUAT
        objek._history_user = self.oleh
