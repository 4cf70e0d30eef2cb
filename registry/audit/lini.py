"""The timeline of a region: its acts, newest first, by page and by filter.

Two steps, whatever is asked: the keys of one page through one index in its order ("lorong", at most two of them), then
the rows of those keys. No count, no offset, and the change-sets, which may be long, stay where they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.urls import reverse

from registry.audit.edisi_dulu import (
    AlurTerbit,
    RujukanEdisi,
    alur_terbit,
    diubah_saat_terbit,
    edisi_dulu,
    pasang_edisi,
    rujukan_edisi,
)
from registry.audit.masukan import (
    Penanda,
    SalahIsian,
    awal_hari,
    baca_nomor,
    baca_penanda,
    baca_tanggal,
)
from registry.audit.peran import PENGATUR, SISTEM, peran_dulu
from registry.audit.sebut import Saat, Sebutan, sebut_edisi
from registry.dokumen.penulis import ALASAN_MUAT
from registry.forms import baca_tercatat
from registry.halaman.dasar import Pada, berisian
from registry.isi_edisi import DAFTAR
from registry.models import (
    Daerah,
    Edisi,
    JenisObjek,
    JenisTindakan,
    Kedudukan,
    ObjekTindakan,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from registry.waktu import waktu_setempat

#: Acts on one page.
SEHALAMAN = 50
#: Names, bodies, regulations and editions offered by a filter, at most.
PILIHAN_TERBANYAK = 1000
#: An act on so few things that its own before and after may be read for the list.
OBJEK_SEDIKIT = 12
#: Places in regulations that an entry tells.
LETAK_TAMPIL = 4
#: Other acts of the same request that an entry tells.
LANGKAH_TAMPIL = 3
#: Days after its start from which an edition is called recorded later.
KEMUDIAN = 30

#: What the filter calls acts of nobody; no person is called so.
PELAKU_SISTEM = "(sistem)"

J = JenisTindakan
#: Kind of the filter -> (words, acts).
KELOMPOK_JENIS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "terbit": ("Penerbitan edisi", (J.TERBITKAN,)),
    "ralat": ("Penerbitan ralat", (J.TERBITKAN,)),
    "pengajuan": ("Pengajuan", (J.AJUKAN, J.TARIK)),
    "persetujuan": ("Persetujuan dan pengembalian", (J.SETUJUI, J.KEMBALIKAN)),
    "isi": ("Perubahan isi rancangan", (J.UBAH, J.URUNG, J.IMPOR, J.SESUAIKAN, J.TERUSKAN, J.ALIHKAN)),
    "rancangan": ("Rancangan dibuat atau dibatalkan", (J.BUAT_RANCANGAN, J.BATALKAN)),
    "muat": ("Pemuatan dokumen", (J.MUAT,)),
    "catat": ("Data di luar edisi", (J.CATAT,)),
    "peran": ("Peran", (J.PERAN,)),
    "periksa": ("Pemeriksaan", (J.PERIKSA,)),
}
#: Of several acts of one request, the one that tells what the request was.
_BOBOT = (
    J.MUAT, J.TERBITKAN, J.SETUJUI, J.KEMBALIKAN, J.AJUKAN, J.TARIK, J.SESUAIKAN, J.ALIHKAN, J.IMPOR, J.URUNG,
    J.BATALKAN, J.TERUSKAN, J.UBAH, J.BUAT_RANCANGAN, J.CATAT, J.PERAN, J.PERIKSA,
)  # fmt: skip
#: Reasons that a machine wrote; older acts keep two of them.
_OTOMATIS = frozenset({ALASAN_MUAT, "untuk rancangan edisi", "ditetapkan; edisinya diterbitkan"})
#: Acts whose rows, where few, tell the place in the regulation.
_BERISI = (J.UBAH, J.URUNG, J.CATAT, J.ALIHKAN)


@dataclass(slots=True)
class Saringan:
    """What the timeline is narrowed to; every field may be empty."""

    pelaku: str = ""
    dari: date | None = None
    sampai: date | None = None
    jenis: str = ""
    peraturan: int | None = None
    unit: int | None = None
    edisi: int | None = None
    #: Both clocks: acts after the second are left out; the first one is only kept for the links.
    waktu: Pada = field(default_factory=lambda: Pada(None))

    @property
    def isian(self) -> list[tuple[str, str]]:
        """What the address says of it, both clocks last."""
        return [*self.saring, *self.waktu.isian().items()]

    @property
    def saring(self) -> list[tuple[str, str]]:
        """What narrows the list, beside the clocks."""
        tanggal = [(nama, nilai.isoformat()) for nama, nilai in (("dari", self.dari), ("sampai", self.sampai)) if nilai]
        nomor = [("peraturan", self.peraturan), ("unit", self.unit), ("edisi", self.edisi)]
        teks = [(nama, nilai) for nama, nilai in (("pelaku", self.pelaku), ("jenis", self.jenis)) if nilai]
        return [*teks, *tanggal, *((nama, str(nilai)) for nama, nilai in nomor if nilai is not None)]

    def __bool__(self) -> bool:
        return bool(self.saring)


def baca_saringan(data: Any, daerah: Daerah | None) -> Saringan:
    """The filter of an address. Raises SalahIsian, SaatSalah."""
    pelaku, jenis = (str(data.get(nama) or "") for nama in ("pelaku", "jenis"))
    if len(pelaku) > 200 or "\x00" in pelaku:
        raise SalahIsian("Nama pelaku dalam alamat ini tidak terbaca: pilih dari daftarnya.")
    if jenis and jenis not in KELOMPOK_JENIS:
        raise SalahIsian("Jenis tindakan dalam alamat ini tidak dikenal: pilih dari daftarnya.")
    hasil = Saringan(
        pelaku,
        baca_tanggal(str(data.get("dari") or ""), "Tanggal awal"),
        baca_tanggal(str(data.get("sampai") or ""), "Tanggal akhir"),
        jenis,
        baca_nomor(str(data.get("peraturan") or ""), "Peraturan"),
        baca_nomor(str(data.get("unit") or ""), "Unit"),
        baca_nomor(str(data.get("edisi") or ""), "Edisi"),
    )
    tercatat, tertulis = baca_tercatat(str(data.get("tercatat") or ""), daerah)
    hasil.waktu = Pada(baca_tanggal(str(data.get("pada") or ""), "Tanggal berlaku"), tercatat, tertulis)
    if hasil.dari and hasil.sampai and hasil.dari > hasil.sampai:
        raise SalahIsian("Tanggal awal lebih kemudian daripada tanggal akhir.")
    return hasil


# --- One page of keys --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Halaman:
    """Acts of one page, newest first. `lama`, `baru`: where the neighbouring pages begin, None where there is none."""

    tindakan: list[Tindakan]
    lama: Penanda | None
    baru: Penanda | None


def halaman_tindakan(
    daerah: Daerah | None, saringan: Saringan, sesudah: Penanda | None, sebelum: Penanda | None
) -> Halaman:
    """One page of acts; 2 queries, 1 where there is nothing. `sesudah`: older than that place; `sebelum`: newer."""
    mundur = sebelum is not None and sesudah is None
    batas = sebelum if mundur else sesudah
    kunci = _kunci(daerah, saringan, batas, mundur=mundur)
    lebih = len(kunci) > SEHALAMAN
    kunci = kunci[:SEHALAMAN]
    if mundur and not lebih:
        return halaman_tindakan(daerah, saringan, None, None)  # the first page, whole
    menurut_id = {
        satu.pk: satu
        for satu in Tindakan.objects.filter(pk__in=kunci)
        .defer("sebelum", "sesudah")
        .select_related("edisi__daerah", "edisi__peraturan")
        .order_by()
    }
    urut = sorted(menurut_id.values(), key=lambda satu: (satu.pada, satu.pk), reverse=True)
    if lebih:
        urut = _utuh(urut, mundur=mundur)
    if not urut:
        return Halaman([], None, None)
    awal, akhir = (Penanda(satu.pada, satu.pk) for satu in (urut[0], urut[-1]))
    ada_lama = mundur or lebih
    ada_baru = lebih if mundur else sesudah is not None
    return Halaman(urut, akhir if ada_lama else None, awal if ada_baru else None)


def _utuh(urut: list[Tindakan], *, mundur: bool) -> list[Tindakan]:
    """Without the acts at the far end that may go on over the page; all, where the page holds nothing else."""
    ujung = urut[0] if mundur else urut[-1]
    if ujung.kelompok is None:
        return urut
    sisa = [satu for satu in urut if satu.kelompok != ujung.kelompok]
    return sisa or urut


def _kunci(daerah: Daerah | None, saringan: Saringan, batas: Penanda | None, *, mundur: bool) -> list[int]:
    """Ids of one page and one more, in the order of the walk; 1 query."""
    lorong = [_potong(satu, batas, mundur=mundur) for satu in _lorong(daerah, saringan)]
    if len(lorong) == 1:
        return [nomor for (nomor,) in lorong[0]]
    if not lorong:
        return []
    # Each lane is cut to a page in its own order; neither engine would walk several at once.
    potongan = [Tindakan.objects.filter(pk__in=satu).order_by().values_list("pk", "pada") for satu in lorong]
    urut = ("pada", "pk") if mundur else ("-pada", "-pk")
    return [nomor for nomor, _ in potongan[0].union(*potongan[1:]).order_by(*urut)[: SEHALAMAN + 1]]


def _potong(lorong: QuerySet[Any], batas: Penanda | None, *, mundur: bool) -> QuerySet[Any]:
    """Ids of the part of a lane beyond a place, one more than a page. Both conditions on the moment let an index
    start there."""
    nomor = "tindakan_id" if lorong.model is ObjekTindakan else "id"
    if batas is not None:
        arah = "gt" if mundur else "lt"
        lorong = lorong.filter(
            Q(**{f"pada__{arah}": batas.pada}) | Q(**{f"{nomor}__{arah}": batas.nomor}),
            **{f"pada__{arah}e": batas.pada},
        )
    # The region comes first, as in the indexes: PostgreSQL does not know that `IS NULL` leaves one value to order.
    # Acts on one edition are few, and all of one region: without it, only the index on the edition is of use.
    depan = () if nomor != "id" or lorong.query.annotations.get("satu_edisi") is not None else ("daerah_id",)
    urut = (*depan, "-pada", f"-{nomor}")
    lorong = lorong.order_by(*urut)
    return (lorong.reverse() if mundur else lorong).values_list(nomor)[: SEHALAMAN + 1]


def _lorong(daerah: Daerah | None, saringan: Saringan) -> list[QuerySet[Any]]:
    """What to walk: querysets over acts, or over what acts touched, each served by one index in its order."""
    jenis = KELOMPOK_JENIS[saringan.jenis][1] if saringan.jenis else ()
    milik = daerah.pk if daerah is not None else None
    tindakan = Tindakan.objects.filter(daerah=milik) if milik else Tindakan.objects.filter(daerah__isnull=True)
    tindakan = tindakan.filter(_masa("pada", daerah, saringan))
    if saringan.unit is not None:
        objek = ObjekTindakan.objects.filter(jenis=JenisObjek.BADAN, nomor=saringan.unit)
        objek = objek.filter(_masa("pada", daerah, saringan), _lain("tindakan__", milik, saringan, objek=True))
        lorong: list[QuerySet[Any]] = [objek.filter(tindakan__jenis__in=jenis) if jenis else objek]
        if not jenis or J.TERBITKAN in jenis:
            memuat = Kedudukan._base_manager.filter(edisi=OuterRef("edisi"), perangkat_daerah=saringan.unit)
            lorong.append(tindakan.filter(Exists(memuat), _lain("", milik, saringan), jenis=J.TERBITKAN))
        return lorong
    if saringan.peraturan is not None and Peraturan.objects.filter(pk=saringan.peraturan, daerah=milik).exists():
        # One of the region's own, or of the nation's in the nation's timeline: what touched it is short. A national
        # one may be touched in every region: there the region's own acts are walked.
        objek = ObjekTindakan.objects.filter(jenis=JenisObjek.PERATURAN, nomor=saringan.peraturan)
        objek = objek.filter(_masa("pada", daerah, saringan), _lain("tindakan__", milik, saringan, objek=True))
        return [objek.filter(tindakan__jenis__in=jenis) if jenis else objek]
    lain = _lain("", milik, saringan)
    if saringan.edisi is not None:
        semua = Tindakan.objects.filter(_masa("pada", daerah, saringan), lain)
        return [(semua.filter(jenis__in=jenis) if jenis else semua).alias(satu_edisi=F("edisi_id"))]
    if jenis:
        return [tindakan.filter(lain, jenis=satu) for satu in jenis]
    return [tindakan.filter(lain)]


def _masa(ruas: str, daerah: Daerah | None, saringan: Saringan) -> Q:
    """The days asked for, on the region's clock, both of them included, up to the moment of recording."""
    syarat = Q()
    if saringan.dari is not None:
        syarat &= Q(**{f"{ruas}__gte": awal_hari(saringan.dari, daerah)})
    if saringan.sampai is not None:
        syarat &= Q(**{f"{ruas}__lt": awal_hari(saringan.sampai, daerah, 1)})
    if saringan.waktu.tercatat is not None:
        syarat &= Q(**{f"{ruas}__lte": saringan.waktu.tercatat})
    return syarat


def _lain(jalur: str, milik: int | None, saringan: Saringan, *, objek: bool = False) -> Q:
    """What else an act must be. `jalur`: from the lane to the act; `objek`: the lane says nothing of the region."""
    syarat = Q()
    if objek:
        syarat &= Q(**{f"{jalur}daerah": milik}) if milik else Q(**{f"{jalur}daerah__isnull": True})
    if saringan.pelaku:
        syarat &= Q(**{f"{jalur}nama_oleh": "" if saringan.pelaku == PELAKU_SISTEM else saringan.pelaku})
    if saringan.edisi is not None:
        syarat &= Q(**{f"{jalur}edisi": saringan.edisi})
    if saringan.jenis == "ralat":
        syarat &= Q(**{f"{jalur}edisi__meralat__isnull": False})
    if saringan.peraturan is not None:
        kena = ObjekTindakan.objects.filter(jenis=JenisObjek.PERATURAN, nomor=saringan.peraturan)
        syarat &= Q(Exists(kena.filter(tindakan=OuterRef("tindakan_id" if objek else "pk"))))
    return syarat


# --- What the filter offers --------------------------------------------------------------------------


@dataclass(slots=True)
class Pilihan:
    """What the filter offers: (value, words)."""

    pelaku: list[str]
    jenis: list[tuple[str, str]]
    peraturan: list[tuple[str, str]]
    unit: list[tuple[str, str]]
    edisi: list[tuple[str, str]]


def pilihan(daerah: Daerah | None) -> Pilihan:
    """4 queries, 2 for the nation."""
    milik = daerah.pk if daerah is not None else None
    peraturan = (
        Peraturan.objects.filter(daerah=milik).select_related("daerah").order_by("-tahun", "jenis", "nomor", "pk")
    )
    unit = PerangkatDaerah.objects.filter(daerah=milik).order_by("nama", "pk").values_list("pk", "nama")
    edisi = Edisi.objects.filter(daerah=milik).select_related("peraturan__daerah").order_by(
        F("berlaku_mulai").desc(nulls_first=True), "-urutan", "-pk"
    )  # fmt: skip
    return Pilihan(
        nama_pelaku(milik),
        [(kode, kata) for kode, (kata, _) in KELOMPOK_JENIS.items()],
        [(str(satu.pk), satu.judul_pendek) for satu in peraturan[:PILIHAN_TERBANYAK]],
        [(str(pk), nama) for pk, nama in unit[:PILIHAN_TERBANYAK]] if milik else [],
        [(str(satu.pk), _pilihan_edisi(satu)) for satu in edisi[:PILIHAN_TERBANYAK]] if milik else [],
    )


def _pilihan_edisi(edisi: Edisi) -> str:
    kata = sebut_edisi(edisi)
    keadaan = edisi.get_keadaan_display() if edisi.diralat_pada is None else "diralat"
    sebab = f" · {edisi.peraturan.judul_pendek}" if edisi.peraturan is not None else ""
    return f"{kata[:1].upper()}{kata[1:]} ({keadaan}){sebab}"


def nama_pelaku(daerah_id: int | None) -> list[str]:
    """All names under which somebody acted in a region, in order; 1 query.

    Each name is one probe into the index on (region, name, moment): the acts between are never read.
    """
    tabel = connection.ops.quote_name(Tindakan._meta.db_table)
    syarat = "daerah_id = %s" if daerah_id is not None else "daerah_id IS NULL"
    isian = [daerah_id] if daerah_id is not None else []
    satu = f"SELECT nama_oleh FROM {tabel} WHERE {syarat}{{lebih}} ORDER BY daerah_id, nama_oleh LIMIT 1"
    sql = (
        f"WITH RECURSIVE nama(satu) AS (SELECT ({satu.format(lebih='')}) UNION ALL "
        f"SELECT ({satu.format(lebih=' AND nama_oleh > nama.satu')}) FROM nama WHERE nama.satu IS NOT NULL) "
        f"SELECT satu FROM nama WHERE satu IS NOT NULL AND satu <> '' LIMIT {PILIHAN_TERBANYAK}"
    )
    with connection.cursor() as kursor:
        kursor.execute(sql, isian * 2)
        return [nama for (nama,) in kursor.fetchall()]


# --- Entries -----------------------------------------------------------------------------------------


@dataclass(slots=True)
class Entri:
    """One act of one person: the acts of one request that stand together. `pokok`: the one that tells what it was."""

    semua: list[Tindakan]
    pokok: Tindakan
    peran: list[str] = field(default_factory=list)
    dasar: list[str] = field(default_factory=list)
    #: How late editions were recorded, in sentences; the law of one of them looks back.
    terlambat: list[str] = field(default_factory=list)
    surut: bool = False
    #: What a publication changed after the approval, in words.
    diubah: list[str] = field(default_factory=list)
    alur: AlurTerbit = field(default_factory=AlurTerbit)
    rujukan: RujukanEdisi | None = None
    #: The record right before and right after; "" for the nation's.
    alamat_beda: str = ""

    @property
    def bagian(self) -> list[Tindakan]:
        """The other acts, oldest first."""
        return [satu for satu in reversed(self.semua) if satu is not self.pokok]

    @property
    def kalimat(self) -> str:
        return kalimat(self.pokok)

    @property
    def terbit(self) -> bool:
        return any(satu.jenis == J.TERBITKAN for satu in self.semua)

    @property
    def langkah(self) -> list[str]:
        """The other acts in words, the first few."""
        return [kalimat(satu) for satu in self.bagian[:LANGKAH_TAMPIL]]

    @property
    def langkah_lain(self) -> int:
        return max(0, len(self.semua) - 1 - LANGKAH_TAMPIL)

    @property
    def ralat(self) -> bool:
        return self.pokok.edisi is not None and self.pokok.edisi.meralat_id is not None

    @property
    def alasan(self) -> str:
        """The reason that a person wrote, else that of a machine."""
        semua = [satu.alasan for satu in [self.pokok, *self.semua] if satu.alasan]
        return next((satu for satu in semua if not otomatis(satu)), semua[0] if semua else "")

    @property
    def otomatis(self) -> bool:
        """A machine wrote the reason: no quotation."""
        return otomatis(self.alasan)

    @property
    def kata_peran(self) -> str:
        """Who they were then; what is read as of today is not said to be of then."""
        if self.peran in ([PENGATUR], [SISTEM]):
            return self.peran[0]
        return f"{', '.join(self.peran) or 'tanpa peran di sini'} waktu itu"

    @property
    def kata_alasan(self) -> str:
        return "Temuan" if self.pokok.jenis == J.PERIKSA else "Alasan"


def otomatis(alasan: str) -> bool:
    return alasan in _OTOMATIS


def kalimat(tindakan: Tindakan) -> str:
    """An act in one line, with the date that its edition had then (`pasang_edisi`)."""
    teks = tindakan.ringkas or str(tindakan.get_jenis_display())
    edisi = edisi_dulu(tindakan)
    if tindakan.jenis == J.TERBITKAN and edisi is not None and edisi.meralat_id is not None:
        teks = f"{sebut_edisi(edisi)} diterbitkan"
    elif not tindakan.ringkas and edisi is not None:
        kini = sebut_edisi(edisi)
        teks = {
            J.BUAT_RANCANGAN: f"Membuat rancangan {kini.removeprefix('rancangan ')}",
            J.BATALKAN: f"Membatalkan rancangan {kini.removeprefix('rancangan ')}",
        }.get(J(tindakan.jenis), f"{teks} {kini}")
        if tindakan.jenis == J.UBAH and (tindakan.rincian or {}).get("kepala"):
            teks = f"Mengubah kepala {kini}"
    return f"{teks[:1].upper()}{teks[1:]}"


def entri(daerah: Daerah | None, halaman: Halaman) -> list[Entri]:
    """The entries of a page; the queries of `lengkapi`."""
    hasil = []
    for _, isi in groupby(halaman.tindakan, key=lambda satu: satu.kelompok or satu.pk):
        semua = list(isi)
        hasil.append(Entri(semua, pokok(semua)))
    lengkapi(daerah, hasil)
    return hasil


def lengkapi(daerah: Daerah | None, semua: Sequence[Entri]) -> None:
    """Roles, editions as they were, who approved, and on which law entries rest: 4 queries, those for small acts, and
    those of `Sebutan`."""
    tindakan = [satu for milik in semua for satu in milik.semua]
    alur = alur_terbit(tindakan)
    pasang_edisi([*tindakan, *(satu.setujui for satu in alur.values() if satu.setujui is not None)])
    peran = peran_dulu(daerah, (satu.pokok for satu in semua))
    sumber = _dasar(daerah, semua)
    for satu in semua:
        satu.peran = peran.saat(satu.pokok)
        satu.dasar = sumber[satu.pokok.pk]
        satu.rujukan = rujukan_edisi(satu.pokok, daerah)
        satu.alamat_beda = _alamat_beda(daerah, satu)
        satu.alur = alur.get(satu.pokok.pk, satu.alur)
        for terbit in satu.semua:
            if terbit.jenis == J.TERBITKAN and terbit.edisi is not None and terbit.edisi.meralat_id is None:
                _waktu_terbit(satu, terbit.edisi, daerah)
            if terbit.pk in alur and (kata := diubah_saat_terbit(terbit, alur[terbit.pk].setujui)):
                satu.diubah.append(kata)


def _alamat_beda(daerah: Daerah | None, satu: Entri) -> str:
    """Where what the registry said before and after an entry is compared, on the date of its edition; no query."""
    if daerah is None:
        return ""
    edisi = edisi_dulu(satu.pokok)
    isian = {"dari": f"sebelum-{satu.pokok.pk}", "ke": str(satu.pokok.pk)}
    if edisi is not None and edisi.berlaku_mulai is not None:
        isian["pada"] = edisi.berlaku_mulai.isoformat()
    return berisian(reverse("riwayat-banding", args=[daerah.kode]), isian)


def pokok(semua: Sequence[Tindakan]) -> Tindakan:
    """Of acts of one request: what the request was; the head of what was published together."""

    def urut(satu: Tindakan) -> tuple[bool, int, bool, int]:
        pengikut = satu.edisi is not None and satu.edisi.mengikuti_id is not None
        bobot = _BOBOT.index(J(satu.jenis)) if satu.jenis in J.values else len(_BOBOT)
        return pengikut, bobot, satu.edisi_id is not None, -satu.pk

    return min(semua, key=urut)


def _waktu_terbit(satu: Entri, edisi: Edisi, daerah: Daerah | None) -> None:
    """How long after its start an edition was recorded, and whether the law itself looks back."""
    mulai = edisi.berlaku_mulai
    if mulai is None or edisi.diterbitkan_pada is None:
        return
    terbit = waktu_setempat(edisi.diterbitkan_pada, daerah).date()
    if (terbit - mulai).days > KEMUDIAN:
        apa = "Dicatat" if len(satu.semua) == 1 else f"E{sebut_edisi(edisi)[1:]} dicatat"
        satu.terlambat.append(f"{apa} {lamanya(mulai, terbit)} sesudah mulai berlaku.")
    dibuat = edisi.peraturan and (edisi.peraturan.diundangkan or edisi.peraturan.ditetapkan)
    satu.surut = satu.surut or bool(dibuat and mulai < dibuat)


def lamanya(dari: date, sampai: date) -> str:
    """ "4 tahun 10 bulan", "3 bulan", "40 hari": whole months, days below two of them."""
    bulan = (sampai.year - dari.year) * 12 + sampai.month - dari.month - (sampai.day < dari.day)
    if bulan < 2:
        return f"{(sampai - dari).days} hari"
    tahun, sisa = divmod(bulan, 12)
    return " ".join(f"{nilai} {kata}" for nilai, kata in ((tahun, "tahun"), (sisa, "bulan")) if nilai)


def _dasar(daerah: Daerah | None, semua: Iterable[Entri]) -> dict[int, list[str]]:
    """{act: the regulations on which it rests, with the place in them where the act was small}; 3 queries and names."""
    acuan = [satu.pokok for satu in semua]
    kecil = dict(
        Tindakan.objects.filter(pk__in=[satu.pk for satu in acuan if satu.jenis in _BERISI])
        .annotate(kena=Count("objek"))
        .filter(kena__lte=OBJEK_SEDIKIT, kelompok__isnull=False)
        .order_by()
        .values_list("pk", "kelompok")
    )
    letak = _letak(set(kecil.values()))
    kena: dict[int, list[tuple[int, str]]] = {}
    peraturan = ObjekTindakan.objects.filter(tindakan__in=list(kecil), tindakan__edisi=None, jenis=JenisObjek.PERATURAN)
    for pk, nomor in peraturan.order_by("pk").values_list("tindakan", "nomor"):
        kena.setdefault(pk, []).append((nomor, ""))
    s = Sebutan(daerah)
    hasil: dict[int, list[tuple[int, str]]] = {}
    for satu in acuan:
        hasil[satu.pk] = kena.get(satu.pk) or (
            letak.get((kecil[satu.pk], satu.edisi_id), []) if satu.pk in kecil and satu.edisi_id else []
        )
        if not hasil[satu.pk] and satu.edisi is not None and satu.edisi.peraturan_id is not None:
            hasil[satu.pk] = [(satu.edisi.peraturan_id, "")]
        for nomor, _ in hasil[satu.pk]:
            s.minta_objek(Peraturan, nomor, saat_tindakan(satu))
    s.muat()
    return {satu.pk: _sebut_letak(s, saat_tindakan(satu), hasil[satu.pk]) for satu in acuan}


def _sebut_letak(s: Sebutan, saat: Saat, letak: Sequence[tuple[int, str]]) -> list[str]:
    """The first few places in words, and how many more."""
    kata = [f"{rujukan} {s.nama(Peraturan, nomor, saat)}".strip() for nomor, rujukan in letak[:LETAK_TAMPIL]]
    lebih = len(letak) - len(kata)
    return [*kata, f"dan {lebih} letak lain"] if lebih else kata


def _letak(kelompok: set[Any]) -> dict[Any, list[tuple[int, str]]]:
    """{(request, edition): (regulation, place in it) of the rows that it wrote}; 1 query over the history of what
    rests on regulations, none for none."""
    if not kelompok:
        return {}
    potong = [
        isi.model.history.model._default_manager.filter(history_kelompok__in=kelompok, peraturan_id__isnull=False)  # type: ignore[attr-defined]
        .order_by()
        .values_list("history_kelompok", "edisi_id", "peraturan_id", "rujukan")
        for isi in DAFTAR
        if "peraturan_id" in isi.nilai
    ]
    hasil: dict[Any, list[tuple[int, str]]] = {}
    for milik, edisi, nomor, rujukan in potong[0].union(*potong[1:]).order_by("peraturan_id", "rujukan"):
        hasil.setdefault((milik, edisi), []).append((nomor, rujukan))
    return hasil


def saat_tindakan(tindakan: Tindakan) -> Saat:
    return Saat(tindakan.pada, tindakan.kelompok, tindakan.edisi_id)


# --- The page ----------------------------------------------------------------------------------------


@dataclass(slots=True)
class HalamanRiwayat:
    """The timeline. `hari`: its entries by day on the region's clock."""

    daerah: Daerah | None
    saringan: Saringan
    pilihan: Pilihan
    entri: list[Entri]
    alamat_lama: str
    alamat_baru: str
    #: A place in the list was asked for.
    diminta: bool = False

    @property
    def terpilih(self) -> dict[str, str]:
        """What the filter holds, as its choices are written."""
        return {nama: str(getattr(self.saringan, nama) or "") for nama in ("unit", "peraturan", "edisi")}

    @property
    def alamat_pertama(self) -> str:
        return f"?{urlencode(self.saringan.isian)}"

    @property
    def alamat_semua(self) -> str:
        """Without the filter, by the same clocks."""
        return f"?{urlencode(self.saringan.waktu.isian())}"

    @property
    def sistem(self) -> str:
        return PELAKU_SISTEM


def muat_riwayat(daerah: Daerah | None, data: Any) -> HalamanRiwayat:
    """The timeline for an address; a fixed number of queries whatever the filter and the history. Raises SalahIsian,
    SaatSalah."""
    saringan = baca_saringan(data, daerah)
    sesudah, sebelum = (baca_penanda(str(data.get(nama) or "")) for nama in ("sesudah", "sebelum"))
    tawar = pilihan(daerah)
    _wajib_ada(saringan, tawar, daerah)
    h = halaman_tindakan(daerah, saringan, sesudah, sebelum)
    return HalamanRiwayat(
        daerah,
        saringan,
        tawar,
        entri(daerah, h),
        _alamat(saringan, "sesudah", h.lama),
        _alamat(saringan, "sebelum", h.baru),
        sesudah is not None or sebelum is not None,
    )


def _alamat(saringan: Saringan, nama: str, penanda: Penanda | None) -> str:
    return f"?{urlencode([*saringan.isian, (nama, str(penanda))])}" if penanda is not None else ""


def _wajib_ada(saringan: Saringan, tawar: Pilihan, daerah: Daerah | None) -> None:
    """Bodies and editions are of this region, regulations also of the nation; up to 1 query each beyond what is
    offered. Raises SalahIsian."""
    milik = daerah.pk if daerah is not None else None
    for nama, apa, semua, daftar in (
        ("unit", "Unit", PerangkatDaerah.objects.filter(daerah=milik), tawar.unit),
        ("edisi", "Edisi", Edisi.objects.filter(daerah=milik), tawar.edisi),
        ("peraturan", "Peraturan", Peraturan.objects.filter(Q(daerah=milik) | Q(daerah=None)), tawar.peraturan),
    ):
        nomor = getattr(saringan, nama)
        if nomor is None or any(nilai == str(nomor) for nilai, _ in daftar):
            continue
        if not semua.filter(pk=nomor).exists():
            raise SalahIsian(f"{apa} itu tidak ada di daerah ini: pilih dari daftarnya.")
        if nama == "peraturan":
            satu = Peraturan.objects.select_related("daerah").get(pk=nomor)
            tawar.peraturan.append((str(nomor), satu.judul_pendek))
