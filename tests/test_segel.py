"""A sealed value belongs to one form: on any other screen it is as good as none, and nothing is written."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from registry import isi_edisi, services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan, Suksesi, Tindakan
from registry.services import suksesi as layanan
from tests import pabrik
from tests.isian import alamat, baca, galat_formulir, isian, ketat_rentang
from tests.pabrik import Kabupaten
from tests.test_cabang import rancangan, terbit, unit

pytestmark = pytest.mark.django_db

#: Screens whose seals are tried on all others.
ASAL = ("struktur", "unit", "keluarkan", "kedudukan", "baru", "peraturan", "badan", "sesuaikan", "teruskan",
        "peristiwa", "rentang", "pencabutan", "periksa")  # fmt: skip

#: Nothing is typed there; the seal says which regulation is looked at, without which there is no form to fill.
TANPA_KETIKAN = ("rentang", "pencabutan")


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def masuk(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("kepala", peran="administrator"))
    return client


@pytest.fixture
def draf(kab: Kabupaten) -> Edisi:
    """A draft with one event whose base was replaced, so that all its screens have something to do."""
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan A"}})
    terbit(kab, 2024, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan B"}})
    terbit(kab, 2027, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan C"}})  # into which it can be carried on
    layanan.ganti_nama(edisi=edisi, badan=kab.id("disdik"), nama="Dinas Pendidikan A", oleh=None)
    return edisi


def layar(kab: Kabupaten, draf: Edisi) -> dict[str, str]:
    return {
        "struktur": reverse("admin:edisi_struktur", args=[draf.pk]),
        "unit": reverse("admin:struktur_unit", args=[draf.pk, kab.id("dinkes")]),
        "keluarkan": reverse("admin:struktur_keluarkan", args=[draf.pk, kab.id("puskesmas")]),
        "kedudukan": alamat(Kedudukan, "change", kab.unit("kec-satu", draf).pk),
        "baru": f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}",
        "peraturan": alamat(Peraturan, "change", kab.peraturan.pk),
        "badan": alamat(PerangkatDaerah, "change", kab.id("dinkes")),
        "daerah": alamat(Daerah, "change", kab.daerah.pk),
        "sesuaikan": reverse("admin:edisi_sesuaikan", args=[draf.pk]),
        "teruskan": reverse("admin:edisi_teruskan", args=[draf.pk]),
        "peristiwa": reverse("admin:edisi_suksesi_ubah", args=[draf.pk, 1]),
        "rentang": reverse("admin:edisi_rentang", args=[draf.pk]),
        "pencabutan": reverse("admin:edisi_pencabutan", args=[draf.pk]),
        "periksa": reverse("admin:edisi_terbitkan", args=[draf.pk]),
    }


def semua_segel(klien: Client, kab: Kabupaten, draf: Edisi) -> dict[str, str]:
    """The seal that each screen gives out."""
    hasil = {}
    for nama, ke in layar(kab, draf).items():
        konteks: Any = klien.get(ke).context
        if nama in ("struktur", "keluarkan", "sesuaikan", "teruskan", "rentang"):
            hasil[nama] = konteks["lihat"]
        elif nama == "pencabutan":
            hasil[nama] = konteks["segel"]
        elif nama == "periksa":
            hasil[nama] = konteks["langkah"][0][1]["segel"].value()
        else:
            form = konteks["adminform"].form if "adminform" in konteks else konteks["form"]
            hasil[nama] = form["lihat"].value()
    assert all(hasil.values())
    return hasil


def potret(draf: Edisi) -> Any:
    """All that a screen could have written."""
    acuan = [list(model._base_manager.order_by("pk").values()) for model in (Peraturan, PerangkatDaerah, Daerah)]
    return Tindakan.objects.count(), isi_edisi.baca(draf.pk), acuan, list(Suksesi.objects.values()), draf.asal_id


def isi_pos(klien: Client, kab: Kabupaten, draf: Edisi) -> dict[str, dict[str, Any]]:
    """What is typed on each screen."""
    tulis = layar(kab, draf)
    return {
        "unit": isian(klien.get(tulis["unit"]), nama="Ketikan Saya"),
        "kedudukan": isian(klien.get(tulis["kedudukan"]), nama="Ketikan Saya"),
        "baru": isian(klien.get(tulis["baru"]), nama="Ketikan Saya", jenis="dinas", induk=kab.unit("bupati", draf).pk),
        "peraturan": isian(klien.get(tulis["peraturan"]), tentang="Ketikan Saya", alasan="Ketikan Saya"),
        "badan": isian(klien.get(tulis["badan"]), nama="Ketikan Saya", alasan="Ketikan Saya"),
        "daerah": isian(klien.get(tulis["daerah"]), nama="Ketikan Saya", alasan="Ketikan Saya"),
        "sesuaikan": {"p-0": "mereka", "alasan": "Ketikan Saya"},
        "teruskan": {"tujuan": [str(e.pk) for e in services.tujuan_terusan(draf)], "alasan": "Ketikan Saya"},
        "peristiwa": {"rujukan": "Pasal 9", "keterangan": "Ketikan Saya"},
        "keluarkan": {"alasan": "Ketikan Saya"},
        "pencabutan": {"alasan": "Ketikan Saya"},
        "rentang": {"lakukan": "simpan"},
    }


@pytest.mark.parametrize("asal", [*ASAL, "", "palsu"])
def test_the_seal_of_another_form_writes_nothing_and_is_told(
    masuk: Client, kab: Kabupaten, draf: Edisi, asal: str
) -> None:
    lihat = semua_segel(masuk, kab, draf).get(asal, asal)
    ke, isi, semula = layar(kab, draf), isi_pos(masuk, kab, draf), potret(draf)
    for nama, data in isi.items():
        if nama == asal or (nama == "baru" and not asal):  # its own; a new row has nothing to compare
            continue
        jawaban = masuk.post(ke[nama], {**data, "lihat": lihat})
        assert jawaban.status_code in (200, 409, 422), nama
        assert KEDALUWARSA in baca(jawaban).teks, nama
        assert nama in TANPA_KETIKAN or "Ketikan Saya" in jawaban.content.decode(), nama
        draf.refresh_from_db()
        assert potret(draf) == semula, nama


@pytest.mark.parametrize("asal", ["struktur", "unit", "peraturan", "", "palsu"])
def test_input_on_a_row_that_is_gone_is_kept_whatever_the_seal(
    masuk: Client, kab: Kabupaten, draf: Edisi, asal: str
) -> None:
    lihat = semua_segel(masuk, kab, draf).get(asal, asal)
    ke = layar(kab, draf)["kedudukan"]
    data = isian(masuk.get(ke), nama="Ketikan Saya", lihat=lihat)
    services.terapkan(edisi=draf, ubah={unit(kab, "kec-satu"): None}, oleh=None)
    semula = potret(draf)
    jawaban = masuk.post(ke, data)
    assert jawaban.status_code == 409
    assert "sudah dikeluarkan dari rancangan" in galat_formulir(jawaban)
    assert potret(draf) == semula
    tambah = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    assert masuk.post(tambah, isian(jawaban)).status_code == 302
    assert kab.unit("kec-satu", draf).nama == "Ketikan Saya"


def test_nobody_learns_of_a_gone_row_of_another_region(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    ke = layar(kab, draf)["kedudukan"]
    services.terapkan(edisi=draf, ubah={unit(kab, "kec-satu"): None}, oleh=None)
    lain = pabrik.daerah("98.01", "Kabupaten Lain")
    client.force_login(pabrik.pengguna("tamu", milik=lain))
    assert client.post(ke, {"nama": "X", "lihat": ""}).status_code == 404


def test_the_seal_of_the_same_screen_of_another_edition_is_foreign(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    lain = services.buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
    layanan.ganti_nama(edisi=lain, badan=kab.id("disdik"), nama="Dinas Pendidikan B", oleh=None)
    segelnya, ke, isi = semua_segel(masuk, kab, lain), layar(kab, draf), isi_pos(masuk, kab, draf)
    semula = potret(draf)
    for nama in ("unit", "kedudukan", "teruskan", "peristiwa", "keluarkan", "rentang", "pencabutan"):
        jawaban = masuk.post(ke[nama], {**isi[nama], "lihat": segelnya[nama]})
        assert KEDALUWARSA in baca(jawaban).teks, nama
        assert potret(draf) == semula, nama


def test_a_seal_opens_only_for_its_kind() -> None:
    teks = segel({"a": 1}, "sesuaikan:1")
    assert buka_segel(teks, "sesuaikan:1") == {"a": 1}
    assert [buka_segel(teks, jenis) for jenis in ("sesuaikan:2", "sesuaikan:", "teruskan:1", "")] == [None] * 4
