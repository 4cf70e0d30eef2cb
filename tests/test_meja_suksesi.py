"""The screen Suksesi: the events of an edition, and the five acts with a preview before each."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry import isi_edisi
from registry.models import Edisi, Kedudukan, PerangkatDaerah, Suksesi, Tindakan
from registry.services import buat_rancangan, terapkan, urungkan
from registry.services import suksesi as layanan
from registry.suksesi import Penerus
from relations.models import Urusan
from tests import pabrik
from tests.isian import baca, ketat_rentang
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    return buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


def alamat(edisi: Edisi, jenis: str = "") -> str:
    return (
        reverse("admin:edisi_suksesi_tindak", args=[edisi.pk, jenis])
        if jenis
        else reverse("admin:edisi_suksesi", args=[edisi.pk])
    )


def pratinjau(klien: Client, edisi: Edisi, jenis: str, **isian: Any) -> Any:
    return klien.post(alamat(edisi, jenis), {"langkah": "pratinjau", **isian})


def kiriman(jawaban: Any, **ganti: Any) -> dict[str, Any]:
    """What the browser would post from the preview: its hidden fields, and the answers chosen in it."""
    isi = jawaban.content.decode()
    data: dict[str, Any] = {"langkah": "jalankan"}
    for nama, nilai in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', isi):
        if nama != "csrfmiddlewaretoken":
            data[nama] = html.unescape(nilai)
    form = jawaban.context["form"]
    for nama in form.lanjutan:
        data[nama] = form[nama].value()
    return {**data, **ganti}


def jalankan(klien: Client, edisi: Edisi, jenis: str, **isian: Any) -> Any:
    return klien.post(alamat(edisi, jenis), kiriman(pratinjau(klien, edisi, jenis, **isian)))


def ringkas(edisi: Edisi) -> str:
    tindakan = Tindakan.objects.atas(edisi).first()
    assert tindakan is not None
    return tindakan.ringkas


def test_the_screen_lists_events_as_sentences_with_their_basis(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    layanan.gabung(edisi=draf, lama=[kab.id("dinkes"), kab.id("disdik")], baru=Penerus(nama="Dinas Satu"), oleh=None)
    layanan.ganti_nama(edisi=draf, badan=kab.id("bagian-hukum"), nama="Bagian Perundang-undangan", oleh=None)
    halaman = baca(masuk.get(alamat(draf)))
    assert "1. Dinas Kesehatan dan Dinas Pendidikan digabung menjadi Dinas Satu" in halaman.teks
    assert "2. Bagian Hukum berganti nama menjadi Bagian Perundang-undangan" in halaman.teks
    assert "belum disebut" in halaman.teks
    assert [salah for salah in halaman.terlarang if not salah.startswith("</")] == []
    assert {"s1", "s2"} <= set(halaman.id)


@pytest.mark.parametrize("jenis", ["ganti_nama", "gabung", "pecah", "bubar", "bentuk"])
def test_every_act_has_a_form_whose_units_are_completed_from_the_draft(masuk: Client, draf: Edisi, jenis: str) -> None:
    jawaban = masuk.get(alamat(draf, jenis))
    isi = jawaban.content.decode()
    assert '<datalist id="unit-draf"><option value="Pemerintah Kabupaten Contoh">' in isi
    assert 'list="unit-' in isi
    assert len(baca(jawaban).h1) == 1
    assert [salah for salah in baca(jawaban).terlarang if not salah.startswith("</")] == []


def test_a_change_of_name_is_shown_and_then_done(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    isian = {"unit": "dinas  kesehatan", "nama": "Dinas Kesehatan dan Gizi", "badan": "tetap",
             "peraturan": kab.peraturan.pk, "rujukan": "pasal 7"}  # fmt: skip
    jawaban = pratinjau(masuk, draf, "ganti_nama", **isian)
    teks = baca(jawaban).teks
    assert "Dinas Kesehatan berganti nama menjadi Dinas Kesehatan dan Gizi (Pasal 7 Perbup Contoh 1/2020)." in teks
    assert "Dinas Kesehatan menjadi bernama Dinas Kesehatan dan Gizi." in teks
    assert isi_edisi.baca(draf.pk) == semula  # a preview writes nothing
    selesai = masuk.post(alamat(draf, "ganti_nama"), kiriman(jawaban), follow=True)
    assert "Dicatat sebagai peristiwa 1" in baca(selesai).teks
    assert kab.unit("dinkes", draf).nama == "Dinas Kesehatan dan Gizi"
    assert ringkas(draf) == "Dinas Kesehatan berganti nama menjadi Dinas Kesehatan dan Gizi"
    urungkan(tindakan=pabrik.ada(Tindakan.objects.atas(draf).first()), oleh=sari)
    assert isi_edisi.baca(draf.pk) == semula


def test_a_merger_asks_whose_koordinator_is_kept(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    isian = {"lama_1": "Dinas Kesehatan", "lama_2": "Dinas Pendidikan", "nama": "Dinas Satu", "badan": "tetap"}
    jawaban = pratinjau(masuk, draf, "gabung", **isian)
    teks = baca(jawaban).teks
    assert "Dinas Kesehatan keluar dari susunan." in teks
    assert "Dinas Satu masuk ke susunan, di bawah Bupati Contoh." in teks
    assert "Puskesmas Contoh pindah dari bawah Dinas Kesehatan ke bawah Dinas Satu." in teks
    assert "unit Dinas Satu, koordinator Asisten Pemerintahan" in teks
    assert "Yang dihapus dari rancangan (1) rentang koordinasi: unit Dinas Pendidikan" in teks
    # Another answer shows another preview, and only what was shown is done.
    lain = kiriman(jawaban, rentang_dari=str(kab.id("disdik")))
    ulang = masuk.post(alamat(draf, "gabung"), lain)
    assert "Pilihan Anda berubah sejak pratinjau" in baca(ulang).teks
    assert "unit Dinas Satu, koordinator Asisten Perekonomian" in baca(ulang).teks
    assert not Suksesi.objects.filter(edisi=draf).exists()
    assert masuk.post(alamat(draf, "gabung"), kiriman(ulang)).status_code == 302
    utama = RentangKoordinasi.objects.get(edisi=draf, unit__nama="Dinas Satu")
    assert utama.koordinator_id == kab.id("asisten-2")


def test_a_merger_may_keep_no_koordinator(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    isian = {"lama_1": "Dinas Kesehatan", "lama_2": "Dinas Pendidikan", "penerus": "Dinas Pendidikan"}
    jawaban = pratinjau(masuk, draf, "gabung", **isian)
    jawaban = masuk.post(alamat(draf, "gabung"), kiriman(jawaban, rentang_dari="", langkah="pratinjau"))
    masuk.post(alamat(draf, "gabung"), kiriman(jawaban))
    assert not RentangKoordinasi.objects.filter(edisi=draf, unit=kab.id("disdik")).exists()


def test_a_split_asks_where_children_and_rows_go(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    urusan = Urusan.objects.create(nama="kesehatan")
    terapkan(edisi=draf, ubah={("urusanperangkat", (kab.id("dinkes"), urusan.pk)): {}}, oleh=None)
    jawaban = pratinjau(masuk, draf, "pecah", lama="Dinas Kesehatan", nama_1="Dinas A", nama_2="Dinas B", banyak="3")
    teks = baca(jawaban).teks
    assert "Puskesmas Contoh beralih ke bawah" in teks
    assert "urusan perangkat daerah: perangkat daerah Dinas Kesehatan, urusan kesehatan beralih ke" in teks
    pilihan = {f"anak_{kab.id('puskesmas')}": "1", "baris_0": ["0", "1"], "baris_1": ""}
    jawaban = masuk.post(alamat(draf, "pecah"), kiriman(jawaban, langkah="pratinjau", **pilihan))
    assert masuk.post(alamat(draf, "pecah"), kiriman(jawaban)).status_code == 302
    assert kab.unit("puskesmas", draf).induk.nama == "Dinas B"
    assert RentangKoordinasi.objects.filter(edisi=draf, unit__nama__in=["Dinas A", "Dinas B"]).count() == 2
    assert not Urusan.objects.get(pk=urusan.pk).urusan_perangkat.filter(edisi=draf).exists()


def test_a_dissolution_wants_to_know_of_the_children(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    jawaban = pratinjau(masuk, draf, "bubar", lama_1="Dinas Kesehatan")
    assert jawaban.status_code == 422
    assert "Katakan nasib unit di bawahnya (Puskesmas Contoh)" in baca(jawaban).teks
    assert 'value="Dinas Kesehatan"' in jawaban.content.decode()
    jalankan(masuk, draf, "bubar", lama_1="Dinas Kesehatan", anak="pindah", anak_ke="Dinas Pendidikan")
    assert kab.unit("puskesmas", draf).induk.nama == "Dinas Pendidikan"
    assert ringkas(draf) == "Dinas Kesehatan dibubarkan"


def test_a_new_unit_is_formed_and_rows_can_be_added_without_script(masuk: Client, draf: Edisi) -> None:
    isian = {"nama_1": "Badan Riset", "jenis_1": "badan", "induk_1": "Bupati Contoh", "banyak": "3"}
    jawaban = masuk.post(alamat(draf, "bentuk"), {"langkah": "tambah", **isian})
    assert 'name="nama_4"' in jawaban.content.decode()
    assert 'value="Badan Riset"' in jawaban.content.decode()
    isian |= {"nama_4": "Badan Data", "jenis_4": "badan", "induk_4": "Bupati Contoh", "banyak": "4"}
    jalankan(masuk, draf, "bentuk", **isian)
    assert ringkas(draf) == "Badan Riset dan Badan Data dibentuk"


def test_the_form_comes_back_as_it_was_filled_in(masuk: Client, draf: Edisi) -> None:
    jawaban = pratinjau(masuk, draf, "ganti_nama", unit="Dinas Kesehatan", nama="Dinas <b>", badan="tetap")
    isi = masuk.post(alamat(draf, "ganti_nama"), kiriman(jawaban, langkah="isian")).content.decode()
    assert 'value="Dinas Kesehatan"' in isi
    assert "Dinas &lt;b&gt;" in isi


@pytest.mark.parametrize(
    ("jenis", "isian", "pesan"),
    [
        ("ganti_nama", {"unit": "Dinas Entah", "nama": "X", "badan": "tetap"}, "Tidak ada unit dengan nama itu"),
        ("ganti_nama", {"unit": "Dinas Kesehatan", "nama": "X" * 256, "badan": "tetap"}, "255"),
        ("ganti_nama", {"unit": "Dinas Kesehatan", "nama": "X", "badan": "tetap", "rujukan": "halaman 7"}, "Pasal"),
        ("ganti_nama", {"unit": "Dinas Kesehatan", "nama": "X", "badan": "lain"}, "bukan salah satu"),
        ("ganti_nama", {"unit": "Dinas Kesehatan", "nama": "X", "badan": "tetap", "peraturan": "999999"}, "Pilih"),
        ("gabung", {"lama_1": "Dinas Kesehatan", "nama": "X"}, "tidak boleh kosong"),
        ("gabung", {"lama_1": "Dinas Kesehatan", "lama_2": "Dinas Kesehatan", "nama": "X"}, "dua unit lama"),
        ("gabung", {"lama_1": "Dinas Kesehatan", "lama_2": "Dinas Pendidikan"}, "Tulis nama unit yang baru"),
        ("pecah", {"lama": "Dinas Kesehatan", "nama_1": "X"}, "dua penerus"),
        ("bubar", {"lama_1": "Pemerintah Kabupaten Contoh", "anak": "ikut"}, "Pangkal bagan"),
        ("bentuk", {"nama_1": "X", "jenis_1": "dinas", "induk_1": ""}, "tidak boleh kosong"),
    ],
)
def test_wrong_input_comes_back_in_words(
    masuk: Client, draf: Edisi, jenis: str, isian: dict[str, str], pesan: str
) -> None:
    semula = isi_edisi.baca(draf.pk)
    for langkah in ("pratinjau", "jalankan"):
        jawaban = masuk.post(alamat(draf, jenis), {"langkah": langkah, **isian})
        assert jawaban.status_code in (200, 422)  # a field is wrong; a rule of succession is broken
        assert pesan in baca(jawaban).teks
    assert isi_edisi.baca(draf.pk) == semula


def test_a_name_that_two_units_bear_is_told_apart(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("kec-satu"),)): {"nama": "Puskesmas Contoh"}}, oleh=None)
    jawaban = pratinjau(masuk, draf, "ganti_nama", unit="Puskesmas Contoh", nama="X", badan="tetap")
    assert "Puskesmas Contoh (Dinas Kesehatan), Puskesmas Contoh (Kecamatan)" in baca(jawaban).teks
    jalankan(masuk, draf, "ganti_nama", unit="Puskesmas Contoh (Kecamatan)", nama="X", badan="tetap")
    assert kab.unit("kec-satu", draf).nama == "X"


def test_a_hostile_name_is_only_text(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    jahat = "\"><script>alert(1)</script>{{ 7|add:7 }}' OR 1=1 --"
    jalankan(masuk, draf, "ganti_nama", unit="Dinas Kesehatan", nama=jahat, badan="tetap")
    for satu in (alamat(draf), alamat(draf, "gabung"), reverse("admin:edisi_suksesi_cabut", args=[draf.pk, 1])):
        isi = masuk.get(satu).content.decode()
        assert "<script>alert" not in isi
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in isi
    jawaban = pratinjau(masuk, draf, "bubar", lama_1=jahat, anak="ikut")
    assert jawaban.status_code == 200


def test_what_somebody_else_changed_is_told_and_nothing_is_written(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    jawaban = pratinjau(masuk, draf, "gabung", lama_1="Dinas Kesehatan", lama_2="Dinas Pendidikan", nama="Dinas Satu")
    kirim = kiriman(jawaban)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("kec-satu"),)): {"induk": kab.id("dinkes")}}, oleh=None)
    jawaban = masuk.post(alamat(draf, "gabung"), kirim)
    assert jawaban.status_code == 409
    teks = baca(jawaban).teks
    assert "yang terkena tindakan ini kini lain: Kecamatan Satu" in teks
    assert "Kecamatan Satu pindah dari bawah Dinas Kesehatan ke bawah Dinas Satu." in teks  # the preview of now
    assert not PerangkatDaerah.objects.filter(nama="Dinas Satu").exists()
    assert masuk.post(alamat(draf, "gabung"), kiriman(jawaban)).status_code == 302


def test_a_form_that_this_server_did_not_make_is_shown_again(masuk: Client, draf: Edisi) -> None:
    isian = {"unit": "Dinas Kesehatan", "nama": "X", "badan": "tetap", "lihat": "palsu", "langkah": "jalankan"}
    jawaban = masuk.post(alamat(draf, "ganti_nama"), isian)
    assert jawaban.status_code == 200
    assert "Periksa sekali lagi" in baca(jawaban).teks
    assert not Suksesi.objects.filter(edisi=draf).exists()


def test_the_basis_of_an_event_is_corrected_and_a_conflict_is_told(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    layanan.ganti_nama(edisi=draf, badan=kab.id("dinkes"), nama="X", oleh=None)
    ke = reverse("admin:edisi_suksesi_ubah", args=[draf.pk, 1])
    lihat = masuk.get(ke).context["form"].initial["lihat"]
    isian = {"peraturan": kab.peraturan.pk, "rujukan": "Pasal 4", "keterangan": "Penataan.", "lihat": lihat}
    assert masuk.post(ke, isian)["Location"] == f"{alamat(draf)}#s1"
    peristiwa = Suksesi.objects.get(edisi=draf)
    assert (peristiwa.rujukan, peristiwa.keterangan) == ("Pasal 4", "Penataan.")
    jawaban = masuk.post(ke, {**isian, "rujukan": "Pasal 5"})  # with the seal of before
    assert jawaban.status_code == 409
    assert "Isian Anda masih ada" in baca(jawaban).teks
    assert masuk.post(ke, {**isian, "rujukan": "Pasal 5", "lihat": jawaban.context["form"]["lihat"].value()})
    assert Suksesi.objects.get(edisi=draf).rujukan == "Pasal 5"
    assert masuk.post(ke, {**isian, "lihat": "palsu"}).status_code == 409


def test_an_event_is_taken_back_wholly_or_as_a_record(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.ganti_nama(edisi=draf, badan=kab.id("dinkes"), nama="X", oleh=None)
    ke = reverse("admin:edisi_suksesi_cabut", args=[draf.pk, 1])
    assert "Dinas Kesehatan berganti nama menjadi X." in baca(masuk.get(ke)).teks
    masuk.post(ke, {"cara": "semua"})
    assert isi_edisi.baca(draf.pk) == semula
    layanan.ganti_nama(edisi=draf, badan=kab.id("dinkes"), nama="Y", oleh=None)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Z"}}, oleh=None)
    jawaban = masuk.post(ke, {"cara": "semua"})
    assert jawaban.status_code == 409
    masuk.post(ke, {"cara": "catatan"})
    assert not Suksesi.objects.filter(edisi=draf).exists()
    assert kab.unit("dinkes", draf).nama == "Z"


def test_a_published_edition_is_only_read(masuk: Client, kab: Kabupaten) -> None:
    jawaban = masuk.get(alamat(kab.edisi))
    assert "Catat perubahan" not in baca(jawaban).teks
    jawaban = pratinjau(masuk, kab.edisi, "ganti_nama", unit="Dinas Kesehatan", nama="X", badan="tetap")
    jawaban = masuk.post(alamat(kab.edisi, "ganti_nama"), kiriman(jawaban))
    assert jawaban.status_code == 409
    assert Kedudukan.objects.get(edisi=kab.edisi, perangkat_daerah=kab.id("dinkes")).nama == "Dinas Kesehatan"


def test_who_works_elsewhere_finds_nothing_here(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    layanan.ganti_nama(edisi=draf, badan=kab.id("dinkes"), nama="X", oleh=None)
    lain = pabrik.kabupaten("99.02", "Kabupaten Lain")
    semua = [alamat(draf), *(alamat(draf, jenis) for jenis in ("gabung", "pecah"))]
    semua += [reverse(f"admin:edisi_suksesi_{layar}", args=[draf.pk, 1]) for layar in ("ubah", "cabut")]
    client.force_login(pabrik.pengguna("asing", milik=lain.daerah))
    for satu in semua:
        assert client.get(satu).status_code == 404
        assert client.post(satu, {"langkah": "jalankan", "cara": "semua"}).status_code == 404
    client.force_login(pabrik.pengguna("auditor", peran="auditor", milik=kab.daerah))
    assert client.get(semua[0]).status_code == 200
    for satu in semua[1:]:
        assert client.get(satu).status_code == 403
        assert client.post(satu, {"langkah": "jalankan", "cara": "semua"}).status_code == 403
    assert Suksesi.objects.filter(edisi=draf).count() == 1


def test_a_unit_of_another_region_cannot_be_named(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    pabrik.badan(pabrik.daerah("99.02", "Kabupaten Lain"), "asing", "Dinas Asing")
    isian = {"lama_1": "Dinas Kesehatan", "lama_2": "Dinas Pendidikan", "penerus": "Dinas Asing"}
    assert "Tidak ada unit dengan nama itu" in baca(pratinjau(masuk, draf, "gabung", **isian)).teks


def test_an_unknown_act_or_event_is_not_found(masuk: Client, draf: Edisi) -> None:
    assert masuk.get(alamat(draf, "jual")).status_code == 404
    assert masuk.get(reverse("admin:edisi_suksesi_ubah", args=[draf.pk, 9])).status_code == 404


#: Queries of the screens, session and person included.
BATAS = {"": 14, "gabung": 12, "pratinjau": 26}


def test_the_screens_cost_the_same_whatever_the_size(
    masuk: Client, kab: Kabupaten, draf: Edisi, sari: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    tambahan = {f"d{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(60)}
    besar = pabrik.kabupaten("99.03", "Kabupaten Besar", bagan={**pabrik.BAGAN, **tambahan}, terbit=False)
    for n in range(12):
        layanan.ganti_nama(edisi=besar.edisi, badan=besar.id(f"d{n}"), nama=f"Dinas Baru {n}", oleh=None)
    for edisi in (draf, besar.edisi):
        for jenis in ("", "gabung"):
            with django_assert_max_num_queries(BATAS[jenis], info=jenis):
                assert masuk.get(alamat(edisi, jenis)).status_code == 200
        with django_assert_max_num_queries(BATAS["pratinjau"]):
            pratinjau(masuk, edisi, "gabung", lama_1="Dinas Kesehatan", lama_2="Dinas Pendidikan", nama="X")
