"""The matters of one unit: shown beside its name in the Struktur screen, arranged on a screen of their own.

Of a Staf Ahli they are his field, with letters in the order of the regulation; of another body what it carries out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import path, reverse

from registry import panel
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.kepala import alamat_daftar, konteks_edisi
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.admin.struktur import alamat_struktur, kata_galat, status_galat
from registry.galat import Bentrok, GalatRentang
from registry.isi_edisi import DAFTAR, Nilai
from registry.izin import Aksi
from registry.models import Edisi, JenisUnit, Kedudukan, Peraturan
from registry.panel import Potongan
from relations.models import BidangStafAhli, KelompokUrusan, Urusan, UrusanPerangkat
from relations.services import ringkas_nama, simpan_urusan
from relations.susunan_urusan import BIDANG, URUSAN, Baris, Dikenal, KatalogUrusan, Susunan

#: Empty rows below those that are filled, and how many more a button adds.
KOSONG, TAMBAH = 3, 5
PEMILIK = {BIDANG: "staf_ahli", URUSAN: "perangkat_daerah"}


def urusan_dikenal(edisi: QuerySet[Edisi]) -> QuerySet[Urusan]:
    """The national list, and the words of their own that these editions use. What other regions have typed in drafts
    is theirs."""
    bebas = Q(kelompok=KelompokUrusan.LAIN, kode__isnull=True, rujukan="", bagian_dari__isnull=True)
    disebut = Q(pk__in=())
    for model in (BidangStafAhli, UrusanPerangkat):
        disebut |= Q(Exists(model.objects.order_by().filter(urusan=OuterRef("pk"), edisi__in=edisi)))
    return Urusan.objects.filter(~bebas | disebut)


def keterangan(edisi: Edisi) -> Mapping[int, Sequence[str]]:
    """Matters beside the names in the tree; 1 query."""
    semua: dict[tuple[int, str], list[str]] = {}
    urusan = _bersama(UrusanPerangkat, edisi, "perangkat_daerah")
    baris = urusan.union(_bersama(BidangStafAhli, edisi, "staf_ahli"), all=True)
    for badan, isi, _, nama in sorted(baris, key=lambda satu: (satu[2] or "9", satu[3])):
        semua.setdefault((badan, isi), []).append(nama)
    hasil: dict[int, list[str]] = {}
    for (badan, isi), nama in semua.items():
        teks = f"membidangi {len(nama)} urusan" if isi == BIDANG else f"urusan {ringkas_nama(nama)}"
        hasil.setdefault(badan, []).append(teks)
    return hasil


def _bersama(model: type[Any], edisi: Edisi, pemilik: str) -> Any:
    semua = model.objects.pada(edisi).order_by()
    isi = Value(str(model._meta.model_name), output_field=CharField())
    return semua.annotate(isi=isi).values_list(pemilik, "isi", "urusan__kode", "urusan__nama")


def bagian(request: HttpRequest, edisi: Edisi, unit: Kedudukan, boleh: bool) -> Potongan | None:
    """Section of the screen of one unit; 1 query."""
    jenis = _isi(unit)
    semua = DAFTAR[jenis].model._base_manager.filter(edisi=edisi, **{PEMILIK[jenis]: unit.perangkat_daerah_id})
    urut = ("urutan", "id") if jenis == BIDANG else ("id",)
    huruf = F("huruf") if jenis == BIDANG else Value("", output_field=CharField())
    baris = list(semua.order_by(*urut).annotate(h=huruf).values_list("h", "urusan__kode", "urusan__nama"))
    if not boleh and not baris:
        return None
    isi = {
        "edisi": edisi,
        "unit": unit,
        "bidang": jenis == BIDANG,
        "baris": [(huruf, kode or "", nama) for huruf, kode, nama in baris],
        "boleh": boleh,
    }
    return Potongan("admin/rentang/unit_urusan.html", isi)


def _isi(unit: Kedudukan) -> str:
    return BIDANG if unit.jenis == JenisUnit.STAF_AHLI else URUSAN


# --- The screen ----------------------------------------------------------------------------------------


def urusan(request: Any, pk: int, badan: int) -> HttpResponse:
    """Arrange the matters of one unit: a post is one act, a step on the screen, or comes back with the input."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    unit = get_object_or_404(Kedudukan.objects.pada(edisi), perangkat_daerah=badan)
    if request.method == "POST":
        return _kirim(request, edisi, unit)
    if edisi.terkunci:
        return HttpResponseRedirect(reverse("admin:struktur_unit", args=[edisi.pk, badan]))
    katalog = _katalog(edisi)
    return _layar(request, edisi, unit, _baca(edisi, unit, katalog), katalog)


def _katalog(edisi: Edisi) -> KatalogUrusan:
    semua = urusan_dikenal(Edisi.objects.filter(daerah=edisi.daerah_id)).values_list("pk", "kode", "nama")
    return KatalogUrusan(Dikenal(pk, kode or "", nama) for pk, kode, nama in semua)


def _nilai(edisi: Edisi, unit: Kedudukan) -> dict[int, Nilai]:
    """{matter: values} as stored, in the order of the regulation; 1 query."""
    isi = DAFTAR[_isi(unit)]
    urut = ("urutan", "id") if isi.nama == BIDANG else ("id",)
    semua = isi.model._base_manager.filter(edisi=edisi, **{PEMILIK[isi.nama]: unit.perangkat_daerah_id})
    return {satu.pop("urusan_id"): satu for satu in semua.order_by(*urut).values("urusan_id", *isi.nilai)}


def _baca(edisi: Edisi, unit: Kedudukan, katalog: KatalogUrusan) -> Susunan:
    nilai = _nilai(edisi, unit)
    bawaan = (None, "") if nilai else _bawaan(edisi, unit)
    return Susunan.dari(_isi(unit), unit.perangkat_daerah_id, nilai, katalog, bawaan)


def _bawaan(edisi: Edisi, unit: Kedudukan) -> tuple[int | None, str]:
    """Where a list that is still empty may stand: for a body as those of most others, else nowhere yet; 1 query."""
    if _isi(unit) == BIDANG:
        return edisi.peraturan_id, ""
    semua = Counter(UrusanPerangkat.objects.pada(edisi).order_by("id").values_list("peraturan", "rujukan"))
    return semua.most_common(1)[0][0] if semua else (edisi.peraturan_id, "")


def _jenis_segel(edisi: Edisi, badan: int) -> str:
    return f"urusan:{edisi.pk}:{badan}"


def _kirim(request: Any, edisi: Edisi, unit: Kedudukan) -> HttpResponse:
    badan = unit.perangkat_daerah_id
    katalog = _katalog(edisi)
    lihat = buka_segel(request.POST.get("lihat", ""), _jenis_segel(edisi, badan)) or {}
    if lihat.get("isi") != _isi(unit):
        return _layar(request, edisi, unit, _baca(edisi, unit, katalog), katalog, pesan=[KEDALUWARSA], status=422)
    dilihat = {int(satu): nilai for satu, nilai in lihat["baris"].items()}
    susunan = Susunan(_isi(unit), badan, dilihat)
    susunan.terima(request.POST, katalog, _peraturan(edisi))
    lakukan, _, dengan = request.POST.get("lakukan", "simpan").partition(":")
    if lakukan != "simpan":
        _perbuat(susunan, lakukan, dengan)
        lebih = TAMBAH if lakukan == "tambah" else 0
        return _layar(request, edisi, unit, susunan, katalog, belum=True, lebih=lebih)
    if not susunan.sah:
        return _layar(request, edisi, unit, susunan, katalog, pesan=susunan.salah, belum=True, status=422)
    try:
        alasan = request.POST.get("alasan", "")[:2000]
        kalimat = simpan_urusan(edisi=edisi, susunan=susunan, nama=unit.nama, oleh=request.user, alasan=alasan)
    except GalatRentang as galat:
        edisi = baca_edisi(request, edisi.pk)
        if isinstance(galat, Bentrok):
            katalog = _katalog(edisi)
            susunan.tambahkan_asing(_nilai(edisi, unit), katalog)
        return _layar(request, edisi, unit, susunan, katalog, galat=galat, belum=True, status=status_galat(galat))
    messages.info(request, f"{kalimat}." if kalimat else "Tidak ada yang berubah.")
    return HttpResponseRedirect(alamat_struktur(edisi, badan))


def _perbuat(susunan: Susunan, lakukan: str, dengan: str) -> None:
    """What a button asks, on the state of the screen; nothing is written."""
    if not susunan.berhuruf:
        return
    letak = int(dengan) if dengan.isascii() and dengan.isdecimal() and len(dengan) < 5 else -1
    ini = susunan.baris[letak] if 0 <= letak < len(susunan.baris) else None
    susunan.urutkan()
    if ini is not None and lakukan in ("naik", "turun"):
        letak = next(ke for ke, satu in enumerate(susunan.baris) if satu is ini)
        susunan.geser(letak, -1 if lakukan == "naik" else 1)
    elif lakukan == "susun":
        susunan.susun_huruf()
    susunan.nomori()


def _peraturan(edisi: Edisi) -> dict[int, Peraturan]:
    """What a matter may rest on: the regulations of the region, then those of the nation; 1 query."""
    semua = Peraturan.objects.filter(Q(daerah=edisi.daerah_id) | Q(daerah=None)).select_related("daerah")
    return {satu.pk: satu for satu in sorted(semua, key=lambda satu: (satu.daerah_id is None, str(satu)))}


def _layar(
    request: Any,
    edisi: Edisi,
    unit: Kedudukan,
    susunan: Susunan,
    katalog: KatalogUrusan,
    *,
    pesan: Sequence[str] = (),
    galat: GalatRentang | None = None,
    belum: bool = False,
    lebih: int = 0,
    status: int = 200,
) -> HttpResponse:
    badan = unit.perangkat_daerah_id
    baris = [satu for satu in susunan.baris if not satu.kosong]
    isi = {
        "title": f"Urusan {unit.nama}",
        "unit": unit,
        "susunan": susunan,
        "baris": [*baris, *(Baris() for _ in range(KOSONG + lebih))],
        "jumlah": len(baris) + KOSONG + lebih,
        "terisi": len(baris),
        "peraturan": _peraturan(edisi),
        "katalog": katalog.semua,
        "lihat": segel({"isi": susunan.isi, "baris": susunan.dilihat}, _jenis_segel(edisi, badan)),
        "alasan": request.POST.get("alasan", ""),
        "pesan": [*pesan, *([kata_galat(edisi, galat)] if galat is not None else [])],
        "ditolak": galat is not None,
        "belum": belum,
        "alamat_batal": reverse("admin:struktur_unit", args=[edisi.pk, badan]),
        "alamat_daftar": alamat_daftar(DAFTAR[susunan.isi].model, edisi),
        **konteks_edisi(request, edisi, "struktur"),
    }
    return tampilkan(request, "urusan_susun", isi, status)


def daftarkan() -> None:
    """Fill the slots and add the address; called from `apps.py`."""
    panel.UNIT_KETERANGAN.daftarkan(keterangan)
    panel.UNIT_BAGIAN.daftarkan(bagian)
    situs: Any = admin.site
    alamat = "edisi/<int:pk>/struktur/<int:badan>/urusan/"
    if not any(satu.name == "struktur_urusan" for satu in situs.halaman):
        situs.halaman.append(path(alamat, situs.admin_view(urusan), name="struktur_urusan"))
