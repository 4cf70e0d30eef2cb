"""The public page "Apa yang berubah", and how a ralat is told to the public."""

from __future__ import annotations

import html
from collections.abc import Callable
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from django.utils import timezone

from registry.models import Edisi, PerangkatDaerah
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan, ubah_rancangan
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada
from tests.test_halaman_kueri import ANGGARAN

pytestmark = pytest.mark.django_db
BANDING = "/daerah/99.01/banding/"


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def edisi(kab: Kabupaten, tahun: int, ubah: dict[Any, Any], *, terbit: bool = True, asal: Edisi | None = None) -> Edisi:
    """An edition of 2 January of a year, made from the one in force, with a change-set."""
    dasar = pabrik.peraturan(kab.daerah, str(tahun - 2000), tahun)
    satu = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=asal or kab.edisi, peraturan=dasar, berlaku_mulai=date(tahun, 1, 2)
    )
    terapkan(edisi=satu, ubah=ubah, oleh=None)
    return terbitkan(edisi=satu, oleh=None) if terbit else satu


@pytest.fixture
def dua(kab: Kabupaten) -> Kabupaten:
    """Kabupaten Contoh in 2020 and in 2023, when two things changed."""
    edisi(
        kab,
        2023,
        {
            ("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Pendidikan dan Kebudayaan"},
            ("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-3")},
        },
    )
    return kab


def buka(client: Client, alamat: str, status: int = 200) -> Any:
    jawaban = client.get(alamat)
    assert jawaban.status_code == status, alamat
    halaman = baca(jawaban)
    assert halaman.terlarang == []
    assert len(halaman.h1) == 1
    return halaman


def test_without_dates_it_tells_what_the_edition_in_force_changed(client: Client, dua: Kabupaten) -> None:
    halaman = buka(client, BANDING)
    assert halaman.h1 == ["Apa yang berubah"]
    assert "Nama Dinas Pendidikan berubah menjadi Dinas Pendidikan dan Kebudayaan." in halaman.teks
    assert (
        "Dinas Pendidikan dan Kebudayaan pindah dari Asisten Perekonomian dan Pembangunan ke Asisten Administrasi Umum."
        in halaman.teks
    )
    assert "Satu perangkat daerah berubah." in halaman.teks
    isi = client.get(BANDING).content.decode()
    assert '<del class="lama">Dinas Pendidikan</del>' in isi
    assert '<ins class="baru">Dinas Pendidikan dan Kebudayaan</ins>' in isi
    assert isi.count("<option") == 4
    assert isi.count(" selected") == 2
    assert '<option value="2020-01-02" selected>2 Januari 2020 · Perbup Contoh 1/2020</option>' in isi


def test_the_older_edition_stands_left_whichever_way_it_is_asked(client: Client, dua: Kabupaten) -> None:
    lurus = buka(client, BANDING + "?dari=2020-01-02&ke=2023-01-02")
    balik = buka(client, BANDING + "?dari=2023-01-02&ke=2020-01-02")
    assert "Diurutkan menurut waktu" in balik.teks
    assert "Diurutkan menurut waktu" not in lurus.teks
    kalimat = "Nama Dinas Pendidikan berubah menjadi Dinas Pendidikan dan Kebudayaan."
    assert kalimat in lurus.teks
    assert kalimat in balik.teks


def test_one_date_alone_is_compared_with_its_neighbour(client: Client, dua: Kabupaten) -> None:
    kalimat = "Nama Dinas Pendidikan berubah menjadi Dinas Pendidikan dan Kebudayaan."
    for satu in ("?ke=2023-01-02", "?dari=2020-01-02", "?dari=2023-01-02&ke=2020-01-02", "?pada=2024-06-01"):
        assert kalimat in buka(client, BANDING + satu).teks, satu


def test_the_same_edition_twice_and_the_first_one_are_answered_in_words(client: Client, dua: Kabupaten) -> None:
    assert "Dua-duanya edisi yang sama" in buka(client, BANDING + "?dari=2020-01-02&ke=2020-01-02").teks
    pertama = buka(client, BANDING + "?ke=2020-01-02")
    assert "Belum ada yang dapat dibandingkan" in pertama.teks
    assert "tidak ada edisi sebelumnya" in pertama.teks


def test_a_region_with_one_edition_says_so(client: Client, kab: Kabupaten) -> None:
    assert "Baru satu edisi Kabupaten Contoh yang tercatat." in buka(client, BANDING).teks
    assert BANDING not in buka(client, "/daerah/99.01/").tautan


@pytest.mark.parametrize(
    "tanya",
    [
        "?dari=2021-01-01&ke=2023-01-02",
        "?dari=bukan-tanggal",
        "?ke=2023-02-31",
        "?ke=2023-01-02-9",
        "?ke=9999-99-99",
        "?ke=%00%ff<script>",
        "?ralat=2020-01-02",
        "?ralat=2020-01-02&nomor=abc",
        "?ralat=" + "9" * 5000,
    ],
)
def test_what_no_edition_is_called_is_answered_with_404_in_words(client: Client, dua: Kabupaten, tanya: str) -> None:
    halaman = buka(client, BANDING + tanya, 404)
    assert halaman.h1[0].startswith("Tidak ada")
    assert "<script>" not in client.get(BANDING + tanya).content.decode()


def test_a_date_to_look_at_that_is_none_is_400(client: Client, dua: Kabupaten) -> None:
    buka(client, BANDING + "?pada=kemarin", 400)
    buka(client, "/daerah/11.11/banding/", 404)
    assert client.post(BANDING).status_code == 405


def test_a_rancangan_is_never_there(client: Client, dua: Kabupaten) -> None:
    rahasia = pabrik.badan(dua.daerah, "rahasia", "Dinas Rahasia")
    isi = {("kedudukan", (rahasia.pk,)): {"nama": "Dinas Rahasia", "jenis": "dinas", "induk": dua.id("bupati")}}
    draf = edisi(dua, 2025, isi, terbit=False)
    for satu in ("", f"?ke={draf.slug_tanggal}", "?dari=2023-01-02", f"?dari=2020-01-02&ke={draf.slug_tanggal}"):
        isi_halaman = client.get(BANDING + satu).content.decode()
        assert "Rahasia" not in isi_halaman
        assert "25/2025" not in isi_halaman
    assert client.get(f"{BANDING}?ke={draf.slug_tanggal}").status_code == 404
    assert "2025" not in client.get(BANDING).content.decode().replace(str(timezone.now().year), "")


def test_a_body_that_no_published_tree_holds_is_not_called_by_its_label(client: Client, kab: Kabupaten) -> None:
    hantu = pabrik.badan(kab.daerah, "hantu", "Label Rahasia Staf")
    edisi(kab, 2023, {("rentangkoordinasi", (hantu.pk, 1)): {"koordinator_id": kab.id("asisten-1")}})
    halaman = buka(client, BANDING)
    assert "Label Rahasia" not in halaman.teks
    assert "unit yang belum tercatat namanya" in halaman.teks


def test_a_body_that_a_ralat_took_out_keeps_the_name_it_was_published_with(client: Client, kab: Kabupaten) -> None:
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(nama="Label Rahasia Staf")
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Tidak ada dalam susunan.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("disdik"),)): None}, oleh=None)
    pindah = {("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-3")}}
    edisi(kab, 2023, pindah, asal=terbitkan(edisi=ralat, oleh=None))
    halaman = buka(client, BANDING)
    assert "Label Rahasia" not in halaman.teks
    assert "belum tercatat namanya" not in halaman.teks
    assert "Dinas Pendidikan" in halaman.teks


def test_hostile_names_are_words(client: Client, kab: Kabupaten) -> None:
    jahat = "Dinas </del><script>alert(1)</script> {{ x }} {} & \"'"
    edisi(kab, 2023, {("kedudukan", (kab.id("disdik"),)): {"nama": jahat}})
    isi = client.get(BANDING).content.decode()
    assert "<script>alert" not in isi
    assert html.escape(jahat) in isi
    assert baca(client.get(BANDING)).terlarang == []


def test_region_editions_and_edition_lead_there(client: Client, dua: Kabupaten) -> None:
    assert BANDING in buka(client, "/daerah/99.01/").tautan
    assert f"{BANDING}?ke=2023-01-02" in buka(client, "/daerah/99.01/edisi/").tautan
    assert f"{BANDING}?ke=2023-01-02" in buka(client, "/daerah/99.01/edisi/2023-01-02/").tautan


def test_what_lies_between_two_editions_is_named(client: Client, dua: Kabupaten) -> None:
    edisi(
        dua,
        2025,
        {("kedudukan", (dua.id("dinkes"),)): {"singkatan": "Dinkes"}},
        asal=Edisi.objects.get(berlaku_mulai=date(2023, 1, 2)),
    )
    halaman = buka(client, f"{BANDING}?dari=2020-01-02&ke=2025-01-02")
    assert "Di antara keduanya: 2 Januari 2023 (Perbup Contoh 23/2023)." in halaman.teks


def test_what_the_first_edition_replaced_is_unknown_and_said_so(client: Client, dua: Kabupaten) -> None:
    lama = pabrik.peraturan(dua.daerah, "89", 2019)
    dua.peraturan.hubungan_keluar.create(ke=lama, jenis="mencabut", rujukan="Pasal 9")
    teks = buka(client, BANDING).teks
    assert "Tidak dapat dibandingkan dengan keadaan sebelum 2 Januari 2020" in teks
    assert "Perbup Contoh 89/2019 tercatat sebagai dicabut" in teks


# --- Ralat ------------------------------------------------------------------------------------------


def meralat(satu: Edisi, ubah: dict[Any, Any], alasan: str) -> Edisi:
    draf = buat_ralat(edisi=satu, oleh=None, alasan=alasan)
    terapkan(edisi=draf, ubah=ubah, oleh=None)
    return terbitkan(edisi=draf, oleh=None)


def test_a_ralat_is_told_with_moment_reason_and_what_changed(client: Client, kab: Kabupaten) -> None:
    satu = meralat(
        kab.edisi, {("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Contoh"}}, "salah salin nama"
    )
    setempat = timezone.localtime(ada(satu.diterbitkan_pada), ZoneInfo("Asia/Makassar"))
    kapan = f"pukul {setempat:%H.%M} WITA: salah salin nama"
    for alamat in ("/daerah/99.01/edisi/2020-01-02/", "/daerah/99.01/edisi/", f"{BANDING}?ralat=2020-01-02"):
        teks = buka(client, alamat).teks
        assert kapan in teks, alamat
        assert "iralat pada" in teks, alamat
    kalimat = "Nama Dinas Kesehatan berubah menjadi Dinas Kesehatan Contoh."
    assert kalimat in buka(client, "/daerah/99.01/edisi/2020-01-02/").teks
    assert kalimat in buka(client, f"{BANDING}?ralat=2020-01-02").teks
    assert "diralat" in buka(client, "/daerah/99.01/").teks


def test_each_of_several_ralat_has_its_own_difference(client: Client, kab: Kabupaten) -> None:
    pertama = meralat(kab.edisi, {("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dinkes"}}, "singkatan terlewat")
    meralat(pertama, {("kedudukan", (kab.id("disdik"),)): {"singkatan": "Disdik"}}, "satu lagi terlewat")
    halaman = buka(client, "/daerah/99.01/edisi/2020-01-02/")
    assert "Ralat sebelumnya" in halaman.teks
    assert "singkatan Disdik dicatat" in halaman.teks
    assert "singkatan Dinkes dicatat" not in halaman.teks
    satu = buka(client, f"{BANDING}?ralat=2020-01-02&nomor=1").teks
    assert "singkatan Dinkes dicatat" in satu
    assert "singkatan terlewat" in satu
    assert "Disdik dicatat" not in satu
    buka(client, f"{BANDING}?ralat=2020-01-02&nomor=3", 404)


def test_a_ralat_in_a_comparison_of_two_editions_is_mentioned(client: Client, dua: Kabupaten) -> None:
    meralat(dua.edisi, {("kedudukan", (dua.id("dinkes"),)): {"singkatan": "Dinkes"}}, "singkatan terlewat")
    teks = buka(client, BANDING).teks
    assert "Edisi 2 Januari 2020 diralat pada" in teks
    assert "singkatan terlewat" in teks


def test_the_address_of_an_edition_whose_date_was_corrected_still_leads_to_it(client: Client, kab: Kabupaten) -> None:
    draf = buat_ralat(edisi=kab.edisi, oleh=None, alasan="tanggalnya salah")
    ubah_rancangan(edisi=draf, oleh=None, berlaku_mulai=date(2020, 1, 5), pindah_tanggal=True)
    terbitkan(edisi=Edisi.objects.get(pk=draf.pk), oleh=None)
    jawaban = client.get("/daerah/99.01/edisi/2020-01-02/")
    assert (jawaban.status_code, jawaban["Location"]) == (302, "/daerah/99.01/edisi/2020-01-05/")
    assert "tanggalnya salah" in buka(client, "/daerah/99.01/edisi/2020-01-05/").teks
    assert "Berlaku mulai: dari 2 Januari 2020" in buka(client, f"{BANDING}?ralat=2020-01-05").teks


def test_neither_units_nor_editions_nor_ralat_cost_queries(
    client: Client, kab: Kabupaten, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    asal = kab.edisi
    for tahun in range(2021, 2029):
        asal = edisi(kab, tahun, {("kedudukan", (kab.id("dinkes"),)): {"nama": f"Dinas Kesehatan {tahun}"}}, asal=asal)
        asal = meralat(asal, {("kedudukan", (kab.id("disdik"),)): {"kontak": f"0511-{tahun}"}}, f"ralat {tahun}")
    for satu in ("?dari=2020-01-02&ke=2028-01-02", "?ke=2028-01-02", "?ralat=2028-01-02"):
        with django_assert_max_num_queries(ANGGARAN["banding"], info=satu):
            assert client.get(BANDING + satu).status_code == 200
    with django_assert_max_num_queries(ANGGARAN["edisi"] + ANGGARAN["banding"]):
        assert client.get("/daerah/99.01/edisi/2028-01-02/").status_code == 200
