"""Acts of succession on a draft: rename, merge, split, dissolve, form; each undone as one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User

from coordination.models import RentangKoordinasi
from registry import isi_edisi
from registry.aturan import Tingkat, periksa_edisi
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.models import Edisi, Kedudukan, PerangkatDaerah, PesertaSuksesi, Suksesi, Tindakan
from registry.services import buat_rancangan, terapkan, terbitkan, urungkan
from registry.services import suksesi as layanan
from registry.suksesi import Bentuk, Bubar, DasarSuksesi, Gabung, GantiNama, Pecah, Penerus, Tindak
from relations.models import HubunganKerja, Urusan, UrusanPerangkat
from tests import pabrik
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    """A draft on Kabupaten Contoh in which two dinas carry matters and work with each other and with others."""
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi)
    for nama in ("kesehatan", "pendidikan"):
        Urusan.objects.create(nama=nama)
    kesehatan, pendidikan = Urusan.objects.order_by("nama")
    terapkan(
        edisi=edisi,
        oleh=None,
        ubah={
            ("urusanperangkat", (kab.id("dinkes"), kesehatan.pk)): {},
            ("urusanperangkat", (kab.id("disdik"), kesehatan.pk)): {},
            ("urusanperangkat", (kab.id("disdik"), pendidikan.pk)): {},
            ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "fungsional", "")): {},
            ("hubungankerja", (kab.id("disdik"), kab.id("kecamatan"), "fungsional", "")): {},
            ("hubungankerja", (kab.id("asisten-3"), kab.id("dinkes"), "konsultatif", "")): {},
        },
    )
    return edisi


def dasar(kab: Kabupaten) -> DasarSuksesi:
    return DasarSuksesi(kab.peraturan.pk, "Pasal 9", "Penataan ulang.")


def nama(edisi: Edisi) -> set[str]:
    return set(Kedudukan.objects.pada(edisi).order_by().values_list("nama", flat=True))


def rentang(edisi: Edisi) -> dict[str, str]:
    semua = RentangKoordinasi.objects.pada(edisi).utama().select_related("unit", "koordinator").order_by("pk")
    return {satu.unit.nama: satu.koordinator.nama for satu in semua}


def peserta(edisi: Edisi, nomor: int = 1) -> dict[str, set[str]]:
    hasil: dict[str, set[str]] = {"lama": set(), "baru": set()}
    for satu in PesertaSuksesi.objects.pada(edisi).filter(nomor=nomor).select_related("perangkat_daerah"):
        hasil[satu.peran].add(satu.perangkat_daerah.nama)
    return hasil


def galat(edisi: Edisi) -> list[str]:
    """Findings that would forbid publication, but for those of a draft without a date."""
    return [
        t.pesan
        for t in periksa_edisi(edisi)
        if t.tingkat == Tingkat.GALAT and t.kode in ("SUKSESI", "POHON", "AKAR", "SEBUTAN_UTAMA")
    ]


def ringkas(edisi: Edisi) -> str:
    return str(pabrik.ada(Tindakan.objects.atas(edisi).first()).ringkas)


def terurungkan(edisi: Edisi, semula: Any) -> None:
    """The last act is one act, and turning it back gives exactly the content that was there."""
    tindakan = Tindakan.objects.atas(edisi).first()
    assert tindakan is not None
    urungkan(tindakan=tindakan, oleh=None)
    assert isi_edisi.baca(edisi.pk) == semula


def test_a_renamed_unit_keeps_its_place_its_span_and_its_body(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.ganti_nama(
        edisi=draf,
        badan=kab.id("disdik"),
        nama="Dinas Pendidikan dan Kebudayaan",
        singkatan="Disdikbud",
        dasar=dasar(kab),
        oleh=sari,
    )
    unit = kab.unit("disdik", draf)
    assert (unit.nama, unit.singkatan, unit.disebut_rujukan) == (
        "Dinas Pendidikan dan Kebudayaan",
        "Disdikbud",
        "Pasal 9",
    )
    assert peserta(draf) == {"lama": {"Dinas Pendidikan"}, "baru": {"Dinas Pendidikan"}}
    peristiwa = Suksesi.objects.get(edisi=draf)
    assert (peristiwa.jenis, peristiwa.rujukan, peristiwa.keterangan) == ("ganti_nama", "Pasal 9", "Penataan ulang.")
    assert ringkas(draf) == "Dinas Pendidikan berganti nama menjadi Dinas Pendidikan dan Kebudayaan"
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_second_change_of_name_is_the_same_event(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    for baru in ("Dinas Satu", "Dinas Dua"):
        layanan.ganti_nama(edisi=draf, badan=kab.id("disdik"), nama=baru, oleh=sari)
    assert Suksesi.objects.filter(edisi=draf).count() == 1
    layanan.cabut(edisi=draf, nomor=1, oleh=sari)
    assert kab.unit("disdik", draf).nama == "Dinas Satu"
    assert Suksesi.objects.filter(edisi=draf).count() == 1
    layanan.cabut(edisi=draf, nomor=1, oleh=sari)
    assert kab.unit("disdik", draf).nama == "Dinas Pendidikan"
    assert Suksesi.objects.filter(edisi=draf).count() == 0


def test_a_name_may_pass_to_a_successor_body(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.ganti_nama(
        edisi=draf, badan=kab.id("dinkes"), nama="", penerus=Penerus(nama="Dinas Kesehatan Masyarakat"), oleh=sari
    )
    baru = PerangkatDaerah.objects.get(nama="Dinas Kesehatan Masyarakat")
    assert baru.kunci == "dinas-kesehatan-masyarakat"
    assert not Kedudukan.objects.filter(edisi=draf, perangkat_daerah=kab.badan["dinkes"]).exists()
    tempat = Kedudukan.objects.get(edisi=draf, perangkat_daerah=baru)
    assert (tempat.induk.nama, tempat.jenis, tempat.urutan) == ("Bupati Contoh", "dinas", 9)
    assert kab.unit("puskesmas", draf).induk_id == tempat.pk
    assert rentang(draf)["Dinas Kesehatan Masyarakat"] == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_two_units_become_a_new_one_with_all_that_pointed_at_them(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    hasil = layanan.gabung(
        edisi=draf,
        lama=[kab.id("dinkes"), kab.id("disdik")],
        baru=Penerus(nama="Dinas Kesehatan dan Pendidikan", singkatan="DKP"),
        rentang_dari=kab.id("disdik"),
        dasar=dasar(kab),
        oleh=sari,
    )
    baru = PerangkatDaerah.objects.get(nama="Dinas Kesehatan dan Pendidikan")
    assert not {"Dinas Kesehatan", "Dinas Pendidikan"} & nama(draf)
    assert kab.unit("puskesmas", draf).induk.nama == "Dinas Kesehatan dan Pendidikan"
    assert rentang(draf)["Dinas Kesehatan dan Pendidikan"] == "Asisten Perekonomian dan Pembangunan"
    assert "Dinas Kesehatan" not in rentang(draf)
    assert UrusanPerangkat.objects.filter(edisi=draf, perangkat_daerah=baru).count() == 2  # the double is dropped
    hubungan = set(HubunganKerja.objects.filter(edisi=draf).order_by().values_list("dari", "ke"))
    assert hubungan == {(baru.pk, kab.id("kecamatan")), (kab.id("asisten-3"), baru.pk)}  # none with itself
    assert {sebab for *_, sebab in hasil.dibuang} == {
        "sudah ada",
        "tidak dipertahankan",
        "akan menunjuk dirinya sendiri",
    }
    assert peserta(draf) == {
        "lama": {"Dinas Kesehatan", "Dinas Pendidikan"},
        "baru": {"Dinas Kesehatan dan Pendidikan"},
    }
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_unit_may_take_in_the_others(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    lama = [kab.id("dinkes"), kab.id("disdik")]
    layanan.gabung(
        edisi=draf,
        lama=lama,
        baru=Penerus(kab.id("disdik"), "Dinas Gabungan"),
        rentang_dari=kab.id("dinkes"),
        oleh=sari,
    )
    assert "Dinas Gabungan" in nama(draf)
    assert "Dinas Kesehatan" not in nama(draf)
    assert rentang(draf)["Dinas Pendidikan"] == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_merger_without_a_koordinator_leaves_the_unit_uncovered(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    lama = [kab.id("dinkes"), kab.id("disdik")]
    layanan.gabung(edisi=draf, lama=lama, baru=Penerus(kab.id("disdik")), oleh=sari)
    assert "Dinas Pendidikan" not in rentang(draf)


def test_a_merged_asisten_hands_his_span_on(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    lama = [kab.id("asisten-1"), kab.id("asisten-3")]
    layanan.gabung(edisi=draf, lama=lama, baru=Penerus(kab.id("asisten-3")), oleh=sari)
    assert rentang(draf)["Dinas Kesehatan"] == "Asisten Administrasi Umum"
    assert kab.unit("bagian-hukum", draf).induk.nama == "Asisten Administrasi Umum"


def test_a_unit_may_merge_with_what_stands_below_it(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    lama = [kab.id("dinkes"), kab.id("puskesmas")]
    layanan.gabung(edisi=draf, lama=lama, baru=Penerus(kab.id("puskesmas")), rentang_dari=kab.id("dinkes"), oleh=sari)
    assert kab.unit("puskesmas", draf).induk.nama == "Bupati Contoh"
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_split_says_where_children_spans_and_matters_go(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    lama = kab.id("dinkes")
    listing = ("rentangkoordinasi", (lama, 1))
    hubungan = ("hubungankerja", (kab.id("asisten-3"), lama, "konsultatif", ""))
    layanan.pecah(
        edisi=draf,
        lama=lama,
        baru=[Penerus(nama="Dinas A"), Penerus(nama="Dinas B")],
        anak={kab.id("puskesmas"): 1},
        baris={(listing, lama): [0, 1], (hubungan, lama): []},
        dasar=dasar(kab),
        oleh=sari,
    )
    assert {"Dinas A", "Dinas B"} <= nama(draf)
    assert "Dinas Kesehatan" not in nama(draf)
    assert kab.unit("puskesmas", draf).induk.nama == "Dinas B"
    assert rentang(draf)["Dinas A"] == rentang(draf)["Dinas B"] == "Asisten Pemerintahan dan Kesejahteraan Rakyat"
    assert UrusanPerangkat.objects.get(
        edisi=draf, urusan__nama="kesehatan", perangkat_daerah__nama__startswith="Dinas A"
    )
    assert not HubunganKerja.objects.filter(edisi=draf, dari=kab.id("asisten-3")).exists()
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_the_old_unit_may_be_one_of_the_parts(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.pecah(
        edisi=draf, lama=kab.id("disdik"), baru=[Penerus(nama="Dinas Olahraga"), Penerus(kab.id("disdik"))], oleh=sari
    )
    assert {"Dinas Olahraga", "Dinas Pendidikan"} <= nama(draf)
    assert rentang(draf)["Dinas Pendidikan"] == "Asisten Perekonomian dan Pembangunan"
    assert "Dinas Olahraga" not in rentang(draf)
    assert peserta(draf) == {"lama": {"Dinas Pendidikan"}, "baru": {"Dinas Olahraga", "Dinas Pendidikan"}}
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_dissolved_unit_takes_its_rows_with_it(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    with pytest.raises(Ditolak, match="Katakan nasib unit di bawahnya"):
        layanan.bubar(edisi=draf, lama=[kab.id("dinkes")], oleh=sari)
    layanan.bubar(edisi=draf, lama=[kab.id("dinkes")], anak_ke=kab.id("disdik"), dasar=dasar(kab), oleh=sari)
    assert kab.unit("puskesmas", draf).induk.nama == "Dinas Pendidikan"
    assert "Dinas Kesehatan" not in rentang(draf)
    assert not HubunganKerja.objects.filter(edisi=draf, ke=kab.id("dinkes")).exists()
    assert peserta(draf) == {"lama": {"Dinas Kesehatan"}, "baru": set()}
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_children_may_be_dissolved_with_their_unit(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.bubar(edisi=draf, lama=[kab.id("dinkes")], anak_ikut=True, oleh=sari)
    assert peserta(draf)["lama"] == {"Dinas Kesehatan", "Puskesmas Contoh"}
    terurungkan(draf, semula)


def test_a_new_unit_is_formed_without_a_predecessor(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    baru = [
        Penerus(nama="Badan Riset", jenis="badan", induk=kab.id("bupati")),
        Penerus(nama="Badan Data", jenis="badan", tipe="B", induk=kab.id("bupati")),
    ]
    layanan.bentuk(edisi=draf, baru=baru, dasar=dasar(kab), oleh=sari)
    assert {"Badan Riset", "Badan Data"} <= nama(draf)
    assert peserta(draf) == {"lama": set(), "baru": {"Badan Riset", "Badan Data"}}
    assert ringkas(draf) == "Badan Riset dan Badan Data dibentuk"
    assert galat(draf) == []
    terurungkan(draf, semula)


def test_a_body_of_before_is_formed_again_under_its_identity(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    layanan.bubar(edisi=draf, lama=[kab.id("disdik")], oleh=sari)
    layanan.bentuk(
        edisi=draf,
        baru=[Penerus(kab.id("disdik"), "Dinas Pendidikan", jenis="dinas", induk=kab.id("bupati"))],
        oleh=sari,
    )
    assert kab.unit("disdik", draf).nama == "Dinas Pendidikan"
    assert PerangkatDaerah.objects.filter(nama="Dinas Pendidikan").count() == 1


def dua(k: Kabupaten) -> list[int]:
    return [k.id("disdik"), k.id("dinkes")]


X = Penerus(nama="X")
TERLARANG: list[tuple[Callable[[Kabupaten], Tindak], str]] = [
    (lambda k: GantiNama(k.id("disdik"), Penerus(k.id("disdik"), "Dinas Pendidikan")), "Namanya sudah"),
    (lambda k: GantiNama(k.id("disdik"), Penerus(k.id("dinkes"), "X")), "penggabungan"),
    (lambda k: GantiNama(k.id("disdik"), Penerus(k.id("disdik"))), "Tulis nama barunya"),
    (lambda k: Gabung([k.id("disdik")], X), "dua unit lama"),
    (lambda k: Gabung([k.id("disdik")] * 2, X), "dua unit lama"),
    (lambda k: Gabung([*dua(k), k.id("disdik")], X), "lebih dari satu kali"),
    (lambda k: Gabung(dua(k), Penerus()), "nama unit yang baru"),
    (lambda k: Gabung([k.id("disdik"), 10**9], X), "tidak ada dalam bagan"),
    (lambda k: Gabung([k.id("disdik"), k.id("pemda")], X), "Pangkal bagan"),
    (lambda k: Gabung(dua(k), Penerus(10**9)), "tidak dikenal"),
    (lambda k: Gabung(dua(k), X, k.id("sekda")), "Koordinator diambil"),
    (lambda k: Gabung(dua(k), Penerus(nama="X", induk=k.id("puskesmas"))), "di bawah dirinya"),
    (lambda k: Gabung(dua(k), Penerus(nama="X", induk=k.id("dinkes"))), "keluar dari bagan"),
    (lambda k: Pecah(k.id("disdik"), [X]), "dua penerus"),
    (lambda k: Pecah(k.id("disdik"), [Penerus(k.id("dinkes"))] * 2), "lebih dari satu kali"),
    (lambda k: Pecah(k.id("dinkes"), [X, Penerus(nama="Y")], {k.id("puskesmas"): 2}), "tidak disebut"),
    (lambda k: Bubar([k.id("dinkes")], anak_ke=k.id("dinkes")), "tetap ada"),
    (lambda k: Bubar([]), "sedikitnya satu"),
    (lambda k: Bentuk([]), "sedikitnya satu"),
    (lambda k: Bentuk([X]), "jenis"),
    (lambda k: Bentuk([Penerus(nama="X", jenis="dinas", induk=10**9)]), "tidak ada dalam bagan"),
]


@pytest.mark.parametrize(("tindak", "pesan"), TERLARANG)
def test_what_breaks_the_rules_of_succession_is_refused_in_words(
    kab: Kabupaten, draf: Edisi, sari: User, tindak: Callable[[Kabupaten], Tindak], pesan: str
) -> None:
    semula, banyak = isi_edisi.baca(draf.pk), PerangkatDaerah.objects.count()
    with pytest.raises(Ditolak, match=pesan):
        layanan.jalankan(edisi=draf, tindak=tindak(kab), oleh=sari)
    assert isi_edisi.baca(draf.pk) == semula
    assert PerangkatDaerah.objects.count() == banyak  # no body is left over


def test_a_body_of_another_region_or_one_entered_twice_is_no_successor(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    lain = pabrik.badan(pabrik.daerah("99.02", "Kabupaten Lain"), "asing", "Dinas Asing")
    ganda = pabrik.badan(kab.daerah, "ganda", "Dinas Ganda")
    PerangkatDaerah.objects.filter(pk=ganda.pk).update(dialihkan_ke=kab.badan["dinkes"])
    lama = [kab.id("disdik"), kab.id("dinkes")]
    for satu, pesan in ((lain, "tidak dikenal"), (ganda, "sudah dialihkan")):
        with pytest.raises(Ditolak, match=pesan):
            layanan.gabung(edisi=draf, lama=lama, baru=Penerus(satu.pk, "X"), oleh=sari)


def test_a_published_edition_and_a_stranger_are_refused(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    with pytest.raises(Terkunci):
        layanan.bubar(edisi=kab.edisi, lama=[kab.id("disdik")], oleh=sari)
    asing = pabrik.pengguna("asing", milik=pabrik.daerah("99.02", "Kabupaten Lain"))
    for oleh in (asing, pabrik.pengguna("pemeriksa", peran="pemeriksa")):
        with pytest.raises(TidakBerwenang):
            layanan.gabung(
                edisi=draf, lama=[kab.id("disdik"), kab.id("dinkes")], baru=Penerus(nama="Dinas X"), oleh=oleh
            )
        with pytest.raises(TidakBerwenang):
            layanan.cabut(edisi=draf, nomor=1, oleh=oleh)
    assert not PerangkatDaerah.objects.filter(nama="Dinas X").exists()


def test_what_changed_since_it_was_shown_is_a_conflict(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    tindak = Gabung([kab.id("dinkes"), kab.id("disdik")], Penerus(nama="Dinas X"), kab.id("dinkes"))
    hasil, isi = layanan.rencana(edisi=draf, tindak=tindak)
    lihat = layanan.yang_dilihat(hasil, isi)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Lain"}}, oleh=None)
    with pytest.raises(Bentrok, match="Dinas Lain"):
        layanan.jalankan(edisi=draf, tindak=tindak, lihat=lihat, oleh=sari)
    assert not PerangkatDaerah.objects.filter(nama="Dinas X").exists()


def test_a_row_that_came_since_it_was_shown_is_a_conflict(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    tindak = Gabung([kab.id("dinkes"), kab.id("disdik")], Penerus(nama="Dinas X"), kab.id("dinkes"))
    hasil, isi = layanan.rencana(edisi=draf, tindak=tindak)
    lihat = layanan.yang_dilihat(hasil, isi)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("kec-satu"),)): {"induk": kab.id("dinkes")}}, oleh=None)
    with pytest.raises(Bentrok, match="Kecamatan Satu"):
        layanan.jalankan(edisi=draf, tindak=tindak, lihat=lihat, oleh=sari)


def test_people_on_other_rows_do_not_collide(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    tindak = GantiNama(kab.id("disdik"), Penerus(kab.id("disdik"), "Dinas Baru"))
    hasil, isi = layanan.rencana(edisi=draf, tindak=tindak)
    lihat = layanan.yang_dilihat(hasil, isi)
    layanan.bubar(edisi=draf, lama=[kab.id("dinkes")], anak_ikut=True, oleh=None)  # takes number 1
    layanan.jalankan(edisi=draf, tindak=tindak, lihat=lihat, oleh=sari)
    assert set(Suksesi.objects.filter(edisi=draf).values_list("nomor", "jenis")) == {(1, "bubar"), (2, "ganti_nama")}


def test_a_merger_is_taken_back_even_after_its_basis_was_corrected(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    semula = isi_edisi.baca(draf.pk)
    layanan.gabung(edisi=draf, lama=[kab.id("dinkes"), kab.id("disdik")], baru=Penerus(nama="Dinas X"), oleh=sari)
    layanan.ubah_peristiwa(edisi=draf, nomor=1, dasar=dasar(kab), lihat={"rujukan": ""}, oleh=sari)
    assert Suksesi.objects.get(edisi=draf).rujukan == "Pasal 9"
    layanan.cabut(edisi=draf, nomor=1, oleh=sari)
    assert isi_edisi.baca(draf.pk) == semula


def test_an_event_whose_rows_were_changed_since_can_only_be_forgotten(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    layanan.ganti_nama(edisi=draf, badan=kab.id("disdik"), nama="Dinas X", oleh=sari)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Y"}}, oleh=None)
    with pytest.raises(Bentrok):
        layanan.cabut(edisi=draf, nomor=1, oleh=sari)
    layanan.cabut(edisi=draf, nomor=1, oleh=sari, catatan_saja=True)
    assert kab.unit("disdik", draf).nama == "Dinas Y"
    assert not PesertaSuksesi.objects.filter(edisi=draf).exists()
    with pytest.raises(Bentrok, match="sudah dihapus"):
        layanan.cabut(edisi=draf, nomor=1, oleh=sari)


def test_what_was_written_by_hand_has_no_act_to_turn_back(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    terapkan(edisi=draf, ubah={("suksesi", (4,)): {"jenis": "bubar"}}, oleh=None)
    with pytest.raises(Ditolak, match="hanya catatannya"):
        layanan.cabut(edisi=draf, nomor=4, oleh=sari)


def test_two_events_in_one_draft_follow_each_other(kab: Kabupaten, draf: Edisi, sari: User) -> None:
    layanan.ganti_nama(edisi=draf, badan=kab.id("disdik"), nama="Dinas X", oleh=sari)
    layanan.gabung(edisi=draf, lama=[kab.id("disdik"), kab.id("dinkes")], baru=Penerus(nama="Dinas Z"), oleh=sari)
    assert ringkas(draf) == "Dinas X dan Dinas Kesehatan digabung menjadi Dinas Z"
    assert galat(draf) == []


def test_a_draft_with_a_merger_can_be_published(kab: Kabupaten, sari: User) -> None:
    peraturan = pabrik.peraturan(kab.daerah, "7", 2023)
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=peraturan, berlaku_mulai=peraturan.berlaku_mulai
    )
    layanan.gabung(
        edisi=edisi,
        lama=[kab.id("dinkes"), kab.id("disdik")],
        baru=Penerus(nama="Dinas X"),
        rentang_dari=kab.id("dinkes"),
        dasar=DasarSuksesi(peraturan.pk, "Pasal 2"),
        oleh=sari,
    )
    assert terbitkan(edisi=edisi, oleh=None).diterbitkan_pada is not None
