"""Who came after a body that no longer stands, and who coordinates him today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from coordination.halaman.jawaban import Sajian, sajikan
from coordination.koordinator import Jawaban
from registry.halaman.suksesi import Jejak, Peristiwa, Sisi
from registry.models import Edisi, Kedudukan


@dataclass(frozen=True, slots=True)
class Penerus:
    """A body at the end of the chain: its name and answer on the date. `sajian` is None where it stands no longer."""

    sisi: Sisi
    nama: str
    sajian: Sajian | None


@dataclass(frozen=True, slots=True)
class Langkah:
    """One event as the page of a body in the chain tells it. `subjek`: whom it befell, of those whom the chain had
    reached; `bersama`: the others on the old side; `hasil`: the new side, with the answer of those at the chain's end.
    """

    peristiwa: Peristiwa
    subjek: list[Sisi]
    bersama: list[Sisi]
    hasil: list[Penerus]


@dataclass(slots=True)
class Kelanjutan:
    """What became of a body: step by step, and whom to turn to now."""

    langkah: list[Langkah] = field(default_factory=list)
    ujung: list[Penerus] = field(default_factory=list)


def tempat_ujung(jejak: Jejak, edisi: Edisi) -> list[Kedudukan]:
    """The places of the bodies at the end of a chain in the edition in force; 1 query, none without such bodies."""
    if not jejak.ujung:
        return []
    return list(Kedudukan.objects.pada(edisi).filter(perangkat_daerah__in=jejak.ujung).muat_dasar().menurut_pohon())


def lanjutkan(
    badan: int, jejak: Jejak, edisi: Edisi, tempat: Sequence[Kedudukan], jawaban: Mapping[int, Jawaban | None]
) -> Kelanjutan:
    """The chain in words. `tempat` as `tempat_ujung` gives it, with the answer of each; no query."""
    menurut = {satu.perangkat_daerah_id: satu for satu in tempat}

    def penerus(sisi: Sisi, nama: str | None = None) -> Penerus:
        sini = menurut.get(sisi.badan)
        if sini is None or sisi.badan not in jejak.ujung:
            return Penerus(sisi, nama or sisi.nama, None)
        return Penerus(sisi, nama or sini.nama, sajikan(sini, edisi, jawaban[sini.pk]))

    terakhir = {sisi.badan: satu for satu in jejak.peristiwa for sisi in satu.baru}
    tercapai = {badan}
    hasil = Kelanjutan()
    for satu in jejak.peristiwa:
        subjek = [sisi for sisi in satu.lama if sisi.badan in tercapai]
        hasil.langkah.append(
            Langkah(
                satu,
                subjek,
                [sisi for sisi in satu.lama if sisi not in subjek],
                [
                    penerus(sisi, sisi.nama) if terakhir[sisi.badan] is satu else Penerus(sisi, sisi.nama, None)
                    for sisi in satu.baru
                ],
            )
        )
        tercapai |= {sisi.badan for sisi in satu.baru}
    hasil.ujung = [penerus(sisi) for sisi in _urut(jejak.ujung.values(), menurut) if sisi.badan != badan]
    return hasil


def _urut(ujung: Iterable[Sisi], tempat: Mapping[int, Kedudukan]) -> list[Sisi]:
    """Those that stand, in the order of the tree, before those that do not."""
    urutan = {satu: letak for letak, satu in enumerate(tempat)}
    return sorted(ujung, key=lambda sisi: urutan.get(sisi.badan, len(urutan)))
