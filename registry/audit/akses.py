"""Who reads the record: persons with a role in the region (auditors, and those who edit it). Nobody else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_cache_control

from registry.izin import Aksi, ada_peran, boleh


def untuk_petugas(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """A page for signed-in persons with some role: others are led to the sign-in page and back, or refused (403).
    Never kept by a cache in between. The view itself asks `wajib_lihat` once it knows the region."""

    @wraps(view)
    def bungkus(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("admin:login"))
        if not ada_peran(request.user):
            raise PermissionDenied("Akun Anda belum diberi peran, sehingga tidak dapat membaca riwayat.")
        jawaban = view(request, *args, **kwargs)
        patch_cache_control(jawaban, private=True, no_store=True)
        return jawaban

    return bungkus


def wajib_lihat(request: HttpRequest, daerah_id: int | None, aksi: Aksi = Aksi.LIHAT) -> None:
    """Raises PermissionDenied, in words, unless the person may read (or `aksi`) in this region; None: in the nation.
    At most 1 query a request."""
    if not boleh(request.user, daerah_id, aksi):
        raise PermissionDenied(f"Akun Anda tidak berwenang {aksi}.")
