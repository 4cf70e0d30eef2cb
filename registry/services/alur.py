"""From draft to edition: submit, take back, return, approve, call off. `terbit` is the last step.

A head and the ralat that follow it (`Edisi.mengikuti`) go through every step together, in one transaction, under
the locks of the region and then of all of them. Content changes only in `rancangan`. `lihat`: the newest act that
the person saw on the draft (`tindakan_terakhir`); where somebody acted since, nothing happens and it is said.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Max, Q

from registry import isi_edisi
from registry.aturan import Temuan, Tingkat, menyusul, periksa_edisi
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.izin import Aksi, sistem, wajib_boleh
from registry.models import (
    BERJALAN,
    MENGARANG,
    Daerah,
    Edisi,
    HubunganPeraturan,
    JenisTindakan,
    Keadaan,
    Penugasan,
    Tindakan,
)
from registry.riwayat import atas_nama
from registry.services.dasar import Pelaku, catat
from registry.services.edisi import RUAS_KELENGKAPAN
from registry.services.terusan import perlu_diteruskan_lagi

#: What was approved of the regulation that causes an edition; number, dates and gazette come with publication.
RUAS_PERATURAN_TETAP = ("jenis", "tentang", "daerah_id")


def ajukan(*, edisi: Edisi, oleh: Pelaku, alasan: str = "", lihat: int | None = None) -> Edisi:
    """Submit a draft for approval; from now on it stands still. Raises TidakBerwenang, Terkunci, Bentrok, Ditolak
    (a galat stands that publication will not settle; what follows it is stale)."""
    with transaction.atomic(), atas_nama(oleh):
        semua = kunci_bersama(edisi, Keadaan.RANCANGAN)
        wajib_boleh(oleh, edisi.daerah_id, Aksi.UBAH)
        tolak_basi(semua, lihat)
        tolak_galat(semua, kecuali_menyusul=True)
        if perlu_diteruskan_lagi(semua[0]):
            raise Ditolak(
                "Rancangan berubah sejak perubahannya diteruskan ke edisi yang kemudian. Teruskan sekali lagi, "
                "lalu ajukan."
            )
        return _pindah(semua, Keadaan.DIAJUKAN, JenisTindakan.AJUKAN, oleh, alasan, "Rancangan diajukan")


def tarik(*, edisi: Edisi, oleh: Pelaku, alasan: str = "") -> Edisi:
    """Take a submission back, to go on editing. Raises TidakBerwenang, Terkunci, Ditolak."""
    with transaction.atomic(), atas_nama(oleh):
        semua = kunci_bersama(edisi, Keadaan.DIAJUKAN)
        wajib_boleh(oleh, edisi.daerah_id, Aksi.UBAH)
        return _pindah(semua, Keadaan.RANCANGAN, JenisTindakan.TARIK, oleh, alasan, "Pengajuan ditarik")


def kembalikan(*, edisi: Edisi, oleh: Pelaku, alasan: str, lihat: int | None = None) -> Edisi:
    """Return a submitted or approved draft to its authors, with remarks that stand at its head until it is submitted
    again (`pengembalian`). Raises TidakBerwenang, Terkunci, Bentrok, Ditolak."""
    if not alasan.strip():
        raise Ditolak("Tulis catatan: apa yang harus diperbaiki.")
    with transaction.atomic(), atas_nama(oleh):
        semua = kunci_bersama(edisi, Keadaan.DIAJUKAN, Keadaan.DISETUJUI)
        wajib_boleh(oleh, edisi.daerah_id, Aksi.PERIKSA)
        tolak_basi(semua, lihat)
        return _pindah(semua, Keadaan.RANCANGAN, JenisTindakan.KEMBALIKAN, oleh, alasan, "Rancangan dikembalikan")


def setujui(*, edisi: Edisi, oleh: Pelaku, alasan: str = "", lihat: int | None = None) -> Edisi:
    """Approve a submitted draft; what is approved is kept by its digest. Nobody approves what they wrote, whatever
    their role. Raises TidakBerwenang, Terkunci, Bentrok, Ditolak."""
    with transaction.atomic(), atas_nama(oleh):
        semua = kunci_bersama(edisi, Keadaan.DIAJUKAN)
        wajib_boleh(oleh, edisi.daerah_id, Aksi.PERIKSA)
        if not sistem(oleh) and mengarang(semua, oleh):
            raise TidakBerwenang("Anda ikut menyusun rancangan ini; yang menyetujui harus orang lain.")
        if not sistem(oleh) and diatur_penyusun(semua, oleh):
            raise TidakBerwenang(
                "Akun Anda dibuat atau diatur oleh penyusun rancangan ini sejak rancangannya dimulai; "
                "yang menyetujui harus orang lain."
            )
        tolak_basi(semua, lihat)
        tolak_galat(semua, kecuali_menyusul=True)
        return _pindah(semua, Keadaan.DISETUJUI, JenisTindakan.SETUJUI, oleh, alasan, "Rancangan disetujui")


def batalkan_rancangan(*, edisi: Edisi, oleh: Pelaku, alasan: str) -> Edisi:
    """Call a draft off, with what follows it. It is kept, read-only. A ralat that follows another draft can be
    called off alone while that one is still a draft. Raises TidakBerwenang, Terkunci, Ditolak (no reason)."""
    if not alasan.strip():
        raise Ditolak("Tulis alasan pembatalan.")
    with transaction.atomic(), atas_nama(oleh):
        boleh = BERJALAN
        sendiri = edisi.mengikuti_id is not None
        semua = kunci_bersama(edisi, *(boleh[:1] if sendiri else boleh), sendiri=sendiri)
        wajib_boleh(oleh, edisi.daerah_id, Aksi.UBAH)
        return _pindah(semua, Keadaan.DIBATALKAN, JenisTindakan.BATALKAN, oleh, alasan, "Rancangan dibatalkan")


def tindakan_terakhir(edisi: Edisi) -> int | None:
    """Id of the newest act on a draft or on what follows it; 1 query. Seal it into a form, hand it back as `lihat`."""
    semua = Tindakan.objects.filter(Q(edisi=edisi) | Q(edisi__mengikuti=edisi)).order_by()
    terakhir: int | None = semua.aggregate(terakhir=Max("pk"))["terakhir"]
    return terakhir


def mengarang(semua: Sequence[Edisi], siapa: Any) -> bool:
    """Did this person write any of these drafts? 1 query."""
    return Tindakan.objects.filter(edisi__in=semua, jenis__in=MENGARANG, oleh=siapa.pk).exists()


def diatur_penyusun(semua: Sequence[Edisi], siapa: Any) -> bool:
    """Was this account made, given a role or changed (its password, say) by an author since the drafts began? Then
    one person might hold both pens. 2 queries."""
    penyusun = Tindakan.objects.filter(edisi__in=semua, jenis__in=MENGARANG, oleh__isnull=False).order_by()
    sejak = min(satu.dibuat_pada for satu in semua)
    peran = Penugasan.history.filter(
        pengguna=siapa.pk, history_type="+", history_date__gte=sejak, history_user__in=penyusun.values("oleh")
    )
    akun = LogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(siapa.pk),
        action_time__gte=sejak,
        user__in=penyusun.values("oleh"),
    )
    return peran.exists() or akun.exists()


def pengembalian(edisi: Edisi) -> Tindakan | None:
    """The remarks under which a draft was returned, until it is submitted again; 1 query, none for what is no draft."""
    if edisi.keadaan != Keadaan.RANCANGAN:
        return None
    langkah = Tindakan.objects.atas(edisi).filter(jenis__in=[JenisTindakan.KEMBALIKAN, JenisTindakan.AJUKAN])
    terakhir = langkah.first()
    return terakhir if terakhir is not None and terakhir.jenis == JenisTindakan.KEMBALIKAN else None


def sidik(edisi: Edisi) -> str:
    """Digest of what is approved: content, head without its date, and of the regulation what it does and to what.
    1 query a registered model, 1 for the regulation's ties. `peraturan` should be loaded."""
    peraturan = edisi.peraturan
    ikatan = (
        HubunganPeraturan.objects.filter(dari=edisi.peraturan_id)
        .order_by("jenis", "ke", "rujukan", "pk")
        .values_list("jenis", "ke", "rujukan", "rujukan_ke", "tertulis")
    )
    isi = {
        "isi": isi_edisi.sebagai_json(isi_edisi.baca(edisi.pk)),
        "kepala": [getattr(edisi, ruas) for ruas in RUAS_KELENGKAPAN],
        "asal": [edisi.asal_id, edisi.meralat_id, edisi.mengikuti_id, edisi.alasan, edisi.peraturan_id],
        "peraturan": [getattr(peraturan, ruas) for ruas in RUAS_PERATURAN_TETAP] if peraturan else None,
        "ikatan": [list(satu) for satu in ikatan],
    }
    return hashlib.sha256(json.dumps(isi, sort_keys=True, cls=DjangoJSONEncoder).encode()).hexdigest()


def kunci_bersama(edisi: Edisi, *keadaan: str, sendiri: bool = False) -> list[Edisi]:
    """Lock the region, then a head with what follows it (called-off ones left out), all read afresh; head first.

    2 queries. `sendiri`: this edition alone. Raises Terkunci unless all are in one of these states, Ditolak for a
    follower without its head.
    """
    Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
    ikut = Q(pk=edisi.pk) if sendiri else Q(pk=edisi.pk) | Q(mengikuti=edisi.pk) & ~Q(keadaan=Keadaan.DIBATALKAN)
    semua = list(
        Edisi.objects.select_for_update(no_key=True, of=("self",))
        .select_related("daerah", "peraturan__daerah", "asal")
        .filter(ikut)
        .order_by("pk")
    )
    semua.sort(key=lambda satu: satu.pk != edisi.pk)
    if semua[0].mengikuti_id is not None and not sendiri:
        raise Ditolak(
            "Ralat ini mengikuti rancangan lain; ia diajukan, disetujui, dikembalikan, dan terbit bersamanya."
        )
    for satu in semua:
        if satu.keadaan not in keadaan:
            raise Terkunci(_kata_keadaan(satu, keadaan))
    return semua


def tolak_galat(semua: Sequence[Edisi], *, kecuali_menyusul: bool) -> dict[int, list[Temuan]]:
    """{edition id: warnings}. Raises Ditolak where a galat stands; `kecuali_menyusul`: other than what publication
    itself settles. As many queries an edition as `periksa_edisi`."""
    temuan = {satu.pk: periksa_edisi(satu) for satu in semua}
    galat = [
        f"[{t.kode}] {t.pesan}" if satu is semua[0] else f"[{t.kode}] Ralat {satu.slug_tanggal}: {t.pesan}"
        for satu in semua
        for t in temuan[satu.pk]
        if t.tingkat == Tingkat.GALAT and not (kecuali_menyusul and menyusul(t))
    ]
    if galat:
        raise Ditolak(galat)
    return {pk: [t for t in milik if t.tingkat == Tingkat.PERINGATAN] for pk, milik in temuan.items()}


def tolak_basi(semua: Sequence[Edisi], lihat: int | None) -> None:
    """Nobody may have acted on the draft since the person looked at it."""
    if lihat is not None and lihat != tindakan_terakhir(semua[0]):
        raise Bentrok(["ada tindakan baru atas rancangan ini; periksa sekali lagi"])


def _pindah(
    semua: Sequence[Edisi], keadaan: Keadaan, jenis: JenisTindakan, oleh: Pelaku, alasan: str, ringkas: str
) -> Edisi:
    """Bring all to a state, each with its history and its act; the head."""
    for satu in semua:
        satu.keadaan = keadaan
        satu._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
        satu.save(update_fields=["keadaan"])
        rincian = {"sidik": sidik(satu)} if jenis == JenisTindakan.SETUJUI else None
        catat(satu, jenis, oleh=oleh, alasan=alasan, ringkas=ringkas, rincian=rincian)
    return semua[0]


def _kata_keadaan(edisi: Edisi, boleh: Sequence[str]) -> str:
    """Why a step is not open to an edition in its state."""
    if edisi.keadaan == Keadaan.TERBIT:
        return "Edisi ini sudah terbit. Buat ralat bila pencatatannya salah."
    if edisi.keadaan == Keadaan.DIBATALKAN:
        return "Edisi ini sudah dibatalkan; isinya tidak dapat diubah."
    if edisi.keadaan == Keadaan.RANCANGAN:
        return "Rancangan ini belum diajukan."
    if boleh == (Keadaan.DISETUJUI,):
        return "Rancangan ini belum disetujui."
    return f"Rancangan ini sudah {edisi.get_keadaan_display()}."
