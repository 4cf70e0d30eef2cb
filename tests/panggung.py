"""A stage for tests of every way to write: Kabupaten Contoh, a draft with something in it, and who takes part."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.contrib.auth.models import User

from registry import services
from registry.aturan import Tingkat, periksa_edisi
from registry.models import Edisi, PerangkatDaerah, Tindakan
from registry.services.penetapan import Penetapan
from tests import pabrik
from tests.pabrik import Kabupaten, ada


@dataclass
class Panggung:
    """Kabupaten Contoh with a full draft of Sari's, and those who take part."""

    kab: Kabupaten
    draf: Edisi
    sari: User
    budi: User
    kepala: User
    folder: Path
    lain: dict[str, Any] = field(default_factory=dict)

    def baris(self, bagian: str, *kunci: Any) -> tuple[str, tuple[Any, ...]]:
        return bagian, tuple(self.kab.id(satu) if satu in self.kab.badan else satu for satu in kunci)

    def terapkan(self, ubah: Any, edisi: Edisi | None = None) -> None:
        services.terapkan(edisi=edisi or self.draf, ubah=ubah, oleh=self.sari)

    def terakhir(self, edisi: Edisi | None = None) -> Tindakan:
        return ada(Tindakan.objects.atas(edisi or self.draf).first())

    def disetujui(self) -> None:
        services.ajukan(edisi=self.draf, oleh=self.sari)
        services.setujui(edisi=self.draf, oleh=self.budi)

    def alasan(self, edisi: Edisi | None = None) -> dict[tuple[str, str], str]:
        segar = Edisi.objects.select_related("daerah", "peraturan__daerah", "asal").get(pk=(edisi or self.draf).pk)
        return {t.kunci: "memang demikian" for t in periksa_edisi(segar) if t.tingkat == Tingkat.PERINGATAN}

    def penetapan(self, **ganti: Any) -> Penetapan:
        isi: dict[str, Any] = {
            "nomor": "7", "tahun": 2024, "ditetapkan": date(2024, 1, 1), "diundangkan": date(2024, 1, 1),
            "berlaku_mulai": date(2024, 1, 1), "mulai": date(2024, 1, 1),
        }  # fmt: skip
        return Penetapan(**isi | ganti)

    def terbit_dua(self) -> Edisi:
        """A second published edition, of 2022."""
        edisi = services.buat_rancangan(
            daerah=self.kab.daerah, oleh=None, asal=self.kab.edisi, peraturan=self.kab.peraturan,
            berlaku_mulai=date(2022, 1, 1),
        )  # fmt: skip
        services.terapkan(edisi=edisi, ubah={self.baris("kedudukan", "disdik"): {"nama": "Disdikbud"}}, oleh=None)
        return services.terbitkan(edisi=edisi, oleh=None)

    def ganda(self) -> PerangkatDaerah:
        """The Dinas Kesehatan, entered a second time; it stands in the draft."""
        badan = pabrik.badan(self.kab.daerah, "dinkes-ganda", "Dinas Kesehatan (ganda)")
        self.terapkan({("kedudukan", (badan.pk,)): {"nama": "Ganda", "jenis": "dinas", "induk": self.kab.id("bupati")}})
        self.terapkan({("kedudukan", (self.kab.id("puskesmas"),)): {"induk": badan.pk}})
        self.terapkan({self.baris("rentangkoordinasi", "dinkes", 1): None, self.baris("kedudukan", "dinkes"): None})
        return badan


def buat_panggung(kab: Kabupaten, sari: User, folder: Path) -> Panggung:
    """Sari's draft of 2024, caused by a regulation without a number, with one change of hers."""
    baru = services.PeraturanBaru("perbup", "Rentang Koordinasi yang Baru")
    draf = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2024, 1, 1)
    )
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "DKK"}}, oleh=sari)
    budi = pabrik.pengguna("budi", peran="pemeriksa", first_name="Budi", last_name="Santoso")
    kepala = pabrik.pengguna("kepala", peran="administrator", first_name="Kepala", last_name="Bagian")
    return Panggung(kab, draf, sari, budi, kepala, folder)
