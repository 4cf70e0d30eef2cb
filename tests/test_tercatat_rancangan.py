"""A draft at a moment is what it was then, whatever was done to it since."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry import isi_edisi
from registry.audit.halaman_rancangan import alamat_rancangan
from registry.audit.rancangan import isi_tercatat
from registry.galat import Bentrok, Ditolak
from registry.isi_edisi import Ubah
from registry.models import Edisi, Tindakan
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan, ubah_rancangan, urungkan
from registry.services.cabang import rebase
from registry.services.edisi import RUAS_KELENGKAPAN
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db

RUAS = ("asal_id", "berlaku_mulai", "urutan", "keadaan", "peraturan_id", "meralat_id", *RUAS_KELENGKAPAN)
Rekaman = list[tuple[int, datetime, dict[str, Any], Ubah]]


def rekam(rekaman: Rekaman, *semua: Edisi) -> None:
    saat = timezone.now()
    for satu in semua:
        edisi = Edisi.objects.get(pk=satu.pk)
        rekaman.append((edisi.pk, saat, {ruas: getattr(edisi, ruas) for ruas in RUAS}, isi_edisi.baca(edisi.pk)))


def cocokkan(rekaman: Rekaman) -> None:
    for edisi, saat, kepala, isi in rekaman:
        lagi, isinya = isi_tercatat(edisi, saat)
        assert lagi is not None
        assert {ruas: lagi[ruas] for ruas in RUAS} == kepala
        assert isinya == isi


def tindakan_acak(acak: random.Random, kab: Kabupaten, edisi: Edisi, n: int) -> None:
    """Something that a person might do to a draft; may be refused."""
    kunci = acak.choice(["dinkes", "disdik", "puskesmas", "kec-satu", "bagian-hukum", "kecamatan"])
    badan = kab.id(kunci)
    semua = isi_edisi.baca(edisi.pk)
    match acak.choice(["nama", "pindah", "hapus", "pasang", "rentang", "urung", "kepala", "suksesi", "pangkal"]):
        case "nama":
            ubah: Ubah = {("kedudukan", (badan,)): {"nama": f"Unit {n}"}}
        case "pindah":
            ubah = {("kedudukan", (badan,)): {"induk": kab.id(acak.choice(["bupati", "setda", "dinkes", "disdik"]))}}
        case "hapus":
            ubah = {("kedudukan", (badan,)): None, ("rentangkoordinasi", (badan, 1)): None}
        case "pasang":
            ubah = {
                ("kedudukan", (badan,)): {
                    "induk": kab.id("bupati"), "nama": f"Pasang {n}", "jenis": "dinas", "urutan": n,
                }
            }  # fmt: skip
        case "rentang":
            baru = {"koordinator_id": kab.id(acak.choice(["asisten-1", "asisten-2", "asisten-3"])), "urutan": n}
            ubah = {("rentangkoordinasi", (badan, 1)): baru if acak.random() < 0.7 else None}
        case "suksesi":
            ubah = {
                ("suksesi", (n,)): {"jenis": "bubar", "keterangan": str(n)},
                ("pesertasuksesi", (n, "lama", badan)): {},
            }
        case "pangkal":
            pangkal = next(k[1][0] for k, v in semua.items() if k[0] == "kedudukan" and v and v["induk"] is None)
            lain = kab.id("bupati") if pangkal == kab.id("pemda") else kab.id("pemda")
            ubah = {("kedudukan", (lain,)): {"induk": None}, ("kedudukan", (pangkal,)): {"induk": lain}}
        case "kepala":
            ubah_rancangan(edisi=edisi, oleh=None, rentang_keterangan=f"keterangan {n}", struktur="sebagian")
            return
        case _:
            akhir = Tindakan.objects.atas(edisi).filter(jenis="ubah", sebelum__isnull=False).first()
            if akhir is not None:
                urungkan(tindakan=akhir, oleh=None)
            return
    terapkan(edisi=edisi, ubah=ubah, oleh=None)


@pytest.mark.parametrize("benih", [1, 2, 3])
def test_tiap_rancangan_pada_tiap_saat_adalah_isinya_waktu_itu(benih: int) -> None:
    acak = random.Random(benih)
    kab = pabrik.kabupaten()
    dasar = kab.edisi
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=None, asal=dasar, berlaku_mulai=date(2024, 1, 1))
    kosong = buat_rancangan(daerah=kab.daerah, oleh=None, berlaku_mulai=date(2025, 1, 1))
    ralat = buat_ralat(edisi=dasar, oleh=None, alasan="uji")
    rekaman: Rekaman = []
    rekam(rekaman, rancangan, kosong, ralat, dasar)
    jadi = 0
    for n in range(1, 46):
        sasaran = acak.choice([rancangan, rancangan, ralat]) if n > 2 else kosong
        try:
            if n <= 2:
                terapkan(edisi=kosong, ubah=pabrik.isi_bagan(kab), oleh=None)
            else:
                tindakan_acak(acak, kab, sasaran, n)
            jadi += 1
        except (Ditolak, Bentrok):
            pass
        rekam(rekaman, sasaran)
        if n == 25:  # another edition comes in between, and the draft moves onto it
            lain = buat_rancangan(daerah=kab.daerah, oleh=None, asal=dasar, berlaku_mulai=date(2022, 1, 2),
                                  peraturan=pabrik.peraturan(kab.daerah, "8", 2022))  # fmt: skip
            terapkan(edisi=lain, ubah={("kedudukan", (kab.id("disdik"),)): {"kontak": "Jalan Baru 1"},
                                       ("kedudukan", (kab.id("puskesmas"),)): {"nama": "Puskesmas Baru"}},
                     oleh=None)  # fmt: skip
            lain = terbitkan(edisi=lain, oleh=None)
            pertentangan = rebase(edisi=rancangan, ke=lain, oleh=None)
            if pertentangan:
                pilihan: Any = {((satu.bagian, satu.kunci), satu.ruas): "kita" for satu in pertentangan}
                assert rebase(edisi=rancangan, ke=lain, oleh=None, pilihan=pilihan) == []
            assert Edisi.objects.get(pk=rancangan.pk).asal_id == lain.pk
            rekam(rekaman, rancangan)
    assert jadi > 25
    cocokkan(rekaman)


def test_yang_terbit_pun_terbaca_dan_sebelum_ada_tidak(kab: Kabupaten) -> None:
    sebelum = timezone.now()
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="uji")
    dibuat = timezone.now()
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Sehat"}}, oleh=None)
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Waras"}}, oleh=None)
    ralat = terbitkan(edisi=ralat, oleh=None)
    assert isi_tercatat(ralat.pk, sebelum) == (None, {})
    assert isi_tercatat(-1, sebelum) == (None, {})
    kepala, isi = isi_tercatat(ralat.pk, dibuat)
    assert ada(kepala)["keadaan"] == "rancangan"
    assert isi == isi_edisi.baca(kab.edisi.pk)
    terbit = ada(ralat.diterbitkan_pada)
    kepala, isi = isi_tercatat(ralat.pk, terbit)
    assert (ada(kepala)["keadaan"], ada(kepala)["diterbitkan_pada"]) == ("terbit", terbit)
    assert isi == isi_edisi.baca(ralat.pk)
    assert ada(isi_tercatat(ralat.pk, terbit - timedelta(microseconds=1))[0])["keadaan"] == "rancangan"


def test_dua_tulisan_pada_satu_saat_dibaca_yang_terakhir(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
    saat = timezone.now()
    monkeypatch.setattr("django.utils.timezone.now", lambda: saat)
    tempat = ("kedudukan", (kab.id("puskesmas"),))
    terapkan(edisi=rancangan, ubah={tempat: {"nama": "Satu"}}, oleh=None)
    terapkan(edisi=rancangan, ubah={tempat: None}, oleh=None)
    assert tempat not in isi_tercatat(rancangan.pk, saat)[1]
    isian = {"induk": kab.id("dinkes"), "nama": "Dua", "jenis": "uptd"}
    terapkan(edisi=rancangan, ubah={tempat: isian}, oleh=None)
    assert isi_tercatat(rancangan.pk, saat)[1] == isi_edisi.baca(rancangan.pk)
    assert isi_tercatat(rancangan.pk, saat - timedelta(microseconds=1))[1] == isi_edisi.baca(kab.edisi.pk)


def test_jumlah_kueri_tetap(kab: Kabupaten) -> None:
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))

    def hitung() -> int:
        with CaptureQueriesContext(connection) as kueri:
            isi_tercatat(rancangan.pk, timezone.now())
        return len(kueri)

    awal = hitung()
    for n in range(8):
        terapkan(edisi=rancangan, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": f"Dinas {n}"}}, oleh=None)
    assert hitung() == awal <= 3 + 2 * len(list(isi_edisi.DAFTAR))


def test_halamannya_menyebut_isi_saat_itu_dan_hanya_untuk_petugas_daerahnya(
    kab: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    ketat(monkeypatch)
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
    dinkes: Ubah = {
        ("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Sehat"},
        ("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-3")},
    }
    terapkan(edisi=rancangan, ubah=dinkes, oleh=None)
    saat = timezone.now()
    terapkan(edisi=rancangan, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Waras"}}, oleh=None)
    alamat = alamat_rancangan(kab.daerah, rancangan.pk, saat)
    assert "%2B08%3A00" in alamat
    klien = Client()
    assert klien.get(alamat)["Location"].startswith("/admin/login/")
    klien.force_login(pabrik.pengguna("auditor", "auditor", kab.daerah))
    jawaban = klien.get(alamat)
    h = baca(jawaban)
    assert not h.terlarang
    assert "Dinas Sehat" in h.teks
    assert "Dinas Waras" not in h.teks
    assert "Yang berbeda dari dasarnya (2)" in h.teks
    assert "tercatat sampai" in h.teks.lower()
    assert "no-store" in jawaban["Cache-Control"]
    kini = baca(klien.get(alamat.partition("?")[0])).teks
    assert "Dinas Waras" in kini
    assert "Menurut catatan sekarang" in kini
    assert "Belum ada pada saat itu" in baca(klien.get(alamat.partition("?")[0], {"tercatat": "2020-01-01"})).teks
    assert klien.get(alamat.partition("?")[0], {"tercatat": "kemarin"}).status_code == 400
    assert klien.get(alamat.partition("?")[0], {"tercatat": "2999-01-01"}).status_code == 400
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    assert klien.get(f"/daerah/{lain.kode}/rancangan/{rancangan.pk}/").status_code == 403
    luar = Client()
    luar.force_login(pabrik.pengguna("luar", "auditor", lain))
    assert luar.get(alamat).status_code == 403
    assert luar.get(f"/daerah/{lain.kode}/rancangan/{rancangan.pk}/").status_code == 404
