"""Peraturan and how regulations bear on each other."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.text import Truncator

from registry.fields import RujukanField
from registry.querysets import HubunganPeraturanQuerySet, PeraturanQuerySet
from registry.riwayat import Riwayat


class JenisPeraturan(models.TextChoices):
    """Kinds of instrument, highest first (UU 12/2011 Pasal 7, 8)."""

    UUD = "uud", "Undang-Undang Dasar Negara Republik Indonesia"
    UU = "uu", "Undang-Undang"
    UU_DARURAT = "uu_darurat", "Undang-Undang Darurat"
    PERPU = "perpu", "Peraturan Pemerintah Pengganti Undang-Undang"
    PP = "pp", "Peraturan Pemerintah"
    PERPRES = "perpres", "Peraturan Presiden"
    PERMENDAGRI = "permendagri", "Peraturan Menteri Dalam Negeri"
    PERMEN = "permen", "Peraturan Menteri"
    KEPMENDAGRI = "kepmendagri", "Keputusan Menteri Dalam Negeri"
    PERDA = "perda", "Peraturan Daerah"
    PERGUB = "pergub", "Peraturan Gubernur"
    PERBUP = "perbup", "Peraturan Bupati"
    PERWALI = "perwali", "Peraturan Wali Kota"
    KEPBUP = "kepbup", "Keputusan Bupati"
    SK_BUPATI = "sk_bupati", "Surat Keputusan Bupati"


SINGKATAN_JENIS = {
    "uud": "UUD",
    "uu": "UU",
    "uu_darurat": "UU Darurat",
    "perpu": "Perpu",
    "pp": "PP",
    "perpres": "Perpres",
    "permendagri": "Permendagri",
    "permen": "Permen",
    "kepmendagri": "Kepmendagri",
    "perda": "Perda",
    "pergub": "Pergub",
    "perbup": "Perbup",
    "perwali": "Perwali",
    "kepbup": "Kepbup",
    "sk_bupati": "SK Bupati",
}


class StatusPeraturan(models.TextChoices):
    """State of a regulation on a date; derived from what others do to it, never typed."""

    BELUM_BERLAKU = "belum berlaku", "belum berlaku"
    BERLAKU = "berlaku", "berlaku"
    DIUBAH = "diubah", "diubah"
    DICABUT = "dicabut", "dicabut"
    BELUM_DIKETAHUI = "belum diketahui", "belum diketahui"


class Lembaran(models.TextChoices):
    """The gazette in which a regulation is promulgated."""

    LEMBARAN_NEGARA = "lembaran_negara", "Lembaran Negara Republik Indonesia"
    BERITA_NEGARA = "berita_negara", "Berita Negara Republik Indonesia"
    LEMBARAN_DAERAH = "lembaran_daerah", "Lembaran Daerah"
    BERITA_DAERAH = "berita_daerah", "Berita Daerah"


class Peraturan(models.Model):
    """A regulation or decision. Four dates are kept apart; status is derived, never typed.

    `nomor` is text ("55/I.12/HK/2020") and empty while the regulation is a rancangan, which is not public.
    Signatories are offices, never persons.
    """

    daerah = models.ForeignKey(
        "registry.Daerah",
        verbose_name="daerah",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="peraturan",
        help_text="Kosong untuk peraturan nasional.",
    )
    kunci = models.SlugField("kunci", max_length=80, help_text="Nama dalam dokumen pertukaran: perbup-15-2022")
    jenis = models.CharField("jenis", max_length=12, choices=JenisPeraturan.choices)
    nomor = models.CharField("nomor", max_length=40, blank=True, help_text="Kosong selama masih rancangan.")
    tahun = models.PositiveSmallIntegerField("tahun", null=True, blank=True)
    tentang = models.TextField("tentang", blank=True, help_text="Hanya UUD yang tidak mempunyainya.")
    tempat = models.CharField("tempat penetapan", max_length=100, blank=True)
    ditetapkan = models.DateField("ditetapkan", null=True, blank=True)
    diundangkan = models.DateField("diundangkan", null=True, blank=True)
    berlaku_mulai = models.DateField("mulai berlaku", null=True, blank=True)
    berlaku_mulai_catatan = models.TextField(
        "catatan tanggal berlaku", blank=True, help_text="Isi bila tanggal disimpulkan, bukan tertulis."
    )
    lembaran = models.CharField("lembaran", max_length=16, choices=Lembaran.choices, blank=True)
    lembaran_tahun = models.PositiveSmallIntegerField("tahun lembaran", null=True, blank=True)
    lembaran_nomor = models.CharField("nomor lembaran", max_length=20, blank=True)
    tambahan_nomor = models.CharField("nomor tambahan lembaran", max_length=20, blank=True)
    lembaran_tertulis = models.TextField(
        "lembaran menurut naskah", blank=True, help_text="Hanya bila naskah menulisnya lain."
    )
    penandatangan = models.CharField("jabatan penandatangan", max_length=150, blank=True)
    pengundang = models.CharField("jabatan yang mengundangkan", max_length=150, blank=True)
    berkas = models.FileField("berkas PDF", upload_to="peraturan/", blank=True)
    tautan = models.URLField("tautan JDIH", blank=True)
    catatan = models.TextField("catatan", blank=True)
    dicatat_pada = models.DateTimeField("dicatat pada", auto_now_add=True)
    history = Riwayat(excluded_fields=["dicatat_pada"])

    objects = PeraturanQuerySet.as_manager()

    class Meta:
        verbose_name = "peraturan"
        verbose_name_plural = "peraturan"
        ordering = ["-tahun", "jenis", "nomor", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["daerah", "kunci"],
                name="kunci_peraturan_daerah",
                violation_error_message="Kunci ini sudah dipakai peraturan lain di daerah ini.",
            ),
            models.UniqueConstraint(
                fields=["kunci"],
                condition=Q(daerah__isnull=True),
                name="kunci_peraturan_nasional",
                violation_error_message="Kunci ini sudah dipakai peraturan nasional lain.",
            ),
            models.UniqueConstraint(
                fields=["daerah", "jenis", "nomor", "tahun"],
                condition=~Q(nomor=""),
                name="satu_peraturan_daerah",
                violation_error_message="Peraturan daerah ini dengan jenis, nomor, dan tahun yang sama sudah tercatat.",
            ),
            models.UniqueConstraint(
                fields=["jenis", "nomor", "tahun"],
                condition=Q(daerah__isnull=True) & ~Q(nomor=""),
                name="satu_peraturan_nasional",
                violation_error_message="Peraturan nasional dengan jenis, nomor, dan tahun yang sama sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=~Q(tentang="") | Q(jenis="uud"),
                name="peraturan_bertentang",
                violation_error_message="Isi tentang apa peraturan ini.",
            ),
            models.CheckConstraint(
                condition=Q(ditetapkan__isnull=True)
                | Q(diundangkan__isnull=True)
                | Q(diundangkan__gte=F("ditetapkan")),
                name="diundangkan_sesudah_ditetapkan",
                violation_error_message="Tanggal diundangkan lebih awal daripada tanggal ditetapkan.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul_pendek

    @property
    def _pemilik(self) -> str:
        """ " Banjar" for a regulation of the head of the region, " Kabupaten Banjar" for a Perda."""
        if self.daerah is None:
            return ""
        return f" {self.daerah.nama if self.jenis == JenisPeraturan.PERDA else self.daerah.nama_pendek}"

    @property
    def judul(self) -> str:
        """ "Peraturan Bupati Banjar Nomor 15 Tahun 2022"; reads `daerah` (select it)."""
        nama = f"{self.get_jenis_display()}{self._pemilik}"
        if self.jenis == JenisPeraturan.UUD:
            return f"{nama} Tahun {self.tahun}"
        if not self.nomor:
            return f"Rancangan {nama}"
        return f"{nama} Nomor {self.nomor}" + (f" Tahun {self.tahun}" if self._tahun_terpisah else "")

    @property
    def judul_pendek(self) -> str:
        """ "Perbup Banjar 15/2022"; reads `daerah` (select it). What has no number is told by what it is about."""
        pemilik = f" {self.daerah.nama_pendek}" if self.daerah is not None else ""
        nama = f"{SINGKATAN_JENIS[self.jenis]}{pemilik}"
        if self.jenis == JenisPeraturan.UUD:
            return f"{nama} {self.tahun}"
        if not self.nomor:
            return f"Rancangan {nama}: {Truncator(self.tentang).chars(70)}" if self.tentang else f"Rancangan {nama}"
        return f"{nama} {self.nomor}" + (f"/{self.tahun}" if self._tahun_terpisah else "")

    def sudah_berlaku(self, tanggal: date) -> bool:
        """In force by then? One of unknown date is, as far as anybody can tell, in its own year. No query."""
        if self.berlaku_mulai is not None:
            return self.berlaku_mulai <= tanggal
        return self.tahun is None or self.tahun <= tanggal.year

    def status_pada(self, tanggal: date, masuk: Iterable[HubunganPeraturan]) -> StatusPeraturan:
        """State on a date. `masuk`: what public regulations do to it (`dari` loaded); no query of its own."""
        if not self.sudah_berlaku(tanggal):
            return StatusPeraturan.BELUM_BERLAKU
        jenis = {satu.jenis for satu in masuk if satu.dari.sudah_berlaku(tanggal)}
        if JenisHubunganPeraturan.MENCABUT in jenis:
            return StatusPeraturan.DICABUT
        if jenis & {JenisHubunganPeraturan.MENGUBAH, JenisHubunganPeraturan.MENCABUT_SEBAGIAN}:
            return StatusPeraturan.DIUBAH
        return StatusPeraturan.BERLAKU if self.berlaku_mulai else StatusPeraturan.BELUM_DIKETAHUI

    @property
    def _tahun_terpisah(self) -> bool:
        """Decision numbers carry their year already ("55/I.12/HK/2020")."""
        return self.tahun is not None and not self.nomor.endswith(f"/{self.tahun}")

    @property
    def lembaran_lengkap(self) -> str:
        """ "Berita Daerah Kabupaten Banjar Tahun 2022 Nomor 15"; "" where none is known."""
        if not self.lembaran or not self.lembaran_nomor:
            return ""
        milik_daerah = self.lembaran in (Lembaran.LEMBARAN_DAERAH, Lembaran.BERITA_DAERAH)
        daerah = f" {self.daerah.nama}" if milik_daerah and self.daerah is not None else ""
        tahun = f" Tahun {self.lembaran_tahun}" if self.lembaran_tahun else ""
        tambahan = f", Tambahan Nomor {self.tambahan_nomor}" if self.tambahan_nomor else ""
        return f"{self.get_lembaran_display()}{daerah}{tahun} Nomor {self.lembaran_nomor}{tambahan}"


class JenisHubunganPeraturan(models.TextChoices):
    MENGUBAH = "mengubah", "mengubah"
    MENCABUT = "mencabut", "mencabut"
    MENCABUT_SEBAGIAN = "mencabut_sebagian", "mencabut sebagian"
    DASAR_HUKUM = "dasar_hukum", "berdasarkan"


class HubunganPeraturan(models.Model):
    """`dari` changes, revokes or rests on `ke`. Where the print does not let one tell which regulation is
    meant (a blank number), `ke` is empty and `tertulis` holds what is printed."""

    dari = models.ForeignKey(Peraturan, verbose_name="dari", on_delete=models.PROTECT, related_name="hubungan_keluar")
    ke = models.ForeignKey(
        Peraturan,
        verbose_name="ke",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="hubungan_masuk",
    )
    jenis = models.CharField("jenis", max_length=20, choices=JenisHubunganPeraturan.choices)
    rujukan = RujukanField("rujukan", help_text="Tempatnya dalam peraturan yang menyebut: Pasal 18")
    rujukan_ke = RujukanField("bagian yang ditunjuk", help_text="Bagian peraturan tujuan, bila disebut.")
    tertulis = models.TextField("tertulis", blank=True)
    catatan = models.TextField("catatan", blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    history = Riwayat()

    objects = HubunganPeraturanQuerySet.as_manager()

    class Meta:
        verbose_name = "hubungan peraturan"
        verbose_name_plural = "hubungan peraturan"
        ordering = ["dari", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["dari", "ke", "jenis", "rujukan"],
                name="satu_hubungan_peraturan",
                violation_error_message="Hubungan ini sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=Q(ke__isnull=True) | ~Q(ke=F("dari")),
                name="hubungan_bukan_ke_diri",
                violation_error_message="Peraturan tidak dapat berhubungan dengan dirinya sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(ke__isnull=False) | ~Q(tertulis=""),
                name="hubungan_ke_atau_tertulis",
                violation_error_message="Pilih peraturan tujuan, atau salin yang tertulis bila tidak dapat dikenali.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dari} {self.get_jenis_display()} {self.ke or self.tertulis}"
