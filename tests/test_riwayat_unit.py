"""The history of a unit: the grid of two clocks says, cell by cell, what the unit's page says under both clocks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from coordination.halaman.kisi import Kisi, Sel
from registry.models import Edisi, PerangkatDaerah, Peraturan
from registry.services import (
    buat_ralat,
    buat_rancangan,
    simpan_peraturan,
    suksesi,
    terapkan,
    terbitkan,
    ubah_rancangan,
)
from registry.suksesi import Penerus
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db

Jam = Callable[[datetime], None]
#: On the clock of WITA.
TERBIT = datetime(2026, 11, 18, 2, 5, 7, 120000, tzinfo=UTC)
LAMA = datetime(2026, 11, 19, 7, 30, tzinfo=UTC)
RALAT = datetime(2026, 11, 20, 1, 14, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def jam(monkeypatch: pytest.MonkeyPatch) -> Jam:
    """Sets the clock; a moment of 22 November 2026 (the last one) is today."""

    def setel(saat: datetime) -> None:
        monkeypatch.setattr(timezone, "now", lambda: saat)

    return setel


HARI_INI = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)


def masuk(client: Client, kab: Kabupaten, peran: str = "auditor") -> Client:
    client.force_login(pabrik.pengguna(f"{peran}-{kab.daerah.kode}", peran, kab.daerah))
    return client


def alamat(badan: PerangkatDaerah, tanya: str = "") -> str:
    return f"/perangkat-daerah/{badan.uuid}/riwayat/{tanya}"


def buka(client: Client, kab: Kabupaten, kunci: str, tanya: str = "") -> Any:
    jawaban = client.get(alamat(kab.badan[kunci], tanya))
    assert jawaban.status_code == 200
    return jawaban


def kisi_teks(kisi: Kisi) -> list[tuple[str, list[str]]]:
    """Row by row: the moment, and every cell as it reads."""
    return [(baris.kata, [teks(satu, awal=baris.saat is None) for satu in baris.sel]) for baris in kisi.baris]


def teks(sel: Sel, *, awal: bool = False) -> str:
    if not sel.berubah:
        return sel.kata if awal else f"tetap: {sel.kata}"
    return " | ".join([sel.kata, *sel.rincian])


def cocok(client: Client, kab: Kabupaten, kisi: Kisi) -> int:
    """Every cell against the unit's page under both clocks. Number of cells that were compared."""
    banyak = 0
    for baris in kisi.baris:
        letak = 0
        for gabung in baris.gabung:
            for sel, kolom in zip(
                baris.sel[letak : letak + gabung.lebar], kisi.kolom[letak : letak + gabung.lebar], strict=True
            ):
                halaman = client.get(gabung.alamat.replace(gabung.kolom.mulai.isoformat(), kolom.mulai.isoformat()))
                _cocok_satu(halaman, sel)
                banyak += 1
            letak += gabung.lebar
    return banyak


def _cocok_satu(halaman: Any, sel: Sel) -> None:
    if (
        halaman.status_code == 404 or "Rentang belum mencatat" in baca(halaman).teks
    ):  # nothing of the unit was public then
        assert sel.kata in ("belum tercatat", "unit tidak ada")
        return
    assert halaman.status_code == 200
    h = halaman.context["h"]
    assert h.sajian.kalimat == sel.sajian.kalimat
    assert h.sajian.jawaban == sel.sajian.jawaban
    isi = baca(halaman).teks
    if sel.ada:
        assert h.nama == sel.sajian.nama
        assert h.sajian.sejak == sel.sajian.sejak
        assert (h.sajian.jumlah + h.sajian.jumlah_bawahan > 0) == bool(sel.lingkup)
        assert {satu.perangkat_daerah_id for satu in h.rentang} == {satu.badan for satu in sel.lingkup}
    if sel.peraturan:
        assert h.sajian.peraturan.judul_pendek == sel.peraturan
    if sel.sajian.jawaban is not None:
        assert sel.sajian.jawaban.nama in isi
        assert sel.rujukan in isi
    if sel.tertulis:
        assert sel.tertulis in isi
    assert bool(h.kelanjutan.langkah) == bool(sel.akhir)


def ralat(kab: Kabupaten, edisi: Edisi, ubah: Any, alasan: str = "Salah salin.") -> Edisi:
    baru = buat_ralat(edisi=edisi, oleh=None, alasan=alasan)
    terapkan(edisi=baru, ubah=ubah, oleh=None)
    return terbitkan(edisi=baru, oleh=None)


def edisi_baru(kab: Kabupaten, mulai: date, ubah: Any = None, nomor: str = "7", **lain: Any) -> Edisi:
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=lain.pop("asal", kab.edisi),
        peraturan=pabrik.peraturan(kab.daerah, nomor, mulai.year, berlaku_mulai=mulai, **lain),
        berlaku_mulai=mulai,
    )
    if ubah:
        terapkan(edisi=rancangan, ubah=ubah, oleh=None)
    return terbitkan(edisi=rancangan, oleh=None)


def belum_dimuat(kab: Kabupaten, mulai: date, **lain: Any) -> Edisi:
    """An old regulation of which nobody has typed in the content."""
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        peraturan=pabrik.peraturan(kab.daerah, berlaku_mulai=mulai, **lain),
        berlaku_mulai=mulai,
    )
    return terbitkan(edisi=rancangan, oleh=None)


def pindah(kab: Kabupaten, unit: str, asisten: str, rujukan: str = "", **lain: str) -> Any:
    isi = {"koordinator_id": kab.id(asisten), **lain} | ({"rujukan": rujukan} if rujukan else {})
    return {("rentangkoordinasi", (kab.id(unit), 1)): isi}


def pesawaran(jam: Jam) -> Kabupaten:
    """As in mockup 09: recorded as printed; then the decision that came before; then corrected."""
    jam(TERBIT)
    kab = pabrik.kabupaten(terbit=False, tahun=2022)
    kab.peraturan.berlaku_mulai_catatan = "Disimpulkan dari tanggal pengundangan."
    kab.peraturan.save()
    terapkan(edisi=kab.edisi, ubah=pindah(kab, "dinkes", "asisten-2", "Pasal 22 ayat (8) huruf b"), oleh=None)
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    jam(LAMA)
    belum_dimuat(kab, date(2020, 1, 1), nomor="55/I.12/HK/2020", tahun=2020, jenis="sk_bupati", kunci="sk-55-2020")
    jam(RALAT)
    kab.edisi = ralat(
        kab,
        kab.edisi,
        pindah(
            kab,
            "dinkes",
            "asisten-3",
            tertulis="Asisten Perekonomian dan Pembangunan sebagaimana dimaksud pada ayat (2) huruf b",
            catatan="Polanya menunjuk huruf c.",
        ),
        "Ayat (8) salah menyebut pelaku; polanya menunjuk huruf c.",
    )
    jam(HARI_INI)
    return kab


def test_the_grid_of_the_mockup_cell_by_cell(client: Client, jam: Jam) -> None:
    kab = pesawaran(jam)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    assert [satu.kata for satu in kisi.kolom] == ["1 Januari 2020 – 1 Januari 2022", "2 Januari 2022 – sekarang"]
    assert kisi_teks(kisi) == [
        (
            "20 Nov 2026, 09.14",
            ["tetap: isi belum dicatat", "Asisten Administrasi Umum | Pasal 22 ayat (8) huruf b Perbup Contoh 1/2022"],
        ),
        (
            "19 Nov 2026, 15.30",
            ["isi belum dicatat | SK Bupati Contoh 55/I.12/HK/2020", "tetap: Asisten Perekonomian dan Pembangunan"],
        ),
        (
            "18 Nov 2026, 10.05",
            [
                "tetap: belum tercatat",
                "Asisten Perekonomian dan Pembangunan | Pasal 22 ayat (8) huruf b Perbup Contoh 1/2022",
            ],
        ),
        ("sebelum 18 Nov 2026, 10.05", ["belum tercatat", "belum tercatat"]),
    ]
    assert [baris.sebab for baris in kisi.baris] == ["ralat", "terbit", "terbit", ""]
    assert [baris.kata_sampai for baris in kisi.baris][:2] == ["sampai sekarang", "sampai 20 Nov 2026, 09.14"]
    assert cocok(client, kab, kisi) == 8


def test_the_page_shows_the_grid_the_print_and_the_acts(client: Client, jam: Jam) -> None:
    kab = pesawaran(jam)
    halaman: Halaman = baca(buka(masuk(client, kab), kab, "dinkes"))
    assert halaman.h1 == ["Riwayat Dinas Kesehatan"]
    assert not halaman.terlarang
    for kata in (
        "Berlaku: semua tanggal · tercatat sampai 22 November 2026, akhir hari (hari ini)",
        "berubah Asisten Administrasi Umum",
        "tertulis lain",
        "tetap: isi belum dicatat",
        "Tanggal 2 Januari 2022 disimpulkan. Disimpulkan dari tanggal pengundangan.",
        "Tertulis dalam naskah Asisten Perekonomian dan Pembangunan sebagaimana dimaksud pada ayat (2) huruf b",
        "Dibaca Asisten Administrasi Umum Sebabnya Polanya menunjuk huruf c.",
        "Alasan: Ayat (8) salah menyebut pelaku; polanya menunjuk huruf c.",
        "Koordinator Asisten Perekonomian dan Pembangunan Asisten Administrasi Umum",
        "Dicatat 4 tahun 10 bulan sesudah mulai berlaku.",
        "Unit ini pertama kali dimuat.",
    ):
        assert kata in halaman.teks
    assert (
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/?pada=2022-01-02&tercatat=2026-11-18T10%3A05%3A07.120000%2B08%3A00"
        in halaman.tautan
    )


def test_a_backdated_edition_and_a_late_one_are_rows_of_their_own(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    edisi_baru(kab, date(2024, 3, 1), pindah(kab, "dinkes", "asisten-2", "Pasal 6"), "9")
    jam(RALAT)  # the law of 2022 is found last of all
    edisi_baru(kab, date(2022, 6, 1), pindah(kab, "dinkes", "asisten-3", "Pasal 8"), "3")
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    satu, dua, tiga = BAGAN["asisten-1"][0], BAGAN["asisten-2"][0], BAGAN["asisten-3"][0]
    assert [satu.mulai for satu in kisi.kolom] == [date(2020, 1, 2), date(2022, 6, 1), date(2024, 3, 1)]
    assert kisi_teks(kisi) == [
        ("20 Nov 2026, 09.14", [f"tetap: {satu}", f"{tiga} | Pasal 8 Perbup Contoh 1/2020", f"tetap: {dua}"]),
        ("19 Nov 2026, 15.30", [f"tetap: {satu}", f"tetap: {satu}", f"{dua} | Pasal 6 Perbup Contoh 1/2020"]),
        ("18 Nov 2026, 10.05", [f"{satu} | Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020"] * 3),
        ("sebelum 18 Nov 2026, 10.05", ["belum tercatat"] * 3),
    ]
    assert [gabung.lebar for gabung in kisi.baris[1].gabung] == [2, 1]
    assert cocok(client, kab, kisi) == 12


def test_editions_that_never_differed_for_the_unit_are_one_column(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    edisi_baru(kab, date(2024, 3, 1), pindah(kab, "disdik", "asisten-3", "Pasal 6"), "9")
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    assert [satu.kata for satu in kisi.kolom] == ["2 Januari 2020 – sekarang"]
    assert len(kisi.baris) == 2


def test_a_corrected_date_moves_the_answer_between_columns(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    kab.edisi = edisi_baru(kab, date(2024, 3, 1), pindah(kab, "dinkes", "asisten-2", "Pasal 6"), "9")
    jam(RALAT)
    baru = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah tanggal.")
    ubah_rancangan(edisi=baru, oleh=None, berlaku_mulai=date(2025, 3, 1), pindah_tanggal=True)
    terbitkan(edisi=baru, oleh=None)
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    assert [satu.mulai for satu in kisi.kolom] == [date(2020, 1, 2), date(2024, 3, 1), date(2025, 3, 1)]
    assert [satu.berubah for satu in kisi.baris[0].sel] == [False, True, False]
    cocok(client, kab, kisi)


def test_two_editions_corrected_in_one_act_are_one_row(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    kedua = edisi_baru(kab, date(2024, 3, 1), pindah(kab, "disdik", "asisten-3", "Pasal 6"), "9")
    jam(RALAT)
    kepala = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah baca di kedua edisi.")
    pengikut = buat_ralat(edisi=kedua, oleh=None, alasan="Salah baca di kedua edisi.", mengikuti=kepala)
    for satu in (kepala, pengikut):
        terapkan(edisi=satu, ubah=pindah(kab, "dinkes", "asisten-2", "Pasal 5 ayat (2) huruf b"), oleh=None)
    terbitkan(edisi=kepala, oleh=None)
    jam(HARI_INI)
    halaman = buka(masuk(client, kab), kab, "dinkes")
    kisi = halaman.context["h"].kisi
    assert [(baris.kata, baris.sebab) for baris in kisi.baris] == [
        ("20 Nov 2026, 09.14", "ralat"),
        ("18 Nov 2026, 10.05", "terbit"),
        ("sebelum 18 Nov 2026, 10.05", ""),
    ]
    acara = [satu for satu in halaman.context["h"].catatan if satu.keping == "ralat"]
    assert len(acara) == 2
    assert len({satu.tindakan.kelompok for satu in acara}) == 1
    cocok(client, kab, kisi)


def test_a_unit_that_is_renamed_moved_and_taken_out(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    kab.edisi = edisi_baru(
        kab, date(2022, 1, 1), {("kedudukan", (kab.id("puskesmas"),)): {"nama": "UPTD Kesehatan"}}, "3"
    )
    jam(LAMA + timedelta(hours=1))
    kab.edisi = edisi_baru(
        kab, date(2023, 1, 1), {("kedudukan", (kab.id("puskesmas"),)): {"induk": kab.id("disdik")}}, "4"
    )
    jam(RALAT)
    kab.edisi = edisi_baru(kab, date(2024, 1, 1), {("kedudukan", (kab.id("puskesmas"),)): None}, "5")
    jam(HARI_INI)
    halaman = buka(masuk(client, kab), kab, "puskesmas")
    kisi = halaman.context["h"].kisi
    kata = [teks(satu) for satu in (baris.sel[n] for n, baris in zip((3, 2, 1, 0), kisi.baris, strict=False))]
    assert kata == [
        "unit tidak ada",
        "Asisten Perekonomian dan Pembangunan | Pasal 5 ayat (2) huruf a Perbup Contoh 1/2020 | "
        "melalui Dinas Pendidikan",
        "Asisten Pemerintahan dan Kesejahteraan Rakyat | Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020 | "
        "melalui Dinas Kesehatan",
        "Asisten Pemerintahan dan Kesejahteraan Rakyat | Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020 | "
        "melalui Dinas Kesehatan",
    ]
    assert "bernama UPTD Kesehatan" in baca(halaman).teks
    assert "Unit ini tidak lagi dimuat." in baca(halaman).teks
    cocok(client, kab, kisi)


def test_a_unit_that_was_merged_says_into_what(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    baru = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2023, berlaku_mulai=date(2023, 1, 1)),
        berlaku_mulai=date(2023, 1, 1),
    )
    kab.badan["gabungan"] = pabrik.badan(kab.daerah, "gabungan", "Dinas Gabungan")
    suksesi.gabung(
        edisi=baru,
        lama=[kab.id("dinkes"), kab.id("disdik")],
        baru=Penerus(kab.id("gabungan"), "Dinas Gabungan"),
        rentang_dari=kab.id("dinkes"),
        oleh=None,
    )
    terbitkan(edisi=baru, oleh=None)
    jam(HARI_INI)
    masuk(client, kab)
    kisi = buka(client, kab, "dinkes").context["h"].kisi
    assert teks(kisi.baris[0].sel[1]) == "unit tidak ada | digabung menjadi Dinas Gabungan"
    cocok(client, kab, kisi)
    cocok(client, kab, buka(client, kab, "gabungan").context["h"].kisi)


def test_an_event_that_a_ralat_took_back_is_told_of_the_moments_when_it_stood(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(LAMA)
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "7", 2023, berlaku_mulai=date(2023, 1, 1)),
        berlaku_mulai=date(2023, 1, 1),
    )
    suksesi.bubar(edisi=rancangan, lama=[kab.id("puskesmas")], oleh=None)
    terbit = terbitkan(edisi=rancangan, oleh=None)
    jam(RALAT)
    puskesmas = kab.unit("puskesmas")
    kembali: Any = {
        ("suksesi", (1,)): None,
        ("pesertasuksesi", (1, "lama", kab.id("puskesmas"))): None,
        ("kedudukan", (kab.id("puskesmas"),)): {
            "induk": kab.id("dinkes"),
            "nama": puskesmas.nama,
            "jenis": puskesmas.jenis,
            "peraturan_id": puskesmas.peraturan_id,
            "rujukan": puskesmas.rujukan,
        },
    }
    ralat(kab, terbit, kembali, "Tidak dibubarkan.")
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "puskesmas").context["h"].kisi
    assert teks(kisi.baris[1].sel[1]) == "unit tidak ada | dibubarkan"
    assert kisi.baris[0].sel[1].kata == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    cocok(client, kab, kisi)


@pytest.mark.parametrize(
    ("keadaan", "kata"),
    [("belum_terbaca", "belum terbaca"), ("tidak_diatur", "tidak diatur"), ("sebagian", "belum diatur")],
)
def test_unknown_unregulated_and_unmentioned_are_three_words(client: Client, jam: Jam, keadaan: str, kata: str) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang, kab.edisi.rentang_rujukan = keadaan, "Lampiran II"
    kab.edisi.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    jam(LAMA)
    edisi_baru(kab, date(2023, 1, 1), nomor="9")
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    assert teks(kisi.baris[0].sel[0]) == f"{kata} | Lampiran II Perbup Contoh 1/2020"
    assert len(kisi.kolom) == 1  # the later edition repeats the same of the first
    cocok(client, kab, kisi)


def test_an_asisten_is_compared_by_whom_he_coordinates(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(RALAT)
    ralat(kab, kab.edisi, pindah(kab, "disdik", "asisten-1", "Pasal 5 ayat (1) huruf c", huruf="c"))
    jam(HARI_INI)
    masuk(client, kab)
    halaman = buka(client, kab, "asisten-1")
    kisi = halaman.context["h"].kisi
    assert [teks(baris.sel[0]) for baris in kisi.baris[:2]] == [
        "mengoordinasikan tiga unit | Pasal 5 ayat (1)",
        "mengoordinasikan dua unit | Pasal 5 ayat (1)",
    ]
    assert "masuk: Dinas Pendidikan" in baca(halaman).teks
    cocok(client, kab, kisi)
    dua = buka(client, kab, "asisten-2").context["h"].kisi
    assert [teks(baris.sel[0]) for baris in dua.baris[:2]] == [
        "tanpa rentang",
        "mengoordinasikan satu unit | Pasal 5 ayat (2)",
    ]
    cocok(client, kab, dua)


def test_an_asistens_page_compares_his_list_as_well(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    halaman = client.get(f"/perangkat-daerah/{kab.badan['asisten-1'].uuid}/")
    assert "jawaban ini sejak 18 November 2026, belum pernah tercatat lain" in baca(halaman).teks
    jam(LAMA)
    kab.edisi = ralat(kab, kab.edisi, pindah(kab, "disdik", "asisten-3", "Pasal 5 ayat (3) huruf a"))
    halaman = client.get(f"/perangkat-daerah/{kab.badan['asisten-1'].uuid}/")
    assert "jawaban ini sejak 18 November 2026, belum pernah tercatat lain" in baca(halaman).teks
    jam(RALAT)
    ralat(kab, kab.edisi, pindah(kab, "dinkes", "asisten-3", "Pasal 5 ayat (3) huruf b"))
    halaman = client.get(f"/perangkat-daerah/{kab.badan['asisten-1'].uuid}/")
    assert "jawaban ini sejak 20 November 2026; sebelumnya tercatat lain" in baca(halaman).teks


def test_a_number_that_was_corrected_later_is_a_row(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(RALAT)
    peraturan = Peraturan.objects.get(pk=kab.peraturan.pk)
    peraturan.nomor = "11"
    simpan_peraturan(objek=peraturan, oleh=None, lihat={"nomor": "1"}, alasan="Nomor salah ketik.")
    jam(HARI_INI)
    halaman = buka(masuk(client, kab), kab, "dinkes")
    kisi = halaman.context["h"].kisi
    satu = BAGAN["asisten-1"][0]
    assert kisi_teks(kisi)[:2] == [
        ("20 Nov 2026, 09.14", [f"{satu} | Pasal 5 ayat (1) huruf a Perbup Contoh 11/2020"]),
        ("18 Nov 2026, 10.05", [f"{satu} | Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020"]),
    ]
    assert kisi.baris[0].sebab == "sebutan peraturan"
    assert "Alasan: Nomor salah ketik." in baca(halaman).teks
    cocok(client, kab, kisi)


def test_moments_of_one_minute_are_told_apart_to_the_second(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(TERBIT + timedelta(seconds=3))
    ralat(kab, kab.edisi, pindah(kab, "dinkes", "asisten-2"))
    jam(HARI_INI)
    kisi = buka(masuk(client, kab), kab, "dinkes").context["h"].kisi
    assert [baris.kata for baris in kisi.baris][:2] == ["18 Nov 2026, 10.05.10", "18 Nov 2026, 10.05.07"]


def test_the_record_up_to_a_moment_knows_nothing_later(client: Client, jam: Jam) -> None:
    kab = pesawaran(jam)
    halaman = buka(masuk(client, kab), kab, "dinkes", "?tercatat=2026-11-19")
    h = halaman.context["h"]
    assert [baris.kata for baris in h.kisi.baris] == [
        "19 Nov 2026, 15.30",
        "18 Nov 2026, 10.05",
        "sebelum 18 Nov 2026, 10.05",
    ]
    assert "tercatat sampai 19 November 2026, akhir hari · lihat sampai hari ini" in baca(halaman).teks
    assert h.kisi.baris[0].kata_sampai == "sampai saat yang dilihat, 19 November 2026, akhir hari"
    assert "sekarang" not in " ".join(satu.kata_sampai for satu in h.kisi.baris)
    saat = buka(client, kab, "dinkes", "?tercatat=2026-11-19T15:30:00").context["h"].kisi.baris[0]
    assert saat.kata_sampai == "sampai saat yang dilihat, 19 November 2026 15.30.00 WITA"
    belum = buka(client, kab, "dinkes", "?tercatat=2026-01-01").context["h"].kisi.baris
    assert [satu.kata for satu in belum] in ([], ["sampai saat yang dilihat, 1 Januari 2026, akhir hari"])
    kini = buka(client, kab, "dinkes", "?tercatat=2026-11-22").context["h"].kisi.baris[0]
    assert kini.kata_sampai == "sampai sekarang"
    assert all(satu.tindakan.pada <= LAMA for satu in h.catatan)
    assert "Administrasi Umum" not in baca(halaman).teks


def test_the_page_up_to_a_moment_asks_for_its_hour_and_keeps_it_in_its_tabs(client: Client, jam: Jam) -> None:
    kab = pesawaran(jam)
    masuk(client, kab)
    unit = f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"
    kini = baca(buka(client, kab, "dinkes"))
    assert f"{unit}kartu/" in kini.tautan
    assert "Jam WITA (boleh kosong: akhir hari)" in kini.teks
    assert "Tercatat (WITA) ↓" in kini.teks
    pindah_ke = client.get(f"{unit}riwayat/?tercatat=2026-11-19&jam=15.30")
    assert (pindah_ke.status_code, pindah_ke["Location"]) == (302, f"{unit}riwayat/?tercatat=2026-11-19T15:30")
    kosong = client.get(f"{unit}riwayat/?tercatat=&jam=")
    assert kosong["Location"] == f"{unit}riwayat/"
    assert client.get(f"{unit}riwayat/?tercatat=&jam=15:30").status_code == 400
    halaman = buka(client, kab, "dinkes", "?tercatat=2026-11-19T15:30")
    dulu = baca(halaman)
    assert 'value="2026-11-19"' in halaman.content.decode()
    assert 'name="jam" value="15:30:00"' in halaman.content.decode()
    assert not [satu for satu in dulu.tautan if "kartu" in satu]
    assert f"{unit}?tercatat=2026-11-19T15%3A30%3A00%2B08%3A00" in dulu.tautan
    assert "Unit ini tidak ada dalam edisi" not in dulu.teks  # its version was corrected only later


def test_the_page_of_an_asisten_asks_whom_he_coordinates(client: Client, jam: Jam) -> None:
    kab = pesawaran(jam)
    masuk(client, kab)
    assert "Siapa yang dikoordinasikannya menurut hukum" in baca(buka(client, kab, "asisten-2")).teks
    assert "Siapa koordinatornya menurut hukum" in baca(buka(client, kab, "dinkes")).teks


def test_a_wide_grid_scrolls_in_a_region_of_its_own(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    for n in range(40):
        jam(LAMA + timedelta(minutes=n))
        ubah = pindah(kab, "dinkes", f"asisten-{n % 3 + 1}", f"Pasal {n + 10}")
        kab.edisi = edisi_baru(kab, date(2021, 1, 1) + timedelta(days=40 * n), ubah, str(n + 100))
    jam(HARI_INI)
    halaman = buka(masuk(client, kab), kab, "dinkes")
    kisi = halaman.context["h"].kisi
    assert (len(kisi.kolom), len(kisi.baris)) == (41, 42)
    assert 'class="kisi-gulir lebar" role="region" aria-labelledby="h-kisi" tabindex="0"' in halaman.content.decode()
    # Neighbours that say the same are one cell: a row shows what changed with it, not 41 times the same.
    assert sum(len(baris.gabung) for baris in kisi.baris) < 1000
    assert [gabung.lebar for gabung in kisi.baris[-1].gabung] == [41]


def test_a_unit_in_drafts_only_has_acts_and_no_grid(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten(terbit=False)
    jam(HARI_INI)
    halaman = buka(masuk(client, kab), kab, "dinkes")
    teks_halaman = baca(halaman).teks
    assert "Sampai saat itu unit ini belum pernah ada dalam edisi yang terbit." in teks_halaman
    assert [satu.keping for satu in halaman.context["h"].catatan] == ["mengubah isi, rancangan"]


def test_a_unit_that_stood_only_in_a_corrected_version_is_still_found(client: Client, jam: Jam) -> None:
    jam(TERBIT)
    kab = pabrik.kabupaten()
    jam(RALAT)
    ralat(kab, kab.edisi, {("kedudukan", (kab.id("puskesmas"),)): None}, "Tidak pernah ada.")
    jam(HARI_INI)
    assert client.get(f"/perangkat-daerah/{kab.badan['puskesmas'].uuid}/").status_code == 404
    halaman = buka(masuk(client, kab), kab, "puskesmas")
    assert baca(halaman).h1 == ["Riwayat Puskesmas Contoh"]
    kisi = halaman.context["h"].kisi
    assert [teks(baris.sel[0]) for baris in kisi.baris[:2]] == [
        "unit tidak ada",
        "Asisten Pemerintahan dan Kesejahteraan Rakyat | Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020 | "
        "melalui Dinas Kesehatan",
    ]
    cocok(client, kab, kisi)


def test_the_unit_page_leads_here_those_who_may_read_it(client: Client, kab: Kabupaten) -> None:
    polos = f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"
    assert alamat(kab.badan["dinkes"]) not in baca(client.get(polos)).tautan
    masuk(client, kab)
    halaman = baca(client.get(polos))
    assert halaman.tautan.count(alamat(kab.badan["dinkes"])) == 2
    assert "Lihat riwayatnya" in halaman.teks
    assert alamat(kab.badan["dinkes"]) in baca(client.get(f"{polos}hubungan/")).tautan
