"""To which region a row belongs, and what a Django permission on its model means there.

Django asks for "registry.change_peraturan"; roles know acts (`registry.izin`). This is the one place that
translates, so that a ModelAdmin, a list and an autocomplete cannot disagree. A model that nobody placed here grants
nothing to anybody but a superuser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from registry.izin import Aksi, ada_peran, boleh, daerah_dengan, terlihat
from registry.models import Daerah, HubunganPeraturan, NamaLain, Penugasan
from registry.riwayat import BarisRiwayat

#: Model -> lookup of its region, where its own fields do not say so; "" for what belongs to the nation.
JALUR: dict[type[models.Model], str] = {
    Daerah: "pk",
    HubunganPeraturan: "dari__daerah",
    NamaLain: "perangkat_daerah__daerah",
}
#: Models that are no work on a region but the running of it.
KELOLAAN: tuple[type[models.Model], ...] = (User, Penugasan)
KERJA = ("view", "add", "change")


def daftarkan_nasional(model: type[models.Model]) -> None:
    """Rows of this model belong to no region: all roles see them, only a role for all regions changes them."""
    JALUR[model] = ""


def jalur_daerah(model: type[models.Model]) -> str | None:
    """Lookup of a row's region; "" for what is national; None for a model that nobody placed. No query."""
    if model in JALUR:
        return JALUR[model]
    if issubclass(model, BarisRiwayat):
        return None
    ruas = {satu.name for satu in model._meta.concrete_fields}
    if "daerah" in ruas:
        return "daerah"
    return "edisi__daerah" if "edisi" in ruas else None


def daerah_dari(objek: models.Model) -> int | None:
    """Id of the region of a row, None for the nation's. Up to 1 query, none where the way is loaded."""
    jalur = jalur_daerah(type(objek))
    if jalur is None:
        raise LookupError(f"{type(objek).__name__} belum ditempatkan dalam registry.lingkup.")
    kini: Any = objek
    *antara, akhir = jalur.split("__") if jalur else ["pk"]
    if not jalur:
        return None
    for ruas in antara:
        if getattr(kini, f"{ruas}_id") is None:
            return None
        kini = getattr(kini, ruas)
    hasil: int | None = kini.pk if akhir == "pk" else getattr(kini, f"{akhir}_id")
    return hasil


def aksi_untuk(model: type[models.Model], kerja: str) -> Aksi | None:
    """The act that "view", "add" or "change" on this model is; None for what no role may (nothing is deleted)."""
    if model in KELOLAAN:
        return Aksi.KELOLA if kerja in KERJA or (kerja == "delete" and model is Penugasan) else None
    if kerja == "view":
        return Aksi.LIHAT
    if kerja not in KERJA:
        return None
    return Aksi.KELOLA if model is Daerah else Aksi.UBAH


def boleh_model(pengguna: Any, model: type[models.Model], kerja: str, objek: models.Model | None = None) -> bool:
    """May this person do this with this row (None: with some row, somewhere)? At most 1 query a request, and what
    `daerah_dari` needs."""
    aksi = aksi_untuk(model, kerja)
    jalur = "" if model is User else jalur_daerah(model)
    if aksi is None or jalur is None or not ada_peran(pengguna):
        return False
    if objek is not None:
        return boleh(pengguna, daerah_dari(objek), aksi)
    if (not jalur and aksi is Aksi.UBAH) or (model is Daerah and kerja == "add"):
        return boleh(pengguna, None, aksi)
    wilayah = daerah_dengan(pengguna, aksi)
    return wilayah is None or bool(wilayah)


def syarat_terlihat(pengguna: Any, model: type[models.Model]) -> Q:
    """Condition on the rows of a model that this person may see in the admin; at most 1 query a request."""
    jalur = jalur_daerah(model)
    aksi = aksi_untuk(model, "view")
    if jalur is None or aksi is None or not ada_peran(pengguna):
        return Q(pk__in=())
    if not jalur:
        return Q()
    return terlihat(pengguna, jalur, nasional=aksi is Aksi.LIHAT and model is not Daerah, aksi=aksi)


def semua_izin(pengguna: Any) -> Iterator[str]:
    """Django's names of all that this person may do with some row somewhere."""
    semua: list[type[models.Model]] = [User]
    for label in ("registry", "relations", "coordination"):
        semua += apps.get_app_config(label).get_models()
    for model in semua:
        for kerja in (*KERJA, "delete"):
            if boleh_model(pengguna, model, kerja):
                yield f"{model._meta.app_label}.{kerja}_{model._meta.model_name}"
