"""Is there a body already? Before a unit is added, bodies of the region that its name may mean, also by what they
were called in other editions and drafts, by abbreviations and by other names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from registry.models import Edisi, Kedudukan, NamaLain, PerangkatDaerah
from registry.pencarian.cari import cari
from registry.pencarian.jarak import JAUH, jarak, toleransi
from registry.pencarian.normalisasi import inisial, isi, pecah

#: Share of the telling words that two names must have in common.
MIRIP = 0.5


@dataclass(frozen=True, slots=True)
class Calon:
    """A body that may be meant. `lewat`: the name by which it was found; `masa`: when it stood, in words; `tempat`:
    its name in the edition asked about, "" where it does not stand there (only then can it be put there); `batal`: it
    comes from drafts that were all called off."""

    badan: PerangkatDaerah
    nama: str
    lewat: str
    masa: str
    tempat: str
    nilai: float
    batal: bool


def cari_calon(edisi: Edisi, nama: str, singkatan: str = "", *, tanggal: date, batas: int = 6) -> list[Calon]:
    """Bodies of the edition's region whose name is like this one, the likeliest first, those of called-off drafts
    last; up to 9 queries."""
    skor: dict[int, tuple[float, str]] = {}
    cari_teks = [teks for teks in (nama, singkatan) if teks.strip()]
    for badan, sebutan in _nama_semua(edisi):
        nilai = max((_mirip(teks, sebutan) for teks in cari_teks), default=0.0)
        if nilai >= MIRIP and nilai > skor.get(badan, (0.0, ""))[0]:
            skor[badan] = (nilai, sebutan)
    for hasil in cari(nama, tanggal=tanggal, daerah=edisi.daerah, batas=batas):
        if hasil.lengkap and not hasil.kelompok:
            skor.setdefault(hasil.perangkat_daerah_id, (MIRIP, hasil.lewat or hasil.nama))
    semua = PerangkatDaerah.objects.select_related("dialihkan_ke").in_bulk(list(skor))
    pakai: dict[int, tuple[PerangkatDaerah, float, str]] = {}
    for pk, badan_asli in semua.items():
        satu = badan_asli.dialihkan_ke or badan_asli
        nilai, lewat = skor[pk]
        if satu.pk not in pakai or nilai > pakai[satu.pk][1]:
            pakai[satu.pk] = (satu, nilai, lewat)
    masa = _masa(edisi, pakai)
    tempat = dict(
        Kedudukan.objects.pada(edisi).filter(perangkat_daerah__in=pakai).values_list("perangkat_daerah", "nama")
    )
    batal = set(PerangkatDaerah.objects.hanya_dibatalkan().filter(pk__in=pakai).values_list("pk", flat=True))
    calon = [
        Calon(
            satu,
            masa[pk][0],
            lewat if lewat != masa[pk][0] else "",
            "dari rancangan yang dibatalkan" if pk in batal else masa[pk][1],
            tempat.get(pk, ""),
            nilai,
            pk in batal,
        )
        for pk, (satu, nilai, lewat) in pakai.items()
    ]
    return sorted(calon, key=lambda satu: (satu.batal, -satu.nilai, satu.nama, satu.badan.pk))[:batas]


def _nama_semua(edisi: Edisi) -> Iterable[tuple[int, str]]:
    """(body, a name of it) of the whole region: 3 queries."""
    milik = PerangkatDaerah.objects.filter(daerah=edisi.daerah_id).order_by()
    yield from milik.values_list("pk", "nama")
    lain = NamaLain.objects.filter(perangkat_daerah__daerah=edisi.daerah_id).order_by()
    yield from lain.values_list("perangkat_daerah", "nama")
    tempat = Kedudukan.objects.filter(edisi__daerah=edisi.daerah_id).order_by()
    for badan, nama, singkatan in tempat.values_list("perangkat_daerah", "nama", "singkatan").distinct():
        yield badan, nama
        if singkatan:
            yield badan, singkatan


def _mirip(satu: str, lain: str) -> float:
    """0 … 1: how much of the telling words of the longer name stand in the other one, slips forgiven. An abbreviation
    counts as the name that it abbreviates."""
    kata, kata_lain = pecah(satu), pecah(lain)
    if not kata or not kata_lain:
        return 0.0
    if kata == kata_lain:
        return 1.0
    if "".join(kata) in (inisial(kata_lain), _singkat(kata_lain)) or "".join(kata_lain) in (
        inisial(kata),
        _singkat(kata),
    ):
        return 0.9
    penentu, penentu_lain = isi(kata), isi(kata_lain)
    kena = sum(any(_sama(ini, itu) for itu in penentu_lain) for ini in penentu)
    bagian = kena / max(len(penentu), len(penentu_lain))
    # All of the shorter name stands in the longer one: "Dinas Perikanan", "Dinas Kelautan dan Perikanan".
    termuat = kena == min(len(penentu), len(penentu_lain)) and kena > 0
    return max(0.95 * bagian, 0.5 if termuat else 0.0)


def _singkat(kata: list[str]) -> str:
    """Initials of any length, for abbreviations of two or three letters."""
    return "".join(satu[0] for satu in kata)


def _sama(ini: str, itu: str) -> bool:
    maks = min(toleransi(ini), toleransi(itu))
    return ini == itu or (maks > 0 and jarak(ini, itu, maks) < JAUH)


def _masa(edisi: Edisi, badan: Mapping[int, tuple[PerangkatDaerah, float, str]]) -> dict[int, tuple[str, str]]:
    """{body: (its last name, when it stood in published editions, in words)}; 1 query."""
    terbit = Edisi.objects.terbit().filter(daerah=edisi.daerah_id).dengan_akhir().menurut_waktu()
    urut = list(terbit)
    nomor = {satu.pk: tempat for tempat, satu in enumerate(urut)}
    berdiri: dict[int, dict[int, str]] = {}
    baris = Kedudukan.objects.filter(edisi__in=nomor, perangkat_daerah__in=badan).order_by()
    for pk, edisi_pk, nama in baris.values_list("perangkat_daerah", "edisi", "nama"):
        berdiri.setdefault(pk, {})[nomor[edisi_pk]] = nama
    hasil = {}
    for pk, (satu, _, _) in badan.items():
        ada = berdiri.get(pk)
        if not ada:
            hasil[pk] = (satu.nama, "belum pernah ada dalam edisi terbit")
            continue
        awal, akhir = urut[min(ada)], urut[max(ada)]
        mulai = awal.berlaku_mulai.year if awal.berlaku_mulai is not None else ""
        if max(ada) == len(urut) - 1:
            masa = f"dalam edisi sejak {mulai}"
        else:
            sampai = akhir.berlaku_sampai
            masa = f"dalam edisi {mulai}–{sampai.year if sampai else mulai}, sekarang tidak ada"
        hasil[pk] = (ada[max(ada)], masa)
    return hasil
