"""From text to typed entries: what a field may hold, and what is said when it does not."""

from __future__ import annotations

import copy
import time
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from registry.dokumen import tabel
from registry.dokumen.bagian import BAGIAN_EDISI, BAGIAN_NASIONAL, Penomor
from registry.dokumen.daftar import menurut_induk, rujukan_butir, rujukan_induk
from registry.dokumen.galat import BATAS_GALAT, DokumenSalah
from registry.dokumen.lengkap import baca_dokumen, dokumen_daerah
from registry.dokumen.muat import periksa_berkas
from registry.dokumen.skema import data, telusuri
from registry.dokumen.tipe import mirip, rapi
from registry.dokumen.tulis import sebagai_yaml
from registry.dokumen.yaml_aman import tanpa_tak_terlihat, urai
from registry.isi_edisi import DAFTAR
from tests import naskah_contoh
from tests.naskah_contoh import galat, kesalahan


def ubah(isi: dict[str, Any], jalur: str, nilai: Any) -> dict[str, Any]:
    """Bend one field; `...` takes it out. Path: "edisi.1.rentang.0.verba"."""
    *induk, akhir = [int(satu) if satu.isdigit() else satu for satu in jalur.split(".")]
    tempat: Any = isi
    for langkah in induk:
        tempat = tempat[langkah]
    if nilai is ...:
        del tempat[akhir]
    else:
        tempat[akhir] = nilai
    return isi


def test_dokumen_contoh_tidak_bercacat() -> None:
    assert galat(naskah_contoh.daerah()) == []
    assert galat(naskah_contoh.nasional()) == []


def test_nilai_bertipe() -> None:
    dokumen: Any = baca_dokumen(naskah_contoh.naskah(naskah_contoh.daerah()))
    peraturan = dokumen.peraturan[1]
    assert peraturan.ditetapkan == date(2020, 1, 2)
    assert peraturan.tahun == 2020
    assert dokumen.edisi[1].rentang[1].unit[0].utama is False
    assert dokumen.edisi[1].ketentuan[0].maksud == "Menyamakan pemahaman.\n\nDua alinea."


def test_baca_lalu_tulis_tidak_mengubah_apa_pun() -> None:
    dokumen = baca_dokumen(naskah_contoh.naskah(naskah_contoh.daerah()))
    sekali = data(dokumen)
    assert data(baca_dokumen(urai(sebagai_yaml(sekali).encode()))) == sekali


@pytest.mark.parametrize(
    ("jalur", "nilai", "pesan"),
    [
        ("peraturan.1.ditetapkan", "2020-02-31", "peraturan ke-2 > ditetapkan: tanggal 31 Februari 2020 tidak ada"),
        ("peraturan.1.ditetapkan", "2020-13-01", "bulan 13 tidak ada"),
        ("peraturan.1.ditetapkan", "2 Januari 2020", 'peraturan ke-2 > ditetapkan: "2 Januari 2020" bukan tanggal'),
        ("peraturan.1.ditetapkan", "0000-01-01", "tahun 0 tidak masuk akal"),
        ("peraturan.1.tahun", "9" * 900, "bukan angka bulat antara 1900 dan 2200"),
        ("peraturan.1.tahun", "2020.0", '"2020.0" bukan angka bulat'),
        ("peraturan.1.tahun", "-1", '"-1" bukan angka bulat'),
        ("peraturan.1.tahun", "٢٠٢٠", "bukan angka bulat"),
        ("peraturan.1.jenis", "perpub", 'kata "perpub" bukan salah satu dari: uud, uu,'),
        ("peraturan.1.jenis", "perbupp", '(mungkin maksudnya "perbup")'),
        ("peraturan.1.kunci", "Perbup 1/2020", '"Perbup 1/2020" bukan kunci; pakai huruf kecil'),
        ("peraturan.1.tempat", "x" * 101, "terlalu panjang (101 huruf); paling panjang 100 huruf"),
        ("peraturan.1.ditetapkan", "2" * 100_000, "terlalu panjang (100000 huruf)"),
        ("peraturan.1.catatan", "x" * 50_000, "terlalu panjang (50000 huruf)"),
        ("peraturan.1.tautan", "javascript:alert(1)", "tulis alamat web lengkap"),
        ("peraturan.1.hubungan.0.rujukan", "Psl tujuh", "peraturan ke-2 > hubungan ke-1 > rujukan: "),
        ("peraturan.1.hubungan.0.ke", "63-03/x", 'yang di depan garis miring harus "nasional" atau kode daerah'),
        ("edisi.1.peraturan", "63.03/x", 'yang di depan garis miring harus "nasional"'),
        ("peraturan.1.lembaran", "Berita Daerah 2020", "peraturan ke-2 > lembaran: di sini harus ada kelompok ruas"),
        ("peraturan.1.nomor", ["1"], "di sini hanya boleh satu isian, bukan daftar"),
        ("peraturan.1.nomor", {"a": "1"}, "di sini hanya boleh satu isian, bukan kelompok ruas"),
        ("peraturan.1.hubungan", "mencabut", "peraturan ke-2 > hubungan: di sini harus ada daftar"),
        ("peraturan.1.hubungan.0", "mencabut", "peraturan ke-2 > hubungan ke-1: di sini harus ada kelompok ruas"),
        ("edisi.1.rentang.1.unit.0.utama", "yes", '"yes" bukan jawaban; tulis ya atau tidak'),
        ("edisi.1.rentang.0.unit", [], "edisi ke-2 > rentang ke-1 > unit: daftar ini masih kosong"),
        ("edisi.1.kelengkapan.rentang", ..., "edisi ke-2 > kelengkapan > rentang: ruas wajib belum diisi"),
        ("edisi.1.struktur.0.nama", "   ", "edisi ke-2 > struktur ke-1 > nama: ruas wajib belum diisi"),
        ("daerah.kode", "6303", '"6303" bukan kode wilayah; tulis seperti 63 atau 63.03'),
        ("daerah.kode", "٦٣.٠٣", "bukan kode wilayah"),
        ("daerah.zona_waktu", "WITA", 'kata "WITA" bukan salah satu dari: Asia/Jakarta'),
        ("rentang", "2", 'rentang: kata "2" bukan salah satu dari: 1'),
        ("perangkat_daerah.0.uuid", "bukan", 'perangkat_daerah ke-1 > uuid: "bukan" bukan UUID'),
        ("perangkat_daerah.0.nma", "x", 'ruas "nma" tidak dikenal di sini (mungkin maksudnya "nama")'),
        (
            "edisi.1.rentangs",
            [],
            'edisi ke-2 > rentangs: ruas "rentangs" tidak dikenal di sini (mungkin maksudnya "rentang")',
        ),
        ("zzz", "x", "yang dikenal: rentang, daerah, peraturan, perangkat_daerah, edisi"),
    ],
)
def test_pesan(jalur: str, nilai: Any, pesan: str) -> None:
    semua = galat(ubah(naskah_contoh.daerah(), jalur, nilai))
    assert any(pesan in satu for satu in semua), semua


def test_kode_urusan_memakai_pola_modelnya() -> None:
    assert any(
        "Tulis kode seperti 1.02." in satu for satu in galat(ubah(naskah_contoh.nasional(), "urusan.0.kode", "1.2"))
    )


def test_koma_dalam_kurawal_dijelaskan() -> None:
    """`{teks: satu, dua}` are two fields to YAML."""
    isi = sebagai_yaml(naskah_contoh.daerah()).replace(
        "{label: a, teks: perencanaan}", "{label: a, teks: satu, dua tiga}"
    )
    with pytest.raises(DokumenSalah, match=r"isi yang memuat koma di dalam \{ \} harus diberi tanda kutip"):
        periksa_berkas(urai(isi.encode()))


def test_semua_kesalahan_satu_berkas_dilaporkan_bersama_dengan_barisnya() -> None:
    isi = naskah_contoh.daerah()
    ubah(isi, "daerah.jenis", "kabupaten kota")
    ubah(isi, "peraturan.1.ditetapkan", "2020-02-30")
    ubah(isi, "edisi.1.rentang.0.unit.1.huruf", ["b"])
    naskah = naskah_contoh.naskah(isi)
    teks = sebagai_yaml(isi).splitlines()
    with pytest.raises(DokumenSalah) as e:
        periksa_berkas(naskah)
    assert len(e.value.galat) == 3
    assert [satu.baris for satu in e.value.galat] == [
        teks.index("  jenis: kabupaten kota") + 1,
        teks.index("    ditetapkan: 2020-02-30") + 1,
        next(ke for ke, baris in enumerate(teks, 1) if "huruf: [b]" in baris),
    ]
    blok = str(e.value)
    assert blok.startswith("99.01-contoh.yaml: tidak dimuat, 3 kesalahan. Tidak ada yang berubah.\n  - baris ")


def test_paling_banyak_lima_puluh_kesalahan_ditampilkan() -> None:
    isi = naskah_contoh.daerah()
    isi["perangkat_daerah"] = [{"kunci": f"unit {i}", "nama": "x", "asing": "y"} for i in range(20_000)]
    mulai = time.monotonic()
    with pytest.raises(DokumenSalah) as e:
        periksa_berkas(naskah_contoh.naskah(isi))
    assert time.monotonic() - mulai < 20
    blok = str(e.value)
    assert len(e.value.galat) == 40_000
    assert blok.count("\n  - ") == BATAS_GALAT
    assert blok.endswith(f"… dan {40_000 - BATAS_GALAT} kesalahan lagi.")


def test_kunci_yang_tidak_dikenal_dalam_jumlah_besar_tidak_menahan() -> None:
    isi = naskah_contoh.daerah()
    isi["perangkat_daerah"] += [{"kunci": f"unit-nomor-{i}", "nama": "x"} for i in range(8_000)]
    isi["edisi"][1]["urusan"] = [{"unit": f"unit-nomer-{i}", "urusan": "kesehatan"} for i in range(8_000)]
    mulai = time.monotonic()
    with pytest.raises(DokumenSalah, match="tidak ada dalam daftar perangkat_daerah"):
        periksa_berkas(naskah_contoh.naskah(isi))
    assert time.monotonic() - mulai < 30


ANEH: st.SearchStrategy[Any] = st.one_of(
    st.sampled_from(
        ["", "~x", "9" * 5000, "-1", "1e309", "ya", "2020-02-31", "Pasal", "a/b/c", "nasional/", "\u00a0", "x" * 30_000]
    ),
    st.text(max_size=30).map(lambda teks: " ".join(teks.split()).translate(dict.fromkeys(range(0xD800, 0xE000)))),
    st.lists(st.sampled_from(["x", "", "nasional/x"]), max_size=3),
    st.dictionaries(st.sampled_from(["unit", "nama", "x", "dasar"]), st.just("x"), max_size=3),
    st.just([{"unit": ["x"]}]),
    st.just(...),
)


@st.composite
def dokumen_bengkok(draw: st.DrawFn) -> dict[str, Any]:
    """Kabupaten Contoh with one to three fields, anywhere, replaced by anything."""
    isi = naskah_contoh.daerah()
    for _ in range(draw(st.integers(1, 3))):
        tempat: Any = isi
        while True:
            langkah = draw(st.sampled_from(sorted(tempat) if isinstance(tempat, dict) else range(len(tempat))))
            if not tempat[langkah] or isinstance(tempat[langkah], str) or draw(st.integers(0, 3)) == 0:
                break
            tempat = tempat[langkah]
        aneh = draw(ANEH)
        if aneh is ...:
            del tempat[langkah]
        else:
            tempat[langkah] = copy.deepcopy(aneh)
        if not isi:
            break
    return isi


@settings(max_examples=300, deadline=None)
@given(dokumen_bengkok())
def test_isian_apa_pun_diterima_atau_ditolak_dengan_kalimat(isi: dict[str, Any]) -> None:
    if not isi:
        return
    teks = tanpa_tak_terlihat(sebagai_yaml(isi))
    for satu in kesalahan(lambda: periksa_berkas(urai(teks.encode()))):
        assert satu.pesan
        assert "isian ini tidak dapat dibaca" not in satu.pesan, "jenis kesalahan ini belum ada kalimatnya"


def test_setiap_bagian_edisi_yang_terdaftar_ada_dalam_dokumen() -> None:
    """What an edition holds is registered once; no registered model is left out of documents, none stands in two."""
    dokumen = [str(isi._meta.model_name) for bagian in BAGIAN_EDISI.values() for isi in bagian.isi]
    assert sorted(dokumen) == sorted(isi.nama for isi in DAFTAR)


def test_tabel_ruas_dalam_buku_format_sama_dengan_skema() -> None:
    """docs/format.md never lies: its tables are those of the schema. Mend it with `manage.py ekspor ruas`."""
    buku = Path(__file__).parents[1].joinpath("docs", "format.md").read_text(encoding="utf-8")
    awal, akhir = buku.index(tabel.AWAL), buku.index(tabel.AKHIR) + len(tabel.AKHIR)
    assert buku[awal:akhir] == tabel.tabel()


def test_setiap_ruas_dijelaskan() -> None:
    kosong = [
        f"{kelas.__name__}.{nama}"
        for _, kelas in tabel._kelas()
        for nama, ruas in kelas.model_fields.items()
        if not ruas.description
    ]
    assert kosong == []


def test_contoh_dalam_buku_format_dapat_dimuat() -> None:
    buku = Path(__file__).parents[1].joinpath("docs", "format.md").read_text(encoding="utf-8")
    contoh = buku.split("```yaml\n")[1].split("```")[0]
    dokumen: Any = periksa_berkas(urai(contoh.encode()))
    terisi = {".".join(satu for satu in ruas if isinstance(satu, str)) for ruas, _, _ in telusuri(dokumen)}
    assert {"edisi.rentang.unit.huruf", "edisi.struktur.bawahan.unit", "peraturan.hubungan.ke"} <= terisi


def test_rapi_menyamakan_ejaan() -> None:
    assert rapi("  satu\u00a0 dua \r\n\r\n\r\n tiga  ") == "satu dua\n\ntiga"
    assert rapi("e\u0301") == "\u00e9"


def test_mirip_memberi_saran_hanya_bila_dekat() -> None:
    assert mirip("dinas-kesehtan", ["dinas-kesehatan", "dinas-sosial"]) == ' (mungkin maksudnya "dinas-kesehatan")'
    assert mirip("zzz", ["dinas-kesehatan"]) == ""


def test_penomor_menulis_hanya_yang_tidak_tersirat() -> None:
    for urutan in ([1, 2, 3], [0, 0, 0], [1, 4, 5, 2], [7]):
        tulis, baca = Penomor(), Penomor()
        tertulis = [tulis.tulis(satu) for satu in urutan]
        assert [baca.baca(int(satu) if satu else None) for satu in tertulis] == urutan
    assert [Penomor().tulis(1)] == [None]


def test_rujukan_butir() -> None:
    assert rujukan_butir("Pasal 15 ayat (2)", "c") == "Pasal 15 ayat (2) huruf c"
    assert rujukan_butir("Pasal 9", "2") == "Pasal 9 angka 2"
    assert rujukan_butir("Pasal 15", "") == "Pasal 15"
    assert rujukan_butir("", "a") == ""
    assert rujukan_butir("BAB II", "a") == "BAB II"
    assert rujukan_induk("Pasal 15 ayat (2) huruf c", "c") == "Pasal 15 ayat (2)"
    assert rujukan_induk("Pasal 15 ayat (2) huruf c", "d") == "Pasal 15 ayat (2) huruf c"
    assert rujukan_induk("", "a") == ""


def test_menurut_induk_mendahulukan_yang_memuat_dan_melewati_lingkaran() -> None:
    assert menurut_induk({"c": "b", "b": "a", "a": None}) == ["a", "b", "c"]
    assert menurut_induk({"a": "b", "b": "a", "c": "a", "d": "luar"}) == ["d"]
    panjang = {str(i): str(i + 1) for i in range(50_000)}
    assert len(menurut_induk(panjang)) == 50_000


def test_skema_dibuat_dari_bagian_terdaftar() -> None:
    edisi: Any = dokumen_daerah().model_fields["edisi"].annotation
    ruas = edisi.__args__[0].model_fields
    assert list(ruas)[4:] == [
        "struktur",
        "rentang",
        "ketentuan",
        "pelaksanaan",
        "staf_ahli",
        "urusan",
        "hubungan_kerja",
        "suksesi",
    ]
    assert list(BAGIAN_NASIONAL) == ["urusan"]
