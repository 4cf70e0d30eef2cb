"""The five forms of succession. Units are typed by name and completed by the browser from the draft's own list, so
that keyboard, phone and a browser without script can do the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from registry.admin.formulir_struktur import peraturan_daerah
from registry.admin.kolom_unit import KolomUnit, Unit
from registry.admin.pratinjau_suksesi import uraian_baris
from registry.isi_edisi import Nilai
from registry.models import Edisi, JenisSuksesi, JenisUnit, Peraturan, Suksesi, Tipe
from registry.suksesi import Bentuk, Bubar, DasarSuksesi, Gabung, GantiNama, Isi, Pecah, Penerus, Tindak
from registry.suksesi.penyusun import menunjuk, tunggal
from registry.suksesi.rencana import TEMPAT, Butir

#: Rows that a form starts with, and the most that it takes.
BARIS_AWAL, BARIS_MAKS = 3, 20


class FormTindak(forms.Form):
    """Base: the legal basis and the reason. `tindak()` after `is_valid()`.

    `isi` (the content of the draft) is given where a preview is asked for: then questions that only the chosen units
    raise (whose koordinator, which child to whom) follow as fields of their own, `lanjutan`.
    """

    jenis: ClassVar[JenisSuksesi]
    judul: ClassVar[str]
    pengantar: ClassVar[str]
    #: What a repeated row is called; "" for a form without such rows.
    sebutan_baris: ClassVar[str] = ""
    minimal: ClassVar[int] = 1

    peraturan = forms.ModelChoiceField(queryset=Peraturan.objects.none(), label="Peraturan", required=False)
    rujukan = Suksesi._meta.get_field("rujukan").formfield()
    keterangan = forms.CharField(label="Keterangan", required=False, widget=forms.Textarea(attrs={"rows": 2}))
    alasan = forms.CharField(
        label="Alasan", required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Tersimpan dalam riwayat bersama nama Anda.",
    )  # fmt: skip

    def __init__(self, data: QueryDict | None = None, *, edisi: Edisi, unit: Unit, isi: Isi | None = None,
                 tambah: int = 0, **lain: Any) -> None:  # fmt: skip
        super().__init__(data, **lain)
        self.edisi, self.unit, self.isi = edisi, unit, isi or {}
        self.lanjutan: list[str] = []
        self.fields["peraturan"].queryset = peraturan_daerah(edisi).order_by(  # type: ignore[attr-defined]
            "daerah", "-tahun", "jenis", "nomor"
        )
        self.initial.setdefault("peraturan", edisi.peraturan_id)
        asal: Mapping[str, Any] = data if data is not None else self.initial
        self.banyak = self._banyak(asal.get("banyak")) + tambah
        self.kelompok: list[tuple[str, list[str]]] = []
        dasar = dict(self.fields)
        self.fields.clear()
        self.susun()
        for nama in ("peraturan", "rujukan", "keterangan", "alasan"):
            self.fields[nama] = dasar[nama]
        self.kelompok.append(("Dasar hukum peristiwa ini", ["peraturan", "rujukan", "keterangan", "alasan"]))

    def _banyak(self, teks: Any) -> int:
        if not self.sebutan_baris:
            return 0
        angka = int(teks) if str(teks).isdecimal() and len(str(teks)) < 4 else BARIS_AWAL
        return max(self.minimal, min(angka, BARIS_MAKS))

    def susun(self) -> None:
        """Adds the fields of the act, in groups."""
        raise NotImplementedError

    def tindak(self) -> Tindak:
        raise NotImplementedError

    def pertanyaan(self) -> None:
        """Adds what only the chosen units make it necessary to ask."""

    def taruh(self, judul: str, **bidang: forms.Field) -> None:
        self.fields.update(bidang)
        self.kelompok.append((judul, list(bidang)))

    def tanya(self, nama: str, bidang: forms.Field, bawaan: Any) -> None:
        """A question of the second step, with the answer that holds until one is given."""
        self.fields[nama] = bidang
        self.lanjutan.append(nama)
        if "lanjut" not in self.data and nama not in self.data:
            data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
            data.setlist(nama, bawaan if isinstance(bawaan, list) else [bawaan])
            self.data = data
        nilai = bidang.widget.value_from_datadict(self.data, self.files, nama)
        try:
            self.cleaned_data[nama] = bidang.clean(nilai)
        except ValidationError as galat:
            self.add_error(nama, galat)

    def clean_rujukan(self) -> str:
        return str(Suksesi._meta.get_field("rujukan").to_python(self.cleaned_data["rujukan"]))

    def clean(self) -> dict[str, Any]:
        bersih = super().clean() or self.cleaned_data
        if not self.errors and self.isi:
            self.pertanyaan()
        return bersih

    def dasar(self) -> DasarSuksesi:
        peraturan = self.cleaned_data["peraturan"]
        return DasarSuksesi(
            peraturan.pk if peraturan is not None else None,
            self.cleaned_data["rujukan"],
            self.cleaned_data["keterangan"],
        )

    def nomor(self) -> range:
        return range(1, self.banyak + 1)

    def semua(self, awalan: str) -> list[Any]:
        """What was filled in of a repeated field."""
        isian = (self.cleaned_data.get(f"{awalan}_{n}") for n in self.nomor())
        return [satu for satu in isian if satu is not None]

    def nama_unit(self, badan: int) -> str:
        nilai = self.isi.get((TEMPAT, (badan,)))
        return str(nilai["nama"]) if nilai else "unit lain"

    def semua_nama(self) -> dict[int, str]:
        return {kunci[0]: nilai["nama"] for (bagian, kunci), nilai in self.isi.items() if bagian == TEMPAT and nilai}

    def bagian(self) -> list[tuple[str, list[Any]]]:
        """(heading, fields), for the template."""
        return [(judul, [self[nama] for nama in semua]) for judul, semua in self.kelompok]

    def bagian_lanjutan(self) -> list[Any]:
        return [self[nama] for nama in self.lanjutan]

    def tersembunyi(self) -> list[tuple[str, str]]:
        """(name, value) of the first step, as posted, to go along with the second."""
        nama = {*self.fields} - {*self.lanjutan}
        return [(satu, nilai) for satu in self.data if satu in nama | {"banyak"} for nilai in self.data.getlist(satu)]  # type: ignore[attr-defined]


def _nama(label: str, *, wajib: bool = False, bantuan: str = "") -> forms.CharField:
    return forms.CharField(label=label, required=wajib, max_length=255, help_text=bantuan,
                           widget=forms.TextInput(attrs={"class": "vTextField"}))  # fmt: skip


def _singkatan() -> forms.CharField:
    return forms.CharField(label="Singkatan", required=False, max_length=40)


def _jenis(kosong: str, *, wajib: bool = False) -> forms.ChoiceField:
    return forms.ChoiceField(label="Jenis", required=wajib, choices=[("", kosong), *JenisUnit.choices])


def _tipe() -> forms.ChoiceField:
    return forms.ChoiceField(label="Tipe", required=False, choices=[("", "–"), *Tipe.choices])


class GantiNamaForm(FormTindak):
    jenis = JenisSuksesi.GANTI_NAMA
    judul = "Ganti nama"
    pengantar = "Unit tetap di tempatnya, dengan koordinator dan semua yang menunjuk kepadanya; hanya namanya berganti."

    def susun(self) -> None:
        self.taruh("Unit yang berganti nama", unit=KolomUnit(self.unit, label="Unit"))
        self.taruh(
            "Nama barunya",
            nama=_nama("Nama baru", wajib=True, bantuan="Persis seperti tertulis dalam peraturan."),
            singkatan=_singkatan(),
            badan=forms.ChoiceField(
                label="Menurut peraturan",
                choices=[("tetap", "badan yang sama, hanya namanya berganti"), ("baru", "badan baru menggantikannya")],
                widget=forms.RadioSelect,
                initial="tetap",
            ),
        )

    def tindak(self) -> Tindak:
        bersih = self.cleaned_data
        badan = bersih["unit"] if bersih["badan"] == "tetap" else None
        return GantiNama(bersih["unit"], Penerus(badan, bersih["nama"], bersih["singkatan"]), self.dasar())


class GabungForm(FormTindak):
    jenis = JenisSuksesi.GABUNG
    judul = "Gabung"
    pengantar = (
        "Dua unit atau lebih menjadi satu. Unit di bawahnya dan semua yang menunjuk kepadanya beralih ke penerusnya."
    )
    sebutan_baris = "unit lama"
    minimal = 2

    def susun(self) -> None:
        lama = {f"lama_{n}": KolomUnit(self.unit, label=f"Unit lama ke-{n}", required=n <= 2) for n in self.nomor()}
        self.taruh("Unit yang digabung", **lama)
        self.taruh(
            "Penerusnya",
            penerus=KolomUnit(
                self.unit, juga_lain=True, label="Unit atau badan yang menerima", required=False,
                help_text="Kosongkan bila unit baru dibentuk. Boleh salah satu unit lama, atau unit lain.",
            ),
            nama=_nama("Nama", bantuan="Wajib untuk unit baru; kosongkan bila nama penerusnya tetap."),
            singkatan=_singkatan(),
            jenis_unit=_jenis("seperti unit lama ke-1"),
            tipe=_tipe(),
            induk=KolomUnit(self.unit, label="Di bawah", required=False, help_text="Kosongkan: di tempat unit lama."),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        bersih = super().clean()
        if not self.errors and bersih.get("penerus") is None and not bersih.get("nama"):
            self.add_error("nama", "Tulis nama unit yang baru, atau sebut unit yang menerima.")
        return bersih

    def pertanyaan(self) -> None:
        peserta = list(dict.fromkeys([*self.semua("lama"), *self._penerus()]))
        nama = {satu: self.nama_unit(satu) for satu in peserta}
        milik = {satu: [(b, n) for b, n in self.isi.items() if n is not None and tunggal(b, satu)] for satu in peserta}
        bertempat = [satu for satu in peserta if milik[satu]]
        if bertempat:
            utama = uraian_baris((milik[satu][0] for satu in bertempat), self.semua_nama(), pendek=True)
            pilihan = [(str(satu), f"{nama[satu]}: {kata}") for satu, kata in zip(bertempat, utama, strict=True)]
            bidang = forms.ChoiceField(
                label="Koordinator penerusnya mengikuti",
                choices=[*pilihan, ("", "tidak satu pun; ditetapkan kemudian")],
                widget=forms.RadioSelect,
                required=False,
            )
            dahulu = next((satu for satu in self._penerus() if satu in bertempat), bertempat[0])
            self.tanya("rentang_dari", bidang, str(dahulu))

    def _penerus(self) -> list[int]:
        badan = self.cleaned_data.get("penerus")
        return [badan] if badan is not None else []

    def tindak(self) -> Tindak:
        bersih = self.cleaned_data
        baru = Penerus(bersih["penerus"], bersih["nama"], bersih["singkatan"], bersih["jenis_unit"], bersih["tipe"],
                       bersih["induk"])  # fmt: skip
        dari = bersih.get("rentang_dari")
        return Gabung(self.semua("lama"), baru, int(dari) if dari else None, self.dasar())


class PecahForm(FormTindak):
    jenis = JenisSuksesi.PECAH
    judul = "Pecah"
    pengantar = "Satu unit menjadi dua atau lebih; ia sendiri boleh menjadi salah satunya."
    sebutan_baris = "penerus"
    minimal = 2

    def susun(self) -> None:
        self.taruh("Unit yang dipecah", lama=KolomUnit(self.unit, label="Unit lama"))
        for n in self.nomor():
            self.taruh(
                f"Penerus ke-{n}",
                **{
                    f"nama_{n}": _nama("Nama", bantuan="Kosongkan bila badannya sudah ada dan namanya tetap."),
                    f"singkatan_{n}": _singkatan(),
                    f"penerus_{n}": KolomUnit(
                        self.unit, juga_lain=True, label="Badan yang sudah ada", required=False,
                        help_text="Kosongkan untuk unit baru. Boleh unit lama itu sendiri.",
                    ),
                },
            )  # fmt: skip

    def baru(self) -> list[Penerus]:
        bersih = self.cleaned_data
        ruas = ("penerus", "nama", "singkatan")
        isian = ([bersih.get(f"{satu}_{n}") for satu in ruas] for n in self.nomor())
        return [Penerus(badan, nama or "", singkatan or "") for badan, nama, singkatan in isian if badan or nama]

    def _baris(self) -> list[tuple[Butir, Nilai]]:
        """Rows that point at the unit, but for its place and the events, in an order that stays."""
        return sorted(menunjuk(self.isi, {self.cleaned_data["lama"]}), key=lambda satu: str(satu[0]))

    def pertanyaan(self) -> None:
        lama, baru = self.cleaned_data["lama"], self.baru()
        if len(baru) < 2:
            raise ValidationError("Sebut dua penerus atau lebih.")
        penerus = [(str(n), satu.nama or self.nama_unit(satu.badan or 0)) for n, satu in enumerate(baru)]
        utama = next((str(n) for n, satu in enumerate(baru) if satu.badan == lama), "0")
        for (bagian, kunci), nilai in self.isi.items():
            if (
                bagian == TEMPAT
                and nilai is not None
                and nilai["induk"] == lama
                and kunci[0] not in {s.badan for s in baru}
            ):
                bidang = forms.ChoiceField(label=f"{nilai['nama']} beralih ke bawah", choices=penerus)
                self.tanya(f"anak_{kunci[0]}", bidang, utama)
        semua = self._baris()
        for n, ((butir, _), kata) in enumerate(zip(semua, uraian_baris(semua, self.semua_nama()), strict=True)):
            if tunggal(butir, lama):
                banyak = forms.MultipleChoiceField(
                    label=f"{kata} berlaku bagi", choices=penerus, widget=forms.CheckboxSelectMultiple, required=False
                )
                self.tanya(f"baris_{n}", banyak, [utama])
            else:
                satu = forms.ChoiceField(
                    label=f"{kata} beralih ke", choices=[*penerus, ("", "tidak dipertahankan")], required=False
                )
                self.tanya(f"baris_{n}", satu, utama)

    def tindak(self) -> Tindak:
        bersih, lama = self.cleaned_data, self.cleaned_data["lama"]
        anak = {int(nama[5:]): int(bersih[nama]) for nama in self.lanjutan if nama.startswith("anak_")}
        baris: dict[tuple[Butir, int], Sequence[int]] = {}
        for n, (butir, _) in enumerate(self._baris()):
            nilai = bersih.get(f"baris_{n}", [])
            baris[butir, lama] = [int(satu) for satu in ([nilai] if isinstance(nilai, str) else nilai) if satu != ""]
        return Pecah(lama, self.baru(), anak, baris, self.dasar())


class BubarForm(FormTindak):
    jenis = JenisSuksesi.BUBAR
    judul = "Bubarkan"
    pengantar = "Unit berakhir tanpa penerus. Rentang dan semua yang menunjuk kepadanya dihapus dari rancangan."
    sebutan_baris = "unit"

    def susun(self) -> None:
        lama = {f"lama_{n}": KolomUnit(self.unit, label=f"Unit ke-{n}", required=n == 1) for n in self.nomor()}
        self.taruh("Unit yang dibubarkan", **lama)
        self.taruh(
            "Unit di bawahnya, bila ada",
            anak=forms.ChoiceField(
                label="Unit di bawahnya", required=False, widget=forms.RadioSelect,
                choices=[("pindah", "pindah ke bawah unit lain"), ("ikut", "ikut dibubarkan")],
            ),
            anak_ke=KolomUnit(self.unit, label="Pindah ke bawah", required=False),
        )  # fmt: skip

    def tindak(self) -> Tindak:
        bersih = self.cleaned_data
        ke = bersih["anak_ke"] if bersih["anak"] != "ikut" else None
        return Bubar(self.semua("lama"), ke, bersih["anak"] == "ikut", self.dasar())


class BentukForm(FormTindak):
    jenis = JenisSuksesi.BENTUK
    judul = "Bentuk baru"
    pengantar = "Unit baru tanpa pendahulu. Bila unit itu melanjutkan unit lama, pilih ganti nama, gabung, atau pecah."
    sebutan_baris = "unit baru"

    def susun(self) -> None:
        for n in self.nomor():
            self.taruh(
                f"Unit baru ke-{n}",
                **{
                    f"nama_{n}": _nama("Nama", wajib=n == 1),
                    f"singkatan_{n}": _singkatan(),
                    f"jenis_{n}": _jenis("pilih jenis", wajib=n == 1),
                    f"tipe_{n}": _tipe(),
                    f"induk_{n}": KolomUnit(self.unit, label="Di bawah", required=n == 1),
                    f"penerus_{n}": KolomUnit(
                        self.unit, juga_lain=True, label="Badan yang sudah tercatat", required=False,
                        help_text="Isi bila badan ini pernah ada, agar alamat dan riwayatnya tetap.",
                    ),
                },
            )  # fmt: skip

    def tindak(self) -> Tindak:
        bersih = self.cleaned_data
        return Bentuk(
            [
                Penerus(*(bersih[f"{ruas}_{n}"] for ruas in ("penerus", "nama", "singkatan", "jenis", "tipe", "induk")))
                for n in self.nomor()
                if bersih[f"nama_{n}"]
            ],
            self.dasar(),
        )


FORMULIR: dict[str, type[FormTindak]] = {
    str(satu.jenis): satu for satu in (GantiNamaForm, GabungForm, PecahForm, BubarForm, BentukForm)
}
