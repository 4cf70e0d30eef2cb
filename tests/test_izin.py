"""Roles are held in a region: what each may do, and whose accounts an administrator manages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.akun import boleh_beri, boleh_kelola
from registry.galat import Ditolak, TidakBerwenang
from registry.izin import HAK, Aksi, atas_perintah_sistem, boleh, daerah_dengan, wajib_boleh
from registry.lingkup import daerah_dari, jalur_daerah
from registry.models import Daerah, HubunganPeraturan, Kedudukan, NamaLain, Penugasan, PerangkatDaerah, Peraturan
from registry.services import (
    beri_peran,
    cabut_peran,
    simpan_badan,
    simpan_daerah,
    simpan_nasional,
    simpan_peraturan,
    terapkan,
)
from relations.models import Urusan
from tests import pabrik
from tests.isian import alamat, baca, isian
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def lain(db: None) -> Kabupaten:
    return pabrik.kabupaten("98.01", "Kabupaten Lain")


def segarkan(akun: User) -> User:
    """The account as the next request reads it: roles are kept for one request."""
    return User.objects.get(pk=akun.pk)


# What a role is ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("peran", HAK)
def test_a_role_holds_in_its_region_and_nowhere_else(peran: str, kab: Kabupaten, lain: Kabupaten) -> None:
    akun = pabrik.pengguna("satu", peran, kab.daerah)
    for aksi in Aksi:
        assert boleh(akun, kab.daerah.pk, aksi) == (aksi in HAK[peran])
        assert not boleh(akun, lain.daerah.pk, aksi)
        assert boleh(akun, None, aksi) == (aksi is Aksi.LIHAT)
        assert daerah_dengan(akun, aksi) == (frozenset({kab.daerah.pk}) if aksi in HAK[peran] else frozenset())


@pytest.mark.parametrize("peran", HAK)
def test_a_role_for_all_regions_holds_in_each_and_for_the_nation(peran: str, kab: Kabupaten, lain: Kabupaten) -> None:
    akun = pabrik.pengguna("satu", peran)
    for tempat in (kab.daerah.pk, lain.daerah.pk, None):
        for aksi in Aksi:
            assert boleh(akun, tempat, aksi) == (aksi in HAK[peran])


def test_who_may_write_may_not_approve_and_the_other_way_round() -> None:
    for peran, aksi in HAK.items():
        assert not {Aksi.UBAH, Aksi.PERIKSA} <= aksi, peran
    assert {peran for peran, aksi in HAK.items() if Aksi.RALAT in aksi} == {"administrator"}


def test_two_roles_in_two_regions_do_not_mix(client: Client, kab: Kabupaten, lain: Kabupaten) -> None:
    akun = pabrik.pengguna("satu", "administrator", kab.daerah)
    Penugasan.objects.create(pengguna=akun, daerah=lain.daerah, peran="auditor")
    client.force_login(akun)
    asing = alamat(Peraturan, "change", lain.peraturan.pk)
    assert 'name="_save"' not in client.get(asing).content.decode()
    assert client.post(asing, {"tentang": "x", "alasan": "x"}).status_code == 403
    assert client.get(alamat(Daerah, "change", lain.daerah.pk)).status_code == 200
    assert client.post(alamat(Daerah, "change", lain.daerah.pk), {"nama": "x"}).status_code == 403
    sendiri = alamat(Peraturan, "change", kab.peraturan.pk)
    assert client.post(sendiri, isian(client.get(sendiri), tentang="Judul", alasan="x")).status_code == 302
    baru = client.get(alamat(PerangkatDaerah, "add"))
    jawaban = client.post(alamat(PerangkatDaerah, "add"), isian(baru, nama="Dinas Titipan", daerah=lain.daerah.pk))
    assert "daerah" in jawaban.context["adminform"].form.errors
    assert not PerangkatDaerah.objects.filter(nama="Dinas Titipan").exists()


def test_nobody_inactive_or_unknown_may_anything(kab: Kabupaten) -> None:
    mati = pabrik.pengguna("mati", "administrator", is_active=False)
    berkuasa = pabrik.pengguna("mati-juga", "", is_active=False, is_superuser=True)
    for satu in (mati, berkuasa, AnonymousUser()):
        assert not any(boleh(satu, tempat, aksi) for tempat in (kab.daerah.pk, None) for aksi in Aksi)
        assert not satu.has_perm("registry.view_edisi")
        assert daerah_dengan(satu, Aksi.LIHAT) == frozenset()


def test_the_system_and_its_commands_may_and_a_person_without_a_role_may_not(kab: Kabupaten) -> None:
    orang = pabrik.pengguna("orang", peran="")
    wajib_boleh(None, kab.daerah.pk, Aksi.RALAT)
    with atas_perintah_sistem():
        wajib_boleh(orang, kab.daerah.pk, Aksi.RALAT)
    with pytest.raises(TidakBerwenang, match="tidak berwenang meralat"):
        wajib_boleh(orang, kab.daerah.pk, Aksi.RALAT)


def test_a_role_taken_back_ends_with_the_next_request(client: Client, kab: Kabupaten) -> None:
    akun = pabrik.pengguna("satu", "pengelola", kab.daerah)
    client.force_login(akun)
    meja = reverse("admin:daerah_meja", args=[kab.daerah.kode])
    assert client.get(meja).status_code == 200
    cabut_peran(penugasan=Penugasan.objects.get(pengguna=akun), oleh=None)
    assert client.get(meja).status_code in (403, 404)


# Django's permissions ---------------------------------------------------------------------------------


def test_permissions_follow_from_roles(kab: Kabupaten, lain: Kabupaten) -> None:
    akun = pabrik.pengguna("satu", "pengelola", kab.daerah)
    assert akun.has_perm("registry.change_peraturan")
    assert akun.has_perm("registry.change_peraturan", kab.peraturan)
    assert not akun.has_perm("registry.change_peraturan", lain.peraturan)
    assert not akun.has_perm("registry.view_edisi", lain.edisi)
    assert akun.has_perm("registry.view_kedudukan", kab.unit("dinkes"))
    assert not akun.has_perm("registry.view_kedudukan", lain.unit("dinkes"))
    for tidak in (
        "registry.delete_peraturan", "registry.change_daerah", "registry.add_daerah", "auth.change_user",
        "relations.add_urusan", "registry.change_historicaledisi", "sessions.view_session", "ngawur", "x.y_z",
    ):  # fmt: skip
        assert not akun.has_perm(tidak), tidak
    nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
    assert akun.has_perm("registry.view_peraturan", nasional)
    assert not akun.has_perm("registry.change_peraturan", nasional)
    assert pabrik.pengguna("dua", "pengelola").has_perm("registry.change_peraturan", nasional)
    assert akun.has_module_perms("registry")
    assert not akun.has_module_perms("auth")


def test_all_that_a_request_asks_about_roles_is_one_query(kab: Kabupaten, lain: Kabupaten) -> None:
    akun = segarkan(pabrik.pengguna("satu", "pengelola", kab.daerah))
    with CaptureQueriesContext(connection) as kueri:
        akun.get_all_permissions()
        for tempat in (kab.daerah.pk, lain.daerah.pk, None):
            for aksi in Aksi:
                boleh(akun, tempat, aksi)
    assert len(kueri) == 1


def test_every_model_of_the_admin_is_placed_in_a_region_or_the_nation(kab: Kabupaten) -> None:
    for model in admin.site._registry:
        assert model is User or jalur_daerah(model) is not None, model
    assert jalur_daerah(Urusan) == ""
    assert jalur_daerah(apps.get_model("registry", "historicaledisi")) is None
    tempat = kab.daerah.pk
    ikatan = HubunganPeraturan.objects.create(dari=kab.peraturan, jenis="mencabut", tertulis="x")
    alias = NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Dinkes")
    for satu in (kab.daerah, kab.edisi, kab.peraturan, kab.badan["dinkes"], kab.unit("dinkes"), ikatan, alias):
        assert daerah_dari(satu) == tempat
    assert daerah_dari(Urusan(nama="kesehatan")) is None
    assert daerah_dari(Kedudukan()) is None


# Services ask below the screens -----------------------------------------------------------------------


def test_no_service_writes_for_whoever_works_elsewhere(kab: Kabupaten, lain: Kabupaten) -> None:
    asing = pabrik.pengguna("asing", "administrator", lain.daerah)
    ubah: Any = {("kedudukan", (kab.id("dinkes"),)): {"nama": "X"}}
    draf = pabrik.kabupaten("97.01", "Kabupaten Draf", terbit=False)
    tulis = [
        lambda: simpan_daerah(objek=kab.daerah, oleh=asing, lihat={"nama": "x"}, alasan="x"),
        lambda: simpan_peraturan(objek=kab.peraturan, oleh=asing, lihat={}, alasan="x"),
        lambda: simpan_badan(objek=kab.badan["dinkes"], oleh=asing, lihat={}, alasan="x"),
        lambda: simpan_nasional(objek=Urusan(nama="X"), oleh=asing, lihat=None),
        lambda: simpan_peraturan(objek=Peraturan(jenis="uu", kunci="uu-1", tentang="X"), oleh=asing, lihat=None),
        lambda: simpan_daerah(objek=Daerah(kode="96.01", nama="X", jenis="kabupaten"), oleh=asing, lihat=None),
        lambda: terapkan(edisi=draf.edisi, ubah=ubah, oleh=asing),
        lambda: beri_peran(pengguna=asing, daerah=kab.daerah, peran="pengelola", oleh=asing),
    ]
    for satu in tulis:
        with pytest.raises(TidakBerwenang):
            satu()


def test_what_the_public_reads_of_a_regulation_is_corrected_only_by_whoever_may_ralat(kab: Kabupaten) -> None:
    pengelola = pabrik.pengguna("pengelola", "pengelola", kab.daerah)
    atur = pabrik.pengguna("atur", "administrator", kab.daerah)
    for ruas, nilai in (("nomor", "99"), ("tahun", 2019), ("tentang", "Lain"), ("jenis", "perda")):
        objek = Peraturan.objects.get(pk=kab.peraturan.pk)
        lihat = {ruas: getattr(objek, ruas)}
        setattr(objek, ruas, nilai)
        with pytest.raises(TidakBerwenang, match="meralat"):
            simpan_peraturan(objek=objek, oleh=pengelola, lihat=lihat, alasan="x")
        with pytest.raises(Ditolak, match="alasan"):
            simpan_peraturan(objek=objek, oleh=atur, lihat=lihat)
        simpan_peraturan(objek=objek, oleh=atur, lihat=lihat, alasan="salah ketik")
        assert getattr(Peraturan.objects.get(pk=kab.peraturan.pk), ruas) == nilai


def test_what_is_missing_of_a_public_regulation_is_filled_in_by_a_pengelola(kab: Kabupaten) -> None:
    pengelola = pabrik.pengguna("pengelola", "pengelola", kab.daerah)
    lengkap = {"tautan": "https://jdih.contoh.go.id/1", "lembaran": "berita_daerah", "lembaran_nomor": "1"}
    objek = Peraturan.objects.get(pk=kab.peraturan.pk)
    lihat = {ruas: getattr(objek, ruas) for ruas in lengkap}
    for ruas, nilai in lengkap.items():
        setattr(objek, ruas, nilai)
    simpan_peraturan(objek=objek, oleh=pengelola, lihat=lihat, alasan="dilengkapi")
    objek.lembaran_nomor = "2"
    with pytest.raises(TidakBerwenang):
        simpan_peraturan(objek=objek, oleh=pengelola, lihat={"lembaran_nomor": "1"}, alasan="x")


def test_ties_of_a_public_regulation_are_corrected_like_it_and_of_a_draft_freely(kab: Kabupaten) -> None:
    pengelola = pabrik.pengguna("pengelola", "pengelola", kab.daerah)
    naskah = pabrik.peraturan(kab.daerah, "", 2024, kunci="perbup-rancangan")
    for dari, boleh_ia in ((kab.peraturan, False), (naskah, True)):
        satu = HubunganPeraturan(dari=dari, jenis="mencabut", tertulis="Peraturan lama")
        lihat: dict[str, Any] = {"tentang": dari.tentang}
        if boleh_ia:
            simpan_peraturan(objek=dari, oleh=pengelola, lihat=lihat, alasan="x", ikutan=[(satu, None)])
            assert HubunganPeraturan.objects.filter(dari=dari).exists()
        else:
            with pytest.raises(TidakBerwenang):
                simpan_peraturan(objek=dari, oleh=pengelola, lihat=lihat, alasan="x", ikutan=[(satu, None)])
            assert not HubunganPeraturan.objects.exists()


def test_the_form_says_that_a_published_regulation_is_not_changed_alone(client: Client, kab: Kabupaten) -> None:
    client.force_login(pabrik.pengguna("pengelola", "pengelola", kab.daerah))
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    jawaban = client.post(form, isian(client.get(form), tentang="Diam-diam diganti", alasan="x"))
    assert "tidak berwenang meralat" in baca(jawaban).teks
    assert isian(jawaban)["tentang"] == "Diam-diam diganti"
    assert Peraturan.objects.get(pk=kab.peraturan.pk).tentang != "Diam-diam diganti"


# Accounts ---------------------------------------------------------------------------------------------


@pytest.fixture
def pengatur(client: Client, kab: Kabupaten) -> User:
    """Administrator of Kabupaten Contoh alone, logged in."""
    akun = pabrik.pengguna("pengatur", "administrator", kab.daerah)
    client.force_login(akun)
    return akun


def kirim_akun(client: Client, tujuan: str, peran: list[tuple[Any, str]], **lain: Any) -> Any:
    """Post the account form on the page, with these new roles (region, role)."""
    data = isian(client.get(tujuan))
    awal = int(data.get("penugasan-INITIAL_FORMS", 0))
    data |= {"penugasan-TOTAL_FORMS": str(awal + len(peran)), "penugasan-INITIAL_FORMS": str(awal)}
    for nomor, (daerah, satu) in enumerate(peran, awal):
        data |= {f"penugasan-{nomor}-daerah": str(daerah or ""), f"penugasan-{nomor}-peran": satu}
    return client.post(tujuan, {**data, **{nama: str(nilai) for nama, nilai in lain.items()}})


SANDI = {"usable_password": "true", "password1": "kata-sandi-uji-77", "password2": "kata-sandi-uji-77"}


def test_an_administrator_of_a_region_makes_an_account_that_works_there(
    client: Client, kab: Kabupaten, pengatur: User
) -> None:
    peran = [(kab.daerah.pk, "pengelola"), (kab.daerah.pk, "auditor")]
    jawaban = kirim_akun(client, alamat(User, "add"), peran, username="budi", first_name="Budi", **SANDI)
    assert jawaban.status_code == 302
    budi = User.objects.get(username="budi")
    assert (budi.is_staff, budi.is_superuser, budi.is_active) == (True, False, True)
    assert set(budi.penugasan.values_list("daerah", "peran")) == set(peran)
    assert {satu.history_nama for satu in Penugasan.history.filter(pengguna=budi)} == {"pengatur"}
    masuk = Client()
    assert masuk.login(username="budi", password="kata-sandi-uji-77")
    assert masuk.get(reverse("admin:daerah_meja", args=[kab.daerah.kode])).status_code == 200
    daftar = baca(client.get(alamat(User, "changelist")))
    assert "Auditor Kabupaten Contoh; Pengelola Kabupaten Contoh" in daftar.teks


@pytest.mark.parametrize("daerah", ["lain", ""])
def test_no_role_is_given_elsewhere_or_everywhere(
    daerah: str, client: Client, kab: Kabupaten, lain: Kabupaten, pengatur: User
) -> None:
    tujuan = lain.daerah.pk if daerah else ""
    jawaban = kirim_akun(client, alamat(User, "add"), [(tujuan, "pengelola")], username="budi", **SANDI)
    assert jawaban.status_code == 200
    assert not User.objects.filter(username="budi").exists()
    siti = pabrik.pengguna("siti", "auditor", kab.daerah)
    jawaban = kirim_akun(client, alamat(User, "change", siti.pk), [(tujuan, "administrator")])
    assert jawaban.status_code == 200
    assert siti.penugasan.count() == 1


def test_an_account_without_a_role_is_nobodys(client: Client, kab: Kabupaten, pengatur: User) -> None:
    jawaban = kirim_akun(client, alamat(User, "add"), [], username="budi", **SANDI)
    assert "sedikitnya satu peran" in jawaban.content.decode()
    assert not User.objects.filter(username="budi").exists()


def test_no_post_makes_a_superuser_or_gives_permissions(client: Client, kab: Kabupaten, pengatur: User) -> None:
    siti = pabrik.pengguna("siti", "auditor", kab.daerah)
    tambahan = {"is_superuser": "on", "is_staff": "on", "user_permissions": "1", "groups": "1", "id": pengatur.pk}
    assert kirim_akun(client, alamat(User, "change", siti.pk), [], first_name="Siti", **tambahan).status_code == 302
    siti = segarkan(siti)
    assert (siti.first_name, siti.is_superuser, siti.user_permissions.count()) == ("Siti", False, 0)
    peran = [(kab.daerah.pk, "auditor")]
    kirim_akun(client, alamat(User, "add"), peran, username="budi", **SANDI, **tambahan)
    assert not User.objects.get(username="budi").is_superuser
    assert not User.objects.filter(is_superuser=True).exists()


def test_nobody_gives_a_role_to_themselves(client: Client, kab: Kabupaten, pengatur: User) -> None:
    form = alamat(User, "change", pengatur.pk)
    assert "akun Anda sendiri" in baca(client.get(form)).teks
    for data in ({"penugasan-TOTAL_FORMS": "1", "penugasan-INITIAL_FORMS": "0"}, {}):
        kirim = {**data, "penugasan-0-daerah": kab.daerah.pk, "penugasan-0-peran": "pemeriksa", "username": "baru"}
        assert client.post(form, kirim).status_code == 403
    assert list(pengatur.penugasan.values_list("peran", flat=True)) == ["administrator"]
    assert segarkan(pengatur).username == "pengatur"
    with pytest.raises(TidakBerwenang):
        beri_peran(pengguna=pengatur, daerah=kab.daerah, peran="pemeriksa", oleh=pengatur)


def test_accounts_elsewhere_and_superusers_are_not_there(
    client: Client, kab: Kabupaten, lain: Kabupaten, pengatur: User
) -> None:
    jauh = pabrik.pengguna("orang-jauh", "pengelola", lain.daerah)
    kuasa = pabrik.pengguna("kuasa", "auditor", kab.daerah, is_superuser=True)
    semua = pabrik.pengguna("semua", "administrator")
    tanpa = pabrik.pengguna("tanpa", "")
    for akun in (jauh, kuasa, semua, tanpa):
        sandi = akun.password
        for layar in ("change", "history", "password_change"):
            tujuan = (
                alamat(User, layar, akun.pk)
                if layar != "password_change"
                else reverse("admin:auth_user_password_change", args=[akun.pk])
            )
            assert client.get(tujuan).status_code in (403, 404), (akun, layar)
            assert client.post(tujuan, {**SANDI, "username": "x"}).status_code in (403, 404), (akun, layar)
        assert segarkan(akun).password == sandi
        daftar = client.get(alamat(User, "changelist"), {"q": akun.username[:-1]}).content.decode()
        assert f">{akun.username}<" not in daftar
        assert not boleh_kelola(pengatur, akun)
    assert not boleh_beri(pengatur, kuasa, kab.daerah.pk)


def test_of_an_account_that_works_elsewhere_too_only_the_roles_here_are_managed(
    client: Client, kab: Kabupaten, lain: Kabupaten, pengatur: User
) -> None:
    dua = pabrik.pengguna("dua", "pengelola", kab.daerah, first_name="Dua")
    disana = Penugasan.objects.create(pengguna=dua, daerah=lain.daerah, peran="pengelola")
    form = alamat(User, "change", dua.pk)
    halaman = client.get(form)
    assert "bekerja juga di daerah lain" in baca(halaman).teks
    assert "Kabupaten Lain" not in baca(halaman).teks
    sandi = reverse("admin:auth_user_password_change", args=[dua.pk])
    assert client.get(sandi).status_code == 403
    assert client.post(sandi, SANDI).status_code == 403
    disini = dua.penugasan.get(daerah=kab.daerah)
    data = {
        "penugasan-TOTAL_FORMS": "3", "penugasan-INITIAL_FORMS": "2", "penugasan-MIN_NUM_FORMS": "0",
        "penugasan-MAX_NUM_FORMS": "1000", "username": "diganti", "is_active": "", "first_name": "X",
        "penugasan-0-id": disini.pk, "penugasan-0-pengguna": dua.pk, "penugasan-0-DELETE": "on",
        "penugasan-1-id": disana.pk, "penugasan-1-pengguna": dua.pk, "penugasan-1-DELETE": "on",
        "penugasan-2-daerah": kab.daerah.pk, "penugasan-2-peran": "auditor", "penugasan-2-pengguna": dua.pk,
    }  # fmt: skip
    client.post(form, data)
    assert Penugasan.objects.filter(pk=disana.pk).exists()
    assert kirim_akun(client, form, [(kab.daerah.pk, "auditor")], **{"penugasan-0-DELETE": "on"}).status_code == 302
    dua = segarkan(dua)
    assert (dua.username, dua.first_name, dua.is_active) == ("dua", "Dua", True)
    assert set(dua.penugasan.values_list("daerah", "peran")) == {
        (lain.daerah.pk, "pengelola"),
        (kab.daerah.pk, "auditor"),
    }


def test_an_account_is_closed_and_opened_again_and_its_roles_taken(
    client: Client, kab: Kabupaten, pengatur: User
) -> None:
    siti = pabrik.pengguna("siti", "pengelola", kab.daerah)
    form = alamat(User, "change", siti.pk)
    assert client.post(form, isian(client.get(form), is_active=None)).status_code == 302
    assert not segarkan(siti).is_active
    assert client.post(form, isian(client.get(form), is_active="on")).status_code == 302
    assert client.post(form, isian(client.get(form), **{"penugasan-0-DELETE": "on"})).status_code == 302
    assert not siti.penugasan.exists()
    assert boleh_kelola(pengatur, siti)  # whose last role was here is still found, to be given another
    assert kirim_akun(client, form, [(kab.daerah.pk, "auditor")]).status_code == 302
    riwayat = Penugasan.history.filter(pengguna=siti).order_by("history_id")
    assert [(satu.history_type, satu.peran) for satu in riwayat] == [
        ("+", "pengelola"),
        ("-", "pengelola"),
        ("+", "auditor"),
    ]
    assert client.get(alamat(Penugasan, "history", riwayat[2].id)).status_code == 200
    assert client.post(alamat(User, "delete", siti.pk), {"post": "yes"}).status_code == 403


def test_the_same_role_is_given_once(client: Client, kab: Kabupaten, pengatur: User) -> None:
    siti = pabrik.pengguna("siti", "pengelola", kab.daerah)
    form = alamat(User, "change", siti.pk)
    assert kirim_akun(client, form, [(kab.daerah.pk, "pengelola")]).status_code == 200
    assert kirim_akun(client, form, [(kab.daerah.pk, "auditor")] * 2).status_code == 200
    assert siti.penugasan.count() == 1
    with pytest.raises(Ditolak, match="sudah diberikan"):
        beri_peran(pengguna=siti, daerah=kab.daerah, peran="pengelola", oleh=None)


@pytest.mark.parametrize("peran", ["pengelola", "pemeriksa", "auditor"])
def test_accounts_are_no_matter_of_the_other_roles(peran: str, client: Client, kab: Kabupaten) -> None:
    siti = pabrik.pengguna("siti", "pengelola", kab.daerah)
    client.force_login(pabrik.pengguna("satu", peran, kab.daerah))
    for tujuan in (
        alamat(User, "changelist"), alamat(User, "add"), alamat(User, "change", siti.pk),
        alamat(Penugasan, "changelist"), reverse("admin:auth_user_password_change", args=[siti.pk]),
    ):  # fmt: skip
        assert client.get(tujuan).status_code in (403, 404), tujuan
        assert client.post(tujuan, SANDI).status_code in (403, 404), tujuan


def test_an_administrator_of_all_regions_manages_all_but_superusers(client: Client, kab: Kabupaten) -> None:
    semua = pabrik.pengguna("semua", "administrator")
    client.force_login(semua)
    siti = pabrik.pengguna("siti", "pengelola", kab.daerah)
    kuasa = pabrik.pengguna("kuasa", "", is_superuser=True)
    assert kirim_akun(client, alamat(User, "change", siti.pk), [("", "auditor")]).status_code == 302
    assert siti.penugasan.filter(daerah=None).exists()
    assert client.get(alamat(User, "change", kuasa.pk)).status_code == 404
    assert "is_superuser" not in client.get(alamat(User, "change", siti.pk)).content.decode()


# The text of a regulation -----------------------------------------------------------------------------


def test_staff_opens_the_pdf_of_a_regulation_that_is_not_public_yet(
    client: Client, kab: Kabupaten, lain: Kabupaten, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "peraturan").mkdir()
    (tmp_path / "peraturan" / "naskah.pdf").write_bytes(b"%PDF-1.7 naskah")
    naskah = pabrik.peraturan(kab.daerah, "", 2024, kunci="perbup-rancangan", berkas="peraturan/naskah.pdf")
    tujuan = reverse("admin:peraturan_berkas", args=[naskah.pk])
    assert client.get(tujuan).status_code == 302
    client.force_login(pabrik.pengguna("auditor", "auditor", kab.daerah))
    form = client.get(alamat(Peraturan, "change", naskah.pk)).content.decode()
    assert f'href="{tujuan}"' in form
    jawaban = client.get(tujuan)
    assert b"".join(jawaban.streaming_content) == b"%PDF-1.7 naskah"  # type: ignore[attr-defined]
    assert 'filename="perbup-rancangan.pdf"' in jawaban["Content-Disposition"]
    assert client.get(reverse("admin:peraturan_berkas", args=[kab.peraturan.pk])).status_code == 404
    pengelola = Client()
    pengelola.force_login(pabrik.pengguna("pengelola", "pengelola", kab.daerah))
    form = pengelola.get(alamat(Peraturan, "change", naskah.pk)).content.decode()
    assert f'href="{tujuan}"' in form
    assert "/berkas/peraturan/naskah.pdf" not in form
    asing = Client()
    asing.force_login(pabrik.pengguna("asing", "administrator", lain.daerah))
    assert asing.get(tujuan).status_code == 404
