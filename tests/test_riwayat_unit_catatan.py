"""The acts behind a unit's grid: what each changed for this unit, page by page, for those who may read it."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry.audit.masukan import Penanda
from registry.models import JenisObjek, JenisTindakan, NamaLain, ObjekTindakan, PerangkatDaerah, Tindakan
from registry.riwayat import atas_nama
from registry.services import ajukan, buat_ralat, buat_rancangan, setujui, simpan_badan, terapkan, terbitkan
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten
from tests.test_halaman_kueri import daerah_lain
from tests.test_riwayat_unit import alamat, buka, edisi_baru, masuk, pindah, ralat

pytestmark = pytest.mark.django_db

#: Queries of a page with all it may hold: session, user, body, roles; 6 of the grid; 4 of the list; 6 parts of
#: editions, who submitted, roles then; names.
ANGGARAN = 29


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


# --- What is told ------------------------------------------------------------------------------------


def test_a_publication_tells_what_it_changed_for_this_unit_and_who_had_a_hand_in_it(client: Client) -> None:
    kab = pabrik.kabupaten()
    pengelola = pabrik.pengguna("pengelola", "pengelola", kab.daerah, first_name="Sari", last_name="Wulandari")
    pemeriksa = pabrik.pengguna("pemeriksa", "pemeriksa", kab.daerah, first_name="Budi", last_name="Santoso")
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=pengelola,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "9", 2024),
        berlaku_mulai=date(2024, 1, 2),
    )
    ubah = {**pindah(kab, "dinkes", "asisten-2", "Pasal 6"), **pindah(kab, "disdik", "asisten-3", "Pasal 7")}
    terapkan(edisi=rancangan, ubah=ubah, oleh=pengelola, alasan="Perbup baru.")
    ajukan(edisi=rancangan, oleh=pengelola)
    setujui(edisi=rancangan, oleh=pemeriksa)
    terbitkan(edisi=rancangan, oleh=pengelola)
    halaman = buka(masuk(client, kab), kab, "dinkes")
    terbit, isi, *_ = halaman.context["h"].catatan
    assert (terbit.keping, terbit.peran, terbit.tindakan.nama_oleh) == ("terbit", ["Pengelola"], "Sari Wulandari")
    assert terbit.ditangani == "diajukan oleh Sari Wulandari, disetujui oleh Budi Santoso"
    assert [(satu.ruas, satu.sebelum, satu.sesudah) for satu in terbit.baris[0].butir] == [
        (
            "Koordinator",
            "Asisten Pemerintahan dan Kesejahteraan Rakyat",
            "Asisten Perekonomian dan Pembangunan",
        ),
        ("Rujukan", "Pasal 5 ayat (1) huruf a", "Pasal 6"),
    ]
    assert len(terbit.baris) == len(isi.baris) == 1
    assert isi.lain == 1
    teks = baca(halaman).teks
    assert "Disetujui" not in teks
    assert "Satu tindakan dengan 1 baris lain." in teks
    assert "Dinas Pendidikan" not in teks
    assert f"/daerah/99.01/riwayat/{terbit.tindakan.pk}/" in baca(halaman).tautan


def test_a_name_is_told_as_it_was_then(client: Client) -> None:
    kab = pabrik.kabupaten()
    kab.edisi = ralat(kab, kab.edisi, pindah(kab, "dinkes", "asisten-2"))
    ralat(kab, kab.edisi, {("kedudukan", (kab.id("asisten-2"),)): {"nama": "Asisten Pembangunan"}})
    catatan = buka(masuk(client, kab), kab, "dinkes").context["h"].catatan
    semua = [butir.sesudah for satu in catatan for baris in satu.baris for butir in baris.butir]
    assert "Asisten Perekonomian dan Pembangunan" in semua
    assert "Asisten Pembangunan" not in semua


def test_a_publication_that_leaves_the_unit_alone_says_so(client: Client, kab: Kabupaten) -> None:
    edisi_baru(kab, date(2024, 3, 1), pindah(kab, "disdik", "asisten-3", "Pasal 6"))
    halaman = buka(masuk(client, kab), kab, "dinkes")
    assert "Tidak ada yang berubah bagi unit ini." in baca(halaman).teks
    assert halaman.context["h"].catatan[0].baris == []


def test_a_draft_edit_is_told_as_one(client: Client, kab: Kabupaten) -> None:
    rancangan = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah.")
    terapkan(edisi=rancangan, ubah=pindah(kab, "dinkes", "asisten-3"), oleh=None)
    h = buka(masuk(client, kab), kab, "dinkes").context["h"]
    assert h.catatan[0].keping == "mengubah isi, rancangan"
    assert len(h.kisi.baris) == 2  # the grid knows nothing of it


def test_another_name_of_the_body_is_in_the_list_and_makes_no_row(client: Client, kab: Kabupaten) -> None:
    badan = PerangkatDaerah.objects.get(pk=kab.id("dinkes"))
    with atas_nama(None):
        lain = NamaLain(perangkat_daerah=badan, nama="Dinkes", jenis="singkatan")
        simpan_badan(objek=badan, oleh=None, lihat={}, ikutan=[(lain, None)])
    h = buka(masuk(client, kab), kab, "dinkes").context["h"]
    assert h.catatan[0].keping == "di luar edisi"
    assert h.catatan[0].baris[0].pokok == "nama lain"
    assert len(h.kisi.baris) == 2


def test_acts_on_other_units_and_other_regions_are_not_there(client: Client, kab: Kabupaten) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    ralat(lain, lain.edisi, pindah(lain, "dinkes", "asisten-3"))
    sebelum = len(buka(masuk(client, kab), kab, "dinkes").context["h"].catatan)
    rancangan = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah.")
    terapkan(edisi=rancangan, ubah=pindah(kab, "disdik", "asisten-1"), oleh=None)
    assert len(buka(client, kab, "dinkes").context["h"].catatan) == sebelum


# --- Page by page ------------------------------------------------------------------------------------


def banyak(kab: Kabupaten, jumlah: int, sejak: datetime, selang: timedelta = timedelta(0)) -> None:
    """Many edits of a draft that touched one unit."""
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2030, 1, 1))
    kunci = [kab.id("dinkes"), 1]
    semua = Tindakan.objects.bulk_create(
        Tindakan(
            daerah=kab.daerah,
            edisi=rancangan,
            jenis=JenisTindakan.UBAH,
            pada=sejak + selang * n,
            sebelum=[{"isi": "rentangkoordinasi", "kunci": kunci, "nilai": {"huruf": "a"}}],
            sesudah=[{"isi": "rentangkoordinasi", "kunci": kunci, "nilai": {"huruf": "b"}}],
        )
        for n in range(jumlah)
    )
    ObjekTindakan.objects.bulk_create(
        ObjekTindakan(tindakan=satu, jenis=JenisObjek.BADAN, nomor=kab.id("dinkes"), pada=satu.pada) for satu in semua
    )


@pytest.mark.parametrize("selang", [timedelta(0), timedelta(seconds=1)], ids=["satu saat", "berurutan"])
def test_pages_follow_each_other_without_gap_or_repetition(client: Client, kab: Kabupaten, selang: timedelta) -> None:
    banyak(kab, 70, timezone.now() - timedelta(days=1), selang)
    masuk(client, kab)
    dapat: list[int] = []
    tanya = ""
    for _ in range(9):
        h = buka(client, kab, "dinkes", tanya).context["h"]
        assert len(h.catatan) <= 30
        dapat += [satu.tindakan.pk for satu in h.catatan]
        tanya = h.alamat_lagi
        if not tanya:
            break
    urut = sorted(Tindakan.objects.filter(pk__in=dapat), key=lambda satu: (satu.pada, satu.pk), reverse=True)
    assert dapat == [satu.pk for satu in urut]
    assert len(dapat) == len(set(dapat)) > 70


def test_a_page_after_the_last_act_leads_back(client: Client, kab: Kabupaten) -> None:
    akhir = Penanda(datetime(2001, 1, 1, tzinfo=UTC), 1)
    teks = baca(buka(masuk(client, kab), kab, "dinkes", f"?sesudah={akhir}")).teks
    assert "Belum ada tindakan yang menyangkut unit ini sebelum itu." in teks
    assert "Kembali ke yang terbaru" in teks


# --- Who may read it, and hostile addresses ----------------------------------------------------------


def test_a_visitor_is_led_to_the_sign_in_page_and_back(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get(alamat(kab.badan["dinkes"]))
    assert jawaban.status_code == 302
    assert jawaban["Location"].startswith("/admin/login/?next=/perangkat-daerah/")


@pytest.mark.parametrize("peran", ["pengelola", "pemeriksa", "auditor", "administrator"])
def test_each_role_of_the_region_reads_it_and_none_of_another(client: Client, kab: Kabupaten, peran: str) -> None:
    lain = pabrik.kabupaten("99.02", "Kabupaten Sebelah")
    masuk(client, kab, peran)
    jawaban = client.get(alamat(kab.badan["dinkes"]))
    assert jawaban.status_code == 200
    assert "no-store" in jawaban["Cache-Control"]
    terlarang = client.get(alamat(lain.badan["dinkes"]))
    assert terlarang.status_code == 403
    assert "Akun Anda tidak berwenang melihat pekerjaan daerah ini." in baca(terlarang).teks


def test_an_account_without_a_role_is_refused_in_words(client: Client, kab: Kabupaten) -> None:
    client.force_login(pabrik.pengguna("tanpa", ""))
    jawaban = client.get(alamat(kab.badan["dinkes"]))
    assert jawaban.status_code == 403
    assert "belum diberi peran" in baca(jawaban).teks


@pytest.mark.parametrize(
    "ekor",
    ["00000000-0000-0000-0000-000000000000", "bukan-uuid", "1", "..%2F..%2Fetc", "%00", "x" * 4000],
)
def test_a_hostile_body_is_not_found(client: Client, kab: Kabupaten, ekor: str) -> None:
    masuk(client, kab)
    assert client.get(f"/perangkat-daerah/{ekor}/riwayat/").status_code == 404


@pytest.mark.parametrize(
    "tanya",
    [
        "sesudah=x",
        "sesudah=2026-11-20T09:14:00.000000Z_99999999999999999999",
        "sesudah=0000-01-01T00:00:00.000000Z_1",
        "sesudah=2026-13-40T99:99:99.000000Z_1",
        "sesudah=%00",
        "sesudah=' OR 1=1 --",
        "tercatat=kemarin",
        "tercatat=2999-01-01",
        "tercatat=0001-01-01T00:00%2B14:00",
        "tercatat=2026-02-30",
    ],
)
def test_an_address_that_makes_no_sense_is_answered_in_words(client: Client, kab: Kabupaten, tanya: str) -> None:
    masuk(client, kab)
    jawaban = client.get(alamat(kab.badan["dinkes"], f"?{tanya}"))
    assert jawaban.status_code in (200, 400)
    if not tanya.startswith("tercatat=0001"):
        assert jawaban.status_code == 400
        assert "Permintaan itu tidak terbaca" in baca(jawaban).teks


def test_only_reading_is_answered(client: Client, kab: Kabupaten) -> None:
    masuk(client, kab)
    assert client.post(alamat(kab.badan["dinkes"])).status_code == 405
    assert client.head(alamat(kab.badan["dinkes"])).status_code == 200


# --- Cost --------------------------------------------------------------------------------------------


def hitung(client: Client, kab: Kabupaten, kunci: str) -> int:
    with CaptureQueriesContext(connection) as kueri:
        buka(client, kab, kunci)
    return len(kueri)


def isi(kab: Kabupaten, banyak_edisi: int, mulai: int) -> None:
    for n in range(banyak_edisi):
        ubah = pindah(kab, "dinkes", f"asisten-{n % 3 + 1}", f"Pasal {n + 10}")
        kab.edisi = edisi_baru(kab, date(mulai, 1, 1) + timedelta(days=9 * n), ubah, str(mulai + n))
    kab.edisi = ralat(kab, kab.edisi, pindah(kab, "dinkes", "asisten-2", "Pasal 99", tertulis="Asisten II"))


@pytest.mark.parametrize("kunci", ["dinkes", "asisten-1"])
def test_the_number_of_queries_does_not_grow(client: Client, kab: Kabupaten, kunci: str) -> None:
    masuk(client, kab)
    isi(kab, 2, 2021)
    assert hitung(client, kab, kunci) <= ANGGARAN  # with the first publication, which names more than later ones
    isi(kab, 18, 2022)
    sedikit = hitung(client, kab, kunci)  # a full page
    isi(kab, 20, 2024)
    daerah_lain(20)
    assert hitung(client, kab, kunci) == sedikit <= ANGGARAN
