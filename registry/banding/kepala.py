"""What editions say of themselves: how complete they are, where that stands, by which regulation, from when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.banding.bahan import TAK_DIKETAHUI, Bahan
from registry.banding.bentuk import Kalimat, Teks, baru, lama, rangkai
from registry.banding.daftar import BagianBanding
from registry.halaman.edisi import NAMA_BAGIAN
from registry.models import BAGIAN
from registry.templatetags.rentang import tgl_polos


def cerita(b: Bahan) -> Iterator[Kalimat]:
    """Differences of the heads; nothing where there is no older side."""
    if b.lama is None:
        return
    for bagian in BAGIAN:
        nama = NAMA_BAGIAN[bagian]
        dulu, kini = b.lama.kelengkapan(bagian), b.baru.kelengkapan(bagian)
        if dulu != kini:
            teks = rangkai("{}: dari {} menjadi {}.", nama, lama(str(dulu.label)), baru(str(kini.label)))
            yield Kalimat("Kelengkapan", teks, "kelengkapannya berubah")
        if dulu in TAK_DIKETAHUI or kini in TAK_DIKETAHUI:
            continue  # where nobody looked, the words about it say nothing of the law
        for ruas, sebutan in (("rujukan", "letak dalam naskah"), ("keterangan", "keterangan")):
            semula, menjadi = getattr(b.lama, f"{bagian}_{ruas}"), getattr(b.baru, f"{bagian}_{ruas}")
            if semula != menjadi:
                yield Kalimat("Sumber", _dari_ke(f"{nama}, {sebutan}", semula, menjadi), "keterangannya berubah")
    if b.ralat:
        yield from _ralat(b, b.lama)


def _ralat(b: Bahan, dahulu: Any) -> Iterator[Kalimat]:
    """A correction may correct the cause and the date; between two editions these always differ."""
    if dahulu.peraturan_id != b.baru.peraturan_id:
        semula, menjadi = (str(satu.peraturan or "") for satu in (dahulu, b.baru))
        yield Kalimat("Peraturan", _dari_ke("Peraturan penyebab", semula, menjadi), "keterangannya berubah")
    if (dahulu.berlaku_mulai, dahulu.urutan) != (b.baru.berlaku_mulai, b.baru.urutan):
        tanggal = [f"{tgl_polos(satu.berlaku_mulai)}, urutan {satu.urutan}" for satu in (dahulu, b.baru)]
        yield Kalimat("Tanggal", _dari_ke("Berlaku mulai", *tanggal), "keterangannya berubah")


def _dari_ke(nama: str, semula: str, menjadi: str) -> Teks:
    if not semula:
        return rangkai("{}: {}.", nama, baru(menjadi))
    if not menjadi:
        return rangkai("{}: {} dihapus.", nama, lama(semula))
    return rangkai("{}: dari {} menjadi {}.", nama, lama(semula), baru(menjadi))


KEPALA = BagianBanding(kode="kepala", judul="Kelengkapan dan sumber", urutan=80, cerita=cerita, sebut={})
