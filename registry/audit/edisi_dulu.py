"""Editions as they were when somebody acted on them: the date of a draft may change up to its publication, and the
record says the date that the draft had then. Also who sent in and approved what was published."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Subquery
from django.urls import reverse
from django.utils.formats import date_format

from registry.audit.halaman_rancangan import alamat_rancangan
from registry.audit.sebut import Saat, revisi_pada
from registry.models import Daerah, Edisi, JenisTindakan, Tindakan

J = JenisTindakan
_KOLOM = ("berlaku_mulai", "urutan", "meralat_id", "asal_id", "peraturan_id")
#: Acts for which a person looked at the whole draft: what it was then is offered by name.
_DILIHAT = {J.AJUKAN: "Isi rancangan waktu diajukan", J.SETUJUI: "Isi rancangan waktu disetujui"}


@dataclass(frozen=True, slots=True)
class RujukanEdisi:
    """The edition of an act in words, and where it is read. `catatan`: what became of it since, "" for nothing;
    `alamat_isi`, `kata_isi`: its whole content as of the act, "" where the act was no look at it."""

    kata: str
    alamat: str
    catatan: str = ""
    alamat_isi: str = ""
    kata_isi: str = ""


@dataclass(slots=True)
class AlurTerbit:
    """Who sent in and who approved what an act published."""

    ajukan: Tindakan | None = None
    setujui: Tindakan | None = None


def pasang_edisi(semua: Iterable[Tindakan]) -> None:
    """Tell each act its edition as it was then, for `edisi_dulu`; 1 query, none where no act is on an edition."""
    beredisi = [satu for satu in semua if satu.edisi_id is not None]
    if not beredisi:
        return
    riwayat: Any = Edisi.history.model
    revisi: dict[int, list[Any]] = {}
    for satu in revisi_pada(riwayat, ("id",), [((t.edisi_id or 0,), Saat(t.pada)) for t in beredisi], _KOLOM):
        revisi.setdefault(satu.id, []).append(satu)
    for t in beredisi:
        milik = revisi.get(t.edisi_id or 0, [])
        pilih = next((satu for satu in reversed(milik) if satu.history_date <= t.pada), milik[0] if milik else None)
        if pilih is not None:
            nilai = {ruas: getattr(pilih, ruas) for ruas in _KOLOM}
            t.edisi_dulu = Edisi(pk=t.edisi_id, **nilai)  # type: ignore[attr-defined]


def edisi_dulu(tindakan: Tindakan) -> Edisi | None:
    """The edition of an act as `pasang_edisi` found it, else as it is today. No query."""
    dulu: Edisi | None = getattr(tindakan, "edisi_dulu", None)
    return dulu or tindakan.edisi


def alur_terbit(semua: Iterable[Tindakan]) -> dict[int, AlurTerbit]:
    """{publication: its last submission and approval}; 2 queries, none for no publication. Found from the publication
    backwards, however often the draft went to and fro."""
    terbit = {satu.pk: satu for satu in semua if satu.jenis == J.TERBITKAN and satu.edisi_id is not None}
    hasil = {pk: AlurTerbit() for pk in terbit}
    if not terbit:
        return hasil
    dahulu = Tindakan.objects.filter(edisi=OuterRef("edisi"), pada__lte=OuterRef("pada")).order_by("-pada", "-pk")
    cari = Tindakan.objects.filter(pk__in=terbit).order_by()
    nomor = list(
        cari.values_list(
            "pk", *(Subquery(dahulu.filter(jenis=jenis).values("pk")[:1]) for jenis in (J.AJUKAN, J.SETUJUI))
        )
    )
    langkah = Tindakan.objects.defer("sebelum", "sesudah", "rincian").in_bulk(
        {satu for _, *milik in nomor for satu in milik if satu is not None}
    )
    for pk, ajukan, setujui in nomor:
        hasil[pk] = AlurTerbit(langkah.get(ajukan), langkah.get(setujui))
    for pk, alur in hasil.items():
        for satu in (alur.ajukan, alur.setujui):
            if satu is not None:
                satu.edisi = terbit[pk].edisi  # the same one, loaded already
    return hasil


def diubah_saat_terbit(terbit: Tindakan, setujui: Tindakan | None) -> str:
    """What of an edition's head is not what was approved, in words; "" for nothing. No query."""
    dulu = edisi_dulu(setujui) if setujui is not None else None
    kini = edisi_dulu(terbit)
    if dulu is None or kini is None:
        return ""
    kata = []
    if dulu.berlaku_mulai != kini.berlaku_mulai:
        kata.append(f"Tanggal berlaku diubah saat terbit: {_hari(dulu)} menjadi {_hari(kini)}, sesudah disetujui.")
    if dulu.peraturan_id != kini.peraturan_id:
        kata.append("Peraturannya diganti saat terbit, sesudah disetujui.")
    return " ".join(kata)


def rujukan_edisi(tindakan: Tindakan, daerah: Daerah | None) -> RujukanEdisi | None:
    """None for an act on no edition. No query."""
    kini, dulu = tindakan.edisi, edisi_dulu(tindakan)
    if kini is None or dulu is None or daerah is None:
        return None
    terbit = kini.diterbitkan_pada is not None
    pindah = kini.berlaku_mulai != dulu.berlaku_mulai or (terbit and kini.urutan != dulu.urutan)
    apa = "Ralat edisi" if dulu.meralat_id is not None else "Edisi" if terbit else "Rancangan edisi"
    kata = f"{apa} {_hari(dulu)}"
    if pindah:
        kata += f" ({'terbit sebagai' if terbit else 'kini'} {_hari(kini)})"
    if terbit and kini.diralat_pada is None:
        alamat, catatan = reverse("edisi", args=[daerah.kode, kini.slug_tanggal]), ""
    else:
        alamat = reverse("audit-rancangan", args=[daerah.kode, kini.pk])
        catatan = "kini sudah diralat" if terbit else f"kini {kini.get_keadaan_display()}"
    kata_isi = str(_DILIHAT.get(J(tindakan.jenis), "")) if tindakan.jenis in J.values else ""
    isi = alamat_rancangan(daerah, kini.pk, tindakan.pada) if kata_isi else ""
    return RujukanEdisi(kata, alamat, catatan, isi, kata_isi)


def _hari(edisi: Edisi) -> str:
    if edisi.berlaku_mulai is None:
        return "tanpa tanggal"
    return f"{date_format(edisi.berlaku_mulai, 'j F Y')}{f' (ke-{edisi.urutan})' if edisi.urutan > 1 else ''}"
