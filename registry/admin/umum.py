"""What every admin page of Rentang shares: nothing is deleted, history is shown and never restored."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from simple_history.admin import SimpleHistoryAdmin

from registry.admin.formulir import FormTerlihat, KolomTanggal
from registry.admin.kata import baca_nama, kata
from registry.admin.pilihan import PilihTerbatas, angka, batasi, pk_dari
from registry.admin.tanya import boleh_ditanyakan
from registry.galat import Bentrok, GalatRentang, Terkunci
from registry.izin import Aksi, boleh, terlihat
from registry.lingkup import syarat_terlihat
from registry.models import Daerah, Peraturan
from registry.services.acuan import Baris

ALASAN = ("Alasan perubahan", {"fields": ("alasan", "lihat")})


def ditolak(request: HttpRequest) -> GalatRentang | None:
    return getattr(request, "penolakan", None)


class BerlingkupDaerah:
    """A ModelAdmin or inline that knows only rows of the person's own regions, and of the nation.

    Rows elsewhere are not there: 404. What one may do with a row follows from one's roles in its region; `obj` of an
    inline is the row that it hangs on.
    """

    model: Any
    opts: Any

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).filter(syarat_terlihat(request.user, self.model))  # type: ignore[misc]

    def has_view_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh(request, "view", obj)

    def has_add_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh(request, "add", obj)

    def has_change_permission(self, request: Any, obj: Any = None) -> bool:
        return self._boleh(request, "change", obj)

    def has_delete_permission(self, request: Any, obj: Any = None) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: Any, request: Any = None) -> bool:
        """What else the address of a list asks is a 400: it could be asked of rows that are not the person's."""
        return boleh_ditanyakan(self, request, lookup, value)

    def _boleh(self, request: Any, kerja: str, obj: Any) -> bool:
        boleh: bool = request.user.has_perm(f"{self.opts.app_label}.{kerja}_{self.opts.model_name}", obj)
        return boleh

    def get_object(self, request: Any, object_id: str, from_field: Any = None) -> Any:
        """Raises Http404 for what is not there, instead of leading to the index with a message."""
        objek = super().get_object(request, object_id, from_field)  # type: ignore[misc]
        if objek is None:
            raise Http404
        return objek


class PilihanTerbatas(BerlingkupDaerah):
    """Foreign keys of a form or inline offer only rows of the region or edition in `request.batas`, and never rows
    of a region that is not the person's."""

    admin_site: Any

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        batas: dict[str, int] = getattr(request, "batas", {})
        semua = db_field.related_model._default_manager.all()
        if db_field.related_model is Peraturan:
            semua = semua.select_related("daerah")
        semua = semua.filter(syarat_terlihat(request.user, db_field.related_model))
        kwargs.setdefault("queryset", batasi(semua, daerah=batas.get("daerah"), edisi=batas.get("edisi")))
        if db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs.setdefault("widget", PilihTerbatas(db_field, self.admin_site, batas=batas))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """Plain choices: the plus and the pencil beside a field would open forms that know no region."""
        bidang = super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
        for tanda in ("can_add_related", "can_change_related", "can_view_related", "can_delete_related"):
            if bidang is not None and hasattr(bidang.widget, tanda):
                setattr(bidang.widget, tanda, False)
        return bidang


class AdminRentang(PilihanTerbatas, SimpleHistoryAdmin):
    """Base of all ModelAdmins with history."""

    form = FormTerlihat
    actions = None
    list_per_page = 50
    show_full_result_count = False
    change_form_template = "admin/rentang/form.html"
    object_history_template = "admin/rentang/riwayat.html"
    object_history_list_template = "admin/rentang/riwayat_daftar.html"
    #: Field -> method that shows it to whoever may only look.
    baca_saja: dict[str, str] = {}
    formfield_overrides = {
        models.DateField: {"widget": KolomTanggal},
        models.URLField: {"assume_scheme": "https"},
        models.TextField: {"widget": forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"})},
    }

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """For whoever may only look: without the reason, and with what reads better than a form (`baca_saja`)."""
        semua = super().get_fieldsets(request, obj)
        if obj is None or self.has_change_permission(request, obj):
            return semua
        return [
            (judul, {**isi, "fields": [self.baca_saja.get(str(ruas), ruas) for ruas in isi["fields"]]})
            for judul, isi in semua
            if (judul, isi) != ALASAN
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        kelas = super().get_form(request, obj, change, **kwargs)
        kelas.penolakan = ditolak(request)
        return kelas

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A refusal of the service comes back as an error of the form, with the input kept (409 or 200)."""
        try:
            return self._formulir(request, object_id, form_url, extra_context)
        except GalatRentang as galat:
            request.penolakan = galat
            return self._formulir(request, object_id, form_url, extra_context)

    def _formulir(self, request: Any, object_id: str | None, form_url: str, extra_context: Any) -> HttpResponse:
        bentrok = isinstance(ditolak(request), Bentrok | Terkunci)
        konteks = {**(extra_context or {}), "bentrok": bentrok}
        jawaban: HttpResponse = super().changeform_view(request, object_id, form_url, konteks)
        if bentrok and jawaban.status_code == 200:
            jawaban.status_code = 409
        return jawaban

    def history_view(self, request: Any, object_id: str, extra_context: Any = None) -> HttpResponse:
        return super().history_view(request, object_id, {"edisi": None, **(extra_context or {})})

    def history_form_view(
        self, request: HttpRequest, object_id: str, version_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """One version, to be read. The library's own view would also write it back when posted to."""
        riwayat = self.model.history.model
        versi = riwayat.objects.filter(id=object_id, history_id=version_id).first()
        if request.method not in ("GET", "HEAD"):
            raise PermissionDenied("Versi lama tidak dapat dikembalikan; perbaiki dengan perubahan baru.")
        if versi is None:
            raise Http404
        if not self.has_view_history_or_change_history_permission(request, versi.instance):
            raise PermissionDenied
        ruas = [satu for satu in riwayat.tracked_fields if not satu.primary_key]
        nama = baca_nama((self.model, satu.attname, getattr(versi, satu.attname)) for satu in ruas)
        isi = {
            "title": f"{self.opts.verbose_name} pada suatu saat",
            "subtitle": str(versi.history_object),
            "versi": versi,
            "nilai": [
                (satu.verbose_name, kata(self.model, satu.attname, getattr(versi, satu.attname), nama))
                for satu in ruas
                if satu.name != "edisi"
            ],
            "opts": self.opts,
            "object_id": object_id,
            **self.admin_site.each_context(request),
        }
        return TemplateResponse(request, "admin/rentang/versi.html", isi)


class AdminAcuan(AdminRentang):
    """Reference data outside editions (regions, regulations, bodies). `layanan` writes the row and what hangs on it."""

    layanan: Any

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: the service writes the object together with its inlines, in one act."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        ikutan: list[Baris] = []
        hapus: list[Baris] = []
        for satu in formsets:
            simpan, buang = satu.baris()
            ikutan += simpan
            hapus += buang
        if change and not (form.berubah or ikutan or hapus):
            self.message_user(request, "Tidak ada yang berubah.", messages.INFO)
            return
        type(self).layanan(
            objek=form.instance,
            oleh=request.user,
            ikutan=ikutan,
            hapus=hapus,
            lihat=form.terlihat["nilai"] if change else None,
            alasan=form.cleaned_data["alasan"],
        )

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """A new row goes to a region where the person may write; to the nation only by a role for all regions."""
        if db_field.name != "daerah":
            return super().formfield_for_foreignkey(db_field, request, **kwargs)
        kwargs["queryset"] = Daerah.objects.filter(terlihat(request.user, "pk", aksi=Aksi.UBAH))
        bidang = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if bidang is not None and not boleh(request.user, None, Aksi.UBAH):
            bidang.required = True
        return bidang

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Choices belong to the region of the object, or to the one that a new object is given."""
        daerah = angka(request.POST, "daerah") or angka(request.GET, "daerah")
        if object_id is not None and hasattr(self.model, "daerah"):
            daerah = self.model._base_manager.filter(pk=pk_dari(object_id)).values_list("daerah", flat=True).first()
        request.batas = {} if daerah is None else {"daerah": daerah}
        return super().changeform_view(request, object_id, form_url, extra_context)
