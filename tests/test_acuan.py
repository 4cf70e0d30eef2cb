"""What lies outside editions, written through the services and the forms: nothing is turned back unseen."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from registry.galat import Bentrok, Ditolak
from registry.models import Daerah, HubunganPeraturan, NamaLain, PerangkatDaerah, Peraturan, VersiNasional
from registry.services import simpan_badan, simpan_daerah, simpan_nasional, simpan_peraturan, terapkan, terbitkan
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
def atur(db: None) -> User:
    """Whoever corrects what is published, and the data of regions: Administrator for all of them."""
    return pabrik.pengguna("atur", "administrator")


@pytest.fixture
def alias(kab: Kabupaten) -> NamaLain:
    return NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Dinkes", jenis="singkatan")


def segar(objek: Any) -> Any:
    return type(objek)._base_manager.get(pk=objek.pk)


def versi(daerah: Daerah) -> int:
    return int(segar(daerah).versi)


def galat_baris(jawaban: Any) -> str:
    return " ".join(
        str(pesan)
        for satu in jawaban.context["inline_admin_formsets"]
        for form in satu.formset.forms
        for semua in form.errors.values()
        for pesan in semua
    )


# Rows inside a form -----------------------------------------------------------------------------------


def test_a_colleagues_correction_of_another_name_is_not_overwritten(
    masuk: Client, kab: Kabupaten, alias: NamaLain
) -> None:
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    terbuka = isian(masuk.get(form), **{"nama_lain-0-nama": "DINKES"})
    alias.jenis = "sebutan"
    alias.save()
    sebelum = versi(kab.daerah)
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert "jenis: kini “sebutan lain”, semula “singkatan umum”" in galat_formulir(jawaban)
    assert "jenis kini sebutan lain, semula singkatan umum" in galat_baris(jawaban)
    assert (segar(alias).nama, segar(alias).jenis, versi(kab.daerah)) == ("Dinkes", "sebutan", sebelum)
    kedua = isian(jawaban)
    assert (kedua["nama_lain-0-nama"], kedua["nama_lain-0-jenis"]) == ("DINKES", "sebutan")
    assert masuk.post(form, kedua).status_code == 302
    assert (segar(alias).nama, segar(alias).jenis) == ("DINKES", "sebutan")


def test_a_colleagues_correction_of_an_untouched_row_survives_another_change(
    masuk: Client, kab: Kabupaten, alias: NamaLain
) -> None:
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    terbuka = isian(masuk.get(form), nama="Dinas Kesehatan Daerah")
    NamaLain.objects.filter(pk=alias.pk).update(nama="Dinkes Kab")
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert masuk.post(form, isian(jawaban)).status_code == 302
    assert segar(alias).nama == "Dinkes Kab"
    assert segar(kab.badan["dinkes"]).nama == "Dinas Kesehatan Daerah"


def test_a_row_that_a_colleague_corrected_is_not_taken_out_unseen(
    masuk: Client, kab: Kabupaten, alias: NamaLain
) -> None:
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    hapus = {**isian(masuk.get(form)), "nama_lain-0-DELETE": "on"}
    NamaLain.objects.filter(pk=alias.pk).update(nama="Dinkes Kab")
    jawaban = masuk.post(form, hapus)
    assert jawaban.status_code == 409
    assert "kini “Dinkes Kab”, semula “Dinkes”" in galat_formulir(jawaban)
    assert segar(alias).nama == "Dinkes Kab"


def test_a_row_that_a_colleague_took_out_is_said_to_be_gone(masuk: Client, kab: Kabupaten, alias: NamaLain) -> None:
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    terbuka = isian(masuk.get(form), **{"nama_lain-0-nama": "DINKES"})
    alias.delete()
    jawaban = masuk.post(form, terbuka)
    assert "sudah dikeluarkan orang lain" in galat_baris(jawaban)
    assert isian(jawaban)["nama_lain-0-nama"] == "DINKES"
    assert not NamaLain.objects.exists()


def test_a_colleagues_correction_of_a_tie_between_regulations_is_not_overwritten(masuk: Client, kab: Kabupaten) -> None:
    lama, lain = (pabrik.peraturan(kab.daerah, nomor, 2018) for nomor in ("8", "9"))
    ikatan = HubunganPeraturan.objects.create(dari=kab.peraturan, ke=lama, jenis="mencabut", rujukan="Pasal 9")
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    terbuka = isian(masuk.get(form), alasan="letak", **{"hubungan_keluar-0-rujukan": "Pasal 10"})
    HubunganPeraturan.objects.filter(pk=ikatan.pk).update(ke=lain)
    jawaban = masuk.post(form, terbuka)
    assert jawaban.status_code == 409
    assert f"kini “{lain}”, semula “{lama}”" in galat_formulir(jawaban)
    assert (segar(ikatan).ke, segar(ikatan).rujukan) == (lain, "Pasal 9")
    assert masuk.post(form, isian(jawaban)).status_code == 302
    assert (segar(ikatan).ke, segar(ikatan).rujukan) == (lain, "Pasal 10")


def test_a_row_without_its_seal_is_not_written(masuk: Client, kab: Kabupaten, alias: NamaLain) -> None:
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    kosong = isian(masuk.get(alamat(PerangkatDaerah, "add")))["lihat"]
    for ruas in ("nama_lain-0-lihat", "lihat"):
        for segel in (None, "rusak", kosong):  # none, a broken one, the one of a new row
            data = isian(masuk.get(form), nama="X", **{"nama_lain-0-nama": "X", ruas: segel})
            jawaban = masuk.post(form, data)
            assert "kedaluwarsa" in galat_formulir(jawaban) + galat_baris(jawaban)
    hapus = isian(masuk.get(form), **{"nama_lain-0-DELETE": "on", "nama_lain-0-lihat": None})
    assert masuk.post(form, hapus).status_code == 409
    assert segar(alias).nama == "Dinkes"
    assert segar(kab.badan["dinkes"]).nama == "Dinas Kesehatan"


def test_whoever_may_only_look_is_shown_no_seal(client: Client, kab: Kabupaten, alias: NamaLain) -> None:
    client.force_login(pabrik.pengguna("pemeriksa", "pemeriksa", kab.daerah))
    jawaban = client.get(alamat(PerangkatDaerah, "change", kab.id("dinkes")))
    assert "Dinkes" in baca(jawaban).teks
    assert "nama_lain-0-lihat" not in jawaban.content.decode()


# Only what was seen is written ------------------------------------------------------------------------


def test_a_save_writes_only_the_fields_that_were_seen_and_changed(kab: Kabupaten, sari: User) -> None:
    basi = segar(kab.peraturan)
    Peraturan.objects.filter(pk=basi.pk).update(catatan="dari orang lain")
    basi.tempat = "Martapura"
    simpan_peraturan(objek=basi, oleh=sari, lihat={"tempat": "", "tentang": basi.tentang}, alasan="dilengkapi")
    assert (segar(basi).tempat, segar(basi).catatan) == ("Martapura", "dari orang lain")
    riwayat = basi.history.first()
    assert (riwayat.tempat, riwayat.catatan, riwayat.history_change_reason) == (
        "Martapura", "dari orang lain", "dilengkapi",
    )  # fmt: skip


def test_a_row_that_is_only_hung_on_leaves_its_parent_and_the_parents_history_alone(kab: Kabupaten, sari: User) -> None:
    badan = kab.badan["dinkes"]
    banyak = badan.history.count()
    baru = NamaLain(perangkat_daerah=badan, nama="Dinkes")
    simpan_badan(objek=badan, oleh=sari, lihat={"nama": badan.nama}, ikutan=[(baru, None)], alasan="x")
    assert (badan.history.count(), baru.history.get().history_change_reason) == (banyak, "x")


def test_nothing_of_an_act_is_written_where_one_of_its_rows_was_changed(
    kab: Kabupaten, sari: User, alias: NamaLain
) -> None:
    badan = kab.badan["dinkes"]
    badan.nama = "Lain"
    for ruas in ("ikutan", "hapus"):
        basi: dict[str, Any] = {ruas: [(alias, {"nama": "Dulu"})]}
        with pytest.raises(Bentrok, match="semula “Dulu”"):
            simpan_badan(objek=badan, oleh=sari, lihat={"nama": "Dinas Kesehatan"}, **basi)
    assert (segar(badan).nama, segar(alias).nama) == ("Dinas Kesehatan", "Dinkes")
    hilang = segar(alias)
    alias.delete()
    with pytest.raises(Bentrok, match="sudah dikeluarkan"):
        simpan_badan(objek=badan, oleh=sari, lihat={"nama": "Dinas Kesehatan"}, hapus=[(hilang, {"nama": "Dinkes"})])


# Versions ---------------------------------------------------------------------------------------------


def test_a_new_region_turns_over_nobodys_pages(kab: Kabupaten, atur: User) -> None:
    sebelum = versi(kab.daerah)
    baru = Daerah(kode="98.01", nama="Kabupaten Baru", jenis="kabupaten")
    simpan_daerah(objek=baru, oleh=atur, lihat=None)
    assert not VersiNasional.objects.exists()
    assert (versi(kab.daerah), versi(baru)) == (sebelum, 0)


def test_a_national_regulation_turns_over_the_pages_of_all(kab: Kabupaten, sari: User) -> None:
    uu = Peraturan(kunci="uu-23-2014", jenis="uu", nomor="23", tahun=2014, tentang="Pemerintahan Daerah")
    simpan_peraturan(objek=uu, oleh=sari, lihat=None)
    assert VersiNasional.objects.get().versi == 1


# Urusan -----------------------------------------------------------------------------------------------


def test_an_urusan_that_a_published_edition_uses_is_renamed_only_with_a_reason(
    rancangan: Kabupaten, sari: User
) -> None:
    urusan, bebas = (Urusan.objects.create(nama=nama) for nama in ("kesehatan", "perikanan"))
    kunci = ("urusanperangkat", (rancangan.id("dinkes"), urusan.pk))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"peraturan_id": rancangan.peraturan.pk}}, oleh=sari)

    def namai(satu: Urusan, nama: str, alasan: str = "") -> None:
        lihat = {"nama": satu.nama}
        satu.nama = nama
        simpan_nasional(objek=satu, oleh=sari, lihat=lihat, alasan=alasan)

    namai(urusan, "kesehatan masyarakat")  # only a draft uses it
    terbitkan(edisi=rancangan.edisi, oleh=None)
    with pytest.raises(Ditolak, match="Tulis alasan"):
        namai(segar(urusan), "kesehatan rakyat")
    namai(bebas, "kelautan")
    namai(segar(urusan), "kesehatan rakyat", alasan="salah ketik")
    assert [segar(satu).nama for satu in (urusan, bebas)] == ["kesehatan rakyat", "kelautan"]


# What stays for good ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [({"nomor": ""}, "Nomor peraturan"), ({"tahun": None}, "Tahun peraturan")],
)
def test_a_public_regulation_keeps_its_number_and_year(
    ganti: dict[str, Any], kata: str, kab: Kabupaten, atur: User
) -> None:
    objek, lihat = segar(kab.peraturan), {ruas: getattr(kab.peraturan, ruas) for ruas in ganti}
    for ruas, nilai in ganti.items():
        setattr(objek, ruas, nilai)
    with pytest.raises(Ditolak, match=f"{kata} yang sudah tampil"):
        simpan_peraturan(objek=objek, oleh=atur, lihat=lihat, alasan="dicoba")
    belum = pabrik.peraturan(kab.daerah, "7", 2024)
    for ruas, nilai in ganti.items():
        setattr(belum, ruas, nilai)
    simpan_peraturan(objek=belum, oleh=atur, lihat={"nomor": "7", "tahun": 2024})
    assert {ruas: getattr(segar(belum), ruas) for ruas in ganti} == ganti


def test_the_uud_has_no_number_to_keep_but_does_not_become_a_nameless_law(atur: User) -> None:
    uud = pabrik.peraturan(None, "", 1945, jenis="uud", tentang="", kunci="uud-1945")
    uud.tempat = "Jakarta"
    simpan_peraturan(objek=uud, oleh=atur, lihat={"tempat": ""}, alasan="dilengkapi")
    uud.jenis, uud.tentang = "uu", "Sesuatu"
    with pytest.raises(Ditolak, match="Nomor"):
        simpan_peraturan(objek=uud, oleh=atur, lihat={"jenis": "uud", "tentang": ""}, alasan="dicoba")


def test_a_regulation_and_a_body_stay_with_their_region(kab: Kabupaten, atur: User) -> None:
    lain = pabrik.daerah("98.01", "Kabupaten Lain")
    aturan = pabrik.peraturan(kab.daerah, "7", 2024)
    badan = pabrik.badan(kab.daerah, "dinas-baru", "Dinas Baru")
    for tujuan in (lain, None):
        aturan.daerah = tujuan
        with pytest.raises(Ditolak, match="Daerah peraturan yang sudah tercatat"):
            simpan_peraturan(objek=aturan, oleh=atur, lihat={"daerah_id": kab.daerah.pk}, alasan="x")
    badan.daerah = lain
    with pytest.raises(Ditolak, match="Daerah perangkat daerah yang sudah tercatat"):
        simpan_badan(objek=badan, oleh=atur, lihat={"daerah_id": kab.daerah.pk}, alasan="x")
    assert (segar(aturan).daerah, segar(badan).daerah) == (kab.daerah, kab.daerah)
    nasional = pabrik.peraturan(None, "23", 2014, jenis="uu")
    nasional.daerah = lain
    with pytest.raises(Ditolak, match="Daerah peraturan"):
        simpan_peraturan(objek=nasional, oleh=atur, lihat={"daerah_id": None}, alasan="x")


# Where a body is led to -------------------------------------------------------------------------------


def alihkan(objek: PerangkatDaerah, ke: PerangkatDaerah | None, oleh: User) -> None:
    objek = segar(objek)
    lihat = {"dialihkan_ke_id": objek.dialihkan_ke_id}
    objek.dialihkan_ke = ke
    simpan_badan(objek=objek, oleh=oleh, lihat=lihat, alasan="tercatat dua kali")


def test_a_body_is_led_only_to_one_of_its_region(kab: Kabupaten, sari: User) -> None:
    asing = pabrik.badan(pabrik.daerah("98.01", "Kabupaten Lain"), "dinkes", "Dinas Kesehatan")
    with pytest.raises(Ditolak, match="daerah lain"):
        alihkan(kab.badan["dinkes"], asing, sari)


def test_a_body_is_led_in_no_circle_and_straight_to_the_end(kab: Kabupaten, sari: User) -> None:
    a, b, c = (pabrik.badan(kab.daerah, kunci, f"Badan {kunci.upper()}") for kunci in "abc")
    alihkan(a, b, sari)
    with pytest.raises(Ditolak, match="melingkar"):
        alihkan(b, a, sari)
    with pytest.raises(Ditolak, match="alihkan langsung ke “Badan B”"):
        alihkan(c, a, sari)
    with pytest.raises(Ditolak, match="alihkan dulu “Badan A” langsung ke “Badan C”"):
        alihkan(b, c, sari)
    alihkan(a, c, sari)
    alihkan(b, c, sari)
    assert [segar(satu).dialihkan_ke for satu in (a, b, c)] == [c, c, None]
    alihkan(a, None, sari)
    with pytest.raises(Ditolak, match="dirinya sendiri"):
        alihkan(c, c, sari)


def test_the_form_says_why_a_body_cannot_be_led_there(masuk: Client, kab: Kabupaten) -> None:
    PerangkatDaerah.objects.filter(pk=kab.id("disdik")).update(dialihkan_ke=kab.id("setda"))
    form = alamat(PerangkatDaerah, "change", kab.id("dinkes"))
    jawaban = masuk.post(form, isian(masuk.get(form), dialihkan_ke=kab.id("disdik"), alasan="x"))
    assert "alihkan langsung ke “Sekretariat Daerah”" in galat_formulir(jawaban)
    assert isian(jawaban)["dialihkan_ke"] == str(kab.id("disdik"))


# Behind a published edition ---------------------------------------------------------------------------


def test_a_regulation_cannot_be_made_to_start_after_the_edition_that_it_causes(kab: Kabupaten, atur: User) -> None:
    peraturan = segar(kab.peraturan)
    lihat = {"berlaku_mulai": peraturan.berlaku_mulai.isoformat()}
    peraturan.berlaku_mulai = date(2020, 6, 1)
    with pytest.raises(Ditolak, match="mulai 02-01-2020, lebih awal"):
        simpan_peraturan(objek=peraturan, oleh=atur, lihat=lihat, alasan="salah ketik")
    assert segar(kab.peraturan).berlaku_mulai == date(2020, 1, 2)


def test_a_form_without_its_token_gets_the_sites_own_page(db: None) -> None:
    jawaban = Client(enforce_csrf_checks=True).post("/admin/login/", {"username": "x", "password": "y"})
    assert jawaban.status_code == 403
    assert "muat ulang halaman" in jawaban.content.decode()
