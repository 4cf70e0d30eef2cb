"""What `coordination` shows on the pages of the registry: answers beside search hits, counts, lists of spans.

Registered in the slots of `registry.panel` from `apps.py`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from coordination.halaman.jawaban import sajikan
from coordination.halaman.rentang import muat_rentang
from coordination.koordinator import koordinator_tempat, koordinator_untuk
from coordination.models import Makna, RentangKoordinasi
from registry import panel
from registry.halaman.nama import nama_di_edisi
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan
from registry.panel import Hal, Potongan
from registry.templatetags.rentang import bilangan

#: What the front page shows as an example: a body that every region has.
NAMA_CONTOH = "Dinas Kesehatan"


def jawaban_unit(ids: Sequence[int]) -> Mapping[int, Potongan]:
    """The answer of each place that a search found; 1 query."""
    return {
        unit.pk: Potongan("coordination/jawaban_ringkas.html", sajikan(unit, unit.edisi, jawaban))
        for unit, jawaban in koordinator_tempat(ids).items()
    }


def ringkasan_edisi(edisi: Sequence[Edisi]) -> Mapping[int, str]:
    """How many units stand in how many spans, an edition; "" where the spans are not known; 1 query."""
    hitung = {baris["edisi_id"]: baris for baris in _hitung(edisi)}
    return {satu.pk: _kalimat(hitung.get(satu.pk)) for satu in edisi}


def hal_edisi(edisi: Edisi) -> Sequence[Hal]:
    """The rows "Rentang koordinasi" and "Matriks hubungan kerja" of "Yang tercatat"; 1 query."""
    hitung = next(iter(_hitung([edisi])), None)
    return [
        Hal("Rentang koordinasi", _kalimat(hitung), bagian="rentang", halaman="rentang", urutan=10),
        Hal("Matriks hubungan kerja", "siapa bekerja dengan siapa, dalam jenis apa", halaman="hubungan", urutan=25),
    ]


def _hitung(edisi: Sequence[Edisi]) -> QuerySet[Any, dict[str, int]]:
    """Counts of main listings. `banyak`: all who have a span, `asisten`: those of them who are Asisten."""
    tempat = Kedudukan.objects.filter(edisi=OuterRef("edisi"), perangkat_daerah=OuterRef("koordinator"))
    return (
        RentangKoordinasi.objects.utama()
        .filter(edisi__in=edisi)
        .annotate(jenis_koordinator=Subquery(tempat.values("jenis")[:1]))
        .order_by()
        .values("edisi_id")
        .annotate(
            banyak=Count("koordinator", distinct=True),
            asisten=Count("koordinator", distinct=True, filter=Q(jenis_koordinator=JenisUnit.ASISTEN)),
            koordinasi=Count("pk", filter=Q(makna=Makna.KOORDINASI)),
            komando=Count("pk", filter=Q(makna=Makna.MEMBAWAHI)),
        )
    )


def _kalimat(hitung: dict[str, int] | None) -> str:
    if hitung is None:
        return ""
    sebutan = "Asisten" if hitung["asisten"] == hitung["banyak"] else "koordinator"
    kalimat = f"{hitung['koordinasi']} unit dalam rentang {bilangan(hitung['banyak'])} {sebutan}"
    return kalimat + (f"; {hitung['komando']} unit di bawahnya" if hitung["komando"] else "")


def bagian_rentang(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: the spans; 4 queries."""
    if edisi.rentang not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN):
        return Potongan("coordination/bagian_rentang.html", {"edisi": edisi, "rentang": None})
    return Potongan("coordination/bagian_rentang.html", {"edisi": edisi, "rentang": muat_rentang(edisi)})


def fakta(peraturan: Peraturan, edisi: Sequence[int]) -> Sequence[tuple[str, QuerySet[Any]]]:
    """Spans that rest on a regulation, see `registry.panel.FAKTA`."""
    rentang = (
        RentangKoordinasi.objects.filter(peraturan=peraturan, edisi__in=edisi)
        .order_by()
        .annotate(fakta_teks=Concat(nama_di_edisi("unit"), Value(" ("), nama_di_edisi("koordinator"), Value(")")))
        .values_list("edisi_id", "rujukan", "fakta_teks")
    )
    return [("Rentang koordinasi", rentang)]


def contoh(edisi: Sequence[Edisi], tanggal: date) -> Potongan | None:
    """One answer for the front page; 2 queries."""
    lengkap = [satu for satu in edisi if satu.rentang == Kelengkapan.LENGKAP]
    unit = (
        Kedudukan.objects.filter(edisi__in=lengkap[:50], nama=NAMA_CONTOH, jenis=JenisUnit.DINAS)
        .select_related("perangkat_daerah", "edisi__peraturan__daerah", "edisi__daerah")
        .order_by("edisi__daerah__nama", "id")
        .first()
    )
    if unit is None:
        return None
    sajian = sajikan(unit, unit.edisi, koordinator_untuk([unit])[unit.pk])
    return Potongan("coordination/contoh.html", {"unit": unit, "j": sajian}) if sajian.jawaban else None


def daftarkan() -> None:
    """Fill the slots; called from `apps.py`."""
    panel.JAWABAN.daftarkan(jawaban_unit)
    panel.RINGKASAN.daftarkan(ringkasan_edisi)
    panel.HAL.daftarkan(hal_edisi, 10)
    panel.BAGIAN_EDISI.daftarkan(bagian_rentang, 10)
    panel.FAKTA.daftarkan(fakta, 10)
    panel.CONTOH.daftarkan(contoh)
