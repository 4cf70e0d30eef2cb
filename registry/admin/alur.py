"""The screen Periksa: what the rules find on an edition, and the step that this person may take now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format

from registry import services
from registry.admin.formulir import AlasanForm, buka_segel, segel
from registry.admin.formulir_alur import FormLangkah, TerbitForm
from registry.admin.kepala import konteks_edisi
from registry.admin.langkah import (
    LANGKAH,
    PERJALANAN,
    Langkah,
    belum,
    berikutnya,
    dapat_ditetapkan,
    kalimat,
    kata_sesudah,
    sesudahnya,
)
from registry.admin.meja import baca_edisi, tampilkan, wajib
from registry.admin.perbaikan import alamat_layar, tautan_perbaikan
from registry.aturan import Temuan, Tingkat, menyusul, periksa_edisi
from registry.banding import bandingkan
from registry.galat import Bentrok, Ditolak, GalatRentang, Terkunci, TidakBerwenang
from registry.izin import Aksi, boleh
from registry.models import Edisi, Keadaan, Tindakan
from registry.waktu import hari_ini

TERUSKAN_NANTI = "Bila perubahannya harus diteruskan, Administrator daerah memulainya dari ringkasan edisi ini."

#: States in which somebody decides on a draft, and reads on the same screen what it changes.
DIPUTUSKAN = (Keadaan.DIAJUKAN, Keadaan.DISETUJUI)


def periksa(request: Any, pk: int) -> HttpResponse:
    """All rules on this edition as it stands now, and its steps. A refused step comes back here, with what was
    typed. A fixed number of queries; that of the rules once more for each ralat that follows an approved draft."""
    edisi = baca_edisi(request, pk)
    layar = _Layar(request, edisi)
    if request.method == "POST":
        jawaban = layar.kerjakan(request.POST.get("langkah", "terbitkan"))
        if jawaban is not None:
            return jawaban
    return tampilkan(request, "terbitkan", layar.isi(), status=layar.status)


class _Layar:
    """One showing of the screen. `form`: the publication's, where it is open to this person."""

    def __init__(self, request: Any, edisi: Edisi) -> None:
        self.request, self.edisi = request, edisi
        self.status, self.penolakan = 200, ""
        self.ditolak: tuple[str, FormLangkah] | None = None
        self.diisi: tuple[str, str] | None = None
        self._siapkan(edisi)

    def _siapkan(self, edisi: Edisi) -> None:
        self.edisi = edisi
        self.temuan = periksa_edisi(edisi)
        self.pengikut = list(services.pengikut(edisi)) if edisi.mengikuti_id is None else []
        self.sesudah = sesudahnya(edisi, edisi.berlaku_mulai)
        self.form = self._form_terbit()

    # What is done.

    def kerjakan(self, kode: str) -> HttpResponse | None:
        """Take a step; None where it was refused and the screen is to be shown again."""
        if kode == "alasan":
            return self._beri_alasan()
        if kode == "terbitkan":
            return self._terbitkan()
        langkah = next((satu for satu in LANGKAH if satu.kode == kode), None)
        if langkah is None:
            raise PermissionDenied
        wajib(self.request, self.edisi.daerah_id, langkah.aksi)
        form = FormLangkah(self.request.POST, edisi=self.edisi, tindakan=services.tindakan_terakhir(self.edisi))
        self.ditolak = (kode, form)
        if not form.is_valid():
            return None
        try:
            langkah.perbuat(
                edisi=self.edisi, oleh=self.request.user, alasan=form.cleaned_data["alasan"], lihat=form.lihat
            )
        except GalatRentang as galat:
            form.add_error(None, kalimat(galat))
            self._tolak(galat)
            return None
        return self._kembali(langkah.selesai)

    def _beri_alasan(self) -> HttpResponse | None:
        wajib(self.request, self.edisi.daerah_id, Aksi.UBAH)
        kunci = buka_segel(self.request.POST.get("temuan", ""), f"temuan:{self.edisi.pk}") or {}
        if "pesan" not in kunci:
            raise PermissionDenied
        alasan = "" if "tarik_alasan" in self.request.POST else self.request.POST.get("alasan", "")[:2000]
        self.diisi = (kunci["pesan"], alasan)
        if not alasan.strip() and "tarik_alasan" not in self.request.POST:
            self._tolak(Ditolak("Tulis alasannya, mengapa rancangan ini benar walaupun ada peringatan itu."))
            return None
        try:
            services.beri_alasan(edisi=self.edisi, oleh=self.request.user, alasan=alasan, **kunci)
        except GalatRentang as galat:
            self._tolak(galat)
            return None
        return self._kembali("Alasan ditarik." if not alasan else "Alasan disimpan.")

    def _terbitkan(self) -> HttpResponse | None:
        wajib(self.request, self.edisi.daerah_id, Aksi.TERBITKAN)
        form = self.form
        if form is None:
            self._tolak(Terkunci(belum(self.edisi)))
            return None
        if not form.is_valid():
            return None
        isi = form.isian()
        mulai = isi["penetapan"].mulai if isi["penetapan"] else self.edisi.berlaku_mulai
        sesudah = sesudahnya(self.edisi, mulai)
        if form.sesudah_baru(sesudah):
            self.sesudah = sesudah
            form.tandai_sesudah(sesudah)
            form.add_error(
                None, f"Pada tanggal itu {kata_sesudah(sesudah)} Terbitkan sekali lagi bila memang demikian."
            )
            return None
        try:
            edisi = services.terbitkan(edisi=self.edisi, oleh=self.request.user, **isi)
        except GalatRentang as galat:
            self._tolak_terbit(form, galat)
            return None
        return self._terbit(edisi, sesudah)

    def _tolak_terbit(self, form: TerbitForm, galat: GalatRentang) -> None:
        if isinstance(galat, services.PerluAlasan):
            form.minta_alasan(galat.temuan)
            self.status = 422
            return
        if isinstance(galat, services.DasarBerganti):
            form.konfirmasi_dasar()
        form.add_error(None, kalimat(galat))
        self._tolak(galat)

    def _terbit(self, edisi: Edisi, sesudah: Sequence[Edisi]) -> HttpResponse:
        mulai = date_format(edisi.berlaku_mulai, "j F Y") if edisi.berlaku_mulai else ""
        kelak = edisi.berlaku_mulai and edisi.berlaku_mulai > hari_ini(edisi.daerah)
        messages.success(
            self.request,
            f"Edisi terbit. Halaman umum menampilkannya {'sebagai keadaan mulai' if kelak else 'sejak'} {mulai}.",
        )
        if sesudah:
            messages.warning(self.request, f"Perlu diingat: {kata_sesudah(sesudah)} {TERUSKAN_NANTI}")
        return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[edisi.pk]))

    def _tolak(self, galat: GalatRentang) -> None:
        """Show the screen again; where somebody else was faster, as things are now."""
        self.penolakan = " ".join(kalimat(galat))
        self.status = 403 if isinstance(galat, TidakBerwenang) else 422
        if isinstance(galat, Bentrok | Terkunci):
            self.status = 409
            form = self.form
            self._siapkan(baca_edisi(self.request, self.edisi.pk))
            self.form = form if self.form is not None else None

    def _kembali(self, pesan: str) -> HttpResponse:
        messages.success(self.request, pesan)
        return HttpResponseRedirect(reverse("admin:edisi_terbitkan", args=[self.edisi.pk]))

    # What is shown.

    def isi(self) -> dict[str, Any]:
        edisi = self.edisi
        konteks = konteks_edisi(self.request, edisi, "periksa", self.temuan)
        tercatat = {(satu.kode, satu.pesan): satu for satu in edisi.alasan_peringatan.all()}
        awal = services.alasan_awal([edisi]) if konteks["boleh_ubah"] else {}
        langkah = self._langkah()
        return {
            "title": "Periksa",
            "tingkat": [
                (tingkat, [self._baris(t, tercatat, awal) for t in self.temuan if t.tingkat == tingkat])
                for tingkat in Tingkat
            ],
            "pengikut": self.pengikut,
            "penolakan": "" if self._ditolak_di_form(langkah) else self.penolakan,
            "langkah": langkah,
            "form": self.form,
            "ada_galat": any(t.tingkat == Tingkat.GALAT and not menyusul(t) for t in self.temuan),
            "sesudahnya": self.sesudah,
            "kata_sesudah": kata_sesudah(self.sesudah) if self.sesudah else "",
            "alamat_teruskan": alamat_layar("edisi_teruskan", edisi.pk),
            "boleh_teruskan": boleh(self.request.user, edisi.daerah_id, Aksi.RALAT),
            "banding": bandingkan(edisi.asal, edisi) if edisi.keadaan in DIPUTUSKAN else None,
            "alamat_banding": alamat_layar("edisi_banding", edisi.pk),
            "perjalanan": Tindakan.objects.atas(edisi).filter(jenis__in=PERJALANAN).defer("sebelum", "sesudah")[:30],
            "berikutnya": berikutnya(edisi),
            "penyusun": self._penyusun(),
            "boleh_batal": not edisi.diterbitkan_pada
            and edisi.keadaan != Keadaan.DIBATALKAN
            and boleh(self.request.user, edisi.daerah_id, Aksi.UBAH),
            **konteks,
        }

    def _baris(self, temuan: Temuan, tercatat: dict[Any, Any], awal: dict[Any, str]) -> dict[str, Any]:
        alasan = tercatat.get(temuan.kunci)
        diisi = self.diisi[1] if self.diisi is not None and self.diisi[0] == temuan.pesan else None
        return {
            "temuan": temuan,
            "tautan": tautan_perbaikan(temuan, self.edisi),
            "alasan": alasan,
            "isian": diisi if diisi is not None else alasan.alasan if alasan else awal.get(temuan.kunci, ""),
            "terbuka": diisi is not None,
            "segel": segel({"kode": temuan.kode, "pesan": temuan.pesan}, f"temuan:{self.edisi.pk}"),
            "menyusul": menyusul(temuan),
        }

    def _langkah(self) -> list[tuple[Langkah, FormLangkah]]:
        """The steps that are open to this person in this state, each with its form."""
        if self.edisi.mengikuti_id is not None:
            return []
        hasil = []
        tindakan = services.tindakan_terakhir(self.edisi)
        for satu in LANGKAH:
            terbuka = self.edisi.keadaan in satu.dari and boleh(self.request.user, self.edisi.daerah_id, satu.aksi)
            if not terbuka or (satu.kode == "setujui" and self._penyusun()):
                continue
            form = FormLangkah(edisi=self.edisi, tindakan=tindakan, auto_id=f"id_{satu.kode}_%s")
            if self.ditolak is not None and self.ditolak[0] == satu.kode:
                form = self.ditolak[1]
            form.fields["alasan"].label = satu.catatan
            hasil.append((satu, form))
        return hasil

    def _ditolak_di_form(self, langkah: Sequence[tuple[Langkah, FormLangkah]]) -> bool:
        """Does a form on the screen tell the refusal itself? Then it is not told above as well."""
        semua = [form for _, form in langkah] + ([self.form] if self.form is not None else [])
        return any(form.is_bound and form.non_field_errors() for form in semua)

    def _penyusun(self) -> bool:
        """May this person check in this region, but not this draft, because they wrote it?"""
        if self.edisi.keadaan != Keadaan.DIAJUKAN or not boleh(self.request.user, self.edisi.daerah_id, Aksi.PERIKSA):
            return False
        return services.mengarang([self.edisi, *self.pengikut], self.request.user)

    def _form_terbit(self) -> TerbitForm | None:
        """The form of publication, for an approved draft and whoever may publish it."""
        edisi = self.edisi
        if edisi.keadaan != Keadaan.DISETUJUI or edisi.mengikuti_id is not None:
            return None
        if not boleh(self.request.user, edisi.daerah_id, Aksi.TERBITKAN):
            return None
        semua = [edisi, *self.pengikut]
        ikut = [t for satu in self.pengikut for t in periksa_edisi(satu)]
        kirim = self.request.method == "POST" and self.request.POST.get("langkah", "terbitkan") == "terbitkan"
        return TerbitForm(
            self.request.POST if kirim else None,
            self.request.FILES if kirim else None,
            edisi=edisi,
            peraturan=dapat_ditetapkan(edisi),
            peringatan=[t for t in dict.fromkeys([*self.temuan, *ikut]) if t.tingkat == Tingkat.PERINGATAN],
            alasan_awal=services.alasan_awal(semua),
            sesudah=self.sesudah,
            dasar_diganti=(
                edisi.meralat_id is None and not services.keadaan_dasar(edisi, hari_ini(edisi.daerah)).masih_berlaku
            ),
            tindakan=services.tindakan_terakhir(edisi),
        )


def batalkan(request: Any, pk: int) -> HttpResponse:
    """Call a draft off, with a reason; what follows it goes with it."""
    edisi = baca_edisi(request, pk)
    wajib(request, edisi.daerah_id, Aksi.UBAH)
    form = AlasanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.batalkan_rancangan(edisi=edisi, oleh=request.user, alasan=form.cleaned_data["alasan"])
        except GalatRentang as galat:
            form.add_error(None, kalimat(galat))
        else:
            messages.success(request, "Rancangan dibatalkan.")
            return HttpResponseRedirect(reverse("admin:edisi_ringkasan", args=[pk]))
    isi = {
        "title": "Batalkan rancangan",
        "form": form,
        "pengantar": "Rancangan yang dibatalkan tidak dihapus: ia tetap dapat dibaca, tetapi tidak dapat diubah lagi.",
        "tombol": "Batalkan rancangan",
        "alamat_batal": reverse("admin:edisi_ringkasan", args=[pk]),
        **konteks_edisi(request, edisi, "ringkasan"),
    }
    return tampilkan(request, "formulir", isi)
