"""The database itself freezes published rows, history, the act log, seals and the access log, on both engines.

Triggers, because no constraint can look at another table and because they also hold against bulk writes, the
shell and a mistaken migration. SQLite rebuilds a table to change it (AddField, AddConstraint): it drops the triggers
on that table silently, and refuses while a trigger on another table names it. So on SQLite they are lifted before
migrations and set again after them, and a system check says when one is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connections, models

from registry.isi_edisi import DAFTAR
from registry.models import AlasanPeringatan, BagianSegel, CatatanAkses, Edisi, ObjekTindakan, Segel, Tindakan
from registry.riwayat import tabel_riwayat

PESAN_ISI = "edisi sudah terbit: isinya beku"
PESAN_EDISI = "edisi sudah terbit: hanya dapat diralat"
PESAN_LOG = "catatan ini hanya dapat ditambah, tidak dapat diubah atau dihapus"


@dataclass(frozen=True, slots=True)
class Pemicu:
    """One trigger. `sqlite`: its body after CREATE TRIGGER name; `postgresql`: function it calls and when; "" for an
    engine that needs none."""

    nama: str
    tabel: str
    sqlite: str
    postgresql: str


def pemicu() -> Iterator[Pemicu]:
    """All triggers that must stand, from the registered models."""
    edisi = Edisi._meta.db_table
    # The reasons for warnings are no content (a clone starts without them), but part of what was published.
    dijaga: list[type[models.Model]] = [*(isi.model for isi in DAFTAR), AlasanPeringatan]
    for model in dijaga:
        tabel = model._meta.db_table
        for operasi, baris in (("insert", ("new",)), ("update", ("old", "new")), ("delete", ("old",))):
            syarat = " OR ".join(
                f"EXISTS (SELECT 1 FROM {edisi} WHERE id = {satu}.edisi_id AND diterbitkan_pada IS NOT NULL)"
                for satu in baris
            )
            if operasi == "insert":
                # REPLACE deletes the old row without asking the DELETE trigger.
                syarat += (
                    f" OR EXISTS (SELECT 1 FROM {tabel} lama JOIN {edisi} milik ON milik.id = lama.edisi_id "
                    "WHERE lama.id = new.id AND milik.diterbitkan_pada IS NOT NULL)"
                )
            yield Pemicu(
                nama=f"beku_{tabel}_{operasi}",
                tabel=tabel,
                sqlite=(
                    f"BEFORE {operasi.upper()} ON {tabel} WHEN {syarat} BEGIN SELECT RAISE(ABORT, '{PESAN_ISI}'); END"
                ),
                postgresql=f"BEFORE {operasi.upper()} ON {tabel} FOR EACH ROW EXECUTE FUNCTION rentang_beku_isi()",
            )
    tetap = [ruas.column for ruas in Edisi._meta.local_concrete_fields if ruas.name != "diralat_pada"]
    berubah = " OR ".join(f"old.{kolom} IS NOT new.{kolom}" for kolom in tetap)
    yield Pemicu(
        nama=f"beku_{edisi}_update",
        tabel=edisi,
        sqlite=(
            f"BEFORE UPDATE ON {edisi} WHEN old.diterbitkan_pada IS NOT NULL AND ({berubah} OR "
            f"(old.diralat_pada IS NOT NULL AND old.diralat_pada IS NOT new.diralat_pada)) "
            f"BEGIN SELECT RAISE(ABORT, '{PESAN_EDISI}'); END"
        ),
        postgresql=f"BEFORE UPDATE ON {edisi} FOR EACH ROW EXECUTE FUNCTION rentang_beku_edisi()",
    )
    yield Pemicu(
        nama=f"beku_{edisi}_delete",
        tabel=edisi,
        sqlite=(
            f"BEFORE DELETE ON {edisi} WHEN old.diterbitkan_pada IS NOT NULL "
            f"BEGIN SELECT RAISE(ABORT, '{PESAN_EDISI}'); END"
        ),
        postgresql=f"BEFORE DELETE ON {edisi} FOR EACH ROW EXECUTE FUNCTION rentang_beku_edisi()",
    )
    yield _tolak_ganti(edisi, "id", PESAN_EDISI)
    for model in hanya_bertambah():
        tabel, kunci = model._meta.db_table, str(model._meta.pk.column)
        yield _tolak_ganti(tabel, kunci, PESAN_LOG)
        for operasi in ("update", "delete"):
            yield Pemicu(
                nama=f"beku_{tabel}_{operasi}",
                tabel=tabel,
                sqlite=f"BEFORE {operasi.upper()} ON {tabel} BEGIN SELECT RAISE(ABORT, '{PESAN_LOG}'); END",
                postgresql=f"BEFORE {operasi.upper()} ON {tabel} FOR EACH ROW EXECUTE FUNCTION rentang_beku_log()",
            )
        yield Pemicu(
            nama=f"beku_{tabel}_kosong",
            tabel=tabel,
            sqlite="",  # it knows no TRUNCATE
            postgresql=f"BEFORE TRUNCATE ON {tabel} FOR EACH STATEMENT EXECUTE FUNCTION rentang_beku_log()",
        )


def hanya_bertambah() -> list[type[models.Model]]:
    """Models whose rows are written once: history, acts and what they touched, seals, the access log."""
    return [*tabel_riwayat(), Tindakan, ObjekTindakan, Segel, BagianSegel, CatatanAkses]


def _tolak_ganti(tabel: str, kunci: str, pesan: str) -> Pemicu:
    """SQLite: REPLACE deletes the old row without asking the DELETE trigger. PostgreSQL's INSERT cannot replace."""
    return Pemicu(
        nama=f"beku_{tabel}_ganti",
        tabel=tabel,
        sqlite=(
            f"BEFORE INSERT ON {tabel} WHEN EXISTS (SELECT 1 FROM {tabel} WHERE {kunci} = new.{kunci}) "
            f"BEGIN SELECT RAISE(ABORT, '{pesan}'); END"
        ),
        postgresql="",
    )


def fungsi() -> dict[str, str]:
    """{name of a trigger function on PostgreSQL: its body}, as `pasang` sets them."""
    pisah = (satu.split("FUNCTION ", 1)[1] for satu in _fungsi_postgresql())
    return {satu.partition("(")[0]: satu.split("$$")[1] for satu in pisah}


#: Where a trigger function looks for what it reads: last in pg_temp, where whoever may make temporary tables could put
#: another `registry_edisi`.
JALUR_CARI = "pg_catalog, public, pg_temp"


def _fungsi_postgresql() -> Iterator[str]:
    edisi, cari = Edisi._meta.db_table, f"SET search_path = {JALUR_CARI}"
    galat = "USING ERRCODE = 'integrity_constraint_violation'"
    yield f"""
        CREATE OR REPLACE FUNCTION rentang_beku_isi() RETURNS trigger LANGUAGE plpgsql {cari} AS $$
        DECLARE
            terbit timestamptz;
            satu bigint;
        BEGIN
            FOREACH satu IN ARRAY ARRAY[
                CASE WHEN TG_OP <> 'INSERT' THEN OLD.edisi_id END, CASE WHEN TG_OP <> 'DELETE' THEN NEW.edisi_id END
            ] LOOP
                -- The lock makes a publication under way wait for this row, or this row for the publication.
                SELECT diterbitkan_pada INTO terbit FROM {edisi} WHERE id = satu FOR SHARE;
                IF terbit IS NOT NULL THEN
                    RAISE EXCEPTION '{PESAN_ISI}' {galat};
                END IF;
            END LOOP;
            RETURN COALESCE(NEW, OLD);
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION rentang_beku_edisi() RETURNS trigger LANGUAGE plpgsql {cari} AS $$
        BEGIN
            IF OLD.diterbitkan_pada IS NOT NULL AND (
                TG_OP = 'DELETE'
                OR to_jsonb(OLD) - 'diralat_pada' IS DISTINCT FROM to_jsonb(NEW) - 'diralat_pada'
                OR (OLD.diralat_pada IS NOT NULL AND OLD.diralat_pada IS DISTINCT FROM NEW.diralat_pada)
            ) THEN
                RAISE EXCEPTION '{PESAN_EDISI}' {galat};
            END IF;
            RETURN COALESCE(NEW, OLD);
        END $$"""
    yield f"""
        CREATE OR REPLACE FUNCTION rentang_beku_log() RETURNS trigger LANGUAGE plpgsql {cari} AS $$
        BEGIN
            RAISE EXCEPTION '{PESAN_LOG}' {galat};
        END $$"""


def pasang(using: str = "default") -> None:
    """Set all triggers anew. Tables that do not exist yet (partial migrate) are passed over."""
    koneksi = connections[using]
    ada = set(koneksi.introspection.table_names())
    with koneksi.cursor() as kursor:
        if koneksi.vendor == "postgresql":
            for fungsi in _fungsi_postgresql():
                kursor.execute(fungsi)
        for satu in pemicu():
            if satu.tabel not in ada:
                continue
            if koneksi.vendor == "postgresql" and satu.postgresql:
                kursor.execute(f"CREATE OR REPLACE TRIGGER {satu.nama} {satu.postgresql}")
            elif koneksi.vendor == "sqlite" and satu.sqlite:
                kursor.execute(f"DROP TRIGGER IF EXISTS {satu.nama}")
                kursor.execute(f"CREATE TRIGGER {satu.nama} {satu.sqlite}")


def lepas(using: str = "default") -> None:
    """Remove all triggers, on SQLite also those of names no longer in use: it rebuilds no table that a trigger names.
    Before migrations there, and for tests that empty tables between runs."""
    koneksi = connections[using]
    with koneksi.cursor() as kursor:
        if koneksi.vendor == "sqlite":
            kursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'beku@_%' ESCAPE '@'")
            for (nama,) in kursor.fetchall():
                kursor.execute(f"DROP TRIGGER {koneksi.ops.quote_name(nama)}")
            return
        for satu in pemicu():
            kursor.execute(f"DROP TRIGGER IF EXISTS {satu.nama} ON {satu.tabel}")


def hilang(using: str = "default") -> list[str]:
    """Names of triggers that ought to stand and do not (or are switched off); 1 query, 1 more where one is missing."""
    koneksi = connections[using]
    with koneksi.cursor() as kursor:
        if koneksi.vendor == "postgresql":
            kursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        else:
            kursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        ada = {nama for (nama,) in kursor.fetchall()}
    perlu = (satu for satu in pemicu() if getattr(satu, koneksi.vendor))
    kurang = [satu for satu in perlu if satu.nama not in ada]
    if not kurang:
        return []
    tabel = set(koneksi.introspection.table_names())  # one that a migration has yet to make needs none
    return [satu.nama for satu in kurang if satu.tabel in tabel]


def sebelum_migrasi(using: str, plan: list[Any], **kwargs: Any) -> None:
    """pre_migrate, where there is something to migrate: SQLite cannot rebuild a table that a trigger names."""
    if plan and connections[using].vendor == "sqlite":
        lepas(using)


def sesudah_migrasi(using: str, **kwargs: Any) -> None:
    """post_migrate of the topmost app, when every registered table exists."""
    pasang(using)
