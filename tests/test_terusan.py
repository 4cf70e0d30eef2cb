"""A change is carried on into other published editions, as ralat that follow the draft it was made in."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext

from registry import isi_edisi, services
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.isi_edisi import Ubah
from registry.models import Edisi, Keadaan, Tindakan
from tests import pabrik
from tests.pabrik import Kabupaten, ada
from tests.test_cabang import baris, isi, rancangan, rentang, sehat, terbit, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def kepala(kab: Kabupaten) -> User:
    return pabrik.pengguna("kepala", peran="administrator", first_name="Kepala", last_name="Bagian")


@pytest.fixture
def deret(kab: Kabupaten) -> list[Edisi]:
    """2020, 2022 (a Dinas renamed), 2024 (moved under another Asisten)."""
    dua = terbit(kab, 2022, {unit(kab, "disdik"): {"nama": "Dinas Pendidikan dan Kebudayaan"}})
    tiga = terbit(kab, 2024, {rentang(kab, "disdik"): {"koordinator_id": kab.id("asisten-1")}}, asal=dua)
    return [kab.edisi, dua, tiga]


def teruskan(edisi: Edisi, tujuan: list[Edisi], oleh: User | None, **lain: Any) -> Any:
    return services.teruskan(edisi=edisi, tujuan=tujuan, oleh=oleh, alasan="kesalahan yang sama", **lain)


def ralat(kab: Kabupaten, edisi: Edisi, ubah: Ubah) -> Edisi:
    draf = services.buat_ralat(edisi=edisi, oleh=None, alasan="salah ketik")
    services.terapkan(edisi=draf, ubah=ubah, oleh=None)
    return draf


def test_the_same_error_is_corrected_in_all_editions_at_once(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    assert list(services.tujuan_terusan(draf)) == deret[1:]
    hasil = teruskan(draf, deret[1:], kepala)
    assert hasil.selesai
    assert [satu.tujuan for satu in hasil.terusan] == deret[1:]
    for satu, tujuan in zip(hasil.pengikut, deret[1:], strict=True):
        assert (satu.mengikuti, satu.meralat, satu.alasan) == (draf, tujuan, "kesalahan yang sama")
        assert isi_edisi.beda(isi(tujuan), isi(satu)) == {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}}
        assert [tindakan.jenis for tindakan in Tindakan.objects.atas(satu)] == ["teruskan", "buat_rancangan"]
    act = Tindakan.objects.atas(draf)[0]
    assert (act.jenis, act.nama_oleh) == ("teruskan", "Kepala Bagian")
    assert act.ringkas == "meneruskan perubahan ke edisi 1 Januari 2022, 1 Januari 2024"
    assert ada(act.rincian)["tujuan"] == [satu.pk for satu in deret[1:]]
    services.terbitkan(edisi=draf, oleh=None)
    for tujuan in deret:
        kini = ada(Edisi.objects.berlaku_di(kab.daerah, ada(tujuan.berlaku_mulai)))
        assert (kini.meralat, baris(kini, unit(kab, "dinkes"))["nama"]) == (tujuan, "Dinas Kesehatan Masyarakat")


def test_an_insertion_is_carried_on_and_the_later_changes_stand(
    kab: Kabupaten, deret: list[Edisi], kepala: User
) -> None:
    ubah: Ubah = {rentang(kab, "dinkes"): {"koordinator_id": kab.id("asisten-2")}, unit(kab, "puskesmas"): None}
    draf = rancangan(kab, kab.edisi, ubah, date(2021, 1, 1))
    assert list(services.tujuan_terusan(draf)) == deret[1:]
    hasil = teruskan(draf, deret[1:], kepala)
    tiga = hasil.pengikut[1]
    assert baris(tiga, rentang(kab, "dinkes"))["koordinator_id"] == kab.id("asisten-2")
    assert baris(tiga, rentang(kab, "disdik"))["koordinator_id"] == kab.id("asisten-1")
    assert baris(tiga, unit(kab, "disdik"))["nama"] == "Dinas Pendidikan dan Kebudayaan"
    assert unit(kab, "puskesmas") not in isi(tiga)
    assert sehat(tiga)


def test_earlier_editions_are_no_target_of_an_insertion(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    draf = rancangan(kab, kab.edisi, {unit(kab, "puskesmas"): None}, date(2023, 1, 1))
    assert list(services.tujuan_terusan(draf)) == deret[2:]
    with pytest.raises(Ditolak, match="tidak dapat diralat dari rancangan ini"):
        teruskan(draf, deret[1:], kepala)


def test_conflicts_are_asked_for_each_edition_and_nothing_is_written_before(
    kab: Kabupaten, deret: list[Edisi], kepala: User
) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "disdik"): {"nama": "Dinas Pendidikan Nasional"}})
    empat = terbit(kab, 2025, {unit(kab, "disdik"): {"nama": "Dinas Pendidikan Nasional"}}, asal=deret[2])
    jumlah, tindakan = Edisi.objects.count(), Tindakan.objects.count()
    hasil = teruskan(draf, [*deret[1:], empat], kepala)
    assert not hasil.selesai
    assert [[(satu.ruas, satu.kita, satu.mereka) for satu in t.pertentangan] for t in hasil.terusan] == [
        [("nama", "Dinas Pendidikan dan Kebudayaan", "Dinas Pendidikan Nasional")],
        [("nama", "Dinas Pendidikan dan Kebudayaan", "Dinas Pendidikan Nasional")],
        [],
    ]
    assert (Edisi.objects.count(), Tindakan.objects.count(), hasil.pengikut) == (jumlah, tindakan, [])
    satu = hasil.terusan[0].pertentangan[0]
    pilihan: Any = {deret[1].pk: {(satu.butir, "nama"): "mereka"}, deret[2].pk: {(satu.butir, "nama"): "kita"}}
    hasil = teruskan(draf, [*deret[1:], empat], kepala, pilihan=pilihan)
    # One takes it, one keeps its own, one says it already: only the first needs a ralat.
    assert [ada(p.meralat) for p in hasil.pengikut] == [deret[1]]
    assert baris(hasil.pengikut[0], unit(kab, "disdik"))["nama"] == "Dinas Pendidikan Nasional"


def test_a_tree_that_would_not_hold_is_asked_too(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    empat = terbit(kab, 2025, {unit(kab, "dinkes"): {"induk": kab.id("disdik")}}, asal=deret[2])
    draf = ralat(kab, deret[0], {unit(kab, "disdik"): {"induk": kab.id("dinkes")}})
    hasil = teruskan(draf, [empat], kepala)
    assert {satu.butir for satu in hasil.terusan[0].pertentangan} == {unit(kab, "dinkes"), unit(kab, "disdik")}
    pilihan: Any = {empat.pk: {(unit(kab, "dinkes"), "induk"): "mereka"}}
    hasil = teruskan(draf, [empat], kepala, pilihan=pilihan)
    assert sehat(hasil.pengikut[0])


def test_a_change_after_carrying_on_is_noticed_and_carrying_on_again_renews(
    kab: Kabupaten, deret: list[Edisi], kepala: User
) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    assert not services.perlu_diteruskan_lagi(draf)
    pertama = teruskan(draf, deret[1:], kepala).pengikut
    assert not services.perlu_diteruskan_lagi(draf)
    services.terapkan(edisi=draf, ubah={unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, oleh=None)
    assert services.perlu_diteruskan_lagi(draf)
    kedua = teruskan(draf, deret[1:2], kepala).pengikut
    assert services.perlu_diteruskan_lagi(draf)  # the other one still carries the old change
    kedua += teruskan(draf, deret[2:], kepala).pengikut
    assert not services.perlu_diteruskan_lagi(draf)
    assert {satu.keadaan for satu in Edisi.objects.filter(pk__in=[p.pk for p in pertama])} == {Keadaan.DIBATALKAN}
    assert list(services.pengikut(draf)) == kedua
    assert all(baris(satu, unit(kab, "dinkes"))["singkatan"] == "Dinkes" for satu in kedua)


def test_corrections_by_hand_in_a_follower_are_dropped_only_where_somebody_says_so(
    kab: Kabupaten, deret: list[Edisi], kepala: User
) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    satu, dua = teruskan(draf, deret[1:], kepala).pengikut
    services.terapkan(edisi=satu, ubah={unit(kab, "disdik"): {"singkatan": "Dikbud"}}, oleh=kepala)
    for tinggalkan in ([], [dua.pk]):
        with pytest.raises(Ditolak, match="tangan pada ralat edisi 1 Januari 2022 akan ditinggalkan"):
            teruskan(draf, deret[1:], kepala, tinggalkan=tinggalkan)
    assert list(services.pengikut(draf)) == [satu, dua]
    assert baris(satu, unit(kab, "disdik"))["singkatan"] == "Dikbud"
    assert teruskan(draf, deret[2:], kepala).selesai  # the other one holds nothing by hand
    baru = teruskan(draf, deret[1:2], kepala, tinggalkan=[satu.pk]).pengikut[0]
    assert baris(baru, unit(kab, "disdik"))["singkatan"] == ""


def test_the_region_is_locked_before_any_edition(kab: Kabupaten, deret: list[Edisi]) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})

    def urutan(lakukan: Any) -> list[str]:
        with CaptureQueriesContext(connection) as kueri:
            lakukan()
        tabel = [satu["sql"].split(' FROM "', 1)[-1].split('"')[0] for satu in kueri if " FROM " in satu["sql"]]
        return [satu for satu in tabel if satu in ("registry_daerah", "registry_edisi")][:2]

    assert urutan(lambda: teruskan(draf, deret[1:], None)) == ["registry_daerah", "registry_edisi"]
    lain = terbit(kab, 2025, {}, asal=deret[2])
    buat = partial(services.buat_ralat, edisi=lain, oleh=None, alasan="ikut", mengikuti=draf)
    assert urutan(buat) == ["registry_daerah", "registry_edisi"]


def test_nothing_follows_a_head_that_is_no_draft_any_more(kab: Kabupaten, deret: list[Edisi]) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    Edisi.objects.filter(pk=draf.pk).update(keadaan=Keadaan.DIAJUKAN)
    with pytest.raises(Terkunci):
        services.buat_ralat(edisi=deret[1], oleh=None, alasan="ikut", mengikuti=draf)


def test_a_target_that_was_corrected_meanwhile_must_be_carried_on_to_again(
    kab: Kabupaten, deret: list[Edisi], kepala: User
) -> None:
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    (lama,) = teruskan(draf, deret[1:2], kepala).pengikut
    lain = services.terbitkan(edisi=ralat(kab, deret[1], {unit(kab, "disdik"): {"singkatan": "Dikbud"}}), oleh=None)
    assert services.perlu_diteruskan_lagi(draf)
    (baru,) = teruskan(draf, [lain], kepala).pengikut
    lama.refresh_from_db()
    assert (lama.keadaan, baru.meralat) == (Keadaan.DIBATALKAN, lain)
    assert baris(baru, unit(kab, "disdik"))["singkatan"] == "Dikbud"
    assert not services.perlu_diteruskan_lagi(draf)


def test_how_complete_a_part_is_is_carried_on(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    draf = services.buat_ralat(edisi=deret[0], oleh=None, alasan="salah catat")
    services.ubah_rancangan(edisi=draf, oleh=None, struktur="sebagian", struktur_rujukan="Lampiran I")
    (satu,) = teruskan(draf, deret[1:2], kepala).pengikut
    satu.refresh_from_db()
    assert (satu.struktur, satu.struktur_rujukan) == ("sebagian", "Lampiran I")


def test_successions_stay_with_their_own_edition(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    draf = ralat(
        kab,
        deret[0],
        {
            ("suksesi", (1,)): {"jenis": "bentuk", "peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"},
            ("pesertasuksesi", (1, "baru", kab.id("dinkes"))): {},
        },
    )
    hasil = teruskan(draf, deret[1:], kepala)
    assert (hasil.selesai, hasil.pengikut) == (True, [])
    assert Tindakan.objects.atas(draf)[0].jenis == "ubah"


def test_who_may_not_ralat_carries_nothing_on(kab: Kabupaten, deret: list[Edisi], sari: User, kepala: User) -> None:
    draf = rancangan(kab, kab.edisi, {unit(kab, "puskesmas"): None}, date(2021, 1, 1))
    with pytest.raises(TidakBerwenang):
        teruskan(draf, deret[1:], sari)
    with pytest.raises(Ditolak, match="alasan"):
        services.teruskan(edisi=draf, tujuan=deret[1:], oleh=kepala, alasan=" ")
    with pytest.raises(Ditolak, match="Pilih sekurang-kurangnya"):
        teruskan(draf, [], kepala)
    with pytest.raises(Ditolak, match="tidak dapat diralat dari"):  # what came after it was made from it
        teruskan(deret[1], deret[2:], kepala)
    dilihat = Tindakan.objects.atas(draf)[0].pk
    services.terapkan(edisi=draf, ubah={unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, oleh=sari)
    with pytest.raises(Bentrok):
        teruskan(draf, deret[1:], kepala, lihat_tindakan=dilihat)
    (satu,) = teruskan(draf, deret[1:2], kepala).pengikut
    with pytest.raises(Ditolak, match="rancangan induknya"):
        teruskan(satu, deret[2:], kepala)


def test_each_further_edition_costs_the_same_queries(kab: Kabupaten, deret: list[Edisi], kepala: User) -> None:
    terbit(kab, 2025, {}, asal=deret[2])
    draf = ralat(kab, deret[0], {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    semua = list(services.tujuan_terusan(draf))

    def hitung(tujuan: list[Edisi]) -> int:
        with CaptureQueriesContext(connection) as kueri:
            assert teruskan(draf, tujuan, None).selesai
        return len(kueri)

    teruskan(draf, semua, None)
    satu, dua, tiga = (hitung(semua[:n]) for n in (1, 2, 3))
    assert tiga - dua == dua - satu <= 80
