"""Django's permissions, derived from roles. There are no groups and no permissions given by hand: `Penugasan` alone
says who may do what and where, so that nothing given elsewhere can outlive a role that was taken back."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.auth.backends import ModelBackend
from django.db import models

from registry.lingkup import boleh_model, semua_izin


class PeranBackend(ModelBackend):
    """Passwords as Django keeps them; permissions from roles. A superuser never comes here: Django says yes before.

    `has_perm(izin)`: some role of this person somewhere carries it. `has_perm(izin, objek)`: one in the region of
    the object does. At most 1 query a request.
    """

    def has_perm(self, user_obj: Any, perm: str, obj: models.Model | None = None) -> bool:
        model, kerja = _baca(perm)
        return model is not None and user_obj.is_active and boleh_model(user_obj, model, kerja, obj)

    def has_module_perms(self, user_obj: Any, app_label: str) -> bool:
        return any(satu.startswith(f"{app_label}.") for satu in self.get_all_permissions(user_obj))

    def get_all_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        if not user_obj.is_active or user_obj.is_anonymous:
            return set()
        return {satu for satu in semua_izin(user_obj) if obj is None or self.has_perm(user_obj, satu, obj)}

    def get_user_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return self.get_all_permissions(user_obj, obj)

    def get_group_permissions(self, user_obj: Any, obj: models.Model | None = None) -> set[str]:
        return set()


def _baca(izin: str) -> tuple[type[models.Model] | None, str]:
    """("registry.change_peraturan") -> (Peraturan, "change"); no model for anything unknown."""
    aplikasi, _, kode = izin.partition(".")
    kerja, _, nama = kode.partition("_")
    try:
        return apps.get_model(aplikasi, nama), kerja
    except (LookupError, ValueError):
        return None, kerja
