"""Import of a draft's units and spans: every row's fate before anything is written, then one act."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.galat import Bentrok, TidakBerwenang
from registry.models import Kedudukan, NamaLain, PerangkatDaerah, Tindakan
from registry.services import terapkan, urungkan
from registry.tabel.layanan import impor
from registry.tabel.rencana import Nasib, Rencana
from registry.tabel.tulis import tulis_xlsx
from tests import pabrik
from tests.isian import baca, ketat_rentang
from tests.tabel import RENTANG, UNIT, diubah, lanjut, rencana, tanpa, unggah, xlsx

DINAS_BARU = ["", "Dinas Perhubungan", "dinas", "bupati"]


@pytest.fixture
def masuk(client: Any, rancangan: pabrik.Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch) -> Any:
    ketat_rentang(monkeypatch)
    client.force_login(sari)
    return client


def nasib(hasil: Rencana, kunci: str) -> Nasib:
    return next(satu for satu in hasil.nasib if satu.kunci == kunci)


def galat(hasil: Rencana) -> list[str]:
    return hasil.galat + [pesan for satu in hasil.nasib for pesan in satu.galat]


def test_the_preview_tells_the_fate_of_every_row(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    isi = diubah(
        rancangan.edisi,
        ("Unit", "disdik", "Nama", "Dinas Pendidikan dan Kebudayaan"),
        ("Unit", "puskesmas", "Induk", "disdik"),
        ("Rentang", "disdik", "Koordinator", "asisten-3"),
    )
    jawaban = unggah(masuk, rancangan.edisi, isi)
    halaman = baca(jawaban)
    assert jawaban.status_code == 200
    teks = halaman.teks
    assert "Nama: Dinas Pendidikan menjadi Dinas Pendidikan dan Kebudayaan" in teks
    assert "Induk: Dinas Kesehatan menjadi Dinas Pendidikan" in teks
    assert "Koordinator: Asisten Perekonomian dan Pembangunan menjadi Asisten Administrasi Umum" in teks
    rencana = jawaban.context["rencana"]
    assert len(rencana.nasib) == len(pabrik.BAGAN) + len(pabrik.RENTANG)
    assert rencana.jumlah() == {"galat": 0, "usul": 0, "baru": 0, "berubah": 3, "dikeluarkan": 0, "tetap": 13}
    assert rancangan.unit("disdik").nama == "Dinas Pendidikan"


def test_a_confirmed_import_is_one_act_that_can_be_undone(masuk: Any, rancangan: pabrik.Kabupaten, sari: User) -> None:
    sebelum = tulis_xlsx(rancangan.edisi)
    isi = xlsx(
        Unit=[UNIT, DINAS_BARU, ["disdik", "Dinas Pendidikan Dasar", "dinas", "bupati"]],
        Rentang=[RENTANG, ["Dinas Perhubungan", "asisten-2", "b"]],
    )
    pratinjau = unggah(masuk, rancangan.edisi, isi, "susunan.xlsx")
    jumlah = Tindakan.objects.count()
    jawaban = lanjut(masuk, rancangan.edisi, pratinjau, alasan="rapat 3 Mei")
    assert jawaban.status_code == 302
    assert Tindakan.objects.count() == jumlah + 1
    satu = Tindakan.objects.latest("pk")
    assert (satu.jenis, satu.oleh, satu.alasan) == ("impor", sari, "rapat 3 Mei")
    assert satu.ringkas == ("Impor susunan.xlsx: kedudukan 1 ditambahkan, 1 diubah; rentang koordinasi 1 ditambahkan")
    badan = PerangkatDaerah.objects.get(daerah=rancangan.daerah, kunci="dinas-perhubungan")
    assert badan.history.get().history_user == sari
    tempat = Kedudukan.objects.get(edisi=rancangan.edisi, perangkat_daerah=badan)
    assert (tempat.induk, tempat.urutan) == (rancangan.unit("bupati"), max(range(1, 14)))
    assert RentangKoordinasi.objects.get(unit=badan).koordinator_id == rancangan.id("asisten-2")
    urungkan(tindakan=satu, oleh=sari)
    assert rencana(rancangan.edisi, sebelum, samakan=True).muatan.ubah == {}
    usul = rencana(rancangan.edisi, isi).nasib[0].usul  # the body stays, and is known by its name
    assert usul is not None
    assert [satu.kunci for satu in usul.calon] == ["dinas-perhubungan"]


def test_a_body_that_has_or_had_the_name_is_proposed_and_chosen(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    lama = pabrik.badan(rancangan.daerah, "dishub", "Dinas Perhubungan dan Kominfo")
    NamaLain.objects.create(perangkat_daerah=lama, nama="Dinas Perhubungan", jenis="nama_lama")
    pratinjau = unggah(masuk, rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    teks = baca(pratinjau).teks
    assert "sama dengan “Dinas Perhubungan dan Kominfo”" in teks
    assert "Terapkan seluruhnya" not in teks
    assert lanjut(masuk, rancangan.edisi, pratinjau).status_code == 200
    assert not Kedudukan.objects.filter(edisi=rancangan.edisi, nama="Dinas Perhubungan").exists()
    terpilih = lanjut(masuk, rancangan.edisi, pratinjau, "hitung", **{"pilih-2": "kunci:dishub"})
    assert "badan yang sudah dikenal" in baca(terpilih).teks
    lanjut(masuk, rancangan.edisi, terpilih)
    tempat = Kedudukan.objects.get(edisi=rancangan.edisi, nama="Dinas Perhubungan")
    assert tempat.perangkat_daerah == lama


def test_the_choice_may_be_a_new_body_and_may_be_taken_back(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    pabrik.badan(rancangan.daerah, "dishub", "Dinas Perhubungan")
    pratinjau = unggah(masuk, rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    salah = lanjut(masuk, rancangan.edisi, pratinjau, "hitung", **{"pilih-2": "kunci:dishub"})
    benar = lanjut(masuk, rancangan.edisi, salah, "hitung", **{"pilih-2": "baru"})
    assert [satu.kunci for satu in benar.context["rencana"].muatan.badan] == ["dinas-perhubungan"]
    lanjut(masuk, rancangan.edisi, benar)
    assert PerangkatDaerah.objects.filter(daerah=rancangan.daerah, nama="Dinas Perhubungan").count() == 2


def test_no_new_body_is_made_before_each_is_ticked(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    isi = xlsx(Unit=[UNIT, DINAS_BARU, ["bapenda", "Badan Pendapatan", "badan", "bupati"]])
    pratinjau = unggah(masuk, rancangan.edisi, isi)
    assert [(satu.kunci, satu.disahkan) for satu in pratinjau.context["badan_baru"]] == [
        ("dinas-perhubungan", False),
        ("bapenda", False),
    ]
    banyak = PerangkatDaerah.objects.count()
    for dicentang in ([], ["bapenda"], ["*"]):
        tolak = lanjut(masuk, rancangan.edisi, pratinjau, badan_baru=dicentang, alasan="Ketikan Saya")
        assert tolak.status_code == 422
        assert "Centang dulu tiap badan baru" in baca(tolak).teks
        assert "Ketikan Saya" in tolak.content.decode()
        tampak = {satu.kunci for satu in tolak.context["badan_baru"] if satu.disahkan}
        assert tampak == set(dicentang) - {"*"}
    assert PerangkatDaerah.objects.count() == banyak
    assert lanjut(masuk, rancangan.edisi, tolak, badan_baru=["bapenda", "dinas-perhubungan"]).status_code == 302
    assert PerangkatDaerah.objects.count() == banyak + 2


def test_a_body_chosen_as_new_is_not_asked_about_again(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    pabrik.badan(rancangan.daerah, "dishub", "Dinas Perhubungan")
    pratinjau = unggah(masuk, rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    dipilih = lanjut(masuk, rancangan.edisi, pratinjau, "hitung", **{"pilih-2": "baru"})
    assert [satu.disahkan for satu in dipilih.context["badan_baru"]] == [True]
    assert lanjut(masuk, rancangan.edisi, dipilih, badan_baru=[]).status_code == 302


def test_a_large_file_is_ticked_as_one(
    masuk: Any, rancangan: pabrik.Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("registry.admin.impor.BATAS_SATU_SATU", 1)
    isi = xlsx(Unit=[UNIT, DINAS_BARU, ["bapenda", "Badan Pendapatan", "badan", "bupati"]])
    pratinjau = unggah(masuk, rancangan.edisi, isi)
    assert "Semuanya memang badan baru" in baca(pratinjau).teks
    assert lanjut(masuk, rancangan.edisi, pratinjau, badan_baru=[]).status_code == 422
    assert lanjut(masuk, rancangan.edisi, pratinjau, badan_baru=["*"]).status_code == 302


def test_a_mistyped_key_is_told_with_what_may_be_meant(rancangan: pabrik.Kabupaten) -> None:
    pabrik.badan(rancangan.daerah, "dinas-kesehatan", "Dinas Kesehatan Lama")
    hasil = rencana(rancangan.edisi, diubah(rancangan.edisi, ("Unit", "puskesmas", "Induk", "dinas-kesehatann")))
    assert galat(hasil) == [
        "Lembar Unit, baris 11, kolom Induk: “dinas-kesehatann” tidak dikenal; mungkin “dinas-kesehatan”?"
    ] or galat(hasil)[0].endswith("kolom Induk: “dinas-kesehatann” tidak dikenal; mungkin “dinas-kesehatan”?")
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, ["dinas-kesehatann", "Dinas Sehat", "dinas", "bupati"]]))
    usul = hasil.nasib[0].usul
    assert usul is not None
    assert [satu.kunci for satu in usul.calon] == ["dinas-kesehatan"]


@pytest.mark.parametrize(
    ("lembar", "kunci", "kepala", "nilai", "pesan"),
    [
        ("Unit", "disdik", "Nama", "", "kolom Nama: wajib diisi."),
        ("Unit", "disdik", "Jenis", "dinass", "kolom Jenis: “dinass” bukan pilihan; yang ada: pemerintah daerah,"),
        ("Unit", "disdik", "Tipe", "D", "kolom Tipe: “D” bukan pilihan; yang ada: A, B, C."),
        ("Unit", "disdik", "Urutan", "satu", "kolom Urutan: “satu” bukan bilangan; tulis bilangan bulat"),
        ("Unit", "disdik", "Urutan", -1, "kolom Urutan: “-1” bukan bilangan"),
        ("Unit", "disdik", "Rujukan", "Pasl 5", "kolom Rujukan:"),
        ("Unit", "disdik", "Peraturan", "Perbup 99/1999", "kolom Peraturan: peraturan “Perbup 99/1999” tidak dikenal"),
        ("Unit", "disdik", "Induk", "disdik", "kolom Induk: susunannya melingkar"),
        ("Unit", "bupati", "Induk", "puskesmas", "susunannya melingkar"),
        ("Unit", "disdik", "Induk", "", "kolom Induk: kosong, padahal bagan hanya mempunyai satu pangkal"),
        ("Unit", "disdik", "Nama", "a" * 256, "kolom Nama:"),
        ("Unit", "disdik", "Singkatan", "x_x0001_y", "kolom Singkatan: memuat tanda yang tidak terlihat"),
        ("Unit", "disdik", "Kunci", "dinkes", "kolom Kunci: “dinkes” sudah ada di baris"),
        ("Unit", "disdik", "Kunci", "Dinas Satu!", "kolom Kunci: “Dinas Satu!” tidak dikenal. Kunci baru hanya"),
        ("Rentang", "disdik", "Koordinator", "disdik", "kolom Koordinator: unit tidak mengoordinasikan dirinya"),
        ("Rentang", "disdik", "Utama", "mungkin", "kolom Utama: “mungkin” bukan pilihan; tulis ya atau tidak."),
        ("Rentang", "disdik", "Unit", "", "kolom Unit: wajib diisi."),
        ("Rentang", "disdik", "Unit", "dinkes", "kolom Unit: “dinkes” sudah ada di baris"),
        ("Rentang", "disdik", "Huruf", "aaaaaa", "kolom Huruf:"),
        ("Rentang", "disdik", "Sebutan ke", 0, "kolom Sebutan ke: 0 di luar batas 1"),
    ],
)  # fmt: skip
def test_errors_are_told_by_sheet_row_and_column(
    masuk: Any, rancangan: pabrik.Kabupaten, lembar: str, kunci: str, kepala: str, nilai: Any, pesan: str
) -> None:
    ganti = [(lembar, kunci, kepala, nilai), ("Unit", "dinkes", "Singkatan", "Dinkes")]
    jawaban = unggah(masuk, rancangan.edisi, diubah(rancangan.edisi, *ganti))
    assert jawaban.status_code == 200
    semua = galat(jawaban.context["rencana"])
    assert any(satu.startswith(f"Lembar {lembar}, baris ") and pesan in satu for satu in semua), semua
    assert "Terapkan seluruhnya" not in jawaban.content.decode()
    jumlah = Tindakan.objects.count()
    lanjut(masuk, rancangan.edisi, jawaban)  # somebody who presses anyway
    assert Tindakan.objects.count() == jumlah


def test_words_are_read_as_people_write_them(rancangan: pabrik.Kabupaten) -> None:
    nasional = pabrik.peraturan(None, nomor="23", tahun=2014, jenis="uu", tentang="Pemerintahan Daerah")
    isi = diubah(
        rancangan.edisi,
        ("Unit", "dinkes", "Jenis", " DINAS "),
        ("Unit", "dinkes", "Induk", "Bupati Contoh"),
        ("Unit", "dinkes", "Peraturan", "Perbup No. 1 Tahun 2020"),
        ("Unit", "dinkes", "Rujukan", "pasal 3"),
        ("Unit", "dinkes", "Urutan", 9.0),
        ("Unit", "disdik", "Peraturan", "UU 23/2014"),
        ("Unit", "puskesmas", "Peraturan", "Perbup Contoh 1/2020"),
        ("Rentang", "dinkes", "Makna", "Mengoordinasikan"),
        ("Rentang", "dinkes", "Utama", True),
        ("Rentang", "dinkes", "Urutan", ""),
    )
    hasil = rencana(rancangan.edisi, isi)
    assert galat(hasil) == []
    assert hasil.muatan.ubah == {("kedudukan", (rancangan.id("disdik"),)): {"peraturan_id": nasional.pk}}


def test_rows_that_the_file_lacks_stay_unless_it_is_to_be_made_the_same(
    masuk: Any, rancangan: pabrik.Kabupaten
) -> None:
    isi = tanpa(rancangan.edisi, "Rentang", "disdik")
    assert rencana(rancangan.edisi, isi).muatan.ubah == {}
    pratinjau = unggah(masuk, rancangan.edisi, isi, cara="samakan")
    assert "Dikeluarkan (1)" in baca(pratinjau).teks
    lanjut(masuk, rancangan.edisi, pratinjau)
    assert set(RentangKoordinasi.objects.values_list("unit__kunci", flat=True)) == {"dinkes", "kecamatan"}


def test_only_what_was_shown_is_confirmed(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    isi = diubah(rancangan.edisi, ("Unit", "disdik", "Nama", "Dinas A"))
    pratinjau = unggah(masuk, rancangan.edisi, isi)
    lain = lanjut(masuk, rancangan.edisi, pratinjau, cara="samakan")
    assert (lain.status_code, lain.context["samakan"]) == (200, True)
    assert rancangan.unit("disdik").nama == "Dinas Pendidikan"
    assert lanjut(masuk, rancangan.edisi, lain).status_code == 302


def test_a_sheet_that_the_file_lacks_is_never_touched(rancangan: pabrik.Kabupaten) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Rentang=[RENTANG, ["dinkes", "asisten-1", "a"]]), samakan=True)
    assert {kunci[0] for kunci in hasil.muatan.ubah} == {"rentangkoordinasi"}
    assert hasil.jumlah()["dikeluarkan"] == 2


def test_a_unit_does_not_leave_while_others_stand_under_it(rancangan: pabrik.Kabupaten) -> None:
    hasil = rencana(rancangan.edisi, tanpa(rancangan.edisi, "Unit", "kecamatan"), samakan=True)
    assert any("“Kecamatan” tidak ada dalam bagan sesudah impor ini" in pesan for pesan in galat(hasil))
    assert not hasil.dapat_diterapkan


def test_columns_that_the_file_lacks_keep_what_the_draft_holds(rancangan: pabrik.Kabupaten) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, ["dinkes", "Dinas Kesehatan", "dinas", "setda"]]))
    assert hasil.muatan.ubah == {("kedudukan", (rancangan.id("dinkes"),)): {"induk": rancangan.id("setda")}}
    assert any("“Rujukan”" in catatan for catatan in hasil.catatan)


def test_what_the_rules_would_find_is_shown_before_it_is_written(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    isi = diubah(rancangan.edisi, ("Rentang", "disdik", "Koordinator", "dinkes"))
    pratinjau = unggah(masuk, rancangan.edisi, isi)
    assert any(satu.kode == "KOORDINATOR" for satu in pratinjau.context["temuan"])
    assert RentangKoordinasi.objects.get(unit=rancangan.badan["disdik"]).koordinator_id == rancangan.id("asisten-2")


def test_somebody_else_changed_the_same_cell_meanwhile(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    pratinjau = unggah(masuk, rancangan.edisi, diubah(rancangan.edisi, ("Unit", "disdik", "Nama", "Dinas A")))
    lain = pabrik.pengguna("budi")
    terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("disdik"),)): {"nama": "Dinas B"}}, oleh=lain)
    jawaban = lanjut(masuk, rancangan.edisi, pratinjau)
    assert jawaban.status_code == 409
    assert "Diubah orang lain sejak Anda membuka" in baca(jawaban).teks
    assert rancangan.unit("disdik").nama == "Dinas B"
    assert "Nama: Dinas B menjadi Dinas A" in baca(jawaban).teks  # the same file, compared anew
    assert lanjut(masuk, rancangan.edisi, jawaban).status_code == 302
    assert rancangan.unit("disdik").nama == "Dinas A"


def test_people_on_different_rows_do_not_collide(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    pratinjau = unggah(masuk, rancangan.edisi, diubah(rancangan.edisi, ("Unit", "disdik", "Nama", "Dinas A")))
    terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("dinkes"),)): {"nama": "Dinas B"}}, oleh=None)
    assert lanjut(masuk, rancangan.edisi, pratinjau).status_code == 302
    assert (rancangan.unit("disdik").nama, rancangan.unit("dinkes").nama) == ("Dinas A", "Dinas B")


def test_making_it_the_same_is_told_of_any_row_that_came_or_went(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    isi = tanpa(rancangan.edisi, "Rentang", "disdik")
    pratinjau = unggah(masuk, rancangan.edisi, isi, cara="samakan")
    ubah: Any = {("rentangkoordinasi", (rancangan.id("puskesmas"), 1)): {"koordinator_id": rancangan.id("asisten-3")}}
    terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=None)
    jawaban = lanjut(masuk, rancangan.edisi, pratinjau)
    assert jawaban.status_code == 409
    assert RentangKoordinasi.objects.count() == 4


def test_a_new_body_that_somebody_recorded_meanwhile_is_a_conflict(rancangan: pabrik.Kabupaten, sari: User) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    pabrik.badan(rancangan.daerah, "dinas-perhubungan", "Dinas Perhubungan")
    with pytest.raises(Bentrok):
        impor(edisi=rancangan.edisi, muatan=hasil.muatan, oleh=sari)
    assert PerangkatDaerah.objects.filter(kunci="dinas-perhubungan").count() == 1


def test_a_refusal_in_the_middle_leaves_neither_bodies_nor_rows(
    rancangan: pabrik.Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    hasil.muatan.lihat[next(iter(hasil.muatan.ubah))] = {"nama": "lain"}
    with pytest.raises(Bentrok):
        impor(edisi=rancangan.edisi, muatan=hasil.muatan, oleh=sari)
    assert not PerangkatDaerah.objects.filter(kunci="dinas-perhubungan").exists()
    assert not PerangkatDaerah.history.filter(kunci="dinas-perhubungan").exists()


def test_the_preview_writes_nothing(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    dulu = (Tindakan.objects.count(), PerangkatDaerah.objects.count(), PerangkatDaerah.history.count())
    isi = xlsx(Unit=[UNIT, DINAS_BARU])
    assert "Terapkan seluruhnya" in unggah(masuk, rancangan.edisi, isi).content.decode()
    assert (Tindakan.objects.count(), PerangkatDaerah.objects.count(), PerangkatDaerah.history.count()) == dulu
    assert "dinas-perhubungan" not in list(PerangkatDaerah.objects.values_list("kunci", flat=True))


def test_a_seal_is_bound_to_the_draft_the_person_and_this_server(
    masuk: Any, rancangan: pabrik.Kabupaten, client: Any
) -> None:
    pratinjau = unggah(masuk, rancangan.edisi, diubah(rancangan.edisi, ("Unit", "disdik", "Nama", "Dinas A")))
    asli = pratinjau.context["segel"]
    lain = pabrik.kabupaten("99.03", "Kabupaten Ketiga", terbit=False)
    client.force_login(pabrik.pengguna("budi"))
    for edisi, segel in ((rancangan.edisi, asli), (lain.edisi, asli), (rancangan.edisi, asli[:-2] + "xx")):
        alamat = reverse("admin:edisi_impor", args=[edisi.pk])
        jawaban = client.post(alamat, {"segel": segel, "lakukan": "terapkan"})
        assert jawaban.status_code == 422
        assert "kedaluwarsa" in baca(jawaban).teks
    assert rancangan.unit("disdik").nama == "Dinas Pendidikan"


def test_keys_and_regulations_of_another_region_are_not_known(rancangan: pabrik.Kabupaten) -> None:
    lain = pabrik.kabupaten("99.03", "Kabupaten Ketiga", tahun=2021)
    pabrik.badan(lain.daerah, "milik-lain", "Badan Rahasia")
    isi = diubah(
        rancangan.edisi,
        ("Unit", "disdik", "Induk", "milik-lain"),
        ("Unit", "dinkes", "Peraturan", "Perbup Ketiga 1/2021"),
        ("Rentang", "disdik", "Koordinator", "milik-lain"),
    )
    hasil = rencana(rancangan.edisi, isi)
    assert len(galat(hasil)) == 3
    assert "Rahasia" not in repr(hasil)
    baru = rencana(rancangan.edisi, xlsx(Unit=[UNIT, ["", "Badan Rahasia", "badan", "bupati"]]))
    assert baru.nasib[0].usul is None


@pytest.mark.parametrize("peran", ["auditor", "pemeriksa"])
def test_only_who_may_change_the_draft_imports(client: Any, rancangan: pabrik.Kabupaten, peran: str) -> None:
    akun = pabrik.pengguna("lain", peran=peran, milik=rancangan.daerah)
    client.force_login(akun)
    alamat = reverse("admin:edisi_impor", args=[rancangan.edisi.pk])
    assert client.get(alamat).status_code == 403
    assert unggah(client, rancangan.edisi, tulis_xlsx(rancangan.edisi)).status_code == 403
    hasil = rencana(rancangan.edisi, xlsx(Unit=[UNIT, DINAS_BARU]))
    with pytest.raises(TidakBerwenang):
        impor(edisi=rancangan.edisi, muatan=hasil.muatan, oleh=akun)


def test_another_region_is_not_there(client: Any, rancangan: pabrik.Kabupaten) -> None:
    client.force_login(pabrik.pengguna("tamu", milik=pabrik.daerah("99.02", "Kabupaten Lain")))
    assert client.get(reverse("admin:edisi_impor", args=[rancangan.edisi.pk])).status_code == 404
    assert unggah(client, rancangan.edisi, b"x").status_code == 404


def test_a_published_edition_takes_no_import(client: Any, kab: pabrik.Kabupaten, sari: User) -> None:
    client.force_login(sari)
    alamat = reverse("admin:edisi_impor", args=[kab.edisi.pk])
    assert "Hanya rancangan yang menerima impor" in client.get(alamat).content.decode()
    assert unggah(client, kab.edisi, xlsx(Unit=[UNIT, DINAS_BARU])).status_code == 409


def test_a_draft_that_was_submitted_meanwhile_is_told(masuk: Any, rancangan: pabrik.Kabupaten) -> None:
    pratinjau = unggah(masuk, rancangan.edisi, diubah(rancangan.edisi, ("Unit", "disdik", "Nama", "Dinas A")))
    rancangan.edisi.keadaan = "diajukan"
    rancangan.edisi.save()
    assert lanjut(masuk, rancangan.edisi, pratinjau).status_code == 409
    assert rancangan.unit("disdik").nama == "Dinas Pendidikan"


def _kueri(edisi: Any, banyak: int, oleh: User) -> tuple[int, int]:
    awal = f"{banyak}x"
    baris = [[f"unit-{awal}{ke}", f"Unit {awal}{ke}", "desa", "kecamatan"] for ke in range(banyak)]
    rentang = [[f"unit-{awal}{ke}", "asisten-3", ""] for ke in range(banyak)]
    isi = xlsx(Unit=[UNIT, *baris], Rentang=[RENTANG, *rentang])
    with CaptureQueriesContext(
        connection,
    ) as periksa:
        hasil = rencana(edisi, isi)
    assert hasil.jumlah()["baru"] == 2 * banyak
    with CaptureQueriesContext(connection) as tulis:
        impor(edisi=edisi, muatan=hasil.muatan, oleh=oleh)
    return len(periksa), len(tulis)


def test_three_hundred_rows_cost_the_queries_of_twenty(rancangan: pabrik.Kabupaten, sari: User) -> None:
    sedikit, banyak = _kueri(rancangan.edisi, 20, sari), _kueri(rancangan.edisi, 300, sari)
    assert banyak[0] == sedikit[0] <= 7
    # Writing goes in bulk: 560 rows more are some batches more (SQLite takes 999 values a statement).
    assert banyak[1] - sedikit[1] <= 560 / 15
