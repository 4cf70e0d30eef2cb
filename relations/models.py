"""How bodies work together: the five kinds of hubungan kerja, as regulations enable and describe them."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from registry.fields import RujukanField
from registry.models import BarisEdisi, Dasar
from registry.riwayat import Riwayat
from relations.butir import periksa_butir, periksa_rincian
from relations.querysets import KetentuanManager
from relations.urusan import alamat_urusan


class JenisHubungan(models.TextChoices):
    """The five kinds of Permendagri 33/2008, in the order in which the regulations list them."""

    KONSULTATIF = "konsultatif", "konsultatif"
    KOLEGIAL = "kolegial", "kolegial"
    FUNGSIONAL = "fungsional", "fungsional"
    STRUKTURAL = "struktural", "struktural"
    KOORDINATIF = "koordinatif", "koordinatif"


class SubjenisKoordinatif(models.TextChoices):
    """Sub-kinds of koordinatif (Barito Utara 2/2013 Pasal 9, Pesawaran 38/2022 Pasal 19 ayat (3))."""

    HIERARKIS = "hierarkis", "hierarkis (intersektoral)"
    FUNGSIONAL = "fungsional", "fungsional (lintas sektoral)"
    INSTANSIONAL = "instansional", "instansional (multisektoral)"


class Subjek(models.TextChoices):
    """Between whom a kind holds."""

    PERANGKAT_DAERAH = "perangkat_daerah", "antarperangkat daerah"
    ASISTEN_PERANGKAT_DAERAH = "asisten_perangkat_daerah", "Asisten dengan perangkat daerah"
    STAF_AHLI = "staf_ahli", "Staf Ahli"


class KelompokUrusan(models.TextChoices):
    """Groups of UU 23/2014 Pasal 12 and of the national code list."""

    PELAYANAN_DASAR = "pelayanan_dasar", "wajib, pelayanan dasar"
    NON_PELAYANAN_DASAR = "non_pelayanan_dasar", "wajib, bukan pelayanan dasar"
    PILIHAN = "pilihan", "pilihan"
    PENDUKUNG = "pendukung", "unsur pendukung"
    PENUNJANG = "penunjang", "unsur penunjang"
    PENGAWASAN = "pengawasan", "unsur pengawasan"
    KEWILAYAHAN = "kewilayahan", "unsur kewilayahan"
    PEMERINTAHAN_UMUM = "pemerintahan_umum", "pemerintahan umum"
    LAIN = "lain", "di luar daftar"


class Urusan(models.Model):
    """A matter of government: of the national list (with code), or as a regulation words it (without)."""

    kode = models.CharField(
        "kode",
        max_length=4,
        null=True,
        blank=True,
        unique=True,
        validators=[RegexValidator(r"^\d\.\d{2}$", "Tulis kode seperti 1.02.")],
    )
    nama = models.CharField("nama", max_length=200, unique=True)
    kelompok = models.CharField("kelompok", max_length=20, choices=KelompokUrusan.choices, default=KelompokUrusan.LAIN)
    rujukan = models.CharField("rujukan", max_length=200, blank=True, help_text="Tempatnya dalam UU 23/2014.")
    bagian_dari = models.ForeignKey(
        "self", verbose_name="bagian dari", null=True, blank=True, on_delete=models.PROTECT, related_name="bagian"
    )
    history = Riwayat()

    class Meta:
        verbose_name = "urusan"
        verbose_name_plural = "urusan"
        ordering = [F("kode").asc(nulls_last=True), "nama"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kode__isnull=True) | ~Q(kode=""),
                name="kode_urusan_tidak_kosong",
                violation_error_message="Kosongkan kode, atau isi seperti 1.02.",
            ),
        ]

    def __str__(self) -> str:
        return self.nama

    @property
    def alamat(self) -> str:
        """What its page is called in addresses."""
        return alamat_urusan(self.kode, self.nama)


class BidangStafAhli(BarisEdisi, Dasar):
    """One matter in the field of one Staf Ahli (Pesawaran 38/2022 Pasal 13 ayat (3)–(5)); many-to-many."""

    staf_ahli = models.ForeignKey(
        "registry.PerangkatDaerah", verbose_name="staf ahli", on_delete=models.PROTECT, related_name="bidang_staf_ahli"
    )
    urusan = models.ForeignKey(Urusan, verbose_name="urusan", on_delete=models.PROTECT, related_name="bidang_staf_ahli")
    huruf = models.CharField("huruf", max_length=5, blank=True)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    history = Riwayat(no_db_index=["peraturan"])

    objects = KetentuanManager()

    class Meta:
        verbose_name = "bidang staf ahli"
        verbose_name_plural = "bidang staf ahli"
        ordering = ["edisi", "staf_ahli", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "staf_ahli", "urusan"],
                name="satu_bidang_staf_ahli",
                violation_error_message="Urusan ini sudah tercatat bagi staf ahli itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.huruf}. {self.urusan}"


class UrusanPerangkat(BarisEdisi, Dasar):
    """A matter that a body carries out, where a regulation says so."""

    perangkat_daerah = models.ForeignKey(
        "registry.PerangkatDaerah",
        verbose_name="perangkat daerah",
        on_delete=models.PROTECT,
        related_name="urusan_perangkat",
    )
    urusan = models.ForeignKey(Urusan, verbose_name="urusan", on_delete=models.PROTECT, related_name="urusan_perangkat")
    history = Riwayat(no_db_index=["peraturan"])

    objects = KetentuanManager()

    class Meta:
        verbose_name = "urusan perangkat daerah"
        verbose_name_plural = "urusan perangkat daerah"
        ordering = ["edisi", "perangkat_daerah", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "perangkat_daerah", "urusan"],
                name="satu_urusan_perangkat",
                violation_error_message="Urusan ini sudah tercatat bagi perangkat daerah itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.perangkat_daerah}: {self.urusan}"


class KetentuanHubungan(BarisEdisi, Dasar):
    """A kind that the regulation enables for one subject, with purpose, activities and the articles that carry
    it out. `Dasar` is where it is enabled; `pelaksana` is empty where no article carries it out."""

    subjek = models.CharField("subjek", max_length=24, choices=Subjek.choices)
    subjek_tertulis = models.CharField("subjek menurut naskah", max_length=200, blank=True)
    jenis = models.CharField("jenis", max_length=12, choices=JenisHubungan.choices)
    urutan = models.PositiveSmallIntegerField("urutan", default=0)
    maksud = models.TextField("maksud", blank=True, help_text="Dengan kata sendiri, bukan salinan naskah.")
    pelaksana = RujukanField("pasal pelaksana", help_text="Contoh: Pasal 10 sampai dengan Pasal 13")
    rincian = models.JSONField("rincian", default=list, blank=True, validators=[periksa_rincian])
    history = Riwayat(no_db_index=["peraturan"])

    objects = KetentuanManager()

    class Meta:
        verbose_name = "ketentuan hubungan kerja"
        verbose_name_plural = "ketentuan hubungan kerja"
        ordering = ["edisi", "subjek", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "subjek", "jenis"],
                name="satu_ketentuan_hubungan",
                violation_error_message="Jenis ini sudah tercatat bagi subjek itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_jenis_display()} {self.get_subjek_display()}"


class Topik(models.TextChoices):
    """What a provision beside the kinds is about, in the order in which pages show them."""

    PRINSIP = "prinsip", "Prinsip"
    ASAS = "asas", "Asas pelaksanaan"
    LINGKUP = "lingkup", "Lingkup"
    TUGAS = "tugas", "Tugas dan kedudukan"
    BENTUK = "bentuk", "Bentuk koordinasi"
    CARA = "cara", "Cara"
    WAKTU = "waktu", "Waktu koordinasi"
    TANGGUNG_JAWAB = "tanggung_jawab", "Tanggung jawab pimpinan"
    PERTANGGUNGJAWABAN = "pertanggungjawaban", "Pertanggungjawaban"
    PELAPORAN = "pelaporan", "Pelaporan"
    SISTEM_INFORMASI = "sistem_informasi", "Sistem informasi"
    KERJA_SAMA = "kerja_sama", "Kerja sama antardaerah"
    PERSELISIHAN = "perselisihan", "Penyelesaian perselisihan"
    GARIS = "garis", "Keterangan garis bagan"
    LAINNYA = "lainnya", "Lainnya"


class KetentuanPelaksanaan(BarisEdisi, Dasar):
    """A provision on how work goes that belongs to no single kind: principles, forms, times, reports, legend."""

    topik = models.CharField("topik", max_length=20, choices=Topik.choices)
    urutan = models.PositiveSmallIntegerField("urutan")
    subjek = models.CharField("subjek", max_length=24, choices=Subjek.choices, blank=True)
    judul = models.CharField("judul", max_length=200)
    isi = models.TextField("isi", blank=True, help_text="Dengan kata sendiri, bukan salinan naskah.")
    butir = models.JSONField("butir", default=list, blank=True, validators=[periksa_butir])
    terbuka = models.BooleanField("daftar terbuka", default=False, help_text="Naskah menulis “antara lain”.")
    history = Riwayat(no_db_index=["peraturan"])

    objects = KetentuanManager()

    class Meta:
        verbose_name = "ketentuan pelaksanaan"
        verbose_name_plural = "ketentuan pelaksanaan"
        ordering = ["edisi", "urutan", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "urutan"],
                name="satu_urutan_pelaksanaan",
                violation_error_message="Nomor urut ini sudah dipakai.",
            ),
        ]

    def __str__(self) -> str:
        return self.judul


class HubunganKerja(BarisEdisi, Dasar):
    """A relation that a regulation names between two bodies and that follows from nothing else."""

    dari = models.ForeignKey(
        "registry.PerangkatDaerah", verbose_name="dari", on_delete=models.PROTECT, related_name="hubungan_keluar"
    )
    ke = models.ForeignKey(
        "registry.PerangkatDaerah", verbose_name="ke", on_delete=models.PROTECT, related_name="hubungan_masuk"
    )
    jenis = models.CharField("jenis", max_length=12, choices=JenisHubungan.choices)
    subjenis = models.CharField("subjenis", max_length=12, choices=SubjenisKoordinatif.choices, blank=True)
    keterangan = models.TextField("keterangan", blank=True)
    history = Riwayat(no_db_index=["peraturan"])

    objects = KetentuanManager()

    class Meta:
        verbose_name = "hubungan kerja"
        verbose_name_plural = "hubungan kerja"
        ordering = ["edisi", "dari", "ke", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["edisi", "dari", "ke", "jenis", "subjenis"],
                name="satu_hubungan_kerja",
                violation_error_message="Hubungan kerja ini sudah tercatat.",
            ),
            models.CheckConstraint(
                condition=~Q(dari=F("ke")),
                name="hubungan_kerja_bukan_ke_diri",
                violation_error_message="Unit tidak berhubungan kerja dengan dirinya sendiri.",
            ),
            models.CheckConstraint(
                condition=Q(subjenis="") | Q(jenis="koordinatif"),
                name="subjenis_hanya_koordinatif",
                violation_error_message="Hanya hubungan koordinatif yang mempunyai subjenis.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dari} – {self.ke} ({self.get_jenis_display()})"


__all__ = [
    "BidangStafAhli",
    "HubunganKerja",
    "JenisHubungan",
    "KelompokUrusan",
    "KetentuanHubungan",
    "KetentuanPelaksanaan",
    "Subjek",
    "SubjenisKoordinatif",
    "Topik",
    "Urusan",
    "UrusanPerangkat",
]
