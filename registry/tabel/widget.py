"""Cells and values: the widgets of django-import-export that Rentang's tables use.

Each turns the text of a cell into the value that a change-set holds, and back; `sebut` says a value to a person.
`clean` raises ValueError with a sentence, which the library gathers by column. No query: what a cell may point at
comes from the dictionary (`kamus`) that travels with the run.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.widgets import Widget

from registry.tabel.kamus import KamusTabel

_TAK_TERLIHAT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]")
BUKAN_ANGKA = "tulis bilangan bulat tanpa titik dan koma"


class WidgetTabel(Widget):
    """Base: text as it is, without the blanks around it."""

    #: How a cell of this column is written, for the instructions.
    bentuk = "teks"

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return self.bersih(str(value or "").strip(), kwargs["kamus"])

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else self.tulis(value, kwargs["kamus"])

    def bersih(self, teks: str, kamus: KamusTabel) -> Any:
        """The value of a cell. Raises ValueError."""
        return teks

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        """The cell of a value."""
        return str(nilai)

    def sebut(self, nilai: Any, kamus: KamusTabel) -> str:
        """The value in a sentence; "" for an empty one."""
        return "" if nilai is None else self.tulis(nilai, kamus)

    def pilihan(self) -> list[str]:
        """All that the cell may hold, for a drop-down; [] where that is open."""
        return []


class TeksWidget(WidgetTabel):
    """A text field of a model, with that field's own checks (length, pinpoint)."""

    def __init__(self, medan: models.Field[Any, Any]) -> None:
        super().__init__()
        self.medan = medan
        self.berbaris = isinstance(medan, models.TextField)

    def __deepcopy__(self, memo: Any) -> TeksWidget:
        return self  # holds nothing of a run

    def bersih(self, teks: str, kamus: KamusTabel) -> str:
        teks = teks.replace("\r\n", "\n").replace("\r", "\n")
        if not self.berbaris:
            teks = " ".join(teks.split("\n"))
        if _TAK_TERLIHAT.search(teks):
            raise ValueError("memuat tanda yang tidak terlihat; ketik ulang isinya.")
        if not teks:
            return ""
        try:
            return str(self.medan.clean(teks, None))
        except ValidationError as galat:
            raise ValueError(" ".join(galat.messages)) from galat


class PilihanWidget(WidgetTabel):
    """One of a fixed set: written as its label, read as label or stored value whatever the case."""

    bentuk = "pilih dari daftar"

    def __init__(self, pilihan: type[models.TextChoices], *, tulis_nilai: bool = False) -> None:
        super().__init__()
        self._tulis = {satu.value: satu.value if tulis_nilai else str(satu.label) for satu in pilihan}
        self._label = {satu.value: str(satu.label) for satu in pilihan}
        self._baca = {_rata(teks): satu.value for satu in pilihan for teks in (satu.value, str(satu.label))}

    def bersih(self, teks: str, kamus: KamusTabel) -> str | None:
        if not teks:
            return None
        try:
            return str(self._baca[_rata(teks)])
        except KeyError:
            ada = ", ".join(self._tulis.values())
            raise ValueError(f"“{teks}” bukan pilihan; yang ada: {ada}.") from None

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        return self._tulis.get(nilai, str(nilai))

    def sebut(self, nilai: Any, kamus: KamusTabel) -> str:
        return self._label.get(nilai, str(nilai or ""))

    def pilihan(self) -> list[str]:
        return list(self._tulis.values())


class TipeWidget(PilihanWidget):
    """A choice that may be taken back: an empty cell is a value."""

    def bersih(self, teks: str, kamus: KamusTabel) -> str:
        return super().bersih(teks, kamus) or ""


class BilanganWidget(WidgetTabel):
    """A whole number from 0 on. None for an empty cell."""

    bentuk = "bilangan bulat"

    def __init__(self, *, sedikitnya: int = 0, paling: int = 32_767) -> None:
        super().__init__()
        self.sedikitnya = sedikitnya
        self.paling = paling

    def bersih(self, teks: str, kamus: KamusTabel) -> int | None:
        if not teks:
            return None
        if not (teks.isascii() and teks.isdigit() and len(teks) <= 12):
            raise ValueError(f"“{teks}” bukan bilangan; {BUKAN_ANGKA}.")
        if not self.sedikitnya <= int(teks) <= self.paling:
            raise ValueError(f"{teks} di luar batas {self.sedikitnya} sampai {self.paling}.")
        return int(teks)


class YaTidakWidget(WidgetTabel):
    """ya / tidak. None for an empty cell."""

    bentuk = "ya atau tidak"
    _BACA = {"ya": True, "y": True, "1": True, "true": True, "benar": True,
             "tidak": False, "t": False, "0": False, "false": False, "salah": False}  # fmt: skip

    def bersih(self, teks: str, kamus: KamusTabel) -> bool | None:
        if not teks:
            return None
        if teks.casefold() not in self._BACA:
            raise ValueError(f"“{teks}” bukan pilihan; tulis ya atau tidak.")
        return self._BACA[teks.casefold()]

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        return "ya" if nilai else "tidak"

    def pilihan(self) -> list[str]:
        return ["ya", "tidak"]


class UnitWidget(WidgetTabel):
    """A body, written by its key. None for an empty cell."""

    bentuk = "kunci unit"

    def bersih(self, teks: str, kamus: KamusTabel) -> int | None:
        return kamus.unit(teks) if teks else None

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        return kamus.kunci_unit(nilai)

    def sebut(self, nilai: Any, kamus: KamusTabel) -> str:
        return "" if nilai is None else kamus.nama_unit(nilai)


class NamaUnitWidget(UnitWidget):
    """The name beside a key, for people; it is not read."""

    bentuk = "hanya untuk dibaca; tidak diimpor"

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        return kamus.nama_unit(nilai)


class PeraturanWidget(WidgetTabel):
    """A regulation, written by its key, read also in words. None for an empty cell."""

    bentuk = "kunci peraturan, atau seperti “Perbup 15/2022”"

    def bersih(self, teks: str, kamus: KamusTabel) -> int | None:
        return kamus.peraturan(teks) if teks else None

    def tulis(self, nilai: Any, kamus: KamusTabel) -> str:
        return kamus.kunci_peraturan(nilai)

    def sebut(self, nilai: Any, kamus: KamusTabel) -> str:
        return "" if nilai is None else kamus.judul_peraturan(nilai)


def _rata(teks: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", teks.casefold()).split())
