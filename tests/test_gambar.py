"""The writers of drawings: the same bytes every time, nothing lost, nothing that a hostile name could break."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import segno
from PIL import Image

from registry.gambar import pdf, png, qr, svg, ukur
from registry.gambar.bentuk import A4, TEAL, Bentuk, Gambar, Garis, Kelompok, Kotak, Lingkaran, Pola, Teks

SVG = "{http://www.w3.org/2000/svg}"
SITUS = "https://rentang.example"
NAKAL = [
    '<script>alert("x")</script>',
    "Dinas \"Kutip\" & 'Petik' <b>",
    "kendali \x00\x08\x1b\x7f\x9f\ufffe",
    "separuh \ud800 huruf",
    "Dinas 😀 Ḥāfiẓ 中 → ş",
    "baris\nbaru\tdan   spasi",
    "D" + "i" * 399,
    "]]> &amp; <!-- -->",
]


def teks(isi: str, x: float = 20, y: float = 20, **lain: object) -> Teks:
    tebal = bool(lain.get("tebal"))
    return Teks(x, y, isi, 10, ukur.lebar(isi, 10, tebal), **lain)  # type: ignore[arg-type]


def gambar(*isi: Bentuk) -> Gambar:
    return Gambar(400, 300, "Bagan <uji>", 'Uraian "gambar"', isi)


def contoh() -> Gambar:
    """Every shape, every line, every hostile name."""
    garis = [Garis(((10, 10), (60.123456, 10), (60, 30)), warna=TEAL, tebal=1.5, pola=pola) for pola in Pola]
    kotak = [Kotak(80, 10, 1 / 3 * 100, 20, pola=pola, sudut=3) for pola in Pola]
    nama = [Kelompok((teks(satu, y=60 + 20 * n),), f"/unit/{n}/", satu, f"u{n}") for n, satu in enumerate(NAKAL)]
    return gambar(*garis, *kotak, Lingkaran(200, 30, 8, isi=TEAL), *nama, qr.kotak(f"{SITUS}/k/A/", 250, 10, 60))


def semua_bytes() -> bytes:
    """What the writers make of `contoh`; a second process prints its digest."""
    satu = contoh()
    return b"".join(
        (
            svg.tulis(satu, alamat_dasar=SITUS).encode(),
            svg.tulis(satu, terbenam=True, awalan="b").encode(),
            pdf.tulis([satu, satu], judul="Uji", alamat_dasar=SITUS),
            png.tulis(satu, lebar_piksel=500),
        )
    )


def test_masukan_yang_sama_memberi_bytes_yang_sama() -> None:
    assert semua_bytes() == semua_bytes()


def test_proses_lain_dengan_benih_hash_lain_memberi_bytes_yang_sama() -> None:
    akar = Path(__file__).parent.parent
    kode = "import hashlib; from tests.test_gambar import semua_bytes; print(hashlib.sha256(semua_bytes()).hexdigest())"
    lingkungan = {**os.environ, "PYTHONHASHSEED": "4711", "PYTHONPATH": str(akar), "TZ": "Asia/Jayapura"}
    hasil = subprocess.run(
        [sys.executable, "-c", kode], cwd=akar, env=lingkungan, capture_output=True, text=True, check=True
    )
    assert hasil.stdout.strip() == hashlib.sha256(semua_bytes()).hexdigest()


def test_banyak_utas_sekaligus_memberi_bytes_yang_sama() -> None:
    """PDFium knows no threads, and letters are borrowed from a font that all documents share."""
    with ThreadPoolExecutor(8) as utas:
        semua = list(utas.map(lambda _: semua_bytes(), range(16)))
    assert set(semua) == {semua_bytes()}


# SVG


@pytest.mark.parametrize("nama", NAKAL)
@pytest.mark.parametrize("terbenam", [False, True])
def test_svg_tetap_xml_apa_pun_namanya(nama: str, terbenam: bool) -> None:
    satu = Gambar(100, 100, nama, nama, (Kelompok((teks(nama),), f"/x/?q={nama}", nama, nama),))
    akar = ElementTree.fromstring(svg.tulis(satu, terbenam=terbenam))
    assert {unsur.tag for unsur in akar.iter()} <= {f"{SVG}{t}" for t in ("svg", "title", "desc", "rect", "a", "text")}
    assert akar.find(f"{SVG}a/{SVG}text").text == svg.bersih(nama)  # type: ignore[union-attr]


def test_svg_tanpa_gaya_dan_skrip() -> None:
    akar = ElementTree.fromstring(svg.tulis(contoh()))
    for unsur in akar.iter():
        assert unsur.tag not in (f"{SVG}style", f"{SVG}script")
        assert not [kunci for kunci in unsur.attrib if kunci == "style" or kunci.startswith("on")]


def test_svg_menahan_tiap_baris_pada_lebarnya() -> None:
    akar = ElementTree.fromstring(svg.tulis(gambar(teks("Dinas Kesehatan", jangkar="middle", tebal=True))))
    unsur = akar.find(f"{SVG}text")
    assert unsur is not None
    assert unsur.attrib["lengthAdjust"] == "spacingAndGlyphs"
    assert float(unsur.attrib["textLength"]) == pytest.approx(ukur.lebar("Dinas Kesehatan", 10, True), abs=0.01)
    assert (unsur.attrib["text-anchor"], unsur.attrib["font-weight"]) == ("middle", "700")


def test_svg_bertaut_dibacakan_dan_berjudul() -> None:
    isi = Kelompok((Kotak(0, 0, 10, 10),), "/perangkat-daerah/x/", "Dinas Kesehatan", "dinkes")
    akar = ElementTree.fromstring(svg.tulis(gambar(isi), alamat_dasar=f"{SITUS}/", awalan="kartu"))
    tautan = akar.find(f"{SVG}a")
    assert tautan is not None
    assert tautan.attrib == {
        "href": f"{SITUS}/perangkat-daerah/x/",
        "aria-label": "Dinas Kesehatan",
        "data-tanda": "dinkes",
    }
    assert akar.attrib["role"] == "group"  # role="img" would hide the links
    assert akar.attrib["aria-labelledby"] == akar.find(f"{SVG}title").attrib["id"] == "kartu-judul"  # type: ignore[union-attr]
    assert ElementTree.fromstring(svg.tulis(gambar(Kotak(0, 0, 1, 1)))).attrib["role"] == "img"


def test_svg_terbenam_tanpa_kepala_xml() -> None:
    terbenam = svg.tulis(gambar(), terbenam=True, kelas="bagan")
    assert terbenam.startswith('<svg xmlns="http://www.w3.org/2000/svg" class="bagan" viewBox="0 0 400 300"')
    assert svg.tulis(gambar()).startswith("<?xml")


def test_pola_garis_berbeda_semua() -> None:
    semua = set()
    for pola in Pola:
        akar = ElementTree.fromstring(svg.tulis(gambar(Garis(((0, 0), (9, 9)), tebal=4, pola=pola)), terbenam=True))
        jalur = akar.findall(f"{SVG}path")
        semua.add(tuple((satu.get("stroke-dasharray"), satu.get("stroke-width")) for satu in jalur))
        if pola is Pola.TITIK:
            assert jalur[0].attrib["stroke-dasharray"] == "0.1 9"  # of the mockup
            assert jalur[0].attrib["stroke-linecap"] == "round"
        if pola is Pola.GANDA:
            assert [satu.attrib["stroke-width"] for satu in jalur] == ["12", "4"]
    assert len(semua) == len(Pola)


@pytest.mark.parametrize(
    ("nilai", "tertulis"),
    [(1.0, "1"), (1.005, "1"), (0.1 + 0.2, "0.3"), (-0.001, "0"), (1190.55, "1190.55"), (20, "20")],
)
def test_angka_ditulis_pendek(nilai: float, tertulis: str) -> None:
    assert svg.angka(nilai) == tertulis


@pytest.mark.parametrize("nilai", [float("nan"), float("inf")])
def test_ukuran_yang_bukan_angka_ditolak(nilai: float) -> None:
    with pytest.raises(ValueError, match="bukan angka"):
        svg.tulis(gambar(Kotak(nilai, 0, 1, 1)))


@pytest.mark.parametrize("alamat", ["javascript:alert(1)", "data:text/html,x", "unit/x"])
def test_alamat_yang_bukan_alamat_situs_ditolak(alamat: str) -> None:
    satu = gambar(Kelompok((Kotak(0, 0, 1, 1),), alamat))
    with pytest.raises(ValueError, match="harus dimulai"):
        svg.tulis(satu)
    with pytest.raises(ValueError, match="harus dimulai"):
        pdf.tulis([satu], judul="x", alamat_dasar=SITUS)


# PDF


def isi_pdf(isi: bytes) -> list[str]:
    """Text of each page."""
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        return [halaman.get_textpage().get_text_bounded() for halaman in dokumen]
    finally:
        dokumen.close()


def test_pdf_berisi_kata_ukuran_dan_tautannya() -> None:
    satu = gambar(
        Kelompok((Kotak(10, 10, 100, 30), teks("Dinas Kesehatan", 20, 28)), "/perangkat-daerah/x/", "Dinas Kesehatan")
    )
    dua = Gambar(*A4, "Lembar dua", "", (teks("Kecamatan", 300, 400, jangkar="end", tebal=True),))
    isi = pdf.tulis([satu, dua], judul="Bagan – uji", alamat_dasar=SITUS)
    dokumen = pypdfium2.PdfDocument(isi)
    assert [halaman.get_size() for halaman in dokumen] == [(400, 300), pytest.approx(A4, abs=0.01)]
    kepala = dokumen.get_metadata_dict()
    assert (kepala["Title"], kepala["Author"]) == ("Bagan – uji", "Rentang")
    assert [satu.get_title() for satu in dokumen.get_toc()] == ["Bagan <uji>", "Lembar dua"]
    dokumen.close()
    assert isi_pdf(isi) == ["Dinas Kesehatan", "Kecamatan"]
    assert f"/URI ({SITUS}/perangkat-daerah/x/)".encode() in isi
    assert b"/Rect [ 10 260 110 290 ]" in isi
    assert b"/Lang (id)" in isi


def test_pdf_tanpa_alamat_dasar_tidak_memuat_tautan_yang_buntu() -> None:
    assert b"/URI" not in pdf.tulis([contoh()], judul="x")


@pytest.mark.parametrize("nama", NAKAL)
def test_pdf_terbuka_apa_pun_namanya(nama: str) -> None:
    satu = gambar(Kelompok((teks(nama, tebal=True), teks(nama, y=40)), "/x/", nama))
    assert len(isi_pdf(pdf.tulis([satu], judul=nama, alamat_dasar=SITUS))) == 1


def test_huruf_di_luar_helvetica_dipinjam_dan_yang_tidak_ada_menjadi_bujur_sangkar() -> None:
    assert ukur.ruas("Dinas", True) == (("Helvetica-Bold", "Dinas"),)
    assert ukur.ruas("a\u015fb") == (("Helvetica", "a"), ("Vera", "ş"), ("Helvetica", "b"))
    assert ukur.ruas("\u1e24") == (("Helvetica", "H"),)  # its base letter is better than a square
    assert ukur.ruas("中😀\x00") == (("ZapfDingbats", "■■■"),)
    assert ukur.ruas("e\u0301\u200d\u202e") == (("Helvetica", "é"),)
    tercetak = isi_pdf(pdf.tulis([gambar(teks("Dinas ş 中"))], judul="x"))[0]
    assert tercetak.startswith("Dinas ş ")
    assert len(tercetak) == len("Dinas ş ■")


def test_lebar_baris_sama_dengan_jumlah_ruasnya() -> None:
    assert ukur.lebar("Dinas", 10) == pytest.approx(ukur.lebar("Din", 10) + ukur.lebar("as", 10))
    assert ukur.lebar("aşb", 10) > ukur.lebar("ab", 10)
    assert ukur.lebar("", 10) == 0


# PNG


def test_png_selebar_yang_diminta() -> None:
    with Image.open(BytesIO(png.tulis(contoh(), lebar_piksel=800))) as lukisan:
        assert (lukisan.format, lukisan.mode, lukisan.size) == ("PNG", "RGB", (800, 600))
        warna = {isi for _, isi in lukisan.getcolors(1_000_000) or ()}
    assert (11, 92, 88) in warna  # TEAL
    assert (255, 255, 255) in warna


def test_png_tidak_pernah_lebih_besar_dari_batasnya(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(png, "PIKSEL_TERBANYAK", 10_000)
    with Image.open(BytesIO(png.tulis(gambar(), lebar_piksel=10**9))) as lukisan:
        lebar, tinggi = lukisan.size
    assert lebar * tinggi <= 10_000 * 1.05  # whole pixels, rounded up
    assert lebar / tinggi == pytest.approx(4 / 3, abs=0.05)


# QR


def test_qr_sama_dengan_petak_segno_dan_bertepi() -> None:
    alamat = f"{SITUS}/k/8ZK3T0QD-261122-7GQX/"
    kode = segno.make(alamat, error="m", micro=False, boost_error=False)
    assert kode.error == "M"
    petak = [[bool(satu) for satu in baris] for baris in kode.matrix]
    kelompok = qr.kotak(alamat, 10, 20, 205)
    latar, *gelap = kelompok.isi
    assert isinstance(latar, Kotak)
    assert (latar.x, latar.y, latar.lebar, latar.isi) == (10, 20, 205, "#ffffff")
    satuan = 205 / (len(petak) + 8)
    hitam = [[False] * len(petak) for _ in petak]
    for satu in gelap:
        assert isinstance(satu, Kotak)
        baris, kolom = round((satu.y - 20) / satuan) - 4, round((satu.x - 10) / satuan) - 4
        for n in range(round(satu.lebar / satuan)):
            assert not hitam[baris][kolom + n]
            hitam[baris][kolom + n] = True
    assert hitam == petak


def test_qr_dalam_png_sama_dengan_petaknya() -> None:
    """The picture itself, sampled in the middle of every square."""
    alamat = f"{SITUS}/k/8ZK3T0QD/"
    petak = qr.matriks(alamat)
    sisi = len(petak) + 2 * qr.TEPI
    satu = Gambar(sisi, sisi, "QR", "", (qr.kotak(alamat, 0, 0, sisi),))
    with Image.open(BytesIO(png.tulis(satu, lebar_piksel=sisi * 8))) as lukisan:
        abu = lukisan.convert("L")
        titik, lebar = abu.tobytes(), abu.width
    tengah = [(qr.TEPI + letak) * 8 + 4 for letak in range(len(petak))]
    assert tuple(tuple(titik[y * lebar + x] < 128 for x in tengah) for y in tengah) == petak
