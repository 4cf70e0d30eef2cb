"""Every admin page answers, in Indonesian, within a fixed number of queries and under strict CSP."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from gettext import GNUTranslations
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext

import registry
from coordination.models import RentangKoordinasi
from registry.isi_edisi import DAFTAR
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
    Suksesi,
    Tindakan,
)
from registry.services import buat_rancangan, terapkan
from relations.models import BidangStafAhli, HubunganKerja, KetentuanHubungan, KetentuanPelaksanaan, Urusan
from tests import pabrik
from tests.isian import alamat, baca, daftar_edisi, ketat_rentang
from tests.pabrik import BAGAN, RENTANG, Kabupaten

pytestmark = pytest.mark.django_db

INGGRIS = re.compile(
    r"\b(Add|Change|Delete|Home|History|Save|Search|Filter by|Welcome|Log out|Changes|entry|entries|Select|None|"
    r"Skip to|Breadcrumbs|Show|View|Please|Yes|No)\b"
)
TANPA_EDISI: list[Any] = [
    AlasanPeringatan, Daerah, Edisi, HubunganPeraturan, NamaLain, Penugasan, PerangkatDaerah, Peraturan, Tindakan,
    Urusan, User,
]  # fmt: skip


@pytest.fixture(autouse=True)
def _ketat(monkeypatch: pytest.MonkeyPatch) -> None:
    ketat_rentang(monkeypatch)


@pytest.fixture
def admin_masuk(client: Client, sari: User) -> Client:
    sari.is_superuser = True
    sari.save()
    client.force_login(sari)
    return client


def berisi(kab: Kabupaten, oleh: User) -> Edisi:
    """A draft with at least one row of every part."""
    edisi = buat_rancangan(
        daerah=kab.daerah, oleh=oleh, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=kab.peraturan
    )
    urusan = Urusan.objects.create(kode="1.02", nama="kesehatan")
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    butir = [{"label": "a", "teks": "perencanaan"}]
    rincian = [{"jenis": "kegiatan", "rujukan": "Pasal 7", "terbuka": True, "butir": butir}]
    terapkan(
        edisi=edisi,
        oleh=oleh,
        alasan="isi contoh",
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"rincian": rincian, **dasar},
            ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu", "butir": butir, **dasar},
            ("bidangstafahli", (kab.id("sekda"), urusan.pk)): dasar,
            ("urusanperangkat", (kab.id("dinkes"), urusan.pk)): dasar,
            ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "fungsional", "")): dasar,
            ("suksesi", (1,)): {"jenis": "ganti_nama", **dasar},
            ("pesertasuksesi", (1, "lama", kab.id("dinkes"))): {},
            ("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan dan Gizi"},
        },
    )
    kab.badan["dinkes"].nama_lain.create(nama="Dinkes")
    lain = pabrik.peraturan(kab.daerah, "9", 2018)
    HubunganPeraturan.objects.create(dari=kab.peraturan, ke=lain, jenis="mencabut", rujukan="Pasal 9")
    return edisi


def semua_alamat(kab: Kabupaten, edisi: Edisi) -> list[str]:
    """List, form, addition and history of every registered model, and the screens of region and edition."""
    hasil = [reverse("admin:index"), reverse("admin:index") + "?q=contoh", reverse("admin:password_change")]
    hasil += [reverse(f"admin:{nama}", args=[kab.daerah.kode]) for nama in ("daerah_meja", "daerah_rancangan")]
    for satu in (kab.edisi, edisi):
        layar = ["ringkasan", "struktur", "rentang", "ketentuan", "terbitkan", "tindakan"]
        hasil += [reverse(f"admin:edisi_{nama}", args=[satu.pk]) for nama in layar]
    hasil += [reverse("admin:edisi_ralat", args=[kab.edisi.pk]), reverse("admin:edisi_batalkan", args=[edisi.pk])]
    for isi in DAFTAR:
        objek = isi.model._base_manager.filter(edisi=edisi).order_by("-pk").first()
        assert objek is not None, isi.nama
        hasil += [alamat(isi.model, "changelist"), daftar_edisi(isi.model, kab.edisi), daftar_edisi(isi.model, edisi)]
        hasil += [f"{alamat(isi.model, 'add')}?edisi={edisi.pk}", alamat(isi.model, "add")]
        hasil += [alamat(isi.model, layar, objek.pk) for layar in ("change", "history", "keluarkan")]
        terbit = isi.model._base_manager.filter(edisi=kab.edisi).order_by("-pk").first()
        hasil += [alamat(isi.model, "change", terbit.pk)] if terbit is not None else []
    for model in TANPA_EDISI:
        objek = model._base_manager.order_by("-pk").first()
        hasil += [alamat(model, "changelist"), f"{alamat(model, 'changelist')}?q=contoh"]
        hasil += [alamat(model, "change", objek.pk)] if objek is not None else []
        if admin.site.get_model_admin(model).has_add_permission.__qualname__.startswith("BaseModelAdmin"):
            hasil.append(alamat(model, "add"))
        if hasattr(model, "history") and objek is not None:
            hasil.append(alamat(model, "history", objek.pk))
    return hasil


def test_every_page_answers_in_indonesian_and_without_inline_code(
    admin_masuk: Client, kab: Kabupaten, sari: User
) -> None:
    edisi = berisi(kab, sari)
    for satu in semua_alamat(kab, edisi):
        jawaban = admin_masuk.get(satu)
        assert jawaban.status_code == 200, satu
        assert "unsafe" not in jawaban["Content-Security-Policy"]
        halaman = baca(jawaban)
        assert [salah for salah in halaman.terlarang if not salah.startswith("</")] == [], satu
        assert len(halaman.h1) == 1, satu
        assert INGGRIS.findall(halaman.teks) == [], satu


def test_every_model_is_registered_and_every_list_can_be_searched() -> None:
    turunan = {"Kata", "Trigram", "Penunjuk", "PenunjukDaerah", "VersiNasional"}  # written by the machine
    turunan |= {"Segel", "BagianSegel", "CatatanAkses", "ObjekTindakan"}  # and read on pages of their own
    for aplikasi in ("registry", "relations", "coordination"):
        for model in admin.site._registry.keys() | _model(aplikasi):
            if model._meta.app_label != aplikasi or model.__name__ in turunan:
                continue
            satu = admin.site.get_model_admin(model)
            assert satu.search_fields or model is Suksesi, model
            assert satu.actions is None


def _model(aplikasi: str) -> set[Any]:
    return {satu for satu in apps.get_app_config(aplikasi).get_models() if not satu.__name__.startswith("Historical")}


def hitung(client: Client, satu: str) -> int:
    with CaptureQueriesContext(connection) as kueri:
        assert client.get(satu).status_code == 200
    return len(kueri)


#: Screen -> most queries, of which 2 are session and account; what waits for a person is 3 on the first two.
ANGGARAN: dict[str, tuple[int, Callable[[Kabupaten], str]]] = {
    "beranda": (9, lambda kab: reverse("admin:index")),
    "meja daerah": (10, lambda kab: reverse("admin:daerah_meja", args=[kab.daerah.kode])),
    "struktur": (5, lambda kab: reverse("admin:edisi_struktur", args=[kab.edisi.pk])),
    "ringkasan": (15, lambda kab: reverse("admin:edisi_ringkasan", args=[kab.edisi.pk])),
    "periksa": (23, lambda kab: reverse("admin:edisi_terbitkan", args=[kab.edisi.pk])),
    "rentang": (26, lambda kab: reverse("admin:edisi_rentang", args=[kab.edisi.pk])),
    "ketentuan": (26, lambda kab: reverse("admin:edisi_ketentuan", args=[kab.edisi.pk])),
    "daftar kedudukan": (8, lambda kab: daftar_edisi(Kedudukan, kab.edisi)),
    "daftar rentang": (8, lambda kab: daftar_edisi(RentangKoordinasi, kab.edisi)),
    "daftar badan": (8, lambda kab: alamat(PerangkatDaerah, "changelist") + f"?daerah={kab.daerah.pk}"),
    "daftar peraturan": (8, lambda kab: alamat(Peraturan, "changelist")),
    "formulir unit": (8, lambda kab: alamat(Kedudukan, "change", kab.unit("dinkes").pk)),
    "pilih edisi": (8, lambda kab: alamat(Kedudukan, "changelist")),
}


@pytest.mark.parametrize("layar", ANGGARAN)
def test_queries_stay_within_the_budget_whatever_the_size(layar: str, admin_masuk: Client) -> None:
    paling, tuju = ANGGARAN[layar]
    kecil = pabrik.kabupaten("99.01", "Kabupaten Contoh")
    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(40)}
    rentang = {**RENTANG, **dict.fromkeys(tambahan, ("asisten-2", "b"))}
    besar = pabrik.kabupaten("99.02", "Kabupaten Besar", bagan={**BAGAN, **tambahan}, rentang=rentang)
    admin_masuk.get(tuju(kecil))
    sedikit, banyak = hitung(admin_masuk, tuju(kecil)), hitung(admin_masuk, tuju(besar))
    assert sedikit == banyak
    assert banyak <= paling


def test_the_index_finds_a_region_and_says_what_is_in_force(admin_masuk: Client, kab: Kabupaten, sari: User) -> None:
    pabrik.daerah("98.01", "Kabupaten Lain")
    buat_rancangan(daerah=kab.daerah, oleh=sari)
    halaman = baca(admin_masuk.get(reverse("admin:index"), {"q": "contoh"}))
    assert "sejak 2 Januari 2020" in halaman.teks
    assert "1 rancangan" in halaman.teks
    assert "Kabupaten Lain" not in halaman.teks
    kosong = baca(admin_masuk.get(reverse("admin:index"), {"q": "<script>"}))
    assert "Tidak ada daerah yang bernama atau berkode “<script>”" in kosong.teks


def test_the_head_leads_those_who_read_the_record_to_it(client: Client, kab: Kabupaten) -> None:
    for peran, ada in (("auditor", True), ("pengelola", True), ("", False)):
        orang = pabrik.pengguna(f"orang-{peran}", peran, kab.daerah if peran else None)
        client.force_login(orang)
        halaman = client.get("/admin/", follow=True)
        assert ('<a href="/audit/">Audit</a>' in halaman.content.decode()) is ada


def test_who_is_sent_to_sign_in_is_told_for_whom_the_page_is(client: Client, kab: Kabupaten) -> None:
    kata = "Halaman ini untuk petugas daerah."
    assert kata in client.get("/audit/", follow=True).content.decode()
    assert kata in client.get(f"/daerah/{kab.daerah.kode}/?tercatat=2026-01-01", follow=True).content.decode()
    assert kata not in client.get("/admin/", follow=True).content.decode()
    assert kata not in client.get("/admin/login/").content.decode()


def test_a_list_of_edition_content_asks_for_region_and_edition_first(admin_masuk: Client, kab: Kabupaten) -> None:
    tanpa = baca(admin_masuk.get(alamat(Kedudukan, "changelist")))
    assert "Pilih daerahnya, lalu edisinya" in tanpa.teks
    assert "Dinas Kesehatan" not in tanpa.teks
    daerah = baca(admin_masuk.get(alamat(Kedudukan, "changelist"), {"daerah": kab.daerah.kode}))
    assert f"{alamat(Kedudukan, 'changelist')}?edisi={kab.edisi.pk}" in daerah.tautan


@pytest.mark.parametrize("salah", ["abc", "999999", "-1", "1&edisi=2", "٣", "9" * 30])
def test_a_list_never_shows_more_than_one_edition(salah: str, admin_masuk: Client, kab: Kabupaten) -> None:
    jawaban = admin_masuk.get(f"{alamat(Kedudukan, 'changelist')}?edisi={salah}")
    assert "Pilih daerahnya, lalu edisinya" in baca(jawaban).teks
    lain = pabrik.kabupaten("98.01", "Kabupaten Lain")
    semua = admin_masuk.get(f"{daftar_edisi(Kedudukan, kab.edisi)}&edisi__in={lain.edisi.pk},{kab.edisi.pk}")
    assert "Kabupaten Lain" not in baca(semua).teks


def test_the_tree_shows_its_depth_in_words_and_links_each_node(admin_masuk: Client, kab: Kabupaten) -> None:
    halaman = baca(admin_masuk.get(reverse("admin:edisi_struktur", args=[kab.edisi.pk])))
    assert "tingkat 3: Sekretaris Daerah" in halaman.teks
    assert reverse("admin:struktur_unit", args=[kab.edisi.pk, kab.id("puskesmas")]) in halaman.tautan
    assert not [satu for satu in halaman.tautan if "keluarkan" in satu or "/tambah/" in satu]
    assert "buat ralat" in halaman.teks


def test_an_empty_edition_says_what_is_known_of_it(admin_masuk: Client, kab: Kabupaten, sari: User) -> None:
    edisi = buat_rancangan(daerah=kab.daerah, oleh=sari)
    Edisi.objects.filter(pk=edisi.pk).update(struktur="belum_terbaca", struktur_rujukan="Lampiran II")
    halaman = baca(admin_masuk.get(reverse("admin:edisi_struktur", args=[edisi.pk])))
    assert "belum terbaca (Lampiran II)" in halaman.teks


def test_unknown_regions_and_editions_answer_404(admin_masuk: Client) -> None:
    assert admin_masuk.get("/admin/daerah/00.00/").status_code == 404
    assert admin_masuk.get("/admin/edisi/999999/struktur/").status_code == 404
    assert admin_masuk.get("/admin/edisi/999999999999999999999999/").status_code == 404


def test_provisions_are_read_as_lists_and_not_as_json(admin_masuk: Client, kab: Kabupaten, sari: User) -> None:
    edisi = berisi(kab, sari)
    Edisi.objects.filter(pk=edisi.pk).update(keadaan="dibatalkan")
    for model in (KetentuanHubungan, KetentuanPelaksanaan):
        objek = model._base_manager.get(edisi=edisi)
        halaman = baca(admin_masuk.get(alamat(model, "change", objek.pk)))
        assert "a. perencanaan" in halaman.teks
        assert "label" not in halaman.teks
    assert BidangStafAhli._base_manager.filter(edisi=edisi).exists()
    assert HubunganKerja._base_manager.filter(edisi=edisi).exists()


def test_the_compiled_catalogue_holds_every_string_of_the_source() -> None:
    """The .mo is committed beside the .po, for no machine that runs Rentang needs gettext."""
    folder = Path(registry.__file__).parent / "locale" / "id" / "LC_MESSAGES"
    with (folder / "django.mo").open("rb") as berkas:
        katalog = GNUTranslations(berkas)
    sumber_semua = (folder / "django.po").read_text(encoding="utf-8")
    pasangan = re.findall(r'^msgid "(.+)"\n(?:msgid_plural .+\nmsgstr\[0\]|msgstr) "(.+)"', sumber_semua, re.M)
    assert len(pasangan) > 10
    for sumber, terjemahan in pasangan:
        assert terjemahan in (katalog.gettext(sumber), katalog.ngettext(sumber, "entries", 1)), sumber


def test_captions_of_django_are_plain() -> None:
    for kata in ("Rubah", "merubah", "tautan kunjungan", "Sandi anda"):
        assert kata not in str([gettext(satu) for satu in KETERANGAN]), kata


#: Captions of Django whose Indonesian is not that of a dictionary.
KETERANGAN = (
    "Change or view list link",
    "After you’ve created a user, you’ll be able to edit more user options.",
    "Your password can’t be entirely numeric.",
)
