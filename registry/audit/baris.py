"""Before and after of rows, field by field, in words. Only fields of the allowlist (`registry.audit.ruas`)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from django.apps import apps
from django.db import models
from django.urls import reverse

from registry.audit.ruas import semua as semua_terbuka
from registry.audit.ruas import terbuka
from registry.audit.sebut import Saat, Sebutan, revisi_pada, ruas_isi, sebut_kunci
from registry.isi_edisi import DAFTAR
from registry.models import Edisi, Kedudukan
from registry.riwayat import tabel_riwayat

BARU, DIHAPUS, DIUBAH = "baru", "dihapus", "diubah"
#: Of a field that the record says nothing of on one side.
TAK_TERCATAT = "tidak tercatat"


@dataclass(frozen=True, slots=True)
class Mentah:
    """One row of an act as it is recorded. `dulu`, `kini`: None where the row was not there; `kunci`: values of the
    key fields of a part of editions, else the row's id alone."""

    model: type[models.Model]
    kunci: tuple[Any, ...]
    dulu: Mapping[str, Any] | None
    kini: Mapping[str, Any] | None
    saat: Saat

    @property
    def jenis(self) -> str:
        return BARU if self.dulu is None else DIHAPUS if self.kini is None else DIUBAH

    @property
    def nama(self) -> str:
        return str(self.model._meta.model_name)


@dataclass(frozen=True, slots=True)
class Butir:
    """One field in words."""

    ruas: str
    sebelum: str
    sesudah: str
    #: "" where it is as before; else which sides differ are marked.
    berubah: bool = True


@dataclass(slots=True)
class Baris:
    """One row, ready for a page. `tetap`: fields that were written as they were; `alamat`: all changes of this row."""

    pokok: str
    sebutan: str
    jenis: str
    butir: list[Butir] = field(default_factory=list)
    tetap: list[Butir] = field(default_factory=list)
    alamat: str = ""


def model_bernama(nama: str) -> type[models.Model] | None:
    """The model of a name in change-sets, where some field of it is open; None for any other."""
    if nama in DAFTAR.semua:
        return DAFTAR[nama].model
    return _bersejarah().get(nama) if nama in semua_terbuka() else None


def _bersejarah() -> dict[str, type[models.Model]]:
    semua = (model.instance_type for model in tabel_riwayat())  # type: ignore[attr-defined]
    return {str(model._meta.model_name): model for model in semua}


def dari_json(sebelum: Iterable[Any] | None, sesudah: Iterable[Any] | None, saat: Saat) -> list[Mentah]:
    """Rows of an act's own before and after, in its order; what is no open model is left out. No query."""
    dulu = {(satu["isi"], *satu["kunci"]): satu["nilai"] for satu in sebelum or ()}
    hasil = []
    for satu in sesudah or ():
        model = model_bernama(satu["isi"])
        lama, baru = dulu.get((satu["isi"], *satu["kunci"])), satu["nilai"]
        if model is not None and (lama is not None or baru is not None):
            hasil.append(Mentah(model, tuple(satu["kunci"]), lama, baru, saat))
    return hasil


def ruas_tampil(model: type[models.Model]) -> tuple[str, ...]:
    """Fields that are shown of a row beside its key: those of the allowlist, in its order."""
    nama = str(model._meta.model_name)
    kunci = (*ruas_isi(model), "edisi_id") if ruas_isi(model) else ()
    return tuple(ruas for ruas in terbuka(nama) if ruas not in kunci and (model, ruas) != (Kedudukan, "induk_id"))


def minta(s: Sebutan, mentah: Mentah) -> None:
    """Ask for all names that a row shows."""
    for ruas, nilai in zip(ruas_isi(mentah.model), mentah.kunci, strict=False):
        s.minta(mentah.model, ruas, nilai, mentah.saat)
    if not ruas_isi(mentah.model):
        s.minta_objek(mentah.model, mentah.kunci[0], mentah.saat)
    boleh = ruas_tampil(mentah.model)
    for isian in (mentah.dulu, mentah.kini):
        for ruas in boleh:
            if isian is not None and ruas in isian:
                s.minta(mentah.model, ruas, isian[ruas], mentah.saat)


def rakit(s: Sebutan, mentah: Mentah, kode: str) -> Baris:
    """A row in words. `s` has been asked (`minta`) and loaded. No query."""
    model, saat = mentah.model, mentah.saat
    hasil = Baris(str(model._meta.verbose_name), _sebutan(s, mentah), mentah.jenis, alamat=_alamat(mentah, kode))
    for ruas in ruas_tampil(model):
        ada = [isian[ruas] for isian in (mentah.dulu, mentah.kini) if isian is not None and ruas in isian]
        if not ada:
            continue
        dulu, kini = (isian.get(ruas) if isian is not None else None for isian in (mentah.dulu, mentah.kini))
        if mentah.nama == "peraturan" and ruas == "kunci" and any("-rancangan" in str(satu) for satu in ada):
            continue  # a makeshift name until the regulation has its number
        if mentah.jenis != DIUBAH and ada[0] in (None, "", []):
            continue  # an empty field of a new row says nothing
        sebelum, sesudah = (
            "" if isian is None else s.kata(model, ruas, nilai, saat) if ruas in isian else TAK_TERCATAT
            for isian, nilai in ((mentah.dulu, dulu), (mentah.kini, kini))
        )
        berubah = mentah.jenis != DIUBAH or dulu != kini
        butir = Butir(_nama_ruas(model, ruas), sebelum, sesudah, berubah)
        (hasil.butir if berubah else hasil.tetap).append(butir)
    return hasil


def rakit_semua(s: Sebutan, semua: Sequence[Mentah], kode: str) -> list[Baris]:
    """Rows in words; asks and loads the names first."""
    for satu in semua:
        minta(s, satu)
    s.muat()
    return [rakit(s, satu, kode) for satu in semua]


def _nama_ruas(model: type[models.Model], ruas: str) -> str:
    nama = str(getattr(model._meta.get_field(ruas.removesuffix("_id")), "verbose_name", ruas))
    return f"{nama[:1].upper()}{nama[1:]}".removesuffix(" ke-")


def _sebutan(s: Sebutan, mentah: Mentah) -> str:
    kunci = ruas_isi(mentah.model)
    if mentah.nama == "suksesi":
        jenis = (mentah.kini or mentah.dulu or {}).get("jenis")
        kata = s.kata(mentah.model, "jenis", jenis, mentah.saat) if jenis else ""
        return f"{kata} (nomor {mentah.kunci[0]})".strip()
    if mentah.nama == "pesertasuksesi":
        nomor, peran, badan = (
            s.kata(mentah.model, ruas, nilai, mentah.saat) for ruas, nilai in zip(kunci, mentah.kunci, strict=True)
        )
        return f"{badan}, {peran} pada suksesi nomor {nomor}"
    if kunci:
        return sebut_kunci(s, mentah.model, zip(kunci, mentah.kunci, strict=False), mentah.saat)
    if mentah.model.__name__ in ("Penugasan", "AlasanPeringatan", "HubunganPeraturan"):
        return ""  # what they are called is all in their fields
    return s.nama(mentah.model, mentah.kunci[0], mentah.saat)


def _alamat(mentah: Mentah, kode: str) -> str:
    """Address of all changes of a row; "" for the nation's."""
    if not kode or mentah.kunci[0] is None:
        return ""
    isian: list[tuple[str, Any]] = [("isi", mentah.nama), *(("k", satu) for satu in mentah.kunci)]
    if ruas_isi(mentah.model):
        isian.append(("edisi", mentah.saat.edisi))
    return f"{reverse('riwayat-baris', args=[kode])}?{urlencode(isian)}"


# --- Rows of history tables --------------------------------------------------------------------------


def dari_riwayat(
    satu: Any,
    sebelumnya: Any,
    saat: Saat,
    induk: Mapping[int, int] | None = None,
    semula: Mapping[str, Any] | None = None,
) -> Mentah:
    """A revision against the one before it (None: none known). `induk`: {place id: body} for trees; `semula`: what a
    row said that came with a copy and has no revision before this one."""
    model: type[models.Model] = satu.instance_type
    kini = None if satu.history_type == "-" else nilai_riwayat(satu, induk)
    dulu = None
    if satu.history_type == "-":
        dulu = nilai_riwayat(satu, induk)
    elif sebelumnya is not None and sebelumnya.history_type != "-":
        dulu = nilai_riwayat(sebelumnya, induk)
    elif sebelumnya is None and satu.history_type == "~":
        dulu = dict(semula or {})  # it was there, whatever it said
    kunci = ruas_isi(model)
    return Mentah(model, tuple(getattr(satu, ruas) for ruas in kunci) if kunci else (satu.id,), dulu, kini, saat)


def nilai_riwayat(satu: Any, induk: Mapping[int, int] | None = None) -> dict[str, Any]:
    """Open values of a revision, in the form of change-sets: the parent of a place as its body."""
    boleh = terbuka(str(satu.instance_type._meta.model_name))
    hasil = {ruas.attname: _polos(getattr(satu, ruas.attname)) for ruas in satu.tracked_fields if ruas.attname in boleh}
    if satu.instance_type is Kedudukan:
        hasil["induk"] = (induk or {}).get(satu.induk_id) if satu.induk_id is not None else None
    return hasil


def badan_induk(semua: Iterable[Any]) -> dict[int, int]:
    """{place id: body} of the parents of revisions of places; 2 queries, none where there are none."""
    dicari = {satu.induk_id for satu in semua if satu.instance_type is Kedudukan and satu.induk_id is not None}
    if not dicari:
        return {}
    # A place is one body's as long as it lasts: any of its revisions tells.
    awal = [((pk,), Saat(datetime.min.replace(tzinfo=UTC))) for pk in dicari]
    lama = {
        satu.id: satu.perangkat_daerah_id
        for satu in revisi_pada(Kedudukan.history.model, ("id",), awal, ("perangkat_daerah_id",))
    }
    kini = Kedudukan._base_manager.filter(pk__in=dicari).order_by().values_list("id", "perangkat_daerah_id")
    return {**lama, **dict(kini)}


def milik_daerah(model: type[models.Model], daerah_id: int | None) -> models.Q | None:
    """Condition on history rows of a model: those of a region (None: of the nation). None: the model is no region's."""
    nama = {ruas.name for ruas in model._meta.concrete_fields}
    peraturan = apps.get_model("registry", "Peraturan")._base_manager.filter(daerah=daerah_id).values("pk")
    if model.__name__ == "Daerah":
        return models.Q(id=daerah_id)
    if "daerah" in nama:
        return models.Q(daerah_id=daerah_id)
    if "edisi" in nama:
        return models.Q(edisi_id__in=Edisi._base_manager.filter(daerah=daerah_id).values("pk"))
    if model.__name__ == "HubunganPeraturan":
        return models.Q(dari_id__in=peraturan)
    if model.__name__ == "NamaLain":
        badan = apps.get_model("registry", "PerangkatDaerah")._base_manager.filter(daerah=daerah_id).values("pk")
        return models.Q(perangkat_daerah_id__in=badan)
    return models.Q() if daerah_id is None else None


def _polos(nilai: Any) -> Any:
    return nilai.name if isinstance(nilai, models.fields.files.FieldFile) else nilai
