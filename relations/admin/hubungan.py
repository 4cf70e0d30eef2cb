"""Admin of HubunganKerja: a relation that a regulation names between two bodies, typed because nothing implies it.

What upper apps know of such a relation (that it is derived anyway) they say through `PENGINGAT`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.html import format_html, format_html_join

from registry.admin.formulir_isi import FormIsi
from registry.admin.isi import DASAR, AdminIsi
from registry.admin.pilihan import pk_dari
from registry.admin.umum import ALASAN
from registry.models import Edisi
from registry.panel import Tempat
from relations.models import HubunganKerja, JenisHubungan, KetentuanHubungan, Subjek

#: What is to be said of a relation that somebody typed, in whole sentences; told when its form opens and when it is
#: saved. Given the edition and the row. A fixed number of queries.
PENGINGAT: Tempat[Callable[[Edisi, HubunganKerja], Sequence[str]]] = Tempat()


class FormHubungan(FormIsi):
    """One typed relation. What contradicts itself is said at the field where it is mended."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nama, kata in (
            ("dari", "Yang disebut lebih dulu dalam naskah."),
            ("jenis", _kata_dibuka(self.edisi)),
            ("subjenis", "Hanya bagi koordinatif, bila naskah menyebutnya."),
            ("keterangan", "Dengan kata sendiri: apa yang dikerjakan keduanya. Kosongkan bila naskah hanya menyebut."),
        ):
            if nama in self.fields:
                self.fields[nama].help_text = kata

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        dari, ke = bersih.get("dari"), bersih.get("ke")
        if dari is not None and dari == ke:
            self.add_error("ke", "Pilih unit lain: unit tidak berhubungan kerja dengan dirinya sendiri.")
        if bersih.get("subjenis") and bersih.get("jenis") not in ("", None, JenisHubungan.KOORDINATIF):
            self.add_error("subjenis", "Kosongkan: hanya hubungan koordinatif yang mempunyai subjenis.")
        if not self.errors and self._sudah_ada(bersih):
            self.add_error(None, "Hubungan ini sudah tercatat dalam rancangan ini. Ubah baris yang ada.")
        return bersih

    def _sudah_ada(self, bersih: dict[str, Any]) -> bool:
        """The same relation in another row; the model cannot see it, for the form does not ask for the edition."""
        ruas = ("dari", "ke", "jenis", "subjenis")
        sama = HubunganKerja.objects.filter(edisi=self.edisi, **{nama: bersih[nama] for nama in ruas})
        return sama.exclude(pk=self.instance.pk).exists()


#: Between whom a kind may be typed, in the words of the form.
ANTARA = {
    Subjek.PERANGKAT_DAERAH: "antara dua perangkat daerah",
    Subjek.ASISTEN_PERANGKAT_DAERAH: "antara Asisten dan perangkat daerah",
    Subjek.STAF_AHLI: "bila salah satunya Staf Ahli",
}


def _kata_dibuka(edisi: Edisi | None) -> str:
    """Which kinds the regulation enables, a line a subject; 1 query."""
    semua = KetentuanHubungan.objects.filter(edisi=edisi).order_by("urutan", "id").values_list("subjek", "jenis")
    menurut: dict[str, list[str]] = {}
    for subjek, jenis in semua:
        menurut.setdefault(subjek, []).append(str(JenisHubungan(jenis).label))
    if not menurut:
        return "Ketentuan edisi ini belum mencatat jenis yang dibuka."
    baris = ((ANTARA[subjek], ", ".join(menurut[subjek])) for subjek in Subjek if subjek in menurut)
    return format_html("Yang dibuka peraturan:{}", format_html_join("", "<br>{}: {}", baris))


@admin.register(HubunganKerja)
class HubunganKerjaAdmin(AdminIsi):
    """Relations that a regulation names between two bodies."""

    form = FormHubungan
    list_display = ["dari", "ke", "jenis", "rincian_jenis", "rujukan"]
    list_display_links = ["dari", "ke"]
    list_filter = ["jenis", "subjenis"]
    search_fields = ["dari__nama", "ke__nama", "keterangan"]
    ordering = ["dari", "ke", "id"]
    autocomplete_fields = ["dari", "ke", "peraturan"]
    fieldsets = [
        (
            None,
            {
                "fields": ["dari", "ke", "jenis", "subjenis", "keterangan"],
                "description": "Hanya untuk hubungan yang disebut naskah antara dua unit. Yang mengikuti dari bagan, "
                "rentang, atau urusan ditampilkan tanpa dicatat.",
            },
        ),
        DASAR,
        ALASAN,
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("dari", "ke")

    @admin.display(description="subjenis", ordering="subjenis", empty_value="–")
    def rincian_jenis(self, obj: HubunganKerja) -> str:
        return obj.get_subjenis_display()

    def changeform_view(
        self, request: Any, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """An open row says at once what is to be said of it; to those who may change it."""
        if request.method == "GET" and object_id is not None:
            satu = self.get_queryset(request).filter(pk=pk_dari(object_id)).first()
            if satu is not None and self.has_change_permission(request, satu):
                self._ingatkan(request, satu)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def response_add(self, request: Any, obj: Any, post_url_continue: str | None = None) -> HttpResponse:
        self._ingatkan(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def response_change(self, request: Any, obj: Any) -> HttpResponse:
        if request.tersimpan:
            self._ingatkan(request, obj)
        return super().response_change(request, obj)

    def _ingatkan(self, request: Any, satu: HubunganKerja) -> None:
        edisi = getattr(request, "edisi", None) or satu.edisi
        for kata in self._pengingat(edisi, satu):
            self.message_user(request, kata, messages.WARNING)

    @staticmethod
    def _pengingat(edisi: Edisi, satu: HubunganKerja) -> Iterator[str]:
        balik = HubunganKerja.objects.pada(edisi).filter(dari=satu.ke_id, ke=satu.dari_id, jenis=satu.jenis)
        if balik.filter(subjenis=satu.subjenis).exists():
            yield "Hubungan yang sama juga tercatat dari arah sebaliknya; satu baris sudah cukup bagi keduanya."
        for pengingat in PENGINGAT:
            yield from pengingat(edisi, satu)
