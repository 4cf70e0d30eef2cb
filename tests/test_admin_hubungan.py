"""Typed relations through the admin: written, changed and taken out by staff, and told at once what is derived."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Edisi, Tindakan
from registry.services import buat_rancangan, terapkan
from relations.models import HubunganKerja
from tests import pabrik
from tests.bahan_contoh import SUBJENIS
from tests.isian import alamat, baca, daftar_edisi, galat_formulir, isian, ketat_rentang
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

DITURUNKAN = "Hubungan ini sudah diturunkan tanpa dicatat, menurut aturan"


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    """A draft with konsultatif and koordinatif between perangkat daerah."""
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    terapkan(
        edisi=edisi,
        oleh=sari,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"urutan": 1, **dasar},
            ("ketentuanhubungan", ("perangkat_daerah", "koordinatif")): {"urutan": 2, "rincian": SUBJENIS, **dasar},
        },
    )
    return edisi


@pytest.fixture
def masuk(client: Client, kab: Kabupaten) -> Client:
    """Signed in as a pengelola of this region alone."""
    client.force_login(pabrik.pengguna("wati", milik=kab.daerah))
    return client


def tambah(draf: Edisi) -> str:
    return f"{alamat(HubunganKerja, 'add')}?edisi={draf.pk}"


def ketik(masuk: Client, form: str, kab: Kabupaten, **ganti: Any) -> Any:
    """Open the form, choose bodies by their key, save."""
    for ruas in ("dari", "ke"):
        if ruas in ganti:
            ganti[ruas] = kab.id(ganti[ruas])
    return masuk.post(form, isian(masuk.get(form), **ganti))


def pesan(jawaban: Any) -> list[str]:
    return [str(satu) for satu in get_messages(jawaban.wsgi_request)]


def test_staff_add_change_and_take_out_a_typed_relation(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    jawaban = ketik(
        masuk, tambah(draf), kab, dari="dinkes", ke="disdik", jenis="koordinatif", subjenis="instansional",
        keterangan="Usaha kesehatan sekolah", rujukan="Pasal 9 ayat (2)", alasan="dari naskah",
    )  # fmt: skip
    assert jawaban["Location"] == daftar_edisi(HubunganKerja, draf)
    satu = HubunganKerja.objects.get(edisi=draf)
    assert (satu.dari_id, satu.ke_id, satu.subjenis) == (kab.id("dinkes"), kab.id("disdik"), "instansional")
    assert (satu.rujukan, satu.peraturan) == ("Pasal 9 ayat (2)", kab.peraturan)
    assert pesan(jawaban) == ["hubungan kerja “Dinas Kesehatan – Dinas Pendidikan (koordinatif)” ditambahkan."]

    ubah = alamat(HubunganKerja, "change", satu.pk)
    ketik(masuk, ubah, kab, jenis="konsultatif", subjenis="", keterangan="UKS")
    satu = HubunganKerja.objects.get(edisi=draf)
    assert (satu.jenis, satu.subjenis, satu.keterangan) == ("konsultatif", "", "UKS")

    keluarkan = alamat(HubunganKerja, "keluarkan", satu.pk)
    masuk.post(keluarkan, isian(masuk.get(keluarkan), alasan="keliru", lihat=masuk.get(keluarkan).context["lihat"]))
    assert not HubunganKerja.objects.filter(edisi=draf).exists()
    assert [satu.alasan for satu in Tindakan.objects.atas(draf)][:3] == ["keliru", "", "dari naskah"]


def test_the_list_shows_the_kind_and_sub_kind_in_words(masuk: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}
    ujung = (kab.id("dinkes"), kab.id("disdik"))
    baris = [("koordinatif", "fungsional"), ("konsultatif", "")]
    terapkan(edisi=draf, ubah={("hubungankerja", (*ujung, *satu)): dasar for satu in baris}, oleh=sari)
    teks = baca(masuk.get(daftar_edisi(HubunganKerja, draf))).teks
    assert "Dinas Kesehatan Dinas Pendidikan koordinatif fungsional (lintas sektoral) Pasal 9" in teks
    assert "Dinas Kesehatan Dinas Pendidikan konsultatif – Pasal 9" in teks


def test_the_kinds_of_each_subject_stand_on_a_line_of_their_own(
    masuk: Client, draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 5"}
    for urutan, kunci in enumerate(
        [("staf_ahli", "kolegial"), ("staf_ahli", "struktural"), ("asisten_perangkat_daerah", "kolegial")], 3
    ):
        terapkan(edisi=draf, oleh=sari, ubah={("ketentuanhubungan", kunci): {"urutan": urutan, **dasar}})
    assert (
        "Yang dibuka peraturan:<br>antara dua perangkat daerah: konsultatif, koordinatif"
        "<br>antara Asisten dan perangkat daerah: kolegial<br>bila salah satunya Staf Ahli: kolegial, struktural"
    ) in masuk.get(tambah(draf)).content.decode()


def test_the_form_says_what_it_is_for_and_which_kinds_are_enabled(masuk: Client, draf: Edisi, kab: Kabupaten) -> None:
    teks = baca(masuk.get(tambah(draf))).teks
    assert "Yang mengikuti dari bagan, rentang, atau urusan ditampilkan tanpa dicatat." in teks
    assert "Yang dibuka peraturan: antara dua perangkat daerah: konsultatif, koordinatif" in teks
    kosong = buat_rancangan(daerah=kab.daerah, oleh=None)
    assert "Ketentuan edisi ini belum mencatat jenis yang dibuka." in baca(masuk.get(tambah(kosong))).teks


@pytest.mark.parametrize(
    ("ganti", "kata"),
    [
        ({"ke": "dinkes"}, "Pilih unit lain: unit tidak berhubungan kerja dengan dirinya sendiri."),
        ({"subjenis": "hierarkis"}, "Kosongkan: hanya hubungan koordinatif yang mempunyai subjenis."),
        ({"ke": "dinkes", "subjenis": "hierarkis"}, "Pilih unit lain"),
        ({"jenis": ""}, "tidak boleh kosong"),
        ({"dari": "", "ke": ""}, "tidak boleh kosong"),
        ({"rujukan": "entah di mana"}, "entah"),
    ],
)
def test_what_contradicts_itself_is_said_and_nothing_is_written(
    masuk: Client, kab: Kabupaten, draf: Edisi, ganti: dict[str, str], kata: str
) -> None:
    nilai = {"dari": "dinkes", "ke": "disdik", "jenis": "konsultatif", **ganti}
    badan = {ruas: kab.id(nilai[ruas]) if nilai[ruas] else "" for ruas in ("dari", "ke")}
    jawaban = masuk.post(tambah(draf), isian(masuk.get(tambah(draf)), **{**nilai, **badan}))
    assert jawaban.status_code == 200
    assert kata in galat_formulir(jawaban)
    assert not HubunganKerja.objects.filter(edisi=draf).exists()


def test_the_same_relation_twice_is_an_error_the_other_way_round_a_remark(
    masuk: Client, kab: Kabupaten, draf: Edisi
) -> None:
    ketik(masuk, tambah(draf), kab, dari="dinkes", ke="disdik", jenis="konsultatif")
    ganda = ketik(masuk, tambah(draf), kab, dari="dinkes", ke="disdik", jenis="konsultatif")
    assert galat_formulir(ganda) == "Hubungan ini sudah tercatat dalam rancangan ini. Ubah baris yang ada."
    balik = ketik(masuk, tambah(draf), kab, dari="disdik", ke="dinkes", jenis="konsultatif")
    assert pesan(balik)[0].startswith("Hubungan yang sama juga tercatat dari arah sebaliknya")
    lain = ketik(masuk, tambah(draf), kab, dari="disdik", ke="dinkes", jenis="koordinatif")
    assert len(pesan(lain)) == 1
    satu = HubunganKerja.objects.get(edisi=draf, jenis="koordinatif")
    ubah = alamat(HubunganKerja, "change", satu.pk)
    assert "sudah tercatat" in galat_formulir(ketik(masuk, ubah, kab, jenis="konsultatif"))


@pytest.mark.parametrize(("dari", "ke"), [("dinkes", "asisten-1"), ("asisten-1", "dinkes")])
def test_a_relation_that_is_derived_is_told_when_it_is_saved_and_when_it_is_opened(
    masuk: Client, kab: Kabupaten, draf: Edisi, dari: str, ke: str
) -> None:
    jawaban = ketik(masuk, tambah(draf), kab, dari=dari, ke=ke, jenis="konsultatif")
    kata = f"{DITURUNKAN} ASISTEN: Perangkat daerah berhubungan konsultatif dan fungsional dengan koordinatornya"
    assert pesan(jawaban)[0].startswith(kata)
    assert pesan(jawaban)[0].endswith("Keluarkan barisnya bila naskah tidak menambah apa pun.")
    ubah = alamat(HubunganKerja, "change", HubunganKerja.objects.get(edisi=draf).pk)
    assert kata in baca(masuk.get(ubah)).teks
    # Saved without a change there is nothing to be told.
    assert [satu for satu in pesan(ketik(masuk, ubah, kab)) if satu.startswith(DITURUNKAN)] == []
    sekarang = ketik(masuk, ubah, kab, jenis="koordinatif", subjenis="hierarkis")
    assert pesan(sekarang)[0].startswith(f"{DITURUNKAN} KOORDINATOR:")


def test_a_relation_that_is_not_derived_is_saved_without_a_word(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    for jenis, subjenis in (("kolegial", ""), ("koordinatif", "fungsional")):
        jawaban = ketik(masuk, tambah(draf), kab, dari="dinkes", ke="asisten-1", jenis=jenis, subjenis=subjenis)
        assert [satu for satu in pesan(jawaban) if satu.startswith(DITURUNKAN)] == []


def test_whoever_may_only_read_is_told_nothing(client: Client, kab: Kabupaten, draf: Edisi, sari: User) -> None:
    hubungan = ("hubungankerja", (kab.id("dinkes"), kab.id("asisten-1"), "konsultatif", ""))
    terapkan(edisi=draf, ubah={hubungan: {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 9"}}, oleh=sari)
    client.force_login(pabrik.pengguna("audi", "auditor"))
    jawaban = client.get(alamat(HubunganKerja, "change", HubunganKerja.objects.get(edisi=draf).pk))
    assert jawaban.status_code == 200
    assert DITURUNKAN not in baca(jawaban).teks
    assert client.get(tambah(draf)).status_code == 403


def test_bodies_of_another_region_cannot_be_chosen(masuk: Client, kab: Kabupaten, draf: Edisi) -> None:
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    jawaban = masuk.post(
        tambah(draf), isian(masuk.get(tambah(draf)), dari=kab.id("dinkes"), ke=lain.id("disdik"), jenis="konsultatif")
    )
    assert "ke" in jawaban.context["adminform"].form.errors
    assert not HubunganKerja.objects.exists()


def test_forms_and_saves_ask_the_same_number_of_questions_whatever_the_size(client: Client, sari: User) -> None:
    client.force_login(sari)
    dinas = {f"dinas-{n}": (f"Dinas {n}", "dinas", "bupati") for n in range(30)}
    rentang = {**RENTANG, **dict.fromkeys(dinas, ("asisten-1", "c"))}
    kecil = pabrik.kabupaten("99.02", "Kabupaten Kecil", terbit=False)
    besar = pabrik.kabupaten("99.03", "Kabupaten Besar", bagan={**BAGAN, **dinas}, rentang=rentang, terbit=False)
    assert _hitung(client, kecil) == _hitung(client, besar)


def _hitung(client: Client, kab: Kabupaten) -> list[int]:
    """Queries of an empty form, of saving it, and of the form on what was saved."""
    hasil = []
    nilai = {"dari": kab.id("dinkes"), "ke": kab.id("asisten-1"), "jenis": "konsultatif"}
    form = isian(client.get(tambah(kab.edisi)), **nilai)
    for kirim in (lambda: client.get(tambah(kab.edisi)), lambda: client.post(tambah(kab.edisi), form)):
        with CaptureQueriesContext(connection) as kueri:
            kirim()
        hasil.append(len(kueri))
    satu = HubunganKerja.objects.get(edisi=kab.edisi)
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(alamat(HubunganKerja, "change", satu.pk)).status_code == 200
    return [*hasil, len(kueri)]
