"""The search index: words of public names -> trigrams of those words -> bodies and regions.

Four plain tables that are the same on SQLite and PostgreSQL and need no extension. They hold nothing that
cannot be rebuilt from published editions (`registry.pencarian.indeks_ulang`), so they have no history, and
nothing but that function writes them. Names belong to bodies and not to editions: nothing has to run when an edition
comes into force. Only what a body inherits from its predecessors carries the date from which on it leads there.
"""

from __future__ import annotations

from django.db import models


class Kata(models.Model):
    """One distinct normalised word (a–z, 0–9) of all public names, shared by all regions.

    A word that begins with "#" marks a class: its postings are the *kelompok* bodies that stand for members
    which are not recorded one by one ("#kecamatan"). No normalised word can contain "#".

    Rows are only added: a word that loses its last posting stays, because deleting it would race with another
    region that is being published with the same word. Readers ask whether a word has postings.
    """

    # A constraint and not `unique=True`: that would add a second index for LIKE, which the search never uses.
    kata = models.CharField("kata", max_length=60)

    class Meta:
        verbose_name = "kata pencarian"
        verbose_name_plural = "kata pencarian"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kata"], name="kata_unik")]

    def __str__(self) -> str:
        return self.kata


class Trigram(models.Model):
    """One trigram of one word: finds the words that look like a misspelled one."""

    tri = models.CharField("trigram", max_length=3)
    panjang = models.PositiveSmallIntegerField("panjang kata")
    kata = models.ForeignKey(Kata, on_delete=models.CASCADE, related_name="+", verbose_name="kata")

    class Meta:
        verbose_name = "trigram pencarian"
        verbose_name_plural = "trigram pencarian"
        default_permissions = ()
        # Also the index of the search: a trigram, then only the words of about the same length.
        constraints = [models.UniqueConstraint(fields=["tri", "panjang", "kata"], name="trigram_unik")]

    def __str__(self) -> str:
        return self.tri


class Penunjuk(models.Model):
    """A word leads to a body: its best occurrence among all public names of the body.

    `bobot` = 100 × the kind of name + the share of the name that the word makes up (1–99), so that one
    comparison puts a name before an alias, and "Dinas Kesehatan" before "Laboratorium Kesehatan Hewan".
    `sejak`: of a word that only a predecessor bears; on dates before it, the word does not lead here.
    """

    kata = models.ForeignKey(Kata, on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name="kata")
    perangkat_daerah = models.ForeignKey(
        "registry.PerangkatDaerah",
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name="perangkat daerah",
    )
    # Repeated from the body: a region is rewritten, and a region named in the question is met without a join.
    daerah = models.ForeignKey(
        "registry.Daerah", on_delete=models.CASCADE, related_name="+", db_index=False, verbose_name="daerah"
    )
    bobot = models.PositiveSmallIntegerField("bobot")
    urutan_jenis = models.PositiveSmallIntegerField("urutan jenis", help_text="Memutus hasil yang sama nilainya.")
    sumber = models.CharField(
        "sumber",
        max_length=300,
        blank=True,
        help_text="Nama lama atau nama lain tempat kata itu berada; kosong: nama terakhir.",
    )
    sejak = models.DateField(
        "sejak", null=True, blank=True, help_text="Kata dari nama pendahulu: mulai kapan badan ini penerusnya."
    )

    class Meta:
        verbose_name = "penunjuk pencarian"
        verbose_name_plural = "penunjuk pencarian"
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["kata", "perangkat_daerah"], name="penunjuk_unik")]
        indexes = [models.Index(fields=["daerah", "kata"], name="penunjuk_daerah_kata")]

    def __str__(self) -> str:
        return f"{self.kata_id} → {self.perangkat_daerah_id}"


class PenunjukDaerah(models.Model):
    """A word leads to a region: a word of its name without "Kabupaten"/"Kota", or of its capital.

    Kept apart from `Penunjuk`, or every body would carry the words of its region (300 rows a word).
    """

    class Asal(models.IntegerChoices):
        NAMA = 1, "nama daerah"
        IBU_KOTA = 2, "ibu kota"

    kata = models.ForeignKey(
        Kata, on_delete=models.CASCADE, related_name="penunjuk_daerah", db_index=False, verbose_name="kata"
    )
    daerah = models.ForeignKey("registry.Daerah", on_delete=models.CASCADE, related_name="+", verbose_name="daerah")
    asal = models.PositiveSmallIntegerField("asal", choices=Asal.choices)

    class Meta:
        verbose_name = "penunjuk daerah"
        verbose_name_plural = "penunjuk daerah"
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["kata", "daerah", "asal"], name="penunjuk_daerah_unik"),
        ]

    def __str__(self) -> str:
        return f"{self.kata_id} → {self.daerah_id}"
