"""The screen Rentang as a person drives it: open its form, click a radio, save; shared by its test files."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from coordination.models import RentangKoordinasi
from registry.models import Edisi, Tindakan
from tests import pabrik
from tests.formulir_laman import bidang
from tests.pabrik import BAGAN, Kabupaten

FORM = "form-rentang"


def layar(edisi: Edisi) -> str:
    return reverse("admin:edisi_rentang", args=[edisi.pk])


def buka(client: Client, edisi: Edisi, **ganti: Any) -> dict[str, Any]:
    return bidang(client.get(layar(edisi)), FORM, **ganti)


def pilih(client: Client, edisi: Edisi, unit: int, koordinator: str) -> dict[str, Any]:
    """{field: value} that a click on this koordinator's radio in this unit's row sends."""
    isi = client.get(layar(edisi)).content.decode()
    tanda = f'name="k-{unit}" value="'
    for potong in isi.split('<input type="radio" ')[1:]:
        if potong.startswith(tanda) and f': {koordinator}"' in potong:
            return {f"k-{unit}": potong.removeprefix(tanda).split('"')[0]}
    raise AssertionError(f"tidak ada radio {koordinator}")


def simpan(client: Client, edisi: Edisi, data: dict[str, Any], **ganti: Any) -> Any:
    return client.post(layar(edisi), {**data, "lakukan": "simpan", **ganti})


def baris(edisi: Edisi, unit: int) -> RentangKoordinasi:
    satu: RentangKoordinasi = RentangKoordinasi.objects.get(edisi=edisi, unit=unit, utama=True)
    return satu


def ubahan(edisi: Edisi) -> list[Tindakan]:
    return list(Tindakan.objects.atas(edisi).filter(jenis="ubah"))


ASISTEN = {kunci: BAGAN[kunci][0] for kunci in ("asisten-1", "asisten-2", "asisten-3")}


def dua(sari: User, kab: Kabupaten) -> tuple[Client, Client]:
    budi = pabrik.pengguna("budi", milik=kab.daerah, first_name="Budi", last_name="Santoso")
    satu, lain = Client(), Client()
    satu.force_login(sari)
    lain.force_login(budi)
    return satu, lain
