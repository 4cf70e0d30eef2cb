"""A merge over one span row (asked on whole) and over the main row of a unit (one of several)."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from registry import services
from registry.gabung import gabung, terapkan_ke
from registry.gabung_utama import berebut
from registry.models import Edisi
from tests.isian import baca, ketat_rentang
from tests.pabrik import Kabupaten
from tests.test_cabang import baris, isi, rancangan, rentang, terbit, unit


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def masuk(client: Client, sari: User) -> Client:
    client.force_login(sari)
    return client


# One row, one choice ------------------------------------------------------------------------------------


@pytest.fixture
def dua(kab: Kabupaten) -> tuple[Edisi, Edisi]:
    """Both sides gave the Dinas another koordinator, letter and pinpoint; the draft alone wrote a note."""
    dinkes = rentang(kab, "dinkes")
    kita: Any = {dinkes: {"koordinator_id": kab.id("asisten-2"), "huruf": "x", "rujukan": "Pasal 7", "catatan": "kami"}}
    mereka: Any = {dinkes: {"koordinator_id": kab.id("asisten-3"), "huruf": "y", "urutan": 9}}
    edisi = rancangan(kab, kab.edisi, kita)
    return edisi, terbit(kab, 2024, mereka)


@pytest.mark.django_db
def test_a_span_is_asked_on_once_with_every_value_that_differs(masuk: Client, kab: Kabupaten, dua: Any) -> None:
    halaman = masuk.get(reverse("admin:edisi_sesuaikan", args=[dua[0].pk]))
    (satu,) = halaman.context["pertanyaan"]
    assert (satu.ruas, satu.bisa_dasar) == ("", True)
    for nilai in ("Asisten Perekonomian", "“x”", "“Pasal 7”", "“kami”"):
        assert nilai in satu.kita
    for nilai in ("“y”", "urutan “9”"):
        assert nilai in satu.mereka
    assert "koordinator" in satu.dasar
    assert "Kembali seperti semula" in baca(halaman).teks


@pytest.mark.django_db
@pytest.mark.parametrize("pihak", ["kita", "mereka", "dasar"])
def test_the_choice_takes_the_whole_span(masuk: Client, kab: Kabupaten, dua: Any, pihak: str) -> None:
    edisi, baru = dua
    butir = rentang(kab, "dinkes")
    tiga = {"kita": baris(edisi, butir), "mereka": baris(baru, butir), "dasar": baris(kab.edisi, butir)}
    alamat = reverse("admin:edisi_sesuaikan", args=[edisi.pk])
    kirim = {"lihat": masuk.get(alamat).context["lihat"], "p-0": pihak}
    assert masuk.post(alamat, kirim).status_code == 302
    assert baris(edisi, butir) == tiga[pihak]


@pytest.mark.django_db
def test_spans_that_only_one_side_touched_are_not_asked(kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi, {rentang(kab, "dinkes"): {"huruf": "x"}})
    baru = terbit(kab, 2024, {rentang(kab, "dinkes"): {"catatan": "lain"}, rentang(kab, "disdik"): {"huruf": "z"}})
    assert services.rebase(edisi=edisi, ke=baru, oleh=None) == []
    assert (baris(edisi, rentang(kab, "dinkes"))["huruf"], baris(edisi, rentang(kab, "dinkes"))["catatan"]) == (
        "x",
        "lain",
    )


@pytest.mark.django_db
def test_fields_of_one_place_stand_under_one_heading(masuk: Client, kab: Kabupaten) -> None:
    edisi = rancangan(kab, kab.edisi, {unit(kab, "dinkes"): {"nama": "A", "singkatan": "a"}})
    terbit(kab, 2024, {unit(kab, "dinkes"): {"nama": "B", "singkatan": "b"}, unit(kab, "disdik"): {"nama": "C"}})
    alamat = reverse("admin:edisi_sesuaikan", args=[edisi.pk])
    buka = masuk.get(alamat)
    teks = baca(buka).teks
    assert teks.count("Kedudukan Dinas Kesehatan (2 ruas)") == 1
    assert "Kedudukan Dinas Kesehatan: nama" not in teks
    kirim = {"lihat": buka.context["lihat"], "p-0": "dasar", "p-1": "mereka"}
    assert masuk.post(alamat, kirim).status_code == 302
    jadi = baris(edisi, unit(kab, "dinkes"))
    assert (jadi["nama"], jadi["singkatan"]) == ("Dinas Kesehatan", "b")


# The main row -------------------------------------------------------------------------------------------


def sebutan(kab: Kabupaten, nomor: int) -> Any:
    return ("rentangkoordinasi", (kab.id("dinkes"), nomor))


@pytest.fixture
def rebutan(kab: Kabupaten) -> tuple[Edisi, Edisi]:
    """Each side made a listing of its own the main one of the Dinas."""
    lama = isi(kab.edisi)[rentang(kab, "dinkes")]
    assert lama is not None

    def utamakan(nomor: int, koordinator: str) -> Any:
        baru = {**lama, "koordinator_id": kab.id(koordinator), "utama": True}
        return {sebutan(kab, 1): {"utama": False}, sebutan(kab, nomor): baru}

    edisi = rancangan(kab, kab.edisi, utamakan(2, "asisten-2"))
    return edisi, terbit(kab, 2024, {**utamakan(3, "asisten-3"), unit(kab, "disdik"): {"nama": "Disdik Baru"}})


@pytest.mark.django_db
def test_a_clash_of_main_rows_asks_on_those_rows_alone(masuk: Client, kab: Kabupaten, rebutan: Any) -> None:
    edisi, baru = rebutan
    sisa = services.rebase(edisi=edisi, ke=baru, oleh=None)
    assert [satu.kunci for satu in sisa] == [(kab.id("dinkes"), 2), (kab.id("dinkes"), 3)]
    teks = baca(masuk.get(reverse("admin:edisi_sesuaikan", args=[edisi.pk]))).teks
    assert "Rentang koordinasi Dinas Kesehatan (sebutan ke-2)" in teks
    assert "Hanya satu penyebutan yang boleh menjadi yang utama" in teks


@pytest.mark.django_db
@pytest.mark.parametrize(("pihak", "utama"), [("kita", 2), ("mereka", 3)])
def test_either_side_of_a_clash_of_main_rows_can_be_reached(
    kab: Kabupaten, rebutan: Any, pihak: Any, utama: int
) -> None:
    edisi, baru = rebutan
    sisa = services.rebase(edisi=edisi, ke=baru, oleh=None)
    pilihan: Any = {(satu.butir, satu.ruas): pihak for satu in sisa}
    assert services.rebase(edisi=edisi, ke=baru, oleh=None, pilihan=pilihan) == []
    kini = {
        butir for butir, nilai in isi(edisi).items() if butir[0] == "rentangkoordinasi" and nilai and nilai["utama"]
    }
    assert {butir for butir in kini if butir[1][0] == kab.id("dinkes")} == {sebutan(kab, utama)}
    assert baris(edisi, unit(kab, "disdik"))["nama"] == "Disdik Baru"


@pytest.mark.django_db
def test_a_choice_that_leaves_no_main_row_is_asked_again(kab: Kabupaten, rebutan: Any) -> None:
    edisi, baru = rebutan
    pilihan: Any = {(sebutan(kab, 2), ""): "mereka", (sebutan(kab, 3), ""): "kita"}
    sisa = services.rebase(edisi=edisi, ke=baru, oleh=None, pilihan=pilihan)
    assert {satu.kunci[1] for satu in sisa} == {2, 3}
    assert all("tidak menyisakan satu pun" in satu.sebab for satu in sisa)


@st.composite
def _sisi(data: st.DrawFn) -> Any:
    """Rows of two units, at most one of each the main one."""
    semua: Any = {}
    for badan in (1, 2):
        ada = data(st.lists(st.integers(1, 3), unique=True, max_size=3))
        utama = data(st.sampled_from(ada)) if ada else 0
        for nomor in ada:
            semua["rentangkoordinasi", (badan, nomor)] = {
                "utama": nomor == utama,
                "huruf": data(st.sampled_from("abc")),
            }
    return semua


@given(_sisi(), _sisi(), _sisi(), st.sampled_from(["kita", "mereka"]))
def test_answering_with_one_side_always_ends_with_at_most_one_main_row(a: Any, b: Any, c: Any, ujung: Any) -> None:
    pilihan: dict[Any, Any] = {}
    for _ in range(10):
        ubah, sisa = gabung(a, b, c, pilihan, utuh={"rentangkoordinasi"})
        jadi = terapkan_ke(b, ubah)
        sisa = sisa or berebut(a, b, c, jadi)
        if not sisa:
            utama = [butir[1][0] for butir, nilai in jadi.items() if nilai["utama"]]
            assert len(utama) == len(set(utama))
            return
        assert not all((satu.butir, satu.ruas) in pilihan for satu in sisa)
        pilihan |= {(satu.butir, satu.ruas): ujung for satu in sisa}
    raise AssertionError("questions without end")
