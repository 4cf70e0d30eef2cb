"""A draft is a branch: how it starts, on what it is based, how it is brought onto another base."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import date, datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry import isi_edisi, pohon, services
from registry.gabung import Butir
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.isi_edisi import DAFTAR, Nilai, Ubah
from registry.models import Edisi, Kedudukan, Peraturan, Tindakan
from tests import pabrik
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db


def unit(kab: Kabupaten, kunci: str) -> Butir:
    return ("kedudukan", (kab.id(kunci),))


def rentang(kab: Kabupaten, kunci: str) -> Butir:
    return ("rentangkoordinasi", (kab.id(kunci), 1))


def terbit(kab: Kabupaten, tahun: int, ubah: Ubah, asal: Edisi | None = None, **lain: Any) -> Edisi:
    """A published edition of 1 January, changed from `asal` (the first one)."""
    edisi = rancangan(kab, asal or kab.edisi, ubah, date(tahun, 1, 1), **lain)
    return services.terbitkan(edisi=edisi, oleh=None)


def rancangan(
    kab: Kabupaten, asal: Edisi, ubah: Ubah | None = None, mulai: date | None = date(2026, 1, 1), **lain: Any
) -> Edisi:
    edisi = services.buat_rancangan(
        daerah=kab.daerah, asal=asal, oleh=None, peraturan=kab.peraturan, berlaku_mulai=mulai, **lain
    )
    if ubah:
        services.terapkan(edisi=edisi, ubah=ubah, oleh=None)
    return edisi


def isi(edisi: Edisi) -> Ubah:
    return isi_edisi.baca(edisi.pk)


def baris(edisi: Edisi, butir: Butir) -> Nilai:
    return ada(isi(edisi)[butir])


def sehat(edisi: Edisi) -> bool:
    return pohon.periksa(Kedudukan._base_manager.filter(edisi=edisi)) == []


# The base ---------------------------------------------------------------------------------------------


def test_a_draft_of_the_edition_in_force_stands_on_its_base(kab: Kabupaten) -> None:
    dasar = services.keadaan_dasar(rancangan(kab, kab.edisi))
    assert (dasar.asal, dasar.kini, dasar.masih_berlaku, dasar.dapat_disesuaikan) == (kab.edisi, kab.edisi, True, False)
    assert dasar.kalimat == "Disalin dari edisi 2 Januari 2020; masih edisi yang berlaku pada tanggal rancangan ini."


def test_a_base_that_another_edition_replaced_is_told(kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi)
    baru = terbit(kab, 2024, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Masyarakat"}})
    dasar = services.keadaan_dasar(edisi)
    assert (dasar.asal, dasar.kini, dasar.dapat_disesuaikan) == (kab.edisi, baru, True)
    assert "Dasar rancangan ini sudah diganti: edisi itu bukan lagi edisi yang berlaku." in dasar.kalimat


def test_an_edition_after_the_date_of_the_draft_does_not_replace_its_base(kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi, mulai=date(2023, 1, 1))
    terbit(kab, 2024, {})
    assert services.keadaan_dasar(edisi).masih_berlaku


def test_a_base_that_was_corrected_is_told(kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi)
    ralat = services.terbitkan(edisi=services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah ketik"), oleh=None)
    dasar = services.keadaan_dasar(edisi)
    assert (dasar.kini, dasar.dapat_disesuaikan) == (ralat, True)
    assert "edisi itu sudah diralat" in dasar.kalimat


def test_the_second_edition_of_a_day_stands_on_the_first(kab: Kabupaten) -> None:
    pertama = terbit(kab, 2026, {})
    kedua = rancangan(kab, pertama)
    assert kedua.urutan == 2
    assert services.keadaan_dasar(kedua).masih_berlaku


def test_a_draft_without_a_date_stands_on_what_is_in_force_today(kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi, mulai=None)
    baru = terbit(kab, 2024, {})
    assert services.keadaan_dasar(edisi, date(2023, 12, 31)).masih_berlaku
    assert services.keadaan_dasar(edisi, date(2024, 1, 1)).kini == baru
    assert services.keadaan_dasar(edisi).masih_berlaku


def test_a_draft_before_all_editions_or_without_a_base_has_nothing_to_be_brought_onto(kab: Kabupaten) -> None:
    awal = services.keadaan_dasar(rancangan(kab, kab.edisi, mulai=date(2010, 1, 1)))
    assert (awal.kini, awal.dapat_disesuaikan) == (None, False)
    kosong = services.buat_rancangan(daerah=kab.daerah, oleh=None)
    assert services.keadaan_dasar(kosong).kalimat == ""


def test_the_bases_of_many_drafts_cost_one_query(kab: Kabupaten, django_assert_num_queries: Any) -> None:
    semua = [rancangan(kab, kab.edisi) for _ in range(4)]
    terbit(kab, 2024, {})
    with django_assert_num_queries(1):
        keadaan = services.keadaan_dasar_semua(semua)
    assert [keadaan[satu.pk].dapat_disesuaikan for satu in semua] == [True] * 4


# How a draft starts -----------------------------------------------------------------------------------


def test_a_draft_brings_its_regulation_along_without_a_number(kab: Kabupaten, sari: User) -> None:
    baru = services.PeraturanBaru("perbup", "Rentang Koordinasi Asisten")
    dua = [services.buat_rancangan(daerah=kab.daerah, asal=kab.edisi, oleh=sari, peraturan=baru) for _ in range(2)]
    semua = [ada(satu.peraturan) for satu in dua]
    assert [(satu.nomor, satu.tahun, satu.tentang) for satu in semua] == [("", None, baru.tentang)] * 2
    assert [satu.kunci for satu in semua] == ["perbup-rancangan", "perbup-rancangan-2"]
    assert not Peraturan.objects.publik().filter(pk__in=[satu.pk for satu in semua]).exists()


def test_a_refused_draft_leaves_no_regulation_behind(kab: Kabupaten, sari: User) -> None:
    sebelum = Peraturan.objects.count()
    with pytest.raises(Ditolak):
        services.buat_rancangan(
            daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=services.PeraturanBaru("perbup", "  ")
        )
    assert Peraturan.objects.count() == sebelum


def test_who_works_for_another_region_starts_no_draft(kab: Kabupaten) -> None:
    lain = pabrik.pengguna("lain", milik=pabrik.daerah("98.01", "Kabupaten Lain"))
    with pytest.raises(TidakBerwenang):
        services.buat_rancangan(daerah=kab.daerah, oleh=lain, asal=kab.edisi)


def test_only_an_administrator_starts_a_ralat(kab: Kabupaten, sari: User) -> None:
    with pytest.raises(TidakBerwenang):
        services.buat_ralat(edisi=kab.edisi, oleh=sari, alasan="salah ketik")
    kepala = pabrik.pengguna("kepala", peran="administrator", milik=kab.daerah)
    assert services.buat_ralat(edisi=kab.edisi, oleh=kepala, alasan="salah ketik").meralat == kab.edisi


def besar(kode: str, banyak: int) -> Kabupaten:
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(banyak)}
    sebaran = {**pabrik.RENTANG, **dict.fromkeys(tambahan, ("asisten-2", "b"))}
    return pabrik.kabupaten(kode, f"Kabupaten {kode}", bagan={**pabrik.BAGAN, **tambahan}, rentang=sebaran)


def test_a_clone_costs_the_same_queries_whatever_the_number_of_units_and_editions() -> None:
    kecil, kab = besar("97.01", 1), besar("97.02", 287)
    for tahun in (2021, 2022, 2023):
        terbit(kab, tahun, {})

    def hitung(satu: Kabupaten) -> int:
        with CaptureQueriesContext(connection) as kueri:
            draf = services.buat_rancangan(daerah=satu.daerah, asal=satu.edisi, oleh=None)
        assert isi(draf) == isi(satu.edisi)
        return len(kueri)

    assert hitung(kecil) == hitung(kab) <= 20


# Rebase -----------------------------------------------------------------------------------------------


def test_changes_of_both_sides_stand_after_a_rebase(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan dan Gizi"}})
    ubah: Ubah = {
        unit(kab, "dinkes"): {"induk": kab.id("setda")},
        unit(kab, "disdik"): {"nama": "Dinas Pendidikan dan Kebudayaan"},
        unit(kab, "puskesmas"): None,
        rentang(kab, "disdik"): {"koordinator_id": kab.id("asisten-3")},
    }
    baru = terbit(kab, 2024, ubah)
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari, alasan="Perbup 2024 terbit") == []
    edisi.refresh_from_db()
    assert edisi.asal == baru
    dinkes = baris(edisi, unit(kab, "dinkes"))
    assert (dinkes["nama"], dinkes["induk"]) == ("Dinas Kesehatan dan Gizi", kab.id("setda"))
    assert unit(kab, "puskesmas") not in isi(edisi)
    assert isi_edisi.beda(isi(baru), isi(edisi)) == {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan dan Gizi"}}
    assert sehat(edisi)
    tindakan = Tindakan.objects.atas(edisi)[0]
    assert (tindakan.jenis, tindakan.nama_oleh, tindakan.alasan) == (
        "sesuaikan",
        "Sari Wulandari",
        "Perbup 2024 terbit",
    )
    assert ada(tindakan.rincian)["asal"] == [kab.edisi.pk, baru.pk]
    assert tindakan.ringkas == "menyesuaikan rancangan dengan edisi 1 Januari 2024"
    assert services.keadaan_dasar(edisi).masih_berlaku


def test_a_rebase_without_a_difference_in_content_is_one_act_too(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi)
    baru = terbit(kab, 2024, {})
    sebelum = Tindakan.objects.count()
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari) == []
    assert Tindakan.objects.count() == sebelum + 1
    assert ada(Tindakan.objects.atas(edisi)[0].rincian)["asal"] == [kab.edisi.pk, baru.pk]


def test_what_both_changed_is_asked_and_nothing_is_written_before_the_answer(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan A", "singkatan": "Dinkes"}})
    baru = terbit(kab, 2024, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan B"}, unit(kab, "puskesmas"): None})
    sebelum, tindakan = isi(edisi), Tindakan.objects.count()
    (satu,) = services.rebase(edisi=edisi, ke=baru, oleh=sari)
    assert (satu.butir, satu.ruas) == (unit(kab, "dinkes"), "nama")
    assert (satu.dasar, satu.kita, satu.mereka) == ("Dinas Kesehatan", "Dinas Kesehatan A", "Dinas Kesehatan B")
    edisi.refresh_from_db()
    assert (isi(edisi), edisi.asal, Tindakan.objects.count()) == (sebelum, kab.edisi, tindakan)
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari, pilihan={(satu.butir, "nama"): "mereka"}) == []
    dinkes = baris(edisi, unit(kab, "dinkes"))
    assert (dinkes["nama"], dinkes["singkatan"]) == ("Dinas Kesehatan B", "Dinkes")
    assert unit(kab, "puskesmas") not in isi(edisi)


def test_crossing_moves_are_told_and_settled_by_a_choice(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"induk": kab.id("disdik")}})
    baru = terbit(kab, 2024, {unit(kab, "disdik"): {"induk": kab.id("dinkes")}})
    sebelum = isi(edisi)
    tanya = services.rebase(edisi=edisi, ke=baru, oleh=sari)
    assert {satu.butir for satu in tanya} == {unit(kab, "dinkes"), unit(kab, "disdik")}
    assert all("Susunan melingkar" in satu.sebab for satu in tanya)
    assert isi(edisi) == sebelum
    lagi = services.rebase(edisi=edisi, ke=baru, oleh=sari, pilihan={(unit(kab, "disdik"), "induk"): "mereka"})
    assert {satu.butir for satu in lagi} == {unit(kab, "dinkes"), unit(kab, "disdik")}
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari, pilihan={(unit(kab, "dinkes"), "induk"): "mereka"}) == []
    assert baris(edisi, unit(kab, "disdik"))["induk"] == kab.id("dinkes")
    assert sehat(edisi)


def test_a_unit_below_one_that_the_new_base_dissolved_is_told(kab: Kabupaten, sari: User) -> None:
    badan = pabrik.badan(kab.daerah, "lab", "Laboratorium")
    edisi = rancangan(
        kab,
        kab.edisi,
        {("kedudukan", (badan.pk,)): {"induk": kab.id("dinkes"), "nama": "Laboratorium", "jenis": "uptd"}},
    )
    hapus: Ubah = {unit(kab, "dinkes"): None, unit(kab, "puskesmas"): None, rentang(kab, "dinkes"): None}
    baru = terbit(kab, 2024, hapus)
    tanya = services.rebase(edisi=edisi, ke=baru, oleh=sari)
    assert {satu.butir for satu in tanya} == {unit(kab, "dinkes"), ("kedudukan", (badan.pk,))}
    assert "Laboratorium berada di bawah Dinas Kesehatan, yang dikeluarkan di sisi lain." in tanya[0].sebab
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari, pilihan={(unit(kab, "dinkes"), ""): "kita"}) == []
    assert unit(kab, "dinkes") in isi(edisi)
    assert unit(kab, "puskesmas") not in isi(edisi)
    assert sehat(edisi)


def test_what_the_database_refuses_is_asked_row_by_row(
    kab: Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two main spans of one unit, had nobody looked at them before: no field conflicts, no tree is at fault."""
    monkeypatch.setattr("registry.services.cabang.berebut", lambda *_: [])
    ganda: Nilai = {"koordinator_id": kab.id("asisten-3"), "utama": True}
    edisi = rancangan(
        kab, kab.edisi, {rentang(kab, "dinkes"): {"utama": False}, ("rentangkoordinasi", (kab.id("dinkes"), 2)): ganda}
    )
    baru = terbit(
        kab,
        2024,
        {rentang(kab, "dinkes"): {"utama": False}, ("rentangkoordinasi", (kab.id("dinkes"), 3)): ganda},
    )
    tanya = services.rebase(edisi=edisi, ke=baru, oleh=sari)
    assert [satu.kunci for satu in tanya] == [(kab.id("dinkes"), 3)]
    assert "sudah mempunyai koordinator utama" in tanya[0].sebab
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari, pilihan={(tanya[0].butir, ""): "kita"}) == []
    assert ("rentangkoordinasi", (kab.id("dinkes"), 3)) not in isi(edisi)


def test_how_complete_each_part_is_goes_with_the_rebase(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi)
    services.ubah_rancangan(edisi=edisi, oleh=sari, rentang="sebagian")
    draf = rancangan(kab, kab.edisi, mulai=date(2024, 1, 1))
    services.ubah_rancangan(edisi=draf, oleh=sari, struktur_rujukan="Lampiran I", rentang_keterangan="dari bagan")
    baru = services.terbitkan(edisi=draf, oleh=None)
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari) == []
    edisi.refresh_from_db()
    assert (edisi.rentang, edisi.struktur_rujukan, edisi.rentang_keterangan) == (
        "sebagian",
        "Lampiran I",
        "dari bagan",
    )


def test_successions_of_the_new_base_do_not_come_along(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi)
    dasar: Nilai = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    baru = terbit(
        kab,
        2024,
        {
            ("suksesi", (1,)): {"jenis": "ganti_nama", **dasar},
            ("pesertasuksesi", (1, "lama", kab.id("dinkes"))): {},
            ("pesertasuksesi", (1, "baru", kab.id("dinkes"))): {},
            unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Baru"},
        },
    )
    assert services.rebase(edisi=edisi, ke=baru, oleh=sari) == []
    assert baris(edisi, unit(kab, "dinkes"))["nama"] == "Dinas Kesehatan Baru"
    assert not [butir for butir in isi(edisi) if "suksesi" in butir[0]]


def test_a_rebase_of_what_somebody_changed_meanwhile_is_refused(kab: Kabupaten, sari: User) -> None:
    edisi = rancangan(kab, kab.edisi)
    baru = terbit(kab, 2024, {unit(kab, "dinkes"): {"singkatan": "Dinkes"}})
    dilihat = Tindakan.objects.atas(edisi)[0].pk
    services.terapkan(edisi=edisi, ubah={unit(kab, "disdik"): {"singkatan": "Disdik"}}, oleh=sari)
    with pytest.raises(Bentrok, match="Sari Wulandari"):
        services.rebase(edisi=edisi, ke=baru, oleh=sari, lihat_tindakan=dilihat)


def test_what_can_be_no_base_is_refused(kab: Kabupaten, sari: User) -> None:
    edisi, lain = rancangan(kab, kab.edisi), pabrik.kabupaten("98.01", "Kabupaten Lain")
    for salah in (kab.edisi, lain.edisi, rancangan(kab, kab.edisi)):
        with pytest.raises(Ditolak):
            services.rebase(edisi=edisi, ke=salah, oleh=sari)
    kosong = services.buat_rancangan(daerah=kab.daerah, oleh=None)
    with pytest.raises(Ditolak, match="tidak mempunyai dasar"):
        services.rebase(edisi=kosong, ke=kab.edisi, oleh=sari)
    with pytest.raises(Terkunci):
        services.rebase(edisi=kab.edisi, ke=kab.edisi, oleh=sari)
    pemeriksa = pabrik.pengguna("pemeriksa", peran="pemeriksa")
    with pytest.raises(TidakBerwenang):
        services.rebase(edisi=edisi, ke=terbit(kab, 2024, {}), oleh=pemeriksa)


def test_a_ralat_moves_onto_the_newer_ralat_with_all_that_this_one_says(kab: Kabupaten) -> None:
    edisi = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="nama salah")
    services.terapkan(edisi=edisi, ubah={unit(kab, "dinkes"): {"nama": "Dinas Kesehatan Baru"}}, oleh=None)
    lain = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="suksesi lupa")
    dasar: Nilai = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    services.terapkan(
        edisi=lain,
        ubah={
            ("suksesi", (1,)): {"jenis": "bentuk", **dasar},
            ("pesertasuksesi", (1, "baru", kab.id("disdik"))): {},
        },
        oleh=None,
    )
    lain = services.terbitkan(edisi=lain, oleh=None)
    assert services.keadaan_dasar(edisi).kini == lain
    with pytest.raises(Ditolak, match="ralat terbaru"):
        services.rebase(edisi=edisi, ke=terbit(kab, 2024, {}, asal=lain), oleh=None)
    assert services.rebase(edisi=edisi, ke=lain, oleh=None) == []
    edisi.refresh_from_db()
    assert (edisi.asal, edisi.meralat) == (lain, lain)
    assert ("suksesi", (1,)) in isi(edisi)
    terbitan = services.terbitkan(edisi=edisi, oleh=None)
    lain.refresh_from_db()
    assert lain.diralat_pada == terbitan.diterbitkan_pada


# History ----------------------------------------------------------------------------------------------


def bangun(edisi: Edisi, saat: datetime) -> Ubah:
    """The content of a draft at a moment: its base at that moment, overlaid with the draft's own history rows."""
    kepala = Edisi.history.filter(id=edisi.pk, history_date__lte=saat).order_by("history_date", "history_id").last()
    seluruhnya = kepala.meralat_id is not None
    hasil = {k: v for k, v in isi_edisi.baca(kepala.asal_id).items() if seluruhnya or DAFTAR[k[0]].ikut_klon}
    badan = dict(Kedudukan.objects.pada(edisi).values_list("pk", "perangkat_daerah"))
    badan |= dict(Kedudukan.history.filter(edisi_id=edisi.pk).values_list("id", "perangkat_daerah_id"))
    for bagian in DAFTAR:
        semua = bagian.model.history.filter(edisi_id=edisi.pk, history_date__lte=saat)  # type: ignore[attr-defined]
        for satu in semua.order_by("history_date", "history_id"):
            butir = (bagian.nama, tuple(getattr(satu, ruas) for ruas in bagian.kunci))
            hasil.pop(butir, None)
            if satu.history_type != "-":
                hasil[butir] = {
                    ruas: badan.get(satu.induk_id) if ruas == "induk" else getattr(satu, ruas) for ruas in bagian.nilai
                }
    return hasil


def acak_ubah(kab: Kabupaten, edisi: Edisi, acak: random.Random) -> None:
    satu = acak.choice(["dinkes", "disdik", "kecamatan", "bagian-hukum", "puskesmas", "kec-satu", "asisten-3"])
    pilihan: list[Ubah] = [
        {unit(kab, satu): {"nama": f"Nama {acak.randrange(9)}"}},
        {unit(kab, satu): {"induk": kab.id(acak.choice(["bupati", "setda", "dinkes", "disdik"]))}},
        {unit(kab, satu): None},
        {unit(kab, satu): {"induk": kab.id("bupati"), "nama": f"Lagi {satu}", "jenis": "dinas", "urutan": 1}},
        {rentang(kab, satu): {"koordinator_id": kab.id("asisten-2")}},
        {rentang(kab, satu): None},
    ]
    with suppress(Ditolak):
        services.terapkan(edisi=edisi, ubah=acak.choice(pilihan), oleh=None)


@pytest.mark.parametrize("benih", range(6))
def test_history_tells_every_state_of_a_draft_across_rebases(kab: Kabupaten, benih: int) -> None:
    acak = random.Random(benih)
    edisi = rancangan(kab, kab.edisi, mulai=date(2030, 1, 1))
    saksi: list[tuple[datetime, Ubah]] = []
    dasar = kab.edisi
    for putaran in range(4):
        for _ in range(5):
            acak_ubah(kab, edisi, acak)
            saksi.append((timezone.now(), isi(edisi)))
        lain = rancangan(kab, dasar, mulai=date(2021 + putaran, 1, 1))
        for _ in range(5):
            acak_ubah(kab, lain, acak)
        Edisi.objects.filter(pk=lain.pk).update(
            keadaan="terbit", diterbitkan_pada=timezone.now()
        )  # whatever the rules say
        dasar = Edisi.objects.get(pk=lain.pk)
        pilihan: dict[Any, Any] = {}
        while sisa := services.rebase(edisi=edisi, ke=dasar, oleh=None, pilihan=pilihan):
            pilihan |= {(satu.butir, satu.ruas): acak.choice(["kita", "mereka", "mereka"]) for satu in sisa}
        saksi.append((timezone.now(), isi(edisi)))
        assert sehat(edisi)
    for saat, tersimpan in saksi:
        assert bangun(edisi, saat) == tersimpan
