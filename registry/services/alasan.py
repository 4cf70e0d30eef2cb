"""Reasons for warnings: given while a draft is written or when it is published, kept with its edition."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from registry.aturan import Temuan, Tingkat, periksa_edisi
from registry.galat import Ditolak
from registry.izin import Aksi, wajib_boleh
from registry.models import AlasanPeringatan, Edisi, JenisTindakan
from registry.riwayat import atas_nama, nama_pelaku
from registry.services.dasar import Pelaku, catat
from registry.services.isi import kunci_rancangan

#: (code, message) of a warning
KunciTemuan = tuple[str, str]
#: Key in `Tindakan.rincian`.
RINCIAN = "alasan_peringatan"


def beri_alasan(*, edisi: Edisi, kode: str, pesan: str, alasan: str, oleh: Pelaku) -> AlasanPeringatan | None:
    """Say why a draft is right although a rule warns; an empty reason takes it back. The reason, None where there is
    none any more. Raises TidakBerwenang, Terkunci (no draft), Ditolak (no such warning stands)."""
    alasan = alasan.strip()
    with transaction.atomic(), atas_nama(oleh):
        terkunci = kunci_rancangan(edisi)
        wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
        if alasan and not any(t.kunci == (kode, pesan) for t in _peringatan(terkunci)):
            raise Ditolak("Peringatan itu sudah tidak ada; periksa ulang.")
        ada = AlasanPeringatan.objects.filter(edisi=terkunci, kode=kode, pesan=pesan).first()
        if (ada.alasan if ada is not None else "") == alasan:
            return ada
        hasil = simpan_alasan(terkunci, ada, kode, pesan, alasan, oleh)
        catat(
            terkunci,
            JenisTindakan.UBAH,
            oleh=oleh,
            alasan=alasan,
            ringkas=f"Alasan {'diberikan untuk' if alasan else 'ditarik dari'} peringatan: {pesan}",
            rincian={RINCIAN: [{"kode": kode, "pesan": pesan, "alasan": alasan}]},
        )
        return hasil


def simpan_alasan(
    edisi: Edisi, ada: AlasanPeringatan | None, kode: str, pesan: str, alasan: str, oleh: Pelaku
) -> AlasanPeringatan | None:
    """Write one reason with its history, under the lock of its edition; an empty one takes it out."""
    if not alasan:
        if ada is not None:
            ada.delete()
        return None
    satu = ada or AlasanPeringatan(edisi=edisi, kode=kode, pesan=pesan)
    satu.alasan, satu.oleh, satu.nama_oleh, satu.pada = alasan, oleh, nama_pelaku(oleh), timezone.now()
    satu.save()
    return satu


def alasan_tercatat(edisi: Edisi) -> dict[KunciTemuan, AlasanPeringatan]:
    """{warning: reason} given on this very edition; 1 query."""
    return {(satu.kode, satu.pesan): satu for satu in AlasanPeringatan.objects.filter(edisi=edisi)}


def alasan_awal(semua: Iterable[Edisi]) -> dict[KunciTemuan, str]:
    """Reasons to start from when drafts are published together: those of the editions they came from, overlaid with
    their own. The same words about the same finding; 1 query."""
    semua = list(semua)
    sendiri = {satu.pk for satu in semua}
    asal = {satu.asal_id for satu in semua if satu.asal_id is not None}
    baris = list(AlasanPeringatan.objects.filter(edisi__in=sendiri | asal).order_by("pk"))
    baris.sort(key=lambda satu: satu.edisi_id in sendiri)
    return {(satu.kode, satu.pesan): satu.alasan for satu in baris}


def tetapkan_alasan(
    edisi: Edisi, peringatan: Iterable[Temuan], alasan: Mapping[KunciTemuan, str], oleh: Pelaku
) -> list[dict[str, Any]]:
    """Keep with an edition about to be published the reasons for exactly the warnings that stand; those for what
    stands no more go. As `Tindakan.rincian` holds them. 1 query, 2 more a reason that is new or other."""
    ada = alasan_tercatat(edisi)
    hasil = []
    for kode, pesan in dict.fromkeys(t.kunci for t in peringatan):
        lama = ada.pop((kode, pesan), None)
        kini = alasan.get((kode, pesan), "").strip() or (lama.alasan if lama is not None else "")
        if lama is None or lama.alasan != kini:
            simpan_alasan(edisi, lama, kode, pesan, kini, oleh)
        if kini:
            hasil.append({"kode": kode, "pesan": pesan, "alasan": kini})
    for usang in ada.values():
        usang.delete()
    return hasil


def _peringatan(edisi: Edisi) -> list[Temuan]:
    return [t for t in periksa_edisi(edisi) if t.tingkat == Tingkat.PERINGATAN]
