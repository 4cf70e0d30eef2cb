"""Model fields of Rentang."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from registry.rujukan import PANJANG_MAKS, RujukanSalah, kanonik

if TYPE_CHECKING:
    CharField = models.CharField[str, str]
else:
    CharField = models.CharField


class RujukanField(CharField):
    """A pinpoint into a regulation, kept as canonical text (`registry.rujukan`); the Python value is str.

    One place, a range or a list; blank allowed unless `blank=False`. Cleaning and saving both write the
    canonical text and raise ValidationError for anything that is no pinpoint (`bulk_create` passes no form).
    What comes from the database is taken as it is; `queryset.update` and lookups are not checked.
    """

    PETUNJUK = "Contoh: Pasal 15 ayat (2) huruf c · Pasal 10 sampai dengan Pasal 13 · Lampiran II angka 3."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", PANJANG_MAKS)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> tuple[str, str, Sequence[Any], dict[str, Any]]:
        # The defaults differ from CharField's, so what Django leaves out and what it states change places.
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("max_length") == PANJANG_MAKS:
            del kwargs["max_length"]
        if kwargs.pop("blank", False) is False:
            kwargs["blank"] = False
        return name, path, args, kwargs

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        if not isinstance(value, str):
            return value
        try:
            return kanonik(value)
        except RujukanSalah as salah:
            raise ValidationError(str(salah), code="rujukan_salah") from salah

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = super().pre_save(model_instance, add)
        if isinstance(value, str):
            value = self.to_python(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, *args: Any, **kwargs: Any) -> forms.Field | None:
        kwargs.setdefault("help_text", self.help_text or self.PETUNJUK)
        return super().formfield(*args, **kwargs)
