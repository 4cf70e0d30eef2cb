"""Acts of succession on a draft: rename, merge, split, dissolve, form; and what may be done to an event afterwards.

Each works out its `Rencana` (registry.suksesi) under the draft's lock, makes the bodies that are new, and ends
in one `terapkan`: the event, the places and every row that pointed at an old body are one act, undone as one.
`rencana` gives the same without writing anything. `lihat`: the rows that the person was told of, as they were
(`yang_dilihat`); a row among them that differs, or one that the act would touch besides, is a conflict.
Raises as `terapkan` does; Ditolak where the act breaks a rule of succession.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import transaction

from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import Nilai, Ubah, baca, dari_json, ganti_badan
from registry.izin import Aksi, wajib_boleh
from registry.models import (
    Daerah,
    Edisi,
    JenisTindakan,
    PerangkatDaerah,
    PesertaSuksesi,
    Suksesi,
    Tindakan,
)
from registry.riwayat import satu_tindakan
from registry.services.acuan import simpan_badan
from registry.services.dasar import Pelaku
from registry.services.isi import kunci_rancangan, terapkan
from registry.services.struktur import kunci_baru
from registry.suksesi import (
    Bentuk,
    Bubar,
    Butir,
    DasarSuksesi,
    Gabung,
    GantiNama,
    Isi,
    Pecah,
    Penerus,
    Rencana,
    Tindak,
    daftar_kata,
)
from registry.suksesi.rencana import PERISTIWA, PESERTA, TEMPAT

TANPA_DASAR = DasarSuksesi()


def ganti_nama(
    *,
    edisi: Edisi,
    badan: int,
    nama: str,
    singkatan: str = "",
    penerus: Penerus | None = None,
    dasar: DasarSuksesi = TANPA_DASAR,
    oleh: Pelaku,
    alasan: str = "",
) -> Rencana:
    """Give a body another name where it stands; with `penerus`, another body takes its place under its name."""
    baru = penerus if penerus is not None else Penerus(badan, nama, singkatan)
    return jalankan(edisi=edisi, tindak=GantiNama(badan, baru, dasar), oleh=oleh, alasan=alasan)


def gabung(
    *,
    edisi: Edisi,
    lama: Sequence[int],
    baru: Penerus,
    rentang_dari: int | None = None,
    dasar: DasarSuksesi = TANPA_DASAR,
    oleh: Pelaku,
    alasan: str = "",
) -> Rencana:
    """Merge two or more bodies into one of them, into another one, or into a new one."""
    return jalankan(edisi=edisi, tindak=Gabung(lama, baru, rentang_dari, dasar), oleh=oleh, alasan=alasan)


def pecah(
    *,
    edisi: Edisi,
    lama: int,
    baru: Sequence[Penerus],
    anak: Mapping[int, int] | None = None,
    baris: Mapping[tuple[Butir, int], Sequence[int]] | None = None,
    dasar: DasarSuksesi = TANPA_DASAR,
    oleh: Pelaku,
    alasan: str = "",
) -> Rencana:
    """Split a body into two or more; `anak` and `baris` say by position in `baru` where children and rows go."""
    return jalankan(edisi=edisi, tindak=Pecah(lama, baru, anak or {}, baris or {}, dasar), oleh=oleh, alasan=alasan)


def bubar(
    *,
    edisi: Edisi,
    lama: Sequence[int],
    anak_ke: int | None = None,
    anak_ikut: bool = False,
    dasar: DasarSuksesi = TANPA_DASAR,
    oleh: Pelaku,
    alasan: str = "",
) -> Rencana:
    """Dissolve bodies; their children move under `anak_ke` or are dissolved with them."""
    return jalankan(edisi=edisi, tindak=Bubar(lama, anak_ke, anak_ikut, dasar), oleh=oleh, alasan=alasan)


def bentuk(
    *, edisi: Edisi, baru: Sequence[Penerus], dasar: DasarSuksesi = TANPA_DASAR, oleh: Pelaku, alasan: str = ""
) -> Rencana:
    """Form new bodies, each with its place."""
    return jalankan(edisi=edisi, tindak=Bentuk(baru, dasar), oleh=oleh, alasan=alasan)


def rencana(*, edisi: Edisi, tindak: Tindak, isi: Isi | None = None) -> tuple[Rencana, Isi]:
    """(what the act would do, the content of the draft over which it was worked out); writes nothing. 1 query a
    registered model, none where `isi` is read already, and 1 more. Raises Ditolak."""
    _periksa_badan(edisi, tindak)
    isi = baca(edisi.pk) if isi is None else isi
    return tindak.susun(isi), isi


def jalankan(
    *, edisi: Edisi, tindak: Tindak, oleh: Pelaku, lihat: Mapping[Butir, Nilai | None] | None = None, alasan: str = ""
) -> Rencana:
    """Do it. Rows are compared with `lihat` (`yang_dilihat` of the plan that was shown)."""
    with transaction.atomic(), satu_tindakan():
        wajib_boleh(oleh, edisi.daerah_id, Aksi.UBAH)
        # The region before the edition; bodies before the plan, which is worked out under the draft's lock.
        id_baru = _buat_badan(edisi, tindak, oleh, alasan)
        terkunci = kunci_rancangan(edisi)
        hasil, isi = rencana(edisi=terkunci, tindak=tindak)
        if lihat is not None:
            _samakan(hasil, isi, lihat)
        terapkan(
            edisi=terkunci,
            ubah=ganti_badan(hasil.ubah, id_baru),
            lihat=lihat,
            oleh=oleh,
            alasan=alasan,
            ringkas=hasil.ringkas,
            rincian={"suksesi": hasil.nomor},
        )
        return hasil


def yang_dilihat(hasil: Rencana, isi: Isi) -> Ubah:
    """The stored rows and fields that a plan would change, as they are; rows that a new body or the event brings
    cannot be anybody else's, and take no part."""
    lihat: Ubah = {}
    for butir, nilai in hasil.ubah.items():
        if butir[0] in (PERISTIWA, PESERTA) or any(isinstance(satu, int) and satu < 0 for satu in butir[1]):
            continue
        kini = isi.get(butir)
        lihat[butir] = {ruas: kini[ruas] for ruas in (nilai or kini)} if kini is not None else None
    return lihat


def ubah_peristiwa(
    *, edisi: Edisi, nomor: int, dasar: DasarSuksesi, oleh: Pelaku, lihat: Nilai | None, alasan: str = ""
) -> None:
    """Correct the basis and the remark of an event; what it did to the structure stays."""
    butir = (PERISTIWA, (nomor,))
    terapkan(
        edisi=edisi,
        ubah={butir: {"peraturan_id": dasar.peraturan_id, "rujukan": dasar.rujukan, "keterangan": dasar.keterangan}},
        lihat={butir: lihat},
        oleh=oleh,
        alasan=alasan,
        ringkas=f"Dasar peristiwa {nomor} diperbaiki",
    )


def cabut(*, edisi: Edisi, nomor: int, oleh: Pelaku, catatan_saja: bool = False, alasan: str = "") -> None:
    """Take an event back: undo the act that brought it about, or (`catatan_saja`) remove the event alone, so that the
    structure stays as it is. Raises Bentrok where somebody wrote to what the act changed, Ditolak where no act
    of this draft brought it about."""
    with transaction.atomic():
        wajib_boleh(oleh, edisi.daerah_id, Aksi.UBAH)
        terkunci = kunci_rancangan(edisi)
        if not Suksesi.objects.pada(terkunci).filter(nomor=nomor).exists():
            raise Bentrok([f"peristiwa {nomor} sudah dihapus"])
        peserta = PesertaSuksesi.objects.pada(terkunci).filter(nomor=nomor).order_by("pk")
        peristiwa: Ubah = {(PESERTA, (nomor, satu.peran, satu.perangkat_daerah_id)): None for satu in peserta}
        peristiwa[PERISTIWA, (nomor,)] = None
        asal = None if catatan_saja else tindakan_asal(terkunci).get(nomor)
        if asal is None and not catatan_saja:
            raise Ditolak("Peristiwa ini tidak dicatat lewat layar ini, jadi hanya catatannya yang dapat dihapus.")
        ubah = dari_json(asal.sebelum or []) if asal is not None else peristiwa
        sesudah = dari_json(asal.sesudah or []) if asal is not None else {}
        terapkan(
            edisi=terkunci,
            ubah=ubah,
            lihat={satu: nilai for satu, nilai in sesudah.items() if satu[0] not in (PERISTIWA, PESERTA)},
            oleh=oleh,
            alasan=alasan,
            ringkas=f"mengurungkan: {asal.ringkas}" if asal is not None else f"Catatan peristiwa {nomor} dihapus",
            jenis=JenisTindakan.URUNG if asal is not None else JenisTindakan.UBAH,
            mengurungkan=asal,
        )


def tindakan_asal(edisi: Edisi) -> dict[int, Tindakan]:
    """{number of an event: the last act of this draft that brought it about and still stands}; 1 query."""
    semua = Tindakan.objects.filter(
        edisi=edisi, jenis=JenisTindakan.UBAH, rincian__has_key="suksesi", diurungkan_oleh__isnull=True
    ).order_by("pk")
    # A name may be changed twice under one event: the last act is the one to turn back first.
    return {satu.rincian["suksesi"]: satu for satu in semua if satu.rincian is not None}


def _buat_badan(edisi: Edisi, tindak: Tindak, oleh: Pelaku, alasan: str) -> dict[int, int]:
    """{id in the plan: id} of the bodies that the act makes. The region is locked before its keys are read."""
    id_baru: dict[int, int] = {}
    for letak, satu in enumerate(tindak.penerus, 1):
        if satu.badan is None:
            if not satu.nama.strip():
                raise Ditolak("Tulis nama unit yang baru.")
            daerah = Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
            badan = PerangkatDaerah(daerah=daerah, nama=satu.nama, kunci=kunci_baru(daerah, satu.nama))
            simpan_badan(objek=badan, oleh=oleh, lihat=None, alasan=alasan)
            id_baru[-letak] = badan.pk
    return id_baru


def _periksa_badan(edisi: Edisi, tindak: Tindak) -> None:
    """Bodies that are named are of this region and lead to no other one; 1 query."""
    disebut = {satu.badan for satu in tindak.penerus if satu.badan is not None}
    ada = {satu.pk: satu for satu in PerangkatDaerah.objects.filter(daerah=edisi.daerah_id, pk__in=disebut)}
    if disebut - ada.keys():
        raise Ditolak("Ada unit baru yang tidak dikenal di daerah ini.")
    for satu in ada.values():
        if satu.dialihkan_ke_id is not None:
            raise Ditolak(f"{satu} sudah dialihkan ke badan lain; pilih badan yang dipakai.")


def _samakan(hasil: Rencana, isi: Isi, lihat: Mapping[Butir, Nilai | None]) -> None:
    """The act touches exactly the rows that the person was told of."""
    lain = yang_dilihat(hasil, isi).keys() ^ lihat.keys()
    if lain:
        badan = {kunci[0] for nama, kunci in lain if nama == TEMPAT}
        nama = [hasil.nama.get(satu) or _label(satu) for satu in sorted(badan)]
        terkena = f": {daftar_kata(nama[:5])}" if nama else ""
        raise Bentrok([f"yang terkena tindakan ini kini lain{terkena}"])


def _label(badan: int) -> str:
    return PerangkatDaerah.objects.filter(pk=badan).values_list("nama", flat=True).first() or "unit lain"
