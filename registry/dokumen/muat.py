"""Documents into the database: one transaction a document, everything or nothing.

What is published never changes silently. A document that says of a published edition, or of a public regulation or
body, something else than the registry does is refused with the list of differences; with a reason (`ralat`) the
editions are superseded and the rest is changed under that reason. What a document does not mention stays as it is;
what it mentions it states in full. Loading the same document again writes nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import F

from registry import services
from registry.dokumen.bagian import BAGIAN_NASIONAL
from registry.dokumen.beda import BedaEdisi, bandingkan, isi_dokumen
from registry.dokumen.ekspor import isian_edisi
from registry.dokumen.galat import DokumenSalah, Galat, Ruas
from registry.dokumen.kamus import KamusBasis
from registry.dokumen.lengkap import baca_dokumen
from registry.dokumen.muat_peraturan import MuatPeraturan
from registry.dokumen.muat_unit import MuatUnit
from registry.dokumen.penulis import ALASAN_MUAT, Hasil, PenulisBasis
from registry.dokumen.periksa import periksa_dokumen
from registry.dokumen.skema import DaerahIsian, Dokumen, DokumenDaerahIsian, DokumenNasionalIsian, EdisiIsian
from registry.dokumen.yaml_aman import Naskah
from registry.galat import Ditolak
from registry.izin import atas_perintah_sistem
from registry.kendala import pesan_kendala
from registry.models import BAGIAN, Daerah, Edisi, JenisTindakan, Peraturan, VersiNasional
from registry.pencarian import indeks_ulang
from registry.riwayat import satu_tindakan

#: PostgreSQL: deadlock_detected, serialization_failure, lock_not_available.
PG_BEREBUT = ("40P01", "40001", "55P03")
Maju = Callable[[str], None]


def periksa_berkas(naskah: Naskah) -> Dokumen:
    """Everything that can be said of a document without the database. Raises DokumenSalah."""
    dokumen = baca_dokumen(naskah)
    periksa_dokumen(naskah, dokumen)
    return dokumen


def muat(
    naskah: Naskah,
    *,
    oleh: User | None = None,
    ralat: str = "",
    maju: Maju = lambda langkah: None,
) -> Hasil:
    """Load one document, in the name of `oleh` (the system's own account otherwise). `maju` is told each step.

    Raises DokumenSalah; then nothing was written.
    """
    dokumen = periksa_berkas(naskah)
    for percobaan in (1, 2):
        try:
            with atas_perintah_sistem(), transaction.atomic(), satu_tindakan():
                if isinstance(dokumen, DokumenNasionalIsian):
                    return _nasional(PenulisBasis(naskah, oleh, ralat.strip(), "nasional"), dokumen, maju)
                penulis = PenulisBasis(naskah, oleh, ralat.strip(), dokumen.daerah.nama)
                return _MuatanDaerah(penulis, maju).muat(dokumen)
        except (IntegrityError, OperationalError, Ditolak) as e:
            pesan = _pesan_basis(e)
            # Somebody else loaded the same things first, or two loads waited for each other: what they wrote is
            # seen the second time.
            berebut = not isinstance(e, Ditolak) or isinstance(e.__cause__, IntegrityError)
            if not (percobaan == 1 and berebut):
                raise DokumenSalah(naskah.berkas, [Galat(satu) for satu in pesan]) from e
    raise AssertionError("unreachable")


def _pesan_basis(e: IntegrityError | OperationalError | Ditolak) -> list[str]:
    """Sentences for what the database refused; what is no matter of two writers is raised again."""
    if isinstance(e, Ditolak):
        return e.pesan
    if isinstance(e, IntegrityError):
        return [pesan_kendala(e)]
    if "locked" in str(e) or getattr(e.__cause__, "sqlstate", "") in PG_BEREBUT:
        return ["basis data sedang dipakai yang lain; coba lagi sebentar lagi"]
    raise e


def _nasional(penulis: PenulisBasis, dokumen: DokumenNasionalIsian, maju: Maju) -> Hasil:
    maju("peraturan")
    MuatPeraturan(penulis, KamusBasis(None, penulis), None).muat(dokumen)
    for bagian in BAGIAN_NASIONAL.values():
        maju(bagian.nama)
        bagian.muat(getattr(dokumen, bagian.nama), penulis)
    penulis.tolak_perbedaan()
    penulis.catat(None)
    if penulis.hasil:
        VersiNasional.naikkan()  # the pages of all regions may show it
    return penulis.hasil


class _MuatanDaerah:
    """One attempt at loading one regency document."""

    def __init__(self, penulis: PenulisBasis, maju: Maju) -> None:
        self.penulis = penulis
        self.maju = maju

    def muat(self, dokumen: DokumenDaerahIsian) -> Hasil:
        daerah = self._daerah(dokumen.daerah)
        self.kamus = KamusBasis(daerah, self.penulis)
        self.maju("peraturan")
        MuatPeraturan(self.penulis, self.kamus, daerah).muat(dokumen)
        self.maju("perangkat daerah")
        MuatUnit(self.penulis, self.kamus, daerah).muat(dokumen)
        self.maju("edisi")
        baru, ralat = self._pilah_edisi(dokumen, daerah)
        self.penulis.tolak_perbedaan()
        if self.penulis.hasil:
            # The row is held since the start of the transaction; publishing does both again for its own changes.
            Daerah.objects.filter(pk=daerah.pk).update(versi=F("versi") + 1)
            if not baru and not ralat:
                indeks_ulang(daerah)
        for edisi, beda, ruas in ralat:
            self.maju(f"ralat {edisi.slug_tanggal}")
            self._di(ruas, self._terbitkan_ralat, edisi, beda)
        for isian, ruas in baru:
            self.maju(f"edisi {isian.berlaku_mulai.isoformat()}")
            self._di(ruas, self._terbitkan_baru, daerah, isian)
        # Last, because an edition may bring words for matters that no list knew.
        self.penulis.catat(daerah.pk)
        return self.penulis.hasil

    def _di(self, ruas: Ruas, perbuat: Callable[..., None], *argumen: Any) -> None:
        """Do something for one entry; a refusal names the entry's line."""
        try:
            perbuat(*argumen)
        except Ditolak as e:
            if isinstance(e.__cause__, IntegrityError):
                raise
            self.penulis.tolak(*((ruas, pesan) for pesan in e.pesan))

    # --- daerah ---

    def _daerah(self, isian: DaerahIsian) -> Daerah:
        """The region's row, locked; made where the registry does not know it yet."""
        provinsi = self._provinsi(isian)
        senama = Daerah.objects.filter(nama=isian.nama).exclude(kode=isian.kode).first()
        if senama is not None:
            self.penulis.tolak((("daerah", "kode"), f"{isian.nama} sudah tercatat dengan kode {senama.kode}"))
        nilai = {
            "nama": isian.nama,
            "jenis": isian.jenis,
            "provinsi": provinsi,
            "ibu_kota": isian.ibu_kota,
            "zona_waktu": isian.zona_waktu,
        }
        daerah = Daerah.objects.select_for_update(no_key=True).filter(kode=isian.kode).first()
        if daerah is None:
            daerah = Daerah(kode=isian.kode, **nilai)
            self.penulis.baru(daerah)
        else:
            publik = Daerah.objects.berisi().filter(pk=daerah.pk).exists()
            self.penulis.samakan(daerah, nilai, ("daerah",), publik=publik)
        return daerah

    def _provinsi(self, isian: DaerahIsian) -> Daerah | None:
        if isian.provinsi is None:
            return None
        provinsi = Daerah.objects.filter(kode=isian.provinsi.kode).first()
        if provinsi is None:
            provinsi = Daerah(
                kode=isian.provinsi.kode,
                nama=isian.provinsi.nama,
                jenis=Daerah.Jenis.PROVINSI,
                zona_waktu=isian.zona_waktu,
            )
            self.penulis.baru(provinsi)
        else:
            self.penulis.samakan(provinsi, {"nama": isian.provinsi.nama}, ("daerah", "provinsi", "nama"))
        return provinsi

    # --- edisi ---

    def _pilah_edisi(
        self, dokumen: DokumenDaerahIsian, daerah: Daerah
    ) -> tuple[list[tuple[EdisiIsian, Ruas]], list[tuple[Edisi, BedaEdisi, Ruas]]]:
        """(new editions, published ones of which the document says something else), oldest first."""
        tercatat = {(satu.berlaku_mulai, satu.urutan): satu for satu in Edisi.objects.terbit().filter(daerah=daerah)}
        baru: list[tuple[EdisiIsian, Ruas]] = []
        pasangan: list[tuple[Edisi, EdisiIsian, Ruas]] = []
        for ke, isian in sorted(enumerate(dokumen.edisi), key=lambda satu: (satu[1].berlaku_mulai, satu[1].urutan)):
            edisi = tercatat.pop((isian.berlaku_mulai, isian.urutan), None)
            if edisi is None:
                baru.append((isian, ("edisi", ke)))
            else:
                pasangan.append((edisi, isian, ("edisi", ke)))
        bergeser = self._tanggal_bergeser(baru, list(tercatat.values()))
        baru = [satu for satu in baru if satu[1] not in {ruas for _, _, ruas in bergeser}]
        ralat: list[tuple[Edisi, BedaEdisi, Ruas]] = []
        for edisi, isian, ruas in [*pasangan, *bergeser]:
            if beda := bandingkan(self.penulis.naskah, ruas, isian_edisi(edisi, self.kamus), isian):
                self.penulis.perbedaan += beda.kalimat
                ralat.append((edisi, beda, ruas))
        return baru, ralat

    def _tanggal_bergeser(
        self, baru: list[tuple[EdisiIsian, Ruas]], tersisa: list[Edisi]
    ) -> list[tuple[Edisi, EdisiIsian, Ruas]]:
        """Recorded editions that the document dates otherwise, with what it says of them.

        An edition is known by its date. Where the document has a new date for a regulation and no longer the
        recorded one, it corrects that date and does not bring a second edition.
        """
        sisa: dict[int | None, list[Edisi]] = defaultdict(list)
        for edisi in sorted(tersisa, key=lambda satu: (satu.berlaku_mulai, satu.urutan)):
            sisa[edisi.peraturan_id].append(edisi)
        calon: dict[int, list[tuple[EdisiIsian, Ruas]]] = defaultdict(list)
        for isian, ruas in baru:
            calon[self.kamus.peraturan(isian.peraturan)].append((isian, ruas))
        bergeser: list[tuple[Edisi, EdisiIsian, Ruas]] = []
        for peraturan in [satu for satu in calon if satu in sisa]:
            if len(calon[peraturan]) != len(sisa[peraturan]):
                tanggal = ", ".join(satu.slug_tanggal for satu in sisa[peraturan])
                pesan = f"peraturan ini sudah mempunyai edisi {tanggal}, yang tidak ada dalam dokumen; tulis juga"
                self.penulis.tolak((calon[peraturan][0][1], pesan))
            pasangan = zip(sisa[peraturan], calon[peraturan], strict=True)
            bergeser += [(edisi, isian, ruas) for edisi, (isian, ruas) in pasangan]
        return bergeser

    def _terbitkan_baru(self, daerah: Daerah, isian: EdisiIsian) -> None:
        oleh = self.penulis.oleh
        edisi = services.buat_rancangan(
            daerah=daerah,
            oleh=oleh,
            berlaku_mulai=isian.berlaku_mulai,
            urutan=isian.urutan,
            peraturan=Peraturan.objects.get(pk=self.kamus.peraturan(isian.peraturan)),
            alasan=ALASAN_MUAT,
        )
        edisi = services.ubah_rancangan(edisi=edisi, oleh=oleh, alasan=ALASAN_MUAT, **_kelengkapan(isian))
        if isi := isi_dokumen(isian, self.kamus):
            services.terapkan(edisi=edisi, ubah=isi, oleh=oleh, alasan=ALASAN_MUAT, jenis=JenisTindakan.MUAT)
        services.terbitkan(edisi=edisi, oleh=oleh, alasan=ALASAN_MUAT)
        self.penulis.hasil.tambah("edisi baru")

    def _terbitkan_ralat(self, edisi: Edisi, beda: BedaEdisi) -> None:
        oleh, alasan, isian = self.penulis.oleh, self.penulis.ralat, beda.dokumen
        ralat = services.buat_ralat(edisi=edisi, oleh=oleh, alasan=alasan)
        ralat = services.ubah_rancangan(
            edisi=ralat,
            oleh=oleh,
            alasan=alasan,
            pindah_tanggal=True,  # a document may correct the date itself; it shows the difference first
            berlaku_mulai=isian.berlaku_mulai,
            urutan=isian.urutan,
            peraturan=Peraturan.objects.get(pk=self.kamus.peraturan(isian.peraturan)),
            **_kelengkapan(isian),
        )
        if ubah := beda.ubah(self.kamus):
            services.terapkan(edisi=ralat, ubah=ubah, oleh=oleh, alasan=alasan, jenis=JenisTindakan.MUAT)
        services.terbitkan(edisi=ralat, oleh=oleh, alasan=alasan)
        self.penulis.hasil.tambah("edisi diralat")


def _kelengkapan(isian: EdisiIsian) -> dict[str, Any]:
    hasil: dict[str, Any] = {}
    for bagian in BAGIAN:
        satu = getattr(isian.kelengkapan, bagian)
        hasil |= {bagian: satu.keadaan, f"{bagian}_rujukan": satu.rujukan, f"{bagian}_keterangan": satu.keterangan}
    return hasil
