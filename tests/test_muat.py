"""Documents into the database: everything or nothing, never silently over what is published."""

from __future__ import annotations

import io
import threading
import uuid
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connections
from hypothesis import HealthCheck, given, settings

from coordination.models import RentangKoordinasi
from registry import services
from registry.dokumen.galat import DokumenSalah
from registry.dokumen.muat import muat
from registry.dokumen.tulis import sebagai_yaml
from registry.dokumen.yaml_aman import tanpa_tak_terlihat, urai
from registry.models import (
    Daerah,
    Edisi,
    HubunganPeraturan,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
    Tindakan,
    VersiNasional,
)
from registry.models.perangkat_daerah import uuid_baku
from registry.pencarian import cari
from relations.models import BidangStafAhli, Urusan
from tests import naskah_contoh
from tests.naskah_contoh import daerah, kesalahan, muat_contoh, muat_isi, nasional, potret
from tests.test_dokumen_skema import dokumen_bengkok, ubah

pytestmark = pytest.mark.django_db


def ditolak(isi: dict[str, Any], **pilihan: Any) -> str:
    """The refusal of a document, which must leave every table as it was."""
    sebelum = potret()
    with pytest.raises(DokumenSalah) as e:
        muat_isi(isi, **pilihan)
    assert potret() == sebelum
    assert "Tidak ada yang berubah." in str(e.value)
    return str(e.value)


def _urut_terbit() -> list[Edisi]:
    return list(Edisi.objects.terbit().order_by("diterbitkan_pada"))


def edisi_2020() -> Edisi:
    satu: Edisi = Edisi.objects.terbit().get(berlaku_mulai=date(2020, 1, 2))
    return satu


# --- loading ---


def test_dokumen_baru_dimuat_dan_terbit() -> None:
    hasil = muat_contoh()
    assert str(hasil) == (
        "99.01-contoh.yaml (Kabupaten Contoh): 2 daerah baru, 2 peraturan baru, 3 hubungan peraturan baru, "
        "9 perangkat daerah baru, 3 nama lain baru, 2 edisi baru, 1 urusan baru."
    )
    kab = Daerah.objects.get(kode="99.01")
    assert kab.provinsi is not None
    assert (kab.provinsi.nama, kab.provinsi.zona_waktu) == ("Contoh Raya", "Asia/Makassar")
    lama, kini = Edisi.objects.terbit().filter(daerah=kab).menurut_waktu()
    assert (lama.struktur, lama.rentang, lama.ketentuan) == ("belum_dimuat",) * 3
    assert _urut_terbit() == [lama, kini]
    assert Kedudukan.objects.filter(edisi=lama).count() == 0
    dinkes = Kedudukan.objects.select_related("induk", "peraturan", "disebut_peraturan").get(nama="Dinas Kesehatan")
    assert dinkes.induk is not None
    assert (dinkes.induk.nama, dinkes.urutan, dinkes.tipe) == ("Bupati Contoh", 3, "A")
    assert dinkes.disebut_rujukan == "Pasal 5 ayat (1) huruf a"
    unit = RentangKoordinasi.objects.filter(edisi=kini, koordinator__kunci="asisten-1").order_by("urutan")
    assert [(satu.huruf, satu.urutan, satu.rujukan) for satu in unit] == [
        ("a", 1, "Pasal 5 ayat (1) huruf a"),
        ("b", 2, "Pasal 5 ayat (1) huruf b"),
        ("b", 3, "Pasal 5 ayat (1) huruf b"),
    ]
    kedua = RentangKoordinasi.objects.get(edisi=kini, koordinator__kunci="asisten-2")
    assert (kedua.utama, kedua.sebutan_ke, kedua.tertulis) == (False, 2, "Asisten Perkonomian")
    bidang = BidangStafAhli.objects.select_related("urusan").get(huruf="b")
    assert (bidang.urusan.nama, bidang.urusan.kode, bidang.tertulis) == ("kewilayahan setempat", None, "kewilayahaan")
    uud = Peraturan.objects.get(kunci="uud-1945")
    assert (uud.nomor, uud.tentang) == ("", "")


def test_uuid_dihitung_dari_kode_dan_kunci_kecuali_ditulis() -> None:
    isi, tertulis = daerah(), uuid.uuid4()
    isi["perangkat_daerah"][6]["uuid"] = str(tertulis)
    muat_isi(nasional())
    muat_isi(isi)
    assert PerangkatDaerah.objects.get(kunci="dinkes").uuid == tertulis
    assert PerangkatDaerah.objects.get(kunci="disdik").uuid == uuid_baku("99.01", "disdik")


def test_pelaku_bawaan_tidak_dapat_masuk_dan_tercatat_di_mana_mana() -> None:
    muat_contoh()
    impor = User.objects.get(username="impor")
    assert not impor.is_active
    assert not impor.has_usable_password()
    assert set(Tindakan.objects.values_list("oleh", flat=True)) == {impor.pk}
    for model in (Daerah, Peraturan, HubunganPeraturan, PerangkatDaerah, NamaLain, Kedudukan, Urusan, Edisi):
        riwayat: Any = model.history
        assert riwayat.count() >= model._base_manager.count()
        assert set(riwayat.values_list("history_user", "history_nama")) == {(impor.pk, "Impor dokumen")}, model


def test_memuat_lagi_tidak_menulis_apa_pun() -> None:
    muat_contoh()
    sebelum = potret()
    hasil = [muat_isi(nasional()), muat_isi(daerah())]
    assert [str(satu).split(": ")[1] for satu in hasil] == ["tidak ada perubahan."] * 2
    assert potret() == sebelum


def test_ejaan_spasi_dan_penjorokan_bukan_perbedaan() -> None:
    muat_contoh()
    isi = daerah()
    isi["peraturan"][1]["tentang"] = "  Rentang   Koordinasi\u00a0Asisten Sekretaris Daerah "
    isi["edisi"][1]["rentang"][0]["rujukan"] = "psl 5 ayat 1"
    isi["edisi"].reverse()
    isi["perangkat_daerah"].reverse()
    assert not muat_isi(isi)


# --- all or nothing ---


def test_gagal_pada_bagian_terakhir_tidak_meninggalkan_apa_pun() -> None:
    """A rule of publication refuses the last edition, after everything else was written."""
    muat_isi(nasional())
    isi = daerah()
    isi["edisi"][1]["suksesi"][0]["jenis"] = "pecah"
    pesan = ditolak(isi)
    baris = sebagai_yaml(isi).splitlines().index("  - berlaku_mulai: 2020-01-02") + 1
    assert f"baris {baris}, edisi ke-2: [SUKSESI] Peristiwa 1 (dipecah) menyebut 1 badan baru." in pesan


def test_galat_tak_terduga_membatalkan_seluruh_dokumen(monkeypatch: pytest.MonkeyPatch) -> None:
    muat_isi(nasional())
    sebelum = potret()
    asli, panggilan = services.terbitkan, []

    def rusak(**pilihan: Any) -> Edisi:
        panggilan.append(1)
        if len(panggilan) == 2:
            raise RuntimeError("listrik padam")
        return asli(**pilihan)

    monkeypatch.setattr(services, "terbitkan", rusak)
    with pytest.raises(RuntimeError):
        muat_isi(daerah())
    assert potret() == sebelum


def test_peraturan_nasional_yang_belum_tercatat() -> None:
    muat_isi(nasional())
    isi = daerah()
    isi["peraturan"][1]["hubungan"][1]["ke"] = "nasional/uu-23-2015"
    assert (
        'peraturan ke-2 > hubungan ke-2 > ke: peraturan "nasional/uu-23-2015" belum tercatat (mungkin maksudnya '
        '"nasional/uu-23-2014"); muat dulu dokumen yang memuatnya' in ditolak(isi)
    )


def test_peraturan_daerah_lain_dapat_dirujuk_bila_tercatat() -> None:
    muat_contoh()
    lain = daerah()
    lain["daerah"] |= {"kode": "99.02", "nama": "Kabupaten Sebelah"}
    lain["peraturan"][1]["hubungan"][0]["ke"] = "99.01/perbup-7-2015"
    muat_isi(lain)
    hubungan = HubunganPeraturan.objects.get(dari__daerah__kode="99.02", jenis="mencabut")
    assert hubungan.ke is not None
    assert hubungan.ke.daerah is not None
    assert hubungan.ke.daerah.kode == "99.01"
    assert not muat_isi(lain)


# --- identity ---


def test_kode_milik_daerah_lain() -> None:
    muat_contoh()
    isi = daerah()
    isi["daerah"]["nama"] = "Kabupaten Lain"
    assert 'nama: tercatat "Kabupaten Contoh", dalam dokumen "Kabupaten Lain"' in ditolak(isi)
    isi = daerah()
    isi["daerah"]["kode"] = "99.09"
    assert "Kabupaten Contoh sudah tercatat dengan kode 99.01" in ditolak(isi, ralat="salah kode")


def test_kunci_badan_tidak_berpindah() -> None:
    muat_contoh()
    isi = daerah()
    isi["perangkat_daerah"][6]["uuid"] = str(uuid.uuid4())
    assert "dinkes tercatat dengan UUID" in ditolak(isi, ralat="apa pun")
    isi = daerah()
    isi["perangkat_daerah"].append(
        {"kunci": "dinas-kesehatan", "nama": "x", "uuid": str(PerangkatDaerah.objects.get(kunci="dinkes").uuid)}
    )
    assert 'UUID ini milik "dinkes"; kunci sebuah badan tidak pernah berganti' in ditolak(isi, ralat="apa pun")


def test_peraturan_tidak_berganti_kunci() -> None:
    muat_contoh()
    isi = daerah()
    isi["peraturan"].append({**isi["peraturan"].pop(0), "kunci": "perbup-tujuh"})
    isi["peraturan"][0]["hubungan"][0]["ke"] = "perbup-tujuh"
    isi["edisi"].pop(0)
    assert 'peraturan ini sudah tercatat dengan kunci "perbup-7-2015"' in ditolak(isi, ralat="apa pun")


# --- what is published ---


def test_edisi_terbit_tidak_diubah_diam_diam() -> None:
    muat_contoh()
    isi = daerah()
    ubah(isi, "edisi.1.rentang.0.unit.0.huruf", "c")
    ubah(isi, "edisi.1.kelengkapan.struktur.keterangan", "Menurut lampiran.")
    ubah(isi, "edisi.1.staf_ahli.0.urusan.1", {"huruf": "b", "urusan": "kelautan"})
    pesan = ditolak(isi)
    for kalimat in (
        "tidak dimuat, 5 perbedaan dari yang terbit",
        'rentang koordinasi dinkes, huruf: tercatat "a", dalam dokumen "c"',
        'rujukan: tercatat "Pasal 5 ayat (1) huruf a", dalam dokumen "Pasal 5 ayat (1) huruf c"',
        'kelengkapan struktur keterangan: tercatat kosong, dalam dokumen "Menurut lampiran."',
        "bidang staf ahli staf-ahli kelautan: ada dalam dokumen, tetapi tidak tercatat",
        "bidang staf ahli staf-ahli kewilayahan setempat: tercatat, tetapi tidak ada dalam dokumen",
        'ulangi dengan --ralat "alasan"',
    ):
        assert kalimat in pesan
    baris = sebagai_yaml(isi).splitlines().index("          - {huruf: c, unit: dinkes}") + 1
    assert f"baris {baris}, edisi ke-2 > rentang ke-1 > unit ke-1: " in pesan


def test_ralat_menggantikan_edisi_dan_menyimpan_versi_lama() -> None:
    muat_contoh()
    lama = edisi_2020()
    isi = daerah()
    bupati = isi["edisi"][1]["struktur"][0]["bawahan"][0]["bawahan"]
    bupati[0]["bawahan"].append(bupati.pop(3))  # disdik under setda
    bupati.pop(3)  # satpol-pp out of the tree
    isi["edisi"][1]["rentang"][0]["unit"][2] = {"huruf": "c", "unit": "staf-ahli"}
    isi["edisi"][1]["suksesi"] = []
    isi["edisi"][1]["kelengkapan"]["ketentuan"]["rujukan"] = "Pasal 6"
    hasil = muat_isi(isi, ralat="  salah baca lampiran ")
    assert str(hasil).endswith(": 1 edisi diralat.")
    baru = edisi_2020()
    assert (baru.meralat, baru.alasan, baru.ketentuan_rujukan) == (lama, "salah baca lampiran", "Pasal 6")
    lama.refresh_from_db()
    assert lama.diralat_pada == baru.diterbitkan_pada
    assert Kedudukan.objects.get(edisi=baru, nama="Dinas Pendidikan").induk.perangkat_daerah.kunci == "setda"
    assert Kedudukan.objects.get(edisi=lama, nama="Dinas Pendidikan").induk.perangkat_daerah.kunci == "bupati"
    assert not Kedudukan.objects.filter(edisi=baru, nama="Satuan Polisi Pamong Praja").exists()
    assert Kedudukan.objects.filter(edisi=lama).count() == Kedudukan.objects.filter(edisi=baru).count() + 1
    assert not muat_isi(isi), "the corrected document is what is published now"
    assert "perbedaan" in ditolak(daerah()), "and the old one is not"


def test_ralat_tanpa_perbedaan_tidak_menulis_apa_pun() -> None:
    muat_contoh()
    sebelum = potret()
    assert not muat_isi(daerah(), ralat="berjaga-jaga")
    assert potret() == sebelum


def test_peraturan_terbit_diubah_hanya_dengan_alasan() -> None:
    muat_contoh()
    isi = daerah()
    ubah(isi, "peraturan.1.ditetapkan", "2020-01-01")
    ubah(isi, "peraturan.1.lembaran.nomor", "39")
    ubah(isi, "peraturan.1.hubungan.1.rujukan", "Mengingat angka 4")
    pesan = ditolak(isi)
    for kalimat in (
        "perbup-1-2020, ditetapkan: tercatat 2 Januari 2020, dalam dokumen 1 Januari 2020",
        'perbup-1-2020, lembaran nomor: tercatat "38/E", dalam dokumen "39"',
        "perbup-1-2020, dasar_hukum nasional/uu-23-2014 Mengingat angka 4: ada dalam dokumen, tetapi tidak tercatat",
        "perbup-1-2020, dasar_hukum nasional/uu-23-2014 Mengingat angka 1: tercatat, tetapi tidak ada dalam dokumen",
    ):
        assert kalimat in pesan
    versi = Daerah.objects.get(kode="99.01").versi
    muat_isi(isi, ralat="salah salin")
    peraturan = Peraturan.objects.get(kunci="perbup-1-2020")
    assert (peraturan.ditetapkan, peraturan.lembaran_nomor) == (date(2020, 1, 1), "39")
    riwayat = peraturan.history.latest("history_id")
    assert (riwayat.history_type, riwayat.history_change_reason) == ("~", "salah salin")
    hapus = HubunganPeraturan.history.get(history_type="-")
    assert (hapus.history_change_reason, hapus.history_nama) == ("salah salin", "Impor dokumen")
    assert Daerah.objects.get(kode="99.01").versi > versi
    assert not muat_isi(isi)


def test_peraturan_yang_belum_terbit_diubah_tanpa_ralat() -> None:
    """No published edition rests on it, nothing public cites it."""
    muat_contoh()
    isi = daerah()
    isi["peraturan"].append({"kunci": "sk-1", "jenis": "sk_bupati", "nomor": "1", "tahun": "2021", "tentang": "Lama"})
    assert str(muat_isi(isi)).endswith(": 1 peraturan baru.")
    isi["peraturan"][2]["tentang"] = "Baru"
    assert str(muat_isi(isi)).endswith(": 1 peraturan diubah.")


def test_peraturan_yang_hanya_menjadi_dasar_sebuah_fakta_juga_terbit() -> None:
    isi = daerah()
    isi["peraturan"].append({"kunci": "perda-4", "jenis": "perda", "nomor": "4", "tahun": "2016", "tentang": "Susunan"})
    isi["edisi"][1]["struktur"][0]["disebut"] = {"peraturan": "perda-4", "rujukan": "Pasal 2"}
    muat_isi(nasional())
    muat_isi(isi)
    isi["peraturan"][2]["tentang"] = "Lain"
    assert 'perda-4, tentang: tercatat "Susunan", dalam dokumen "Lain"' in ditolak(isi)


def test_perubahan_nasional_menyegarkan_halaman_semua_daerah() -> None:
    muat_contoh()
    versi = VersiNasional.objects.get().versi
    isi = nasional()
    isi["peraturan"].append({"kunci": "pp-1", "jenis": "pp", "nomor": "1", "tahun": "2016", "tentang": "Baru"})
    muat_isi(isi)
    assert VersiNasional.objects.get().versi == versi + 1


def test_dokumen_nasional_yang_berbeda_ditolak() -> None:
    muat_isi(nasional())
    isi = nasional()
    ubah(isi, "peraturan.0.tentang", "Lain")
    ubah(isi, "urusan.0.kelompok", "pilihan")
    pesan = ditolak(isi)
    assert 'uu-23-2014, tentang: tercatat "Pemerintahan Daerah", dalam dokumen "Lain"' in pesan
    assert 'kesehatan, kelompok: tercatat "pelayanan_dasar", dalam dokumen "pilihan"' in pesan
    muat_isi(isi, ralat="salah")
    assert Urusan.objects.get(nama="kesehatan").kelompok == "pilihan"


def test_urusan_bebas_dapat_diangkat_ke_daftar_nasional() -> None:
    muat_contoh()
    isi = nasional()
    isi["urusan"].append({"nama": "kewilayahan setempat", "kelompok": "kewilayahan", "kode": "7.01"})
    assert str(muat_isi(isi)).endswith(": 1 urusan diubah.")
    assert Urusan.objects.get(nama="kewilayahan setempat").kode == "7.01"
    assert not muat_isi(daerah())


# --- what may be added ---


def test_edisi_dan_peraturan_baru_ditambahkan_tanpa_ralat() -> None:
    muat_contoh()
    isi = daerah()
    isi["peraturan"].append(
        {
            "kunci": "perbup-2-2024",
            "jenis": "perbup",
            "nomor": "2",
            "tahun": "2024",
            "tentang": "Perubahan",
            "hubungan": [{"jenis": "mengubah", "ke": "perbup-1-2020"}],
        }
    )
    for tanggal in ("2025-01-01", "2024-06-01"):
        isi["edisi"].append({**isi["edisi"][1], "berlaku_mulai": tanggal, "peraturan": "perbup-2-2024", "suksesi": []})
    assert str(muat_isi(isi)).endswith(": 1 peraturan baru, 1 hubungan peraturan baru, 2 edisi baru.")
    baru = Edisi.objects.terbit().filter(peraturan__kunci="perbup-2-2024").menurut_waktu()
    assert _urut_terbit()[-2:] == list(baru), "published in the order of their dates"
    assert edisi_2020().meralat is None


def test_nama_lain_baru_ditambahkan_dan_ditemukan() -> None:
    muat_contoh()
    versi = Daerah.objects.get(kode="99.01").versi
    isi = daerah()
    isi["perangkat_daerah"][6]["nama_lain"].append({"nama": "Dinas Waras", "jenis": "sebutan"})
    assert str(muat_isi(isi)).endswith(": 1 nama lain baru.")
    assert [satu.nama for satu in cari("waras", tanggal=date(2024, 1, 1))] == ["Dinas Kesehatan"]
    assert Daerah.objects.get(kode="99.01").versi > versi


def test_nama_lain_yang_hilang_atau_berganti_jenis_adalah_perbedaan() -> None:
    muat_contoh()
    isi = daerah()
    isi["perangkat_daerah"][6]["nama_lain"] = [{"nama": "Dinkes", "jenis": "sebutan"}]
    pesan = ditolak(isi)
    assert 'dinkes, nama lain "DKK": tercatat, tetapi tidak ada dalam dokumen' in pesan
    assert 'dinkes, jenis nama lain "Dinkes": tercatat "singkatan", dalam dokumen "sebutan"' in pesan
    muat_isi(isi, ralat="bukan nama dinas ini")
    assert list(NamaLain.objects.filter(perangkat_daerah__kunci="dinkes").values_list("nama", "jenis")) == [
        ("Dinkes", "sebutan")
    ]


def test_nama_pengenal_untuk_petugas_boleh_berganti() -> None:
    muat_contoh()
    isi = daerah()
    isi["perangkat_daerah"][6]["nama"] = "Dinkes (akan digabung)"
    assert str(muat_isi(isi)).endswith(": 1 perangkat daerah diubah.")
    assert not muat_isi(isi)
    assert not muat_isi(daerah()), "its published name is no other label"


def test_yang_tidak_disebut_dibiarkan() -> None:
    muat_contoh()
    isi = daerah()
    isi["edisi"].pop(0)
    isi["perangkat_daerah"].pop(5)
    isi["edisi"][0].pop("staf_ahli")
    isi["edisi"][0]["struktur"][0]["bawahan"][0]["bawahan"].pop(1)
    assert "staf-ahli: tercatat, tetapi tidak ada dalam dokumen" in ditolak(isi)
    isi = daerah()
    isi["edisi"].pop(0)
    assert not muat_isi(isi)
    assert Edisi.objects.terbit().count() == 2


def test_dialihkan_ke() -> None:
    isi = daerah()
    isi["perangkat_daerah"].append({"kunci": "dinkes-lama", "nama": "Dinas Kesehatan", "dialihkan_ke": "dinkes"})
    muat_isi(nasional())
    muat_isi(isi)
    lama = PerangkatDaerah.objects.get(kunci="dinkes-lama")
    assert lama.dialihkan_ke is not None
    assert lama.dialihkan_ke.kunci == "dinkes"
    assert not muat_isi(isi)


# --- dates of editions ---


def test_tanggal_edisi_yang_keliru_dibetulkan_dengan_ralat() -> None:
    muat_contoh()
    lama = edisi_2020()
    isi = daerah()
    isi["edisi"][1]["berlaku_mulai"] = "2020-03-01"
    assert "edisi 2020-01-02, berlaku_mulai: tercatat 2 Januari 2020, dalam dokumen 1 Maret 2020" in ditolak(isi)
    muat_isi(isi, ralat="salah hitung")
    baru = Edisi.objects.terbit().get(peraturan__kunci="perbup-1-2020")
    assert (baru.berlaku_mulai, baru.meralat) == (date(2020, 3, 1), lama)
    assert not muat_isi(isi)


def test_edisi_kedua_satu_peraturan_tanpa_yang_pertama_ditolak() -> None:
    muat_contoh()
    isi = daerah()
    satu = isi["edisi"].pop(1) | {"suksesi": []}
    isi["edisi"] += [satu | {"berlaku_mulai": "2020-03-01"}, satu | {"berlaku_mulai": "2020-04-01"}]
    assert "peraturan ini sudah mempunyai edisi 2020-01-02, yang tidak ada dalam dokumen; tulis juga" in ditolak(
        isi, ralat="x"
    )


def test_dua_edisi_pada_satu_hari() -> None:
    muat_contoh()
    isi = daerah()
    isi["edisi"].append({**isi["edisi"][1], "urutan": "2", "suksesi": []})
    assert str(muat_isi(isi)).endswith(": 1 edisi baru.")
    assert Edisi.objects.terbit().filter(berlaku_mulai=date(2020, 1, 2)).count() == 2


# --- the command ---


def perintah(*argumen: object, **pilihan: Any) -> str:
    keluar = io.StringIO()
    call_command("muat", *argumen, stdout=keluar, **{"stderr": io.StringIO(), **pilihan})
    return keluar.getvalue()


def test_perintah_memuat_dokumen_nasional_lebih_dahulu(tmp_path: Path) -> None:
    kab = naskah_contoh.tulis(tmp_path, daerah(), "01.yaml")
    umum = naskah_contoh.tulis(tmp_path, nasional(), "99.yaml")
    baris = perintah(kab, umum).splitlines()
    assert [satu.split(" (")[0] for satu in baris] == ["99.yaml", "01.yaml"]
    assert perintah(kab, umum, verbosity=0) == ""


def test_perintah_tidak_memuat_apa_pun_bila_satu_berkas_rusak(tmp_path: Path) -> None:
    sehat = naskah_contoh.tulis(tmp_path, nasional(), "sehat.yaml")
    rusak = tmp_path / "rusak.yaml"
    rusak.write_text("rentang: 1\na: &x 1\n")
    sebelum = potret()
    with pytest.raises(CommandError, match=r"rusak\.yaml: tidak dimuat, 1 kesalahan"):
        perintah(sehat, rusak)
    assert potret() == sebelum


def test_perintah_memuat_yang_lain_bila_satu_dokumen_berbeda_dari_yang_terbit(tmp_path: Path) -> None:
    muat_contoh()
    isi = daerah()
    ubah(isi, "edisi.1.rentang.0.verba", "membawahi")
    lain = daerah()
    lain["daerah"] |= {"kode": "99.02", "nama": "Kabupaten Sebelah"}
    berkas = [naskah_contoh.tulis(tmp_path, isi, "a.yaml"), naskah_contoh.tulis(tmp_path, lain, "b.yaml")]
    salah = io.StringIO()
    with pytest.raises(CommandError, match="1 dari 2 dokumen tidak dimuat"):
        perintah(*berkas, stderr=salah)
    assert "a.yaml: tidak dimuat, 3 perbedaan dari yang terbit." in salah.getvalue()
    assert Daerah.objects.filter(kode="99.02").exists()
    assert "1 edisi diralat" in perintah(berkas[0], ralat="salah salin")


def test_perintah_atas_nama_akun(tmp_path: Path, sari: User) -> None:
    berkas = naskah_contoh.tulis(tmp_path, nasional())
    with pytest.raises(CommandError, match='Akun "siapa" tidak ada atau tidak aktif'):
        perintah(berkas, oleh="siapa")
    perintah(berkas, oleh="sari")
    assert Peraturan.history.first().history_user == sari
    assert not User.objects.filter(username="impor").exists()


def test_bilah_kemajuan_hanya_bila_diminta_atau_di_layar(tmp_path: Path) -> None:
    berkas = naskah_contoh.tulis(tmp_path, nasional(), "umum.yaml")
    diam, ramai = io.StringIO(), io.StringIO()
    perintah(berkas, stderr=diam)
    perintah(berkas, stderr=ramai, verbosity=2)
    assert diam.getvalue() == ""
    assert "1/1 [########################] umum.yaml · peraturan" in ramai.getvalue()
    assert ramai.getvalue().endswith("\r")


# --- hostile documents, as far as the database ---


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(isi=dokumen_bengkok())
def test_dokumen_apa_pun_dimuat_atau_ditolak_dengan_kalimat(isi: dict[str, Any], kab_contoh: None) -> None:
    if not isi:
        return
    teks = tanpa_tak_terlihat(sebagai_yaml(isi))
    assert all(satu.pesan for satu in kesalahan(lambda: muat(urai(teks.encode()), ralat="uji")))


@pytest.fixture
def kab_contoh(db: None) -> None:
    muat_contoh()


# --- two at once ---


def _serentak(banyak: int, isi: dict[str, Any]) -> list[str]:
    hasil: list[str] = []
    mulai = threading.Barrier(banyak)

    def satu() -> None:
        try:
            mulai.wait()
            hasil.append(str(muat_isi(isi)).split(": ", 1)[1])
        except Exception as e:
            hasil.append(f"{type(e).__name__}: {e}")
        finally:
            connections.close_all()

    utas = [threading.Thread(target=satu) for _ in range(banyak)]
    for u in utas:
        u.start()
    for u in utas:
        u.join()
    return sorted(hasil)


@pytest.mark.lambat
@pytest.mark.django_db(transaction=True)
def test_dua_orang_memuat_daerah_baru_yang_sama(nyata: None) -> None:
    """One loads, the others wait and find nothing to do; nothing is there twice."""
    assert _serentak(2, nasional())[1:] == ["tidak ada perubahan."]
    hasil = _serentak(4, daerah())
    assert hasil[1:] == ["tidak ada perubahan."] * 3
    assert "2 edisi baru" in hasil[0]
    assert Daerah.objects.count() == 2
    assert Edisi.objects.count() == 2
    assert Peraturan.objects.count() == 5
    assert PerangkatDaerah.objects.count() == 9


@pytest.mark.lambat
@pytest.mark.django_db(transaction=True)
def test_dua_orang_memuat_edisi_baru_yang_sama(nyata: None) -> None:
    muat_contoh()
    isi = daerah()
    isi["edisi"].append({**isi["edisi"][1], "berlaku_mulai": "2021-01-01", "suksesi": []})
    assert _serentak(2, isi) == ["1 edisi baru.", "tidak ada perubahan."]
    assert Edisi.objects.count() == 3
