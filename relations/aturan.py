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
from registry.models import JenisUnit
from relations.models import BidangStafAhli, KetentuanHubungan, KetentuanPelaksanaan, Urusan, UrusanPerangkat

KelengkapanSesuaiIsi.isi["ketentuan"] += [KetentuanHubungan, KetentuanPelaksanaan]


def _jangkar(ketentuan: KetentuanHubungan) -> str:
    """Where a kind stands on its screen."""
    return f"k-{ketentuan.jenis}-{ketentuan.subjek}"


LAYAR_BAGIAN |= {
    "ketentuanhubungan": LayarBagian("ketentuan", _jangkar),
    "ketentuanpelaksanaan": LayarBagian("ketentuan", lambda satu: f"p-{satu.urutan}"),
    "bidangstafahli": LayarBagian("struktur"),
    "urusanperangkat": LayarBagian("struktur"),
}

#: Names that one finding tells before the rest becomes a number.
TAMPIL = 8


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


@aturan
class UrusanDalamBidangStafAhli(Aturan):
    kode = "URUSAN_TANPA_STAF_AHLI"
    tingkat = Tingkat.CATATAN
    dasar_hukum = "PP 18/2016 Pasal 102"
    uraian = "Urusan yang ditangani perangkat daerah ada dalam bidang salah satu Staf Ahli, bila bidangnya dicatat."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        """One finding an edition; 1 query where both fields and matters are recorded."""
        bidang = {satu.urusan_id for satu in k.baris(BidangStafAhli)}
        ditangani = {satu.urusan_id for satu in k.baris(UrusanPerangkat)}
        if not bidang or not ditangani:
            return
        semua = {satu.pk: satu for satu in Urusan.objects.filter(pk__in=bidang | ditangani).order_by("nama")}
        induk = {satu.bagian_dari_id for satu in semua.values() if satu.pk in bidang}
        tanpa = [
            satu.nama
            for satu in semua.values()
            if satu.pk in ditangani and satu.pk not in bidang | induk and satu.bagian_dari_id not in bidang
        ]
        if tanpa:
            lebih = f" dan {len(tanpa) - TAMPIL} lain" if len(tanpa) > TAMPIL else ""
            yield self.temuan(f"Tidak dibidangi Staf Ahli mana pun: {', '.join(tanpa[:TAMPIL])}{lebih}.")


@aturan
class BidangMilikStafAhli(Aturan):
    kode = "BIDANG_BUKAN_STAF_AHLI"
    tingkat = Tingkat.CATATAN
    dasar_hukum = "PP 18/2016 Pasal 102"
    uraian = "Yang mempunyai bidang Staf Ahli adalah Staf Ahli dalam bagan."
    perbaikan = "struktur"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for badan in dict.fromkeys(satu.staf_ahli_id for satu in k.baris(BidangStafAhli)):
            unit = k.kedudukan.get(badan)
            if unit is None or unit.jenis != JenisUnit.STAF_AHLI:
                kata = "tidak ada dalam bagan" if unit is None else "bukan Staf Ahli dalam bagan"
                yield self.temuan(f"{k.nama(badan)} mempunyai bidang Staf Ahli, tetapi {kata}.", badan)
