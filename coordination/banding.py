"""The spans in a comparison: who coordinates whom now, and who did.

Told from the answers of both sides (`koordinator_edisi`), not from the rows alone: a unit that follows its parent or
its Asisten changes its koordinator without any row of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from coordination.koordinator import Jawaban, koordinator_edisi
from coordination.models import Makna
from registry.banding import BagianBanding, Kalimat, daftarkan
from registry.banding.bahan import Bahan
from registry.banding.bentuk import Butir, Kata, Teks, baru, bilang, kuat, lama, rangkai
from registry.banding.susunan import menggantikan
from registry.isi_edisi import Kunci, Nilai

RENTANG = "rentangkoordinasi"
IKUT = "{} unit ikut pindah koordinator bersama induknya"
PENGGANTI = "{} unit ikut ke koordinator yang menggantikan koordinatornya"
HURUF = "{} huruf bergeser sebagai akibatnya"
URUTAN = "{} unit bergeser urutannya dalam daftar"
KELUAR = "{} sebutan keluar dari rentang bersama unitnya"

Jawab = dict[int, Jawaban | None]


@dataclass(slots=True)
class _Sisi:
    """Answers of both sides."""

    dulu: Jawab
    kini: Jawab


def cerita(b: Bahan) -> list[Kalimat]:
    """Sentences on the spans, the folded ones last; 4 queries."""
    if not b.dapat_dibanding("rentang"):
        return []
    assert b.lama is not None
    sisi = _Sisi(koordinator_edisi(b.lama), koordinator_edisi(b.baru))
    per_unit: dict[int, list[Kunci]] = {}
    for kunci, _, _ in b.berubah(RENTANG):
        per_unit.setdefault(kunci[0], []).append(kunci)
    terbuka: list[Kalimat] = []
    ikut: list[Kalimat] = []
    for unit in b.menurut_pohon({*per_unit, *sisi.dulu, *sisi.kini}):
        baris = per_unit.get(unit, [])
        semua = _koordinator(b, sisi, unit, baris)
        sendiri = [] if semua is None else [semua]
        for satu in [*sendiri, *(satu for kunci in baris for satu in _baris(b, kunci))]:
            (ikut if satu.lipat else terbuka).append(satu)
    return [*terbuka, *ikut]


def _koordinator(b: Bahan, sisi: _Sisi, unit: int, baris: list[Kunci]) -> Kalimat | None:
    """The sentence on a unit whose koordinator is another one than before; takes the rows that say so."""
    dulu, kini = sisi.dulu.get(unit), sisi.kini.get(unit)
    ada_dulu, ada_kini = unit in b.pohon_lama, unit in b.pohon_baru
    if not (ada_dulu and ada_kini):
        return _datang_pergi(b, unit, kini if ada_kini else dulu, baris, ada_dulu=ada_dulu, ada_kini=ada_kini)
    if (dulu.id if dulu else None) == (kini.id if kini else None):
        return _cara(b, unit, dulu, kini, baris)
    nama = kuat(b.nama(unit))
    lipat = ""
    if dulu is not None and kini is not None and menggantikan(b, kini.id, dulu.id):
        lipat = PENGGANTI
    elif (
        dulu is not None
        and kini is not None
        and not _punya_baris(b, unit)
        and b.pohon_lama[unit]["induk"] == b.pohon_baru[unit]["induk"]
    ):
        lipat = IKUT
    if dulu is None:
        assert kini is not None
        teks = rangkai(
            "{} kini dikoordinasikan oleh {}{}; sebelumnya belum ada koordinatornya.",
            nama,
            baru(kini.nama),
            _lewat(kini),
        )
        perbuatan, jenis = "Masuk rentang", "mendapat koordinator"
    elif kini is None:
        teks = rangkai("{} tidak lagi mempunyai koordinator; semula {}{}.", nama, lama(dulu.nama), _lewat(dulu))
        perbuatan, jenis = "Keluar", "kehilangan koordinator"
    else:
        pola = "{} ikut pindah dari {} ke {}, bersama induknya." if lipat == IKUT else "{} pindah dari {} ke {}{}."
        isi: list[Kata | Teks | str] = [nama, lama(dulu.nama), baru(kini.nama)]
        teks = rangkai(pola, *isi, *([] if lipat == IKUT else [_lewat(kini)]))
        perbuatan, jenis = "Pindah", "ikut pindah koordinator" if lipat else "pindah koordinator"
    dasar, butir = _dasar(b, unit, baris, dulu, kini)
    return Kalimat(perbuatan, teks, jenis, dasar, (), (unit,), butir, lipat)


def _cara(b: Bahan, unit: int, dulu: Jawaban | None, kini: Jawaban | None, baris: list[Kunci]) -> Kalimat | None:
    """The same koordinator by another way: named itself where it answered through a body above, or the reverse."""
    if dulu is None or kini is None or not baris or (dulu.langsung, dulu.makna) == (kini.langsung, kini.makna):
        return None
    utama = [kunci for kunci in baris if "" in b.sisa(RENTANG, kunci)]
    if not utama:
        return None
    nama, siapa = kuat(b.nama(unit)), Kata(kini.nama)
    if kini.langsung and kini.makna == Makna.KOORDINASI:
        teks = rangkai("{} kini disebut sendiri dalam rentang {}.", nama, siapa)
    elif not kini.langsung:
        teks = rangkai(
            "{} tidak lagi disebut sendiri; tetap dikoordinasikan oleh {}, melalui {}.", nama, siapa, kini.melalui
        )
    else:
        teks = rangkai("{} tidak lagi disebut dalam rentang; tetap di bawah {}.", nama, siapa)
    dasar, butir = _dasar(b, unit, utama, dulu, kini)
    return Kalimat("Cara disebut", teks, "berubah cara disebutnya", dasar, (), (unit,), butir)


def _datang_pergi(
    b: Bahan, unit: int, jawaban: Jawaban | None, baris: list[Kunci], *, ada_dulu: bool, ada_kini: bool
) -> Kalimat | None:
    """A unit that entered or left the tree. One that stands in no tree keeps its rows for `_baris`."""
    if not (ada_dulu or ada_kini):
        return None
    milik = [kunci for kunci in baris if "" in b.sisa(RENTANG, kunci) and _utama(b, kunci)]
    if jawaban is None or not milik:
        return None
    dasar, butir = _dasar(b, unit, milik, None if ada_kini else jawaban, jawaban if ada_kini else None)
    if ada_kini:
        teks = rangkai("{} masuk rentang {}.", baru(b.nama(unit)), kuat(jawaban.nama))
        return Kalimat("Masuk rentang", teks, "masuk rentang", dasar, (), (unit,), butir)
    teks = rangkai(
        "{} keluar dari rentang {}, bersama keluarnya dari struktur.", lama(b.nama(unit)), kuat(jawaban.nama)
    )
    return Kalimat("Keluar", teks, "keluar dari rentang", dasar, (), (unit,), butir, KELUAR)


def _baris(b: Bahan, kunci: Kunci) -> Iterator[Kalimat]:
    """What else differs in one listing."""
    dulu, kini = b.dulu.get(RENTANG, {}).get(kunci), b.kini.get(RENTANG, {}).get(kunci)
    sisa = b.sisa(RENTANG, kunci)
    if not sisa:
        return
    unit = kunci[0]
    if dulu is None or kini is None:
        yield _sebutan(b, kunci, dulu, kini)
        return
    nama = kuat(b.nama(unit))
    if "koordinator_id" in sisa:
        # Not the answer: a second listing, or a unit that stands in no tree.
        dari, ke = b.nama(dulu["koordinator_id"], semula=True), b.nama(kini["koordinator_id"])
        teks = rangkai("{} {} pindah dari rentang {} ke rentang {}.", _ke(kunci), nama, lama(dari), baru(ke))
        dasar, butir = b.dasar(RENTANG, kunci)
        butir |= b.ambil(RENTANG, kunci, "koordinator_id")
        yield Kalimat("Pindah", teks, "sebutan berpindah", dasar, (), (unit,), butir)
    lain = [ruas for ruas in ("utama", "verba", "makna") if ruas in sisa]
    if lain:
        isi: Teks = ()
        for ruas in lain:
            isi += rangkai("; {} dari {} menjadi {}" if isi else "{} dari {} menjadi {}", _SEBUTAN[ruas],
                           lama(_kata(ruas, dulu[ruas])), baru(_kata(ruas, kini[ruas])))  # fmt: skip
        dasar, butir = b.dasar(RENTANG, kunci)
        yield Kalimat("Rincian", rangkai("{}: {}.", nama, isi), "berubah rinciannya", dasar, (), (unit,),
                      butir | b.ambil(RENTANG, kunci, *lain))  # fmt: skip
    yield from _urut(b, kunci, dulu, kini)


def _urut(b: Bahan, kunci: Kunci, dulu: Nilai, kini: Nilai) -> Iterator[Kalimat]:
    """Letters and order that shifted; the new pinpoint is the letter's, so it goes along."""
    sisa, nama, badan = b.sisa(RENTANG, kunci), kuat(b.nama(kunci[0])), (kunci[0],)
    if "huruf" in sisa:
        teks = rangkai(
            "{}: dari huruf {} menjadi huruf {}",
            nama,
            lama(dulu["huruf"] or "tanpa huruf"),
            baru(kini["huruf"] or "tanpa huruf"),
        )
        dasar: Teks = ()
        butir: frozenset[Butir] = frozenset()
        if dulu["peraturan_id"] == kini["peraturan_id"]:
            dasar, butir = b.dasar(RENTANG, kunci)
        butir |= b.ambil(RENTANG, kunci, "huruf", "urutan")
        yield Kalimat("Huruf", teks, "hurufnya bergeser", dasar, (), badan, butir, HURUF)
    elif "urutan" in sisa:
        teks = rangkai(
            "{}: dari urutan {} menjadi urutan {}", nama, lama(str(dulu["urutan"])), baru(str(kini["urutan"]))
        )
        butir = b.ambil(RENTANG, kunci, "urutan")
        yield Kalimat("Urutan", teks, "bergeser urutannya", (), (), badan, butir, URUTAN)


def _sebutan(b: Bahan, kunci: Kunci, dulu: Nilai | None, kini: Nilai | None) -> Kalimat:
    """A listing that came or went without changing who coordinates the unit."""
    nilai = kini or dulu or {}
    koordinator = b.nama(nilai["koordinator_id"], semula=kini is None)
    di_luar = kunci[0] not in (b.pohon_baru if kini is not None else b.pohon_lama)
    catatan = ", walau tidak berada dalam struktur" if di_luar else ""
    utama = "" if nilai.get("utama") else " (bukan sebutan utama)"
    pola = "{} {} ditambahkan dalam rentang {}{}{}." if kini is not None else "{} {} dihapus dari rentang {}{}{}."
    nama = baru(b.nama(kunci[0])) if kini is not None else lama(b.nama(kunci[0], semula=True))
    dasar, butir = b.dasar(RENTANG, kunci)
    butir |= b.ambil(RENTANG, kunci)
    teks = rangkai(pola, _ke(kunci), nama, kuat(koordinator), catatan, utama)
    return Kalimat("Sebutan", teks, "sebutan berubah", dasar, (), (kunci[0],), butir)


def _dasar(
    b: Bahan, unit: int, baris: list[Kunci], dulu: Jawaban | None, kini: Jawaban | None
) -> tuple[Teks, frozenset[Butir]]:
    """The basis before and after, from the unit's main listings, and all differences that the sentence tells."""
    semula = _utama_dari(b.dulu.get(RENTANG, {}), unit)
    menjadi = _utama_dari(b.kini.get(RENTANG, {}), unit)
    butir: frozenset[Butir] = frozenset()
    for kunci in baris:
        dua_sisi = kunci in b.dulu.get(RENTANG, {}) and kunci in b.kini.get(RENTANG, {})
        utama = _utama(b, kunci)
        if utama and dua_sisi:
            # With the koordinator the place in the list changes; verb and meaning are told on their own.
            ruas = ("koordinator_id", "urutan", "huruf", "peraturan_id", "rujukan", "tertulis", "catatan")
            butir |= b.ambil(RENTANG, kunci, *ruas)
        elif utama:
            butir |= b.ambil(RENTANG, kunci)
    if semula is None and menjadi is None:
        return (), butir
    if menjadi is None and kini is not None:
        return (*b.banding_dasar(semula, None), Kata(" · kini mengikuti induknya")), butir
    if semula is None and dulu is not None:
        return b.banding_dasar(None, menjadi), butir
    return b.banding_dasar(semula, menjadi), butir


def _utama_dari(sisi: dict[Kunci, Nilai], unit: int) -> Nilai | None:
    return next((nilai for kunci, nilai in sorted(sisi.items()) if kunci[0] == unit and nilai["utama"]), None)


def _utama(b: Bahan, kunci: Kunci) -> bool:
    return any(sisi.get(RENTANG, {}).get(kunci, {}).get("utama", False) for sisi in (b.dulu, b.kini))


def _punya_baris(b: Bahan, unit: int) -> bool:
    """Has the unit a main listing of its own on either side?"""
    return any(_utama_dari(sisi.get(RENTANG, {}), unit) is not None for sisi in (b.dulu, b.kini))


def _lewat(jawaban: Jawaban) -> str:
    return f" (melalui {jawaban.melalui})" if jawaban.melalui else ""


def _ke(kunci: Kunci) -> str:
    return "Sebutan" if kunci[1] == 1 else f"Sebutan ke-{kunci[1]}"


_SEBUTAN = {"utama": "sebutan utama", "verba": "kata kerja", "makna": "makna"}


def _kata(ruas: str, nilai: Any) -> str:
    if ruas == "utama":
        return "ya" if nilai else "tidak"
    if ruas == "makna":
        return str(Makna(nilai).label)
    return f"“{nilai}”" if nilai else "kosong"


def _tetap(b: Bahan, kalimat: list[Kalimat]) -> str:
    if kalimat or not b.dapat_dibanding("rentang"):
        return ""
    utama = [nilai["koordinator_id"] for nilai in b.kini.get(RENTANG, {}).values() if nilai["utama"]]
    if not utama:
        return "Tidak berubah: tidak ada rentang yang tercatat pada keduanya."
    return f"Tidak berubah: {len(utama)} unit dalam rentang {bilang(len(set(utama)))} koordinator."


def banding() -> None:
    """Register the group; called from `apps.py`."""
    daftarkan(
        BagianBanding(
            kode="rentang",
            judul="Rentang koordinasi",
            urutan=20,
            cerita=cerita,
            sebut={
                RENTANG: lambda b, kunci: (
                    f"rentang {b.nama(kunci[0])}{'' if kunci[1] == 1 else f' (sebutan ke-{kunci[1]})'}"
                )
            },
            lengkap="rentang",
            tetap=_tetap,
            satuan="sebutan dalam rentang",
        )
    )
