"""Tables of an edition as resources of django-import-export: columns, reading, writing out. Nothing here writes rows.

The library turns cells into values, gathers the errors by row and column, and writes values out again. Its way of
saving is closed: what a file changes is compared by `rencana` and written by one `services.terapkan`.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, ClassVar, NoReturn

import tablib
from django.core.exceptions import ValidationError
from import_export.fields import Field
from import_export.instance_loaders import BaseInstanceLoader
from import_export.resources import Resource

from registry.galat import HanyaLewatLayanan
from registry.isi_edisi import DAFTAR, IsiEdisi, Kunci, Nilai
from registry.tabel.kamus import KamusTabel
from registry.tabel.lembar import Lembar, bakukan
from registry.tabel.widget import WidgetTabel

log = logging.getLogger(__name__)

WAJIB = "wajib diisi."


class Kolom(Field):
    """A column. `keterangan`: what the instructions say of it; `wajib`: it may not be empty."""

    def __init__(
        self, attribute: str, column_name: str, widget: WidgetTabel, keterangan: str = "", *, wajib: bool = False,
        tetap_bila_kosong: bool = False, hanya_dibaca: bool = False, lebar: int = 18,
    ) -> None:  # fmt: skip
        super().__init__(
            attribute=attribute,
            column_name=column_name,
            widget=widget,
            readonly=hanya_dibaca,
            saves_null_values=not tetap_bila_kosong,
        )
        self.keterangan = keterangan
        self.wajib = wajib
        self.lebar = lebar


class Baris(SimpleNamespace):
    """One row of a table: the fields of its part of the edition. `ada`: what the draft holds, None for a new row."""

    ada: Nilai | None


class PemuatBaris(BaseInstanceLoader):
    """Finds the draft's row that a row of the file means, in what was read beforehand; no query."""

    def get_instance(self, row: Mapping[str, Any]) -> Baris | None:
        tabel: Tabel = self.resource
        kunci = tabel.kunci_baris(row)
        nilai = tabel.kini.get(kunci) if kunci is not None else None
        return None if kunci is None or nilai is None else tabel.baris(kunci, nilai, ada=nilai)


class Tabel(Resource):
    """Base of the tables. A subclass declares its columns and names the part of the edition.

    `kini`: the draft's rows of that part. After `baca`: `hasil` holds (row, new?) by number of the data row, `salah`
    the sentences by number and column heading.
    """

    judul: ClassVar[str] = ""
    bagian: ClassVar[str] = ""
    penjelasan: ClassVar[str] = ""
    #: Headings without which the table is not recognised.
    tanda: ClassVar[tuple[str, ...]] = ()

    class Meta:
        instance_loader_class = PemuatBaris
        import_id_fields = ()  # which rows exist is asked of `kunci_baris`
        using_db = "default"
        use_transactions = False
        skip_diff = True

    def __init__(self, kamus: KamusTabel, kini: Mapping[Kunci, Nilai]) -> None:
        super().__init__()
        self.kamus = kamus
        self.kini = kini
        self.nomor: list[int] = []
        self.hasil: dict[int, tuple[Baris, bool]] = {}
        self.salah: dict[int, dict[str, list[str]]] = {}

    @property
    def isi(self) -> IsiEdisi:
        return DAFTAR[self.bagian]

    def kolom(self) -> list[Kolom]:
        return list(self.fields.values())

    def kolom_ruas(self, ruas: str) -> Kolom:
        """The column that writes a field."""
        return next(satu for satu in self.kolom() if satu.attribute == ruas and not satu.readonly)

    @classmethod
    def kepala(cls) -> dict[str, str]:
        """Normalised heading or field name -> heading."""
        pasangan = {bakukan(nama): satu.column_name for nama, satu in cls.fields.items()}
        return pasangan | {bakukan(satu.column_name): satu.column_name for satu in cls.fields.values()}

    # --- what a subclass says ---------------------------------------------------------------------------------

    def kunci_baris(self, row: Mapping[str, Any]) -> Kunci | None:
        """Key of a row of the file; None where its cells do not give one."""
        raise NotImplementedError

    def bawaan(self) -> Nilai:
        """Values of a new row where the file says nothing."""
        return {}

    def urut(self, kunci: Kunci, nilai: Nilai) -> Any:
        """Where a row comes in a file written out."""
        raise NotImplementedError

    def lengkapi(self) -> None:
        """What follows for new rows from all rows together (their order among siblings)."""

    def periksa(self, jadi: Mapping[Kunci, Nilai], nomor: Mapping[Kunci, int]) -> None:
        """What no single row can see, of the table as it will be; adds to `salah`."""

    # --- out --------------------------------------------------------------------------------------------------

    def baris(self, kunci: Kunci, nilai: Nilai, ada: Nilai | None = None) -> Baris:
        return Baris(**dict(zip(self.isi.kunci, kunci, strict=True)), **nilai, ada=ada)

    def tulis(self) -> tablib.Dataset:
        """The draft's rows as the library exports them."""
        urut = sorted(self.kini, key=lambda kunci: self.urut(kunci, self.kini[kunci]))
        return self.export([self.baris(kunci, self.kini[kunci]) for kunci in urut], kamus=self.kamus)

    # --- in ---------------------------------------------------------------------------------------------------

    def tambah_galat(self, nomor: int, kolom: str, pesan: str) -> None:
        """`kolom`: heading, "" for the whole row."""
        self.salah.setdefault(nomor, {}).setdefault(kolom, []).append(pesan)

    def baca(self, kepala: list[str], lembar: Lembar) -> None:
        """Read a sheet. `kepala`: heading of each of its columns, "" for one that is not read."""
        dipakai = [indeks for indeks, nama in enumerate(kepala) if nama]
        data = tablib.Dataset(headers=[kepala[indeks] for indeks in dipakai])
        for _, sel in lembar.baris:
            data.append([sel[indeks] for indeks in dipakai])
        self.nomor = [nomor for nomor, _ in lembar.baris]
        for nomor, indeks, pesan in lembar.galat:
            if indeks < 0:
                self.tambah_galat(nomor, "", pesan)
            elif kepala[indeks] and not self.kolom_kepala(kepala[indeks]).readonly:
                self.tambah_galat(nomor, kepala[indeks], pesan)
        # Not `import_data`: that opens a transaction for a dry run and a savepoint a row, and nothing is written here.
        hasil = self.import_data_inner(
            data, dry_run=True, raise_errors=False, using_transactions=False, collect_failed_rows=False,
            kamus=self.kamus,
        )  # fmt: skip
        for satu in hasil.invalid_rows:
            for ruas, pesan in satu.error_dict.items():
                self.tambah_galat(self.nomor[satu.number - 1], self._kepala_ruas(ruas), " ".join(pesan))
        for satu in hasil.error_rows:
            log.error("baris %s tidak terbaca", satu.number, exc_info=satu.errors[0].error)
            self.tambah_galat(self.nomor[satu.number - 1], "", "baris ini tidak terbaca; ketik ulang isinya.")
        for galat in hasil.base_errors:
            raise galat.error
        self.lengkapi()

    def kolom_kepala(self, kepala: str) -> Kolom:
        return next(satu for satu in self.kolom() if satu.column_name == kepala)

    def _kepala_ruas(self, ruas: str) -> str:
        return next((str(satu.column_name) for satu in self.kolom() if satu.attribute == ruas), "")

    # --- how the library is bent ------------------------------------------------------------------------------

    def init_instance(self, row: Any = None) -> Baris:
        medan: dict[str, Any] = {
            nama: self.isi.model._meta.get_field(nama.removesuffix("_id")) for nama in self.isi.nilai
        }
        bawaan = {nama: None if satu.is_relation else satu.get_default() for nama, satu in medan.items()}
        return Baris(**{**dict.fromkeys(self.isi.kunci), **bawaan, **self.bawaan()}, ada=None)

    def after_init_instance(self, instance: Baris, new: bool, row: Any, **kwargs: Any) -> None:
        self.hasil[self.nomor[kwargs["row_number"] - 1]] = (instance, new)

    def import_field(
        self, field: Kolom, instance: Baris, row: Mapping[str, Any], is_m2m: bool = False, **kwargs: Any
    ) -> None:
        """A cell that says what the draft holds changes nothing, however that is spelled today."""
        sel = row.get(field.column_name)
        if sel is None or (instance.ada is not None and sel == field.export(instance, **kwargs)):
            return
        super().import_field(field, instance, row, is_m2m, **kwargs)

    def validate_instance(self, instance: Baris, import_validation_errors: Any = None, **_: Any) -> None:
        salah = dict(import_validation_errors or {})
        for satu in self.kolom():
            if satu.wajib and getattr(instance, satu.attribute) in (None, "") and satu.attribute not in salah:
                salah[satu.attribute] = ValidationError(WAJIB)
        if salah:
            raise ValidationError(salah)

    def save_instance(self, instance: Any, is_create: bool, row: Any, **kwargs: Any) -> None:
        """Nothing is saved from here."""

    def save_m2m(self, instance: Any, row: Any, **kwargs: Any) -> None:
        """Nothing is saved from here."""

    def do_instance_save(self, instance: Any, is_create: bool) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)

    def delete_instance(self, instance: Any, row: Any, **kwargs: Any) -> NoReturn:
        """Closed: raises HanyaLewatLayanan."""
        raise HanyaLewatLayanan(type(self).__name__)


#: Registered tables, in the order in which files hold them.
TABEL: list[type[Tabel]] = []


def daftarkan(tabel: type[Tabel]) -> None:
    """Add a table; called from `apps.py`. The same one again replaces it."""
    TABEL[:] = [satu for satu in TABEL if satu.bagian != tabel.bagian] + [tabel]
