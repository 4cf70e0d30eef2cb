"""One request, one act: all history that it writes carries the same number."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from registry.riwayat import satu_tindakan


def kelompok_permintaan(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware. Reads write nothing and open nothing."""

    def jalankan(request: HttpRequest) -> HttpResponseBase:
        if request.method in ("GET", "HEAD", "OPTIONS"):
            return get_response(request)
        with satu_tindakan():
            return get_response(request)

    return jalankan
