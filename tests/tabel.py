"""Files of tables for tests: what staff would upload."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from registry.models import Edisi
from registry.tabel.berkas import baca_berkas
from registry.tabel.rencana import Rencana, rencanakan
from registry.tabel.tulis import tulis_xlsx

UNIT = ["Kunci", "Nama", "Jenis", "Induk"]
RENTANG = ["Unit", "Koordinator", "Huruf"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def xlsx(**lembar: Sequence[Sequence[Any]]) -> bytes:
    """A workbook; `Unit=[[heads…], [cells…]]`."""
    buku = Workbook()
    buku.remove(buku.worksheets[0])
    for nama, baris in lembar.items():
        satu = buku.create_sheet(nama)
        for isi in baris:
            satu.append(list(isi))
    return simpan(buku)


def simpan(buku: Workbook) -> bytes:
    aliran = io.BytesIO()
    buku.save(aliran)
    return aliran.getvalue()


def buka(isi: bytes) -> Workbook:
    return load_workbook(io.BytesIO(isi))


def rencana(edisi: Edisi, isi: bytes, nama: str = "unit.xlsx", **pilihan: Any) -> Rencana:
    return rencanakan(edisi, baca_berkas(nama, isi), **pilihan)


def unggah(client: Any, edisi: Edisi, isi: bytes, nama: str = "unit.xlsx", cara: str = "tambah") -> Any:
    berkas = SimpleUploadedFile(nama, isi, content_type=XLSX)
    return client.post(reverse("admin:edisi_impor", args=[edisi.pk]), {"berkas": berkas, "cara": cara})


def lanjut(client: Any, edisi: Edisi, pratinjau: Any, lakukan: str = "terapkan", **isian: Any) -> Any:
    """Post the preview back, as its buttons do; every new body ticked unless `badan_baru` says which."""
    konteks = pratinjau.context
    cara = "samakan" if konteks["samakan"] else "tambah"
    baru = [satu.kunci for satu in konteks["badan_baru"]]
    data = {"segel": konteks["segel"], "lakukan": lakukan, "cara": cara, "badan_baru": baru} | isian
    return client.post(reverse("admin:edisi_impor", args=[edisi.pk]), data)


def diubah(edisi: Edisi, *ganti: tuple[str, str, str, Any]) -> bytes:
    """The edition's own workbook with cells typed over: (sheet, key in the first column, heading, value)."""
    buku = buka(tulis_xlsx(edisi))
    for lembar, kunci, kepala, nilai in ganti:
        satu: Any = buku[lembar]
        kolom = next(sel.column for sel in satu[1] if sel.value == kepala)
        baris = next(sel.row for sel in satu["A"] if sel.value == kunci)
        satu.cell(row=baris, column=kolom).value = nilai
    return simpan(buku)


def tanpa(edisi: Edisi, lembar: str, *kunci: str) -> bytes:
    """The edition's own workbook without the rows of these keys."""
    buku = buka(tulis_xlsx(edisi))
    satu: Any = buku[lembar]
    for baris in sorted((sel.row for sel in satu["A"] if sel.value in kunci), reverse=True):
        satu.delete_rows(baris)
    return simpan(buku)


def seperti_excel(isi: bytes) -> bytes:
    """The workbook as Excel saves it: texts in a table of their own, cells pointing into it."""
    with zipfile.ZipFile(io.BytesIO(isi)) as arsip:
        anggota = {nama: arsip.read(nama).decode() for nama in arsip.namelist()}
    teks: list[str] = []

    def pindah(cocok: re.Match[str]) -> str:
        teks.append(cocok.group(2))
        return f'{cocok.group(1)}t="s"><v>{len(teks) - 1}</v></c>'

    for nama in [satu for satu in anggota if satu.startswith("xl/worksheets/")]:
        anggota[nama] = re.sub(r'(<c [^>]*?)t="inlineStr"><is>(.*?)</is></c>', pindah, anggota[nama], flags=re.DOTALL)
    ruang = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    anggota["xl/sharedStrings.xml"] = f'<sst xmlns="{ruang}">{"".join(f"<si>{satu}</si>" for satu in teks)}</sst>'
    anggota["[Content_Types].xml"] = anggota["[Content_Types].xml"].replace(
        "</Types>",
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'spreadsheetml.sharedStrings+xml"/></Types>',
    )
    aliran = io.BytesIO()
    with zipfile.ZipFile(aliran, "w", zipfile.ZIP_DEFLATED) as arsip:
        for nama, satu in anggota.items():
            arsip.writestr(nama, satu)
    return aliran.getvalue()
