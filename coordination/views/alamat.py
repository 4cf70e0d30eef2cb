"""Where a page leads on to, and where the site itself is."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse

from registry.models import PerangkatDaerah


def alihkan(request: HttpRequest, nama: str, ujung: PerangkatDaerah) -> HttpResponseRedirect:
    """To the same page (`nama`) of the body that answers for this one; what was asked is kept.

    Temporary: a merger may be undone, and browsers never ask again where a permanent one led.
    """
    ke, sisa = reverse(nama, args=[ujung.uuid]), request.GET.urlencode()
    return HttpResponseRedirect(f"{ke}?{sisa}" if sisa else ke)


def situs(request: HttpRequest) -> str:
    """Scheme and host, for links that leave the page in a file."""
    return request.build_absolute_uri("/").rstrip("/")
