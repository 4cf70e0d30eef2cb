"""The audit pack: what is in it, who may take it, and what its own checker says of honest and of altered packs."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import Mock
from uuid import UUID

import pytest
import yaml
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from registry import beku
from registry.audit import ruas as ruas_terbuka
from registry.audit.paket import Paket, buat_paket
from registry.audit.paket_baris import baca, milik_daerah
from registry.dokumen import ekspor
from registry.models import Daerah, Edisi, Kedudukan, PerangkatDaerah, Peraturan, Segel, Tindakan
from registry.models.catatan_akses import CatatanAkses
from registry.riwayat import rekam, satu_tindakan, tabel_riwayat
from registry.segel import pemeriksa_segel
from registry.segel.buat import segel_baru
from registry.segel.kanonik import sidik_baris
from registry.segel.kolom import kolom_segel
from registry.services import buat_ralat, terapkan, terbitkan
from tests import pabrik
from tests.halaman import baca as baca_halaman
from tests.halaman import ketat
from tests.pabrik import Kabupaten, ada
from tests.test_cabang import rancangan

pytestmark = pytest.mark.django_db

PEMERIKSA = Path(pemeriksa_segel.__file__)
RAHASIA = "Dinas Rahasia Sebelah"
MULAI, AKHIR = date(2000, 1, 1), date(2200, 12, 31)


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat(monkeypatch)


@pytest.fixture
def tata() -> User:
    """Whose account must leave no trace but the name under which they acted."""
    return pabrik.pengguna("akun.tata", first_name="Tata", last_name="Usaha", email="tata@contoh.go.id")


@pytest.fixture
def isi(tata: User) -> Kabupaten:
    """A sealed edition, its correction under a second seal, a draft under none; and a neighbour with a draft."""
    kab = pabrik.kabupaten(oleh=tata)
    segel_baru()
    ralat = buat_ralat(edisi=kab.edisi, alasan="=SUM(A1) salah ketik", oleh=None)
    terapkan(edisi=ralat, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Baru"}}, oleh=tata)
    kab.edisi = terbitkan(edisi=ralat, oleh=None)
    tetangga = pabrik.kabupaten("99.02", "Kabupaten Sebelah", oleh=tata)
    rancangan(tetangga, tetangga.edisi, {("kedudukan", (tetangga.id("dinkes"),)): {"nama": RAHASIA}})
    segel_baru()
    rancangan(kab, kab.edisi, {("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Rancangan"}})
    return kab


def paket(kab: Kabupaten, dari: date = MULAI, sampai: date = AKHIR) -> Paket:
    return buat_paket(kab.daerah, dari, sampai, timezone.now())


def simpan(satu: Paket, folder: Path) -> Path:
    tujuan = folder / satu.nama
    with satu.berkas:
        tujuan.write_bytes(satu.berkas.read())
    return tujuan


@pytest.fixture
def zip_isi(isi: Kabupaten, tmp_path: Path) -> Path:
    return simpan(paket(isi), tmp_path)


def jalankan(berkas: Path, *pilihan: str) -> tuple[int, str]:
    """The checker as anybody runs it: no Rentang, no packages, not even site."""
    hasil = subprocess.run(
        [sys.executable, "-I", "-S", str(PEMERIKSA), str(berkas), *pilihan],
        capture_output=True, encoding="utf-8", timeout=60, check=False, cwd=berkas.parent,
    )  # fmt: skip
    assert hasil.stderr == ""
    return hasil.returncode, hasil.stdout


def habiskan(jawaban: Any) -> bytes:
    """The body of a download, read to its end, which also closes it."""
    return b"".join(jawaban.streaming_content) if jawaban.streaming else bytes(jawaban.content)


def sidik_manifes(berkas: Path) -> str:
    with zipfile.ZipFile(berkas) as isi_zip:
        return hashlib.sha256(isi_zip.read("manifes.json")).hexdigest()


def rekaman(berkas: Path, nama: str) -> list[dict[str, Any]]:
    with zipfile.ZipFile(berkas) as isi_zip:
        return [json.loads(baris) for baris in isi_zip.read(nama).decode().splitlines()]


def tabel(berkas: Path, nama: str) -> list[dict[str, str]]:
    with zipfile.ZipFile(berkas) as isi_zip:
        return list(csv.DictReader(io.StringIO(isi_zip.read(nama).decode("utf-8-sig"), newline="")))


# --- What is in it -------------------------------------------------------------------------------------------


def test_paket_memuat_semua_revisi_dan_tindakan_daerah_itu_saja(isi: Kabupaten, zip_isi: Path) -> None:
    milik: set[tuple[str, int]] = set()
    for model in tabel_riwayat():
        asal = model.instance_type  # type: ignore[attr-defined]
        nama = asal._meta.model_name
        semua_baris: Any = model._default_manager.all()
        for baris in semua_baris:
            edisi = getattr(baris, "edisi_id", None)
            badan = getattr(baris, "perangkat_daerah_id", None) if nama == "namalain" else None
            daerah = (
                baris.id if nama == "daerah"
                else Edisi.objects.get(pk=edisi).daerah_id if edisi is not None
                else PerangkatDaerah.objects.get(pk=badan).daerah_id if badan is not None
                else Peraturan.objects.get(pk=baris.dari_id).daerah_id if nama == "hubunganperaturan"
                else getattr(baris, "daerah_id", None)
            )  # fmt: skip
            if daerah == isi.daerah.pk:
                milik.add((model._meta.db_table, baris.history_id))
    semua = rekaman(zip_isi, "riwayat.jsonl")
    assert {(satu["tabel"], satu["nomor"]) for satu in semua} == milik
    assert len(semua) == len(milik) > 20
    assert [satu["terbuka"]["history_date"] for satu in semua] == sorted(
        satu["terbuka"]["history_date"] for satu in semua
    )
    tindakan = rekaman(zip_isi, "tindakan.jsonl")
    assert [satu["nomor"] for satu in tindakan] == list(
        Tindakan.objects.filter(daerah=isi.daerah).order_by("pada", "id").values_list("pk", flat=True)
    )
    assert len(tabel(zip_isi, "riwayat.csv")) == len(semua)
    assert len(tabel(zip_isi, "tindakan.csv")) == len(tindakan)


def test_setiap_tabel_riwayat_menemukan_daerahnya_atau_nasional(kab: Kabupaten) -> None:
    tanpa = {
        model.instance_type._meta.model_name  # type: ignore[attr-defined]
        for model in tabel_riwayat()
        if milik_daerah(model, kab.daerah) is None
    }
    assert tanpa == {"urusan"}


def test_edisi_termasuk_versi_yang_diralat_dengan_kedua_waktunya(isi: Kabupaten, zip_isi: Path) -> None:
    lama, baru = tabel(zip_isi, "edisi/daftar-edisi.csv")
    assert [satu["folder"] for satu in (lama, baru)] == ["edisi/2020-01-02/versi-1", "edisi/2020-01-02/versi-2"]
    assert lama["diralat_pada_utc"] == baru["diterbitkan_pada_utc"] != ""
    assert (baru["diralat_pada_utc"], baru["alasan_ralat"]) == ("", "'=SUM(A1) salah ketik")
    for satu, nama in ((lama, "Dinas Kesehatan"), (baru, "Dinas Kesehatan Baru")):
        unit = {baris["nama"] for baris in tabel(zip_isi, f"{satu['folder']}/kedudukan.csv")}
        assert nama in unit
        assert len(unit) == len(pabrik.BAGAN)
        rentang = tabel(zip_isi, f"{satu['folder']}/rentangkoordinasi.csv")
        assert {(baris["unit"], baris["koordinator"]) for baris in rentang} >= {
            (nama, "Asisten Pemerintahan dan Kesejahteraan Rakyat")
        }
    with zipfile.ZipFile(zip_isi) as isi_zip:
        dokumen = yaml.safe_load(isi_zip.read("edisi/2020-01-02/versi-2/edisi.yaml"))
    assert dokumen["edisi"] == yaml.safe_load(ekspor.ekspor_daerah(isi.daerah))["edisi"]


def test_hanya_edisi_yang_berlaku_dalam_masa_itu(kab: Kabupaten, tmp_path: Path) -> None:
    terbitkan(edisi=rancangan(kab, kab.edisi, mulai=date(2023, 1, 1)), oleh=None)
    for dari, sampai, ada_edisi in (
        (date(2020, 1, 1), date(2020, 1, 1), []),
        (date(2021, 1, 1), date(2022, 12, 31), ["2020-01-02"]),
        (date(2022, 12, 31), date(2023, 1, 1), ["2020-01-02", "2023-01-01"]),
        (date(2023, 1, 1), date(2024, 1, 1), ["2023-01-01"]),
    ):
        berkas = simpan(paket(kab, dari, sampai), tmp_path)
        assert [satu["berlaku_mulai"] for satu in tabel(berkas, "edisi/daftar-edisi.csv")] == ada_edisi


def test_versi_yang_menjadi_jawaban_dalam_masa_itu_ikut_meski_kemudian_digeser(
    kab: Kabupaten, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the record of that year the first edition was the answer; only later an edition was put before that year."""
    kini = timezone.now()
    masa = (date(kini.year + 1, 1, 1), date(kini.year + 1, 12, 31))
    lain = (date(kini.year + 2, 1, 1), date(kini.year + 2, 12, 31))
    satu = rancangan(kab, kab.edisi, mulai=date(2023, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: kini + timedelta(days=400))
    terbitkan(edisi=satu, oleh=None)

    def daftar(dari: date, sampai: date) -> list[str]:
        return [s["berlaku_mulai"] for s in tabel(simpan(paket(kab, dari, sampai), tmp_path), "edisi/daftar-edisi.csv")]

    assert daftar(*masa) == ["2020-01-02", "2023-01-01"]
    assert daftar(*lain) == ["2023-01-01"]
    ralat = buat_ralat(edisi=Edisi.objects.get(pk=satu.pk), alasan="Salah tanggal.", oleh=None)
    Edisi.objects.filter(pk=ralat.pk).update(berlaku_mulai=date(2022, 1, 1))
    monkeypatch.setattr(timezone, "now", lambda: kini + timedelta(days=800))
    terbitkan(edisi=Edisi.objects.get(pk=ralat.pk), oleh=None)
    # Corrected and published in that year, though neither was in force in 2019.
    assert daftar(date(2019, 1, 1), date(2019, 12, 31)) == []
    assert sorted(daftar(*lain)) == ["2022-01-01", "2023-01-01"]


def test_tindakan_menyebut_waktu_setempat_peran_dan_dasarnya(kab: Kabupaten, tmp_path: Path) -> None:
    oleh = pabrik.pengguna("akun.rina", "pengelola", kab.daerah, first_name="Rina", last_name="Astuti")
    draf = rancangan(kab, kab.edisi)
    terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Baru"}}, oleh=oleh)
    berkas = simpan(paket(kab), tmp_path)
    ubah = [satu for satu in tabel(berkas, "tindakan.csv") if satu["pelaku"] == "Rina Astuti"]
    [satu] = ubah
    pada = ada(Tindakan.objects.filter(nama_oleh="Rina Astuti").first()).pada
    assert satu["waktu_setempat"] == (pada + timedelta(hours=8)).strftime("%Y-%m-%d %H:%M:%S WITA")
    assert (satu["tabel"], satu["peran"], satu["dasar"]) == ("tindakan", "Pengelola", str(kab.peraturan))
    riwayat = tabel(berkas, "riwayat.csv")
    assert {"kedudukan", "edisi", "peraturan"} <= {satu["tabel"] for satu in riwayat}
    assert {(satu["peran"], satu["dasar"]) for satu in riwayat} == {("", "")}
    assert jalankan(berkas)[0] == 0


def test_masa_kosong_menghasilkan_paket_kosong_yang_cocok(kab: Kabupaten, tmp_path: Path) -> None:
    berkas = simpan(paket(kab, date(1990, 1, 1), date(1990, 12, 31)), tmp_path)
    assert rekaman(berkas, "riwayat.jsonl") == []
    assert tabel(berkas, "riwayat.csv") == []
    kode, kata = jalankan(berkas)
    assert (kode, "basis data ini belum pernah disegel" in kata) == (0, True)


def test_masa_dihitung_menurut_jam_daerah(kab: Kabupaten, tmp_path: Path) -> None:
    """Kabupaten Contoh is eight hours ahead of UTC: half past midnight there is the day before in UTC."""
    badan = kab.badan["dinkes"]
    with satu_tindakan():
        rekam([(badan, "~")], saat=datetime(2019, 3, 4, 16, 30, tzinfo=UTC), oleh=None, alasan="tengah malam")
    for hari, jumlah in ((date(2019, 3, 4), 0), (date(2019, 3, 5), 1)):
        assert len(rekaman(simpan(paket(kab, hari, hari), tmp_path), "riwayat.jsonl")) == jumlah


def test_peraturan_dan_hubungannya(isi: Kabupaten, zip_isi: Path) -> None:
    semua = {satu["kunci"]: satu for satu in tabel(zip_isi, "peraturan.csv")}
    assert semua["perbup-1-2020"]["judul"] == isi.peraturan.judul
    assert {satu["pemilik"] for satu in semua.values()} == {"Kabupaten Contoh"}
    assert tabel(zip_isi, "hubungan-peraturan.csv") == []


def test_manifes_mencatat_semua_berkas_dengan_sidiknya(isi: Kabupaten, zip_isi: Path) -> None:
    with zipfile.ZipFile(zip_isi) as isi_zip:
        manifes = json.loads(isi_zip.read("manifes.json"))
        tercantum = {satu["nama"]: (satu["bita"], satu["sha256"]) for satu in manifes["berkas"]}
        ada_isi = {nama: isi_zip.read(nama) for nama in isi_zip.namelist() if nama != "manifes.json"}
        assert zip_isi.stem[-12:] == hashlib.sha256(isi_zip.read("manifes.json")).hexdigest()[:12]
    assert tercantum == {nama: (len(b), hashlib.sha256(b).hexdigest()) for nama, b in ada_isi.items()}
    assert manifes["daerah"] == {"kode": "99.01", "nama": "Kabupaten Contoh"}
    assert manifes["masa"] == {"dari": "2000-01-01", "sampai": "2200-12-31", "zona_waktu": "Asia/Makassar"}
    segel = ada(Segel.objects.first())
    assert manifes["segel_terakhir"] == {"nomor": 2, "kepala": segel.kepala}
    assert manifes["versi_rentang"]
    assert ada_isi["pemeriksa_segel.py"] == PEMERIKSA.read_bytes()
    petunjuk = ada_isi["BACA-SAYA.txt"].decode("utf-8-sig")
    assert "python3 pemeriksa_segel.py BERKAS.zip --acuan NOMOR:KEPALA" in petunjuk
    assert f"{len(rekaman(zip_isi, 'riwayat.jsonl'))} perubahan" in petunjuk
    assert "\n   py pemeriksa_segel.py BERKAS.zip --acuan NOMOR:KEPALA" in petunjuk.replace("\r", "")
    kolom = petunjuk.partition("KOLOM RIWAYAT.CSV")[2].partition("CARA MEMERIKSA")[0]
    assert [baris.split()[0] for baris in kolom.splitlines() if baris[:1].isalpha() and baris[:1].islower()] == list(
        pemeriksa_segel.KEPALA_CSV
    )


def test_isi_yang_sama_memberi_bita_yang_sama(isi: Kabupaten) -> None:
    saat = timezone.now()
    satu, dua = (buat_paket(isi.daerah, MULAI, AKHIR, saat) for _ in range(2))
    with satu.berkas, dua.berkas:
        assert satu.berkas.read() == dua.berkas.read()
    lain = buat_paket(isi.daerah, MULAI, AKHIR, saat + timedelta(seconds=1))
    with lain.berkas:
        assert lain.sidik != satu.sidik


def test_berkas_sementara_hilang_saat_ditutup_dan_saat_gagal(kab: Kabupaten, monkeypatch: pytest.MonkeyPatch) -> None:
    terbuka: list[Any] = []
    asli = __import__("tempfile").TemporaryFile

    def buka(*args: Any, **kwargs: Any) -> Any:
        terbuka.append(asli(*args, **kwargs))
        return terbuka[-1]

    monkeypatch.setattr("registry.audit.paket.tempfile.TemporaryFile", buka)
    monkeypatch.setattr("registry.audit.paket.versi_rentang", lambda: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        paket(kab)
    assert [satu.closed for satu in terbuka] == [True]


# --- Nothing private, nothing of others ------------------------------------------------------------------------


def test_tidak_ada_yang_pribadi_dan_tidak_ada_isi_daerah_lain(isi: Kabupaten, tata: User, client: Client) -> None:
    client.force_login(tata)
    sesi = client.session.session_key
    tata.refresh_from_db()
    with paket(isi).berkas as berkas, zipfile.ZipFile(berkas) as isi_zip:
        semua = {nama: isi_zip.read(nama) for nama in isi_zip.namelist()}
    kelompok = {
        str(satu)
        for model in tabel_riwayat()
        for satu in model._default_manager.values_list("history_kelompok", flat=True)
    }
    terlarang = [tata.username, tata.email, tata.password, str(sesi), RAHASIA, "Kabupaten Sebelah", "99.02", *kelompok]
    terlarang += [satu.replace("-", "") for satu in kelompok]
    for nama, isi_berkas in semua.items():
        for kata in terlarang:
            assert kata.encode() not in isi_berkas, (nama, kata)
        for ruas in ("history_user_id", "dibuat_oleh_id", "oleh_id", "pengguna_id", "kelompok"):
            if nama.endswith(".jsonl"):
                for baris in map(json.loads, isi_berkas.decode().splitlines()):
                    assert ruas not in baris["terbuka"]
    assert b"Tata Usaha" in semua["riwayat.csv"]  # who acted is told
    assert b"Dinas Rancangan" in semua["riwayat.csv"]  # and so are the drafts of the region itself


def test_sel_yang_mirip_rumus_dinetralkan(kab: Kabupaten, tmp_path: Path) -> None:
    badan = kab.badan["dinkes"]
    badan.nama = '=HYPERLINK("http://jahat.example")'
    rekam([(badan, "~")], saat=timezone.now(), oleh=None, alasan="@SUM(1)")
    berkas = simpan(paket(kab), tmp_path)
    with zipfile.ZipFile(berkas) as isi_zip:
        for nama in isi_zip.namelist():
            if nama.endswith(".csv"):
                for baris in csv.reader(io.StringIO(isi_zip.read(nama).decode("utf-8-sig"), newline="")):
                    assert not any(sel.startswith(("=", "+", "-", "@", "\t", "\r")) for sel in baris), (nama, baris)
    assert "'@SUM(1)" in {satu["alasan"] for satu in tabel(berkas, "riwayat.csv")}


def test_nama_berkas_hanya_huruf_aman(kab: Kabupaten) -> None:
    kab.daerah.kode = '../"\r\n99'
    satu = paket(kab)
    satu.berkas.close()
    assert satu.nama.startswith("berkas-audit-..99-2000-01-01-2200-12-31-")


# --- The checker -------------------------------------------------------------------------------------------------


def test_paket_jujur_cocok_juga_dengan_acuan(zip_isi: Path) -> None:
    kode, kata = jalankan(zip_isi)
    assert kode == 0, kata
    assert kata.splitlines()[-1].startswith(
        "COCOK; tanpa acuan: hanya terbukti isi berkas ini saling cocok; tanpa --man"
    )
    assert "2 segel menyambung" in kata
    assert "Acuan          : tidak diberikan" in kata
    semua = [satu for nama in zipfile.ZipFile(zip_isi).namelist() if nama.endswith(".jsonl")
             for satu in rekaman(zip_isi, nama)]  # fmt: skip
    belum = sum(satu["segel"] is None for satu in semua)
    assert belum > 0  # the draft
    assert f"{len(semua) - belum} baris cocok" in kata
    assert f"{belum} baris lebih baru" in kata
    acuan = [f"{satu.nomor}:{satu.kepala}" for satu in Segel.objects.order_by("nomor")]
    kode, kata = jalankan(zip_isi, "--acuan", acuan[0][:18], "--acuan", acuan[1])
    assert (kode, "2 kepala segel cocok" in kata) == (0, True)
    tanpa_manifes = "tanpa --manifes: mungkin ada baris atau berkas yang dibuang"
    sisa = f"{belum} baris belum disegel, jadi belum dapat diperiksa"
    assert kata.splitlines()[-1] == f"COCOK; {tanpa_manifes}; {sisa}."
    kata = jalankan(zip_isi, "--acuan", acuan[1], "--manifes", sidik_manifes(zip_isi)[:12].upper())[1]
    assert kata.splitlines()[-1] == f"COCOK; {sisa}."
    sesudah = sum((satu["segel"] or 0) > 1 for satu in semua)
    kata = jalankan(zip_isi, "--acuan", acuan[0], "--manifes", sidik_manifes(zip_isi))[1]
    assert kata.splitlines()[-1] == f"COCOK; {sesudah} baris lebih baru daripada acuan; {sisa}."


def test_semua_tersegel_dan_semua_diberikan_cocok_tanpa_syarat(kab: Kabupaten, tmp_path: Path) -> None:
    segel_baru()
    berkas = simpan(paket(kab), tmp_path)
    acuan = f"1:{ada(Segel.objects.first()).kepala}"
    kode, kata = jalankan(berkas, "--acuan", acuan, "--manifes", sidik_manifes(berkas))
    assert (kode, kata.splitlines()[-1]) == (0, "COCOK.")


def test_edisi_yang_terbit_sesudah_segel_terakhir_tidak_dianggap_palsu(isi: Kabupaten, tmp_path: Path) -> None:
    terbitkan(edisi=rancangan(isi, isi.edisi, mulai=date(2023, 1, 1)), oleh=None)
    berkas = simpan(paket(isi), tmp_path)
    assert any(satu["segel"] is None for satu in rekaman(berkas, "edisi/2023-01-01/versi-1/isi.jsonl"))
    assert jalankan(berkas)[0] == 0


def test_dibuka_lalu_dikemas_lagi_tetap_cocok(zip_isi: Path, tmp_path: Path) -> None:
    """File managers add entries for folders; and who unpacked it need not pack it again."""
    folder = tmp_path / "terbuka" / zip_isi.stem
    with zipfile.ZipFile(zip_isi) as isi_zip:
        isi_zip.extractall(folder)
    lain = tmp_path / "lagi.zip"
    with zipfile.ZipFile(lain, "w") as keluar:
        for satu in sorted(folder.rglob("*")):
            keluar.write(satu, satu.relative_to(folder))
        assert "edisi/" in keluar.namelist()
    acuan = ("--acuan", f"1:{ada(Segel.objects.order_by('nomor').first()).kepala}")
    for berkas in (lain, folder):
        kode, kata = jalankan(berkas, *acuan)
        assert (kode, "\nCOCOK; " in kata) == (0, True), kata
    (folder / "edisi" / "tambahan.txt").write_text("x")
    kode, kata = jalankan(folder, *acuan)
    assert (kode, "edisi/tambahan.txt tidak tercantum dalam manifes" in kata) == (1, True)
    (folder / "edisi" / "tambahan.txt").unlink()
    (folder / "riwayat.csv").write_bytes(b"x")
    assert jalankan(folder, *acuan)[0] == 1
    (folder / "manifes.json").write_bytes((folder / "manifes.json").read_bytes() + b" ")
    assert "dalam nama berkasnya" in jalankan(folder, *acuan)[1]


@pytest.mark.parametrize(
    ("pilihan", "kata"),
    [
        ([], "BERKAS.zip belum disebut."),
        (["a.zip", "--acuan"], "--acuan memerlukan isi."),
        (["a.zip", "b.zip"], "tidak dikenal: b.zip"),
        (["a.zip", "--acuan", "satu"], "--acuan: tulis NOMOR:KEPALA"),
        (["a.zip", "--manifes", "a"], "--manifes: tulis sedikitnya 12"),
    ],
)
def test_salah_memanggil_dijawab_dalam_bahasa_indonesia(pilihan: list[str], kata: str) -> None:
    perintah = [sys.executable, "-I", "-S", str(PEMERIKSA)]
    hasil = subprocess.run([*perintah, *pilihan], capture_output=True, encoding="utf-8", check=False)
    assert (hasil.returncode, hasil.stdout) == (2, "")
    assert hasil.stderr.startswith("Cara: python3 pemeriksa_segel.py BERKAS.zip")
    assert kata in hasil.stderr
    assert "argument" not in hasil.stderr
    bantuan = subprocess.run([*perintah, "--help"], capture_output=True, encoding="utf-8", check=False)
    assert (bantuan.returncode, "Di Windows" in bantuan.stdout, "show this" in bantuan.stdout) == (0, True, False)


Isi = dict[str, bytes]


def _ganti(nama: str, dari: str, ke: str) -> Callable[[Isi], None]:
    def ubah(isi: Isi) -> None:
        assert dari.encode() in isi[nama], nama
        isi[nama] = isi[nama].replace(dari.encode(), ke.encode(), 1)

    return ubah


def _tulis(nama: str, isi_berkas: bytes) -> Callable[[Isi], None]:
    return lambda isi: isi.update({nama: isi_berkas})


def _buang(nama: str) -> Callable[[Isi], None]:
    return lambda isi: isi.__delitem__(nama)


def _baris(nama: str, ubah_baris: Callable[[list[Any]], None]) -> Callable[[Isi], None]:
    """Change the records of a file, and the table beside it as the checker itself would write it."""

    def ubah(isi: Isi) -> None:
        semua = [json.loads(satu) for satu in isi[nama].decode().splitlines()]
        ubah_baris(semua)
        isi[nama] = b"".join(json.dumps(s, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for s in semua)
        manifes = json.loads(isi["manifes.json"])
        manifes["jumlah"][nama] = len(semua)
        isi["manifes.json"] = json.dumps(manifes).encode()
        if nama in pemeriksa_segel.PASANGAN:
            keluar = io.StringIO(newline="")
            csv.writer(keluar, lineterminator="\r\n").writerows(
                [pemeriksa_segel.KEPALA_CSV, *(pemeriksa_segel.baris_csv(satu) for satu in semua)]
            )
            isi[pemeriksa_segel.PASANGAN[nama]] = ("\ufeff" + keluar.getvalue()).encode()

    return ubah


def _tersegel(semua: list[Any]) -> Any:
    return next(satu for satu in semua if satu["segel"] is not None)


def _sunting(semua: list[Any]) -> None:
    _tersegel(semua)["terbuka"]["history_nama"] = "Orang Lain"


def _sunting_tertutup(semua: list[Any]) -> None:
    _tersegel(semua)["tertutup"] = "0" * 64


def _mengaku_baru(semua: list[Any]) -> None:
    _tersegel(semua).update(segel=None, bagian=None)


def _palsu(semua: list[Any]) -> None:
    semua.append({**_tersegel(semua), "nomor": 10**9})


def _ganda(semua: list[Any]) -> None:
    semua.append(semua[0])


def _mengaku_baru_semua(semua: list[Any]) -> None:
    """No number is in any list any more."""
    for satu in semua:
        satu.update(segel=None, bagian=None, nomor=satu["nomor"] + 10**9)


def _mengaku_baru_di_sela(semua: list[Any]) -> None:
    """A moment after the newest seal, and a number that the sealer has passed by."""
    satu = _tersegel(semua)
    satu.update(segel=None, bagian=None, nomor=0)
    satu["terbuka"]["history_date"] = "2199-01-01T00:00:00.000000Z"


def _mengaku_baru_tanpa_saat(semua: list[Any]) -> None:
    satu = _tersegel(semua)
    satu.update(segel=None, bagian=None, nomor=10**9)
    del satu["terbuka"]["history_date"]


def _mengaku_baru_dalam_edisi(semua: list[Any]) -> None:
    semua[-1].update(segel=None, bagian=None, nomor=10**9)


def _edisi_mengaku_baru(semua: list[Any]) -> None:
    """All of a sealed edition, under a number that no edition has."""
    nomor = 10**9
    for urut, satu in enumerate(semua):
        satu.update(segel=None, bagian=None, nomor=nomor + urut)
        if urut:
            satu["terbuka"]["edisi_id"] = nomor


def _tukar(semua: list[Any]) -> None:
    """Two rows of one table change places."""
    satu, dua = [s for s in semua if s["tabel"] == "registry_historicalkedudukan" and s["segel"] is not None][:2]
    satu["nomor"], dua["nomor"] = dua["nomor"], satu["nomor"]


ISI_SATU, ISI_DUA = (f"edisi/2020-01-02/versi-{nomor}/isi.jsonl" for nomor in (1, 2))


def _pindah(isi: Isi) -> None:
    """A row of one version among those of the other; both are sealed."""
    lain = json.loads(isi[ISI_DUA].splitlines()[-1])
    _baris(ISI_SATU, lambda semua: semua.append(lain))(isi)


def _kepala_segel(isi: Isi) -> None:
    segel = json.loads(isi["segel.json"])
    segel["segel"][0]["kepala"] = "f" * 64
    isi["segel.json"] = json.dumps(segel).encode()


def _pernyataan_segel(isi: Isi) -> None:
    segel = json.loads(isi["segel.json"])
    segel["segel"][0]["bagian"][0][5] += 1
    isi["segel.json"] = json.dumps(segel).encode()


def _segel_terakhir_dibuang(isi: Isi) -> None:
    segel = json.loads(isi["segel.json"])
    segel["segel"].pop()
    isi["segel.json"] = json.dumps(segel).encode()


def _daftar(isi: Isi) -> None:
    nama = next(satu for satu in sorted(isi) if satu.endswith(".daftar"))
    isi[nama] = isi[nama][:-1] + bytes([isi[nama][-1] ^ 1])


def _daftar_hilang(isi: Isi) -> None:
    del isi[next(satu for satu in sorted(isi) if satu.endswith(".daftar"))]


def _tambah(isi: Isi) -> None:
    isi["segel/000009-0001.daftar"] = b""


#: What is done to a pack -> what the checker says, where the manifest was written anew to fit.
RUSAK: dict[str, tuple[Callable[[Isi], None], str]] = {
    "baris disunting": (_baris("riwayat.jsonl", _sunting), "isinya berbeda dari yang disegel"),
    "tindakan disunting": (_baris("tindakan.jsonl", lambda s: _tersegel(s)["terbuka"].update(alasan="x")), "isinya be"),
    "kolom tertutup disunting": (_baris("riwayat.jsonl", _sunting_tertutup), "isinya berbeda dari yang disegel"),
    "kolom diganti namanya": (
        _baris("riwayat.jsonl", lambda s: _tersegel(s).update(tertutup=None, terbuka={"palsu": 1})), "kolomnya bukan",
    ),
    "sidik baris disunting": (
        _baris("riwayat.jsonl", lambda s: _tersegel(s).update(sidik="0" * 64)), "sidiknya berbeda dari yang disegel",
    ),
    "baris mengaku baru": (_baris("riwayat.jsonl", _mengaku_baru), "mengaku belum disegel, padahal ada dalam segel"),
    "semua mengaku baru": (_baris("riwayat.jsonl", _mengaku_baru_semua), "sebelum segel terakhir"),
    "tindakan mengaku baru": (_baris("tindakan.jsonl", _mengaku_baru_semua), "sebelum segel terakhir"),
    "mengaku baru di sela": (_baris("riwayat.jsonl", _mengaku_baru_di_sela), "sudah disegel sampai nomor"),
    "mengaku baru tanpa saat": (_baris("riwayat.jsonl", _mengaku_baru_tanpa_saat), "None bukan saat"),
    "mengaku baru dalam edisi": (_baris(ISI_SATU, _mengaku_baru_dalam_edisi), "padahal edisinya sudah"),
    "edisi mengaku baru": (_baris(ISI_SATU, _edisi_mengaku_baru), "sebelum segel terakhir"),
    "edisi tanpa kepala": (_baris(ISI_SATU, lambda semua: semua.pop(0)), "baris pertama bukan edisinya"),
    "isi edisi dipindahkan": (_pindah, "milik edisi lain"),
    "kunci ditulis dua kali": (_ganti("riwayat.jsonl", '{"tabel":', '{"tabel":"x","tabel":'), "Kunci tabel ditulis"),
    "kunci di dalam ditulis dua kali": (
        _ganti("riwayat.jsonl", '"terbuka":{', '"terbuka":{"history_type":"-",'), "Kunci history_type ditulis dua",
    ),
    "kunci segel ditulis dua kali": (_ganti("segel.json", '"nomor":1,', '"nomor":1,"nomor":1,'), "Kunci nomor ditulis"),
    "baris ditambah": (_baris("riwayat.jsonl", _palsu), "baris ini tidak ada dalam daftar segel"),
    "baris digandakan": (_baris("riwayat.jsonl", _ganda), "baris itu ada dua kali"),
    "baris bertukar nomor": (_baris("riwayat.jsonl", _tukar), "sidiknya berbeda dari yang disegel"),
    "isi edisi disunting": (
        _ganti("edisi/2020-01-02/versi-1/isi.jsonl", '"nama":"Dinas Kesehatan"', '"nama":"Dinas Kesihatan"'),
        "isinya berbeda dari yang disegel",
    ),
    "csv disunting": (_ganti("riwayat.csv", "Tata Usaha", "Tata Usahe"), "riwayat.csv baris"),
    "csv ditambah": (lambda isi: isi.update({"tindakan.csv": isi["tindakan.csv"] + b"a,b\r\n"}), "tindakan.csv mempu"),
    "kepala segel disunting": (_kepala_segel, "Kepala segel 1 tidak sesuai dengan isinya"),
    "pernyataan segel disunting": (_pernyataan_segel, "Kepala segel 1 tidak sesuai dengan isinya"),
    "segel terakhir dibuang": (_segel_terakhir_dibuang, "manifes menyebut yang lain"),
    "daftar disunting": (_daftar, "tidak sesuai dengan sidiknya dalam segel"),
    "daftar dihilangkan": (_daftar_hilang, "tidak ada"),
    "daftar asing": (_tambah, "bukan bagian dari segel mana pun"),
}  # fmt: skip


def ubah_zip(berkas: Path, ubah: Callable[[Isi], None], *, manifes_baru: bool) -> Path:
    """A changed copy, under another name; with a manifest that fits it again, as a careful forger would write."""
    with zipfile.ZipFile(berkas) as isi_zip:
        isi = {nama: isi_zip.read(nama) for nama in isi_zip.namelist()}
    ubah(isi)
    if manifes_baru:
        manifes = json.loads(isi["manifes.json"])
        manifes["berkas"] = [
            {"nama": nama, "bita": len(b), "sha256": hashlib.sha256(b).hexdigest()}
            for nama, b in sorted(isi.items())
            if nama != "manifes.json"
        ]
        isi["manifes.json"] = json.dumps(manifes).encode()
    hasil = berkas.parent / "diubah.zip"
    with zipfile.ZipFile(hasil, "w") as keluar:
        for nama, b in isi.items():
            keluar.writestr(nama, b)
    return hasil


def test_paket_yang_diubah_tidak_cocok(zip_isi: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every way of altering it, in one process for speed; `test_…_dijalankan` runs the program itself."""
    for nama, (ubah, kata) in RUSAK.items():
        with pytest.raises(pemeriksa_segel.TidakCocok) as galat:
            pemeriksa_segel.periksa(str(ubah_zip(zip_isi, ubah, manifes_baru=True)), [], "")
        assert kata in str(galat.value), nama
        with pytest.raises(pemeriksa_segel.TidakCocok) as galat:
            pemeriksa_segel.periksa(str(ubah_zip(zip_isi, ubah, manifes_baru=False)), [], "")
        assert "manifes" in str(galat.value), nama
    pemeriksa_segel.periksa(str(ubah_zip(zip_isi, lambda isi: None, manifes_baru=True)), [], "")  # else all would fail


def test_baris_tanpa_sidik_kolom_tertutup_hanya_cocok_sebagian(zip_isi: Path) -> None:
    """Whoever makes up a row can say that a column of it may no longer be shown: so it is never proven."""

    def palsukan(semua: list[Any]) -> None:
        satu = next(s for s in semua if s["segel"] is not None and "nama" in s["terbuka"])
        satu["terbuka"]["nama"] = "PALSU"
        del satu["terbuka"]["history_change_reason"]
        satu["tertutup"] = None

    acuan = [f"{satu.nomor}:{satu.kepala}" for satu in Segel.objects.all()]
    for ubah in (palsukan, lambda semua: _tersegel(semua).update(tertutup=None)):
        diubah = ubah_zip(zip_isi, _baris("riwayat.jsonl", ubah), manifes_baru=True)
        urut, satu = next(
            (urut, s) for urut, s in enumerate(rekaman(diubah, "riwayat.jsonl"), 1) if s["tertutup"] is None
        )
        kode, kata = jalankan(diubah, "--acuan", acuan[0], "--manifes", sidik_manifes(diubah))
        assert (kode, kata.splitlines()[-1].startswith("COCOK SEBAGIAN; isi 1 baris di atas")) == (2, True), kata
        assert f"riwayat.jsonl baris {urut} ({satu['tabel']} nomor {satu['nomor']})" in kata


def test_kolom_yang_kemudian_ditutup_disebut_barisnya(
    isi: Kabupaten, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The honest case: what was open when it was sealed may be shown no longer."""
    boleh = dict(ruas_terbuka._TERBUKA)
    monkeypatch.setattr(ruas_terbuka, "_TERBUKA", {**boleh, "perangkatdaerah": ("uuid", "daerah_id", "kunci")})
    berkas = simpan(paket(isi), tmp_path)
    kena = [satu for satu in rekaman(berkas, "riwayat.jsonl") if satu["segel"] and satu["tertutup"] is None]
    assert {satu["tabel"] for satu in kena} == {"registry_historicalperangkatdaerah"}
    kode, kata = jalankan(berkas)
    assert (kode, f"COCOK SEBAGIAN; isi {len(kena)} baris di atas" in kata) == (2, True), kata
    assert all(f"({satu['tabel']} nomor {satu['nomor']})" in kata for satu in kena)


@pytest.mark.parametrize("nama", ["baris disunting", "kepala segel disunting", "daftar asing"])
def test_paket_yang_diubah_tidak_cocok_saat_dijalankan(zip_isi: Path, nama: str) -> None:
    ubah, kata = RUSAK[nama]
    kode, hasil = jalankan(ubah_zip(zip_isi, ubah, manifes_baru=True))
    assert (kode, hasil.startswith("TIDAK COCOK. ")) == (1, True)
    assert kata in hasil


def test_baris_yang_dibuang_ketahuan_dari_sidik_manifes(isi: Kabupaten, tmp_path: Path) -> None:
    """A row left out, with a table and a manifest that fit: only the manifest's hash, kept elsewhere, tells."""
    satu = paket(isi)
    berkas = simpan(satu, tmp_path)
    diubah = ubah_zip(berkas, _baris("riwayat.jsonl", lambda semua: semua.pop()), manifes_baru=True)
    assert jalankan(diubah)[0] == 0
    kode, kata = jalankan(diubah, "--manifes", satu.sidik)
    assert (kode, "Sidik manifes" in kata) == (1, True)
    lain = tmp_path / "lain"
    lain.mkdir()
    kode, kata = jalankan(diubah.rename(lain / berkas.name))
    assert (kode, "dalam nama berkasnya" in kata) == (1, True)
    assert jalankan(berkas, "--manifes", satu.sidik)[0] == 0


def test_acuan_yang_salah_tidak_cocok(zip_isi: Path) -> None:
    for acuan, kata in ((f"1:{'a' * 64}", "berbeda dari acuan"), (f"77:{'a' * 64}", "tidak ada dalam berkas ini")):
        kode, hasil = jalankan(zip_isi, "--acuan", acuan)
        assert (kode, kata in hasil) == (1, True)
    hasil_salah = subprocess.run(
        [sys.executable, "-I", "-S", str(PEMERIKSA), str(zip_isi), "--acuan", "satu"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (hasil_salah.returncode, "NOMOR:KEPALA" in hasil_salah.stderr) == (2, True)


def test_bukan_berkas_audit_dikatakan(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"bukan zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as isi_zip:
        isi_zip.writestr("manifes.json", "[]")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as isi_zip:
        isi_zip.writestr("apa.txt", "")
    for nama in ("a.zip", "b.zip", "c.zip", "d.zip"):
        kode, kata = jalankan(tmp_path / nama)
        assert (kode, kata.startswith("TIDAK COCOK. ")) == (1, True)


def _dikunci(berkas: Path) -> None:
    bita = bytearray(berkas.read_bytes())
    bita[bita.index(b"PK\x01\x02") + 8] |= 1
    berkas.write_bytes(bita)


def _cara_lain(berkas: Path) -> None:
    with zipfile.ZipFile(berkas, "a", zipfile.ZIP_BZIP2) as isi_zip:
        isi_zip.writestr("lain.txt", "x" * 100)


def _rusak_di_dalam(berkas: Path) -> None:
    with zipfile.ZipFile(berkas) as isi_zip:
        kepala = isi_zip.getinfo("manifes.json")
    bita = bytearray(berkas.read_bytes())
    panjang = int.from_bytes(bita[kepala.header_offset + 28 : kepala.header_offset + 30], "little")
    bita[kepala.header_offset + 30 + len("manifes.json") + panjang] = 0xFF
    berkas.write_bytes(bita)


@pytest.mark.parametrize(
    ("rusakkan", "kata"),
    [
        (_dikunci, "terkunci dengan kata sandi"),
        (_cara_lain, "dimampatkan dengan cara yang tidak dikenal"),
        (_rusak_di_dalam, "isinya tidak dapat dibuka"),
    ],
)
def test_zip_yang_aneh_dijawab_dengan_kalimat(zip_isi: Path, rusakkan: Callable[[Path], None], kata: str) -> None:
    rusakkan(zip_isi)
    kode, hasil = jalankan(zip_isi)
    assert (kode, hasil.startswith("TIDAK COCOK. "), hasil.count("\n")) == (1, True, 1)
    assert kata in hasil


def test_json_yang_aneh_dijawab_dengan_kalimat(zip_isi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    aneh = (b"[" * 200_000, b'{"a":' * 200_000, b"[" + b"9" * 30 + b"]", b"[NaN]", b"\xff")
    for nama in ("manifes.json", "segel.json", "riwayat.jsonl"):
        for satu in aneh:
            lain = ubah_zip(zip_isi, _tulis(nama, satu), manifes_baru=nama != "manifes.json")
            assert pemeriksa_segel.utama([str(lain)]) == 1
            assert capsys.readouterr().out.startswith(f"TIDAK COCOK. {nama}"), (nama, satu[:9])


def test_isi_yang_menggelembung_ditolak(
    zip_isi: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for batas, nilai, kata in (
        ("BATAS_BERKAS", 1000, "terlalu besar"),
        ("BATAS_SEMUA", 10_000, "Isinya terlalu besar"),
        ("BATAS_UTUH", 500, "Berkas manifes.json terlalu besar"),
        ("BATAS_BARIS", 100, "baris 1 terlalu panjang"),
    ):
        with monkeypatch.context() as ganti:
            ganti.setattr(pemeriksa_segel, batas, nilai)
            assert pemeriksa_segel.utama([str(zip_isi)]) == 1
        assert kata in capsys.readouterr().out, batas


def test_manifes_yang_menggelembung_ditolak_tanpa_dibuka(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A small ZIP whose manifest is larger than what is ever read at once."""
    berkas = tmp_path / "bom.zip"
    with zipfile.ZipFile(berkas, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as isi_zip:
        for nama in ("segel.json", *pemeriksa_segel.PASANGAN, *pemeriksa_segel.PASANGAN.values()):
            isi_zip.writestr(nama, "")
        with isi_zip.open("manifes.json", "w") as ke:
            for _ in range(257):
                ke.write(bytes(1 << 20))
    assert pemeriksa_segel.utama([str(berkas)]) == 1
    assert "manifes.json terlalu besar" in capsys.readouterr().out


def test_galat_apa_pun_dijawab_dengan_kalimat(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for galat in (MemoryError(), RecursionError(), RuntimeError("x"), NotImplementedError("x")):
        with monkeypatch.context() as ganti:
            ganti.setattr(pemeriksa_segel, "periksa", Mock(side_effect=galat))
            assert pemeriksa_segel.utama([str(tmp_path)]) == 1
        assert capsys.readouterr().out.startswith("TIDAK COCOK. "), galat


def test_huruf_kendali_tidak_sampai_ke_layar(zip_isi: Path) -> None:
    def ubah(isi: Isi) -> None:
        manifes = json.loads(isi["manifes.json"])
        manifes["daerah"]["nama"] = "A\x1b[2J\x1b[32m\nCOCOK.\r\u202eB\u2028\x9b\x07" + "x" * 5000
        isi["manifes.json"] = json.dumps(manifes).encode()

    def nama(isi: Isi) -> None:
        isi["\x1b[2J\nCOCOK."] = b""

    kode, kata = jalankan(ubah_zip(zip_isi, ubah, manifes_baru=True))
    assert (kode, "COCOK." in kata.splitlines()) == (0, False)
    assert "A\\u001b[2J\\u001b[32m\\u000aCOCOK.\\u000d\\u202eB\\u2028\\u009b\\u0007" in kata
    kode, ditolak = jalankan(ubah_zip(zip_isi, nama, manifes_baru=True))
    assert (kode, ditolak.count("\n")) == (1, 1)
    for satu in (kata, ditolak):
        assert not {"\x1b", "\r", "\u202e", "\u2028", "\x9b", "\x07"} & set(satu)
        assert max(map(len, satu.splitlines())) < 1000


def test_nama_berkas_yang_keluar_dari_foldernya_ditolak(zip_isi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for nama, kata in {
        **dict.fromkeys(
            ("../../evil.sh", "/etc/evil", "edisi/../evil", "a\\..\\evil", "C:evil", "a//b", "./a", "../evil/"),
            "tidak boleh ada",
        ),
        "RIWAYAT.csv": "ada dua kali",
        "lain.jsonl": "tidak dikenal",
    }.items():
        assert pemeriksa_segel.utama([str(ubah_zip(zip_isi, _tulis(nama, b""), manifes_baru=True))]) == 1
        hasil = capsys.readouterr().out
        assert nama in hasil
        assert kata in hasil, nama


def test_tabel_tanpa_barisnya_ditolak(zip_isi: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Else a table would be compared to nothing."""
    for nama in ("riwayat.jsonl", "tindakan.jsonl", "riwayat.csv", "segel.json", ISI_SATU):
        assert pemeriksa_segel.utama([str(ubah_zip(zip_isi, _buang(nama), manifes_baru=True))]) == 1
        assert f"Berkas {nama} tidak ada" in capsys.readouterr().out


def test_tautan_dalam_folder_ditolak(zip_isi: Path, tmp_path: Path) -> None:
    folder = tmp_path / "terbuka"
    with zipfile.ZipFile(zip_isi) as isi_zip:
        isi_zip.extractall(folder)
    (folder / "tautan").symlink_to("/dev/zero")
    kode, kata = jalankan(folder)
    assert (kode, "tautan bukan berkas biasa" in kata) == (1, True)


def test_baris_yang_diubah_di_basis_data_ketahuan(isi: Kabupaten, tmp_path: Path) -> None:
    """Not the pack was altered but the record itself, by one who switched the triggers off."""
    model: Any = Kedudukan.history.model
    kena = model._default_manager.filter(edisi=isi.edisi, nama="Dinas Kesehatan Baru").get()
    beku.lepas()
    model._default_manager.filter(pk=kena.pk).update(history_user=None)  # a column that nobody is shown
    kode, kata = jalankan(simpan(paket(isi), tmp_path))
    assert (kode, f"nomor {kena.pk}): isinya berbeda dari yang disegel" in kata) == (1, True), kata
    beku.pasang()


def test_pemeriksa_hanya_memakai_pustaka_baku() -> None:
    impor = {
        baris.split()[1].split(".")[0]
        for baris in PEMERIKSA.read_text(encoding="utf-8").splitlines()
        if baris.startswith(("import ", "from "))
    }
    assert impor <= set(sys.stdlib_module_names)


def test_sidik_baris_sama_di_kedua_basis_data(kab: Kabupaten) -> None:
    """A row with every sort of value, written, read back, hashed: this very number on both engines."""
    model: Any = Peraturan.history.model
    tetap = {
        "id": 5, "kunci": "perda-1-2020", "jenis": "perda", "nomor": "1", "tahun": 2020, "tentang": "“Ä” \u2028 é",
        "ditetapkan": date(2020, 1, 2), "berkas": "peraturan/a.pdf", "history_type": "+",
        "history_date": datetime(2020, 1, 2, 3, 4, 5, 60, tzinfo=UTC), "history_change_reason": None,
        "history_kelompok": UUID(int=7), "history_nama": "Ani", "history_id": 10**9,
    }  # fmt: skip
    model._default_manager.bulk_create([model(**tetap)])
    [baris] = baca(model._default_manager.filter(pk=10**9), "history_date")
    bagi = kolom_segel(model)
    sidik = sidik_baris(
        "uji", [baris.kolom[satu] for satu in sorted(bagi.terbuka)], [baris.kolom[s] for s in sorted(bagi.tertutup)]
    )
    assert sidik.hex() == "b3d1fbf0417491e9fcc53fca285c9002d7f91c447500464a25c91415b1e4a7fa"


# --- Who may take it -----------------------------------------------------------------------------------------------


ALAMAT = "/daerah/99.01/berkas-audit/"


@pytest.mark.parametrize(
    ("peran", "di_sini", "kode"),
    [
        ("auditor", True, 200),
        ("administrator", True, 200),
        ("pengelola", True, 403),
        ("pemeriksa", True, 403),
        ("auditor", False, 403),
        ("pengelola", False, 403),
        ("", True, 403),
    ],
)
def test_hanya_auditor_dan_administrator_daerah_itu(
    client: Client, kab: Kabupaten, peran: str, di_sini: bool, kode: int
) -> None:
    milik: Daerah = kab.daerah if di_sini else pabrik.daerah("99.02", "Kabupaten Sebelah")
    client.force_login(pabrik.pengguna("coba", peran, milik))
    assert client.get(ALAMAT).status_code == kode
    jawaban = client.post(ALAMAT, {"dari": "2020-01-01", "sampai": "2020-12-31"})
    assert jawaban.status_code == kode
    habiskan(jawaban)
    assert CatatanAkses.objects.filter(jenis="ekspor").count() == (1 if kode == 200 else 0)


def test_yang_belum_masuk_diminta_masuk(client: Client, kab: Kabupaten) -> None:
    for jawaban in (client.get(ALAMAT), client.post(ALAMAT)):
        assert jawaban.status_code == 302
        assert jawaban["Location"].startswith("/admin/login/?next=")
    assert not CatatanAkses.objects.filter(jenis="ekspor").exists()


@pytest.fixture
def auditor(client: Client, kab: Kabupaten) -> Client:
    client.force_login(pabrik.pengguna("budi", "auditor", kab.daerah))
    return client


def test_unduhan_tercatat_dan_tampil_dengan_sidik_manifesnya(auditor: Client, kab: Kabupaten, tmp_path: Path) -> None:
    jawaban = auditor.post(ALAMAT, {"dari": "2020-01-01", "sampai": "2020-12-31"})
    assert jawaban["Content-Type"] == "application/zip"
    assert "no-store" in jawaban["Cache-Control"]
    nama = jawaban["Content-Disposition"].partition('filename="')[2].rstrip('"')
    berkas = tmp_path / nama
    berkas.write_bytes(habiskan(jawaban))
    assert jalankan(berkas)[0] == 0
    catatan = CatatanAkses.objects.get(jenis="ekspor")
    assert (catatan.nama, catatan.daerah) == ("budi", kab.daerah)
    sidik = hashlib.sha256(zipfile.ZipFile(berkas).read("manifes.json")).hexdigest()
    assert catatan.rincian == f"berkas audit 2020-01-01 sampai 2020-12-31; sidik manifes {sidik}"
    halaman = baca_halaman(auditor.get(ALAMAT))
    assert sidik in halaman.teks
    assert "1 Januari 2020 sampai 31 Desember 2020" in halaman.teks
    assert halaman.terlarang == []


def test_unduhan_yang_tidak_dapat_dicatat_tidak_terjadi(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gagal(*args: Any, **kwargs: Any) -> None:
        raise OSError("penuh")

    monkeypatch.setattr("registry.audit.views_berkas.catat_akses", gagal)
    with pytest.raises(OSError, match="penuh"):
        auditor.post(ALAMAT, {"dari": "2020-01-01", "sampai": "2020-12-31"})


@pytest.mark.parametrize(
    ("dari", "sampai", "kata"),
    [
        ("", "", "Isi tanggalnya"),
        ("kemarin", "2020-01-01", "tidak dikenal"),
        ("2020-02-30", "2020-03-01", "tidak dikenal"),
        ("2020-12-31", "2020-01-01", "sebelum tanggal akhir"),
        ("2020-01-01", "2999-01-01", "belum terjadi"),
        ("0001-01-01", "2020-01-01", "terlalu awal"),
        ("9999-12-31", "9999-12-31", "belum terjadi"),
        ("2020-01-01\x00", "<script>alert(1)</script>", "tidak dikenal"),
        ("٢٠٢٠-٠١-٠١", "'; DROP TABLE--", "tidak dikenal"),
        ("9" * 5000, "-1", "tidak dikenal"),
    ],
)
def test_tanggal_yang_salah_dikatakan_dan_tidak_ada_yang_diunduh(
    auditor: Client, dari: str, sampai: str, kata: str
) -> None:
    jawaban = auditor.post(ALAMAT, {"dari": dari, "sampai": sampai})
    assert jawaban.status_code == 400
    assert kata in baca_halaman(jawaban).teks
    assert b"<script>alert" not in jawaban.content
    assert not CatatanAkses.objects.filter(jenis="ekspor").exists()


def test_formulir_menawarkan_tahun_ini(auditor: Client) -> None:
    jawaban = auditor.get(ALAMAT)
    form = jawaban.context["form"]
    hari_ini = jawaban.context["hari_ini"]
    assert form.masa() == (date(hari_ini.year, 1, 1), hari_ini)
    assert auditor.get("/daerah/77.77/berkas-audit/").status_code == 404
    assert auditor.put(ALAMAT).status_code == 405


def test_banyaknya_kueri_tidak_mengikuti_banyaknya_baris(
    kab: Kabupaten, django_assert_max_num_queries: Any, tmp_path: Path
) -> None:
    badan = list(kab.badan.values())
    for _ in range(30):
        rekam([(satu, "~") for satu in badan], saat=timezone.now(), oleh=None, alasan="uji")
    segel_baru()
    with django_assert_max_num_queries(130):
        satu = paket(kab)
    satu.berkas.close()
    assert satu.jumlah["riwayat.jsonl"] > 390


def test_tautannya_ada_bagi_yang_berhak_saja(client: Client, kab: Kabupaten) -> None:
    halaman = ("/daerah/99.01/", "/daerah/99.01/riwayat/")
    assert ALAMAT not in baca_halaman(client.get(halaman[0])).tautan
    for peran, berkas in (("auditor", True), ("pengelola", False)):
        client.force_login(pabrik.pengguna(f"p.{peran}", peran, kab.daerah))
        for satu in halaman:
            tautan = baca_halaman(client.get(satu)).tautan
            assert (ALAMAT in tautan) == berkas, (peran, satu)
            assert "/daerah/99.01/keterangan/" in tautan, (peran, satu)
