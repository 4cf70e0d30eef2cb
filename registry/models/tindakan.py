"""Tindakan: one act of one person; append-only."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from registry.querysets import TindakanQuerySet
from registry.riwayat import KelompokField


class JenisTindakan(models.TextChoices):
    BUAT_RANCANGAN = "buat_rancangan", "membuat rancangan"
    UBAH = "ubah", "mengubah isi"
    URUNG = "urung", "mengurungkan"
    IMPOR = "impor", "mengimpor berkas"
    SESUAIKAN = "sesuaikan", "menyesuaikan dengan dasar baru"
    TERUSKAN = "teruskan", "meneruskan ke edisi lain"
    ALIHKAN = "alihkan", "mengalihkan badan"
    AJUKAN = "ajukan", "mengajukan"
    TARIK = "tarik", "menarik pengajuan"
    KEMBALIKAN = "kembalikan", "mengembalikan"
    SETUJUI = "setujui", "menyetujui"
    TERBITKAN = "terbitkan", "menerbitkan"
    BATALKAN = "batalkan", "membatalkan rancangan"
    MUAT = "muat", "memuat dokumen"
    CATAT = "catat", "mencatat data di luar edisi"
    PERAN = "peran", "mengatur peran"
    PERIKSA = "periksa", "mencatat pemeriksaan"


#: Acts whose change-set may be turned back by `services.urungkan`.
DAPAT_DIURUNGKAN = (JenisTindakan.UBAH, JenisTindakan.IMPOR)
#: Acts by which a person becomes an author of an edition, and so may not approve it.
MENGARANG = (
    JenisTindakan.BUAT_RANCANGAN,
    JenisTindakan.UBAH,
    JenisTindakan.URUNG,
    JenisTindakan.IMPOR,
    JenisTindakan.SESUAIKAN,
    JenisTindakan.TERUSKAN,
    JenisTindakan.ALIHKAN,
    JenisTindakan.AJUKAN,
    JenisTindakan.MUAT,
)


class Tindakan(models.Model):
    """Who did what to which edition, or to what lies outside editions (`edisi` empty; `daerah` empty for the nation's),
    when and why, with what it replaced.

    `kelompok`: the act to which it belongs together with other acts and with the history rows of the same number.
    `sebelum`/`sesudah` hold change-sets (see `isi_edisi.sebagai_json`); `ringkas` says the act in one line; `rincian`
    what else belongs to it (the reasons for the warnings of a publication, the bases of a rebase). Outside editions
    the part is the model's name and the key its id. A clone is one act
    here, not hundreds of history rows. Rows are never updated or deleted (database trigger), so there is no history
    of them: the act that undoes another points back at it.
    """

    daerah = models.ForeignKey(
        "registry.Daerah", null=True, blank=True, on_delete=models.PROTECT, related_name="tindakan"
    )
    kelompok = KelompokField("kelompok", null=True, blank=True, db_index=True, editable=False)
    edisi = models.ForeignKey(
        "registry.Edisi", null=True, blank=True, on_delete=models.PROTECT, related_name="tindakan"
    )
    jenis = models.CharField("jenis", max_length=16, choices=JenisTindakan.choices)
    oleh = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nama_oleh = models.CharField("oleh", max_length=200, blank=True)
    pada = models.DateTimeField("pada")
    ringkas = models.CharField("ringkas", max_length=300, blank=True)
    alasan = models.TextField("alasan", blank=True)
    rincian = models.JSONField("rincian", null=True, blank=True, encoder=DjangoJSONEncoder)
    sebelum = models.JSONField("sebelum", null=True, blank=True, encoder=DjangoJSONEncoder)
    sesudah = models.JSONField("sesudah", null=True, blank=True, encoder=DjangoJSONEncoder)
    mengurungkan = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="diurungkan_oleh"
    )

    objects = TindakanQuerySet.as_manager()

    class Meta:
        verbose_name = "tindakan"
        verbose_name_plural = "tindakan"
        ordering = ["-pada", "-id"]
        indexes = [
            models.Index(fields=["daerah", "-pada", "-id"], name="tindakan_daerah_idx"),
            models.Index(fields=["daerah", "jenis", "-pada", "-id"], name="tindakan_jenis_idx"),
            models.Index(fields=["daerah", "nama_oleh", "-pada", "-id"], name="tindakan_pelaku_idx"),
            models.Index(fields=["daerah", "nama_oleh", "jenis", "-pada", "-id"], name="tindakan_pelaku_jenis_idx"),
            models.Index(fields=["edisi", "-pada", "-id"], name="tindakan_edisi_idx"),
        ]

    def __str__(self) -> str:
        return f"{self.nama_oleh or 'sistem'} {self.ringkas or self.get_jenis_display()}"


class JenisObjek(models.TextChoices):
    """What an act may be looked up by."""

    BADAN = "badan", "perangkat daerah"
    PERATURAN = "peraturan", "peraturan"


class ObjekTindakan(models.Model):
    """Which bodies and regulations an act touched: an index for reading, written with the act and never truth.

    `pada` repeats the act's, so that the newest acts on one thing are found without reading the others. Bodies: those
    that a changed row names, before or after; regulations: the one behind the edition, the basis of a changed row,
    the changed regulation itself.
    """

    tindakan = models.ForeignKey(Tindakan, on_delete=models.PROTECT, related_name="objek")
    jenis = models.CharField("jenis", max_length=9, choices=JenisObjek.choices)
    nomor = models.BigIntegerField("nomor")
    pada = models.DateTimeField("pada")

    class Meta:
        verbose_name = "objek tindakan"
        verbose_name_plural = "objek tindakan"
        constraints = [
            models.UniqueConstraint(
                fields=["tindakan", "jenis", "nomor"],
                name="satu_objek_tindakan",
                violation_error_message="Objek ini sudah tercatat pada tindakan itu.",
            )
        ]
        indexes = [models.Index(fields=["jenis", "nomor", "-pada", "-tindakan"], name="objek_tindakan_idx")]

    def __str__(self) -> str:
        return f"{self.jenis} {self.nomor}"
