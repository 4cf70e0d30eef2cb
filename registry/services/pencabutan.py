"""What loses its basis when a regulation is revoked, and what a person decides about it.

A fact is one basis of one row: its own ("peraturan_id" with "rujukan"), or the place where it is named
("disebut_peraturan_id" with "disebut_rujukan").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from registry.galat import Ditolak
from registry.isi_edisi import DAFTAR, Kunci, Nilai, Ubah
from registry.models import DIPERTAHANKAN, Edisi, Peraturan
from registry.rujukan import DaftarRujukan, RujukanSalah
from registry.services.dasar import Pelaku
from registry.services.isi import terapkan


class Pilihan(StrEnum):
    """What becomes of a fact: it rests on something else, it ends, or it stays and a reason is kept with it."""

    ALIHKAN = "alihkan"
    AKHIRI = "akhiri"
    TETAP = "tetap"


@dataclass(frozen=True, slots=True)
class Fakta:
    """One basis of one row. pasti: False where the pinpoint does not tell whether the revoked part holds it."""

    bagian: str
    kunci: Kunci
    ruas: str
    nilai: Nilai
    pasti: bool = True

    @property
    def kode(self) -> str:
        """Name of the fact in a form; the same as long as the row is there."""
        return "~".join((self.bagian, self.ruas, *map(str, self.kunci)))

    @property
    def ruas_rujukan(self) -> str:
        return self.ruas.replace("peraturan_id", "rujukan")

    @property
    def rujukan(self) -> str:
        return str(self.nilai.get(self.ruas_rujukan) or "")

    @property
    def penyebutan(self) -> bool:
        """Only where the unit is named; the row itself rests on something else."""
        return self.ruas != "peraturan_id"


@dataclass(frozen=True, slots=True)
class Putusan:
    """What was chosen for one fact. rujukan: where in the new regulation, "" for the same place as before."""

    fakta: Fakta
    pilihan: Pilihan
    rujukan: str = ""


def dasar_dipakai(isi: Mapping[tuple[str, Kunci], Nilai | None]) -> Counter[int]:
    """{regulation id: how many facts rest on it} of a content as `isi_edisi.baca` gives it; no query."""
    return Counter(
        nilai[ruas]
        for (bagian, _), nilai in isi.items()
        for ruas in _ruas(bagian)
        if nilai is not None and nilai[ruas] is not None
    )


def fakta_berdasar(isi: Iterable[tuple[str, Kunci, Nilai]], peraturan_id: int, dicabut: str = "") -> Iterator[Fakta]:
    """The facts that rest on a regulation, or on the part `dicabut` of it, in the order given; no query.

    A fact without a pinpoint, or whose pinpoint is larger than the part, comes as not certain. Raises RujukanSalah
    for a part that is no pinpoint.
    """
    bagian_dicabut = DaftarRujukan.parse(dicabut) if dicabut.strip() else None
    for bagian, kunci, nilai in isi:
        for ruas in _ruas(bagian):
            if nilai[ruas] != peraturan_id:
                continue
            fakta = Fakta(bagian, kunci, ruas, nilai)
            if bagian_dicabut is None:
                yield fakta
                continue
            kena = _kena(bagian_dicabut, fakta.rujukan)
            if kena is not False:
                yield Fakta(bagian, kunci, ruas, nilai, pasti=bool(kena))


def kena_rujukan(dicabut: str, rujukan: str) -> bool:
    """Does a stored pinpoint lie in the revoked part (perhaps only in part)? All do where no part is named."""
    return not dicabut.strip() or _kena(DaftarRujukan.parse(dicabut), rujukan) is not False


def _kena(dicabut: DaftarRujukan, rujukan: str) -> bool | None:
    """True: wholly inside; None: cannot be told, or only partly; False: elsewhere."""
    if not rujukan:
        return None
    daftar = _daftar(rujukan)
    if daftar is None:
        return None
    if dicabut.memuat(daftar):
        return True
    bersinggungan = any(
        satu.memuat(awal) or satu.memuat(akhir) or lain.memuat(satu.awal) or lain.memuat(satu.akhir)
        for lain in daftar
        for awal, akhir in (lain,)
        for satu in dicabut
    )
    return None if bersinggungan else False


@lru_cache(maxsize=4096)
def _daftar(rujukan: str) -> DaftarRujukan | None:
    try:
        return DaftarRujukan.parse(rujukan)
    except RujukanSalah:
        return None


def _ruas(bagian: str) -> list[str]:
    return [ruas for ruas in DAFTAR[bagian].nilai if ruas.endswith("peraturan_id")]


def putuskan(
    *,
    edisi: Edisi,
    dicabut: Peraturan,
    putusan: Sequence[Putusan],
    oleh: Pelaku,
    pengganti: Peraturan | None = None,
    alasan: str = "",
) -> Ubah:
    """Carry all decisions out as one act; the facts hold what the person saw. Returns the inverse change-set.

    Raises Ditolak (nothing chosen, no regulation to rest on, no reason to stay, a unit with units below it), Bentrok,
    Terkunci, TidakBerwenang.
    """
    hitung = Counter(satu.pilihan for satu in putusan)
    if not putusan:
        raise Ditolak("Pilih dulu apa yang terjadi dengan sedikitnya satu fakta.")
    if hitung[Pilihan.ALIHKAN] and pengganti is None:
        raise Ditolak("Pilih peraturan yang menjadi dasar baru.")
    if (
        hitung[Pilihan.ALIHKAN]
        and pengganti == dicabut
        and not all(satu.rujukan for satu in putusan if satu.pilihan == Pilihan.ALIHKAN)
    ):
        raise Ditolak("Dasar baru masih peraturan yang sama; tulis rujukan yang lain, atau pilih peraturan lain.")
    if hitung[Pilihan.TETAP] and not alasan.strip():
        raise Ditolak("Tulis alasan mengapa fakta itu tetap, walau dasarnya dicabut.")
    ubah: Ubah = {}
    for satu in putusan:
        _tulis(ubah, satu, dicabut, pengganti, alasan.strip())
    _dengan_peserta(ubah, edisi)
    lihat = {(satu.fakta.bagian, satu.fakta.kunci): satu.fakta.nilai for satu in putusan}
    kata = ((Pilihan.ALIHKAN, "dialihkan dasarnya"), (Pilihan.AKHIRI, "diakhiri"), (Pilihan.TETAP, "dipertahankan"))
    rincian = ", ".join(f"{hitung[pilihan]} {sebutan}" for pilihan, sebutan in kata if hitung[pilihan])
    ringkas = f"Dampak pencabutan {dicabut}: {rincian}"
    return terapkan(edisi=edisi, ubah=ubah, lihat=lihat, oleh=oleh, alasan=alasan.strip(), ringkas=ringkas)


def _tulis(ubah: Ubah, satu: Putusan, dicabut: Peraturan, pengganti: Peraturan | None, alasan: str) -> None:
    """One decision into the change-set; a row that ends is not changed as well."""
    fakta, kunci = satu.fakta, (satu.fakta.bagian, satu.fakta.kunci)
    if satu.pilihan == Pilihan.AKHIRI and not fakta.penyebutan:
        ubah[kunci] = None
        return
    nilai = ubah.setdefault(kunci, {})
    if nilai is None:
        return
    if satu.pilihan == Pilihan.AKHIRI:
        nilai |= {fakta.ruas: None, fakta.ruas_rujukan: ""}
    elif satu.pilihan == Pilihan.ALIHKAN and pengganti is not None:
        nilai |= {fakta.ruas: pengganti.pk, fakta.ruas_rujukan: satu.rujukan or fakta.rujukan}
    else:
        lama = str(nilai.get("catatan", fakta.nilai.get("catatan") or ""))
        baris = [baris for baris in lama.splitlines() if not baris.startswith(DIPERTAHANKAN)]
        nilai["catatan"] = "\n".join([*baris, f"{DIPERTAHANKAN} ({dicabut}): {' '.join(alasan.split())}"])


def _dengan_peserta(ubah: Ubah, edisi: Edisi) -> None:
    """An event that ends takes its participants with it; 1 query, none where no event ends."""
    berakhir = {kunci[0] for (bagian, kunci), nilai in ubah.items() if bagian == "suksesi" and nilai is None}
    if berakhir:
        peserta = DAFTAR["pesertasuksesi"].baca(edisi.pk)
        ubah |= {("pesertasuksesi", kunci): None for kunci in peserta if kunci[0] in berakhir}
