"""Reading YAML that nobody has vouched for."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from registry.dokumen.galat import DokumenSalah
from registry.dokumen.tulis import sebagai_yaml
from registry.dokumen.yaml_aman import BATAS_BITA, BATAS_DALAM, baca, tak_terlihat, urai
from tests.naskah_contoh import kesalahan


def tolak(isi: str | bytes) -> str:
    """The refusal of a file."""
    with pytest.raises(DokumenSalah) as galat:
        urai(isi if isinstance(isi, bytes) else isi.encode(), nama="x.yaml")
    assert len(galat.value.galat) == 1
    return str(galat.value.galat[0])


def test_setiap_skalar_adalah_teks() -> None:
    isi = b"kode: 63.10\ntanggal: 2022-05-13\nnomor: 007\nya: yes\nhuruf: n\nangka: 1_000\noktal: 0o17\nkosong:\n"
    assert urai(isi).data == {
        "kode": "63.10",
        "tanggal": "2022-05-13",
        "nomor": "007",
        "ya": "yes",
        "huruf": "n",
        "angka": "1_000",
        "oktal": "0o17",
        "kosong": "",
    }


def test_baris_setiap_ruas() -> None:
    naskah = urai(b"a: 1\nb:\n  - c: x\n    d: y\n\n  - c: >-\n      dua\n      baris\nf: {g: 1, h: [i, j]}\n")
    assert [
        naskah.baris(ruas)
        for ruas in (
            ("a",),
            ("b",),
            ("b", 0),
            ("b", 0, "d"),
            ("b", 1, "c"),
            ("f", "h", 1),
            ("b", 1, "tidak-ada"),
            ("b", 9, "x"),
        )
    ] == [1, 2, 3, 4, 6, 9, 6, 2]


@pytest.mark.parametrize(
    ("isi", "pesan"),
    [
        ("", "berkas ini kosong"),
        ("# hanya komentar\n", "berkas ini kosong"),
        ("a: &x 1\n", "baris 1, a: jangkar &x tidak diterima; hapus tanda itu"),
        ("a: 1\nb: *x\n", "baris 2, b: acuan *x tidak diterima; tulis isinya di sini"),
        ("a:\n  - !!str 1\n", "baris 2, a ke-1: penanda jenis (yang diawali !) tidak diterima; hapus tanda itu"),
        ("a: !!python/object/apply:os.system [x]\n", "penanda jenis"),
        ("a:\n  <<: {b: 1}\n", "baris 2, a: kunci gabung << tidak diterima; tulis isinya di sini"),
        ("a: 1\nb: 2\na: 3\n", 'baris 3, a: ruas "a" ditulis dua kali di tempat yang sama'),
        ("a: 1\n---\nb: 2\n", "baris 2: satu berkas hanya memuat satu dokumen; hapus tanda --- yang kedua"),
        ("%YAML 1.1\n---\na: 1\n", "baris pengarah (yang diawali %) tidak diterima"),
        ("- a\n- b\n", 'baris 1: dokumen diawali nama ruas (misalnya "rentang: 1"), bukan daftar'),
        ("sepotong teks\n", "ini bukan dokumen Rentang"),
        ("[a]: b\n", "nama ruas harus berupa kata, bukan daftar"),
        ("a: ~\n", '"~" bukan isian; hapus ruas ini bila memang kosong'),
        ("a: null\n", '"null" bukan isian'),
        ("a:\n\tb: 1\n", "baris 2: tab tidak boleh dipakai untuk menjorokkan baris; pakai spasi"),
        ("a: @x\n", 'baris 1: isi yang diawali tanda "@" harus diberi tanda kutip'),
        ("a: b: c\n", "baris 1: titik dua yang diikuti spasi memisahkan ruas dari isinya"),
        ("a: {b: 1\nc: 2\n", "kurung kurawal { belum ditutup"),
        ("a: [b\nc: 2\n", "kurung siku [ belum ditutup"),
        ('a: 1\nb: "x\nc: 2\n', "baris 2: tanda kutip belum ditutup"),
        ("a:\n  - b\n c: 1\n", "awal baris ini tidak sejajar"),
        ("a: 'it's'\n", "tanda kutip tak sepasang"),
        ("a: b\x00c\n", "baris 1: ada karakter yang tidak terlihat (U+0000); hapus lalu ketik ulang bagian itu"),
        ("a: b\nc: d\u202ee\n", "baris 2: ada karakter yang tidak terlihat (U+202E)"),
        ("dinas\u200b: 1\n", "U+200B"),
        ("a: b\u2028c: d\n", "U+2028"),
        ('a: "x\\0y"\n', "baris 1, a: ada karakter yang tidak terlihat (U+0000)"),
        ('a: "x\\u202ey"\n', "U+202E"),
        ("a: o\u0301\u0302\u0303\u0304\u0305\n", "baris 1: ada karakter yang tidak terlihat (U+0305)"),
        ("a:\n  - b: 1\n  - b: [x]\n    c: &d\n", "baris 4, a ke-2 > c: jangkar &d"),
        ("a:\n  - b: 1\n  - b: [x, {c: *d}]\n", "baris 3, a ke-2 > b ke-2 > c: acuan *d"),
        ('a: "\\ud800"\n', "kode karakter dalam tanda kutip tidak dikenal"),
    ],
)
def test_yang_ditolak_dan_sebabnya(isi: str, pesan: str) -> None:
    assert pesan in tolak(isi)


def test_bukan_utf8() -> None:
    assert tolak("a: 1\nb: café\n".encode("latin-1")) == (
        "baris 2: ada huruf yang tidak dapat dibaca; simpan berkas ini sebagai UTF-8"
    )
    assert "UTF-16" in tolak("a: 1\n".encode("utf-16"))


def test_tanda_urutan_bita_dan_baris_windows_diterima() -> None:
    """Notepad writes both."""
    naskah = urai("\ufeffa: 1\r\nb:\r\n  - c\r\n".encode())
    assert naskah.data == {"a": "1", "b": ["c"]}
    assert naskah.baris(("b", 0)) == 3


def test_bom_yaml_tidak_dikembangkan() -> None:
    """The billion laughs: refused at its first anchor."""
    bom = 'a: &a ["lol"]\n' + "".join(
        f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join([f'*{chr(97 + i)}'] * 9)}]\n" for i in range(12)
    )
    assert "jangkar &a" in tolak(bom)


@pytest.mark.parametrize(
    "isi",
    [
        "a: " + "[" * 100_000,
        "a: " + "{b: " * 100_000,
        "a:\n " + "- " * 100_000,
        "? " * 100_000,
        "a: " + "[[]," * 200_000,
    ],
    ids=["kurung", "kurawal", "butir", "kunci", "lebar"],
)
def test_susunan_terlalu_dalam_ditolak_segera(isi: str) -> None:
    mulai = time.monotonic()
    tolak(isi)
    assert time.monotonic() - mulai < 2


def test_batas_kedalaman() -> None:
    def bertingkat(banyak: int) -> bytes:
        return ("\n".join("  " * i + "a:" for i in range(banyak)) + " x\n").encode()

    assert urai(bertingkat(BATAS_DALAM)).data
    assert f"lebih dari {BATAS_DALAM} tingkat" in tolak(bertingkat(BATAS_DALAM + 1))


def test_terlalu_banyak_isian() -> None:
    assert "terlalu banyak isian; paling banyak 250.000" in tolak("a:\n" + "- b\n" * 300_000)


def test_50_mb_ditolak_sebelum_dibaca(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    besar = tmp_path / "besar.yaml"
    with besar.open("wb") as berkas:
        berkas.truncate(50 * 1024 * 1024)

    def jangan(*args: Any, **kwargs: Any) -> None:
        raise AssertionError("dibaca")

    monkeypatch.setattr(Path, "open", jangan)
    with pytest.raises(DokumenSalah, match=r"terlalu besar \(50,0 MB\); paling besar 2 MB"):
        baca(besar)


def test_berkas_yang_tumbuh_tidak_dibaca_habis(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Size and content are asked one after the other: what is read is bounded too."""
    berkas = tmp_path / "x.yaml"
    berkas.write_bytes(b"#" * (BATAS_BITA + 10))
    asli = os.stat_result([*berkas.stat()[:6], 10, *berkas.stat()[7:]])
    monkeypatch.setattr(Path, "stat", lambda self, **kw: asli)
    with pytest.raises(DokumenSalah, match="terlalu besar"):
        baca(berkas)


def test_bukan_berkas(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    for jalur, pesan in (("tidak-ada.yaml", "tidak ditemukan"), ("", "bukan berkas"), ("pipa", "bukan berkas")):
        with pytest.raises(DokumenSalah, match=pesan):
            baca(tmp_path / jalur)


@given(st.binary(max_size=300))
def test_bita_apa_pun_dibaca_atau_ditolak(isi: bytes) -> None:
    assert len(kesalahan(lambda: urai(isi))) <= 1


@given(st.text("ab:{}[],&*!|>'\"%@`#-? \n\t~<\\0", max_size=80))
def test_tanda_yaml_apa_pun_dibaca_atau_ditolak(isi: str) -> None:
    semua = kesalahan(lambda: urai(isi.encode()))
    assert all(0 <= satu.baris <= isi.count("\n") + 2 for satu in semua)


TEKS = st.text(st.characters(codec="utf-8"), max_size=60).filter(
    lambda teks: not tak_terlihat(teks.replace("\t", "\0"))
)
KUNCI = st.text("abcdefghij_-", min_size=1, max_size=8)
DATA = st.recursive(
    TEKS.map(lambda teks: " ".join(teks.split())),
    lambda anak: st.lists(anak, max_size=4) | st.dictionaries(KUNCI, anak, max_size=4),
    max_leaves=12,
)


@given(st.dictionaries(KUNCI, DATA, min_size=1, max_size=4))
def test_yang_ditulis_terbaca_kembali_sama(data: dict[str, Any]) -> None:
    assert urai(sebagai_yaml(data).encode()).data == data


@given(st.lists(st.text("ab:#-'\"{}", min_size=1, max_size=20), min_size=1, max_size=40))
def test_alinea_dan_teks_panjang_terbaca_kembali_sama(kata: list[str]) -> None:
    panjang = " ".join(kata)
    data = {"a": panjang, "b": [{"c": panjang, "d": "\n\n".join(kata)}]}
    assert urai(sebagai_yaml(data).encode()).data == data


def test_tata_letak_untuk_dibaca_orang() -> None:
    teks = sebagai_yaml(
        {
            "rentang": "1",
            "daerah": {"kode": "63.10", "provinsi": {"kode": "63", "nama": "Kalimantan Selatan"}},
            "unit": [{"huruf": "a", "unit": "dinas"}, {"huruf": "b", "catatan": "kata " * 25 + "akhir"}],
        }
    )
    assert teks == (
        "rentang: 1\n\ndaerah:\n  kode: 63.10\n  provinsi: {kode: 63, nama: Kalimantan Selatan}\n\n"
        "unit:\n  - {huruf: a, unit: dinas}\n  - huruf: b\n    catatan: >-\n      "
        + "kata " * 21
        + "kata\n      "
        + "kata " * 3
        + "akhir\n"
    )


def test_pengurai_python_memberi_hasil_yang_sama(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where PyYAML was built without libyaml."""
    isi = Path(__file__).parents[1].joinpath("fixtures", "63.03-banjar.yaml").read_bytes()
    cepat = urai(isi)
    monkeypatch.setattr("registry.dokumen.yaml_aman._PENGURAI", yaml.BaseLoader)
    assert urai(isi).data == cepat.data
    assert "tab" in tolak("a:\n\tb: 1\n")
    assert "jangkar" in tolak("a: &x 1\n")
