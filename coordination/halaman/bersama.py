"""Words that the tabs of a unit have in common, so that one never says otherwise than the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coordination.turunan import subjek_dibaca
from registry.models import Edisi, JenisUnit, Kelengkapan
from registry.rujukan import RujukanSalah, kanonik
from relations.models import KetentuanHubungan, Subjek
from relations.panel import TANPA_HUBUNGAN

#: Why no kind applies to a sort of unit, after its name.
BUKAN_SUBJEK = {
    JenisUnit.PEMERINTAH_DAERAH: "adalah pangkal susunan, bukan unit yang bekerja sendiri",
    JenisUnit.KEPALA_DAERAH: "memimpin pemerintahan daerah; yang diatur ialah hubungan perangkat daerah",
    JenisUnit.WAKIL_KEPALA_DAERAH: "membantu kepala daerah; yang diatur ialah hubungan perangkat daerah",
    JenisUnit.DPRD: "bukan perangkat daerah; yang termasuk perangkat daerah ialah sekretariatnya",
    JenisUnit.INSTANSI_VERTIKAL: "adalah perangkat pemerintah pusat di daerah, bukan perangkat daerah",
    JenisUnit.DESA: "tidak berdiri sebagai perangkat daerah: desa di luar susunannya, kelurahan bagian dari kecamatan",
    JenisUnit.BUMD: "adalah badan usaha milik daerah, bukan perangkat daerah",
}


def bukan_subjek(nama: str, sifat: str, ketentuan: Sequence[KetentuanHubungan], edisi: Edisi) -> str:
    """Why none of the kinds that an edition enables (`ketentuan`, not empty) is enabled for a unit. `sifat`: its sort
    (`bahan.sifat`)."""
    if sifat in TANPA_HUBUNGAN:
        return f"{nama} {BUKAN_SUBJEK[JenisUnit(sifat)]}."
    subjek = " dan ".join(dict.fromkeys(str(Subjek(satu.subjek).label) for satu in ketentuan))
    if edisi.kelengkapan("ketentuan") != Kelengkapan.LENGKAP:
        return (
            f"Jenis hubungan kerja tercatat dibuka bagi {subjek}; bagi {nama} belum tercatat, "
            "karena naskahnya baru terbaca sebagian."
        )
    dibaca = dict.fromkeys(f" {satu}." for satu in map(subjek_dibaca, ketentuan) if satu)
    return f"Jenis hubungan kerja dibuka bagi {subjek}, tidak bagi {nama}.{''.join(dibaca)}"


def gabung_rujukan(semua: Iterable[str]) -> str:
    """ "Pasal 15 ayat (6) dan ayat (7)" from both; as they stand where they make no one reference."""
    teks = " dan ".join(dict.fromkeys(satu for satu in semua if satu))
    try:
        return kanonik(teks)
    except RujukanSalah:
        return teks
