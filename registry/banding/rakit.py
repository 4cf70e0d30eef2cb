"""The comparison itself: material, sentences, counts."""

from __future__ import annotations

from collections.abc import Sequence

from registry.banding.bahan import Bahan
from registry.banding.bentuk import Banding, Kalimat, KelompokBanding, bilang
from registry.banding.daftar import BAGIAN_BANDING
from registry.banding.peristiwa import semua_peristiwa
from registry.banding.sisa import dasar, lainnya, ragu, tak_bertuan
from registry.banding.susunan import penerus
from registry.models import Edisi


def bandingkan(lama: Edisi | None, baru: Edisi, *, antara: Sequence[Edisi] = (), publik: bool = False) -> Banding:
    """What `baru` changes against `lama` (None: nothing to compare with), in sentences.

    antara: the published editions between the two, oldest first; their events are told too. publik: whoever reads
    may be anybody, so that names come from published editions alone.
    Queries: 1 a registered model and side, and a fixed number beside, whatever the size of the editions.
    """
    b = Bahan(lama, baru, antara=antara, publik=publik)
    b.peristiwa = semua_peristiwa(b)
    b.penerus = penerus(b.peristiwa)
    semua: list[tuple[int, KelompokBanding]] = []
    for bagian in BAGIAN_BANDING:
        kelompok = KelompokBanding(bagian.kode, bagian.judul)
        kelompok.kalimat = list(bagian.cerita(b))
        kelompok.ragu = list(ragu(b, bagian))
        kelompok.kalimat += lainnya(b, bagian)
        kelompok.tetap = bagian.tetap(b, kelompok.kalimat) if bagian.tetap is not None else ""
        semua.append((bagian.urutan, kelompok))
    semua.append((70, KelompokBanding("dasar", "Dasar hukum", list(dasar(b)))))
    semua.append((90, KelompokBanding("lain", "Lain-lain", list(tak_bertuan(b)))))
    kelompok_semua = [
        satu for _, satu in sorted(semua, key=lambda satu: satu[0]) if satu.kalimat or satu.ragu or satu.tetap
    ]
    hitungan = _hitung(b, kelompok_semua)
    return Banding(lama, baru, kelompok_semua, hitungan, _pembuka(b, kelompok_semua), b.antara)


def _hitung(b: Bahan, semua: Sequence[KelompokBanding]) -> list[tuple[str, int]]:
    """How much of each sort: bodies where sentences name any, else sentences; last, the units that stay as they are."""
    badan: dict[str, set[int]] = {}
    tanpa: dict[str, int] = {}
    for satu in (satu for kelompok in semua for satu in kelompok.kalimat if satu.jenis):
        if satu.badan:
            badan.setdefault(satu.jenis, set()).update(satu.badan)
        else:
            tanpa[satu.jenis] = tanpa.get(satu.jenis, 0) + 1
    urut = dict.fromkeys(satu.jenis for kelompok in semua for satu in kelompok.kalimat if satu.jenis)
    hasil = [(jenis, len(badan.get(jenis, ())) + tanpa.get(jenis, 0)) for jenis in urut]
    if b.dapat_dibanding("struktur"):
        hasil.append(("tetap", len(_tetap(b, semua))))
    return hasil


def _tetap(b: Bahan, semua: Sequence[KelompokBanding]) -> set[int]:
    """Bodies of both trees of which nothing is told."""
    disebut = {badan for kelompok in semua for satu in kelompok.kalimat for badan in satu.badan}
    return (b.pohon_lama.keys() & b.pohon_baru.keys()) - disebut


def _pembuka(b: Bahan, semua: Sequence[KelompokBanding]) -> str:
    """The first sentence: how many bodies changed, how many were only carried along."""
    kalimat: list[Kalimat] = [satu for kelompok in semua for satu in kelompok.kalimat]
    pokok = {badan for satu in kalimat if not satu.lipat for badan in satu.badan}
    ikut = {badan for satu in kalimat if satu.lipat for badan in satu.badan} - pokok
    if b.lama is None:
        return f"Seluruh isinya baru: {bilang(len(b.pohon_baru))} unit, tanpa edisi pembanding."
    if not b.dapat_dibanding("struktur") and not pokok:
        return "Apa yang berubah belum diketahui."
    if not kalimat:
        return "Tidak ada yang berubah."
    if not pokok and not ikut:
        return f"{_kapital(bilang(len(kalimat)))} ketentuan berubah; tidak satu pun perangkat daerah berubah."
    if not pokok:
        return f"{_kapital(bilang(len(ikut)))} unit hanya bergeser nomor, huruf, atau dasarnya."
    sisa = f"; {bilang(len(ikut))} lainnya hanya ikut bergeser" if ikut else ""
    return f"{_kapital(bilang(len(pokok)))} perangkat daerah berubah{sisa}."


def _kapital(teks: str) -> str:
    return teks[:1].upper() + teks[1:]
