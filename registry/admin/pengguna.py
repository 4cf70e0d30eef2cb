"""Admin of accounts. An account is deactivated, never deleted: history names who acted. What it may do follows from
its roles alone: there are no groups and no permissions by hand."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.admin.utils import unquote
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import UserCreationForm
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html_join

from registry.admin.penugasan import PenugasanFormSet, PenugasanInline
from registry.admin.umum import BerlingkupDaerah
from registry.akun import akun_terlihat, boleh_kelola
from registry.galat import GalatRentang
from registry.izin import Aksi, terlihat
from registry.models import Penugasan

admin.site.unregister([User, Group])

TIDAK_DIHAPUS = (
    "Akun tidak pernah dihapus, karena riwayat menyebut siapa yang mengubah. Untuk menutup akun, hilangkan centang "
    "“Aktif”: pemiliknya tidak dapat masuk lagi, dan namanya tetap terbaca dalam riwayat."
)
BUKAN_MILIK = (
    "Data akun ini tidak dapat Anda ubah: ini akun Anda sendiri, atau pemiliknya bekerja juga di daerah lain. "
    "Peran di daerah yang Anda atur tetap dapat diberikan dan dicabut, kecuali peran Anda sendiri."
)
DATA = ["username", "first_name", "last_name", "email"]


class SaringPeran(admin.SimpleListFilter):
    """Accounts with this role in a region of the person's."""

    title = "peran"
    parameter_name = "peran"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(nilai), str(kata)) for nilai, kata in Penugasan._meta.get_field("peran").flatchoices]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.value() is None:
            return queryset
        milik = Penugasan.objects.filter(terlihat(request.user, aksi=Aksi.KELOLA), peran=self.value()).order_by()
        return queryset.filter(pk__in=milik.values("pengguna"))


@admin.register(User)
class PenggunaAdmin(BerlingkupDaerah, UserAdmin):
    """Accounts of staff, with their roles."""

    actions = None
    show_full_result_count = False
    inlines = [PenugasanInline]
    add_form = UserCreationForm  # everybody logs in with a password
    add_form_template = None
    list_display = ["username", "nama", "peran", "is_active", "last_login"]
    list_filter = ["is_active", SaringPeran]
    search_fields = ["username", "first_name", "last_name"]
    readonly_fields = ["last_login", "date_joined"]
    filter_horizontal = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        """Accounts that the person may see, each with its roles there; 2 queries."""
        if not self.has_view_permission(request):
            return User.objects.none()
        milik = Penugasan.objects.filter(terlihat(request.user, aksi=Aksi.KELOLA)).select_related("daerah")
        semua = User.objects.filter(akun_terlihat(request.user)).order_by("username")
        return semua.prefetch_related(Prefetch("penugasan", queryset=milik, to_attr="penugasan_milik"))

    # Who may do what.

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh(request, "view", None) and (obj is None or _terlihat(request, obj))

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh(request, "add", None)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        """Of an account that works elsewhere too only the roles here are changed: its own fields are for reading."""
        if not self._boleh(request, "change", None):
            return False
        return obj is None or request.user.is_superuser or (obj.pk != request.user.pk and _terlihat(request, obj))

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return [(None, {"classes": ["wide"], "fields": [*DATA[:1], "password1", "password2", *DATA[1:]]})]
        if not boleh_kelola(request.user, obj):
            return [(None, {"fields": [*DATA, "is_active"], "description": BUKAN_MILIK})]
        tanda = ["is_active", *(["is_superuser"] if request.user.is_superuser else [])]
        return [
            (None, {"fields": [DATA[0], "password", *DATA[1:]]}),
            ("Masuk", {"fields": tanda, "description": TIDAK_DIHAPUS}),
            ("Tanggal", {"fields": ["last_login", "date_joined"]}),
        ]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        semua = list(super().get_readonly_fields(request, obj))
        return semua if obj is None or boleh_kelola(request.user, obj) else [*semua, *DATA, "is_active"]

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002  the name in Django's address
        akun = self.get_object(request, unquote(id))
        if not boleh_kelola(request.user, akun):
            raise PermissionDenied
        return super().user_change_password(request, id, form_url)

    # Writing.

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """What the form lets pass and the service refuses was no honest post: nothing is written."""
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except GalatRentang as galat:
            raise PermissionDenied(str(galat)) from galat

    def save_model(self, request: Any, obj: User, form: Any, change: bool) -> None:
        """Everybody with an account comes in through the admin. Rights are asked again under the account's lock."""
        with transaction.atomic():
            if change:
                User.objects.select_for_update(no_key=True).get(pk=obj.pk)
                if not boleh_kelola(request.user, User.objects.get(pk=obj.pk)):
                    return
            obj.is_staff = True
            obj.save()

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        assert isinstance(formset, PenugasanFormSet)
        formset.tulis()

    # Columns.

    @admin.display(description="nama", ordering="first_name")
    def nama(self, obj: User) -> str:
        return obj.get_full_name() or "belum diisi"

    @admin.display(description="peran")
    def peran(self, obj: Any) -> str:
        if obj.is_superuser:
            return "mengatur seluruh pemasangan"
        baris = [(satu.get_peran_display(), satu.daerah or "semua daerah") for satu in obj.penugasan_milik]
        return format_html_join("; ", "{} {}", baris) or "tanpa peran"


def _terlihat(request: Any, akun: User) -> bool:
    return User.objects.filter(akun_terlihat(request.user), pk=akun.pk).exists()
