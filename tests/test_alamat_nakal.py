"""Addresses that nobody types by mistake: never an error page, and never an answer about another region."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.models import (
    Edisi,
    HubunganPeraturan,
    JenisHubunganPeraturan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from tests import pabrik
from tests.isian import alamat, ketat_rentang

BESAR = "99999999999999999999"
BATAS = str(2**63 - 1)


@pytest.fixture
def masuk(client: Client, rancangan: pabrik.Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    ketat_rentang(monkeypatch)
    client.force_login(sari)
    client.raise_request_exception = False
    return client


@pytest.mark.parametrize(
    ("model", "tanya"),
    [
        (Peraturan, "hubungan_masuk=1"),
        (Peraturan, "hubungan_masuk__gt=0"),
        (Peraturan, "hubungan_keluar__dari=1"),
        (Peraturan, "daerah__nama__startswith=K"),
        (Peraturan, "nomor__regex=("),
        (Peraturan, "nomor__iregex=("),
        (Peraturan, "nomor__gt=1"),
        (Peraturan, "tentang__contains=a"),
        (Peraturan, "jenis__regex=("),
        (Peraturan, "pk__gt=1"),
        (NamaLain, "perangkat_daerah__kunci=dinkes"),
        (NamaLain, "perangkat_daerah__daerah__nama__regex=("),
        (PerangkatDaerah, "dialihkan_dari=1"),
        (Tindakan, "oleh__password__startswith=a"),
        (Tindakan, "alasan__regex=("),
        (Tindakan, "sebelum__contains=a"),
        (User, "password__startswith=a"),
        (User, "penugasan__daerah=1"),
        (User, "email__contains=a"),
        (Edisi, "asal__daerah=1"),
        (Tindakan, f"pada__year={BESAR}"),
        (Tindakan, f"pada__year={BATAS}"),
        (Tindakan, "pada__year=9999&pada__month=12&pada__day=31"),
        (Tindakan, "pada__year=1&pada__month=1&pada__day=1"),
        (Tindakan, f"pada__year=2020&pada__month={BESAR}"),
        (Tindakan, f"pada__day={BESAR}"),
        (Edisi, "berlaku_mulai__year=9999"),
        (Peraturan, f"daerah={BESAR}"),
        (Peraturan, f"id__exact=-{BESAR}"),
    ],
)
def test_a_list_answers_only_what_it_asks_itself(masuk: Client, sari: User, model: Any, tanya: str) -> None:
    sari.is_superuser = True
    sari.save()
    assert masuk.get(f"{alamat(model, 'changelist')}?{tanya}").status_code == 400


def test_a_tie_of_another_region_cannot_be_guessed(masuk: Client, rancangan: pabrik.Kabupaten) -> None:
    lain = pabrik.peraturan(pabrik.daerah("99.02", "Kabupaten Lain"))
    nasional = pabrik.peraturan(None, "23", 2014)
    ikatan = HubunganPeraturan.objects.create(jenis=JenisHubunganPeraturan.values[0], dari=lain, ke=nasional)
    masuk.force_login(pabrik.pengguna("budi", milik=rancangan.daerah))
    daftar = alamat(Peraturan, "changelist")
    assert masuk.get(f"{daftar}?daerah=nasional").status_code == 200
    for tanya in (f"hubungan_masuk={ikatan.pk}", f"hubungan_masuk={ikatan.pk + 1}", "hubungan_masuk__gt=0"):
        assert masuk.get(f"{daftar}?{tanya}").status_code == 400


@pytest.mark.parametrize(
    ("model", "tanya"),
    [
        (Peraturan, "daerah=nasional"),
        (Peraturan, "daerah=1"),
        (Peraturan, "daerah=²"),
        (Peraturan, f"daerah={BATAS}"),
        (Peraturan, "jenis__exact=perda"),
        (Peraturan, "id__exact=1"),
        (Peraturan, "q=a&p=1&o=1.-2"),
        (Tindakan, "pada__year=2020&pada__month=2&pada__day=3"),
        (Edisi, "berlaku_mulai__year=2020"),
        (Edisi, "keadaan__exact=terbit"),
        (User, "is_active__exact=1&peran=pengelola"),
    ],
)
def test_what_the_lists_link_with_still_works(masuk: Client, sari: User, model: Any, tanya: str) -> None:
    sari.is_superuser = True
    sari.save()
    assert masuk.get(f"{alamat(model, 'changelist')}?{tanya}").status_code == 200


@pytest.mark.parametrize("tanya", ["pada__year=2020&pada__month=x", "pada__year=2020&pada__month=99", "p=99", "p=²"])
def test_a_value_that_is_none_leads_back_to_the_list(masuk: Client, tanya: str) -> None:
    assert masuk.get(f"{alamat(Tindakan, 'changelist')}?{tanya}").status_code in (200, 302)


@pytest.mark.parametrize("nilai", [BESAR, BATAS, "²", "٤", "-1", "a"])
def test_a_koordinator_that_is_no_number_or_too_large_is_nobody(
    masuk: Client, rancangan: pabrik.Kabupaten, nilai: str
) -> None:
    tanya = f"{alamat(RentangKoordinasi, 'changelist')}?edisi={rancangan.edisi.pk}&koordinator={nilai}"
    assert masuk.get(tanya).status_code == (400 if nilai == BESAR else 200)


@pytest.mark.parametrize("nomor", [BESAR, "9" * 5_000, BATAS, "x", "²"])
def test_a_number_in_the_path_that_no_row_can_have_is_not_there(
    masuk: Client, rancangan: pabrik.Kabupaten, nomor: str
) -> None:
    edisi = f"/admin/edisi/{rancangan.edisi.pk}"
    for jalur in (f"{edisi}/struktur/{nomor}/", f"{edisi}/suksesi/{nomor}/", f"/admin/edisi/{nomor}/"):
        assert masuk.get(jalur).status_code == 404, jalur
        assert masuk.post(jalur).status_code in (404, 405), jalur
    for jalur in (f"{nomor}/change/", f"{nomor}/history/", f"{nomor}/history/{nomor}/", f"{nomor}/delete/"):
        assert masuk.get(f"{alamat(Peraturan, 'changelist')}{jalur}").status_code in (403, 404), jalur
        assert masuk.get(f"{alamat(Kedudukan, 'changelist')}{jalur}").status_code in (403, 404), jalur


@pytest.mark.parametrize("nilai", [BESAR, "²", "٤", "x", "9" * 5_000])
def test_a_foreign_key_that_no_row_can_have_is_an_error_of_the_form(
    masuk: Client, rancangan: pabrik.Kabupaten, nilai: str
) -> None:
    for model in (Kedudukan, RentangKoordinasi):
        tujuan = f"{alamat(model, 'add')}?edisi={rancangan.edisi.pk}"
        ruas = {satu.name: nilai for satu in model._meta.concrete_fields if satu.is_relation}
        assert masuk.post(tujuan, {**ruas, "nama": "Dinas", "alasan": "coba"}).status_code == 200
        tanya = "&".join(f"{satu}={nilai}" for satu in ruas if satu != "edisi")
        assert masuk.get(f"{tujuan}&{tanya}").status_code == 200


def test_a_nul_in_an_address_is_refused(masuk: Client, rancangan: pabrik.Kabupaten) -> None:
    lengkapi = reverse("admin:autocomplete")
    for jalur in (
        "/admin/daerah/%00/",
        "/admin/daerah/a%00b/rancangan/",
        "/admin/?q=%00",
        "/admin/?kunci=%00",
        f"{alamat(Peraturan, 'changelist')}?q=a%00b",
        f"{alamat(Peraturan, 'changelist')}?a%00b=1",
        f"{alamat(Peraturan, 'changelist')}%00/change/",
        f"/admin/edisi/{rancangan.edisi.pk}/struktur/?kunci=%00",
        f"{lengkapi}?app_label=registry&model_name=kedudukan&field_name=peraturan&term=%00",
    ):
        assert masuk.get(jalur).status_code == 400, jalur
        assert masuk.post(jalur).status_code == 400, jalur


@pytest.mark.parametrize("jalur", ["/%00/", "/daerah/%00/", "/cari/?daerah=%00", f"/peraturan/{BESAR}/", "/admin/%00"])
def test_public_pages_bear_them_too(masuk: Client, jalur: str) -> None:
    assert masuk.get(jalur).status_code in (200, 301, 400, 404)
