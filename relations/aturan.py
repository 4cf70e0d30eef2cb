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
from registry.models import JenisUnit, Kelengkapan
from relations.models import (
    BidangStafAhli,
    HubunganKerja,
    JenisHubungan,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    SubjenisKoordinatif,
    Urusan,
    UrusanPerangkat,
)
from relations.pembuka import menyebut_subjenis, pembuka, subjek_antara

KelengkapanSesuaiIsi.isi["ketentuan"] += [KetentuanHubungan, KetentuanPelaksanaan]


def _jangkar(ketentuan: KetentuanHubungan) -> str:
    """Where a kind stands on its screen."""
    return f"k-{ketentuan.jenis}-{ketentuan.subjek}"


LAYAR_BAGIAN |= {
    "ketentuanhubungan": LayarBagian("ketentuan", _jangkar),
    "ketentuanpelaksanaan": LayarBagian("ketentuan", lambda satu: f"p-{satu.urutan}"),
    "bidangstafahli": LayarBagian("struktur"),
    "urusanperangkat": LayarBagian("struktur"),
    "hubungankerja": LayarBagian("hubungan"),
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
    tingkat = Tingkat.GALAT
    dasar_hukum = "PP 18/2016 Pasal 102"
    uraian = "Yang mempunyai bidang Staf Ahli adalah Staf Ahli dalam bagan."
    perbaikan = "bidang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for badan in dict.fromkeys(satu.staf_ahli_id for satu in k.baris(BidangStafAhli)):
            unit = k.kedudukan.get(badan)
            if unit is None or unit.jenis != JenisUnit.STAF_AHLI:
                kata = "tidak ada dalam bagan" if unit is None else "bukan Staf Ahli dalam bagan"
                yield self.temuan(
                    f"{k.nama(badan)} mempunyai bidang Staf Ahli, tetapi {kata}. Keluarkan bidangnya, atau jadikan "
                    "unit itu Staf Ahli dalam struktur.",
                    badan,
                )


# --- Typed relations --------------------------------------------------------------------------------


def sebut_hubungan(k: Konteks, satu: HubunganKerja) -> str:
    """A typed relation in words, the same as long as it is the same."""
    jenis = f"{satu.get_jenis_display()} {satu.get_subjenis_display()}" if satu.subjenis else satu.get_jenis_display()
    return f"hubungan {jenis} {k.nama(satu.dari_id)} dengan {k.nama(satu.ke_id)}"


def _pembuka(k: Konteks, satu: HubunganKerja) -> KetentuanHubungan | None:
    """The provision that enables the kind of a typed relation between its two bodies."""
    ujung = (k.kedudukan.get(badan) for badan in (satu.dari_id, satu.ke_id))
    subjek = subjek_antara(*(unit.jenis for unit in ujung if unit is not None))
    return pembuka(k.baris(KetentuanHubungan), satu.jenis, *subjek)


@aturan
class HubunganTakDibuka(Aturan):
    kode = "HUBUNGAN_TAK_DIBUKA"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "Permendagri 33/2008"
    uraian = "Hubungan kerja yang dicatat tersendiri berjenis yang dibuka peraturan bagi kedua pihaknya."
    perbaikan = "hubungan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        # Of provisions that are known in part or not at all nobody can say that they leave a kind out.
        if k.edisi.kelengkapan("ketentuan") not in (Kelengkapan.LENGKAP, Kelengkapan.TIDAK_DIATUR):
            return
        for satu in k.baris(HubunganKerja):
            if _pembuka(k, satu) is None:
                yield self.temuan(
                    f"Dicatat {sebut_hubungan(k, satu)}, padahal peraturan tidak membuka jenis itu bagi keduanya.",
                    satu.dari_id,
                )


@aturan
class HubunganDalamBagan(Aturan):
    kode = "HUBUNGAN_DI_LUAR_BAGAN"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "PP 18/2016 Pasal 3"
    uraian = "Kedua pihak hubungan kerja yang dicatat tersendiri ada dalam susunan."
    perbaikan = "hubungan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for satu in k.baris(HubunganKerja):
            for badan in (satu.dari_id, satu.ke_id):
                if badan not in k.kedudukan:
                    yield self.temuan(
                        f"Dicatat {sebut_hubungan(k, satu)}, tetapi {k.nama(badan)} tidak ada dalam bagan.", badan
                    )


@aturan
class SubjenisDirinci(Aturan):
    kode = "SUBJENIS_TAK_DIRINCI"
    tingkat = Tingkat.CATATAN
    dasar_hukum = "Perbup Pesawaran 38/2022 Pasal 19 ayat (3)"
    uraian = "Subjenis koordinatif hanya dicatat bila peraturan merincinya."
    perbaikan = "hubungan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for satu in k.baris(HubunganKerja):
            ketentuan = _pembuka(k, satu) if satu.jenis == JenisHubungan.KOORDINATIF and satu.subjenis else None
            if ketentuan is not None and not menyebut_subjenis(ketentuan, SubjenisKoordinatif(satu.subjenis)):
                yield self.temuan(
                    f"Dicatat {sebut_hubungan(k, satu)}, padahal {ketentuan.rujukan or 'peraturan'} tidak merinci "
                    "subjenis itu.",
                    satu.dari_id,
                )
