"""The certificate: what it states, that it states the same for ever, its hash, its PDF, and who may have it."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import date, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlparse

import pypdfium2
import pytest
from django.db import DatabaseError
from django.test import Client
from django.utils import timezone
from django.utils.html import escape

from coordination.halaman import keterangan_gambar
from coordination.halaman.keterangan import muat_keterangan
from coordination.koordinator import koordinator
from registry.gambar import pdf
from registry.models import CatatanAkses, Daerah, Edisi, Kedudukan, Peraturan
from registry.services import buat_ralat, simpan_daerah, terapkan, terbitkan
from registry.waktu import hari_ini
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import Kabupaten, ada
from tests.test_cabang import rancangan

pytestmark = pytest.mark.django_db

ALAMAT = "/daerah/99.01/keterangan/"
SEMUA = (ALAMAT, "/daerah/99.01/keterangan.pdf", "/daerah/99.01/keterangan.json")


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def petugas(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("budi", "auditor", kab.daerah))
    return client


def buka(klien: Client, alamat: str = ALAMAT, **isian: str) -> tuple[Any, str]:
    """(answer, its whole address) after the redirect that adds the clocks."""
    jawaban = klien.get(f"{alamat}?{urlencode(isian)}" if isian else alamat, follow=True)
    akhir = jawaban.redirect_chain[-1][0] if jawaban.redirect_chain else jawaban.request["PATH_INFO"]
    return jawaban, akhir


def isian(alamat: str) -> dict[str, str]:
    return {nama: nilai[0] for nama, nilai in parse_qs(urlparse(alamat).query).items()}


def ralat(kab: Kabupaten, nama: str) -> None:
    satu = buat_ralat(edisi=kab.edisi, alasan="Salah ketik.", oleh=None)
    terapkan(edisi=satu, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": nama}}, oleh=None)
    kab.edisi = terbitkan(edisi=satu, oleh=None)


# --- What it says ----------------------------------------------------------------------------------------------


def test_menyatakan_keadaan_dengan_kedua_waktunya(petugas: Client, kab: Kabupaten) -> None:
    jawaban, alamat = buka(petugas, pada="2023-01-01")
    h = baca(jawaban)
    assert h.h1 == ["Keterangan keadaan per tanggal 1 Januari 2023"]
    assert h.terlarang == []
    assert re.search(r"menurut catatan sampai \d+ \w+ \d{4} pukul \d\d\.\d\d\.\d\d,\d{6} WITA", h.teks)
    assert "sejak 2 Januari 2020" in h.teks
    assert kab.peraturan.judul in h.teks
    assert "tempat pengundangannya belum tercatat" in h.teks
    assert isian(alamat)["pada"] == "2023-01-01"
    assert "no-store" in jawaban["Cache-Control"]


def test_setiap_unit_tertera_dengan_koordinator_dan_dasarnya(petugas: Client, kab: Kabupaten) -> None:
    k = muat_keterangan(kab.daerah, date(2023, 1, 1), timezone.now())
    assert len(k.unit) == len(pabrik.BAGAN)
    per_nama = {satu.nama: satu for satu in k.unit}
    for tempat in Kedudukan.objects.pada(kab.edisi):
        jawaban, tertera = koordinator(tempat), per_nama[tempat.nama]
        assert tertera.koordinator == (jawaban.nama if jawaban is not None else "")
        if jawaban is not None:
            assert (tertera.pasal, tertera.tanpa) == (jawaban.dasar.rujukan, "")
    assert per_nama["Dinas Kesehatan"].pasal == "Pasal 5 ayat (1) huruf a"
    assert per_nama["Dinas Kesehatan"].hubungan == "mengoordinasikan, langsung"
    assert per_nama["Bagian Hukum"].hubungan == "membawahi, langsung"
    assert per_nama["Puskesmas Contoh"].hubungan == "mengoordinasikan, melalui Dinas Kesehatan"
    assert per_nama["Bupati Contoh"].tanpa == "tidak dikoordinasikan"
    assert [satu.tingkat for satu in k.unit[:3]] == [0, 1, 2]
    h = baca(buka(petugas, pada="2023-01-01")[0])
    for satu in k.unit:
        assert satu.nama in h.teks
        assert satu.pasal in h.teks


def test_yang_tidak_diketahui_dikatakan(kab: Kabupaten) -> None:
    kab_gelap = pabrik.kabupaten("99.03", "Kabupaten Gelap", rentang={}, terbit=False)
    kab_gelap.edisi.rentang = "belum_terbaca"
    kab_gelap.edisi.rentang_keterangan = "Bagan dalam Lampiran II."
    kab_gelap.edisi.save()
    terbitkan(edisi=kab_gelap.edisi, oleh=None)
    k = muat_keterangan(kab_gelap.daerah, date(2023, 1, 1), timezone.now())
    assert {satu.tanpa for satu in k.unit if satu.nama == "Dinas Kesehatan"} == {"belum terbaca"}
    [bagian] = [satu for satu in k.bagian if satu.nama == "Rentang koordinasi"]
    assert (bagian.keadaan, bagian.keterangan) == ("belum terbaca", "Bagan dalam Lampiran II.")


def test_naskah_yang_tertulis_lain_ditunjukkan(petugas: Client, kab: Kabupaten) -> None:
    baru = rancangan(
        kab, kab.edisi,
        {("rentangkoordinasi", (kab.id("dinkes"), 1)): {"tertulis": "Asisten <II>", "catatan": "Salah cetak."}},
        date(2022, 1, 1),
    )  # fmt: skip
    terbitkan(edisi=baru, oleh=None)
    h = baca(buka(petugas, pada="2023-01-01")[0])
    assert "Tertulis: “Asisten <II>”. Salah cetak." in h.teks


def test_sebelum_edisi_pertama_dikatakan_belum_ada(petugas: Client) -> None:
    for alamat in SEMUA:
        assert buka(petugas, alamat, pada="2019-01-01")[0].status_code == 200
    h = baca(buka(petugas, pada="2019-01-01")[0])
    assert "belum tercatat edisi Kabupaten Contoh yang berlaku pada tanggal ini" in h.teks
    assert "Perangkat daerah dan koordinatornya" not in h.teks


# --- The same for ever --------------------------------------------------------------------------------------------


def test_tanpa_waktu_dialihkan_ke_alamat_dengan_kedua_waktunya(petugas: Client, kab: Kabupaten) -> None:
    sebelum = timezone.now()
    for alamat in SEMUA:
        jawaban = petugas.get(alamat)
        assert jawaban.status_code == 302
        isi = isian(jawaban["Location"])
        assert isi["pada"] == hari_ini(kab.daerah).isoformat()
        saat = timezone.datetime.fromisoformat(isi["tercatat"])  # type: ignore[attr-defined]
        assert sebelum <= saat <= timezone.now()
    # The end of today has not come: what is still recorded today would change the certificate.
    jawaban = petugas.get(ALAMAT, {"pada": "2023-01-01", "tercatat": hari_ini(kab.daerah).isoformat()})
    assert jawaban.status_code == 302
    assert timezone.datetime.fromisoformat(isian(jawaban["Location"])["tercatat"]) <= timezone.now()  # type: ignore[attr-defined]


def test_keterangan_tetap_sama_sesudah_ralat_edisi_baru_dan_ganti_nama(petugas: Client, kab: Kabupaten) -> None:
    _, alamat = buka(petugas, pada="2023-01-01")
    lama = {satu: petugas.get(satu, isian(alamat)).content for satu in SEMUA}
    teks = json.loads(lama[SEMUA[2]])
    ralat(kab, "Dinas Kesehatan Ralat")
    terbitkan(edisi=rancangan(kab, kab.edisi, mulai=date(2022, 6, 1)), oleh=None)
    daerah = Daerah.objects.get(pk=kab.daerah.pk)
    daerah.nama = "Kabupaten Berganti"
    simpan_daerah(objek=daerah, oleh=None, lihat={"nama": "Kabupaten Contoh"}, alasan="uji")
    peraturan = Peraturan.objects.get(pk=kab.peraturan.pk)
    peraturan.tentang = "Lain"
    peraturan.save()
    for satu in SEMUA[1:]:
        assert petugas.get(satu, isian(alamat)).content == lama[satu]
    artikel = re.compile(rb"<article.*</article>", re.DOTALL)
    kini = petugas.get(ALAMAT, isian(alamat)).content
    assert ada(artikel.search(kini))[0] == ada(artikel.search(lama[ALAMAT]))[0]
    assert teks["daerah"]["nama"] == "Kabupaten Contoh"
    baru = json.loads(buka(petugas, SEMUA[2], pada="2023-01-01")[0].content)
    assert baru["daerah"]["nama"] == "Kabupaten Berganti"
    assert baru["edisi"]["berlaku"] == "sejak 1 Juni 2022"
    lampau = json.loads(buka(petugas, SEMUA[2], pada="2022-01-01")[0].content)
    assert "Dinas Kesehatan Ralat" in {satu["nama"] for satu in lampau["unit"]}
    assert lampau["edisi"]["diralat"] == "Salah ketik."
    assert lampau["edisi"]["berlaku"] == "sejak 2 Januari 2020 sampai 31 Mei 2022"


def test_saat_sebelum_apa_pun_tercatat(petugas: Client, kab: Kabupaten) -> None:
    saat = ada(Edisi.objects.get(pk=kab.edisi.pk).diterbitkan_pada) - timedelta(microseconds=1)
    jawaban = petugas.get(ALAMAT, {"pada": "2023-01-01", "tercatat": saat.isoformat()})
    assert "belum mencatat Kabupaten Contoh" in baca(jawaban).teks
    assert b"<article class" not in jawaban.content
    for satu in SEMUA[1:]:  # nothing to give out, so nothing is noted
        assert (
            petugas.get(satu, {"pada": "2023-01-01", "tercatat": saat.isoformat()})["Content-Type"][:9] == "text/html"
        )
    assert not CatatanAkses.objects.filter(jenis="ekspor").exists()
    tepat = petugas.get(ALAMAT, {"pada": "2023-01-01", "tercatat": (saat + timedelta(microseconds=1)).isoformat()})
    assert tepat.status_code == 200


# --- Its hash and its code ----------------------------------------------------------------------------------------


def test_sidiknya_adalah_sha256_teks_json_dan_alamat_pada_kode_mencocokkannya(petugas: Client, kab: Kabupaten) -> None:
    jawaban, alamat = buka(petugas, pada="2023-01-01")
    teks = petugas.get(SEMUA[2], isian(alamat))
    assert re.fullmatch(r'attachment; filename="keterangan-99\.01-2023-01-01-[0-9a-f]{12}\.json"',
                        teks["Content-Disposition"])  # fmt: skip
    sidik = hashlib.sha256(teks.content).hexdigest()
    h = baca(jawaban)
    assert sidik in h.teks
    [kode] = set(re.findall(r"Kode QR: (http://testserver[^<\"]+)", jawaban.content.decode()))
    diisi = isian(kode.replace("&amp;", "&"))
    assert diisi == isian(alamat) | {"sidik": sidik}
    assert "Cocok. Sidik dalam alamat ini sama" in baca(petugas.get(ALAMAT, diisi)).teks
    for awal in (sidik[:-1], sidik[:16]):
        teks_awal = baca(petugas.get(ALAMAT, diisi | {"sidik": awal})).teks
        assert f"Sidik belum lengkap (64 huruf dan angka). Yang tertulis dalam alamat, {len(awal)} huruf" in teks_awal
        assert "Kertasnya diubah" not in teks_awal
    for salah in ("0" * 64, "z" + sidik[:15], sidik + "0", "<script>alert(1)</script>", "\x00" * 9, "z" * 9000):
        buruk = petugas.get(ALAMAT, diisi | {"sidik": salah})
        assert buruk.status_code == 200
        assert "Tidak cocok." in baca(buruk).teks, salah
        assert b"<script>alert" not in buruk.content
    assert "Tidak cocok" in baca(petugas.get(ALAMAT, diisi | {"pada": "2023-01-02"})).teks


def test_semua_yang_tertera_ikut_disidik(petugas: Client, kab: Kabupaten) -> None:
    """Every text of the hashed data stands on the page, so nothing is hashed that nobody sees."""
    jawaban, alamat = buka(petugas, pada="2023-01-01")
    data = json.loads(petugas.get(SEMUA[2], isian(alamat)).content)
    halaman = baca(jawaban).teks

    def semua(isi: Any) -> list[str]:
        if isinstance(isi, dict):
            return [satu for nama, nilai in isi.items() if nama != "uuid" for satu in semua(nilai)]
        return [satu for nilai in isi for satu in semua(nilai)] if isinstance(isi, list) else [isi]

    for teks in semua({nama: nilai for nama, nilai in data.items() if nama not in ("pada", "tercatat", "daerah")}):
        assert not isinstance(teks, str) or " ".join(teks.split()) in halaman, teks
    assert escape(data["daerah"]["nama"]) in halaman


# --- PDF ------------------------------------------------------------------------------------------------------------


def teks_pdf(isi: bytes) -> list[str]:
    dokumen = pypdfium2.PdfDocument(isi)
    try:
        return [" ".join(satu.get_textpage().get_text_range().split()) for satu in dokumen]
    finally:
        dokumen.close()


def test_pdf_memuat_semua_unit_dan_selalu_sama(petugas: Client, kab: Kabupaten) -> None:
    jawaban, alamat = buka(petugas, SEMUA[1], pada="2023-01-01")
    assert jawaban["Content-Type"] == "application/pdf"
    assert jawaban.content == petugas.get(SEMUA[1], isian(alamat)).content
    semua = teks_pdf(jawaban.content)
    teks = " ".join(semua)
    for nama, _, _ in pabrik.BAGAN.values():
        assert nama in teks
    sidik = hashlib.sha256(petugas.get(SEMUA[2], isian(alamat)).content).hexdigest()
    assert (sidik[:32] in teks, sidik[32:] in teks) == (True, True)
    assert "Dasar (koordinasi, atau kedudukannya)" in teks
    for nomor, satu in enumerate(semua, 1):
        assert f"halaman {nomor} dari {len(semua)}" in satu


def test_pdf_banyak_halaman_tidak_kehilangan_apa_pun(kab: Kabupaten) -> None:
    k = muat_keterangan(kab.daerah, date(2023, 1, 1), timezone.now())
    panjang = " ".join(f"kata{nomor}" for nomor in range(3000))
    unit = [type(k.unit[0])(**{**_sebagai(k.unit[3]), "nama": f"Dinas Nomor {nomor}"}) for nomor in range(300)]
    unit[150] = type(k.unit[0])(**{**_sebagai(k.unit[3]), "nama": "Tinggi", "tertulis": panjang, "catatan": "akhir"})
    besar = type(k)(k.daerah, k.pada, k.tercatat, k.edisi, k.bagian, tuple(unit), k.jenis)
    semua = keterangan_gambar.gambar_keterangan(besar, "https://rentang.example/x")
    teks = " ".join(teks_pdf(pdf.tulis(semua, judul="uji")))
    assert len(semua) > 10
    for nomor in (0, 149, 151, 299):
        assert f"Dinas Nomor {nomor} " in teks
    for nomor in range(3000):
        assert f"kata{nomor} " in teks or f"kata{nomor}”" in teks
    for gambar in semua:
        for bentuk in gambar.isi:
            _, _, kanan, bawah = pdf.batas(bentuk)
            assert bawah <= gambar.tinggi
            assert kanan <= gambar.lebar


def _sebagai(satu: Any) -> dict[str, Any]:
    return {nama: getattr(satu, nama) for nama in satu.__slots__}


# --- The access log ---------------------------------------------------------------------------------------------------


def test_unduhan_tercatat_sekali_dengan_sidiknya(petugas: Client, kab: Kabupaten) -> None:
    ekspor = CatatanAkses.objects.filter(jenis="ekspor").order_by("pk")
    _, alamat = buka(petugas, pada="2023-01-01")
    petugas.head(SEMUA[1], isian(alamat))
    petugas.get(SEMUA[1])  # only leads to the address with both clocks
    petugas.get(SEMUA[2], {"pada": "2023-01-01", "tercatat": "besok"})
    assert not ekspor.exists()
    teks = petugas.get(SEMUA[2], isian(alamat)).content
    petugas.get(SEMUA[1], isian(alamat))
    sidik = hashlib.sha256(teks).hexdigest()
    assert [(satu.nama, satu.daerah) for satu in ekspor] == [("budi", kab.daerah)] * 2
    for satu, macam in zip(ekspor, ("JSON", "PDF"), strict=True):
        assert re.fullmatch(
            rf"keterangan 2023-01-01 menurut catatan \S+ \d\d:\d\d:\d\d\.\d{{6}} WITA \({macam}\); sidik {sidik}",
            satu.rincian,
        )


def test_yang_tidak_dapat_dicatat_tidak_diberikan(petugas: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    _, alamat = buka(petugas, pada="2023-01-01")

    def gagal(*isi: Any, **lain: Any) -> None:
        raise DatabaseError("penuh")

    monkeypatch.setattr(CatatanAkses.objects, "create", gagal)
    for satu in SEMUA[1:]:
        with pytest.raises(DatabaseError, match="penuh"):
            petugas.get(satu, isian(alamat))


# --- Who may have it, and strange addresses ---------------------------------------------------------------------------


@pytest.mark.parametrize("peran", ["pengelola", "pemeriksa", "auditor", "administrator"])
def test_setiap_peran_di_daerah_itu_boleh(client: Client, kab: Kabupaten, peran: str) -> None:
    client.force_login(pabrik.pengguna("coba", peran, kab.daerah))
    for alamat in SEMUA:
        assert buka(client, alamat)[0].status_code == 200


def test_yang_lain_ditolak(client: Client, kab: Kabupaten) -> None:
    lengkap = urlencode({"pada": "2023-01-01", "tercatat": timezone.now().isoformat()})
    for alamat in (*SEMUA, *(f"{satu}?{lengkap}" for satu in SEMUA)):
        jawaban = client.get(alamat)
        assert jawaban.status_code == 302
        assert jawaban["Location"].startswith("/admin/login/?next=")
    client.force_login(pabrik.pengguna("asing", "auditor", pabrik.daerah("99.02", "Kabupaten Sebelah")))
    for alamat in (*SEMUA, *(f"{satu}?{lengkap}" for satu in SEMUA)):
        assert client.get(alamat).status_code == 403
    client.force_login(pabrik.pengguna("tanpa", ""))
    for alamat in (*SEMUA, *(f"{satu}?{lengkap}" for satu in SEMUA)):
        assert client.get(alamat).status_code == 403


@pytest.mark.parametrize(
    "isi",
    [
        {"pada": "kemarin"},
        {"pada": "2023-02-30"},
        {"pada": "2023-01-01", "tercatat": "besok"},
        {"pada": "2023-01-01", "tercatat": "9999-12-31T23:59:59.999999-23:59"},
        {"pada": "2023-01-01", "tercatat": "2999-01-01"},
        {"pada": "\x00", "tercatat": "'; DROP TABLE registry_edisi; --"},
    ],
)
def test_alamat_yang_salah_dijawab_dengan_kata(petugas: Client, isi: dict[str, str]) -> None:
    for alamat in SEMUA:
        assert petugas.get(alamat, isi).status_code == 400
    assert petugas.post(ALAMAT).status_code == 405
    assert petugas.get("/daerah/77.77/keterangan/").status_code == 404


def test_rancangan_tidak_tampak(petugas: Client, kab: Kabupaten) -> None:
    rancangan(kab, kab.edisi, {("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Rancangan"}}, date(2021, 1, 1))
    for alamat in SEMUA:
        assert b"Dinas Rancangan" not in buka(petugas, alamat, pada="2023-01-01")[0].content


def test_banyaknya_kueri_tetap(petugas: Client, kab: Kabupaten, django_assert_max_num_queries: Any) -> None:
    _, alamat = buka(petugas, pada="2023-01-01")
    with django_assert_max_num_queries(40):  # session, account, role, tables of the moment, and 5 of the page itself
        petugas.get(alamat)
