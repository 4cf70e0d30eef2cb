"""One act, whole: everything that one request did, before and after; and all changes of one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, CharField, Count, OuterRef, Q, QuerySet, Subquery, Value, When
from django.http import Http404

from registry.audit.baris import (
    Baris,
    Mentah,
    badan_induk,
    dari_json,
    dari_riwayat,
    milik_daerah,
    minta,
    model_bernama,
    rakit,
    ruas_tampil,
)
from registry.audit.edisi_dulu import edisi_dulu
from registry.audit.lini import Entri, kalimat, lengkapi, otomatis, pokok, saat_tindakan
from registry.audit.masukan import TERBESAR, Penanda, SalahIsian, baca_nomor, baca_penanda
from registry.audit.peran import PeranDulu, peran_dulu
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan, ruas_isi, sebut_edisi
from registry.isi_edisi import DAFTAR
from registry.models import Daerah, Edisi, JenisTindakan, Tindakan
from registry.riwayat import tabel_riwayat
from registry.services.alasan import RINCIAN

#: Up to so many rows of an act are shown whole; of more, those that came or went are folded away.
BARIS_TERBUKA = 8
#: Rows of an act on one page.
BARIS_SEHALAMAN = 100
#: Acts of one request that are shown; a load writes a handful an edition.
TINDAKAN_TERBANYAK = 200
#: Revisions of one row on one page.
REVISI_SEHALAMAN = 50


@dataclass(slots=True)
class BagianTindakan:
    """One of the acts of a request. `baris`: what is shown of its rows; `jumlah`: how many it has in all."""

    tindakan: Tindakan | None
    kalimat: str
    baris: list[Baris] = field(default_factory=list)
    jumlah: int = 0
    alasan_peringatan: list[dict[str, str]] = field(default_factory=list)
    sidik: str = ""
    #: What a new draft was copied from, in words.
    salinan: str = ""

    @property
    def sebutan_edisi(self) -> str:
        """Which edition, in words, as it was then; "" for none."""
        edisi = edisi_dulu(self.tindakan) if self.tindakan is not None else None
        return sebut_edisi(edisi) if edisi is not None else ""

    @property
    def otomatis(self) -> bool:
        return self.tindakan is not None and otomatis(self.tindakan.alasan)

    @property
    def kata_kosong(self) -> str:
        """Of an act without rows."""
        if self.tindakan is not None and self.tindakan.jenis == JenisTindakan.PERIKSA:
            return "Pemeriksaan dicatat; tidak ada data yang berubah."
        return "" if self.salinan else "Langkah ini tidak mengubah baris isi."


@dataclass(slots=True)
class HalamanTindakan:
    """One act with all of its request. `alamat_lagi`: the next rows, "" at the end."""

    daerah: Daerah | None
    entri: Entri
    bagian: list[BagianTindakan]
    jumlah: int
    dari: int
    sampai: int
    alamat_lagi: str
    alamat_sebelum: str

    @property
    def sendiri(self) -> bool:
        """The request was this one act."""
        return len(self.entri.semua) == len(self.bagian) == 1

    @property
    def banyak(self) -> bool:
        """Too many rows to show each of them whole."""
        return self.jumlah > BARIS_TERBUKA

    @property
    def lagi(self) -> int:
        return min(BARIS_SEHALAMAN, self.jumlah - self.sampai)


def muat_tindakan(daerah: Daerah | None, pk: int, data: Any) -> HalamanTindakan:
    """One act of a region (None: of the nation). The change-sets of its request are read once, names only for the
    rows that are shown. Raises Http404 for an act of another region, SalahIsian."""
    mulai = baca_nomor(str(data.get("mulai") or ""), "Nomor baris") or 0
    semua = _sekelompok(daerah, pk)
    bahan = [(satu, _mentah(satu)) for satu in semua]
    lain = _di_luar(daerah, semua, [baris for _, milik in bahan for baris in milik])
    if len(bahan) == 1 and not bahan[0][1]:
        bahan, lain = [(semua[0], lain)], []  # the one act is what changed them
    lain = _bagikan(bahan, lain)
    jumlah = sum(len(milik) for _, milik in bahan) + len(lain)
    if mulai and mulai >= jumlah:
        raise SalahIsian("Tindakan ini tidak mempunyai baris sebanyak itu. Buka dari awalnya.")
    entri = Entri(sorted(semua, key=lambda satu: (satu.pada, satu.pk), reverse=True), pokok(semua))
    lengkapi(daerah, [entri])
    s = Sebutan(daerah)
    kode = daerah.kode if daerah is not None else ""
    potong: list[tuple[BagianTindakan, list[Mentah]]] = []
    lewat, sisa = mulai, BARIS_SEHALAMAN
    urut: list[tuple[Tindakan | None, list[Mentah]]] = [*bahan, (None, lain)]
    for tindakan, milik in urut:
        tampil = milik[lewat : lewat + sisa] if lewat < len(milik) else []
        lewat, sisa = max(0, lewat - len(milik)), sisa - len(tampil)
        if tindakan is None and not tampil:
            continue
        potong.append((_bagian(tindakan, len(milik)), tampil))
        for satu in tampil:
            minta(s, satu)
    s.muat()
    _salinan([bagian for bagian, _ in potong])
    for bagian, tampil in potong:
        bagian.baris = [rakit(s, satu, kode) for satu in tampil]
    sampai = min(jumlah, mulai + BARIS_SEHALAMAN)
    bagian_tampil = [satu for satu, tampil in potong if tampil or not satu.jumlah or not mulai]
    return HalamanTindakan(
        daerah,
        entri,
        bagian_tampil,
        jumlah,
        mulai + 1 if jumlah else 0,
        sampai,
        f"?mulai={sampai}" if sampai < jumlah else "",
        ("?" if mulai <= BARIS_SEHALAMAN else f"?mulai={mulai - BARIS_SEHALAMAN}") if mulai else "",
    )


def _sekelompok(daerah: Daerah | None, pk: int) -> list[Tindakan]:
    """The act and those of the same request in the same region, oldest first; 1 query. Raises Http404."""
    if pk > TERBESAR:
        raise Http404
    milik = Tindakan.objects.filter(daerah=daerah.pk if daerah is not None else None)
    semua = list(_satu_permintaan(milik, pk))
    semua.sort(key=lambda satu: (satu.pada, satu.pk))
    if not any(satu.pk == pk for satu in semua):
        raise Http404
    return semua


def _satu_permintaan(milik: QuerySet[Tindakan], pk: int) -> QuerySet[Tindakan]:
    """By the number of the request, which has an index; an act that is older than the number stands alone."""
    nomor = Tindakan.objects.filter(pk=pk).values("kelompok")[:1]
    milik = milik.select_related("edisi__daerah", "edisi__peraturan__daerah")
    dahulu = Case(When(pk=pk, then=0), default=1)  # the act itself is never among those that are cut off
    return milik.filter(Q(pk=pk) | Q(kelompok=nomor)).order_by(dahulu, "pada", "pk")[:TINDAKAN_TERBANYAK]


def _mentah(tindakan: Tindakan) -> list[Mentah]:
    """Rows of an act as it keeps them."""
    return dari_json(tindakan.sebelum, tindakan.sesudah, saat_tindakan(tindakan))


def _bagian(tindakan: Tindakan | None, jumlah: int) -> BagianTindakan:
    if tindakan is None:
        return BagianTindakan(None, "Yang ikut tercatat", jumlah=jumlah)
    rincian = tindakan.rincian if isinstance(tindakan.rincian, dict) else {}
    alasan = [
        {ruas: str(satu.get(ruas) or "") for ruas in ("kode", "pesan", "alasan")}
        for satu in rincian.get(RINCIAN) or []
        if isinstance(satu, dict)
    ]
    return BagianTindakan(
        tindakan, kalimat(tindakan), jumlah=jumlah, alasan_peringatan=alasan, sidik=str(rincian.get("sidik") or "")
    )


def _salinan(semua: Sequence[BagianTindakan]) -> None:
    """Say of new drafts what they were copied from; 2 queries, none where no draft was made."""
    baru = [
        (satu, dulu)
        for satu in semua
        if satu.tindakan is not None
        and satu.tindakan.jenis == JenisTindakan.BUAT_RANCANGAN
        and (dulu := edisi_dulu(satu.tindakan)) is not None
    ]
    asal = Edisi.objects.in_bulk({dulu.asal_id for _, dulu in baru} - {None})
    # A published edition never changes: what it holds today is what was copied.
    potong = [
        bagian.model._base_manager.filter(edisi_id__in=asal)
        .order_by()
        .values_list("edisi_id", Value(bagian.nama, output_field=CharField()))
        .annotate(banyak=Count("pk"))
        for bagian in DAFTAR
    ]
    hitung: dict[tuple[int, str], int] = {}
    if asal:
        hitung = {(edisi, nama): banyak for edisi, nama, banyak in potong[0].union(*potong[1:], all=True)}
    for satu, dulu in baru:
        if dulu.asal_id is None or dulu.asal_id not in asal:
            satu.salinan = "Dibuat kosong, tidak disalin dari edisi mana pun."
            continue
        isi = [
            f"{hitung[dulu.asal_id, bagian.nama]} {bagian.model._meta.verbose_name}"
            for bagian in DAFTAR
            if (bagian.ikut_klon or dulu.meralat_id is not None) and (dulu.asal_id, bagian.nama) in hitung
        ]
        satu.salinan = f"Isinya disalin dari {sebut_edisi(asal[dulu.asal_id])} ({', '.join(isi) or 'tanpa isi'})."


# --- What the acts themselves do not keep ------------------------------------------------------------


def _di_luar(daerah: Daerah | None, semua: Sequence[Tindakan], ada: Sequence[Mentah]) -> list[Mentah]:
    """Revisions of the same request that no act keeps: heads of editions, reasons for warnings, roles, what was
    recorded along the way. 1 query to find them, up to 2 a table that has any."""
    kelompok = next((satu.kelompok for satu in semua if satu.kelompok is not None), None)
    milik = daerah.pk if daerah is not None else None
    if kelompok is None:
        return []
    tabel = [model for model in _tabel_lepas() if milik_daerah(model.instance_type, milik) is not None]
    cari = [
        model._default_manager.filter(milik_daerah(model.instance_type, milik), history_kelompok=kelompok)
        .order_by()
        .values_list(Value(str(model._meta.model_name), output_field=CharField()), "history_id", "id")
        for model in tabel
    ]
    kena: dict[str, list[int]] = {}
    tercakup = {(satu.nama, *satu.kunci) for satu in ada}
    nama = {str(model._meta.model_name): model for model in tabel}
    for tabel_nama, nomor, objek in cari[0].union(*cari[1:], all=True):
        if (str(nama[tabel_nama].instance_type._meta.model_name), objek) not in tercakup:
            kena.setdefault(tabel_nama, []).append(nomor)
    hasil: list[Mentah] = []
    edisi = {satu.edisi_id for satu in semua}
    for tabel_nama in sorted(kena, key=lambda satu: list(nama).index(satu)):
        baris = _berpasangan(nama[tabel_nama], kena[tabel_nama])
        for satu, sebelumnya in baris:
            milik_edisi = satu.id if satu.instance_type is Edisi else getattr(satu, "edisi_id", None)
            saat = Saat(satu.history_date, kelompok, milik_edisi if milik_edisi in edisi else None)
            hasil.append(dari_riwayat(satu, sebelumnya, saat))
    return [satu for satu in hasil if _berbeda(satu)]


def _bagikan(bahan: Sequence[tuple[Tindakan, list[Mentah]]], lain: Sequence[Mentah]) -> list[Mentah]:
    """Give each revision of an edition's head to the act on that edition which wrote it: the first one not before it.
    Returns what is nobody's. `bahan` is in order of time."""
    sisa: list[Mentah] = []
    for satu in lain:
        milik = next(
            (baris for t, baris in bahan if t.edisi_id == satu.saat.edisi and t.pada >= satu.saat.pada),
            sisa,
        )
        (milik if satu.saat.edisi is not None else sisa).append(satu)
    return sisa


def _tabel_lepas() -> list[Any]:
    """History of what is no content of editions, and open at all."""
    return [
        model
        for model in tabel_riwayat()
        if (nama := str(model.instance_type._meta.model_name)) not in DAFTAR.semua and terbuka(nama)  # type: ignore[attr-defined]
    ]


def _berpasangan(model: Any, nomor: Sequence[int]) -> list[tuple[Any, Any]]:
    """Revisions of one table by number, each with the one before it (None: none); 2 queries, a probe a revision."""
    # Both conditions on the moment: the index starts there, however many revisions came since.
    lebih_lama = (
        model._default_manager.filter(id=OuterRef("id"), history_date__lte=OuterRef("history_date"))
        .filter(Q(history_date__lt=OuterRef("history_date")) | Q(history_id__lt=OuterRef("history_id")))
        .order_by("-history_date", "-history_id")
    )
    milik = model._default_manager.filter(history_id__in=nomor[:500])
    semua = list(
        milik.annotate(nomor_lalu=Subquery(lebih_lama.values("history_id")[:1])).order_by("history_date", "history_id")
    )
    dahulu = model._default_manager.in_bulk({satu.nomor_lalu for satu in semua} - {None}, field_name="history_id")
    return [(satu, dahulu.get(satu.nomor_lalu)) for satu in semua]


def _berbeda(satu: Mentah) -> bool:
    """Does an open field differ?"""
    if satu.dulu is None or satu.kini is None:
        return True
    return any(satu.dulu.get(ruas) != satu.kini.get(ruas) for ruas in ruas_tampil(satu.model))


# --- All changes of one row --------------------------------------------------------------------------


@dataclass(slots=True)
class Revisi:
    """One revision of a row against the one before. `tindakan`: id of the act it belongs to, None for none."""

    riwayat: Any
    baris: Baris
    peran: list[str]
    tindakan: int | None

    @property
    def otomatis(self) -> bool:
        """A machine wrote the reason."""
        return otomatis(self.riwayat.history_change_reason or "")


@dataclass(slots=True)
class HalamanBaris:
    """All revisions of one row, newest first; and two of them compared, where that was asked for."""

    daerah: Daerah
    pokok: str
    sebutan: str
    revisi: list[Revisi]
    dari: int | None
    ke: int | None
    banding: Baris | None
    isian: list[tuple[str, str]]
    alamat_lama: str
    alamat_pertama: str


def muat_baris(daerah: Daerah, data: Any) -> HalamanBaris:
    """The changes of the row that an address names (`isi`, `k`, `edisi`); a fixed number of queries. Raises
    SalahIsian, Http404 (no such row in this region)."""
    isian, model, kunci, edisi = _kunci_baris(data)
    sesudah = baca_penanda(str(data.get("sesudah") or ""))
    dari, ke = (baca_nomor(str(data.get(nama) or ""), "Perubahan") for nama in ("dari", "ke"))
    milik = milik_daerah(model, daerah.pk)
    if milik is None:
        raise Http404
    riwayat: Any = model.history.model
    semua = riwayat._default_manager.filter(milik, **kunci)
    halaman = semua.order_by("-history_date", "-history_id")
    if sesudah is not None:
        halaman = halaman.filter(
            Q(history_date__lt=sesudah.pada) | Q(history_id__lt=sesudah.nomor), history_date__lte=sesudah.pada
        )
    baris = list(halaman[: REVISI_SEHALAMAN + 1])
    if not baris:
        raise Http404
    dua = {satu.history_id: satu for satu in semua.filter(history_id__in={dari, ke} - {None})} if dari and ke else {}
    if dari and ke and {dari, ke} - dua.keys():
        raise SalahIsian("Perubahan yang hendak dibandingkan bukan perubahan baris ini. Pilih dua dari daftarnya.")
    induk = badan_induk([*baris, *dua.values()])
    sebelumnya = [*baris[1:], None][: len(baris)]
    tampil = list(zip(baris, sebelumnya, strict=True))[:REVISI_SEHALAMAN]
    semula = _semula(model, kunci, tampil[-1][0]) if tampil[-1][1] is None else None
    mentah = [dari_riwayat(satu, lama, _saat_revisi(satu, edisi), induk, semula) for satu, lama in tampil]
    s = Sebutan(daerah)
    for satu in mentah:
        minta(s, satu)
    banding = _dua_revisi(dua, dari, ke, edisi, induk) if dua else None
    if banding is not None:
        minta(s, banding)
    s.muat()
    peran, tindakan = _pelaku(daerah, [satu for satu, _ in tampil])
    revisi = [
        Revisi(
            satu,
            rakit(s, kini, ""),
            peran.pada(satu.history_user_id, satu.history_date),
            tindakan.get(satu.history_kelompok),
        )
        for (satu, _), kini in zip(tampil, mentah, strict=True)
    ]
    lagi = Penanda(tampil[-1][0].history_date, tampil[-1][0].history_id) if len(baris) > REVISI_SEHALAMAN else None
    return HalamanBaris(
        daerah,
        revisi[0].baris.pokok,
        revisi[0].baris.sebutan,
        revisi,
        dari,
        ke,
        rakit(s, banding, "") if banding is not None else None,
        isian,
        f"?{urlencode([*isian, ('sesudah', str(lagi))])}" if lagi is not None else "",
        f"?{urlencode(isian)}" if sesudah is not None else "",
    )


def _kunci_baris(data: Any) -> tuple[list[tuple[str, str]], Any, dict[str, Any], int | None]:
    """(the address' own words, model, condition on its history, edition). Raises SalahIsian, Http404."""
    isi, k = str(data.get("isi") or ""), data.getlist("k")
    model = model_bernama(isi) if len(isi) < 60 else None
    if model is None:
        raise SalahIsian("Jenis baris dalam alamat ini tidak dikenal. Buka dari halaman tindakannya.")
    edisi = baca_nomor(str(data.get("edisi") or ""), "Edisi")
    ruas = ruas_isi(model) or ("id",)
    if len(k) != len(ruas) or (ruas != ("id",)) != (edisi is not None):
        raise SalahIsian("Alamat baris ini tidak lengkap. Buka dari halaman tindakannya.")
    kunci: dict[str, Any] = {"edisi_id": edisi} if edisi is not None else {}
    for nama, nilai in zip(ruas, k, strict=True):
        satu: Any = model._meta.get_field(nama.removesuffix("_id"))
        angka = nama == "id" or satu.is_relation or satu.get_internal_type().endswith("IntegerField")
        kunci[nama] = baca_nomor(nilai, "Baris") if angka else _teks(nilai)
        if kunci[nama] is None:
            raise SalahIsian("Alamat baris ini tidak lengkap. Buka dari halaman tindakannya.")
    isian = [("isi", isi), *(("k", str(satu)) for satu in k), *([("edisi", str(edisi))] if edisi is not None else [])]
    return isian, model, kunci, edisi


def _semula(model: Any, kunci: Mapping[str, Any], pertama: Any) -> dict[str, Any] | None:
    """What a row of a copied edition said before its own first revision: as in the edition it was copied from, which
    never changes. 2 queries, none for a row that the edition made itself."""
    if pertama.history_type != "~" or "edisi_id" not in kunci:
        return None
    isi = DAFTAR[str(model._meta.model_name)]
    riwayat: Any = Edisi.history.model
    kepala = riwayat._default_manager.filter(id=kunci["edisi_id"], history_date__lte=pertama.history_date)
    asal = kepala.order_by("-history_date", "-history_id").values_list("asal_id", flat=True).first()
    if asal is None:
        return None
    sumber = model._base_manager.filter(**{**kunci, "edisi_id": asal}).order_by()
    nilai = sumber.values_list(*(isi.sumber(ruas) for ruas in isi.nilai)).first()
    return dict(zip(isi.nilai, nilai, strict=True)) if nilai is not None else None


def _teks(nilai: str) -> str:
    if len(nilai) > 200 or "\x00" in nilai:
        raise SalahIsian("Baris dalam alamat ini tidak terbaca.")
    return nilai


def _saat_revisi(satu: Any, edisi: int | None) -> Saat:
    return Saat(satu.history_date, satu.history_kelompok, edisi)


def _dua_revisi(dua: Mapping[int, Any], dari: int | None, ke: int | None, edisi: int | None, induk: Any) -> Mentah:
    """Before and after of exactly these two, the older one first."""
    lama, baru = sorted((dua[dari or 0], dua[ke or 0]), key=lambda satu: (satu.history_date, satu.history_id))
    return dari_riwayat(baru, lama, _saat_revisi(baru, edisi), induk)


def _pelaku(daerah: Daerah, semua: Sequence[Any]) -> tuple[PeranDulu, dict[Any, int]]:
    """Roles of those who wrote revisions, and {request: its first act in this region}; 2 queries."""
    kelompok = {satu.history_kelompok for satu in semua} - {None}
    tindakan = (
        Tindakan.objects.filter(daerah=daerah, kelompok__in=kelompok).order_by("-pk").values_list("kelompok", "pk")
    )
    orang = [Tindakan(oleh_id=satu.history_user_id) for satu in semua]
    return peran_dulu(daerah, orang), dict(tindakan)
