"""A seal by e-mail, to whoever keeps it away from the database."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string

from registry.models import Segel
from registry.segel.ekspor import acuan, rekap


def kirim(segel: Segel) -> str:
    """Send a seal to the addresses of SEGEL_SURAT; "" or, in words, why that failed. The seal stands either way."""
    if not settings.SEGEL_SURAT:
        return ""
    isi = render_to_string("audit/segel_surat.txt", {"segel": segel, "rekap": rekap(segel), "acuan": acuan(segel)})
    judul = f"Segel Rentang {segel.nomor}: {segel.kepala[:12]}"
    try:
        send_mail(judul, isi, settings.DEFAULT_FROM_EMAIL, settings.SEGEL_SURAT)
    except (SMTPException, OSError) as galat:
        return f"Segel {segel.nomor} tidak terkirim lewat surel: {galat}."
    return ""
