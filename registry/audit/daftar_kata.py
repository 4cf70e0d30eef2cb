"""Words of the work lists. No query."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import ForeignKey, Model
from django.utils.formats import date_format

from registry.models import Edisi


def lama(selang: timedelta) -> str:
    """How long: "4 tahun 10 bulan", "2 bulan", "17 hari", "3 jam"; months of 30 days, because it is to be read and
    not reckoned with."""
    hari = selang.days
    if hari < 1:
        jam, menit = selang.seconds // 3600, selang.seconds // 60
        return f"{jam} jam" if jam else f"{menit} menit" if menit else "kurang dari satu menit"
    if hari < 60:
        return f"{hari} hari"
    tahun, bulan = hari // 365, hari % 365 // 30
    return " ".join(f"{banyak} {kata}" for banyak, kata in ((tahun, "tahun"), (min(bulan, 11), "bulan")) if banyak)


def sebut_edisi(edisi: Edisi, *, kecil: bool = False) -> str:
    """ "Edisi 13 Mei 2022", "Rancangan 1 Januari 2027", "Rancangan belum bertanggal"."""
    jenis = "Rancangan" if edisi.diterbitkan_pada is None else "Edisi"
    mulai = date_format(edisi.berlaku_mulai, "j F Y") if edisi.berlaku_mulai else "belum bertanggal"
    ke = f" (ke-{edisi.urutan} hari itu)" if edisi.urutan > 1 else ""
    return f"{jenis.lower() if kecil else jenis} {mulai}{ke}"


def sebut_model(model: type[Model]) -> list[str]:
    """What has to be loaded with a row so that its own name can be told without a query: what it points at, and of
    regulations and editions their region."""
    hasil = []
    for ruas in model._meta.concrete_fields:
        if not isinstance(ruas, ForeignKey) or not isinstance(ruas.related_model, type):
            continue
        hasil.append(ruas.name)
        if any(satu.name == "daerah" for satu in ruas.related_model._meta.concrete_fields):
            hasil.append(f"{ruas.name}__daerah")
    return hasil
