"""The material of a comparison: both contents, what differs, and what things are called. Read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache, cached_property
from typing import Any

from django.db.models import F

from registry import isi_edisi
from registry.aturan import KelengkapanSesuaiIsi
from registry.banding.bentuk import Butir, Kata, Teks, kosong
from registry.halaman.nama import nama_pernah
from registry.isi_edisi import DAFTAR, DASAR, IsiEdisi, Kunci, Nilai, Ubah
from registry.models import BAGIAN, Edisi, Kelengkapan, PerangkatDaerah, Peraturan

#: States of a part in which nothing can be said of it.
TAK_DIKETAHUI = (Kelengkapan.BELUM_DIMUAT, Kelengkapan.BELUM_TERBACA)


@cache
def ruas_peraturan(isi: IsiEdisi) -> tuple[str, ...]:
    """Fields of a part that name a regulation."""
    return tuple(ruas for ruas in isi.nilai if ruas.endswith("peraturan_id"))


def sedarah(satu: Edisi | None, lain: Edisi) -> bool:
    """Is the one a correction of the other? Then their successions are the same events, told better."""
    if satu is None or lain.meralat_id is None:
        return False
    return lain.meralat_id == satu.pk or (satu.berlaku_mulai, satu.urutan) == (lain.berlaku_mulai, lain.urutan)


class Bahan:
    """Both sides of a comparison. Queries: 1 a registered model and side, 1 for regulations, at most 1 for names.

    publik: bodies that stand in neither tree are called as published editions call them, never as staff label them.
    Content of one edition only (successions) is compared where one side corrects the other; else what the older side
    held is past, not removed.
    """

    def __init__(self, lama: Edisi | None, baru: Edisi, *, antara: Sequence[Edisi] = (), publik: bool) -> None:
        self.lama, self.baru, self.antara, self.publik = lama, baru, list(antara), publik
        self.ralat = sedarah(lama, baru)
        semula = isi_edisi.baca(lama.pk) if lama is not None else {}
        if not self.ralat:
            semula = {butir: nilai for butir, nilai in semula.items() if DAFTAR[butir[0]].ikut_klon}
        self.dulu = _per_bagian(semula)
        self.kini = _per_bagian(isi_edisi.baca(baru.pk))
        self.beda = isi_edisi.beda(semula, _gabung(self.kini))
        #: The events between the two sides, and {body: those that took its place}; set by `registry.banding.rakit`.
        self.peristiwa: list[Any] = []
        self.penerus: dict[int, set[int]] = {}
        self._sisa: dict[Butir, None] = dict.fromkeys(self._semua_butir())

    # --- what differs --------------------------------------------------------------------------------

    def ambil(self, bagian: str, kunci: Kunci, *ruas: str) -> frozenset[Butir]:
        """Take differences of a row into a sentence: these fields ("" for the row itself), or all that are left.
        What was taken before is not taken again."""
        dicari = [(bagian, kunci, satu) for satu in ruas] if ruas else self._milik(bagian, kunci)
        hasil = frozenset(butir for butir in dicari if butir in self._sisa)
        for butir in hasil:
            del self._sisa[butir]
        return hasil

    def sisa(self, bagian: str, kunci: Kunci) -> list[str]:
        """Fields of a row that no sentence has told yet; [""] for the row itself."""
        return [ruas for _, _, ruas in self._milik(bagian, kunci)]

    def berubah(self, bagian: str) -> Iterator[tuple[Kunci, Nilai | None, Nilai | None]]:
        """(key, as it was, as it is) of each row of a part that differs, in a stable order."""
        kunci = sorted((kunci for nama, kunci in self.beda if nama == bagian), key=self._urut_kunci(bagian))
        for satu in kunci:
            yield satu, self.dulu.get(bagian, {}).get(satu), self.kini.get(bagian, {}).get(satu)

    def _milik(self, bagian: str, kunci: Kunci) -> list[Butir]:
        return [butir for butir in self._butir(bagian, kunci) if butir in self._sisa]

    def _semua_butir(self) -> Iterator[Butir]:
        for bagian, kunci in self.beda:
            yield from self._butir(bagian, kunci)

    def _butir(self, bagian: str, kunci: Kunci) -> list[Butir]:
        dua_sisi = kunci in self.dulu.get(bagian, {}) and kunci in self.kini.get(bagian, {})
        return [(bagian, kunci, ruas) for ruas in (self.beda.get((bagian, kunci)) or {} if dua_sisi else [""])]

    def _urut_kunci(self, bagian: str) -> Any:
        badan = [ruas in DAFTAR[bagian].ruas_badan() for ruas in DAFTAR[bagian].kunci]
        return lambda kunci: [
            (0, self.urut_badan(satu), "") if ialah else (1, 0, f"{satu:0>6}" if isinstance(satu, int) else str(satu))
            for satu, ialah in zip(kunci, badan, strict=True)
        ]

    # --- what is known -------------------------------------------------------------------------------

    def tak_dikenal(self, lengkap: str) -> list[Edisi]:
        """The sides of which a part is not known and holds nothing; "" asks whether the whole edition was entered."""
        bagian = [lengkap] if lengkap else list(BAGIAN)
        nama = isi_bagian(lengkap) if lengkap else [satu.nama for satu in DAFTAR if satu.ikut_klon]
        return [
            edisi
            for edisi, isi in ((self.lama, self.dulu), (self.baru, self.kini))
            if edisi is not None
            and all(edisi.kelengkapan(satu) in TAK_DIKETAHUI for satu in bagian)
            and not any(isi.get(satu) for satu in nama)
        ]

    def dapat_dibanding(self, lengkap: str) -> bool:
        return self.lama is not None and not self.tak_dikenal(lengkap)

    # --- the trees -----------------------------------------------------------------------------------

    @cached_property
    def pohon_lama(self) -> dict[int, Nilai]:
        """{body: its place} on the older side."""
        return {kunci[0]: nilai for kunci, nilai in self.dulu.get("kedudukan", {}).items()}

    @cached_property
    def pohon_baru(self) -> dict[int, Nilai]:
        return {kunci[0]: nilai for kunci, nilai in self.kini.get("kedudukan", {}).items()}

    @cached_property
    def _urutan(self) -> dict[int, int]:
        semua = [*_menurut_pohon(self.pohon_baru), *_menurut_pohon(self.pohon_lama)]
        return {badan: nomor for nomor, badan in enumerate(dict.fromkeys(semua))}

    def urut_badan(self, badan: int) -> int:
        """Place of a body in lists: as in the newer tree, then as in the older one."""
        return self._urutan.get(badan, len(self._urutan) + badan)

    def menurut_pohon(self, badan: Iterable[int]) -> list[int]:
        return sorted(badan, key=self.urut_badan)

    # --- what things are called ----------------------------------------------------------------------

    def nama(self, badan: int | None, *, semula: bool = False) -> str:
        """Name on the newer side (`semula`: on the older one); where it has no place there, on the other one; else as
        it was called last."""
        if badan is None:
            return "pangkal bagan"
        sisi = (self.pohon_lama, self.pohon_baru) if semula else (self.pohon_baru, self.pohon_lama)
        for pohon in sisi:
            if badan in pohon:
                return str(pohon[badan]["nama"])
        return self._nama_lain.get(badan, "unit yang belum tercatat namanya")

    @cached_property
    def _nama_lain(self) -> dict[int, str]:
        """Names of bodies that stand in neither tree; 1 query, none where there are none."""
        disebut = {
            nilai
            for sisi in (self.dulu, self.kini)
            for isi in DAFTAR
            for kunci, semua in sisi.get(isi.nama, {}).items()
            for ruas, nilai in [*zip(isi.kunci, kunci, strict=True), *semua.items()]
            if ruas in isi.ruas_badan()
        }
        return self.nama_badan(disebut - self.pohon_lama.keys() - self.pohon_baru.keys())

    def nama_badan(self, badan: Iterable[int]) -> dict[int, str]:
        """{body: last published name; its label for staff}; 1 query, none for none."""
        dicari = set(badan) - {None}
        if not dicari:
            return {}
        nama = nama_pernah("pk") if self.publik else F("nama")
        return dict(
            PerangkatDaerah.objects.filter(pk__in=dicari).order_by().annotate(sebutan=nama).values_list("pk", "sebutan")
        )

    @cached_property
    def peraturan(self) -> dict[int, Peraturan]:
        """All regulations on which a row of either side rests; 1 query."""
        dicari = {
            nilai[ruas]
            for sisi in (self.dulu, self.kini)
            for isi in DAFTAR
            for nilai in sisi.get(isi.nama, {}).values()
            for ruas in ruas_peraturan(isi)
        }
        return Peraturan.objects.select_related("daerah").in_bulk(dicari - {None})

    def sitiran(self, nilai: Nilai | None, awalan: str = "") -> str:
        """ "Pasal 15 ayat (3) huruf b Perbup Banjar 15/2022"; "" where a row rests on nothing."""
        if nilai is None:
            return ""
        peraturan = self.peraturan.get(nilai.get(f"{awalan}peraturan_id") or 0)
        judul = peraturan.judul_pendek if peraturan is not None else ""
        return f"{nilai.get(f'{awalan}rujukan') or ''} {judul}".strip()

    def dasar(self, bagian: str, kunci: Kunci, sebutan: str = "dasar") -> tuple[Teks, frozenset[Butir]]:
        """The line below a sentence, and the differences of the basis that it tells."""
        dulu, kini = self.dulu.get(bagian, {}).get(kunci), self.kini.get(bagian, {}).get(kunci)
        return self.banding_dasar(dulu, kini, sebutan), self.ambil(bagian, kunci, *DASAR)

    def banding_dasar(self, dulu: Nilai | None, kini: Nilai | None, sebutan: str = "dasar") -> Teks:
        """How the basis of a row was and is, in words; "belum diisi" where the newer row rests on nothing."""
        semula, menjadi = self.sitiran(dulu), self.sitiran(kini)
        hasil: list[Kata]
        if kini is None:
            hasil = [Kata(f"Semula {semula}")] if semula else []
        elif not menjadi:
            hasil = [Kata(f"Semula {semula} · " if semula else ""), Kata(f"{sebutan} "), kosong()]
        elif dulu is None or semula == menjadi:
            hasil = [Kata(menjadi)]
        else:
            if dulu.get("peraturan_id") == kini.get("peraturan_id") and dulu.get("rujukan"):
                semula = str(dulu["rujukan"])
            hasil = [Kata(f"Semula {semula or 'tanpa dasar'} · menjadi {menjadi}")]
        if kini is not None and menjadi and not (kini.get("peraturan_id") and kini.get("rujukan")):
            hasil += [
                Kata(" "),
                kosong("pasalnya belum diisi" if kini.get("peraturan_id") else "peraturannya belum diisi"),
            ]
        for ruas in ("tertulis", "catatan"):
            if dulu is not None and kini is not None and dulu.get(ruas) != kini.get(ruas):
                hasil.append(Kata(f" · {ruas}: semula {_kutip(dulu.get(ruas))}, menjadi {_kutip(kini.get(ruas))}"))
        return tuple(kata for kata in hasil if kata.teks)


def isi_bagian(lengkap: str) -> tuple[str, ...]:
    """Parts whose rows are the content of a part of which completeness is stated."""
    return tuple(model._meta.model_name or "" for model in KelengkapanSesuaiIsi.isi[lengkap])


def _kutip(teks: Any) -> str:
    return f"“{teks}”" if teks else "kosong"


def _per_bagian(isi: Ubah) -> dict[str, dict[Kunci, Nilai]]:
    hasil: dict[str, dict[Kunci, Nilai]] = {}
    for (bagian, kunci), nilai in isi.items():
        hasil.setdefault(bagian, {})[kunci] = nilai or {}
    return hasil


def _gabung(sisi: dict[str, dict[Kunci, Nilai]]) -> Ubah:
    return {(bagian, kunci): nilai for bagian, semua in sisi.items() for kunci, nilai in semua.items()}


def _menurut_pohon(pohon: dict[int, Nilai]) -> list[int]:
    """Bodies, parents before children, siblings in their order."""
    anak: dict[int | None, list[int]] = {}
    for badan, nilai in pohon.items():
        anak.setdefault(nilai["induk"], []).append(badan)
    hasil: list[int] = []
    tumpukan: list[int | None] = [None]
    while tumpukan:
        kini = tumpukan.pop()
        if kini is not None:
            hasil.append(kini)
        saudara: list[int] = sorted(anak.get(kini, []), key=lambda satu: _urut_saudara(pohon[satu]), reverse=True)
        tumpukan += saudara
    return hasil


def _urut_saudara(nilai: Nilai) -> tuple[int, str]:
    return nilai["urutan"], nilai["nama"]
