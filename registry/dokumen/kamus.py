"""Between the keys of documents and the ids of rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from registry.dokumen.bagian import KATALOG, Penulis
from registry.models import Daerah, PerangkatDaerah, Peraturan

NASIONAL = "nasional"


class KamusLambang:
    """Keys stand for themselves: rows of a document before it touches the database, as people read them."""

    def unit(self, kunci: str) -> Any:
        return kunci

    def peraturan(self, kunci: str) -> Any:
        return kunci

    def lain(self, katalog: str, kunci: str) -> Any:
        return kunci

    def kunci_unit(self, id_unit: Any) -> str:
        return str(id_unit)

    def kunci_peraturan(self, id_peraturan: Any) -> str:
        return str(id_peraturan)

    def kunci_lain(self, katalog: str, id_lain: Any) -> str:
        return str(id_lain)


class KamusBasis:
    """Keys of one region (None: the nation) and of what it may point at.

    2 queries when made (bodies, regulations), 1 more a catalogue and a foreign region that is asked for.
    """

    def __init__(self, daerah: Daerah | None, penulis: Penulis | None = None) -> None:
        self.daerah = daerah
        self.penulis = penulis
        self._unit: dict[str, int] = {}
        self._kunci_unit: dict[int, str] = {}
        self._peraturan: dict[str, int] = {}
        self._kunci_peraturan: dict[int, str] = {}
        self._lain: dict[str, dict[str, Any]] = {}
        self._kunci_lain: dict[str, dict[Any, str]] = defaultdict(dict)
        self._dikenal = {NASIONAL}
        if daerah is not None:
            semua = PerangkatDaerah.objects.filter(daerah=daerah).order_by()
            self.tambah_unit(semua.values_list("kunci", "pk"))
            self._baca_peraturan("", daerah=daerah)
        self._baca_peraturan(f"{NASIONAL}/", daerah=None)

    def tambah_unit(self, pasangan: Iterable[tuple[str, int]]) -> None:
        for kunci, pk in pasangan:
            self._unit[kunci] = pk
            self._kunci_unit[pk] = kunci

    def tambah_peraturan(self, pasangan: Iterable[tuple[str, int]]) -> None:
        """Pairs of full key ("perbup-15-2022", "nasional/uu-23-2014") and id."""
        for kunci, pk in pasangan:
            self._peraturan[kunci] = pk
            self._kunci_peraturan[pk] = kunci

    def unit(self, kunci: str) -> int:
        return self._unit[kunci]

    def peraturan(self, kunci: str) -> int:
        return self._peraturan[self._baku(kunci)]

    def kenal_peraturan(self, kunci: str) -> bool:
        return self._baku(kunci) in self._peraturan

    def kunci_peraturan_dikenal(self) -> list[str]:
        return list(self._peraturan)

    def lain(self, katalog: str, kunci: str) -> Any:
        """Id of a catalogue's entry; a name that it does not have yet is added where there is a writer."""
        if (ada := self._katalog(katalog).get(kunci)) is not None:
            return ada
        if self.penulis is None:
            raise KeyError(kunci)
        objek = KATALOG[katalog].buat(kunci)
        self.penulis.baru(objek)
        self._lain[katalog][kunci] = objek.pk
        return objek.pk

    def kunci_unit(self, id_unit: Any) -> str:
        return self._kunci_unit[id_unit]

    def kunci_peraturan(self, id_peraturan: Any) -> str:
        if id_peraturan not in self._kunci_peraturan:
            asing = Peraturan.objects.select_related("daerah").get(pk=id_peraturan)
            assert asing.daerah is not None, "national regulations are all known"
            self.tambah_peraturan([(f"{asing.daerah.kode}/{asing.kunci}", asing.pk)])
        return self._kunci_peraturan[id_peraturan]

    def kunci_lain(self, katalog: str, id_lain: Any) -> str:
        if id_lain not in self._kunci_lain[katalog]:
            self._kunci_lain[katalog] = {pk: kunci for kunci, pk in self._katalog(katalog).items()}
        return self._kunci_lain[katalog][id_lain]

    def _katalog(self, katalog: str) -> dict[str, Any]:
        if katalog not in self._lain:
            self._lain[katalog] = dict(KATALOG[katalog].semua())
        return self._lain[katalog]

    def _baku(self, kunci: str) -> str:
        """Full key; the regulations of another region are read when first asked for."""
        pemilik, garis, pendek = kunci.rpartition("/")
        if not garis:
            return kunci if self.daerah is not None else f"{NASIONAL}/{kunci}"
        if self.daerah is not None and pemilik == self.daerah.kode:
            return pendek
        if pemilik not in self._dikenal:
            self._dikenal.add(pemilik)
            self._baca_peraturan(f"{pemilik}/", daerah__kode=pemilik)
        return kunci

    def _baca_peraturan(self, awalan: str, **saring: Any) -> None:
        semua = Peraturan.objects.filter(**saring).order_by().values_list("kunci", "pk")
        self.tambah_peraturan((f"{awalan}{kunci}", pk) for kunci, pk in semua)
