"""Dampak pencabutan: what loses its basis, and what is decided about it, as one act."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry import isi_edisi
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.models import DIPERTAHANKAN, Edisi, Kedudukan, Peraturan, Tindakan
from registry.services import buat_rancangan, terapkan, terbitkan, urungkan
from registry.services.pencabutan import Fakta, Pilihan, Putusan, dasar_dipakai, fakta_berdasar, putuskan
from tests import pabrik
from tests.isian import baca, ketat_rentang
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def pengganti(kab: Kabupaten) -> Peraturan:
    """The regulation of the draft; it revokes the one of the edition in force."""
    satu = pabrik.peraturan(kab.daerah, "7", 2024)
    satu.hubungan_keluar.create(ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    return satu


@pytest.fixture
def draf(kab: Kabupaten, pengganti: Peraturan, sari: User) -> Edisi:
    return buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=pengganti, berlaku_mulai=date(2024, 1, 2)
    )


def semua(edisi: Edisi, peraturan: Peraturan, dicabut: str = "") -> list[Fakta]:
    isi = [(bagian, kunci, nilai or {}) for (bagian, kunci), nilai in isi_edisi.baca(edisi.pk).items()]
    return list(fakta_berdasar(isi, peraturan.pk, dicabut))


def fakta(edisi: Edisi, peraturan: Peraturan, bagian: str, kunci: int, ruas: str = "peraturan_id") -> Fakta:
    return next(
        satu for satu in semua(edisi, peraturan) if (satu.bagian, satu.kunci[0], satu.ruas) == (bagian, kunci, ruas)
    )


def alamat(edisi: Edisi, peraturan: Peraturan | None = None, rujukan: str = "") -> str:
    dasar = reverse("admin:edisi_pencabutan", args=[edisi.pk])
    return dasar if peraturan is None else f"{dasar}?peraturan={peraturan.pk}&rujukan={rujukan}"


def kirim(client: Client, edisi: Edisi, peraturan: Peraturan, rujukan: str = "", **pilih: str) -> Any:
    """Post the screen as a browser would, with these choices ("|" stands for "~")."""
    layar = client.get(alamat(edisi, peraturan, rujukan))
    data = {"lihat": layar.context["segel"], "pengganti": "", "alasan": ""}
    return client.post(alamat(edisi), data | {nama.replace("|", "~"): nilai for nama, nilai in pilih.items()})


# --- Which facts ------------------------------------------------------------------------------------


def test_all_facts_of_a_regulation_are_hit_by_its_revocation(kab: Kabupaten, draf: Edisi) -> None:
    assert len(semua(draf, kab.peraturan)) == len(pabrik.BAGAN) + len(pabrik.RENTANG)
    assert dasar_dipakai(isi_edisi.baca(draf.pk)) == {kab.peraturan.pk: len(pabrik.BAGAN) + len(pabrik.RENTANG)}


def test_a_part_hits_what_lies_in_it_and_leaves_in_doubt_what_cannot_be_told(kab: Kabupaten, draf: Edisi) -> None:
    def kena(dicabut: str) -> dict[tuple[str, int], bool]:
        return {(satu.bagian, satu.kunci[0]): satu.pasti for satu in semua(draf, kab.peraturan, dicabut)}

    rentang = {("rentangkoordinasi", kab.id(kunci)): True for kunci in ("dinkes", "kecamatan")}
    assert kena("Pasal 5 ayat (1)") == rentang
    assert kena("Pasal 5 ayat (1) huruf a") == {("rentangkoordinasi", kab.id("dinkes")): True}
    assert len(kena("Pasal 3")) == len(pabrik.BAGAN)
    assert kena("Pasal 4") == {}
    # A part of the place on which a row rests: perhaps, and so it is shown, but not as certain.
    assert set(kena("Pasal 3 ayat (2)").values()) == {False}
    terapkan(edisi=draf, oleh=None, ubah={("rentangkoordinasi", (kab.id("disdik"), 1)): {"rujukan": ""}})
    assert kena("Pasal 4") == {("rentangkoordinasi", kab.id("disdik")): False}


def test_where_a_unit_is_named_is_a_fact_of_its_own(kab: Kabupaten, draf: Edisi) -> None:
    dinkes = ("kedudukan", (kab.id("dinkes"),))
    terapkan(
        edisi=draf, oleh=None, ubah={dinkes: {"disebut_peraturan_id": kab.peraturan.pk, "disebut_rujukan": "Pasal 8"}}
    )
    (satu,) = semua(draf, kab.peraturan, "Pasal 8")
    assert (satu.ruas, satu.rujukan, satu.penyebutan) == ("disebut_peraturan_id", "Pasal 8", True)
    putuskan(edisi=draf, dicabut=kab.peraturan, putusan=[Putusan(satu, Pilihan.AKHIRI)], oleh=None)
    tempat = kab.unit("dinkes", draf)
    assert (tempat.disebut_peraturan_id, tempat.disebut_rujukan, tempat.peraturan_id) == (None, "", kab.peraturan.pk)


# --- What is decided --------------------------------------------------------------------------------


def test_all_choices_are_one_act_and_are_undone_as_one(
    kab: Kabupaten, draf: Edisi, pengganti: Peraturan, sari: User
) -> None:
    sebelum = isi_edisi.baca(draf.pk)
    putusan = [
        Putusan(fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes")), Pilihan.ALIHKAN, "Pasal 4"),
        Putusan(fakta(draf, kab.peraturan, "kedudukan", kab.id("disdik")), Pilihan.ALIHKAN),
        Putusan(fakta(draf, kab.peraturan, "kedudukan", kab.id("puskesmas")), Pilihan.AKHIRI),
        Putusan(fakta(draf, kab.peraturan, "rentangkoordinasi", kab.id("kecamatan")), Pilihan.TETAP),
    ]
    banyak = Tindakan.objects.filter(edisi=draf).count()
    putuskan(
        edisi=draf, dicabut=kab.peraturan, putusan=putusan, oleh=sari, pengganti=pengganti, alasan="masa\nperalihan"
    )
    assert Tindakan.objects.filter(edisi=draf).count() == banyak + 1
    tindakan = ada(Tindakan.objects.atas(draf).first())
    assert tindakan.ringkas == (
        "Dampak pencabutan Perbup Contoh 1/2020: 2 dialihkan dasarnya, 1 diakhiri, 1 dipertahankan"
    )
    assert (kab.unit("dinkes", draf).peraturan, kab.unit("dinkes", draf).rujukan) == (pengganti, "Pasal 4")
    assert (kab.unit("disdik", draf).peraturan, kab.unit("disdik", draf).rujukan) == (pengganti, "Pasal 3")
    assert not Kedudukan.objects.pada(draf).filter(perangkat_daerah=kab.badan["puskesmas"]).exists()
    tetap = RentangKoordinasi.objects.pada(draf).get(unit=kab.badan["kecamatan"])
    assert tetap.catatan == f"{DIPERTAHANKAN} (Perbup Contoh 1/2020): masa peralihan"
    urungkan(tindakan=tindakan, oleh=sari)
    assert isi_edisi.baca(draf.pk) == sebelum


def test_a_second_reason_takes_the_place_of_the_first(kab: Kabupaten, draf: Edisi) -> None:
    for alasan in ("satu", "dua"):
        satu = fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes"))
        putuskan(edisi=draf, dicabut=kab.peraturan, putusan=[Putusan(satu, Pilihan.TETAP)], oleh=None, alasan=alasan)
    assert kab.unit("dinkes", draf).catatan == f"{DIPERTAHANKAN} (Perbup Contoh 1/2020): dua"


def test_what_makes_no_sense_is_refused_in_words(kab: Kabupaten, draf: Edisi, pengganti: Peraturan) -> None:
    dinkes = fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes"))

    def tolak(pesan: str, *putusan: Putusan, **lain: Any) -> None:
        with pytest.raises(Ditolak, match=pesan):
            putuskan(edisi=draf, dicabut=kab.peraturan, putusan=putusan, oleh=None, **lain)

    tolak("Pilih dulu")
    tolak("Pilih peraturan", Putusan(dinkes, Pilihan.ALIHKAN))
    tolak("peraturan yang sama", Putusan(dinkes, Pilihan.ALIHKAN), pengganti=kab.peraturan)
    tolak("Tulis alasan", Putusan(dinkes, Pilihan.TETAP), alasan="  ")
    tolak("Pindahkan dulu unit di bawahnya: Puskesmas Contoh", Putusan(dinkes, Pilihan.AKHIRI))
    assert kab.unit("dinkes", draf).peraturan == kab.peraturan


def test_an_event_that_ends_takes_its_participants_along(kab: Kabupaten, draf: Edisi) -> None:
    dasar = {"jenis": "ganti_nama", "peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 4"}
    peserta = ("pesertasuksesi", (1, "lama", kab.id("dinkes")))
    terapkan(edisi=draf, oleh=None, ubah={("suksesi", (1,)): dasar, peserta: {}})
    satu = fakta(draf, kab.peraturan, "suksesi", 1)
    putuskan(edisi=draf, dicabut=kab.peraturan, putusan=[Putusan(satu, Pilihan.AKHIRI)], oleh=None)
    assert not {k for k in isi_edisi.baca(draf.pk) if k[0] in ("suksesi", "pesertasuksesi")}


def test_nothing_is_written_over_what_somebody_else_wrote(kab: Kabupaten, draf: Edisi, pengganti: Peraturan) -> None:
    dinkes = fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes"))
    disdik = fakta(draf, kab.peraturan, "kedudukan", kab.id("disdik"))
    terapkan(edisi=draf, oleh=None, ubah={("kedudukan", dinkes.kunci): {"rujukan": "Pasal 12"}})
    with pytest.raises(Bentrok):
        putuskan(
            edisi=draf,
            dicabut=kab.peraturan,
            putusan=[Putusan(dinkes, Pilihan.ALIHKAN)],
            oleh=None,
            pengganti=pengganti,
        )
    # Another row than the one that changed does not collide.
    putuskan(
        edisi=draf, dicabut=kab.peraturan, putusan=[Putusan(disdik, Pilihan.ALIHKAN)], oleh=None, pengganti=pengganti
    )
    assert kab.unit("disdik", draf).peraturan == pengganti


def test_who_may_not_write_may_not_decide(kab: Kabupaten, draf: Edisi, pengganti: Peraturan) -> None:
    putusan = [Putusan(fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes")), Pilihan.ALIHKAN)]
    auditor = pabrik.pengguna("auditor", "auditor", kab.daerah)
    with pytest.raises(TidakBerwenang):
        putuskan(edisi=draf, dicabut=kab.peraturan, putusan=putusan, oleh=auditor, pengganti=pengganti)
    with pytest.raises(Terkunci):
        putuskan(edisi=kab.edisi, dicabut=kab.peraturan, putusan=putusan, oleh=None, pengganti=pengganti)


# --- The screen -------------------------------------------------------------------------------------


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


def test_the_screen_offers_first_what_the_drafts_own_regulation_revokes(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    lain = pabrik.peraturan(kab.daerah, "3", 2019)
    terapkan(edisi=draf, oleh=None, ubah={("kedudukan", (kab.id("bupati"),)): {"peraturan_id": lain.pk}})
    jawaban = masuk.get(alamat(draf))
    assert jawaban.status_code == 200
    assert [(satu["peraturan"], satu["cabut"], satu["jumlah"]) for satu in jawaban.context["calon"]] == [
        (kab.peraturan, True, 15),
        (lain, False, 1),
    ]
    assert "dicabut oleh peraturan rancangan ini" in baca(jawaban).teks


def test_a_choice_for_a_group_holds_for_all_that_have_none_of_their_own(
    masuk: Client, kab: Kabupaten, draf: Edisi, pengganti: Peraturan
) -> None:
    dinkes = fakta(draf, kab.peraturan, "rentangkoordinasi", kab.id("dinkes"))
    jawaban = kirim(
        masuk, draf, kab.peraturan, pengganti=str(pengganti.pk), alasan="tetap berlaku",
        **{"semua|rentangkoordinasi|peraturan_id": "alihkan", f"p|{dinkes.kode}": "tetap"},
    )  # fmt: skip
    assert jawaban.status_code == 302
    rentang = {satu.unit_id: satu for satu in RentangKoordinasi.objects.pada(draf)}
    assert rentang[kab.id("disdik")].peraturan_id == rentang[kab.id("kecamatan")].peraturan_id == pengganti.pk
    assert rentang[kab.id("dinkes")].peraturan_id == kab.peraturan.pk
    assert rentang[kab.id("dinkes")].catatan.startswith(DIPERTAHANKAN)
    assert "3 fakta diputuskan" in baca(masuk.get(jawaban["Location"])).teks


def test_a_refusal_comes_back_with_the_input_kept(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    dinkes = fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes"))
    kode = dinkes.kode.replace("~", "|")
    jawaban = kirim(
        masuk, draf, kab.peraturan, alasan="alasan saya", **{f"p|{kode}": "akhiri", f"r|{kode}": "Pasal 44"}
    )
    assert jawaban.status_code in (200, 422)
    assert "Pindahkan dulu unit di bawahnya: Puskesmas Contoh" in baca(jawaban).teks
    isi = jawaban.content.decode()
    assert "alasan saya" in isi
    assert 'value="Pasal 44"' in isi
    assert f'name="p~{dinkes.kode}" value="akhiri" checked' in isi
    salah = kirim(masuk, draf, kab.peraturan, **{f"p|{kode}": "alihkan", f"r|{kode}": "entah di mana"})
    assert salah.status_code in (200, 422)
    assert "entah di mana" in salah.content.decode()


def test_a_collision_is_told_and_nothing_is_written(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    layar = masuk.get(alamat(draf, kab.peraturan))
    dinkes = fakta(draf, kab.peraturan, "kedudukan", kab.id("dinkes"))
    terapkan(edisi=draf, oleh=None, ubah={("kedudukan", dinkes.kunci): {"rujukan": "Pasal 12"}})
    data = {"lihat": layar.context["segel"], f"p~{dinkes.kode}": "tetap", "alasan": "sebab"}
    jawaban = masuk.post(alamat(draf), data)
    assert jawaban.status_code == 409
    assert "Pasal 12" in baca(jawaban).teks
    assert kab.unit("dinkes", draf).catatan == ""
    # With the fresh seal the same choice goes through.
    assert masuk.post(alamat(draf), data | {"lihat": jawaban.context["segel"]}).status_code == 302


@pytest.mark.parametrize("lihat", ["", "ngawur", "e30:1abc:def"])
def test_without_the_seal_nothing_happens(masuk: Client, kab: Kabupaten, draf: Edisi, lihat: str) -> None:
    banyak = Tindakan.objects.filter(edisi=draf).count()
    jawaban = masuk.post(alamat(draf), {"lihat": lihat, "semua~kedudukan~peraturan_id": "akhiri", "peraturan": "1"})
    assert jawaban.status_code == 409
    assert Tindakan.objects.filter(edisi=draf).count() == banyak


def test_a_regulation_of_another_region_is_neither_shown_nor_taken(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.02", "Kabupaten Tetangga")
    jawaban = masuk.get(alamat(draf, lain.peraturan))
    assert jawaban.context["dicabut"] is None
    assert "Tetangga" not in baca(jawaban).teks
    dinkes = fakta(draf, kab.peraturan, "kedudukan", kab.id("disdik"))
    kode = dinkes.kode.replace("~", "|")
    ditolak = kirim(masuk, draf, kab.peraturan, pengganti=str(lain.peraturan.pk), **{f"p|{kode}": "alihkan"})
    assert ditolak.status_code in (200, 422)
    assert "Pilih peraturan" in baca(ditolak).teks
    assert lain.peraturan not in list(ditolak.context["pengganti"])


def test_another_region_is_not_there_and_an_auditor_only_looks(client: Client, kab: Kabupaten, draf: Edisi) -> None:
    tetangga = pabrik.kabupaten("98.02", "Kabupaten Tetangga")
    client.force_login(pabrik.pengguna("tono", milik=tetangga.daerah))
    for layar in ("edisi_pencabutan", "edisi_banding"):
        assert client.get(reverse(f"admin:{layar}", args=[draf.pk])).status_code == 404
    assert client.post(alamat(draf), {}).status_code == 404
    assert client.get(reverse("admin:peraturan_pencabutan", args=[kab.peraturan.pk])).status_code == 404
    client.force_login(pabrik.pengguna("audit", "auditor", kab.daerah))
    jawaban = client.get(alamat(draf, kab.peraturan))
    assert jawaban.status_code == 200
    assert "Laksanakan" not in baca(jawaban).teks
    assert client.post(alamat(draf), {}).status_code == 403


@pytest.mark.parametrize(
    "tanya", ["?peraturan=abc", "?peraturan=" + "9" * 40, "?rujukan=%ff", "?peraturan=1&rujukan=huruf"]
)
def test_nonsense_in_the_address_is_answered_in_words(masuk: Client, draf: Edisi, tanya: str) -> None:
    assert masuk.get(alamat(draf) + tanya).status_code == 200


def test_of_a_regulation_in_general_it_is_shown_what_rests_on_it(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    layar = reverse("admin:peraturan_pencabutan", args=[kab.peraturan.pk])
    assert "16 fakta" in baca(masuk.get(layar)).teks
    assert "2 fakta" in baca(masuk.get(f"{layar}?rujukan=Pasal 5 ayat (1)")).teks
    assert "harus didahului" in baca(masuk.get(f"{layar}?rujukan=ayat (1)")).teks
    assert layar in baca(masuk.get(reverse("admin:registry_peraturan_change", args=[kab.peraturan.pk]))).tautan
    nasional = pabrik.peraturan(None, "23", 2014, jenis="uu")
    assert "Tidak ada fakta" in baca(masuk.get(reverse("admin:peraturan_pencabutan", args=[nasional.pk]))).teks


def test_a_national_regulation_is_counted_in_the_persons_own_regions_alone(client: Client, kab: Kabupaten) -> None:
    nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
    tetangga = pabrik.kabupaten("98.02", "Kabupaten Tetangga", terbit=False)
    ubah = {("kedudukan", (tetangga.id("dinkes"),)): {"peraturan_id": nasional.pk}}
    terapkan(edisi=tetangga.edisi, oleh=None, ubah=ubah)
    terbitkan(edisi=tetangga.edisi, oleh=None)
    layar = reverse("admin:peraturan_pencabutan", args=[nasional.pk])
    client.force_login(pabrik.pengguna("banu", milik=kab.daerah))
    assert "Tetangga" not in baca(client.get(layar)).teks
    client.force_login(pabrik.pengguna("tono", milik=tetangga.daerah))
    assert "Kabupaten Tetangga" in baca(client.get(layar)).teks


# --- The tab Banding --------------------------------------------------------------------------------


def test_the_tab_compares_a_draft_with_its_base_and_its_neighbours(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    terapkan(
        edisi=draf,
        oleh=None,
        ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas <b>Baru</b>", "peraturan_id": None}},
    )
    layar = reverse("admin:edisi_banding", args=[draf.pk])
    halaman = baca(masuk.get(layar))
    assert "Rancangan, belum berlaku. Hanya terlihat oleh" in halaman.teks
    assert "Nama Dinas Kesehatan berubah menjadi Dinas <b>Baru</b>." in halaman.teks
    assert "peraturannya belum diisi" in halaman.teks
    assert [satu for satu in halaman.terlarang if not satu.startswith("</")] == []
    kemudian = buat_rancangan(
        daerah=kab.daerah,
        oleh=None,
        asal=kab.edisi,
        peraturan=pabrik.peraturan(kab.daerah, "9", 2026),
        berlaku_mulai=date(2026, 1, 2),
    )
    terbitkan(edisi=kemudian, oleh=None)
    sesudah = masuk.get(f"{layar}?dengan=sesudah")
    assert "Edisi sesudahnya: edisi 2 Januari 2026" in baca(sesudah).teks
    assert "Nama Dinas <b>Baru</b> berubah menjadi Dinas Kesehatan." in baca(sesudah).teks
    assert masuk.get(f"{layar}?dengan=entah").context["pilih"].kode == "dasar"


def test_an_edition_without_a_base_has_a_tab_too(masuk: Client, kab: Kabupaten) -> None:
    kosong = buat_rancangan(daerah=kab.daerah, oleh=None)
    jawaban = masuk.get(reverse("admin:edisi_banding", args=[kosong.pk]))
    assert jawaban.status_code == 200
    assert masuk.get(reverse("admin:edisi_banding", args=[kab.edisi.pk])).status_code == 200


def test_the_screens_cost_no_more_queries_with_more_units(
    masuk: Client, sari: User, django_assert_max_num_queries: Callable[..., Any]
) -> None:
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(120)}
    kab = pabrik.kabupaten("97.01", "Kabupaten Besar", bagan={**pabrik.BAGAN, **tambahan})
    draf = buat_rancangan(daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 2))
    terapkan(
        edisi=draf, oleh=None, ubah={("kedudukan", (kab.id(kunci),)): {"nama": f"{kunci} baru"} for kunci in tambahan}
    )
    for satu, batas in ((alamat(draf, kab.peraturan), 22), (reverse("admin:edisi_banding", args=[draf.pk]), 36)):
        with django_assert_max_num_queries(batas, info=satu):
            assert masuk.get(satu).status_code == 200
