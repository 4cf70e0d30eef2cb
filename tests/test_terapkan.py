"""The one write path to edition content."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from coordination.models import RentangKoordinasi
from registry import isi_edisi, pohon
from registry.galat import Bentrok, Ditolak, HanyaLewatLayanan, Terkunci
from registry.models import Edisi, JenisTindakan, Keadaan, Kedudukan, Tindakan
from registry.services import (
    batalkan_rancangan,
    buat_ralat,
    buat_rancangan,
    terapkan,
    terbitkan,
    urungkan,
)
from tests.pabrik import Kabupaten, ada, kabupaten

pytestmark = pytest.mark.django_db


def sehat(edisi: Edisi) -> bool:
    return pohon.periksa(Kedudukan._base_manager.filter(edisi=edisi)) == []


def test_it_builds_a_tree_and_records_one_act(rancangan: Kabupaten, sari: User) -> None:
    assert sehat(rancangan.edisi)
    nama = [unit.nama for unit in Kedudukan.objects.pada(rancangan.edisi).menurut_pohon()]
    assert nama[0] == "Pemerintah Kabupaten Contoh"
    assert nama.index("Bagian Hukum") == nama.index("Asisten Pemerintahan dan Kesejahteraan Rakyat") + 1
    tindakan = Tindakan.objects.get(edisi=rancangan.edisi, jenis=JenisTindakan.UBAH)
    assert tindakan.nama_oleh == "Sari Wulandari"
    assert len(ada(tindakan.sesudah)) == 16


def test_it_moves_a_unit_with_all_below_it(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    balik = terapkan(edisi=rancangan.edisi, ubah={kunci: {"induk": rancangan.id("setda")}}, oleh=sari)
    assert balik == {kunci: {"induk": rancangan.id("bupati")}}
    jalur = [unit.nama for unit in Kedudukan.objects.jalur(rancangan.unit("puskesmas"))]
    assert jalur == [
        "Pemerintah Kabupaten Contoh",
        "Bupati Contoh",
        "Sekretariat Daerah",
        "Dinas Kesehatan",
        "Puskesmas Contoh",
    ]
    assert sehat(rancangan.edisi)


def test_the_inverse_restores_everything(rancangan: Kabupaten, sari: User) -> None:
    sebelum = isi_edisi.baca(rancangan.edisi.pk)
    ubah: dict[Any, Any] = {
        ("kedudukan", (rancangan.id("puskesmas"),)): None,
        ("kedudukan", (rancangan.id("disdik"),)): {
            "nama": "Dinas Pendidikan dan Kebudayaan",
            "induk": rancangan.id("setda"),
        },
        ("rentangkoordinasi", (rancangan.id("disdik"), 1)): {"koordinator_id": rancangan.id("asisten-3")},
        ("rentangkoordinasi", (rancangan.id("kec-satu"), 1)): {"koordinator_id": rancangan.id("asisten-2")},
    }
    balik = terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=sari)
    assert isi_edisi.baca(rancangan.edisi.pk) != sebelum
    terapkan(edisi=rancangan.edisi, ubah=balik, oleh=sari)
    assert isi_edisi.baca(rancangan.edisi.pk) == sebelum
    assert sehat(rancangan.edisi)


def test_undo_is_refused_where_somebody_wrote_since(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Dinas Kesehatan Masyarakat"}}, oleh=sari)
    tindakan = Tindakan.objects.atas(rancangan.edisi)[0]
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Dinas Kesehatan dan Gizi"}}, oleh=sari)
    with pytest.raises(Bentrok, match="Gizi"):
        urungkan(tindakan=tindakan, oleh=sari)
    assert rancangan.unit("dinkes").nama == "Dinas Kesehatan dan Gizi"


def test_undo_points_back_and_cannot_be_done_twice(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Dinas Kesehatan Masyarakat"}}, oleh=sari)
    tindakan = Tindakan.objects.atas(rancangan.edisi)[0]
    urungkan(tindakan=tindakan, oleh=sari)
    assert rancangan.unit("dinkes").nama == "Dinas Kesehatan"
    assert tindakan.diurungkan_oleh.jenis == JenisTindakan.URUNG
    with pytest.raises((Bentrok, Ditolak)):
        urungkan(tindakan=tindakan, oleh=sari)


def test_two_people_on_different_fields_or_rows_do_not_collide(rancangan: Kabupaten, sari: User) -> None:
    dinkes, disdik = ("kedudukan", (rancangan.id("dinkes"),)), ("kedudukan", (rancangan.id("disdik"),))
    terapkan(edisi=rancangan.edisi, ubah={dinkes: {"tipe": "A"}}, lihat={dinkes: {"tipe": ""}}, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah={disdik: {"tipe": "B"}}, lihat={disdik: {"tipe": ""}}, oleh=sari)
    terapkan(
        edisi=rancangan.edisi, ubah={dinkes: {"singkatan": "Dinkes"}}, lihat={dinkes: {"singkatan": ""}}, oleh=sari
    )
    with pytest.raises(Bentrok):
        terapkan(edisi=rancangan.edisi, ubah={dinkes: {"tipe": "C"}}, lihat={dinkes: {"tipe": ""}}, oleh=sari)
    assert rancangan.unit("dinkes").tipe == "A"


def test_a_cycle_is_refused_and_nothing_changes(rancangan: Kabupaten, sari: User) -> None:
    sebelum = isi_edisi.baca(rancangan.edisi.pk)
    with pytest.raises(Ditolak, match="melingkar"):
        terapkan(
            edisi=rancangan.edisi,
            ubah={("kedudukan", (rancangan.id("bupati"),)): {"induk": rancangan.id("dinkes")}},
            oleh=sari,
        )
    assert isi_edisi.baca(rancangan.edisi.pk) == sebelum
    assert sehat(rancangan.edisi)


def test_a_unit_with_units_below_it_cannot_be_removed(rancangan: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match="Puskesmas Contoh"):
        terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("dinkes"),)): None}, oleh=sari)


def test_removing_a_row_twice_changes_nothing_the_second_time(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("puskesmas"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: None}, oleh=sari)
    assert terapkan(edisi=rancangan.edisi, ubah={kunci: None}, oleh=sari) == {kunci: None}
    assert sehat(rancangan.edisi)


@pytest.mark.parametrize(
    ("ubah", "pesan"),
    [
        ({"jenis": "bukan-jenis"}, "bukan"),
        ({"nama": ""}, "nama"),
        ({"rujukan": "halaman 3"}, "rujukan"),
        ({"warna": "biru"}, "warna"),
        ({"induk": 999999}, "tidak ada dalam bagan"),
        ({"peraturan_id": 999999}, "peraturan"),
    ],
)
def test_bad_values_are_refused_in_words(rancangan: Kabupaten, sari: User, ubah: Any, pesan: str) -> None:
    with pytest.raises(Ditolak, match=pesan):
        terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("dinkes"),)): ubah}, oleh=sari)


def test_a_body_of_another_region_is_refused(rancangan: Kabupaten, sari: User) -> None:
    lain = kabupaten("99.02", "Kabupaten Lain", terbit=False)
    with pytest.raises(Ditolak, match="tidak dikenal di daerah ini"):
        terapkan(
            edisi=rancangan.edisi,
            ubah={("rentangkoordinasi", (lain.id("dinkes"), 1)): {"koordinator_id": rancangan.id("asisten-1")}},
            oleh=sari,
        )


def test_a_second_main_koordinator_is_refused_with_the_constraints_own_words(rancangan: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match="sudah mempunyai koordinator utama"):
        terapkan(
            edisi=rancangan.edisi,
            ubah={("rentangkoordinasi", (rancangan.id("dinkes"), 2)): {"koordinator_id": rancangan.id("asisten-3")}},
            oleh=sari,
        )


def test_the_main_listing_can_pass_from_one_to_the_other_and_back(rancangan: Kabupaten, sari: User) -> None:
    satu, dua = ("rentangkoordinasi", (rancangan.id("dinkes"), 1)), ("rentangkoordinasi", (rancangan.id("dinkes"), 2))
    baru = {"koordinator_id": rancangan.id("asisten-3"), "utama": True}
    balik = terapkan(edisi=rancangan.edisi, ubah={dua: baru, satu: {"utama": False}}, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah={satu: {"utama": True}, dua: {"utama": False}}, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah={dua: {"utama": True}, satu: {"utama": False}}, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah=balik, oleh=sari)
    [rentang] = RentangKoordinasi.objects.atas(rancangan.badan["dinkes"])
    assert rentang.utama
    terapkan(edisi=rancangan.edisi, ubah={satu: None, dua: baru}, oleh=sari)
    assert RentangKoordinasi.objects.atas(rancangan.badan["dinkes"]).get().koordinator == rancangan.badan["asisten-3"]


def test_a_second_listing_is_kept_beside_the_main_one(rancangan: Kabupaten, sari: User) -> None:
    terapkan(
        edisi=rancangan.edisi,
        ubah={
            ("rentangkoordinasi", (rancangan.id("dinkes"), 2)): {
                "koordinator_id": rancangan.id("asisten-3"),
                "utama": False,
            }
        },
        oleh=sari,
    )
    assert RentangKoordinasi.objects.atas(rancangan.badan["dinkes"]).count() == 2


def test_history_has_one_row_a_touched_row_with_frozen_name_and_reason(rancangan: Kabupaten, sari: User) -> None:
    awal = Kedudukan.history.count()
    terapkan(
        edisi=rancangan.edisi,
        ubah={("kedudukan", (rancangan.id("dinkes"),)): {"nama": "Dinas Kesehatan Masyarakat"}},
        oleh=sari,
        alasan="salah ketik " * 30,
    )
    assert Kedudukan.history.count() == awal + 1
    baris = Kedudukan.history.latest()
    sari.first_name = "Lain"
    sari.save()
    assert (baris.history_nama, baris.history_type, baris.nama) == ("Sari Wulandari", "~", "Dinas Kesehatan Masyarakat")
    assert baris.history_change_reason == "salah ketik " * 30
    assert not {"lft", "rght", "tree_id", "level"} & {ruas.name for ruas in Kedudukan.history.model._meta.fields}


def test_as_of_answers_once_for_two_revisions_of_one_instant(
    rancangan: Kabupaten, sari: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    kunci, saat = ("kedudukan", (rancangan.id("dinkes"),)), timezone.now()
    monkeypatch.setattr(timezone, "now", lambda: saat)
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Satu"}}, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Dua"}}, oleh=sari)
    semua = Kedudukan.history.filter(id=rancangan.unit("dinkes").pk, history_date=saat)
    assert semua.count() == 2
    nama = [baris.nama for baris in Kedudukan.history.as_of(saat).filter(perangkat_daerah=rancangan.badan["dinkes"])]
    assert nama == ["Dua"]


def test_content_cannot_be_written_around_the_service(rancangan: Kabupaten) -> None:
    unit, lain = rancangan.unit("dinkes"), rancangan.unit("setda")
    rentang = RentangKoordinasi.objects.first()
    assert rentang is not None
    jalan_tikus: list[Any] = [
        lambda: unit.save(),
        lambda: unit.save(update_fields=["nama"]),
        lambda: unit.delete(),
        lambda: unit.move_to(lain),
        lambda: unit.insert_at(lain, save=True),
        lambda: Kedudukan.objects.move_node(unit, lain),
        lambda: Kedudukan.objects.rebuild(),
        lambda: Kedudukan.objects.partial_rebuild(rancangan.edisi.pk),
        lambda: Kedudukan.objects.create(nama="x"),
        lambda: Kedudukan.objects.filter(pk=unit.pk).update(nama="x"),
        lambda: Kedudukan.objects.filter(pk=unit.pk).delete(),
        lambda: Kedudukan.objects.bulk_create([unit]),
        lambda: Kedudukan.objects.bulk_update([unit], ["nama"]),
        lambda: Kedudukan._tree_manager.insert_node(unit, lain),
        lambda: rentang.save(),
        lambda: rentang.delete(),
        lambda: RentangKoordinasi.objects.all().delete(),
        lambda: RentangKoordinasi.objects.create(unit=rancangan.badan["dinkes"]),
    ]
    for jalan in jalan_tikus:
        with pytest.raises(HanyaLewatLayanan):
            jalan()
    assert sehat(rancangan.edisi)


def test_a_published_edition_is_frozen_by_the_database(kab: Kabupaten, sari: User) -> None:
    semua = Kedudukan._base_manager.filter(edisi=kab.edisi)
    rentang = RentangKoordinasi._base_manager.filter(edisi=kab.edisi)
    unit = kab.unit("dinkes")
    unit.pk = None
    percobaan: list[Any] = [
        lambda: semua.update(nama="x"),
        lambda: semua._raw_delete("default"),
        lambda: rentang.update(huruf="z"),
        lambda: rentang._raw_delete("default"),
        lambda: Kedudukan._base_manager.bulk_create([unit]),
        lambda: Edisi.objects.filter(pk=kab.edisi.pk).update(berlaku_mulai=date(1999, 1, 1)),
        lambda: Edisi.objects.filter(pk=kab.edisi.pk).update(keadaan="rancangan", diterbitkan_pada=None),
        lambda: Edisi.objects.filter(pk=kab.edisi.pk)._raw_delete("default"),
        lambda: Tindakan.objects.update(alasan="x"),
        lambda: Tindakan.objects.all()._raw_delete("default"),
    ]
    for percobaan_satu in percobaan:
        with pytest.raises(IntegrityError), transaction.atomic():
            percobaan_satu()
    with pytest.raises(Terkunci, match="sudah terbit"):
        terapkan(edisi=kab.edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "x"}}, oleh=sari)


def test_a_row_of_a_draft_cannot_be_carried_into_a_published_edition(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
    baru = {"koordinator_id": kab.id("asisten-3"), "utama": False}  # a row that no constraint would stop
    terapkan(edisi=draf, ubah={("rentangkoordinasi", (kab.id("puskesmas"), 1)): baru}, oleh=sari)
    with pytest.raises(IntegrityError, match="isinya beku"), transaction.atomic():
        RentangKoordinasi._base_manager.filter(edisi=draf, unit=kab.badan["puskesmas"]).update(edisi=kab.edisi)


def test_a_clone_is_equal_in_content_and_one_act_without_history_rows(kab: Kabupaten, sari: User) -> None:
    riwayat = Kedudukan.history.count()
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1))
    assert isi_edisi.baca(draf.pk) == isi_edisi.baca(kab.edisi.pk)
    assert sehat(draf)
    assert Kedudukan.history.count() == riwayat
    assert [satu.jenis for satu in Tindakan.objects.atas(draf)] == [JenisTindakan.BUAT_RANCANGAN]


def test_a_draft_is_cloned_from_a_published_edition_only(rancangan: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match="edisi terbit"):
        buat_rancangan(daerah=rancangan.daerah, oleh=sari, asal=rancangan.edisi)


def test_publishing_bumps_the_version_of_the_region(rancangan: Kabupaten, sari: User) -> None:
    sebelum = rancangan.daerah.versi
    terbitkan(edisi=rancangan.edisi, oleh=None)
    rancangan.daerah.refresh_from_db()
    assert rancangan.daerah.versi == sebelum + 1


def test_publishing_twice_is_refused(kab: Kabupaten, sari: User) -> None:
    with pytest.raises(Terkunci):
        terbitkan(edisi=kab.edisi, oleh=None)


def test_two_editions_cannot_take_one_date_and_place(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(
        daerah=kab.daerah,
        oleh=sari,
        asal=kab.edisi,
        berlaku_mulai=kab.edisi.berlaku_mulai,
        urutan=1,
        peraturan=kab.peraturan,
    )
    with pytest.raises(Ditolak, match="Sudah ada edisi terbit pada tanggal"):
        terbitkan(edisi=draf, oleh=None)
    draf.refresh_from_db()
    assert draf.keadaan == Keadaan.RANCANGAN


def test_the_last_of_two_editions_of_one_day_is_in_force(kab: Kabupaten, sari: User) -> None:
    draf = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=kab.edisi.berlaku_mulai, peraturan=kab.peraturan
    )
    assert draf.urutan == 2
    terbitkan(edisi=draf, oleh=None)
    assert Edisi.objects.berlaku_di(kab.daerah, date(2020, 1, 2)) == draf


def test_a_ralat_takes_the_place_of_what_it_corrects(kab: Kabupaten, sari: User) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="nama tertukar")
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Contoh"}}, oleh=sari)
    ralat = terbitkan(edisi=ralat, oleh=None)
    kab.edisi.refresh_from_db()
    assert kab.edisi.diralat_pada == ralat.diterbitkan_pada
    assert Edisi.objects.berlaku_di(kab.daerah, date(2020, 1, 2)) == ralat
    assert list(Edisi.objects.tercatat_pada(ada(kab.edisi.diterbitkan_pada))) == [kab.edisi]
    assert kab.unit("dinkes").nama == "Dinas Kesehatan"
    with pytest.raises(Ditolak, match="belum diralat"):
        buat_ralat(edisi=kab.edisi, oleh=None, alasan="lagi")


def test_a_ralat_needs_a_reason(kab: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match="alasan"):
        buat_ralat(edisi=kab.edisi, oleh=None, alasan="  ")


def test_a_galat_blocks_publication_and_leaves_the_draft(rancangan: Kabupaten, sari: User) -> None:
    rancangan.peraturan.nomor = ""
    rancangan.peraturan.save()
    with pytest.raises(Ditolak, match=r"\[NOMOR_PERATURAN\]"):
        terbitkan(edisi=rancangan.edisi, oleh=None)
    rancangan.edisi.refresh_from_db()
    assert rancangan.edisi.keadaan == Keadaan.RANCANGAN


def test_a_draft_is_called_off_and_kept(rancangan: Kabupaten, sari: User) -> None:
    batalkan_rancangan(edisi=rancangan.edisi, oleh=sari, alasan="tidak jadi")
    with pytest.raises(Terkunci, match="dibatalkan"):
        terapkan(edisi=rancangan.edisi, ubah={}, oleh=sari)
    assert Kedudukan.objects.pada(rancangan.edisi).count() == 13


def test_queries_do_not_grow_with_the_edition(
    rancangan: Kabupaten, sari: User, django_assert_max_num_queries: Any
) -> None:
    with django_assert_max_num_queries(14):
        terapkan(
            edisi=rancangan.edisi,
            ubah={("kedudukan", (rancangan.id("dinkes"),)): {"induk": rancangan.id("setda")}},
            oleh=sari,
        )
