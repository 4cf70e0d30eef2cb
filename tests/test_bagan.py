"""The layout of the chart: nothing cut, nothing covered, nothing crossed, whatever an edition holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.bagan.isi import Bagan, Unit, Zona
from coordination.bagan.keterangan import Baris, JenisGaris, Keterangan
from coordination.bagan.lembar import KERTAS_A3, KERTAS_A4, Kertas, berhalaman
from coordination.bagan.lukis import lukis
from coordination.bagan.rupa import bagi, jumlah_baris
from coordination.bagan.tata import UKURAN_KECIL, susun, susun_bebas
from registry.gambar import pdf, png, svg, ukur
from registry.gambar.bentuk import A3_MENDATAR, A4, Gambar, Garis, Kotak, Pola, Teks
from tests.bagan_contoh import NAMA, bagan_buatan, cacat, huruf, telusuri, tulisan, unit_tergambar

PANJANG = "Dinas " + " ".join(["Pemberdayaan Masyarakat dan Pengendalian Penduduk"] * 5)
BENTUK = {
    "12 unit": bagan_buatan((4, 4, 4)),
    "40 unit": bagan_buatan((14, 14, 12), bagian=4, tanpa=3, luar=2),
    "150 unit": bagan_buatan((60, 20, 15, 10, 5), bagian=2, tanpa=3, luar=2, bawahan=3),
    "150 unit tanpa bawahan": bagan_buatan((50, 50, 50)),
    "150 unit pada satu koordinator": bagan_buatan((150,)),
    "300 unit": bagan_buatan((60, 30, 25, 20, 15), bagian=3, tanpa=5, luar=3, bawahan=4),
    "tanpa koordinator": bagan_buatan((), tanpa=12, luar=0),
    "150 unit tanpa koordinator": bagan_buatan((), tanpa=150),
    "belum terbaca": bagan_buatan((0, 0, 0), staf_ahli=0),
    "hanya puncak": bagan_buatan(()),
    "catatan di bawah kolom yang berlanjut": bagan_buatan((40, 36, 30), bagian=5, tanpa=2, luar=3, bawahan=3),
    "sepuluh koordinator": bagan_buatan((3,) * 10),
    "Sekda mengoordinasikan sendiri": bagan_buatan((20, 10, 10), sekda=True, bagian=2, tanpa=1),
    "banyak yang tidak disebut": bagan_buatan((5, 5), staf_ahli=0, tanpa=40),
    "tujuh Staf Ahli": bagan_buatan((5, 5), staf_ahli=7, dprd=False),
    "nama 250 huruf": bagan_buatan((10, 8, 6), [PANJANG[:250]], bagian=2, tanpa=2),
    "kata tanpa spasi": bagan_buatan((10, 8, 6), ["X" * 250, "i" * 250], bagian=2, tanpa=2),
}


@cache
def digambar(nama: str) -> Gambar:
    return lukis(susun_bebas(BENTUK[nama]))


@pytest.fixture(params=BENTUK)
def nama(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def satu_lembar(bagan: Bagan) -> Gambar:
    lembar = susun(bagan)
    assert lembar is not None
    return lukis(lembar, utuh=True)


# --- one sheet --------------------------------------------------------------------------------------


def test_nothing_is_cut_covered_or_crossed(nama: str) -> None:
    assert cacat(digambar(nama)) == []


def test_every_unit_has_its_box_once(nama: str) -> None:
    hitung = Counter(unit_tergambar(digambar(nama)))
    for satu in BENTUK[nama].semua():
        assert hitung[satu.badan] == 1, satu


def test_no_letter_of_a_name_is_lost(nama: str) -> None:
    polos = tulisan(digambar(nama)).replace("- ", "").replace(" ", "").casefold()
    for satu in BENTUK[nama].semua():
        assert satu.nama.replace(" ", "").casefold() in polos, satu.nama


def test_the_legend_names_every_line_that_is_drawn(nama: str) -> None:
    bagan, gambar = BENTUK[nama], digambar(nama)
    teks = tulisan(gambar)
    assert "KETERANGAN" in teks
    for satu in bagan.keterangan.baris:
        assert satu.nama in teks
    pola = {satu.pola for satu in gambar.isi if isinstance(satu, Garis) and satu.warna != "#71807c"}
    assert pola <= {bagan.keterangan.bentuk(jenis) for jenis in JenisGaris}


@pytest.mark.parametrize("nama", ["12 unit", "40 unit", "150 unit", "150 unit tanpa bawahan", "sepuluh koordinator"])
def test_up_to_150_units_fit_one_sheet_of_a3(nama: str) -> None:
    gambar = satu_lembar(BENTUK[nama])
    assert (gambar.lebar, gambar.tinggi) == A3_MENDATAR
    kecil = min(satu.ukuran for satu, _ in telusuri(gambar.isi) if isinstance(satu, Teks))
    assert kecil >= 5.5


def test_few_units_are_written_large() -> None:
    lembar = susun(BENTUK["12 unit"])
    assert lembar is not None
    assert lembar.skala.huruf >= 12
    padat = susun(BENTUK["150 unit"])
    assert padat is not None
    assert UKURAN_KECIL[-1] <= padat.skala.huruf < 8


def test_who_has_units_below_it_says_how_many() -> None:
    bagan = BENTUK["150 unit"]
    teks = tulisan(satu_lembar(bagan))
    berbawahan = [satu for satu in bagan.semua() if satu.bawahan]
    assert berbawahan
    assert teks.count("unit di bawahnya") + teks.count("anggota tercatat") == len(berbawahan)


def test_letters_stand_in_the_order_of_the_list_in_every_column() -> None:
    bagan = bagan_buatan((60, 5))
    urut = [badan for badan in unit_tergambar(satu_lembar(bagan)) if badan in {u.badan for u in bagan.kolom[0].unit}]
    assert urut == [satu.badan for satu in bagan.kolom[0].unit]


def test_the_command_of_the_kepala_daerah_goes_to_the_frame_once() -> None:
    gambar = satu_lembar(BENTUK["40 unit"])
    bingkai = next(
        isi
        for satu, _ in telusuri(gambar.isi)
        if getattr(satu, "tanda", "") == "bingkai"
        for isi in satu.isi  # type: ignore[union-attr]
    )
    assert isinstance(bingkai, Kotak)
    masuk = [
        satu
        for satu in gambar.isi
        if isinstance(satu, Garis) and satu.pola is Pola.UTUH and satu.titik[-1][0] == bingkai.x
    ]
    assert len(masuk) == 1
    tanpa = lukis(susun_bebas(replace(BENTUK["40 unit"], komando=False)))
    assert not [s for s in tanpa.isi if isinstance(s, Garis) and s.titik[-1][0] == bingkai.x]


def test_a_folded_column_says_how_much_it_hides_and_makes_room() -> None:
    bagan = BENTUK["40 unit"]
    lembar = susun_bebas(bagan, frozenset({1}))
    gambar = lukis(lembar)
    assert cacat(gambar) == []
    assert "18 unit dilipat" in tulisan(gambar)
    tergambar = set(unit_tergambar(gambar))
    assert not tergambar & {satu.badan for satu in bagan.kolom[1].unit}
    assert bagan.kolom[1].kepala.badan in tergambar
    assert lembar.jajar[1].lebar < lembar.jajar[0].lebar / 2
    semua = lukis(susun_bebas(bagan, frozenset({0, 1, 2})))
    assert cacat(semua) == []


def test_what_stands_elsewhere_is_marked_and_drawn_once() -> None:
    bagan = BENTUK["12 unit"]
    kata = "disebut lagi; koordinator utamanya di tempat lain"
    lagi = replace(bagan.kolom[0].unit[0], acuan=True, keterangan=(kata,))
    kolom = replace(bagan.kolom[1], unit=(*bagan.kolom[1].unit, lagi))
    gambar = lukis(susun_bebas(replace(bagan, kolom=(bagan.kolom[0], kolom, bagan.kolom[2]))))
    assert cacat(gambar) == []
    assert kata in tulisan(gambar)
    assert "Disebut di sini, kotaknya sendiri ada di tempat lain" in tulisan(gambar)


def test_a_unit_commanded_in_the_frame_or_outside_of_it_keeps_its_line_clear() -> None:
    bagan = bagan_buatan((9, 6, 3), bagian=2, luar=2, tanpa=2, catatan=8)
    dibawahi = tuple(replace(satu, komando=True, koordinasi=False) for satu in bagan.kolom[0].unit)
    bagan = replace(bagan, kolom=(replace(bagan.kolom[0], unit=dibawahi), *bagan.kolom[1:]))
    for lipat in (frozenset[int](), frozenset({1})):
        assert cacat(lukis(susun_bebas(bagan, lipat))) == []


@pytest.mark.parametrize(
    "kosongkan",
    [
        ("kepala_daerah", "wakil"),
        ("sekda",),
        ("setda",),
        ("sekda", "setda"),
        ("pemda", "dprd"),
        ("pemda", "dprd", "kepala_daerah", "wakil", "sekda", "setda", "staf_ahli"),
    ],
)
def test_an_edition_without_some_of_the_apex_is_drawn_too(kosongkan: tuple[str, ...]) -> None:
    tanpa = {nama: () if nama == "wakil" else None for nama in kosongkan}
    bagan = replace(BENTUK["40 unit"], **tanpa, komando="kepala_daerah" not in kosongkan)  # type: ignore[arg-type]
    assert cacat(lukis(susun_bebas(bagan))) == []
    for kertas in (KERTAS_A4, KERTAS_A3):
        assert [satu for gambar in berhalaman(bagan, kertas) for satu in cacat(gambar)] == []


# --- several pages ----------------------------------------------------------------------------------


@pytest.mark.parametrize("kertas", [KERTAS_A4, KERTAS_A3], ids=["A4", "A3"])
def test_the_pages_are_as_clean_as_the_sheet_and_hold_every_unit_once(nama: str, kertas: Kertas) -> None:
    bagan = BENTUK[nama]
    halaman = berhalaman(bagan, kertas)
    ukuran = A4 if kertas is KERTAS_A4 else A3_MENDATAR
    assert {(satu.lebar, satu.tinggi) for satu in halaman} == {ukuran}
    assert [satu for gambar in halaman for satu in cacat(gambar)] == []
    hitung = Counter(badan for gambar in halaman for badan in unit_tergambar(gambar))
    kepala = {satu.kepala.badan for satu in bagan.kolom}
    for satu in bagan.semua():
        assert hitung[satu.badan] == 1 or satu.badan in kepala, satu
    for nomor, gambar in enumerate(halaman, 1):
        assert f"halaman {nomor} dari {len(halaman)}" in tulisan(gambar)


def test_the_overview_says_on_which_page_each_koordinator_goes_on() -> None:
    bagan = BENTUK["150 unit"]
    halaman = berhalaman(bagan, KERTAS_A4)
    pertama = tulisan(halaman[0])
    for kolom in bagan.kolom:
        mulai = next(
            nomor
            for nomor, satu in enumerate(halaman[1:], 2)
            if kolom.kepala.nama.upper() in tulisan(satu) and kolom.sebutan[0] in tulisan(satu)
        )
        assert f"{kolom.sebutan[0]} · halaman {mulai}" in pertama


def test_a_koordinator_with_many_units_goes_on_under_his_name() -> None:
    halaman = berhalaman(BENTUK["150 unit pada satu koordinator"], KERTAS_A4)
    assert len(halaman) > 4
    for satu in halaman[2:]:
        assert "lanjutan" in tulisan(satu)
        assert "Pasal 22 ayat (3) · 150 unit" in tulisan(satu)


# --- same input, same bytes -------------------------------------------------------------------------


def test_the_same_content_gives_the_same_bytes() -> None:
    def sekali() -> tuple[str, bytes, bytes, bytes]:
        bagan = bagan_buatan((14, 14, 12), bagian=4, tanpa=3, luar=2)
        gambar = satu_lembar(bagan)
        a4 = berhalaman(bagan, KERTAS_A4)
        return (
            svg.tulis(gambar),
            pdf.tulis([gambar], judul="x"),
            pdf.tulis(a4, judul="x"),
            png.tulis(gambar, lebar_piksel=600),
        )

    assert sekali() == sekali()


# --- made-up names and shapes -----------------------------------------------------------------------

HURUF = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ,./()-&\"'é–ñ漢😀"
KATA = st.text(alphabet=HURUF, min_size=1, max_size=40)
NAMA_ACAK = st.one_of(
    st.sampled_from(NAMA),
    st.lists(KATA, min_size=1, max_size=12).map(lambda semua: " ".join(semua)[:250]),
    st.text(min_size=1, max_size=250).filter(lambda teks: bool(teks.split())),
)


@settings(max_examples=40)
@given(
    isi=st.lists(st.integers(0, 14), max_size=6),
    nama=st.lists(NAMA_ACAK, min_size=1, max_size=8),
    bagian=st.integers(0, 4),
    tanpa=st.integers(0, 6),
    staf_ahli=st.integers(0, 5),
    catatan=st.integers(0, 12),
    sekda=st.booleans(),
    dprd=st.booleans(),
)
def test_no_made_up_chart_has_a_fault(isi: list[int], nama: list[str], **lain: int) -> None:
    bagan = bagan_buatan(isi, nama, **lain)  # type: ignore[arg-type]
    assert cacat(lukis(susun_bebas(bagan))) == []
    for gambar in berhalaman(bagan, KERTAS_A4):
        assert cacat(gambar) == []


# --- the pieces -------------------------------------------------------------------------------------


@given(teks=NAMA_ACAK, ukuran=st.floats(5, 14), ruang=st.floats(30, 400))
def test_counted_lines_are_never_fewer_than_written_ones(teks: str, ukuran: float, ruang: float) -> None:
    assert jumlah_baris(teks, ukuran, ruang) >= len(ukur.pecah(teks, ukuran, ruang))


@given(tinggi=st.lists(st.floats(5, 60), max_size=40), lajur=st.integers(1, 6), sela=st.floats(0, 6))
def test_a_list_is_shared_out_in_order_and_evenly(tinggi: list[float], lajur: int, sela: float) -> None:
    hasil = bagi(tinggi, lajur, sela)
    assert len(hasil) == lajur
    assert sum(hasil) == len(tinggi)
    awal, tertinggi = 0, 0.0
    for banyak in hasil:
        tertinggi = max(tertinggi, sum(tinggi[awal : awal + banyak]) + sela * max(banyak - 1, 0))
        awal += banyak
    if tinggi:
        assert tertinggi <= sum(tinggi) / lajur + max(tinggi) + sela * len(tinggi) + 1


def test_a_kelompok_says_how_many_members_are_recorded() -> None:
    anggota = tuple(Unit(f"Kecamatan {n}", badan=n) for n in range(1, 21))
    satu = Unit("Kecamatan", badan=99, kelompok=True, keterangan=("kelompok", "di bawah X"), bawahan=anggota)
    assert satu.baris == ("kelompok: 20 anggota tercatat", "di bawah X")
    assert replace(satu, bawahan=()).baris == ("kelompok", "di bawah X")
    bertingkat = Unit("Dinas", bawahan=(Unit("UPTD", bawahan=(Unit("Pos"),)),))
    assert bertingkat.baris == ("dan 2 unit di bawahnya",)


def test_a_chart_without_its_own_legend_still_has_three_looks() -> None:
    keterangan = Keterangan((Baris(JenisGaris.KOMANDO, "Komando"),), "x")
    assert len({keterangan.bentuk(jenis) for jenis in JenisGaris}) == 3


@pytest.mark.parametrize(
    ("rusak", "kata"),
    [
        (lambda g: replace(g, lebar=600.0), "di luar kertas"),
        (lambda g: _tambah(g, Garis(((100.0, 300.0), (900.0, 300.0)))), "menembus"),
        (lambda g: _tambah(g, Teks(60.0, 60.0, "X" * 20, 9, ukur.lebar("X" * 20, 9))), "bertindih"),
    ],
)
def test_the_reader_of_drawings_sees_faults(rusak: Callable[[Gambar], Gambar], kata: str) -> None:
    salah = cacat(rusak(satu_lembar(BENTUK["40 unit"])))
    assert any(kata in satu for satu in salah), salah[:3]


def _tambah(gambar: Gambar, bentuk: Garis | Teks) -> Gambar:
    return replace(gambar, isi=(*gambar.isi, bentuk))


def test_letters_after_z_go_on_with_two() -> None:
    assert [huruf(n) for n in (0, 25, 26, 51, 52)] == ["a", "z", "aa", "az", "ba"]
    assert Zona.SETDA in list(Zona)
