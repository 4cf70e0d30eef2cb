"""How a row is named in a report of `verifikasi_riwayat`, and in what it differs from the rows beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import models
from django.utils.text import Truncator

from registry import waktu
from registry.isi_edisi import DAFTAR
from registry.models import CatatanAkses, Edisi, Tindakan
from registry.riwayat import BarisRiwayat
from registry.segel import kanonik

_NAMA = ("nama", "tentang", "kunci", "kode", "rujukan", "maksud", "pesan")
_JENIS = {"+": "dicatat", "~": "diubah", "-": "dihapus"}
#: Fields told of a row that differs; the rest is counted.
RUAS_DISEBUT = 4


def sebut(baris: models.Model) -> str:
    """What a row says that it is: the object, and for a record of an act also who, when and why. May cost a query or
    two."""
    if isinstance(baris, Tindakan):
        return f"tindakan “{baris.ringkas or baris.get_jenis_display()}” oleh {_siapa(baris.nama_oleh, baris.pada)}"
    if isinstance(baris, CatatanAkses):
        return f"akses “{baris.get_jenis_display()}” oleh {_siapa(baris.nama, baris.pada)}"
    if isinstance(baris, BarisRiwayat):
        isi: Any = baris
        asal = isi.instance_type
        kapan = f"{_JENIS.get(isi.history_type, isi.history_type)} oleh {_siapa(isi.history_nama, isi.history_date)}"
        alasan = f", alasan “{_pendek(isi.history_change_reason)}”" if isi.history_change_reason else ""
        return f"{asal._meta.verbose_name} {_objek(isi, asal._meta.pk.attname)}, {kapan}{alasan}"
    if isinstance(baris, Edisi):
        return f"edisi {baris} (id {baris.pk})"
    edisi = getattr(baris, "edisi", None)  # of a regulation: those that it caused
    milik = f" dalam {edisi}" if isinstance(edisi, Edisi) else ""
    return f"{baris._meta.verbose_name} {_objek(baris, baris._meta.pk.attname)}{milik}"


def dibanding_tetangga(baris: models.Model) -> str:
    """In what a history row differs from the revisions of the same object before and after it; 2 queries. "" for
    other rows."""
    if not isinstance(baris, BarisRiwayat):
        return ""
    isi: Any = baris
    kunci = isi.instance_type._meta.pk.attname
    sama = type(isi)._base_manager.filter(**{kunci: getattr(isi, kunci)})
    sebelum = sama.filter(pk__lt=isi.pk).order_by("-pk").first()
    sesudah = sama.filter(pk__gt=isi.pk).order_by("pk").first()
    ruas = [satu.attname for satu in isi.tracked_fields]
    kalimat = [
        f"Dibanding revisi {kata} (baris {lain.pk}): {beda}."
        for kata, lain in (("sebelumnya", sebelum), ("sesudahnya", sesudah))
        if lain is not None and (beda := perbedaan(lain, isi, ruas))
    ]
    return " ".join(kalimat)


def dibanding_catatan(baris: models.Model) -> str:
    """In what a live row differs from its newest history row, or from the row of the edition from which its edition
    was copied; "" where neither is known. 3 queries at most."""
    riwayat = type(baris).history.model  # type: ignore[attr-defined]
    kunci = baris._meta.pk.attname
    ruas = [satu.attname for satu in riwayat.tracked_fields]
    catat = riwayat._base_manager.filter(**{kunci: baris.pk}).order_by("-history_date", "-history_id").first()
    if catat is not None:
        beda = perbedaan(catat, baris, ruas)
        return f"Menurut riwayat terakhirnya (baris {catat.pk}) berbeda: {beda}." if beda else ""
    isi = DAFTAR.semua.get(str(baris._meta.model_name))
    edisi = getattr(baris, "edisi", None)
    if isi is None or edisi is None or edisi.asal_id is None:
        return ""
    sama = {nama: getattr(baris, nama) for nama in isi.kunci}
    asal = type(baris)._base_manager.filter(edisi_id=edisi.asal_id, **sama).first()
    if asal is None:
        return ""
    beda = perbedaan(asal, baris, [nama for nama in isi.nilai if isi.sumber(nama) == nama])
    return f"Dibanding edisi asalnya: {beda}." if beda else ""


def perbedaan(lama: models.Model, baru: models.Model, ruas: Iterable[str]) -> str:
    """Fields that differ: `nama “A” menjadi “B”, …`; "" where none does. No query."""
    semua = [
        f"{nama} {nilai(getattr(lama, nama))} menjadi {nilai(getattr(baru, nama))}"
        for nama in ruas
        if rata(getattr(lama, nama)) != rata(getattr(baru, nama))
    ]
    lebih = f", dan {len(semua) - RUAS_DISEBUT} ruas lain" if len(semua) > RUAS_DISEBUT else ""
    return ", ".join(semua[:RUAS_DISEBUT]) + lebih


def rata(isi: Any) -> Any:
    """A value so that what the database holds is compared; files by their name."""
    return (isi.name or "") if isinstance(isi, models.fields.files.FieldFile) else kanonik.nilai(isi)


def rentetan(nomor: Sequence[int]) -> str:
    """`nomor 5`, `nomor 5 sampai 9 (3 baris)`."""
    return f"nomor {nomor[0]}" if len(nomor) == 1 else f"nomor {nomor[0]} sampai {nomor[-1]} ({len(nomor)} baris)"


def _siapa(nama: str, saat: Any) -> str:
    return f"{nama or 'sistem'} pada {waktu.sebut_saat(saat, pola='j F Y H.i.s')}"


def _objek(isi: Any, kunci: str) -> str:
    nama = next((str(teks) for satu in _NAMA if (teks := getattr(isi, satu, None))), "")
    return f"“{_pendek(nama)}” (id {getattr(isi, kunci)})" if nama else f"id {getattr(isi, kunci)}"


def nilai(isi: Any) -> str:
    """A value in quotes, a long one cut; "kosong" for none."""
    isi = rata(isi)
    return "kosong" if isi in (None, "") else f"“{_pendek(str(isi))}”"


def _pendek(teks: str) -> str:
    return Truncator(" ".join(teks.split())).chars(80)
