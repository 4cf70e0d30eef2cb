"""What auditors ought to look at, each kind of it one class with its code, words and query.

A part (`Bagian`) of a work list (`registry.audit.daftar_kerja`) asks for rows of one model, newest recorded first,
within what the person sees (`Lingkup`), and tells each row as an `Entri`. Pages go on from the last id that was shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.auth.models import User
from django.db.models import (
    Case,
    Count,
    DateField,
    DurationField,
    Exists,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)  # fmt: skip
from django.db.models.functions import Coalesce, TruncDate
from django.urls import reverse
from django.utils.formats import date_format

from registry import waktu
from registry.aturan import ATURAN
from registry.audit.daftar_kata import lama, sebut_edisi, sebut_model
from registry.isi_edisi import DAFTAR
from registry.izin import Aksi, daerah_dengan
from registry.models import (
    BERJALAN,
    MENGARANG,
    AlasanPeringatan,
    Daerah,
    Edisi,
    JenisObjek,
    JenisTindakan,
    ObjekTindakan,
    Peraturan,
    Tindakan,
)  # fmt: skip

#: An edition recorded later than this after it took effect is late: a Perbup is promulgated and sent round within the
#: month in which it is signed, and the registry is to follow within the next.
BATAS_TERLAMBAT = timedelta(days=30)
#: A region is to be looked at once a year.
BATAS_PERIKSA = timedelta(days=365)
#: Entries a page.
BANYAK = 50


@dataclass(frozen=True, slots=True)
class Lingkup:
    """What is looked at: regions of a person (None: all), perhaps one of them alone, as of a moment."""

    wilayah: frozenset[int] | None
    saat: datetime
    daerah: Daerah | None = None

    def q(self, jalur: str = "daerah") -> Q:
        """Condition on the region's id. All regions are still named, so that the index by region serves."""
        if self.daerah is not None:
            return Q(**{jalur: self.daerah.pk})
        if self.wilayah is not None:
            return Q(**{f"{jalur}__in": self.wilayah})
        return Q(**{f"{jalur}__isnull": False})


def lingkup_untuk(pengguna: Any, saat: datetime, *, aksi: Aksi = Aksi.LIHAT, daerah: Daerah | None = None) -> Lingkup:
    """What this person may look at; at most 1 query a request."""
    return Lingkup(daerah_dengan(pengguna, aksi), saat, daerah)


@dataclass(slots=True)
class Entri:
    """One row of a list. `kapan`: a day or a moment; `alamat`: where one reads on, "" for nowhere; `tindakan`: whose
    act `siapa` names."""

    daerah: Daerah | None
    apa: str
    kapan: datetime | date | None = None
    siapa: str = ""
    alasan: str = ""
    dasar: Peraturan | None = None
    keterangan: list[str] = field(default_factory=list)
    alamat: str = ""
    kata_alamat: str = "lihat tindakannya"
    alamat_kedua: str = ""
    kata_alamat_kedua: str = ""
    tindakan: Tindakan | None = None

    @property
    def saat(self) -> str:
        """The day, or the moment on the region's clock."""
        if self.kapan is None:
            return ""
        if isinstance(self.kapan, datetime):
            return waktu.sebut_saat(self.kapan, self.daerah)
        return date_format(self.kapan, "j F Y")


class Bagian:
    """One kind of thing to look at. `jalur`: lookup of its region; `dihitung`: may the front page count it?"""

    kode: str
    judul: str
    kata: str
    kosong: str
    jalur = "daerah"
    dihitung = True

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        """All of it within the scope, unordered, without what only the page needs."""
        raise NotImplementedError

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        """Fetch plan of a page."""
        return baris

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """The rows of a page, told. A fixed number of queries."""
        raise NotImplementedError

    def halaman(
        self, lingkup: Lingkup, sebelum: int | None = None, banyak: int = BANYAK
    ) -> tuple[list[Entri], int | None]:
        """(entries, newest first; the id to go on from, None at the end)."""
        urut = self.muat(self.semua(lingkup)).order_by("-pk")
        if sebelum is not None:
            urut = urut.filter(pk__lt=sebelum)
        baris = list(urut[: banyak + 1])
        lanjut = baris[banyak - 1].pk if len(baris) > banyak else None
        return self.entri(baris[:banyak]), lanjut

    def jumlah(self, lingkup: Lingkup) -> dict[int, int]:
        """{region id: how many}; 1 query."""
        hitung = self.semua(lingkup).order_by().values_list(self.jalur).annotate(jumlah=Count("pk"))
        return {daerah: banyak for daerah, banyak in hitung if daerah is not None}


# Editions and acts, told ---------------------------------------------------------------------------------


class _AtasEdisi(Bagian):
    """Rows are editions."""

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        return baris.select_related("daerah", "peraturan__daerah", "meralat")

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        tindakan = tindakan_edisi(baris)
        return [self.satu(edisi, tindakan.get(edisi.pk)) for edisi in baris]

    def satu(self, edisi: Any, tindakan: Tindakan | None) -> Entri:
        hasil = Entri(
            daerah=edisi.daerah,
            apa=self.apa(edisi),
            kapan=edisi.diterbitkan_pada or (tindakan.pada if tindakan is not None else None),
            siapa=pelaku(tindakan),
            alasan=edisi.alasan or (tindakan.alasan if tindakan is not None else ""),
            dasar=edisi.peraturan,
            keterangan=self.keterangan(edisi),
        )
        _tautkan(hasil, edisi, tindakan)
        return hasil

    def apa(self, edisi: Edisi) -> str:
        return sebut_edisi(edisi)

    def keterangan(self, edisi: Any) -> list[str]:
        return []


class _AtasTindakan(Bagian):
    """Rows are acts."""

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        return baris.select_related("daerah", "edisi__daerah", "edisi__peraturan__daerah").defer("sebelum", "sesudah")

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        return [self.satu(satu) for satu in baris]

    def satu(self, tindakan: Any) -> Entri:
        edisi = tindakan.edisi
        apa = tindakan.ringkas or tindakan.get_jenis_display()
        hasil = Entri(
            daerah=tindakan.daerah,
            apa=f"{apa[:1].upper()}{apa[1:]}",
            kapan=tindakan.pada,
            siapa=pelaku(tindakan),
            alasan=tindakan.alasan,
            dasar=edisi.peraturan if edisi is not None else None,
            keterangan=[sebut_edisi(edisi)] if edisi is not None and tindakan.jenis != JenisTindakan.TERBITKAN else [],
        )
        _tautkan(hasil, edisi, tindakan)
        return hasil


def pelaku(tindakan: Tindakan | None) -> str:
    return "" if tindakan is None else tindakan.nama_oleh or "sistem"


def tindakan_edisi(semua: Iterable[Edisi]) -> dict[int, Tindakan]:
    """{edition id: the act that published it, else the newest one on it}; 2 queries, a few probes an edition."""
    milik = Tindakan.objects.filter(edisi=OuterRef("pk"))
    terbit = milik.filter(jenis=JenisTindakan.TERBITKAN)
    akhir = [
        # At its own moment; what was recorded otherwise is looked for among the acts on a published edition.
        terbit.filter(pada=OuterRef("diterbitkan_pada")).order_by("-id"),
        terbit.filter(edisi__diterbitkan_pada__isnull=False).order_by("-pada", "-id"),
        milik.order_by("-pada", "-id"),
    ]
    edisi = Edisi.objects.filter(pk__in=[satu.pk for satu in semua]).order_by()
    cari = edisi.annotate(akhir=Coalesce(*(Subquery(satu.values("pk")[:1]) for satu in akhir)))
    terpilih = [nomor for nomor in cari.values_list("akhir", flat=True) if nomor is not None]
    if not terpilih:
        return {}
    baris = Tindakan.objects.filter(pk__in=terpilih).defer("sebelum", "sesudah", "rincian").order_by()
    return {satu.edisi_id: satu for satu in baris if satu.edisi_id is not None}


def _tautkan(entri: Entri, edisi: Edisi | None, tindakan: Tindakan | None) -> None:
    if tindakan is not None:
        entri.tindakan = tindakan
        if entri.daerah is not None:
            entri.alamat = reverse("riwayat-tindakan", args=[entri.daerah.kode, tindakan.pk])
        else:
            entri.alamat = reverse("audit-nasional-tindakan", args=[tindakan.pk])
    if edisi is None or entri.daerah is None:
        return
    if edisi.diterbitkan_pada is None:
        entri.alamat_kedua = reverse("admin:edisi_ringkasan", args=[edisi.pk])
        entri.kata_alamat_kedua = "buka rancangannya"
    elif edisi.diralat_pada is None:
        entri.alamat_kedua = reverse("edisi", args=[entri.daerah.kode, edisi.slug_tanggal])
        entri.kata_alamat_kedua = "buka edisinya"


def tanggal_setempat(ruas: str) -> Case:
    """The day of a moment on the clock of the row's own region. `daerah` is the way to it."""
    return Case(
        *(
            When(daerah__zona_waktu=zona, then=TruncDate(ruas, tzinfo=ZoneInfo(zona)))
            for zona in Daerah.ZonaWaktu.values
        ),
        output_field=DateField(),
    )


def _selang(akhir: str, awal: Any) -> ExpressionWrapper:
    return ExpressionWrapper(F(akhir) - awal, output_field=DurationField())


def _terbit_atau_berjalan() -> Q:
    """What the registry says today, and what it may come to say."""
    return Q(diterbitkan_pada__isnull=False, diralat_pada__isnull=True) | Q(keadaan__in=BERJALAN)


def _versi_pertama() -> QuerySet[Edisi]:
    """Published editions as first recorded: a ralat tells nothing new of when the law was recorded."""
    return Edisi.objects.filter(diterbitkan_pada__isnull=False, meralat__isnull=True)


# 1. Without a regulation -----------------------------------------------------------------------------------


class EdisiTanpaPeraturan(_AtasEdisi):
    kode = "edisi-tanpa-peraturan"
    judul = "Edisi tanpa peraturan"
    kata = "Edisi terbit dan rancangan yang tidak menyebut peraturan penyebabnya."
    kosong = "Setiap edisi menyebut peraturan penyebabnya."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        return Edisi.objects.filter(lingkup.q(), _terbit_atau_berjalan(), peraturan__isnull=True)


class BarisTanpaPeraturan(_AtasEdisi):
    kode = "baris-tanpa-peraturan"
    judul = "Isi edisi tanpa dasar"
    kata = "Edisi terbit dan rancangan yang memuat baris tanpa peraturan sebagai dasarnya."
    kosong = "Setiap baris edisi menyebut dasarnya."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        syarat = Q(pk__in=())
        for isi in _berdasar():
            tanpa = isi.model._base_manager.filter(peraturan__isnull=True).order_by()
            syarat |= Q(pk__in=tanpa.values("edisi"))
        return Edisi.objects.filter(lingkup.q(), _terbit_atau_berjalan()).filter(syarat)

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """1 query a part of an edition, beside those of editions."""
        hasil = super().entri(baris)
        pk = [edisi.pk for edisi in baris]
        kata: dict[int, list[str]] = defaultdict(list)
        for isi in _berdasar() if pk else ():
            tanpa = isi.model._base_manager.filter(peraturan__isnull=True, edisi__in=pk).order_by()
            for edisi, banyak in tanpa.values_list("edisi").annotate(jumlah=Count("pk")):
                kata[edisi].append(f"{banyak} {isi.model._meta.verbose_name}")
        for satu, edisi in zip(hasil, baris, strict=True):
            satu.keterangan.append(f"Tanpa dasar: {', '.join(kata[edisi.pk])}.")
        return hasil


class TindakanTanpaPeraturan(_AtasTindakan):
    kode = "tindakan-tanpa-peraturan"
    judul = "Tindakan tanpa peraturan"
    kata = (
        "Perubahan yang tidak menyentuh peraturan mana pun: atas edisi yang waktu itu tanpa peraturan, atau atas data "
        "di luar edisi (nama lain, badan, daerah)."
    )
    kosong = "Setiap perubahan menyangkut satu peraturan."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        menyentuh = ObjekTindakan.objects.filter(tindakan=OuterRef("pk"), jenis=JenisObjek.PERATURAN).order_by()
        jenis = [*MENGARANG, JenisTindakan.TERBITKAN, JenisTindakan.CATAT]
        return Tindakan.objects.filter(lingkup.q(), ~Exists(menyentuh), jenis__in=jenis)


def _berdasar() -> list[Any]:
    """Parts of an edition whose rows carry a legal basis."""
    return [isi for isi in DAFTAR if "peraturan_id" in isi.nilai]


# 2. Late ---------------------------------------------------------------------------------------------------


class EdisiTerlambat(_AtasEdisi):
    kode = "edisi-terlambat"
    judul = "Edisi dicatat terlambat"
    kata = (
        f"Terbit di Rentang lebih dari {BATAS_TERLAMBAT.days} hari sesudah mulai berlaku. Yang diralat dihitung sekali."
    )
    kosong = f"Setiap edisi terbit dalam {BATAS_TERLAMBAT.days} hari sesudah mulai berlaku."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        hari = _versi_pertama().filter(lingkup.q()).annotate(hari_terbit=tanggal_setempat("diterbitkan_pada"))
        return hari.annotate(selang=_selang("hari_terbit", F("berlaku_mulai"))).filter(selang__gt=BATAS_TERLAMBAT)

    def keterangan(self, edisi: Any) -> list[str]:
        return [f"Dicatat {lama(edisi.selang)} sesudah mulai berlaku."]


class PeraturanTerlambat(Bagian):
    kode = "peraturan-terlambat"
    judul = "Peraturan dicatat terlambat"
    kata = (
        f"Dicatat lebih dari {BATAS_TERLAMBAT.days} hari sesudah diundangkan (atau ditetapkan, bila tidak diketahui)."
    )
    kosong = f"Setiap peraturan dicatat dalam {BATAS_TERLAMBAT.days} hari sesudah diundangkan."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        hari = Peraturan.objects.filter(lingkup.q()).annotate(
            hari_catat=tanggal_setempat("dicatat_pada"), hari_undang=Coalesce("diundangkan", "ditetapkan")
        )
        return hari.annotate(selang=_selang("hari_catat", F("hari_undang"))).filter(selang__gt=BATAS_TERLAMBAT)

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        return baris.select_related("daerah")

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """2 queries: the acts that recorded them."""
        pertama = _tindakan_pertama(baris)
        return [
            _entri_peraturan(satu, pertama.get(satu.pk), f"Dicatat {lama(satu.selang)} sesudah diundangkan.")
            for satu in baris
        ]


def _tindakan_pertama(semua: Iterable[Peraturan]) -> dict[int, Tindakan]:
    """{regulation id: the first act that touched it}; 2 queries, a probe a regulation."""
    objek = ObjekTindakan.objects.filter(jenis=JenisObjek.PERATURAN, nomor=OuterRef("pk")).order_by("pada", "tindakan")
    peraturan = Peraturan.objects.filter(pk__in=[satu.pk for satu in semua]).order_by()
    cari = peraturan.annotate(awal=Subquery(objek.values("tindakan")[:1])).values_list("pk", "awal")
    awal = {nomor: tindakan for nomor, tindakan in cari if tindakan is not None}
    baris = Tindakan.objects.filter(pk__in=set(awal.values())).defer("sebelum", "sesudah", "rincian").in_bulk()
    return {nomor: baris[tindakan] for nomor, tindakan in awal.items()}


def _entri_peraturan(satu: Peraturan, tindakan: Tindakan | None, *keterangan: str) -> Entri:
    hasil = Entri(
        daerah=satu.daerah,
        apa=satu.judul,
        kapan=tindakan.pada if tindakan is not None else satu.dicatat_pada,
        siapa=pelaku(tindakan),
        alasan=tindakan.alasan if tindakan is not None else "",
        dasar=satu,
        keterangan=list(keterangan),
    )
    if tindakan is not None and tindakan.daerah_id == satu.daerah_id:
        _tautkan(hasil, None, tindakan)
    return hasil


# 3. Retroactive --------------------------------------------------------------------------------------------


class PeraturanSurut(Bagian):
    kode = "peraturan-surut"
    judul = "Peraturan yang berlaku surut"
    kata = (
        "Mulai berlaku sebelum diundangkan (atau ditetapkan, bila tidak diketahui). Asas umumnya: tidak berlaku surut."
    )
    kosong = "Tidak ada peraturan yang berlaku surut."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        hari = Peraturan.objects.filter(lingkup.q()).annotate(hari_undang=Coalesce("diundangkan", "ditetapkan"))
        surut = hari.annotate(selang=_selang("hari_undang", F("berlaku_mulai")))
        return surut.filter(berlaku_mulai__lt=F("hari_undang"))

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        return baris.select_related("daerah")

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """4 queries: the acts that made them so; of regulations without such history the acts that recorded them."""
        pertama = _tindakan_pertama(baris) | _tindakan_surut(baris)
        return [
            _entri_peraturan(
                satu,
                pertama.get(satu.pk),
                f"Mulai berlaku {date_format(satu.berlaku_mulai, 'j F Y')}, {lama(satu.selang)} sebelum "
                f"{'diundangkan' if satu.diundangkan else 'ditetapkan'} ({date_format(satu.hari_undang, 'j F Y')}).",
            )
            for satu in baris
        ]


def _tindakan_surut(semua: Iterable[Peraturan]) -> dict[int, Tindakan]:
    """{regulation id: the act since which it begins before its promulgation}; 3 queries."""
    riwayat: Any = Peraturan.history.model
    revisi = riwayat._default_manager.filter(id__in=[satu.pk for satu in semua]).order_by("history_date", "history_id")
    sejak: dict[int, Any] = {}
    ruas = ("id", "berlaku_mulai", "diundangkan", "ditetapkan", "history_kelompok")
    for nomor, mulai, diundangkan, ditetapkan, kelompok in revisi.values_list(*ruas):
        undang = diundangkan or ditetapkan
        if mulai is None or undang is None or mulai >= undang:
            sejak.pop(nomor, None)
        else:
            sejak.setdefault(nomor, kelompok)
    kelompok_semua = set(sejak.values()) - {None}
    objek = ObjekTindakan.objects.filter(jenis=JenisObjek.PERATURAN, nomor__in=list(sejak)).order_by("-tindakan")
    objek = objek.filter(tindakan__kelompok__in=kelompok_semua)
    milik = {
        nomor: tindakan
        for nomor, tindakan, kelompok in objek.values_list("nomor", "tindakan", "tindakan__kelompok")
        if sejak[nomor] == kelompok
    }
    baris = Tindakan.objects.filter(pk__in=set(milik.values())).defer("sebelum", "sesudah", "rincian").in_bulk()
    return {nomor: baris[tindakan] for nomor, tindakan in milik.items()}


class EdisiSurut(_AtasEdisi):
    kode = "edisi-surut"
    judul = "Edisi yang mendahului peraturannya"
    kata = "Mulai berlaku sebelum peraturan penyebabnya diundangkan (atau ditetapkan)."
    kosong = "Tidak ada edisi yang mendahului peraturannya."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        hari = Edisi.objects.filter(lingkup.q(), diterbitkan_pada__isnull=False, diralat_pada__isnull=True).annotate(
            hari_undang=Coalesce("peraturan__diundangkan", "peraturan__ditetapkan")
        )
        return hari.filter(berlaku_mulai__lt=F("hari_undang")).annotate(
            selang=_selang("hari_undang", F("berlaku_mulai"))
        )

    def keterangan(self, edisi: Any) -> list[str]:
        return [f"Mulai berlaku {lama(edisi.selang)} sebelum peraturannya diundangkan."]


class EdisiDisisipkan(_AtasEdisi):
    kode = "edisi-disisipkan"
    judul = "Edisi yang disisipkan"
    kata = "Terbit ketika edisi yang kemudian sudah terbit: isi masa lalu berubah sesudah masa kini dicatat."
    kosong = "Edisi selalu dicatat menurut urutan waktunya."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        kemudian = (
            Edisi.objects.filter(daerah=OuterRef("daerah"), diterbitkan_pada__lt=OuterRef("diterbitkan_pada"))
            .filter(Q(diralat_pada__isnull=True) | Q(diralat_pada__gt=OuterRef("diterbitkan_pada")))
            .filter(
                Q(berlaku_mulai__gt=OuterRef("berlaku_mulai"))
                | Q(berlaku_mulai=OuterRef("berlaku_mulai"), urutan__gt=OuterRef("urutan"))
            )
            .order_by()
        )
        awal = kemudian.order_by("berlaku_mulai", "urutan").values("berlaku_mulai")[:1]
        return (
            _versi_pertama()
            .filter(lingkup.q())
            .annotate(mulai_kemudian=Subquery(awal))
            .filter(mulai_kemudian__isnull=False)
        )

    def keterangan(self, edisi: Any) -> list[str]:
        return [f"Edisi {date_format(edisi.mulai_kemudian, 'j F Y')} waktu itu sudah terbit."]


# 4. One pen ------------------------------------------------------------------------------------------------


class PenyetujuPenyusun(_AtasTindakan):
    kode = "penyetuju-penyusun"
    judul = "Menyetujui yang disusun sendiri"
    kata = "Akun, atau nama dalam catatan, yang menyetujui sama dengan salah satu penyusunnya."
    kosong = "Yang menyetujui selalu orang lain daripada yang menyusun."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        penyusun = Tindakan.objects.filter(edisi=OuterRef("edisi"), jenis__in=MENGARANG).order_by()
        sama = penyusun.filter(Q(oleh=OuterRef("oleh")) | ~Q(nama_oleh="") & Q(nama_oleh__iexact=OuterRef("nama_oleh")))
        return Tindakan.objects.filter(lingkup.q(), Exists(sama), jenis=JenisTindakan.SETUJUI)


def _setuju() -> QuerySet[Tindakan]:
    """Approvals of an act's edition: among those of its region, which are few. Acts on an edition are many."""
    return Tindakan.objects.filter(
        daerah=OuterRef("daerah"), edisi=OuterRef("edisi"), jenis=JenisTindakan.SETUJUI
    ).order_by()


class PenyetujuPenerbit(_AtasTindakan):
    kode = "penyetuju-penerbit"
    judul = "Menyetujui dan menerbitkan"
    kata = "Diperbolehkan: yang menyetujui boleh juga menerbitkan. Dicatat, karena dua langkah itu di satu tangan."
    kosong = "Tidak ada yang menyetujui dan menerbitkan edisi yang sama."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        setuju = _setuju()
        sama = setuju.filter(Q(oleh=OuterRef("oleh")) | ~Q(nama_oleh="") & Q(nama_oleh__iexact=OuterRef("nama_oleh")))
        return Tindakan.objects.filter(lingkup.q(), Exists(sama), jenis=JenisTindakan.TERBITKAN)


class DiubahSesudahDisetujui(_AtasTindakan):
    kode = "diubah-sesudah-disetujui"
    judul = "Tanggal diubah sesudah disetujui"
    kata = "Terbit dengan tanggal berlaku atau peraturan lain daripada yang disetujui."
    kosong = "Yang terbit selalu tanggal dan peraturan yang disetujui."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        terakhir = _setuju().filter(pada__lte=OuterRef("pada")).order_by("-pada", "-id")
        riwayat: Any = Edisi.history.model
        waktu_itu = riwayat._default_manager.filter(id=OuterRef("edisi"), history_date__lte=OuterRef("disetujui"))
        waktu_itu = waktu_itu.order_by("-history_date", "-history_id")
        semua = Tindakan.objects.filter(lingkup.q(), jenis=JenisTindakan.TERBITKAN)
        semua = semua.annotate(disetujui=Subquery(terakhir.values("pada")[:1])).filter(disetujui__isnull=False)
        semua = semua.annotate(
            mulai_disetujui=Subquery(waktu_itu.values("berlaku_mulai")[:1]),
            peraturan_disetujui=Subquery(waktu_itu.values("peraturan_id")[:1]),
        )
        return semua.filter(
            _lain("mulai_disetujui", "edisi__berlaku_mulai") | _lain("peraturan_disetujui", "edisi__peraturan_id")
        )

    def satu(self, tindakan: Any) -> Entri:
        hasil = super().satu(tindakan)
        disetujui, terbit = tindakan.mulai_disetujui, tindakan.edisi.berlaku_mulai
        if disetujui != terbit:
            awal, akhir = (date_format(satu, "j F Y") if satu else "tanpa tanggal" for satu in (disetujui, terbit))
            hasil.keterangan.append(f"Tanggal berlaku diubah saat terbit: {awal} menjadi {akhir}.")
        if tindakan.peraturan_disetujui != tindakan.edisi.peraturan_id:
            hasil.keterangan.append("Peraturannya diganti saat terbit.")
        hasil.keterangan.append(f"Disetujui {waktu.sebut_saat(tindakan.disetujui, tindakan.daerah)}.")
        return hasil


def _lain(satu: str, lain: str) -> Q:
    """Condition that two fields differ, also where one of them is empty."""
    beda = Q(**{f"{satu}__lt": F(lain)}) | Q(**{f"{satu}__gt": F(lain)})
    kosong = Q(**{f"{satu}__isnull": True, f"{lain}__isnull": False})
    return beda | kosong | Q(**{f"{satu}__isnull": False, f"{lain}__isnull": True})


class OlehPenguasa(_AtasTindakan):
    kode = "oleh-pengatur-pemasangan"
    judul = "Oleh pengatur seluruh pemasangan"
    kata = "Disetujui atau diterbitkan dengan akun yang kini mengatur seluruh pemasangan, bukan dengan peran di daerah."
    kosong = "Tidak ada persetujuan atau penerbitan dengan akun pengatur pemasangan."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        # Few such accounts, many acts: the other way round all acts would be read.
        penguasa = User.objects.filter(is_superuser=True).order_by()
        jenis = [JenisTindakan.SETUJUI, JenisTindakan.TERBITKAN]
        return Tindakan.objects.filter(lingkup.q(), jenis__in=jenis, oleh__in=penguasa.values("pk"))


class TanpaPersetujuan(_AtasTindakan):
    kode = "tanpa-persetujuan"
    judul = "Terbit tanpa persetujuan"
    kata = "Diterbitkan tanpa persetujuan tercatat: dimuat dari dokumen oleh sistem, tanpa orang kedua."
    kosong = "Setiap penerbitan didahului persetujuan."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        setuju = _setuju()
        return Tindakan.objects.filter(lingkup.q(), ~Exists(setuju), jenis=JenisTindakan.TERBITKAN)


# 5. Ralat --------------------------------------------------------------------------------------------------


class Ralat(_AtasEdisi):
    kode = "ralat"
    judul = "Ralat"
    kata = "Edisi terbit yang pencatatannya dibetulkan, sebabnya, dan berapa lama kesalahannya terbaca."
    kosong = "Belum ada yang diralat."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        return Edisi.objects.filter(lingkup.q(), diterbitkan_pada__isnull=False, meralat__isnull=False)

    def apa(self, edisi: Edisi) -> str:
        assert edisi.meralat is not None  # the query asks for it
        return f"Ralat atas {sebut_edisi(edisi.meralat, kecil=True)}"

    def keterangan(self, edisi: Any) -> list[str]:
        terbaca = edisi.diterbitkan_pada - edisi.meralat.diterbitkan_pada
        diganti = edisi.peraturan_id != edisi.meralat.peraturan_id
        hasil = [f"Yang diralat terbaca selama {lama(terbaca)}."]
        if edisi.berlaku_mulai != edisi.meralat.berlaku_mulai:
            hasil.append(f"Tanggalnya menjadi {date_format(edisi.berlaku_mulai, 'j F Y')}.")
        if diganti:
            hasil.append("Peraturan penyebabnya diganti.")
        if edisi.diralat_pada is not None:
            hasil.append("Ralat ini sendiri sudah diralat.")
        return hasil


# 6. Warnings overridden ------------------------------------------------------------------------------------


class PeringatanDilewati(Bagian):
    kode = "peringatan"
    judul = "Peringatan yang dilewati"
    kata = "Aturan memperingatkan, dan edisinya tetap terbit dengan alasan ini."
    kosong = "Tidak ada peringatan yang dilewati."
    jalur = "edisi__daerah"

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        return AlasanPeringatan.objects.filter(lingkup.q(self.jalur), edisi__diterbitkan_pada__isnull=False)

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        return baris.select_related("edisi__daerah", "edisi__peraturan__daerah")

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """2 queries: the acts that published."""
        aturan = _kata_aturan()
        tindakan = tindakan_edisi({satu.edisi_id: satu.edisi for satu in baris}.values())
        hasil = []
        for satu in baris:
            kata = aturan.get(satu.kode, "")
            entri = Entri(
                daerah=satu.edisi.daerah,
                apa=satu.pesan,
                kapan=satu.pada,
                siapa=satu.nama_oleh or "sistem",
                alasan=satu.alasan,
                dasar=satu.edisi.peraturan,
                keterangan=[sebut_edisi(satu.edisi), f"Aturan {satu.kode}{f': {kata}' if kata else ''}"],
            )
            _tautkan(entri, satu.edisi, tindakan.get(satu.edisi_id))
            hasil.append(entri)
        return hasil


# 7. Not looked at for a year -------------------------------------------------------------------------------


class BelumDiperiksa(Bagian):
    kode = "belum-diperiksa"
    judul = "Daerah yang belum diperiksa setahun"
    kata = f"Daerah tanpa pemeriksaan tercatat dalam {BATAS_PERIKSA.days} hari terakhir."
    kosong = "Sudah diperiksa semua dalam setahun terakhir."
    jalur = "pk"

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        periksa = Tindakan.objects.filter(daerah=OuterRef("pk"), jenis=JenisTindakan.PERIKSA)
        baru = periksa.filter(pada__gt=lingkup.saat - BATAS_PERIKSA).order_by()
        berisi = Edisi.objects.filter(daerah=OuterRef("pk")).order_by()
        return Daerah.objects.filter(lingkup.q(self.jalur), ~Exists(baru), Exists(berisi))

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        akhir = Tindakan.objects.filter(daerah=OuterRef("pk"), jenis=JenisTindakan.PERIKSA).order_by("-pada", "-id")
        return baris.annotate(periksa_terakhir=Subquery(akhir.values("pk")[:1]))

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        """1 query: the last checks."""
        akhir = Tindakan.objects.in_bulk([satu.periksa_terakhir for satu in baris if satu.periksa_terakhir is not None])
        hasil = []
        for satu in baris:
            tindakan = akhir.get(satu.periksa_terakhir)
            entri = Entri(daerah=satu, apa="Belum pernah diperiksa" if tindakan is None else "Terakhir diperiksa")
            if tindakan is not None:
                entri.kapan, entri.siapa, entri.alasan = tindakan.pada, pelaku(tindakan), tindakan.alasan
                entri.keterangan = [f"{tindakan.ringkas[:1].upper()}{tindakan.ringkas[1:]}."]
                _tautkan(entri, None, tindakan)
            entri.alamat_kedua = reverse("riwayat-daerah", args=[satu.kode])
            entri.kata_alamat_kedua = "riwayat daerah"
            hasil.append(entri)
        return hasil


# 8. Without history ----------------------------------------------------------------------------------------


class TanpaRiwayat(Bagian):
    """Live rows of one model that no history row began: how they came about cannot be told. Rows of an edition that was
    cloned begin with the clone, and are left out. Counted on its own page only: each live row is looked at."""

    dihitung = False

    def __init__(self, model: type[Model], riwayat: type[Model], jalur: str) -> None:
        self.model, self.riwayat, self.jalur = model, riwayat, jalur
        nama = str(model._meta.verbose_name)
        self.kode = f"tanpa-riwayat-{model._meta.model_name}"
        self.judul = f"{nama[:1].upper()}{nama[1:]}"
        self.kata = ""
        self.kosong = f"Setiap {nama} mempunyai riwayat."

    def semua(self, lingkup: Lingkup) -> QuerySet[Any]:
        awal = self.riwayat._default_manager.filter(id=OuterRef("pk"), history_type="+").order_by()
        baris = self.model._base_manager.filter(lingkup.q(self.jalur), ~Exists(awal))
        return baris.filter(edisi__asal__isnull=True) if self.model in {isi.model for isi in DAFTAR} else baris

    def muat(self, baris: QuerySet[Any]) -> QuerySet[Any]:
        ikut = {"pk": [], "daerah": ["daerah"]}.get(self.jalur, [self.jalur])
        return baris.select_related(*ikut, *sebut_model(self.model)) if ikut or sebut_model(self.model) else baris

    def entri(self, baris: Sequence[Any]) -> list[Entri]:
        hasil = []
        for satu in baris:
            daerah: Any = satu
            for ruas in self.jalur.split("__") if self.jalur != "pk" else ():
                daerah = getattr(daerah, ruas)
            edisi = getattr(satu, "edisi", None)
            # A regulation and a region have editions, which is another thing.
            keterangan = [] if not isinstance(edisi, Edisi) else [f"Edisi {edisi.slug_tanggal or 'belum bertanggal'}"]
            hasil.append(
                Entri(daerah=daerah, apa=f"{self.judul}: {satu}", keterangan=[*keterangan, f"Nomor {satu.pk}."])
            )
        return hasil


def _kata_aturan() -> dict[str, str]:
    """{code: the rule's own words}; no query."""
    return {kode: kelas.uraian for kode, kelas in ATURAN.items()}
