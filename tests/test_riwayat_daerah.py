"""The timeline of a region: who did what, when, in which role, why, by which law; by page and by filter."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
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
from registry.audit import lini, ruas
from registry.audit.lini import lamanya
from registry.models import Edisi, JenisTindakan, ObjekTindakan, Penugasan, Tindakan
from registry.riwayat import satu_tindakan, tabel_riwayat
from registry.services import (
    ajukan,
    buat_ralat,
    buat_rancangan,
    setujui,
    simpan_peraturan,
    terapkan,
    terbitkan,
    ubah_rancangan,
)
from registry.services.akun import beri_peran, cabut_peran
from registry.waktu import hari_ini
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db

ANGGARAN: dict[str, int] = json.loads((Path(__file__).parent / "query_counts.json").read_text(encoding="utf-8"))
JAHAT = '<script>alert("x")</script>'


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def pengawas(client: Client, kab: Kabupaten) -> Client:
    """Signed in as the auditor of Kabupaten Contoh."""
    client.force_login(pabrik.pengguna("ani", "auditor", kab.daerah))
    return client


def alamat(kab: Kabupaten, **isian: Any) -> str:
    dasar = reverse("riwayat-daerah", args=[kab.daerah.kode])
    return f"{dasar}?{urlencode(isian)}" if isian else dasar


def teks(client: Client, kab: Kabupaten, **isian: Any) -> str:
    jawaban = client.get(alamat(kab, **isian))
    assert jawaban.status_code == 200
    assert baca(jawaban).terlarang == []
    return baca(jawaban).teks


def isi(client: Client, kab: Kabupaten, **isian: Any) -> list[Any]:
    """The entries of a page."""
    jawaban = client.get(alamat(kab, **isian))
    assert jawaban.status_code == 200, jawaban.content.decode()[:2000]
    semua: list[Any] = jawaban.context["h"].entri
    return semua


def tulis(kab: Kabupaten, banyak: int, mulai: datetime | None = None, **lain: Any) -> list[Tindakan]:
    """Acts written in bulk, a minute apart."""
    mulai = mulai or timezone.now() - timedelta(days=400)
    return Tindakan.objects.bulk_create(
        Tindakan(
            daerah=kab.daerah,
            jenis=lain.get("jenis", JenisTindakan.CATAT),
            nama_oleh=lain.get("nama_oleh", "Sari"),
            pada=mulai + timedelta(minutes=lain.get("langkah", 1) * nomor),
            ringkas=f"tindakan {nomor}",
            kelompok=lain.get("kelompok"),
        )
        for nomor in range(banyak)
    )


def berikut(kab: Kabupaten, oleh: User | None = None) -> Edisi:
    """A draft of the region's next edition, by a regulation of its own."""
    lagi = pabrik.peraturan(kab.daerah, "7", 2030)
    return buat_rancangan(daerah=kab.daerah, oleh=oleh, asal=kab.edisi, peraturan=lagi, berlaku_mulai=date(2030, 1, 2))


# --- Who reads -----------------------------------------------------------------------------------------


def test_whoever_is_not_signed_in_is_led_to_the_sign_in_page_and_back(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get(alamat(kab))
    assert jawaban.status_code == 302
    assert jawaban["Location"].startswith(reverse("admin:login"))
    assert "riwayat" in jawaban["Location"]


@pytest.mark.parametrize("peran", ["pengelola", "pemeriksa", "auditor", "administrator"])
def test_every_role_of_the_region_reads_its_timeline(client: Client, kab: Kabupaten, peran: str) -> None:
    client.force_login(pabrik.pengguna("budi", peran, kab.daerah))
    jawaban = client.get(alamat(kab))
    assert jawaban.status_code == 200
    assert "no-store" in jawaban["Cache-Control"]


def test_a_role_in_another_region_or_none_at_all_is_refused(client: Client, kab: Kabupaten) -> None:
    lain = pabrik.daerah("99.02", "Kabupaten Sebelah")
    for akun in (pabrik.pengguna("budi", "auditor", lain), pabrik.pengguna("cici", "")):
        client.force_login(akun)
        assert client.get(alamat(kab)).status_code == 403


def test_an_unknown_region_is_not_there_and_nothing_may_be_posted(pengawas: Client, kab: Kabupaten) -> None:
    for kode in ("99.77", "x" * 400, "99.0\x001"):
        assert pengawas.get(reverse("riwayat-daerah", args=[kode])).status_code == 404
    assert pengawas.post(alamat(kab)).status_code == 405


def test_a_region_without_anything_published_has_a_timeline_too(client: Client, rancangan: Kabupaten) -> None:
    client.force_login(pabrik.pengguna("ani", "auditor", rancangan.daerah))
    halaman = baca(client.get(alamat(rancangan)))
    assert halaman.h1 == ["Riwayat Kabupaten Contoh"]
    assert reverse("daerah", args=[rancangan.daerah.kode]) not in halaman.tautan  # that page is not there yet


def test_the_menu_leads_to_the_record_only_for_those_who_read_it(client: Client, kab: Kabupaten) -> None:
    halaman = reverse("daerah", args=[kab.daerah.kode])
    umum = baca(client.get(halaman))
    assert "Masuk" in umum.teks
    assert reverse("audit") not in umum.tautan
    assert alamat(kab) not in umum.tautan
    client.force_login(pabrik.pengguna("tamu", ""))
    tanpa = baca(client.get(halaman))
    assert "Meja kerja" in tanpa.teks
    assert reverse("audit") not in tanpa.tautan
    client.force_login(pabrik.pengguna("ani", "auditor", kab.daerah))
    petugas = baca(client.get(halaman))
    assert "Meja kerja" in petugas.teks
    assert {reverse("audit"), alamat(kab)} <= set(petugas.tautan)


# --- What a row says -----------------------------------------------------------------------------------


def test_a_row_says_when_who_in_which_role_what_why_and_by_which_law(
    pengawas: Client, kab: Kabupaten, sari: User
) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
    terapkan(
        edisi=edisi,
        ubah={("rentangkoordinasi", (kab.id("disdik"), 1)): {"koordinator_id": kab.id("asisten-3")}},
        oleh=sari,
        alasan="salah baca huruf",
        ringkas="Memindahkan Dinas Pendidikan",
    )
    satu = isi(pengawas, kab)[0]
    assert satu.kalimat == "Memindahkan Dinas Pendidikan"
    assert satu.pokok.nama_oleh == "Sari Wulandari"
    assert satu.peran == ["Pengelola (semua daerah)"]
    assert satu.dasar == ["Pasal 5 ayat (2) huruf a Perbup Contoh 1/2020"]
    halaman = teks(pengawas, kab)
    assert "salah baca huruf" in halaman
    assert "WITA" in halaman
    assert "Pasal 5 ayat (2) huruf a" in halaman


def test_a_person_is_shown_with_the_name_and_role_of_that_time(pengawas: Client, kab: Kabupaten) -> None:
    bima = pabrik.pengguna("bima", "", first_name="Bima")
    peran = beri_peran(pengguna=bima, daerah=kab.daerah, peran="pengelola", oleh=None)
    buat_rancangan(daerah=kab.daerah, oleh=bima, asal=kab.edisi)
    cabut_peran(penugasan=peran, oleh=None)
    beri_peran(pengguna=bima, daerah=kab.daerah, peran="auditor", oleh=None)
    User.objects.filter(pk=bima.pk).update(first_name="Bima Sakti")
    rancangan = next(satu for satu in isi(pengawas, kab) if satu.pokok.jenis == JenisTindakan.BUAT_RANCANGAN)
    assert rancangan.peran == ["Pengelola"]
    assert rancangan.pokok.nama_oleh == "Bima"
    assert "Bima Sakti" not in teks(pengawas, kab)


def test_a_role_in_another_region_is_not_shown_here(pengawas: Client, kab: Kabupaten) -> None:
    bima = pabrik.pengguna("bima", "pengelola", kab.daerah)
    Penugasan.objects.create(pengguna=bima, daerah=pabrik.daerah("99.02", "Kabupaten Sebelah"), peran="pemeriksa")
    buat_rancangan(daerah=kab.daerah, oleh=bima, asal=kab.edisi)
    assert isi(pengawas, kab)[0].peran == ["Pengelola"]


def test_a_late_publication_says_how_late(pengawas: Client, kab: Kabupaten) -> None:
    satu = next(satu for satu in isi(pengawas, kab) if satu.terbit)
    hari = hari_ini(kab.daerah)
    assert satu.terlambat == [f"Dicatat {lamanya(date(2020, 1, 2), hari)} sesudah mulai berlaku."]
    assert {"terbit", "dicatat kemudian"} <= set(
        re.findall(r"terbit|dicatat kemudian|berlaku surut", teks(pengawas, kab))
    )


@pytest.mark.parametrize(
    ("dari", "sampai", "kata"),
    [
        (date(2022, 1, 3), date(2026, 11, 18), "4 tahun 10 bulan"),
        (date(2022, 1, 3), date(2023, 1, 3), "1 tahun"),
        (date(2022, 1, 31), date(2022, 3, 30), "58 hari"),
        (date(2022, 1, 30), date(2022, 3, 30), "2 bulan"),
        (date(2022, 12, 31), date(2023, 11, 30), "10 bulan"),
    ],
)
def test_how_long_is_told_in_whole_months(dari: date, sampai: date, kata: str) -> None:
    assert lamanya(dari, sampai) == kata


def test_an_edition_of_a_law_that_looks_back_says_so(pengawas: Client, kab: Kabupaten) -> None:
    surut = pabrik.peraturan(kab.daerah, "9", 2024, ditetapkan=date(2024, 5, 1), diundangkan=date(2024, 5, 2))
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=surut, berlaku_mulai=date(2024, 1, 2)
    )
    terbitkan(edisi=edisi, oleh=None)
    assert isi(pengawas, kab)[0].surut
    assert "berlaku surut" in teks(pengawas, kab)


def test_what_one_request_did_stands_as_one_entry_with_its_parts(pengawas: Client, kab: Kabupaten) -> None:
    with satu_tindakan():
        edisi = berikut(kab)
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=None)
        terbitkan(edisi=edisi, oleh=None)
    satu = isi(pengawas, kab)[0]
    assert satu.pokok.jenis == JenisTindakan.TERBITKAN
    assert [bagian.jenis for bagian in satu.bagian] == [JenisTindakan.BUAT_RANCANGAN, JenisTindakan.UBAH]
    assert "Satu tindakan dengan 2 langkah lain" in teks(pengawas, kab)


def test_words_of_people_are_never_markup(pengawas: Client, kab: Kabupaten) -> None:
    jahat = pabrik.pengguna("jahat", "pengelola", kab.daerah, first_name=JAHAT)
    terapkan(
        edisi=buat_rancangan(daerah=kab.daerah, oleh=jahat, asal=kab.edisi, alasan=JAHAT),
        ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}},
        oleh=jahat,
        alasan=JAHAT,
        ringkas=JAHAT,
    )
    isi_halaman = pengawas.get(alamat(kab)).content.decode()
    assert JAHAT not in isi_halaman
    assert "&lt;script&gt;alert(" in isi_halaman


def test_a_regulation_that_was_renamed_later_is_called_as_it_was(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
    baris = {("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}
    terapkan(edisi=edisi, ubah=baris, oleh=sari)
    Edisi.objects.filter(pk=edisi.pk).update(keadaan="dibatalkan")
    kab.peraturan.nomor = "77"
    admin = pabrik.pengguna("adm", "administrator")
    simpan_peraturan(objek=kab.peraturan, oleh=admin, lihat={"nomor": "1"}, alasan="nomornya salah")
    lama = next(satu for satu in isi(pengawas, kab) if satu.pokok.jenis == JenisTindakan.UBAH)
    baru = next(satu for satu in isi(pengawas, kab) if satu.pokok.jenis == JenisTindakan.CATAT)
    assert lama.dasar == ["Pasal 3 Perbup Contoh 1/2020"]
    assert baru.dasar == ["Perbup Contoh 77/2020"]


# --- Filters -------------------------------------------------------------------------------------------


def test_by_person_as_they_were_called(pengawas: Client, kab: Kabupaten) -> None:
    tulis(kab, 3, nama_oleh="Dewi Lestari")
    assert {satu.pokok.nama_oleh for satu in isi(pengawas, kab, pelaku="Dewi Lestari")} == {"Dewi Lestari"}
    assert isi(pengawas, kab, pelaku="Tidak Pernah Ada") == []
    assert "Tidak ada tindakan yang cocok" in teks(pengawas, kab, pelaku="Tidak Pernah Ada")


def test_the_names_on_offer_are_those_that_acted_here(kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    tulis(kab, 30, nama_oleh="Dewi")
    tulis(kab, 2, nama_oleh="Agus")
    tulis(lain, 2, nama_oleh="Zaki")
    Tindakan.objects.create(jenis=JenisTindakan.CATAT, nama_oleh="Nasional", pada=timezone.now())
    assert lini.nama_pelaku(kab.daerah.pk) == ["Agus", "Dewi", "Sari Wulandari"]
    assert lini.nama_pelaku(None) == ["Nasional"]
    assert lini.nama_pelaku(0) == []


def test_days_are_those_of_the_region_and_both_count(pengawas: Client, kab: Kabupaten) -> None:
    # 00.30 WITA of the 2nd is still the 1st in UTC.
    awal = tulis(kab, 1, datetime(2025, 3, 1, 16, 30, tzinfo=UTC))[0]
    akhir = tulis(kab, 1, datetime(2025, 3, 2, 15, 59, 59, tzinfo=UTC))[0]
    tulis(kab, 1, datetime(2025, 3, 2, 16, 0, tzinfo=UTC))
    tulis(kab, 1, datetime(2025, 3, 1, 15, 59, 59, tzinfo=UTC))
    semua = isi(pengawas, kab, dari="2025-03-02", sampai="2025-03-02")
    assert [satu.pokok.pk for satu in semua] == [akhir.pk, awal.pk]


def terbit_oleh_dua(kab: Kabupaten, edisi: Edisi) -> Edisi:
    pengarang, pemeriksa = pabrik.pengguna("penulis", "administrator"), pabrik.pengguna("kedua", "pemeriksa")
    ajukan(edisi=edisi, oleh=pengarang)
    setujui(edisi=edisi, oleh=pemeriksa)
    segar = Edisi.objects.get(pk=edisi.pk)
    sebab = {t.kunci: "memang demikian" for t in periksa_edisi(segar) if t.tingkat == Tingkat.PERINGATAN}
    return terbitkan(edisi=segar, oleh=pemeriksa, alasan_peringatan=sebab)


def test_by_kind_of_act(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=pabrik.pengguna("adm", "administrator"), alasan="salah huruf")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}, oleh=sari)
    terbit_oleh_dua(kab, ralat)
    assert len(isi(pengawas, kab, jenis="terbit")) == 2
    assert [satu.pokok.edisi_id for satu in isi(pengawas, kab, jenis="ralat")] == [ralat.pk]
    assert [satu.pokok.jenis for satu in isi(pengawas, kab, jenis="pengajuan")] == ["ajukan"]
    assert [satu.pokok.jenis for satu in isi(pengawas, kab, jenis="persetujuan")] == ["setujui"]
    assert {satu.pokok.jenis for satu in isi(pengawas, kab, jenis="isi")} == {"ubah"}
    assert {satu.pokok.jenis for satu in isi(pengawas, kab, jenis="rancangan")} == {"buat_rancangan"}
    assert "ralat" in teks(pengawas, kab, jenis="ralat")


def test_by_unit_what_touched_it_and_the_publications_that_hold_it(
    pengawas: Client, kab: Kabupaten, sari: User
) -> None:
    edisi = berikut(kab, sari)
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari, ringkas="tanpa puskesmas")
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "D"}}, oleh=sari, ringkas="lain")
    terbitkan(edisi=edisi, oleh=None)
    puskesmas = [satu.pokok for satu in isi(pengawas, kab, unit=kab.id("puskesmas"))]
    assert "tanpa puskesmas" in {satu.ringkas for satu in puskesmas}
    assert "lain" not in {satu.ringkas for satu in puskesmas}
    assert {satu.edisi_id for satu in puskesmas if satu.jenis == "terbitkan"} == {kab.edisi.pk}
    assert len([1 for satu in isi(pengawas, kab, unit=kab.id("disdik")) if satu.terbit]) == 2


def test_by_regulation_of_the_region_and_of_the_nation(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    ubah = {("kedudukan", (kab.id("dinkes"),)): {"peraturan_id": nasional.pk, "rujukan": "Pasal 35"}}
    terapkan(edisi=edisi, ubah=ubah, oleh=sari, ringkas="dasar nasional")
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    jauh = buat_rancangan(daerah=lain.daerah, oleh=sari, asal=lain.edisi)
    ubah = {("kedudukan", (lain.id("dinkes"),)): {"peraturan_id": nasional.pk, "rujukan": "Pasal 35"}}
    terapkan(edisi=jauh, ubah=ubah, oleh=sari, ringkas="di sebelah")
    assert [satu.pokok.ringkas for satu in isi(pengawas, kab, peraturan=nasional.pk)] == ["dasar nasional"]
    milik = {satu.pokok.ringkas for satu in isi(pengawas, kab, peraturan=kab.peraturan.pk)}
    assert "dasar nasional" in milik
    assert "di sebelah" not in milik


def test_an_act_that_names_the_things_of_two_regions_is_told_in_its_own_alone(
    pengawas: Client, kab: Kabupaten, sari: User
) -> None:
    """Whatever the index of what was touched says, a timeline holds the acts of its region."""
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    jauh = buat_rancangan(daerah=lain.daerah, oleh=sari, asal=lain.edisi)
    tindakan = Tindakan.objects.filter(edisi=jauh).latest("pk")
    for jenis, nomor in (("badan", kab.id("dinkes")), ("peraturan", kab.peraturan.pk)):
        ObjekTindakan.objects.create(tindakan=tindakan, jenis=jenis, nomor=nomor, pada=tindakan.pada)
    for saring in ({"unit": kab.id("dinkes")}, {"peraturan": kab.peraturan.pk}):
        semua = [satu.pk for entri in isi(pengawas, kab, **saring) for satu in entri.semua]
        assert semua
        assert tindakan.pk not in semua


def test_by_edition_and_several_filters_at_once(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    for kunci in ("dinkes", "disdik"):
        terapkan(edisi=edisi, ubah={("kedudukan", (kab.id(kunci),)): {"singkatan": "X"}}, oleh=sari, ringkas=kunci)
    hari = hari_ini(kab.daerah).isoformat()
    semua = {
        "edisi": edisi.pk,
        "pelaku": "Sari Wulandari",
        "jenis": "isi",
        "unit": kab.id("dinkes"),
        "peraturan": kab.peraturan.pk,
    }
    assert {satu.pokok.edisi_id for satu in isi(pengawas, kab, edisi=edisi.pk)} == {edisi.pk}
    tanpa_peraturan = {nama: nilai for nama, nilai in semua.items() if nama != "peraturan"}
    assert [satu.pokok.ringkas for satu in isi(pengawas, kab, **tanpa_peraturan)] == ["dinkes"]
    assert isi(pengawas, kab, **semua) == []  # that draft has no regulation, and the row kept its own
    assert isi(pengawas, kab, **tanpa_peraturan, sampai="2000-01-01") == []
    assert hari in pengawas.get(alamat(kab, **tanpa_peraturan, sampai=hari)).content.decode()


# --- Pages ---------------------------------------------------------------------------------------------


def telusuri(client: Client, alamat_awal: str, arah: str) -> list[list[int]]:
    """Ids of all acts, page by page, as the links lead."""
    halaman, kini = [], alamat_awal
    for _ in range(20):
        h = client.get(kini).context["h"]
        halaman.append([tindakan.pk for satu in h.entri for tindakan in satu.semua])
        lanjut = h.alamat_lama if arah == "lama" else h.alamat_baru
        if not lanjut:
            return halaman
        kini = alamat_awal.partition("?")[0] + lanjut
    raise AssertionError("no end")


def test_pages_hold_every_act_once_and_lead_back(pengawas: Client, kab: Kabupaten) -> None:
    tulis(kab, 120)
    sama = timezone.now() - timedelta(days=500)
    tulis(kab, 7, sama, langkah=0)  # of one instant
    urut = [satu.pk for satu in Tindakan.objects.filter(daerah=kab.daerah)]
    maju = telusuri(pengawas, alamat(kab), "lama")
    assert [pk for satu in maju for pk in satu] == urut
    assert len(maju) == 3
    h = pengawas.get(alamat(kab)).context["h"]
    kedua = pengawas.get(alamat(kab) + h.alamat_lama).context["h"]
    ketiga = pengawas.get(alamat(kab) + kedua.alamat_lama).context["h"]
    kembali = pengawas.get(alamat(kab) + ketiga.alamat_baru).context["h"]
    assert [satu.pokok.pk for satu in kembali.entri] == [satu.pokok.pk for satu in kedua.entri]
    pertama = pengawas.get(alamat(kab) + kembali.alamat_baru).context["h"]
    assert [satu.pokok.pk for satu in pertama.entri] == [satu.pokok.pk for satu in h.entri]
    assert not pertama.alamat_baru


def test_pages_of_every_filter_hold_every_act_once(pengawas: Client, kab: Kabupaten) -> None:
    tulis(kab, 70, jenis=JenisTindakan.AJUKAN)
    tulis(kab, 70, jenis=JenisTindakan.TARIK)
    dua = telusuri(pengawas, alamat(kab, jenis="pengajuan"), "lama")
    semua = Tindakan.objects.filter(daerah=kab.daerah, jenis__in=("ajukan", "tarik"))
    assert [pk for satu in dua for pk in satu] == [satu.pk for satu in semua]


def test_an_act_that_comes_meanwhile_shifts_nothing(pengawas: Client, kab: Kabupaten) -> None:
    tulis(kab, 80)
    lama = pengawas.get(alamat(kab)).context["h"].alamat_lama
    dulu = [satu.pokok.pk for satu in isi(pengawas, kab, sesudah=lama.partition("sesudah=")[2].replace("%3A", ":"))]
    tulis(kab, 5, timezone.now())
    assert [satu.pokok.pk for satu in pengawas.get(alamat(kab) + lama).context["h"].entri] == dulu


def test_acts_of_one_request_are_not_torn_apart_by_a_page(pengawas: Client, kab: Kabupaten) -> None:
    with satu_tindakan() as kelompok:
        pass
    tulis(kab, 6, timezone.now() + timedelta(minutes=1), kelompok=kelompok)
    tulis(kab, lini.SEHALAMAN - 3, timezone.now() + timedelta(hours=1))
    pertama = isi(pengawas, kab)
    assert sum(len(satu.semua) for satu in pertama) == lini.SEHALAMAN - 3
    kedua = pengawas.get(alamat(kab) + pengawas.get(alamat(kab)).context["h"].alamat_lama).context["h"].entri
    assert len(kedua[0].semua) == 6


@pytest.mark.parametrize(
    "isian",
    [
        {"sesudah": "omong kosong"},
        {"sesudah": "2026-13-01T00:00:00.000000Z_1"},
        {"sesudah": "2026-01-01T00:00:00.000000Z_99999999999999999999"},
        {"sebelum": "0000-01-01T00:00:00.000000Z_1"},
        {"sesudah": "x" * 10_000},
        {"sesudah": "2026-01-01T00:00:00.000000Z_1\x00"},
        {"dari": "31-12-2020"},
        {"dari": "2020-02-30"},
        {"sampai": "9999-12-31"},
        {"dari": "2022-01-01", "sampai": "2021-01-01"},
        {"jenis": "apa saja"},
        {"unit": "1 OR 1=1"},
        {"unit": "9" * 40},
        {"unit": "9" * 19},
        {"edisi": "-1"},
        {"peraturan": "²"},
        {"pelaku": "a\x00b"},
        {"pelaku": "a" * 10_000},
    ],
)
def test_nonsense_in_the_address_is_answered_in_words(pengawas: Client, kab: Kabupaten, isian: dict[str, str]) -> None:
    jawaban = pengawas.get(alamat(kab, **isian))
    assert jawaban.status_code == 400
    assert baca(jawaban).h1 == ["Permintaan itu tidak terbaca"]
    assert "\x00" not in jawaban.content.decode()


def test_a_place_before_all_acts_is_an_empty_page_that_leads_back(pengawas: Client, kab: Kabupaten) -> None:
    assert "Tidak ada yang lebih lama" in teks(pengawas, kab, sesudah="1990-01-01T00:00:00.000000Z_1")


# --- Regions apart -------------------------------------------------------------------------------------


def test_acts_units_and_editions_of_another_region_are_not_here(pengawas: Client, kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    tulis(lain, 2, nama_oleh="Orang Sebelah")
    assert "Orang Sebelah" not in teks(pengawas, kab)
    for isian in ({"unit": lain.id("dinkes")}, {"edisi": lain.edisi.pk}, {"peraturan": lain.peraturan.pk}):
        assert pengawas.get(alamat(kab, **isian)).status_code == 400


def test_the_timeline_of_the_nation_holds_what_belongs_to_no_region(pengawas: Client, kab: Kabupaten) -> None:
    nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
    nasional.catatan = "dicek"
    simpan_peraturan(objek=nasional, oleh=None, lihat={"catatan": ""}, alasan="sumber")
    halaman = baca(pengawas.get(reverse("audit-nasional")))
    assert "Mengubah peraturan PP 18/2016" in halaman.teks
    assert "Edisi diterbitkan" not in halaman.teks
    assert halaman.terlarang == []
    milik = baca(pengawas.get(reverse("audit-nasional"), {"peraturan": nasional.pk}))
    assert "Mengubah peraturan PP 18/2016" in milik.teks
    assert "Mengubah peraturan PP 18/2016" not in teks(pengawas, kab)


# --- What may be shown ---------------------------------------------------------------------------------


def test_every_recorded_field_is_open_or_hidden_for_a_reason() -> None:
    for riwayat in tabel_riwayat():
        nama = str(riwayat.instance_type._meta.model_name)  # type: ignore[attr-defined]
        tercatat = {satu.attname for satu in riwayat.tracked_fields if not satu.primary_key}  # type: ignore[attr-defined]
        tertutup = ruas.TERSEMBUNYI.get(nama, {})
        terbuka = {"induk_id" if satu == "induk" else satu for satu in ruas.terbuka(nama)}
        assert tercatat - terbuka - tertutup.keys() == set(), nama
        assert not terbuka & tertutup.keys()
        assert all(tertutup.values())


def test_no_account_is_told_of_beyond_the_frozen_name(pengawas: Client, kab: Kabupaten) -> None:
    rahasia = pabrik.pengguna("akun-rahasia", "pengelola", kab.daerah, first_name="Rina", email="rina@contoh.go.id")
    buat_rancangan(daerah=kab.daerah, oleh=rahasia, asal=kab.edisi)
    isi_halaman = pengawas.get(alamat(kab)).content.decode()
    assert "Rina" in isi_halaman
    assert "akun-rahasia" not in isi_halaman
    assert "rina@contoh.go.id" not in isi_halaman


# --- Queries -------------------------------------------------------------------------------------------


def hitung(client: Client, tujuan: str) -> int:
    client.get(tujuan)
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(tujuan).status_code == 200
    return len(kueri)


def test_the_number_of_queries_is_the_same_with_many_acts_and_with_any_filter(
    pengawas: Client, kab: Kabupaten, sari: User
) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan)
    terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "X"}}, oleh=sari)
    saringan: list[dict[str, Any]] = [
        {},
        {"pelaku": "Sari Wulandari"},
        {"jenis": "isi"},
        {"unit": kab.id("dinkes")},
        {"peraturan": kab.peraturan.pk},
        {"edisi": edisi.pk},
        {"jenis": "isi", "pelaku": "Sari Wulandari", "unit": kab.id("dinkes"), "dari": "2020-01-01"},
    ]
    sedikit = [hitung(pengawas, alamat(kab, **satu)) for satu in saringan]
    tulis(kab, 300, timezone.now() - timedelta(minutes=400))
    banyak = [hitung(pengawas, alamat(kab, **satu)) for satu in saringan]
    assert banyak == sedikit
    assert max(sedikit) <= ANGGARAN["riwayat daerah"], sedikit


# --- Both clocks ---------------------------------------------------------------------------------------


def test_a_changed_date_stands_with_the_publication(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    edisi = berikut(kab, sari)
    ajukan(edisi=edisi, oleh=sari)
    pemeriksa = pabrik.pengguna("dewi", "pemeriksa")
    setujui(edisi=edisi, oleh=pemeriksa)
    assert "Isi rancangan waktu disetujui" in teks(pengawas, kab)
    assert "diubah sesudah disetujui" not in teks(pengawas, kab)
    Edisi.objects.filter(pk=edisi.pk).update(keadaan="rancangan")
    ubah_rancangan(edisi=edisi, oleh=sari, berlaku_mulai=date(2030, 3, 4))
    terbitkan(edisi=Edisi.objects.get(pk=edisi.pk), oleh=None)
    halaman = teks(pengawas, kab)
    kata = "Tanggal berlaku diubah saat terbit: 2 Januari 2030 menjadi 4 Maret 2030, sesudah disetujui."
    assert halaman.count(kata) == halaman.count("diubah sesudah disetujui") == 1
    assert "Membuat rancangan edisi 2 Januari 2030" in halaman
    assert "Edisi 2 Januari 2030 (terbit sebagai 4 Maret 2030)" in halaman


def test_drafts_and_corrected_editions_lead_to_their_own_page(pengawas: Client, kab: Kabupaten, sari: User) -> None:
    edisi = berikut(kab, sari)
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah huruf")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"singkatan": "Dkk"}}, oleh=None)
    terbitkan(edisi=ralat, oleh=None)
    halaman = baca(pengawas.get(alamat(kab)))
    assert not [satu for satu in halaman.tautan if satu.startswith("/admin/registry/edisi")]
    milik = {reverse("audit-rancangan", args=[kab.daerah.kode, pk]) for pk in (edisi.pk, kab.edisi.pk)}
    assert milik <= set(halaman.tautan)
    assert "Ralat edisi 2 Januari 2020 diterbitkan" in halaman.teks
    assert "kini sudah diralat" in halaman.teks


def test_acts_after_the_moment_of_recording_are_left_out_and_links_keep_both_clocks(
    pengawas: Client, kab: Kabupaten
) -> None:
    lama = tulis(kab, 60, timezone.now() - timedelta(days=30))
    saat = lama[-3].pada.astimezone(UTC).isoformat()
    h = pengawas.get(alamat(kab, tercatat=saat, pada="2021-05-06")).context["h"]
    assert h.entri[0].pokok.pk == lama[-3].pk
    jawaban = pengawas.get(alamat(kab, tercatat=saat, pada="2021-05-06"))
    assert "tercatat sampai" in baca(jawaban).teks
    lanjut = [h.alamat_lama, h.alamat_pertama, h.alamat_semua]
    lanjut += [satu for satu in baca(jawaban).tautan if satu.startswith("/daerah/99.01/keterangan/")]
    assert len(lanjut) == 4
    for satu in lanjut:
        assert "pada=2021-05-06" in satu
        assert "tercatat=" in satu
    assert {"pada", "tercatat"} <= set(re.findall(r'type="hidden" name="(\w+)"', jawaban.content.decode()))
    assert "Berlaku: semua tanggal · tercatat sampai sekarang" in teks(pengawas, kab)
    daerah = pengawas.get(reverse("daerah", args=[kab.daerah.kode]), {"pada": "2021-05-06"})
    assert alamat(kab, pada="2021-05-06") in baca(daerah).tautan


@pytest.mark.parametrize("tercatat", ["2999-01-01", "kapan saja"])
def test_a_moment_that_is_none_is_answered_in_words(pengawas: Client, kab: Kabupaten, tercatat: str) -> None:
    jawaban = pengawas.get(alamat(kab, tercatat=tercatat))
    assert jawaban.status_code == 400
    assert tercatat in baca(jawaban).teks


def test_an_hour_may_be_asked_for(pengawas: Client, kab: Kabupaten) -> None:
    jawaban = pengawas.get(alamat(kab, tercatat="2025-01-02", jam="09:30", jenis="terbit"))
    assert jawaban.status_code == 302
    assert "2025-01-02T09:30" in jawaban["Location"]
    assert "jenis=terbit" in jawaban["Location"]
    assert pengawas.get(jawaban["Location"]).status_code == 200


def test_acts_of_the_system_can_be_asked_for(pengawas: Client, kab: Kabupaten) -> None:
    tulis(kab, 2, nama_oleh="")
    tulis(kab, 2, nama_oleh="Dewi")
    semua = isi(pengawas, kab, pelaku=lini.PELAKU_SISTEM)
    assert {satu.pokok.nama_oleh for satu in semua} == {""}
    assert len(semua) >= 2
    halaman = pengawas.get(alamat(kab)).content.decode()
    assert f'<option value="{lini.PELAKU_SISTEM}">sistem (otomatis)</option>' in halaman
    assert "Saring riwayat: orang, tanggal, tindakan, unit, peraturan" in halaman


def test_a_region_without_content_offers_no_statement(client: Client, rancangan: Kabupaten) -> None:
    client.force_login(pabrik.pengguna("ani", "auditor", rancangan.daerah))
    assert not [satu for satu in baca(client.get(alamat(rancangan))).tautan if "keterangan" in satu]
