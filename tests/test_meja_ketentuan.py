"""The screen Ketentuan: the kinds per subject with what is said of them, and the forms that it leads to."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.models import Edisi, Tindakan
from registry.services import terapkan, urungkan
from relations.models import KetentuanHubungan
from relations.rincian import RincianWidget
from tests import pabrik
from tests.formulir_laman import bidang, formulir
from tests.isian import alamat, baca, ketat_rentang
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db
FORM = "ketentuanhubungan_form"
RINCIAN = [
    {
        "jenis": "kegiatan",
        "rujukan": "Pasal 7 ayat (2)",
        "terbuka": True,
        "butir": [{"label": "a", "teks": "perencanaan"}, {"label": "b", "teks": "evaluasi", "tertulis": "evluasi"}],
    },
    {"jenis": "bentuk", "rujukan": "Pasal 8", "terbuka": False, "butir": [{"label": "", "teks": "rapat"}]},
]


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def draf(rancangan: Kabupaten, sari: User) -> Edisi:
    edisi = rancangan.edisi
    Edisi.objects.filter(pk=edisi.pk).update(ketentuan="lengkap")
    dasar = {"peraturan_id": rancangan.peraturan.pk, "rujukan": "Pasal 6 ayat (1) huruf a"}
    isi = {"urutan": 1, "pelaksana": "Pasal 7", "maksud": "Menyamakan pandangan.", "rincian": RINCIAN}
    tanpa = {"urutan": 2, "subjek_tertulis": "Perangkat Daerah", **dasar, "rujukan": "Pasal 6 ayat (1) huruf b"}
    waktu = {"topik": "waktu", "judul": "Waktu koordinasi", "isi": "Paling sedikit sebulan sekali.", **dasar}
    terapkan(
        edisi=edisi,
        oleh=sari,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {**isi, **dasar},
            ("ketentuanhubungan", ("perangkat_daerah", "kolegial")): tanpa,
            ("ketentuanpelaksanaan", (1,)): waktu,
        },
    )
    return Edisi.objects.get(pk=edisi.pk)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


def layar(edisi: Edisi) -> str:
    return reverse("admin:edisi_ketentuan", args=[edisi.pk])


def jenis(edisi: Edisi, nama: str = "konsultatif") -> KetentuanHubungan:
    satu: KetentuanHubungan = KetentuanHubungan.objects.get(edisi=edisi, jenis=nama)
    return satu


def ubah(nama: str, edisi: Edisi) -> str:
    return alamat(KetentuanHubungan, "change", jenis(edisi, nama).pk)


def test_the_table_shows_kinds_against_subjects_with_their_pinpoints(masuk: Client, draf: Edisi) -> None:
    halaman = baca(masuk.get(layar(draf)))
    assert "Konsultatif Pasal 6 ayat (1) huruf a pelaksana: Pasal 7" in halaman.teks
    assert "tanpa pasal pelaksana" in halaman.teks
    assert "Kegiatan, antara lain Pasal 7 ayat (2)" in halaman.teks
    assert "a. perencanaan" in halaman.teks
    assert "Waktu koordinasi" in halaman.teks
    assert {"k-konsultatif-perangkat_daerah", "k-kolegial-perangkat_daerah", "p-1"} <= set(halaman.id)
    assert "Asisten dengan perangkat daerah" in halaman.teks


def test_findings_stand_on_top_and_lead_to_their_kind(masuk: Client, draf: Edisi) -> None:
    halaman = baca(masuk.get(layar(draf)))
    assert "Periksa: 0 galat, 1 peringatan" in halaman.teks
    assert "#k-kolegial-perangkat_daerah" in halaman.tautan


def test_a_kind_is_added_from_its_empty_cell(masuk: Client, draf: Edisi) -> None:
    tautan = [
        satu
        for satu in baca(masuk.get(layar(draf))).tautan
        if "jenis=koordinatif" in satu and "subjek=perangkat_daerah" in satu
    ]
    jawaban = masuk.get(tautan[0])
    data = bidang(jawaban, FORM)
    assert (data["jenis"], data["subjek"], data["subjek_tertulis"]) == (
        ["koordinatif"], ["perangkat_daerah"], ["Perangkat Daerah"],
    )  # fmt: skip
    isi = {"rincian-0-jenis": "kegiatan", "rincian-0-rujukan": "psl 12", "rincian-0-butir": "a. rapat\n\nb. survei"}
    sesudah = masuk.post(tautan[0], data | isi | {"rujukan": "Pasal 6 ayat (1) huruf d"})
    assert (sesudah.status_code, sesudah["Location"]) == (302, layar(draf))
    satu = jenis(draf, "koordinatif")
    assert satu.urutan == 3
    assert satu.rincian == [
        {
            "jenis": "kegiatan",
            "rujukan": "Pasal 12",
            "terbuka": False,
            "butir": [{"label": "a", "teks": "rapat"}, {"label": "b", "teks": "survei"}],
        }
    ]
    tindakan = pabrik.ada(Tindakan.objects.atas(draf).first())
    assert tindakan.ringkas == "Ketentuan hubungan kerja “koordinatif antarperangkat daerah” ditambahkan"
    urungkan(tindakan=tindakan, oleh=None)
    assert not KetentuanHubungan.objects.filter(edisi=draf, jenis="koordinatif").exists()


def test_lists_are_changed_reordered_opened_and_taken_out(masuk: Client, draf: Edisi) -> None:
    data = bidang(masuk.get(ubah("konsultatif", draf)), FORM)
    assert data["rincian-0-butir"] == ["a. perencanaan\r\nb. evaluasi [tertulis: evluasi]"]
    isi = {
        "rincian-0-butir": "a. evaluasi\r\nb. perencanaan",
        "rincian-0-terbuka": "lengkap",
        "rincian-1-jenis": "",
        "rincian-1-rujukan": "",
        "rincian-1-butir": "",
        "maksud": "Menyamakan persepsi.",
    }
    assert masuk.post(ubah("konsultatif", draf), data | isi).status_code == 302
    satu = jenis(draf)
    assert [(r["jenis"], r["terbuka"], [b["teks"] for b in r["butir"]]) for r in satu.rincian] == [
        ("kegiatan", False, ["evaluasi", "perencanaan"])
    ]
    assert satu.maksud == "Menyamakan persepsi."


@pytest.mark.parametrize(
    "isi",
    [
        {"rincian-0-rujukan": "entah di mana"},
        {"rincian-0-jenis": "tarian"},
        {"rincian-0-jenis": ""},
        {"rincian-0-terbuka": "mungkin"},
        {"rincian-2-butir": "a. butir tanpa kepala"},
        {"rincian-0-rujukan": "Pasal 7 · lengkap"},
        {"rincian": "kegiatan tanpa kepala"},
    ],
)
def test_lists_that_cannot_be_read_come_back_with_the_input(isi: dict[str, str], masuk: Client, draf: Edisi) -> None:
    data = bidang(masuk.get(ubah("konsultatif", draf)), FORM)
    jawaban = masuk.post(ubah("konsultatif", draf), data | isi)
    assert jawaban.status_code == 200
    assert jawaban.context["adminform"].form.errors.get("rincian")
    ketikan = next(iter(isi.values()))
    assert ketikan in jawaban.content.decode()
    assert jenis(draf).rincian == RINCIAN


def test_a_hostile_number_of_lists_is_no_lists(masuk: Client, draf: Edisi) -> None:
    widget = RincianWidget()
    for jumlah in ("9" * 5000, "-1", "٣", "", "1e3"):
        assert widget.value_from_datadict({"r-jumlah": jumlah, "r-0-jenis": "isi"}, {}, "r") == ""
    banyak = {"r-jumlah": "999"} | {f"r-{n}-jenis": "isi" for n in range(999)}
    assert str(widget.value_from_datadict(banyak, {}, "r")).count("isi") == 40


def test_a_kind_is_taken_out_with_a_reason(masuk: Client, draf: Edisi) -> None:
    tujuan = alamat(KetentuanHubungan, "keluarkan", jenis(draf, "kolegial").pk)
    assert tujuan in baca(masuk.get(layar(draf))).tautan
    jawaban = masuk.get(tujuan)
    data = bidang(jawaban, formulir(jawaban)[-1], alasan="tidak dibuka lagi")
    sesudah = masuk.post(tujuan, data)
    assert (sesudah.status_code, sesudah["Location"]) == (302, layar(draf))
    assert not KetentuanHubungan.objects.filter(edisi=draf, jenis="kolegial").exists()


def test_two_people_on_one_kind_and_on_different_kinds(draf: Edisi, rancangan: Kabupaten, sari: User) -> None:
    satu, lain = Client(), Client()
    satu.force_login(sari)
    lain.force_login(pabrik.pengguna("budi", milik=rancangan.daerah))
    milik = bidang(satu.get(ubah("konsultatif", draf)), FORM)
    punya = bidang(lain.get(ubah("konsultatif", draf)), FORM)
    beda = bidang(lain.get(ubah("kolegial", draf)), FORM)
    assert satu.post(ubah("konsultatif", draf), milik | {"rincian-1-butir": "- rapat kerja"}).status_code == 302
    assert lain.post(ubah("kolegial", draf), beda | {"maksud": "Bersama."}).status_code == 302
    jawaban = lain.post(ubah("konsultatif", draf), punya | {"maksud": "Lain."})
    assert jawaban.status_code == 409
    assert "Diubah oleh Sari Wulandari" in baca(jawaban).teks
    lagi = bidang(jawaban, FORM)
    assert (lagi["maksud"], lagi["rincian-1-butir"]) == (["Lain."], ["- rapat kerja"])
    assert lain.post(ubah("konsultatif", draf), lagi).status_code == 302
    akhir = jenis(draf)
    assert (akhir.maksud, akhir.rincian[1]["butir"][0]["teks"]) == ("Lain.", "rapat kerja")


def test_a_submitted_draft_is_read_only_and_others_see_nothing(client: Client, draf: Edisi, sari: User) -> None:
    client.force_login(sari)
    data = bidang(client.get(ubah("konsultatif", draf)), FORM, maksud="Terlambat.")
    Edisi.objects.filter(pk=draf.pk).update(keadaan="diajukan")
    halaman = baca(client.get(layar(draf)))
    assert not [satu for satu in halaman.tautan if "/add/" in satu or "keluarkan" in satu]
    assert "Menyamakan pandangan." in halaman.teks
    assert client.post(ubah("konsultatif", draf), data).status_code == 409
    assert client.post(layar(draf), {"keadaan": "sebagian", "lakukan": "kelengkapan"}).status_code in (409, 422)
    client.force_login(pabrik.pengguna("asing", milik=pabrik.daerah("97.01", "Kabupaten Asing")))
    for tujuan in (layar(draf), ubah("konsultatif", draf)):
        assert client.get(tujuan).status_code == 404
        assert client.post(tujuan, data).status_code == 404
    assert jenis(draf).maksud == "Menyamakan pandangan."


def test_an_auditor_reads_and_may_not_write(client: Client, draf: Edisi, rancangan: Kabupaten) -> None:
    client.force_login(pabrik.pengguna("auditor", "auditor", rancangan.daerah))
    halaman = baca(client.get(layar(draf)))
    assert not [satu for satu in halaman.tautan if "/add/" in satu or "keluarkan" in satu]
    assert client.post(layar(draf), {"lakukan": "kelengkapan"}).status_code == 403


def test_what_nobody_has_read_is_told_as_such_and_can_be_said(masuk: Client, kab: Kabupaten, sari: User) -> None:
    edisi = pabrik.kabupaten("98.05", "Kabupaten Baru", oleh=sari, terbit=False, ketentuan="belum_terbaca").edisi
    jawaban = masuk.get(layar(edisi))
    assert "Ketentuan edisi ini dinyatakan belum terbaca" in baca(jawaban).teks
    data = bidang(
        jawaban, "form-kelengkapan", keadaan="tidak_diatur", keterangan="Pasal 1 sampai Pasal 9 sudah dibaca."
    )
    assert masuk.post(layar(edisi), data | {"lakukan": "kelengkapan"}).status_code == 302
    edisi.refresh_from_db()
    assert edisi.ketentuan == "tidak_diatur"
    lagi = masuk.get(layar(edisi))
    sesudah = masuk.post(layar(edisi), bidang(lagi, "form-kelengkapan") | {"lakukan": "kelengkapan"}, follow=True)
    assert "Tidak ada yang berubah." in baca(sesudah).teks


def test_queries_do_not_grow(masuk: Client, draf: Edisi, rancangan: Kabupaten, sari: User) -> None:
    hitung = []
    for banyak in (2, 25):
        dasar = {"peraturan_id": rancangan.peraturan.pk, "rujukan": "Pasal 9", "topik": "cara", "judul": "Cara"}
        terapkan(
            edisi=draf, oleh=sari, ubah={("ketentuanpelaksanaan", (banyak * 10 + n,)): dasar for n in range(banyak)}
        )
        masuk.get(layar(draf))
        with CaptureQueriesContext(connection) as kueri:
            assert masuk.get(layar(draf)).status_code == 200
        hitung.append(len(kueri))
    assert hitung[0] == hitung[1]
    assert hitung[1] <= 30
