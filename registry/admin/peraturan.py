"""Admin of Peraturan, with its ties to other regulations."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.widgets import AdminFileWidget
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import slugify

from registry import services
from registry.admin.baris import BarisInline
from registry.admin.formulir import FormTerlihat
from registry.admin.saring import SaringDaerah, tautan_daerah
from registry.admin.umum import ALASAN, AdminAcuan, AdminRentang
from registry.akses import catat_akses
from registry.lingkup import syarat_terlihat
from registry.models import HubunganPeraturan, JenisAkses, Peraturan

BERKAS_TERBESAR = 25 * 1024 * 1024


def berkas(request: HttpRequest, pk: int) -> FileResponse:
    """The PDF of a regulation of the person's regions or of the nation, public or not yet; 3 queries."""
    semua = Peraturan.objects.filter(syarat_terlihat(request.user, Peraturan)).select_related("daerah")
    milik = get_object_or_404(semua, pk=pk)
    try:
        isi = milik.berkas.open("rb") if milik.berkas else None
    except OSError:
        isi = None  # recorded, and gone from the disk
    if isi is None:
        raise Http404
    catat_akses(request, JenisAkses.EKSPOR, daerah=milik.daerah, rincian=f"berkas peraturan: {milik.kunci}.pdf")
    return FileResponse(isi, as_attachment=True, filename=f"{milik.kunci}.pdf", content_type="application/pdf")


class TautanBerkas:
    """A stored PDF, under the address at which staff may open it."""

    def __init__(self, peraturan_pk: int, nama: str) -> None:
        self.url = reverse("admin:peraturan_berkas", args=[peraturan_pk])
        self.nama = nama.rpartition("/")[2]

    def __str__(self) -> str:
        return self.nama


class KolomBerkas(AdminFileWidget):
    """File field of a regulation; files are served by a view that asks who may see them, not from a folder."""

    peraturan_pk: int | None = None

    def format_value(self, value: Any) -> Any:
        if self.peraturan_pk is None or not self.is_initial(value):
            return None
        return TautanBerkas(self.peraturan_pk, value.name)


class FormPeraturan(FormTerlihat):
    """A regulation. Its key in documents follows from kind, number and year unless it is given."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kunci" in self.fields:
            self.fields["kunci"].required = False
            self.fields[
                "kunci"
            ].help_text = "Nama dalam dokumen pertukaran; kosongkan agar disusun dari jenis, nomor, dan tahun."
        if "berkas" in self.fields:
            self.fields["berkas"].validators = [FileExtensionValidator(["pdf"], "Unggah berkas PDF.")]
            self.fields["berkas"].widget = kolom = KolomBerkas()
            kolom.peraturan_pk = self.instance.pk
            kolom.is_required = False

    def clean_berkas(self) -> Any:
        unggahan = self.cleaned_data["berkas"]
        if "berkas" in self.changed_data and unggahan:
            if unggahan.size > BERKAS_TERBESAR:
                raise ValidationError("Berkas lebih besar daripada 25 MB.")
            if unggahan.read(5) != b"%PDF-":
                raise ValidationError("Isi berkas ini bukan PDF.")
            unggahan.seek(0)
        return unggahan

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        if "kunci" in self.fields and not bersih.get("kunci"):
            bagian = [bersih.get("jenis", ""), bersih.get("nomor") or "rancangan", bersih.get("tahun") or ""]
            bersih["kunci"] = slugify("-".join(str(satu).replace("/", "-").replace("_", "-") for satu in bagian))[:80]
        return bersih


class HubunganInline(BarisInline):
    """What this regulation revokes, changes and rests on."""

    model = HubunganPeraturan
    fk_name = "dari"
    autocomplete_fields = ["ke"]
    fields = ["urutan", "jenis", "ke", "rujukan", "rujukan_ke", "tertulis"]
    verbose_name_plural = "hubungan dengan peraturan lain"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("dari__daerah", "ke__daerah")


@admin.register(Peraturan)
class PeraturanAdmin(AdminAcuan):
    """Regulations, national and regional."""

    layanan = services.simpan_peraturan
    form = FormPeraturan
    inlines = [HubunganInline]
    list_display = ["judul_pendek", "tentang_ringkas", "milik", "ditetapkan", "diundangkan", "berlaku_mulai"]
    list_filter = [SaringDaerah, "jenis"]
    search_fields = ["kunci", "nomor", "tahun", "tentang", "jenis"]
    search_help_text = "Jenis, nomor, tahun, atau judul. Contoh: perbup 15 2022."
    ordering = ["-tahun", "jenis", "nomor", "id"]
    autocomplete_fields = ["daerah"]
    baca_saja = {"berkas": "berkas_baca"}
    fieldsets = [
        (None, {"fields": ["daerah", "jenis", ("nomor", "tahun"), "tentang", "kunci"]}),
        (
            "Empat tanggal",
            {
                "fields": [
                    "tempat", ("ditetapkan", "diundangkan", "berlaku_mulai"), "berlaku_mulai_catatan", "dicatat_pada",
                ]
            },
        ),
        (
            "Lembaran dan penandatangan",
            {
                "fields": [
                    "lembaran", ("lembaran_tahun", "lembaran_nomor", "tambahan_nomor"), "lembaran_tertulis",
                    "penandatangan", "pengundang",
                ],
                "description": "Penandatangan ditulis sebagai jabatan. Nama orang, NIP, dan pangkat tidak dicatat.",
            },
        ),
        ("Naskah", {"fields": ["berkas", "tautan", "catatan"]}),
        ALASAN,
    ]  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[Peraturan]:
        return super().get_queryset(request).select_related("daerah")

    def get_readonly_fields(self, request: HttpRequest, obj: Peraturan | None = None) -> list[str]:
        """A regulation stays with its region; its key stays once documents may name it."""
        tetap = ["daerah"] if obj is not None else []
        return ["dicatat_pada", *tetap, *(["kunci"] if obj is not None and obj.nomor else [])]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        """ "Perbup 15/2022" is looked for as three words."""
        return super().get_search_results(request, queryset, search_term.replace("/", " "))

    @admin.display(description="berkas PDF")
    def berkas_baca(self, obj: Peraturan) -> str:
        if not obj.berkas:
            return "belum diunggah"
        tautan = TautanBerkas(obj.pk, obj.berkas.name)
        return format_html('<a href="{}">{}</a>', tautan.url, tautan)

    @admin.display(description="peraturan", ordering="nomor")
    def judul_pendek(self, obj: Peraturan) -> str:
        return obj.judul_pendek

    @admin.display(description="tentang")
    def tentang_ringkas(self, obj: Peraturan) -> str:
        return obj.tentang if len(obj.tentang) <= 120 else f"{obj.tentang[:118].rstrip()} …"

    @admin.display(description="daerah", ordering="daerah")
    def milik(self, obj: Peraturan) -> str:
        return tautan_daerah(obj.daerah)


@admin.register(HubunganPeraturan)
class HubunganPeraturanAdmin(AdminRentang):
    """Ties between regulations, to be searched and for their history; edited on the page of the first one."""

    list_display = ["dari", "jenis", "ke", "rujukan", "tertulis"]
    list_filter = ["jenis"]
    search_fields = ["dari__kunci", "dari__tentang", "ke__kunci", "ke__tentang", "tertulis"]
    list_select_related = ["dari__daerah", "ke__daerah"]
    ordering = ["dari", "urutan", "id"]
    fields = ["dari", "jenis", "ke", "rujukan", "rujukan_ke", "tertulis", "catatan", "urutan"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
