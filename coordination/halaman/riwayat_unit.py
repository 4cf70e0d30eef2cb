"""What the history of a unit reads: the grid of two clocks, and the acts that made it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from coordination.halaman.kisi import BahanKisi, Kisi, baca_bahan, susun_kisi
from coordination.halaman.unit import nama_pada
from registry import waktu
from registry.audit.baris import Baris, Mentah, dari_json, rakit_semua
from registry.audit.edisi_dulu import pasang_edisi
from registry.audit.lini import KEMUDIAN, kalimat, lamanya, saat_tindakan
from registry.audit.masukan import Penanda, SalahIsian, baca_penanda
from registry.audit.peran import peran_dulu
from registry.audit.sebut import Sebutan
from registry.forms import SaatSalah, baca_tercatat
from registry.halaman.dasar import Pada, sebut_tercatat
from registry.halaman.edisi import berlaku, tercatat
from registry.halaman.nama import TANPA_NAMA
from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai, Ubah, beda, sebagai_json
from registry.models import (
    Daerah,
    Edisi,
    JenisHubunganPeraturan,
    JenisObjek,
    JenisTindakan,
    JenisUnit,
    ObjekTindakan,
    PerangkatDaerah,
    Tindakan,
)
from registry.services.objek import ACUAN

#: Acts on one page.
SEHALAMAN = 30
#: Rows of one act that are shown; the act's own page has them all.
BARIS_TERBANYAK = 20
J = JenisTindakan


@dataclass(slots=True)
class Catatan:
    """One act. baris: what it changed of this unit; lain: how many other rows it changed; edisi, dasar_edisi: of a
    publication, and against what it is compared; ditangani: who submitted and approved it; pertama, berakhir: the
    unit came, or went, with it."""

    tindakan: Tindakan
    kalimat: str
    peran: list[str] = field(default_factory=list)
    baris: list[Baris] = field(default_factory=list)
    lain: int = 0
    alamat: str = ""
    keping: str = ""
    bentuk: str = ""
    edisi: Edisi | None = None
    dasar_edisi: Edisi | None = None
    ditangani: str = ""
    pertama: bool = False
    berakhir: bool = False
    dibanding: bool = False
    kemudian: str = ""

    @property
    def jangkar(self) -> str:
        return f"tindakan-{self.tindakan.pk}"

    @property
    def alasan(self) -> str:
        return self.tindakan.alasan


@dataclass(slots=True)
class HalamanRiwayatUnit:
    """saat: up to when the record is read; tertulis: that moment as addresses have it, "" for now; publik: the unit
    has a page then; alamat_lagi: older acts; alamat_pertama: back to the newest; "" where there is no such way;
    asisten: it is one."""

    badan: PerangkatDaerah
    nama: str
    saat: datetime
    tertulis: str
    kisi: Kisi
    catatan: list[Catatan]
    publik: bool
    alamat_lagi: str
    alamat_pertama: str

    asisten: bool = False

    @property
    def kata_saat(self) -> str:
        """ "22 November 2026, akhir hari (hari ini)", "20 November 2026 09.14.05 WIB"."""
        return sebut_tercatat(self.saat, self.tertulis, self.badan.daerah)

    @property
    def pada(self) -> Pada:
        """What links of the page keep."""
        return Pada(None, self.saat if self.tertulis else None, self.tertulis)

    @property
    def hari_tercatat(self) -> date | None:
        """What the form holds: a day, None for now; `isian_jam`: its hour."""
        return waktu.waktu_setempat(self.saat, self.badan.daerah).date() if self.tertulis else None

    @property
    def isian_jam(self) -> str:
        if len(self.tertulis) <= len("2026-11-20"):
            return ""
        return waktu.waktu_setempat(self.saat, self.badan.daerah).time().isoformat()

    @property
    def zona(self) -> str:
        """What the region's time is called: "WITA"."""
        return waktu.SEBUTAN[self.badan.daerah.zona_waktu]


def muat_badan_tercatat(uuid: UUID) -> PerangkatDaerah:
    """A body of the record, public or not, with its region; 1 query. Raises Http404."""
    badan = PerangkatDaerah.objects.select_related("daerah", "dialihkan_ke").filter(uuid=uuid).first()
    if badan is None:
        raise Http404
    return badan


def muat_riwayat_unit(badan: PerangkatDaerah, data: Mapping[str, str]) -> HalamanRiwayatUnit:
    """The page for `?tercatat=&sesudah=`; a fixed number of queries, whatever is recorded. Raises SalahIsian."""
    daerah = badan.daerah
    saat, tertulis = _saat(data, daerah)
    sesudah = baca_penanda(str(data.get("sesudah") or ""))
    bahan = baca_bahan(badan, saat)
    hari = waktu.hari_ini(daerah)
    kini = bahan.kini
    tindakan = _halaman(bahan, sesudah)
    lagi = Penanda(tindakan[SEHALAMAN - 1].pada, tindakan[SEHALAMAN - 1].pk) if len(tindakan) > SEHALAMAN else None
    nama = nama_pada(kini, berlaku(kini, hari), bahan.tempat)
    if nama == TANPA_NAMA:  # it stands in versions that were all superseded, or in drafts only
        nama = next((bahan.tempat[satu.pk].nama for satu in bahan.versi if satu.pk in bahan.tempat), badan.nama)
    catatan = _catatan(bahan, tindakan[:SEHALAMAN])
    jangkar = {satu.tindakan.pada: satu.jangkar for satu in reversed(catatan) if satu.edisi is not None}
    kisi = susun_kisi(bahan, hari, _batas(saat, tertulis, daerah))
    tempat = next((bahan.tempat[satu.pk] for satu in (*kini, *bahan.versi) if satu.pk in bahan.tempat), None)
    for baris in kisi.baris:
        baris.jangkar = jangkar.get(baris.saat, "") if baris.saat is not None else ""
    isian = {"tercatat": tertulis} if tertulis else {}
    return HalamanRiwayatUnit(
        badan,
        nama,
        saat,
        tertulis,
        kisi,
        catatan,
        any(satu.pk in bahan.tempat for satu in kini),
        f"?{urlencode({**isian, 'sesudah': str(lagi)})}" if lagi is not None else "",
        (f"?{urlencode(isian)}" if isian else "?") if sesudah is not None else "",
        asisten=tempat is not None and tempat.jenis == JenisUnit.ASISTEN,
    )


def _batas(saat: datetime, tertulis: str, daerah: Daerah) -> str:
    """Up to when the grid's newest row holds: a moment that has passed is not now."""
    if saat >= timezone.now():
        return "sekarang"
    return f"saat yang dilihat, {sebut_tercatat(saat, tertulis, daerah)}"


def _saat(data: Mapping[str, str], daerah: Daerah) -> tuple[datetime, str]:
    """Up to when the record is read: the end of today unless asked otherwise."""
    try:
        saat, tertulis = baca_tercatat(str(data.get("tercatat") or ""), daerah)
    except SaatSalah as salah:
        if salah.mendatang:
            raise SalahIsian(
                f"“{salah.tertulis}” lebih kemudian daripada hari ini. Pilih hari ini, atau saat sebelumnya."
            ) from salah
        raise SalahIsian(
            f"“{salah.tertulis}” bukan tanggal atau saat yang ada. Tulis seperti 2026-11-20 atau 2026-11-20T09:14:05."
        ) from salah
    if saat is None:
        saat, _ = baca_tercatat(waktu.hari_ini(daerah).isoformat(), daerah)
        assert saat is not None  # a date was given
    return saat, tertulis


# --- The acts of one page ----------------------------------------------------------------------------


def _halaman(bahan: BahanKisi, sesudah: Penanda | None) -> list[Tindakan]:
    """Acts on the unit, newest first, one more than a page; 4 queries.

    Three lanes, each through an index in its own order: acts that changed a row which names the unit; publications of
    editions that hold it, or no longer hold it; acts outside editions on the regulations that the grid names.
    """
    badan, daerah = bahan.badan.pk, bahan.badan.daerah_id
    milik = Tindakan.objects.filter(daerah=daerah)
    kena = ObjekTindakan.objects.filter(jenis=JenisObjek.BADAN, nomor=badan).order_by("-pada", "-tindakan")
    terbit = milik.filter(jenis=J.TERBITKAN, edisi__in=_edisi_terkait(bahan)).order_by("-pada", "-pk")
    menyebut = ObjekTindakan.objects.filter(
        tindakan=OuterRef("pk"), jenis=JenisObjek.PERATURAN, nomor__in=list(bahan.sebutan.kini)
    )
    catat = milik.filter(Exists(menyebut), jenis=J.CATAT).order_by("-pada", "-pk")
    nomor: set[int] = set()
    pilih: list[tuple[datetime, int]] = []
    for lorong, kolom in ((kena, "tindakan"), (terbit, "pk"), (catat, "pk")):
        for pada, pk in _sebatas(lorong, kolom, bahan.sampai, sesudah).values_list("pada", kolom)[: SEHALAMAN + 1]:
            if pk not in nomor:
                nomor.add(pk)
                pilih.append((pada, pk))
    urut = [pk for _, pk in sorted(pilih, reverse=True)[: SEHALAMAN + 1]]
    semua = {
        satu.pk: satu
        for satu in Tindakan.objects.filter(pk__in=urut).select_related("edisi__daerah", "edisi__peraturan__daerah")
    }
    return [semua[pk] for pk in urut]


def _sebatas(lorong: QuerySet[Any], kolom: str, sampai: datetime, sesudah: Penanda | None) -> QuerySet[Any]:
    """The part of a lane up to a moment and beyond a place. Both conditions let an index start at the moment."""
    if sesudah is None or sesudah.pada > sampai:
        return lorong.filter(pada__lte=sampai)
    return lorong.filter(
        Q(pada__lt=sesudah.pada) | Q(**{f"{kolom}__lt": sesudah.nomor}),
        pada__lte=sesudah.pada,
    )


def _edisi_terkait(bahan: BahanKisi) -> list[int]:
    """Versions that hold the unit, and those by which it went; no query."""
    hasil = []
    for satu in bahan.versi:
        dasar = _dasar(bahan, satu)
        if satu.pk in bahan.tempat or (dasar is not None and dasar.pk in bahan.tempat):
            hasil.append(satu.pk)
    return hasil


def _dasar(bahan: BahanKisi, edisi: Edisi) -> Edisi | None:
    """Against what a publication is read: what it corrects, else the edition before it in time as the registry had it
    then; None for the first. No query."""
    if edisi.meralat_id is not None:
        return next((satu for satu in bahan.versi if satu.pk == edisi.meralat_id), None)
    assert edisi.diterbitkan_pada is not None  # published
    semua = tercatat(bahan.versi, edisi.diterbitkan_pada)
    dulu = [satu.pk for satu in semua]
    letak = dulu.index(edisi.pk) + 1 if edisi.pk in dulu else len(dulu)
    return semua[letak] if letak < len(semua) else None


# --- What each of them did to this unit --------------------------------------------------------------


def _catatan(bahan: BahanKisi, semua: Sequence[Tindakan]) -> list[Catatan]:
    """The acts in words; as many queries as there are parts of editions that name bodies, and those of names."""
    daerah, badan = bahan.badan.daerah, bahan.badan.pk
    versi = {satu.pk: satu for satu in bahan.versi}
    terbit = {
        satu.pk: versi[satu.edisi_id]
        for satu in semua
        if satu.jenis == J.TERBITKAN and satu.edisi_id is not None and satu.edisi_id in versi
    }
    dasar = {pk: _dasar(bahan, edisi) for pk, edisi in terbit.items()}
    isi = _isi_unit(badan, {satu.pk for satu in (*terbit.values(), *dasar.values()) if satu is not None})
    peran = peran_dulu(daerah, semua)
    pasang_edisi(semua)
    ditangani = _ditangani(terbit.values())
    hasil, mentah = [], []
    for satu in semua:
        catatan = Catatan(satu, kalimat(satu), peran.saat(satu), alamat=_alamat(daerah, satu))
        _kepingkan(catatan)
        if satu.pk in terbit:
            catatan.edisi, catatan.dasar_edisi = terbit[satu.pk], dasar[satu.pk]
            catatan.ditangani = ditangani.get(terbit[satu.pk].pk, "")
            baris = _beda_terbit(bahan, catatan, isi)
        else:
            baris, catatan.lain = _milik_unit(satu, bahan)
        hasil.append(catatan)
        mentah.append(baris)
    jadi = iter(rakit_semua(Sebutan(daerah), [satu for baris in mentah for satu in baris], daerah.kode))
    for catatan, baris in zip(hasil, mentah, strict=True):
        catatan.baris = [b for b in (next(jadi) for _ in baris) if b.butir]
    return hasil


def _alamat(daerah: Daerah, satu: Tindakan) -> str:
    return reverse("riwayat-tindakan", args=[daerah.kode, satu.pk]) if satu.daerah_id == daerah.pk else ""


def _kepingkan(catatan: Catatan) -> None:
    """The badge: what the act was, and its form."""
    satu = catatan.tindakan
    if satu.jenis == J.TERBITKAN:
        ralat = satu.edisi is not None and satu.edisi.meralat_id is not None
        catatan.keping, catatan.bentuk = ("ralat", "peringatan") if ralat else ("terbit", "berlaku")
    elif satu.jenis == J.CATAT:
        catatan.keping = "di luar edisi"
    else:
        catatan.keping = str(satu.get_jenis_display())
        if satu.edisi is not None and satu.edisi.diterbitkan_pada is None:
            catatan.keping, catatan.bentuk = f"{catatan.keping}, rancangan", "ragu"


def _ditangani(edisi: Iterable[Edisi]) -> dict[int, str]:
    """{edition: who submitted and who approved what was published}; 1 query. Of each kind the last act, which is the
    one that held: found from the newest act of the edition, however often it went to and fro."""
    kata = ((J.AJUKAN, "diajukan oleh"), (J.SETUJUI, "disetujui oleh"))
    akhir = {
        jenis.value: Tindakan.objects.filter(edisi=OuterRef("pk"), jenis=jenis).order_by("-pada", "-pk")
        for jenis, _ in kata
    }
    cari = Edisi.objects.filter(pk__in={satu.pk for satu in edisi}).order_by()
    semua = cari.annotate(**{f"oleh_{jenis}": Subquery(satu.values("nama_oleh")[:1]) for jenis, satu in akhir.items()})
    hasil = {}
    for milik, *oleh in semua.values_list("pk", *(f"oleh_{jenis.value}" for jenis, _ in kata)):
        hasil[milik] = ", ".join(f"{teks} {nama}" for (_, teks), nama in zip(kata, oleh, strict=True) if nama)
    return hasil


def _beda_terbit(bahan: BahanKisi, catatan: Catatan, isi: Mapping[int, Ubah]) -> list[Mentah]:
    """What a publication changed for the unit; of its first appearance only its own place and main spans."""
    edisi, dasar, badan = catatan.edisi, catatan.dasar_edisi, bahan.badan.pk
    assert edisi is not None
    baru: Ubah = isi.get(edisi.pk, {})
    lama: Ubah = isi.get(dasar.pk, {}) if dasar is not None else {}
    catatan.pertama = edisi.pk in bahan.tempat and (dasar is None or dasar.pk not in bahan.tempat)
    catatan.berakhir = edisi.pk not in bahan.tempat and dasar is not None and dasar.pk in bahan.tempat
    catatan.dibanding = dasar is not None
    if edisi.meralat_id is None and edisi.berlaku_mulai is not None and edisi.diterbitkan_pada is not None:
        terbit = waktu.waktu_setempat(edisi.diterbitkan_pada, bahan.badan.daerah).date()
        if (terbit - edisi.berlaku_mulai).days > KEMUDIAN:
            catatan.kemudian = lamanya(edisi.berlaku_mulai, terbit)
    ubah = beda(lama, baru)
    if catatan.pertama:
        ubah = {kunci: nilai for kunci, nilai in ubah.items() if _pokok(kunci, badan)}
    sebelum: Ubah = {}
    for kunci, nilai in ubah.items():
        dulu = lama.get(kunci)
        sebelum[kunci] = dulu if dulu is None or nilai is None else {ruas: dulu[ruas] for ruas in nilai}
    saat = saat_tindakan(catatan.tindakan)
    semua = dari_json(sebagai_json(sebelum), sebagai_json(ubah), saat)
    catatan.lain = max(0, len(semua) - BARIS_TERBANYAK)
    return semua[:BARIS_TERBANYAK]


def _pokok(kunci: tuple[str, Kunci], badan: int) -> bool:
    """Of the unit itself, not of others that name it: its place, and the spans in which it is listed."""
    nama, nilai = kunci
    return nama in ("kedudukan", "rentangkoordinasi") and nilai[0] == badan


def _isi_unit(badan: int, edisi: Collection[int]) -> dict[int, Ubah]:
    """{edition: its rows that name the unit}; 1 query a part of editions that names bodies, none for no edition."""
    hasil: dict[int, Ubah] = {satu: {} for satu in edisi}
    if not edisi:
        return hasil
    for isi in DAFTAR:
        if not isi.ruas_badan():
            continue
        syarat = Q()
        for ruas in isi.ruas_badan():
            syarat |= Q(**{isi.sumber(ruas): badan})
        banyak = len(isi.kunci)
        sumber = [isi.sumber(ruas) for ruas in isi.kunci + isi.nilai]
        baris = isi.model._base_manager.filter(syarat, edisi__in=edisi).order_by().values_list("edisi_id", *sumber)
        for milik, *nilai in baris:
            kunci = (isi.nama, tuple(nilai[:banyak]))
            hasil[milik][kunci] = dict(zip(isi.nilai, nilai[banyak:], strict=True))
    return hasil


def _milik_unit(tindakan: Tindakan, bahan: BahanKisi) -> tuple[list[Mentah], int]:
    """(rows of an act that name the unit, or a regulation of the grid; how many others it has). No query."""
    semua = dari_json(tindakan.sebelum, tindakan.sesudah, saat_tindakan(tindakan))
    badan, peraturan = bahan.badan.pk, bahan.sebutan.kini.keys()
    milik = [
        satu
        for satu in semua
        if (
            _menyebut(DAFTAR[satu.nama], satu, badan)
            if satu.nama in DAFTAR.semua
            else _menyebut_acuan(satu, badan, peraturan)
        )
    ][:BARIS_TERBANYAK]
    return milik, len(semua) - len(milik)


def _menyebut(isi: IsiEdisi, satu: Mentah, badan: int) -> bool:
    acuan = isi.ruas_badan()
    kunci: Nilai = dict(zip(isi.kunci, satu.kunci, strict=True))
    return any(isian.get(ruas) == badan for isian in (kunci, satu.dulu or {}, satu.kini or {}) for ruas in acuan)


def _menyebut_acuan(satu: Mentah, badan: int, peraturan: Collection[int]) -> bool:
    """Of rows outside editions: does it say something of the unit, or of a regulation, or end or change one?"""
    dua = (satu.dulu or {}, satu.kini or {})
    if satu.nama == "peraturan":
        return satu.kunci[0] in peraturan
    if satu.nama == "hubunganperaturan":
        if any(isian.get("jenis") == JenisHubunganPeraturan.DASAR_HUKUM for isian in dua):
            return False
        return any(isian.get(ruas) in peraturan for isian in dua for ruas in ("dari_id", "ke_id"))
    acuan = ACUAN.get(satu.nama, {})
    return any(
        (isian.get(ruas) if ruas else satu.kunci[0]) == badan
        for isian in dua
        for ruas, jenis in acuan.items()
        if jenis == JenisObjek.BADAN
    )
