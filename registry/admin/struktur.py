"""The org tree of one edition: read by all, and in a draft moved about, unit by unit, by whoever may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from registry import panel, pohon, services
from registry.admin.formulir import KEDALUWARSA, buka_segel, segel
from registry.admin.kepala import konteks_edisi
from registry.admin.meja import baca_edisi, kelengkapan, tampilkan, wajib
from registry.forms import bersihkan
from registry.galat import Bentrok, GalatRentang, Terkunci
from registry.isi_edisi import Nilai
from registry.izin import Aksi
from registry.models import Edisi, Kedudukan, Tindakan
from registry.services.struktur import ISI, Arah, Letak
from registry.waktu import sebut_saat

ARAH = frozenset(satu.value for satu in Arah)
LETAK = frozenset(satu.value for satu in Letak)


@dataclass(slots=True)
class Baris:
    """A node as the screen shows it. `buka`: its children follow; `tutup`: levels that end with it."""

    badan: int
    pk: int
    nama: str
    singkatan: str
    jenis: str
    dasar: str
    tingkat: int
    anak: int
    keterangan: Sequence[str] = ()
    buka: bool = False
    tutup: range = range(0)


@dataclass(frozen=True, slots=True)
class Gagal:
    """An act that was not done: why, what was asked, and the fields with which it can be asked again."""

    pesan: str
    diminta: str
    ulang: Mapping[str, str]


def struktur(request: HttpRequest, pk: int) -> HttpResponse:
    """The tree, searched by `?q=`; 3 queries and those of the head, whatever its size."""
    return layar(request, baca_edisi(request, pk))


def layar(request: HttpRequest, edisi: Edisi, gagal: Gagal | None = None, status: int = 200) -> HttpResponse:
    semua = list(Kedudukan.objects.pada(edisi).select_related("peraturan__daerah").menurut_pohon())
    q = bersihkan(request.GET.get("q", ""))
    kepala = konteks_edisi(request, edisi, "struktur")
    isi: dict[str, Any] = {
        "title": "Struktur",
        "unit": _baris(edisi, semua, q),
        "jumlah": len(semua),
        "q": q,
        "kelengkapan": kelengkapan(edisi)[:1],
        "lihat": segel_pohon(edisi, semua) if kepala["boleh_ubah"] else "",
        "gagal": gagal,
        **kepala,
    }
    isi["kembali_ke"] = alamat_struktur(edisi)
    return tampilkan(request, "struktur", isi, status)


def alamat_struktur(edisi: Edisi, badan: int | None = None) -> str:
    """The screen; with a body its place on it."""
    jangkar = f"#u{badan}" if badan is not None else ""
    return reverse("admin:edisi_struktur", args=[edisi.pk]) + jangkar


def segel_pohon(edisi: Edisi, semua: Sequence[Kedudukan]) -> str:
    """What the person sees of the shape of the tree: parent and number of each unit."""
    badan: dict[int | None, int] = {satu.pk: satu.perangkat_daerah_id for satu in semua}
    pohon_ini = {satu.perangkat_daerah_id: [badan.get(satu.induk_id), satu.urutan] for satu in semua}
    return segel({"edisi": edisi.pk, "pohon": pohon_ini}, f"pohon:{edisi.pk}")


def buka_pohon(edisi: Edisi, teks: str) -> dict[int, Nilai] | None:
    """What `segel_pohon` sealed for this edition; None for anything else."""
    isi = buka_segel(teks, f"pohon:{edisi.pk}") or {}
    if isi.get("edisi") != edisi.pk or "pohon" not in isi:
        return None
    return {int(badan): {"induk": induk, "urutan": urutan} for badan, (induk, urutan) in isi["pohon"].items()}


@require_POST
def pindah(request: Any, pk: int) -> HttpResponse:
    """Move a unit: one step (`langkah` = "<body>:<arah>"), or under another one (`unit`, `ke`, `sebelum` or `letak`).

    Done: back to the tree. Not done: the tree as it is now, with the reason and what was asked (409, 422).
    """
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    minta = _permintaan(request.POST)
    lihat = buka_pohon(edisi, request.POST.get("lihat", ""))
    if minta is None or lihat is None or minta["badan"] not in lihat:
        return layar(request, edisi, Gagal(KEDALUWARSA, "", {}), 422)
    act = services.geser if "arah" in minta else services.pindahkan
    try:
        ringkas = act(edisi=edisi, lihat=lihat, oleh=request.user, **minta)
    except GalatRentang as galat:
        return tolak(request, edisi, galat, _diminta(edisi, minta), minta["badan"])
    messages.info(request, f"{ringkas}." if ringkas else "Tempatnya tidak berubah.")
    return HttpResponseRedirect(alamat_struktur(edisi, minta["badan"]))


def tolak(request: Any, edisi: Edisi, galat: GalatRentang, diminta: str, badan: int) -> HttpResponse:
    """The tree as it is now, with a refusal; a conflict can be overruled now that it was seen."""
    edisi = baca_edisi(request, edisi.pk)
    ulang = {}
    if isinstance(galat, Bentrok) and Kedudukan.objects.pada(edisi).filter(perangkat_daerah=badan).exists():
        ulang = {nama: request.POST[nama] for nama in ("langkah", "unit", "ke", "letak") if nama in request.POST}
    return layar(request, edisi, Gagal(kata_galat(edisi, galat), diminta, ulang), status_galat(galat))


def status_galat(galat: GalatRentang) -> int:
    return 409 if isinstance(galat, Bentrok | Terkunci) else 422


def kata_galat(edisi: Edisi, galat: GalatRentang) -> str:
    """A refusal in words; of a conflict also who wrote; up to 2 queries."""
    if not isinstance(galat, Bentrok):
        return str(galat)
    badan = [kunci[0] for isi, kunci in galat.butir if isi == ISI]
    riwayat = Kedudukan.history.filter(edisi=edisi.pk, perangkat_daerah__in=badan)
    terakhir = riwayat.order_by("-history_date", "-history_id").first()
    if terakhir is None:
        tindakan = Tindakan.objects.atas(edisi).defer("sebelum", "sesudah").first()
        nama, pada = (tindakan.nama_oleh, tindakan.pada) if tindakan is not None else ("orang lain", timezone.now())
    else:
        nama, pada = terakhir.history_nama, terakhir.history_date
    saat = sebut_saat(pada, edisi.daerah)
    return f"Diubah oleh {nama or 'sistem'} ({saat}) sejak Anda membuka: {'; '.join(galat.perbedaan)}."


def _permintaan(data: Any) -> dict[str, Any] | None:
    """Arguments of `geser` or `pindahkan`; None for a post that says neither."""
    unit, _, arah = data.get("langkah", "").partition(":")
    if arah in ARAH and angka_atau_kosong(unit):
        return {"badan": int(unit), "arah": Arah(arah)}
    unit, ke, sebelum = (data.get(nama, "") for nama in ("unit", "ke", "sebelum"))
    letak = data.get("letak", Letak.AKHIR)
    if not (angka_atau_kosong(unit) and angka_atau_kosong(ke) and letak in LETAK):
        return None
    if sebelum and not angka_atau_kosong(sebelum):
        return None
    return {
        "badan": int(unit),
        "ke": int(ke),
        "sebelum": int(sebelum) if sebelum else None,
        "letak": Letak(letak),
    }


def angka_atau_kosong(teks: str) -> bool:
    """Is it a number that can be a key?"""
    return teks.isascii() and teks.isdigit() and len(teks) <= 18


def _diminta(edisi: Edisi, minta: Mapping[str, Any]) -> str:
    """What was asked for, in words; 1 query."""
    dicari = [minta["badan"], minta.get("ke")]
    nama = dict(
        Kedudukan.objects.pada(edisi).filter(perangkat_daerah__in=dicari).values_list("perangkat_daerah", "nama")
    )
    unit = nama.get(minta["badan"], "unit yang sudah tidak ada")
    if "arah" in minta:
        return f"{unit} digeser {minta['arah']}"
    return f"{unit} dipindah ke bawah {nama.get(minta['ke'], 'unit yang sudah tidak ada')}"


def _baris(edisi: Edisi, semua: Sequence[Kedudukan], q: str) -> list[Baris]:
    """Nodes in tree order; with `q` only those whose name holds it, and what stands above them. Queries: the slots'."""
    badan: dict[int | None, int] = {satu.pk: satu.perangkat_daerah_id for satu in semua}
    induk = {satu.perangkat_daerah_id: badan.get(satu.induk_id) for satu in semua}
    anak: dict[int | None, int] = {}
    for satu in induk.values():
        anak[satu] = anak.get(satu, 0) + 1
    tampak = _cocok(semua, induk, q) if q else induk.keys()
    keterangan: dict[int, list[str]] = {}
    for fungsi in panel.UNIT_KETERANGAN:
        for pk, teks in fungsi(edisi).items():
            keterangan.setdefault(pk, []).extend(teks)
    baris = [
        Baris(
            badan=satu.perangkat_daerah_id,
            pk=satu.pk,
            nama=satu.nama,
            singkatan=satu.singkatan,
            jenis=satu.get_jenis_display() + (f", tipe {satu.tipe}" if satu.tipe else ""),
            dasar=f"{satu.rujukan} {satu.peraturan or ''}".strip(),
            tingkat=pohon.kedalaman(satu),
            anak=anak.get(satu.perangkat_daerah_id, 0),
            keterangan=keterangan.get(satu.perangkat_daerah_id, ()),
        )
        for satu in semua
        if satu.perangkat_daerah_id in tampak
    ]
    tingkat = 0
    for ini in reversed(baris):
        ini.buka = tingkat > ini.tingkat
        ini.tutup = range(max(0, ini.tingkat - tingkat))
        tingkat = ini.tingkat
    return baris


def _cocok(semua: Sequence[Kedudukan], induk: Mapping[int, int | None], q: str) -> set[int]:
    hasil: set[int] = set()
    dicari = q.casefold()
    for satu in semua:
        if dicari in f"{satu.nama} {satu.singkatan}".casefold():
            kini: int | None = satu.perangkat_daerah_id
            while kini is not None and kini not in hasil:
                hasil.add(kini)
                kini = induk[kini]
    return hasil
