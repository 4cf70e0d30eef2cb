"""The forms on one matter of one body: who can be chosen, and where words that no list knows are typed."""

from __future__ import annotations

import html
import re
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.models import Edisi
from registry.services import buat_rancangan, terapkan
from relations.models import BidangStafAhli, Urusan, UrusanPerangkat
from tests import pabrik
from tests.isian import alamat, daftar_edisi, galat_formulir, isian, ketat_rentang
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db

BUKAN = "Pilih unit berjenis staf ahli dalam struktur rancangan ini; yang lain tidak mempunyai bidang."


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


def berstaf(kode: str = "99.01", nama: str = "Kabupaten Contoh", banyak: int = 1) -> Kabupaten:
    ahli = {f"ahli-{n}": (f"Staf Ahli Bidang {n}", "staf_ahli", "bupati") for n in range(1, banyak + 1)}
    return pabrik.kabupaten(kode, nama, bagan={**BAGAN, **ahli})


@pytest.fixture
def kab(db: None) -> Kabupaten:
    return berstaf()


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    """A draft where the Staf Ahli got a name of his own and another one came."""
    kab.badan["baru"] = pabrik.badan(kab.daerah, "baru", "Label Staf")
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    ubah: Any = {
        ("kedudukan", (kab.id("ahli-1"),)): {"nama": "Staf Ahli Hukum"},
        ("kedudukan", (kab.id("baru"),)): {
            "nama": "Staf Ahli Ekonomi", "jenis": "staf_ahli", "induk": kab.id("bupati"),
        },
    }  # fmt: skip
    terapkan(edisi=edisi, ubah=ubah, oleh=sari)
    return edisi


@pytest.fixture
def masuk(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("wati", milik=kab.daerah))
    return client


@pytest.fixture
def sehat(db: None) -> Urusan:
    return Urusan.objects.create(kode="1.02", nama="kesehatan")


def tambah(draf: Edisi, model: Any = BidangStafAhli) -> str:
    return f"{alamat(model, 'add')}?edisi={draf.pk}"


def pilihan(jawaban: Any) -> list[str]:
    """What the field of the Staf Ahli offers."""
    daftar = re.search(r'<select name="staf_ahli".*?</select>', jawaban.content.decode(), re.DOTALL)
    assert daftar is not None
    return [html.unescape(satu) for satu in re.findall(r'<option value="\d+"[^>]*>(.*?)</option>', daftar[0])]


def test_only_the_staf_ahli_of_the_draft_are_offered_called_as_there(masuk: Client, draf: Edisi) -> None:
    berstaf("98.01", "Kabupaten Lain")
    assert pilihan(masuk.get(tambah(draf))) == ["Staf Ahli Ekonomi", "Staf Ahli Hukum"]


def test_a_staf_ahli_is_chosen_and_saved(masuk: Client, kab: Kabupaten, draf: Edisi, sehat: Urusan) -> None:
    form = isian(masuk.get(tambah(draf)), staf_ahli=kab.id("baru"), urusan=sehat.pk, huruf="a", rujukan="Pasal 4")
    assert masuk.post(tambah(draf), form)["Location"] == daftar_edisi(BidangStafAhli, draf)
    satu = BidangStafAhli.objects.get(edisi=draf)
    assert (satu.staf_ahli_id, satu.urusan, satu.huruf) == (kab.id("baru"), sehat, "a")
    ubah = alamat(BidangStafAhli, "change", satu.pk)
    masuk.post(ubah, isian(masuk.get(ubah), staf_ahli=kab.id("ahli-1"), huruf="b"))
    satu = BidangStafAhli.objects.get(edisi=draf)
    assert (satu.staf_ahli_id, satu.huruf) == (kab.id("ahli-1"), "b")


@pytest.mark.parametrize("siapa", ["asisten-1", "dinkes", "luar", "lain"])
def test_who_is_no_staf_ahli_there_is_refused_in_words(
    masuk: Client, kab: Kabupaten, draf: Edisi, sehat: Urusan, siapa: str
) -> None:
    kab.badan["luar"] = pabrik.badan(kab.daerah, "luar", "Staf Ahli tanpa tempat")
    kab.badan["lain"] = berstaf("98.01", "Kabupaten Lain").badan["ahli-1"]
    form = isian(masuk.get(tambah(draf)), staf_ahli=kab.id(siapa), urusan=sehat.pk, rujukan="Pasal 4")
    assert galat_formulir(masuk.post(tambah(draf), form)) == BUKAN
    assert not BidangStafAhli.objects.exists()


def test_a_field_that_somebody_else_has_from_before_is_shown_and_must_be_mended(
    masuk: Client, kab: Kabupaten, draf: Edisi, sehat: Urusan, sari: User
) -> None:
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 4"}
    terapkan(edisi=draf, ubah={("bidangstafahli", (kab.id("asisten-1"), sehat.pk)): dasar}, oleh=sari)
    ubah = alamat(BidangStafAhli, "change", BidangStafAhli.objects.get().pk)
    buka = masuk.get(ubah)
    asisten = "Asisten Pemerintahan dan Kesejahteraan Rakyat (bukan staf ahli dalam struktur)"
    assert pilihan(buka) == [asisten, "Staf Ahli Ekonomi", "Staf Ahli Hukum"]
    assert galat_formulir(masuk.post(ubah, isian(buka, huruf="c"))) == BUKAN
    masuk.post(ubah, isian(buka, staf_ahli=kab.id("ahli-1")))
    assert BidangStafAhli.objects.get().staf_ahli_id == kab.id("ahli-1")


@pytest.mark.parametrize(("model", "siapa"), [(BidangStafAhli, "ahli-1"), (UrusanPerangkat, "dinkes")])
def test_the_field_of_the_matter_says_where_other_words_are_typed(
    masuk: Client, kab: Kabupaten, draf: Edisi, sehat: Urusan, sari: User, model: Any, siapa: str
) -> None:
    struktur = reverse("admin:edisi_struktur", args=[draf.pk])
    kata = 'ditulis lewat <a href="{}">Struktur</a>: buka unitnya, lalu Atur urusan.'
    assert kata.format(struktur) in masuk.get(tambah(draf, model)).content.decode()
    terapkan(edisi=draf, ubah={(model._meta.model_name, (kab.id(siapa), sehat.pk)): {}}, oleh=sari)
    isi = masuk.get(alamat(model, "change", model.objects.get().pk)).content.decode()
    assert kata.format(f"{struktur}#u{kab.id(siapa)}") in isi


def test_the_form_asks_the_same_number_of_questions_whatever_the_number_of_staf_ahli(
    client: Client, sari: User
) -> None:
    client.force_login(sari)
    hasil = []
    for kode, banyak in (("98.01", 1), ("98.02", 30)):
        kab = berstaf(kode, f"Kabupaten {kode}", banyak)
        edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
        with CaptureQueriesContext(connection) as kueri:
            assert len(pilihan(client.get(tambah(edisi)))) == banyak
        hasil.append(len(kueri))
    assert hasil[0] == hasil[1]
