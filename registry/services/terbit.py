"""Publication: the one act by which a draft becomes what the public reads, whole or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.formats import date_format

from registry.aturan import Temuan
from registry.galat import Ditolak, Terkunci
from registry.izin import Aksi, sistem, wajib_boleh
from registry.kendala import pesan_kendala
from registry.models import Daerah, Edisi, JenisTindakan, Keadaan, Tindakan
from registry.pencarian import indeks_ulang
from registry.riwayat import atas_nama, simpan_tercatat
from registry.segel.buat import segel_sesudah_terbit
from registry.services.alasan import RINCIAN, KunciTemuan, alasan_tercatat, tetapkan_alasan
from registry.services.alur import kunci_bersama, sidik, tolak_basi, tolak_galat
from registry.services.cabang import keadaan_dasar
from registry.services.dasar import Pelaku, catat
from registry.services.edisi import urutan_berikut
from registry.services.penetapan import Penetapan, berkas_sementara, tetapkan
from registry.services.terusan import perlu_diteruskan_lagi


class PerluAlasan(Ditolak):
    """Warnings stand for which nobody gave a reason. `temuan`: which."""

    def __init__(self, temuan: Iterable[Temuan]) -> None:
        self.temuan = list(dict.fromkeys(temuan))
        super().__init__([f"Tulis alasan untuk peringatan ini: {t.pesan}" for t in self.temuan])


class DasarBerganti(Ditolak):
    """The edition from which the draft was made is not the one in force on its date; that has to be confirmed."""

    def __init__(self, edisi: Edisi, berlaku: Edisi | None) -> None:
        kini = "tidak ada edisi" if berlaku is None else f"edisi {_tanggal(berlaku)} ({berlaku.peraturan or '–'})"
        super().__init__(
            f"Rancangan ini disusun atas edisi {_tanggal(edisi.asal)}, sedangkan pada {_tanggal(edisi)} yang berlaku "
            f"{kini}. Sesuaikan rancangannya, atau nyatakan bahwa rancangan ini tetap diterbitkan apa adanya."
        )


def terbitkan(
    *,
    edisi: Edisi,
    oleh: Pelaku,
    alasan: str = "",
    alasan_peringatan: Mapping[KunciTemuan, str] | None = None,
    penetapan: Penetapan | None = None,
    dasar_lama: bool = False,
    lihat: int | None = None,
) -> Edisi:
    """Publish an approved draft with what follows it, and settle its regulation and its date, in one transaction.

    A ralat supersedes what it corrects in the same instant. `alasan_peringatan`: {warning: reason}, beside those
    given while drafting; `dasar_lama`: publish although its base is not the edition in force on its date; `lihat`:
    the newest act that the person saw. The system (`izin.sistem`) publishes drafts as they are, warnings without
    reasons. The region's row is locked first (publications of a region queue up; caches turn over).
    Raises TidakBerwenang, Terkunci, Bentrok, and Ditolak: a galat stands, PerluAlasan, DasarBerganti, what was
    approved is not what would be published, the date is taken.
    """
    try:
        with berkas_sementara() as tersimpan, transaction.atomic(), atas_nama(oleh):
            wajib_boleh(oleh, edisi.daerah_id, Aksi.TERBITKAN)
            Daerah.objects.filter(pk=edisi.daerah_id).update(versi=F("versi") + 1)
            semua = kunci_bersama(edisi, *_boleh(oleh))
            tolak_basi(semua, lihat)
            _tolak_yang_lain(semua)
            kepala = semua[0]
            if penetapan is not None:
                _tetapkan(kepala, penetapan, oleh, alasan, tersimpan, berpengikut=len(semua) > 1)
            if not sistem(oleh) and not dasar_lama:
                _tolak_dasar_lama(kepala)
            if not sistem(oleh) and perlu_diteruskan_lagi(kepala):
                raise Ditolak("Perubahan rancangan ini perlu diteruskan sekali lagi; kembalikan rancangannya dahulu.")
            peringatan = tolak_galat(semua, kecuali_menyusul=False)
            if not sistem(oleh):
                _tolak_tanpa_alasan(semua, peringatan, alasan_peringatan or {})
            saat = timezone.now()
            for satu in sorted(semua, key=lambda e: (e.berlaku_mulai, e.urutan)):
                beralasan = tetapkan_alasan(satu, peringatan[satu.pk], alasan_peringatan or {}, oleh)
                _terbitkan_satu(satu, saat, oleh, alasan, {RINCIAN: beralasan} if beralasan else None)
            indeks_ulang(kepala.daerah)
            segel_sesudah_terbit()
            return kepala
    except IntegrityError as galat_basis:
        raise Ditolak(pesan_kendala(galat_basis)) from galat_basis


def _boleh(oleh: Pelaku) -> Sequence[str]:
    """States from which one may publish: persons what another person approved, the system also what it wrote."""
    return (Keadaan.DISETUJUI, Keadaan.RANCANGAN) if sistem(oleh) else (Keadaan.DISETUJUI,)


def _tolak_yang_lain(semua: Sequence[Edisi]) -> None:
    """What was approved is what is published. As many queries an edition as `sidik`, and 1."""
    if len({satu.keadaan for satu in semua}) > 1:
        raise Terkunci("Rancangan ini dan ralat yang mengikutinya tidak dalam keadaan yang sama.")
    for satu in semua:
        if satu.keadaan != Keadaan.DISETUJUI:
            continue
        persetujuan = Tindakan.objects.atas(satu).filter(jenis=JenisTindakan.SETUJUI).first()
        if persetujuan is None or (persetujuan.rincian or {}).get("sidik") != sidik(satu):
            raise Ditolak(
                "Yang disetujui bukan lagi yang akan terbit: isi rancangan atau hubungan peraturannya berubah sejak "
                "disetujui. Kembalikan rancangannya, lalu ajukan dan setujui sekali lagi."
            )


def _tetapkan(
    kepala: Edisi, penetapan: Penetapan, oleh: Pelaku, alasan: str, tersimpan: list[Any], *, berpengikut: bool
) -> None:
    """Regulation and date of the edition. A ralat keeps the date of what it corrects, and what follows a draft was
    approved for the place that the draft had in time."""
    tetapkan(kepala, penetapan, oleh, alasan, tersimpan)
    if penetapan.mulai is None or penetapan.mulai == kepala.berlaku_mulai:
        return
    if kepala.meralat_id is not None:
        raise Ditolak("Ralat memakai tanggal dan urutan edisi yang diralatnya.")
    if berpengikut:
        raise Ditolak(
            "Perubahan rancangan ini diteruskan ke edisi yang kemudian menurut tanggalnya semula. Kembalikan "
            "rancangannya, ubah tanggalnya, lalu teruskan sekali lagi."
        )
    kepala.berlaku_mulai = penetapan.mulai
    kepala.urutan = urutan_berikut(kepala.daerah, penetapan.mulai)
    kepala._change_reason = alasan  # type: ignore[attr-defined]  # read by simple-history
    kepala.save(update_fields=["berlaku_mulai", "urutan"])


def _tolak_dasar_lama(kepala: Edisi) -> None:
    """1 query. A ralat is made from what it corrects, whatever is in force."""
    dasar = keadaan_dasar(kepala)
    if not dasar.masih_berlaku and kepala.meralat_id is None and kepala.berlaku_mulai is not None:
        raise DasarBerganti(kepala, dasar.kini)


def _tolak_tanpa_alasan(
    semua: Sequence[Edisi], peringatan: Mapping[int, list[Temuan]], alasan: Mapping[KunciTemuan, str]
) -> None:
    """1 query an edition with warnings."""
    tanpa: list[Temuan] = []
    for satu in semua:
        ada = alasan_tercatat(satu) if peringatan[satu.pk] else {}
        tanpa += [t for t in peringatan[satu.pk] if t.kunci not in ada and not alasan.get(t.kunci, "").strip()]
    if tanpa:
        raise PerluAlasan(tanpa)


def _terbitkan_satu(edisi: Edisi, saat: datetime, oleh: Pelaku, alasan: str, rincian: dict[str, Any] | None) -> None:
    if edisi.meralat_id is not None:
        lama = Edisi.objects.select_for_update(no_key=True).get(pk=edisi.meralat_id)
        if lama.diralat_pada is not None:
            raise Ditolak("Edisi yang diralat sudah diralat oleh edisi lain.")
        lama.diralat_pada = saat
        simpan_tercatat(lama, ["diralat_pada"], saat=saat, alasan=edisi.alasan)
    edisi.keadaan = Keadaan.TERBIT
    edisi.diterbitkan_pada = saat
    simpan_tercatat(edisi, ["keadaan", "diterbitkan_pada"], saat=saat, alasan=alasan)
    catat(
        edisi,
        JenisTindakan.TERBITKAN,
        oleh=oleh,
        alasan=alasan or edisi.alasan,
        ringkas=f"Edisi diterbitkan, berlaku mulai {_tanggal(edisi)}",
        rincian=rincian,
        saat=saat,
    )


def _tanggal(edisi: Edisi | None) -> str:
    if edisi is None or edisi.berlaku_mulai is None:
        return "belum bertanggal"
    return date_format(edisi.berlaku_mulai, "j F Y")
