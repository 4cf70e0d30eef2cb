"""Every rule finds what it is for, in words, and is silent otherwise. One test a rule, named after its code."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.aturan import ATURAN, Temuan, Tingkat, menyusul, periksa_edisi, ringkas_temuan, temuan_untuk
from registry.galat import Ditolak
from registry.models import BAGIAN, HubunganPeraturan, Peraturan
from registry.services import buat_rancangan, terapkan, terbitkan, ubah_rancangan
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db

Periksa = Callable[[str], list[Temuan]]


@pytest.fixture
def temuan(rancangan: Kabupaten) -> Periksa:
    def cari(kode: str) -> list[Temuan]:
        rancangan.edisi.refresh_from_db()
        return [satu for satu in periksa_edisi(rancangan.edisi) if satu.kode == kode]

    return cari


@pytest.fixture
def ubah(rancangan: Kabupaten, sari: User) -> Callable[[dict[Any, Any]], None]:
    def lakukan(isi: dict[Any, Any]) -> None:
        terapkan(edisi=rancangan.edisi, ubah=isi, oleh=sari)

    return lakukan


def test_every_rule_states_code_severity_source_and_message() -> None:
    for kode, kelas in ATURAN.items():
        assert kelas.kode == kode
        assert kelas.tingkat in Tingkat
        assert kelas.dasar_hukum
        assert kelas.uraian.endswith(".")


def test_the_cast_has_no_galat(rancangan: Kabupaten) -> None:
    assert [satu for satu in periksa_edisi(rancangan.edisi) if satu.tingkat == Tingkat.GALAT] == []


def test_AKAR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("AKAR") == []
    ubah({("kedudukan", (rancangan.id("pemda"),)): {"jenis": "dinas"}})
    assert "menjadi pangkal bagan" in temuan("AKAR")[0].pesan


def test_PERATURAN(rancangan: Kabupaten, temuan: Periksa) -> None:
    rancangan.edisi.peraturan = None
    rancangan.edisi.save()
    assert "belum menyebut peraturan" in temuan("PERATURAN")[0].pesan
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    rancangan.edisi.peraturan = pabrik.peraturan(lain)
    rancangan.edisi.save()
    assert [satu.pesan for satu in temuan("PERATURAN")] == ["Perbup Lain 1/2020 bukan peraturan daerah ini."]


def test_PERATURAN_of_a_fact_has_a_number(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    tanpa = pabrik.peraturan(rancangan.daerah, nomor="", jenis="perda")
    ubah({("kedudukan", (rancangan.id("dinkes"),)): {"peraturan_id": tanpa.pk}})
    [satu] = temuan("PERATURAN")
    assert satu.pesan == f"Ada fakta yang berdasar {tanpa}, yang belum bernomor."
    assert (satu.perbaikan, satu.peraturan_id) == ("peraturan", tanpa.pk)


def test_PERATURAN_of_a_tie_has_a_number(rancangan: Kabupaten, temuan: Periksa) -> None:
    tanpa = pabrik.peraturan(rancangan.daerah, nomor="", jenis="perda")
    HubunganPeraturan.objects.create(dari=rancangan.peraturan, ke=tanpa, jenis="mencabut")
    [satu] = temuan("PERATURAN")
    assert satu.pesan == f"{rancangan.peraturan} menunjuk {tanpa}, yang belum bernomor."


@pytest.mark.parametrize(("ruas", "nilai"), [("nomor", ""), ("tahun", None)])
def test_NOMOR_PERATURAN(rancangan: Kabupaten, temuan: Periksa, ruas: str, nilai: Any) -> None:
    assert temuan("NOMOR_PERATURAN") == []
    setattr(rancangan.peraturan, ruas, nilai)
    rancangan.peraturan.save()
    [satu] = temuan("NOMOR_PERATURAN")
    assert "belum bernomor atau belum bertahun" in satu.pesan
    assert (satu.tingkat, menyusul(satu)) == (Tingkat.GALAT, True)
    assert temuan("PERATURAN") == []


def test_TANGGAL(rancangan: Kabupaten, temuan: Periksa) -> None:
    rancangan.edisi.berlaku_mulai = date(2019, 12, 31)
    rancangan.edisi.save()
    assert "lebih awal" in temuan("TANGGAL")[0].pesan


def test_TANGGAL_KEMUDIAN(rancangan: Kabupaten, temuan: Periksa) -> None:
    assert temuan("TANGGAL_KEMUDIAN") == []
    rancangan.edisi.berlaku_mulai = date(2020, 2, 1)
    rancangan.edisi.save()
    assert "berlaku sejak 02-01-2020" in temuan("TANGGAL_KEMUDIAN")[0].pesan


def test_URUTAN_TANGGAL(rancangan: Kabupaten, temuan: Periksa) -> None:
    rancangan.peraturan.berlaku_mulai = date(2019, 12, 31)
    rancangan.peraturan.save()
    assert "lebih awal daripada diundangkan" in temuan("URUTAN_TANGGAL")[0].pesan


def test_DASAR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("kedudukan", (rancangan.id("dinkes"),)): {"rujukan": ""}})
    assert "Dinas Kesehatan" in temuan("DASAR")[0].pesan


def test_BADAN_DIALIHKAN(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("BADAN_DIALIHKAN") == []
    for kunci, ke in (("dinkes", "disdik"), ("asisten-2", "asisten-1")):
        rancangan.badan[kunci].dialihkan_ke = rancangan.badan[ke]
        rancangan.badan[kunci].save()
    ubah({("pesertasuksesi", (1, "baru", rancangan.id("dinkes"))): {}})
    semua = temuan("BADAN_DIALIHKAN")
    assert {satu.tingkat for satu in semua} == {Tingkat.GALAT}
    dinkes = [satu for satu in semua if satu.perangkat_daerah_id == rancangan.id("dinkes")]
    assert dinkes[0].pesan.startswith("Dinas Kesehatan sudah dialihkan ke Dinas Pendidikan, tetapi masih disebut dalam")
    assert {satu.perbaikan for satu in dinkes} == {"struktur", "rentang", "suksesi"}
    assert {(satu.perangkat_daerah_id, satu.perbaikan) for satu in semua} >= {
        (rancangan.id("asisten-2"), "struktur"),
        (rancangan.id("asisten-2"), "rentang"),
    }


def test_NAMA_GANDA(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("kedudukan", (rancangan.id("dinkes"),)): {"nama": "dinas pendidikan"}})
    assert len(temuan("NAMA_GANDA")) == 2


def test_KELENGKAPAN(rancangan: Kabupaten, temuan: Periksa) -> None:
    rancangan.edisi.rentang = "tidak_diatur"
    rancangan.edisi.ketentuan = "lengkap"
    rancangan.edisi.save()
    pesan = " ".join(satu.pesan for satu in temuan("KELENGKAPAN"))
    assert "padahal ada isinya" in pesan
    assert "padahal kosong" in pesan


def test_SUKSESI(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah(
        {
            ("suksesi", (1,)): {"jenis": "ganti_nama", "peraturan_id": rancangan.peraturan.pk, "rujukan": "Pasal 9"},
            ("pesertasuksesi", (1, "lama", rancangan.id("dinkes"))): {},
            ("pesertasuksesi", (2, "baru", rancangan.id("disdik"))): {},
        }
    )
    pesan = " ".join(satu.pesan for satu in temuan("SUKSESI"))
    assert "menyebut 0 badan baru" in pesan
    assert "peristiwanya tidak ada" in pesan


def _peristiwa(jenis: str, lama: list[int], baru: list[int]) -> dict[Any, Any]:
    peserta = [("lama", satu) for satu in lama] + [("baru", satu) for satu in baru]
    return {
        ("suksesi", (1,)): {"jenis": jenis, "rujukan": "Pasal 9"},
        **{("pesertasuksesi", (1, peran, badan)): {} for peran, badan in peserta},
    }


def test_SUKSESI_BADAN_LAMA(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    dinkes, disdik = rancangan.id("dinkes"), rancangan.id("disdik")
    baru = pabrik.badan(rancangan.daerah, "dinas-baru", "Dinas Baru").pk
    ubah(_peristiwa("gabung", [dinkes, disdik], [baru]))
    assert {satu.perangkat_daerah_id for satu in temuan("SUKSESI_BADAN_LAMA")} == {dinkes, disdik}
    assert "Dinas Pendidikan masih ada dalam bagan, padahal menurut peristiwa 1 sudah digabung" in " ".join(
        satu.pesan for satu in temuan("SUKSESI_BADAN_LAMA")
    )
    ubah({("pesertasuksesi", (1, "baru", baru)): None, ("pesertasuksesi", (1, "baru", dinkes)): {}})
    ubah({("kedudukan", (disdik,)): None})
    assert temuan("SUKSESI_BADAN_LAMA") == []  # one of them takes the other in


def test_SUKSESI_BADAN_BARU(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    baru = pabrik.badan(rancangan.daerah, "dinas-baru", "Dinas Baru").pk
    ubah(_peristiwa("bentuk", [], [baru]))
    assert [satu.pesan for satu in temuan("SUKSESI_BADAN_BARU")] == [
        "Dinas Baru tidak ada dalam bagan, padahal menurut peristiwa 1 (dibentuk) menjadi badan baru."
    ]
    rancangan.edisi.struktur = "sebagian"
    rancangan.edisi.save()
    assert temuan("SUKSESI_BADAN_BARU") == []
    rancangan.edisi.struktur = "lengkap"
    rancangan.edisi.save()
    ubah({("kedudukan", (baru,)): {"induk": rancangan.id("bupati"), "nama": "Dinas Baru", "jenis": "dinas"}})
    assert temuan("SUKSESI_BADAN_BARU") == []


def test_SUKSESI_BADAN_BARU_that_another_event_took_further(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    baru = pabrik.badan(rancangan.daerah, "dinas-baru", "Dinas Baru").pk
    ubah(_peristiwa("bentuk", [], [baru]))
    ubah({("suksesi", (2,)): {"jenis": "bubar"}, ("pesertasuksesi", (2, "lama", baru)): {}})
    assert temuan("SUKSESI_BADAN_BARU") == temuan("SUKSESI_BADAN_LAMA") == []


def test_KETERANGAN_SALINAN(kab: Kabupaten, sari: User, client: Client) -> None:
    asal = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    ubah_rancangan(edisi=asal, oleh=None, struktur_keterangan="13 unit terbaca", rentang_keterangan="dari bagan")
    asal = terbitkan(edisi=asal, oleh=None)
    draf = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=asal, peraturan=kab.peraturan, berlaku_mulai=date(2025, 1, 1)
    )
    client.force_login(sari)

    def temuan() -> list[str]:
        draf.refresh_from_db()
        semua = [satu.pesan for satu in periksa_edisi(draf) if satu.kode == "KETERANGAN_SALINAN"]
        halaman = client.get(reverse("admin:edisi_ringkasan", args=[draf.pk])).content.decode()
        assert ("disalin dari edisi dasar, padahal" in halaman) == bool(semua)
        return semua

    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "Disdik"}}, oleh=sari)
    assert temuan() == []
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    assert temuan() == [
        "Keterangan kelengkapan struktur disalin dari edisi dasar, padahal banyaknya isi sudah lain; "
        "periksa apakah masih benar."
    ]
    ubah_rancangan(edisi=draf, oleh=sari, struktur_keterangan="12 unit terbaca")
    assert temuan() == []


def test_an_empty_draft_claims_nothing_to_be_complete(kab: Kabupaten, sari: User) -> None:
    kosong = buat_rancangan(daerah=kab.daerah, oleh=sari)
    assert {kosong.kelengkapan(bagian).value for bagian in BAGIAN} == {"belum_dimuat"}
    salinan = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    assert salinan.kelengkapan("struktur").value == "lengkap"


def test_SUKSESI_NAMA(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )

    def temuan() -> list[str]:
        return [satu.pesan for satu in periksa_edisi(draf) if satu.kode == "SUKSESI_NAMA"]

    dinkes = kab.id("dinkes")
    terapkan(edisi=draf, ubah=_peristiwa("ganti_nama", [dinkes], [dinkes]), oleh=sari)
    assert temuan() == ["Dinas Kesehatan dinyatakan berganti nama (peristiwa 1), padahal namanya tetap."]
    terapkan(edisi=draf, ubah={("kedudukan", (dinkes,)): {"nama": "Dinas Kesehatan Rakyat"}}, oleh=sari)
    assert temuan() == []
    terapkan(edisi=draf, ubah={("pesertasuksesi", (1, "baru", dinkes)): None,
                               ("pesertasuksesi", (1, "baru", kab.id("disdik"))): {}}, oleh=sari)  # fmt: skip
    assert temuan() == ["Dinas Kesehatan Rakyat masih ada dalam bagan, padahal dinyatakan berganti nama (peristiwa 1)."]


def test_KELOMPOK(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("KELOMPOK") == []
    ubah({("kedudukan", (rancangan.id("kec-satu"),)): None})
    assert "Kecamatan" in temuan("KELOMPOK")[0].pesan


def test_KOORDINATOR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): {"koordinator_id": rancangan.id("dinkes")}})
    assert "padahal bukan Asisten" in temuan("KOORDINATOR")[0].pesan
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): {"koordinator_id": rancangan.id("sekda")}})
    assert temuan("KOORDINATOR") == []


def test_KOORDINATOR_that_left_the_tree(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    """The span rows stay as they are: what became of the Asisten is not known from the tree."""
    ubah({("kedudukan", (rancangan.id("asisten-2"),)): None})
    [satu] = temuan("KOORDINATOR")
    assert "Asisten Perekonomian dan Pembangunan menjadi koordinator, tetapi tidak ada dalam bagan" in satu.pesan
    assert RentangKoordinasi.objects.filter(edisi=rancangan.edisi, koordinator=rancangan.id("asisten-2")).exists()


def test_DUA_KOORDINATOR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah(
        {
            ("rentangkoordinasi", (rancangan.id("disdik"), 2)): {
                "koordinator_id": rancangan.id("asisten-3"),
                "utama": False,
            }
        }
    )
    assert [satu.pesan for satu in temuan("DUA_KOORDINATOR")] == [
        "Dinas Pendidikan disebut lebih dari satu kali, dalam rentang Asisten Administrasi Umum dan "
        "Asisten Perekonomian dan Pembangunan."
    ]


def test_SEBUTAN_UTAMA(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("SEBUTAN_UTAMA") == []
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): {"utama": False}})
    assert "Dinas Pendidikan disebut dalam rentang" in temuan("SEBUTAN_UTAMA")[0].pesan


def test_RENTANG_DI_LUAR_BAGAN(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("kedudukan", (rancangan.id("disdik"),)): None})
    assert "tidak ada lagi dalam bagan" in temuan("RENTANG_DI_LUAR_BAGAN")[0].pesan


def test_TANPA_KOORDINATOR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("TANPA_KOORDINATOR") == []
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): None})
    assert "Dinas Pendidikan" in temuan("TANPA_KOORDINATOR")[0].pesan


def test_ASISTEN_TANPA_RENTANG(temuan: Periksa) -> None:
    assert "Asisten Administrasi Umum" in temuan("ASISTEN_TANPA_RENTANG")[0].pesan


def test_HURUF_GANDA(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("rentangkoordinasi", (rancangan.id("kecamatan"), 1)): {"huruf": "a", "rujukan": "Pasal 5 ayat (1) huruf a"}})
    assert [satu.pesan for satu in temuan("HURUF_GANDA")] == ["Pasal 5 ayat (1) huruf a memuat 2 unit."]


def test_HURUF_GANDA_where_no_pasal_is_named(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    def tulis(**huruf: str) -> None:
        ubah(
            {
                ("rentangkoordinasi", (rancangan.id(unit), 1)): {
                    "koordinator_id": rancangan.id("asisten-2"),
                    "huruf": satu,
                    "rujukan": "",
                    "peraturan_id": None,
                }
                for unit, satu in huruf.items()
            }
        )

    tulis(dinkes="a", disdik="b")
    assert temuan("HURUF_GANDA") == []
    tulis(dinkes="a", disdik="a")
    pesan = "Huruf a dalam rentang Asisten Perekonomian dan Pembangunan memuat 2 unit."
    assert [satu.pesan for satu in temuan("HURUF_GANDA")] == [pesan]


def test_JUMLAH_ASISTEN(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("JUMLAH_ASISTEN") == []
    ubah({("kedudukan", (rancangan.id("setda"),)): {"tipe": "C"}})
    assert [satu.pesan for satu in temuan("JUMLAH_ASISTEN")] == [
        "Jumlah Asisten lebih dari 2, batas bagi Sekretariat Daerah tipe C."
    ]
    ubah({("kedudukan", (rancangan.id("setda"),)): {"tipe": "A"}})
    ubah({("kedudukan", (rancangan.id("bagian-hukum"),)): {"jenis": "asisten", "induk": rancangan.id("sekda")}})
    assert [satu.pesan for satu in temuan("JUMLAH_ASISTEN")] == [
        "Jumlah Asisten lebih dari 3, batas bagi Sekretariat Daerah tipe A."
    ]
    rancangan.edisi.berlaku_mulai = date(2012, 1, 1)  # PP 41/2007 counted otherwise
    rancangan.edisi.save()
    assert temuan("JUMLAH_ASISTEN") == []


def _tambah(rancangan: Kabupaten, ubah: Any, jenis: str, banyak: int, induk: str) -> None:
    kunci = jenis.replace("_", "-")
    badan = [pabrik.badan(rancangan.daerah, f"{kunci}-{n}", f"{jenis} {n}").pk for n in range(banyak)]
    ubah(
        {("kedudukan", (pk,)): {"induk": rancangan.id(induk), "nama": f"{jenis} {pk}", "jenis": jenis} for pk in badan}
    )


def test_JUMLAH_BAGIAN(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    _tambah(rancangan, ubah, "bagian", 3, "asisten-1")
    assert temuan("JUMLAH_BAGIAN") == []
    ubah({("kedudukan", (rancangan.id("setda"),)): {"tipe": "B"}})
    [satu] = temuan("JUMLAH_BAGIAN")
    assert "membawahi lebih dari 3 Bagian, batas bagi Sekretariat Daerah tipe B" in satu.pesan
    assert satu.perangkat_daerah_id == rancangan.id("asisten-1")


def test_JUMLAH_STAF_AHLI(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    _tambah(rancangan, ubah, "staf_ahli", 3, "bupati")
    assert temuan("JUMLAH_STAF_AHLI") == []
    lagi = pabrik.badan(rancangan.daerah, "staf-ahli-keempat", "Staf Ahli Keempat").pk
    ubah({("kedudukan", (lagi,)): {"induk": rancangan.id("bupati"), "nama": "Staf Ahli Keempat", "jenis": "staf_ahli"}})
    assert [satu.pesan for satu in temuan("JUMLAH_STAF_AHLI")] == ["Jumlah Staf Ahli lebih dari 3."]


# Legal basis ------------------------------------------------------------------------------------------


@pytest.fixture
def perda(rancangan: Kabupaten, ubah: Any) -> Peraturan:
    """The Perda on which two places rest, in force before the draft's date."""
    satu = pabrik.peraturan(rancangan.daerah, nomor="9", tahun=2016, jenis="perda")
    for kunci, rujukan in (("dinkes", "Pasal 2 huruf d"), ("disdik", "Pasal 3")):
        ubah({("kedudukan", (rancangan.id(kunci),)): {"peraturan_id": satu.pk, "rujukan": rujukan}})
    return satu


def test_DASAR_DICABUT(rancangan: Kabupaten, temuan: Periksa, perda: Peraturan) -> None:
    pencabut = pabrik.peraturan(rancangan.daerah, nomor="3", tahun=2019, jenis="perda")
    assert temuan("DASAR_DICABUT") == []
    ikatan = HubunganPeraturan.objects.create(dari=pencabut, ke=perda, jenis="mencabut", rujukan="Pasal 20")
    [satu] = temuan("DASAR_DICABUT")
    assert satu.pesan == (
        "Ada kedudukan yang berdasar Perda Contoh 9/2016, yang dicabut oleh Perda Contoh 3/2019 Pasal 20."
    )
    assert (satu.perbaikan, satu.peraturan_id) == ("pencabutan", perda.pk)
    pencabut.berlaku_mulai = date(2021, 1, 1)  # later than the edition
    pencabut.save()
    assert temuan("DASAR_DICABUT") == []
    ikatan.jenis = "mengubah"
    ikatan.save()
    pencabut.berlaku_mulai = date(2019, 1, 1)
    pencabut.save()
    assert temuan("DASAR_DICABUT") == []


def test_DASAR_DICABUT_by_the_rancangan_that_causes_the_edition(
    rancangan: Kabupaten, temuan: Periksa, perda: Peraturan
) -> None:
    lain = pabrik.peraturan(rancangan.daerah, nomor="", tahun=2019, jenis="perda")
    HubunganPeraturan.objects.create(dari=lain, ke=perda, jenis="mencabut")
    assert temuan("DASAR_DICABUT") == []  # a rancangan revokes nothing
    HubunganPeraturan.objects.create(dari=rancangan.peraturan, ke=perda, jenis="mencabut")
    rancangan.peraturan.nomor, rancangan.peraturan.berlaku_mulai = "", None
    rancangan.peraturan.save()
    assert "dicabut oleh Rancangan Perbup Contoh" in temuan("DASAR_DICABUT")[0].pesan


@pytest.mark.parametrize(
    ("bagian", "terkena"),
    [("Pasal 2", True), ("Pasal 2 huruf d", True), ("Pasal 2 huruf a sampai dengan huruf f", True),
     ("Pasal 2 huruf c", False), ("Pasal 4", False), ("", False)],
)  # fmt: skip
def test_DASAR_DICABUT_in_part(
    rancangan: Kabupaten, temuan: Periksa, perda: Peraturan, bagian: str, terkena: bool
) -> None:
    pencabut = pabrik.peraturan(rancangan.daerah, nomor="3", tahun=2019, jenis="perda")
    HubunganPeraturan.objects.create(dari=pencabut, ke=perda, jenis="mencabut_sebagian", rujukan_ke=bagian)
    assert bool(temuan("DASAR_DICABUT")) is terkena


def test_DASAR_BELUM_BERLAKU(rancangan: Kabupaten, temuan: Periksa, perda: Peraturan) -> None:
    assert temuan("DASAR_BELUM_BERLAKU") == []
    perda.berlaku_mulai = date(2020, 1, 3)
    perda.save()
    [satu] = temuan("DASAR_BELUM_BERLAKU")
    assert satu.pesan == ("Ada kedudukan yang berdasar Perda Contoh 9/2016, yang belum berlaku pada tanggal edisi ini.")
    rancangan.edisi.berlaku_mulai = None  # a draft without a date comes after everything
    rancangan.edisi.save()
    assert temuan("DASAR_BELUM_BERLAKU") == []


def test_POHON(rancangan: Kabupaten, temuan: Periksa) -> None:
    from registry.models import Kedudukan

    Kedudukan._base_manager.filter(pk=rancangan.unit("puskesmas").pk).update(lft=90, rght=91)
    assert temuan("POHON")


def test_JENIS_TANPA_PASAL(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah(
        {
            ("ketentuanhubungan", ("perangkat_daerah", "kolegial")): {
                "peraturan_id": rancangan.peraturan.pk,
                "rujukan": "Pasal 15 ayat (1) huruf b",
            }
        }
    )
    assert "tidak ada pasal yang melaksanakannya" in temuan("JENIS_TANPA_PASAL")[0].pesan


def test_queries_of_all_rules_do_not_grow_with_the_edition(
    rancangan: Kabupaten, ubah: Any, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(16):
        periksa_edisi(rancangan.edisi)
    tambahan = [pabrik.badan(rancangan.daerah, f"dinas-{n}", f"Dinas {n}").pk for n in range(60)]
    ubah(
        {
            ("kedudukan", (pk,)): {"induk": rancangan.id("bupati"), "nama": f"Dinas {pk}", "jenis": "dinas"}
            for pk in tambahan
        }
    )
    with django_assert_max_num_queries(16):
        periksa_edisi(rancangan.edisi)


def test_the_command_reports_json_and_fails_on_a_galat(rancangan: Kabupaten, ubah: Any) -> None:
    keluar = StringIO()
    call_command("periksa", rancangan=True, json=True, stdout=keluar)
    [hasil] = json.loads(keluar.getvalue())
    assert (hasil["daerah"], hasil["edisi"]) == ("99.01", "2020-01-02")
    assert {satu["kode"] for satu in hasil["temuan"]} == {"ASISTEN_TANPA_RENTANG"}
    ubah({("kedudukan", (rancangan.id("pemda"),)): {"jenis": "dinas"}})
    with pytest.raises(SystemExit) as berhenti:
        call_command("periksa", rancangan=True, stdout=StringIO())
    assert berhenti.value.code == 1


def test_the_command_refuses_an_unknown_region() -> None:
    with pytest.raises(CommandError, match=r"99\.99 tidak tercatat"):
        call_command("periksa", daerah="99.99")


def test_the_rule_book_is_generated_from_the_classes() -> None:
    call_command("buku_aturan", periksa=True)


def test_crossing_moves_are_refused_before_a_rule_could_find_them(rancangan: Kabupaten, ubah: Any) -> None:
    """A unit below itself, or below one that is taken out, cannot be stored."""
    with pytest.raises(Ditolak, match="melingkar"):
        ubah(
            {
                ("kedudukan", (rancangan.id("dinkes"),)): {"induk": rancangan.id("disdik")},
                ("kedudukan", (rancangan.id("disdik"),)): {"induk": rancangan.id("dinkes")},
            }
        )
    with pytest.raises(Ditolak, match="Pindahkan dulu"):
        ubah(
            {
                ("kedudukan", (rancangan.id("disdik"),)): None,
                ("kedudukan", (rancangan.id("puskesmas"),)): {"induk": rancangan.id("disdik")},
            }
        )


def test_what_says_how_many_may_stay_as_it_is_when_the_number_grows(rancangan: Kabupaten, ubah: Any) -> None:
    """Reasons are kept for a finding in its words: they must not change with a count."""
    _tambah(rancangan, ubah, "asisten", 1, "sekda")
    awal = [satu.pesan for satu in periksa_edisi(rancangan.edisi) if satu.kode == "JUMLAH_ASISTEN"]
    lagi = pabrik.badan(rancangan.daerah, "asisten-lagi", "Asisten Lagi").pk
    ubah({("kedudukan", (lagi,)): {"induk": rancangan.id("sekda"), "nama": "Asisten Lagi", "jenis": "asisten"}})
    assert [satu.pesan for satu in periksa_edisi(rancangan.edisi) if satu.kode == "JUMLAH_ASISTEN"] == awal


def test_findings_name_the_screen_that_mends_them(rancangan: Kabupaten, ubah: Any) -> None:
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): None})
    rentang = temuan_untuk(periksa_edisi(rancangan.edisi), "rentang")
    assert {satu.kode for satu in rentang} == {"TANPA_KOORDINATOR", "ASISTEN_TANPA_RENTANG"}
    assert f"u{rancangan.id('disdik')}" in {satu.jangkar for satu in rentang}
    ringkas = ringkas_temuan(rancangan.edisi)
    assert (ringkas.galat, ringkas.peringatan, ringkas.catatan) == (0, 3, 0)
