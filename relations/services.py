"""Acts on matters. Keyword-only; each ends in `registry.services.terapkan`: one Tindakan that can be undone."""

from __future__ import annotations

from django.db import transaction

from registry import services
from registry.isi_edisi import Ubah
from registry.izin import Aksi, wajib_boleh
from registry.models import Edisi, JenisTindakan
from registry.riwayat import atas_nama
from registry.services import Pelaku
from registry.services.dasar import catat_acuan
from registry.services.objek import perubahan_acuan
from relations.models import KelompokUrusan, Urusan
from relations.susunan_urusan import Susunan

#: Names told in one line before the rest becomes a number.
TAMPIL = 2


def simpan_urusan(*, edisi: Edisi, susunan: Susunan, nama: str, oleh: Pelaku, alasan: str = "") -> str:
    """Write what differs between the matters of a unit as seen and as wanted; one act. `nama`: what the unit is called.

    A matter that no list knows yet is recorded along the way, as a word of that region; undoing leaves it there,
    where nothing names it. Returns the act in one line, "" where nothing differed. Raises what `terapkan` raises.
    """
    with transaction.atomic(), atas_nama(oleh):
        terkunci = services.kunci_rancangan(edisi)
        wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
        id_baru = {satu: _catat(satu, terkunci.daerah_id, oleh, alasan) for satu in susunan.baru()}
        ubah, lihat = susunan.ubahan(id_baru)
        if not ubah:
            return ""
        kalimat = _ringkas(susunan, ubah, nama)
        services.terapkan(edisi=edisi, ubah=ubah, lihat=lihat, oleh=oleh, alasan=alasan, ringkas=kalimat)
        return kalimat


def _catat(nama: str, daerah_id: int, oleh: Pelaku, alasan: str) -> int:
    """The matter of that name, made where there is none; it may be another region's word as well. The act of making
    it belongs to the region whose draft brought it: no other one has seen the word yet."""
    urusan, baru = Urusan.objects.get_or_create(nama=nama, defaults={"kelompok": KelompokUrusan.LAIN})
    if baru:
        sebelum, sesudah = perubahan_acuan(None, urusan)
        catat_acuan(
            daerah_id,
            JenisTindakan.CATAT,
            oleh=oleh,
            alasan=alasan,
            ringkas=f"mencatat {urusan._meta.verbose_name} {urusan}",
            sebelum=sebelum,
            sesudah=sesudah,
        )
    pk: int = urusan.pk
    return pk


def _ringkas(susunan: Susunan, ubah: Ubah, nama: str) -> str:
    """A change of matters in one line, as the person would say it; up to 1 query."""
    lepas = [kunci[1] for (_, kunci), nilai in ubah.items() if nilai is None]
    masuk = [kunci[1] for (_, kunci), nilai in ubah.items() if nilai is not None and kunci[1] not in susunan.dilihat]
    lain = len(ubah) - len(lepas) - len(masuk)
    sebutan = dict(Urusan.objects.filter(pk__in=[*lepas, *masuk]).order_by().values_list("pk", "nama"))
    kata = [
        f"{kerja} {ringkas_nama([sebutan[satu] for satu in semua])}"
        for kerja, semua in (("ditambah", masuk), ("dikeluarkan", lepas))
        if semua
    ]
    kata += [f"{lain} diubah"] if lain else []
    return f"Urusan {nama}: {'; '.join(kata)}"


def ringkas_nama(nama: list[str]) -> str:
    """ "pendidikan, kebudayaan dan 3 lain"."""
    lebih = len(nama) - TAMPIL
    return ", ".join(nama[:TAMPIL]) + (f" dan {lebih} lain" if lebih > 0 else "")
