"""Rules on provisions about the kinds of hubungan kerja."""

from __future__ import annotations

from collections.abc import Iterator

from registry.aturan import (
    LAYAR_BAGIAN,
    Aturan,
    KelengkapanSesuaiIsi,
    Konteks,
    LayarBagian,
    Temuan,
    Tingkat,
    aturan,
)
from relations.models import KetentuanHubungan, KetentuanPelaksanaan

KelengkapanSesuaiIsi.isi["ketentuan"] += [KetentuanHubungan, KetentuanPelaksanaan]


def _jangkar(ketentuan: KetentuanHubungan) -> str:
    """Where a kind stands on its screen."""
    return f"k-{ketentuan.jenis}-{ketentuan.subjek}"


LAYAR_BAGIAN |= {
    "ketentuanhubungan": LayarBagian("ketentuan", _jangkar),
    "ketentuanpelaksanaan": LayarBagian("ketentuan", lambda satu: f"p-{satu.urutan}"),
}


@aturan
class JenisTanpaPasalPelaksana(Aturan):
    kode = "JENIS_TANPA_PASAL"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Lampiran II butir 61 dan butir 77"
    uraian = "Jenis hubungan kerja yang dibuka mempunyai pasal yang melaksanakannya."
    perbaikan = "ketentuan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for ketentuan in k.baris(KetentuanHubungan):
            if not ketentuan.pelaksana:
                yield self.temuan(
                    f"Hubungan {ketentuan.get_jenis_display()} {ketentuan.get_subjek_display()} disebut dalam "
                    f"{ketentuan.rujukan or 'peraturan'}, tetapi tidak ada pasal yang melaksanakannya.",
                    jangkar=_jangkar(ketentuan),
                )
