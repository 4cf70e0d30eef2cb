"""The record may grow: every page that reads it asks as many questions as before. (Times: `make bench`.)"""

from __future__ import annotations

import pytest
from django.db import transaction

from benchmarks.audit import SIMPUL, buka, halaman, isi_catatan
from benchmarks.isi import buat

pytestmark = pytest.mark.django_db


def _kueri(banyak: int) -> dict[str, int]:
    """{page: queries} over a record of that size, which is then gone again."""
    with transaction.atomic():
        minta = isi_catatan(banyak)
        lakukan = buka(minta)
        hasil = {}
        for nama, alamat in halaman(minta):
            lakukan(alamat)  # what a process asks once
            hasil[nama] = lakukan(alamat)
        transaction.set_rollback(True)
    return hasil


@pytest.mark.lambat
def test_a_record_four_times_as_long_asks_no_more_questions() -> None:
    buat(6, 2, SIMPUL, indeks=False)
    sedikit, banyak = _kueri(3_000), _kueri(12_000)
    assert len(sedikit) > 12
    lebih = {nama: (sedikit[nama], jumlah) for nama, jumlah in banyak.items() if jumlah > sedikit[nama]}
    assert lebih == {}
    assert max(banyak.values()) < 45  # on SQLite each shadow of the second clock is a statement of its own
