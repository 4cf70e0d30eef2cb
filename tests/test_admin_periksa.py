"""The screen Periksa: every finding with its way to be mended, and the one step that this person may take now."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry import services
from registry.admin.menunggu import menunggu
from registry.aturan import periksa_edisi
from registry.models import AlasanPeringatan, Edisi, Keadaan, Tindakan
from tests import pabrik
from tests.isian import baca, galat_formulir, isian, ketat_rentang
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n% contoh\n"
#: What the regulation became on the day it was made.
DITETAPKAN = {
    "nomor": "7", "tahun": "2024", "ditetapkan": "2024-01-01", "diundangkan": "2024-01-01",
    "berlaku_mulai": "2024-01-01", "mulai": "2024-01-01", "setuju": "on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    ketat_rentang(monkeypatch)
    settings.MEDIA_ROOT = str(tmp_path / "berkas")


@pytest.fixture
def budi(db: None) -> User:
    return pabrik.pengguna("budi", peran="pemeriksa", first_name="Budi", last_name="Santoso")


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    baru = services.PeraturanBaru("perbup", "Rentang Koordinasi yang Baru")
    edisi = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2024, 1, 1)
    )
    services.terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Baru"}}, oleh=sari)
    return Edisi.objects.get(pk=edisi.pk)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


@pytest.fixture
def masuk_budi(budi: User) -> Client:
    klien = Client()
    klien.force_login(budi)
    return klien


def layar(edisi: Edisi) -> str:
    return reverse("admin:edisi_terbitkan", args=[edisi.pk])


def langkah(klien: Client, edisi: Edisi, kode: str, **isi: str) -> Any:
    """Open the screen and send the form of one step."""
    halaman = klien.get(layar(edisi))
    [form] = [form for satu, form in halaman.context["langkah"] if satu.kode == kode]
    return klien.post(layar(edisi), {"langkah": kode, "segel": form["segel"].value(), "alasan": "", **isi})


def keadaan(edisi: Edisi) -> str:
    edisi.refresh_from_db()
    return edisi.keadaan


def disetujui(edisi: Edisi, sari: User, budi: User) -> None:
    services.ajukan(edisi=edisi, oleh=sari)
    services.setujui(edisi=edisi, oleh=budi)


def alasan(halaman: Any, teks: str = "belum dibagi") -> dict[str, str]:
    """A reason typed at every warning that the publication form asks about."""
    return dict.fromkeys(halaman.context["form"].temuan, teks)


# Findings ---------------------------------------------------------------------------------------------


def test_every_finding_names_code_source_and_the_place_that_mends_it(
    masuk: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    services.terapkan(
        edisi=draf,
        ubah={
            ("kedudukan", (kab.id("puskesmas"),)): {"rujukan": ""},
            ("rentangkoordinasi", (kab.id("disdik"), 1)): None,
        },
        oleh=sari,
    )
    halaman = masuk.get(layar(draf))
    teks, html = baca(halaman).teks, halaman.content.decode()
    assert "Puskesmas Contoh belum menyebut dasar hukumnya" in teks
    assert "TANPA_KOORDINATOR · PP 18/2016 Pasal 77" in teks
    assert f"{reverse('admin:edisi_struktur', args=[draf.pk])}#u{kab.id('puskesmas')}" in html
    assert f"{reverse('admin:edisi_rentang', args=[draf.pk])}#u{kab.id('disdik')}" in html
    assert "diselesaikan saat terbit" in teks
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"rujukan": "Pasal 3"}}, oleh=sari)
    assert "Puskesmas Contoh belum menyebut" not in baca(masuk.get(layar(draf))).teks


def test_who_decides_reads_on_the_screen_what_changed(
    masuk_budi: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    halaman = "Yang berubah terhadap dasarnya"
    assert halaman not in baca(masuk_budi.get(layar(draf))).teks  # still being written
    services.ajukan(edisi=draf, oleh=sari)
    jawaban = masuk_budi.get(layar(draf))
    teks = baca(jawaban).teks
    assert halaman in teks
    assert "Satu perangkat daerah berubah." in teks
    assert f"Baca perubahannya satu per satu ({len(jawaban.context['banding'].kalimat)})" in teks
    for satu in jawaban.context["banding"].kalimat:
        assert satu.polos in teks
    assert "Dinas Baru" in teks


def test_what_changed_costs_no_more_queries_for_a_large_change(
    masuk_budi: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    lain = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    semua = ("dinkes", "disdik", "puskesmas", "kecamatan", "kec-satu")
    ubah: Any = {("kedudukan", (kab.id(satu),)): {"nama": f"{satu} yang baru"} for satu in semua}
    services.terapkan(edisi=lain, ubah=ubah, oleh=sari)
    banyak = []
    for satu in (draf, lain):
        services.ajukan(edisi=satu, oleh=sari)
        masuk_budi.get(layar(satu))
        with CaptureQueriesContext(connection) as kueri:
            masuk_budi.get(layar(satu))
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1]
    assert banyak[0] <= 60


def test_a_refused_step_is_told_once(draf: Edisi, masuk: Client) -> None:
    halaman = masuk.get(layar(draf))
    [form] = [form for satu, form in halaman.context["langkah"] if satu.kode == "ajukan"]
    services.ubah_rancangan(edisi=draf, oleh=None, rentang_keterangan="diubah orang lain")
    jawaban = masuk.post(layar(draf), {"langkah": "ajukan", "segel": form["segel"].value(), "alasan": ""})
    assert jawaban.status_code == 409
    assert jawaban.content.decode().count("ada tindakan baru atas rancangan ini") == 1


def test_the_tab_says_how_much_is_to_be_mended(masuk: Client, draf: Edisi) -> None:
    for nama in ("edisi_terbitkan", "edisi_rentang", "edisi_ketentuan"):
        halaman = masuk.get(reverse(f"admin:{nama}", args=[draf.pk]))
        banyak = sum(satu.tingkat != "catatan" for satu in periksa_edisi(draf))
        assert banyak > 0
        assert f"Periksa ({banyak})" in [judul for _, judul, _ in halaman.context["layar"]], nama
    ringkasan = masuk.get(reverse("admin:edisi_ringkasan", args=[draf.pk]))
    assert "Periksa" in [judul for _, judul, _ in ringkasan.context["layar"]]  # the rules were not run here


@pytest.mark.parametrize(("zona", "sebutan"), [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA")])
def test_a_moment_is_told_on_the_clock_of_the_region_with_its_zone(
    masuk: Client, draf: Edisi, sari: User, zona: str, sebutan: str
) -> None:
    draf.daerah.zona_waktu = zona
    draf.daerah.save()
    pada = Tindakan.objects.atas(draf)[0].pada.astimezone(ZoneInfo(zona))
    for nama in ("edisi_ringkasan", "edisi_terbitkan", "edisi_tindakan"):
        teks = baca(masuk.get(reverse(f"admin:{nama}", args=[draf.pk]))).teks
        assert f"{pada:%H.%M} {sebutan}" in teks, nama
        assert re.findall(r"\d\d\.\d\d\b(?! WI)", teks.replace("99.01", "")) == [], nama


@pytest.mark.parametrize("tanggal", ["0001-01-01", "1945-08-16", "2201-01-01", "9999-12-31"])
def test_dates_at_the_ends_of_time_are_refused(masuk: Client, draf: Edisi, tanggal: str) -> None:
    alamat = reverse("admin:daerah_rancangan", args=[draf.daerah.kode])
    banyak = Edisi.objects.count()
    assert "Tanggal ini tidak mungkin" in baca(masuk.post(alamat, {"asal": "kosong", "berlaku_mulai": tanggal})).teks
    assert Edisi.objects.count() == banyak
    kepala = reverse("admin:registry_edisi_change", args=[draf.pk])
    jawaban = masuk.post(kepala, isian(masuk.get(kepala), berlaku_mulai=tanggal))
    assert "Tanggal ini tidak mungkin" in baca(jawaban).teks
    assert masuk.post(alamat, {"asal": "kosong", "berlaku_mulai": "2200-12-31"}).status_code == 302


def test_the_old_address_still_works(masuk: Client, draf: Edisi) -> None:
    assert layar(draf).endswith(f"/edisi/{draf.pk}/periksa/")
    assert masuk.get(layar(draf).replace("/periksa/", "/terbitkan/")).status_code == 200


def test_a_reason_is_given_and_taken_back_at_its_warning(masuk: Client, draf: Edisi) -> None:
    halaman = masuk.get(layar(draf))
    [baris] = halaman.context["tingkat"][1][1]
    isi = {"langkah": "alasan", "temuan": baris["segel"], "alasan": "Asisten III belum diberi rentang."}
    assert masuk.post(layar(draf), isi)["Location"] == layar(draf)
    assert "Asisten III belum diberi rentang." in baca(masuk.get(layar(draf))).teks
    kosong = masuk.post(layar(draf), {**isi, "alasan": " "})
    assert (kosong.status_code, "Tulis alasannya" in baca(kosong).teks) == (422, True)
    masuk.post(layar(draf), {**isi, "tarik_alasan": "1"})
    assert not AlasanPeringatan.objects.filter(edisi=draf).exists()
    assert masuk.post(layar(draf), {**isi, "temuan": "palsu"}).status_code == 403


def test_a_reason_that_came_too_late_keeps_its_words(masuk: Client, draf: Edisi, sari: User) -> None:
    [baris] = masuk.get(layar(draf)).context["tingkat"][1][1]
    services.ajukan(edisi=draf, oleh=sari)
    jawaban = masuk.post(layar(draf), {"langkah": "alasan", "temuan": baris["segel"], "alasan": "belum dibagi"})
    assert jawaban.status_code == 409
    assert "sudah diajukan" in baca(jawaban).teks


# Steps ------------------------------------------------------------------------------------------------


def test_the_whole_way_through_the_screen(
    masuk: Client, masuk_budi: Client, draf: Edisi, sari: User, budi: User
) -> None:
    assert [satu.kode for satu, _ in masuk.get(layar(draf)).context["langkah"]] == ["ajukan"]
    assert langkah(masuk, draf, "ajukan", alasan="siap")["Location"] == layar(draf)
    assert [satu.kode for satu, _ in masuk.get(layar(draf)).context["langkah"]] == ["tarik"]
    assert [satu.kode for satu, _ in masuk_budi.get(layar(draf)).context["langkah"]] == ["setujui", "kembalikan"]
    assert langkah(masuk_budi, draf, "setujui").status_code == 302
    halaman = masuk.get(layar(draf))
    assert "Rancangan disetujui" in baca(halaman).teks
    berkas = SimpleUploadedFile("naskah.pdf", PDF, content_type="application/pdf")
    isi = isian(halaman, **DITETAPKAN, **alasan(halaman), langkah="terbitkan")
    jawaban = masuk.post(layar(draf), {**isi, "berkas": berkas})
    assert jawaban["Location"] == reverse("admin:edisi_ringkasan", args=[draf.pk])
    assert keadaan(draf) == Keadaan.TERBIT
    assert ada(draf.peraturan).berkas.name == "peraturan/99.01-perbup-7-2024.pdf"
    assert "Umum" not in baca(masuk.get(jawaban["Location"])).teks
    perjalanan = baca(masuk.get(layar(draf))).teks
    assert "Budi Santoso" in perjalanan
    assert "Edisi diterbitkan" in perjalanan


def test_an_author_with_the_right_to_check_is_told_why_not(draf: Edisi, sari: User) -> None:
    dua = pabrik.pengguna("dua", is_superuser=True)
    badan = draf.kedudukan.earliest("pk").perangkat_daerah_id
    services.terapkan(edisi=draf, ubah={("kedudukan", (badan,)): {"kontak": "x"}}, oleh=dua)
    services.ajukan(edisi=draf, oleh=sari)
    klien = Client()
    klien.force_login(dua)
    halaman = klien.get(layar(draf))
    assert "yang menyetujui harus orang lain" in baca(halaman).teks
    assert "setujui" not in [satu.kode for satu, _ in halaman.context["langkah"]]
    segel = halaman.context["langkah"][0][1]["segel"].value()
    paksa = klien.post(layar(draf), {"langkah": "setujui", "segel": segel})
    assert (paksa.status_code, keadaan(draf)) == (403, Keadaan.DIAJUKAN)


def test_remarks_stand_at_the_head_of_the_draft_until_it_is_submitted_again(
    masuk: Client, masuk_budi: Client, draf: Edisi, sari: User
) -> None:
    services.ajukan(edisi=draf, oleh=sari)
    kosong = langkah(masuk_budi, draf, "kembalikan")
    assert kosong.status_code == 422
    assert "Tulis catatan" in baca(kosong).teks
    assert langkah(masuk_budi, draf, "kembalikan", alasan="Huruf c keliru.").status_code == 302
    for nama in ("edisi_ringkasan", "edisi_struktur", "edisi_terbitkan"):
        assert "Huruf c keliru." in baca(masuk.get(reverse(f"admin:{nama}", args=[draf.pk]))).teks
    services.ajukan(edisi=draf, oleh=sari)
    assert "Huruf c keliru." not in baca(masuk.get(reverse("admin:edisi_ringkasan", args=[draf.pk]))).teks


def test_a_step_on_a_draft_that_moved_on_is_a_conflict_in_words(masuk: Client, draf: Edisi, sari: User) -> None:
    halaman = masuk.get(layar(draf))
    segel = halaman.context["langkah"][0][1]["segel"].value()
    services.ajukan(edisi=draf, oleh=sari)
    dua_kali = masuk.post(layar(draf), {"langkah": "ajukan", "segel": segel, "alasan": ""})
    assert dua_kali.status_code == 409
    assert "sudah diajukan" in baca(dua_kali).teks


def test_a_draft_that_changed_since_it_was_opened_is_not_submitted(
    masuk: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    halaman = masuk.get(layar(draf))
    segel = halaman.context["langkah"][0][1]["segel"].value()
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Lain"}}, oleh=sari)
    jawaban = masuk.post(layar(draf), {"langkah": "ajukan", "segel": segel, "alasan": "catatan saya"})
    assert jawaban.status_code == 409
    assert "periksa sekali lagi" in baca(jawaban).teks
    assert "catatan saya" in jawaban.content.decode()
    [(_, form)] = jawaban.context["langkah"]
    lagi = masuk.post(layar(draf), {"langkah": "ajukan", "segel": form["segel"].value(), "alasan": "catatan saya"})
    assert (lagi.status_code, keadaan(draf)) == (302, Keadaan.DIAJUKAN)


@pytest.mark.parametrize("kode", ["ajukan", "tarik", "setujui", "kembalikan", "terbitkan", "alasan", "lain"])
def test_who_may_only_look_takes_no_step(draf: Edisi, kode: str) -> None:
    klien = Client()
    klien.force_login(pabrik.pengguna("auditor", peran="auditor"))
    halaman = klien.get(layar(draf))
    assert (halaman.context["langkah"], halaman.context["form"]) == ([], None)
    assert klien.post(layar(draf), {"langkah": kode, "alasan": "coba"}).status_code == 403
    assert keadaan(draf) == Keadaan.RANCANGAN


@pytest.mark.parametrize("kode", ["ajukan", "setujui", "terbitkan", "alasan"])
def test_somebody_of_another_region_finds_nothing_here(draf: Edisi, kode: str) -> None:
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    klien = Client()
    klien.force_login(pabrik.pengguna("tetangga", milik=lain))
    assert klien.get(layar(draf)).status_code == 404
    assert klien.post(layar(draf), {"langkah": kode}).status_code == 404
    assert klien.post(reverse("admin:edisi_batalkan", args=[draf.pk]), {"alasan": "x"}).status_code == 404


# Publication ------------------------------------------------------------------------------------------


def test_publication_asks_for_each_warning_and_for_what_the_dates_bring_up(
    masuk: Client, draf: Edisi, sari: User, budi: User
) -> None:
    disetujui(draf, sari, budi)
    halaman = masuk.get(layar(draf))
    tanpa = masuk.post(layar(draf), isian(halaman, **DITETAPKAN))
    assert tanpa.status_code == 422
    assert "Tulis mengapa rancangan ini tetap diterbitkan" in galat_formulir(tanpa)
    isi = isian(tanpa, **{**DITETAPKAN, "mulai": "2024-03-01"}, **alasan(halaman))
    lagi = masuk.post(layar(draf), isi)
    assert "sedangkan Perbup Contoh 7/2024 berlaku sejak 01-01-2024" in baca(lagi).teks
    assert keadaan(draf) == Keadaan.DISETUJUI
    jadi = masuk.post(layar(draf), isian(lagi, **alasan(lagi), setuju="on"))
    assert (jadi.status_code, keadaan(draf)) == (302, Keadaan.TERBIT)
    assert AlasanPeringatan.objects.filter(edisi=draf).count() == 2


@pytest.mark.parametrize(("nama", "isi"), [("naskah.pdf", b"bukan"), ("naskah.exe", PDF)])
def test_only_a_pdf_is_taken(masuk: Client, draf: Edisi, sari: User, budi: User, nama: str, isi: bytes) -> None:
    disetujui(draf, sari, budi)
    halaman = masuk.get(layar(draf))
    data = isian(halaman, **DITETAPKAN, **alasan(halaman))
    jawaban = masuk.post(layar(draf), {**data, "berkas": SimpleUploadedFile(nama, isi)})
    assert "PDF" in galat_formulir(jawaban)
    assert keadaan(draf) == Keadaan.DISETUJUI


def test_a_base_no_longer_in_force_is_said_and_confirmed(
    masuk: Client, draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    lain = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2023, 1, 1)
    )
    disetujui(draf, sari, budi)
    terbuka = masuk.get(layar(draf))
    services.terbitkan(edisi=lain, oleh=None)
    jawaban = masuk.post(layar(draf), isian(terbuka, **DITETAPKAN, **alasan(terbuka)))
    assert "sedangkan pada 1 Januari 2024 yang berlaku edisi 1 Januari 2023" in galat_formulir(jawaban)
    jadi = masuk.post(layar(draf), isian(jawaban, **DITETAPKAN, **alasan(jawaban), dasar_lama="on"))
    assert (jadi.status_code, keadaan(draf)) == (302, Keadaan.TERBIT)


def test_later_editions_that_stay_as_they_are_are_told_before_and_after(
    masuk: Client, draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    kemudian = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2026, 1, 1)
    )
    disetujui(draf, sari, budi)
    terbuka = masuk.get(layar(draf))
    services.terbitkan(edisi=kemudian, oleh=None)
    jawaban = masuk.post(layar(draf), isian(terbuka, **DITETAPKAN, **alasan(terbuka)))
    assert "tidak ikut berubah: 1 Januari 2026" in galat_formulir(jawaban)
    assert keadaan(draf) == Keadaan.DISETUJUI
    jadi = masuk.post(layar(draf), isian(jawaban, **DITETAPKAN, **alasan(jawaban)), follow=True)
    assert "tidak ikut berubah: 1 Januari 2026" in baca(jadi).teks
    assert keadaan(draf) == Keadaan.TERBIT


def test_the_second_of_two_who_publish_is_told(masuk: Client, draf: Edisi, sari: User, budi: User) -> None:
    disetujui(draf, sari, budi)
    halaman = masuk.get(layar(draf))
    isi = isian(halaman, **DITETAPKAN, **alasan(halaman))
    assert masuk.post(layar(draf), isi).status_code == 302
    kedua = masuk.post(layar(draf), isi)
    assert kedua.status_code == 409
    assert "sudah terbit" in baca(kedua).teks
    assert Tindakan.objects.filter(edisi=draf, jenis="terbitkan").count() == 1


def test_a_ralat_asks_for_no_number_and_no_date(masuk: Client, kab: Kabupaten, sari: User, budi: User) -> None:
    ralat = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah baca")
    disetujui(ralat, sari, budi)
    halaman = masuk.get(layar(ralat))
    assert not {"nomor", "mulai"} & set(halaman.context["form"].fields)
    jawaban = masuk.post(layar(ralat), isian(halaman, **alasan(halaman), setuju="on"))
    assert (jawaban.status_code, keadaan(ralat)) == (302, Keadaan.TERBIT)


# Waiting ----------------------------------------------------------------------------------------------


def test_what_waits_for_whom(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    def daftar(siapa: User) -> dict[str, list[Edisi]]:
        return {satu.judul: satu.edisi for satu in menunggu(siapa)}

    services.ajukan(edisi=draf, oleh=sari)
    assert (daftar(sari), daftar(budi)) == ({}, {"Menunggu persetujuan Anda": [draf]})
    assert (
        menunggu(pabrik.pengguna("tetangga", peran="pemeriksa", milik=pabrik.daerah("99.02", "Kabupaten Lain"))) == []
    )
    services.kembalikan(edisi=draf, oleh=budi, alasan="Huruf c.")
    assert (daftar(sari), daftar(budi)) == ({"Dikembalikan kepada Anda": [draf]}, {})
    disetujui(draf, sari, budi)
    assert daftar(sari) == daftar(budi) == {"Disetujui, menunggu diterbitkan": [draf]}
    assert menunggu(budi, kab.daerah)[0].edisi == [draf]


def test_the_waiting_list_stands_on_the_desk_and_on_the_front_page(
    masuk_budi: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    services.ajukan(edisi=draf, oleh=sari)
    for alamat in (reverse("admin:index"), reverse("admin:daerah_meja", args=[kab.daerah.kode])):
        halaman = masuk_budi.get(alamat)
        assert "Menunggu persetujuan Anda" in baca(halaman).teks
        assert layar(draf) in halaman.content.decode()


def test_the_waiting_lists_cost_three_queries_whatever_their_length(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User, django_assert_max_num_queries: Any
) -> None:
    for _ in range(4):
        lagi = services.buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
        services.ajukan(edisi=lagi, oleh=sari)
    menunggu(budi)
    with django_assert_max_num_queries(3):
        assert len(menunggu(budi)[0].edisi) == 4
