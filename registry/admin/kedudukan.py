"""Admin of Kedudukan: name and place of one body in the tree of one edition."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse

from registry import pohon, services
from registry.admin.formulir_isi import FormIsi
from registry.admin.isi import DASAR, AdminIsi
from registry.admin.umum import ALASAN
from registry.isi_edisi import Ubah
from registry.models import Edisi, Kedudukan, PerangkatDaerah
from registry.services.struktur import kunci_baru


class FormKedudukan(FormIsi):
    """A new unit is put under a body that the region has already, so that its identity is kept, or a new one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "perangkat_daerah" in self.fields:
            self.fields["perangkat_daerah"].required = False
            self.fields[
                "perangkat_daerah"
            ].help_text = "Cari dulu, juga dengan nama lamanya. Kosongkan hanya bila badan ini benar-benar baru."
            if not self.baru:
                self.fields[
                    "perangkat_daerah"
                ].help_text = (
                    "Ganti hanya bila tempat ini ternyata milik badan lain; unit di bawahnya ikut ke badan itu."
                )

    def clean_perangkat_daerah(self) -> PerangkatDaerah | None:
        """An existing place keeps its body where the field is left empty."""
        badan: PerangkatDaerah | None = self.cleaned_data["perangkat_daerah"]
        return badan if badan is not None or self.baru else self.instance.perangkat_daerah

    def ubahan(self) -> tuple[Ubah, Ubah]:
        """With another body the units below are hung under it, in the same act; 1 query then."""
        ubah, lihat = super().ubahan()
        if self.baru or len(ubah) < 2:
            return ubah, lihat
        lama = self.terlihat["kunci"][0]
        baru = self.cleaned_data["perangkat_daerah"].pk
        anak = Kedudukan.objects.filter(edisi=self.instance.edisi_id, induk__perangkat_daerah=lama).order_by()
        for badan in anak.values_list("perangkat_daerah", flat=True):
            ubah[self.isi.nama, (badan,)] = {"induk": baru}
            lihat[self.isi.nama, (badan,)] = {"induk": lama}
        return ubah, lihat


@admin.register(Kedudukan)
class KedudukanAdmin(AdminIsi):
    """Places in the tree. The tree itself has a screen (`struktur.struktur`); this list is for searching."""

    form = FormKedudukan
    list_display = ["nama", "jenis", "tipe", "induk", "dasar"]
    list_filter = ["jenis", "tipe"]
    search_fields = ["nama", "singkatan", "perangkat_daerah__nama"]
    ordering = pohon.URUT_POHON
    autocomplete_fields = ["perangkat_daerah", "induk", "peraturan", "disebut_peraturan"]
    fieldsets = [
        (None, {"fields": ["perangkat_daerah", "nama", "singkatan", "jenis", "tipe", "induk", "urutan", "kontak"]}),
        DASAR,
        ("Tempat peraturan menyebut unit ini", {"fields": ["disebut_peraturan", "disebut_rujukan"]}),
        ALASAN,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("perangkat_daerah", "disebut_peraturan__daerah")

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "induk":
            kwargs["form_class"] = forms.ModelChoiceField  # without the tree library's dashes
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        if not change and form.cleaned_data["perangkat_daerah"] is None:
            form.cleaned_data["perangkat_daerah"] = self._badan_baru(request, form)
        super().save_model(request, obj, form, change)

    def _badan_baru(self, request: Any, form: Any) -> PerangkatDaerah:
        daerah, nama = request.edisi.daerah, form.cleaned_data["nama"]
        badan = PerangkatDaerah(daerah=daerah, nama=nama, kunci=kunci_baru(daerah, nama))
        services.simpan_badan(objek=badan, oleh=request.user, lihat=None, alasan=form.cleaned_data["alasan"])
        return badan

    def alamat_sesudah(self, edisi: Edisi) -> str:
        return reverse("admin:edisi_struktur", args=[edisi.pk])

    @admin.display(description="dasar")
    def dasar(self, obj: Kedudukan) -> str:
        return f"{obj.peraturan or ''} {obj.rujukan}".strip() or "belum disebut"
