"""The one write path to edition content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.utils import timezone

from registry import isi_edisi, pohon
from registry.galat import Bentrok, Ditolak, Terkunci
from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai, Ubah
from registry.izin import Aksi, wajib_boleh
from registry.kendala import pesan_kendala
from registry.lingkaran import lingkaran
from registry.models import DAPAT_DIURUNGKAN, Edisi, JenisTindakan, Keadaan, Kedudukan, PerangkatDaerah, Tindakan
from registry.riwayat import rekam, satu_tindakan
from registry.services.dasar import Pelaku, bersihkan, catat


def terapkan(
    *,
    edisi: Edisi,
    ubah: Mapping[tuple[str, Kunci], Nilai | None],
    oleh: Pelaku,
    lihat: Mapping[tuple[str, Kunci], Nilai | None] | None = None,
    alasan: str = "",
    ringkas: str = "",
    rincian: dict[str, Any] | None = None,
    jenis: str = JenisTindakan.UBAH,
    mengurungkan: Tindakan | None = None,
) -> Ubah:
    """Apply a change-set to a draft; the one write path to edition content. Returns the inverse change-set.

    ubah: {(part, key): values}; only the named fields of an existing row change; all other fields of a new
        row take their defaults; None removes a row. `lihat`: what the person saw of those rows (any subset
        of fields; None = no such row).
    Lock the draft, read, compare with `lihat`, write, re-nest, record history and the act (neither where
    nothing differs). The act keeps the values as they were written, of created rows all of them.
    Raises Terkunci (no draft), Bentrok (somebody wrote since), Ditolak (a rule of the data); then nothing
    was written. Queries: a fixed number a registered model touched, independent of the edition's size
    except for one UPDATE a 200 re-nested nodes.
    """
    try:
        with transaction.atomic(), satu_tindakan():
            terkunci = kunci_rancangan(edisi)
            wajib_boleh(oleh, terkunci.daerah_id, Aksi.UBAH)
            if mengurungkan is not None and Tindakan.objects.filter(mengurungkan=mengurungkan).exists():
                raise Ditolak("Tindakan ini sudah diurungkan.")
            hasil = _Perubahan(terkunci, ubah, lihat or {})
            hasil.jalankan()
            if hasil.riwayat:
                saat = timezone.now()
                rekam(hasil.riwayat, saat=saat, oleh=oleh, alasan=alasan)
                catat(
                    terkunci,
                    jenis,
                    oleh=oleh,
                    alasan=alasan,
                    ringkas=ringkas,
                    rincian=rincian,
                    saat=saat,
                    sebelum=isi_edisi.sebagai_json(hasil.balik),
                    sesudah=isi_edisi.sebagai_json(hasil.sesudah),
                    mengurungkan=mengurungkan,
                )
            return hasil.balik
    except IntegrityError as galat:
        raise Ditolak(pesan_kendala(galat)) from galat


def urungkan(*, tindakan: Tindakan, oleh: Pelaku) -> Ubah:
    """Undo an act by applying its inverse; refused (Bentrok) where somebody wrote to those rows since."""
    if tindakan.jenis not in DAPAT_DIURUNGKAN:
        raise Ditolak("Tindakan ini tidak dapat diurungkan.")
    return _balikkan(tindakan, oleh, "mengurungkan", JenisTindakan.URUNG)


def ulangi(*, tindakan: Tindakan, oleh: Pelaku) -> Ubah:
    """Turn an undoing back: what it undid is done again, as an act that can itself be undone. Refused as `urungkan`."""
    if tindakan.jenis != JenisTindakan.URUNG:
        raise Ditolak("Hanya yang diurungkan dapat diulangi.")
    return _balikkan(tindakan, oleh, "mengulangi", JenisTindakan.UBAH)


def _balikkan(tindakan: Tindakan, oleh: Pelaku, kata: str, jenis: str) -> Ubah:
    """Apply the inverse of an act, where its rows are still as it left them."""
    if tindakan.edisi is None or tindakan.sebelum is None or tindakan.sesudah is None:
        raise Ditolak("Tindakan ini tidak dapat diurungkan.")
    if Tindakan.objects.filter(edisi=tindakan.edisi, jenis=JenisTindakan.SESUAIKAN, pk__gt=tindakan.pk).exists():
        raise Ditolak(
            "Rancangan ini sudah disesuaikan dengan dasar yang baru sesudah tindakan itu; nilai semulanya nilai dasar "
            "yang lama. Ubah langsung barisnya."
        )
    pokok = tindakan.ringkas.removeprefix("mengurungkan: ").removeprefix("mengulangi: ")
    balik = isi_edisi.dari_json(tindakan.sebelum)
    sesudah = isi_edisi.dari_json(tindakan.sesudah)
    return terapkan(
        edisi=tindakan.edisi,
        ubah=balik,
        lihat={kunci: sesudah.get(kunci) for kunci in balik},
        oleh=oleh,
        alasan=f"{kata}: {tindakan.alasan}" if tindakan.alasan else kata,
        ringkas=f"{kata}: {pokok}" if pokok else "",
        rincian=_asli(tindakan).rincian if jenis == JenisTindakan.UBAH else None,
        jenis=jenis,
        mengurungkan=tindakan,
    )


def _asli(tindakan: Tindakan) -> Tindakan:
    """The act that an undoing was about."""
    return tindakan.mengurungkan if tindakan.mengurungkan is not None else tindakan


def kunci_rancangan(edisi: Edisi) -> Edisi:
    """Lock the row of a draft and read it afresh; 1 query. On SQLite the transaction itself is the lock.

    Must come before anything of the draft is read. Raises Terkunci for anything but a draft.
    """
    terkunci = Edisi.objects.select_for_update(no_key=True).get(pk=edisi.pk)
    if terkunci.keadaan == Keadaan.TERBIT:
        raise Terkunci("Edisi ini sudah terbit; isinya tidak dapat diubah. Buat ralat bila pencatatannya salah.")
    if terkunci.keadaan in (Keadaan.DIAJUKAN, Keadaan.DISETUJUI):
        raise Terkunci(
            f"Rancangan ini sudah {terkunci.get_keadaan_display()}; isinya berubah lagi hanya bila pengajuannya "
            "ditarik atau dikembalikan."
        )
    if terkunci.terkunci:
        raise Terkunci(f"Edisi ini sudah {terkunci.get_keadaan_display()}; isinya tidak dapat diubah.")
    return terkunci


class _Perubahan:
    """One run of `terapkan` under the draft's lock."""

    def __init__(
        self,
        edisi: Edisi,
        ubah: Mapping[tuple[str, Kunci], Nilai | None],
        lihat: Mapping[tuple[str, Kunci], Nilai | None],
    ) -> None:
        self.edisi = edisi
        self.balik: Ubah = {}
        self.sesudah: Ubah = {}
        self.riwayat: list[tuple[models.Model, str]] = []
        self.lihat = {(nama, _kunci(nama, kunci)): nilai for (nama, kunci), nilai in lihat.items()}
        self.per_isi: dict[str, dict[Kunci, Nilai | None]] = {}
        for (nama, kunci), nilai in ubah.items():
            self.per_isi.setdefault(nama, {})[_kunci(nama, kunci)] = nilai

    def jalankan(self) -> None:
        for nama, baris in self.per_isi.items():
            isi = DAFTAR[nama]
            _periksa_ruas(isi, baris)
            self._periksa_rujukan(isi, baris)
            self._tulis(isi, baris)

    def _periksa_rujukan(self, isi: IsiEdisi, baris: Mapping[Kunci, Nilai | None]) -> None:
        """Foreign keys of the change-set exist, and belong to this region or to the nation; 1 query a target."""
        dicari: dict[type[models.Model], set[Any]] = {}
        for kunci, nilai in baris.items():
            if nilai is None:
                continue
            for ruas, isian in [*zip(isi.kunci, kunci, strict=True), *nilai.items()]:
                medan = _medan(isi, ruas)
                if medan.is_relation and ruas != "induk" and isian is not None:
                    dicari.setdefault(medan.related_model, set()).add(isian)
        for model, semua in dicari.items():
            ada = model._base_manager.filter(pk__in=semua)
            if any(ruas.name == "daerah" for ruas in model._meta.concrete_fields):
                ada = ada.filter(Q(daerah=self.edisi.daerah_id) | Q(daerah=None))
            if ada.count() != len(semua):
                raise Ditolak(f"Ada {model._meta.verbose_name} yang tidak dikenal di daerah ini.")

    def _tulis(self, isi: IsiEdisi, baris: Mapping[Kunci, Nilai | None]) -> None:
        semua = isi.model._base_manager.filter(edisi=self.edisi)
        ada: dict[Kunci, Any] = {tuple(getattr(objek, ruas) for ruas in isi.kunci): objek for objek in semua}
        badan = {objek.pk: kunci[0] for kunci, objek in ada.items()} if isi.berpohon else {}
        for objek in ada.values():
            if isi.berpohon:
                objek.induk_badan = badan.get(objek.induk_id)
        perbedaan: list[str] = []
        butir: list[tuple[str, Kunci]] = []
        hapus: list[Any] = []
        perbarui: list[tuple[Any, Nilai]] = []
        sisip: dict[Kunci, Any] = {}
        for kunci, nilai in baris.items():
            objek = ada.get(kunci)
            sekarang = None if objek is None else _nilai(isi, objek)
            lain = _yang_lain(isi, objek, self.lihat.get((isi.nama, kunci), ...), sekarang)
            perbedaan += lain
            butir += [(isi.nama, kunci)] if lain else []
            self.balik[isi.nama, kunci] = self.sesudah[isi.nama, kunci] = None
            if nilai is None:
                self.balik[isi.nama, kunci] = sekarang
                if objek is not None:
                    hapus.append(objek)
                continue
            bersih = self._bersih(isi, kunci, objek, nilai)
            if sekarang is None:
                sisip[kunci] = bersih
                self.sesudah[isi.nama, kunci] = _nilai(isi, bersih)
                continue
            jadi = {ruas: isian for ruas, isian in _nilai(isi, bersih).items() if ruas in nilai}
            self.balik[isi.nama, kunci] = {ruas: sekarang[ruas] for ruas in nilai}
            self.sesudah[isi.nama, kunci] = jadi
            berubah = {ruas: isian for ruas, isian in jadi.items() if sekarang[ruas] != isian}
            if berubah:
                perbarui.append((bersih, berubah))
        if perbedaan:
            raise Bentrok(perbedaan, butir)
        (_TulisPohon if isi.berpohon else _TulisBiasa)(isi, self.edisi, ada, self.riwayat).tulis(sisip, perbarui, hapus)

    def _bersih(self, isi: IsiEdisi, kunci: Kunci, objek: Any, nilai: Nilai) -> Any:
        """The row as it would be written, checked and in canonical form; the row read stays as it is."""
        isian = {ruas: _medan(isi, ruas).to_python(satu) if satu is not None else None for ruas, satu in nilai.items()
                 if _medan(isi, ruas).is_relation}  # fmt: skip
        isian = {**nilai, **isian}
        baru: Any
        if objek is None:
            baru = isi.model(edisi_id=self.edisi.pk, **dict(zip(isi.kunci, kunci, strict=True)))
        else:
            baru = copy(objek)
        if isi.berpohon:
            baru.induk_badan = isian.pop("induk", getattr(objek, "induk_badan", None))
        for ruas, satu in isian.items():
            setattr(baru, ruas, satu)
        bersihkan(baru)
        return baru


class _TulisBiasa:
    """Writes rows that hang on nothing: what gives up a place that only one may hold comes before what takes it."""

    def __init__(
        self, isi: IsiEdisi, edisi: Edisi, ada: dict[Kunci, Any], riwayat: list[tuple[models.Model, str]]
    ) -> None:
        self.isi = isi
        self.edisi = edisi
        self.ada = ada
        self.riwayat = riwayat
        self.dasar = isi.model._base_manager

    def tulis(self, sisip: dict[Kunci, Any], perbarui: list[tuple[Any, Nilai]], hapus: list[Any]) -> None:
        self.hapus(hapus)
        lepas = [satu for satu in perbarui if satu[1].get(self.isi.penanda) is False]
        self.perbarui(lepas)
        self.sisip(sisip.values())
        self.perbarui([satu for satu in perbarui if satu not in lepas])

    def sisip(self, semua: Iterable[Any]) -> None:
        semua = list(semua)
        self.dasar.bulk_create(semua, batch_size=500)
        self.riwayat += [(objek, "+") for objek in semua]

    def perbarui(self, semua: list[tuple[Any, Nilai]]) -> None:
        ruas = sorted({ruas.removesuffix("_id") for _, berubah in semua for ruas in berubah})
        if semua:
            # Small batches: the CASE that Django writes grows with rows times fields.
            self.dasar.bulk_update([objek for objek, _ in semua], ruas, batch_size=50)
        self.riwayat += [(objek, "~") for objek, _ in semua]

    def hapus(self, semua: list[Any]) -> None:
        if semua:
            baris = self.dasar.filter(pk__in=[objek.pk for objek in semua])
            baris._raw_delete(baris.db)
        self.riwayat += [(objek, "-") for objek in semua]


class _TulisPohon(_TulisBiasa):
    """Writes places. The tree as it will be is checked first; then rows are parked under the root that is there,
    moved to where they belong, and the root itself comes last, so that there never are two."""

    def tulis(self, sisip: dict[Kunci, Any], perbarui: list[tuple[Any, Nilai]], hapus: list[Any]) -> None:
        jadi = self._jadi(sisip, perbarui, hapus)
        lama = next((objek for objek in self.ada.values() if objek.induk_id is None), None)
        baru = next((objek for objek in jadi.values() if objek.induk_badan is None), None)
        if lama is None and baru is not None:
            pohon.kolom_baru(baru, self.edisi.pk)
            self.sisip([baru])
        pangkal = lama if lama is not None else baru
        tunggu = [objek for objek in sisip.values() if objek is not baru or lama is not None]
        for objek in tunggu:
            objek.induk_id = pangkal.pk  # type: ignore[union-attr]  # a tree that gains rows has a root
            pohon.kolom_baru(objek, self.edisi.pk)
        self.sisip(tunggu)
        for objek in jadi.values():
            objek.induk_id = jadi[(objek.induk_badan,)].pk if objek.induk_badan is not None else None
        if lama is not None and baru is not None and lama.pk != baru.pk:
            self._ganti_pangkal(lama, baru, perbarui)
        self.perbarui(perbarui)
        self._pindahkan([objek for objek in tunggu if objek.induk_id not in (None, pangkal.pk)])  # type: ignore[union-attr]
        self.hapus(hapus)
        pohon.susun(Kedudukan._base_manager.filter(edisi=self.edisi))

    def _jadi(self, sisip: dict[Kunci, Any], perbarui: list[tuple[Any, Nilai]], hapus: list[Any]) -> dict[Kunci, Any]:
        """The places as they will be, by key. Raises Ditolak for a tree that hangs on nothing or in a loop."""
        dibuang = {objek.pk for objek in hapus}
        jadi = {kunci: objek for kunci, objek in self.ada.items() if objek.pk not in dibuang}
        jadi |= {(objek.perangkat_daerah_id,): objek for objek, _ in perbarui} | sisip
        yatim = [objek for objek in jadi.values() if objek.induk_badan is not None and (objek.induk_badan,) not in jadi]
        dahulu = [objek.nama for objek in yatim if objek.induk_badan in {satu.perangkat_daerah_id for satu in hapus}]
        if dahulu:
            raise Ditolak(f"Pindahkan dulu unit di bawahnya: {', '.join(sorted(dahulu)[:5])}.")
        if yatim:
            raise Ditolak(f"Induk bagi {yatim[0].nama} tidak ada dalam bagan.")
        pangkal = [objek.nama for objek in jadi.values() if objek.induk_badan is None]
        if len(pangkal) > 1:
            raise Ditolak(f"Bagan hanya mempunyai satu pangkal, bukan {' dan '.join(sorted(pangkal)[:3])}.")
        for lingkar in lingkaran({kunci[0]: objek.induk_badan for kunci, objek in jadi.items()}):
            nama = [jadi[(satu,)].nama for satu in [*lingkar, lingkar[0]]]
            raise Ditolak(f"Susunan melingkar: {' di bawah '.join(nama)}.")
        return jadi

    def _ganti_pangkal(self, lama: Any, baru: Any, perbarui: list[tuple[Any, Nilai]]) -> None:
        """The old root goes under the new one before that one stands free."""
        berubah = {objek.pk: objek for objek, _ in perbarui}
        turun = berubah.get(lama.pk, lama)
        if turun.induk_id is None:  # it leaves the tree altogether
            turun.induk_id = baru.pk
        pohon.bukan_pangkal(turun)
        self.dasar.bulk_update([turun], ["induk", *pohon.KOLOM_PANGKAL])
        baru.induk_id = None
        pohon.jadi_pangkal(baru)
        self.dasar.bulk_update([baru], ["induk", *pohon.KOLOM_PANGKAL])

    def _pindahkan(self, semua: list[Any]) -> None:
        """Parked rows to their parents; they are in history with their parent already."""
        if semua:
            self.dasar.bulk_update(semua, ["induk"], batch_size=50)


def _medan(isi: IsiEdisi, ruas: str) -> Any:
    return isi.model._meta.get_field(ruas.removesuffix("_id"))


def _kunci(nama: str, kunci: Kunci) -> Kunci:
    """A key in the form that rows carry. Raises Ditolak for an unknown part or a key of another shape."""
    if nama not in DAFTAR.semua:
        raise Ditolak(f"Bagian edisi {nama!r} tidak dikenal.")
    isi = DAFTAR[nama]
    if len(kunci) != len(isi.kunci):
        raise Ditolak(f"Kunci {kunci} tidak cocok dengan {isi.nama}.")
    try:
        return tuple(_medan(isi, ruas).to_python(satu) for ruas, satu in zip(isi.kunci, kunci, strict=True))
    except ValidationError as galat:
        raise Ditolak(f"{isi.model._meta.verbose_name}: {' '.join(galat.messages)}") from galat


def _periksa_ruas(isi: IsiEdisi, baris: Mapping[Kunci, Nilai | None]) -> None:
    tak_dikenal = {ruas for nilai in baris.values() if nilai for ruas in nilai} - set(isi.nilai)
    if tak_dikenal:
        raise Ditolak(f"Ruas tidak dikenal pada {isi.nama}: {', '.join(sorted(tak_dikenal))}.")


def _nilai(isi: IsiEdisi, objek: Any) -> Nilai:
    """All registered values of a row; the parent as its body."""
    return {ruas: objek.induk_badan if ruas == "induk" and isi.berpohon else getattr(objek, ruas) for ruas in isi.nilai}


def _yang_lain(isi: IsiEdisi, objek: Any, lihat: Any, sekarang: Nilai | None) -> list[str]:
    """Sentences on how a row differs from what the person saw; `...` = the person saw nothing of it."""
    if lihat is ...:
        return []
    if lihat is None or sekarang is None:
        if (lihat is None) == (sekarang is None):
            return []
        return [f"{_nama(isi, objek)} sudah {'ditambahkan' if lihat is None else 'dihapus'}"]
    return [
        f"{_nama(isi, objek)}: {_medan(isi, ruas).verbose_name} kini {_sebut(isi, ruas, sekarang[ruas])}, "
        f"semula {_sebut(isi, ruas, nilai)}"
        for ruas, nilai in lihat.items()
        if ruas in sekarang and sekarang[ruas] != nilai
    ]


def _nama(isi: IsiEdisi, objek: Any) -> str:
    """What a row is called; up to 1 query, so only where there is something to tell of it."""
    return f"{isi.model._meta.verbose_name} {objek or ''}".strip()


def _sebut(isi: IsiEdisi, ruas: str, nilai: Any) -> str:
    """A value in the user's words; 1 query for a foreign key (only when a conflict is told)."""
    medan = _medan(isi, ruas)
    if nilai in (None, "", []):
        return "kosong"
    if isinstance(nilai, bool):
        return "ya" if nilai else "tidak"
    if isinstance(nilai, list):
        return "daftar lain"
    if medan.choices:
        return f"“{dict(medan.flatchoices).get(nilai, nilai)}”"
    if medan.is_relation:
        model = PerangkatDaerah if ruas == "induk" and isi.berpohon else medan.related_model
        objek = model._base_manager.filter(pk=nilai).first()
        return f"“{objek}”" if objek is not None else "yang sudah tidak ada"
    return f"“{nilai}”"
