"""The repository polices itself: layers, names, templates, what must never be committed."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

AKAR = Path(__file__).parents[1]
APLIKASI = ("registry", "relations", "coordination")


def berkas_python(*folder: str) -> Iterator[Path]:
    for satu in folder or APLIKASI:
        yield from (b for b in (AKAR / satu).rglob("*.py") if "migrations" not in b.parts)


def tercatat() -> list[str]:
    """Files that git knows or would add; the working tree's own list where there is no git."""
    hasil = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],
        cwd=AKAR,
        capture_output=True,
        text=True,
        check=False,
    )
    if hasil.returncode != 0:
        pytest.skip("bukan salinan git")
    return [nama for nama in hasil.stdout.splitlines() if (AKAR / nama).is_file()]


def test_only_pohon_knows_the_columns_of_the_tree() -> None:
    pola = re.compile(r"\b(lft|rght|tree_id)\b")
    # Naming the columns to keep them out of history and to constrain them is not using them.
    boleh = {"registry/pohon.py", "registry/riwayat.py", "registry/models/kedudukan.py"}
    pelanggar = [
        str(berkas.relative_to(AKAR))
        for berkas in berkas_python()
        if str(berkas.relative_to(AKAR)) not in boleh and pola.search(berkas.read_text(encoding="utf-8"))
    ]
    assert pelanggar == []


def test_every_model_has_an_entry_in_the_glossary() -> None:
    istilah = (AKAR / "docs" / "istilah.md").read_text(encoding="utf-8")
    tanpa = [
        model._meta.label
        for nama in APLIKASI
        for model in apps.get_app_config(nama).get_models()
        if not model.__name__.startswith("Historical") and f"`{model._meta.label}`" not in istilah
    ]
    assert tanpa == []


def test_every_model_has_a_docstring_of_its_own() -> None:
    tanpa = [
        model._meta.label
        for nama in APLIKASI
        for model in apps.get_app_config(nama).get_models()
        if not model.__name__.startswith("Historical") and (model.__doc__ or "").startswith(f"{model.__name__}(")
    ]
    assert tanpa == []


def test_every_enduring_model_keeps_history() -> None:
    # docs/keputusan/0004
    tanpa_sengaja = {
        "Tindakan",
        "ObjekTindakan",
        "Segel",
        "BagianSegel",
        "CatatanAkses",
        "VersiNasional",
        "Kata",
        "Trigram",
        "Penunjuk",
        "PenunjukDaerah",
    }
    tanpa = {
        model.__name__
        for nama in APLIKASI
        for model in apps.get_app_config(nama).get_models()
        if not model.__name__.startswith("Historical") and not hasattr(model, "history")
    }
    assert tanpa == tanpa_sengaja


def test_today_enters_only_at_the_edge() -> None:
    dalam = re.compile(r"\b(hari_ini|date\.today|localdate)\b")
    lapisan = ("models", "querysets", "aturan", "pohon", "isi_edisi", "koordinator", "services", "turunan")
    pelanggar = [
        str(berkas.relative_to(AKAR))
        for berkas in berkas_python()
        if (berkas.stem in lapisan or berkas.parent.name in lapisan)
        and dalam.search(berkas.read_text(encoding="utf-8"))
    ]
    assert pelanggar == []


def test_no_import_hides_in_a_function_except_where_apps_get_ready() -> None:
    pelanggar = []
    for berkas in berkas_python():
        if berkas.name == "apps.py":
            continue
        for fungsi in ast.walk(ast.parse(berkas.read_text(encoding="utf-8"))):
            if isinstance(fungsi, ast.FunctionDef) and any(
                isinstance(satu, ast.Import | ast.ImportFrom) for satu in ast.walk(fungsi)
            ):
                pelanggar.append(f"{berkas.relative_to(AKAR)}:{fungsi.lineno}")
    assert pelanggar == []


def test_every_template_is_used() -> None:
    akar = AKAR / "templates"
    sumber = "\n".join(
        berkas.read_text(encoding="utf-8")
        for berkas in [*berkas_python(*APLIKASI, "config"), *akar.rglob("*.html"), *akar.rglob("*.txt")]
    )
    bawaan_django = ("admin/", "registration/", "simple_history/", "mptt/")  # found by name
    tak_terpakai = [
        nama
        for nama in (str(berkas.relative_to(akar)) for berkas in akar.rglob("*.html"))
        if not nama.startswith(bawaan_django) and f'"{nama}"' not in sumber and f"'{nama}'" not in sumber
    ]
    assert tak_terpakai == []


def test_no_template_carries_inline_script_or_style() -> None:
    pola = re.compile(r"<style\b|\sstyle=|<script(?![^>]*\bsrc=)(?![^>]*json)[^>]*>|\son\w+=", re.IGNORECASE)
    pelanggar = [
        str(berkas.relative_to(AKAR))
        for berkas in (AKAR / "templates").rglob("*.html")
        if pola.search(
            re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", berkas.read_text(encoding="utf-8"), flags=re.DOTALL)
        )
    ]
    assert pelanggar == []


def test_nothing_of_this_machine_and_no_package_index_is_committed() -> None:
    pola = re.compile(
        r"(?<![\w.])/(?:work|farm|root|home)/|--(?:extra-)?index-url|https?://[^\s\"']+/simple\b|https?://[^\s\"']+\.(?:whl|tar\.gz)\b"
    )
    pelanggar = []
    for nama in tercatat():
        if nama == "tests/test_arsitektur.py":
            continue
        try:
            isi = (AKAR / nama).read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue
        if pola.search(isi):
            pelanggar.append(nama)
    assert pelanggar == []


def test_the_top_level_holds_only_what_it_should() -> None:
    boleh = {
        ".ci", ".gitignore", "CHANGELOG.md", "Makefile", "README.md", "benchmarks", "config", "coordination",
        "docs", "fixtures", "manage.py", "pyproject.toml", "registry", "relations", "requirements-dev.lock",
        "requirements.lock",
        "templates", "tests",
    }  # fmt: skip
    assert {nama.split("/")[0] for nama in tercatat()} <= boleh


def test_no_text_of_a_regulation_is_committed() -> None:
    """Whole sentences of the founding texts: facts and list items carry over, sentences do not."""
    seeds = AKAR.parent / "shared" / "seeds"
    if not seeds.is_dir():
        pytest.skip("naskah tidak ada di mesin ini (../shared/seeds)")
    milik_kita = " ".join(
        re.sub(r"\s+", " ", (AKAR / nama).read_text(encoding="utf-8", errors="ignore"))
        for nama in tercatat()
        if nama.endswith((".yaml", ".md", ".py", ".html"))
    )
    tersalin = []
    for naskah in seeds.glob("*.txt"):
        for baris in naskah.read_text(encoding="utf-8").splitlines():
            ayat = re.match(r"^\s*-?\s*\(\d+\)\s+(.{120,})$", baris)
            # The numbered principles of Pesawaran 38/2022 Pasal 14 are items of a list: those are facts.
            if ayat is None or ayat.group(1).startswith("saling "):
                continue
            if re.sub(r"\s+", " ", ayat.group(1)).strip()[:120] in milik_kita:
                tersalin.append(f"{naskah.name}: {ayat.group(1)[:50]}")
    assert tersalin == []
