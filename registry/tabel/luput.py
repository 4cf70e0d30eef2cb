"""Text in cells: kept from acting as a formula or breaking the file, and given back unchanged. Pure; no query.

CSV: a cell that a spreadsheet would take for a formula gets an apostrophe in front. XLSX: what XML cannot hold is
written as `_xHHHH_`, as the format itself does, and a text that only looks so gets its underscore written that way.
"""

from __future__ import annotations

import re

#: First characters by which Excel and LibreOffice take a CSV cell for a formula.
PEMICU = "=+-@\t\r"

_TAMPAK_RUMUS = re.compile(rf"'*[{re.escape(PEMICU)}]")
#: Control characters, carriage return (XML turns it into a line feed) and the two that XML does not know.
_TERLARANG = "\x00-\x08\x0b\x0c\x0d\x0e-\x1f\ufffe\uffff"
_LUPUT = re.compile(rf"[{_TERLARANG}]|_(?=x[0-9A-Fa-f]{{4}}(?:_|[{_TERLARANG}]))")
_TERLUPUT = re.compile(r"_x([0-9A-Fa-f]{4})_")
_SATU_TERLARANG = re.compile(rf"[{_TERLARANG}_]")


def ke_csv(teks: str) -> str:
    """The cell as it is written to CSV."""
    return f"'{teks}" if _TAMPAK_RUMUS.match(teks) else teks


def dari_csv(sel: str) -> str:
    """Inverse of `ke_csv`."""
    return sel[1:] if sel.startswith("'") and _TAMPAK_RUMUS.match(sel) else sel


def ke_xlsx(teks: str) -> str:
    """The cell as it is written to XLSX."""
    return _LUPUT.sub(lambda cocok: f"_x{ord(cocok.group()):04X}_", teks)


def dari_xlsx(sel: str) -> str:
    """Inverse of `ke_xlsx`. Other `_xHHHH_` stay: openpyxl has unmasked those of a file that Excel saved."""

    def ganti(cocok: re.Match[str]) -> str:
        huruf = chr(int(cocok.group(1), 16))
        return huruf if _SATU_TERLARANG.fullmatch(huruf) else cocok.group()

    return _TERLUPUT.sub(ganti, sel)
