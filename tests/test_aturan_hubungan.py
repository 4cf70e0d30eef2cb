"""Rules on typed relations, named after their code: what they find, and where they keep silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry.admin.perbaikan import tautan_perbaikan
from registry.aturan import Temuan, Tingkat, periksa_edisi
from registry.galat import Ditolak
from registry.services import terapkan, terbitkan
from relations.models import HubunganKerja, Urusan
from tests import pabrik
from tests.bahan_contoh import SUBJENIS
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

Periksa = Callable[[str], list[Temuan]]
Catat = Callable[..., None]


@pytest.fixture
def temuan(rancangan: Kabupaten) -> Periksa:
    def cari(kode: str) -> list[Temuan]:
        rancangan.edisi.refresh_from_db()
        return [satu for satu in periksa_edisi(rancangan.edisi) if satu.kode == kode]

    return cari


@pytest.fixture
def catat(rancangan: Kabupaten, sari: User) -> Catat:
    """Enable kinds (subjek, jenis) and type relations (dari, ke, jenis, subjenis) in the draft."""

    def tulis(*hubungan: tuple[str, str, str, str], ketentuan: Any = (), keadaan: str = "lengkap") -> None:
        isi(rancangan, sari, hubungan, ketentuan, keadaan)

    return tulis


def isi(kab: Kabupaten, oleh: User, hubungan: Any, ketentuan: Any, keadaan: str = "lengkap") -> None:
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    kab.edisi.ketentuan = keadaan
    kab.edisi.save()
    terapkan(
        edisi=kab.edisi,
        oleh=oleh,
        ubah={
            **{("ketentuanhubungan", kunci): {**dasar, "rincian": _rincian(kunci[1])} for kunci in ketentuan},
            **{
                ("hubungankerja", (kab.id(dari), kab.id(ke), jenis, subjenis)): dasar
                for dari, ke, jenis, subjenis in hubungan
            },
        },
    )


def _rincian(jenis: str) -> list[Any]:
    return SUBJENIS if jenis == "koordinatif" else []


KONSULTATIF = ("perangkat_daerah", "konsultatif")
KOORDINATIF = ("perangkat_daerah", "koordinatif")


def test_HUBUNGAN_BERULANG(rancangan: Kabupaten, temuan: Periksa, catat: Catat) -> None:
    catat(
        ("asisten-1", "dinkes", "konsultatif", ""),
        ("dinkes", "disdik", "konsultatif", ""),
        ketentuan=[KONSULTATIF],
    )
    [satu] = temuan("HUBUNGAN_BERULANG")
    assert satu.tingkat == Tingkat.CATATAN
    assert satu.pesan == (
        "Dicatat hubungan konsultatif Asisten Pemerintahan dan Kesejahteraan Rakyat dengan Dinas Kesehatan, yang "
        "sudah diturunkan (aturan ASISTEN); barisnya tidak menambah apa pun."
    )
    alamat = f"/admin/relations/hubungankerja/?edisi={rancangan.edisi.pk}"
    assert tautan_perbaikan(satu, rancangan.edisi) == (alamat, "Buka di hubungan kerja")


@pytest.mark.parametrize(("subjenis", "banyak"), [("", 1), ("hierarkis", 1), ("fungsional", 0)])
def test_HUBUNGAN_BERULANG_looks_at_the_sub_kind(temuan: Periksa, catat: Catat, subjenis: str, banyak: int) -> None:
    catat(("dinkes", "asisten-1", "koordinatif", subjenis), ketentuan=[KOORDINATIF])
    assert len(temuan("HUBUNGAN_BERULANG")) == banyak


def test_HUBUNGAN_BERULANG_a_kind_that_is_not_enabled_is_not_derived(temuan: Periksa, catat: Catat) -> None:
    catat(("dinkes", "asisten-1", "konsultatif", ""), ketentuan=[KOORDINATIF])
    assert temuan("HUBUNGAN_BERULANG") == []


def test_HUBUNGAN_BERULANG_asks_nothing_where_nothing_is_typed(rancangan: Kabupaten, sari: User) -> None:
    """And seven queries more where something is, whatever the size of the edition."""
    dinas = {f"dinas-{n}": (f"Dinas {n}", "dinas", "bupati") for n in range(30)}
    rentang = {**RENTANG, **dict.fromkeys(dinas, ("asisten-2", "c"))}
    besar = pabrik.kabupaten("99.02", "Kabupaten Besar", bagan={**BAGAN, **dinas}, rentang=rentang, terbit=False)
    tanpa, dengan = [], []
    for kab, baris in ((rancangan, 1), (besar, 12)):
        isi(kab, sari, (), [KONSULTATIF])
        tanpa.append(_kueri(kab))
        ke = [unit for unit in kab.badan if unit.startswith(("dinas", "disdik"))][:baris]
        isi(kab, sari, [("dinkes", satu, "konsultatif", "") for satu in ke], ())
        dengan.append(_kueri(kab))
    assert len(set(tanpa)) == 1
    assert dengan == [tanpa[0] + 7] * 2


def _kueri(kab: Kabupaten) -> int:
    kab.edisi.refresh_from_db()
    with CaptureQueriesContext(connection) as kueri:
        periksa_edisi(kab.edisi)
    return len(kueri)


def test_HUBUNGAN_TAK_DIBUKA(temuan: Periksa, catat: Catat) -> None:
    catat(("dinkes", "disdik", "struktural", ""), ("dinkes", "disdik", "konsultatif", ""), ketentuan=[KONSULTATIF])
    [satu] = temuan("HUBUNGAN_TAK_DIBUKA")
    assert (satu.tingkat, satu.perbaikan) == (Tingkat.PERINGATAN, "hubungan")
    assert satu.pesan == (
        "Dicatat hubungan struktural Dinas Kesehatan dengan Dinas Pendidikan, padahal peraturan tidak membuka jenis "
        "itu bagi keduanya."
    )


@pytest.mark.parametrize(
    ("subjek", "ke", "banyak"),
    [
        ("perangkat_daerah", "disdik", 0),
        ("perangkat_daerah", "asisten-1", 0),
        ("asisten_perangkat_daerah", "disdik", 0),
        ("asisten_perangkat_daerah", "asisten-1", 0),
        ("staf_ahli", "disdik", 1),
        ("perangkat_daerah", "ahli", 1),
        ("staf_ahli", "ahli", 0),
    ],
)
def test_HUBUNGAN_TAK_DIBUKA_asks_for_the_subject_of_both(
    rancangan: Kabupaten, sari: User, temuan: Periksa, catat: Catat, subjek: str, ke: str, banyak: int
) -> None:
    rancangan.badan["ahli"] = pabrik.badan(rancangan.daerah, "ahli", "Staf Ahli")
    ahli = {"nama": "Staf Ahli", "jenis": "staf_ahli", "induk": rancangan.id("bupati")}
    terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("ahli"),)): ahli}, oleh=sari)
    catat(("dinkes", ke, "konsultatif", ""), ketentuan=[(subjek, "konsultatif")])
    assert len(temuan("HUBUNGAN_TAK_DIBUKA")) == banyak


@pytest.mark.parametrize(
    ("keadaan", "banyak"), [("tidak_diatur", 1), ("sebagian", 0), ("belum_terbaca", 0), ("belum_dimuat", 0)]
)
def test_HUBUNGAN_TAK_DIBUKA_unknown_is_not_none(temuan: Periksa, catat: Catat, keadaan: str, banyak: int) -> None:
    catat(("dinkes", "disdik", "konsultatif", ""), keadaan=keadaan)
    assert len(temuan("HUBUNGAN_TAK_DIBUKA")) == banyak


def test_HUBUNGAN_DI_LUAR_BAGAN(rancangan: Kabupaten, temuan: Periksa, catat: Catat) -> None:
    rancangan.badan["bpn"] = pabrik.badan(rancangan.daerah, "bpn", "Kantor Pertanahan")
    catat(("asisten-1", "bpn", "koordinatif", "instansional"), ("dinkes", "disdik", "koordinatif", ""))
    [satu] = temuan("HUBUNGAN_DI_LUAR_BAGAN")
    assert (satu.tingkat, satu.perangkat_daerah_id) == (Tingkat.PERINGATAN, rancangan.id("bpn"))
    assert satu.pesan == (
        "Dicatat hubungan koordinatif instansional (multisektoral) Asisten Pemerintahan dan Kesejahteraan Rakyat "
        "dengan Kantor Pertanahan, tetapi Kantor Pertanahan tidak ada dalam bagan."
    )


def test_SUBJENIS_TAK_DIRINCI(rancangan: Kabupaten, sari: User, temuan: Periksa, catat: Catat) -> None:
    catat(("dinkes", "disdik", "koordinatif", "fungsional"), ketentuan=[KOORDINATIF])
    assert temuan("SUBJENIS_TAK_DIRINCI") == []
    terapkan(edisi=rancangan.edisi, ubah={("ketentuanhubungan", KOORDINATIF): {"rincian": []}}, oleh=sari)
    [satu] = temuan("SUBJENIS_TAK_DIRINCI")
    assert satu.tingkat == Tingkat.CATATAN
    assert satu.pesan == (
        "Dicatat hubungan koordinatif fungsional (lintas sektoral) Dinas Kesehatan dengan Dinas Pendidikan, padahal "
        "Pasal 9 tidak merinci subjenis itu."
    )


def test_SUBJENIS_TAK_DIRINCI_says_nothing_of_a_relation_without_one_or_of_a_kind_that_is_not_enabled(
    rancangan: Kabupaten, sari: User, temuan: Periksa, catat: Catat
) -> None:
    catat(("dinkes", "disdik", "koordinatif", ""), ketentuan=[KOORDINATIF])
    terapkan(edisi=rancangan.edisi, ubah={("ketentuanhubungan", KOORDINATIF): {"rincian": []}}, oleh=sari)
    assert temuan("SUBJENIS_TAK_DIRINCI") == []
    catat(("dinkes", "kecamatan", "koordinatif", "hierarkis"))
    terapkan(edisi=rancangan.edisi, ubah={("ketentuanhubungan", KOORDINATIF): None}, oleh=sari)
    assert temuan("SUBJENIS_TAK_DIRINCI") == []
    assert HubunganKerja.objects.filter(edisi=rancangan.edisi).count() == 2


@pytest.mark.parametrize(
    ("siapa", "kata"),
    [
        (
            "asisten-1",
            "Asisten Pemerintahan dan Kesejahteraan Rakyat mempunyai bidang Staf Ahli, tetapi bukan Staf Ahli",
        ),
        ("luar", "Label Luar mempunyai bidang Staf Ahli, tetapi tidak ada"),
    ],
)
def test_BIDANG_BUKAN_STAF_AHLI(rancangan: Kabupaten, sari: User, temuan: Periksa, siapa: str, kata: str) -> None:
    for kunci, nama in (("ahli", "Staf Ahli Hukum"), ("luar", "Label Luar")):
        rancangan.badan[kunci] = pabrik.badan(rancangan.daerah, kunci, nama)
    ahli = {"nama": "Staf Ahli Hukum", "jenis": "staf_ahli", "induk": rancangan.id("bupati")}
    hukum = Urusan.objects.create(nama="hukum").pk
    ubah: Any = {("kedudukan", (rancangan.id("ahli"),)): ahli, ("bidangstafahli", (rancangan.id("ahli"), hukum)): {}}
    terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=sari)
    assert temuan("BIDANG_BUKAN_STAF_AHLI") == []
    terapkan(edisi=rancangan.edisi, ubah={("bidangstafahli", (rancangan.id(siapa), hukum)): {}}, oleh=sari)
    [satu] = temuan("BIDANG_BUKAN_STAF_AHLI")
    assert (satu.tingkat, satu.perangkat_daerah_id) == (Tingkat.GALAT, rancangan.id(siapa))
    assert satu.pesan == f"{kata} dalam bagan. Keluarkan bidangnya, atau jadikan unit itu Staf Ahli dalam struktur."
    alamat = f"/admin/relations/bidangstafahli/?edisi={rancangan.edisi.pk}"
    assert tautan_perbaikan(satu, rancangan.edisi) == (alamat, "Buka di bidang staf ahli")
    with pytest.raises(Ditolak, match="BIDANG_BUKAN_STAF_AHLI"):
        terbitkan(edisi=rancangan.edisi, oleh=None)


def test_DASAR_of_a_typed_relation_leads_to_its_list(rancangan: Kabupaten, sari: User, temuan: Periksa) -> None:
    hubungan = ("hubungankerja", (rancangan.id("dinkes"), rancangan.id("disdik"), "konsultatif", ""))
    terapkan(edisi=rancangan.edisi, ubah={hubungan: {}}, oleh=sari)
    [satu] = temuan("DASAR")
    assert satu.perbaikan == "hubungan"
