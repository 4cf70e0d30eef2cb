"""No write path escapes history: every service leaves its act and the history of what it changed, as one act."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

import coordination.services
import relations.services
from coordination.matriks import baca as baca_matriks
from registry import isi_edisi, services
from registry.dokumen import muat as dokumen
from registry.galat import Terkunci
from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    NamaLain,
    Penugasan,
    Peraturan,
    Tindakan,
)
from registry.riwayat import satu_tindakan, tabel_riwayat
from registry.services import pencabutan, struktur, suksesi, templat, terbit
from registry.suksesi import DasarSuksesi, GantiNama, Penerus
from registry.tabel import layanan
from relations.models import Urusan
from relations.susunan_urusan import URUSAN as BAGIAN_URUSAN
from relations.susunan_urusan import Baris, Dikenal, KatalogUrusan, Susunan
from tests import naskah_contoh, pabrik, tabel
from tests.jejak import potret, satu_tindakan_tercatat, tidak_ada_jejak
from tests.pabrik import Kabupaten, ada
from tests.panggung import Panggung, buat_panggung

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n% contoh\n"
#: Modules whose acts are driven here, beside `registry.services` itself.
MODUL: tuple[ModuleType, ...] = (
    services, struktur, suksesi, pencabutan, layanan, relations.services, coordination.services,
)  # fmt: skip
#: Services that name who acts and yet write nothing, or write inside an act of others, with the reason.
LAIN: dict[str, str] = {
    "klon": "salinan isi; bagian dari buat_rancangan dan buat_ralat, satu Tindakan di sana",
    "kunci_rancangan": "hanya mengunci",
    "samakan": "hanya membandingkan",
    "gladi": "percobaan impor; dibatalkan seluruhnya (diuji tersendiri)",
    "alasan_awal": "membaca", "keadaan_alih": "membaca", "keadaan_dasar": "membaca", "keadaan_dasar_semua": "membaca",
    "mengarang": "membaca", "pembawa": "membaca", "pengembalian": "membaca", "pengikut": "membaca",
    "perlu_diteruskan_lagi": "membaca", "rencana_rebase": "membaca", "tindakan_terakhir": "membaca",
    "tujuan_terusan": "membaca", "rencana": "membaca", "yang_dilihat": "membaca", "tindakan_asal": "membaca",
    "dasar_dipakai": "membaca", "fakta_berdasar": "membaca", "kena_rujukan": "membaca", "sisipan": "membaca",
    "kunci_baru": "membaca", "ringkas": "kata-kata", "ringkas_nama": "kata-kata",
}  # fmt: skip


@pytest.fixture
def panggung(kab: Kabupaten, sari: User, settings: Any, tmp_path: Path) -> Panggung:
    settings.MEDIA_ROOT = str(tmp_path)
    return buat_panggung(kab, sari, tmp_path)


Laku = Callable[[], Any]


@dataclass(frozen=True)
class Rute:
    """One way to write. `siap` prepares the stage and gives what is then done, as one act. `jenis`: the kinds of its
    acts, oldest first; `oleh`: who stands in it."""

    layanan: str
    siap: Callable[[Panggung], Laku]
    jenis: list[str]
    oleh: str
    kasus: str = ""

    def __str__(self) -> str:
        return f"{self.layanan} {self.kasus}".strip()


RUTE: list[Rute] = []


def rute(layanan_: str, *jenis: str, oleh: str = "sari", kasus: str = "") -> Callable[[Any], Any]:
    def daftar(siap: Callable[[Panggung], Laku]) -> Callable[[Panggung], Laku]:
        RUTE.append(Rute(layanan_, siap, list(jenis), oleh, kasus))
        return siap

    return daftar


# What lies outside editions -----------------------------------------------------------------------------


@rute("simpan_daerah", "catat", oleh="kepala")
def _(p: Panggung) -> Laku:
    p.kab.daerah.ibu_kota = "Contohkota"
    return lambda: services.simpan_daerah(
        objek=p.kab.daerah, oleh=p.kepala, lihat={"ibu_kota": ""}, alasan="belum diisi"
    )


@rute("simpan_daerah", "catat", oleh="tanpa", kasus="baru")
def _(p: Panggung) -> Laku:
    baru = Daerah(kode="97.01", nama="Kabupaten Baru", jenis="kabupaten", zona_waktu="Asia/Jakarta")
    return lambda: services.simpan_daerah(objek=baru, oleh=None, lihat=None)


@rute("simpan_peraturan", "catat", "ubah", oleh="kepala", kasus="terbit, dengan hubungan")
def _(p: Panggung) -> Laku:
    lama = pabrik.peraturan(p.kab.daerah, "9", 2019)
    ikatan = HubunganPeraturan(dari=p.kab.peraturan, ke=lama, jenis="mencabut", rujukan="Pasal 9")
    p.kab.peraturan.tentang = "Rentang Koordinasi"
    return lambda: services.simpan_peraturan(
        objek=p.kab.peraturan, oleh=p.kepala, lihat={"tentang": "Rentang Koordinasi Asisten Sekretaris Daerah"},
        alasan="salah judul", ikutan=[(ikatan, None)],
    )  # fmt: skip


@rute("simpan_peraturan", "catat", "ubah", oleh="kepala", kasus="hubungan dihapus")
def _(p: Panggung) -> Laku:
    lama = pabrik.peraturan(p.kab.daerah, "9", 2019)
    ikatan = HubunganPeraturan.objects.create(dari=p.kab.peraturan, ke=lama, jenis="mencabut", rujukan="Pasal 9")
    return lambda: services.simpan_peraturan(
        objek=p.kab.peraturan, oleh=p.kepala, lihat={}, alasan="keliru", hapus=[(ikatan, {"jenis": "mencabut"})]
    )


@rute("simpan_peraturan", "catat", "ubah", kasus="di balik rancangan")
def _(p: Panggung) -> Laku:
    objek = ada(p.draf.peraturan)
    semula, objek.tentang = objek.tentang, "Rentang Koordinasi Asisten"
    return lambda: services.simpan_peraturan(objek=objek, oleh=p.sari, lihat={"tentang": semula})


@rute("simpan_badan", "catat")
def _(p: Panggung) -> Laku:
    badan = p.kab.badan["dinkes"]
    return lambda: services.simpan_badan(
        objek=badan, oleh=p.sari, lihat={}, ikutan=[(NamaLain(perangkat_daerah=badan, nama="DKK"), None)]
    )


@rute("simpan_badan", "catat", kasus="nama lain dihapus, nama diubah")
def _(p: Panggung) -> Laku:
    badan = p.kab.badan["dinkes"]
    lain = NamaLain.objects.create(perangkat_daerah=badan, nama="DKK")
    badan.nama = "Dinas Kesehatan Masyarakat"
    return lambda: services.simpan_badan(
        objek=badan, oleh=p.sari, lihat={"nama": "Dinas Kesehatan"}, hapus=[(lain, {"nama": "DKK"})]
    )


@rute("catat_pemeriksaan", "periksa", oleh="kepala")
def _(p: Panggung) -> Laku:
    return lambda: services.catat_pemeriksaan(
        daerah=p.kab.daerah, oleh=p.kepala, sasaran="rentang Dinas Kesehatan", hasil="sesuai naskah"
    )


@rute("simpan_nasional", "catat", oleh="kepala")
def _(p: Panggung) -> Laku:
    return lambda: services.simpan_nasional(
        objek=Urusan(kode="1.02", nama="kesehatan", kelompok="pelayanan_dasar"), oleh=p.kepala, lihat=None
    )


@rute("beri_peran", "peran", oleh="kepala")
def _(p: Panggung) -> Laku:
    orang = pabrik.pengguna("orang", peran="")
    return lambda: services.beri_peran(pengguna=orang, daerah=p.kab.daerah, peran="auditor", oleh=p.kepala)


@rute("cabut_peran", "peran", oleh="kepala")
def _(p: Panggung) -> Laku:
    orang = pabrik.pengguna("orang", peran="auditor", milik=p.kab.daerah)
    penugasan = Penugasan.objects.get(pengguna=orang)
    return lambda: services.cabut_peran(penugasan=penugasan, oleh=p.kepala, alasan="pindah tugas")


# How a draft starts -------------------------------------------------------------------------------------


@rute("buat_rancangan", "buat_rancangan", kasus="salinan")
def _(p: Panggung) -> Laku:
    return lambda: services.buat_rancangan(daerah=p.kab.daerah, oleh=p.sari, asal=p.kab.edisi)


@rute("buat_rancangan", "catat", "buat_rancangan", kasus="kosong, dengan peraturan baru")
def _(p: Panggung) -> Laku:
    baru = services.PeraturanBaru("perda", "Susunan Perangkat Daerah")
    return lambda: services.buat_rancangan(daerah=p.kab.daerah, oleh=p.sari, peraturan=baru)


@rute("buat_rancangan", "buat_rancangan", kasus="templat")
def _(p: Panggung) -> Laku:
    kota = pabrik.daerah("98.71", "Kota Maju", jenis="kota")
    return lambda: services.buat_rancangan(daerah=kota, oleh=p.sari, templat=p.kab.edisi, dengan_rentang=True)


@rute("buat_ralat", "buat_rancangan", oleh="kepala")
def _(p: Panggung) -> Laku:
    return lambda: services.buat_ralat(edisi=p.kab.edisi, oleh=p.kepala, alasan="salah ketik")


@rute("ubah_rancangan", "ubah")
def _(p: Panggung) -> Laku:
    return lambda: services.ubah_rancangan(
        edisi=p.draf, oleh=p.sari, struktur="sebagian", rentang_rujukan="Pasal 5", alasan="dibaca ulang"
    )


# Content ------------------------------------------------------------------------------------------------


@rute("terapkan", "ubah")
def _(p: Panggung) -> Laku:
    urusan = Urusan.objects.create(nama="kesehatan")
    dasar = {"peraturan_id": p.kab.peraturan.pk, "rujukan": "Pasal 6"}
    butir = [{"label": "a", "teks": "perencanaan"}]
    rincian = [{"jenis": "kegiatan", "rujukan": "Pasal 7", "terbuka": True, "butir": butir}]
    ubah: Any = {
        ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"rincian": rincian, **dasar},
        ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu", "butir": butir, **dasar},
        p.baris("bidangstafahli", "sekda", urusan.pk): dasar,
        p.baris("urusanperangkat", "dinkes", urusan.pk): dasar,
        p.baris("hubungankerja", "dinkes", "disdik", "fungsional", ""): dasar,
        ("suksesi", (1,)): {"jenis": "ganti_nama", **dasar},
        p.baris("pesertasuksesi", 1, "lama", "dinkes"): {},
        p.baris("kedudukan", "dinkes"): {"nama": "Dinas Kesehatan Masyarakat", "kontak": "(0511) 12345"},
        p.baris("kedudukan", "disdik"): {"nama": "Dinas Pendidikan"},  # as it is
        p.baris("kedudukan", "puskesmas"): None,
        p.baris("rentangkoordinasi", "disdik", 1): {"koordinator_id": p.kab.id("asisten-1"), "huruf": "c"},
        p.baris("rentangkoordinasi", "kecamatan", 1): None,
    }
    return lambda: services.terapkan(edisi=p.draf, ubah=ubah, oleh=p.sari, alasan="sesuai naskah")


@rute("terapkan", "ubah", kasus="pangkal bagan diganti")
def _(p: Panggung) -> Laku:
    baru = pabrik.badan(p.kab.daerah, "pemda-baru", "Pemerintah Daerah")
    ubah: Any = {
        ("kedudukan", (baru.pk,)): {"nama": "Pemerintah Daerah", "jenis": "pemerintah_daerah", "induk": None},
        p.baris("kedudukan", "bupati"): {"induk": baru.pk},
        p.baris("kedudukan", "pemda"): None,
    }
    return lambda: services.terapkan(edisi=p.draf, ubah=ubah, oleh=p.sari)


@rute("urungkan", "urung")
def _(p: Panggung) -> Laku:
    tindakan = p.terakhir()
    return lambda: services.urungkan(tindakan=tindakan, oleh=p.sari)


@rute("ulangi", "ubah")
def _(p: Panggung) -> Laku:
    services.urungkan(tindakan=p.terakhir(), oleh=p.sari)
    tindakan = p.terakhir()
    return lambda: services.ulangi(tindakan=tindakan, oleh=p.sari)


@rute("pindahkan", "ubah")
def _(p: Panggung) -> Laku:
    return lambda: services.pindahkan(
        edisi=p.draf, badan=p.kab.id("puskesmas"), ke=p.kab.id("disdik"), lihat={}, oleh=p.sari
    )


@rute("geser", "ubah")
def _(p: Panggung) -> Laku:
    return lambda: services.geser(
        edisi=p.draf, badan=p.kab.id("disdik"), arah=struktur.Arah.NAIK, lihat={}, oleh=p.sari
    )


@rute("tambahkan", "catat", "ubah", kasus="dengan badan baru")
def _(p: Panggung) -> Laku:
    nilai = {"nama": "Dinas Perhubungan", "jenis": "dinas"}
    return lambda: services.tambahkan(edisi=p.draf, induk=p.kab.id("bupati"), nilai=nilai, badan=None, oleh=p.sari)


@rute("keluarkan", "ubah", kasus="beserta bawahannya")
def _(p: Panggung) -> Laku:
    lihat: dict[int, Any] = {p.kab.id(satu): {} for satu in ("dinkes", "puskesmas")}
    return lambda: services.keluarkan(edisi=p.draf, badan=p.kab.id("dinkes"), beserta=True, lihat=lihat, oleh=p.sari)


@rute("simpan_rentang", "ubah")
def _(p: Panggung) -> Laku:
    matriks = baca_matriks(p.draf)
    susunan = matriks.susunan
    baris = ada(susunan.utama(p.kab.id("dinkes")))
    susunan.tempatkan(baris, ada(susunan.utama(p.kab.id("disdik"))).daftar)
    return lambda: coordination.services.simpan_rentang(edisi=p.draf, susunan=susunan, nama={}, oleh=p.sari)


@rute("simpan_urusan", "catat", "ubah", kasus="dengan urusan yang belum dikenal")
def _(p: Panggung) -> Laku:
    lama = Urusan.objects.create(nama="kesehatan")
    katalog = KatalogUrusan([Dikenal(lama.pk, "", lama.nama)])
    susunan = Susunan(BAGIAN_URUSAN, p.kab.id("dinkes"), baris=[Baris(teks="kesehatan"), Baris(teks="air bersih")])
    for satu in susunan.baris:
        satu.terbaca = katalog.baca(satu.teks)
    return lambda: relations.services.simpan_urusan(
        edisi=p.draf, susunan=susunan, nama="Dinas Kesehatan", oleh=p.sari, alasan="naskah"
    )


@rute("beri_alasan", "ubah")
def _(p: Panggung) -> Laku:
    kode, pesan = next(iter(p.alasan()))
    return lambda: services.beri_alasan(edisi=p.draf, kode=kode, pesan=pesan, alasan="memang", oleh=p.sari)


@rute("beri_alasan", "ubah", kasus="ditarik")
def _(p: Panggung) -> Laku:
    kode, pesan = next(iter(p.alasan()))
    services.beri_alasan(edisi=p.draf, kode=kode, pesan=pesan, alasan="memang", oleh=p.sari)
    return lambda: services.beri_alasan(edisi=p.draf, kode=kode, pesan=pesan, alasan="", oleh=p.sari)


@rute("putuskan", "ubah")
def _(p: Panggung) -> Laku:
    dipilih = [
        satu
        for satu in pencabutan.fakta_berdasar(
            [(bagian, kunci, nilai or {}) for (bagian, kunci), nilai in _isi(p.draf).items()], p.kab.peraturan.pk
        )
        if satu.bagian == "rentangkoordinasi"
    ]
    pilihan = [pencabutan.Pilihan.ALIHKAN, pencabutan.Pilihan.AKHIRI, pencabutan.Pilihan.TETAP]
    putusan = [pencabutan.Putusan(satu, pilih) for satu, pilih in zip(dipilih, pilihan, strict=True)]
    return lambda: pencabutan.putuskan(
        edisi=p.draf, dicabut=p.kab.peraturan, putusan=putusan, oleh=p.sari, pengganti=p.draf.peraturan, alasan="x"
    )


@rute("impor", "impor", kasus="dengan badan baru")
def _(p: Panggung) -> Laku:
    berkas = tabel.xlsx(
        Unit=[tabel.UNIT, ["dishub", "Dinas Perhubungan", "dinas", "bupati"], ["dinkes", "Dinkes", "dinas", "bupati"]],
        Rentang=[tabel.RENTANG, ["dishub", "asisten-2", "b"]],
    )
    rencana = tabel.rencana(p.draf, berkas)
    assert rencana.muatan.badan
    return lambda: layanan.impor(edisi=p.draf, muatan=rencana.muatan, oleh=p.sari, berkas="unit.xlsx")


# Succession ---------------------------------------------------------------------------------------------


@rute("ganti_nama", "ubah")
def _(p: Panggung) -> Laku:
    return lambda: suksesi.ganti_nama(edisi=p.draf, badan=p.kab.id("disdik"), nama="Dinas Pendidikan Baru", oleh=p.sari)


@rute("gabung", "catat", "ubah", kasus="ke badan baru")
def _(p: Panggung) -> Laku:
    lama = [p.kab.id("dinkes"), p.kab.id("disdik")]
    baru = Penerus(None, "Dinas Kesehatan dan Pendidikan", jenis="dinas")
    return lambda: suksesi.gabung(edisi=p.draf, lama=lama, baru=baru, rentang_dari=lama[0], oleh=p.sari)


@rute("pecah", "catat", "catat", "ubah")
def _(p: Panggung) -> Laku:
    baru = [Penerus(None, f"Dinas Pendidikan {satu}", jenis="dinas") for satu in ("Dasar", "Menengah")]
    return lambda: suksesi.pecah(edisi=p.draf, lama=p.kab.id("disdik"), baru=baru, oleh=p.sari)


@rute("bubar", "ubah")
def _(p: Panggung) -> Laku:
    return lambda: suksesi.bubar(edisi=p.draf, lama=[p.kab.id("dinkes")], anak_ikut=True, oleh=p.sari)


@rute("bentuk", "catat", "ubah")
def _(p: Panggung) -> Laku:
    baru = [Penerus(None, "Dinas Perhubungan", jenis="dinas", induk=p.kab.id("bupati"))]
    return lambda: suksesi.bentuk(edisi=p.draf, baru=baru, oleh=p.sari)


@rute("jalankan", "ubah")
def _(p: Panggung) -> Laku:
    tindak = GantiNama(p.kab.id("disdik"), Penerus(p.kab.id("disdik"), "Dinas Pendidikan Baru"))
    return lambda: suksesi.jalankan(edisi=p.draf, tindak=tindak, oleh=p.sari)


def _berganti(p: Panggung) -> None:
    suksesi.ganti_nama(edisi=p.draf, badan=p.kab.id("disdik"), nama="Dinas Baru", oleh=p.sari)


@rute("ubah_peristiwa", "ubah")
def _(p: Panggung) -> Laku:
    _berganti(p)
    dasar = DasarSuksesi(p.kab.peraturan.pk, "Pasal 9", "Penataan.")
    return lambda: suksesi.ubah_peristiwa(edisi=p.draf, nomor=1, dasar=dasar, oleh=p.sari, lihat={})


@rute("cabut", "urung")
def _(p: Panggung) -> Laku:
    _berganti(p)
    return lambda: suksesi.cabut(edisi=p.draf, nomor=1, oleh=p.sari)


@rute("cabut", "ubah", kasus="catatan saja")
def _(p: Panggung) -> Laku:
    _berganti(p)
    return lambda: suksesi.cabut(edisi=p.draf, nomor=1, oleh=p.sari, catatan_saja=True)


# From hand to hand --------------------------------------------------------------------------------------


@rute("ajukan", "ajukan")
def _(p: Panggung) -> Laku:
    return lambda: services.ajukan(edisi=p.draf, oleh=p.sari)


@rute("ajukan", "ajukan", "ajukan", oleh="kepala", kasus="dengan pengikut")
def _(p: Panggung) -> Laku:
    dua = p.terbit_dua()
    kepala = services.buat_ralat(edisi=p.kab.edisi, oleh=p.kepala, alasan="salah")
    p.terapkan({p.baris("kedudukan", "dinkes"): {"nama": "Dinkes"}}, kepala)
    services.teruskan(edisi=kepala, tujuan=[dua], oleh=p.kepala, alasan="sama")
    return lambda: services.ajukan(edisi=kepala, oleh=p.kepala)


@rute("tarik", "tarik")
def _(p: Panggung) -> Laku:
    services.ajukan(edisi=p.draf, oleh=p.sari)
    return lambda: services.tarik(edisi=p.draf, oleh=p.sari)


@rute("kembalikan", "kembalikan", oleh="budi")
def _(p: Panggung) -> Laku:
    services.ajukan(edisi=p.draf, oleh=p.sari)
    return lambda: services.kembalikan(edisi=p.draf, oleh=p.budi, alasan="huruf b keliru")


@rute("setujui", "setujui", oleh="budi")
def _(p: Panggung) -> Laku:
    services.ajukan(edisi=p.draf, oleh=p.sari)
    return lambda: services.setujui(edisi=p.draf, oleh=p.budi)


@rute("batalkan_rancangan", "batalkan")
def _(p: Panggung) -> Laku:
    return lambda: services.batalkan_rancangan(edisi=p.draf, oleh=p.sari, alasan="batal")


@rute("terbitkan", "catat", "terbitkan", kasus="dengan penetapan, berkas, dan tanggal lain")
def _(p: Panggung) -> Laku:
    p.disetujui()
    hari = date(2024, 2, 1)
    penetapan = p.penetapan(
        ditetapkan=hari, diundangkan=hari, berlaku_mulai=hari, mulai=hari, berkas=ContentFile(PDF, "naskah.pdf")
    )
    alasan = p.alasan()
    return lambda: services.terbitkan(edisi=p.draf, oleh=p.sari, alasan_peringatan=alasan, penetapan=penetapan)


@rute("terbitkan", "terbitkan", oleh="tanpa", kasus="ralat")
def _(p: Panggung) -> Laku:
    ralat = services.buat_ralat(edisi=p.kab.edisi, oleh=None, alasan="salah")
    services.terapkan(edisi=ralat, ubah={p.baris("kedudukan", "dinkes"): {"nama": "Dinkes"}}, oleh=None)
    return lambda: services.terbitkan(edisi=ralat, oleh=None)


# Branches -----------------------------------------------------------------------------------------------


@rute("rebase", "sesuaikan")
def _(p: Panggung) -> Laku:
    dua = p.terbit_dua()
    return lambda: services.rebase(edisi=p.draf, ke=dua, oleh=p.sari, alasan="dasar berganti")


@rute("rebase", "sesuaikan", kasus="ralat tanpa perubahan isi")
def _(p: Panggung) -> Laku:
    ralat = services.terbitkan(edisi=services.buat_ralat(edisi=p.kab.edisi, oleh=None, alasan="x"), oleh=None)
    return lambda: services.rebase(edisi=p.draf, ke=ralat, oleh=p.sari)


@rute("teruskan", "buat_rancangan", "teruskan", "teruskan", oleh="kepala")
def _(p: Panggung) -> Laku:
    dua = p.terbit_dua()
    kepala = services.buat_ralat(edisi=p.kab.edisi, oleh=p.kepala, alasan="salah")
    p.terapkan({p.baris("kedudukan", "dinkes"): {"nama": "Dinkes"}}, kepala)
    return lambda: services.teruskan(edisi=kepala, tujuan=[dua], oleh=p.kepala, alasan="sama")


@rute("teruskan", "batalkan", "buat_rancangan", "teruskan", "teruskan", oleh="kepala", kasus="sekali lagi")
def _(p: Panggung) -> Laku:
    dua = p.terbit_dua()
    kepala = services.buat_ralat(edisi=p.kab.edisi, oleh=p.kepala, alasan="salah")
    for nama in ("Dinkes", "Dinas Kesehatan Baru"):
        services.terapkan(edisi=kepala, ubah={p.baris("kedudukan", "dinkes"): {"nama": nama}}, oleh=p.kepala)
        if nama == "Dinkes":
            services.teruskan(edisi=kepala, tujuan=[dua], oleh=p.kepala, alasan="sama")
    return lambda: services.teruskan(edisi=kepala, tujuan=[dua], oleh=p.kepala, alasan="sama")


@rute("alihkan", "alihkan", "catat")
def _(p: Panggung) -> Laku:
    ganda = p.ganda()
    return lambda: services.alihkan(dari=ganda, ke=p.kab.badan["dinkes"], oleh=p.sari, alasan="tercatat dua kali")


@rute("siapkan_ralat_alih", "buat_rancangan", "alihkan", oleh="kepala")
def _(p: Panggung) -> Laku:
    p.ganda()
    ke = pabrik.badan(p.kab.daerah, "disdik-benar", "Dinas Pendidikan")
    return lambda: services.siapkan_ralat_alih(dari=p.kab.badan["disdik"], ke=ke, oleh=p.kepala, alasan="dua kali")


# Documents ----------------------------------------------------------------------------------------------


@rute("muat", "muat", oleh="impor", kasus="nasional")
def _(p: Panggung) -> Laku:
    return lambda: naskah_contoh.muat_isi(naskah_contoh.nasional())


def _dokumen() -> dict[str, Any]:
    """The document of a region of its own."""
    isi = naskah_contoh.daerah()
    isi["daerah"] |= {"kode": "96.01", "nama": "Kabupaten Naskah", "provinsi": {"kode": "96", "nama": "Provinsi"}}
    return isi


@rute(
    "muat", "buat_rancangan", "terbitkan", "buat_rancangan", "ubah", "muat", "terbitkan", "muat",
    oleh="impor", kasus="daerah",
)  # fmt: skip
def _(p: Panggung) -> Laku:
    naskah_contoh.muat_isi(naskah_contoh.nasional())
    return lambda: naskah_contoh.muat_isi(_dokumen())


@rute("muat", "buat_rancangan", "muat", "terbitkan", "muat", oleh="impor", kasus="ralat")
def _(p: Panggung) -> Laku:
    naskah_contoh.muat_isi(naskah_contoh.nasional())
    naskah_contoh.muat_isi(_dokumen())
    isi = _dokumen()
    isi["peraturan"][1]["tentang"] = "Rentang Koordinasi"
    isi["peraturan"][1]["hubungan"].pop()
    isi["perangkat_daerah"][6]["nama_lain"] = [{"nama": "Dinkes"}, {"nama": "Dinkeskab"}]
    isi["edisi"][1]["rentang"][0]["unit"].pop()
    isi["edisi"][1]["struktur"][0]["bawahan"][0]["bawahan"][3]["nama"] = "Dinas P dan K"
    return lambda: naskah_contoh.muat_isi(isi, ralat="salah catat")


# The tests ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("satu", RUTE, ids=str)
def test_every_service_leaves_its_act_and_the_history_of_what_it_changed(satu: Rute, panggung: Panggung) -> None:
    orang: dict[str, Any] = {"sari": panggung.sari, "budi": panggung.budi, "kepala": panggung.kepala, "tanpa": None}
    laku = satu.siap(panggung)
    oleh = orang.get(satu.oleh, ...)
    with satu_tindakan_tercatat(oleh) as jejak:
        laku()
    assert jejak.jenis == satu.jenis
    if satu.oleh == "impor":
        assert {ada(tindakan.oleh).username for tindakan in jejak.tindakan} == {"impor"}


def test_every_service_is_driven() -> None:
    """A service that nobody added to the table fails here on the day it is written."""
    driven = {satu.layanan for satu in RUTE}
    semua = {
        nama
        for modul in MODUL
        for nama, isi in vars(modul).items()
        if inspect.isfunction(isi) and not nama.startswith("_") and isi.__module__.endswith(modul.__name__)
    }
    semua |= {nama for nama in services.__all__ if inspect.isfunction(getattr(services, nama))} | {"muat"}
    assert semua - driven - LAIN.keys() == set()
    assert driven <= semua
    assert not driven & LAIN.keys()
    assert callable(dokumen.muat)


def test_every_writer_among_the_services_asks_who_acts() -> None:
    """What the table leaves out names nobody who acts, and so cannot write an act."""
    for modul in (*MODUL, templat, terbit):
        for nama in LAIN.keys() - {"gladi"}:
            fungsi = getattr(modul, nama, None)
            if inspect.isfunction(fungsi):
                assert "oleh" not in inspect.signature(fungsi).parameters, nama


def test_a_clone_is_one_act_however_large(panggung: Panggung) -> None:
    with satu_tindakan_tercatat(panggung.sari) as jejak:
        draf = services.buat_rancangan(daerah=panggung.kab.daerah, oleh=panggung.sari, asal=panggung.kab.edisi)
    assert jejak.riwayat == [(Edisi, draf.pk, "+")]
    assert jejak.jenis == ["buat_rancangan"]
    with satu_tindakan_tercatat(panggung.kepala) as jejak:
        ralat = services.buat_ralat(edisi=panggung.kab.edisi, oleh=panggung.kepala, alasan="salah ketik")
    assert jejak.riwayat == [(Edisi, ralat.pk, "+")]
    assert jejak.jenis == ["buat_rancangan"]
    assert len(_isi(ralat)) > 10


def test_what_changes_nothing_leaves_nothing(panggung: Panggung) -> None:
    p = panggung
    awal = potret()
    services.terapkan(edisi=p.draf, ubah={p.baris("kedudukan", "disdik"): {"nama": "Dinas Pendidikan"}}, oleh=p.sari)
    services.ubah_rancangan(edisi=p.draf, oleh=p.sari, struktur=p.draf.struktur, alasan="dibaca ulang")
    services.simpan_badan(objek=p.kab.badan["dinkes"], oleh=p.sari, lihat={"nama": "Dinas Kesehatan"})
    services.simpan_peraturan(objek=Peraturan.objects.get(pk=p.kab.peraturan.pk), oleh=p.kepala, lihat={}, alasan="x")
    services.pindahkan(
        edisi=p.draf, badan=p.kab.id("disdik"), ke=p.kab.id("bupati"), lihat={}, oleh=p.sari,
        sebelum=p.kab.id("disdik"),
    )  # fmt: skip
    kini = potret()
    assert (kini.tindakan, kini.riwayat) == (awal.tindakan, awal.riwayat)
    assert kini == awal


def test_a_rehearsed_import_leaves_nothing(panggung: Panggung) -> None:
    berkas = tabel.xlsx(Unit=[tabel.UNIT, ["dishub", "Dinas Perhubungan", "dinas", "bupati"]])
    rencana = tabel.rencana(panggung.draf, berkas)
    awal = potret()
    layanan.gladi(edisi=panggung.draf, muatan=rencana.muatan, oleh=panggung.sari)
    assert tidak_ada_jejak(awal)


def test_a_refused_act_leaves_nothing(panggung: Panggung) -> None:
    p = panggung
    awal = potret()
    with pytest.raises(Terkunci):
        services.terbitkan(edisi=p.draf, oleh=p.sari, penetapan=p.penetapan())
    assert tidak_ada_jejak(awal)


def test_several_services_in_one_act_share_its_number(panggung: Panggung) -> None:
    p = panggung
    with satu_tindakan_tercatat(p.sari) as jejak, satu_tindakan() as kelompok:
        p.terapkan({p.baris("kedudukan", "disdik"): {"nama": "Disdik"}})
        services.tambahkan(
            edisi=p.draf, induk=p.kab.id("bupati"), nilai={"nama": "Dinas Baru", "jenis": "dinas"}, badan=None,
            oleh=p.sari,
        )  # fmt: skip
    assert {satu.kelompok for satu in jejak.tindakan} == {kelompok}
    assert len(jejak.tindakan) == 3


def test_two_acts_never_share_a_number(panggung: Panggung) -> None:
    p = panggung
    for nama in ("Satu", "Dua"):
        p.terapkan({p.baris("kedudukan", "disdik"): {"nama": nama}})
    dua = Tindakan.objects.atas(p.draf)[:2]
    assert len({satu.kelompok for satu in dua}) == 2


def test_a_row_saved_outside_any_act_stands_alone(kab: Kabupaten) -> None:
    """The shell, a test, a migration of data: save() still records, under a number of its own."""
    kab.daerah.ibu_kota = "Satu"
    kab.daerah.save()
    lain = NamaLain(perangkat_daerah=kab.badan["dinkes"], nama="DKK")
    lain.save()
    lain.delete()
    pertama: Any = Daerah.history.first()
    semua = [pertama, *NamaLain.history.all()[:2]]
    kelompok = {satu.history_kelompok for satu in semua}
    assert len(kelompok) == 3
    assert None not in kelompok
    assert not Tindakan.objects.filter(kelompok__in=kelompok).exists()


def test_every_history_table_carries_the_number_of_the_act(panggung: Panggung) -> None:
    for model in tabel_riwayat():
        assert not model._default_manager.filter(history_kelompok=None).exists(), model
    assert not Tindakan.objects.filter(kelompok=None).exists()


def _isi(edisi: Edisi) -> Any:
    return isi_edisi.baca(edisi.pk)
