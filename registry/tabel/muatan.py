"""What travels from the preview to the confirmation: the change-set, what was seen, the new bodies."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from zlib import crc32

from django.core.serializers.json import DjangoJSONEncoder

from registry import isi_edisi
from registry.isi_edisi import Kunci, Nilai, Ubah
from registry.tabel.kamus import BadanBaru


@dataclass(slots=True)
class Muatan:
    """`ubah` and `lihat` as `services.terapkan` takes them, where new bodies have negative ids.

    `jejak`: {part: what its rows were at the preview}, for a part that is made the same as the file.
    """

    ubah: Ubah = field(default_factory=dict)
    lihat: Ubah = field(default_factory=dict)
    badan: list[BadanBaru] = field(default_factory=list)
    jejak: dict[str, dict[str, int]] = field(default_factory=dict)

    def sebagai_json(self) -> dict[str, Any]:
        return {
            "ubah": isi_edisi.sebagai_json(self.ubah),
            "lihat": isi_edisi.sebagai_json(self.lihat),
            "badan": [[satu.id, satu.kunci, satu.nama, satu.baris] for satu in self.badan],
            "jejak": self.jejak,
        }

    @classmethod
    def dari_json(cls, isi: dict[str, Any]) -> Muatan:
        return cls(
            isi_edisi.dari_json(isi["ubah"]),
            isi_edisi.dari_json(isi["lihat"]),
            [BadanBaru(*satu) for satu in isi["badan"]],
            isi["jejak"],
        )

    def berbadan(self, nomor: Mapping[int, int]) -> Muatan:
        """The same with the ids that new bodies got."""
        if not nomor:
            return self
        return Muatan(
            isi_edisi.ganti_badan(self.ubah, nomor), isi_edisi.ganti_badan(self.lihat, nomor), self.badan, self.jejak
        )


def jejak(baris: Mapping[Kunci, Nilai]) -> dict[str, int]:
    """{key: checksum of the values}: enough to tell whether anybody wrote in between."""
    return {
        json.dumps(kunci): crc32(json.dumps(nilai, sort_keys=True, cls=DjangoJSONEncoder).encode())
        for kunci, nilai in baris.items()
    }
