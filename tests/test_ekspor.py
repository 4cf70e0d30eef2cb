"""Documents out of the database: what is public, the same bytes for the same content, and back again."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from registry import isi_edisi
from registry.dokumen import tabel
from registry.dokumen.beda import isi_dokumen
from registry.dokumen.ekspor import TidakDapatDitulis, ekspor_daerah, ekspor_nasional
from registry.dokumen.kamus import KamusLambang
from registry.dokumen.lengkap import baca_dokumen
from registry.dokumen.muat import muat
from registry.dokumen.skema import EdisiIsian, Isian, data, telusuri
from registry.dokumen.yaml_aman import baca, urai
from registry.models import Daerah, Edisi, HubunganPeraturan, NamaLain, PerangkatDaerah, Peraturan
from registry.services import buat_rancangan, terapkan, terbitkan, ubah_rancangan
from relations.models import Urusan
from tests import pabrik
from tests.naskah_contoh import daerah, muat_contoh, muat_isi, nasional, naskah, penuh, potret
from tests.pabrik import Kabupaten

pytestmark = pytest.mark.django_db
AKAR = Path(__file__).resolve().parents[1]
FIXTURES = [AKAR / "fixtures" / "nasional.yaml", *sorted((AKAR / "fixtures").glob("[0-9]*.yaml"))]


def ekspor(kode: str = "99.01") -> str:
    return ekspor_daerah(Daerah.objects.get(kode=kode))


def muat_teks(teks: str) -> Any:
    return muat(urai(teks.encode(), nama="ekspor.yaml"))


def isi(kode: str = "99.01") -> dict[str, Any]:
    return urai(ekspor(kode).encode()).data


@pytest.mark.parametrize("buat", [daerah, penuh])
def test_muat_ekspor_muat_adalah_identitas(buat: Any) -> None:
    muat_isi(nasional())
    muat_isi(buat())
    sebelum, teks, umum = potret(), ekspor(), ekspor_nasional()
    assert not muat_teks(umum)
    assert not muat_teks(teks)
    assert potret() == sebelum
    assert (ekspor(), ekspor_nasional()) == (teks, umum)


@pytest.mark.parametrize("buat", [daerah, penuh])
def test_ekspor_menyebut_semua_yang_ada_dalam_dokumen(buat: Any) -> None:
    """Nothing that a document can say is lost: the exported one says the same."""
    muat_isi(nasional())
    muat_isi(buat())
    kini: Any = baca_dokumen(urai(ekspor().encode()))
    asli: Any = baca_dokumen(naskah(buat()))
    assert kini.daerah == asli.daerah
    assert _menurut_kunci(kini.peraturan) == _menurut_kunci(asli.peraturan)
    assert _menurut_kunci(kini.perangkat_daerah) == _menurut_kunci(asli.perangkat_daerah)
    for dari_basis, dari_berkas in zip(kini.edisi, asli.edisi, strict=True):
        assert list(_kepala(dari_basis)) == list(_kepala(dari_berkas))
        assert isi_dokumen(dari_basis, KamusLambang()) == isi_dokumen(dari_berkas, KamusLambang())
    umum: Any = baca_dokumen(urai(ekspor_nasional().encode()))
    assert _menurut_kunci(umum.peraturan) == _menurut_kunci(baca_dokumen(naskah(nasional())).peraturan)


def _menurut_kunci(semua: list[Any]) -> list[Any]:
    """By key, with the ties of a regulation by their order numbers."""
    hasil = [data(satu) for satu in sorted(semua, key=lambda satu: satu.kunci)]
    for satu in hasil:
        urutan = 0
        for hubungan in satu.get("hubungan", []):
            urutan = int(hubungan.get("urutan", urutan + 1))
            hubungan["urutan"] = urutan
        satu.get("hubungan", []).sort(key=lambda hubungan: (hubungan["urutan"], str(hubungan)))
    return hasil


def _kepala(edisi: Any) -> Any:
    return ((ruas, nilai) for ruas, _, nilai in telusuri(edisi) if ruas[0] in EdisiIsian.model_fields)


def test_dokumen_uji_mengisi_setiap_ruas_format() -> None:
    """So that the two tests above speak for the whole format."""
    terisi: set[tuple[str, str]] = set()

    def catat(isian: Isian) -> None:
        for nama, ruas in type(isian).model_fields.items():
            nilai = getattr(isian, nama)
            if nilai != ruas.get_default(call_default_factory=True):
                terisi.add((type(isian).__name__, nama))
            for satu in nilai if isinstance(nilai, list) else [nilai]:
                if isinstance(satu, Isian):
                    catat(satu)

    catat(baca_dokumen(naskah(penuh())))
    catat(baca_dokumen(naskah(nasional())))
    kosong = {(kelas.__name__, ruas) for _, kelas in tabel._kelas() for ruas in kelas.model_fields} - terisi
    assert kosong == set()


@pytest.mark.lambat
def test_lima_kabupaten_dan_basis_data_lain(tmp_path: Path) -> None:
    """Load, export, load into a fresh SQLite, export there, and back: the same bytes and nothing to change."""
    for jalur in FIXTURES:
        muat(baca(jalur))
    kode = ["nasional", *Daerah.objects.berisi().values_list("kode", flat=True)]
    assert len(kode) == 6
    sini = tmp_path / "sini"
    sana = tmp_path / "sana"
    sini.mkdir()
    sana.mkdir()
    for satu in kode:
        call_command("ekspor", satu, keluar=sini / f"{satu}.yaml")
    env = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'lain.sqlite3'}"}

    def perintah(*argumen: object) -> str:
        jalan = subprocess.run(
            [sys.executable, "manage.py", *map(str, argumen)], cwd=AKAR, env=env, check=True, capture_output=True
        )
        return jalan.stdout.decode()

    perintah("migrate", "-v0")
    assert "edisi baru" in perintah("muat", *sorted(sini.iterdir()))
    # One process for all: each start costs a second.
    ekspor_semua = "; ".join(f"call_command('ekspor', {satu!r}, keluar=sana / '{satu}.yaml')" for satu in kode)
    awal = f"from pathlib import Path; from django.core.management import call_command; sana = Path({str(sana)!r})"
    perintah("shell", "-v0", "-c", f"{awal}; {ekspor_semua}")
    for satu in kode:
        assert (sana / f"{satu}.yaml").read_bytes() == (sini / f"{satu}.yaml").read_bytes()
    sebelum = potret()
    for satu in kode:
        assert not muat(baca(sana / f"{satu}.yaml"))
    for jalur in FIXTURES:
        assert not muat(baca(jalur))
    assert potret() == sebelum


def test_hanya_yang_terbit(kab: Kabupaten, sari: User) -> None:
    """A draft leaks nothing: not its rows, its bodies and their names, nor its regulation without a number."""
    rancangan_peraturan = pabrik.peraturan(kab.daerah, nomor="", tahun=2024, tentang="RAHASIA-PERATURAN")
    HubunganPeraturan.objects.create(dari=rancangan_peraturan, ke=kab.peraturan, jenis="mencabut", rujukan="Pasal 9")
    HubunganPeraturan.objects.create(
        dari=kab.peraturan, ke=rancangan_peraturan, jenis="dasar_hukum", rujukan="Mengingat angka 1"
    )
    rancangan = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=rancangan_peraturan
    )
    badan = pabrik.badan(kab.daerah, "badan-rahasia", "RAHASIA-BADAN")
    NamaLain.objects.create(perangkat_daerah=badan, nama="RAHASIA-NAMA")
    terapkan(
        edisi=rancangan,
        oleh=sari,
        ubah={
            ("kedudukan", (badan.pk,)): {"induk": kab.id("bupati"), "nama": "RAHASIA-KEDUDUKAN", "jenis": "dinas"},
            ("kedudukan", (kab.id("dinkes"),)): {"nama": "RAHASIA-GANTI-NAMA"},
        },
    )
    PerangkatDaerah.objects.filter(pk=kab.id("dinkes")).update(nama="RAHASIA-PENGENAL")
    teks = ekspor()
    assert "rahasia" not in teks.lower()
    assert "Dinas Kesehatan" in teks
    assert not muat_teks(teks)


def test_badan_dalam_rentang_yang_tidak_ada_dalam_bagan_ikut(kab: Kabupaten, sari: User) -> None:
    luar = pabrik.badan(kab.daerah, "kantor-lama", "Kantor Lama")
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2021, 1, 1), peraturan=kab.peraturan
    )
    terapkan(
        edisi=edisi,
        oleh=sari,
        ubah={("rentangkoordinasi", (luar.pk, 1)): {"koordinator_id": kab.id("asisten-1"), "huruf": "c"}},
    )
    terbitkan(edisi=edisi, oleh=None)
    assert {"kunci": "kantor-lama", "nama": "Kantor Lama"} in isi()["perangkat_daerah"]
    assert not muat_teks(ekspor())


def test_apa_pun_yang_ditulis_lewat_admin_dapat_diekspor_dan_dimuat(kab: Kabupaten, sari: User) -> None:
    """Order numbers with gaps, text with Windows breaks and invisible characters, odd pinpoints, mixed lists."""
    lain = pabrik.daerah("99.02", "Kabupaten Sebelah")
    HubunganPeraturan.objects.create(
        dari=kab.peraturan, ke=pabrik.peraturan(lain), jenis="dasar_hukum", rujukan="Mengingat angka 3", urutan=40
    )
    HubunganPeraturan.objects.create(
        dari=kab.peraturan, ke=None, jenis="dasar_hukum", tertulis="Peraturan\r\nyang  tak dikenal", urutan=2
    )
    NamaLain.objects.create(perangkat_daerah=kab.badan["dinkes"], nama="Dinas  Waras", jenis="ejaan")
    Peraturan.objects.filter(pk=kab.peraturan.pk).update(
        catatan="satu\r\n\r\n\r\ndua \x0b tiga\u200b", tautan="https://x.id/?a=1&b={c}"
    )
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, berlaku_mulai=date(2021, 1, 1), peraturan=kab.peraturan
    )
    edisi = ubah_rancangan(
        edisi=edisi,
        oleh=sari,
        ketentuan="sebagian",
        ketentuan_rujukan="Pasal 3 sampai dengan Pasal 5",
        ketentuan_keterangan="* diawali tanda: 'aneh' # begitu",
    )
    urusan = Urusan.objects.create(nama="urusan: aneh, # sekali")
    ahli = pabrik.badan(kab.daerah, "ahli", "Staf Ahli").pk
    dasar = {
        "peraturan_id": kab.peraturan.pk,
        "rujukan": "Pasal 9",
        "tertulis": "kata \t berjarak\r\nlagi",
        "catatan": "'",
    }
    ubah: isi_edisi.Ubah = {
        ("kedudukan", (kab.id("dinkes"),)): {"urutan": 0, "nama": "Dinas - Kesehatan: & <b>", "singkatan": "~"},
        ("kedudukan", (kab.id("disdik"),)): {"urutan": 0, "kontak": "- (0511) 1"},
        ("rentangkoordinasi", (kab.id("disdik"), 1)): {"urutan": 9, "rujukan": "Pasal 5 ayat (1)", "huruf": "x"},
        ("rentangkoordinasi", (kab.id("dinkes"), 1)): {"urutan": 9, "rujukan": "", "huruf": "", "tertulis": "null"},
        ("rentangkoordinasi", (kab.id("kecamatan"), 1)): {"peraturan_id": None, "verba": "yes"},
        ("rentangkoordinasi", (kab.id("puskesmas"), 3)): {
            "koordinator_id": kab.id("asisten-1"),
            "utama": False,
            "urutan": 2,
        },
        ("rentangkoordinasi", (kab.id("puskesmas"), 1)): {"koordinator_id": kab.id("asisten-2"), "urutan": 3},
        ("kedudukan", (ahli,)): {"nama": "Staf Ahli", "jenis": "staf_ahli", "induk": kab.id("bupati"), "urutan": 99},
        ("bidangstafahli", (ahli, urusan.pk)): {"huruf": "b", "urutan": 5, **dasar},
        ("urusanperangkat", (kab.id("dinkes"), urusan.pk)): dasar,
        ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "koordinatif", "")): dasar,
        ("ketentuanpelaksanaan", (7,)): {
            "topik": "asas",
            "judul": "J",
            "isi": "a\r\nb",
            "butir": [{"label": "", "teks": "x  y"}],
        },
        ("ketentuanhubungan", ("staf_ahli", "kolegial")): {
            "urutan": 3,
            "rincian": [
                {
                    "jenis": "isi",
                    "rujukan": "psl 7",
                    "terbuka": False,
                    "butir": [{"label": "a", "teks": "t", "tertulis": ""}],
                }
            ],
            **dasar,
        },
        ("ketentuanhubungan", ("perangkat_daerah", "kolegial")): {"urutan": 3, "pelaksana": "Pasal 10 dan Pasal 12"},
    }
    terapkan(edisi=edisi, oleh=sari, ubah=ubah)
    terbitkan(edisi=edisi, oleh=None)
    teks, sebelum = ekspor(), potret()
    hasil = muat_teks(teks)
    assert str(hasil) == "ekspor.yaml (Kabupaten Contoh): tidak ada perubahan."
    assert potret() == sebelum
    assert ekspor() == teks


def test_versi_yang_sudah_diralat_tidak_diekspor() -> None:
    muat_contoh()
    lain = daerah()
    lain["edisi"][1]["rentang"][0]["verba"] = "membawahi"
    muat_isi(lain, ralat="salah")
    assert Edisi.objects.count() == 3
    edisi = isi()["edisi"]
    assert [satu["berlaku_mulai"] for satu in edisi] == ["2015-02-03", "2020-01-02"]
    assert edisi[1]["rentang"][0]["verba"] == "membawahi"


def test_urusan_sebutan_daerah_tidak_masuk_dokumen_nasional() -> None:
    muat_contoh()
    teks = ekspor_nasional()
    assert "kewilayahan setempat" not in teks
    assert "bagian_dari: kesehatan" in teks
    assert "kewilayahan setempat" in ekspor()


def test_ruas_kosong_tidak_ditulis() -> None:
    muat_contoh()
    teks = ekspor()
    assert "''" not in teks
    assert "[]" not in teks
    assert "None" not in teks
    assert "urutan" not in teks


def test_yang_tidak_muat_dalam_format_dikatakan(kab: Kabupaten) -> None:
    Peraturan.objects.filter(pk=kab.peraturan.pk).update(tahun=20200)
    with pytest.raises(TidakDapatDitulis, match=r"perbup-1-2020 tidak dapat ditulis sebagai dokumen. tahun: "):
        ekspor()


# --- the command ---


def test_perintah_menulis_ke_layar_dan_ke_berkas(tmp_path: Path) -> None:
    muat_contoh()
    keluar = io.StringIO()
    call_command("ekspor", "99.01", stdout=keluar)
    berkas = tmp_path / "kab.yaml"
    call_command("ekspor", "99.01", keluar=berkas)
    assert berkas.read_text(encoding="utf-8") == keluar.getvalue() == ekspor()
    assert [satu.name for satu in tmp_path.iterdir()] == ["kab.yaml"]


def test_perintah_menolak_yang_tidak_dikenal(tmp_path: Path, kab: Kabupaten) -> None:
    with pytest.raises(CommandError, match=r'Daerah dengan kode "63\.99" tidak tercatat'):
        call_command("ekspor", "63.99")
    with pytest.raises(CommandError, match="tidak dapat ditulis"):
        call_command("ekspor", "99.01", keluar=tmp_path / "tidak" / "ada.yaml")


def test_jumlah_kueri_tidak_bergantung_pada_banyaknya_unit(kab: Kabupaten, django_assert_max_num_queries: Any) -> None:
    with django_assert_max_num_queries(40):
        ekspor()
