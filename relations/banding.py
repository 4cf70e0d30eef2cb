"""How bodies work together, in a comparison: kinds that are enabled or no longer, what carries them out, activities."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from registry.banding import BagianBanding, Kalimat, daftarkan
from registry.banding.bahan import Bahan
from registry.banding.bentuk import Kata, Teks, baru, deretkan, kuat, lama, rangkai
from registry.isi_edisi import Kunci, Nilai
from relations.models import JenisHubungan, Subjek, Topik

KETENTUAN = "ketentuanhubungan"
PELAKSANAAN = "ketentuanpelaksanaan"
URUTAN = "{} ketentuan bergeser nomor urutnya"


def _jenis(kunci: Kunci) -> str:
    """ "konsultatif antarperangkat daerah"."""
    return f"{JenisHubungan(kunci[1]).label} {Subjek(kunci[0]).label}"


# --- Kinds ------------------------------------------------------------------------------------------


def cerita_jenis(b: Bahan) -> Iterator[Kalimat]:
    if not b.dapat_dibanding("ketentuan"):
        return
    for kunci, dulu, kini in b.berubah(KETENTUAN):
        if dulu is None and kini is not None:
            dasar, butir = b.dasar(KETENTUAN, kunci)
            rincian = (rangkai("Dilaksanakan menurut {}.", kini["pelaksana"]),) if kini["pelaksana"] else (
                (Kata("Belum ada pasal yang melaksanakannya."),),
            )  # fmt: skip
            teks = rangkai("Hubungan {} mulai diatur.", baru(_jenis(kunci)))
            yield Kalimat(
                "Dibuka", teks, "jenis hubungan dibuka", dasar, rincian, (), butir | b.ambil(KETENTUAN, kunci)
            )
        elif kini is None:
            dasar, butir = b.dasar(KETENTUAN, kunci)
            teks = rangkai("Hubungan {} tidak lagi diatur.", lama(_jenis(kunci)))
            yield Kalimat("Ditutup", teks, "jenis hubungan ditutup", dasar, (), (), butir | b.ambil(KETENTUAN, kunci))
        elif dulu is not None:
            yield from _jenis_berubah(b, kunci, dulu, kini)
    yield from _pelaksanaan(b)


def _jenis_berubah(b: Bahan, kunci: Kunci, dulu: Nilai, kini: Nilai) -> Iterator[Kalimat]:
    sisa = b.sisa(KETENTUAN, kunci)
    pokok = kuat(_jenis(kunci))
    if "rincian" in sisa:
        dasar, butir = b.dasar(KETENTUAN, kunci)
        butir |= b.ambil(KETENTUAN, kunci, "rincian")
        teks, rincian = _beda_rincian(pokok, dulu["rincian"], kini["rincian"])
        yield Kalimat("Kegiatan", teks, "kegiatannya berubah", dasar, rincian, (), butir)
    if "pelaksana" in sisa:
        dasar, butir = b.dasar(KETENTUAN, kunci)
        butir |= b.ambil(KETENTUAN, kunci, "pelaksana")
        if not kini["pelaksana"]:
            teks = rangkai(
                "Hubungan {} tidak lagi mempunyai pasal pelaksana; semula {}.", pokok, lama(dulu["pelaksana"])
            )
        elif not dulu["pelaksana"]:
            teks = rangkai(
                "Hubungan {} kini dilaksanakan menurut {}; semula tanpa pasal pelaksana.",
                pokok,
                baru(kini["pelaksana"]),
            )
        else:
            teks = rangkai(
                "Pasal pelaksana hubungan {}: dari {} menjadi {}.",
                pokok,
                lama(dulu["pelaksana"]),
                baru(kini["pelaksana"]),
            )
        yield Kalimat("Pelaksana", teks, "pasal pelaksananya berubah", dasar, (), (), butir)
    for ruas, sebutan in (("maksud", "Maksud"), ("subjek_tertulis", "Subjek menurut naskah bagi")):
        if ruas in sisa:
            dasar, butir = b.dasar(KETENTUAN, kunci)
            butir |= b.ambil(KETENTUAN, kunci, ruas)
            yield Kalimat("Isi", dari_ke(rangkai("{} hubungan {}", sebutan, pokok), dulu[ruas], kini[ruas]),
                          "isi ketentuannya berubah", dasar, (), (), butir)  # fmt: skip
    if "urutan" in sisa:
        teks = rangkai(
            "{}: dari urutan {} menjadi urutan {}.", pokok, lama(str(dulu["urutan"])), baru(str(kini["urutan"]))
        )
        yield Kalimat("Urutan", teks, "bergeser nomor urutnya", (), (), (), b.ambil(KETENTUAN, kunci, "urutan"), URUTAN)


def dari_ke(pokok: Teks, dulu: str, kini: str) -> Teks:
    if not dulu:
        return rangkai("{} dicatat: {}.", pokok, baru(kini))
    if not kini:
        return rangkai("{} dihapus; semula {}.", pokok, lama(dulu))
    return rangkai("{}: dari {} menjadi {}.", pokok, lama(dulu), baru(kini))


def _butir(rincian: list[dict[str, Any]]) -> dict[str, str]:
    """{item: its kind} of all lists of a provision."""
    return {str(butir["teks"]): str(satu["jenis"]) for satu in rincian for butir in satu["butir"]}


def _beda_rincian(pokok: Kata, dulu: list[dict[str, Any]], kini: list[dict[str, Any]]) -> tuple[Teks, tuple[Teks, ...]]:
    """Items that came and went; where the same items stand otherwise (letters, lists, pinpoints), that is said."""
    semula, menjadi = _butir(dulu), _butir(kini)
    masuk = [baru(teks) for teks in menjadi if teks not in semula]
    keluar = [lama(teks) for teks in semula if teks not in menjadi]
    rincian = []
    if masuk:
        rincian.append(rangkai("Ditambahkan: {}.", deretkan(masuk)))
    if keluar:
        rincian.append(rangkai("Dihapus: {}.", deretkan(keluar)))
    if not rincian:
        return rangkai("Susunan, huruf, atau pasal butir hubungan {} berubah; butirnya tetap.", pokok), ()
    return rangkai("Kegiatan hubungan {} berubah.", pokok), tuple(rincian)


# --- Provisions beside the kinds --------------------------------------------------------------------


def _pelaksanaan(b: Bahan) -> Iterator[Kalimat]:
    """Provisions are keyed by their number alone: one put in between moves all that follow. So they are paired by
    what they say, and each changed number is told once, with what stands there now."""
    semua = list(b.berubah(PELAKSANAAN))
    dulu = {kunci: nilai for kunci, nilai, _ in semua if nilai is not None}
    kini = {kunci: nilai for kunci, _, nilai in semua if nilai is not None}
    asal: dict[Kunci, Kunci] = {}
    for cocok in (_isi, lambda nilai: (nilai["topik"], nilai["subjek"], nilai["judul"])):
        bebas = {cocok(nilai): kunci for kunci, nilai in reversed(dulu.items()) if kunci not in asal.values()}
        for kunci, nilai in kini.items():
            if kunci not in asal and cocok(nilai) in bebas:
                asal[kunci] = bebas.pop(cocok(nilai))
    for kunci in kini:
        if kunci not in asal and kunci in dulu and kunci not in asal.values():
            asal[kunci] = kunci  # reworded in its place
    for kunci, nilai in kini.items():
        yield _pelaksanaan_kini(b, kunci, nilai, asal.get(kunci), dulu)
    for kunci, nilai in dulu.items():
        if kunci not in asal.values():
            teks = rangkai("Ketentuan {} dihapus.", lama(_judul(nilai)))
            butir = b.ambil(PELAKSANAAN, kunci) if kunci not in kini else frozenset()
            yield Kalimat("Dihapus", teks, "ketentuan dihapus", b.banding_dasar(nilai, None), (), (), butir)


def _isi(nilai: Nilai) -> tuple[str, ...]:
    return tuple(str(nilai[ruas]) for ruas in ("topik", "subjek", "judul", "isi", "butir", "terbuka"))


def _judul(nilai: Nilai) -> str:
    return f"{nilai['judul']} ({Topik(nilai['topik']).label.lower()})"


def _pelaksanaan_kini(b: Bahan, kunci: Kunci, nilai: Nilai, asal: Kunci | None, dulu: Mapping[Kunci, Nilai]) -> Kalimat:
    """The provision that has this number now: new, changed, or only moved. Takes its old number's row with it where
    nothing else stands there."""
    butir = b.ambil(PELAKSANAAN, kunci)
    if asal is None:
        teks = rangkai("Ketentuan {} ditambahkan.", baru(_judul(nilai)))
        return Kalimat("Ditambahkan", teks, "ketentuan ditambahkan", b.banding_dasar(None, nilai), (), (), butir)
    semula = dulu[asal]
    if asal not in b.kini.get(PELAKSANAAN, {}):
        butir |= b.ambil(PELAKSANAAN, asal)
    dasar = b.banding_dasar(semula, nilai)
    if _isi(semula) == _isi(nilai):
        beda_dasar = semula["peraturan_id"] != nilai["peraturan_id"] or semula["rujukan"] != nilai["rujukan"]
        if asal == kunci:
            teks = rangkai("Dasar ketentuan {} berubah.", kuat(_judul(nilai)))
            return Kalimat("Dasar", teks, "dasarnya berubah", dasar, (), (), butir)
        teks = rangkai(
            "{}: dari nomor {} menjadi nomor {}.", kuat(_judul(nilai)), lama(str(asal[0])), baru(str(kunci[0]))
        )
        return Kalimat("Urutan", teks, "bergeser nomor urutnya", dasar if beda_dasar else (), (), (), butir, URUTAN)
    rincian: list[Teks] = []
    if asal != kunci:
        rincian.append(rangkai("Nomor urut dari {} menjadi {}.", str(asal[0]), str(kunci[0])))
    for ruas in ("topik", "subjek", "judul", "isi"):
        if semula[ruas] != nilai[ruas]:
            rincian.append(
                dari_ke((Kata(ruas.capitalize()),), _pilihan(ruas, semula[ruas]), _pilihan(ruas, nilai[ruas]))
            )
    masuk = [baru(satu["teks"]) for satu in nilai["butir"] if satu not in semula["butir"]]
    keluar = [lama(satu["teks"]) for satu in semula["butir"] if satu not in nilai["butir"]]
    rincian += [rangkai("Butir ditambahkan: {}.", deretkan(masuk))] if masuk else []
    rincian += [rangkai("Butir dihapus: {}.", deretkan(keluar))] if keluar else []
    if semula["terbuka"] != nilai["terbuka"]:
        rincian.append((Kata(f"Daftarnya kini {'terbuka (antara lain)' if nilai['terbuka'] else 'tertutup'}."),))
    teks = rangkai("Ketentuan {} berubah.", kuat(_judul(nilai)))
    return Kalimat("Isi", teks, "isi ketentuannya berubah", dasar, tuple(rincian), (), butir)


def _pilihan(ruas: str, nilai: str) -> str:
    if ruas == "topik":
        return str(Topik(nilai).label)
    return str(Subjek(nilai).label) if ruas == "subjek" and nilai else nilai


def tetap_jenis(b: Bahan, kalimat: list[Kalimat]) -> str:
    """The kinds of which nothing but perhaps the basis changed."""
    if not b.dapat_dibanding("ketentuan"):
        return ""
    disebut = {butir[1] for satu in kalimat for butir in satu.butir if butir[0] == KETENTUAN}
    sama = [kunci for kunci in b.kini.get(KETENTUAN, {}) if kunci in b.dulu.get(KETENTUAN, {}) and kunci not in disebut]
    urut = list(JenisHubungan)
    nama = list(
        dict.fromkeys(JenisHubungan(kunci[1]) for kunci in sorted(sama, key=lambda k: urut.index(JenisHubungan(k[1]))))
    )
    if nama:
        return f"Tidak berubah: {', '.join(satu.label for satu in nama)}."
    return "" if kalimat or b.kini.get(KETENTUAN) else "Tidak berubah: tidak ada jenis yang tercatat pada keduanya."


def _sebut_pelaksanaan(b: Bahan, kunci: Kunci) -> str:
    nilai = b.kini.get(PELAKSANAAN, {}).get(kunci) or b.dulu[PELAKSANAAN][kunci]
    return f"ketentuan {_judul(nilai)}"


def banding() -> None:
    """Register the group; called from `apps.py`."""
    daftarkan(
        BagianBanding(
            kode="ketentuan",
            judul="Jenis hubungan kerja",
            urutan=30,
            cerita=cerita_jenis,
            sebut={KETENTUAN: lambda b, kunci: f"hubungan {_jenis(kunci)}", PELAKSANAAN: _sebut_pelaksanaan},
            lengkap="ketentuan",
            tetap=tetap_jenis,
            satuan="ketentuan",
        )
    )
