"""Acts on spans. Keyword-only; each ends in `registry.services.terapkan`, and so is one Tindakan that can be undone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from coordination.susunan import Baris, Susunan
from registry import services
from registry.galat import Ditolak
from registry.isi_edisi import Nilai, Ubah
from registry.models import Edisi
from registry.rujukan import RujukanSalah
from registry.services import Pelaku


def simpan_rentang(*, edisi: Edisi, susunan: Susunan, nama: Mapping[int, str], oleh: Pelaku, alasan: str = "") -> str:
    """Write what differs between the spans as seen and as wanted, rows and fields; one act. `nama`: {body id: name}.

    Returns the act in one line, "" where nothing differed (then nothing is written). Raises what `terapkan` raises,
    and Ditolak for a pinpoint that makes no sense.
    """
    try:
        ubah, lihat = susunan.ubahan()
    except RujukanSalah as salah:
        raise Ditolak(str(salah)) from salah
    if not ubah:
        return ""
    kalimat = ringkas(susunan, ubah, nama)
    services.terapkan(edisi=edisi, ubah=ubah, lihat=lihat, oleh=oleh, alasan=alasan, ringkas=kalimat)
    return kalimat


def ringkas(susunan: Susunan, ubah: Ubah, nama: Mapping[int, str]) -> str:
    """A change of spans in one line, as the person would say it."""
    menurut: dict[str, list[Baris]] = {}
    for (_, kunci), nilai in ubah.items():
        baris = susunan.baris[kunci[0], kunci[1]]
        menurut.setdefault(_macam(baris, nilai), []).append(baris)
    kata = {
        "baru": lambda semua: _tujuan(susunan, semua, nama, "diberi koordinator"),
        "pindah": lambda semua: _tujuan(susunan, semua, nama, "dipindah ke"),
        "lepas": lambda semua: f"{_siapa(semua, nama)} dilepas dari koordinatornya",
        "dasar": lambda semua: f"dasar rentang {_koordinator(susunan, semua, nama)} diubah",
        "huruf": lambda semua: f"huruf {_siapa(semua, nama)} disusun",
        "urutan": lambda semua: f"urutan {_siapa(semua, nama)} diubah",
    }
    kalimat = "; ".join(tulis(menurut[macam]) for macam, tulis in kata.items() if macam in menurut)
    return kalimat[:1].upper() + kalimat[1:]


def _macam(baris: Baris, nilai: Nilai | None) -> str:
    if nilai is None:
        return "lepas"
    if baris.lama is None:
        return "baru"
    if "koordinator_id" in nilai or baris.pindah:
        return "pindah"
    if nilai.keys() & {"verba", "makna", "peraturan_id"} or ("rujukan" in nilai and "huruf" not in nilai):
        return "dasar"
    return "huruf" if "huruf" in nilai else "urutan"


def _siapa(semua: list[Baris], nama: Mapping[int, str]) -> str:
    return nama.get(semua[0].unit, "unit") if len(semua) == 1 else f"{len(semua)} unit"


def _koordinator(susunan: Susunan, semua: list[Baris], nama: Mapping[int, str]) -> str:
    hitung = Counter(susunan.daftar[satu.daftar].koordinator for satu in semua if satu.daftar is not None)
    return nama.get(next(iter(hitung)), "koordinator") if len(hitung) == 1 else f"{len(hitung)} koordinator"


def _tujuan(susunan: Susunan, semua: list[Baris], nama: Mapping[int, str], kata: str) -> str:
    return f"{_siapa(semua, nama)} {kata} {_koordinator(susunan, semua, nama)}"
