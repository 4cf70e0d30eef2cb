"""Screens of a draft as a branch: start it, bring it onto another base, carry it on, lead a double body over."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry import services
from registry.models import Edisi, Kedudukan, PerangkatDaerah, Tindakan
from tests import pabrik
from tests.isian import baca, ketat_rentang
from tests.pabrik import Kabupaten, ada
from tests.test_cabang import baris, isi, rancangan, rentang, terbit, unit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


@pytest.fixture
def kepala(client: Client, kab: Kabupaten) -> Client:
    """Logged in as administrator of the region."""
    client.force_login(pabrik.pengguna("kepala", peran="administrator", milik=kab.daerah))
    return client


@pytest.fixture
def masuk_sari(sari: User) -> Client:
    """Beside `kepala`."""
    klien = Client()
    klien.force_login(sari)
    return klien


def lihat(jawaban: Any) -> str:
    return str(jawaban.context["lihat"])


# Start ------------------------------------------------------------------------------------------------


def mulai(client: Client, kab: Kabupaten, kueri: str = "", **data: Any) -> Any:
    return client.post(reverse("admin:daerah_rancangan", args=[kab.daerah.kode]) + kueri, data)


def test_the_form_tells_the_ways_to_start(masuk: Client, kab: Kabupaten) -> None:
    halaman = baca(masuk.get(reverse("admin:daerah_rancangan", args=[kab.daerah.kode])))
    for kalimat in (
        "Salin edisi yang berlaku pada tanggal rancangan ini",
        "Salin edisi 2 Januari 2020",
        "Mulai dari kosong",
        "Templat daerah lain",
    ):
        assert kalimat in halaman.teks


def test_a_draft_starts_with_a_regulation_that_is_only_being_drafted(masuk: Client, kab: Kabupaten) -> None:
    jawaban = mulai(
        masuk, kab, asal="", berlaku_mulai="2026-01-01", jenis_peraturan="perbup", tentang="Perubahan Rentang"
    )
    edisi = Edisi.objects.get(asal=kab.edisi)
    assert jawaban["Location"] == reverse("admin:edisi_ringkasan", args=[edisi.pk])
    assert (ada(edisi.peraturan).tentang, ada(edisi.peraturan).nomor) == ("Perubahan Rentang", "")


def test_two_regulations_at_once_are_refused(masuk: Client, kab: Kabupaten) -> None:
    jawaban = mulai(masuk, kab, asal="", peraturan=kab.peraturan.pk, tentang="Lain")
    assert "jangan keduanya" in baca(jawaban).teks
    assert Edisi.objects.count() == 1


def test_a_template_is_searched_for_and_taken(masuk: Client, kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    pabrik.kabupaten("97.01", "Kabupaten Rahasia", terbit=False)
    alamat = reverse("admin:daerah_rancangan", args=[kab.daerah.kode])
    ketemu = baca(masuk.get(alamat, {"q": "kabupaten"}))
    assert "Kabupaten Lain" in ketemu.teks
    assert "Kabupaten Rahasia" not in ketemu.teks
    assert f'name="pakai" value="{lain.edisi.pk}"' in masuk.get(alamat, {"q": "kabupaten"}).content.decode()
    dipilih = masuk.get(alamat, {"templat": lain.edisi.pk})
    assert "Templat: Kabupaten Lain, edisi 2 Januari 2020" in baca(dipilih).teks
    mulai(masuk, kab, f"?templat={lain.edisi.pk}", asal="templat", dengan_rentang="on")
    draf = Edisi.objects.get(daerah=kab.daerah, keadaan="rancangan")
    assert Kedudukan.objects.get(edisi=draf, jenis="kepala_daerah").nama == "Bupati Contoh"
    assert Kedudukan.objects.get(edisi=draf, nama="Dinas Kesehatan").perangkat_daerah == kab.badan["dinkes"]


def test_a_search_for_a_template_keeps_what_was_typed(masuk: Client, kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    ketik = {"asal": "kosong", "berlaku_mulai": "2026-02-03", "tentang": "Ketikan Saya", "alasan": "sebab <b>"}
    for data in ({"q": "lain", "cari": "1"}, {"q": "lain", "q_dicari": ""}):  # the button, and Enter in the box
        jawaban = mulai(masuk, kab, **ketik, **data)
        assert "Kabupaten Lain" in baca(jawaban).teks
        assert bidang(jawaban, "form") == ketik
    dipakai = mulai(masuk, kab, **ketik, q="lain", q_dicari="lain", pakai=str(lain.edisi.pk))
    assert bidang(dipakai, "form") == {**ketik, "asal": "templat"}
    assert f'action="?templat={lain.edisi.pk}"' in dipakai.content.decode()
    assert Edisi.objects.filter(daerah=kab.daerah).count() == 1
    jadi = mulai(masuk, kab, f"?templat={lain.edisi.pk}", **ketik | {"asal": "templat"}, q="lain", q_dicari="lain")
    assert jadi.status_code == 302
    assert Edisi.objects.get(daerah=kab.daerah, keadaan="rancangan").berlaku_mulai == date(2026, 2, 3)


def bidang(jawaban: Any, nama: str) -> dict[str, str]:
    """What the fields of a form show, without those that are empty."""
    form = jawaban.context[nama]
    semua = {satu.name: str(satu.value() or "") for satu in form if satu.name != "jenis_peraturan"}
    return {ruas: isi for ruas, isi in semua.items() if isi}


def test_no_draft_of_another_region_is_a_template(masuk: Client, kab: Kabupaten) -> None:
    rahasia = pabrik.kabupaten("97.01", "Kabupaten Rahasia", terbit=False)
    assert mulai(masuk, kab, f"?templat={rahasia.edisi.pk}", asal="templat").status_code == 404
    assert mulai(masuk, kab, f"?templat={kab.edisi.pk}", asal="templat").status_code == 404


# Rebase -----------------------------------------------------------------------------------------------


@pytest.fixture
def dua(kab: Kabupaten) -> tuple[Edisi, Edisi]:
    """A draft and a new base that renamed the same Dinas, and took the Puskesmas out."""
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan A"}})
    ubah: Any = {unit(kab, "dinkes"): {"nama": "Dinas Kesehatan B"}, unit(kab, "puskesmas"): None}
    return edisi, terbit(kab, 2024, ubah)


def test_head_and_desk_say_that_the_base_was_replaced(masuk: Client, kab: Kabupaten, dua: Any) -> None:
    alamat = reverse("admin:edisi_sesuaikan", args=[dua[0].pk])
    for layar in (
        reverse("admin:edisi_ringkasan", args=[dua[0].pk]),
        reverse("admin:daerah_meja", args=[kab.daerah.kode]),
    ):
        halaman = baca(masuk.get(layar))
        assert "Dasar rancangan ini sudah diganti" in halaman.teks
        assert alamat in halaman.tautan


def test_what_will_change_and_what_must_be_chosen_is_told_in_names(masuk: Client, kab: Kabupaten, dua: Any) -> None:
    halaman = baca(masuk.get(reverse("admin:edisi_sesuaikan", args=[dua[0].pk])))
    assert "Kedudukan Puskesmas Contoh dikeluarkan" in halaman.teks
    assert "Kedudukan Dinas Kesehatan: nama" in halaman.teks
    assert "Semula, pada dasar lama “Dinas Kesehatan”" in halaman.teks
    assert "Pakai rancangan ini: “Dinas Kesehatan A”" in halaman.teks
    assert "Pakai dasar baru: “Dinas Kesehatan B”" in halaman.teks


def test_a_rebase_waits_for_the_choice_and_keeps_it(masuk: Client, kab: Kabupaten, dua: Any) -> None:
    edisi, baru = dua
    alamat = reverse("admin:edisi_sesuaikan", args=[edisi.pk])
    tanpa = masuk.post(alamat, {"lihat": lihat(masuk.get(alamat)), "alasan": "karena"})
    assert "masih ada yang harus dipilih" in baca(tanpa).teks
    assert "karena" in tanpa.content.decode()
    selesai = masuk.post(alamat, {"lihat": lihat(tanpa), "p-0": "mereka", "alasan": "karena"})
    assert selesai["Location"] == reverse("admin:edisi_ringkasan", args=[edisi.pk])
    edisi.refresh_from_db()
    assert edisi.asal == baru
    assert baris(edisi, unit(kab, "dinkes"))["nama"] == "Dinas Kesehatan B"
    assert (Tindakan.objects.atas(edisi)[0].jenis, Tindakan.objects.atas(edisi)[0].alasan) == ("sesuaikan", "karena")


def test_crossing_moves_are_settled_on_the_screen(masuk: Client, kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"induk": kab.id("disdik")}})
    terbit(kab, 2024, {unit(kab, "disdik"): {"induk": kab.id("dinkes")}})
    alamat = reverse("admin:edisi_sesuaikan", args=[edisi.pk])
    buka = masuk.get(alamat)
    assert "Susunan melingkar" in baca(buka).teks
    lagi = masuk.post(alamat, {"lihat": lihat(buka), "p-0": "kita", "p-1": "mereka"})
    assert "Susunan melingkar" in baca(lagi).teks
    assert lagi.content.decode().count("checked") == 2
    assert masuk.post(alamat, {"lihat": lihat(lagi), "p-0": "mereka", "p-1": "mereka"}).status_code == 302
    assert baris(edisi, unit(kab, "disdik"))["induk"] == kab.id("dinkes")


def test_a_concurrent_change_is_told_and_nothing_is_written(masuk: Client, kab: Kabupaten, dua: Any) -> None:
    edisi, _ = dua
    alamat = reverse("admin:edisi_sesuaikan", args=[edisi.pk])
    dilihat = lihat(masuk.get(alamat))
    budi = pabrik.pengguna("budi", first_name="Budi")
    services.terapkan(
        edisi=edisi, ubah={unit(kab, "disdik"): {"singkatan": "Disdik"}}, oleh=budi, ringkas="Disdik diberi singkatan"
    )
    jawaban = masuk.post(alamat, {"lihat": dilihat, "p-0": "mereka"})
    assert jawaban.status_code == 409
    assert "Diubah orang lain sejak Anda membuka: Budi Disdik diberi singkatan" in baca(jawaban).teks
    edisi.refresh_from_db()
    assert edisi.asal == kab.edisi
    assert masuk.post(alamat, {"lihat": lihat(jawaban)}).status_code == 302  # the choice was kept
    assert baris(edisi, unit(kab, "dinkes"))["nama"] == "Dinas Kesehatan B"


@pytest.mark.parametrize("segel", ["", "bukan segel", None])
def test_a_post_without_its_seal_writes_nothing(masuk: Client, kab: Kabupaten, dua: Any, segel: str | None) -> None:
    data = {"p-0": "mereka"} | ({} if segel is None else {"lihat": segel})
    jawaban = masuk.post(reverse("admin:edisi_sesuaikan", args=[dua[0].pk]), data)
    assert "kedaluwarsa" in baca(jawaban).teks
    dua[0].refresh_from_db()
    assert dua[0].asal == kab.edisi


def test_a_draft_on_its_base_is_sent_back(masuk: Client, kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi)
    for satu in (edisi, kab.edisi):
        jawaban = masuk.get(reverse("admin:edisi_sesuaikan", args=[satu.pk]))
        assert jawaban["Location"] == reverse("admin:edisi_ringkasan", args=[satu.pk])


# Carrying on ------------------------------------------------------------------------------------------


def test_a_change_is_carried_on_from_the_screen(kepala: Client, kab: Kabupaten) -> None:
    lain = terbit(kab, 2024, {unit(kab, "disdik"): {"nama": "Dinas Pendidikan dan Kebudayaan"}})
    draf = rancangan(kab, kab.edisi, {unit(kab, "disdik"): {"nama": "Dinas Pendidikan Nasional"}}, date(2022, 1, 1))
    alamat = reverse("admin:edisi_teruskan", args=[draf.pk])
    assert alamat in baca(kepala.get(reverse("admin:edisi_ringkasan", args=[draf.pk]))).tautan
    buka = kepala.get(alamat)
    assert "Edisi 1 Januari 2024" in baca(buka).teks
    tanpa = kepala.post(alamat, {"lihat": lihat(buka), "alasan": "diteruskan"})
    assert "Pilih sekurang-kurangnya satu edisi" in baca(tanpa).teks
    data = {"lihat": lihat(tanpa), "alasan": "diteruskan", "tujuan": lain.pk}
    tanya = kepala.post(alamat, data)
    assert "Biarkan seperti dalam edisi itu: “Dinas Pendidikan dan Kebudayaan”" in baca(tanya).teks
    selesai = kepala.post(alamat, {**data, "lihat": lihat(tanya), f"p-{lain.pk}-0": "mereka"})
    assert selesai["Location"] == alamat
    (satu,) = services.pengikut(draf)
    assert baris(satu, unit(kab, "disdik"))["nama"] == "Dinas Pendidikan Nasional"
    halaman = baca(kepala.get(alamat))
    assert "Ralat edisi 1 Januari 2024" in halaman.teks
    assert "mengikuti rancangan lain" in baca(kepala.get(reverse("admin:edisi_ringkasan", args=[satu.pk]))).teks
    services.terapkan(edisi=draf, ubah={unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, oleh=None)
    for layar in ("edisi_ringkasan", "edisi_teruskan"):
        assert "eruskan sekali lagi" in baca(kepala.get(reverse(f"admin:{layar}", args=[draf.pk]))).teks


def test_only_who_may_ralat_carries_on(masuk: Client, kab: Kabupaten) -> None:
    draf = rancangan(kab, kab.edisi)
    alamat = reverse("admin:edisi_teruskan", args=[draf.pk])
    assert masuk.get(alamat).status_code == 403
    assert alamat not in baca(masuk.get(reverse("admin:edisi_ringkasan", args=[draf.pk]))).tautan


def test_what_is_done_and_undone_is_not_carried_on_again(kepala: Client, kab: Kabupaten) -> None:
    lain = terbit(kab, 2024, {})
    draf = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, date(2022, 1, 1))
    services.teruskan(edisi=draf, tujuan=[lain], oleh=None, alasan="diteruskan")
    assert not services.perlu_diteruskan_lagi(draf)
    banyak: Any = {
        unit(kab, "disdik"): {"singkatan": "Disdik"},
        unit(kab, "puskesmas"): None,
        rentang(kab, "disdik"): {"koordinator_id": kab.id("asisten-3")},
    }
    services.terapkan(edisi=draf, ubah=banyak, oleh=None)
    assert services.perlu_diteruskan_lagi(draf)
    services.urungkan(tindakan=Tindakan.objects.atas(draf)[0], oleh=None)
    assert not services.perlu_diteruskan_lagi(draf)
    services.ulangi(tindakan=Tindakan.objects.atas(draf)[0], oleh=None)
    assert services.perlu_diteruskan_lagi(draf)
    services.urungkan(tindakan=Tindakan.objects.atas(draf)[0], oleh=None)
    services.terapkan(edisi=draf, ubah={unit(kab, "disdik"): {"singkatan": "X"}}, oleh=None)
    services.terapkan(edisi=draf, ubah={unit(kab, "disdik"): {"singkatan": ""}}, oleh=None)
    assert not services.perlu_diteruskan_lagi(draf)
    services.ubah_rancangan(edisi=draf, oleh=None, rentang_keterangan="kepala berubah")
    assert services.perlu_diteruskan_lagi(draf)


def test_what_was_put_in_before_others_is_carried_on_after_it_is_published(
    kepala: Client, masuk_sari: Client, kab: Kabupaten
) -> None:
    lain, jauh = terbit(kab, 2024, {unit(kab, "disdik"): {"nama": "Disdik Lain"}}), terbit(kab, 2025, {})
    ubah: Any = {unit(kab, "disdik"): {"nama": "Disdik Baru"}, unit(kab, "dinkes"): {"singkatan": "Dinkes"}}
    edisi = terbit(kab, 2022, ubah)
    alamat = reverse("admin:edisi_teruskan", args=[edisi.pk])
    ringkasan = reverse("admin:edisi_ringkasan", args=[edisi.pk])
    assert alamat in baca(kepala.get(ringkasan)).tautan
    sari_lihat = baca(masuk_sari.get(ringkasan))
    assert "mintalah Administrator daerah bila perubahannya harus diteruskan" in sari_lihat.teks
    assert alamat not in sari_lihat.tautan
    assert masuk_sari.get(alamat).status_code == 403
    buka = kepala.get(alamat)
    assert [satu["edisi"] for satu in buka.context["tujuan"]] == [lain, jauh]
    data = {"alasan": "diteruskan", "tujuan": [lain.pk, jauh.pk]}
    tanya = kepala.post(alamat, {**data, "lihat": lihat(buka)})
    assert "Pakai edisi ini: “Disdik Baru”" in baca(tanya).teks
    assert not services.pembawa(edisi).exists()
    kirim = {**data, "lihat": lihat(tanya), f"p-{lain.pk}-0": "kita", f"p-{jauh.pk}-0": "mereka"}
    assert kepala.post(alamat, kirim)["Location"] == alamat
    satu, dua = services.pembawa(edisi)
    assert (satu.meralat, satu.mengikuti, dua.meralat) == (lain, None, jauh)
    assert (baris(satu, unit(kab, "disdik"))["nama"], baris(satu, unit(kab, "dinkes"))["singkatan"]) == (
        "Disdik Lain",
        "Dinkes",
    )
    assert baris(dua, unit(kab, "dinkes"))["singkatan"] == "Dinkes"
    sesudah = kepala.get(alamat)
    assert sesudah.context["tujuan"] == []
    assert "Ralat edisi 1 Januari 2024" in baca(sesudah).teks
    services.batalkan_rancangan(edisi=satu, oleh=None, alasan="keliru")
    assert [satu["edisi"] for satu in kepala.get(alamat).context["tujuan"]] == [lain]


def test_an_edition_with_none_before_it_is_not_carried_on(kepala: Client, kab: Kabupaten) -> None:
    baru = terbit(kab, 2024, {unit(kab, "disdik"): {"singkatan": "Disdik"}})
    terbit(kab, 2025, {}, asal=baru)  # made from it, so that it says all of it
    for edisi in (baru, kab.edisi):
        alamat = reverse("admin:edisi_teruskan", args=[edisi.pk])
        assert alamat not in baca(kepala.get(reverse("admin:edisi_ringkasan", args=[edisi.pk]))).tautan
        assert kepala.get(alamat).context["tujuan"] == []


def test_the_seal_of_carrying_on_is_checked(kepala: Client, kab: Kabupaten) -> None:
    lain = terbit(kab, 2024, {})
    draf = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, date(2022, 1, 1))
    alamat = reverse("admin:edisi_teruskan", args=[draf.pk])
    assert "kedaluwarsa" in baca(kepala.post(alamat, {"tujuan": lain.pk, "alasan": "x"})).teks
    dilihat = lihat(kepala.get(alamat))
    services.terapkan(edisi=draf, ubah={unit(kab, "disdik"): {"singkatan": "Disdik"}}, oleh=None)
    assert kepala.post(alamat, {"tujuan": lain.pk, "alasan": "x", "lihat": dilihat}).status_code == 409
    assert not services.pengikut(draf).exists()


def test_an_edition_that_was_corrected_meanwhile_is_told_and_not_dropped(kepala: Client, kab: Kabupaten) -> None:
    satu, dua = terbit(kab, 2024, {}), terbit(kab, 2025, {})
    draf = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, date(2022, 1, 1))
    alamat = reverse("admin:edisi_teruskan", args=[draf.pk])
    data = {"lihat": lihat(kepala.get(alamat)), "alasan": "diteruskan", "tujuan": [satu.pk, dua.pk]}
    services.terbitkan(edisi=services.buat_ralat(edisi=satu, oleh=None, alasan="salah"), oleh=None)
    jawaban = kepala.post(alamat, data)
    assert jawaban.status_code == 409
    assert "edisi yang Anda centang sudah diralat" in baca(jawaban).teks
    assert not services.pengikut(draf).exists()


def test_dropping_what_was_corrected_by_hand_is_ticked_first(kepala: Client, kab: Kabupaten) -> None:
    lain = terbit(kab, 2024, {})
    draf = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"singkatan": "Dinkes"}}, date(2022, 1, 1))
    alamat = reverse("admin:edisi_teruskan", args=[draf.pk])
    data = {"alasan": "diteruskan", "tujuan": lain.pk}
    assert kepala.post(alamat, {**data, "lihat": lihat(kepala.get(alamat))}).status_code == 302
    (ikut,) = services.pengikut(draf)
    kalimat = "Perubahan yang dibuat tangan pada ralat edisi 1 Januari 2024 akan ditinggalkan"
    assert kalimat not in baca(kepala.get(alamat)).teks
    services.terapkan(edisi=ikut, ubah={unit(kab, "disdik"): {"singkatan": "Disdik"}}, oleh=None)
    buka = kepala.get(alamat)
    assert kalimat in baca(buka).teks
    tolak = kepala.post(alamat, {**data, "lihat": lihat(buka)})
    assert f"{kalimat}; centang dahulu" in baca(tolak).teks
    assert list(services.pengikut(draf)) == [ikut]
    assert kepala.post(alamat, {**data, "lihat": lihat(tolak), "tinggalkan": ikut.pk}).status_code == 302
    assert list(services.pengikut(draf)) != [ikut]


# A body entered twice ---------------------------------------------------------------------------------


def test_a_double_body_is_led_over_in_one_step_where_nothing_published_holds_it(masuk: Client, kab: Kabupaten) -> None:
    ganda = pabrik.badan(kab.daerah, "dinkes-ganda", "Dinas Kesehatan (ganda)")
    alamat = reverse("admin:badan_alihkan", args=[ganda.pk])
    ubah_badan = reverse("admin:registry_perangkatdaerah_change", args=[ganda.pk])
    assert alamat in baca(masuk.get(ubah_badan)).tautan
    ketemu = baca(masuk.get(alamat, {"q": "kesehatan"}))
    assert f"?ke={kab.id('dinkes')}" in ketemu.tautan
    ke = f"{alamat}?ke={kab.id('dinkes')}"
    assert "Tidak ada edisi terbit yang memuat badan ini." in baca(masuk.get(ke)).teks
    assert "tidak boleh kosong" in baca(masuk.post(ke, {"alasan": ""})).teks
    selesai = masuk.post(ke, {"alasan": "tercatat dua kali"})
    assert selesai["Location"] == reverse("admin:registry_perangkatdaerah_change", args=[kab.id("dinkes")])
    ganda.refresh_from_db()
    assert ganda.dialihkan_ke == kab.badan["dinkes"]
    assert "Badan ini sudah dialihkan." in baca(masuk.get(ke)).teks


def test_published_editions_lead_through_their_ralat(kepala: Client, kab: Kabupaten) -> None:
    baru = pabrik.badan(kab.daerah, "dinkes-baru", "Dinas Kesehatan Baru")
    ke = reverse("admin:badan_alihkan", args=[kab.id("dinkes")]) + f"?ke={baru.pk}"
    buka = baca(kepala.get(ke))
    assert "Ralat edisi terbit yang memuat badan ini" in buka.teks
    jawaban = kepala.post(ke, {"alasan": "tercatat dua kali"})
    ralat = Edisi.objects.get(meralat=kab.edisi)
    assert jawaban["Location"] == reverse("admin:edisi_ringkasan", args=[ralat.pk])
    assert ("kedudukan", (baru.pk,)) in isi(ralat)
    assert "Ralatnya sudah dirancang" in baca(kepala.get(ke)).teks
    services.terbitkan(edisi=ralat, oleh=None)
    assert kepala.post(ke, {"alasan": "tercatat dua kali"}).status_code == 302
    assert PerangkatDaerah.objects.get(pk=kab.id("dinkes")).dialihkan_ke == baru


def test_a_pengelola_is_told_who_may_ralat(masuk: Client, kab: Kabupaten) -> None:
    baru = pabrik.badan(kab.daerah, "dinkes-baru", "Dinas Kesehatan Baru")
    ke = reverse("admin:badan_alihkan", args=[kab.id("dinkes")]) + f"?ke={baru.pk}"
    assert "diralat oleh Administrator" in baca(masuk.get(ke)).teks
    assert masuk.post(ke, {"alasan": "x"}).status_code == 200
    assert not Edisi.objects.filter(meralat=kab.edisi).exists()


# Scope and cost ---------------------------------------------------------------------------------------


def test_none_of_it_is_there_for_who_works_elsewhere(client: Client, kab: Kabupaten, dua: Any) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    client.force_login(pabrik.pengguna("sana", peran="administrator", milik=lain.daerah))
    alamat = [
        reverse("admin:daerah_rancangan", args=[kab.daerah.kode]),
        reverse("admin:edisi_sesuaikan", args=[dua[0].pk]),
        reverse("admin:edisi_teruskan", args=[dua[0].pk]),
        reverse("admin:badan_alihkan", args=[kab.id("dinkes")]),
        reverse("admin:badan_alihkan", args=[lain.id("dinkes")]) + f"?ke={kab.id('dinkes')}",
    ]
    sebelum = Tindakan.objects.count()
    for satu in alamat:
        assert client.get(satu).status_code == 404, satu
        assert client.post(satu, {"alasan": "x"}).status_code == 404, satu
    assert Tindakan.objects.count() == sebelum


@pytest.mark.parametrize("layar", ["edisi_sesuaikan", "edisi_teruskan", "daerah_meja"])
def test_queries_do_not_grow_with_what_changed(layar: str, client: Client) -> None:
    client.force_login(pabrik.pengguna("kepala", peran="administrator"))
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(40)}
    jumlah = []
    for kode, bagan in (("97.01", {"dinas-0": tambahan["dinas-0"]}), ("97.02", tambahan)):
        kab = pabrik.kabupaten(kode, f"Kabupaten {kode}", bagan={**pabrik.BAGAN, **bagan})
        draf = rancangan(kab, kab.edisi, {unit(kab, satu): {"nama": f"{satu} A"} for satu in bagan}, date(2023, 1, 1))
        terbit(kab, 2022, {unit(kab, satu): {"nama": f"{satu} B"} for satu in bagan})
        for tahun in range(2024, 2024 + len(bagan) // 10):
            terbit(kab, tahun, {})
            rancangan(kab, kab.edisi, mulai=date(tahun, 2, 2))
        alamat = reverse(f"admin:{layar}", args=[kab.daerah.kode if layar == "daerah_meja" else draf.pk])
        client.get(alamat)
        with CaptureQueriesContext(connection) as kueri:
            assert client.get(alamat).status_code == 200
        jumlah.append(len(kueri))
    assert jumlah[0] == jumlah[1] <= 45
