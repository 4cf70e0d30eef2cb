"""Old names, aliases and addresses lead to today's unit: the public side of successions, dated."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from registry.models import Edisi, NamaLain, PerangkatDaerah
from registry.pencarian import cari, indeks_ulang
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan
from registry.services import suksesi as layanan
from registry.suksesi import DasarSuksesi, Penerus
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def rancang(kab: Kabupaten, mulai: date, asal: Edisi | None = None) -> Edisi:
    peraturan = pabrik.peraturan(kab.daerah, str(mulai.month), mulai.year, berlaku_mulai=mulai)
    asal = asal or Edisi.objects.berlaku_di(kab.daerah, mulai)
    return buat_rancangan(daerah=kab.daerah, oleh=None, asal=asal, peraturan=peraturan, berlaku_mulai=mulai)


def dasar(edisi: Edisi) -> DasarSuksesi:
    return DasarSuksesi(edisi.peraturan_id, "Pasal 9")


def badan(nama: str) -> PerangkatDaerah:
    return PerangkatDaerah.objects.get(nama=nama)


def gabungkan(kab: Kabupaten, mulai: date = date(2024, 2, 1), nama: str = "Dinas Satu") -> Edisi:
    """Dinas Kesehatan and Dinas Pendidikan become one, coordinated as Dinas Kesehatan was."""
    edisi = rancang(kab, mulai)
    layanan.gabung(
        edisi=edisi,
        lama=[kab.id("dinkes"), kab.id("disdik")],
        baru=Penerus(nama=nama, singkatan="DS"),
        rentang_dari=kab.id("dinkes"),
        dasar=dasar(edisi),
        oleh=None,
    )
    return terbitkan(edisi=edisi, oleh=None)


def buka(client: Client, satu: PerangkatDaerah, pada: str = "") -> Halaman:
    jawaban = client.get(f"/perangkat-daerah/{satu.uuid}/", {"pada": pada} if pada else {})
    assert jawaban.status_code == 200
    return baca(jawaban)


def hasil(q: str, pada: date) -> list[tuple[str, str, str, str]]:
    return [(satu.nama, str(satu.keadaan), satu.sebab, satu.lewat) for satu in cari(q, tanggal=pada)]


def test_a_merged_unit_leads_to_todays_unit_and_its_koordinator(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    halaman = buka(client, kab.badan["disdik"])
    assert halaman.h1 == ["Dinas Pendidikan"]
    assert "Penerusnya Dinas Satu" in halaman.teks
    assert (
        "Dinas Pendidikan digabung pada 1 Februari 2024 menjadi Dinas Satu ( Perbup Contoh 2/2024, Pasal 9), yang "
        "dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat. Digabung bersama Dinas Kesehatan."
    ) in halaman.teks
    assert f"/perangkat-daerah/{badan('Dinas Satu').uuid}/" in halaman.tautan


def test_the_day_before_it_stands_and_knows_nothing_of_it(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    teks = buka(client, kab.badan["disdik"], "2024-01-31").teks
    assert "Dinas Pendidikan dikoordinasikan oleh Asisten Perekonomian dan Pembangunan." in teks
    assert "Penerusnya" not in teks
    halaman = buka(client, kab.badan["disdik"], "2024-02-01")
    assert "Penerusnya Dinas Satu" in halaman.teks
    assert f"/perangkat-daerah/{badan('Dinas Satu').uuid}/?pada=2024-02-01" in halaman.tautan


def test_the_new_unit_lists_its_predecessors(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    halaman = buka(client, badan("Dinas Satu"))
    kalimat = (
        "Dinas Kesehatan dan Dinas Pendidikan digabung pada 1 Februari 2024 menjadi Dinas Satu "
        "( Perbup Contoh 2/2024, Pasal 9)."
    )
    assert f"Asal-usulnya {kalimat}" in halaman.teks
    assert f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/" in halaman.tautan
    assert kalimat in buka(client, badan("Dinas Satu"), "2021-01-01").teks  # before it came, its page says from whom


def test_a_chain_is_told_step_by_step_over_several_editions(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    edisi = rancang(kab, date(2025, 3, 1))
    satu = badan("Dinas Satu")
    layanan.ganti_nama(
        edisi=edisi, badan=satu.pk, nama="", penerus=Penerus(nama="Dinas Dua"), dasar=dasar(edisi), oleh=None
    )
    terbitkan(edisi=edisi, oleh=None)
    edisi = rancang(kab, date(2026, 4, 1))
    dua = badan("Dinas Dua")
    layanan.pecah(
        edisi=edisi,
        lama=dua.pk,
        baru=[Penerus(nama="Dinas Tiga"), Penerus(nama="Dinas Empat")],
        baris={(("rentangkoordinasi", (dua.pk, 1)), dua.pk): [0, 1]},
        dasar=dasar(edisi),
        oleh=None,
    )
    terbitkan(edisi=edisi, oleh=None)
    teks = buka(client, kab.badan["dinkes"]).teks
    assert "Penerusnya Dinas Empat Dinas Tiga" in teks or "Penerusnya Dinas Tiga Dinas Empat" in teks
    langkah = [
        "Dinas Kesehatan digabung pada 1 Februari 2024 menjadi Dinas Satu ( Perbup Contoh 2/2024, Pasal 9).",
        "Dinas Satu berganti nama pada 1 Maret 2025 menjadi Dinas Dua ( Perbup Contoh 3/2025, Pasal 9).",
        "Dinas Dua dipecah pada 1 April 2026 menjadi Dinas Tiga dan Dinas Empat ( Perbup Contoh 4/2026, Pasal 9).",
    ]
    letak = [teks.index(satu) for satu in langkah]
    assert letak == sorted(letak)
    for nama in ("Dinas Tiga", "Dinas Empat"):
        assert f"{nama} dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    teks = buka(client, kab.badan["dinkes"], "2025-12-31").teks
    assert "Penerusnya Dinas Dua" in teks
    assert "Dinas Tiga" not in teks
    teks = buka(client, badan("Dinas Tiga")).teks
    assert all(
        satu.split(" ( ")[0].replace("Dinas Kesehatan", "Dinas Kesehatan dan Dinas Pendidikan") in teks
        for satu in langkah
    )


def test_a_dissolved_unit_says_that_nobody_succeeds_it(client: Client, kab: Kabupaten) -> None:
    edisi = rancang(kab, date(2024, 2, 1))
    layanan.bubar(edisi=edisi, lama=[kab.id("disdik")], dasar=dasar(edisi), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    teks = buka(client, kab.badan["disdik"]).teks
    assert "Tanpa penerus Dinas Pendidikan dibubarkan pada 1 Februari 2024 ( Perbup Contoh 2/2024, Pasal 9)." in teks


def test_a_chain_that_comes_back_ends_all_the_same(client: Client, kab: Kabupaten) -> None:
    """A becomes B, B becomes A again; and once more within one edition, written by hand."""
    edisi = rancang(kab, date(2024, 2, 1))
    layanan.ganti_nama(edisi=edisi, badan=kab.id("disdik"), nama="", penerus=Penerus(nama="Dinas B"), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    edisi = rancang(kab, date(2025, 2, 1))
    b = badan("Dinas B")
    layanan.ganti_nama(
        edisi=edisi, badan=b.pk, nama="", penerus=Penerus(kab.id("disdik"), "Dinas Pendidikan"), oleh=None
    )
    ubah: Any = {("suksesi", (nomor,)): {"jenis": "ganti_nama"} for nomor in (2, 3)}
    for nomor, lama, baru in ((2, kab.id("disdik"), b.pk), (3, b.pk, kab.id("disdik"))):
        ubah |= {("pesertasuksesi", (nomor, "lama", lama)): {}, ("pesertasuksesi", (nomor, "baru", baru)): {}}
    terapkan(edisi=edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    assert "Dinas Pendidikan dikoordinasikan oleh" in buka(client, kab.badan["disdik"]).teks
    assert "Penerusnya Dinas Pendidikan" in buka(client, b).teks
    assert "Penerusnya Dinas B" in buka(client, kab.badan["disdik"], "2024-06-01").teks


def test_a_unit_whose_part_left_stays_what_it_is(client: Client, kab: Kabupaten) -> None:
    edisi = rancang(kab, date(2024, 2, 1))
    baru = [Penerus(kab.id("disdik")), Penerus(nama="Dinas Olahraga")]
    layanan.pecah(edisi=edisi, lama=kab.id("disdik"), baru=baru, dasar=dasar(edisi), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    assert "Penerusnya" not in buka(client, kab.badan["disdik"]).teks
    teks = buka(client, badan("Dinas Olahraga")).teks
    assert "Dinas Pendidikan dipecah pada 1 Februari 2024 menjadi Dinas Pendidikan dan Dinas Olahraga" in teks


def test_a_renamed_unit_says_what_it_was_called(client: Client, kab: Kabupaten) -> None:
    edisi = rancang(kab, date(2024, 2, 1))
    layanan.ganti_nama(edisi=edisi, badan=kab.id("disdik"), nama="Dinas Belajar", dasar=dasar(edisi), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    halaman = buka(client, kab.badan["disdik"])
    assert halaman.h1 == ["Dinas Belajar"]
    assert "Dinas Pendidikan berganti nama pada 1 Februari 2024 menjadi Dinas Belajar" in halaman.teks
    assert hasil("dinas pendidikan", date(2025, 1, 1)) == [("Dinas Belajar", "berdiri", "dahulu", "Dinas Pendidikan")]
    teks = baca(client.get(f"/daerah/{kab.daerah.kode}/edisi/2024-02-01/")).teks
    assert "Dinas Pendidikan menjadi Dinas Belajar" in teks


@pytest.mark.parametrize("q", ["dinas pendidikan", "disdik", "sekolahan"])
def test_an_old_name_abbreviation_or_alias_finds_todays_unit_and_says_why(kab: Kabupaten, q: str) -> None:
    NamaLain.objects.create(perangkat_daerah=kab.badan["disdik"], nama="Sekolahan", jenis="sebutan")
    gabungkan(kab)
    nama, keadaan, sebab, lewat = hasil(q, date(2025, 1, 1))[0]
    assert (nama, keadaan, sebab) == ("Dinas Satu", "berdiri", "dahulu")
    assert lewat in ("Dinas Pendidikan", "Sekolahan")


def test_the_search_page_says_dahulu(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    teks = baca(client.get("/cari/", {"q": "dinas pendidikan"})).teks
    assert "Dinas Satu Kabupaten Contoh dahulu Dinas Pendidikan" in teks
    assert teks.index("Dinas Satu") < teks.index("Digabung pada")


def test_before_the_merger_the_old_name_finds_only_the_old_unit(kab: Kabupaten) -> None:
    gabungkan(kab)
    assert hasil("dinas pendidikan", date(2024, 1, 31)) == [("Dinas Pendidikan", "berdiri", "", "")]


def test_a_merger_of_the_future_says_nothing_today(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab, date(2099, 2, 1))
    assert [satu[0] for satu in hasil("dinas pendidikan", date(2026, 1, 1))] == ["Dinas Pendidikan"]
    assert hasil("dinas pendidikan", date(2099, 2, 1))[0][:3] == ("Dinas Satu", "berdiri", "dahulu")
    assert "Penerusnya" not in buka(client, kab.badan["disdik"]).teks


def test_names_pass_on_over_several_steps(kab: Kabupaten) -> None:
    gabungkan(kab)
    edisi = rancang(kab, date(2025, 3, 1))
    satu = badan("Dinas Satu")
    layanan.ganti_nama(edisi=edisi, badan=satu.pk, nama="", penerus=Penerus(nama="Dinas Dua"), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    assert hasil("pendidikan", date(2025, 6, 1))[0] == ("Dinas Dua", "berdiri", "dahulu", "Dinas Pendidikan")
    assert hasil("DS", date(2025, 6, 1))[0][:3] == ("Dinas Dua", "berdiri", "dahulu")


def test_a_unit_that_bears_the_name_comes_before_one_that_bore_it(kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Lain")
    gabungkan(kab)
    assert [satu[0] for satu in hasil("dinas pendidikan", date(2025, 1, 1))][:2] == ["Dinas Pendidikan", "Dinas Satu"]
    assert lain.daerah.pk != kab.daerah.pk


def test_a_draft_tells_nobody_anything(client: Client, kab: Kabupaten) -> None:
    edisi = rancang(kab, date(2021, 1, 1))
    layanan.gabung(
        edisi=edisi,
        lama=[kab.id("dinkes"), kab.id("disdik")],
        baru=Penerus(nama="Dinas Rahasia"),
        dasar=dasar(edisi),
        oleh=None,
    )
    layanan.ganti_nama(edisi=edisi, badan=kab.id("bagian-hukum"), nama="Bagian Rahasia", oleh=None)
    rahasia = badan("Dinas Rahasia")
    indeks_ulang(kab.daerah)
    for kunci in ("dinkes", "disdik", "bagian-hukum", "puskesmas"):
        for pada in ("", "2021-01-01"):
            teks = buka(client, kab.badan[kunci], pada).teks
            assert "Rahasia" not in teks
            assert "digabung" not in teks
    assert client.get(f"/perangkat-daerah/{rahasia.uuid}/").status_code == 404
    assert hasil("rahasia", date(2026, 1, 1)) == []
    assert "Rahasia" not in client.get("/cari/?q=dinas+kesehatan").content.decode()
    assert client.get(f"/daerah/{kab.daerah.kode}/edisi/2021-01-01/").status_code == 404


def test_a_ralat_takes_the_event_back_from_the_public(client: Client, kab: Kabupaten, sari: User) -> None:
    edisi = gabungkan(kab)
    ralat = buat_ralat(edisi=edisi, oleh=None, alasan="Salah catat.")
    satu = badan("Dinas Satu")
    layanan.cabut(edisi=ralat, nomor=1, catatan_saja=True, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    assert "digabung" not in buka(client, kab.badan["disdik"]).teks
    assert "Asal-usulnya" not in buka(client, satu).teks
    assert [satu[0] for satu in hasil("dinas pendidikan", date(2025, 1, 1))] == ["Dinas Pendidikan"]


def test_a_body_entered_twice_leads_over_its_double_to_the_successor(client: Client, kab: Kabupaten) -> None:
    ganda = pabrik.badan(kab.daerah, "ganda", "Label Ganda")
    PerangkatDaerah.objects.filter(pk=ganda.pk).update(dialihkan_ke=kab.badan["disdik"])
    gabungkan(kab)
    jawaban = client.get(f"/perangkat-daerah/{ganda.uuid}/", follow=True)
    assert jawaban.redirect_chain == [(f"/perangkat-daerah/{kab.badan['disdik'].uuid}/", 302)]
    assert "Penerusnya Dinas Satu" in baca(jawaban).teks


def test_an_event_that_names_the_double_counts_for_the_body_that_is_used(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    pakai = pabrik.badan(kab.daerah, "pakai", "Dinas Pakai")
    edisi = rancang(kab, date(2025, 3, 1))
    tempat = {"induk": kab.id("bupati"), "nama": "Dinas Pakai", "jenis": "dinas", "rujukan": "Pasal 1"}
    terapkan(edisi=edisi, ubah={("kedudukan", (pakai.pk,)): tempat}, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    PerangkatDaerah.objects.filter(nama="Dinas Satu").update(dialihkan_ke=pakai)
    halaman = buka(client, kab.badan["disdik"])
    assert f"/perangkat-daerah/{pakai.uuid}/" in halaman.tautan
    assert "Penerusnya Dinas Pakai" in halaman.teks


def test_a_hostile_name_is_only_text(client: Client, kab: Kabupaten) -> None:
    jahat = "Dinas <script>alert(1)</script> {{ 7 }}"
    gabungkan(kab, nama=jahat)
    for satu in (kab.badan["disdik"], badan(jahat)):
        isi = client.get(f"/perangkat-daerah/{satu.uuid}/").content.decode()
        assert "<script>alert" not in isi
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in isi
    assert "<script>alert" not in client.get("/cari/?q=dinas+pendidikan").content.decode()


def test_a_year_in_which_nothing_was_entered_still_leads_on(client: Client, kab: Kabupaten) -> None:
    """An edition of unknown content after the merger: what became of the unit is known all the same."""
    gabungkan(kab)
    kosongkan(kab, date(2025, 3, 1))
    teks = buka(client, kab.badan["disdik"]).teks
    assert "Dinas Pendidikan digabung pada 1 Februari 2024 menjadi Dinas Satu" in teks


def cari_halaman(client: Client, q: str, pada: str = "") -> Halaman:
    return baca(client.get("/cari/", {"q": q, **({"pada": pada} if pada else {})}))


def kosongkan(kab: Kabupaten, mulai: date) -> None:
    """An edition of which nothing was entered."""
    kosong = rancang(kab, mulai)
    isi: Any = {("kedudukan", (satu,)): None for satu in kosong.kedudukan.values_list("perangkat_daerah", flat=True)}
    isi |= {("rentangkoordinasi", satu): None for satu in kosong.rentangkoordinasi.values_list("unit", "sebutan_ke")}
    terapkan(edisi=kosong, ubah=isi, oleh=None)
    Edisi.objects.filter(pk=kosong.pk).update(struktur="belum_dimuat", rentang="belum_dimuat", ketentuan="belum_dimuat")
    terbitkan(edisi=Edisi.objects.get(pk=kosong.pk), oleh=None)


def test_the_search_page_says_into_what_a_unit_was_merged(client: Client, kab: Kabupaten) -> None:
    gabungkan(kab)
    halaman = cari_halaman(client, "dinas pendidikan")
    assert "Digabung pada 1 Februari 2024 menjadi Dinas Satu nama menurut edisi sejak 2 Januari 2020" in halaman.teks
    assert "Sudah tidak ada" not in halaman.teks
    assert f"/perangkat-daerah/{badan('Dinas Satu').uuid}/" in halaman.tautan
    assert "Digabung" not in cari_halaman(client, "dinas pendidikan", "2024-01-31").teks
    kosongkan(kab, date(2025, 3, 1))
    teks = cari_halaman(client, "dinas pendidikan").teks
    assert "Dinas Pendidikan Kabupaten Contoh Digabung pada 1 Februari 2024 menjadi Dinas Satu" in teks
    # nothing happened to the others: of them it is still unknown
    assert "Belum diketahui pada" in cari_halaman(client, "puskesmas contoh").teks


def test_the_search_page_says_that_a_unit_was_dissolved_or_split(client: Client, kab: Kabupaten) -> None:
    edisi = rancang(kab, date(2024, 2, 1))
    layanan.bubar(edisi=edisi, lama=[kab.id("bagian-hukum")], dasar=dasar(edisi), oleh=None)
    penerus = [Penerus(nama="Dinas Olahraga"), Penerus(nama="Dinas Sekolah")]
    layanan.pecah(edisi=edisi, lama=kab.id("disdik"), baru=penerus, dasar=dasar(edisi), oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    hukum = cari_halaman(client, "bagian hukum").teks
    assert "Dibubarkan pada 1 Februari 2024 nama menurut edisi sejak" in hukum
    terpecah = cari_halaman(client, "dinas pendidikan").teks
    assert "Dipecah pada 1 Februari 2024 menjadi Dinas Olahraga dan Dinas Sekolah nama menurut" in terpecah


def test_the_search_page_is_told_nothing_by_drafts_and_superseded_editions(client: Client, kab: Kabupaten) -> None:
    edisi = gabungkan(kab)
    ralat = buat_ralat(edisi=edisi, oleh=None, alasan="Salah catat.")
    layanan.cabut(edisi=ralat, nomor=1, catatan_saja=True, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    teks = cari_halaman(client, "dinas pendidikan").teks
    assert "Digabung" not in teks
    assert "Sudah tidak ada pada" in teks
    lagi = rancang(kab, date(2025, 3, 1))
    layanan.bubar(edisi=lagi, lama=[kab.id("bagian-hukum")], dasar=dasar(lagi), oleh=None)
    assert "Dibubarkan" not in cari_halaman(client, "bagian hukum").teks


def test_what_ended_a_unit_costs_the_search_page_no_query(
    client: Client, kab: Kabupaten, django_assert_max_num_queries: Any
) -> None:
    gabungkan(kab)
    for q, batas in (("dinas pendidikan contoh", 3), ("dinas pendidkan", 4)):
        with django_assert_max_num_queries(batas):
            isi = client.get("/cari/", {"q": q}).content.decode()
        assert "Digabung pada" in isi
