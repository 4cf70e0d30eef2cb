"""Writing documents: YAML laid out for people, the same bytes for the same content.

Short entries stand on one line in braces, long text is folded, and every scalar is text (the reader takes it so:
`63.10` and `2022-05-13` need no quotes).
"""

from __future__ import annotations

from typing import Any

import yaml

LEBAR = 110
_SEBARIS = 96
"""Longest entry that stands on one line, and longest text that is not folded."""
_BERJARAK = 12
"""Entries of a section stand apart when one of them has more lines than this."""
_BERMAKNA_KHUSUS = frozenset({"", "~", "null", "Null", "NULL", "<<"})


def sebagai_yaml(data: dict[str, Any], *, kepala: str = "") -> str:
    """Text of a document: dict, list and str only. `kepala`: a comment above it."""
    bagian = ["".join(f"# {baris}\n" for baris in kepala.splitlines())] if kepala else []
    skalar = {kunci: nilai for kunci, nilai in data.items() if isinstance(nilai, str)}
    bagian += [_teks(skalar)] if skalar else []
    bagian += [_bagian(kunci, nilai) for kunci, nilai in data.items() if not isinstance(nilai, str)]
    return "\n".join(bagian)


def _bagian(kunci: str, nilai: Any) -> str:
    """One top-level section; long entries of its list stand apart."""
    if not isinstance(nilai, list) or not all(isinstance(satu, dict) and satu for satu in nilai) or not nilai:
        return _teks({kunci: nilai})
    kepala, _, _ = _teks({kunci: nilai[:1]}).partition("\n")
    entri = [_teks({kunci: [satu]}).partition("\n")[2] for satu in nilai]
    jarak = "\n" if any(satu.count("\n") > _BERJARAK for satu in entri) else ""
    return f"{kepala}\n{jarak.join(entri)}"


def _teks(data: dict[str, Any]) -> str:
    return str(yaml.serialize(_simpul(data, sebaris=False), Dumper=_Penulis, allow_unicode=True, width=LEBAR))


class _Penulis(yaml.BaseDumper):
    """Lists are indented under their key."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def _simpul(nilai: Any, *, sebaris: bool) -> yaml.Node:
    """Node of a value; `sebaris`: a short mapping may stand on one line here."""
    if isinstance(nilai, str):
        return yaml.ScalarNode("tag:yaml.org,2002:str", nilai, style=_gaya(nilai))
    if isinstance(nilai, list):
        butir = [_simpul(satu, sebaris=True) for satu in nilai]
        return yaml.SequenceNode("tag:yaml.org,2002:seq", butir, flow_style=_daftar_pendek(nilai))
    pasangan = [
        (yaml.ScalarNode("tag:yaml.org,2002:str", kunci), _simpul(satu, sebaris=True)) for kunci, satu in nilai.items()
    ]
    return yaml.MappingNode("tag:yaml.org,2002:map", pasangan, flow_style=sebaris and _kelompok_pendek(nilai))


def _gaya(teks: str) -> str | None:
    if "\n" in teks:
        return "|"
    if len(teks) > _SEBARIS:
        return ">"
    return "'" if teks in _BERMAKNA_KHUSUS else None


def _daftar_pendek(nilai: list[Any]) -> bool:
    return not nilai or (all(isinstance(satu, str) for satu in nilai) and sum(map(len, nilai)) <= _SEBARIS)


def _kelompok_pendek(nilai: dict[str, Any]) -> bool:
    if not all(isinstance(satu, str) and "\n" not in satu for satu in nilai.values()):
        return False
    return sum(len(kunci) + len(satu) + 4 for kunci, satu in nilai.items()) <= _SEBARIS
