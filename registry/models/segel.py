"""Segel: seals over what was recorded, each chained to the one before; append-only."""

from django.db import models


class SebabSegel(models.TextChoices):
    TERBIT = "terbit", "sesudah penerbitan"
    BERKALA = "berkala", "berkala"
    PERINTAH = "perintah", "atas perintah"


class JenisBagian(models.TextChoices):
    """What a part of a seal covers: new rows of an append-only table, or the live rows of a published edition."""

    RIWAYAT = "riwayat", "baris riwayat"
    EDISI = "edisi", "isi edisi"


class Segel(models.Model):
    """One seal. `kepala` is a SHA-256 over its own statement and the head before it (`registry.segel.kanonik`), so
    that it stands for everything that was ever sealed.

    `sebelum` of the first seal is 64 zeros; `pemasangan` is drawn when the first seal is made and repeated by all.
    """

    nomor = models.PositiveBigIntegerField("nomor", unique=True)
    pada = models.DateTimeField("pada")
    sebab = models.CharField("sebab", max_length=8, choices=SebabSegel.choices)
    bentuk = models.PositiveSmallIntegerField("bentuk", help_text="Nomor tata cara menghitung sidik.")
    pemasangan = models.UUIDField("pemasangan")
    jumlah = models.PositiveBigIntegerField("jumlah baris")
    sebelum = models.CharField("kepala sebelumnya", max_length=64)
    kepala = models.CharField("kepala", max_length=64, unique=True)

    class Meta:
        verbose_name = "segel"
        verbose_name_plural = "segel"
        ordering = ["-nomor"]

    def __str__(self) -> str:
        return f"Segel {self.nomor} · {self.kepala[:12]}"


class BagianSegel(models.Model):
    """Rows of one table under one seal: at most 10,000, in order of their ids.

    `kolom`: `[open columns, closed columns]` whose values were hashed, in that order (`registry.segel.kanonik`); a
    later migration may add columns, and old parts are still checked by their own. `daftar`: for each row 8 bytes of
    its id (big-endian) and 32 bytes of the SHA-256 of its canonical text; `sidik`: SHA-256 of that. `edisi`: whose
    rows, where `jenis` is EDISI.
    """

    segel = models.ForeignKey(Segel, on_delete=models.PROTECT, related_name="bagian")
    urutan = models.PositiveIntegerField("urutan")
    jenis = models.CharField("jenis", max_length=7, choices=JenisBagian.choices)
    tabel = models.CharField("tabel", max_length=80)
    edisi = models.ForeignKey("registry.Edisi", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    kolom = models.JSONField("kolom")
    jumlah = models.PositiveIntegerField("jumlah baris")
    dari = models.BigIntegerField("baris pertama")
    sampai = models.BigIntegerField("baris terakhir")
    daftar = models.BinaryField("daftar sidik")
    sidik = models.CharField("sidik", max_length=64)

    class Meta:
        verbose_name = "bagian segel"
        verbose_name_plural = "bagian segel"
        ordering = ["segel", "urutan"]
        constraints = [
            models.UniqueConstraint(
                fields=["segel", "urutan"], name="urutan_bagian_segel", violation_error_message="Bagian itu sudah ada."
            )
        ]
        indexes = [models.Index(fields=["tabel", "-sampai"], name="bagian_segel_tabel_idx")]

    def __str__(self) -> str:
        return f"{self.segel_id}/{self.urutan} {self.tabel} {self.dari}–{self.sampai}"
