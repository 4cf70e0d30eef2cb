"""Which role a person had when they acted: read from the history of roles, never from the roles of today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q

from registry.dokumen.penulis import AKUN_IMPOR
from registry.models import Daerah, Penugasan, PeranPengguna, Tindakan

#: What accounts are that need no role. Who sees to the whole installation is not recorded: it is read as of today.
PENGATUR, SISTEM = "pengatur seluruh pemasangan", "sistem"


class PeranDulu:
    """Roles of some persons in one region, at any moment."""

    def __init__(
        self,
        revisi: Iterable[tuple[int, int, int | None, str, datetime, str]],
        tanpa_peran: Mapping[int, str] | None = None,
    ) -> None:
        self._tanpa_peran = tanpa_peran or {}
        self._revisi: dict[int, list[tuple[int, int | None, str, datetime, str]]] = {}
        for pengguna, *lain in revisi:
            self._revisi.setdefault(pengguna, []).append(tuple(lain))  # type: ignore[arg-type]

    def pada(self, pengguna: int | None, saat: datetime) -> list[str]:
        """Words for the roles at a moment: "Pengelola", "Auditor (semua daerah)"; what else an account is that has
        none; [] for nothing. No query."""
        kini: dict[int, tuple[str, int | None]] = {}
        for nomor, daerah, peran, kapan, jenis in self._revisi.get(pengguna or 0, []):
            if kapan > saat:
                break
            if jenis == "-":
                kini.pop(nomor, None)
            else:
                kini[nomor] = (peran, daerah)
        label: dict[str, Any] = dict(PeranPengguna.choices)
        kata = {
            f"{label.get(peran, peran)}{' (semua daerah)' if daerah is None else ''}" for peran, daerah in kini.values()
        }
        return sorted(kata) or [satu for satu in [self._tanpa_peran.get(pengguna or 0)] if satu]

    def saat(self, tindakan: Tindakan) -> list[str]:
        return self.pada(tindakan.oleh_id, tindakan.pada)


def peran_dulu(daerah: Daerah | None, semua: Iterable[Tindakan]) -> PeranDulu:
    """Roles of those who acted, in the region and in all regions; and accounts that need none. 2 queries."""
    return peran_orang(daerah, (satu.oleh_id for satu in semua))


def peran_orang(daerah: Daerah | None, semua: Iterable[int | None]) -> PeranDulu:
    """The same for accounts by id. 2 queries."""
    revisi, tanpa_peran = _baca(set(semua) - {None})
    milik = {None, daerah.pk if daerah is not None else None}
    return PeranDulu((satu for satu in revisi if satu[2] in milik), tanpa_peran)


def peran_semua(semua: Iterable[Tindakan]) -> dict[int, list[str]]:
    """{id of an act: roles of who acted, in the act's own region and in all regions}; 2 queries, none for no act."""
    tindakan = list(semua)
    if not tindakan:
        return {}
    revisi, tanpa_peran = _baca({satu.oleh_id for satu in tindakan} - {None})
    per_daerah: dict[int | None, list[tuple[Any, ...]]] = {satu.daerah_id: [] for satu in tindakan}
    for satu in revisi:
        for daerah in per_daerah if satu[2] is None else {satu[2]} & per_daerah.keys():
            per_daerah[daerah].append(satu)
    dulu = {daerah: PeranDulu(milik, tanpa_peran) for daerah, milik in per_daerah.items()}
    return {satu.pk: dulu[satu.daerah_id].saat(satu) for satu in tindakan}


def _baca(orang: set[int | None]) -> tuple[list[Any], dict[int, str]]:
    """(revisions of the roles of these accounts, oldest first; what they are that need no role)."""
    riwayat: Any = Penugasan.history.model
    revisi = riwayat._default_manager.filter(pengguna_id__in=orang).order_by("history_date", "history_id")
    kolom = ("pengguna_id", "id", "daerah_id", "peran", "history_date", "history_type")
    akun = User.objects.filter(Q(is_superuser=True) | Q(username=AKUN_IMPOR), pk__in=orang).order_by()
    tanpa_peran = {pk: SISTEM if nama == AKUN_IMPOR else PENGATUR for pk, nama in akun.values_list("pk", "username")}
    return list(revisi.values_list(*kolom)), tanpa_peran
