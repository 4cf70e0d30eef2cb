"""Writing an import: new bodies and one `terapkan`, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from registry.aturan import Temuan, periksa_edisi
from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import DAFTAR
from registry.izin import Aksi, wajib_boleh
from registry.kendala import pesan_kendala
from registry.models import Daerah, Edisi, JenisTindakan, PerangkatDaerah
from registry.riwayat import rekam, satu_tindakan
from registry.services import Pelaku, kunci_rancangan, terapkan
from registry.tabel.kamus import BadanBaru
from registry.tabel.muatan import Muatan, jejak


def impor(*, edisi: Edisi, muatan: Muatan, oleh: Pelaku, berkas: str = "", alasan: str = "") -> int:
    """Write what a preview showed; returns the number of rows that changed. All or nothing, one Tindakan (IMPOR).

    Raises TidakBerwenang, Terkunci, Bentrok (somebody wrote since the preview), Ditolak. Locks Daerah, then Edisi.
    At most 8 queries and those of `terapkan`; bodies are recorded in bulk.
    """
    try:
        with transaction.atomic(), satu_tindakan():
            Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
            terkunci = kunci_rancangan(edisi)
            wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
            _samakan_jejak(terkunci, muatan.jejak)
            nomor = _catat_badan(terkunci, muatan.badan, oleh)
            siap = muatan.berbadan(nomor)
            if siap.ubah:
                terapkan(
                    edisi=terkunci,
                    ubah=siap.ubah,
                    lihat=siap.lihat,
                    oleh=oleh,
                    alasan=alasan,
                    ringkas=ringkas(siap, berkas),
                    rincian={"berkas": berkas, "badan_baru": [satu.kunci for satu in muatan.badan]},
                    jenis=JenisTindakan.IMPOR,
                )
            return len(siap.ubah)
    except IntegrityError as galat:
        raise Ditolak(pesan_kendala(galat)) from galat


def gladi(*, edisi: Edisi, muatan: Muatan, oleh: Pelaku) -> list[Temuan]:
    """Do it and take it back: what the rules would find that they do not find now. Raises what `impor` raises."""
    with transaction.atomic():
        sebelum = {(satu.kode, satu.pesan) for satu in periksa_edisi(edisi)}
        try:
            impor(edisi=edisi, muatan=muatan, oleh=oleh)
            return [satu for satu in periksa_edisi(edisi) if (satu.kode, satu.pesan) not in sebelum]
        finally:
            transaction.set_rollback(True)


def ringkas(muatan: Muatan, berkas: str) -> str:
    """The act in one line: "Impor unit.xlsx: 3 kedudukan ditambahkan, 1 diubah; 2 rentang koordinasi dikeluarkan"."""
    bagian = []
    for isi in DAFTAR:
        baris = [(kunci, nilai) for (nama, kunci), nilai in muatan.ubah.items() if nama == isi.nama]
        keluar = sum(nilai is None for _, nilai in baris)
        baru = sum(muatan.lihat[isi.nama, kunci] is None for kunci, nilai in baris if nilai is not None)
        hitung = [(baru, "ditambahkan"), (len(baris) - keluar - baru, "diubah"), (keluar, "dikeluarkan")]
        kata = ", ".join(f"{jumlah} {laku}" for jumlah, laku in hitung if jumlah)
        if kata:
            bagian.append(f"{isi.model._meta.verbose_name} {kata}")
    return f"Impor {berkas[:80] or 'berkas'}: {'; '.join(bagian)}"


def _catat_badan(edisi: Edisi, semua: list[BadanBaru], oleh: Pelaku) -> dict[int, int]:
    """{negative id: id} of the bodies that the file brings; 3 queries. They are public with the draft, not before."""
    if not semua:
        return {}
    dipakai = PerangkatDaerah.objects.filter(daerah=edisi.daerah_id, kunci__in=[satu.kunci for satu in semua])
    sudah = sorted(dipakai.order_by().values_list("kunci", flat=True))
    if sudah:
        raise Bentrok([f"badan berkunci “{kunci}” sudah dicatat" for kunci in sudah[:5]])
    objek = [PerangkatDaerah(daerah_id=edisi.daerah_id, kunci=satu.kunci, nama=satu.nama[:255]) for satu in semua]
    PerangkatDaerah.objects.bulk_create(objek)
    rekam([(satu, "+") for satu in objek], saat=timezone.now(), oleh=oleh, alasan="impor")
    return {satu.id: badan.pk for satu, badan in zip(semua, objek, strict=True)}


def _samakan_jejak(edisi: Edisi, semua: Mapping[str, Mapping[str, int]]) -> None:
    """A part that becomes the same as the file must still be what the preview showed; 1 query a part."""
    berubah = []
    for nama, dulu in semua.items():
        kini = jejak(DAFTAR[nama].baca(edisi.pk))
        kunci = {satu for satu in kini.keys() | dulu.keys() if kini.get(satu) != dulu.get(satu)}
        badan = PerangkatDaerah.objects.filter(pk__in=[json.loads(satu)[0] for satu in kunci]) if kunci else []
        berubah += [f"{DAFTAR[nama].model._meta.verbose_name} {satu}" for satu in badan]
    if berubah:
        raise Bentrok([f"{satu} sudah lain" for satu in berubah[:5]])
