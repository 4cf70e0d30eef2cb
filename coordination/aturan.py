"""Rules on spans of coordination."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from coordination.hubungan import turunkan
from coordination.koordinator import koordinator_edisi
from coordination.models import RentangKoordinasi
from registry.aturan import (
    LAYAR_BAGIAN,
    PENATAUSAHAAN,
    Aturan,
    KelengkapanSesuaiIsi,
    Konteks,
    LayarBagian,
    Temuan,
    Tingkat,
    aturan,
)
from registry.models import JenisUnit, Kelengkapan
from relations.aturan import sebut_hubungan
from relations.models import HubunganKerja

KelengkapanSesuaiIsi.isi["rentang"].append(RentangKoordinasi)
LAYAR_BAGIAN["rentangkoordinasi"] = LayarBagian("rentang")

#: Units that the regulations put under a koordinator; offices and classes outside of it need none.
BERKOORDINATOR = {
    JenisUnit.SEKRETARIAT_DPRD,
    JenisUnit.INSPEKTORAT,
    JenisUnit.DINAS,
    JenisUnit.BADAN,
    JenisUnit.KANTOR,
    JenisUnit.SATPOL_PP,
    JenisUnit.KECAMATAN,
    JenisUnit.RSUD,
    JenisUnit.BAGIAN,
}


@aturan
class KoordinatorAsistenAtauSekda(Aturan):
    kode = "KOORDINATOR"
    tingkat = Tingkat.GALAT
    dasar_hukum = "PP 18/2016 Pasal 77"
    uraian = "Yang mengoordinasikan adalah Asisten, atau Sekretaris Daerah bila peraturan menyebutnya."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        boleh = {JenisUnit.ASISTEN, JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH}
        for koordinator in {rentang.koordinator_id for rentang in k.baris(RentangKoordinasi)}:
            unit = k.kedudukan.get(koordinator)
            if unit is None:
                yield self.temuan(
                    f"{k.nama(koordinator)} menjadi koordinator, tetapi tidak ada dalam bagan.", koordinator
                )
            elif unit.jenis not in boleh:
                yield self.temuan(
                    f"{unit.nama} menjadi koordinator, padahal bukan Asisten atau Sekretaris Daerah.", koordinator
                )


@aturan
class SatuKoordinator(Aturan):
    kode = "DUA_KOORDINATOR"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Lampiran II butir 77"
    uraian = "Satu unit disebut dalam satu rentang saja."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        sebutan: dict[int, list[int]] = {}
        for rentang in k.baris(RentangKoordinasi):
            sebutan.setdefault(rentang.unit_id, []).append(rentang.koordinator_id)
        for unit, koordinator in sebutan.items():
            if len(koordinator) > 1:
                siapa = " dan ".join(sorted({k.nama(satu) for satu in koordinator}))
                yield self.temuan(f"{k.nama(unit)} disebut lebih dari satu kali, dalam rentang {siapa}.", unit)


@aturan
class SatuSebutanUtama(Aturan):
    kode = "SEBUTAN_UTAMA"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Dari semua penyebutan satu unit dalam rentang, satu yang utama: itulah jawabannya."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        utama = {rentang.unit_id for rentang in k.baris(RentangKoordinasi) if rentang.utama}
        for unit in {rentang.unit_id for rentang in k.baris(RentangKoordinasi)} - utama:
            yield self.temuan(f"{k.nama(unit)} disebut dalam rentang, tetapi tidak ada sebutan yang utama.", unit)


@aturan
class UnitDalamRentangAdaDalamBagan(Aturan):
    kode = "RENTANG_DI_LUAR_BAGAN"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "PP 18/2016 Pasal 3"
    uraian = "Unit dalam rentang masih ada dalam susunan; bila tidak, Perda susunan mendahului Perbup koordinasi."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for rentang in k.baris(RentangKoordinasi):
            if rentang.unit_id not in k.kedudukan:
                yield self.temuan(
                    f"{k.nama(rentang.unit_id)} ada dalam rentang koordinasi, tetapi tidak ada lagi dalam bagan.",
                    rentang.unit_id,
                )


@aturan
class UnitTanpaKoordinator(Aturan):
    kode = "TANPA_KOORDINATOR"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "PP 18/2016 Pasal 77"
    uraian = "Tiap perangkat daerah dalam bagan mempunyai koordinator, bila peraturan mengatur rentang."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        if k.edisi.kelengkapan("rentang") not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN):
            return
        jawaban = koordinator_edisi(k.edisi)
        for unit in k.pohon:
            if unit.jenis in BERKOORDINATOR and jawaban.get(unit.perangkat_daerah_id) is None:
                yield self.temuan(f"{unit.nama} tidak mempunyai koordinator.", unit.perangkat_daerah_id)


@aturan
class AsistenBerentang(Aturan):
    kode = "ASISTEN_TANPA_RENTANG"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "PP 18/2016 Pasal 77"
    uraian = "Tiap Asisten mempunyai rentang koordinasi, bila peraturan mengatur rentang."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        if k.edisi.kelengkapan("rentang") != Kelengkapan.LENGKAP:
            return
        punya = {rentang.koordinator_id for rentang in k.baris(RentangKoordinasi)}
        for unit in k.pohon:
            if unit.jenis == JenisUnit.ASISTEN and unit.perangkat_daerah_id not in punya:
                yield self.temuan(f"{unit.nama} tidak mempunyai rentang koordinasi.", unit.perangkat_daerah_id)


@aturan
class HurufRentang(Aturan):
    kode = "HURUF_GANDA"
    tingkat = Tingkat.CATATAN
    dasar_hukum = "UU 12/2011 Lampiran II butir 87"
    uraian = "Satu huruf memuat satu unit."
    perbaikan = "rentang"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        hitung = Counter(
            (satu.peraturan_id, satu.rujukan, satu.koordinator_id, satu.huruf)
            for satu in k.baris(RentangKoordinasi)
            if satu.huruf
        )
        for (_, rujukan, koordinator, huruf), jumlah in hitung.items():
            if jumlah > 1:
                letak = rujukan if rujukan.endswith(f" huruf {huruf}") else f"{rujukan} huruf {huruf}".lstrip()
                sebutan = letak if rujukan else f"Huruf {huruf} dalam rentang {k.nama(koordinator)}"
                yield self.temuan(f"{sebutan} memuat {jumlah} unit.")


@aturan
class HubunganBerulang(Aturan):
    kode = "HUBUNGAN_BERULANG"
    tingkat = Tingkat.CATATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Hubungan kerja yang sudah diturunkan dari bagan, rentang, atau urusan tidak dicatat lagi."
    perbaikan = "hubungan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        semua = k.baris(HubunganKerja)
        if not semua:
            return
        turunan = turunkan(k.edisi)  # 7 queries, only where there is something to compare
        for satu in semua:
            kode = turunan.diturunkan(satu.dari_id, satu.ke_id, satu.jenis, satu.subjenis)
            if kode:
                yield self.temuan(
                    f"Dicatat {sebut_hubungan(k, satu)}, yang sudah diturunkan (aturan {', '.join(kode)}); "
                    "barisnya tidak menambah apa pun.",
                    satu.dari_id,
                )
