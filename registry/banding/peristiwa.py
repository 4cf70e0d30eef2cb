"""Successions as the first words of a comparison: digabung, dipecah, dibubarkan, dibentuk, berganti nama."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from registry.banding.bahan import Bahan
from registry.banding.bentuk import Butir, Kalimat, Kata, Teks, baru, deretkan, kosong, kuat, lama, polos, rangkai
from registry.isi_edisi import Kunci, Nilai
from registry.models import Edisi, JenisSuksesi, Kedudukan, Peran, PesertaSuksesi, Suksesi
from registry.templatetags.rentang import tgl_polos

#: jenis -> (the word before the sentence, under which it is counted, what its basis is called)
KATA: dict[str, tuple[str, str, str]] = {
    JenisSuksesi.GANTI_NAMA: ("Ganti nama", "berganti nama", "dasar penggantian nama"),
    JenisSuksesi.GABUNG: ("Digabung", "digabung", "dasar penggabungan"),
    JenisSuksesi.PECAH: ("Dipecah", "dipecah", "dasar pemecahan"),
    JenisSuksesi.BUBAR: ("Dibubarkan", "dibubarkan", "dasar pembubaran"),
    JenisSuksesi.BENTUK: ("Dibentuk", "dibentuk", "dasar pembentukan"),
}


@dataclass(slots=True)
class Peristiwa:
    """One event with the bodies on its two sides. `edisi`: the edition that brought it about."""

    edisi: Edisi
    nomor: int
    nilai: Nilai
    lama: list[int] = field(default_factory=list)
    baru: list[int] = field(default_factory=list)

    @property
    def jenis(self) -> str:
        return str(self.nilai.get("jenis", ""))


def semua_peristiwa(b: Bahan) -> list[Peristiwa]:
    """What happened after the older side, up to the newer one; 2 queries where published editions lie in between."""
    hasil = _antara(b)
    per_nomor = dari_sisi(b.baru, b.kini)
    hasil += [satu for _, satu in sorted(per_nomor.items())]
    return hasil


def dari_sisi(edisi: Edisi, sisi: dict[str, dict[Kunci, Nilai]]) -> dict[int, Peristiwa]:
    """{number: event} of one side, as it was read."""
    hasil = {nomor: Peristiwa(edisi, nomor, nilai) for (nomor,), nilai in sisi.get("suksesi", {}).items()}
    for nomor, peran, badan in sorted(sisi.get("pesertasuksesi", {})):
        if nomor in hasil:
            (hasil[nomor].lama if peran == Peran.LAMA else hasil[nomor].baru).append(badan)
    return hasil


def _antara(b: Bahan) -> list[Peristiwa]:
    if not b.antara:
        return []
    urut = {edisi.pk: edisi for edisi in b.antara}
    semua: dict[tuple[int, int], Peristiwa] = {}
    baris = (
        Suksesi.objects.filter(edisi__in=urut).order_by("nomor").values_list("edisi", "nomor", "jenis", "keterangan")
    )
    for edisi, nomor, jenis, keterangan in baris:
        semua[edisi, nomor] = Peristiwa(urut[edisi], nomor, {"jenis": jenis, "keterangan": keterangan})
    peserta = PesertaSuksesi.objects.filter(edisi__in=urut).order_by("id")
    for edisi, nomor, peran, badan in peserta.values_list("edisi", "nomor", "peran", "perangkat_daerah"):
        if (edisi, nomor) in semua:
            (semua[edisi, nomor].lama if peran == Peran.LAMA else semua[edisi, nomor].baru).append(badan)
    tempat = list(urut)
    return sorted(semua.values(), key=lambda satu: (tempat.index(satu.edisi.pk), satu.nomor))


class Sebutan:
    """What the bodies of events were called then; 1 query more where events lie in between."""

    def __init__(self, b: Bahan, peristiwa: list[Peristiwa]) -> None:
        self.b = b
        self.rantai = [satu.pk for satu in b.antara]
        badan = {satu for p in peristiwa for satu in (*p.lama, *p.baru)}
        self.nama: dict[tuple[int, int], str] = {}
        if self.rantai and badan:
            tempat = Kedudukan.objects.filter(edisi__in=self.rantai, perangkat_daerah__in=badan).order_by()
            for edisi, satu, nama in tempat.values_list("edisi", "perangkat_daerah", "nama"):
                self.nama[edisi, satu] = nama
        dikenal = b.pohon_lama.keys() | b.pohon_baru.keys() | {satu for _, satu in self.nama}
        self.lain = b.nama_badan(badan - dikenal)

    def __call__(self, p: Peristiwa, badan: int, *, semula: bool) -> str:
        letak = self.rantai.index(p.edisi.pk) if p.edisi.pk in self.rantai else len(self.rantai)
        # Backwards from the event for what it was called before, forwards for what it is called since.
        sebelum = [*reversed(self.rantai[:letak]), None]
        sesudah = self.rantai[letak:]
        if semula:
            for edisi in sebelum:
                if edisi is None and badan in self.b.pohon_lama:
                    return str(self.b.pohon_lama[badan]["nama"])
                if edisi is not None and (edisi, badan) in self.nama:
                    return self.nama[edisi, badan]
        for edisi in sesudah:
            if (edisi, badan) in self.nama:
                return self.nama[edisi, badan]
        return self.lain.get(badan) or self.b.nama(badan, semula=semula)


def kalimat(b: Bahan, peristiwa: list[Peristiwa]) -> Iterator[Kalimat]:
    """A sentence an event. Of a correction only events that are told otherwise than before."""
    sebutan = Sebutan(b, peristiwa)
    semula = dari_sisi(b.lama, b.dulu) if b.ralat and b.lama is not None else {}
    for satu in peristiwa:
        if not b.ralat or satu.edisi.pk != b.baru.pk:
            yield _satu(b, sebutan, satu)
            continue
        butir = _butir_sendiri(b, satu.nomor)
        if butir and satu.nomor in semula:
            dahulu = polos(_teks(b, sebutan, semula[satu.nomor]))
            yield Kalimat(
                "Catatan peristiwa",
                rangkai("{} Semula tercatat: {}", _teks(b, sebutan, satu), lama(dahulu)),
                "catatan peristiwa diubah",
                b.banding_dasar(semula[satu.nomor].nilai, satu.nilai),
                badan=(*satu.lama, *satu.baru),
                butir=butir | _butir_tempat(b, satu),
            )
        elif butir:
            yield _satu(b, sebutan, satu, butir)
    for nomor, satu in semula.items():
        if (nomor,) not in b.kini.get("suksesi", {}):
            yield Kalimat(
                "Catatan peristiwa",
                rangkai("Catatan bahwa {} dihapus.", lama(polos(_teks(b, sebutan, satu)).rstrip("."))),
                "catatan peristiwa diubah",
                badan=(*satu.lama, *satu.baru),
                butir=_butir_sendiri(b, nomor),
            )


def _satu(b: Bahan, sebutan: Sebutan, p: Peristiwa, butir: frozenset[Butir] = frozenset()) -> Kalimat:
    perbuatan, jenis, dasar = KATA[p.jenis]
    sendiri = p.edisi.pk == b.baru.pk
    rincian: list[Teks] = []
    if sendiri:
        butir = butir | _butir_sendiri(b, p.nomor)
    else:
        sejak = tgl_polos(p.edisi.berlaku_mulai)
        rincian.append((Kata(f"Sejak edisi {sejak}, yang ada di antara keduanya."),))
    if p.nilai.get("keterangan"):
        rincian.append((Kata(str(p.nilai["keterangan"])),))
    rincian += _beda_dengan_pendahulu(b, p)
    return Kalimat(
        perbuatan,
        _teks(b, sebutan, p),
        jenis,
        b.banding_dasar(None, p.nilai, dasar) if sendiri else (),
        tuple(rincian),
        tuple(dict.fromkeys(p.lama if p.jenis in (JenisSuksesi.GABUNG, JenisSuksesi.BUBAR) else (*p.lama, *p.baru))),
        butir | _butir_tempat(b, p),
    )


def _teks(b: Bahan, sebutan: Sebutan, p: Peristiwa) -> Teks:
    semula = [sebutan(p, satu, semula=True) for satu in p.lama]
    menjadi = [sebutan(p, satu, semula=False) for satu in p.baru]
    kini = deretkan([baru(nama) for nama in menjadi])
    tebal = deretkan([kuat(nama) for nama in semula])
    if p.jenis == JenisSuksesi.GANTI_NAMA:
        return rangkai("Nama {} berubah menjadi {}.", deretkan([lama(nama) for nama in semula]), kini)
    if p.jenis == JenisSuksesi.GABUNG:
        lain = [kuat(nama) for badan, nama in zip(p.lama, semula, strict=True) if badan not in p.baru]
        if len(lain) < len(semula) and set(menjadi) <= set(semula):
            return rangkai("{} digabung ke dalam {}.", deretkan(lain), kini)
        return rangkai("{} digabung menjadi {}.", tebal, kini)
    if p.jenis == JenisSuksesi.PECAH:
        return rangkai("{} dipecah menjadi {}.", tebal, kini)
    if p.jenis == JenisSuksesi.BUBAR:
        return rangkai("{} dibubarkan.", deretkan([lama(nama) for nama in semula]))
    induk = {b.pohon_baru[satu]["induk"] for satu in p.baru if satu in b.pohon_baru}
    if len(induk) == 1 and None not in induk:
        return rangkai("{} dibentuk, di bawah {}.", kini, b.nama(induk.pop()))
    return rangkai("{} dibentuk.", kini)


def _butir_sendiri(b: Bahan, nomor: int) -> frozenset[Butir]:
    """The event's own rows."""
    hasil = b.ambil("suksesi", (nomor,))
    for kunci, _, _ in b.berubah("pesertasuksesi"):
        if kunci[0] == nomor:
            hasil |= b.ambil("pesertasuksesi", kunci)
    return hasil


def _butir_tempat(b: Bahan, p: Peristiwa) -> frozenset[Butir]:
    """The places that came, went or were renamed by it."""
    hasil: frozenset[Butir] = frozenset()
    for badan in (*p.lama, *p.baru):
        hasil |= b.ambil("kedudukan", (badan,), "")
    if p.jenis in (JenisSuksesi.GANTI_NAMA, JenisSuksesi.GABUNG):
        for badan in p.baru:
            hasil |= b.ambil("kedudukan", (badan,), "nama")
    return hasil


def _beda_dengan_pendahulu(b: Bahan, p: Peristiwa) -> list[Teks]:
    """Where a new body stands, and what else of it differs from all those whose place it took."""
    hasil: list[Teks] = []
    for badan in p.baru:
        kini = b.pohon_baru.get(badan)
        if kini is None or badan in b.pohon_lama:
            continue
        nama = Kata(f"{kini['nama']}: ") if len(p.baru) > 1 else Kata("")
        semula = {b.pohon_lama[satu]["induk"] for satu in p.lama if satu in b.pohon_lama}
        if semula and kini["induk"] not in semula and kini["induk"] is not None:
            dari = deretkan([lama(b.nama(satu, semula=True)) for satu in b.menurut_pohon(semula - {None})])
            hasil.append((nama, *rangkai("pindah dari bawah {} ke bawah {}", dari, baru(b.nama(kini["induk"])))))
        tempat = b.sitiran(kini)
        hasil.append((nama, Kata("Tempatnya dalam susunan: "), Kata(tempat) if tempat else kosong()))
    return hasil
