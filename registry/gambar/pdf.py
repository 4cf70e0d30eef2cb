"""Drawings as PDF, one page each. Helvetica is one of the fonts that every reader of PDF has, so none is carried
along unless a letter needs it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import FILL_NON_ZERO, Canvas

from registry.gambar import ukur
from registry.gambar.bentuk import KERTAS, Bentuk, Gambar, Garis, Kelompok, Kotak, Lingkaran, Pola, Teks, petak
from registry.gambar.svg import LEBAR_GANDA, PUTUS, alamat_penuh, bersih

#: left, top, right, bottom, as drawings measure.
Batas = tuple[float, float, float, float]


def tulis(halaman: Sequence[Gambar], *, judul: str, alamat_dasar: str = "") -> bytes:
    """The drawings as one document; the same drawings always give the same bytes.

    Streams stay uncompressed, because what zlib makes of them differs from machine to machine. alamat_dasar: as of
    `svg.tulis`; without it addresses of this site lead nowhere from a saved file, and are left out.
    """
    keluaran = BytesIO()
    kanvas = Canvas(keluaran, pageCompression=0, invariant=1, lang="id")
    kanvas.setTitle(bersih(judul))
    kanvas.setAuthor("Rentang")
    kanvas.setCreator("Rentang")
    kanvas.setSubject(bersih(halaman[0].uraian) if halaman else "")
    kanvas.setViewerPreference("DisplayDocTitle", "true")
    for nomor, gambar in enumerate(halaman):
        kanvas.setPageSize((gambar.lebar, gambar.tinggi))
        if len(halaman) > 1:  # readers open a side panel where there is an outline
            kanvas.bookmarkPage(f"halaman-{nomor}")
            kanvas.addOutlineEntry(bersih(gambar.judul), f"halaman-{nomor}")
        for satu in gambar.isi:
            _tulis(kanvas, satu, gambar.tinggi, alamat_dasar)
        kanvas.showPage()
    kanvas.save()
    return keluaran.getvalue()


def _tulis(kanvas: Canvas, bentuk: Bentuk, tinggi: float, alamat_dasar: str) -> None:
    match bentuk:
        case Teks():
            _teks(kanvas, bentuk, tinggi)
        case Kotak():
            _kotak(kanvas, bentuk, tinggi)
        case Lingkaran():
            _isi(kanvas, bentuk.isi)
            _goresan(kanvas, bentuk.garis, bentuk.tebal, Pola.UTUH)
            kanvas.circle(
                bentuk.x, tinggi - bentuk.y, bentuk.jari, stroke=int(bool(bentuk.garis)), fill=int(bool(bentuk.isi))
            )
        case Garis():
            _garis(kanvas, bentuk, tinggi)
        case Kelompok():
            for semua in petak(bentuk.isi) if bentuk.tajam else [[satu] for satu in bentuk.isi]:
                if len(semua) > 1:
                    _petak(kanvas, [satu for satu in semua if isinstance(satu, Kotak)], tinggi)
                else:
                    _tulis(kanvas, semua[0], tinggi, alamat_dasar)
            if bentuk.alamat and (alamat_dasar or not bentuk.alamat.startswith("/")):
                kiri, atas, kanan, bawah = batas(bentuk)
                kanvas.linkURL(
                    alamat_penuh(bentuk.alamat, alamat_dasar), (kiri, tinggi - bawah, kanan, tinggi - atas), thickness=0
                )


def _teks(kanvas: Canvas, bentuk: Teks, tinggi: float) -> None:
    isi = bersih(bentuk.isi)
    lebar = ukur.lebar(isi, bentuk.ukuran, bentuk.tebal)
    if not lebar:
        return
    ruang = bentuk.lebar or lebar
    geser = {"start": 0.0, "middle": ruang / 2, "end": ruang}[bentuk.jangkar]
    teks = kanvas.beginText(bentuk.x - geser, tinggi - bentuk.y)
    teks.setFillColor(HexColor(bentuk.warna))
    teks.setHorizScale(100 * ruang / lebar)
    for huruf, potongan in ukur.ruas(isi, bentuk.tebal):
        teks.setFont(huruf, bentuk.ukuran)
        teks.textOut(potongan)
    teks.setHorizScale(100)
    kanvas.drawText(teks)


def _kotak(kanvas: Canvas, bentuk: Kotak, tinggi: float) -> None:
    def gambar(isi: str | None, garis: str | None, pola: Pola) -> None:
        _isi(kanvas, isi)
        _goresan(kanvas, garis, bentuk.tebal, pola)
        letak = (bentuk.x, tinggi - bentuk.y - bentuk.tinggi, bentuk.lebar, bentuk.tinggi)
        cat = {"stroke": int(bool(garis)), "fill": int(bool(isi))}
        if bentuk.sudut:
            kanvas.roundRect(*letak, bentuk.sudut, **cat)
        else:
            kanvas.rect(*letak, **cat)

    gambar(bentuk.isi, bentuk.garis, bentuk.pola)
    if bentuk.garis and bentuk.pola is Pola.GANDA:
        gambar(None, KERTAS, Pola.UTUH)


def _petak(kanvas: Canvas, semua: list[Kotak], tinggi: float) -> None:
    """Many squares as one path: painted one by one, readers show a seam between neighbours."""
    jalur = kanvas.beginPath()
    for satu in semua:
        jalur.rect(satu.x, tinggi - satu.y - satu.tinggi, satu.lebar, satu.tinggi)
    _isi(kanvas, semua[0].isi)
    kanvas.drawPath(jalur, stroke=0, fill=1, fillMode=FILL_NON_ZERO)


def _garis(kanvas: Canvas, bentuk: Garis, tinggi: float) -> None:
    jalur = kanvas.beginPath()
    for nomor, (x, y) in enumerate(bentuk.titik):
        (jalur.lineTo if nomor else jalur.moveTo)(x, tinggi - y)
    kanvas.setLineJoin(1)
    _goresan(kanvas, bentuk.warna, bentuk.tebal, bentuk.pola)
    kanvas.drawPath(jalur)
    if bentuk.pola is Pola.GANDA:
        _goresan(kanvas, KERTAS, bentuk.tebal, Pola.UTUH)
        kanvas.drawPath(jalur)


def _isi(kanvas: Canvas, warna: str | None) -> None:
    if warna:
        kanvas.setFillColor(HexColor(warna))


def _goresan(kanvas: Canvas, warna: str | None, tebal: float, pola: Pola) -> None:
    """How the next edge or line is stroked. Of a double line: the wide one."""
    if not warna:
        return
    kanvas.setStrokeColor(HexColor(warna))
    kanvas.setLineWidth(tebal * LEBAR_GANDA if pola is Pola.GANDA else tebal)
    kanvas.setLineCap(1 if pola is Pola.TITIK else 0)
    kanvas.setDash([satu * tebal for satu in PUTUS.get(pola, ())])


def batas(bentuk: Bentuk) -> Batas:
    """The rectangle that a shape or all of a group takes up, edges not counted; (0, 0, 0, 0) of an empty group."""
    semua = list(_sudut(bentuk))
    if not semua:
        return 0, 0, 0, 0
    x, y = zip(*semua, strict=True)
    return min(x), min(y), max(x), max(y)


def _sudut(bentuk: Bentuk) -> Iterator[tuple[float, float]]:
    match bentuk:
        case Teks():
            kiri = bentuk.x - {"start": 0.0, "middle": bentuk.lebar / 2, "end": bentuk.lebar}[bentuk.jangkar]
            yield kiri, bentuk.y - bentuk.ukuran
            yield kiri + bentuk.lebar, bentuk.y + bentuk.ukuran / 4
        case Kotak():
            yield bentuk.x, bentuk.y
            yield bentuk.x + bentuk.lebar, bentuk.y + bentuk.tinggi
        case Lingkaran():
            yield bentuk.x - bentuk.jari, bentuk.y - bentuk.jari
            yield bentuk.x + bentuk.jari, bentuk.y + bentuk.jari
        case Garis():
            yield from bentuk.titik
        case Kelompok():
            for satu in bentuk.isi:
                yield from _sudut(satu)
