"""Who may do what in the admin, and that a form of one region never offers another one's rows."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry import isi_edisi
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan, Tindakan
from registry.services import buat_rancangan, terapkan
from relations.models import HubunganKerja
from tests import pabrik
from tests.isian import alamat, baca, daftar_edisi, galat_formulir, isian
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )


@pytest.fixture
def lain(db: None) -> Kabupaten:
    return pabrik.kabupaten("98.01", "Kabupaten Lain")


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    sari.is_superuser = True
    sari.save()
    client.force_login(sari)
    return client


def layar_semua(kab: Kabupaten, draf: Edisi) -> list[str]:
    unit = kab.unit("dinkes", draf)
    return [
        reverse("admin:daerah_meja", args=[kab.daerah.kode]),
        reverse("admin:daerah_rancangan", args=[kab.daerah.kode]),
        *(
            reverse(f"admin:{nama}", args=[draf.pk])
            for nama in (
                "edisi_ringkasan", "edisi_struktur", "edisi_terbitkan", "edisi_batalkan", "edisi_ralat",
                "edisi_tindakan",
            )
        ),
        alamat(Kedudukan, "changelist"),
        daftar_edisi(Kedudukan, draf),
        f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}",
        alamat(Kedudukan, "change", unit.pk),
        alamat(Kedudukan, "history", unit.pk),
        alamat(Kedudukan, "keluarkan", unit.pk),
        alamat(Peraturan, "change", kab.peraturan.pk),
        alamat(Peraturan, "history", kab.peraturan.pk),
        alamat(User, "changelist"),
    ]  # fmt: skip


# Who may do what --------------------------------------------------------------------------------------


def test_nobody_gets_in_without_logging_in(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    for satu in [reverse("admin:index"), reverse("admin:autocomplete"), *layar_semua(kab, draf)]:
        for jawaban in (client.get(satu), client.post(satu, {"alasan": "x"})):
            assert jawaban.status_code == 302, satu
            assert jawaban["Location"].startswith("/admin/login/")


def test_an_account_without_the_staff_mark_gets_in_nowhere(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    biasa = User.objects.create_user("warga", is_staff=False)
    client.force_login(biasa)
    for satu in layar_semua(kab, draf):
        assert client.get(satu).status_code == 302


@pytest.mark.parametrize("tetap", [False, True])
def test_staff_without_a_role_is_refused_everywhere(client: Client, kab: Kabupaten, draf: Edisi, tetap: bool) -> None:
    """Permissions and groups given by hand mean nothing: a role that was taken back leaves nothing behind."""
    baru = pabrik.pengguna("baru", peran="")
    if tetap:
        kelompok = Group.objects.create(name="Pengelola")
        kelompok.permissions.set(Permission.objects.all())
        baru.groups.add(kelompok)
        baru.user_permissions.set(Permission.objects.all())
    client.force_login(baru)
    for satu in layar_semua(kab, draf):
        assert client.get(satu).status_code in (403, 404), satu
        assert client.post(satu, {"alasan": "x", "setuju": "on"}).status_code in (403, 404), satu
    tindakan = Tindakan.objects.atas(kab.edisi).filter(jenis="ubah")[0]
    assert client.post(reverse("admin:tindakan_urungkan", args=[tindakan.pk])).status_code == 404
    beranda = baca(client.get(reverse("admin:index")))
    assert "Kabupaten Contoh" not in beranda.teks


def test_who_may_only_look_sees_everything_and_writes_nothing(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    client.force_login(pabrik.pengguna("auditor", "auditor", kab.daerah))
    unit = kab.unit("dinkes", draf)
    form = alamat(Kedudukan, "change", unit.pk)
    terlihat = client.get(form)
    assert 'name="_save"' not in terlihat.content.decode()
    assert client.get(alamat(Kedudukan, "history", unit.pk)).status_code == 200
    assert client.get(reverse("admin:edisi_tindakan", args=[draf.pk])).status_code == 200
    struktur = client.get(reverse("admin:edisi_struktur", args=[draf.pk])).content.decode()
    assert "keluarkan" not in struktur
    assert "/add/" not in struktur

    for model, pk in (
        (Peraturan, kab.peraturan.pk),
        (PerangkatDaerah, kab.id("dinkes")),
        (Daerah, kab.daerah.pk),
        (Edisi, draf.pk),
        (RentangKoordinasi, RentangKoordinasi.objects.filter(edisi=draf)[0].pk),
    ):
        halaman = client.get(alamat(model, "change", pk))
        assert halaman.status_code == 200
        assert 'name="_save"' not in halaman.content.decode()
        assert "Alasan perubahan" not in baca(halaman).teks

    sebelum = isi_edisi.baca(draf.pk)
    tulis = [
        (form, {"nama": "x"}),
        (f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}", {"nama": "x"}),
        (alamat(Kedudukan, "keluarkan", unit.pk), {"alasan": "x"}),
        (alamat(Edisi, "change", draf.pk), {"urutan": 2}),
        (alamat(Peraturan, "change", kab.peraturan.pk), {"tentang": "x"}),
        (reverse("admin:daerah_rancangan", args=[kab.daerah.kode]), {"asal": "kosong"}),
        (reverse("admin:edisi_terbitkan", args=[draf.pk]), {"setuju": "on"}),
        (reverse("admin:edisi_batalkan", args=[draf.pk]), {"alasan": "x"}),
        (reverse("admin:edisi_ralat", args=[kab.edisi.pk]), {"alasan": "x"}),
    ]
    for satu, data in tulis:
        assert client.post(satu, data).status_code == 403, satu
    assert isi_edisi.baca(draf.pk) == sebelum
    assert Edisi.objects.count() == 2


def test_a_pengelola_edits_and_does_not_publish_alone(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    client.force_login(pabrik.pengguna("pengelola", "pengelola", kab.daerah))
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    assert client.post(form, isian(client.get(form), nama="Dinas Kesehatan Baru")).status_code == 302
    layar = reverse("admin:edisi_terbitkan", args=[draf.pk])
    client.post(layar, {"setuju": "on", "alasan": "siap"})
    draf.refresh_from_db()
    assert draf.keadaan != "terbit"


def test_a_post_without_its_csrf_token_is_refused(sari: User, kab: Kabupaten, draf: Edisi) -> None:
    sari.is_superuser = True
    sari.save()
    ketat = Client(enforce_csrf_checks=True)
    ketat.force_login(sari)
    for nama in ("edisi_terbitkan", "edisi_batalkan"):
        assert ketat.post(reverse(f"admin:{nama}", args=[draf.pk]), {"alasan": "x"}).status_code == 403
    assert ketat.post(alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk), {"nama": "x"}).status_code == 403


# One region never meets another -----------------------------------------------------------------------


def lengkapi(client: Client, model: Any, ruas: str, q: str = "", **batas: Any) -> list[str]:
    """Texts that an autocomplete field answers."""
    data = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": ruas, "term": q}
    jawaban = client.get(reverse("admin:autocomplete"), {**data, **batas})
    assert jawaban.status_code == 200
    return [satu["text"] for satu in json.loads(jawaban.content)["results"]]


def test_autocomplete_of_bodies_keeps_to_the_region_of_the_draft(
    masuk: Client, kab: Kabupaten, draf: Edisi, lain: Kabupaten
) -> None:
    pabrik.badan(lain.daerah, "dinas-asing", "Dinas Asing")
    for model, ruas in ((Kedudukan, "perangkat_daerah"), (RentangKoordinasi, "unit"), (HubunganKerja, "ke")):
        assert len(lengkapi(masuk, model, ruas, "dinas", edisi=draf.pk)) == 2
        assert lengkapi(masuk, model, ruas, "asing", edisi=draf.pk) == []
        assert lengkapi(masuk, model, ruas, "dinas") == []
        assert lengkapi(masuk, model, ruas, "dinas", edisi="abc") == []
        assert lengkapi(masuk, model, ruas, "dinas", edisi=999999) == []


def test_autocomplete_of_places_keeps_to_the_edition_of_the_draft(
    masuk: Client, kab: Kabupaten, draf: Edisi, lain: Kabupaten, sari: User
) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("setda"),)): {"nama": "Setda Rancangan"}}, oleh=sari)
    assert lengkapi(masuk, Kedudukan, "induk", "setda", edisi=draf.pk) == ["Setda Rancangan"]
    assert lengkapi(masuk, Kedudukan, "induk", "bupati", edisi=draf.pk) == ["Bupati Contoh"]
    assert lengkapi(masuk, Kedudukan, "induk", "bupati") == []


def test_autocomplete_of_regulations_offers_the_region_and_the_nation(
    masuk: Client, kab: Kabupaten, draf: Edisi, lain: Kabupaten
) -> None:
    pabrik.peraturan(None, "18", 2016, jenis="pp")
    assert set(lengkapi(masuk, Kedudukan, "peraturan", edisi=draf.pk)) == {"Perbup Contoh 1/2020", "PP 18/2016"}
    assert lengkapi(masuk, Kedudukan, "peraturan", "perbup 1/2020", edisi=draf.pk) == ["Perbup Contoh 1/2020"]
    assert lengkapi(masuk, PerangkatDaerah, "dialihkan_ke", "dinkes", daerah=lain.daerah.pk) == ["Dinas Kesehatan"]
    assert lengkapi(masuk, PerangkatDaerah, "dialihkan_ke") == []


def test_a_form_says_to_the_autocomplete_for_which_edition_it_asks(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    isi = masuk.get(alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)).content.decode()
    assert f"/admin/autocomplete/?edisi={draf.pk}&amp;daerah={kab.daerah.pk}" in isi


def test_a_posted_row_of_another_region_is_no_choice(
    masuk: Client, kab: Kabupaten, draf: Edisi, lain: Kabupaten
) -> None:
    form = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    data = isian(masuk.get(form), nama="Dinas Titipan", jenis="dinas", induk=kab.unit("bupati", draf).pk)
    for ruas, asing in (
        ("perangkat_daerah", lain.id("dinkes")),
        ("induk", lain.unit("bupati").pk),
        ("induk", kab.unit("bupati", kab.edisi).pk),
        ("peraturan", lain.peraturan.pk),
        ("disebut_peraturan", lain.peraturan.pk),
    ):
        jawaban = masuk.post(form, {**data, ruas: asing})
        assert jawaban.status_code == 200, ruas
        assert ruas in jawaban.context["adminform"].form.errors
    rentang = RentangKoordinasi.objects.filter(edisi=draf)[0]
    ubah = alamat(RentangKoordinasi, "change", rentang.pk)
    jawaban = masuk.post(ubah, isian(masuk.get(ubah), koordinator=lain.id("asisten-1")))
    assert "koordinator" in jawaban.context["adminform"].form.errors
    kepala = alamat(Edisi, "change", draf.pk)
    jawaban = masuk.post(kepala, isian(masuk.get(kepala), peraturan=lain.peraturan.pk))
    assert "peraturan" in jawaban.context["adminform"].form.errors
    baru = reverse("admin:daerah_rancangan", args=[kab.daerah.kode])
    for ganti in ({"asal": lain.edisi.pk}, {"peraturan": lain.peraturan.pk}):
        assert masuk.post(baru, isian(masuk.get(baru), **ganti)).status_code == 200
    assert Edisi.objects.filter(daerah=kab.daerah).count() == 2


def test_the_screens_of_a_region_show_only_its_own(masuk: Client, kab: Kabupaten, lain: Kabupaten) -> None:
    meja = baca(masuk.get(reverse("admin:daerah_meja", args=[kab.daerah.kode])))
    assert "Kabupaten Lain" not in meja.teks
    daftar = baca(masuk.get(alamat(PerangkatDaerah, "changelist"), {"daerah": kab.daerah.pk}))
    assert lain.daerah.nama not in daftar.teks.replace("Berdasarkan daerah Semua Kabupaten Lain", "")
    salah = masuk.get(alamat(PerangkatDaerah, "changelist"), {"daerah": "x'--"})
    assert salah.status_code == 200


# What people type is text -----------------------------------------------------------------------------

JAHAT = "<script>alert(1)</script><img src=x onerror=alert(2)>"


def test_names_and_reasons_are_escaped_everywhere(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    sari.first_name = JAHAT[:30]
    sari.save()
    kab.daerah.nama = f"Kabupaten {JAHAT}"
    kab.daerah.save()
    badan = pabrik.badan(kab.daerah, "jahat", JAHAT)
    jahat = {"nama": JAHAT, "singkatan": "<b>x</b>", "jenis": "dinas", "induk": kab.id("bupati"), "catatan": JAHAT}
    terapkan(edisi=draf, ubah={("kedudukan", (badan.pk,)): jahat}, oleh=sari, alasan=JAHAT)
    rentang = {"koordinator_id": kab.id("asisten-1"), "verba": JAHAT, "tertulis": JAHAT}
    terapkan(edisi=draf, ubah={("rentangkoordinasi", (badan.pk, 1)): rentang}, oleh=sari, alasan=JAHAT)
    unit = Kedudukan.objects.get(edisi=draf, perangkat_daerah=badan)
    layar = [
        reverse("admin:index"),
        reverse("admin:daerah_meja", args=[kab.daerah.kode]),
        *(
            reverse(f"admin:{nama}", args=[draf.pk])
            for nama in ("edisi_ringkasan", "edisi_struktur", "edisi_terbitkan", "edisi_tindakan")
        ),
        daftar_edisi(Kedudukan, draf),
        daftar_edisi(RentangKoordinasi, draf),
        alamat(Kedudukan, "change", unit.pk),
        alamat(Kedudukan, "history", unit.pk),
        alamat(Kedudukan, "simple_history", unit.pk, unit.history.first().history_id),
        alamat(Kedudukan, "keluarkan", unit.pk),
        alamat(PerangkatDaerah, "changelist"),
        alamat(Tindakan, "changelist"),
        alamat(Tindakan, "change", Tindakan.objects.atas(draf)[0].pk),
        f"{alamat(Kedudukan, 'changelist')}?daerah={kab.daerah.kode}",
    ]
    for satu in layar:
        isi = masuk.get(satu).content.decode()
        assert "<script>alert" not in isi, satu
        assert "<img src=x" not in isi, satu
        assert "<b>x</b>" not in isi, satu
    form = alamat(Kedudukan, "change", unit.pk)
    terbuka = isian(masuk.get(form), nama="lain")
    terapkan(edisi=draf, ubah={("kedudukan", (badan.pk,)): {"nama": f"{JAHAT}2"}}, oleh=sari)
    bentrok = masuk.post(form, terbuka)
    assert bentrok.status_code == 409
    assert "<script>alert" not in bentrok.content.decode()
    assert "alert(1)" in galat_formulir(bentrok)
