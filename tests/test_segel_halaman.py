"""The pages of the seals: for whom, in which words, and the data from which a head follows."""

from __future__ import annotations

import base64
import hashlib
import json
from typing import Any

import pytest
from django.db import DatabaseError
from django.test import Client
from django.urls import reverse

from registry.models import CatatanAkses, Segel
from registry.segel import views
from registry.segel.buat import segel_baru
from registry.segel.pemeriksa_segel import Rantai, sidik, teks
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def segel(kab: Kabupaten) -> Segel:
    """The second of two seals."""
    segel_baru()
    kab.peraturan.save()
    return ada(segel_baru().segel)


def alamat(nomor: int = 2) -> list[str]:
    return [
        reverse("audit-segel"),
        reverse("audit-segel-satu", args=[nomor]),
        reverse("audit-segel-json", args=[nomor]),
    ]


@pytest.mark.parametrize("peran", ["pengelola", "pemeriksa", "auditor", "administrator"])
def test_persons_with_any_role_in_any_region_see_the_seals(client: Client, segel: Segel, peran: str) -> None:
    client.force_login(pabrik.pengguna("tamu", peran=peran, milik=pabrik.daerah("98.01", "Kabupaten Lain")))
    for ke in alamat():
        jawaban = client.get(ke)
        assert jawaban.status_code == 200, ke
        assert "private" in jawaban.headers["Cache-Control"]


def test_the_way_back_is_called_audit_as_elsewhere(client: Client, segel: Segel) -> None:
    client.force_login(pabrik.pengguna("auditor", "auditor", None))
    for satu in alamat()[:2]:
        teks = client.get(satu).content.decode()
        if "remah" in teks:
            assert '<li><a href="/audit/">Audit</a></li>' in teks
            assert "Pemeriksaan</a>" not in teks


def test_nobody_else_does(client: Client, segel: Segel) -> None:
    for ke in alamat():
        assert client.get(ke).status_code == 302
    client.force_login(pabrik.pengguna("tamu", peran=""))
    for ke in alamat():
        assert client.get(ke).status_code == 403


def test_the_list_leads_to_each_seal_a_page_at_a_time(
    client: Client, segel: Segel, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(views, "SEHALAMAN", 1)
    client.force_login(pabrik.pengguna("budi"))
    hal = baca(client.get(reverse("audit-segel")))
    assert hal.terlarang == []
    assert hal.h1 == ["Segel"]
    assert "Dengan kepala segel yang disimpan di luar Rentang, Anda dapat membuktikan" in hal.teks
    assert "Segel membuktikan" not in hal.teks
    assert reverse("audit-segel-satu", args=[2]) in hal.tautan
    assert reverse("audit-segel-satu", args=[1]) not in hal.tautan
    lanjut = f"{reverse('audit-segel')}?sebelum=2"
    assert lanjut in hal.tautan
    with django_assert_num_queries(4):  # session, person, roles, seals
        hal = baca(client.get(lanjut))
    assert reverse("audit-segel-satu", args=[1]) in hal.tautan
    assert "Tidak ada segel yang lebih lama" in baca(client.get(f"{reverse('audit-segel')}?sebelum=1")).teks
    for nakal in ("x", "-1", "9" * 40, "2 OR 1=1"):
        assert client.get(reverse("audit-segel"), {"sebelum": nakal}).status_code == 200


def test_without_seals_the_list_says_what_to_do(client: Client) -> None:
    client.force_login(pabrik.pengguna("budi"))
    assert "Belum ada segel" in baca(client.get(reverse("audit-segel"))).teks
    assert client.get(reverse("audit-segel-satu", args=[1])).status_code == 404
    assert client.get(f"/audit/segel/{'9' * 30}/").status_code == 404


def test_one_seal_shows_its_whole_head_and_how_to_check_it(client: Client, segel: Segel) -> None:
    client.force_login(pabrik.pengguna("budi"))
    hal = baca(client.get(reverse("audit-segel-satu", args=[2])))
    assert hal.terlarang == []
    assert " ".join(segel.kepala[letak : letak + 4] for letak in range(0, 64, 4)) in hal.teks
    assert " ".join(segel.sebelum[letak : letak + 4] for letak in range(0, 64, 4)) in hal.teks
    assert f"verifikasi_riwayat --acuan 2:{segel.kepala[:16]}" in hal.teks
    assert "Riwayat peraturan baris riwayat 1" in hal.teks
    pertama = baca(client.get(reverse("audit-segel-satu", args=[1]))).teks
    assert "Ini segel yang pertama." in pertama
    assert "dari http://testserver/audit/segel/2/" in hal.teks.partition("Dicetak ")[2]
    assert "Kedudukan isi edisi 13" in pertama


def test_the_head_follows_from_the_data_alone(client: Client, segel: Segel) -> None:
    client.force_login(pabrik.pengguna("budi"))
    semua = [json.loads(client.get(reverse("audit-segel-json", args=[nomor])).content) for nomor in (1, 2)]
    assert semua[1]["kepala"] == segel.kepala
    rantai = Rantai({"segel": semua})  # the checker that goes out with a pack
    assert rantai.akhir == (2, segel.kepala)
    for satu in semua:
        for bagian in satu["bagian"]:
            isi = base64.b64decode(satu["daftar"][str(bagian[0])])
            assert hashlib.sha256(isi).hexdigest() == bagian[8]
            assert len(isi) == 40 * bagian[5]
    isi = semua[0]
    pernyataan = [1, 1, isi["pada"], isi["sebab"], isi["pemasangan"], isi["sebelum"], isi["bagian"]]
    assert sidik(teks(pernyataan)) == isi["kepala"]


def test_taking_a_seal_as_data_is_noted(client: Client, segel: Segel, monkeypatch: pytest.MonkeyPatch) -> None:
    client.force_login(pabrik.pengguna("budi"))
    _, halaman, json_ = alamat()
    client.get(halaman)
    client.head(json_)
    assert not CatatanAkses.objects.filter(jenis="ekspor").exists()
    assert client.get(json_).status_code == 200
    catatan = CatatanAkses.objects.get(jenis="ekspor")
    assert (catatan.nama, catatan.daerah) == ("budi", None)
    assert catatan.rincian == f"segel 2 (JSON); kepala {segel.kepala}"

    def gagal(*isi: Any, **lain: Any) -> None:
        raise DatabaseError("penuh")

    monkeypatch.setattr(CatatanAkses.objects, "create", gagal)
    with pytest.raises(DatabaseError, match="penuh"):
        client.get(json_)
