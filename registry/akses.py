"""The access log: who signed in, failed to and left, who took data out, whose account was changed. Kept apart from
history (`CatatanAkses`), append-only.

What is written: the account's name, the address, the event. Never a password, a session key or the name of a browser.
Nobody is locked out here: a failure is only noted.

Where the log cannot be written, signing in and out goes on (the auditor must get in to see what is wrong) and the
server's own log says so; taking data out and changing an account fail, because there the note is the condition.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from ipaddress import ip_address
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import DatabaseError, transaction
from django.db.models import Exists, OuterRef, Q
from django.db.models.signals import post_save, pre_save
from django.http import HttpRequest
from django.utils import timezone
from simple_history.models import HistoricalRecords

from registry.izin import Aksi, daerah_dengan
from registry.models import CatatanAkses, Daerah, JenisAkses, Penugasan

logger = logging.getLogger(__name__)

#: Failures that are noted one by one within a minute: of one name from one address, and of all together. One row more
#: says that there were others. A flood must not fill the disk, nor hide one attempt among thousands of rows.
BATAS_SATU = 20
BATAS_SEMUA = 500
SEMENIT = timedelta(minutes=1)
SETERUSNYA = "dan seterusnya: percobaan berikutnya dalam menit ini tidak dicatat satu per satu"

#: Fields of an account whose change is noted, with the words for it.
RUAS_AKUN = {
    "username": "nama akun diganti",
    "first_name": "nama depan diganti",
    "last_name": "nama belakang diganti",
    "email": "alamat surel diganti",
}


def catat_akses(
    request: HttpRequest | None,
    jenis: str,
    *,
    pengguna: Any = None,
    nama: str = "",
    daerah: Daerah | None = None,
    rincian: str = "",
) -> CatatanAkses:
    """Note one event; 1 query. `pengguna`: whose account it is about, by default who asks; None for nobody known.
    Raises DatabaseError: what must not happen unnoted does not happen."""
    return _tulis(
        request, jenis, getattr(request, "user", None) if pengguna is None else pengguna, nama, daerah, rincian
    )


def _tulis(
    request: HttpRequest | None,
    jenis: str,
    pengguna: Any,
    nama: str = "",
    daerah: Daerah | None = None,
    rincian: str = "",
) -> CatatanAkses:
    dikenal = pengguna is not None and getattr(pengguna, "pk", None) is not None
    return CatatanAkses.objects.create(
        jenis=jenis,
        pada=timezone.now(),
        pengguna=pengguna if dikenal else None,
        nama=(nama or (pengguna.get_username() if dikenal else ""))[:200],
        daerah=daerah,
        alamat=alamat_pengirim(request),
        rincian=rincian[:300],
    )


def alamat_pengirim(request: HttpRequest | None) -> str | None:
    """Address of who asks, None for one that is none. `JUMLAH_PROKSI` proxies in front each write down from whom they
    took the request; what stands to the left of theirs anybody may have sent, so it is not read."""
    if request is None or not hasattr(request, "META"):
        return None
    mentah = request.META.get("REMOTE_ADDR", "")
    banyak: int = settings.JUMLAH_PROKSI
    terusan = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",") if banyak else []
    if len(terusan) >= banyak > 0:
        mentah = terusan[-banyak]
    try:
        alamat = ip_address(mentah.strip())
    except ValueError:
        return None
    if getattr(alamat, "scope_id", None):
        return None
    return str(getattr(alamat, "ipv4_mapped", None) or alamat)


def terbaca(oleh: Any) -> Q:
    """Condition on CatatanAkses: what this person may read. Auditors of all regions everything; auditors of some
    what concerns these: the accounts that work there, and what was taken out of them by whomever."""
    wilayah = daerah_dengan(oleh, Aksi.AUDIT)
    if wilayah is None:
        return Q()
    kini = Penugasan.objects.filter(pengguna=OuterRef("pengguna")).order_by()
    dulu = Penugasan.history.filter(pengguna=OuterRef("pengguna")).order_by()
    disini, diluar = Q(daerah__in=wilayah), ~Q(daerah__in=wilayah) | Q(daerah__isnull=True)
    bekas = ~Exists(kini) & Exists(dulu.filter(disini)) & ~Exists(dulu.filter(diluar))
    orang = Q(pengguna__is_superuser=False) & (Q(Exists(kini.filter(disini))) | Q(bekas))
    return Q(daerah__in=wilayah) | Q(daerah__isnull=True) & orang


def boleh_lihat_alamat(oleh: Any) -> bool:
    """Addresses are shown to who runs or audits all regions. No query after the first of a request."""
    return None in (daerah_dengan(oleh, Aksi.AUDIT), daerah_dengan(oleh, Aksi.KELOLA))


# Signing in and out ------------------------------------------------------------------------------------


def _tenang(request: HttpRequest | None, jenis: str, pengguna: Any, rincian: str = "") -> None:
    """Note it, or tell the server's log why not. A savepoint, so that a refused row spoils no transaction."""
    try:
        with transaction.atomic():
            _tulis(request, jenis, pengguna, rincian=rincian)
    except DatabaseError:
        logger.exception("Catatan akses (%s) tidak dapat ditulis.", jenis)


def saat_masuk(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    _tenang(request, JenisAkses.MASUK, user)


def saat_keluar(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    if user is not None:  # the session had ended before
        _tenang(request, JenisAkses.KELUAR, user)


def saat_gagal(sender: Any, credentials: dict[str, Any], request: HttpRequest | None = None, **kwargs: Any) -> None:
    """A failure keeps the name that was typed only where an account has it. At most 3 queries, however many failed."""
    try:
        akun = _akun(credentials.get("username"))
        nama, alamat = akun.get_username() if akun is not None else "", alamat_pengirim(request)
        semenit = CatatanAkses.objects.filter(jenis=JenisAkses.GAGAL, pada__gt=timezone.now() - SEMENIT)
        baru = list(semenit.order_by("-pada", "-id").values_list("nama", "alamat")[: BATAS_SEMUA + 1])
    except DatabaseError:
        logger.exception("Catatan akses (gagal) tidak dapat dibaca.")
        return
    sama = baru.count((nama, alamat))
    if sama > BATAS_SATU or len(baru) > BATAS_SEMUA:
        return
    penuh = sama == BATAS_SATU or len(baru) == BATAS_SEMUA
    # Whoever is refused is nobody yet, even where the browser is still signed in as somebody.
    _tenang(request, JenisAkses.GAGAL, akun, SETERUSNYA if penuh else "")


def _akun(nama: Any) -> User | None:
    """The account of that very name; 1 query, none for what no account can be called."""
    if not isinstance(nama, str) or not 0 < len(nama) <= 150 or "\x00" in nama:
        return None
    return User.objects.filter(username=nama).first()


# Accounts ----------------------------------------------------------------------------------------------


def sebelum_akun(sender: Any, instance: User, raw: bool, update_fields: Any, **kwargs: Any) -> None:
    """Keep how the account is stored, to be compared after it is written; 1 query, none for the mark of a sign-in."""
    lama: User | None = None
    sela = raw or (update_fields is not None and set(update_fields) <= {"last_login"})
    if not sela and instance.pk is not None:
        lama = User.objects.filter(pk=instance.pk).first()
    instance._akun_semula = lama  # type: ignore[attr-defined]
    instance._akun_dilewati = sela  # type: ignore[attr-defined]


def sesudah_akun(sender: Any, instance: User, created: bool, **kwargs: Any) -> None:
    """Note what changed of an account, whoever wrote it by whatever way; in the writer's transaction. 1 query, none
    where nothing that matters changed."""
    if getattr(instance, "_akun_dilewati", True):
        return
    beda = _beda_akun(getattr(instance, "_akun_semula", None), instance)
    if not beda:
        return
    konteks = getattr(HistoricalRecords.context, "request", None)
    request = konteks if isinstance(konteks, HttpRequest) else None
    oleh = getattr(konteks, "user", None)
    if oleh is None or getattr(oleh, "pk", None) is None:
        siapa = "dari luar layar (perintah)"
    else:
        siapa = "oleh pemiliknya" if oleh.pk == instance.pk else f"oleh {oleh.get_username()}"
    catat_akses(request, JenisAkses.AKUN, pengguna=instance, rincian=f"{', '.join(beda)} {siapa}")


def _beda_akun(lama: User | None, baru: User) -> list[str]:
    if lama is None:
        return ["dibuat", *(["mengatur seluruh pemasangan"] if baru.is_superuser else [])]
    beda = [kata for ruas, kata in RUAS_AKUN.items() if getattr(lama, ruas) != getattr(baru, ruas)]
    if lama.is_active != baru.is_active:
        beda.append("diaktifkan" if baru.is_active else "dinonaktifkan")
    if lama.is_superuser != baru.is_superuser:
        beda.append(f"{'dijadikan' if baru.is_superuser else 'tidak lagi'} pengatur seluruh pemasangan")
    # Django also hashes the same password anew at a sign-in; it then forgets the typed one before it saves.
    diketik = getattr(baru, "_password", None) is not None
    if lama.password != baru.password and (diketik or not baru.has_usable_password()):
        beda.append("kata sandi diganti")
    return beda


def hubungkan() -> None:
    """Listen; called once, when the apps are ready."""
    user_logged_in.connect(saat_masuk, dispatch_uid="akses-masuk")
    user_logged_out.connect(saat_keluar, dispatch_uid="akses-keluar")
    user_login_failed.connect(saat_gagal, dispatch_uid="akses-gagal")
    pre_save.connect(sebelum_akun, sender=User, dispatch_uid="akses-akun-sebelum")
    post_save.connect(sesudah_akun, sender=User, dispatch_uid="akses-akun-sesudah")
