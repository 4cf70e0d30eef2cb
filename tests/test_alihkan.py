"""A body that was entered twice is led to the other one: open drafts at once, published editions by their ralat."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connections, transaction
from django.test import Client

from registry import isi_edisi, services
from registry.galat import Ditolak, TidakBerwenang
from registry.models import Edisi, PerangkatDaerah, Tindakan
from registry.pencarian import cari
from registry.services.alihkan import Langkah, gantian
from relations.models import Urusan
from tests import pabrik
from tests.pabrik import Kabupaten
from tests.test_cabang import baris, isi, rancangan, rentang, sehat, terbit, unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def ganda(kab: Kabupaten) -> PerangkatDaerah:
    """The Dinas Kesehatan, entered a second time."""
    return pabrik.badan(kab.daerah, "dinkes-ganda", "Dinas Kesehatan (ganda)")


def tukar(kab: Kabupaten, ganda: PerangkatDaerah) -> isi_edisi.Ubah:
    """The double stands where the body stood."""
    lama = isi(kab.edisi)
    tempat, sebaran = lama[unit(kab, "dinkes")], lama[rentang(kab, "dinkes")]
    return {
        unit(kab, "dinkes"): None,
        ("kedudukan", (ganda.pk,)): {**(tempat or {}), "nama": "Dinas Kesehatan dan Gizi"},
        unit(kab, "puskesmas"): {"induk": ganda.pk},
        rentang(kab, "dinkes"): None,
        ("rentangkoordinasi", (ganda.pk, 1)): sebaran,
    }


def alihkan(dari: PerangkatDaerah, ke: PerangkatDaerah, oleh: User | None = None) -> list[Edisi]:
    return services.alihkan(dari=dari, ke=ke, oleh=oleh, alasan="tercatat dua kali")


def test_drafts_are_written_over_and_the_body_is_led_over(kab: Kabupaten, ganda: PerangkatDaerah, sari: User) -> None:
    draf = rancangan(kab, kab.edisi, tukar(kab, ganda))
    urusan = Urusan.objects.create(kode="1.02", nama="kesehatan")
    services.terapkan(
        edisi=draf,
        ubah={
            ("urusanperangkat", (ganda.pk, urusan.pk)): {},
            ("hubungankerja", (ganda.pk, kab.id("disdik"), "fungsional", "")): {},
            ("hubungankerja", (kab.id("disdik"), ganda.pk, "fungsional", "")): {},
            ("pesertasuksesi", (1, "baru", ganda.pk)): {},
        },
        oleh=None,
    )
    tujuan = kab.badan["dinkes"]
    assert alihkan(ganda, tujuan, sari) == [draf]
    ganda.refresh_from_db()
    assert ganda.dialihkan_ke == tujuan
    assert not [k for k, v in isi(draf).items() if ganda.pk in (*k[1], *(v or {}).values()) and k[0] != "suksesi"]
    assert baris(draf, unit(kab, "dinkes"))["nama"] == "Dinas Kesehatan dan Gizi"
    assert baris(draf, unit(kab, "puskesmas"))["induk"] == tujuan.pk
    assert baris(draf, rentang(kab, "dinkes"))["koordinator_id"] == kab.id("asisten-1")
    assert ("urusanperangkat", (tujuan.pk, urusan.pk)) in isi(draf)
    assert ("hubungankerja", (kab.id("disdik"), tujuan.pk, "fungsional", "")) in isi(draf)
    assert ("pesertasuksesi", (1, "baru", tujuan.pk)) in isi(draf)
    assert sehat(draf)
    act = Tindakan.objects.atas(draf)[0]
    assert act.ringkas == "Dinas Kesehatan (ganda) dicatat sebagai Dinas Kesehatan: badan yang sama tercatat dua kali"
    assert services.keadaan_alih(ganda, tujuan).langkah is Langkah.SELESAI


def test_a_koordinator_and_the_root_are_written_over_too(kab: Kabupaten) -> None:
    draf = rancangan(kab, kab.edisi)
    for kunci in ("asisten-1", "pemda"):
        alihkan_ke = pabrik.badan(kab.daerah, f"{kunci}-lain", f"{kunci} lain")
        ubah = gantian(draf, kab.id(kunci), alihkan_ke.pk)
        services.terapkan(edisi=draf, ubah=ubah, oleh=None)
        kab.badan[kunci] = alihkan_ke
    assert baris(draf, rentang(kab, "dinkes"))["koordinator_id"] == kab.id("asisten-1")
    assert baris(draf, unit(kab, "bupati"))["induk"] == kab.id("pemda")
    assert sehat(draf)


def test_published_editions_are_corrected_first_and_then_the_body_is_led_over(
    kab: Kabupaten, ganda: PerangkatDaerah, client: Client
) -> None:
    dua = terbit(kab, 2022, tukar(kab, ganda))
    tiga = terbit(kab, 2024, {("kedudukan", (ganda.pk,)): {"singkatan": "Dinkes"}}, asal=dua)
    terbuka = rancangan(kab, tiga)
    tujuan = kab.badan["dinkes"]
    keadaan = services.keadaan_alih(ganda, tujuan)
    assert (keadaan.langkah, keadaan.diralat, keadaan.rancangan) == (Langkah.RALAT, [dua, tiga], [terbuka])
    with pytest.raises(Ditolak, match="terbitkan dahulu ralatnya"):
        alihkan(ganda, tujuan)
    oleh = pabrik.pengguna("kepala", peran="administrator")
    kepala = services.siapkan_ralat_alih(dari=ganda, ke=tujuan, oleh=oleh, alasan="tercatat dua kali")
    (ikut,) = services.pengikut(kepala)
    assert (kepala.meralat, ikut.meralat) == (dua, tiga)
    assert not services.perlu_diteruskan_lagi(kepala)
    keadaan = services.keadaan_alih(ganda, tujuan)
    assert (keadaan.langkah, keadaan.menunggu) == (Langkah.MENUNGGU, [kepala, ikut])
    with pytest.raises(Ditolak):
        alihkan(ganda, tujuan)
    services.terbitkan(edisi=kepala, oleh=None)
    assert services.keadaan_alih(ganda, tujuan).langkah is Langkah.ALIHKAN
    assert alihkan(ganda, tujuan) == [terbuka]
    assert baris(terbuka, unit(kab, "dinkes"))["singkatan"] == "Dinkes"
    alamat = f"/perangkat-daerah/{ganda.uuid}/"
    assert client.get(alamat)["Location"] == f"/perangkat-daerah/{tujuan.uuid}/"
    assert [satu.perangkat_daerah_id for satu in cari("kesehatan gizi", tanggal=date(2025, 1, 1))] == [tujuan.pk]


def test_leading_over_cannot_be_undone_by_half(kab: Kabupaten, ganda: PerangkatDaerah, sari: User) -> None:
    draf = rancangan(kab, kab.edisi, tukar(kab, ganda))
    alihkan(ganda, kab.badan["dinkes"], sari)
    act = Tindakan.objects.atas(draf)[0]
    assert (act.jenis, act.oleh) == ("alihkan", sari)
    assert services.mengarang([draf], sari)
    with pytest.raises(Ditolak, match="tidak dapat diurungkan"):
        services.urungkan(tindakan=act, oleh=sari)
    assert ("kedudukan", (ganda.pk,)) not in isi(draf)


def test_a_draft_that_was_written_over_must_be_carried_on_again(kab: Kabupaten, ganda: PerangkatDaerah) -> None:
    terbit(kab, 2030, {})
    draf = rancangan(kab, kab.edisi, tukar(kab, ganda))
    services.teruskan(edisi=draf, tujuan=list(services.tujuan_terusan(draf)), oleh=None, alasan="diteruskan")
    assert not services.perlu_diteruskan_lagi(draf)
    alihkan(ganda, kab.badan["dinkes"])
    assert services.perlu_diteruskan_lagi(draf)


@pytest.mark.lambat
def test_what_another_person_is_about_to_commit_is_not_lost(nyata: None) -> None:
    kab = pabrik.kabupaten()
    ganda = pabrik.badan(kab.daerah, "dinkes-ganda", "Dinas Kesehatan (ganda)")
    draf = rancangan(kab, kab.edisi, tukar(kab, ganda))
    kosong = rancangan(kab, kab.edisi, mulai=date(2027, 1, 1))
    hasil: list[Any] = []

    def lakukan() -> None:
        try:
            hasil.append(alihkan(ganda, kab.badan["dinkes"]))
        except Exception as galat:
            hasil.append(galat)
        finally:
            connections.close_all()

    utas = threading.Thread(target=lakukan)
    with transaction.atomic():
        services.terapkan(edisi=draf, ubah={("kedudukan", (ganda.pk,)): {"singkatan": "Dinkes"}}, oleh=None)
        services.terapkan(edisi=kosong, ubah=tukar(kab, ganda), oleh=None)
        utas.start()
        utas.join(0.7)  # it waits for the lock, having read all that it would read before it
        assert hasil == []
    utas.join()
    assert hasil == [[draf, kosong]]
    assert baris(draf, unit(kab, "dinkes"))["singkatan"] == "Dinkes"
    assert ("kedudukan", (ganda.pk,)) not in isi(kosong)


def test_an_edition_that_holds_both_is_named(kab: Kabupaten, ganda: PerangkatDaerah) -> None:
    draf = rancangan(
        kab,
        kab.edisi,
        {("kedudukan", (ganda.pk,)): {"induk": kab.id("bupati"), "nama": "Dinas Kesehatan II", "jenis": "dinas"}},
    )
    with pytest.raises(Ditolak, match="Edisi 1 Januari 2026 memuat kedua badan"):
        alihkan(ganda, kab.badan["dinkes"])
    assert ("kedudukan", (ganda.pk,)) in isi(draf)


def test_a_draft_that_stands_still_is_named(kab: Kabupaten, ganda: PerangkatDaerah) -> None:
    draf = rancangan(kab, kab.edisi, tukar(kab, ganda))
    Edisi.objects.filter(pk=draf.pk).update(keadaan="diajukan")
    with pytest.raises(Ditolak, match="Rancangan 1 Januari 2026 sudah diajukan"):
        alihkan(ganda, kab.badan["dinkes"])
    Edisi.objects.filter(pk=draf.pk).update(keadaan="dibatalkan")
    assert alihkan(ganda, kab.badan["dinkes"]) == []


def test_what_cannot_be_led_over_is_refused(kab: Kabupaten, ganda: PerangkatDaerah, sari: User) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    with pytest.raises(Ditolak, match="badan daerah lain"):
        alihkan(ganda, lain.badan["dinkes"])
    with pytest.raises(Ditolak, match="dirinya sendiri"):
        alihkan(ganda, ganda)
    with pytest.raises(Ditolak, match="alasan"):
        services.alihkan(dari=ganda, ke=kab.badan["dinkes"], oleh=sari, alasan="")
    with pytest.raises(TidakBerwenang):
        alihkan(ganda, kab.badan["dinkes"], pabrik.pengguna("sana", milik=lain.daerah))
    with pytest.raises(TidakBerwenang):
        services.siapkan_ralat_alih(dari=kab.badan["dinkes"], ke=ganda, oleh=sari, alasan="ganda")
    rancangan(kab, kab.edisi, tukar(kab, ganda))
    ganda.dialihkan_ke = kab.badan["disdik"]
    ganda.save()
    ganda.refresh_from_db()
    with pytest.raises(Ditolak, match="sudah dialihkan"):
        services.alihkan(dari=pabrik.badan(kab.daerah, "x", "X"), ke=ganda, oleh=None, alasan="ganda")
