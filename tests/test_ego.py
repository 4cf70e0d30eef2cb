"""The ego graph: who stands on which card, and a drawing in which nothing overlaps, crosses or leaves the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

from coordination import ego
from coordination.ego import Arah, Isi, Kartu, Tujuan, gambar_lebar, gambar_sempit, susun_kartu
from registry.gambar import svg, ukur
from registry.gambar.bentuk import JENIS, Bentuk, Gambar, Garis, Kelompok, Kotak, Teks
from relations.models import JenisHubungan
from tests.bahan_contoh import SEMUA_JENIS, Contoh, ketentuan
from tests.pabrik import BAGAN, RENTANG

TUJUAN = Tujuan(unit=lambda satu: f"/unit/{satu.badan}/", daftar=lambda jenis: f"/daftar/#{jenis or 'komando'}")
ASISTEN = "Asisten Pemerintahan dan Kesejahteraan Rakyat"


def kartu(contoh: Contoh, kunci: str) -> list[Kartu]:
    return susun_kartu(contoh.turunan, contoh.id(kunci), TUJUAN)


def banyak(jumlah: int) -> Contoh:
    """Kabupaten Contoh with as many more dinas under the first Asisten."""
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(jumlah)}
    rentang = [(unit, siapa, huruf, "koordinasi") for unit, (siapa, huruf) in RENTANG.items()]
    return Contoh(
        bagan={**BAGAN, **tambahan},
        rentang=[*rentang, *((unit, "asisten-1", "c", "koordinasi") for unit in tambahan)],
        ketentuan=ketentuan("perangkat_daerah", *SEMUA_JENIS),
    )


def test_the_same_kinds_stand_on_one_card_and_nobody_is_drawn_twice() -> None:
    semua = kartu(banyak(0), "dinkes")
    assert [(tuple(satu.jenis), satu.arah, [(isi.nama, isi.kata) for isi in satu.isi]) for satu in semua] == [
        (("konsultatif", "fungsional", "koordinatif"), Arah.SAMPING, [(ASISTEN, "koordinatornya")]),
        (
            ("kolegial",),
            Arah.SAMPING,
            [
                ("Kecamatan", f"koordinatornya sama: {ASISTEN}"),
                ("Kecamatan Satu", f"koordinatornya sama: {ASISTEN}, melalui Kecamatan"),
            ],
        ),
        (("struktural",), Arah.ATAS, [("Bupati Contoh", "tepat di atasnya")]),
        (("struktural",), Arah.BAWAH, [("Puskesmas Contoh", "tepat di bawahnya")]),
    ]


def test_command_stands_above_and_below_and_the_rest_beside() -> None:
    arah = {(satu.jenis, satu.isi[0].nama): satu.arah for satu in kartu(banyak(0), "dinkes")}
    assert arah[(JenisHubungan.STRUKTURAL,), "Bupati Contoh"] is Arah.ATAS
    assert arah[(JenisHubungan.STRUKTURAL,), "Puskesmas Contoh"] is Arah.BAWAH
    assert arah[(JenisHubungan.KOLEGIAL,), "Kecamatan"] is Arah.SAMPING


def test_many_of_one_sort_become_one_entry_that_leads_to_the_list() -> None:
    assert all(satu.jenis != (JenisHubungan.KOLEGIAL,) for satu in kartu(banyak(9), "disdik"))  # alone in its span
    [kolegial] = [satu for satu in kartu(banyak(9), "dinkes") if satu.jenis == (JenisHubungan.KOLEGIAL,)]
    assert [(isi.nama, isi.jumlah, isi.alamat) for isi in kolegial.isi] == [
        ("11 perangkat daerah lain", 11, "/daftar/#kolegial")
    ]


@pytest.mark.parametrize(
    ("kunci", "sebutan"),
    [
        (["disdik", "inspektorat"], "2 perangkat daerah lain"),
        (["disdik", "kecamatan"], "2 perangkat daerah lain"),
        (["disdik", "bagian-hukum"], "2 unit lain"),
        (["bagian-hukum"], "1 Bagian"),
        (["asisten-1", "asisten-2"], "2 Asisten"),
    ],
)
def test_units_together_are_called_what_they_are(kunci: list[str], sebutan: str) -> None:
    ini = Contoh().tambah("inspektorat", "Inspektorat", "inspektorat", "bupati")
    bahan = ini.bahan
    assert ego.sebutan(bahan, ini.id("dinkes"), [bahan.titik[ini.id(satu)] for satu in kunci]) == sebutan


def test_a_line_of_command_that_is_no_kind_has_no_letters() -> None:
    ini = banyak(0)
    ini.ketentuan = ketentuan("asisten_perangkat_daerah", "konsultatif", "kolegial", "fungsional", "koordinatif")
    semua = kartu(ini, "dinkes")
    assert all(JenisHubungan.STRUKTURAL not in satu.jenis for satu in semua)
    assert [satu.isi[0].nama for satu in semua if not satu.jenis] == ["Bupati Contoh", "Puskesmas Contoh"]
    teks = svg.tulis(gambar_lebar("Dinas Kesehatan", semua), terbenam=True)
    assert ">St<" not in teks
    assert ">garis komando<" in teks
    assert "Garis komando (bukan jenis hubungan kerja): Bupati Contoh (tepat di atasnya)." in teks


def test_every_kind_has_its_letters_its_word_its_colour_and_its_line() -> None:
    satu = [Kartu(tuple(JenisHubungan), (Isi("Dinas", "kata", "/a/"),))]
    for gambar in (gambar_lebar("Unit", satu), gambar_sempit("Unit", satu)):
        garis = [(b.warna, b.pola) for b in polos(gambar.isi) if isinstance(b, Garis) and b.tebal > 1]
        assert sorted(garis, key=str) == sorted(JENIS.values(), key=str)
        kata = {b.isi for b in polos(gambar.isi) if isinstance(b, Teks)}
        assert {"Ks", "Kl", "Fu", "St", "Ko", *(str(jenis.label) for jenis in JenisHubungan)} <= kata


def test_the_colours_are_those_of_the_style_sheet() -> None:
    gaya = (Path(__file__).parents[1] / "registry/static/registry/rentang.css").read_text(encoding="utf-8")
    for jenis, (warna, _) in JENIS.items():
        assert re.search(rf"--{jenis}: {warna};", gaya), jenis


def test_a_unit_without_relations_has_no_cards() -> None:
    assert kartu(Contoh(), "pemda") == []


def test_what_is_above_in_two_ways_leaves_one_card_above() -> None:
    """Struktural for Staf Ahli alone: the Bupati's other units hang on a line that is no kind."""
    ini = Contoh(ketentuan=ketentuan("staf_ahli", "struktural")).tambah("sa", "Staf Ahli", "staf_ahli", "bupati")
    semua = kartu(ini, "bupati")
    assert [satu.arah for satu in semua] == [Arah.BAWAH, Arah.SAMPING]
    assert {satu.jenis for satu in semua} == {(), (JenisHubungan.STRUKTURAL,)}


# --- The drawing -------------------------------------------------------------------------------------

PANJANG = "Dinas Sosial, Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana"


def contoh_gambar() -> Iterator[tuple[str, str, list[Kartu]]]:
    """Real ones of Kabupaten Contoh, and worse than any real one."""
    for jumlah in (0, 9, 140):
        ini = banyak(jumlah)
        for kunci in ("dinkes", "asisten-1", "bupati", "sekda", "bagian-hukum", "kec-satu"):
            if semua := kartu(ini, kunci):
                yield f"{kunci} {jumlah}", BAGAN[kunci][0], semua
    isi = tuple(Isi(PANJANG, PANJANG, "/a/") for _ in range(6))
    jenis = list(JenisHubungan)
    yield "panjang", PANJANG, [Kartu(tuple(jenis), isi), Kartu((jenis[3],), isi, Arah.ATAS)]
    yield "kata tanpa spasi", "B" * 90, [Kartu((jenis[0],), (Isi("A" * 120, "a" * 120, "/a/"),))]
    for banyaknya in range(1, 9):
        ragam = [Kartu((*jenis[:n], jenis[4]), isi[:n]) for n in range(1, 5)] * 2
        samping = [Kartu(satu.jenis, satu.isi) for satu in ragam[:banyaknya]]
        tegak = [Kartu((jenis[3],), isi[:2], Arah.ATAS), Kartu((jenis[3],), (Isi("9 unit", "", "/b/", 9),), Arah.BAWAH)]
        yield f"{banyaknya} kartu", "Unit", [*samping, *tegak]


SEMUA = [
    pytest.param(nama, semua, gambar, id=f"{id_} {gambar.__name__}")
    for id_, nama, semua in contoh_gambar()
    for gambar in (gambar_lebar, gambar_sempit)
]


def polos(isi: tuple[Bentuk, ...]) -> Iterator[Bentuk]:
    for satu in isi:
        if isinstance(satu, Kelompok):
            yield from polos(satu.isi)
        else:
            yield satu


def kotak_teks(satu: Teks) -> tuple[float, float, float, float]:
    kiri = satu.x - {"start": 0, "middle": satu.lebar / 2, "end": satu.lebar}[satu.jangkar]
    return kiri, satu.y - satu.ukuran * 0.75, kiri + satu.lebar, satu.y + satu.ukuran * 0.2


def di_dalam(kotak: tuple[float, ...], gambar: Gambar) -> bool:
    return min(kotak) >= 0 and kotak[2] <= gambar.lebar and kotak[3] <= gambar.tinggi


def bertumpuk(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] - 0.1 and b[0] < a[2] - 0.1 and a[1] < b[3] - 0.1 and b[1] < a[3] - 0.1


@pytest.mark.parametrize(("nama", "semua", "gambar"), SEMUA)
def test_words_neither_overlap_nor_leave_the_page(nama: str, semua: list[Kartu], gambar: Any) -> None:
    hasil: Gambar = gambar(nama, semua)
    teks = [satu for satu in polos(hasil.isi) if isinstance(satu, Teks)]
    for satu in teks:
        assert satu.lebar == pytest.approx(ukur.lebar(satu.isi, satu.ukuran, satu.tebal))
        assert di_dalam(kotak_teks(satu), hasil), satu
    for satu, lain in combinations(teks, 2):
        assert not bertumpuk(kotak_teks(satu), kotak_teks(lain)), (satu, lain)


@pytest.mark.parametrize(("nama", "semua", "gambar"), SEMUA)
def test_no_card_overlaps_another_nor_the_unit(nama: str, semua: list[Kartu], gambar: Any) -> None:
    hasil: Gambar = gambar(nama, semua)
    kotak = [
        (satu.x, satu.y, satu.x + satu.lebar, satu.y + satu.tinggi)
        for satu in hasil.isi
        if isinstance(satu, Kotak) and satu.garis is not None and satu.lebar > 60 and satu.isi is not None
    ]
    utama = [satu for satu in kotak if not any(satu != lain and _geseran(satu, lain) for lain in kotak)]
    assert len(utama) >= 2
    for satu, lain in combinations(utama, 2):
        assert not bertumpuk(satu, lain)
    for satu in kotak:
        assert di_dalam(satu, hasil)


def _geseran(satu: tuple[float, ...], lain: tuple[float, ...]) -> bool:
    """One of the cards behind a card that stands for many: as large, a little lower."""
    sama = abs((satu[2] - satu[0]) - (lain[2] - lain[0])) < 0.1 and abs((satu[3] - satu[1]) - (lain[3] - lain[1])) < 0.1
    return sama and 0 < satu[1] - lain[1] < 9 and abs(satu[0] - lain[0]) < 9


@pytest.mark.parametrize(("nama", "semua", "gambar"), SEMUA)
def test_no_line_crosses_another(nama: str, semua: list[Kartu], gambar: Any) -> None:
    hasil: Gambar = gambar(nama, semua)
    garis = [satu.titik for satu in hasil.isi if isinstance(satu, Garis) and satu.tebal > 1]
    assert len(garis) >= sum(len(satu.garis) for satu in semua)
    for satu, lain in combinations(garis, 2):
        for a in pairwise(satu):
            for b in pairwise(lain):
                assert not _silang(a, b), (satu, lain)


def _silang(a: Any, b: Any) -> bool:
    """Two straight pieces, each along an axis, share a point inside both."""
    tegak_a, tegak_b = a[0][0] == a[1][0], b[0][0] == b[1][0]
    if tegak_a == tegak_b:
        sumbu = 0 if tegak_a else 1
        lain = 1 - sumbu
        if abs(a[0][sumbu] - b[0][sumbu]) > 0.1:
            return False
        (a1, a2), (b1, b2) = sorted((a[0][lain], a[1][lain])), sorted((b[0][lain], b[1][lain]))
        return a1 < b2 - 0.1 and b1 < a2 - 0.1
    tegak, datar = (a, b) if tegak_a else (b, a)
    (x1, x2), (y1, y2) = sorted((datar[0][0], datar[1][0])), sorted((tegak[0][1], tegak[1][1]))
    return x1 + 0.1 < tegak[0][0] < x2 - 0.1 and y1 + 0.1 < datar[0][1] < y2 - 0.1


@pytest.mark.parametrize("gambar", [gambar_lebar, gambar_sempit])
def test_every_entry_leads_somewhere_and_says_what_it_is(gambar: Any) -> None:
    semua = kartu(banyak(9), "dinkes")
    hasil: Gambar = gambar("Dinas Kesehatan", semua)
    tautan = {(satu.alamat, satu.nama) for satu in hasil.isi if isinstance(satu, Kelompok)}
    assert tautan == {(isi.alamat, f"{isi.nama}, {isi.kata}") for satu in semua for isi in satu.isi}
    assert all(alamat for alamat, _ in tautan)


def test_the_same_input_gives_the_same_drawing() -> None:
    satu, lain = (gambar_lebar("Dinas Kesehatan", kartu(banyak(9), "dinkes")) for _ in range(2))
    assert svg.tulis(satu) == svg.tulis(lain)
    assert satu.uraian.startswith("Dinas Kesehatan di tengah. ")
