"""Form that starts a draft."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from registry.admin.formulir import KolomTanggal, tanggal_wajar
from registry.models import Daerah, Edisi, JenisPeraturan, Peraturan
from registry.services import PeraturanBaru
from registry.templatetags.rentang import tgl_polos

BERLAKU, KOSONG, TEMPLAT = "", "kosong", "templat"

#: Kinds by which a region orders its own organisation, by sort of region.
JENIS = {
    Daerah.Jenis.PROVINSI: [JenisPeraturan.PERGUB, JenisPeraturan.PERDA],
    Daerah.Jenis.KABUPATEN: [
        JenisPeraturan.PERBUP,
        JenisPeraturan.PERDA,
        JenisPeraturan.KEPBUP,
        JenisPeraturan.SK_BUPATI,
    ],
    Daerah.Jenis.KOTA: [JenisPeraturan.PERWALI, JenisPeraturan.PERDA],
}


class RancanganForm(forms.Form):
    """How a draft starts. `hari_ini` decides what is in force where the draft has no date yet; `templat`: another
    region's edition, chosen before the form is filled in."""

    asal = forms.ChoiceField(
        label="Isi awal",
        required=False,
        widget=forms.RadioSelect,
        help_text="Bagan daerah lain juga dapat dipakai: cari daerahnya di bawah formulir ini.",
    )
    dengan_rentang = forms.BooleanField(
        label="Sertakan rentang koordinasi templat",
        required=False,
        help_text="Siapa mengoordinasikan siapa, tanpa dasar hukumnya.",
    )
    berlaku_mulai = forms.DateField(
        label="Berlaku mulai",
        required=False,
        widget=KolomTanggal,
        validators=[tanggal_wajar],
        help_text="Boleh diisi belakangan.",
    )
    peraturan = forms.ModelChoiceField(
        queryset=Peraturan.objects.none(),
        label="Peraturan penyebab",
        required=False,
        empty_label="belum tercatat, atau belum diketahui",
        help_text="Bila belum tercatat, isi dua ruas berikut: rancangan peraturannya dicatat sekaligus, tanpa nomor.",
    )
    jenis_peraturan = forms.ChoiceField(label="Jenis peraturan baru", required=False)
    tentang = forms.CharField(
        label="Tentang",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Contoh: Perubahan atas Rentang Koordinasi Asisten Sekretaris Daerah. "
        "Nomor dan tanggalnya diisi sebelum terbit.",
    )
    alasan = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    )

    def __init__(self, *args: Any, daerah: Daerah, hari_ini: date, templat: Edisi | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daerah, self.hari_ini, self.templat = daerah, hari_ini, templat
        terbit = Edisi.objects.terbit().filter(daerah=daerah).select_related("peraturan__daerah", "daerah")
        self.terbit = {str(satu.pk): satu for satu in terbit}
        asal = self.fields["asal"]
        assert isinstance(asal, forms.ChoiceField)
        asal.choices = [
            (BERLAKU, "Salin edisi yang berlaku pada tanggal rancangan ini"),
            *(
                (pk, f"Salin edisi {tgl_polos(satu.berlaku_mulai)} ({satu.peraturan or 'tanpa peraturan'})")
                for pk, satu in self.terbit.items()
            ),
            (KOSONG, "Mulai dari kosong"),
        ]
        if templat is None:
            del self.fields["dengan_rentang"]
        else:
            sebutan = f"{templat.daerah}, edisi {tgl_polos(templat.berlaku_mulai)}"
            asal.choices = [(TEMPLAT, f"Templat: {sebutan}"), *asal.choices]
            self.initial.setdefault("asal", TEMPLAT)
        peraturan = self.fields["peraturan"]
        assert isinstance(peraturan, forms.ModelChoiceField)
        peraturan.queryset = Peraturan.objects.diusulkan().filter(daerah=daerah).select_related("daerah")
        jenis = self.fields["jenis_peraturan"]
        assert isinstance(jenis, forms.ChoiceField)
        jenis.choices = [(satu.value, satu.label) for satu in JENIS[Daerah.Jenis(daerah.jenis)]]

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        if bersih.get("tentang") and bersih.get("peraturan"):
            raise ValidationError("Pilih peraturan yang sudah tercatat, atau isi yang baru; jangan keduanya.")
        if bersih.get("asal") == BERLAKU:
            tanggal = bersih.get("berlaku_mulai") or self.hari_ini
            bersih["edisi_asal"] = Edisi.objects.berlaku_di(self.daerah, tanggal)
            if bersih["edisi_asal"] is None and "asal" not in self.errors:
                raise ValidationError(
                    "Belum ada edisi yang berlaku pada tanggal itu. Pilih edisi lain, templat daerah lain, "
                    "atau mulai dari kosong."
                )
        else:
            bersih["edisi_asal"] = self.terbit.get(bersih.get("asal", ""))
        return bersih

    def isian(self) -> dict[str, Any]:
        """Arguments of `services.buat_rancangan`."""
        bersih = self.cleaned_data
        baru = PeraturanBaru(bersih["jenis_peraturan"] or self._jenis_pertama(), bersih["tentang"])
        return {
            "asal": bersih["edisi_asal"],
            "templat": self.templat if bersih["asal"] == TEMPLAT else None,
            "dengan_rentang": bersih.get("dengan_rentang", False),
            "berlaku_mulai": bersih["berlaku_mulai"],
            "peraturan": baru if bersih["tentang"] else bersih["peraturan"],
            "alasan": bersih["alasan"],
        }

    def _jenis_pertama(self) -> str:
        return str(JENIS[Daerah.Jenis(self.daerah.jenis)][0])
