"""A draft is a branch: on what it is based, and how it is brought onto another base.

`asal` is the published edition from which the draft was copied. When that is no longer the one that the draft's
date calls for, the draft is *rebased*: what changed between the old base and the new one is brought in, what the
draft changed stays, and what both changed is asked of a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from registry import isi_edisi
from registry.gabung import Butir, Isi, Pertentangan, Pilihan, gabung, terapkan_ke, urut_butir
from registry.gabung_pohon import kusut
from registry.gabung_utama import berebut
from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import DAFTAR, Nilai, Ubah
from registry.izin import Aksi, wajib_boleh
from registry.models import Edisi, JenisTindakan, Tindakan
from registry.riwayat import atas_nama, simpan_tercatat
from registry.services.dasar import Pelaku, catat
from registry.services.edisi import RUAS_KELENGKAPAN
from registry.services.isi import kunci_rancangan, terapkan

#: The head of an edition in a merge: how complete each part is. Not a registered part of the content.
KEPALA: Butir = ("edisi", ())


@dataclass(frozen=True, slots=True)
class DasarRancangan:
    """On which edition a draft is based (`asal`, None: on none), and which it should be (`kini`, None: there is
    none). `masih_berlaku`: the two are one, or there is nothing to compare."""

    asal: Edisi | None
    kini: Edisi | None
    masih_berlaku: bool
    ralat: bool = False

    @property
    def dapat_disesuaikan(self) -> bool:
        return not self.masih_berlaku and self.asal is not None and self.kini is not None

    @property
    def kalimat(self) -> str:
        """ "Disalin dari edisi 2 Januari 2020; masih edisi yang berlaku." "" for a draft without a base."""
        if self.asal is None:
            return ""
        awal = "Ralat atas" if self.ralat else "Disalin dari"
        if self.masih_berlaku:
            lanjut = "" if self.ralat else "; masih edisi yang berlaku pada tanggal rancangan ini"
            return f"{awal} edisi {sebut_tanggal(self.asal)}{lanjut}."
        sebab = "sudah diralat" if self.asal.diralat_pada is not None else "bukan lagi edisi yang berlaku"
        if self.kini is None:
            return f"{awal} edisi {sebut_tanggal(self.asal)}; pada tanggal rancangan ini belum ada edisi yang berlaku."
        return f"{awal} edisi {sebut_tanggal(self.asal)}. Dasar rancangan ini sudah diganti: edisi itu {sebab}."


@dataclass(frozen=True, slots=True)
class Rencana:
    """A merge as it would be: what is written (`ubah`), what a person must choose on first (`pertentangan`)."""

    dasar: Isi
    kita: Isi
    mereka: Isi
    ubah: Ubah
    pertentangan: list[Pertentangan]

    @property
    def kepala(self) -> Nilai:
        """Fields of the head that change."""
        return self.ubah.get(KEPALA) or {}

    @property
    def isi(self) -> Ubah:
        """The change-set of the content."""
        return {butir: nilai for butir, nilai in self.ubah.items() if butir != KEPALA}


def keadaan_dasar(edisi: Edisi, hari: date | None = None) -> DasarRancangan:
    """On what a draft is based, and on what it should be; 1 query. `hari`: today in its region, the date of a draft
    that has none yet; without either it stands on its base."""
    return keadaan_dasar_semua([edisi], hari)[edisi.pk]


def keadaan_dasar_semua(semua: Sequence[Edisi], hari: date | None = None) -> dict[int, DasarRancangan]:
    """The same of many drafts of one region; 1 query. The base of a draft on a date is the published edition that
    comes before it; that of a ralat is the newest version of what it corrects. `hari`: as for `keadaan_dasar`."""
    daerah = {edisi.daerah_id for edisi in semua}
    versi = Edisi.objects.filter(daerah__in=daerah, diterbitkan_pada__isnull=False)
    terbit = {satu.pk: satu for satu in versi.select_related("daerah", "peraturan__daerah").menurut_waktu()}
    pengganti = {satu.meralat_id: satu for satu in terbit.values() if satu.meralat_id is not None}
    return {edisi.pk: _dasar(edisi, hari, terbit, pengganti) for edisi in semua}


def _dasar(
    edisi: Edisi, hari: date | None, terbit: Mapping[int, Edisi], pengganti: Mapping[int, Edisi]
) -> DasarRancangan:
    asal = terbit.get(edisi.asal_id) if edisi.asal_id is not None else None
    if asal is None or edisi.diterbitkan_pada is not None:
        return DasarRancangan(asal, asal, masih_berlaku=True, ralat=edisi.meralat_id is not None)
    if edisi.meralat_id is not None:
        kini: Edisi | None = asal
        while kini is not None and kini.pk in pengganti:
            kini = pengganti[kini.pk]
        return DasarRancangan(asal, kini, masih_berlaku=kini == asal, ralat=True)
    tanggal = edisi.berlaku_mulai or hari
    if tanggal is None:
        return DasarRancangan(asal, asal, masih_berlaku=True)
    tempat = (tanggal, edisi.urutan)
    sebelumnya = [
        satu
        for satu in terbit.values()
        if satu.diralat_pada is None and satu.daerah_id == edisi.daerah_id and _tempat(satu) <= tempat
    ]
    kini = sebelumnya[-1] if sebelumnya else None
    return DasarRancangan(asal, kini, masih_berlaku=kini == asal)


def _tempat(edisi: Edisi) -> tuple[Any, int]:
    """Place in time of a published edition."""
    return (edisi.berlaku_mulai, edisi.urutan)


def isi_cabang(edisi: Edisi, *, seluruhnya: bool) -> dict[Butir, Nilai]:
    """Content and head of an edition, as they are merged; 1 query a registered part. `seluruhnya`: with what
    belongs to one edition only (Suksesi), where both sides are versions of the same edition."""
    isi = {
        butir: nilai
        for butir, nilai in isi_edisi.baca(edisi.pk).items()
        if nilai is not None and (seluruhnya or DAFTAR[butir[0]].ikut_klon)
    }
    return {**isi, KEPALA: {ruas: getattr(edisi, ruas) for ruas in RUAS_KELENGKAPAN}}


def rencanakan(
    dasar: Edisi, kita: Edisi, mereka: Edisi, pilihan: Pilihan | None = None, *, seluruhnya: bool = False
) -> Rencana:
    """Bring into `kita` what changed from `dasar` to `mereka`; nothing is written. 3 queries a registered part.

    Where no field conflicts, the tree and the main rows that result are looked at too, so that a person can choose
    there as well.
    """
    lama, sini, sana = (isi_cabang(satu, seluruhnya=seluruhnya) for satu in (dasar, kita, mereka))
    ubah, pertentangan = gabung(lama, sini, sana, pilihan, utuh={isi.nama for isi in DAFTAR if isi.utuh})
    if not pertentangan:
        jadi = terapkan_ke(sini, ubah)
        pertentangan = kusut(lama, sini, sana, jadi) + berebut(lama, sini, sana, jadi)
    return Rencana(lama, sini, sana, ubah, pertentangan)


def rencana_rebase(edisi: Edisi, ke: Edisi, pilihan: Pilihan | None = None) -> Rencana:
    """What a rebase of the draft would do; nothing is written. Raises Ditolak for what can be no new base."""
    _tolak_dasar(edisi, ke)
    asal = edisi.asal
    assert asal is not None  # _tolak_dasar
    return rencanakan(asal, edisi, ke, pilihan, seluruhnya=edisi.meralat_id is not None)


def rebase(
    *,
    edisi: Edisi,
    ke: Edisi,
    oleh: Pelaku,
    pilihan: Pilihan | None = None,
    lihat_tindakan: int | None = None,
    alasan: str = "",
) -> list[Pertentangan]:
    """Bring a draft onto the base `ke`, as one act. [] when done; else what must be chosen on, and nothing written.

    `lihat_tindakan`: id of the last act that the person saw on this draft. A ralat moves onto the newer version of
    what it corrects, and corrects that one. What the rules of the data refuse comes back as a choice on each row
    that would change. Raises TidakBerwenang, Terkunci, Bentrok, Ditolak. A fixed number of queries a registered part.
    """
    with transaction.atomic(), atas_nama(oleh):
        terkunci = kunci_rancangan(edisi)
        wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
        samakan_tindakan(terkunci, lihat_tindakan)
        rencana = rencana_rebase(terkunci, ke, pilihan)
        if rencana.pertentangan:
            return rencana.pertentangan
        try:
            with transaction.atomic():
                _pindahkan_dasar(terkunci, ke, rencana, oleh, alasan)
        except Ditolak as galat:
            return tanyakan_semua(rencana, str(galat))
    return []


def _pindahkan_dasar(edisi: Edisi, ke: Edisi, rencana: Rencana, oleh: Pelaku, alasan: str) -> None:
    """Write the merge: content, head, base; one act and one instant, so that history stays exact."""
    tentang: dict[str, Any] = {
        "jenis": JenisTindakan.SESUAIKAN,
        "oleh": oleh,
        "alasan": alasan,
        "ringkas": f"menyesuaikan rancangan dengan edisi {sebut_tanggal(ke)}",
        "rincian": {"asal": [edisi.asal_id, ke.pk], "kepala": sorted(rencana.kepala)},
    }
    saat = timezone.now()
    if rencana.isi:
        terapkan(edisi=edisi, ubah=rencana.isi, **tentang)
        saat = Tindakan.objects.atas(edisi).values_list("pada", flat=True)[0]
    else:
        catat(edisi, saat=saat, **tentang)
    for ruas, nilai in rencana.kepala.items():
        setattr(edisi, ruas, nilai)
    if edisi.meralat_id is not None:
        lama = Edisi.objects.get(pk=edisi.meralat_id)
        if _tempat(edisi) == _tempat(lama):  # else the date itself is what this ralat corrects
            edisi.berlaku_mulai, edisi.urutan = ke.berlaku_mulai, ke.urutan
        edisi.meralat = ke
    edisi.asal = ke
    simpan_tercatat(edisi, saat=saat, alasan=alasan)


def tanyakan_semua(rencana: Rencana, sebab: str) -> list[Pertentangan]:
    """Every row that a merge would write as a choice: for what was refused without naming its rows."""
    return [
        Pertentangan(*butir, "", rencana.dasar.get(butir), rencana.kita.get(butir), rencana.mereka.get(butir), sebab)
        for butir in sorted(rencana.ubah, key=urut_butir)
    ]


def tindakan_dilihat(edisi: Edisi) -> int | None:
    """Id of the newest act on a draft, to be sealed into a form and handed back as `lihat_tindakan`; 1 query."""
    return Tindakan.objects.atas(edisi).values_list("pk", flat=True).first()


def samakan_tindakan(edisi: Edisi, lihat: int | None) -> None:
    """Raises Bentrok where somebody acted on the draft since the person saw it; 1 query, under the draft's lock."""
    if lihat is None:
        return
    terakhir = Tindakan.objects.atas(edisi).first()
    if terakhir is not None and terakhir.pk != lihat:
        raise Bentrok([f"{terakhir.nama_oleh or 'sistem'} {terakhir.ringkas or terakhir.get_jenis_display()}"])


def _tolak_dasar(edisi: Edisi, ke: Edisi) -> None:
    if edisi.asal_id is None:
        raise Ditolak("Rancangan ini tidak disalin dari edisi mana pun, sehingga tidak mempunyai dasar.")
    if ke.daerah_id != edisi.daerah_id or ke.diterbitkan_pada is None or ke.diralat_pada is not None:
        raise Ditolak("Dasar baru adalah edisi terbit daerah ini yang belum diralat.")
    if ke.pk == edisi.asal_id:
        raise Ditolak("Rancangan ini sudah berdasar pada edisi itu.")
    if edisi.meralat_id is not None and keadaan_dasar(edisi).kini != ke:
        raise Ditolak("Ralat hanya dapat dipindahkan ke ralat terbaru atas edisi yang sama.")


def sebut_tanggal(edisi: Edisi) -> str:
    """ "2 Januari 2020", "2 Januari 2020 (ke-2)" for the second edition of that day."""
    if edisi.berlaku_mulai is None:
        return "belum bertanggal"
    urutan = "" if edisi.urutan == 1 else f" (ke-{edisi.urutan})"
    return f"{date_format(edisi.berlaku_mulai, 'j F Y')}{urutan}"
