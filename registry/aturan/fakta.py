"""Rules on the legal basis that every fact carries: there is one, and it is in force on the edition's date."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from registry.aturan.dasar import PENATAUSAHAAN, Aturan, Konteks, Temuan, Tingkat, aturan
from registry.isi_edisi import DAFTAR, IsiEdisi
from registry.models import Dasar, HubunganPeraturan, JenisHubunganPeraturan
from registry.rujukan import DaftarRujukan

#: Fields by which a row of any part names the body that it is about.
BADAN = ("perangkat_daerah_id", "unit_id", "staf_ahli_id", "dari_id")


@dataclass(frozen=True, slots=True)
class LayarBagian:
    """The screen on which rows of a part are mended, and where on it one row stands (None: at its body)."""

    perbaikan: str
    jangkar: Callable[[Any], str] | None = None


#: Part (name in change-sets) -> its screen; upper apps add theirs.
LAYAR_BAGIAN: dict[str, LayarBagian] = {
    "kedudukan": LayarBagian("struktur"),
    "suksesi": LayarBagian("suksesi", lambda satu: f"s{satu.nomor}"),
    "pesertasuksesi": LayarBagian("suksesi", lambda satu: f"s{satu.nomor}"),
}


@aturan
class FaktaBerdasar(Aturan):
    kode = "DASAR"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = PENATAUSAHAAN
    uraian = "Tiap fakta menyebut peraturan dan rujukannya."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for isi in _berdasar():
            layar = LAYAR_BAGIAN.get(isi.nama, LayarBagian(""))
            for baris in k.baris(isi.model):
                if baris.peraturan_id is not None and baris.rujukan:
                    continue
                badan = next((getattr(baris, r) for r in BADAN if getattr(baris, r, None)), None)
                nama = k.nama(badan) if badan else str(baris)
                lain = {} if layar.jangkar is None else {"jangkar": layar.jangkar(baris)}
                yield self.temuan(
                    f"{isi.model._meta.verbose_name} {nama} belum menyebut dasar hukumnya.",
                    badan,
                    perbaikan=layar.perbaikan,
                    **lain,
                )


@aturan
class DasarMasihBerlaku(Aturan):
    kode = "DASAR_DICABUT"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Lampiran II butir 42 dan butir 143 sampai dengan butir 147"
    uraian = (
        "Dasar fakta belum dicabut pada tanggal edisi, seluruhnya atau pada bagian yang dirujuk, kecuali fakta itu "
        "dipertahankan dengan alasan."
    )
    perbaikan = "pencabutan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        for isi in _berdasar():
            baris = k.baris(isi.model)
            for cabut in k.pencabutan:
                if any(satu.peraturan_id == cabut.ke_id and _terkena(satu, cabut) for satu in baris):
                    yield self.temuan(self._kata(k, isi, cabut), peraturan_id=cabut.ke_id)

    @staticmethod
    def _kata(k: Konteks, isi: IsiEdisi, cabut: HubunganPeraturan) -> str:
        nama = str(isi.model._meta.verbose_name_plural)
        bagian = f"{cabut.rujukan_ke} " if cabut.jenis == JenisHubunganPeraturan.MENCABUT_SEBAGIAN else ""
        pencabut = f"{cabut.dari}{f' {cabut.rujukan}' if cabut.rujukan else ''}"
        return f"Ada {nama} yang berdasar {bagian}{k.peraturan[cabut.ke_id or 0]}, yang dicabut oleh {pencabut}."


@aturan
class DasarSudahBerlaku(Aturan):
    kode = "DASAR_BELUM_BERLAKU"
    tingkat = Tingkat.PERINGATAN
    dasar_hukum = "UU 12/2011 Lampiran II butir 42 dan Pasal 87"
    uraian = "Dasar fakta sudah berlaku pada tanggal edisi."
    perbaikan = "pencabutan"

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        # The edition's own regulation has rules of its own (TANGGAL), one without a number too (PERATURAN).
        belum = {
            pk: satu
            for pk, satu in k.peraturan.items()
            if pk != k.edisi.peraturan_id and satu.nomor and not satu.sudah_berlaku(k.tanggal)
        }
        for isi in _berdasar():
            for pk in sorted(belum.keys() & {baris.peraturan_id for baris in k.baris(isi.model)}):
                yield self.temuan(
                    f"Ada {isi.model._meta.verbose_name_plural} yang berdasar {belum[pk]}, "
                    "yang belum berlaku pada tanggal edisi ini.",
                    peraturan_id=pk,
                )


def _berdasar() -> Iterator[IsiEdisi]:
    """The parts whose rows carry a legal basis."""
    return (isi for isi in DAFTAR if issubclass(isi.model, Dasar))


def _terkena(baris: Dasar, cabut: HubunganPeraturan) -> bool:
    """Does the revocation take away the place on which the row rests? One in part must say which part it takes,
    and a row that rests on more than that part loses only a piece of its basis."""
    if baris.dipertahankan:
        return False
    if cabut.jenis == JenisHubunganPeraturan.MENCABUT:
        return True
    if not cabut.rujukan_ke or not baris.rujukan:
        return False
    return DaftarRujukan.parse(cabut.rujukan_ke).memuat(DaftarRujukan.parse(baris.rujukan))
