"""Forms that act on a whole edition."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from registry.admin.formulir import KolomTanggal, buka_segel, segel
from registry.models import Daerah, Edisi, Peraturan, Tindakan
from registry.templatetags.rentang import tgl_polos

BERLAKU, KOSONG = "", "kosong"


class RancanganForm(forms.Form):
    """How a draft starts. `hari_ini` decides what is in force where the draft has no date yet."""

    asal = forms.ChoiceField(label="Isi awal", required=False)
    berlaku_mulai = forms.DateField(
        label="Berlaku mulai", required=False, widget=KolomTanggal, help_text="Boleh diisi belakangan."
    )
    peraturan = forms.ModelChoiceField(
        queryset=Peraturan.objects.none(),
        label="Peraturan penyebab",
        required=False,
        help_text="Boleh rancangan peraturan yang belum bernomor. Nomor wajib ada sebelum terbit.",
    )
    alasan = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    )

    def __init__(self, *args: Any, daerah: Daerah, hari_ini: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.daerah, self.hari_ini = daerah, hari_ini
        terbit = Edisi.objects.terbit().filter(daerah=daerah).select_related("peraturan__daerah", "daerah")
        self.terbit = {str(satu.pk): satu for satu in terbit}
        asal = self.fields["asal"]
        assert isinstance(asal, forms.ChoiceField)
        asal.choices = [
            (BERLAKU, "Salin edisi yang berlaku pada tanggal itu"),
            *(
                (pk, f"Salin edisi {tgl_polos(satu.berlaku_mulai)} ({satu.peraturan or 'tanpa peraturan'})")
                for pk, satu in self.terbit.items()
            ),
            (KOSONG, "Mulai dari kosong"),
        ]
        peraturan = self.fields["peraturan"]
        assert isinstance(peraturan, forms.ModelChoiceField)
        peraturan.queryset = Peraturan.objects.filter(daerah=daerah).select_related("daerah")

    def clean(self) -> dict[str, Any]:
        bersih: dict[str, Any] = super().clean() or self.cleaned_data
        if bersih.get("asal") == BERLAKU:
            tanggal = bersih.get("berlaku_mulai") or self.hari_ini
            bersih["edisi_asal"] = Edisi.objects.berlaku_di(self.daerah, tanggal)
            if bersih["edisi_asal"] is None and "asal" not in self.errors:
                raise ValidationError(
                    "Belum ada edisi yang berlaku pada tanggal itu. Pilih edisi lain atau mulai dari kosong."
                )
        else:
            bersih["edisi_asal"] = self.terbit.get(bersih.get("asal", ""))
        return bersih

    def isian(self) -> dict[str, Any]:
        """Arguments of `services.buat_rancangan`."""
        return {
            "asal": self.cleaned_data["edisi_asal"],
            "berlaku_mulai": self.cleaned_data["berlaku_mulai"],
            "peraturan": self.cleaned_data["peraturan"],
            "alasan": self.cleaned_data["alasan"],
        }


class TerbitForm(forms.Form):
    """Confirms publication of the draft as it was shown: the last act is sealed into the form."""

    setuju = forms.BooleanField(
        label="Saya sudah memeriksa rancangan ini dan menerbitkannya. Edisi terbit tidak dapat diubah lagi.",
        error_messages={"required": "Beri tanda centang bila Anda memang hendak menerbitkan."},
    )
    alasan = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"})
    )
    lihat = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, edisi: Edisi, perlu_alasan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edisi = edisi
        self.terakhir_dilihat: int | None = None
        alasan = self.fields["alasan"]
        alasan.required = perlu_alasan
        alasan.error_messages["required"] = "Ada peringatan: tulis mengapa rancangan ini tetap diterbitkan."
        alasan.help_text = "Wajib, karena ada peringatan." if perlu_alasan else "Tersimpan dalam riwayat."
        kini = segel({"tindakan": self.tindakan_terakhir()})
        if self.is_bound:
            self.terakhir_dilihat = (buka_segel(self.data.get("lihat", "")) or {}).get("tindakan")
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["lihat"] = kini
            self.data = data
        else:
            self.initial["lihat"] = kini

    def tindakan_terakhir(self) -> int | None:
        """Id of the newest act on the draft; 1 query."""
        return Tindakan.objects.atas(self.edisi).values_list("pk", flat=True).first()
