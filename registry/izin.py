"""Who may do what, and where: roles are granted a region (`Penugasan`), and every act asks here.

Screens ask `boleh` and `daerah_terlihat`; services ask `wajib_boleh`, so that no route goes round it. `None` as the
acting person is the system itself, and so is whatever runs inside `atas_perintah_sistem` (loading of documents, which
writes in the name of an account). A superuser runs the installation: all
regions, all acts, but never the second signature under a draft of their own (`services.alur`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from enum import StrEnum
from typing import Any

from django.db.models import Q

from registry.galat import TidakBerwenang
from registry.models import Penugasan, PeranPengguna

_sistem: ContextVar[bool] = ContextVar("rentang_sistem", default=False)


class Aksi(StrEnum):
    """What a role may be asked for, with the words in which its absence is told."""

    LIHAT = "melihat pekerjaan daerah ini"
    UBAH = "mengubah rancangan daerah ini"
    PERIKSA = "menyetujui atau mengembalikan rancangan daerah ini"
    TERBITKAN = "menerbitkan edisi daerah ini"
    RALAT = "meralat yang sudah terbit di daerah ini"
    KELOLA = "mengatur akun dan data daerah ini"
    AUDIT = "memeriksa catatan daerah ini"


#: Role -> acts. Pengelola and Pemeriksa publish together: what one wrote, another must have approved.
HAK: Mapping[str, frozenset[Aksi]] = {
    PeranPengguna.PENGELOLA: frozenset({Aksi.LIHAT, Aksi.UBAH, Aksi.TERBITKAN}),
    PeranPengguna.PEMERIKSA: frozenset({Aksi.LIHAT, Aksi.PERIKSA, Aksi.TERBITKAN}),
    PeranPengguna.AUDITOR: frozenset({Aksi.LIHAT, Aksi.AUDIT}),
    PeranPengguna.ADMINISTRATOR: frozenset({Aksi.LIHAT, Aksi.UBAH, Aksi.RALAT, Aksi.KELOLA, Aksi.AUDIT}),
}


def peran(pengguna: Any) -> Mapping[int | None, frozenset[str]]:
    """{region id, None for all regions: roles} of an active person; 1 query, kept on the user object."""
    kini: dict[int | None, frozenset[str]] | None = getattr(pengguna, "_peran_rentang", None)
    if kini is None:
        kumpul: dict[int | None, set[str]] = {}
        if pengguna.is_active and pengguna.pk is not None:
            semua = Penugasan.objects.filter(pengguna=pengguna.pk).order_by()
            for daerah, satu in semua.values_list("daerah", "peran"):
                kumpul.setdefault(daerah, set()).add(satu)
        kini = {daerah: frozenset(semua) for daerah, semua in kumpul.items()}
        pengguna._peran_rentang = kini
    return kini


def ada_peran(pengguna: Any) -> bool:
    """Has this person a role in some region, or runs the installation?"""
    return bool(pengguna.is_active and (pengguna.is_superuser or peran(pengguna)))


def boleh(pengguna: Any, daerah_id: int | None, aksi: Aksi) -> bool:
    """May this person do this in this region (None: in the nation's own rows)? At most 1 query a request."""
    if not pengguna.is_active:
        return False
    if pengguna.is_superuser:
        return True
    semua = peran(pengguna)
    if daerah_id is None and aksi is Aksi.LIHAT:  # what is national all regions rest on
        return bool(semua)
    punya = semua.get(None, frozenset()) | (semua.get(daerah_id, frozenset()) if daerah_id is not None else frozenset())
    return any(aksi in HAK[satu] for satu in punya)


@contextmanager
def atas_perintah_sistem() -> Iterator[None]:
    """What runs inside is asked for by who runs the machine (a command): it may everything, in whosever name."""
    tanda = _sistem.set(True)
    try:
        yield
    finally:
        _sistem.reset(tanda)


def sistem(oleh: Any) -> bool:
    """Is this the system's own act (no person, or a command that writes in somebody's name)? No query."""
    return oleh is None or _sistem.get()


def wajib_boleh(oleh: Any, daerah_id: int | None, aksi: Aksi) -> None:
    """Raises TidakBerwenang, in words, unless the person may. The system may."""
    if not sistem(oleh) and not boleh(oleh, daerah_id, aksi):
        raise TidakBerwenang(f"Akun Anda tidak berwenang {aksi}.")


def daerah_dengan(pengguna: Any, aksi: Aksi) -> frozenset[int] | None:
    """Ids of the regions in which this person may; None: in all of them."""
    if not pengguna.is_active:
        return frozenset()
    semua = peran(pengguna) if not pengguna.is_superuser else {}
    if pengguna.is_superuser or any(aksi in HAK[satu] for satu in semua.get(None, frozenset())):
        return None
    return frozenset(
        daerah for daerah, punya in semua.items() if daerah is not None and any(aksi in HAK[satu] for satu in punya)
    )


def terlihat(pengguna: Any, jalur: str = "daerah", *, nasional: bool = False, aksi: Aksi = Aksi.LIHAT) -> Q:
    """Condition on rows of the regions that this person works for. `jalur`: lookup of the region's id;
    `nasional`: rows without a region too; `aksi`: what the person is to be allowed there."""
    semua = daerah_dengan(pengguna, aksi)
    if semua is None:
        return Q()
    syarat = Q(**{f"{jalur}__in": semua})
    return syarat | Q(**{f"{jalur}__isnull": True}) if nasional and semua else syarat
