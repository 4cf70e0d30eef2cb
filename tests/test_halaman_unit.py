"""The unit's page: the answer in one sentence, and everything that stands behind it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from registry import beku
from registry.halaman.edisi import semua_versi, tercatat
from registry.models import Edisi, NamaLain, PerangkatDaerah, Peraturan
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan, ubah_rancangan
from registry.templatetags.rentang import tgl_polos
from tests import pabrik
from tests.halaman import Halaman, baca, ketat
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def alamat(kab: Kabupaten, kunci: str, pada: str = "") -> str:
    return f"/perangkat-daerah/{kab.badan[kunci].uuid}/" + (f"?pada={pada}" if pada else "")


def buka(client: Client, kab: Kabupaten, kunci: str, pada: str = "") -> Halaman:
    jawaban = client.get(alamat(kab, kunci, pada))
    assert jawaban.status_code == 200
    return baca(jawaban)


def edisi_baru(kab: Kabupaten, ubah: Any, mulai: date = date(2023, 5, 1), nomor: str = "7", **ruas: str) -> Edisi:
    """A second edition that differs from the first by a change-set."""
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, nomor, mulai.year, berlaku_mulai=mulai),
        berlaku_mulai=mulai,
    )
    for nama, nilai in ruas.items():
        setattr(rancangan, nama, nilai)
    rancangan.save()
    terapkan(edisi=rancangan, ubah=ubah, oleh=None)
    return terbitkan(edisi=rancangan, oleh=None)


def test_the_heading_is_the_name_and_the_answer_is_one_sentence(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "dinkes")
    assert halaman.h1 == ["Dinas Kesehatan"]
    assert "Dinas Kesehatan dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in halaman.teks
    assert "Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Nomor 1 Tahun 2020" in halaman.teks
    assert "sejak 2 Januari 2020" in halaman.teks
    assert "koordinatif, langsung" in halaman.teks


def test_a_citation_is_ready_to_be_copied(client: Client, kab: Kabupaten) -> None:
    assert (
        "Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Nomor 1 Tahun 2020 tentang Rentang Koordinasi"
        in buka(client, kab, "dinkes").teks
    )


def test_a_unit_below_says_through_whom_it_is_coordinated(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "puskesmas").teks
    assert "Puskesmas Contoh dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    assert "koordinatif, melalui Dinas Kesehatan" in teks


def test_a_member_of_a_class_is_answered_through_the_class(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "kec-satu").teks
    assert "Kecamatan Satu dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    assert "melalui Kecamatan" in teks


def test_a_class_answers_for_each_of_its_members(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "kecamatan")
    assert "Jawaban bagi tiap anggota" in halaman.teks
    assert "Kecamatan Satu" in halaman.teks


def test_a_bagian_stands_under_its_asisten(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "bagian-hukum").teks
    assert "Bagian Hukum berada di bawah Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    assert "komando, langsung" in teks


def test_an_asisten_lists_what_he_coordinates_with_letters_and_pasal(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "asisten-1").teks
    assert "Asisten Pemerintahan dan Kesejahteraan Rakyat mengoordinasikan dua unit." in teks
    assert "a. Dinas Kesehatan Pasal 5 ayat (1) huruf a b. Kecamatan Pasal 5 ayat (1) huruf b" in teks
    assert "Menurut Pasal 5 ayat (1)" in teks


@pytest.mark.parametrize(
    ("kunci", "kalimat"),
    [
        ("bupati", "Bupati Contoh memimpin pemerintahan daerah dan tidak dikoordinasikan."),
        ("sekda", "Sekretaris Daerah memimpin Sekretariat Daerah dan tidak dikoordinasikan Asisten."),
        ("pemda", "Pemerintah Kabupaten Contoh adalah pangkal susunan dan tidak dikoordinasikan."),
        ("asisten-3", "Asisten Administrasi Umum belum mempunyai rentang koordinasi dalam edisi ini."),
    ],
)
def test_an_office_that_nobody_coordinates_says_what_it_is(
    client: Client, kab: Kabupaten, kunci: str, kalimat: str
) -> None:
    assert kalimat in buka(client, kab, kunci).teks


def test_the_path_runs_from_the_top_down_to_the_unit(client: Client, kab: Kabupaten) -> None:
    teks = buka(client, kab, "bagian-hukum").teks
    assert (
        "Pemerintah Kabupaten Contoh Bupati Contoh Sekretaris Daerah memimpin Sekretariat Daerah "
        "Asisten Pemerintahan dan Kesejahteraan Rakyat Bagian Hukum Pasal 3 Perbup Contoh 1/2020"
    ) in teks


def test_the_sekda_leads_the_sekretariat_below_which_the_tree_puts_him(client: Client, kab: Kabupaten) -> None:
    sekda, setda = buka(client, kab, "sekda").teks, buka(client, kab, "setda").teks
    assert "Kedudukan (garis komando) Pemerintah Kabupaten Contoh Bupati Contoh Sekretaris Daerah memimpin" in sekda
    assert "berada di bawah Sekretariat Daerah" not in sekda
    assert "Pimpinannya Dipimpin oleh Sekretaris Daerah. UU 23/2014 Pasal 213 ayat (1)" in setda
    assert "Unit tepat di bawahnya" not in setda
    assert "Dipimpin oleh Sekretaris Daerah" not in buka(client, kab, "sekda").teks


def peraturan_pengubah(kab: Kabupaten) -> Peraturan:
    return pabrik.peraturan(kab.daerah, "9", 2026, jenis="perda", berlaku_mulai=date(2026, 11, 1))


def edisi_pengubah(kab: Kabupaten, ubah: Any = None) -> Edisi:
    """A later edition that another regulation brings about; rows that it does not touch still rest on the first."""
    rancangan = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=peraturan_pengubah(kab),
        berlaku_mulai=date(2026, 11, 1),
    )
    terapkan(edisi=rancangan, ubah=ubah or {}, oleh=None)
    return terbitkan(edisi=rancangan, oleh=None)


def test_the_spans_of_an_asisten_are_credited_to_the_regulation_of_their_rows(client: Client, kab: Kabupaten) -> None:
    edisi_pengubah(kab)
    teks = buka(client, kab, "asisten-1", "2026-11-02").teks
    assert "Menurut Pasal 5 ayat (1) Peraturan Bupati Contoh Nomor 1 Tahun 2020" in teks
    assert "Pasal 5 ayat (1) Peraturan Daerah" not in teks
    assert "Edisi berlaku sejak 1 November 2026" in teks
    assert (
        "Menurut Pasal 5 ayat (1) huruf a Peraturan Bupati Contoh Nomor 1 Tahun 2020 Berlaku sejak 2 Januari 2020"
        in (buka(client, kab, "dinkes", "2026-11-02").teks)
    )


def test_spans_of_two_regulations_are_credited_to_each(client: Client, kab: Kabupaten) -> None:
    baru = peraturan_pengubah(kab)
    rancangan = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2026, 11, 1)
    )
    ubah = {
        ("rentangkoordinasi", (kab.id("kecamatan"), 1)): {"peraturan_id": baru.pk, "rujukan": "Pasal 7", "huruf": ""}
    }
    terapkan(edisi=rancangan, ubah=ubah, oleh=None)
    terbitkan(edisi=rancangan, oleh=None)
    teks = buka(client, kab, "asisten-1", "2026-11-02").teks
    assert (
        "Menurut Pasal 5 ayat (1) Peraturan Bupati Contoh Nomor 1 Tahun 2020 dan Pasal 7 Peraturan Daerah Kabupaten "
        "Contoh Nomor 9 Tahun 2026"
    ) in teks
    assert "Pasal 5 ayat (1) huruf a Perbup Contoh 1/2020 – Kecamatan Pasal 7 Perda Contoh 9/2026" in teks


def test_what_an_edition_repeats_of_an_unread_source_is_credited_to_the_first(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang, kab.edisi.rentang_rujukan = "belum_terbaca", "Lampiran II"
    kab.edisi.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    edisi_pengubah(kab)
    teks = buka(client, kab, "dinkes", "2026-11-02").teks
    assert "Ada dalam Lampiran II Peraturan Bupati Contoh Nomor 1 Tahun 2020 Berlaku sejak 2 Januari 2020" in teks


def disimpulkan(**lain: Any) -> Kabupaten:
    """The first edition begins on a date that is inferred."""
    kab = pabrik.kabupaten(terbit=False, **lain)
    kab.peraturan.berlaku_mulai_catatan = "Tanggalnya kosong dalam naskah."
    kab.peraturan.save()
    kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def test_an_inferred_first_day_stays_inferred_where_a_later_edition_repeats_the_answer(client: Client) -> None:
    kab = disimpulkan()
    edisi_pengubah(kab)
    teks = buka(client, kab, "dinkes", "2026-11-02").teks
    assert "edisi berlaku sejak 1 November 2026 · " in teks
    assert "Berlaku sejak 2 Januari 2020 tanggal disimpulkan" in teks


def test_the_banner_and_the_history_mark_inferred_dates(client: Client) -> None:
    kab = disimpulkan()
    teks = buka(client, kab, "dinkes").teks
    assert "edisi berlaku sejak 2 Januari 2020 (tanggal disimpulkan)" in teks
    assert "2 Januari 2020 – sekarang tanggal disimpulkan" in teks
    assert "mulai berlaku 2 Januari 2020 (tanggal disimpulkan)" in buka(client, kab, "dinkes", "2010-01-01").teks


def test_a_last_day_is_inferred_where_the_next_first_day_is(client: Client, kab: Kabupaten) -> None:
    baru = peraturan_pengubah(kab)
    baru.berlaku_mulai_catatan = "Tanggalnya kosong dalam naskah."
    baru.save()
    rancangan = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2026, 11, 1)
    )
    ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    terapkan(edisi=rancangan, ubah=ubah, oleh=None)
    terbitkan(edisi=rancangan, oleh=None)
    teks = buka(client, kab, "dinkes", "2021-01-01").teks
    assert "sejak 2 Januari 2020 sampai 31 Oktober 2026 (tanggal disimpulkan) · " in teks
    assert "Berlaku 2 Januari 2020 sampai 31 Oktober 2026 (tanggal disimpulkan)" in teks
    assert "2 Januari 2020 – 31 Oktober 2026 tanggal akhir disimpulkan" in teks


def test_a_revoked_basis_is_marked_from_the_day_on_which_it_is_revoked(client: Client) -> None:
    lama = pabrik.peraturan(None, "41", 2007, jenis="pp")
    baru = pabrik.peraturan(None, "18", 2021, jenis="pp", berlaku_mulai=date(2021, 6, 1))
    baru.hubungan_keluar.create(ke=lama, jenis="mencabut", rujukan="Pasal 125")
    kab = pabrik.kabupaten(terbit=False)
    ubah: Any = {
        ("kedudukan", (kab.id(kunci),)): {"peraturan_id": lama.pk, "rujukan": "Pasal 10"}
        for kunci in ("disdik", "asisten-1")
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    for kunci, kata in (
        ("disdik", "Pasal 10 PP 41/2007"),
        ("bagian-hukum", "Menurut Pasal 10 Peraturan Pemerintah Nomor 41 Tahun 2007"),
    ):
        assert f"{kata} (kini dicabut)" in buka(client, kab, kunci, "2021-06-01").teks
        dulu = buka(client, kab, kunci, "2021-05-31").teks
        assert kata in dulu
        assert "dicabut" not in dulu
    assert "dicabut" not in buka(client, kab, "dinkes").teks


def test_what_a_draft_would_revoke_is_not_revoked(client: Client) -> None:
    kab = pabrik.kabupaten()
    usul = pabrik.peraturan(kab.daerah, "8", 2024)
    usul.hubungan_keluar.create(ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    assert "kini dicabut" not in buka(client, kab, "disdik").teks


@pytest.mark.parametrize(
    ("keadaan", "kalimat"),
    [
        ("belum_terbaca", "Koordinator Dinas Kesehatan belum terbaca dari naskah."),
        ("tidak_diatur", "Peraturan Kabupaten Contoh tidak mengatur siapa mengoordinasikan Dinas Kesehatan."),
        ("sebagian", "Dinas Kesehatan tidak disebut dalam rentang koordinasi Kabupaten Contoh."),
    ],
)
def test_unknown_unregulated_and_unmentioned_are_three_answers(client: Client, keadaan: str, kalimat: str) -> None:
    kab = pabrik.kabupaten(terbit=False, rentang={})
    kab.edisi.rentang = keadaan
    kab.edisi.rentang_rujukan = "Lampiran II"
    kab.edisi.rentang_keterangan = "Bagannya berupa gambar."
    kab.edisi.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client, kab, "dinkes").teks
    assert kalimat in teks
    assert "Lampiran II" in teks
    assert "Bagannya berupa gambar." in teks


def test_an_edition_that_nobody_entered_is_not_an_empty_one(client: Client, kab: Kabupaten) -> None:
    kosong = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        peraturan=pabrik.peraturan(kab.daerah, "9", 2018),
        berlaku_mulai=date(2018, 3, 1),
    )
    kosong.struktur = kosong.rentang = kosong.ketentuan = "belum_dimuat"
    kosong.save()
    terbitkan(edisi=kosong, oleh=None)
    halaman = buka(client, kab, "dinkes", "2019-01-01")
    assert halaman.h1 == ["Dinas Kesehatan"]
    assert "Koordinator Dinas Kesehatan belum dicatat untuk tanggal ini." in halaman.teks
    assert "Perbup Contoh 9/2018" in halaman.teks or "Peraturan Bupati Contoh Nomor 9 Tahun 2018" in halaman.teks
    assert "Belum diketahui apakah unit ini disebut." in halaman.teks


def test_a_date_before_the_first_edition_says_so_and_leads_to_it(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "dinkes", "2010-01-01")
    assert "Belum ada edisi pada 1 Januari 2010" in halaman.teks
    assert "mulai berlaku 2 Januari 2020" in halaman.teks
    assert alamat(kab, "dinkes", "2020-01-02") in halaman.tautan


def test_the_banner_of_a_past_date_leads_back_to_the_present(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "dinkes", "2021-01-01")
    assert "Keadaan per 1 Januari 2021 · edisi berlaku sejak 2 Januari 2020 · lihat keadaan sekarang" in halaman.teks
    assert alamat(kab, "dinkes") in halaman.tautan


def test_links_of_a_dated_page_keep_the_date(client: Client, kab: Kabupaten) -> None:
    halaman = buka(client, kab, "dinkes", "2021-01-01")
    assert alamat(kab, "asisten-1", "2021-01-01") in halaman.tautan


def test_an_old_date_keeps_its_answer_after_the_law_changed(client: Client, kab: Kabupaten) -> None:
    edisi_baru(
        kab,
        {
            ("rentangkoordinasi", (kab.id("dinkes"), 1)): {
                "koordinator_id": kab.id("asisten-2"),
                "rujukan": "Pasal 6 ayat (2) huruf c",
            }
        },
    )
    dulu, kini = buka(client, kab, "dinkes", "2023-04-30").teks, buka(client, kab, "dinkes").teks
    assert "dikoordinasikan oleh Asisten Pemerintahan dan Kesejahteraan Rakyat." in dulu
    assert "2 Januari 2020 sampai 30 April 2023" in dulu
    assert "dikoordinasikan oleh Asisten Perekonomian dan Pembangunan." in kini
    assert "sejak 1 Mei 2023" in kini


def test_an_answer_that_a_later_edition_repeats_is_as_old_as_its_first_edition(client: Client, kab: Kabupaten) -> None:
    edisi_baru(kab, {("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Pendidikan dan Kebudayaan"}})
    teks = buka(client, kab, "dinkes").teks
    assert "Berlaku sejak 2 Januari 2020" in teks


def test_a_renamed_body_keeps_its_address_and_shows_its_old_name(client: Client, kab: Kabupaten) -> None:
    edisi_baru(kab, {("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Pendidikan dan Kebudayaan"}})
    halaman = buka(client, kab, "disdik")
    assert halaman.h1 == ["Dinas Pendidikan dan Kebudayaan"]
    assert "Bernama Dinas Pendidikan." in halaman.teks
    assert buka(client, kab, "disdik", "2021-01-01").h1 == ["Dinas Pendidikan"]


def test_a_body_that_was_dissolved_says_so_and_names_its_successor(client: Client, kab: Kabupaten) -> None:
    kab.badan["baru"] = pabrik.badan(kab.daerah, "dispora", "Dinas Pendidikan dan Olahraga")
    edisi_baru(
        kab,
        {
            ("rentangkoordinasi", (kab.id("disdik"), 1)): None,
            ("kedudukan", (kab.id("disdik"),)): None,
            ("kedudukan", (kab.id("baru"),)): {
                "induk": kab.id("bupati"),
                "nama": "Dinas Pendidikan dan Olahraga",
                "jenis": "dinas",
            },
            ("suksesi", (1,)): {"jenis": "ganti_nama"},
            ("pesertasuksesi", (1, "lama", kab.id("disdik"))): {},
            ("pesertasuksesi", (1, "baru", kab.id("baru"))): {},
        },
    )
    halaman = buka(client, kab, "disdik")
    assert halaman.h1 == ["Dinas Pendidikan"]
    assert "Dinas Pendidikan tidak ada dalam susunan Kabupaten Contoh pada tanggal ini." in halaman.teks
    assert "Penerusnya Dinas Pendidikan dan Olahraga" in halaman.teks
    assert alamat(kab, "baru") in halaman.tautan
    kalimat = "Pada edisi ini Dinas Pendidikan berganti nama menjadi Dinas Pendidikan dan Olahraga."
    assert kalimat in halaman.teks
    assert kalimat in buka(client, kab, "baru").teks


def test_as_printed_and_as_read_stand_side_by_side(client: Client, kab: Kabupaten) -> None:
    edisi_baru(
        kab,
        {
            ("rentangkoordinasi", (kab.id("dinkes"), 1)): {
                "tertulis": "Asisten Perekonomian",
                "catatan": "Salah huruf dalam naskah.",
            }
        },
    )
    assert (
        "Tertulis dalam naskah Asisten Perekonomian "
        "Dibaca Asisten Pemerintahan dan Kesejahteraan Rakyat Sebabnya Salah huruf dalam naskah."
    ) in buka(client, kab, "dinkes").teks


def test_an_inferred_date_is_marked(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    kab.peraturan.berlaku_mulai_catatan = "Tanggalnya kosong dalam naskah."
    kab.peraturan.save()
    terbitkan(edisi=kab.edisi, oleh=None)
    assert "sejak 2 Januari 2020 tanggal disimpulkan" in buka(client, kab, "dinkes").teks


def test_other_names_are_shown_as_no_words_of_the_law(client: Client, kab: Kabupaten) -> None:
    NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Dinkes", jenis="singkatan")
    NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Kesehatan Contoh", jenis="sebutan")
    teks = buka(client, kab, "dinkes").teks
    assert "untuk pencarian; tidak ada dalam naskah" in teks
    assert "Dinkes (singkatan umum)" in teks
    assert "Kesehatan Contoh (sebutan lain)" in teks


def test_kinds_apply_with_their_activities_and_their_pasal(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False, ketentuan="lengkap")
    terapkan(edisi=kab.edisi, ubah=_ketentuan(kab), oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    teks = buka(client, kab, "dinkes").teks
    assert "Konsultatif Pasal 7" in teks
    assert "Kegiatan, antara lain Pasal 7 ayat (2) a. perencanaan b. pemutakhiran tertulis: pematkhiran" in teks
    assert "tanpa pasal pelaksana" in teks  # kolegial is enabled and carried out nowhere
    assert "Koordinatornya Asisten Pemerintahan dan Kesejahteraan Rakyat." in teks
    assert "diturunkan dari rentang Satu unit lain berkoordinator sama." in teks
    assert "Waktu koordinasi Pasal 14 Perbup Contoh 1/2020 Berkala." in teks
    assert "Pertanggungjawaban pimpinannya pimpinan Dinas Kesehatan" in teks
    assert "Hubungan kerja yang berlaku" not in buka(client, kab, "bupati").teks


def _ketentuan(kab: Kabupaten) -> Any:
    dasar = {"peraturan_id": kab.peraturan.pk}
    subjek = "asisten_perangkat_daerah"
    return {
        ("ketentuanhubungan", (subjek, "konsultatif")): {
            **dasar,
            "rujukan": "Pasal 6 ayat (1) huruf a",
            "maksud": "Menyamakan pandangan.",
            "pelaksana": "Pasal 7",
            "rincian": [
                {
                    "jenis": "kegiatan",
                    "rujukan": "Pasal 7 ayat (2)",
                    "terbuka": True,
                    "butir": [
                        {"label": "a", "teks": "perencanaan"},
                        {"label": "b", "teks": "pemutakhiran", "tertulis": "pematkhiran"},
                    ],
                }
            ],
        },
        ("ketentuanhubungan", (subjek, "kolegial")): {**dasar, "rujukan": "Pasal 6 ayat (1) huruf b", "urutan": 2},
        ("ketentuanhubungan", (subjek, "koordinatif")): {
            **dasar,
            "rujukan": "Pasal 6 ayat (1) huruf c",
            "pelaksana": "Pasal 8",
            "urutan": 3,
        },
        ("ketentuanpelaksanaan", (1,)): {
            **dasar,
            "rujukan": "Pasal 14",
            "topik": "waktu",
            "judul": "Waktu koordinasi",
            "isi": "Berkala.",
        },
        ("ketentuanpelaksanaan", (2,)): {
            **dasar,
            "rujukan": "Pasal 15 ayat (6)",
            "topik": "pertanggungjawaban",
            "subjek": "perangkat_daerah",
            "judul": "Kepala perangkat daerah",
        },
        ("ketentuanpelaksanaan", (3,)): {
            **dasar,
            "rujukan": "Pasal 15 ayat (7)",
            "topik": "pertanggungjawaban",
            "subjek": subjek,
            "judul": "Lewat Asisten",
        },
    }


def test_a_ralat_with_the_same_answer_keeps_since_when_the_registry_knew(client: Client, kab: Kabupaten) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Nama dinas lain salah ketik.")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Pendidikan Dasar"}}, oleh=None)
    _mundurkan(kab.edisi)
    terbitkan(edisi=ralat, oleh=None)
    dulu = timezone.localtime().date().replace(year=timezone.localtime().year - 1)
    assert f"jawaban ini sejak {_tulis(dulu)}, belum pernah tercatat lain" in buka(client, kab, "dinkes").teks


def test_a_ralat_with_another_answer_starts_anew(client: Client, kab: Kabupaten) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah baca ayat.")
    ubah = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    terapkan(edisi=ralat, ubah=ubah, oleh=None)
    _mundurkan(kab.edisi)
    terbitkan(edisi=ralat, oleh=None)
    hari = timezone.localtime().date()
    assert f"jawaban ini sejak {_tulis(hari)}; sebelumnya tercatat lain" in buka(client, kab, "dinkes").teks


def _mundurkan(edisi: Edisi) -> None:
    """As if it had been published a year ago."""
    beku.lepas()
    lalu = timezone.now()
    Edisi.objects.filter(pk=edisi.pk).update(diterbitkan_pada=lalu.replace(year=lalu.year - 1))
    beku.pasang()


def _tulis(hari: date) -> str:
    return tgl_polos(hari)


def test_a_draft_leaks_nothing(client: Client, rancangan: Kabupaten) -> None:
    jawaban = client.get(alamat(rancangan, "dinkes"))
    assert jawaban.status_code == 404
    assert "Perangkat daerah ini tidak ada" in baca(jawaban).teks
    assert "Dinas Kesehatan" not in baca(jawaban).teks


def test_a_change_in_a_draft_does_not_show(client: Client, kab: Kabupaten, sari: User) -> None:
    rancangan = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2021, 1, 1))
    terapkan(edisi=rancangan, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Rahasia"}}, oleh=sari)
    assert "Rahasia" not in buka(client, kab, "dinkes").teks


def alihkan(kab: Kabupaten, **dari_ke: str) -> None:
    """Merge bodies into others; those that are not there yet are made, without a place."""
    for kunci in (*dari_ke, *dari_ke.values()):
        if kunci not in kab.badan:
            kab.badan[kunci] = pabrik.badan(kab.daerah, kunci, "Label Staf")
    for dari, ke in dari_ke.items():
        PerangkatDaerah.objects.filter(pk=kab.id(dari)).update(dialihkan_ke=kab.id(ke))


def test_a_body_entered_twice_redirects_for_now_and_keeps_the_date(client: Client, kab: Kabupaten) -> None:
    alihkan(kab, ganda="dinkes")
    jawaban = client.get(alamat(kab, "ganda", "2021-01-01"))
    assert jawaban.status_code == 302  # a merger may be undone
    assert jawaban["Location"] == alamat(kab, "dinkes", "2021-01-01")


def test_a_chain_of_mergers_is_one_step(client: Client, kab: Kabupaten) -> None:
    alihkan(kab, satu="dua", dua="tiga", tiga="dinkes")
    for kunci in ("satu", "dua", "tiga"):
        jawaban = client.get(alamat(kab, kunci))
        assert (jawaban.status_code, jawaban["Location"]) == (302, alamat(kab, "dinkes"))


@pytest.mark.parametrize("kunci", ["luar", "dinkes", "disdik"])
def test_mergers_that_run_in_a_circle_are_a_helpful_404(client: Client, kab: Kabupaten, kunci: str) -> None:
    alihkan(kab, luar="dinkes", dinkes="disdik", disdik="dinkes")
    jawaban = client.get(alamat(kab, kunci))
    assert jawaban.status_code == 404
    halaman = baca(jawaban)
    assert "Alamat ini tidak sampai ke mana pun" in halaman.teks
    assert "Cari perangkat daerah" in halaman.teks


def test_a_merger_into_a_body_that_is_not_public_leads_no_further(client: Client, kab: Kabupaten) -> None:
    alihkan(kab, satu="dinkes", dinkes="tersembunyi", dua="tersembunyi")
    assert client.get(alamat(kab, "satu"))["Location"] == alamat(kab, "dinkes")
    assert buka(client, kab, "dinkes").h1 == ["Dinas Kesehatan"]
    for kunci in ("dua", "tersembunyi"):
        jawaban = client.get(alamat(kab, kunci))
        assert jawaban.status_code == 404
        assert "Label Staf" not in baca(jawaban).teks


def test_an_edition_replaced_on_its_first_day_is_listed_without_a_period(client: Client, kab: Kabupaten) -> None:
    edisi_baru(kab, {}, date(2020, 1, 2))
    halaman = buka(client, kab, "dinkes")
    assert "2 Januari 2020, digantikan pada hari yang sama" in halaman.teks
    assert "1 Januari 2020" not in halaman.teks
    assert alamat(kab, "dinkes", "2020-01-02") in halaman.tautan
    assert halaman.tautan.count("/daerah/99.01/edisi/2020-01-02/") == 2
    assert "mulai berlaku 2 Januari 2020 (Perbup Contoh 7/2020)" in buka(client, kab, "dinkes", "2010-01-01").teks


def test_an_answer_is_not_broken_by_an_edition_that_was_never_in_force(client: Client, kab: Kabupaten) -> None:
    awal = kab.edisi
    lain = {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"koordinator_id": kab.id("asisten-2")}}
    edisi_baru(kab, lain, date(2023, 5, 1))
    kab.edisi = awal
    edisi_baru(kab, {}, date(2023, 5, 1), nomor="8")
    assert "Berlaku sejak 2 Januari 2020" in buka(client, kab, "dinkes").teks


def test_what_versions_in_memory_say_of_a_moment_is_what_the_queryset_says(client: Client, kab: Kabupaten) -> None:
    _mundurkan(kab.edisi)
    edisi_baru(kab, {})
    terbitkan(edisi=buat_ralat(edisi=kab.edisi, oleh=None, alasan="Salah baca."), oleh=None)
    versi = semua_versi(kab.daerah)
    saat = {batas for satu in versi for batas in (satu.diterbitkan_pada, satu.diralat_pada) if batas is not None}
    assert len(versi) == 3
    for satu in saat:
        for pada in (satu - timedelta(microseconds=1), satu, satu + timedelta(microseconds=1)):
            assert {edisi.pk for edisi in tercatat(versi, pada)} == {
                edisi.pk for edisi in Edisi.objects.tercatat_pada(pada).order_by("pk")
            }


def test_a_successor_that_is_not_public_has_neither_label_nor_link(client: Client, kab: Kabupaten) -> None:
    kab.badan["baru"] = pabrik.badan(kab.daerah, "dispora", "Label Staf")
    edisi_baru(
        kab,
        {
            ("rentangkoordinasi", (kab.id("disdik"), 1)): None,
            ("kedudukan", (kab.id("disdik"),)): None,
            ("suksesi", (1,)): {"jenis": "ganti_nama"},
            ("pesertasuksesi", (1, "lama", kab.id("disdik"))): {},
            ("pesertasuksesi", (1, "baru", kab.id("baru"))): {},
        },
        struktur="sebagian",  # in a tree that is read whole, a successor stands
    )
    halaman = buka(client, kab, "disdik")
    assert "Penerusnya unit yang belum tercatat namanya" in halaman.teks
    assert "Label Staf" not in halaman.teks
    assert alamat(kab, "baru") not in halaman.tautan


def test_an_unknown_unit_is_a_helpful_404(client: Client, kab: Kabupaten) -> None:
    jawaban = client.get("/perangkat-daerah/00000000-0000-4000-8000-000000000000/")
    assert jawaban.status_code == 404
    assert "Cari perangkat daerah" in baca(jawaban).teks


def test_an_abbreviation_that_the_name_holds_is_not_repeated(client: Client) -> None:
    kab = pabrik.kabupaten(terbit=False)
    nama = {"dinkes": ("PD Air Minum (PDAM)", "PDAM"), "disdik": ("Dinas Pendidikan", "Disdik")}
    ubah: Any = {
        ("kedudukan", (kab.id(kunci),)): {"nama": panjang, "singkatan": pendek}
        for kunci, (panjang, pendek) in nama.items()
    }
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    terbitkan(edisi=kab.edisi, oleh=None)
    pdam = baca(client.get(f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/")).teks
    assert "(PDAM) (PDAM)" not in pdam
    assert "Nama dalam naskah PD Air Minum (PDAM)" in pdam
    assert "Dinas Pendidikan (Disdik)" in baca(client.get(f"/perangkat-daerah/{kab.badan['disdik'].uuid}/")).teks


def test_a_unit_missing_from_a_tree_that_is_read_in_part_is_unknown_not_absent(
    client: Client, kab: Kabupaten, sari: User
) -> None:
    kedua = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2022, 1, 1)
    )
    terapkan(edisi=kedua, ubah={("kedudukan", (kab.id("puskesmas"),)): None}, oleh=sari)
    ubah_rancangan(edisi=kedua, oleh=sari, struktur="sebagian")
    terbitkan(edisi=kedua, oleh=None)
    isi = client.get(f"/perangkat-daerah/{kab.badan['puskesmas'].uuid}/?pada=2023-01-01").content.decode()
    assert "Belum diketahui apakah Puskesmas Contoh ada dalam susunan" in isi
    assert "tidak ada</strong> dalam susunan" not in isi
