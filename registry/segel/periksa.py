"""Verification: everything that was sealed, computed anew and compared; what does not fit is named.

The whole reads one snapshot, so that who publishes meanwhile is no finding. Memory is bounded by one part of a seal.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db import Error, connection, models, transaction
from django.db.models import Exists, OuterRef

from registry import isi_edisi, waktu
from registry.audit.rancangan import isi_tercatat
from registry.isi_edisi import DAFTAR
from registry.models import BagianSegel, Edisi, JenisBagian, Segel
from registry.riwayat import tabel_riwayat
from registry.segel import buat, buku, kanonik, penjaga, silang, tabel
from registry.segel.ekspor import hitung_kepala, pernyataan, sebutan_tabel
from registry.segel.sebutan import dibanding_catatan, dibanding_tetangga, nilai, rata, rentetan, sebut
from registry.segel.tabel import Kolom, Nilai, Tabel

#: Findings that are told; the others are counted.
DISEBUT = 50
#: Characters of a head that a person may give for the whole, at least.
ACUAN_TERPENDEK = 12


class Jenis(StrEnum):
    """What is wrong."""

    PEMICU = "pemicu"
    RANTAI = "rantai"
    BUKU = "buku"
    ACUAN = "acuan"
    DAFTAR = "daftar"
    DIUBAH = "diubah"
    DIHAPUS = "dihapus"
    TERPOTONG = "terpotong"
    DISISIPKAN = "disisipkan"
    TERTUKAR = "tertukar"
    TIDAK_TERPERIKSA = "tidak_terperiksa"
    TANPA_RIWAYAT = "tanpa_riwayat"
    TANGGAL_MUNDUR = "tanggal_mundur"
    POHON = "pohon"


@dataclass(frozen=True, slots=True)
class Temuan:
    """One thing that does not fit. `baris`: id of the (first) row; `segel`: number of the seal that says so."""

    jenis: Jenis
    kalimat: str
    tabel: str = ""
    baris: int | None = None
    segel: int | None = None


@dataclass(slots=True)
class Hasil:
    """`temuan`: the first 50 in the order in which they were found, of `banyak`, then one more for all missing
    triggers, whose names are `pemicu_hilang`; `baris`: sealed rows that were computed anew; `belum`, `belum_edisi`:
    rows and published editions that no seal holds yet."""

    temuan: list[Temuan] = field(default_factory=list)
    banyak: int = 0
    segel: int = 0
    terakhir: Segel | None = None
    baris: int = 0
    edisi: int = 0
    hidup: int = 0
    rancangan: int = 0
    belum: int = 0
    belum_edisi: int = 0
    tercatat_buku: int = 0
    lain_buku: int = 0
    tanpa_buku: int = 0
    pemicu_hilang: list[str] = field(default_factory=list)

    @property
    def cocok(self) -> bool:
        return not self.banyak


def periksa(*, acuan: Sequence[tuple[int, str]] = (), sejak: int = 1) -> Hasil:
    """Compare everything. `acuan`: (number, head or its first 12 characters or more) of seals that somebody kept;
    `sejak`: rows of earlier seals are not computed anew (their chain is).

    3 queries a seal, 1 for every 2,000 rows and for each table of a published edition. Raises OSError where the ledger
    cannot be read.
    """
    with potret():
        return _Pemeriksaan(acuan, sejak).jalankan()


@contextmanager
def potret() -> Iterator[None]:
    """One snapshot for all reads inside, without a lock on anything; the present transaction where there is one."""
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "postgresql":
        with transaction.atomic(), connection.cursor() as kursor:
            kursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
    else:
        # Django would begin with IMMEDIATE, and nobody could write for as long as this takes.
        with connection.cursor() as kursor:
            kursor.execute("BEGIN DEFERRED")
            try:
                yield
            finally:
                kursor.execute("ROLLBACK")


class _Pemeriksaan:
    def __init__(self, acuan: Sequence[tuple[int, str]], sejak: int) -> None:
        self.acuan, self.sejak = acuan, sejak
        self.hasil = Hasil()
        self.kepala: dict[int, str] = {}
        #: {table: id up to which its rows were compared}
        self.sampai: dict[str, int] = {}
        self.tertinggi: dict[str, int] = {}
        #: Editions of which a seal already told what is wrong.
        self.disebut: set[int] = set()

    def jalankan(self) -> Hasil:
        self.tertinggi = buat.nomor_tertinggi()
        self.periksa_rantai()
        self.periksa_buku()
        self.periksa_acuan()
        for segel in Segel.objects.order_by("nomor"):
            with self.tahan(f"Segel {segel.nomor}", segel=segel.nomor):
                self.periksa_isi(segel)
        with self.tahan("Data di luar edisi"):
            self.periksa_hidup()
        with self.tahan("Isi edisi dan rancangan"):
            self.periksa_isi_edisi()
        with self.tahan("Waktu baris"):
            for nama, nomor, kalimat in silang.bertanggal_mundur():
                self.lapor(Jenis.TANGGAL_MUNDUR, kalimat, tabel=nama, baris=nomor)
        with self.tahan("Susunan"):
            for nomor, kalimat in silang.pohon_menyimpang():
                if nomor in self.disebut:
                    continue
                self.lapor(Jenis.POHON, kalimat, tabel=Edisi._meta.db_table, baris=nomor)
        self.periksa_pemicu()
        self.hitung_belum()
        return self.hasil

    def lapor(self, jenis: Jenis, kalimat: str, **lain: Any) -> None:
        self.hasil.banyak += 1
        if len(self.hasil.temuan) < DISEBUT:
            self.hasil.temuan.append(Temuan(jenis, kalimat, **lain))

    @contextmanager
    def tahan(self, apa: str, **lain: Any) -> Iterator[None]:
        """What cannot even be read is a finding, and no reason to leave the rest unchecked."""
        try:
            yield
        except (Error, ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as galat:
            kalimat = f"{apa} tidak terbaca, sebagian atau seluruhnya: {_sebab(galat)}."
            self.lapor(Jenis.TIDAK_TERPERIKSA, kalimat, **lain)

    def periksa_pemicu(self) -> None:
        """The triggers, after the data: what was changed matters more than the guard that let it pass. Told also when
        there are 50 findings before them."""
        for kalimat in [*penjaga.diganti(), *penjaga.asing()]:
            self.lapor(Jenis.PEMICU, kalimat)
        self.hasil.pemicu_hilang = penjaga.hilang()
        if self.hasil.pemicu_hilang:
            self.hasil.banyak += 1
            self.hasil.temuan.append(Temuan(Jenis.PEMICU, penjaga.kalimat_hilang(self.hasil.pemicu_hilang)))

    @property
    def penuh(self) -> bool:
        """Further findings are only counted, so nobody needs to look up what they are about."""
        return len(self.hasil.temuan) >= DISEBUT

    # --- Seals ---

    def periksa_rantai(self) -> None:
        harap, sebelum, pemasangan = 1, kanonik.KEPALA_AWAL, None
        for segel in Segel.objects.order_by("nomor"):
            if segel.nomor > harap:
                hilang = rentetan(range(harap, segel.nomor)).replace("baris", "segel")
                self.lapor(Jenis.RANTAI, f"Segel {hilang} dihapus.", segel=harap)
            elif segel.sebelum != sebelum:
                self.lapor(
                    Jenis.RANTAI, f"Segel {segel.nomor} tidak menyambung segel sebelumnya.", segel=segel.nomor
                )  # fmt: skip
            if pemasangan not in (None, segel.pemasangan):
                self.lapor(Jenis.RANTAI, f"Segel {segel.nomor} berasal dari pemasangan lain.", segel=segel.nomor)
            self._periksa_kepala(segel)
            harap, sebelum, pemasangan = segel.nomor + 1, segel.kepala, segel.pemasangan
            self.kepala[segel.nomor] = segel.kepala
            self.hasil.terakhir = segel
            self.hasil.segel += 1

    def _periksa_kepala(self, segel: Segel) -> None:
        if segel.bentuk != kanonik.BENTUK:
            kalimat = (
                f"Segel {segel.nomor} memakai tata cara {segel.bentuk}, yang tidak dikenal: tidak dapat diperiksa."
            )
            self.lapor(Jenis.TIDAK_TERPERIKSA, kalimat, segel=segel.nomor)
            return
        bagian = list(segel.bagian.defer("daftar").order_by("urutan"))
        jumlah = sum(satu.jumlah for satu in bagian)
        if hitung_kepala(segel, [pernyataan(satu) for satu in bagian]) != segel.kepala or jumlah != segel.jumlah:
            kalimat = f"Segel {segel.nomor} diubah sesudah dibuat: isinya tidak sesuai dengan kepalanya."
            self.lapor(Jenis.RANTAI, kalimat, segel=segel.nomor)

    def periksa_buku(self) -> None:
        """The ledger outside knows seals that the database lost or replaced: an old copy, or a forged chain."""
        akhir = self.hasil.terakhir
        hilang: list[buku.Catatan] = []
        beda: list[buku.Catatan] = []
        tercatat: set[int] = set()
        penutup: buku.Catatan | None = None
        for satu in buku.baca():
            if isinstance(satu, buku.TakTerbaca):
                kalimat = f"Baris {satu.letak} buku {buku.berkas()} tidak terbaca: buku diubah atau rusak."
                self.lapor(Jenis.BUKU, kalimat)
                continue
            penutup = satu
            if akhir is None or satu.pemasangan != akhir.pemasangan:
                self.hasil.lain_buku += 1
                continue
            self.hasil.tercatat_buku += 1
            tercatat.add(satu.nomor)
            if satu.nomor not in self.kepala:
                hilang.append(satu)
            elif self.kepala[satu.nomor] != satu.kepala:
                beda.append(satu)
        if akhir is None and self.hasil.lain_buku:
            self.lapor(
                Jenis.BUKU,
                f"Basis data ini belum pernah disegel, sedangkan buku {buku.berkas()} memuat {self.hasil.lain_buku} "
                "segel: segelnya dihapus, salinan lama dipasang kembali, atau bukunya milik basis data lain.",
            )
        self._periksa_penutup(penutup, tercatat)
        if hilang:
            self._lapor_tua(hilang[0], len(hilang))
        if beda:
            kalimat = (
                f"Segel {beda[0].nomor} dalam basis data bukan segel {beda[0].nomor} yang tercatat dalam buku "
                f"(baris {beda[0].letak}): rantainya ditulis ulang{_dan_lain(len(beda))}."
            )
            self.lapor(Jenis.BUKU, kalimat, segel=beda[0].nomor)

    def _periksa_penutup(self, penutup: buku.Catatan | None, tercatat: set[int]) -> None:
        """The ledger ends with a seal of this database, and has no gaps. What came after its last line the next seal
        writes down as well: the process may have ended right after the seal."""
        akhir = self.hasil.terakhir
        if akhir is not None and penutup is not None and penutup.pemasangan != akhir.pemasangan:
            kalimat = (
                f"Catatan terakhir buku {buku.berkas()} (baris {penutup.letak}, segel {penutup.nomor}) milik "
                "pemasangan lain: rantainya ditulis ulang dari awal, atau bukunya milik basis data lain."
            )
            self.lapor(Jenis.BUKU, kalimat, segel=penutup.nomor)
        terjepit = range(min(tercatat, default=0), max(tercatat, default=0))
        if bolong := [nomor for nomor in terjepit if nomor in self.kepala and nomor not in tercatat]:
            self.lapor(Jenis.BUKU, f"Segel {bolong[0]} dicoret dari buku {buku.berkas()}{_dan_lain(len(bolong))}.")
        if buku.berkas() is not None:
            self.hasil.tanpa_buku = len(self.kepala.keys() - tercatat)

    def _lapor_tua(self, satu: buku.Catatan, banyak: int) -> None:
        kalimat = (
            f"Basis data lebih tua daripada segel {satu.nomor}, yang tercatat dalam buku (baris {satu.letak}) pada "
            f"{_saat_buku(satu.pada)}: salinan lama dipasang kembali, atau segelnya "
            f"dihapus{_dan_lain(banyak)}."
        )
        self.lapor(Jenis.BUKU, kalimat, segel=satu.nomor)

    def periksa_acuan(self) -> None:
        for nomor, awal in self.acuan:
            if nomor not in self.kepala:
                kalimat = f"Basis data lebih tua daripada segel {nomor} yang menjadi acuan: segel itu tidak ada."
                self.lapor(Jenis.ACUAN, kalimat, segel=nomor)
            elif not self.kepala[nomor].startswith(awal):
                kalimat = f"Kepala segel {nomor} bukan yang menjadi acuan: riwayatnya pernah ditulis ulang."
                self.lapor(Jenis.ACUAN, kalimat, segel=nomor)

    # --- Sealed rows ---

    def periksa_isi(self, segel: Segel) -> None:
        if segel.nomor < self.sejak:
            lewat = segel.bagian.filter(jenis=JenisBagian.RIWAYAT).order_by("urutan")
            self.sampai.update(lewat.values_list("tabel", "sampai"))
            return
        edisi: dict[int, list[tuple[str, Kolom, dict[int, bytes]]]] = {}
        # One part at a time: each list is up to 400 kB.
        for satu in segel.bagian.order_by("urutan").iterator(chunk_size=1):
            daftar = self._daftar(segel, satu)
            if satu.jenis == JenisBagian.RIWAYAT:
                self._periksa_riwayat(segel, satu, daftar)
            elif satu.edisi_id is not None and daftar is not None:
                edisi.setdefault(satu.edisi_id, []).append((satu.tabel, satu.kolom, daftar))
        for kunci, bagian in edisi.items():
            self._periksa_edisi(segel, kunci, bagian)

    def _daftar(self, segel: Segel, satu: BagianSegel) -> dict[int, bytes] | None:
        """The list of a part; None, and told, where it is not the one that was sealed."""
        isi = bytes(satu.daftar)
        if kanonik.sidik_daftar(isi) == satu.sidik:
            return kanonik.baca_daftar(isi)
        kalimat = (
            f"Daftar sidik {sebutan_tabel(satu.tabel)} dalam segel {segel.nomor} (bagian {satu.urutan}) diubah: baris "
            f"{satu.dari} sampai {satu.sampai} tidak dapat diperiksa."
        )
        self.lapor(Jenis.DAFTAR, kalimat, tabel=satu.tabel, baris=satu.dari, segel=segel.nomor)
        return None

    def _periksa_riwayat(self, segel: Segel, satu: BagianSegel, daftar: dict[int, bytes] | None) -> None:
        sesudah = self.sampai.get(satu.tabel)
        self.sampai[satu.tabel] = satu.sampai
        milik = tabel.bertambah().get(satu.tabel)
        if daftar is None or not self._terbaca(segel, milik, satu.tabel, satu.kolom):
            return
        assert milik is not None
        baris = milik.baris_tahan(satu.kolom, sesudah=sesudah, sampai=satu.sampai)
        self._bandingkan(segel, milik, satu.kolom, baris, daftar)

    def _periksa_edisi(self, segel: Segel, kunci: int, bagian: list[tuple[str, Kolom, dict[int, bytes]]]) -> None:
        """Every table of a published edition, also those of which it had no row."""
        self.hasil.edisi += 1
        semua, sebelumnya = tabel.edisi(), self.hasil.banyak
        for nama in {nama for nama, _, _ in bagian} - set(semua):
            self._terbaca(segel, None, nama, [])
        for nama, milik in semua.items():
            punya = [(kolom, daftar) for satu, kolom, daftar in bagian if satu == nama]
            kolom = punya[0][0] if punya else milik.kolom
            if not self._terbaca(segel, milik, nama, kolom):
                continue
            daftar = {nomor: sidik for _, satu in punya for nomor, sidik in satu.items()}
            self._bandingkan(segel, milik, kolom, milik.baris_tahan(kolom, edisi=kunci), daftar, edisi=kunci)
        if self.hasil.banyak > sebelumnya:
            self.disebut.add(kunci)

    def _terbaca(self, segel: Segel, milik: Tabel | None, nama: str, kolom: Kolom) -> bool:
        """Does the table still have the columns that were sealed? Told where not: silence would look like a pass."""
        if milik is not None and not (hilang := milik.hilang(kolom)):
            return True
        sebab = f"tabel {nama}" if milik is None else f"kolom {', '.join(hilang)} dalam tabel {nama}"
        kalimat = f"Segel {segel.nomor}, {sebutan_tabel(nama)}: tidak dapat diperiksa, {sebab} tidak ada lagi."
        self.lapor(Jenis.TIDAK_TERPERIKSA, kalimat, tabel=nama, segel=segel.nomor)
        return False

    def _bandingkan(
        self,
        segel: Segel,
        milik: Tabel,
        kolom: Kolom,
        baris: Iterable[tuple[int, Nilai | Exception]],
        daftar: dict[int, bytes],
        edisi: int | None = None,
    ) -> None:
        sisa = dict(daftar)
        for nomor, isi in baris:
            self.hasil.baris += 1
            tersegel = sisa.pop(nomor, None)
            apa = f"Baris {nomor} {sebutan_tabel(milik.nama)}"
            with self.tahan(apa, tabel=milik.nama, baris=nomor, segel=segel.nomor):
                if isinstance(isi, Exception):
                    raise isi
                if tersegel is None:
                    self._lapor_sisipan(segel, milik, nomor, edisi)
                elif (kini := milik.sidik(kolom, isi)) != tersegel:
                    self._lapor_ubah(segel, milik, nomor, kini, daftar)
        if sisa:
            for _, deret in groupby(enumerate(daftar), lambda satu: satu[1] in sisa):
                nomor_nomor = [nomor for _, nomor in deret if nomor in sisa]
                if nomor_nomor:
                    self._lapor_hapus(segel, milik, nomor_nomor, edisi)

    def _lapor_sisipan(self, segel: Segel, milik: Tabel, nomor: int, edisi: int | None) -> None:
        apa = "" if self.penuh else f" Isinya: {sebut(_baca(milik, nomor))}."
        bagi = "sesudah edisinya disegel" if edisi else "di antara baris yang sudah disegel"
        kalimat = f"Baris {nomor} {sebutan_tabel(milik.nama)} disisipkan {bagi} (segel {segel.nomor}).{apa}"
        self.lapor(Jenis.DISISIPKAN, kalimat, tabel=milik.nama, baris=nomor, segel=segel.nomor)

    def _lapor_ubah(self, segel: Segel, milik: Tabel, nomor: int, kini: bytes, daftar: dict[int, bytes]) -> None:
        nama = sebutan_tabel(milik.nama)
        asal = next((lain for lain, sidik in daftar.items() if sidik == kini and lain != nomor), None)
        if asal is not None:
            kalimat = f"Baris {nomor} {nama} tertukar: isinya yang disegel sebagai baris {asal} (segel {segel.nomor})."
            self.lapor(Jenis.TERTUKAR, kalimat, tabel=milik.nama, baris=nomor, segel=segel.nomor)
            return
        kalimat = f"Baris {nomor} {nama} diubah sesudah disegel (segel {segel.nomor}, {_saat(segel.pada)})."
        if not self.penuh:
            kalimat = f"{kalimat} {_rinci(milik, nomor)}".rstrip()
        self.lapor(Jenis.DIUBAH, kalimat, tabel=milik.nama, baris=nomor, segel=segel.nomor)

    def _lapor_hapus(self, segel: Segel, milik: Tabel, nomor: list[int], edisi: int | None) -> None:
        nama = sebutan_tabel(milik.nama)
        kapan = f"(segel {segel.nomor}, {_saat(segel.pada)})"
        if edisi is not None:
            milik_edisi = Edisi._base_manager.select_related("daerah").filter(pk=edisi).first()
            dari = f" dari edisi terbit {milik_edisi}" if milik_edisi else ""
            jenis, kalimat = Jenis.DIHAPUS, f"{nama.capitalize()} {rentetan(nomor)} dihapus{dari} {kapan}."
        elif self.tertinggi.get(milik.nama, 0) < nomor[0]:
            jenis = Jenis.TERPOTONG
            kalimat = f"Baris terakhir {nama} terpotong: {rentetan(nomor)} tersegel {kapan}, tetapi tidak ada lagi."
        else:
            jenis, kalimat = Jenis.DIHAPUS, f"Baris {rentetan(nomor)} {nama} dihapus sesudah disegel {kapan}."
        if not self.penuh and edisi is None:
            kalimat += _di_antara(milik, nomor)
        self.lapor(jenis, kalimat, tabel=milik.nama, baris=nomor[0], segel=segel.nomor)

    # --- Live rows outside editions ---

    def periksa_hidup(self) -> None:
        """Each row outside editions against its newest history row; 2 queries a table."""
        dalam_edisi = {isi.model for isi in DAFTAR}
        for riwayat in tabel_riwayat():
            if riwayat.instance_type not in dalam_edisi:  # type: ignore[attr-defined]
                self._bandingkan_hidup(riwayat)

    def _bandingkan_hidup(self, riwayat: Any) -> None:
        model: Any = riwayat.instance_type
        kunci = model._meta.pk.attname
        ruas = [satu.attname for satu in riwayat.tracked_fields]
        hidup = model._base_manager.order_by("pk").values_list("pk", *ruas).iterator(chunk_size=2000)
        # In the order in which they were written: clocks are set back, and servers' clocks differ.
        lebih_baru = riwayat._base_manager.filter(**{kunci: OuterRef(kunci)}, history_id__gt=OuterRef("history_id"))
        terakhir = riwayat._base_manager.filter(~Exists(lebih_baru)).order_by(kunci)
        catat = terakhir.values_list(kunci, "history_type", *ruas).iterator(chunk_size=2000)
        satu, lain = next(hidup, None), next(catat, None)
        while satu is not None or lain is not None:
            if satu is not None and (lain is None or satu[0] < lain[0]):
                self.hasil.hidup += 1
                self._lapor_hidup(model, satu[0], "tidak mempunyai riwayat: disisipkan tanpa lewat Rentang")
                satu = next(hidup, None)
            elif lain is not None and (satu is None or lain[0] < satu[0]):
                if lain[1] != "-":
                    self._lapor_hidup(model, lain[0], "dihapus tanpa riwayat")
                lain = next(catat, None)
            elif satu is not None and lain is not None:
                self.hasil.hidup += 1
                if lain[1] == "-":
                    self._lapor_hidup(model, satu[0], "ada lagi sesudah dihapus, tanpa riwayat")
                elif list(map(rata, satu[1:])) != list(map(rata, lain[2:])):
                    self._lapor_hidup(model, satu[0], "diubah tanpa riwayat")
                satu, lain = next(hidup, None), next(catat, None)

    def _lapor_hidup(self, model: Any, nomor: int, apa: str) -> None:
        nama, beda = f"{model._meta.verbose_name} id {nomor}", ""
        if not self.penuh:
            baris = model._base_manager.filter(pk=nomor).first()
            if baris is None:
                catat = model.history.filter(**{model._meta.pk.attname: nomor}).order_by("-pk").first()
                beda = f" Riwayat terakhirnya: {sebut(catat)}." if catat else ""
            else:
                nama, beda = sebut(baris), f" {dibanding_catatan(baris)}".rstrip()
        kalimat = f"{nama[:1].upper()}{nama[1:]} {apa}.{beda}"
        self.lapor(Jenis.TANPA_RIWAYAT, kalimat, tabel=model._meta.db_table, baris=nomor)

    # --- Content of editions ---

    def periksa_isi_edisi(self) -> None:
        """The content of every edition, draft or published, against its base and its own history; some 25 queries an
        edition. A seal over a published one says only what it was when it was sealed."""
        for edisi in Edisi.objects.select_related("daerah").order_by("pk"):
            self.hasil.rancangan += edisi.diterbitkan_pada is None
            if edisi.pk in self.disebut:
                continue
            catat, kini = isi_tercatat(edisi.pk, None)[1], isi_edisi.baca(edisi.pk)
            for kunci, beda in isi_edisi.beda(catat, kini).items():
                self._lapor_rancangan(edisi, kunci, catat.get(kunci), beda)

    def _lapor_rancangan(
        self,
        edisi: Edisi,
        kunci: tuple[str, isi_edisi.Kunci],
        catat: isi_edisi.Nilai | None,
        beda: isi_edisi.Nilai | None,
    ) -> None:
        model = DAFTAR[kunci[0]].model
        nama = (catat or beda or {}).get("nama") or "/".join(map(str, kunci[1]))
        if beda is None:
            apa = "dihapus tanpa riwayat"
        elif catat is None:
            apa = "disisipkan tanpa riwayat"
        else:
            ubah = ", ".join(f"{ruas} {nilai(catat.get(ruas))} menjadi {nilai(isi)}" for ruas, isi in beda.items())
            apa = f"diubah tanpa riwayat: {ubah}"
        kalimat = f"{str(model._meta.verbose_name).capitalize()} “{nama}” dalam {edisi} {apa}."
        self.lapor(Jenis.TANPA_RIWAYAT, kalimat, tabel=model._meta.db_table)

    # --- What no seal holds yet ---

    def hitung_belum(self) -> None:
        for nama, milik in tabel.bertambah().items():
            semua = milik.model._base_manager.all()
            sampai = self.sampai.get(nama)
            self.hasil.belum += (semua if sampai is None else semua.filter(pk__gt=sampai)).count()
        self.hasil.belum_edisi = len(buat.edisi_belum_tersegel())


def _baca(milik: Tabel, nomor: int) -> models.Model:
    satu = milik.model._base_manager.filter(pk=nomor).first()
    if satu is None:
        raise LookupError(f"baris {nomor} tidak ada")
    return satu


def _rinci(milik: Tabel, nomor: int) -> str:
    """What an edited row says now, and in what it differs from what stands beside it; "" where that cannot be read."""
    try:
        isi = _baca(milik, nomor)
        beda = dibanding_tetangga(isi) if milik.nama in tabel.bertambah() else dibanding_catatan(isi)
    except (Error, LookupError, TypeError, ValueError):
        return ""
    return f"Kini tertulis: {sebut(isi)}. {beda}"


def _di_antara(milik: Tabel, nomor: Sequence[int]) -> str:
    """What the rows beside a gap say."""
    semua = milik.model._base_manager
    sebelum = semua.filter(pk__lt=nomor[0]).order_by("-pk").first()
    sesudah = semua.filter(pk__gt=nomor[-1]).order_by("pk").first()
    return "".join(
        f" Baris {kata} (nomor {satu.pk}): {sebut(satu)}."
        for kata, satu in (("sebelumnya", sebelum), ("sesudahnya", sesudah))
        if satu is not None
    )


def _saat(saat: datetime) -> str:
    return waktu.sebut_saat(saat, pola="j F Y H.i.s")


def _saat_buku(tertulis: str) -> str:
    """A moment as the ledger has it; its own words where it is none."""
    try:
        return _saat(datetime.fromisoformat(tertulis))
    except ValueError:
        return tertulis


def _sebab(galat: BaseException) -> str:
    return f"{type(galat).__name__}: {str(galat).splitlines()[0][:200] if str(galat) else 'tanpa keterangan'}"


def _dan_lain(banyak: int) -> str:
    return f" (dan {banyak - 1} segel lain)" if banyak > 1 else ""
