"""Forms that remember what they showed.

The values on the screen travel with the form, sealed. A save hands them to the service, which compares them with
the database under a lock; where somebody wrote since, the form comes back with the person's own input, the
untouched fields brought up to date, and a sentence on what is different.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core import signing
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.forms.utils import ErrorList

from registry.admin.kata import perbedaan
from registry.galat import Bentrok, Ditolak, GalatRentang
from registry.waktu import sebut_saat

GARAM = "rentang.admin.lihat"
KEDALUWARSA = "Formulir ini tidak lengkap atau kedaluwarsa. Buka ulang halamannya, lalu isi kembali."
HILANG = "Baris ini sudah dikeluarkan orang lain sejak Anda membuka formulir ini. Buka ulang halamannya."


def segel(isi: Mapping[str, Any], jenis: str) -> str:
    """Sign what a form shows; dates become ISO text. `jenis`: which form, and of what ("sesuaikan:12"): the seal of
    one form says nothing to another, whose values are of another shape."""
    return signing.dumps(json.loads(json.dumps(isi, cls=DjangoJSONEncoder)), salt=_garam(jenis), compress=True)


def buka_segel(teks: str, jenis: str) -> dict[str, Any] | None:
    """What `segel` was given for this `jenis`; None for anything that this server did not sign, or for another form."""
    try:
        isi: dict[str, Any] = signing.loads(teks, salt=_garam(jenis))
    except (signing.BadSignature, ValueError):
        return None
    return isi


def _garam(jenis: str) -> str:
    return f"{GARAM}:{jenis}"


def jenis_baris(model: type[models.Model], pk: Any) -> str:
    """Kind of the seal of the form on one row; pk=None: on a new one."""
    return model._meta.label_lower if pk is None else f"{model._meta.label_lower}:{pk}"


class KolomTanggal(forms.DateInput):
    """The browser's own date field: works without script, and with a phone's keyboard."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs=attrs, format="%Y-%m-%d")


#: Between these an edition or a regulation of a region can lie; reckoning at the ends of time overflows.
TANGGAL_AWAL, TANGGAL_AKHIR = date(1945, 8, 17), date(2200, 12, 31)


def tanggal_wajar(nilai: date) -> None:
    """Validator of the dates of drafts. Raises ValidationError."""
    if not TANGGAL_AWAL <= nilai <= TANGGAL_AKHIR:
        raise ValidationError("Tanggal ini tidak mungkin: isi antara 17 Agustus 1945 dan 31 Desember 2200.")


class KolomSegel(forms.CharField):
    """The sealed values. Sealing the same values twice gives two texts, so that a difference means nothing."""

    widget = forms.HiddenInput

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class FormTersegel(forms.ModelForm):
    """Form on one row with the sealed values. `penolakan`: why the service refused this very post."""

    lihat = KolomSegel(required=False)

    penolakan: ClassVar[GalatRentang | None] = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.terlihat: dict[str, Any] = {}
        if not self.is_bound:
            self.initial["lihat"] = segel(self.yang_terlihat(), self.jenis_segel)
            return
        self.terlihat = self._buka(str(self.data.get(self.add_prefix("lihat"), ""))) or {}
        if isinstance(self.penolakan, Bentrok) and "layar" in self.terlihat and not self.baru:
            self._gabung()

    @property
    def baru(self) -> bool:
        return self.instance.pk is None

    @property
    def jenis_segel(self) -> str:
        return jenis_baris(type(self.instance), self.instance.pk)

    def _buka(self, teks: str) -> dict[str, Any] | None:
        return buka_segel(teks, self.jenis_segel)

    def nilai_kini(self) -> dict[str, Any]:
        """Values of the stored row under the names that the service compares."""
        ruas = {satu.name: satu.attname for satu in self.instance._meta.concrete_fields}
        nilai = {ruas[nama]: getattr(self.instance, ruas[nama]) for nama in self.fields if nama in ruas}
        return {
            nama: str(isi) if isinstance(isi, models.fields.files.FieldFile) else isi for nama, isi in nilai.items()
        }

    def yang_terlihat(self) -> dict[str, Any]:
        """What is sealed: `nilai` for the service, `layar` to tell what the person changed on the screen."""
        if self.baru:
            return {"nilai": None}
        return {"nilai": self.nilai_kini(), "layar": {nama: self._layar(nama) for nama in self._ruas()}}

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or self.cleaned_data
        if self.penolakan is not None:
            pesan = self._kata_penolakan(self.penolakan)
            if pesan:
                raise ValidationError(pesan)
        elif self._asing():
            raise ValidationError(KEDALUWARSA)
        return bersih

    def _asing(self) -> bool:
        """Is the seal not the one of this form? A new row has nothing to compare, so it may come without any."""
        if self.baru:
            return not self.terlihat and bool(self.data.get(self.add_prefix("lihat")))
        return self.terlihat.get("nilai") is None

    def _kata_penolakan(self, penolakan: GalatRentang) -> list[str]:
        """What this form says about a refusal."""
        raise NotImplementedError

    def _beda(self) -> list[str]:
        """How the stored row differs from what the person saw, in words."""
        semula, kini = self.terlihat.get("nilai"), json.loads(json.dumps(self.nilai_kini(), cls=DjangoJSONEncoder))
        return perbedaan(type(self.instance), semula, kini) if semula and not self.baru else []

    def _post_clean(self) -> None:
        # A refused post is not written; its values must not be checked again against today's rows.
        if self.penolakan is None:
            super()._post_clean()  # type: ignore[misc]

    def _ruas(self) -> list[str]:
        return [nama for nama in self.fields if nama not in ("alasan", "lihat")]

    def _layar(self, nama: str) -> Any:
        """The stored value as the field shows it, fit for JSON and for a form post."""
        nilai = self.fields[nama].prepare_value(self.get_initial_for_field(self.fields[nama], nama))
        if isinstance(nilai, bool) or nilai is None:
            return nilai
        return nilai.isoformat() if isinstance(nilai, date) else str(nilai)

    def _gabung(self) -> None:
        """Keep what the person changed; bring the rest, and the seal, up to date."""
        lama = self.terlihat["layar"]
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for nama in self._ruas():
            bidang = self.fields[nama]
            isian = bidang.widget.value_from_datadict(self.data, self.files, self.add_prefix(nama))
            if nama in lama and not isinstance(bidang, forms.FileField) and not bidang.has_changed(lama[nama], isian):
                kini = self._layar(nama)
                data.pop(self.add_prefix(nama), None)
                if kini not in (None, False):
                    data[self.add_prefix(nama)] = "on" if kini is True else kini
        data[self.add_prefix("lihat")] = segel(self.yang_terlihat(), self.jenis_segel)
        self.data = data

    def _pengubah(self) -> str:
        riwayat = getattr(type(self.instance), "history", None)
        terakhir = None
        if riwayat is not None and not self.baru:
            terakhir = riwayat.filter(id=self.instance.pk).order_by("-history_date", "-history_id").first()
        if terakhir is None:
            return "Diubah orang lain"
        return f"Diubah oleh {terakhir.history_nama or 'sistem'} ({sebut_saat(terakhir.history_date)})"


class FormTerlihat(FormTersegel):
    """The form of a page: with a reason, and with the words of a refusal."""

    alasan = forms.CharField(
        label="Alasan perubahan",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
        help_text="Tersimpan dalam riwayat bersama nama Anda.",
    )

    @property
    def berubah(self) -> bool:
        """Did the person change anything but the reason?"""
        return bool(set(self.changed_data) - {"alasan", "lihat"})

    def _kata_penolakan(self, penolakan: GalatRentang) -> list[str]:
        if isinstance(penolakan, Bentrok):
            return [self._kata_bentrok(penolakan)]
        return penolakan.pesan if isinstance(penolakan, Ditolak) else [str(penolakan)]

    def _kata_bentrok(self, bentrok: Bentrok) -> str:
        masih = "Isian Anda masih ada di bawah dan belum disimpan."
        beda = self._beda()
        if not beda:
            return f"Belum dapat disimpan: {'; '.join(bentrok.perbedaan)}. {masih}"
        return (
            f"{self._pengubah()} sejak Anda membuka formulir ini: {'; '.join(beda)}. {masih} "
            "Periksa, lalu simpan lagi bila tetap diinginkan."
        )


class FormBaris(FormTersegel):
    """One row inside the form of what it hangs on."""

    def _buka(self, teks: str) -> dict[str, Any] | None:
        """A row that is gone comes without its instance, though with its id: its seal tells that it was there."""
        isi = super()._buka(teks)
        if isi is None and self.baru:
            model = type(self.instance)
            isi = buka_segel(teks, jenis_baris(model, self.data.get(self.add_prefix(model._meta.pk.name))))
        return isi

    def clean(self) -> dict[str, Any]:
        if self.baru and self.terlihat.get("nilai") is not None:
            raise ValidationError(HILANG)
        return super().clean()

    def _kata_penolakan(self, penolakan: GalatRentang) -> list[str]:
        """Only what concerns this row; the page says the rest."""
        beda = self._beda() if isinstance(penolakan, Bentrok) else []
        return [f"{self._pengubah()}: {'; '.join(beda)}. Periksa, lalu simpan lagi."] if beda else []


class AlasanForm(forms.Form):
    """A reason, required: calling a draft off, a ralat, taking a row out."""

    alasan = forms.CharField(
        label="Alasan", widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}), max_length=2000
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("error_class", ErrorList)
        super().__init__(*args, **kwargs)
