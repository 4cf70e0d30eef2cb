"""Whose account a person may see, change, and give roles to.

An administrator of regions manages the accounts that work in these regions alone. Of an account that works elsewhere
too, only its roles in these regions; of a superuser or of their own account, nothing.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from registry.izin import Aksi, boleh, daerah_dengan
from registry.models import Penugasan


def akun_terlihat(oleh: Any) -> Q:
    """Condition on User: accounts with a role in a region that `oleh` administers, or whose last one was there."""
    wilayah = daerah_dengan(oleh, Aksi.KELOLA)
    if oleh.is_superuser and oleh.is_active:
        return Q()
    if wilayah is None:
        return Q(is_superuser=False)
    kini = Penugasan.objects.filter(pengguna=OuterRef("pk")).order_by()
    dulu = Penugasan.history.filter(pengguna=OuterRef("pk")).order_by()
    disini, diluar = Q(daerah__in=wilayah), ~Q(daerah__in=wilayah) | Q(daerah__isnull=True)
    bekas = ~Exists(kini) & Exists(dulu.filter(disini)) & ~Exists(dulu.filter(diluar))
    return Q(is_superuser=False) & (Q(Exists(kini.filter(disini))) | Q(bekas))


def boleh_kelola(oleh: Any, akun: User) -> bool:
    """May `oleh` rename, deactivate and give a new password to this account? Up to 3 queries."""
    if oleh.is_superuser and oleh.is_active:
        return True
    if akun.is_superuser or akun.pk == oleh.pk or not User.objects.filter(akun_terlihat(oleh), pk=akun.pk).exists():
        return False
    wilayah = daerah_dengan(oleh, Aksi.KELOLA)
    return wilayah is None or not penugasan_luar(oleh, akun).exists()


def boleh_beri(oleh: Any, akun: User, daerah_id: int | None) -> bool:
    """May `oleh` give or take a role of this account in this region (None: in all regions)?"""
    if oleh.is_superuser and oleh.is_active:
        return True
    return boleh(oleh, daerah_id, Aksi.KELOLA) and not akun.is_superuser and akun.pk != oleh.pk


def penugasan_luar(oleh: Any, akun: User) -> QuerySet[Penugasan]:
    """Roles of an account in regions that `oleh` does not administer."""
    wilayah = daerah_dengan(oleh, Aksi.KELOLA)
    semua = Penugasan.objects.filter(pengguna=akun).order_by()
    return semua.none() if wilayah is None else semua.exclude(daerah__in=wilayah)
