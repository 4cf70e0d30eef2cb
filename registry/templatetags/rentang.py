"""Words, dates and links of the public pages. No tag here asks the database."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import template
from django.template import Context
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from registry import waktu
from registry.halaman.dasar import SATU_WAKTU, Pada, berisian
from registry.halaman.edisi import pernah_berlaku
from registry.halaman.nama import TANPA_NAMA

register = template.Library()

BILANGAN = (
    "nol",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
    "dua belas",
)

#: State -> class of its keping. The word itself is the state's label.
KELAS_KEADAAN = {
    "lengkap": "lengkap",
    "sebagian": "ragu",
    "belum_terbaca": "ragu",
    "belum_dimuat": "ragu",
    "tidak_diatur": "",
    "berlaku": "berlaku",
    "diubah": "berlaku",
    "dicabut": "dicabut",
    "belum berlaku": "ragu",
    "belum diketahui": "ragu",
    # forms that are no state of anything
    "ragu": "ragu",
    "peringatan": "peringatan",
    "galat": "galat",
    "turunan": "turunan",
}

HURUF_JENIS = {
    "konsultatif": "Ks",
    "kolegial": "Kl",
    "fungsional": "Fu",
    "struktural": "St",
    "koordinatif": "Ko",
}


@register.filter
def saat(nilai: datetime | None, daerah: Any = None) -> str:
    """A moment on the clock of a region (of Jakarta without one), with its zone; "" for none."""
    return waktu.sebut_saat(nilai, daerah) if nilai else ""


@register.filter
def saat_singkat(nilai: datetime | None, daerah: Any = None) -> str:
    """The same without the year, for what was done lately."""
    return waktu.sebut_saat(nilai, daerah, "j M H.i") if nilai else ""


@register.filter
def saat_rinci(nilai: datetime | None, daerah: Any = None) -> str:
    """The same to the second, to tell versions apart."""
    return waktu.sebut_saat(nilai, daerah, "j F Y H.i.s") if nilai else ""


@register.filter
def tgl(nilai: date | datetime | None) -> str:
    """`13 Mei 2022` in a <time>; "" for no date. A moment is shown as its day where the server stands."""
    if nilai is None:
        return ""
    hari = timezone.localtime(nilai).date() if isinstance(nilai, datetime) else nilai
    return format_html('<time datetime="{}">{}</time>', hari.isoformat(), tgl_polos(hari))


@register.filter
def tgl_polos(nilai: date | None) -> str:
    """`13 Mei 2022`, for titles and attributes."""
    return "" if nilai is None else date_format(nilai, "j F Y")


@register.filter
def masa(edisi: Any) -> SafeString:
    """The period of an edition: "13 Mei 2022 – sekarang", "mulai 1 Januari 2027". Needs `dengan_akhir()`; reads
    `edisi.daerah` (select it)."""
    mulai = tgl(edisi.berlaku_mulai)
    if not pernah_berlaku(edisi):
        return format_html("{}, digantikan pada hari yang sama", mulai)
    if edisi.berlaku_sampai is None and edisi.berlaku_mulai > waktu.hari_ini(edisi.daerah):
        return format_html("mulai {}", mulai)
    return format_html("{} – {}", mulai, tgl(edisi.berlaku_sampai) or "sekarang")


@register.filter
def angka(nilai: int) -> str:
    """1.234 as written in Indonesian."""
    return f"{nilai:,}".replace(",", ".")


@register.filter
def bilangan(nilai: int) -> str:
    """Small numbers in words ("tiga"), larger ones in figures."""
    return BILANGAN[nilai] if 0 <= nilai < len(BILANGAN) else angka(nilai)


@register.filter
def kapital(teks: str) -> str:
    """First letter large, the rest as it is (Django's capfirst would do, but says nothing of names)."""
    return teks[:1].upper() + teks[1:]


@register.filter
def kelas_keadaan(keadaan: str) -> str:
    return KELAS_KEADAAN.get(keadaan, "")


@register.simple_tag(takes_context=True)
def tautan(context: Context, nama: str, *args: Any, **lain: Any) -> str:
    """Address of a page that keeps the date, and the moment of recording, which the reader asked for. `lain`: what
    else the address says. Pages without second clock are led to without it."""
    return _beralamat(context, nama, args, lain, berpada=True)


@register.simple_tag(takes_context=True)
def tautan_tetap(context: Context, nama: str, *args: Any, **lain: Any) -> str:
    """Address of a page that has dates of its own (an edition, a comparison): it keeps the moment of recording only."""
    return _beralamat(context, nama, args, lain, berpada=False)


@register.simple_tag(takes_context=True)
def tautan_tanggal(context: Context, alamat: str, tanggal: date) -> str:
    """A page (its path) on another date, with the same moment of recording."""
    pada = context.get("pada")
    return berisian(alamat, (pada if isinstance(pada, Pada) else Pada(None)).bertanggal(tanggal).isian())


def _beralamat(context: Context, nama: str, args: Iterable[Any], lain: Mapping[str, Any], *, berpada: bool) -> str:
    pada = context.get("pada")
    isian: dict[str, str] = {}
    if isinstance(pada, Pada):
        isian = (pada if berpada else pada.bertanggal(None)).isian(satu_waktu=nama in SATU_WAKTU)
    return berisian(reverse(nama, args=list(args)), isian | {kunci: str(nilai) for kunci, nilai in lain.items()})


@register.simple_tag(takes_context=True)
def tautan_unit(context: Context, nama: str, uuid: UUID | None) -> SafeString | str:
    """Link to a body under its public name; the words alone where it has none, because then it has no page."""
    if uuid is None or nama == TANPA_NAMA:
        return nama
    return format_html('<a href="{}">{}</a>', tautan(context, "unit", uuid), nama)


@register.simple_tag(takes_context=True)
def tautan_peraturan(context: Context, peraturan: Any, panjang: bool = False) -> SafeString | str:
    """Link to a regulation under its short or full title. Reads `peraturan.daerah` (select it)."""
    if peraturan is None:
        return ""
    judul = peraturan.judul if panjang else peraturan.judul_pendek
    return format_html('<a href="{}">{}</a>', tautan(context, "peraturan", peraturan.pk), judul)


@register.filter
def pendek(semua: Iterable[Any]) -> str:
    """Regulations under their short titles, in one phrase. Reads `daerah` of each (select it)."""
    *awal, akhir = (satu.judul_pendek for satu in semua)
    return f"{', '.join(awal)} dan {akhir}" if awal else str(akhir)


@register.inclusion_tag("komponen/lambang.html")
def lambang(jenis: str) -> dict[str, str]:
    """Letters, line and colour of a kind; hidden from readers of speech, so put the word beside it."""
    return {"jenis": jenis, "huruf": HURUF_JENIS[jenis]}


@register.inclusion_tag("komponen/keping.html")
def keping(keadaan: str, kata: str = "") -> dict[str, str]:
    """The word of a state, in its form. `kata` where the label is not the state's code."""
    return {"kelas": KELAS_KEADAAN.get(keadaan, ""), "kata": kata or keadaan.replace("_", " ")}


@register.inclusion_tag("komponen/tertulis.html")
def tertulis(tulisan: str, dibaca: str = "", sebab: str = "") -> dict[str, str]:
    """As printed, as read, and why; nothing at all where the print says what it means."""
    return {"tulisan": tulisan, "dibaca": dibaca, "sebab": sebab}


@register.inclusion_tag("komponen/butir.html")
def butir(daftar: list[dict[str, Any]]) -> dict[str, Any]:
    """An enumeration with the letters of the regulation; items as in `rincian[].butir`."""
    return {
        "daftar": [
            {
                "label": _berlabel(str(satu.get("label", ""))),
                "teks": satu.get("teks", ""),
                "tertulis": satu.get("tertulis", ""),
            }
            for satu in daftar
        ]
    }


def _berlabel(label: str) -> str:
    """A letter or number takes its full stop; "(1)" needs none."""
    return f"{label}." if label[-1:].isalnum() else label
