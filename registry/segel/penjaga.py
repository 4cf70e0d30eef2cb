"""Are the triggers that keep the record still what `registry.beku` set: there, switched on, and of the same text?"""

from __future__ import annotations

from django.db import connection

from registry import beku

#: Missing triggers that a sentence names; the others are counted.
DISEBUT = 3


def hilang() -> list[str]:
    """Names of the triggers that are missing or switched off; 1 query."""
    return beku.hilang()


def kalimat_hilang(nama: list[str]) -> str:
    """All missing triggers in one sentence: without one of them there may be a hundred."""
    if len(nama) == 1:
        return f"Pemicu {nama[0]} hilang atau dimatikan: yang dijaganya dapat diubah tanpa ditolak."
    lain = f", dan {len(nama) - DISEBUT} lain" if len(nama) > DISEBUT else ""
    return (
        f"{len(nama)} pemicu hilang atau dimatikan: {', '.join(nama[:DISEBUT])}{lain}. "
        "Yang dijaganya dapat diubah tanpa ditolak."
    )


def diganti() -> list[str]:
    """One sentence for each trigger or function that was replaced; 2 queries at most."""
    ganti = _diganti_postgresql() if connection.vendor == "postgresql" else _diganti_sqlite()
    return [f"{satu} diganti isinya: yang dijaganya mungkin dapat diubah tanpa ditolak." for satu in ganti]


def asing() -> list[str]:
    """One sentence for each trigger or rule on a guarded table that is none of ours, and for what makes PostgreSQL pass
    over triggers; 1 query on SQLite, 4 on PostgreSQL."""
    dijaga = sorted({satu.tabel for satu in beku.pemicu()})
    kita = {satu.nama for satu in beku.pemicu()}
    with connection.cursor() as kursor:
        if connection.vendor != "postgresql":
            kursor.execute("SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'")
            ada = [(nama, tabel) for nama, tabel in kursor.fetchall() if tabel in dijaga and nama not in kita]
            return [
                f"Pemicu {nama} pada {tabel} bukan buatan Rentang: ia dapat menelan tulisan." for nama, tabel in ada
            ]
        kursor.execute(
            "SELECT t.tgname, c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE NOT t.tgisinternal AND c.relname = ANY(%s) AND pg_table_is_visible(c.oid)",
            [dijaga],
        )
        hasil = [
            f"Pemicu {nama} pada {tabel} bukan buatan Rentang: ia dapat menelan tulisan."
            for nama, tabel in kursor.fetchall()
            if nama not in kita
        ]
        kursor.execute(
            "SELECT r.rulename, c.relname FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class "
            "WHERE r.rulename <> '_RETURN' AND c.relname = ANY(%s) AND pg_table_is_visible(c.oid)",
            [dijaga],
        )
        hasil += [f"Aturan {nama} pada {tabel} mengalihkan tulisan." for nama, tabel in kursor.fetchall()]
        kursor.execute(
            "SELECT a.relname, i.relname FROM pg_inherits h JOIN pg_class i ON i.oid = h.inhparent "
            "JOIN pg_class a ON a.oid = h.inhrelid WHERE i.relname = ANY(%s) AND pg_table_is_visible(i.oid)",
            [dijaga],
        )
        hasil += [f"Tabel {anak} menumpang pada {tabel}: barisnya tidak dijaga." for anak, tabel in kursor.fetchall()]
        kursor.execute("SELECT current_setting('session_replication_role')")
        if (mode := kursor.fetchone()[0]) != "origin":
            hasil.append(f"Pemicu dilewati basis data ini: session_replication_role = {mode}.")
    return hasil


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
        # The function that the trigger runs, whatever else bears its name.
        kursor.execute(
            "SELECT DISTINCT p.proname, p.prosrc, array_to_string(p.proconfig, ';') "
            "FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid "
            "WHERE NOT t.tgisinternal AND t.tgname = ANY(%s)",
            [[satu.nama for satu in beku.pemicu()]],
        )
        isi: dict[str, set[tuple[str, str]]] = {}
        for nama, *teks in kursor.fetchall():
            isi.setdefault(nama, set()).add((teks[0], teks[1] or ""))
    pemicu = [
        f"Pemicu {satu.nama}"
        for satu in beku.pemicu()
        if satu.nama in ada and ada[satu.nama] != f"CREATE TRIGGER {satu.nama} {satu.postgresql}"
    ]
    jalur = f"search_path={beku.JALUR_CARI}"
    fungsi = [f"Fungsi {nama}" for nama, teks in beku.fungsi().items() if nama in isi and isi[nama] != {(teks, jalur)}]
    return fungsi + pemicu
