"""Eight people on one draft, each logged in, through the real screens: a sound tree, nothing lost, no server error."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse

from registry import isi_edisi, pohon
from registry.isi_edisi import Ubah
from registry.models import Edisi, Keadaan, Kedudukan, Tindakan
from tests import pabrik
from tests.formulir_laman import bidang
from tests.pabrik import BAGAN

pytestmark = [pytest.mark.lambat]

ORANG = 8
TINDAKAN = 14
#: Answers that are done (a redirect) or a sentence on the same screen.
SELESAI, KALIMAT = (302,), (200, 409, 422)


class Petugas:
    """One person with a browser of their own: picks an act, opens its screen, posts it."""

    def __init__(self, benih: int, edisi: Edisi, badan: list[int], hasil: Counter[str]) -> None:
        self.acak = random.Random(benih)
        self.nama = f"petugas-{benih}"
        self.edisi, self.badan, self.hasil = edisi, badan, hasil
        self.client = Client(raise_request_exception=False)
        assert self.client.login(username=self.nama, password="rahasia-uji-12345")

    def bekerja(self, mulai: threading.Barrier) -> None:
        try:
            mulai.wait()
            for nomor in range(TINDAKAN):
                act = self.acak.choices(
                    [
                        self.pindah,
                        self.geser,
                        self.tambah,
                        self.keluarkan,
                        self.ganti_nama,
                        self.rentang,
                        self.urungkan,
                    ],
                    weights=[6, 4, 3, 2, 4, 3, 1],
                )[0]
                self.catat(act.__name__, act(nomor))
        except Exception as galat:
            self.hasil[f"galat {type(galat).__name__}: {galat}"] += 1
        finally:
            connections.close_all()

    def catat(self, act: str, jawaban: Any) -> None:
        if jawaban is None:
            self.hasil["tanpa sasaran"] += 1
        elif jawaban.status_code in SELESAI:
            self.hasil["jadi"] += 1
            self.hasil[f"jadi {act}"] += 1
        elif jawaban.status_code in KALIMAT and _berkalimat(jawaban):
            self.hasil[f"kalimat {jawaban.status_code}"] += 1
        else:
            self.hasil[f"galat {act} {jawaban.status_code}"] += 1

    def layar(self, nama: str, *lain: int) -> str:
        return reverse(f"admin:{nama}", args=[self.edisi.pk, *lain])

    def unit(self) -> int:
        return self.acak.choice(self.badan)

    def kirim(self, layar: str, form: str, tujuan: str = "", **isi: Any) -> Any:
        """Open a screen and post one of its forms, typed over; None where the screen is not there (any more)."""
        halaman = self.client.get(layar)
        if halaman.status_code == 404:
            return None
        return self.client.post(tujuan or layar, bidang(halaman, form, **isi))

    def pindah(self, _: int) -> Any:
        isi: dict[str, Any] = {"unit": self.unit(), "ke": self.unit(), "letak": self.acak.choice(["awal", "akhir"])}
        return self.kirim(self.layar("edisi_struktur"), "pindah", self.layar("struktur_pindah"), **isi)

    def geser(self, _: int) -> Any:
        langkah = f"{self.unit()}:{self.acak.choice(['naik', 'turun', 'masuk', 'keluar'])}"
        return self.kirim(self.layar("edisi_struktur"), "pindah", self.layar("struktur_pindah"), langkah=langkah)

    def tambah(self, nomor: int) -> Any:
        lama = self.acak.random() < 0.5  # a body that another one may just have taken out, or put in
        isi: dict[str, Any] = {
            "nama": f"Unit {self.nama} {nomor}",
            "jenis": "dinas",
            "badan": self.unit() if lama else "baru",
            "di_bawah": self.unit(),
        }
        return self.kirim(self.layar("struktur_tambah"), "tambah-unit", **isi)

    def keluarkan(self, _: int) -> Any:
        layar = self.layar("struktur_keluarkan", self.acak.choice(self.badan[-12:]))
        return self.kirim(layar, "keluar-unit", beserta="on")

    def ganti_nama(self, nomor: int) -> Any:
        return self.kirim(
            self.layar("struktur_unit", self.unit()), "ubah-unit", nama=f"Unit oleh {self.nama} ke-{nomor}"
        )

    def rentang(self, _: int) -> Any:
        halaman = self.client.get(self.layar("edisi_rentang"))
        data = bidang(halaman, "form-rentang")
        pilihan = [nama for nama in data if nama.startswith("k-")]
        if not pilihan:
            return None
        data[self.acak.choice(pilihan)] = self.acak.choice(["0", "1", "2"])
        return self.client.post(self.layar("edisi_rentang"), {**data, "lakukan": "simpan"})

    def urungkan(self, _: int) -> Any:
        berdiri = Tindakan.objects.atas(self.edisi).filter(jenis="ubah", diurungkan_oleh__isnull=True)
        satu = berdiri.values_list("pk", flat=True).first()
        return self.client.post(reverse("admin:tindakan_urungkan", args=[satu]), {"next": self.layar("edisi_struktur")})


def _berkalimat(jawaban: Any) -> bool:
    """Does the page say why nothing was done?"""
    isi = jawaban.content.decode()
    return any(tanda in isi for tanda in ("gagal", "errornote", "errorlist", "meja-catatan", 'role="alert"'))


def putar_ulang(edisi: Edisi) -> Ubah:
    """The content that the acts give, replayed from the start."""
    isi: Ubah = {}
    for tindakan in Tindakan.objects.filter(edisi=edisi, sesudah__isnull=False).order_by("id"):
        for kunci, nilai in isi_edisi.dari_json(tindakan.sesudah or []).items():
            if nilai is None:
                isi.pop(kunci, None)
            else:
                isi[kunci] = {**(isi.get(kunci) or {}), **nilai}
    return isi


def test_eight_people_work_on_one_draft_through_the_screens(nyata: None) -> None:
    tambahan = {f"unit-{n}": (f"Unit Nomor {n}", "dinas", "bupati" if n % 3 else "dinkes") for n in range(20)}
    kab = pabrik.kabupaten(terbit=False, bagan={**BAGAN, **tambahan})
    badan = [kab.id(kunci) for kunci in ("setda", "dinkes", "disdik", "puskesmas", "kecamatan", *tambahan)]
    for benih in range(ORANG):
        pabrik.pengguna(f"petugas-{benih}", first_name=f"Petugas {benih}")
    hasil: Counter[str] = Counter()
    mulai = threading.Barrier(ORANG)
    orang = [Petugas(benih, kab.edisi, badan, hasil) for benih in range(ORANG)]
    utas = [threading.Thread(target=satu.bekerja, args=(mulai,)) for satu in orang]
    for satu_utas in utas:
        satu_utas.start()
    for satu_utas in utas:
        satu_utas.join()

    assert not [sebab for sebab in hasil if sebab.startswith("galat")], hasil
    assert hasil["jadi"] > 3 * ORANG, hasil
    for act in ("pindah", "geser", "tambah", "keluarkan", "ganti_nama", "rentang"):
        assert hasil[f"jadi {act}"], hasil
    assert pohon.periksa(Kedudukan._base_manager.all()) == []
    jadi, simpan = putar_ulang(kab.edisi), isi_edisi.baca(kab.edisi.pk)
    assert jadi.keys() == simpan.keys()
    for kunci, nilai in jadi.items():
        tersimpan = simpan[kunci]
        assert nilai is not None
        assert tersimpan is not None
        assert {ruas: tersimpan[ruas] for ruas in nilai} == nilai, kunci


def test_who_works_on_while_another_submits_gets_a_sentence(nyata: None) -> None:
    """The draft is closed in the middle of the work: from then on every post is refused, and nothing is half done."""
    kab = pabrik.kabupaten(terbit=False)
    badan = [kab.id(kunci) for kunci in ("dinkes", "disdik", "kecamatan", "puskesmas")]
    for benih in range(4):
        pabrik.pengguna(f"petugas-{benih}")
    hasil: Counter[str] = Counter()
    mulai = threading.Barrier(5)

    def ajukan() -> None:
        try:
            mulai.wait()
            Edisi.objects.filter(pk=kab.edisi.pk).update(keadaan=Keadaan.DIAJUKAN)
        finally:
            connections.close_all()

    class Pemindah(Petugas):
        def bekerja(self, mulai: threading.Barrier) -> None:
            try:
                halaman = bidang(self.client.get(self.layar("edisi_struktur")), "pindah")
                mulai.wait()
                for _ in range(6):
                    isi = {**halaman, "unit": self.unit(), "ke": self.unit()}
                    self.catat("pindah", self.client.post(self.layar("struktur_pindah"), isi))
            finally:
                connections.close_all()

    orang = [Pemindah(benih, kab.edisi, badan, hasil) for benih in range(4)]
    utas = [threading.Thread(target=satu.bekerja, args=(mulai,)) for satu in orang] + [threading.Thread(target=ajukan)]
    for satu_utas in utas:
        satu_utas.start()
    for satu_utas in utas:
        satu_utas.join()
    assert not [sebab for sebab in hasil if sebab.startswith("galat")], hasil
    assert hasil["kalimat 409"], hasil
    assert pohon.periksa(Kedudukan._base_manager.all()) == []
    jadi, simpan = putar_ulang(kab.edisi), isi_edisi.baca(kab.edisi.pk)
    assert {kunci: {**(simpan[kunci] or {}), **(nilai or {})} for kunci, nilai in jadi.items()} == simpan
