"""The access log: what is noted of signing in, of failing to, of taking data out and of accounts; and who reads it."""

from __future__ import annotations

import csv
import io
import logging
from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry import akses
from registry.akses import alamat_pengirim, catat_akses
from registry.models import CatatanAkses, JenisAkses, Penugasan
from registry.services import buat_rancangan, cabut_peran
from tests import pabrik
from tests.halaman import baca, ketat
from tests.isian import alamat, isian
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db

SANDI = "rahasia-uji-12345"
LAMAN = "/audit/akses/"


@pytest.fixture
def auditor(db: None) -> User:
    """Of all regions."""
    return pabrik.pengguna("auditor", "auditor")


@pytest.fixture
def pemeriksa_contoh(kab: Kabupaten) -> User:
    """Auditor of Kabupaten Contoh alone."""
    return pabrik.pengguna("auditor-contoh", "auditor", kab.daerah)


@pytest.fixture
def kabur(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log cannot be written."""

    def gagal(*args: Any, **kwargs: Any) -> Any:
        raise DatabaseError("penuh")

    monkeypatch.setattr(CatatanAkses.objects, "create", gagal)


def isi(jenis: str | None = None) -> list[CatatanAkses]:
    """What was noted, oldest first."""
    semua = CatatanAkses.objects.order_by("pk")
    return list(semua if jenis is None else semua.filter(jenis=jenis))


def masuk(client: Client, nama: str = "sari", sandi: str = SANDI, **kepala: Any) -> Any:
    return client.post(reverse("admin:login"), {"username": nama, "password": sandi, "next": "/admin/"}, **kepala)


# Signing in --------------------------------------------------------------------------------------------


def test_signing_in_and_out_is_noted_with_the_address(client: Client, sari: User) -> None:
    assert masuk(client, REMOTE_ADDR="203.0.113.7").status_code == 302
    client.post(reverse("admin:logout"), REMOTE_ADDR="203.0.113.7")
    dulu, lalu = isi("masuk")[-1], isi("keluar")[-1]
    assert (dulu.pengguna, dulu.nama, dulu.alamat) == (sari, "sari", "203.0.113.7")
    assert (lalu.pengguna, lalu.nama) == (sari, "sari")


def test_a_failure_of_a_known_account_keeps_its_name(client: Client, sari: User) -> None:
    assert masuk(client, sandi="salah sama sekali").status_code == 200
    (gagal,) = isi("gagal")
    assert (gagal.pengguna, gagal.nama, gagal.rincian) == (sari, "sari", "")


def test_a_password_typed_into_the_name_field_is_not_kept(client: Client, sari: User) -> None:
    masuk(client, nama=SANDI, sandi="sari")
    (gagal,) = isi("gagal")
    assert (gagal.pengguna, gagal.nama, gagal.rincian) == (None, "", "")


@pytest.mark.parametrize("nama", ["", "\x00", "x" * 5000, None, 7, "Sari", "' OR 1=1 --"])
def test_no_typed_name_breaks_the_log(sari: User, nama: Any) -> None:
    akses.saat_gagal(None, {"username": nama, "password": SANDI}, None)
    assert [satu.nama for satu in isi("gagal")] == [""]


def test_a_failure_is_nobodys_even_where_somebody_is_signed_in(client: Client, sari: User) -> None:
    client.force_login(sari)
    masuk(client, nama="tidak-ada", sandi="x")
    assert isi("gagal")[-1].pengguna is None


def test_neither_password_nor_session_nor_browser_is_written(client: Client, sari: User) -> None:
    masuk(client, HTTP_USER_AGENT="Peramban/9.9")
    masuk(client, nama=SANDI, sandi="lain-lagi-12345", HTTP_USER_AGENT="Peramban/9.9")
    baris = repr(list(CatatanAkses.objects.values_list()))
    for rahasia in (SANDI, "lain-lagi-12345", "Peramban", client.cookies["sessionid"].value):
        assert rahasia not in baris


def test_a_flood_is_noted_up_to_a_limit_and_locks_nobody_out(client: Client, sari: User) -> None:
    for _ in range(akses.BATAS_SATU + 15):
        masuk(client, sandi="salah")
    gagal = isi("gagal")
    assert len(gagal) == akses.BATAS_SATU + 1
    assert [satu.rincian for satu in gagal[-2:]] == ["", akses.SETERUSNYA]
    masuk(client, sandi="salah", REMOTE_ADDR="203.0.113.9")
    assert isi("gagal")[-1].alamat == "203.0.113.9"  # another address is counted for itself
    assert masuk(client).status_code == 302


def test_a_flood_from_everywhere_is_limited_too(sari: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(akses, "BATAS_SEMUA", 30)
    pembuat = RequestFactory()
    for nomor in range(50):
        akses.saat_gagal(None, {"username": "x"}, pembuat.post("/", REMOTE_ADDR=f"203.0.113.{nomor}"))
    assert len(isi("gagal")) == 31
    assert isi("gagal")[-1].rincian == akses.SETERUSNYA
    with CaptureQueriesContext(
        connection,
    ) as kueri:
        akses.saat_gagal(None, {"username": "x"}, pembuat.post("/", REMOTE_ADDR="203.0.113.99"))
    assert len(kueri) == 2


def test_after_a_minute_failures_are_noted_again(client: Client, sari: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(akses.BATAS_SATU + 2):
        masuk(client, sandi="salah")
    semula = len(isi("gagal"))
    nanti = timezone.now() + timedelta(seconds=61)
    monkeypatch.setattr("django.utils.timezone.now", lambda: nanti)
    akses.saat_gagal(None, {"username": "sari"}, RequestFactory().post("/"))
    assert len(isi("gagal")) == semula + 1


def test_signing_in_goes_on_where_the_log_cannot_be_written(
    client: Client, sari: User, kabur: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, logger="registry.akses"):
        assert masuk(client, sandi="salah").status_code == 200
        assert masuk(client).status_code == 302
        client.post(reverse("admin:logout"))
    assert len(caplog.records) == 3
    assert SANDI not in caplog.text


# Addresses ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("proksi", "langsung", "terusan", "hasil"),
    [
        (0, "203.0.113.7", "", "203.0.113.7"),
        (0, "203.0.113.7", "198.51.100.1", "203.0.113.7"),
        (1, "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (1, "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (2, "10.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (2, "10.0.0.1", "198.51.100.1", "10.0.0.1"),
        (1, "10.0.0.1", "", None),
        (1, "10.0.0.1", "bukan alamat", None),
        (1, "10.0.0.1", "198.51.100.1:4711", None),
        (0, "", "", None),
        (0, "fe80::1%eth0", "", None),
        (0, "::ffff:203.0.113.7", "", "203.0.113.7"),
        (0, "2001:DB8::1", "", "2001:db8::1"),
    ],
)
def test_the_address_is_who_connects_or_what_the_last_proxies_wrote(
    settings: Any, proksi: int, langsung: str, terusan: str, hasil: str | None
) -> None:
    settings.JUMLAH_PROKSI = proksi
    permintaan = RequestFactory().get("/", REMOTE_ADDR=langsung, HTTP_X_FORWARDED_FOR=terusan)
    assert alamat_pengirim(permintaan) == hasil
    catat_akses(permintaan, JenisAkses.EKSPOR)
    assert isi()[-1].alamat == hasil


# Accounts ----------------------------------------------------------------------------------------------


def test_every_change_of_an_account_is_noted_with_who_made_it(client: Client, sari: User) -> None:
    bos = User.objects.create_superuser("bos", password=SANDI)
    client.force_login(bos)
    form = alamat(User, "change", sari.pk)

    def simpan(**ganti: Any) -> str:
        jawaban = client.post(form, isian(client.get(form), **ganti))
        assert jawaban.status_code == 302, jawaban.content.decode()
        akhir = isi("akun")[-1]
        assert akhir.pengguna == sari
        return akhir.rincian

    assert simpan(is_active=None) == "dinonaktifkan oleh bos"
    assert simpan(is_active="on", first_name="Sri") == "nama depan diganti, diaktifkan oleh bos"
    assert simpan(is_superuser="on") == "dijadikan pengatur seluruh pemasangan oleh bos"
    assert simpan(is_superuser=None) == "tidak lagi pengatur seluruh pemasangan oleh bos"
    banyak = len(isi("akun"))
    jawaban = client.post(form, isian(client.get(form)))
    assert jawaban.status_code == 302
    assert len(isi("akun")) == banyak  # nothing changed, nothing noted
    sandi = reverse("admin:auth_user_password_change", args=[sari.pk])
    baru = {"password1": "sandi-lain-99999", "password2": "sandi-lain-99999", "usable_password": "true"}
    assert client.post(sandi, baru).status_code == 302
    assert isi("akun")[-1].rincian == "kata sandi diganti oleh bos"


def test_ones_own_password_is_noted_as_ones_own(client: Client, sari: User) -> None:
    client.force_login(sari)
    baru = {"old_password": SANDI, "new_password1": "sandi-lain-99999", "new_password2": "sandi-lain-99999"}
    assert client.post(reverse("admin:password_change"), baru).status_code == 302
    assert (isi("akun")[-1].nama, isi("akun")[-1].rincian) == ("sari", "kata sandi diganti oleh pemiliknya")


def test_a_password_hashed_anew_at_sign_in_is_no_change(client: Client, sari: User, settings: Any) -> None:
    settings.PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.ScryptPasswordHasher",
        "django.contrib.auth.hashers.MD5PasswordHasher",
    ]
    banyak, dulu = len(isi("akun")), sari.password
    masuk(client)
    sari.refresh_from_db()
    assert sari.password != dulu
    assert len(isi("akun")) == banyak


def test_accounts_made_by_a_command_are_noted(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RENTANG_DEMO", "1")
    call_command("akun_demo", berkas=tmp_path / "akun.txt", stdout=io.StringIO())
    dibuat = [satu for satu in isi("akun") if satu.rincian.startswith("dibuat")]
    assert {satu.nama for satu in dibuat} == {"administrator", "pengelola", "pemeriksa", "auditor"}
    assert all("perintah" in satu.rincian and satu.alamat is None for satu in dibuat)


def test_an_account_is_not_changed_where_it_cannot_be_noted(client: Client, sari: User, kabur: None) -> None:
    client.raise_request_exception = False
    bos = User(username="bos", is_superuser=True, is_staff=True)
    User.objects.bulk_create([bos])
    client.force_login(bos)
    form = alamat(User, "change", sari.pk)
    assert client.post(form, isian(client.get(form), is_active=None)).status_code == 500
    assert User.objects.get(pk=sari.pk).is_active


# Taking data out ---------------------------------------------------------------------------------------


def test_every_table_taken_out_is_noted_with_its_region(client: Client, rancangan: Kabupaten, sari: User) -> None:
    client.force_login(sari)
    ekspor = reverse("admin:edisi_ekspor", args=[rancangan.edisi.pk])
    assert client.get(ekspor).status_code == 200
    assert isi("ekspor") == []  # looking at what there is takes nothing out
    for apa in ("xlsx", "csv-unit"):
        assert client.get(ekspor, {"unduh": apa}).status_code == 200
        akhir = isi("ekspor")[-1]
        assert (akhir.pengguna, akhir.daerah) == (sari, rancangan.daerah)
        assert akhir.rincian.startswith("tabel edisi: kabupaten-contoh-2020-01-02")
    client.get(ekspor, {"unduh": "tidak-ada"})
    assert len(isi("ekspor")) == 2


def test_a_file_does_not_leave_unnoted(client: Client, rancangan: Kabupaten, sari: User, kabur: None) -> None:
    client.raise_request_exception = False
    client.force_login(sari)
    jawaban = client.get(reverse("admin:edisi_ekspor", args=[rancangan.edisi.pk]), {"unduh": "xlsx"})
    assert jawaban.status_code == 500


def test_the_pdf_of_a_regulation_taken_out_by_staff_is_noted(
    client: Client, rancangan: Kabupaten, sari: User, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    (tmp_path / "naskah.pdf").write_bytes(b"%PDF-1.7")
    rancangan.peraturan.berkas.name = "naskah.pdf"
    rancangan.peraturan.save()
    client.force_login(sari)
    jawaban: Any = client.get(reverse("admin:peraturan_berkas", args=[rancangan.peraturan.pk]))
    assert b"".join(jawaban.streaming_content) == b"%PDF-1.7"
    assert isi("ekspor")[-1].rincian == f"berkas peraturan: {rancangan.peraturan.kunci}.pdf"


def test_the_database_refuses_to_change_or_remove_a_note(sari: User) -> None:
    satu = catat_akses(None, JenisAkses.MASUK, pengguna=sari)
    for perintah in (
        lambda: CatatanAkses.objects.filter(pk=satu.pk).update(nama="x"),
        lambda: CatatanAkses.objects.filter(pk=satu.pk).delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            perintah()


# Who reads it ------------------------------------------------------------------------------------------


def test_who_is_not_signed_in_is_led_to_sign_in(client: Client) -> None:
    jawaban = client.get(LAMAN)
    assert jawaban.status_code == 302
    assert jawaban["Location"] == "/admin/login/?next=/audit/akses/"


@pytest.mark.parametrize(
    ("peran", "kode"), [("pengelola", 403), ("pemeriksa", 403), ("auditor", 200), ("administrator", 200), ("", 403)]
)
def test_only_who_audits_reads_it(client: Client, kab: Kabupaten, peran: str, kode: int) -> None:
    client.force_login(pabrik.pengguna("orang", peran, kab.daerah))
    for tujuan in (LAMAN, f"{LAMAN}?unduh=csv"):
        assert client.get(tujuan).status_code == kode


def test_an_auditor_of_all_regions_reads_everything_with_addresses(
    client: Client, auditor: User, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ketat(monkeypatch)
    masuk(Client(), nama="bukan-akun", REMOTE_ADDR="203.0.113.7")
    client.force_login(auditor)
    with CaptureQueriesContext(connection) as kueri:
        jawaban = client.get(LAMAN)
    h = baca(jawaban)
    assert h.h1 == ["Catatan akses"]
    assert h.terlarang == []
    assert "bukan nama akun" in h.teks
    assert "203.0.113.7" in h.teks
    assert len(kueri) <= 4  # session, account, roles, rows
    assert "no-store" in jawaban["Cache-Control"]


def test_an_auditor_of_one_region_reads_of_its_people_and_of_what_left_it(
    client: Client, kab: Kabupaten, pemeriksa_contoh: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ketat(monkeypatch)
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    sini = pabrik.pengguna("orang-sini", "pengelola", kab.daerah)
    sana = pabrik.pengguna("orang-sana", "pengelola", lain)
    dua = pabrik.pengguna("orang-dua", "pengelola", kab.daerah)
    Penugasan.objects.create(pengguna=dua, daerah=lain, peran="pengelola")
    bos = User.objects.create_superuser("bos")
    asal = RequestFactory().get("/", REMOTE_ADDR="203.0.113.7")
    for akun, milik, apa in (
        (sini, None, "satu"), (sana, None, "dua"), (dua, None, "tiga"), (bos, None, "empat"), (dua, lain, "lima"),
        (sana, kab.daerah, "enam"), (bos, kab.daerah, "tujuh"), (sini, lain, "delapan"),
    ):  # fmt: skip
        catat_akses(asal, JenisAkses.EKSPOR, pengguna=akun, daerah=milik, rincian=f"butir-{apa}.")
    masuk(Client(), nama="bukan-akun")
    client.force_login(pemeriksa_contoh)
    teks = baca(client.get(LAMAN)).teks
    terlihat = {
        apa for apa in ("satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan") if f"butir-{apa}." in teks
    }
    assert terlihat == {"satu", "tiga", "enam", "tujuh"}
    assert "Lain" not in teks
    assert "bukan nama akun" not in teks
    assert "203.0.113.7" not in teks
    berkas = client.get(LAMAN, {"unduh": "csv"}).content.decode()
    assert "butir-lima" not in berkas
    assert "203.0.113.7" not in berkas


def test_whose_last_role_was_there_is_still_read_there(client: Client, kab: Kabupaten, pemeriksa_contoh: User) -> None:
    bekas = pabrik.pengguna("bekas", "pengelola", kab.daerah)
    cabut_peran(penugasan=bekas.penugasan.get(), oleh=None)
    catat_akses(None, JenisAkses.MASUK, pengguna=bekas)
    client.force_login(pemeriksa_contoh)
    assert "bekas" in baca(client.get(LAMAN)).teks


def test_filters_narrow_by_kind_name_and_days(client: Client, auditor: User, sari: User) -> None:
    catat_akses(None, JenisAkses.EKSPOR, pengguna=sari, rincian="tabel-satu")
    client.force_login(auditor)
    hari = timezone.now().date()
    assert "tabel-satu" in baca(client.get(LAMAN, {"jenis": "ekspor"})).teks
    assert "tabel-satu" not in baca(client.get(LAMAN, {"jenis": "masuk"})).teks
    assert "tabel-satu" in baca(client.get(LAMAN, {"nama": "SARI"})).teks
    assert "tabel-satu" not in baca(client.get(LAMAN, {"nama": "budi"})).teks
    luas: Any = {"dari": hari - timedelta(days=2), "sampai": hari + timedelta(days=2)}
    assert "tabel-satu" in baca(client.get(LAMAN, luas)).teks
    assert "tabel-satu" not in baca(client.get(LAMAN, {"sampai": str(hari - timedelta(days=2))})).teks
    assert "Tidak ada catatan yang cocok" in baca(client.get(LAMAN, {"dari": "2999-01-01"})).teks


@pytest.mark.parametrize(
    "tanya",
    [
        {"jenis": "' OR 1=1"}, {"dari": "bukan"}, {"dari": "0001-01-01"}, {"sampai": "9999-12-31"}, {"sebelum": "x"},
        {"sebelum": "9" * 30}, {"sebelum": "-1"}, {"nama": "\x00"}, {"nama": "x" * 9999},
        {"nama": "<script>alert(1)</script>"}, {"sebelum": "٣"}, {"unduh": "exe"},
    ],
)  # fmt: skip
def test_a_hostile_question_is_answered_with_a_page(client: Client, auditor: User, tanya: dict[str, str]) -> None:
    client.force_login(auditor)
    jawaban = client.get(LAMAN, tanya)
    assert jawaban.status_code == 200
    assert b"<script>alert" not in jawaban.content


def test_a_wrong_date_is_said_beside_its_field(client: Client, auditor: User) -> None:
    client.force_login(auditor)
    assert "Tulis tanggal seperti 2026-01-31." in baca(client.get(LAMAN, {"dari": "31 Feb"})).teks


def test_pages_go_on_without_gap_or_repetition(client: Client, auditor: User, sari: User) -> None:
    for nomor in range(120):
        catat_akses(None, JenisAkses.EKSPOR, pengguna=sari, rincian=f"butir-{nomor:03}.")
    client.force_login(auditor)
    tujuan, terbaca = f"{LAMAN}?jenis=ekspor&nama=sari", []
    while tujuan:
        h = baca(client.get(tujuan))
        terbaca += [f"butir-{nomor:03}." for nomor in range(119, -1, -1) if f"butir-{nomor:03}." in h.teks]
        tujuan = next((satu for satu in h.tautan if "sebelum=" in satu), "")
    assert terbaca == [f"butir-{nomor:03}." for nomor in range(119, -1, -1)]


def test_a_file_of_the_log_is_harmless_and_itself_noted(client: Client, auditor: User, sari: User) -> None:
    catat_akses(None, JenisAkses.EKSPOR, pengguna=sari, nama="=HYPERLINK(1)", rincian="<b>@x</b>")
    client.force_login(auditor)
    jawaban = client.get(LAMAN, {"unduh": "csv", "jenis": "ekspor"})
    baris = list(csv.reader(io.StringIO(jawaban.content.decode("utf-8-sig"))))
    assert baris[0] == ["Waktu", "Jenis", "Akun", "Daerah", "Rincian", "Alamat"]
    assert baris[1][2] == "'=HYPERLINK(1)"
    assert (isi("ekspor")[-1].nama, isi("ekspor")[-1].rincian) == ("auditor", "catatan akses")
    teks = client.get(LAMAN).content.decode()
    assert "<b>@x</b>" not in teks
    assert "&lt;b&gt;@x" in teks


def test_the_log_is_read_with_the_same_queries_however_long_it_is(client: Client, auditor: User, sari: User) -> None:
    client.force_login(auditor)
    banyak = []
    for _ in range(2):
        for _ in range(30):
            catat_akses(None, JenisAkses.EKSPOR, pengguna=sari, daerah=None)
        with CaptureQueriesContext(connection) as kueri:
            client.get(LAMAN)
        banyak.append(len(kueri))
    assert banyak[0] == banyak[1]


def test_a_draft_is_no_place_for_the_log(kab: Kabupaten, sari: User) -> None:
    """History and the log stay apart: an act leaves no note, an export no act."""
    banyak = len(isi())
    buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
    assert len(isi()) == banyak
