"""Nothing in the code writes past history: every statement that could is known, with the reason why it may."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

AKAR = Path(__file__).parents[1]

#: Writes of Django that send no signal, so that nothing records them by itself …
DIAM = {"bulk_create", "bulk_update", "_raw_delete", "raw", "execute", "executemany", "_update"}
#: … and those that are recorded, but by themselves leave no act.
TERCATAT = {"save", "delete", "create", "get_or_create", "update_or_create", "create_user"}

#: (file, name of the call) -> why it may.
BOLEH: dict[tuple[str, str], str] = {
    # The one path to each part of the registry.
    ("registry/riwayat.py", "bulk_create"): "baris riwayat itu sendiri",
    ("registry/services/isi.py", "bulk_create"): "terapkan; direkam dengan rekam()",
    ("registry/services/isi.py", "bulk_update"): "terapkan; direkam dengan rekam()",
    ("registry/services/isi.py", "_raw_delete"): "terapkan; direkam dengan rekam()",
    ("registry/services/objek.py", "bulk_create"): "penunjuk tindakan, bukan kebenaran",
    ("registry/services/templat.py", "bulk_create"): "badan dari templat; direkam dengan rekam()",
    ("registry/tabel/layanan.py", "bulk_create"): "badan dari berkas; direkam dengan rekam()",
    ("registry/dokumen/penulis.py", "bulk_create"): "muat; direkam dengan rekam()",
    ("registry/isi_edisi.py", "execute"): "salinan edisi: satu Tindakan, tanpa baris riwayat",
    ("registry/pohon.py", "execute"): "kolom pohon, tidak pernah direkam",
    ("registry/services/dasar.py", "create"): "Tindakan itu sendiri",
    ("registry/services/edisi.py", "save"): "dengan Tindakan",
    ("registry/services/acuan.py", "save"): "dengan Tindakan",
    ("registry/services/acuan.py", "delete"): "dengan Tindakan",
    ("registry/services/akun.py", "save"): "dengan Tindakan",
    ("registry/services/akun.py", "delete"): "dengan Tindakan",
    ("registry/services/alasan.py", "save"): "dengan Tindakan",
    ("registry/services/alasan.py", "delete"): "dengan Tindakan",
    ("registry/services/alur.py", "save"): "dengan Tindakan",
    ("registry/services/penetapan.py", "save"): "dengan Tindakan",
    ("registry/services/penetapan.py", "delete"): "berkas pada penyimpanan, bukan baris",
    ("registry/services/terbit.py", "save"): "dengan Tindakan",
    ("registry/services/terusan.py", "save"): "dengan Tindakan",
    ("registry/dokumen/penulis.py", "save"): "muat; satu Tindakan di akhir",
    ("registry/dokumen/penulis.py", "delete"): "muat; satu Tindakan di akhir",
    ("registry/dokumen/penulis.py", "get_or_create"): "akun sistem, tidak bersejarah",
    ("relations/services.py", "get_or_create"): "urusan baru, dengan Tindakan",
    # Counters of caches, the search index: derived, without history.
    ("registry/services/acuan.py", "update"): "versi singgahan, tidak direkam",
    ("registry/services/terbit.py", "update"): "versi singgahan, tidak direkam",
    ("registry/dokumen/muat.py", "update"): "versi singgahan, tidak direkam",
    ("registry/models/daerah.py", "update"): "versi singgahan, tidak direkam",
    ("registry/models/daerah.py", "get_or_create"): "versi singgahan, tidak direkam",
    ("registry/pencarian/indeks.py", "bulk_create"): "indeks pencarian",
    ("registry/pencarian/indeks.py", "delete"): "indeks pencarian",
    ("registry/pencarian/peringkat.py", "execute"): "membaca",
    ("registry/management/commands/indeks_ulang.py", "execute"): "ANALYZE",
    # Triggers, seals, the access log, rights: append-only tables of their own.
    ("registry/beku.py", "execute"): "pemicu",
    ("registry/segel/buat.py", "save"): "segel, hanya bertambah",
    ("registry/audit/sebut.py", "raw"): "membaca",
    ("registry/riwayat.py", "save"): "simpan_tercatat: menyimpan lewat model, jadi berriwayat",
    ("registry/segel/penjaga.py", "execute"): "membaca pemicu",
    ("registry/segel/periksa.py", "execute"): "membaca",
    ("registry/segel/buat.py", "bulk_create"): "segel, hanya bertambah",
    ("registry/segel/buat.py", "execute"): "kunci penyegelan",
    ("registry/akses.py", "create"): "catatan akses, hanya bertambah",
    ("registry/tercatat.py", "execute"): "tabel dan pandangan sementara, hanya baca",
    ("registry/audit/lini.py", "execute"): "membaca",
    # Accounts.
    ("registry/admin/pengguna.py", "save"): "akun, tidak bersejarah; perannya lewat services.akun",
    ("registry/management/commands/akun_demo.py", "create_user"): "akun demo",
    ("registry/management/commands/akun_demo.py", "save"): "akun demo",
    # No rows at all.
    ("registry/admin/baris.py", "save"): "formulir, commit=False",
    ("registry/admin/penugasan.py", "save"): "formulir, commit=False",
    ("registry/tabel/tulis.py", "save"): "buku kerja",
    ("registry/gambar/png.py", "save"): "gambar",
    ("registry/gambar/pdf.py", "save"): "gambar",
}  # fmt: skip


def _berkas() -> Iterator[Path]:
    for aplikasi in ("registry", "relations", "coordination", "config"):
        yield from (satu for satu in (AKAR / aplikasi).rglob("*.py") if "migrations" not in satu.parts)


def _panggilan(berkas: Path) -> Iterator[tuple[str, int]]:
    """(name, line) of every call that may write rows."""
    for satu in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
        if not (isinstance(satu, ast.Call) and isinstance(satu.func, ast.Attribute)):
            continue
        nama = satu.func.attr
        if isinstance(satu.func.value, ast.Call) and ast.unparse(satu.func.value) == "super()":
            continue  # the same call, one class up
        # A queryset is updated with keywords; dictionaries and digests take none.
        if nama in DIAM | TERCATAT or (nama == "update" and satu.keywords):
            yield nama, satu.lineno


def test_every_statement_that_could_write_past_history_is_known() -> None:
    ada: dict[tuple[str, str], list[int]] = {}
    for berkas in _berkas():
        for nama, nomor in _panggilan(berkas):
            ada.setdefault((str(berkas.relative_to(AKAR)), nama), []).append(nomor)
    assert {kunci: nomor for kunci, nomor in ada.items() if kunci not in BOLEH} == {}
    assert BOLEH.keys() - ada.keys() == set(), "sudah tidak ada; hapus dari daftar"


def test_only_one_place_writes_acts() -> None:
    """A view or a command that made its own Tindakan would not say what it touched."""
    tempat = {
        str(berkas.relative_to(AKAR))
        for berkas in _berkas()
        for satu in ast.walk(ast.parse(berkas.read_text(encoding="utf-8")))
        if isinstance(satu, ast.Call)
        and ast.unparse(satu.func).startswith("Tindakan.")
        and ast.unparse(satu.func).endswith(("create", "bulk_create"))
    }
    assert tempat == {"registry/services/dasar.py"}
