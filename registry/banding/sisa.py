"""What no app worded: bases, gathered by what happened to them, and anything else field by field. Nothing is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from registry.banding.bahan import Bahan, ruas_peraturan
from registry.banding.bentuk import Butir, Kalimat, Kata, Ragu, Teks, baru, kosong, lama, rangkai
from registry.banding.daftar import BAGIAN_BANDING, BagianBanding
from registry.isi_edisi import DAFTAR, DASAR, Kunci, Nilai
from registry.models import Edisi
from registry.templatetags.rentang import tgl_polos

DISEBUT = ("disebut_peraturan_id", "disebut_rujukan")


def sebut(b: Bahan, bagian: str, kunci: Kunci) -> str:
    """The fact of one row in words."""
    for satu in BAGIAN_BANDING:
        if bagian in satu.sebut:
            return satu.sebut[bagian](b, kunci)
    isi = DAFTAR[bagian]
    nama = ", ".join(_nilai(b, bagian, *satu) for satu in zip(isi.kunci, kunci, strict=True))
    return f"{isi.model._meta.verbose_name} {nama}"


def badan(bagian: str, kunci: Kunci) -> tuple[int, ...]:
    """The body that a row is about: the first that its key names."""
    isi = DAFTAR[bagian]
    semua = [nilai for ruas, nilai in zip(isi.kunci, kunci, strict=True) if ruas in isi.ruas_badan()]
    return tuple(semua[:1])


def dasar(b: Bahan) -> Iterator[Kalimat]:
    """Bases that changed and that no other sentence carries."""
    for bagian in list(DAFTAR.semua):
        for kunci, dulu, kini in b.berubah(bagian):
            if dulu is None or kini is None:
                continue
            sisa = b.sisa(bagian, kunci)
            if any(ruas in DASAR for ruas in sisa):
                yield _dasar(b, bagian, kunci, dulu, kini, "")
            if any(ruas in DISEBUT for ruas in sisa):
                yield _dasar(b, bagian, kunci, dulu, kini, "disebut_")


def _dasar(b: Bahan, bagian: str, kunci: Kunci, dulu: Nilai, kini: Nilai, awalan: str) -> Kalimat:
    semula, menjadi = b.sitiran(dulu, awalan), b.sitiran(kini, awalan)
    fakta = f"penyebutan nama {b.nama(kunci[0])}" if awalan else sebut(b, bagian, kunci)
    pokok = Kata(fakta[:1].upper() + fakta[1:])
    if not menjadi and semula:
        teks = rangkai("{}: dasarnya {} dihapus; kini {}.", pokok, lama(semula), kosong())
    elif semula == menjadi:
        teks = (pokok,)
    else:
        teks = rangkai("{}: semula {}, menjadi {}.", pokok, lama(semula) if semula else "tanpa dasar", baru(menjadi))
    ruas = DISEBUT if awalan else DASAR
    bacaan = () if awalan or (semula != menjadi and not _beda_bacaan(dulu, kini)) else b.banding_dasar(dulu, kini)
    butir = b.ambil(bagian, kunci, *ruas)
    return Kalimat(
        "Dasar", teks, "dasarnya berubah", bacaan, (), badan(bagian, kunci), butir, _lipat(b, dulu, kini, awalan)
    )


def _beda_bacaan(dulu: Nilai, kini: Nilai) -> bool:
    return any(dulu.get(ruas) != kini.get(ruas) for ruas in ("tertulis", "catatan"))


def _lipat(b: Bahan, dulu: Nilai, kini: Nilai, awalan: str) -> str:
    """Under which heading a basis is folded: the rows of one regulation mostly pass to another one together."""
    dari, ke = (b.peraturan.get(nilai.get(f"{awalan}peraturan_id") or 0) for nilai in (dulu, kini))
    if ke is None and dari is not None:
        return ""
    if dari is not None and ke is not None and dari.pk != ke.pk:
        return _aman(f"fakta beralih dasar dari {dari.judul_pendek} ke {ke.judul_pendek}")
    if dulu.get(f"{awalan}rujukan") != kini.get(f"{awalan}rujukan") or dari is None:
        return _aman(
            f"fakta disebut dasarnya yang lain dalam {ke.judul_pendek}" if ke is not None else "rujukan berubah"
        )
    return "{} bacaan atau catatan berubah"


def _aman(teks: str) -> str:
    """A heading with its one place for the number; braces in a title are no place."""
    return "{} " + teks.replace("{}", "{ }")


def lainnya(b: Bahan, bagian: BagianBanding) -> Iterator[Kalimat]:
    """Differences of a group's rows that it did not word itself, field by field."""
    for nama in bagian.sebut:
        yield from _lainnya(b, nama)


def tak_bertuan(b: Bahan) -> Iterator[Kalimat]:
    """Differences of parts that no group words."""
    for nama in list(DAFTAR.semua):
        yield from _lainnya(b, nama)


def _lainnya(b: Bahan, bagian: str) -> Iterator[Kalimat]:
    model: Any = DAFTAR[bagian].model
    for kunci, dulu, kini in b.berubah(bagian):
        sisa = [ruas for ruas in b.sisa(bagian, kunci) if ruas not in (*DASAR, *DISEBUT)]
        if not sisa:
            continue
        fakta = sebut(b, bagian, kunci)
        pokok = Kata(fakta[:1].upper() + fakta[1:])
        if dulu is None or kini is None:
            teks: Teks = rangkai("{} {}.", pokok, "ditambahkan" if dulu is None else "dihapus")
        else:
            isi: Teks = ()
            for ruas in sisa:
                medan = model._meta.get_field(ruas.removesuffix("_id"))
                pola = "; {} dari {} menjadi {}" if isi else "{} dari {} menjadi {}"
                semula, menjadi = _nilai(b, bagian, ruas, dulu[ruas]), _nilai(b, bagian, ruas, kini[ruas])
                isi += rangkai(pola, str(medan.verbose_name), lama(semula), baru(menjadi))
            teks = rangkai("{}: {}.", pokok, isi)
        dasar_, butir = b.dasar(bagian, kunci)
        butir |= b.ambil(bagian, kunci, *sisa)
        yield Kalimat("Rincian", teks, "berubah rinciannya", dasar_, (), badan(bagian, kunci), butir)


def _nilai(b: Bahan, bagian: str, ruas: str, nilai: Any) -> str:
    """One value in words."""
    isi = DAFTAR[bagian]
    medan: Any = isi.model._meta.get_field(ruas.removesuffix("_id"))
    if nilai in (None, "", []):
        return "kosong"
    if ruas in isi.ruas_badan():
        return b.nama(nilai)
    if ruas in ruas_peraturan(isi):
        return b.peraturan[nilai].judul_pendek
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, list):
        return f"daftar berisi {len(nilai)}"
    return str(dict(medan.flatchoices).get(nilai, nilai)) if medan.choices else str(nilai)


def ragu(b: Bahan, bagian: BagianBanding) -> Iterator[Ragu]:
    """Why a group cannot be compared, or only with care; takes all that is left of it."""
    if not bagian.sebut:
        return
    gelap = b.tak_dikenal(bagian.lengkap)
    if b.lama is None or gelap:
        butir: frozenset[Butir] = frozenset()
        jumlah = 0
        for nama in bagian.sebut:
            for kunci, _, _ in b.berubah(nama):
                baris = b.ambil(nama, kunci)
                butir |= baris
                jumlah += bool(baris)
        if b.lama is None:
            if jumlah:
                yield Ragu(
                    "Seluruhnya baru",
                    f"Tidak ada edisi pembandingnya: {jumlah} {bagian.satuan} tercatat di sini.",
                    butir,
                    jumlah,
                )
            return
        if not jumlah and not bagian.lengkap:
            return  # the parts of which completeness is stated say it already
        sebab = " ".join(_sebab(satu, bagian.lengkap) for satu in gelap)
        tanpa = f" {jumlah} {bagian.satuan} tercatat pada satu edisi saja, tanpa pembanding." if jumlah else ""
        judul = "Perubahannya belum diketahui, bukan tidak ada"
        yield Ragu(judul, f"{sebab} Perubahan dari {_sebut_edisi(b.lama)} ke {_sebut_edisi(b.baru)} karena itu belum "
                   f"diketahui, bukan tidak ada.{tanpa}", butir, jumlah)  # fmt: skip
        return
    sebagian = [satu for satu in (b.lama, b.baru) if bagian.lengkap and satu.kelengkapan(bagian.lengkap) == "sebagian"]
    if sebagian:
        edisi = " dan ".join(_sebut_edisi(satu) for satu in sebagian)
        yield Ragu(
            "Baru sebagian yang tercatat",
            f"Isi {edisi} baru sebagian tercatat; yang tidak disebut di sini belum tentu tidak berubah.",
        )


def _sebab(edisi: Edisi, lengkap: str) -> str:
    keadaan = edisi.kelengkapan(lengkap) if lengkap else edisi.kelengkapan("struktur")
    kata = "belum terbaca dari sumbernya" if keadaan == "belum_terbaca" else "belum dicatat"
    nama = {"struktur": "Susunan", "rentang": "Rentang koordinasi", "ketentuan": "Jenis hubungan kerja"}.get(
        lengkap, "Isi"
    )
    return f"{nama} {_sebut_edisi(edisi)} {kata}."


def _sebut_edisi(edisi: Edisi) -> str:
    if edisi.diterbitkan_pada is None:
        return "rancangan ini"
    return f"edisi {tgl_polos(edisi.berlaku_mulai)}"
