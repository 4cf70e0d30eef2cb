"""Recording that an auditor looked at a region: what was checked and what was found."""

from __future__ import annotations

from django.db import transaction

from registry.galat import Ditolak
from registry.izin import Aksi, wajib_boleh
from registry.models import Daerah, JenisTindakan, Tindakan
from registry.riwayat import atas_nama
from registry.services.dasar import Pelaku, catat_acuan

#: What fits in the one line of an act.
PANJANG_SASARAN = 200


def catat_pemeriksaan(*, daerah: Daerah, oleh: Pelaku, sasaran: str, hasil: str) -> Tindakan:
    """Record a check of a region: `sasaran` what was looked at, `hasil` what was found (the reason of the act, kept
    whole). Changes nothing else; 2 queries. Raises TidakBerwenang, Ditolak."""
    sasaran, hasil = " ".join(sasaran.split()), hasil.strip()
    if not sasaran:
        raise Ditolak("Tulis apa yang diperiksa.")
    if len(sasaran) > PANJANG_SASARAN:
        raise Ditolak(f"Sebutkan yang diperiksa paling banyak dalam {PANJANG_SASARAN} huruf; rinciannya dalam temuan.")
    if not hasil:
        raise Ditolak("Tulis temuannya; bila tidak ada temuan, tulis demikian.")
    wajib_boleh(oleh, daerah.pk, Aksi.AUDIT)
    with transaction.atomic(), atas_nama(oleh):
        return catat_acuan(daerah.pk, JenisTindakan.PERIKSA, oleh=oleh, alasan=hasil, ringkas=f"memeriksa {sasaran}")
