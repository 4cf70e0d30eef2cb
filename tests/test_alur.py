"""Ajukan -> setujui -> terbitkan: nobody publishes alone, and what was approved is what is published."""

from __future__ import annotations

import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, connections, transaction

from registry import services
from registry.aturan import Temuan, Tingkat, periksa_edisi
from registry.galat import Bentrok, Ditolak, Terkunci, TidakBerwenang
from registry.models import (
    AlasanPeringatan,
    Daerah,
    Edisi,
    HubunganPeraturan,
    JenisTindakan,
    Keadaan,
    Kedudukan,
    Penugasan,
    Peraturan,
    Tindakan,
)
from registry.riwayat import atas_nama
from registry.services import Penetapan
from tests import pabrik
from tests.pabrik import Kabupaten, ada

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n% contoh\n"


@pytest.fixture
def budi(db: None) -> User:
    """Pemeriksa of all regions; wrote nothing."""
    return pabrik.pengguna("budi", peran="pemeriksa", first_name="Budi", last_name="Santoso")


@pytest.fixture(autouse=True)
def _folder_berkas(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "berkas")


@pytest.fixture
def draf(kab: Kabupaten, sari: User) -> Edisi:
    """A draft of Sari's on the edition in force, caused by a regulation that has no number yet."""
    baru = services.PeraturanBaru("perbup", "Rentang Koordinasi yang Baru")
    edisi = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2024, 1, 1)
    )
    services.terapkan(edisi=edisi, ubah={("kedudukan", (kab.id("dinkes"),)): {"nama": "Dinas Baru"}}, oleh=sari)
    return segar(edisi)


def segar(edisi: Edisi) -> Edisi:
    return Edisi.objects.select_related("daerah", "peraturan__daerah", "asal").get(pk=edisi.pk)


def penetapan(**ganti: Any) -> Penetapan:
    """The regulation as it was made, and the edition's date."""
    isi: dict[str, Any] = {
        "nomor": "7",
        "tahun": 2024,
        "ditetapkan": date(2024, 1, 1),
        "diundangkan": date(2024, 1, 1),
        "berlaku_mulai": date(2024, 1, 1),
        "mulai": date(2024, 1, 1),
    }
    return Penetapan(**isi | ganti)


def peringatan(edisi: Edisi) -> list[Temuan]:
    return [t for t in periksa_edisi(segar(edisi)) if t.tingkat == Tingkat.PERINGATAN]


def alasan_semua(edisi: Edisi) -> dict[tuple[str, str], str]:
    return {t.kunci: "memang demikian" for t in peringatan(edisi)}


def disetujui(edisi: Edisi, sari: User, budi: User) -> Edisi:
    services.ajukan(edisi=edisi, oleh=sari)
    return services.setujui(edisi=edisi, oleh=budi)


def jejak(edisi: Edisi) -> list[tuple[str, str]]:
    """(kind, who) of the acts on an edition, oldest first."""
    semua = Tindakan.objects.atas(edisi).order_by("pk")
    return [(satu.jenis, satu.nama_oleh) for satu in semua]


# The way ----------------------------------------------------------------------------------------------


def test_a_draft_goes_from_hand_to_hand_and_every_step_is_kept(draf: Edisi, sari: User, budi: User) -> None:
    services.ajukan(edisi=draf, oleh=sari, alasan="siap diperiksa")
    assert segar(draf).keadaan == Keadaan.DIAJUKAN
    services.setujui(edisi=draf, oleh=budi, alasan="sesuai naskah")
    assert segar(draf).keadaan == Keadaan.DISETUJUI
    services.terbitkan(
        edisi=draf, oleh=sari, alasan="ditetapkan", alasan_peringatan=alasan_semua(draf), penetapan=penetapan()
    )
    terbit = segar(draf)
    assert terbit.keadaan == Keadaan.TERBIT
    assert (ada(terbit.peraturan).nomor, ada(terbit.peraturan).tahun) == ("7", 2024)
    assert ada(terbit.peraturan).kunci == "perbup-7-2024"
    assert jejak(draf)[-3:] == [
        ("ajukan", "Sari Wulandari"), ("setujui", "Budi Santoso"), ("terbitkan", "Sari Wulandari"),
    ]  # fmt: skip
    assert [satu.ringkas for satu in Tindakan.objects.atas(draf)[:3]] == [
        "Edisi diterbitkan, berlaku mulai 1 Januari 2024", "Rancangan disetujui", "Rancangan diajukan",
    ]  # fmt: skip
    assert [satu.history_change_reason for satu in terbit.history.all()[:3]] == [
        "ditetapkan", "sesuai naskah", "siap diperiksa",
    ]  # fmt: skip


def test_nobody_publishes_a_draft_that_was_not_approved(draf: Edisi, sari: User) -> None:
    with pytest.raises(Terkunci, match="belum diajukan"):
        services.terbitkan(edisi=draf, oleh=sari, penetapan=penetapan())
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(Terkunci, match="belum disetujui"):
        services.terbitkan(edisi=draf, oleh=sari, penetapan=penetapan())


@pytest.mark.parametrize("superuser", [False, True])
def test_an_author_does_not_approve_even_with_all_rights(
    draf: Edisi, kab: Kabupaten, sari: User, superuser: bool
) -> None:
    dua = pabrik.pengguna("dua", peran="pemeriksa", is_superuser=superuser)
    Penugasan.objects.create(pengguna=dua, peran="pengelola")
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "Disdik"}}, oleh=dua)
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(TidakBerwenang, match="harus orang lain"):
        services.setujui(edisi=draf, oleh=dua)
    assert segar(draf).keadaan == Keadaan.DIAJUKAN


def test_who_submits_is_an_author_too(draf: Edisi) -> None:
    dua = pabrik.pengguna("dua", is_superuser=True)
    services.ajukan(edisi=draf, oleh=dua)
    with pytest.raises(TidakBerwenang):
        services.setujui(edisi=draf, oleh=dua)


@pytest.mark.parametrize(
    ("langkah", "peran"),
    [
        ("ajukan", "pemeriksa"), ("ajukan", "auditor"), ("setujui", "pengelola"), ("setujui", "administrator"),
        ("kembalikan", "pengelola"), ("tarik", "pemeriksa"), ("terbitkan", "auditor"), ("terbitkan", "administrator"),
        ("batalkan_rancangan", "pemeriksa"),
    ],
)  # fmt: skip
def test_each_step_wants_its_role_in_that_region(draf: Edisi, sari: User, budi: User, langkah: str, peran: str) -> None:
    if langkah != "ajukan":
        services.ajukan(edisi=draf, oleh=sari)
    if langkah == "terbitkan":
        services.setujui(edisi=draf, oleh=budi)
    lain = pabrik.daerah("99.02", "Kabupaten Lain")
    keadaan = segar(draf).keadaan
    siapa = pabrik.pengguna("siapa", peran=peran)
    tetangga = pabrik.pengguna("tetangga", peran="pengelola", milik=lain)
    Penugasan.objects.create(pengguna=tetangga, daerah=lain, peran="pemeriksa")
    for orang in (siapa, tetangga):
        with pytest.raises(TidakBerwenang):
            getattr(services, langkah)(edisi=draf, oleh=orang, alasan="coba")
    assert segar(draf).keadaan == keadaan


def test_a_submission_is_taken_back_by_its_authors_and_returned_with_remarks(
    draf: Edisi, sari: User, budi: User
) -> None:
    services.ajukan(edisi=draf, oleh=sari)
    services.tarik(edisi=draf, oleh=sari)
    assert segar(draf).keadaan == Keadaan.RANCANGAN
    assert services.pengembalian(segar(draf)) is None
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(Ditolak, match="Tulis catatan"):
        services.kembalikan(edisi=draf, oleh=budi, alasan=" ")
    services.kembalikan(edisi=draf, oleh=budi, alasan="Huruf c keliru.")
    assert segar(draf).keadaan == Keadaan.RANCANGAN
    assert ada(services.pengembalian(segar(draf))).alasan == "Huruf c keliru."
    services.ajukan(edisi=draf, oleh=sari)
    assert services.pengembalian(segar(draf)) is None
    services.setujui(edisi=draf, oleh=budi)
    services.kembalikan(edisi=draf, oleh=budi, alasan="Ternyata belum.")
    assert segar(draf).keadaan == Keadaan.RANCANGAN


def test_steps_out_of_turn_are_refused_in_words(draf: Edisi, sari: User, budi: User) -> None:
    with pytest.raises(Terkunci, match="belum diajukan"):
        services.setujui(edisi=draf, oleh=budi)
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(Terkunci, match="sudah diajukan"):
        services.ajukan(edisi=draf, oleh=sari)
    services.setujui(edisi=draf, oleh=budi)
    with pytest.raises(Terkunci, match="sudah disetujui"):
        services.tarik(edisi=draf, oleh=sari)
    services.batalkan_rancangan(edisi=draf, oleh=sari, alasan="Perbup batal")
    with pytest.raises(Terkunci, match="sudah dibatalkan"):
        services.ajukan(edisi=draf, oleh=sari)


def test_what_was_not_seen_is_neither_submitted_nor_approved(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    lihat = services.tindakan_terakhir(draf)
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Lain"}}, oleh=sari)
    with pytest.raises(Bentrok, match="periksa sekali lagi"):
        services.ajukan(edisi=draf, oleh=sari, lihat=lihat)
    services.ajukan(edisi=draf, oleh=sari, lihat=services.tindakan_terakhir(draf))
    lihat = services.tindakan_terakhir(draf)
    services.tarik(edisi=draf, oleh=sari)
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(Bentrok):
        services.setujui(edisi=draf, oleh=budi, lihat=lihat)


# Frozen -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("keadaan", ["diajukan", "disetujui"])
def test_a_submitted_draft_stands_still_content_head_and_reasons(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User, keadaan: str
) -> None:
    satu = peringatan(draf)[0]
    services.beri_alasan(edisi=draf, kode=satu.kode, pesan=satu.pesan, alasan="begitu", oleh=sari)
    services.ajukan(edisi=draf, oleh=sari)
    if keadaan == "disetujui":
        services.setujui(edisi=draf, oleh=budi)
    ubah: Any = {("kedudukan", (kab.id("dinkes"),)): {"nama": "Lain"}}
    with pytest.raises(Terkunci, match=keadaan):
        services.terapkan(edisi=draf, ubah=ubah, oleh=sari)
    with pytest.raises(Terkunci, match=keadaan):
        services.ubah_rancangan(edisi=draf, oleh=sari, struktur_keterangan="lain")
    with pytest.raises(Terkunci, match=keadaan):
        services.beri_alasan(edisi=draf, kode=satu.kode, pesan=satu.pesan, alasan="", oleh=sari)
    tindakan = Tindakan.objects.atas(draf).filter(jenis=JenisTindakan.UBAH, sebelum__isnull=False)[0]
    with pytest.raises(Terkunci, match=keadaan):
        services.urungkan(tindakan=tindakan, oleh=sari)


def test_the_reasons_of_a_published_edition_are_frozen_by_the_database(draf: Edisi, sari: User, budi: User) -> None:
    disetujui(draf, sari, budi)
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan_semua(draf), penetapan=penetapan())
    satu = AlasanPeringatan.objects.filter(edisi=draf)
    assert satu.exists()
    for tulis in (
        lambda: satu.update(alasan="lain"),
        satu.delete,
        lambda: AlasanPeringatan.objects.create(
            edisi=draf, kode="X", pesan="y", alasan="z", pada=segar(draf).dibuat_pada
        ),
    ):
        with pytest.raises(IntegrityError, match="sudah terbit"), transaction.atomic():
            tulis()


@pytest.mark.lambat
def test_writers_at_work_and_a_submission_either_come_before_it_or_are_refused(nyata: None) -> None:
    """What is submitted is what stands: no write slips in behind it, on either engine."""
    kab = pabrik.kabupaten(terbit=False)
    mulai, hasil = threading.Barrier(5), []

    def tulis(benih: int) -> None:
        try:
            connection.ensure_connection()
            mulai.wait()
            for n in range(15):
                ubah: Any = {("kedudukan", (kab.id("dinkes"),)): {"nama": f"Dinas {benih}-{n}"}}
                try:
                    services.terapkan(edisi=kab.edisi, ubah=ubah, oleh=None)
                except Terkunci:
                    hasil.append("terkunci")
        except Exception as galat:
            hasil.append(f"galat {galat!r}")
        finally:
            connections.close_all()

    utas = [threading.Thread(target=tulis, args=(benih,)) for benih in range(4)]
    for satu in utas:
        satu.start()
    mulai.wait()
    services.ajukan(edisi=kab.edisi, oleh=None)
    nama = kab.unit("dinkes").nama
    for satu in utas:
        satu.join()
    assert kab.unit("dinkes").nama == nama
    assert [satu for satu in hasil if satu != "terkunci"] == []
    ajuan = Tindakan.objects.get(edisi=kab.edisi, jenis=JenisTindakan.AJUKAN)
    assert not Tindakan.objects.filter(edisi=kab.edisi, pk__gt=ajuan.pk).exists()


# Findings ---------------------------------------------------------------------------------------------


def test_a_galat_stops_a_submission_except_what_publication_settles(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("pemda"),)): {"jenis": "dinas"}}, oleh=sari)
    with pytest.raises(Ditolak, match=r"\[AKAR\]"):
        services.ajukan(edisi=draf, oleh=sari)
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("pemda"),)): {"jenis": "pemerintah_daerah"}}, oleh=sari)
    services.ubah_rancangan(edisi=draf, oleh=sari, berlaku_mulai=None)
    kode = {t.kode for t in periksa_edisi(segar(draf)) if t.tingkat == Tingkat.GALAT}
    assert kode == {"NOMOR_PERATURAN", "TANGGAL"}
    disetujui(draf, sari, budi)
    with pytest.raises(Ditolak, match="belum bernomor"):
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan_semua(draf))


def test_every_warning_wants_a_reason_of_its_own(draf: Edisi, sari: User, budi: User) -> None:
    satu, *lain = peringatan(draf)
    assert lain == []
    disetujui(draf, sari, budi)
    with pytest.raises(services.PerluAlasan) as ditolak:
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan={satu.kunci: "  "}, penetapan=penetapan())
    assert [t.kunci for t in ditolak.value.temuan] == [satu.kunci]
    assert segar(draf).keadaan == Keadaan.DISETUJUI
    assert ada(segar(draf).peraturan).nomor == ""
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan={satu.kunci: "belum dibagi"}, penetapan=penetapan())
    tercatat = AlasanPeringatan.objects.get(edisi=draf)
    assert (tercatat.kode, tercatat.pesan, tercatat.alasan) == (*satu.kunci, "belum dibagi")
    assert tercatat.nama_oleh == "Sari Wulandari"
    assert ada(Tindakan.objects.atas(draf).first()).rincian == {
        "alasan_peringatan": [{"kode": satu.kode, "pesan": satu.pesan, "alasan": "belum dibagi"}]
    }


def test_a_date_typed_at_publication_may_bring_a_warning_that_wants_its_reason(
    draf: Edisi, sari: User, budi: User
) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    with pytest.raises(services.PerluAlasan) as ditolak:
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan(mulai=date(2024, 3, 1)))
    assert [t.kode for t in ditolak.value.temuan] == ["TANGGAL_KEMUDIAN"]
    assert segar(draf).berlaku_mulai == date(2024, 1, 1)


def test_a_reason_is_given_while_drafting_and_taken_back(draf: Edisi, sari: User, budi: User) -> None:
    satu = peringatan(draf)[0]

    def beri(alasan: str) -> AlasanPeringatan | None:
        return services.beri_alasan(edisi=draf, kode=satu.kode, pesan=satu.pesan, alasan=alasan, oleh=sari)

    assert ada(beri("belum dibagi")).alasan == "belum dibagi"
    assert beri("") is None
    assert not AlasanPeringatan.objects.filter(edisi=draf).exists()
    assert [h.history_type for h in AlasanPeringatan.history.all()] == ["-", "+"]
    beri("belum dibagi")
    assert "Alasan diberikan untuk peringatan" in ada(Tindakan.objects.atas(draf).first()).ringkas
    with pytest.raises(Ditolak, match="sudah tidak ada"):
        services.beri_alasan(edisi=draf, kode="AKAR", pesan="tidak ada", alasan="x", oleh=sari)
    with pytest.raises(TidakBerwenang):
        services.beri_alasan(edisi=draf, kode=satu.kode, pesan=satu.pesan, alasan="x", oleh=budi)
    disetujui(draf, sari, budi)
    services.terbitkan(edisi=draf, oleh=budi, penetapan=penetapan())
    assert AlasanPeringatan.objects.get(edisi=draf).alasan == "belum dibagi"


def test_reasons_for_what_stands_no_more_do_not_go_public(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"rujukan": ""}}, oleh=sari)
    semua = peringatan(draf)
    for t in semua:
        services.beri_alasan(edisi=draf, kode=t.kode, pesan=t.pesan, alasan="begitu", oleh=sari)
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("dinkes"),)): {"rujukan": "Pasal 3"}}, oleh=sari)
    disetujui(draf, sari, budi)
    services.terbitkan(edisi=draf, oleh=sari, penetapan=penetapan())
    assert len(semua) == 2
    assert [satu.kode for satu in AlasanPeringatan.objects.filter(edisi=draf)] == ["ASISTEN_TANPA_RENTANG"]


def test_a_clone_starts_from_the_reasons_of_the_edition_it_came_from(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    disetujui(draf, sari, budi)
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan_semua(draf), penetapan=penetapan())
    baru = services.buat_rancangan(daerah=kab.daerah, oleh=sari, asal=segar(draf), peraturan=kab.peraturan)
    assert services.alasan_awal([baru]) == alasan_semua(draf)
    assert not AlasanPeringatan.objects.filter(edisi=baru).exists()


# Publication ------------------------------------------------------------------------------------------


def test_regulation_file_and_date_are_published_in_one_act_or_not_at_all(
    draf: Edisi, sari: User, budi: User, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    folder = Path(settings.MEDIA_ROOT) / "peraturan"

    def lakukan() -> Edisi:
        isi = penetapan(
            lembaran="berita_daerah", lembaran_tahun=2024, lembaran_nomor="7", mulai=date(2024, 1, 1),
            berkas=ContentFile(PDF, name="../../etc/naskah akhir.pdf"),
        )  # fmt: skip
        return services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=isi)

    def rusak(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("listrik padam")

    with monkeypatch.context() as tambal:
        tambal.setattr("registry.services.terbit.indeks_ulang", rusak)
        with pytest.raises(RuntimeError):
            lakukan()
    assert segar(draf).keadaan == Keadaan.DISETUJUI
    assert ada(segar(draf).peraturan).nomor == ""
    assert not AlasanPeringatan.objects.filter(edisi=draf).exists()
    assert list(folder.glob("*")) == []
    lakukan()
    peraturan = ada(segar(draf).peraturan)
    assert (peraturan.lembaran, peraturan.lembaran_nomor) == ("berita_daerah", "7")
    assert [satu.name for satu in folder.glob("*")] == ["99.01-perbup-7-2024.pdf"]
    assert (folder / "99.01-perbup-7-2024.pdf").read_bytes() == PDF
    assert ada(peraturan.history.first()).history_nama == "Sari Wulandari"


@pytest.mark.parametrize("isi", [b"<html>bukan</html>", b""])
def test_only_a_pdf_is_taken_whatever_its_name(draf: Edisi, sari: User, budi: User, isi: bytes, settings: Any) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    berkas = ContentFile(isi, name="naskah.pdf")
    with pytest.raises(Ditolak, match="bukan PDF"):
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan(berkas=berkas))
    assert list(Path(settings.MEDIA_ROOT).glob("**/*.pdf")) == []


def test_a_file_too_large_is_refused(draf: Edisi, sari: User, budi: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("registry.services.penetapan.BERKAS_TERBESAR", 10)
    disetujui(draf, sari, budi)
    berkas = ContentFile(PDF, name="naskah.pdf")
    with pytest.raises(Ditolak, match="lebih besar"):
        services.terbitkan(edisi=draf, oleh=sari, penetapan=penetapan(berkas=berkas))


def test_what_was_approved_is_what_is_published(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    HubunganPeraturan.objects.create(dari=ada(draf.peraturan), ke=kab.peraturan, jenis="mencabut")
    with pytest.raises(Ditolak, match="Yang disetujui bukan lagi yang akan terbit"):
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan())
    HubunganPeraturan.objects.all().delete()
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan())


def test_a_regulation_seen_otherwise_is_a_conflict(draf: Edisi, sari: User, budi: User) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    Peraturan.objects.filter(pk=ada(draf.peraturan).pk).update(nomor="9")
    with pytest.raises(Bentrok, match="kini “9”, semula kosong"):
        services.terbitkan(
            edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan(lihat={"nomor": "", "tahun": None})
        )


def test_a_number_that_is_taken_is_refused_in_words(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    with pytest.raises(Ditolak, match="sudah"):
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan(nomor="1", tahun=2020))


def test_a_base_that_is_no_longer_in_force_has_to_be_confirmed(
    draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    lain = services.buat_rancangan(
        daerah=kab.daerah, oleh=sari, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2023, 1, 1)
    )
    services.terbitkan(edisi=lain, oleh=None)
    alasan = alasan_semua(draf)
    disetujui(draf, sari, budi)
    with pytest.raises(services.DasarBerganti, match="edisi 2 Januari 2020, sedangkan pada 1 Januari 2024"):
        services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan())
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan(), dasar_lama=True)


def test_future_and_past_dates_and_a_taken_day(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    """A date typed at publication takes the next place of its day."""
    disetujui(draf, sari, budi)
    isi = penetapan(
        tahun=2020, ditetapkan=date(2020, 1, 2), diundangkan=date(2020, 1, 2), berlaku_mulai=date(2020, 1, 2),
        mulai=date(2020, 1, 2),
    )  # fmt: skip
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan_semua(draf), penetapan=isi)
    assert (segar(draf).berlaku_mulai, segar(draf).urutan) == (date(2020, 1, 2), 2)
    assert Edisi.objects.berlaku_di(kab.daerah, date(2020, 1, 2)) == draf


@pytest.mark.lambat
def test_of_two_who_publish_at_once_one_wins_and_the_other_is_told(nyata: None, sari: User, budi: User) -> None:
    kab = pabrik.kabupaten(oleh=sari, terbit=False)
    alasan = alasan_semua(kab.edisi)
    disetujui(kab.edisi, sari, budi)
    hasil: list[str] = []
    mulai = threading.Barrier(2)

    def lakukan(siapa: User) -> None:
        try:
            connection.ensure_connection()
            mulai.wait()
            services.terbitkan(edisi=kab.edisi, oleh=siapa, alasan_peringatan=alasan)
            hasil.append("terbit")
        except Terkunci as galat:
            hasil.append(str(galat))
        finally:
            connections.close_all()

    utas = [threading.Thread(target=lakukan, args=(satu,)) for satu in (sari, budi)]
    for satu in utas:
        satu.start()
    for satu in utas:
        satu.join()
    assert sorted(hasil) == ["Edisi ini sudah terbit. Buat ralat bila pencatatannya salah.", "terbit"]
    assert Tindakan.objects.filter(edisi=kab.edisi, jenis=JenisTindakan.TERBITKAN).count() == 1
    assert Daerah.objects.get().versi > kab.daerah.versi


# Followers --------------------------------------------------------------------------------------------


@pytest.fixture
def admin(db: None) -> User:
    """May ralat."""
    return pabrik.pengguna("tuti", peran="administrator")


@pytest.fixture
def berikut(draf: Edisi, kab: Kabupaten, admin: User) -> Edisi:
    """A ralat on a later edition that carries the draft's change on."""
    kemudian = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=kab.peraturan, berlaku_mulai=date(2025, 1, 1)
    )
    terbit = services.terbitkan(edisi=kemudian, oleh=None)
    return services.buat_ralat(edisi=terbit, oleh=admin, alasan="diteruskan", mengikuti=draf)


def test_followers_go_with_their_head_through_every_step(draf: Edisi, berikut: Edisi, sari: User, budi: User) -> None:
    services.ajukan(edisi=draf, oleh=sari)
    assert segar(berikut).keadaan == Keadaan.DIAJUKAN
    services.kembalikan(edisi=draf, oleh=budi, alasan="Periksa lagi.")
    assert segar(berikut).keadaan == Keadaan.RANCANGAN
    disetujui(draf, sari, budi)
    assert segar(berikut).keadaan == Keadaan.DISETUJUI
    alasan = alasan_semua(draf) | alasan_semua(berikut)
    services.terbitkan(edisi=draf, oleh=sari, alasan_peringatan=alasan, penetapan=penetapan())
    kepala, ikut = segar(draf), segar(berikut)
    assert kepala.diterbitkan_pada == ikut.diterbitkan_pada == segar(ada(berikut.meralat)).diralat_pada
    terbit = Tindakan.objects.filter(jenis="terbitkan", edisi__in=[draf, berikut]).order_by("pk")
    assert [satu.edisi_id for satu in terbit] == [draf.pk, berikut.pk]


@pytest.mark.parametrize("langkah", ["ajukan", "setujui", "kembalikan", "terbitkan"])
def test_a_follower_goes_nowhere_alone(draf: Edisi, berikut: Edisi, langkah: str) -> None:
    with pytest.raises(Ditolak, match="mengikuti rancangan lain"):
        getattr(services, langkah)(edisi=berikut, oleh=None, alasan="sendiri")
    assert segar(berikut).keadaan == Keadaan.RANCANGAN


def test_who_wrote_the_follower_does_not_approve_its_head(draf: Edisi, berikut: Edisi, sari: User, admin: User) -> None:
    Penugasan.objects.create(pengguna=admin, peran="pemeriksa")
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(TidakBerwenang, match="harus orang lain"):
        services.setujui(edisi=draf, oleh=User.objects.get(pk=admin.pk))


def test_a_follower_that_is_stale_holds_the_submission(draf: Edisi, berikut: Edisi, kab: Kabupaten, sari: User) -> None:
    services.terapkan(edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"nama": "Dinas Lain"}}, oleh=sari)
    with pytest.raises(Ditolak, match="Teruskan sekali lagi"):
        services.ajukan(edisi=draf, oleh=sari)


def test_a_reason_for_a_warning_makes_no_follower_stale(draf: Edisi, berikut: Edisi, sari: User) -> None:
    satu = peringatan(draf)[0]
    services.beri_alasan(edisi=draf, kode=satu.kode, pesan=satu.pesan, alasan="begitu", oleh=sari)
    services.ajukan(edisi=draf, oleh=sari)


def test_a_galat_on_a_follower_stops_its_head(draf: Edisi, berikut: Edisi, kab: Kabupaten, sari: User) -> None:
    services.terapkan(edisi=berikut, ubah={("kedudukan", (kab.id("pemda"),)): {"jenis": "dinas"}}, oleh=None)
    with pytest.raises(Ditolak, match="Ralat 2025-01-01"):
        services.ajukan(edisi=draf, oleh=sari)


def test_calling_off_takes_the_followers_with_it_and_one_follower_goes_alone(
    draf: Edisi, berikut: Edisi, sari: User
) -> None:
    services.batalkan_rancangan(edisi=berikut, oleh=sari, alasan="tidak perlu")
    assert (segar(draf).keadaan, segar(berikut).keadaan) == (Keadaan.RANCANGAN, Keadaan.DIBATALKAN)
    lagi = services.buat_ralat(edisi=ada(berikut.meralat), oleh=None, alasan="diteruskan", mengikuti=draf)
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(Terkunci):
        services.batalkan_rancangan(edisi=lagi, oleh=sari, alasan="sendiri")
    services.batalkan_rancangan(edisi=draf, oleh=sari, alasan="Perbup batal")
    assert segar(lagi).keadaan == segar(draf).keadaan == Keadaan.DIBATALKAN


def test_a_ralat_supersedes_in_the_same_instant_after_approval(
    kab: Kabupaten, sari: User, admin: User, budi: User
) -> None:
    ralat = services.buat_ralat(edisi=kab.edisi, oleh=admin, alasan="salah baca")
    services.ajukan(edisi=ralat, oleh=sari)
    services.setujui(edisi=ralat, oleh=budi)
    with pytest.raises(Ditolak, match="tanggal dan urutan"):
        services.terbitkan(
            edisi=ralat, oleh=sari, alasan_peringatan=alasan_semua(ralat),
            penetapan=penetapan(
                nomor="1", tahun=2020, ditetapkan=date(2020, 1, 2), diundangkan=date(2020, 1, 2),
                berlaku_mulai=date(2020, 1, 2), mulai=date(2021, 1, 1),
            ),
        )  # fmt: skip
    services.terbitkan(edisi=ralat, oleh=sari, alasan_peringatan=alasan_semua(ralat))
    assert segar(ralat).diterbitkan_pada == segar(kab.edisi).diralat_pada


# The regulations under a draft --------------------------------------------------------------------------


def ubah_peraturan(satu: Peraturan, oleh: User, **ganti: Any) -> None:
    satu.refresh_from_db()
    lihat = {ruas: getattr(satu, ruas) for ruas in ganti}
    for ruas, nilai in ganti.items():
        setattr(satu, ruas, nilai)
    services.simpan_peraturan(objek=satu, oleh=oleh, lihat=lihat, alasan="uji")


def test_a_regulation_under_a_submitted_draft_stands_still(draf: Edisi, kab: Kabupaten, sari: User, budi: User) -> None:
    lain = pabrik.peraturan(kab.daerah, "77", 2023)
    services.terapkan(
        edisi=draf, ubah={("kedudukan", (kab.id("disdik"),)): {"peraturan_id": lain.pk}}, oleh=sari, alasan="dasar"
    )
    services.ajukan(edisi=draf, oleh=sari)
    for satu in (ada(draf.peraturan), lain):
        with pytest.raises(Ditolak, match="sudah diajukan"):
            ubah_peraturan(satu, sari, tentang="Tidak pernah dilihat pemeriksa")
    services.setujui(edisi=draf, oleh=budi)
    with pytest.raises(Ditolak, match="sudah disetujui"):
        ubah_peraturan(lain, sari, tentang="Diganti sesudah disetujui")
    services.kembalikan(edisi=draf, oleh=budi, alasan="perbaiki judulnya")
    ubah_peraturan(lain, sari, tentang="Judul yang benar")
    lain.refresh_from_db()
    assert lain.tentang == "Judul yang benar"


def test_who_writes_the_regulation_of_a_draft_is_an_author(draf: Edisi, sari: User) -> None:
    ganda = pabrik.pengguna("ganda", peran="pemeriksa")
    Penugasan.objects.create(pengguna=ganda, peran="pengelola")
    ubah_peraturan(ada(draf.peraturan), ganda, tentang="Judul oleh Ganda")
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(TidakBerwenang, match="orang lain"):
        services.setujui(edisi=draf, oleh=ganda)


def test_an_account_that_an_author_made_does_not_approve(draf: Edisi, sari: User) -> None:
    boneka = pabrik.pengguna("boneka", peran="")
    with atas_nama(sari):
        Penugasan.objects.create(pengguna=boneka, daerah=draf.daerah, peran="pemeriksa")
    services.ajukan(edisi=draf, oleh=sari)
    with pytest.raises(TidakBerwenang, match="diatur oleh penyusun"):
        services.setujui(edisi=draf, oleh=boneka)


def test_a_number_that_would_make_a_regulation_public_wants_the_right_to_correct(
    draf: Edisi, kab: Kabupaten, sari: User
) -> None:
    tanpa = pabrik.peraturan(kab.daerah, "", 2019)
    HubunganPeraturan.objects.create(dari=kab.peraturan, ke=tanpa, jenis="dasar_hukum")
    with pytest.raises(TidakBerwenang, match="meralat"):
        ubah_peraturan(tanpa, sari, nomor="88")


@pytest.mark.parametrize("apa", ["isi", "kepala", "peraturan"])
def test_nothing_of_what_was_approved_may_have_changed(
    apa: str, draf: Edisi, kab: Kabupaten, sari: User, budi: User
) -> None:
    """Round every service, which would refuse: the digest is the last guard."""
    disetujui(draf, sari, budi)
    if apa == "isi":
        Kedudukan._base_manager.filter(edisi=draf, perangkat_daerah=kab.id("dinkes")).update(nama="Diam-diam")
    elif apa == "kepala":
        Edisi._base_manager.filter(pk=draf.pk).update(rentang="sebagian")
    else:
        Peraturan.objects.filter(pk=ada(draf.peraturan).pk).update(tentang="Diam-diam")
    with pytest.raises(Ditolak, match="bukan lagi yang akan terbit"):
        services.terbitkan(edisi=segar(draf), oleh=sari, alasan_peringatan=alasan_semua(draf), penetapan=penetapan())


def test_with_followers_the_date_stays_as_it_was_approved(draf: Edisi, berikut: Edisi, sari: User, budi: User) -> None:
    disetujui(draf, sari, budi)
    with pytest.raises(Ditolak, match="menurut tanggalnya semula"):
        services.terbitkan(
            edisi=segar(draf),
            oleh=sari,
            alasan_peringatan=alasan_semua(draf),
            penetapan=penetapan(mulai=date(2025, 6, 1)),
        )


def test_what_was_done_before_a_rebase_is_not_undone_after_it(draf: Edisi, kab: Kabupaten, sari: User) -> None:
    lama = ada(Tindakan.objects.atas(draf).filter(jenis=JenisTindakan.UBAH).first())
    baru = pabrik.peraturan(kab.daerah, "5", 2022)
    lain = services.buat_rancangan(
        daerah=kab.daerah, oleh=None, asal=kab.edisi, peraturan=baru, berlaku_mulai=date(2022, 1, 2)
    )
    services.terapkan(edisi=lain, ubah={("kedudukan", (kab.id("disdik"),)): {"singkatan": "Disdik"}}, oleh=None)
    services.terbitkan(edisi=lain, oleh=None)
    assert services.rebase(edisi=draf, ke=segar(lain), oleh=sari) == []
    with pytest.raises(Ditolak, match="dasar yang baru"):
        services.urungkan(tindakan=lama, oleh=sari)
