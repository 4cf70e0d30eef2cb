"""What a chart holds: every unit of the edition in its place once, with the lines that lead to it, drawn and listed."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coordination.bagan.isi import Bagan, Kolom, Unit, Zona
from coordination.bagan.keterangan import JenisGaris, baca
from coordination.bagan.lembar import KERTAS_A4, berhalaman
from coordination.bagan.lukis import lukis
from coordination.bagan.rakit import Bacaan, bacaan, rakit
from coordination.bagan.tata import susun_bebas
from coordination.halaman.bagan import Butir, Cabang, Sisa, susun_daftar, tuliskan
from coordination.halaman.rentang import ButirRentang, DaftarRentang, KolomRentang
from registry.gambar.bentuk import Pola
from registry.models import Daerah, Edisi, JenisUnit, Kedudukan, PerangkatDaerah, Peraturan
from registry.pohon import Simpul
from relations.models import KetentuanPelaksanaan
from tests.bagan_contoh import cacat

J = JenisUnit


def badan(nomor: int) -> PerangkatDaerah:
    return PerangkatDaerah(pk=nomor, uuid=uuid.UUID(int=nomor), nama=f"Badan {nomor}")


def simpul(nomor: int, jenis: str, *anak: Simpul, nama: str = "") -> Simpul:
    """A unit of a made-up tree: body number, sort, what is below it."""
    tempat = Kedudukan(perangkat_daerah=badan(nomor), nama=nama or f"{JenisUnit(jenis).label} {nomor}", jenis=jenis)
    return Simpul(tempat, list(anak))


def butir(nomor: int, huruf: str = "a", *, utama: bool = True, nama: str = "Unit") -> ButirRentang:
    return ButirRentang(huruf, nama, uuid.UUID(int=nomor), badan(nomor), f"Pasal 5 huruf {huruf}", [], "", utama)


def daftar(*isi: ButirRentang, makna: str = "koordinasi", rujukan: str = "Pasal 5") -> DaftarRentang:
    return DaftarRentang(makna, "mengoordinasikan", rujukan, None, "", "", list(isi))


def kolom(nomor: int, *isi: DaftarRentang, nama: str = "Koordinator") -> KolomRentang:
    return KolomRentang(nama, uuid.UUID(int=nomor), badan(nomor), list(isi))


def edisi(**ruas: str) -> Edisi:
    daerah = Daerah(kode="99.01", nama="Kabupaten Contoh", jenis="kabupaten")
    peraturan = Peraturan(daerah=daerah, jenis="perbup", nomor="1", tahun=2020, tentang="Rentang Koordinasi")
    isi = {"struktur": "lengkap", "rentang": "lengkap", "ketentuan": "lengkap", **ruas}
    return Edisi(daerah=daerah, peraturan=peraturan, berlaku_mulai=date(2020, 1, 2), **isi)


def baca_pohon(akar: Simpul, oleh: Sequence[KolomRentang] = (), **ruas: str) -> Bacaan:
    return bacaan(edisi(**ruas), akar, list(oleh))


def bagan(b: Bacaan, ketentuan: Sequence[KetentuanPelaksanaan] = ()) -> Bagan:
    return rakit(b, tanggal=date(2026, 11, 22), ketentuan=ketentuan, alamat=lambda uuid: f"/u/{uuid}" if uuid else "")


def contoh(*lagi: Simpul, oleh: Sequence[KolomRentang] = (), **ruas: str) -> Bacaan:
    """Pemerintah (1), Bupati (2), Setda (3), Sekda (4), Asisten (5, 6), Bagian (7) under 5, and what is wanted below
    the Bupati."""
    asisten = (simpul(5, J.ASISTEN, simpul(7, J.BAGIAN)), simpul(6, J.ASISTEN))
    setda = simpul(3, J.SEKRETARIAT_DAERAH, simpul(4, J.SEKRETARIS_DAERAH, *asisten))
    akar = simpul(1, J.PEMERINTAH_DAERAH, simpul(2, J.KEPALA_DAERAH, setda, *lagi))
    return baca_pohon(akar, oleh, **ruas)


def dengan(b: Bagan, nomor: int) -> Unit:
    return next(satu for satu in b.semua() if satu.badan == nomor)


def kolom_bagan(b: Bagan, nomor: int) -> Kolom:
    return next(satu for satu in b.kolom if satu.kepala.badan == nomor)


def semua_unit(b: Bagan) -> Iterator[int]:
    def turun(unit: Unit) -> Iterator[int]:
        yield unit.badan
        for satu in unit.bawahan:
            yield from turun(satu)

    for satu in b.semua():
        yield from turun(satu)


def semua_butir(cabang: Cabang) -> Iterator[int]:
    for satu in cabang.butir:
        if isinstance(satu, Butir):
            yield satu.unit.perangkat_daerah_id
            for bawah in satu.anak:
                yield from semua_butir(bawah)


# --- where units stand ------------------------------------------------------------------------------


def test_a_unit_of_a_span_stands_in_the_column_of_its_koordinator_with_its_letter() -> None:
    b = bagan(contoh(simpul(10, J.DINAS), oleh=[kolom(6, daftar(butir(10, "c")))]))
    satu = kolom_bagan(b, 6).unit[0]
    assert (satu.badan, satu.huruf, satu.zona) == (10, "c", Zona.DALAM)
    assert satu.koordinasi
    assert not satu.komando
    assert kolom_bagan(b, 6).sebutan == ("Pasal 5 · 1 unit",)
    assert b.tanpa == ()


def test_what_stands_below_an_asisten_is_commanded_by_him() -> None:
    satu = kolom_bagan(bagan(contoh()), 5).unit[0]
    assert (satu.badan, satu.zona, satu.komando, satu.koordinasi) == (7, Zona.SETDA, True, False)


def test_a_bagian_that_its_asisten_also_coordinates_gets_both_lines() -> None:
    b = contoh(oleh=[kolom(5, daftar(butir(7, "l")))])
    satu = kolom_bagan(bagan(b), 5).unit[0]
    assert (satu.komando, satu.koordinasi, satu.huruf) == (True, True, "l")
    (terdaftar,) = [t.butir for t in tuliskan(susun_daftar(b)) if isinstance(t.butir, Butir) and t.butir.huruf == "l"]
    assert terdaftar.keterangan == ("juga dibawahinya",)


def test_membawahi_is_a_line_of_command_and_no_dotted_one() -> None:
    b = bagan(contoh(oleh=[kolom(5, daftar(butir(7, "a"), makna="membawahi", rujukan="Pasal 22 ayat (3)"))]))
    satu = kolom_bagan(b, 5)
    assert (satu.unit[0].komando, satu.unit[0].koordinasi) == (True, False)
    assert satu.sebutan == ("membawahi 1 unit, Pasal 22 ayat (3)",)


def test_a_unit_without_a_span_stands_in_its_own_place_with_the_reason() -> None:
    b = bagan(contoh(simpul(10, J.DINAS), simpul(11, J.INSPEKTORAT), oleh=[kolom(5, daftar(butir(10)))]))
    assert [satu.badan for satu in b.tanpa] == [11]
    assert b.judul_tanpa == "Tidak disebut dalam rentang mana pun"
    tanpa_rentang = bagan(contoh(simpul(10, J.DINAS), rentang="tidak_diatur"))
    assert tanpa_rentang.judul_tanpa == ""


def test_what_the_bupati_does_not_command_stands_outside_the_frame() -> None:
    bumd, dinas = simpul(20, J.BUMD), simpul(10, J.DINAS)
    akar = simpul(1, J.PEMERINTAH_DAERAH, simpul(2, J.KEPALA_DAERAH, dinas), bumd)
    b = bagan(baca_pohon(akar))
    assert (dengan(b, 20).zona, dengan(b, 10).zona) == (Zona.LUAR, Zona.DALAM)
    assert b.komando


def test_the_secretariat_of_the_dprd_says_under_whom_it_stands() -> None:
    setwan = simpul(21, J.SEKRETARIAT_DPRD)
    akar = simpul(1, J.PEMERINTAH_DAERAH, simpul(2, J.KEPALA_DAERAH), simpul(9, J.DPRD, setwan, nama="DPRD"))
    b = bagan(baca_pohon(akar))
    assert dengan(b, 21).keterangan == ("di bawah DPRD",)
    assert dengan(b, 21).zona is Zona.DALAM


def test_a_dinas_below_the_sekda_is_no_part_of_his_secretariat() -> None:
    setda = simpul(3, J.SEKRETARIAT_DAERAH, simpul(4, J.SEKRETARIS_DAERAH, simpul(10, J.DINAS), simpul(12, J.BAGIAN)))
    b = bagan(baca_pohon(simpul(1, J.PEMERINTAH_DAERAH, simpul(2, J.KEPALA_DAERAH, setda))))
    assert dengan(b, 10).zona is Zona.DALAM
    (sendiri,) = b.kolom
    assert [satu.badan for satu in sendiri.unit] == [12]
    assert (sendiri.acuan, sendiri.garis) == (True, JenisGaris.KOMANDO)
    assert sendiri.unit[0].komando


def test_units_below_a_dinas_are_counted_in_its_box_and_listed_by_name() -> None:
    uptd = simpul(13, J.UPTD, simpul(14, J.LAINNYA))
    b = contoh(simpul(10, J.DINAS, uptd), oleh=[kolom(5, daftar(butir(10)))])
    assert dengan(bagan(b), 10).baris == ("dan 2 unit di bawahnya",)
    assert Counter(semua_butir(susun_daftar(b)))[14] == 1


def test_a_unit_below_another_that_a_span_lists_has_a_box_of_its_own() -> None:
    rsud = simpul(15, J.RSUD)
    b = bagan(contoh(simpul(10, J.DINAS, rsud, nama="Dinkes"), oleh=[kolom(6, daftar(butir(15, "d")))]))
    assert dengan(b, 15).keterangan == ("di bawah Dinkes",)
    assert kolom_bagan(b, 6).unit[0].badan == 15
    assert dengan(b, 10).bawahan == ()


def test_a_unit_listed_from_another_pasal_than_the_head_says_so() -> None:
    utama = daftar(butir(10, "a"), rujukan="Pasal 5")
    lain = daftar(butir(11, "a"), rujukan="Pasal 9")
    satu = kolom_bagan(bagan(contoh(simpul(10, J.DINAS), simpul(11, J.DINAS), oleh=[kolom(5, utama, lain)])), 5)
    assert satu.sebutan[0] == "Pasal 5 dan lain-lain · 2 unit"
    assert [unit.keterangan for unit in satu.unit[:2]] == [(), ("Pasal 5 huruf a",)]


def test_a_second_mention_and_a_removed_unit_are_boxes_that_point_elsewhere() -> None:
    rentang = [
        kolom(5, daftar(butir(10, "a"))),
        kolom(6, daftar(butir(10, "b", utama=False, nama="Dinas 10"), butir(77, "c", nama="Dinas yang dulu ada"))),
    ]
    b = contoh(simpul(10, J.DINAS), oleh=rentang)
    lagi, hilang = kolom_bagan(bagan(b), 6).unit
    assert lagi.acuan
    assert hilang.acuan
    assert lagi.keterangan == ("disebut lagi; koordinator utamanya di tempat lain",)
    assert hilang.keterangan == ("tidak ada lagi dalam susunan; tetap disebut dalam peraturan ini",)
    assert (lagi.badan, hilang.badan) == (10, 0)
    sisa = [t.butir for t in tuliskan(susun_daftar(b)) if isinstance(t.butir, Sisa)]
    assert [satu.nama for satu in sisa] == ["Dinas 10", "Dinas yang dulu ada"]


def test_the_sekda_coordinates_in_a_column_to_which_a_dotted_line_leads() -> None:
    b = bagan(contoh(simpul(10, J.DINAS), oleh=[kolom(4, daftar(butir(10))), kolom(5, daftar(butir(7)))]))
    assert [satu.kepala.badan for satu in b.kolom] == [4, 5, 6]
    assert (b.kolom[0].acuan, b.kolom[0].garis) == (True, JenisGaris.KOORDINASI)
    assert Counter(semua_unit(b))[4] == 1


def test_a_koordinator_whom_the_tree_does_not_know_still_has_his_column() -> None:
    b = contoh(simpul(10, J.DINAS), oleh=[kolom(88, daftar(butir(10)), nama="Asisten yang dulu")])
    satu = bagan(b).kolom[-1]
    assert (satu.kepala.nama, satu.garis) == ("Asisten yang dulu", None)
    assert satu.unit[0].badan == 10
    butir_daftar = [t.butir for t in tuliskan(susun_daftar(b)) if isinstance(t.butir, Butir)]
    assert ("Asisten yang dulu, huruf a",) in [t.keterangan for t in butir_daftar]


@pytest.mark.parametrize(
    ("keadaan", "kata", "ragu"),
    [
        ("belum_terbaca", "Rentangnya belum terbaca (Lampiran II)", True),
        ("sebagian", "Belum ada yang tercatat dalam rentangnya", True),
        ("belum_dimuat", "Rentangnya belum dicatat", True),
        ("tidak_diatur", "Rentangnya tidak diatur", False),
        ("lengkap", "Tidak ada unit yang disebut dalam rentangnya", False),
    ],
)
def test_an_asisten_without_units_says_why(keadaan: str, kata: str, ragu: bool) -> None:
    satu = kolom_bagan(bagan(contoh(rentang=keadaan, rentang_rujukan="Lampiran II")), 6)
    assert (satu.kosong, satu.ragu) == (kata, ragu) or (not ragu and satu.kosong.startswith(kata))
    bergaris = {jenis.jenis for jenis in bagan(contoh(rentang=keadaan)).keterangan.baris}
    assert (JenisGaris.KOORDINASI in bergaris) is ragu


# --- Staf Ahli --------------------------------------------------------------------------------------


def ketentuan(topik: str, judul: str, **ruas: str) -> KetentuanPelaksanaan:
    return KetentuanPelaksanaan(topik=topik, judul=judul, rujukan="Pasal 3 ayat (4)", **ruas)


def test_the_staf_ahli_stand_beside_under_the_line_that_the_tree_gives() -> None:
    staf = bagan(contoh(simpul(30, J.STAF_AHLI))).staf_ahli
    assert staf is not None
    assert (staf.garis, staf.sekda) == (JenisGaris.KOMANDO, False)


def test_where_the_regulation_says_to_whom_the_staf_ahli_answer_that_line_is_drawn() -> None:
    dasar = ketentuan("pertanggungjawaban", "Kedudukan Staf Ahli", isi="Bertanggung jawab.", subjek="staf_ahli")
    b = bagan(contoh(simpul(30, J.STAF_AHLI)), [dasar])
    assert b.staf_ahli is not None
    assert (b.staf_ahli.garis, b.staf_ahli.sekda) == (JenisGaris.PERTANGGUNGJAWABAN, True)
    assert b.staf_ahli.rujukan == "Pasal 3 ayat (4)"
    assert {satu.jenis for satu in b.keterangan.baris} == set(JenisGaris)
    assert "Kedudukan Staf Ahli: Bertanggung jawab (Pasal 3 ayat (4))." in b.catatan


# --- legend -----------------------------------------------------------------------------------------


def test_the_legend_speaks_the_words_of_the_regulation() -> None:
    semua = [
        ketentuan("garis", "Garis utuh: komando", tertulis="GARIS KOMANDO"),
        ketentuan("garis", "Garis putus-putus: koordinatif", tertulis="GARIS KOORDINATIF (HUBUNGAN KONSULTATIF"),
    ]
    k = baca(semua, edisi(), {JenisGaris.KOMANDO, JenisGaris.KOORDINASI})
    assert [(satu.jenis, satu.nama, satu.tambahan) for satu in k.baris] == [
        (JenisGaris.KOMANDO, "Garis komando", ""),
        (JenisGaris.KOORDINASI, "Garis koordinatif", "(hubungan konsultatif)"),
    ]
    assert k.sumber == "Nama dan bentuk garis menurut naskah."
    assert k.bentuk(JenisGaris.KOORDINASI) is Pola.PUTUS
    assert len({k.bentuk(jenis) for jenis in JenisGaris}) == 3
    assert k.nama(JenisGaris.KOMANDO) == "garis komando"


def test_shapes_that_nobody_could_read_are_said_to_be_ours() -> None:
    semua = [ketentuan("garis", "Garis lini", tertulis="Garis Lini", catatan="Bentuk garisnya tidak terbaca.")]
    k = baca(semua, edisi(), {JenisGaris.KOMANDO, JenisGaris.KOORDINASI})
    assert [satu.nama for satu in k.baris] == ["Garis Lini", "Koordinasi"]
    assert "bentuknya tidak terbaca, jadi bentuk garis di sini dari Rentang" in k.sumber
    assert "yang tidak disebutnya dengan kata Rentang" in k.sumber


@pytest.mark.parametrize(
    ("ruas", "kata"),
    [
        ({}, "Peraturannya tidak memuat bagan"),
        ({"rentang": "belum_terbaca"}, "Bagan dalam naskah belum terbaca"),
        ({"ketentuan_keterangan": "Bagan dalam Lampiran I belum terbaca."}, "Bagan dalam naskah belum terbaca"),
        ({"ketentuan": "sebagian"}, "Keterangan garis tidak tercatat"),
    ],
)
def test_without_a_legend_unknown_is_told_from_none(ruas: dict[str, str], kata: str) -> None:
    k = baca([], edisi(**ruas), {JenisGaris.KOMANDO})
    assert k.sumber.startswith(kata)
    assert k.sumber.endswith("bentuk garis di sini dari Rentang.")
    assert [satu.nama for satu in k.baris] == ["Komando"]


def test_a_line_that_the_chart_does_not_use_is_named_all_the_same() -> None:
    semua = [ketentuan("garis", "Garis titik: pembinaan", tertulis="Garis pembinaan")]
    k = baca(semua, edisi(), {JenisGaris.KOMANDO})
    assert (k.baris[0].jenis, k.baris[0].tambahan) == (None, "tidak dipakai dalam bagan ini")


# --- any tree at all --------------------------------------------------------------------------------


@st.composite
def pohon_acak(draw: st.DrawFn) -> Bacaan:
    """A tree of any shape with any sorts anywhere, and spans between any of its bodies, or to none of them."""
    banyak = draw(st.integers(1, 18))
    semua = [simpul(n, draw(st.sampled_from(list(J)))) for n in range(1, banyak + 1)]
    for n in range(1, banyak):
        semua[draw(st.integers(0, n - 1))].anak.append(semua[n])
    rentang: dict[int, KolomRentang] = {}
    for unit in draw(st.lists(st.integers(1, banyak + 2), unique=True, max_size=banyak)):
        oleh = draw(st.sampled_from([n for n in range(1, banyak + 3) if n != unit]))
        makna = draw(st.sampled_from(["koordinasi", "membawahi"]))
        milik = rentang.setdefault(oleh, kolom(oleh))
        milik.daftar.append(daftar(butir(unit, "a"), makna=makna))
    return baca_pohon(semua[0], list(rentang.values()), rentang=draw(st.sampled_from(["lengkap", "sebagian"])))


@settings(max_examples=300)
@given(b=pohon_acak())
def test_no_unit_of_any_tree_vanishes_or_is_drawn_twice(b: Bacaan) -> None:
    satu = bagan(b)
    assert Counter(semua_unit(satu)) == Counter([*b.simpul])
    assert Counter(semua_butir(susun_daftar(b))) == Counter([*b.simpul])


@settings(max_examples=60)
@given(b=pohon_acak())
def test_the_chart_of_any_tree_has_no_fault(b: Bacaan) -> None:
    assert cacat(lukis(susun_bebas(bagan(b)))) == []
    assert [satu for gambar in berhalaman(bagan(b), KERTAS_A4) for satu in cacat(gambar)] == []


@given(b=pohon_acak())
def test_the_list_opens_and_closes_in_pairs(b: Bacaan) -> None:
    tumpukan: list[str] = []
    for satu in tuliskan(susun_daftar(b)):
        if satu.apa in ("buka", "butir"):
            tumpukan.append(satu.apa)
        elif satu.apa in ("tutup", "tutup_butir"):
            assert tumpukan.pop() == {"tutup": "buka", "tutup_butir": "butir"}[satu.apa]
    assert tumpukan == []
