"""Two moments of the record compared: by date, by moment, by act; of one date in law."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
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

from registry.models import Edisi, Tindakan
from registry.services import (
    buat_ralat,
    buat_rancangan,
    simpan_badan,
    simpan_peraturan,
    terapkan,
    terbitkan,
)
from registry.waktu import hari_ini
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db

ANGGARAN: dict[str, int] = json.loads((Path(__file__).parent / "query_counts.json").read_text(encoding="utf-8"))
KOSONG = "Tidak ada yang berubah"


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def pengawas(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("ani", "auditor", kab.daerah))
    return client


def alamat(kab: Kabupaten, *saat: Any, **isian: Any) -> str:
    dasar = reverse("riwayat-banding", args=[kab.daerah.kode])
    return f"{dasar}?{urlencode([*(('saat', satu) for satu in saat), *isian.items()])}"


def buka(client: Client, kab: Kabupaten, *saat: Any, **isian: Any) -> Any:
    jawaban = client.get(alamat(kab, *saat, **isian))
    assert jawaban.status_code == 200, jawaban.content.decode()[:2000]
    assert baca(jawaban).terlarang == []
    return jawaban


def terakhir() -> Tindakan:
    return ada(Tindakan.objects.first())


def kalimat(jawaban: Any) -> list[str]:
    banding = jawaban.context["h"].banding
    return [] if banding is None else [satu.polos for satu in banding.kalimat]


def diralat(kab: Kabupaten) -> Edisi:
    """The edition of Kabupaten Contoh, corrected: Dinas Pendidikan belongs to the third Asisten."""
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah baca huruf")
    ubah: Any = {("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-3")}}
    terapkan(edisi=ralat, ubah=ubah, oleh=None)
    return terbitkan(edisi=ralat, oleh=None)


def test_before_and_after_a_correction_the_same_date_says_something_else(pengawas: Client, kab: Kabupaten) -> None:
    sebelum = timezone.now()
    ralat = diralat(kab)
    jawaban = buka(pengawas, kab, dari=sebelum.isoformat(), ke=timezone.now().isoformat(), pada="2021-06-01")
    h = jawaban.context["h"]
    assert (h.edisi_dari.pk, h.edisi_ke.pk) == (kab.edisi.pk, ralat.pk)
    assert [satu.pk for satu in h.masuk] == [ralat.pk]
    assert [satu.pk for satu in h.diralat] == [kab.edisi.pk]
    assert "Dinas Pendidikan pindah dari Asisten Perekonomian dan Pembangunan ke Asisten Administrasi Umum." in kalimat(
        jawaban
    )
    assert "salah baca huruf" in baca(jawaban).teks


def test_the_moment_of_an_act_is_after_it(pengawas: Client, kab: Kabupaten) -> None:
    terbit = terakhir()
    ralat = diralat(kab)
    h = buka(pengawas, kab, terbit.pk, terakhir().pk, pada="2021-06-01").context["h"]
    assert (h.edisi_dari.pk, h.edisi_ke.pk) == (kab.edisi.pk, ralat.pk)
    ditukar = buka(pengawas, kab, terakhir().pk, terbit.pk, pada="2021-06-01").context["h"]
    assert ditukar.ditukar
    assert ditukar.dari.tindakan == terbit


def test_another_date_in_law_may_say_nothing_new(pengawas: Client, kab: Kabupaten) -> None:
    sebelum = timezone.now().isoformat()
    lagi = pabrik.peraturan(kab.daerah, "7", 2030)
    edisi = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2030, 1, 2))
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)
    terbitkan(edisi=edisi, oleh=None)
    kini = timezone.now().isoformat()
    lama = buka(pengawas, kab, dari=sebelum, ke=kini, pada="2021-06-01")
    assert kalimat(lama) == []
    assert "versi yang sama" in baca(lama).teks
    assert any(
        "Puskesmas Contoh" in satu for satu in kalimat(buka(pengawas, kab, dari=sebelum, ke=kini, pada="2030-06-01"))
    )
    awal = buka(pengawas, kab, dari=sebelum, ke=kini, pada="2010-01-01")
    assert "belum ada edisi yang berlaku" in baca(awal).teks


def test_before_the_first_record_there_was_nothing(pengawas: Client, kab: Kabupaten) -> None:
    jawaban = buka(pengawas, kab, dari="2000-01-01", ke=hari_ini(kab.daerah).isoformat())
    h = jawaban.context["h"]
    assert h.edisi_dari is None
    assert h.edisi_ke == kab.edisi
    assert "seluruh isinya baru" in baca(jawaban).teks
    assert {satu.pokok for satu in h.luar} == {"daerah", "peraturan", "perangkat daerah", "penugasan"}


def test_rows_outside_editions_are_compared_as_they_were(pengawas: Client, kab: Kabupaten) -> None:
    sebelum = timezone.now().isoformat()
    kab.peraturan.catatan = "pertama"
    simpan_peraturan(objek=kab.peraturan, oleh=None, lihat={"catatan": ""}, alasan="sumber")
    tengah = timezone.now().isoformat()
    kab.peraturan.catatan = "kedua"
    simpan_peraturan(objek=kab.peraturan, oleh=None, lihat={"catatan": "pertama"}, alasan="sumber")
    badan = kab.badan["dinkes"]
    badan.nama = "label baru"
    simpan_badan(objek=badan, oleh=None, lihat={"nama": "Dinas Kesehatan"})
    kini = timezone.now().isoformat()

    def luar(dari: str, ke: str) -> list[tuple[str, list[tuple[str, str]]]]:
        h = buka(pengawas, kab, dari=dari, ke=ke).context["h"]
        return [(satu.pokok, [(b.sebelum, b.sesudah) for b in satu.butir]) for satu in h.luar]

    assert luar(sebelum, kini) == [
        ("perangkat daerah", [("Dinas Kesehatan", "label baru")]),
        ("peraturan", [("kosong", "kedua")]),
    ]
    assert luar(sebelum, tengah) == [("peraturan", [("kosong", "pertama")])]
    assert ("peraturan", [("pertama", "kedua")]) in luar(tengah, kini)
    assert luar(kini, kini) == []


def test_two_acts_on_one_draft_are_compared_by_what_lies_between(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    awal = terakhir()
    for nama in ("Dinas Satu", "Dinas Dua"):
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": nama}}, oleh=sari)
    baru = {"induk": kab.id("disdik"), "urutan": 3, "nama": "Sementara", "jenis": "uptd"}
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "Disdik"}}, oleh=sari)
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": ""}}, oleh=sari)
    jawaban = buka(pengawas, kab, awal.pk, terakhir().pk)
    isi = {
        satu.sebutan: (satu.jenis, [(b.sebelum, b.sesudah) for b in satu.butir])
        for satu in jawaban.context["h"].isi_rancangan
    }
    assert isi["Dinas Dua"] == ("diubah", [("Dinas Kesehatan", "Dinas Dua")])
    assert isi["Puskesmas Contoh"][0] == "dihapus"
    assert set(isi) == {"Dinas Dua", "Puskesmas Contoh"}  # what was turned back is no difference
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): baru}, oleh=sari)
    dari = ada(Tindakan.objects.filter(edisi=edisi).order_by("pk")[3])  # after puskesmas went
    h = buka(pengawas, kab, dari.pk, terakhir().pk).context["h"]
    assert [(satu.sebutan, satu.jenis) for satu in h.isi_rancangan] == [("Sementara", "baru")]


def test_the_same_moment_twice_and_none_say_what_to_do(pengawas: Client, kab: Kabupaten) -> None:
    pk = terakhir().pk
    assert "Dua-duanya saat yang sama" in baca(buka(pengawas, kab, pk, pk)).teks
    assert "Pilih dua saat" in baca(buka(pengawas, kab)).teks
    kini = timezone.now().isoformat()
    simpan = baca(buka(pengawas, kab, dari=kini, ke=timezone.now().isoformat())).teks
    assert KOSONG in simpan


@pytest.mark.parametrize(
    "isian",
    [
        {"dari": "kapan saja", "ke": "2020-01-01"},
        {"dari": "2020-02-30", "ke": "2020-03-01"},
        {"dari": "9" * 19, "ke": "2020-03-01"},
        {"dari": "9" * 18, "ke": "2020-03-01"},
        {"dari": "²", "ke": "2020-03-01"},
        {"dari": "2020-01-01\x00", "ke": "x" * 10_000},
        {"dari": "2020-01-01", "ke": "2999-01-01"},
        {"dari": "2020-01-01", "ke": "2021-01-01", "pada": "besok"},
        {"saat": "1"},
    ],
)
def test_nonsense_in_the_address_is_answered_in_words(pengawas: Client, kab: Kabupaten, isian: dict[str, str]) -> None:
    jawaban = pengawas.get(alamat(kab, **isian))
    assert jawaban.status_code == 400
    assert "\x00" not in jawaban.content.decode()


def test_three_boxes_are_one_too_many(pengawas: Client, kab: Kabupaten) -> None:
    pk = terakhir().pk
    assert pengawas.get(alamat(kab, pk, pk, pk)).status_code == 400


def test_acts_and_rows_of_another_region_are_not_compared_here(pengawas: Client, kab: Kabupaten) -> None:
    sebelum = timezone.now().isoformat()
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    sana = ada(Tindakan.objects.filter(daerah=lain.daerah).first())
    assert pengawas.get(alamat(kab, sana.pk, sana.pk)).status_code == 400
    jawaban = buka(pengawas, kab, dari=sebelum, ke=timezone.now().isoformat())
    assert "Sebelah" not in baca(jawaban).teks
    assert pengawas.get(alamat(lain, dari=sebelum, ke=sebelum)).status_code == 403


def test_a_reader_without_a_role_is_refused(client: Client, kab: Kabupaten) -> None:
    assert client.get(alamat(kab)).status_code == 302
    client.force_login(pabrik.pengguna("cici", ""))
    assert client.get(alamat(kab)).status_code == 403


def test_the_number_of_queries_does_not_grow(pengawas: Client, kab: Kabupaten) -> None:
    sebelum = (timezone.now() - timedelta(seconds=1)).isoformat()
    kab.peraturan.catatan = "x"
    simpan_peraturan(objek=kab.peraturan, oleh=None, lihat={"catatan": ""}, alasan="sumber")
    diralat(kab)

    def hitung() -> int:
        tujuan = alamat(kab, dari=sebelum, ke=timezone.now().isoformat(), pada="2021-06-01")
        pengawas.get(tujuan)
        with CaptureQueriesContext(connection) as kueri:
            assert pengawas.get(tujuan).status_code == 200
        return len(kueri)

    sedikit = hitung()
    for nomor in range(10, 20):
        satu = pabrik.peraturan(kab.daerah, str(nomor), 2021)
        satu.catatan = "y"
        satu.save()
    assert hitung() == sedikit <= ANGGARAN["riwayat banding"]


def test_every_act_is_compared_with_what_was_before_it(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    badan = kab.badan["dinkes"]
    badan.nama = "label baru"
    simpan_badan(objek=badan, oleh=None, lihat={"nama": "Dinas Kesehatan"})

    def beda(tindakan: Tindakan) -> str:
        jawaban = pengawas.get(reverse("riwayat-tindakan", args=[kab.daerah.kode, tindakan.pk]))
        lini = pengawas.get(reverse("riwayat-daerah", args=[kab.daerah.kode]))
        (satu,) = [satu for satu in baca(jawaban).tautan if f"/banding/?dari=sebelum-{tindakan.pk}&" in satu]
        assert satu in baca(lini).tautan
        return satu

    h = pengawas.get(beda(terakhir())).context["h"]
    assert [("Dinas Kesehatan", "label baru")] in [[(b.sebelum, b.sesudah) for b in satu.butir] for satu in h.luar]
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    for nama in ("Dinas Satu", "Dinas Dua"):
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": nama}}, oleh=sari)
    h = pengawas.get(beda(terakhir())).context["h"]
    assert [[(b.sebelum, b.sesudah) for b in satu.butir] for satu in h.isi_rancangan] == [[("Dinas Satu", "Dinas Dua")]]
    pertama = ada(Tindakan.objects.filter(daerah=kab.daerah).last())
    h = pengawas.get(beda(pertama)).context["h"]
    assert h.dari.tindakan is None  # nothing was before it: a day earlier
    assert (h.dari.saat, h.ke.tindakan) == (pertama.pada - timedelta(days=1), pertama)


def test_the_fields_hold_moments_and_a_correction_is_called_one(pengawas: Client, kab: Kabupaten) -> None:
    lama = terakhir()
    diralat(kab)
    baru = terakhir()
    jawaban = buka(pengawas, kab, lama.pk, baru.pk, pada="2021-06-01")
    isian = re.findall(r'name="(?:dari|ke)" value="([^"]*)"', jawaban.content.decode())
    assert [satu[:4] for satu in isian] == [str(lama.pada.year), str(baru.pada.year)]
    assert buka(pengawas, kab, dari=isian[0], ke=isian[1]).context["h"].ke.saat == baru.pada
    h = jawaban.context["h"]
    assert (h.kalimat_dari, h.kalimat_ke) == (
        "Edisi diterbitkan, berlaku mulai 2 Januari 2020",
        "Ralat edisi 2 Januari 2020 diterbitkan",
    )
    assert "versi lama dan ralatnya" in baca(jawaban).teks


@pytest.mark.parametrize("banyak", [1, 3])
def test_a_wrong_number_of_boxes_is_told_and_leads_back(pengawas: Client, kab: Kabupaten, banyak: int) -> None:
    jawaban = pengawas.get(alamat(kab, *[terakhir().pk] * banyak))
    assert jawaban.status_code == 400
    assert f"Anda mencentang {banyak} tindakan." in baca(jawaban).teks
    assert reverse("riwayat-daerah", args=[kab.daerah.kode]) in baca(jawaban).tautan
