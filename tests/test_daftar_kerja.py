"""Work lists for auditors: one test a kind of thing, by its code; who sees which region; paging, files, hostile
addresses."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from registry import services
from registry.audit import daftar_kerja
from registry.audit.daftar_bagian import Entri, Lingkup
from registry.audit.daftar_kata import lama
from registry.audit.daftar_kerja import DAFTAR_KERJA
from registry.galat import Ditolak, TidakBerwenang
from registry.models import (
    AlasanPeringatan,
    CatatanAkses,
    Daerah,
    Edisi,
    JenisTindakan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
)
from registry.models.perangkat_daerah import uuid_baku
from registry.riwayat import tabel_riwayat
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada
from tests.panggung import Panggung, buat_panggung

pytestmark = pytest.mark.django_db

SEKARANG = datetime(2026, 11, 22, tzinfo=UTC)
BAGIAN = {satu.kode: satu for daftar in DAFTAR_KERJA for satu in daftar.semua_bagian()}


@pytest.fixture
def auditor(db: None) -> User:
    """Of all regions."""
    return pabrik.pengguna("auditor", "auditor")


@pytest.fixture
def masuk(client: Client, auditor: User, monkeypatch: pytest.MonkeyPatch) -> Client:
    ketat(monkeypatch)
    client.force_login(auditor)
    return client


@pytest.fixture
def panggung(kab: Kabupaten, sari: User, tmp_path: Path, settings: Any) -> Panggung:
    settings.MEDIA_ROOT = str(tmp_path)
    return buat_panggung(kab, sari, tmp_path)


def lingkup(daerah: Daerah | None = None, saat: datetime | None = None) -> Lingkup:
    return Lingkup(None, saat or timezone.now(), daerah)


def entri(kode: str, daerah: Daerah | None = None, saat: datetime | None = None) -> list[Entri]:
    """What one part lists, newest first; and that its number says the same."""
    cakup = lingkup(daerah, saat)
    hasil, lanjut = BAGIAN[kode].halaman(cakup)
    assert lanjut is None
    if BAGIAN[kode].dihitung:
        assert sum(BAGIAN[kode].jumlah(cakup).values()) == len(hasil)
    return hasil


def terbit(kab: Kabupaten, mulai: date, **lain: Any) -> Edisi:
    """Another published edition, by the system."""
    edisi = services.buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=lain.pop("peraturan", kab.peraturan),
        berlaku_mulai=mulai,
    )
    return services.terbitkan(edisi=edisi, oleh=None)


def ralat(kab: Kabupaten, alasan: str = "Salah salin dari lampiran.") -> Edisi:
    edisi = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan=alasan)
    services.terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "DKK"}}, oleh=None)
    return services.terbitkan(edisi=edisi, oleh=None)


# 1. Without a regulation -------------------------------------------------------------------------------


def test_edisi_tanpa_peraturan(kab: Kabupaten, sari: User) -> None:
    assert entri("edisi-tanpa-peraturan") == []
    draf = services.buat_rancangan(daerah=kab.daerah, oleh=sari, berlaku_mulai=date(2024, 1, 1), alasan="menyusul")
    (satu,) = entri("edisi-tanpa-peraturan")
    assert (satu.apa, satu.daerah, satu.siapa, satu.alasan) == (
        "Rancangan 1 Januari 2024", kab.daerah, "Sari Wulandari", "menyusul",
    )  # fmt: skip
    assert satu.alamat == reverse("riwayat-tindakan", args=["99.01", ada(Tindakan.objects.atas(draf).first()).pk])
    assert satu.alamat_kedua == reverse("admin:edisi_ringkasan", args=[draf.pk])
    services.batalkan_rancangan(edisi=draf, oleh=sari, alasan="tidak jadi")
    assert entri("edisi-tanpa-peraturan") == []


def test_baris_tanpa_peraturan(kab: Kabupaten, sari: User) -> None:
    assert entri("baris-tanpa-peraturan") == []
    draf = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=kab.peraturan
    )
    tanpa = {("kedudukan", (kab.id(kunci),)): {"peraturan_id": None} for kunci in ("dinkes", "disdik")}
    services.terapkan(
        edisi=draf, ubah={**tanpa, ("rentangkoordinasi", (kab.id("dinkes"), 1)): {"peraturan_id": None}}, oleh=sari
    )
    (satu,) = entri("baris-tanpa-peraturan")
    assert satu.apa == "Rancangan 1 Januari 2024"
    assert satu.keterangan == ["Tanpa dasar: 2 kedudukan, 1 rentang koordinasi."]
    assert satu.dasar == kab.peraturan


def test_tindakan_tanpa_peraturan(kab: Kabupaten, sari: User) -> None:
    assert entri("tindakan-tanpa-peraturan") == []
    badan = kab.badan["dinkes"]
    lain = NamaLain(perangkat_daerah=badan, nama="Dinkes")
    services.simpan_badan(objek=badan, oleh=sari, lihat={}, alasan="agar ditemukan", ikutan=[(lain, None)])
    (satu,) = entri("tindakan-tanpa-peraturan")
    assert (satu.siapa, satu.alasan) == ("Sari Wulandari", "agar ditemukan")
    baru = Peraturan(daerah=kab.daerah, kunci="perbup-9-2024", jenis="perbup", nomor="9", tahun=2024, tentang="X")
    services.simpan_peraturan(objek=baru, oleh=sari, lihat=None)
    assert len(entri("tindakan-tanpa-peraturan")) == 1


# 2. Late -----------------------------------------------------------------------------------------------


def test_edisi_terlambat(kab: Kabupaten) -> None:
    (satu,) = entri("edisi-terlambat")
    assert satu.apa == "Edisi 2 Januari 2020"
    assert satu.keterangan == [f"Dicatat {lama(timezone.now().date() - date(2020, 1, 2))} sesudah mulai berlaku."]
    assert satu.alamat_kedua == reverse("edisi", args=["99.01", "2020-01-02"])
    ralat(kab)
    assert [e.apa for e in entri("edisi-terlambat")] == ["Edisi 2 Januari 2020"]  # a ralat is not late once more


@pytest.mark.parametrize(("hari", "terlambat"), [(30, False), (31, True), (-5, False)])
def test_edisi_terlambat_counts_days_on_the_regions_clock(db: None, hari: int, terlambat: bool) -> None:
    # 23.00 WIB on the 1st is already the 2nd in Kalimantan Selatan.
    milik = pabrik.daerah("99.05", "Kabupaten Batas")
    saat = datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    setempat = date(2026, 3, 2)
    Edisi.objects.create(
        daerah=milik, berlaku_mulai=setempat - timedelta(days=hari), keadaan="terbit", diterbitkan_pada=saat
    )
    assert bool(entri("edisi-terlambat", milik)) is terlambat


def test_peraturan_terlambat(kab: Kabupaten, sari: User) -> None:
    Peraturan.objects.create(
        daerah=kab.daerah, kunci="baru", jenis="perbup", nomor="8", tahun=2026, tentang="Baru",
        diundangkan=timezone.now().date() - timedelta(days=20),
    )  # fmt: skip
    baru = Peraturan(
        daerah=kab.daerah, kunci="lama", jenis="perbup", nomor="7", tahun=2019, tentang="Lama",
        ditetapkan=date(2019, 5, 1),
    )  # fmt: skip
    services.simpan_peraturan(objek=baru, oleh=sari, lihat=None, alasan="dari arsip")
    satu, dua = entri("peraturan-terlambat")
    assert (satu.apa, satu.siapa, satu.alasan) == (
        "Peraturan Bupati Contoh Nomor 7 Tahun 2019",
        "Sari Wulandari",
        "dari arsip",
    )
    assert satu.alamat
    assert dua.apa == "Peraturan Bupati Contoh Nomor 1 Tahun 2020"


# 3. Retroactive ----------------------------------------------------------------------------------------


def test_peraturan_surut(kab: Kabupaten) -> None:
    assert entri("peraturan-surut") == []
    pabrik.peraturan(kab.daerah, "5", 2021, ditetapkan=date(2021, 3, 1), diundangkan=date(2021, 3, 5))
    (satu,) = entri("peraturan-surut")
    assert satu.keterangan == ["Mulai berlaku 2 Januari 2021, 2 bulan sebelum diundangkan (5 Maret 2021)."]


def test_peraturan_surut_names_who_made_it_so(kab: Kabupaten, sari: User) -> None:
    """Not who recorded the regulation while it was still a rancangan."""
    budi = pabrik.pengguna("budi", "administrator", first_name="Budi", last_name="Santoso")
    objek = Peraturan(daerah=kab.daerah, kunci="perbup-surut", jenis="perbup", tentang="Surut")
    services.simpan_peraturan(objek=objek, oleh=sari, lihat=None)
    kepala = pabrik.pengguna("kepala", "administrator", first_name="Kepala", last_name="Bagian")
    isi: dict[str, Any] = {"nomor": "9", "tahun": 2021, "ditetapkan": date(2021, 3, 1), "diundangkan": date(2021, 3, 5)}
    for oleh, mulai in (
        (kepala, date(2021, 1, 2)),
        (kepala, date(2021, 3, 5)),
        (budi, date(2021, 2, 1)),
        (kepala, None),
    ):
        objek = Peraturan.objects.get(pk=objek.pk)
        asal = {ruas: getattr(objek, ruas) for ruas in ("berlaku_mulai", "catatan", *isi)}
        lihat = {ruas: satu.isoformat() if isinstance(satu, date) else satu for ruas, satu in asal.items()}
        ubah: dict[str, Any] = {"berlaku_mulai": mulai} if mulai else {"catatan": "kemudian"}
        for ruas, nilai in {**isi, **ubah}.items():
            setattr(objek, ruas, nilai)
        services.simpan_peraturan(objek=objek, oleh=oleh, lihat=lihat, alasan=f"menjadi {mulai}")
    (satu,) = entri("peraturan-surut")
    assert (satu.siapa, satu.alasan) == ("Budi Santoso", "menjadi 2021-02-01")
    assert satu.tindakan is not None
    assert satu.kapan == satu.tindakan.pada


def test_edisi_surut(kab: Kabupaten) -> None:
    assert entri("edisi-surut") == []
    surut = pabrik.peraturan(kab.daerah, "5", 2021, ditetapkan=date(2021, 3, 1), diundangkan=date(2021, 3, 5))
    terbit(kab, date(2021, 1, 2), peraturan=surut)
    (satu,) = entri("edisi-surut")
    assert satu.keterangan == ["Mulai berlaku 2 bulan sebelum peraturannya diundangkan."]


def test_edisi_disisipkan(kab: Kabupaten) -> None:
    terbit(kab, date(2022, 1, 1))
    assert entri("edisi-disisipkan") == []
    terbit(kab, date(2021, 1, 1))
    (satu,) = entri("edisi-disisipkan")
    assert satu.apa == "Edisi 1 Januari 2021"
    assert satu.keterangan == ["Edisi 1 Januari 2022 waktu itu sudah terbit."]


# 4. One pen --------------------------------------------------------------------------------------------


def tindakan(edisi: Edisi, jenis: str, oleh: User | None, nama: str = "") -> Tindakan:
    return Tindakan.objects.create(
        daerah=edisi.daerah, edisi=edisi, jenis=jenis, oleh=oleh, nama_oleh=nama, pada=timezone.now()
    )


def test_penyetuju_penyusun(panggung: Panggung) -> None:
    p = panggung
    p.disetujui()
    assert entri("penyetuju-penyusun") == []  # the services refuse it
    tindakan(p.draf, JenisTindakan.SETUJUI, p.sari, "Nama Lain")
    assert [e.siapa for e in entri("penyetuju-penyusun")] == ["Nama Lain"]
    kembar = pabrik.pengguna("sari.dua", "pemeriksa", first_name="SARI", last_name="Wulandari")
    tindakan(p.draf, JenisTindakan.SETUJUI, kembar, "SARI Wulandari")
    assert [e.siapa for e in entri("penyetuju-penyusun")] == ["SARI Wulandari", "Nama Lain"]


def test_penyetuju_penerbit(panggung: Panggung) -> None:
    p = panggung
    p.disetujui()
    assert entri("penyetuju-penerbit") == []
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=p.penetapan(), alasan_peringatan=p.alasan())
    (satu,) = entri("penyetuju-penerbit")
    assert satu.siapa == "Budi Santoso"
    assert satu.apa == "Edisi diterbitkan, berlaku mulai 1 Januari 2024"


def test_diubah_sesudah_disetujui(panggung: Panggung, masuk: Client) -> None:
    p = panggung
    p.disetujui()
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=p.penetapan(), alasan_peringatan=p.alasan())
    assert entri("diubah-sesudah-disetujui") == []


def test_diubah_sesudah_disetujui_says_from_what_to_what(panggung: Panggung, masuk: Client) -> None:
    p = panggung
    p.disetujui()
    lain = p.penetapan(mulai=date(2022, 12, 15), berlaku_mulai=date(2022, 12, 15), tahun=2022,
                       ditetapkan=date(2022, 12, 15), diundangkan=date(2022, 12, 15))  # fmt: skip
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=lain, alasan_peringatan=p.alasan())
    (satu,) = entri("diubah-sesudah-disetujui")
    assert satu.siapa == "Budi Santoso"
    assert satu.keterangan[0] == "Tanggal berlaku diubah saat terbit: 1 Januari 2024 menjadi 15 Desember 2022."
    halaman = baca(masuk.get("/audit/daftar/orang-sama/"))
    assert "Tanggal diubah sesudah disetujui" in halaman.teks
    assert satu.keterangan[0] in halaman.teks
    assert entri("diubah-sesudah-disetujui", p.kab.daerah) != []
    assert BAGIAN["diubah-sesudah-disetujui"].jumlah(lingkup()) == {p.kab.daerah.pk: 1}


def test_oleh_pengatur_pemasangan(panggung: Panggung) -> None:
    p = panggung
    bos = User.objects.create_superuser("bos")
    services.ajukan(edisi=p.draf, oleh=p.sari)
    services.setujui(edisi=p.draf, oleh=bos)
    assert [e.siapa for e in entri("oleh-pengatur-pemasangan")] == ["bos"]


def test_tanpa_persetujuan(panggung: Panggung) -> None:
    assert [e.siapa for e in entri("tanpa-persetujuan")] == ["sistem"]  # the first edition of the cast
    p = panggung
    p.disetujui()
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=p.penetapan(), alasan_peringatan=p.alasan())
    assert len(entri("tanpa-persetujuan")) == 1


# 5. and 6. ---------------------------------------------------------------------------------------------


def test_ralat(kab: Kabupaten) -> None:
    assert entri("ralat") == []
    baru = ralat(kab)
    (satu,) = entri("ralat")
    assert (satu.apa, satu.alasan) == ("Ralat atas edisi 2 Januari 2020", "Salah salin dari lampiran.")
    assert satu.keterangan == ["Yang diralat terbaca selama kurang dari satu menit."]
    assert satu.kapan == baru.diterbitkan_pada


def test_peringatan(panggung: Panggung) -> None:
    p = panggung
    p.disetujui()
    assert entri("peringatan") == []
    alasan = p.alasan()
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=p.penetapan(), alasan_peringatan=alasan)
    semua = entri("peringatan")
    tercatat = AlasanPeringatan.objects.filter(edisi=p.draf)
    assert {e.apa for e in semua} == {a.pesan for a in tercatat}
    assert len(semua) == len(tercatat) > 0
    assert {e.alasan for e in semua} == {"memang demikian"}
    assert all("Aturan " in e.keterangan[1] and ": " in e.keterangan[1] for e in semua)


# 7. Checked --------------------------------------------------------------------------------------------


def test_belum_diperiksa(kab: Kabupaten, auditor: User) -> None:
    pabrik.daerah("99", "Provinsi Contoh", jenis="provinsi")  # nothing in it to look at
    assert [(e.daerah, e.apa) for e in entri("belum-diperiksa")] == [(kab.daerah, "Belum pernah diperiksa")]
    satu = services.catat_pemeriksaan(
        daerah=kab.daerah, oleh=auditor, sasaran="rentang  edisi 2020", hasil="Tanpa temuan."
    )
    assert (satu.jenis, satu.ringkas, satu.alasan, satu.nama_oleh) == (
        "periksa", "memeriksa rentang edisi 2020", "Tanpa temuan.", "auditor",
    )  # fmt: skip
    assert entri("belum-diperiksa") == []
    assert entri("belum-diperiksa", saat=satu.pada + timedelta(days=364)) == []
    (lama_sekali,) = entri("belum-diperiksa", saat=satu.pada + timedelta(days=366))
    assert (lama_sekali.apa, lama_sekali.alasan) == ("Terakhir diperiksa", "Tanpa temuan.")
    assert lama_sekali.alamat == reverse("riwayat-tindakan", args=["99.01", satu.pk])


@pytest.mark.parametrize(("sasaran", "hasil"), [("", "x"), ("  ", "x"), ("x", ""), ("x", " \n"), ("x" * 201, "x")])
def test_a_check_says_what_and_what_was_found(kab: Kabupaten, auditor: User, sasaran: str, hasil: str) -> None:
    with pytest.raises(Ditolak):
        services.catat_pemeriksaan(daerah=kab.daerah, oleh=auditor, sasaran=sasaran, hasil=hasil)
    assert not Tindakan.objects.filter(jenis="periksa").exists()


def test_a_check_is_recorded_by_who_audits_there(kab: Kabupaten, sari: User) -> None:
    lain = pabrik.pengguna("sebelah", "auditor", pabrik.daerah("99.02", "Kabupaten Lain"))
    for siapa in (sari, lain):
        with pytest.raises(TidakBerwenang):
            services.catat_pemeriksaan(daerah=kab.daerah, oleh=siapa, sasaran="x", hasil="x")


def test_the_screen_records_a_check(masuk: Client, kab: Kabupaten) -> None:
    daftar = reverse("audit-daftar", args=["belum-diperiksa"])
    h = baca(masuk.get(daftar))
    assert f"{daftar}?daerah=99.01#catat" in h.tautan
    assert "Catat pemeriksaan Kabupaten Contoh" in baca(masuk.get(f"{daftar}?daerah=99.01")).teks
    kirim = reverse("audit-periksa", args=["99.01"])
    kosong = masuk.post(kirim, {"sasaran": "", "hasil": "<b>x</b>"})
    assert kosong.status_code == 422
    assert "Tulis apa yang diperiksa." in baca(kosong).teks
    assert b"<b>x</b>" not in kosong.content
    jadi = masuk.post(kirim, {"sasaran": "rentang", "hasil": "Cocok dengan lampiran."}, follow=True)
    assert "Pemeriksaan Kabupaten Contoh dicatat." in baca(jadi).teks
    assert "Sudah diperiksa semua dalam setahun terakhir." in baca(jadi).teks
    assert masuk.get(kirim).status_code == 405
    assert masuk.post(reverse("audit-periksa", args=["00.00"]), {}).status_code == 404


# 8. Without history ------------------------------------------------------------------------------------


def test_tanpa_riwayat(kab: Kabupaten) -> None:
    kode = [satu for satu in BAGIAN if satu.startswith("tanpa-riwayat-")]
    assert {"tanpa-riwayat-kedudukan", "tanpa-riwayat-rentangkoordinasi", "tanpa-riwayat-peraturan"} <= set(kode)
    terbit(kab, date(2022, 1, 1))  # a clone has no rows of its own in history
    for satu in kode:
        assert entri(satu) == [], satu
    mentah = PerangkatDaerah(daerah=kab.daerah, kunci="mentah", nama="Badan Mentah", uuid=uuid_baku("99.01", "mentah"))
    PerangkatDaerah.objects.bulk_create([mentah])
    assert [e.apa for e in entri("tanpa-riwayat-perangkatdaerah")] == ["Perangkat daerah: Badan Mentah"]
    draf = Edisi(daerah=kab.daerah, berlaku_mulai=date(2025, 1, 1))
    draf.save()
    Kedudukan._base_manager.bulk_create(
        [
            Kedudukan(
                edisi=draf,
                perangkat_daerah=mentah,
                nama="Mentah",
                jenis="pemerintah_daerah",
                urutan=1,
                lft=1,
                rght=2,
                tree_id=draf.pk,
                level=0,
            )
        ]
    )
    (satu_baris,) = entri("tanpa-riwayat-kedudukan")
    assert satu_baris.daerah == kab.daerah
    assert satu_baris.keterangan[0] == "Edisi 2025-01-01"


def test_tanpa_riwayat_tells_every_kind_of_row(kab: Kabupaten, masuk: Client) -> None:
    """Whatever its model, a row without history has a region and a name, without a query a row."""
    for riwayat in tabel_riwayat():
        with connection.cursor() as kursor:
            if connection.vendor == "postgresql":
                kursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                kursor.execute(f"ALTER TABLE {riwayat._meta.db_table} DISABLE TRIGGER USER")
            else:
                kursor.execute(f"DROP TRIGGER beku_{riwayat._meta.db_table}_delete")
            kursor.execute(f"DELETE FROM {riwayat._meta.db_table}")
            if connection.vendor == "postgresql":
                kursor.execute(f"ALTER TABLE {riwayat._meta.db_table} ENABLE TRIGGER USER")
    terisi = set()
    for kode, bagian in BAGIAN.items():
        if kode.startswith("tanpa-riwayat-"):
            with CaptureQueriesContext(connection) as kueri:
                semua, _ = bagian.halaman(lingkup())
            assert len(kueri) == 1, kode
            assert all(e.daerah == kab.daerah for e in semua if "penugasan" not in kode), kode
            terisi |= {kode.removeprefix("tanpa-riwayat-")} if semua else set()
    assert terisi >= {"daerah", "edisi", "kedudukan", "peraturan", "perangkatdaerah", "rentangkoordinasi"}
    h = baca(masuk.get("/audit/daftar/tanpa-riwayat/"))
    assert "Kedudukan: Dinas Kesehatan" in h.teks
    assert "Daerah: Kabupaten Contoh" in h.teks


# The pages ---------------------------------------------------------------------------------------------

SEMUA = ["/audit/", *(f"/audit/daftar/{satu.kode}/" for satu in DAFTAR_KERJA)]


def test_every_page_is_whole_and_says_what_to_do_when_empty(masuk: Client) -> None:
    for tujuan in SEMUA:
        jawaban = masuk.get(tujuan)
        h = baca(jawaban)
        assert (jawaban.status_code, len(h.h1), h.terlarang, len(h.id)) == (200, 1, [], len(set(h.id))), tujuan
        assert "no-store" in jawaban["Cache-Control"]
    assert "Tidak ada yang patut diperiksa" in baca(masuk.get("/audit/")).teks
    assert "Belum ada segel." in baca(masuk.get("/audit/")).teks


def test_every_list_shows_what_it_has_and_escapes_it(masuk: Client, panggung: Panggung) -> None:
    p = panggung
    jahat = "<script>alert(1)</script>"
    p.sari.first_name = jahat
    p.sari.save()
    services.ajukan(edisi=p.draf, oleh=p.sari, alasan=jahat)
    tindakan(p.draf, JenisTindakan.SETUJUI, p.sari, jahat)
    terbit(p.kab, date(2021, 1, 1))
    ralat(p.kab, jahat)
    for tujuan in SEMUA:
        jawaban = masuk.get(tujuan)
        assert jawaban.status_code == 200
        assert jahat.encode() not in jawaban.content
        assert baca(jawaban).terlarang == []
    assert jahat in baca(masuk.get("/audit/daftar/ralat/")).teks
    depan = baca(masuk.get("/audit/"))
    assert "/audit/daftar/ralat/?daerah=99.01" in depan.tautan


def test_links_of_the_lists_lead_somewhere(masuk: Client, panggung: Panggung) -> None:
    ralat(panggung.kab)
    for daftar in DAFTAR_KERJA:
        for tautan in baca(masuk.get(f"/audit/daftar/{daftar.kode}/?daerah=99.01")).tautan:
            if tautan.startswith(("/audit/", "/daerah/99.01/edisi/", "/admin/edisi/")):
                assert masuk.get(tautan).status_code == 200, tautan


def test_who_is_nobody_is_led_to_sign_in_and_who_has_no_role_is_refused(client: Client, kab: Kabupaten) -> None:
    for tujuan in [*SEMUA, "/audit/daftar/ralat/unduh.csv"]:
        assert client.get(tujuan)["Location"].startswith("/admin/login/?next=/audit/")
    client.force_login(pabrik.pengguna("tamu", ""))
    for tujuan in [*SEMUA, "/audit/daftar/ralat/unduh.csv"]:
        assert client.get(tujuan).status_code == 403
    assert client.post("/audit/periksa/99.01/", {"sasaran": "x", "hasil": "x"}).status_code == 403


@pytest.mark.parametrize(
    ("peran", "unduh"), [("pengelola", 403), ("pemeriksa", 403), ("auditor", 200), ("administrator", 200)]
)
def test_every_role_reads_its_own_region_and_auditors_take_it_out(
    client: Client, kab: Kabupaten, peran: str, unduh: int
) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Rahasia")
    ralat(lain, "Alasan rahasia.")
    ralat(kab)
    services.catat_pemeriksaan(daerah=lain.daerah, oleh=None, sasaran="rahasia", hasil="rahasia")
    client.force_login(pabrik.pengguna("orang", peran, kab.daerah))
    for tujuan in SEMUA:
        jawaban = client.get(tujuan)
        assert jawaban.status_code == 200, tujuan
        assert b"ahasia" not in jawaban.content, tujuan
        for alamat in (f"{tujuan}?daerah=99.02", f"{tujuan}?daerah=00.00"):
            assert client.get(alamat).status_code == 403, alamat
    for daftar in DAFTAR_KERJA:
        jawaban = client.get(f"/audit/daftar/{daftar.kode}/unduh.csv")
        assert jawaban.status_code == unduh
        assert b"ahasia" not in jawaban.content
        assert client.get(f"/audit/daftar/{daftar.kode}/unduh.csv?daerah=99.02").status_code == 403
    catat = {"sasaran": "x", "hasil": "x"}
    assert client.post("/audit/periksa/99.02/", catat).status_code == 403
    assert client.post("/audit/periksa/99.01/", catat).status_code == (302 if unduh == 200 else 403)


@pytest.mark.parametrize(
    "tanya",
    [
        "bagian=tidak-ada", "bagian=ralat&sebelum=x", "bagian=ralat&sebelum=99999999999999999999999", "sebelum=-1",
        "bagian=%00", "bagian=ralat&sebelum=%D9%A3", "lihat=1&bagian[]=x",
    ],
)  # fmt: skip
def test_a_hostile_question_is_answered_with_a_page(masuk: Client, kab: Kabupaten, tanya: str) -> None:
    assert masuk.get(f"/audit/daftar/ralat/?{tanya}").status_code == 200


@pytest.mark.parametrize("kode", ["%00", "' OR 1=1", "99.01.01.01", "٩٩.٠١", "<b>"])
def test_a_region_that_is_none_is_refused(masuk: Client, kab: Kabupaten, kode: str) -> None:
    assert masuk.get(f"/audit/daftar/ralat/?daerah={kode}").status_code == 403
    assert masuk.get("/audit/daftar/tidak-ada/").status_code == 404
    assert masuk.get("/audit/daftar/%00/").status_code == 404


def test_a_long_list_goes_on_without_gap_or_repetition(masuk: Client, kab: Kabupaten) -> None:
    for nomor in range(1, 121):
        Tindakan.objects.create(
            daerah=kab.daerah, edisi=kab.edisi, jenis="terbitkan", nama_oleh=f"orang-{nomor:03}.", pada=timezone.now()
        )
    tujuan, terbaca = f"/audit/daftar/orang-sama/?daerah={kab.daerah.kode}", []
    while tujuan:
        h = baca(masuk.get(tujuan))
        terbaca += [nomor for nomor in range(120, 0, -1) if f"orang-{nomor:03}." in h.teks]
        tujuan = next((satu for satu in h.tautan if "sebelum=" in satu), "")
        tujuan = tujuan if tujuan.startswith("/") or not tujuan else f"/audit/daftar/orang-sama/{tujuan}"
    assert terbaca == list(range(120, 0, -1))


def test_a_file_holds_all_parts_harmless_and_is_noted(masuk: Client, auditor: User, kab: Kabupaten) -> None:
    ralat(kab, "=HYPERLINK(1)")
    jawaban = masuk.get("/audit/daftar/ralat/unduh.csv?daerah=99.01")
    assert jawaban["Content-Disposition"] == 'attachment; filename="audit-ralat.csv"'
    kepala, baris = csv.reader(io.StringIO(jawaban.content.decode("utf-8-sig")))
    assert dict(zip(kepala, baris, strict=True))["Alasan"] == "'=HYPERLINK(1)"
    assert dict(zip(kepala, baris, strict=True))["Kode daerah"] == "99.01"
    satu = dict(zip(kepala, baris, strict=True))
    (isi,) = entri("ralat")
    assert isinstance(isi.kapan, datetime)
    assert datetime.fromisoformat(satu["Kapan"]) == isi.kapan.replace(microsecond=0)
    assert satu["Kapan"].endswith("+08:00")
    assert satu["Tautan"] == f"http://testserver{isi.alamat}"
    assert isi.alamat.startswith("/daerah/99.01/riwayat/")
    catatan = CatatanAkses.objects.filter(jenis="ekspor").get()
    assert (catatan.pengguna, catatan.daerah, catatan.rincian) == (auditor, kab.daerah, "daftar kerja: Ralat")


def test_a_file_says_in_which_role_somebody_acted_there(masuk: Client, panggung: Panggung) -> None:
    p = panggung
    p.disetujui()
    services.terbitkan(edisi=p.draf, oleh=p.budi, penetapan=p.penetapan(), alasan_peringatan=p.alasan())
    bos = User.objects.create_superuser("bos")
    tindakan(p.draf, JenisTindakan.SETUJUI, bos, "bos")
    isi = csv.DictReader(io.StringIO(masuk.get("/audit/daftar/orang-sama/unduh.csv").content.decode("utf-8-sig")))
    peran = {(satu["Bagian"], satu["Siapa"]): satu["Peran"] for satu in isi}
    assert peran["Menyetujui dan menerbitkan", "Budi Santoso"] == "Pemeriksa (semua daerah)"
    assert peran["Oleh pengatur seluruh pemasangan", "bos"] == "pengatur seluruh pemasangan"


def test_a_print_says_as_of_when_and_of_which_regions_it_is(masuk: Client, kab: Kabupaten) -> None:
    for tanya, kata in (("", "semua daerah Anda"), ("?daerah=99.01", "Kabupaten Contoh")):
        halaman = baca(masuk.get(f"/audit/daftar/ralat/{tanya}"))
        zona = "WITA" if tanya else "WIB"
        assert re.search(rf"Menurut catatan sampai \d+ \w+ \d{{4}} [\d.]+ {zona} · saringan: {kata}", halaman.teks)


def test_a_region_without_a_check_is_said_once(masuk: Client, kab: Kabupaten) -> None:
    teks = baca(masuk.get("/audit/")).teks
    menurut = teks.partition("Menurut daerah")[2]
    assert "Belum diperiksa setahun" in menurut
    assert "Daerah yang belum diperiksa setahun" not in menurut
    assert "Belum diperiksa setahun 1" not in menurut


def test_a_file_goes_on_over_many_pages(masuk: Client, kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    Tindakan.objects.bulk_create(
        Tindakan(daerah=kab.daerah, edisi=kab.edisi, jenis="terbitkan", nama_oleh=f"o{n}", pada=timezone.now())
        for n in range(1100)
    )
    isi = masuk.get("/audit/daftar/orang-sama/unduh.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(isi)))) == 1 + 1101
    monkeypatch.setattr(daftar_kerja, "BANYAK_BERKAS", 500)
    isi = masuk.get("/audit/daftar/orang-sama/unduh.csv").content.decode("utf-8-sig")
    assert len(list(csv.reader(io.StringIO(isi)))) == 1 + 500


def test_queries_do_not_grow_with_regions_or_entries(masuk: Client, kab: Kabupaten) -> None:
    def hitung() -> dict[str, int]:
        hasil = {}
        for tujuan in SEMUA:
            with CaptureQueriesContext(connection) as kueri:
                masuk.get(tujuan)
            hasil[tujuan] = len(kueri)
        return hasil

    ralat(kab)
    satu = hitung()
    for nomor in range(2, 5):
        ralat(pabrik.kabupaten(f"99.0{nomor}", f"Kabupaten {nomor}"))
    assert hitung() == satu
    assert satu["/audit/"] <= 24
    assert max(satu.values()) <= 30


@pytest.mark.parametrize(
    ("selang", "kata"),
    [
        (timedelta(seconds=5), "kurang dari satu menit"), (timedelta(minutes=7), "7 menit"),
        (timedelta(hours=5), "5 jam"), (timedelta(days=59), "59 hari"), (timedelta(days=365), "1 tahun"),
        (timedelta(days=1766), "4 tahun 10 bulan"), (timedelta(days=364), "11 bulan"),
    ],
)  # fmt: skip
def test_how_long_is_said_in_words(selang: timedelta, kata: str) -> None:
    assert lama(selang) == kata
