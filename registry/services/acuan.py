"""What lies outside editions: regions, regulations, bodies, matters. Public once a published edition rests on it.

`lihat` is what the person saw of a row (field -> value, foreign keys as `_id`): it is compared under the lock, and
only what was seen is written, so that nothing else of the row can be turned back. None is seen of a new row.
`ikutan` and `hapus`: (row, what was seen of it), written and taken out in the same act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from django.db import IntegrityError, models, transaction
from django.db.models import Exists, F, OuterRef, Q

from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import DAFTAR, Nilai
from registry.izin import Aksi, wajib_boleh
from registry.kendala import pesan_kendala
from registry.models import (
    BERJALAN,
    Daerah,
    Edisi,
    HubunganPeraturan,
    JenisPeraturan,
    JenisTindakan,
    Keadaan,
    PerangkatDaerah,
    Peraturan,
    VersiNasional,
)
from registry.pencarian import indeks_ulang
from registry.riwayat import atas_nama, satu_tindakan
from registry.services.dasar import Pelaku, catat, catat_acuan, sebutan
from registry.services.objek import perubahan_acuan

#: A row and what was seen of it.
Baris = tuple[models.Model, Nilai | None]


def simpan_daerah(*, objek: Daerah, oleh: Pelaku, lihat: Nilai | None, alasan: str = "", **ikutan: Any) -> None:
    """Record a region. A reason is wanted once it has a published edition. Raises TidakBerwenang, Bentrok, Ditolak."""
    wajib_boleh(oleh, objek.pk, Aksi.KELOLA)
    publik = Edisi.objects.terbit().filter(daerah=objek.pk)
    _simpan_acuan(objek, oleh, lihat, alasan, daerah_id=objek.pk, publik=publik, indeks=objek, **ikutan)


def simpan_peraturan(*, objek: Peraturan, oleh: Pelaku, lihat: Nilai | None, alasan: str = "", **ikutan: Any) -> None:
    """Record a regulation with its ties (`ikutan`, `hapus`). Once the public sees it a reason is wanted, and
    it keeps a number and a year: without them it would vanish from every page. What the public reads of it, or
    would read once it has a number, is corrected like an edition, by whoever may ralat; what is still missing is
    filled in by whoever may edit. Under a draft it is part of what is written there: whoever changes it becomes an
    author (a Tindakan), and it stands still while the draft does. Raises TidakBerwenang, Bentrok, Ditolak."""
    wajib_boleh(oleh, objek.daerah_id, Aksi.UBAH)
    publik = Peraturan.objects.publik().filter(pk=objek.pk)
    ikutan = {nama: list(semua) for nama, semua in ikutan.items()}
    ikatan = [satu for semua in ikutan.values() for satu in semua]

    def tetap(kini: Peraturan | None) -> Iterator[str]:
        yield from _ikatan_asing(objek, ikatan)
        if kini is None:
            return
        if not Peraturan.objects.di_balik_terbit().filter(pk=kini.pk).exists():
            yield from _tolak_dasar_diajukan(rancangan)
            return
        if ikatan or (lihat and _mengubah_terbaca(objek, kini, lihat)):
            wajib_boleh(oleh, kini.daerah_id, Aksi.RALAT)
        if publik.exists():
            yield from _menghilang(objek, kini)

    milik = objek.daerah_id
    with transaction.atomic(), satu_tindakan():
        if milik is not None:
            Daerah.objects.select_for_update(no_key=True).get(pk=milik)
        rancangan = _rancangan_di_atas(objek)
        berubah = _simpan_acuan(
            objek, oleh, lihat, alasan, nasional=milik is None, daerah_id=milik, publik=publik, larang=tetap, **ikutan
        )
        for edisi in rancangan if berubah else ():
            catat(edisi, JenisTindakan.UBAH, oleh=oleh, alasan=alasan, ringkas=f"mengubah {objek}")


def _menghilang(objek: Peraturan, kini: Peraturan) -> Iterator[str]:
    """What a public regulation may not become: without a number or year, or later than an edition that it causes."""
    if not objek.nomor and (kini.nomor or objek.jenis != JenisPeraturan.UUD):
        yield "Nomor peraturan yang sudah tampil untuk umum tidak dapat dikosongkan."
    if kini.tahun is not None and objek.tahun is None:
        yield "Tahun peraturan yang sudah tampil untuk umum tidak dapat dikosongkan."
    mulai = objek.berlaku_mulai or objek.diundangkan or objek.ditetapkan
    dahulu = Edisi.objects.terbit().filter(peraturan=kini, berlaku_mulai__lt=mulai).first() if mulai else None
    if dahulu is not None:
        yield (
            f"Edisi terbit yang disebabkan peraturan ini mulai {dahulu.berlaku_mulai:%d-%m-%Y}, "
            "lebih awal daripada tanggal yang diisi. Ralat edisinya lebih dahulu."
        )


def _rancangan_di_atas(objek: Peraturan) -> list[Edisi]:
    """Open drafts that rest on a stored regulation of their region; 1 query."""
    if objek.pk is None or objek.daerah_id is None:
        return []
    return list(Edisi.objects.filter(daerah=objek.daerah_id, keadaan__in=BERJALAN).bersandar_pada(objek.pk))


def _tolak_dasar_diajukan(rancangan: Iterable[Edisi]) -> Iterator[str]:
    """What was submitted or approved is read together with the regulations that become public with it."""
    for edisi in rancangan:
        if edisi.keadaan != Keadaan.RANCANGAN:
            yield (
                f"Rancangan {edisi.slug_tanggal or 'yang belum bertanggal'} yang bersandar pada peraturan ini sudah "
                f"{edisi.get_keadaan_display()}. Tarik atau kembalikan dahulu, lalu ubah peraturannya."
            )


def simpan_badan(*, objek: PerangkatDaerah, oleh: Pelaku, lihat: Nilai | None, alasan: str = "", **ikutan: Any) -> None:
    """Record a body with its other names (`ikutan`, `hapus`), by which it is then found. A reason is wanted
    where a public body is led to another one. Raises TidakBerwenang, Bentrok, Ditolak."""
    wajib_boleh(oleh, objek.daerah_id, Aksi.UBAH)
    publik = PerangkatDaerah.objects.publik().filter(pk=objek.pk)
    if objek.dialihkan_ke_id is not None:
        publik = publik.exclude(dialihkan_ke=objek.dialihkan_ke_id)
    else:
        publik = publik.filter(dialihkan_ke__isnull=False)

    def pengalihan(kini: PerangkatDaerah | None) -> Iterator[str]:
        if kini is not None and kini.dialihkan_ke_id not in (None, objek.dialihkan_ke_id) and publik.exists():
            wajib_boleh(oleh, objek.daerah_id, Aksi.RALAT)
        return _salah_dialihkan(objek, None if kini is None else kini.dialihkan_ke_id)

    daerah_id, indeks = objek.daerah_id, objek.daerah
    _simpan_acuan(
        objek, oleh, lihat, alasan, daerah_id=daerah_id, publik=publik, larang=pengalihan, indeks=indeks, **ikutan
    )


def simpan_nasional(*, objek: models.Model, oleh: Pelaku, lihat: Nilai | None, alasan: str = "", **ikutan: Any) -> None:
    """Record something that belongs to no region (Urusan); the pages of all regions may show it. A reason is
    wanted once a row of a published edition points at it. Raises TidakBerwenang, Bentrok, Ditolak."""
    wajib_boleh(oleh, None, Aksi.UBAH)
    _simpan_acuan(objek, oleh, lihat, alasan, nasional=True, publik=_disebut_terbit(objek), **ikutan)


def samakan(objek: models.Model, lihat: Nilai | None) -> None:
    """Lock a row outside edition content and compare it with what the person saw. Raises Bentrok."""
    _, beda = _bandingkan(objek, lihat)
    if beda:
        raise Bentrok(beda)


def _simpan_acuan(
    objek: Any,
    oleh: Pelaku,
    lihat: Nilai | None,
    alasan: str,
    *,
    publik: models.QuerySet[Any],
    nasional: bool = False,
    daerah_id: int | None = None,
    larang: Callable[[Any], Iterable[str]] | None = None,
    indeks: Daerah | None = None,
    ikutan: Iterable[Baris] = (),
    hapus: Iterable[Baris] = (),
) -> bool:
    """One row outside editions with what hangs on it, in one act: turn the caches over, compare, write, index. Did
    anything differ?

    `nasional`: all regions show it, and the nation has a version of its own; `daerah_id`: that region does;
    neither: a new region, which no page can have shown. `publik`: a reason must be given where it is not empty.
    `larang`: given the stored row, sentences on why `objek` may not become what it is about to be.
    """
    try:
        with transaction.atomic(), atas_nama(oleh):
            _kunci_dan_naikkan(nasional, daerah_id)
            ikutan, hapus = list(ikutan), list(hapus)
            kini = _samakan_semua([(objek, lihat), *ikutan, *hapus])
            if not alasan.strip() and publik.exists():
                raise Ditolak("Tulis alasan perubahan: ini sudah tampil untuk umum.")
            pesan = [*_pindah_daerah(objek, kini[0]), *(larang(kini[0]) if larang is not None else ())]
            if pesan:
                raise Ditolak(pesan)
            _tulis(objek, lihat, kini[0], alasan)
            beda = [perubahan_acuan(kini[0], objek)]
            for lama in kini[1 + len(ikutan) :]:  # as stored: the form saw only some of its fields
                beda.append(perubahan_acuan(lama, None))
                lama._change_reason = alasan  # read by simple-history
                lama.delete()
            for (satu, dilihat), lama in zip(ikutan, kini[1:], strict=False):
                _tulis(satu, dilihat, lama, alasan)
                beda.append(perubahan_acuan(lama, satu))
            berubah = _catat(objek, kini[0], beda, daerah_id, oleh, alasan)
            if indeks is not None:
                indeks_ulang(indeks)
            return berubah
    except IntegrityError as galat:
        raise Ditolak(pesan_kendala(galat)) from galat


def _catat(
    objek: Any, kini: Any, beda: Iterable[tuple[list[Any], list[Any]]], daerah_id: int | None, oleh: Pelaku, alasan: str
) -> bool:
    """The act, unless nothing differs; 2 queries. Does anything?"""
    beda = list(beda)
    sebelum = [satu for dulu, _ in beda for satu in dulu]
    sesudah = [satu for _, jadi in beda for satu in jadi]
    if not sesudah:
        return False
    catat_acuan(
        objek.pk if isinstance(objek, Daerah) else daerah_id,
        JenisTindakan.CATAT,
        oleh=oleh,
        alasan=alasan,
        ringkas=f"{'mencatat' if kini is None else 'mengubah'} {objek._meta.verbose_name} {objek}",
        sebelum=sebelum,
        sesudah=sesudah,
    )
    return True


def _kunci_dan_naikkan(nasional: bool, daerah_id: int | None) -> None:
    """Turn over what caches keep. The row that is counted up is also the lock under which all the rest happens."""
    if nasional:
        VersiNasional.naikkan()
    elif daerah_id is not None:
        Daerah.objects.filter(pk=daerah_id).update(versi=F("versi") + 1)


def _samakan_semua(semua: Iterable[Baris]) -> list[Any]:
    """Compare all rows before anything is written; the stored rows, None for new ones. 1 query a stored row."""
    hasil = [_bandingkan(objek, lihat) for objek, lihat in semua]
    perbedaan = [satu for _, beda in hasil for satu in beda]
    if perbedaan:
        raise Bentrok(perbedaan)
    return [kini for kini, _ in hasil]


def _bandingkan(objek: models.Model, lihat: Nilai | None) -> tuple[Any, list[str]]:
    """(the stored row, locked; sentences on how it differs from what was seen)."""
    if objek.pk is None:
        return None, []
    kini = type(objek)._base_manager.select_for_update(no_key=True).filter(pk=objek.pk).first()
    nama = f"{objek._meta.verbose_name} “{kini or objek}”"
    if kini is None:
        return None, [f"{nama} sudah dikeluarkan"]
    if lihat is None:
        return kini, [f"{nama} sudah tercatat"]
    return kini, [
        f"{nama}, {sebutan(objek, ruas.removesuffix('_id'))}kini {_kata(kini, ruas, _json(getattr(kini, ruas)))}, "
        f"semula {_kata(kini, ruas, nilai)}"
        for ruas, nilai in lihat.items()
        if _json(getattr(kini, ruas)) != nilai
    ]


def _tulis(objek: Any, lihat: Nilai | None, kini: Any, alasan: str) -> None:
    """Write a new row whole; of a stored one only the fields that were seen and differ, and nothing where none does.

    All other fields become what is stored, so that history records the row as it is.
    """
    objek._change_reason = alasan  # read by simple-history
    if kini is None:
        objek.save()
        return
    berubah = []
    for ruas in objek._meta.concrete_fields:
        nilai = getattr(kini, ruas.attname)
        if ruas.attname not in (lihat or {}):
            setattr(objek, ruas.attname, nilai)
        elif getattr(objek, ruas.attname) != nilai:
            berubah.append(ruas.attname)
    if berubah:
        objek.save(update_fields=berubah)


def _pindah_daerah(objek: Any, kini: Any) -> Iterator[str]:
    """Documents, addresses and published rows name a thing by its region."""
    if kini is not None and getattr(kini, "daerah_id", None) != getattr(objek, "daerah_id", None):
        yield f"Daerah {objek._meta.verbose_name} yang sudah tercatat tidak dapat diganti."


#: What may be filled in on a public regulation while it is empty, without changing what the public has read.
PELENGKAP = frozenset(
    {
        "tempat", "berlaku_mulai_catatan", "lembaran", "lembaran_tahun", "lembaran_nomor", "tambahan_nomor",
        "lembaran_tertulis", "penandatangan", "pengundang", "berkas", "tautan", "catatan",
    }
)  # fmt: skip


def _mengubah_terbaca(objek: Peraturan, kini: Peraturan, lihat: Nilai) -> bool:
    """Would this change what the public has read of the regulation? No query."""
    return any(
        getattr(objek, ruas.attname) != getattr(kini, ruas.attname)
        and not (ruas.attname in PELENGKAP and not getattr(kini, ruas.attname))
        for ruas in objek._meta.concrete_fields
        if ruas.attname in lihat
    )


def _ikatan_asing(objek: Peraturan, ikatan: Iterable[Baris]) -> Iterator[str]:
    """Ties start at this regulation and lead to one of its region or of the nation; up to 1 query a tie."""
    for satu, _ in ikatan:
        if not isinstance(satu, HubunganPeraturan):
            continue
        if objek.pk is not None and satu.dari_id != objek.pk:
            yield "Hubungan yang dikirim milik peraturan lain."
        if satu.ke is not None and satu.ke.daerah_id not in (None, objek.daerah_id):
            yield f"“{satu.ke}” peraturan daerah lain."


def _salah_dialihkan(objek: PerangkatDaerah, semula: int | None) -> Iterator[str]:
    """A body is led straight to the one that is used: of its own region, and itself led nowhere. Not while an edition
    holds it: `services.alihkan` writes the other body there first. Up to 4 queries."""
    if objek.dialihkan_ke_id is None or objek.dialihkan_ke_id == semula:
        return
    if objek.pk is not None and _dipegang(objek.pk):
        yield "Badan ini masih disebut satu edisi atau rancangan. Pakai layar Alihkan pada badan ini."
    if objek.dialihkan_ke_id == objek.pk:
        yield "Tidak dapat dialihkan ke dirinya sendiri."
        return
    tujuan = PerangkatDaerah.objects.select_related("dialihkan_ke").get(pk=objek.dialihkan_ke_id)
    if tujuan.daerah_id != objek.daerah_id:
        yield f"“{tujuan}” badan daerah lain; pilih badan dari daerah yang sama."
    if tujuan.dialihkan_ke is not None and tujuan.dialihkan_ke_id == objek.pk:
        yield f"“{tujuan}” sudah dialihkan ke badan ini; pengalihan tidak boleh melingkar."
    elif tujuan.dialihkan_ke is not None:
        yield f"“{tujuan}” sudah dialihkan; alihkan langsung ke “{tujuan.dialihkan_ke}”."
    elif objek.pk is not None:
        for satu in PerangkatDaerah.objects.filter(dialihkan_ke=objek.pk):
            yield f"“{satu}” dialihkan ke badan ini; alihkan dulu “{satu}” langsung ke “{tujuan}”."


def _dipegang(badan: int) -> bool:
    """Does a row of a published edition or of an open draft point at this body? 1 query."""
    syarat = Q(pk__in=())
    for isi in DAFTAR:
        sini = Q(pk__in=())
        for ruas in isi.ruas_badan():
            sini |= Q(**{isi.sumber(ruas): badan})
        syarat |= Q(Exists(isi.model._base_manager.order_by().filter(sini, edisi=OuterRef("pk"))))
    hidup = Edisi.objects.filter(Q(pk__in=Edisi.objects.terbit().values("pk")) | Q(keadaan__in=BERJALAN))
    return hidup.filter(syarat).exists()


def _disebut_terbit(objek: models.Model) -> models.QuerySet[Any]:
    """The row itself where a row of a published edition points at it. Asks the registry of what editions are
    made of, because the apps above this one bring models that this one does not know."""
    disebut = Q(pk__in=())
    for isi in DAFTAR:
        for ruas in isi.model._meta.concrete_fields:
            if ruas.related_model is type(objek):
                baris = isi.model._base_manager.order_by().filter(edisi__in=Edisi.objects.terbit())
                disebut |= Q(Exists(baris.filter(**{ruas.name: OuterRef("pk")})))
    return type(objek)._base_manager.filter(disebut, pk=objek.pk)


def _kata(objek: models.Model, ruas: str, nilai: Any) -> str:
    """A value as a person reads it; 1 query for what it points at."""
    medan: Any = objek._meta.get_field(ruas.removesuffix("_id"))
    if nilai is None or nilai == "":
        return "kosong"
    if medan.is_relation:
        return f"“{medan.related_model._base_manager.filter(pk=nilai).first() or 'yang tidak dikenal'}”"
    return f"“{dict(medan.flatchoices).get(nilai, nilai)}”"


def _json(nilai: Any) -> Any:
    """A field's value as it comes back from a sealed form."""
    if nilai is None or isinstance(nilai, bool | int | str | list | dict):
        return nilai
    return nilai.isoformat() if isinstance(nilai, date) else str(nilai)
