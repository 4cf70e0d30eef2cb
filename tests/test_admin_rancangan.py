"""Editing a draft through the admin: every save is one act of `terapkan`, and nothing is overwritten in silence."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry import isi_edisi, pohon
from registry.models import Edisi, Keadaan, Kedudukan, PerangkatDaerah, PesertaSuksesi, Suksesi, Tindakan
from registry.services import batalkan_rancangan, buat_rancangan, terapkan, terbitkan
from relations.models import KetentuanHubungan, KetentuanPelaksanaan
from tests import pabrik
from tests.isian import alamat, baca, daftar_edisi, galat_formulir, isian, ketat_rentang
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def budi(db: None) -> User:
    """Another member of staff, at work on the same draft."""
    return pabrik.pengguna("budi", first_name="Budi", last_name="Santoso")


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    sari.is_superuser = True
    sari.save()
    client.force_login(sari)
    return client


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )


@pytest.fixture
def ubah(masuk: Client, kab: Kabupaten, draf: Edisi) -> Callable[..., Any]:
    """Open the form of a unit, type, save."""

    def lakukan(kunci: str, **ganti: Any) -> Any:
        form = alamat(Kedudukan, "change", kab.unit(kunci, draf).pk)
        return masuk.post(form, isian(masuk.get(form), **ganti))

    return lakukan


def sehat(edisi: Edisi) -> bool:
    return pohon.periksa(Kedudukan._base_manager.filter(edisi=edisi)) == []


# Units ------------------------------------------------------------------------------------------------


def test_a_unit_is_renamed_and_moved_in_one_act_with_its_reason(
    ubah: Callable[..., Any], kab: Kabupaten, draf: Edisi
) -> None:
    induk = kab.unit("setda", draf).pk
    jawaban = ubah("dinkes", nama="Dinas Kesehatan Masyarakat", induk=induk, alasan="Perda baru")
    assert jawaban["Location"] == reverse("admin:edisi_struktur", args=[draf.pk])
    unit = kab.unit("dinkes", draf)
    assert (unit.nama, unit.induk_id) == ("Dinas Kesehatan Masyarakat", induk)
    assert kab.unit("puskesmas", draf).induk_id == unit.pk
    assert sehat(draf)
    tindakan = Tindakan.objects.atas(draf)[0]
    assert (tindakan.alasan, tindakan.nama_oleh) == ("Perda baru", "Sari Wulandari")
    assert tindakan.sesudah == [
        {
            "isi": "kedudukan",
            "kunci": [kab.id("dinkes")],
            "nilai": {"induk": kab.id("setda"), "nama": "Dinas Kesehatan Masyarakat"},
        }
    ]
    riwayat = unit.history.first()
    assert (riwayat.history_change_reason, riwayat.history_nama) == ("Perda baru", "Sari Wulandari")
    assert kab.unit("dinkes").nama == "Dinas Kesehatan"


def test_saving_without_a_change_is_no_act(ubah: Callable[..., Any], draf: Edisi) -> None:
    sebelum = Tindakan.objects.count()
    assert ubah("dinkes", alasan="iseng").status_code == 302
    assert Tindakan.objects.count() == sebelum


def test_a_unit_cannot_be_put_below_itself(ubah: Callable[..., Any], kab: Kabupaten, draf: Edisi) -> None:
    jawaban = ubah("dinkes", induk=kab.unit("puskesmas", draf).pk, nama="Dinas Baru")
    assert jawaban.status_code == 200
    assert "melingkar" in galat_formulir(jawaban)
    assert 'value="Dinas Baru"' in jawaban.content.decode()
    assert sehat(draf)
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan"


def test_a_new_unit_goes_last_and_names_the_regulation_of_the_draft(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}&induk={kab.unit('bupati', draf).pk}"
    badan = pabrik.badan(kab.daerah, "bpbd", "Badan Penanggulangan Bencana Daerah")
    kosong = masuk.get(form)
    assert isian(kosong)["peraturan"] == str(kab.peraturan.pk)
    data = isian(kosong, perangkat_daerah=badan.pk, nama=badan.nama, jenis="badan", rujukan="pasal 4 huruf b")
    assert masuk.post(form, data).status_code == 302
    unit = Kedudukan.objects.get(edisi=draf, perangkat_daerah=badan)
    assert (unit.rujukan, unit.induk, unit.peraturan) == ("Pasal 4 huruf b", kab.unit("bupati", draf), kab.peraturan)
    urut = [satu.nama for satu in Kedudukan.objects.pada(draf).menurut_pohon()]
    assert urut[-1] == badan.nama
    assert sehat(draf)


def test_a_unit_of_a_new_body_makes_the_body_with_it(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    induk = kab.unit("bupati", draf).pk
    data = isian(masuk.get(form), nama="Dinas Kesehatan", jenis="dinas", induk=induk, rujukan="")
    assert masuk.post(form, data).status_code == 302
    baru = PerangkatDaerah.objects.get(daerah=kab.daerah, kunci="dinas-kesehatan")
    assert Kedudukan.objects.filter(edisi=draf, perangkat_daerah=baru).exists()
    assert not PerangkatDaerah.objects.publik().filter(pk=baru.pk).exists()


def test_a_refused_new_unit_leaves_no_body_behind(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    sebelum = PerangkatDaerah.objects.count()
    jawaban = masuk.post(form, isian(masuk.get(form), nama="Pangkal kedua", jenis="pemerintah_daerah"))
    assert "Bagan hanya mempunyai satu pangkal" in galat_formulir(jawaban)
    assert PerangkatDaerah.objects.count() == sebelum


def test_a_body_that_stands_in_the_tree_already_is_refused_in_words(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    data = isian(masuk.get(form), perangkat_daerah=kab.id("dinkes"), nama="Dinas Ganda", jenis="dinas")
    jawaban = masuk.post(form, data)
    assert jawaban.status_code == 409
    assert "sudah ditambahkan" in galat_formulir(jawaban)
    assert 'value="Dinas Ganda"' in jawaban.content.decode()


def test_a_bad_pinpoint_is_explained(ubah: Callable[..., Any]) -> None:
    jawaban = ubah("dinkes", rujukan="entah di mana")
    assert jawaban.status_code == 200
    assert "rujukan" in jawaban.context["adminform"].form.errors


def test_a_unit_leaves_the_draft_with_a_reason_and_comes_back_by_undo(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    layar = alamat(Kedudukan, "keluarkan", kab.unit("puskesmas", draf).pk)
    halaman = masuk.get(layar)
    lihat = halaman.context["lihat"]
    assert masuk.post(layar, {"lihat": lihat, "alasan": ""}).status_code == 200
    assert masuk.post(layar, {"lihat": lihat, "alasan": "dibubarkan"}).status_code == 302
    assert not Kedudukan.objects.filter(edisi=draf, perangkat_daerah=kab.id("puskesmas")).exists()
    tindakan = Tindakan.objects.atas(draf)[0]
    assert tindakan.alasan == "dibubarkan"
    daftar = baca(masuk.get(reverse("admin:edisi_tindakan", args=[draf.pk])))
    assert "kedudukan Puskesmas Contoh dikeluarkan" in daftar.teks
    masuk.post(reverse("admin:tindakan_urungkan", args=[tindakan.pk]))
    assert isi_edisi.baca(draf.pk) == isi_edisi.baca(kab.edisi.pk)
    assert "sudah diurungkan" in baca(masuk.get(reverse("admin:edisi_tindakan", args=[draf.pk]))).teks


def test_a_unit_with_others_below_it_cannot_leave(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    layar = alamat(Kedudukan, "keluarkan", kab.unit("dinkes", draf).pk)
    lihat = masuk.get(layar).context["lihat"]
    jawaban = masuk.post(layar, {"lihat": lihat, "alasan": "bubar"})
    assert "Pindahkan dulu unit di bawahnya: Puskesmas Contoh" in baca(jawaban).teks


# Two people at once -----------------------------------------------------------------------------------


def test_a_concurrent_change_is_shown_in_words_and_the_input_is_kept(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    terbuka = isian(masuk.get(form), nama="Dinas Kesehatan Versi Sari")
    ubah = {("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dinkes", "induk": kab.id("setda")}}
    terapkan(edisi=draf, ubah=ubah, oleh=budi)

    jawaban = masuk.post(form, terbuka)

    assert jawaban.status_code == 409
    galat = galat_formulir(jawaban)
    assert "Diubah oleh Budi Santoso" in galat
    assert "induk kini Sekretariat Daerah, semula Bupati Contoh" in galat
    assert "singkatan kini “Dinkes”, semula kosong" in galat
    unit = kab.unit("dinkes", draf)
    assert (unit.nama, unit.singkatan) == ("Dinas Kesehatan", "Dinkes")
    kedua = isian(jawaban)
    assert kedua["nama"] == "Dinas Kesehatan Versi Sari"
    assert kedua["singkatan"] == "Dinkes"

    assert masuk.post(form, kedua).status_code == 302
    unit = kab.unit("dinkes", draf)
    assert (unit.nama, unit.singkatan) == ("Dinas Kesehatan Versi Sari", "Dinkes")
    assert unit.induk == kab.unit("setda", draf)
    assert Tindakan.objects.atas(draf)[0].sesudah[0]["nilai"] == {"nama": "Dinas Kesehatan Versi Sari"}


def test_people_on_different_rows_do_not_collide(masuk: Client, kab: Kabupaten, draf: Edisi, budi: User) -> None:
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    terbuka = isian(masuk.get(form), nama="Dinas Kesehatan Versi Sari")
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Lain"}}, oleh=budi)
    assert masuk.post(form, terbuka).status_code == 302


def test_input_on_a_row_that_is_gone_is_offered_as_a_new_row(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = alamat(Kedudukan, "change", kab.unit("puskesmas", draf).pk)
    terbuka = isian(masuk.get(form), nama="Puskesmas Versi Sari")
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=budi)
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert "sudah dikeluarkan dari rancangan" in galat_formulir(jawaban)
    tambah = f"{alamat(Kedudukan, 'add')}?edisi={draf.pk}"
    assert f'action="{tambah}"' in jawaban.content.decode()
    assert masuk.post(tambah, isian(jawaban)).status_code == 302
    assert kab.unit("puskesmas", draf).nama == "Puskesmas Versi Sari"


@pytest.mark.parametrize("lihat", ["", "palsu", None])
def test_a_form_without_its_seal_writes_nothing(
    lihat: str | None, ubah: Callable[..., Any], kab: Kabupaten, draf: Edisi
) -> None:
    jawaban = ubah("dinkes", nama="Tanpa Segel", lihat=lihat)
    assert "kedaluwarsa" in galat_formulir(jawaban)
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan"


def test_removal_of_a_row_that_changed_meanwhile_is_refused(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    layar = alamat(Kedudukan, "keluarkan", kab.unit("puskesmas", draf).pk)
    lihat = masuk.get(layar).context["lihat"]
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"nama": "Puskesmas Baru"}}, oleh=budi)
    jawaban = masuk.post(layar, {"lihat": lihat, "alasan": "bubar"})
    assert "Diubah orang lain" in baca(jawaban).teks
    assert kab.unit("puskesmas", draf).nama == "Puskesmas Baru"


def test_an_undo_after_somebody_wrote_is_refused_in_words(
    ubah: Callable[..., Any], masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    ubah("dinkes", nama="Satu")
    tindakan = Tindakan.objects.atas(draf)[0]
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dua"}}, oleh=budi)
    jawaban = masuk.post(reverse("admin:tindakan_urungkan", args=[tindakan.pk]), follow=True)
    assert "Diubah orang lain" in baca(jawaban).teks
    assert kab.unit("dinkes", draf).nama == "Dua"


def test_acts_are_undone_one_after_another_from_the_newest(
    ubah: Callable[..., Any], masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    ubah("dinkes", nama="Satu")
    ubah("disdik", nama="Dua")
    daftar = reverse("admin:edisi_tindakan", args=[draf.pk])
    for _ in range(2):
        pk = masuk.get(daftar).context["dapat_diurungkan"]
        masuk.post(reverse("admin:tindakan_urungkan", args=[pk]))
    assert masuk.get(daftar).context["dapat_diurungkan"] is None
    assert isi_edisi.baca(draf.pk) == isi_edisi.baca(kab.edisi.pk)
    assert masuk.get(reverse("admin:tindakan_urungkan", args=[pk])).status_code == 405


# Other parts ------------------------------------------------------------------------------------------


def test_a_unit_gets_another_koordinator(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    rentang = RentangKoordinasi.objects.get(edisi=draf, unit=kab.id("dinkes"))
    form = alamat(RentangKoordinasi, "change", rentang.pk)
    halaman = masuk.get(form)
    pilihan = [str(label) for _, label in halaman.context["adminform"].form.fields["koordinator"].choices]
    assert "Asisten Administrasi Umum" in pilihan
    assert not any("Dinas" in satu for satu in pilihan)
    assert masuk.post(form, isian(halaman, koordinator=kab.id("asisten-3"), huruf="c")).status_code == 302
    rentang.refresh_from_db()
    assert (rentang.koordinator_id, rentang.huruf) == (kab.id("asisten-3"), "c")


def test_a_second_main_listing_of_a_unit_is_refused_and_a_lesser_one_is_not(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    form = f"{alamat(RentangKoordinasi, 'add')}?edisi={draf.pk}"
    data = isian(masuk.get(form), unit=kab.id("dinkes"), koordinator=kab.id("asisten-2"), sebutan_ke=2)
    jawaban = masuk.post(form, data)
    assert "Unit ini sudah mempunyai koordinator utama" in galat_formulir(jawaban)
    assert masuk.post(form, isian(jawaban, utama=None)).status_code == 302
    assert RentangKoordinasi.objects.filter(edisi=draf, unit=kab.id("dinkes")).count() == 2


def test_a_provision_is_typed_as_lines_and_stored_as_lists(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(KetentuanHubungan, 'add')}?edisi={draf.pk}"
    rincian = "kegiatan · pasal 7 ayat (2) · antara lain\r\na. perencanaan\r\nb. pemutakhiran [tertulis: pematkhiran]"
    data = isian(masuk.get(form), subjek="perangkat_daerah", jenis="konsultatif", rujukan="Pasal 6", rincian=rincian)
    assert masuk.post(form, data).status_code == 302
    satu = KetentuanHubungan.objects.get(edisi=draf)
    assert satu.rincian == [
        {
            "jenis": "kegiatan",
            "rujukan": "Pasal 7 ayat (2)",
            "terbuka": True,
            "butir": [
                {"label": "a", "teks": "perencanaan"},
                {"label": "b", "teks": "pemutakhiran", "tertulis": "pematkhiran"},
            ],
        }
    ]
    ubah = alamat(KetentuanHubungan, "change", satu.pk)
    salah = masuk.post(ubah, isian(masuk.get(ubah), rincian="apa saja"))
    assert "belum terbaca" in galat_formulir(salah)
    assert masuk.post(ubah, isian(masuk.get(ubah), jenis="kolegial")).status_code == 302
    pindah = KetentuanHubungan.objects.get(edisi=draf)
    assert (pindah.jenis, pindah.rincian) == ("kolegial", satu.rincian)


def test_a_provision_is_put_elsewhere_by_its_number_but_never_on_top_of_another(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    isi = {("ketentuanpelaksanaan", (nomor,)): {"topik": "waktu", "judul": f"Judul {nomor}"} for nomor in (1, 2)}
    terapkan(edisi=draf, ubah=isi, oleh=sari)
    satu = KetentuanPelaksanaan.objects.get(edisi=draf, urutan=1)
    form = alamat(KetentuanPelaksanaan, "change", satu.pk)
    jawaban = masuk.post(form, isian(masuk.get(form), urutan=2))
    assert jawaban.status_code == 409
    assert "sudah ditambahkan" in galat_formulir(jawaban)
    assert masuk.post(form, isian(masuk.get(form), urutan=5)).status_code == 302
    assert set(KetentuanPelaksanaan.objects.filter(edisi=draf).values_list("urutan", "judul")) == {
        (5, "Judul 1"),
        (2, "Judul 2"),
    }


def test_a_succession_is_recorded_with_its_bodies(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = f"{alamat(Suksesi, 'add')}?edisi={draf.pk}"
    assert masuk.post(form, isian(masuk.get(form), nomor=1, jenis="bubar", rujukan="Pasal 2")).status_code == 302
    form = f"{alamat(PesertaSuksesi, 'add')}?edisi={draf.pk}"
    data = isian(masuk.get(form), nomor=1, peran="lama", perangkat_daerah=kab.id("dinkes"))
    assert masuk.post(form, {**data, "_addanother": "1"})["Location"] == form
    assert PesertaSuksesi.objects.get(edisi=draf).perangkat_daerah == kab.badan["dinkes"]
    assert "Dinas Kesehatan" in baca(masuk.get(daftar_edisi(PesertaSuksesi, draf))).teks


# The whole edition ------------------------------------------------------------------------------------


def test_a_draft_starts_from_the_edition_in_force_on_its_date(masuk: Client, kab: Kabupaten) -> None:
    form = reverse("admin:daerah_rancangan", args=[kab.daerah.kode])
    awal = masuk.post(form, isian(masuk.get(form), berlaku_mulai="2019-05-01"))
    assert "Belum ada edisi yang berlaku pada tanggal itu" in baca(awal).teks
    data = isian(masuk.get(form), berlaku_mulai="2025-05-01", peraturan=kab.peraturan.pk, alasan="Perbup baru")
    jawaban = masuk.post(form, data)
    baru = Edisi.objects.get(keadaan=Keadaan.RANCANGAN)
    assert jawaban["Location"] == reverse("admin:edisi_ringkasan", args=[baru.pk])
    assert (baru.asal, baru.berlaku_mulai, baru.dibuat_oleh) == (kab.edisi, date(2025, 5, 1), awal.wsgi_request.user)
    assert "masih edisi yang berlaku" in baca(masuk.get(jawaban["Location"])).teks


def test_a_draft_starts_empty_or_from_a_named_edition(masuk: Client, kab: Kabupaten) -> None:
    form = reverse("admin:daerah_rancangan", args=[kab.daerah.kode])
    masuk.post(form, isian(masuk.get(form), asal="kosong"))
    assert Edisi.objects.get(keadaan=Keadaan.RANCANGAN).asal is None
    dari = masuk.get(f"{form}?asal={kab.edisi.pk}")
    assert isian(dari)["asal"] == str(kab.edisi.pk)
    masuk.post(form, isian(dari))
    assert Edisi.objects.filter(keadaan=Keadaan.RANCANGAN, asal=kab.edisi).exists()


def test_a_draft_says_when_its_base_is_no_longer_in_force(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    lain = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2023, 1, 1)
    )
    terbitkan(edisi=lain, oleh=None)
    halaman = baca(masuk.get(reverse("admin:edisi_ringkasan", args=[draf.pk])))
    assert "Dasar rancangan ini sudah diganti" in halaman.teks


def test_the_head_of_a_draft_is_edited_and_a_concurrent_change_is_shown(masuk: Client, draf: Edisi, budi: User) -> None:
    form = alamat(Edisi, "change", draf.pk)
    terbuka = isian(masuk.get(form), struktur_keterangan="dibaca dari Lampiran", struktur="sebagian", alasan="baru")
    assert masuk.post(form, terbuka)["Location"] == reverse("admin:edisi_ringkasan", args=[draf.pk])
    draf.refresh_from_db()
    assert (draf.struktur, draf.struktur_keterangan) == ("sebagian", "dibaca dari Lampiran")
    basi = masuk.post(form, {**terbuka, "rentang_keterangan": "punya saya"})
    assert basi.status_code == 409
    assert "kelengkapan struktur kini sebagian, semula lengkap" in galat_formulir(basi)
    assert isian(basi)["rentang_keterangan"] == "punya saya"
    assert masuk.post(form, isian(basi)).status_code == 302
    draf.refresh_from_db()
    assert (draf.rentang_keterangan, draf.struktur) == ("punya saya", "sebagian")


def test_a_draft_is_not_published_before_somebody_else_approved_it(
    ubah: Callable[..., Any], masuk: Client, draf: Edisi
) -> None:
    ubah("dinkes", rujukan="")
    form = reverse("admin:edisi_terbitkan", args=[draf.pk])
    halaman = masuk.get(form)
    assert "Dinas Kesehatan belum menyebut dasar hukumnya" in baca(halaman).teks
    assert halaman.context["form"] is None
    jawaban = masuk.post(form, {"setuju": "on", "alasan": "paksa"})
    assert (jawaban.status_code, "belum disetujui" in baca(jawaban).teks) == (409, True)
    draf.refresh_from_db()
    assert draf.keadaan == Keadaan.RANCANGAN


def test_a_galat_blocks_submission_by_form_and_by_post(ubah: Callable[..., Any], masuk: Client, draf: Edisi) -> None:
    ubah("pemda", jenis="dinas")
    form = reverse("admin:edisi_terbitkan", args=[draf.pk])
    halaman = masuk.get(form)
    assert "perbaiki dulu semua galat" in baca(halaman).teks
    segel = halaman.context["langkah"][0][1]["segel"].value()
    jawaban = masuk.post(form, {"langkah": "ajukan", "segel": segel, "alasan": "paksa"})
    assert jawaban.status_code == 422
    assert "[AKAR]" in baca(jawaban).teks
    draf.refresh_from_db()
    assert draf.keadaan == Keadaan.RANCANGAN


def test_publishing_before_a_later_edition_says_that_it_stays_as_it_is(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    kemudian = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2026, 1, 1)
    )
    terbitkan(edisi=kemudian, oleh=None)
    halaman = baca(masuk.get(reverse("admin:edisi_terbitkan", args=[draf.pk])))
    assert "tidak ikut berubah: 1 Januari 2026" in halaman.teks


def test_a_draft_is_called_off_with_a_reason_and_stays_readable(masuk: Client, draf: Edisi) -> None:
    form = reverse("admin:edisi_batalkan", args=[draf.pk])
    assert masuk.post(form, {"alasan": " "}).status_code == 200
    assert masuk.post(form, {"alasan": "Perbup batal"}).status_code == 302
    draf.refresh_from_db()
    assert draf.keadaan == Keadaan.DIBATALKAN
    assert "hanya dapat dibaca" in baca(masuk.get(reverse("admin:edisi_struktur", args=[draf.pk]))).teks
    assert "sudah dibatalkan" in baca(masuk.post(form, {"alasan": "lagi"})).teks


def test_a_ralat_is_a_draft_with_its_reason(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    form = reverse("admin:edisi_ralat", args=[kab.edisi.pk])
    jawaban = masuk.post(form, {"alasan": "nama tertukar"}, follow=True)
    ralat = Edisi.objects.get(meralat=kab.edisi)
    halaman = baca(jawaban)
    assert "Ralat atas edisi 2 Januari 2020" in halaman.teks
    assert "nama tertukar" in halaman.teks
    assert ralat.berlaku_mulai == kab.edisi.berlaku_mulai
    bukan = masuk.post(reverse("admin:edisi_ralat", args=[draf.pk]), {"alasan": "keliru"})
    assert "Hanya edisi terbit" in baca(bukan).teks


def test_a_draft_that_was_closed_meanwhile_says_so_and_keeps_the_input(
    masuk: Client, kab: Kabupaten, draf: Edisi, budi: User
) -> None:
    form = alamat(Kedudukan, "change", kab.unit("dinkes", draf).pk)
    terbuka = isian(masuk.get(form), nama="Dinas Kesehatan Versi Sari")
    batalkan_rancangan(edisi=draf, oleh=budi, alasan="tidak jadi")
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert "Edisi ini sudah dibatalkan" in galat_formulir(jawaban)
    assert 'value="Dinas Kesehatan Versi Sari"' in jawaban.content.decode()
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan"
