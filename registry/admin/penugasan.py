"""Admin of Penugasan: roles on the page of their account, and a list of them with its history."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html

from registry import services
from registry.admin.pilihan import PilihTerbatas
from registry.admin.saring import SaringDaerah, tautan_daerah
from registry.admin.umum import AdminRentang, BerlingkupDaerah
from registry.akun import boleh_beri
from registry.izin import Aksi, boleh, daerah_dengan, terlihat
from registry.models import Daerah, Penugasan


class PenugasanFormSet(BaseInlineFormSet):
    """Roles are given and taken, never rewritten. `oleh`: who gives them."""

    oleh: Any = None

    def clean(self) -> None:
        super().clean()
        if any(self.errors):
            return
        baru = [satu for satu in self.extra_forms if satu.has_changed() and not satu.cleaned_data.get("DELETE")]
        if self.instance.pk is None and not baru and not boleh(self.oleh, None, Aksi.KELOLA):
            raise ValidationError("Beri akun ini sedikitnya satu peran di daerah Anda.")

    def tulis(self) -> None:
        """Take back what is ticked, then give what is new, through the service. Raises GalatRentang."""
        self.save(commit=False)
        for lama in self.deleted_objects:
            services.cabut_peran(penugasan=lama, oleh=self.oleh)
        for baru in self.new_objects:
            services.beri_peran(pengguna=self.instance, daerah=baru.daerah, peran=baru.peran, oleh=self.oleh)


class FormPenugasan(forms.ModelForm):
    """One role. Whether the giver may give it is asked here for the sentence, and again by the service."""

    oleh: Any = None

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or self.cleaned_data
        daerah = bersih.get("daerah")
        akun = self.instance.pengguna if self.instance.pengguna_id is not None else User()
        if "daerah" in bersih and not boleh_beri(self.oleh, akun, daerah.pk if daerah else None):
            raise ValidationError("Anda tidak mengatur akun di daerah itu.")
        return bersih


class PenugasanInline(BerlingkupDaerah, admin.TabularInline):
    """The roles of one account in the regions that the person on the screen administers."""

    model = Penugasan
    form = FormPenugasan
    formset = PenugasanFormSet
    extra = 1
    fields = ["daerah", "peran"]
    autocomplete_fields = ["daerah"]
    verbose_name = verbose_name_plural = "peran"

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_view_permission(request)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return super().has_add_permission(request) and (obj is None or _boleh_atur(request, obj))

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """A role is taken back and another one given, so that history says both."""
        return False

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return self.has_add_permission(request, obj)

    def get_queryset(self, request: Any) -> QuerySet[Penugasan]:
        hasil: QuerySet[Penugasan] = super().get_queryset(request).select_related("daerah", "pengguna")
        return hasil

    def get_formset(self, request: Any, obj: Any = None, **kwargs: Any) -> Any:
        kelas = super().get_formset(request, obj, **kwargs)
        kelas.oleh = kelas.form.oleh = request.user  # type: ignore[attr-defined]
        return kelas

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Regions that the person administers; "all regions" only for who administers all."""
        kwargs["queryset"] = Daerah.objects.filter(terlihat(request.user, "pk", aksi=Aksi.KELOLA))
        kwargs["widget"] = PilihTerbatas(db_field, self.admin_site, batas={})
        bidang = super().formfield_for_foreignkey(db_field, request, **kwargs)
        wilayah = daerah_dengan(request.user, Aksi.KELOLA)
        if bidang is not None and wilayah is not None:
            bidang.required, bidang.help_text = True, ""
            bidang.initial = next(iter(wilayah)) if len(wilayah) == 1 else None
        return bidang

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        bidang = super().formfield_for_dbfield(db_field, request, **kwargs)
        for tanda in ("can_add_related", "can_change_related", "can_view_related", "can_delete_related"):
            if bidang is not None and hasattr(bidang.widget, tanda):
                setattr(bidang.widget, tanda, False)
        if bidang is not None:
            bidang.widget.attrs["aria-label"] = str(bidang.label)
        return bidang


def _boleh_atur(request: Any, akun: User) -> bool:
    """Roles of a superuser, and one's own, are given by a superuser."""
    return bool(request.user.is_superuser) or not (akun.is_superuser or akun.pk == request.user.pk)


@admin.register(Penugasan)
class PenugasanAdmin(AdminRentang):
    """Who does what where, to be searched and for its history; roles are given on the page of the account."""

    list_display = ["akun", "peran", "milik", "aktif"]
    list_filter = [SaringDaerah, "peran"]
    list_select_related = ["pengguna", "daerah"]
    search_fields = ["pengguna__username", "pengguna__first_name", "pengguna__last_name", "daerah__nama"]
    ordering = ["pengguna__username", "daerah", "peran", "id"]
    fields = ["pengguna", "daerah", "peran"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="akun", ordering="pengguna__username")
    def akun(self, obj: Penugasan) -> str:
        alamat = reverse("admin:auth_user_change", args=[obj.pengguna_id])
        return format_html('<a href="{}">{}</a>', alamat, obj.pengguna.get_full_name() or obj.pengguna.username)

    @admin.display(description="daerah", ordering="daerah")
    def milik(self, obj: Penugasan) -> str:
        return "semua daerah" if obj.daerah is None else tautan_daerah(obj.daerah)

    @admin.display(description="akun aktif", boolean=True)
    def aktif(self, obj: Penugasan) -> bool:
        return obj.pengguna.is_active
