"""Eight writers on one draft, through the real write path: no corrupt tree, nothing lost, no server error."""

from __future__ import annotations

import random
import threading
from collections import Counter
from datetime import date

import pytest
from django.db import connection, connections

from registry import isi_edisi, pohon
from registry.galat import Bentrok, Ditolak, Terkunci
from registry.models import Edisi, JenisTindakan, Kedudukan, Tindakan
from registry.services import buat_rancangan, terapkan, terbitkan
from tests import pabrik

PENULIS = 8
TINDAKAN = 20


def _tulis(
    benih: int, edisi: Edisi, badan: list[int], induk: list[int], hasil: Counter[str], mulai: threading.Barrier
) -> None:
    acak = random.Random(benih)
    try:
        connection.ensure_connection()
        mulai.wait()
        for nomor in range(TINDAKAN):
            satu = acak.choice(badan)
            kini = isi_edisi.DAFTAR["kedudukan"].baca(edisi.pk).get((satu,))
            lempar = acak.random()
            ubah: isi_edisi.Nilai | None
            if kini is None:
                ubah = {
                    "induk": acak.choice(induk),
                    "nama": f"Unit {satu}",
                    "jenis": "dinas",
                    "urutan": acak.randrange(50),
                }
            elif lempar < 0.7:
                ubah = {"induk": acak.choice(induk + badan), "urutan": acak.randrange(50)}
            elif lempar < 0.9:
                ubah = {"nama": f"Unit {satu} oleh {benih} ke-{nomor}"}
            else:
                ubah = None
            try:
                terapkan(
                    edisi=edisi, ubah={("kedudukan", (satu,)): ubah}, lihat={("kedudukan", (satu,)): kini}, oleh=None
                )
                hasil["jadi"] += 1
            except Bentrok:
                hasil["bentrok"] += 1
            except Ditolak:
                hasil["ditolak"] += 1
    except Exception as galat:
        hasil[f"galat {type(galat).__name__}: {galat}"] += 1
    finally:
        connections.close_all()


@pytest.mark.lambat
def test_eight_writers_on_one_draft_leave_a_sound_tree_and_one_act_each(nyata: None) -> None:
    kab = pabrik.kabupaten(terbit=False)
    badan = [pabrik.badan(kab.daerah, f"unit-{n}", f"Unit {n}").pk for n in range(24)]
    induk = [kab.id("bupati"), kab.id("setda"), kab.id("dinkes"), kab.id("kecamatan")]
    terapkan(
        edisi=kab.edisi,
        ubah={
            ("kedudukan", (satu,)): {"induk": induk[n % 4], "nama": f"Unit {satu}", "jenis": "dinas", "urutan": n}
            for n, satu in enumerate(badan)
        },
        oleh=None,
    )
    awal = Tindakan.objects.filter(jenis=JenisTindakan.UBAH).count()
    hasil: Counter[str] = Counter()
    mulai = threading.Barrier(PENULIS)
    utas = [
        threading.Thread(target=_tulis, args=(benih, kab.edisi, badan, induk, hasil, mulai)) for benih in range(PENULIS)
    ]
    for satu_utas in utas:
        satu_utas.start()
    for satu_utas in utas:
        satu_utas.join()
    assert not [sebab for sebab in hasil if sebab.startswith("galat")], hasil
    assert sum(hasil.values()) == PENULIS * TINDAKAN
    assert hasil["jadi"] > PENULIS, hasil
    assert pohon.periksa(Kedudukan._base_manager.all()) == []
    assert Tindakan.objects.filter(jenis=JenisTindakan.UBAH).count() - awal == hasil["jadi"]
    # The acts, replayed from the start, give exactly what is stored: no update was lost.
    isi: isi_edisi.Ubah = {}
    for tindakan in Tindakan.objects.filter(edisi=kab.edisi, jenis=JenisTindakan.UBAH).order_by("id"):
        for kunci, nilai in isi_edisi.dari_json(tindakan.sesudah).items():
            if nilai is None:
                isi.pop(kunci, None)
            else:
                isi[kunci] = {**(isi.get(kunci) or {}), **nilai}
    simpan = isi_edisi.baca(kab.edisi.pk)
    assert isi.keys() == simpan.keys()
    for kunci, nilai in isi.items():
        tersimpan = simpan[kunci]
        assert nilai is not None
        assert tersimpan is not None
        assert {ruas: tersimpan[ruas] for ruas in nilai} == nilai


@pytest.mark.lambat
def test_of_two_publications_of_one_draft_one_wins(nyata: None) -> None:
    kab = pabrik.kabupaten()
    draf = buat_rancangan(
        daerah=kab.daerah, asal=kab.edisi, oleh=None, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    hasil: Counter[str] = Counter()
    mulai = threading.Barrier(2)

    def terbit() -> None:
        try:
            mulai.wait()
            terbitkan(edisi=draf, oleh=None)
            hasil["terbit"] += 1
        except (Terkunci, Ditolak):
            hasil["ditolak"] += 1
        finally:
            connections.close_all()

    utas = [threading.Thread(target=terbit) for _ in range(2)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert hasil == {"terbit": 1, "ditolak": 1}
