"""What no seal says of a row, but its neighbours do: is it dated before what was there already, does it stand in the
tree where its parent says?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from registry import pohon, waktu
from registry.models import BagianSegel, Edisi, JenisBagian, Kedudukan
from registry.riwayat import BarisRiwayat
from registry.segel import buat, tabel
from registry.segel.ekspor import sebutan_tabel
from registry.segel.tabel import Tabel

#: A row may be older than the one before it by so much: acts overlap, and servers' clocks differ a little.
SELISIH_JAM = timedelta(minutes=10)


def bertanggal_mundur() -> Iterator[tuple[str, int, str]]:
    """(table, id, sentence) of the first row of each table that says of itself that it was recorded before the rows
    with lower ids, or before the seal that held them. Whoever adds a row dated back changes what the registry seems
    to have said then. 2 queries a table."""
    for nama, milik in tabel.bertambah().items():
        pertama, banyak, batas = _mundur(milik)
        if pertama is None:
            continue
        nomor, saat = pertama
        lain = f" dan {banyak - 1} baris lain" if banyak > 1 else ""
        yield (
            nama,
            nomor,
            f"Baris {nomor} {sebutan_tabel(nama)}{lain} bertanggal mundur: tertulis {_sebut(saat)}, padahal "
            f"ditambahkan sesudah {_sebut(batas)}. Disisipkan kemudian dengan tanggal lampau, atau jam server pernah "
            "salah.",
        )


def _mundur(milik: Tabel) -> tuple[tuple[int, datetime] | None, int, datetime]:
    """(the first such row, how many, the moment after which it was added)."""
    ruas = "history_date" if issubclass(milik.model, BarisRiwayat) else "pada"
    # A seal that stopped at its limit may have left older rows for the next one.
    bagian = BagianSegel.objects.filter(
        jenis=JenisBagian.RIWAYAT, tabel=milik.nama, segel__jumlah__lt=buat.BARIS_SESEGEL
    )
    segel = list(bagian.order_by("sampai").values_list("sampai", "segel__pada"))
    terkini = batas = datetime(1970, 1, 1, tzinfo=UTC)
    pertama, banyak, letak = None, 0, 0
    for nomor, saat in milik.model._base_manager.order_by("pk").values_list("pk", ruas).iterator(chunk_size=5_000):
        while letak < len(segel) and segel[letak][0] < nomor:
            terkini = max(terkini, segel[letak][1])
            letak += 1
        if saat < terkini - SELISIH_JAM:
            banyak += 1
            if pertama is None:
                pertama, batas = (nomor, saat), terkini
        terkini = max(terkini, saat)
    return pertama, banyak, batas


def pohon_menyimpang() -> Iterator[tuple[int, str]]:
    """(edition, sentence) of each edition whose tree columns are not what its parents and orders give; 2 queries an
    edition. No seal holds them, because they are computed, but pages read them."""
    for edisi in Edisi.objects.select_related("daerah").order_by("pk"):
        if salah := pohon.menyimpang(Kedudukan._base_manager.filter(edisi=edisi)):
            unit = Kedudukan._base_manager.filter(pk=salah[0]).first()
            lain = f" dan {len(salah) - 1} unit lain" if len(salah) > 1 else ""
            yield (
                edisi.pk,
                f"Susunan {edisi} tidak sesuai dengan induk dan urutannya: letak {unit or 'satu unit'}{lain} diubah "
                "langsung dalam kolom pohon.",
            )


def _sebut(saat: datetime) -> str:
    return waktu.sebut_saat(saat, pola="j F Y H.i.s")
