"""Documents out of the database: published, not superseded editions and what they rest on. Only what is public.

Everything passes through the schema on its way out, so that what is written can be read, in one spelling and one
order: the same content gives the same bytes on both engines.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from pydantic import ValidationError

from registry.dokumen.bagian import BAGIAN_NASIONAL, Kamus, Penomor, bagian_edisi, tanpa_kosong
from registry.dokumen.daftar import kunci_urut
from registry.dokumen.galat import tulis_ruas
from registry.dokumen.kamus import KamusBasis
from registry.dokumen.lengkap import dokumen_daerah, dokumen_nasional, edisi_lengkap, pesan_galat
from registry.dokumen.skema import Dokumen, EdisiIsian, Isian, PeraturanIsian, UnitIsian, data
from registry.dokumen.tulis import sebagai_yaml
from registry.dokumen.yaml_aman import tanpa_tak_terlihat
from registry.galat import GalatRentang
from registry.isi_edisi import DAFTAR, IsiEdisi, Nilai
from registry.models import (
    BAGIAN,
    Daerah,
    Edisi,
    HubunganPeraturan,
    JenisNamaLain,
    Kedudukan,
    NamaLain,
    PerangkatDaerah,
    Peraturan,
)
from registry.models.perangkat_daerah import uuid_baku

VERSI = "1"
IsianT = TypeVar("IsianT", bound=Isian)


class TidakDapatDitulis(GalatRentang):
    """Something in the database has no place in the format."""


def ekspor_daerah(daerah: Daerah) -> str:
    """The document of one region; 8 queries and about 10 an edition."""
    return sebagai_yaml(data(dokumen_dari_daerah(daerah)))


def ekspor_nasional() -> str:
    """The national document."""
    kamus = KamusBasis(None)
    semua = Peraturan.objects.nasional().publik()
    isi = {
        "rentang": VERSI,
        "nasional": "ya",
        "peraturan": [data(satu) for satu in isian_peraturan(semua, kamus).values()],
        **{bagian.nama: bagian.ekspor() for bagian in BAGIAN_NASIONAL.values()},
    }
    return sebagai_yaml(data(sah(dokumen_nasional(), isi, "nasional")))


def dokumen_dari_daerah(daerah: Daerah) -> Dokumen:
    """What is public of a region, as a document."""
    kamus = KamusBasis(daerah)
    edisi = list(Edisi.objects.terbit().filter(daerah=daerah).menurut_waktu())
    isi_edisi = {satu.pk: baca_isi(satu) for satu in edisi}
    unit, peraturan = yang_dirujuk(daerah, edisi, isi_edisi)
    isi = {
        "rentang": VERSI,
        "daerah": data_daerah(daerah),
        "peraturan": [
            data(satu) for satu in isian_peraturan(Peraturan.objects.filter(pk__in=peraturan), kamus).values()
        ],
        "perangkat_daerah": [
            data(satu) for satu in isian_unit(PerangkatDaerah.objects.filter(pk__in=unit), daerah, kamus).values()
        ],
        "edisi": [data(isian_edisi(satu, kamus, isi_edisi[satu.pk])) for satu in edisi],
    }
    return sah(dokumen_daerah(), isi, daerah.nama)


# --- One thing at a time: also used by `muat` to tell what the database says ----------------------


def data_daerah(daerah: Daerah) -> dict[str, Any]:
    provinsi = daerah.provinsi
    return tanpa_kosong(
        kode=daerah.kode,
        nama=daerah.nama,
        jenis=daerah.jenis,
        provinsi={"kode": provinsi.kode, "nama": provinsi.nama} if provinsi else None,
        ibu_kota=daerah.ibu_kota,
        zona_waktu=daerah.zona_waktu,
    )


def isian_peraturan(semua: QuerySet[Peraturan], kamus: KamusBasis) -> dict[int, PeraturanIsian]:
    """{id: entry}, oldest first; 2 queries."""
    hubungan: dict[int, list[HubunganPeraturan]] = defaultdict(list)
    # What a regulation says of a rancangan is not public yet.
    terlihat = Q(ke=None) | Q(ke__in=Peraturan.objects.bernomor())
    for satu in HubunganPeraturan.objects.filter(terlihat, dari__in=semua).order_by("urutan", "pk"):
        hubungan[satu.dari_id].append(satu)
    urut = sorted(
        semua.order_by(),
        key=lambda satu: (satu.tahun or 9999, satu.ditetapkan or date.max, satu.jenis, satu.kunci),
    )
    return {satu.pk: sah(PeraturanIsian, _data_peraturan(satu, hubungan[satu.pk], kamus), satu.kunci) for satu in urut}


def _data_peraturan(satu: Peraturan, hubungan: list[HubunganPeraturan], kamus: KamusBasis) -> dict[str, Any]:
    def ke(hubungan: HubunganPeraturan) -> str:
        return kamus.kunci_peraturan(hubungan.ke_id) if hubungan.ke_id is not None else ""

    nomor = Penomor()
    hubungan = sorted(
        hubungan, key=lambda satu: (satu.urutan, satu.jenis, kunci_urut(satu.rujukan), ke(satu), satu.tertulis)
    )
    sama = ("kunci", "jenis", "nomor", "tahun", "tentang", "tempat", "ditetapkan", "diundangkan", "berlaku_mulai")
    sesudah = ("berlaku_mulai_catatan", "penandatangan", "pengundang", "tautan", "catatan")
    return tanpa_kosong(
        **{nama: getattr(satu, nama) for nama in (*sama, *sesudah)},
        lembaran=tanpa_kosong(
            jenis=satu.lembaran,
            tahun=satu.lembaran_tahun,
            nomor=satu.lembaran_nomor,
            tambahan=satu.tambahan_nomor,
            tertulis=satu.lembaran_tertulis,
        ),
        hubungan=[
            tanpa_kosong(
                jenis=lain.jenis,
                ke=ke(lain),
                rujukan=lain.rujukan,
                rujukan_ke=lain.rujukan_ke,
                tertulis=lain.tertulis,
                catatan=lain.catatan,
                urutan=nomor.tulis(lain.urutan),
            )
            for lain in hubungan
        ],
    )


def isian_unit(semua: QuerySet[PerangkatDaerah], daerah: Daerah, kamus: KamusBasis) -> dict[int, UnitIsian]:
    """{id: entry} by key; 3 queries. `nama` is the public name: the label is for staff alone."""
    nama = nama_terbit(semua)
    nama_lain: dict[int, list[NamaLain]] = defaultdict(list)
    urut_jenis = list(JenisNamaLain)
    # Sorted here, not by the database: engines and their collations order text differently.
    semua_nama = sorted(
        NamaLain.objects.filter(perangkat_daerah__in=semua).order_by(),
        key=lambda lain: (urut_jenis.index(JenisNamaLain(lain.jenis)), lain.nama),
    )
    for lain in semua_nama:
        nama_lain[lain.perangkat_daerah_id].append(lain)
    hasil: dict[int, UnitIsian] = {}
    for satu in sorted(semua.order_by(), key=lambda satu: satu.kunci):
        isi = tanpa_kosong(
            kunci=satu.kunci,
            nama=nama[satu.pk][-1] if satu.pk in nama else satu.nama,
            uuid=satu.uuid if satu.uuid != uuid_baku(daerah.kode, satu.kunci) else None,
            dialihkan_ke=kamus.kunci_unit(satu.dialihkan_ke_id) if satu.dialihkan_ke_id else None,
            nama_lain=[{"nama": lain.nama, "jenis": lain.jenis} for lain in nama_lain[satu.pk]],
        )
        hasil[satu.pk] = sah(UnitIsian, isi, satu.kunci)
    return hasil


def nama_terbit(semua: QuerySet[PerangkatDaerah]) -> dict[int, list[str]]:
    """{body: its names in published editions, oldest first}; 1 query."""
    hasil: dict[int, list[str]] = defaultdict(list)
    tempat = Kedudukan.objects.filter(edisi__in=Edisi.objects.terbit(), perangkat_daerah__in=semua)
    urut = tempat.order_by("edisi__berlaku_mulai", "edisi__urutan", "pk")
    for unit, nama in urut.values_list("perangkat_daerah_id", "nama"):
        hasil[unit].append(nama)
    return hasil


def baca_isi(edisi: Edisi) -> dict[str, list[Nilai]]:
    """{part: rows with all their fields}; 1 query a registered model."""
    return {
        isi.nama: [{**dict(zip(isi.kunci, kunci, strict=True)), **nilai} for kunci, nilai in isi.baca(edisi.pk).items()]
        for isi in DAFTAR
    }


def isian_edisi(edisi: Edisi, kamus: Kamus, isi: dict[str, list[Nilai]] | None = None) -> EdisiIsian:
    """One edition as a document says it."""
    isi = baca_isi(edisi) if isi is None else isi
    kelengkapan = {
        bagian: tanpa_kosong(
            keadaan=getattr(edisi, bagian),
            rujukan=getattr(edisi, f"{bagian}_rujukan"),
            keterangan=getattr(edisi, f"{bagian}_keterangan"),
        )
        for bagian in BAGIAN
    }
    kepala = tanpa_kosong(
        berlaku_mulai=edisi.berlaku_mulai,
        urutan=edisi.urutan,
        peraturan=kamus.kunci_peraturan(edisi.peraturan_id) if edisi.peraturan_id else None,
        kelengkapan=kelengkapan,
    )
    bagian_isi = {bagian.nama: bagian.tulis(isi, kamus) for bagian in bagian_edisi()}
    return sah(edisi_lengkap(), kepala | bagian_isi, f"edisi {edisi.slug_tanggal}")


def sah(skema: type[IsianT], isi: dict[str, Any], nama: str) -> IsianT:
    """The entry, or TidakDapatDitulis saying which field of which thing has no place in the format."""
    try:
        return skema.model_validate(_terlihat(isi))
    except ValidationError as e:
        salah = "; ".join(
            f"{tulis_ruas(satu['loc'])}: {pesan_galat(skema, satu)}" for satu in e.errors(include_url=False)[:5]
        )
        raise TidakDapatDitulis(f"{nama} tidak dapat ditulis sebagai dokumen. {salah}.") from None


def _terlihat(isi: Any) -> Any:
    """Text without characters that a document refuses: they may have come in by another way."""
    if isinstance(isi, dict):
        return {kunci: _terlihat(satu) for kunci, satu in isi.items()}
    if isinstance(isi, list):
        return [_terlihat(satu) for satu in isi]
    return tanpa_tak_terlihat(isi) if isinstance(isi, str) else isi


def yang_dirujuk(
    daerah: Daerah, edisi: list[Edisi], isi_edisi: dict[int, dict[str, list[Nilai]]]
) -> tuple[set[int], set[int]]:
    """Ids of the region's bodies and regulations that its published editions hold, and that those rest on."""
    unit = set(PerangkatDaerah.objects.publik().filter(daerah=daerah).values_list("pk", flat=True))
    peraturan = {satu.peraturan_id for satu in edisi if satu.peraturan_id}
    for isi in isi_edisi.values():
        for model, pk in _kunci_asing(isi):
            (unit if model is PerangkatDaerah else peraturan).add(pk)
    unit |= set(_sampai_tetap(unit, PerangkatDaerah.objects.exclude(dialihkan_ke=None), "pk", "dialihkan_ke"))
    peraturan |= set(Peraturan.objects.publik().filter(daerah=daerah).values_list("pk", flat=True))
    hubungan = HubunganPeraturan.objects.filter(ke__daerah=daerah)
    peraturan |= set(_sampai_tetap(peraturan, hubungan, "dari", "ke"))
    milik = Peraturan.objects.filter(daerah=daerah).bernomor().values_list("pk", flat=True)
    return unit, peraturan & set(milik)


def _kunci_asing(isi: dict[str, list[Nilai]]) -> Iterator[tuple[type, int]]:
    """(model, id) of the bodies and regulations that rows point at."""
    for bagian in DAFTAR:
        for ruas in (*bagian.kunci, *bagian.nilai):
            model = sasaran(bagian, ruas)
            if model in (PerangkatDaerah, Peraturan):
                yield from ((model, baris[ruas]) for baris in isi[bagian.nama] if baris[ruas] is not None)


def peraturan_dasar(daerah: Daerah) -> set[int]:
    """Ids of the regulations on which published rows of a region rest; 1 query a field that names one."""
    terbit = Edisi.objects.terbit().filter(daerah=daerah)
    hasil: set[int] = set()
    for bagian in DAFTAR:
        for ruas in (*bagian.kunci, *bagian.nilai):
            if sasaran(bagian, ruas) is Peraturan:
                baris = bagian.model._base_manager.filter(edisi__in=terbit).order_by()
                hasil |= set(baris.values_list(ruas, flat=True).distinct())
    return hasil - {None}


def sasaran(bagian: IsiEdisi, ruas: str) -> Any:
    """The model at which a registered field points; None for a plain value. The parent is written as its body."""
    if bagian.berpohon and ruas == "induk":
        return PerangkatDaerah
    return bagian.model._meta.get_field(ruas.removesuffix("_id")).related_model


def _sampai_tetap(awal: Iterable[int], semua: QuerySet[Any], dari: str, ke: str) -> set[int]:
    """What can be reached from `awal` along the pairs (dari, ke); 1 query a step, few steps."""
    dicapai, baru = set(awal), set(awal)
    while baru:
        pasangan = semua.filter(**{f"{dari}__in": baru}).order_by().values_list(ke, flat=True)
        baru = set(pasangan) - dicapai
        dicapai |= baru
    return dicapai
