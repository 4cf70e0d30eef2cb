"""Acts on the org tree of a draft: move, add, change, take out.

Each locks the draft, reads its tree (1 query), works out the least change, and ends in one `terapkan`, so that it is
one act, undone as one. `lihat`: what the person saw of places, {body id: values}; of it only the rows that the act
touches are compared. All return the act in one line as the user would say it, "" where nothing was to be done.
Raises as `terapkan` does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction
from django.utils.text import slugify

from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import Nilai, Ubah
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah
from registry.riwayat import satu_tindakan
from registry.services.acuan import simpan_badan
from registry.services.dasar import Pelaku
from registry.services.isi import kunci_rancangan, terapkan

#: Room left between two sisters, so that later ones fit in between without renumbering.
LANGKAH = 16
ISI = "kedudukan"

Lihat = Mapping[int, Nilai]


class Arah(StrEnum):
    """One step: before the sister above, after the one below, under the sister above, out after the parent."""

    NAIK = "naik"
    TURUN = "turun"
    MASUK = "masuk"
    KELUAR = "keluar"


class Letak(StrEnum):
    """Where among its new sisters a unit goes."""

    AKHIR = "akhir"
    AWAL = "awal"


@dataclass(frozen=True, slots=True)
class Simpul:
    badan: int
    induk: int | None
    urutan: int
    nama: str


@dataclass(slots=True)
class Bagan:
    """A tree in memory: nodes by body, and the children of each in their order."""

    simpul: dict[int, Simpul] = field(default_factory=dict)
    anak: dict[int | None, list[int]] = field(default_factory=dict)

    @classmethod
    def baca(cls, edisi: Edisi) -> Bagan:
        """1 query. Sisters in the order in which `pohon.susun` puts them."""
        baris = (
            Kedudukan.objects.pada(edisi)
            .order_by("urutan", "nama", "id")
            .values_list("perangkat_daerah_id", "induk__perangkat_daerah_id", "urutan", "nama")
        )
        bagan = cls()
        for badan, induk, urutan, nama in baris:
            bagan.simpul[badan] = Simpul(badan, induk, urutan, nama)
            bagan.anak.setdefault(induk, []).append(badan)
        return bagan

    def nama(self, badan: int) -> str:
        return self.simpul[badan].nama

    def keturunan(self, badan: int) -> list[int]:
        """The unit and all below it, parents first."""
        semua = [badan]
        for satu in semua:
            semua += self.anak.get(satu, [])
        return semua

    def saudara(self, badan: int) -> list[int]:
        return self.anak[self.simpul[badan].induk]


def pindahkan(
    *,
    edisi: Edisi,
    badan: int,
    ke: int,
    lihat: Lihat,
    oleh: Pelaku,
    sebelum: int | None = None,
    letak: Letak = Letak.AKHIR,
    alasan: str = "",
) -> str:
    """Put a unit under another one: before the child `sebelum`, or else first or last. A subtree goes along."""
    with transaction.atomic():
        bagan = Bagan.baca(kunci_rancangan(edisi))
        _ada(bagan, badan, lihat)
        _ada(bagan, ke, lihat)
        saudara = [satu for satu in bagan.anak.get(ke, []) if satu != badan]
        if sebelum is not None and sebelum not in saudara and sebelum != badan:
            nama = bagan.nama(sebelum) if sebelum in bagan.simpul else "unit di sebelahnya"
            raise Bentrok([f"{nama} sudah tidak lagi di bawah {bagan.nama(ke)}"], [(ISI, (sebelum,))])
        if sebelum == badan:  # dropped on its own place
            return ""
        di = saudara.index(sebelum) if sebelum is not None else 0 if letak == Letak.AWAL else len(saudara)
        return _taruh(bagan, edisi, badan, ke, di, lihat, oleh, alasan)


def geser(*, edisi: Edisi, badan: int, arah: Arah, lihat: Lihat, oleh: Pelaku, alasan: str = "") -> str:
    """Move a unit one step."""
    with transaction.atomic():
        bagan = Bagan.baca(kunci_rancangan(edisi))
        _ada(bagan, badan, lihat)
        simpul, saudara = bagan.simpul[badan], bagan.saudara(badan)
        tempat, lain = saudara.index(badan), [satu for satu in saudara if satu != badan]
        if simpul.induk is None:
            raise Ditolak(f"{simpul.nama} adalah pangkal bagan dan tidak dapat dipindah.")
        if arah in (Arah.NAIK, Arah.MASUK) and tempat == 0:
            raise Ditolak(f"{simpul.nama} sudah paling atas di bawah {bagan.nama(simpul.induk)}.")
        if arah is Arah.TURUN and tempat == len(lain):
            raise Ditolak(f"{simpul.nama} sudah paling bawah di bawah {bagan.nama(simpul.induk)}.")
        if arah is Arah.MASUK:
            ke = lain[tempat - 1]
            return _taruh(bagan, edisi, badan, ke, len(bagan.anak.get(ke, [])), lihat, oleh, alasan)
        if arah is Arah.KELUAR:
            nenek = bagan.simpul[simpul.induk].induk
            if nenek is None:
                raise Ditolak(f"{simpul.nama} sudah langsung di bawah pangkal bagan.")
            di = bagan.anak[nenek].index(simpul.induk) + 1
            return _taruh(bagan, edisi, badan, nenek, di, lihat, oleh, alasan)
        di = tempat - 1 if arah is Arah.NAIK else tempat + 1
        return _taruh(bagan, edisi, badan, simpul.induk, di, lihat, oleh, alasan)


def tambahkan(
    *, edisi: Edisi, induk: int | None, nilai: Nilai, badan: PerangkatDaerah | None, oleh: Pelaku, alasan: str = ""
) -> str:
    """Put a body into the tree as the last child of `induk` (None: as root of an empty tree). Without a body a new
    one is made; then both are there, or neither."""
    with transaction.atomic(), satu_tindakan():
        if badan is None:
            badan = _badan_baru(edisi, str(nilai["nama"]), oleh, alasan)
        bagan = Bagan.baca(kunci_rancangan(edisi))
        if badan.pk in bagan.simpul:
            raise Ditolak(f"{badan} sudah ada dalam bagan ini sebagai {bagan.nama(badan.pk)}.")
        if induk is not None:
            _ada(bagan, induk, {})
        saudara = [bagan.simpul[satu] for satu in bagan.anak.get(induk, [])]
        urutan, _ = sisipan(saudara, len(saudara), 0)
        tempat = f" di bawah {bagan.nama(induk)}" if induk is not None else ""
        ringkas = f"{nilai['nama']} ditambahkan{tempat}"
        baris = (ISI, (badan.pk,))
        ubah: Ubah = {baris: {**nilai, "induk": induk, "urutan": urutan}}
        terapkan(edisi=edisi, ubah=ubah, lihat={baris: None}, oleh=oleh, alasan=alasan, ringkas=ringkas)
        return ringkas


def keluarkan(*, edisi: Edisi, badan: int, beserta: bool, lihat: Lihat, oleh: Pelaku, alasan: str = "") -> str:
    """Take a unit out of the draft; with `beserta` all that stands below it too, as one act. `lihat` must hold every
    unit that goes: one that came in since is a conflict."""
    with transaction.atomic():
        bagan = Bagan.baca(kunci_rancangan(edisi))
        _ada(bagan, badan, lihat)
        semua = bagan.keturunan(badan)
        nama = bagan.nama(badan)
        if len(semua) > 1 and bagan.simpul[badan].induk is None:
            raise Ditolak(f"{nama} adalah pangkal bagan: pindahkan atau keluarkan dulu unit di bawahnya.")
        if len(semua) > 1 and not beserta:
            bawahan = ", ".join(bagan.nama(satu) for satu in bagan.anak[badan][:3])
            raise Ditolak(
                f"{nama} masih membawahi {len(semua) - 1} unit ({bawahan}…). Pindahkan dulu, atau keluarkan beserta "
                "bawahannya."
            )
        ringkas = f"{nama} dikeluarkan" + (f" beserta {len(semua) - 1} unit di bawahnya" if len(semua) > 1 else "")
        terapkan(
            edisi=edisi,
            ubah={(ISI, (satu,)): None for satu in semua},
            lihat={(ISI, (satu,)): lihat.get(satu) for satu in semua},
            oleh=oleh,
            alasan=alasan,
            ringkas=ringkas,
        )
        return ringkas


def sisipan(saudara: Sequence[Simpul], di: int, kini: int) -> tuple[int, dict[int, int]]:
    """(number of a unit put at place `di` among these sisters, new numbers of the sisters that must make room).

    `kini`: the number that it has; kept where it fits. Only where two sisters stand shoulder to shoulder do those
    below give way: up to the next gap, or else with room between them. O(n), no query.
    """
    bawah = saudara[di - 1].urutan if di else -1
    atas = saudara[di].urutan if di < len(saudara) else None
    if bawah < kini and (atas is None or kini < atas):
        return kini, {}
    if atas is None:
        return bawah + LANGKAH, {}
    if atas - bawah > 1:
        return (bawah + atas) // 2, {}
    geser = _beri_tempat(saudara[di:], bawah, 1)
    if len(geser) == len(saudara) - di:
        return bawah + LANGKAH, _beri_tempat(saudara[di:], bawah + LANGKAH - 1, LANGKAH)
    return bawah + 1, geser


def _beri_tempat(saudara: Sequence[Simpul], bawah: int, langkah: int) -> dict[int, int]:
    """New numbers after `bawah + 1`, until a sister already stands behind what precedes her."""
    geser = {}
    terakhir = bawah + 1
    for satu in saudara:
        if satu.urutan > terakhir:
            break
        terakhir += langkah
        geser[satu.badan] = terakhir
    return geser


def kunci_baru(daerah: Daerah, nama: str) -> str:
    """A key for documents that no body of the region has yet; 1 query."""
    dasar = slugify(nama)[:140] or "unit"
    terpakai = set(
        PerangkatDaerah.objects.filter(daerah=daerah, kunci__startswith=dasar).values_list("kunci", flat=True)
    )
    calon = [dasar, *(f"{dasar}-{nomor}" for nomor in range(2, len(terpakai) + 3))]
    return next(satu for satu in calon if satu not in terpakai)


def _badan_baru(edisi: Edisi, nama: str, oleh: Pelaku, alasan: str) -> PerangkatDaerah:
    """A body of the draft's region, which is locked before its keys are read: two may add the same name at once."""
    daerah = Daerah.objects.select_for_update(no_key=True).get(pk=edisi.daerah_id)
    badan = PerangkatDaerah(daerah=daerah, nama=nama, kunci=kunci_baru(daerah, nama))
    simpan_badan(objek=badan, oleh=oleh, lihat=None, alasan=alasan)
    return badan


def _ada(bagan: Bagan, badan: int, lihat: Lihat) -> None:
    """The unit stands in this draft. Where the person saw it there, somebody took it out since."""
    if badan in bagan.simpul:
        return
    if badan in lihat:
        nama = PerangkatDaerah.objects.filter(pk=badan).values_list("nama", flat=True).first()
        raise Bentrok([f"{nama} sudah dikeluarkan dari rancangan"], [(ISI, (badan,))])
    raise Ditolak("Unit itu tidak ada dalam rancangan ini.")


def _taruh(bagan: Bagan, edisi: Edisi, badan: int, ke: int, di: int, lihat: Lihat, oleh: Pelaku, alasan: str) -> str:
    """Write a unit as child number `di` of `ke` (itself not counted), and the sisters that must make room."""
    simpul = bagan.simpul[badan]
    if simpul.induk is None:
        raise Ditolak(f"{simpul.nama} adalah pangkal bagan dan tidak dapat dipindah.")
    if ke == badan:
        raise Ditolak(f"{simpul.nama} tidak dapat dipindah ke bawah dirinya sendiri.")
    if ke in bagan.keturunan(badan):
        raise Ditolak(
            f"{simpul.nama} tidak dapat dipindah ke bawah {bagan.nama(ke)}, karena {bagan.nama(ke)} berada di bawahnya."
        )
    lama = bagan.saudara(badan)
    saudara = [bagan.simpul[satu] for satu in bagan.anak.get(ke, []) if satu != badan]
    if simpul.induk == ke and lama.index(badan) == di:
        return ""
    urutan, geser = sisipan(saudara, di, simpul.urutan)
    baru: Nilai = {"induk": ke, "urutan": urutan}
    kini: Nilai = {"induk": simpul.induk, "urutan": simpul.urutan}
    ubah: Ubah = {(ISI, (satu,)): {"urutan": nomor} for satu, nomor in geser.items()}
    ubah[ISI, (badan,)] = {ruas: nilai for ruas, nilai in baru.items() if nilai != kini[ruas]}
    if simpul.induk != ke:
        ringkas = f"{simpul.nama} dipindah ke bawah {bagan.nama(ke)}"
    elif di < len(saudara):
        ringkas = f"{simpul.nama} dipindah ke atas {saudara[di].nama}"
    else:
        ringkas = f"{simpul.nama} dipindah ke paling bawah di {bagan.nama(ke)}"
    terlihat: Ubah = {baris: dict(lihat[baris[1][0]]) for baris in ubah if baris[1][0] in lihat}
    terapkan(edisi=edisi, ubah=ubah, lihat=terlihat, oleh=oleh, alasan=alasan, ringkas=ringkas)
    return ringkas
