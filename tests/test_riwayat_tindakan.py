"""One act before and after, in the values of that time; and all changes of one row."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry.aturan import Tingkat, periksa_edisi
from registry.audit import tindakan as halaman_tindakan
from registry.audit.sebut import Saat, Sebutan
from registry.isi_edisi import Ubah
from registry.models import (
    Edisi,
    JenisTindakan,
    Kedudukan,
    PerangkatDaerah,
    Tindakan,
)
from registry.riwayat import satu_tindakan
from registry.services import (
    ajukan,
    beri_alasan,
    buat_ralat,
    buat_rancangan,
    setujui,
    simpan_badan,
    simpan_peraturan,
    suksesi,
    terapkan,
    terbitkan,
    ubah_rancangan,
)
from registry.services.akun import beri_peran
from registry.services.edisi import PeraturanBaru
from registry.services.penetapan import Penetapan
from relations.models import Urusan
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db

ANGGARAN: dict[str, int] = json.loads((Path(__file__).parent / "query_counts.json").read_text(encoding="utf-8"))
JAHAT = '<img src=x onerror="alert(1)">'


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def pengawas(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("ani", "auditor", kab.daerah))
    return client


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    """A draft of the next edition of Kabupaten Contoh."""
    lagi = pabrik.peraturan(kab.daerah, "7", 2030)
    return buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2030, 1, 2))


def terakhir() -> Tindakan:
    return ada(Tindakan.objects.first())


def alamat(kab: Kabupaten, tindakan: Tindakan | int, **isian: Any) -> str:
    pk = tindakan if isinstance(tindakan, int) else tindakan.pk
    dasar = reverse("riwayat-tindakan", args=[kab.daerah.kode, pk])
    return f"{dasar}?{urlencode(isian)}" if isian else dasar


def buka(client: Client, kab: Kabupaten, tindakan: Tindakan | None = None, **isian: Any) -> Any:
    """The page of an act (the newest one), as its view built it."""
    jawaban = client.get(alamat(kab, tindakan or terakhir(), **isian))
    assert jawaban.status_code == 200, jawaban.content.decode()[:2000]
    assert baca(jawaban).terlarang == []
    return jawaban.context["h"]


def baris(h: Any) -> list[tuple[str, str, str, list[tuple[str, str, str]]]]:
    """(what, which, sort, [(field, before, after)]) of all rows that are shown."""
    return [
        (satu.pokok, satu.sebutan, satu.jenis, [(b.ruas, b.sebelum, b.sesudah) for b in satu.butir])
        for bagian in h.bagian
        for satu in bagian.baris
    ]


def satu_baris(client: Client, kab: Kabupaten, tindakan: Tindakan | None = None) -> Any:
    (hasil,) = baris(buka(client, kab, tindakan))
    return hasil


def alamat_baris(kab: Kabupaten, isi: str, *kunci: Any, edisi: int | None = None, **lain: Any) -> str:
    isian = [("isi", isi), *(("k", satu) for satu in kunci), *([("edisi", edisi)] if edisi else []), *lain.items()]
    return f"{reverse('riwayat-baris', args=[kab.daerah.kode])}?{urlencode(isian)}"


# --- Before and after ----------------------------------------------------------------------------------


def test_a_changed_row_shows_the_changed_fields_before_and_after(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    ubah = {"koordinator_id": kab.id("asisten-3"), "tertulis": "huruf b", "huruf": "a"}
    terapkan(edisi=draf, ubah={("rentangkoordinasi", (kab.id("disdik"), 1)): ubah}, oleh=sari, alasan="pola huruf")
    h = buka(pengawas, kab)
    assert baris(h) == [
        (
            "rentang koordinasi",
            "Dinas Pendidikan",
            "diubah",
            [
                ("Koordinator", "Asisten Perekonomian dan Pembangunan", "Asisten Administrasi Umum"),
                ("Tertulis", "kosong", "“huruf b”"),
            ],
        )
    ]
    assert [(satu.ruas, satu.sesudah) for satu in h.bagian[0].baris[0].tetap] == [("Huruf", "a")]
    isi = pengawas.get(alamat(kab, terakhir())).content.decode()
    assert '<del class="lama">Asisten Perekonomian dan Pembangunan</del>' in isi
    assert '<ins class="baru">Asisten Administrasi Umum</ins>' in isi


def test_new_and_removed_rows_say_so_in_words(pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    pokok, nama, jenis, isi = satu_baris(pengawas, kab)
    assert (pokok, nama, jenis) == ("kedudukan", "Puskesmas Contoh", "dihapus")
    assert ("Induk", "Dinas Kesehatan", "") in isi
    assert all(sesudah == "" for _, _, sesudah in isi)
    teks = baca(pengawas.get(alamat(kab, terakhir()))).teks
    assert "dihapus" in teks
    assert "tidak ada lagi" in teks
    baru = {"induk": kab.id("disdik"), "urutan": 3, "nama": "Puskesmas Baru", "jenis": "uptd"}
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): baru}, oleh=sari)
    pokok, nama, jenis, isi = satu_baris(pengawas, kab)
    assert (nama, jenis) == ("Puskesmas Baru", "baru")
    assert ("Jenis", "", "UPTD") in isi
    assert "belum ada" in baca(pengawas.get(alamat(kab, terakhir()))).teks


def test_truth_values_dates_choices_and_lists_are_words(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    isi = {
        "topik": "asas",
        "judul": "Asas",
        "terbuka": True,
        "butir": [
            {"label": "a", "teks": "perencanaan"},
            {"label": "(2)", "teks": "pengawasan", "tertulis": "pengawsan"},
        ],
    }
    terapkan(edisi=draf, ubah={("ketentuanpelaksanaan", (1,)): isi}, oleh=sari)
    _, nama, _, butir = satu_baris(pengawas, kab)
    assert nama == "1"
    assert ("Daftar terbuka", "", "ya") in butir
    assert ("Topik", "", "Asas pelaksanaan") in butir
    assert ("Butir", "", "a. perencanaan; (2) pengawasan (tertulis: “pengawsan”)") in butir
    ubah_rancangan(edisi=draf, oleh=sari, berlaku_mulai=date(2030, 3, 4), rentang="belum_terbaca")
    pokok, _, jenis, butir = satu_baris(pengawas, kab)
    assert (pokok, jenis) == ("edisi", "diubah")
    assert ("Berlaku mulai", "2 Januari 2030", "4 Maret 2030") in butir
    assert ("Kelengkapan rentang", "lengkap", "belum terbaca") in butir


def test_a_publication_shows_the_head_of_what_it_published_and_of_what_it_corrected(
    pengawas: Client, kab: Kabupaten
) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah huruf")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    semua = baris(buka(pengawas, kab))
    assert [(pokok, jenis) for pokok, _, jenis, _ in semua] == [("edisi", "diubah"), ("edisi", "diubah")]
    ruas = {ruas for _, _, _, butir in semua for ruas, _, _ in butir}
    assert ruas == {"Diralat pada", "Keadaan", "Diterbitkan pada"}
    assert {nama for _, nama, _, _ in semua} == {"edisi 2 Januari 2020", "ralat edisi 2 Januari 2020"}


def test_the_reason_for_a_warning_stands_with_the_act(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    temuan = next(t for t in periksa_edisi(draf) if t.tingkat == Tingkat.PERINGATAN)
    beri_alasan(edisi=draf, kode=temuan.kode, pesan=temuan.pesan, alasan=f"memang kosong {JAHAT}", oleh=sari)
    jawaban = pengawas.get(alamat(kab, terakhir()))
    teks = baca(jawaban).teks
    assert temuan.pesan in teks
    assert "memang kosong" in teks
    assert JAHAT not in jawaban.content.decode()


def test_a_role_that_was_given_is_told_without_the_account(pengawas: Client, kab: Kabupaten) -> None:
    bima = pabrik.pengguna("akun-rahasia", "", first_name="Bima", email="bima@contoh.go.id")
    beri_peran(pengguna=bima, daerah=kab.daerah, peran="pengelola", oleh=None)
    assert satu_baris(pengawas, kab)[3] == [("Daerah", "", "Kabupaten Contoh"), ("Peran", "", "Pengelola")]
    isi = pengawas.get(alamat(kab, terakhir())).content.decode()
    assert "Bima" in isi
    assert "akun-rahasia" not in isi
    assert "bima@contoh.go.id" not in isi


def test_what_nobody_opened_never_appears(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    nilai = {"nama": "Nama Baru", "sandi": "RAHASIA-1", "history_user_id": 918273, "email": "RAHASIA-2"}
    Tindakan.objects.create(
        daerah=kab.daerah,
        jenis=JenisTindakan.CATAT,
        oleh=sari,
        nama_oleh="Sari",
        pada=timezone.now(),
        ringkas="uji",
        sebelum=[
            {
                "isi": "perangkatdaerah",
                "kunci": [kab.id("dinkes")],
                "nilai": {**nilai, "nama": "Lama", "sandi": "RAHASIA-3"},
            },
            {"isi": "user", "kunci": [1], "nilai": None},
        ],
        sesudah=[
            {"isi": "perangkatdaerah", "kunci": [kab.id("dinkes")], "nilai": nilai},
            {"isi": "user", "kunci": [1], "nilai": {"username": "RAHASIA-4", "password": "RAHASIA-5"}},
            {"isi": "edisi", "kunci": [kab.edisi.pk], "nilai": {"dibuat_oleh_id": 918273, "keadaan": "terbit"}},
        ],
    )
    isi = pengawas.get(alamat(kab, terakhir())).content.decode()
    assert "Nama Baru" in isi
    assert "RAHASIA" not in isi
    assert "918273" not in isi
    assert "sandi" not in isi


def test_words_of_people_are_never_markup(pengawas: Client, kab: Kabupaten, draf: Edisi) -> None:
    jahat = pabrik.pengguna("jahat", "pengelola", kab.daerah, first_name=JAHAT)
    ubah: Ubah = {("kedudukan", (kab.id("dinkes"),)): {"nama": JAHAT, "catatan": JAHAT}}
    terapkan(edisi=draf, ubah=ubah, oleh=jahat, alasan=JAHAT, ringkas=JAHAT)
    for tujuan in (alamat(kab, terakhir()), alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk)):
        jawaban = pengawas.get(tujuan)
        assert jawaban.status_code == 200
        assert JAHAT not in jawaban.content.decode()
        assert "&lt;img src=x" in jawaban.content.decode()


# --- As it was called then -----------------------------------------------------------------------------


def test_a_unit_renamed_later_in_the_same_draft_keeps_its_name_in_the_older_act(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    pindah: Ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    terapkan(edisi=draf, ubah=pindah, oleh=sari)
    lama = terakhir()
    for nama in ("Dinas Sehat", "Dinas Sehat Sejahtera"):
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": nama}}, oleh=sari)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("asisten-2"),)): {"nama": "Asisten Baru"}}, oleh=sari)
    assert satu_baris(pengawas, kab, lama)[1] == "Dinas Kesehatan"
    assert satu_baris(pengawas, kab, lama)[3][0][2] == "Asisten Perekonomian dan Pembangunan"
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"urutan": 90}}, oleh=sari)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"induk": kab.id("disdik")}}, oleh=sari)
    assert satu_baris(pengawas, kab)[3] == [("Induk", "Dinas Sehat Sejahtera", "Dinas Pendidikan")]


def test_a_unit_renamed_in_a_later_edition_keeps_its_name_in_the_older_one(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    terapkan(edisi=draf, ubah={("rentangkoordinasi", (kab.id("dinkes"), 1)): {"huruf": "c"}}, oleh=sari)
    lama = terakhir()
    terbitkan(edisi=draf, oleh=None)
    terbit = Edisi.objects.get(pk=draf.pk)
    lagi = pabrik.peraturan(kab.daerah, "8", 2031)
    baru = buat_rancangan(daerah=kab.daerah, oleh=None, asal=terbit, peraturan=lagi, berlaku_mulai=date(2031, 1, 2))
    terapkan(edisi=baru, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Sehat"}}, oleh=None)
    terbitkan(edisi=baru, oleh=None)
    PerangkatDaerah.objects.filter(pk=kab.id("dinkes")).update(nama="label staf")
    assert satu_baris(pengawas, kab, lama)[1] == "Dinas Kesehatan"


def test_a_unit_that_was_taken_out_later_keeps_its_name(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): {"urutan": 90}}, oleh=sari)
    lama = terakhir()
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    PerangkatDaerah.objects.filter(pk=kab.id("puskesmas")).update(nama="label staf")
    assert satu_baris(pengawas, kab, lama)[1] == "Puskesmas Contoh"
    assert satu_baris(pengawas, kab)[1] == "Puskesmas Contoh"


def test_a_regulation_renamed_later_keeps_its_name(pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    ubah: Ubah = {("kedudukan", (kab.id("dinkes"),)): {"peraturan_id": ada(draf.peraturan).pk}}
    terapkan(edisi=draf, ubah=ubah, oleh=sari)
    lama = terakhir()
    milik = ada(draf.peraturan)
    milik.nomor = "70"
    simpan_peraturan(objek=milik, oleh=None, lihat={"nomor": "7"}, alasan="salah nomor")
    assert satu_baris(pengawas, kab, lama)[3] == [("Peraturan", "Perbup Contoh 1/2020", "Perbup Contoh 7/2030")]
    catat = Tindakan.objects.filter(jenis=JenisTindakan.CATAT).first()
    assert baris(buka(pengawas, kab, catat))[0][1] == "Perbup Contoh 70/2030"


def test_a_matter_and_a_region_renamed_later_keep_their_names(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    urusan = Urusan.objects.create(nama="kesehatan")
    terapkan(edisi=draf, ubah={("urusanperangkat", (kab.id("dinkes"), urusan.pk)): {}}, oleh=sari)
    lama = terakhir()
    bima = pabrik.pengguna("bima", "")
    beri_peran(pengguna=bima, daerah=kab.daerah, peran="auditor", oleh=None)
    peran = terakhir()
    urusan.nama = "bidang kesehatan"
    urusan.save()
    kab.daerah.nama = "Kabupaten Lain Nama"
    kab.daerah.save()
    assert satu_baris(pengawas, kab, lama)[1] == "Dinas Kesehatan, kesehatan"
    assert ("Daerah", "", "Kabupaten Contoh") in satu_baris(pengawas, kab, peran)[3]


def test_a_target_that_is_gone_is_still_called_by_its_name(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    urusan = Urusan.objects.create(nama="kebudayaan")
    nomor = urusan.pk
    terapkan(edisi=draf, ubah={("urusanperangkat", (kab.id("dinkes"), nomor)): {}}, oleh=sari)
    lama = terakhir()
    terapkan(edisi=draf, ubah={("urusanperangkat", (kab.id("dinkes"), nomor)): None}, oleh=sari)
    urusan.delete()
    assert satu_baris(pengawas, kab, lama)[1] == "Dinas Kesehatan, kebudayaan"
    s = Sebutan(kab.daerah)
    s.minta_objek(Urusan, 10**9, Saat(timezone.now()))
    s.muat()
    assert s.nama(Urusan, 10**9, Saat(timezone.now())) == "tidak dikenal lagi"


def test_two_revisions_of_one_instant_are_told_apart_by_their_number(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    saat = timezone.now()
    riwayat: Any = Kedudukan.history.model
    tempat = kab.unit("dinkes", draf)
    for nama in ("Pertama", "Kedua"):
        nilai = {ruas.attname: getattr(tempat, ruas.attname) for ruas in riwayat.tracked_fields}
        riwayat.objects.create(**{**nilai, "nama": nama}, history_date=saat, history_type="~")
    s = Sebutan(kab.daerah)
    kapan = Saat(saat, None, draf.pk)
    s.minta_objek(PerangkatDaerah, kab.id("dinkes"), kapan)
    s.muat()
    assert s.nama(PerangkatDaerah, kab.id("dinkes"), kapan) == "Kedua"


# --- Of one request ------------------------------------------------------------------------------------


def test_all_acts_of_one_request_stand_on_one_page(pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    with satu_tindakan():
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "A"}}, oleh=sari, ringkas="satu")
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "B"}}, oleh=sari, ringkas="dua")
        Urusan.objects.create(nama="yang ikut")
    h = buka(pengawas, kab)
    assert [satu.kalimat for satu in h.bagian] == ["Satu", "Dua"]
    assert {nama for _, nama, _, _ in baris(h)} == {"Dinas Kesehatan", "Dinas Pendidikan"}
    assert h.jumlah == 2  # the matter belongs to no region


def test_acts_of_another_region_in_the_same_request_stay_there(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    with satu_tindakan():
        for milik in (kab, lain):
            edisi = buat_rancangan(daerah=milik.daerah, oleh=sari, asal=milik.edisi)
            ubah: Ubah = {("kedudukan", (milik.id("dinkes"),)): {"catatan": f"catatan {milik.daerah.nama}"}}
            terapkan(edisi=edisi, ubah=ubah, oleh=sari)
    sini = ada(Tindakan.objects.filter(daerah=kab.daerah).first())
    isi = pengawas.get(alamat(kab, sini)).content.decode()
    assert "catatan Kabupaten Contoh" in isi
    assert "Sebelah" not in isi
    assert len(buka(pengawas, kab, sini).entri.semua) == 2


def test_an_act_of_another_region_is_not_under_this_address(pengawas: Client, kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    sana = ada(Tindakan.objects.filter(daerah=lain.daerah).first())
    assert pengawas.get(alamat(kab, sana)).status_code == 404
    assert pengawas.get(reverse("riwayat-tindakan", args=[lain.daerah.kode, sana.pk])).status_code == 403
    nasional = Tindakan.objects.create(jenis=JenisTindakan.CATAT, pada=timezone.now(), ringkas="nasional")
    assert pengawas.get(alamat(kab, nasional)).status_code == 404
    assert pengawas.get(reverse("audit-nasional-tindakan", args=[nasional.pk])).status_code == 200
    assert pengawas.get(reverse("audit-nasional-tindakan", args=[sana.pk])).status_code == 404


def test_an_act_that_is_not_there_and_nonsense_are_answered_in_words(pengawas: Client, kab: Kabupaten) -> None:
    assert pengawas.get(alamat(kab, 10**30)).status_code == 404
    assert pengawas.get(alamat(kab, 2**63 - 1)).status_code == 404
    for mulai in ("-1", "satu", "9" * 30, "99999", "\x00"):
        assert pengawas.get(alamat(kab, terakhir(), mulai=mulai)).status_code == 400


def test_a_large_act_is_shown_in_pieces_that_together_are_all(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halaman_tindakan, "BARIS_SEHALAMAN", 4)
    ubah: Ubah = {("kedudukan", (kab.id(kunci),)): {"catatan": f"c {kunci}"} for kunci in pabrik.BAGAN}
    terapkan(edisi=draf, ubah=ubah, oleh=sari)
    nama: list[str] = []
    lanjut = "?"
    while lanjut:
        h = pengawas.get(alamat(kab, terakhir()) + lanjut).context["h"]
        nama += [satu for _, satu, _, _ in baris(h)]
        assert len(baris(h)) <= 4
        lanjut = h.alamat_lagi
    assert len(nama) == len(set(nama)) == len(pabrik.BAGAN)
    assert "Tampilkan 4 baris berikutnya" in baca(pengawas.get(alamat(kab, terakhir()))).teks


def hitung(client: Client, tujuan: str) -> int:
    client.get(tujuan)
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(tujuan).status_code == 200
    return len(kueri)


def test_the_number_of_queries_does_not_grow_with_the_rows(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"induk": kab.id("setda")}}, oleh=sari)
    sedikit = hitung(pengawas, alamat(kab, terakhir()))
    ubah: Ubah = {
        ("kedudukan", (kab.id(kunci),)): {"induk": kab.id("bupati"), "catatan": "x"}
        for kunci in ("dinkes", "disdik", "kec-satu", "bagian-hukum", "puskesmas")
    }
    terapkan(edisi=draf, ubah=ubah, oleh=sari)
    assert hitung(pengawas, alamat(kab, terakhir())) == sedikit <= ANGGARAN["riwayat tindakan"]
    tujuan = alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk)
    dulu = hitung(pengawas, tujuan)
    for n in range(6):
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"catatan": f"x{n}"}}, oleh=sari)
    assert hitung(pengawas, tujuan) == dulu <= ANGGARAN["riwayat baris"]


# --- All changes of one row ----------------------------------------------------------------------------


def test_all_changes_of_a_row_newest_first_and_any_two_of_them_compared(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    for nama in ("Dinas Satu", "Dinas Dua", "Dinas Tiga"):
        terapkan(
            edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": nama}}, oleh=sari, alasan=f"jadi {nama}"
        )
    tujuan = alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk)
    (alamat_dari_tindakan,) = [satu.alamat for bagian in buka(pengawas, kab).bagian for satu in bagian.baris]
    assert alamat_dari_tindakan == tujuan
    jawaban = pengawas.get(tujuan)
    h = jawaban.context["h"]
    assert [[(b.ruas, b.sebelum, b.sesudah) for b in satu.baris.butir] for satu in h.revisi[:2]] == [
        [("Nama", "Dinas Dua", "Dinas Tiga")],
        [("Nama", "Dinas Satu", "Dinas Dua")],
    ]
    assert baca(jawaban).terlarang == []
    assert "jadi Dinas Dua" in baca(jawaban).teks
    assert alamat(kab, terakhir()) in baca(jawaban).tautan
    baru, lama = h.revisi[0].riwayat.history_id, h.revisi[2].riwayat.history_id
    for dari, ke in ((lama, baru), (baru, lama)):  # the order of the address does not matter
        dua = pengawas.get(alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk, dari=dari, ke=ke)).context[
            "h"
        ]
        assert [(b.ruas, b.sebelum, b.sesudah) for b in dua.banding.butir] == [("Nama", "Dinas Satu", "Dinas Tiga")]


def test_the_first_change_of_a_copied_row_is_told_against_what_was_copied(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    ubah: Ubah = {("kedudukan", (kab.id("puskesmas"),)): {"induk": kab.id("disdik"), "singkatan": "Pkm"}}
    terapkan(edisi=draf, ubah=ubah, oleh=sari)
    h = pengawas.get(alamat_baris(kab, "kedudukan", kab.id("puskesmas"), edisi=draf.pk)).context["h"]
    assert [(b.ruas, b.sebelum, b.sesudah) for b in h.revisi[0].baris.butir] == [
        ("Induk", "Dinas Kesehatan", "Dinas Pendidikan"),
        ("Singkatan", "kosong", "Pkm"),
    ]
    assert h.revisi[0].baris.jenis == "diubah"


def test_changes_of_a_row_outside_editions(pengawas: Client, kab: Kabupaten) -> None:
    badan = kab.badan["dinkes"]
    badan.nama = "label baru"
    simpan_badan(objek=badan, oleh=None, lihat={"nama": "Dinas Kesehatan"})
    h = pengawas.get(alamat_baris(kab, "perangkatdaerah", badan.pk)).context["h"]
    assert [(b.ruas, b.sebelum, b.sesudah) for b in h.revisi[0].baris.butir] == [
        ("Nama pengenal", "Dinas Kesehatan", "label baru")
    ]
    assert h.revisi[-1].baris.jenis == "baru"


def test_the_changes_of_a_row_come_by_page(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(halaman_tindakan, "REVISI_SEHALAMAN", 2)
    for n in range(5):
        terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"catatan": f"ke-{n}"}}, oleh=sari)
    tujuan = alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk)
    lihat, lanjut = [], ""
    for _ in range(5):
        h = pengawas.get(tujuan.partition("?")[0] + lanjut if lanjut else tujuan).context["h"]
        lihat += [satu.riwayat.history_id for satu in h.revisi]
        lanjut = h.alamat_lama
        if not lanjut:
            break
    riwayat: Any = Kedudukan.history.model
    semua = riwayat.objects.filter(edisi_id=draf.pk, perangkat_daerah_id=kab.id("dinkes"))
    assert lihat == list(semua.order_by("-history_id").values_list("history_id", flat=True))
    assert len(lihat) == 5


def test_rows_of_another_region_and_nonsense_are_not_told(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    for tujuan in (
        alamat_baris(kab, "kedudukan", lain.id("dinkes"), edisi=lain.edisi.pk),
        alamat_baris(kab, "perangkatdaerah", lain.id("dinkes")),
        alamat_baris(kab, "peraturan", lain.peraturan.pk),
        alamat_baris(kab, "daerah", lain.daerah.pk),
        alamat_baris(kab, "peraturan", 2**62),
    ):
        assert pengawas.get(tujuan).status_code == 404
    for tujuan in (
        alamat_baris(kab, "user", 1),
        alamat_baris(kab, "x" * 10_000, 1),
        alamat_baris(kab, "kedudukan", "a", edisi=1),
        alamat_baris(kab, "kedudukan", 1),
        alamat_baris(kab, "peraturan", "9" * 50),
        alamat_baris(kab, "peraturan", kab.peraturan.pk, dari="x", ke="y"),
        alamat_baris(kab, "peraturan", kab.peraturan.pk, sesudah="kapan"),
        alamat_baris(kab, "ketentuanhubungan", "a\x00", "b", edisi=draf.pk),
        alamat_baris(kab, "pesertasuksesi", 1, "lama" * 1000, 1, edisi=draf.pk),
    ):
        assert pengawas.get(tujuan).status_code == 400, tujuan[:200]
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"catatan": "x"}}, oleh=sari)
    riwayat: Any = Kedudukan.history.model
    milik = riwayat.objects.get(edisi_id=draf.pk, perangkat_daerah_id=kab.id("dinkes")).history_id
    asing = riwayat.objects.filter(edisi_id=kab.edisi.pk).first().history_id
    dua = alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk, dari=milik, ke=asing)
    assert pengawas.get(dua).status_code == 400


# --- What a person reads on the page -------------------------------------------------------------------


def terbit_dengan_tanggal_lain(kab: Kabupaten, draf: Edisi, sari: User) -> tuple[User, Edisi]:
    """Sent in, approved, and published with another date than the one that was approved."""
    pemeriksa = pabrik.pengguna("dewi", "pemeriksa", first_name="Dewi")
    ajukan(edisi=draf, oleh=sari)
    setujui(edisi=draf, oleh=pemeriksa)
    segar = Edisi.objects.get(pk=draf.pk)
    mulai = date(2030, 4, 15)
    peraturan = ada(segar.peraturan)
    penetapan = Penetapan(
        nomor=peraturan.nomor,
        tahun=peraturan.tahun,
        ditetapkan=peraturan.ditetapkan,
        diundangkan=peraturan.diundangkan,
        berlaku_mulai=mulai,
        mulai=mulai,
    )
    sebab = {t.kunci: "memang demikian" for t in periksa_edisi(segar) if t.tingkat == Tingkat.PERINGATAN}
    terbit = terbitkan(edisi=segar, oleh=pemeriksa, penetapan=penetapan, alasan_peringatan=sebab, dasar_lama=True)
    return pemeriksa, terbit


def test_an_act_shows_the_date_that_the_draft_had_then(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    terbit_dengan_tanggal_lain(kab, draf, sari)
    for jenis, isi in (("buat_rancangan", ""), ("ajukan", "waktu diajukan"), ("setujui", "waktu disetujui")):
        lama = ada(Tindakan.objects.filter(edisi=draf, jenis=jenis).first())
        halaman = baca(pengawas.get(alamat(kab, lama)))
        assert "Edisi 2 Januari 2030 (terbit sebagai 15 April 2030)" in halaman.teks, jenis
        assert "edisi 15 April 2030" not in halaman.teks, jenis
        assert (f"Isi rancangan {isi}" in halaman.teks) == bool(isi)
        assert not [satu for satu in halaman.tautan if "/admin/registry/edisi" in satu]
    buat = ada(Tindakan.objects.filter(edisi=draf, jenis="buat_rancangan").first())
    assert baca(pengawas.get(alamat(kab, buat))).h1 == ["Membuat rancangan edisi 2 Januari 2030"]
    dulu = next(satu for satu in baca(pengawas.get(alamat(kab, buat))).tautan if "/rancangan/" in satu)
    assert baca(pengawas.get(dulu)).h1 == ["Rancangan 2 Januari 2030"]
    assert "terbit sebagai 15 April 2030" in baca(pengawas.get(dulu)).teks


def test_the_page_of_a_publication_says_who_sent_in_who_approved_and_what_was_changed_since(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    terbit_dengan_tanggal_lain(kab, draf, sari)
    terbit = ada(Tindakan.objects.filter(edisi=draf, jenis="terbitkan").first())
    halaman = baca(pengawas.get(alamat(kab, terbit)))
    assert "Tanggal berlaku diubah saat terbit: 2 Januari 2030 menjadi 15 April 2030, sesudah disetujui." in (
        halaman.teks
    )
    assert "Diajukan oleh Sari Wulandari," in halaman.teks
    assert "; disetujui oleh Dewi," in halaman.teks
    assert "Dasar Perbup Contoh 7/2030" in halaman.teks
    for jenis in ("ajukan", "setujui"):
        assert alamat(kab, ada(Tindakan.objects.filter(edisi=draf, jenis=jenis).first())) in halaman.tautan
    beda = next(satu for satu in halaman.tautan if "/banding/" in satu and "dari=" in satu)
    h = pengawas.get(beda).context["h"]
    assert (h.edisi_dari.pk, h.edisi_ke.pk, h.pada) == (kab.edisi.pk, draf.pk, date(2030, 4, 15))


def test_a_publication_as_it_was_approved_says_nothing_of_a_change(pengawas: Client, kab: Kabupaten) -> None:
    terbit = ada(Tindakan.objects.filter(jenis="terbitkan").first())
    assert "sesudah disetujui" not in baca(pengawas.get(alamat(kab, terbit))).teks


def test_the_publication_of_a_correction_is_called_one(pengawas: Client, kab: Kabupaten) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah huruf")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = baca(pengawas.get(alamat(kab, terakhir())))
    assert halaman.h1 == ["Ralat edisi 2 Januari 2020 diterbitkan"]
    assert "ralat Kapan" in halaman.teks  # the badge


def test_a_new_draft_says_what_it_was_copied_from(pengawas: Client, kab: Kabupaten, draf: Edisi) -> None:
    tempat = Kedudukan.objects.filter(edisi=kab.edisi).count()
    teks = baca(pengawas.get(alamat(kab, terakhir()))).teks
    assert f"Isinya disalin dari edisi 2 Januari 2020 ({tempat} kedudukan, " in teks


def test_a_check_says_what_was_found_and_that_nothing_changed(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    periksa = Tindakan.objects.create(
        daerah=kab.daerah, jenis="periksa", oleh=sari, nama_oleh="Sari", pada=timezone.now(), alasan="dua berkas hilang"
    )
    teks = baca(pengawas.get(alamat(kab, periksa))).teks
    assert "Temuan dua berkas hilang" in teks
    assert "Alasan" not in teks
    assert "Pemeriksaan dicatat; tidak ada data yang berubah." in teks


def test_reasons_are_only_what_a_person_wrote(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    baru = PeraturanBaru(jenis="perbup", tentang="susunan baru")
    buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru)
    semua = Tindakan.objects.filter(daerah=kab.daerah, oleh=sari)
    assert {satu.alasan for satu in semua} == {""}
    assert "Alasan tidak ditulis" in baca(pengawas.get(alamat(kab, ada(semua.first())))).teks
    muat = Tindakan.objects.create(
        daerah=kab.daerah, jenis="muat", pada=timezone.now(), alasan="dimuat dari dokumen", ringkas="memuat dokumen"
    )
    isi = pengawas.get(alamat(kab, muat)).content.decode()
    assert "dimuat dari dokumen (otomatis)" in isi
    assert "<q>" not in isi


def test_who_needs_no_role_is_called_what_they_are(pengawas: Client, kab: Kabupaten) -> None:
    akun = User.objects.create_superuser("akar", password="x", first_name="Rahma")
    for siapa, kata in (
        (akun, "Rahma, pengatur seluruh pemasangan"),
        (pabrik.pengguna("nn", ""), "tanpa peran di sini"),
    ):
        satu = Tindakan.objects.create(
            daerah=kab.daerah,
            jenis="catat",
            oleh=siapa,
            nama_oleh=siapa.first_name or "Nn",
            pada=timezone.now(),
            ringkas="x",
        )
        assert kata.split(", ")[-1] in baca(pengawas.get(reverse("riwayat-daerah", args=[kab.daerah.kode]))).teks
        if siapa == akun:
            assert kata in baca(pengawas.get(alamat(kab, satu))).teks


def test_every_table_of_the_record_says_what_it_is(pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    ubah: Ubah = {("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}
    terapkan(edisi=draf, ubah=ubah, oleh=sari)
    halaman = [alamat(kab, terakhir()), reverse("audit-rancangan", args=[kab.daerah.kode, draf.pk]), reverse("audit")]
    for satu in halaman:
        isi = pengawas.get(satu).content.decode()
        assert isi.count("<table") == isi.count("<caption") > 0, satu


def test_a_succession_names_the_unit_and_the_kind(pengawas: Client, kab: Kabupaten, draf: Edisi) -> None:
    suksesi.bubar(edisi=draf, lama=[kab.id("puskesmas")], oleh=None)
    nama = {(pokok, nama) for pokok, nama, _, _ in baris(buka(pengawas, kab))}
    assert ("suksesi", "dibubarkan (nomor 1)") in nama
    assert ("peserta suksesi", "Puskesmas Contoh, badan lama pada suksesi nomor 1") in nama


def test_the_makeshift_key_of_a_drafted_regulation_is_not_shown(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    baru = PeraturanBaru(jenis="perbup", tentang="susunan baru")
    buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru)
    catat = ada(Tindakan.objects.filter(jenis="catat").first())
    halaman = baca(pengawas.get(alamat(kab, catat))).teks
    assert "susunan baru" in halaman
    assert "-rancangan" not in halaman


def test_a_row_with_one_change_offers_no_choice_of_two(
    pengawas: Client, kab: Kabupaten, draf: Edisi, sari: User
) -> None:
    tujuan = alamat_baris(kab, "kedudukan", kab.id("dinkes"), edisi=draf.pk)
    for banyak in (1, 2):
        ubah: Ubah = {("kedudukan", (kab.id("dinkes"),)): {"singkatan": f"D{banyak}"}}
        terapkan(edisi=draf, ubah=ubah, oleh=sari)
        assert ("Pilih dua" in baca(pengawas.get(tujuan)).teks) == (banyak == 2)
