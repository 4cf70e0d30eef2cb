"""Admin of Suksesi and of the bodies that take part in it."""

from __future__ import annotations

from django.contrib import admin

from registry.admin.isi import DASAR, AdminIsi
from registry.admin.umum import ALASAN
from registry.models import PesertaSuksesi, Suksesi


@admin.register(Suksesi)
class SuksesiAdmin(AdminIsi):
    """What became of which body when an edition came into force. Participants refer to `nomor`."""

    kunci_tetap = True
    list_display = ["nomor", "jenis", "keterangan", "peraturan", "rujukan"]
    list_filter = ["jenis"]
    search_fields = ["keterangan", "rujukan"]
    ordering = ["nomor"]
    autocomplete_fields = ["peraturan"]
    fieldsets = [(None, {"fields": ["nomor", "jenis", "keterangan"]}), DASAR, ALASAN]


@admin.register(PesertaSuksesi)
class PesertaSuksesiAdmin(AdminIsi):
    """Bodies on the old and the new side of an event."""

    list_display = ["nomor", "peran", "perangkat_daerah"]
    list_filter = ["peran"]
    search_fields = ["perangkat_daerah__nama"]
    ordering = ["nomor", "-peran", "id"]
    autocomplete_fields = ["perangkat_daerah"]
    fieldsets = [(None, {"fields": ["nomor", "peran", "perangkat_daerah"]}), ALASAN]
