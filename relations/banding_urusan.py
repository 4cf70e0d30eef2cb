"""Staf Ahli, matters and the relations that a regulation names, in a comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from registry.banding import BagianBanding, Kalimat, daftarkan
from registry.banding.bahan import Bahan
from registry.banding.bentuk import Teks, baru, kuat, lama, rangkai
from registry.isi_edisi import Kunci, Nilai
from relations.banding import dari_ke
from relations.models import JenisHubungan, SubjenisKoordinatif, Urusan

BIDANG = "bidangstafahli"
URUSAN_PERANGKAT = "urusanperangkat"
HUBUNGAN = "hubungankerja"
HURUF = "{} urusan Staf Ahli bergeser huruf atau urutannya"


def cerita_urusan(b: Bahan) -> Iterator[Kalimat]:
    """1 query, for the names of matters, where any differ."""
    if not b.dapat_dibanding(""):
        return
    kunci_semua = [kunci for bagian in (BIDANG, URUSAN_PERANGKAT) for kunci, _, _ in b.berubah(bagian)]
    nama = (
        dict(Urusan.objects.filter(pk__in={kunci[1] for kunci in kunci_semua}).order_by().values_list("pk", "nama"))
        if kunci_semua
        else {}
    )
    for kunci, dulu, kini in b.berubah(BIDANG):
        pola = ("{} kini juga membidangi {}.", "{} tidak lagi membidangi {}.")
        yield from _urusan(b, BIDANG, kunci, dulu, kini, nama, pola, "bidang Staf Ahli berubah")
    for kunci, dulu, kini in b.berubah(URUSAN_PERANGKAT):
        pola = ("{} kini melaksanakan urusan {}.", "{} tidak lagi melaksanakan urusan {}.")
        yield from _urusan(b, URUSAN_PERANGKAT, kunci, dulu, kini, nama, pola, "urusan berubah")
    yield from _hubungan(b)


def _urusan(
    b: Bahan, bagian: str, kunci: Kunci, dulu: Nilai | None, kini: Nilai | None, nama: Mapping[int, str],
    pola: tuple[str, str], jenis: str,
) -> Iterator[Kalimat]:  # fmt: skip
    urusan = nama.get(kunci[1], "yang tidak dikenal")
    if dulu is None or kini is None:
        ada = kini is not None
        siapa = kuat(b.nama(kunci[0], semula=not ada))
        dasar, butir = b.dasar(bagian, kunci)
        teks = rangkai(pola[0] if ada else pola[1], siapa, baru(urusan) if ada else lama(urusan))
        yield Kalimat(
            "Ditambahkan" if ada else "Dihapus", teks, jenis, dasar, (), (kunci[0],), butir | b.ambil(bagian, kunci)
        )
        return
    ruas = [satu for satu in b.sisa(bagian, kunci) if satu in ("huruf", "urutan")]
    if ruas:
        isi: Teks = ()
        for satu in ruas:
            isi += rangkai("; {} dari {} menjadi {}" if isi else "{} dari {} menjadi {}", satu,
                           lama(str(dulu[satu] or "kosong")), baru(str(kini[satu] or "kosong")))  # fmt: skip
        teks = rangkai("{}, {}: {}.", kuat(b.nama(kunci[0])), urusan, isi)
        yield Kalimat("Huruf", teks, "hurufnya bergeser", (), (), (kunci[0],), b.ambil(bagian, kunci, *ruas), HURUF)


def _hubungan(b: Bahan) -> Iterator[Kalimat]:
    for kunci, dulu, kini in b.berubah(HUBUNGAN):
        dari, ke, jenis, subjenis = kunci
        kata = JenisHubungan(jenis).label + (f" {SubjenisKoordinatif(subjenis).label}" if subjenis else "")
        semula = kini is None
        pasangan = rangkai(
            "Hubungan {} {} dengan {}", kata, kuat(b.nama(dari, semula=semula)), kuat(b.nama(ke, semula=semula))
        )
        dasar, butir = b.dasar(HUBUNGAN, kunci)
        if dulu is None or kini is None:
            teks = rangkai("{} {}.", pasangan, baru("ditambahkan") if dulu is None else lama("dihapus"))
            butir |= b.ambil(HUBUNGAN, kunci)
            yield Kalimat(
                "Ditambahkan" if dulu is None else "Dihapus",
                teks,
                "hubungan kerja berubah",
                dasar,
                (),
                (dari, ke),
                butir,
            )
        elif "keterangan" in b.sisa(HUBUNGAN, kunci):
            butir |= b.ambil(HUBUNGAN, kunci, "keterangan")
            teks = dari_ke(rangkai("{}, keterangan", pasangan), dulu["keterangan"], kini["keterangan"])
            yield Kalimat("Keterangan", teks, "hubungan kerja berubah", dasar, (), (dari, ke), butir)


def _sebut_hubungan(b: Bahan, kunci: Kunci) -> str:
    return f"hubungan {JenisHubungan(kunci[2]).label} {b.nama(kunci[0])} dengan {b.nama(kunci[1])}"


def banding() -> None:
    """Register the group; called from `apps.py`."""
    daftarkan(
        BagianBanding(
            kode="urusan",
            judul="Staf Ahli, urusan, dan hubungan yang disebut",
            urutan=40,
            cerita=cerita_urusan,
            sebut={
                BIDANG: lambda b, kunci: f"bidang {b.nama(kunci[0])}",
                URUSAN_PERANGKAT: lambda b, kunci: f"urusan {b.nama(kunci[0])}",
                HUBUNGAN: _sebut_hubungan,
            },
            satuan="fakta",
        )
    )
