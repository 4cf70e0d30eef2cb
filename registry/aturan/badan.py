"""Rules on the bodies at which rows point."""

from __future__ import annotations

from collections.abc import Iterator

from registry.aturan.dasar import PENATAUSAHAAN, Aturan, Konteks, Temuan, Tingkat, aturan
from registry.aturan.fakta import LAYAR_BAGIAN, LayarBagian
from registry.isi_edisi import DAFTAR
from registry.models import PerangkatDaerah


@aturan
class BadanDialihkan(Aturan):
    kode = "BADAN_DIALIHKAN"
    tingkat = Tingkat.GALAT
    dasar_hukum = PENATAUSAHAAN
    uraian = "Badan yang sudah dialihkan ke badan lain tidak berdiri dalam rancangan."

    def periksa(self, k: Konteks) -> Iterator[Temuan]:
        """1 query beside the rows, and 1 for names where there is something to tell. The parent of a place has a
        place of its own, where it is found."""
        semua = PerangkatDaerah.objects.filter(daerah=k.edisi.daerah_id, dialihkan_ke__isnull=False).order_by()
        dialihkan = dict(semua.values_list("pk", "dialihkan_ke__nama"))
        if not dialihkan:
            return
        for isi in DAFTAR:
            layar = LAYAR_BAGIAN.get(isi.nama, LayarBagian(""))
            ruas = [satu for satu in isi.ruas_badan() if not (isi.berpohon and satu == "induk")]
            for baris in k.baris(isi.model) if ruas else []:
                lain = {} if layar.jangkar is None else {"jangkar": layar.jangkar(baris)}
                for badan in {getattr(baris, satu) for satu in ruas} & dialihkan.keys():
                    yield self.temuan(
                        f"{k.nama(badan)} sudah dialihkan ke {dialihkan[badan]}, tetapi masih disebut dalam "
                        f"{isi.model._meta.verbose_name}.",
                        badan,
                        perbaikan=layar.perbaikan,
                        **lain,
                    )
