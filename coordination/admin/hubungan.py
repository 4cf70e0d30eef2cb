"""What a typed relation is told in its form: that it follows from tree, spans or matters anyway."""

from __future__ import annotations

from collections.abc import Sequence

from coordination.hubungan import turunkan
from coordination.turunan import ATURAN
from registry.models import Edisi
from relations.admin.hubungan import PENGINGAT
from relations.models import HubunganKerja


def sudah_diturunkan(edisi: Edisi, satu: HubunganKerja) -> Sequence[str]:
    """One sentence a rule from which the relation follows; 7 queries."""
    kode = turunkan(edisi).diturunkan(satu.dari_id, satu.ke_id, satu.jenis, satu.subjenis)
    uraian = {aturan.kode: aturan.uraian for aturan in ATURAN}
    return [
        f"Hubungan ini sudah diturunkan tanpa dicatat, menurut aturan {satu_kode}: {uraian[satu_kode]} "
        "Keluarkan barisnya bila naskah tidak menambah apa pun."
        for satu_kode in kode
    ]


PENGINGAT.daftarkan(sudah_diturunkan)
