"""Two regions, two accounts: whoever works for one reaches nothing of the other, by any address of the admin.

All addresses are read from the resolver, so that a new screen is tried on the day it is added. An address whose parts
nobody knows how to fill in fails `test_every_address_is_known`: add it to ALAMAT (a list by its name) or, where it
begins with a prefix of its own (edisi/<pk>/…), to AWALAN.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urljoin

import pytest
from django import forms
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import models, transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from registry.isi_edisi import DAFTAR
from registry.lingkup import jalur_daerah
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
    Tindakan,
)
from registry.services import buat_rancangan, terapkan
from relations.models import Urusan
from tests import pabrik
from tests.isian import alamat, isian
from tests.pabrik import BAGAN, Kabupaten

pytestmark = pytest.mark.django_db

#: A word that stands in every name of the other region.
RAHASIA = "Rahasia"
#: A word that stands only in what is not published there.
TERPENDAM = "Terpendam"
#: Screens that offer what other regions have published: a draft may start from their structure.
MENAWARKAN_TERBITAN = {"/admin/daerah/99.01/rancangan/"}
BAGAN_LAIN = {kunci: (f"{nama} {RAHASIA}", jenis, induk) for kunci, (nama, jenis, induk) in BAGAN.items()}
#: What a careless or hostile client might send to any of these addresses.
KIRIMAN = {
    "alasan": "diubah dari luar", "setuju": "on", "nama": "X", "_save": "1", "lihat": "", "action": "delete_selected",
    "password1": "rahasia-uji-99999", "password2": "rahasia-uji-99999", "usable_password": "true", "is_superuser": "on",
    "post": "yes", "tentang": "X", "asal": "kosong",
}  # fmt: skip
#: Addresses that name no row: what they show is looked at, by name of the address.
TANPA_BARIS = {
    "index", "login", "logout", "password_change", "password_change_done", "jsi18n", "autocomplete", "app_list",
}  # fmt: skip


@dataclass
class Dunia:
    """The other region, with something of everything in it, and an account of its own."""

    lain: Kabupaten
    draf: Edisi
    akun: User
    objek: dict[type[models.Model], list[Any]] = field(default_factory=dict)


@pytest.fixture
def dunia(db: None, settings: Any, tmp_path: Any) -> Dunia:
    """Region 98.01 with a published edition, a full draft, an unnumbered regulation with its PDF, reasons, roles."""
    settings.MEDIA_ROOT = tmp_path
    lain = pabrik.kabupaten("98.01", f"Kabupaten {RAHASIA}", bagan=BAGAN_LAIN)
    akun = pabrik.pengguna("orang-rahasia", "administrator", lain.daerah, first_name=RAHASIA)
    naskah = pabrik.peraturan(lain.daerah, "", 2024, kunci="perbup-rahasia", tentang=f"Susunan {RAHASIA} {TERPENDAM}")
    naskah.berkas.name = "peraturan/rahasia.pdf"
    naskah.save()
    HubunganPeraturan.objects.create(dari=naskah, ke=lain.peraturan, jenis="mencabut", rujukan="Pasal 9")
    NamaLain.objects.create(perangkat_daerah=lain.badan["dinkes"], nama=f"Dinkes {RAHASIA}")
    draf = buat_rancangan(
        daerah=lain.daerah, oleh=akun, asal=lain.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=naskah
    )
    _isi_penuh(lain, draf, akun)
    alasan = AlasanPeringatan(edisi=draf, kode="X", pesan=f"Temuan {RAHASIA}", alasan="x", pada=draf.dibuat_pada)
    alasan.save()
    hasil = Dunia(lain, draf, akun)
    hasil.objek = {
        Daerah: [lain.daerah],
        Edisi: [draf, lain.edisi],
        Peraturan: [naskah, lain.peraturan],
        HubunganPeraturan: list(HubunganPeraturan.objects.filter(dari=naskah)),
        PerangkatDaerah: [lain.badan["dinkes"]],
        NamaLain: list(NamaLain.objects.filter(perangkat_daerah=lain.badan["dinkes"])),
        Tindakan: list(Tindakan.objects.filter(daerah=lain.daerah)),
        User: [akun, User.objects.create_superuser("penguasa-rahasia")],
        Penugasan: list(Penugasan.objects.filter(pengguna=akun)),
        AlasanPeringatan: [alasan],
    }
    for isi in DAFTAR:
        baris = isi.model._base_manager.order_by("-pk")
        terbit = baris.filter(edisi=lain.edisi).first()
        hasil.objek[isi.model] = [baris.filter(edisi=draf)[0], *([terbit] if terbit else [])]
    return hasil


def _isi_penuh(kab: Kabupaten, edisi: Edisi, oleh: User | None) -> None:
    """At least one row of every part of an edition."""
    urusan, _ = Urusan.objects.get_or_create(kode="1.02", defaults={"nama": "kesehatan"})
    dasar = {"peraturan_id": kab.peraturan.pk, "rujukan": "Pasal 6"}
    ujung = f"{RAHASIA} {TERPENDAM}" if edisi.daerah.nama.endswith(RAHASIA) else "Baru"
    butir = [{"label": "a", "teks": f"perencanaan {ujung}"}]
    rincian = [{"jenis": "kegiatan", "rujukan": "Pasal 7", "terbuka": True, "butir": butir}]
    terapkan(
        edisi=edisi,
        oleh=oleh,
        ubah={
            ("ketentuanhubungan", ("perangkat_daerah", "konsultatif")): {"rincian": rincian, **dasar},
            ("ketentuanpelaksanaan", (1,)): {"topik": "waktu", "judul": "Waktu", "butir": butir, **dasar},
            ("bidangstafahli", (kab.id("sekda"), urusan.pk)): dasar,
            ("urusanperangkat", (kab.id("dinkes"), urusan.pk)): dasar,
            ("hubungankerja", (kab.id("dinkes"), kab.id("disdik"), "fungsional", "")): dasar,
            ("suksesi", (1,)): {"jenis": "ganti_nama", **dasar},
            ("pesertasuksesi", (1, "lama", kab.id("dinkes"))): {},
            ("kedudukan", (kab.id("disdik"),)): {"nama": f"{kab.badan['disdik'].nama} {ujung}"},
        },
    )


@pytest.fixture
def sendiri(db: None) -> tuple[Kabupaten, Edisi]:
    """The person's own region, with a full draft."""
    kab = pabrik.kabupaten("99.01", "Kabupaten Contoh")
    draf = buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, berlaku_mulai=date(2024, 1, 1), peraturan=kab.peraturan
    )
    _isi_penuh(kab, draf, None)
    return kab, draf


@pytest.fixture
def orang(client: Client, sendiri: tuple[Kabupaten, Edisi]) -> Client:
    """Logged in with every role that there is, in Kabupaten Contoh alone: nobody of one region may do more."""
    akun = pabrik.pengguna("orang-sini", "administrator", sendiri[0].daerah)
    for peran in ("pengelola", "pemeriksa", "auditor"):
        Penugasan.objects.create(pengguna=akun, daerah=sendiri[0].daerah, peran=peran)
    client.force_login(akun)
    return client


# The addresses ----------------------------------------------------------------------------------------


def _berdaerah(dunia: Dunia) -> dict[str, list[list[Any]]]:
    """Prefix of an address -> arguments that name something of the other region."""
    return {
        "edisi/<int:pk>/": [[satu.pk] for satu in dunia.objek[Edisi]],
        "daerah/<str:kode>/": [[dunia.lain.daerah.kode]],
        "perangkat-daerah/<int:pk>/": [[satu.pk] for satu in dunia.objek[PerangkatDaerah]],
        "tindakan/<int:pk>/": [[satu.pk] for satu in dunia.objek[Tindakan]],
        "peraturan/<int:pk>/": [[satu.pk] for satu in dunia.objek[Peraturan]],
        "suksesi/<int:pk>/": [[satu.pk] for satu in dunia.objek[apps.get_model("registry", "suksesi")]],
    }


#: Addresses that no prefix explains, by name: the world -> lists of arguments.
ALAMAT: dict[str, Callable[[Dunia], list[list[Any]]]] = {
    "auth_user_password_change": lambda dunia: [[satu.pk] for satu in dunia.objek[User]],
}


def pola(kumpulan: Any = None, awal: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(route, pattern) of every address of the admin site."""
    if kumpulan is None:
        (kumpulan,) = (
            satu.url_patterns
            for satu in get_resolver().url_patterns
            if isinstance(satu, URLResolver) and satu.namespace == "admin"
        )
    for satu in kumpulan:
        if isinstance(satu, URLResolver):
            yield from pola(satu.url_patterns, f"{awal}{satu.pattern}")
        else:
            yield f"{awal}{satu.pattern}", satu


def _model_dari(nama: str) -> type[models.Model] | None:
    """The model of "registry_peraturan_change"; None where the name is no ModelAdmin's."""
    for model in admin.site._registry:
        if nama.startswith(f"{model._meta.app_label}_{model._meta.model_name}_"):
            return model
    return None


def sasaran(rute: str, satu: URLPattern, dunia: Dunia) -> list[str] | None:
    """Addresses of the other region's things under this pattern; [] for one that names no row, None if unknown."""
    nama = satu.name or ""
    if nama in ALAMAT:
        return [reverse(f"admin:{nama}", args=isi) for isi in ALAMAT[nama](dunia)]
    for awalan, semua in _berdaerah(dunia).items():
        if rute.startswith(awalan):
            return _coba(nama, semua, rute, dunia)
    model = _model_dari(nama)
    if nama in TANPA_BARIS or (model is not None and nama.endswith(("_changelist", "_add"))):
        return []
    if not nama and rute.endswith("(?P<url>.*)$"):  # whatever no other pattern takes: 404 for all
        return []
    if model is None and not nama and rute.endswith("<path:object_id>/"):  # Django's old addresses of forms
        return _alamat_lama(rute, dunia)
    if model is None or model not in dunia.objek:
        return [] if model is not None and model._meta.label == "relations.Urusan" else None
    if nama.endswith("_simple_history"):
        riwayat = model.history.model.objects  # type: ignore[attr-defined]
        pasangan = [(pk.pk, riwayat.filter(id=pk.pk).order_by("-history_id").first()) for pk in dunia.objek[model]]
        return [reverse(f"admin:{nama}", args=[pk, versi.history_id]) for pk, versi in pasangan if versi is not None]
    return _coba(nama, [[satu.pk] for satu in dunia.objek[model]], rute, dunia)


def _coba(nama: str, semua: list[list[Any]], rute: str, dunia: Dunia) -> list[str] | None:
    """The addresses, where these arguments are all that the pattern wants. A second one is a row of that edition."""
    try:
        return [reverse(f"admin:{nama}", args=isi) for isi in semua]
    except NoReverseMatch:
        pass
    badan = dunia.lain.badan["dinkes"].pk
    for tambahan in ([badan], [1], ["1"], ["x"]):
        try:
            return [reverse(f"admin:{nama}", args=[*isi, *tambahan]) for isi in semua]
        except NoReverseMatch:
            continue
    return None


def _alamat_lama(rute: str, dunia: Dunia) -> list[str]:
    """Django answers /admin/<app>/<model>/<pk>/ by leading to the form, whatever the pk; the form answers 404."""
    aplikasi, nama, *_ = rute.split("/")
    model = apps.get_model(aplikasi, nama)
    return [alamat(model, "change", satu.pk) for satu in dunia.objek.get(model, [])]


def semua_sasaran(dunia: Dunia) -> list[str]:
    return sorted({satu for rute, isi in pola() for satu in sasaran(rute, isi, dunia) or []})


def potret() -> dict[str, list[Any]]:
    """All rows of all tables that people write, without what a log-in touches."""
    hasil = {}
    for model in [User, *(satu for label in ("registry", "relations", "coordination") for satu in _model(label))]:
        ruas = [satu.attname for satu in model._meta.concrete_fields if satu.name not in ("last_login", "versi")]
        hasil[model._meta.label] = list(model._base_manager.order_by("pk").values_list(*ruas))
    return hasil


def _model(label: str) -> Iterator[Any]:
    return apps.get_app_config(label).get_models()


def bocor(jawaban: Any) -> bool:
    isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
    return RAHASIA.lower() in isi.decode(errors="replace").lower().replace("kata sandi", "")


# The tests --------------------------------------------------------------------------------------------


def test_every_address_is_known(dunia: Dunia) -> None:
    tak_dikenal = [f"{satu.name}: {rute}" for rute, satu in pola() if sasaran(rute, satu, dunia) is None]
    assert tak_dikenal == [], "tambahkan ke ALAMAT atau _berdaerah dalam tests/test_isolasi.py"


def test_every_kind_of_row_is_tried(dunia: Dunia) -> None:
    terdaftar = {satu for satu in admin.site._registry if satu is not Urusan}
    assert terdaftar <= dunia.objek.keys()
    assert all(dunia.objek.values())
    assert len(semua_sasaran(dunia)) > 60


def test_nothing_of_the_other_region_can_be_opened_or_written(orang: Client, dunia: Dunia) -> None:
    awal = potret()
    for satu in semua_sasaran(dunia):
        for kirim in (
            orang.get(satu),
            orang.get(satu, {"_popup": "1", "_to_field": "id"}),
            orang.post(satu, KIRIMAN),
            orang.post(satu, json.dumps(KIRIMAN), content_type="application/json"),
            orang.head(satu),
        ):
            assert kirim.status_code in (403, 404, 405), (satu, kirim.status_code)
            assert not bocor(kirim), satu
    assert potret() == awal


def test_pages_that_name_no_row_show_nothing_of_the_other_region(orang: Client, dunia: Dunia) -> None:
    daerah, edisi = dunia.lain.daerah, dunia.draf
    awal = potret()
    for rute, satu in pola():
        nama = satu.name or ""
        if sasaran(rute, satu, dunia) != [] or nama in ("logout", "login", "") or "urusan" in nama:
            continue
        args = ["registry"] if nama == "app_list" else []
        tujuan = reverse(f"admin:{nama}", args=args)
        semua: list[dict[str, Any]] = [
            {},
            {"q": RAHASIA[:-1]},  # so that the word itself is not on the page by being asked for
            {"edisi": edisi.pk},
            {"edisi": dunia.lain.edisi.pk},
            {"daerah": daerah.pk},
            {"daerah": daerah.kode},
            {"_popup": "1", "_to_field": "id"},
            {"edisi__daerah__id__exact": daerah.pk},
            {"daerah__id__exact": daerah.pk, "o": "-1", "all": ""},
            {"tahun": "2024", "pk": edisi.pk},
        ]
        for tanya in semua:
            jawaban = orang.get(tujuan, tanya)
            assert jawaban.status_code in (200, 302, 400, 403, 404), (tujuan, tanya, jawaban.status_code)
            isi = jawaban.content.decode()
            assert RAHASIA not in isi, (tujuan, tanya, isi[isi.find(RAHASIA) - 200 :][:400])
            assert "orang-rahasia" not in isi, (tujuan, tanya)
        if nama == "password_change":
            continue
        acuan = _acuan(nama, dunia)
        for kirim in (
            orang.post(tujuan, {**KIRIMAN, **acuan, "daerah": daerah.pk, "edisi": edisi.pk}),
            orang.post(f"{tujuan}?edisi={edisi.pk}&daerah={daerah.pk}", {**KIRIMAN, **acuan}),
        ):
            isi = kirim.content.decode()
            assert RAHASIA not in isi, (tujuan, isi[isi.find(RAHASIA) - 200 :][:400])
    assert potret() == awal


def _acuan(nama: str, dunia: Dunia) -> dict[str, Any]:
    """For the form of a model: each of its foreign keys, pointing into the other region."""
    model = _model_dari(nama)
    if model is None:
        return {}
    return {
        satu.name: dunia.objek[tuju][0].pk
        for satu in model._meta.concrete_fields
        for tuju in dunia.objek
        if satu.related_model is tuju
    }


def ruas_lengkap() -> Iterator[tuple[type[models.Model], str]]:
    """(model, field) of every autocomplete field of every form and inline."""
    for model, satu in admin.site._registry.items():
        for sumber in (satu, *(kelas(model, admin.site) for kelas in satu.inlines)):
            for ruas in sumber.autocomplete_fields:
                yield sumber.model, ruas
        for medan in model._meta.concrete_fields:  # also those that no form offers
            if medan.is_relation:
                yield model, medan.name


def test_no_autocomplete_answers_with_rows_of_the_other_region(orang: Client, dunia: Dunia) -> None:
    for model, ruas in sorted(set(ruas_lengkap()), key=str):
        dasar = {"app_label": model._meta.app_label, "model_name": model._meta.model_name, "field_name": ruas}
        semua: list[dict[str, Any]] = [
            {},
            {"edisi": dunia.draf.pk},
            {"edisi": dunia.lain.edisi.pk},
            {"daerah": dunia.lain.daerah.pk},
        ]
        for batas in semua:
            for term in ("", RAHASIA):
                jawaban = orang.get(reverse("admin:autocomplete"), {**dasar, **batas, "term": term})
                assert jawaban.status_code in (200, 403, 404), (model, ruas)
                assert RAHASIA.lower() not in jawaban.content.decode().lower(), (model, ruas, batas, term)


def test_no_form_of_ones_own_region_takes_a_row_of_the_other(
    orang: Client, dunia: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    kab, draf = sendiri
    dicoba = 0
    for model in admin.site._registry:
        for tujuan in _formulir_sendiri(model, kab, draf):
            halaman = orang.get(tujuan)
            if halaman.status_code != 200 or "adminform" not in (halaman.context or {}):
                continue
            form = halaman.context["adminform"].form
            for nama, bidang in form.fields.items():
                pilihan = bidang.queryset if isinstance(bidang, forms.ModelChoiceField) else None
                for asing in dunia.objek.get(pilihan.model, []) if pilihan is not None else []:
                    awal = potret()
                    jawaban = orang.post(tujuan, isian(halaman, **{nama: asing.pk}))
                    assert jawaban.status_code in (200, 403, 409), (tujuan, nama)
                    if jawaban.status_code == 200:
                        assert nama in jawaban.context["adminform"].form.errors, (tujuan, nama)
                    assert potret() == awal, (tujuan, nama)
                    dicoba += 1
    assert dicoba > 20


def _formulir_sendiri(model: type[models.Model], kab: Kabupaten, draf: Edisi) -> list[str]:
    """Addresses of the forms on rows of one's own region."""
    nama = {satu.name for satu in model._meta.concrete_fields}
    hasil = [f"{alamat(model, 'add')}?edisi={draf.pk}" if "edisi" in nama else alamat(model, "add")]
    saring: dict[str, Any] | None = (
        {"edisi": draf} if "edisi" in nama else {"daerah": kab.daerah} if "daerah" in nama else None
    )
    if saring is not None:
        satu = model._base_manager.filter(**saring).order_by("pk").first()
        hasil += [alamat(model, "change", satu.pk)] if satu is not None else []
    return hasil


# One's own screens, fed with what belongs to the other region -------------------------------------------


class Formulir(HTMLParser):
    """The forms of a page: (method, address, {field: value}). What is typed as text is left out."""

    def __init__(self, halaman: str) -> None:
        super().__init__()
        self.semua: list[tuple[str, str, dict[str, str]]] = []
        self._pilih = ""
        self.feed(halaman)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        sifat = {nama: isi or "" for nama, isi in attrs}
        if tag == "form":
            self.semua.append((sifat.get("method", "get").lower(), sifat.get("action", ""), {}))
        elif not self.semua:
            return
        ruas = self.semua[-1][2]
        if tag == "select":
            self._pilih = sifat.get("name", "")
            ruas[self._pilih] = ""
        elif tag == "option" and "selected" in sifat:
            ruas[self._pilih] = sifat.get("value", "")
        elif tag == "input" and (sifat.get("type") not in ("checkbox", "radio", "file") or "checked" in sifat):
            ruas[sifat.get("name", "")] = sifat.get("value", "")
        elif tag == "textarea":
            ruas[sifat.get("name", "")] = "x"


def layar_sendiri(kab: Kabupaten, draf: Edisi) -> list[str]:
    """The screens of one's own region that are no form on one model."""
    terakhir = Tindakan.objects.atas(draf)[0]
    awalan: dict[str, list[Any]] = {
        "edisi/<int:pk>/": [draf.pk, kab.edisi.pk],
        "daerah/<str:kode>/": [kab.daerah.kode],
        "perangkat-daerah/<int:pk>/": [kab.id("dinkes")],
        "tindakan/<int:pk>/": [terakhir.pk],
        "peraturan/<int:pk>/": [kab.peraturan.pk],
    }
    hasil = []
    for rute, satu in pola():
        for awal, semua in awalan.items():
            if rute.startswith(awal):
                for pk in semua:
                    for tambahan in ([], [kab.id("dinkes")], [1], ["gabung"]):
                        with suppress(NoReverseMatch):
                            hasil.append(reverse(f"admin:{satu.name}", args=[pk, *tambahan]))
    return sorted(set(hasil))


def potret_lain(dunia: Dunia) -> list[Any]:
    """All rows of the other region."""
    hasil = []
    for label in ("registry", "relations", "coordination"):
        for model in _model(label):
            jalur = jalur_daerah(model)
            if jalur and model is not Daerah:
                ruas = [satu.attname for satu in model._meta.concrete_fields]
                baris = model._base_manager.filter(**{jalur: dunia.lain.daerah.pk}).order_by("pk")
                hasil.append((model, list(baris.values_list(*ruas))))
    return hasil


def silang(dunia: Dunia, kab: Kabupaten) -> list[str]:
    """Rows of one's own region that point into the other one."""
    hasil = []
    for label in ("registry", "relations", "coordination"):
        for model in _model(label):
            jalur = jalur_daerah(model) or ""
            for medan in model._meta.concrete_fields if jalur else ():
                tuju = medan.is_relation and jalur_daerah(medan.related_model)
                if tuju and medan.related_model is not Daerah and not jalur.startswith(medan.name):
                    syarat = {jalur: kab.daerah.pk, f"{medan.name}__{tuju}": dunia.lain.daerah.pk}
                    if model._base_manager.filter(**syarat).exists():
                        hasil.append(f"{model.__name__}.{medan.name}")
    return hasil


def test_ones_own_screens_take_nothing_of_the_other_region(
    orang: Client, dunia: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    kab, draf = sendiri
    asing = [
        dunia.lain.id("dinkes"),
        Kedudukan.objects.get(edisi=dunia.draf, perangkat_daerah=dunia.lain.badan["bupati"]).pk,
        dunia.objek[Peraturan][0].pk,
        *(satu.pk for satu in dunia.objek[Edisi]),
        dunia.lain.daerah.kode,
    ]
    awal = potret_lain(dunia)
    jenis, dikirim = set(), 0
    for tujuan in layar_sendiri(kab, draf):
        halaman = orang.get(tujuan)
        if halaman.status_code != 200 or "text/html" not in halaman["Content-Type"]:
            continue
        assert RAHASIA not in halaman.content.decode(), tujuan
        for cara, alamat_form, ruas in Formulir(halaman.content.decode()).semua:
            ke = urljoin(tujuan, alamat_form)
            sidik = (cara, re.sub(r"\d+", "#", ke), frozenset(re.sub(r"\d+", "#", nama) for nama in ruas))
            if sidik in jenis or not ke.startswith("/admin/") or "logout" in ke:
                continue
            jenis.add(sidik)
            for nama in ruas:
                if nama in ("csrfmiddlewaretoken", "lihat", "") or not (ruas[nama] or "0").isdecimal():
                    continue
                for nilai in asing:
                    with transaction.atomic():
                        kirim = getattr(orang, cara)(ke, {**ruas, nama: nilai})
                        dikirim += 1
                        assert kirim.status_code < 500, (ke, nama, nilai)
                        isi = "" if kirim.streaming else kirim.content.decode(errors="replace")
                        # Looked for in an address, or by the search box of a form that keeps what was typed.
                        dicari = cara == "get" or nama == "q"
                        terbitan = ke.partition("#")[0] in MENAWARKAN_TERBITAN and dicari
                        assert (TERPENDAM if terbitan else RAHASIA) not in isi, (ke, nama, nilai)
                        assert silang(dunia, kab) == [], (ke, nama, nilai)
                        assert potret_lain(dunia) == awal, (ke, nama, nilai)
                        transaction.set_rollback(True)
    assert dikirim > 50


def test_a_row_of_the_other_region_is_not_in_ones_own_edition(
    orang: Client, dunia: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    """/edisi/<own>/struktur/<body of the other region>/ and its like."""
    _, draf = sendiri
    awal = potret()
    for rute, satu in pola():
        if not rute.startswith("edisi/<int:pk>/") or rute.count("<int:") < 2:
            continue
        for asing in dunia.lain.badan.values():
            tujuan = reverse(f"admin:{satu.name}", args=[draf.pk, asing.pk])
            for kirim in (orang.get(tujuan), orang.post(tujuan, KIRIMAN)):
                assert kirim.status_code in (302, 403, 404, 405, 409, 422), (tujuan, kirim.status_code)
                assert not bocor(kirim), tujuan
    assert potret() == awal


def test_a_tie_to_a_regulation_of_the_other_region_is_refused(
    client: Client, dunia: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    kab, _ = sendiri
    client.force_login(pabrik.pengguna("orang-sini", "administrator", kab.daerah))
    form = alamat(Peraturan, "change", kab.peraturan.pk)
    for asing in dunia.objek[Peraturan]:
        ikatan = {
            "hubungan_keluar-TOTAL_FORMS": "1",
            "hubungan_keluar-0-jenis": "mencabut",
            "hubungan_keluar-0-ke": asing.pk,
            "hubungan_keluar-0-urutan": "1",
            "hubungan_keluar-0-dari": kab.peraturan.pk,
        }
        awal = potret()
        jawaban = client.post(form, isian(client.get(form), alasan="x", **ikatan))
        assert jawaban.status_code == 200
        assert potret() == awal


def test_a_shared_regulation_of_the_nation_is_seen_by_all_and_changed_by_none_of_a_region(
    orang: Client, dunia: Dunia
) -> None:
    pp = pabrik.peraturan(None, "18", 2016, jenis="pp")
    form = alamat(Peraturan, "change", pp.pk)
    assert orang.get(form).status_code == 200
    assert orang.post(form, {"tentang": "X", "alasan": "x"}).status_code == 403
    kesehatan = Urusan.objects.get(kode="1.02")
    assert orang.get(alamat(Urusan, "change", kesehatan.pk)).status_code == 200
    assert orang.post(alamat(Urusan, "change", kesehatan.pk), {"nama": "X"}).status_code == 403
    assert orang.get(alamat(Urusan, "add")).status_code == 403


def test_ones_own_region_opens(orang: Client, dunia: Dunia, sendiri: tuple[Kabupaten, Edisi]) -> None:
    """The walls stand around the other region, not around everything."""
    kab, draf = sendiri
    unit = Kedudukan.objects.get(edisi=draf, perangkat_daerah=kab.badan["dinkes"])
    for satu in (
        reverse("admin:index"),
        reverse("admin:daerah_meja", args=[kab.daerah.kode]),
        reverse("admin:edisi_ringkasan", args=[draf.pk]),
        reverse("admin:edisi_struktur", args=[draf.pk]),
        alamat(Kedudukan, "change", unit.pk),
        alamat(Kedudukan, "history", unit.pk),
        alamat(Peraturan, "change", kab.peraturan.pk),
    ):
        jawaban = orang.get(satu)
        assert jawaban.status_code == 200, satu
        assert "Contoh" in jawaban.content.decode()
