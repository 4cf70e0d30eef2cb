"""No screen of the admin writes past history: each is posted once, and leaves its acts and its history as one act."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import models
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from coordination.models import RentangKoordinasi
from registry import services
from registry.models import (
    AlasanPeringatan,
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    Penugasan,
    PerangkatDaerah,
    Peraturan,
    PesertaSuksesi,
    Suksesi,
    Tindakan,
)
from registry.services import suksesi
from registry.suksesi import Penerus
from relations.models import (
    BidangStafAhli,
    HubunganKerja,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Urusan,
    UrusanPerangkat,
)
from tests import pabrik, tabel
from tests.formulir_laman import bidang
from tests.isian import alamat, isian
from tests.jejak import potret, satu_tindakan_tercatat, tidak_ada_jejak
from tests.pabrik import Kabupaten, ada
from tests.panggung import Panggung, buat_panggung
from tests.test_isolasi import KIRIMAN, pola

pytestmark = pytest.mark.django_db

SANDI = {"usable_password": "true", "password1": "kata-sandi-uji-77", "password2": "kata-sandi-uji-77"}
PDF = b"%PDF-1.7\n% contoh\n"


@pytest.fixture
def panggung(kab: Kabupaten, sari: User, settings: Any, tmp_path: Path) -> Panggung:
    settings.MEDIA_ROOT = str(tmp_path)
    p = buat_panggung(kab, sari, tmp_path)
    kesehatan = Urusan.objects.create(kode="1.02", nama="kesehatan")
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    butir = [{"label": "a", "teks": "perencanaan"}]
    staf = pabrik.badan(kab.daerah, "staf", "Staf Ahli Hukum")
    p.kab.badan["staf"] = staf
    p.lain["kesehatan"] = kesehatan
    p.terapkan(
        {
            ("kedudukan", (staf.pk,)): {"nama": "Staf Ahli Hukum", "jenis": "staf_ahli", "induk": kab.id("bupati")},
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): dasar,
            ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu", "butir": butir, **dasar},
            ("bidangstafahli", (staf.pk, kesehatan.pk)): {"huruf": "a", "urutan": 1, **dasar},
            p.baris("urusanperangkat", "dinkes", kesehatan.pk): dasar,
            p.baris("hubungankerja", "dinkes", "disdik", "fungsional", ""): dasar,
            ("suksesi", (7,)): {"jenis": "bubar", **dasar},
            p.baris("pesertasuksesi", 7, "lama", "puskesmas"): {},
        }
    )
    return p


@pytest.fixture
def klien(panggung: Panggung) -> dict[str, Client]:
    """A signed-in browser for each person."""
    hasil = {}
    for nama in ("sari", "budi", "kepala"):
        hasil[nama] = Client()
        hasil[nama].force_login(getattr(panggung, nama))
    return hasil


@dataclass(frozen=True)
class Layar:
    """One screen that writes. `siap` opens it and gives (address, what is posted)."""

    nama: str
    siap: Callable[[Panggung, Client], tuple[str, dict[str, Any]]]
    jenis: tuple[str, ...]
    oleh: str
    kasus: str = ""

    def __str__(self) -> str:
        return f"{self.nama} {self.kasus}".strip()


LAYAR: list[Layar] = []


def layar(nama: str, *jenis: str, oleh: str = "sari", kasus: str = "") -> Callable[[Any], Any]:
    def daftar(siap: Any) -> Any:
        LAYAR.append(Layar(nama, siap, jenis, oleh, kasus))
        return siap

    return daftar


def ke(nama: str, *args: Any) -> str:
    return reverse(f"admin:{nama}", args=args)


# Forms on one row of an edition -------------------------------------------------------------------------

#: model -> (typed into the empty form, typed over the stored row); a text that is a body's key is that body.
ISI: dict[Any, tuple[dict[str, Any], dict[str, Any]]] = {
    RentangKoordinasi: (
        {"unit": "puskesmas", "koordinator": "asisten-2", "sebutan_ke": 1, "rujukan": "Pasal 5 ayat (2) huruf b"},
        {"koordinator": "asisten-3", "huruf": "c"},
    ),
    KetentuanHubungan: (
        {"subjek": "perangkat_daerah", "jenis": "kolegial", "rujukan": "Pasal 6"}, {"maksud": "Menyamakan."},
    ),
    KetentuanPelaksanaan: ({"urutan": 2, "topik": "waktu", "judul": "Lagi"}, {"urutan": 5}),
    BidangStafAhli: ({"staf_ahli": "staf", "urusan": "*", "huruf": "b", "rujukan": "Pasal 4"}, {"huruf": "c"}),
    UrusanPerangkat: ({"perangkat_daerah": "disdik", "urusan": "*"}, {"rujukan": "Pasal 8"}),
    HubunganKerja: (
        {"dari": "dinkes", "ke": "kecamatan", "jenis": "konsultatif", "rujukan": "Pasal 9"},
        {"jenis": "konsultatif", "subjenis": ""},
    ),
    Suksesi: ({"nomor": 8, "jenis": "bubar", "rujukan": "Pasal 2"}, {"keterangan": "Penataan."}),
    PesertaSuksesi: ({"nomor": 7, "peran": "lama", "perangkat_daerah": "disdik"}, {"perangkat_daerah": "dinkes"}),
    Kedudukan: ({}, {"nama": "Dinas Kesehatan dan Gizi"}),
}  # fmt: skip


def _isi(p: Panggung, semua: dict[str, Any]) -> dict[str, Any]:
    lain = Urusan.objects.get_or_create(nama="pendidikan", kode="1.01")[0]
    return {
        nama: lain.pk if nilai == "*" else p.kab.id(nilai) if nilai in p.kab.badan else nilai
        for nama, nilai in semua.items()
    }


def _baris(p: Panggung, model: Any) -> Any:
    semua = model._base_manager.filter(edisi=p.draf)
    return semua.get(perangkat_daerah=p.kab.id("dinkes")) if model is Kedudukan else semua.order_by("-pk")[0]


def _nama(model: type[models.Model], akhir: str) -> str:
    return f"{model._meta.app_label}_{model._meta.model_name}_{akhir}"


def _rute_isi(model: Any, baru: dict[str, Any], ubah: dict[str, Any]) -> None:
    def tambah(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
        tujuan = f"{alamat(model, 'add')}?edisi={p.draf.pk}"
        return tujuan, isian(c.get(tujuan), **_isi(p, baru))

    def ganti(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
        tujuan = alamat(model, "change", _baris(p, model).pk)
        return tujuan, isian(c.get(tujuan), **_isi(p, ubah))

    def keluarkan(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
        satu = kab_unit(p, "puskesmas") if model is Kedudukan else _baris(p, model)
        if model is Suksesi:  # an event goes once nobody takes part in it
            p.terapkan({p.baris("pesertasuksesi", 7, "lama", "puskesmas"): None})
        tujuan = alamat(model, "keluarkan", satu.pk)
        return tujuan, isian(buka := c.get(tujuan), alasan="keliru", lihat=buka.context["lihat"])

    if baru:
        layar(_nama(model, "add"), "ubah")(tambah)
    layar(_nama(model, "change"), "ubah")(ganti)
    layar(_nama(model, "keluarkan"), "ubah")(keluarkan)


def kab_unit(p: Panggung, kunci: str) -> Kedudukan:
    return p.kab.unit(kunci, p.draf)


for _model, (_baru, _ubah) in ISI.items():
    _rute_isi(_model, _baru, _ubah)


# What lies outside editions -----------------------------------------------------------------------------


@layar("registry_peraturan_add", "catat")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = f"{alamat(Peraturan, 'add')}?daerah={p.kab.daerah.pk}"
    return tujuan, isian(c.get(tujuan), jenis="perbup", tahun=2027, tentang="Rencana")


@layar("registry_peraturan_change", "catat", "ubah", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    lama = pabrik.peraturan(p.kab.daerah, "9", 2018)
    tujuan = alamat(Peraturan, "change", p.kab.peraturan.pk)
    ikatan = {"hubungan_keluar-TOTAL_FORMS": "1", "hubungan_keluar-0-jenis": "mencabut", "hubungan_keluar-0-urutan": 1}
    ikatan |= {"hubungan_keluar-0-ke": lama.pk, "hubungan_keluar-0-rujukan": "Pasal 9"}
    return tujuan, {**isian(c.get(tujuan), tempat="Contohkota", alasan="terlewat"), **ikatan}


@layar("registry_perangkatdaerah_add", "catat")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = f"{alamat(PerangkatDaerah, 'add')}?daerah={p.kab.daerah.pk}"
    return tujuan, isian(c.get(tujuan), nama="Dinas Baru")


@layar("registry_perangkatdaerah_change", "catat")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(PerangkatDaerah, "change", p.kab.id("dinkes"))
    return tujuan, {**isian(c.get(tujuan)), "nama_lain-0-nama": "Jawatan Sehat", "nama_lain-0-jenis": "sebutan"}


@layar("registry_perangkatdaerah_change", "catat", kasus="nama lain dihapus")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    NamaLain.objects.create(perangkat_daerah=p.kab.badan["dinkes"], nama="DKK")
    tujuan = alamat(PerangkatDaerah, "change", p.kab.id("dinkes"))
    return tujuan, {**isian(c.get(tujuan)), "nama_lain-0-DELETE": "on"}


@layar("registry_daerah_add", "catat", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(Daerah, "add")
    isi = {"kode": "98.01", "nama": "Kabupaten Baru", "jenis": "kabupaten", "zona_waktu": "Asia/Jayapura"}
    return tujuan, isian(c.get(tujuan), **isi)


@layar("registry_daerah_change", "catat", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(Daerah, "change", p.kab.daerah.pk)
    return tujuan, isian(c.get(tujuan), nama="Kabupaten Teladan", alasan="UU pembentukan")


@layar("relations_urusan_add", "catat", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(Urusan, "add")
    return tujuan, isian(c.get(tujuan), kode="1.03", nama="pekerjaan umum")


@layar("relations_urusan_change", "catat", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(Urusan, "change", p.lain["kesehatan"].pk)
    return tujuan, isian(c.get(tujuan), nama="kesehatan masyarakat", alasan="salah ketik")


# Accounts -----------------------------------------------------------------------------------------------


def _akun(p: Panggung, c: Client, tujuan: str, **lain: Any) -> tuple[str, dict[str, Any]]:
    data = isian(c.get(tujuan))
    awal = int(data.get("penugasan-INITIAL_FORMS", 0))
    data |= {"penugasan-TOTAL_FORMS": str(awal + 1), "penugasan-INITIAL_FORMS": str(awal)}
    data |= {f"penugasan-{awal}-daerah": str(p.kab.daerah.pk), f"penugasan-{awal}-peran": "auditor"}
    return tujuan, {**data, **lain}


@layar("auth_user_add", "peran", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return _akun(p, c, alamat(User, "add"), username="dewi", first_name="Dewi", **SANDI)


@layar("auth_user_change", "peran", "peran", oleh="kepala", kasus="satu peran diberi, satu dicabut")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    orang = pabrik.pengguna("dewi", "pengelola", p.kab.daerah)
    tujuan, data = _akun(p, c, alamat(User, "change", orang.pk))
    return tujuan, {**data, "penugasan-0-DELETE": "on"}


# Drafts -------------------------------------------------------------------------------------------------


@layar("daerah_rancangan", "buat_rancangan", kasus="salinan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("daerah_rancangan", p.kab.daerah.kode)
    return tujuan, isian(c.get(tujuan), berlaku_mulai="2027-01-01")


@layar("daerah_rancangan", "buat_rancangan", kasus="kosong")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("daerah_rancangan", p.kab.daerah.kode)
    return tujuan, isian(c.get(tujuan), asal="kosong", berlaku_mulai="2027-01-01")


@layar("registry_edisi_change", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = alamat(Edisi, "change", p.draf.pk)
    return tujuan, isian(c.get(tujuan), rentang="sebagian", rentang_keterangan="Baru dua ayat.", alasan="dibaca")


@layar("edisi_batalkan", "batalkan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return ke("edisi_batalkan", p.draf.pk), {"alasan": "Perbup batal"}


@layar("edisi_ralat", "buat_rancangan", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return ke("edisi_ralat", p.kab.edisi.pk), {"alasan": "nama tertukar"}


@layar("edisi_sesuaikan", "sesuaikan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    p.terbit_dua()
    tujuan = ke("edisi_sesuaikan", p.draf.pk)
    return tujuan, {"lihat": _tersembunyi(c.get(tujuan), "lihat"), "alasan": "karena"}


@layar("edisi_teruskan", "buat_rancangan", "teruskan", "teruskan", oleh="kepala")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    dua = p.terbit_dua()
    ralat = services.buat_ralat(edisi=p.kab.edisi, oleh=p.kepala, alasan="salah")
    p.terapkan({p.baris("kedudukan", "dinkes"): {"nama": "Dinkes"}}, ralat)
    tujuan = ke("edisi_teruskan", ralat.pk)
    return tujuan, {"lihat": _tersembunyi(c.get(tujuan), "lihat"), "alasan": "sama", "tujuan": dua.pk}


@layar("badan_alihkan", "alihkan", "catat")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    kesehatan = p.lain["kesehatan"].pk
    p.terapkan(
        {
            p.baris("urusanperangkat", "dinkes", kesehatan): None,
            p.baris("hubungankerja", "dinkes", "disdik", "fungsional", ""): None,
        }
    )
    ganda = p.ganda()
    return f"{ke('badan_alihkan', ganda.pk)}?ke={p.kab.id('dinkes')}", {"alasan": "tercatat dua kali"}


@layar("edisi_pencabutan", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_pencabutan", p.draf.pk)
    buka = c.get(f"{tujuan}?peraturan={p.kab.peraturan.pk}&rujukan=")
    kode = f"rentangkoordinasi~peraturan_id~{p.kab.id('dinkes')}~1"
    return tujuan, {"lihat": buka.context["segel"], "pengganti": "", "alasan": "sebab", f"p~{kode}": "tetap"}


@layar("edisi_impor", "impor")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    isi = tabel.xlsx(Unit=[tabel.UNIT, ["dishub", "Dinas Perhubungan", "dinas", "bupati"]])
    return _konfirmasi(tabel.unggah(c, p.draf, isi), p)


@layar("edisi_impor", "impor", kasus="csv")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    isi = b"Kunci;Nama;Jenis;Induk\ndishub;Dinas Perhubungan;dinas;bupati\n"
    berkas = SimpleUploadedFile("unit.csv", isi, content_type="text/csv")
    return _konfirmasi(c.post(ke("edisi_impor", p.draf.pk), {"berkas": berkas, "cara": "tambah"}), p)


def _konfirmasi(pratinjau: Any, p: Panggung) -> tuple[str, dict[str, Any]]:
    konteks = pratinjau.context
    baru = [satu.kunci for satu in konteks["badan_baru"]]
    data = {"segel": konteks["segel"], "lakukan": "terapkan", "cara": "tambah", "badan_baru": baru}
    return ke("edisi_impor", p.draf.pk), data


# Struktur, rentang, ketentuan, urusan -------------------------------------------------------------------


def _pindah(p: Panggung, c: Client, **isi: Any) -> tuple[str, dict[str, Any]]:
    return ke("struktur_pindah", p.draf.pk), {"lihat": c.get(ke("edisi_struktur", p.draf.pk)).context["lihat"], **isi}


@layar("struktur_pindah", "ubah", kasus="diseret")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return _pindah(p, c, unit=p.kab.id("puskesmas"), ke=p.kab.id("disdik"))


@layar("struktur_pindah", "ubah", kasus="satu langkah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return _pindah(p, c, langkah=f"{p.kab.id('disdik')}:naik")


@layar("struktur_tambah", "catat", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("struktur_tambah", p.draf.pk)
    data = isian(c.get(tujuan), jenis="dinas", nama="Dinas Perhubungan", badan="baru")
    return tujuan, {**data, "di_bawah": str(p.kab.id("bupati"))}


@layar("struktur_unit", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("struktur_unit", p.draf.pk, p.kab.id("dinkes"))
    return tujuan, isian(c.get(tujuan), nama="Dinas Kesehatan dan Gizi")


@layar("struktur_keluarkan", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("struktur_keluarkan", p.draf.pk, p.kab.id("sekda"))
    return tujuan, {"lihat": c.get(tujuan).context["lihat"], "beserta": "on", "alasan": "bubar"}


@layar("tindakan_urungkan", "urung")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    return ke("tindakan_urungkan", p.terakhir().pk), {}


@layar("tindakan_ulangi", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    services.urungkan(tindakan=p.terakhir(), oleh=p.sari)
    return ke("tindakan_ulangi", p.terakhir().pk), {}


@layar("edisi_rentang", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_rentang", p.draf.pk)
    return tujuan, bidang(c.get(tujuan), "form-rentang") | {f"k-{p.kab.id('disdik')}": "", "lakukan": "simpan"}


@layar("edisi_rentang", "ubah", kasus="kelengkapan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_rentang", p.draf.pk)
    return tujuan, bidang(c.get(tujuan), "form-kelengkapan", keadaan="sebagian") | {"lakukan": "kelengkapan"}


@layar("edisi_ketentuan", "ubah", kasus="kelengkapan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_ketentuan", p.draf.pk)
    return tujuan, bidang(c.get(tujuan), "form-kelengkapan", keadaan="sebagian") | {"lakukan": "kelengkapan"}


@layar("struktur_urusan", "catat", "ubah", kasus="urusan yang belum dikenal")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("struktur_urusan", p.draf.pk, p.kab.id("disdik"))
    konteks = c.get(tujuan).context
    data = {"lihat": konteks["lihat"], "jumlah": str(konteks["jumlah"]), "peraturan": "", "pangkal": ""}
    return tujuan, data | {"u0": "taman kota"}


# Succession ---------------------------------------------------------------------------------------------


def _kiriman(jawaban: Any) -> dict[str, Any]:
    data: dict[str, Any] = {"langkah": "jalankan"}
    for nama, nilai in re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', jawaban.content.decode()):
        if nama != "csrfmiddlewaretoken":
            data[nama] = html.unescape(nilai)
    form = jawaban.context["form"]
    return data | {nama: form[nama].value() for nama in form.lanjutan}


def _tersembunyi(jawaban: Any, nama: str) -> str:
    cocok = re.search(rf'name="{nama}" value="([^"]*)"', jawaban.content.decode())
    return html.unescape(ada(cocok)[1])


@layar("edisi_suksesi_tindak", "ubah", kasus="ganti nama")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_suksesi_tindak", p.draf.pk, "ganti_nama")
    isi = {"unit": "Dinas Pendidikan", "nama": "Dinas Pendidikan dan Kebudayaan", "badan": "tetap"}
    return tujuan, _kiriman(c.post(tujuan, {"langkah": "pratinjau", **isi}))


@layar("edisi_suksesi_ubah", "ubah")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_suksesi_ubah", p.draf.pk, 7)
    lihat = c.get(tujuan).context["form"].initial["lihat"]
    return tujuan, {"peraturan": p.kab.peraturan.pk, "rujukan": "Pasal 4", "keterangan": "Penataan.", "lihat": lihat}


@layar("edisi_suksesi_cabut", "urung")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    baru = [Penerus(None, "Dinas Perhubungan", jenis="dinas", induk=p.kab.id("bupati"))]
    nomor = suksesi.bentuk(edisi=p.draf, baru=baru, oleh=p.sari).nomor
    return ke("edisi_suksesi_cabut", p.draf.pk, nomor), {"cara": "semua"}


# From hand to hand --------------------------------------------------------------------------------------


def _langkah(p: Panggung, c: Client, kode: str, alasan: str = "") -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_terbitkan", p.draf.pk)
    [form] = [form for satu, form in c.get(tujuan).context["langkah"] if satu.kode == kode]
    return tujuan, {"langkah": kode, "segel": form["segel"].value(), "alasan": alasan}


def _tanpa_peristiwa(p: Panggung) -> None:
    """The event of the stage is not finished; a draft with it is not submitted."""
    p.terapkan({("suksesi", (7,)): None, p.baris("pesertasuksesi", 7, "lama", "puskesmas"): None})
    services.ubah_rancangan(edisi=p.draf, oleh=p.sari, ketentuan="sebagian")


@layar("edisi_terbitkan", "ubah", kasus="alasan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    tujuan = ke("edisi_terbitkan", p.draf.pk)
    baris = c.get(tujuan).context["tingkat"][1][1][0]
    return tujuan, {"langkah": "alasan", "temuan": baris["segel"], "alasan": "memang demikian"}


@layar("edisi_terbitkan", "ajukan", kasus="ajukan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    _tanpa_peristiwa(p)
    return _langkah(p, c, "ajukan", "siap")


@layar("edisi_terbitkan", "tarik", kasus="tarik")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    _tanpa_peristiwa(p)
    services.ajukan(edisi=p.draf, oleh=p.sari)
    return _langkah(p, c, "tarik")


@layar("edisi_terbitkan", "setujui", oleh="budi", kasus="setujui")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    _tanpa_peristiwa(p)
    services.ajukan(edisi=p.draf, oleh=p.sari)
    return _langkah(p, c, "setujui")


@layar("edisi_terbitkan_lama", "kembalikan", oleh="budi", kasus="kembalikan")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    _tanpa_peristiwa(p)
    services.ajukan(edisi=p.draf, oleh=p.sari)
    tujuan, data = _langkah(p, c, "kembalikan", "huruf b keliru")
    return tujuan.replace("/periksa/", "/terbitkan/"), data


@layar("edisi_terbitkan", "catat", "terbitkan", kasus="terbitkan, dengan berkas")
def _(p: Panggung, c: Client) -> tuple[str, dict[str, Any]]:
    _tanpa_peristiwa(p)
    for (kode, pesan), alasan in p.alasan().items():
        services.beri_alasan(edisi=p.draf, kode=kode, pesan=pesan, alasan=alasan, oleh=p.sari)
    p.disetujui()
    tujuan = ke("edisi_terbitkan", p.draf.pk)
    data = _isian_form(c.get(tujuan).context["form"])
    hari = date(2024, 1, 1).isoformat()
    data |= {"nomor": "7", "tahun": "2024", "ditetapkan": hari, "diundangkan": hari, "berlaku_mulai": hari}
    data |= {"mulai": hari, "setuju": "on", "berkas": SimpleUploadedFile("naskah.pdf", PDF)}
    return tujuan, {**data, "langkah": "terbitkan"}


def _isian_form(form: Any) -> dict[str, Any]:
    data = {ruas.html_name: ruas.value() for ruas in form if not isinstance(ruas.value(), bool)}
    return {nama: "" if nilai is None else str(nilai) for nama, nilai in data.items()}


# The tests ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("satu", LAYAR, ids=str)
def test_every_screen_leaves_its_act_and_the_history_of_what_it_changed(
    satu: Layar, panggung: Panggung, klien: dict[str, Client]
) -> None:
    c = klien[satu.oleh]
    tujuan, data = satu.siap(panggung, c)
    with satu_tindakan_tercatat(getattr(panggung, satu.oleh)) as jejak:
        jawaban = c.post(tujuan, data)
        assert jawaban.status_code == 302, _galat(jawaban)
    assert tuple(jejak.jenis) == satu.jenis


def _galat(jawaban: Any) -> str:
    konteks = jawaban.context or {}
    form = konteks["adminform"].form if konteks.get("adminform") else konteks.get("form")
    return f"{jawaban.status_code} {getattr(form, 'errors', '')} {konteks.get('penolakan', '')}"


#: Addresses that write nothing of the registry, by the end of their names.
TANPA_TULIS: dict[str, str] = {
    "_history": "membaca; pengembalian lewat admin dimatikan",
    "_simple_history": "membaca; pengembalian lewat admin dimatikan",
    "_changelist": "daftar tanpa aksi (test_admin_halaman)",
    "_delete": "tidak ada yang dihapus lewat admin",
}
#: Names of addresses that write nothing of the registry.
MEMBACA: dict[str, str] = {
    "index": "beranda", "login": "catatan akses", "logout": "catatan akses", "password_change": "akun, bukan registri",
    "password_change_done": "halaman", "autocomplete": "JSON", "jsi18n": "kata-kata", "app_list": "daftar",
    "auth_user_password_change": "kata sandi: LogEntry dan catatan akses", "daerah_meja": "halaman",
    "edisi_ringkasan": "halaman", "edisi_struktur": "halaman; menulis lewat struktur_pindah",
    "edisi_suksesi": "halaman",
    "edisi_ekspor": "berkas", "edisi_banding": "halaman", "edisi_tindakan": "halaman",
    "peraturan_pencabutan": "memilih rancangan", "peraturan_berkas": "berkas",
    "registry_kedudukan_add": "badan ditambah lewat struktur_tambah",
    "registry_edisi_add": "rancangan dibuat lewat daerah_rancangan",
    "registry_alasanperingatan_add": "hanya baca; ditulis lewat layar Periksa",
    "registry_alasanperingatan_change": "hanya baca",
    "registry_hubunganperaturan_add": "hanya baca; ditulis lewat formulir peraturan",
    "registry_hubunganperaturan_change": "hanya baca",
    "registry_namalain_add": "hanya baca; ditulis lewat formulir perangkat daerah",
    "registry_namalain_change": "hanya baca",
    "registry_penugasan_add": "hanya baca; ditulis lewat formulir akun",
    "registry_penugasan_change": "hanya baca",
    "registry_tindakan_add": "hanya baca", "registry_tindakan_change": "hanya baca",
}  # fmt: skip


def test_every_address_that_takes_a_post_is_driven_or_known_to_write_nothing() -> None:
    nama = {satu.name for _, satu in pola() if satu.name}
    driven = {satu.nama for satu in LAYAR}
    sisa = {satu for satu in nama - driven - MEMBACA.keys() if not satu.endswith(tuple(TANPA_TULIS))}
    assert sisa == set()
    assert driven <= nama
    assert not driven & MEMBACA.keys()


def test_what_is_known_to_write_nothing_writes_nothing(panggung: Panggung) -> None:
    """As who runs the installation, with what a careless client would send."""
    c = Client()
    c.force_login(User.objects.create_superuser("penguasa"))
    p = panggung
    p.lain["alasan"] = AlasanPeringatan.objects.create(
        edisi=p.draf, kode="X", pesan="x", alasan="x", pada=p.draf.dibuat_pada
    )
    HubunganPeraturan.objects.create(dari=p.kab.peraturan, tertulis="lain", jenis="dasar_hukum")
    NamaLain.objects.create(perangkat_daerah=p.kab.badan["dinkes"], nama="DKK")
    lewat = ("login", "logout", "password_change", "auth_user_password_change")
    dikirim = 0
    for rute, satu in pola():
        nama = satu.name or ""
        if nama in lewat or not (nama in MEMBACA or nama.endswith(tuple(TANPA_TULIS))):
            continue
        awal = potret()
        for tujuan in _tujuan(nama, rute, p):
            jawaban = c.post(tujuan, KIRIMAN)
            dikirim += 1
            assert jawaban.status_code in (200, 302, 403, 404, 405), (tujuan, jawaban.status_code)
        assert tidak_ada_jejak(awal), nama
    assert dikirim > 60


def _tujuan(nama: str, rute: str, p: Panggung) -> list[str]:
    """Addresses of this pattern on the stage."""
    for model in (
        *ISI, Daerah, Edisi, Peraturan, HubunganPeraturan, PerangkatDaerah, NamaLain, Penugasan, AlasanPeringatan,
        Tindakan, User, Urusan,
    ):  # fmt: skip
        awalan = f"{model._meta.app_label}_{model._meta.model_name}_"
        if not nama.startswith(awalan):
            continue
        if nama.endswith(("_changelist", "_add")):
            return [ke(nama)]
        pk = ada(model._base_manager.order_by("-pk").first()).pk
        if nama.endswith("_simple_history"):
            return [ke(nama, pk, 1)]
        return [ke(nama, pk)]
    if nama == "app_list":
        return [ke(nama, "registry")]
    if rute.startswith("edisi/"):
        return [ke(nama, p.draf.pk), ke(nama, p.kab.edisi.pk)]
    if rute.startswith("daerah/"):
        return [ke(nama, p.kab.daerah.kode)]
    if rute.startswith("peraturan/"):
        return [ke(nama, p.kab.peraturan.pk)]
    return [ke(nama)]


def test_one_request_is_one_act_however_many_services_it_calls(panggung: Panggung, klien: dict[str, Client]) -> None:
    satu = next(satu for satu in LAYAR if satu.nama == "auth_user_change")
    tujuan, data = satu.siap(panggung, klien["kepala"])
    klien["kepala"].post(tujuan, data)
    peran = list(Tindakan.objects.filter(jenis="peran"))
    assert len(peran) == 2
    assert len({satu.kelompok for satu in peran}) == 1
    klien["sari"].post(*_pindah(panggung, klien["sari"], langkah=f"{panggung.kab.id('disdik')}:naik"))
    assert panggung.terakhir().kelompok != peran[0].kelompok


def test_a_check_that_an_auditor_records_is_one_act(panggung: Panggung, klien: dict[str, Client]) -> None:
    """The one screen outside the admin that writes."""
    tujuan = reverse("audit-periksa", args=[panggung.kab.daerah.kode])
    with satu_tindakan_tercatat(panggung.kepala) as jejak:
        isi = {"sasaran": "rentang Dinas Kesehatan", "hasil": "Sesuai naskah."}
        assert klien["kepala"].post(tujuan, isi).status_code == 302
    assert (jejak.jenis, jejak.riwayat) == (["periksa"], [])


def test_no_other_page_takes_a_post_that_writes(panggung: Panggung) -> None:
    """Every public address, posted to by who runs the installation."""
    c = Client()
    c.force_login(User.objects.create_superuser("penguasa"))
    kab, awal = panggung.kab, potret()
    isian_alamat: dict[str, Any] = {"kode": kab.daerah.kode, "uuid": kab.badan["dinkes"].uuid, "pk": 1, "alamat": "x"}
    dikirim = 0
    for satu in _pola_umum():
        nama = str(satu.name)
        args = {ruas: isian_alamat[ruas] for ruas in satu.pattern.converters if ruas in isian_alamat}
        if nama == "audit-periksa" or len(args) < len(satu.pattern.converters):
            continue
        jawaban: Any = c.post(reverse(nama, kwargs=args), KIRIMAN)
        if jawaban.streaming:
            b"".join(jawaban.streaming_content)
        assert jawaban.status_code in (200, 302, 400, 403, 404, 405, 422), nama
        dikirim += 1
    assert dikirim > 20
    assert tidak_ada_jejak(awal)


def _pola_umum(kumpulan: Any = None) -> Iterator[Any]:
    for satu in kumpulan or get_resolver().url_patterns:
        if isinstance(satu, URLPattern):
            yield from [satu] if satu.name else []
        elif satu.namespace != "admin":
            yield from _pola_umum(satu.url_patterns)
