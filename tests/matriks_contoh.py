"""Regions of the tests in which units work together: few of them, and very many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations
from typing import Any

from registry.services import terapkan, terbitkan
from tests import pabrik
from tests.bahan_contoh import SEMUA_JENIS, SUBJENIS
from tests.pabrik import BAGAN, RENTANG, Kabupaten


def berhubungan(
    jenis: Iterable[str] = SEMUA_JENIS,
    *,
    bagan: Mapping[str, tuple[str, str, str | None]] = BAGAN,
    rentang: Mapping[str, tuple[str, str]] = RENTANG,
    tersurat: Iterable[tuple[str, str, str]] = (),
    terbit: bool = True,
) -> Kabupaten:
    """Kabupaten Contoh whose regulation enables kinds between its units."""
    kab = pabrik.kabupaten(bagan=bagan, rentang=rentang, terbit=False, ketentuan="lengkap")
    dasar = {"peraturan_id": kab.peraturan.pk}
    ubah: Any = {
        ("ketentuanhubungan", ("perangkat_daerah", satu)): {
            "urutan": urutan,
            "rujukan": f"Pasal 4 ayat (1) huruf {'abcde'[urutan]}",
            "rincian": SUBJENIS if satu == "koordinatif" else [],
            **dasar,
        }
        for urutan, satu in enumerate(jenis)
    }
    for dari, ke, satu in tersurat:
        ubah["hubungankerja", (kab.id(dari), kab.id(ke), satu, "")] = {"rujukan": "Pasal 9", **dasar}
    terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
    if terbit:
        kab.edisi = terbitkan(edisi=kab.edisi, oleh=None)
    return kab


def ramai(banyak: int, *, satu_rentang: bool = False, tersurat: str = "") -> Kabupaten:
    """A region with as many dinas of long names, and every kind enabled; one of them typed between all dinas."""
    kunci = [f"d{nomor}" for nomor in range(banyak)]
    nama = "Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Pengendalian Penduduk"
    bagan = {**BAGAN, **{satu: (f"{nama} {satu[1:]}", "dinas", "bupati") for satu in kunci}}
    asisten = {satu: "asisten-1" if satu_rentang else f"asisten-{nomor % 3 + 1}" for nomor, satu in enumerate(kunci)}
    rentang = {**RENTANG, **{satu: (asisten[satu], "z") for satu in kunci}}
    semua = [(satu, lain, tersurat) for satu, lain in combinations(kunci, 2) if tersurat]
    return berhubungan(bagan=bagan, rentang=rentang, tersurat=semua)
