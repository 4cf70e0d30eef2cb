"""An amendment of Perbup Banjar 15/2022, from "Buat rancangan" to the public pages, by keyboard alone and by mouse.

Two dinas become one, one is renamed, one goes to another Asisten, a badan is formed, the lists of the Asisten are
lettered anew. One person writes, a second one approves, the first publishes.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coordination.models import RentangKoordinasi
from registry.aturan import Tingkat, periksa_edisi
from registry.dokumen.muat import muat
from registry.dokumen.yaml_aman import baca as baca_yaml
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Tindakan
from tests import pabrik
from tests.browser.test_admin import SANDI

pytestmark = [pytest.mark.browser, pytest.mark.lambat]

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
PANGAN = "Dinas Ketahanan Pangan dan Perikanan"
PERTANIAN = "Dinas Pertanian"
GABUNGAN = "Dinas Ketahanan Pangan, Pertanian dan Perikanan"
PEMUKIMAN = "Dinas Perumahan Rakyat, Kawasan Pemukiman dan Lingkungan Hidup"
PERMUKIMAN = "Dinas Perumahan Rakyat, Kawasan Permukiman dan Lingkungan Hidup"
KOMINFO = "Dinas Komunikasi, Informatika, Statistik dan Persandian"
RISET = "Badan Riset dan Inovasi Daerah"
PEMBANGUNAN = "Asisten Perekonomian dan Pembangunan"
UMUM = "Asisten Administrasi Umum"
SEBELUM, SESUDAH = "2024-01-31", "2024-02-01"
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


class Tetikus:
    """Works a page by mouse."""

    def __init__(self, laman: Any) -> None:
        self.laman = laman

    def tekan(self, unsur: Any) -> None:
        unsur.click()

    def isi(self, unsur: Any, teks: str) -> None:
        unsur.fill(teks)

    def pilih(self, unsur: Any, label: str) -> None:
        unsur.select_option(label=label)

    def tandai(self, unsur: Any) -> None:
        unsur.check()


class PapanKetik(Tetikus):
    """Works a page by keyboard alone: whatever cannot be reached by Tab cannot be used here."""

    def fokus(self, unsur: Any) -> None:
        unsur.wait_for()
        for tombol in ("Tab", "Shift+Tab"):
            for _ in range(400):
                if unsur.evaluate("satu => satu === document.activeElement"):
                    return
                self.laman.keyboard.press(tombol)
        raise AssertionError(f"tidak tercapai dengan Tab: {unsur}")

    def tekan(self, unsur: Any) -> None:
        self.fokus(unsur)
        self.laman.keyboard.press("Enter")

    def isi(self, unsur: Any, teks: str) -> None:
        self.fokus(unsur)
        if unsur.get_attribute("type") == "date":
            self._tanggal(unsur, *teks.split("-"))
            return
        self.laman.keyboard.press("Control+A")
        self.laman.keyboard.type(teks)

    def _tanggal(self, unsur: Any, tahun: str, bulan: str, hari: str) -> None:
        """Browsers take a date in the order of their own language; a person sees which."""
        for urut in (f"{hari}{bulan}{tahun}", f"{bulan}{hari}{tahun}"):
            for _ in range(3):  # back to the first part
                self.laman.keyboard.press("ArrowLeft")
            self.laman.keyboard.type(urut)
            if unsur.input_value() == f"{tahun}-{bulan}-{hari}":
                return
        raise AssertionError(f"tanggal tidak terisi: {unsur.input_value()}")

    def pilih(self, unsur: Any, label: str) -> None:
        self.fokus(unsur)
        self.laman.keyboard.type(label)

    def tandai(self, unsur: Any) -> None:
        if unsur.get_attribute("type") == "checkbox":
            self.fokus(unsur)
            self.laman.keyboard.press("Space")
            return
        kelompok = unsur.get_attribute("name")
        self.fokus(self.laman.locator(f'input[name="{kelompok}"]:checked'))
        for _ in range(8):
            if unsur.is_checked():
                return
            self.laman.keyboard.press("ArrowRight")
        raise AssertionError(f"tidak terpilih dengan panah: {unsur}")


@pytest.fixture
def banjar(nyata: None, settings: Any, tmp_path: Path) -> Daerah:
    """The real region, with one Pengelola and one Pemeriksa of its own."""
    settings.MEDIA_ROOT = tmp_path
    for jalur in (FIXTURES / "nasional.yaml", *FIXTURES.glob("63.03-*.yaml")):
        muat(baca_yaml(jalur))
    daerah = Daerah.objects.get(kode="63.03")
    pabrik.pengguna("rini", "pengelola", daerah, first_name="Rini")
    pabrik.pengguna("hadi", "pemeriksa", daerah, first_name="Hadi")
    return daerah


@pytest.fixture
def masuk(banjar: Daerah, buka: Callable[..., Any], live_server: Any) -> Callable[[str, type[Tetikus]], Tetikus]:
    """`masuk(account, way)`: a browser of one's own, logged in, at the index."""

    def _masuk(akun: str, cara: type[Tetikus]) -> Tetikus:
        laman = buka("/admin/login/?next=/admin/", lebar=1280)
        kerja = cara(laman)
        kerja.isi(laman.locator("#id_username"), akun)
        kerja.isi(laman.locator("#id_password"), SANDI)
        kerja.tekan(laman.get_by_role("button", name=re.compile("Masuk|Log in")))
        laman.wait_for_url(f"{live_server.url}/admin/")
        return kerja

    return _masuk


def kirim(kerja: Tetikus, unsur: Any) -> None:
    """Press what sends a form and wait for the next page."""
    with kerja.laman.expect_navigation():
        kerja.tekan(unsur)


def tab(kerja: Tetikus, nama: str) -> None:
    # "Periksa" carries the number of findings where the rules ran anyway.
    persis = re.compile(rf"^{re.escape(nama)}( \(\d+\))?$")
    kirim(kerja, kerja.laman.locator(".meja-layar").get_by_role("link", name=persis))


def tombol(kerja: Tetikus, nama: str) -> Any:
    return kerja.laman.get_by_role("button", name=nama, exact=True).last


def peristiwa(kerja: Tetikus, acara: str, isian: dict[str, str], pasal: str) -> None:
    """One act of succession: its form, the preview, and yes."""
    laman = kerja.laman
    tab(kerja, "Suksesi")
    kirim(kerja, laman.get_by_role("link", name=acara, exact=True))
    for ruas, teks in {**isian, "rujukan": pasal}.items():
        unsur = laman.locator(f"#id_{ruas}")
        (kerja.pilih if unsur.evaluate("satu => satu.tagName") == "SELECT" else kerja.isi)(unsur, teks)
    kirim(kerja, tombol(kerja, "Lihat yang akan terjadi"))
    laman.get_by_role("heading", name="Yang akan terjadi").wait_for()
    kirim(kerja, tombol(kerja, "Jalankan"))
    laman.locator(".messagelist .success").wait_for()


def susun(kerja: Tetikus) -> Edisi:
    """Everything that the Pengelola does until the draft is submitted."""
    laman = kerja.laman
    kirim(kerja, laman.get_by_role("link", name="Kabupaten Banjar").first)
    kirim(kerja, laman.get_by_role("link", name="Buat rancangan", exact=True))
    kerja.isi(laman.locator("#id_berlaku_mulai"), SESUDAH)
    kerja.pilih(laman.locator("#id_jenis_peraturan"), "Peraturan Bupati")
    kerja.isi(laman.locator("#id_tentang"), "Perubahan atas Peraturan Bupati Banjar Nomor 15 Tahun 2022")
    kirim(kerja, tombol(kerja, "Buat rancangan"))
    edisi = Edisi.objects.get(daerah__kode="63.03", keadaan="rancangan")
    assert edisi.asal == Edisi.objects.terbit().get(daerah=edisi.daerah, berlaku_mulai="2022-05-13")

    lama = {"lama_1": PANGAN, "lama_2": PERTANIAN, "nama": GABUNGAN}
    peristiwa(kerja, "Gabung", lama, "Pasal I angka 1")
    peristiwa(kerja, "Ganti nama", {"unit": PEMUKIMAN, "nama": PERMUKIMAN}, "Pasal I angka 2")
    baru = {"nama_1": RISET, "jenis_1": "badan", "induk_1": "Bupati Banjar"}
    peristiwa(kerja, "Bentuk baru", baru, "Pasal I angka 3")

    tab(kerja, "Rentang")
    kerja.tandai(laman.get_by_label(f"{KOMINFO}: {PEMBANGUNAN}"))
    kerja.tandai(laman.get_by_label(f"{RISET}: {PEMBANGUNAN}"))
    kirim(kerja, tombol(kerja, "Susun ulang huruf a, b, c …"))
    kirim(kerja, tombol(kerja, "Simpan"))
    laman.locator(".messagelist .success").wait_for()

    tab(kerja, "Banding")
    bacaan = " ".join(laman.inner_text("#content").split())
    assert f"{PANGAN} dan {PERTANIAN} digabung menjadi {GABUNGAN}" in bacaan
    assert f"{KOMINFO} pindah dari {UMUM} ke {PEMBANGUNAN}" in bacaan
    assert f"{PEMUKIMAN} berubah menjadi {PERMUKIMAN}" in bacaan

    tab(kerja, "Periksa")
    kirim(kerja, tombol(kerja, "Ajukan"))
    laman.locator(".messagelist .success").wait_for()
    return edisi


def setujui(kerja: Tetikus, edisi: Edisi) -> None:
    """What the Pemeriksa does: from the list of what waits for them to their approval."""
    laman = kerja.laman
    kirim(kerja, laman.locator(".menunggu a").first)
    kirim(kerja, tombol(kerja, "Setujui"))
    laman.locator(".messagelist .success").wait_for()
    edisi.refresh_from_db()
    assert edisi.keadaan == "disetujui"


def terbitkan(kerja: Tetikus, edisi: Edisi, naskah: Path) -> None:
    """What the Pengelola does once the regulation has its number."""
    laman = kerja.laman
    kirim(kerja, laman.locator("#site-name a"))
    kirim(kerja, laman.locator(".menunggu a").first)
    for ruas, teks in (
        ("nomor", "3"),
        ("tahun", "2024"),
        ("ditetapkan", "2024-01-20"),
        ("diundangkan", "2024-01-22"),
        ("berlaku_mulai", SESUDAH),
        ("lembaran_tahun", "2024"),
        ("lembaran_nomor", "3"),
        ("mulai", SESUDAH),
    ):
        kerja.isi(laman.locator(f"#id_{ruas}"), teks)
    kerja.pilih(laman.locator("#id_lembaran"), "Berita Daerah")
    laman.locator("#id_berkas").set_input_files(naskah)  # the system's own file dialog, which no browser lets be driven
    for alasan in laman.locator("form.periksa-terbit textarea[name^=alasan-]").all():
        kerja.isi(alasan, "Mengikuti Perbup 15/2022.")
    kerja.tandai(laman.locator("#id_setuju"))
    kirim(kerja, tombol(kerja, "Terbitkan"))
    laman.locator(".messagelist .success").wait_for()


def jawaban(laman: Any, alamat: str) -> str:
    laman.goto(alamat)
    return " ".join(laman.inner_text("main").split())


@pytest.mark.parametrize("cara", [Tetikus, PapanKetik], ids=["tetikus", "papan ketik"])
def test_banjar_is_amended_and_the_public_sees_it_from_its_day_on(
    cara: type[Tetikus],
    masuk: Callable[..., Tetikus],
    buka: Callable[..., Any],
    live_server: Any,
    tmp_path: Path,
) -> None:
    naskah = tmp_path / "perbup-3-2024.pdf"
    naskah.write_bytes(PDF)
    pengelola = masuk("rini", cara)
    edisi = susun(pengelola)
    setujui(masuk("hadi", cara), edisi)
    terbitkan(pengelola, edisi, naskah)

    edisi.refresh_from_db()
    assert (edisi.keadaan, str(edisi.peraturan)) == ("terbit", "Perbup Banjar 3/2024")
    assert [satu for satu in periksa_edisi(edisi) if satu.tingkat == Tingkat.GALAT] == []
    huruf = RentangKoordinasi.objects.pada(edisi).filter(koordinator__nama=PEMBANGUNAN).order_by("urutan")
    assert "".join(huruf.values_list("huruf", flat=True)) == "abcdefghijkl"[: huruf.count()]
    assert huruf.count() == 11  # ten, less one by the merger, and Kominfo and the new Badan beside
    oleh = Tindakan.objects.filter(edisi=edisi, jenis__in=["ajukan", "setujui", "terbitkan"]).order_by("pk")
    assert list(oleh.values_list("jenis", "nama_oleh")) == [
        ("ajukan", "Rini"), ("setujui", "Hadi"), ("terbitkan", "Rini"),
    ]  # fmt: skip

    laman = buka("/", lebar=360)
    unit = {nama: f"{live_server.url}/perangkat-daerah/{_badan(edisi, nama).uuid}/" for nama in (KOMINFO, PERMUKIMAN)}
    lama = f"{live_server.url}/perangkat-daerah/{PerangkatDaerah.objects.get(nama=PANGAN).uuid}/"
    assert f"oleh {UMUM}" in jawaban(laman, f"{unit[KOMINFO]}?pada={SEBELUM}")
    assert f"oleh {PEMBANGUNAN}" in jawaban(laman, f"{unit[KOMINFO]}?pada={SESUDAH}")
    assert jawaban(laman, f"{unit[PERMUKIMAN]}?pada={SEBELUM}").count(PEMUKIMAN)
    laman.goto(f"{unit[PERMUKIMAN]}?pada={SESUDAH}")
    assert laman.inner_text("h1") == PERMUKIMAN
    assert f"oleh {PEMBANGUNAN}" in jawaban(laman, f"{lama}?pada={SEBELUM}")
    akhir = jawaban(laman, f"{lama}?pada={SESUDAH}")
    assert "digabung" in akhir
    assert GABUNGAN in akhir
    cari = jawaban(laman, f"{live_server.url}/cari/?q={PERTANIAN}&daerah=63.03&pada={SESUDAH}")
    assert GABUNGAN in cari
    banding = jawaban(laman, f"{live_server.url}/daerah/63.03/banding/?dari=2022-05-13&ke={SESUDAH}")
    assert f"{PANGAN} dan {PERTANIAN} digabung menjadi {GABUNGAN}" in banding
    rentang = jawaban(laman, f"{live_server.url}/daerah/63.03/rentang/?pada={SESUDAH}")
    assert RISET in rentang
    assert RISET not in jawaban(laman, f"{live_server.url}/daerah/63.03/rentang/?pada={SEBELUM}")


def _badan(edisi: Edisi, nama: str) -> PerangkatDaerah:
    return Kedudukan.objects.select_related("perangkat_daerah").get(edisi=edisi, nama=nama).perangkat_daerah
