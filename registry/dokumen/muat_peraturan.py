"""The regulations of a document into the database."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from registry.dokumen.bagian import bernomor
from registry.dokumen.beda import beda_isian, kalimat
from registry.dokumen.ekspor import isian_peraturan, peraturan_dasar
from registry.dokumen.galat import BATAS_GALAT, Ruas
from registry.dokumen.kamus import NASIONAL, KamusBasis
from registry.dokumen.penulis import PenulisBasis
from registry.dokumen.skema import Dokumen, HubunganIsian, PeraturanIsian, telusuri
from registry.dokumen.tipe import KunciPeraturan, mirip, rapi
from registry.models import Daerah, HubunganPeraturan, Peraturan

KunciHubungan = tuple[str | None, str, str, str]

_SAMA = (
    "jenis",
    "nomor",
    "tahun",
    "tentang",
    "tempat",
    "ditetapkan",
    "diundangkan",
    "berlaku_mulai",
    "berlaku_mulai_catatan",
    "penandatangan",
    "pengundang",
    "tautan",
    "catatan",
)


class MuatPeraturan:
    """Regulations of one region (None: the nation): new ones are added, public ones compared."""

    def __init__(self, penulis: PenulisBasis, kamus: KamusBasis, daerah: Daerah | None) -> None:
        self.penulis = penulis
        self.kamus = kamus
        self.daerah = daerah

    def muat(self, dokumen: Dokumen) -> None:
        semua = Peraturan.objects.filter(daerah=self.daerah) if self.daerah else Peraturan.objects.nasional()
        ada = {satu.kunci: satu for satu in semua}
        lama = {satu.kunci: satu for satu in isian_peraturan(semua, self.kamus).values()}
        dasar = peraturan_dasar(self.daerah) if self.daerah else set()
        publik = set(semua.filter(Q(pk__in=semua.publik()) | Q(pk__in=dasar)).values_list("kunci", flat=True))
        self._periksa_nomor(dokumen, list(ada.values()))
        baru = [satu for satu in dokumen.peraturan if satu.kunci not in ada]
        objek = [Peraturan(daerah=self.daerah, kunci=satu.kunci, **_nilai(satu)) for satu in baru]
        self.penulis.sisip(objek)
        awalan = "" if self.daerah else f"{NASIONAL}/"
        self.kamus.tambah_peraturan((f"{awalan}{satu.kunci}", satu.pk) for satu in objek)
        self._kunci_luar(dokumen)
        self.penulis.sisip(
            HubunganPeraturan(dari=satu, **self._nilai_hubungan(hubungan))
            for satu, isian in zip(objek, baru, strict=True)
            for hubungan in _berurutan(isian.hubungan)
        )
        for ke, isian in enumerate(dokumen.peraturan):
            if isian.kunci in lama:
                ruas: Ruas = ("peraturan", ke)
                self._samakan(ada[isian.kunci], lama[isian.kunci], isian, ruas, isian.kunci in publik)
                self._samakan_hubungan(ada[isian.kunci], lama[isian.kunci], isian, ruas, isian.kunci in publik)

    def _periksa_nomor(self, dokumen: Dokumen, ada: list[Peraturan]) -> None:
        """A regulation keeps its key: the same number under another key would be a second one."""
        nomor = {(satu.jenis, satu.nomor, satu.tahun): satu.kunci for satu in ada if satu.nomor}
        self.penulis.tolak(
            *(
                (("peraturan", ke, "kunci"), f'peraturan ini sudah tercatat dengan kunci "{kunci}"')
                for ke, satu in enumerate(dokumen.peraturan)
                if (kunci := nomor.get((satu.jenis, satu.nomor, satu.tahun), satu.kunci)) != satu.kunci
            )
        )

    def _kunci_luar(self, dokumen: Dokumen) -> None:
        """Keys of regulations outside of the document are known to the registry."""
        asing = [
            (ruas, kunci)
            for ruas, pembaca, kunci in telusuri(dokumen)
            if isinstance(pembaca, KunciPeraturan) and not self.kamus.kenal_peraturan(kunci)
        ]
        dikenal = self.kamus.kunci_peraturan_dikenal()
        self.penulis.tolak(
            *(
                (
                    ruas,
                    f'peraturan "{kunci}" belum tercatat{mirip(kunci, dikenal) if ke < BATAS_GALAT else ""}; '
                    "muat dulu dokumen yang memuatnya",
                )
                for ke, (ruas, kunci) in enumerate(asing)
            )
        )

    def _samakan(self, objek: Peraturan, lama: PeraturanIsian, isian: PeraturanIsian, ruas: Ruas, publik: bool) -> None:
        beda = list(beda_isian(lama, isian))
        for dalam, dulu, kini in beda:
            pesan = kalimat(f"{isian.kunci}, {' '.join(map(str, dalam))}", dulu, kini)
            self.penulis.beda((*ruas, *dalam), pesan, publik=publik)
        if beda:
            self.penulis.simpan(objek, _nilai(isian))

    def _samakan_hubungan(
        self, objek: Peraturan, lama: PeraturanIsian, isian: PeraturanIsian, ruas: Ruas, publik: bool
    ) -> None:
        dulu = {_kunci(satu): satu for satu in _berurutan(lama.hubungan)}
        kini = {_kunci(satu): satu for satu in _berurutan(isian.hubungan)}
        if dulu == kini:
            return
        letak = {kunci: ke for ke, kunci in enumerate(kini)}
        baris = {self._kunci_baris(satu): satu for satu in HubunganPeraturan.objects.filter(dari=objek)}
        for kunci in [*kini, *(satu for satu in dulu if satu not in kini)]:
            tempat: Ruas = (*ruas, "hubungan", letak[kunci]) if kunci in letak else (*ruas, "hubungan")
            sebutan = f"{isian.kunci}, {kunci[1]} {kunci[0] or kunci[3]} {kunci[2]}".strip()
            if kunci not in kini:
                self.penulis.beda(tempat, f"{sebutan}: tercatat, tetapi tidak ada dalam dokumen", publik=publik)
                self.penulis.hapus(baris[kunci])
            elif kunci not in dulu:
                self.penulis.beda(tempat, f"{sebutan}: ada dalam dokumen, tetapi tidak tercatat", publik=publik)
                self.penulis.baru(HubunganPeraturan(dari=objek, **self._nilai_hubungan(kini[kunci])))
            elif dulu[kunci] != kini[kunci]:
                for dalam, a, b in beda_isian(dulu[kunci], kini[kunci]):
                    self.penulis.beda(tempat, kalimat(f"{sebutan}, {' '.join(map(str, dalam))}", a, b), publik=publik)
                self.penulis.simpan(baris[kunci], self._nilai_hubungan(kini[kunci]))

    def _nilai_hubungan(self, satu: HubunganIsian) -> dict[str, Any]:
        return {
            "ke_id": self.kamus.peraturan(satu.ke) if satu.ke else None,
            "jenis": satu.jenis,
            "rujukan": satu.rujukan,
            "rujukan_ke": satu.rujukan_ke,
            "tertulis": satu.tertulis,
            "catatan": satu.catatan,
            "urutan": satu.urutan,
        }

    def _kunci_baris(self, satu: HubunganPeraturan) -> KunciHubungan:
        ke = self.kamus.kunci_peraturan(satu.ke_id) if satu.ke_id else None
        return ke, satu.jenis, satu.rujukan, "" if ke else rapi(satu.tertulis)


def _kunci(satu: HubunganIsian) -> KunciHubungan:
    return satu.ke, satu.jenis, satu.rujukan, "" if satu.ke else satu.tertulis


def _berurutan(hubungan: list[HubunganIsian]) -> list[HubunganIsian]:
    """Entries with their order numbers spelled out."""
    return [satu.model_copy(update={"urutan": urutan}) for _, urutan, satu in bernomor(hubungan)]


def _nilai(isian: PeraturanIsian) -> dict[str, Any]:
    lembaran = isian.lembaran
    return {nama: getattr(isian, nama) for nama in _SAMA} | {
        "lembaran": lembaran.jenis if lembaran else "",
        "lembaran_tahun": lembaran.tahun if lembaran else None,
        "lembaran_nomor": lembaran.nomor if lembaran else "",
        "tambahan_nomor": lembaran.tambahan if lembaran else "",
        "lembaran_tertulis": lembaran.tertulis if lembaran else "",
    }
