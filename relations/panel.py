"""What `relations` shows on pages: the kinds with what the regulation says of them, and the rest of its provisions.

Registered in the slots of `registry.panel` from `apps.py`; the unit page (coordination) asks directly.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db.models import CharField, Exists, F, OuterRef, QuerySet, UUIDField, Value
from django.db.models.functions import Coalesce

from registry import panel
from registry.halaman.nama import nama_di_edisi
from registry.halaman.peraturan import kunci_rujukan
from registry.models import Edisi, JenisUnit, Kedudukan, Kelengkapan, Peraturan
from registry.panel import Hal, Potongan
from relations.models import (
    BidangStafAhli,
    HubunganKerja,
    JenisHubungan,
    KetentuanHubungan,
    KetentuanPelaksanaan,
    Subjek,
    Topik,
    UrusanPerangkat,
)
from relations.urusan import alamat_urusan

#: What a list inside a kind is called on pages.
NAMA_RINCIAN = {
    "maksud": "Dimaksudkan untuk",
    "kegiatan": "Kegiatan",
    "subjenis": "Subjenis",
    "bentuk": "Bentuk",
    "isi": "Isi",
    "cara": "Cara",
}

#: Lists up to this length stand open on a unit's page; longer ones fold.
BUTIR_TERBUKA = 4

#: Sorts of unit to which no kind between perangkat daerah applies.
TANPA_HUBUNGAN = {
    JenisUnit.PEMERINTAH_DAERAH,
    JenisUnit.KEPALA_DAERAH,
    JenisUnit.WAKIL_KEPALA_DAERAH,
    JenisUnit.DPRD,
    JenisUnit.INSTANSI_VERTIKAL,
    JenisUnit.DESA,
    JenisUnit.BUMD,
}

#: What a unit's page shows of the provisions that belong to no kind.
TOPIK_UNIT = (Topik.BENTUK, Topik.CARA, Topik.WAKTU, Topik.PELAPORAN)


@dataclass(slots=True)
class Rincian:
    """One list of a kind. `lipat`: folded on a unit's page."""

    nama: str
    rujukan: str
    terbuka: bool
    butir: list[dict[str, str]]

    @property
    def lipat(self) -> bool:
        return len(self.butir) > BUTIR_TERBUKA


@dataclass(slots=True)
class JenisBerlaku:
    """A kind as enabled for one subject."""

    ketentuan: KetentuanHubungan
    rincian: list[Rincian]

    @property
    def jenis(self) -> str:
        return self.ketentuan.jenis


@dataclass(slots=True)
class KelompokHubungan:
    """All kinds that a regulation enables for one subject, in its order."""

    subjek: str
    nama: str
    jenis: list[JenisBerlaku] = field(default_factory=list)

    @property
    def tertulis(self) -> str:
        """The subject as printed, where one reads it otherwise."""
        tulisan = self.jenis[0].ketentuan.subjek_tertulis
        biasa = {Subjek.PERANGKAT_DAERAH: "perangkat daerah", Subjek.STAF_AHLI: "staf ahli"}
        return "" if tulisan.casefold() == biasa.get(Subjek(self.subjek), self.nama.casefold()) else tulisan

    @property
    def sebab(self) -> str:
        """Why the subject is read so: the reason that all kinds share, if they do."""
        catatan = {satu.ketentuan.catatan for satu in self.jenis}
        return catatan.pop() if len(catatan) == 1 else self.jenis[0].ketentuan.catatan

    def didahulukan(self, jenis: str) -> list[JenisBerlaku]:
        """The kinds with one of them first; the others keep the regulation's order."""
        return sorted(self.jenis, key=lambda satu: satu.jenis != jenis)

    @property
    def koordinatif_dahulu(self) -> list[JenisBerlaku]:
        return self.didahulukan(JenisHubungan.KOORDINATIF)


def kelompok_hubungan(edisi: Edisi, jenis_unit: str | None = None) -> list[KelompokHubungan]:
    """The kinds of an edition by subject; of those that concern one sort of unit, if given; 1 query, 0 for
    a sort of unit that none concerns."""
    subjek = None if jenis_unit is None else subjek_berlaku(jenis_unit)
    if subjek is not None and not subjek:
        return []
    semua = KetentuanHubungan.objects.pada(edisi).muat_dasar().order_by("urutan", "id")
    kelompok: dict[str, KelompokHubungan] = {}
    for satu in semua if subjek is None else semua.filter(subjek__in=subjek):
        milik = kelompok.setdefault(satu.subjek, KelompokHubungan(satu.subjek, satu.get_subjek_display()))
        milik.jenis.append(jenis_berlaku(satu))
    urut = list(Subjek)
    return sorted(kelompok.values(), key=lambda milik: urut.index(Subjek(milik.subjek)))


def jenis_berlaku(ketentuan: KetentuanHubungan) -> JenisBerlaku:
    """A kind with its lists; no query."""
    return JenisBerlaku(ketentuan, [_rincian(isi) for isi in ketentuan.rincian])


def subjek_berlaku(jenis_unit: str) -> list[str]:
    """The subjects whose kinds concern one sort of unit; [] where no kind does."""
    if jenis_unit in TANPA_HUBUNGAN:
        return []
    if jenis_unit == JenisUnit.STAF_AHLI:
        return [Subjek.STAF_AHLI]
    if jenis_unit in (JenisUnit.SEKRETARIS_DAERAH, JenisUnit.SEKRETARIAT_DAERAH):
        return [Subjek.PERANGKAT_DAERAH]
    return [Subjek.PERANGKAT_DAERAH, Subjek.ASISTEN_PERANGKAT_DAERAH]


def _rincian(isi: dict[str, Any]) -> Rincian:
    return Rincian(NAMA_RINCIAN[isi["jenis"]], isi["rujukan"], isi["terbuka"], isi["butir"])


def ketentuan_pelaksanaan(edisi: Edisi) -> list[KetentuanPelaksanaan]:
    """All provisions beside the kinds, in the regulation's order; 1 query."""
    return list(KetentuanPelaksanaan.objects.pada(edisi).muat_dasar().order_by("urutan", "id"))


def bertopik(
    semua: Iterable[KetentuanPelaksanaan], *topik: str, jenis_unit: str | None = None
) -> list[KetentuanPelaksanaan]:
    """Of provisions already read: those on some topics that concern one sort of unit (none named: all)."""
    subjek = None if jenis_unit is None else ["", *subjek_berlaku(jenis_unit)]
    return [satu for satu in semua if satu.topik in topik and (subjek is None or satu.subjek in subjek)]


@dataclass(frozen=True, slots=True)
class Milik:
    """A matter of the body, or a typed relation with another body. `lain_…` is that other body."""

    isi: str
    teks: str
    huruf: str
    jenis: str
    rujukan: str
    tertulis: str
    catatan: str
    peraturan_id: int | None
    lain_uuid: UUID | None
    lain_nama: str
    kode: str = ""

    @property
    def nama_jenis(self) -> str:
        return JenisHubungan(self.jenis).label if self.jenis else ""

    @property
    def alamat_urusan(self) -> str:
        """Of a matter: what its page is called in addresses."""
        return alamat_urusan(self.kode, self.teks)


def milik_badan(edisi: Edisi, badan_id: int) -> list[Milik]:
    """Matters (of a Staf Ahli, of a body) and typed relations of one body in one edition; 1 query."""

    kosong = Value("", output_field=CharField())
    dasar = {"r": F("rujukan"), "t": F("tertulis"), "c": F("catatan"), "p": F("peraturan_id")}
    # The relations come first: their last columns are typed, a bare NULL in the first branch would not be.
    urut = ("isi", "n", "teks", "h", "j", "r", "t", "c", "p", "u", "l", "k")

    def hubungan(dari: str, ke: str) -> QuerySet[Any]:
        return (
            HubunganKerja.objects.pada(edisi)
            .filter(**{dari: badan_id})
            .annotate(isi=Value("hubungan", output_field=CharField()), n=F("id"), teks=F("keterangan"))
            .annotate(h=kosong, j=F("jenis"), u=F(f"{ke}__uuid"), l=nama_di_edisi(ke), k=kosong, **dasar)
        )

    def urusan(semua: QuerySet[Any], nomor: str, huruf: Any) -> QuerySet[Any]:
        return semua.annotate(
            isi=Value("urusan", output_field=CharField()), n=F(nomor), teks=F("urusan__nama"), h=huruf, j=kosong
        ).annotate(u=Value(None, output_field=UUIDField()), l=kosong, k=Coalesce("urusan__kode", kosong), **dasar)

    bagian = [
        hubungan("dari", "ke"),
        hubungan("ke", "dari"),
        urusan(BidangStafAhli.objects.pada(edisi).filter(_staf_ahli(), staf_ahli=badan_id), "urutan", F("huruf")),
        urusan(UrusanPerangkat.objects.pada(edisi).filter(perangkat_daerah=badan_id), "id", kosong),
    ]
    nilai = [satu.order_by().values_list(*urut) for satu in bagian]
    baris = nilai[0].union(*nilai[1:], all=True)
    return [
        Milik(isi, teks, huruf, jenis, rujukan, tertulis, catatan, peraturan, lain, nama, kode)
        for isi, _, teks, huruf, jenis, rujukan, tertulis, catatan, peraturan, lain, nama, kode in sorted(
            baris, key=lambda satu: (satu[0], satu[1])
        )
    ]


def _staf_ahli() -> Exists:
    """Of fields: those of bodies that stand as Staf Ahli in the edition's tree. No other body is one."""
    sebagai = Kedudukan.objects.filter(jenis=JenisUnit.STAF_AHLI)
    return Exists(sebagai.filter(edisi=OuterRef("edisi"), perangkat_daerah=OuterRef("staf_ahli")))


# --- What is registered in the slots of registry.panel ----------------------------------------------


def hal_edisi(edisi: Edisi) -> Sequence[Hal]:
    """Rows of "Yang tercatat": the kinds, and the matters of Staf Ahli and of other bodies; 2 queries."""
    jenis = KetentuanHubungan.objects.pada(edisi).order_by("urutan", "id").values_list("subjek", "jenis")
    per_subjek: dict[str, list[str]] = {}
    for subjek, satu in jenis:
        per_subjek.setdefault(subjek, []).append(str(JenisHubungan(satu).label))
    kalimat = [f"{len(nama)} jenis {Subjek(subjek).label}: {', '.join(nama)}" for subjek, nama in per_subjek.items()]
    hal = [Hal("Jenis hubungan kerja", "; ".join(kalimat), bagian="ketentuan", jangkar="h-jenis", urutan=20)]
    pemilik = _pemilik_urusan(edisi)
    if bidang := pemilik["bidang"]:
        isi = f"{len(set(bidang))} Staf Ahli, {len(bidang)} urusan"
        hal.append(Hal("Bidang Staf Ahli", isi, keadaan="lengkap", halaman="staf-ahli", urutan=40))
    if urusan := pemilik["urusan"]:
        isi = f"{len(urusan)} urusan {len(set(urusan))} perangkat daerah"
        hal.append(Hal("Urusan perangkat daerah", isi, jangkar="h-urusan-perangkat", urutan=41))
    return hal


def _pemilik_urusan(edisi: Edisi) -> dict[str, list[int]]:
    """Whose the matters of an edition are, an id a row: Staf Ahli ("bidang"), other bodies ("urusan"); 1 query."""

    def baris(semua: QuerySet[Any], pemilik: str, isi: str) -> QuerySet[Any]:
        beri_isi = semua.order_by().annotate(isi=Value(isi, output_field=CharField()))
        return cast("QuerySet[Any]", beri_isi.values_list("isi", pemilik))

    hasil: dict[str, list[int]] = {"bidang": [], "urusan": []}
    urusan = baris(UrusanPerangkat.objects.pada(edisi), "perangkat_daerah_id", "urusan")
    bidang = baris(BidangStafAhli.objects.pada(edisi).filter(_staf_ahli()), "staf_ahli_id", "bidang")
    for isi, pemilik in bidang.union(urusan, all=True):
        hasil[isi].append(pemilik)
    return hasil


def bagian_jenis(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: every kind with everything that the regulation says of it; 1 query."""
    return Potongan(
        "relations/bagian_jenis.html",
        {
            "edisi": edisi,
            "kelompok": kelompok_hubungan(edisi),
            "kosong": edisi.ketentuan not in (Kelengkapan.LENGKAP, Kelengkapan.SEBAGIAN),
        },
    )


def bagian_pelaksanaan(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: the provisions beside the kinds, by topic; 1 query."""
    semua = ketentuan_pelaksanaan(edisi)
    topik = [(nama, bertopik(semua, kode)) for kode, nama in Topik.choices]
    isi = [(nama, milik) for nama, milik in topik if milik]
    return Potongan("relations/bagian_pelaksanaan.html", {"edisi": edisi, "topik": isi}) if isi else None


def bagian_staf_ahli(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: the matters of each Staf Ahli, with their letters; 1 query."""
    semua = (
        BidangStafAhli.objects.pada(edisi)
        .select_related("staf_ahli", "urusan", "peraturan__daerah")
        .annotate(nama_staf_ahli=nama_di_edisi("staf_ahli"), berdiri=_staf_ahli())
        .order_by("staf_ahli_id", "urutan", "id")
    )
    per_orang: dict[int, list[BidangStafAhli]] = {}
    for satu in semua:
        per_orang.setdefault(satu.staf_ahli_id, []).append(satu)
    urut = sorted(per_orang.values(), key=lambda bidang: kunci_rujukan(bidang[0].rujukan))
    return Potongan("relations/bagian_staf_ahli.html", {"edisi": edisi, "staf_ahli": urut}) if urut else None


def bagian_urusan(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: the matters of each body; 1 query."""
    semua = (
        UrusanPerangkat.objects.pada(edisi)
        .select_related("perangkat_daerah", "urusan", "peraturan__daerah")
        .annotate(nama_perangkat=nama_di_edisi("perangkat_daerah"))
        .order_by("id")
    )
    per_badan: dict[int, list[UrusanPerangkat]] = {}
    for satu in semua:
        per_badan.setdefault(satu.perangkat_daerah_id, []).append(satu)
    umum = catatan_umum(satu.catatan for milik in per_badan.values() for satu in milik)
    isi = {"edisi": edisi, "badan": list(per_badan.values()), "umum": umum}
    return Potongan("relations/bagian_urusan.html", isi) if per_badan else None


def catatan_umum(semua: Iterable[str]) -> list[str]:
    """Of the notes of many rows: those that several share, which a page says once."""
    return [catatan for catatan, kali in Counter(semua).items() if catatan and kali > 1]


def bagian_hubungan(edisi: Edisi) -> Potongan | None:
    """Section of an edition's page: relations that a regulation names between two bodies; 1 query."""
    semua = list(
        HubunganKerja.objects.pada(edisi)
        .select_related("dari", "ke", "peraturan__daerah")
        .annotate(nama_dari=nama_di_edisi("dari"), nama_ke=nama_di_edisi("ke"))
        .order_by("id")
    )
    return Potongan("relations/bagian_hubungan.html", {"edisi": edisi, "hubungan": semua}) if semua else None


def fakta(peraturan: Peraturan, edisi: Sequence[int]) -> Sequence[tuple[str, QuerySet[Any]]]:
    """Facts of this app that rest on a regulation, see `registry.panel.FAKTA`."""

    def baris(model: type[Any], teks: str) -> QuerySet[Any]:
        semua: QuerySet[Any] = (
            model.objects.filter(peraturan=peraturan, edisi__in=edisi)
            .order_by()
            .annotate(fakta_teks=F(teks))
            .values_list("edisi_id", "rujukan", "fakta_teks")
        )
        return semua

    return [
        ("Jenis hubungan kerja", baris(KetentuanHubungan, "jenis")),
        ("Ketentuan pelaksanaan", baris(KetentuanPelaksanaan, "judul")),
        ("Bidang Staf Ahli", baris(BidangStafAhli, "urusan__nama")),
        ("Urusan perangkat daerah", baris(UrusanPerangkat, "urusan__nama")),
        ("Hubungan kerja antarunit", baris(HubunganKerja, "keterangan")),
    ]


def daftarkan() -> None:
    """Fill the slots; called from `apps.py`."""
    panel.HAL.daftarkan(hal_edisi, 20)
    panel.BAGIAN_EDISI.daftarkan(bagian_jenis, 20)
    panel.BAGIAN_EDISI.daftarkan(bagian_pelaksanaan, 30)
    panel.BAGIAN_EDISI.daftarkan(bagian_staf_ahli, 40)
    panel.BAGIAN_EDISI.daftarkan(bagian_urusan, 45)
    panel.BAGIAN_EDISI.daftarkan(bagian_hubungan, 50)
    panel.FAKTA.daftarkan(fakta, 20)
