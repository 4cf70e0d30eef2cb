"""Forms of the Struktur screen: one unit, a new unit, another place, taking out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from registry.admin.formulir_isi import FormIsi
from registry.admin.kata import baca_nama, kata, medan
from registry.admin.pilihan import batasi
from registry.models import Edisi, Kedudukan, Peraturan
from registry.services.struktur import Bagan, Letak

#: Marks a <select> that the script turns into one that can be searched.
PILIH = {"class": "pilih-cari"}
RUAS_UNIT = ["nama", "singkatan", "jenis", "tipe", "kontak", "peraturan", "rujukan", "tertulis", "catatan"]


def pilihan_unit(bagan: Bagan, kecuali: int | None = None) -> list[tuple[str, str]]:
    """All units in tree order, indented; without one unit and what stands below it. No query."""
    tanpa = set(bagan.keturunan(kecuali)) if kecuali is not None else set()
    hasil = []
    tumpukan = [(satu, 0) for satu in reversed(bagan.anak.get(None, []))]
    while tumpukan:
        badan, tingkat = tumpukan.pop()
        if badan in tanpa:
            continue
        hasil.append((str(badan), f"{'– ' * tingkat}{bagan.nama(badan)}"))
        tumpukan += [(satu, tingkat + 1) for satu in reversed(bagan.anak.get(badan, []))]
    return hasil


def peraturan_daerah(edisi: Edisi, kini: int | None = None) -> Any:
    """Regulations on which a row of this edition may rest: the region's, and the nation's; and `kini`, on which it
    rests now."""
    semua = batasi(Peraturan.objects.select_related("daerah"), daerah=edisi.daerah_id, edisi=None)
    return semua.filter(Q(pk__in=Peraturan.objects.diusulkan().order_by().values("pk")) | Q(pk=kini))


class FormUnit(FormIsi):
    """Name, sort and legal basis of one unit; its place is changed by moving it."""

    class Meta:
        model = Kedudukan
        fields = RUAS_UNIT
        widgets = {
            "tertulis": forms.Textarea(attrs={"rows": 2}),
            "catatan": forms.Textarea(attrs={"rows": 2}),
            "peraturan": forms.Select(attrs=PILIH),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        assert self.edisi is not None  # every screen of the tree knows its edition
        ruas: Any = self.fields["peraturan"]
        ruas.queryset = peraturan_daerah(self.edisi, self.instance.peraturan_id)
        self.fields["alasan"].widget.attrs["rows"] = 1

    @property
    def jenis_segel(self) -> str:
        """By body, as the screen's address: the row of a unit that left and came back has another pk."""
        if self.baru:
            return super().jenis_segel
        return f"unit:{self.instance.edisi_id}:{self.instance.perangkat_daerah_id}"

    def ringkas(self) -> str:
        """What the post changes, in one line; up to 1 query."""
        lama, (ubah, _) = self.terlihat["nilai"], self.ubahan()
        baru = next(iter(ubah.values())) or {}
        nama = baca_nama((Kedudukan, ruas, nilai) for ruas, nilai in baru.items())
        if set(baru) == {"nama"}:
            return f"{lama['nama']} diganti nama menjadi {baru['nama']}"
        bagian = [f"{medan(Kedudukan, ruas).verbose_name} {kata(Kedudukan, ruas, n, nama)}" for ruas, n in baru.items()]
        return f"{lama['nama']}: {', '.join(bagian)}"


class FormUnitBaru(FormUnit):
    """A unit to be added. `badan`: "" before the person chose, "baru", or the body that it is."""

    di_bawah = forms.ChoiceField(label="Di bawah", widget=forms.Select(attrs=PILIH))
    badan = forms.CharField(required=False, widget=forms.HiddenInput)

    class Meta(FormUnit.Meta):
        fields = ["nama", "singkatan", "jenis", "tipe", "peraturan", "rujukan"]

    field_order = ["nama", "singkatan", "jenis", "tipe", "di_bawah", "peraturan", "rujukan", "alasan"]

    def __init__(self, *args: Any, bagan: Bagan, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        di_bawah: Any = self.fields["di_bawah"]
        if bagan.simpul:
            di_bawah.choices = pilihan_unit(bagan)
        else:
            del self.fields["di_bawah"]

    def nilai(self) -> dict[str, Any]:
        """Values of the new place, as change-sets write them."""
        isian = {nama: self.cleaned_data[nama] for nama in ("nama", "singkatan", "jenis", "tipe", "rujukan")}
        peraturan = self.cleaned_data["peraturan"]
        return {**isian, "peraturan_id": peraturan.pk if peraturan is not None else None}

    @property
    def induk(self) -> int | None:
        return int(self.cleaned_data["di_bawah"]) if "di_bawah" in self.fields else None


class FormPindah(forms.Form):
    """Another place for a unit: under which one, first or last."""

    ke = forms.ChoiceField(label="Pindahkan ke bawah", widget=forms.Select(attrs=PILIH))
    letak = forms.ChoiceField(
        label="Letak",
        choices=[(Letak.AKHIR, "paling bawah"), (Letak.AWAL, "paling atas")],
        initial=Letak.AKHIR,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, bagan: Bagan, badan: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ke: Any = self.fields["ke"]
        ke.choices = pilihan_unit(bagan, badan)
        ke.initial = str(bagan.simpul[badan].induk)


class FormKeluar(forms.Form):
    """Taking a unit out, with what stands below it where the person says so."""

    beserta = forms.BooleanField(required=False)
    alasan = forms.CharField(label="Alasan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, bawahan: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if bawahan:
            self.fields["beserta"].label = f"Keluarkan juga {bawahan} unit di bawahnya"
        else:
            del self.fields["beserta"]
