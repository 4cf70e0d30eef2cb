"""What no single entry can see: faults of a document as a whole, before it touches the database."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from registry.dokumen.bagian import BAGIAN_NASIONAL, BagianEdisi, Baris, Kamus, bagian_edisi
from registry.dokumen.daftar import menurut_induk
from registry.dokumen.galat import BATAS_GALAT, DokumenSalah, Galat, Ruas
from registry.dokumen.kamus import NASIONAL, KamusLambang
from registry.dokumen.skema import (
    DaerahIsian,
    Dokumen,
    DokumenDaerahIsian,
    EdisiIsian,
    PeraturanIsian,
    UnitIsian,
    telusuri,
)
from registry.dokumen.tipe import BULAN, KunciPeraturan, KunciUnit, mirip
from registry.dokumen.yaml_aman import Naskah
from registry.isi_edisi import DAFTAR, Kunci
from registry.models import Daerah, JenisPeraturan, Kelengkapan

TANPA_ISI = (Kelengkapan.BELUM_TERBACA, Kelengkapan.TIDAK_DIATUR, Kelengkapan.BELUM_DIMUAT)


def periksa_dokumen(naskah: Naskah, dokumen: Dokumen) -> None:
    """Raises DokumenSalah with every fault found; no query."""
    p = Pemeriksaan(naskah)
    p.peraturan(dokumen)
    if isinstance(dokumen, DokumenDaerahIsian):
        p.daerah(dokumen.daerah)
        p.perangkat_daerah(dokumen.perangkat_daerah)
        p.kunci_unit(dokumen)
        p.edisi(dokumen)
    else:
        for bagian in BAGIAN_NASIONAL.values():
            if bagian.periksa is not None:
                bagian.periksa(getattr(dokumen, bagian.nama), p)
    p.kunci_peraturan(dokumen)
    p.selesai()


def baris_edisi(edisi: EdisiIsian, kamus: Kamus) -> Iterable[tuple[BagianEdisi, Baris]]:
    """All rows that an edition of a document stands for."""
    for bagian in bagian_edisi():
        for baris in bagian.baca(getattr(edisi, bagian.nama), kamus):
            yield bagian, baris


def kunci_baris(baris: Baris) -> Kunci:
    """Identity of a row inside its edition."""
    return tuple(baris.nilai[ruas] for ruas in DAFTAR[baris.isi].kunci)


def sebutan_baris(isi: str, kunci: Kunci) -> str:
    """What people call a row: "rentang koordinasi dinas-kesehatan"; parts of the key that say nothing are left out."""
    model = DAFTAR[isi].model
    bagian: list[str] = []
    for ruas, nilai in zip(DAFTAR[isi].kunci, kunci, strict=True):
        medan: Any = model._meta.get_field(ruas.removesuffix("_id"))
        if nilai not in ("", medan.get_default()):
            bagian.append(str(nilai))
    return " ".join([str(model._meta.verbose_name), *bagian])


def tanggal(satu: date) -> str:
    return f"{satu.day} {BULAN[satu.month - 1]} {satu.year}"


class Pemeriksaan:
    """Collects the faults of one document."""

    def __init__(self, naskah: Naskah) -> None:
        self.naskah = naskah
        self.galat: list[Galat] = []

    def salah(self, ruas: Ruas, pesan: str) -> None:
        self.galat.append(self.naskah.galat(ruas, pesan))

    def mirip(self, kata: str, pilihan: Iterable[str]) -> str:
        """The nearest known word, for the faults that will be shown."""
        return mirip(kata, pilihan) if len(self.galat) < BATAS_GALAT else ""

    def baris(self, ruas: Ruas) -> int:
        return self.naskah.baris(ruas)

    def selesai(self) -> None:
        if self.galat:
            raise DokumenSalah(self.naskah.berkas, sorted(self.galat, key=lambda satu: satu.baris))

    def tunggal(self, ruas: Ruas, entri: Sequence[Any], *nama: str) -> None:
        """No two entries agree in all these fields (entries without the first one are passed over)."""
        pertama: dict[tuple[Any, ...], int] = {}
        for ke, satu in enumerate(entri):
            kunci = tuple(getattr(satu, ruas_isi) for ruas_isi in nama)
            if kunci[0] in (None, ""):
                continue
            if kunci in pertama:
                lain = self.baris((*ruas, pertama[kunci]))
                self.salah((*ruas, ke, nama[0]), f"{', '.join(nama)} ini sudah ditulis di baris {lain}")
            pertama.setdefault(kunci, ke)

    # --- daerah ---

    def daerah(self, daerah: DaerahIsian) -> None:
        if (daerah.jenis == Daerah.Jenis.PROVINSI) != ("." not in daerah.kode):
            self.salah(
                ("daerah", "kode"),
                f"kode {daerah.kode} bukan kode {daerah.jenis}: provinsi ditulis seperti 63, "
                "kabupaten dan kota seperti 63.03",
            )
        if daerah.provinsi is None:
            return
        if daerah.jenis == Daerah.Jenis.PROVINSI:
            self.salah(("daerah", "provinsi"), "provinsi tidak berada di bawah provinsi lain")
        elif daerah.provinsi.kode != daerah.kode[:2]:
            self.salah(
                ("daerah", "provinsi", "kode"),
                f"kode provinsi {daerah.provinsi.kode} tidak sama dengan awal kode daerah {daerah.kode}",
            )

    # --- peraturan ---

    def peraturan(self, dokumen: Dokumen) -> None:
        self.tunggal(("peraturan",), dokumen.peraturan, "kunci")
        self.tunggal(("peraturan",), dokumen.peraturan, "nomor", "jenis", "tahun")
        for ke, satu in enumerate(dokumen.peraturan):
            ruas: Ruas = ("peraturan", ke)
            for wajib in ("nomor", "tahun", "tentang"):
                if not getattr(satu, wajib) and satu.jenis != JenisPeraturan.UUD:
                    self.salah((*ruas, wajib), "ruas wajib belum diisi")
            self._urutan_tanggal(ruas, satu)
            self._hubungan(ruas, satu, self._kunci_sendiri(dokumen, satu))

    @staticmethod
    def _kunci_sendiri(dokumen: Dokumen, satu: PeraturanIsian) -> set[str]:
        pemilik = dokumen.daerah.kode if isinstance(dokumen, DokumenDaerahIsian) else NASIONAL
        return {satu.kunci, f"{pemilik}/{satu.kunci}"}

    def _urutan_tanggal(self, ruas: Ruas, satu: PeraturanIsian) -> None:
        if satu.ditetapkan and satu.diundangkan and satu.diundangkan < satu.ditetapkan:
            self.salah(
                (*ruas, "diundangkan"),
                f"diundangkan {tanggal(satu.diundangkan)}, lebih awal daripada ditetapkan {tanggal(satu.ditetapkan)}",
            )
        mulai, dasar = satu.berlaku_mulai, satu.diundangkan or satu.ditetapkan
        if mulai and dasar and mulai < dasar and not satu.berlaku_mulai_catatan:
            self.salah(
                (*ruas, "berlaku_mulai"),
                f"mulai berlaku {tanggal(mulai)}, lebih awal daripada {tanggal(dasar)}; "
                "bila memang berlaku surut, jelaskan dalam berlaku_mulai_catatan",
            )

    def _hubungan(self, ruas: Ruas, satu: PeraturanIsian, sendiri: set[str]) -> None:
        terlihat: dict[tuple[Any, ...], int] = {}
        for ke, hubungan in enumerate(satu.hubungan):
            di_sini: Ruas = (*ruas, "hubungan", ke)
            if hubungan.ke in sendiri:
                self.salah((*di_sini, "ke"), "peraturan tidak dapat mengubah, mencabut, atau mendasari dirinya sendiri")
            if hubungan.ke is None and not hubungan.tertulis:
                self.salah(di_sini, "isi `ke`, atau `tertulis` bila naskah tidak memungkinkan mengenali peraturannya")
            kunci = (hubungan.ke, hubungan.jenis, hubungan.rujukan, "" if hubungan.ke else hubungan.tertulis)
            if kunci in terlihat:
                lain = self.baris((*ruas, "hubungan", terlihat[kunci]))
                self.salah(di_sini, f"hubungan ini sudah ditulis di baris {lain}")
            terlihat.setdefault(kunci, ke)

    def kunci_peraturan(self, dokumen: Dokumen) -> None:
        """Keys without an owner are regulations of this document; others are looked up when it is loaded."""
        dikenal = {satu.kunci for satu in dokumen.peraturan}
        nasional = not isinstance(dokumen, DokumenDaerahIsian)
        for ruas, pembaca, kunci in telusuri(dokumen):
            if not isinstance(pembaca, KunciPeraturan):
                continue
            pemilik, garis, pendek = kunci.rpartition("/")
            if not garis and nasional:
                self.salah(ruas, f'tulis "{NASIONAL}/{pendek}"')
            elif not garis and pendek not in dikenal:
                self.salah(ruas, f'peraturan "{pendek}" tidak ada dalam dokumen ini{self.mirip(pendek, dikenal)}')
            elif isinstance(dokumen, DokumenDaerahIsian) and pemilik == dokumen.daerah.kode:
                self.salah(ruas, f'peraturan daerah ini ditulis tanpa kode: "{pendek}"')

    # --- perangkat daerah ---

    def perangkat_daerah(self, semua: Sequence[UnitIsian]) -> None:
        self.tunggal(("perangkat_daerah",), semua, "kunci")
        self.tunggal(("perangkat_daerah",), semua, "uuid")
        berpangkal = set(menurut_induk({satu.kunci: satu.dialihkan_ke for satu in semua}))
        for ke, satu in enumerate(semua):
            self.tunggal(("perangkat_daerah", ke, "nama_lain"), satu.nama_lain, "nama")
            if satu.kunci not in berpangkal:
                self.salah(("perangkat_daerah", ke, "dialihkan_ke"), "pengalihan ini melingkar")

    def kunci_unit(self, dokumen: DokumenDaerahIsian) -> None:
        dikenal = {satu.kunci for satu in dokumen.perangkat_daerah}
        for ruas, pembaca, nilai in telusuri(dokumen):
            if isinstance(pembaca, KunciUnit) and nilai not in dikenal:
                self.salah(ruas, f'"{nilai}" tidak ada dalam daftar perangkat_daerah{self.mirip(nilai, dikenal)}')

    # --- edisi ---

    def edisi(self, dokumen: DokumenDaerahIsian) -> None:
        self.tunggal(("edisi",), dokumen.edisi, "berlaku_mulai", "urutan")
        peraturan = {satu.kunci: satu for satu in dokumen.peraturan}
        for ke, edisi in enumerate(dokumen.edisi):
            ruas: Ruas = ("edisi", ke)
            self._tanggal_edisi(ruas, edisi, peraturan.get(edisi.peraturan))
            self._kelengkapan(ruas, edisi)
            self._baris_ganda(ruas, edisi)
            for bagian in bagian_edisi():
                if bagian.periksa is not None:
                    bagian.periksa(edisi, ruas, self)

    def _tanggal_edisi(self, ruas: Ruas, edisi: EdisiIsian, peraturan: PeraturanIsian | None) -> None:
        mulai = peraturan and (peraturan.berlaku_mulai or peraturan.ditetapkan)
        if mulai and edisi.berlaku_mulai < mulai:
            self.salah(
                (*ruas, "berlaku_mulai"),
                f"edisi mulai {tanggal(edisi.berlaku_mulai)}, lebih awal daripada peraturannya ({tanggal(mulai)})",
            )

    def _kelengkapan(self, ruas: Ruas, edisi: EdisiIsian) -> None:
        """Unknown is not none: a part that is said to be unread or not regulated holds nothing, a complete one does."""
        for nama in type(edisi.kelengkapan).model_fields:
            keadaan = Kelengkapan(getattr(edisi.kelengkapan, nama).keadaan)
            bagian = [satu.nama for satu in bagian_edisi() if satu.kelengkapan == nama]
            berisi = [satu for satu in bagian if getattr(edisi, satu)]
            if keadaan in TANPA_ISI and berisi:
                self.salah(
                    (*ruas, berisi[0]),
                    f"kelengkapan {nama} dinyatakan {keadaan.value}, tetapi bagian ini ada isinya",
                )
            if keadaan == Kelengkapan.LENGKAP and bagian and not berisi:
                self.salah(
                    (*ruas, "kelengkapan", nama, "keadaan"),
                    f"{nama} dinyatakan lengkap, tetapi tidak ada isinya; pilih keadaan yang sebenarnya",
                )

    def _baris_ganda(self, ruas: Ruas, edisi: EdisiIsian) -> None:
        pertama: dict[tuple[str, Kunci], Ruas] = {}
        for bagian, baris in baris_edisi(edisi, KamusLambang()):
            tempat: Ruas = (*ruas, bagian.nama, *baris.ruas)
            kunci = (baris.isi, kunci_baris(baris))
            if kunci in pertama:
                self.salah(tempat, f"{sebutan_baris(*kunci)} sudah ditulis di baris {self.baris(pertama[kunci])}")
            pertama.setdefault(kunci, tempat)
