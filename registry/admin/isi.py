"""Admin of what an edition is made of: one edition at a time, read-only once published, written by `terapkan`."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from registry import services
from registry.admin.formulir import jenis_baris, segel
from registry.admin.formulir_isi import FormIsi
from registry.admin.keluarkan import BisaDikeluarkan
from registry.admin.kepala import alamat_daftar, konteks_edisi
from registry.admin.meja import pilih_edisi
from registry.admin.pilihan import angka, pk_dari
from registry.admin.umum import AdminRentang, ditolak
from registry.galat import Bentrok, Terkunci
from registry.isi_edisi import DAFTAR, IsiEdisi
from registry.izin import terlihat
from registry.models import Edisi

DASAR = ("Dasar hukum", {"fields": ("peraturan", "rujukan", "tertulis", "catatan")})


class AdminIsi(BisaDikeluarkan, AdminRentang):
    """Base of the ModelAdmins of edition content. `kunci_tetap`: the identity of a row cannot be edited."""

    form = FormIsi
    change_list_template = "admin/rentang/isi_daftar.html"
    change_form_template = "admin/rentang/isi_form.html"
    kunci_tetap = False

    @property
    def isi(self) -> IsiEdisi:
        return DAFTAR[str(self.opts.model_name)]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        tambahan = [*(["induk"] if self.isi.berpohon else []), *(["peraturan__daerah"] if self.berdasar else [])]
        return super().get_queryset(request).select_related("edisi__daerah", *tambahan)

    @property
    def berdasar(self) -> bool:
        return "peraturan_id" in self.isi.nilai

    # Who may do what: the permission on the model, and the state of the edition.

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        edisi = getattr(request, "edisi", None)
        return super().has_add_permission(request, edisi) and (edisi is None or _terbuka(request, edisi))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        edisi = obj if isinstance(obj, Edisi) else getattr(obj, "edisi", None)
        return super().has_change_permission(request, obj) and (edisi is None or _terbuka(request, edisi))

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        kunci = [ruas.removesuffix("_id") for ruas in self.isi.kunci] if self.kunci_tetap and obj is not None else []
        return [*super().get_readonly_fields(request, obj), *kunci]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kelas = super().get_form(request, obj, change, **kwargs)
        kelas.edisi = getattr(request, "edisi", None)
        return kelas

    # Lists and forms.

    def changelist_view(self, request: Any, extra_context: Any = None) -> HttpResponse:
        """Rows of one edition, named in the address; without one, a page to choose region and edition."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        edisi = _edisi(request, angka(request.GET, "edisi"))
        if edisi is None:
            return pilih_edisi(request, self.model)
        request.edisi = edisi
        konteks = {
            "title": str(self.opts.verbose_name_plural),
            "alamat_tambah": f"{self._alamat('add')}?edisi={edisi.pk}" if self.has_add_permission(request) else "",
            **konteks_edisi(request, edisi, self.isi.nama),
        }
        return super().changelist_view(request, {**konteks, **(extra_context or {})})

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A form on a row of one edition. A post to a closed edition, or on a row that is gone, keeps the input."""
        edisi = self._edisi_formulir(request, object_id)
        if edisi is None and request.method == "POST" and object_id is not None:
            edisi = self._baris_hilang(request, object_id)
            if edisi is None:
                raise Http404
            object_id, form_url = None, f"{self._alamat('add')}?edisi={edisi.pk}"
        if edisi is None:
            if object_id is not None:
                raise Http404
            if not self.has_add_permission(request):
                raise PermissionDenied
            return pilih_edisi(request, self.model, tujuan="add")
        request.edisi = edisi
        request.batas = {"edisi": edisi.pk, "daerah": edisi.daerah_id}
        if request.method == "POST" and edisi.terkunci:
            request.penolakan = _kata_terkunci(edisi)
        konteks = {
            "show_save_and_continue": False,
            "show_save_and_add_another": object_id is None,
            "bisa_dikeluarkan": object_id is not None
            and not edisi.terkunci
            and self.has_change_permission(request, edisi),
            **konteks_edisi(request, edisi, self.isi.nama),
        }
        return super().changeform_view(request, object_id, form_url, {**konteks, **(extra_context or {})})

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        edisi = self._edisi_formulir(request, object_id)
        konteks = konteks_edisi(request, edisi, self.isi.nama) if edisi is not None else {}
        return super().history_view(request, object_id, {**konteks, **(extra_context or {})})

    def save_model(self, request: Any, obj: Any, form: Any, change: bool) -> None:
        ubah, lihat = form.ubahan()
        request.tersimpan = bool(ubah)
        if ubah:
            services.terapkan(
                edisi=request.edisi,
                ubah=ubah,
                lihat=lihat,
                oleh=request.user,
                alasan=form.cleaned_data["alasan"],
                ringkas=self.ringkas(obj, "diubah" if change else "ditambahkan"),
            )

    def ringkas(self, obj: Any, kata: str) -> str:
        """The act on one row in one line."""
        nama = str(self.opts.verbose_name)
        return f"{nama[:1].upper()}{nama[1:]} “{obj}” {kata}"

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing: a row of an edition is written whole by `terapkan`."""

    def log_addition(self, *args: Any) -> None:
        """Nothing: the act is kept as a Tindakan."""

    log_change = log_addition

    def response_add(self, request: Any, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        self.message_user(request, f"{self.opts.verbose_name} “{obj}” ditambahkan.", messages.SUCCESS)
        lagi = "_addanother" in request.POST
        return HttpResponseRedirect(request.get_full_path() if lagi else self.alamat_sesudah(request.edisi))

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        if request.tersimpan:
            self.message_user(request, f"{self.opts.verbose_name} “{obj}” disimpan.", messages.SUCCESS)
        else:
            self.message_user(request, "Tidak ada yang berubah.", messages.INFO)
        return HttpResponseRedirect(self.alamat_sesudah(request.edisi))

    def alamat_sesudah(self, edisi: Edisi) -> str:
        """Where a save leads."""
        return alamat_daftar(self.model, edisi)

    def _alamat(self, layar: str) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{layar}")

    def _edisi_formulir(self, request: HttpRequest, object_id: str | None) -> Edisi | None:
        if object_id is None:
            return _edisi(request, angka(request.GET, "edisi"))
        baris = self.model._base_manager.filter(pk=pk_dari(object_id))
        return _edisi(request, baris.values_list("edisi", flat=True).first())

    def _baris_hilang(self, request: Any, object_id: str) -> Edisi | None:
        """The row was taken out while the form was open: offer the input as a new row. History knows where it was,
        whatever the form says; 1 query."""
        riwayat = self.model.history.filter(id=pk_dari(object_id)).order_by("-history_date", "-history_id")
        lama = riwayat.values("edisi_id", *self.isi.kunci).first()
        edisi = _edisi(request, lama["edisi_id"]) if lama is not None else None
        if lama is None or edisi is None:
            return None
        data = request.POST.copy()
        for ruas in self.isi.kunci:
            data.setdefault(ruas.removesuffix("_id"), str(lama[ruas]))
        data["lihat"] = segel({"nilai": None}, jenis_baris(self.model, None))
        request.POST = data
        request.penolakan = Bentrok(
            [f"{self.opts.verbose_name} ini sudah dikeluarkan dari rancangan sejak Anda membukanya"]
        )
        return edisi


def _edisi(request: HttpRequest, pk: int | None) -> Edisi | None:
    """An edition of a region in which the person works; None for any other. 1 query."""
    if pk is None:
        return None
    semua = Edisi.objects.filter(terlihat(request.user)).select_related("daerah", "peraturan__daerah", "asal")
    return semua.filter(pk=pk).first()


def _terbuka(request: HttpRequest, edisi: Edisi) -> bool:
    """May rows of this edition be written? A refused post is shown again as a form, though it writes nothing."""
    return not edisi.terkunci or ditolak(request) is not None


def _kata_terkunci(edisi: Edisi) -> Terkunci:
    if edisi.diterbitkan_pada is not None:
        return Terkunci("Edisi ini sudah terbit; isinya tidak dapat diubah. Buat ralat bila pencatatannya salah.")
    return Terkunci(f"Edisi ini sudah {edisi.get_keadaan_display()}; isinya tidak dapat diubah.")
