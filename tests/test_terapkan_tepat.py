"""What a hard look found in the write path: exact inverses, canonical values, roots, and what freezes."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coordination.models import RentangKoordinasi
from registry import isi_edisi, pohon
from registry.aturan import periksa_edisi
from registry.galat import Bentrok, Ditolak
from registry.models import Edisi, Kedudukan, Peraturan, Tindakan
from registry.services import buat_ralat, buat_rancangan, terapkan, terbitkan, ubah_rancangan, urungkan
from tests import pabrik
from tests.pabrik import Kabupaten, ada


def sehat(edisi: Edisi) -> bool:
    return pohon.periksa(Kedudukan._base_manager.filter(edisi=edisi)) == []


def terakhir(edisi: Edisi) -> Tindakan:
    tindakan: Tindakan = Tindakan.objects.atas(edisi)[0]
    return tindakan


@pytest.mark.django_db
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["dinkes", "disdik", "puskesmas", "kec-satu", "setda", "asisten-1", "bupati"]),
            st.sampled_from(["hapus", "pindah", "nama", "utama", "rentang-2"]),
            st.sampled_from(["bupati", "setda", "dinkes", "kecamatan", "pemda"]),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_an_act_and_its_inverse_are_nothing(rancangan: Kabupaten, acak: list[tuple[str, str, str]]) -> None:
    ubah: dict[Any, Any] = {}
    for unit, apa, induk in acak:
        if apa == "hapus":
            ubah["kedudukan", (rancangan.id(unit),)] = None
        elif apa == "pindah":
            ubah["kedudukan", (rancangan.id(unit),)] = {"induk": rancangan.id(induk)}
        elif apa == "nama":
            ubah["kedudukan", (rancangan.id(unit),)] = {"nama": f" {unit} baru", "rujukan": "pasal 3 ayat 2"}
        elif apa == "utama":
            ubah["rentangkoordinasi", (rancangan.id(unit), 1)] = {
                "koordinator_id": rancangan.id("asisten-3"),
                "utama": False,
            }
        else:
            ubah["rentangkoordinasi", (rancangan.id(unit), 2)] = {
                "koordinator_id": rancangan.id("asisten-2"),
                "utama": True,
            }
    sebelum = isi_edisi.baca(rancangan.edisi.pk)
    try:
        balik = terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=None)
    except Ditolak:
        assert isi_edisi.baca(rancangan.edisi.pk) == sebelum
        return
    assert sehat(rancangan.edisi)
    terapkan(edisi=rancangan.edisi, ubah=balik, oleh=None)
    assert isi_edisi.baca(rancangan.edisi.pk) == sebelum
    assert sehat(rancangan.edisi)


pytestmark = pytest.mark.django_db


def test_the_root_can_be_replaced_and_put_back(rancangan: Kabupaten, sari: User) -> None:
    baru = pabrik.badan(rancangan.daerah, "pemerintahan", "Pemerintahan Daerah")
    sebelum = isi_edisi.baca(rancangan.edisi.pk)
    ubah: dict[Any, Any] = {
        ("kedudukan", (baru.pk,)): {"induk": None, "nama": "Pemerintahan Daerah", "jenis": "pemerintah_daerah"},
        ("kedudukan", (rancangan.id("pemda"),)): None,
        ("kedudukan", (rancangan.id("bupati"),)): {"induk": baru.pk},
    }
    balik = terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=sari)
    assert sehat(rancangan.edisi)
    assert Kedudukan.objects.pada(rancangan.edisi).menurut_pohon()[0].nama == "Pemerintahan Daerah"
    terapkan(edisi=rancangan.edisi, ubah=balik, oleh=sari)
    assert isi_edisi.baca(rancangan.edisi.pk) == sebelum
    assert sehat(rancangan.edisi)


def test_a_child_can_change_places_with_the_root(rancangan: Kabupaten, sari: User) -> None:
    ubah: dict[Any, Any] = {
        ("kedudukan", (rancangan.id("bupati"),)): {"induk": None},
        ("kedudukan", (rancangan.id("pemda"),)): {"induk": rancangan.id("bupati")},
    }
    terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=sari)
    assert sehat(rancangan.edisi)
    assert rancangan.unit("pemda").induk == rancangan.unit("bupati")


def test_a_second_root_is_refused_in_words(rancangan: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match="satu pangkal, bukan Dinas Kesehatan dan Pemerintah"):
        terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("dinkes"),)): {"induk": None}}, oleh=sari)


def test_a_loop_names_its_units_also_through_the_root(rancangan: Kabupaten, sari: User) -> None:
    with pytest.raises(Ditolak, match=r"Susunan melingkar: .*Bupati Contoh"):
        terapkan(
            edisi=rancangan.edisi,
            ubah={("kedudukan", (rancangan.id("pemda"),)): {"induk": rancangan.id("dinkes")}},
            oleh=sari,
        )


def test_values_are_kept_as_they_were_written_so_that_undo_works(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"rujukan": "pasal 15 ayat 2 huruf c", "urutan": "7"}}, oleh=sari)
    tindakan = terakhir(rancangan.edisi)
    assert ada(tindakan.sesudah)[0]["nilai"] == {"rujukan": "Pasal 15 ayat (2) huruf c", "urutan": 7}
    riwayat = Kedudukan.history.count()
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"rujukan": "PASAL 15 AYAT (2) HURUF C"}}, oleh=sari)
    assert (Kedudukan.history.count(), terakhir(rancangan.edisi)) == (riwayat, tindakan)
    urungkan(tindakan=tindakan, oleh=sari)
    assert rancangan.unit("dinkes").rujukan == "Pasal 3"


def test_undoing_a_creation_is_refused_where_somebody_filled_it_in_since(rancangan: Kabupaten, sari: User) -> None:
    badan = pabrik.badan(rancangan.daerah, "dinsos", "Dinas Sosial")
    kunci = ("kedudukan", (badan.pk,))
    baru = {"induk": rancangan.id("bupati"), "nama": "Dinas Sosial", "jenis": "dinas"}
    terapkan(edisi=rancangan.edisi, ubah={kunci: baru}, oleh=sari)
    tindakan = terakhir(rancangan.edisi)
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"kontak": "Jalan Ahmad Yani 1"}}, oleh=sari)
    with pytest.raises(Bentrok, match="kontak kantor kini “Jalan Ahmad Yani 1”, semula kosong"):
        urungkan(tindakan=tindakan, oleh=sari)
    assert rancangan.edisi.kedudukan.filter(perangkat_daerah=badan).exists()


def test_an_act_is_undone_once(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Satu"}}, oleh=sari)
    tindakan = terakhir(rancangan.edisi)
    urungkan(tindakan=tindakan, oleh=sari)
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"nama": "Satu"}}, oleh=sari)
    with pytest.raises(Ditolak, match="sudah diurungkan"):
        urungkan(tindakan=tindakan, oleh=sari)


def test_a_conflict_is_told_with_names_not_numbers(rancangan: Kabupaten, sari: User) -> None:
    kunci = ("kedudukan", (rancangan.id("dinkes"),))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"induk": rancangan.id("setda"), "jenis": "badan"}}, oleh=sari)
    lihat: Any = {kunci: {"induk": rancangan.id("bupati"), "jenis": "dinas"}}
    with pytest.raises(Bentrok) as bentrok:
        terapkan(edisi=rancangan.edisi, ubah={kunci: {"jenis": "kantor"}}, lihat=lihat, oleh=sari)
    assert bentrok.value.perbedaan == [
        "kedudukan Dinas Kesehatan: induk kini “Sekretariat Daerah”, semula “Bupati Contoh”",
        "kedudukan Dinas Kesehatan: jenis kini “badan”, semula “dinas”",
    ]


def test_an_act_that_changes_nothing_leaves_nothing(rancangan: Kabupaten, sari: User) -> None:
    banyak = Tindakan.objects.count()
    terapkan(edisi=rancangan.edisi, ubah={}, oleh=sari)
    terapkan(
        edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("dinkes"),)): {"nama": "Dinas Kesehatan"}}, oleh=sari
    )
    assert Tindakan.objects.count() == banyak


def test_a_removed_row_leaves_its_last_state_in_history(rancangan: Kabupaten, sari: User) -> None:
    terapkan(edisi=rancangan.edisi, ubah={("kedudukan", (rancangan.id("puskesmas"),)): None}, oleh=sari, alasan="tutup")
    baris = Kedudukan.history.get(history_type="-")
    assert (baris.nama, baris.history_nama, baris.history_change_reason) == (
        "Puskesmas Contoh",
        "Sari Wulandari",
        "tutup",
    )


def test_a_ralat_keeps_its_date_and_its_reason_is_in_history(kab: Kabupaten, sari: User) -> None:
    ralat = buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah salin")
    with pytest.raises(Ditolak, match="memakai tanggal"):
        ubah_rancangan(edisi=ralat, oleh=sari, berlaku_mulai=date(2035, 1, 1))
    ralat = terbitkan(edisi=ralat, oleh=None)
    assert Edisi.history.filter(id=ralat.pk, history_type="+").get().history_change_reason == "salah salin"
    lama = Edisi.history.filter(id=kab.edisi.pk).latest("history_id")
    assert (lama.history_change_reason, lama.diralat_pada) == ("salah salin", ralat.diterbitkan_pada)


def test_the_head_of_a_draft_takes_only_what_belongs_there(rancangan: Kabupaten, sari: User) -> None:
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    for ruas in ({"keadaan": "terbit"}, {"daerah": lain}, {"diterbitkan_pada": None}):
        with pytest.raises(TypeError):
            ubah_rancangan(edisi=rancangan.edisi, oleh=sari, **ruas)
    with pytest.raises(Ditolak, match="peraturan daerah ini"):
        ubah_rancangan(edisi=rancangan.edisi, oleh=sari, peraturan=pabrik.peraturan(lain))
    with pytest.raises(Ditolak, match="Urutan dimulai dari 1"):
        ubah_rancangan(edisi=rancangan.edisi, oleh=sari, urutan=0)


def test_a_fact_that_rests_on_an_unnumbered_regulation_cannot_be_published(rancangan: Kabupaten, sari: User) -> None:
    tanpa = pabrik.peraturan(rancangan.daerah, nomor="", jenis="perda", kunci="perda-rancangan")
    kunci = ("rentangkoordinasi", (rancangan.id("dinkes"), 1))
    terapkan(edisi=rancangan.edisi, ubah={kunci: {"peraturan_id": tanpa.pk}}, oleh=sari)
    with pytest.raises(Ditolak, match="yang belum bernomor"):
        terbitkan(edisi=rancangan.edisi, oleh=None)


def test_rules_ask_the_same_number_of_queries_for_many_faults(
    rancangan: Kabupaten, sari: User, django_assert_max_num_queries: Any
) -> None:
    ubah: dict[Any, Any] = {
        ("ketentuanpelaksanaan", (n,)): {"topik": "asas", "judul": f"Asas {n}"} for n in range(1, 30)
    }
    terapkan(edisi=rancangan.edisi, ubah=ubah, oleh=sari)
    with django_assert_max_num_queries(17):
        assert len([satu for satu in periksa_edisi(rancangan.edisi) if satu.kode == "DASAR"]) == 29


def test_a_superseded_edition_is_not_cloned(kab: Kabupaten, sari: User) -> None:
    terbitkan(edisi=buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah"), oleh=None)
    kab.edisi.refresh_from_db()
    with pytest.raises(Ditolak, match="sudah diralat"):
        buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="REPLACE hanya ada di SQLite")
@pytest.mark.parametrize("tabel", ["coordination_rentangkoordinasi", "registry_edisi", "registry_tindakan"])
def test_replace_cannot_slip_past_the_triggers(kab: Kabupaten, sari: User, tabel: str) -> None:
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    ganti = f"edisi_id = {draf.pk}" if tabel == "coordination_rentangkoordinasi" else "id = id"
    with connection.cursor() as kursor:
        kursor.execute(f"SELECT name FROM pragma_table_info('{tabel}')")
        kolom = [nama for (nama,) in kursor.fetchall()]
    pilih = ", ".join(str(draf.pk) if f"{nama} = " in ganti and nama == "edisi_id" else f'"{nama}"' for nama in kolom)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as kursor:
        kursor.execute(f"INSERT OR REPLACE INTO {tabel} SELECT {pilih} FROM {tabel} LIMIT 1")


@pytest.mark.pg
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite hanya mengenal satu penulis")
def test_a_write_left_open_cannot_land_after_publication(nyata: None) -> None:
    kab = pabrik.kabupaten(terbit=False)
    terbit = threading.Event()

    def terbitkan_di_sebelah() -> None:
        try:
            terbitkan(edisi=kab.edisi, oleh=None)
        finally:
            terbit.set()
            connections.close_all()

    with transaction.atomic():
        RentangKoordinasi._base_manager.filter(edisi=kab.edisi).update(huruf="z")
        sebelah = threading.Thread(target=terbitkan_di_sebelah)
        sebelah.start()
        assert not terbit.wait(0.7), "the publication did not wait for the open write"
    sebelah.join()
    kab.edisi.refresh_from_db()
    assert kab.edisi.keadaan == "terbit"


def test_a_regulation_is_public_only_with_a_number_and_behind_a_published_edition(kab: Kabupaten, sari: User) -> None:
    draf_saja = pabrik.peraturan(kab.daerah, nomor="9", tahun=2025)
    tanpa_nomor = pabrik.peraturan(kab.daerah, nomor="", jenis="perda", kunci="perda-rancangan")
    nasional_tanpa = pabrik.peraturan(None, nomor="", jenis="pp", kunci="pp-rancangan")
    buat_rancangan(daerah=kab.daerah, oleh=sari, peraturan=draf_saja, berlaku_mulai=date(2025, 1, 1))
    kab.peraturan.hubungan_keluar.create(ke=tanpa_nomor, jenis="dasar_hukum", rujukan="Mengingat angka 1")
    publik = set(Peraturan.objects.publik())
    assert kab.peraturan in publik
    assert not publik & {draf_saja, tanpa_nomor, nasional_tanpa}
