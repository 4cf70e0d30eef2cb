"""Acts killed with SIGKILL at chosen instants, on the database that DATABASE_URL names: `python -m tests.terbunuh`.

A process of its own, because what is killed must be nobody else's. It makes its cast, then forks a child for each
instant; the child kills itself before its n-th statement, before COMMIT or after it. After each death the database
must be sound and the act either absent or whole. Prints one JSON line an act; ends with 1 at the first fault.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import django

#: Instants tried among the statements of one act, beside before and after COMMIT.
PERCONTOHAN = 16
UNIT = 120


@dataclass(frozen=True, slots=True)
class Tindak:
    """An act on a prepared cast; `utuh` is true where all of it is there."""

    jalankan: Callable[[], object]
    utuh: Callable[[], bool]


def main() -> None:
    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for nomor, (nama, siapkan) in enumerate(_semua().items(), 1):
        satu = siapkan(f"9{nomor}.01")
        print(json.dumps({"tindak": nama, **_bunuh_berkali_kali(nama, satu)}), flush=True)  # noqa: T201  its output


def _bunuh_berkali_kali(nama: str, satu: Tindak) -> dict[str, int]:
    """Kill at sampled statements, then before and after COMMIT; counts of what was tried."""
    awal = _keadaan()
    banyak = _hitung(satu)
    assert banyak > 5, f"{nama}: {banyak} statements only"
    langkah = max(1, banyak // PERCONTOHAN)
    saat = sorted({*range(1, banyak + 1, langkah), banyak - 1, banyak})
    for n in saat:
        assert _mati(lambda n=n: _sebelum_pernyataan(n), satu), f"{nama}: outlived statement {n} of {banyak}"  # type: ignore[misc]
        _periksa(f"{nama}, statement {n}")
        assert _keadaan() == awal, f"{nama}: partly written at statement {n} of {banyak}"
        assert not satu.utuh(), f"{nama}: there before it was committed"
    assert _mati(lambda: _di_commit(sesudah=False), satu), f"{nama}: no COMMIT"
    _periksa(f"{nama}, before COMMIT")
    assert _keadaan() == awal, f"{nama}: written before COMMIT"
    assert _mati(lambda: _di_commit(sesudah=True), satu), f"{nama}: no COMMIT"
    _periksa(f"{nama}, after COMMIT")
    assert satu.utuh(), f"{nama}: committed and not whole"
    return {"pernyataan": banyak, "saat": len(saat) + 2}


# The cast ---------------------------------------------------------------------------------------------


def _kabupaten(kode: str) -> Any:
    from tests import pabrik

    tambahan = {f"dinas-{n}": (f"Dinas Nomor {n}", "dinas", "bupati") for n in range(UNIT)}
    return pabrik.kabupaten(kode, f"Kabupaten {kode}", bagan={**pabrik.BAGAN, **tambahan})


def _klon(kode: str) -> Tindak:
    from registry import isi_edisi, services
    from registry.models import Edisi, Tindakan

    kab = _kabupaten(kode)

    def utuh() -> bool:
        draf = Edisi.objects.filter(asal=kab.edisi).first()
        return (
            draf is not None
            and isi_edisi.baca(draf.pk) == isi_edisi.baca(kab.edisi.pk)
            and Tindakan.objects.filter(edisi=draf, jenis="buat_rancangan").count() == 1
        )

    baru = services.PeraturanBaru("perbup", "Rentang")
    return Tindak(lambda: services.buat_rancangan(daerah=kab.daerah, asal=kab.edisi, oleh=None, peraturan=baru), utuh)


def _templat(kode: str) -> Tindak:
    from registry import services
    from registry.models import Kedudukan
    from tests import pabrik

    kab, milik = _kabupaten(kode), pabrik.daerah(f"{kode[:-2]}02", "Kota Lain", jenis="kota")

    def utuh() -> bool:
        return Kedudukan.objects.filter(edisi__daerah=milik).count() == UNIT + len(pabrik.BAGAN) - 2

    return Tindak(
        lambda: services.buat_rancangan(daerah=milik, templat=kab.edisi, dengan_rentang=True, oleh=None), utuh
    )


def _rebase(kode: str) -> Tindak:
    from registry import isi_edisi, services
    from registry.isi_edisi import Ubah
    from registry.models import Edisi

    kab = _kabupaten(kode)

    def rancangan(ubah: Ubah, tahun: int) -> Edisi:
        draf = services.buat_rancangan(
            daerah=kab.daerah, asal=kab.edisi, oleh=None, peraturan=kab.peraturan, berlaku_mulai=date(tahun, 1, 1)
        )
        services.terapkan(edisi=draf, ubah=ubah, oleh=None)
        return draf

    edisi = rancangan({("kedudukan", (kab.id(f"dinas-{n}"),)): {"singkatan": f"D{n}"} for n in range(UNIT)}, 2026)
    ubah: Ubah = {("kedudukan", (kab.id(f"dinas-{n}"),)): {"induk": kab.id("setda")} for n in range(UNIT)}
    ubah |= {("kedudukan", (kab.id("puskesmas"),)): None, ("rentangkoordinasi", (kab.id("disdik"), 1)): None}
    baru = services.terbitkan(edisi=rancangan(ubah, 2024), oleh=None)

    def utuh() -> bool:
        kini = Edisi.objects.get(pk=edisi.pk)
        beda = isi_edisi.beda(isi_edisi.baca(baru.pk), isi_edisi.baca(edisi.pk))
        return (
            kini.asal_id == baru.pk and len(beda) == UNIT and all(set(v or ()) == {"singkatan"} for v in beda.values())
        )

    return Tindak(lambda: services.rebase(edisi=edisi, ke=baru, oleh=None), utuh)


def _impor(kode: str) -> Tindak:
    """New bodies, their places and spans, and places taken out, as a file brings them."""
    from registry import isi_edisi, services
    from registry.models import Kedudukan, PerangkatDaerah, Tindakan
    from registry.tabel.kamus import BadanBaru
    from registry.tabel.layanan import impor
    from registry.tabel.muatan import Muatan
    from tests import pabrik

    kab = _kabupaten(kode)
    draf = services.buat_rancangan(daerah=kab.daerah, asal=kab.edisi, oleh=None)
    lama = isi_edisi.baca(draf.pk)
    badan = [BadanBaru(-n, f"impor-{n}", f"Unit Impor {n}") for n in range(1, UNIT + 1)]
    ubah: isi_edisi.Ubah = {}
    for n, satu in enumerate(badan):
        induk = badan[n - 1].id if n % 7 else kab.id("setda")
        ubah["kedudukan", (satu.id,)] = {"induk": induk, "nama": satu.nama, "jenis": "dinas"}
        ubah["rentangkoordinasi", (satu.id, 1)] = {"koordinator_id": kab.id("asisten-3")}
    ubah |= {("kedudukan", (kab.id(f"dinas-{n}"),)): None for n in range(UNIT // 2)}
    muatan = Muatan(ubah, {butir: lama.get(butir) for butir in ubah}, badan)

    def utuh() -> bool:
        return (
            Kedudukan.objects.filter(edisi=draf).count() == UNIT + UNIT // 2 + len(pabrik.BAGAN)
            and PerangkatDaerah.objects.filter(daerah=kab.daerah, kunci__startswith="impor-").count() == UNIT
            and Tindakan.objects.filter(edisi=draf, jenis="impor").count() == 1
        )

    return Tindak(lambda: impor(edisi=draf, muatan=muatan, oleh=None, berkas="unit.xlsx"), utuh)


def _terbit(kode: str) -> Tindak:
    """A ralat with another one that follows it: both are published, or neither."""
    from registry import services
    from registry.models import Edisi

    kab = _kabupaten(kode)
    dua = services.buat_rancangan(
        daerah=kab.daerah, asal=kab.edisi, oleh=None, peraturan=kab.peraturan, berlaku_mulai=date(2024, 1, 1)
    )
    dua = services.terbitkan(edisi=dua, oleh=None)
    kepala = services.buat_ralat(edisi=kab.edisi, oleh=None, alasan="salah ketik")
    ubah: Any = {("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Kesehatan Masyarakat"}}
    services.terapkan(edisi=kepala, ubah=ubah, oleh=None)
    (ikut,) = services.teruskan(edisi=kepala, tujuan=[dua], oleh=None, alasan="sama").pengikut

    def utuh() -> bool:
        lama = Edisi.objects.filter(pk__in=[kab.edisi.pk, dua.pk], diralat_pada__isnull=False)
        baru = Edisi.objects.filter(pk__in=[kepala.pk, ikut.pk], keadaan="terbit", diterbitkan_pada__isnull=False)
        return (lama.count(), baru.count()) == (2, 2)

    return Tindak(lambda: services.terbitkan(edisi=kepala, oleh=None), utuh)


def _semua() -> dict[str, Callable[[str], Tindak]]:
    return {"klon": _klon, "templat": _templat, "rebase": _rebase, "impor": _impor, "terbit": _terbit}


# Death ------------------------------------------------------------------------------------------------


def _bunuh_diri() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _sebelum_pernyataan(n: int) -> None:
    """Arrange for this process to die before its n-th statement."""
    from django.db import connection

    sisa = n

    def hitung(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal sisa
        sisa -= 1
        if sisa == 0:
            _bunuh_diri()
        return execute(sql, params, many, context)

    connection.ensure_connection()
    connection.execute_wrappers.append(hitung)


def _di_commit(*, sesudah: bool) -> None:
    """Arrange for this process to die just before or just after its COMMIT."""
    from django.db import connection

    asli: Any = connection._commit  # type: ignore[attr-defined]

    def commit() -> None:
        if sesudah:
            asli()
        _bunuh_diri()

    connection.ensure_connection()
    connection._commit = commit  # type: ignore[attr-defined]


def _cabang(kerja: Callable[[], None]) -> int:
    """Run in a child of its own, with connections of its own; how it ended, as waitpid tells."""
    from django.db import connections

    connections.close_all()
    pid = os.fork()
    if pid == 0:
        try:
            kerja()
            os._exit(0)
        except BaseException as galat:
            print(f"{type(galat).__name__}: {galat}", file=sys.stderr, flush=True)  # noqa: T201  seen by the test
            os._exit(2)
    return os.waitpid(pid, 0)[1]


def _mati(atur: Callable[[], None], satu: Tindak) -> bool:
    """Did the child die of its own SIGKILL while at the act?"""

    def kerja() -> None:
        atur()
        satu.jalankan()

    akhir = _cabang(kerja)
    assert os.WIFSIGNALED(akhir) or os.WEXITSTATUS(akhir) == 0, "the act failed"
    return os.WIFSIGNALED(akhir) and os.WTERMSIG(akhir) == signal.SIGKILL


def _hitung(satu: Tindak) -> int:
    """Statements of the act, counted where it is rolled back."""
    from django.db import connection, transaction

    baca, tulis = os.pipe()

    def kerja() -> None:
        jumlah = 0

        def hitung(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            nonlocal jumlah
            jumlah += 1
            return execute(sql, params, many, context)

        with transaction.atomic():
            with connection.execute_wrapper(hitung):
                satu.jalankan()
            transaction.set_rollback(True)
        os.write(tulis, str(jumlah).encode())

    assert _cabang(kerja) == 0, "the act failed"
    os.close(tulis)
    with os.fdopen(baca) as pipa:
        # Inside another transaction the act begins with SAVEPOINT and ends with RELEASE; alone, with BEGIN only.
        return int(pipa.read()) - 2


# The database afterwards ------------------------------------------------------------------------------


def _keadaan() -> list[Any]:
    """Number of rows of every table, and how far each edition is."""
    from django.apps import apps
    from django.db import connection

    from registry.models import Edisi

    hasil: list[Any] = []
    with connection.cursor() as kursor:
        for model in sorted(apps.get_models(), key=lambda satu: satu._meta.label):
            kursor.execute(f"SELECT COUNT(*) FROM {connection.ops.quote_name(model._meta.db_table)}")
            hasil.append((model._meta.label, kursor.fetchone()))
    return [*hasil, *Edisi.objects.order_by("pk").values_list("pk", "keadaan", "asal", "diralat_pada", "meralat")]


def _periksa(saat: str) -> None:
    """Trees sound, triggers standing, no galat in what is published, the file itself whole."""
    from django.db import connection

    from registry import beku, pohon
    from registry.aturan import Tingkat, periksa_edisi
    from registry.models import Edisi, Kedudukan

    assert pohon.periksa(Kedudukan._base_manager.all()) == [], saat
    assert beku.hilang() == [], saat
    for edisi in Edisi.objects.terbit().select_related("daerah"):
        assert [satu for satu in periksa_edisi(edisi) if satu.tingkat == Tingkat.GALAT] == [], saat
    if connection.vendor == "sqlite":
        with connection.cursor() as kursor:
            kursor.execute("PRAGMA integrity_check")
            assert kursor.fetchone() == ("ok",), saat
            kursor.execute("PRAGMA foreign_key_check")
            assert kursor.fetchall() == [], saat


if __name__ == "__main__":
    main()
