"""Admin of accounts and groups. An account is deactivated, never deleted: history names who acted."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.http import HttpRequest

admin.site.unregister([User, Group])

TIDAK_DIHAPUS = (
    "Akun tidak pernah dihapus, karena riwayat menyebut siapa yang mengubah. Untuk menutup akun, hilangkan centang "
    "“Aktif”: pemiliknya tidak dapat masuk lagi, dan namanya tetap terbaca dalam riwayat."
)

KATA_IZIN = {"add": "menambah", "change": "mengubah", "view": "melihat"}


class PilihIzin(forms.ModelMultipleChoiceField):
    """Permissions in Indonesian. Only those that mean something here: nothing is deleted, and who may see a row
    may see its history."""

    def label_from_instance(self, obj: Any) -> str:
        jenis, _, _ = obj.codename.partition("_")
        return f"{obj.content_type.app_labeled_name}: {KATA_IZIN.get(jenis, obj.name)}"


class BerizinMixin:
    """Shows permissions through `PilihIzin`."""

    def formfield_for_manytomany(self, db_field: Any, request: Any = None, **kwargs: Any) -> Any:
        if db_field.name in ("permissions", "user_permissions"):
            semua = Permission.objects.filter(
                content_type__app_label__in=["auth", "registry", "relations", "coordination"]
            )
            semua = semua.exclude(codename__startswith="delete_").exclude(codename__contains="_historical")
            kwargs |= {"queryset": semua.select_related("content_type"), "form_class": PilihIzin}
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]


@admin.register(User)
class PenggunaAdmin(BerizinMixin, UserAdmin):
    """Accounts of staff."""

    actions = None
    list_display = ["username", "first_name", "last_name", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff", "is_superuser", "groups"]

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        semua = super().get_fieldsets(request, obj)
        if obj is None:
            return semua
        return [
            (judul, {**isi, "description": TIDAK_DIHAPUS} if "is_active" in isi["fields"] else isi)
            for judul, isi in semua
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Group)
class KelompokAdmin(BerizinMixin, GroupAdmin):
    """Roles: sets of permissions."""

    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False
