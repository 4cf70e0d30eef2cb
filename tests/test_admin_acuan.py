"""Regions, regulations and bodies: outside editions, public at once, so with reasons, versions and an index."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from registry.galat import Bentrok, Ditolak
from registry.models import Daerah, HubunganPeraturan, PerangkatDaerah, Peraturan, VersiNasional
from registry.pencarian import cari
from registry.services import (
    samakan,
    simpan_badan,
    simpan_daerah,
    simpan_nasional,
    simpan_peraturan,
    terapkan,
    terbitkan,
)
from relations.models import Urusan
from tests import pabrik
from tests.isian import alamat, baca, galat_formulir, isian
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    sari.is_superuser = True
    sari.save()
    client.force_login(sari)
    return client


@pytest.fixture
def ubah(masuk: Client) -> Callable[..., Any]:
    """Open the form of an object, type, save."""

    def lakukan(objek: Any, **ganti: Any) -> Any:
        form = alamat(type(objek), "change", objek.pk)
        return masuk.post(form, isian(masuk.get(form), **ganti))

    return lakukan


def versi(daerah: Daerah) -> int:
    return Daerah.objects.values_list("versi", flat=True).get(pk=daerah.pk)


# Regulations ------------------------------------------------------------------------------------------


def test_a_regulation_that_something_published_rests_on_changes_only_with_a_reason(
    ubah: Callable[..., Any], kab: Kabupaten
) -> None:
    sebelum = versi(kab.daerah)
    tanpa = ubah(kab.peraturan, tentang="Judul yang dibetulkan")
    assert "Tulis alasan perubahan" in galat_formulir(tanpa)
    assert isian(tanpa)["tentang"] == "Judul yang dibetulkan"
    assert versi(kab.daerah) == sebelum
    assert ubah(kab.peraturan, tentang="Judul yang dibetulkan", alasan="salah ketik").status_code == 302
    kab.peraturan.refresh_from_db()
    riwayat = kab.peraturan.history.first()
    assert (riwayat.tentang, riwayat.history_change_reason) == ("Judul yang dibetulkan", "salah ketik")
    assert riwayat.history_nama == "Sari Wulandari"
    assert versi(kab.daerah) == sebelum + 1


def test_a_reason_is_wanted_too_where_only_rows_rest_on_the_regulation(kab: Kabupaten, sari: User) -> None:
    draf = pabrik.kabupaten("98.01", "Kabupaten Lain", terbit=False)
    susunan = pabrik.peraturan(draf.daerah, "4", 2019, jenis="perda")
    terapkan(edisi=draf.edisi, ubah={("kedudukan", (draf.id("dinkes"),)): {"peraturan_id": susunan.pk}}, oleh=sari)
    simpan_peraturan(objek=susunan, oleh=sari, lihat={})
    terbitkan(edisi=draf.edisi, oleh=None)
    with pytest.raises(Ditolak, match="alasan"):
        simpan_peraturan(objek=susunan, oleh=sari, lihat={})


def test_a_draft_of_a_regulation_needs_no_reason_and_gets_a_key(masuk: Client, kab: Kabupaten) -> None:
    form = f"{alamat(Peraturan, 'add')}?daerah={kab.daerah.pk}"
    data = isian(masuk.get(form), jenis="perbup", tahun=2027, tentang="Rencana")
    assert masuk.post(form, data).status_code == 302
    rancangan = Peraturan.objects.get(tentang="Rencana")
    assert (rancangan.kunci, rancangan.daerah) == ("perbup-rancangan-2027", kab.daerah)


def test_opening_and_saving_unchanged_records_nothing(ubah: Callable[..., Any], kab: Kabupaten) -> None:
    sebelum, banyak = versi(kab.daerah), kab.peraturan.history.count()
    assert ubah(kab.peraturan).status_code == 302
    assert (versi(kab.daerah), kab.peraturan.history.count()) == (sebelum, banyak)


def test_a_concurrent_change_of_a_regulation_is_shown_and_the_input_is_kept(
    masuk: Client, kab: Kabupaten, sari: User
) -> None:
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    terbuka = isian(masuk.get(form), tempat="Martapura", alasan="dilengkapi")
    lihat = {"tentang": kab.peraturan.tentang}
    kab.peraturan.tentang = "Judul dari orang lain"
    budi = pabrik.pengguna("budi", "administrator")
    simpan_peraturan(objek=kab.peraturan, oleh=budi, lihat=lihat, alasan="salah ketik")
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert "tentang kini “Judul dari orang lain”" in galat_formulir(jawaban)
    kedua = isian(jawaban)
    assert (kedua["tempat"], kedua["tentang"]) == ("Martapura", "Judul dari orang lain")
    assert masuk.post(form, kedua).status_code == 302
    kab.peraturan.refresh_from_db()
    assert (kab.peraturan.tempat, kab.peraturan.tentang) == ("Martapura", "Judul dari orang lain")


def test_ties_between_regulations_are_added_and_taken_out_with_the_reason_in_history(
    masuk: Client, kab: Kabupaten
) -> None:
    lama = pabrik.peraturan(kab.daerah, "9", 2018)
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    awal = {"hubungan_keluar-TOTAL_FORMS": "1", "hubungan_keluar-0-jenis": "mencabut", "hubungan_keluar-0-ke": lama.pk}
    data = {**isian(masuk.get(form)), **awal, "hubungan_keluar-0-urutan": 1, "hubungan_keluar-0-rujukan": "Pasal 9"}
    assert masuk.post(form, data).status_code == 200  # public: no reason
    assert masuk.post(form, {**data, "alasan": "terlewat"}).status_code == 302
    hubungan = HubunganPeraturan.objects.get(dari=kab.peraturan)
    assert (hubungan.ke, hubungan.history.first().history_change_reason) == (lama, "terlewat")
    hapus = {**isian(masuk.get(form)), "hubungan_keluar-0-DELETE": "on", "alasan": "bukan mencabut"}
    assert masuk.post(form, hapus).status_code == 302
    assert not HubunganPeraturan.objects.exists()
    terakhir = HubunganPeraturan.history.first()
    assert (terakhir.history_type, terakhir.history_change_reason) == ("-", "bukan mencabut")


def test_a_tie_to_another_region_is_no_choice(masuk: Client, kab: Kabupaten) -> None:
    asing = pabrik.peraturan(pabrik.daerah("98.01", "Kabupaten Lain"), "9", 2018)
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    awal = {"hubungan_keluar-TOTAL_FORMS": "1", "hubungan_keluar-0-jenis": "mencabut", "hubungan_keluar-0-ke": asing.pk}
    jawaban = masuk.post(form, {**isian(masuk.get(form), alasan="x"), **awal, "hubungan_keluar-0-urutan": 1})
    assert jawaban.status_code == 200
    assert not HubunganPeraturan.objects.exists()


@pytest.mark.parametrize(
    ("nama", "isi", "pesan"),
    [
        ("naskah.html", b"%PDF-1.7", "Unggah berkas PDF"),
        ("naskah.pdf", b"<html>", "Isi berkas ini bukan PDF"),
    ],
)
def test_only_a_pdf_is_taken_as_the_text(nama: str, isi: bytes, pesan: str, masuk: Client, kab: Kabupaten) -> None:
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    data = {**isian(masuk.get(form), alasan="naskah"), "berkas": SimpleUploadedFile(nama, isi)}
    assert pesan in galat_formulir(masuk.post(form, data))


def test_a_number_that_is_taken_is_refused_in_words(masuk: Client, kab: Kabupaten) -> None:
    form = f"{alamat(Peraturan, 'add')}?daerah={kab.daerah.pk}"
    data = isian(masuk.get(form), jenis="perbup", nomor="1", tahun=2020, tentang="Sama", kunci="lain")
    assert "jenis, nomor, dan tahun yang sama" in galat_formulir(masuk.post(form, data))


# Bodies -----------------------------------------------------------------------------------------------


def test_a_new_alias_is_found_at_once(masuk: Client, kab: Kabupaten) -> None:
    badan = kab.badan["dinkes"]
    form = alamat(PerangkatDaerah, "change", badan.pk)
    data = {**isian(masuk.get(form)), "nama_lain-0-nama": "Jawatan Sehat", "nama_lain-0-jenis": "sebutan"}
    sebelum = versi(kab.daerah)
    assert masuk.post(form, data).status_code == 302
    assert versi(kab.daerah) == sebelum + 1
    hasil = cari("jawatan sehat", tanggal=date(2020, 1, 2))
    assert [satu.nama for satu in hasil][:1] == ["Dinas Kesehatan"]
    hapus = {**isian(masuk.get(form)), "nama_lain-0-DELETE": "on"}
    assert masuk.post(form, hapus).status_code == 302
    assert not badan.nama_lain.exists()
    assert badan.nama_lain.model.history.first().history_type == "-"


def test_a_body_that_an_edition_holds_is_led_elsewhere_only_on_the_screen_for_it(
    ubah: Callable[..., Any], kab: Kabupaten
) -> None:
    ganti = {"dialihkan_ke": kab.id("disdik"), "alasan": "tercatat dua kali"}
    assert "Pakai layar Alihkan" in galat_formulir(ubah(kab.badan["dinkes"], **ganti))
    kab.badan["dinkes"].refresh_from_db()
    assert kab.badan["dinkes"].dialihkan_ke is None


def test_leading_a_public_body_back_wants_a_reason(ubah: Callable[..., Any], kab: Kabupaten) -> None:
    badan = pabrik.badan(kab.daerah, "dinkes-dua", "Dinas Kesehatan")
    assert ubah(badan, dialihkan_ke=kab.id("dinkes")).status_code == 302
    badan.refresh_from_db()
    assert badan.dialihkan_ke == kab.badan["dinkes"]
    assert ubah(badan, nama="Dinas Kesehatan (lama)").status_code == 302
    assert "Tulis alasan" in galat_formulir(ubah(badan, dialihkan_ke=""))


def test_a_body_keeps_region_key_and_uuid(ubah: Callable[..., Any], kab: Kabupaten) -> None:
    badan = kab.badan["dinkes"]
    lain = pabrik.daerah("98.01", "Kabupaten Lain")
    ubah(badan, nama="Dinkes", daerah=lain.pk, kunci="lain", uuid="0" * 32)
    baru = PerangkatDaerah.objects.get(pk=badan.pk)
    assert (baru.nama, baru.daerah, baru.kunci, baru.uuid) == ("Dinkes", kab.daerah, "dinkes", badan.uuid)


def test_a_new_body_gets_a_key_that_is_free(masuk: Client, kab: Kabupaten) -> None:
    form = f"{alamat(PerangkatDaerah, 'add')}?daerah={kab.daerah.pk}"
    for kunci in ("dinas-baru", "dinas-baru-2"):
        assert masuk.post(form, isian(masuk.get(form), nama="Dinas Baru")).status_code == 302
        assert PerangkatDaerah.objects.filter(daerah=kab.daerah, kunci=kunci, nama="Dinas Baru").exists()


# Regions and urusan -----------------------------------------------------------------------------------


def test_a_region_that_is_public_is_renamed_with_a_reason_and_is_found_by_its_new_name(
    ubah: Callable[..., Any], kab: Kabupaten
) -> None:
    sebelum = versi(kab.daerah)
    assert "Tulis alasan" in galat_formulir(ubah(kab.daerah, nama="Kabupaten Teladan"))
    assert ubah(kab.daerah, nama="Kabupaten Teladan", alasan="UU pembentukan").status_code == 302
    assert versi(kab.daerah) == sebelum + 1
    hasil = cari("dinas kesehatan teladan", tanggal=date(2020, 1, 2))
    assert [satu.nama for satu in hasil][:1] == ["Dinas Kesehatan"]


def test_a_new_region_is_recorded(masuk: Client) -> None:
    form = alamat(Daerah, "add")
    data = isian(masuk.get(form), kode="98.01", nama="Kabupaten Baru", jenis="kabupaten", zona_waktu="Asia/Jayapura")
    assert masuk.post(form, data).status_code == 302
    assert Daerah.objects.get(kode="98.01").zona_waktu == "Asia/Jayapura"
    assert "sudah tercatat" in galat_formulir(masuk.post(form, data))


def test_urusan_turns_over_the_pages_of_all_regions(masuk: Client, kab: Kabupaten) -> None:
    form = alamat(Urusan, "add")
    assert masuk.post(form, isian(masuk.get(form), kode="1.02", nama="kesehatan")).status_code == 302
    assert VersiNasional.objects.get().versi == 1
    assert Urusan.history.get().history_nama == "Sari Wulandari"


# The services -----------------------------------------------------------------------------------------


def test_what_was_seen_is_compared_under_the_lock(kab: Kabupaten) -> None:
    with pytest.raises(Bentrok, match="tentang"):
        samakan(kab.peraturan, {"tentang": "yang lama", "tahun": 2020})
    samakan(kab.peraturan, {"tentang": kab.peraturan.tentang, "ditetapkan": "2020-01-02"})
    with pytest.raises(Bentrok, match="sudah tercatat"):
        samakan(kab.peraturan, None)
    kab.daerah.nama = "Lain"
    with pytest.raises(Bentrok):
        simpan_daerah(objek=kab.daerah, oleh=None, lihat={"nama": "Bukan itu"}, alasan="x")


def test_a_refusal_of_the_database_comes_in_words_and_writes_nothing(kab: Kabupaten, sari: User) -> None:
    sebelum = versi(kab.daerah)
    kembar = PerangkatDaerah(daerah=kab.daerah, kunci="dinkes", nama="Kembar")
    with pytest.raises(Ditolak, match="Kunci ini sudah dipakai"):
        simpan_badan(objek=kembar, oleh=sari, lihat=None)
    assert versi(kab.daerah) == sebelum
    Urusan.objects.create(nama="kesehatan")
    with pytest.raises(Ditolak):
        simpan_nasional(objek=Urusan(nama="kesehatan"), oleh=sari, lihat=None)


def test_history_pages_show_who_why_and_what(
    ubah: Callable[..., Any], masuk: Client, kab: Kabupaten, sari: User
) -> None:
    ubah(kab.peraturan, tentang="Judul yang dibetulkan", alasan="salah ketik")
    sari.first_name = "Nama"
    sari.last_name = "Berubah"
    sari.save()
    halaman = baca(masuk.get(alamat(Peraturan, "history", kab.peraturan.pk)))
    assert "Sari Wulandari" in halaman.teks
    assert "salah ketik" in halaman.teks
    assert "menjadi Judul yang dibetulkan" in halaman.teks
