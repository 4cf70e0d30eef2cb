"""Admin of how bodies work together: provisions of one edition at a time, and the list of Urusan."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from registry import services
from registry.admin.formulir_isi import FormIsi
from registry.admin.isi import DASAR, AdminIsi
from registry.admin.struktur import alamat_struktur
from registry.admin.umum import ALASAN, AdminAcuan
from registry.izin import Aksi, daerah_dengan, terlihat
from registry.models import Edisi, JenisUnit, Kedudukan, PerangkatDaerah
from relations.forms import ButirField, RincianField, tulis_butir, tulis_rincian
from relations.models import (
    BidangStafAhli,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Urusan,
    UrusanPerangkat,
)
from relations.urusan_unit import urusan_dikenal


def tampil(teks: str) -> str:
    """Lines of text, each on its own line, for those who may only read."""
    return format_html_join("\n", "{}<br>", ((baris,) for baris in teks.splitlines()))


@admin.register(Urusan)
class UrusanAdmin(AdminAcuan):
    """Matters of government, national."""

    layanan = services.simpan_nasional
    list_display = ["kode", "nama", "kelompok", "bagian_dari"]
    list_display_links = ["kode", "nama"]
    list_select_related = ["bagian_dari"]
    list_filter = ["kelompok"]
    search_fields = ["kode", "nama"]
    autocomplete_fields = ["bagian_dari"]
    fieldsets = [(None, {"fields": ["kode", "nama", "kelompok", "rujukan", "bagian_dari"]}), ALASAN]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """The nation's list, and the words of the person's own regions; whoever works for all regions sees all."""
        semua = super().get_queryset(request)
        if daerah_dengan(request.user, Aksi.LIHAT) is None:
            return semua
        return semua.filter(pk__in=urusan_terlihat(request.user))


def urusan_terlihat(pengguna: Any) -> QuerySet[Urusan]:
    """Matters that a person may know of: a word that only drafts of other regions use is theirs."""
    return urusan_dikenal(Edisi.objects.filter(terlihat(pengguna) | Q(diterbitkan_pada__isnull=False)))


class FormUrusan(FormIsi):
    """One matter of one body, chosen from the list. Words that the list does not know are typed elsewhere."""

    pemilik = "perangkat_daerah"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "urusan" in self.fields and self.edisi is not None:
            badan = getattr(self.instance, f"{self.pemilik}_id")
            struktur = alamat_struktur(self.edisi, badan)
            self.fields["urusan"].help_text = format_html(
                'Dari daftar urusan. Yang tidak ada di situ ditulis lewat <a href="{}">Struktur</a>: buka unitnya, '
                "lalu Atur urusan.",
                struktur,
            )


class FormBidang(FormUrusan):
    """One matter of one Staf Ahli: a unit that stands as one in the tree of the draft."""

    pemilik = "staf_ahli"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "staf_ahli" in self.fields:
            self.fields["staf_ahli"] = PilihStafAhli(self.edisi, self.instance.staf_ahli_id)

    def clean_staf_ahli(self) -> PerangkatDaerah:
        """What was recorded before may be shown, and must be mended."""
        badan: PerangkatDaerah = self.cleaned_data["staf_ahli"]
        if not badan.sebagai_staf_ahli:  # type: ignore[attr-defined]  # annotation
            raise forms.ValidationError(BUKAN_STAF_AHLI)
        return badan


BUKAN_STAF_AHLI = "Pilih unit berjenis staf ahli dalam struktur rancangan ini; yang lain tidak mempunyai bidang."


class PilihStafAhli(forms.ModelChoiceField):
    """The Staf Ahli in the tree of one edition, called as there; with whom the row names now. 1 query a list."""

    def __init__(self, edisi: Edisi | None, kini: int | None) -> None:
        tempat = Kedudukan.objects.filter(edisi=edisi, perangkat_daerah=OuterRef("pk"))
        semua = PerangkatDaerah.objects.annotate(
            sebagai_staf_ahli=Exists(tempat.filter(jenis=JenisUnit.STAF_AHLI)),
            nama_tempat=Coalesce(Subquery(tempat.values("nama")[:1]), "nama"),
        )
        super().__init__(
            semua.filter(Q(sebagai_staf_ahli=True) | Q(pk=kini)).order_by("nama_tempat", "pk"),
            label="Staf ahli",
            help_text="Unit berjenis staf ahli dalam struktur rancangan ini.",
            error_messages={"invalid_choice": BUKAN_STAF_AHLI},
        )

    def label_from_instance(self, obj: Any) -> str:
        nama: str = obj.nama_tempat
        return nama if obj.sebagai_staf_ahli else f"{nama} (bukan staf ahli dalam struktur)"


class AdminUrusan(AdminIsi):
    """Base of the forms that name a matter."""

    form = FormUrusan

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.related_model is Urusan:
            kwargs["queryset"] = urusan_terlihat(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


class AdminKetentuan(AdminIsi):
    """Base of the forms that the screen Ketentuan opens, and to which they lead back."""

    def alamat_sesudah(self, edisi: Edisi) -> str:
        return reverse("admin:edisi_ketentuan", args=[edisi.pk])


@admin.register(KetentuanHubungan)
class KetentuanHubunganAdmin(AdminKetentuan):
    """Kinds of hubungan kerja that a regulation enables."""

    list_display = ["jenis", "subjek", "rujukan", "pelaksana", "urutan"]
    list_filter = ["subjek", "jenis"]
    search_fields = ["maksud", "subjek_tertulis", "rujukan", "pelaksana"]
    ordering = ["subjek", "urutan", "id"]
    autocomplete_fields = ["peraturan"]
    baca_saja = {"rincian": "rincian_baca"}
    fieldsets = [
        (None, {"fields": ["subjek", "subjek_tertulis", "jenis", "urutan", "maksud", "pelaksana", "rincian"]}),
        DASAR,
        ALASAN,
    ]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "rincian":
            kwargs["form_class"] = RincianField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: Any) -> dict[str, Any]:
        """A further kind for a subject is written by the same regulation and names the subject the same; 1 query."""
        awal: dict[str, Any] = super().get_changeform_initial_data(request)
        serumpun = KetentuanHubungan.objects.pada(request.edisi).filter(subjek=awal.get("subjek", ""))
        terakhir = serumpun.order_by("-urutan", "-id").values("subjek_tertulis", "peraturan").first()
        return {**(terakhir or {}), **awal}

    @admin.display(description="rincian")
    def rincian_baca(self, obj: KetentuanHubungan) -> str:
        return tampil(tulis_rincian(obj.rincian))


@admin.register(KetentuanPelaksanaan)
class KetentuanPelaksanaanAdmin(AdminKetentuan):
    """Provisions that belong to no single kind."""

    list_display = ["urutan", "topik", "judul", "subjek", "rujukan"]
    list_display_links = ["urutan", "judul"]
    list_filter = ["topik", "subjek"]
    search_fields = ["judul", "isi", "rujukan"]
    ordering = ["urutan", "id"]
    autocomplete_fields = ["peraturan"]
    baca_saja = {"butir": "butir_baca"}
    fieldsets = [
        (None, {"fields": ["topik", "subjek", "judul", "urutan", "isi", "butir", "terbuka"]}),
        DASAR,
        ALASAN,
    ]

    def formfield_for_dbfield(self, db_field: models.Field, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "butir":
            kwargs["form_class"] = ButirField
        return super().formfield_for_dbfield(db_field, request, **kwargs)

    @admin.display(description="butir")
    def butir_baca(self, obj: KetentuanPelaksanaan) -> str:
        return tampil(tulis_butir(obj.butir))


@admin.register(BidangStafAhli)
class BidangStafAhliAdmin(AdminUrusan):
    """Fields of the Staf Ahli."""

    form = FormBidang
    list_display = ["staf_ahli", "huruf", "urusan", "tertulis", "rujukan"]
    list_display_links = ["huruf", "urusan"]
    search_fields = ["urusan__nama", "staf_ahli__nama", "tertulis"]
    ordering = ["staf_ahli", "urutan", "id"]
    autocomplete_fields = ["urusan", "peraturan"]
    fieldsets = [(None, {"fields": ["staf_ahli", "urusan", "huruf", "urutan"]}), DASAR, ALASAN]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("staf_ahli", "urusan")


@admin.register(UrusanPerangkat)
class UrusanPerangkatAdmin(AdminUrusan):
    """Matters that a regulation gives to a body."""

    list_display = ["perangkat_daerah", "urusan", "rujukan"]
    search_fields = ["urusan__nama", "perangkat_daerah__nama"]
    ordering = ["perangkat_daerah", "id"]
    autocomplete_fields = ["perangkat_daerah", "urusan", "peraturan"]
    fieldsets = [(None, {"fields": ["perangkat_daerah", "urusan"]}), DASAR, ALASAN]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("perangkat_daerah", "urusan")
