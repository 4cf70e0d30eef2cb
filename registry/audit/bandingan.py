"""Two moments of the record compared: what the registry said of a region at each, of one date in law.

Three parts: which editions came and were corrected; what the edition in force says otherwise (`registry.banding`); what
lies outside editions, row by row. Two acts on one draft are compared by what the acts between them changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse

from registry import waktu
from registry.audit.baris import Baris, Mentah, dari_json, dari_riwayat, milik_daerah, rakit_semua, ruas_tampil
from registry.audit.edisi_dulu import pasang_edisi
from registry.audit.lini import kalimat
from registry.audit.masukan import TERBESAR, SalahIsian, baca_tanggal
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan, revisi_pada
from registry.banding import Banding, bandingkan
from registry.forms import SaatSalah, baca_tercatat
from registry.isi_edisi import DAFTAR
from registry.models import Daerah, Edisi, Tindakan
from registry.riwayat import tabel_riwayat

#: Before the number of an act in an address: the moment before it.
SEBELUM = "sebelum-"
#: Rows outside editions of one table that are shown.
BARIS_TERBANYAK = 200
#: Acts on one draft that are added up.
TINDAKAN_TERBANYAK = 500


@dataclass(frozen=True, slots=True)
class Ujung:
    """One of the two: a moment, or the moment after an act. `tertulis`: as it stands in the address."""

    saat: datetime
    tertulis: str
    tindakan: Tindakan | None = None

    @property
    def isian(self) -> str:
        """What the form's field holds: of an act the moment, on the region's clock."""
        if self.tindakan is None:
            return self.tertulis
        return waktu.waktu_setempat(self.saat, self.tindakan.daerah).replace(tzinfo=None).isoformat()


@dataclass(slots=True)
class HalamanBandingan:
    """The comparison. `rancangan`: the draft (or edition) that both acts are about, and what changed in it."""

    daerah: Daerah
    pada: date
    dari: Ujung | None
    ke: Ujung | None
    ditukar: bool = False
    masuk: list[Edisi] = field(default_factory=list)
    diralat: list[Edisi] = field(default_factory=list)
    edisi_dari: Edisi | None = None
    edisi_ke: Edisi | None = None
    banding: Banding | None = None
    rancangan: Edisi | None = None
    isi_rancangan: list[Baris] = field(default_factory=list)
    luar: list[Baris] = field(default_factory=list)
    terpotong: bool = False

    @property
    def kalimat_dari(self) -> str:
        return kalimat(self.dari.tindakan) if self.dari is not None and self.dari.tindakan is not None else ""

    @property
    def kalimat_ke(self) -> str:
        return kalimat(self.ke.tindakan) if self.ke is not None and self.ke.tindakan is not None else ""

    @property
    def diralat_saja(self) -> bool:
        """The two editions in force are an old version and what corrected it."""
        return (
            self.edisi_ke is not None and self.edisi_dari is not None and self.edisi_ke.meralat_id == self.edisi_dari.pk
        )

    @property
    def sama(self) -> bool:
        return self.dari is not None and self.ke is not None and self.dari.saat == self.ke.saat

    @property
    def kosong(self) -> bool:
        ada = self.banding is not None and not self.banding.kosong
        return not (ada or self.masuk or self.diralat or self.isi_rancangan or self.luar)


def muat_bandingan(daerah: Daerah, data: Any) -> HalamanBandingan:
    """The page for `?dari=&ke=&pada=`: ids of acts of this region, dates, or moments. A fixed number of queries, and
    those of `bandingkan` where the edition in force differs. Raises SalahIsian."""
    pada = baca_tanggal(str(data.get("pada") or ""), "Tanggal berlaku") or waktu.hari_ini(daerah)
    # Two boxes of the timeline send `saat` twice.
    dua = data.getlist("saat") if not (data.get("dari") or data.get("ke")) else []
    if len(dua) not in (0, 2):
        raise SalahIsian(
            f"Anda mencentang {len(dua)} tindakan. Centang tepat dua untuk dibandingkan.",
            kembali=reverse("riwayat-daerah", args=[daerah.kode]),
        )
    dari, ke = (_ujung(daerah, satu) for satu in (dua or [str(data.get("dari") or ""), str(data.get("ke") or "")]))
    h = HalamanBandingan(daerah, pada, dari, ke)
    if dari is None or ke is None:
        return h
    if (dari.saat, dari.tindakan.pk if dari.tindakan else 0) > (ke.saat, ke.tindakan.pk if ke.tindakan else 0):
        h.dari, h.ke, h.ditukar = ke, dari, True
        dari, ke = ke, dari
    _edisi(h, dari.saat, ke.saat)
    _rancangan(h, dari, ke)
    _luar(h, dari.saat, ke.saat)
    return h


def _ujung(daerah: Daerah, tertulis: str) -> Ujung | None:
    """2 queries for an act, 3 for the one before it. Raises SalahIsian."""
    bersih = tertulis.strip()
    sebelum, bersih = bersih.startswith(SEBELUM), bersih.removeprefix(SEBELUM)
    if bersih.isascii() and bersih.isdigit() and len(bersih) <= 19:
        satu = None
        if int(bersih) <= TERBESAR:
            satu = (
                Tindakan.objects.filter(daerah=daerah, pk=int(bersih))
                .defer("sebelum", "sesudah")
                .select_related("edisi", "daerah")
                .first()
            )
        if satu is None:
            raise SalahIsian("Tindakan yang hendak dibandingkan tidak ada di daerah ini. Pilih dua dari riwayatnya.")
        if sebelum:
            return _sebelum(satu, tertulis)
        pasang_edisi([satu])
        return Ujung(satu.pada, bersih, satu)
    try:
        saat, ditulis = baca_tercatat(tertulis, daerah)
    except SaatSalah as salah:
        if salah.mendatang:
            raise SalahIsian(f"“{salah.tertulis}” belum tiba; catatan hanya dapat dibaca sampai hari ini.") from salah
        raise SalahIsian(
            f"“{salah.tertulis}” bukan saat yang terbaca. Tulis tanggal seperti 2023-01-31, atau dengan jamnya "
            "seperti 2023-01-31T14:05."
        ) from salah
    return Ujung(saat, ditulis) if saat is not None else None


def _sebelum(tindakan: Tindakan, tertulis: str) -> Ujung:
    """The moment after the act before this one in its region, of another request; a day before, where it is the first.
    What an act wrote may be a little older than the act: the moment before it is none to ask for. 2 queries."""
    lalu = (
        Tindakan.objects.filter(daerah=tindakan.daerah_id, pada__lte=tindakan.pada)
        .filter(Q(pada__lt=tindakan.pada) | Q(pk__lt=tindakan.pk))
        .defer("sebelum", "sesudah")
        .select_related("edisi", "daerah")
        .order_by("-pada", "-pk")
    )
    if tindakan.kelompok is not None:
        lalu = lalu.exclude(kelompok=tindakan.kelompok)
    satu = lalu.first()
    if satu is None:
        awal = tindakan.pada - timedelta(days=1)
        return Ujung(awal, waktu.waktu_setempat(awal, tindakan.daerah).isoformat())
    pasang_edisi([satu])
    return Ujung(satu.pada, tertulis, satu)


def _edisi(h: HalamanBandingan, dari: datetime, ke: datetime) -> None:
    """Editions of both moments; 1 query, and those of `bandingkan` where the one in force differs."""
    semua = list(
        Edisi.objects.filter(daerah=h.daerah, diterbitkan_pada__lte=ke)
        .select_related("peraturan__daerah", "daerah")
        .order_by("-berlaku_mulai", "-urutan", "-pk")
    )
    h.masuk = [satu for satu in semua if _terbit(satu) > dari]
    h.diralat = [satu for satu in semua if satu.diralat_pada is not None and dari < satu.diralat_pada <= ke]
    h.edisi_dari, h.edisi_ke = (_berlaku(semua, saat, h.pada) for saat in (dari, ke))
    if h.edisi_ke is not None and h.edisi_dari is not None and h.edisi_dari != h.edisi_ke:
        h.banding = bandingkan(h.edisi_dari, h.edisi_ke, publik=False)


def _terbit(edisi: Edisi) -> datetime:
    assert edisi.diterbitkan_pada is not None
    return edisi.diterbitkan_pada


def _berlaku(semua: Iterable[Edisi], saat: datetime, pada: date) -> Edisi | None:
    """The edition in force on a date, as recorded at a moment; no query."""
    return next(
        (
            satu
            for satu in semua
            if _terbit(satu) <= saat
            and (satu.diralat_pada is None or satu.diralat_pada > saat)
            and satu.berlaku_mulai is not None
            and satu.berlaku_mulai <= pada
        ),
        None,
    )


def _rancangan(h: HalamanBandingan, dari: Ujung, ke: Ujung) -> None:
    """What the acts after the one and up to the other changed in the edition that both are about; 1 query."""
    if dari.tindakan is None or ke.tindakan is None or dari.tindakan.edisi_id is None:
        return
    if dari.tindakan.edisi_id != ke.tindakan.edisi_id:
        return
    h.rancangan = ke.tindakan.edisi
    antara = Tindakan.objects.filter(edisi=ke.tindakan.edisi_id, sesudah__isnull=False).filter(
        Q(pada__gt=dari.saat) | Q(pada=dari.saat, pk__gt=dari.tindakan.pk),
        Q(pada__lt=ke.saat) | Q(pada=ke.saat, pk__lte=ke.tindakan.pk),
    )
    semua = list(
        antara.order_by("pada", "pk").only("sebelum", "sesudah", "pada", "kelompok", "edisi")[:TINDAKAN_TERBANYAK]
    )
    h.terpotong = len(semua) == TINDAKAN_TERBANYAK
    jumlah = _jumlahkan(semua, Saat(ke.saat, ke.tindakan.kelompok, ke.tindakan.edisi_id))
    h.isi_rancangan = rakit_semua(Sebutan(h.daerah), jumlah[:BARIS_TERBANYAK], h.daerah.kode)
    h.terpotong = h.terpotong or len(jumlah) > BARIS_TERBANYAK


def _jumlahkan(semua: Sequence[Tindakan], saat: Saat) -> list[Mentah]:
    """Several acts in one: of each field the first value before and the last one after; nothing where they agree."""
    awal: dict[tuple[Any, ...], Mapping[str, Any] | None] = {}
    akhir: dict[tuple[Any, ...], Mapping[str, Any] | None] = {}
    model: dict[tuple[Any, ...], Mentah] = {}
    for tindakan in semua:
        for satu in dari_json(tindakan.sebelum, tindakan.sesudah, saat):
            kunci = (satu.nama, *satu.kunci)
            model.setdefault(kunci, satu)
            if kunci not in awal:
                awal[kunci], akhir[kunci] = satu.dulu, satu.kini
                continue
            if satu.dulu is not None and awal[kunci] is not None:
                awal[kunci] = {**satu.dulu, **(awal[kunci] or {})}
            akhir[kunci] = None if satu.kini is None else {**(akhir[kunci] or satu.dulu or {}), **satu.kini}
    hasil = [
        Mentah(satu.model, satu.kunci, awal[kunci], akhir[kunci], saat)
        for kunci, satu in model.items()
        if awal[kunci] is not None or akhir[kunci] is not None
    ]
    return [satu for satu in hasil if _beda(satu)]


def _beda(satu: Mentah) -> bool:
    if satu.dulu is None or satu.kini is None:
        return True
    return any(satu.dulu.get(ruas) != satu.kini.get(ruas) for ruas in ruas_tampil(satu.model))


def _luar(h: HalamanBandingan, dari: datetime, ke: datetime) -> None:
    """Rows outside editions, as of both moments; 1 query a table, 2 more where something was written in between."""
    mentah: list[Mentah] = []
    for riwayat in tabel_riwayat():
        model = riwayat.instance_type  # type: ignore[attr-defined]
        nama = str(model._meta.model_name)
        milik = milik_daerah(model, h.daerah.pk)
        if nama in DAFTAR.semua or nama in ("edisi", "alasanperingatan") or not terbuka(nama) or milik is None:
            continue
        semua: Any = riwayat._default_manager.filter(milik)
        antara = semua.filter(history_date__gt=dari, history_date__lte=ke)
        kena = list(antara.order_by("id").values_list("id", flat=True).distinct()[: BARIS_TERBANYAK + 1])
        if not kena:
            continue
        h.terpotong = h.terpotong or len(kena) > BARIS_TERBANYAK
        kena = kena[:BARIS_TERBANYAK]
        lama, baru = (_terakhir(riwayat, kena, saat) for saat in (dari, ke))
        for pk in kena:
            kini, dulu = baru[pk], lama.get(pk)
            dulu = None if dulu is None or dulu.history_type == "-" else dulu
            if kini.history_type == "-" and dulu is None:
                continue  # came and went in between
            satu = dari_riwayat(kini, dulu, Saat(ke))
            if kini.history_type == "-":
                satu = dari_riwayat(kini, dulu, Saat(dari))
            mentah.append(satu)
    h.luar = rakit_semua(Sebutan(h.daerah), [satu for satu in mentah if _beda(satu)], h.daerah.kode)


def _terakhir(riwayat: Any, kena: Sequence[int], saat: datetime) -> dict[int, Any]:
    """{id: the newest revision of a row at a moment}; 1 query, a probe a row."""
    semua = revisi_pada(riwayat, ("id",), [((pk,), Saat(saat)) for pk in kena])
    return {satu.id: satu for satu in semua if satu.history_date <= saat}  # oldest first: the last one stays
