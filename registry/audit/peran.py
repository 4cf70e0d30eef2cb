"""Which role a person had when they acted: read from the history of roles, never from the roles of today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from registry.models import Daerah, Penugasan, PeranPengguna, Tindakan


class PeranDulu:
    """Roles of some persons in one region, at any moment."""

    def __init__(self, revisi: Iterable[tuple[int, int, int | None, str, datetime, str]]) -> None:
        self._revisi: dict[int, list[tuple[int, int | None, str, datetime, str]]] = {}
        for pengguna, *lain in revisi:
            self._revisi.setdefault(pengguna, []).append(tuple(lain))  # type: ignore[arg-type]

    def pada(self, pengguna: int | None, saat: datetime) -> list[str]:
        """Words for the roles at a moment: "Pengelola", "Auditor (semua daerah)"; [] for none. No query."""
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
        return sorted(kata)

    def saat(self, tindakan: Tindakan) -> list[str]:
        return self.pada(tindakan.oleh_id, tindakan.pada)


def peran_dulu(daerah: Daerah | None, semua: Iterable[Tindakan]) -> PeranDulu:
    """Roles of those who acted, in the region and in all regions; 1 query."""
    riwayat: Any = Penugasan.history.model
    orang = {satu.oleh_id for satu in semua} - {None}
    revisi = riwayat._default_manager.filter(pengguna_id__in=orang).order_by("history_date", "history_id")
    milik = {None, daerah.pk if daerah is not None else None}
    kolom = ("pengguna_id", "id", "daerah_id", "peran", "history_date", "history_type")
    return PeranDulu(satu for satu in revisi.values_list(*kolom) if satu[2] in milik)
