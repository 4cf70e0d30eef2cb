"""Are the triggers that keep the record still what `registry.beku` set: there, switched on, and of the same text?"""

from __future__ import annotations

from django.db import connection

from registry import beku


def longgar() -> list[str]:
    """One sentence for each trigger that is missing, switched off or was replaced; 3 queries at most."""
    hilang = beku.hilang()
    semua = [f"Pemicu {nama} hilang atau dimatikan: yang dijaganya dapat diubah tanpa ditolak." for nama in hilang]
    ganti = _diganti_postgresql() if connection.vendor == "postgresql" else _diganti_sqlite()
    return semua + [f"{satu} diganti isinya: yang dijaganya mungkin dapat diubah tanpa ditolak." for satu in ganti]


def _diganti_sqlite() -> list[str]:
    with connection.cursor() as kursor:
        kursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        ada = dict(kursor.fetchall())
    return [
        f"Pemicu {satu.nama}"
        for satu in beku.pemicu()
        if satu.nama in ada and ada[satu.nama] != f"CREATE TRIGGER {satu.nama} {satu.sqlite}"
    ]


def _diganti_postgresql() -> list[str]:
    with connection.cursor() as kursor:
        kursor.execute("SELECT tgname, pg_get_triggerdef(oid, true) FROM pg_trigger WHERE NOT tgisinternal")
        ada = dict(kursor.fetchall())
        kursor.execute(
            "SELECT proname, prosrc FROM pg_proc WHERE proname ~ '^rentang_' AND pg_function_is_visible(oid)"
        )
        isi = dict(kursor.fetchall())
    pemicu = [
        f"Pemicu {satu.nama}"
        for satu in beku.pemicu()
        if satu.nama in ada and ada[satu.nama] != f"CREATE TRIGGER {satu.nama} {satu.postgresql}"
    ]
    fungsi = [f"Fungsi {nama}" for nama, teks in beku.fungsi().items() if isi.get(nama, "") != teks]
    return fungsi + pemicu
