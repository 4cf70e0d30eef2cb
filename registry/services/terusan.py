"""Carrying a draft's change on into other published editions, as ralat drafts that follow it.

Two cases, one mechanism. A ralat corrects an error that other editions repeat; or a draft is put in before editions
that are published already, and its change ought to hold in those too. For each edition the three-way merge of
(what the draft was copied from, that edition, the draft) says what is carried on.

What was put in before others and is published by now can still be carried on: as ralat drafts of their own, for there
is no draft left that they could follow.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Max, Min, QuerySet

from registry import isi_edisi
from registry.gabung import Pertentangan, Pilihan
from registry.galat import Ditolak
from registry.izin import Aksi, wajib_boleh
from registry.models import BERJALAN, Edisi, JenisTindakan, Keadaan, Tindakan
from registry.riwayat import atas_nama
from registry.services.cabang import Rencana, rencanakan, samakan_tindakan, sebut_tanggal, tanyakan_semua
from registry.services.dasar import Pelaku, catat, kunci_daerah
from registry.services.edisi import buat_ralat
from registry.services.isi import kunci_rancangan, terapkan

#: Acts that change what a draft says.
MENGUBAH = (
    JenisTindakan.UBAH,
    JenisTindakan.URUNG,
    JenisTindakan.IMPOR,
    JenisTindakan.SESUAIKAN,
    JenisTindakan.ALIHKAN,
    JenisTindakan.MUAT,
)
#: Acts by which a person corrects a follower by hand, beside what is carried on into it.
BUATAN_TANGAN = (JenisTindakan.UBAH, JenisTindakan.URUNG, JenisTindakan.IMPOR)


@dataclass(frozen=True, slots=True)
class Terusan:
    """What became of one edition. `pengikut`: the ralat draft made for it; None where something must be chosen
    first (`pertentangan`), or where that edition says all of it already."""

    tujuan: Edisi
    pengikut: Edisi | None
    pertentangan: list[Pertentangan]


@dataclass(frozen=True, slots=True)
class Hasil:
    """`selesai`: all was written. Otherwise nothing was, and the conflicts wait to be chosen on."""

    terusan: list[Terusan] = field(default_factory=list)

    @property
    def selesai(self) -> bool:
        return not any(satu.pertentangan for satu in self.terusan)

    @property
    def pengikut(self) -> list[Edisi]:
        return [satu.pengikut for satu in self.terusan if satu.pengikut is not None]


class _Ditanyakan(Exception):
    """Rolls back what was written for the other editions."""


def tujuan_terusan(edisi: Edisi) -> QuerySet[Edisi]:
    """Published editions into which this draft's change can be carried on, oldest first: of a ralat all others,
    of another draft those that come later. None for a draft without a base or a date. Of an edition that is published
    by now: those that were there before it, without what was published with it or has its change on the way."""
    if edisi.asal_id is None or edisi.mengikuti_id is not None or edisi.berlaku_mulai is None:
        return Edisi.objects.none()
    if edisi.diralat_pada is not None or edisi.keadaan == Keadaan.DIBATALKAN:
        return Edisi.objects.none()
    semua = Edisi.objects.terbit().filter(daerah=edisi.daerah_id)
    if edisi.meralat_id is None:
        semua = semua.sesudah(edisi.berlaku_mulai, edisi.urutan)
    else:
        semua = semua.exclude(pk=edisi.meralat_id)
    if edisi.diterbitkan_pada is not None:
        semua = semua.filter(diterbitkan_pada__lt=edisi.diterbitkan_pada).exclude(pk=edisi.pk)
        semua = semua.exclude(pk__in=Edisi.objects.filter(mengikuti=edisi).order_by().values("pk"))
        semua = semua.exclude(pk__in=pembawa(edisi).order_by().values("meralat"))
    return semua.select_related("daerah", "peraturan__daerah").menurut_waktu()


def pengikut(edisi: Edisi) -> QuerySet[Edisi]:
    """The drafts that carry this one's change on and have not come to their end."""
    semua = Edisi.objects.filter(mengikuti=edisi, keadaan__in=BERJALAN)
    return semua.select_related("daerah", "peraturan__daerah", "meralat").menurut_waktu()


def pembawa(edisi: Edisi) -> QuerySet[Edisi]:
    """Ralat drafts of their own that carry on the change of an edition that is published already."""
    tindakan = Tindakan.objects.filter(jenis=JenisTindakan.TERUSKAN, rincian__dari=edisi.pk).order_by()
    semua = Edisi.objects.filter(pk__in=tindakan.values("edisi"), mengikuti=None, keadaan__in=BERJALAN)
    return semua.select_related("daerah", "peraturan__daerah", "meralat").menurut_waktu()


def teruskan(
    *,
    edisi: Edisi,
    tujuan: Sequence[Edisi],
    oleh: Pelaku,
    alasan: str,
    pilihan: Mapping[int, Pilihan] | None = None,
    lihat_tindakan: int | None = None,
    tinggalkan: Collection[int] = (),
) -> Hasil:
    """Make, for each edition in `tujuan`, the ralat draft that carries this draft's change on; one that was made
    before is called off and made anew. All or nothing: where something must be chosen first, nothing is written.
    Of an edition that is published by now each ralat stands alone, and goes its own way through approval.

    `pilihan`: {id of the edition: choices}. `tinggalkan`: ids of followers whose corrections by hand may be lost
    when they are made anew; refused for others. An edition that says all of it already gets no draft. Raises
    TidakBerwenang, Terkunci, Bentrok, Ditolak. A fixed number of queries an edition.
    """
    wajib_boleh(oleh, edisi.daerah_id, Aksi.RALAT)
    if not alasan.strip():
        raise Ditolak("Tulis alasan: ia tampil untuk umum pada tiap edisi yang diralat.")
    terusan: list[Terusan] = []
    try:
        with transaction.atomic(), atas_nama(oleh):
            kunci_daerah(edisi.daerah_id)
            kepala = kunci_rancangan(edisi) if edisi.diterbitkan_pada is None else Edisi.objects.get(pk=edisi.pk)
            samakan_tindakan(kepala, lihat_tindakan)
            semua = _periksa_tujuan(kepala, tujuan)
            lama = {satu.meralat_id: satu for satu in pengikut(kepala)}
            _tolak_buatan_tangan([sebelumnya(satu, lama) for satu in semua], tinggalkan)
            asal = kepala.asal
            assert asal is not None  # _periksa_tujuan
            for satu in semua:
                rencana = rencanakan(asal, satu, kepala, (pilihan or {}).get(satu.pk))
                _lepas(sebelumnya(satu, lama), oleh)
                terusan.append(_satu(kepala, satu, rencana, oleh, alasan))
            if any(satu.pertentangan for satu in terusan):
                raise _Ditanyakan
            if kepala.diterbitkan_pada is None:
                _catat_terusan(kepala, terusan, oleh, alasan)
    except _Ditanyakan:
        return Hasil([Terusan(satu.tujuan, None, satu.pertentangan) for satu in terusan])
    return Hasil(terusan)


def buatan_tangan(semua: Sequence[Edisi]) -> set[int]:
    """Ids of the followers that somebody corrected by hand; 1 query."""
    tindakan = Tindakan.objects.filter(edisi__in=semua, jenis__in=BUATAN_TANGAN).order_by()
    return {pk for pk in tindakan.values_list("edisi", flat=True) if pk is not None}


def perlu_diteruskan_lagi(edisi: Edisi) -> bool:
    """Has this draft changed since its change was carried on, or was an edition corrected meanwhile by another
    ralat? False where nothing was carried on, and where all that was done since was undone. At most 4 queries."""
    semua = list(pengikut(edisi))
    if not semua:
        return False
    if any(satu.meralat is not None and satu.meralat.diralat_pada is not None for satu in semua):
        return True
    diteruskan = Tindakan.objects.filter(edisi__in=semua, jenis=JenisTindakan.BUAT_RANCANGAN)
    diubah = Tindakan.objects.filter(edisi=edisi, jenis__in=MENGUBAH).exclude(
        rincian__has_key="alasan_peringatan"  # a reason given changes nothing that is carried on
    )
    awal = diteruskan.order_by().aggregate(satu=Min("pk"))["satu"]
    akhir = diubah.order_by().aggregate(satu=Max("pk"))["satu"]
    if awal is None or akhir is None or akhir < awal:
        return False
    return _mengubah(diubah.filter(pk__gt=awal).order_by("pk"))


#: In the place of a value: the row is not there.
TIADA = object()


def _mengubah(semua: Iterable[Tindakan]) -> bool:
    """Do these acts, one after the other, leave anything else than what they found? An act that does not tell its
    values (the head, the base) counts as a change."""
    dulu: dict[Any, Any] = {}
    kini: dict[Any, Any] = {}
    for tindakan in semua:
        if tindakan.sesudah is None or tindakan.jenis == JenisTindakan.SESUAIKAN:
            return True
        sebelum, sesudah = (isi_edisi.dari_json(baris or []) for baris in (tindakan.sebelum, tindakan.sesudah))
        for butir in sebelum.keys() | sesudah.keys():
            lama, baru = sebelum.get(butir), sesudah.get(butir)
            for ruas in (lama or {}).keys() | (baru or {}).keys() | {""}:
                dulu.setdefault((butir, ruas), TIADA if lama is None else lama.get(ruas))
                kini[butir, ruas] = TIADA if baru is None else baru.get(ruas)
    return dulu != kini


def _periksa_tujuan(kepala: Edisi, tujuan: Sequence[Edisi]) -> list[Edisi]:
    """The targets, read afresh; 1 query. Raises Ditolak."""
    if kepala.mengikuti_id is not None:
        raise Ditolak("Rancangan ini sendiri meneruskan rancangan lain; teruskan dari rancangan induknya.")
    if kepala.asal_id is None:
        raise Ditolak("Rancangan ini tidak disalin dari edisi mana pun, sehingga tidak ada perubahan untuk diteruskan.")
    if kepala.berlaku_mulai is None:
        raise Ditolak("Isi tanggal berlaku rancangan ini lebih dahulu.")
    boleh = {satu.pk: satu for satu in tujuan_terusan(kepala)}
    if not tujuan:
        raise Ditolak("Pilih sekurang-kurangnya satu edisi.")
    if not {satu.pk for satu in tujuan} <= boleh.keys():
        raise Ditolak(
            "Ada edisi yang tidak dapat diralat dari rancangan ini, atau sudah diralat. Muat ulang halamannya."
        )
    return [satu for pk, satu in boleh.items() if pk in {dipilih.pk for dipilih in tujuan}]


def sebelumnya(tujuan: Edisi, lama: Mapping[int | None, Edisi]) -> Edisi | None:
    """The follower that corrected this edition, or the version of it that another ralat has superseded since."""
    return lama.get(tujuan.pk) or lama.get(tujuan.meralat_id if tujuan.meralat_id is not None else -1)


def _tolak_buatan_tangan(dilepas: Sequence[Edisi | None], tinggalkan: Collection[int]) -> None:
    """Lock the followers that are made anew; refuse where one was corrected by hand and nobody said to drop that.
    1 query a follower, and 1."""
    semua = sorted((satu for satu in dilepas if satu is not None), key=lambda satu: satu.pk)
    for satu in semua:
        kunci_rancangan(satu)
    tangan = buatan_tangan(semua) - set(tinggalkan)
    galat = [
        f"Perubahan yang dibuat tangan pada ralat edisi {sebut_tanggal(satu)} akan ditinggalkan; centang dahulu "
        "bahwa itu memang dikehendaki."
        for satu in semua
        if satu.pk in tangan
    ]
    if galat:
        raise Ditolak(galat)


def _lepas(pengikut_lama: Edisi | None, oleh: Pelaku) -> None:
    """Call off a follower that is made anew."""
    if pengikut_lama is None:
        return
    terkunci = kunci_rancangan(pengikut_lama)
    terkunci.keadaan = Keadaan.DIBATALKAN
    alasan = "diperbarui dari rancangan yang diikutinya"
    terkunci._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
    terkunci.save(update_fields=["keadaan"])
    catat(terkunci, JenisTindakan.BATALKAN, oleh=oleh, alasan=alasan)


def _satu(kepala: Edisi, tujuan: Edisi, rencana: Rencana, oleh: Pelaku, alasan: str) -> Terusan:
    if rencana.pertentangan or not rencana.ubah:
        return Terusan(tujuan, None, rencana.pertentangan)
    try:
        with transaction.atomic():
            return Terusan(tujuan, _buat(kepala, tujuan, rencana, oleh, alasan), [])
    except Ditolak as galat:
        return Terusan(tujuan, None, tanyakan_semua(rencana, str(galat)))


def _buat(kepala: Edisi, tujuan: Edisi, rencana: Rencana, oleh: Pelaku, alasan: str) -> Edisi:
    mengikuti = kepala if kepala.diterbitkan_pada is None else None
    ralat = buat_ralat(edisi=tujuan, oleh=oleh, alasan=alasan, mengikuti=mengikuti)
    if rencana.kepala:
        for ruas, nilai in rencana.kepala.items():
            setattr(ralat, ruas, nilai)
        ralat._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
        ralat.save(update_fields=list(rencana.kepala))
    tentang: dict[str, Any] = {
        "jenis": JenisTindakan.TERUSKAN,
        "oleh": oleh,
        "alasan": alasan,
        "ringkas": "membawa perubahan rancangan yang diikuti"
        if mengikuti is not None
        else f"membawa perubahan edisi {sebut_tanggal(kepala)}",
        "rincian": {"dari": kepala.pk, "kepala": sorted(rencana.kepala)},
    }
    if rencana.isi:
        terapkan(edisi=ralat, ubah=rencana.isi, **tentang)
    else:
        catat(ralat, **tentang)
    return ralat


def _catat_terusan(kepala: Edisi, terusan: Sequence[Terusan], oleh: Pelaku, alasan: str) -> None:
    """The act on the draft whose change was carried on; none where every edition says it already."""
    dibuat = [satu for satu in terusan if satu.pengikut is not None]
    if not dibuat:
        return
    tanggal = ", ".join(sebut_tanggal(satu.tujuan) for satu in dibuat)
    catat(
        kepala,
        JenisTindakan.TERUSKAN,
        oleh=oleh,
        alasan=alasan,
        ringkas=f"meneruskan perubahan ke edisi {tanggal}",
        rincian={
            "tujuan": [satu.tujuan.pk for satu in dibuat],
            "pengikut": [satu.pengikut.pk for satu in dibuat if satu.pengikut is not None],
        },
    )
