import pytest
from django.utils import timezone
from tests import pabrik
from tests.halaman import baca, ketat
pytestmark = pytest.mark.django_db
def test_x(client, kab, monkeypatch):
    ketat(monkeypatch)
    client.force_login(pabrik.pengguna("budi", "auditor"))
    for a in ("/daerah/99.01/riwayat/", "/daerah/99.01/riwayat/?jenis=alur&dari=2020-01-01", "/audit/nasional/", "/daerah/99.01/riwayat/?tercatat=2026-11-22"):
        r = client.get(a); t = baca(r).teks
        print(r.status_code, t[t.find("Menurut catatan sampai"):][:200])
