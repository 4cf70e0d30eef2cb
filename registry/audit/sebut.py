"""Values in words, as they were then: what a name said at the moment of an act, not what the linked row says today.

Ask first (`minta`) for all that a page shows, then `muat` once, then `kata`. Names come from history up to the moment
and from what the act itself wrote; places of a draft that nobody had touched by then are those of the edition from
which it was copied.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils.formats import date_format

from registry.isi_edisi import DAFTAR
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan
from registry.waktu import sebut_saat

KOSONG = "kosong"
TAK_DIKENAL = "tidak dikenal lagi"
#: Moments that one query asks for: SQLite takes some 32,000 values.
SEKALI_TANYA = 5000

#: (model, field) -> what an empty value of it means.
_ARTI_KOSONG: Mapping[tuple[str, str], str] = {
    ("penugasan", "daerah_id"): "semua daerah",
    ("peraturan", "daerah_id"): "nasional",
    ("kedudukan", "induk"): "pangkal bagan",
}
#: (model, field) of values that are the print's own words.
_KUTIPAN = frozenset({"tertulis", "subjek_tertulis", "lembaran_tertulis", "verba"})


class Saat(NamedTuple):
    """When a value was so: the moment, the act (its own writes count, whatever their clock), the edition."""

    pada: datetime
    kelompok: UUID | None = None
    edisi: int | None = None


def medan(model: type[models.Model], ruas: str) -> Any:
    """The model field of a name as change-sets write it ("peraturan_id", "induk")."""
    return model._meta.get_field(ruas.removesuffix("_id"))


def tujuan(model: type[models.Model], ruas: str) -> type[models.Model] | None:
    """At which model a value points; "induk" of a place is written as the body of its parent."""
    if model is Kedudukan and ruas in ("induk", "induk_id"):
        return PerangkatDaerah
    acuan: type[models.Model] | None = medan(model, ruas).related_model
    return acuan


class Sebutan:
    """Names of one page. Queries: one a model that is pointed at, and 3 more where places of editions are; none for
    nothing asked. Of each row only the revisions of the asked moments are read, however many it has: what was not
    asked for is not known."""

    def __init__(self, daerah: Daerah | None = None) -> None:
        self.daerah = daerah
        self._dicari: dict[type[models.Model], set[tuple[int, Saat]]] = {}
        self._tempat: set[tuple[int, int, Saat]] = set()
        self._revisi: dict[tuple[type[models.Model], Any], list[Any]] = {}
        self._kini: dict[tuple[type[models.Model], Any], Any] = {}
        self._kedudukan: dict[tuple[int, int], list[Any]] = {}
        self._dasar: dict[tuple[int, int], str] = {}

    # --- asking --------------------------------------------------------------------------------------

    def minta(self, model: type[models.Model], ruas: str, nilai: Any, saat: Saat) -> None:
        """A value that the page will show."""
        acuan = tujuan(model, ruas)
        if acuan is not None and isinstance(nilai, int):
            self.minta_objek(acuan, nilai, saat)

    def minta_objek(self, model: type[models.Model], pk: int | None, saat: Saat) -> None:
        if pk is None or not hasattr(model._meta, "simple_history_manager_attribute"):
            # Accounts are never named by what they are called today. Not `model.history`: each look at it takes a
            # millisecond.
            return
        self._dicari.setdefault(model, set()).add((pk, saat))
        if model is PerangkatDaerah and saat.edisi is not None:
            self._tempat.add((saat.edisi, pk, saat))

    def muat(self) -> None:
        """Read all names that were asked for."""
        if self._tempat:
            self._dicari.setdefault(Edisi, set()).update((edisi, saat) for edisi, _, saat in self._tempat)
        for model, semua in self._dicari.items():
            if model is not Daerah:
                self._baca(model, semua)
        daerah = set(self._dicari.get(Daerah, ()))
        for pk, saat in self._dicari.get(Peraturan, ()):
            satu = self.objek(Peraturan, pk, saat)
            if satu is not None and satu.daerah_id is not None:
                daerah.add((satu.daerah_id, saat))
        self._baca(Daerah, daerah)
        self._baca_tempat()

    def _baca(self, model: Any, semua: set[tuple[int, Saat]]) -> None:
        """Of these rows the revisions of the asked moments, oldest first; rows without any as they are today."""
        if not semua:
            return
        baru = {pk for pk, _ in semua}
        revisi: dict[int, list[Any]] = {pk: [] for pk in baru}
        for satu in revisi_pada(model.history.model, ("id",), [((pk,), saat) for pk, saat in semua]):
            revisi[satu.id].append(satu)
        self._revisi |= {(model, pk): milik for pk, milik in revisi.items()}
        tanpa = {pk for pk in baru if not revisi[pk]}
        if tanpa:
            for satu in model._base_manager.filter(pk__in=tanpa):
                self._kini[model, satu.pk] = satu

    def _baca_tempat(self) -> None:
        """Names of bodies in editions: the editions' own history, and what stands in them and in those they were
        copied from; 2 queries, none for none."""
        if not self._tempat:
            return
        edisi, badan = {satu for satu, _, _ in self._tempat}, {satu for _, satu, _ in self._tempat}
        dicari = [((milik, satu), saat) for milik, satu, saat in self._tempat]
        kolom = ("nama", "history_kelompok")
        for satu in revisi_pada(Kedudukan.history.model, ("edisi_id", "perangkat_daerah_id"), dicari, kolom):
            self._kedudukan.setdefault((satu.edisi_id, satu.perangkat_daerah_id), []).append(satu)
        asal = {satu.asal_id for pk in edisi for satu in self._revisi.get((Edisi, pk), ())} - {None}
        self._dasar = {
            (milik, satu): nama
            for milik, satu, nama in Kedudukan._base_manager.filter(
                edisi_id__in=edisi | asal, perangkat_daerah_id__in=badan
            )
            .order_by()
            .values_list("edisi_id", "perangkat_daerah_id", "nama")
        }

    # --- answering -----------------------------------------------------------------------------------

    def objek(self, model: type[models.Model], pk: Any, saat: Saat) -> Any:
        """A row as it was (an unsaved instance), None for one that never was. No query."""
        semua = self._revisi.get((model, pk), [])
        pilih = _pada(semua, saat)
        if pilih is None:
            return _salinan(semua[0]) if semua else self._kini.get((model, pk))
        return _salinan(pilih)

    def nama(self, model: type[models.Model], pk: Any, saat: Saat) -> str:
        """What a row was called. No query beyond `muat`."""
        if model is PerangkatDaerah and saat.edisi is not None:
            di_sana = self._nama_tempat(saat.edisi, pk, saat)
            if di_sana:
                return di_sana
        satu = self.objek(model, pk, saat)
        if satu is None:
            return TAK_DIKENAL
        if isinstance(satu, Peraturan):
            satu.daerah = self.objek(Daerah, satu.daerah_id, saat) if satu.daerah_id is not None else None
        if isinstance(satu, Edisi):
            return sebut_edisi(satu)
        return str(satu)

    def _nama_tempat(self, edisi: int, badan: int, saat: Saat) -> str:
        """Name in an edition at a moment; "" where the body had no place there."""
        revisi = self._kedudukan.get((edisi, badan), [])
        pilih = _pada(revisi, saat)
        if pilih is not None:
            return str(pilih.nama)
        milik = self.objek(Edisi, edisi, saat)
        asal = self._dasar.get((milik.asal_id, badan), "") if milik is not None and milik.asal_id else ""
        if revisi:
            return asal
        return self._dasar.get((edisi, badan), "") or asal

    def kata(self, model: type[models.Model], ruas: str, nilai: Any, saat: Saat) -> str:
        """One value in words. Dates may come as ISO text. No query beyond `muat`."""
        satu = medan(model, ruas)
        if nilai is None or nilai == "" or nilai == []:
            return _ARTI_KOSONG.get((str(model._meta.model_name), ruas), KOSONG)
        acuan = tujuan(model, ruas)
        if acuan is not None:
            return self.nama(acuan, nilai, saat)
        if isinstance(nilai, bool):
            return "ya" if nilai else "tidak"
        if satu.choices:
            return str(dict(satu.flatchoices).get(nilai, nilai))
        if isinstance(nilai, list):
            return _daftar(nilai)
        if isinstance(satu, models.DateField):
            return _tanggal(satu, nilai, self.daerah)
        return f"“{nilai}”" if ruas in _KUTIPAN else str(nilai)


def _salinan(revisi: Any) -> Any:
    """The row of a revision. simple-history's own `instance` asks the database for what is not recorded."""
    nilai = {ruas.attname: getattr(revisi, ruas.attname) for ruas in revisi.tracked_fields}
    return revisi.instance_type(**nilai)


def sebut_edisi(edisi: Edisi) -> str:
    """ "edisi 13 Mei 2022 (ke-2)", "ralat edisi 13 Mei 2022", "rancangan tanpa tanggal". No query."""
    if edisi.berlaku_mulai is None:
        return "rancangan tanpa tanggal"
    kata = "ralat edisi" if edisi.meralat_id is not None else "edisi"
    urutan = f" (ke-{edisi.urutan})" if edisi.urutan > 1 else ""
    return f"{kata} {date_format(edisi.berlaku_mulai, 'j F Y')}{urutan}"


def sebut_kunci(s: Sebutan, model: type[models.Model], pasangan: Iterable[tuple[str, Any]], saat: Saat) -> str:
    """What a key names: the things it points at, else its values; numbers that tell rows of one thing apart follow."""
    pasangan = list(pasangan)
    acuan = [satu for satu in pasangan if tujuan(model, satu[0]) is not None]
    pokok = ", ".join(s.kata(model, ruas, nilai, saat) for ruas, nilai in acuan or pasangan)
    lain = [
        f"{medan(model, ruas).verbose_name}{nilai}" if str(medan(model, ruas).verbose_name).endswith("-")
        else s.kata(model, ruas, nilai, saat)
        for ruas, nilai in pasangan
        if acuan and tujuan(model, ruas) is None and nilai not in ("", None, medan(model, ruas).get_default())
    ]  # fmt: skip
    return f"{pokok} ({', '.join(lain)})" if lain else pokok


def ruas_isi(model: type[models.Model]) -> tuple[str, ...]:
    """Key fields of a part of editions; () for a model outside them."""
    nama = str(model._meta.model_name)
    return DAFTAR[nama].kunci if nama in DAFTAR.semua else ()


def revisi_pada(
    riwayat: Any, kunci: Sequence[str], dicari: Iterable[tuple[Sequence[int], Saat]], kolom: Sequence[str] = ()
) -> Iterator[Any]:
    """Revisions of a history table, oldest first: for each (values of the key columns, moment) the newest one that was
    there, of each key the oldest one, and those of the acts themselves. 1 query a few thousand.

    Each is one probe into the index on (key, moment): the revisions between are never read. `kolom`: columns that are
    wanted beside key, moment and number; all, where none is named."""
    semua = list(dicari)
    for awal in range(0, len(semua), SEKALI_TANYA):
        yield from _probe(riwayat, kunci, semua[awal : awal + SEKALI_TANYA], kolom)


def _probe(
    riwayat: Any, kunci: Sequence[str], dicari: Sequence[tuple[Sequence[int], Saat]], kolom: Sequence[str]
) -> Iterator[Any]:
    kutip = connection.ops.quote_name
    tabel = kutip(riwayat._meta.db_table)
    pasang = {(*nilai, connection.ops.adapt_datetimefield_value(saat.pada)) for nilai, saat in dicari}
    nomor_tindakan = riwayat._meta.get_field("history_kelompok")
    tindakan = {nomor_tindakan.get_db_prep_value(saat.kelompok, connection) for _, saat in dicari} - {None}
    sama = " AND ".join(f"d.{kutip(ruas)} = m.{kutip(ruas)}" for ruas in kunci)
    nama = ", ".join(kutip(ruas) for ruas in kunci)
    pilih = ", ".join(f"h.{kutip(ruas)}" for ruas in ("history_id", "history_date", *kunci, *kolom)) if kolom else "h.*"
    cari = f"SELECT (SELECT d.history_id FROM {tabel} d WHERE {sama}"
    potong = [
        f"{cari} AND d.history_date <= m.pada ORDER BY d.history_date DESC, d.history_id DESC LIMIT 1) FROM minta m",
        f"{cari} ORDER BY d.history_date, d.history_id LIMIT 1) FROM (SELECT DISTINCT {nama} FROM minta) m",
    ]
    isian: list[Any] = [nilai for satu in pasang for nilai in satu]
    if tindakan:
        # "+ 0": by the number of the act alone, of which there are few. A row may have a million revisions.
        sini = ", ".join(f"d.{kutip(ruas)} + 0" for ruas in kunci)
        potong.append(
            f"SELECT d.history_id FROM {tabel} d WHERE d.history_kelompok IN ({_tanda(tindakan)}) "
            f"AND ({sini}) IN (SELECT {nama} FROM minta)"
        )
        isian += tindakan
    satu_baris = f"({_tanda((*kunci, 'pada'))})"
    yield from riwayat._default_manager.raw(
        f"WITH minta({nama}, pada) AS (VALUES {', '.join([satu_baris] * len(pasang))}) SELECT {pilih} FROM {tabel} h "
        f"WHERE h.history_id IN ({' UNION ALL '.join(potong)}) ORDER BY h.history_date, h.history_id",
        isian,
    )


def _tanda(isian: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(isian))


def _pada(semua: list[Any], saat: Saat) -> Any:
    """The newest of revisions (oldest first) that was there at the moment, or that the act itself wrote."""
    pilih = None
    for satu in semua:
        if satu.history_date <= saat.pada or (saat.kelompok is not None and satu.history_kelompok == saat.kelompok):
            pilih = satu
    return pilih


def _tanggal(satu: Any, nilai: Any, daerah: Daerah | None) -> str:
    try:
        hari: date | datetime = satu.to_python(nilai)
    except ValidationError:
        return str(nilai)
    return sebut_saat(hari, daerah) if isinstance(hari, datetime) else date_format(hari, "j F Y")


def _daftar(nilai: list[Any]) -> str:
    """A list, opened: "a. perencanaan; b. pengawasan"."""
    return "; ".join(_butir(satu) for satu in nilai)


def _butir(satu: Any) -> str:
    if not isinstance(satu, dict):
        return str(satu)
    if "butir" in satu:
        kepala = " ".join(str(satu[ruas]) for ruas in ("jenis", "rujukan") if satu.get(ruas))
        terbuka = " (daftar terbuka)" if satu.get("terbuka") else ""
        return f"{kepala}{terbuka}: {_daftar(satu['butir'])}"
    label = str(satu.get("label") or "")
    label = f"{label}. " if label[-1:].isalnum() else f"{label} " if label else ""
    tertulis = f" (tertulis: “{satu['tertulis']}”)" if satu.get("tertulis") else ""
    return f"{label}{satu.get('teks', '')}{tertulis}"
