"""The five founding texts on the workbench screens: opened and saved as they are, nothing is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.models import Edisi, Tindakan
from registry.services import buat_rancangan
from relations.models import KetentuanHubungan, KetentuanPelaksanaan
from tests import pabrik
from tests.formulir_laman import bidang, formulir
from tests.isian import alamat, baca, ketat_rentang

pytestmark = [pytest.mark.django_db, pytest.mark.lambat]

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
DAERAH = ["62.05", "63.11", "63.03", "18.09", "35.17"]


@pytest.fixture(scope="module", autouse=True)
def termuat(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """All documents loaded once; rolled back when the module is done."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        for jalur in (FIXTURES / "nasional.yaml", *sorted(FIXTURES.glob("[0-9]*.yaml"))):
            muat(baca_yaml(jalur))
        yield
        transaction.set_rollback(True)


@pytest.fixture
def sari_masuk(client: Client, monkeypatch: pytest.MonkeyPatch) -> Client:
    ketat_rentang(monkeypatch)
    client.force_login(pabrik.pengguna("sari"))
    return client


def rancangan(kode: str) -> Edisi:
    """A draft of the newest edition."""
    terbit = Edisi.objects.terbit().filter(daerah__kode=kode).select_related("daerah")
    asal = pabrik.ada(terbit.order_by("-berlaku_mulai").first())
    return buat_rancangan(daerah=asal.daerah, asal=asal, oleh=None)


def tindakan(edisi: Edisi) -> int:
    return Tindakan.objects.filter(edisi=edisi, jenis="ubah").count()


@pytest.mark.parametrize("kode", DAERAH)
def test_saving_the_spans_as_they_are_writes_nothing(kode: str, sari_masuk: Client) -> None:
    edisi = rancangan(kode)
    layar = reverse("admin:edisi_rentang", args=[edisi.pk])
    jawaban = sari_masuk.get(layar)
    if "form-rentang" not in formulir(jawaban):
        assert not RentangKoordinasi.objects.pada(edisi).exists()
        assert "Susun dulu strukturnya" in baca(jawaban).teks
        return
    sesudah = sari_masuk.post(layar, bidang(jawaban, "form-rentang", lakukan="simpan"), follow=True)
    assert "Tidak ada yang berubah." in baca(sesudah).teks
    assert tindakan(edisi) == 0


@pytest.mark.parametrize("kode", ["63.03", "18.09", "35.17"])
def test_every_span_is_on_the_screen_with_its_pinpoint_and_letter(kode: str, sari_masuk: Client) -> None:
    edisi = rancangan(kode)
    isi = sari_masuk.get(reverse("admin:edisi_rentang", args=[edisi.pk])).content.decode()
    for satu in RentangKoordinasi.objects.pada(edisi):
        baris = re.search(rf'<tr id="u{satu.unit_id}".*?</tr>', isi, re.S)
        assert baris is not None, satu
        assert f"<span data-dasar>{satu.rujukan}</span>" in baris[0]
        assert f'name="h-{satu.unit_id}" value="{satu.huruf}"' in baris[0]


def test_pesawaran_keeps_its_two_lists_an_asisten_apart(sari_masuk: Client) -> None:
    edisi = rancangan("18.09")
    jawaban = sari_masuk.get(reverse("admin:edisi_rentang", args=[edisi.pk]))
    data = bidang(jawaban, "form-rentang")
    pangkal = [data[f"d{ke}-pangkal"][0] for ke in range(7)]
    assert sorted(pangkal) == ["", *(f"Pasal 22 ayat ({ayat})" for ayat in range(3, 9))]
    makna = {data[f"d{ke}-pangkal"][0]: data[f"d{ke}-makna"][0] for ke in range(7)}
    assert [makna[f"Pasal 22 ayat ({ayat})"] for ayat in range(3, 9)] == ["membawahi", "koordinasi"] * 3
    teks = baca(jawaban).teks
    assert "dua unit dalam satu huruf" in teks
    assert "tertulis lain" in teks
    assert "Belum berkoordinator (1)" in teks


@pytest.mark.parametrize("kode", DAERAH)
def test_saving_each_provision_as_it_is_writes_nothing(kode: str, sari_masuk: Client) -> None:
    edisi = rancangan(kode)
    for model in (KetentuanHubungan, KetentuanPelaksanaan):
        for satu in model._base_manager.filter(edisi=edisi):
            layar = alamat(model, "change", satu.pk)
            jawaban = sari_masuk.get(layar)
            nama_form = f"{model._meta.model_name}_form"
            sesudah = sari_masuk.post(layar, bidang(jawaban, nama_form))
            assert sesudah.status_code == 302, (satu, baca(sesudah).teks[:600])
    assert tindakan(edisi) == 0
