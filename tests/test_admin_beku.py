"""A published edition is read-only in the admin, by every route; and what endures is never deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from registry import isi_edisi
from registry.isi_edisi import DAFTAR
from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    Penugasan,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from registry.services import buat_rancangan, terapkan, terbitkan
from relations.models import Urusan
from tests import pabrik
from tests.isian import alamat, baca, galat_formulir, isian
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    sari.is_superuser = True
    sari.save()
    client.force_login(sari)
    return client


@pytest.fixture
def terbit(kab: Kabupaten, sari: User) -> Edisi:
    """A published edition with at least one row of every part."""
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=kab.peraturan
    )
    edisi.ketentuan = "lengkap"
    edisi.save()
    urusan = Urusan.objects.create(kode="1.02", nama="kesehatan")
    lama, ahli = (pabrik.badan(kab.daerah, *satu) for satu in (("dinas-lama", "Dinas Lama"), ("ahli", "Staf Ahli")))
    terapkan(
        edisi=edisi,
        oleh=sari,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {},
            ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu"},
            ("kedudukan", (ahli.pk,)): {"nama": "Staf Ahli", "jenis": "staf_ahli", "induk": kab.id("bupati")},
            ("bidangstafahli", (ahli.pk, urusan.pk)): {},
            ("urusanperangkat", (kab.id("dinkes"), urusan.pk)): {},
            ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "fungsional", "")): {},
            ("suksesi", (1,)): {"jenis": "bubar"},
            ("pesertasuksesi", (1, "lama", lama.pk)): {},
        },
    )
    return terbitkan(edisi=edisi, oleh=None, alasan="contoh")


def test_every_row_is_shown_without_a_form(masuk: Client, terbit: Edisi) -> None:
    for isi in DAFTAR:
        objek: Any = isi.model._base_manager.filter(edisi=terbit).first()
        halaman = masuk.get(alamat(isi.model, "change", objek.pk))
        assert halaman.status_code == 200
        assert 'name="_save"' not in halaman.content.decode()
        assert "hanya dapat dibaca" in baca(halaman).teks
        daftar = masuk.get(f"{alamat(isi.model, 'changelist')}?edisi={terbit.pk}")
        assert "/add/" not in daftar.content.decode()


def test_no_post_to_any_row_changes_anything(masuk: Client, terbit: Edisi) -> None:
    sebelum, tindakan = isi_edisi.baca(terbit.pk), Tindakan.objects.count()
    for isi in DAFTAR:
        objek: Any = isi.model._base_manager.filter(edisi=terbit).first()
        form = alamat(isi.model, "change", objek.pk)
        jawaban = masuk.post(form, {"nama": "x", "judul": "x", "keterangan": "x", "rujukan": "", "alasan": "paksa"})
        assert jawaban.status_code == 409, isi.nama
        assert "sudah terbit" in galat_formulir(jawaban)
        tambah = masuk.post(f"{alamat(isi.model, 'add')}?edisi={terbit.pk}", {"nama": "x", "nomor": 7})
        assert tambah.status_code == 409, isi.nama
        keluar = masuk.post(alamat(isi.model, "keluarkan", objek.pk), {"alasan": "paksa", "lihat": ""})
        assert keluar.status_code == 403, isi.nama
        assert masuk.get(alamat(isi.model, "delete", objek.pk)).status_code == 403
        assert masuk.post(alamat(isi.model, "delete", objek.pk), {"post": "yes"}).status_code == 403
        aksi = {"action": "delete_selected", "_selected_action": objek.pk, "post": "yes", "index": 0}
        masuk.post(f"{alamat(isi.model, 'changelist')}?edisi={terbit.pk}", aksi)
        tambahan = {"_saveasnew": "1", "nama": "x"}
        assert masuk.post(form, tambahan).status_code in (403, 409)
    assert isi_edisi.baca(terbit.pk) == sebelum
    assert Tindakan.objects.count() == tindakan


def test_the_addition_form_of_a_published_edition_is_refused(masuk: Client, terbit: Edisi) -> None:
    for isi in DAFTAR:
        assert masuk.get(f"{alamat(isi.model, 'add')}?edisi={terbit.pk}").status_code == 403


def test_the_head_cannot_be_written(masuk: Client, terbit: Edisi) -> None:
    form = alamat(Edisi, "change", terbit.pk)
    assert 'name="_save"' not in masuk.get(form).content.decode()
    assert masuk.post(form, {"berlaku_mulai": "1999-01-01", "urutan": 1}).status_code == 403
    assert masuk.get(alamat(Edisi, "add")).status_code == 403
    assert masuk.post(alamat(Edisi, "delete", terbit.pk), {"post": "yes"}).status_code == 403
    terbit.refresh_from_db()
    assert terbit.berlaku_mulai == date(2024, 1, 1)


def test_it_can_be_neither_published_again_nor_called_off_nor_undone(masuk: Client, terbit: Edisi) -> None:
    assert masuk.post(reverse("admin:edisi_terbitkan", args=[terbit.pk]), {"setuju": "on"}).status_code == 409
    batal = masuk.post(reverse("admin:edisi_batalkan", args=[terbit.pk]), {"alasan": "x"})
    assert "sudah terbit" in baca(batal).teks
    tindakan = Tindakan.objects.filter(edisi=terbit, jenis="ubah", sebelum__isnull=False).first()
    assert tindakan is not None
    urung = masuk.post(reverse("admin:tindakan_urungkan", args=[tindakan.pk]), follow=True)
    assert "sudah terbit" in baca(urung).teks
    terbit.refresh_from_db()
    assert terbit.keadaan == "terbit"


def test_an_old_version_cannot_be_posted_back(masuk: Client, kab: Kabupaten) -> None:
    """The history view of the library writes what is posted to it even where reverting is switched off."""
    kab.peraturan.tentang = "Judul baru"
    kab.peraturan.save()
    lama = kab.peraturan.history.last()
    layar = alamat(Peraturan, "simple_history", kab.peraturan.pk, lama.pk)
    halaman = masuk.get(layar)
    assert halaman.status_code == 200
    assert "Rentang Koordinasi Asisten" in baca(halaman).teks
    assert "<form" not in halaman.content.decode().split("</header>")[1]
    assert masuk.post(layar, {"tentang": "dikembalikan"}).status_code == 403
    kab.peraturan.refresh_from_db()
    assert kab.peraturan.tentang == "Judul baru"
    assert masuk.get(alamat(Peraturan, "simple_history", kab.peraturan.pk, 999999)).status_code == 404


def test_nothing_that_endures_can_be_deleted(masuk: Client, kab: Kabupaten, sari: User) -> None:
    kab.badan["dinkes"].nama_lain.create(nama="Dinkes")
    HubunganPeraturan.objects.create(dari=kab.peraturan, jenis="dasar_hukum", tertulis="tidak terbaca")
    Urusan.objects.create(nama="kesehatan")
    model_semua: list[Any] = [
        Daerah, Edisi, HubunganPeraturan, Kedudukan, NamaLain, Penugasan, PerangkatDaerah, Peraturan, Tindakan, Urusan,
        User,
    ]  # fmt: skip
    for model in model_semua:
        objek = model._base_manager.first()
        jumlah = model._base_manager.count()
        assert masuk.post(alamat(model, "delete", objek.pk), {"post": "yes"}).status_code == 403, model
        aksi = {"action": "delete_selected", "_selected_action": objek.pk, "post": "yes", "index": 0}
        masuk.post(alamat(model, "changelist"), aksi)
        assert model._base_manager.count() == jumlah, model
        assert alamat(model, "delete", objek.pk) not in masuk.get(alamat(model, "change", objek.pk)).content.decode()
    assert "delete_selected" not in dict(admin.site.actions)


def test_an_account_is_deactivated_and_says_why(masuk: Client, kab: Kabupaten) -> None:
    lain = User.objects.create_user("budi", is_staff=True)
    form = alamat(User, "change", lain.pk)
    assert "Akun tidak pernah dihapus, karena riwayat menyebut siapa yang mengubah" in baca(masuk.get(form)).teks
    assert masuk.post(form, isian(masuk.get(form), is_active=None)).status_code == 302
    lain.refresh_from_db()
    assert not lain.is_active


def test_acts_are_only_read(masuk: Client, kab: Kabupaten) -> None:
    satu = Tindakan.objects.filter(sesudah__isnull=False).first()
    assert satu is not None
    form = alamat(Tindakan, "change", satu.pk)
    assert "kedudukan Dinas Kesehatan ditambahkan" in baca(masuk.get(form)).teks
    assert masuk.post(form, {"alasan": "x"}).status_code == 403
    assert masuk.get(alamat(Tindakan, "add")).status_code == 403


def test_rows_outside_editions_that_hang_on_others_are_edited_there(masuk: Client, kab: Kabupaten) -> None:
    satu = kab.badan["dinkes"].nama_lain.create(nama="Dinkes")
    assert masuk.post(alamat(NamaLain, "change", satu.pk), {"nama": "x"}).status_code == 403
    assert masuk.get(alamat(NamaLain, "add")).status_code == 403
