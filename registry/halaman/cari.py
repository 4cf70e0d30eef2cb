"""What the search page reads: hits with their answers, and what is said where a region has none; 1 query more than
`registry.pencarian.temukan`."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from registry import panel
from registry.halaman.nama import TANPA_NAMA
from registry.halaman.suksesi import KATA_KERJA, Sisi
from registry.models import Daerah, Edisi, JenisSuksesi, Kelengkapan
from registry.panel import Potongan
from registry.pencarian import MAKS_HASIL, Hasil, Keberadaan, temukan
from registry.templatetags.rentang import tgl_polos

#: Hits on one page.
SEHALAMAN = 20


@dataclass(frozen=True, slots=True)
class HasilCari:
    """One hit with its answers. `catatan`: why there is no answer on the date asked, "" where there is one."""

    hasil: Hasil
    jawaban: list[Potongan]
    catatan: str

    @property
    def penerus(self) -> list[Sisi]:
        """Those that came out of the event that ended it, as they were called then."""
        akhir = self.hasil.akhir
        return [Sisi(pk, uuid, nama or TANPA_NAMA) for pk, uuid, nama in akhir.baru] if akhir is not None else []


@dataclass(frozen=True, slots=True)
class PilihanDaerah:
    """A region among the hits."""

    kode: str
    nama: str
    jumlah: int


@dataclass(frozen=True, slots=True)
class DaerahKosong:
    """A region that the question names and where nothing answers to it. `edisi`: the one in force, where it was
    read."""

    daerah: Daerah
    edisi: Edisi | None
    dibaca: bool


@dataclass(slots=True)
class HalamanCari:
    """hasil: hits that answer · lain: hits of other regions than the one that was named, without their answers ·
    lagi: where the next page begins, None on the last one · edisi: the region's edition, where a search inside one
    region found nothing · sebutan, kosong, asing, tak_dikenal: see `registry.pencarian.Temuan` · di_luar_saringan:
    regions that are named while the search is kept to another one · terdekat: the hits leave a word unmet that is not
    the name of a second region."""

    q: str
    kode: str
    tanggal: date
    hasil: list[HasilCari]
    mulai: int
    lagi: int | None
    edisi: Edisi | None = None
    lain: list[HasilCari] = field(default_factory=list)
    sebutan: str = ""
    kosong: list[DaerahKosong] = field(default_factory=list)
    asing: tuple[str, ...] = ()
    tak_dikenal: tuple[str, ...] = ()
    di_luar_saringan: list[Daerah] = field(default_factory=list)
    terdekat: bool = False

    @property
    def jumlah(self) -> int:
        return len(self.hasil)

    @property
    def terjelaskan(self) -> bool:
        """The page says already why nothing answers."""
        return bool(self.kosong or self.asing)

    @property
    def daerah(self) -> list[PilihanDaerah]:
        """The regions of the hits, by name."""
        hitung = Counter((satu.hasil.daerah_kode, satu.hasil.daerah_nama) for satu in self.hasil)
        semua = [PilihanDaerah(kode, nama, jumlah) for (kode, nama), jumlah in hitung.items()]
        return sorted(semua, key=lambda satu: satu.nama)

    @property
    def nama_daerah(self) -> str:
        """Name of the region that was chosen, if anything tells it."""
        if not self.kode:
            return ""
        if self.edisi is not None:
            return self.edisi.daerah.nama
        return self.hasil[0].hasil.daerah_nama if self.hasil else ""


def catatan(hasil: Hasil, tanggal: date) -> str:
    """Why a hit has no answer on the date asked; "" where it has one."""
    if hasil.keadaan == Keberadaan.BERDIRI:
        return ""
    if hasil.akhir is not None:  # known, whatever the edition in force knows of the tree
        return f"{KATA_KERJA[JenisSuksesi(hasil.akhir.jenis)].capitalize()} pada {tgl_polos(hasil.akhir.mulai)}"
    if hasil.keadaan == Keberadaan.TANPA_EDISI:
        return f"Belum diketahui pada {tgl_polos(tanggal)}: belum ada edisi pada tanggal itu"
    if hasil.keadaan == Keberadaan.TIDAK_DIKETAHUI:
        lengkap = "" if hasil.struktur == Kelengkapan.BELUM_DIMUAT else " lengkap"
        return f"Belum diketahui pada {tgl_polos(tanggal)}: isi edisi itu belum dicatat{lengkap}"
    kata = "Sudah tidak ada" if hasil.keadaan == Keberadaan.SUDAH_TIDAK else "Belum ada"
    return f"{kata} pada {tgl_polos(tanggal)}"


def muat_cari(q: str, kode: str, tanggal: date, mulai: int = 0) -> HalamanCari:
    """Hits of one page of a search; nothing is asked for an empty question.

    Answers are given of bodies that stand on the date and are in the region that was named, if one was.
    """
    temuan = temukan(q, tanggal=tanggal, daerah=kode or None, mulai=mulai, batas=SEHALAMAN + 1)
    lagi = mulai + SEHALAMAN if len(temuan.hasil) > SEHALAMAN and mulai + SEHALAMAN < MAKS_HASIL else None
    ditemukan = temuan.hasil[:SEHALAMAN]
    ids = [satu.kedudukan_id for satu in ditemukan if satu.keadaan == Keberadaan.BERDIRI and not satu.di_luar]
    jawaban = [dari(ids) for dari in panel.JAWABAN] if ids else []
    # At most one of the two is asked, so that the page keeps within its four queries.
    edisi = _edisi(temuan.tanpa_hasil, kode if q and not ditemukan else "", tanggal) if not ids else {}
    semua = [
        HasilCari(
            satu,
            [milik[satu.kedudukan_id] for milik in jawaban if satu.kedudukan_id in milik],
            catatan(satu, tanggal),
        )
        for satu in ditemukan
    ]
    return HalamanCari(
        q=q,
        kode=kode,
        tanggal=tanggal,
        hasil=[satu for satu in semua if not satu.hasil.di_luar],
        mulai=mulai,
        lagi=lagi,
        edisi=edisi.get(kode) if not ditemukan else None,
        lain=[satu for satu in semua if satu.hasil.di_luar],
        sebutan=temuan.sebutan,
        kosong=[DaerahKosong(satu, edisi.get(satu.kode), not ids) for satu in temuan.tanpa_hasil],
        asing=temuan.asing,
        tak_dikenal=temuan.tak_dikenal,
        di_luar_saringan=[satu for satu in temuan.disebut if kode and satu.kode != kode],
        terdekat=len(temuan.disebut) < 2 and any(not satu.lengkap and not satu.di_luar for satu in ditemukan),
    )


def _edisi(kosong: tuple[Daerah, ...], kode: str, tanggal: date) -> dict[str, Edisi]:
    """The editions in force in some regions, by code; 1 query, none without regions."""
    semua = {satu.kode for satu in kosong} | ({kode} if kode else set())
    if not semua:
        return {}
    berlaku = Edisi.objects.berlaku_pada(tanggal).filter(daerah__kode__in=semua)
    return {satu.daerah.kode: satu for satu in berlaku.select_related("daerah", "peraturan__daerah")}
