"""The tree in words: what came, went, moved, was renamed; events first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.banding.bahan import Bahan
from registry.banding.bentuk import Kalimat, Kata, Teks, baru, kuat, lama, rangkai
from registry.banding.daftar import BagianBanding
from registry.banding.peristiwa import Peristiwa, kalimat, semua_peristiwa
from registry.isi_edisi import Kunci, Nilai
from registry.models import JenisUnit, Tipe

KEDUDUKAN = "kedudukan"
IKUT_KELUAR = "{} unit di bawahnya ikut keluar dari struktur"
IKUT_MASUK = "{} unit ikut masuk bersama induknya"
IKUT_PENERUS = "{} unit ikut ke badan yang menggantikan induknya"
URUTAN = "{} unit bergeser urutannya"
_BOBOT = ("Ganti nama", "Pindah", "Rincian", "Urutan")


def penerus(peristiwa: list[Peristiwa]) -> dict[int, set[int]]:
    """{body: those that took its place}."""
    hasil: dict[int, set[int]] = {}
    for satu in peristiwa:
        for badan in satu.lama:
            hasil.setdefault(badan, set()).update(satu.baru)
    return hasil


def menggantikan(b: Bahan, badan: int | None, dahulu: int | None) -> bool:
    """Did this body take the other one's place, at once or by several steps?"""
    if badan is None or dahulu is None:
        return False
    peta, kini, lewat = b.penerus, {dahulu}, set[int]()
    while kini:
        lewat |= kini
        kini = {satu for lama_ in kini for satu in peta.get(lama_, ())} - lewat
        if badan in kini:
            return True
    return False


def cerita(b: Bahan) -> Iterator[Kalimat]:
    """Sentences on the tree. Of an edition whose tree is not known only the events."""
    yield from kalimat(b, b.peristiwa)
    if not b.dapat_dibanding("struktur"):
        return
    semua = list(b.berubah(KEDUDUKAN))
    for kunci, dulu, kini in semua:
        if dulu is None and kini is not None and b.sisa(KEDUDUKAN, kunci):
            yield _masuk(b, kunci, kini)
    for kunci, dulu, kini in semua:
        if kini is None and dulu is not None and b.sisa(KEDUDUKAN, kunci):
            yield _keluar(b, kunci, dulu)
    berubah = [
        satu
        for kunci, dulu, kini in semua
        if dulu is not None and kini is not None
        for satu in _berubah(b, kunci, dulu, kini)
    ]
    # By what happened, and in the order of the tree within: a name weighs more than an abbreviation.
    yield from sorted(berubah, key=lambda satu: _BOBOT.index(satu.perbuatan))


def _masuk(b: Bahan, kunci: Kunci, kini: Nilai) -> Kalimat:
    dasar, butir = b.dasar(KEDUDUKAN, kunci)
    induk = kini["induk"]
    baru_semua = induk is not None and induk not in b.pohon_lama
    di_bawah = rangkai(" di bawah {}", b.nama(induk)) if induk is not None else (Kata(" sebagai pangkal bagan"),)
    return Kalimat(
        "Masuk",
        rangkai("{} masuk struktur{}.", baru(kini["nama"]), di_bawah),
        "masuk struktur",
        dasar,
        (rangkai("{}", _sifat(kini)),) if not baru_semua else (),
        (kunci[0],),
        butir | b.ambil(KEDUDUKAN, kunci),
        IKUT_MASUK if baru_semua else "",
    )


def _keluar(b: Bahan, kunci: Kunci, dulu: Nilai) -> Kalimat:
    dasar, butir = b.dasar(KEDUDUKAN, kunci)
    induk = dulu["induk"]
    ikut = induk is not None and induk not in b.pohon_baru
    semula = rangkai(", semula di bawah {}", b.nama(induk, semula=True)) if induk is not None else ()
    return Kalimat(
        "Dihapus",
        rangkai("{} dihapus dari struktur{}.", lama(dulu["nama"]), semula),
        "keluar dari struktur",
        dasar,
        (),
        (kunci[0],),
        butir | b.ambil(KEDUDUKAN, kunci),
        IKUT_KELUAR if ikut else "",
    )


def _berubah(b: Bahan, kunci: Kunci, dulu: Nilai, kini: Nilai) -> Iterator[Kalimat]:
    """Up to one sentence each on name, place, what it is, and its order; the basis goes with the first of them."""
    badan, nama = kunci[0], kuat(kini["nama"])
    sisa = set(b.sisa(KEDUDUKAN, kunci))

    def satu(perbuatan: str, teks: Teks, jenis: str, *ruas: str, lipat: str = "") -> Kalimat:
        dasar, butir = b.dasar(KEDUDUKAN, kunci)
        return Kalimat(perbuatan, teks, jenis, dasar, (), (badan,), butir | b.ambil(KEDUDUKAN, kunci, *ruas), lipat)

    if "nama" in sisa:
        teks = rangkai("Nama {} berubah menjadi {}.", lama(dulu["nama"]), baru(kini["nama"]))
        yield satu("Ganti nama", teks, "berganti nama", "nama")
    if "induk" in sisa:
        yield _pindah(b, dulu, kini, nama, satu)
    rincian = [ruas for ruas in ("jenis", "tipe", "singkatan", "kontak") if ruas in sisa]
    if rincian:
        pindah = [_dari_ke(ruas, dulu[ruas], kini[ruas]) for ruas in rincian]
        isi: Teks = tuple(kata for nomor, teks in enumerate(pindah) for kata in ((Kata("; "),) if nomor else ()) + teks)
        yield satu("Rincian", rangkai("{}: {}.", nama, isi), "berubah rinciannya", *rincian)
    if "urutan" in b.sisa(KEDUDUKAN, kunci):
        # Without the basis: a shift of numbers is no reason to fold the new basis of a unit away.
        teks = rangkai(
            "{}: dari urutan {} menjadi urutan {}.", nama, lama(str(dulu["urutan"])), baru(str(kini["urutan"]))
        )
        butir = b.ambil(KEDUDUKAN, kunci, "urutan")
        yield Kalimat("Urutan", teks, "bergeser urutannya", (), (), (badan,), butir, URUTAN)


def _pindah(b: Bahan, dulu: Nilai, kini: Nilai, nama: Kata, satu: Any) -> Kalimat:
    """A move takes the new order among its siblings along."""
    dari, ke = dulu["induk"], kini["induk"]
    lipat = IKUT_PENERUS if menggantikan(b, ke, dari) else ""
    if ke is None:
        teks = rangkai("{} menjadi pangkal bagan, semula di bawah {}.", nama, lama(b.nama(dari, semula=True)))
    elif dari is None:
        teks = rangkai("{}, semula pangkal bagan, kini di bawah {}.", nama, baru(b.nama(ke)))
    else:
        teks = rangkai("{} pindah dari bawah {} ke bawah {}.", nama, lama(b.nama(dari, semula=True)), baru(b.nama(ke)))
    hasil: Kalimat = satu("Pindah", teks, "berpindah tempat", "induk", "urutan", lipat=lipat)
    return hasil


def _sifat(nilai: Nilai) -> str:
    """ "dinas, tipe B (sedang), disingkat Dinkes, kontak …"."""
    isi = [_kata("jenis", nilai["jenis"])]
    isi += [f"tipe {_kata('tipe', nilai['tipe'])}"] if nilai["tipe"] else []
    isi += [f"disingkat {nilai['singkatan']}"] if nilai["singkatan"] else []
    isi += [f"kontak {nilai['kontak']}"] if nilai["kontak"] else []
    teks = ", ".join(isi)
    return f"{teks[:1].upper()}{teks[1:]}."


def _kata(ruas: str, nilai: str) -> str:
    pilihan: dict[str, Any] = {"jenis": dict(JenisUnit.choices), "tipe": dict(Tipe.choices)}
    return str(pilihan.get(ruas, {}).get(nilai, nilai))


def _dari_ke(ruas: str, dulu: str, kini: str) -> Teks:
    sebutan = {"kontak": "kontak kantor"}.get(ruas, ruas)
    if not dulu:
        return rangkai("{} {} dicatat", sebutan, baru(_kata(ruas, kini)))
    if not kini:
        return rangkai("{} {} dihapus", sebutan, lama(_kata(ruas, dulu)))
    return rangkai("{} dari {} menjadi {}", sebutan, lama(_kata(ruas, dulu)), baru(_kata(ruas, kini)))


def _tetap(b: Bahan, kalimat: list[Kalimat]) -> str:
    if kalimat or not b.dapat_dibanding("struktur"):
        return ""
    return f"Tidak berubah: {len(b.pohon_baru)} unit, masing-masing di tempatnya dengan nama yang sama."


SUSUNAN = BagianBanding(
    kode="susunan",
    judul="Perangkat daerah",
    urutan=10,
    cerita=cerita,
    sebut={
        KEDUDUKAN: lambda b, kunci: f"tempat {b.nama(kunci[0])} dalam susunan",
        "suksesi": lambda b, kunci: f"catatan peristiwa ke-{kunci[0]}",
        "pesertasuksesi": lambda b, kunci: f"{b.nama(kunci[2])} dalam peristiwa ke-{kunci[0]}",
    },
    lengkap="struktur",
    tetap=_tetap,
    satuan="unit",
)

__all__ = ["SUSUNAN", "menggantikan", "penerus", "semua_peristiwa"]
