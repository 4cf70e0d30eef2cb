"""`?tercatat=` on the public pages: what each page said at a moment, it says again when asked for that moment."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import zip_longest
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from registry import waktu
from registry.models import Daerah, Edisi, HubunganPeraturan, NamaLain, PerangkatDaerah, Peraturan, Tindakan
from registry.services import (
    buat_ralat,
    buat_rancangan,
    simpan_badan,
    simpan_daerah,
    simpan_nasional,
    simpan_peraturan,
    terapkan,
    terbitkan,
)
from registry.tercatat import saat_kini
from relations.models import Urusan
from tests import pabrik
from tests.halaman import baca, ketat
from tests.pabrik import BAGAN, RENTANG, Kabupaten, ada

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


def masuk(nama: str, peran: str, milik: Daerah | None) -> Client:
    klien = Client()
    klien.force_login(pabrik.pengguna(nama, peran, milik))
    return klien


def nilai(objek: Any) -> dict[str, Any]:
    return {ruas.attname: getattr(objek, ruas.attname) for ruas in objek._meta.concrete_fields if ruas.editable}


class Tahun:
    """A region in which something is done at each step; what the pages say is kept after each."""

    def __init__(self, klien: Client) -> None:
        self.klien = klien
        bagan = {**BAGAN, "staf-ahli": ("Staf Ahli Bidang Hukum", "staf_ahli", "bupati")}
        self.kab = pabrik.kabupaten(bagan=bagan, rentang=RENTANG)
        self.urusan = Urusan.objects.create(kode="1.02", nama="kesehatan", kelompok="pelayanan_dasar")
        self.nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
        self.baru = pabrik.peraturan(self.kab.daerah, "7", 2023)
        self.lama = pabrik.peraturan(self.kab.daerah, "3", 2012, tentang="Tata Kerja")
        self.edisi = self.kab.edisi

    def langkah(self) -> list[tuple[str, Callable[[], object]]]:
        return [
            ("awal; alias; cabut", self._alias_dan_cabut),
            ("edisi kedua", self._edisi_kedua),
            ("ganti nama", self._ganti_nama),
            ("ralat; alias dan cabut dihapus", self._ralat_dan_hapus),
            ("edisi lampau dicatat kemudian", self._lampau),
            ("ralat kedua", self._ralat),
        ]

    def _alias_dan_cabut(self) -> None:
        self._alias()
        self._cabut()

    def _ralat_dan_hapus(self) -> None:
        self._ralat()
        self._alias_hilang()
        self._cabut_dihapus()

    def _ganti_nama(self) -> None:
        self._simpan(simpan_daerah, self.kab.daerah, ibu_kota="Martapura")
        self._simpan(simpan_peraturan, self.baru, tentang="Rentang Baru")
        self._simpan(simpan_nasional, self.urusan, nama="kesehatan masyarakat")

    def _simpan(self, layanan: Any, objek: Any, **isi: Any) -> None:
        objek.refresh_from_db()
        lihat = {nama: getattr(objek, nama) for nama in isi}
        for nama, satu in isi.items():
            setattr(objek, nama, satu)
        layanan(objek=objek, oleh=None, lihat=lihat, alasan="uji")

    def _alias(self) -> None:
        badan = self.kab.badan["dinkes"]
        self.alias = NamaLain(perangkat_daerah=badan, nama="DKK", jenis="singkatan")
        simpan_badan(objek=badan, oleh=None, lihat={}, alasan="uji", ikutan=[(self.alias, None)])

    def _alias_hilang(self) -> None:
        lihat = {"nama": self.alias.nama}
        simpan_badan(objek=self.kab.badan["dinkes"], oleh=None, lihat={}, alasan="uji", hapus=[(self.alias, lihat)])

    def _cabut(self) -> None:
        self.ikatan = HubunganPeraturan(dari=self.kab.peraturan, ke=self.lama, jenis="mencabut", rujukan="Pasal 9")
        simpan_peraturan(objek=self.kab.peraturan, oleh=None, lihat={}, alasan="uji", ikutan=[(self.ikatan, None)])

    def _cabut_dihapus(self) -> None:
        simpan_peraturan(
            objek=self.kab.peraturan,
            oleh=None,
            lihat={},
            alasan="uji",
            hapus=[(self.ikatan, {"jenis": "mencabut"})],
        )

    def _edisi_kedua(self) -> None:
        edisi = buat_rancangan(
            daerah=self.kab.daerah, oleh=None, asal=self.edisi, peraturan=self.baru, berlaku_mulai=date(2023, 1, 2)
        )
        ubah: Any = {
            ("kedudukan", (self.kab.id("puskesmas"),)): None,
            ("urusanperangkat", (self.kab.id("dinkes"), self.urusan.pk)): {"peraturan_id": self.nasional.pk},
            ("bidangstafahli", (self.kab.id("staf-ahli"), self.urusan.pk)): {},
            ("rentangkoordinasi", (self.kab.id("dinkes"), 1)): {"koordinator_id": self.kab.id("asisten-2")},
        }
        terapkan(edisi=edisi, ubah=ubah, oleh=None)
        self.edisi = terbitkan(edisi=edisi, oleh=None)

    def _ralat(self) -> None:
        ralat = buat_ralat(edisi=self.edisi, oleh=None, alasan="Ayat (2) salah disalin")
        nama = f"Dinas Kesehatan dan {ralat.pk}"
        terapkan(edisi=ralat, ubah={("kedudukan", (self.kab.id("dinkes"),)): {"nama": nama}}, oleh=None)
        self.edisi = terbitkan(edisi=ralat, oleh=None)

    def _lampau(self) -> None:
        edisi = buat_rancangan(daerah=self.kab.daerah, oleh=None, peraturan=self.lama, berlaku_mulai=date(2012, 3, 1))
        terbitkan(edisi=edisi, oleh=None)

    def alamat(self) -> list[str]:
        kode = self.kab.daerah.kode
        unit = [self.kab.badan[kunci].uuid for kunci in ("dinkes", "puskesmas")]
        return [
            f"/daerah/{kode}/",
            f"/daerah/{kode}/bagan.svg",
            f"/daerah/{kode}/rentang/",
            f"/daerah/{kode}/hubungan/",
            f"/daerah/{kode}/staf-ahli/",
            f"/daerah/{kode}/urusan/1.02/",
            f"/daerah/{kode}/edisi/",
            f"/daerah/{kode}/edisi/2020-01-02/",
            f"/daerah/{kode}/edisi/2023-01-02/",
            f"/daerah/{kode}/banding/",
            f"/daerah/{kode}/banding/?ralat=2023-01-02",
            *(f"/perangkat-daerah/{satu}/" for satu in unit),
            f"/perangkat-daerah/{unit[0]}/hubungan/",
            *(f"/peraturan/{satu.pk}/" for satu in (self.kab.peraturan, self.baru, self.lama, self.nasional)),
        ]

    def baca(self, tercatat: str = "") -> dict[str, tuple[int, str]]:
        """{address: (status, what stands between the banner and the footer)}, on three dates."""
        hasil: dict[str, tuple[int, str]] = {}
        for alamat in self.alamat():
            tanggal = (
                ("", "2021-06-01") if alamat.count("/") == 3 else ("2021-06-01",) if "rentang" in alamat else ("",)
            )
            for pada in tanggal:
                isian = {nama: satu for nama, satu in (("pada", pada), ("tercatat", tercatat)) if satu}
                jawaban = self.klien.get(f"{alamat}{'&' if '?' in alamat else '?'}{urlencode(isian)}")
                teks = jawaban.content.decode()
                # Where nothing was recorded yet, the page says so under its name instead of not being there.
                kode = 404 if "Rentang belum mencatat" in teks else jawaban.status_code
                hasil[f"{alamat} {pada}"] = (kode, polos(teks, kode))
        return hasil


def polos(teks: str, kode: int) -> str:
    """The page without banner and without the second clock in its links; of a missing one only that it is missing."""
    if kode == 404:
        return "tidak ada"
    if teks.lstrip().startswith(("<svg", "<?xml")):
        # Its head and its foot name the moment, which moves what stands below: the words are compared.
        kata = " ".join(" ".join(re.findall(r">([^<>]+)<", teks)).replace("·", " ").split())
        kata = re.sub(r" menurut catatan sampai \d.*? \d\d\.\d\d\.\d\d WIT[AB]?", "", kata)
        return re.sub(r"Rentang +testserver/\S*", "", kata).replace(" ", "\n")
    teks = re.sub(r" \(menurut catatan Rentang sampai [^)]*\)", "", teks)
    teks = re.sub(r"(?s)^.*<main.*?>|</main>.*$", "", teks)
    teks = re.sub(r"(\?|&amp;|&)tercatat=[^\"'&#<]*(&amp;|&)?", lambda m: m[1] if m[2] else "", teks)
    teks = re.sub(r'<input type="hidden" name="tercatat"[^>]*>', "", teks).replace('"?#', '"#')
    teks = re.sub(r'<a class="tombol kedua" href="[^"]*/kartu/[^"]*">[^<]*</a>', "", teks)
    teks = re.sub(r'\s*<div class="jawaban-kaki tanpa-cetak"></div>', "", teks)
    teks = re.sub(r"<text[^>]*>Rentang · [^<]*</text>", "", teks)  # the drawing names its own address
    teks = re.sub(r'<li><a href="[^"]*/kartu/[^"]*">Kartu jawaban</a></li>', "", teks)
    return re.sub(r"\s*\n\s*", "\n", teks).replace("\n</section>", "</section>")


def beda(satu: tuple[int, str], lain: tuple[int, str]) -> str:
    """The first line in which two pages differ."""
    if satu[0] != lain[0]:
        return f"{satu[0]} bukan {lain[0]}"
    pasangan = zip_longest(satu[1].splitlines(), lain[1].splitlines())
    return next((f"{kiri}\n{kanan}" for kiri, kanan in pasangan if kiri != kanan), "")


@pytest.mark.lambat
def test_tiap_halaman_pada_tiap_saat_berkata_seperti_waktu_itu() -> None:
    klien = masuk("auditor", "auditor", None)
    tahun = Tahun(klien)
    simpan: list[tuple[str, datetime, dict[str, tuple[int, str]]]] = []
    for nama, jalankan in tahun.langkah():
        jalankan()
        simpan.append((nama, timezone.now(), tahun.baca()))
    isi = {teks for _, _, semua in simpan for _, teks in semua.values()}
    assert len(isi) > 60, "tiap langkah harus mengubah sesuatu"
    for nama, saat, dulu in simpan:
        lagi = tahun.baca(saat.isoformat())
        for alamat, harap in dulu.items():
            assert beda(lagi[alamat], harap) == "", (nama, alamat)
    assert tahun.baca() == simpan[-1][2]


def test_saat_adalah_termasuk_dan_sesaat_sebelumnya_belum(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    saat = ada(kab.edisi.diterbitkan_pada)
    alamat = f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"
    assert klien.get(alamat, {"tercatat": saat.isoformat()}).status_code == 200
    sebelum = klien.get(alamat, {"tercatat": (saat - timedelta(microseconds=1)).isoformat()})
    assert sebelum.status_code == 200
    h = baca(sebelum)
    assert h.h1 == ["Dinas Kesehatan"]
    assert "tercatat sampai" in h.teks
    assert "Ganti kedua waktu" in h.teks


def test_yang_belum_dicatat_disebut_namanya_dan_sejak_kapan_dicatat(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    saat = ada(kab.edisi.diterbitkan_pada)
    kata = waktu.sebut_saat(saat, kab.daerah, "j F Y H.i.s")
    badan = kab.badan["dinkes"]
    for alamat, nama, riwayat in (
        (f"/perangkat-daerah/{badan.uuid}/", "Dinas Kesehatan", f"/perangkat-daerah/{badan.uuid}/riwayat/"),
        (f"/daerah/{kab.daerah.kode}/rentang/", kab.daerah.nama, f"/daerah/{kab.daerah.kode}/riwayat/"),
        (f"/peraturan/{kab.peraturan.pk}/", kab.peraturan.judul_pendek, f"/daerah/{kab.daerah.kode}/riwayat/"),
    ):
        jawaban = klien.get(alamat, {"tercatat": "2026-01-01", "pada": "2021-01-01"})
        h = baca(jawaban)
        assert (jawaban.status_code, h.h1) == (200, [nama])
        assert (
            f"Sampai 1 Januari 2026 23.59.59 WITA Rentang belum mencatat {nama}. Catatan pertamanya {kata}." in h.teks
        )
        assert "salah ketik" not in h.teks
        assert "terpotong" not in h.teks
        assert riwayat in h.tautan
        pertama = next(satu for satu in h.tautan if "tercatat=" in satu and "tercatat=2026-01-01" not in satu)
        assert parse_qs(urlsplit(pertama).query)["pada"] == ["2021-01-01"]
        assert klien.get(pertama).status_code == 200
        assert "belum mencatat" not in baca(klien.get(pertama)).teks
    assert klien.get(f"/daerah/{kab.daerah.kode}/bagan.svg", {"tercatat": "2026-01-01"}).status_code == 404
    hilang = klien.get(f"/daerah/{kab.daerah.kode}/urusan/9.99/", {"tercatat": saat.isoformat()})
    assert hilang.status_code == 404
    assert "belum mencatat" not in baca(hilang).teks
    assert klien.get("/daerah/98.01/", {"tercatat": "2026-01-01"}).status_code == 404


def test_jam_ditanyakan_dengan_isian_sendiri_tanpa_skrip(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    alamat = f"/daerah/{kab.daerah.kode}/rentang/"
    teks = klien.get(alamat).content.decode()
    assert 'type="time" step="1" id="pita-jam" name="jam" value=""' in teks
    assert "Jam WITA (boleh kosong: akhir hari)" in baca(klien.get(alamat)).teks
    for tanya, harap in (
        ({"pada": "2021-01-01", "tercatat": "2026-11-20", "jam": "09:14"}, "pada=2021-01-01&tercatat=2026-11-20T09:14"),
        ({"tercatat": "20-11-2026", "jam": "09.14.05"}, "tercatat=2026-11-20T09:14:05"),
        ({"pada": "2021-01-01", "tercatat": "2026-11-20", "jam": ""}, "pada=2021-01-01&tercatat=2026-11-20"),
        ({"pada": "2021-01-01", "tercatat": "", "jam": ""}, "pada=2021-01-01"),
        ({"pada": "", "tercatat": "", "jam": ""}, ""),
    ):
        jawaban = klien.get(alamat, tanya)
        assert jawaban.status_code == 302
        tujuan = urlsplit(jawaban["Location"])
        assert tujuan.path == alamat
        assert sorted(tujuan.query.split("&")) == sorted(harap.split("&"))
    jam = baca(klien.get(f"{alamat}?tercatat=2026-11-20T09:14"))
    assert "tercatat sampai 20 November 2026 09.14.00 WITA" in jam.teks
    # What the form of a moment holds leads back to that very moment.
    saat = ada(kab.edisi.diterbitkan_pada)
    isi = dict(
        re.findall(
            r'name="(tercatat|jam)" value="([^"]*)"', klien.get(alamat, {"tercatat": saat.isoformat()}).content.decode()
        )
    )
    lagi = parse_qs(urlsplit(klien.get(alamat, isi)["Location"]).query)["tercatat"][0]
    assert datetime.fromisoformat(lagi).replace(tzinfo=waktu.zona(kab.daerah)) == saat
    for salah in ({"jam": "09:14"}, {"tercatat": "kemarin", "jam": "09:14"}):
        jawaban = klien.get(alamat, salah)
        assert jawaban.status_code == 400
        assert "tidak terbaca" in baca(jawaban).teks
    assert klien.get(alamat, {"tercatat": "2026-11-20", "jam": "25:99"}, follow=True).status_code == 400


def test_yang_dibawa_pulang_menyebut_kedua_waktu(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    saat = ada(kab.edisi.diterbitkan_pada)
    kata = waktu.sebut_saat(saat, kab.daerah, "j F Y H.i.s")
    gambar = f"/daerah/{kab.daerah.kode}/bagan.svg"
    for tanya, menyebut in (({}, False), ({"tercatat": saat.isoformat()}, True)):
        teks = " ".join(re.findall(r">([^<>]+)<", klien.get(gambar, tanya).content.decode()))
        assert "keadaan per" in teks
        assert (f"menurut catatan sampai {kata}" in teks) is menyebut
        unit = baca(klien.get(f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/", tanya)).teks
        assert "Kutipan siap salin" in unit
        assert (f"(menurut catatan Rentang sampai {kata})" in unit) is menyebut


def test_pita_banding_menyebut_kedua_waktu_sekali() -> None:
    klien = masuk("auditor", "auditor", None)
    tahun = Tahun(klien)
    tahun._edisi_kedua()
    saat = ada(tahun.edisi.diterbitkan_pada)
    kata = waktu.sebut_saat(saat, tahun.kab.daerah, "j F Y H.i.s")
    alamat = f"/daerah/{tahun.kab.daerah.kode}/banding/"
    dulu = klien.get(alamat, {"tercatat": saat.isoformat()})
    assert f"Berlaku: 2 Januari 2020 dan 2 Januari 2023 · tercatat sampai {kata}" in baca(dulu).teks
    assert dulu.content.decode().count('class="pita') == klien.get(alamat).content.decode().count('class="pita') == 1
    tahun._ralat()
    akhir = timezone.now().isoformat()
    ralat = baca(klien.get(alamat, {"ralat": "2023-01-02", "tercatat": akhir})).teks
    assert "Berlaku: 2 Januari 2023 (ralatnya) · tercatat sampai" in ralat


def test_judul_yang_belum_tiba_bukan_tidak_terbaca(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    for salah, judul in (("9999-12-31", "Saat itu belum tiba"), ("kemarin", "Saat itu tidak terbaca")):
        teks = klien.get(f"/daerah/{kab.daerah.kode}/", {"tercatat": salah}).content.decode()
        assert re.findall(r"<title>\s*([^,<·|]*?)\s*[·|,<]", teks) == [judul]


def test_petugas_mendapat_satu_isian_untuk_kedua_waktu(kab: Kabupaten) -> None:
    klien, alamat = masuk("auditor", "auditor", kab.daerah), f"/daerah/{kab.daerah.kode}/"
    petugas, tamu = (satu.get(alamat).content.decode() for satu in (klien, Client()))
    assert petugas.count('name="pada"') == tamu.count('name="pada"') == 1
    assert 'name="tercatat" value=""' in petugas
    assert 'name="tercatat"' not in tamu


def test_pita_menyebut_kedua_waktu_dan_tautan_membawa_keduanya(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    saat = ada(kab.edisi.diterbitkan_pada).replace(microsecond=0) + timedelta(seconds=1)
    # The moment must lie in the past for the page, whatever the clock says.
    Daerah.objects.filter(pk=kab.daerah.pk).update(ibu_kota="kini")
    alamat = f"/daerah/{kab.daerah.kode}/rentang/"
    jawaban = klien.get(alamat, {"pada": "2023-01-01", "tercatat": saat.isoformat()})
    h = baca(jawaban)
    assert "Berlaku: 1 Januari 2023 · tercatat sampai" in h.teks
    assert "WITA" in h.teks
    assert not h.terlarang
    dalam = [satu for satu in h.tautan if satu.startswith(("/daerah/9", "/perangkat", "/peraturan"))]
    lepas = [satu for satu in dalam if "tercatat=" not in satu]
    # Only the banner leads back to the present.
    assert lepas == [alamat, f"{alamat}?pada=2023-01-01"]
    assert all("tercatat=" not in satu for satu in h.tautan if satu.startswith(("/cari", "/daerah/?")) or satu == "/")
    assert all("kartu" not in satu for satu in h.tautan)
    assert jawaban["Cache-Control"] == "private, no-store"


def test_tiap_tautan_halaman_berwaktu_dua_dapat_dibuka() -> None:
    klien = masuk("auditor", "auditor", None)
    tahun = Tahun(klien)
    for _, jalankan in tahun.langkah():
        jalankan()
    saat = urlencode({"tercatat": timezone.now().isoformat()})
    antre = {satu.partition("?")[0]: f"{satu}{'&' if '?' in satu else '?'}{saat}" for satu in tahun.alamat()}
    sudah: set[str] = set()
    while berikut := antre.keys() - sudah:
        sini = min(berikut)
        sudah.add(sini)
        jawaban = klien.get(antre[sini].split("#")[0])
        assert jawaban.status_code in (200, 404), antre[sini]
        if jawaban.status_code == 404 or "html" not in jawaban["Content-Type"] or len(sudah) > 30:
            continue
        h = baca(jawaban)
        assert not h.terlarang, sini
        for satu in h.tautan:
            pecah = urlsplit(satu)
            if not pecah.path.startswith(("/daerah/99", "/perangkat", "/peraturan")):
                continue
            if re.search("/(riwayat|berkas-audit|keterangan)/", pecah.path):
                continue  # pages of the record itself
            if "tercatat" in parse_qs(pecah.query):
                antre.setdefault(pecah.path, satu)
            else:  # the banner leads back to the present
                assert pecah.path == sini or (sini.endswith("/banding/") and pecah.path.count("/") == 3), (sini, satu)


def test_tanggal_adalah_akhir_hari_di_daerahnya_dan_saat_tanpa_zona_menurut_jamnya(kab: Kabupaten) -> None:
    from registry.forms import SaatSalah, baca_tercatat

    wita = kab.daerah
    saat, ditulis = baca_tercatat("2026-11-20", wita)
    assert (saat, ditulis) == (datetime(2026, 11, 20, 15, 59, 59, 999999, UTC), "2026-11-20")
    saat, _ = baca_tercatat("2026-11-20", None)
    assert saat == datetime(2026, 11, 20, 16, 59, 59, 999999, UTC)
    for teks in ("2026-11-20T09:14:05.123456", "2026-11-20 09:14:05.123456", "2026-11-20T09:14:05.123456+08:00",
                 "2026-11-20T09:14:05.123456 08:00", "2026-11-20t01:14:05.123456z"):  # fmt: skip
        saat, ditulis = baca_tercatat(teks, wita)
        assert saat == datetime(2026, 11, 20, 1, 14, 5, 123456, UTC), teks
        assert ditulis == "2026-11-20T09:14:05.123456+08:00"
        assert baca_tercatat(ditulis, None)[0] == saat
    assert baca_tercatat("  ", wita) == (None, "")
    for salah in ("kemarin", "2026-02-30", "2026-11-20T25:00", "0001-01-01T00:00:00+14:00", "2026-W47-5", "1; DROP",
                  "2026-11-20T09:14:05'", "2026-11-20T09:14:05.1234567"):  # fmt: skip
        with pytest.raises(SaatSalah) as galat:
            baca_tercatat(salah, wita)
        assert not galat.value.mendatang, salah


def test_yang_tidak_terbaca_dan_yang_akan_datang_dijawab_400(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    alamat = f"/daerah/{kab.daerah.kode}/"
    hari_ini = waktu.hari_ini(kab.daerah)
    for salah, kata in (
        ("besok", "tidak terbaca"),
        ((hari_ini + timedelta(days=1)).isoformat(), "belum tiba"),
        ("9999-12-31", "belum tiba"),
        (f"{hari_ini + timedelta(days=1)}T00:00:00", "belum tiba"),
        ("<script>alert(1)</script>", "tidak terbaca"),
    ):
        jawaban = klien.get(alamat, {"tercatat": salah, "pada": "2021-01-01"})
        assert jawaban.status_code == 400, salah
        assert kata in baca(jawaban).teks
        assert not baca(jawaban).terlarang
    assert klien.get(alamat, {"tercatat": hari_ini.isoformat()}).status_code == 200
    assert "akhir hari (hari ini)" in baca(klien.get(alamat, {"tercatat": hari_ini.isoformat()})).teks
    assert klien.get(alamat, {"tercatat": ""}).status_code == 200
    assert klien.get(alamat, {"tercatat": "2026-01-01", "pada": "x"}).status_code == 400


def test_halaman_tanpa_daerah_menolak_dengan_kata(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    for satu in (klien, Client()):
        for alamat, kata in (
            ("/", "tidak menyangkut satu daerah saja"),
            ("/daerah/", "tidak menyangkut satu daerah saja"),
            ("/cari/?q=dinkes", "Pencarian tidak dapat dibaca menurut saat pencatatan"),
            (f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/kartu/", "menurut catatan sekarang"),
            (f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/kartu.pdf", "menurut catatan sekarang"),
            ("/k/abcdefgh/", "menurut catatan sekarang"),
        ):
            jawaban = satu.get(f"{alamat}{'&' if '?' in alamat else '?'}tercatat=2026-01-01")
            assert jawaban.status_code == 400, alamat
            assert kata in baca(jawaban).teks


def test_hanya_yang_bekerja_bagi_daerah_itu(kab: Kabupaten) -> None:
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    nasional = pabrik.peraturan(None, "18", 2016, jenis="pp")
    alamat = [
        f"/daerah/{kab.daerah.kode}/",
        f"/daerah/{kab.daerah.kode}/bagan.svg",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/",
        f"/peraturan/{kab.peraturan.pk}/",
    ]
    for satu in [*alamat, f"/peraturan/{nasional.pk}/"]:
        tamu = Client().get(satu, {"tercatat": "2026-01-01", "pada": "2021-01-01"})
        assert tamu.status_code == 302
        assert tamu["Location"].startswith("/admin/login/?next=")
        assert "tercatat%3D2026-01-01" in tamu["Location"]
    for peran in ("pengelola", "pemeriksa", "auditor", "administrator"):
        dalam, luar = masuk(f"d-{peran}", peran, kab.daerah), masuk(f"l-{peran}", peran, lain)
        for satu in alamat:
            belum = dalam.get(satu, {"tercatat": "2026-01-01"})  # nothing was recorded then
            assert belum.status_code == (404 if satu.endswith(".svg") else 200)
            assert "Rentang belum mencatat" in baca(belum).teks or satu.endswith(".svg")
            ditolak = luar.get(satu, {"tercatat": "2026-01-01"})
            assert ditolak.status_code == 403
            assert "tidak berwenang melihat pekerjaan daerah ini" in baca(ditolak).teks
            assert luar.get(satu).status_code == 200
        assert luar.get(f"/peraturan/{nasional.pk}/", {"tercatat": timezone.now().isoformat()}).status_code == 200
    tanpa = masuk("tanpa", "", None)
    assert tanpa.get(alamat[0], {"tercatat": "2026-01-01"}).status_code == 403
    assert saat_kini() is None


def test_pengunjung_tidak_ditawari_dan_tidak_ditanya(kab: Kabupaten) -> None:
    alamat = f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/"
    tamu = Client().get(alamat)
    assert "Tercatat sampai" not in baca(tamu).teks
    assert "Cookie" not in tamu.get("Vary", "")
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    for klien, ditawari in (
        (masuk("auditor", "auditor", kab.daerah), True),
        (masuk("orang-lain", "auditor", lain), False),
    ):
        jawaban = klien.get(alamat)
        assert ("Tercatat sampai" in baca(jawaban).teks) is ditawari
        assert ("private" in jawaban.get("Cache-Control", "")) is ditawari
    assert "Tercatat sampai" not in baca(masuk("satu", "auditor", None).get("/")).teks


def test_galat_di_halaman_tidak_membocorkan_masa_lalu_ke_permintaan_berikutnya(
    kab: Kabupaten, monkeypatch: pytest.MonkeyPatch
) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    klien.raise_request_exception = False
    alamat = f"/daerah/{kab.daerah.kode}/"
    with monkeypatch.context() as tambal:
        tambal.setattr("registry.views.muat_halaman_daerah", lambda *_: 1 / 0)
        assert klien.get(alamat, {"tercatat": timezone.now().isoformat()}).status_code == 500
    assert saat_kini() is None
    Daerah.objects.filter(pk=kab.daerah.pk).update(ibu_kota="Sesudahnya")
    assert "Sesudahnya" in baca(klien.get(alamat)).teks
    assert "Sesudahnya" in baca(Client().get(alamat)).teks


def test_yang_dimuat_tanpa_riwayat_disebut_di_pita(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    PerangkatDaerah.objects.bulk_create([PerangkatDaerah(daerah=kab.daerah, kunci="tanpa", nama="Tanpa")])
    h = baca(klien.get(f"/daerah/{kab.daerah.kode}/", {"tercatat": timezone.now().isoformat()}))
    assert "1 perangkat daerah dimuat tanpa riwayat, jadi tidak dapat disusun ulang" in h.teks


def test_jumlah_kueri_tetap_biarpun_ada_lima_puluh_daerah_lain(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    saat = timezone.now().isoformat()
    semua = [
        f"/daerah/{kab.daerah.kode}/",
        f"/daerah/{kab.daerah.kode}/rentang/",
        f"/daerah/{kab.daerah.kode}/banding/",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/",
        f"/perangkat-daerah/{kab.badan['dinkes'].uuid}/hubungan/",
        f"/peraturan/{kab.peraturan.pk}/",
    ]

    def hitung() -> list[tuple[str, int]]:
        hasil = []
        for alamat in semua:
            klien.get(alamat, {"tercatat": saat})
            with CaptureQueriesContext(connection) as kueri:
                assert klien.get(alamat, {"tercatat": saat}).status_code == 200
            baca_saja = [satu for satu in kueri.captured_queries if "SELECT" in satu["sql"][:8]]
            hasil.append((alamat, len(baca_saja)))
        return hasil

    dulu = hitung()
    assert all(banyak <= 16 for _, banyak in dulu), dulu
    for n in range(50):
        pabrik.peraturan(pabrik.daerah(f"{10 + n}.01", f"Kabupaten Uji {n}"), str(n + 1))
    assert hitung() == dulu


def test_tindakan_tidak_bertambah_oleh_pembacaan(kab: Kabupaten) -> None:
    klien = masuk("auditor", "auditor", kab.daerah)
    banyak = (Tindakan.objects.count(), Edisi.objects.count(), Peraturan.objects.count())
    klien.get(f"/daerah/{kab.daerah.kode}/", {"tercatat": timezone.now().isoformat()})
    assert (Tindakan.objects.count(), Edisi.objects.count(), Peraturan.objects.count()) == banyak
