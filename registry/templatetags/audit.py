"""Who reads the page, for the menu and for what is offered there. Whoever carries no session cookie costs no query."""

from __future__ import annotations

from typing import NamedTuple

from django import template
from django.conf import settings
from django.template import Context

from registry.izin import Aksi, ada_peran, boleh
from registry.models import Daerah

register = template.Library()


class Pembaca(NamedTuple):
    """`masuk`: signed in; `petugas`: and has a role somewhere, or runs the installation."""

    masuk: bool = False
    petugas: bool = False


@register.simple_tag(takes_context=True)
def pembaca(context: Context) -> Pembaca:
    """The reader. Up to 3 queries a request, none without a session cookie: the session stays untouched there, and
    with it `Vary: Cookie`."""
    permintaan = context.get("request")
    if permintaan is None or settings.SESSION_COOKIE_NAME not in permintaan.COOKIES:
        return Pembaca()
    pengguna = getattr(permintaan, "user", None)
    if pengguna is None or not pengguna.is_authenticated:
        return Pembaca()
    return Pembaca(True, ada_peran(pengguna))


@register.simple_tag(takes_context=True)
def boleh_audit(context: Context, daerah: Daerah) -> bool:
    """May the reader take evidence out of this region? At most 1 query a request beside `pembaca`."""
    return pembaca(context).masuk and boleh(context["request"].user, daerah.pk, Aksi.AUDIT)
