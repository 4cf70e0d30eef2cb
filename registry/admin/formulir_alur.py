"""Forms by which a draft goes on its way. Each carries, sealed, the newest act that the person saw."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import FileExtensionValidator
from django.forms.boundfield import BoundField

from registry.admin.formulir import KEDALUWARSA, KolomTanggal, buka_segel, segel, tanggal_wajar
from registry.aturan import Temuan
from registry.galat import Ditolak
from registry.models import Edisi, JenisPeraturan, Lembaran, Peraturan
from registry.services.penetapan import RUAS, Penetapan, tolak_bukan_pdf

KunciTemuan = tuple[str, str]


def _teks(baris: int = 2) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": baris, "class": "vLargeTextField"})


class FormLangkah(forms.Form):
    """One step of a draft. `tindakan`: id of its newest act now; `lihat` afterwards: of the newest that was seen."""

    #: In the kind of its seal: what another sort of form saw is not what this one needs.
    jenis: ClassVar[str] = "langkah"

    alasan = forms.CharField(label="Catatan", required=False, max_length=2000, widget=_teks())
    segel = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, edisi: Edisi, tindakan: int | None, **kwargs: Any) -> None:
        self.edisi = edisi
        super().__init__(*args, **kwargs)
        self.terlihat: dict[str, Any] | None = None
        if self.is_bound:
            self.terlihat = buka_segel(str(self.data.get("segel", "")), self.jenis_segel)
            data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data["segel"] = segel(self.disegel(tindakan), self.jenis_segel)
            self.data = data
        else:
            self.initial["segel"] = segel(self.disegel(tindakan), self.jenis_segel)

    @property
    def jenis_segel(self) -> str:
        return f"{self.jenis}:{self.edisi.pk}"

    def disegel(self, tindakan: int | None) -> dict[str, Any]:
        """What the next post is compared with."""
        return {"tindakan": tindakan}

    @property
    def lihat(self) -> int | None:
        return self.terlihat.get("tindakan") if self.terlihat else None

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or self.cleaned_data
        if not self.terlihat or "tindakan" not in self.terlihat:
            raise ValidationError(KEDALUWARSA)
        return bersih


class TerbitForm(FormLangkah):
    """Publication: what the regulation became on the day it was made, the edition's date, a reason for each warning.

    peraturan: the regulation to be settled, None where it is settled already or the draft is a ralat; peringatan:
    warnings with reasons to start from; sesudah: published editions that start later than the draft.
    """

    jenis = "terbit"

    nomor = forms.CharField(label="Nomor", max_length=40)
    tahun = forms.IntegerField(label="Tahun", min_value=1945, max_value=2200)
    ditetapkan = forms.DateField(label="Ditetapkan", widget=KolomTanggal, validators=[tanggal_wajar])
    diundangkan = forms.DateField(label="Diundangkan", widget=KolomTanggal, validators=[tanggal_wajar])
    berlaku_mulai = forms.DateField(
        label="Mulai berlaku", widget=KolomTanggal, validators=[tanggal_wajar], help_text="Peraturannya."
    )
    lembaran = forms.ChoiceField(label="Diundangkan dalam", required=False)
    lembaran_tahun = forms.IntegerField(label="Tahun lembaran", required=False, min_value=1945, max_value=2200)
    lembaran_nomor = forms.CharField(label="Nomor lembaran", required=False, max_length=20)
    berkas = forms.FileField(
        label="Naskah PDF", required=False, help_text="Paling besar 25 MB.", max_length=200,
        validators=[FileExtensionValidator(["pdf"], "Unggah berkas PDF.")],
        widget=forms.FileInput(attrs={"accept": "application/pdf,.pdf"}),
    )  # fmt: skip
    mulai = forms.DateField(
        label="Edisi berlaku mulai",
        widget=KolomTanggal,
        validators=[tanggal_wajar],
        help_text="Biasanya sama dengan mulai berlakunya peraturan; boleh tanggal yang lewat atau akan datang.",
    )
    dasar_lama = forms.BooleanField(
        label="Dasar rancangan ini bukan edisi yang berlaku pada tanggal itu; terbitkan apa adanya.", required=False
    )
    setuju = forms.BooleanField(
        label="Saya sudah memeriksa rancangan ini dan menerbitkannya. Edisi terbit tidak dapat diubah lagi.",
        error_messages={"required": "Beri tanda centang bila Anda memang hendak menerbitkan."},
    )

    def __init__(
        self,
        *args: Any,
        edisi: Edisi,
        peraturan: Peraturan | None,
        peringatan: Sequence[Temuan],
        alasan_awal: dict[KunciTemuan, str],
        sesudah: Sequence[Edisi],
        dasar_diganti: bool,
        **kwargs: Any,
    ) -> None:
        self.peraturan = peraturan
        self.sesudah = [satu.pk for satu in sesudah]
        self.temuan = {_nama(t.kunci): t.kunci for t in peringatan}
        super().__init__(*args, edisi=edisi, **kwargs)
        lama = [tuple(kunci) for kunci in (self.terlihat or {}).get("peringatan", [])]
        self.temuan |= {_nama(kunci): kunci for kunci in lama}  # what was typed for a later finding is not lost
        for nama, kunci in self.temuan.items():
            self.fields[nama] = forms.CharField(
                label=kunci[1], required=False, max_length=2000, initial=alasan_awal.get(kunci, ""), widget=_teks()
            )
        self._pangkas(dasar_diganti)

    def disegel(self, tindakan: int | None) -> dict[str, Any]:
        kini = None if self.peraturan is None else {ruas: getattr(self.peraturan, ruas) for ruas in RUAS}
        return {
            **super().disegel(tindakan),
            "peraturan": kini,
            "peringatan": list(self.temuan.values()),
            "sesudah": self.sesudah,
        }

    def _pangkas(self, dasar_diganti: bool) -> None:
        """Leave out what is not to be asked, fill in what is known."""
        if self.peraturan is None:
            for ruas in (*RUAS, "berkas"):
                del self.fields[ruas]
        else:
            self._isi_peraturan(self.peraturan)
        if self.edisi.meralat_id is not None:
            del self.fields["mulai"]
        else:
            self.initial["mulai"] = self.edisi.berlaku_mulai
        if not dasar_diganti and self.data.get("dasar_lama") != "on":  # a hidden box posts "False"
            self.fields["dasar_lama"].widget = forms.HiddenInput()

    def _isi_peraturan(self, peraturan: Peraturan) -> None:
        self.initial.update({ruas: getattr(peraturan, ruas) for ruas in RUAS})
        perda = peraturan.jenis == JenisPeraturan.PERDA
        self.initial["lembaran"] = peraturan.lembaran or (Lembaran.LEMBARAN_DAERAH if perda else Lembaran.BERITA_DAERAH)
        lembaran = self.fields["lembaran"]
        assert isinstance(lembaran, forms.ChoiceField)
        lembaran.choices = [("", "tidak diundangkan"), *Lembaran.choices]
        if peraturan.jenis in (JenisPeraturan.KEPBUP, JenisPeraturan.SK_BUPATI):
            self.fields["diundangkan"].required = False

    def clean_berkas(self) -> Any:
        berkas = self.cleaned_data["berkas"]
        if berkas:
            try:
                tolak_bukan_pdf(berkas)
            except Ditolak as salah:
                raise ValidationError(salah.pesan) from salah
        return berkas

    def minta_alasan(self, temuan: Sequence[Temuan]) -> None:
        """The service found warnings without a reason: ask for each, and say so at its field."""
        for satu in temuan:
            nama = _nama(satu.kunci)
            if nama not in self.fields:
                self.temuan[nama] = satu.kunci
                self.fields[nama] = forms.CharField(label=satu.pesan, required=False, max_length=2000, widget=_teks())
            self.add_error(nama, "Tulis mengapa rancangan ini tetap diterbitkan.")
        self._segel_lagi(peringatan=list(self.temuan.values()))

    def konfirmasi_dasar(self) -> None:
        """Show the box by which a draft on another base is published all the same."""
        self.fields["dasar_lama"].widget = forms.CheckboxInput()

    def sesudah_baru(self, kini: Sequence[Edisi]) -> bool:
        """Do other editions follow the date that was typed than those that the person was told of?"""
        return bool(kini) and {satu.pk for satu in kini} != set((self.terlihat or {}).get("sesudah", []))

    def tandai_sesudah(self, kini: Sequence[Edisi]) -> None:
        """They have been told of these now."""
        self._segel_lagi(sesudah=[satu.pk for satu in kini])

    def _segel_lagi(self, **nilai: Any) -> None:
        """The seal of the next post, with more that the person was told."""
        data: Any = self.data
        data["segel"] = segel({**(buka_segel(data["segel"], self.jenis_segel) or {}), **nilai}, self.jenis_segel)

    def bidang_peraturan(self) -> Iterator[BoundField]:
        return (self[nama] for nama in (*RUAS, "berkas") if nama in self.fields)

    def bidang_alasan(self) -> Iterator[BoundField]:
        return (self[nama] for nama in self.temuan)

    def bidang_penutup(self) -> Iterator[BoundField]:
        """The edition's date, the confirmations, the remark."""
        tampak = (nama for nama in ("mulai", "dasar_lama", "alasan", "setuju") if nama in self.fields)
        return (self[nama] for nama in tampak if not self[nama].is_hidden)

    def isian(self) -> dict[str, Any]:
        """Arguments of `services.terbitkan`."""
        bersih = self.cleaned_data
        return {
            "alasan": bersih["alasan"],
            "alasan_peringatan": {kunci: bersih.get(nama, "") for nama, kunci in self.temuan.items()},
            "penetapan": self._penetapan(),
            "dasar_lama": bersih["dasar_lama"],
            "lihat": self.lihat,
        }

    def _penetapan(self) -> Penetapan | None:
        bersih = self.cleaned_data
        if self.peraturan is not None:
            return Penetapan(
                **{ruas: bersih[ruas] for ruas in RUAS},
                mulai=bersih.get("mulai"),
                berkas=bersih["berkas"] or None,
                lihat=(self.terlihat or {}).get("peraturan"),
            )
        if "mulai" not in bersih or self.edisi.peraturan is None:
            return None
        tetap = {ruas: getattr(self.edisi.peraturan, ruas) for ruas in RUAS}
        return Penetapan(**tetap, mulai=bersih["mulai"])


def _nama(kunci: KunciTemuan) -> str:
    """Name of the field for the reason of one warning."""
    return "alasan-" + sha256("\0".join(kunci).encode()).hexdigest()[:12]
