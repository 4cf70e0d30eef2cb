"""Whoever works for one region reads nothing of another one's record, by any address outside the admin that shows it.

The addresses are read from the resolver, as in `tests/test_isolasi.py`: one whose parts nobody knows how to fill in
fails `test_every_address_of_the_record_is_known`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from registry.akses import catat_akses
from registry.audit.daftar_kerja import DAFTAR_KERJA
from registry.models import Edisi, JenisAkses, Tindakan
from registry.services import buat_ralat, catat_pemeriksaan, terbitkan
from tests.pabrik import Kabupaten
from tests.test_isolasi import RAHASIA, Dunia, bocor, dunia, orang, potret, sendiri

__all__ = ["dunia", "orang", "sendiri"]  # fixtures

pytestmark = pytest.mark.django_db

#: Beginnings of the names of addresses that show the record.
AWALAN = ("audit", "riwayat", "unit-riwayat", "berkas-audit", "keterangan")
#: Addresses that name no region: every person with a role opens them and finds what is theirs.
TANPA_DAERAH: dict[str, list[list[Any]]] = {
    "audit": [[]],
    "audit-akses": [[]],
    "audit-nasional": [[]],
    "audit-daftar": [[satu.kode] for satu in DAFTAR_KERJA],
    "audit-daftar-csv": [[satu.kode] for satu in DAFTAR_KERJA],
}
#: Seals are of the whole installation and say nothing of a region; tests/test_segel_*.py say who opens them.
SEGEL = ("audit-segel",)
#: What one might ask of any of these addresses.
TANYA: list[dict[str, str]] = [
    {}, {"tercatat": "2026-01-01"}, {"pada": "2024-01-01"}, {"daerah": "98.01"},
    {"dari": "2020-01-01", "ke": "2026-01-01"}, {"nama": "orang-rahasia"}, {"unduh": "csv"},
    {"bagian": "ralat", "sebelum": "999999"},
]  # fmt: skip


def pola(kumpulan: Any = None, awal: str = "") -> Iterator[tuple[str, URLPattern]]:
    """(route, pattern) of every address outside the admin that shows the record, but for seals."""
    for satu in get_resolver().url_patterns if kumpulan is None else kumpulan:
        if isinstance(satu, URLResolver):
            if satu.namespace != "admin":
                yield from pola(satu.url_patterns, f"{awal}{satu.pattern}")
        elif (satu.name or "").startswith(AWALAN) and not (satu.name or "").startswith(SEGEL):
            yield f"{awal}{satu.pattern}", satu


def sasaran(rute: str, satu: URLPattern, d: Dunia) -> list[str] | None:
    """Addresses of the other region's things under this pattern; None if nobody knows its parts."""
    nama = str(satu.name)
    if nama in TANPA_DAERAH:
        return []
    bagian: dict[str, list[Any]] = {
        "<str:kode>": [d.lain.daerah.kode],
        "<int:pk>": [t.pk for t in d.objek[Tindakan]],
        "<uuid:uuid>": [d.lain.badan["dinkes"].uuid],
    }
    dipakai = [isi for tanda, isi in bagian.items() if tanda in rute]
    if not dipakai or rute.count("<") != len(dipakai):
        return None
    hasil: list[list[Any]] = [[]]
    for isi in dipakai:
        hasil = [[*lama, baru] for lama in hasil for baru in isi]
    return [reverse(nama, args=args) for args in hasil]


@pytest.fixture
def penuh(dunia: Dunia) -> Dunia:
    """The other region, with an entry for every list of auditors that acts of persons can fill."""
    ralat = buat_ralat(edisi=dunia.lain.edisi, oleh=None, alasan=f"Alasan {RAHASIA}")
    terbitkan(edisi=ralat, oleh=None)
    catat_pemeriksaan(daerah=dunia.lain.daerah, oleh=None, sasaran=f"rentang {RAHASIA}", hasil=RAHASIA)
    catat_akses(None, JenisAkses.EKSPOR, pengguna=dunia.akun, daerah=dunia.lain.daerah, rincian=RAHASIA)
    catat_akses(None, JenisAkses.MASUK, pengguna=dunia.akun)
    dunia.objek[Tindakan] = list(Tindakan.objects.filter(daerah=dunia.lain.daerah))
    return dunia


def test_every_address_of_the_record_is_known(dunia: Dunia) -> None:
    semua = list(pola())
    assert [f"{satu.name}: {rute}" for rute, satu in semua if sasaran(rute, satu, dunia) is None] == []
    assert {satu.name for _, satu in semua} >= {"audit", "audit-akses", "riwayat-daerah", "riwayat-tindakan"}


def test_the_record_of_the_other_region_is_refused(
    orang: Client, penuh: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    awal = potret()
    for rute, satu in pola():
        for tujuan in sasaran(rute, satu, penuh) or []:
            for tanya in TANYA:
                for kirim in (orang.get(tujuan, tanya), orang.post(tujuan, {"sasaran": "x", "hasil": "x", **tanya})):
                    assert kirim.status_code in (403, 404, 405), (tujuan, tanya, kirim.status_code)
                    assert not bocor(kirim), (tujuan, tanya)
    assert potret() == awal


def test_an_act_of_the_other_region_is_not_found_under_ones_own(
    orang: Client, penuh: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    kab, _ = sendiri
    for rute, satu in pola():
        if "<str:kode>" in rute and "<int:pk>" in rute:
            for tindakan in penuh.objek[Tindakan]:
                jawaban = orang.get(reverse(str(satu.name), args=[kab.daerah.kode, tindakan.pk]))
                assert jawaban.status_code in (403, 404), satu.name
                assert not bocor(jawaban)


def test_pages_of_all_regions_show_ones_own_alone(
    orang: Client, penuh: Dunia, sendiri: tuple[Kabupaten, Edisi]
) -> None:
    for nama, semua in TANPA_DAERAH.items():
        for args in semua:
            tujuan = reverse(nama, args=args)
            for tanya in TANYA:
                jawaban: Any = orang.get(tujuan, tanya)
                assert jawaban.status_code in (200, 400, 403), (tujuan, tanya)
                isi = b"".join(jawaban.streaming_content) if jawaban.streaming else jawaban.content
                teks = (
                    isi.decode()
                    .replace("kata sandi", "")
                    .replace('value="orang-rahasia"', "")
                    .replace("orang-rahasia&", "")
                )
                assert RAHASIA.lower() not in teks.lower(), (tujuan, tanya)


def test_nobody_reads_the_record_without_signing_in(client: Client, penuh: Dunia) -> None:
    for rute, satu in pola():
        tujuan = sasaran(rute, satu, penuh) or [
            reverse(str(satu.name), args=args) for args in TANPA_DAERAH[str(satu.name)]
        ]
        for alamat in tujuan[:3]:
            jawaban = client.get(alamat)
            assert jawaban.status_code in (302, 405), alamat
            assert jawaban.status_code == 405 or jawaban["Location"].startswith("/admin/login/?next="), alamat


def test_the_walls_stand_around_the_other_region_alone(orang: Client, sendiri: tuple[Kabupaten, Edisi]) -> None:
    kab, _ = sendiri
    catat_akses(None, JenisAkses.EKSPOR, daerah=kab.daerah, rincian=f"unduhan {timezone.now():%Y}")
    assert "unduhan" in orang.get("/audit/akses/").content.decode()
    assert kab.daerah.nama in orang.get("/audit/").content.decode()
