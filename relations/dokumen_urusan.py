"""The national list of urusan in the national document, and the names under which regions point at it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import Field

from registry.dokumen.bagian import BagianNasional, Katalog, Pemeriksa, Penulis, tanpa_kosong
from registry.dokumen.daftar import menurut_induk
from registry.dokumen.skema import Isian
from registry.dokumen.tipe import medan
from relations.models import KelompokUrusan, Urusan

URUSAN = "urusan"


class UrusanNasionalIsian(Isian):
    """A matter of government."""

    kode: Annotated[str, medan(Urusan, "kode")] = Field("", description="Kode nasional, misalnya 1.02.")
    nama: Annotated[str, medan(Urusan, "nama")] = Field(description="Nama urusan.")
    kelompok: Annotated[str, medan(Urusan, "kelompok")] = Field(description="Kelompok urusan.")
    rujukan: Annotated[str, medan(Urusan, "rujukan")] = Field("", description="Tempatnya dalam UU 23/2014.")
    bagian_dari: Annotated[str, medan(Urusan, "nama")] = Field("", description="Nama urusan yang memuatnya.")


def muat_urusan(entri: Sequence[UrusanNasionalIsian], penulis: Penulis) -> None:
    """The national list. A matter that a region has worded before may be taken into it."""
    ada = {satu.nama: satu for satu in Urusan.objects.all()}
    letak = {satu.nama: ke for ke, satu in enumerate(entri)}
    for nama in menurut_induk({satu.nama: satu.bagian_dari for satu in entri}):
        satu = entri[letak[nama]]
        nilai = {
            "kode": satu.kode or None,
            "kelompok": satu.kelompok,
            "rujukan": satu.rujukan,
            "bagian_dari": ada[satu.bagian_dari] if satu.bagian_dari else None,
        }
        if (urusan := ada.get(nama)) is None:
            ada[nama] = Urusan(nama=nama, **nilai)
            penulis.baru(ada[nama])
        else:
            penulis.samakan(urusan, nilai, (URUSAN, letak[nama]), publik=not _bebas(urusan))


def ekspor_urusan() -> list[dict[str, Any]]:
    """All but the words of single regions, which their own documents bring along."""
    return [
        tanpa_kosong(
            kode=satu.kode,
            nama=satu.nama,
            kelompok=satu.kelompok,
            rujukan=satu.rujukan,
            bagian_dari=satu.bagian_dari.nama if satu.bagian_dari else "",
        )
        for satu in sorted(
            Urusan.objects.select_related("bagian_dari").order_by(), key=lambda satu: (satu.kode or "9", satu.nama)
        )
        if not _bebas(satu)
    ]


def periksa_urusan(entri: Sequence[UrusanNasionalIsian], p: Pemeriksa) -> None:
    nama: dict[str, int] = {}
    kode: dict[str, int] = {}
    for ke, satu in enumerate(entri):
        for ruas, isi, lihat in (("nama", satu.nama, nama), ("kode", satu.kode, kode)):
            if isi and isi in lihat:
                p.salah((URUSAN, ke, ruas), f"{ruas} ini sudah ditulis di baris {p.baris((URUSAN, lihat[isi]))}")
            lihat.setdefault(isi, ke)
        if satu.kelompok == KelompokUrusan.LAIN and not (satu.kode or satu.rujukan or satu.bagian_dari):
            p.salah(
                (URUSAN, ke, "kelompok"),
                "urusan di luar daftar nasional ditulis dalam dokumen daerah yang menyebutnya, bukan di sini",
            )
    berpangkal = set(menurut_induk({satu.nama: satu.bagian_dari for satu in entri}))
    for ke, satu in enumerate(entri):
        if satu.bagian_dari and satu.bagian_dari not in nama:
            p.salah((URUSAN, ke, "bagian_dari"), f'urusan "{satu.bagian_dari}" tidak ada dalam dokumen ini')
        elif satu.nama not in berpangkal:
            p.salah((URUSAN, ke, "bagian_dari"), "urusan ini melingkar: ia menjadi bagian dari dirinya sendiri")


def _bebas(satu: Urusan) -> bool:
    """A region's own word for a matter: nothing ties it to the national list."""
    return satu.kelompok == KelompokUrusan.LAIN and not (satu.kode or satu.rujukan or satu.bagian_dari_id)


def _semua_urusan() -> dict[str, Any]:
    return dict(Urusan.objects.order_by().values_list("nama", "pk"))


def _urusan_bebas(nama: str) -> Urusan:
    return Urusan(nama=nama, kelompok=KelompokUrusan.LAIN)


KATALOG_URUSAN = Katalog(semua=_semua_urusan, buat=_urusan_bebas)
URUSAN_NASIONAL = BagianNasional(
    nama=URUSAN,
    skema=UrusanNasionalIsian,
    keterangan="Daftar urusan pemerintahan.",
    muat=muat_urusan,
    ekspor=ekspor_urusan,
    periksa=periksa_urusan,
)
