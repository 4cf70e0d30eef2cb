"""Lists printed in a regulation, as text that people type: one item a line."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from registry.rujukan import RujukanSalah, kanonik
from relations.butir import JENIS_RINCIAN
from relations.rincian import TERBUKA, TERTUTUP, RincianWidget

_BUTIR = re.compile(r"(?P<label>\([^()\s]{1,6}\)|[0-9]{1,3}[.)]|[a-z]{1,2}[.)])\s+(?P<teks>.+)", re.IGNORECASE)
_TERTULIS = re.compile(r"(?P<teks>.+?)\s*\[tertulis:\s*(?P<tertulis>.+)\]")


def tulis_butir(semua: list[dict[str, str]]) -> str:
    """One line an item: "a. perencanaan", "- tanpa label", "c. pemutakhiran [tertulis: pematkhiran]"."""
    return "\n".join(map(_baris, semua))


def _baris(butir: dict[str, str]) -> str:
    label = butir["label"]
    depan = "-" if not label else label if label.startswith("(") else f"{label}."
    tertulis = f" [tertulis: {_rata(butir['tertulis'])}]" if butir.get("tertulis") else ""
    return f"{depan} {_rata(butir['teks'])}{tertulis}"


def baca_butir(teks: str) -> list[dict[str, str]]:
    """Inverse of `tulis_butir`. A line that starts with no letter, number or dash is an item without label."""
    return [_satu(baris.strip()) for baris in teks.splitlines() if baris.strip()]


def _satu(baris: str) -> dict[str, str]:
    label, isi = "", baris.removeprefix("- ").removeprefix("– ").strip()
    cocok = _BUTIR.fullmatch(baris)
    if cocok is not None:
        label, isi = cocok["label"], cocok["teks"]
        label = label if label.startswith("(") else label.rstrip(".)")
    tertulis = _TERTULIS.fullmatch(isi)
    if tertulis is None:
        return {"label": label, "teks": isi}
    return {"label": label, "teks": tertulis["teks"], "tertulis": tertulis["tertulis"].strip()}


def tulis_rincian(semua: list[dict[str, Any]]) -> str:
    """Each list under a heading "kegiatan · Pasal 7 ayat (2) · antara lain"; an empty line between lists."""
    return "\n\n".join(
        f"{satu['jenis']} · {satu['rujukan']} · {TERBUKA if satu['terbuka'] else TERTUTUP}\n"
        + tulis_butir(satu["butir"])
        for satu in semua
    )


def baca_rincian(teks: str) -> list[dict[str, Any]]:
    """Inverse of `tulis_rincian`. Raises ValidationError in words."""
    semua = []
    for potong in re.split(r"\n[ \t]*\n", teks.replace("\r\n", "\n").strip()):
        kepala, _, isi = potong.strip().partition("\n")
        if not kepala:
            continue
        bagian = [satu.strip() for satu in kepala.split("·")]
        if len(bagian) != 3 or bagian[0] not in JENIS_RINCIAN or bagian[2] not in (TERBUKA, TERTUTUP):
            raise ValidationError(
                f"Judul daftar “{kepala}” belum terbaca. Tulis jenis · rujukan · {TERBUKA} atau {TERTUTUP}, "
                "misalnya: kegiatan · Pasal 7 ayat (2) · antara lain. Pisahkan tiap daftar dengan satu baris kosong."
            )
        try:
            rujukan = kanonik(bagian[1])
        except RujukanSalah as salah:
            raise ValidationError(str(salah)) from salah
        semua.append(
            {"jenis": bagian[0], "rujukan": rujukan, "terbuka": bagian[2] == TERBUKA, "butir": baca_butir(isi)}
        )
    return semua


def _rata(teks: str) -> str:
    return " ".join(teks.split())


class ButirField(forms.CharField):
    """A list of butir (`relations.butir`) as text."""

    widget = forms.Textarea(attrs={"rows": 6, "class": "vLargeTextField"})
    tulis = staticmethod(tulis_butir)
    baca = staticmethod(baca_butir)

    def __init__(self, **pilihan: Any) -> None:
        for tak_dipakai in ("encoder", "decoder", "max_length"):
            pilihan.pop(tak_dipakai, None)
        pilihan["show_hidden_initial"] = False
        pilihan["help_text"] = pilihan.get("help_text") or (
            "Satu butir tiap baris: a. perencanaan. Bila naskah menulisnya lain: "
            "c. pemutakhiran [tertulis: pematkhiran]."
        )
        super().__init__(**pilihan)

    def prepare_value(self, value: Any) -> str:
        return value if isinstance(value, str) else type(self).tulis(value or [])

    def to_python(self, value: Any) -> Any:
        return type(self).baca(super().to_python(value) or "")

    def validate(self, value: Any) -> None:
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value: Any) -> None:
        """Nothing: the model's validators look at the list itself."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return _polos(self.prepare_value(initial)) != _polos(data or "")


class RincianField(ButirField):
    """A list of rincian (`relations.butir`), list by list."""

    widget = RincianWidget(attrs={"rows": 14, "class": "vLargeTextField"})
    tulis = staticmethod(tulis_rincian)
    baca = staticmethod(baca_rincian)

    def __init__(self, **pilihan: Any) -> None:
        pilihan["help_text"] = (
            "Satu butir tiap baris, menurut urutan naskah: a. perencanaan. Bila naskah menulisnya lain: "
            "c. pemutakhiran [tertulis: pematkhiran]. Kosongkan satu daftar untuk mengeluarkannya."
        )
        super().__init__(**pilihan)


def _polos(teks: str) -> str:
    return teks.replace("\r\n", "\n").strip()
