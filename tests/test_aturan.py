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

from registry.aturan import ATURAN, Temuan, Tingkat, periksa_edisi
from registry.services import terapkan
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


def test_KELOMPOK(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    assert temuan("KELOMPOK") == []
    ubah({("kedudukan", (rancangan.id("kec-satu"),)): None})
    assert "Kecamatan" in temuan("KELOMPOK")[0].pesan


def test_KOORDINATOR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("rentangkoordinasi", (rancangan.id("disdik"), 1)): {"koordinator_id": rancangan.id("dinkes")}})
    assert "padahal bukan Asisten" in temuan("KOORDINATOR")[0].pesan


def test_DUA_KOORDINATOR(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah(
        {
            ("rentangkoordinasi", (rancangan.id("disdik"), 2)): {
                "koordinator_id": rancangan.id("asisten-3"),
                "utama": False,
            }
        }
    )
    assert "2 kali" in temuan("DUA_KOORDINATOR")[0].pesan


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
    assert "memuat 2 unit" in temuan("HURUF_GANDA")[0].pesan


def test_JUMLAH_ASISTEN(rancangan: Kabupaten, temuan: Periksa, ubah: Any) -> None:
    ubah({("kedudukan", (rancangan.id("bagian-hukum"),)): {"jenis": "asisten", "induk": rancangan.id("sekda")}})
    assert "4 Asisten" in temuan("JUMLAH_ASISTEN")[0].pesan


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
