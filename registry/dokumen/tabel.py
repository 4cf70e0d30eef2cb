"""The field tables of docs/format.md, from the schema itself: the manual cannot say what the reader does not do."""

from __future__ import annotations

from collections.abc import Iterator

from registry.dokumen.lengkap import dokumen_daerah, dokumen_nasional
from registry.dokumen.skema import Isian, pembaca_ruas, skema_dalam
from registry.dokumen.tipe import Pembaca

AWAL = "<!-- tabel ruas: dibuat dengan `manage.py ekspor ruas`, jangan diubah tangan -->"
AKHIR = "<!-- akhir tabel ruas -->"


def tabel() -> str:
    """Markdown: one table an entry class, in the order in which a reader of a document meets them."""
    judul = {kelas: nama for nama, kelas in _kelas()}
    bagian = []
    for kelas, nama in judul.items():
        baris = [f"### {nama}", "", "| Ruas | Wajib | Isi | Keterangan |", "|---|---|---|---|"]
        for ruas, isi in kelas.model_fields.items():
            wajib = "ya" if isi.is_required() else "tidak"
            baris.append(f"| `{ruas}` | {wajib} | {_isi(kelas, ruas, judul)} | {isi.description or ''} |")
        bagian.append("\n".join(baris))
    return "\n\n".join([AWAL, *bagian, AKHIR])


def _kelas() -> Iterator[tuple[str, type[Isian]]]:
    """(heading, class), each class once, under the first place where it stands."""
    terlihat: set[type[Isian]] = set()
    tumpukan: list[tuple[str, type[Isian]]] = [
        ("Dokumen nasional", dokumen_nasional()),
        ("Dokumen daerah", dokumen_daerah()),
    ]
    while tumpukan:
        nama, kelas = tumpukan.pop()
        if kelas in terlihat:
            continue
        terlihat.add(kelas)
        yield nama, kelas
        awalan = "" if nama.startswith("Dokumen") else f"{nama.strip('`')}."
        tumpukan += [
            (f"`{awalan}{ruas}`", dalam)
            for ruas, isi in reversed(kelas.model_fields.items())
            if (dalam := skema_dalam(isi.annotation)) is not None
        ]


def _isi(kelas: type[Isian], ruas: str, judul: dict[type[Isian], str]) -> str:
    anotasi = kelas.model_fields[ruas].annotation
    dalam = skema_dalam(anotasi)
    daftar = "list" in str(anotasi)
    if dalam is not None:
        return f"{'daftar' if daftar else 'kelompok ruas'}, lihat {judul[dalam]}"
    pembaca = pembaca_ruas(kelas, ruas) or Pembaca()
    bawaan = (
        ""
        if kelas.model_fields[ruas].is_required()
        else kelas.model_fields[ruas].get_default(call_default_factory=True)
    )
    if isinstance(bawaan, bool):
        bawaan = "ya" if bawaan else "tidak"
    kalau_kosong = f"; bila tidak ditulis: {bawaan}" if bawaan else ""
    return f"{'daftar ' if daftar else ''}{pembaca.macam}{kalau_kosong}".replace("|", "\\|")
